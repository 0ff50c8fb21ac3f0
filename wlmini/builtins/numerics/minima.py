"""Minima and maxima of functions, local and global, with and without constraints."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from wlmini.builtins.numerics.functions import (
    NumericFunction,
    free_variables,
    is_variable,
    items,
    local,
    numeric_value,
    plain_number,
    vector,
)
from wlmini.builtins.numerics.roots import derivatives_of
from wlmini.expr import Expr, S, Symbol, is_list, make_list
from wlmini.kernel.declare import builtin
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
}
OPTIONS = {
    "AccuracyGoal": S.Automatic, "EvaluationMonitor": S["None"], "Gradient": S.Automatic,
    "MaxIterations": S.Automatic, "Method": S.Automatic, "PrecisionGoal": S.Automatic,
    "StepMonitor": S["None"], "WorkingPrecision": S.MachinePrecision,
}  # fmt: skip
LOCAL = {
    "Newton": "BFGS", "QuasiNewton": "BFGS", "ConjugateGradient": "CG", "PrincipalAxis": "Powell",
    "InteriorPoint": "SLSQP", "LevenbergMarquardt": "BFGS", "NelderMead": "Nelder-Mead",
}  # fmt: skip
GLOBAL = ("DifferentialEvolution", "SimulatedAnnealing", "RandomSearch", "NelderMead")
VIOLATED = 1e3  # the weight of violated constraints in a global search
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
    kernel: Any, head: Symbol, target: Any, variables: list[Any], domains: Sequence[Any]
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
        kernel, head, NumericFunction(kernel, expr, variables), variables, sign, equal, above, integers
    )


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
    optimize = library("scipy.optimize")
    method = method_name(problem, options, LOCAL)
    most = problem.kernel.evaluate(options["MaxIterations"])
    gradient = None if constrained(problem) else gradient_of(problem)
    arguments: dict[str, Any] = {"bounds": bounds} if bounds is not None else {}
    if constrained(problem):
        arguments["constraints"] = constraints_for(problem)
        chosen = "SLSQP"
    else:
        chosen = LOCAL.get(method, "L-BFGS-B" if bounds is not None else "BFGS")
    if chosen in ("BFGS", "CG", "L-BFGS-B", "SLSQP") and gradient is not None:
        arguments["jac"] = gradient
    settings: dict[str, Any] = {"maxiter": most} if type(most) is int else {}
    if chosen == "SLSQP":
        settings["ftol"] = 1e-15
    elif chosen in ("BFGS", "CG"):
        settings["gtol"] = 1e-10
    elif chosen == "L-BFGS-B":
        settings |= {"ftol": 1e-16, "gtol": 1e-10}
    with np.errstate(all="ignore"):
        found = optimize.minimize(problem.value, start, method=chosen, options=settings, **arguments)
        point = np.asarray(found.x)
        if type(most) is int and found.status == 1:
            problem.kernel.message(problem.head, "cvmit", most)
        elif not constrained(problem) and bounds is None:
            point = sharpened(problem, point)
    return point


def sharpened(problem: Problem, point: Any) -> Any:
    """The point after a few of Newton's steps for a gradient of 0, where they do not lead away."""
    gradient, rows = problem.kernel.state["numerics gradient"], None
    if gradient is None:
        return point
    rows = derivatives_of(problem.kernel, gradient, problem.variables)
    if rows is None:
        return point
    slopes = [NumericFunction(problem.kernel, g, problem.variables) for g in gradient]
    for _ in range(3):
        values = list(map(float, point))
        here = np.array([f.real(*values) for f in slopes])
        matrix = np.array([[f.real(*values) for f in row] for row in rows])
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


def gradient_of(problem: Problem) -> Any:
    """The gradient as a function of points, None where a derivative is not known."""
    kernel = problem.kernel
    expressions = [kernel.evaluate(S.D(problem.function.expr, v)) for v in problem.variables]
    rows = derivatives_of(kernel, [problem.function.expr], problem.variables)
    kernel.state["numerics gradient"] = None if rows is None else expressions
    if rows is None:
        return None
    slopes = rows[0]

    def gradient(point: Any) -> Any:
        values = list(map(float, point))
        found = np.array([f.real(*values) for f in slopes])
        return problem.sign * np.where(np.isfinite(found), found, 0.0)

    return gradient


