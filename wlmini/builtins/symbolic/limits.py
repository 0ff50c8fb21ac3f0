"""Limits and residues."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.symbolic.algebra import is_free
from wlmini.builtins.symbolic.assumptions import facts_of, known
from wlmini.builtins.symbolic.bridge import Bridge, Untranslatable, attempt
from wlmini.expr import FALSE, Expr, S, is_list, make_list, same
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_number, is_zero

MESSAGES = {
    "lim": "`1` is no rule x -> x0 or list of such.",
    "ldir": 'The direction `1` is none of "FromAbove", "FromBelow", "TwoSided", Reals, Complexes, 1 and -1.',
    "rvalue": "`1` is no list {x, x0}.",
}
SIDES: dict[Any, str] = {
    "FromAbove": "+", "FromBelow": "-", "TwoSided": "+-", -1: "+", 1: "-", S.Reals: "+-",
    S.Automatic: "+-", S.Complexes: "+-",
}  # fmt: skip
OPTIONS = {
    "Analytic": FALSE, "Assumptions": S.Automatic, "Direction": S.Reals, "GenerateConditions": FALSE,
    "Method": S.Automatic, "PerformanceGoal": S.Automatic,
}  # fmt: skip


@builtin("Limit[f, x -> x0]", "Limit[f, {x1 -> a1, x2 -> a2, ...}]",
         options=OPTIONS, reads_options=True, messages=MESSAGES)  # fmt: skip
def limit(kernel: Any, function: Any, *rules: Any) -> Any:
    """gives the limit of f as x goes to x0; Direction -> "FromAbove" or "FromBelow" asks for one side.

    >>> {Limit[Sin[x]/x, x -> 0], Limit[(1 + 1/n)^n, n -> Infinity], Limit[1/x, x -> 0]}
    {1, E, Indeterminate}
    >>> Limit[1/x, x -> 0, Direction -> "FromAbove"]
    Infinity
    """
    options = {}
    for place, rule in enumerate(rules):
        named = (
            isinstance(rule, Expr) and rule.head is S.Rule and getattr(rule.parts[0], "short", "") in OPTIONS
        )
        if place and named:
            options[rule.parts[0].short] = rule.parts[1]
        elif place or not (is_rule(rule) or is_list(rule) and all(map(is_rule, rule.parts))):
            raise Failure("lim" if not place else "optx", rule, S.Limit(function, *rules), value=None)
    if not rules:
        raise Failure("argtu", "Limit", 2, 3, value=None)
    for name in ("Analytic", "GenerateConditions", "Method", "PerformanceGoal"):
        if options.get(name, S.Automatic) not in (S.Automatic, FALSE):
            raise Failure("optnb", S.Limit, name, value=None)
    if options.get("Direction") is S.Complexes:
        raise Failure("optnb", S.Limit, "Direction", value=None)
    side = SIDES.get(options.get("Direction", S.Reals))
    if side is None:
        raise Failure("ldir", options["Direction"], value=None)
    if isinstance(function, Expr) and function.head in (S.List, S.Equal, S.Rule):
        return Expr(function.head, [S.Limit(p, *rules) for p in function.parts])
    given = known(kernel, options.get("Assumptions", S.Automatic))
    value = function
    for rule in rules[0].parts if is_list(rules[0]) else rules[:1]:
        value = one_limit(kernel, value, rule, side, given)
        if value is None:
            return None
    return value


def is_rule(expr: Any) -> bool:
    return isinstance(expr, Expr) and expr.head is S.Rule and len(expr.parts) == 2


def one_limit(kernel: Any, function: Any, rule: Any, side: str, given: Any) -> Any:
    x, x0 = rule.parts
    if is_free(function, (x,)):
        return function
    infinite = not is_free(x0, (S.Infinity, S.ComplexInfinity, S.DirectedInfinity))
    if not infinite and is_rational(function, x) and is_defined(kernel, function, x, x0):
        return kernel.evaluate(S.ReplaceAll(function, S.Rule(x, x0)))
    found = attempt(by_sympy, kernel, function, x, x0, side, given, seconds=20.0)
    return found if found is not None else by_value(kernel, function, x, x0)


def is_rational(expr: Any, x: Any) -> bool:
    """Whether an expression is built from x by sums, products and whole powers."""
    if same(expr, x) or is_free(expr, (x,)):
        return True
    if not isinstance(expr, Expr) or expr.head not in (S.Plus, S.Times, S.Power):
        return False
    if expr.head is S.Power:
        return type(expr.parts[1]) is int and is_rational(expr.parts[0], x)
    return False not in [is_rational(p, x) for p in expr.parts]


def is_defined(kernel: Any, expr: Any, x: Any, x0: Any) -> bool:
    """Whether no denominator of a rational expression is 0 at x0."""
    if not isinstance(expr, Expr):
        return True
    if expr.head is S.Power and type(expr.parts[1]) is int and expr.parts[1] < 0:
        base = expr.parts[0]
        if not is_defined(kernel, base, x, x0):
            return False
        below = kernel.evaluate(S.Expand(S.ReplaceAll(base, S.Rule(x, x0))))
        return is_free(base, (x,)) or not (is_number(below) and is_zero(below))
    return False not in [is_defined(kernel, p, x, x0) for p in expr.parts]


def by_sympy(kernel: Any, function: Any, x: Any, x0: Any, side: str, given: Any) -> Any:
    facts = facts_of(kernel, given)
    bridge = Bridge(kernel, facts, (x,))
    sympy = bridge.sympy
    unknown, point = bridge.variable(x), bridge.to(x0)
    value = bridge.to(function)
    if any(isinstance(a, sympy.core.function.AppliedUndef) for a in sympy.preorder_traversal(value)):
        raise Untranslatable(function)
    sides = "+-" if point.is_finite and side == "+-" else "-" if point.is_finite is False else side
    values = [sympy.limit(value, unknown, point, s) for s in sides]
    if any(v.has(sympy.Limit) for v in values):
        return None
    if any(v.has(sympy.AccumBounds, sympy.nan) for v in values):
        return S.Indeterminate
    if len(values) == 2 and values[0] != values[1] and sympy.simplify(values[0] - values[1]) != 0:
        return S.Indeterminate
    return bridge.value(sympy.simplify(values[0]) if values[0].free_symbols else values[0])


def by_value(kernel: Any, function: Any, x: Any, x0: Any) -> Any:
    """Unknown functions are taken to be continuous."""
    with kernel.messages.quietly(S.All):
        value = kernel.evaluate(S.ReplaceAll(function, S.Rule(x, x0)))
    bad = (S.Indeterminate, S.ComplexInfinity, S.Infinity, S.DirectedInfinity)
    return value if all(is_free(value, (s,)) for s in bad) else None


@builtin("Residue[f, {z, z0}]", options={"Assumptions": S.Automatic}, messages=MESSAGES)
def residue(kernel: Any, function: Any, spec: Any, *, options: Any) -> Any:
    """gives the residue of f at z0: the coefficient of 1/(z - z0) in its Laurent series.

    >>> {Residue[1/z, {z, 0}], Residue[Gamma[z], {z, -1}], Residue[1/(z^2 + 1), {z, I}]}
    {1, -1, -I/2}
    """
    if is_list(function):
        return make_list([S.Residue(p, spec) for p in function.parts])
    if not is_list(spec) or len(spec) != 2:
        raise Failure("rvalue", spec, value=None)
    bridge = Bridge(kernel, facts_of(kernel, known(kernel, options["Assumptions"])), spec.parts[:1])
    return attempt(
        lambda: bridge.value(
            bridge.sympy.simplify(
                bridge.sympy.residue(
                    bridge.to(function), bridge.variable(spec.parts[0]), bridge.to(spec.parts[1])
                )
            )
        )
    )
