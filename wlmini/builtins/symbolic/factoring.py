"""Polynomials and rational functions taken apart: factors, partial fractions, what cancels."""

from __future__ import annotations

import warnings
from typing import Any

from wlmini.builtins.numeric import fraction_parts
from wlmini.builtins.symbolic.bridge import Bridge, attempt, each, symbols_in
from wlmini.builtins.symbolic.exponential_forms import by_exponentials
from wlmini.expr import FALSE, TRUE, Complex, Expr, S, boolean, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_exact, is_number

FACTORING = {"Extension": S["None"], "GaussianIntegers": FALSE, "Modulus": 0, "Trig": FALSE}
FRACTIONS = {"Extension": S["None"], "Modulus": 0, "Trig": FALSE}
MESSAGES = {
    "ext": "`1` is no algebraic number, list of such, Automatic or None.",
    "mod": "The modulus `1` is no prime number.",
    "ivar": "`1` is no variable.",
}
ANY, LEVELS = S.Blank(), S.List(0, S.Infinity)
Factors = tuple[Any, list[tuple[Any, Any]]]  # a number, then (factor, exponent)


# -- factors -----------------------------------------------------------------------------------------


def domain_of(bridge: Bridge, options: Any, expr: Any) -> dict[str, Any]:
    """What SymPy is to be told about the field to factor over."""
    sympy, modulus, extension = bridge.sympy, options["Modulus"], options["Extension"]
    if type(modulus) is not int or modulus < 0 or (modulus and not sympy.isprime(modulus)):
        raise Failure("mod", modulus, value=None)
    if modulus:
        return {"modulus": modulus, "symmetric": False}
    if extension is S["None"] or extension is FALSE:
        gaussian = options["GaussianIntegers"] is TRUE or has_imaginary(expr)
        return {"gaussian": True} if gaussian else {}
    if extension is S.Automatic:
        found = sorted(attempt(lambda: radicals_in(bridge.to(expr))) or (), key=str)
        return {"extension": found} if found else {}
    given = extension.parts if is_list(extension) else (extension,)
    numbers = [attempt(bridge.to, e) for e in given]
    if not all(n is not None and n.is_number and n.is_algebraic for n in numbers):
        raise Failure("ext", extension, value=None)
    return {"extension": numbers}


def has_imaginary(expr: Any) -> bool:
    if isinstance(expr, (Complex, complex)):
        return True
    return isinstance(expr, Expr) and True in [has_imaginary(p) for p in expr.parts]


def radicals_in(value: Any) -> set[Any]:
    """The roots of numbers and the imaginary unit that stand in an expression."""
    return {
        node
        for node in preorder(value)
        if (node.is_Pow or node.is_Atom) and node.is_number and node.is_algebraic and not node.is_rational
    }


def preorder(value: Any) -> Any:
    yield value
    for argument in value.args:
        yield from preorder(argument)


def factors_of(bridge: Bridge, expr: Any, domain: dict[str, Any]) -> tuple[Factors, Factors]:
    """The factors of numerator and denominator."""
    above, below = bridge.sympy.fraction(bridge.sympy.together(bridge.to(expr)))
    return factor_list(bridge, above, domain), factor_list(bridge, below, domain)


def factor_list(bridge: Bridge, value: Any, domain: dict[str, Any]) -> Factors:
    modulus = domain.get("modulus")
    with warnings.catch_warnings():  # SymPy sorts factors modulo a prime in a way that it warns of
        warnings.simplefilter("ignore")
        number, factors = bridge.sympy.factor_list(value, **domain) if not value.is_number else (value, [])
    if modulus:
        number = number % modulus
    return bridge.back(number), [(bridge.back(f), bridge.back(n)) for f, n in factors]


def product_of(factors: Factors, sign: int = 1) -> list[Any]:
    number, powers = factors
    return [S.Power(number, sign), *[S.Power(f, S.Times(n, sign)) for f, n in powers]]


def factored(kernel: Any, expr: Any, options: Any) -> Any:
    bridge = Bridge(kernel)
    domain = domain_of(bridge, options, expr)

    def work() -> Any:
        above, below = factors_of(bridge, expr, domain)
        return kernel.evaluate(S.Times(*product_of(above), *product_of(below, -1)))

    found = attempt(work)
    return expr if found is None else found


