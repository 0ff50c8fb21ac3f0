"""Sums, differences and extremes of lists: Total, Accumulate, Differences, Ratios, Max, Min, MinMax."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from wlmini.builtins.elements import (
    ARGUMENTS,
    elements,
    is_compound,
    is_infinity,
    is_whole,
    need_compound,
    rebuild,
)
from wlmini.builtins.infinities import MINUS
from wlmini.builtins.levels import depth
from wlmini.builtins.packing import is_numeric_array
from wlmini.expr import Association, Expr, Packed, S, head_of, is_list, make_list, same
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_number, is_real, less

WIDEST = 2**62  # sums of packed integers below it cannot overflow


# -- sums ------------------------------------------------------------------------------------------------


@builtin(
    "Total[list]",
    "Total[list, n]",
    "Total[list, {n}]",
    "Total[list, {n1, n2}]",
    options={"Method": S.Automatic},
    messages={"tllen": "The lists in `1` have unequal lengths and cannot be added.",
              "tlv": "`1` says no levels to add up, as n, {n}, {n1, n2} or Infinity do.", **ARGUMENTS},
)  # fmt: skip
def total(kernel: Any, items: Any, n: Any = 1, *, options: dict[str, Any]) -> Any:
    """gives the sum of the elements of list, of all elements down to level n, or of those on levels n1 to n2.

    >>> Total[{a, b, c}]
    a + b + c
    >>> Total[{{1, 2}, {3, 4}}]
    {4, 6}
    >>> Total[{{1, 2}, {3, 4}}, 2]
    10
    >>> Total[{{1, 2}, {3, 4}}, {2}]
    {3, 7}
    """
    if not is_compound(items) and not hasattr(items, "array"):
        need_compound(items, S.Total(items))
    if not is_compound(items):
        items = items.normal()
    method = options["Method"]
    if method not in (S.Automatic, "CompensatedSummation"):
        raise Failure("optnb", S.Total, S.Rule(S.Method, method), value=None)
    if n == 1 and method is S.Automatic and type(items) is Expr and {type(e) for e in items.parts} == {int}:
        return sum(items.parts)
    low, high = summed_levels(n, items)
    if method == "CompensatedSummation" and high == 1 and all(type(e) is float for e in elements(items)):
        return math.fsum(elements(items))
    return sum_levels(kernel, items, low, high)


def summed_levels(n: Any, items: Any) -> tuple[int, int]:
    """(first, last) level to add up; negative ones count from the bottom."""
    bounds: tuple[Any, Any] = (
        (1, n) if not is_list(n) else (n.parts[0], n.parts[-1]) if 1 <= len(n) <= 2 else (None, None)
    )
    deepest = depth(items) - 1
    found = [deepest if is_infinity(b) else b for b in bounds]
    if not all(map(is_whole, found)):
        raise Failure("tlv", n, value=None)
    low, high = [int(b) if b >= 0 else deepest + 1 + int(b) for b in found]
    return max(1, low), min(high, deepest)


def sum_levels(kernel: Any, expr: Any, low: int, high: int) -> Any:
    """Add up the levels from `low` to `high`; what is above is kept."""
    if high < low or not is_compound(expr):
        return expr
    if low > 1:
        return rebuild(expr, [sum_levels(kernel, e, low - 1, high - 1) for e in elements(expr)])
    if isinstance(expr, Packed):
        found = packed_sum(expr.array, high)
        if found is not None:
            return found
    rows = elements(expr)
    if high > 1 and all(map(is_compound, rows)):
        rows = [sum_levels(kernel, r, 1, high - 1) for r in rows]
    if len({len(r) for r in rows if is_list(r)}) > 1:
        raise Failure("tllen", expr, value=None)
    return kernel.evaluate(Expr(S.Plus, rows))


def packed_sum(array: Any, levels: int) -> Any:
    """The sum over the first levels of an array; None where integers might overflow."""
    if not array.size:
        return 0 if levels >= array.ndim else None
    if array.dtype.kind == "i" and max(abs(int(array.max())), abs(int(array.min()))) * array.size >= WIDEST:
        return None
    found = array.sum(axis=tuple(range(min(levels, array.ndim))))
    return Packed(found) if found.ndim else found.item()


@builtin("Accumulate[list]", messages=ARGUMENTS)
def accumulate(kernel: Any, items: Any) -> Any:
    """gives the list of the sums of the first element, the first two, the first three, and so on.

    >>> Accumulate[{a, b, c}]
    {a, a + b, a + b + c}
    >>> Accumulate[{1, 2, 3, 4}]
    {1, 3, 6, 10}
    """
    need_compound(items, S.Accumulate(items))
    if isinstance(items, Packed) and packed_sum(items.array, items.array.ndim) is not None:
        return Packed(items.array.cumsum(axis=0))
    found: list[Any] = []
    for element in elements(items):
        found.append(kernel.evaluate(S.Plus(found[-1], element)) if found else element)
    return rebuild(items, found)


@builtin(
    "Differences[list]",
    "Differences[list, n]",
    "Differences[list, n, s]",
    "Differences[list, {n1, n2, ...}]",
    messages=ARGUMENTS,
)
def differences(kernel: Any, items: Any, n: Any = 1, s: Any = 1) -> Any:
    """gives the differences of elements of list that follow each other, those of these differences, ... n
    times over.

    >>> Differences[{1, 4, 9, 16}]
    {3, 5, 7}
    >>> Differences[{1, 4, 9, 16}, 2]
    {2, 2}
    """
    call = S.Differences(items, n)
    need_compound(items, call)
    times = n.parts if is_list(n) else (n,)
    if not times or not all(is_whole(k) and k >= 0 for k in times) or not is_whole(s) or s < 1:
        return None
    return neighbours(kernel, items, times, s, lambda a, b: S.Plus(b, S.Times(-1, a)))


@builtin("Ratios[list]", "Ratios[list, n]", messages=ARGUMENTS)
def ratios(kernel: Any, items: Any, n: Any = 1) -> Any:
    """gives the ratios of elements of list that follow each other, those of these ratios, ... n times over.

    >>> Ratios[{1, 2, 6, 24}]
    {2, 3, 4}
    """
    need_compound(items, S.Ratios(items))
    if not is_whole(n) or n < 0:
        return None
    return neighbours(kernel, items, (n,), 1, lambda a, b: S.Times(b, S.Power(a, -1)))


def neighbours(kernel: Any, items: Any, times: Sequence[int], step: int, combine: Any) -> Any:
    """Combine each element with the one `step` before, so many times; then the same inside for further
    levels.
    """
    for _ in range(times[0]):
        rows = elements(items)
        made = [kernel.evaluate(combine(a, b)) for a, b in zip(rows, rows[step:], strict=False)]
        items = Expr(head_of(items) if not isinstance(items, Association) else S.List, made)
    if len(times) > 1 and all(map(is_compound, elements(items))):
        return rebuild(items, [neighbours(kernel, e, times[1:], step, combine) for e in elements(items)])
    return items


# -- extremes --------------------------------------------------------------------------------------------


EXTREMES = {"nord": "`1` cannot be compared: it is no real number."}


@builtin(
    "Max[x1, x2, ...]",
    "Max[list]",
    attributes="Flat NumericFunction OneIdentity Orderless",
    messages=EXTREMES,
)
def maximum(kernel: Any, *items: Any) -> Any:
    """gives the greatest of the numbers, also of those in lists.

    >>> Max[4, 9, 2]
    9
    >>> Max[{1, {7, 3}}]
    7
    >>> Max[]
    -Infinity
    """
    return extreme(kernel, S.Max, items, 1)


@builtin(
    "Min[x1, x2, ...]",
    "Min[list]",
    attributes="Flat NumericFunction OneIdentity Orderless",
    messages=EXTREMES,
)
def minimum(kernel: Any, *items: Any) -> Any:
    """gives the least of the numbers, also of those in lists.

    >>> Min[4, 9, 2]
    2
    >>> Min[x, 5, 3]
    Min[3, x]
    """
    return extreme(kernel, S.Min, items, -1)


def extreme(kernel: Any, owner: Any, items: Sequence[Any], sign: int) -> Any:
    """The greatest (sign 1) or least (sign -1) of values; what cannot be compared stays."""
    values: list[Any] = []
    collect(items, values, sign)
    if S.Indeterminate in values:
        return S.Indeterminate
    best: Any = None  # (value, the number it is compared by)
    open_values: list[Any] = []
    for value in values:
        number = value if is_real(value) else real_value(kernel, value)
        if number is None:
            if is_number(value):
                kernel.message(owner, "nord", value)
            if not any(same(value, v) for v in open_values):
                open_values.append(value)
        elif best is None or beats(number, best[1], sign):
            best = (value, number)
    if not open_values:
        return best[0] if best is not None else S.DirectedInfinity(-sign)
    found = open_values if best is None or is_infinite(best[0], -sign) else [best[0], *open_values]
    if best is not None and is_infinite(best[0], sign):
        return best[0]
    if len(found) == 1:
        return found[0]
    if len(found) == len(items) and all(any(same(f, i) for i in items) for f in found):
        return None
    return Expr(owner, found)


def collect(items: Sequence[Any], values: list[Any], sign: int) -> None:
    """The values in lists and associations, opened; a packed array gives its extreme."""
    for item in items:
        if isinstance(item, Packed) and item.array.size and item.array.dtype.kind != "c":
            values.append((item.array.max() if sign > 0 else item.array.min()).item())
        elif is_list(item) or isinstance(item, Association):
            collect(elements(item), values, sign)
        elif is_numeric_array(item):
            collect((item.normal(),), values, sign)
        else:
            values.append(item)


def real_value(kernel: Any, value: Any) -> Any:
    """The number that an exact expression such as Pi or Infinity stands for; None where it is no real."""
    if is_infinite(value, 1):
        return math.inf
    if is_infinite(value, -1):
        return -math.inf
    if isinstance(value, str) or kernel.evaluate(S.NumericQ(value)) is not S["True"]:
        return None
    number = kernel.evaluate(S.N(value))
    return number if is_real(number) else None


def is_infinite(value: Any, sign: int) -> bool:
    return value is S.Infinity if sign > 0 else isinstance(value, Expr) and value == MINUS


def beats(a: Any, b: Any, sign: int) -> bool:
    """Whether a is further out than b; of equal numbers the inexact one wins."""
    if type(a) is float and math.isnan(a):
        return True
    return less(b, a) if sign > 0 else less(a, b)


@builtin("MinMax[list]", "MinMax[list, d]", "MinMax[list, Scaled[s]]", "MinMax[list, {d1, d2}]")
def min_max(kernel: Any, items: Any, d: Any = 0) -> Any:
    """gives the pair of Min[list] and Max[list], moved apart by d, or by the part s of their distance.

    >>> MinMax[{3, 1, 2}]
    {1, 3}
    >>> MinMax[{3, 1, 2}, 1]
    {0, 4}
    """
    low, high = kernel.call(S.Min, items), kernel.call(S.Max, items)
    down, up = d.parts if is_list(d) and len(d) == 2 else (d, d)
    width = S.Plus(high, S.Times(-1, low))
    down, up = (S.Times(x.parts[0], width) if head_of(x) is S.Scaled else x for x in (down, up))
    return make_list([S.Plus(low, S.Times(-1, down)), S.Plus(high, up)])
