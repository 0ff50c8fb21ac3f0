"""Factorizations and functions of matrices: LU, Schur, Hessenberg, Jordan, logarithms, any function."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.builtins.approximation import number_value
from wlmini.builtins.decompositions import need_machine
from wlmini.builtins.exact_matrices import Matrix, all_numbers, machine_array, matrix_expr, rows_of
from wlmini.builtins.linear_algebra import MESSAGES as BASE
from wlmini.builtins.linear_algebra import need_matrix, need_square
from wlmini.builtins.numerics.functions import plain_number
from wlmini.expr import S, is_list, make_list, same
from wlmini.kernel.declare import builtin
from wlmini.kernel.extras import library
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import add, is_number, is_real, is_zero, machine, multiply, negate, reciprocal

MESSAGES = {
    **BASE,
    "luc": "The matrix `1` is badly conditioned; its factors may be wrong.",
    "lattice": "`1` is no matrix of rationals with independent rows.",
    "coeff": "The matrices `1` have shapes that do not fit together.",
}


@builtin("LUDecomposition[m]", messages=MESSAGES)
def lu_decomposition(kernel: Any, matrix: Any) -> Any:
    """gives {lu, p, c}: both triangular factors in one matrix, the order of the rows, and a condition number.

    >>> LUDecomposition[{{1, 2}, {3, 4}}]
    {{{1, 2}, {3, -2}}, {1, 2}, 0}
    """
    rows = need_square(matrix, 1)
    array = to_array(matrix)
    if array is not None and array.dtype.kind in "fc":
        return machine_lu(kernel, matrix, array)
    if not all_numbers(rows):
        return None
    rows, order = eliminated(matrix, rows)
    return S.List(matrix_expr(rows), make_list(order), 0)


def machine_lu(kernel: Any, matrix: Any, array: Any) -> Any:
    factors, pivots = library("scipy.linalg").lu_factor(array)
    order = list(range(1, len(array) + 1))
    for i, p in enumerate(pivots):
        order[i], order[p] = order[p], order[i]
    condition = float(np.linalg.cond(array, np.inf))
    if not np.isfinite(condition) or condition > 1e15:
        kernel.message(S.LUDecomposition, "luc", matrix)
    return S.List(pack(factors), make_list(order), condition)


def eliminated(matrix: Any, rows: Matrix) -> tuple[Matrix, list[int]]:
    """Both factors of an exact matrix, rows exchanged only where a pivot is 0."""
    rows, order = [list(r) for r in rows], list(range(1, len(rows) + 1))
    for k in range(len(rows)):
        pivot = next((i for i in range(k, len(rows)) if not is_zero(rows[i][k])), None)
        if pivot is None:
            raise Failure("sing", matrix, value=None)
        rows[k], rows[pivot] = rows[pivot], rows[k]
        order[k], order[pivot] = order[pivot], order[k]
        scale = reciprocal(rows[k][k])
        for i in range(k + 1, len(rows)):
            factor = multiply(rows[i][k], scale)
            rest = [
                add(x, multiply(negate(factor), y))
                for x, y in zip(rows[i][k + 1 :], rows[k][k + 1 :], strict=True)
            ]
            rows[i] = [*rows[i][:k], factor, *rest]
    return rows, order


@builtin("SchurDecomposition[m]", options={"RealBlockDiagonalForm": S["True"]}, messages=MESSAGES)
def schur_decomposition(kernel: Any, matrix: Any, *, options: dict[str, Any]) -> Any:
    """gives {q, t} with m = q.t.ConjugateTranspose[q], q orthonormal and t (nearly) upper triangular.

    >>> {q, t} = SchurDecomposition[{{1., 2.}, {3., 4.}}]; Chop[q . t . Transpose[q]]
    {{1., 2.}, {3., 4.}}
    """
    need_square(matrix, 1)
    array = need_machine(S.SchurDecomposition, matrix)
    form = "real" if options["RealBlockDiagonalForm"] is S["True"] and array.dtype.kind == "f" else "complex"
    t, q = library("scipy.linalg").schur(array, output=form)
    return make_list([pack(q), pack(t)])


@builtin("HessenbergDecomposition[m]", messages=MESSAGES)
def hessenberg_decomposition(kernel: Any, matrix: Any) -> Any:
    """gives {p, h} with m = p.h.ConjugateTranspose[p], p orthonormal and h zero below its subdiagonal.

    >>> {p, h} = HessenbergDecomposition[{{1., 2.}, {3., 4.}}]; Chop[p . h . Transpose[p]]
    {{1., 2.}, {3., 4.}}
    """
    need_square(matrix, 1)
    h, p = library("scipy.linalg").hessenberg(need_machine(S.HessenbergDecomposition, matrix), calc_q=True)
    return make_list([pack(p), pack(h)])


@builtin("JordanDecomposition[m]", messages=MESSAGES)
def jordan_decomposition(kernel: Any, matrix: Any) -> Any:
    """gives {s, j} with m = s.j.Inverse[s], where j has the eigenvalues on its diagonal and ones above.

    >>> JordanDecomposition[{{1, 1}, {0, 1}}]
    {{{1, 0}, {0, 1}}, {{1, 1}, {0, 1}}}
    """
    rows = need_square(matrix, 1)
    values = kernel.evaluate(S.Eigenvalues(matrix))
    if not is_list(values):
        return None
    chains: list[tuple[Any, list[Any]]] = []
    for value in unique(values.parts):
        chains += chains_for(kernel, rows, value, sum(same(value, v) for v in values.parts))
    chains.sort(key=lambda chain: chain_order(kernel, chain[0]))
    columns = [vector for _, chain in chains for vector in chain]
    return S.List(S.Transpose(make_list(columns)), jordan_form(chains))


def unique(values: Any) -> list[Any]:
    found: list[Any] = []
    for value in values:
        if not any(same(value, f) or close(value, f) for f in found):
            found.append(value)
    return found


def close(a: Any, b: Any) -> bool:
    inexact = isinstance(a, (float, complex)) and isinstance(b, (float, complex))
    return inexact and abs(a - b) < 1e-9 * max(1.0, abs(a))


def chain_order(kernel: Any, value: Any) -> tuple[float, float]:
    number = kernel.evaluate(S.N(value))
    found = complex(machine(number)) if is_number(number) else 0j
    return round(found.real, 10), found.imag


def chains_for(kernel: Any, rows: Matrix, value: Any, count: int) -> list[tuple[Any, list[Any]]]:
    """Chains of vectors that m - value takes one to the next and the last (first here) to 0."""
    shifted = kernel.evaluate(S.Plus(matrix_expr(rows), S.Times(-1, value, S.IdentityMatrix(len(rows)))))
    spaces: list[Any] = []
    power = shifted
    while not spaces or (len(spaces[-1]) < count and len(spaces) <= len(rows)):
        spaces.append(kernel.evaluate(S.NullSpace(power)))
        if not is_list(spaces[-1]):
            raise Failure("exact", S.JordanDecomposition(matrix_expr(rows)), value=None)
        power = kernel.evaluate(S.Dot(power, shifted))
    chosen: list[Any] = []
    found: list[tuple[Any, list[Any]]] = []
    for level in range(len(spaces), 0, -1):
        for vector in spaces[level - 1].parts:
            chain = [vector]
            for _ in range(level - 1):
                chain.append(kernel.evaluate(S.Dot(shifted, chain[-1])))
            chain.reverse()
            if sum(len(c) for _, c in found) + level > count:
                continue
            if kernel.evaluate(S.MatrixRank(make_list([*chosen, chain[0]]))) == len(chosen) + 1:
                chosen.append(chain[0])
                found.append((value, chain))
    return found


def jordan_form(chains: list[tuple[Any, list[Any]]]) -> Any:
    size = sum(len(chain) for _, chain in chains)
    rows = [[0] * size for _ in range(size)]
    start = 0
    for value, chain in chains:
        for k in range(len(chain)):
            rows[start + k][start + k] = value
            if k:
                rows[start + k - 1][start + k] = 1
        start += len(chain)
    return matrix_expr(rows)


# -- functions ---------------------------------------------------------------------------------------


@builtin("MatrixExp[m]", messages=MESSAGES)
def matrix_exp(kernel: Any, matrix: Any) -> Any:
    """gives the exponential of a matrix.

    >>> MatrixExp[{{0., 0.}, {0., 1.}}]
    {{1., 0.}, {0., 2.71828}}
    >>> MatrixExp[{{0, t}, {-t, 0}}]
    {{Cos[t], Sin[t]}, {-Sin[t], Cos[t]}}
    """
    rows = need_square(matrix, 1)
    array = machine_array(matrix)
    if array is None:
        if all(type(x) is int and x == 0 for row in rows for x in row):
            return S.IdentityMatrix(len(rows))
        values = kernel.evaluate(S.Eigenvalues(matrix))
        real = is_list(values) and all(is_real_number(kernel, v) for v in values.parts)
        if len(rows) == 2 and not (real and all_numbers(rows)):
            return exponential_of_two(kernel, rows)
        if not is_list(values) or any(is_complex(kernel, v) for v in values.parts):
            raise Failure("exact", S.MatrixExp(matrix), value=None)
        return S.MatrixFunction(S.Exp, matrix)
    return pack(exponential(array))


def is_real_number(kernel: Any, value: Any) -> bool:
    number = number_value(kernel, value)
    return number is not None and is_real(number)


def exponential_of_two(kernel: Any, rows: Matrix) -> Any:
    """E^s (Cosh[q] + Sinh[q]/q m0) for m = s + m0 with a trace of m0 of 0 and q^2 = -Det[m0].

    Both functions of q are even, so that either root will do.
    """
    (a, b), (c, d) = rows
    half, middle = S.Times(S.Rational(1, 2), S.Subtract(a, d)), S.Times(S.Rational(1, 2), S.Plus(a, d))
    root = kernel.evaluate(S.PowerExpand(S.Sqrt(S.Simplify(S.Plus(S.Power(half, 2), S.Times(b, c))))))
    cosh, sinh = (1, 1) if is_zero(root) else (S.Cosh(root), S.Divide(S.Sinh(root), root))
    turned = [[half, b], [c, S.Times(-1, half)]]
    scaled = [[S.Times(S.Exp(middle), S.Plus(cosh if i == j else 0, S.Times(sinh, turned[i][j])))
               for j in (0, 1)] for i in (0, 1)]  # fmt: skip
    return kernel.evaluate(matrix_expr(scaled))


def is_complex(kernel: Any, value: Any) -> bool:
    number = number_value(kernel, value)
    return number is not None and not is_real(number)


def exponential(array: Any) -> Any:
    """By Taylor's series of the matrix over a power of two, squared that many times."""
    squarings = max(0, math.ceil(math.log2(max(1e-300, float(np.abs(array).sum(axis=1).max())))) + 4)
    scaled = array / 2.0**squarings
    term = value = np.eye(len(array), dtype=scaled.dtype)
    for k in range(1, 20):
        term = term @ scaled / k
        value = value + term
    for _ in range(squarings):
        value = value @ value
    return value


