"""Derivatives."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from wlmini.builtins.symbolic.algebra import is_free
from wlmini.builtins.symbolic.bridge import Bridge, attempt
from wlmini.builtins.symbolic.correspondence import FUNCTIONS
from wlmini.expr import Expr, S, Symbol, boolean, is_list, make_list, same
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import add, is_number

HALF = Fraction(1, 2)
MESSAGES = {
    "ivar": "`1` is no variable.",
    "dvar": "`1` is neither a variable nor of the form {x, n} or {{x, y, ...}}.",
}


def one_minus_square(z: Any) -> Any:
    return S.Plus(1, S.Times(-1, S.Power(z, 2)))


def one_plus_square(z: Any) -> Any:
    return S.Plus(1, S.Power(z, 2))


def negative(expr: Any) -> Any:
    return S.Times(-1, expr)


def bell(z: Any, sign: int) -> Any:
    """2 E^(sign z^2)/Sqrt[Pi]."""
    return S.Times(2, S.Power(S.E, S.Times(sign, S.Power(z, 2))), S.Power(S.Pi, -HALF))


# function of one variable -> its derivative
DERIVATIVES: dict[Symbol, Callable[[Any], Any]] = {
    S.Exp: lambda z: S.Exp(z),
    S.Log: lambda z: S.Power(z, -1),
    S.Log2: lambda z: S.Power(S.Times(z, S.Log(2)), -1),
    S.Log10: lambda z: S.Power(S.Times(z, S.Log(10)), -1),
    S.Sin: lambda z: S.Cos(z),
    S.Cos: lambda z: negative(S.Sin(z)),
    S.Tan: lambda z: S.Power(S.Sec(z), 2),
    S.Cot: lambda z: negative(S.Power(S.Csc(z), 2)),
    S.Sec: lambda z: S.Times(S.Sec(z), S.Tan(z)),
    S.Csc: lambda z: S.Times(-1, S.Cot(z), S.Csc(z)),
    S.ArcSin: lambda z: S.Power(one_minus_square(z), -HALF),
    S.ArcCos: lambda z: negative(S.Power(one_minus_square(z), -HALF)),
    S.ArcTan: lambda z: S.Power(one_plus_square(z), -1),
    S.ArcCot: lambda z: negative(S.Power(one_plus_square(z), -1)),
    S.Sinh: lambda z: S.Cosh(z),
    S.Cosh: lambda z: S.Sinh(z),
    S.Tanh: lambda z: S.Power(S.Sech(z), 2),
    S.Coth: lambda z: negative(S.Power(S.Csch(z), 2)),
    S.Sech: lambda z: S.Times(-1, S.Sech(z), S.Tanh(z)),
    S.Csch: lambda z: S.Times(-1, S.Coth(z), S.Csch(z)),
    S.ArcSinh: lambda z: S.Power(one_plus_square(z), -HALF),
    S.ArcCosh: lambda z: S.Times(S.Power(S.Plus(-1, z), -HALF), S.Power(S.Plus(1, z), -HALF)),
    S.ArcTanh: lambda z: S.Power(one_minus_square(z), -1),
    S.LogisticSigmoid: lambda z: S.Times(S.LogisticSigmoid(z), S.Plus(1, negative(S.LogisticSigmoid(z)))),
    S.Erf: lambda z: bell(z, -1),
    S.Erfc: lambda z: negative(bell(z, -1)),
    S.Erfi: lambda z: bell(z, 1),
    S.Gamma: lambda z: S.Times(S.Gamma(z), S.PolyGamma(0, z)),
    S.LogGamma: lambda z: S.PolyGamma(0, z),
    S.Factorial: lambda z: S.Times(S.Gamma(S.Plus(1, z)), S.PolyGamma(0, S.Plus(1, z))),
    S.Sqrt: lambda z: S.Times(HALF, S.Power(z, -HALF)),
    S.Haversine: lambda z: S.Times(HALF, S.Sin(z)),
    S.HeavisideTheta: lambda z: S.DiracDelta(z),
    S.ArcSec: lambda z: S.Power(S.Times(S.Sqrt(S.Plus(1, negative(S.Power(z, -2)))), S.Power(z, 2)), -1),
    S.ArcCsc: lambda z: negative(
        S.Power(S.Times(S.Sqrt(S.Plus(1, negative(S.Power(z, -2)))), S.Power(z, 2)), -1)
    ),
    S.ArcCoth: lambda z: S.Power(one_minus_square(z), -1),
    S.FresnelS: lambda z: S.Sin(S.Times(HALF, S.Pi, S.Power(z, 2))),
    S.FresnelC: lambda z: S.Cos(S.Times(HALF, S.Pi, S.Power(z, 2))),
    S.SinIntegral: lambda z: S.Sinc(z),
    S.CosIntegral: lambda z: S.Times(S.Cos(z), S.Power(z, -1)),
}


@builtin("$DifferentiableQ[f]")
def differentiable_q(kernel: Any, function: Any) -> Any:
    """tells whether the derivative of the function of one variable f is known.

    >>> {$DifferentiableQ[Sin], $DifferentiableQ[f]}
    {True, False}
    """
    return boolean(function in DERIVATIVES)


@builtin(
    "D[f, x]", "D[f, {x, n}]", "D[f, x, y, ...]", "D[f, {{x1, x2, ...}}]", "D[f, {{x1, x2, ...}, n}]",
    attributes="ReadProtected", options={"NonConstants": S.List()}, messages=MESSAGES,
)  # fmt: skip
def derivative(kernel: Any, function: Any, *variables: Any, options: Any) -> Any:
    """gives the derivative of f by x, the n-th one, or the list of those by several variables.

    >>> {D[x^3, x], D[Sin[a x], x], D[x^5, {x, 3}], D[x y^2, {{x, y}}], D[f[x], x]}
    {3 x^2, a Cos[a x], 60 x^2, {y^2, 2 x y}, f'[x]}
    """
    value = function
    dependent = options["NonConstants"]
    names = dependent.parts if is_list(dependent) else (dependent,)
    if function in names:
        return None
    for spec in variables:
        value = by_spec(kernel, value, spec) if not names else with_dependent(kernel, value, spec, names)
    return value


def with_dependent(kernel: Any, function: Any, x: Any, names: Any) -> Any:
    """The derivative where the names depend on x: D[y, x, NonConstants -> {y}] stands for theirs."""
    option = S.Rule(S.NonConstants, make_list(names))
    value = by_variable(kernel, function, checked(x))
    for name in names:
        if not is_free(function, (name,)):
            value = S.Plus(value, S.Times(by_variable(kernel, function, name), S.D(name, x, option)))
    return kernel.evaluate(value)


def symbolic_order(kernel: Any, function: Any, x: Any, n: Any) -> Any:
    """The n-th derivative for a symbol n, where it is known: of E^(a x), Sin, Cos and powers of x."""
    if is_free(function, (x,)):
        return S.Piecewise(S.List(S.List(function, S.Equal(n, 0))), 0)
    slope = kernel.evaluate(by_variable(kernel, function.parts[-1], x)) if isinstance(function, Expr) else 1
    known = isinstance(function, Expr) and is_free(slope, (x,))
    if known and function.head is S.Power and is_free(function.parts[0], (x,)):
        rate = slope if function.parts[0] is S.E else S.Times(slope, S.Log(function.parts[0]))
        return S.Times(S.Power(rate, n), function)
    if known and function.head in (S.Sin, S.Cos):
        shifted = S.Plus(function.parts[0], S.Times(HALF, n, S.Pi))
        return S.Times(S.Power(slope, n), function.head(shifted))
    power = isinstance(function, Expr) and function.head is S.Power and same(function.parts[0], x)
    if power and is_free(function.parts[1], (x,)):
        m = function.parts[1]
        return S.Times(S.Power(x, S.Subtract(m, n)), S.FactorialPower(m, n))
    return None


def by_spec(kernel: Any, function: Any, spec: Any) -> Any:
    """By x, {x, n}, {{x, y}} or {{x, y}, n}."""
    if not is_list(spec):
        return kernel.evaluate(by_variable(kernel, function, checked(spec)))
    times = spec.parts[1] if len(spec) == 2 else 1
    if isinstance(times, (Symbol, Expr)) and not is_list(times):
        found = symbolic_order(kernel, function, spec.parts[0], times)
        if found is None:
            raise Failure("dvar", spec, value=None)
        return kernel.evaluate(found)
    if len(spec) not in (1, 2) or type(times) is not int or times < 0:
        raise Failure("dvar", spec, value=None)
    if not is_list(spec.parts[0]):
        if len(spec) == 1:
            raise Failure("dvar", spec, value=None)
        for _ in range(times):
            function = kernel.evaluate(by_variable(kernel, function, checked(spec.parts[0])))
        return function
    for _ in range(times):
        function = gradient(kernel, function, spec.parts[0])
    return function


def gradient(kernel: Any, function: Any, names: Any) -> Any:
    if is_list(function):
        return make_list([gradient(kernel, f, names) for f in function.parts])
    return make_list([kernel.evaluate(by_variable(kernel, function, checked(name))) for name in names.parts])


def checked(variable: Any) -> Any:
    if (
        is_number(variable)
        or isinstance(variable, str)
        or (isinstance(variable, Expr) and variable.head in (S.Plus, S.Times, S.Power))
    ):
        raise Failure("ivar", variable, value=None)
    return variable


def by_variable(kernel: Any, f: Any, x: Any) -> Any:
    """The derivative of an expression, unevaluated."""
    if same(f, x):
        return 1
    if not isinstance(f, Expr) or is_free(f, (x,)):
        return zeros(f)
    if f.head is S.Plus or f.head is S.List or f.head is S.Equal:
        return Expr(f.head, [by_variable(kernel, p, x) for p in f.parts])
    if f.head is S.Times:
        return by_product(kernel, f, x)
    if f.head is S.Power and len(f.parts) == 2:
        return by_power(kernel, *f.parts, x)
    if f.head in SPECIAL:
        found = SPECIAL[f.head](kernel, f, x)
        if found is not None:
            return found
    return by_chain(kernel, f, x)


def zeros(f: Any) -> Any:
    """0, or a list of zeros for a list."""
    return make_list(map(zeros, f.parts)) if is_list(f) else 0


def by_product(kernel: Any, f: Expr, x: Any) -> Any:
    terms = []
    for i, factor in enumerate(f.parts):
        if not is_free(factor, (x,)):
            terms.append(Expr(S.Times, (*f.parts[:i], by_variable(kernel, factor, x), *f.parts[i + 1 :])))
    return Expr(S.Plus, terms)


def by_power(kernel: Any, base: Any, exponent: Any, x: Any) -> Any:
    if is_free(exponent, (x,)):
        lower = S.Power(base, S.Plus(exponent, -1))
        return S.Times(exponent, lower, by_variable(kernel, base, x))
    inner = S.Times(S.Log(base), by_variable(kernel, exponent, x))
    if not is_free(base, (x,)):
        inner = S.Plus(inner, S.Times(exponent, S.Power(base, -1), by_variable(kernel, base, x)))
    return S.Times(S.Power(base, exponent), inner)


def by_chain(kernel: Any, f: Expr, x: Any) -> Any:
    """The sum over the arguments of the partial derivative times the argument's."""
    if len(f.parts) == 1 and isinstance(f.head, Symbol) and f.head in DERIVATIVES:
        return S.Times(DERIVATIVES[f.head](f.parts[0]), by_variable(kernel, f.parts[0], x))
    count = len(f.parts)
    terms = []
    for i, argument in enumerate(f.parts):
        if not is_free(argument, (x,)):
            orders = [int(k == i) for k in range(count)]
            outer = known_partial(kernel, f, i)
            terms.append(
                S.Times(partial(f, orders) if outer is None else outer, by_variable(kernel, argument, x))
            )
    return S.Plus(*terms)


def known_partial(kernel: Any, f: Expr, place: int) -> Any:
    """The partial derivative of a special function by one of its arguments, where SymPy knows it."""
    if not isinstance(f.head, Symbol) or f.head in ROUGH or (f.head.short, len(f.parts)) not in FUNCTIONS:
        return None
    bridge = Bridge(kernel)

    def work() -> Any:
        names = [bridge.sympy.Dummy() for _ in f.parts]
        bridge.meanings.update(zip(names, f.parts, strict=True))
        function = getattr(bridge.sympy, FUNCTIONS[f.head.short, len(f.parts)])
        found = function(*names).diff(names[place])
        rough = found.has(bridge.sympy.Derivative, bridge.sympy.Subs)
        return None if rough else bridge.back(bridge.sympy.factor_terms(found))

    return attempt(work)


def partial(f: Expr, orders: list[int]) -> Any:
    """Derivative[n1, ...][f][arguments]; orders add to those that stand there already."""
    head = f.head
    if isinstance(head, Expr) and isinstance(head.head, Expr) and head.head.head is S.Derivative:
        orders = [add(a, b) for a, b in zip(head.head.parts, orders, strict=True)]
        head = head.parts[0]
    return Expr(Expr(Expr(S.Derivative, orders), (head,)), f.parts)


def by_pieces(kernel: Any, f: Expr, x: Any) -> Any:
    """Piecewise, piece by piece."""
    if not is_list(f.parts[0]) or not all(is_list(p) and len(p) == 2 for p in f.parts[0].parts):
        return None
    pieces = [
        S.List(kernel.evaluate(by_variable(kernel, p.parts[0], x)), p.parts[1]) for p in f.parts[0].parts
    ]
    return S.Piecewise(make_list(pieces), *[by_variable(kernel, d, x) for d in f.parts[1:]])


def by_condition(kernel: Any, f: Expr, x: Any) -> Any:
    """ConditionalExpression: the condition stays."""
    return (
        S.ConditionalExpression(by_variable(kernel, f.parts[0], x), f.parts[1]) if len(f.parts) == 2 else None
    )


def by_branches(kernel: Any, f: Expr, x: Any) -> Any:
    return Expr(S.If, (f.parts[0], *[kernel.evaluate(by_variable(kernel, p, x)) for p in f.parts[1:]]))


def by_angle(kernel: Any, f: Expr, x: Any) -> Any:
    """ArcTan[u, v]."""
    if len(f.parts) != 2:
        return None
    u, v = f.parts
    above = S.Plus(S.Times(u, by_variable(kernel, v, x)), S.Times(-1, v, by_variable(kernel, u, x)))
    return S.Times(above, S.Power(S.Plus(S.Power(u, 2), S.Power(v, 2)), -1))


def by_log_to_base(kernel: Any, f: Expr, x: Any) -> Any:
    if len(f.parts) != 2:
        return None
    base, z = f.parts
    return by_variable(kernel, S.Times(S.Log(z), S.Power(S.Log(base), -1)), x)


def by_integral(kernel: Any, f: Expr, x: Any) -> Any:
    """Under the integral sign, and at bounds that depend on x."""
    if len(f.parts) != 2:
        return None
    inner, spec = f.parts
    if same(spec, x):
        return inner
    if not is_list(spec) or len(spec) != 3:
        return S.Integrate(kernel.evaluate(by_variable(kernel, inner, x)), spec)
    name, low, high = spec.parts
    ends = [
        S.Times(
            S.ReplaceAll(inner, S.Rule(name, bound)), kernel.evaluate(by_variable(kernel, bound, x)), sign
        )
        for bound, sign in ((high, 1), (low, -1))
    ]
    inside = 0 if is_free(inner, (x,)) else S.Integrate(kernel.evaluate(by_variable(kernel, inner, x)), spec)
    return S.Plus(*ends, inside)


def by_sum(kernel: Any, f: Expr, x: Any) -> Any:
    """Term by term, where the bounds do not depend on x."""
    if not all(is_free(s, (x,)) for s in f.parts[1:]):
        return None
    return S.Sum(kernel.evaluate(by_variable(kernel, f.parts[0], x)), *f.parts[1:])


ROUGH = {S.Abs, S.Sign, S.Re, S.Im, S.Conjugate, S.Arg, S.Floor, S.Ceiling, S.FractionalPart, S.Mod,
         S.DiracDelta, S.KroneckerDelta, S.Zeta, S.Factorial2, S.Prime, S.PrimePi, S.EulerPhi}  # fmt: skip


def by_root(kernel: Any, f: Expr, x: Any) -> Any:
    """Surd[z, n] and CubeRoot[z], for an n that does not depend on x."""
    z, n = f.parts if len(f.parts) == 2 else (f.parts[0], 3)
    if not is_free(n, (x,)):
        return None
    inner = kernel.evaluate(by_variable(kernel, z, x))
    return S.Times(inner, S.Power(S.Times(n, S.Power(f, S.Plus(n, -1))), -1))


def by_larger(kernel: Any, f: Expr, x: Any) -> Any:
    """Max[u, v] and Min[u, v]: the derivative of the one that counts, none where they meet."""
    if len(f.parts) != 2:
        return None
    u, v = f.parts
    pieces = [
        S.List(kernel.evaluate(by_variable(kernel, one, x)), Expr(compare, (u, v)))
        for one, compare in zip((u, v) if f.head is S.Max else (v, u), (S.Greater, S.Less), strict=True)
    ]
    return S.Piecewise(make_list(pieces), S.Indeterminate)


def by_ramp(kernel: Any, f: Expr, x: Any) -> Any:
    """Ramp[z]: 0 below 0, that of z above."""
    if len(f.parts) != 1:
        return None
    z = f.parts[0]
    inner = kernel.evaluate(by_variable(kernel, z, x))
    return S.Piecewise(S.List(S.List(0, S.Less(z, 0)), S.List(inner, S.Greater(z, 0))), S.Indeterminate)


def by_clip(kernel: Any, f: Expr, x: Any) -> Any:
    """Clip[z, {low, high}]: that of z between the ends."""
    ends = f.parts[1] if len(f.parts) == 2 else S.List(-1, 1)
    if not is_list(ends) or len(ends) != 2:
        return None
    z, (low, high) = f.parts[0], ends.parts
    outside = S.Or(S.Less(z, low), S.Greater(z, high))
    inside = S.Less(low, z, high)
    inner = kernel.evaluate(by_variable(kernel, z, x))
    return S.Piecewise(S.List(S.List(0, outside), S.List(inner, inside)), S.Indeterminate)


def by_step(kernel: Any, f: Expr, x: Any) -> Any:
    """UnitStep[z]: 0 except at its jump, where there is no derivative."""
    if len(f.parts) != 1:
        return None
    return S.Piecewise(S.List(S.List(S.Indeterminate, S.Equal(f.parts[0], 0))), 0)


def by_sign(kernel: Any, f: Expr, x: Any) -> Any:
    """RealAbs[z]: the sign of z, as a quotient."""
    if len(f.parts) != 1:
        return None
    z = f.parts[0]
    return S.Times(z, S.Power(f, -1), S.D(z, x))


SPECIAL: dict[Symbol, Callable[[Any, Expr, Any], Any]] = {
    S.Piecewise: by_pieces, S.If: by_branches, S.ArcTan: by_angle, S.Log: by_log_to_base,
    S.Surd: by_root, S.CubeRoot: by_root, S.UnitStep: by_step, S.RealAbs: by_sign,
    S.Max: by_larger, S.Min: by_larger, S.Ramp: by_ramp, S.Clip: by_clip,
    S.Integrate: by_integral, S.ConditionalExpression: by_condition, S.Sum: by_sum,
}  # fmt: skip


# -- total derivatives ---------------------------------------------------------------------------------


@builtin("Dt[f, x]", "Dt[f]", "Dt[f, {x, n}]", options={"Constants": S.List()}, messages=MESSAGES)
def total_derivative(kernel: Any, function: Any, x: Any = None, *, options: Any) -> Any:
    """gives the total derivative of f by x, or the total differential: all symbols may depend on x.

    >>> {Dt[x y, x], Dt[x^2], Dt[a x^2, x, Constants -> {a}]}
    {y + x Dt[y, x], 2 x Dt[x], 2 a x}
    """
    given = options["Constants"]
    constants = given.parts if is_list(given) else (given,)
    rest = (S.Rule(S.Constants, given),) if constants else ()
    if is_list(x) and len(x) == 2 and type(x.parts[1]) is int:
        for _ in range(x.parts[1]):
            function = kernel.evaluate(S.Dt(function, x.parts[0], *rest))
        return function
    if x is not None and same(function, x):
        return 1
    if is_number(function) or function in constants or kernel.evaluate(S.NumericQ(function)) is S["True"]:
        return 0
    if not isinstance(function, Expr):
        return None
    if is_list(function) or function.head is S.Equal:
        return Expr(function.head, [S.Dt(p, *(() if x is None else (x,)), *rest) for p in function.parts])
    return differential(kernel, function, x, rest)


def differential(kernel: Any, function: Expr, x: Any, rest: tuple[Any, ...]) -> Any:
    """The sum over the symbols of the partial derivative times the differential."""
    if len(function.parts) == 1 and len(symbols_of(function)) > 1:
        place = S["$u"]
        outer = kernel.evaluate(S.D(Expr(function.head, (place,)), place))
        slope = S.Dt(function.parts[0], *(() if x is None else (x,)), *rest)
        return S.Times(S.ReplaceAll(outer, S.Rule(place, function.parts[0])), slope)
    terms = []
    for name in symbols_of(function):
        inner = kernel.evaluate(S.Dt(name, *(() if x is None else (x,)), *rest))
        if not (type(inner) is int and inner == 0):
            terms.append(S.Times(kernel.evaluate(by_variable(kernel, function, name)), inner))
    return S.Plus(*terms)


def symbols_of(expr: Any) -> list[Symbol]:
    """The symbols among the arguments, in the order in which they stand."""
    if isinstance(expr, Symbol):
        return [expr]
    found: list[Symbol] = []
    for part in expr.parts if isinstance(expr, Expr) else ():
        found += [s for s in symbols_of(part) if s not in found]
    return found
