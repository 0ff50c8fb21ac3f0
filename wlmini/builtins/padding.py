"""Bringing arrays to a size: PadLeft, PadRight, ArrayPad."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from wlmini.builtins.elements import ARGUMENTS, elements, is_compound, is_whole, need_compound
from wlmini.builtins.levels import depth, dimensions
from wlmini.expr import Expr, Packed, S, head_of, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

PAD = {
    "ilsm": "`1` is no length, or list of lengths, that a list can be padded to.",
    "padlevel": "`1` has fewer levels than the lengths `2`.",
    **ARGUMENTS,
}


@builtin(
    "PadRight[list, n]",
    "PadRight[list, n, x]",
    "PadRight[list, n, {x1, x2, ...}]",
    "PadRight[list, {n1, n2, ...}, x]",
    "PadRight[list, n, x, m]",
    "PadRight[list]",
    messages=PAD,
)
def pad_right(kernel: Any, items: Any, n: Any = S.Automatic, x: Any = 0, m: Any = 0) -> Any:
    """gives list made n elements long by zeros, or copies of x, on the right; a longer one is cut.

    >>> PadRight[{a, b, c}, 5]
    {a, b, c, 0, 0}
    >>> PadRight[{{1}, {2, 3}}]
    {{1, 0}, {2, 3}}
    >>> PadRight[{a, b}, 5, {x, y}]
    {a, b, x, y, x}
    """
    return pad(items, n, x, m, 1, S.PadRight(items, n))


@builtin(
    "PadLeft[list, n]",
    "PadLeft[list, n, x]",
    "PadLeft[list, n, {x1, x2, ...}]",
    "PadLeft[list, {n1, n2, ...}, x]",
    "PadLeft[list, n, x, m]",
    "PadLeft[list]",
    messages=PAD,
)
def pad_left(kernel: Any, items: Any, n: Any = S.Automatic, x: Any = 0, m: Any = 0) -> Any:
    """gives list made n elements long by zeros, or copies of x, on the left; a longer one loses its first
    elements.

    >>> PadLeft[{a, b, c}, 5]
    {0, 0, a, b, c}
    >>> PadLeft[{a, b, c}, 2]
    {b, c}
    """
    return pad(items, n, x, m, -1, S.PadLeft(items, n))


def pad(items: Any, n: Any, x: Any, m: Any, side: int, call: Any) -> Any:
    """Pad on the right where side is 1, on the left where it is -1."""
    need_compound(items, call)
    lengths = ragged_shape(items) if n is S.Automatic else list(n.parts) if is_list(n) else [n]
    margins = list(m.parts) if is_list(m) else [m] * len(lengths)
    if not lengths or not all(map(is_whole, lengths)) or not all(map(is_whole, margins)):
        raise Failure("ilsm", n, value=None)
    if len(margins) != len(lengths):
        raise Failure("ilsm", m, value=None)
    if is_list(x) and len(lengths) > 1 and x.parts and not is_list(x.parts[0]):
        x = make_list([x])
    sizes = list(zip([abs(k) * (side if k >= 0 else -side) for k in lengths], margins, strict=True))
    return padded(items, sizes, x, side, call)


def ragged_shape(expr: Any) -> list[int]:
    """The greatest length on each level on which there is nothing but lists."""
    if isinstance(expr, Packed):
        return list(expr.array.shape)
    shape, rows = [len(expr)], list(elements(expr))
    while rows and all(isinstance(r, Expr) and r.head is expr.head for r in rows):
        shape.append(max(len(r) for r in rows))
        rows = [e for r in rows for e in elements(r)]
    return shape


def padded(expr: Any, sizes: Sequence[tuple[int, int]], x: Any, side: int, call: Any) -> Any:
    """Pad the first level, then the elements; sizes are (length with the side as its sign, margin)."""
    (signed, margin), deeper = sizes[0], sizes[1:]
    length = abs(signed)
    to_right = signed > 0 if signed else side > 0
    inside = elements(expr) if is_compound(expr) else ()
    start = margin if to_right else length - len(inside) - margin
    align = start if to_right else start + len(inside)
    result: list[Any] = []
    for k in range(length):
        at = k - start
        fill = fill_for(x, k - align)
        if deeper:
            row = inside[at] if 0 <= at < len(inside) else Expr(S.List, ())
            if not is_compound(row):
                raise Failure("padlevel", expr, call, value=None)
            result.append(padded(row, deeper, fill, side, call))
        else:
            result.append(inside[at] if 0 <= at < len(inside) else fill)
    return Expr(head_of(expr), result)


def fill_for(x: Any, offset: int) -> Any:
    """The padding at a place: lists of it are repeated, as if the given list lay upon the copies."""
    if is_list(x):
        return x.parts[offset % len(x)] if len(x) else x
    return x


# -- ArrayPad --------------------------------------------------------------------------------------------


def fixed(k: int, size: int) -> int:
    return min(max(k, 0), size - 1)


def periodic(k: int, size: int) -> int:
    return k % size


def reversed_(k: int, size: int) -> int:
    """The edge is repeated: ... b a | a b c | c b ..."""
    k %= 2 * size
    return k if k < size else 2 * size - 1 - k


def reflected(k: int, size: int) -> int:
    """The edge stands once: ... c b | a b c | b a ..."""
    if size == 1:
        return 0
    k %= 2 * size - 2
    return k if k < size else 2 * size - 2 - k


Combination = Sequence[tuple[int, int]]  # (factor, position) of each element in a sum


def reversed_negation(k: int, size: int) -> Combination:
    """Every second copy is turned round with its sign: ... -b -a | a b c | -c -b ..."""
    return [(-1 if k // size % 2 else 1, reversed_(k, size))]


def reflected_differences(k: int, size: int) -> Combination:
    """The differences are those met on the way back: ... 2a-c 2a-b | a b c | 2c-b 2c-a ..."""
    if size == 1:
        return [(1, 0)]
    last = size - 1
    rounds, place = divmod(k, 2 * last)
    ahead = [(1, place)] if place <= last else [(2, last), (-1, 2 * last - place)]
    return [*ahead, (2 * rounds, last), (-2 * rounds, 0)]


def reversed_differences(k: int, size: int) -> Combination:
    """Copies turned round about the edge, which stands twice: ... 2a-b a | a b c | c 2c-b 2c-a ..."""
    rounds, place = divmod(k, 2 * size)
    ahead = [(1, place)] if place < size else [(2, size - 1), (-1, 2 * size - 1 - place)]
    return [*ahead, (2 * rounds, size - 1), (-2 * rounds, 0)]


COMBINATIONS: dict[str, Callable[[int, int], Combination]] = {
    "ReversedNegation": reversed_negation,
    "ReflectedDifferences": reflected_differences,
    "ReversedDifferences": reversed_differences,
}
SOURCES: dict[str, Callable[[int, int], int]] = {
    "Fixed": fixed,
    "Periodic": periodic,
    "Reversed": reversed_,
    "Reflected": reflected,
}


@builtin(
    "ArrayPad[array, m]",
    "ArrayPad[array, {m, n}]",
    "ArrayPad[array, {{m1, n1}, {m2, n2}, ...}]",
    "ArrayPad[array, m, padding]",
    messages={
        "padm": "`1` does not say how many elements to add on each side of an array of depth `2`.",
        "padding": "There is no padding `1` here; a value or one of `2` is expected.",
        **ARGUMENTS,
    },
)
def array_pad(kernel: Any, items: Any, m: Any, padding: Any = 0) -> Any:
    """gives array with m zeros, or elements that padding says, put on each side of it on every level.

    >>> ArrayPad[{a, b}, 1]
    {0, a, b, 0}
    >>> ArrayPad[{{1}}, 1]
    {{0, 0, 0}, {0, 1, 0}, {0, 0, 0}}
    >>> ArrayPad[{a, b, c}, {0, 2}, "Reflected"]
    {a, b, c, b, a}
    >>> ArrayPad[{a, b, c}, 2, "ReversedNegation"]
    {-b, -a, a, b, c, -c, -b}
    >>> ArrayPad[{1, 2, 4}, 3, "ReflectedDifferences"]
    {-4, -2, 0, 1, 2, 4, 6, 7, 8}
    """
    need_compound(items, S.ArrayPad(items, m))
    rank = len(dimensions(items))
    margins = margins_of(m, rank)
    if margins is None:
        raise Failure("padm", m, rank, value=None)
    if isinstance(padding, str) and padding not in SOURCES and padding not in COMBINATIONS:
        raise Failure("padding", padding, make_list([*SOURCES, *COMBINATIONS]), value=None)
    return surrounded(items, margins, padding)


def margins_of(m: Any, rank: int) -> list[tuple[int, int]] | None:
    """(before, after) for each level."""
    if is_whole(m):
        return [(m, m)] * rank
    if is_list(m) and len(m) == 2 and all(map(is_whole, m.parts)):
        return [tuple(m.parts)] * rank  # type: ignore[list-item]
    if not is_list(m) or len(m) > rank:
        return None
    found = [margins_of(level, 1) if is_whole(level) or depth(level) == 2 else None for level in m.parts]
    if None in found:
        return None
    return [f[0] for f in found if f] + [(0, 0)] * (rank - len(found))


def surrounded(expr: Any, margins: Sequence[tuple[int, int]], padding: Any) -> Any:
    """The array with elements added, or taken away where a margin is negative, level by level."""
    (before, after), deeper = margins[0], margins[1:]
    inside = [surrounded(e, deeper, padding) for e in elements(expr)] if deeper else list(elements(expr))
    size = len(inside)
    outside: Any = None
    if not isinstance(padding, str):
        outside = emptied(inside[0], padding) if deeper and inside else padding
    result = []
    for k in range(-before, size + after):
        if 0 <= k < size:
            result.append(inside[k])
        else:
            result.append(source_of(inside, padding, k) if outside is None else outside)
    return Expr(head_of(expr), result)


def source_of(inside: list[Any], padding: str, k: int) -> Any:
    """What a named padding puts at place k outside of the elements."""
    if padding in SOURCES:
        return inside[SOURCES[padding](k, len(inside))]
    terms = COMBINATIONS[padding](k, len(inside))
    return S.Plus(*[S.Times(factor, inside[at]) for factor, at in terms if factor])


def emptied(expr: Any, value: Any) -> Any:
    """An array of the same shape with one value everywhere."""
    for length in reversed(dimensions(expr)):
        value = make_list((value,) * length)
    return value
