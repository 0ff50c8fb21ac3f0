"""Functions of functions: Map, Apply, Nest, Fold and their kin."""

from __future__ import annotations

from typing import Any

from ...expr import TRUE, Expr, Packed, S, Symbol
from ..ir import Node, ShapeError
from ..ops.shape import reshape
from ..ports import Misfit
from .closing import Member
from .interpret import Trace
from .values import OPERATOR, Closure, Operator, Splice, Value, elements, is_whole, meaning, shape_of

ABSENT = object()  # the argument that an operator form waits for
ASSIGNING = {
    "Set", "SetDelayed", "AddTo", "SubtractFrom", "TimesBy", "DivideBy", "Increment", "Decrement",
    "PreIncrement", "PreDecrement", "AppendTo", "PrependTo",
}  # fmt: skip


@meaning(OPERATOR, ragged=True)
def call_operator(trace: Trace, operator: Operator, arguments: tuple[Value, ...]) -> Value:
    """A composition, or the operator form of a function whose data come last."""
    head, given = operator.head, operator.arguments
    if head in (S.Composition, S.RightComposition):
        value: Any = arguments
        for function in given if head is S.RightComposition else reversed(given):
            value = (trace.called(function, *value),)
        return value[0]
    if head in (S.Map, S.Apply, S.MapApply, S.Fold, S.FoldList, S.MapThread, S.MapIndexed):
        return trace.call(head, *given, *arguments)
    return None


@meaning("Composition", ragged=True)
def composition(trace: Trace, *functions: Value) -> Value:
    return Operator(S.Composition, functions)


@meaning("RightComposition", ragged=True)
def right_composition(trace: Trace, *functions: Value) -> Value:
    return Operator(S.RightComposition, functions)


@meaning("Sequence", ragged=True)
def sequence(trace: Trace, *values: Value) -> Value:
    return Splice(values)


@meaning("Identity", ragged=True)
def identity(trace: Trace, value: Value) -> Value:
    return value


# -- Map ---------------------------------------------------------------------------------------------


@meaning("Map", ragged=True)
def map_over(trace: Trace, function: Value, data: Value = ABSENT, levels: Value = (1,)) -> Value:
    if data is ABSENT:
        return Operator(S.Map, (function,))
    if isinstance(data, dict):
        return {key: trace.called(function, each) for key, each in data.items()}
    if isinstance(levels, tuple) and len(levels) == 1 and is_whole(levels[0]) and levels[0] >= 0:
        return at_level(trace, function, data, levels[0])
    if is_whole(levels) and levels > 0:
        for level in range(levels, 0, -1):
            data = at_level(trace, function, data, level)
        return data
    return None


def at_level(trace: Trace, function: Value, data: Value, level: int) -> Value:
    """The function applied to the parts at one level."""
    if level == 0:
        return trace.called(function, data)
    if level > 1:
        return tuple(at_level(trace, function, each, level - 1) for each in trace.parts(data))
    if isinstance(data, Node) and data.shape:
        together = all_at_once(trace, function, data)
        if together is not None:
            return together
        if trace.place.length(data) is not None:
            raise ShapeError("a function that gives variables values cannot be mapped over a varying length")
    return tuple(trace.called(function, each) for each in trace.parts(data))


def all_at_once(trace: Trace, function: Value, data: Node) -> Node | None:
    """The function run once, the level folded into the batch; None where values from outside come in."""
    if not foldable(function) or set(trace.place.lengths_of(data)) - {0}:
        return None
    size = data.shape[0]
    inner = trace.at(trace.place.folded(size))
    try:
        value = inner.node(inner.called(function, trace.place.fold(data)))
    except ShapeError:
        return None
    except Misfit as misfit:
        if misfit.tag == "inprogram":
            return None
        raise
    factor = max(data.batched, 1)
    found = trace.place.unfold(value, size, factor)
    trace.place.set_length(found, trace.place.length(data), 0)
    return found


def foldable(function: Value) -> bool:
    """Whether a function has no effect on names outside of it."""
    if isinstance(function, Closure | Expr):
        return not assigns(function.function if isinstance(function, Closure) else function)
    if isinstance(function, Operator):
        return all(map(foldable, function.arguments))
    return isinstance(function, Member | Symbol)


def assigns(expr: Any) -> bool:
    if not isinstance(expr, Expr) or isinstance(expr, Packed):
        return False
    own = isinstance(expr.head, Symbol) and expr.head.short in ASSIGNING
    return own or any(map(assigns, (expr.head, *expr.parts)))


