"""A library that is not installed: the message names the command, the call stays."""

import sys

import pytest

from wlmini.kernel.extras import EXTRAS, library
from wlmini.kernel.messages import Failure


@pytest.mark.parametrize("package, extra", EXTRAS.items())
def test_missing_library(monkeypatch, package, extra):
    monkeypatch.setitem(sys.modules, package, None)  # what Python takes for a module that is not there
    with pytest.raises(Failure) as failed:
        library(package)
    assert failed.value.tag == "extra"
    assert failed.value.arguments == (package, extra)
    assert failed.value.value is None
