"""Arrays known by name and dimensions only: vectors, matrices, arrays of zeros, ones, deltas."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.levels import dimensions
from wlmini.expr import Atom, Expr, S, is_list, make_list
from wlmini.kernel.declare import builtin, inert

inert(
    "VectorSymbol[v]", "VectorSymbol[v, n]", "VectorSymbol[v, n, dom]",
    documentation="""stands for a vector named v, of length n and with elements of the domain dom.

    >>> TensorDimensions[VectorSymbol["v", 3]]
    {3}
    """,
)  # fmt: skip
inert(
    "MatrixSymbol[m]", "MatrixSymbol[m, {n1, n2}]", "MatrixSymbol[m, {n1, n2}, dom, sym]",
    documentation="""stands for a matrix named m, of n1 rows and n2 columns, with elements of the domain dom.

    >>> TensorRank[MatrixSymbol["m", {2, 3}]]
    2
    """,
)  # fmt: skip
inert(
    "ArraySymbol[a]", "ArraySymbol[a, {n1, n2, ...}]", "ArraySymbol[a, {n1, n2, ...}, dom, sym]",
    documentation="""stands for an array named a, with the dimensions n1, n2, ...

    >>> TensorDimensions[ArraySymbol["a", {2, 3, n}]]
    {2, 3, n}
    """,
)  # fmt: skip
inert(
    "SymbolicZerosArray[{n1, n2, ...}]",
    documentation="""stands for the array of zeros of the dimensions n1, n2, ...

    >>> TensorDimensions[SymbolicZerosArray[{2, n}]]
    {2, n}
    """,
)
inert(
    "SymbolicOnesArray[{n1, n2, ...}]",
    documentation="""stands for the array of ones of the dimensions n1, n2, ...

    >>> TensorDimensions[SymbolicOnesArray[{2, n}]]
    {2, n}
    """,
)
inert(
    "SymbolicIdentityArray[{n1, n2, ...}]",
    documentation="""stands for the array of dimensions n1, ..., n1, ... with 1 where both halves agree.

    >>> TensorDimensions[SymbolicIdentityArray[{2, n}]]
    {2, n, 2, n}
    """,
)
inert(
    "SymbolicDeltaProductArray[{n1, n2, ...}, {{i, j}, ...}]",
    documentation="""stands for the array of dimensions n1, n2, ... with 1 where the indices of a group agree.

    >>> TensorRank[SymbolicDeltaProductArray[{3, 3, 3}, {{1, 2, 3}}]]
    3
    """,
)


def known_dimensions(expr: Any) -> list[Any] | None:
    """The dimensions of an array, given or symbolic; None where they are not known."""
    if is_list(expr) or isinstance(expr, Atom) and hasattr(expr, "dimensions"):
        found = getattr(expr, "dimensions", None) if isinstance(expr, Atom) else dimensions(expr)
        return list(found or ())
    if not isinstance(expr, Expr):
        return []
    rule = RULES.get(expr.head)
    return rule(expr.parts) if rule else None


def of_symbol(parts: tuple[Any, ...]) -> list[Any] | None:
    if len(parts) < 2:
        return None
    return list(parts[1].parts) if is_list(parts[1]) else [parts[1]]


def of_dimensioned(parts: tuple[Any, ...]) -> list[Any] | None:
    return list(parts[0].parts) if parts and is_list(parts[0]) else None


def of_identity(parts: tuple[Any, ...]) -> list[Any] | None:
    found = of_dimensioned(parts)
    return None if found is None else found * 2


def of_product(parts: tuple[Any, ...]) -> list[Any] | None:
    found = [known_dimensions(part) for part in parts]
    return None if None in found else [n for each in found for n in each or ()]


def of_sum(parts: tuple[Any, ...]) -> list[Any] | None:
    """Those of a part that has any: numbers are added to all elements."""
    return next((d for part in parts if (d := known_dimensions(part))), None)


def of_power(parts: tuple[Any, ...]) -> list[Any] | None:
    return known_dimensions(parts[0]) if parts else None


def of_dot(parts: tuple[Any, ...]) -> list[Any] | None:
    """The outer dimensions; the inner ones of neighbors are summed over."""
    found = [known_dimensions(part) for part in parts]
    if not found or not all(found):
        return None
    first = found[0] or []
    for each in found[1:]:
        first = [*first[:-1], *(each or [])[1:]]
    return first


def of_transpose(parts: tuple[Any, ...]) -> list[Any] | None:
    found = known_dimensions(parts[0]) if parts else None
    if not found or len(parts) > 2:
        return None
    if len(parts) == 1:
        return [*found[1::-1], *found[2:]]
    places = parts[1].parts if is_list(parts[1]) else ()
    if sorted(places, key=str) != list(range(1, len(found) + 1)):
        return None
    return [found[places.index(k + 1)] for k in range(len(found))]


RULES: dict[Any, Any] = {
    S.VectorSymbol: of_symbol, S.MatrixSymbol: of_symbol, S.ArraySymbol: of_symbol,
    S.SymbolicZerosArray: of_dimensioned, S.SymbolicOnesArray: of_dimensioned,
    S.SymbolicDeltaProductArray: of_dimensioned, S.SymbolicIdentityArray: of_identity,
    S.TensorProduct: of_product, S.Plus: of_sum, S.Times: of_sum, S.Power: of_power, S.Dot: of_dot,
    S.Transpose: of_transpose, S.TensorTranspose: of_transpose,
}  # fmt: skip


@builtin("TensorDimensions[tensor]")
def tensor_dimensions(kernel: Any, tensor: Any) -> Any:
    """gives the dimensions of a tensor, given or symbolic.

    >>> TensorDimensions[{{1, 2, 3}, {4, 5, 6}}]
    {2, 3}
    """
    found = known_dimensions(tensor)
    return None if found is None else make_list(found)


@builtin("TensorRank[tensor]")
def tensor_rank(kernel: Any, tensor: Any) -> Any:
    """gives the number of dimensions of a tensor, given or symbolic.

    >>> {TensorRank[5], TensorRank[{1, 2}], TensorRank[{{1, 2}, {3, 4}}]}
    {0, 1, 2}
    """
    found = known_dimensions(tensor)
    return None if found is None else len(found)
