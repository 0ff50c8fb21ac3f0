"""Elimination for matrices of any expressions: what counts as zero is told by a test, or by a tolerance."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wlmini.builtins import exact_matrices as exact
from wlmini.expr import Expr, S, is_list, make_list
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_exact, is_number, machine

Matrix = list[list[Any]]
ZeroTest = Callable[[Any], bool]


def zero_test(kernel: Any, options: dict[str, Any]) -> ZeroTest | None:
    """The test that the option ZeroTest gives; None where it is Automatic."""
    test = options["ZeroTest"]
    return None if test is S.Automatic else lambda entry: kernel.is_true(Expr(test, (entry,)))


def possible_zero(kernel: Any) -> ZeroTest:
    """The test that there is without that option."""
    return lambda entry: (
        exact.size(entry) == 0 if is_number(entry) else kernel.is_true(S.PossibleZeroQ(entry))
    )


def below(limit: float) -> ZeroTest:
    """Numbers are zero that are no greater."""
    return lambda entry: is_number(entry) and abs(machine(entry)) <= limit


def combined(kernel: Any, expr: Any) -> Any:
    """An entry in a form in which what cancels is gone; numbers as they are."""
    value = kernel.evaluate(expr)
    return value if is_number(value) else kernel.evaluate(S.Together(value))


def eliminated(
    kernel: Any, rows: Matrix, is_zero: ZeroTest, width: int | None = None
) -> tuple[Matrix, list[int], Any]:
    """(reduced row echelon form, columns of its pivots, product of the pivots with the sign of the swaps).

    Pivots are looked for in the first `width` columns; entries that are zero become 0.
    """
    rows = [list(row) for row in rows]
    pivots: list[int] = []
    total: Any = 1
    for column in range(len(rows[0]) if width is None else width):
        done = len(pivots)
        if done == len(rows):
            break
        for i in range(done, len(rows)):
            rows[i][column] = 0 if is_zero(rows[i][column]) else rows[i][column]
        pivot = pivot_in(rows, done, column)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        head = rows[done][column]
        total = combined(kernel, S.Times(total, head, -1 if pivot != done else 1))
        rows[done] = [combined(kernel, S.Divide(x, head)) for x in rows[done]]
        for i, row in enumerate(rows):
            if i != done and not (type(row[column]) is int and row[column] == 0):
                factor = row[column]
                rows[i] = [
                    combined(kernel, S.Subtract(x, S.Times(factor, y)))
                    for x, y in zip(row, rows[done], strict=True)
                ]
                rows[i][column] = 0
        pivots.append(column)
    return [[0 if is_zero(x) else x for x in row] for row in rows], pivots, total


def pivot_in(rows: Matrix, done: int, column: int) -> int | None:
    """The row to take a pivot from: the first, or of inexact numbers the largest."""
    left = [i for i in range(done, len(rows)) if not (type(rows[i][column]) is int and rows[i][column] == 0)]
    if not left:
        return None
    entries = [rows[i][column] for i in left]
    if all(is_number(e) for e in entries) and not all(map(is_exact, entries)):
        return max(left, key=lambda i: abs(machine(rows[i][column])))
    return left[0]


def determinant(kernel: Any, rows: Matrix, is_zero: ZeroTest) -> Any:
    _, pivots, total = eliminated(kernel, rows, is_zero)
    return total if len(pivots) == len(rows) else 0


def inverse(kernel: Any, matrix: Any, rows: Matrix, is_zero: ZeroTest) -> Any:
    count = len(rows)
    wide = [[*row, *(int(i == j) for j in range(count))] for i, row in enumerate(rows)]
    solved, pivots, _ = eliminated(kernel, wide, is_zero, count)
    if len(pivots) < count:
        raise Failure("sing", matrix, value=None)
    return exact.matrix_expr([row[count:] for row in solved])


def null_vectors(kernel: Any, rows: Matrix, is_zero: ZeroTest) -> Any:
    """A basis of the vectors that the matrix takes to zero."""
    solved, pivots, _ = eliminated(kernel, rows, is_zero)
    width, found = len(rows[0]), []
    for free in reversed([c for c in range(width) if c not in pivots]):
        vector: list[Any] = [0] * width
        vector[free] = 1
        for row, column in zip(solved, pivots, strict=False):
            vector[column] = kernel.evaluate(S.Times(-1, row[free]))
        found.append(exact.whole_numbers(vector))
    return exact.matrix_expr(found)


def solution(kernel: Any, rows: Matrix, right: Any, is_zero: ZeroTest) -> Any:
    """A solution of rows.x == right, for a vector or a matrix of right sides."""
    sides = exact.rows_of(right)
    columns = [[each] for each in right.parts] if sides is None else sides
    width = len(rows[0])
    joined = [[*row, *side] for row, side in zip(rows, columns, strict=True)]
    solved, pivots, _ = eliminated(kernel, joined, is_zero, width)
    if any(not is_zero(x) for row in solved[len(pivots) :] for x in row[width:]):
        raise Failure("nosol", value=None)
    found: Matrix = [[0] * len(columns[0]) for _ in range(width)]
    for row, pivot in zip(solved, pivots, strict=False):
        found[pivot] = row[width:]
    return exact.matrix_expr(found) if is_list(right.parts[0]) else make_list([row[0] for row in found])
