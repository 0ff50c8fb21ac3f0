"""Equations that are polynomials in sines and cosines of multiples of one angle: points of a circle."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce
from math import gcd, lcm
from typing import Any

from wlmini.builtins.symbolic.bridge import Bridge, Untranslatable
from wlmini.builtins.symbolic.plain_equations import plain_roots
from wlmini.expr import TRUE, Expr, S, is_list, make_list, same, symbol

QUOTIENTS = {S.Tan: (S.Sin, S.Cos), S.Cot: (S.Cos, S.Sin), S.Sec: (None, S.Cos), S.Csc: (None, S.Sin)}
WAVES = {S.Sin, S.Cos, *QUOTIENTS}
COSINE, SINE, ANGLE = symbol("Solve`cosine"), symbol("Solve`sine"), symbol("Solve`angle")


def angles_in(expr: Any) -> list[Any]:
    """What stands in sines and the like."""
    if not isinstance(expr, Expr):
        return []
    if expr.head in WAVES and len(expr.parts) == 1:
        return [expr.parts[0]]
    return [a for p in expr.parts for a in angles_in(p)]


def waves_in(expr: Any) -> set[Any]:
    """The sines and the like that are different."""
    if not isinstance(expr, Expr):
        return set()
    if expr.head in WAVES and len(expr.parts) == 1:
        return {expr}
    return {w for p in expr.parts for w in waves_in(p)}


def common_angle(bridge: Bridge, angles: list[Any]) -> Any:
    """The largest angle that all of them are whole multiples of; None where there is none."""
    first = bridge.to(angles[0])
    ratios = [bridge.sympy.cancel(bridge.to(a) / first) for a in angles]
    if not all(r.is_Rational for r in ratios):
        return None
    fractions = [Fraction(int(r.p), int(r.q)) for r in ratios]
    below = lcm(*[f.denominator for f in fractions])
    above = reduce(gcd, [int(f * below) for f in fractions])
    return bridge.value(first * bridge.sympy.Rational(above, below))


def in_waves(expr: Any, angle: Any, kernel: Any) -> Any:
    """The expression in the sine and cosine of one angle, which have names."""
    if not isinstance(expr, Expr):
        return expr
    if expr.head in WAVES:
        multiple = kernel.evaluate(S.Cancel(S.Times(expr.parts[0], S.Power(angle, -1))))
        if type(multiple) is not int:
            raise Untranslatable(expr)
        if expr.head in QUOTIENTS:
            above, below = QUOTIENTS[expr.head]
            top = 1 if above is None else in_waves(above(expr.parts[0]), angle, kernel)
            return S.Times(top, S.Power(in_waves(below(expr.parts[0]), angle, kernel), -1))
        wave = kernel.evaluate(S.TrigExpand(expr.head(S.Times(multiple, ANGLE))))
        rules = [S.Rule(S.Cos(ANGLE), COSINE), S.Rule(S.Sin(ANGLE), SINE)]
        return kernel.evaluate(S.ReplaceAll(wave, make_list(rules)))
    return Expr(expr.head, [in_waves(p, angle, kernel) for p in expr.parts])


def points_on_circle(kernel: Any, bridge: Bridge, value: Any) -> list[tuple[Any, Any]] | None:
    """(cosine, sine) wherever the polynomial in both is 0."""
    sympy = bridge.sympy
    c, s = bridge.variable(COSINE), bridge.variable(SINE)
    above, below = sympy.fraction(sympy.together(value))
    if not above.is_polynomial(c, s) or above.free_symbols - {c, s}:
        return None
    basis = sympy.groebner([sympy.expand(above), c**2 + s**2 - 1], s, c, order="lex")
    if not basis.is_zero_dimensional:
        return None
    found: list[tuple[Any, Any]] = []
    for cosine in roots_of(kernel, bridge, basis.exprs[-1], COSINE):
        # over a cosine there are the two sines of the circle; those that the equation allows are kept
        both = plain_or_none(kernel, S.Equal(S.Plus(S.Power(SINE, 2), S.Power(cosine, 2), -1), 0))
        for sine in dict.fromkeys(both):
            at = {c: bridge.to(cosine), s: bridge.to(sine)}
            if is_zero(above.subs(at)) and not is_zero(below.subs(at)):
                found.append((cosine, sine))
    return found


def is_zero(value: Any) -> bool:
    return bool(abs(value.evalf(40)) < 1e-25)


def roots_of(kernel: Any, bridge: Bridge, polynomial: Any, name: Any) -> list[Any]:
    """The real roots of a polynomial, where all of them can be written out."""
    found = kernel.evaluate(S.Solve(S.Equal(bridge.value(polynomial), 0), name, S.Reals))
    if not is_list(found):
        raise Untranslatable(polynomial)
    values = list(dict.fromkeys([rules.parts[0].parts[1] for rules in found.parts]))
    return [kernel.evaluate(S.ToRadicals(v)) for v in values]


def plain_or_none(kernel: Any, equation: Expr) -> list[Any]:
    """The sines over a cosine, in their simplest form."""
    found = plain_roots(kernel, equation, SINE)
    if found is None:
        solved = kernel.evaluate(S.Solve(equation, SINE))
        found = [rules.parts[0].parts[1] for rules in solved.parts] if is_list(solved) else []
    return [kernel.evaluate(S.Simplify(v)) for v in found]


def angle_of(kernel: Any, cosine: Any, sine: Any) -> Any:
    """The angle of a point of the circle, as a part of Pi where it is one."""
    found = kernel.evaluate(S.ArcTan(cosine, sine))
    share = kernel.evaluate(S.Rationalize(S.Quiet(S.N(S.Times(found, S.Power(S.Pi, -1)), 30)), 1e-9))
    if isinstance(share, (int, Fraction)) and Fraction(share).denominator <= 120:
        exact = kernel.evaluate(S.Times(share, S.Pi))
        near = S.Less(S.Abs(S.N(S.Subtract(exact, found), 30)), Fraction(1, 10**20))
        if same(exact, found) or kernel.evaluate(near) is TRUE:
            return exact
    return found


def trigonometric_angles(kernel: Any, equation: Expr) -> tuple[Any, list[Any]] | None:
    """(the angle of which all others are multiples, its values less 2 Pi C[1]) of an equation."""
    whole = kernel.evaluate(S.Subtract(*equation.parts))
    angles = angles_in(whole)
    if len(waves_in(whole)) < 2:  # one function is inverted, which gives simpler families
        return None
    bridge = Bridge(kernel)
    angle = common_angle(bridge, angles)
    if angle is None:
        return None
    points = points_on_circle(kernel, bridge, bridge.to(kernel.evaluate(in_waves(whole, angle, kernel))))
    return None if points is None else (angle, [angle_of(kernel, *p) for p in points])


def trigonometric_solutions(kernel: Any, equation: Expr, x: Any) -> list[Any] | None:
    """The values of x, families with C[1]; None for equations of other kinds."""
    found = trigonometric_angles(kernel, equation)
    if found is None:
        return None
    angle, values = found
    turns = S.Times(2, S.Pi, S.C(1))
    shifted = [kernel.evaluate(S.Plus(v, turns)) for v in values]
    integers = S.Element(S.C(1), S.Integers)
    if same(angle, x):
        return [S.ConditionalExpression(v, integers) for v in shifted]
    roots = [r for v in shifted for r in plain_roots(kernel, S.Equal(angle, v), x) or [None]]
    if None in roots:
        return None
    return [S.ConditionalExpression(S.Expand(r), integers) for r in roots]
