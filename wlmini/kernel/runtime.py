"""What translated code calls: arithmetic and comparison of machine numbers as the language has them."""

from __future__ import annotations

import math
from typing import Any

from wlmini.kernel.numbers import equal
from wlmini.kernel.ordering import number_key

Number = int | float


class GiveUp(Exception):
    """Something that the translation does not cover; nothing has happened yet."""


GIVING_UP = (GiveUp, OverflowError, ZeroDivisionError, RecursionError, UnboundLocalError, TypeError)


def product(a: Number, b: Number) -> Number:
    """a b, where an exact 0 makes it exact."""
    value = a * b
    if value:
        return value
    return 0 if (a == 0 and type(a) is int) or (b == 0 and type(b) is int) else value


def total(*terms: Number) -> Number:
    """A sum of more than two terms, added in the order in which Plus has them."""
    if all(type(t) is int for t in terms):
        return sum(terms)
    value: Number = 0
    for term in sorted(terms, key=number_key):
        value = value + term
    return value


def quotient(a: Number, b: Number) -> Number:
    """a/b: an integer where it is one, or a real by way of 1/b, as Times[a, Power[b, -1]] computes it."""
    if type(a) is int and type(b) is int:
        value, rest = divmod(a, b)
        if rest:
            raise GiveUp
        return value
    if b == 0:
        raise GiveUp
    return product(a, 1 / finite(b))


def whole_power(base: Number, exponent: Number) -> Number:
    if type(exponent) is not int or exponent <= 0:
        raise GiveUp
    return base**exponent


def remainder(a: Number, b: Number) -> Number:
    if type(a) is int and type(b) is int:
        return a % b
    raise GiveUp


def whole_quotient(a: Number, b: Number) -> Number:
    if type(a) is int and type(b) is int:
        return a // b
    raise GiveUp


def less(a: Number, b: Number) -> bool:
    if type(a) is int and type(b) is int:
        return a < b
    return finite(a) < finite(b) and not equal(a, b)


def at_most(a: Number, b: Number) -> bool:
    return not less(b, a)


def equals(a: Number, b: Number) -> bool:
    return a == b if type(a) is int and type(b) is int else equal(finite(a), finite(b))


def identical(a: Number, b: Number) -> bool:
    if type(a) is int and type(b) is int:
        return a == b
    if type(a) is not type(b):
        return False
    raise GiveUp  # reals that differ in their last bit are the same


def even(a: Number) -> bool:
    return type(a) is int and not a & 1


def odd(a: Number) -> bool:
    return type(a) is int and bool(a & 1)


def own(definition: Any) -> Number:
    """The value of a variable outside."""
    value = definition.own
    if type(value) is not int and type(value) is not float:
        raise GiveUp
    return value


def finite(value: Number) -> Number:
    """The value, unless it overflowed."""
    if type(value) is float and not -math.inf < value < math.inf:
        raise GiveUp
    return value


def truth(value: Any) -> bool:
    """The truth that a translated function returned."""
    if value is True or value is False:
        return bool(value)
    raise GiveUp


def number(value: Any) -> Number:
    """The number that a translated function returned."""
    if value is True or value is False or value is None:
        raise GiveUp
    return value  # type: ignore[no-any-return]


RUNTIME: dict[str, Any] = {"GIVING_UP": GIVING_UP} | {
    each.__name__: each
    for each in (
        product, total, quotient, whole_power, remainder, whole_quotient, less, at_most, equals, identical,
        even, odd, own, finite, truth, number, GiveUp,
    )
}  # fmt: skip
