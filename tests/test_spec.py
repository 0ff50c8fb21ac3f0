"""Every VerificationTest of tests/spec: they are true of the language itself, and run in it as well."""

from pathlib import Path

import pytest

from wlmini.builtins.testing import TestResult
from wlmini.session import Session

SPEC = Path(__file__).parent / "spec"
FILES = sorted(SPEC.rglob("*.wlt"))


def failures(path: Path) -> list[str]:
    """One line for each test of the file that fails, or is no test."""
    session = Session(messenger=lambda text: None, printer=lambda text: None)
    found = []
    for reading in session.read(path.read_text(encoding="utf-8"), path.name):
        result = session.evaluate(reading.expr)
        if isinstance(result, TestResult) and not result.passed:
            shown = {k: session.show(v, "InputForm") for k, v in result.properties.items()}
            found.append(
                f"{shown['Input']}\n    gives    {shown['ActualOutput']}  {shown['ActualMessages']}"
                f"\n    expected {shown['ExpectedOutput']}  {shown['ExpectedMessages']}"
            )
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(SPEC).as_posix())
def test_spec(path: Path) -> None:
    found = failures(path)
    assert not found, "\n" + "\n".join(found)


def test_every_file_has_tests() -> None:
    for path in FILES:
        assert "VerificationTest[" in path.read_text(encoding="utf-8"), path.name
