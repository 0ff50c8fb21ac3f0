"""Levels of expressions and the shape of nested lists: Level, Depth, Dimensions, ArrayQ ..."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from wlmini.builtins.elements import ARGUMENTS, elements, is_infinity, is_leaf, is_whole
from wlmini.expr import (
    Association,
    Atom,
    BigReal,
    Complex,
    Expr,
    Packed,
    S,
    boolean,
    head_of,
    is_atom,
    is_list,
    make_list,
)
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

INFINITE = 1 << 60
Levels = tuple[int, int]


# -- level specifications --------------------------------------------------------------------------------


def levels_of(spec: Any) -> Levels:
    """(lowest, highest) level of a specification n, {n}, {n1, n2}, Infinity or All; a wrong one raises
    `Failure`.
    """
    if is_list(spec):
        bounds = [level_number(p) for p in spec.parts]
        if len(bounds) == 1:
            return bounds[0], bounds[0]
        if len(bounds) == 2:
            return bounds[0], bounds[1]
    elif spec is S.All:
        return 0, INFINITE
    else:
        return 1, level_number(spec)
    raise Failure("level", spec, value=None)


def level_number(value: Any) -> int:
    if is_whole(value):
        return int(value)
    if is_infinity(value):
        return INFINITE
    raise Failure("level", value, value=None)


def depth(expr: Any) -> int:
    """1 for an atom, one more than the deepest element for the others."""
    if isinstance(expr, Packed):
        return int(expr.array.ndim) + 1
    if is_leaf(expr):
        return 1
    return 1 + max([depth(e) for e in elements(expr) if isinstance(e, Expr)], default=1)


def in_levels(levels: Levels, level: int, expr: Any) -> bool:
    """Whether an expression at `level` is meant; negative levels count from the bottom by its depth."""
    low, high = levels
    if low >= 0 and high >= 0:
        return low <= level <= high
    own = depth(expr)
    above = level >= low if low >= 0 else own <= -low
    return above and (level <= high if high >= 0 else own >= -high)


def walk(expr: Any, levels: Levels, heads: bool = False, level: int = 0) -> Iterator[Any]:
    """The subexpressions in the levels, innermost first, as Level lists them."""
    deeper = levels[1] < 0 or level < levels[1]
    if deeper and not is_leaf(expr):
        if heads and not isinstance(expr, Association):
            yield from walk(expr.head, levels, heads, level + 1)
        for element in elements(expr):
            yield from walk(element, levels, heads, level + 1)
    if in_levels(levels, level, expr):
        yield expr


@builtin(
    "Level[expr, levelspec]",
    "Level[expr, levelspec, f]",
    options={"Heads": S["False"]},
    messages=ARGUMENTS,
)
def level(kernel: Any, expr: Any, levelspec: Any, f: Any = S.List, *, options: dict[str, Any]) -> Any:
    """gives the list of all subexpressions of expr on the levels that levelspec says.

    >>> Level[{a, {b, c}}, {2}]
    {b, c}
    >>> Level[a + f[x, y^n], {-1}]
    {a, x, y, n}
    >>> Level[{{1, 2}, 3}, 2]
    {1, 2, {1, 2}, 3}
    """
    return Expr(f, walk(expr, levels_of(levelspec), options["Heads"] is S["True"]))


@builtin("Depth[expr]")
def depth_of(kernel: Any, expr: Any) -> Any:
    """gives one more than the number of levels of expr.

    >>> Depth[x]
    1
    >>> Depth[{{1, 2}, {3}}]
    3
    """
    return depth(expr)


@builtin("LeafCount[expr]")
def leaf_count(kernel: Any, expr: Any) -> Any:
    """gives how many atoms, heads included, make up expr.

    >>> LeafCount[1 + x + y^a]
    6
    >>> LeafCount[{1, 2, 3}]
    4
    """
    return leaves(expr)


def leaves(expr: Any) -> int:
    """The number of atoms; a fraction counts its head and two numbers, and so does a complex number."""
    if isinstance(expr, Packed):
        return int(expr.array.size) + number_of_heads(expr.array.shape)
    if isinstance(expr, (complex, Complex)):
        parts = (expr.real, expr.imag) if isinstance(expr, complex) else (expr.re, expr.im)
        return 1 + leaves(parts[0]) + leaves(parts[1])
    if head_of(expr) is S.Rational:
        return 3
    if not isinstance(expr, Expr):
        return 1
    if isinstance(expr, Association):
        return 1 + sum([leaves(p) for p in expr.parts])
    return leaves(expr.head) + sum([leaves(p) for p in expr.parts])


def number_of_heads(shape: tuple[int, ...]) -> int:
    total, rows = 0, 1
    for length in shape:
        total += rows
        rows *= length
    return total


# -- the shape of nested lists ---------------------------------------------------------------------------


def dimensions(expr: Any, limit: float = INFINITE) -> list[int]:
    """The lengths on those levels on which expr is a full array: elements of one length and one head."""
    if isinstance(expr, Packed):
        return list(expr.array.shape)[: int(min(limit, 64))]
    if is_leaf(expr) or limit <= 0:
        return []
    own = [len(expr)]
    inner = [dimensions(e, limit - 1) if is_row(e, expr) else [] for e in elements(expr)]
    if inner:
        for lengths in zip(*inner, strict=False):
            if len(set(lengths)) > 1:
                break
            own.append(lengths[0])
    return own


def is_row(element: Any, expr: Any) -> bool:
    """Whether an element may be a level of the array: an association's rows are associations or lists."""
    if isinstance(expr, Association):
        return isinstance(element, Association) or is_list(element)
    return isinstance(element, Expr) and element.head is expr.head


