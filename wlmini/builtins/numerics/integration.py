"""Numerical integrals."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, NamedTuple

import mpmath
import numpy as np

from wlmini.builtins.numerics.functions import (
    NumericFunction,
    is_variable,
    items,
    local,
    numeric_value,
    plain_number,
    put,
    working_digits,
)
from wlmini.builtins.numerics.monitors import Goals, Monitors, goals, most_steps, named, need_known
from wlmini.builtins.numerics.newton import holds
from wlmini.builtins.numerics.quadrature import RULES, Effort, Rule, adaptive, kronrod
from wlmini.expr import Expr, S, head_of, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.extras import library
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_number
from wlmini.kernel.precise import from_mp, to_mp

MESSAGES = {
    "ilim": "`1` is no range of integration {x, a, b}.",
    "nlim": "The limit `1` = `2` is no number.",
    "inumr": "The integrand `1` has no numerical values at the points where it was asked for them.",
    "ncvb": "The wanted accuracy was not reached; the estimate is `1`, with an error of about `2`.",
    "slwcon": "The integral converges slowly; the integrand may be singular or oscillate.",
    "bdmtd": "The method `1` is not known here; those known are `2`.",
    "excl": "The exclusion `1` is no equation that can be solved for a variable of integration.",
    "points": "The number of points of a rule is an integer from 3 to 200, not `1`.",
    "ioppm": "The value of the option `1` is to be an integer from 0 on, not `2`.",
    "wprec": "The WorkingPrecision `1` is no positive number.",
}
OPTIONS = {
    "AccuracyGoal": S.Infinity, "EvaluationMonitor": S["None"], "Exclusions": S["None"],
    "MaxPoints": S.Automatic, "MaxRecursion": S.Automatic, "Method": S.Automatic, "MinRecursion": 0,
    "PrecisionGoal": S.Automatic, "WorkingPrecision": S.MachinePrecision,
}  # fmt: skip
METHODS = (
    "GlobalAdaptive", "LocalAdaptive", "DoubleExponential", "MonteCarlo",
    "AdaptiveMonteCarlo", "QuasiMonteCarlo", "AdaptiveQuasiMonteCarlo", "MultidimensionalRule", *RULES,
)  # fmt: skip
RELATIVE, FINE = 1e-8, 1e-10  # the PrecisionGoal of rules, and of SciPy, which meets a finer one at no cost
DEEPEST, MOST_POINTS = 30, 100_000  # halvings of an interval and points of a rule, where nothing is said


class Range(NamedTuple):
    """A variable and the points its integration runs through; they may depend on earlier variables."""

    variable: Any
    points: list[Any]
    cuts: list[Any] = []  # to be excluded, where they lie inside  # noqa: RUF012


def read_range(kernel: Any, spec: Any) -> Range:
    if not is_list(spec) or len(spec) < 3 or not is_variable(spec.parts[0]):
        raise Failure("ilim", spec, value=None)
    return Range(spec.parts[0], [kernel.evaluate(p) for p in spec.parts[1:]])


def limit_value(kernel: Any, variable: Any, limit: Any) -> Any:
    """A limit as a machine number, infinite ones too."""
    if isinstance(limit, Expr) and limit.head is S.DirectedInfinity and limit.parts in ((1,), (-1,)):
        return float(limit.parts[0]) * np.inf
    if limit is S.Infinity:
        return np.inf
    value = kernel.evaluate(S.N(limit))
    if isinstance(value, Expr):
        if value.head is S.DirectedInfinity and value.parts in ((1,), (-1,)):
            return float(value.parts[0]) * np.inf
        if value.head is S.Times and S.Infinity in value.parts:
            return -np.inf
    number = numeric_value(kernel, value)
    if number is None:
        raise Failure("nlim", variable, limit, value=None)
    return number


@builtin(
    "NIntegrate[f, {x, a, b}]",
    "NIntegrate[f, {x, a, b}, {y, c, d}, ...]",
    attributes="HoldAll",
    options=OPTIONS,
    messages=MESSAGES,
    least=2,
)
def n_integrate(kernel: Any, integrand: Any, *specs: Any, options: dict[str, Any]) -> Any:
    """gives a numerical value of the integral of f by x from a to b, or of a multiple integral.

    >>> {NIntegrate[Sin[x], {x, 0, Pi}], NIntegrate[E^-x^2, {x, -Infinity, Infinity}]}
    {2., 1.77245}
    >>> NIntegrate[x y, {x, 0, 1}, {y, 0, x}]
    0.125
    """
    if not specs:
        return None
    specs = tuple(s if is_list(s) else kernel.evaluate(s) for s in specs)
    names = [s.parts[0] for s in specs if is_list(s) and s.parts]
    with local(kernel, names):
        cells = cells_of(kernel, integrand, specs)
        if cells is not None:
            rest, lists = cells
            return S.Plus(*[S.NIntegrate(rest, *cell.parts, *given(options)) for cell in lists.parts])
        ranges = [read_range(kernel, spec) for spec in specs]
        expr = kernel.evaluate(integrand)
        if is_list(expr):
            return make_list([S.NIntegrate(e, *specs, *given(options)) for e in expr.parts])
        plan = plan_of(kernel, [r.variable for r in ranges], options)
        ranges = excluded(kernel, ranges, options)
        digits = working_digits(kernel, options)
        if digits is not None:
            return precise_integral(kernel, expr, ranges, digits, plan)
        if plan.chance is not None:
            return by_chance(kernel, expr, ranges, plan)
        return machine_integral(kernel, expr, ranges, plan)


class Plan(NamedTuple):
    """How the options have an integral found."""

    goals: Goals
    effort: Effort | None  # None: SciPy's quadrature
    chance: int | None  # the number of random points, where the method is one of chance
    seed: int
    watch: Monitors


def plan_of(kernel: Any, variables: list[Any], options: dict[str, Any]) -> Plan:
    """What the options ask for."""
    name, settings = named(kernel, options)
    if name is not S.Automatic and name not in METHODS:
        raise Failure("bdmtd", name, make_list(METHODS), value=None)
    need_known(S.NIntegrate, settings, "Points", "Method", "SymbolicProcessing", "RandomSeed")
    watch = Monitors(kernel, variables, options)
    rule = rule_of(kernel, name, settings)
    asked = [n for n in ("MaxPoints", "MaxRecursion", "MinRecursion") if options[n] != OPTIONS[n]]
    by_rule = rule is not None or bool(asked) or name == "LocalAdaptive"
    near = goals(kernel, options, 1e-14, RELATIVE if by_rule else FINE)
    near = Goals(near.absolute or 1e-14, max(near.relative, 1e-13))
    points = most_steps(kernel, options, "MaxPoints") or MOST_POINTS
    if "MonteCarlo" in str(name):
        return Plan(near, None, points, settings.get("RandomSeed", 0), watch)
    if not by_rule:
        return Plan(near, None, None, 0, watch)
    least, most = (whole(kernel, options, n) for n in ("MinRecursion", "MaxRecursion"))
    deepest = max(least or 0, DEEPEST if most is None else most)
    return Plan(near, Effort(near, least or 0, deepest, points, rule or kronrod()), None, 0, watch)


def rule_of(kernel: Any, name: Any, settings: dict[str, Any]) -> Rule | None:
    """The rule that a method names, itself or by its own Method, with its number of points."""
    inner = settings.get("Method", S.Automatic)
    if name not in RULES and inner is not S.Automatic:
        name, settings = named(kernel, {"Method": inner})
        need_known(S.NIntegrate, settings, "Points")
        if name not in RULES:
            raise Failure("bdmtd", name, make_list(RULES), value=None)
    points = settings.get("Points")
    if points is not None and (type(points) is not int or not 3 <= points <= 200):
        raise Failure("points", points, value=None)
    if name not in RULES:
        return None
    return RULES[name]() if points is None else RULES[name](points)


def whole(kernel: Any, options: dict[str, Any], name: str) -> int | None:
    """An option that is an integer from 0 on; None where it is Automatic."""
    value = kernel.evaluate(options[name])
    if value is S.Automatic:
        return None
    if type(value) is int and value >= 0:
        return value
    raise Failure("ioppm", S[name], value, value=None)


def excluded(kernel: Any, ranges: list[Range], options: dict[str, Any]) -> list[Range]:
    """The ranges with the points that the option Exclusions names, at which they are split."""
    given = kernel.evaluate(options["Exclusions"])
    if given in (S["None"], S.Automatic):
        return ranges
    cuts: list[list[Any]] = [[] for _ in ranges]
    for item in items(given):
        index = max((i for i, r in enumerate(ranges) if holds(item, [r.variable])), default=len(ranges) - 1)
        variable = ranges[index].variable
        if not holds(item, [variable]):
            cuts[index].append(item)
            continue
        found = kernel.evaluate(
            S.SolveValues(item if head_of(item) is S.Equal else S.Equal(item, 0), variable)
        )
        if not is_list(found):
            raise Failure("excl", item, value=None)
        cuts[index] += found.parts
    return [r._replace(cuts=c) for r, c in zip(ranges, cuts, strict=True)]


def cells_of(kernel: Any, integrand: Any, specs: tuple[Any, ...]) -> tuple[Any, Any] | None:
    """The integrand and lists of ranges, over a region or of f Boole[cond] over several variables."""
    if len(specs) == 1 and head_of(specs[0]) is S.Element and is_list(specs[0].parts[0]):
        found = kernel.evaluate(S["$RegionCells"](*specs[0].parts))
        return (integrand, found) if is_list(found) else None
    factors = integrand.parts if head_of(integrand) is S.Times else (integrand,)
    booles = [f.parts[0] for f in factors if head_of(f) is S.Boole]
    if not booles or len(specs) < 2 or not all(is_list(s) and len(s) == 3 for s in specs):
        return None
    found = kernel.evaluate(S["$ConditionCells"](S.And(*booles), make_list(specs)))
    rest = S.Times(*[f for f in factors if head_of(f) is not S.Boole])
    return (rest, found) if is_list(found) else None


def given(options: dict[str, Any]) -> list[Any]:
    return [S.Rule(S[name], value) for name, value in options.items() if value != OPTIONS[name]]


def machine_integral(kernel: Any, expr: Any, ranges: list[Range], plan: Plan) -> Any:
    """Adaptive quadrature, nested for multiple integrals."""
    function = NumericFunction(kernel, expr, [r.variable for r in ranges])
    probe(function, kernel, ranges)
    search = Nested(kernel, function, ranges, plan)
    value, error = search.over([]), max(search.worst, default=0.0)
    goals = plan.goals if plan.effort is not None else Goals(1e-9, 1e-6)
    if not search.met or (plan.effort is None and not goals.met(error, value)):
        kernel.message(S.NIntegrate, "slwcon")
        kernel.message(S.NIntegrate, "ncvb", value, error)
    return value


def probe(function: NumericFunction, kernel: Any, ranges: list[Range]) -> None:
    """Complain where the integrand has no value at a few points inside the region."""
    for part in (0.37, 0.61, 0.283):
        point: list[Any] = []
        for each in ranges:
            limits = [put(p, [r.variable for r in ranges[: len(point)]], point) for p in each.points]
            low, high = (limit_value(kernel, each.variable, p) for p in (limits[0], limits[-1]))
            if type(low) is complex or type(high) is complex:
                point.append(low + part * (high - low))
                continue
            low, high = (x if np.isfinite(x) else np.sign(x) * 3.0 for x in (low, high))
            point.append(float(low + part * (high - low)))
        if function(*point) is not None:
            return
    raise Failure("inumr", function.expr, value=None)


class Nested:
    """An integral over several ranges, each inside those before it."""

    def __init__(self, kernel: Any, function: NumericFunction, ranges: list[Range], plan: Plan) -> None:
        self.kernel, self.function, self.ranges, self.plan = kernel, function, ranges, plan
        self.worst: list[float] = []
        self.met = True

    def over(self, fixed: list[Any]) -> Any:
        """The integral over the ranges that are left, at fixed values of the earlier variables."""
        total: Any = 0.0
        for low, high in pairwise(self.limits(fixed)):
            if low == high:
                continue
            if type(low) is complex or type(high) is complex:
                total += plain_number(along(lambda x: self.at(fixed, x), low, high))
            elif self.plan.effort is not None:
                found = adaptive(lambda xs: self.on(fixed, xs), low, high, self.plan.effort)
                self.met = self.met and found.met
                total += found.value
                self.worst.append(found.error)
            else:
                value, error = quad_complex(lambda x: self.at(fixed, x), low, high, self.plan.goals)
                total += value
                self.worst.append(error)
        return total

    def limits(self, fixed: list[Any]) -> list[Any]:
        """The points that the range next in turn runs through, those to be excluded among them."""
        variable, points, cuts = self.ranges[len(fixed)]
        earlier = [r.variable for r in self.ranges[: len(fixed)]]

        def at(point: Any) -> Any:
            return limit_value(self.kernel, variable, put(point, earlier, fixed) if fixed else point)

        limits, inner = list(map(at, points)), list(map(at, cuts))
        if not inner or any(type(x) is complex for x in limits):
            return limits
        low, high = min(limits), max(limits)
        inside = {x for x in inner if type(x) is not complex and low < x < high and x not in limits}
        return sorted([*limits, *inside], reverse=limits[0] > limits[-1])

    def at(self, fixed: list[Any], x: Any) -> Any:
        """The integrand, or the integral over the ranges inside, at a point."""
        if len(fixed) + 1 < len(self.ranges):
            return self.over([*fixed, x])
        self.plan.watch.evaluated([*fixed, x])
        found = self.function(*fixed, x)
        return 0.0 if found is None else found

    def on(self, fixed: list[Any], xs: Any) -> Any:
        """The same at an array of points."""
        if len(fixed) + 1 < len(self.ranges) or self.plan.watch.evaluation is not S["None"]:
            return np.array([self.at(fixed, float(x)) for x in xs])
        return self.function.on_arrays(*[np.full(xs.shape, v) for v in fixed], xs)


def quad_complex(at: Any, low: float, high: float, near: Goals) -> tuple[Any, float]:
    """The integral of a real or complex function, and the estimate of its error."""
    quad, seen_complex = library("scipy.integrate").quad, False

    def real(x: float) -> float:
        nonlocal seen_complex
        found = at(float(x))
        if type(found) is complex:
            seen_complex = True
            return found.real
        return float(found)

    settings = {"epsabs": near.absolute, "epsrel": near.relative, "limit": 200, "full_output": 1}
    value, error = quad(real, low, high, **settings)[:2]
    if error > max(1e-8 * max(abs(value), 1e-8), near.absolute):
        value, error = by_substitution(real, low, high, value, error)
    if not seen_complex:
        return value, error
    imaginary, other = quad(lambda x: complex(at(float(x))).imag, low, high, **settings)[:2]
    found = complex(value, imaginary)
    return found if found.imag else value, error + other


def by_substitution(real: Any, low: float, high: float, value: float, error: float) -> tuple[float, float]:
    """The better of a value and that of the tanh-sinh rule, which singular end points do not hurt."""
    try:
        with mpmath.workdps(15):
            found, wrong = mpmath.quad(lambda x: real(float(x)), [low, high], error=True)
    except (ValueError, ZeroDivisionError, OverflowError):
        return value, error
    return (float(found), float(wrong)) if wrong < error else (value, error)


def along(at: Any, low: Any, high: Any) -> Any:
    """The integral along the straight line between complex points."""
    nodes, weights = np.polynomial.legendre.leggauss(60)
    return (
        sum(w * at(low + (high - low) * (1 + t) / 2) for t, w in zip(nodes, weights, strict=True))
        * (high - low)
        / 2
    )


def by_chance(kernel: Any, expr: Any, ranges: list[Range], plan: Plan) -> Any:
    """The mean of values at many points without order, times the volume."""
    function = NumericFunction(kernel, expr, [r.variable for r in ranges])
    limits = [[limit_value(kernel, r.variable, p) for p in (r.points[0], r.points[-1])] for r in ranges]
    low, high = np.array(limits).T
    watched = plan.watch.evaluation is not S["None"]
    count = min(plan.chance or 0, 100_000 if function.fast is not None and not watched else 2_000)
    points = low + (high - low) * np.random.default_rng(plan.seed).random((count, len(ranges)))
    for point in points if watched else ():
        plan.watch.evaluated(point)
    return float(np.prod(high - low) * np.mean(function.on_arrays(*points.T)))


LOST = S.MessageName(S.N, "meprec")


def precise_integral(kernel: Any, expr: Any, ranges: list[Range], digits: float, plan: Plan) -> Any:
    """The integral with arbitrary precision."""
    variables = [r.variable for r in ranges]

    def at(*point: Any) -> Any:
        values = [from_mp(p, digits + 25) for p in point]
        plan.watch.evaluated(values)
        with kernel.messages.quietly(LOST):  # near a zero of the function its digits do not matter
            found = kernel.evaluate(S.N(put(expr, variables, values), digits + 15))
        return to_mp(found) if is_number(found) else mpmath.mpf(0)

    with mpmath.workdps(int(digits) + 10):
        limits = [precise_limits(kernel, r, digits) for r in ranges]
        return from_mp(mpmath.quad(at, *limits), digits)


def precise_limits(kernel: Any, span: Range, digits: float) -> list[Any]:
    """The points of a range, those to be excluded in their order among them."""
    limits = [precise_limit(kernel, p, digits) for p in span.points]
    inner = [precise_limit(kernel, p, digits) for p in span.cuts]
    inside = [x for x in inner if min(limits) < x < max(limits) and x not in limits] if inner else []
    return sorted([*limits, *inside], reverse=limits[0] > limits[-1]) if inside else limits


def precise_limit(kernel: Any, limit: Any, digits: float) -> Any:
    value = limit_value(kernel, limit, limit)
    if type(value) is float and np.isinf(value):
        return mpmath.inf if value > 0 else -mpmath.inf
    return to_mp(kernel.evaluate(S.N(limit, digits + 15)))
