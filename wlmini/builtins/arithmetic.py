"""Sums, products and powers in canonical form; their shorthands."""

from __future__ import annotations

import math
import operator
from fractions import Fraction
from typing import Any

from wlmini.builtins.approximation import lowest_precision, number_value
from wlmini.builtins.comparison import is_numeric
from wlmini.builtins.exponents import absorb_powers, exponential, logarithmic_power
from wlmini.builtins.infinities import (
    infinite_base,
    infinite_exponent,
    infinite_product,
    infinite_sum,
    is_infinite,
    is_infinity,
)
from wlmini.builtins.radicals import (
    absorb_radicals,
    exact_power,
    is_constant,
    is_radicand,
    is_surd,
    power_of_exponents,
)
from wlmini.builtins.reciprocals import joined, reciprocal_power
from wlmini.expr import Atom, BigReal, Complex, Expr, S, as_key, from_key, same
from wlmini.kernel.declare import builtin
from wlmini.kernel.limits import is_huge
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import (
    add,
    big,
    equal,
    is_exact,
    is_number,
    is_real,
    is_zero,
    machine,
    machine_power,
    multiply,
    normal,
    power,
    real_imaginary,
    sign,
)
from wlmini.kernel.numbers import negate as negate_number
from wlmini.kernel.ordering import sort_parts

MACHINE = (float, complex)
INEXACT = (float, complex, BigReal, Complex)  # Complex where its parts are
INEXACT_TYPES = frozenset(INEXACT)
GUARD_DIGITS = 5
# -- sums ------------------------------------------------------------------------------------------


@builtin(
    "Plus[x, y, ...]",
    attributes="Flat Listable NumericFunction OneIdentity Orderless",
    machine=operator.add,
)
def plus(kernel: Any, *terms: Any) -> Any:
    """is the sum of its arguments, written x + y.

    >>> 1 + 2 + x + 3 x
    3 + 4 x
    >>> 1/2 + 1/3
    5/6
    """
    if len(terms) == 2 and is_number(terms[0]) and is_number(terms[1]):
        return add(terms[0], terms[1])
    if len(terms) < 2:
        return terms[0] if terms else 0
    terms = made_inexact(kernel, terms)
    number, collected = collect_terms(terms)
    infinite = [t for t in terms if is_infinite(t)]
    if infinite:
        return infinite_sum(kernel, infinite)
    parts = [] if type(number) is int and number == 0 else [number]
    parts += [scaled(c, from_key(t)) for t, c in collected.items() if not (type(c) is int and c == 0)]
    if len(parts) == len(terms):
        return None
    return parts[0] if len(parts) == 1 else Expr(S.Plus, parts) if parts else 0


def made_inexact(kernel: Any, parts: tuple[Any, ...]) -> tuple[Any, ...]:
    """Beside an inexact number, exact numeric quantities become such as well: 2. Pi, 1.5`20 + Sqrt[2]."""
    if INEXACT_TYPES.isdisjoint(map(type, parts)):
        return parts
    inexact = [p for p in parts if isinstance(p, INEXACT)]
    digits: tuple[float, ...] = ()
    if not any(isinstance(p, MACHINE) for p in inexact):
        digits = digits_beside(inexact)
        if not digits:
            return parts
    return tuple(
        p if is_number(p) or not is_numeric(kernel, p) else kernel.call(S.N, p, *digits) for p in parts
    )


def digits_beside(inexact: list[Any]) -> tuple[float, ...]:
    """(digits) that an exact quantity needs so as to take none from those numbers; () where all are exact."""
    known = [d for d in map(lowest_precision, inexact) if d != math.inf]
    return (max(known) + GUARD_DIGITS,) if known else ()


def collect_terms(terms: tuple[Any, ...]) -> tuple[Any, dict[Any, Any]]:
    """The sum of the numbers, and the coefficient of every other term."""
    number: Any = 0
    collected: dict[Any, Any] = {}
    for term in terms:
        if is_number(term):
            number = add(number, term)
            continue
        coefficient, rest = split_coefficient(term)
        key = as_key(rest)
        collected[key] = add(collected[key], coefficient) if key in collected else coefficient
    return number, collected


def split_coefficient(term: Any) -> tuple[Any, Any]:
    """(number, rest) of a product."""
    if isinstance(term, Expr) and term.head is S.Times and len(term.parts) > 1 and is_number(term.parts[0]):
        rest = term.parts[1:]
        return term.parts[0], rest[0] if len(rest) == 1 else Expr(S.Times, rest)
    return 1, term


