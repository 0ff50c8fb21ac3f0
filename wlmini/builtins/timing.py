"""Measuring time, waiting, and limits to how long an evaluation may take."""

from __future__ import annotations

import signal
import threading
import time
from typing import Any

from wlmini.expr import NULL, S, make_list
from wlmini.kernel import control
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_real, to_float

MESSAGES = {
    "timc": "The number of seconds, `1`, should be a positive real number.",
    "numnm": "A nonnegative number of seconds is expected in place of `1`.",
    "thread": "There is no time limit outside the main thread of the program.",
}
ABORTED = S["$Aborted"]
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


# -- limits ----------------------------------------------------------------------------------------


class TimeUp(control.Flow):
    """The time of a TimeConstrained is over; `limit` tells of which."""

    def __init__(self, limit: Limit) -> None:
        super().__init__()
        self.limit = limit


class Limit:
    """A point in time at which an evaluation has to end, and the limit around it."""

    def __init__(self, allowed: float, around: Limit | None) -> None:
        self.end = time.monotonic() + allowed
        self.around = around

    def first_over(self) -> Limit | None:
        """The outermost limit that is over now."""
        outer = self.around.first_over() if self.around is not None else None
        return outer or (self if time.monotonic() >= self.end else None)

    def next_end(self) -> float:
        return self.end if self.around is None else min(self.end, self.around.next_end())

    def watch(self) -> None:
        """Have `ring` called when the first of the limits is over."""
        signal.setitimer(signal.ITIMER_REAL, max(self.next_end() - time.monotonic(), 1e-6))


current: list[Limit] = []  # the limits that hold now; the signal, too, belongs to the whole process


def ring(number: int, frame: Any) -> None:
    """The alarm went off: leave the evaluation that has no time left."""
    if current:
        over = current[-1].first_over()
        if over is not None:
            raise TimeUp(over)
        current[-1].watch()


@builtin(
    "TimeConstrained[expr, t]", "TimeConstrained[expr, t, failed]", attributes="HoldAll", messages=MESSAGES
)
def time_constrained(kernel: Any, expr: Any, t: Any, failed: Any = ABORTED) -> Any:
    """evaluates expr, but stops after t seconds with $Aborted, or with the value of failed.

    >>> TimeConstrained[While[True], 0.01]
    $Aborted
    >>> TimeConstrained[1 + 1, 10, late]
    2
    """
    limit = kernel.evaluate(t)
    if limit in (S.Infinity, S.DirectedInfinity(1)):
        return kernel.evaluate(expr)
    allowed = seconds(limit, "timc")
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        raise Failure("thread")
    mine = Limit(allowed, current[-1] if current else None)
    depth = kernel.depth
    try:
        return constrained(kernel, expr, mine)
    except TimeUp as up:
        if up.limit is not mine:
            raise
        kernel.depth = depth
        return kernel.evaluate(failed)


def constrained(kernel: Any, expr: Any, limit: Limit) -> Any:
    """The value of an expression, evaluated under a limit; the alarm is as before afterwards."""
    before = signal.signal(signal.SIGALRM, ring)
    current.append(limit)
    limit.watch()
    try:
        return kernel.evaluate(expr)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        current.pop()
        signal.signal(signal.SIGALRM, before)
        if current:
            current[-1].watch()
