"""Numbers of arbitrary precision: values against published digits, and the precision that is claimed."""

from fractions import Fraction

import mpmath
import pytest

from wlmini.expr import BigReal, Complex
from wlmini.kernel import precise
from wlmini.kernel.numbers import big

# digits from the OEIS: A000796, A001113, A002162, A001620, A006752, A001622
CONSTANTS = {
    "pi": "3.14159265358979323846264338327950288419716939937510",
    "e": "2.71828182845904523536028747135266249775724709369995",
    "ln2": "0.69314718055994530941723212145817656807550013436025",
    "euler": "0.57721566490153286060651209008240243104215933593992",
    "catalan": "0.91596559417721901505460351493238411077414937428167",
    "phi": "1.61803398874989484820458683436563811772030917980576",
}


@pytest.mark.parametrize("name, digits", CONSTANTS.items())
def test_constants(name, digits):
    found = precise.constant(name, 45)
    assert found.precision == 45
    assert abs(found.value - Fraction(digits)) < Fraction(1, 10**44)


@pytest.mark.parametrize("digits", [5, 20, 100])
@pytest.mark.parametrize(
    "value", [Fraction(1, 3), Fraction(-22, 7), Fraction(10**40 + 1), Fraction(1, 10**40)]
)
def test_there_and_back(value, digits):
    with mpmath.workdps(digits + 20):
        there = precise.to_mp(big(value, digits))
    back = precise.from_mp(there, digits)
    assert abs(back.value - value) <= abs(value) / 10**digits


def test_complex_numbers_there_and_back():
    number = Complex(big(Fraction(1, 4), 30), big(Fraction(-3, 2), 30))
    assert precise.from_mp(precise.to_mp(number), 30) == number


@pytest.mark.parametrize("value", [mpmath.inf, mpmath.nan])
def test_what_is_no_number_has_no_value(value):
    with pytest.raises(precise.NoValue):
        precise.from_mp(value, 20)
    with pytest.raises(precise.NoValue):
        precise.machine_from_mp(value)


def test_precision_follows_the_condition_of_the_function():
    steep = precise.at_precision(mpmath.exp, (big(Fraction(1000), 30),))  # relative error grows by x = 1000
    assert steep.precision == pytest.approx(27, abs=0.1)
    flat = precise.at_precision(mpmath.sqrt, (big(Fraction(2), 30),))  # and is halved by a root
    assert flat.precision == pytest.approx(30.3, abs=0.1)
    lost = precise.at_precision(mpmath.sin, (big(Fraction(10) ** 40, 30),))
    assert lost.precision < 1


def test_large_values_at_machine_numbers_keep_machine_precision():
    found = precise.at_machine(mpmath.exp, (1000.0,))
    assert isinstance(found, BigReal)
    assert found.precision == pytest.approx(15.95, abs=0.01)


@pytest.mark.parametrize(
    "name, z, expected",
    [  # from the definitions by logarithms, on the branch cuts too
        ("arcsin", 2.0, complex(1.5707963267948966, -1.3169578969248166)),
        ("arcsin", -2.0, complex(-1.5707963267948966, 1.3169578969248166)),
        ("arccos", 2.0, complex(0, 1.3169578969248166)),
        ("arccosh", 0.5, complex(0, 1.0471975511965979)),
        ("arctanh", 2.0, complex(0.5493061443340549, -1.5707963267948966)),
    ],
)
def test_branches(name, z, expected):
    assert precise.at_machine(precise.function_named(name), (z,)) == pytest.approx(expected, abs=1e-14)
