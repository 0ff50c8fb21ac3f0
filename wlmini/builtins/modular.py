"""Matrices of integers modulo a number."""

from __future__ import annotations

from typing import Any

from wlmini.builtins import exact_matrices as exact
from wlmini.builtins.primes import is_prime
from wlmini.expr import S, make_list
from wlmini.kernel.messages import Failure

MESSAGES = {
    "modulus": "Modulus -> `1` is neither 0 nor an integer above 1.",
    "modp": "Modulus -> `1` is no prime number; a system of equations is solved modulo primes only.",
    "modint": "The elements of `1` are no integers, so that there is nothing modulo `2`.",
}


OPTIONS = {"Method": S.Automatic, "Modulus": 0, "ZeroTest": S.Automatic}
REDUCTIONS = ("CofactorExpansion", "DivisionFreeRowReduction", "Modular", "OneStepRowReduction")


def modulus_of(options: dict[str, Any], matrix: Any, rows: Any) -> int:
    """The modulus, 0 where there is none."""
    modulus, method = options["Modulus"], options["Method"]
    if method is not S.Automatic and method not in REDUCTIONS:  # there is one result, whatever the method
        raise Failure("method", method, make_list(REDUCTIONS), value=None)
    if type(modulus) is not int or modulus < 0 or modulus == 1:
        raise Failure("modulus", modulus, value=None)
    if modulus and not all(type(each) is int for row in rows for each in row):
        raise Failure("modint", matrix, modulus, value=None)
    return modulus


def inverse(kernel: Any, matrix: Any, rows: Any, modulus: int) -> Any:
    """The adjugate matrix times the inverse of the determinant."""
    found = exact.inverse(rows)
    size = kernel.evaluate(S.Det(matrix))
    try:
        unit = pow(size, -1, modulus)
    except ValueError:
        raise Failure("sing", matrix, value=None) from None
    assert found is not None
    return make_list([make_list([int(size * each) * unit % modulus for each in row]) for row in found])


# -- echelon forms -----------------------------------------------------------------------------------


def prime_of(options: dict[str, Any], matrix: Any, rows: Any) -> int:
    """The prime number that is the modulus, 0 where there is none."""
    modulus = modulus_of(options, matrix, rows)
    if modulus and not is_prime(modulus):
        raise Failure("modp", modulus, value=None)
    return modulus


def reduced(rows: Any, prime: int) -> tuple[list[list[int]], list[int]]:
    """The reduced row echelon form modulo a prime number, and the columns of its pivots."""
    rows = [[each % prime for each in row] for row in rows]
    pivots: list[int] = []
    for column in range(len(rows[0])):
        done = len(pivots)
        pivot = next((i for i in range(done, len(rows)) if rows[i][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        unit = pow(rows[done][column], -1, prime)
        rows[done] = [unit * each % prime for each in rows[done]]
        for i, row in enumerate(rows):
            if i != done and row[column]:
                rows[i] = [(a - row[column] * b) % prime for a, b in zip(row, rows[done], strict=True)]
        pivots.append(column)
    return rows, pivots


def null_vectors(rows: Any, prime: int) -> list[list[int]]:
    """A basis of the vectors that a matrix takes to zero modulo a prime number."""
    solved, pivots = reduced(rows, prime)
    width, found = len(rows[0]), []
    for free in reversed([c for c in range(width) if c not in pivots]):
        vector = [0] * width
        vector[free] = 1
        for row, column in zip(solved, pivots, strict=False):
            vector[column] = -row[free] % prime
        found.append(vector)
    return found


def solution(rows: Any, right: Any, prime: int) -> Any:
    """A solution of rows.x = right modulo a prime number, for a vector or a matrix of right sides."""
    sides = exact.rows_of(right)
    columns = [[each] for each in right.parts] if sides is None else sides
    if not all(type(each) is int for row in columns for each in row):
        raise Failure("modint", right, prime, value=None)
    width = len(rows[0])
    joined = [[*row, *side] for row, side in zip(rows, columns, strict=True)]
    solved, pivots = reduced(joined, prime)
    if any(pivot >= width for pivot in pivots):
        raise Failure("nosol", value=None)
    found = [[0] * len(columns[0]) for _ in range(width)]
    for row, pivot in zip(solved, pivots, strict=False):
        found[pivot] = row[width:]
    return exact.matrix_expr(found) if sides is not None else make_list([row[0] for row in found])
