"""Multiplying out: Expand and its relatives, polynomials as rules and in Horner's form."""

from __future__ import annotations

from functools import partial
from typing import Any

from wlmini.builtins.numeric import fraction_parts
from wlmini.builtins.symbolic.algebra import MESSAGES, is_polynomial, threaded
from wlmini.builtins.symbolic.division import modulo_number
from wlmini.builtins.symbolic.polynomials import expression, polynomial
from wlmini.expr import FALSE, TRUE, Expr, S, as_key, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.rules import rule_parts

SUMS = (S.Plus, S.Times, S.Power)
OPTIONS = {"Modulus": 0, "Trig": FALSE}


@builtin(
    "Expand[expr]",
    "Expand[expr, patt]",
    options=OPTIONS,
    messages={"mod": "The modulus is a whole number, not `1`."},
)
def expand(kernel: Any, expr: Any, pattern: Any = None, *, options: Any) -> Any:
    """multiplies out products and positive whole powers in expr; parts that are free of patt stay.

    >>> {Expand[(a + b)^2], Expand[x (x + 1) (x + 2)], Expand[(a + b)^2 (1 + x), x]}
    {a^2 + 2 a b + b^2, 2 x + 3 x^2 + x^3, (a + b)^2 + (a + b)^2 x}
    >>> Expand[(1 + x)^3, Modulus -> 3]
    1 + x^3
    """
    if threaded(expr):
        rest = () if pattern is None else (pattern,)
        return Expr(expr.head, [S.Expand(p, *rest, *as_rules(options)) for p in expr.parts])
    if options["Trig"] is TRUE:
        return S.TrigExpand(expr)
    if not isinstance(expr, Expr) or expr.head not in SUMS:
        return expr
    if type(options["Modulus"]) is not int:
        raise Failure("mod", options["Modulus"], value=None)
    value = expression(polynomial(expr)) if pattern is None else expand_with(kernel, expr, pattern)
    return (
        value
        if options["Modulus"] == 0
        else modulo_number(kernel, kernel.evaluate(value), options["Modulus"])
    )


def as_rules(options: Any) -> list[Any]:
    """The options that are not the default ones."""
    return [S.Rule(S[k], v) for k, v in options.items() if v is not OPTIONS[k]]


def expand_with(kernel: Any, expr: Expr, pattern: Any) -> Any:
    """Sums free of the pattern are hidden behind symbols while the rest is multiplied out."""
    hidden: dict[Any, Any] = {}

    def hide(part: Any) -> Any:
        if not isinstance(part, Expr) or part.head not in SUMS:
            return part
        if part.head is not S.Times and kernel.evaluate(S.FreeQ(part, pattern)) is TRUE:
            return hidden.setdefault(as_key(part), S.Hold(part))
        return Expr(part.head, [hide(p) for p in part.parts])

    value = kernel.evaluate(expression(polynomial(hide(expr))))
    back = make_list([S.Rule(symbol, symbol.parts[0]) for symbol in hidden.values()])
    return S.ReplaceAll(value, back) if hidden else value


@builtin("ExpandAll[expr]", "ExpandAll[expr, patt]", options=OPTIONS)
def expand_all(kernel: Any, expr: Any, pattern: Any = None, *, options: Any) -> Any:
    """multiplies out products and whole powers everywhere in expr, in denominators too.

    >>> {ExpandAll[f[(a + b)^2]], ExpandAll[1/(1 + x)^2]}
    {f[a^2 + 2 a b + b^2], 1/(1 + 2 x + x^2)}
    >>> ExpandAll[1/(1 + x)^2, Modulus -> 2]
    1/(1 + x^2)
    """
    if not isinstance(expr, Expr):
        return expr
    rest = () if pattern is None else (pattern,)
    parts = [kernel.evaluate(S.ExpandAll(p, *rest, *as_rules(options))) for p in expr.parts]
    whole = kernel.evaluate(Expr(expr.head, parts))
    value = kernel.evaluate(S.Expand(whole, *rest, *as_rules(options)))
    modulus = S.Rule(S.Modulus, options["Modulus"])
    found = kernel.evaluate(over_terms(kernel, value, partial(below_expanded, rules=(modulus,))))
    return found if options["Trig"] is not TRUE else kernel.evaluate(S.TrigExpand(found))


def over_terms(kernel: Any, expr: Any, change: Any) -> Any:
    """The change made to each term of a sum, to each part of a list or equation."""
    if threaded(expr) or isinstance(expr, Expr) and expr.head is S.Plus:
        return Expr(expr.head, [over_terms(kernel, p, change) for p in expr.parts])
    return change(kernel, expr) if isinstance(expr, Expr) and expr.head in SUMS else expr


def below_expanded(kernel: Any, expr: Any, rules: tuple[Any, ...] = ()) -> Any:
    above, below = map(kernel.evaluate, fraction_parts(expr))
    return expr if below == 1 else S.Times(above, S.Power(S.Expand(below, *rules), -1))


def above_expanded(kernel: Any, expr: Any) -> Any:
    above, below = map(kernel.evaluate, fraction_parts(expr))
    return S.Times(S.Expand(above), S.Power(below, -1))


