"""Simplify and FullSimplify: the simplest of the forms that SymPy and our own functions find."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from wlmini.builtins.approximation import is_numeric, number_value
from wlmini.builtins.symbolic.assumptions import facts_of, is_condition, known, refined
from wlmini.builtins.symbolic.bridge import Bridge, attempt, each, symbols_in
from wlmini.expr import TRUE, Complex, Expr, S, Symbol, is_list, same
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_number, is_real
from wlmini.kernel.substitute import mentions

OPTIONS = {
    "Assumptions": S.Automatic, "ComplexityFunction": S.Automatic, "ExcludedForms": S.List(),
    "TimeConstraint": 300, "TransformationFunctions": S.Automatic, "Trig": TRUE,
}  # fmt: skip
RELATIONS = {S.Equal, S.Unequal, S.Less, S.LessEqual, S.Greater, S.GreaterEqual}


def complexity(expr: Any) -> int:
    """What Simplify makes small: the leaves, numbers counted with their digits."""
    if isinstance(expr, int):
        return 1 if expr == 0 else int(math.log10(abs(expr))) + (1 if expr > 0 else 2)
    if isinstance(expr, Fraction):
        return complexity(expr.numerator) + complexity(expr.denominator) + 1
    if isinstance(expr, Complex):
        return complexity(expr.re) + complexity(expr.im) + 1
    if is_number(expr):
        return 2
    if not isinstance(expr, Expr):
        return 1
    return complexity(expr.head) + sum([complexity(p) for p in expr.parts])


def measure_of(kernel: Any, chosen: Any) -> Callable[[Any], Any]:
    """The complexity function of the option."""
    if chosen is S.Automatic:
        return complexity

    def measure(expr: Any) -> Any:
        value = kernel.call(S.N, kernel.call(chosen, expr))
        return value if isinstance(value, (int, float)) else math.inf

    return measure


MESSAGES = {"timc": "The time `1` is neither a positive number of seconds nor a pair of such numbers."}


@builtin("Simplify[expr]", "Simplify[expr, assumptions]", options=OPTIONS, messages=MESSAGES)
def simplify(kernel: Any, expr: Any, given: Any = S.Automatic, *, options: Any) -> Any:
    """gives the simplest form of expr that is found, where the assumptions hold if there are any.

    >>> {Simplify[Sin[x]^2 + Cos[x]^2], Simplify[(x^2 - 1)/(x - 1)], Simplify[Sqrt[x^2], x > 0]}
    {1, 1 + x, x}
    """
    return Search(kernel, given, options, full=False).best(expr)


@builtin("FullSimplify[expr]", "FullSimplify[expr, assumptions]", options=OPTIONS)
def full_simplify(kernel: Any, expr: Any, given: Any = S.Automatic, *, options: Any) -> Any:
    """gives the simplest form of expr, special functions included, that a wider search finds.

    >>> {FullSimplify[Gamma[1 + x]/Gamma[x]], FullSimplify[n!/(n - 1)!]}
    {x, n}
    """
    return Search(kernel, given, options, full=True).best(expr)


@builtin("FunctionExpand[expr]", "FunctionExpand[expr, assumptions]", options={"Assumptions": S.Automatic})
def function_expand(kernel: Any, expr: Any, given: Any = S.Automatic, *, options: Any) -> Any:
    """writes special functions by simpler ones where that can be done.

    >>> {FunctionExpand[Gamma[1 + x]], FunctionExpand[Binomial[n, 2]]}
    {x Gamma[x], ((-1 + n) n)/2}
    """
    threaded = each(kernel, S.FunctionExpand, expr, () if given is S.Automatic else (given,))
    if threaded is not None or not isinstance(expr, Expr):
        return expr if threaded is None else threaded
    assumed = known(kernel, options["Assumptions"] if given is S.Automatic else given)
    bridge = Bridge(kernel, facts_of(kernel, assumed))
    found = attempt(lambda: bridge.value(bridge.sympy.expand_func(bridge.to(expr))))
    expanded = expr if found is None else found
    return S["$ExpandFunctions"](expanded) if same(expanded, expr) else expanded


class Search:
    """One call: what is assumed, how complexity is measured, how far the search goes."""

    def __init__(self, kernel: Any, given: Any, options: Any, full: bool) -> None:
        if not same(options["ExcludedForms"], OPTIONS["ExcludedForms"]):
            raise Failure("optnb", S.FullSimplify if full else S.Simplify, "ExcludedForms", value=None)
        self.patience, whole = seconds_of(kernel, options["TimeConstraint"])
        self.end = time.monotonic() + whole
        self.kernel = kernel
        self.given = known(kernel, options["Assumptions"] if given is S.Automatic else given)
        self.measure = measure_of(kernel, options["ComplexityFunction"])
        self.trig = options["Trig"] is TRUE
        chosen = options["TransformationFunctions"]
        self.automatic = chosen is S.Automatic or (is_list(chosen) and S.Automatic in chosen.parts)
        self.own = [f for f in (chosen.parts if is_list(chosen) else (chosen,)) if f is not S.Automatic]
        self.full = full

    def best(self, expr: Any) -> Any:
        """The simplest form, from the inside out."""
        if not isinstance(expr, Expr):
            return refined(self.kernel, expr, self.given)
        if expr.head in RELATIONS and len(expr.parts) == 2:
            return self.relation(expr)
        inner = [self.best(p) if worth(p) else p for p in expr.parts]
        whole = self.kernel.evaluate(Expr(expr.head, inner))
        if not isinstance(whole, Expr) or is_list(whole):
            return whole
        if is_condition(whole):
            return self.condition(whole)
        start = refined(self.kernel, whole, self.given)
        if self.full and self.automatic:
            shorter = self.kernel.evaluate(S["$Identities"](start))
            start = shorter if self.measure(shorter) <= self.measure(start) else start
        forms = [start, *([expr] if self.given is TRUE else []), *self.forms(start)]
        found = min(forms, key=self.measure)
        return found if same(found, start) or not isinstance(found, Expr) else self.again(found)

    def again(self, found: Any) -> Any:
        """Look once more from the form found: it may simplify further."""
        return min([found, *self.forms(found)], key=self.measure)

    def forms(self, expr: Any) -> list[Any]:
        """Other forms of the expression."""
        made = [self.kernel.call(f, expr) for f in self.own]
        if self.automatic:
            made += [self.kernel.evaluate(f(expr)) for f in (S.Expand, S.Factor, S.Together)]
            made.append(with_roots_joined(self.kernel, expr, self.given))
            made += collected(self.kernel, expr)
            made.append(self.kernel.evaluate(S.Together(S.Expand(expr))))
            if self.trig and any(mentions(expr, f) for f in WAVES) and complexity(expr) < MANY_WAVES:
                made += [self.kernel.evaluate(f(expr)) for f in (S.TrigReduce, S.TrigExpand)]
            if self.full and self.given is not TRUE and mentions(expr, S.ArcTan):
                made.append(with_right_angle(self.kernel, expr, self.given))
            if self.full:
                made.append(self.kernel.evaluate(S["$Identities"](expr)))
            if self.full and is_numeric(self.kernel, expr) and not is_number(expr):
                made.append(part_of_pi(self.kernel, expr))
            made += self.of_sympy(expr)
        return [m for m in made if m is not None]

    def of_sympy(self, expr: Any) -> list[Any]:
        bridge = Bridge(self.kernel, facts_of(self.kernel, self.given))
        sympy = bridge.sympy
        value = attempt(bridge.to, expr)
        if value is None:
            return []
        methods = [sympy.simplify, sympy.cancel, lambda v: sympy.powdenest(sympy.powsimp(v))]
        methods += [sympy.trigsimp, sympy.logcombine] if self.trig and self.given is not TRUE else []
        if self.full:
            methods += [sympy.gammasimp, sympy.combsimp, sympy.radsimp, sympy.sqrtdenest, root_simplest]
            methods += [lambda v: sympy.simplify(v.rewrite(sympy.gamma)), sympy.hyperexpand]
        found = []
        for f in methods:
            left = min(15.0, self.patience, self.end - time.monotonic())
            if left > 0:
                found.append(attempt(lambda f=f: bridge.value(f(value)), seconds=left))
        return found

    def relation(self, expr: Expr) -> Any:
        """An equation or inequality: both sides, and whether it follows from the assumptions."""
        kernel = self.kernel
        difference = self.best(kernel.evaluate(S.Subtract(*expr.parts)))
        if is_number(difference):
            return kernel.evaluate(Expr(expr.head, (difference, 0)))
        sides = [self.best(p) for p in expr.parts]
        whole = kernel.evaluate(Expr(expr.head, sides))
        if expr.head in (S.Equal, S.Unequal):
            bare = kernel.evaluate(Expr(expr.head, (without_number(difference), 0)))
            whole = min(whole, bare, key=self.measure)
        return self.condition(whole) if isinstance(whole, Expr) else whole

    def condition(self, expr: Expr) -> Any:
        found = refined(self.kernel, expr, self.given)
        if isinstance(found, Expr) and found.head in (S.And, S.Or, S.Not, S.Implies, S.Xor):
            bridge = Bridge(self.kernel)
            other = attempt(lambda: bridge.value(bridge.sympy.simplify_logic(bridge.to(found), form=None)))
            others = [other, self.range_of(found)]
            return min([found, *[o for o in others if o is not None]], key=complexity)
        return found

    def range_of(self, found: Expr) -> Any:
        """What inequalities in one variable leave of the reals; None for conditions of other kinds."""
        parts = found.parts
        if not all(isinstance(p, Expr) and p.head in RELATIONS and len(p.parts) == 2 for p in parts):
            return None
        names = {p.parts[0] for p in parts}
        if len(names) != 1 or not isinstance(parts[0].parts[0], Symbol):
            return None
        if not all(is_number(p.parts[1]) for p in parts):
            return None
        return self.kernel.evaluate(S.Quiet(S.Reduce(found, parts[0].parts[0], S.Reals)))


def seconds_of(kernel: Any, constraint: Any) -> tuple[float, float]:
    """The seconds for one transformation and for all, of TimeConstraint -> t or {t, total}."""
    parts = constraint.parts if is_list(constraint) and len(constraint) == 2 else (constraint, S.Infinity)
    values = [math.inf if p is S.Infinity else number_value(kernel, p) for p in parts]
    if not all(is_real(v) and v > 0 for v in values):
        raise Failure("timc", constraint, owner=S.Simplify, value=None)
    return float(values[0]), float(values[1])


def part_of_pi(kernel: Any, expr: Any) -> Any:
    """A sum of inverse tangents and the like as a fraction of Pi, where 40 digits of it are that."""
    if not any(mentions(expr, f) for f in (S.ArcTan, S.ArcSin, S.ArcCos, S.ArcCot)):
        return None
    share = kernel.evaluate(S.Rationalize(S.N(S.Times(expr, S.Power(S.Pi, -1)), 20), Fraction(1, 10**15)))
    if not isinstance(share, (int, Fraction)) or Fraction(share).denominator > 360:
        return None
    rest = kernel.evaluate(S.N(S.Plus(expr, S.Times(-share, S.Pi)), 40))
    near = kernel.evaluate(S.Less(S.Abs(rest), Fraction(1, 10**38)))
    return kernel.evaluate(S.Times(share, S.Pi)) if near is TRUE else None


def collected(kernel: Any, expr: Any) -> list[Any]:
    """A sum of several terms gathered by each of its symbols."""
    if not isinstance(expr, Expr) or expr.head is not S.Plus or len(expr.parts) < 3:
        return []
    return [kernel.evaluate(S.Collect(expr, s)) for s in symbols_in(expr)[:COLLECTED]]


COLLECTED = 6  # symbols
WAVES = (S.Sin, S.Cos, S.Sinh, S.Cosh)
MANY_WAVES = 100  # leaves; what is larger grows when angles are taken apart or put together


def with_right_angle(kernel: Any, expr: Any, given: Any) -> Any:
    """ArcTan[z] + ArcTan[1/z] as Pi/2, or -Pi/2, where the sign of z is assumed."""
    if not isinstance(expr, Expr) or expr.head is not S.Plus:
        return None
    angles = [p.parts[0] for p in expr.parts if isinstance(p, Expr) and p.head is S.ArcTan and len(p) == 1]
    for z in angles:
        other = kernel.evaluate(S.Power(z, -1))
        if any(same(other, a) for a in angles) and not same(other, z):
            for positive, half in ((S.Greater(z, 0), Fraction(1, 2)), (S.Less(z, 0), Fraction(-1, 2))):
                if kernel.evaluate(S.Refine(positive, given)) is TRUE:
                    pair = S.Plus(S.ArcTan(z), S.ArcTan(other))
                    return kernel.evaluate(S.Plus(expr, S.Times(-1, pair), S.Times(half, S.Pi)))
    return None


def without_number(expr: Any) -> Any:
    """A product without the number in front of it."""
    if isinstance(expr, Expr) and expr.head is S.Times and is_number(expr.parts[0]):
        return S.Times(*expr.parts[1:])
    return expr


def with_roots_joined(kernel: Any, expr: Any, given: Any) -> Any:
    """Sqrt[a] Sqrt[b] as Sqrt[a b], for bases that are assumed not to be negative."""
    if not isinstance(expr, Expr) or expr.head is not S.Times or given is TRUE:
        return None
    bases: dict[Fraction, list[Any]] = {}
    rest = []
    for part in expr.parts:
        root = isinstance(part, Expr) and part.head is S.Power and isinstance(part.parts[1], Fraction)
        if root and kernel.evaluate(S.Refine(S.GreaterEqual(part.parts[0], 0), given)) is TRUE:
            bases.setdefault(part.parts[1], []).append(part.parts[0])
        else:
            rest.append(part)
    return kernel.evaluate(S.Times(*rest, *[S.Power(S.Times(*b), e) for e, b in bases.items()]))


def root_simplest(value: Any) -> Any:
    """An algebraic number in its simplest form."""
    return value.nsimplify() if value.is_number else value


def worth(expr: Any) -> bool:
    """Whether a part may become simpler by itself."""
    return isinstance(expr, Expr) and True in [isinstance(p, Expr) for p in expr.parts]
