"""Numerical solutions of equations: FindRoot, NSolve, NRoots."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.builtins.numerics.functions import (
    NumericFunction,
    difference_of_sides,
    is_variable,
    items,
    local,
    numeric_value,
    plain_number,
    put,
    vector,
    working_digits,
)
from wlmini.expr import Expr, S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import to_float

MESSAGES = {
    "fdss": "The search specification `1` should be {x, x0}, {x, x0, x1}, {x, x0, min, max} "
    "or a list of such.",
    "srect": "The starting value `1` is no number.",
    "nveq": "The number of equations is not that of the variables in `1`.",
    "nlnum": "The value of the function `1` at `2` = `3` is no number.",
    "jsing": "The matrix of derivatives is singular at the point `1`; try another starting point.",
    "cvmit": "No root was found to the wanted accuracy within `1` steps.",
    "lstol": "The steps became too small before the function fell to 0; near the point reached "
    "the function may have no root.",
    "reged": "The search left the region at `1` and was stopped there.",
    "brmp": "The function has the same sign at both ends of the interval {`1`, `2`}.",
    "ivar": "`1` is no variable.",
    "wprec": "The WorkingPrecision `1` is no positive number.",
    "nsmet": "The system `1` cannot be solved by the methods that are built.",
}
STEPS = 100


class Start(NamedTuple):
    """Where the search for one variable starts: one or two points, and limits."""

    variable: Any
    first: Any
    second: Any = None
    low: float = -np.inf
    high: float = np.inf


def starts_of(kernel: Any, specs: Sequence[Any]) -> list[Start]:
    """The starts that {x, x0}, ... mean, given one by one or in one list."""
    if len(specs) == 1 and is_list(specs[0]) and specs[0].parts and is_list(specs[0].parts[0]):
        specs = specs[0].parts
    return [start_of(kernel, spec) for spec in specs]


def start_of(kernel: Any, spec: Any) -> Start:
    if not is_list(spec):
        spec = S.List(spec, 1)
    if not 1 <= len(spec) <= 5 or not is_variable(spec.parts[0]):
        raise Failure("fdss", spec, value=None)
    numbers = [start_number(kernel, value) for value in spec.parts[1:]]
    variable = spec.parts[0]
    if len(numbers) <= 2:
        return Start(variable, *(numbers or [1.0]))
    limits = [to_float(n) if type(n) is not complex else n.real for n in numbers[-2:]]
    return Start(variable, numbers[0], numbers[1] if len(numbers) == 4 else None, *limits)


def start_number(kernel: Any, value: Any) -> Any:
    """A starting value: a number, or an array of such."""
    value = kernel.evaluate(S.N(value))
    array = to_array(value) if is_list(value) else None
    if array is not None:
        return array
    found = numeric_value(kernel, value)
    if found is None:
        raise Failure("srect", value, value=None)
    return found


class System:
    """Functions of several variables whose common root is sought."""

    def __init__(self, kernel: Any, functions: list[Any], variables: list[Any]) -> None:
        self.kernel, self.variables = kernel, variables
        self.functions = [NumericFunction(kernel, f, variables) for f in functions]
        self.derivatives = derivatives_of(kernel, functions, variables)

    def value(self, point: Any) -> Any:
        found = [f(*map(plain_number, point)) for f in self.functions]
        if None in found:
            position = found.index(None)
            names, values = make_list(self.variables), vector(point)
            raise Failure("nlnum", self.functions[position].expr, names, values, value=None)
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


def newton(system: System, point: Any, low: Any, high: Any, most: int, notify: Any) -> Any:
    """Newton's method; steps that do not lessen the residual are halved."""
    value = system.value(point)
    for _ in range(most):
        size = float(np.linalg.norm(value))
        if size <= 1e-15 * (1 + np.abs(point).max(initial=0.0)) and size < 1e-15:
            return point, True
        step = newton_step(system, point, value)
        point, value, moved = damped(system, point, value, step, low, high)
        notify(point)
        if moved <= 4e-16 * np.abs(point).max(initial=0.0) or not value.any():
            return point, np.linalg.norm(value) <= 1e-7 * max(1.0, float(size))
    return point, np.linalg.norm(value) <= 1e-8


def newton_step(system: System, point: Any, value: Any) -> Any:
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
        system.kernel.message(S.FindRoot, "jsing", vector(point))
        raise StoppedAt(point) from None


class StoppedAt(Exception):
    """The search cannot go on from a point."""

    def __init__(self, point: Any) -> None:
        super().__init__()
        self.point = point


