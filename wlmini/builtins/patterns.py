"""Matching and searching by pattern: MatchQ, Cases, Position, Count, FreeQ, DeleteCases ..."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from wlmini.builtins.elements import ARGUMENTS, elements, is_leaf
from wlmini.builtins.levels import Levels, in_levels, levels_of
from wlmini.expr import FALSE, TRUE, Association, Expr, S, boolean, from_key, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.matching import Match, always
from wlmini.kernel.rules import NOTHING, Rule, rule_parts

Position = tuple[Any, ...]


def matches(match: Match, expr: Any) -> bool:
    return match(expr, {}, always)


def found_in(
    expr: Any, match: Match, levels: Levels, heads: bool, path: Position = ()
) -> Iterator[tuple[Position, Any]]:
    """(position, subexpression) of those in the levels that match, parts before the whole."""
    level = len(path)
    if (levels[1] < 0 or level < levels[1]) and not is_leaf(expr):
        if heads and not isinstance(expr, Association):
            yield from found_in(expr.head, match, levels, heads, (*path, 0))
        if level + 1 == levels[1] and levels[0] >= 0:  # the last level: no part of an element is looked at
            if levels[0] > level + 1:
                return
            for key, element in keyed(expr):
                if match(element, {}, always):
                    yield (*path, key), element
        else:
            for key, element in keyed(expr):
                yield from found_in(element, match, levels, heads, (*path, key))
    if in_levels(levels, level, expr) and matches(match, expr):
        yield path, expr


def keyed(expr: Any) -> Iterator[tuple[Any, Any]]:
    """(position, element): numbers from 1, or Key[...] in an association."""
    if isinstance(expr, Association):
        for key, value in zip(expr.entries, expr.values(), strict=True):
            yield S.Key(from_key(key)), value
    else:
        yield from enumerate(elements(expr), 1)


def limit(n: Any) -> int | None:
    return n if type(n) is int else None


@builtin("MatchQ[expr, form]", "MatchQ[form][expr]")
def match_q(kernel: Any, expr: Any, form: Any) -> Any:
    """is True where expr matches the pattern form.

    >>> MatchQ[{1, 2}, {_Integer ..}]
    True
    """
    return boolean(matches(kernel.matcher(form), expr))


@builtin(
    "Cases[expr, pattern]",
    "Cases[expr, pattern, levelspec]",
    "Cases[expr, pattern, levelspec, n]",
    "Cases[pattern][expr]",
    options={"Heads": FALSE},
    messages=ARGUMENTS,
)
def cases(
    kernel: Any, expr: Any, pattern: Any, levelspec: Any = 1, n: Any = None, *, options: dict[str, Any]
) -> Any:
    """gives the list of those elements of expr that match a pattern, or what a rule makes of them.

    >>> Cases[{1, a, 2.5, "s"}, _Integer | _Real]
    {1, 2.5}
    >>> Cases[{f[1], g[2], f[3]}, f[x_] :> x^2]
    {1, 9}
    """
    heads = options["Heads"] is not FALSE
    levels, most, rule = levels_of(levelspec), limit(n), as_rule(kernel, pattern)
    match = kernel.matcher(pattern) if rule is None else rule.compiled()[0]
    if levels == (1, 1) and most is None and not heads and not is_leaf(expr):
        return make_list(among(elements(expr), match, rule))
    found: list[Any] = []
    for path, value in found_in(expr, match, levels, heads):
        if not path and levels[0] > 0:
            continue
        result = value if rule is None else rule.apply(value)
        if result is not NOTHING:
            found.append(result)
        if most is not None and len(found) >= most:
            break
    return make_list(found)


def among(values: Sequence[Any], match: Match, rule: Rule | None) -> list[Any]:
    """Those of the values that match, or what the rule makes of them."""
    if rule is None:
        return [value for value in values if match(value, {}, always)]
    return [made for value in values if (made := rule.apply(value)) is not NOTHING]


def as_rule(kernel: Any, pattern: Any) -> Rule | None:
    parts = rule_parts(pattern)
    return Rule(kernel, *parts) if parts else None


@builtin(
    "FirstCase[expr, pattern]",
    "FirstCase[expr, pattern, default]",
    "FirstCase[expr, pattern, default, levelspec]",
    "FirstCase[pattern][expr]",
    attributes="HoldRest",
    options={"Heads": FALSE},
    messages=ARGUMENTS,
)
def first_case(
    kernel: Any,
    expr: Any,
    pattern: Any,
    default: Any = None,
    levelspec: Any = 1,
    *,
    options: dict[str, Any],
) -> Any:
    """gives the first element of expr that matches a pattern, or a default.

    >>> FirstCase[{1, x, 3.5}, _Real]
    3.5
    """
    heads = S.Rule(S.Heads, options["Heads"])
    found = kernel.call(S.Cases, expr, kernel.evaluate(pattern), kernel.evaluate(levelspec), 1, heads)
    if isinstance(found, Expr) and found.head is S.List and len(found):
        return found.parts[0]
    return S.Missing("NotFound") if default is None else kernel.evaluate(default)


@builtin(
    "Count[expr, pattern]",
    "Count[expr, pattern, levelspec]",
    "Count[pattern][expr]",
    options={"Heads": FALSE},
    messages=ARGUMENTS,
)
def count(kernel: Any, expr: Any, pattern: Any, levelspec: Any = 1, *, options: dict[str, Any]) -> Any:
    """gives the number of elements of expr that match a pattern.

    >>> Count[{a, b, a}, a]
    2
    """
    heads = options["Heads"] is TRUE
    return sum(1 for _ in found_in(expr, kernel.matcher(pattern), levels_of(levelspec), heads))


@builtin(
    "Position[expr, pattern]",
    "Position[expr, pattern, levelspec]",
    "Position[expr, pattern, levelspec, n]",
    "Position[pattern][expr]",
    options={"Heads": S["True"]},
    messages=ARGUMENTS,
)
def position(
    kernel: Any, expr: Any, pattern: Any, levelspec: Any = S.All, n: Any = None, *, options: dict[str, Any]
) -> Any:
    """gives the list of positions at which something matching the pattern stands in expr.

    >>> Position[{a, {b, a}}, a]
    {{1}, {2, 2}}
    """
    most, found = limit(n), []
    heads = options["Heads"] is not FALSE
    for path, _ in found_in(expr, kernel.matcher(pattern), levels_of(levelspec), heads):
        found.append(make_list(path))
        if most is not None and len(found) >= most:
            break
    return make_list(found)


@builtin(
    "FirstPosition[expr, pattern]",
    "FirstPosition[expr, pattern, default]",
    "FirstPosition[expr, pattern, default, levelspec]",
    "FirstPosition[pattern][expr]",
    attributes="HoldRest",
    options={"Heads": TRUE},
    messages=ARGUMENTS,
)
def first_position(
    kernel: Any,
    expr: Any,
    pattern: Any,
    default: Any = None,
    levelspec: Any = S.All,
    *,
    options: dict[str, Any],
) -> Any:
    """gives the position of the first subexpression that matches a pattern, or a default.

    >>> FirstPosition[{a, b, {c}}, c]
    {3, 1}
    """
    match = kernel.matcher(kernel.evaluate(pattern))
    heads = kernel.evaluate(options["Heads"]) is TRUE
    for path, _ in found_in(expr, match, levels_of(kernel.evaluate(levelspec)), heads):
        return make_list(path)
    return S.Missing("NotFound") if default is None else kernel.evaluate(default)


@builtin(
    "FreeQ[expr, form]",
    "FreeQ[expr, form, levelspec]",
    "FreeQ[form][expr]",
    options={"Heads": TRUE},
    messages=ARGUMENTS,
)
def free_q(kernel: Any, expr: Any, form: Any, levelspec: Any = S.All, *, options: dict[str, Any]) -> Any:
    """is True where nothing in expr matches form.

    >>> FreeQ[{a, b^2}, b]
    False
    """
    found = found_in(expr, kernel.matcher(form), levels_of(levelspec), options["Heads"] is TRUE)
    return boolean(next(found, None) is None)


@builtin(
    "MemberQ[list, form]",
    "MemberQ[list, form, levelspec]",
    "MemberQ[form][list]",
    options={"Heads": FALSE},
    messages=ARGUMENTS,
)
def member_q(kernel: Any, items: Any, form: Any, levelspec: Any = 1, *, options: dict[str, Any]) -> Any:
    """is True where an element of list matches form.

    >>> MemberQ[{1, 2, 3}, 2]
    True
    """
    found = found_in(items, kernel.matcher(form), levels_of(levelspec), options["Heads"] is TRUE)
    return boolean(next(found, None) is not None)


@builtin(
    "DeleteCases[expr, pattern]",
    "DeleteCases[expr, pattern, levelspec]",
    "DeleteCases[expr, pattern, levelspec, n]",
    "DeleteCases[pattern][expr]",
    options={"Heads": FALSE},
    messages=ARGUMENTS,
)
def delete_cases(
    kernel: Any, expr: Any, pattern: Any, levelspec: Any = 1, n: Any = None, *, options: dict[str, Any]
) -> Any:
    """removes the elements of expr that match a pattern.

    >>> DeleteCases[{1, a, 2, b}, _Integer]
    {a, b}
    """
    removal = Removal(
        kernel.matcher(pattern),
        levels_of(levelspec),
        [limit(n) if n is not None else -1],
        options["Heads"] is TRUE,
    )
    return without(expr, removal, 0)


class Removal(NamedTuple):
    """What is to be removed, on which levels, how many still (-1: all), and whether among heads as well."""

    match: Match
    levels: Levels
    budget: list[Any]
    heads: bool

    def takes(self, element: Any, level: int) -> bool:
        """Whether the element goes; then one less is to go."""
        budget = self.budget
        if not budget[0] or not in_levels(self.levels, level, element) or not matches(self.match, element):
            return False
        budget[0] -= 1
        return True


def without(expr: Any, removal: Removal, level: int) -> Any:
    """The expression without the matching elements below it; where a head goes, its elements are spliced."""
    most = removal.levels[1]
    if is_leaf(expr) or (most >= 0 and level >= most):
        return expr
    head = expr.head
    if removal.heads and not isinstance(expr, Association):
        head = S.Sequence if removal.takes(head, level + 1) else without(head, removal, level + 1)
    kept = []
    for key, element in keyed(expr):
        if not removal.takes(element, level + 1):
            kept.append((key, without(element, removal, level + 1)))
    if isinstance(expr, Association):
        return Association.of((key.parts[0], value) for key, value in kept)
    return Expr(head, [value for _, value in kept])
