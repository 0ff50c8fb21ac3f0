"""One function called for many values, or again and again with its own result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from wlmini.kernel.accelerate import HOT

MACHINE = (int, float)


def each(kernel: Any, function: Any, values: Sequence[Any]) -> list[Any]:
    """The values of function[value] for each of the values."""
    found: list[Any] | None = kernel.accelerator.mapped(function, values)
    return [kernel.call(function, value) for value in values] if found is None else found


def steps(kernel: Any, function: Any, start: Any, others: Sequence[Any] | int) -> Iterator[Any]:
    """f[start], f[f[start]], ... for a number of times; f[start, a], f[f[start, a], b], ... for values.

    A function of machine numbers goes on translated after some turns, until that gives up.
    """
    values = range(others) if isinstance(others, int) else others
    for start in called(kernel, function, start, values[:HOT]):  # noqa: B020 - the last is the next start
        yield start
    done = HOT
    if len(values) > HOT:
        for start in kernel.accelerator.stepping(function, start, values[HOT:]):  # noqa: B020 - as above
            yield start
            done += 1
        yield from called(kernel, function, start, values[done:])


def called(kernel: Any, function: Any, start: Any, values: Sequence[Any]) -> Iterator[Any]:
    """f[start, a], f[f[start, a], b], ...; without a, b, ... where the values only count the turns."""
    counting = isinstance(values, range)
    for value in values:
        start = kernel.call(function, start) if counting else kernel.call(function, start, value)
        yield start


def final(kernel: Any, function: Any, start: Any, others: Sequence[Any]) -> Any:
    """The last of the values that `steps` yields, the start where there are none; a range counts turns."""
    start = last(start, called(kernel, function, start, others[:HOT]))
    if len(others) > HOT:
        start, left = kernel.accelerator.reached(function, start, others[HOT:])
        if left:
            start = last(start, called(kernel, function, start, others[-left:]))
    return start


def last(start: Any, values: Iterable[Any]) -> Any:
    """The last of the values; the start where there are none."""
    for start in values:  # noqa: B007 - it is what stays
        pass
    return start
