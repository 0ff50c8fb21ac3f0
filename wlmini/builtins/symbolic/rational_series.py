"""Power series of rational functions with rational coefficients, by arithmetic on lists of coefficients."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, NamedTuple

from wlmini.expr import Expr, S, same

MORE = (0, 4, 16, 64)  # orders carried beyond the one asked for, where terms cancel
LONGEST = 20_000


class Terms(NamedTuple):
    """Coefficients of the powers low, low + 1, ... of t; what follows them is not known."""

    low: int
    values: list[Any]


def rational_terms(function: Any, x: Any, x0: Any, order: int) -> dict[int, Any] | None:
    """Exponent -> coefficient up to the order, of a function made of x and numbers; None for others."""
    if not isinstance(x0, (int, Fraction)) or not is_rational(function, x) or order > LONGEST:
        return None
    for more in MORE:
        found = expanded(function, x, x0, order + 1 + more)
        if found is not None and found.low + len(found.values) > order:
            known = {found.low + k: c for k, c in enumerate(found.values)}
            return {e: whole(c) for e, c in known.items() if c and e <= order}
    return None


def whole(value: Any) -> Any:
    return value.numerator if isinstance(value, Fraction) and value.denominator == 1 else value


def is_rational(expr: Any, x: Any) -> bool:
    if isinstance(expr, Expr) and expr.head is S.Power and len(expr.parts) == 2:
        return type(expr.parts[1]) is int and is_rational(expr.parts[0], x)
    if isinstance(expr, Expr) and expr.head in (S.Plus, S.Times):
        return all(is_rational(p, x) for p in expr.parts)
    return isinstance(expr, (int, Fraction)) or same(expr, x)


def expanded(expr: Any, x: Any, x0: Any, size: int) -> Terms | None:
    """The series with so many terms, or fewer; None where something cannot be divided by."""
    if isinstance(expr, (int, Fraction)):
        return Terms(0, [expr] + [0] * (size - 1))
    if not isinstance(expr, Expr):
        return Terms(0, ([x0, 1] + [0] * size)[:size])
    if expr.head is S.Power:
        base = expanded(expr.parts[0], x, x0, size)
        return None if base is None else raised(base, expr.parts[1])
    found: Terms | None = None
    combine = added if expr.head is S.Plus else multiplied
    for part in expr.parts:
        other = expanded(part, x, x0, size)
        if other is None:
            return None
        found = other if found is None else combine(found, other)
    return found


def added(a: Terms, b: Terms) -> Terms:
    low = min(a.low, b.low)
    end = min(a.low + len(a.values), b.low + len(b.values))
    values = [0] * max(0, end - low)
    for series in (a, b):
        for k, c in enumerate(series.values[: max(0, end - series.low)], series.low - low):
            values[k] += c
    return Terms(low, values)


def multiplied(a: Terms, b: Terms) -> Terms:
    size = min(len(a.values), len(b.values))
    values: list[Any] = [0] * size
    sparse, dense = sorted(([(k, c) for k, c in enumerate(s.values[:size]) if c] for s in (a, b)), key=len)
    for j, c in sparse:
        for k, d in dense:
            if j + k >= size:
                break
            values[j + k] += c * d
    return Terms(a.low + b.low, values)


def raised(base: Terms, exponent: int) -> Terms | None:
    if exponent < 0:
        inverse = reciprocal(base)
        return None if inverse is None else raised(inverse, -exponent)
    found = Terms(0, [1] + [0] * (len(base.values) - 1))
    while exponent:
        if exponent & 1:
            found = multiplied(found, base)
        exponent >>= 1
        base = multiplied(base, base) if exponent else base
    return found


def reciprocal(series: Terms) -> Terms | None:
    first = next((k for k, c in enumerate(series.values) if c), None)
    if first is None:
        return None
    lead, rest = series.values[first], series.values[first + 1 :]
    steps = [(k, c) for k, c in enumerate(rest, 1) if c]
    values: list[Any] = []
    for n in range(len(rest) + 1):
        total = sum([c * values[n - k] for k, c in steps if k <= n], 0 if n else -1)
        values.append(-total * lead if lead in (1, -1) else Fraction(-total) / lead)
    return Terms(-series.low - first, values)
