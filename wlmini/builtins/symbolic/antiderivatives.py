"""Antiderivatives that are known: of elementary functions, and of partial fractions."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import comb
from typing import Any

from wlmini.builtins.symbolic.algebra import is_free
from wlmini.builtins.symbolic.bridge import Bridge
from wlmini.expr import Expr, S, Symbol, rational, same
from wlmini.kernel.numbers import is_number

HALF = Fraction(1, 2)
WAVES = (S.Sin, S.Cos, S.Sinh, S.Cosh)


def cosine_log(z: Any) -> Any:
    return S.Times(-1, S.Log(S.Cos(z)))


def half_angle_logs(z: Any, head: Any, sign: int) -> Any:
    """-Log[Cos[z/2] - Sin[z/2]] + Log[Cos[z/2] + Sin[z/2]], which is real wherever Sec[z] is positive."""
    half = S.Times(HALF, z)
    logs = [S.Log(head(S.Cos(half), S.Times(s, S.Sin(half)))) for s in (sign, -sign)]
    return S.Plus(S.Times(-1, logs[0]), logs[1])


ANTIDERIVATIVES: dict[Symbol, Callable[[Any], Any]] = {
    S.Sin: lambda z: S.Times(-1, S.Cos(z)),
    S.Cos: lambda z: S.Sin(z),
    S.Tan: cosine_log,
    S.Cot: lambda z: S.Log(S.Sin(z)),
    S.Sec: lambda z: half_angle_logs(z, S.Plus, -1),
    S.Csc: lambda z: S.Plus(S.Times(-1, S.Log(S.Cos(S.Times(HALF, z)))), S.Log(S.Sin(S.Times(HALF, z)))),
    S.Sinh: lambda z: S.Cosh(z),
    S.Cosh: lambda z: S.Sinh(z),
    S.Tanh: lambda z: S.Log(S.Cosh(z)),
    S.Coth: lambda z: S.Log(S.Sinh(z)),
    S.Log: lambda z: S.Plus(S.Times(-1, z), S.Times(z, S.Log(z))),
    S.ArcTan: lambda z: S.Plus(S.Times(z, S.ArcTan(z)), S.Times(-HALF, S.Log(S.Plus(1, S.Power(z, 2))))),
    S.ArcSin: lambda z: S.Plus(S.Sqrt(S.Subtract(1, S.Power(z, 2))), S.Times(z, S.ArcSin(z))),
    S.ArcCos: lambda z: S.Plus(S.Times(-1, S.Sqrt(S.Subtract(1, S.Power(z, 2)))), S.Times(z, S.ArcCos(z))),
    S.ArcSinh: lambda z: S.Plus(S.Times(-1, S.Sqrt(S.Plus(1, S.Power(z, 2)))), S.Times(z, S.ArcSinh(z))),
    S.DiracDelta: lambda z: S.HeavisideTheta(z),
    S.UnitStep: lambda z: S.Times(z, S.UnitStep(z)),
    S.HeavisideTheta: lambda z: S.Times(z, S.HeavisideTheta(z)),
}
SQUARES: dict[Symbol, Callable[[Any], Any]] = {
    S.Sec: lambda z: S.Tan(z),
    S.Csc: lambda z: S.Times(-1, S.Cot(z)),
    S.Sech: lambda z: S.Tanh(z),
    S.Csch: lambda z: S.Times(-1, S.Coth(z)),
    S.Tan: lambda z: S.Plus(S.Times(-1, z), S.Tan(z)),
    S.Cot: lambda z: S.Plus(S.Times(-1, z), S.Times(-1, S.Cot(z))),
    S.Tanh: lambda z: S.Plus(z, S.Times(-1, S.Tanh(z))),
}


def fraction_integral(bridge: Bridge, term: Any, x: Any) -> Any:
    """The integral of one partial fraction; None where its denominator is of higher degree."""
    sympy = bridge.sympy
    above, below = sympy.fraction(sympy.together(term))
    if not below.has(x):
        return bridge.back(sympy.integrate(term, x))
    number, factors = sympy.factor_list(below, x)
    if len(factors) != 1:
        return None
    base, power = factors[0]
    a = sympy.Poly(base, x).all_coeffs()
    if len(a) == 2:
        scale = bridge.back(above / number / a[0])
        if power == 1:
            return S.Times(scale, S.Log(log_argument(bridge, base)))
        return S.Times(scale, S.Power(1 - power, -1), S.Power(bridge.back(base), 1 - power))
    if len(a) != 3 or power != 1 or (a[1] ** 2 - 4 * a[0] * a[2]).is_positive:
        return None
    p, q, r = a
    top = sympy.Poly(above / number, x).all_coeffs()
    m, n = ([0, *top])[-2:]
    log_part = S.Times(bridge.back(m / (2 * p)), S.Log(bridge.back(base)))
    rest = n - m * q / (2 * p)
    content = sympy.igcd(q, 2 * p)
    root = sympy.sqrt(4 * p * r - q**2) / content
    inner = S.Times(
        S.Plus(bridge.back(q / content), S.Times(bridge.back(2 * p / content), bridge.meanings[x])),
        S.Power(bridge.back(root), -1),
    )
    return S.Plus(
        log_part, S.Times(bridge.back(2 * rest / content), S.Power(bridge.back(root), -1), S.ArcTan(inner))
    )


def log_argument(bridge: Bridge, base: Any) -> Any:
    """1 - x where the language writes the logarithm of a difference so: for x - 1."""
    constant = base.subs(dict.fromkeys(base.free_symbols, 0))
    return bridge.back(
        -base if constant.is_negative and base.coeff(next(iter(base.free_symbols))) == 1 else base
    )


ROOTS = (S.Surd, S.CubeRoot)


def of_root(f: Any, slope: Any) -> Any:
    """n/(n + 1) z Surd[z, n] for a z whose derivative, the slope, is a number."""
    order = 3 if len(f.parts) == 1 else f.parts[1]
    if slope is None or type(order) is not int or order in (-1, 0):
        return None
    return S.Times(Fraction(order, order + 1), S.Power(slope, -1), f.parts[0], f)


def gathered(kernel: Any, found: Any) -> Any:
    """An exponential or a number that all terms share stands outside: E^x (-Cos[x] + Sin[x])/2."""
    if isinstance(found, Expr) and found.head is S.Times and any(is_angle_sum(p) for p in found.parts):
        parts = [by_angle(kernel, p) if is_angle_sum(p) else p for p in found.parts]
        return S.Times(*parts)
    if not isinstance(found, Expr) or found.head is not S.Plus:
        return found
    factors = [
        set(map(absolute, p.parts)) if isinstance(p, Expr) and p.head is S.Times else {p} for p in found.parts
    ]
    shared = set.intersection(*factors)
    taken = [
        f for f in shared if is_number(f) or isinstance(f, Expr) and f.head is S.Power and f.parts[0] is S.E
    ]
    if not taken:
        return found
    below = [S.Power(f, -1) for f in taken]
    inside = kernel.evaluate(S.Plus(*[S.Times(p, *below) for p in found.parts]))
    if any(not is_number(f) for f in taken):
        inside = kernel.evaluate(S.FactorTerms(inside))
    inside = by_angle(kernel, inside) if is_angle_sum(inside) else inside
    return S.Times(*taken, inside)


ANGLES = (S.ArcTan, S.ArcSin, S.ArcCos, S.ArcTanh)


def is_angle_sum(expr: Any) -> bool:
    return isinstance(expr, Expr) and expr.head is S.Plus and len(angles_of(expr)) == 1


def angles_of(expr: Expr) -> list[Any]:
    """The inverse functions that stand in more than one term."""
    factors = [f for p in expr.parts if isinstance(p, Expr) for f in (p, *p.parts)]
    angles = [f for f in factors if isinstance(f, Expr) and f.head in ANGLES]
    return [a for k, a in enumerate(angles) if a in angles[:k]]


def by_angle(kernel: Any, total: Expr) -> Any:
    """-x + ArcTan[x] + x^2 ArcTan[x] as -x + (1 + x^2) ArcTan[x]."""
    return kernel.evaluate(S.Collect(total, angles_of(total)[0]))


def absolute(factor: Any) -> Any:
    return abs(factor) if isinstance(factor, (int, Fraction)) else factor


def multiple_angles(wave: Expr, n: int) -> list[Any]:
    """The terms of Sin[z]^n or Cos[z]^n as a sum over multiple angles, by the binomial theorem."""
    z, half = wave.parts[0], n // 2
    turns = wave.head is S.Sin  # signs alternate, and odd powers are sums of sines
    head = S.Sin if turns and n % 2 else S.Cos
    terms = [
        S.Times(
            rational((-1) ** (half - k if turns else 0) * comb(n, k), 2 ** (n - 1)),
            head(S.Expand(S.Times(n - 2 * k, z))),
        )
        for k in range((n + 1) // 2)
    ]
    return terms if n % 2 else [rational(comb(n, half), 2**n), *terms]


def power_times_log(kernel: Any, f: Any, x: Any) -> Any:
    """x^p Log[x], p no whole number: x^(p + 1) (-1 + (p + 1) Log[x])/(p + 1)^2."""
    wanted = S.Log(x)
    if not isinstance(f, Expr) or f.head is not S.Times or len(f.parts) != 2:
        return None
    power = next((p for p in f.parts if not same(p, wanted)), None)
    if not any(same(p, wanted) for p in f.parts) or not isinstance(power, Expr):
        return None
    if power.head is not S.Power or not same(power.parts[0], x) or not is_free(power.parts[1], (x,)):
        return None
    if type(power.parts[1]) is int:
        return None
    above = kernel.evaluate(S.Plus(power.parts[1], 1))
    inner = S.Plus(-1, S.Times(above, S.Log(x)))
    return S.Times(S.Power(x, above), inner, S.Power(above, -2))
