"""Every VerificationTest of tests/spec: they are true of the language itself, and run in it as well."""

from pathlib import Path
from typing import Any

import pytest

from wlmini.builtins.testing import TestResult
from wlmini.expr import Expr, S
from wlmini.session import Session

SPEC = Path(__file__).parent / "spec"
FILES = sorted(SPEC.rglob("*.wlt"))


def failures(path: Path) -> list[str]:
    """One line for each test of the file that fails, or is no test."""
    session = Session(messenger=lambda text: None, printer=lambda text: None)
    found = []
    for reading in session.read(path.read_text(encoding="utf-8"), path.name):
        result = session.evaluate(reading.expr)
        if not isinstance(result, TestResult):
            if is_test(reading.expr):
                found.append(f"not run: {session.show(reading.expr, 'InputForm')}")
        elif not result.passed:
            shown = {k: session.show(v, "InputForm") for k, v in result.properties.items()}
            found.append(
                f"{shown['Input']}\n    gives    {shown['ActualOutput']}  {shown['ActualMessages']}"
                f"\n    expected {shown['ExpectedOutput']}  {shown['ExpectedMessages']}"
            )
    if session.kernel.faults:
        raise session.kernel.faults[0]
    return found


def is_test(expr: Any) -> bool:
    return isinstance(expr, Expr) and expr.head is S.VerificationTest


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(SPEC).as_posix())
def test_spec(path: Path) -> None:
    found = failures(path)
    assert not found, "\n" + "\n".join(found)


def test_every_file_has_tests() -> None:
    for path in FILES:
        assert "VerificationTest[" in path.read_text(encoding="utf-8"), path.name
