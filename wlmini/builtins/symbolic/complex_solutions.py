"""Polynomial equations with more unknowns than equations, over the complex numbers: cases, not points."""

from __future__ import annotations

from typing import Any, NamedTuple

from wlmini.builtins.symbolic.bridge import Bridge, Untranslatable
from wlmini.builtins.symbolic.plain_equations import plain_roots
from wlmini.builtins.symbolic.univariate import root_objects
from wlmini.expr import FALSE, TRUE, Expr, S, is_list

MOST_BRANCHES = 200


class Branch(NamedTuple):
    """A case: for some variables the equation that gives it by the ones before, and what must not be 0."""

    equations: dict[Any, Any]
    nonzero: tuple[Any, ...]


class Cases:
    """Equations and inequations in the order of the variables, the last one to be solved for first."""

    def __init__(self, kernel: Any, variables: list[Any], parameters: list[Any]) -> None:
        self.kernel = kernel
        self.names = [*parameters, *variables]
        self.bridge = Bridge(kernel)
        self.sympy = self.bridge.sympy
        self.symbols = [self.bridge.variable(n) for n in self.names]
        self.made = 0

    def condition(self, expr: Any) -> Any:
        """All the cases of a condition without order and quantifiers, in the language."""
        branches = [b for eqs, neqs in self.alternatives(expr) for b in self.branches(eqs, neqs, {})]
        shown = list(dict.fromkeys([self.kernel.evaluate(self.shown(b)) for b in branches]))
        return self.kernel.evaluate(S.Or(*[s for s in shown if s is not FALSE])) if shown else FALSE

    def alternatives(self, expr: Any) -> list[tuple[list[Any], list[Any]]]:
        """(what is 0, what is not 0) for every way in which the condition may hold."""
        if expr is TRUE or expr is FALSE:
            return [([], [])] if expr is TRUE else []
        if not isinstance(expr, Expr):
            raise Untranslatable(expr)
        if expr.head is S.Or:
            return [a for p in expr.parts for a in self.alternatives(p)]
        if expr.head is S.And or is_list(expr):
            found: list[tuple[list[Any], list[Any]]] = [([], [])]
            for part in expr.parts:
                more = self.alternatives(part)
                found = [(e + f, n + m) for e, n in found for f, m in more]
            return found
        if expr.head not in (S.Equal, S.Unequal) or len(expr.parts) != 2:
            raise Untranslatable(expr)
        above, below = self.fraction(self.kernel.evaluate(S.Subtract(*expr.parts)))
        outside = [] if below.is_number else [below]
        return [([above], outside)] if expr.head is S.Equal else [([], [above, *outside])]

    def fraction(self, difference: Any) -> tuple[Any, Any]:
        parts = self.sympy.fraction(self.sympy.together(self.bridge.to(difference)))
        for part in parts:
            rational = part.is_polynomial(*self.symbols) and part.free_symbols <= set(self.symbols)
            if not rational or not all(c.is_Rational for c in self.sympy.Poly(part, *self.symbols).coeffs()):
                raise Untranslatable(difference)
        return parts[0], parts[1]

    # -- splitting -----------------------------------------------------------------------------------

    def branches(self, equations: list[Any], nonzero: list[Any], done: dict[Any, Any]) -> list[Branch]:
        """The cases of a system, each triangular."""
        self.made += 1
        if self.made > MOST_BRANCHES:
            raise Untranslatable(equations)
        equations = [e for e in map(self.sympy.expand, equations) if e != 0]
        nonzero = [n for n in dict.fromkeys(map(self.sympy.expand, nonzero)) if n == 0 or not n.is_number]
        if any(e.is_number for e in equations) or 0 in nonzero:
            return []
        for place, each in enumerate(equations):
            factors = [f for f, _ in self.sympy.factor_list(each)[1]]
            if len(factors) > 1:
                rest = equations[:place] + equations[place + 1 :]
                return [b for f in factors for b in self.branches([f, *rest], nonzero, done)]
        if not equations:
            return self.checked(Branch(done, tuple(nonzero)))
        return self.by_last(equations, nonzero, done)

    def by_last(self, equations: list[Any], nonzero: list[Any], done: dict[Any, Any]) -> list[Branch]:
        """Split by whether the leading coefficient in the last variable is 0."""
        sympy = self.sympy
        x = next(s for s in reversed(self.symbols) if any(e.has(s) for e in equations))
        inside = sorted(
            [e for e in equations if e.has(x)], key=lambda e: (sympy.degree(e, x), sympy.count_ops(e))
        )
        first, rest = inside[0], [e for e in equations if e is not inside[0]]
        leading, degree = sympy.LC(first, x), sympy.degree(first, x)
        found: list[Branch] = []
        outside = [] if leading.is_number else [leading]
        if len(inside) > 1:
            smaller = [sympy.prem(e, first, x) if e.has(x) else e for e in rest]
            found += self.branches([first, *smaller], [*nonzero, *outside], done)
        else:
            found += self.branches(rest, [*nonzero, *outside], {**done, x: first})
        if outside:
            reductum = sympy.expand(first - leading * x**degree)
            found += self.branches([leading, reductum, *rest], nonzero, done)
        return found

    def checked(self, branch: Branch) -> list[Branch]:
        """The case, its inequations in lowest terms; none where one of them cannot hold."""
        nonzero: dict[Any, None] = {}
        for each in branch.nonzero:
            for x, equation in branch.equations.items():
                each = self.sympy.prem(each, equation, x) if each.has(x) else each
            each = self.sympy.expand(each)
            if each == 0:
                return []
            for factor, _ in self.sympy.factor_list(each)[1]:
                nonzero.setdefault(factor)
        return [Branch(branch.equations, tuple(nonzero))]

    # -- in the language -----------------------------------------------------------------------------

    def shown(self, branch: Branch) -> Any:
        parts: list[Any] = []
        for name, symbol in zip(self.names, self.symbols, strict=True):
            for each in branch.nonzero:
                if each.has(symbol) and not any(each.has(s) for s in self.after(symbol)):
                    parts += [S.Unequal(name, r) for r in self.roots(each, name, symbol)]
            if symbol in branch.equations:
                roots = dict.fromkeys(self.roots(branch.equations[symbol], name, symbol))
                equal = [S.Equal(name, r) for r in roots]
                parts.append(equal[0] if len(equal) == 1 else S.Or(*equal))
        return S.And(*parts)

    def after(self, symbol: Any) -> list[Any]:
        return self.symbols[self.symbols.index(symbol) + 1 :]

    def roots(self, value: Any, name: Any, symbol: Any) -> list[Any]:
        """The roots of a polynomial in its last variable; those of higher degree are Root objects."""
        found = plain_roots(self.kernel, S.Equal(self.bridge.value(value), 0), name)
        if found is not None:
            return [self.kernel.evaluate(r) for r in found]
        if value.free_symbols != {symbol}:
            raise Untranslatable(value)
        polynomial = self.sympy.Poly(value, symbol)
        return [self.kernel.evaluate(r) for r in root_objects(self.bridge, polynomial)]


