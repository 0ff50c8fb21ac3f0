"""What is known of symbols: assumptions as SymPy's facts, $Assumptions, Assuming, Refine."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from wlmini.builtins.comparison import is_numeric
from wlmini.builtins.symbolic.bridge import Bridge, attempt, symbols_in
from wlmini.expr import FALSE, TRUE, Complex, Expr, S, Symbol, as_key, from_key, is_list, make_list
from wlmini.kernel.declare import builtin, variable
from wlmini.kernel.numbers import is_number, is_real, is_zero, sign

Facts = dict[Any, dict[str, bool]]
STATE = "assumptions"

DOMAINS: dict[Symbol, dict[str, bool]] = {
    S.Reals: {"real": True}, S.Integers: {"integer": True}, S.Rationals: {"rational": True},
    S.Complexes: {"complex": True}, S.Primes: {"prime": True}, S.Algebraics: {"algebraic": True},
    S.PositiveReals: {"positive": True}, S.NegativeReals: {"negative": True},
    S.NonNegativeReals: {"nonnegative": True}, S.NonPositiveReals: {"nonpositive": True},
    S.PositiveIntegers: {"integer": True, "positive": True},
    S.NegativeIntegers: {"integer": True, "negative": True},
    S.NonNegativeIntegers: {"integer": True, "nonnegative": True},
    S.NonPositiveIntegers: {"integer": True, "nonpositive": True},
}  # fmt: skip
SWAPPED = {S.Less: S.Greater, S.LessEqual: S.GreaterEqual, S.Greater: S.Less, S.GreaterEqual: S.LessEqual}


@variable("$Assumptions", "is what Simplify, Integrate and others take to be true.")
def assumptions(kernel: Any) -> Any:
    return kernel.state.get(STATE, TRUE)


@builtin("Assuming[assumptions, expr]", attributes="HoldRest")
def assuming(kernel: Any, given: Any, expr: Any) -> Any:
    """evaluates expr with the assumptions added to $Assumptions.

    >>> Assuming[x > 0, Simplify[Sqrt[x^2]]]
    x
    """
    before = kernel.evaluate(S["$Assumptions"])
    definition = kernel.definitions[S["$Assumptions"]]
    own = definition.own
    parts = given.parts if is_list(given) else (given,)
    kernel.evaluate(S.Set(S["$Assumptions"], S.And(before, *parts)))
    try:
        return kernel.evaluate(expr)
    finally:
        definition.own = own


def known(kernel: Any, given: Any = S.Automatic) -> Any:
    """The assumptions that hold: those of an option or argument, and $Assumptions."""
    general = kernel.evaluate(S["$Assumptions"])
    if given is S.Automatic or given is S["$Assumptions"]:
        return general
    parts = given.parts if is_list(given) else (given,)
    return kernel.evaluate(S.And(general, *parts))


def facts_of(kernel: Any, given: Any) -> Facts:
    """What SymPy is to know of each symbol."""
    facts: Facts = {}
    for each in conjuncts(given):
        learn(kernel, facts, each)
    return {key: consistent(found) for key, found in facts.items()}


def consistent(found: dict[str, bool]) -> dict[str, bool]:
    """Facts that SymPy accepts together: more than nonnegative and nonzero is positive."""
    if found.get("nonnegative") and found.get("zero") is False:
        found = {**found, "positive": True}
    if found.get("nonpositive") and found.get("zero") is False:
        found = {**found, "negative": True}
    if found.get("positive") and found.get("negative"):
        return {"real": True}
    return found


def conjuncts(given: Any) -> list[Any]:
    """The conditions that hold together; chains of comparisons are taken apart."""
    if not isinstance(given, Expr):
        return []
    if given.head in (S.And, S.List):
        return [c for p in given.parts for c in conjuncts(p)]
    if given.head is S.Inequality:
        parts = given.parts
        return [Expr(parts[i + 1], (parts[i], parts[i + 2])) for i in range(0, len(parts) - 2, 2)]
    if given.head in SWAPPED and len(given.parts) > 2:
        pairs = zip(given.parts, given.parts[1:], strict=False)
        return [Expr(given.head, pair) for pair in pairs]
    return [given]


def learn(kernel: Any, facts: Facts, condition: Expr) -> None:
    """Enter what a condition says about single symbols."""
    head, parts = condition.head, condition.parts
    if head is S.Element and len(parts) == 2 and parts[1] in DOMAINS:
        alternatives = isinstance(parts[0], Expr) and parts[0].head in (S.Alternatives, S.List)
        for name in parts[0].parts if alternatives else (parts[0],):
            facts.setdefault(as_key(name), {}).update(DOMAINS[parts[1]])
    elif head in SWAPPED and len(parts) == 2:
        learn_bound(kernel, facts, head, *parts)
    elif head is S.Unequal and len(parts) == 2 and is_number(parts[1]) and is_zero(parts[1]):
        facts.setdefault(as_key(parts[0]), {})["zero"] = False


def learn_bound(kernel: Any, facts: Facts, head: Any, left: Any, right: Any) -> None:
    if is_numeric(kernel, left):
        head, left, right = SWAPPED[head], right, left
    for name in {*symbols_in(left), *symbols_in(right)} if not is_numeric(kernel, right) else ():
        facts.setdefault(as_key(name), {})["real"] = True
    value = kernel.call(S.N, right) if is_numeric(kernel, right) else None
    if isinstance(left, Expr) and left.head in (S.Plus, S.Times, S.Power):
        for name in symbols_in(left):
            facts.setdefault(as_key(name), {})["real"] = True
        return
    fact = bound_fact(head, value) if is_number(value) and is_real(value) else None
    facts.setdefault(as_key(left), {})[fact or "real"] = True


def bound_fact(head: Any, value: Any) -> str | None:
    side, strict = sign(value), head in (S.Less, S.Greater)
    if head in (S.Greater, S.GreaterEqual) and side >= 0:
        return "positive" if strict or side > 0 else "nonnegative"
    if head in (S.Less, S.LessEqual) and side <= 0:
        return "negative" if strict or side < 0 else "nonpositive"
    return None


# -- what follows ------------------------------------------------------------------------------------


@builtin(
    "Refine[expr, assumptions]",
    "Refine[expr]",
    options={"Assumptions": S.Automatic, "TimeConstraint": 30},
    noted=("TimeConstraint",),
)
def refine(kernel: Any, expr: Any, given: Any = S.Automatic, *, options: Any = None) -> Any:
    """gives what expr is where the assumptions hold, as it would be for explicit numbers.

    >>> {Refine[Sqrt[x^2], x > 0], Refine[Abs[x], x < 0], Refine[x > 0, x > 2]}
    {x, -x, True}
    """
    if given is S.Automatic and options is not None:
        given = options["Assumptions"]
    return refined(kernel, expr, known(kernel, given))


def refined(kernel: Any, expr: Any, given: Any) -> Any:
    """The expression under the assumptions; conditions that follow become True, impossible ones False."""
    if given is TRUE or not isinstance(expr, Expr):
        return expr
    for condition in conjuncts(given):
        expr = kernel.evaluate(S.ReplaceAll(expr, S.Rule(S.HoldPattern(condition), TRUE)))
    if is_list(expr):
        return kernel.evaluate(Expr(expr.head, [refined(kernel, p, given) for p in expr.parts]))
    if is_condition(expr):
        return refined_condition(kernel, expr, given)
    bridge = Bridge(kernel, facts_of(kernel, given))
    return rebuilt(kernel, bridge, expr, given)


def rebuilt(kernel: Any, bridge: Bridge, expr: Any, given: Any) -> Any:
    """SymPy's constructors simplify what the facts allow; the parts inside come first."""
    if not isinstance(expr, Expr):
        return expr
    parts = [
        refined(kernel, p, given) if is_condition(p) else rebuilt(kernel, bridge, p, given)
        for p in expr.parts
    ]
    whole = kernel.evaluate(Expr(expr.head, parts))
    if not isinstance(whole, Expr) or whole.head in (S.Plus, S.Times, S.List):
        return whole
    if whole.head in PRINCIPAL:
        return undone(kernel, whole, given)
    if whole.head in (S.Max, S.Min):
        return extreme(kernel, whole, given)
    if whole.head in STEPS and len(whole.parts) == 1:
        found = step_value(kernel, whole, given)
        if found is not None:
            return found
    if whole.head is S.Log and len(whole.parts) == 1:
        found = logarithm(kernel, whole.parts[0], given)
        if found is not None:
            return found
    found = attempt(lambda: bridge.value(bridge.sympy.refine(bridge.to(whole))))
    whole = whole if found is None else found
    return absolute(kernel, whole.parts[0], given) if is_absolute(whole) else whole