@meaning("MapIndexed")
def map_indexed(trace: Trace, function: Value, data: Value = ABSENT) -> Value:
    if data is ABSENT:
        return Operator(S.MapIndexed, (function,))
    return tuple(trace.called(function, each, (i,)) for i, each in enumerate(elements(data), 1))


@meaning("MapThread")
def map_thread(trace: Trace, function: Value, lists: Value = ABSENT, level: Value = 1) -> Value:
    if lists is ABSENT:
        return Operator(S.MapThread, (function,))
    columns = [elements(each) for each in elements(lists)]
    if not is_whole(level) or level < 1:
        return None
    if len({len(column) for column in columns}) > 1:
        raise ShapeError(
            f"lists of lengths {', '.join(str(len(each)) for each in columns)} do not go together"
        )
    rows = zip(*columns, strict=True)
    if level == 1:
        return tuple(trace.called(function, *row) for row in rows)
    return tuple(map_thread(trace, function, row, level - 1) for row in rows)


@meaning("Apply")
def apply(trace: Trace, function: Value, data: Value = ABSENT, levels: Value = (0,)) -> Value:
    if data is ABSENT:
        return Operator(S.Apply, (function,))
    if levels == (1,):
        return tuple(trace.called(function, *elements(each)) for each in elements(data))
    return trace.called(function, *elements(data)) if levels in ((0,), 0) else None


@meaning("MapApply")
def map_apply(trace: Trace, function: Value, data: Value = ABSENT) -> Value:
    return Operator(S.MapApply, (function,)) if data is ABSENT else apply(trace, function, data, (1,))


@meaning("Array")
def array(trace: Trace, function: Value, sizes: Value) -> Value:
    dims = sizes if isinstance(sizes, tuple) else (sizes,)
    return filled(trace, function, dims, ()) if all(map(is_whole, dims)) else None


def filled(trace: Trace, function: Value, dims: tuple[int, ...], index: tuple[int, ...]) -> Value:
    if not dims:
        return trace.called(function, *index)
    return tuple(filled(trace, function, dims[1:], (*index, i + 1)) for i in range(dims[0]))


@meaning("Outer")
def outer(trace: Trace, function: Value, *arrays: Value) -> Value:
    if function is S.Times and len(arrays) == 2:
        left, right = map(trace.node, arrays)
        return reshape(left, shape=(*left.shape, *(1,) * len(right.shape))) * right
    return combined(trace, function, arrays, ())


def combined(trace: Trace, function: Value, arrays: tuple[Value, ...], chosen: tuple[Value, ...]) -> Value:
    if not arrays:
        return trace.called(function, *chosen)
    return each_number(trace, function, arrays[0], arrays[1:], chosen)


def each_number(trace: Trace, function: Value, data: Value, rest: Any, chosen: tuple[Value, ...]) -> Value:
    if not shape_of(data):
        return combined(trace, function, rest, (*chosen, data))
    return tuple(each_number(trace, function, each, rest, chosen) for each in elements(data))


# -- repetition --------------------------------------------------------------------------------------


@meaning("Nest")
def nest(trace: Trace, function: Value, start: Value, count: Value) -> Value:
    found = nest_list(trace, function, start, count)
    return None if found is None else found[-1]


@meaning("NestList")
def nest_list(trace: Trace, function: Value, start: Value, count: Value) -> Value:
    if not is_whole(count) or count < 0:
        return None
    values = [start]
    for _ in range(count):
        values.append(trace.called(function, values[-1]))
    return tuple(values)


@meaning("NestWhile")
def nest_while(trace: Trace, function: Value, start: Value, test: Value) -> Value:
    while (holds := trace.called(test, start)) is TRUE:
        start = trace.called(function, start)
    if isinstance(holds, Node):
        raise ShapeError("the test of a loop must not depend on data")
    return start


@meaning("Fold")
def fold(trace: Trace, function: Value, start: Value = ABSENT, data: Value = ABSENT) -> Value:
    if start is ABSENT:
        return Operator(S.Fold, (function,))
    return fold_list(trace, function, start, data)[-1]


@meaning("FoldList")
def fold_list(trace: Trace, function: Value, start: Value = ABSENT, data: Value = ABSENT) -> Value:
    if start is ABSENT:
        return Operator(S.FoldList, (function,))
    items = elements(start if data is ABSENT else data)
    if data is ABSENT:
        if not items:
            raise ShapeError("an empty list has no first value to begin with")
        start, items = items[0], items[1:]
    values = [start]
    for each in items:
        values.append(trace.called(function, values[-1], each))
    return tuple(values)
