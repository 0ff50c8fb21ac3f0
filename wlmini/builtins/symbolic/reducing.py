"""Reduce, Eliminate and domains: conditions rather than lists of rules."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.symbolic.boolean_algebra import assignments
from wlmini.builtins.symbolic.bridge import Bridge, attempt, symbols_in
from wlmini.builtins.symbolic.complex_solutions import complex_solution
from wlmini.builtins.symbolic.cylindrical import free_symbols, real_solution
from wlmini.builtins.symbolic.formulas_of_reals import REAL_DOMAINS
from wlmini.builtins.symbolic.plain_equations import plain_roots
from wlmini.builtins.symbolic.polynomials import exact
from wlmini.builtins.symbolic.quantifiers import has_quantifier, resolved
from wlmini.builtins.symbolic.real_sets import has_order, in_set, set_of
from wlmini.builtins.symbolic.solution_options import MESSAGES as MORE
from wlmini.builtins.symbolic.solution_options import modular_solutions, renamed, with_digits
from wlmini.builtins.symbolic.whole_solutions import BOUNDS, whole_condition
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
    "bdomv": "`1` is no domain such as Reals, Integers, Booleans or Complexes.",
}
DOMAINS = {*REAL_DOMAINS, *BOUNDS, S.Complexes, S.Booleans}

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
         options=REDUCING, messages=MESSAGES,
         noted=("Method",),
)  # fmt: skip
def reduce_(kernel: Any, expr: Any, names: Any = None, domain: Any = None, *, options: Any) -> Any:
    """solves equations and inequalities for the variables and gives all solutions as a condition.

    >>> {Reduce[x^2 == 4, x], Reduce[x^2 < 4, x], Reduce[2 x + 1 > 5, x]}
    {x == -2 || x == 2, -2 < x < 2, x > 2}
    >>> Reduce[x + y < 1 && x > 0 && y > 0, {x, y}]
    0 < x < 1 && 0 < y < 1 - x
    >>> {Reduce[3 x + 5 y == 1, {x, y}, Integers], Reduce[x^2 == 1, x, Modulus -> 8]}
    {Element[C[1], Integers] && x == 2 + 5 C[1] && y == -1 - 3 C[1], x == 1 || x == 3 || x == 5 || x == 7}
    """
    if expr is TRUE or expr is FALSE:
        return expr
    if options["Backsubstitution"] not in (TRUE, FALSE):
        raise Failure("optnb", S.Reduce, S.Rule(S.Backsubstitution, options["Backsubstitution"]), value=None)
    if names is None:
        names = make_list(free_symbols(expr))
    variables = list(names.parts) if is_list(names) else [names]
    for variable in variables:
        if is_number(variable) or isinstance(variable, str):
            raise Failure("ivar", variable, value=None)
    if is_list(expr):
        expr = S.And(*expr.parts)
    if domain is not S.Booleans and not isinstance(expr, Expr):
        raise Failure("naqs", expr, value=None)
    if domain is not None and domain not in DOMAINS:
        raise Failure("bdomv", domain, value=None)
    expr = kernel.evaluate(expr)
    if domain is not S.Booleans and not is_statement(expr):
        raise Failure("naqs", expr, value=None)
    if options["Modulus"] != 0:
        conditions = list(expr.parts) if expr.head is S.And else [expr]
        solutions = modular_solutions(kernel, conditions, variables, options["Modulus"])
        return S.Or(*map(condition_of, solutions.parts))
    exactly = expr if exact(expr) else kernel.evaluate(S.Rationalize(expr, 0))
    exactly, domain = without_membership(exactly, variables, domain)
    radicals = [S.Rule(S[n], options[n]) for n in ("Cubics", "Quartics")]
    found = attempt(reduced, kernel, exactly, variables, domain, radicals)
    if found is None:
        kernel.message(S.Reduce, "nsmet", S.Reduce)
        return None
    if options["Backsubstitution"] is TRUE:
        found = kernel.evaluate(substituted_back(kernel, found, variables))
    found = found if exact(expr) else kernel.call(S.N, found)
    return with_digits(kernel, renamed(kernel, found, options), options["WorkingPrecision"])


def substituted_back(kernel: Any, condition: Any, variables: list[Any], known: tuple[Any, ...] = ()) -> Any:
    """The values of variables in place of them in what follows."""
    if not isinstance(condition, Expr):
        return condition
    if condition.head is S.Or:
        return S.Or(*[substituted_back(kernel, p, variables, known) for p in condition.parts])
    if condition.head is not S.And:
        return kernel.evaluate(S.ReplaceAll(condition, make_list(known))) if known else condition
    parts = []
    for part in condition.parts:
        parts.append(substituted_back(kernel, part, variables, known))
        if part.head is S.Equal and any(same(part.parts[0], v) for v in variables):
            known = (*known, S.Rule(part.parts[0], parts[-1].parts[1]))
    return S.And(*parts)


STATEMENTS = {
    S.And, S.Or, S.Not, S.Implies, S.Xor, S.Nand, S.Nor, S.Equivalent, S.Equal, S.Unequal, S.Less,
    S.LessEqual, S.Greater, S.GreaterEqual, S.Inequality, S.Element, S.ForAll, S.Exists,
}  # fmt: skip


def is_statement(expr: Any) -> bool:
    return expr is TRUE or expr is FALSE or isinstance(expr, Expr) and expr.head in STATEMENTS


def without_membership(expr: Any, variables: list[Any], domain: Any) -> tuple[Any, Any]:
    """Element[x | y, Integers] that names all the variables, as the domain."""
    parts = expr.parts if isinstance(expr, Expr) and expr.head is S.And else (expr,)
    for part in parts:
        if not (isinstance(part, Expr) and part.head is S.Element and part.parts[1] in DOMAINS):
            continue
        things = part.parts[0]
        alternatives = isinstance(things, Expr) and things.head is S.Alternatives
        names = things.parts if alternatives else (things,)
        if domain is None and all(any(same(v, n) for n in names) for v in variables):
            rest = [p for p in parts if p is not part]
            return (S.And(*rest) if len(rest) > 1 else rest[0] if rest else TRUE), part.parts[1]
    return expr, domain


def reduced(kernel: Any, expr: Any, variables: list[Any], domain: Any, radicals: Any = ()) -> Any:
    """The condition; `radicals` are the options that say which roots are to be explicit."""
    if expr is TRUE or expr is FALSE:
        return expr
    if domain is S.Booleans:
        return None if assignments(expr, variables) is None else kernel.evaluate(S.BooleanMinimize(expr))
    if domain in BOUNDS:
        return whole(kernel, expr, variables, domain)
    if has_order(expr) or domain in REAL_DOMAINS:
        return real_condition(kernel, expr, variables, domain)
    if has_quantifier(expr):
        expr = resolved(kernel, expr, S.Complexes)
        return expr if expr is None else reduced(kernel, expr, variables, domain, radicals)
    if expr.head is S.Unequal and domain is None and len(variables) == 1:
        return kernel.evaluate(S.Not(S.Reduce(S.Equal(*expr.parts), make_list(variables))))
    if len(variables) == 1 and expr.head is S.Equal:
        found = with_parameters(kernel, expr, variables[0])
        if found is not None:
            return found
    if not is_determined(kernel, expr, variables):
        parameters = [s for s in symbols_in(expr) if not any(same(s, v) for v in variables)]
        found = attempt(complex_solution, kernel, expr, variables, parameters)
        if found is not None:
            return found
    return solved(kernel, expr, variables, S.Complexes, radicals)


def is_determined(kernel: Any, expr: Any, variables: list[Any]) -> bool:
    """Whether there are equations alone, and one or more for each variable."""
    parts = expr.parts if expr.head is S.And else (expr,)
    equations = [p for p in parts if isinstance(p, Expr) and p.head is S.Equal]
    parameters = [s for s in symbols_in(expr) if not any(same(s, v) for v in variables)]
    return len(equations) == len(parts) and len(equations) >= len(variables) and not parameters


def solved(kernel: Any, expr: Any, variables: list[Any], domain: Any, radicals: Any = ()) -> Any:
    """The solutions of Solve as alternatives."""
    with kernel.messages.quietly(S.All):
        solutions = kernel.evaluate(S.Solve(expr, make_list(variables), domain, *radicals))
    if not is_list(solutions):
        return None
    if any(len(rules) < len(variables) for rules in solutions.parts):
        return None
    return kernel.evaluate(gathered(distinct([condition_of(rules) for rules in solutions.parts])))


def gathered(conditions: list[Any]) -> Any:
    """Alternatives with what they all say first: C[1] in the integers, and x == a || x == b."""
    firsts = [c.parts[0] for c in conditions if c.head is S.And]
    shared = len(firsts) == len(conditions) > 1 and all(same(f, firsts[0]) for f in firsts)
    if not shared or firsts[0].head is not S.Element:
        return S.Or(*conditions)
    return S.And(firsts[0], S.Or(*[S.And(*c.parts[1:]) for c in conditions]))


def whole(kernel: Any, expr: Any, variables: list[Any], domain: Any) -> Any:
    """Over whole numbers: what Solve finds, or else families and points."""
    if not has_order(expr):
        found = solved(kernel, expr, variables, domain)
        if found is not None:
            return found
    return whole_condition(kernel, expr, variables, domain)


def distinct(conditions: list[Any]) -> list[Any]:
    return list(dict.fromkeys(conditions))


def condition_of(rules: Expr) -> Any:
    """{x -> a, y -> b} as x == a && y == b; the conditions of ConditionalExpression come first."""
    given: dict[Any, None] = {}
    parts: list[Any] = []
    for rule in rules.parts:
        name, value = rule.parts
        if isinstance(value, Expr) and value.head is S.ConditionalExpression:
            given.setdefault(value.parts[1])
            value = value.parts[0]
        parts.append(S.Equal(name, value))
    return S.And(*given, *parts)


def has_minus(expr: Any) -> bool:
    return isinstance(expr, Expr) and expr.head is S.Times and is_real(expr.parts[0]) and expr.parts[0] < 0


def with_parameters(kernel: Any, equation: Expr, x: Any) -> Any:
    """a x + b == 0 and a x^2 + b x + c == 0 with their special cases, where a may be 0."""
    parameters = [s for s in symbols_in(equation) if not same(s, x)]
    difference = kernel.evaluate(S.Expand(S.Subtract(*equation.parts)))
    if kernel.evaluate(S.PolynomialQ(difference, make_list([x, *parameters]))) is not TRUE or not parameters:
        return None
    coefficients = list(kernel.evaluate(S.CoefficientList(difference, x)).parts)
    degree = len(coefficients) - 1
    if degree not in (1, 2) or not symbols_in(coefficients[degree]):
        return None
    cases = [case(kernel, coefficients, x, n) for n in range(degree, -1, -1)]
    if degree == 1:
        cases.reverse()
    return kernel.evaluate(S.Or(*cases))


def case(kernel: Any, coefficients: list[Any], x: Any, degree: int) -> Any:
    """The equation where it is of this degree: the coefficients above are 0."""
    above = [zero(kernel, c) for c in coefficients[degree + 1 :]]
    if degree == 0:
        return S.And(*[zero(kernel, c) for c in coefficients])
    lower = S.Plus(*[S.Times(c, S.Power(x, n)) for n, c in enumerate(coefficients[: degree + 1])])
    roots = plain_roots(kernel, S.Equal(lower, 0), x) or []
    equal = [S.Equal(x, r) for r in dict.fromkeys(map(kernel.evaluate, roots))]
    leading = kernel.evaluate(S.Unequal(coefficients[degree], 0))
    return S.And(*reversed(above), leading, S.Or(*equal) if len(equal) > 1 else equal[0])


def zero(kernel: Any, value: Any) -> Any:
    return S.Equal(kernel.evaluate(S.Times(-1, value)) if has_minus(value) else value, 0)


# -- over the reals ----------------------------------------------------------------------------------


def real_condition(kernel: Any, expr: Any, variables: list[Any], domain: Any) -> Any:
    """By cylindrical decomposition; what is not about polynomials of one real variable by sets."""
    bound = REAL_DOMAINS.get(domain)
    if bound is not None:
        expr = kernel.evaluate(S.And(expr, *[bound(v, 0) for v in variables]))
    found = real_solution(kernel, expr, variables)
    if found is not None:
        return found
    x = variables[0]
    if len(variables) > 1 or any(not same(s, x) for s in symbols_in(expr)):
        return None
    bridge = Bridge(kernel, {as_key(x): {"real": True}})
    return kernel.evaluate(in_set(bridge, set_of(bridge, expr, bridge.variable(x)), x))


# -- elimination ---------------------------------------------------------------------------------------


@builtin(
    "Eliminate[eqns, vars]", options=ELIMINATING, messages=MESSAGES, refused=("InverseFunctions", "Mode")
)
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
