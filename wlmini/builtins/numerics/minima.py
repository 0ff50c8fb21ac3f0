"""Minima and maxima of functions, local and global, with and without constraints."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from wlmini.builtins.numerics.functions import (
    NumericFunction,
    free_variables,
    goal,
    is_variable,
    items,
    local,
    numeric_value,
    plain_number,
    put,
    vector,
    working_digits,
)
from wlmini.builtins.numerics.monitors import Monitors, most_steps, named, need_known
from wlmini.builtins.numerics.newton import derivatives_of
from wlmini.builtins.numerics.root_digits import binding, extremum, value_with_digits
from wlmini.expr import Expr, S, Symbol, is_list, make_list
from wlmini.kernel.extras import library
from wlmini.kernel.messages import Failure

MESSAGES = {
    "fdss": "The search specification `1` should be {x, x0}, {x, x0, x1}, {x, x0, min, max} "
    "or a list of such.",
    "nrnum": "The function value at `1` = `2` is no real number.",
    "nnum": "The function value at `1` = `2` is no number.",
    "ivar": "`1` is no variable.",
    "cvmit": "The search did not settle within `1` steps.",
    "eqineq": "The constraint `1` is no equation, inequality or combination of such.",
    "nsol": "No point meets the constraints `1`.",
    "cvdiv": "The values fall (or rise) without limit; the function may be unbounded.",
    "bdmtd": "The method `1` is none of `2`.",
    "wprec": "The WorkingPrecision `1` is no positive number.",
    "wpder": "The derivatives of `1` are not known; the result has machine precision.",
    "gdim": "The Gradient `1` is no list of `2` expressions.",
}
OPTIONS = {
    "AccuracyGoal": S.Automatic, "EvaluationMonitor": S["None"], "Gradient": S.Automatic,
    "MaxIterations": S.Automatic, "Method": S.Automatic, "PrecisionGoal": S.Automatic,
    "StepMonitor": S["None"], "WorkingPrecision": S.MachinePrecision,
}  # fmt: skip
LOCAL = {
    "Newton": "trust-exact", "QuasiNewton": "BFGS", "ConjugateGradient": "CG", "PrincipalAxis": "Powell",
    "InteriorPoint": "SLSQP", "LevenbergMarquardt": "BFGS", "NelderMead": "Nelder-Mead",
}  # fmt: skip
WITH_SLOPES = ("BFGS", "CG", "L-BFGS-B", "SLSQP", "trust-exact")
FINEST: dict[str, dict[str, float]] = {
    "SLSQP": {"ftol": 1e-15}, "BFGS": {"gtol": 1e-10}, "CG": {"gtol": 1e-10},
    "L-BFGS-B": {"ftol": 1e-16, "gtol": 1e-10}, "trust-exact": {"gtol": 1e-10},
}  # fmt: skip
ABSOLUTE = {  # by SciPy's name of a method: what it calls the goals
    "SLSQP": "ftol", "BFGS": "gtol", "CG": "gtol", "L-BFGS-B": "gtol", "trust-exact": "gtol",
    "Powell": "ftol", "Nelder-Mead": "xatol",
}  # fmt: skip
RELATIVE = {"BFGS": "xrtol", "L-BFGS-B": "ftol", "Powell": "xtol", "Nelder-Mead": "fatol"}
FAR = 1e12  # values beyond this are taken for unbounded


class Problem(NamedTuple):
    """What is to be made smallest: sign times a function of variables, under constraints."""

    kernel: Any
    head: Symbol
    function: NumericFunction
    variables: list[Any]
    sign: int
    equal: list[NumericFunction]  # to be 0
    above: list[NumericFunction]  # to be at least 0
    integers: list[bool]
    slopes: list[NumericFunction] | None
    watch: Monitors

    def watched(self, point: Any) -> float:
        """The value, of which EvaluationMonitor is told."""
        self.watch.evaluated(point)
        return self.value(point)

    def value(self, point: Any) -> float:
        found = self.function(*map(float, point))
        if type(found) is complex and abs(found.imag) < 1e-10 * abs(found):
            found = found.real
        return self.sign * found if type(found) is float else np.inf

    def violation(self, point: Any) -> float:
        values = list(map(float, point))
        return sum(abs(f.real(*values)) for f in self.equal) + sum(
            max(0.0, -g.real(*values)) for g in self.above
        )


def problem_of(
    kernel: Any,
    head: Symbol,
    target: Any,
    variables: list[Any],
    domains: Sequence[Any],
    options: dict[str, Any],
) -> Problem:
    """The problem that f or {f, constraints} states."""
    sign = -1 if "Max" in head.short else 1
    expr, constraints = target, []
    if is_list(target):
        if not len(target):
            raise Failure("eqineq", target, value=None)
        expr, constraints = target.parts[0], [c for part in target.parts[1:] for c in items(part)]
    equal: list[NumericFunction] = []
    above: list[NumericFunction] = []
    whole: set[Any] = set()
    for constraint in constraints:
        kind, found = read_constraint(kernel, constraint)
        if kind == "whole":
            whole.update(found)
        else:
            (equal if kind == "equal" else above).extend(NumericFunction(kernel, f, variables) for f in found)
    integers = [v in whole or S.Integers in domains for v in variables]
    return Problem(
        kernel, head, NumericFunction(kernel, expr, variables), variables, sign, equal, above, integers,
        slopes_of(kernel, expr, variables, options), Monitors(kernel, variables, options),
    )  # fmt: skip


def read_constraint(kernel: Any, constraint: Any) -> tuple[str, list[Any]]:
    """("equal", expressions to be 0), ("above", those to be at least 0) or ("whole", variables)."""
    if isinstance(constraint, Expr):
        parts = constraint.parts
        if constraint.head is S.Equal:
            return "equal", [minus(kernel, a, b) for a, b in pairwise(parts)]
        if constraint.head in (S.Less, S.LessEqual):
            return "above", [minus(kernel, b, a) for a, b in pairwise(parts)]
        if constraint.head in (S.Greater, S.GreaterEqual):
            return "above", [minus(kernel, a, b) for a, b in pairwise(parts)]
        if constraint.head is S.Inequality:
            return "above", chained(kernel, parts)
        if constraint.head is S.Element and parts[1] is S.Integers:
            inside = parts[0]
            return "whole", list(inside.parts) if isinstance(
                inside, Expr
            ) and inside.head is S.Alternatives else [inside]
        if constraint.head is S.Element and parts[1] is S.Reals:
            return "whole", []
    raise Failure("eqineq", constraint, value=None)


def chained(kernel: Any, parts: Any) -> list[Any]:
    """Inequality[a, <=, b, <, c] as expressions to be at least 0."""
    found = []
    for a, relation, b in zip(parts[::2], parts[1::2], parts[2::2], strict=False):
        upward = relation in (S.Less, S.LessEqual)
        found.append(minus(kernel, b, a) if upward else minus(kernel, a, b))
    return found


def minus(kernel: Any, a: Any, b: Any) -> Any:
    return kernel.evaluate(S.Plus(a, S.Times(-1, b)))


# -- local search ------------------------------------------------------------------------------------


def local_minimum(problem: Problem, start: Any, bounds: Any, options: dict[str, Any]) -> Any:
    """The point that descent from a start leads to."""
    method = method_name(problem, options, LOCAL)
    most = most_steps(problem.kernel, options)
    free = not constrained(problem)
    slopes = problem.slopes if free else None
    chosen = LOCAL.get(method, "L-BFGS-B" if bounds is not None else "BFGS") if free else "SLSQP"
    arguments: dict[str, Any] = {"bounds": bounds} if bounds is not None else {}
    if not free:
        arguments["constraints"] = constraints_for(problem)
    if slopes is not None and chosen in WITH_SLOPES:
        arguments["jac"] = gradient(problem, slopes)
    if chosen == "trust-exact":
        curvature = hessian(problem) if slopes is not None and bounds is None else None
        if curvature is None:
            chosen = "BFGS" if bounds is None else "L-BFGS-B"
        else:
            arguments["hess"] = curvature
    settings = tolerances(problem.kernel, chosen, options) | ({} if most is None else {"maxiter": most})
    with np.errstate(all="ignore"):
        found = library("scipy.optimize").minimize(
            problem.watched, start, method=chosen, options=settings,
            callback=lambda point: problem.watch.stepped(point), **arguments,
        )  # fmt: skip
        point = np.asarray(found.x)
        if most is not None and found.nit >= most and not found.success:
            problem.kernel.message(problem.head, "cvmit", most)
        elif free and bounds is None and slopes is not None:
            point = sharpened(problem, point)
    return point


def tolerances(kernel: Any, method: str, options: dict[str, Any]) -> dict[str, Any]:
    """When SciPy's methods are to stop: as near as can be, or where the goals are met."""
    settings = dict(FINEST.get(method, {}))
    for option, names in (("AccuracyGoal", ABSOLUTE), ("PrecisionGoal", RELATIVE)):
        if method in names and kernel.evaluate(options[option]) is not S.Automatic:
            settings[names[method]] = goal(kernel, options, option, 0.0)
    return settings


