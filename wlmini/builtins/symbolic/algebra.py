"""The coefficients and variables of polynomials, collecting, common denominators."""

from __future__ import annotations

from itertools import product
from typing import Any

from wlmini.builtins.numeric import fraction_parts
from wlmini.builtins.symbolic.bridge import Bridge, attempt
from wlmini.builtins.symbolic.exponential_forms import by_exponentials
from wlmini.builtins.symbolic.factoring import cancelled
from wlmini.builtins.symbolic.polynomials import Polynomial, expression, in_variable, polynomial
from wlmini.expr import Expr, S, Symbol, boolean, from_key, is_list, make_list, same
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_exact, is_number, is_real
from wlmini.kernel.ordering import sorted_canonically

THREADED = (
    S.List,
    S.Equal,
    S.Unequal,
    S.Less,
    S.LessEqual,
    S.Greater,
    S.GreaterEqual,
    S.Rule,
    S.And,
    S.Or,
    S.Not,
)
SUMS = (S.Plus, S.Times, S.Power)
MESSAGES = {
    "poly": "`1` is not a polynomial in `2`.",
    "ivar": "`1` is no variable.",
}


def threaded(expr: Any) -> bool:
    return isinstance(expr, Expr) and expr.head in THREADED


# -- coefficients ------------------------------------------------------------------------------------


def table_of(kernel: Any, expr: Any, variable: Any) -> Polynomial:
    return polynomial(kernel.evaluate(S.Expand(expr)), opaque=(variable,))


@builtin("Coefficient[expr, form]", "Coefficient[expr, form, n]", attributes="Listable", messages=MESSAGES)
def coefficient(kernel: Any, expr: Any, form: Any, exponent: Any = 1) -> Any:
    """gives what form, or its n-th power, is multiplied by in the polynomial expr.

    >>> {Coefficient[(x + 1)^3, x, 2], Coefficient[a x + b y, x], Coefficient[(x + y)^3, x y^2]}
    {3, a, 3}
    """
    if is_list(expr):
        return make_list([S.Coefficient(p, form, exponent) for p in expr.parts])
    if type(exponent) is not int:
        return None
    if isinstance(form, Expr) and form.head is S.Power and type(form.parts[1]) is int and form.parts[1] > 0:
        form, exponent = form.parts[0], form.parts[1] * exponent
    if isinstance(form, Expr) and form.head is S.Times:
        return of_monomial(kernel, expr, form, exponent)
    return expression(in_variable(table_of(kernel, expr, form), form).get(exponent, {}))


def of_monomial(kernel: Any, expr: Any, form: Expr, exponent: int) -> Any:
    """The coefficient of a product of powers, one factor after the other."""
    for factor in form.parts:
        expr = kernel.evaluate(S.Coefficient(expr, factor, exponent))
    return expr


@builtin("CoefficientList[poly, x]", "CoefficientList[poly, {x, y, ...}]", messages=MESSAGES)
def coefficient_list(kernel: Any, expr: Any, variables: Any) -> Any:
    """gives the coefficients of the powers of x in poly, from the power 0 on.

    >>> {CoefficientList[1 + 3 x^2, x], CoefficientList[(x + y)^2, {x, y}]}
    {{1, 0, 3}, {{0, 0, 1}, {0, 2, 0}, {1, 0, 0}}}
    """
    names = variables.parts if is_list(variables) else (variables,)
    need_polynomial(kernel, expr, names)
    lengths = [degree(kernel, expr, name) + 1 for name in names]
    return nested_coefficients(kernel, kernel.evaluate(S.Expand(expr)), names, lengths)


def nested_coefficients(kernel: Any, expr: Any, names: Any, lengths: list[int]) -> Any:
    if not names:
        return expr
    powers = in_variable(table_of(kernel, expr, names[0]), names[0])
    rows = [kernel.evaluate(expression(powers.get(e, {}))) for e in range(lengths[0])]
    if all(type(row) is int and row == 0 for row in rows) and len(names) == 1 and lengths[0] == 1:
        return S.List() if expr == 0 else make_list(rows)
    return make_list([nested_coefficients(kernel, row, names[1:], lengths[1:]) for row in rows])


def degree(kernel: Any, expr: Any, variable: Any) -> int:
    return max(in_variable(table_of(kernel, expr, variable), variable), default=0)


def need_polynomial(kernel: Any, expr: Any, names: Any) -> None:
    if not is_polynomial(kernel, expr, names):
        raise Failure("poly", expr, names[0] if len(names) == 1 else make_list(names), value=None)


