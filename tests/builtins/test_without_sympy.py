"""Calculus that needs no further package."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest

from wlmini.kernel import extras
from wlmini.session import Session


def without_sympy(name: str) -> Any:
    if name.partition(".")[0] == "sympy":
        raise ModuleNotFoundError(name, name=name)
    return import_module(name)


@pytest.mark.parametrize(
    "code, expected",
    [
        ("Integrate[Sin[x]^2, x]", "x/2 - Sin[2 x]/4"),
        ("Integrate[Cos[x]^3, x]", "(3 Sin[x])/4 + Sin[3 x]/12"),
    ],
)
def test_integrals(monkeypatch: pytest.MonkeyPatch, code: str, expected: str) -> None:
    monkeypatch.setattr(extras, "import_module", without_sympy)
    said: list[str] = []
    session = Session(messenger=said.append, printer=lambda text: None)
    results = [session.evaluate(reading.expr) for reading in session.read(code, "code")]
    assert (session.show(results[-1]), said) == (expected, [])
