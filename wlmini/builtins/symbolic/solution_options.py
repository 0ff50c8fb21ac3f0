"""What options do to solutions: names of parameters, how many, with how many digits, modulo what."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from wlmini.builtins.packing import arrays
from wlmini.builtins.primes import is_prime
from wlmini.expr import FALSE, TRUE, Expr, S, is_list, make_list
from wlmini.kernel.messages import Failure

MESSAGES = {
    "maxr": "The value of MaxRoots is to be a positive integer or Infinity, not `1`.",
    "modulus": "Modulus -> `1` is neither 0 nor an integer above 1.",
    "modpoly": "`1` is no equation of polynomials with integer coefficients, which Modulus -> `2` needs.",
    "modmany": "There are too many values modulo `1` to try them all.",
    "wprec": "The WorkingPrecision `1` is no positive number.",
}
SMALL = 1000  # up to here points are tried one by one
MOST_TRIED = 2_000_000  # values of the variables


def renamed(kernel: Any, expr: Any, options: Any) -> Any:
    """The expression with the parameters C[1], C[2], ... named as GeneratedParameters has it."""
    function = options["GeneratedParameters"]
    return expr if function is S.C else kernel.evaluate(with_head(expr, function))


def with_head(expr: Any, function: Any) -> Any:
    """Every C[n] as function[n]."""
    if type(expr) is not Expr:
        return expr
    parts = [with_head(p, function) for p in expr.parts]
    return Expr(function if expr.head is S.C else with_head(expr.head, function), parts)


def most_roots(value: Any) -> int | None:
    """How many solutions MaxRoots allows; None for all."""
    if value in (S.Automatic, S.Infinity) or (isinstance(value, Expr) and value.head is S.DirectedInfinity):
        return None
    if type(value) is not int or value < 1:
        raise Failure("maxr", value, value=None)
    return value


def first_of(solutions: Any, value: Any) -> Any:
    """The first of a list of solutions, as many as MaxRoots allows."""
    most = most_roots(value)
    return solutions if most is None or not is_list(solutions) else make_list(solutions.parts[:most])


def with_digits(kernel: Any, expr: Any, value: Any) -> Any:
    """The solutions as numbers with so many digits, where WorkingPrecision is finite."""
    if value is S.Infinity or (isinstance(value, Expr) and value.head is S.DirectedInfinity):
        return expr
    if value is S.MachinePrecision:
        return kernel.call(S.N, expr)
    if type(value) not in (int, float) or value <= 0:
        raise Failure("wprec", value, value=None)
    return kernel.call(S.N, expr, value)


# -- modulo an integer -------------------------------------------------------------------------------


def modular_solutions(kernel: Any, conditions: list[Any], variables: list[Any], modulus: Any) -> Any:
    """The solutions of polynomial equations modulo an integer, as lists of rules."""
    if type(modulus) is not int or modulus < 2:
        raise Failure("modulus", modulus, value=None)
    if FALSE in conditions:
        return make_list([])
    tables = [table_of(kernel, c, variables, modulus) for c in conditions if c is not TRUE]
    if len(variables) == 1 and len(tables) == 1 and is_prime(modulus) and modulus > MOST_TRIED:
        found: Any = linear_factors(kernel, conditions[0], variables[0], modulus)
    elif modulus ** len(variables) > MOST_TRIED:
        raise Failure("modmany", modulus, value=None)
    else:
        found = tried(tables, len(variables), modulus)
    rows = [make_list([S.Rule(v, x) for v, x in zip(variables, point, strict=True)]) for point in found]
    return make_list(rows)


def table_of(kernel: Any, equation: Any, variables: list[Any], modulus: int) -> list[tuple[Any, int]]:
    """The exponents and coefficients of a polynomial that is to be 0."""
    if not isinstance(equation, Expr) or equation.head is not S.Equal or len(equation.parts) != 2:
        raise Failure("modpoly", equation, modulus, value=None)
    difference = kernel.evaluate(S.Expand(S.Subtract(*equation.parts)))
    with kernel.messages.quietly(S.All):
        rules = kernel.evaluate(S.CoefficientRules(difference, make_list(variables)))
    if not is_list(rules) or not all(type(r.parts[1]) is int for r in rules.parts):
        raise Failure("modpoly", equation, modulus, value=None)
    return [(r.parts[0].parts, r.parts[1] % modulus) for r in rules.parts]


def tried(tables: list[Any], count: int, modulus: int) -> Iterator[tuple[int, ...]]:
    """The points at which all polynomials are 0."""
    if count == 1 and modulus > SMALL:
        yield from tried_at_once(tables, modulus)
        return
    for point in product(range(modulus), repeat=count):
        if all(value_at(table, point, modulus) == 0 for table in tables):
            yield point


def tried_at_once(tables: list[Any], modulus: int) -> list[tuple[int]]:
    """The same for one variable, by arrays: Horner's rule, in which no product exceeds 64 bits."""
    np = arrays().np  # read in now, so that plain equations do not wait for it
    points = np.arange(modulus, dtype=np.int64)
    good = np.ones(modulus, dtype=bool)
    for table in tables:
        coefficients = {exponents[0]: c for exponents, c in table}
        total = np.zeros(modulus, dtype=np.int64)
        for power in range(max(coefficients, default=0), -1, -1):
            total = (total * points + coefficients.get(power, 0)) % modulus
        good &= total == 0
    return [(int(x),) for x in points[good]]


def value_at(table: list[tuple[Any, int]], point: tuple[int, ...], modulus: int) -> int:
    total = 0
    for exponents, coefficient in table:
        for x, e in zip(point, exponents, strict=True):
            coefficient = coefficient * pow(x, e, modulus) % modulus
        total += coefficient
    return total % modulus


def linear_factors(kernel: Any, equation: Expr, x: Any, modulus: int) -> list[tuple[int]]:
    """The roots that linear factors modulo a prime give."""
    factors = kernel.evaluate(S.FactorList(S.Subtract(*equation.parts), S.Rule(S.Modulus, modulus)))
    if not is_list(factors):
        raise Failure("modmany", modulus, value=None)
    found = []
    for factor in factors.parts:
        rules = table_of(kernel, S.Equal(factor.parts[0], 0), [x], modulus)
        powers = {e[0]: c for e, c in rules}
        if max(powers) == 1:
            found.append((-powers.get(0, 0) * pow(powers[1], -1, modulus) % modulus,))
    return sorted(found)