@builtin("Factor[poly]", attributes="Listable", options=FACTORING, messages=MESSAGES)
def factor(kernel: Any, expr: Any, *, options: Any) -> Any:
    """factors a polynomial over the integers, or over the field that the options name.

    >>> {Factor[x^2 - 1], Factor[x^2 + 1, GaussianIntegers -> True], Factor[x^2 + 1, Modulus -> 2]}
    {(-1 + x) (1 + x), (-I + x) (I + x), (1 + x)^2}
    """
    rules = [S.Rule(S[k], v) for k, v in options.items()]
    threaded = each(kernel, S.Factor, expr, rules)
    if threaded is not None:
        return threaded
    if not isinstance(expr, Expr):
        return expr
    if options["Trig"] is TRUE:
        return S.TrigFactor(expr)
    return factored(kernel, expr, options)


@builtin("FactorList[poly]", options=FACTORING, messages=MESSAGES)
def factor_list_(kernel: Any, expr: Any, *, options: Any) -> Any:
    """gives the factors of a polynomial with their exponents, the number in front first.

    >>> FactorList[2 x^3 - 2 x]
    {{2, 1}, {-1 + x, 1}, {x, 1}, {1 + x, 1}}
    """
    if is_list(expr):
        return make_list(
            [S.FactorList(p, *[S.Rule(S[k], v) for k, v in options.items()]) for p in expr.parts]
        )
    if options["Trig"] is TRUE:
        return factors_that_stand(kernel, S.TrigFactor(expr))
    bridge = Bridge(kernel)
    found = attempt(factors_of, bridge, expr, domain_of(bridge, options, expr))
    return found and paired(kernel, *found)


def factors_that_stand(kernel: Any, expr: Any) -> Any:
    """{{number, 1}, {factor, exponent}, ...} of a product as it is written."""
    value = kernel.evaluate(expr)
    number, pairs = 1, []
    for factor in value.parts if isinstance(value, Expr) and value.head is S.Times else (value,):
        whole = isinstance(factor, Expr) and factor.head is S.Power and type(factor.parts[1]) is int
        if is_number(factor):
            number = factor
        else:
            pairs.append(S.List(*factor.parts) if whole else S.List(factor, 1))
    return make_list([S.List(number, 1), *pairs])


def paired(kernel: Any, above: Factors, below: Factors) -> Any:
    """{{number, 1}, {factor, exponent}, ...} in canonical order."""
    number = kernel.evaluate(S.Times(above[0], S.Power(below[0], -1)))
    pairs = [S.List(f, n) for f, n in above[1]] + [S.List(f, -n) for f, n in below[1]]
    ordered = kernel.evaluate(S.Sort(make_list(pairs)))
    return make_list([S.List(number, 1), *ordered.parts])


@builtin(
    "FactorSquareFree[poly]", options={"Modulus": 0, "Extension": S["None"], "Trig": FALSE}, messages=MESSAGES
)
def factor_square_free(kernel: Any, expr: Any, *, options: Any) -> Any:
    """writes a polynomial as a product of powers of polynomials without multiple roots.

    >>> FactorSquareFree[x^5 - x^3 - x^2 + 1]
    (-1 + x)^2 (1 + 2 x + 2 x^2 + x^3)
    """
    threaded = each(kernel, S.FactorSquareFree, expr, [S.Rule(S[k], v) for k, v in options.items()])
    if threaded is not None:
        return threaded
    if options["Trig"] is TRUE:
        return S.TrigFactor(expr)
    found = attempt(square_free, Bridge(kernel), expr, options)
    return found and S.Times(*product_of(found))


@builtin("FactorSquareFreeList[poly]", options={"Modulus": 0, "Extension": S["None"]}, messages=MESSAGES)
def factor_square_free_list(kernel: Any, expr: Any, *, options: Any) -> Any:
    """gives the square-free factors of a polynomial with their exponents.

    >>> FactorSquareFreeList[(x - 1)^2 (x + 1)]
    {{1, 1}, {-1 + x, 2}, {1 + x, 1}}
    """
    found = attempt(square_free, Bridge(kernel), expr, options)
    return found and paired(kernel, found, (1, []))


def square_free(bridge: Bridge, expr: Any, options: Any) -> Factors:
    domain = domain_of(bridge, {**options, "GaussianIntegers": FALSE}, expr)
    number, factors = bridge.sympy.sqf_list(bridge.to(expr), **domain)
    return bridge.back(number), [(bridge.back(f), bridge.back(n)) for f, n in factors]


