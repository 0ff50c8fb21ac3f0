"""Digits of numbers in any base, and operations on bits."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from functools import reduce
from typing import Any

from wlmini.builtins.approximation import is_numeric
from wlmini.expr import BigReal, Expr, S, boolean, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import MACHINE_PRECISION, exact_value, is_exact, is_real, normal

MESSAGES = {
    "ibase": "Base `1` is not an integer greater than 1.",
    "int": "Integer expected at position `1` in `2`.",
    "realx": "The value `1` is not a real number.",
    "ndig": "The number of digits to return cannot be determined.",
}


def is_base(base: Any) -> bool:
    return type(base) is int and base > 1


def check_base(base: Any) -> int:
    if not is_base(base):
        raise Failure("ibase", base, value=None)
    return int(base)


def digits_of(n: int, base: int) -> list[int]:
    """The digits of n >= 0, most significant first; [0] for 0."""
    if n < base:
        return [n]
    if n.bit_length() > 2000:  # in halves: quadratic otherwise
        half = int(n.bit_length() / math.log2(base)) // 2
        high, low = divmod(n, base**half)
        rest = digits_of(low, base)
        return digits_of(high, base) + [0] * (half - len(rest)) + rest
    found = []
    while n:
        n, digit = divmod(n, base)
        found.append(digit)
    return found[::-1]


@builtin(
    "IntegerDigits[n]",
    "IntegerDigits[n, b]",
    "IntegerDigits[n, b, len]",
    attributes="Listable",
    messages=MESSAGES,
)
def integer_digits(kernel: Any, n: Any, base: Any = 10, length: Any = None) -> Any:
    """gives the digits of n to base b, padded or cut on the left to len of them.

    >>> {IntegerDigits[1905], IntegerDigits[6, 2], IntegerDigits[6, 2, 8]}
    {{1, 9, 0, 5}, {1, 1, 0}, {0, 0, 0, 0, 0, 1, 1, 0}}
    """
    if type(n) is not int:
        if is_real(n):
            raise Failure("int", 1, S.IntegerDigits(n), value=None)
        return None
    digits = digits_of(abs(n), check_base(base)) if n else [0]
    if length is None:
        return make_list(digits)
    if type(length) is not int or length < 0:
        return None
    return make_list([0] * (length - len(digits)) + digits[max(0, len(digits) - length) :])


@builtin("IntegerLength[n]", "IntegerLength[n, b]", attributes="Listable", messages=MESSAGES)
def integer_length(kernel: Any, n: Any, base: Any = 10) -> Any:
    """gives the number of digits of n to base b.

    >>> {IntegerLength[12345], IntegerLength[255, 2], IntegerLength[0]}
    {5, 8, 0}
    """
    return (len(digits_of(abs(n), check_base(base))) if n else 0) if type(n) is int else None


@builtin("IntegerReverse[n]", "IntegerReverse[n, b]", attributes="Listable", messages=MESSAGES)
def integer_reverse(kernel: Any, n: Any, base: Any = 10) -> Any:
    """gives the integer with the digits of n in reverse order.

    >>> IntegerReverse[12340]
    4321
    """
    if type(n) is not int:
        return None
    return reduce(lambda value, digit: value * base + digit, digits_of(abs(n), check_base(base))[::-1], 0)


@builtin("DigitSum[n]", "DigitSum[n, b]", attributes="Listable", messages=MESSAGES)
def digit_sum(kernel: Any, n: Any, base: Any = 10) -> Any:
    """gives the sum of the digits of n to base b.

    >>> DigitSum[12345]
    15
    """
    return sum(digits_of(abs(n), check_base(base))) if type(n) is int else None


@builtin("DigitCount[n]", "DigitCount[n, b]", "DigitCount[n, b, d]", attributes="Listable", messages=MESSAGES)
def digit_count(kernel: Any, n: Any, base: Any = 10, digit: Any = None) -> Any:
    """gives how often each digit 1, 2, ..., 0 (or the digit d) occurs in n to base b.

    >>> {DigitCount[100], DigitCount[13, 2], DigitCount[100, 10, 0]}
    {{1, 0, 0, 0, 0, 0, 0, 0, 0, 2}, {3, 1}, 2}
    """
    if type(n) is not int:
        return None
    digits = digits_of(abs(n), check_base(base))
    if digit is not None:
        return digits.count(digit) if type(digit) is int else None
    return make_list([digits.count(d) for d in (*range(1, base), 0)])


@builtin("FromDigits[list]", "FromDigits[list, b]", 'FromDigits["string"]')
def from_digits(kernel: Any, digits: Any, base: Any = 10) -> Any:
    """gives the number with the given digits to base b.

    >>> {FromDigits[{1, 9, 0, 5}], FromDigits[{1, 1, 0}, 2], FromDigits["ff", 16], FromDigits[{{1, 2, 5}, 1}]}
    {1905, 6, 255, 5/4}
    """
    if isinstance(digits, str) and base == "Roman":
        return S.FromRomanNumeral(digits)
    if isinstance(digits, str):
        try:
            numbers = [int(c, 36) for c in digits.replace(" ", "")]
        except ValueError:
            return None
        return evaluated_digits(kernel, numbers, base)
    if not is_list(digits):
        return None
    parts = digits.parts
    if len(parts) == 2 and is_list(parts[0]) and type(parts[1]) is int:
        value = evaluated_digits(kernel, parts[0].parts, base)
        return S.Times(value, S.Power(base, parts[1] - len(parts[0])))
    return evaluated_digits(kernel, parts, base)


def evaluated_digits(kernel: Any, digits: Any, base: Any) -> Any:
    """Horner's scheme; with symbols the polynomial is written out."""
    if type(base) is int and all(type(d) is int for d in digits):
        return reduce(lambda value, digit: value * base + digit, digits, 0)
    count = len(digits)
    return S.Plus(*[S.Times(d, S.Power(base, count - 1 - i)) for i, d in enumerate(digits)])


