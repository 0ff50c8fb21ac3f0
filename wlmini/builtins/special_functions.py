"""Factorials, binomials, gamma, beta, error and related functions."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from wlmini.builtins.numeric_functions import (
    MINUS_INFINITY,
    NUMERIC,
    is_minus_infinity,
    is_zero,
    numeric_builtin,
    opposite,
)
from wlmini.expr import Expr, S, Symbol, symbol
from wlmini.kernel.declare import builtin
from wlmini.kernel.limits import need_bits
from wlmini.kernel.numbers import is_exact, is_number, normal

LARGEST = 200_000  # the largest integer whose factorial is worked out
ROOT_PI = S.Sqrt(S.Pi)


# -- gamma and factorials ----------------------------------------------------------------------------


def gamma_exact(kernel: Any, z: Any) -> Any:
    if type(z) is int:
        return S.ComplexInfinity if z <= 0 else math.factorial(z - 1) if z <= LARGEST else None
    if isinstance(z, Fraction) and z.denominator == 2:
        return S.Times(gamma_of_half(z), ROOT_PI)
    return S.Infinity if z is S.Infinity else None


def gamma_of_half(z: Fraction) -> int | Fraction:
    """Gamma[z]/Sqrt[Pi] for half an odd integer."""
    value, current = Fraction(1), Fraction(1, 2)
    while current < z:
        value *= current
        current += 1
    while current > z:
        current -= 1
        value /= current
    return normal(value)


def machine_gamma(z: float) -> Any:
    if z == math.floor(z) and z <= 0:
        return S.ComplexInfinity
    return math.gamma(z)


@builtin("Gamma[z]", "Gamma[a, z]", attributes=NUMERIC)
def gamma(kernel: Any, a: Any, z: Any = None) -> Any:
    """gives the gamma function of z, or the incomplete gamma function of a from z on.

    >>> {Gamma[5], Gamma[1/2], Gamma[2.5]}
    {24, Sqrt[Pi], 1.32934}
    >>> Gamma[2, 1.]
    0.735759
    """
    if z is not None:
        return inexact_call("gammainc", a, z)
    if type(a) is float:
        try:
            return machine_gamma(a)
        except OverflowError:
            return S["$Precise"]("gamma", a)
    return inexact_call("gamma", a) or gamma_exact(kernel, a)


def inexact_call(name: str, *arguments: Any) -> Any:
    """The numerical value where all arguments are numbers and one is inexact."""
    if all(map(is_number, arguments)) and not all(map(is_exact, arguments)):
        return S["$Precise"](name, *arguments)
    return None


@builtin("LogGamma[z]", attributes=NUMERIC)
def log_gamma(kernel: Any, z: Any) -> Any:
    """gives the logarithm of the gamma function of z.

    >>> {LogGamma[1], LogGamma[10.5]}
    {0, 13.9406}
    """
    if type(z) is float and z > 0:
        return math.lgamma(z)
    if type(z) is int:
        return S.Infinity if z <= 0 else S.Log(math.factorial(z - 1)) if z <= LARGEST else None
    return inexact_call("loggamma", z)


@builtin("Factorial[n]", attributes=NUMERIC)
def factorial(kernel: Any, n: Any) -> Any:
    """gives the factorial of n, written n!.

    >>> {5!, 20!, 2.5!, (1/2)!}
    {120, 2432902008176640000, 3.32335, Sqrt[Pi]/2}
    """
    if type(n) is int:
        return S.ComplexInfinity if n < 0 else math.factorial(n) if n <= LARGEST else None
    if is_number(n) and (not is_exact(n) or isinstance(n, Fraction) and n.denominator == 2):
        return S.Gamma(S.Plus(1, n))
    return S.Infinity if n is S.Infinity else None


@builtin("Factorial2[n]", attributes=NUMERIC)
def factorial2(kernel: Any, n: Any) -> Any:
    """gives the double factorial n (n - 2) (n - 4) ..., written n!!.

    >>> {7!!, 8!!, 0!!, (-1)!!}
    {105, 384, 1, 1}
    """
    if type(n) is int and n > LARGEST:
        return None
    if type(n) is int and n >= 0:
        return math.prod(range(n, 1, -2))
    if type(n) is int:
        return (
            S.ComplexInfinity
            if n % 2 == 0
            else normal(Fraction((-1) ** ((-n - 1) // 2), math.prod(range(-n - 2, 1, -2))))
        )
    return inexact_call("fac2", n)


@builtin("Binomial[n, m]", attributes=NUMERIC)
def binomial(kernel: Any, n: Any, m: Any) -> Any:
    """gives the binomial coefficient of n and m.

    >>> {Binomial[5, 2], Binomial[-2, 3], Binomial[n, 2], Binomial[2.5, 2]}
    {10, -4, ((-1 + n) n)/2, 1.875}
    """
    if type(n) is int and type(m) is int:
        least = min(abs(m), abs(n - m))
        need_bits(least if least > 1000 else 0)
        return whole_binomial(n, m)
    if type(m) is int and 0 <= m < 30 and not isinstance(n, float):
        falling = [S.Plus(n, -k) for k in range(m)]
        return S.Times(Fraction(1, math.factorial(m)), *falling)
    return inexact_call("binomial", n, m)


def whole_binomial(n: int, m: int) -> int:
    if n >= 0:
        return math.comb(n, m) if m >= 0 else 0
    if m >= 0:
        return (-1) ** m * math.comb(m - n - 1, m)
    return (-1) ** (n - m) * math.comb(-m - 1, n - m) if m <= n else 0


@builtin("Multinomial[n1, n2, ...]", attributes="Listable NumericFunction Orderless")
def multinomial(kernel: Any, *counts: Any) -> Any:
    """gives the number of ways to put n1 + n2 + ... things into boxes of n1, n2, ... each.

    >>> Multinomial[1, 2, 3]
    60
    """
    if not all(type(n) is int and n >= 0 for n in counts):
        return None
    return math.factorial(sum(counts)) // math.prod([math.factorial(n) for n in counts])


@builtin("Pochhammer[a, n]", attributes=NUMERIC)
def pochhammer(kernel: Any, a: Any, n: Any) -> Any:
    """gives the rising product a (a + 1) ... (a + n - 1).

    >>> {Pochhammer[3, 4], Pochhammer[x, 2]}
    {360, x (1 + x)}
    """
    if type(n) is int and 0 <= n <= 1000:
        return S.Times(*[S.Plus(a, k) for k in range(n)])
    return inexact_call("rf", a, n)


@builtin("FactorialPower[x, n]", attributes=NUMERIC)
def factorial_power(kernel: Any, x: Any, n: Any) -> Any:
    """gives the falling product x (x - 1) ... (x - n + 1).

    >>> FactorialPower[10, 3]
    720
    """
    if type(n) is int and 0 <= n <= 1000 and is_number(x):
        return S.Times(*[S.Plus(x, -k) for k in range(n)])
    return inexact_call("ff", x, n)


@builtin("Beta[a, b]", "Beta[z, a, b]", attributes=NUMERIC)
def beta(kernel: Any, a: Any, b: Any, c: Any = None) -> Any:
    """gives the beta function of a and b, or the incomplete one up to z.

    >>> {Beta[2, 3], Beta[2., 3.5]}
    {1/12, 0.0634921}
    """
    if c is not None:
        if all(map(is_number, (a, b, c))) and not all(map(is_exact, (a, b, c))):
            return S["$Precise"]("betainc", b, c, 0, a)
        return None
    if type(a) is int and type(b) is int and a > 0 and b > 0:
        return normal(Fraction(math.factorial(a - 1) * math.factorial(b - 1), math.factorial(a + b - 1)))
    if isinstance(a, (int, Fraction)) and isinstance(b, (int, Fraction)) and is_half(a) and is_half(b):
        return S.Times(S.Gamma(a), S.Gamma(b), S.Power(S.Gamma(a + b), -1))
    return inexact_call("beta", a, b)


def is_half(value: int | Fraction) -> bool:
    return value > 0 and Fraction(value).denominator <= 2


@builtin("PolyGamma[z]", "PolyGamma[n, z]", attributes=NUMERIC)
def poly_gamma(kernel: Any, order: Any, z: Any = None) -> Any:
    """gives the digamma function of z, or the derivative of it of order n.

    >>> {PolyGamma[1], PolyGamma[2.]}
    {-EulerGamma, 0.422784}
    """
    order, z = (0, order) if z is None else (order, z)
    if type(order) is int and order == 0 and type(z) is int and 0 < z <= 1000:
        return S.Plus(normal(harmonic(z - 1)), S.Times(-1, S.EulerGamma))
    if type(order) is int and order >= 0 and is_number(z) and not is_exact(z):
        return S["$Precise"]("psi", order, z)
    if type(order) is int and order > 0 and type(z) is int and 0 < z <= 1000:
        rest = sum((Fraction(1, k ** (order + 1)) for k in range(1, z)), Fraction(0))
        tail = S.Plus(S.Zeta(order + 1), S.Times(-1, normal(rest)))
        return S.Times((-1) ** (order + 1) * math.factorial(order), tail)
    return None


def harmonic(n: int) -> Fraction:
    return sum((Fraction(1, k) for k in range(1, n + 1)), Fraction(0))


@builtin("HarmonicNumber[n]", "HarmonicNumber[n, r]", attributes=NUMERIC)
def harmonic_number(kernel: Any, n: Any, r: Any = 1) -> Any:
    """gives 1 + 1/2 + ... + 1/n, with the terms to the power r where that is given.

    >>> {HarmonicNumber[4], HarmonicNumber[3, 2]}
    {25/12, 49/36}
    """
    if type(n) is int and 0 <= n <= 20_000 and type(r) is int:
        return normal(sum((Fraction(1, k) ** r for k in range(1, n + 1)), Fraction(0)))
    return inexact_call("harmonic", n) if type(r) is int and r == 1 else None


def zeta_exact(kernel: Any, s: Any) -> Any:
    if type(s) is not int or abs(s) > 100:
        return None
    if s == 1:
        return S.ComplexInfinity
    if s <= 0:
        return normal((-1) ** -s * bernoulli(1 - s) / (1 - s))
    if s % 2:
        return None
    factor = (-1) ** (s // 2 + 1) * bernoulli(s) * Fraction(2) ** (s - 1) / math.factorial(s)
    return S.Times(normal(factor), S.Power(S.Pi, s))


def bernoulli(n: int) -> Fraction:
    """The Bernoulli number B(n), with B(1) = -1/2."""
    row: list[Fraction] = []
    for m in range(n + 1):
        row.append(Fraction(1, m + 1))
        for j in range(m, 0, -1):
            row[j - 1] = j * (row[j - 1] - row[j])
    return -row[0] if n == 1 else row[0]


@builtin("BernoulliB[n]", attributes="Listable")
def bernoulli_b(kernel: Any, n: Any) -> Any:
    """gives the Bernoulli number of index n.

    >>> BernoulliB[{0, 1, 2, 4}]
    {1, -1/2, 1/6, -1/30}
    """
    return normal(bernoulli(n)) if type(n) is int and 0 <= n <= 500 else None


# -- error functions ---------------------------------------------------------------------------------


def at_infinities(
    function: Symbol, at_zero: Any, at_infinity: Any, at_minus: Any, odd: bool
) -> Callable[[Any, Any], Any]:
    """Values at 0 and the infinities; for an odd function the sign comes out."""

    def exact(kernel: Any, z: Any) -> Any:
        if is_zero(z):
            return at_zero
        if z is S.Infinity:
            return at_infinity
        if is_minus_infinity(z):
            return at_minus
        positive = opposite(z) if odd else None
        return None if positive is None else S.Times(-1, Expr(function, (positive,)))

    return exact


@builtin("Erf[z]", "Erf[z1, z2]", attributes=NUMERIC)
def erf(kernel: Any, z: Any, upper: Any = None) -> Any:
    """gives the error function of z, or its increase from z1 to z2.

    >>> {Erf[0], Erf[1.], Erf[Infinity], Erf[-x]}
    {0, 0.842701, 1, -Erf[x]}
    """
    if upper is not None:
        return S.Plus(S.Erf(upper), S.Times(-1, S.Erf(z)))
    if type(z) is float:
        return math.erf(z)
    return inexact_call("erf", z) or at_infinities(S.Erf, 0, 1, -1, True)(kernel, z)


numeric_builtin(
    "Erfc[z]",
    """gives the complementary error function of z, which is 1 - Erf[z].

    >>> {Erfc[0], Erfc[1.]}
    {1, 0.157299}
    """,
    math.erfc, None, "erfc", at_infinities(S.Erfc, 1, 0, 2, False),
)  # fmt: skip
numeric_builtin(
    "Erfi[z]",
    """gives the imaginary error function of z, which is Erf[I z]/I.

    >>> Erfi[1.]
    1.65043
    """,
    None, None, "erfi", at_infinities(S.Erfi, 0, S.Infinity, MINUS_INFINITY, True),
)  # fmt: skip
numeric_builtin(
    "InverseErf[s]",
    """gives the z with Erf[z] = s.

    >>> {InverseErf[0], InverseErf[0.5], InverseErf[1]}
    {0, 0.476936, Infinity}
    """,
    None, None, "erfinv",
    lambda kernel, s: {0: 0, 1: S.Infinity, -1: MINUS_INFINITY}.get(s) if type(s) is int else None,
)  # fmt: skip
numeric_builtin(
    "InverseErfc[s]",
    """gives the z with Erfc[z] = s.

    >>> InverseErfc[0.5]
    0.476936
    """,
    None, None, "erfcinv",
    lambda kernel, s: {1: 0, 0: S.Infinity, 2: MINUS_INFINITY}.get(s) if type(s) is int else None,
)  # fmt: skip
numeric_builtin(
    "Zeta[s]",
    """gives the Riemann zeta function of s.

    >>> {Zeta[2], Zeta[-1], Zeta[3.]}
    {Pi^2/6, -1/12, 1.20206}
    """,
    None, None, "zeta", zeta_exact,
)  # fmt: skip


@builtin("BesselJ[n, z]", attributes=NUMERIC)
def bessel_j(kernel: Any, order: Any, z: Any) -> Any:
    """gives the Bessel function of the first kind of order n.

    >>> {BesselJ[0, 0], BesselJ[0, 1.]}
    {1, 0.765198}
    """
    if is_zero(z) and type(order) is int:
        return 1 if order == 0 else 0
    return inexact_call("besselj", order, z)


@builtin("BesselI[n, z]", attributes=NUMERIC)
def bessel_i(kernel: Any, order: Any, z: Any) -> Any:
    """gives the modified Bessel function of the first kind of order n.

    >>> BesselI[0, 1.]
    1.26607
    """
    if is_zero(z) and type(order) is int:
        return 1 if order == 0 else 0
    return inexact_call("besseli", order, z)


# -- orthogonal polynomials --------------------------------------------------------------------------


def by_recurrence(
    name: str, first: Callable[[Any], Any], step: Callable[[int, Any, Any, Any], Any]
) -> Callable[[Any, Any, Any], Any]:
    """A family P(0) = 1, P(1) = first(x), P(n + 1) = step(n, x, P(n), P(n - 1)), multiplied out; for other n
    the function that has a name of mpmath's, of numbers."""

    def function(kernel: Any, n: Any, x: Any) -> Any:
        if type(n) is not int or not 0 <= n <= 1000:
            return inexact_call(name, n, x)
        before, current = 1, kernel.evaluate(first(x))
        if n == 0:
            return 1
        for k in range(1, n):
            before, current = current, kernel.evaluate(S.Expand(step(k, x, current, before)))
        return current

    return function


