"""Trigonometric expressions in other forms: angles taken apart, products as sums, exponentials."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from wlmini.builtins.symbolic.bridge import Bridge, attempt, each, symbols_in
from wlmini.expr import Complex, Expr, S, Symbol, as_key, is_list, same
from wlmini.kernel.declare import builtin
from wlmini.kernel.extras import library
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_exact

HALF = Fraction(1, 2)
TARGETS = {S.Re, S.Im, S.Abs, S.Arg, S.Conjugate}
I = Complex(0, 1)  # noqa: E741 - the language's name
HALF_I = Complex(0, HALF)


def rewritten(kernel: Any, head: Any, expr: Any, change: Callable[[Bridge, Any], Any]) -> Any:
    """The change made by SymPy, over lists and equations; the expression itself where that fails."""
    threaded = each(kernel, head, expr)
    if threaded is not None:
        return threaded
    if not isinstance(expr, Expr):
        return expr
    bridge = Bridge(kernel)
    found = attempt(lambda: bridge.value(change(bridge, bridge.to(expr))))
    return expr if found is None else found


@builtin("TrigExpand[expr]")
def trig_expand(kernel: Any, expr: Any) -> Any:
    """writes trigonometric functions of sums and multiples by those of the terms.

    >>> {TrigExpand[Sin[x + y]], TrigExpand[Cos[2 x]]}
    {Cos[y] Sin[x] + Cos[x] Sin[y], Cos[x]^2 - Sin[x]^2}
    >>> TrigExpand[Tan[2 x]]
    (2 Cos[x] Sin[x])/(Cos[x]^2 - Sin[x]^2)
    """
    return rewritten(kernel, S.TrigExpand, expr, expanded_angles)


def expanded_angles(bridge: Bridge, value: Any) -> Any:
    """By powers of Cos[x] + I Sin[x]: SymPy itself would write Cos[2 x] by Cos alone."""
    sympy = bridge.sympy
    for function, above, below in quotients(sympy):
        value = value.replace(
            function, lambda z, f=function, a=above, b=below: a(z) / b(z) if composite(sympy, z) else f(z)
        )
    for function in (sympy.sin, sympy.cos, sympy.sinh, sympy.cosh):
        value = value.replace(function, lambda angle, f=function: wave(sympy, f, angle))
    return sympy.expand(value)


def quotients(sympy: Any) -> list[tuple[Any, Any, Any]]:
    """(tan, sin, cos) and the others that are quotients."""
    one = lambda z: sympy.S.One  # noqa: E731 - a function among functions
    circular = sympy.sin, sympy.cos, sympy.tan, sympy.cot, sympy.sec, sympy.csc
    hyperbolic = sympy.sinh, sympy.cosh, sympy.tanh, sympy.coth, sympy.sech, sympy.csch
    return [
        row
        for sine, cosine, tangent, cotangent, secant, cosecant in (circular, hyperbolic)
        for row in (
            (tangent, sine, cosine), (cotangent, cosine, sine), (secant, one, cosine), (cosecant, one, sine),
        )
    ]  # fmt: skip


def composite(sympy: Any, angle: Any) -> bool:
    """Whether an angle is a sum or a multiple."""
    found = multiples(sympy, angle)
    return len(found) > 1 or found[0][0] > 1


def wave(sympy: Any, function: Any, angle: Any) -> Any:
    """sin, cos, sinh or cosh of a sum of multiples, by those of the terms."""
    hyperbolic = function in (sympy.sinh, sympy.cosh)
    even, odd = (sympy.cosh, sympy.sinh) if hyperbolic else (sympy.cos, sympy.sin)
    unit, product = sympy.Dummy(), sympy.S.One
    for count, part in multiples(sympy, angle):
        product *= (even(part) + unit * odd(part)) ** count
    square, wanted = (1 if hyperbolic else -1), int(function in (sympy.sin, sympy.sinh))
    terms = sympy.Poly(sympy.expand(product), unit).terms()
    return sympy.Add(*[c * square ** (n // 2) for (n,), c in terms if n % 2 == wanted])


def multiples(sympy: Any, angle: Any) -> list[tuple[int, Any]]:
    """[(2, x), (1, y)] of 2 x + y."""
    found = []
    for term in sympy.Add.make_args(sympy.expand(angle)):
        number, rest = term.as_coeff_Mul()
        whole = number.is_Integer and rest is not sympy.S.One
        found.append((int(abs(number)), rest * sympy.sign(number)) if whole else (1, term))
    return found


@builtin("TrigReduce[expr]")
def trig_reduce(kernel: Any, expr: Any) -> Any:
    """writes products and powers of trigonometric functions by functions of sums of angles.

    >>> {TrigReduce[Sin[x]^2], TrigReduce[2 Sin[x] Cos[y]]}
    {(1 - Cos[2 x])/2, Sin[x - y] + Sin[x + y]}
    >>> TrigReduce[Sinh[x]^2]
    (-1 + Cosh[2 x])/2
    """
    return rewritten(kernel, S.TrigReduce, expr, reduced_powers)


def reduced_powers(bridge: Bridge, value: Any) -> Any:
    """A sum over its common denominator, which stays outside."""
    sympy = bridge.sympy
    found = sum_of_angles(bridge, value)
    if not found.is_Add:
        return found
    content, rest = found.primitive()
    return rest if content == 1 else sympy.Mul(content, rest, evaluate=False)


def sum_of_angles(bridge: Bridge, value: Any) -> Any:
    """The circular functions first, then the hyperbolic ones as circular ones of imaginary angles."""
    sympy = bridge.sympy
    value = linear_in_angles(sympy, value)
    if not value.has(sympy.sinh, sympy.cosh):
        return value
    unit = sympy.Dummy("i", real=True)
    hidden = {each: sympy.Dummy() for each in value.atoms(sympy.sin, sympy.cos)}
    turned = value.subs(hidden).replace(sympy.sinh, lambda z: -sympy.I * sympy.sin(unit * z))
    turned = linear_in_angles(sympy, turned.replace(sympy.cosh, lambda z: sympy.cos(unit * z)))
    back = turned.replace(sympy.sin, lambda z: sympy.I * sympy.sinh(sympy.expand(z / unit)))
    back = back.replace(sympy.cos, lambda z: sympy.cosh(sympy.expand(z / unit)))
    return sympy.expand(back.subs({dummy: each for each, dummy in hidden.items()}))


ROUNDS = 16  # each halves the powers that are left


def linear_in_angles(sympy: Any, value: Any) -> Any:
    """Products and powers as sums, again and again: a square may turn up among what a power becomes."""
    reduce = library("sympy.simplify.fu").TR8
    for _ in range(ROUNDS):
        found = sympy.expand(reduce(sympy.expand(value)))
        if found == value:
            break
        value = found
    return value


@builtin("TrigFactor[expr]")
def trig_factor(kernel: Any, expr: Any) -> Any:
    """writes sums of trigonometric functions as products.

    >>> {TrigFactor[Sin[x]^2 + Tan[x]^2 Sin[x]^2 - Tan[x]^2], TrigFactor[Sin[x] Cos[y] + Cos[x] Sin[y]]}
    {0, Sin[x + y]}
    """
    return rewritten(kernel, S.TrigFactor, expr, products_of_angles)


def products_of_angles(bridge: Bridge, value: Any) -> Any:
    fu = library("sympy.simplify.fu")
    found = fu.TR9(fu.TR10i(bridge.sympy.trigsimp(value)))
    return bridge.sympy.factor(found)


# -- exponentials ------------------------------------------------------------------------------------


def exponential(z: Any, times: Any) -> Any:
    return S.Power(S.E, S.Times(times, z))


def pair(z: Any, plus: Any, minus: Any, unit: Any) -> Any:
    """plus E^(unit z) + minus E^(-unit z)."""
    opposite = S.Times(-1, unit)
    return S.Plus(S.Times(plus, exponential(z, unit)), S.Times(minus, exponential(z, opposite)))


def quotient(above: Any, below: Any) -> Any:
    return S.Times(above, S.Power(below, -1))


MINUS_I = Complex(0, -1)
MINUS_HALF_I = Complex(0, -HALF)
EXPONENTIAL: dict[Symbol, Callable[[Any], Any]] = {
    S.Sin: lambda z: pair(z, MINUS_HALF_I, HALF_I, I),
    S.Cos: lambda z: pair(z, HALF, HALF, I),
    S.Tan: lambda z: quotient(S.Times(I, pair(z, -1, 1, I)), pair(z, 1, 1, I)),
    S.Cot: lambda z: quotient(S.Times(I, pair(z, 1, 1, I)), pair(z, 1, -1, I)),
    S.Sec: lambda z: quotient(2, pair(z, 1, 1, I)),
    S.Csc: lambda z: quotient(Complex(0, 2), pair(z, 1, -1, I)),
    S.Sinh: lambda z: pair(z, HALF, -HALF, 1),
    S.Cosh: lambda z: pair(z, HALF, HALF, 1),
    S.Tanh: lambda z: quotient(pair(z, 1, -1, 1), pair(z, 1, 1, 1)),
    S.Coth: lambda z: quotient(pair(z, 1, 1, 1), pair(z, 1, -1, 1)),
    S.Sech: lambda z: quotient(2, pair(z, 1, 1, 1)),
    S.Csch: lambda z: quotient(2, pair(z, 1, -1, 1)),
    S.ArcTan: lambda z: S.Plus(
        S.Times(HALF_I, S.Log(S.Plus(1, S.Times(MINUS_I, z)))),
        S.Times(MINUS_HALF_I, S.Log(S.Plus(1, S.Times(I, z)))),
    ),
    S.ArcSin: lambda z: S.Times(MINUS_I, S.Log(S.Plus(S.Times(I, z), S.Sqrt(S.Subtract(1, S.Power(z, 2)))))),
    S.ArcSinh: lambda z: S.Log(S.Plus(z, S.Sqrt(S.Plus(1, S.Power(z, 2))))),
    S.ArcTanh: lambda z: S.Plus(S.Times(-HALF, S.Log(S.Subtract(1, z))), S.Times(HALF, S.Log(S.Plus(1, z)))),
}


@builtin("TrigToExp[expr]")
def trig_to_exp(kernel: Any, expr: Any) -> Any:
    """writes trigonometric and hyperbolic functions and their inverses by exponentials and logarithms.

    >>> {TrigToExp[Cosh[x]], TrigToExp[ArcSinh[x]]}
    {1/(2 E^x) + E^x/2, Log[x + Sqrt[1 + x^2]]}
    """
    if not isinstance(expr, Expr):
        return expr
    parts = [trig_to_exp(kernel, p) for p in expr.parts]
    known = EXPONENTIAL.get(expr.head) if len(parts) == 1 else None
    return kernel.evaluate(known(parts[0]) if known else Expr(expr.head, parts))


@builtin("ExpToTrig[expr]")
def exp_to_trig(kernel: Any, expr: Any) -> Any:
    """writes exponentials by trigonometric and hyperbolic functions.

    >>> {ExpToTrig[E^(I x)], ExpToTrig[E^x], ExpToTrig[(E^x + E^-x)/2]}
    {Cos[x] + I Sin[x], Cosh[x] + Sinh[x], Cosh[x]}
    """
    if not isinstance(expr, Expr):
        return expr
    parts = [exp_to_trig(kernel, p) for p in expr.parts]
    if expr.head is S.Power and len(parts) == 2 and parts[0] is S.E:
        return kernel.evaluate(waves(kernel, parts[1]))
    return kernel.evaluate(
        S.Expand(Expr(expr.head, parts)) if expr.head is S.Times else Expr(expr.head, parts)
    )


def waves(kernel: Any, exponent: Any) -> Any:
    """Cos + I Sin where the exponent is imaginary, Cosh + Sinh otherwise."""
    first = exponent.parts[0] if isinstance(exponent, Expr) and exponent.head is S.Times else exponent
    if isinstance(first, Complex) and is_exact(first) and first.re == 0:
        angle = kernel.evaluate(S.Times(MINUS_I, exponent))
        return S.Plus(S.Cos(angle), S.Times(I, S.Sin(angle)))
    return S.Plus(S.Cosh(exponent), S.Sinh(exponent))


@builtin(
    "ComplexExpand[expr]",
    "ComplexExpand[expr, {z1, z2, ...}]",
    options={"TargetFunctions": S.Automatic},
    messages={"cxt": "The target functions `1` are not among `2`."},
)
def complex_expand(kernel: Any, expr: Any, variables: Any = (), *, options: Any) -> Any:
    """expands expr into real and imaginary part, all variables being real but those in the list.

    >>> {ComplexExpand[Sin[x + I y]], ComplexExpand[Abs[x + I y]], ComplexExpand[Re[z^2], z]}
    {Cosh[y] Sin[x] + I Cos[x] Sinh[y], Sqrt[x^2 + y^2], -Im[z]^2 + Re[z]^2}
    """
    rest = (variables,) if isinstance(variables, (Expr, Symbol)) else ()
    threaded = each(kernel, S.ComplexExpand, expr, rest)
    if threaded is not None or not isinstance(expr, Expr):
        return expr if threaded is None else threaded
    general = variables.parts if is_list(variables) else rest
    facts = {as_key(s): {"real": True} for s in symbols_in(expr) if not any(same(s, g) for g in general)}
    bridge = Bridge(kernel, facts)
    found = attempt(lambda: bridge.value(bridge.to(expr).expand(complex=True)))
    if found is None:
        return expr
    targets = options["TargetFunctions"]
    return found if targets is S.Automatic else by_functions(kernel, found, general, targets)


def by_functions(kernel: Any, expr: Any, variables: Any, targets: Any) -> Any:
    """Real and imaginary parts of the variables by the functions wanted."""
    wanted = set(targets.parts if is_list(targets) else (targets,))
    if not wanted or not wanted <= TARGETS:
        raise Failure("cxt", targets, S.List(*sorted(TARGETS, key=lambda s: s.short)), value=None)
    if wanted >= {S.Re, S.Im}:
        return expr
    rules = []
    for z in variables:
        if S.Conjugate in wanted:
            parts = (
                S.Times(HALF, S.Plus(z, S.Conjugate(z))),
                S.Times(Complex(0, -HALF), S.Subtract(z, S.Conjugate(z))),
            )
        else:
            parts = S.Times(S.Abs(z), S.Cos(S.Arg(z))), S.Times(S.Abs(z), S.Sin(S.Arg(z)))
        rules += [S.Rule(S.Re(z), parts[0]), S.Rule(S.Im(z), parts[1])]
    return S.Simplify(S.ReplaceAll(expr, S.List(*rules)))