def damped(system: System, point: Any, value: Any, step: Any, low: Any, high: Any) -> tuple[Any, Any, float]:
    """The next point and the value there, with the length of the step taken."""
    factor, size = 1.0, np.linalg.norm(value)
    while True:
        candidate = point + factor * step
        outside = (candidate.real < low) | (candidate.real > high)
        if outside.any():
            system.kernel.message(S.FindRoot, "reged", vector(candidate))
            raise StoppedAt(np.clip(candidate.real, low, high))
        try:
            found = system.value(candidate)
        except Failure:
            found = None
            if factor < 1e-6:
                raise
        if found is not None and (np.linalg.norm(found) < size or factor < 1e-3):
            return candidate, found, float(np.abs(factor * step).max(initial=0.0))
        factor /= 2


@builtin(
    "FindRoot[f, {x, x0}]",
    "FindRoot[f, {x, x0, x1}]",
    "FindRoot[f, {x, x0, min, max}]",
    "FindRoot[{f1, f2, ...}, {{x, x0}, {y, y0}, ...}]",
    attributes="HoldAll",
    options={
        "AccuracyGoal": S.Automatic, "DampingFactor": 1,
        "EvaluationMonitor": S["None"], "Evaluated": S["True"],
        "Jacobian": S.Automatic, "MaxIterations": 100, "Method": S.Automatic, "PrecisionGoal": S.Automatic,
        "StepMonitor": S["None"], "WorkingPrecision": S.MachinePrecision,
    },
    messages=MESSAGES,
)  # fmt: skip
def find_root(kernel: Any, equations: Any, *specs: Any, options: dict[str, Any]) -> Any:
    """searches for a root of f, or a solution of equations, from the starting point x0.

    >>> FindRoot[Cos[x] == x, {x, 1}]
    {x -> 0.739085}
    >>> FindRoot[{x + y == 3, x y == 2}, {{x, 0}, {y, 3}}]
    {x -> 1., y -> 2.}
    """
    read = [s if is_list(s) else kernel.evaluate(s) for s in specs]
    if not read:
        return None
    starts = starts_of(kernel, read)
    variables = [s.variable for s in starts]
    with local(kernel, variables):
        value = kernel.evaluate(equations)
        if any(isinstance(s.first, np.ndarray) for s in starts):
            return vector_root(kernel, value, starts, options)
        functions = [kernel.evaluate(difference_of_sides(e)) for e in items(value)]
        functions = [f for e in functions for f in (e.parts if is_list(e) else (e,))]
        if len(functions) != len(starts):
            raise Failure("nveq", S.FindRoot(value, *specs), value=None)
        point = search(kernel, functions, starts, options)
        digits = working_digits(kernel, options)
        values = [plain_number(v) for v in point]
        if digits is not None:
            values = refined(kernel, functions, variables, values, digits)
    return make_list([S.Rule(v, x) for v, x in zip(variables, values, strict=True)])


def search(kernel: Any, functions: list[Any], starts: list[Start], options: dict[str, Any]) -> Any:
    method = kernel.evaluate(options["Method"])
    name = method.parts[0] if is_list(method) and method.parts else method
    if name not in (S.Automatic, "Newton", "Secant", "Brent", "AffineCovariantNewton"):
        raise Failure("optnb", S.FindRoot, S.Rule(S.Method, method), value=None)
    if len(starts) == 1 and starts[0].second is not None and name != "Newton":
        return [between(kernel, functions[0], starts[0], name)]
    variables = [s.variable for s in starts]
    system = System(kernel, functions, variables)
    most = kernel.evaluate(options["MaxIterations"])
    point = np.array([s.first for s in starts])
    point = point.astype(float) if point.dtype.kind != "c" else point
    low, high = np.array([s.low for s in starts]), np.array([s.high for s in starts])
    notify = monitor(kernel, variables, options)
    try:
        most = most if type(most) is int else STEPS
        found, good = newton(system, point, low, high, most, notify)
        if not good:
            kernel.message(S.FindRoot, *(("cvmit", most) if most < STEPS else ("lstol",)))
        return found
    except StoppedAt as stop:
        return stop.point


def monitor(kernel: Any, variables: list[Any], options: dict[str, Any]) -> Any:
    """Evaluates StepMonitor and EvaluationMonitor with the variables at each point."""
    actions = [options[n] for n in ("StepMonitor", "EvaluationMonitor") if options[n] is not S["None"]]

    def notify(point: Any) -> None:
        for action in actions:
            kernel.evaluate(put(action, variables, [plain_number(p) for p in point]))

    return notify


