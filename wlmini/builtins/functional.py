"""Applying functions to elements: Map, Apply, Scan, MapIndexed, MapThread, Outer, Inner, Through ..."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from wlmini.builtins.elements import (
    ARGUMENTS,
    elements,
    is_compound,
    is_infinity,
    is_leaf,
    is_whole,
    need_compound,
    rebuild,
)
from wlmini.builtins.levels import INFINITE, Levels, in_levels, levels_of
from wlmini.builtins.packing import PACK_FROM, compact
from wlmini.expr import FALSE, NULL, TRUE, Association, Atom, Expr, S, head_of, make_list, same
from wlmini.kernel import control
from wlmini.kernel.declare import builtin
from wlmini.kernel.function import fill
from wlmini.kernel.messages import Failure
from wlmini.kernel.parts import stamped
from wlmini.kernel.substitute import mentions

Place = tuple[Any, ...]
Act = Callable[[Any, Place], Any]  # (subexpression, its position) -> what stands there instead
HEADS = {"Heads": FALSE}
FIRST_LEVEL = make_list([1])


def change_levels(
    kernel: Any, expr: Any, levels: Levels, act: Act, heads: bool = False, place: Place = ()
) -> Any:
    """The expression with `act` done to its subexpressions in the levels, innermost first.

    What it makes of the parts of an ordinary expression is left for the evaluator, which knows the
    attributes of the head; the values of an association are evaluated here.
    """
    changed = expr
    if not is_leaf(expr) and (levels[1] < 0 or len(place) < levels[1]):
        if isinstance(expr, Association):
            changed = change_values(kernel, expr, levels, act, heads, place)
        else:
            below = [
                change_levels(kernel, e, levels, act, heads, (*place, i + 1))
                for i, e in enumerate(expr.parts)
            ]
            head = change_levels(kernel, expr.head, levels, act, heads, (*place, 0)) if heads else expr.head
            changed = Expr(head, below)
    return act(changed, place) if in_levels(levels, len(place), expr) else changed


def change_values(
    kernel: Any, expr: Association, levels: Levels, act: Act, heads: bool, place: Place
) -> Association:
    """The association with its values changed and evaluated."""
    values = [
        kernel.evaluate(change_levels(kernel, value, levels, act, heads, (*place, S.Key(key))))
        for key, value in expr.items()
    ]
    return Association(dict(zip(expr.entries, values, strict=True)))


# -- mapping ---------------------------------------------------------------------------------------------


@builtin("Map[f, expr]", "Map[f, expr, levelspec]", "Map[f][expr]", options=HEADS, messages=ARGUMENTS)
def map_(kernel: Any, f: Any, expr: Any, levelspec: Any = FIRST_LEVEL, *, options: dict[str, Any]) -> Any:
    """gives expr with f applied to each element, or to each part on the levels that levelspec says.

    >>> Map[f, {a, b, c}]
    {f[a], f[b], f[c]}
    >>> Map[f, {{a, b}, {c}}, {2}]
    {{f[a], f[b]}, {f[c]}}
    >>> #^2 & /@ <|"x" -> 2, "y" -> 3|>
    <|x -> 4, y -> 9|>
    """
    if levelspec is FIRST_LEVEL and options["Heads"] is FALSE and type(expr) is not Association:
        return map_elements(kernel, f, expr)
    return change_levels(
        kernel, expr, levels_of(levelspec), lambda x, place: Expr(f, (x,)), options["Heads"] is TRUE
    )


def map_elements(kernel: Any, f: Any, expr: Any) -> Any:
    """f of each element; for a long list of values evaluated at once, so that numbers can be packed."""
    if not isinstance(expr, Expr):
        return expr
    if expr.head is S.List and len(expr) >= PACK_FROM:
        found = kernel.accelerator.mapped(f, expr.parts)
        if found is not None:
            return compact(stamped(kernel, found))
        return compact(make_list([kernel.call(f, p) for p in expr.parts]))
    return Expr(expr.head, [Expr(f, (p,)) for p in expr.parts])


@builtin("MapAll[f, expr]", "MapAll[f][expr]", options={"Heads": FALSE})
def map_all(kernel: Any, f: Any, expr: Any, *, options: dict[str, Any]) -> Any:
    """gives expr with f applied to every subexpression, itself included.

    >>> MapAll[f, {a, {b}}]
    f[{f[a], f[{f[b]}]}]
    """
    levels = (0, INFINITE)
    return change_levels(kernel, expr, levels, lambda x, place: Expr(f, (x,)), options["Heads"] is TRUE)


@builtin(
    "MapIndexed[f, expr]",
    "MapIndexed[f, expr, levelspec]",
    "MapIndexed[f][expr]",
    options=HEADS,
    messages=ARGUMENTS,
)
def map_indexed(
    kernel: Any, f: Any, expr: Any, levelspec: Any = FIRST_LEVEL, *, options: dict[str, Any]
) -> Any:
    """gives expr with f applied to each element and its position.

    >>> MapIndexed[f, {a, b}]
    {f[a, {1}], f[b, {2}]}
    >>> MapIndexed[#1^First[#2] &, {x, y, z}]
    {x, y^2, z^3}
    """
    return change_levels(
        kernel,
        expr,
        levels_of(levelspec),
        lambda x, place: Expr(f, (x, make_list(place))),
        options["Heads"] is TRUE,
    )


@builtin(
    "MapThread[f, lists]",
    "MapThread[f, {list1, list2, ...}]",
    "MapThread[f, {list1, list2, ...}, n]",
    "MapThread[f][lists]",
    messages={
        "mptc": "The lists in `1` have not all the same length.",
        "mptd": "`1` in `2` has fewer levels of elements than are to be gone down.",
        **ARGUMENTS,
    },
)
def map_thread(kernel: Any, f: Any, lists: Any, n: Any = 1) -> Any:
    """gives the list of what f gives for the first elements of all lists, for the second ones, and so on.

    >>> MapThread[f, {{a, b}, {x, y}}]
    {f[a, x], f[b, y]}
    >>> MapThread[Plus, {{1, 2}, {10, 20}}]
    {11, 22}
    """
    call = S.MapThread(f, lists)
    need_compound(lists, call, 2)
    if not is_whole(n) or n < 0:
        return None
    rows = [kernel.call(S.Normal, row) if is_sparse(row) else row for row in elements(lists)]
    return thread_level(kernel, f, rows, n, call)


def is_sparse(row: Any) -> bool:
    return head_of(row) is S.SparseArray and isinstance(row, Atom)


def thread_level(kernel: Any, f: Any, rows: Sequence[Any], n: int, call: Any) -> Any:
    """f at level n of lists that are alike down to there."""
    if n == 0:
        return Expr(f, rows)
    if not rows:
        return make_list(())
    for row in rows:
        if not is_compound(row):
            raise Failure("mptd", row, call, value=None)
    if len({len(r) for r in rows}) > 1:
        raise Failure("mptc", call, value=None)
    if all(isinstance(r, Association) for r in rows):
        keys = list(rows[0].entries)
        if any(set(r.entries) != set(keys) for r in rows):
            raise Failure("mptc", call, value=None)
        columns: Any = [[dict(zip(r.entries, r.values(), strict=True))[k] for r in rows] for k in keys]
        made = [kernel.evaluate(thread_level(kernel, f, c, n - 1, call)) for c in columns]
        return Association(dict(zip(keys, made, strict=True)))
    columns = zip(*[elements(r) for r in rows], strict=True)
    return make_list([thread_level(kernel, f, c, n - 1, call) for c in columns])


@builtin("Scan[f, expr]", "Scan[f, expr, levelspec]", "Scan[f][expr]", options=HEADS, messages=ARGUMENTS)
def scan(kernel: Any, f: Any, expr: Any, levelspec: Any = FIRST_LEVEL, *, options: dict[str, Any]) -> Any:
    """evaluates f applied to each element of expr in turn, and gives Null.

    >>> s = 0; Scan[(s = s + #) &, {1, 2, 3}]; s
    6
    """

    returning = head_of(f) is S.Function and len(f) == 1 and mentions(f, S.Return)

    def visit(x: Any, place: Place) -> Any:
        if returning:  # applying it would end Return at the function, where it ends the whole of Scan
            kernel.evaluate(fill(kernel, f, (x,)))
        else:
            kernel.call(f, x)
        return x

    try:
        change_levels(kernel, expr, levels_of(levelspec), visit, options["Heads"] is TRUE)
    except control.Return as end:
        return end.value
    return NULL


# -- applying --------------------------------------------------------------------------------------------


@builtin("Apply[f, expr]", "Apply[f, expr, levelspec]", "Apply[f][expr]", options=HEADS, messages=ARGUMENTS)
def apply(kernel: Any, f: Any, expr: Any, levelspec: Any = None, *, options: dict[str, Any]) -> Any:
    """gives expr with f as its head in place of the one it has, or so on the levels that levelspec says.

    >>> Apply[f, {a, b, c}]
    f[a, b, c]
    >>> Plus @@ {1, 2, 3}
    6
    >>> Apply[f, {{a, b}, {c}}, {1}]
    {f[a, b], f[c]}
    """
    if levelspec is None:
        return with_head(f, expr)
    return change_levels(
        kernel, expr, levels_of(levelspec), lambda x, place: with_head(f, x), options["Heads"] is TRUE
    )


@builtin("MapApply[f, expr]", "MapApply[f][expr]")
def map_apply(kernel: Any, f: Any, expr: Any) -> Any:
    """gives expr with f as the head of each element: f @@@ expr.

    >>> MapApply[f, {{a, b}, {c, d}}]
    {f[a, b], f[c, d]}
    """
    return change_levels(kernel, expr, (1, 1), lambda x, place: with_head(f, x))


def with_head(f: Any, expr: Any) -> Any:
    return Expr(f, elements(expr)) if is_compound(expr) else expr


# -- products of lists -----------------------------------------------------------------------------------


@builtin(
    "Outer[f, list1, list2, ...]",
    "Outer[f, list1, list2, ..., n]",
    "Outer[f, list1, list2, ..., n1, n2, ...]",
    messages=ARGUMENTS,
)
def outer(kernel: Any, f: Any, *lists: Any) -> Any:
    """gives f of all combinations of elements of the lists, nested as these are; elements below level n are
    one thing.

    >>> Outer[f, {a, b}, {x, y}]
    {{f[a, x], f[a, y]}, {f[b, x], f[b, y]}}
    >>> Outer[Times, {1, 2}, {3, 4, 5}]
    {{3, 4, 5}, {6, 8, 10}}
    """
    count = len(lists)
    while count and (is_whole(lists[count - 1]) or is_infinity(lists[count - 1])):
        count -= 1
    arrays, given = lists[:count], lists[count:]
    for index, each in enumerate(arrays):
        need_compound(each, S.Outer(f, *lists), index + 2)
    if not arrays:
        return None
    for each in arrays:
        if not same(each.head, arrays[0].head):
            raise Failure("heads", arrays[0].head, each.head, S.Outer(f, *lists), value=None)
    limits = [INFINITE if is_infinity(n) else n for n in given] or [INFINITE]
    depths = [limits[min(i, len(limits) - 1)] for i in range(count)]
    return combine(f, arrays, depths, arrays[0].head, ())


def combine(f: Any, arrays: Sequence[Any], depths: Sequence[int], head: Any, chosen: tuple[Any, ...]) -> Any:
    """Go through the elements of the first array, for each of them through those of the others."""
    if not arrays:
        return Expr(f, chosen)

    def spread(expr: Any, depth: int) -> Any:
        if depth and isinstance(expr, Expr) and same(expr.head, head):
            return rebuild(expr, [spread(e, depth - 1) for e in elements(expr)])
        return combine(f, arrays[1:], depths[1:], head, (*chosen, expr))

    return spread(arrays[0], depths[0])


@builtin(
    "Inner[f, list1, list2, g]",
    "Inner[f, list1, list2]",
    messages={"incom": "The last level of `1` and the first of `2` have different lengths.", **ARGUMENTS},
)
def inner(kernel: Any, f: Any, list1: Any, list2: Any, g: Any = S.Plus) -> Any:
    """gives g of what f gives for corresponding elements: the product of arrays with f for times and g for
    plus.

    >>> Inner[f, {a, b}, {x, y}, g]
    g[f[a, x], f[b, y]]
    >>> Inner[Times, {{1, 2}, {3, 4}}, {x, y}]
    {x + 2 y, 3 x + 4 y}
    """
    call = S.Inner(f, list1, list2, g)
    need_compound(list1, call, 2)
    need_compound(list2, call, 3)
    return contract(f, list1, list2, g, list1.head)


def contract(f: Any, left: Any, right: Any, g: Any, head: Any) -> Any:
    """Contract the last level of the left array with the first of the right one."""
    rows = elements(left)
    if rows and all(isinstance(r, Expr) and same(r.head, head) for r in rows):
        return Expr(head, [contract(f, r, right, g, head) for r in rows])
    columns = elements(right)
    if len(rows) != len(columns):
        raise Failure("incom", left, right, value=None)
    return gather(f, rows, columns, g, head)


def gather(f: Any, left: Sequence[Any], right: Sequence[Any], g: Any, head: Any) -> Any:
    if right and all(isinstance(r, Expr) and same(r.head, head) for r in right):
        inside = zip(*[elements(r) for r in right], strict=True)
        return Expr(head, [gather(f, left, column, g, head) for column in inside])
    return Expr(g, [Expr(f, pair) for pair in zip(left, right, strict=True)])


# -- heads as functions ----------------------------------------------------------------------------------


@builtin("Through[p[f1, f2, ...][x]]", "Through[expr, h]", options={"Heads": TRUE}, refused=("Heads",))
def through(kernel: Any, expr: Any, h: Any = None, *, options: dict[str, Any]) -> Any:
    """gives p[f1[x], f2[x], ...]: the functions in the head of expr, each applied to the arguments.

    >>> Through[{f, g}[x]]
    {f[x], g[x]}
    >>> Through[(f + g)[x, y]]
    f[x, y] + g[x, y]
    """
    if not isinstance(expr, Expr) or not isinstance(expr.head, Expr):
        return expr
    functions = expr.head
    if h is not None and not same(functions.head, h):
        return expr
    if isinstance(functions, Association):
        return rebuild(functions, [kernel.call(f, *expr.parts) for f in elements(functions)])
    return Expr(functions.head, [Expr(f, expr.parts) for f in functions.parts])


@builtin("Operate[p, expr]", "Operate[p, expr, n]")
def operate(kernel: Any, p: Any, expr: Any, n: Any = 1) -> Any:
    """gives p[f][x, y] for f[x, y]: p applied to the head, or to the head of the head n times down.

    >>> Operate[p, f[x, y]]
    p[f][x, y]
    """
    if not is_whole(n) or n < 0:
        return None
    if n == 0:
        return Expr(p, (expr,))
    if not isinstance(expr, Expr) or isinstance(expr, Association):
        return expr
    inside = Expr(p, (expr.head,)) if n == 1 else operate(kernel, p, expr.head, n - 1)
    return Expr(inside, expr.parts)


@builtin("Comap[fs, x]", "Comap[fs][x]", messages=ARGUMENTS)
def comap(kernel: Any, fs: Any, x: Any) -> Any:
    """gives the functions in the list fs, each applied to x.

    >>> Comap[{f, g}, x]
    {f[x], g[x]}
    """
    need_compound(fs, S.Comap(fs, x))
    if isinstance(fs, Association):
        return rebuild(fs, [kernel.call(f, x) for f in elements(fs)])
    return Expr(fs.head, [Expr(f, (x,)) for f in fs.parts])


@builtin("Identity[expr]")
def identity(kernel: Any, expr: Any) -> Any:
    """gives expr.

    >>> Identity[x]
    x
    """
    return expr


@builtin("Construct[f, x, ...]")
def construct(kernel: Any, f: Any, *arguments: Any) -> Any:
    """gives f[x, ...].

    >>> Construct[f, a, b]
    f[a, b]
    """
    return Expr(f, arguments)


@builtin("BlockMap[f, list, n]", "BlockMap[f, list, n, d]", messages=ARGUMENTS)
def block_map(kernel: Any, f: Any, items: Any, n: Any, step: Any = None) -> Any:
    """applies f to each run of n elements of a list, as Partition makes them.

    >>> BlockMap[f, {a, b, c, d}, 2]
    {f[{a, b}], f[{c, d}]}
    """
    return S.Map(f, S.Partition(items, n, n if step is None else step))
