"""What real functions of one variable are like: range, period, monotonicity; convergence of sums."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wlmini.builtins.symbolic.assumptions import conjuncts, facts_of, known
from wlmini.builtins.symbolic.bridge import Bridge, attempt, occurs
from wlmini.builtins.symbolic.real_sets import in_set, set_of
from wlmini.expr import FALSE, TRUE, Expr, S, Symbol, as_key, boolean, is_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_number

MESSAGES = {
    "var": "`1` is no variable; a symbol is expected.",
    "gencond": "GenerateConditions -> `1` is none of True, False and Automatic.",
    "dom": "Only functions of real numbers are looked at here, not those over `1`.",
}
OPTIONS = {"Assumptions": S.Automatic, "GenerateConditions": S["True"]}


class Real:
    """A function of a real variable, where it is looked at: where it has a value and the condition holds."""

    def __init__(self, kernel: Any, function: Any, x: Any, options: dict[str, Any]) -> None:
        if not isinstance(x, Symbol):
            raise Failure("var", x, value=None)
        if options["GenerateConditions"] not in (TRUE, FALSE, S.Automatic):  # no answer has conditions
            raise Failure("gencond", options["GenerateConditions"], value=None)
        self.kernel, self.x = kernel, x
        self.function, condition = (
            function.parts if is_list(function) and len(function) == 2 else (function, TRUE)
        )
        given = known(kernel, options["Assumptions"])
        about_x = [c for c in conjuncts(given) if occurs(x, c) and c.head is not S.Element]
        condition = kernel.evaluate(S.And(condition, *about_x))
        self.bridge = Bridge(kernel, facts_of(kernel, given) | {as_key(x): {"real": True}}, (x,))
        self.sympy = self.bridge.sympy
        self.value, self.variable = self.bridge.to(self.function), self.bridge.variable(x)
        reals = self.sympy.S.Reals
        self.where = reals if condition is TRUE else set_of(self.bridge, condition, self.variable)
        self.continuous = self.sympy.calculus.util.continuous_domain(self.value, self.variable, self.where)

    def derivative(self, order: int) -> Any:
        return self.sympy.simplify(self.sympy.diff(self.value, self.variable, order))

    def sign(self, value: Any) -> Any:
        """1 where a function is nowhere negative, -1 where nowhere positive, 0 where it is 0."""
        if value == 0:
            return 0
        domain = self.continuous
        expr = self.bridge.value(value)
        below, above = (
            set_of(self.bridge, Expr(head, (expr, 0)), self.variable).intersect(domain).is_empty
            for head in (S.Less, S.Greater)
        )
        if below is None or above is None:
            return None
        return 1 if below else -1 if above else S.Indeterminate


def real_builtin(*usages: str, documentation: str, ask: Callable[[Real], Any]) -> None:
    """Declare a question about a real function of one variable."""

    def function(kernel: Any, f: Any, x: Any, domain: Any = S.Reals, *, options: dict[str, Any]) -> Any:
        if domain is not S.Reals:
            raise Failure("dom", domain, value=None)
        if not isinstance(x, Symbol):
            raise Failure("var", x, value=None)
        return attempt(lambda: ask(Real(kernel, f, x, options)))

    function.__doc__ = documentation
    builtin(*usages, options=OPTIONS, messages=MESSAGES)(function)


@builtin("FunctionRange[f, x, y]", "FunctionRange[{f, cond}, x, y]", options=OPTIONS, messages=MESSAGES)
def function_range(
    kernel: Any, f: Any, x: Any, y: Any, domain: Any = S.Reals, *, options: dict[str, Any]
) -> Any:
    """gives the condition on y under which f has the value y for a real x.

    >>> {FunctionRange[x^2, x, y], FunctionRange[Sin[x], x, y], FunctionRange[{1/x, x > 2}, x, y]}
    {y >= 0, -1 <= y <= 1, 0 < y < 1/2}
    """
    if domain is not S.Reals:
        raise Failure("dom", domain, value=None)
    if not isinstance(x, Symbol) or not isinstance(y, Symbol):
        raise Failure("var", y if isinstance(x, Symbol) else x, value=None)

    def work() -> Any:
        real = Real(kernel, f, x, options)
        found = real.sympy.calculus.util.function_range(real.value, real.variable, real.where)
        return TRUE if found == real.sympy.S.Reals else kernel.evaluate(in_set(real.bridge, found, y))

    return attempt(work)


def is_continuous(real: Real) -> Any:
    return boolean(real.continuous == real.where)


def is_injective(real: Real) -> Any:
    """A continuous function is, where it only rises or only falls."""
    if real.continuous != real.where or not isinstance(real.where, real.sympy.Interval):
        return None
    slope = real.derivative(1)
    sign = real.sign(slope)
    if sign in (1, -1):
        flat = set_of(real.bridge, S.Equal(real.bridge.value(slope), 0), real.variable)
        return boolean(not isinstance(flat.intersect(real.where), real.sympy.Interval))
    return FALSE if sign is not None else None


def is_surjective(real: Real) -> Any:
    found = real.sympy.calculus.util.function_range(real.value, real.variable, real.where)
    return boolean(found == real.sympy.S.Reals)


def both(real: Real) -> Any:
    answers = is_injective(real), is_surjective(real)
    return FALSE if FALSE in answers else None if None in answers else TRUE


real_builtin(
    "FunctionContinuous[f, x]", "FunctionContinuous[{f, cond}, x]",
    documentation="""tells whether f is continuous on the reals, or where a condition holds.

    >>> {FunctionContinuous[Exp[x], x], FunctionContinuous[1/x, x], FunctionContinuous[{1/x, x > 0}, x]}
    {True, False, True}
    """,
    ask=is_continuous,
)  # fmt: skip
real_builtin(
    "FunctionMonotonicity[f, x]", "FunctionMonotonicity[{f, cond}, x]",
    documentation="""gives 1 if f never falls, -1 if it never rises, 0 for a constant, else Indeterminate.

    >>> {FunctionMonotonicity[x^3, x], FunctionMonotonicity[-Exp[x], x], FunctionMonotonicity[x^2, x]}
    {1, -1, Indeterminate}
    """,
    ask=lambda real: real.sign(real.derivative(1)),
)  # fmt: skip
real_builtin(
    "FunctionConvexity[f, x]", "FunctionConvexity[{f, cond}, x]",
    documentation="""gives 1 if f is convex, -1 if it is concave, 0 if it is linear, else Indeterminate.

    >>> {FunctionConvexity[x^2, x], FunctionConvexity[{Log[x], x > 0}, x], FunctionConvexity[x^3, x]}
    {1, -1, Indeterminate}
    """,
    ask=lambda real: real.sign(real.derivative(2)),
)  # fmt: skip
real_builtin(
    "FunctionSign[f, x]", "FunctionSign[{f, cond}, x]",
    documentation="""gives 1 if f is never negative, -1 if it is never positive, 0 for 0, else Indeterminate.

    >>> {FunctionSign[x^2, x], FunctionSign[-Exp[x], x], FunctionSign[x, x], FunctionSign[{x, x > 0}, x]}
    {1, -1, Indeterminate, 1}
    """,
    ask=lambda real: real.sign(real.value),
)  # fmt: skip
real_builtin(
    "FunctionInjective[f, x]", "FunctionInjective[{f, cond}, x]",
    documentation="""tells whether f has no value twice.

    >>> {FunctionInjective[x^3, x], FunctionInjective[x^2, x], FunctionInjective[{x^2, x > 0}, x]}
    {True, False, True}
    """,
    ask=is_injective,
)  # fmt: skip
real_builtin(
    "FunctionSurjective[f, x]", "FunctionSurjective[{f, cond}, x]",
    documentation="""tells whether every real number is a value of f.

    >>> {FunctionSurjective[x^3, x], FunctionSurjective[Exp[x], x]}
    {True, False}
    """,
    ask=is_surjective,
)  # fmt: skip
real_builtin(
    "FunctionBijective[f, x]", "FunctionBijective[{f, cond}, x]",
    documentation="""tells whether every real number is a value of f for exactly one x.

    >>> {FunctionBijective[x^3, x], FunctionBijective[x^3 - x, x]}
    {True, False}
    """,
    ask=both,
)  # fmt: skip


def period(real: Real) -> Any:
    found = real.sympy.periodicity(real.value, real.variable)
    return 0 if found is None else real.bridge.value(found)


real_builtin(
    "FunctionPeriod[f, x]",
    documentation="""gives the period of a periodic function, 0 for one that is not periodic.

    >>> {FunctionPeriod[Sin[2 x], x], FunctionPeriod[x^2, x]}
    {Pi, 0}
    """,
    ask=period,
)


@builtin(
    "SumConvergence[f, n]",
    options={"Assumptions": S.Automatic, "Method": S.Automatic},
    messages=MESSAGES,
    refused=("Method",),
)
def sum_convergence(kernel: Any, f: Any, n: Any, *, options: dict[str, Any]) -> Any:
    """gives the condition under which the sum of f over n up to infinity converges.

    >>> {SumConvergence[1/n, n], SumConvergence[1/n^2, n], SumConvergence[x^n, n]}
    {False, True, Abs[x] < 1}
    """
    if not isinstance(n, Symbol):
        raise Failure("var", n, value=None)
    power = power_of(kernel, f, n)
    if power is not None:
        value = kernel.evaluate(S.Greater(S.Re(S.Times(-1, power)), 1))
    else:
        bridge = Bridge(kernel, {as_key(n): {"integer": True, "positive": True}}, (n,))
        found = attempt(lambda: converges(bridge, f, n), seconds=20.0)
        value = by_ratio(kernel, f, n) if found is None else found
    given = options["Assumptions"]
    return value if value is None or given is S.Automatic else S.Simplify(value, given)


def power_of(kernel: Any, f: Any, n: Any) -> Any:
    """p of c n^p with parameters in p; None for other terms."""
    factors = f.parts if isinstance(f, Expr) and f.head is S.Times else (f,)
    inside = [p for p in factors if occurs(n, p)]
    power = inside[0] if len(inside) == 1 and isinstance(inside[0], Expr) else None
    if power is None or power.head is not S.Power or power.parts[0] is not n:
        return None
    exponent = power.parts[1]
    return None if is_number(exponent) or occurs(n, exponent) else exponent


def converges(bridge: Bridge, f: Any, n: Any) -> Any:
    """For terms without parameters, by SymPy's tests."""
    sympy = bridge.sympy
    term, index = bridge.to(f), bridge.variable(n)
    if term.free_symbols - {index}:
        return None
    return boolean(sympy.Sum(term, (index, 1, sympy.oo)).is_convergent())


def by_ratio(kernel: Any, f: Any, n: Any) -> Any:
    """Where the limit of the ratio of terms, as far as it depends on parameters, is below 1."""
    later = kernel.evaluate(S.ReplaceAll(f, S.Rule(n, S.Plus(n, 1))))
    ratio = kernel.evaluate(S.FullSimplify(S.Times(later, S.Power(f, -1))))
    limit = kernel.evaluate(S.Limit(ratio, S.Rule(n, S.Infinity)))
    if isinstance(limit, Expr) and limit.head in (S.Limit, S.ConditionalExpression):
        return None
    size = kernel.evaluate(S.Abs(limit))
    if is_number(size):
        return None if size == 1 else boolean(kernel.is_true(S.Less(size, 1)))
    return S.Less(size, 1)