@builtin("FactorTerms[poly]", "FactorTerms[poly, x]", "FactorTerms[poly, {x, y, ...}]", messages=MESSAGES)
def factor_terms(kernel: Any, expr: Any, variables: Any = None) -> Any:
    """takes the common number out of a polynomial, or all that does not depend on the variables.

    >>> {FactorTerms[3 + 6 x + 3 x^2], FactorTerms[2 a x + 2 a, x]}
    {3 (1 + 2 x + x^2), 2 a (1 + x)}
    """
    threaded = each(kernel, S.FactorTerms, expr, () if variables is None else (variables,))
    if threaded is not None:
        return threaded
    found = attempt(terms_factors, Bridge(kernel), expr, variables)
    return found and kernel.evaluate(S.Times(*found))


@builtin("FactorTermsList[poly]", "FactorTermsList[poly, {x, y, ...}]", messages=MESSAGES)
def factor_terms_list(kernel: Any, expr: Any, variables: Any = None) -> Any:
    """gives the number that divides all terms of a polynomial, and what is left.

    >>> FactorTermsList[6 + 4 x]
    {2, 3 + 2 x}
    """
    found = attempt(terms_factors, Bridge(kernel), expr, variables)
    return found and make_list(found)


def terms_factors(bridge: Bridge, expr: Any, variables: Any) -> list[Any]:
    """[number, factor without the variables where these are given, the rest]."""
    sympy, value = bridge.sympy, bridge.to(expr)
    value = sympy.expand(value)
    number, rest = sympy.Poly(value).primitive() if not value.is_number else (value, sympy.S.One)
    rest = rest.as_expr() if hasattr(rest, "as_expr") else rest
    if value.is_number is False and sympy.Poly(value).LC() < 0 and len(value.free_symbols) == 1:
        number, rest = -number, -rest
    if variables is None:
        return [bridge.value(number), bridge.value(rest)]
    names = [bridge.to(v) for v in (variables.parts if is_list(variables) else (variables,))]
    content, rest = sympy.Poly(rest, *names).primitive()
    return [bridge.value(number), bridge.value(content), bridge.value(rest.as_expr())]


@builtin(
    "IrreduciblePolynomialQ[poly]",
    options={"Extension": S["None"], "GaussianIntegers": FALSE, "Modulus": 0},
    messages=MESSAGES,
)
def irreducible_polynomial_q(kernel: Any, expr: Any, *, options: Any) -> Any:
    """tells whether a polynomial cannot be factored over the integers, or the field of the options.

    >>> {IrreduciblePolynomialQ[x^2 + 1], IrreduciblePolynomialQ[x^2 + 1, GaussianIntegers -> True]}
    {True, False}
    """
    bridge = Bridge(kernel)
    found = attempt(factors_of, bridge, expr, domain_of(bridge, options, expr))
    return found and boolean(len(found[0][1]) == 1 and found[0][1][0][1] == 1 and not found[1][1])


# -- fractions ---------------------------------------------------------------------------------------


@builtin("Cancel[expr]", attributes="Listable", options=FRACTIONS, messages=MESSAGES)
def cancel(kernel: Any, expr: Any, *, options: Any) -> Any:
    """cancels the common factors of numerators and denominators.

    >>> {Cancel[(x^2 - 1)/(x - 1)], Cancel[(x - y)/(x^2 - y^2) + 1]}
    {1 + x, 1 + 1/(x + y)}
    """
    threaded = each(kernel, S.Cancel, expr, [S.Rule(S[k], v) for k, v in options.items()])
    if threaded is not None:
        return threaded
    if options["Trig"] is TRUE and isinstance(expr, Expr):
        return by_exponentials(kernel, S.Cancel, expr, {**options, "Trig": FALSE})
    if isinstance(expr, Expr) and expr.head is S.Plus:
        rules = [S.Rule(S[name], value) for name, value in options.items()]
        return S.Plus(*[S.Cancel(p, *rules) for p in expr.parts])
    bridge = Bridge(kernel)
    found = attempt(cancelled, bridge, expr, domain_of(bridge, {**options, "GaussianIntegers": FALSE}, expr))
    return expr if found is None else found


