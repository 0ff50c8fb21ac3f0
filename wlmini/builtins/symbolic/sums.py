"""Sum and Product: term by term over given values, in closed form over symbolic and infinite ranges."""

from __future__ import annotations

import math
from typing import Any

from wlmini.builtins.symbolic.assumptions import Facts, facts_of, known
from wlmini.builtins.symbolic.bridge import Bridge, attempt, occurs, symbols_in
from wlmini.expr import FALSE, TRUE, Expr, Packed, S, Symbol, as_key, is_list, make_list, symbol
from wlmini.kernel.declare import builtin
from wlmini.kernel.iterators import MESSAGES as ITERATOR_MESSAGES
from wlmini.kernel.iterators import for_each, is_infinite
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import add, is_number, multiply

OPTIONS = {
    "Assumptions": S.Automatic, "GeneratedParameters": S["None"],
    "GenerateConditions": FALSE, "Method": S.Automatic,
    "Regularization": S["None"], "VerifyConvergence": S["True"],
}  # fmt: skip
MESSAGES = {**ITERATOR_MESSAGES, "div": "The sum or product of `1` over `2` does not converge.",
            "regul": "The Regularization `1` is not built; those that are: `2`."}  # fmt: skip
FORMAL = {"Regularization": "Abel"}  # the value that a closed form has where the sum does not converge
REGULAR = symbol("Sums`t")


def terms_of(kernel: Any, body: Any, specs: tuple[Any, ...]) -> list[Any] | None:
    """The values of the body over the iterators; None where their bounds are symbolic or infinite."""
    for spec in specs:
        if not is_list(spec) or any(is_infinite(kernel.evaluate(b)) for b in spec.parts[1:]):
            return None
    found: list[Any] = []
    try:
        for_each(kernel, specs, lambda: found.append(kernel.evaluate(body)))
    except Failure as failure:
        if failure.tag == "iterb":
            return None
        raise
    return found


@builtin(
    "Sum[f, {i, imax}]", "Sum[f, {i, imin, imax, di}, ...]", "Sum[f, i]",
    attributes="HoldAll ReadProtected", options=OPTIONS, messages=MESSAGES, least=2,
    noted=("Method",),
)  # fmt: skip
def sum_(kernel: Any, body: Any, *specs: Any, options: Any) -> Any:
    """gives the sum of f over the values of i, and over those of further iterators.

    >>> {Sum[i^2, {i, 10}], Sum[x^i, {i, 0, 3}], Sum[i j, {i, 3}, {j, i}]}
    {385, 1 + x + x^2 + x^3, 25}
    >>> {Sum[i, {i, n}], Sum[1/i^2, {i, Infinity}], Sum[x^k, {k, 0, Infinity}]}
    {(n (1 + n))/2, Pi^2/6, 1/(1 - x)}
    """
    if not specs:
        return None
    terms = terms_of(kernel, body, specs)
    if terms is None:
        if options["Regularization"] is not S["None"]:
            return regularized(kernel, body, specs, options)
        if options["VerifyConvergence"] is FALSE:
            with kernel.messages.quietly(S.All):
                found = closed_form(kernel, S.Sum, body, specs, options)
            return regularized(kernel, body, specs, FORMAL) if found is None else found
        return with_constant(S.Plus, closed_form(kernel, S.Sum, body, specs, options), specs, options)
    if terms and all(type(t) is float for t in terms):
        return sequential_sum(terms)
    if all(map(is_number, terms)):
        value: Any = 0
        for term in terms:
            value = add(value, term)
        return value
    if terms and all(type(t) is Packed and t.array.shape == terms[0].array.shape for t in terms):
        return S.Total(make_list(terms))
    return Expr(S.Plus, terms)


def sequential_sum(terms: list[float]) -> float:
    return math.fsum(terms) if all(map(math.isfinite, terms)) else sum(terms)


@builtin(
    "Product[f, {i, imax}]", "Product[f, {i, imin, imax, di}, ...]", "Product[f, i]",
    attributes="HoldAll ReadProtected", options=OPTIONS, messages=MESSAGES, least=2,
    noted=("Method",),
)  # fmt: skip
def product(kernel: Any, body: Any, *specs: Any, options: Any) -> Any:
    """gives the product of f over the values of i, and over those of further iterators.

    >>> {Product[i, {i, 5}], Product[x + i, {i, 0, 2}], Product[i, {i, n}]}
    {120, x (1 + x) (2 + x), n!}
    """
    if not specs:
        return None
    terms = terms_of(kernel, body, specs)
    if terms is None:
        if options["Regularization"] is not S["None"]:
            raise Failure("regul", options["Regularization"], make_list(()), value=None)
        if options["VerifyConvergence"] is FALSE:
            with kernel.messages.quietly(S.All):
                return closed_form(kernel, S.Product, body, specs, options)
        return with_constant(S.Times, closed_form(kernel, S.Product, body, specs, options), specs, options)
    if all(map(is_number, terms)):
        value: Any = 1
        for term in terms:
            value = multiply(value, term)
        return value
    return Expr(S.Times, terms)


