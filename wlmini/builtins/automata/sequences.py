"""Sequences by rules: substitution systems, linear and other recurrences."""

from __future__ import annotations

from typing import Any

from wlmini.expr import Expr, S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

SEQUENCE = {
    "lrlen": "There are `1` initial values for a kernel of `2`.",
    "range": "`1` is no number of terms, {n}, or {n1, n2}.",
    "rules": "`1` are no rules.",
    "steps": "`1` is no number of steps.",
    "eqns": "`1` is no recurrence equation a[n + k] == ... with initial values for `2`.",
}


def wanted_range(spec: Any) -> tuple[int, int, bool]:
    """(first, last, whether one term is wanted) of n, {n} or {n1, n2}."""
    if type(spec) is int and spec >= 0:
        return 1, spec, False
    parts: tuple[Any, ...] = spec.parts if is_list(spec) else ()
    if len(parts) == 1 and type(parts[0]) is int and parts[0] > 0:
        return parts[0], parts[0], True
    if len(parts) == 2 and all(type(p) is int for p in parts) and 0 < parts[0] <= parts[1]:
        return parts[0], parts[1], False
    raise Failure("range", spec, value=None)


@builtin(
    "LinearRecurrence[kernel, init, n]", "LinearRecurrence[kernel, init, {n}]",
    "LinearRecurrence[kernel, init, {n1, n2}]", messages=SEQUENCE,
)  # fmt: skip
def linear_recurrence(kernel: Any, factors: Any, start: Any, spec: Any) -> Any:
    """gives n terms of the sequence where each is a sum of those before it, times the kernel's factors.

    >>> LinearRecurrence[{1, 1}, {1, 1}, 10]
    {1, 1, 2, 3, 5, 8, 13, 21, 34, 55}
    """
    if not is_list(factors) or not is_list(start) or not len(factors):
        return None
    if len(factors) > len(start):
        raise Failure("lrlen", len(start), len(factors), value=None)
    first, last, single = wanted_range(spec)
    terms = list(start.parts[-len(factors) :] if len(start) > len(factors) else start.parts)
    while len(terms) < last:
        recent = terms[: -len(factors) - 1 : -1]
        products = [S.Times(f, t) for f, t in zip(factors.parts, recent, strict=True)]
        terms.append(kernel.evaluate(S.Plus(*products)))
    return terms[first - 1] if single else make_list(terms[first - 1 : last])


# -- substitution systems --------------------------------------------------------------------------


@builtin(
    "SubstitutionSystem[rules, init, n]", "SubstitutionSystem[rules, init]", messages=SEQUENCE,
)  # fmt: skip
def substitution_system(kernel: Any, rules: Any, start: Any, steps: Any = None) -> Any:
    """gives what becomes of init in n steps, where each element is replaced by those that its rule gives.

    >>> SubstitutionSystem[{0 -> {0, 1}, 1 -> {1, 0}}, {0}, 3]
    {{0}, {0, 1}, {0, 1, 1, 0}, {0, 1, 1, 0, 1, 0, 0, 1}}
    >>> SubstitutionSystem[{"A" -> "AB", "B" -> "A"}, "A", {4}]
    {ABAABABA}
    """
    listed = rules if is_list(rules) else make_list([rules])
    if not all(isinstance(r, Expr) and r.head in (S.Rule, S.RuleDelayed) for r in listed.parts):
        raise Failure("rules", rules, value=None)
    if not is_list(start) and not isinstance(start, str):
        return None
    only_last = is_list(steps) and len(steps) == 1
    count = 1 if steps is None else steps.parts[0] if only_last else steps
    if type(count) is not int or count < 0:
        raise Failure("steps", steps, value=None)
    history = [start]
    for _ in range(count):
        history.append(substituted(kernel, listed, history[-1]))
    if steps is None:
        return history[-1]
    return make_list(history[-1:] if only_last else history)


def substituted(kernel: Any, rules: Expr, state: Any) -> Any:
    if isinstance(state, str):
        return kernel.evaluate(S.StringReplace(state, rules))
    if state.parts and all(is_list(row) for row in state.parts):
        return blocks(kernel, rules, state)
    made: list[Any] = []
    for element in state.parts:
        value = kernel.evaluate(S.Replace(element, rules))
        made += value.parts if is_list(value) else [value]
    return make_list(made)


def blocks(kernel: Any, rules: Expr, state: Expr) -> Any:
    """In two dimensions each element becomes a block."""
    grid = make_list(
        make_list(kernel.evaluate(S.Replace(element, rules)) for element in row.parts) for row in state.parts
    )
    return kernel.evaluate(S.ArrayFlatten(grid))


# -- recurrences -----------------------------------------------------------------------------------


@builtin(
    "RecurrenceTable[{a[n + 1] == f, a[1] == v}, a, {n, n1, n2}]",
    "RecurrenceTable[eqns, {a, b}, {n, n1, n2}]",
    attributes="HoldAll", messages=SEQUENCE,
)  # fmt: skip
def recurrence_table(kernel: Any, equations: Any, names: Any, iterator: Any) -> Any:
    """gives the values from n1 to n2 of the sequence a that the recurrence equations determine.

    >>> RecurrenceTable[{a[n + 1] == 3 a[n], a[1] == 7}, a, {n, 1, 5}]
    {7, 21, 63, 189, 567}
    """
    given = kernel.evaluate(iterator)
    if not is_list(given) or not 2 <= len(given) <= 3:
        raise Failure("range", given, value=None)
    variable, *limits = given.parts
    low, high = (limits[0], limits[1]) if len(limits) == 2 else (1, limits[0])
    named = kernel.evaluate(names)
    functions = list(named.parts) if is_list(named) else [named]
    functions = [f.head if isinstance(f, Expr) and f.parts == (variable,) else f for f in functions]
    if type(low) is not int or type(high) is not int:
        raise Failure("range", given, value=None)
    system = Recurrence(kernel, kernel.evaluate(equations), functions, variable)
    columns = [[system.value(f, n) for n in range(low, high + 1)] for f in functions]
    if not is_list(named):
        return make_list(columns[0])
    return make_list(make_list(row) for row in zip(*columns, strict=True))