def between(kernel: Any, expr: Any, start: Start, name: Any) -> Any:
    """Brent's method between points of opposite sign, else the secant method."""
    function = NumericFunction(kernel, expr, [start.variable])
    a, b = start.first, start.second
    fa, fb = function(a), function(b)
    if fa is None or fb is None:
        raise Failure("nlnum", expr, start.variable, a if fa is None else b, value=None)
    if not any(type(x) is complex for x in (a, b, fa, fb)) and fa * fb <= 0:
        return bracketed(function, a, b, fa, fb)
    if name == "Brent":
        raise Failure("brmp", a, b, value=None)
    for _ in range(STEPS):
        if fb == fa or abs(b - a) <= 4e-16 * abs(b):
            break
        a, b, fa = b, b - fb * (b - a) / (fb - fa), fb
        fb = function(b)
        if fb is None:
            raise Failure("nlnum", expr, start.variable, b, value=None)
    if abs(fb) > 1e-8:
        kernel.message(S.FindRoot, "lstol")
    return b


def bracketed(function: Any, a: float, b: float, fa: float, fb: float) -> float:
    """The root between points of opposite sign, by regula falsi with bisection (Ridders)."""
    for _ in range(200):
        if fa == 0 or fb == 0 or abs(b - a) <= 2e-16 * max(abs(a), abs(b)):
            break
        m = (a + b) / 2
        fm = function.real(m)
        root = np.sqrt(fm * fm - fa * fb)
        x = m if root == 0 else m + (m - a) * np.sign(fa - fb) * fm / root
        x = float(x)
        fx = function.real(x)
        points = sorted({a: fa, b: fb, m: fm, x: fx}.items())
        pairs = [(p, q) for p, q in itertools.pairwise(points) if p[1] * q[1] <= 0]
        if not pairs:
            break
        (a, fa), (b, fb) = min(pairs, key=width_of)
    return a if abs(fa) <= abs(fb) else b


def width_of(pair: Any) -> float:
    return float(pair[1][0] - pair[0][0])


def refined(kernel: Any, functions: list[Any], variables: list[Any], values: list[Any], digits: float) -> Any:
    """The root by Newton's method with so many digits."""
    carried = digits + 10
    point = [kernel.evaluate(S.SetPrecision(v, carried)) for v in values]
    jacobian = make_list([make_list([kernel.evaluate(S.D(f, v)) for v in variables]) for f in functions])
    for _ in range(8 + int(digits).bit_length()):
        with kernel.messages.quietly(S.All):  # at the root itself no digits of the value are left
            here = [
                kernel.evaluate(S.N(put(part, variables, point), carried)) for part in (jacobian, *functions)
            ]
        step = kernel.evaluate(S.LinearSolve(here[0], make_list(here[1:])))
        if not is_list(step):
            break
        moved = [S.Plus(x, S.Times(-1, dx)) for x, dx in zip(point, step.parts, strict=True)]
        point = [kernel.evaluate(S.SetPrecision(x, carried)) for x in moved]
    return [kernel.evaluate(S.SetPrecision(x, digits)) for x in point]


def vector_root(kernel: Any, equation: Any, starts: list[Start], options: dict[str, Any]) -> Any:
    """FindRoot with variables that stand for vectors."""
    expr = make_list([difference_of_sides(e) for e in items(equation)]) if is_list(equation) else equation
    expr = difference_of_sides(expr)
    shapes = [np.shape(s.first) for s in starts]
    sizes = [int(np.prod(shape)) for shape in shapes]

    def split(point: Any) -> list[Any]:
        cuts = np.split(np.asarray(point), np.cumsum(sizes)[:-1])
        return [pack(c.reshape(shape)) for c, shape in zip(cuts, shapes, strict=True)]

    class Whole(System):
        def __init__(self) -> None:
            self.kernel, self.derivatives = kernel, None

        def value(self, point: Any) -> Any:
            found = kernel.evaluate(S.N(put(expr, [s.variable for s in starts], split(point))))
            array = to_array(kernel.evaluate(S.Flatten(S.List(found))))
            if array is None:
                raise Failure("nlnum", expr, starts[0].variable, vector(point), value=None)
            return array

    start = np.concatenate([np.ravel(s.first) for s in starts]).astype(float)
    limit = np.full(len(start), np.inf)
    try:
        point, good = newton(Whole(), start, -limit, limit, STEPS, lambda _: None)
        if not good:
            kernel.message(S.FindRoot, "lstol")
    except StoppedAt as stop:
        point = stop.point
    return make_list([S.Rule(s.variable, v) for s, v in zip(starts, split(point), strict=True)])
