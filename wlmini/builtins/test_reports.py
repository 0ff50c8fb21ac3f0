"""TestReport: the tests of files run, or results taken, with functions that hear of it on the way."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from wlmini.builtins.file_names import file_name
from wlmini.builtins.packages import find_file
from wlmini.builtins.testing import TestReportObject, TestResult, WaitingTest
from wlmini.expr import Association, S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.permissions import ask
from wlmini.kernel.rules import is_rules, rule_parts

TESTS = (TestResult, WaitingTest)
EVENTS = ("ReportStarted", "FileStarted", "TestEvaluated", "FileCompleted", "ReportCompleted")
KEYS = ("EventName", "TestFileName", "TestResult", "Outcome", "TestID")
MESSAGES = {
    "noopen": "Cannot open the test file `1`.",
    "noprop": "`1` is no property; there are `2`.",
    "handlers": "HandlerFunctions -> `1` should give functions by event; there are `2`.",
    "keys": "HandlerFunctionsKeys -> `1` should be Automatic or a list of some of `2`.",
}


class Running:
    """A report that is being made: its results so far, and who hears of them."""

    def __init__(self, kernel: Any, options: Mapping[str, Any]) -> None:
        self.kernel = kernel
        self.results: list[TestResult] = []
        self.file: Any = S["None"]
        self.settings = {name: options[name] for name in ("SameTest", "TimeConstraint", "MemoryConstraint")}
        self.handlers = handlers_of(options["HandlerFunctions"])
        self.keys = keys_of(options["HandlerFunctionsKeys"])

    def take(self, result: TestResult) -> None:
        """One more test has been evaluated."""
        self.results.append(result)
        found = result.properties
        self.tell("TestEvaluated", TestResult=result, Outcome=found["Outcome"], TestID=found["TestID"])

    def tell(self, event: str, **more: Any) -> None:
        """Let the function of an event, where there is one, know what has happened."""
        if event in self.handlers:
            known = {"EventName": event, "TestFileName": self.file, **more}
            told = Association.of((key, value) for key, value in known.items() if key in self.keys)
            self.kernel.call(self.handlers[event], told)

    def include(self, source: TestResult | WaitingTest | Path) -> None:
        """Add the result of a test, or those of a file."""
        if isinstance(source, Path):
            self.run(source)
        elif isinstance(source, TestResult):
            self.take(source)
        else:
            source.run(self.kernel)  # which tells every report that is being made

    def run(self, path: Path) -> None:
        """Evaluate a file, each top-level expression by itself."""
        ask("read", str(path))
        self.file = str(path)
        self.tell("FileStarted")
        for reading in self.kernel.read(path.read_text(encoding="utf-8"), path.name):
            self.kernel.evaluate(reading.expr)
        self.tell("FileCompleted")


def handlers_of(spec: Any) -> dict[str, Any]:
    """The functions by the names of their events."""
    rules = spec.parts if isinstance(spec, Association) or is_rules(spec) else None
    pairs = [] if rules is None else [pair[:2] for pair in map(rule_parts, rules) if pair]
    if rules is None or not all(name in EVENTS for name, _ in pairs):
        raise Failure("handlers", spec, make_list(EVENTS), value=None)
    return dict(pairs)


def keys_of(spec: Any) -> tuple[str, ...]:
    """What the functions are told."""
    if spec is S.Automatic:
        return KEYS
    if not is_list(spec) or not all(key in KEYS for key in spec.parts):
        raise Failure("keys", spec, make_list(KEYS), value=None)
    return tuple(spec.parts)


@builtin(
    'TestReport["file"]',
    "TestReport[{test1, test2, ...}]",
    options={
        "HandlerFunctions": Association.of(()),
        "HandlerFunctionsKeys": S.Automatic,
        "MemoryConstraint": S.Infinity,
        "ProgressReporting": S.Automatic,
        "SameTest": S.SameQ,
        "TimeConstraint": S.Infinity,
    },
    messages=MESSAGES,
    noted=("ProgressReporting",),
)
def test_report(kernel: Any, subject: Any, *, options: dict[str, Any]) -> Any:
    """runs the tests of a file, or takes a list of results, and reports them.

    SameTest, TimeConstraint and MemoryConstraint hold for the tests of files that do not say otherwise.

    >>> TestReport[{VerificationTest[1 + 1, 2]}]["TestsFailedCount"]
    0
    >>> Keys /@ TestReport[{VerificationTest[1 + 1, 3]}]["TestsFailed"]
    <|TestsFailedWrongResults -> {1}, TestsFailedWithMessages -> {}, TestsFailedWithErrors -> {}|>
    """
    subjects = subject.parts if is_list(subject) else (subject,)
    sources = [each if isinstance(each, TESTS) else file_of(kernel, each) for each in subjects]
    running = Running(kernel, options)
    running.tell("ReportStarted")
    reports = kernel.state.setdefault("test reports", [])
    reports.append(running)
    try:
        for each in sources:
            running.include(each)
    finally:
        reports.pop()
    running.tell("ReportCompleted")
    paths = [each.name for each in sources if isinstance(each, Path)]
    return TestReportObject(running.results, paths[0] if len(paths) == 1 else S.Automatic)


test_report.__test__ = False  # type: ignore[attr-defined]


def file_of(kernel: Any, subject: Any) -> Path:
    name = file_name(subject)
    path = find_file(kernel, name) if name is not None else None
    if path is None:
        raise Failure("noopen", subject)
    return path