def cancelled(bridge: Bridge, expr: Any, domain: dict[str, Any] | None = None) -> Any:
    """The fraction with common factors divided out of those factors that stand there."""
    kernel, sympy = bridge.kernel, bridge.sympy
    above, below = (powers_of(bridge, kernel.evaluate(p)) for p in fraction_parts(expr))
    changed = False
    for top in above:
        for bottom in below:
            common = sympy.gcd(top[0], bottom[0], **(domain or {}))
            if not common.is_number:
                changed = True
                split_off(bridge, common, top, above, domain or {})
                split_off(bridge, common, bottom, below, domain or {})
    if not changed:
        return expr
    total: dict[Any, int] = {}
    for factors, sign in ((above, 1), (below, -1)):
        for base, exponent in factors:
            total[base] = total.get(base, 0) + sign * exponent
    return kernel.evaluate(S.Times(*[S.Power(bridge.back(b), e) for b, e in total.items() if e]))


def split_off(bridge: Bridge, common: Any, factor: list[Any], factors: list[list[Any]], domain: Any) -> None:
    """base^n -> common^n rest^n."""
    rest = bridge.sympy.quo(factor[0], common, **domain)
    if rest != 1:
        factors.append([rest, factor[1]])
    factor[0] = common


def powers_of(bridge: Bridge, expr: Any) -> list[list[Any]]:
    """[base, exponent] of the factors of a product."""
    found = []
    for part in expr.parts if isinstance(expr, Expr) and expr.head is S.Times else (expr,):
        whole = isinstance(part, Expr) and part.head is S.Power and type(part.parts[1]) is int
        base, exponent = part.parts if whole else (part, 1)
        found.append([bridge.to(base), exponent])
    return found


@builtin(
    "Apart[expr]", "Apart[expr, x]",
    attributes="Listable", options=FRACTIONS, messages=MESSAGES,
)  # fmt: skip
def apart(kernel: Any, expr: Any, variable: Any = None, *, options: Any) -> Any:
    """writes a rational function as a sum of terms with denominators that are as simple as can be.

    >>> {Apart[1/(x^2 - 1)], Apart[1/((1 + x) (a + x)), x]}
    {1/(2 (-1 + x)) - 1/(2 (1 + x)), 1/((-1 + a) (1 + x)) - 1/((-1 + a) (a + x))}
    >>> Simplify[Apart[1/(x^2 - 2), x, Extension -> Sqrt[2]] - 1/(x^2 - 2)]
    0
    """
    if options["Modulus"] != 0:
        raise Failure("optnb", S.Apart, "Modulus", value=None)
    if options["Trig"] is TRUE:
        return by_waves(kernel, expr)
    rule = S.Rule(S.Extension, options["Extension"])
    threaded = each(kernel, S.Apart, expr, (rule,) if variable is None else (variable, rule))
    if threaded is not None:
        return threaded
    if variable is not None and is_number(variable) and is_exact(variable):
        raise Failure("ivar", variable, value=None)
    names = symbols_in(expr) if variable is None else [variable]
    bridge = Bridge(kernel)
    domain = domain_of(bridge, {**options, "GaussianIntegers": FALSE}, S.List())
    return attempt(partial_fractions, bridge, expr, names, domain) if names else expr


def by_waves(kernel: Any, expr: Any) -> Any:
    """Partial fractions in a trigonometric function that stands in the denominator; else as it is."""
    value = kernel.evaluate(S.Together(S.TrigExpand(expr)))
    below = kernel.evaluate(S.Cases(S.Denominator(value), S.Alternatives(S.Sin(ANY), S.Cos(ANY)), LEVELS))
    if not is_list(below) or not below.parts:
        return expr
    found = kernel.evaluate(S.Apart(value, below.parts[0]))
    return expr if isinstance(found, Expr) and found.head is S.Apart else found


def partial_fractions(bridge: Bridge, expr: Any, names: list[Any], domain: dict[str, Any]) -> Any:
    """The sum, each term with its number outside: 1/(2 (1 + x)), not 1/(2 + 2 x)."""
    sympy, kernel = bridge.sympy, bridge.kernel
    value = bridge.to(expr)
    below = sympy.fraction(sympy.together(value))[1]
    candidates = [bridge.to(n) for n in names]
    variable = next((x for x in candidates if below.has(x)), candidates[0])
    total = sympy.apart(value, variable, **domain)
    terms = []
    for term in sympy.Add.make_args(total):
        top, bottom = sympy.fraction(sympy.together(term))
        above, under = factor_list(bridge, top, domain), factor_list(bridge, bottom, domain)
        whole = bottom.is_number or not bottom.has(variable)
        terms.append(
            bridge.back(term)
            if bottom.is_number and whole
            else S.Times(*product_of(above), *product_of(under, -1))
        )
    return kernel.evaluate(S.Plus(*terms))
