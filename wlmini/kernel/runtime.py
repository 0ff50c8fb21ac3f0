"""What translated code calls: arithmetic and comparison of machine numbers as the language has them."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from wlmini.expr import FALSE, TRUE, Expr, Packed, S, Symbol
from wlmini.kernel.control import Unsaid
from wlmini.kernel.definitions import UNSET, Definition
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import equal
from wlmini.kernel.ordering import number_key

Number = int | float


TINY = 1e-300  # quotients below it are no machine reals any more, or not in full precision
ITSELF = "itself"  # among the variables that hold other numbers than integers: what a function returns
BITS = 1_000_000  # of integers; the tree walker knows what to do about larger ones


class Missing:
    """What a variable of a loop holds before its first assignment; no arithmetic takes it."""


MISSING = Missing()


class Untranslatable(Exception):
    """An expression outside of what can be translated."""


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


def raised(base: Number, exponent: int) -> Number:
    """base^exponent, where it is not too large an integer."""
    if type(base) is int and base.bit_length() * exponent > BITS:
        raise GiveUp
    return base**exponent


def all_factors(*factors: Number) -> Number:
    """A product of more than two factors, multiplied in the order in which Times has them."""
    if all(type(f) is int for f in factors):
        return math.prod(factors)
    value: Number = 1
    for factor in sorted(factors, key=number_key):
        value = product(value, factor)
    return value


def ratio(a: Number, b: Number) -> Number:
    """N[a/b]."""
    if type(a) is int and type(b) is int and b:
        value = a / b
        if -TINY < value < TINY:
            return give_up() if a else 0.0
        return value
    return real(quotient(a, b))


def real(a: Number) -> float:
    return float(a)


def largest(*terms: Number) -> Number:
    """The largest of numbers of one kind; where both kinds come together the tree walker decides."""
    return max(terms) if alike(terms) else give_up()


def smallest(*terms: Number) -> Number:
    return min(terms) if alike(terms) else give_up()


def alike(terms: tuple[Number, ...]) -> bool:
    kind = type(terms[0])
    return all(type(term) is kind for term in terms)


def give_up() -> Any:
    raise GiveUp


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


def divisible(a: Number, b: Number) -> bool:
    if type(a) is int and type(b) is int and b:
        return a % b == 0
    raise GiveUp


def digits(a: Number) -> str:
    """ToString of an integer."""
    return str(a) if type(a) is int else give_up()


def element(values: Any, *indices: Any) -> Number:
    """The number at a position of a list, or of lists in it."""
    for index in indices:
        if type(index) is not int or not isinstance(values, Expr):
            raise GiveUp
        parts = values.parts
        if not 0 < abs(index) <= len(parts):
            raise GiveUp
        values = parts[index - 1 if index > 0 else index]
    return number(values)


def own_text(definition: Any) -> str:
    value = definition.own
    return value if type(value) is str else give_up()


def symbol_of(truth: bool) -> Symbol:
    return TRUE if truth else FALSE


def own(definition: Any) -> Number:
    """The value of a variable outside."""
    value = definition.own
    if type(value) is not int and type(value) is not float:
        raise GiveUp
    return value


def finite(value: Number) -> Number:
    """The value, unless it overflowed or is missing."""
    if type(value) is int or -math.inf < value < math.inf:
        return value
    raise GiveUp


def truth(value: Any) -> bool:
    """The truth that a translated function returned."""
    if value is True or value is False:
        return bool(value)
    raise GiveUp


def number(value: Any) -> Number:
    """The number that a translated function returned."""
    if type(value) is int or type(value) is float:
        return value
    raise GiveUp


# -- made for one translation --------------------------------------------------------------------------


def asked(kernel: Any, builtin: Any, *, truth: bool = False) -> Callable[..., Any]:
    """A builtin as a function of finite numbers, with a number or a truth as its value."""
    function, machine, messages = builtin.function, builtin.machine, kernel.messages
    answer = truth_of if truth else number

    def ask(*arguments: Number) -> Any:
        for argument in arguments:
            finite(argument)
        messages.unsaid = True
        try:
            value = machine(*arguments) if machine is not None and len(arguments) == 2 else None
            return answer(function(kernel, *arguments) if value is None else value)
        except (Failure, ValueError, Unsaid):
            raise GiveUp from None
        finally:
            messages.unsaid = False

    return ask


def truth_of(value: Any) -> bool:
    if value is TRUE or value is FALSE:
        return value is TRUE
    raise GiveUp


def building(kernel: Any, head: Symbol) -> Callable[..., Expr]:
    """What makes evaluated expressions with a head that has no meaning."""
    new = object.__new__

    def build(*parts: Any) -> Expr:
        made: Expr = new(Expr)  # half the time of Expr(head, parts)
        made.head, made.parts, made.tick = head, parts, kernel.tick
        return made

    return build


def relying(kernel: Any, definition: Definition) -> Callable[[], None]:
    """What translated code calls first where it hands on a symbol, or a head, that has no meaning as yet."""

    def rely() -> None:
        if definition.own is not UNSET or definition.down.filled or not definition.plain:
            raise GiveUp
        if kernel.with_up_values:
            raise GiveUp
        definition.seen = kernel.tick

    return rely


def numeric_list(value: Any) -> Any:
    """A list of machine numbers, or of lists of them; None where it is no such thing."""
    if type(value) is Packed:
        return value
    if type(value) is not Expr or value.head is not S.List:
        return None
    for part in value.parts:
        if type(part) is not int and type(part) is not float and numeric_list(part) is None:
            return None
    return value


RUNTIME: dict[str, Any] = {"GIVING_UP": GIVING_UP, "TRUE": TRUE, "FALSE": FALSE} | {
    each.__name__: each
    for each in (
        product, total, quotient, raised, all_factors, ratio, real, largest, smallest, remainder,
        whole_quotient, less, at_most, equals, identical, even, odd, divisible, digits, element, own_text,
        symbol_of, own, finite, truth, number, give_up, GiveUp,
    )
}  # fmt: skip
