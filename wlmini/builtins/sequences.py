"""Number sequences: Fibonacci, Lucas, Catalan, Bell, Stirling numbers, partitions."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from wlmini.builtins.numeric_functions import NUMERIC
from wlmini.expr import S
from wlmini.kernel.declare import builtin
from wlmini.kernel.numbers import is_exact, is_number

LONGEST = 1_000_000  # the largest index that is worked out


def fibonacci_pair(n: int) -> tuple[int, int]:
    """(F(n), F(n + 1)) for n >= 0, by doubling."""
    a, b = 0, 1
    for bit in bin(n)[2:]:
        a, b = a * (2 * b - a), a * a + b * b
        if bit == "1":
            a, b = b, a + b
    return a, b


@builtin("Fibonacci[n]", "Fibonacci[n, x]", attributes=NUMERIC)
def fibonacci(kernel: Any, n: Any, x: Any = None) -> Any:
    """gives the Fibonacci number of index n, or the Fibonacci polynomial in x.

    >>> {Fibonacci[10], Fibonacci[-4], Fibonacci[100]}
    {55, -3, 354224848179261915075}
    """
    if type(n) is not int or abs(n) > LONGEST:
        return golden_power(n, -1) if x is None else None
    if x is not None:
        return polynomial(kernel, n, x)
    value = fibonacci_pair(abs(n))[0]
    return -value if n < 0 and n % 2 == 0 else value


def polynomial(kernel: Any, n: int, x: Any) -> Any:
    if n < 0 or n > 1000:
        return None
    before, current = 1, 0
    for _ in range(n):
        before, current = current, kernel.evaluate(S.Expand(S.Plus(S.Times(x, current), before)))
    return current


def golden_power(n: Any, sign: int) -> Any:
    """(phi^n + sign Cos[Pi n] phi^-n), over Sqrt[5] for Fibonacci numbers, at inexact n."""
    if not is_number(n) or is_exact(n):
        return None
    turned = S.Times(sign, S.Cos(S.Times(S.Pi, n)), S.Power(S.GoldenRatio, S.Times(-1, n)))
    value = S.Plus(S.Power(S.GoldenRatio, n), turned)
    return S.N(S.Times(value, S.Power(5, Fraction(-1, 2))) if sign < 0 else value)


@builtin("LucasL[n]", attributes=NUMERIC)
def lucas_l(kernel: Any, n: Any) -> Any:
    """gives the Lucas number of index n.

    >>> LucasL[{0, 1, 10}]
    {2, 1, 123}
    """
    if type(n) is not int or abs(n) > LONGEST:
        return golden_power(n, 1)
    a, b = fibonacci_pair(abs(n))
    return (2 * b - a) * (-1 if n < 0 and n % 2 else 1)


def at_index(documentation: str, value: Callable[[int], int], least: int = 0) -> Callable[..., Any]:
    """A sequence of integers from index `least` on."""

    def function(kernel: Any, n: Any) -> Any:
        return value(n) if type(n) is int and least <= n <= 10_000 else None

    function.__doc__ = documentation
    return function


def bell(n: int) -> int:
    row = [1]
    for _ in range(n):
        following = [row[-1]]
        for entry in row:
            following.append(following[-1] + entry)
        row = following
    return row[0]


def partitions(n: int) -> int:
    """The number of ways to write n as a sum, by Euler's recurrence over pentagonal numbers."""
    counts = [1]
    for m in range(1, n + 1):
        total, k = 0, 1
        while (pentagonal := k * (3 * k - 1) // 2) <= m:
            sign = 1 if k % 2 else -1
            total += sign * counts[m - pentagonal]
            if pentagonal + k <= m:
                total += sign * counts[m - pentagonal - k]
            k += 1
        counts.append(total)
    return counts[n]


builtin("CatalanNumber[n]", attributes=NUMERIC)(
    at_index(
        """gives the Catalan number of index n.

        >>> CatalanNumber[{0, 1, 5}]
        {1, 1, 42}
        """,
        lambda n: math.comb(2 * n, n) // (n + 1),
    )
)
builtin("BellB[n]", attributes=NUMERIC)(
    at_index(
        """gives the number of ways to divide n things into groups.

        >>> BellB[{0, 1, 5}]
        {1, 1, 52}
        """,
        bell,
    )
)
builtin("PartitionsP[n]", attributes=NUMERIC)(
    at_index(
        """gives the number of ways to write n as a sum of positive integers.

        >>> PartitionsP[{0, 5, 100}]
        {1, 7, 190569292}
        """,
        partitions,
    )
)


@builtin("StirlingS2[n, m]", attributes=NUMERIC)
def stirling_s2(kernel: Any, n: Any, m: Any) -> Any:
    """gives the number of ways to divide n things into m groups.

    >>> StirlingS2[5, 2]
    15
    """
    if not (type(n) is int and type(m) is int and n >= 0 and m >= 0):
        return None
    terms = [(-1) ** (m - k) * math.comb(m, k) * k**n for k in range(m + 1)]
    return sum(terms) // math.factorial(m)


@builtin("StirlingS1[n, m]", attributes=NUMERIC)
def stirling_s1(kernel: Any, n: Any, m: Any) -> Any:
    """gives the signed number of permutations of n things with m cycles.

    >>> StirlingS1[5, 2]
    -50
    """
    if not (type(n) is int and type(m) is int and 0 <= n <= 2000 and m >= 0):
        return None
    row = [1]
    for k in range(n):
        row = [(row[j - 1] if j else 0) - (k * row[j] if j < len(row) else 0) for j in range(len(row) + 1)]
    return row[m] if m < len(row) else 0