def complex_solution(kernel: Any, expr: Any, variables: list[Any], parameters: list[Any]) -> Any:
    """The cases in which polynomial equations hold."""
    return Cases(kernel, variables, parameters).condition(expr)


def generic_solutions(
    kernel: Any, equations: list[Any], variables: list[Any], parameters: list[Any]
) -> list[dict[Any, Any]]:
    """The solutions for general values of the parameters and of the variables that stay free."""
    work = Cases(kernel, variables, parameters)
    ((zeros, nonzero),) = work.alternatives(S.And(*equations))
    found: list[dict[Any, Any]] = []
    for branch in work.branches(zeros, nonzero, {}):
        if any(work.bridge.meanings[x] in parameters for x in branch.equations):
            continue
        rows: list[dict[Any, Any]] = [{}]
        for name, x in zip(work.names, work.symbols, strict=True):
            if x in branch.equations:
                roots = list(dict.fromkeys(work.roots(branch.equations[x], name, x)))
                rows = [{**row, name: substituted(kernel, r, row)} for row in rows for r in roots]
        found += [row for row in rows if row not in found]
    largest = {tuple(row) for row in found}
    return [row for row in found if not any(set(other) < set(row) for other in largest)]


def substituted(kernel: Any, value: Any, known: dict[Any, Any]) -> Any:
    rules = S.List(*[S.Rule(n, v) for n, v in known.items()])
    return kernel.evaluate(S.Together(S.ReplaceAll(value, rules))) if known else value
