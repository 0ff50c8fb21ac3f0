"""Iterators of Table, Do, Sum ...: n, {n}, {i, n}, {i, a, b}, {i, a, b, step} and {i, list}.

    with iterate(kernel, spec) as values:
        for value in values:
            ... kernel.evaluate(body) ...

The variable has its values while the block lasts, as in Block; a wrong specification raises `Failure`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from contextlib import contextmanager
from fractions import Fraction
from itertools import count
from typing import Any

from wlmini.expr import Association, BigReal, Expr, S, Symbol, head_of, is_list
from wlmini.kernel.limits import need_room
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_exact, is_real, to_float
from wlmini.kernel.parts import stamped
from wlmini.kernel.records import record

MESSAGES = {
    "iterb": "Iterator `1` does not have bounds that can be counted through.",
    "itform": "Argument `1` does not have the form of an iterator.",
    "itraw": "Iterator `2`: the raw object `1` cannot be its variable.",
    "nliter": "Iterator `1` is no list and has no real number as its value.",
}
SLACK = 2.0**-44  # relative: how far the rounding of (b - a)/step may fall short of a whole number
LITERALS = frozenset((int, float, str))  # bodies that are the same every time
INFINITE = frozenset(((S.DirectedInfinity, (1,)),))


@record
class Loop:
    """What a specification says: the variable, None where there is none, and its values."""

    variable: Symbol | None
    values: Iterable[Any]


@contextmanager
def iterate(kernel: Any, spec: Any) -> Iterator[Iterator[Any]]:
    """The values of an iterator; while the block lasts its variable has the current one."""
    loop = spec if isinstance(spec, Loop) else read(kernel, spec)
    if loop.variable is None:
        yield iter(loop.values)
        return
    definition = kernel.definitions[loop.variable]
    before = definition.own
    try:
        yield assign_each(kernel, definition, loop.values)
    finally:
        kernel.set_own(loop.variable, before)


def assign_each(kernel: Any, definition: Any, values: Iterable[Any]) -> Iterator[Any]:
    """The values, each first assigned to the variable."""
    for value in values:
        kernel.changed(definition)
        definition.own = value
        yield value


def for_each(kernel: Any, specs: Sequence[Any], action: Callable[[], Any]) -> None:
    """Do the action once for each combination of values; later iterators run faster and may use earlier
    variables.
    """
    if not specs:
        action()
        return
    with iterate(kernel, specs[0]) as values:
        for _ in values:
            for_each(kernel, specs[1:], action)


def tabulate(kernel: Any, specs: Sequence[Any], body: Any) -> Any:
    """The nested lists of the values of the body for each combination of values."""
    if not specs:
        return kernel.evaluate(body)
    loop = read(kernel, specs[0])
    if not isinstance(loop.values, Sized):  # one without end: Do may be left on the way, a list may not
        raise Failure("iterb", specs[0], value=None)
    if isinstance(loop.values, range) and loop.values:
        need_room((loop.values[-1] - loop.values[0]) // loop.values.step)
    if len(specs) == 1 and isinstance(loop.values, (range, list, tuple)):
        if type(body) in LITERALS:
            return stamped(kernel, (body,) * len(loop.values))
        found = kernel.accelerator.loops.table(body, loop.variable, loop.values)
        if found is not None:
            return stamped(kernel, found)
    with iterate(kernel, loop) as values:
        return Expr(S.List, [tabulate(kernel, specs[1:], body) for _ in values])


# -- reading a specification ---------------------------------------------------------------------------


def read(kernel: Any, spec: Any) -> Loop:
    """The variable and the values of a specification; a wrong one raises `Failure`."""
    if not is_list(spec):
        times = kernel.evaluate(spec)
        if not (is_real(times) or is_infinite(times)):
            raise Failure("nliter", spec, value=None)
        return Loop(None, repetitions(times))
    if len(spec.parts) == 1:
        return read_times(kernel, spec)
    if not 2 <= len(spec.parts) <= 4:
        raise Failure("itform", spec, value=None)
    variable = spec.parts[0]
    if not isinstance(variable, Symbol):
        raise Failure("itraw", variable, spec, value=None)
    bounds = bounds_of(kernel, spec)
    if len(bounds) == 1 and is_list(bounds[0]):
        return Loop(variable, bounds[0].parts)
    if len(bounds) == 1 and isinstance(bounds[0], Association):
        return Loop(variable, tuple(bounds[0].values()))
    if any(map(is_list, bounds)):
        raise Failure("iterb", spec, value=None)
    values = progression(kernel, *with_defaults(bounds))
    if values is None:
        raise Failure("iterb", spec, value=None)
    return Loop(variable, values)


def read_times(kernel: Any, spec: Any) -> Loop:
    """{n}: n times, without a variable."""
    times = kernel.evaluate(spec.parts[0])
    if is_list(times):
        return Loop(None, times.parts)
    if not (is_real(times) or is_infinite(times)):
        raise Failure("iterb", spec, value=None)
    return Loop(None, repetitions(times))


def repetitions(times: Any) -> Iterable[Any]:
    return count(1) if is_infinite(times) else range(1, max(0, whole_part(times)) + 1)


def bounds_of(kernel: Any, spec: Any) -> list[Any]:
    """The evaluated bounds; one Sequence may stand for several."""
    bounds: list[Any] = []
    for part in spec.parts[1:]:
        value = kernel.evaluate(part)
        bounds.extend(value.parts if head_of(value) is S.Sequence else (value,))
    if not 1 <= len(bounds) <= 3:
        raise Failure("itform", spec, value=None)
    return bounds


def with_defaults(bounds: Sequence[Any]) -> tuple[Any, Any, Any]:
    """(first, last, step) of the one, two or three bounds given."""
    if len(bounds) == 1:
        return 1, bounds[0], 1
    return bounds[0], bounds[1], bounds[2] if len(bounds) == 3 else 1


# -- arithmetic progressions -----------------------------------------------------------------------------


def progression(kernel: Any, first: Any, last: Any, step: Any) -> Iterable[Any] | None:
    """first, first + step, ... up to last; None where their number cannot be told."""
    if type(first) is int and type(last) is int and type(step) is int:
        return range(first, last + (1 if step > 0 else -1), step) if step else None
    if is_infinite(last):
        return endless(kernel, first, step)
    if not all(map(is_real, (first, last, step))):
        return symbolic_progression(kernel, first, last, step)
    if not is_nonzero(step):
        return None
    terms = number_of_terms(first, last, step)
    return None if terms is None else real_progression(kernel, first, step, terms)


def real_progression(kernel: Any, first: Any, step: Any, terms: int) -> Sequence[Any]:
    """So many terms of a progression of real numbers; each is computed afresh, errors do not add up."""
    if type(first) is int and type(step) is int:
        return range(first, first + terms * step, step)
    if type(first) in (int, float) and type(step) in (int, float):
        start = float(first)
        need_room(terms)
        return [start + k * step for k in range(terms)]
    need_room(terms)
    return [kernel.evaluate(S.Plus(first, S.Times(k, step))) for k in range(terms)]


def symbolic_progression(kernel: Any, first: Any, last: Any, step: Any) -> Sequence[Any] | None:
    """A progression between expressions such as 0 and Pi, or a and a + 3."""
    reach = kernel.evaluate(S.Times(S.Plus(last, S.Times(-1, first)), S.Power(step, -1)))
    if not is_real(reach):
        reach = kernel.evaluate(S.N(reach))
    if not is_real(reach) or (type(reach) is float and not math.isfinite(reach)):
        return None
    terms = range(max(0, whole_part(reach) + 1))
    need_room(terms.stop)
    return [kernel.evaluate(S.Plus(first, S.Times(k, step))) for k in terms]


def number_of_terms(first: Any, last: Any, step: Any) -> int | None:
    """How many terms of the progression do not pass `last`; None where that is not finite."""
    if is_exact(first) and is_exact(last) and is_exact(step):
        reach: Any = (Fraction(last) - first) / step
    else:
        reach = (to_float(last) - to_float(first)) / to_float(step)
        if not math.isfinite(reach):
            return None
    return max(0, whole_part(reach) + 1)


def whole_part(value: Any) -> int:
    """The floor of a real, where an inexact one just below a whole number counts as that number."""
    if isinstance(value, BigReal):
        value = value.value
    if isinstance(value, float):
        nearest = round(value)
        return nearest if abs(value - nearest) <= SLACK * max(1.0, abs(value)) else math.floor(value)
    return int(value // 1)


def endless(kernel: Any, first: Any, step: Any) -> Iterator[Any] | None:
    """A progression without end, as Do takes it; None where the step is no positive number."""
    if not is_real(step) or to_float(step) <= 0:
        return None
    return (kernel.evaluate(S.Plus(first, S.Times(k, step))) for k in count())


def is_nonzero(step: Any) -> bool:
    return to_float(step) != 0.0


def is_infinite(value: Any) -> bool:
    """Whether a value is Infinity."""
    return isinstance(value, Expr) and (value.head, value.parts) in INFINITE or value is S.Infinity