def sharpened(problem: Problem, point: Any) -> Any:
    """The point after a few of Newton's steps for a gradient of 0, where they do not lead away."""
    curvature = hessian(problem)
    if curvature is None or problem.slopes is None:
        return point
    slope = gradient(problem, problem.slopes)
    for _ in range(3):
        here, matrix = slope(point), curvature(point)
        if not (np.isfinite(here).all() and np.isfinite(matrix).all()):
            break
        try:
            step = -np.linalg.solve(matrix, here)
        except np.linalg.LinAlgError:
            break
        if (
            np.abs(step).max() > 1e-3 * (1 + np.abs(point).max())
            or problem.value(point + step) > problem.value(point) + 1e-13
        ):
            break
        point = point + step
    return point


def slopes_of(kernel: Any, expr: Any, variables: list[Any], options: dict[str, Any]) -> Any:
    """The functions of the gradient that the option Gradient gives or asks for; None for differences."""
    given = kernel.evaluate(options["Gradient"])
    if is_list(given) and given.parts and given.parts[0] in (S.Automatic, "Symbolic", "FiniteDifference"):
        given = given.parts[0]
    if given == "FiniteDifference":
        return None
    if given in (S.Automatic, "Symbolic"):
        rows = derivatives_of(kernel, [expr], variables)
        return None if rows is None else rows[0]
    parts = list(given.parts) if is_list(given) else [given]
    if len(parts) != len(variables):
        raise Failure("gdim", given, len(variables), value=None)
    return [NumericFunction(kernel, part, variables) for part in parts]