# What a step function is where a condition on its argument holds.
STEPS: dict[Any, tuple[tuple[Any, int], ...]] = {
    S.Sign: ((S.Greater, 1), (S.Less, -1)),
    S.UnitStep: ((S.GreaterEqual, 1), (S.Less, 0)),
    S.HeavisideTheta: ((S.Greater, 1), (S.Less, 0)),
    S.Floor: (),
    S.Ceiling: (),
}  # fmt: skip


def step_value(kernel: Any, expr: Expr, given: Any) -> Any:
    """The value of Sign and the like where the sign of the argument follows; of Floor between integers."""
    inner = expr.parts[0]
    for relation, value in STEPS[expr.head]:
        if says(kernel, relation(inner, 0), given):
            return value
    if expr.head not in (S.Floor, S.Ceiling):
        return None
    factors = [1, *numbers_in(inner)]
    numbers = {math.floor(n * m) for n in numbers_in(given) for m in factors}
    for k in sorted({k + step for k in numbers for step in (-1, 0)}):
        low, high = (S.LessEqual, S.Less) if expr.head is S.Floor else (S.Less, S.LessEqual)
        if says(kernel, low(k, inner), given) and says(kernel, high(inner, k + 1), given):
            return k if expr.head is S.Floor else k + 1
    return None