def documented(function: Callable[..., Any], text: str) -> Callable[..., Any]:
    function.__doc__ = text
    return function


builtin("ChebyshevT[n, x]", attributes=NUMERIC)(
    documented(
        by_recurrence("chebyt", lambda x: x, lambda k, x, p, q: S.Plus(S.Times(2, x, p), S.Times(-1, q))),
        """gives the Chebyshev polynomial of the first kind of degree n.

        >>> {ChebyshevT[3, x], ChebyshevT[3, 0.5]}
        {-3 x + 4 x^3, -1.}
        """,
    )
)
builtin("ChebyshevU[n, x]", attributes=NUMERIC)(
    documented(
        by_recurrence(
            "chebyu", lambda x: S.Times(2, x), lambda k, x, p, q: S.Plus(S.Times(2, x, p), S.Times(-1, q))
        ),
        """gives the Chebyshev polynomial of the second kind of degree n.

        >>> ChebyshevU[3, x]
        -4 x + 8 x^3
        """,
    )
)
legendre = by_recurrence(
    "legendre",
    lambda x: x,
    lambda k, x, p, q: S.Plus(S.Times(Fraction(2 * k + 1, k + 1), x, p), S.Times(Fraction(-k, k + 1), q)),
)


@builtin("LegendreP[n, x]", "LegendreP[n, m, x]", attributes=NUMERIC)
def legendre_p(kernel: Any, n: Any, m: Any, x: Any = None) -> Any:
    """gives the Legendre polynomial of degree n, or the associated Legendre function of order m.

    >>> {LegendreP[2, 0.5], LegendreP[2, 1, x]}
    {-0.125, -3 x Sqrt[1 - x^2]}
    """
    if x is None:
        return legendre(kernel, n, m)
    if type(n) is not int or type(m) is not int or n < 0:
        return inexact_call("legenp", n, m, x)
    order, name = abs(m), symbol("LegendreP`x")
    if order > n:
        return 0
    slope = kernel.evaluate(S.D(S.LegendreP(n, name), S.List(name, order)))
    root = S.Power(S.Plus(1, S.Times(-1, S.Power(x, 2))), normal(Fraction(order, 2)))
    factor = (-1) ** order if m >= 0 else Fraction(math.factorial(n - order), math.factorial(n + order))
    return S.Times(normal(factor), root, S.Factor(S.ReplaceAll(slope, S.Rule(name, x))))


builtin("HermiteH[n, x]", attributes=NUMERIC)(
    documented(
        by_recurrence(
            "hermite",
            lambda x: S.Times(2, x),
            lambda k, x, p, q: S.Plus(S.Times(2, x, p), S.Times(-2 * k, q)),
        ),
        """gives the Hermite polynomial of degree n.

        >>> HermiteH[3, x]
        -12 x + 8 x^3
        """,
    )
)
