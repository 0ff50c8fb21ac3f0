"""What NDSolve is told of its unknown functions at points: starting values, and values at two ends."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from wlmini.builtins.numerics.functions import NumericFunction, numeric_value, plain_number, put
from wlmini.builtins.numerics.newton import holds
from wlmini.expr import Expr, S, is_list, make_list, same, symbol
from wlmini.kernel.extras import library
from wlmini.kernel.messages import Failure

MESSAGES = {
    "ndsv": "A starting value for `1` is missing.",
    "bcart": "The conditions do not give values of the functions at points.",
    "bcpts": "Conditions at the points `1` are not built; those at one or two points are.",
    "bcnum": "`1` conditions are given where `2` are needed.",
    "bvfail": "No solution with the values at `1` and `2` was found: `3`",
}
ACCURACY = 1e-9  # of a solution between two ends
Path = tuple[Any, Any]  # times, and the state at each


class Unknown(NamedTuple):
    """A function sought, with the order of the highest derivative of it in the equations."""

    name: Any
    order: int


def derivative_of(name: Any, order: int, at: Any) -> Any:
    """name^(order)[at] as the language has it."""
    return Expr(name, (at,)) if order == 0 else Expr(Expr(S.Derivative(order), (name,)), (at,))


def highest_solved(kernel: Any, equations: list[Any], highest: list[Any]) -> list[Any]:
    """The highest derivatives, in which the equations are linear, by what else the equations hold."""
    if len(equations) != len(highest):
        raise Failure("ndode", make_list(equations), value=None)
    marks = [symbol(f"Numerics`highest{i}") for i in range(len(highest))]
    marked = [put(e, highest, marks) for e in equations]
    rows = [[kernel.evaluate(S.D(e, m)) for m in marks] for e in marked]
    if any(holds(entry, marks) for row in rows for entry in row):
        raise Failure("ndode", make_list(equations), value=None)
    rest = [kernel.evaluate(put(e, marks, [0] * len(marks))) for e in marked]
    if len(marks) == 1:
        return [kernel.evaluate(S.Times(-1, rest[0], S.Power(rows[0][0], -1)))]
    solved = kernel.evaluate(
        S.LinearSolve(make_list([make_list(r) for r in rows]), make_list([S.Times(-1, r) for r in rest]))
    )
    if not is_list(solved):
        raise Failure("ndode", make_list(equations), value=None)
    return list(solved.parts)


def conditions_met(
    kernel: Any,
    conditions: list[Any],
    unknowns: list[Unknown],
    slopes: list[NumericFunction],
    limits: tuple[float, float],
) -> tuple[float, list[float], Path | None]:
    """(place, values there, what is known between two ends)."""
    places = places_of(conditions, unknowns)
    if len(places) < 2:
        return *starting_values(kernel, conditions, unknowns, limits), None
    path = between(kernel, conditions, unknowns, slopes, places)
    return float(path[0][0]), list(path[1][0]), path


def starting_values(
    kernel: Any, conditions: list[Any], unknowns: list[Unknown], limits: tuple[float, float]
) -> tuple[float, list[float]]:
    """(place, values) that the conditions, linear in the starting values, state."""
    places = places_of(conditions, unknowns)
    place = places[0] if places else None
    point = float(limits[0] if place is None else numeric_value(kernel, place))
    names = [derivative_of(u.name, k, place) for u in unknowns for k in range(u.order)]
    marks = [symbol(f"Numerics`start{i}") for i in range(len(names))]
    marked = [kernel.evaluate(put(c, names, marks)) for c in conditions]
    rows = [[numeric_value(kernel, S.D(c, m)) for m in marks] for c in marked]
    right = [numeric_value(kernel, put(c, marks, [0] * len(marks))) for c in marked]
    if None in right or any(None in row for row in rows):
        raise Failure("bcart", value=None)
    if len(rows) < len(names):
        known = np.abs(np.array(rows or [[0.0] * len(names)])).sum(axis=0)
        raise Failure("ndsv", names[int(np.argmin(known))].head, value=None)
    solution = np.linalg.lstsq(np.array(rows), -np.array(right), rcond=None)[0]
    return point, [plain_number(v) for v in solution]


def places_of(conditions: list[Any], unknowns: list[Unknown]) -> list[Any]:
    """The points at which the conditions give values."""
    found: list[Any] = []

    def walk(expr: Any) -> None:
        if not isinstance(expr, Expr):
            return
        head = expr.head
        inner = head.parts[0] if isinstance(head, Expr) and len(head.parts) == 1 else head
        if any(same(inner, u.name) for u in unknowns) and len(expr.parts) == 1:
            if not any(same(expr.parts[0], f) for f in found):
                found.append(expr.parts[0])
            return
        for part in expr.parts:
            walk(part)

    for condition in conditions:
        walk(condition)
    return found


def between(
    kernel: Any,
    conditions: list[Any],
    unknowns: list[Unknown],
    slopes: list[NumericFunction],
    places: list[Any],
) -> Path:
    """The solution between two points, by collocation."""
    ends = sorted((numeric_value(kernel, p), p) for p in places)
    count = sum(u.order for u in unknowns)
    if len(ends) != 2:
        raise Failure("bcpts", make_list(places), value=None)
    if len(conditions) != count:
        raise Failure("bcnum", len(conditions), count, value=None)
    names = [derivative_of(u.name, k, place) for _, place in ends for u in unknowns for k in range(u.order)]
    marks = [symbol(f"Numerics`end{i}") for i in range(len(names))]
    distances = [NumericFunction(kernel, kernel.evaluate(put(c, names, marks)), marks) for c in conditions]

    def slope(x: Any, y: Any) -> Any:
        return np.array([np.broadcast_to(f.on_arrays(x, *y), x.shape) for f in slopes])

    def distance(first: Any, last: Any) -> Any:
        return np.array([d.real(*map(float, (*first, *last))) for d in distances])

    low, high = (float(value) for value, _ in ends)
    mesh = np.linspace(low, high, 33)
    with np.errstate(all="ignore"):
        found = library("scipy.integrate").solve_bvp(
            slope, distance, mesh, np.zeros((count, len(mesh))), tol=ACCURACY, max_nodes=100_000
        )
    if not found.success:
        raise Failure("bvfail", *(p for _, p in ends), found.message, value=None)
    parts = np.linspace(0, 1, 5)[1:]
    times = np.concatenate([[low], (found.x[:-1, None] + np.diff(found.x)[:, None] * parts).ravel()])
    return times, found.sol(times).T
