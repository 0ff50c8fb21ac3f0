"""Tests written in the language: VerificationTest and TestReport."""

from __future__ import annotations

import time
from typing import Any

from wlmini.builtins.comparison import same_values
from wlmini.expr import TRUE, Association, Atom, S, Symbol, is_list, make_list
from wlmini.kernel.control import Abort, Throw
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure, message_name

OPTIONS: dict[str, Any] = {
    "MemoryConstraint": S.Infinity,
    "MetaInformation": S["None"],
    "SameTest": S.SameQ,
    "TestID": S["None"],
    "TimeConstraint": S.Infinity,
}
PROPERTIES = (
    "Outcome", "Input", "ExpectedOutput", "ActualOutput", "ExpectedMessages", "ActualMessages", "TestID",
    "MetaInformation",
    "AbsoluteTimeUsed",
)  # fmt: skip


class TestResult(Atom):
    """What one VerificationTest found."""

    __slots__ = ("properties",)
    head = S.TestResultObject
    __test__ = False  # no test class of pytest's

    def __init__(self, properties: dict[str, Any]) -> None:
        self.properties = properties

    @property
    def passed(self) -> bool:
        return self.properties["Outcome"] == "Success"

    def apply(self, kernel: Any, arguments: tuple[Any, ...]) -> Any:
        return value_of(self.properties, arguments)

    def output_form(self) -> Any:
        return S.TestResultObject(self.properties["Outcome"], self.properties["TestID"])

    input_form = output_form


FAILURES = {
    "TestsFailedWrongResults": "Failure",
    "TestsFailedWithMessages": "MessagesFailure",
    "TestsFailedWithErrors": "Error",
}


class TestReportObject(Atom):
    """The results of many tests."""

    __slots__ = ("results", "title")
    head = S.TestReportObject
    __test__ = False

    def __init__(self, results: list[TestResult], title: Any) -> None:
        self.results, self.title = results, title

    @property
    def properties(self) -> dict[str, Any]:
        failed = [r for r in self.results if not r.passed]
        by_kind: dict[str, Any] = {}
        for kind, outcome in FAILURES.items():
            found = {i: r for i, r in enumerate(self.results, 1) if r.properties["Outcome"] == outcome}
            by_kind |= {kind: Association.of(found.items()), kind + "Count": len(found)}
        return by_kind | {
            "Title": self.title,
            "TestsSucceeded": Association.of((i, r) for i, r in enumerate(self.results, 1) if r.passed),
            "TestsSucceededIndices": make_list(i for i, r in enumerate(self.results, 1) if r.passed),
            "TestsFailedIndices": make_list(i for i, r in enumerate(self.results, 1) if not r.passed),
            "TestsSucceededCount": len(self.results) - len(failed),
            "TestsFailedCount": len(failed),
            "AllTestsSucceeded": S["True"] if not failed else S["False"],
            "TestResults": Association.of(enumerate(self.results, 1)),
            "TestsFailed": Association.of((kind, by_kind[kind]) for kind in FAILURES),
            "TimeElapsed": sum(r.properties["AbsoluteTimeUsed"] for r in self.results),
        }

    def apply(self, kernel: Any, arguments: tuple[Any, ...]) -> Any:
        return value_of(self.properties, arguments)

    def output_form(self) -> Any:
        found = self.properties
        return (
            f"TestReportObject[{found['TestsSucceededCount']} succeeded, {found['TestsFailedCount']} failed]"
        )

    input_form = output_form


def value_of(properties: dict[str, Any], arguments: tuple[Any, ...]) -> Any:
    """object["property"]."""
    if len(arguments) != 1 or not isinstance(arguments[0], str):
        return None
    name = arguments[0]
    if name == "Properties":
        return make_list(sorted(properties))
    if name not in properties:
        raise Failure("noprop", name, make_list(sorted(properties)), owner=S.TestReport)
    return properties[name]


@builtin(
    "VerificationTest[input]",
    "VerificationTest[input, expected]",
    "VerificationTest[input, expected, messages]",
    attributes="HoldAllComplete",
    options=OPTIONS,
)
def verification_test(
    kernel: Any, test: Any, expected: Any = TRUE, messages: Any = None, *, options: dict[str, Any]
) -> Any:
    """evaluates input and tells whether it gives what is expected, with the messages expected.

    >>> VerificationTest[1 + 1, 2]["Outcome"]
    Success
    """
    return perform(kernel, test, expected, messages, options)


