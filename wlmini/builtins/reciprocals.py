"""Quotients of trigonometric functions in canonical form: 1/Cos[x] is Sec[x], Sin[x]/Cos[x] is Tan[x]."""

from __future__ import annotations

from typing import Any

from wlmini.expr import Expr, S, Symbol, as_key, from_key

CIRCULAR = (S.Sin, S.Cos, S.Tan, S.Cot, S.Sec, S.Csc)
HYPERBOLIC = (S.Sinh, S.Cosh, S.Tanh, S.Coth, S.Sech, S.Csch)
EXPONENTS = ((1, 0), (0, 1), (1, -1), (-1, 1), (0, -1), (-1, 0))  # of sine and cosine in each of the six
FAMILY = {head: family for family in (CIRCULAR, HYPERBOLIC) for head in family}
PAIR = {head: EXPONENTS[FAMILY[head].index(head)] for head in FAMILY}


def reciprocal_power(base: Any, exponent: Any) -> Any:
    """1/Cos[x]^n as Sec[x]^n; None for other powers."""
    if type(exponent) is not int or exponent >= 0 or not is_function(base):
        return None
    family = FAMILY[base.head]
    opposite = family[EXPONENTS.index((-PAIR[base.head][0], -PAIR[base.head][1]))]
    return S.Power(Expr(opposite, base.parts), -exponent)


def is_function(expr: Any) -> bool:
    return isinstance(expr, Expr) and expr.head in FAMILY and len(expr.parts) == 1


def split(factor: Any) -> tuple[Any, int] | None:
    """(function, exponent) of a whole power of one of the functions."""
    if is_function(factor):
        return factor, 1
    if isinstance(factor, Expr) and factor.head is S.Power and len(factor.parts) == 2:
        base, exponent = factor.parts
        if is_function(base) and type(exponent) is int:
            return base, exponent
    return None


def joined(factors: list[Any]) -> list[Any]:
    """The factors with sines and cosines of the same argument in the fewest functions."""
    groups: dict[Any, list[int]] = {}
    for place, factor in enumerate(factors):
        found = split(factor)
        if found is not None:
            base = found[0]
            groups.setdefault((FAMILY[base.head][0], as_key(base.parts[0])), []).append(place)
    changed = list(factors)
    for (first, key), places in groups.items():
        if len(places) > 1:
            made = product(FAMILY[first], from_key(key), [split(factors[p]) for p in places])
            if set(made) != {factors[p] for p in places}:
                for place in places:
                    changed[place] = None
                changed += made
    return [f for f in changed if f is not None]


def product(family: tuple[Symbol, ...], argument: Any, powers: list[Any]) -> list[Any]:
    sine = sum(n * PAIR[base.head][0] for base, n in powers)
    cosine = sum(n * PAIR[base.head][1] for base, n in powers)
    made: dict[int, int] = {}  # place in the family -> exponent
    if sine * cosine < 0:
        shared = min(abs(sine), abs(cosine))
        made[2 if sine > 0 else 3] = shared
        sine, cosine = (sine - shared, cosine + shared) if sine > 0 else (sine + shared, cosine - shared)
    made[0 if sine > 0 else 5] = abs(sine)
    made[1 if cosine > 0 else 4] = abs(cosine)
    functions = {place: Expr(family[place], (argument,)) for place in made}
    return [f if made[p] == 1 else S.Power(f, made[p]) for p, f in functions.items() if made[p]]
