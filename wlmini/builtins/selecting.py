"""Choosing elements by what they are: Select, Pick, DeleteDuplicates, MaximalBy, TakeLargest ..."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wlmini.builtins.elements import (
    ARGUMENTS,
    choose,
    elements,
    is_compound,
    is_infinity,
    is_whole,
    need_compound,
)
from wlmini.builtins.sorting import keys_by, sorted_positions
from wlmini.builtins.taking import bounded
from wlmini.expr import TRUE, Association, Expr, S, as_key, boolean, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.matching import always
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_real
from wlmini.kernel.repeat import each


@builtin("Select[list, crit]", "Select[list, crit, n]", "Select[crit][list]", messages=ARGUMENTS)
def select(kernel: Any, items: Any, crit: Any, n: Any = S.Infinity) -> Any:
    """gives the elements of list for which crit gives True, at most the first n of them.

    >>> Select[{1, 2, 4, 7, 6}, EvenQ]
    {2, 4, 6}
    >>> Select[<|"x" -> 1, "y" -> 2|>, # > 1 &]
    <|y -> 2|>
    """
    call = S.Select(items, crit)
    need_compound(items, call)
    most = bounded(n, len(items), call) if is_infinity(n) else n
    if not isinstance(most, int) or most < 0:
        raise Failure("innf", 3, S.Select(items, crit, n), value=None)
    return choose(items, passing(kernel, items, crit, TRUE, most))


@builtin("Discard[list, crit]", "Discard[list, crit, n]", "Discard[crit][list]", messages=ARGUMENTS)
def discard(kernel: Any, items: Any, crit: Any, n: Any = S.Infinity) -> Any:
    """gives list without the elements for which crit gives True, or without the first n of them.

    >>> Discard[{1, 2, 4, 7, 6}, EvenQ]
    {1, 7}
    """
    call = S.Discard(items, crit)
    need_compound(items, call)
    most = bounded(n, len(items), call) if is_infinity(n) else n
    if not isinstance(most, int) or most < 0:
        raise Failure("innf", 3, S.Discard(items, crit, n), value=None)
    gone = frozenset(passing(kernel, items, crit, TRUE, most))
    return choose(items, [i for i in range(len(items)) if i not in gone])


def passing(kernel: Any, items: Any, crit: Any, wanted: Any, most: int) -> list[int]:
    """The indices of the first elements that pass the test, at most so many."""
    values = elements(items)
    if most >= len(values) and (truths := kernel.accelerator.mapped(crit, values)) is not None:
        return [index for index, truth in enumerate(truths) if truth is wanted]
    found: list[int] = []
    for index, element in enumerate(values):
        if len(found) >= most:
            break
        if kernel.evaluate(Expr(crit, (element,))) is wanted:
            found.append(index)
    return found


@builtin("SelectFirst[list, crit]", "SelectFirst[list, crit, default]", "SelectFirst[crit][list]",
         attributes="HoldRest", messages=ARGUMENTS)  # fmt: skip
def select_first(kernel: Any, items: Any, crit: Any, default: Any = None) -> Any:
    """gives the first element of list for which crit gives True, or default where there is none.

    >>> SelectFirst[{1, 3, 4, 6}, EvenQ]
    4
    >>> SelectFirst[{1, 3}, EvenQ]
    Missing[NotFound]
    """
    need_compound(items, S.SelectFirst(items, crit))
    test = kernel.evaluate(crit)
    found = passing(kernel, items, test, TRUE, 1)
    if found:
        return elements(items)[found[0]]
    return S.Missing("NotFound") if default is None else default


@builtin(
    "Pick[list, sel]",
    "Pick[list, sel, patt]",
    messages={"incomp": "`1` and `2` have not the same shape.", **ARGUMENTS},
)
def pick(kernel: Any, items: Any, sel: Any, patt: Any = TRUE) -> Any:
    """gives the elements of list whose counterparts in sel are True, or match patt.

    >>> Pick[{a, b, c}, {True, False, True}]
    {a, c}
    >>> Pick[{a, b, c}, {1, 0, 1}, 1]
    {a, c}
    """
    matches = kernel.matcher(patt)
    if matches(sel, {}, always):
        return items
    found = picked(items, sel, matches)
    return S.Sequence() if found is None else found


def picked(items: Any, sel: Any, matches: Any) -> Any:
    """The list with what is not picked left out; None where nothing of it is."""
    if matches(sel, {}, always):
        return items
    if not is_compound(sel):
        return None
    if not is_compound(items) or len(items) != len(sel):
        raise Failure("incomp", items, sel, value=None)
    chosen = [picked(i, s, matches) for i, s in zip(elements(items), elements(sel), strict=True)]
    if isinstance(items, Association):
        kept = zip(items.entries, chosen, strict=True)
        return Association({k: c for k, c in kept if c is not None})
    return Expr(items.head, [c for c in chosen if c is not None])


# -- duplicates ------------------------------------------------------------------------------------------


@builtin("DeleteDuplicates[list]", "DeleteDuplicates[list, test]", messages=ARGUMENTS, structural=True)
def delete_duplicates(kernel: Any, items: Any, test: Any = S.SameQ) -> Any:
    """gives list with only the first of elements that are the same, or for which test gives True.

    >>> DeleteDuplicates[{a, b, a, c, b}]
    {a, b, c}
    >>> DeleteDuplicates[{1, 3, 2, 4}, Mod[#1 - #2, 2] == 0 &]
    {1, 2}
    """
    need_compound(items, S.DeleteDuplicates(items))
    values = elements(items)
    return choose(items, first_indices(values) if test is S.SameQ else first_like(kernel, values, test))


@builtin("DeleteDuplicatesBy[list, f]", "DeleteDuplicatesBy[f][list]", messages=ARGUMENTS)
def delete_duplicates_by(kernel: Any, items: Any, f: Any) -> Any:
    """gives list with only the first of elements for which f gives the same value.

    >>> DeleteDuplicatesBy[{-1, 2, 1, 3}, Abs]
    {-1, 2, 3}
    """
    need_compound(items, S.DeleteDuplicatesBy(items, f))
    return choose(items, first_indices(values_by(kernel, items, f)))


def values_by(kernel: Any, items: Any, f: Any) -> list[Any]:
    """f of each element; of a list of functions, the list of what they give."""
    if is_list(f):
        return [Expr(S.List, [kernel.call(g, e) for g in f.parts]) for e in elements(items)]
    return each(kernel, f, elements(items))


def first_indices(values: Sequence[Any]) -> list[int]:
    """The indices of values that did not occur before."""
    seen: dict[Any, int] = {}
    for index, value in enumerate(values):
        seen.setdefault(as_key(value), index)
    return list(seen.values())


def first_like(kernel: Any, values: Sequence[Any], test: Any) -> list[int]:
    """The indices of values that the test puts together with none before them."""
    kept: list[int] = []
    for index, value in enumerate(values):
        if not any(kernel.is_true(Expr(test, (values[k], value))) for k in kept):
            kept.append(index)
    return kept


@builtin("DuplicateFreeQ[list]", "DuplicateFreeQ[list, test]", messages=ARGUMENTS)
def duplicate_free_q(kernel: Any, items: Any, test: Any = S.SameQ) -> Any:
    """gives True where no two elements of list are the same.

    >>> DuplicateFreeQ[{a, b, a}]
    False
    """
    need_compound(items, S.DuplicateFreeQ(items))
    values = elements(items)
    found = first_indices(values) if test is S.SameQ else first_like(kernel, values, test)
    return boolean(len(found) == len(values))


# -- the largest and smallest ----------------------------------------------------------------------------


INSUFFICIENT = {
    "noprop": '`1` is none of the properties "Index", "Element" and "Association".',
    "insuff": "`1` elements are asked for, there are only `2`; UpTo[`1`] takes what there is.",
    **ARGUMENTS,
}


@builtin("MaximalBy[list, f]", "MaximalBy[list, f, n]", "MaximalBy[f][list]", messages=INSUFFICIENT)
def maximal_by(kernel: Any, items: Any, f: Any, n: Any = None) -> Any:
    """gives the elements of list for which f has its greatest value, or the n elements for which f is
    greatest.

    >>> MaximalBy[{-3, 1, 3, 2}, Abs]
    {-3, 3}
    >>> MaximalBy[{"a", "bcd", "ef"}, StringLength]
    {bcd}
    """
    return extremal(kernel, items, f, n, True, S.MaximalBy(items, f))


@builtin("MinimalBy[list, f]", "MinimalBy[list, f, n]", "MinimalBy[f][list]", messages=INSUFFICIENT)
def minimal_by(kernel: Any, items: Any, f: Any, n: Any = None) -> Any:
    """gives the elements of list for which f has its least value, or the n elements for which f is least.

    >>> MinimalBy[{-3, 1, -1, 2}, Abs]
    {1, -1}
    """
    return extremal(kernel, items, f, n, False, S.MinimalBy(items, f))


def extremal(kernel: Any, items: Any, f: Any, n: Any, largest: bool, call: Any) -> Any:
    """The elements with the extreme value of f, in their order; or the first n by that value."""
    need_compound(items, call)
    keys = keys_by(kernel, items, f)
    order = sorted_positions(keys, largest)
    if n is not None:
        return choose(items, order[: bounded(n, len(items), call)])
    return choose(items, [i for i in range(len(keys)) if keys[i] == keys[order[0]]])


@builtin("TakeLargest[list, n]", "TakeLargest[n][list]", messages=INSUFFICIENT)
def take_largest(kernel: Any, items: Any, n: Any) -> Any:
    """gives the n greatest elements of list, the greatest first.

    >>> TakeLargest[{3, 1, 4, 1, 5}, 2]
    {5, 4}
    """
    return ends(kernel, items, S.Identity, n, True, S.TakeLargest(items, n))


@builtin("TakeSmallest[list, n]", "TakeSmallest[n][list]", messages=INSUFFICIENT)
def take_smallest(kernel: Any, items: Any, n: Any) -> Any:
    """gives the n least elements of list, the least first.

    >>> TakeSmallest[{3, 1, 4, 1, 5}, 2]
    {1, 1}
    """
    return ends(kernel, items, S.Identity, n, False, S.TakeSmallest(items, n))


@builtin("TakeLargestBy[list, f, n]", "TakeLargestBy[f, n][list]", messages=INSUFFICIENT)
def take_largest_by(kernel: Any, items: Any, f: Any, n: Any) -> Any:
    """gives the n elements of list for which f is greatest, the greatest first.

    >>> TakeLargestBy[{-3, 1, 2}, Abs, 2]
    {-3, 2}
    """
    return ends(kernel, items, f, n, True, S.TakeLargestBy(items, f, n))


@builtin("TakeSmallestBy[list, f, n]", "TakeSmallestBy[f, n][list]", messages=INSUFFICIENT)
def take_smallest_by(kernel: Any, items: Any, f: Any, n: Any) -> Any:
    """gives the n elements of list for which f is least, the least first.

    >>> TakeSmallestBy[{-3, 1, 2}, Abs, 2]
    {1, 2}
    """
    return ends(kernel, items, f, n, False, S.TakeSmallestBy(items, f, n))


def ends(kernel: Any, items: Any, f: Any, n: Any, largest: bool, call: Any) -> Any:
    """The first n elements by the value of f; missing values do not count."""
    wanted = None
    if isinstance(items, Expr) and items.head is S.Rule and len(items) == 2:
        items, wanted = items.parts
    need_compound(items, call)
    values = elements(items)
    keys = keys_by(kernel, items, f) if values else []
    present = [i for i, v in enumerate(values) if not (isinstance(v, Expr) and v.head is S.Missing)]
    order = [present[k] for k in sorted_positions([keys[i] for i in present], largest)]
    kept = order[: bounded(n, len(order), call)]
    return choose(items, kept) if wanted is None else described(items, kept, wanted)


def described(items: Any, kept: list[int], wanted: Any) -> Any:
    """The elements, or what "Index", "Element" or a list of these asks to know of them."""
    if is_list(wanted):
        columns = [described(items, kept, each).parts for each in wanted.parts]
        return make_list(make_list(row) for row in zip(*columns, strict=True))
    if wanted == "Index":
        keys = list(items.keys()) if isinstance(items, Association) else range(1, len(items) + 1)
        return make_list(keys[i] for i in kept)
    if wanted == "Element":
        return make_list(elements(items)[i] for i in kept)
    if wanted == "Association":
        return Association.of((i + 1, elements(items)[i]) for i in kept)
    raise Failure("noprop", wanted, value=None)


@builtin("RankedMin[list, n]", messages=INSUFFICIENT)
def ranked_min(kernel: Any, items: Any, n: Any) -> Any:
    """gives the n-th least element of a list of numbers, or for -n the n-th greatest.

    >>> RankedMin[{5, 1, 4}, 2]
    4
    """
    return ranked(items, n, S.RankedMin)


@builtin("RankedMax[list, n]", messages=INSUFFICIENT)
def ranked_max(kernel: Any, items: Any, n: Any) -> Any:
    """gives the n-th greatest element of a list of numbers, or for -n the n-th least.

    >>> RankedMax[{5, 1, 4}, 2]
    4
    """
    return ranked(items, -n if is_whole(n) else n, S.RankedMax)


def ranked(items: Any, n: Any, owner: Any) -> Any:
    """The n-th of the sorted numbers; None where there are none or not so many."""
    need_compound(items, owner(items, n))
    numbers = elements(items)
    if not is_whole(n) or not 1 <= abs(n) <= len(numbers) or not all(is_real(each) for each in numbers):
        return None
    return sorted(numbers)[n - 1 if n > 0 else n]
