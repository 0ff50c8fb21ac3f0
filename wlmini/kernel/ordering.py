"""The canonical order of expressions, as Sort, Order and Orderless heads have it.

Numbers come first, then strings, then everything else: symbols by name, powers and products beside
their bases (x < x^2 < y < x y), other expressions by length, head and parts.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wlmini.expr import BigReal, Complex, Expr, S, Symbol
from wlmini.kernel.numbers import is_number

Key = tuple[Any, ...]


def sort_parts(parts: tuple[Any, ...]) -> list[Any] | None:
    """The parts in canonical order; None where they are in order already."""
    keys = [order_key(p) for p in parts]
    if all(keys[i] <= keys[i + 1] for i in range(len(keys) - 1)):
        return None
    return [parts[i] for i in sorted(range(len(parts)), key=keys.__getitem__)]


def sorted_canonically(items: Iterable[Any]) -> list[Any]:
    return sorted(items, key=order_key)


def compare(a: Any, b: Any) -> int:
    """1 where a comes before b, -1 where it comes after, 0 where they are in the same place."""
    first, second = order_key(a), order_key(b)
    return (first < second) - (first > second)


def order_key(expr: Any) -> Key:
    """A key by which expressions sort canonically."""
    kind = type(expr)
    if kind is int:
        return (0, expr, 0, 0)
    if kind is Symbol or kind is Expr or isinstance(expr, Expr):
        try:
            key: Key = expr.order
        except AttributeError:
            key = (2, *(factor_keys(expr) if isinstance(expr, Expr) else simple_keys(name_key(expr))))
            expr.order = key
        return key
    if is_number(expr):
        return number_key(expr)
    if isinstance(expr, str):
        return (1, collation(expr))
    return (3, expr.head.short, repr(expr))


def number_key(value: Any) -> Key:
    if isinstance(value, complex):
        return (0, value.real, value.imag, 1)
    if isinstance(value, Complex):
        return (0, plain(value.re), plain(value.im), 0)
    return (0, plain(value), 0, 1 if isinstance(value, float) else 0)


def plain(value: Any) -> Any:
    return value.value if isinstance(value, BigReal) else value


ZERO, ONE = number_key(0), number_key(1)
ALGEBRAIC = frozenset((S.Plus, S.Times, S.Power))


def collation(text: str) -> Key:
    """Alphabetical whatever the case; where only the case differs, lower before upper."""
    return (text.casefold(), text.swapcase())


def name_key(symbol: Symbol) -> Key:
    return (0, collation(symbol.short), symbol.context)


def simple_keys(key: Key) -> tuple[Any, ...]:
    """What `factor_keys` gives for a base with this key that is neither sum nor product nor power."""
    return key, 0, ((key, ONE),), ZERO, ONE


def factor_keys(expr: Expr) -> tuple[Any, ...]:
    """(leading base, is a sum, factors or terms last first, constant term, coefficient, exponent).

    -1 + x comes before x^2, that before 1 + x and that before y: sums stand after the powers of their
    leading base, but for those that are that base less a number, or from which that base is taken:
    x (1 + x), but (1 - x) x and (x - y) y.
    """
    if expr.head not in ALGEBRAIC:
        return simple_keys(whole_key(expr))
    base, exponent = expr, ONE
    if expr.head is S.Power and len(expr.parts) == 2 and isinstance(expr.parts[0], Expr):
        inner = expr.parts[0]
        if inner.head is S.Plus and inner.parts:
            base, exponent = inner, order_key(expr.parts[1])
    first, rest = (base.parts[0], base.parts[1:]) if base.parts else (None, ())
    if base.head is S.Times and len(base.parts) > 1:
        if is_sum_power(base.parts[-1]):  # (1 + y)^2 comes before x (1 + y)^2, as y does before x y
            others = rest[:-1] if is_number(first) else base.parts[:-1]
            coefficient = number_key(first) if is_number(first) else ONE
            found = factor_keys(base.parts[-1])[:6]
            return *found, tuple(power_key(p) for p in reversed(others)), coefficient
        if is_number(first):
            return leading_key(base), 0, tuple(power_key(p) for p in reversed(rest)), ZERO, number_key(first)
        return leading_key(base), 0, tuple(power_key(p) for p in reversed(base.parts)), ZERO, ONE
    if base.head is S.Plus and len(base.parts) > 1:
        number = is_number(first)  # -1 + n comes before n, 1 + n after it
        terms = tuple(term_key(p) for p in reversed(rest if number else base.parts))
        below = number and len(terms) == 1 and is_below(first, rest[0])
        place = -1 if below or is_taken_off(base.parts[-1]) else 1
        return leading_key(base), place, terms, number_key(first) if number else ZERO, ONE, exponent, (), ONE
    return leading_key(base), 0, (power_key(base),), ZERO, ONE


def is_sum_power(expr: Any) -> bool:
    """Whether an expression is a sum or a power of one."""
    inner = expr.parts[0] if isinstance(expr, Expr) and expr.head is S.Power and expr.parts else expr
    return isinstance(inner, Expr) and inner.head is S.Plus and len(inner.parts) > 1


def is_below(number: Any, term: Any) -> bool:
    """Whether number + term is a plain base less something."""
    plain_base = not (isinstance(term, Expr) and term.head in (S.Power, S.Times))
    return plain_base and number_key(number)[1] < 0


def is_taken_off(term: Any) -> bool:
    """Whether a term is a plain base with a negative number before it."""
    if not (isinstance(term, Expr) and term.head is S.Times and len(term.parts) == 2):
        return False
    number, base = term.parts
    real = is_number(number) and not isinstance(number, (complex, Complex))
    plain_base = not (isinstance(base, Expr) and base.head in ALGEBRAIC)
    return plain_base and real and number_key(number)[1] < 0


def leading_key(expr: Any) -> Key:
    """The key of the base that a sum or product ends with."""
    while isinstance(expr, Expr) and expr.parts:
        if expr.head is S.Times or expr.head is S.Plus:
            expr = expr.parts[-1]
        elif expr.head is S.Power and len(expr.parts) == 2:
            expr = expr.parts[0]
        else:
            break
    return base_key(expr)


def term_key(term: Any) -> Key:
    """(base, exponent, other factors, coefficient) of a term of a sum."""
    if not (isinstance(term, Expr) and term.head is S.Times and len(term.parts) > 1):
        return *power_key(term), (), ONE
    first = term.parts[0]
    number = is_number(first)
    factors = term.parts[1:] if number else term.parts
    others = tuple(power_key(p) for p in reversed(factors[:-1]))
    return *power_key(factors[-1]), others, number_key(first) if number else ONE


def power_key(expr: Any) -> Key:
    """(base, exponent) of a factor."""
    if isinstance(expr, Expr) and expr.head is S.Power and len(expr.parts) == 2:
        return base_key(expr.parts[0]), order_key(expr.parts[1])
    return base_key(expr), ONE


def base_key(expr: Any) -> Key:
    if isinstance(expr, Symbol):
        key: Key = order_key(expr)[1]
        return key
    if isinstance(expr, Expr):
        if expr.head in ALGEBRAIC:
            return whole_key(expr)
        kept: Key = order_key(expr)[1]
        return kept
    return (-1, order_key(expr))


def whole_key(expr: Expr) -> Key:
    """The key of an expression as a base: by length, head and parts."""
    return (1, len(expr.parts), base_key(expr.head), tuple(map(order_key, expr.parts)))
