"""FindInstance: some values for which equations and inequalities hold."""

from __future__ import annotations

from itertools import product
from typing import Any

from wlmini.builtins.symbolic.boolean_algebra import assignments
from wlmini.builtins.symbolic.bridge import Bridge, attempt, occurs, symbols_in
from wlmini.builtins.symbolic.cylindrical import real_system
from wlmini.builtins.symbolic.formulas_of_reals import REAL_DOMAINS
from wlmini.builtins.symbolic.real_sets import has_order, set_of
from wlmini.builtins.symbolic.solution_options import with_digits
from wlmini.builtins.symbolic.whole_solutions import (
    BOUNDS,
    bounds_of,
    family_values,
    is_prime,
    linear_family,
    obstructed,
    whole_rows,
)
from wlmini.expr import FALSE, TRUE, S, as_key, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

MESSAGES = {
    "nsmet": "The methods that `1` has do not solve this system.",
    "seed": "The RandomSeeding `1` is no integer, string, Automatic or Inherited.",
    "count": "The number of instances `1` is no positive whole number.",
}
FINDING = {"Modulus": 0, "RandomSeeding": S.Automatic, "WorkingPrecision": S.Infinity}
BOXES = (10, 60)  # around 0, in which whole numbers are looked for


@builtin("FindInstance[expr, vars]", "FindInstance[expr, vars, dom]", "FindInstance[expr, vars, dom, n]",
         options=FINDING, messages=MESSAGES)  # fmt: skip
def find_instance(
    kernel: Any, expr: Any, names: Any, domain: Any = S.Complexes, count: Any = 1, *, options: Any
) -> Any:
    """finds n values of the variables for which equations and inequalities hold.

    >>> {FindInstance[x^2 == 4 && x > 0, x], FindInstance[x > 3, x], FindInstance[x^2 < 0, x, Reals]}
    {{{x -> 2}}, {{x -> 4}}, {}}
    >>> FindInstance[x^2 + y^2 == 25 && 0 < x < y, {x, y}, Integers]
    {{x -> 3, y -> 4}}
    """
    variables = list(names.parts) if is_list(names) else [names]
    if is_list(expr):
        expr = kernel.evaluate(S.And(*expr.parts))
    if type(count) is not int or count < 1:
        raise Failure("count", count, value=None)
    seed = options["RandomSeeding"]
    if not (seed in (S.Automatic, S.Inherited) or isinstance(seed, (int, str))):  # nothing is left to chance
        raise Failure("seed", seed, value=None)
    if options["Modulus"] != 0:
        rows = solved_rows(kernel, expr, variables, domain, [S.Rule(S.Modulus, options["Modulus"])])
    else:
        rows = attempt(instances, kernel, expr, variables, domain, count)
    if rows is None:
        kernel.message(S.FindInstance, "nsmet", S.FindInstance)
        return None
    found = [make_list([S.Rule(v, e) for v, e in zip(variables, r, strict=True)]) for r in rows[:count]]
    return with_digits(kernel, make_list(found), options["WorkingPrecision"])


def instances(kernel: Any, expr: Any, variables: list[Any], domain: Any, count: int) -> list[Any] | None:
    """Values of the variables, at least as many rows as asked for where there are so many."""
    if expr is FALSE:
        return []
    if domain is S.Booleans:
        found = assignments(expr, variables)
        return None if found is None else [[TRUE if v else FALSE for v in row] for row in found]
    if domain in REAL_DOMAINS or has_order(expr) and domain not in BOUNDS:
        points = attempt(real_instances, kernel, expr, variables, domain, count)
        if points is not None:
            return points
    solutions = solved_rows(kernel, expr, variables, domain)
    if solutions is not None:
        return solutions
    if domain in BOUNDS:
        return whole_instances(kernel, expr, variables, domain, count)
    return specialized(kernel, expr, variables, count)


def solved_rows(
    kernel: Any, expr: Any, variables: list[Any], domain: Any, rules: Any = ()
) -> list[Any] | None:
    """The solutions that Solve has, where they are single points."""
    with kernel.messages.quietly(S.All):
        found = kernel.evaluate(S.Solve(expr, make_list(variables), domain, *rules))
    if not is_list(found) or any(occurs(head, found) for head in (S.C, S.ConditionalExpression)):
        return None
    if any(len(rules) != len(variables) for rules in found.parts):
        return None
    return [[r.parts[1] for r in rules.parts] for rules in found.parts]


def real_instances(kernel: Any, expr: Any, variables: list[Any], domain: Any, count: int) -> list[Any] | None:
    """A point of each cell of the region, or points of a set on the line."""
    bound = REAL_DOMAINS.get(domain)
    if bound is not None:
        expr = kernel.evaluate(S.And(expr, *[bound(v, 0) for v in variables]))
    if len(variables) == 1 and symbols_in(expr) == variables:
        bridge = Bridge(kernel, {as_key(variables[0]): {"real": True}})
        points = attempt(
            lambda: points_of(bridge, set_of(bridge, expr, bridge.variable(variables[0])), count)
        )
        if points is not None:
            return [[p] for p in points.parts]
    system = real_system(kernel, expr, variables)
    return None if system is None else system.points(count)


def whole_instances(
    kernel: Any, expr: Any, variables: list[Any], domain: Any, count: int
) -> list[Any] | None:
    """Solutions in growing boxes around 0, or the first ones of a family."""
    within = kernel.evaluate(S.And(expr, *bounds_of(domain, variables)))
    family = linear_family(kernel, within, variables)
    if family is not None:
        rules = make_list([S.Rule(S.C(k), 0) for k in range(1, len(variables) + 1)])
        values = [] if isinstance(family, bool) else [family_values(kernel, family)]
        return [[kernel.evaluate(S.ReplaceAll(v, rules)) for v in row] for row in values]
    if obstructed(kernel, within, variables):
        return []
    found: list[Any] = []
    for size in BOXES:
        box = [S.LessEqual(-size, v, size) for v in variables]
        rows = whole_rows(kernel, kernel.evaluate(S.And(within, *box)), variables)
        if rows is None:
            break
        found = [list(r) for r in rows if domain is not S.Primes or all(is_prime(kernel, n) for n in r)]
        if len(found) >= count:
            return found
    everything = whole_rows(kernel, within, variables)
    return found or None if everything is None else [list(r) for r in everything]


def specialized(kernel: Any, expr: Any, variables: list[Any], count: int) -> list[Any] | None:
    """Equations with free variables: those get small whole numbers."""
    for values in product((0, 1, 2, -1), repeat=len(variables) - 1):
        given = [S.Rule(v, n) for v, n in zip(variables, values, strict=False)]
        rest = kernel.evaluate(S.ReplaceAll(expr, make_list(given)))
        rows = [[0]] if rest is TRUE else solved_rows(kernel, rest, variables[-1:], S.Complexes)
        if rows:
            return [[*values, *row] for row in rows]
    return None


def points_of(bridge: Bridge, region: Any, count: int) -> Any:
    """Points of a set of reals, whole numbers first."""
    sympy = bridge.sympy
    if region.is_empty:
        return make_list([])
    low, high = region.inf, region.sup
    middle = 0 if low == -sympy.oo and high == sympy.oo else low if low != -sympy.oo else high
    start = int(sympy.floor(middle))
    tried = [start + sign * k for k in range(64) for sign in ((1,) if low != -sympy.oo else (-1,))]
    tried += [(low + high) / 2] if low.is_finite and high.is_finite else []
    found = [p for p in dict.fromkeys(map(sympy.sympify, tried)) if region.contains(p) == True]  # noqa: E712
    return bridge.value(found[:count]) if found else None
