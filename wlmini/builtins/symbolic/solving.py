"""Solve: equations and systems, the solutions as lists of rules."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any

from wlmini.builtins.symbolic.assumptions import conjuncts, facts_of, known
from wlmini.builtins.symbolic.boolean_algebra import assignments
from wlmini.builtins.symbolic.bridge import Bridge, attempt, occurs, symbols_in
from wlmini.builtins.symbolic.complex_solutions import generic_solutions
from wlmini.builtins.symbolic.parametric import real_branches
from wlmini.builtins.symbolic.plain_equations import linear_system, plain_roots
from wlmini.builtins.symbolic.polynomials import exact
from wlmini.builtins.symbolic.real_roots import solved_by_powers
from wlmini.builtins.symbolic.solution_options import MESSAGES as MORE
from wlmini.builtins.symbolic.solution_options import (
    first_of,
    modular_solutions,
    most_roots,
    renamed,
    with_digits,
)
from wlmini.builtins.symbolic.trigonometric_equations import trigonometric_solutions
from wlmini.builtins.symbolic.univariate import Equation
from wlmini.builtins.symbolic.whole_families import whole_solutions
from wlmini.builtins.symbolic.whole_numbers import whole_numbers
from wlmini.builtins.symbolic.whole_solutions import BOUNDS
from wlmini.expr import FALSE, TRUE, Complex, Expr, S, boolean, is_list, make_list, same
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_number

OPTIONS = {
    "Assumptions": S.Automatic, "Cubics": S.Automatic, "GenerateConditions": S.Automatic,
    "GeneratedParameters": S.C,
    "InverseFunctions": S.Automatic, "MaxExtraConditions": 0, "MaxRoots": S.Infinity,
    "Method": S.Automatic, "Modulus": 0,
    "Quartics": S.Automatic, "VerifySolutions": S.Automatic, "WorkingPrecision": S.Infinity,
}  # fmt: skip
UNBUILT = ("MaxExtraConditions", "Method")
MESSAGES = {
    **MORE,
    "ivar": "`1` is no variable.",
    "naqs": "`1` is no equation, inequality, or list or combination of such.",
    "nsmet": "The methods that Solve has do not solve this system.",
    "ifun": "Inverse functions are used by Solve, so some solutions may not be found.",
    "svars": "The equations may not give solutions for all variables.",
    "eqf": "`1` is not an equation.",
    "bdomv": "`1` is no domain such as Reals, Integers, Booleans or Complexes.",
}
WHOLE = {S.Integers, S.PositiveIntegers, S.NonNegativeIntegers, S.NegativeIntegers, S.Primes}
WITHIN = {S.Less, S.LessEqual, S.Greater, S.GreaterEqual}
PERIODS = 64  # members of a periodic family that are tried, to both sides
COMPARISONS = {S.Less, S.LessEqual, S.Greater, S.GreaterEqual, S.Unequal, S.Inequality, S.Element}
DOMAINS = (
    S.Reals, S.Integers, S.Complexes, S.Booleans, S.Rationals, S.PositiveReals, S.PositiveIntegers, S.Primes,
    S.NonNegativeIntegers, S.NonNegativeReals, S.NegativeIntegers, S.NegativeReals,
)  # fmt: skip


@builtin("Solve[expr, vars]", "Solve[expr, vars, dom]", "Solve[expr]", options=OPTIONS, messages=MESSAGES)
def solve(kernel: Any, expr: Any, names: Any = None, domain: Any = S.Complexes, *, options: Any) -> Any:
    """solves an equation or a system of equations and inequalities for the variables.

    >>> {Solve[x^2 == 2, x], Solve[{x + y == 3, x - y == 1}, {x, y}]}
    {{{x -> -Sqrt[2]}, {x -> Sqrt[2]}}, {{x -> 2, y -> 1}}}
    >>> Solve[x^3 == 8, x, Reals]
    {{x -> 2}}
    >>> Solve[x^2 == 1, x, Modulus -> 8]
    {{x -> 1}, {x -> 3}, {x -> 5}, {x -> 7}}
    """
    if names is None:
        names = make_list(sorted(symbols_in(expr), key=lambda s: s.short))
    variables = list(names.parts) if is_list(names) else [names]
    for each in variables:
        if is_number(each) or isinstance(each, Expr) and each.head in (S.Plus, S.Times):
            raise Failure("ivar", each, value=None)
    if domain not in DOMAINS:
        raise Failure("bdomv", domain, value=None)
    for name in UNBUILT:
        if not same(options[name], OPTIONS[name]):
            raise Failure("optnb", S.Solve, name, value=None)
    if options["VerifySolutions"] not in (S.Automatic, TRUE):  # all of them are verified
        raise Failure("optnb", S.Solve, "VerifySolutions", value=None)
    if domain is S.Booleans:
        return first_of(truths(kernel, expr, variables), options["MaxRoots"])
    solver = Solver(kernel, variables, domain, options)
    if options["Modulus"] != 0:
        found = modular_solutions(kernel, solver.conditions(expr), variables, options["Modulus"])
        return first_of(found, options["MaxRoots"])
    most_roots(options["MaxRoots"])
    solutions = solver.branches(expr)
    if solutions is None:
        return None
    found = first_of(make_list([make_list(rules) for rules in solutions]), options["MaxRoots"])
    return with_digits(kernel, renamed(kernel, found, options), options["WorkingPrecision"])


def truths(kernel: Any, expr: Any, variables: list[Any]) -> Any:
    """Solutions among True and False."""
    whole = kernel.evaluate(S.And(*expr.parts)) if is_list(expr) else expr
    found = attempt(assignments, whole, variables)
    if found is None:
        kernel.message(S.Solve, "nsmet")
        return None
    rows = [list(map(boolean, row)) for row in reversed(found)]
    return make_list([make_list(map(S.Rule, variables, row)) for row in rows])


class Solver:
    """The variables, the domain and the options of one call."""

    def __init__(self, kernel: Any, variables: list[Any], domain: Any, options: Any) -> None:
        self.kernel, self.variables, self.domain = kernel, variables, domain
        self.explicit = {n: options.get(o) is TRUE for n, o in ((3, "Cubics"), (4, "Quartics"))}
        self.generate = options.get("GenerateConditions") is TRUE
        self.quiet = options.get("InverseFunctions") is TRUE
        self.given = known(kernel, options.get("Assumptions", S.Automatic))

    def branches(self, expr: Any) -> list[list[Any]] | None:
        """The solutions as lists of rules; those of alternatives one after the other."""
        if isinstance(expr, Expr) and expr.head is S.Or:
            found = [self.branches(p) for p in expr.parts]
            return None if None in found else self.ordered(unique([s for f in found if f for s in f]))
        return self.system(self.conditions(expr))

    def conditions(self, expr: Any) -> list[Any]:
        if expr is TRUE or expr is FALSE:
            return [expr]
        found = []
        for each in expr.parts if is_list(expr) or isinstance(expr, Expr) and expr.head is S.And else (expr,):
            if is_list(each) or isinstance(each, Expr) and each.head is S.And:
                found += self.conditions(each)
            elif isinstance(each, Expr) and each.head is S.Equal:
                found += threaded_equations(each)
            elif isinstance(each, Expr) and each.head in COMPARISONS:
                found += conjuncts(each)
            elif each is TRUE or each is FALSE or isinstance(each, Expr) and each.head is S.Or:
                found.append(each)
            else:
                raise Failure("naqs", each, value=None)
        return found

    def system(self, conditions: list[Any]) -> list[list[Any]] | None:
        if any(c is FALSE for c in conditions):
            return []
        conditions = [c for c in conditions if c is not TRUE]
        nested = next((c for c in conditions if c.head is S.Or), None)
        if nested is not None:
            rest = [c for c in conditions if c is not nested]
            return self.branches(S.Or(*[S.And(p, *rest) for p in nested.parts]))
        equations = [c for c in conditions if c.head is S.Equal]
        others = [c for c in conditions if c.head is not S.Equal]
        if not conditions:
            return [[]]
        inexact = not all(map(exact, equations))
        if inexact:
            equations = [
                S.Equal(*[self.kernel.evaluate(S.Rationalize(p, 0)) for p in e.parts]) for e in equations
            ]
        found = self.solutions(equations, others)
        if found is None:
            return None
        found = [self.evaluated(rules) for each in found for rules in self.instances(each, others)]
        found = self.ordered([rules for rules in found if self.admitted(rules, others)])
        if inexact:
            found = [
                [S.Rule(r.parts[0], self.kernel.call(S.N, r.parts[1])) for r in rules] for rules in found
            ]
        return found

    def solutions(self, equations: list[Any], others: list[Any]) -> list[list[Any]] | None:
        if self.domain not in (S.Complexes, S.Reals) and (len(self.variables) > 1 or not equations):
            found = attempt(whole_numbers, self, equations, others)
            return attempt(whole_solutions, self, equations, others) if found is None else found
        if not equations:
            return None
        by_powers = solved_by_powers(self.kernel, equations, self.variables)
        if by_powers is not None:
            return by_powers
        if self.conditional(equations):
            found = attempt(real_branches, self.kernel, equations[0], self.variables[0])
            if found is not None:
                return [[S.Rule(self.variables[0], v)] for v in found]
        plain = self.plainly(equations)
        if plain is not None:
            return plain
        if len(self.variables) == 1 and len(equations) == 1:
            return attempt(self.one_equation, equations[0], self.variables[0])
        return attempt(self.many_equations, equations)

    def conditional(self, equations: list[Any]) -> bool:
        """Whether real solutions depend on the values of parameters of one equation."""
        single = self.domain is S.Reals and len(equations) == len(self.variables) == 1
        return single and len(symbols_in(equations[0])) > 1

    def plainly(self, equations: list[Any]) -> list[list[Any]] | None:
        """Linear and quadratic equations and linear systems, without SymPy."""
        if len(self.variables) == 1 and len(equations) == 1:
            roots = plain_roots(self.kernel, equations[0], self.variables[0])
            condition = self.degree_condition(equations[0]) if self.generate else TRUE
            if condition is not TRUE and roots is not None:
                roots = [S.ConditionalExpression(r, condition) for r in roots]
            return None if roots is None else [[S.Rule(self.variables[0], r)] for r in roots]
        found = linear_system(self.kernel, equations, self.variables)
        if found and len(found[0]) < len(self.variables):
            self.kernel.message(S.Solve, "svars")
        return None if found is None else [[S.Rule(n, v) for n, v in each.items()] for each in found]

    def degree_condition(self, equation: Any) -> Any:
        """The leading coefficient is not 0."""
        powers = self.kernel.evaluate(S.CoefficientList(S.Subtract(*equation.parts), self.variables[0]))
        return self.kernel.evaluate(S.Unequal(powers.parts[-1], 0)) if is_list(powers) else TRUE

    def one_equation(self, equation: Any, name: Any) -> list[list[Any]] | None:
        bridge = Bridge(self.kernel, facts_of(self.kernel, self.given), (name,))
        x = bridge.variable(name)
        angular = trigonometric_solutions(self.kernel, equation, name)
        if angular is not None:
            return [[S.Rule(name, r)] for r in angular]
        equation_of = Equation(bridge, x, self.explicit[3], self.explicit[4])
        equation_of.real = self.domain is S.Reals
        value = bridge.to(equation.parts[0]) - bridge.to(equation.parts[1])
        if bridge.sympy.expand(value) == 0:
            return [[]]
        roots = equation_of.roots(value)
        if equation_of.lossy and not self.quiet and not roots:
            return None
        if equation_of.lossy and not self.quiet and not value.is_algebraic_expr(x):
            self.kernel.message(S.Solve, "ifun")
        if self.domain is not S.Reals and not occurs(S.Log, equation):
            roots = [with_branches(r) for r in map(self.kernel.evaluate, roots)]
        if equation_of.parameters:
            integers = S.Element(S.C(1), S.Integers)
            roots = [
                S.ConditionalExpression(r, integers) if occurs(S.C(1), r) else r
                for r in map(self.kernel.evaluate, roots)
            ]
        return [[S.Rule(name, r)] for r in roots]

    def many_equations(self, equations: list[Any]) -> list[list[Any]] | None:
        """A system, by SymPy; variables that stay free are the first ones, as the language has it."""
        if len(equations) < len(self.variables):
            found = attempt(self.with_free_variables, equations)
            if found is not None:
                return found
        bridge = Bridge(self.kernel, facts_of(self.kernel, self.given), self.variables)
        unknowns = [bridge.variable(v) for v in self.variables]
        values = [bridge.to(e.parts[0]) - bridge.to(e.parts[1]) for e in equations]
        found = bridge.sympy.solve(values, unknowns[::-1], dict=True)
        if isinstance(found, dict):
            found = [found]
        if not found and any(not v.is_polynomial(*unknowns) for v in values):
            return None
        solutions = []
        for solution in found:
            solutions.append(
                [
                    S.Rule(n, self.tidied(bridge.back(solution[u])))
                    for n, u in zip(self.variables, unknowns, strict=True)
                    if u in solution
                ]
            )
        if any(len(s) < len(self.variables) for s in solutions):
            self.kernel.message(S.Solve, "svars")
        return solutions

    def with_free_variables(self, equations: list[Any]) -> list[list[Any]] | None:
        """Fewer equations than variables: the last ones by the first ones."""
        parameters = [
            s for s in symbols_in(make_list(equations)) if not any(same(s, v) for v in self.variables)
        ]
        found = generic_solutions(self.kernel, equations, self.variables, parameters)
        self.kernel.message(S.Solve, "svars")
        return [[S.Rule(n, v) for n, v in each.items()] for each in found]

    def tidied(self, value: Any) -> Any:
        """A value of SymPy's with roots in it over a common denominator; numbers in their simplest form."""
        value = self.kernel.evaluate(value)
        if not occurs(S.Power, value) or not has_root(value):
            return value
        if symbols_in(value):
            return self.kernel.evaluate(S.Together(value))
        single = self.kernel.evaluate(S.RootReduce(value))
        return self.kernel.evaluate(S.Simplify(value)) if occurs(S.Root, single) else single

    def instances(self, rules: list[Any], others: list[Any]) -> list[list[Any]]:
        """The members of a family with C[1] that lie within the bounds the conditions set."""
        family = [r for r in rules if occurs(S.C(1), r)]
        if not family or not any(c.head in WITHIN for c in others):
            return [rules]
        plain = [S.Rule(r.parts[0], bare(r.parts[1])) for r in rules]
        found = []
        for k in range(-PERIODS, PERIODS + 1):
            values = [self.kernel.evaluate(S.ReplaceAll(r, S.Rule(S.C(1), k))) for r in plain]
            tests = [self.kernel.evaluate(S.ReplaceAll(c, make_list(values))) for c in others]
            if all(t is TRUE for t in tests):
                found.append(values)
        return found

    def evaluated(self, rules: list[Any]) -> list[Any]:
        return [S.Rule(r.parts[0], self.kernel.evaluate(r.parts[1])) for r in rules]

    # -- domains and conditions --------------------------------------------------------------------

    def admitted(self, rules: list[Any], others: list[Any]) -> bool:
        """Whether a solution lies in the domain and meets the other conditions."""
        kernel = self.kernel
        if self.domain is not S.Complexes and not all(self.in_domain(r.parts[1]) for r in rules):
            return False
        answers = [kernel.evaluate(S.ReplaceAll(c, make_list(rules))) for c in others]
        return FALSE not in [kernel.evaluate(S.Simplify(a)) for a in answers]

    def in_domain(self, value: Any) -> bool:
        number = self.kernel.call(S.N, value)
        if isinstance(number, (complex, Complex)):
            return self.domain is S.Complexes or (isinstance(number, complex) and abs(number.imag) < 1e-12)
        if self.domain is S.Reals or not is_number(number):
            return True
        if self.domain in WHOLE and abs(number - round(number)) > 1e-9:
            return False
        bound = BOUNDS.get(self.domain)
        if bound is not None and self.kernel.evaluate(bound[0](value, bound[1])) is FALSE:
            return False
        return self.kernel.evaluate(S.Element(value, self.domain)) is not FALSE

    def ordered(self, solutions: list[list[Any]]) -> list[list[Any]]:
        """In canonical order."""
        listed = self.kernel.evaluate(
            S.Sort(make_list([make_list([r.parts[1] for r in s]) for s in solutions]))
        )
        names = [[r.parts[0] for r in s] for s in solutions]
        if not solutions or any(not same(make_list(n), make_list(names[0])) for n in names):
            return solutions
        rows = negative_first(self.kernel, [row.parts for row in listed.parts])
        return [[S.Rule(n, v) for n, v in zip(names[0], row, strict=True)] for row in rows]


