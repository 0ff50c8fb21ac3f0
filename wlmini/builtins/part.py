"""Part in all its forms, reading and assigning: positions, spans, lists of them, All, keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from wlmini.builtins.elements import choose, elements, is_compound, is_infinity, is_whole, rebuild
from wlmini.builtins.packing import WIDEST
from wlmini.expr import Association, Atom, Expr, Packed, S, as_key, head_of, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.records import record

MESSAGES = {
    "partw": "Part `1` of `2` does not exist.",
    "partd": "Part specification `1` goes deeper than the object has levels.",
    "pkspec1": "`1` cannot be used as a part specification.",
    "span": "`1` is no span m ;; n ;; s of positions.",
    "take": "Positions `1` through `2` of `3` do not exist.",
}


@record
class Key:
    """A part specification that names a key of an association."""

    key: Any


@record
class Many:
    """A part specification that selects several elements: a slice, or single specifications."""

    chosen: slice | list[Any]


@contextmanager
def owned_by(owner: Any) -> Iterator[None]:
    """Within the block, complaints about parts are messages of this symbol."""
    try:
        yield
    except Failure as failure:
        if failure.owner is S.Part:
            failure.owner = owner
        raise


# -- specifications --------------------------------------------------------------------------------------


def selector(expr: Any, spec: Any, call: Any) -> Any:
    """What a specification selects among the elements of `expr`: an index from 0, a `Key`, a `Many`, or None
    for 0.
    """
    if is_whole(spec):
        return None if spec == 0 else index_of(expr, spec, call)
    if isinstance(spec, str) or head_of(spec) is S.Key:
        return key_of(expr, spec, call)
    if spec is S.All:
        return Many(slice(None))
    if isinstance(spec, Expr):
        if spec.head is S.Span:
            return Many(span_slice(spec, expr))
        if spec.head is S.UpTo:
            return Many(slice(0, min(len(expr), spec.parts[0])))
        if spec.head is S.List:
            return Many([selector(expr, s, call) for s in spec.parts])
    raise Failure("pkspec1", spec, owner=S.Part, value=None)


def index_of(expr: Any, position: int, call: Any) -> int:
    """The index from 0 of a position that counts from 1, or from the end where it is negative."""
    size = len(expr)
    if not -size <= position <= size:
        raise Failure("partw", position, call, owner=S.Part, value=None)
    return position - 1 if position > 0 else size + position


def key_of(expr: Any, spec: Any, call: Any) -> Key:
    if not isinstance(expr, Association):
        raise Failure("pkspec1", spec, owner=S.Part, value=None)
    return Key(spec if isinstance(spec, str) else spec.parts[0])


def span_slice(span: Any, expr: Any, owner: Any = S.Part) -> slice:
    """The slice of a;;b;;c, complaining where it asks for elements that are not there."""
    bounds = (*span.parts, *(1, S.All, 1)[len(span.parts) :])
    found = None
    if len(bounds) == 3 and is_whole(bounds[2]) and bounds[2] != 0:
        found = slice_of(bounds[0], bounds[1], bounds[2], len(expr))
    if found is None and not all(map(is_bound, bounds)):
        raise Failure("span", span, owner=owner, value=None)
    if found is None:
        raise Failure("take", bounds[0], bounds[1], expr, owner=owner, value=None)
    return found


def is_bound(bound: Any) -> bool:
    return is_whole(bound) or bound is S.All or head_of(bound) is S.UpTo


def slice_of(first: Any, last: Any, step: int, size: int) -> slice | None:
    """The slice from position `first` to `last`; None where these do not exist."""
    if step < 0 and first == 1 and is_whole(first) and last is S.All:
        first = size  # ;; ;; -1 takes everything from the end
    start = position_in(first, size, 1 if step > 0 else size)
    end = position_in(last, size, size if step > 0 else 1)
    if start is None or end is None:
        return None
    if end == start - (1 if step > 0 else -1):
        return slice(0, 0) if 0 <= end <= size + 1 else None
    if not (1 <= start <= size and 1 <= end <= size) or (end - start) * step < 0:
        return None
    stop = end if step > 0 else (end - 2 if end >= 2 else None)
    return slice(start - 1, stop, step)


def position_in(position: Any, size: int, default: int) -> int | None:
    """A bound of a span as a position from 1."""
    if position is S.All:
        return default
    if head_of(position) is S.UpTo and len(position.parts) == 1:
        limit = position.parts[0]
        return size if is_infinity(limit) else min(size, limit) if is_whole(limit) else None
    if not is_whole(position):
        return None
    return int(position) if position >= 0 else size + 1 + int(position)


# -- reading ---------------------------------------------------------------------------------------------


@builtin(
    "Part[expr, i]",
    "Part[expr, i, j, ...]",
    "Part[assoc, key]",
    "Part[expr, m ;; n ;; s]",
    "Part[expr, {i1, i2, ...}]",
    attributes="NHoldRest ReadProtected",
    messages=MESSAGES,
)
def part(kernel: Any, expr: Any, *specs: Any) -> Any:
    """gives the part of expr at position i, counted from the end where i is negative; part 0 is the head.

    >>> {a, b, c}[[2]]
    b
    >>> {{1, 2}, {3, 4}}[[All, -1]]
    {2, 4}
    >>> Range[10][[2 ;; -1 ;; 4]]
    {2, 6, 10}
    >>> <|"x" -> 5, "y" -> 6|>[["y"]]
    6
    """
    return take_part(kernel, expr, specs, expr)


def take_part(kernel: Any, expr: Any, specs: Sequence[Any], whole: Any) -> Any:
    """The part of an expression that the specifications select."""
    if not specs:
        return expr
    if isinstance(expr, Atom):
        value = expr.part(kernel, tuple(specs))
        if value is None:
            raise Failure("partd", show_part(whole, specs), owner=S.Part, value=None)
        return value
    if isinstance(expr, Packed):
        value = packed_part(expr, specs)
        if value is not None:
            return value
    spec, rest = specs[0], specs[1:]
    if not is_compound(expr):
        if is_whole(spec) and spec == 0 and not rest:
            return head_of(expr)
        raise Failure("partd", show_part(whole, specs), owner=S.Part, value=None)
    return select(kernel, expr, selector(expr, spec, whole), rest, whole)


def select(kernel: Any, expr: Any, chosen: Any, rest: Sequence[Any], whole: Any) -> Any:
    """The elements that a selector chooses, or the parts that further specifications select in them."""
    if chosen is None:
        return take_part(kernel, expr.head, rest, whole)
    if isinstance(chosen, Key):
        value = expr.get(chosen.key)
        if value is None:
            return S.Missing("KeyAbsent", chosen.key)
        return take_part(kernel, value, rest, whole)
    if not isinstance(chosen, Many):
        return take_part(kernel, elements(expr)[chosen], rest, whole)
    kept = choose_many(expr, chosen.chosen)
    if not rest:
        return kept
    return rebuild(kept, [take_part(kernel, e, rest, whole) for e in elements(kept)])


def choose_many(expr: Any, chosen: slice | list[Any]) -> Any:
    """The expression with only the chosen elements; keys that are absent give Missing values."""
    if isinstance(chosen, slice):
        return choose(expr, chosen)
    if not isinstance(expr, Association):
        return Expr(expr.head, [pick(expr, c) for c in chosen])
    keys = list(expr.entries)
    pairs: dict[Any, Any] = {}
    for each in chosen:
        if each is None or isinstance(each, Many):
            raise Failure("pkspec1", expr, owner=S.Part, value=None)
        key = as_key(each.key) if isinstance(each, Key) else keys[each]
        absent = S.Missing("KeyAbsent", each.key) if isinstance(each, Key) else None
        pairs[key] = expr.entries.get(key, absent)
    return Association(pairs)


def pick(expr: Any, chosen: Any) -> Any:
    """What one selector within a list of them chooses."""
    if chosen is None:
        return expr.head
    return choose_many(expr, chosen.chosen) if isinstance(chosen, Many) else expr.parts[chosen]


def packed_part(expr: Packed, specs: Sequence[Any]) -> Any:
    """The part of a packed array, by slicing it; None where that needs the general way."""
    array, axis = expr.array, 0
    for spec in specs:
        if axis >= array.ndim:
            return None
        if is_whole(spec):
            if spec == 0 or abs(spec) > array.shape[axis]:
                return None
            array = array[(slice(None),) * axis + (spec - 1 if spec > 0 else spec,)]
            continue
        index = packed_index(spec, array.shape[axis])
        if index is None:
            return None
        array = array[(slice(None),) * axis + (index,)]
        axis += 1
    return Packed(array) if getattr(array, "ndim", 0) else array.item()


def packed_indices(array: Any, specs: Sequence[Any]) -> tuple[Any, ...] | None:
    """Positions from 0 and slices, as NumPy takes them together; None where that needs the general way."""
    found: list[Any] = []
    if len(specs) > array.ndim:
        return None
    for spec, size in zip(specs, array.shape, strict=False):
        if is_whole(spec):
            if spec == 0 or abs(spec) > size:
                return None
            found.append(spec - 1 if spec > 0 else spec)
            continue
        index = packed_index(spec, size)
        if not isinstance(index, slice):
            return None
        found.append(index)
    return tuple(found)


def packed_index(spec: Any, size: int) -> Any:
    """All, a span, or a list of positions, as NumPy takes it."""
    if spec is S.All:
        return slice(None)
    if not isinstance(spec, Expr):
        return None
    if spec.head is S.Span and len(spec.parts) <= 3:
        bounds = (*spec.parts, *(1, S.All, 1)[len(spec.parts) :])
        return slice_of(bounds[0], bounds[1], bounds[2], size) if is_whole(bounds[2]) and bounds[2] else None
    if spec.head is S.List and spec.parts and all(is_whole(p) and 0 < abs(p) <= size for p in spec.parts):
        return [p - 1 if p > 0 else p for p in spec.parts]
    return None


def show_part(expr: Any, specs: Sequence[Any]) -> Any:
    """The call as a message shows it."""
    return S.HoldForm(S.Part(expr, *specs))


# -- changing --------------------------------------------------------------------------------------------

Change = Callable[[Any], Any]


def assign_part(kernel: Any, value: Any, specs: Sequence[Any], new: Any) -> Any:
    """`value` with the selected parts replaced by `new`, element by element where it is a list of their
    number.

    A missing part raises `Failure` with Part's messages; a new key is added to an association.
    """
    if not specs:
        return new
    spec, rest = specs[0], specs[1:]
    if isinstance(value, Atom) or not is_compound(value):
        raise Failure("partd", show_part(value, specs), owner=S.Part, value=None)
    chosen = selector(value, spec, value)
    if isinstance(chosen, Key):
        return assign_key(kernel, value, chosen.key, rest, new)
    if chosen is None:
        return Expr(assign_part(kernel, value.head, rest, new), value.parts)
    values = list(elements(value))
    if isinstance(chosen, Many):
        targets = targets_of(value, chosen)
        each = new.parts if is_list(new) and len(new) == len(targets) else (new,) * len(targets)
        if targets and isinstance(targets[0], Key):
            return assign_keys(kernel, value, targets, rest, each)
        for target, one in zip(targets, each, strict=True):
            values[target] = assign_part(kernel, values[target], rest, one)
    else:
        values[chosen] = assign_part(kernel, values[chosen], rest, new)
    return rebuild(value, values)


def assign_in_place(value: Packed, specs: Sequence[Any], new: Any) -> bool:
    """Change elements of a packed array that nobody else holds; False where they are not of its kind."""
    index = packed_indices(value.array, specs)
    if index is None:
        return False
    if type(new) is Packed:
        if new.array.dtype != value.array.dtype or new.array.shape != value.array[index].shape:
            return False
        value.put(index, new.array)
        return True
    wanted = {"i": int, "f": float}.get(value.array.dtype.kind)
    numbers: tuple[Any, ...] = new.parts if is_list(new) else (new,)
    if is_list(new) and value.array[index].shape != (len(new),):
        return False
    if set(map(type, numbers)) != {wanted} or (wanted is int and max(map(abs, numbers)) >= WIDEST):
        return False
    value.put(index, numbers if is_list(new) else new)
    return True


def targets_of(value: Any, chosen: Many) -> list[Any]:
    """The indices or keys that a selector of several elements chooses."""
    if isinstance(chosen.chosen, slice):
        return list(range(len(value)))[chosen.chosen]
    return [t for c in chosen.chosen for t in (targets_of(value, c) if isinstance(c, Many) else [c])]


def assign_key(kernel: Any, value: Association, key: Any, rest: Sequence[Any], new: Any) -> Association:
    """An association with what is under a key replaced, or added."""
    old = value.get(key)
    if old is None and rest:
        raise Failure("partw", key, value, owner=S.Part, value=None)
    return Association(value.entries | {as_key(key): assign_part(kernel, old, rest, new)})


def assign_keys(
    kernel: Any, value: Association, keys: list[Any], rest: Sequence[Any], each: Sequence[Any]
) -> Association:
    for target, one in zip(keys, each, strict=True):
        value = assign_key(kernel, value, target.key, rest, one)
    return value


def change_part(expr: Any, specs: Sequence[Any], change: Change) -> Any:
    """The expression with `change` done to each selected part; a missing one raises `Failure`."""
    if not specs:
        return change(expr)
    if isinstance(expr, Atom) or not is_compound(expr):
        raise Failure("partd", show_part(expr, specs), owner=S.Part, value=None)
    chosen = selector(expr, specs[0], expr)
    if chosen is None:
        return Expr(change_part(expr.head, specs[1:], change), expr.parts)
    values = list(elements(expr))
    for index in indices_of(expr, chosen):
        values[index] = change_part(values[index], specs[1:], change)
    return rebuild(expr, values)


def indices_of(expr: Any, chosen: Any) -> list[int]:
    """The indices from 0 of what a selector chooses."""
    targets = targets_of(expr, chosen) if isinstance(chosen, Many) else [chosen]
    return [key_index(expr, t.key) if isinstance(t, Key) else t for t in targets]


def key_index(expr: Association, key: Any) -> int:
    """The place of a key among those of an association."""
    keys = list(expr.entries)
    if as_key(key) not in expr.entries:
        raise Failure("partw", key, expr, owner=S.Part, value=None)
    return keys.index(as_key(key))


def positions_list(expr: Any) -> list[list[Any]]:
    """The positions that an argument gives: n, {i, j, ...} or {{i, j}, {k}, ...}."""
    if not is_list(expr):
        return [[expr]]
    if expr.parts and all(map(is_list, expr.parts)):
        return [list(p.parts) for p in expr.parts]
    return [list(expr.parts)]


@builtin("Extract[expr, pos]", "Extract[expr, pos, h]", "Extract[pos][expr]", messages=MESSAGES)
def extract(kernel: Any, expr: Any, pos: Any, h: Any = None) -> Any:
    """gives the part of expr at the position pos, or the list of those at several positions.

    >>> Extract[{a, b, {c, d}}, {3, 1}]
    c
    >>> Extract[{a, b, c}, {{1}, {3}}]
    {a, c}
    >>> Extract[Hold[1 + 1, 2], 1, Hold]
    Hold[1 + 1]
    """
    with owned_by(S.Extract):
        return extracted(kernel, expr, pos, h)


def extracted(kernel: Any, expr: Any, pos: Any, h: Any) -> Any:
    """The part or parts at the positions, each under the head h where one is given."""
    wrap: Change = (lambda x: x) if h is None else (lambda x: Expr(h, (x,)))
    several = is_list(pos) and (not pos.parts or all(map(is_list, pos.parts)))
    if several:
        return make_list([wrap(take_part(kernel, expr, p.parts, expr)) for p in pos.parts])
    return wrap(take_part(kernel, expr, pos.parts if is_list(pos) else (pos,), expr))
