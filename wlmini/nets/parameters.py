"""The kinds of layer parameters: how each is read from an expression and what a message calls it.

A field of a layer is annotated with one kind or a union of kinds: `KernelSize: Sizes | Automatic`.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Any, Literal

from ..expr import FALSE, TRUE, Expr, Packed, S, is_list

__all__ = [
    "ABSENT", "REFUSED", "Automatic", "Dimensions", "Flag", "Fraction01", "Kind", "Level", "NonNegative",
    "NonNegativeInteger", "NoneValue", "Nothing", "Number", "Padding", "Rate", "Size", "Sizes",
    "dimensions", "expression_of", "is_infinite", "is_rule", "is_rules", "items", "kinds_of", "rate",
    "read_parameter", "real", "rules_out_of_lists", "whole",
]  # fmt: skip


class Refused:
    """What a kind gives for an expression that is none of its values."""

    def __repr__(self) -> str:
        return "REFUSED"


REFUSED = Refused()


@dataclass(frozen=True)
class Kind:
    """One kind of parameter: its name in messages and the reader of its values."""

    words: str
    read: Callable[[Any], Any]


def items(expr: Any) -> tuple[Any, ...] | None:
    """The parts of a list, None for anything else."""
    return tuple(expr.parts) if is_list(expr) or isinstance(expr, Packed) else None


def whole(expr: Any, least: int) -> Any:
    return expr if type(expr) is int and expr >= least else REFUSED


def size(expr: Any) -> Any:
    return whole(expr, 1)


def sizes(expr: Any) -> Any:
    """A size for every dimension (an int), or one size for each (a tuple)."""
    parts = items(expr)
    if parts is None:
        return size(expr)
    return parts if parts and all(size(part) is not REFUSED for part in parts) else REFUSED


def dimensions(expr: Any) -> Any:
    """The shape of an array; one size means a vector."""
    parts = items(expr)
    found = (expr,) if parts is None else parts
    return found if all(size(part) is not REFUSED for part in found) else REFUSED


def pair(expr: Any) -> Any:
    parts = items(expr)
    if parts is None:
        parts = (expr, expr)
    return parts if len(parts) == 2 and all(whole(part, 0) is not REFUSED for part in parts) else REFUSED


def padding(expr: Any) -> Any:
    """ "Same", one amount for every side, or a tuple of (before, after), one for each dimension."""
    if expr == "Same":
        return "Same"
    parts = items(expr)
    if parts is None:
        return whole(expr, 0)
    pairs = tuple(map(pair, parts))
    return REFUSED if not pairs or REFUSED in pairs else pairs


def real(expr: Any) -> float | None:
    return float(expr) if isinstance(expr, int | float | Fraction) else None


def between(low: float, high: float) -> Callable[[Any], Any]:
    """A reader of the reals from low to high."""

    def read(expr: Any) -> Any:
        value = real(expr)
        return value if value is not None and low <= value <= high else REFUSED

    return read


def number(expr: Any) -> Any:
    value = real(expr)
    return REFUSED if value is None else value


def rate(expr: Any) -> Any:
    """A probability below 1, by which what is left can be divided."""
    value = real(expr)
    return value if value is not None and 0 <= value < 1 else REFUSED


def is_infinite(expr: Any) -> bool:
    """Whether an expression is Infinity, by its name or as the kernel evaluates it."""
    return expr is S.Infinity or isinstance(expr, Expr) and expr == S.DirectedInfinity(1)


def level(expr: Any) -> Any:
    return expr if type(expr) is int and expr != 0 else REFUSED


def constant(symbol: Any, value: Any) -> Callable[[Any], Any]:
    return lambda expr: value if expr is symbol else REFUSED


def flag(expr: Any) -> Any:
    return expr is TRUE if expr is TRUE or expr is FALSE else REFUSED


class Nothing:
    """The value None of the language, apart from Python's None, which stands for Automatic."""

    def __bool__(self) -> bool:
        return False


ABSENT = Nothing()
INFINITE = float("inf")

Automatic = Annotated[None, Kind("Automatic", constant(S.Automatic, None))]
NoneValue = Annotated[Nothing, Kind("None", constant(S["None"], ABSENT))]
Size = Annotated[int, Kind("a positive integer", size)]
Sizes = Annotated[
    int | tuple[int, ...],
    Kind("a positive integer or a list of positive integers, one for each dimension", sizes),
]
Dimensions = Annotated[tuple[int, ...], Kind("a positive integer or a list of positive integers", dimensions)]
Padding = Annotated[
    Any,
    Kind('a non-negative integer, a list {n1, n2, ...}, a list {{before, after}, ...} or "Same"', padding),
]
Fraction01 = Annotated[float, Kind("a number from 0 to 1", between(0, 1))]
NonNegative = Annotated[float, Kind("a non-negative number", between(0, INFINITE))]
NonNegativeInteger = Annotated[int, Kind("a non-negative integer", lambda expr: whole(expr, 0))]
Number = Annotated[float, Kind("a number", number)]
Rate = Annotated[float, Kind("a number p with 0 <= p < 1", rate)]
Level = Annotated[int, Kind("a level: a non-zero integer", level)]
Flag = Annotated[bool, Kind("True or False", flag)]


def exactly(word: str) -> Callable[[Any], Any]:
    return lambda expr: word if isinstance(expr, str) and expr == word else REFUSED


def kinds_of(hint: Any) -> Iterator[Kind]:
    """The kinds an annotation is made of."""
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        for part in typing.get_args(hint):
            yield from kinds_of(part)
    elif origin is Literal:
        for word in typing.get_args(hint):
            yield Kind(f'"{word}"', exactly(word))
    else:
        yield from (data for data in getattr(hint, "__metadata__", ()) if isinstance(data, Kind))


def read_parameter(kinds: tuple[Kind, ...], expr: Any) -> Any:
    """The value of the first kind that the expression belongs to, or REFUSED."""
    for kind in kinds:
        value = kind.read(expr)
        if value is not REFUSED:
            return value
    return REFUSED


def expression_of(value: Any) -> Any:
    """A default, which stands in a class as a reader would give it, as it is written in the language."""
    if hasattr(value, "show"):
        return value.show()
    if value is None or isinstance(value, Nothing):
        return S.Automatic if value is None else S["None"]
    if isinstance(value, tuple):
        return S.List(*map(expression_of, value))
    return S.Infinity if value == INFINITE else value


def rules_out_of_lists(arguments: Sequence[Any]) -> tuple[Any, ...]:
    """The arguments with lists of options taken apart, as every function with options allows."""
    lists = [list(each.parts) if is_rules(each) else [each] for each in arguments]
    return tuple(each for parts in lists for each in parts)


def is_rules(expr: Any) -> bool:
    return is_list(expr) and len(expr) > 0 and all(map(is_rule, expr.parts))


def is_rule(expr: Any) -> bool:
    """Whether an expression is a rule name -> value."""
    return isinstance(expr, Expr) and expr.head in (S.Rule, S.RuleDelayed) and len(expr.parts) == 2