@builtin("Exponent[expr, form]", "Exponent[expr, form, h]", attributes="Listable", messages=MESSAGES)
def exponent_(kernel: Any, expr: Any, form: Any, choose: Any = S.Max) -> Any:
    """gives the largest exponent of form in expr.

    >>> {Exponent[1 + x^2 + a x^3, x], Exponent[(x + 1)^5, x, Min]}
    {3, 0}
    """
    if is_list(expr):
        return make_list([S.Exponent(p, form, choose) for p in expr.parts])
    found = exponents(kernel, expr, form)
    return Expr(choose, found) if found else S.Times(-1, S.Infinity)


def exponents(kernel: Any, expr: Any, form: Any) -> list[Any]:
    """The exponents of a form among the terms; those that are negative or symbolic too."""
    value = kernel.evaluate(S.Expand(expr))
    if type(value) is int and value == 0:
        return []
    terms = value.parts if isinstance(value, Expr) and value.head is S.Plus else (value,)
    return sorted_canonically({exponent_in(term, form) for term in terms})


def exponent_in(term: Any, form: Any) -> Any:
    for factor in term.parts if isinstance(term, Expr) and term.head is S.Times else (term,):
        if same(factor, form):
            return 1
        if isinstance(factor, Expr) and factor.head is S.Power and same(factor.parts[0], form):
            return factor.parts[1]
    return 0


@builtin("Collect[expr, x]", "Collect[expr, x, h]", messages=MESSAGES)
def collect(kernel: Any, expr: Any, variable: Any, function: Any = None) -> Any:
    """gathers the terms with the same power of x (and applies h to what they are multiplied by).

    >>> Collect[a x + b x + c, x]
    c + (a + b) x
    """
    if threaded(expr):
        return Expr(
            expr.head,
            [S.Collect(p, variable, *(() if function is None else (function,))) for p in expr.parts],
        )
    names = variable.parts if is_list(variable) else (variable,)
    return collected(kernel, expr, names, function)


def collected(kernel: Any, expr: Any, names: Any, function: Any) -> Any:
    if not names:
        return expr if function is None else kernel.call(function, expr)
    powers = in_variable(table_of(kernel, expr, names[0]), names[0])
    terms = []
    for exponent, rest in powers.items():
        inner = collected(kernel, kernel.evaluate(expression(rest)), names[1:], function)
        terms.append(S.Times(inner, S.Power(names[0], exponent)))
    return S.Plus(*terms)


# -- questions ---------------------------------------------------------------------------------------


def is_free(expr: Any, names: Any) -> bool:
    if any(same(expr, name) for name in names):
        return False
    return not isinstance(expr, Expr) or (
        is_free(expr.head, names) and False not in [is_free(p, names) for p in expr.parts]
    )


def is_polynomial(kernel: Any, expr: Any, names: Any) -> bool:
    """Whether the expression is built from the names by sums, products and whole powers."""
    if any(same(expr, name) for name in names) or is_free(expr, names):
        return True
    if not isinstance(expr, Expr):
        return True
    if expr.head in (S.Plus, S.Times):
        return False not in [is_polynomial(kernel, p, names) for p in expr.parts]
    if expr.head is S.Power and type(expr.parts[1]) is int and expr.parts[1] >= 0:
        return is_polynomial(kernel, expr.parts[0], names)
    return False


@builtin("PolynomialQ[expr, x]", "PolynomialQ[expr, {x, y, ...}]", "PolynomialQ[expr]")
def polynomial_q(kernel: Any, expr: Any, variables: Any = None) -> Any:
    """gives True where expr is a polynomial in x, and False otherwise.

    >>> {PolynomialQ[x^2 + a x, x], PolynomialQ[Sin[x], x], PolynomialQ[1/x, x]}
    {True, False, False}
    """
    if variables is None:
        variables = kernel.evaluate(S.Variables(expr))
    return boolean(is_polynomial(kernel, expr, variables.parts if is_list(variables) else (variables,)))


@builtin("Variables[expr]")
def variables_(kernel: Any, expr: Any) -> Any:
    """gives the variables that stand in the polynomial expr.

    >>> Variables[(x + y)^2 + 3 z]
    {x, y, z}
    """
    found: set[Any] = set()
    for each in expr.parts if is_list(expr) else (expr,):
        for monomial in polynomial(each):
            found |= {base_of(from_key(base)) for base, _ in monomial}
    return make_list(sorted_canonically(v for v in found if is_variable(v)))


def base_of(expr: Any) -> Any:
    """The base of a power with a numerical exponent."""
    while isinstance(expr, Expr) and expr.head is S.Power and is_number(expr.parts[1]):
        expr = expr.parts[0]
    return expr


def is_variable(expr: Any) -> bool:
    constant = isinstance(expr, Symbol) and expr.context == "System`"
    return not (is_number(expr) and is_exact(expr)) and not is_number(expr) and not constant


# -- fractions ---------------------------------------------------------------------------------------


