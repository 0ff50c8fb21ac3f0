"""Making lists and adding to them: List, Table, Range, Array, Join, Append, Riffle ..."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wlmini.builtins.elements import (
    ARGUMENTS,
    elements,
    is_compound,
    is_whole,
    need_compound,
    need_count,
    rebuild,
)
from wlmini.builtins.packing import compact, is_long, is_packable, packed_constant, packed_range
from wlmini.builtins.taking import run
from wlmini.expr import Association, Atom, Expr, S, Symbol, as_key, head_of, is_list, make_list, same
from wlmini.kernel import iterators
from wlmini.kernel.apply import PLAIN_VALUES
from wlmini.kernel.declare import builtin
from wlmini.kernel.iterators import tabulate
from wlmini.kernel.limits import need_room, need_shape
from wlmini.kernel.messages import Failure
from wlmini.kernel.rules import rule_parts


@builtin("List[e1, e2, ...]", attributes="Locked")
def list_of(kernel: Any, *items: Any) -> Any:
    """is the head of lists {e1, e2, ...}; elements that are Nothing vanish.

    >>> {a, Nothing, b}
    {a, b}
    >>> List[1, 2]
    {1, 2}
    """
    for item in items:
        if item is S.Nothing:
            return make_list([i for i in items if i is not S.Nothing])
    return None


@builtin("Nothing[e1, e2, ...]")
def nothing(kernel: Any, *items: Any) -> Any:
    """is an element that vanishes from every list; given arguments it is still Nothing.

    >>> {1, If[False, 2, Nothing], 3}
    {1, 3}
    >>> Nothing /@ {1, 2}
    {}
    """
    return S.Nothing


# -- tables and ranges -----------------------------------------------------------------------------------


@builtin(
    "Table[expr, n]",
    "Table[expr, {i, max}]",
    "Table[expr, {i, min, max, step}]",
    "Table[expr, {i, list}]",
    "Table[expr, iter1, iter2, ...]",
    attributes="HoldAll",
    messages=iterators.MESSAGES,
)
def table(kernel: Any, expr: Any, *iters: Any) -> Any:
    """gives the list of the values of expr while i runs from 1 to max, or from min to max, or through a list.

    >>> Table[i^2, {i, 4}]
    {1, 4, 9, 16}
    >>> Table[i + j, {i, 2}, {j, i}]
    {{2}, {3, 4}}
    >>> Table[x, 3]
    {x, x, x}
    """
    if not iters:
        return kernel.evaluate(expr)
    return compact(tabulate(kernel, iters, expr), len(iters))


@builtin(
    "Range[max]",
    "Range[min, max]",
    "Range[min, max, step]",
    attributes="Listable",
    messages={"range": "The bounds and the step of `1` do not make a finite range."},
)
def range_of(kernel: Any, first: Any, last: Any = None, step: Any = 1) -> Any:
    """gives the list of the numbers from min, or 1, up to max in steps of step, or 1.

    >>> Range[4]
    {1, 2, 3, 4}
    >>> Range[0, 1, 1/4]
    {0, 1/4, 1/2, 3/4, 1}
    >>> Range[5, 1, -2]
    {5, 3, 1}
    """
    given = (first,) if last is None else (first, last, step)
    low, high = (1, first) if last is None else (first, last)
    values = None if iterators.is_infinite(high) else iterators.progression(kernel, low, high, step)
    if values is None or not isinstance(values, Sequence):
        raise Failure("range", S.Range(*given), value=None)
    if isinstance(values, range) and values:
        need_room((values[-1] - values[0]) // values.step, 8)
    if not isinstance(values, range):
        return compact(make_list(values))
    made = packed_range(values)
    made.tick = kernel.tick  # a list of numbers is evaluated
    return made


@builtin(
    "Array[f, n]",
    "Array[f, n, r]",
    "Array[f, {n1, n2, ...}]",
    "Array[f, dims, origin, h]",
    messages={"ilsmn": "A number of elements, or a list of such numbers, is expected at position 2 in `1`.",
              "plen": "The list of origins in `1` has not the length of the list of dimensions."},
)  # fmt: skip
def array(kernel: Any, f: Any, dims: Any, origin: Any = 1, h: Any = S.List) -> Any:
    """gives the list f[1], ..., f[n], or the nested lists of f[i, j, ...]; r is where the indices begin.

    >>> Array[f, 3]
    {f[1], f[2], f[3]}
    >>> Array[Plus, {2, 3}]
    {{2, 3, 4}, {3, 4, 5}}
    >>> Array[f, 3, 0]
    {f[0], f[1], f[2]}
    """
    call = S.Array(f, dims)
    lengths = dims.parts if is_list(dims) else (dims,)
    if not all(is_whole(n) and n >= 0 for n in lengths):
        raise Failure("ilsmn", call, value=None)
    origins = origin.parts if is_list(origin) and is_list(dims) else (origin,) * len(lengths)
    if len(origins) != len(lengths):
        raise Failure("plen", call, value=None)
    axes = [indices(kernel, n, o) for n, o in zip(lengths, origins, strict=True)]
    return nest_calls(f, axes, h, ())


def indices(kernel: Any, length: int, origin: Any) -> list[Any]:
    """The indices along one dimension: from an origin on, or evenly from a to b for {a, b}."""
    if is_list(origin) and len(origin) == 2:
        a, b = origin.parts
        step = S.Times(S.Plus(b, S.Times(-1, a)), S.Power(max(1, length - 1), -1))
        return [kernel.evaluate(S.Plus(a, S.Times(k, step))) for k in range(length)]
    if is_whole(origin):
        return list(range(origin, origin + length))
    return [kernel.evaluate(S.Plus(origin, k)) for k in range(length)]


def nest_calls(f: Any, axes: list[list[Any]], h: Any, before: tuple[Any, ...]) -> Any:
    """f[i, j, ...] for all combinations of indices, nested under the head h."""
    if not axes:
        return Expr(f, before)
    return Expr(h, [nest_calls(f, axes[1:], h, (*before, i)) for i in axes[0]])


@builtin(
    "ConstantArray[c, n]",
    "ConstantArray[c, {n1, n2, ...}]",
    messages={"ilsmn": "A number of elements, or a list of such numbers, is expected at position 2 in `1`."},
)
def constant_array(kernel: Any, c: Any, dims: Any) -> Any:
    """gives the list of n copies of c, or nested lists of them.

    >>> ConstantArray[c, 3]
    {c, c, c}
    >>> ConstantArray[0, {2, 3}]
    {{0, 0, 0}, {0, 0, 0}}
    """
    lengths = dims.parts if is_list(dims) else (dims,)
    if not all(is_whole(n) and n >= 0 for n in lengths):
        raise Failure("ilsmn", S.ConstantArray(c, dims), value=None)
    need_shape(lengths, 8)
    if is_packable(c) and is_long(product(lengths)):
        return packed_constant(c, lengths)
    for length in reversed(lengths):
        c = make_list((c,) * length)
    return c


def product(numbers: Sequence[int]) -> int:
    total = 1
    for number in numbers:
        total *= number
    return total


@builtin("Subdivide[n]", "Subdivide[max, n]", "Subdivide[min, max, n]", messages=ARGUMENTS)
def subdivide(kernel: Any, first: Any, second: Any = None, third: Any = None) -> Any:
    """gives the n + 1 ends of n equal parts of the range from 0 to 1, to max, or from min to max.

    >>> Subdivide[4]
    {0, 1/4, 1/2, 3/4, 1}
    >>> Subdivide[0, 10, 2]
    {0, 5, 10}
    """
    given = [g for g in (first, second, third) if g is not None]
    low, high, count = [(0, 1, first), (0, first, second), (first, second, third)][len(given) - 1]
    n = need_count(count, S.Subdivide(*given), len(given), least=1)
    width = S.Plus(high, S.Times(-1, low))
    return make_list([S.Plus(low, S.Times(width, S.Times(k, S.Power(n, -1)))) for k in range(n + 1)])


# -- joining and adding ----------------------------------------------------------------------------------


@builtin(
    "Join[list1, list2, ...]",
    "Join[list1, list2, ..., n]",
    attributes="Flat OneIdentity",
    messages=ARGUMENTS,
    structural=True,
)
def join(kernel: Any, *lists: Any) -> Any:
    """gives the elements of all the lists in one; with a number n it joins what stands at level n.

    >>> Join[{a, b}, {c}]
    {a, b, c}
    >>> Join[<|x -> 1|>, <|x -> 2, y -> 3|>]
    <|x -> 2, y -> 3|>
    >>> Join[{{a}, {b}}, {{1}, {2}}, 2]
    {{a, 1}, {b, 2}}
    """
    if lists and all(isinstance(each, Atom) and is_list(each.normal()) for each in lists):
        return lists[0].rebuilt(join_at([each.normal() for each in lists], 1))
    level = 1
    if len(lists) > 1 and is_whole(lists[-1]) and lists[-1] > 0:
        *rest, level = lists
        lists = tuple(rest)
    if not any(map(is_compound, lists)):
        for index, each in enumerate(lists):
            need_compound(each, S.Join(*lists), index + 1)
    return join_at(lists, level) if lists else make_list(())


def join_at(lists: Sequence[Any], level: int) -> Any:
    """Join expressions of one head at a level."""
    head = head_of(lists[0])
    for each in lists:
        if not is_compound(each) or not same(each.head, head):
            raise Failure("heads", head, head_of(each), S.Join(*lists), value=None)
    if level > 1:
        longest = max(len(each) for each in lists)
        rows = [[each.parts[k] for each in lists if k < len(each)] for k in range(longest)]
        return Expr(head, [join_at(row, level - 1) for row in rows])
    if isinstance(lists[0], Association):
        return Association({k: v for each in lists for k, v in each.entries.items()})
    return Expr(head, [part for each in lists for part in each.parts])


@builtin("Catenate[{list1, list2, ...}]", messages=ARGUMENTS, structural=True)
def catenate(kernel: Any, items: Any) -> Any:
    """gives one list of the elements of all the lists in a list; of associations it takes the values.

    >>> Catenate[{{a, b}, {c}}]
    {a, b, c}
    """
    need_compound(items, S.Catenate(items))
    inner = elements(items)
    if not all(is_list(i) or isinstance(i, Association) for i in inner):
        raise Failure("list", 1, S.Catenate(items), value=None)
    return make_list([e for i in inner for e in elements(i)])


@builtin("Append[expr, elem]", "Append[elem][expr]", messages=ARGUMENTS, structural=True)
def append(kernel: Any, expr: Any, elem: Any) -> Any:
    """gives expr with elem added at its end.

    >>> Append[{a, b}, c]
    {a, b, c}
    >>> Append[<|x -> 1|>, y -> 2]
    <|x -> 1, y -> 2|>
    """
    need_compound(expr, S.Append(expr, elem))
    if isinstance(expr, Association):
        return with_entries(expr, elem, S.Append(expr, elem), last=True)
    return Expr(expr.head, (*expr.parts, elem))


@builtin("Prepend[expr, elem]", "Prepend[elem][expr]", messages=ARGUMENTS, structural=True)
def prepend(kernel: Any, expr: Any, elem: Any) -> Any:
    """gives expr with elem added at its beginning.

    >>> Prepend[{a, b}, c]
    {c, a, b}
    """
    need_compound(expr, S.Prepend(expr, elem))
    if isinstance(expr, Association):
        return with_entries(expr, elem, S.Prepend(expr, elem), last=False)
    return Expr(expr.head, (elem, *expr.parts))


def with_entries(expr: Association, new: Any, call: Any, last: bool) -> Association:
    """An association with the entries of a rule, a list of rules or an association added at one end."""
    rules = new.parts if is_list(new) or isinstance(new, Association) else (new,)
    if not all(map(rule_parts, rules)):
        raise Failure("normal", 2, call, value=None)
    added = new.entries if isinstance(new, Association) else {as_key(r.parts[0]): r.parts[1] for r in rules}
    if last:
        kept = {k: v for k, v in expr.entries.items() if k not in added}
        return Association(kept | added)
    return Association(dict(added) | {k: v for k, v in expr.entries.items() if k not in added})


CHANGED = {"rvalue": "`1` is no variable with a value, so its value cannot be changed.", **ARGUMENTS}


@builtin("AppendTo[x, elem]", attributes="HoldFirst", messages=CHANGED)
def append_to(kernel: Any, x: Any, elem: Any) -> Any:
    """adds elem at the end of the value of x, and gives the new value of x.

    >>> x = {a}; AppendTo[x, b]; x
    {a, b}
    """
    grown = longer(kernel, x, elem, last=True)
    return S.Set(x, S.Append(value_of(kernel, x), elem)) if grown is None else grown


@builtin("PrependTo[x, elem]", attributes="HoldFirst", messages=CHANGED)
def prepend_to(kernel: Any, x: Any, elem: Any) -> Any:
    """adds elem at the beginning of the value of x, and gives the new value of x.

    >>> x = {a}; PrependTo[x, b]; x
    {b, a}
    """
    grown = longer(kernel, x, elem, last=False)
    return S.Set(x, S.Prepend(value_of(kernel, x), elem)) if grown is None else grown


def longer(kernel: Any, x: Any, elem: Any, *, last: bool) -> Expr | None:
    """The value of a plain variable with one more element, where both are evaluated; else None."""
    if type(x) is not Symbol or kernel.with_up_values or not kernel.accelerator.enabled:
        return None
    tick, definition = kernel.tick, kernel.definitions[x]
    value = definition.own
    if type(value) is not Expr or value.head is not S.List or value.tick != tick:
        return None
    if definition.attributes or type(elem) not in PLAIN_VALUES and not is_stamped(elem, tick):
        return None
    made = make_list((*value.parts, elem) if last else (elem, *value.parts))
    made.tick = tick
    kernel.set_own(x, made)
    return made


def is_stamped(value: Any, tick: int) -> bool:
    """Whether an expression is known to be evaluated."""
    return type(value) is Expr and value.tick == tick


def value_of(kernel: Any, x: Any) -> Any:
    """The value of a variable, or of a part or an indexed name; complains where there is none."""
    value = kernel.evaluate(x)
    if is_list(x) or (same(value, x) and (isinstance(x, Symbol) or not is_compound(value))):
        raise Failure("rvalue", x, value=None)
    return value


# -- order and mixing ------------------------------------------------------------------------------------


@builtin(
    "Reverse[expr]", "Reverse[expr, n]", "Reverse[expr, {n1, n2, ...}]", messages=ARGUMENTS, structural=True
)
def reverse(kernel: Any, expr: Any, level: Any = 1) -> Any:
    """gives expr with its elements in reverse order, or those at level n.

    >>> Reverse[{a, b, c}]
    {c, b, a}
    >>> Reverse[{{1, 2}, {3, 4}}, 2]
    {{2, 1}, {4, 3}}
    """
    need_compound(expr, S.Reverse(expr))
    levels = level.parts if is_list(level) else (level,)
    return reversed_at(expr, frozenset(need_count(n, S.Reverse(expr, level), 2, least=1) for n in levels))


def reversed_at(expr: Any, levels: frozenset[int], level: int = 1) -> Any:
    if not is_compound(expr):
        return expr
    found = run(expr, slice(None, None, -1)) if level in levels else expr
    if level >= max(levels, default=0):
        return found
    return rebuild(found, [reversed_at(e, levels, level + 1) for e in elements(found)])


@builtin("Riffle[list, x]", "Riffle[list, {x1, x2, ...}]", "Riffle[list, x, n]", messages=ARGUMENTS)
def riffle(kernel: Any, items: Any, x: Any, n: Any = 2) -> Any:
    """gives list with x, or x1, x2, ... in turn, between its elements, or at every n-th place.

    >>> Riffle[{a, b, c}, x]
    {a, x, b, x, c}
    >>> Riffle[{a, b, c}, {x, y, z}]
    {a, x, b, y, c, z}
    >>> Riffle[{a, b, c, d, e}, x, 3]
    {a, b, x, c, d, x, e}
    """
    need_compound(items, S.Riffle(items, x))
    old, new = elements(items), elements(x) if is_list(x) else (x,)
    if not new or not old:
        return items
    if is_list(n) and len(n) == 3:
        start, end, step = (v + (len(old) + 2 if v < 0 else 0) if is_whole(v) else v for v in n.parts)
    else:
        start, end, step = n, None, n
    if not (is_whole(start) and is_whole(step) and step > 1 or step == 1 and start == 1):
        return None
    if end is None:
        return Expr(
            items.head, riffled(list(old), new, step, full=step == 2 and len(new) == len(old) and is_list(x))
        )
    return Expr(items.head, riffled_between(list(old), new, start, n.parts[1], step))


def riffled(old: list[Any], new: Sequence[Any], step: int, full: bool) -> list[Any]:
    """`new` at every step-th place; after the last element only where each element has one of its own."""
    result: list[Any] = []
    put = 0
    for index, element in enumerate(old):
        result.append(element)
        is_last = index == len(old) - 1
        if (len(result) + 1) % step == 0 and (full or not is_last):
            result.append(new[put % len(new)])
            put += 1
    return result


def riffled_between(old: list[Any], new: Sequence[Any], start: int, end: int, step: int) -> list[Any]:
    """`new` at places start, start + step, ..., up to end; end may count from the end of the result."""
    result: list[Any] = []
    put, place, rest = 0, start, list(reversed(old))
    while rest or place == len(result) + 1:
        at = len(result) + 1
        remaining = len(rest)
        allowed = at <= end if end > 0 else remaining + 1 >= -end
        if at == place and allowed:
            result.append(new[put % len(new)])
            put, place = put + 1, place + step
        elif rest:
            result.append(rest.pop())
        else:
            break
    return result
