"""Doing a thing again with its own result: Nest, Fold, FixedPoint, NestWhile ..."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from wlmini.builtins.comparison import same_values
from wlmini.builtins.elements import (
    ARGUMENTS,
    elements,
    is_compound,
    is_infinity,
    is_whole,
    need_compound,
    need_count,
)
from wlmini.expr import FALSE, TRUE, Association, Expr, S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.limits import need_room
from wlmini.kernel.messages import Failure
from wlmini.kernel.repeat import final, steps

# -- Nest ------------------------------------------------------------------------------------------------


@builtin("Nest[f, expr, n]", messages=ARGUMENTS)
def nest(kernel: Any, f: Any, expr: Any, n: Any) -> Any:
    """gives expr with f applied to it n times over.

    >>> Nest[f, x, 3]
    f[f[f[x]]]
    >>> Nest[2*# &, 1, 10]
    1024
    """
    return final(kernel, f, expr, range(need_count(n, S.Nest(f, expr, n), 3)))


@builtin("NestList[f, expr, n]", messages=ARGUMENTS)
def nest_list(kernel: Any, f: Any, expr: Any, n: Any) -> Any:
    """gives the list of expr, f[expr], f[f[expr]], ... up to n applications of f.

    >>> NestList[f, x, 2]
    {x, f[x], f[f[x]]}
    >>> NestList[#^2 &, 2, 4]
    {2, 4, 16, 256, 65536}
    """
    turns = need_count(n, S.NestList(f, expr, n), 3)
    need_room(turns)
    return make_list([expr, *steps(kernel, f, expr, turns)])


@builtin("NestWhile[f, expr, test]", "NestWhile[f, expr, test, m]", "NestWhile[f, expr, test, m, max]",
         "NestWhile[f, expr, test, m, max, n]", messages=ARGUMENTS)  # fmt: skip
def nest_while(
    kernel: Any, f: Any, expr: Any, test: Any, m: Any = 1, most: Any = S.Infinity, n: Any = 0
) -> Any:
    """gives what is left when f has been applied to expr for as long as test gives True for the result.

    >>> NestWhile[#/2 &, 24, EvenQ]
    3
    >>> NestWhile[# + 1 &, 1, # < 5 &]
    5
    """
    call = S.NestWhile(f, expr, test)
    values = while_values(kernel, f, expr, test, m, most, call)
    if not is_whole(n):
        return None
    for _ in range(n):
        values.append(kernel.call(f, values[-1]))
    return values[n - 1] if n < 0 else values[-1]


@builtin(
    "NestWhileList[f, expr, test]",
    "NestWhileList[f, expr, test, m]",
    "NestWhileList[f, expr, test, m, max]",
    "NestWhileList[f, expr, test, m, max, n]",
    messages=ARGUMENTS,
)
def nest_while_list(
    kernel: Any, f: Any, expr: Any, test: Any, m: Any = 1, most: Any = S.Infinity, n: Any = 0
) -> Any:
    """gives the list of the results of applying f to expr for as long as test gives True.

    >>> NestWhileList[#/2 &, 24, EvenQ]
    {24, 12, 6, 3}
    """
    call = S.NestWhileList(f, expr, test)
    values = while_values(kernel, f, expr, test, m, most, call)
    if not is_whole(n):
        return None
    for _ in range(n):
        values.append(kernel.call(f, values[-1]))
    return make_list(values[:n] if n < 0 else values)


def while_values(kernel: Any, f: Any, expr: Any, test: Any, m: Any, most: Any, call: Any) -> list[Any]:
    """expr, f[expr], ... as long as the test holds for the last m of them, at most `most` steps."""
    low, high = window(m, call)
    steps = float("inf") if is_infinity(most) else need_count(most, call, 5)
    values = [expr]
    while len(values) - 1 < steps:
        if len(values) >= low:
            seen = values if high is None else values[-high:]
            if kernel.evaluate(Expr(test, seen)) is not TRUE:
                break
        values.append(kernel.call(f, values[-1]))
    return values


def window(m: Any, call: Any) -> tuple[int, int | None]:
    """How many of the last results the test gets: at least, and at most (None: all)."""
    if m is S.All:
        return 1, None
    bounds = m.parts if is_list(m) and len(m) == 2 else (m, m)
    low = need_count(bounds[0], call, 4, least=1)
    return low, None if is_infinity(bounds[1]) else need_count(bounds[1], call, 4, least=1)


# -- FixedPoint ------------------------------------------------------------------------------------------


@builtin(
    "FixedPoint[f, expr]", "FixedPoint[f, expr, n]", options={"SameTest": S.Automatic}, messages=ARGUMENTS
)
def fixed_point(kernel: Any, f: Any, expr: Any, n: Any = S.Infinity, *, options: dict[str, Any]) -> Any:
    """gives what f, applied again and again to expr, no longer changes.

    >>> FixedPoint[Floor[#/2] &, 100]
    0
    >>> FixedPoint[Cos, 1.0]
    0.739085
    """
    for value in approach(kernel, f, expr, n, options, S.FixedPoint(f, expr, n)):
        expr = value
    return expr


@builtin("FixedPointList[f, expr]", "FixedPointList[f, expr, n]", options={"SameTest": S.Automatic},
         messages=ARGUMENTS)  # fmt: skip
def fixed_point_list(kernel: Any, f: Any, expr: Any, n: Any = S.Infinity, *, options: dict[str, Any]) -> Any:
    """gives the list of expr, f[expr], f[f[expr]], ... until two that follow each other are the same.

    >>> FixedPointList[Floor[#/2] &, 10]
    {10, 5, 2, 1, 0, 0}
    """
    return make_list(list(approach(kernel, f, expr, n, options, S.FixedPointList(f, expr, n))))


def approach(kernel: Any, f: Any, expr: Any, n: Any, options: dict[str, Any], call: Any) -> Iterator[Any]:
    """expr, f[expr], ... up to the first that is the same as the one before, or the n-th."""
    steps = float("inf") if is_infinity(n) else need_count(n, call, 3)
    test = options["SameTest"]
    yield expr
    done = 0
    while done < steps:
        following = kernel.call(f, expr)
        yield following
        if is_alike(kernel, test, expr, following):
            return
        expr, done = following, done + 1


def is_alike(kernel: Any, test: Any, a: Any, b: Any) -> bool:
    """Whether two values are the same, or pass for it by the test that is given."""
    return same_values(a, b) if test is S.Automatic else kernel.is_true(Expr(test, (a, b)))


# -- Fold ------------------------------------------------------------------------------------------------


@builtin(
    "Fold[f, x, list]",
    "Fold[f, list]",
    "Fold[f][list]",
    "Fold[f][x, list]",
    messages={"empty": "`1` is empty and no first value is given.", **ARGUMENTS},
)
def fold(kernel: Any, f: Any, x: Any, items: Any = None) -> Any:
    """gives f[... f[f[x, a], b] ..., z] for a list {a, b, ..., z}; without x it begins with the first
    element.

    >>> Fold[f, x, {a, b, c}]
    f[f[f[x, a], b], c]
    >>> Fold[Plus, {1, 2, 3, 4}]
    10
    """
    start, rest = fold_arguments(S.Fold, f, x, items)
    return final(kernel, f, start, rest)


@builtin(
    "FoldList[f, x, list]",
    "FoldList[f, list]",
    "FoldList[f][list]",
    "FoldList[f][x, list]",
    messages={"empty": "`1` is empty and no first value is given.", **ARGUMENTS},
)
def fold_list(kernel: Any, f: Any, x: Any, items: Any = None) -> Any:
    """gives the list of x, f[x, a], f[f[x, a], b], ... for a list {a, b, ...}.

    >>> FoldList[f, x, {a, b}]
    {x, f[x, a], f[f[x, a], b]}
    >>> FoldList[Plus, {1, 2, 3, 4}]
    {1, 3, 6, 10}
    """
    source = x if items is None else items
    if items is None and is_compound(x) and not len(x):
        return x
    start, rest = fold_arguments(S.FoldList, f, x, items)
    found = [start, *steps(kernel, f, start, rest)]
    if isinstance(source, Association):
        return (
            make_list(found)
            if items is not None
            else Association(dict(zip(source.entries, found, strict=True)))
        )
    return Expr(source.head, found)


def fold_arguments(owner: Any, f: Any, x: Any, items: Any) -> tuple[Any, Sequence[Any]]:
    """The first value and the elements to fold in."""
    if items is not None:
        need_compound(items, owner(f, x, items), 3)
        return x, elements(items)
    need_compound(x, owner(f, x), 2)
    values = elements(x)
    if not values:
        raise Failure("empty", x, value=None)
    return values[0], values[1:]


PAIR = {"pair": "`1` gave `2`, which is no pair {result, state}.", **ARGUMENTS}


@builtin("FoldPair[f, y, list]", "FoldPair[f, list]", "FoldPair[f, y, list, g]", messages=PAIR)
def fold_pair(kernel: Any, f: Any, y: Any, items: Any = None, g: Any = S.First) -> Any:
    """gives the last result of folding f, which returns pairs {result, state} and gets the state and an
    element.

    >>> FoldPair[{#1 + #2, #1*#2} &, 1, {2, 3, 4}]
    10
    """
    found = pair_results(kernel, f, y, items, g, S.FoldPair)
    return found[-1] if found else None


@builtin("FoldPairList[f, y, list]", "FoldPairList[f, list]", "FoldPairList[f, y, list, g]", messages=PAIR)
def fold_pair_list(kernel: Any, f: Any, y: Any, items: Any = None, g: Any = S.First) -> Any:
    """gives the list of results of folding f, which returns pairs {result, state} and gets the state and an
    element.

    >>> FoldPairList[{#1 + #2, #1*#2} &, 1, {2, 3, 4}]
    {3, 5, 10}
    """
    return make_list(pair_results(kernel, f, y, items, g, S.FoldPairList))


def pair_results(kernel: Any, f: Any, y: Any, items: Any, g: Any, owner: Any) -> list[Any]:
    """What g makes of each pair."""
    state, rest = fold_arguments(owner, f, y, items)
    found: list[Any] = []
    for element in rest:
        pair = kernel.call(f, state, element)
        if not is_list(pair) or len(pair) != 2:
            raise Failure("pair", Expr(f, (state, element)), pair, value=None)
        found.append(kernel.call(g, pair))
        state = pair.parts[1]
    return found


@builtin(
    "SequenceFold[f, {x1, ..., xn}, list]",
    messages=ARGUMENTS,
)
def sequence_fold(kernel: Any, f: Any, start: Any, items: Any) -> Any:
    """gives the last of the values each of which f makes from the n values before it and the next element.

    >>> SequenceFold[f, {x, y}, {a, b}]
    f[y, f[x, y, a], b]
    """
    return sequence_values(kernel, f, start, items, S.SequenceFold(f, start, items))[-1]


@builtin("SequenceFoldList[f, {x1, ..., xn}, list]", messages=ARGUMENTS)
def sequence_fold_list(kernel: Any, f: Any, start: Any, items: Any) -> Any:
    """gives the list of x1, ..., xn and the values each of which f makes from the n before it and the next
    element.

    >>> SequenceFoldList[Plus, {1, 1}, {0, 0, 0}]
    {1, 1, 2, 3, 5}
    """
    return make_list(sequence_values(kernel, f, start, items, S.SequenceFoldList(f, start, items)))


def sequence_values(kernel: Any, f: Any, start: Any, items: Any, call: Any) -> list[Any]:
    need_compound(start, call, 2)
    need_compound(items, call, 3)
    found = list(elements(start))
    if not found:
        raise Failure("normal", 2, call, value=None)
    size = len(found)
    for element in elements(items):
        found.append(kernel.call(f, *found[-size:], element))
    return found


# -- tests over all elements -----------------------------------------------------------------------------


@builtin("AllTrue[list, test]", "AllTrue[list, test, level]", "AllTrue[test][list]", messages=ARGUMENTS)
def all_true(kernel: Any, items: Any, test: Any, level: Any = 1) -> Any:
    """gives True where test gives True for every element of list.

    >>> AllTrue[{2, 4, 6}, EvenQ]
    True
    >>> AllTrue[{2, 3}, EvenQ]
    False
    """
    return judge(kernel, items, test, level, S.And, S.AllTrue(items, test))


@builtin("AnyTrue[list, test]", "AnyTrue[list, test, level]", "AnyTrue[test][list]", messages=ARGUMENTS)
def any_true(kernel: Any, items: Any, test: Any, level: Any = 1) -> Any:
    """gives True where test gives True for at least one element of list.

    >>> AnyTrue[{1, 3, 4}, EvenQ]
    True
    """
    return judge(kernel, items, test, level, S.Or, S.AnyTrue(items, test))


@builtin("NoneTrue[list, test]", "NoneTrue[list, test, level]", "NoneTrue[test][list]", messages=ARGUMENTS)
def none_true(kernel: Any, items: Any, test: Any, level: Any = 1) -> Any:
    """gives True where test gives True for no element of list.

    >>> NoneTrue[{1, 3, 5}, EvenQ]
    True
    """
    return judge(kernel, items, test, level, S.Nor, S.NoneTrue(items, test))


def judge(kernel: Any, items: Any, test: Any, level: Any, logic: Any, call: Any) -> Any:
    """The logical combination of the tests; it is settled by the first decisive one."""
    need_compound(items, call)
    if not is_whole(level) or level < 1:
        return None
    values = list(elements(items))
    for _ in range(level - 1):
        values = [e for v in values for e in elements(v)]
    decisive = FALSE if logic is S.And else TRUE
    open_tests: list[Any] = []
    for value in values:
        truth = kernel.call(test, value)
        if truth is decisive:
            return TRUE if logic is S.Or else FALSE
        if truth not in (TRUE, FALSE):
            open_tests.append(truth)
    return Expr(logic, open_tests)
