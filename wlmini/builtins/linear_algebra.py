"""Products, inverses, systems of equations and norms; exact matrices exactly, machine ones by NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np

from wlmini.arrays import NumericArray, pack, to_array
from wlmini.builtins import exact_matrices as exact
from wlmini.builtins import modular, zero_tests
from wlmini.builtins.approximation import number_value
from wlmini.builtins.dot_products import MESSAGES as DOT
from wlmini.builtins.dot_products import product
from wlmini.expr import FALSE, TRUE, Expr, S, boolean, is_list, make_list, same
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_number, is_real, to_float

MESSAGES = {
    **modular.MESSAGES,
    **DOT,
    "method": "The method `1` is none of `2`.",
    "matsq": "Argument `1` at position `2` is not a nonempty square matrix.",
    "matrix": "Argument `1` at position `2` is not a nonempty rectangular matrix.",
    "sing": "Matrix `1` is singular.",
    "nosol": "Linear equation encountered that has no solution.",
    "lslc": "The coefficient matrix and the right side of `1` have different numbers of rows.",
    "nvm": "The first argument of `1` is no number, vector or matrix of numbers.",
    "ptype": 'The second argument of Norm, `1`, is no number from 1 on, nor Infinity or "Frobenius".',
    "nonn1": "`1` should be `2` vectors of length `3`.",
    "exact": "The exact result for `1` is not built yet; apply N to the matrix.",
    "posdef": "The matrix `1` is not positive definite.",
}


# -- products ----------------------------------------------------------------------------------------


@builtin("Cross[a, b]", "Cross[a]", messages=MESSAGES)
def cross(kernel: Any, *vectors: Any) -> Any:
    """gives the vector at right angles to the vectors given.

    >>> {Cross[{1, 0, 0}, {0, 1, 0}], Cross[{a, b}]}
    {{0, 0, 1}, {-b, a}}
    """
    if not vectors or not all(map(is_list, vectors)):
        return None
    length = len(vectors) + 1
    if any(len(v) != length for v in vectors):
        raise Failure("nonn1", S.Cross(*vectors), len(vectors), length, value=None)
    rows = [list(v.parts) for v in vectors]
    signs = [(-1) ** (k + length + 1) for k in range(length)]
    return make_list([S.Times(signs[k], minor_without(kernel, rows, k)) for k in range(length)])


def minor_without(kernel: Any, rows: Any, k: int) -> Any:
    return any_determinant(kernel, [row[:k] + row[k + 1 :] for row in rows])


def any_determinant(kernel: Any, rows: Any) -> Any:
    if exact.all_numbers(rows):
        return exact.determinant(rows)
    return exact.symbolic_determinant(kernel, rows)


@builtin("KroneckerProduct[m1, m2, ...]")
def kronecker_product(kernel: Any, *factors: Any) -> Any:
    """gives the Kronecker product of matrices.

    >>> KroneckerProduct[{{1, 2}}, {{1, 0}, {0, 1}}]
    {{1, 0, 2, 0}, {0, 1, 0, 2}}
    """
    matrices = [exact.rows_of(f) for f in factors]
    if not matrices or any(m is None for m in matrices):
        return None
    value: Any = [[1]]
    for m in matrices:
        value = [[S.Times(x, y) for x in left for y in right] for left in value for right in m or []]
    return exact.matrix_expr(value)


@builtin("MatrixPower[m, n]", "MatrixPower[m, n, v]", messages=MESSAGES)
def matrix_power(kernel: Any, matrix: Any, exponent: Any, vector: Any = None) -> Any:
    """gives the n-th power of the matrix m, times the vector v where one is given.

    >>> {MatrixPower[{{1, 1}, {1, 0}}, 10], MatrixPower[{{2, 0}, {0, 4}}, -1]}
    {{{89, 55}, {55, 34}}, {{1/2, 0}, {0, 1/4}}}
    """
    rows = need_square(matrix, 1)
    if type(exponent) is not int:
        value = S.MatrixFunction(S.Function(S.Power(S.Slot(1), exponent)), matrix)
        return None if not is_real(exponent) else value if vector is None else S.Dot(value, vector)
    if exponent < 0:
        matrix, exponent = kernel.evaluate(S.Inverse(matrix)), -exponent
        if not is_list(matrix):
            return None
    value = exact.matrix_expr([[int(i == j) for j in range(len(rows))] for i in range(len(rows))])
    while exponent:
        if exponent & 1:
            value = product(kernel, value, matrix)
        exponent >>= 1
        matrix = product(kernel, matrix, matrix) if exponent else matrix
    return value if vector is None else S.Dot(value, vector)


@builtin("Tr[list]", "Tr[list, f]")
def trace(kernel: Any, matrix: Any, function: Any = S.Plus) -> Any:
    """gives the trace of a matrix: the sum of its diagonal.

    >>> {Tr[{{1, 2}, {3, 4}}], Tr[{{a, b}, {c, d}}, List]}
    {5, {a, d}}
    """
    if not is_list(matrix):
        return None
    diagonal: list[Any] = []
    for i, row in enumerate(matrix.parts):
        entry = row
        if is_list(row):
            if i >= len(row):
                break
            entry = row.parts[i]
        diagonal.append(entry)
    return Expr(function, diagonal)


@builtin("ConjugateTranspose[m]")
def conjugate_transpose(kernel: Any, matrix: Any) -> Any:
    """gives the transpose of m with every entry conjugated.

    >>> ConjugateTranspose[{{1, I}, {2, 3}}]
    {{1, 2}, {-I, 3}}
    """
    return S.Conjugate(S.Transpose(matrix)) if is_list(matrix) else None


# -- inverses and systems ----------------------------------------------------------------------------


def need_square(matrix: Any, position: int) -> exact.Matrix:
    rows = exact.square_rows(matrix)
    if rows is None:
        raise Failure("matsq", matrix, position, value=None)
    return rows


def need_matrix(matrix: Any, position: int) -> exact.Matrix:
    rows = exact.rows_of(matrix)
    if rows is None:
        raise Failure("matrix", matrix, position, value=None)
    return rows


@builtin("Det[m]", options=modular.OPTIONS, messages=MESSAGES)
def det(kernel: Any, matrix: Any, *, options: dict[str, Any]) -> Any:
    """gives the determinant of the square matrix m.

    >>> {Det[{{1, 2}, {3, 4}}], Det[{{a, b}, {c, d}}], Det[{{1., 2.}, {3., 5.}}]}
    {-2, -(b c) + a d, -1.}
    """
    if not is_list(matrix):
        return None
    rows = need_square(matrix, 1)
    modulus = modular.modulus_of(options, matrix, rows)
    if modulus:
        return any_determinant(kernel, rows) % modulus
    test = zero_tests.zero_test(kernel, options)
    if test is not None:
        return zero_tests.determinant(kernel, rows, test)
    array = exact.machine_array(matrix)
    return any_determinant(kernel, rows) if array is None else np.linalg.det(array).item()


@builtin("Inverse[m]", options=modular.OPTIONS, messages=MESSAGES)
def inverse(kernel: Any, matrix: Any, *, options: dict[str, Any]) -> Any:
    """gives the inverse of the square matrix m.

    >>> {Inverse[{{1, 2}, {3, 4}}], Inverse[{{2., 0.}, {0., 4.}}]}
    {{{-2, 1}, {3/2, -1/2}}, {{0.5, 0.}, {0., 0.25}}}
    """
    if not is_list(matrix):
        return None
    rows = need_square(matrix, 1)
    modulus = modular.modulus_of(options, matrix, rows)
    if modulus:
        return modular.inverse(kernel, matrix, rows, modulus)
    test = zero_tests.zero_test(kernel, options)
    if test is not None:
        return zero_tests.inverse(kernel, matrix, rows, test)
    array = exact.machine_array(matrix)
    if array is not None:
        try:
            return pack(np.linalg.inv(array) + 0.0)
        except np.linalg.LinAlgError:
            raise Failure("sing", matrix, value=None) from None
    found = exact.inverse(rows) if exact.all_numbers(rows) else exact.symbolic_inverse(kernel, rows)
    if found is None:
        raise Failure("sing", matrix, value=None)
    return exact.matrix_expr(found)


METHODS = ("Banded", "Cholesky", "Krylov", "LU", "Multifrontal", "Pardiso")


@builtin(
    "LinearSolve[m, b]", "LinearSolve[m][b]",
    options={"Method": S.Automatic, "Modulus": 0, "ZeroTest": S.Automatic}, messages=MESSAGES,
)  # fmt: skip
def linear_solve(kernel: Any, matrix: Any, right: Any, *, options: dict[str, Any]) -> Any:
    """gives an x with m.x = b, for a vector or a matrix b.

    >>> {LinearSolve[{{1, 2}, {3, 4}}, {5, 6}], LinearSolve[{{2., 0.}, {0., 4.}}, {1., 1.}]}
    {{-4, 9/2}, {0.5, 0.25}}
    """
    rows = need_matrix(matrix, 1)
    if not is_list(right):
        return None
    method = options["Method"].parts[0] if is_list(options["Method"]) else options["Method"]
    if method is not S.Automatic and method not in METHODS:  # there is one solution, whatever the method
        raise Failure("method", method, make_list(METHODS), value=None)
    if len(right) != len(rows):
        raise Failure("lslc", S.LinearSolve(matrix, right), value=None)
    modulus = modular.prime_of({**options, "Method": S.Automatic}, matrix, rows)
    if modulus:
        return modular.solution(rows, right, modulus)
    test = zero_tests.zero_test(kernel, options)
    if test is not None:
        return zero_tests.solution(kernel, rows, right, test)
    arrays = exact.machine_array(matrix), exact.machine_array(right)
    if any(a is not None for a in arrays) and len(rows) == len(rows[0]):
        first, second = to_array(matrix), to_array(right)
        if first is not None and second is not None:
            return machine_solution(matrix, first, second)
    return solved_by_column(kernel, matrix, rows, right)


def machine_solution(matrix: Any, first: Any, second: Any) -> Any:
    try:
        return pack(np.linalg.solve(first, second))
    except np.linalg.LinAlgError:
        raise Failure("sing", matrix, value=None) from None


def solved_by_column(kernel: Any, matrix: Any, rows: exact.Matrix, right: Any) -> Any:
    columns = exact.rows_of(right)
    if columns is not None:
        found = [S.LinearSolve(matrix, make_list(c)) for c in zip(*columns, strict=True)]
        return S.Transpose(make_list(found))
    if not exact.all_numbers(rows) or not all(map(is_number, right.parts)):
        return S.Dot(S.Inverse(matrix), right) if len(rows) == len(rows[0]) else None
    solution = exact.solve(rows, list(right.parts))
    if solution is None:
        raise Failure("nosol", value=None)
    return make_list(solution)


# -- norms -------------------------------------------------------------------------------------------


@builtin("Norm[v]", "Norm[v, p]", messages=MESSAGES)
def norm(kernel: Any, value: Any, p: Any = None) -> Any:
    """gives the length of a vector, its p-norm, or the largest singular value of a matrix.

    >>> {Norm[{3, 4}], Norm[{1, 2, 3}, 1], Norm[{1, -5, 3}, Infinity], Norm[-2.5]}
    {5, 6, 5, 2.5}
    """
    if isinstance(value, NumericArray):
        value = value.normal()
    if not is_list(value):
        numeric = is_number(value) or number_value(kernel, value) is not None
        if not numeric and (isinstance(value, str) or value in (TRUE, FALSE)):
            raise Failure("nvm", S.Norm(value), value=None)
        return S.Abs(value) if numeric else None
    if exact.rows_of(value) is not None:
        return matrix_norm(kernel, value, p)
    array = exact.machine_array(value)
    if array is not None and p is None and array.ndim == 1:
        return float(np.linalg.norm(array))
    return vector_norm(value.parts, 2 if p is None else p)


def vector_norm(parts: Any, p: Any) -> Any:
    sizes = [S.Abs(x) for x in parts]
    if p is S.Infinity:
        return S.Max(*sizes)
    if p == "Frobenius":
        p = 2
    if is_number(p) and not (is_real(p) and to_float(p) >= 1):
        raise Failure("ptype", p, value=None)
    if type(p) is int and p == 1:
        return S.Plus(*sizes)
    total = S.Plus(*[S.Power(s, p) for s in sizes])
    return S.Sqrt(total) if type(p) is int and p == 2 else S.Power(total, S.Power(p, -1))


def matrix_norm(kernel: Any, matrix: Any, p: Any) -> Any:
    rows = exact.rows_of(matrix) or []
    if p == "Frobenius":
        return vector_norm([x for row in rows for x in row], 2)
    if type(p) is int and p == 1:
        return S.Max(*[S.Plus(*map(S.Abs, column)) for column in zip(*rows, strict=True)])
    if p is S.Infinity:
        return S.Max(*[S.Plus(*map(S.Abs, row)) for row in rows])
    if p is not None and not (type(p) is int and p == 2):
        raise Failure("ptype", p, value=None)
    array = exact.machine_array(matrix)
    if array is not None:
        return float(np.linalg.norm(array, 2))
    values = kernel.evaluate(S.Eigenvalues(S.Dot(S.ConjugateTranspose(matrix), matrix)))
    return S.Sqrt(values.parts[0]) if is_list(values) else None


@builtin("Normalize[v]", "Normalize[v, f]", messages=MESSAGES)
def normalize(kernel: Any, vector: Any, function: Any = S.Norm) -> Any:
    """gives v over its length (or over f[v]); a zero vector stays as it is.

    >>> {Normalize[{3, 4}], Normalize[{0, 0}], Normalize[{1., 1.}]}
    {{3/5, 4/5}, {0, 0}, {0.707107, 0.707107}}
    """
    length = kernel.call(function, vector)
    if is_number(length) and to_float(length if is_real(length) else abs(length)) == 0:
        return vector
    return S.Times(vector, S.Power(length, -1))


# -- questions ---------------------------------------------------------------------------------------


@builtin("SquareMatrixQ[m]")
def square_matrix_q(kernel: Any, matrix: Any) -> Any:
    """gives True where m is a square matrix, and False otherwise.

    >>> {SquareMatrixQ[{{1, 2}, {3, 4}}], SquareMatrixQ[{{1, 2}}]}
    {True, False}
    """
    return boolean(exact.square_rows(matrix) is not None)


@builtin("SymmetricMatrixQ[m]")
def symmetric_matrix_q(kernel: Any, matrix: Any) -> Any:
    """gives True where m is equal to its transpose, and False otherwise.

    >>> {SymmetricMatrixQ[{{1, 2}, {2, 1}}], SymmetricMatrixQ[{{1, 2}, {3, 1}}]}
    {True, False}
    """
    rows = exact.square_rows(matrix)
    if rows is None:
        return boolean(False)
    return boolean(all(same(rows[i][j], rows[j][i]) for i in range(len(rows)) for j in range(i)))


@builtin("PositiveDefiniteMatrixQ[m]")
def positive_definite_matrix_q(kernel: Any, matrix: Any) -> Any:
    """gives True where m is positive definite, and False otherwise.

    >>> {PositiveDefiniteMatrixQ[{{2, 1}, {1, 2}}], PositiveDefiniteMatrixQ[{{1, 2}, {2, 1}}]}
    {True, False}
    """
    rows = exact.square_rows(matrix)
    array = None if rows is None else to_array(kernel.evaluate(S.N(matrix)))
    if array is None or array.dtype.kind not in "fc":
        return boolean(False)
    return boolean((np.linalg.eigvalsh((array + array.conj().T) / 2) > 0).all())