@builtin("MatrixLog[m]", options={"Method": S.Automatic}, messages=MESSAGES, noted=("Method",))
def matrix_log(kernel: Any, matrix: Any, *, options: dict[str, Any]) -> Any:
    """gives the logarithm of a matrix.

    >>> Chop[MatrixExp[MatrixLog[{{2., 1.}, {1., 3.}}]]]
    {{2., 1.}, {1., 3.}}
    """
    need_square(matrix, 1)
    return by_function(kernel, S.Log, matrix)


@builtin("MatrixFunction[f, m]", messages=MESSAGES)
def matrix_function(kernel: Any, function: Any, matrix: Any) -> Any:
    """gives the function f of a matrix: f of the eigenvalues, for the same eigenvectors.

    >>> MatrixFunction[Exp, {{0, 0}, {0, 1}}]
    {{1, 0}, {0, E}}
    """
    need_square(matrix, 2)
    return by_function(kernel, function, matrix)


def by_function(kernel: Any, function: Any, matrix: Any) -> Any:
    array = to_array(matrix)
    if array is not None and array.dtype.kind in "fc":
        return machine_function(kernel, function, array)
    found = kernel.evaluate(S.JordanDecomposition(matrix))
    if not is_list(found):
        return None
    s, j = found.parts
    form = blocks_of(kernel, function, rows_of(j) or [])
    return S.Dot(s, matrix_expr(form), S.Inverse(s))


