"""Numerical integrals, sums, products, limits and derivatives."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, NamedTuple

import mpmath
import numpy as np

from wlmini.arrays import pack
from wlmini.builtins.numerics.functions import (
    NumericFunction,
    goal,
    is_variable,
    local,
    numeric_value,
    plain_number,
    put,
    working_digits,
)
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
    "nsum": "The sum has no numerical value at `1` = `2`.",
    "nsconv": "The terms do not seem to become small enough for the sum to converge.",
    "wprec": "The WorkingPrecision `1` is no positive number.",
}
OPTIONS = {
    "AccuracyGoal": S.Infinity, "EvaluationMonitor": S["None"], "Exclusions": S["None"],
    "MaxPoints": S.Automatic, "MaxRecursion": S.Automatic, "Method": S.Automatic, "MinRecursion": 0,
    "PrecisionGoal": S.Automatic, "WorkingPrecision": S.MachinePrecision,
}  # fmt: skip
SUM_DIGITS = 30  # extrapolation of a series loses about half of them
METHODS = (
    "GlobalAdaptive", "LocalAdaptive", "DoubleExponential", "GaussKronrodRule", "MonteCarlo",
    "AdaptiveMonteCarlo", "QuasiMonteCarlo", "AdaptiveQuasiMonteCarlo", "Trapezoidal", "MultidimensionalRule",
)  # fmt: skip


class Range(NamedTuple):
    """A variable and the points its integration runs through; they may depend on earlier variables."""

    variable: Any
    points: list[Any]


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
        method = kernel.evaluate(options["Method"])
        name = method.parts[0] if is_list(method) and method.parts else method
        if name is not S.Automatic and name not in METHODS:
            raise Failure("bdmtd", method, make_list(METHODS), value=None)
        digits = working_digits(kernel, options)
        if digits is not None:
            return precise_integral(kernel, expr, ranges, digits)
        if "MonteCarlo" in str(name):
            return by_chance(kernel, expr, ranges)
        return machine_integral(kernel, expr, ranges, options)


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


def machine_integral(kernel: Any, expr: Any, ranges: list[Range], options: dict[str, Any]) -> Any:
    """Adaptive quadrature, nested for multiple integrals."""
    function = NumericFunction(kernel, expr, [r.variable for r in ranges])
    tolerance = goal(kernel, options, "PrecisionGoal", 1e-10)
    worst: list[float] = []
    probe(function, kernel, ranges)
    value = nested(kernel, function, ranges, [], max(tolerance, 1e-13), worst)
    error = max(worst, default=0.0)
    if error > max(1e-6 * abs(value), 1e-9):
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


def nested(
    kernel: Any,
    function: NumericFunction,
    ranges: list[Range],
    fixed: list[Any],
    tolerance: float,
    worst: list[float],
) -> Any:
    """The integral over the ranges that are left, at fixed values of the earlier variables."""
    quad = library("scipy.integrate").quad
    variable, points = ranges[len(fixed)]
    earlier = [r.variable for r in ranges[: len(fixed)]]
    limits = [limit_value(kernel, variable, put(p, earlier, fixed) if fixed else p) for p in points]
    last = len(fixed) + 1 == len(ranges)

    def at(x: Any) -> Any:
        if last:
            found = function(*fixed, x)
            return 0.0 if found is None else found
        return nested(kernel, function, ranges, [*fixed, x], tolerance, worst)

    total: Any = 0.0
    for low, high in pairwise(limits):
        if low == high:
            continue
        if type(low) is complex or type(high) is complex:
            total += plain_number(along(at, low, high))
            continue
        value, error = quad_complex(quad, at, low, high, tolerance)
        total += value
        worst.append(error)
    return total


def quad_complex(quad: Any, at: Any, low: float, high: float, tolerance: float) -> tuple[Any, float]:
    """The integral of a real or complex function, and the estimate of its error."""
    seen_complex = False

    def real(x: float) -> float:
        nonlocal seen_complex
        found = at(float(x))
        if type(found) is complex:
            seen_complex = True
            return found.real
        return float(found)

    settings = {"epsabs": 1e-14, "epsrel": tolerance, "limit": 200, "full_output": 1}
    value, error = quad(real, low, high, **settings)[:2]
    if error > 1e-8 * max(abs(value), 1e-8):
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


def by_chance(kernel: Any, expr: Any, ranges: list[Range]) -> Any:
    """The mean of values at many points without order, times the volume."""
    function = NumericFunction(kernel, expr, [r.variable for r in ranges])
    limits = [[limit_value(kernel, r.variable, p) for p in (r.points[0], r.points[-1])] for r in ranges]
    low, high = np.array(limits).T
    count = 100_000 if function.fast is not None else 2_000
    points = low + (high - low) * np.random.default_rng(0).random((count, len(ranges)))
    return float(np.prod(high - low) * np.mean(function.on_arrays(*points.T)))


LOST = S.MessageName(S.N, "meprec")


def precise_integral(kernel: Any, expr: Any, ranges: list[Range], digits: float) -> Any:
    """The integral with arbitrary precision."""
    variables = [r.variable for r in ranges]

    def at(*point: Any) -> Any:
        values = [from_mp(p, digits + 25) for p in point]
        with kernel.messages.quietly(LOST):  # near a zero of the function its digits do not matter
            found = kernel.evaluate(S.N(put(expr, variables, values), digits + 15))
        return to_mp(found) if is_number(found) else mpmath.mpf(0)

    with mpmath.workdps(int(digits) + 10):
        limits = [[precise_limit(kernel, p, digits) for p in r.points] for r in ranges]
        return from_mp(mpmath.quad(at, *limits), digits)


def precise_limit(kernel: Any, limit: Any, digits: float) -> Any:
    value = limit_value(kernel, limit, limit)
    if type(value) is float and np.isinf(value):
        return mpmath.inf if value > 0 else -mpmath.inf
    return to_mp(kernel.evaluate(S.N(limit, digits + 15)))


# -- sums and products -------------------------------------------------------------------------------


@builtin(
    "NSum[f, {i, a, b}]",
    "NSum[f, {i, a, b, di}]",
    attributes="HoldAll",
    options={"AccuracyGoal": S.Automatic, "Method": S.Automatic, "NSumTerms": 15,
             "PrecisionGoal": S.Automatic, "VerifyConvergence": S["True"],
             "WorkingPrecision": S.MachinePrecision},
    messages=MESSAGES,
)  # fmt: skip
def n_sum(kernel: Any, body: Any, *specs: Any, options: dict[str, Any]) -> Any:
    """gives a numerical value of the sum of f for i from a to b, which may be infinite.

    >>> NSum[1/n^2, {n, 1, Infinity}]
    1.64493
    """
    if not specs:
        return None
    return reduced(kernel, body, specs, "sum")


@builtin(
    "NProduct[f, {i, a, b}]",
    "NProduct[f, {i, a, b, di}]",
    attributes="HoldAll",
    options={"AccuracyGoal": S.Automatic, "Method": S.Automatic, "NProductFactors": 15,
             "PrecisionGoal": S.Automatic, "VerifyConvergence": S["True"],
             "WorkingPrecision": S.MachinePrecision},
    messages=MESSAGES,
)  # fmt: skip
def n_product(kernel: Any, body: Any, *specs: Any, options: dict[str, Any]) -> Any:
    """gives a numerical value of the product of f for i from a to b, which may be infinite.

    >>> NProduct[1 + 1/n^2, {n, 1, Infinity}]
    3.67608
    """
    if not specs:
        return None
    return reduced(kernel, body, specs, "product")


def reduced(kernel: Any, body: Any, specs: tuple[Any, ...], kind: str) -> Any:
    """The sum or product over the last range, inside those over the earlier ones."""
    spec = specs[0]
    if len(specs) > 1:
        head = S.NSum if kind == "sum" else S.NProduct
        body = Expr(head, (body, *specs[1:]))
    if not is_list(spec) or len(spec) not in (3, 4) or not is_variable(spec.parts[0]):
        raise Failure("ilim", spec, value=None)
    variable = spec.parts[0]
    bounds = [limit_value(kernel, variable, kernel.evaluate(p)) for p in spec.parts[1:]]
    low, high, step = bounds if len(bounds) == 3 else (*bounds, 1.0)
    with local(kernel, [variable]):
        expr = kernel.evaluate(body) if len(specs) == 1 else body
        function = NumericFunction(kernel, expr, [variable])
        if not np.isfinite(high):
            return infinite(kernel, function, low, step, kind)
        places = np.arange(int(np.floor((high - low) / step + 1e-9)) + 1) * step + low
        values = function.on_arrays(places)
        if np.isnan(values).any():
            raise Failure("nsum", variable, float(places[np.isnan(values)][0]), value=None)
        return pack(values.sum() if kind == "sum" else values.prod())


def infinite(kernel: Any, function: NumericFunction, low: float, step: float, kind: str) -> Any:
    """The infinite sum or product, by extrapolation or by Euler and Maclaurin's formula."""

    def term(k: Any) -> Any:
        place = low + step * float(k)
        exact = int(place) if place.is_integer() else place
        found = kernel.evaluate(S.N(put(function.expr, function.variables, [exact]), SUM_DIGITS))
        if not is_number(found):
            raise Failure("nsum", function.variables[0], place, value=None)
        return to_mp(found)

    def logarithm(k: Any) -> Any:
        return mpmath.log(term(k))

    with mpmath.workdps(SUM_DIGITS):
        if kind == "sum":
            verify(kernel, term)
            return settled(mpmath.nsum(term, [0, mpmath.inf]))
        return settled(mpmath.exp(mpmath.nsum(logarithm, [0, mpmath.inf])))


def verify(kernel: Any, term: Any) -> None:
    far = abs(term(1000))
    if far >= abs(term(10)) and far > 1e-10:
        kernel.message(S.NSum, "nsconv")


def settled(value: Any) -> Any:
    found = complex(value)
    return found if found.imag else found.real
