"""Numerical roots of polynomials, and systems of equations: NSolve and NRoots."""

from __future__ import annotations

from typing import Any

import numpy as np

from wlmini.builtins.numerics.functions import (
    NumericFunction,
    difference_of_sides,
    free_variables,
    is_variable,
    items,
    numeric_value,
    plain_number,
    put,
    working_digits,
)
from wlmini.builtins.numerics.newton import derivatives_of, holds
from wlmini.builtins.numerics.root_digits import refined
from wlmini.builtins.numerics.roots import MESSAGES as ROOTS
from wlmini.builtins.symbolic.solution_options import MESSAGES as MORE
from wlmini.builtins.symbolic.solution_options import first_of, most_roots
from wlmini.expr import Expr, S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_number, is_real, to_float

METHODS = (S.Automatic, "EndomorphismMatrix", "Homotopy", "Monodromy", "Symbolic")
SLACK = 1e-8
MESSAGES = {
    **ROOTS,
    **MORE,
    "seed": "The RandomSeeding `1` is no integer, string, Automatic or Inherited.",
}

# -- polynomials -------------------------------------------------------------------------------------


def coefficients_of(kernel: Any, expr: Any, variable: Any) -> list[Any] | None:
    """The coefficients of a polynomial in one variable, lowest first; None where it is none."""
    if not kernel.is_true(S.PolynomialQ(expr, variable)):
        return None
    found = kernel.evaluate(S.CoefficientList(expr, variable))
    values = [kernel.evaluate(S.N(c, 30)) for c in found.parts] if is_list(found) else []
    return values if values and all(map(is_number, values)) else None


def polynomial_roots(kernel: Any, coefficients: list[Any], digits: float | None) -> list[Any]:
    """All roots, each as often as it counts: reals first, in order."""
    numbers = [numeric_value(kernel, c) for c in coefficients]
    roots = np.roots(numbers[::-1])
    if not any(type(c) is complex for c in numbers):
        size: Any = 1e-9 * np.abs(roots).max(initial=0.0)
        roots = np.where(np.abs(roots.imag) <= size * real_slack(roots), roots.real, roots)
    polished = [polish(numbers, plain_number(r)) for r in roots]
    ordered = sorted(polished, key=root_order)
    return ordered if digits is None else [more_digits(kernel, coefficients, r, digits) for r in ordered]


def real_slack(roots: Any) -> Any:
    """1 where no other root lies near, for only then may an imaginary part be rounding."""
    return np.array([1.0 if np.sum(np.abs(roots - r) < 1e-5 * (1 + abs(r))) == 1 else 1e4 for r in roots])


def root_order(root: Any) -> tuple[float, float]:
    value = complex(root)
    return (round(value.real, 10), value.imag)


def polish(coefficients: list[Any], root: Any) -> Any:
    """One root after two steps of Newton's method, where these do not lead away."""
    slopes = [k * c for k, c in enumerate(coefficients)][1:]
    for _ in range(2):
        value, slope = evaluate_at(coefficients, root), evaluate_at(slopes, root)
        if slope == 0 or abs(value / slope) > 1e-6 * (1 + abs(root)):
            break
        root = root - value / slope
    return root


def evaluate_at(coefficients: list[Any], x: Any) -> Any:
    value: Any = 0.0
    for c in reversed(coefficients):
        value = value * x + c
    return value


def more_digits(kernel: Any, coefficients: list[Any], root: Any, digits: float) -> Any:
    x = S["$NumericsRoot"]
    body = S.Plus(*[S.Times(c, S.Power(x, k)) for k, c in enumerate(coefficients)])
    return refined(kernel, [body], [x], [root], digits)[0]


@builtin("NRoots[lhs == rhs, x]", options={"PrecisionGoal": S.Automatic}, messages=MESSAGES)
def n_roots(kernel: Any, equation: Any, variable: Any, *, options: dict[str, Any]) -> Any:
    """gives the roots of a polynomial equation as alternatives.

    >>> NRoots[x^2 == 2, x]
    x == -1.41421 || x == 1.41421
    """
    found = coefficients_of(kernel, kernel.evaluate(difference_of_sides(equation)), variable)
    if found is None or not isinstance(equation, Expr) or equation.head is not S.Equal:
        return None
    goal = kernel.evaluate(options["PrecisionGoal"])
    digits = None if goal is S.Automatic else working_digits(kernel, {"WorkingPrecision": goal})
    return S.Or(*[S.Equal(variable, r) for r in polynomial_roots(kernel, found, digits)])