def scaled(coefficient: Any, rest: Any) -> Any:
    """coefficient * rest as a flat product."""
    if type(coefficient) is int and coefficient == 1:
        return rest
    parts = rest.parts if isinstance(rest, Expr) and rest.head is S.Times else (rest,)
    return Expr(S.Times, (coefficient, *parts))


# -- products --------------------------------------------------------------------------------------


def exact_zero_product(a: Any, b: Any) -> Any:
    """A product of machine numbers; an exact 0 makes it 0 whatever the other."""
    return a * b if a and b else 0 if type(a) is int and a == 0 or type(b) is int and b == 0 else a * b


@builtin(
    "Times[x, y, ...]",
    attributes="Flat Listable NumericFunction OneIdentity Orderless",
    machine=exact_zero_product,
)
def times(kernel: Any, *factors: Any) -> Any:
    """is the product of its arguments, written x y or x*y.

    >>> 2 x 3 x^2
    6 x^3
    >>> Sqrt[2] Sqrt[3]
    Sqrt[6]
    """
    if len(factors) == 2 and is_number(factors[0]) and is_number(factors[1]):
        return multiply(factors[0], factors[1])
    if len(factors) == 2 and type(factors[0]) is int and factors[0] not in (0, 1) and is_surd(factors[1]):
        return None  # 2 Sqrt[3]: nothing comes out of an evaluated root of an integer
    if len(factors) < 2:
        return factors[0] if factors else 1
    given, factors = factors, made_inexact(kernel, factors)
    number, collected = collect_factors(factors)
    if True in [is_infinity(f) for f in factors]:
        found = infinite_product(kernel, number, [power_of(from_key(b), e) for b, e in collected.items()])
        return None if isinstance(found, Expr) and found == Expr(S.Times, given) else found
    if type(number) is int and number == 0:
        return 0
    if type(number) is float and number == 0 and not any(map(keeps_zero, factors)):
        return number
    number, powers = absorb_radicals(number, [power_of(from_key(b), e) for b, e in collected.items()])
    powers = joined(powers) if len(powers) > 1 else powers
    if type(number) is not int or number != 1:
        number, powers = absorb_powers(number, powers)
    if len(powers) == 1 and type(number) is int and number == -1 and head_is(powers[0], S.Plus):
        return Expr(S.Plus, [negated(t) for t in powers[0].parts])
    parts = powers if type(number) is int and number == 1 else [number, *powers]
    if len(parts) == len(given):
        ordered = sort_parts(tuple(parts)) or parts  # `given` is in canonical order
        if all(same(a, b) for a, b in zip(ordered, given, strict=True)):
            return None
    return parts[0] if len(parts) == 1 else Expr(S.Times, parts) if parts else 1


def head_is(expr: Any, head: Any) -> bool:
    return isinstance(expr, Expr) and expr.head is head


def keeps_zero(factor: Any) -> bool:
    """Whether a factor says more than how much: a quantity of 0. still has its unit."""
    return isinstance(factor, Atom) or isinstance(factor, Expr) and factor.head in WITH_MORE


WITH_MORE = frozenset((S.Quantity, S.Interval, S.Around, S.Missing, S.Dataset, S.SeriesData))


def negated(term: Any) -> Any:
    if is_number(term):
        return negate_number(term)
    coefficient, rest = split_coefficient(term)
    return scaled(negate_number(coefficient), rest)


def collect_factors(factors: tuple[Any, ...]) -> tuple[Any, dict[Any, Any]]:
    """The product of the numbers, and the exponent of every base (a list of summands)."""
    number: Any = 1
    collected: dict[Any, list[Any]] = {}
    for factor in factors:
        if is_number(factor):
            number = multiply(number, factor)
            continue
        base, exponent = factor.parts if head_is(factor, S.Power) and len(factor.parts) == 2 else (factor, 1)
        collected.setdefault(as_key(base), []).append(exponent)
    return number, collected


def power_of(base: Any, exponents: list[Any]) -> Any:
    """base^(sum of exponents), left to the evaluator where something is to be added."""
    if len(exponents) > 1:
        return Expr(S.Power, (base, Expr(S.Plus, exponents)))
    exponent = exponents[0]
    return base if type(exponent) is int and exponent == 1 else Expr(S.Power, (base, exponent))


# -- powers ----------------------------------------------------------------------------------------


def whole_power(base: Any, exponent: Any) -> Any:
    """A positive whole power of a machine number."""
    if type(exponent) is not int or exponent <= 0:
        return None
    small = exponent <= 100 and -1e19 < base < 1e19  # the usual case, told at once
    if not small and is_huge(base, exponent):
        return None
    try:
        return base**exponent
    except OverflowError:
        return None