def blocks_of(kernel: Any, function: Any, rows: Matrix) -> Matrix:
    """The function of a matrix in Jordan form, with derivatives above the diagonal of each block."""
    count = len(rows)
    found: Matrix = [[0] * count for _ in range(count)]
    for i in range(count):
        for j in range(i, count):
            if j > i and rows[j - 1][j] == 0:
                break
            order = j - i
            value = derivative_at(kernel, function, rows[i][i], order)
            found[i][j] = kernel.evaluate(S.Times(value, S.Power(S.Factorial(order), -1)))
    return found


def derivative_at(kernel: Any, function: Any, value: Any, order: int) -> Any:
    if order == 0:
        return kernel.call(function, value)
    x = kernel.evaluate(S.Unique())
    return kernel.evaluate(S.ReplaceAll(S.D(kernel.call(function, x), S.List(x, order)), S.Rule(x, value)))


def machine_function(kernel: Any, function: Any, array: Any) -> Any:
    linear = library("scipy.linalg")
    if function is S.Log:
        found = linear.logm(array)
    elif function is S.Exp:
        found = linear.expm(array)
    elif function is S.Sqrt:
        found = linear.sqrtm(array)
    else:
        values, vectors = np.linalg.eig(array)
        images = [kernel.evaluate(S.N(kernel.call(function, plain_number(v)))) for v in values]
        if not all(map(is_number, images)):
            return None
        found = vectors @ np.diag([machine(i) for i in images]) @ np.linalg.inv(vectors)
    if np.iscomplexobj(found) and np.abs(found.imag).max() <= 1e-13 * np.abs(found).max():
        found = found.real
    return pack(found)