def gradient(problem: Problem, slopes: list[NumericFunction]) -> Callable[[Any], Any]:
    def at(point: Any) -> Any:
        values = list(map(float, point))
        found = np.array([f.real(*values) for f in slopes])
        return problem.sign * np.where(np.isfinite(found), found, 0.0)

    return at


def hessian(problem: Problem) -> Callable[[Any], Any] | None:
    """The second derivatives as a function of points; None where they are not known."""
    assert problem.slopes is not None
    rows = derivatives_of(problem.kernel, [f.expr for f in problem.slopes], problem.variables)
    if rows is None:
        return None

    def at(point: Any) -> Any:
        values = list(map(float, point))
        return problem.sign * np.array([[f.real(*values) for f in row] for row in rows])

    return at


def method_name(problem: Problem, options: dict[str, Any], known: Any, *settings: str) -> str:
    name, given = named(problem.kernel, options)
    if name is not S.Automatic and name not in known:
        raise Failure("bdmtd", name, make_list(known), value=None)
    need_known(problem.head, given, *settings)
    return "" if name is S.Automatic else str(name)


def constrained(problem: Problem) -> bool:
    return bool(problem.equal or problem.above)


def constraints_for(problem: Problem) -> list[dict[str, Any]]:
    """The constraints as SciPy has them."""

    def of(f: NumericFunction) -> Callable[[Any], float]:
        return lambda point: f.real(*map(float, point))

    return [{"type": "eq", "fun": of(f)} for f in problem.equal] + [
        {"type": "ineq", "fun": of(f)} for f in problem.above
    ]


