"""Asymptotic: what a function is like near a point or at infinity."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from wlmini.builtins.symbolic.algebra import is_free
from wlmini.builtins.symbolic.bridge import attempt
from wlmini.expr import FALSE, TRUE, Expr, S, is_list, same
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

MESSAGES = {
    "aspec": "`1` is neither x -> x0 nor {x, x0, n} with a natural number n.",
    "noas": "No asymptotic form of `1` was found.",
}
ROOT_TWO_PI = S.Sqrt(S.Times(2, S.Pi))


def stirling(z: Any) -> Any:
    """Gamma[z] for large z."""
    return S.Times(ROOT_TWO_PI, S.Power(z, S.Plus(z, Fraction(-1, 2))), S.Power(S.E, S.Times(-1, z)))


def factorial(z: Any) -> Any:
    return S.Times(ROOT_TWO_PI, S.Power(z, S.Plus(z, Fraction(1, 2))), S.Power(S.E, S.Times(-1, z)))


def half_binomial(n: Any, k: Any) -> Any:
    """Binomial[2 m, m]."""
    return S.Times(S.Power(4, k), S.Power(S.Times(S.Pi, k), Fraction(-1, 2)))


def fibonacci(z: Any) -> Any:
    golden = S.Times(Fraction(1, 2), S.Plus(1, S.Sqrt(5)))
    return S.Times(S.Power(5, Fraction(-1, 2)), S.Power(golden, z))


AT_INFINITY: dict[Any, Callable[[Any], Any]] = {
    S.Gamma: stirling,
    S.Factorial: factorial,
    S.HarmonicNumber: S.Log,
    S.LogGamma: lambda z: S.Times(z, S.Log(z)),
    S.Fibonacci: fibonacci,
    S.Prime: lambda z: S.Times(z, S.Log(z)),
    S.PrimePi: lambda z: S.Times(z, S.Power(S.Log(z), -1)),
}


@builtin("Asymptotic[f, x -> x0]", "Asymptotic[f, {x, x0, n}]", messages=MESSAGES)
def asymptotic(kernel: Any, function: Any, spec: Any) -> Any:
    """gives the leading term of f as x goes to x0, or the terms up to the order n.

    >>> {Asymptotic[Sin[x], x -> 0], Asymptotic[1 - Cos[x], x -> 0], Asymptotic[Exp[x], {x, 0, 2}]}
    {x, x^2/2, 1 + x + x^2/2}
    >>> Asymptotic[n!, n -> Infinity]
    (n^(1/2 + n) Sqrt[2 Pi])/E^n
    """
    if is_list(spec) and len(spec) == 3 and type(spec.parts[2]) is int and spec.parts[2] >= 0:
        found = kernel.evaluate(S.Series(function, spec))
        return None if isinstance(found, Expr) and found.head is S.Series else S.Normal(found)
    if not isinstance(spec, Expr) or spec.head is not S.Rule or len(spec.parts) != 2:
        raise Failure("aspec", spec, value=None)
    x, x0 = spec.parts
    if is_free(function, (x,)):
        return function
    found = attempt(leading, kernel, function, x, x0)
    if found is None:
        kernel.message(S.Asymptotic, "noas", function)
    return found


def leading(kernel: Any, function: Any, x: Any, x0: Any) -> Any:
    if x0 is S.Infinity:
        found = growing(kernel, function, x)
        if found is not None:
            return found
    found = kernel.evaluate(S.Series(function, S.Rule(x, x0)))
    if not isinstance(found, Expr) or found.head is S.Series:
        return None
    return kernel.evaluate(S.PowerExpand(S.Normal(found)) if x0 is S.Infinity else S.Normal(found))


def growing(kernel: Any, function: Any, x: Any) -> Any:
    """Products and powers of functions whose growth is known; sums by their largest term."""
    if is_free(function, (x,)) or same(function, x):
        return function
    assert isinstance(function, Expr)
    if function.head is S.Times:
        parts = [growing(kernel, p, x) for p in function.parts]
        return None if None in parts else kernel.evaluate(S.PowerExpand(S.Times(*parts)))
    if function.head is S.Power and is_free(function.parts[1], (x,)):
        base = growing(kernel, function.parts[0], x)
        return None if base is None else kernel.evaluate(S.Power(base, function.parts[1]))
    if function.head is S.Power and is_free(function.parts[0], (x,)):
        return function
    if function.head is S.Plus:
        return largest(kernel, function.parts, x)
    if function.head is S.Binomial and len(function.parts) == 2:
        n, k = function.parts
        twice = kernel.evaluate(S.Subtract(n, S.Times(2, k)))
        return kernel.evaluate(half_binomial(n, k)) if twice == 0 and type(twice) is int else None
    if function.head is S.Log and same(function.parts[0], x):
        return function
    known = AT_INFINITY.get(function.head)
    plain = known is not None and len(function.parts) == 1 and same(function.parts[0], x)
    return kernel.evaluate(known(x)) if known is not None and plain else None


def largest(kernel: Any, parts: tuple[Any, ...], x: Any) -> Any:
    """The term beside which all others vanish; None where there is no such one."""
    terms = [growing(kernel, p, x) for p in parts]
    if None in terms:
        return None
    best = terms[0]
    for term in terms[1:]:
        ratio = S.Limit(S.Times(term, S.Power(best, -1)), S.Rule(x, S.Infinity))
        limit = kernel.evaluate(ratio)
        if limit in (S.Infinity, S.DirectedInfinity(1), S.DirectedInfinity(-1)):
            best = term
        elif not (type(limit) is int and limit == 0):
            return None
    return best


@builtin("AsymptoticEquivalent[f, g, x -> x0]", messages=MESSAGES)
def asymptotic_equivalent(kernel: Any, f: Any, g: Any, spec: Any) -> Any:
    """tells whether the quotient of f and g goes to 1 as x goes to x0.

    >>> {AsymptoticEquivalent[Sin[x], x, x -> 0], AsymptoticEquivalent[x^2 + x, x, x -> Infinity]}
    {True, False}
    """
    limit = quotient_limit(kernel, f, g, spec)
    return None if limit is None else TRUE if limit == 1 else FALSE


@builtin("AsymptoticLess[f, g, x -> x0]", messages=MESSAGES)
def asymptotic_less(kernel: Any, f: Any, g: Any, spec: Any) -> Any:
    """tells whether f is small beside g as x goes to x0: the quotient goes to 0.

    >>> {AsymptoticLess[x, x^2, x -> Infinity], AsymptoticLess[2 x, x, x -> Infinity]}
    {True, False}
    """
    limit = quotient_limit(kernel, f, g, spec)
    return None if limit is None else TRUE if type(limit) is int and limit == 0 else FALSE


def quotient_limit(kernel: Any, f: Any, g: Any, spec: Any) -> Any:
    """The limit of f/g; None where it is not found."""
    if not isinstance(spec, Expr) or spec.head is not S.Rule or len(spec.parts) != 2:
        raise Failure("aspec", spec, value=None)
    found = kernel.evaluate(S.Limit(S.Times(f, S.Power(g, -1)), spec))
    return None if isinstance(found, Expr) and found.head is S.Limit else found


@builtin("DiscreteAsymptotic[f, n -> Infinity]", messages=MESSAGES)
def discrete_asymptotic(kernel: Any, function: Any, spec: Any) -> Any:
    """gives the leading term of a sequence of n for large n.

    >>> {DiscreteAsymptotic[Binomial[2 n, n], n -> Infinity], DiscreteAsymptotic[n^2 + n, n -> Infinity]}
    {4^n/Sqrt[n Pi], n^2}
    """
    if not isinstance(spec, Expr) or spec.head is not S.Rule or spec.parts[1] is not S.Infinity:
        raise Failure("aspec", spec, value=None)
    return kernel.evaluate(S.Asymptotic(function, spec))
