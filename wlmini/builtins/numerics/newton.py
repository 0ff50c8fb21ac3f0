"""Newton's method for systems of equations, damped, with derivatives that are known, given or differences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from wlmini.builtins.numerics.functions import (
    NumericFunction,
    difference_of_sides,
    numeric_value,
    plain_number,
    vector,
)
from wlmini.builtins.numerics.monitors import Goals, Monitors, with_values
from wlmini.expr import Expr, S, is_list, make_list
from wlmini.kernel.messages import Failure

LEAST_FACTOR = 1e-3  # by which a step is shortened at most before it is taken all the same


class Course(NamedTuple):
    """How a search goes: its limits, goals and steps."""

    low: Any
    high: Any
    goals: Goals
    most: int
    damping: float
    watch: Monitors
    shortens: bool = True  # whether steps that do not lessen the residual are halved


class HeldFunction(NumericFunction):
    """An equation that is evaluated only with numbers for its variables."""

    def __init__(self, kernel: Any, equation: Any, variables: Any) -> None:
        self.kernel, self.expr, self.variables, self.fast = kernel, equation, list(variables), None

    def slowly(self, *values: Any) -> Any:
        found = with_values(self.kernel, self.expr, self.variables, values)
        number = numeric_value(self.kernel, difference_of_sides(found))
        return number if number is None or np.isfinite(number) else None


class System:
    """Functions of several variables whose common root is sought."""

    def __init__(self, kernel: Any, functions: list[NumericFunction], variables: list[Any]) -> None:
        self.kernel, self.variables, self.functions = kernel, variables, functions
        self.derivatives: Any = None
        self.watch = Monitors(kernel, variables, {})

    def value(self, point: Any) -> Any:
        values = [plain_number(p) for p in point]
        self.watch.evaluated(values)
        found = [f(*values) for f in self.functions]
        if None in found:
            position = found.index(None)
            names, numbers = make_list(self.variables), vector(point)
            raise Failure("nlnum", self.functions[position].expr, names, numbers, value=None)
        return np.array(found)

    def jacobian(self, point: Any) -> Any:
        if self.derivatives is not None:
            rows = [[d(*map(plain_number, point)) for d in row] for row in self.derivatives]
            if not any(entry is None for row in rows for entry in row):
                return np.array(rows)
        steps = 1e-7 * np.maximum(1.0, np.abs(point))
        moved = [point + step * np.eye(len(point))[i] for i, step in enumerate(steps)]
        here = self.value(point)
        return np.array([(self.value(p) - here) / h for p, h in zip(moved, steps, strict=True)]).T


def derivatives_of(kernel: Any, functions: list[Any], variables: list[Any]) -> Any:
    """The functions of the Jacobian matrix, None where a derivative is not known."""
    rows = []
    for function in functions:
        found = [kernel.evaluate(S.D(function, variable)) for variable in variables]
        if any(holds(d, (S.D, S.Derivative)) for d in found):
            return None
        rows.append([NumericFunction(kernel, d, variables) for d in found])
    return rows


def holds(expr: Any, heads: Any) -> bool:
    """Whether one of the heads stands anywhere in an expression."""
    if not isinstance(expr, Expr):
        return expr in heads
    return holds(expr.head, heads) or any(holds(p, heads) for p in expr.parts)


def given_derivatives(kernel: Any, given: Any, shape: tuple[int, int], variables: list[Any]) -> Any:
    """The functions of a Jacobian matrix that is given; its rows alone where one row or column is."""
    rows = [list(r.parts) if is_list(r) else [r] for r in given.parts] if is_list(given) else [[given]]
    if all(len(r) == 1 for r in rows) and shape == (1, len(rows)):
        rows = [[r[0] for r in rows]]
    if len(rows) != shape[0] or any(len(row) != shape[1] for row in rows):
        raise Failure("jdim", given, *shape, value=None)
    return [[NumericFunction(kernel, entry, variables) for entry in row] for row in rows]


class StoppedAt(Exception):
    """The search cannot go on from a point."""

    def __init__(self, point: Any) -> None:
        super().__init__()
        self.point = point


def newton(system: System, point: Any, course: Course, say: Callable[..., Any]) -> Any:
    """The root near a point; `say` issues a message where there is something to tell of it."""
    value = system.value(point)
    size = first = float(np.abs(value).max(initial=0.0))
    for _ in range(course.most):
        if not value.any():
            return point
        step = course.damping * newton_step(system, point, value, say)
        before = point
        point, value = damped(system, point, value, step, course, say)
        course.watch.stepped(point)
        size = float(np.abs(value).max(initial=0.0))
        moved = point - before
        if course.goals.met(moved, point) and size <= max(course.goals.absolute, 1e-15 * first):
            return point
        if np.abs(moved).max(initial=0.0) <= 4e-16 * np.abs(point).max(initial=0.0):
            if size > 1e-7 * max(1.0, first):
                say("lstol")
            return point
    if value.any():
        say("cvmit", course.most)
    return point


def newton_step(system: System, point: Any, value: Any, say: Callable[..., Any]) -> Any:
    jacobian = system.jacobian(point)
    try:
        if not np.isfinite(jacobian).all():
            raise np.linalg.LinAlgError
        if jacobian.shape[0] != jacobian.shape[1]:
            return -np.linalg.lstsq(jacobian, value, rcond=None)[0]
        return -np.linalg.solve(jacobian, value)
    except np.linalg.LinAlgError:
        if np.linalg.norm(value) < 1e-8:
            return np.zeros(len(point))
        say("jsing", vector(point))
        raise StoppedAt(point) from None


def damped(system: System, point: Any, value: Any, step: Any, course: Course, say: Any) -> tuple[Any, Any]:
    """The next point and the value there."""
    factor, size = 1.0, np.linalg.norm(value)
    while True:
        candidate = point + factor * step
        outside = (candidate.real < course.low) | (candidate.real > course.high)
        if outside.any():
            say("reged", vector(candidate))
            raise StoppedAt(np.clip(candidate.real, course.low, course.high))
        try:
            found = system.value(candidate)
        except Failure:
            found = None
            if factor < 1e-6:
                raise
        fine = not course.shortens or factor < LEAST_FACTOR
        if found is not None and (fine or np.linalg.norm(found) < size):
            return candidate, found
        factor /= 2