@builtin(
    "NSolve[equations, variables]",
    "NSolve[equations, variables, Reals]",
    options={
        "MaxRoots": S.Infinity,
        "Method": S.Automatic,
        "RandomSeeding": 1234,
        "VerifySolutions": S.Automatic,
        "WorkingPrecision": S.Automatic,
    },
    messages=MESSAGES,
)
def n_solve(
    kernel: Any, equations: Any, names: Any = None, domain: Any = None, *, options: dict[str, Any]
) -> Any:
    """gives numerical solutions of polynomial equations, and of equations that Solve can deal with.

    >>> NSolve[x^3 - 2 x == 1, x]
    {{x -> -1.}, {x -> -0.618034}, {x -> 1.61803}}
    >>> NSolve[x^2 == -4, x, Reals]
    {}
    """
    if names is None:
        names = make_list(free_variables(kernel, equations))
    variables = list(names.parts) if is_list(names) else [names]
    for variable in variables:
        if not is_variable(variable):
            raise Failure("ivar", variable, value=None)
    digits = working_digits(kernel, {"WorkingPrecision": options["WorkingPrecision"]})
    conditions = items(equations)
    if S["False"] in conditions:
        return make_list([])
    equalities = [kernel.evaluate(difference_of_sides(e)) for e in conditions if is_equation(e)]
    others = [e for e in conditions if not is_equation(e)]
    check_choices(kernel, options)
    most_roots(options["MaxRoots"])
    solutions = solutions_of(kernel, equalities, variables, digits)
    if solutions is None:
        return first_of(numerical_solve(kernel, equations, names, domain, digits), options["MaxRoots"])
    kept = [s for s in solutions if keeps(kernel, others, variables, s, domain)]
    if options["VerifySolutions"] is S["True"]:
        kept = [s for s in kept if all(vanishes(kernel, e, variables, s) for e in equalities)]
    return make_list([make_list([S.Rule(v, x) for v, x in zip(variables, s, strict=True)])
                      for s in kept[: most_roots(options["MaxRoots"])]])  # fmt: skip


def check_choices(kernel: Any, options: dict[str, Any]) -> None:
    """Options that choose among ways which lead to the same solutions: nothing here depends on chance."""
    method, seed = options["Method"], options["RandomSeeding"]
    if method not in METHODS:
        raise Failure("bdmtd", method, make_list(METHODS), value=None)
    if not (seed in (S.Automatic, S.Inherited) or isinstance(seed, (int, str))):
        raise Failure("seed", seed, value=None)


def vanishes(kernel: Any, expr: Any, variables: list[Any], values: list[Any]) -> bool:
    """Whether an expression is 0 at a solution, up to rounding of the terms that it is the sum of."""
    terms = expr.parts if isinstance(expr, Expr) and expr.head is S.Plus else (expr,)
    numbers = [numeric_value(kernel, put(t, variables, values)) for t in terms]
    return None not in numbers and abs(sum(numbers)) <= SLACK * (1 + sum(map(abs, numbers)))


def is_equation(expr: Any) -> bool:
    return isinstance(expr, Expr) and expr.head is S.Equal


def keeps(kernel: Any, conditions: list[Any], variables: list[Any], values: list[Any], domain: Any) -> bool:
    """Whether a solution lies in the domain and meets the conditions that are no equations."""
    if domain is S.Reals and not all(map(is_real, values)):
        return False
    if domain is S.Integers and not all(
        is_real(v) and abs(to_float(v) - round(to_float(v))) < 1e-9 for v in values
    ):
        return False
    return all(kernel.is_true(put(c, variables, values)) for c in conditions)


def solutions_of(kernel: Any, functions: list[Any], variables: list[Any], digits: Any) -> Any:
    """The values of the variables in every solution; None where the method does not apply."""
    if len(variables) == 1 and len(functions) == 1:
        found = coefficients_of(kernel, kernel.evaluate(S.Numerator(S.Together(functions[0]))), variables[0])
        if found is None:
            return None
        if len(found) == 1:
            return []
        return [[r] for r in polynomial_roots(kernel, found, digits)]
    return None if len(functions) != len(variables) else linear_solutions(kernel, functions, variables)


def linear_solutions(kernel: Any, functions: list[Any], variables: list[Any]) -> Any:
    """The solution of linear equations."""
    rows = derivatives_of(kernel, functions, variables)
    if rows is None or any(f.fast is None or depends(f.expr, variables) for row in rows for f in row):
        return None
    zeros = [0.0] * len(variables)
    matrix = [[f(*zeros) for f in row] for row in rows]
    right = [NumericFunction(kernel, f, variables)(*zeros) for f in functions]
    if None in right:
        return None
    try:
        return [[plain_number(v) for v in np.linalg.solve(np.array(matrix), -np.array(right))]]
    except np.linalg.LinAlgError:
        return None


def depends(expr: Any, variables: list[Any]) -> bool:
    return holds(expr, variables) if isinstance(expr, Expr) else expr in variables


def numerical_solve(kernel: Any, equations: Any, names: Any, domain: Any, digits: Any = None) -> Any:
    """What Solve finds, in numbers; without that, elimination of polynomial systems."""
    extra = () if domain is None else (domain,)
    found = kernel.evaluate(S.Solve(equations, names, *extra))
    if isinstance(found, Expr) and found.head is S.Solve:
        return None
    return kernel.evaluate(S.N(found) if digits is None else S.N(found, digits))
