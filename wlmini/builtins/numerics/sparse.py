"""Sparse arrays made from rules, patterns, bands and lists: SparseArray, Band, ArrayRules."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from wlmini.builtins.numerics.atom_rules import give_meaning
from wlmini.builtins.numerics.sparse_meaning import meaning
from wlmini.builtins.numerics.sparse_values import Position, Sparse, from_list, resized
from wlmini.expr import Expr, S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

MESSAGES = {
    "rect": "`1` is neither a rectangular array nor rules of positions and values.",
    "dims": "The dimensions `1` are no list of positive integers.",
    "pos": "The position `1` does not fit into an array of dimensions `2`.",
    "range": "The position `1` lies outside an array of dimensions `2`.",
    "nodim": "Patterns of positions in `1` need dimensions.",
    "prop": "`1` is no property of a SparseArray; those are `2`.",
    "part": "The part `1` of an array of dimensions `2` does not exist.",
}


@builtin(
    "SparseArray[{pos1 -> v1, pos2 -> v2, ...}]",
    "SparseArray[rules, {d1, d2, ...}]",
    "SparseArray[rules, {d1, d2, ...}, default]",
    "SparseArray[list]",
    messages=MESSAGES,
)
def sparse_array(kernel: Any, source: Any, dimensions: Any = None, default: Any = 0, rows: Any = None) -> Any:
    """gives an array that holds only the elements other than the default, from rules or from a list.

    >>> s = SparseArray[{{1, 1} -> a, {2, 3} -> b}]; {Normal[s], s[[2, 3]], s . {1, 1, 1}}
    {{{a, 0, 0}, {0, 0, b}}, b, SparseArray[<2>, {2}]}
    >>> Normal[SparseArray[Band[{1, 1}] -> 2, {2, 2}]]
    {{2, 0}, {0, 2}}
    """
    give_meaning(kernel, S.SparseArray, meaning)
    shape = shape_of(dimensions)
    if source is S.Automatic and rows is not None and shape is not None:
        return from_rows(shape, default, rows)
    if isinstance(source, Sparse):
        return resized(source, shape or source.shape, source.default if dimensions is None else default)
    if is_list(source) and (not len(source) or not are_rules(source.parts)):
        return from_list(source, shape, default)
    return from_rules(kernel, source, shape, default)


def shape_of(dimensions: Any) -> Position | None:
    if dimensions is None or dimensions is S.Automatic:
        return None
    found = dimensions.parts if is_list(dimensions) else (dimensions,)
    if not found or not all(type(d) is int and d > 0 for d in found):
        raise Failure("dims", dimensions, value=None)
    return tuple(found)


def are_rules(parts: Any) -> bool:
    return all(isinstance(p, Expr) and p.head in (S.Rule, S.RuleDelayed) for p in parts)


def from_rows(shape: Position, default: Any, rows: Any) -> Sparse:
    """The full form: {1, {row pointers, column indices}, values}."""
    (pointers, columns), values = (p.parts for p in rows.parts[1].parts), rows.parts[2].parts
    entries = {}
    for row, (first, last) in enumerate(itertools.pairwise(pointers)):
        for k in range(first, last):
            entries[(row + 1, *columns[k].parts)] = values[k]
    return Sparse(shape, entries, default)


def from_rules(kernel: Any, source: Any, shape: Position | None, default: Any) -> Sparse:
    rules = list(source.parts) if is_list(source) else [source]
    if not are_rules(rules):
        raise Failure("rect", source, value=None)
    plain: list[tuple[Position, Any]] = []
    patterns: list[Any] = []
    for rule in (single for each in rules for single in spread(each)):
        position = place(rule.parts[0])
        if position is not None:
            plain.append((position, rule.parts[1]))
        else:
            patterns.append(rule)
    if shape is None:
        if patterns or not plain:
            raise Failure("nodim", source, value=None)
        shape = tuple(max(p[k] for p, _ in plain if k < len(p)) for k in range(len(plain[0][0])))
    entries: dict[Position, Any] = {}
    for position, value in plain:
        check(position, shape)
        entries.setdefault(position, kernel.evaluate(value))
    for rule in patterns:
        for position, value in matching(kernel, rule, shape):
            entries.setdefault(position, value)
    return Sparse(shape, entries, default)


def spread(rule: Any) -> list[Any]:
    """{p1, p2, ...} -> {v1, v2, ...} or {p1, p2, ...} -> v as single rules."""
    left, right = rule.parts
    if not is_list(left) or not len(left) or not (is_list(left.parts[0])):
        return [rule]
    if is_list(right) and len(right) == len(left):
        return [Expr(rule.head, pair) for pair in zip(left.parts, right.parts, strict=True)]
    return [Expr(rule.head, (p, right)) for p in left.parts]


def place(spec: Any) -> Position | None:
    """The position that a left side is, None where it is a pattern."""
    if type(spec) is int:
        return (spec,)
    if is_list(spec) and len(spec) and all(type(p) is int for p in spec.parts):
        return tuple(spec.parts)
    return None


def check(position: Position, shape: Position) -> None:
    if len(position) != len(shape):
        raise Failure("pos", make_list(position), make_list(shape), value=None)
    if not all(1 <= p <= n for p, n in zip(position, shape, strict=True)):
        raise Failure("range", make_list(position), make_list(shape), value=None)


def matching(kernel: Any, rule: Any, shape: Position) -> Iterator[tuple[Position, Any]]:
    """The positions that a rule with a pattern or a Band gives values for."""
    left, right = rule.parts
    if isinstance(left, Expr) and left.head is S.Band:
        yield from band(kernel, left, right, shape)
        return
    for position in itertools.product(*[range(1, n + 1) for n in shape]):
        whole = make_list(position) if len(shape) > 1 or is_list_pattern(left) else position[0]
        found = kernel.evaluate(S.Replace(whole, Expr(S.RuleDelayed, (left, S["$SparseValue"](right)))))
        if isinstance(found, Expr) and found.head is S["$SparseValue"]:
            yield position, kernel.evaluate(found.parts[0])


def is_list_pattern(left: Any) -> bool:
    return is_list(left) or (isinstance(left, Expr) and left.head is S.Condition and is_list(left.parts[0]))


def band(kernel: Any, spec: Any, value: Any, shape: Position) -> Iterator[tuple[Position, Any]]:
    """The positions from a start on along the diagonal, or by steps to an end."""
    start = place(spec.parts[0]) or (1,) * len(shape)
    if len(start) != len(shape):
        raise Failure("pos", make_list(start), make_list(shape), value=None)
    start = tuple(p if p > 0 else n + 1 + p for p, n in zip(start, shape, strict=True))
    end = place(spec.parts[1]) if len(spec) > 1 else None
    step = place(spec.parts[2]) if len(spec) > 2 else None
    end = shape if end is None else tuple(p if p > 0 else n + 1 + p for p, n in zip(end, shape, strict=True))
    values = list(value.parts) if is_list(value) else None
    if step is None and len(spec) > 1 and any(e == b for e, b in zip(end, start, strict=True)):
        step = tuple(int(e != b) for e, b in zip(end, start, strict=True))
    pace = step or (1,) * len(shape)
    position, index = start, 0
    while all(1 <= p <= n for p, n in zip(position, shape, strict=True)):
        if any(p > e for p, e, s in zip(position, end, pace, strict=True) if s > 0):
            break
        if values is not None and index >= len(values):
            break
        yield position, kernel.evaluate(value if values is None else values[index])
        position, index = tuple(p + s for p, s in zip(position, pace, strict=True)), index + 1
        if not any(pace):
            break


@builtin("Band[{i, j, ...}]", "Band[{i, j, ...}, {i1, j1, ...}]", "Band[start, end, step]")
def band_symbol(kernel: Any, *parts: Any) -> None:
    """stands in rules of a SparseArray for the positions from {i, j} on along the diagonal.

    >>> Normal[SparseArray[Band[{1, 2}] -> x, {3, 3}]]
    {{0, x, 0}, {0, 0, x}, {0, 0, 0}}
    """


@builtin("ArrayRules[array]", "ArrayRules[array, default]", messages=MESSAGES)
def array_rules(kernel: Any, array: Any, default: Any = 0) -> Any:
    """gives the rules of positions and values of the elements other than the default.

    >>> ArrayRules[{{a, 0}, {0, b}}]
    {{1, 1} -> a, {2, 2} -> b, {_, _} -> 0}
    """
    if not isinstance(array, Sparse):
        if not is_list(array):
            return None
        array = from_list(array, None, default)
    rules = [S.Rule(make_list(p), v) for p, v in array.entries.items()]
    blank = make_list([S.Blank() for _ in array.shape])
    return make_list([*rules, S.Rule(blank, array.default)])