@builtin(
    "Power[x, y]",
    "Power[x, y, z]",
    attributes="Listable NumericFunction OneIdentity",
    machine=whole_power,
    messages={
        "infy": "Infinite expression `1` encountered.",
        "indet": "Indeterminate expression `1` encountered.",
    },
)
def power_(kernel: Any, *arguments: Any) -> Any:
    """is x to the power y, written x^y.

    >>> 2^10
    1024
    >>> 8^(1/3)
    2
    >>> (x^2)^3
    x^6
    """
    if len(arguments) != 2:
        return nested_power(arguments)
    base, exponent = arguments
    if is_number(base) and is_number(exponent):
        return number_power(kernel, base, exponent)
    if is_number(exponent):
        return symbolic_power(kernel, base, exponent)
    if is_infinity(exponent):
        return infinite_exponent(kernel, base, exponent)
    if type(base) is int and base == 1:
        return 1
    if isinstance(base, INEXACT):
        found = made_inexact(kernel, arguments)[1]
        if is_number(found):
            return number_power(kernel, base, found)
    if base is S.E:
        return exponential(exponent)
    if type(base) is Fraction and base.numerator == 1:
        return Expr(S.Power, (base.denominator, S.Times(-1, exponent)))
    return logarithmic_power(base, exponent)


def nested_power(arguments: tuple[Any, ...]) -> Any:
    """x^y^z associates to the right; Power[] is 1 and Power[x] is x."""
    if len(arguments) < 2:
        return arguments[0] if arguments else 1
    return Expr(S.Power, (arguments[0], Expr(S.Power, arguments[1:])))


def number_power(kernel: Any, base: Any, exponent: Any) -> Any:
    """A power of two numbers."""
    if is_zero(base) and (is_exact(base) or isinstance(exponent, (Complex, complex)) or sign(exponent) <= 0):
        return zero_power(kernel, base, exponent)
    if type(exponent) is int:
        if is_huge(base, exponent):
            if (abs(getattr(base, "value", base)) > 1) is not (exponent > 0):
                return None
            kernel.message(S.General, "ovfl")
            return S.Overflow()
        return inexact_one(base) if exponent == 0 else checked(power(base, exponent), base, exponent)
    if is_exact(base) and is_exact(exponent):
        return exact_power(base, exponent)
    if isinstance(base, (float, complex)) or isinstance(exponent, (float, complex)):
        return checked(machine_number_power(base, exponent), base, exponent)
    return S["$PrecisePower"](base, exponent)


def inexact_one(base: Any) -> Any:
    """The power 0 of a number, with the precision of the number."""
    if is_exact(base):
        return 1
    return 1.0 if isinstance(base, MACHINE) else big(1, lowest_precision(base))


def machine_number_power(base: Any, exponent: Any) -> Any:
    """A power of machine numbers: complex where a negative number has no real one."""
    value = machine_power(machine(base), machine(exponent))
    return complex(value) if isinstance(value, complex) else value


def checked(value: Any, base: Any, exponent: Any) -> Any:
    """The value, or that of arbitrary precision where it is too large for a machine real."""
    if isinstance(value, float) and not math.isfinite(value) and math.isfinite(abs(machine(base))):
        return S["$Precise"]("power", base, exponent)
    return value


def zero_power(kernel: Any, base: Any, exponent: Any) -> Any:
    whole = Expr(S.Power, (base, exponent))
    size = real_imaginary(exponent)[0]
    if is_zero(size):
        kernel.message(S.Power, "indet", whole)
        return S.Indeterminate
    if sign(size) > 0:
        return base
    kernel.message(S.Power, "infy", whole)
    return S.ComplexInfinity


def symbolic_power(kernel: Any, base: Any, exponent: Any) -> Any:
    """A symbolic base to a number: whole exponents go into powers and products."""
    if type(exponent) is int and exponent == 1:
        return base
    if is_infinity(base):
        return infinite_base(kernel, base, exponent)
    if type(exponent) is int and exponent == 0:
        return 1
    if base is S.E and isinstance(exponent, (float, complex)):
        value = machine_number_power(math.e, exponent)
        return S.Exp(exponent) if isinstance(value, float) and math.isinf(value) else value
    if base is S.E and not is_exact(exponent):
        return S["$PrecisePower"](base, exponent)
    if isinstance(exponent, INEXACT) and is_number(found := made_inexact(kernel, (base, exponent))[0]):
        return number_power(kernel, found, exponent)
    if head_is(base, S.Power) and len(base.parts) == 2:
        return nested_base(base, exponent)
    return product_base(base, exponent) if head_is(base, S.Times) else reciprocal_power(base, exponent)