@builtin(
    "RealDigits[x]", "RealDigits[x, b]", "RealDigits[x, b, len]", "RealDigits[x, b, len, n]",
    attributes="Listable", messages=MESSAGES,
)  # fmt: skip
def real_digits(kernel: Any, x: Any, base: Any = 10, length: Any = None, start: Any = None) -> Any:
    """gives the digits of x and how many stand before the point.

    >>> {RealDigits[123.5, 10, 6], RealDigits[1/7], RealDigits[Pi, 10, 5]}
    {{{1, 2, 3, 5, 0, 0}, 3}, {{{1, 4, 2, 8, 5, 7}}, 0}, {{3, 1, 4, 1, 5}, 1}}
    """
    base = check_base(base)
    wanted = length if type(length) is int else None
    if not is_real(x):
        if wanted is None or not is_numeric(kernel, x):
            raise Failure("ndig" if is_numeric(kernel, x) else "realx", x, value=None)
        x = kernel.evaluate(S.N(x, wanted + 10))
    if wanted is None and is_exact(x):
        return exact_digits(Fraction(x), base)
    return leading_digits(x, base, wanted, start if type(start) is int else None)


def exponent_of(value: Fraction, base: int) -> int:
    """How many digits the value >= 0 has before the point (negative: zeros after it)."""
    if not value:
        return 0
    guess = int((value.numerator.bit_length() - value.denominator.bit_length()) / math.log2(base))
    while Fraction(base) ** guess <= value:
        guess += 1
    while Fraction(base) ** (guess - 1) > value:
        guess -= 1
    return guess


def leading_digits(x: Any, base: int, wanted: int | None, start: int | None) -> Any:
    """So many digits of a real; those beyond its precision are Indeterminate."""
    value = abs(exact_value(x))
    precision = x.precision if isinstance(x, BigReal) else MACHINE_PRECISION
    known = round(precision * math.log(10) / math.log(base)) if not is_exact(x) else None
    first = exponent_of(value, base) if start is None else start + 1
    count = wanted if wanted is not None else known or 0
    scaled = value / Fraction(base) ** (first - count)
    whole = round(scaled) if known is not None and count >= known else math.floor(scaled)
    digits: list[Any] = digits_of(whole, base) if whole else [0]
    if len(digits) > count and start is None:
        digits, first = digits[:-1], first + 1
    digits = [0] * (count - len(digits)) + digits[max(0, len(digits) - count) :]
    if isinstance(x, BigReal) and known is not None and len(digits) > known:
        digits[known:] = [S.Indeterminate] * (len(digits) - known)
    return S.List(make_list(digits), first)


