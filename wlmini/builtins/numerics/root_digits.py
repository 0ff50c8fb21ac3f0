"""Roots and extrema with more digits than machine numbers have, by Newton's method from what these give."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from wlmini.builtins.numerics.functions import NumericFunction, put
from wlmini.builtins.numerics.newton import derivatives_of
from wlmini.expr import S, is_list, make_list, symbol
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_number

GUARD = 10  # digits carried beyond those asked for
BINDS = 1e-5  # how near to 0 a constraint has to be to be taken for one that holds with equality


def refined(kernel: Any, functions: list[Any], variables: list[Any], values: list[Any], digits: float) -> Any:
    """The root near these values with so many digits."""
    carried = digits + GUARD
    point = [kernel.evaluate(S.SetPrecision(v, carried)) for v in values]
    known = derivatives_of(kernel, functions, variables)
    matrix = make_list([make_list([d.expr for d in row]) for row in known]) if known is not None else None
    for _ in range(60 + int(digits)):
        with kernel.messages.quietly(S.All):  # at the root itself no digits of the value are left
            here = values_at(kernel, functions, variables, point, carried)
            if matrix is None:
                slopes = differences(kernel, functions, variables, point, here, carried)
            else:
                slopes = kernel.evaluate(S.N(put(matrix, variables, point), carried))
            step = kernel.evaluate(S.LinearSolve(slopes, make_list(here)))
        if not is_list(step):
            break
        moved = [S.Plus(x, S.Times(-1, dx)) for x, dx in zip(point, step.parts, strict=True)]
        point = [kernel.evaluate(S.SetPrecision(x, carried)) for x in moved]
        if all(is_small(kernel, dx, x, digits) for dx, x in zip(step.parts, point, strict=True)):
            break
    return [kernel.evaluate(S.SetPrecision(x, digits)) for x in point]


def values_at(
    kernel: Any, functions: list[Any], variables: list[Any], point: Sequence[Any], digits: float
) -> list[Any]:
    return [kernel.evaluate(S.N(put(f, variables, point), digits)) for f in functions]


def differences(
    kernel: Any, functions: list[Any], variables: list[Any], point: list[Any], here: list[Any], digits: float
) -> Any:
    """The matrix of derivatives by differences over steps of half of the digits."""
    step = kernel.evaluate(S.N(S.Power(10, -int(digits / 2)), digits))
    columns = []
    for i in range(len(point)):
        moved = [kernel.evaluate(S.Plus(x, step)) if k == i else x for k, x in enumerate(point)]
        there = values_at(kernel, functions, variables, moved, digits)
        pairs = zip(there, here, strict=True)
        columns.append([kernel.evaluate(S.Divide(S.Plus(a, S.Times(-1, b)), step)) for a, b in pairs])
    return make_list([make_list(row) for row in zip(*columns, strict=True)])


def is_small(kernel: Any, step: Any, value: Any, digits: float) -> bool:
    """Whether a step changes none of the digits wanted."""
    bound = S.Times(S.Power(10, -int(digits) - 1), S.Plus(1, S.Abs(value)))
    return kernel.evaluate(S.LessEqual(S.Abs(step), bound)) is not S["False"]


# -- extrema -----------------------------------------------------------------------------------------


def extremum(
    kernel: Any, expr: Any, constraints: list[Any], variables: list[Any], point: list[Any], digits: float
) -> list[Any] | None:
    """The point near one where the gradient of expr is one of constraints == 0 that bind there."""
    rows = derivatives_of(kernel, [expr, *constraints], variables)
    if rows is None:
        return None
    slopes = np.array([[d.real(*point) for d in row] for row in rows])
    chosen = independent(slopes[1:])
    multipliers = [symbol(f"Numerics`multiplier{i}") for i in chosen]
    starts = np.linalg.lstsq(slopes[1:][chosen].T, slopes[0], rcond=None)[0] if chosen else []
    pulls = [[rows[i + 1][k].expr for i in chosen] for k in range(len(variables))]
    balance = [
        S.Plus(rows[0][k].expr, *[S.Times(-1, m, g) for m, g in zip(multipliers, pull, strict=True)])
        for k, pull in enumerate(pulls)
    ]
    equations = [kernel.evaluate(e) for e in (*balance, *[constraints[i] for i in chosen])]
    found = refined(kernel, equations, [*variables, *multipliers], [*point, *map(float, starts)], digits)
    return found[: len(point)]  # type: ignore[no-any-return]


def independent(rows: Any) -> list[int]:
    """The numbers of rows of which none is a combination of others before it."""
    chosen: list[int] = []
    for i in range(len(rows)):
        if np.linalg.matrix_rank(rows[[*chosen, i]], tol=1e-8) > len(chosen):
            chosen.append(i)
    return chosen


def value_with_digits(kernel: Any, expr: Any, variables: list[Any], point: list[Any], digits: float) -> Any:
    """What the expression is at the point, to so many digits."""
    carried = [kernel.evaluate(S.SetPrecision(p, digits + GUARD)) for p in point]
    found = kernel.evaluate(S.N(put(expr, variables, carried), digits + GUARD))
    if not is_number(found):
        raise Failure("nnum", make_list(variables), make_list(point), value=None)
    return kernel.evaluate(S.SetPrecision(found, digits))


def binding(functions: Sequence[NumericFunction], point: list[Any]) -> list[Any]:
    """The constraints that hold with equality at the point."""
    return [f.expr for f in functions if abs(f.real(*point)) <= BINDS]
