"""Limits to the time and memory of an evaluation, and parts of it that no abort ends."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable
from typing import Any

from wlmini.builtins.memory import memory_used
from wlmini.expr import Expr, Packed, S
from wlmini.kernel import control
from wlmini.kernel.declare import builtin
from wlmini.kernel.interrupts import GLANCE, INTERRUPTS, can_come, held, let_in
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_real, to_float

MESSAGES = {
    "timc": "The number of seconds, `1`, should be a positive real number.",
    "memc": "The number of bytes, `1`, should be a positive number.",
    "thread": "There is no time limit outside the main thread of the program.",
}
ABORTED = S["$Aborted"]
SLACK = 1 << 20  # bytes that may come and go unnoticed: libraries are loaded, caches filled


class LimitPassed(control.Flow):
    """An evaluation has used up what it was given; `limit` tells which it was."""

    def __init__(self, limit: Limit) -> None:
        super().__init__()
        self.limit = limit


class Limit:
    """A point in time, or an amount of memory, at which an evaluation has to end."""

    def __init__(self, seconds: float = float("inf"), memory: float = float("inf")) -> None:
        self.end = time.monotonic() + seconds
        self.memory = memory

    def is_over(self) -> bool:
        if time.monotonic() >= self.end:
            return True
        return self.memory != float("inf") and memory_used() > self.memory


current: list[Limit] = []  # the limits that hold now; the signal, too, belongs to the whole process


def watch() -> None:
    """Have `ring` called when the first of the limits may be over."""
    wait = min(limit.end for limit in current) - time.monotonic()
    if any(limit.memory != float("inf") for limit in current):
        wait = min(wait, GLANCE)
    signal.setitimer(signal.ITIMER_REAL, max(wait, 1e-6) if wait != float("inf") else 0)


def ring(number: int, frame: Any) -> None:
    """The alarm went off: leave the evaluation that has nothing left; the outermost of several."""
    if not current:  # it went off while the last limit was being lifted
        return
    if not can_come(frame):
        signal.setitimer(signal.ITIMER_REAL, GLANCE)
        return
    over = next((limit for limit in current if limit.is_over()), None)
    if over is not None:
        INTERRUPTS.arrive(LimitPassed(over))
    elif current:
        watch()


def constrained(kernel: Any, expr: Any, limit: Limit, failed: Any) -> Any:
    """The value of an expression, or of `failed` where the limit is passed."""
    if not has_alarms():
        raise Failure("thread")
    depth = kernel.depth
    try:
        return under(lambda: kernel.evaluate(expr), limit)
    except LimitPassed as passed:
        if passed.limit is not limit:
            raise
    except MemoryError:
        if limit.memory == float("inf"):
            raise
    kernel.depth = depth
    return kernel.evaluate(failed)


def has_alarms() -> bool:
    """Whether there can be limits here: signals reach the main thread only, and not on Windows."""
    return threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer")


def under(work: Callable[[], Any], limit: Limit) -> Any:
    """What the work gives under a limit; the alarm is as before afterwards."""
    before = signal.signal(signal.SIGALRM, ring)
    current.append(limit)
    watch()
    try:
        value = work()
        if limit.memory != float("inf") and limit.is_over():
            raise LimitPassed(limit)
        return value
    finally:
        with held():
            del current[current.index(limit) :]
            signal.setitimer(signal.ITIMER_REAL, 0)  # after which `ring` sets no new alarm
            signal.signal(signal.SIGALRM, before)
            INTERRUPTS.waiting[:] = [
                each
                for each in INTERRUPTS.waiting
                if not isinstance(each, LimitPassed) or each.limit in current
            ]
            if current:
                watch()


def amount(value: Any, tag: str) -> float:
    """A positive number, or infinity; a message where it is none."""
    if value in (S.Infinity, S.DirectedInfinity(1)):
        return float("inf")
    if not is_real(value) or to_float(value) < 0:
        raise Failure(tag, value, value=None)
    return to_float(value)


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
    allowed = amount(kernel.evaluate(t), "timc")
    if allowed == float("inf"):
        return kernel.evaluate(expr)
    return constrained(kernel, expr, Limit(seconds=allowed), failed)


@builtin("TimeRemaining[]")
def time_remaining(kernel: Any) -> Any:
    """gives the seconds that the limits to time leave, and Infinity where there is none.

    >>> {TimeRemaining[], TimeConstrained[TimeRemaining[] < 10, 10]}
    {Infinity, True}
    """
    left = min((limit.end for limit in current), default=float("inf")) - time.monotonic()
    return S.Infinity if left == float("inf") else max(left, 0.0)


@builtin(
    "MemoryConstrained[expr, b]",
    "MemoryConstrained[expr, b, failed]",
    attributes="HoldAll",
    messages=MESSAGES,
)
def memory_constrained(kernel: Any, expr: Any, b: Any, failed: Any = ABORTED) -> Any:
    """evaluates expr, but stops with $Aborted, or the value of failed, where this takes more than b bytes.

    >>> MemoryConstrained[Range[10^7] + 1/2; done, 10^7]
    $Aborted
    >>> MemoryConstrained[1 + 1, 10^8]
    2
    """
    allowed = amount(kernel.evaluate(b), "memc")
    if allowed == float("inf"):
        return kernel.evaluate(expr)
    limit = Limit(memory=memory_used() + max(allowed, SLACK))
    value = constrained(kernel, expr, limit, LATE)
    if value is LATE or least_bytes(value) > allowed:
        return kernel.evaluate(failed)
    return value


LATE = S["$Late"]


def least_bytes(value: Any) -> int:
    """What a value takes at least."""
    if isinstance(value, Packed):
        return int(value.array.nbytes)
    return 8 * len(value) if isinstance(value, (Expr, str)) else 0


# -- aborts ----------------------------------------------------------------------------------------


@builtin("CheckAbort[expr, failexpr]", attributes="HoldAll")
def check_abort(kernel: Any, expr: Any, failexpr: Any) -> Any:
    """gives failexpr where the evaluation of expr is aborted.

    >>> CheckAbort[1 + 1, stopped]
    2
    """
    depth = kernel.depth
    try:
        with let_in():
            return kernel.evaluate(expr)
    except (control.Abort, KeyboardInterrupt):
        kernel.depth = depth
        return kernel.evaluate(failexpr)


@builtin("AbortProtect[expr]", attributes="HoldAll")
def abort_protect(kernel: Any, expr: Any) -> Any:
    """evaluates expr to its end; an abort meanwhile, or the end of its time, takes effect afterwards.

    >>> CheckAbort[AbortProtect[Abort[]; x = 5], stopped]; x
    5
    """
    with held():
        return kernel.evaluate(expr)


@builtin(
    "WithCleanup[expr, cleanup]", "WithCleanup[init, expr, cleanup]", attributes="HoldAll",
)  # fmt: skip
def with_cleanup(kernel: Any, first: Any, second: Any, third: Any = None) -> Any:
    """evaluates expr and then cleanup, also where expr is left by Throw, Abort or the like.

    >>> Catch[WithCleanup[Throw[1], x = 5]]; x
    5
    >>> WithCleanup[file = open, {file, 2}, file = closed]
    {open, 2}
    """
    if third is None:
        expr, cleanup = first, second
    else:
        expr, cleanup = second, third
        with held():
            kernel.evaluate(first)
    depth = kernel.depth
    try:
        return kernel.evaluate(expr)
    finally:
        kernel.depth = depth
        with held():
            kernel.evaluate(cleanup)
