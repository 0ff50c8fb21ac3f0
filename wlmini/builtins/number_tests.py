"""Questions about numbers: NumberQ, EvenQ, Positive, ..."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wlmini.builtins.approximation import number_value
from wlmini.expr import FALSE, TRUE, Complex, Expr, S, boolean, head_of, is_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.numbers import is_exact, is_number, is_real, sign


def asking(documentation: str, holds: Callable[[Any], bool]) -> Callable[..., Any]:
    """A function that tells whether its argument is a number of a kind; False for everything else."""

    def function(kernel: Any, expr: Any) -> Any:
        return boolean(holds(expr))

    function.__doc__ = documentation
    return function


builtin("NumberQ[expr]")(
    asking(
        """gives True where expr is a number, and False otherwise.

        >>> {NumberQ[2], NumberQ[2.5 + I], NumberQ[Pi]}
        {True, True, False}
        """,
        is_number,
    )
)
builtin("IntegerQ[expr]")(
    asking(
        """gives True where expr is an integer, and False otherwise.

        >>> {IntegerQ[2], IntegerQ[2.], IntegerQ[x]}
        {True, False, False}
        """,
        lambda x: type(x) is int,
    )
)
builtin("EvenQ[expr]", attributes="Listable")(
    asking(
        """gives True where expr is an even integer, and False otherwise.

        >>> EvenQ[{1, 2, x}]
        {False, True, False}
        """,
        lambda x: type(x) is int and x % 2 == 0,
    )
)
builtin("OddQ[expr]", attributes="Listable")(
    asking(
        """gives True where expr is an odd integer, and False otherwise.

        >>> OddQ[{1, 2, x}]
        {True, False, False}
        """,
        lambda x: type(x) is int and x % 2 == 1,
    )
)
builtin("ExactNumberQ[expr]")(
    asking(
        """gives True where expr is an exact number, and False otherwise.

        >>> {ExactNumberQ[1/2], ExactNumberQ[0.5]}
        {True, False}
        """,
        is_exact,
    )
)
builtin("InexactNumberQ[expr]")(
    asking(
        """gives True where expr is a number known to some digits only, and False otherwise.

        >>> {InexactNumberQ[0.5], InexactNumberQ[1/2]}
        {True, False}
        """,
        lambda x: is_number(x) and not is_exact(x),
    )
)
builtin("MachineNumberQ[expr]")(
    asking(
        """gives True where expr is a machine number, and False otherwise.

        >>> {MachineNumberQ[0.5], MachineNumberQ[0.5`30], MachineNumberQ[2]}
        {True, False, False}
        """,
        lambda x: isinstance(x, (float, complex)),
    )
)
builtin("RealValuedNumberQ[expr]")(
    asking(
        """gives True where expr is a real number, exact or not, and False otherwise.

        >>> {RealValuedNumberQ[2/3], RealValuedNumberQ[I]}
        {True, False}
        """,
        is_real,
    )
)


def sign_test(documentation: str, holds: Callable[[int], bool]) -> Callable[..., Any]:
    """A function that tells whether the sign of a number is right; unevaluated for what is no number."""

    def function(kernel: Any, x: Any) -> Any:
        if x is S.Infinity:
            return boolean(holds(1))
        value = x if is_real(x) else number_value(kernel, x)
        if is_real(value):
            return boolean(holds(sign(value)))
        return FALSE if isinstance(value, (complex, Complex)) else None

    function.__doc__ = documentation
    return function


builtin("Positive[x]", attributes="Listable")(
    sign_test(
        """gives True where x is a positive number.

        >>> {Positive[2], Positive[0], Positive[x], Positive[Pi]}
        {True, False, Positive[x], True}
        """,
        lambda s: s > 0,
    )
)
builtin("Negative[x]", attributes="Listable")(
    sign_test(
        """gives True where x is a negative number.

        >>> Negative[{-1, 0, 1}]
        {True, False, False}
        """,
        lambda s: s < 0,
    )
)
builtin("NonNegative[x]", attributes="Listable")(
    sign_test(
        """gives True where x is a positive number or 0.

        >>> NonNegative[{-1, 0, 1}]
        {False, True, True}
        """,
        lambda s: s >= 0,
    )
)
builtin("NonPositive[x]", attributes="Listable")(
    sign_test(
        """gives True where x is a negative number or 0.

        >>> NonPositive[{-1, 0, 1}]
        {True, True, False}
        """,
        lambda s: s <= 0,
    )
)


@builtin("Between[x, range]", "Between[range][x]")
def between(kernel: Any, x: Any, interval: Any) -> Any:
    """tells whether a number lies in the range {low, high}, or in one of a list of such ranges.

    >>> {Between[5, {1, 10}], Between[5, {{1, 2}, {4, 6}}], Between[{1, 4}][7]}
    {True, True, False}
    """
    if not is_list(interval) or not interval.parts:
        return None
    if all(is_list(each) and len(each) == 2 for each in interval.parts):
        return Expr(S.Or, [S.LessEqual(each.parts[0], x, each.parts[1]) for each in interval.parts])
    return S.LessEqual(interval.parts[0], x, interval.parts[1]) if len(interval) == 2 else None


IRRATIONAL = (S.Pi, S.E, S.GoldenRatio, S.Degree)  # of the constants those that are known to be so


def is_irrational(x: Any) -> bool:
    """Whether it is a constant known to be irrational, or a root of a rational that was left as it is."""
    if head_of(x) is not S.Power:
        return x in IRRATIONAL
    base, exponent = x.parts
    rational = is_exact(base) and is_exact(exponent) and not isinstance(base, Complex)
    return rational and type(exponent) is not int


DOMAINS: dict[Any, Callable[[Any], bool]] = {
    S.Integers: lambda x: isinstance(x, int),
    S.Rationals: lambda x: is_exact(x) and not isinstance(x, Complex),
    S.Reals: is_real,
    S.Complexes: is_number,
}


@builtin("Element[x, domain]", "Element[{x1, x2, ...}, domain]")
def element(kernel: Any, x: Any, domain: Any) -> Any:
    """tells whether a number, or each of a list, is in a domain: Integers, Rationals, Reals or Complexes.

    >>> {Element[3, Integers], Element[1/2, Integers], Element[Pi, Reals], Element[I, Reals]}
    {True, False, True, False}
    """
    if domain not in DOMAINS:
        return None
    parts = x.parts if is_list(x) or head_of(x) is S.Alternatives else (x,)
    found = [belongs(kernel, part, domain) for part in parts]
    return FALSE if False in found else None if None in found else TRUE


def belongs(kernel: Any, x: Any, domain: Any) -> bool | None:
    """Whether a number is in a domain; None where it cannot be told, such as for Pi in Rationals."""
    if is_number(x):
        return DOMAINS[domain](x)
    value = number_value(kernel, x)
    if value is None:
        return None
    if domain in (S.Integers, S.Rationals) and is_irrational(x):
        return False
    real = is_real(value)
    return real or domain is S.Complexes if not real or domain in (S.Reals, S.Complexes) else None
