"""Elimination on matrices of numbers or expressions: exact, of any precision, or symbolic."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np

from wlmini.arrays import to_array
from wlmini.expr import Packed, S, is_list, make_list
from wlmini.kernel.numbers import (
    add,
    is_exact,
    is_number,
    is_zero,
    machine,
    multiply,
    negate,
    normal,
    reciprocal,
)

Matrix = list[list[Any]]


def rows_of(expr: Any) -> Matrix | None:
    """The rows of a matrix expression, None where it is no rectangular list of lists of other things."""
    if type(expr) is Packed:
        return expr.array.tolist() if expr.array.ndim == 2 else None
    if not is_list(expr) or not len(expr) or not all(is_list(row) for row in expr.parts):
        return None
    rows = [list(row.parts) for row in expr.parts]
    flat = all(not is_list(entry) for row in rows for entry in row)
    return rows if flat and len({len(row) for row in rows}) == 1 and rows[0] else None


def square_rows(expr: Any) -> Matrix | None:
    rows = rows_of(expr)
    return rows if rows is not None and len(rows) == len(rows[0]) else None


def matrix_expr(rows: Any) -> Any:
    return make_list([make_list(row) for row in rows])


def machine_array(expr: Any) -> Any | None:
    """The array of a matrix or vector with a machine number in it; None for exact or symbolic ones."""
    if type(expr) is not Packed and not has_machine_number(expr):
        return None
    array = to_array(expr)
    return array if array is not None and array.dtype.kind in "fc" else None


def has_machine_number(expr: Any) -> bool:
    if is_list(expr):
        return True in [has_machine_number(part) for part in expr.parts]
    return isinstance(expr, (float, complex))


def all_numbers(rows: Matrix) -> bool:
    return all(is_number(entry) for row in rows for entry in row)


def all_exact(rows: Matrix) -> bool:
    return all(is_number(entry) and is_exact(entry) for row in rows for entry in row)


def size(value: Any) -> float:
    """How good a pivot is: any exact number but 0 will do, of inexact ones the largest."""
    if is_exact(value):
        return 0.0 if is_zero(value) else 1.0
    return abs(machine(value))


def best_pivot(rows: Matrix, first: int, column: int) -> int | None:
    """The row from `first` on to take the pivot of a column from; None where there is none."""
    sizes = [size(rows[i][column]) for i in range(first, len(rows))]
    best = max(range(len(sizes)), key=sizes.__getitem__, default=None)
    return None if best is None or sizes[best] == 0 else first + best


def subtract_multiple(row: list[Any], other: list[Any], factor: Any) -> list[Any]:
    """row - factor other."""
    if is_exact(factor) and is_zero(factor):
        return row
    turned = negate(factor)
    return [add(x, multiply(turned, y)) for x, y in zip(row, other, strict=True)]


def reduced(rows: Matrix) -> tuple[Matrix, list[int]]:
    """The reduced row echelon form of a matrix of numbers, and the columns of its pivots."""
    rows = [list(row) for row in rows]
    pivots: list[int] = []
    for column in range(len(rows[0])):
        done = len(pivots)
        pivot = best_pivot(rows, done, column)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        scale = reciprocal(rows[done][column])
        rows[done] = [multiply(scale, x) for x in rows[done]]
        for i in range(len(rows)):
            if i != done:
                rows[i] = subtract_multiple(rows[i], rows[done], rows[i][column])
        pivots.append(column)
        if len(pivots) == len(rows):
            break
    return rows, pivots


def determinant(rows: Matrix) -> Any:
    """The determinant of a square matrix of numbers."""
    if all(type(x) is int for row in rows for x in row):
        return integer_determinant(rows)
    rows = [list(row) for row in rows]
    value: Any = 1
    for column in range(len(rows)):
        pivot = best_pivot(rows, column, column)
        if pivot is None:
            return 0
        if pivot != column:
            rows[column], rows[pivot] = rows[pivot], rows[column]
            value = negate(value)
        value = multiply(value, rows[column][column])
        scale = reciprocal(rows[column][column])
        for i in range(column + 1, len(rows)):
            rows[i] = subtract_multiple(rows[i], rows[column], multiply(rows[i][column], scale))
    return value


def integer_determinant(rows: Matrix) -> int:
    """Bareiss's elimination, which stays within the integers."""
    rows = [list(row) for row in rows]
    previous, sign = 1, 1
    for k in range(len(rows) - 1):
        pivot = next((i for i in range(k, len(rows)) if rows[i][k]), None)
        if pivot is None:
            return 0
        if pivot != k:
            rows[k], rows[pivot], sign = rows[pivot], rows[k], -sign
        for i in range(k + 1, len(rows)):
            for j in range(k + 1, len(rows)):
                rows[i][j] = (rows[i][j] * rows[k][k] - rows[i][k] * rows[k][j]) // previous
        previous = rows[k][k]
    return sign * int(rows[-1][-1])


def inverse(rows: Matrix) -> Matrix | None:
    """The inverse of a square matrix of numbers, None where it is singular."""
    count = len(rows)
    wide = [[*row, *(1 if i == j else 0 for j in range(count))] for i, row in enumerate(rows)]
    solved, pivots = reduced(wide)
    return [row[count:] for row in solved] if pivots == list(range(count)) else None


