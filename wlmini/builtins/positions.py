"""Changing an expression at positions: ReplacePart, MapAt, Insert, Delete."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wlmini.builtins.elements import ARGUMENTS, elements, is_compound, is_leaf, need_compound, rebuild
from wlmini.builtins.part import MESSAGES, change_part, key_index, owned_by, positions_list
from wlmini.expr import TRUE, Association, Expr, S, as_key, head_of, is_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.matching import always
from wlmini.kernel.messages import Failure
from wlmini.kernel.pattern import is_pattern
from wlmini.kernel.rules import Rule, rule_parts

PLACES = {"ins": "Cannot insert at position `1` in `2`.", **MESSAGES, **ARGUMENTS}


# -- replacing and changing ------------------------------------------------------------------------------


@builtin(
    "ReplacePart[expr, new]",
    "ReplacePart[expr, i -> new]",
    "ReplacePart[expr, {i, j} -> new]",
    "ReplacePart[new][expr]",
    options={"Heads": S.Automatic},
    messages={"rpl": "`1` is no rule, or list of rules, from positions to new parts.", **MESSAGES},
)
def replace_part(kernel: Any, expr: Any, new: Any, position: Any = None, *, options: dict[str, Any]) -> Any:
    """gives expr with its part at position i replaced by new; positions may be patterns.

    >>> ReplacePart[{a, b, c}, 2 -> x]
    {a, x, c}
    >>> ReplacePart[{a, {b, c}}, {{1}, {2, 2}} -> x]
    {x, {b, x}}
    >>> ReplacePart[{a, b, c, d}, i_?EvenQ :> i^2]
    {a, 4, c, 16}
    """
    if position is not None:
        rules = [Rule(kernel, p, new, False) for p in position_forms(position)]
    else:
        rules = list(replacements(kernel, new))
    for rule in rules:
        if not is_pattern(rule.lhs):
            expr = replace_at(kernel, expr, rule)
    patterns = [rule for rule in rules if is_pattern(rule.lhs)]
    heads = options["Heads"] is TRUE
    return replace_matching(kernel, expr, patterns, (), heads) if patterns else expr


def replacements(kernel: Any, spec: Any) -> Iterator[Rule]:
    """The rules of a specification, one for each position."""
    for rule in spec.parts if is_list(spec) else (spec,):
        sides = rule_parts(rule)
        if sides is None:
            raise Failure("rpl", spec, value=None)
        for position in position_forms(sides[0]):
            yield Rule(kernel, position, sides[1], sides[2])


def position_forms(position: Any) -> list[Any]:
    """The single positions of {{i, j}, {k}, ...}."""
    if is_list(position) and all(map(is_list, position.parts)):
        return list(position.parts)
    return [position]


def replace_at(kernel: Any, expr: Any, rule: Rule) -> Any:
    """Replace the part at one given position; nothing happens where there is none."""
    specs = rule.lhs.parts if is_list(rule.lhs) else (rule.lhs,)
    try:
        return change_part(expr, specs, lambda old: rule.rhs)
    except Failure as failure:
        if failure.tag in ("partw", "partd"):
            return expr
        raise


def replace_matching(kernel: Any, expr: Any, rules: list[Rule], place: tuple[Any, ...], heads: bool) -> Any:
    """Replace the parts whose position matches one of the rules; heads stand at position 0."""
    if place:
        for rule in rules:
            value = value_at(rule, place)
            if value is not None:
                return value
    if is_leaf(expr):
        return expr
    keys = [S.Key(k) for k in expr.keys()] if isinstance(expr, Association) else range(1, len(expr) + 1)  # noqa: SIM118
    pairs = zip(keys, elements(expr), strict=True)
    made = rebuild(expr, [replace_matching(kernel, e, rules, (*place, k), heads) for k, e in pairs])
    if not heads or not isinstance(made, Expr):
        return made
    return Expr(replace_matching(kernel, made.head, rules, (*place, 0), heads), made.parts)


def value_at(rule: Rule, place: tuple[Any, ...]) -> Any:
    """The right side for a position that matches, as {i, j} or, on the first level, first as i; else None."""
    match, fill = rule.compiled()
    forms = [*(place if len(place) == 1 else ()), Expr(S.List, place)]
    for form in forms:
        bindings: dict[Any, Any] = {}
        if match(form, bindings, always):
            return fill(bindings)
    return None


@builtin("MapAt[f, expr, pos]", "MapAt[f, expr, {i, j, ...}]", "MapAt[f, pos][expr]", messages=MESSAGES)
def map_at(kernel: Any, f: Any, expr: Any, pos: Any) -> Any:
    """gives expr with f applied to its part at the position pos, or to those at several positions.

    >>> MapAt[f, {a, b, c}, 2]
    {a, f[b], c}
    >>> MapAt[f, {{a, b}, {c, d}}, {All, 1}]
    {{f[a], b}, {f[c], d}}
    >>> MapAt[f, <|"x" -> 1, "y" -> 2|>, "y"]
    <|x -> 1, y -> f[2]|>
    """
    with owned_by(S.MapAt):
        for specs in () if pos == S.List() else positions_list(pos):
            expr = change_part(expr, specs, lambda old: kernel.call(f, old))
    return expr


# -- inserting and deleting ------------------------------------------------------------------------------


@builtin("Insert[list, elem, n]", "Insert[list, elem, {i, j, ...}]", "Insert[elem, n][list]", messages=PLACES)
def insert(kernel: Any, items: Any, elem: Any, n: Any) -> Any:
    """gives list with elem put in so that it stands at position n, from the end where n is negative.

    >>> Insert[{a, b, c}, x, 2]
    {a, x, b, c}
    >>> Insert[{a, b, c}, x, -1]
    {a, b, c, x}
    >>> Insert[{a, b, c}, x, {{1}, {3}}]
    {x, a, b, x, c}
    """
    need_compound(items, S.Insert(items, elem, n))
    places = [tuple(p) for p in positions_list(n) if p]
    for place in sorted(places, key=lambda p: order_of(items, p), reverse=True):
        items = insert_at(items, elem, place)
    return items


def order_of(expr: Any, place: tuple[Any, ...]) -> tuple[int, ...]:
    """A key by which places sort from front to back; those from the end are counted from the front."""
    order: list[int] = []
    for index, spec in enumerate(place):
        size = len(expr) if isinstance(expr, Expr) else 0
        if isinstance(spec, int):
            at = spec if spec >= 0 else size + spec + (2 if index == len(place) - 1 else 1)
        elif isinstance(expr, Association):
            at = key_index(expr, key_in(spec)) + 1
        else:
            raise Failure("pkspec1", spec, owner=S.Part, value=None)
        order.append(at)
        inner = elements(expr)
        expr = inner[at - 1] if 0 < at <= len(inner) else None
    return tuple(order)


def key_in(spec: Any) -> Any:
    return spec.parts[0] if head_of(spec) is S.Key else spec


def insert_at(expr: Any, new: Any, place: tuple[Any, ...]) -> Any:
    """The expression with one element put in."""
    if len(place) > 1:
        return change_part(expr, place[:-1], lambda inner: insert_at(inner, new, place[-1:]))
    need_compound(expr, S.Insert(expr, new, *place))
    index = order_of(expr, place)[0] - 1
    if not 0 <= index <= len(expr):
        raise Failure("ins", place[0], expr, value=None)
    if isinstance(expr, Association):
        return insert_entry(expr, new, index)
    return Expr(expr.head, (*expr.parts[:index], new, *expr.parts[index:]))


def insert_entry(expr: Association, new: Any, index: int) -> Any:
    """An association with a rule put in; where the key is there already it moves."""
    sides = rule_parts(new)
    if sides is None:
        raise Failure("ins", new, expr, value=None)
    entries = list(expr.entries.items())
    key = as_key(sides[0])
    before, after = entries[:index], entries[index:]
    return Association(
        {k: v for k, v in before if k != key} | {key: sides[1]} | {k: v for k, v in after if k != key}
    )


@builtin("Delete[expr, n]", "Delete[expr, {i, j, ...}]", "Delete[n][expr]", messages=PLACES)
def delete(kernel: Any, expr: Any, n: Any) -> Any:
    """gives expr without the element at position n, or without those at several positions.

    >>> Delete[{a, b, c}, 2]
    {a, c}
    >>> Delete[{a, b, c, d}, {{1}, {-1}}]
    {b, c}
    >>> Delete[<|"x" -> 1, "y" -> 2|>, Key["x"]]
    <|y -> 2|>
    """
    need_compound(expr, S.Delete(expr, n))
    listed = [] if is_list(n) and not len(n) else positions_list(n)
    with owned_by(S.Delete):
        places = {order_from_front(expr, tuple(p)): tuple(p) for p in listed}
    for order in sorted(places, reverse=True):
        expr = delete_at(expr, places[order])
    return expr


def order_from_front(expr: Any, place: tuple[Any, ...]) -> tuple[int, ...]:
    """The position with every number counted from the front; 0 is the head."""
    order: list[int] = []
    for spec in place:
        if not is_compound(expr):
            raise Failure("partw", Expr(S.List, place), expr, owner=S.Part, value=None)
        if isinstance(spec, int):
            at = spec if spec >= 0 else len(expr) + 1 + spec
        elif isinstance(expr, Association):
            at = key_index(expr, key_in(spec)) + 1
        else:
            raise Failure("pkspec1", spec, owner=S.Part, value=None)
        if not 0 <= at <= len(expr) or (isinstance(spec, int) and abs(spec) > len(expr)):
            raise Failure("partw", spec, expr, owner=S.Part, value=None)
        order.append(at)
        expr = elements(expr)[at - 1] if at else expr.head
    return tuple(order)


def delete_at(expr: Any, place: tuple[Any, ...]) -> Any:
    """The expression without one element; without its head it is a sequence."""
    if not place:
        return expr
    if len(place) > 1:
        return change_part(expr, place[:-1], lambda inner: delete_at(inner, place[-1:]))
    at = order_from_front(expr, place)[0]
    if at == 0:
        return Expr(S.Sequence, expr.parts)
    if isinstance(expr, Association):
        entries = list(expr.entries.items())
        return Association(dict(entries[: at - 1] + entries[at:]))
    return Expr(expr.head, (*expr.parts[: at - 1], *expr.parts[at:]))