@builtin("ExpandNumerator[expr]")
def expand_numerator(kernel: Any, expr: Any) -> Any:
    """multiplies out the numerators in expr.

    >>> ExpandNumerator[(1 + x)^2/y]
    (1 + 2 x + x^2)/y
    """
    return over_terms(kernel, expr, above_expanded)


@builtin("ExpandDenominator[expr]")
def expand_denominator(kernel: Any, expr: Any) -> Any:
    """multiplies out the denominators in expr.

    >>> ExpandDenominator[y/(1 + x)^2]
    y/(1 + 2 x + x^2)
    """
    return over_terms(kernel, expr, below_expanded)


# -- polynomials in other shapes ---------------------------------------------------------------------


def monomials(kernel: Any, expr: Any, names: Any) -> list[tuple[tuple[int, ...], Any]]:
    """(exponents, coefficient) of the terms, in lexicographic order."""
    if names is None:
        names = kernel.evaluate(S.Variables(expr))
    variables = names.parts if is_list(names) else (names,)
    if not is_polynomial(kernel, expr, variables):
        raise Failure("poly", expr, names, value=None)
    keys = [as_key(v) for v in variables]
    found: dict[tuple[int, ...], dict[Any, Any]] = {}
    for monomial, number in polynomial(kernel.evaluate(S.Expand(expr)), opaque=variables).items():
        powers = dict(monomial)
        rest = frozenset(pair for pair in monomial if pair[0] not in keys)
        found.setdefault(tuple(powers.get(k, 0) for k in keys), {})[rest] = number
    return [
        (e, expression(table)) for e, table in sorted(found.items(), key=lambda pair: pair[0], reverse=True)
    ]


@builtin("CoefficientRules[poly]", "CoefficientRules[poly, {x1, x2, ...}]", messages=MESSAGES)
def coefficient_rules(kernel: Any, expr: Any, names: Any = None) -> Any:
    """gives the coefficients of a polynomial as rules {e1, e2, ...} -> c.

    >>> CoefficientRules[x^2 + 3 x y, {x, y}]
    {{2, 0} -> 1, {1, 1} -> 3}
    """
    return make_list([S.Rule(make_list(e), c) for e, c in monomials(kernel, expr, names)])


@builtin("FromCoefficientRules[rules, {x1, x2, ...}]")
def from_coefficient_rules(kernel: Any, rules: Any, names: Any) -> Any:
    """gives the polynomial that has these coefficients.

    >>> FromCoefficientRules[{{2, 0} -> 1, {0, 1} -> 3}, {x, y}]
    x^2 + 3 y
    """
    variables = names.parts if is_list(names) else (names,)
    if not is_list(rules) or not all(rule_parts(r) and is_list(r.parts[0]) for r in rules.parts):
        return None
    terms = []
    for rule in rules.parts:
        exponents, number = rule.parts
        terms.append(S.Times(number, *map(S.Power, variables, exponents.parts)))
    return S.Plus(*terms)


@builtin("MonomialList[poly]", "MonomialList[poly, {x1, x2, ...}]", messages=MESSAGES)
def monomial_list(kernel: Any, expr: Any, names: Any = None) -> Any:
    """gives the terms of a polynomial in lexicographic order.

    >>> MonomialList[(x + y)^2, {x, y}]
    {x^2, 2 x y, y^2}
    """
    names = kernel.evaluate(S.Variables(expr)) if names is None else names
    variables = names.parts if is_list(names) else (names,)
    terms = monomials(kernel, expr, names)
    return make_list([S.Times(c, *map(S.Power, variables, e)) for e, c in terms])


@builtin("HornerForm[poly]", "HornerForm[poly, x]", messages=MESSAGES)
def horner_form(kernel: Any, expr: Any, x: Any = None) -> Any:
    """writes a polynomial in nested form, which takes the fewest multiplications.

    >>> HornerForm[1 + 2 x + 3 x^2]
    1 + x (2 + 3 x)
    """
    if x is None:
        found = kernel.evaluate(S.Variables(expr))
        if not found.parts:
            return expr
        x = found.parts[0]
    coefficients = kernel.evaluate(S.CoefficientList(expr, x))
    if not is_list(coefficients):
        raise Failure("poly", expr, x, value=None)
    value: Any = 0
    for number in reversed(coefficients.parts):
        value = kernel.evaluate(S.Plus(number, S.Times(x, value)))
    return value


@builtin("SymmetricPolynomial[k, {x1, x2, ...}]")
def symmetric_polynomial(kernel: Any, k: Any, names: Any) -> Any:
    """gives the k-th elementary symmetric polynomial of the variables.

    >>> SymmetricPolynomial[2, {x, y, z}]
    x y + x z + y z
    """
    if type(k) is not int or not is_list(names) or not 0 <= k <= len(names):
        return None
    return kernel.evaluate(
        S.Total(S.Map(S.Function(S.Apply(S.Times, S.Slot(1))), S.Subsets(names, S.List(k))))
    )