def solve(rows: Matrix, right: list[Any]) -> list[Any] | None:
    """One solution of a system of linear equations in numbers, None where there is none."""
    solved, pivots = reduced([[*row, value] for row, value in zip(rows, right, strict=True)])
    if pivots and pivots[-1] == len(rows[0]):
        return None
    solution: list[Any] = [0] * len(rows[0])
    for row, column in zip(solved, pivots, strict=False):
        solution[column] = row[-1]
    return solution


def null_vectors(rows: Matrix) -> Matrix:
    """A basis of the vectors that a matrix of numbers takes to 0; for exact ones without fractions."""
    solved, pivots = reduced(rows)
    width, found = len(rows[0]), []
    for free in reversed([c for c in range(width) if c not in pivots]):
        vector: list[Any] = [0] * width
        vector[free] = 1
        for row, column in zip(solved, pivots, strict=False):
            vector[column] = negate(row[free])
        found.append(whole_numbers(vector))
    return found


def whole_numbers(vector: list[Any]) -> list[Any]:
    """A vector of rationals times their common denominator."""
    if not all(isinstance(x, (int, Fraction)) for x in vector):
        return vector
    common = math.lcm(*[Fraction(x).denominator for x in vector])
    return [normal(Fraction(x) * common) for x in vector]


# -- symbolic ----------------------------------------------------------------------------------------


def symbolic_determinant(kernel: Any, rows: Matrix) -> Any:
    """The determinant by expansion along the first row, each minor once."""
    minors: dict[tuple[int, ...], Any] = {(): 1}
    count = len(rows)
    for depth in range(count - 1, -1, -1):
        wider: dict[tuple[int, ...], Any] = {}
        for taken, value in list(minors.items()):
            for column in range(count):
                if column in taken:
                    continue
                key = tuple(sorted((*taken, column)))
                sign = -1 if key.index(column) % 2 else 1
                wider.setdefault(key, []).append(S.Times(sign, rows[depth][column], value))
        minors = {key: kernel.evaluate(S.Expand(S.Plus(*terms))) for key, terms in wider.items()}
    return minors[tuple(range(count))]


def symbolic_inverse(kernel: Any, rows: Matrix) -> Matrix | None:
    """The transposed cofactors over the determinant."""
    whole = symbolic_determinant(kernel, rows)
    if is_number(whole) and is_zero(whole):
        return None
    count = len(rows)
    return [
        [S.Times((-1) ** (i + j), cofactor(kernel, rows, j, i), S.Power(whole, -1)) for j in range(count)]
        for i in range(count)
    ]


def cofactor(kernel: Any, rows: Matrix, i: int, j: int) -> Any:
    left = [row[:j] + row[j + 1 :] for k, row in enumerate(rows) if k != i]
    return symbolic_determinant(kernel, left) if left else 1


# -- eigenvalues of exact matrices -------------------------------------------------------------------


def characteristic(rows: Matrix) -> list[Fraction]:
    """Coefficients, highest first, of Det[x - m] for a matrix of rationals (Faddeev and LeVerrier)."""
    count = len(rows)
    matrix = [[Fraction(x) for x in row] for row in rows]
    power = [[Fraction(0)] * count for _ in range(count)]
    found = [Fraction(1)]
    for k in range(1, count + 1):
        for i in range(count):
            power[i][i] += found[-1]
        power = product(matrix, power)
        found.append(-sum((power[i][i] for i in range(count)), Fraction(0)) / k)
    return found


def product(a: Matrix, b: Matrix) -> Matrix:
    columns = list(zip(*b, strict=True))
    return [[sum(x * y for x, y in zip(row, column, strict=True)) for column in columns] for row in a]


def rational_roots(coefficients: list[Fraction]) -> tuple[list[Fraction], list[Fraction]]:
    """The rational roots of a polynomial, and the coefficients of what is left."""
    found: list[Fraction] = []
    while len(coefficients) > 1:
        root = next((r for r in candidates(coefficients) if value_at(coefficients, r) == 0), None)
        if root is None:
            break
        found.append(root)
        coefficients = divided(coefficients, root)
    return found, coefficients


def candidates(coefficients: list[Fraction]) -> list[Fraction]:
    """The rationals that may be roots, near the numerical ones."""
    roots = np.roots([float(c) for c in coefficients])
    return [Fraction(complex(z).real).limit_denominator(10**6) for z in roots]


def value_at(coefficients: list[Fraction], x: Fraction) -> Fraction:
    value = Fraction(0)
    for c in coefficients:
        value = value * x + c
    return value


def divided(coefficients: list[Fraction], root: Fraction) -> list[Fraction]:
    """The polynomial over x - root."""
    found = [coefficients[0]]
    for c in coefficients[1:-1]:
        found.append(c + root * found[-1])
    return found


def quadratic_roots(coefficients: list[Fraction]) -> list[Any]:
    """The two roots of a quadratic polynomial, as expressions."""
    a, b, c = coefficients
    root = S.Sqrt(normal(b * b - 4 * a * c))
    return [S.Times(normal(1 / (2 * a)), S.Plus(normal(-b), S.Times(s, root))) for s in (1, -1)]
