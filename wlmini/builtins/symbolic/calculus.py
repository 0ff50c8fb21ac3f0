"""Derivatives, and sums and products over iterators."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from wlmini.builtins.symbolic.algebra import is_free
from wlmini.expr import Expr, Packed, S, Symbol, boolean, is_list, make_list, same
from wlmini.kernel.declare import builtin
from wlmini.kernel.iterators import MESSAGES as ITERATOR_MESSAGES
from wlmini.kernel.iterators import for_each, is_infinite
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import add, is_number, multiply

HALF = Fraction(1, 2)
MESSAGES = {
    "ivar": "`1` is no variable.",
    "dvar": "`1` is neither a variable nor of the form {x, n} or {{x, y, ...}}.",
}


def one_minus_square(z: Any) -> Any:
    return S.Plus(1, S.Times(-1, S.Power(z, 2)))


def one_plus_square(z: Any) -> Any:
    return S.Plus(1, S.Power(z, 2))


def negative(expr: Any) -> Any:
    return S.Times(-1, expr)


def bell(z: Any, sign: int) -> Any:
    """2 E^(sign z^2)/Sqrt[Pi]."""
    return S.Times(2, S.Power(S.E, S.Times(sign, S.Power(z, 2))), S.Power(S.Pi, -HALF))


# function of one variable -> its derivative
DERIVATIVES: dict[Symbol, Callable[[Any], Any]] = {
    S.Exp: lambda z: S.Exp(z),
    S.Log: lambda z: S.Power(z, -1),
    S.Log2: lambda z: S.Power(S.Times(z, S.Log(2)), -1),
    S.Log10: lambda z: S.Power(S.Times(z, S.Log(10)), -1),
    S.Sin: lambda z: S.Cos(z),
    S.Cos: lambda z: negative(S.Sin(z)),
    S.Tan: lambda z: S.Power(S.Sec(z), 2),
    S.Cot: lambda z: negative(S.Power(S.Csc(z), 2)),
    S.Sec: lambda z: S.Times(S.Sec(z), S.Tan(z)),
    S.Csc: lambda z: S.Times(-1, S.Cot(z), S.Csc(z)),
    S.ArcSin: lambda z: S.Power(one_minus_square(z), -HALF),
    S.ArcCos: lambda z: negative(S.Power(one_minus_square(z), -HALF)),
    S.ArcTan: lambda z: S.Power(one_plus_square(z), -1),
    S.ArcCot: lambda z: negative(S.Power(one_plus_square(z), -1)),
    S.Sinh: lambda z: S.Cosh(z),
    S.Cosh: lambda z: S.Sinh(z),
    S.Tanh: lambda z: S.Power(S.Sech(z), 2),
    S.Coth: lambda z: negative(S.Power(S.Csch(z), 2)),
    S.Sech: lambda z: S.Times(-1, S.Sech(z), S.Tanh(z)),
    S.Csch: lambda z: S.Times(-1, S.Coth(z), S.Csch(z)),
    S.ArcSinh: lambda z: S.Power(one_plus_square(z), -HALF),
    S.ArcCosh: lambda z: S.Times(S.Power(S.Plus(-1, z), -HALF), S.Power(S.Plus(1, z), -HALF)),
    S.ArcTanh: lambda z: S.Power(one_minus_square(z), -1),
    S.LogisticSigmoid: lambda z: S.Times(S.LogisticSigmoid(z), S.Plus(1, negative(S.LogisticSigmoid(z)))),
    S.Erf: lambda z: bell(z, -1),
    S.Erfc: lambda z: negative(bell(z, -1)),
    S.Erfi: lambda z: bell(z, 1),
    S.Gamma: lambda z: S.Times(S.Gamma(z), S.PolyGamma(0, z)),
    S.LogGamma: lambda z: S.PolyGamma(0, z),
    S.Factorial: lambda z: S.Times(S.Gamma(S.Plus(1, z)), S.PolyGamma(0, S.Plus(1, z))),
    S.Sqrt: lambda z: S.Times(HALF, S.Power(z, -HALF)),
    S.Haversine: lambda z: S.Times(HALF, S.Sin(z)),
}


@builtin("$DifferentiableQ[f]")
def differentiable_q(kernel: Any, function: Any) -> Any:
    """tells whether the derivative of the function of one variable f is known.

    >>> {$DifferentiableQ[Sin], $DifferentiableQ[f]}
    {True, False}
    """
    return boolean(function in DERIVATIVES)


@builtin("D[f, x]", "D[f, {x, n}]", "D[f, x, y, ...]", "D[f, {{x1, x2, ...}}]", messages=MESSAGES)
def derivative(kernel: Any, function: Any, *variables: Any) -> Any:
    """gives the derivative of f by x, the n-th one, or the list of those by several variables.

    >>> {D[x^3, x], D[Sin[a x], x], D[x^5, {x, 3}], D[x y^2, {{x, y}}], D[f[x], x]}
    {3 x^2, a Cos[a x], 60 x^2, {y^2, 2 x y}, f'[x]}
    """
    value = function
    for spec in variables:
        value = by_spec(kernel, value, spec)
    return value


def by_spec(kernel: Any, function: Any, spec: Any) -> Any:
    """By x, {x, n}, {{x, y}} or {{x, y}, n}."""
    if not is_list(spec):
        return kernel.evaluate(by_variable(kernel, function, checked(spec)))
    times = spec.parts[1] if len(spec) == 2 else 1
    if len(spec) not in (1, 2) or type(times) is not int or times < 0:
        raise Failure("dvar", spec, value=None)
    if not is_list(spec.parts[0]):
        if len(spec) == 1:
            raise Failure("dvar", spec, value=None)
        for _ in range(times):
            function = kernel.evaluate(by_variable(kernel, function, checked(spec.parts[0])))
        return function
    for _ in range(times):
        function = gradient(kernel, function, spec.parts[0])
    return function


def gradient(kernel: Any, function: Any, names: Any) -> Any:
    if is_list(function):
        return make_list([gradient(kernel, f, names) for f in function.parts])
    return make_list([kernel.evaluate(by_variable(kernel, function, checked(name))) for name in names.parts])


def checked(variable: Any) -> Any:
    if (
        is_number(variable)
        or isinstance(variable, str)
        or (isinstance(variable, Expr) and variable.head in (S.Plus, S.Times, S.Power))
    ):
        raise Failure("ivar", variable, value=None)
    return variable


def by_variable(kernel: Any, f: Any, x: Any) -> Any:
    """The derivative of an expression, unevaluated."""
    if same(f, x):
        return 1
    if not isinstance(f, Expr) or is_free(f, (x,)):
        return zeros(f)
    if f.head is S.Plus or f.head is S.List or f.head is S.Equal:
        return Expr(f.head, [by_variable(kernel, p, x) for p in f.parts])
    if f.head is S.Times:
        return by_product(kernel, f, x)
    if f.head is S.Power and len(f.parts) == 2:
        return by_power(kernel, *f.parts, x)
    if f.head in SPECIAL:
        found = SPECIAL[f.head](kernel, f, x)
        if found is not None:
            return found
    return by_chain(kernel, f, x)


def zeros(f: Any) -> Any:
    """0, or a list of zeros for a list."""
    return make_list(map(zeros, f.parts)) if is_list(f) else 0


def by_product(kernel: Any, f: Expr, x: Any) -> Any:
    terms = []
    for i, factor in enumerate(f.parts):
        if not is_free(factor, (x,)):
            terms.append(Expr(S.Times, (*f.parts[:i], by_variable(kernel, factor, x), *f.parts[i + 1 :])))
    return Expr(S.Plus, terms)


def by_power(kernel: Any, base: Any, exponent: Any, x: Any) -> Any:
    if is_free(exponent, (x,)):
        lower = S.Power(base, S.Plus(exponent, -1))
        return S.Times(exponent, lower, by_variable(kernel, base, x))
    inner = S.Times(S.Log(base), by_variable(kernel, exponent, x))
    if not is_free(base, (x,)):
        inner = S.Plus(inner, S.Times(exponent, S.Power(base, -1), by_variable(kernel, base, x)))
    return S.Times(S.Power(base, exponent), inner)


def by_chain(kernel: Any, f: Expr, x: Any) -> Any:
    """The sum over the arguments of the partial derivative times the argument's."""
    if len(f.parts) == 1 and isinstance(f.head, Symbol) and f.head in DERIVATIVES:
        return S.Times(DERIVATIVES[f.head](f.parts[0]), by_variable(kernel, f.parts[0], x))
    count = len(f.parts)
    terms = []
    for i, argument in enumerate(f.parts):
        if not is_free(argument, (x,)):
            orders = [int(k == i) for k in range(count)]
            terms.append(S.Times(partial(f, orders), by_variable(kernel, argument, x)))
    return S.Plus(*terms)


def partial(f: Expr, orders: list[int]) -> Any:
    """Derivative[n1, ...][f][arguments]; orders add to those that stand there already."""
    head = f.head
    if isinstance(head, Expr) and isinstance(head.head, Expr) and head.head.head is S.Derivative:
        orders = [add(a, b) for a, b in zip(head.head.parts, orders, strict=True)]
        head = head.parts[0]
    return Expr(Expr(Expr(S.Derivative, orders), (head,)), f.parts)


def by_pieces(kernel: Any, f: Expr, x: Any) -> Any:
    """Piecewise, piece by piece."""
    if not is_list(f.parts[0]) or not all(is_list(p) and len(p) == 2 for p in f.parts[0].parts):
        return None
    pieces = [
        S.List(kernel.evaluate(by_variable(kernel, p.parts[0], x)), p.parts[1]) for p in f.parts[0].parts
    ]
    return S.Piecewise(make_list(pieces), *[by_variable(kernel, d, x) for d in f.parts[1:]])


def by_branches(kernel: Any, f: Expr, x: Any) -> Any:
    return Expr(S.If, (f.parts[0], *[kernel.evaluate(by_variable(kernel, p, x)) for p in f.parts[1:]]))


def by_angle(kernel: Any, f: Expr, x: Any) -> Any:
    """ArcTan[u, v]."""
    if len(f.parts) != 2:
        return None
    u, v = f.parts
    above = S.Plus(S.Times(u, by_variable(kernel, v, x)), S.Times(-1, v, by_variable(kernel, u, x)))
    return S.Times(above, S.Power(S.Plus(S.Power(u, 2), S.Power(v, 2)), -1))


def by_log_to_base(kernel: Any, f: Expr, x: Any) -> Any:
    if len(f.parts) != 2:
        return None
    base, z = f.parts
    return by_variable(kernel, S.Times(S.Log(z), S.Power(S.Log(base), -1)), x)


SPECIAL: dict[Symbol, Callable[[Any, Expr, Any], Any]] = {
    S.Piecewise: by_pieces, S.If: by_branches, S.ArcTan: by_angle, S.Log: by_log_to_base,
}  # fmt: skip


# -- sums and products -------------------------------------------------------------------------------


def terms_of(kernel: Any, body: Any, specs: tuple[Any, ...]) -> list[Any] | None:
    """The values of the body over the iterators; None where their bounds are symbolic or infinite."""
    for spec in specs:
        if is_list(spec) and any(is_infinite(kernel.evaluate(b)) for b in spec.parts[1:]):
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
    "Sum[f, {i, imax}]", "Sum[f, {i, imin, imax, di}, ...]", attributes="HoldAll", messages=ITERATOR_MESSAGES
)
def sum_(kernel: Any, body: Any, *specs: Any) -> Any:
    """gives the sum of f over the values of i, and over those of further iterators.

    >>> {Sum[i^2, {i, 10}], Sum[x^i, {i, 0, 3}], Sum[i j, {i, 3}, {j, i}]}
    {385, 1 + x + x^2 + x^3, 25}
    """
    if not specs:
        return None
    terms = terms_of(kernel, body, specs)
    if terms is None:
        return None
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
    "Product[f, {i, imax}]",
    "Product[f, {i, imin, imax, di}, ...]",
    attributes="HoldAll",
    messages=ITERATOR_MESSAGES,
)
def product(kernel: Any, body: Any, *specs: Any) -> Any:
    """gives the product of f over the values of i, and over those of further iterators.

    >>> {Product[i, {i, 5}], Product[x + i, {i, 0, 2}]}
    {120, x (1 + x) (2 + x)}
    """
    if not specs:
        return None
    terms = terms_of(kernel, body, specs)
    if terms is None:
        return None
    if all(map(is_number, terms)):
        value: Any = 1
        for term in terms:
            value = multiply(value, term)
        return value
    return Expr(S.Times, terms)