def numbers_in(expr: Any) -> list[Any]:
    """The rational numbers in a condition."""
    if isinstance(expr, Expr):
        return [n for p in expr.parts for n in numbers_in(p)]
    return [expr] if isinstance(expr, (int, Fraction)) else []


def is_absolute(expr: Any) -> bool:
    return isinstance(expr, Expr) and expr.head is S.Abs and len(expr.parts) == 1


def absolute(kernel: Any, inner: Any, given: Any) -> Any:
    """Abs of a sum whose sign follows."""
    if isinstance(inner, Expr) and inner.head is S.Plus:
        if says(kernel, S.GreaterEqual(inner, 0), given):
            return inner
        if says(kernel, S.LessEqual(inner, 0), given):
            return kernel.evaluate(S.Expand(S.Times(-1, inner)))
    return S.Abs(inner)


HALF_PI = S.Times(Fraction(1, 2), S.Pi)
ACROSS = (S.Times(-1, HALF_PI), HALF_PI)
PRINCIPAL: dict[Any, tuple[Any, Any, Any]] = {  # inverse -> function, and where it is undone
    S.ArcSin: (S.Sin, *ACROSS), S.ArcTan: (S.Tan, *ACROSS), S.ArcCos: (S.Cos, 0, S.Pi),
}  # fmt: skip


def undone(kernel: Any, expr: Expr, given: Any) -> Any:
    """ArcSin[Sin[z]] as z, where z is assumed to lie within the principal values."""
    function, low, high = PRINCIPAL[expr.head]
    inner = expr.parts[0] if len(expr.parts) == 1 else None
    if not isinstance(inner, Expr) or inner.head is not function:
        return expr
    strictly = S.Less if function is S.Tan else S.LessEqual
    bounds = (strictly(low, inner.parts[0]), strictly(inner.parts[0], high))
    within = [refined_condition(kernel, kernel.evaluate(b), given) for b in bounds]
    return inner.parts[0] if within == [TRUE, TRUE] else expr


def logarithm(kernel: Any, inner: Any, given: Any) -> Any:
    """I Pi + Log[-z] for negative z; b Log[a] of a^b for positive a and real b."""
    if not is_number(inner) and says(kernel, S.Less(inner, 0), given):
        return kernel.evaluate(S.Plus(S.Times(Complex(0, 1), S.Pi), S.Log(S.Times(-1, inner))))
    if isinstance(inner, Expr) and inner.head is S.Power and inner.parts[0] is not S.E:
        base, exponent = inner.parts
        if says(kernel, S.Greater(base, 0), given) and says(kernel, S.Element(exponent, S.Reals), given):
            return kernel.evaluate(S.Times(exponent, S.Log(base)))
    return None


def says(kernel: Any, condition: Any, given: Any) -> bool:
    """Whether a condition follows."""
    found = kernel.evaluate(condition)
    return found is TRUE or isinstance(found, Expr) and refined(kernel, found, given) is TRUE


