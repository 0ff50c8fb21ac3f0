"""Long values of Pi against Machin's formula, and the steps on the way against Python's own arithmetic."""

from fractions import Fraction
from math import isqrt

import pytest

from wlmini.kernel.pi import inverse_root, pi_bits, reciprocal
from wlmini.kernel.precise import dyadic


def arctan_of_inverse(n, bits):
    """2^bits ArcTan[1/n] by its Taylor series."""
    power = (1 << bits) // n
    total, k = 0, 0
    while power:
        total += (-1 if k & 1 else 1) * (power // (2 * k + 1))
        power, k = power // (n * n), k + 1
    return total


@pytest.mark.parametrize("bits", [1, 10, 64, 65, 1935, 1936, 1937, 2000, 4000, 9999, 30_000])
def test_machin_agrees(bits):
    guarded = bits + 40
    exact = 16 * arctan_of_inverse(5, guarded) - 4 * arctan_of_inverse(239, guarded)
    assert abs(pi_bits(bits) - (exact >> 40)) <= 1


@pytest.mark.parametrize("bits", [100, 2000, 2001, 5000, 20_001])
@pytest.mark.parametrize("value", [1, 3, 10005, 2**4000 - 1, 2**4000, 3**9000])
def test_reciprocals(value, bits):
    exact = (1 << (bits + value.bit_length())) // value
    assert abs(reciprocal(value, bits) - exact) <= 1 << 8


@pytest.mark.parametrize("bits", [100, 2000, 2001, 5000, 20_001])
def test_inverse_roots(bits):
    assert abs(inverse_root(10005, bits) - isqrt((1 << 2 * bits) // 10005)) <= 1 << 8


@pytest.mark.parametrize("mantissa", [0, 1, -3, 12, -(2**70), 3 * 2**40])
@pytest.mark.parametrize("exponent", [-100, -40, -1, 0, 3])
def test_dyadic_fractions_are_in_lowest_terms(mantissa, exponent):
    found, exact = dyadic(mantissa, exponent), mantissa * Fraction(2) ** exponent
    assert (found.numerator, found.denominator) == (exact.numerator, exact.denominator)
