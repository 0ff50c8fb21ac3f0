"""Putting together what belongs together: GroupBy, Gather, Split, Tally, Counts ..."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from wlmini.builtins.elements import (
    ARGUMENTS,
    choose,
    elements,
    is_compound,
    is_whole,
    limit_of,
    need_compound,
)
from wlmini.builtins.selecting import first_indices, first_like
from wlmini.expr import Association, Expr, S, as_keys, from_key, head_of, is_list, make_list, same
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.repeat import each

Groups = dict[Any, list[int]]  # key -> indices of the elements that have it


def grouped(keys: Sequence[Any]) -> Groups:
    """The indices with equal keys, in order of first appearance."""
    return gathered(keys, range(len(keys)))


def gathered(keys: Sequence[Any], values: Iterable[Any]) -> dict[Any, list[Any]]:
    """The values whose keys are equal, in order of first appearance."""
    groups: dict[Any, list[Any]] = defaultdict(list)
    for key, value in zip(as_keys(keys), values, strict=True):
        groups[key].append(value)
    return groups


def alike(kernel: Any, values: Sequence[Any], test: Any) -> list[list[int]]:
    """The indices that the test puts together, comparing with the first of each group."""
    if test is S.SameQ:
        return list(grouped(values).values())
    groups: list[list[int]] = []
    for index, value in enumerate(values):
        for group in groups:
            if kernel.is_true(Expr(test, (values[group[0]], value))):
                group.append(index)
                break
        else:
            groups.append([index])
    return groups


# -- by the value of a function --------------------------------------------------------------------------


@builtin(
    "GroupBy[list, f]",
    "GroupBy[list, f -> g]",
    "GroupBy[list, f, red]",
    "GroupBy[list, {f1, f2, ...}]",
    "GroupBy[f][list]",
    messages=ARGUMENTS,
)
def group_by(kernel: Any, items: Any, f: Any, red: Any = S.Identity) -> Any:
    """gives the association of each value of f and the list of elements for which f gives it.

    >>> GroupBy[{1, 2, 3, 4}, EvenQ]
    <|False -> {1, 3}, True -> {2, 4}|>
    >>> GroupBy[{{a, 1}, {b, 2}, {a, 3}}, First -> Last]
    <|a -> {1, 3}, b -> {2}|>
    >>> GroupBy[{1, 2, 3, 4}, OddQ, Total]
    <|True -> 4, False -> 6|>
    """
    need_compound(items, S.GroupBy(items, f))
    return group_levels(kernel, items, f.parts if is_list(f) else (f,), red)


def group_levels(kernel: Any, items: Any, functions: Sequence[Any], red: Any) -> Any:
    """Group by the first function, the groups by the others; `red` is done to the innermost groups."""
    if not functions:
        return items if red is S.Identity else kernel.call(red, items)
    function, taken = functions[0], None
    if head_of(function) in (S.Rule, S.RuleDelayed):
        function, taken = function.parts
    keys = each(kernel, function, elements(items))
    found: dict[Any, Any] = {}
    for key, group in groups_of(items, keys):
        if taken is not None:
            group = kernel.evaluate(S.Map(taken, group))
        found[key] = group_levels(kernel, group, functions[1:], red)
    return Association(found)


def groups_of(items: Any, keys: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    """Each key and the elements that have it, as an expression like the whole."""
    if isinstance(items, Association):
        yield from ((key, choose(items, indices)) for key, indices in grouped(keys).items())
    else:
        yield from ((key, Expr(items.head, group)) for key, group in gathered(keys, items.parts).items())


def need_elements(items: Any, call: Any) -> None:
    """Complain where there is nothing to be grouped."""
    if not is_compound(items):
        raise Failure("list", 1, call, value=None)


@builtin("GatherBy[list, f]", "GatherBy[list, {f1, f2, ...}]", "GatherBy[f][list]", messages=ARGUMENTS)
def gather_by(kernel: Any, items: Any, f: Any) -> Any:
    """gives the list of the lists of elements for which f gives the same value.

    >>> GatherBy[{1, 2, 3, 4}, EvenQ]
    {{1, 3}, {2, 4}}
    """
    need_elements(items, S.GatherBy(items, f))
    return gather_levels(kernel, items, f.parts if is_list(f) else (f,))


def gather_levels(kernel: Any, items: Any, functions: Sequence[Any]) -> Any:
    if not functions:
        return items
    keys = each(kernel, functions[0], elements(items))
    groups = [choose(items, indices) for indices in grouped(keys).values()]
    head = S.List if isinstance(items, Association) else items.head
    return Expr(head, [gather_levels(kernel, g, functions[1:]) for g in groups])


@builtin("Gather[list]", "Gather[list, test]", messages=ARGUMENTS)
def gather(kernel: Any, items: Any, test: Any = S.SameQ) -> Any:
    """gives the list of the lists of elements that are the same, or for which test gives True.

    >>> Gather[{a, b, a, c, b}]
    {{a, a}, {b, b}, {c}}
    """
    need_elements(items, S.Gather(items))
    head = S.List if isinstance(items, Association) else items.head
    return Expr(head, [choose(items, indices) for indices in alike(kernel, elements(items), test)])


# -- runs ------------------------------------------------------------------------------------------------


@builtin("Split[list]", "Split[list, test]", messages=ARGUMENTS)
def split(kernel: Any, items: Any, test: Any = S.SameQ) -> Any:
    """gives the runs of neighbouring elements of list that are the same, or for which test gives True.

    >>> Split[{a, a, b, a}]
    {{a, a}, {b}, {a}}
    >>> Split[{1, 2, 5, 6, 7}, #2 - #1 == 1 &]
    {{1, 2}, {5, 6, 7}}
    """
    need_compound(items, S.Split(items))
    values = elements(items)
    joined = [
        same(a, b) if test is S.SameQ else kernel.is_true(Expr(test, (a, b)))
        for a, b in itertools.pairwise(values)
    ]
    return runs(items, joined)


@builtin("SplitBy[list, f]", "SplitBy[list, {f1, f2, ...}]", "SplitBy[f][list]", messages=ARGUMENTS)
def split_by(kernel: Any, items: Any, f: Any) -> Any:
    """gives the runs of neighbouring elements of list for which f gives the same value.

    >>> SplitBy[{1, 3, 2, 4, 5}, EvenQ]
    {{1, 3}, {2, 4}, {5}}
    """
    need_compound(items, S.SplitBy(items, f))
    return split_levels(kernel, items, f.parts if is_list(f) else (f,))


def split_levels(kernel: Any, items: Any, functions: Sequence[Any]) -> Any:
    if not functions:
        return items
    keys = each(kernel, functions[0], elements(items))
    found = runs(items, [same(a, b) for a, b in itertools.pairwise(keys)])
    return Expr(found.head, [split_levels(kernel, group, functions[1:]) for group in found.parts])


def runs(items: Any, joined: Sequence[bool]) -> Expr:
    """The expression cut where neighbours are not joined."""
    size = len(items)
    cuts = [0, *(i + 1 for i, together in enumerate(joined) if not together), size] if size else [0]
    head = S.List if isinstance(items, Association) else items.head
    return Expr(head, [choose(items, slice(a, b)) for a, b in itertools.pairwise(cuts)])


# -- counting --------------------------------------------------------------------------------------------


@builtin("Tally[list]", "Tally[list, test]", messages=ARGUMENTS)
def tally(kernel: Any, items: Any, test: Any = S.SameQ) -> Any:
    """gives the list of pairs of each distinct element of list and how often it occurs.

    >>> Tally[{a, b, a, c, a}]
    {{a, 3}, {b, 1}, {c, 1}}
    """
    need_elements(items, S.Tally(items))
    if test is S.SameQ:
        found = Counter(as_keys(elements(items)))
        return make_list([make_list((from_key(key), count)) for key, count in found.items()])
    values = elements(items)
    groups = alike(kernel, values, test)
    return make_list([make_list((values[group[0]], len(group))) for group in groups])


@builtin("Counts[list]", messages=ARGUMENTS)
def counts(kernel: Any, items: Any) -> Any:
    """gives the association of each distinct element of list and how often it occurs.

    >>> Counts[{a, b, a}]
    <|a -> 2, b -> 1|>
    """
    need_elements(items, S.Counts(items))
    return Association(dict(Counter(as_keys(elements(items)))))


@builtin("CountsBy[list, f]", "CountsBy[f][list]", messages=ARGUMENTS)
def counts_by(kernel: Any, items: Any, f: Any) -> Any:
    """gives the association of each value of f and for how many elements of list f gives it.

    >>> CountsBy[{1, 2, 3}, OddQ]
    <|True -> 2, False -> 1|>
    """
    need_compound(items, S.CountsBy(items, f))
    keys = each(kernel, f, elements(items))
    return Association(dict(Counter(as_keys(keys))))


@builtin("CountDistinct[list]", "CountDistinct[list, test]", messages=ARGUMENTS)
def count_distinct(kernel: Any, items: Any, test: Any = S.SameQ) -> Any:
    """gives how many distinct elements list has.

    >>> CountDistinct[{a, b, a}]
    2
    """
    need_compound(items, S.CountDistinct(items))
    values = elements(items)
    return len(first_indices(values) if test is S.SameQ else first_like(kernel, values, test))


@builtin(
    "Commonest[list]",
    "Commonest[list, n]",
    messages={
        "empty": "`1` is empty: nothing in it is commonest.",
        "dstlms": "`1` commonest elements are asked for, there are only `2` distinct ones.",
        **ARGUMENTS,
    },
)
def commonest(kernel: Any, items: Any, n: Any = None) -> Any:
    """gives the elements that occur most often in list, or the n commonest ones, in order of their first
    appearance.

    >>> Commonest[{b, a, c, 2, a, b, 1, 2}]
    {b, a, 2}
    >>> Commonest[{a, b, a, c, c, c}, 2]
    {a, c}
    """
    call = S.Commonest(items) if n is None else S.Commonest(items, n)
    need_compound(items, call)
    values = elements(items)
    if not values:
        raise Failure("empty", items, value=None)
    groups = list(grouped(values).values())
    if n is None:
        most = max(map(len, groups))
        return make_list([values[g[0]] for g in groups if len(g) == most])
    limit = limit_of(n, call, 2)
    if is_whole(n) and n > len(groups):
        kernel.message(S.Commonest, "dstlms", n, len(groups))
    sizes = sorted(range(len(groups)), key=lambda i: -len(groups[i]))[: int(min(limit, len(groups)))]
    return make_list([values[groups[i][0]] for i in sorted(sizes)])
