"""Continued fractions of rationals, of reals to so many terms, and of quadratic irrationals."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from wlmini.builtins.approximation import is_numeric
from wlmini.expr import BigReal, Expr, S, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.numbers import is_real

MOST = 10_000  # terms looked at before a period is given up


@builtin(
    "ContinuedFraction[x]",
    "ContinuedFraction[x, n]",
    messages={
        "incomp": "`1` has no finite or periodic continued fraction that is known; give a number of terms."
    },
)
def continued_fraction(kernel: Any, x: Any, n: Any = None) -> Any:
    """gives the terms of the continued fraction of x, at most n of them; those that recur as a list.

    >>> {ContinuedFraction[45/16], ContinuedFraction[Pi, 5], ContinuedFraction[Sqrt[7]]}
    {{2, 1, 4, 3}, {3, 7, 15, 1, 292}, {2, {1, 1, 1, 4}}}
    """
    if n is not None and (type(n) is not int or n < 1):
        return None
    if isinstance(x, (int, Fraction)):
        return make_list(terms_of(Fraction(x), Fraction(x), n))
    if isinstance(x, (float, BigReal)):
        return make_list(inexact_terms(x, n))
    if not is_numeric(kernel, x):
        return None
    if n is not None:
        return make_list(exact_terms(kernel, x, n))
    surd = surd_of(x)
    if surd is None:
        kernel.message(S.ContinuedFraction, "incomp", x)
        return None
    return periodic(*surd)


def terms_of(low: Fraction, high: Fraction, most: int | None) -> list[int]:
    """The terms on which two numbers agree; all terms of one where they are the same."""
    terms: list[int] = []
    while most is None or len(terms) < most:
        whole = math.trunc(low) if low == high else math.floor(low)
        if math.floor(high) != math.floor(low):
            break
        terms.append(whole)
        low, high = low - whole, high - whole
        if not low or not high:
            break
        low, high = (1 / low, 1 / high) if low == high else (1 / high, 1 / low)
    return terms


def inexact_terms(x: Any, most: int | None) -> list[int]:
    value = x.value if isinstance(x, BigReal) else Fraction(x)
    digits = x.precision if isinstance(x, BigReal) else 15.6
    slack = abs(value) / Fraction(10) ** int(digits)
    found = terms_of(value - slack, value + slack, most)
    whole = terms_of(value, value, most)
    return whole if len(whole) == len(found) + 1 and most != len(found) else found


def exact_terms(kernel: Any, x: Any, count: int) -> list[int]:
    digits = 20 + 2 * count
    while True:
        value = kernel.evaluate(S.N(x, digits))
        found = inexact_terms(value, count) if is_real(value) else []
        if len(found) >= count or digits > 20_000:
            return found[:count]
        digits *= 2


def surd_of(x: Any) -> tuple[Fraction, Fraction, int] | None:
    """(a, b, d) of a + b Sqrt[d], None for any other expression."""
    if (
        isinstance(x, Expr)
        and x.head is S.Plus
        and len(x.parts) == 2
        and isinstance(x.parts[0], (int, Fraction))
    ):
        rest = surd_of(x.parts[1])
        return None if rest is None else (x.parts[0] + rest[0], rest[1], rest[2])
    if (
        isinstance(x, Expr)
        and x.head is S.Times
        and len(x.parts) == 2
        and isinstance(x.parts[0], (int, Fraction))
    ):
        rest = surd_of(x.parts[1])
        factor = Fraction(x.parts[0])
        return None if rest is None else (factor * rest[0], factor * rest[1], rest[2])
    if isinstance(x, Expr) and x.head is S.Power and type(x.parts[0]) is int and x.parts[0] > 0:
        if x.parts[1] == Fraction(1, 2):
            return Fraction(0), Fraction(1), x.parts[0]
        if x.parts[1] == Fraction(-1, 2):
            return Fraction(0), Fraction(1, x.parts[0]), x.parts[0]
    return None


def periodic(a: Fraction, b: Fraction, d: int) -> Any:
    """The terms of a + b Sqrt[d], written as (p + Sqrt[r])/q with q a divisor of r - p^2."""
    common = math.lcm(a.denominator, b.denominator)
    p, m, q = int(a * common), int(b * common), common
    if m < 0:
        p, m, q = -p, -m, -q
    r = m * m * d
    p, r, q = p * abs(q), r * q * q, q * abs(q)
    seen: dict[tuple[int, int], int] = {}
    terms: list[int] = []
    while (p, q) not in seen and len(terms) < MOST:
        seen[p, q] = len(terms)
        size = (p + math.isqrt(r)) // abs(q)
        whole = size if q > 0 else -size - 1
        terms.append(whole)
        p = whole * q - p
        q = (r - p * p) // q
    start = seen.get((p, q), len(terms))
    return make_list([*terms[:start], make_list(terms[start:])])