def extreme(kernel: Any, expr: Expr, given: Any) -> Any:
    """Max or Min without the parts that are assumed to lie behind another one."""
    relations = (S.Greater, S.GreaterEqual) if expr.head is S.Max else (S.Less, S.LessEqual)
    kept = list(expr.parts)
    for part in expr.parts:
        others = [p for p in kept if p is not part]
        tests = [kernel.evaluate(Expr(relation, (p, part))) for p in others for relation in relations]
        if any(t is TRUE or isinstance(t, Expr) and refined(kernel, t, given) is TRUE for t in tests):
            kept = others
    return expr if len(kept) == len(expr.parts) else kernel.evaluate(Expr(expr.head, kept))


def is_condition(expr: Any) -> bool:
    return isinstance(expr, Expr) and expr.head in CONDITIONS


CONDITIONS = {*SWAPPED, S.Equal, S.Unequal, S.Inequality, S.And, S.Or, S.Not, S.Element, S.Implies, S.Xor}


def refined_condition(kernel: Any, expr: Expr, given: Any) -> Any:
    if expr.head in (S.And, S.Or, S.Not, S.Implies, S.Xor):
        return kernel.evaluate(Expr(expr.head, [refined(kernel, p, given) for p in expr.parts]))
    bridge = Bridge(kernel, facts_of(kernel, given))
    if expr.head is S.Element:
        return element_follows(bridge, expr)
    value = attempt(lambda: bridge.to(expr))
    if value == True or value == False:  # noqa: E712 - SymPy's truth
        return TRUE if value == True else FALSE  # noqa: E712
    return follows(kernel, expr, given)


def element_follows(bridge: Bridge, expr: Expr) -> Any:
    fact = DOMAINS.get(expr.parts[1]) if len(expr.parts) == 2 else None
    value = attempt(lambda: bridge.to(expr.parts[0]))
    if fact is None or value is None:
        return expr
    answers = [getattr(value, f"is_{name}") for name in fact]
    return FALSE if False in answers else expr if None in answers else TRUE


MOST_REALS = 4  # symbols of a condition that is decided by cylindrical decomposition


def by_cells(kernel: Any, expr: Expr, given: Any, names: list[Any]) -> Any:
    """True or False where the assumptions leave no real point at which it is not; None where that is open."""
    relevant = [c for c in conjuncts(given) if is_condition(c) and is_about_reals(c)]
    facts = facts_of(kernel, given)
    real = all(REAL_FACTS & set(facts.get(as_key(n), {})) for n in names)
    every = {as_key(s) for c in (expr, *relevant) for s in symbols_in(c)}
    if not names or not real or len(every) > MOST_REALS or expr.head is S.Element:
        return None
    for statement, answer in ((S.Not(expr), TRUE), (expr, FALSE)):
        whole = S.Exists(make_list([from_key(k) for k in every]), S.And(*relevant, statement))
        with kernel.messages.quietly(S.All):
            found = kernel.evaluate(S.TimeConstrained(S.Resolve(whole, S.Reals), 2, S.Null))
        if found is FALSE:
            return answer
    return None


REAL_FACTS = {"real", "positive", "negative", "nonnegative", "nonpositive", "integer", "rational"}


def is_about_reals(condition: Expr) -> bool:
    return condition.head is not S.Element or condition.parts[-1] in (S.Reals, S.PositiveReals)


def follows(kernel: Any, expr: Expr, given: Any) -> Any:
    """Decide a condition on one real symbol by sets: those that satisfy the assumptions and those it."""
    names = symbols_in(expr)
    decided = by_cells(kernel, expr, given, names)
    if decided is not None:
        return decided
    relevant = [c for c in conjuncts(given) if is_condition(c) and c.head is not S.Element]
    relevant = [c for c in relevant if [*map(as_key, symbols_in(c))] == [*map(as_key, names)]]
    if len(names) != 1 or not relevant:
        return expr
    bridge = Bridge(kernel, {as_key(names[0]): {"real": True}})

    def work() -> Any:
        x = bridge.to(names[0])
        assumed = bridge.sympy.And(*map(bridge.to, relevant)).as_set()
        wanted = bridge.to(expr).as_set()
        if assumed.is_subset(wanted):
            return TRUE
        return FALSE if assumed.intersect(wanted).is_empty else (x, expr)[1]

    found = attempt(work)
    return expr if found is None else found