class Recurrence:
    """Equations for sequences: some values, and for each sequence a rule for its latest term."""

    def __init__(self, kernel: Any, equations: Any, functions: list[Any], variable: Any) -> None:
        self.kernel, self.variable = kernel, variable
        self.values: dict[tuple[Any, int], Any] = {}
        self.steps: dict[Any, tuple[int, Any]] = {}
        self.equations = equations
        for equation in equations.parts if is_list(equations) else (equations,):
            self.note(equation, functions)

    def note(self, equation: Any, functions: list[Any]) -> None:
        """An equation is a value, or a rule for the term of the greatest index in it."""
        if not (isinstance(equation, Expr) and equation.head is S.Equal and len(equation.parts) == 2):
            raise Failure("eqns", equation, make_list(functions), value=None)
        left, right = equation.parts
        if (
            type(right) is Expr
            and right.head in functions
            and not (type(left) is Expr and left.head in functions)
        ):
            left, right = right, left
        if type(left) is Expr and left.head in functions and len(left.parts) == 1:
            index = left.parts[0]
            if type(index) is int:
                self.values[left.head, index] = right
                return
            shift = self.kernel.evaluate(S.Plus(index, S.Times(-1, self.variable)))
            if (
                type(shift) is int
                and self.latest(right, functions) < shift
                or self.is_other(left, right, functions)
            ):
                self.steps[left.head] = (shift, right)
                return
            equation = S.Equal(left, right)
        self.solve(equation, functions)

    def is_other(self, left: Any, right: Any, functions: list[Any]) -> bool:
        """Whether the other side has only terms of other sequences as late as this one."""
        return all(e.head is not left.head or e.parts != left.parts for e in self.terms(right, functions))

    def terms(self, expr: Any, functions: list[Any]) -> list[Any]:
        if not isinstance(expr, Expr):
            return []
        own = [expr] if expr.head in functions and len(expr.parts) == 1 else []
        return own + [t for part in expr.parts for t in self.terms(part, functions)]

    def shift(self, term: Any) -> float:
        shift = self.kernel.evaluate(S.Plus(term.parts[0], S.Times(-1, self.variable)))
        return shift if type(shift) is int else float("-inf")

    def latest(self, expr: Any, functions: list[Any]) -> float:
        return max((self.shift(t) for t in self.terms(expr, functions)), default=float("-inf"))

    def solve(self, equation: Any, functions: list[Any]) -> None:
        """An equation that is linear in its latest term, solved for that."""
        found = self.terms(equation, functions)
        if not found:
            raise Failure("eqns", equation, make_list(functions), value=None)
        term = max(found, key=self.shift)
        unknown = S["$Term"]
        left, right = (replaced(side, term, unknown) for side in equation.parts)
        difference = self.kernel.evaluate(S.Expand(S.Plus(left, S.Times(-1, right))))
        slope = self.kernel.evaluate(S.Coefficient(difference, unknown))
        rest = self.kernel.evaluate(S.Plus(difference, S.Times(-1, slope, unknown)))
        rest = self.kernel.evaluate(S.Expand(rest))
        if slope == 0 or contains(rest, unknown) or contains(slope, unknown):
            raise Failure("eqns", equation, make_list(functions), value=None)
        value = S.Times(-1, rest, S.Power(slope, -1))
        self.steps[term.head] = (int(self.shift(term)), value)

    def value(self, function: Any, index: int) -> Any:
        """The term of an index: a given one, or by the rule from earlier ones, reckoned in order."""
        if (function, index) not in self.values:
            if function not in self.steps:
                raise Failure("eqns", self.equations, function, value=None)
            starts = [n for (f, n) in self.values if f is function or f == function]
            if not starts or index < min(starts):
                raise Failure("eqns", self.equations, function, value=None)
            for n in range(min(starts), index + 1):
                if (function, n) not in self.values:
                    self.values[function, n] = self.reckon(function, n)
        return self.values[function, index]

    def reckon(self, function: Any, index: int) -> Any:
        shift, body = self.steps[function]
        at = self.kernel.evaluate(S.ReplaceAll(body, S.Rule(self.variable, index - shift)))
        return self.kernel.evaluate(self.filled(at))

    def filled(self, expr: Any) -> Any:
        """The expression with values for the terms in it."""
        if not isinstance(expr, Expr):
            return expr
        if expr.head in self.steps and len(expr.parts) == 1 and type(expr.parts[0]) is int:
            return self.value(expr.head, expr.parts[0])
        return Expr(expr.head, [self.filled(part) for part in expr.parts])


def replaced(expr: Any, old: Any, new: Any) -> Any:
    if expr == old:
        return new
    return Expr(expr.head, [replaced(p, old, new) for p in expr.parts]) if isinstance(expr, Expr) else expr


def contains(expr: Any, symbol: Any) -> bool:
    return expr is symbol or isinstance(expr, Expr) and any(contains(p, symbol) for p in expr.parts)