@builtin("Dimensions[expr]", "Dimensions[expr, n]")
def dimensions_of(kernel: Any, expr: Any, n: Any = INFINITE) -> Any:
    """gives the list of the dimensions of expr, as far down as it is a full array.

    >>> Dimensions[{{a, b, c}, {d, e, f}}]
    {2, 3}
    >>> Dimensions[{{1, 2}, {3}}]
    {2}
    >>> Dimensions[x]
    {}
    """
    limit = INFINITE if is_infinity(n) else n
    if not is_whole(limit):
        return None
    if isinstance(expr, Atom) and hasattr(expr, "dimensions"):
        return make_list(expr.dimensions[:limit])
    return make_list(dimensions(expr, limit))


@builtin("ArrayDepth[expr]")
def array_depth(kernel: Any, expr: Any) -> Any:
    """gives the number of dimensions of expr as a full array.

    >>> ArrayDepth[{{1, 2}, {3, 4}}]
    2
    >>> ArrayDepth[{{1, 2}, {3}}]
    1
    """
    if isinstance(expr, Atom) and hasattr(expr, "dimensions"):
        return len(expr.dimensions)
    return len(dimensions(expr))


@builtin("Length[expr]")
def length(kernel: Any, expr: Any) -> Any:
    """gives the number of elements of expr; an atom has none.

    >>> Length[{a, b, c}]
    3
    >>> Length[<|x -> 1, y -> 2|>]
    2
    >>> Length[7]
    0
    """
    if isinstance(expr, Atom):
        shape = getattr(expr, "dimensions", None)
        return shape[0] if shape else len(expr) if hasattr(expr, "__len__") else 0
    return len(expr) if isinstance(expr, Expr) else 0


@builtin("ListQ[expr]")
def list_q(kernel: Any, expr: Any) -> Any:
    """gives True where the head of expr is List.

    >>> ListQ[{1, 2}]
    True
    >>> ListQ[f[1, 2]]
    False
    """
    return boolean(is_list(expr))


@builtin("VectorQ[expr]", "VectorQ[expr, test]")
def vector_q(kernel: Any, expr: Any, test: Any = None) -> Any:
    """gives True where expr is a list none of whose elements is a list, and each gives True for test.

    >>> VectorQ[{a, b}]
    True
    >>> VectorQ[{1, x}, NumberQ]
    False
    """
    return boolean(is_array(kernel, expr, 1, test))


@builtin("MatrixQ[expr]", "MatrixQ[expr, test]")
def matrix_q(kernel: Any, expr: Any, test: Any = None) -> Any:
    """gives True where expr is a list of lists of one length whose elements are no lists, and each gives True
    for test.

    >>> MatrixQ[{{1, 2}, {3, 4}}]
    True
    >>> MatrixQ[{{1, 2}, {3}}]
    False
    """
    return boolean(is_array(kernel, expr, 2, test))


