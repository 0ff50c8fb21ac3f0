"""Series made of sequences: generating functions and Z transforms, and the way back from the latter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wlmini.builtins.symbolic.algebra import is_free
from wlmini.builtins.symbolic.bridge import Bridge, attempt, occurs
from wlmini.builtins.symbolic.simplifying import complexity
from wlmini.expr import Expr, S, Symbol, head_of, is_list, same
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

OPTIONS = {"Assumptions": S.Automatic, "GenerateConditions": S["False"]}
MESSAGES = {"var": "`1` is no variable; a symbol is expected."}


def over(a: Any, b: Any) -> Any:
    return S.Times(a, S.Power(b, -1))


def less(a: Any, b: Any) -> Any:
    return S.Plus(a, S.Times(-1, b))


# Sequences of n by their heads: what is in them is n itself, and the series is in x.
KNOWN: dict[Any, Callable[[Any], Any]] = {
    S.Fibonacci: lambda x: over(x, S.Plus(1, S.Times(-1, x), S.Times(-1, S.Power(x, 2)))),
    S.LucasL: lambda x: over(less(2, x), S.Plus(1, S.Times(-1, x), S.Times(-1, S.Power(x, 2)))),
    S.HarmonicNumber: lambda x: over(S.Times(-1, S.Log(less(1, x))), less(1, x)),
    S.CatalanNumber: lambda x: over(less(1, S.Sqrt(less(1, S.Times(4, x)))), S.Times(2, x)),
    S.UnitStep: lambda x: over(1, less(1, x)),
    S.DiscreteDelta: lambda x: 1,
    S.KroneckerDelta: lambda x: 1,
}
STEPS = (S.UnitStep, S.HeavisideTheta)
DELTAS = (S.DiscreteDelta, S.KroneckerDelta)


class Series:
    """The sum of f x^n over the natural numbers n, from rules about f."""

    def __init__(self, kernel: Any, n: Any) -> None:
        self.kernel, self.n = kernel, n

    def of(self, f: Any, x: Any) -> Any:
        """The sum; None where no rule leads to it."""
        if is_free(f, (self.n,)):
            return over(f, less(1, x))
        if not isinstance(f, Expr):
            return over(x, S.Power(less(1, x), 2))  # n itself
        if f.head is S.Plus:
            found = [self.of(p, x) for p in f.parts]
            return None if None in found else S.Plus(*found)
        factors = list(f.parts) if f.head is S.Times else [f]
        for index, factor in enumerate(factors):
            rest = self.kernel.evaluate(S.Times(*factors[:index], *factors[index + 1 :]))
            value = self.by_factor(factor, rest, x)
            if value is not None:
                return value
        return self.by_call(f, x) or self.summed(f, x)

    def by_factor(self, factor: Any, rest: Any, x: Any) -> Any:
        """Constants, powers of n, n-th powers, steps and deltas act on the series of what they multiply."""
        if is_free(factor, (self.n,)):
            inner = self.of(rest, x)
            return None if inner is None else S.Times(factor, inner)
        if same(factor, self.n):
            return self.differentiated(rest, x)
        if head_of(factor) is S.Power:
            base, exponent = factor.parts
            if same(base, self.n) and type(exponent) is int and exponent > 0:
                return self.differentiated(S.Times(S.Power(base, exponent - 1), rest), x)
            if is_free(base, (self.n,)):
                return self.scaled(base, exponent, rest, x)
        start = self.shift_in(factor, (*STEPS, *DELTAS))
        if start is None or factor.head in DELTAS and len(factor.parts) > 2:
            return None
        if factor.head in DELTAS:
            value = S.ReplaceAll(rest, S.Rule(self.n, start))
            return self.kernel.evaluate(S.Times(value, S.Power(x, start))) if start >= 0 else 0
        moved = self.kernel.evaluate(S.ReplaceAll(rest, S.Rule(self.n, S.Plus(self.n, max(start, 0)))))
        inner = self.of(moved, x)
        return None if inner is None else S.Times(S.Power(x, max(start, 0)), inner)

    def differentiated(self, rest: Any, x: Any) -> Any:
        """n f(n) by x times the derivative of the series of f."""
        name = S["Series`x"]
        inner = self.of(self.kernel.evaluate(rest), name)
        if inner is None:
            return None
        slope = self.kernel.evaluate(S.Times(name, S.D(inner, name)))
        return self.kernel.evaluate(S.ReplaceAll(slope, S.Rule(name, x)))

    def scaled(self, base: Any, exponent: Any, rest: Any, x: Any) -> Any:
        """base^(p n + q) f(n) by the series of f at base^p x."""
        p = self.kernel.evaluate(S.D(exponent, self.n))
        q = self.kernel.evaluate(S.Expand(less(exponent, S.Times(p, self.n))))
        if not is_free(p, (self.n,)) or not is_free(q, (self.n,)):
            return None
        inner = self.of(rest, self.kernel.evaluate(S.Times(S.Power(base, p), x)))
        return None if inner is None else S.Times(S.Power(base, q), inner)

    def shift_in(self, factor: Any, heads: tuple[Any, ...]) -> int | None:
        """k of UnitStep[n - k] and the like; KroneckerDelta[n, k] is such a one too."""
        if head_of(factor) not in heads:
            return None
        inside = less(*factor.parts) if len(factor.parts) == 2 else factor.parts[0]
        k = self.kernel.evaluate(S.Expand(less(self.n, inside)))
        return k if type(k) is int else None

    def by_call(self, f: Any, x: Any) -> Any:
        """Known functions of n, sines and cosines of multiples of n, unknown functions of n + k."""
        if f.head in KNOWN and len(f.parts) == 1 and same(f.parts[0], self.n):
            return KNOWN[f.head](x)
        if f.head in (S.Sin, S.Cos):
            return self.wave(f, x)
        if f.head is S.Binomial and same(f.parts[1], self.n) and is_free(f.parts[0], (self.n,)):
            return S.Power(S.Plus(1, x), f.parts[0])
        if f.head is S.Binomial and same(f.parts[0], self.n) and is_free(f.parts[1], (self.n,)):
            k = f.parts[1]
            return over(S.Power(x, k), S.Power(less(1, x), S.Plus(k, 1)))
        return None

    def wave(self, f: Any, x: Any) -> Any:
        angle = self.kernel.evaluate(S.D(f.parts[0], self.n))
        start = self.kernel.evaluate(S.Expand(less(f.parts[0], S.Times(angle, self.n))))
        if not is_free(angle, (self.n,)) or not is_free(start, (self.n,)):
            return None
        above = less(Expr(f.head, (start,)), S.Times(x, Expr(f.head, (less(start, angle),))))
        below = S.Plus(1, S.Times(-2, x, S.Cos(angle)), S.Power(x, 2))
        return over(above, below)

    def summed(self, f: Any, x: Any) -> Any:
        """By Sum, where it finds a closed form."""
        value = self.kernel.evaluate(
            S.Quiet(S.Sum(S.Times(f, S.Power(x, self.n)), S.List(self.n, 0, S.Infinity)))
        )
        return None if occurs(S.Sum, value) or occurs(self.n, value) else value


def unknown_shift(kernel: Any, head: Any, f: Any, n: Any, x: Any) -> Any:
    """The transform of y[n + k] by that of y[n] and the first values of y."""
    if (
        not isinstance(f, Expr)
        or not isinstance(f.head, Symbol)
        or f.head.context == "System`"
        or len(f.parts) != 1
    ):
        return None
    k = kernel.evaluate(S.Expand(less(f.parts[0], n)))
    if type(k) is not int or k <= 0:
        return None
    first = [S.Times(-1, Expr(f.head, (i,)), S.Power(x, i)) for i in range(k)]
    return S.Times(S.Power(x, -k), S.Plus(*first, head(Expr(f.head, (n,)))))


def need_symbol(name: Any) -> None:
    if not isinstance(name, Symbol):
        raise Failure("var", name, value=None)


def transformed(kernel: Any, head: Any, f: Any, n: Any, x: Any, at: Any) -> Any:
    """The series of f at a function of x, in a simple form; lists and sums of unknown functions by terms."""
    need_symbol(n)
    if is_list(f) or head_of(f) is S.Equal:
        return Expr(f.head, [head(p, n, x) for p in f.parts])
    f = kernel.evaluate(S.Expand(f))
    if head_of(f) is S.Plus and occurs_unknown(f, n):
        return S.Plus(*[head(p, n, x) for p in f.parts])
    if head_of(f) is S.Times and occurs_unknown(f, n):
        outside = [p for p in f.parts if is_free(p, (n,))]
        rest = S.Times(*[p for p in f.parts if not is_free(p, (n,))])
        return S.Times(*outside, head(rest, n, x)) if outside else None
    shifted = unknown_shift(kernel, lambda g: head(g, n, x), f, n, at)
    if shifted is not None:
        return kernel.evaluate(S.Expand(shifted))
    if occurs_unknown(f, n):
        return None
    value = Series(kernel, n).of(f, at)
    return None if value is None else simplest(kernel, value, x, same(at, x))


def occurs_unknown(f: Any, n: Any) -> bool:
    """Whether an unknown function of n is in an expression."""
    if not isinstance(f, Expr):
        return False
    unknown = (
        isinstance(f.head, Symbol) and f.head.context != "System`" and any(occurs(n, p) for p in f.parts)
    )
    return unknown or any(occurs_unknown(p, n) for p in f.parts)


def simplest(kernel: Any, value: Any, x: Any, direct: bool) -> Any:
    """A quotient of polynomials factored, unless the series itself is shorter; other values simplified."""
    value = kernel.evaluate(value)
    together = kernel.evaluate(S.Together(value))
    parts = S.And(S.PolynomialQ(S.Numerator(together), x), S.PolynomialQ(S.Denominator(together), x))
    if kernel.is_true(parts):
        factored = kernel.evaluate(S.Factor(together))
        return min(value, factored, key=complexity) if direct else factored
    return kernel.evaluate(S.Simplify(value))


@builtin("GeneratingFunction[f, n, x]", options=OPTIONS, messages=MESSAGES)
def generating_function(kernel: Any, f: Any, n: Any, x: Any, *, options: dict[str, Any]) -> Any:
    """gives the generating function of a sequence: the sum of f x^n over n from 0.

    >>> {GeneratingFunction[1, n, x], GeneratingFunction[2^n, n, x], GeneratingFunction[1/n!, n, x]}
    {1/(1 - x), 1/(1 - 2 x), E^x}
    """
    value = transformed(kernel, S.GeneratingFunction, f, n, x, x)
    return conditioned(kernel, value, S.Times(f, S.Power(x, n)), n, options)


@builtin("ExponentialGeneratingFunction[f, n, x]", options=OPTIONS, messages=MESSAGES)
def exponential_generating_function(kernel: Any, f: Any, n: Any, x: Any, *, options: dict[str, Any]) -> Any:
    """gives the exponential generating function of a sequence: the sum of f x^n/n! over n from 0.

    >>> {ExponentialGeneratingFunction[1, n, x], ExponentialGeneratingFunction[n!, n, x]}
    {E^x, 1/(1 - x)}
    """
    need_symbol(n)
    if is_list(f):
        return S.List(*[S.ExponentialGeneratingFunction(p, n, x) for p in f.parts])
    divided = kernel.evaluate(over(f, S.Factorial(n)))
    value = kernel.evaluate(S.GeneratingFunction(divided, n, x))
    if occurs(S.GeneratingFunction, value):
        return None
    return conditioned(kernel, value, S.Times(divided, S.Power(x, n)), n, options)


def conditioned(kernel: Any, value: Any, term: Any, n: Any, options: dict[str, Any]) -> Any:
    """The value simplified under assumptions, and with the condition for the series of terms to converge."""
    given, conditions = options["Assumptions"], options["GenerateConditions"]
    if value is None or occurs(S.List, value):
        return value
    if given is not S.Automatic:
        value = S.Simplify(value, given)
    if conditions is not S["True"]:
        return value
    rest = () if given is S.Automatic else (S.Rule(S.Assumptions, given),)
    condition = kernel.evaluate(S.SumConvergence(term, n, *rest))
    known = condition is not S["True"] and not occurs(S.SumConvergence, condition)
    return S.ConditionalExpression(value, condition) if known else value


@builtin("ZTransform[f, n, z]", options=OPTIONS, messages=MESSAGES)
def z_transform(kernel: Any, f: Any, n: Any, z: Any, *, options: dict[str, Any]) -> Any:
    """gives the Z transform of a sequence: the sum of f z^-n over n from 0.

    >>> {ZTransform[1, n, z], ZTransform[n, n, z], ZTransform[DiscreteDelta[n], n, z]}
    {z/(-1 + z), z/(-1 + z)^2, 1}
    """
    value = transformed(kernel, S.ZTransform, f, n, z, S.Power(z, -1))
    return conditioned(kernel, value, S.Times(f, S.Power(z, S.Times(-1, n))), n, options)


# -- back --------------------------------------------------------------------------------------------


@builtin("InverseZTransform[f, z, n]", options=OPTIONS, messages=MESSAGES, refused=("GenerateConditions",))
def inverse_z_transform(kernel: Any, f: Any, z: Any, n: Any, *, options: dict[str, Any]) -> Any:
    """gives the sequence whose Z transform is f.

    >>> {InverseZTransform[z/(z - 1), z, n], InverseZTransform[z/(z - a), z, n]}
    {1, a^n}
    """
    need_symbol(z)
    if is_list(f):
        return S.List(*[S.InverseZTransform(p, z, n) for p in f.parts])
    power = exponential_at(kernel, f, z, n)
    if power is not None:
        return power
    value = attempt(by_fractions, kernel, f, z, n, seconds=30.0)
    given = options["Assumptions"]
    return value if value is None or given is S.Automatic else S.Simplify(value, given)


def exponential_at(kernel: Any, f: Any, z: Any, n: Any) -> Any:
    """a^n/n! of E^(a/z)."""
    if head_of(f) is not S.Power or f.parts[0] is not S.E:
        return None
    a = kernel.evaluate(S.Times(f.parts[1], z))
    return over(S.Power(a, n), S.Factorial(n)) if is_free(a, (z,)) else None


def by_fractions(kernel: Any, f: Any, z: Any, n: Any) -> Any:
    """By partial fractions of f/z where f has the factor z, else of f, whose sequence begins later by one."""
    bridge = Bridge(kernel, {}, (z,))
    sympy = bridge.sympy
    x = bridge.variable(z)
    value = sympy.cancel(bridge.to(f))
    if not value.is_rational_function(x) or value.has(sympy.I):
        return None
    above, below = sympy.fraction(value)
    early = below.subs(x, 0) == 0 or above.subs(x, 0) == 0
    terms = pieces(sympy, value / x if early else value, x)
    if terms is None:
        return None
    found = [sequence_of(bridge, term, n, early) for term in terms]
    if None in found:
        return None
    whole = kernel.evaluate(S.Plus(*found))
    return whole if occurs(S.UnitStep, whole) or occurs(S.DiscreteDelta, whole) else S.Simplify(whole)


def pieces(sympy: Any, value: Any, x: Any) -> list[tuple[Any, Any, int]] | None:
    """(c, a, k) of each c/(x - a)^k; (c, None, k) of each c x^k. None where roots are not found."""
    whole, rest = sympy.div(*sympy.fraction(sympy.cancel(value)), x)
    below = sympy.fraction(sympy.cancel(value))[1]
    found = [(c, None, k) for (k,), c in sympy.Poly(whole, x).terms() if c != 0]
    if rest == 0:
        return found
    roots = sympy.roots(below, x)
    if sum(roots.values()) != sympy.degree(below, x):
        return None
    for a, times in roots.items():
        if times == 1:  # which needs no cancelling of roots that are not rational
            found.append((sympy.radsimp((rest / sympy.diff(below, x)).subs(x, a)), a, 1))
            continue
        regular = sympy.cancel(rest * (x - a) ** times / below)
        for k in range(times):
            c = sympy.simplify(sympy.diff(regular, x, k).subs(x, a) / sympy.factorial(k))
            found += [(c, a, times - k)] if c != 0 else []
    return found


def sequence_of(bridge: Bridge, piece: tuple[Any, Any, int], n: Any, early: bool) -> Any:
    """The sequence of one piece; those of f/z were divided by z, which moves them by one."""
    c, a, k = piece
    factor = bridge.value(c)
    if a is None:
        place = -(k + 1) if early else -k
        return None if place < 0 else S.Times(factor, S.DiscreteDelta(less(n, place)))
    if a == 0:
        place = k - 1 if early else k
        return S.Times(factor, S.DiscreteDelta(less(n, place)))
    at = n if early else S.Plus(n, -1)
    step = () if early else (S.UnitStep(S.Plus(n, -1)),)
    if k == 1 and a.is_number and not a.is_real:
        return S.Times(wave_of(bridge, c, a, at), *step)
    power = S.Power(bridge.value(a), S.Plus(at, 1 - k))
    count = S.FunctionExpand(S.Binomial(at, k - 1)) if k > 1 else 1
    return S.Times(factor, power, count, *step)


def wave_of(bridge: Bridge, c: Any, a: Any, at: Any) -> Any:
    """c a^n and its conjugate, which comes with it, as one wave; nothing for the conjugate."""
    sympy = bridge.sympy
    if sympy.im(a) < 0:
        return 0
    angle = S.Times(bridge.value(sympy.arg(a)), at)
    real, imaginary = (S.Times(2, bridge.value(part(c))) for part in (sympy.re, sympy.im))
    wave = less(S.Times(real, S.Cos(angle)), S.Times(imaginary, S.Sin(angle)))
    return S.Times(S.Power(bridge.value(sympy.Abs(a)), at), wave)
