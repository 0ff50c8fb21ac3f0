"""A package that is not installed is named once in an evaluation, however many functions ask for it."""

from __future__ import annotations

import sys

import pytest

from wlmini.session import Session


@pytest.mark.parametrize(
    "text",
    ["Simplify[Sin[x]^2 + Cos[x]^2]", "Integrate[E^x Sin[x]^3, x]", "FullSimplify[Gamma[x + 1]/Gamma[x]]"],
)
def test_a_missing_package_is_named_once(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [n for n in sys.modules if n == "sympy" or n.startswith("sympy.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "sympy", None)
    messages: list[str] = []
    session = Session(messenger=messages.append)
    session.evaluate_text(text)
    assert [m for m in messages if "pip install" in m] == messages
    assert len(messages) == 1