def search_starts(kernel: Any, specs: Sequence[Any]) -> tuple[list[Any], Any, Any]:
    """(variables, starting point, bounds or None)."""
    if len(specs) == 1 and is_list(specs[0]):
        inner = specs[0].parts
        if (inner and is_list(inner[0])) or all(map(is_variable, inner)):
            specs = inner
    if not specs:
        raise Failure("fdss", S.List(), value=None)
    variables, start, bounds = [], [], []
    for spec in specs:
        spec = spec if is_list(spec) else S.List(spec, 1)
        numbers = [numeric_value(kernel, v) for v in spec.parts[1:]]
        if not 2 <= len(spec) <= 5 or None in numbers or not is_variable(spec.parts[0]):
            raise Failure("fdss", spec, value=None)
        variables.append(spec.parts[0])
        start.append(float(complex(numbers[0]).real))
        bounds.append(tuple(numbers[-2:]) if len(numbers) >= 3 else (None, None))
    return variables, np.array(start), bounds if any(b != (None, None) for b in bounds) else None


def find_local(kernel: Any, head: Symbol, target: Any, specs: Any, options: dict[str, Any]) -> Any:
    """(value, rules) of FindMinimum and its relatives; None where there are no variables."""
    read = [s if is_list(s) else kernel.evaluate(s) for s in specs]
    if not read:
        read = [make_list(free_variables(kernel, kernel.evaluate(target)))]
    variables, start, bounds = search_starts(kernel, read)
    with local(kernel, variables):
        problem = problem_of(kernel, head, kernel.evaluate(target), variables, (), options)
        if not np.isfinite(problem.value(start)) and not constrained(problem):
            raise Failure("nrnum", make_list(variables), vector(start), value=None)
        point = best_local(problem, start, bounds, options)
        return finished(problem, point, options)


def best_local(problem: Problem, start: Any, bounds: Any, options: dict[str, Any]) -> Any:
    """From the start given, and where constraints are not met from there, from others."""
    point = local_minimum(problem, start, bounds, options)
    if not constrained(problem) or problem.violation(point) < 1e-5:
        return point
    random = np.random.default_rng(0)
    for _ in range(20):
        other = local_minimum(problem, start + random.normal(0, 2, len(start)), bounds, options)
        if problem.violation(other) < 1e-5:
            return other
    problem.kernel.message(problem.head, "nsol", make_list(problem.variables))
    return point


def finished(problem: Problem, point: Any, options: dict[str, Any]) -> tuple[Any, Any]:
    """(value, rules), with as many digits as WorkingPrecision asks for."""
    value = problem.sign * problem.value(point)
    if abs(value) > FAR and np.abs(point).max() > 1e6:
        problem.kernel.message(problem.head, "cvdiv")
    found: Any = [
        round(float(p)) if w else plain_number(p) for p, w in zip(point, problem.integers, strict=True)
    ]
    digits = working_digits(problem.kernel, options)
    if digits is not None:
        value, found = with_digits(problem, value, found, digits)
    rules = [S.Rule(v, p) for v, p in zip(problem.variables, found, strict=True)]
    return value, make_list(rules)


def with_digits(problem: Problem, value: Any, point: list[Any], digits: float) -> tuple[Any, list[Any]]:
    """The value and the point to so many digits, integers held; as they are where derivatives are unknown."""
    kernel, variables = problem.kernel, problem.variables
    binding_here = [f.expr for f in problem.equal] + binding(problem.above, point)
    free = [i for i, whole in enumerate(problem.integers) if not whole]
    held = [i for i, whole in enumerate(problem.integers) if whole]

    def fixed(expr: Any) -> Any:
        return put(expr, [variables[i] for i in held], [point[i] for i in held])

    found: list[Any] | None = []
    if free:
        names, numbers = [variables[i] for i in free], [point[i] for i in free]
        target = fixed(problem.function.expr)
        found = extremum(kernel, target, list(map(fixed, binding_here)), names, numbers, digits)
    if found is None:
        kernel.message(problem.head, "wpder", problem.function.expr)
        return value, point
    point = [found[free.index(i)] if i in free else p for i, p in enumerate(point)]
    return value_with_digits(kernel, problem.function.expr, variables, point, digits), point
