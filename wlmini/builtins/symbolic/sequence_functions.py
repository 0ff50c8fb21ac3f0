"""FindSequenceFunction: a formula for a sequence of which the first elements are given."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Any

from wlmini.builtins.symbolic.bridge import Bridge, attempt
from wlmini.expr import Expr, S, is_list, make_list, rational, symbol
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

N = symbol("Sequence`n")  # the place in the sequence, counted from 1
LEAST = 3  # elements
SPARE = 1  # elements that a formula must foretell beyond those that determine it
OPTIONS = {"FunctionSpace": S.Automatic, "Method": S.Automatic, "TimeConstraint": 10,
           "ValidationLength": S.Automatic}  # fmt: skip
MESSAGES = {"seq": "`1` is no list of at least `2` exact numbers."}

NAMED = (
    "Prime", "Fibonacci", "LucasL", "Factorial", "CatalanNumber", "BellB", "HarmonicNumber", "PartitionsP",
    "PartitionsQ", "EulerPhi", "PrimePi", "Factorial2", "Subfactorial", "MoebiusMu", "BernoulliB",
)  # fmt: skip
SHIFTS = (0, -1, 1, -2, 2)


@builtin(
    "FindSequenceFunction[{a1, a2, ...}]",
    "FindSequenceFunction[{a1, a2, ...}, n]",
    options=OPTIONS,
    messages=MESSAGES,
    refused=("FunctionSpace", "Method", "TimeConstraint", "ValidationLength"),
)
def find_sequence_function(kernel: Any, items: Any, n: Any = None, *, options: dict[str, Any]) -> Any:
    """gives a function that has the elements of the list as its values at 1, 2, ...; or its value at n.

    >>> {FindSequenceFunction[{1, 4, 9, 16, 25}, n], FindSequenceFunction[{1, 1, 2, 3, 5, 8, 13}, n]}
    {n^2, Fibonacci[n]}
    >>> {FindSequenceFunction[{2, 4, 8, 16, 32}], FindSequenceFunction[{1, 2, 6, 24, 120, 720}, n]}
    {2^#1 & , n!}
    """
    values = list(items.parts) if is_list(items) else []
    if len(values) < LEAST or not all(isinstance(v, (int, Fraction)) for v in values):
        raise Failure("seq", items, LEAST, value=None)
    found = formula_for(kernel, [Fraction(v) for v in values])
    if found is None:
        return None
    if n is None:
        return as_function(kernel, found)
    return kernel.evaluate(S.ReplaceAll(found, S.Rule(N, n)))


def as_function(kernel: Any, formula: Any) -> Any:
    """A pure function, or the name of one where the formula is only that."""
    if isinstance(formula, Expr) and formula.parts == (N,):
        return formula.head
    return kernel.evaluate(S.Function(S.Evaluate(S.ReplaceAll(formula, S.Rule(N, S.Slot(1))))))


def formula_for(kernel: Any, values: list[Fraction]) -> Any:
    """The first formula that gives all the values."""
    for find in (polynomial, powers, named, quotient, hypergeometric, recurrence):
        found = attempt(find, kernel, values, seconds=10.0)
        if found is not None and foretells(kernel, found, values):
            return found
    return None


def foretells(kernel: Any, formula: Any, values: list[Fraction]) -> bool:
    at = make_list(range(1, len(values) + 1))
    made = kernel.evaluate(S.Quiet(S.Map(S.Function(N, S.RootReduce(formula)), at)))
    wanted = make_list([rational(v.numerator, v.denominator) for v in values])
    return kernel.is_true(S.SameQ(made, wanted)) or kernel.is_true(
        S.Equal(S.Total(S.Abs(S.Simplify(S.Subtract(made, wanted)))), 0)
    )


def exact(value: Fraction) -> Any:
    return rational(value.numerator, value.denominator)


# -- polynomials and quotients of them -----------------------------------------------------------------


def polynomial(kernel: Any, values: list[Fraction]) -> Any:
    """By differences that become constant; in factors."""
    found = interpolated(values)
    return None if found is None else kernel.evaluate(S.Factor(found))


def interpolated(values: list[Fraction]) -> Any:
    """Newton's formula, where enough differences of some order are the same."""
    row, firsts = values, []
    while len(row) > SPARE:
        firsts.append(row[0])
        if len(set(row)) == 1:
            terms = []
            for k, first in enumerate(firsts):
                steps = [S.Plus(N, -1 - j) for j in range(k)]
                terms.append(S.Times(exact(first), S.Power(S.Factorial(k), -1), *steps))
            return S.Plus(*terms)
        row = [b - a for a, b in pairwise(row)]
    return None


def quotient(kernel: Any, values: list[Fraction]) -> Any:
    """A quotient of polynomials p(n)/q(n), from p(n) - a(n) q(n) == 0."""
    for above, below in degrees(len(values)):
        bridge = Bridge(kernel)
        sympy = bridge.sympy
        rows = []
        for n, value in enumerate(values, 1):
            number = sympy.Rational(value.numerator, value.denominator)
            rows.append([n**k for k in range(above + 1)] + [-number * n**k for k in range(below + 1)])
        space = sympy.Matrix(rows).nullspace()
        if len(space) == 1:
            coefficients = [bridge.value(c) for c in space[0]]
            p, q = coefficients[: above + 1], coefficients[above + 1 :]
            whole = S.Times(power_sum(p), S.Power(power_sum(q), -1))
            return kernel.evaluate(S.Factor(S.Together(whole)))
    return None


def degrees(count: int) -> Iterator[tuple[int, int]]:
    """Degrees above and below, those of few coefficients first."""
    for total in range(1, count - 1 - SPARE):
        for below in range(1, total + 1):
            yield total - below, below


def power_sum(coefficients: list[Any]) -> Any:
    return S.Plus(*[S.Times(c, S.Power(N, k)) for k, c in enumerate(coefficients)])


# -- known names -------------------------------------------------------------------------------------


def named(kernel: Any, values: list[Fraction]) -> Any:
    """A function of the language, of n moved a little, perhaps with the other sign or a factor."""
    if len(values) < LEAST + 1:
        return None
    for name in NAMED:
        for shift in SHIFTS:
            first = 1 + shift
            if first < (1 if name in ("Prime", "MoebiusMu", "EulerPhi", "PartitionsQ") else 0):
                continue
            at = make_list(range(first, first + len(values)))
            found = kernel.evaluate(S.Quiet(S.Map(S[name], at)))
            factor = common_factor(found, values)
            if factor is not None:
                return kernel.evaluate(S.Times(exact(factor), S[name](S.Plus(N, shift))))
    return None


def common_factor(found: Any, values: list[Fraction]) -> Fraction | None:
    """What all elements of a list are to be multiplied by to give the values."""
    if not is_list(found) or not all(isinstance(p, (int, Fraction)) for p in found.parts):
        return None
    place = next((i for i, p in enumerate(found.parts) if p != 0), None)
    if place is None:
        return None
    factor = values[place] / found.parts[place]
    return factor if all(p * factor == v for p, v in zip(found.parts, values, strict=True)) else None


# -- recurrences -------------------------------------------------------------------------------------


def recurrence_in(values: list[Fraction]) -> list[Fraction] | None:
    """c of a(n) == c1 a(n - 1) + c2 a(n - 2) + ...; by the algorithm of Berlekamp and Massey."""
    current: list[Fraction] = []
    before: list[Fraction] = []
    since, error_before = 0, Fraction(0)
    for i, value in enumerate(values):
        error = value - sum((c * values[i - 1 - j] for j, c in enumerate(current)), Fraction(0))
        since += 1
        if error == 0:
            continue
        if not error_before:
            current, before, since, error_before = [Fraction(0)] * (i + 1), [], 0, error
            continue
        factor = error / error_before
        change = [Fraction(0)] * (since - 1) + [factor] + [-factor * c for c in before]
        longer = current + [Fraction(0)] * (len(change) - len(current))
        if i - len(current) > (i - since) - len(before):
            before, since, error_before = current, 0, error
        current = [c + (change[j] if j < len(change) else 0) for j, c in enumerate(longer)]
    return current if current and 2 * len(current) + SPARE <= len(values) and current[-1] != 0 else None


def solved(kernel: Any, values: list[Fraction], rational_only: bool) -> Any:
    """The sum of c n^k r^n over the roots r of the recurrence's equation."""
    steps = recurrence_in(values)
    if steps is None:
        return None
    bridge = Bridge(kernel)
    sympy = bridge.sympy
    r = sympy.Symbol("r")
    size = len(steps)
    numbers = [sympy.Rational(c.numerator, c.denominator) for c in steps]
    equation = r**size - sum(c * r ** (size - 1 - k) for k, c in enumerate(numbers))
    roots = sympy.roots(sympy.Poly(equation, r))
    if sum(roots.values()) != size or rational_only and not all(root.is_rational for root in roots):
        return None
    basis = [(root, k) for root, times in roots.items() for k in range(times)]
    matrix = sympy.Matrix([[n**k * root**n for root, k in basis] for n in range(1, size + 1)])
    wanted = sympy.Matrix([sympy.Rational(v.numerator, v.denominator) for v in values[:size]])
    found = matrix.LUsolve(wanted).applyfunc(lambda c: sympy.radsimp(sympy.simplify(c)))
    terms = []
    for c, (root, k) in zip(found, basis, strict=True):
        power = 1 if root == 1 else S.Power(bridge.value(root), N)
        terms.append(S.Times(bridge.value(c), S.Power(N, k), power))
    return kernel.evaluate(S.Plus(*terms))


def powers(kernel: Any, values: list[Fraction]) -> Any:
    return solved(kernel, values, rational_only=True)


def recurrence(kernel: Any, values: list[Fraction]) -> Any:
    return solved(kernel, values, rational_only=False)


# -- products ----------------------------------------------------------------------------------------


def hypergeometric(kernel: Any, values: list[Fraction]) -> Any:
    """A product, where the ratio of elements is a quotient of polynomials with rational roots."""
    if any(v == 0 for v in values) or len(values) < LEAST + 2:
        return None
    ratios = [b / a for a, b in pairwise(values)]
    ratio = polynomial(kernel, ratios) or quotient(kernel, ratios)
    if ratio is None:
        return None
    whole = S.Times(
        exact(values[0]), S.Product(S.ReplaceAll(ratio, S.Rule(N, K)), S.List(K, 1, S.Plus(N, -1)))
    )
    return kernel.evaluate(S.FullSimplify(whole))


K = symbol("Sequence`k")
