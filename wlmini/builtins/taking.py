"""The ends and runs of a list: First, Last, Rest, Most, Take, Drop, TakeWhile ..."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from wlmini.builtins.elements import (
    ARGUMENTS,
    choose,
    elements,
    is_compound,
    is_infinity,
    is_whole,
    limit_of,
    need_compound,
    rebuild,
)
from wlmini.builtins.part import slice_of
from wlmini.expr import Expr, Packed, S, head_of, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

TAKE = {"take": "Positions `1` through `2` of `3` do not exist.", **ARGUMENTS}
DROP = {"drop": "Positions `1` through `2` of `3` cannot be dropped: they do not exist.", **ARGUMENTS}
SPEC = {"seqs": "`1` is no specification of a run of elements, such as n, -n, {m, n}, UpTo[n] or All."}


# -- the ends --------------------------------------------------------------------------------------------


@builtin(
    "First[expr]",
    "First[expr, default]",
    attributes="HoldRest",
    messages={"nofirst": "`1` is empty and has no first element.", **ARGUMENTS},
)
def first(kernel: Any, expr: Any, default: Any = None) -> Any:
    """gives the first element of expr, or default where there is none.

    >>> First[{a, b, c}]
    a
    >>> First[{}, x]
    x
    """
    return end_element(expr, 0, default, "nofirst", S.First(expr))


@builtin(
    "Last[expr]",
    "Last[expr, default]",
    attributes="HoldRest",
    messages={"nolast": "`1` is empty and has no last element.", **ARGUMENTS},
)
def last(kernel: Any, expr: Any, default: Any = None) -> Any:
    """gives the last element of expr, or default where there is none.

    >>> Last[{a, b, c}]
    c
    >>> Last[<|x -> 1, y -> 2|>]
    2
    """
    return end_element(expr, -1, default, "nolast", S.Last(expr))


def end_element(expr: Any, index: int, default: Any, tag: str, call: Any) -> Any:
    """The element at one end; the default, or a message, where there is none."""
    if is_compound(expr) and len(expr):
        return elements(expr)[index]
    if default is not None:
        return default
    need_compound(expr, call)
    raise Failure(tag, expr, value=None)


@builtin("Rest[expr]", messages={"norest": "`1` is empty and has no rest.", **ARGUMENTS}, structural=True)
def rest(kernel: Any, expr: Any) -> Any:
    """gives expr without its first element.

    >>> Rest[{a, b, c}]
    {b, c}
    """
    need_compound(expr, S.Rest(expr))
    if not len(expr):
        raise Failure("norest", expr, value=None)
    return run(expr, slice(1, None))


@builtin(
    "Most[expr]",
    messages={"nomost": "`1` is empty and has no elements before the last.", **ARGUMENTS},
    structural=True,
)
def most(kernel: Any, expr: Any) -> Any:
    """gives expr without its last element.

    >>> Most[{a, b, c}]
    {a, b}
    """
    need_compound(expr, S.Most(expr))
    if not len(expr):
        raise Failure("nomost", expr, value=None)
    return run(expr, slice(0, -1))


def run(expr: Any, where: slice) -> Any:
    """The elements of a slice; that of a packed array is packed."""
    return Packed(expr.array[where]) if isinstance(expr, Packed) else choose(expr, where)


# -- runs ------------------------------------------------------------------------------------------------


def run_of(spec: Any, expr: Any, tag: str) -> slice:
    """The slice that a run specification means in an expression; a wrong one raises `Failure`."""
    size = len(expr)
    if spec is S.All:
        return slice(0, size)
    if spec is S["None"]:
        return slice(0, 0)
    if head_of(spec) is S.UpTo and len(spec.parts) == 1:
        limit = spec.parts[0]
        count = size if is_infinity(limit) else limit
        if is_whole(count):
            return slice(0, min(size, count)) if count >= 0 else slice(max(0, size + count), size)
    elif is_whole(spec):
        if abs(spec) > size:
            raise Failure(tag, *((1, spec) if spec > 0 else (spec, -1)), expr, value=None)
        return slice(0, spec) if spec >= 0 else slice(size + spec, size)
    elif is_list(spec) and 1 <= len(spec) <= 3 or head_of(spec) is S.Span:
        return listed_run(spec, expr, tag)
    raise Failure("seqs", spec, value=None)


def listed_run(spec: Any, expr: Any, tag: str) -> slice:
    """The slice of {m}, {m, n}, {m, n, s} or a span."""
    bounds = spec.parts
    start = bounds[0]
    end = bounds[1] if len(bounds) > 1 else (start if is_list(spec) else S.All)
    step = bounds[2] if len(bounds) == 3 else 1
    if not is_whole(step) or step == 0:
        raise Failure("seqs", spec, value=None)
    found = slice_of(start, end, step, len(expr))
    if found is None:
        raise Failure(tag, start, end, expr, value=None)
    return found


@builtin(
    "Take[list, n]",
    "Take[list, {m, n}]",
    "Take[list, seq1, seq2, ...]",
    messages={**TAKE, **SPEC},
    structural=True,
)
def take(kernel: Any, items: Any, seq: Any, *deeper: Any) -> Any:
    """gives the first n elements of list, the last where n is negative, or those from m to n.

    >>> Take[{a, b, c, d}, 2]
    {a, b}
    >>> Take[{a, b, c, d}, {2, 3}]
    {b, c}
    >>> Take[{a, b}, UpTo[5]]
    {a, b}
    >>> Take[{{1, 2, 3}, {4, 5, 6}}, All, -1]
    {{3}, {6}}
    """
    return by_level(items, (seq, *deeper), S.Take(items, seq, *deeper), taken)


@builtin(
    "Drop[list, n]",
    "Drop[list, {m, n}]",
    "Drop[list, seq1, seq2, ...]",
    messages={**DROP, **SPEC},
    structural=True,
)
def drop(kernel: Any, items: Any, seq: Any, *deeper: Any) -> Any:
    """gives list without its first n elements, without the last where n is negative, or without those from m
    to n.

    >>> Drop[{a, b, c, d}, 2]
    {c, d}
    >>> Drop[{a, b, c, d}, {2, 3}]
    {a, d}
    """
    return by_level(items, (seq, *deeper), S.Drop(items, seq, *deeper), dropped)


def by_level(items: Any, specs: Sequence[Any], call: Any, act: Callable[[Any, Any], Any]) -> Any:
    """Do it with the first specification to the list, with the next to each of its elements."""
    need_compound(items, call)
    kept = act(items, specs[0])
    if len(specs) == 1:
        return kept
    return rebuild(kept, [by_level(e, specs[1:], call, act) for e in elements(kept)])


def taken(items: Any, spec: Any) -> Any:
    return run(items, run_of(spec, items, "take"))


def dropped(items: Any, spec: Any) -> Any:
    """The expression without a run of its elements."""
    where = run_of(spec, items, "drop")
    if where.step in (None, 1):
        if where.start == 0:
            return run(items, slice(where.stop, None))
        if where.stop == len(items):
            return run(items, slice(0, where.start))
    gone = frozenset(range(len(items))[where])
    return choose(items, [i for i in range(len(items)) if i not in gone])


@builtin("TakeDrop[list, n]", "TakeDrop[list, {m, n}]", messages={**TAKE, **SPEC})
def take_drop(kernel: Any, items: Any, seq: Any) -> Any:
    """gives the pair of Take[list, n] and Drop[list, n].

    >>> TakeDrop[{a, b, c, d}, 1]
    {{a}, {b, c, d}}
    """
    need_compound(items, S.TakeDrop(items, seq))
    return make_list([taken(items, seq), dropped(items, seq)])


@builtin("TakeWhile[list, crit]", "TakeWhile[crit][list]", messages=ARGUMENTS)
def take_while(kernel: Any, items: Any, crit: Any) -> Any:
    """gives the elements of list up to the first for which crit is not True.

    >>> TakeWhile[{2, 4, 5, 6}, EvenQ]
    {2, 4}
    """
    need_compound(items, S.TakeWhile(items, crit))
    return run(items, slice(0, leading(kernel, items, crit)))


@builtin("LengthWhile[list, crit]", "LengthWhile[crit][list]", messages=ARGUMENTS)
def length_while(kernel: Any, items: Any, crit: Any) -> Any:
    """gives how many elements of list come before the first for which crit is not True.

    >>> LengthWhile[{2, 4, 5, 6}, EvenQ]
    2
    """
    need_compound(items, S.LengthWhile(items, crit))
    return leading(kernel, items, crit)


def leading(kernel: Any, items: Any, crit: Any) -> int:
    """How many elements at the beginning pass the test."""
    for index, element in enumerate(elements(items)):
        if not kernel.is_true(Expr(crit, (element,))):
            return index
    return len(items)


# -- the largest and the smallest ------------------------------------------------------------------------


def bounded(count: Any, size: int, call: Any) -> int:
    """How many elements UpTo[n] or n asks for; complains where there are fewer than n."""
    limit = limit_of(count, call, 2)
    if limit > size:
        if head_of(count) is S.UpTo or is_infinity(count) or count is S.All:
            return size
        raise Failure("insuff", count, size, value=None)
    return int(limit)


# -- runs one after the other ----------------------------------------------------------------------------


@builtin("TakeList[list, {n1, n2, ...}]", messages={**TAKE, **SPEC})
def take_list(kernel: Any, items: Any, counts: Any) -> Any:
    """gives the first n1 elements, the next n2, and so on, each as a list; -n takes from the end.

    >>> TakeList[{a, b, c, d, e}, {2, 3}]
    {{a, b}, {c, d, e}}
    >>> TakeList[{a, b, c, d, e}, {1, UpTo[2], -1}]
    {{a}, {b, c}, {e}}
    """
    call = S.TakeList(items, counts)
    need_compound(items, call)
    if not is_list(counts):
        return None
    found, rest = [], items
    for count in counts.parts:
        chosen = run_of(count, rest, "take")
        found.append(run(rest, chosen))
        kept = [i for i in range(len(rest)) if i not in range(*chosen.indices(len(rest)))]
        rest = choose(rest, kept)
    return make_list(found)


@builtin(
    "Subsequences[list]", "Subsequences[list, {n}]", "Subsequences[list, {nmin, nmax}]", messages=ARGUMENTS
)
def subsequences(kernel: Any, items: Any, lengths: Any = None) -> Any:
    """gives all runs of elements that stand side by side, the shortest first.

    >>> Subsequences[{a, b, c}]
    {{}, {a}, {b}, {c}, {a, b}, {b, c}, {a, b, c}}
    >>> Subsequences[{a, b, c}, {2}]
    {{a, b}, {b, c}}
    """
    need_compound(items, S.Subsequences(items))
    size = len(items)
    low, high = (0, size) if lengths is None else bounds_of(lengths, size)
    if low < 0:
        return None
    runs = [slice(i, i + n) for n in range(low, high + 1) for i in range(size - n + 1 if n else 1)]
    return make_list([choose(items, each) for each in runs])


def bounds_of(lengths: Any, size: int) -> tuple[int, int]:
    """The shortest and the longest run that n, {n} or {nmin, nmax} asks for; (-1, -1) for anything else."""
    if is_whole(lengths) and lengths >= 0:
        return 0, min(lengths, size)
    parts = lengths.parts if is_list(lengths) else ()
    ends = [size if is_infinity(part) else part for part in parts]
    if not 1 <= len(ends) <= 2 or not all(is_whole(end) and end >= 0 for end in ends):
        return -1, -1
    return ends[0], min(ends[-1], size)