def with_branches(root: Any) -> Any:
    """Every branch of ProductLog for the main one."""
    parts = [p for p in subexpressions(root) if p.head is S.ProductLog and len(p.parts) == 1]
    if len(parts) != 1:
        return root
    branch = S.ReplaceAll(root, S.Rule(parts[0], S.ProductLog(S.C(1), parts[0].parts[0])))
    return S.ConditionalExpression(branch, S.Element(S.C(1), S.Integers))


def subexpressions(expr: Any) -> list[Expr]:
    return [expr, *[s for p in expr.parts for s in subexpressions(p)]] if isinstance(expr, Expr) else []


def negative_first(kernel: Any, rows: list[Any]) -> list[Any]:
    """Of two neighbours that differ by a sign, the one with the minus first."""
    rows = list(rows)
    for place in range(len(rows) - 1):
        one, other = next(
            ((a, b) for a, b in zip(rows[place], rows[place + 1], strict=True) if not same(a, b)), (0, 0)
        )
        minus = isinstance(other, Expr) and other.head is S.Times and other.parts[0] == -1
        if minus and same(kernel.evaluate(S.Times(-1, one)), other):
            rows[place], rows[place + 1] = rows[place + 1], rows[place]
    return rows


def has_root(expr: Any) -> bool:
    """Whether a power with a fraction as its exponent is in it."""
    if not isinstance(expr, Expr):
        return False
    return isinstance(expr.parts[-1], Fraction) and expr.head is S.Power or any(map(has_root, expr.parts))


