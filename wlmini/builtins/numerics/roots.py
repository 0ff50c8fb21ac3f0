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
from wlmini.builtins.numerics.monitors import Goals, Monitors, goals, is_asked, most_steps, named, need_known
from wlmini.builtins.numerics.newton import (
    Course,
    HeldFunction,
    StoppedAt,
    System,
    derivatives_of,
    given_derivatives,
    newton,
)
from wlmini.builtins.numerics.root_digits import refined
from wlmini.expr import S, is_list, make_list
from wlmini.kernel.arguments import is_option
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import MACHINE_PRECISION, to_float

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
    "bdmtd": "The method `1` is not known here; those known are `2`.",
    "damp": "The DampingFactor `1` is no positive number.",
    "jdim": "The Jacobian `1` is no matrix of `2` rows and `3` columns.",
    "ivar": "`1` is no variable.",
    "wprec": "The WorkingPrecision `1` is no positive number.",
    "nsmet": "The system `1` cannot be solved by the methods that are built.",
}
STEPS = 100
HALF = 10 ** -(MACHINE_PRECISION / 2)  # the goal of half of the digits
METHODS = (S.Automatic, "Newton", "Secant", "Brent", "AffineCovariantNewton")
GOALS = ("AccuracyGoal", "PrecisionGoal")
DERIVATIVES = (S.Automatic, "Symbolic", "FiniteDifference")


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
    messages=MESSAGES, least=2,
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
        evaluated = kernel.evaluate(options["Evaluated"]) is not S["False"]
        value = kernel.evaluate(equations) if evaluated else equations
        if any(isinstance(s.first, np.ndarray) for s in starts):
            return vector_root(kernel, value, starts, options)
        functions = items(value)
        if evaluated:
            functions = [kernel.evaluate(difference_of_sides(e)) for e in functions]
            functions = [f for e in functions for f in (e.parts if is_list(e) else (e,))]
        if len(functions) != len(starts):
            raise Failure("nveq", S.FindRoot(value, *specs), value=None)
        point = search(kernel, functions, starts, options)
        digits = working_digits(kernel, options)
        values = [plain_number(v) for v in point]
        if digits is not None:
            values = refined(kernel, functions, variables, values, digits)
    return make_list([S.Rule(v, x) for v, x in zip(variables, values, strict=True)])


def system_of(kernel: Any, functions: list[Any], variables: list[Any], options: dict[str, Any]) -> System:
    """The functions with the derivatives that the option Jacobian asks for."""
    if kernel.evaluate(options["Evaluated"]) is S["False"]:
        return System(kernel, [HeldFunction(kernel, f, variables) for f in functions], variables)
    system = System(kernel, [NumericFunction(kernel, f, variables) for f in functions], variables)
    given = kernel.evaluate(options["Jacobian"])
    if is_list(given) and given.parts and (given.parts[0] in DERIVATIVES or any(map(is_option, given.parts))):
        given = given.parts[0]
    if given in ("Symbolic", S.Automatic):
        system.derivatives = derivatives_of(kernel, functions, variables)
    elif given != "FiniteDifference":
        system.derivatives = given_derivatives(kernel, given, (len(functions), len(variables)), variables)
    return system


def course_of(kernel: Any, limits: tuple[Any, Any], options: dict[str, Any], watch: Monitors) -> Course:
    """How the options have the search go."""
    damping = numeric_value(kernel, options["DampingFactor"])
    if type(damping) not in (int, float) or damping <= 0:
        raise Failure("damp", options["DampingFactor"], value=None)
    _, settings = named(kernel, options)
    return Course(
        limits[0],
        limits[1],
        goals(kernel, options, HALF, HALF),
        most_steps(kernel, options) or STEPS,
        float(damping),
        watch,
        shortens=settings.get("StepControl", "LineSearch") is not S["None"],
    )


def search(kernel: Any, functions: list[Any], starts: list[Start], options: dict[str, Any]) -> Any:
    name, settings = named(kernel, options)
    if name not in METHODS:
        raise Failure("bdmtd", name, make_list(METHODS), value=None)
    need_known(S.FindRoot, settings, "StepControl")
    variables = [s.variable for s in starts]
    limits = np.array([s.low for s in starts]), np.array([s.high for s in starts])
    course = course_of(kernel, limits, options, Monitors(kernel, variables, options))
    system = system_of(kernel, functions, variables, options)
    system.watch = course.watch
    if len(starts) == 1 and starts[0].second is not None and name != "Newton":
        return [between(system, starts[0], name, course, is_asked(kernel, options, *GOALS))]
    point = np.array([s.first for s in starts])
    return walked(system, point.astype(float) if point.dtype.kind != "c" else point, course)