@builtin("ArrayQ[expr]", "ArrayQ[expr, patt]", "ArrayQ[expr, patt, test]")
def array_q(kernel: Any, expr: Any, patt: Any = None, test: Any = None) -> Any:
    """gives True where expr is a full array whose depth matches patt and whose elements all give True for
    test.

    >>> ArrayQ[{{1, 2}, {3, 4}}]
    True
    >>> ArrayQ[{{1, 2}, {3, 4}}, 1]
    False
    >>> ArrayQ[{1, 2, 3}, _, EvenQ]
    False
    """
    shape = array_shape(expr)
    if shape is None or not shape:
        return S["False"]
    if patt is not None and not kernel.matcher(patt)(len(shape), {}, lambda: True):
        return S["False"]
    return boolean(is_array(kernel, expr, len(shape), test))


def array_shape(expr: Any) -> list[int] | None:
    """The dimensions of a full array of anything but lists; None where lists stand deeper."""
    if isinstance(expr, Atom):
        shape = getattr(expr, "dimensions", None)
        return None if shape is None else list(shape)
    if isinstance(expr, Packed):
        return list(expr.array.shape)
    if not is_list(expr):
        return None
    shape = dimensions(expr)
    if 0 in shape:
        return shape
    return None if any(is_list(e) for e in walk(expr, (len(shape), len(shape)))) else shape


def is_array(kernel: Any, expr: Any, rank: int, test: Any = None) -> bool:
    """Whether expr is a full array of the rank, every element of which passes the test."""
    shape = array_shape(expr)
    if shape is None or len(shape) != rank:
        return False
    if test is None:
        return True
    if isinstance(expr, Packed) and test in PACKED_TESTS:
        return bool(PACKED_TESTS[test](expr.array))
    values = walk(expr.normal() if isinstance(expr, Atom) else expr, (rank, rank))
    return all(kernel.is_true(Expr(test, (value,))) for value in values)


PACKED_TESTS: dict[Any, Callable[[Any], bool]] = {
    S.NumberQ: lambda array: True,
    S.NumericQ: lambda array: True,
    S.MachineNumberQ: lambda array: array.dtype.kind in "fc",
    S.IntegerQ: lambda array: array.dtype.kind == "i",
    S.ListQ: lambda array: array.size == 0,
}


@builtin("Normal[expr]", "Normal[expr, h]", "Normal[expr, {h1, h2, ...}]")
def normal(kernel: Any, expr: Any, heads: Any = None) -> Any:
    """gives the plain expression that expr stands for: the rules of an association, the list of an array.

    >>> Normal[<|a -> 1, b -> 2|>]
    {a -> 1, b -> 2}
    >>> Normal[{1, 2}]
    {1, 2}
    >>> Normal[{<|a -> 1|>, ByteArray[{1, 2}]}, Association]
    {{a -> 1}, ByteArray[<2>]}
    """
    if heads is not None:
        return normal_where(kernel, expr, heads.parts if is_list(heads) else (heads,))
    if isinstance(expr, Association):
        return make_list(expr.parts)
    if isinstance(expr, Expr) and expr.head is S.SeriesData:
        return S["$SeriesSum"](expr)
    return normalized(expr)


def normal_where(kernel: Any, expr: Any, heads: Sequence[Any]) -> Any:
    """The expression with what has one of the heads, wherever it is, in its plain form."""
    if head_of(expr) in heads:
        return kernel.call(S.Normal, expr)
    if isinstance(expr, Association):
        return Association.of((key, normal_where(kernel, value, heads)) for key, value in expr.items())
    if is_atom(expr) or isinstance(expr, Packed):
        return expr
    return Expr(normal_where(kernel, expr.head, heads), [normal_where(kernel, p, heads) for p in expr.parts])


def normalized(expr: Any) -> Any:
    """The expression with every atom that has a plain form in that form."""
    if isinstance(expr, Atom):
        plain = expr.normal()
        return expr if plain is None else plain
    if isinstance(expr, Packed) or is_atom(expr) or isinstance(expr, BigReal):
        return expr
    parts = [normalized(p) for p in expr.parts]
    return expr if all(a is b for a, b in zip(parts, expr.parts, strict=True)) else Expr(expr.head, parts)
