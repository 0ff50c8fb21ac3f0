"""Division and common divisors of polynomials, and what is worked out from them."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from functools import reduce
from typing import Any

from wlmini.builtins.symbolic.algebra import is_polynomial
from wlmini.builtins.symbolic.bridge import Bridge, attempt, symbols_in
from wlmini.builtins.symbolic.polynomials import expression, polynomial
from wlmini.expr import Expr, S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.limits import need_room
from wlmini.kernel.messages import Failure

MESSAGES = {
    "poly": "`1` is not a polynomial in `2`.",
    "mod": "The modulus `1` is no prime number.",
    "zero": "Division by the polynomial 0 is not possible.",
}
MODULUS = {"Modulus": 0}


def field(bridge: Bridge, options: Any) -> dict[str, Any]:
    modulus = options["Modulus"]
    if type(modulus) is not int or modulus and not bridge.sympy.isprime(modulus):
        raise Failure("mod", modulus, value=None)
    return {"modulus": modulus, "symmetric": False} if modulus else {}


def need_polynomials(kernel: Any, *given: Any, names: tuple[Any, ...]) -> None:
    for each in given:
        if not is_polynomial(kernel, each, names):
            raise Failure("poly", each, names[0] if len(names) == 1 else make_list(names), value=None)


def divided(kernel: Any, p: Any, q: Any, x: Any, options: Any) -> tuple[Any, Any] | None:
    """Quotient and remainder."""
    need_polynomials(kernel, p, q, names=(x,))
    bridge = Bridge(kernel)
    domain = field(bridge, options)
    if kernel.evaluate(S.Expand(q)) == 0:
        raise Failure("zero", value=None)

    def work() -> Any:
        unknown = bridge.variable(x)
        found = bridge.sympy.div(bridge.to(p), bridge.to(q), unknown, **domain)
        return tuple(bridge.value(bridge.sympy.collect(bridge.sympy.expand(f), unknown)) for f in found)

    found: tuple[Any, Any] | None = attempt(work)
    return found


@builtin("PolynomialQuotient[p, q, x]", options=MODULUS, messages=MESSAGES)
def polynomial_quotient(kernel: Any, p: Any, q: Any, x: Any, *, options: Any) -> Any:
    """gives the quotient of the polynomials p and q in x, the remainder left out.

    >>> PolynomialQuotient[x^3 + 1, x - 2, x]
    4 + 2 x + x^2
    """
    found = divided(kernel, p, q, x, options)
    return found and found[0]


@builtin("PolynomialRemainder[p, q, x]", options=MODULUS, messages=MESSAGES)
def polynomial_remainder(kernel: Any, p: Any, q: Any, x: Any, *, options: Any) -> Any:
    """gives what is left when the polynomial p is divided by q.

    >>> PolynomialRemainder[x^3 + 1, x - 2, x]
    9
    """
    found = divided(kernel, p, q, x, options)
    return found and found[1]


@builtin("PolynomialQuotientRemainder[p, q, x]", options=MODULUS, messages=MESSAGES)
def polynomial_quotient_remainder(kernel: Any, p: Any, q: Any, x: Any, *, options: Any) -> Any:
    """gives quotient and remainder of the polynomials p and q in x.

    >>> PolynomialQuotientRemainder[x^2, x + 1, x]
    {-1 + x, 1}
    """
    found = divided(kernel, p, q, x, options)
    return found and make_list(found)


def combined(kernel: Any, head: Any, given: tuple[Any, ...], options: Any) -> Any:
    """gcd or lcm of any number of polynomials."""
    if any(is_list(g) for g in given):
        return S.Thread(Expr(head, given))
    bridge = Bridge(kernel)
    domain = field(bridge, options)

    def work() -> Any:
        function = bridge.sympy.gcd if head is S.PolynomialGCD else bridge.sympy.lcm
        return bridge.value(reduce(lambda a, b: function(a, b, **domain), map(bridge.to, given)))

    return attempt(work)


@builtin("PolynomialGCD[p1, p2, ...]", options=MODULUS, messages=MESSAGES)
def polynomial_gcd(kernel: Any, *given: Any, options: Any) -> Any:
    """gives the greatest common divisor of polynomials.

    >>> PolynomialGCD[(x + 1)^2 (x - 1), x^2 - 1]
    -1 + x^2
    """
    return combined(kernel, S.PolynomialGCD, given, options) if given else 0


@builtin("PolynomialLCM[p1, p2, ...]", options=MODULUS, messages=MESSAGES)
def polynomial_lcm(kernel: Any, *given: Any, options: Any) -> Any:
    """gives the least common multiple of polynomials.

    >>> Expand[PolynomialLCM[x^2 - 1, x + 1]]
    -1 + x^2
    """
    return combined(kernel, S.PolynomialLCM, given, options) if given else 1


@builtin("PolynomialExtendedGCD[p, q, x]", options=MODULUS, messages=MESSAGES)
def polynomial_extended_gcd(kernel: Any, p: Any, q: Any, x: Any, *, options: Any) -> Any:
    """gives {d, {a, b}} where d is the greatest common divisor of p and q, and a p + b q is d.

    >>> PolynomialExtendedGCD[x^2 - 1, x - 2, x]
    {1, {1/3, (-2 - x)/3}}
    """
    need_polynomials(kernel, p, q, names=(x,))
    bridge = Bridge(kernel)
    domain = field(bridge, options)

    def work() -> Any:
        a, b, d = bridge.sympy.gcdex(bridge.to(p), bridge.to(q), bridge.variable(x), **domain)
        return make_list(
            [bridge.value(d), make_list([kernel.evaluate(S.Together(bridge.back(v))) for v in (a, b)])]
        )

    return attempt(work)


@builtin("PolynomialMod[poly, m]", "PolynomialMod[poly, {m1, m2, ...}]", messages=MESSAGES)
def polynomial_mod(kernel: Any, expr: Any, modulus: Any) -> Any:
    """reduces the coefficients of a polynomial modulo a number, or the polynomial modulo a polynomial.

    >>> {PolynomialMod[3 x^2 + 5 x - 1, 3], PolynomialMod[x^3, x^2 - 2]}
    {2 + 2 x, 2 x}
    """
    if is_list(expr):
        return make_list([S.PolynomialMod(p, modulus) for p in expr.parts])
    for each in modulus.parts if is_list(modulus) else (modulus,):
        if type(each) is int:
            if not each:
                return None
            expr = modulo_number(kernel, expr, each)
        else:
            names = symbols_in(each)
            expr = kernel.evaluate(S.PolynomialRemainder(expr, each, names[0])) if names else expr
    return expr


def modulo_number(kernel: Any, expr: Any, modulus: int) -> Any:
    table = polynomial(kernel.evaluate(S.Expand(expr)))
    reduced = {m: residue(c, modulus) for m, c in table.items()}
    return kernel.evaluate(expression({m: c for m, c in reduced.items() if c != 0}))


def residue(number: Any, modulus: int) -> Any:
    if isinstance(number, Fraction):
        if math.gcd(number.denominator, modulus) > 1:
            return number  # it has no residue
        return number.numerator * pow(number.denominator, -1, modulus) % modulus
    return number % modulus if type(number) is int else number


@builtin("PolynomialReduce[poly, {p1, p2, ...}, {x1, x2, ...}]", options={"MonomialOrder": S.Lexicographic})
def polynomial_reduce(kernel: Any, expr: Any, divisors: Any, names: Any, *, options: Any) -> Any:
    """gives {{a1, a2, ...}, b} with poly = a1 p1 + a2 p2 + ... + b, where b can be reduced no more.

    >>> PolynomialReduce[x^2 + y^2, {x - y}, {x, y}]
    {{x + y}, 2 y^2}
    """
    bridge = Bridge(kernel)

    def work() -> Any:
        unknowns = [bridge.variable(n) for n in listed(names)]
        given = [bridge.to(p) for p in listed(divisors)]
        found, rest = bridge.sympy.reduced(bridge.to(expr), given, *unknowns, order=order_of(options))
        return make_list([bridge.value(list(found)), bridge.value(rest)])

    return attempt(work)


def listed(expr: Any) -> tuple[Any, ...]:
    return expr.parts if is_list(expr) else (expr,)


ORDERS = {
    S.Lexicographic: "lex",
    S.DegreeLexicographic: "grlex",
    S.DegreeReverseLexicographic: "grevlex",
}


def order_of(options: Any) -> str:
    name = ORDERS.get(options["MonomialOrder"])
    if name is None:
        raise Failure("optnb", S.GroebnerBasis, "MonomialOrder", value=None)
    return name


def equated(expr: Any) -> Any:
    """lhs - rhs of an equation."""
    return S.Subtract(*expr.parts) if isinstance(expr, Expr) and expr.head is S.Equal else expr


@builtin(
    "GroebnerBasis[{p1, p2, ...}, {x1, x2, ...}]",
    "GroebnerBasis[{p1, p2, ...}, {x1, x2, ...}, {y1, y2, ...}]",
    options={"MonomialOrder": S.Lexicographic, "Modulus": 0, "Method": S.Automatic, "Sort": S["False"]},
    messages=MESSAGES,
    noted=("Method",),
)
def groebner_basis(kernel: Any, given: Any, names: Any, out: Any = (), *, options: Any) -> Any:
    """gives a Groebner basis of the polynomials, without the variables y where these are given.

    >>> GroebnerBasis[{x^2 + y^2 - 1, x - y}, {x, y}]
    {-1 + 2 y^2, x - y}
    """
    bridge = Bridge(kernel)
    domain = field(bridge, options)

    def work() -> Any:
        gone = [bridge.variable(n) for n in (listed(out) if isinstance(out, Expr) or out else ())]
        unknowns = [*gone, *[bridge.variable(n) for n in listed(names)]]
        values = [bridge.to(kernel.evaluate(equated(p))) for p in listed(given)]
        if options["Sort"] is S["True"]:
            unknowns = [*gone, *easiest_first(bridge.sympy, values, unknowns[len(gone) :])]
        basis = bridge.sympy.groebner(values, *unknowns, order=order_of(options), **domain).exprs
        kept = [b for b in basis if not any(b.has(g) for g in gone)]
        whole = kept if domain else [bridge.sympy.fraction(bridge.sympy.together(b))[0] for b in kept]
        return bridge.value([bridge.sympy.expand(b) for b in whole[::-1]])

    return attempt(work)


def easiest_first(sympy: Any, values: list[Any], unknowns: list[Any]) -> list[Any]:
    """The variables in the order that usually makes the basis small: those of the highest degrees last."""

    def degree(x: Any) -> tuple[int, int]:
        found = [sympy.Poly(v, x).degree() for v in values if v.has(x)]
        return max(found, default=0), len(found)

    return sorted(unknowns, key=degree)


def of_two(name: str) -> Callable[..., Any]:
    """A function of SymPy on polynomials in one variable."""

    def work(kernel: Any, polynomials: tuple[Any, ...], x: Any, options: Any) -> Any:
        need_polynomials(kernel, *polynomials, names=(x,))
        bridge = Bridge(kernel)
        domain = field(bridge, options)
        function = getattr(bridge.sympy, name)
        return attempt(
            lambda: bridge.value(
                bridge.sympy.expand(function(*map(bridge.to, polynomials), bridge.variable(x), **domain))
            )
        )

    return work


@builtin(
    "Resultant[p, q, x]", options={**MODULUS, "Method": S.Automatic}, messages=MESSAGES, noted=("Method",)
)
def resultant(kernel: Any, p: Any, q: Any, x: Any, *, options: Any) -> Any:
    """gives the resultant of the polynomials p and q in x, which is 0 where they have a common root.

    >>> Resultant[x^2 - 2 x + 7, x^3 - x + 5, x]
    265
    """
    return of_two("resultant")(kernel, (p, q), x, options)


@builtin(
    "Discriminant[p, x]", options={**MODULUS, "Method": S.Automatic}, messages=MESSAGES, noted=("Method",)
)
def discriminant(kernel: Any, p: Any, x: Any, *, options: Any) -> Any:
    """gives the discriminant of the polynomial p in x, which is 0 where it has a multiple root.

    >>> Discriminant[a x^2 + b x + c, x]
    b^2 - 4 a c
    """
    return of_two("discriminant")(kernel, (p,), x, options)


@builtin("Decompose[poly, x]", options=MODULUS, messages=MESSAGES)
def decompose(kernel: Any, p: Any, x: Any, *, options: Any) -> Any:
    """writes a polynomial as simpler ones put into each other, the outermost first.

    >>> Decompose[x^4 + 2 x^2 + 3, x]
    {3 + 2 x + x^2, x^2}
    """
    need_polynomials(kernel, p, names=(x,))
    bridge = Bridge(kernel)
    domain = field(bridge, options)
    return attempt(lambda: bridge.value(bridge.sympy.decompose(bridge.to(p), bridge.variable(x), **domain)))


@builtin("Cyclotomic[n, x]", attributes="Listable")
def cyclotomic(kernel: Any, n: Any, x: Any) -> Any:
    """gives the n-th cyclotomic polynomial in x.

    >>> Cyclotomic[6, x]
    1 - x + x^2
    """
    if type(n) is not int or n < 0:
        return None
    need_room(n // 8)  # the degree is about as large, and SymPy keeps each coefficient
    bridge = Bridge(kernel)
    unknown = bridge.sympy.Dummy()
    bridge.meanings[unknown] = x
    return 1 if n == 0 else attempt(lambda: bridge.value(bridge.sympy.cyclotomic_poly(n, unknown)))