@builtin(
    "Together[expr]",
    attributes="Listable",
    options={"Extension": S["None"], "Modulus": 0, "Trig": S["False"]},
)
def together(kernel: Any, expr: Any, *, options: dict[str, Any]) -> Any:
    """brings the terms of a sum over one denominator.

    >>> {Together[1/x + 1/y], Together[a/b + c]}
    {(x + y)/(x y), (a + b c)/b}
    """
    if threaded(expr):
        rules = [S.Rule(S[name], value) for name, value in options.items()]
        return Expr(expr.head, [S.Together(p, *rules) for p in expr.parts])
    if not isinstance(expr, Expr) or expr.head not in SUMS:
        return expr
    if options["Trig"] is S["True"]:
        return by_exponentials(kernel, S.Together, expr, {**options, "Trig": S["False"]})
    if options["Modulus"] != 0:
        return modulo_prime(kernel, expr, options["Modulus"])
    parts = [kernel.evaluate(S.Together(p)) for p in expr.parts]
    whole = kernel.evaluate(Expr(expr.head, parts))
    if isinstance(whole, Expr) and whole.head is S.Plus:
        whole = kernel.evaluate(over_common(kernel, whole))
    lowest = lowest_terms(kernel, whole)
    if options["Extension"] is S["None"]:
        return lowest
    return S.Cancel(lowest, S.Rule(S.Extension, options["Extension"]))


def modulo_prime(kernel: Any, expr: Any, modulus: Any) -> Any:
    """One fraction of polynomials modulo a prime number, in lowest terms."""
    rule = S.Rule(S.Modulus, modulus)
    above, below = map(kernel.evaluate, fraction_parts(kernel.evaluate(S.Together(expr))))
    return S.Cancel(S.Divide(S.Expand(above, rule), S.Expand(below, rule)), rule)


def lowest_terms(kernel: Any, expr: Any) -> Any:
    """Without the common factors of numerator and denominator, where the denominator is no monomial."""
    if not isinstance(expr, Expr) or expr.head is not S.Times:
        return expr
    if not any(
        is_sum(p.parts[0]) and is_real(p.parts[1]) and p.parts[1] < 0 for p in expr.parts if is_power(p)
    ):
        return expr
    try:
        found = attempt(cancelled, Bridge(kernel), expr)
    except Failure:  # without SymPy the fraction stays as it is
        return expr
    return expr if found is None else found


def is_power(expr: Any) -> bool:
    return isinstance(expr, Expr) and expr.head is S.Power and len(expr.parts) == 2


def is_sum(expr: Any) -> bool:
    return isinstance(expr, Expr) and expr.head is S.Plus


def over_common(kernel: Any, total: Expr) -> Any:
    """A sum over the product of the highest powers of the factors of its denominators."""
    fractions = [tuple(map(kernel.evaluate, fraction_parts(p))) for p in total.parts]
    powers: dict[Any, int] = {}
    number = 1
    for _, below in fractions:
        constant, factors = factor_powers(below)
        number = kernel.evaluate(S.LCM(number, constant))
        for base, exponent in factors.items():
            powers[base] = max(powers.get(base, 0), exponent)
    common = kernel.evaluate(S.Times(number, *[S.Power(b, e) for b, e in powers.items()]))
    if type(common) is int and common == 1:
        return total
    above = [S.Times(top, common, S.Power(below, -1)) for top, below in fractions]
    return S.Times(S.Expand(S.Plus(*above)), S.Power(common, -1))


def factor_powers(expr: Any) -> tuple[Any, dict[Any, int]]:
    """(number, {base: exponent}) of a product."""
    number, found = 1, {}
    for factor in expr.parts if isinstance(expr, Expr) and expr.head is S.Times else (expr,):
        if is_number(factor):
            number = factor
        elif isinstance(factor, Expr) and factor.head is S.Power and type(factor.parts[1]) is int:
            found[factor.parts[0]] = factor.parts[1]
        else:
            found[factor] = 1
    return number, found


@builtin("Distribute[f[x1, x2, ...]]", "Distribute[expr, g]", "Distribute[expr, g, f]")
def distribute(kernel: Any, expr: Any, over: Any = S.Plus, head: Any = None) -> Any:
    """multiplies out: f of sums becomes the sum of f of the terms; g stands for Plus where it is given.

    >>> Distribute[f[a + b, c + d]]
    f[a, c] + f[a, d] + f[b, c] + f[b, d]
    >>> Distribute[f[{a, b}, c], List]
    {f[a, c], f[b, c]}
    """
    if not isinstance(expr, Expr) or (head is not None and not same(expr.head, head)):
        return expr
    choices = [
        each.parts if isinstance(each, Expr) and same(each.head, over) else (each,) for each in expr.parts
    ]
    if all(len(parts) == 1 for parts in choices):
        return expr
    return Expr(over, [Expr(expr.head, terms) for terms in product(*choices)])