@builtin("LyapunovSolve[a, c]", "LyapunovSolve[a, b, c]", messages=MESSAGES)
def lyapunov_solve(kernel: Any, a: Any, b: Any, c: Any = None) -> Any:
    """gives the x with a.x + x.ConjugateTranspose[a] == c, or with a.x + x.b == c.

    >>> Chop[LyapunovSolve[{{1., 0.}, {0., 2.}}, {{2., 3.}, {3., 8.}}]]
    {{1., 1.}, {1., 2.}}
    """
    need_square(a, 1)
    arrays = [to_array(kernel.evaluate(S.N(m))) for m in (a, b, c) if m is not None]
    if any(m is None or m.ndim != 2 for m in arrays) or arrays[0] is None:
        return None
    left, right = (arrays[0], arrays[0].conj().T) if c is None else (arrays[0], arrays[1])
    return pack(library("scipy.linalg").solve_sylvester(left, right, arrays[-1]))


@builtin("Minors[m]", "Minors[m, k]", "Minors[m, k, f]", messages=MESSAGES)
def minors(kernel: Any, matrix: Any, size: Any = None, function: Any = S.Det) -> Any:
    """gives the determinants of all k by k blocks of the matrix m.

    >>> Minors[{{a, b, c}, {d, e, f}}, 1]
    {{a, b, c}, {d, e, f}}
    """
    rows = need_matrix(matrix, 1)
    k = min(len(rows), len(rows[0])) - int(len(rows) == len(rows[0])) if size is None else size
    if type(k) is not int or k < 1:
        return None
    from_rows = list(combinations(len(rows), k))
    from_columns = list(combinations(len(rows[0]), k))
    return make_list(
        [
            make_list(
                [
                    kernel.call(function, matrix_expr([[rows[i][j] for j in q] for i in p]))
                    for q in from_columns
                ]
            )
            for p in from_rows
        ]
    )


def combinations(n: int, k: int) -> list[tuple[int, ...]]:
    if k == 0:
        return [()]
    return [(*rest, last) for last in range(n) for rest in combinations(last, k - 1)] if n else []


@builtin("Adjugate[m]", messages=MESSAGES)
def adjugate(kernel: Any, matrix: Any) -> Any:
    """gives the transposed matrix of the cofactors of m.

    >>> Adjugate[{{a, b}, {c, d}}]
    {{d, -b}, {-c, a}}
    """
    rows = need_square(matrix, 1)
    n = len(rows)

    def cofactor(i: int, j: int) -> Any:
        rest = [row[:j] + row[j + 1 :] for k, row in enumerate(rows) if k != i]
        return S.Times((-1) ** (i + j), S.Det(matrix_expr(rest)) if rest else 1)

    return matrix_expr([[cofactor(j, i) for j in range(n)] for i in range(n)])