def perform(kernel: Any, test: Any, expected: Any, messages: Any, options: dict[str, Any]) -> TestResult:
    """The result of a test, which reports that are being made collect."""
    options = {**options, **settings_here(kernel, options)}
    started = time.perf_counter()
    with kernel.messages.hushed() as heard:
        actual = run_test(kernel, limited(test, options))
    said = list(dict.fromkeys(heard))
    wanted = kernel.evaluate(expected)
    expected_messages = message_names(messages)
    outcome = "Success"
    if not agrees(kernel, actual, wanted, options["SameTest"]):
        outcome = "Failure"
    elif said != expected_messages:
        outcome = "MessagesFailure"
    properties = dict(
        zip(
            PROPERTIES,
            (
                outcome, S.HoldForm(test), wanted, actual, shown_names(expected_messages),
                shown_names(said), options["TestID"], options["MetaInformation"],
                time.perf_counter() - started,
            ),
            strict=True,
        )
    )  # fmt: skip
    result = TestResult(properties)
    for running in kernel.state.get("test reports", ()):
        running.take(result)
    return result


def settings_here(kernel: Any, options: dict[str, Any]) -> dict[str, Any]:
    """What the report that runs says of the options that a test leaves as they are."""
    running = kernel.state.get("test reports", ())
    settings = running[-1].settings if running else {}
    return {name: value for name, value in settings.items() if options[name] == OPTIONS[name]}


class WaitingTest(Atom):
    """A test that was made and not run yet."""

    __slots__ = ("expected", "messages", "options", "test")
    head = S.TestObject

    def __init__(self, test: Any, expected: Any, messages: Any, options: dict[str, Any]) -> None:
        self.test, self.expected, self.messages, self.options = test, expected, messages, options

    def run(self, kernel: Any) -> TestResult:
        return perform(kernel, self.test, self.expected, self.messages, self.options)

    def apply(self, kernel: Any, arguments: tuple[Any, ...]) -> Any:
        known = ("Input", S.HoldForm(self.test)), ("TestID", self.options["TestID"])
        return value_of(dict((("Outcome", "NotEvaluated"), *known)), arguments)

    def output_form(self) -> Any:
        return S.TestObject("NotEvaluated", self.options["TestID"])

    input_form = output_form


@builtin(
    "TestCreate[input]",
    "TestCreate[input, expected]",
    "TestCreate[input, expected, messages]",
    attributes="HoldAllComplete",
    options=OPTIONS,
)
def create_test(
    kernel: Any, test: Any, expected: Any = TRUE, messages: Any = None, *, options: dict[str, Any]
) -> Any:
    """makes a test that is not run yet, for TestEvaluate and TestReport.

    >>> TestEvaluate[TestCreate[1 + 1, 2]]["Outcome"]
    Success
    """
    return WaitingTest(test, expected, messages, options)


@builtin("TestEvaluate[test]")
def evaluate_test(kernel: Any, test: Any) -> Any:
    """runs a test made by TestCreate and gives its result.

    >>> TestEvaluate[TestCreate[1 + 1, 3]]["Outcome"]
    Failure
    """
    return test.run(kernel) if isinstance(test, WaitingTest) else None


def limited(test: Any, options: dict[str, Any]) -> Any:
    """The test, within its time and its memory."""
    seconds, most = options["TimeConstraint"], options["MemoryConstraint"]
    inside = test if most is S.Infinity else S.MemoryConstrained(test, most)
    return inside if seconds is S.Infinity else S.TimeConstrained(inside, seconds)


def run_test(kernel: Any, test: Any) -> Any:
    """The value of the input; what leaves it early shows as such."""
    depth = kernel.depth
    try:
        return kernel.evaluate(test)
    except Throw as thrown:
        kernel.depth = depth
        return S.Throw(thrown.value)
    except Abort:
        kernel.depth = depth
        return S["$Aborted"]


def agrees(kernel: Any, actual: Any, expected: Any, same_test: Any) -> bool:
    if same_test is S.SameQ:
        return same_values(actual, expected)
    return bool(kernel.call(same_test, actual, expected) is TRUE)


def message_names(spec: Any) -> list[tuple[Symbol, str]]:
    if spec is None:
        return []
    parts = spec.parts if is_list(spec) else (spec,)
    return list(dict.fromkeys(n for n in map(message_name, parts) if n))


def shown_names(names: list[tuple[Symbol, str]]) -> Any:
    return make_list(S.HoldForm(S.MessageName(symbol, tag)) for symbol, tag in names)
