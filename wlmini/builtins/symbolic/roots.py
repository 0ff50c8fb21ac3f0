"""Root objects, algebraic numbers, and the roots of one polynomial as Roots and ToRules have them."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.symbolic.bridge import Bridge, Untranslatable, attempt, each
from wlmini.builtins.symbolic.univariate import Equation, root_objects
from wlmini.expr import Expr, S, is_list, make_list, same
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import make_complex

MESSAGES = {
    "poly": "`1` is no polynomial in one slot.",
    "iroot": "The polynomial `1` has no root number `2`.",
    "eqf": "`1` is not an equation.",
    "nalg": "`1` is no explicit algebraic number.",
}


@builtin("Root[f, k]", "Root[f, k, 0]", messages=MESSAGES)
def root(kernel: Any, function: Any, index: Any, exactly: Any = 0) -> Any:
    """is the k-th root of the polynomial equation f[x] == 0, real ones first.

    >>> {Root[#^2 - 2 &, 2], Root[#^5 - # - 1 &, 1], N[Root[#^5 - # - 1 &, 1]]}
    {Sqrt[2], Root[-1 - #1 + #1^5 & , 1], 1.1673}
    """
    if type(index) is not int or not isinstance(function, Expr) or function.head is not S.Function:
        return None
    bridge = Bridge(kernel)
    polynomial = attempt(bridge.slot_polynomial, function)
    if polynomial is None or polynomial.degree() < 1:
        raise Failure("poly", function, value=None)
    if not 1 <= index <= polynomial.degree():
        raise Failure("iroot", function, index, value=None)
    if polynomial.free_symbols_in_domain:
        return None
    found = attempt(normal_root, bridge, polynomial, index)
    return None if same(found, S.Root(function, index)) and exactly == 0 else found


def normal_root(bridge: Bridge, polynomial: Any, index: int) -> Any:
    """The root of its minimal polynomial; explicit where that is linear or quadratic."""
    found = bridge.sympy.CRootOf(polynomial, index - 1, radicals=False)
    if not isinstance(found, bridge.sympy.CRootOf):
        return bridge.value(found)
    minimal = found.poly
    if minimal.degree() <= 2:
        x = minimal.gen
        roots = [bridge.kernel.evaluate(r) for r in Equation(bridge, x).factor_roots(minimal)]
        return min(roots, key=lambda r: abs(bridge.to(r).evalf(30) - found.evalf(30)))
    return bridge.back(found)


@builtin("$RootValue[f, k, n]")
def root_value(kernel: Any, function: Any, index: Any, digits: Any) -> Any:
    """gives the root Root[f, k] to n digits.

    >>> $RootValue[#^3 - 2 &, 1, MachinePrecision]
    1.25992
    """
    bridge = Bridge(kernel)

    def work() -> Any:
        value = bridge.to(S.Root(function, index)).evalf(
            16 if digits is S.MachinePrecision else int(digits) + 2
        )
        re, im = value.as_real_imag()
        return (
            make_complex(inexact(bridge, re, digits), inexact(bridge, im, digits))
            if im
            else inexact(bridge, re, digits)
        )

    return attempt(work)


def inexact(bridge: Bridge, value: Any, digits: Any) -> Any:
    return float(value) if digits is S.MachinePrecision else bridge.back(value)


@builtin("ToRadicals[expr]")
def to_radicals(kernel: Any, expr: Any) -> Any:
    """writes Root objects by radicals where that can be done.

    >>> ToRadicals[Root[#^3 - 2 &, 1]]
    2^(1/3)
    """
    if not isinstance(expr, Expr):
        return expr
    if expr.head is S.Root:
        found = attempt(explicit_root, Bridge(kernel), expr)
        return expr if found is None else found
    return kernel.evaluate(Expr(expr.head, [to_radicals(kernel, p) for p in expr.parts]))


def explicit_root(bridge: Bridge, expr: Expr) -> Any:
    """The radical expression that is numerically the root."""
    polynomial = bridge.slot_polynomial(expr.parts[0])
    roots = Equation(bridge, polynomial.gen, True, True).factor_roots(polynomial)
    values = [bridge.kernel.evaluate(r) for r in roots]
    wanted = bridge.to(expr).evalf(20)
    if any(isinstance(v, Expr) and v.head is S.Root for v in values):
        return expr
    return min(values, key=lambda v: abs(bridge.to(v).evalf(20) - wanted))


@builtin("RootReduce[expr]", messages=MESSAGES)
def root_reduce(kernel: Any, expr: Any) -> Any:
    """writes an algebraic number as a single Root object, or by square roots where it is a quadratic one.

    >>> {RootReduce[Sqrt[2] + Sqrt[3]], RootReduce[Sqrt[3 + 2 Sqrt[2]]]}
    {Root[1 - 10 #1^2 + #1^4 & , 4], 1 + Sqrt[2]}
    """
    threaded = each(kernel, S.RootReduce, expr)
    if threaded is not None:
        return threaded
    bridge = Bridge(kernel)

    def work() -> Any:
        value = bridge.to(expr)
        if not value.is_number:
            return None
        x = bridge.sympy.Dummy()
        polynomial = bridge.sympy.Poly(bridge.sympy.minimal_polynomial(value, x), x)
        roots = [kernel.evaluate(r) for r in root_objects(bridge, polynomial)]
        return min(roots, key=lambda r: abs(bridge.to(r).evalf(30) - value.evalf(30)))

    found = attempt(work)
    return expr if found is None else found


@builtin("MinimalPolynomial[s]", "MinimalPolynomial[s, x]", messages=MESSAGES)
def minimal_polynomial(kernel: Any, number: Any, x: Any = None) -> Any:
    """gives the polynomial of lowest degree with whole coefficients that is 0 at the algebraic number s.

    >>> MinimalPolynomial[Sqrt[2] + Sqrt[3], x]
    1 - 10 x^2 + x^4
    """
    if is_list(number):
        return make_list([Expr(S.MinimalPolynomial, (n,) if x is None else (n, x)) for n in number.parts])
    bridge = Bridge(kernel)
    value = attempt(bridge.to, number)
    if value is None or not value.is_number:
        raise Failure("nalg", number, value=None)
    unknown = bridge.variable(S.Slot(1) if x is None else x)
    found = attempt(lambda: bridge.value(bridge.sympy.minimal_polynomial(value, unknown)))
    return found and (S.Function(found) if x is None else found)


# -- equations as logical alternatives -----------------------------------------------------------------


@builtin("Roots[lhs == rhs, x]", options={"Cubics": S["True"], "Quartics": S["True"]}, messages=MESSAGES)
def roots_(kernel: Any, equation: Any, x: Any, *, options: Any) -> Any:
    """gives the roots of a polynomial equation as alternatives x == r1 || x == r2 || ....

    >>> Roots[x^2 - 3 x + 2 == 0, x]
    x == 1 || x == 2
    """
    if not isinstance(equation, Expr) or equation.head is not S.Equal or len(equation.parts) != 2:
        raise Failure("eqf", equation, value=None)
    bridge = Bridge(kernel)

    def work() -> Any:
        explicit = [options[name] is S["True"] for name in ("Cubics", "Quartics")]
        variable = bridge.variable(x)
        value = bridge.to(equation.parts[0]) - bridge.to(equation.parts[1])
        if not value.is_polynomial(variable):
            raise Untranslatable(equation)
        values = kernel.evaluate(S.Sort(make_list(Equation(bridge, variable, *explicit).roots(value)))).parts
        return Expr(S.Or, [S.Equal(x, v) for v in values]) if values else S["False"]

    return attempt(work)


@builtin("ToRules[eqns]")
def to_rules(kernel: Any, equations: Any) -> Any:
    """turns alternatives of equations, as Roots and Reduce give them, into a sequence of lists of rules.

    >>> {ToRules[x == 1 || x == 2]}
    {{x -> 1}, {x -> 2}}
    """
    if equations is S["False"]:
        return S.Sequence()
    if not isinstance(equations, Expr):
        return make_list([]) if equations is S["True"] else None
    if equations.head is S.Or:
        return Expr(S.Sequence, [S.ToRules(p) for p in equations.parts])
    if equations.head is S.And and all(isinstance(p, Expr) and p.head is S.Equal for p in equations.parts):
        return make_list([S.Rule(*p.parts) for p in equations.parts])
    return make_list([S.Rule(*equations.parts)]) if equations.head is S.Equal else None
