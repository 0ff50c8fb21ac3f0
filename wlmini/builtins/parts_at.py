"""Changing the parts at given positions: FlattenAt, ReplaceAt, SubsetMap."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.elements import ARGUMENTS, elements, is_compound, need_compound
from wlmini.builtins.part import (
    MESSAGES,
    assign_part,
    change_part,
    indices_of,
    positions_list,
    selector,
    take_part,
)
from wlmini.expr import Atom, Expr, S, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.rules import is_rules


@builtin("FlattenAt[expr, n]", "FlattenAt[expr, {i, j, ...}]", "FlattenAt[n][expr]", messages=MESSAGES)
def flatten_at(kernel: Any, expr: Any, n: Any) -> Any:
    """gives expr with the elements of the sublist at position n put in its place.

    >>> FlattenAt[{a, {b, c}, {d}}, 2]
    {a, b, c, {d}}
    >>> FlattenAt[{a, {b, c}, {d}}, {{2}, {3}}]
    {a, b, c, d}
    """
    need_compound(expr, S.FlattenAt(expr, n))
    for specs in positions_list(n):
        if specs:
            expr = change_part(expr, specs, opened)
    return expr


def opened(part: Any) -> Any:
    return Expr(S.Sequence, part.parts) if is_compound(part) else part


@builtin("ReplaceAt[expr, rules, n]", "ReplaceAt[expr, rules, {i, j, ...}]", "ReplaceAt[rules, n][expr]",
         messages={"reps": "`1` is no rule, list of rules or association.", **MESSAGES})  # fmt: skip
def replace_at(kernel: Any, expr: Any, rules: Any, n: Any) -> Any:
    """gives expr with the part at position n replaced as the rules say, or the parts at several positions.

    >>> ReplaceAt[{a, a, a}, a -> x, 2]
    {a, x, a}
    >>> ReplaceAt[{1, 2, 3, 4}, k_ :> 10 k, {{1}, {-1}}]
    {10, 2, 3, 40}
    """
    if not is_rules(rules):
        raise Failure("reps", rules, value=None)
    for specs in positions_list(n):
        expr = change_part(expr, specs, lambda part: kernel.call(S.Replace, part, rules))
    return expr


@builtin(
    "SubsetMap[f, list, pos]",
    "SubsetMap[f, list, {{i1, j1}, ...}]",
    "SubsetMap[f, pos][list]",
    messages={"nfunc": "`1` gave `2`, which is no list of `3` elements.", **MESSAGES, **ARGUMENTS},
)
def subset_map(kernel: Any, f: Any, items: Any, pos: Any) -> Any:
    """gives list with the elements at the positions replaced by those that f makes of the list of them.

    >>> SubsetMap[Reverse, {a, b, c, d}, {1, 3}]
    {c, b, a, d}
    >>> SubsetMap[RotateLeft, {a, b, c, d}, 2 ;; 4]
    {a, c, d, b}
    """
    need_compound(items, S.SubsetMap(f, items, pos), 2)
    places = single_places(items, pos)
    new = kernel.call(f, make_list(take_part(kernel, items, place, items) for place in places))
    if not is_compound(new) or len(new) != len(places):
        raise Failure("nfunc", f, new, len(places), owner=S.SubsetMap, value=None)
    for place, value in zip(places, elements(new), strict=True):
        items = assign_part(kernel, items, place, value)
    return items


def single_places(items: Any, pos: Any) -> list[tuple[Any, ...]]:
    """The position of each single part that a specification chooses."""
    listed = isinstance(pos, Expr) and pos.head is S.List
    if listed and pos.parts and all(isinstance(p, Expr) and p.head is S.List for p in pos.parts):
        return [place for p in pos.parts for place in places_below(items, p.parts)]
    return places_below(items, (pos,))


def places_below(expr: Any, specs: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    """The single positions that specifications, one a level, choose."""
    if not specs:
        return [()]
    if isinstance(expr, Atom) or not is_compound(expr):
        raise Failure("partd", S.HoldForm(S.Part(expr, *specs)), owner=S.Part, value=None)
    found = []
    for index in indices_of(expr, selector(expr, specs[0], expr)):
        found += [(index + 1, *below) for below in places_below(elements(expr)[index], specs[1:])]
    return found