def walked(system: System, point: Any, course: Course) -> Any:
    """Where Newton's method leads, or the point at which it could not go on."""

    def say(tag: str, *arguments: Any) -> None:
        system.kernel.message(S.FindRoot, tag, *arguments)

    try:
        return newton(system, point, course, say)
    except StoppedAt as stop:
        return stop.point


def between(system: System, start: Start, name: Any, course: Course, asked: bool) -> Any:
    """Brent's method between points of opposite sign, else the secant method."""
    near = course.goals if asked else Goals(0.0, 2e-16)

    def function(x: Any) -> Any:
        return system.value([x])[0]

    a, b = start.first, start.second
    fa, fb = function(a), function(b)
    if name != "Secant" and not any(np.iscomplexobj(x) for x in (a, b, fa, fb)) and fa * fb <= 0:
        return bracketed(function, (a, fa), (b, fb), near, course)
    if name == "Brent":
        raise Failure("brmp", a, b, value=None)
    for _ in range(course.most):
        if fb == fa or near.met(b - a, b):
            break
        a, b, fa = b, b - course.damping * fb * (b - a) / (fb - fa), fb
        fb = function(b)
        course.watch.stepped([b])
    if abs(fb) > 1e-8:
        system.kernel.message(S.FindRoot, *(("cvmit", course.most) if fb != fa else ("lstol",)))
    return b


def bracketed(function: Any, first: Any, last: Any, near: Goals, course: Course) -> float:
    """The root between points of opposite sign, by regula falsi with bisection (Ridders)."""
    (a, fa), (b, fb) = first, last
    for _ in range(max(course.most, 2 * STEPS) if course.most == STEPS else course.most):
        if fa == 0 or fb == 0 or near.met(b - a, max(abs(a), abs(b))):
            break
        m = (a + b) / 2
        fm = function(m)
        root = np.sqrt(fm * fm - fa * fb)
        x = float(m if root == 0 else m + (m - a) * np.sign(fa - fb) * fm / root)
        fx = function(x)
        points = sorted({a: fa, b: fb, m: fm, x: fx}.items())
        pairs = [(p, q) for p, q in itertools.pairwise(points) if p[1] * q[1] <= 0]
        if not pairs:
            break
        (a, fa), (b, fb) = min(pairs, key=width_of)
        course.watch.stepped([a if abs(fa) <= abs(fb) else b])
    else:
        course.watch.kernel.message(S.FindRoot, "cvmit", course.most)
    return a if abs(fa) <= abs(fb) else b


def width_of(pair: Any) -> float:
    return float(pair[1][0] - pair[0][0])


def vector_root(kernel: Any, equation: Any, starts: list[Start], options: dict[str, Any]) -> Any:
    """FindRoot with variables that stand for vectors."""
    expr = make_list([difference_of_sides(e) for e in items(equation)]) if is_list(equation) else equation
    expr = difference_of_sides(expr)
    shapes = [np.shape(s.first) for s in starts]
    sizes = [int(np.prod(shape)) for shape in shapes]

    def split(point: Any) -> list[Any]:
        cuts = np.split(np.asarray(point), np.cumsum(sizes)[:-1])
        return [pack(c.reshape(shape)) for c, shape in zip(cuts, shapes, strict=True)]

    class Split(Monitors):
        def tell(self, action: Any, values: Any) -> None:
            super().tell(action, split(values))

    class Whole(System):
        def value(self, point: Any) -> Any:
            self.watch.evaluated(point)
            found = kernel.evaluate(S.N(put(expr, self.variables, split(point))))
            array = to_array(kernel.evaluate(S.Flatten(S.List(found))))
            if array is None:
                raise Failure("nlnum", expr, self.variables[0], vector(point), value=None)
            return array

    variables = [s.variable for s in starts]
    start = np.concatenate([np.ravel(s.first) for s in starts]).astype(float)
    limit = np.full(len(start), np.inf)
    course = course_of(kernel, (-limit, limit), options, Split(kernel, variables, options))
    system = Whole(kernel, [], variables)
    system.watch = course.watch
    point = walked(system, start, course)
    return make_list([S.Rule(s.variable, v) for s, v in zip(starts, split(point), strict=True)])