@builtin("Permanent[m]", messages=MESSAGES)
def permanent(kernel: Any, matrix: Any) -> Any:
    """gives the permanent of a square matrix: its determinant with plus signs only.

    >>> {Permanent[{{1, 2}, {3, 4}}], Permanent[{{a, b}, {c, d}}]}
    {10, b c + a d}
    """
    rows = need_square(matrix, 1)
    sums: dict[frozenset[int], Any] = {frozenset(): 1}
    for row in rows:
        wider: dict[frozenset[int], list[Any]] = {}
        for taken, value in sums.items():
            for j, entry in enumerate(row):
                if j not in taken:
                    wider.setdefault(taken | {j}, []).append(S.Times(entry, value))
        sums = {k: kernel.evaluate(S.Expand(S.Plus(*terms))) for k, terms in wider.items()}
    return sums[frozenset(range(len(rows)))]


@builtin("MatrixMinimalPolynomial[m, x]", messages=MESSAGES)
def matrix_minimal_polynomial(kernel: Any, matrix: Any, x: Any) -> Any:
    """gives the polynomial of least degree in x with leading coefficient 1 that m makes 0.

    >>> MatrixMinimalPolynomial[{{2, 0}, {0, 2}}, x]
    -2 + x
    """
    rows = need_square(matrix, 1)
    powers = [kernel.evaluate(S.IdentityMatrix(len(rows)))]
    while True:
        flat = make_list([kernel.evaluate(S.Flatten(p)) for p in powers])
        null = kernel.evaluate(S.NullSpace(S.Transpose(flat)))
        if not is_list(null):
            return None
        if len(null):
            vector = null.parts[0].parts
            terms = [S.Times(c, S.Power(vector[-1], -1), S.Power(x, k)) for k, c in enumerate(vector)]
            return S.Plus(*terms)
        powers.append(kernel.evaluate(S.Dot(powers[-1], matrix)))


@builtin("LatticeReduce[{v1, v2, ...}]", messages=MESSAGES)
def lattice_reduce(kernel: Any, matrix: Any) -> Any:
    """gives a reduced basis of the lattice of all whole combinations of the vectors.

    >>> LatticeReduce[{{1, 0, 0}, {3, 1, 0}}]
    {{1, 0, 0}, {0, 1, 0}}
    """
    rows = need_matrix(matrix, 1)
    if not all(type(x) is int for row in rows for x in row):
        raise Failure("lattice", matrix, value=None)
    return matrix_expr(reduced_basis(rows))


def reduced_basis(rows: Matrix) -> Matrix:
    """Lenstra, Lenstra and Lovász's algorithm with the factor 3/4, in fractions."""
    from_int = [[int(x) for x in row] for row in rows]
    basis, k = from_int, 1

    def gram() -> tuple[list[list[Any]], list[list[Any]]]:
        stars: list[list[Any]] = []
        mu: list[list[Any]] = []
        for row in basis:
            star: list[Any] = [Fraction(x) for x in row]
            factors = []
            for other in stars:
                size = inner(other, other)
                factor = inner(row, other) / size if size else Fraction(0)
                factors.append(factor)
                star = [s - factor * o for s, o in zip(star, other, strict=True)]
            stars.append(star)
            mu.append(factors)
        return stars, mu

    while k < len(basis):
        for j in range(k - 1, -1, -1):
            factor = round(gram()[1][k][j])
            if factor:
                basis[k] = [x - factor * y for x, y in zip(basis[k], basis[j], strict=True)]
        stars, mu = gram()
        if inner(stars[k], stars[k]) >= (Fraction(3, 4) - mu[k][k - 1] ** 2) * inner(
            stars[k - 1], stars[k - 1]
        ):
            k += 1
        else:
            basis[k], basis[k - 1] = basis[k - 1], basis[k]
            k = max(k - 1, 1)
    return basis


def inner(a: Any, b: Any) -> Any:
    return sum(x * y for x, y in zip(a, b, strict=True))
