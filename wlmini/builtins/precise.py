"""The door to arbitrary precision: others return calls of these symbols, so that mpmath loads only then."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.approximation import CONSTANTS
from wlmini.expr import S
from wlmini.kernel import precise
from wlmini.kernel.declare import builtin
from wlmini.kernel.numbers import is_exact, is_number

MACHINE = (float, complex)
MOST_DIGITS = 10**7


@builtin("$Precise[name, x, ...]")
def precise_value(kernel: Any, name: str, *arguments: Any) -> Any:
    """is the value of a numerical function at inexact arguments, with the digits that these warrant.

    >>> $Precise["sin", 1.`20]
    0.84147098480789650665
    """
    if not isinstance(name, str) or not arguments or not all(map(is_number, arguments)):
        return None
    try:
        function = precise.function_named(name)
        if any(type(a) in MACHINE for a in arguments):
            return precise.at_machine(function, arguments)
        return precise.at_precision(function, arguments)
    except precise.NoValue:
        return S.Indeterminate


@builtin("$PrecisePower[x, y]")
def precise_power(kernel: Any, base: Any, exponent: Any) -> Any:
    """is x^y for numbers of arbitrary precision.

    >>> $PrecisePower[2.`20, 1/2]
    1.4142135623730950488
    """
    if base is S.E:
        return S["$Precise"]("exp", exponent)
    if not is_number(base) or not is_number(exponent) or (is_exact(base) and is_exact(exponent)):
        return None
    return S["$Precise"]("power", base, exponent)


@builtin("$PreciseConstant[name, digits]")
def precise_constant(kernel: Any, name: str, digits: float) -> Any:
    """is a mathematical constant to so many digits.

    >>> $PreciseConstant["pi", 20]
    3.1415926535897932385
    """
    known = isinstance(name, str) and name in [of_mpmath for _, of_mpmath in CONSTANTS.values()]
    fits = known and type(digits) in (int, float) and 0 < digits < MOST_DIGITS
    return precise.constant(name, digits) if fits else None
