"""Symmetric polynomials by the elementary ones, and subresultants."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.symbolic.bridge import Bridge, attempt
from wlmini.expr import S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

MESSAGES = {
    "poly": "`1` is no polynomial in `2`.",
    "names": "`1` is no list of `2` names for the elementary symmetric polynomials.",
}


def need_polynomial(kernel: Any, expr: Any, names: Any) -> None:
    if kernel.evaluate(S.PolynomialQ(expr, names)) is not S["True"]:
        raise Failure("poly", expr, names, value=None)


@builtin("SymmetricReduction[f, {x1, ..., xn}]", "SymmetricReduction[f, {x1, ..., xn}, {s1, ..., sn}]",
         messages=MESSAGES)  # fmt: skip
def symmetric_reduction(kernel: Any, expr: Any, names: Any, elementary: Any = None) -> Any:
    """gives {p, q} with f == p + q, p made of elementary symmetric polynomials and q with no symmetric part.

    >>> SymmetricReduction[x^2 + y^2, {x, y}]
    {-2 x y + (x + y)^2, 0}
    >>> SymmetricReduction[x^3 + y^3, {x, y}, {s, p}]
    {-3 p s + s^3, 0}
    """
    variables = list(names.parts) if is_list(names) else [names]
    need_polynomial(kernel, expr, make_list(variables))
    if elementary is not None and not (is_list(elementary) and len(elementary) == len(variables)):
        raise Failure("names", elementary, len(variables), value=None)

    def work() -> Any:
        bridge = Bridge(kernel)
        sympy = bridge.sympy
        symbols = [bridge.variable(v) for v in variables]
        whole, rest, pairs = sympy.symmetrize(bridge.to(expr), symbols, formal=True)
        if elementary is None:
            values = [value for _, value in pairs]
        else:
            values = [bridge.variable(s) for s in elementary.parts]
        found = whole.subs({s: v for (s, _), v in zip(pairs, values, strict=True)}, simultaneous=True)
        return make_list([bridge.value(found), bridge.value(rest)])

    return attempt(work)


@builtin("Subresultants[p1, p2, x]", messages=MESSAGES)
def subresultants(kernel: Any, p: Any, q: Any, x: Any) -> Any:
    """gives the principal subresultant coefficients of two polynomials: the first k are 0 for k common roots.

    >>> Subresultants[(x - 1) (x - 2), (x - 1) (x - 3), x]
    {0, -1, 1}
    """
    need_polynomial(kernel, p, x)
    need_polynomial(kernel, q, x)

    def work() -> Any:
        bridge = Bridge(kernel)
        sympy, unknown = bridge.sympy, bridge.variable(x)
        a, b = [sympy.Poly(bridge.to(f), unknown).all_coeffs() for f in (p, q)]
        least = min(len(a), len(b)) - 1
        return make_list([bridge.value(sympy.expand(principal(sympy, a, b, k))) for k in range(least + 1)])

    return attempt(work)


def principal(sympy: Any, a: list[Any], b: list[Any], k: int) -> Any:
    """The determinant of Sylvester's matrix without the last 2 k columns and k rows of each polynomial."""
    m, n = len(a) - 1, len(b) - 1
    size = m + n - 2 * k
    if size == 0:
        return sympy.Integer(1)
    rows = [[0] * i + a + [0] * (n - k - 1 - i) for i in range(n - k)]
    rows += [[0] * i + b + [0] * (m - k - 1 - i) for i in range(m - k)]
    return sympy.Matrix([row[:size] for row in rows]).det()
