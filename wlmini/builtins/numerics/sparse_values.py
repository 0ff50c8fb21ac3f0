"""Sparse arrays as values: only the elements other than the default are held."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from wlmini.expr import Atom, Expr, Packed, S, is_list, make_list, same
from wlmini.kernel.limits import need_room
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_number

Position = tuple[int, ...]
PROPERTIES = (
    "NonzeroValues", "NonzeroPositions", "Background", "ImplicitValue", "ExplicitValues", "ExplicitPositions",
    "ExplicitLength", "Density", "RowPointers", "ColumnIndices", "AdjacencyLists", "MatrixColumns",
    "Dimensions", "Properties",
)  # fmt: skip


MOST_ROWS = 100_000


class Sparse(Atom):
    """The dimensions, the default, and the other elements by position (counted from 1)."""

    __slots__ = ("default", "entries", "shape")
    head = S.SparseArray

    def __init__(self, shape: Position, entries: Mapping[Position, Any], default: Any = 0) -> None:
        self.shape = shape
        self.default = default
        self.entries = {p: entries[p] for p in sorted(entries) if not is_default(entries[p], default)}

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Sparse)
            and self.shape == other.shape
            and same(self.default, other.default)
            and list(self.entries) == list(other.entries)
            and all(same(v, other.entries[p]) for p, v in self.entries.items())
        )

    def __hash__(self) -> int:
        return hash((self.shape, tuple(self.entries)))

    def __len__(self) -> int:
        return self.shape[0]

    def at(self, position: Position) -> Any:
        return self.entries.get(position, self.default)

    def normal(self) -> Any:
        if all(is_number(v) for v in (self.default, *self.entries.values())) and len(self.shape) > 0:
            whole = {type(v) for v in (self.default, *self.entries.values())}
            if whole <= {float} or (whole <= {int} and all(abs(v) < 2**62 for v in self.entries.values())):
                array = np.full(self.shape, self.default, dtype=float if whole <= {float} else np.int64)
                for position, value in self.entries.items():
                    array[tuple(p - 1 for p in position)] = value
                return nested(array.tolist())
        return self.dense(())

    def dense(self, before: Position) -> Any:
        level = len(before)
        if level == len(self.shape):
            return self.at(before)
        return make_list([self.dense((*before, i + 1)) for i in range(self.shape[level])])

    def part(self, kernel: Any, specs: tuple[Any, ...]) -> Any | None:
        """One element, or the smaller array that the places select."""
        if len(specs) > len(self.shape):
            return None
        places = [selected(self, s, n) for s, n in zip(specs, self.shape, strict=False)]
        places += [list(range(1, n + 1)) for n in self.shape[len(places) :]]
        kept = [p for p in places if isinstance(p, list)]
        if not kept:
            return self.at(tuple(p for p in places if isinstance(p, int)))
        where: list[dict[int, list[int]]] = [{} for _ in places]
        for table, chosen in zip(where, places, strict=True):
            for new, old in enumerate(chosen if isinstance(chosen, list) else [chosen]):
                table.setdefault(old, []).append(new + 1)
        found = {}
        for position, value in self.entries.items():
            options = [table.get(p, []) for table, p in zip(where, position, strict=True)]
            for fresh in itertools.product(*options):
                found[tuple(n for n, c in zip(fresh, places, strict=True) if isinstance(c, list))] = value
        return Sparse(tuple(len(k) for k in kept), found, self.default)

    def apply(self, kernel: Any, arguments: tuple[Any, ...]) -> Any | None:
        if len(arguments) != 1 or not isinstance(arguments[0], str):
            return None
        if arguments[0] not in PROPERTIES:
            raise Failure("prop", arguments[0], make_list(PROPERTIES), value=None)
        return self.property(arguments[0])

    def property(self, name: str) -> Any:
        match name:
            case "NonzeroValues" | "ExplicitValues":
                return make_list(self.entries.values())
            case "NonzeroPositions" | "ExplicitPositions":
                return make_list([make_list(p) for p in self.entries])
            case "Background" | "ImplicitValue":
                return self.default
            case "ExplicitLength":
                return len(self.entries)
            case "Density":
                return len(self.entries) / float(np.prod(self.shape))
            case "Dimensions":
                return make_list(self.shape)
            case "Properties":
                return make_list(PROPERTIES)
            case "RowPointers":
                need_room(self.shape[0])
                rows = Counter(p[0] for p in self.entries)
                return make_list(itertools.accumulate(rows[i] for i in range(self.shape[0] + 1)))
            case "ColumnIndices":
                return make_list([make_list(p[1:]) for p in self.entries])
        lists: list[list[Any]] = [[] for _ in range(self.shape[0])]
        for position in self.entries:
            lists[position[0] - 1].append(position[1] if len(position) == 2 else make_list(position[1:]))
        return make_list(map(make_list, lists))

    def input_form(self) -> Any:
        if self.shape[0] > MOST_ROWS:  # an account of each row would be longer than anything else
            rules = [S.Rule(make_list(p), v) for p, v in self.entries.items()]
            return S.SparseArray(make_list(rules), make_list(self.shape), self.default)
        return S.SparseArray(S.Automatic, make_list(self.shape), self.default, self.structure())

    def structure(self) -> Any:
        return make_list(
            [
                1,
                S.List(self.property("RowPointers"), self.property("ColumnIndices")),
                self.property("NonzeroValues"),
            ]
        )

    def output_form(self) -> Any:
        return f"SparseArray[<{len(self.entries)}>, {{{', '.join(map(str, self.shape))}}}]"


def nested(rows: Any) -> Any:
    return make_list(map(nested, rows)) if isinstance(rows, list) else rows


def is_default(value: Any, default: Any) -> bool:
    if is_number(value) and is_number(default) and not isinstance(value, complex):
        return bool(type(value) is type(default) and value == default)
    return same(value, default)


def selected(array: Sparse, spec: Any, length: int) -> int | list[int]:
    """The place, or the places, that one specification of Part means."""
    if type(spec) is int and spec != 0 and abs(spec) <= length:
        return spec if spec > 0 else length + 1 + spec
    if spec is S.All:
        return list(range(1, length + 1))
    if is_list(spec) and all(type(p) is int for p in spec.parts):
        return [int(selected(array, p, length)) for p in spec.parts]  # type: ignore[arg-type]
    if is_span(spec):
        first, last, pace = (*spec.parts, 1)[:3]
        low = first if first > 0 else length + 1 + first
        high = length if last is S.All else last if last > 0 else length + 1 + last
        return list(range(low, high + (1 if pace > 0 else -1), pace))
    raise Failure("part", spec, make_list(array.shape), owner=S.SparseArray, value=None)


def is_span(spec: Any) -> bool:
    """Whether a specification is first ;; last or first ;; last ;; step of whole numbers."""
    if not isinstance(spec, Expr) or spec.head is not S.Span or not 2 <= len(spec.parts) <= 3:
        return False
    first, last, pace = (*spec.parts, 1)[:3]
    return type(first) is int and (type(last) is int or last is S.All) and type(pace) is int and pace != 0


def dimensions_of(expr: Any) -> Position:
    if type(expr) is Packed:
        return tuple(expr.array.shape)
    if not is_list(expr) or not len(expr):
        return ()
    inner = {dimensions_of(p) for p in expr.parts}
    return (len(expr), *(inner.pop() if len(inner) == 1 else ()))


def from_list(source: Any, shape: Position | None, default: Any) -> Sparse:
    own = dimensions_of(source)
    if not own:
        if shape is None:
            raise Failure("rect", source, value=None)
        return Sparse(shape, {}, default)
    entries = dict(walk(source, own, ()))
    return resized(Sparse(own, entries, default), shape or own, default)


def walk(expr: Any, shape: Position, before: Position) -> Iterator[tuple[Position, Any]]:
    if len(before) == len(shape):
        yield before, expr
        return
    for i, part in enumerate(expr.parts):
        yield from walk(part, shape, (*before, i + 1))


def resized(array: Sparse, shape: Position, default: Any) -> Sparse:
    kept = {p: v for p, v in array.entries.items() if all(k <= n for k, n in zip(p, shape, strict=False))}
    return Sparse(shape, kept, default)
