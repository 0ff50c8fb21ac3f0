"""Other arrangements of the same elements: Flatten, Partition, Transpose, Thread, RotateLeft, ArrayReshape
...
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wlmini.builtins.elements import (
    ARGUMENTS,
    choose,
    elements,
    is_compound,
    is_infinity,
    is_whole,
    need_compound,
    rebuild,
)
from wlmini.builtins.levels import INFINITE, dimensions
from wlmini.expr import Association, Atom, Expr, Packed, S, head_of, is_list, make_list, same
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

# -- flattening ------------------------------------------------------------------------------------------


@builtin(
    "Flatten[list]",
    "Flatten[list, n]",
    "Flatten[list, n, h]",
    "Flatten[list, {{s11, s12, ...}, {s21, ...}, ...}]",
    messages={"flev": "`1` is no number of levels to flatten, nor a list of levels.", **ARGUMENTS},
    structural=True,
)
def flatten(kernel: Any, items: Any, n: Any = INFINITE, h: Any = None) -> Any:
    """gives list with the lists in it opened, all of them or down to level n.

    >>> Flatten[{{a, b}, {c, {d}}}]
    {a, b, c, d}
    >>> Flatten[{{a, b}, {c, {d}}}, 1]
    {a, b, c, {d}}
    >>> Flatten[{{a, b}, {c, d}}, {2, 1}]
    {a, c, b, d}
    """
    need_compound(items, S.Flatten(items))
    if is_list(n):
        return flatten_groups(items, n)
    levels = INFINITE if is_infinity(n) else n
    if not is_whole(levels) or levels < 0:
        raise Failure("flev", n, value=None)
    head = head_of(items) if h is None else h
    if isinstance(items, Packed) and head is S.List:
        flat = min(levels, items.array.ndim - 1)
        return Packed(items.array.reshape((-1, *items.array.shape[flat + 1 :]))) if flat else items
    found: list[Any] = []
    spread(items, head, levels, found)
    return Expr(head_of(items), found) if not isinstance(items, Association) else make_list(found)


def spread(expr: Any, head: Any, levels: int, found: list[Any]) -> None:
    """Add the elements of an expression to a list, opening so many levels of those with the head."""
    for element in elements(expr):
        if levels > 0 and isinstance(element, Expr) and same(element.head, head):
            spread(element, head, levels - 1, found)
        else:
            found.append(element)


def flatten_groups(items: Any, spec: Any) -> Any:
    """Flatten[list, {{s11, s12}, {s21}, ...}]: each group of levels becomes one level of the result."""
    groups = [g.parts if is_list(g) else None for g in spec.parts]
    if None in groups:
        groups = [spec.parts] if all(map(is_whole, spec.parts)) else [("",)]
    named = [level for group in groups for level in group or ()]
    if not all(is_whole(level) and level > 0 for level in named) or len(set(named)) < len(named):
        raise Failure("flev", spec, value=None)
    deepest = max(named, default=1)
    full: list[Any] = groups + [(level,) for level in range(1, deepest) if level not in named]
    found = []
    for place, element in entries_at(items, deepest, ()):
        found.append((tuple(tuple(place[level - 1] for level in group) for group in full), element))
    found.sort(key=lambda pair: pair[0])
    return nest(found, 0, len(full), head_of(items))


def entries_at(expr: Any, depth: int, place: tuple[int, ...]) -> list[tuple[tuple[int, ...], Any]]:
    """(position, element) of everything at a depth below an expression."""
    if depth == 0:
        return [(place, expr)]
    if not is_compound(expr):
        raise Failure("flev", depth, value=None)
    return [pair for i, e in enumerate(elements(expr)) for pair in entries_at(e, depth - 1, (*place, i))]


def nest(found: Sequence[tuple[tuple[Any, ...], Any]], level: int, depth: int, head: Any) -> Any:
    """Nested lists from sorted (coordinates, element) pairs."""
    if level == depth:
        return found[0][1] if len(found) == 1 else Expr(S.Sequence, [element for _, element in found])
    rows: dict[Any, list[Any]] = {}
    for pair in found:
        rows.setdefault(pair[0][level], []).append(pair)
    return Expr(head, [nest(row, level + 1, depth, head) for row in rows.values()])


@builtin("ArrayFlatten[array]", "ArrayFlatten[array, r]", messages=ARGUMENTS)
def array_flatten(kernel: Any, blocks: Any, r: Any = 2) -> Any:
    """gives the matrix that the matrices in a matrix of blocks make up; a number stands for a block of that
    number.

    >>> ArrayFlatten[{{{{1, 2}}, {{3}}}, {{{4, 5}}, {{6}}}}]
    {{1, 2, 3}, {4, 5, 6}}
    >>> ArrayFlatten[{{{{1}, {2}}, 0}}]
    {{1, 0}, {2, 0}}
    """
    if r != 2 or not is_list(blocks) or not all(map(is_list, blocks.parts)):
        raise Failure("list", 1, S.ArrayFlatten(blocks), value=None)
    rows = [list(row.parts) for row in blocks.parts]
    heights = [max([dimensions(b)[0] for b in row if is_list(b)], default=1) for row in rows]
    widths = [
        max([dimensions(b)[1] for b in column if len(dimensions(b)) > 1], default=1)
        for column in zip(*rows, strict=False)
    ]
    result: list[Any] = []
    for row, height in zip(rows, heights, strict=True):
        full = [b.parts if is_list(b) else block(b, height, w) for b, w in zip(row, widths, strict=True)]
        result += [make_list([e for b in full for e in elements(b[k])]) for k in range(height)]
    return make_list(result)


def block(value: Any, height: int, width: int) -> tuple[Any, ...]:
    return (make_list((value,) * width),) * height


@builtin(
    "ArrayReshape[list, dims]",
    "ArrayReshape[list, dims, padding]",
    messages={"dims": "`1` is no list of positive numbers that can be dimensions.", **ARGUMENTS},
    structural=True,
)
def array_reshape(kernel: Any, items: Any, dims: Any, padding: Any = 0) -> Any:
    """gives the elements of list, at whatever level, as an array of the dimensions dims, filled up with
    padding or 0; padding may be one of those of ArrayPad.

    >>> ArrayReshape[{a, b, c, d, e, f}, {2, 3}]
    {{a, b, c}, {d, e, f}}
    >>> ArrayReshape[{1, 2, 3}, {2, 2}]
    {{1, 2}, {3, 0}}
    """
    need_compound(items, S.ArrayReshape(items, dims))
    lengths = dims.parts if is_list(dims) else (dims,)
    if not lengths or not all(is_whole(n) and n > 0 for n in lengths):
        raise Failure("dims", dims, value=None)
    size = 1
    for length in lengths:
        size *= length
    if isinstance(items, Packed) and items.array.size >= size:
        return Packed(items.array.reshape(-1)[:size].reshape(lengths))
    found: list[Any] = []
    spread(items, S.List, INFINITE, found)
    flat = found[:size]
    if len(flat) < size:
        flat = list(kernel.call(S.ArrayPad, make_list(flat), S.List(0, size - len(flat)), padding).parts)
    for length in reversed(lengths[1:]):
        flat = [make_list(flat[i : i + length]) for i in range(0, len(flat), length)]
    return make_list(flat)


# -- partitioning ----------------------------------------------------------------------------------------


@builtin(
    "Partition[list, n]",
    "Partition[list, n, d]",
    "Partition[list, n, d, {kL, kR}]",
    "Partition[list, n, d, {kL, kR}, padding]",
    "Partition[list, UpTo[n]]",
    "Partition[list, {n1, n2, ...}]",
    messages={
        "ilsmp": "Sizes and steps are positive integers, or lists of them, not `1`.",
        "pdep": "There are `1` levels to be cut into parts, and `2` has fewer.",
        "align": "`1` does not say how to cut `2` into parts.",
        **ARGUMENTS,
    },
    structural=True,
)
def partition(kernel: Any, items: Any, n: Any, d: Any = None, align: Any = None, padding: Any = None) -> Any:
    """gives the successive parts of n elements of list, each starting d elements after the one before.

    >>> Partition[{a, b, c, d, e}, 2]
    {{a, b}, {c, d}}
    >>> Partition[{a, b, c, d}, 2, 1]
    {{a, b}, {b, c}, {c, d}}
    >>> Partition[{a, b, c}, UpTo[2]]
    {{a, b}, {c}}
    >>> Partition[{a, b, c}, 2, 2, 1, x]
    {{a, b}, {c, x}}
    """
    if isinstance(items, Atom):  # which a list may stand for
        need_compound(items, S.Partition(items, n))
    depth = len(n) if is_list(n) else 1
    if not is_compound(items) or depth > levels_below(items, depth):
        raise Failure("pdep", depth, items, value=None)
    if is_list(n):
        return partition_levels(items, n, d)
    if head_of(n) is S.UpTo and len(n.parts) == 1:
        n, align, padding = n.parts[0], 1, make_list(())
    step = n if d is None else d
    ends = alignment(align, n) if is_whole(n) and n > 0 else None
    if not is_whole(n) or n < 1 or not is_whole(step) or step < 1:
        raise Failure("ilsmp", make_list([n, step]), items, value=None)
    if ends is None:
        raise Failure("align", make_list([n, step]), items, value=None)
    if align is None and isinstance(items, Packed):
        found = packed_partition(items, n, step)
        if found is not None:
            return found
    starts = range(1 - ends[0], len(items) - ends[1] + 1, step)
    head = S.List if isinstance(items, Association) else items.head
    return Expr(head, [piece(items, start, n, padding) for start in starts])


def levels_below(items: Any, most: int) -> int:
    """How many levels of lists of one length there are, up to so many."""
    if is_list(items):
        return len(dimensions(items)[:most])
    return 1


def alignment(align: Any, n: int) -> tuple[int, int] | None:
    """Where in the first and the last part the ends of the list stand, from 1 to n."""
    bounds = (1, -1) if align is None else align.parts if is_list(align) else (align, align)
    if len(bounds) != 2 or not all(is_whole(k) and 1 <= abs(k) <= n for k in bounds):
        return None
    first, last = (k if k > 0 else n + 1 + k for k in bounds)
    return first, last


def packed_partition(items: Packed, n: int, step: int) -> Any:
    """Parts that do not overlap, as a reshaped view."""
    count = len(items) // n
    if step != n or not count:
        return None
    return Packed(items.array[: count * n].reshape((count, n, *items.array.shape[1:])))


def piece(items: Any, start: int, n: int, padding: Any) -> Any:
    """The n elements from `start` (from 0) on, with padding outside the list: cyclic where none is given."""
    size = len(items)
    if start >= 0 and start + n <= size:
        return choose(items, slice(start, start + n))
    if padding is None:
        return choose(items, [k % size for k in range(start, start + n)])
    if is_list(padding) and not padding.parts:
        return choose(items, slice(max(0, start), min(size, start + n)))
    fill = padding.parts if is_list(padding) else (padding,)
    inside = elements(items)
    return Expr(
        head_of(items),
        [inside[k] if 0 <= k < size else fill[k % len(fill)] for k in range(start, start + n)],
    )


def partition_levels(items: Any, sizes: Any, steps: Any) -> Any:
    """Blocks of an array: cut at each level, then bring the levels of the blocks inside."""
    lengths = sizes.parts
    offsets = steps.parts if is_list(steps) else (lengths if steps is None else (steps,) * len(lengths))
    if not all(is_whole(k) and k > 0 for k in (*lengths, *offsets)) or len(offsets) != len(lengths):
        raise Failure("pdep", sizes, items, value=None)
    rank = len(lengths)
    if not rank:
        return items
    if len(dimensions(items)) < rank:
        raise Failure("pdep", sizes, items, value=None)
    cut = cut_levels(items, list(zip(lengths, offsets, strict=True)))
    order = (*range(0, 2 * rank, 2), *range(1, 2 * rank, 2))
    return permute(cut, order, dimensions(cut))


def cut_levels(expr: Any, cuts: list[tuple[int, int]]) -> Any:
    if not cuts:
        return expr
    (n, step), *deeper = cuts
    rows = [piece(expr, start, n, None) for start in range(0, len(expr) - n + 1, step)]
    return make_list([make_list([cut_levels(e, deeper) for e in elements(row)]) for row in rows])


# -- transposing -----------------------------------------------------------------------------------------


@builtin(
    "Transpose[list]",
    "Transpose[list, {n1, n2, ...}]",
    "Transpose[list, m <-> n]",
    messages={
        "nmtx": "The first two levels of `1` are not those of a full array, so they cannot be exchanged.",
        "perm": "`1` is no list that says where the levels of an array of depth `2` go.",
    },
    structural=True,
)
def transpose(kernel: Any, items: Any, levels: Any = None) -> Any:
    """gives list with its first two levels exchanged, or with its levels k at the places nk.

    >>> Transpose[{{a, b, c}, {x, y, z}}]
    {{a, x}, {b, y}, {c, z}}
    >>> Dimensions[Transpose[ConstantArray[0, {2, 3, 4}], {3, 1, 2}]]
    {3, 4, 2}
    """
    if isinstance(items, Atom):  # which a list may stand for
        need_compound(items, S.Transpose(items))
    if levels is None:
        return exchanged(items)
    shape = dimensions(items)
    places = level_places(levels, len(shape))
    if places is None:
        raise Failure("perm", levels, len(shape), value=None)
    if isinstance(items, Packed) and len(set(places)) == len(places) == items.array.ndim:
        return Packed(items.array.transpose([places.index(k) for k in range(len(places))]))
    return relocate(items, places, shape)


def exchanged(items: Any) -> Any:
    """The matrix with rows and columns exchanged."""
    if isinstance(items, Packed) and items.array.ndim > 1:
        return Packed(items.array.swapaxes(0, 1))
    if is_list(items) and not items.parts:
        return items
    if keyed(items):
        return exchanged_keys(items)
    if not is_compound(items) or len(dimensions(items, 2)) < 2:
        raise Failure("nmtx", items, value=None)
    rows = [elements(row) for row in elements(items)]
    return make_list([make_list(column) for column in zip(*rows, strict=True)])


def keyed(items: Any) -> bool:
    """Whether the first two levels are a full array, and one of them is made of associations."""
    if not is_list(items) and not isinstance(items, Association) or isinstance(items, Packed):
        return False
    rows = elements(items)
    if rows and all(isinstance(row, Association) for row in rows):
        return len({frozenset(row.entries) for row in rows}) == 1
    flat = isinstance(items, Association) and rows and all(is_list(row) for row in rows)
    return bool(flat) and len({len(row) for row in rows}) == 1


def exchanged_keys(items: Any) -> Any:
    """The keys of one level become those of the other: {<|a -> 1|>, <|a -> 2|>} gives <|a -> {1, 2}|>."""
    rows = elements(items)

    def like_outer(column: Any) -> Any:
        return Association(dict(zip(items.entries, column, strict=True))) if outer else make_list(column)

    outer = isinstance(items, Association)
    if isinstance(rows[0], Association):
        return Association({key: like_outer([row.entries[key] for row in rows]) for key in rows[0].entries})
    columns = zip(*[elements(row) for row in rows], strict=True)
    return make_list([like_outer(column) for column in columns])


def level_places(levels: Any, depth: int) -> list[int] | None:
    """Where each level goes, from 0; levels that are not named stay."""
    if head_of(levels) is S.TwoWayRule and all(is_whole(k) and 0 < k <= depth for k in levels.parts):
        a, b = (k - 1 for k in levels.parts)
        return [b if k == a else a if k == b else k for k in range(depth)]
    if (
        not is_list(levels)
        or not 0 < len(levels) <= depth
        or not all(is_whole(k) and k > 0 for k in levels.parts)
    ):
        return None
    places = [k - 1 for k in levels.parts]
    places += range(len(places), depth)
    return places if set(places) == set(range(max(places) + 1)) else None


def relocate(items: Any, places: Sequence[int], shape: Sequence[int]) -> Any:
    """The array whose level places[k] is level k of the given one; equal places take the diagonal."""
    lengths = [min(shape[k] for k, p in enumerate(places) if p == place) for place in range(max(places) + 1)]

    def build(index: tuple[int, ...]) -> Any:
        if len(index) == len(lengths):
            found = items
            for place in places:
                found = elements(found)[index[place]]
            return found
        return make_list([build((*index, k)) for k in range(lengths[len(index)])])

    return build(())


def permute(items: Any, order: Sequence[int], shape: Sequence[int]) -> Any:
    """The array whose levels are those of the given one in this order."""
    places = [list(order).index(k) for k in range(len(order))]
    return relocate(items, places, shape)


@builtin(
    "Thread[f[args]]",
    "Thread[f[args], h]",
    "Thread[f[args], h, n]",
    messages={"tdlen": "The lists in `1` have unequal lengths and cannot be combined element by element."},
)
def thread(kernel: Any, expr: Any, h: Any = S.List, n: Any = S.All) -> Any:
    """gives the list of what f gives for the first elements of the lists in args, for the second ones, and so
    on.

    >>> Thread[f[{a, b}, {x, y}, c]]
    {f[a, x, c], f[b, y, c]}
    >>> Thread[{a, b} -> {1, 2}]
    {a -> 1, b -> 2}
    >>> Thread[f[p == q], Equal]
    f[p] == f[q]
    """
    if not is_compound(expr) or isinstance(expr, Association):
        return expr
    threaded = thread_positions(n, len(expr))
    rows = [i for i in threaded if isinstance(expr.parts[i], Expr) and same(expr.parts[i].head, h)]
    if not rows:
        return expr
    lengths = {len(expr.parts[i]) for i in rows}
    if len(lengths) > 1:
        raise Failure("tdlen", expr, value=expr)
    chosen = frozenset(rows)
    columns = [
        elements(p) if i in chosen else (p,) * len(expr.parts[rows[0]]) for i, p in enumerate(expr.parts)
    ]
    return Expr(h, [Expr(expr.head, column) for column in zip(*columns, strict=True)])


def thread_positions(n: Any, size: int) -> range:
    """Which arguments are threaded over: all, none, the first n, the last n, or {m}, {m, n}."""
    if n is S["None"]:
        return range(0)
    if is_whole(n):
        return range(min(n, size)) if n >= 0 else range(max(0, size + n), size)
    if is_list(n) and 1 <= len(n) <= 2 and all(map(is_whole, n.parts)):
        low, high = (k if k > 0 else size + 1 + k for k in (n.parts[0], n.parts[-1]))
        return range(low - 1, min(high, size))
    return range(size)


# -- rotating --------------------------------------------------------------------------------------------


@builtin(
    "RotateLeft[expr]",
    "RotateLeft[expr, n]",
    "RotateLeft[expr, {n1, n2, ...}]",
    messages=ARGUMENTS,
    structural=True,
)
def rotate_left(kernel: Any, expr: Any, n: Any = 1) -> Any:
    """gives expr with its elements moved n places to the left, those at the beginning put at the end.

    >>> RotateLeft[{a, b, c, d}]
    {b, c, d, a}
    >>> RotateLeft[{a, b, c, d}, -1]
    {d, a, b, c}
    """
    return rotate(expr, n, 1, S.RotateLeft(expr, n))


@builtin(
    "RotateRight[expr]",
    "RotateRight[expr, n]",
    "RotateRight[expr, {n1, n2, ...}]",
    messages=ARGUMENTS,
    structural=True,
)
def rotate_right(kernel: Any, expr: Any, n: Any = 1) -> Any:
    """gives expr with its elements moved n places to the right, those at the end put at the beginning.

    >>> RotateRight[{a, b, c, d}]
    {d, a, b, c}
    """
    return rotate(expr, n, -1, S.RotateRight(expr, n))


def rotate(expr: Any, n: Any, direction: int, call: Any) -> Any:
    """Rotate an expression by n, its elements by the further numbers of a list."""
    need_compound(expr, call)
    shifts = n.parts if is_list(n) else (n,)
    if not shifts or not all(map(is_whole, shifts)):
        return None
    return rotated(expr, [s * direction for s in shifts])


def rotated(expr: Any, shifts: Sequence[int]) -> Any:
    size = len(expr)
    start = shifts[0] % size if size else 0
    turned = choose(expr, [*range(start, size), *range(start)]) if start else expr
    if len(shifts) == 1:
        return turned
    return rebuild(turned, [rotated(e, shifts[1:]) if is_compound(e) else e for e in elements(turned)])
