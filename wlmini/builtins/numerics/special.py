"""Special functions by mpmath, with the exact values that are well known."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wlmini.builtins.numeric_functions import NUMERIC
from wlmini.expr import S, rational
from wlmini.kernel.declare import builtin
from wlmini.kernel.numbers import is_exact, is_number

Exact = Callable[..., Any]
HALF = rational(1, 2)


def zero(z: Any) -> bool:
    return type(z) is int and z == 0


def at_zero(value: Any) -> Exact:
    """The exact value where the last argument is 0."""
    return lambda kernel, *z: value if zero(z[-1]) else None


def special_builtin(
    usage: str, sentence: str, example: str, precise: str, exact: Exact | None = None, *more: str
) -> None:
    """Declare a function of as many variables as its usage has, that mpmath has under the name `precise`."""
    counts = {text.count(",") + 1 for text in (usage, *more)}

    def function(kernel: Any, *arguments: Any) -> Any:
        if len(arguments) not in counts:
            return None
        if all(map(is_number, arguments)) and not all(map(is_exact, arguments)):
            return S["$Precise"](precise, *arguments)
        if any(a is S.Indeterminate for a in arguments):
            return S.Indeterminate
        return exact(kernel, *arguments) if exact else None

    function.__doc__ = f"{sentence}\n\n{example}"
    builtin(usage, *more, attributes=NUMERIC)(function)


def poly_log(kernel: Any, n: Any, z: Any) -> Any:
    if zero(z):
        return 0
    if type(z) is int and z == 1 and type(n) is int and n > 1:
        return S.Zeta(n)
    if type(n) is int and n == 1:
        return S.Times(-1, S.Log(S.Plus(1, S.Times(-1, z))))
    if type(n) is int and n == 0:
        return S.Times(z, S.Power(S.Plus(1, S.Times(-1, z)), -1))
    if type(z) is int and z == -1 and type(n) is int and n > 1:
        return S.Times(S.Plus(S.Power(2, 1 - n), -1), S.Zeta(n))
    return None


def product_log(kernel: Any, *arguments: Any) -> Any:
    z = arguments[-1]
    if len(arguments) == 1:
        return 0 if zero(z) else 1 if z is S.E else None
    return None


def elliptic_k(kernel: Any, m: Any) -> Any:
    return S.Times(HALF, S.Pi) if zero(m) else S.ComplexInfinity if type(m) is int and m == 1 else None


def elliptic_e(kernel: Any, *arguments: Any) -> Any:
    if len(arguments) == 2:
        phi, m = arguments
        return phi if zero(m) else 0 if zero(phi) else None
    (m,) = arguments
    return S.Times(HALF, S.Pi) if zero(m) else 1 if type(m) is int and m == 1 else None


def elliptic_f(kernel: Any, phi: Any, m: Any) -> Any:
    return phi if zero(m) else 0 if zero(phi) else None


def bessel_k(kernel: Any, n: Any, z: Any) -> Any:
    return S.ComplexInfinity if zero(z) and not zero(n) else S.Infinity if zero(z) else None


def hypergeometric(kernel: Any, *arguments: Any) -> Any:
    return 1 if zero(arguments[-1]) else None


def polynomial(start: Callable[[Any], list[Any]], step: Callable[[int, Any, Any, Any], Any]) -> Exact:
    """The polynomial of whole degree by its recurrence from the first two."""

    def exact(kernel: Any, n: Any, z: Any) -> Any:
        if type(n) is not int or n < 0:
            return None
        values = [kernel.evaluate(v) for v in start(z)]
        for k in range(2, n + 1):
            values.append(kernel.evaluate(S.Expand(step(k, z, values[-1], values[-2]))))
        return values[n]

    return exact


laguerre = polynomial(
    lambda z: [1, S.Plus(1, S.Times(-1, z))],
    lambda k, z, a, b: S.Times(
        rational(1, k), S.Plus(S.Times(S.Plus(2 * k - 1, S.Times(-1, z)), a), S.Times(1 - k, b))
    ),
)


def laguerre_l(kernel: Any, *arguments: Any) -> Any:
    if len(arguments) == 2:
        return laguerre(kernel, *arguments)
    n, a, z = arguments
    if type(n) is not int or n < 0:
        return None
    terms = [
        S.Times((-1) ** k, S.Binomial(S.Plus(n, a), n - k), S.Power(z, k), S.Power(S.Factorial(k), -1))
        for k in range(n + 1)
    ]
    return S.Plus(*terms)


def gegenbauer_c(kernel: Any, n: Any, m: Any, z: Any) -> Any:
    if type(n) is not int or n < 0:
        return None
    terms = [
        S.Times(
            (-1) ** k,
            S.Pochhammer(m, n - k),
            S.Power(S.Times(S.Factorial(k), S.Factorial(n - 2 * k)), -1),
            S.Power(S.Times(2, z), n - 2 * k),
        )
        for k in range(n // 2 + 1)
    ]
    return S.Plus(*terms)


def agm(kernel: Any, a: Any, b: Any) -> Any:
    return 0 if zero(a) or zero(b) else a if a == b else None


special_builtin(
    "StruveL[n, z]",
    "gives the modified Struve function L.",
    ">>> StruveL[0, 1.]\n0.710243",
    "struvel",
    at_zero(0),
)
special_builtin(
    "ExpIntegralE[n, z]",
    "gives the exponential integral E of order n.",
    ">>> ExpIntegralE[1, 1.]\n0.219384",
    "expint",
)
special_builtin(
    "ExpIntegralEi[z]",
    "gives the exponential integral Ei of z.",
    ">>> ExpIntegralEi[1.]\n1.89512",
    "ei",
    lambda kernel, z: S.Times(-1, S.Infinity) if zero(z) else None,
)
special_builtin(
    "LogIntegral[z]", "gives the logarithmic integral of z.", ">>> LogIntegral[2.]\n1.04516", "li", at_zero(0)
)
special_builtin(
    "SinIntegral[z]",
    "gives the sine integral of z.",
    ">>> {SinIntegral[0], SinIntegral[1.]}\n{0, 0.946083}",
    "si",
    at_zero(0),
)
special_builtin("CosIntegral[z]", "gives the cosine integral of z.", ">>> CosIntegral[1.]\n0.337404", "ci")
special_builtin(
    "SinhIntegral[z]",
    "gives the hyperbolic sine integral of z.",
    ">>> SinhIntegral[1.]\n1.05725",
    "shi",
    at_zero(0),
)
special_builtin(
    "CoshIntegral[z]", "gives the hyperbolic cosine integral of z.", ">>> CoshIntegral[1.]\n0.837867", "chi"
)
special_builtin(
    "FresnelS[z]", "gives the Fresnel integral S of z.", ">>> FresnelS[1.]\n0.438259", "fresnels", at_zero(0)
)
special_builtin(
    "FresnelC[z]", "gives the Fresnel integral C of z.", ">>> FresnelC[1.]\n0.779893", "fresnelc", at_zero(0)
)
special_builtin("BarnesG[z]", "gives the Barnes G-function of z.", ">>> BarnesG[4.]\n2.", "barnesg")
special_builtin(
    "Hypergeometric2F1[a, b, c, z]",
    "gives the hypergeometric function 2F1.",
    ">>> Hypergeometric2F1[1, 1, 2, 0.5]\n1.38629",
    "hyp2f1",
    hypergeometric,
)
special_builtin(
    "Hypergeometric1F1[a, b, z]",
    "gives Kummer's confluent hypergeometric function.",
    ">>> Hypergeometric1F1[1, 2, 1.]\n1.71828",
    "hyp1f1",
    hypergeometric,
)
special_builtin(
    "Hypergeometric0F1[a, z]",
    "gives the confluent hypergeometric function 0F1.",
    ">>> Hypergeometric0F1[1, 1.]\n2.27959",
    "hyp0f1",
    hypergeometric,
)
special_builtin(
    "HypergeometricU[a, b, z]",
    "gives the confluent hypergeometric function U.",
    ">>> HypergeometricU[1, 1, 1.]\n0.596347",
    "hyperu",
)
special_builtin(
    "LegendreQ[n, z]",
    "gives the Legendre function of the second kind.",
    ">>> LegendreQ[0, 0.5]\n0.549306",
    "legendreq",
)
special_builtin(
    "LaguerreL[n, x]",
    "gives the Laguerre polynomial of degree n, or the generalized one for a.",
    ">>> LaguerreL[2, x]\n1 - 2 x + x^2/2",
    "laguerre",
    laguerre_l,
    "LaguerreL[n, a, x]",
)
special_builtin(
    "GegenbauerC[n, m, x]",
    "gives the Gegenbauer polynomial of degree n.",
    ">>> GegenbauerC[2, 1, x]\n-1 + 4 x^2",
    "gegenbauer",
    gegenbauer_c,
)
special_builtin(
    "JacobiP[n, a, b, x]",
    "gives the Jacobi polynomial of degree n.",
    ">>> JacobiP[2, 1, 1, 0.5]\n0.1875",
    "jacobi",
)
special_builtin(
    "ArithmeticGeometricMean[a, b]",
    "gives the arithmetic-geometric mean of a and b.",
    ">>> ArithmeticGeometricMean[1., 2]\n1.45679",
    "agm",
    agm,
)
special_builtin(
    "GammaRegularized[a, z]",
    "gives the incomplete gamma function from z on over the complete one.",
    ">>> GammaRegularized[2, 1.]\n0.735759",
    "gammaregularized",
    lambda kernel, a, z: 1 if zero(z) else None,
)
special_builtin(
    "BetaRegularized[z, a, b]",
    "gives the incomplete beta function up to z over the complete one.",
    ">>> BetaRegularized[0.5, 2, 3]\n0.6875",
    "betaregularized",
    lambda kernel, z, a, b: 0 if zero(z) else 1 if type(z) is int and z == 1 else None,
)
special_builtin(
    "StieltjesGamma[n]",
    "gives the Stieltjes constant of index n.",
    ">>> StieltjesGamma[0]\nEulerGamma",
    "stieltjes",
    lambda kernel, n: S.EulerGamma if zero(n) else None,
)
special_builtin(
    "JacobiSN[u, m]",
    "gives the Jacobi elliptic function sn.",
    ">>> JacobiSN[1., 0.5]\n0.803002",
    "jacobisn",
    lambda kernel, u, m: S.Sin(u) if zero(m) else None,
)
special_builtin(
    "JacobiCN[u, m]",
    "gives the Jacobi elliptic function cn.",
    ">>> JacobiCN[1., 0.5]\n0.595977",
    "jacobicn",
    lambda kernel, u, m: S.Cos(u) if zero(m) else None,
)
special_builtin(
    "JacobiDN[u, m]",
    "gives the Jacobi elliptic function dn.",
    ">>> JacobiDN[1., 0.5]\n0.823161",
    "jacobidn",
    lambda kernel, u, m: 1 if zero(m) else None,
)
special_builtin(
    "HurwitzZeta[s, a]", "gives the zeta function of Hurwitz.", ">>> HurwitzZeta[2., 3]\n0.394934", "zeta"
)
special_builtin(
    "DirichletEta[s]",
    "gives the alternating zeta function of s.",
    ">>> DirichletEta[2.]\n0.822467",
    "altzeta",
)
special_builtin(
    "PolyLog[n, z]",
    "gives the polylogarithm of order n of z.",
    ">>> {PolyLog[2, 1], PolyLog[1, x], PolyLog[2, 0.5]}\n{Pi^2/6, -Log[1 - x], 0.582241}",
    "polylog",
    poly_log,
)
special_builtin(
    "ProductLog[z]",
    "gives the w with z = w E^w.",
    ">>> {ProductLog[0], ProductLog[E], ProductLog[1.]}\n{0, 1, 0.567143}",
    "lambertw",
    product_log,
)
special_builtin(
    "LerchPhi[z, s, a]", "gives Lerch's transcendent.", ">>> LerchPhi[0.5, 2, 1]\n1.16448", "lerchphi"
)
special_builtin(
    "EllipticK[m]",
    "gives the complete elliptic integral of the first kind.",
    ">>> {EllipticK[0], EllipticK[0.5]}\n{Pi/2, 1.85407}",
    "ellipk",
    elliptic_k,
)
special_builtin(
    "EllipticE[m]",
    "gives the elliptic integral of the second kind, complete or up to phi.",
    ">>> {EllipticE[0], EllipticE[0.5], EllipticE[1., 0.5]}\n{Pi/2, 1.35064, 0.92733}",
    "ellipe",
    elliptic_e,
    "EllipticE[phi, m]",
)
special_builtin(
    "EllipticF[phi, m]",
    "gives the elliptic integral of the first kind up to phi.",
    ">>> {EllipticF[x, 0], EllipticF[1., 0.5]}\n{x, 1.08322}",
    "ellipf",
    elliptic_f,
)
special_builtin(
    "EllipticPi[n, m]",
    "gives the elliptic integral of the third kind, complete or up to phi.",
    ">>> EllipticPi[0.5, 0.2]\n2.36967",
    "ellippi",
    None,
    "EllipticPi[n, phi, m]",
)
special_builtin("AiryAi[z]", "gives the Airy function Ai of z.", ">>> AiryAi[1.]\n0.135292", "airyai")
special_builtin("AiryBi[z]", "gives the Airy function Bi of z.", ">>> AiryBi[1.]\n1.20742", "airybi")
special_builtin(
    "BesselY[n, z]",
    "gives the Bessel function of the second kind.",
    ">>> BesselY[0, 1.]\n0.088257",
    "bessely",
)
special_builtin(
    "BesselK[n, z]",
    "gives the modified Bessel function of the second kind.",
    ">>> BesselK[0, 1.]\n0.421024",
    "besselk",
    bessel_k,
)


@builtin("UnitBox[x]", attributes=NUMERIC)
def unit_box(kernel: Any, x: Any) -> Any:
    """gives 1 for x from -1/2 to 1/2, and 0 elsewhere.

    >>> UnitBox[{0, 1/2, 1}]
    {1, 1, 0}
    """
    return by_size(kernel, x, lambda size: S.Boole(S.LessEqual(size, HALF)))


@builtin("UnitTriangle[x]", attributes=NUMERIC)
def unit_triangle(kernel: Any, x: Any) -> Any:
    """gives 1 less the size of x where that is at most 1, and 0 elsewhere.

    >>> UnitTriangle[{0, 1/4, 2}]
    {1, 3/4, 0}
    """
    return by_size(kernel, x, lambda size: S.Max(0, S.Plus(1, S.Times(-1, size))))


def by_size(kernel: Any, x: Any, value: Callable[[Any], Any]) -> Any:
    return value(S.Abs(x)) if kernel.is_true(S.NumericQ(x)) else None
