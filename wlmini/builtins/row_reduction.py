"""Echelon forms and what is read from them: ranks, null spaces, pseudoinverses, nearest solutions."""

from __future__ import annotations

from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.builtins import exact_matrices as exact
from wlmini.builtins import modular, zero_tests
from wlmini.builtins.linear_algebra import MESSAGES, need_matrix
from wlmini.expr import S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_real, to_float

TOLERANCE = {"Tolerance": S.Automatic}
RANKING = {**modular.OPTIONS, **TOLERANCE}
TOLERANT = {**MESSAGES, "tolnn": "Tolerance -> `1` is neither Automatic nor a nonnegative number."}
NEAREST = ("Direct", "IterativeRefinement", "Krylov", "LSQR")  # ways to the one nearest solution


def singular_limit(values: np.ndarray, size: int, tolerance: Any) -> float:
    """What singular values are to exceed so as not to count as zero, a fraction of the largest."""
    if tolerance is S.Automatic:
        return float(values.max(initial=0.0) * size * 2.0**-52)
    return float(values.max(initial=0.0) * need_tolerance(tolerance))


def need_tolerance(tolerance: Any) -> float:
    """The number that Tolerance -> n gives."""
    if not is_real(tolerance) or tolerance < 0:
        raise Failure("tolnn", tolerance, value=None)
    return to_float(tolerance)


def tolerated(matrix: Any, options: dict[str, Any]) -> np.ndarray | None:
    """The machine array of a matrix, as which an exact one too is taken where a tolerance is given."""
    if options["Tolerance"] is S.Automatic:
        return exact.machine_array(matrix)
    return to_array(matrix)


@builtin(
    "LeastSquares[m, b]",
    options={"Method": S.Automatic, **TOLERANCE},
    messages=TOLERANT,
)
def least_squares(kernel: Any, matrix: Any, right: Any, *, options: dict[str, Any]) -> Any:
    """gives the x for which m.x lies nearest to b.

    >>> {LeastSquares[{{1, 0}, {0, 1}, {0, 1}}, {1, 2, 4}], LeastSquares[{{1.}, {1.}}, {1., 2.}]}
    {{1, 3}, {1.5}}
    >>> LeastSquares[{{1., 0.}, {0., 0.001}}, {1., 1.}, Tolerance -> 0.01]
    {1., 0.}
    """
    need_matrix(matrix, 1)
    if not is_list(right):
        return None
    method = options["Method"]
    if method is not S.Automatic and method not in NEAREST:
        raise Failure("method", method, make_list(NEAREST), value=None)
    limit = None if options["Tolerance"] is S.Automatic else need_tolerance(options["Tolerance"])
    if limit is not None or exact.machine_array(matrix) is not None or exact.machine_array(right) is not None:
        first, second = to_array(matrix), to_array(right)
        if first is not None and second is not None:
            return pack(np.linalg.lstsq(first, second, limit)[0] + 0.0)
    turned = S.ConjugateTranspose(matrix)
    return S.LinearSolve(S.Dot(turned, matrix), S.Dot(turned, right))


@builtin("MatrixRank[m]", options=RANKING, messages=TOLERANT)
def matrix_rank(kernel: Any, matrix: Any, *, options: dict[str, Any]) -> Any:
    """gives the number of linearly independent rows of m.

    >>> {MatrixRank[{{1, 2}, {2, 4}}], MatrixRank[{{1., 2.}, {3., 4.}}]}
    {1, 2}
    >>> {MatrixRank[{{1, 2}, {3, 1}}, Modulus -> 5], MatrixRank[{{1., 0.}, {0., 0.01}}, Tolerance -> 0.1]}
    {1, 1}
    """
    rows = need_matrix(matrix, 1)
    modulus = modular.prime_of(options, matrix, rows)
    if modulus:
        return len(modular.reduced(rows, modulus)[1])
    test = any_test(kernel, rows, options)
    if test is not None:
        return len(zero_tests.eliminated(kernel, rows, test)[1])
    array = tolerated(matrix, options)
    if array is not None:
        values = np.linalg.svd(array, compute_uv=False)
        return int((values > singular_limit(values, max(array.shape), options["Tolerance"])).sum())
    return len(exact.reduced(rows)[1])


