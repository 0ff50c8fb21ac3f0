"""Matrices of a given form: IdentityMatrix, DiagonalMatrix, Diagonal, UnitVector and their relatives."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.elements import ARGUMENTS, elements, is_compound, is_whole, need_count, need_list
from wlmini.expr import Expr, Packed, S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

SHAPE = {"shape": "`1` is neither a size n nor a pair {m, n} of sizes of a matrix.", **ARGUMENTS}


@builtin("IdentityMatrix[n]", "IdentityMatrix[{m, n}]", messages=SHAPE)
def identity_matrix(kernel: Any, n: Any) -> Any:
    """gives the n by n matrix with ones on the diagonal and zeros elsewhere.

    >>> IdentityMatrix[2]
    {{1, 0}, {0, 1}}
    """
    sizes = n.parts if is_list(n) and len(n) == 2 else (n, n)
    if not all(is_whole(k) and k > 0 for k in sizes):
        raise Failure("shape", n, value=None)
    rows, columns = sizes
    return make_list([make_list([int(i == j) for j in range(columns)]) for i in range(rows)])


@builtin("DiagonalMatrix[list]", "DiagonalMatrix[list, k]", "DiagonalMatrix[list, k, n]", messages=SHAPE)
def diagonal_matrix(kernel: Any, items: Any, k: Any = 0, n: Any = None) -> Any:
    """gives the matrix with the elements of list on its diagonal, or on the k-th one above it, and zeros
    elsewhere.

    >>> DiagonalMatrix[{a, b}]
    {{a, 0}, {0, b}}
    >>> DiagonalMatrix[{a}, 1]
    {{0, a}, {0, 0}}
    """
    need_list(items, S.DiagonalMatrix(items))
    if not is_whole(k):
        return None
    size = make_list((len(items) + abs(k),) * 2) if n is None else n
    sizes = size.parts if is_list(size) and len(size) == 2 else (size, size)
    if not all(is_whole(s) and s >= 0 for s in sizes):
        raise Failure("shape", n, value=None)
    values = elements(items)
    rows, columns = sizes

    def entry(i: int, j: int) -> Any:
        at = min(i, j)
        return values[at] if j - i == k and at < len(values) else 0

    return make_list([make_list([entry(i, j) for j in range(columns)]) for i in range(rows)])


@builtin("Diagonal[matrix]", "Diagonal[matrix, k]", messages=ARGUMENTS)
def diagonal(kernel: Any, matrix: Any, k: Any = 0) -> Any:
    """gives the list of the elements on the diagonal of matrix, or on the k-th one above it.

    >>> Diagonal[{{a, b}, {c, d}}]
    {a, d}
    >>> Diagonal[{{a, b}, {c, d}}, 1]
    {b}
    """
    need_list(matrix, S.Diagonal(matrix))
    if not is_whole(k):
        return None
    rows = [elements(row) for row in elements(matrix)]
    if not all(map(is_compound, elements(matrix))):
        raise Failure("list", 1, S.Diagonal(matrix), value=None)
    return make_list([row[i + k] for i, row in enumerate(rows) if 0 <= i + k < len(row)])


@builtin("UnitVector[k]", "UnitVector[n, k]", messages=ARGUMENTS)
def unit_vector(kernel: Any, n: Any, k: Any = None) -> Any:
    """gives the vector of n elements, or 2, with a one at place k and zeros elsewhere.

    >>> UnitVector[3, 2]
    {0, 1, 0}
    >>> UnitVector[2]
    {0, 1}
    """
    call = S.UnitVector(n) if k is None else S.UnitVector(n, k)
    size, place = (2, n) if k is None else (n, k)
    size = need_count(size, call, 1, least=1)
    place = need_count(place, call, 1 if k is None else 2, least=1)
    if place > size:
        raise Failure("intpp", 2, call, value=None)
    return make_list([int(i + 1 == place) for i in range(size)])


@builtin("UpperTriangularize[matrix]", "UpperTriangularize[matrix, k]", messages=ARGUMENTS)
def upper_triangularize(kernel: Any, matrix: Any, k: Any = 0) -> Any:
    """gives matrix with zeros for all elements below the diagonal, or below the k-th one above it.

    >>> UpperTriangularize[{{1, 2}, {3, 4}}]
    {{1, 2}, {0, 4}}
    """
    return triangle(matrix, k, 1, S.UpperTriangularize(matrix))


@builtin("LowerTriangularize[matrix]", "LowerTriangularize[matrix, k]", messages=ARGUMENTS)
def lower_triangularize(kernel: Any, matrix: Any, k: Any = 0) -> Any:
    """gives matrix with zeros for all elements above the diagonal, or above the k-th one above it.

    >>> LowerTriangularize[{{1, 2}, {3, 4}}]
    {{1, 0}, {3, 4}}
    """
    return triangle(matrix, k, -1, S.LowerTriangularize(matrix))


def triangle(matrix: Any, k: Any, side: int, call: Any) -> Any:
    """The matrix with zeros on one side of the k-th diagonal."""
    need_list(matrix, call)
    if not is_whole(k) or not all(map(is_list, elements(matrix))):
        raise Failure("list", 1, call, value=None)
    return make_list(
        [
            Expr(S.List, [e if (j - i - k) * side >= 0 else 0 for j, e in enumerate(elements(row))])
            for i, row in enumerate(elements(matrix))
        ]
    )


def is_ragged(a: Any) -> bool:
    """Whether rows of several lengths, or rows beside other things, stand on one level."""
    if type(a) is Packed or not any(map(is_list, a.parts)):
        return False
    return not all(is_list(row) and len(row) == len(a.parts[0]) and not is_ragged(row) for row in a.parts)
