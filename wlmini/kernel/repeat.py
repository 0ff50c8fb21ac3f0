"""One function called for many values, or again and again with its own result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from typing import Any

from wlmini.kernel.accelerate import HOT
from wlmini.kernel.runtime import GIVING_UP

MACHINE = (int, float)


def each(kernel: Any, function: Any, values: Sequence[Any]) -> list[Any]:
    """The values of function[value] for each of the values."""
    found: list[Any] | None = kernel.accelerator.mapped(function, values)
    return [kernel.call(function, value) for value in values] if found is None else found


def steps(kernel: Any, function: Any, start: Any, others: Iterable[Any] | int) -> Iterator[Any]:
    """f[start], f[f[start]], ... for a number of times; f[start, a], f[f[start, a], b], ... for values.

    A function of machine numbers goes on translated after some turns, until that gives up.
    """
    rows: Iterator[tuple[Any, ...]]
    if isinstance(others, int):
        arity, rows = 1, repeat((), others)
    else:
        arity, rows = 2, zip(others)
    for _, more in zip(range(HOT), rows, strict=False):
        start = kernel.call(function, start, *more)
        yield start
    step, depth = kernel.accelerator.stepping(function, arity), kernel.accelerator.depth()
    for more in rows:
        if step is not None and type(start) in MACHINE and (not more or type(more[0]) in MACHINE):
            try:
                value = step(depth, start, *more)
            except GIVING_UP:
                step = None
            else:
                if type(value) is not bool:
                    start = value
                    yield start
                    continue
        start = kernel.call(function, start, *more)
        yield start


def last(start: Any, values: Iterable[Any]) -> Any:
    """The last of the values; the start where there are none."""
    for start in values:  # noqa: B007 - it is what stays
        pass
    return start
