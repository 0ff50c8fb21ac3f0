"""The readers of coder parameters: from an expression to a value, or REFUSED; and the way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from ...arrays import pack, real_array
from ...expr import FALSE, TRUE, S, as_key, make_list
from ..parameters import REFUSED, dimensions, flag, items, size, whole

__all__ = [
    "REFUSED", "anything", "choice", "count", "depth", "dimensions", "expression", "flag", "items",
    "labels", "length", "number", "optional", "positive", "size",
]  # fmt: skip

MOST, LONGEST = 1 << 24, 1 << 28  # of frequencies, filters and windows; of the elements of a sequence


def expression(value: Any) -> Any:
    """The expression that a parameter's value came from."""
    if isinstance(value, bool):
        return TRUE if value else FALSE
    if isinstance(value, tuple):
        return make_list(map(expression, value))
    return S["None"] if value is None else value


def anything(expr: Any) -> Any:
    """Every expression is a value."""
    return expr


def choice(*names: str, old: Mapping[str, str] | None = None) -> Callable[[Any], Any]:
    """One of some names, or an old name for one of them."""
    known = {**{name: name for name in names}, **(old or {})}
    return lambda expr: known.get(expr, REFUSED) if isinstance(expr, str) else REFUSED


def optional(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """None, or what another reader takes."""
    return lambda expr: None if expr is S["None"] else read(expr)


def automatic(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Automatic, or what another reader takes."""
    return lambda expr: expr if expr is S.Automatic else read(expr)


def labels(expr: Any) -> Any:
    """A list of labels, all different."""
    found = items(expr)
    return found if found and len({as_key(each) for each in found}) == len(found) else REFUSED


def length(expr: Any) -> Any:
    """All, or the number of elements that every sequence is brought to."""
    return expr if expr is S.All else bounded(size(expr), LONGEST)


def count(expr: Any) -> Any:
    """A positive integer."""
    return bounded(size(expr), MOST)


def bounded(value: Any, most: int) -> Any:
    """A number that is not too large for an array."""
    return REFUSED if value is REFUSED or value > most else value


def depth(least: int) -> Callable[[Any], Any]:
    """A number of levels."""
    return lambda expr: whole(expr, least)


def real(expr: Any) -> float | None:
    """The machine real that a number is."""
    if isinstance(expr, bool) or not isinstance(expr, int | float | Fraction):
        return None
    return float(expr)


def number(least: float) -> Callable[[Any], Any]:
    """A real number not below a limit."""
    return lambda expr: REFUSED if (found := real(expr)) is None or found < least else expr


def positive(expr: Any) -> Any:
    """A positive real number, within the bounds of what sizes can come from it."""
    found = real(expr)
    return REFUSED if found is None or not 0 < found <= MOST else expr


def numbers(expr: Any) -> Any:
    """A list of numbers, as a tuple."""
    array = real_array(expr)
    if array is None or array.ndim != 1:
        return REFUSED
    return tuple(pack(array).parts)
