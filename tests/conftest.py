"""What holds for all tests."""

import os
import random
import secrets
import sys

import numpy as np
import pytest
from hypothesis import settings

from wlmini.kernel.evaluate import FRAMES

# A kernel raises the limit where it is lower; Hypothesis minds a change in the middle of a test.
sys.setrecursionlimit(max(sys.getrecursionlimit(), FRAMES))

# A build is to be the same twice; new examples are looked for wherever a person runs the tests.
settings.register_profile("build", derandomize=True)
BUILD = bool(os.environ.get("CI"))
if BUILD:
    settings.load_profile("build")


@pytest.fixture(autouse=True)
def chance(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a build, generators without a seed start from numbers that are the same each time the test runs."""
    if BUILD:
        draws = random.Random(request.node.nodeid)
        monkeypatch.setattr(secrets, "randbits", draws.getrandbits)
        monkeypatch.setattr(np.random.bit_generator, "randbits", draws.getrandbits)
