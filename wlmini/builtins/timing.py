"""Measuring time, and waiting."""

from __future__ import annotations

import time
from typing import Any

from wlmini.expr import NULL, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_real, to_float

MESSAGES = {
    "timc": "The number of seconds, `1`, should be a positive real number.",
    "numnm": "A nonnegative number of seconds is expected in place of `1`.",
}
started = time.perf_counter()


@builtin("AbsoluteTiming[expr]", attributes="HoldAll SequenceHold")
def absolute_timing(kernel: Any, expr: Any) -> Any:
    """evaluates expr and gives the seconds this took, and the value.

    >>> AbsoluteTiming[1 + 1][[2]]
    2
    """
    before = time.perf_counter()
    value = kernel.evaluate(expr)
    return make_list((time.perf_counter() - before, value))


@builtin("Timing[expr]", attributes="HoldAll SequenceHold")
def timing(kernel: Any, expr: Any) -> Any:
    """evaluates expr and gives the seconds of processor time this took, and the value.

    >>> Timing[1 + 1][[2]]
    2
    """
    before = time.process_time()
    value = kernel.evaluate(expr)
    return make_list((time.process_time() - before, value))


@builtin(
    "RepeatedTiming[expr]", "RepeatedTiming[expr, t]", attributes="HoldAll SequenceHold", messages=MESSAGES
)
def repeated_timing(kernel: Any, expr: Any, t: Any = 1) -> Any:
    """evaluates expr again and again for a second, or t, and gives the usual seconds it took, and the value.

    >>> RepeatedTiming[1 + 1, 0.001][[2]]
    2
    """
    limit = seconds(kernel.evaluate(t), "timc")
    took: list[float] = []
    begin = time.perf_counter()
    while len(took) < 2 or time.perf_counter() - begin < limit:
        before = time.perf_counter()
        value = kernel.evaluate(expr)
        took.append(time.perf_counter() - before)
    middle = sorted(took)[len(took) // 4 : -(len(took) // 4) or None]
    return make_list((sum(middle) / len(middle), value))


@builtin("EchoTiming[expr]", "EchoTiming[expr, label]", attributes="HoldFirst SequenceHold")
def echo_timing(kernel: Any, expr: Any, label: Any = "") -> Any:
    """evaluates expr, prints the seconds this took, and gives the value.

    >>> StringQ[ToString[EchoTiming]]
    True
    """
    before = time.perf_counter()
    value = kernel.evaluate(expr)
    took = kernel.show(time.perf_counter() - before)
    kernel.printer(f">> {kernel.show(label)} {took}" if label != "" else f">> {took}")
    return value


@builtin("SessionTime[]")
def session_time(kernel: Any) -> Any:
    """gives the seconds since the session began to measure time.

    >>> SessionTime[] >= 0
    True
    """
    return time.perf_counter() - started


@builtin("TimeUsed[]")
def time_used(kernel: Any) -> Any:
    """gives the seconds of processor time that the session took.

    >>> TimeUsed[] > 0
    True
    """
    return time.process_time()


def seconds(value: Any, tag: str) -> float:
    """A number of seconds, not negative; a message where it is none."""
    if not is_real(value) or to_float(value) < 0:
        raise Failure(tag, value, value=None)
    return to_float(value)


@builtin("Pause[n]", messages=MESSAGES)
def pause(kernel: Any, n: Any) -> Any:
    """waits n seconds.

    >>> First[AbsoluteTiming[Pause[0.01]]] >= 0.01
    True
    """
    time.sleep(seconds(n, "numnm"))
    return NULL