@builtin("RowReduce[m]", options=RANKING, messages=TOLERANT)
def row_reduce(kernel: Any, matrix: Any, *, options: dict[str, Any]) -> Any:
    """gives the reduced row echelon form of m.

    >>> RowReduce[{{1, 2, 3}, {4, 5, 6}}]
    {{1, 0, -1}, {0, 1, 2}}
    >>> RowReduce[{{1, 2}, {3, 1}}, Modulus -> 5]
    {{1, 2}, {0, 0}}
    >>> {RowReduce[{{a, b}, {2 a, 2 b}}], RowReduce[{{a, b}, {c, d}}, ZeroTest -> (# === 0 &)]}
    {{{1, b/a}, {0, 0}}, {{1, 0}, {0, 1}}}
    """
    rows = need_matrix(matrix, 1)
    modulus = modular.prime_of(options, matrix, rows)
    if modulus:
        return exact.matrix_expr(modular.reduced(rows, modulus)[0])
    test = any_test(kernel, rows, options)
    array = tolerated(matrix, options)
    if test is None and options["Tolerance"] is not S.Automatic and array is not None:
        test = zero_tests.below(need_tolerance(options["Tolerance"]) * float(np.abs(array).max(initial=0.0)))
    if test is None:
        return exact.matrix_expr(exact.reduced(rows)[0])
    found = exact.matrix_expr(zero_tests.eliminated(kernel, rows, test)[0])
    return found if exact.machine_array(matrix) is None else S.N(found)


def any_test(kernel: Any, rows: Any, options: dict[str, Any]) -> Any:
    """The test of ZeroTest, that for symbolic entries where there are such; else None."""
    test = zero_tests.zero_test(kernel, options)
    return test if test is not None or exact.all_numbers(rows) else zero_tests.possible_zero(kernel)


@builtin("NullSpace[m]", options=RANKING, messages=TOLERANT)
def null_space(kernel: Any, matrix: Any, *, options: dict[str, Any]) -> Any:
    """gives a basis of the vectors that m takes to zero.

    >>> NullSpace[{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}]
    {{1, -2, 1}}
    >>> NullSpace[{{1, 2}, {3, 1}}, Modulus -> 5]
    {{3, 1}}
    """
    rows = need_matrix(matrix, 1)
    modulus = modular.prime_of(options, matrix, rows)
    if modulus:
        return exact.matrix_expr(modular.null_vectors(rows, modulus))
    test = any_test(kernel, rows, options)
    if test is not None:
        return zero_tests.null_vectors(kernel, rows, test)
    array = tolerated(matrix, options)
    if array is not None:
        _, values, vectors = np.linalg.svd(array)
        rank = int((values > singular_limit(values, max(array.shape), options["Tolerance"])).sum())
        return make_list(pack(vectors[rank:].conj()).parts)
    return exact.matrix_expr(exact.null_vectors(rows))


@builtin("PseudoInverse[m]", options=TOLERANCE, messages=TOLERANT)
def pseudo_inverse(kernel: Any, matrix: Any, *, options: dict[str, Any]) -> Any:
    """gives the Moore-Penrose inverse of m.

    >>> {PseudoInverse[{{1, 0}, {0, 2}}], PseudoInverse[{{1.}, {1.}}]}
    {{{1, 0}, {0, 1/2}}, {{0.5, 0.5}}}
    >>> PseudoInverse[{{2., 0.}, {0., 0.01}}, Tolerance -> 0.1]
    {{0.5, 0.}, {0., 0.}}
    """
    rows = need_matrix(matrix, 1)
    array = tolerated(matrix, options)
    if array is not None:
        given = options["Tolerance"]
        return pack(np.linalg.pinv(array, *(() if given is S.Automatic else (need_tolerance(given),))) + 0.0)
    if not exact.all_numbers(rows):
        return None
    turned = S.ConjugateTranspose(matrix)
    echelon, pivots = exact.reduced(rows)
    rank = len(pivots)
    if rank == len(rows[0]):
        return S.Dot(S.Inverse(S.Dot(turned, matrix)), turned)
    if rank == len(rows):
        return S.Dot(turned, S.Inverse(S.Dot(matrix, turned)))
    if not rank:
        return turned
    columns = exact.matrix_expr([[row[p] for p in pivots] for row in rows])  # m is columns.echelon
    return S.Dot(S.PseudoInverse(exact.matrix_expr(echelon[:rank])), S.PseudoInverse(columns))