def with_constant(head: Any, value: Any, specs: tuple[Any, ...], options: Any) -> Any:
    """An indefinite sum or product with the constant that GeneratedParameters names."""
    function = options["GeneratedParameters"]
    if value is None or function is S["None"] or any(map(is_list, specs)):
        return value
    return Expr(head, (value, *[Expr(function, (i + 1,)) for i in range(len(specs))]))


def regularized(kernel: Any, body: Any, specs: tuple[Any, ...], options: Any) -> Any:
    """The value that a sum without limit is given: the limit of the sum of terms that are made smaller."""
    kind, name = options["Regularization"], REGULAR
    if kind not in ("Abel", "Dirichlet"):
        raise Failure("regul", kind, make_list(["Abel", "Dirichlet"]), value=None)
    if len(specs) != 1 or not is_list(specs[0]) or len(specs[0]) != 3:
        return None
    index, low, _ = specs[0].parts
    factor = S.Power(name, index) if kind == "Abel" else S.Power(index, S.Times(-1, name))
    start = S.Power(name, S.Times(-1, low)) if kind == "Abel" else 1
    with kernel.messages.quietly(S.All):
        total = kernel.evaluate(S.Times(start, S.Sum(S.Times(body, factor), specs[0])))
        direction = S.Rule(S.Direction, "FromBelow" if kind == "Abel" else "FromAbove")
        found = kernel.evaluate(S.Limit(total, S.Rule(name, 1 if kind == "Abel" else 0), direction))
    return None if any(occurs(head, found) for head in (S.Sum, S.Limit, name)) else found


# -- closed forms ------------------------------------------------------------------------------------


def closed_form(kernel: Any, head: Any, body: Any, specs: tuple[Any, ...], options: Any) -> Any:
    """Range by range, the last one first; None where one of them has no closed form."""
    value = body
    for place in range(len(specs) - 1, -1, -1):
        found = one_range(kernel, head, value, specs[place], options)
        if found is None:
            return None if place == len(specs) - 1 else Expr(head, (value, *specs[: place + 1]))
        value = found
    return value


def one_range(kernel: Any, head: Any, body: Any, spec: Any, options: Any) -> Any:
    name, low, high = range_of(kernel, spec)
    if not isinstance(name, Symbol):
        return None
    if terms := terms_of(kernel, body, (spec,)) if is_list(spec) else None:
        return kernel.evaluate(Expr(S.Plus if head is S.Sum else S.Times, terms))
    value = kernel.evaluate(body)
    if head is S.Product and not is_list(spec) and kernel.evaluate(S.ReplaceAll(value, S.Rule(name, 0))) == 0:
        low = 1  # an indefinite product, which may begin anywhere, does without the factor 0
    if head is S.Sum:
        known_sum = kernel.evaluate(S["$KnownSum"](value, make_list([name, low, high])))
        if known_sum is not S["$Failed"]:
            return known_sum
    if value is name or not isinstance(value, Expr) or value.head is not S.List:
        return summed(kernel, head, value, (name, low, high), options)
    each = [one_range(kernel, head, p, spec, options) for p in value.parts]
    return None if None in each else make_list(each)


def summed(kernel: Any, head: Any, body: Any, spec: tuple[Any, Any, Any], options: Any) -> Any:
    """For general parameters, else for parameters that are natural numbers."""
    facts = facts_of(kernel, known(kernel, options["Assumptions"]))
    conditions = options["GenerateConditions"] is TRUE
    natural = {as_key(s): {"integer": True, "positive": True} for s in symbols_in(S.List(body, *spec[1:]))}
    with kernel.messages.watched() as heard:
        for each in (facts, natural | facts):
            found = attempt(by_sympy, kernel, head, body, spec, each, conditions, seconds=20.0)
            if found is not None or not natural or (head, "div") in heard:
                return found
    return None


def range_of(kernel: Any, spec: Any) -> tuple[Any, Any, Any]:
    """(name, first, last); a bare name stands for the indefinite sum, up to the name less 1."""
    if not is_list(spec):
        return spec, 0, S.Plus(spec, -1)
    name, *bounds = spec.parts
    bounds = [kernel.evaluate(b) for b in bounds]
    if len(bounds) == 1:
        return name, 1, bounds[0]
    if len(bounds) == 2 or (len(bounds) == 3 and bounds[2] == 1):
        return name, bounds[0], bounds[1]
    return None, None, None


