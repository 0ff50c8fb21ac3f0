"""Functions that take lists and arrays apart and put them together."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from ...expr import Expr, S, boolean
from ..ir import Node, ShapeError
from ..ops.gather import flat_position, gather
from ..ops.shape import cast, concat, pad, reshape, transpose
from ..parameters import is_infinite
from .interpret import Trace
from .values import Value, elements, is_whole, item, meaning, nodes_in, select, shape_of, stack

# -- positions ---------------------------------------------------------------------------------------


def position(spec: int, size: int) -> int:
    """A 1-based position, counted from the end where negative, as 0-based one."""
    if spec == 0 or abs(spec) > size:
        raise ShapeError(f"there is no part {spec} among {size}")
    return spec - 1 if spec > 0 else size + spec


def span_positions(spec: Expr, size: int) -> list[int]:
    parts = (*spec.parts, S.All, 1)[:3] if len(spec.parts) < 3 else spec.parts
    if len(spec.parts) == 2:
        parts = (*spec.parts, 1)
    first, last, step = parts
    step = 1 if step is S.All else step
    if not is_whole(step) or not step:
        raise ShapeError(f"a span cannot have steps of {step}")
    low, high = (1, size) if step > 0 else (size, 1)
    start = position(low if first is S.All else first, size)
    stop = position(high if last is S.All else last, size)
    found = list(range(start, stop + (1 if step > 0 else -1), step))
    if not found:
        raise ShapeError(f"a span from {start + 1} to {stop + 1} is empty, and no array of a net is")
    return found


def part_positions(spec: Value, size: int) -> list[int] | None:
    """The positions that a specification of Part means where it keeps the level; None where it does not."""
    if spec is S.All:
        return list(range(size))
    if isinstance(spec, tuple) and all(map(is_whole, spec)):
        return [position(each, size) for each in spec]
    if isinstance(spec, Expr) and spec.head is S.Span:
        return span_positions(spec, size)
    return None


@meaning("Part", ragged=True)
def part(trace: Trace, data: Value, *specs: Value) -> Value:
    data = trace.node(data) if isinstance(data, tuple) and any(isinstance(s, Node) for s in specs) else data
    found = part_at(data, specs, 0)
    if any(trace.place.lengths_of(node) for node in nodes_in(data)):
        keep_lengths(trace, data, specs, found)
    return found


def keep_lengths(trace: Trace, data: Value, specs: Sequence[Value], found: Value) -> None:
    """Levels of varying length stay whole, or give their first part; the result has those that stay."""
    place, node = 0, trace.node(data)
    for axis, spec in enumerate((*specs, *(S.All,) * (len(node.shape) - len(specs)))):
        length = trace.place.length(node, axis)
        if length is not None and spec is not S.All and spec != 1:
            raise ShapeError("parts of a level of varying length, which an example may not have")
        if not is_whole(spec):
            trace.place.set_length(found, length, place)
            place += len(spec.shape) if isinstance(spec, Node) else 1


def part_at(data: Value, specs: Sequence[Value], axis: int) -> Value:
    """Part from a level on: positions as numbers drop their level, others keep it."""
    if not specs:
        return data
    spec, rest = specs[0], specs[1:]
    if isinstance(data, dict):
        name = spec.parts[0] if isinstance(spec, Expr) and spec.head is S.Key else spec
        found = data.get(name) if isinstance(name, str) else part_at(tuple(data.values()), (spec,), 0)
        return None if found is None else part_at(found, rest, 0)
    shape = shape_of(data)
    if axis >= len(shape):
        raise ShapeError(f"an array of {len(shape)} levels has no parts at level {axis + 1}")
    if is_whole(spec):
        return part_at(without_level(data, axis, position(spec, shape[axis])), rest, axis)
    if isinstance(spec, Node):
        return part_at(gathered(data, axis, spec), rest, axis + len(spec.shape))
    positions = part_positions(spec, shape[axis])
    if positions is None:
        return None
    if isinstance(data, tuple) and not axis:
        return tuple(part_at(data[i], rest, 0) for i in positions)
    return part_at(select(data, axis, positions), rest, axis + 1)


def gathered(data: Value, axis: int, where: Node) -> Node:
    """The parts at positions that are data: a number drops the level, an array puts its levels there."""
    node = data if isinstance(data, Node) else None
    if node is None:
        raise ShapeError("a list whose parts are taken at positions that are data must be an array")
    index = flat_position(
        reshape(cast(where, to="integer"), shape=(*where.shape, 1)), sizes=(node.shape[axis],)
    )
    return gather(node, index, axis=axis)


def without_level(data: Value, axis: int, index: int) -> Value:
    if not axis:
        return item(data, index)
    node = select(data, axis, [index])
    return reshape(node, shape=(*node.shape[:axis], *node.shape[axis + 1 :]))


@meaning("Extract")
def extract(trace: Trace, data: Value, where: Value) -> Value:
    if isinstance(where, tuple) and where and isinstance(where[0], tuple):
        return tuple(part_at(data, each, 0) for each in where)
    return part_at(data, where if isinstance(where, tuple) else (where,), 0)


def taken(spec: Value, size: int) -> list[int] | None:
    """The positions that a specification of Take means."""
    if isinstance(spec, Expr) and spec.head is S.UpTo:
        spec = min(spec.parts[0], size)
    if is_whole(spec) and spec:
        if abs(spec) > size:
            raise ShapeError(f"{abs(spec)} parts cannot be taken of {size}")
        return list(range(spec)) if spec > 0 else list(range(size + spec, size))
    if isinstance(spec, tuple) and 1 <= len(spec) <= 3 and all(map(is_whole, spec)):
        first, last = (spec[0], spec[0]) if len(spec) == 1 else spec[:2]
        return span_positions(Expr(S.Span, (first, last, *spec[2:])), size)
    return list(range(size)) if spec is S.All else None


@meaning("Take")
def take(trace: Trace, data: Value, *specs: Value) -> Value:
    for axis, spec in enumerate(specs):
        positions = taken(spec, level_size(data, axis))
        if positions is None:
            return None
        data = select(data, axis, positions)
    return data


@meaning("Drop")
def drop(trace: Trace, data: Value, *specs: Value) -> Value:
    for axis, spec in enumerate(specs):
        size = level_size(data, axis)
        gone = [] if spec is S["None"] or spec == 0 else taken(spec, size)
        if gone is None:
            return None
        data = select(data, axis, [i for i in range(size) if i not in set(gone)])
    return data


def level_size(data: Value, axis: int) -> int:
    shape = shape_of(data)
    if axis >= len(shape):
        raise ShapeError(f"an array of {len(shape)} levels has no level {axis + 1}")
    return shape[axis]


@meaning("First", ragged=True)
def first(trace: Trace, data: Value) -> Value:
    return part(trace, data, 1)


@meaning("Last")
def last(trace: Trace, data: Value) -> Value:
    return part_at(data, (-1,), 0)


@meaning("Rest")
def rest(trace: Trace, data: Value) -> Value:
    return drop(trace, data, 1)


@meaning("Most")
def most(trace: Trace, data: Value) -> Value:
    return drop(trace, data, -1)


@meaning("Reverse")
def reverse(trace: Trace, data: Value, levels: Value = 1) -> Value:
    levels = levels if isinstance(levels, tuple) else (levels,)
    if not all(map(is_whole, levels)):
        return None
    for level in levels:
        data = select(data, level - 1, list(range(level_size(data, level - 1)))[::-1])
    return data


@meaning("RotateLeft")
def rotate_left(trace: Trace, data: Value, amount: Value = 1) -> Value:
    amounts = amount if isinstance(amount, tuple) else (amount,)
    if not all(map(is_whole, amounts)):
        return None
    for axis, each in enumerate(amounts):
        size = level_size(data, axis)
        data = select(data, axis, [(i + each) % size for i in range(size)])
    return data


@meaning("RotateRight")
def rotate_right(trace: Trace, data: Value, amount: Value = 1) -> Value:
    amounts = amount if isinstance(amount, tuple) else (amount,)
    return rotate_left(trace, data, tuple(-each for each in amounts)) if all(map(is_whole, amounts)) else None


# -- joining -----------------------------------------------------------------------------------------


@meaning("Join")
def join(trace: Trace, *arrays: Value) -> Value:
    level = arrays[-1] if is_whole(arrays[-1]) else 1
    arrays = arrays[:-1] if is_whole(arrays[-1]) else arrays
    if level == 1 and any(isinstance(each, tuple) for each in arrays):
        return tuple(part for each in arrays for part in elements(each))
    return concat(*map(trace.node, arrays), axis=level - 1)


@meaning("Catenate")
def catenate(trace: Trace, arrays: Value) -> Value:
    return join(trace, *elements(arrays))


@meaning("Append")
def append(trace: Trace, data: Value, element: Value) -> Value:
    return (*elements(data), element)


@meaning("Prepend")
def prepend(trace: Trace, data: Value, element: Value) -> Value:
    return (element, *elements(data))


@meaning("Flatten")
def flatten(trace: Trace, data: Value, levels: Value = S.Infinity) -> Value:
    node = trace.node(data)
    depth = len(node.shape) - 1 if is_infinite(levels) else levels
    if not is_whole(depth) or depth < 0:
        return None
    merged = min(depth, len(node.shape) - 1) + 1
    return reshape(node, shape=(math.prod(node.shape[:merged]), *node.shape[merged:]))


@meaning("ArrayReshape")
def array_reshape(trace: Trace, data: Value, sizes: Value) -> Value:
    sizes = sizes if isinstance(sizes, tuple) else (sizes,)
    return reshape(trace.node(data), shape=sizes) if all(map(is_whole, sizes)) else None


@meaning("ArrayFlatten")
def array_flatten(trace: Trace, blocks: Value) -> Value:
    rows = [concat(*map(trace.node, elements(row)), axis=1) for row in elements(blocks)]
    return concat(*rows, axis=0)


@meaning("Partition")
def partition(trace: Trace, data: Value, sizes: Value, steps: Value = None) -> Value:
    sizes = sizes if isinstance(sizes, tuple) else (sizes,)
    steps = sizes if steps is None else steps if isinstance(steps, tuple) else (steps,) * len(sizes)
    if not all(is_whole(each) and each > 0 for each in (*sizes, *steps)) or len(sizes) != len(steps):
        return None
    node, count = trace.node(data), len(sizes)
    for axis, (size, step) in enumerate(zip(sizes, steps, strict=True)):
        starts = range(0, level_size(node, 2 * axis) - size + 1, step)
        where = [start + i for start in starts for i in range(size)]
        node = select(node, 2 * axis, where)
        node = reshape(node, shape=(*node.shape[: 2 * axis], len(starts), size, *node.shape[2 * axis + 1 :]))
    inner = range(2 * count, len(node.shape))
    return transpose(node, axes=(*range(0, 2 * count, 2), *range(1, 2 * count, 2), *inner))


@meaning("BlockMap")
def block_map(trace: Trace, function: Value, data: Value, size: Value, step: Value = None) -> Value:
    blocks = partition(trace, data, size, step)
    return None if blocks is None else trace.call(S.Map, function, blocks)


@meaning("PadRight")
def pad_right(trace: Trace, data: Value, size: Value, value: Value = 0) -> Value:
    return padded(trace, data, size, value, right=True)


@meaning("PadLeft")
def pad_left(trace: Trace, data: Value, size: Value, value: Value = 0) -> Value:
    return padded(trace, data, size, value, right=False)


def padded(trace: Trace, data: Value, size: Value, value: Value, *, right: bool) -> Value:
    node = trace.node(data)
    sizes = size if isinstance(size, tuple) else (size,)
    number = trace.number(value) if not isinstance(value, Node | tuple) else None
    if not all(map(is_whole, sizes)) or number is None or len(sizes) > len(node.shape):
        return None
    for axis, wanted in enumerate(sizes):
        kept = min(wanted, node.shape[axis])
        where = range(kept) if right else range(node.shape[axis] - kept, node.shape[axis])
        node = select(node, axis, list(where))
        widths = [(0, 0)] * len(node.shape)
        widths[axis] = (0, wanted - kept) if right else (wanted - kept, 0)
        node = pad(node, widths=tuple(widths), value=number) if wanted > kept else node
    return node


@meaning("ArrayPad")
def array_pad(trace: Trace, data: Value, widths: Value, value: Value = 0) -> Value:
    node, number = trace.node(data), None if isinstance(value, Node | tuple) else trace.number(value)
    one = is_whole(widths) or (isinstance(widths, tuple) and all(map(is_whole, widths)))
    specs = (widths,) * len(node.shape) if one else widths
    pairs = tuple((each, each) if is_whole(each) else each for each in specs)
    fits = len(pairs) == len(node.shape) and all(isinstance(p, tuple) and len(p) == 2 for p in pairs)
    if number is None or not fits or not all(is_whole(w) and w >= 0 for p in pairs for w in p):
        return None
    return pad(node, widths=pairs, value=number)


@meaning("ConstantArray")
def constant_array(trace: Trace, value: Value, sizes: Value) -> Value:
    sizes = sizes if isinstance(sizes, tuple) else (sizes,)
    if not all(is_whole(size) and size > 0 for size in sizes):
        return None
    for size in reversed(sizes):
        value = stack([trace.node(value)] * size)
    return value


# -- questions ---------------------------------------------------------------------------------------


@meaning("Length", ragged=True)
def length(trace: Trace, data: Value) -> Value:
    varying = trace.place.length(data) if isinstance(data, Node) else None
    if varying is not None:
        return cast(varying, to="real")
    return len(data) if isinstance(data, dict) else (*shape_of(data), 0)[0]


@meaning("Dimensions")
def dimensions(trace: Trace, data: Value, levels: Value = None) -> Value:
    return shape_of(data)[: levels if is_whole(levels) else None]


@meaning("ArrayDepth", "TensorRank")
def array_depth(trace: Trace, data: Value) -> Value:
    return len(shape_of(data))


def rank_test(*ranks: int) -> Any:
    return lambda trace, data: boolean(len(shape_of(data)) in ranks or (not ranks and bool(shape_of(data))))


meaning("VectorQ")(rank_test(1))
meaning("MatrixQ")(rank_test(2))
meaning("ListQ", "ArrayQ")(rank_test())
meaning("NumberQ", "NumericQ", "RealValuedNumberQ", "RealValuedNumericQ")(rank_test(0))


@meaning("Lookup")
def lookup(trace: Trace, data: Value, key: Value, default: Value = None) -> Value:
    return data.get(key, default) if isinstance(data, dict) and isinstance(key, str) else None


@meaning("Keys")
def keys(trace: Trace, data: Value) -> Value:
    return tuple(data) if isinstance(data, dict) else None


@meaning("Values")
def values(trace: Trace, data: Value) -> Value:
    return tuple(data.values()) if isinstance(data, dict) else None