def method_name(problem: Problem, options: dict[str, Any], known: Any) -> str:
    method = problem.kernel.evaluate(options["Method"])
    name = method.parts[0] if is_list(method) and method.parts else method
    if name is S.Automatic:
        return ""
    if name not in known:
        raise Failure("bdmtd", method, make_list(known), value=None)
    return str(name)


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
        problem = problem_of(kernel, head, kernel.evaluate(target), variables, ())
        if not np.isfinite(problem.value(start)) and not constrained(problem):
            raise Failure("nrnum", make_list(variables), vector(start), value=None)
        point = best_local(problem, start, bounds, options)
        return finished(problem, point)


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


def finished(problem: Problem, point: Any) -> tuple[Any, Any]:
    value = problem.sign * problem.value(point)
    if abs(value) > FAR and np.abs(point).max() > 1e6:
        problem.kernel.message(problem.head, "cvdiv")
    found = [round(float(p)) if w else plain_number(p) for p, w in zip(point, problem.integers, strict=True)]
    rules = [S.Rule(v, p) for v, p in zip(problem.variables, found, strict=True)]
    return value, make_list(rules)


# -- global search -----------------------------------------------------------------------------------


def find_global(
    kernel: Any, head: Symbol, target: Any, names: Any, domains: Sequence[Any], options: dict[str, Any]
) -> Any:
    """(value, rules) of NMinimize and its relatives."""
    specs = list(names.parts) if is_list(names) else [names]
    if not specs:
        raise Failure("ivar", names, value=None)
    variables, box = [], []
    for spec in specs:
        if is_list(spec) and len(spec) == 3 and is_variable(spec.parts[0]):
            limits = [numeric_value(kernel, v) for v in spec.parts[1:]]
            if not all(isinstance(v, (int, float)) and np.isfinite(v) for v in limits):
                raise Failure("ivar", spec, value=None)
            variables.append(spec.parts[0])
            box.append((min(limits), max(limits)))
        elif is_variable(spec):
            variables.append(spec)
            box.append((-1.0, 1.0))
        else:
            raise Failure("ivar", spec, value=None)
    with local(kernel, variables):
        problem = problem_of(kernel, head, kernel.evaluate(target), variables, domains)
        return finished(problem, global_minimum(problem, wider(problem, box), options))


def wider(problem: Problem, box: list[Any]) -> list[Any]:
    """The region to start from: as given, or as constraints on single variables limit it."""
    found = []
    for i, (low, high) in enumerate(box):
        if (low, high) != (-1.0, 1.0):
            found.append((low, high))
            continue
        lows, highs = single_limits(problem, i)
        low, high = max(lows, default=None), min(highs, default=None)
        if low is None and high is None:
            low, high = -10.0, 10.0
        low = high - 20.0 if low is None else low
        high = low + 20.0 if high is None else high
        found.append((low, high))
    return found


def single_limits(problem: Problem, index: int) -> tuple[list[float], list[float]]:
    """The limits that linear constraints on one variable alone set for it."""
    lows: list[float] = []
    highs: list[float] = []
    for g in problem.above:
        if g.fast is None or free_variables(problem.kernel, g.expr) != [problem.variables[index]]:
            continue
        point = [0.0] * len(problem.variables)
        values = []
        for x in (0.0, 1.0, 2.0):
            point[index] = x
            values.append(g.real(*point))
        slope = values[1] - values[0]
        if slope and abs(values[2] - values[1] - slope) < 1e-12 * abs(slope):
            (lows if slope > 0 else highs).append(-values[0] / slope)
    return lows, highs


