"""Order: Sort, SortBy, Ordering, OrderedQ, Order and their relatives."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any

from wlmini.builtins.elements import ARGUMENTS, choose, elements, is_infinity, is_whole, need_compound
from wlmini.expr import FALSE, Expr, Packed, S, boolean, head_of, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.ordering import collation, compare, order_key
from wlmini.kernel.repeat import each

Before = Callable[[int, int], bool]  # whether the element of one index may stand before that of another


def sorted_positions(keys: Sequence[Any], descending: bool = False) -> list[int]:
    """The indices in order of the keys; equal keys keep their order."""
    return sorted(range(len(keys)), key=keys.__getitem__, reverse=descending)


def merge_sorted(indices: list[int], before: Before) -> list[int]:
    """The indices in an order that `before` decides; written out because `sorted` would call back from C."""
    if len(indices) < 2:
        return indices
    middle = len(indices) // 2
    left, right = merge_sorted(indices[:middle], before), merge_sorted(indices[middle:], before)
    merged: list[int] = []
    i = j = 0
    while i < len(left) and j < len(right):
        if before(left[i], right[j]):
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[j])
            j += 1
    return merged + left[i:] + right[j:]


def order_by(kernel: Any, values: Sequence[Any], p: Any) -> list[int]:
    """The indices of values in the order of p, which gives True, False, or 1, 0, -1 for a pair."""

    def before(a: int, b: int) -> bool:
        verdict = kernel.evaluate(Expr(p, (values[a], values[b])))
        if is_whole(verdict):
            return bool(verdict >= 0)
        return verdict is not FALSE

    return merge_sorted(list(range(len(values))), before)


def keys_by(kernel: Any, items: Any, f: Any) -> list[Any]:
    """A key to sort by for each element: that of f of it, or of several functions in turn."""
    functions = f.parts if is_list(f) else (f,)
    values = elements(items)
    if not functions:
        return [()] * len(values)
    columns = [each(kernel, g, values) for g in functions]
    return [tuple(order_key(c) for c in row) for row in zip(*columns, strict=True)]


@builtin("Sort[list]", "Sort[list, p]", messages=ARGUMENTS, structural=True)
def sort(kernel: Any, items: Any, p: Any = None) -> Any:
    """gives the elements of list in canonical order, or in the order that p says; an association goes by its
    values.

    >>> Sort[{3, 1, 2}]
    {1, 2, 3}
    >>> Sort[{3, 1, 2}, Greater]
    {3, 2, 1}
    >>> Sort[<|"x" -> 2, "y" -> 1|>]
    <|y -> 1, x -> 2|>
    """
    need_compound(items, S.Sort(items))
    return sorted_items(kernel, items, p)


def sorted_items(kernel: Any, items: Any, p: Any, descending: bool = False) -> Any:
    """The sorted expression."""
    if isinstance(items, Packed) and items.array.ndim == 1 and p is None and items.array.dtype.kind != "c":
        ordered = items.array.copy()
        ordered.sort()
        return Packed(ordered[::-1] if descending else ordered)
    values = elements(items)
    if p is not None:
        order = order_by(kernel, values, p)
        return choose(items, order[::-1] if descending else order)
    plain = sorted_plainly(values, descending) if type(items) is Expr else None
    if plain is not None:
        return Expr(items.head, plain)
    return choose(items, sorted_positions([order_key(v) for v in values], descending))


def sorted_plainly(values: Sequence[Any], descending: bool) -> list[Any] | None:
    """Numbers of one machine kind, or strings, in order; None where there is anything else."""
    kinds = set(map(type, values))
    if kinds == {str}:
        return sorted(values, key=collation, reverse=descending)
    return sorted(values, reverse=descending) if kinds in ({int}, {float}) else None


@builtin("ReverseSort[list]", "ReverseSort[list, p]", messages=ARGUMENTS)
def reverse_sort(kernel: Any, items: Any, p: Any = None) -> Any:
    """gives the elements of list in the reverse of canonical order, or of the order that p says.

    >>> ReverseSort[{3, 1, 2}]
    {3, 2, 1}
    """
    need_compound(items, S.ReverseSort(items))
    return sorted_items(kernel, items, p, descending=True)


@builtin("SortBy[list, f]", "SortBy[list, {f1, f2, ...}]", "SortBy[list, f, p]", "SortBy[f][list]",
         messages=ARGUMENTS)  # fmt: skip
def sort_by(kernel: Any, items: Any, f: Any, p: Any = None) -> Any:
    """gives the elements of list in the order of what f gives for them; f1, f2, ... decide in turn.

    >>> SortBy[{-3, 1, 2}, Abs]
    {1, 2, -3}
    >>> SortBy[{{b, 2}, {a, 2}, {c, 1}}, Last]
    {{c, 1}, {a, 2}, {b, 2}}
    """
    need_compound(items, S.SortBy(items, f))
    return choose(items, order_of(kernel, items, f, p))


@builtin("ReverseSortBy[list, f]", "ReverseSortBy[list, f, p]", "ReverseSortBy[f][list]", messages=ARGUMENTS)
def reverse_sort_by(kernel: Any, items: Any, f: Any, p: Any = None) -> Any:
    """gives the elements of list in the reverse order of what f gives for them.

    >>> ReverseSortBy[{-3, 1, 2}, Abs]
    {-3, 2, 1}
    """
    need_compound(items, S.ReverseSortBy(items, f))
    return choose(items, order_of(kernel, items, f, p)[::-1])


def order_of(kernel: Any, items: Any, f: Any, p: Any) -> list[int]:
    """The indices in the order of f; a single f leaves ties to the elements themselves."""
    if p is not None:
        return order_by(kernel, [kernel.call(f, e) for e in elements(items)], p)
    keys = keys_by(kernel, items, f)
    if not is_list(f):
        keys = [(key, order_key(e)) for key, e in zip(keys, elements(items), strict=True)]
    return sorted_positions(keys)


@builtin("Ordering[list]", "Ordering[list, n]", "Ordering[list, n, p]", messages=ARGUMENTS)
def ordering(kernel: Any, items: Any, n: Any = S.All, p: Any = None) -> Any:
    """gives the positions in list of its elements in canonical order, the first n of them, or the last where
    n is negative.

    >>> Ordering[{c, a, b}]
    {2, 3, 1}
    >>> Ordering[{5, 1, 9}, -1]
    {3}
    """
    need_compound(items, S.Ordering(items))
    if isinstance(items, Packed) and items.array.ndim == 1 and p is None and items.array.dtype.kind != "c":
        order = items.array.argsort(kind="stable").tolist()
    else:
        values = elements(items)
        order = sorted_positions([order_key(v) for v in values]) if p is None else order_by(kernel, values, p)
    if head_of(n) is S.UpTo:
        n = n.parts[0]
    if n is not S.All and not is_infinity(n):
        if not is_whole(n):
            return None
        order = order[:n] if n >= 0 else order[n:]
    return make_list([i + 1 for i in order])


@builtin("OrderedQ[list]", "OrderedQ[list, p]", messages=ARGUMENTS)
def ordered_q(kernel: Any, items: Any, p: Any = None) -> Any:
    """gives True where the elements of list are in canonical order, or in the order that p says.

    >>> OrderedQ[{1, 2, 2}]
    True
    >>> OrderedQ[{b, a}]
    False
    """
    need_compound(items, S.OrderedQ(items))
    values = elements(items)
    if p is None:
        keys = [order_key(v) for v in values]
        return boolean(all(a <= b for a, b in itertools.pairwise(keys)))
    for a, b in itertools.pairwise(values):
        verdict = kernel.call(p, a, b)
        if verdict is FALSE or (is_whole(verdict) and verdict < 0):
            return FALSE
    return boolean(True)


@builtin("Order[expr1, expr2]")
def order(kernel: Any, expr1: Any, expr2: Any) -> Any:
    """gives 1 where expr1 comes before expr2 in canonical order, -1 where it comes after, 0 where they are
    the same.

    >>> Order[a, b]
    1
    >>> Order[2, 1]
    -1
    """
    return compare(expr1, expr2)
