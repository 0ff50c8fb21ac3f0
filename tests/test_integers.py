"""Long integers to digits and back: every way of doing it gives what Python's own does."""

import random
import sys

import pytest

from wlmini import integers

LENGTHS = (1, 64, integers.LONG, integers.LONG + 1, 100_000)


@pytest.fixture(params=["alone", "gmpy2"])
def library(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "gmpy2":
        pytest.importorskip("gmpy2")
    else:
        monkeypatch.delitem(sys.modules, "gmpy2", raising=False)


@pytest.mark.parametrize("bits", LENGTHS)
def test_digits_and_back(library: None, bits: int) -> None:
    value = random.Random(bits).getrandbits(bits) | 1 << (bits - 1)
    for number in (value, -value):
        assert integers.digits_of(number) == str(number)
    assert integers.integer_of(str(value)) == value


@pytest.mark.parametrize("exponent", LENGTHS)
def test_times_power(library: None, exponent: int) -> None:
    found = integers.times_power(7, 5, exponent)
    assert found == 7 * 5**exponent
    assert type(found) is int