def global_minimum(problem: Problem, box: list[Any], options: dict[str, Any]) -> Any:
    """Differential evolution over the region, then descent from the best point."""
    optimize = library("scipy.optimize")
    method_name(problem, options, GLOBAL)

    def penalized(point: Any) -> float:
        point = np.where(problem.integers, np.round(point), point)
        value = problem.value(point)
        return (value if np.isfinite(value) else 1e30) + VIOLATED * problem.violation(point)

    with np.errstate(all="ignore"):
        found = optimize.differential_evolution(
            penalized, box, seed=0, maxiter=300, tol=1e-8, polish=False,
            popsize=max(8, 30 // len(box)), integrality=problem.integers,
        )  # fmt: skip
    best = np.asarray(found.x, dtype=float)
    if all(problem.integers):
        return descend_whole(penalized, np.round(best))
    return polished(problem, best, box, options)


def descend_whole(function: Callable[[Any], float], point: Any) -> Any:
    """The integer point after steps of one or more in each direction no longer help."""
    value, step, least = function(point), 64.0, 1.0
    while step >= least:
        moves = [point + s * step * e for e in np.eye(len(point)) for s in (1, -1)]
        best = min(moves, key=function)
        if function(best) < value:
            point, value = best, function(best)
        else:
            step /= 2
    return point


def polished(problem: Problem, best: Any, box: list[Any], options: dict[str, Any]) -> Any:
    """The best of what descent from several points reaches, the integer variables held."""
    held = np.array(problem.integers)
    bounds = [(p, p) for p in np.round(best)] if held.any() else None
    limits = [b if h else (None, None) for b, h in zip(bounds, held, strict=True)] if bounds else None
    random = np.random.default_rng(1)
    low, high = np.array(box).T
    starts = [best, *(low + (high - low) * random.random((4, len(best))))] if not held.any() else [best]
    plain = {**options, "Method": S.Automatic}
    points = [best, *(local_minimum(problem, start, limits, plain) for start in starts)]
    fine = [p for p in points if np.isfinite(problem.value(p)) and problem.violation(p) < 1e-6]
    if not fine:
        least = min(points, key=problem.violation)
        if problem.violation(least) > 1e-4:
            problem.kernel.message(problem.head, "nsol", make_list(problem.variables))
        return least
    return min(fine, key=problem.value)


# -- the symbols -------------------------------------------------------------------------------------


def whole(value: Any, rules: Any) -> Any:
    return S.List(value, rules)


def only_value(value: Any, rules: Any) -> Any:
    return value


def only_point(value: Any, rules: Any) -> Any:
    found = [rule.parts[1] for rule in rules.parts]
    return found, make_list(found)


def local_builtin(name: str, sentence: str, example: str, shape: Callable[[Any, Any], Any]) -> None:
    """Declare a function that searches from a starting point."""

    def function(kernel: Any, target: Any, *specs: Any, options: dict[str, Any]) -> Any:
        found = shape(*find_local(kernel, S[name], target, specs, options))
        return found[1] if shape is only_point else found

    function.__doc__ = f"{sentence}\n\n{example}"
    usages = (f"{name}[f, {{x, x0}}]", f"{name}[f, x]", f"{name}[{{f, constraints}}, {{{{x, x0}}, ...}}]")
    builtin(*usages, attributes="HoldAll", options=OPTIONS, messages=MESSAGES)(function)


def point_for(names: Any, found: Any) -> Any:
    """One number where one variable was given alone, else the list."""
    numbers, listed = found
    alone = not is_list(names) or (len(names) == 3 and not is_list(names.parts[0]) and len(numbers) == 1)
    return numbers[0] if alone else listed


def global_builtin(name: str, sentence: str, example: str, shape: Callable[[Any, Any], Any]) -> None:
    """Declare a function that searches everywhere."""

    def function(kernel: Any, target: Any, names: Any, *domains: Any, options: dict[str, Any]) -> Any:
        names = kernel.evaluate(names) if not is_list(names) and not isinstance(names, Symbol) else names
        found = shape(*find_global(kernel, S[name], target, names, domains, options))
        return point_for(names, found) if shape is only_point else found

    function.__doc__ = f"{sentence}\n\n{example}"
    usages = (f"{name}[f, x]", f"{name}[f, {{x, y, ...}}]", f"{name}[{{f, constraints}}, {{x, y, ...}}]")
    builtin(*usages, attributes="HoldAll", options=OPTIONS, messages=MESSAGES)(function)
