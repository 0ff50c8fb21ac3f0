"""Reduce, Eliminate, quantifiers and domains: conditions rather than lists of rules."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.symbolic.assumptions import conjuncts
from wlmini.builtins.symbolic.bridge import Bridge, Untranslatable, attempt, occurs, symbols_in
from wlmini.builtins.symbolic.solution_options import MESSAGES as MORE
from wlmini.builtins.symbolic.solution_options import modular_solutions, renamed, with_digits
from wlmini.expr import FALSE, TRUE, Expr, S, as_key, is_list, make_list, same
from wlmini.kernel.declare import builtin, inert
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_number, is_real

MESSAGES = {
    **MORE,
    "naqs": "`1` is no equation, inequality, or list or combination of such.",
    "nsmet": "The methods that `1` has do not solve this system.",
    "ivar": "`1` is no variable.",
    "eqf": "`1` is not an equation.",
}
ORDER = {S.Less, S.LessEqual, S.Greater, S.GreaterEqual, S.Inequality, S.Unequal}

inert("Reals", documentation="stands for the domain of real numbers.\n\n>>> Element[Pi, Reals]\nTrue")
inert(
    "Integers", documentation="stands for the domain of whole numbers.\n\n>>> Element[1/2, Integers]\nFalse"
)
inert(
    "Rationals",
    documentation="stands for the domain of rational numbers.\n\n>>> Element[1/2, Rationals]\nTrue",
)
inert(
    "Complexes", documentation="stands for the domain of complex numbers.\n\n>>> Element[I, Complexes]\nTrue"
)
inert(
    "Algebraics",
    documentation="stands for the domain of algebraic numbers.\n\n>>> Head[Algebraics]\nSymbol",
)
inert("Booleans", documentation="stands for the domain of True and False.\n\n>>> Head[Booleans]\nSymbol")


REDUCING = {
    "Backsubstitution": FALSE, "Cubics": FALSE, "Quartics": FALSE, "GeneratedParameters": S.C,
    "Method": S.Automatic, "Modulus": 0, "WorkingPrecision": S.Infinity,
}  # fmt: skip
ELIMINATING = {"InverseFunctions": S.Automatic, "Mode": S.Automatic}


def need_default(owner: Any, options: Any, defaults: Any) -> None:
    """Options that have no effect here must be as they are without being given."""
    for name, value in defaults.items():
        if not same(options[name], value):
            raise Failure("optnb", owner, name, value=None)


@builtin("Reduce[expr, vars]", "Reduce[expr, vars, dom]", "Reduce[expr]",
         options=REDUCING, messages=MESSAGES)  # fmt: skip
def reduce_(kernel: Any, expr: Any, names: Any = None, domain: Any = None, *, options: Any) -> Any:
    """solves equations and inequalities for the variables and gives all solutions as a condition.

    >>> {Reduce[x^2 == 4, x], Reduce[x^2 < 4, x], Reduce[2 x + 1 > 5, x]}
    {x == -2 || x == 2, -2 < x < 2, x > 2}
    """
    if expr is TRUE or expr is FALSE:
        return expr
    if options["Backsubstitution"] not in (TRUE, FALSE):  # what is found is substituted in any case
        raise Failure("optnb", S.Reduce, S.Rule(S.Backsubstitution, options["Backsubstitution"]), value=None)
    if names is None:
        names = make_list(symbols_in(expr))
    variables = list(names.parts) if is_list(names) else [names]
    for variable in variables:
        if is_number(variable) or isinstance(variable, str):
            raise Failure("ivar", variable, value=None)
    if is_list(expr):
        expr = S.And(*expr.parts)
    if not isinstance(expr, Expr):
        raise Failure("naqs", expr, value=None)
    if options["Modulus"] != 0:
        conditions = list(expr.parts) if expr.head is S.And else [expr]
        solutions = modular_solutions(kernel, conditions, variables, options["Modulus"])
        return S.Or(*map(condition_of, solutions.parts))
    radicals = [S.Rule(S[n], options[n]) for n in ("Cubics", "Quartics")]
    found = attempt(reduced, kernel, kernel.evaluate(expr), variables, domain, radicals)
    if found is None:
        kernel.message(S.Reduce, "nsmet", S.Reduce)
        return None
    return with_digits(kernel, renamed(kernel, found, options), options["WorkingPrecision"])


def reduced(kernel: Any, expr: Any, variables: list[Any], domain: Any, radicals: Any = ()) -> Any:
    """The condition; `radicals` are the options that say which roots are to be explicit."""
    if expr is TRUE or expr is FALSE:
        return expr
    if isinstance(expr, Expr) and expr.head is S.Unequal and domain is None:
        return kernel.evaluate(S.Not(S.Reduce(S.Equal(*expr.parts), make_list(variables))))
    if has_order(expr) or domain in (S.Reals, S.PositiveReals):
        return real_condition(kernel, expr, variables, domain)
    if len(variables) == 1 and isinstance(expr, Expr) and expr.head is S.Equal and domain is None:
        found = with_parameters(kernel, expr, variables[0])
        if found is not None:
            return found
    domain = S.Complexes if domain is None else domain
    with kernel.messages.hushed():
        solutions = kernel.evaluate(S.Solve(expr, make_list(variables), domain, *radicals))
    if not is_list(solutions):
        return None
    return kernel.evaluate(S.Or(*distinct([condition_of(rules) for rules in solutions.parts])))


def distinct(conditions: list[Any]) -> list[Any]:
    return list(dict.fromkeys(conditions))


def condition_of(rules: Expr) -> Any:
    """{x -> a, y -> b} as x == a && y == b; the conditions of ConditionalExpression come first."""
    parts: list[Any] = []
    for rule in rules.parts:
        name, value = rule.parts
        if isinstance(value, Expr) and value.head is S.ConditionalExpression:
            parts.append(value.parts[1])
            value = value.parts[0]
        parts.append(S.Equal(name, value))
    return S.And(*parts)


def has_order(expr: Any) -> bool:
    """Whether an inequality stands in the condition: the variables in it are real then."""
    return isinstance(expr, Expr) and (
        expr.head in ORDER - {S.Unequal} or True in [has_order(p) for p in expr.parts]
    )


def has_minus(expr: Any) -> bool:
    return isinstance(expr, Expr) and expr.head is S.Times and is_real(expr.parts[0]) and expr.parts[0] < 0


def with_parameters(kernel: Any, equation: Expr, x: Any) -> Any:
    """a x + b == 0 with its special cases: (b == 0 && a == 0) || (a != 0 && x == -b/a)."""
    parameters = [s for s in symbols_in(equation) if not same(s, x)]
    difference = kernel.evaluate(S.Expand(S.Subtract(*equation.parts)))
    if kernel.evaluate(S.PolynomialQ(difference, x)) is not TRUE or not parameters:
        return None
    coefficients = kernel.evaluate(S.CoefficientList(difference, x)).parts
    if len(coefficients) != 2 or not symbols_in(coefficients[1]):
        return None
    b, a = coefficients
    positive = S.Times(-1, b) if has_minus(b) else b
    special = kernel.evaluate(S.And(S.Equal(positive, 0), S.Equal(a, 0)))
    general = S.And(S.Unequal(a, 0), S.Equal(x, S.Times(-1, b, S.Power(a, -1))))
    return kernel.evaluate(S.Or(special, general))


# -- over the reals ----------------------------------------------------------------------------------


def real_condition(kernel: Any, expr: Any, variables: list[Any], domain: Any) -> Any:
    """One real variable by sets; more of them where the inequalities are linear in the last one."""
    if len(variables) > 1:
        return triangular(kernel, expr, variables)
    x = variables[0]
    if any(not same(s, x) for s in symbols_in(expr)):
        return linear_inequality(kernel, expr, x)
    plain = linear_inequality(kernel, expr, x) if domain is not S.Integers else None
    if plain is not None:
        return plain
    bridge = Bridge(kernel, {as_key(x): {"real": True}})
    unknown = bridge.variable(x)
    solutions = set_of(bridge, expr, unknown)
    if domain is S.Integers:
        return whole_condition(bridge, solutions, x)
    return kernel.evaluate(in_set(bridge, solutions, x))


def triangular(kernel: Any, expr: Any, variables: list[Any]) -> Any:
    """Where a single condition holds for the last variable, that is solved for it: x > 1 && y > x."""
    *first, last = variables
    parts = conjuncts(expr)
    with_last = [p for p in parts if occurs(last, p)]
    rest = [p for p in parts if not occurs(last, p)]
    if len(with_last) != 1 or len(conjuncts(with_last[0])) != 1:
        return None
    before = reduced(kernel, kernel.evaluate(S.And(*rest)), first, S.Reals) if rest else TRUE
    bound = linear_inequality(kernel, with_last[0], last)
    return None if before is None or bound is None else kernel.evaluate(S.And(before, bound))


def linear_inequality(kernel: Any, expr: Any, x: Any) -> Any:
    """x + a > b, where the slope is a number."""
    if not isinstance(expr, Expr) or expr.head not in ORDER or len(expr.parts) != 2:
        return None
    difference = kernel.evaluate(S.Expand(S.Subtract(*expr.parts)))
    if kernel.evaluate(S.PolynomialQ(difference, x)) is not TRUE:
        return None
    coefficients = kernel.evaluate(S.CoefficientList(difference, x))
    if not is_list(coefficients) or len(coefficients) != 2 or symbols_in(coefficients.parts[1]):
        return None
    b, a = coefficients.parts
    positive = kernel.evaluate(S.Greater(a, 0)) is TRUE
    swapped = {S.Less: S.Greater, S.Greater: S.Less, S.LessEqual: S.GreaterEqual, S.GreaterEqual: S.LessEqual}
    head = expr.head if positive else swapped.get(expr.head, expr.head)
    return kernel.evaluate(head(x, S.Expand(S.Times(-1, b, S.Power(a, -1)))))


def set_of(bridge: Bridge, expr: Any, x: Any) -> Any:
    """The real numbers for which a condition holds."""
    sympy = bridge.sympy
    if expr is TRUE or expr is FALSE:
        return sympy.S.Reals if expr is TRUE else sympy.S.EmptySet
    if expr.head is S.And or expr.head is S.Or:
        sets = [set_of(bridge, p, x) for p in expr.parts]
        return sympy.Intersection(*sets) if expr.head is S.And else sympy.Union(*sets)
    if expr.head is S.Not:
        return sympy.Complement(sympy.S.Reals, set_of(bridge, expr.parts[0], x))
    steps = conjuncts(expr)
    if len(steps) > 1:
        return sympy.Intersection(*[set_of(bridge, p, x) for p in steps])
    if expr.head is S.Element:
        return sympy.S.Reals
    relation = bridge.to(expr)
    if relation in (sympy.true, sympy.false):
        return sympy.S.Reals if relation == sympy.true else sympy.S.EmptySet
    if isinstance(relation, sympy.Eq):
        return sympy.solveset(relation.lhs - relation.rhs, x, sympy.S.Reals)
    if isinstance(relation, sympy.Ne):
        return sympy.Complement(sympy.S.Reals, sympy.solveset(relation.lhs - relation.rhs, x, sympy.S.Reals))
    return sympy.solve_univariate_inequality(relation, x, relational=False)


def in_set(bridge: Bridge, solutions: Any, x: Any) -> Any:
    """x in the set, as a condition; pieces in increasing order."""
    sympy = bridge.sympy
    if solutions is sympy.S.EmptySet:
        return FALSE
    if solutions in (sympy.S.Reals, sympy.Interval(-sympy.oo, sympy.oo)):
        return S.Element(x, S.Reals)
    if isinstance(solutions, sympy.FiniteSet):
        return S.Or(*[S.Equal(x, bridge.back(v)) for v in sorted(solutions, key=lambda v: v.evalf())])
    if isinstance(solutions, sympy.Interval):
        return in_interval(bridge, solutions, x)
    if isinstance(solutions, sympy.Union):
        pieces = sorted(solutions.args, key=lambda p: p.inf.evalf())
        return S.Or(*[in_set(bridge, p, x) for p in pieces])
    if isinstance(solutions, sympy.Complement) and isinstance(solutions.args[1], sympy.FiniteSet):
        parts = [S.Unequal(x, bridge.back(v)) for v in solutions.args[1]]
        whole = solutions.args[0] == sympy.S.Reals
        return S.And(*([] if whole else [in_set(bridge, solutions.args[0], x)]), *parts)
    raise Untranslatable(solutions)


def in_interval(bridge: Bridge, interval: Any, x: Any) -> Any:
    low, high = bridge.back(interval.start), bridge.back(interval.end)
    below = S.Less if interval.left_open else S.LessEqual
    above = S.Less if interval.right_open else S.LessEqual
    if interval.start.is_infinite:
        return above(x, high)
    if interval.end.is_infinite:
        return (S.Greater if interval.left_open else S.GreaterEqual)(x, low)
    if below is above:
        return below(low, x, high)
    return S.Inequality(low, below, x, above, high)


def whole_condition(bridge: Bridge, solutions: Any, x: Any) -> Any:
    """The whole numbers of a bounded set."""
    sympy = bridge.sympy
    whole = sympy.Intersection(solutions, sympy.S.Integers)
    if not solutions.inf.is_finite or not solutions.sup.is_finite:
        return None
    numbers = range(int(sympy.ceiling(solutions.inf)), int(sympy.floor(solutions.sup)) + 1)
    return bridge.kernel.evaluate(S.Or(*[S.Equal(x, n) for n in numbers if whole.contains(n) == True]))  # noqa: E712


# -- elimination and quantifiers -----------------------------------------------------------------------


@builtin("Eliminate[eqns, vars]", options=ELIMINATING, messages=MESSAGES)
def eliminate(kernel: Any, equations: Any, names: Any, *, options: Any) -> Any:
    """removes the variables from polynomial equations: what is left holds for the others.

    >>> Eliminate[{f == x^2 + y^2, a == x + y, b == x y}, {x, y}]
    f == a^2 - 2 b
    """
    need_default(S.Eliminate, options, ELIMINATING)
    given = (
        equations.parts
        if is_list(equations) or isinstance(equations, Expr) and equations.head is S.And
        else (equations,)
    )
    for each in given:
        if not isinstance(each, Expr) or each.head is not S.Equal:
            raise Failure("eqf", each, value=None)
    gone = list(names.parts) if is_list(names) else [names]
    kept = [s for s in symbols_in(S.List(*given)) if not any(same(s, g) for g in gone)]
    basis = kernel.evaluate(S.GroebnerBasis(make_list(given), make_list(kept), make_list(gone)))
    if not is_list(basis):
        return None
    return S.And(*[separated(kernel, p) for p in basis.parts]) if basis.parts else TRUE


def separated(kernel: Any, polynomial: Any) -> Any:
    """x == ... where that can be had, else p == 0 with the negative terms on the other side."""
    for name in symbols_in(polynomial):
        coefficients = kernel.evaluate(S.CoefficientList(polynomial, name))
        if len(coefficients.parts) == 2 and coefficients.parts[1] in (1, -1):
            return S.Equal(name, S.Expand(S.Times(-1, coefficients.parts[1], coefficients.parts[0])))
    terms = polynomial.parts if isinstance(polynomial, Expr) and polynomial.head is S.Plus else (polynomial,)
    negative = [t for t in terms if is_negative(t)]
    left, right = [t for t in terms if t not in negative], [S.Times(-1, t) for t in negative]
    sides = kernel.evaluate(S.Plus(*left)), kernel.evaluate(S.Plus(*right))
    if not symbols_in(sides[0]) and symbols_in(sides[1]):
        sides = sides[::-1]
    return S.Equal(*sides)


def is_negative(term: Any) -> bool:
    first = term.parts[0] if isinstance(term, Expr) and term.head is S.Times else term
    return (
        isinstance(first, (int, float)) and first < 0 or hasattr(first, "numerator") and first.numerator < 0
    )


@builtin("ForAll[x, expr]", "ForAll[{x1, x2, ...}, expr]", "ForAll[x, cond, expr]", attributes="HoldFirst")
def for_all(kernel: Any, names: Any, condition: Any, expr: Any = None) -> Any:
    """stands for the statement that expr holds for all values of x (that satisfy cond); Resolve decides it.

    >>> {ForAll[x, True], Resolve[ForAll[x, x^2 + 1 > 0], Reals]}
    {True, True}
    """
    statement = condition if expr is None else expr
    return statement if statement is TRUE or (statement is FALSE and expr is None) else None


@builtin("Exists[x, expr]", "Exists[{x1, x2, ...}, expr]", "Exists[x, cond, expr]", attributes="HoldFirst")
def exists(kernel: Any, names: Any, condition: Any, expr: Any = None) -> Any:
    """stands for the statement that there are values of x for which expr holds; Resolve decides it.

    >>> {Exists[x, False], Resolve[Exists[x, x^2 == 2], Reals], Resolve[Exists[x, x^2 == -1], Reals]}
    {False, True, False}
    """
    statement = condition if expr is None else expr
    return statement if statement is FALSE or (statement is TRUE and expr is None) else None


@builtin("Resolve[expr]", "Resolve[expr, dom]", messages=MESSAGES)
def resolve(kernel: Any, expr: Any, domain: Any = S.Complexes) -> Any:
    """decides a statement with ForAll and Exists, or gives what it says about its free variables.

    >>> {Resolve[Exists[x, x > 3 && x < 5], Reals], Resolve[ForAll[x, x > 0], Reals]}
    {True, False}
    """
    if not isinstance(expr, Expr):
        return expr
    if expr.head in (S.And, S.Or, S.Not, S.Implies):
        return kernel.evaluate(Expr(expr.head, [resolve(kernel, p, domain) for p in expr.parts]))
    if expr.head not in (S.ForAll, S.Exists):
        return expr
    names = expr.parts[0]
    variables = list(names.parts) if is_list(names) else [names]
    inner = quantified(expr)
    if domain is S.Reals and expr.head is S.ForAll:
        given = S.And(*[S.Element(v, S.Reals) for v in variables])
        if kernel.evaluate(S.Simplify(inner, given)) is TRUE:
            return TRUE
    for name in reversed(variables):
        inner = attempt(without, kernel, resolve(kernel, inner, domain), name, expr.head, domain)
        if inner is None:
            kernel.message(S.Resolve, "nsmet", S.Resolve)
            return None
    return inner


def quantified(expr: Expr) -> Any:
    """The statement with its condition."""
    if len(expr.parts) == 2:
        return expr.parts[1]
    return (S.Implies if expr.head is S.ForAll else S.And)(*expr.parts[1:])


def without(kernel: Any, statement: Any, name: Any, head: Any, domain: Any) -> Any:
    """Whether a statement on one variable holds for all, or for some, of its values."""
    if statement is TRUE or statement is FALSE or not occurs(name, statement):
        return statement
    if head is S.ForAll:
        opposite = without(kernel, kernel.evaluate(negation(kernel, statement)), name, S.Exists, domain)
        return None if opposite is None else kernel.evaluate(S.Not(opposite))
    if any(not same(s, name) for s in symbols_in(statement)):
        return None
    if domain is S.Reals or has_order(statement):
        bridge = Bridge(kernel, {as_key(name): {"real": True}})
        empty = set_of(bridge, statement, bridge.variable(name)).is_empty
        return None if empty is None else FALSE if empty else TRUE
    found = kernel.evaluate(S.Solve(statement, name, domain))
    return (TRUE if found.parts else FALSE) if is_list(found) else None


def negation(kernel: Any, statement: Any) -> Any:
    if isinstance(statement, Expr) and statement.head is S.Implies:
        return S.And(statement.parts[0], S.Not(statement.parts[1]))
    return S.Not(statement)


@builtin("FunctionDomain[f, x]", "FunctionDomain[f, x, dom]")
def function_domain(kernel: Any, function: Any, x: Any, domain: Any = S.Reals) -> Any:
    """gives the condition under which f has a value for real x.

    >>> {FunctionDomain[1/x, x], FunctionDomain[Sqrt[x - 1], x], FunctionDomain[Log[x], x]}
    {x < 0 || x > 0, x >= 1, x > 0}
    """
    if domain is not S.Reals:
        raise Failure("optnb", S.FunctionDomain, domain, value=None)
    bridge = Bridge(kernel, {as_key(x): {"real": True}})

    def work() -> Any:
        util = bridge.sympy.calculus.util
        found = util.continuous_domain(bridge.to(function), bridge.variable(x), bridge.sympy.S.Reals)
        return TRUE if found == bridge.sympy.S.Reals else kernel.evaluate(in_set(bridge, found, x))

    return attempt(work)


@builtin("FindInstance[expr, vars]", "FindInstance[expr, vars, dom]", "FindInstance[expr, vars, dom, n]",
         messages=MESSAGES)  # fmt: skip
def find_instance(kernel: Any, expr: Any, names: Any, domain: Any = S.Complexes, count: Any = 1) -> Any:
    """finds n values of the variables for which equations and inequalities hold.

    >>> {FindInstance[x^2 == 4 && x > 0, x], FindInstance[x > 3, x], FindInstance[x^2 < 0, x, Reals]}
    {{{x -> 2}}, {{x -> 4}}, {}}
    """
    with kernel.messages.hushed():
        found = kernel.evaluate(S.Solve(expr, names, domain))
    if is_list(found) and not any(occurs(head, found) for head in (S.C, S.ConditionalExpression)):
        variables = names.parts if is_list(names) else (names,)
        if all(len(rules) == len(variables) for rules in found.parts):
            return make_list(found.parts[:count])
    name = names.parts[0] if is_list(names) and len(names) == 1 else names
    if is_list(name) or symbols_in(expr) != [name]:
        return None
    bridge = Bridge(kernel, {as_key(name): {"real": True}})
    points = attempt(lambda: points_of(bridge, set_of(bridge, expr, bridge.variable(name)), count))
    return points and make_list([make_list([S.Rule(name, p)]) for p in points.parts])


def points_of(bridge: Bridge, region: Any, count: int) -> Any:
    """Points of a set of reals, whole numbers first."""
    sympy = bridge.sympy
    if region.is_empty:
        return make_list([])
    low, high = region.inf, region.sup
    middle = 0 if low == -sympy.oo and high == sympy.oo else low if low != -sympy.oo else high
    start = int(sympy.floor(middle))
    tried = [start + sign * k for k in range(64) for sign in ((1,) if low != -sympy.oo else (-1,))]
    tried += [(low + high) / 2] if low.is_finite and high.is_finite else []
    found = [p for p in dict.fromkeys(map(sympy.sympify, tried)) if region.contains(p) == True]  # noqa: E712
    return bridge.value(found[:count]) if found else None
