"""TestReport on files: its options, and the functions that hear of what happens."""

from pathlib import Path
from typing import Any

import pytest

from wlmini.session import Session

TESTS = 'VerificationTest[1. + 1, 2, TestID -> "close"]\nVerificationTest[1, 2]\n'


@pytest.fixture
def run(tmp_path: Path) -> Any:
    """The text of the value of code in which FILE stands for a file of tests."""
    (tmp_path / "tests.wlt").write_text(TESTS)
    name = f'"{tmp_path}/tests.wlt"'
    session = Session()
    return lambda code: session.show(session.evaluate_text(code.replace("FILE", name)), "InputForm")


def test_the_same_test_holds_for_tests_that_name_none(run: Any) -> None:
    assert run('TestReport[FILE]["TestsFailedCount"]') == "2"
    assert run('TestReport[FILE, SameTest -> Equal]["TestsFailedCount"]') == "1"


def test_handlers_hear_of_each_event(run: Any) -> None:
    events = run(
        "Reap[TestReport[FILE, HandlerFunctions -> Association[# -> (Sow[#EventName] &) & /@ "
        '{"ReportStarted", "FileStarted", "TestEvaluated", "FileCompleted", "ReportCompleted"}]]][[2, 1]]'
    )
    names = [
        "ReportStarted",
        "FileStarted",
        "TestEvaluated",
        "TestEvaluated",
        "FileCompleted",
        "ReportCompleted",
    ]
    assert events == "{" + ", ".join(f'"{name}"' for name in names) + "}"


def test_handlers_are_told_what_they_are_to_be(run: Any) -> None:
    heard = run(
        'Reap[TestReport[FILE, HandlerFunctions -> <|"TestEvaluated" -> Sow|>, '
        'HandlerFunctionsKeys -> {"Outcome", "TestID"}]][[2, 1]]'
    )
    first, second = ('"Outcome" -> "Failure", "TestID" -> ' + each for each in ('"close"', "None"))
    assert heard == f"{{<|{first}|>, <|{second}|>}}"


def test_an_event_that_there_is_not_is_told(run: Any, capsys: pytest.CaptureFixture[str]) -> None:
    run('TestReport[FILE, HandlerFunctions -> <|"Never" -> Print|>]')
    assert "TestReport::handlers" in capsys.readouterr().err