def bare(value: Any) -> Any:
    """The expression of a ConditionalExpression."""
    conditional = isinstance(value, Expr) and value.head is S.ConditionalExpression
    return value.parts[0] if conditional else value


def threaded_equations(equation: Expr) -> list[Any]:
    """{a, b} == {c, d} element by element; a == b == c in pairs."""
    parts = equation.parts
    if all(is_list(p) and len(p) == len(parts[0]) for p in parts):
        return [
            e
            for row in zip(*[p.parts for p in parts], strict=True)
            for e in threaded_equations(S.Equal(*row))
        ]
    return [S.Equal(a, b) for a, b in pairwise(parts)]


def unique(solutions: list[list[Any]]) -> list[list[Any]]:
    found: dict[Any, list[Any]] = {}
    for rules in solutions:
        found.setdefault(make_list(rules), rules)
    return list(found.values())


@builtin("SolveValues[expr, vars]", "SolveValues[expr, vars, dom]", options=OPTIONS)
def solve_values(kernel: Any, expr: Any, names: Any, domain: Any = S.Complexes, *, options: Any) -> Any:
    """gives the values of the variables that solve the equations.

    >>> SolveValues[x^2 == 4, x]
    {-2, 2}
    """
    found = kernel.evaluate(S.Solve(expr, names, domain, *[S.Rule(S[k], v) for k, v in options.items()]))
    if not is_list(found):
        return None
    return make_list([S.ReplaceAll(names, rules) for rules in found.parts])
