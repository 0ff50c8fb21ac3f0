"""Matrices of special forms, and tests of the form that a matrix has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from wlmini.arrays import to_array
from wlmini.builtins.exact_matrices import matrix_expr, rows_of, square_rows
from wlmini.expr import S, boolean, is_list, make_list, rational
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_number, machine

MESSAGES = {
    "sizes": "`1` is no list of elements, size n or pair {m, n} of sizes.",
    "crs": "The column `1` and the row `2` do not agree in the element where they meet.",
    "matrix": "A nonempty matrix is expected instead of `1`.",
    "array": "A list or array of numbers is expected instead of `1`.",
}


def table(rows: int, columns: int, entry: Callable[[int, int], Any]) -> Any:
    return matrix_expr([[entry(i, j) for j in range(columns)] for i in range(rows)])


def size_of(spec: Any) -> tuple[int, int] | None:
    """(rows, columns) of n or {m, n}; None for anything else."""
    pair = spec.parts if is_list(spec) and len(spec) == 2 else (spec, spec)
    return (pair[0], pair[1]) if all(type(k) is int and k > 0 for k in pair) else None


@builtin(
    "ToeplitzMatrix[n]", "ToeplitzMatrix[{c1, c2, ...}]", "ToeplitzMatrix[column, row]", messages=MESSAGES
)
def toeplitz_matrix(kernel: Any, column: Any, row: Any = None) -> Any:
    """gives the matrix whose elements are the same along every diagonal, from its first column and row.

    >>> {ToeplitzMatrix[{a, b, c}], ToeplitzMatrix[{a, b}, {a, x, y}]}
    {{{a, b, c}, {b, a, b}, {c, b, a}}, {{a, x, y}, {b, a, x}}}
    """
    if type(column) is int:
        column = make_list(range(1, column + 1))
    row = column if row is None else make_list(range(1, row + 1)) if type(row) is int else row
    if not is_list(column) or not is_list(row) or not len(column) or not len(row):
        raise Failure("sizes", column, value=None)
    if column.parts[0] != row.parts[0]:
        kernel.message(S.ToeplitzMatrix, "crs", column, row)
    return table(len(column), len(row), lambda i, j: row.parts[j - i] if j > i else column.parts[i - j])


@builtin("HankelMatrix[n]", "HankelMatrix[{c1, c2, ...}]", "HankelMatrix[column, row]", messages=MESSAGES)
def hankel_matrix(kernel: Any, column: Any, row: Any = None) -> Any:
    """gives the matrix whose elements are the same along every rising diagonal.

    >>> {HankelMatrix[3], HankelMatrix[{a, b}, {b, c, d}]}
    {{{1, 2, 3}, {2, 3, 0}, {3, 0, 0}}, {{a, b, c}, {b, c, d}}}
    """
    if type(column) is int:
        column = make_list(range(1, column + 1))
    if not is_list(column) or not len(column):
        raise Failure("sizes", column, value=None)
    if is_list(row) and not len(row):
        raise Failure("sizes", row, value=None)
    after = list(row.parts[1:]) if is_list(row) else [0] * (len(column) - 1)
    if is_list(row) and column.parts[-1] != row.parts[0]:
        kernel.message(S.HankelMatrix, "crs", column, row)
    values = [*column.parts, *after]
    return table(len(column), len(after) + 1, lambda i, j: values[i + j])


@builtin("HilbertMatrix[n]", "HilbertMatrix[{m, n}]", messages=MESSAGES)
def hilbert_matrix(kernel: Any, size: Any) -> Any:
    """gives the matrix of elements 1/(i + j - 1).

    >>> HilbertMatrix[2]
    {{1, 1/2}, {1/2, 1/3}}
    """
    sizes = size_of(size)
    if sizes is None:
        raise Failure("sizes", size, value=None)
    return table(*sizes, lambda i, j: rational(1, i + j + 1))


@builtin("VandermondeMatrix[{x1, x2, ...}]", "VandermondeMatrix[{x1, x2, ...}, k]", messages=MESSAGES)
def vandermonde_matrix(kernel: Any, nodes: Any, count: Any = None) -> Any:
    """gives the matrix of the powers of x1, x2, ..., a row for each.

    >>> VandermondeMatrix[{a, 2, 3}]
    {{1, a, a^2}, {1, 2, 4}, {1, 3, 9}}
    """
    if not is_list(nodes) or not len(nodes):
        raise Failure("sizes", nodes, value=None)
    width = len(nodes) if count is None else count
    if type(width) is not int or width < 1:
        raise Failure("sizes", width, value=None)
    return table(len(nodes), width, lambda i, j: 1 if j == 0 else S.Power(nodes.parts[i], j))


@builtin("CauchyMatrix[{x1, ...}, {y1, ...}]", "CauchyMatrix[{x1, ...}]", messages=MESSAGES)
def cauchy_matrix(kernel: Any, x: Any, y: Any = None) -> Any:
    """gives the matrix of elements 1/(x + y).

    >>> CauchyMatrix[{1, 2}, {1, 3}]
    {{1/2, 1/4}, {1/3, 1/5}}
    """
    y = x if y is None else y
    if not is_list(x) or not is_list(y):
        raise Failure("sizes", x, value=None)
    return table(len(x), len(y), lambda i, j: S.Power(S.Plus(x.parts[i], y.parts[j]), -1))


@builtin("HadamardMatrix[n]", messages=MESSAGES)
def hadamard_matrix(kernel: Any, n: Any) -> Any:
    """gives the n by n matrix of elements 1/Sqrt[n] and -1/Sqrt[n] with orthogonal rows, n a power of 2.

    >>> Sqrt[2] HadamardMatrix[2]
    {{1, 1}, {1, -1}}
    """
    if type(n) is not int or n < 1 or n & (n - 1):
        raise Failure("sizes", n, value=None)
    bits = n.bit_length() - 1
    order = [int(format(i ^ (i >> 1), f"0{bits}b")[::-1], 2) if bits else 0 for i in range(n)]
    scale = S.Power(n, rational(-1, 2))
    return table(n, n, lambda i, j: S.Times((-1) ** bin(order[i] & j).count("1"), scale))


@builtin("PauliMatrix[k]", attributes="Listable", messages=MESSAGES)
def pauli_matrix(kernel: Any, k: Any) -> Any:
    """gives the k-th Pauli spin matrix, the identity for k = 0 or 4.

    >>> PauliMatrix[{1, 3}]
    {{{0, 1}, {1, 0}}, {{1, 0}, {0, -1}}}
    """
    i = S.I
    found = {0: [[1, 0], [0, 1]], 1: [[0, 1], [1, 0]], 2: [[0, S.Times(-1, i)], [i, 0]], 3: [[1, 0], [0, -1]]}
    return matrix_expr(found[k % 4]) if type(k) is int and 0 <= k <= 4 else None


@builtin("LeviCivitaTensor[d]", "LeviCivitaTensor[d, List]", messages=MESSAGES)
def levi_civita_tensor(kernel: Any, d: Any, head: Any = S.SparseArray) -> Any:
    """gives the totally antisymmetric array of d levels.

    >>> LeviCivitaTensor[2, List]
    {{0, 1}, {-1, 0}}
    """
    if type(d) is not int or d < 1:
        raise Failure("sizes", d, value=None)

    def level(before: tuple[int, ...]) -> Any:
        if len(before) == d:
            return kernel.evaluate(S.Signature(make_list(before)))
        return make_list([level((*before, i)) for i in range(1, d + 1)])

    found = level(())
    return found if head is S.List else S.SparseArray(found)


# -- tests of form -----------------------------------------------------------------------------------


def form_builtin(
    name: str, sentence: str, example: str, holds: Callable[[Any, list[list[Any]]], bool], square: bool
) -> None:
    """Declare a test of the form of a matrix, of its rows."""

    def function(kernel: Any, matrix: Any) -> Any:
        rows = square_rows(matrix) if square else rows_of(matrix)
        return boolean(rows is not None and holds(kernel, rows))

    function.__doc__ = f"{sentence}\n\n{example}"
    builtin(f"{name}[m]")(function)


def equal(kernel: Any, a: Any, b: Any) -> bool:
    if is_number(a) and is_number(b) and any(isinstance(x, (float, complex)) for x in (a, b)):
        return abs(machine(a) - machine(b)) <= 1e-12 * max(1.0, abs(machine(a)))
    return kernel.is_true(S.SameQ(a, b)) or kernel.is_true(S.Equal(a, b))


def every_pair(form: Callable[[Any], Any]) -> Callable[[Any, list[list[Any]]], bool]:
    """Whether every element is the form of its mirror image."""
    return lambda kernel, rows: all(
        equal(kernel, rows[i][j], kernel.evaluate(form(rows[j][i])))
        for i in range(len(rows))
        for j in range(i + 1)
    )


def zero_where(outside: Callable[[int, int], bool]) -> Callable[[Any, list[list[Any]]], bool]:
    return lambda kernel, rows: all(
        equal(kernel, x, 0) for i, row in enumerate(rows) for j, x in enumerate(row) if outside(i, j)
    )


def products_agree(left: Callable[[Any], Any], right: Callable[[Any], Any]) -> Callable[[Any, Any], bool]:
    """Whether two matrices made of the matrix are the same."""

    def holds(kernel: Any, rows: Any) -> bool:
        a, b = (kernel.evaluate(f(matrix_expr(rows))) for f in (left, right))
        return all(
            equal(kernel, x, y)
            for r, s in zip(a.parts, b.parts, strict=True)
            for x, y in zip(r.parts, s.parts, strict=True)
        )

    return holds


def definite(test: Callable[[Any], bool]) -> Callable[[Any, Any], bool]:
    """Whether the eigenvalues of the Hermitian part of a matrix of numbers pass a test."""

    def holds(kernel: Any, rows: Any) -> bool:
        array = to_array(kernel.evaluate(S.N(matrix_expr(rows))))
        if array is None:
            return False
        values = np.linalg.eigvalsh((array + array.conj().T) / 2)
        return bool(test(np.where(np.abs(values) < 1e-13 * np.abs(values).max(initial=0.0), 0.0, values)))

    return holds


def is_diagonalizable(kernel: Any, rows: Any) -> bool:
    found = kernel.evaluate(S.Eigenvectors(matrix_expr(rows)))
    return is_list(found) and kernel.evaluate(S.MatrixRank(found)) == len(rows)


adjoint = S.ConjugateTranspose
form_builtin(
    "HermitianMatrixQ",
    "gives True where m equals its conjugate transpose.",
    ">>> HermitianMatrixQ[{{1, I}, {-I, 2}}]\nTrue",
    every_pair(lambda x: S.Conjugate(x)),
    True,
)
form_builtin(
    "AntisymmetricMatrixQ",
    "gives True where m equals minus its transpose.",
    ">>> AntisymmetricMatrixQ[{{0, 1}, {-1, 0}}]\nTrue",
    every_pair(lambda x: S.Times(-1, x)),
    True,
)
form_builtin(
    "AntihermitianMatrixQ",
    "gives True where m equals minus its conjugate transpose.",
    ">>> AntihermitianMatrixQ[{{I, 1}, {-1, 0}}]\nTrue",
    every_pair(lambda x: S.Times(-1, S.Conjugate(x))),
    True,
)
form_builtin(
    "DiagonalMatrixQ",
    "gives True where all elements of m off its diagonal are 0.",
    ">>> DiagonalMatrixQ[{{1, 0}, {0, 2}}]\nTrue",
    zero_where(lambda i, j: i != j),
    False,
)
form_builtin(
    "UpperTriangularMatrixQ",
    "gives True where all elements of m below its diagonal are 0.",
    ">>> UpperTriangularMatrixQ[{{1, 2}, {0, 3}}]\nTrue",
    zero_where(lambda i, j: i > j),
    False,
)
form_builtin(
    "LowerTriangularMatrixQ",
    "gives True where all elements of m above its diagonal are 0.",
    ">>> LowerTriangularMatrixQ[{{1, 0}, {2, 3}}]\nTrue",
    zero_where(lambda i, j: i < j),
    False,
)
form_builtin(
    "OrthogonalMatrixQ",
    "gives True where the rows of m are orthonormal.",
    ">>> OrthogonalMatrixQ[{{3/5, 4/5}, {-4/5, 3/5}}]\nTrue",
    products_agree(lambda m: S.Dot(m, S.Transpose(m)), lambda m: S.IdentityMatrix(S.Length(m))),
    False,
)
form_builtin(
    "UnitaryMatrixQ",
    "gives True where m times its conjugate transpose is the identity.",
    ">>> UnitaryMatrixQ[{{0, I}, {1, 0}}]\nTrue",
    products_agree(lambda m: S.Dot(m, adjoint(m)), lambda m: S.IdentityMatrix(S.Length(m))),
    False,
)
form_builtin(
    "NormalMatrixQ",
    "gives True where m commutes with its conjugate transpose.",
    ">>> NormalMatrixQ[{{1, 1}, {-1, 1}}]\nTrue",
    products_agree(lambda m: S.Dot(m, adjoint(m)), lambda m: S.Dot(adjoint(m), m)),
    True,
)
form_builtin(
    "PositiveSemidefiniteMatrixQ",
    "gives True where the Hermitian part of m has no negative eigenvalue.",
    ">>> PositiveSemidefiniteMatrixQ[{{1, 1}, {1, 1}}]\nTrue",
    definite(lambda v: (v >= 0).all()),
    True,
)
form_builtin(
    "NegativeDefiniteMatrixQ",
    "gives True where the eigenvalues of the Hermitian part of m are negative.",
    ">>> NegativeDefiniteMatrixQ[{{-2, 1}, {1, -2}}]\nTrue",
    definite(lambda v: (v < 0).all()),
    True,
)
form_builtin(
    "NegativeSemidefiniteMatrixQ",
    "gives True where the Hermitian part of m has no positive eigenvalue.",
    ">>> NegativeSemidefiniteMatrixQ[{{-1, 1}, {1, -1}}]\nTrue",
    definite(lambda v: (v <= 0).all()),
    True,
)
form_builtin(
    "IndefiniteMatrixQ",
    "gives True where the Hermitian part of m has positive and negative eigenvalues.",
    ">>> IndefiniteMatrixQ[{{1, 0}, {0, -1}}]\nTrue",
    definite(lambda v: (v > 0).any() and (v < 0).any()),
    True,
)
form_builtin(
    "DiagonalizableMatrixQ",
    "gives True where m has as many independent eigenvectors as rows.",
    ">>> {DiagonalizableMatrixQ[{{1, 1}, {0, 2}}], DiagonalizableMatrixQ[{{1, 1}, {0, 1}}]}\n{True, False}",
    is_diagonalizable,
    True,
)