def nested_base(base: Expr, exponent: Any) -> Any:
    """(x^a)^n = x^(a n) for a whole n, where -1 < a <= 1, or for a positive constant x."""
    inner = base.parts[1]
    small = is_exact(inner) and is_real(inner) and -1 < inner <= 1
    if type(exponent) is int or small or (is_constant(base.parts[0]) and is_exact(inner) and is_real(inner)):
        return S.Power(base.parts[0], S.Times(inner, exponent))
    return None


def product_base(base: Expr, exponent: Any) -> Any:
    """(a b)^n = a^n b^n for a whole n; otherwise a positive number is taken out."""
    if type(exponent) is int:
        return Expr(S.Times, [S.Power(p, exponent) for p in base.parts])
    first = base.parts[0]
    if type(exponent) is Fraction and is_radicand(base):
        return power_of_exponents(base, exponent)
    if not (is_real(first) and is_exact(exponent)) or equal(first, -1) or equal(first, 1):
        return None
    size = first if sign(first) > 0 else negate_number(first)
    rest = base.parts[1:] if sign(first) > 0 else (-1, *base.parts[1:])
    return S.Times(S.Power(size, exponent), S.Power(Expr(S.Times, rest), exponent))


# -- shorthands ------------------------------------------------------------------------------------


@builtin("Subtract[x, y]", attributes="Listable NumericFunction", machine=operator.sub)
def subtract(kernel: Any, x: Any, y: Any) -> Any:
    """is x - y.

    >>> Subtract[5, 3]
    2
    """
    return S.Plus(x, S.Times(-1, y))


@builtin("Minus[x]", attributes="Listable NumericFunction")
def minus(kernel: Any, x: Any) -> Any:
    """is -x.

    >>> Minus[x]
    -x
    """
    return S.Times(-1, x)


@builtin("Divide[x, y]", attributes="Listable NumericFunction")
def divide(kernel: Any, x: Any, y: Any) -> Any:
    """is x/y.

    >>> Divide[6, 4]
    3/2
    """
    return S.Times(x, S.Power(y, -1))


@builtin("Sqrt[z]", attributes="Listable NumericFunction")
def sqrt(kernel: Any, z: Any) -> Any:
    """is the square root of z.

    >>> Sqrt[12]
    2 Sqrt[3]
    >>> Sqrt[2.]
    1.41421
    """
    return S.Power(z, Fraction(1, 2))


@builtin("CubeRoot[x]", attributes="Listable NumericFunction")
def cube_root(kernel: Any, x: Any) -> Any:
    """is the real cube root of x.

    >>> CubeRoot[-8]
    -2
    """
    if is_real(x) and sign(x) < 0:
        return S.Times(-1, S.Power(negate_number(x), Fraction(1, 3)))
    return S.Power(x, Fraction(1, 3)) if is_real(x) else None


@builtin(
    "Surd[x, n]",
    attributes="Listable NumericFunction",
    messages={
        "noneg": "`1` is negative and has no real root of the even order `2`.",
        "indet": "Indeterminate expression `1` encountered.",
        "preal": "The first argument of `1` should be a real number.",
    },
)
def surd(kernel: Any, x: Any, n: Any) -> Any:
    """is the real n-th root of x; that of a negative number for odd n only.

    >>> {Surd[-8, 3], Surd[16, 4], Surd[-2., 5]}
    {-2, 2, -1.1487}
    """
    if type(n) is not int:
        return None
    if n == 0:
        raise Failure("indet", S.Surd(x, n), value=S.Indeterminate)
    if n == 1:
        return x
    real = number_value(kernel, x)
    if isinstance(real, (complex, Complex)):
        raise Failure("preal", S.Surd(x, n), value=None)
    if not is_real(real):
        return None
    if sign(real) >= 0:
        return S.Power(x, Fraction(1, n))
    if n % 2 == 0:
        raise Failure("noneg", x, n, value=S.Indeterminate)
    return S.Times(-1, S.Power(S.Times(-1, x), Fraction(1, n)))


@builtin("Rational[a, b]")
def rational_(kernel: Any, a: Any, b: Any) -> Any:
    """is the head of exact quotients; Rational[a, b] makes one of two integers.

    >>> Rational[4, 6]
    2/3
    """
    if type(a) is int and type(b) is int and b != 0:
        return normal(Fraction(a, b))
    return None


@builtin("Complex[a, b]")
def complex_(kernel: Any, a: Any, b: Any) -> Any:
    """is the head of complex numbers; Complex[a, b] is a + b I.

    >>> Complex[1, 2] + I
    1 + 3 I
    """
    if is_real(a) and is_real(b):
        return add(a, multiply(Complex(0, 1), b))
    return None
