"""Which word of the language is which word of SymPy's: the tables of the bridge."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from typing import Any

from wlmini.expr import Complex, Expr, S, Symbol, is_list, make_list

HALF = Fraction(1, 2)
THREADED = frozenset(
    (S.List, S.Equal, S.Unequal, S.Less, S.LessEqual, S.Greater, S.GreaterEqual, S.Rule, S.And, S.Or, S.Not,
     S.Inequality)
)  # fmt: skip

CONSTANTS: dict[Symbol, Callable[[Any], Any]] = {
    S.Pi: lambda sp: sp.pi,
    S.E: lambda sp: sp.E,
    S.Infinity: lambda sp: sp.oo,
    S.ComplexInfinity: lambda sp: sp.zoo,
    S.Indeterminate: lambda sp: sp.nan,
    S.EulerGamma: lambda sp: sp.EulerGamma,
    S.Catalan: lambda sp: sp.Catalan,
    S.GoldenRatio: lambda sp: sp.GoldenRatio,
    S.Degree: lambda sp: sp.pi / 180,
    S["True"]: lambda sp: sp.true,
    S["False"]: lambda sp: sp.false,
}

# name in the language, number of arguments, name in SymPy; the arguments are in the same order
SAME = """
Sin 1 sin|Cos 1 cos|Tan 1 tan|Cot 1 cot|Sec 1 sec|Csc 1 csc|Sinc 1 sinc
ArcSin 1 asin|ArcCos 1 acos|ArcTan 1 atan|ArcCot 1 acot|ArcSec 1 asec|ArcCsc 1 acsc
Sinh 1 sinh|Cosh 1 cosh|Tanh 1 tanh|Coth 1 coth|Sech 1 sech|Csch 1 csch
ArcSinh 1 asinh|ArcCosh 1 acosh|ArcTanh 1 atanh|ArcCoth 1 acoth|ArcSech 1 asech|ArcCsch 1 acsch
Log 1 log|Abs 1 Abs|Sign 1 sign|Re 1 re|Im 1 im|Conjugate 1 conjugate|Arg 1 arg
Floor 1 floor|Ceiling 1 ceiling|FractionalPart 1 frac
Gamma 1 gamma|Gamma 2 uppergamma|LogGamma 1 loggamma|PolyGamma 2 polygamma|Beta 2 beta
Factorial 1 factorial|Factorial2 1 factorial2|Binomial 2 binomial|Pochhammer 2 RisingFactorial
FactorialPower 2 FallingFactorial|Subfactorial 1 subfactorial
Zeta 1 zeta|Zeta 2 zeta|DirichletEta 1 dirichlet_eta|PolyLog 2 polylog|LerchPhi 3 lerchphi
HarmonicNumber 1 harmonic|HarmonicNumber 2 harmonic
Erf 1 erf|Erf 2 erf2|Erfc 1 erfc|Erfi 1 erfi|InverseErf 1 erfinv|InverseErfc 1 erfcinv
FresnelS 1 fresnels|FresnelC 1 fresnelc
BesselJ 2 besselj|BesselY 2 bessely|BesselI 2 besseli|BesselK 2 besselk
HankelH1 2 hankel1|HankelH2 2 hankel2|SphericalBesselJ 2 jn|SphericalBesselY 2 yn
AiryAi 1 airyai|AiryBi 1 airybi|AiryAiPrime 1 airyaiprime|AiryBiPrime 1 airybiprime
SinIntegral 1 Si|CosIntegral 1 Ci|SinhIntegral 1 Shi|CoshIntegral 1 Chi
ExpIntegralEi 1 Ei|ExpIntegralE 2 expint|LogIntegral 1 li
EllipticK 1 elliptic_k|EllipticE 1 elliptic_e|EllipticE 2 elliptic_e|EllipticF 2 elliptic_f
EllipticPi 2 elliptic_pi|EllipticPi 3 elliptic_pi
LegendreP 2 legendre|LegendreP 3 assoc_legendre|HermiteH 2 hermite|ChebyshevT 2 chebyshevt
ChebyshevU 2 chebyshevu|LaguerreL 2 laguerre|LaguerreL 3 assoc_laguerre|GegenbauerC 3 gegenbauer
JacobiP 4 jacobi|DiracDelta 1 DiracDelta|KroneckerDelta 2 KroneckerDelta
Fibonacci 1 fibonacci|Fibonacci 2 fibonacci|LucasL 1 lucas|CatalanNumber 1 catalan|BellB 1 bell
BernoulliB 1 bernoulli|BernoulliB 2 bernoulli|EulerE 1 euler|EulerE 2 euler
PrimePi 1 primepi|EulerPhi 1 totient|Prime 1 prime|StieltjesGamma 1 stieltjes|PartitionsP 1 partition
Mod 2 Mod|Equal 2 Eq|Unequal 2 Ne|Less 2 Lt|LessEqual 2 Le|Greater 2 Gt|GreaterEqual 2 Ge
Not 1 Not|Implies 2 Implies
""".replace("\n", "|")
TRIPLES = [entry.split() for entry in SAME.split("|") if entry]
FUNCTIONS = {(ours, int(count)): theirs for ours, count, theirs in TRIPLES}

# class in SymPy -> head in the language
OTHER_NAMES = {
    "Equality": "Equal", "Unequality": "Unequal", "StrictLessThan": "Less", "LessThan": "LessEqual",
    "StrictGreaterThan": "Greater", "GreaterThan": "GreaterEqual", "And": "And", "Or": "Or", "Xor": "Xor",
    "Add": "Plus", "Mul": "Times", "Pow": "Power", "Max": "Max", "Min": "Min",
    "digamma": "PolyGamma", "ITE": "If",
}  # fmt: skip
BACK = {theirs: ours for ours, _, theirs in TRIPLES if theirs not in ("jn", "yn")} | OTHER_NAMES


# -- there -------------------------------------------------------------------------------------------


def variadic(name: str) -> Callable[[Any, Any], Any]:
    return lambda bridge, parts: getattr(bridge.sympy, name)(*map(bridge.to, parts))


def arithmetic(name: str) -> Callable[[Any, Any], Any]:
    return lambda bridge, parts: getattr(bridge.sympy, name)(*map(bridge.quantity, parts))


def power(bridge: Any, parts: Any) -> Any:
    if len(parts) != 2:
        return None
    return bridge.sympy.Pow(bridge.quantity(parts[0]), bridge.quantity(parts[1]))


def log(bridge: Any, parts: Any) -> Any:
    """Log[b, x]; Log[x] is in the table."""
    if len(parts) == 2:
        return bridge.sympy.log(bridge.to(parts[1])) / bridge.sympy.log(bridge.to(parts[0]))
    return bridge.sympy.log(bridge.to(parts[0])) if len(parts) == 1 else None


def arc_tangent(bridge: Any, parts: Any) -> Any:
    """ArcTan[x, y] is the angle of (x, y)."""
    if len(parts) == 2:
        return bridge.sympy.atan2(bridge.to(parts[1]), bridge.to(parts[0]))
    return bridge.sympy.atan(bridge.to(parts[0])) if len(parts) == 1 else None


def chain(name: str) -> Callable[[Any, Any], Any]:
    """a < b < c: every neighbouring pair."""

    def translate(bridge: Any, parts: Any) -> Any:
        values = [bridge.to(p) for p in parts]
        relation = getattr(bridge.sympy, name)
        return bridge.sympy.And(*[relation(a, b) for a, b in pairwise(values)])

    return translate


def inequality(bridge: Any, parts: Any) -> Any:
    steps = [bridge.to(Expr(parts[i + 1], (parts[i], parts[i + 2]))) for i in range(0, len(parts) - 2, 2)]
    return bridge.sympy.And(*steps)


def piecewise(bridge: Any, parts: Any) -> Any:
    if not parts or not is_list(parts[0]) or not all(is_list(p) and len(p) == 2 for p in parts[0].parts):
        return None
    pieces = [(bridge.to(p.parts[0]), bridge.to(p.parts[1])) for p in parts[0].parts]
    return bridge.sympy.Piecewise(*pieces, (bridge.to(parts[1]) if len(parts) > 1 else 0, True))


def if_(bridge: Any, parts: Any) -> Any:
    if len(parts) != 3:
        return None
    condition, yes, no = map(bridge.to, parts)
    return bridge.sympy.Piecewise((yes, condition), (no, True))


def boole(bridge: Any, parts: Any) -> Any:
    return bridge.sympy.Piecewise((1, bridge.to(parts[0])), (0, True))


def infinity(bridge: Any, parts: Any) -> Any:
    return bridge.to(parts[0]) * bridge.sympy.oo if parts else bridge.sympy.zoo


def product_log(bridge: Any, parts: Any) -> Any:
    return bridge.sympy.LambertW(*map(bridge.to, reversed(parts)))


def step(at_zero: int | Fraction) -> Callable[[Any, Any], Any]:
    def translate(bridge: Any, parts: Any) -> Any:
        if len(parts) != 1:
            return None
        return bridge.sympy.Heaviside(bridge.to(parts[0]), bridge.number(at_zero))

    return translate


def element(bridge: Any, parts: Any) -> Any:
    domains = {S.Reals: "Reals", S.Integers: "Integers", S.Complexes: "Complexes", S.Rationals: "Rationals"}
    if len(parts) != 2 or parts[1] not in domains:
        return None
    return bridge.sympy.Contains(bridge.to(parts[0]), getattr(bridge.sympy, domains[parts[1]]))


def root(bridge: Any, parts: Any) -> Any:
    """Root[f, k] of a polynomial with rational coefficients."""
    if len(parts) != 2 or type(parts[1]) is not int:
        return None
    polynomial = bridge.slot_polynomial(parts[0])
    return bridge.sympy.CRootOf(polynomial, parts[1] - 1, radicals=False)


def hypergeometric(above: int) -> Callable[[Any, Any], Any]:
    def translate(bridge: Any, parts: Any) -> Any:
        values = [bridge.to(p) for p in parts]
        return bridge.sympy.hyper(values[:above], values[above:-1], values[-1])

    return translate


TO_SPECIAL: dict[Symbol, Callable[[Any, Any], Any]] = {
    S.Plus: arithmetic("Add"), S.Times: arithmetic("Mul"), S.Power: power, S.Log: log, S.ArcTan: arc_tangent,
    S.And: variadic("And"), S.Or: variadic("Or"), S.Xor: variadic("Xor"), S.Nand: variadic("Nand"),
    S.Nor: variadic("Nor"), S.Max: arithmetic("Max"), S.Min: arithmetic("Min"),
    S.Equivalent: variadic("Equivalent"),
    S.Less: chain("Lt"), S.LessEqual: chain("Le"), S.Greater: chain("Gt"), S.GreaterEqual: chain("Ge"),
    S.Equal: chain("Eq"), S.Inequality: inequality, S.Piecewise: piecewise, S.If: if_, S.Boole: boole,
    S.DirectedInfinity: infinity, S.ProductLog: product_log, S.UnitStep: step(1),
    S.HeavisideTheta: step(HALF),
    S.Element: element, S.Root: root, S.Hypergeometric2F1: hypergeometric(2),
    S.Hypergeometric1F1: hypergeometric(1),
    S.Hypergeometric0F1: hypergeometric(0),
}  # fmt: skip


# -- and back ----------------------------------------------------------------------------------------


def fixed(expr: Any) -> Callable[[Any, Any], Any]:
    return lambda bridge, value: expr


def back_exp(bridge: Any, value: Any) -> Any:
    return S.Power(S.E, bridge.back(value.args[0]))


def back_pieces(bridge: Any, value: Any) -> Any:
    pieces, default = [], None
    for result, condition in value.args:
        if condition == True:  # noqa: E712 - SymPy's true is no True
            default = bridge.back(result)
        else:
            pieces.append(S.List(bridge.back(result), bridge.back(condition)))
    return S.Piecewise(make_list(pieces), S.Indeterminate if default is None else default)


def back_derivative(bridge: Any, value: Any) -> Any:
    """A derivative of an unknown function by its arguments."""
    function = value.expr
    orders = dict(value.variable_count)
    counts = [int(orders.get(x, 0)) for x in function.args]
    head = bridge.meanings[type(function).__name__]
    return Expr(Expr(Expr(S.Derivative, counts), (head,)), map(bridge.back, function.args))


def back_subs(bridge: Any, value: Any) -> Any:
    """The value of a derivative at a point."""
    inner = value.expr
    at = dict(zip(value.variables, value.point, strict=True))
    orders = dict(inner.variable_count)
    counts = [int(orders.get(x, 0)) for x in inner.expr.args]
    head = bridge.meanings[type(inner.expr).__name__]
    arguments = [bridge.back(at.get(x, x)) for x in inner.expr.args]
    return Expr(Expr(Expr(S.Derivative, counts), (head,)), arguments)


def back_root(bridge: Any, value: Any) -> Any:
    """One root of a polynomial."""
    polynomial = value.poly
    slot = S.Slot(1)
    terms = [S.Times(int(c), S.Power(slot, n)) for (n,), c in polynomial.terms()]
    return S.Root(S.Function(bridge.kernel.evaluate(S.Plus(*terms))), int(value.index) + 1)


def back_hyper(bridge: Any, value: Any) -> Any:
    above, below, z = value.args
    names = {(2, 1): "Hypergeometric2F1", (1, 1): "Hypergeometric1F1", (0, 1): "Hypergeometric0F1"}
    name = names.get((len(above), len(below)))
    if name is None:
        return S.HypergeometricPFQ(*map(bridge.back, (tuple(above), tuple(below), z)))
    return Expr(S[name], map(bridge.back, (*above, *below, z)))


def back_lower_gamma(bridge: Any, value: Any) -> Any:
    a, z = map(bridge.back, value.args)
    return S.Plus(S.Gamma(a), S.Times(-1, S.Gamma(a, z)))


def back_heaviside(bridge: Any, value: Any) -> Any:
    head = S.UnitStep if value.args[1:] and value.args[1] == 1 else S.HeavisideTheta
    return head(bridge.back(value.args[0]))


def back_not(bridge: Any, value: Any) -> Any:
    return S.Not(bridge.back(value.args[0]))


def back_contains(bridge: Any, value: Any) -> Any:
    names = {"Integers": S.Integers, "Reals": S.Reals, "Complexes": S.Complexes, "Rationals": S.Rationals}
    return S.Element(bridge.back(value.args[0]), names[str(value.args[1])])


def back_lambert(bridge: Any, value: Any) -> Any:
    return Expr(S.ProductLog, map(bridge.back, reversed(value.args)))


BACK_SPECIAL: dict[str, Callable[[Any, Any], Any]] = {
    "Pi": fixed(S.Pi), "Exp1": fixed(S.E), "ImaginaryUnit": fixed(Complex(0, 1)),
    "Infinity": fixed(S.Infinity),
    "NegativeInfinity": fixed(S.Times(-1, S.Infinity)), "ComplexInfinity": fixed(S.ComplexInfinity),
    "NaN": fixed(S.Indeterminate), "EulerGamma": fixed(S.EulerGamma), "Catalan": fixed(S.Catalan),
    "GoldenRatio": fixed(S.GoldenRatio), "BooleanTrue": fixed(S["True"]), "BooleanFalse": fixed(S["False"]),
    "exp": back_exp, "Piecewise": back_pieces, "Derivative": back_derivative, "Subs": back_subs,
    "ComplexRootOf": back_root, "hyper": back_hyper, "lowergamma": back_lower_gamma,
    "Heaviside": back_heaviside, "Not": back_not, "Contains": back_contains, "LambertW": back_lambert,
    "atan2": lambda bridge, value: S.ArcTan(bridge.back(value.args[1]), bridge.back(value.args[0])),
    "Tuple": lambda bridge, value: make_list(map(bridge.back, value.args)),
    "Equivalent": lambda bridge, value: Expr(S.Equivalent, map(bridge.back, value.args)),
    "exp_polar": back_exp,
    "polar_lift": lambda bridge, value: bridge.back(value.args[0]),
}  # fmt: skip
