"""Eigenvalues, singular values and factorizations of matrices."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np

from wlmini.arrays import pack
from wlmini.builtins import exact_matrices as exact
from wlmini.builtins.approximation import number_value
from wlmini.builtins.linear_algebra import MESSAGES, need_matrix, need_square
from wlmini.builtins.primes import factorization
from wlmini.builtins.row_reduction import TOLERANCE, TOLERANT, singular_limit, tolerated
from wlmini.expr import FALSE, Expr, S, is_list, make_list, symbol
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_number, is_real, machine, normal

HALF = Fraction(1, 2)
UNKNOWN = symbol("Eigenvalues`x")


def machine_system(array: Any) -> tuple[Any, Any]:
    """Eigenvalues by falling size, and the eigenvectors as rows."""
    symmetric = np.array_equal(array, array.conj().T)
    values, vectors = np.linalg.eigh(array) if symmetric else np.linalg.eig(array)
    order = np.argsort(-np.abs(np.round(values, 12)), kind="stable")
    values, vectors = values[order], vectors.T[order]
    if values.dtype.kind == "c" and not values.imag.any():
        values, vectors = values.real, vectors.real
    return values, vectors


def exact_values(kernel: Any, matrix: Any, rows: exact.Matrix, options: dict[str, Any]) -> list[Any]:
    """The eigenvalues of an exact matrix; those of higher factors as Root objects or by radicals."""
    if not exact.all_exact(rows) or not all(map(is_real, (x for row in rows for x in row))):
        if len(rows) == 2:
            return of_two_by_two(kernel, rows)
        found = general_values(kernel, matrix, rows, options)
        return found if None in [number_value(kernel, v) for v in found] else by_size(kernel, found)
    roots, rest = exact.rational_roots(exact.characteristic(rows))
    values: list[Any] = [normal(r) for r in roots]
    if len(rest) == 3:
        values += [kernel.evaluate(v) for v in exact.quadratic_roots(rest)]
    elif len(rest) > 3:
        terms = [S.Times(normal(c), S.Power(UNKNOWN, k)) for k, c in enumerate(reversed(rest))]
        values += roots_of(kernel, matrix, S.Plus(*terms), options)
    return by_size(kernel, values)


def general_values(kernel: Any, matrix: Any, rows: exact.Matrix, options: dict[str, Any]) -> list[Any]:
    """The eigenvalues of a matrix of any expressions, the roots of its characteristic polynomial."""
    shifted = [
        [S.Subtract(x, UNKNOWN) if i == j else x for j, x in enumerate(row)] for i, row in enumerate(rows)
    ]
    polynomial = kernel.evaluate(S.Expand(S.Det(exact.matrix_expr(shifted))))
    test = options["ZeroTest"]
    if test is not S.Automatic:
        coefficients = kernel.evaluate(S.CoefficientList(polynomial, UNKNOWN)).parts
        kept = [0 if kernel.is_true(Expr(test, (c,))) else c for c in coefficients]
        polynomial = S.Plus(*[S.Times(c, S.Power(UNKNOWN, k)) for k, c in enumerate(kept)])
    return roots_of(kernel, matrix, polynomial, options)


def roots_of(kernel: Any, matrix: Any, polynomial: Any, options: dict[str, Any]) -> list[Any]:
    """The roots of a polynomial in the unknown, explicit as Cubics and Quartics have it."""
    rules = [S.Rule(S[name], options[name]) for name in ("Cubics", "Quartics")]
    found = kernel.evaluate(S.SolveValues(S.Equal(polynomial, 0), UNKNOWN, *rules))
    if not is_list(found):
        raise Failure("exact", S.Eigenvalues(matrix), value=None)
    return list(found.parts)


def by_size(kernel: Any, values: list[Any]) -> list[Any]:
    """Numbers by falling absolute value."""
    numbers = [size_of(kernel, v) for v in values]
    order = sorted(range(len(values)), key=[(-round(abs(n), 10), sign_key(n)) for n in numbers].__getitem__)
    return [values[i] for i in order]


def size_of(kernel: Any, value: Any) -> Any:
    found = number_value(kernel, value)
    return machine(kernel.call(S.N, value) if found is None else found)


def of_two_by_two(kernel: Any, rows: exact.Matrix) -> list[Any]:
    """The eigenvalues of a matrix of two rows of any expressions."""
    (a, b), (c, d) = rows
    terms = (S.Power(a, 2), S.Times(4, b, c), S.Times(-2, a, d), S.Power(d, 2))
    root = S.Sqrt(S.Plus(*terms))
    return [kernel.evaluate(S.Times(HALF, S.Plus(a, d, S.Times(s, root)))) for s in (-1, 1)]


def sign_key(number: Any) -> float:
    """Of two eigenvalues of one size the negative one, or that with positive imaginary part, comes first."""
    return number.real if not isinstance(number, complex) else -number.imag


EIGEN = {"Cubics": FALSE, "Method": S.Automatic, "Quartics": FALSE, "ZeroTest": S.Automatic}
WAYS = ("Arnoldi", "Banded", "Direct", "FEAST")


def need_way(options: dict[str, Any]) -> None:
    """The eigenvalues are the same whatever the way to them, which is to be one of those there are."""
    method = options["Method"].parts[0] if is_list(options["Method"]) else options["Method"]
    if method is not S.Automatic and method not in WAYS:
        raise Failure("method", method, make_list(WAYS), value=None)


@builtin("Eigenvalues[m]", "Eigenvalues[m, k]", options=EIGEN, messages=MESSAGES)
def eigenvalues(kernel: Any, matrix: Any, count: Any = None, *, options: dict[str, Any]) -> Any:
    """gives the eigenvalues of the square matrix m, the largest first (and only k of them).

    >>> {Eigenvalues[{{2, 1}, {1, 2}}], Eigenvalues[{{1., 2.}, {3., 2.}}], Eigenvalues[{{1, 1}, {1, 0}}]}
    {{3, 1}, {4., -1.}, {(1 + Sqrt[5])/2, (1 - Sqrt[5])/2}}
    """
    need_way(options)
    rows = need_square(matrix, 1)
    array = exact.machine_array(matrix)
    if array is None:
        found = make_list(exact_values(kernel, matrix, rows, options))
    else:
        found = pack(machine_system(array)[0])
    return found if count is None else S.Take(found, count)


@builtin("Eigenvectors[m]", "Eigenvectors[m, k]", options=EIGEN, messages=MESSAGES)
def eigenvectors(kernel: Any, matrix: Any, count: Any = None, *, options: dict[str, Any]) -> Any:
    """gives the eigenvectors of the square matrix m, in the order of Eigenvalues.

    >>> Eigenvectors[{{2, 1}, {1, 2}}]
    {{1, 1}, {-1, 1}}
    """
    need_way(options)
    rows = need_square(matrix, 1)
    array = exact.machine_array(matrix)
    found = exact_vectors(kernel, matrix, rows, options) if array is None else pack(machine_system(array)[1])
    return found if count is None else S.Take(found, count)


def exact_vectors(kernel: Any, matrix: Any, rows: exact.Matrix, options: dict[str, Any]) -> Expr:
    """Eigenvectors for rational eigenvalues; zero vectors stand in for those that a matrix lacks."""
    values = exact_values(kernel, matrix, rows, options)
    found: list[Any] = []
    for value in dict.fromkeys(values):
        if not is_real(value):
            found.append(irrational_vector(kernel, matrix, rows, value))
            continue
        shifted = [[x - value if i == j else x for j, x in enumerate(row)] for i, row in enumerate(rows)]
        vectors = exact.null_vectors(shifted)
        missing = values.count(value) - len(vectors)
        found += vectors + [[0] * len(rows)] * missing
    return exact.matrix_expr(found)


def irrational_vector(kernel: Any, matrix: Any, rows: exact.Matrix, value: Any) -> list[Any]:
    """The eigenvector (with 1 for its last element) of an eigenvalue that is no rational number."""
    count = len(rows)
    if count == 2 and exact.all_exact(rows) and all(map(is_real, (x for row in rows for x in row))):
        return [quadratic_entry(kernel, rows, value), 1]
    shifted = [
        [S.Plus(x, S.Times(-1, value)) if i == j else x for j, x in enumerate(row)]
        for i, row in enumerate(rows)
    ]
    for left in range(count):
        kept = [row for i, row in enumerate(shifted) if i != left]
        whole = exact.matrix_expr([row[:-1] for row in kept])
        size = kernel.evaluate(S.N(S.Det(whole))) if count > 1 else 0
        if is_number(size) and abs(machine(size)) > 1e-9:
            right = make_list([S.Times(-1, row[-1]) for row in kept])
            solution = kernel.evaluate(S.Dot(S.Inverse(whole), right))
            return [*(kernel.evaluate(S.RootReduce(x)) if len(rows) > 2 else x for x in solution.parts), 1]
    raise Failure("exact", S.Eigenvectors(matrix), value=None)


def quadratic_entry(kernel: Any, rows: exact.Matrix, value: Any) -> Any:
    """The first element of the eigenvector {v, 1} of two rows of rationals: (u + k Sqrt[n])/l, shortened."""
    (a, b), (c, d) = ([Fraction(x) for x in row] for row in rows)
    middle, square = (a - d) / (2 * c), ((a - d) ** 2 + 4 * b * c) / (4 * c * c)
    offset = machine(number_value(kernel, value)) - float((a + d) / 2)
    sign = 1 if ((offset.imag or offset.real) > 0) == (c > 0) else -1
    root, under = square_part(square.numerator * square.denominator)
    factor = Fraction(sign * root, square.denominator)
    below = math.lcm(middle.denominator, factor.denominator)
    above = S.Plus(normal(middle * below), S.Times(normal(factor * below), S.Sqrt(under)))
    return kernel.evaluate(S.Times(Fraction(1, below) if below > 1 else 1, above))


def square_part(n: int) -> tuple[int, int]:
    """(k, m) with n = k^2 m and no square in m."""
    root = math.prod([p ** (k // 2) for p, k in factorization(abs(n))])
    return root, n // root**2


@builtin("Eigensystem[m]", "Eigensystem[m, k]", options=EIGEN, messages=MESSAGES)
def eigensystem(kernel: Any, matrix: Any, count: Any = None, *, options: dict[str, Any]) -> Any:
    """gives the list of the eigenvalues and the eigenvectors of the square matrix m.

    >>> Eigensystem[{{2, 1}, {1, 2}}]
    {{3, 1}, {{1, 1}, {-1, 1}}}
    """
    need_way(options)
    rows = need_square(matrix, 1)
    array = exact.machine_array(matrix)
    if count is not None:
        return S.List(S.Eigenvalues(matrix, count), S.Eigenvectors(matrix, count))
    if array is not None:
        return make_list(map(pack, machine_system(array)))
    return S.List(
        make_list(exact_values(kernel, matrix, rows, options)), exact_vectors(kernel, matrix, rows, options)
    )


@builtin("CharacteristicPolynomial[m, x]", messages=MESSAGES)
def characteristic_polynomial(kernel: Any, matrix: Any, x: Any) -> Any:
    """gives the determinant of m - x times the identity matrix.

    >>> CharacteristicPolynomial[{{1, 2}, {3, 4}}, x]
    -2 - 5 x + x^2
    """
    rows = need_square(matrix, 1)
    shifted = [
        [S.Plus(e, S.Times(-1, x)) if i == j else e for j, e in enumerate(row)] for i, row in enumerate(rows)
    ]
    return exact.symbolic_determinant(kernel, shifted)


# -- singular values ---------------------------------------------------------------------------------


def need_machine(head: Any, matrix: Any) -> Any:
    need_matrix(matrix, 1)
    array = exact.machine_array(matrix)
    if array is None:
        raise Failure("exact", Expr(head, (matrix,)), value=None)
    return array


@builtin(
    "SingularValueDecomposition[m]", "SingularValueDecomposition[m, k]", options=TOLERANCE, messages=TOLERANT
)
def singular_value_decomposition(
    kernel: Any, matrix: Any, count: Any = None, *, options: dict[str, Any]
) -> Any:
    """gives {u, w, v} with m = u.w.ConjugateTranspose[v] for a machine matrix; only the k largest values.

    >>> SingularValueDecomposition[{{0., 2.}, {1., 0.}}][[2]]
    {{2., 0.}, {0., 1.}}
    """
    array = need_machine(S.SingularValueDecomposition, matrix)
    u, values, v = np.linalg.svd(array)
    if options["Tolerance"] is not S.Automatic:
        values = np.where(
            values > singular_limit(values, max(array.shape), options["Tolerance"]), values, 0.0
        )
    middle = np.zeros(array.shape)
    np.fill_diagonal(middle, values)
    k = count if type(count) is int else None
    if k is not None:
        u, middle, v = u[:, :k], middle[:k, :k], v[:k]
    return make_list(map(pack, (u, middle, v.conj().T)))


@builtin("SingularValueList[m]", "SingularValueList[m, k]", options=TOLERANCE, messages=TOLERANT)
def singular_value_list(kernel: Any, matrix: Any, count: Any = None, *, options: dict[str, Any]) -> Any:
    """gives the singular values of m other than zero, the largest first.

    >>> {SingularValueList[{{0., 2.}, {1., 0.}}], SingularValueList[{{3, 0}, {0, 4}}]}
    {{2., 1.}, {4, 3}}
    """
    need_matrix(matrix, 1)
    array = tolerated(matrix, options)
    if array is None:
        squares = kernel.evaluate(S.Eigenvalues(S.Dot(S.ConjugateTranspose(matrix), matrix)))
        found = make_list([S.Sqrt(v) for v in squares.parts if v != 0]) if squares.head is S.List else None
    else:
        values = np.linalg.svd(array, compute_uv=False)
        limit = singular_limit(values, max(array.shape), options["Tolerance"])
        found = pack(values[values > limit if limit else values >= 0])
    return found if count is None or found is None else S.Take(found, S.UpTo(count))


# -- factorizations ----------------------------------------------------------------------------------


@builtin("QRDecomposition[m]", messages=MESSAGES)
def qr_decomposition(kernel: Any, matrix: Any) -> Any:
    """gives {q, r} with m = ConjugateTranspose[q].r, the rows of q orthonormal and r upper triangular.

    >>> {q, r} = QRDecomposition[{{1., 2.}, {3., 4.}}]; Chop[Transpose[q].r]
    {{1., 2.}, {3., 4.}}
    """
    rows = need_matrix(matrix, 1)
    if exact.machine_array(matrix) is None and exact.all_numbers(rows):
        vectors = kernel.evaluate(S.Orthogonalize(S.Transpose(matrix)))
        basis = [v for v in vectors.parts if any(x != 0 for x in v.parts)]
        return S.List(make_list(basis), S.Dot(S.Conjugate(make_list(basis)), matrix))
    q, r = np.linalg.qr(need_machine(S.QRDecomposition, matrix))
    return make_list([pack(q.conj().T), pack(r)])


@builtin("CholeskyDecomposition[m]", messages=MESSAGES)
def cholesky_decomposition(kernel: Any, matrix: Any) -> Any:
    """gives the upper triangular u with m = ConjugateTranspose[u].u.

    >>> {CholeskyDecomposition[{{4, 2}, {2, 5}}], CholeskyDecomposition[{{4., 2.}, {2., 5.}}]}
    {{{2, 1}, {0, 2}}, {{2., 1.}, {0., 2.}}}
    """
    rows = need_square(matrix, 1)
    array = exact.machine_array(matrix)
    if array is None:
        return exact_cholesky(kernel, matrix, rows)
    try:
        return pack(np.linalg.cholesky(array).conj().T)
    except np.linalg.LinAlgError:
        raise Failure("posdef", matrix, value=None) from None


def exact_cholesky(kernel: Any, matrix: Any, rows: exact.Matrix) -> Any:
    """Row by row: u[i, i] = Sqrt[m[i, i] - sum of squares above]."""
    count = len(rows)
    upper: list[list[Any]] = [[0] * count for _ in range(count)]
    for i in range(count):
        above = [S.Times(-1, S.Power(upper[k][i], 2)) for k in range(i)]
        square = kernel.evaluate(S.Plus(rows[i][i], *above))
        if not kernel.is_true(S.Greater(square, 0)):
            raise Failure("posdef", matrix, value=None)
        upper[i][i] = kernel.evaluate(S.Sqrt(square))
        for j in range(i + 1, count):
            crossed = [S.Times(-1, upper[k][i], upper[k][j]) for k in range(i)]
            upper[i][j] = kernel.evaluate(S.Times(S.Plus(rows[i][j], *crossed), S.Power(upper[i][i], -1)))
    return exact.matrix_expr(upper)


@builtin("Orthogonalize[{v1, v2, ...}]", messages=MESSAGES)
def orthogonalize(kernel: Any, vectors: Any) -> Any:
    """gives an orthonormal basis of the space that the vectors span, by Gram and Schmidt's method.

    >>> {Orthogonalize[{{3, 4}, {1, 0}}], Orthogonalize[{{0., 2.}, {1., 1.}}]}
    {{{3/5, 4/5}, {4/5, -3/5}}, {{0., 1.}, {1., 0.}}}
    """
    need_matrix(vectors, 1)
    found: list[Any] = []
    for vector in vectors.parts:
        parts = [S.Times(-1, S.Dot(vector, S.Conjugate(u)), u) for u in found]
        found.append(kernel.evaluate(S.Normalize(S.Plus(vector, *parts))))
    return make_list(found)