def exact_digits(value: Fraction, base: int) -> Any:
    """All digits of a rational; the recurring ones in a list at the end."""
    value = abs(value)
    first = exponent_of(value, base)
    rest = value / Fraction(base) ** first
    digits: list[Any] = []
    seen: dict[Fraction, int] = {}
    while rest and rest not in seen:
        seen[rest] = len(digits)
        digit = rest * base
        digits.append(digit.numerator // digit.denominator)
        rest = digit - digits[-1]
    if rest:
        begin = seen[rest]
        return S.List(make_list([*digits[:begin], make_list(digits[begin:])]), first)
    digits += [0] * (first - len(digits))
    return S.List(make_list(digits or [0]), first if value else 1)


@builtin("MantissaExponent[x]", "MantissaExponent[x, b]", attributes="Listable", messages=MESSAGES)
def mantissa_exponent(kernel: Any, x: Any, base: Any = 10) -> Any:
    """gives {m, e} with x = m b^e and the size of m between 1/b and 1.

    >>> {MantissaExponent[123.5], MantissaExponent[3/8, 2]}
    {{0.1235, 3}, {3/4, -1}}
    """
    if not is_real(x):
        return None
    exponent = exponent_of(abs(exact_value(x)), check_base(base))
    return S.List(S.Times(x, normal(Fraction(base) ** -exponent)), exponent)


# -- bits --------------------------------------------------------------------------------------------


def bitwise(documentation: str, operation: Callable[[int, int], int], start: int) -> Callable[..., Any]:
    """A function that combines integers bit by bit, those of negative ones as two's complements."""

    def function(kernel: Any, *numbers: Any) -> Any:
        if not all(type(n) is int for n in numbers):
            return None
        return reduce(operation, numbers, start)

    function.__doc__ = documentation
    return function


BITWISE = "Flat Listable OneIdentity Orderless"

builtin("BitAnd[n1, n2, ...]", attributes=BITWISE)(
    bitwise(
        """gives the integer whose bits are 1 where all of the n have 1.

        >>> BitAnd[12, 10]
        8
        """,
        int.__and__,
        -1,
    )
)
builtin("BitOr[n1, n2, ...]", attributes=BITWISE)(
    bitwise(
        """gives the integer whose bits are 1 where one of the n has 1.

        >>> BitOr[12, 10]
        14
        """,
        int.__or__,
        0,
    )
)
builtin("BitXor[n1, n2, ...]", attributes=BITWISE)(
    bitwise(
        """gives the integer whose bits are 1 where an odd number of the n have 1.

        >>> BitXor[12, 10]
        6
        """,
        int.__xor__,
        0,
    )
)


@builtin("BitNot[n]", attributes="Listable")
def bit_not(kernel: Any, n: Any) -> Any:
    """gives the integer with all bits turned over, which is -1 - n.

    >>> BitNot[5]
    -6
    """
    return ~n if type(n) is int else None


@builtin("BitShiftLeft[n]", "BitShiftLeft[n, k]", attributes="Listable")
def bit_shift_left(kernel: Any, n: Any, k: Any = 1) -> Any:
    """gives n with its bits shifted left by k places.

    >>> {BitShiftLeft[5], BitShiftLeft[1, 10]}
    {10, 1024}
    """
    return shifted(n, k) if type(n) is int and type(k) is int else None


@builtin("BitShiftRight[n]", "BitShiftRight[n, k]", attributes="Listable")
def bit_shift_right(kernel: Any, n: Any, k: Any = 1) -> Any:
    """gives n with its bits shifted right by k places.

    >>> {BitShiftRight[5], BitShiftRight[1024, 3]}
    {2, 128}
    """
    return shifted(n, -k) if type(n) is int and type(k) is int else None


def shifted(n: int, places: int) -> int:
    """Shifted left, or right towards zero."""
    size = abs(n) << places if places >= 0 else abs(n) >> -places
    return -size if n < 0 else size


@builtin("BitLength[n]", attributes="Listable")
def bit_length(kernel: Any, n: Any) -> Any:
    """gives the number of bits that the integer n takes.

    >>> BitLength[{0, 1, 255, 256}]
    {0, 1, 8, 9}
    """
    return (n if n >= 0 else ~n).bit_length() if type(n) is int else None


@builtin("BitGet[n, k]", attributes="Listable")
def bit_get(kernel: Any, n: Any, k: Any) -> Any:
    """gives the bit of the integer n for 2^k.

    >>> BitGet[5, {0, 1, 2}]
    {1, 0, 1}
    """
    return (n >> k) & 1 if type(n) is int and type(k) is int and k >= 0 else None


@builtin("PalindromeQ[n]")
def palindrome_q(kernel: Any, value: Any) -> Any:
    """gives True where the digits of an integer, the characters of a string or the elements of a list read the same backwards.

    >>> {PalindromeQ[12321], PalindromeQ["anna"], PalindromeQ[{1, 2}]}
    {True, True, False}
    """  # noqa: E501
    if type(value) is int:
        digits = digits_of(abs(value), 10)
        return boolean(digits == digits[::-1])
    if isinstance(value, str):
        return boolean(value == value[::-1])
    return boolean(Expr(value.head, value.parts[::-1]) == value) if isinstance(value, Expr) else None