def by_sympy(
    kernel: Any, head: Any, body: Any, spec: tuple[Any, Any, Any], facts: Facts, conditions: bool
) -> Any:
    name, low, high = spec
    facts = {**facts, as_key(name): {"integer": True}}
    bridge = Bridge(kernel, facts, (name,))
    sympy = bridge.sympy
    index = sympy.Dummy("k", integer=True)
    term = bridge.to(body).subs(bridge.variable(name), index)
    bounds = (index, bridge.to(kernel.evaluate(low)), bridge.to(kernel.evaluate(high)))
    if head is S.Sum:
        term = sympy.expand_func(term) if term.has(sympy.harmonic) else term
        value = sympy.summation(term, bounds)
    else:
        value = product_of(sympy, sympy.factor(term), bounds)
    found = finished(kernel, bridge, head, body, spec, value)
    if found is None or not conditions or not isinstance(value, sympy.Piecewise):
        return found
    where = next((c for r, c in value.args if not r.has(sympy.Sum, sympy.Product)), True)
    return found if where == True else S.ConditionalExpression(found, bridge.value(where))  # noqa: E712


def product_of(sympy: Any, term: Any, bounds: tuple[Any, Any, Any]) -> Any:
    """An infinite product as the limit of finite ones."""
    index, low, high = bounds
    if high != sympy.oo:
        return sympy.product(term, bounds)
    found = by_gamma(sympy, term, index, low)
    if found is not None:
        return found
    last = sympy.Dummy("n", integer=True, positive=True)
    finite = sympy.product(term, (index, low, last))
    return (
        finite
        if finite.has(sympy.Product)
        else sympy.limit(sympy.gammasimp(finite.rewrite(sympy.gamma)), last, sympy.oo)
    )


def by_gamma(sympy: Any, term: Any, index: Any, low: Any) -> Any:
    """The infinite product of a quotient of polynomials whose roots have the same sum above and below."""
    above, below = sympy.fraction(sympy.together(term))
    if not (above.is_polynomial(index) and below.is_polynomial(index)):
        return None
    roots = [sympy.roots(p, index) for p in (above, below)]
    degrees = [sympy.degree(p, index) for p in (above, below)]
    if [sum(r.values()) for r in roots] != degrees or degrees[0] != degrees[1]:
        return None
    sums = [sympy.Add(*[r * n for r, n in each.items()]) for each in roots]
    leading = [sympy.LC(p, index) for p in (above, below)]
    if sympy.simplify(sums[0] - sums[1]) != 0 or leading[0] != leading[1]:
        return None
    parts = [sympy.Mul(*[sympy.gamma(low - r) ** n for r, n in each.items()]) for each in roots]
    return sympy.simplify(sympy.gammasimp(parts[1] / parts[0]))


def finished(kernel: Any, bridge: Bridge, head: Any, body: Any, spec: Any, value: Any) -> Any:
    sympy = bridge.sympy
    inside = [a for a in value.args if isinstance(a, sympy.Piecewise)] if value.is_Mul else []
    if len(inside) == 1:
        outside = sympy.Mul(*[a for a in value.args if a is not inside[0]])
        value = sympy.Piecewise(*[(r * outside, c) for r, c in inside[0].args])
    if isinstance(value, sympy.Piecewise):
        closed = [r for r, _ in value.args if not r.has(sympy.Sum, sympy.Product)]
        general = [r for r, c in value.args if c == True and r in closed]  # noqa: E712 - SymPy's true
        value = (general or closed or [value.args[0][0]])[0]
    if value.has(sympy.Sum, sympy.Product):
        return None
    if value in (sympy.oo, -sympy.oo, sympy.zoo):
        kernel.message(head, "div", body, make_list(spec))
        return None
    if isinstance(value, sympy.RisingFactorial) and value.args[0].free_symbols:
        return bridge.value(value)
    if head is S.Product and value.is_Pow and value.exp.is_polynomial() and value.exp.is_Add:
        return S.Power(bridge.back(value.base), S.Factor(bridge.back(value.exp)))
    if value.has(sympy.RisingFactorial, sympy.binomial, sympy.factorial):
        value = in_factorials(sympy, value)
    value = sympy.simplify(value) if value.has(sympy.gamma, sympy.hyper, sympy.exp) else value
    found = bridge.value(value)
    if not isinstance(found, Expr) or not value.free_symbols:
        return found
    if (1 / value).is_polynomial() and sympy.degree(1 / value) == 1:
        return found
    if value.is_polynomial() or value.has(sympy.Pow):
        return (
            kernel.evaluate(S.Factor(found))
            if value.is_rational_function() or powers_only(sympy, value)
            else found
        )
    return found


def in_factorials(sympy: Any, value: Any) -> Any:
    """Without quotients of factorials, and with n! rather than Pochhammer[1, n]."""
    found = sympy.combsimp(value)
    return found.replace(
        sympy.RisingFactorial,
        lambda a, n: sympy.factorial(n + a - 1) if a == 1 else sympy.RisingFactorial(a, n),
    ).replace(sympy.gamma, lambda z: sympy.factorial(z - 1))


def powers_only(sympy: Any, value: Any) -> bool:
    """Whether an expression is made of sums, products and powers."""
    return all(
        node.is_Add or node.is_Mul or node.is_Pow or node.is_Symbol or node.is_Rational
        for node in sympy.preorder_traversal(value)
    )
