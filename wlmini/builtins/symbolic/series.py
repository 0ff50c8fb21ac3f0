"""Power series: SeriesData and what is worked out with it."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from wlmini.builtins.symbolic.algebra import is_free
from wlmini.builtins.symbolic.bridge import Bridge, Untranslatable, attempt, symbols_in
from wlmini.builtins.symbolic.rational_series import rational_terms
from wlmini.builtins.symbolic.series_terms import general_coefficient
from wlmini.expr import Expr, S, Symbol, is_list, make_list, rational, same
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

OPTIONS = {"Analytic": S["True"], "Assumptions": S.Automatic}
MESSAGES = {
    "sspec": "`1` is no specification {x, x0, n} of a series.",
    "esss": "The function `1` has an essential singularity or no power series at `2`.",
}
EXTRA = 2  # orders more than asked for: SymPy loses some where terms cancel


def finite(expr: Any) -> bool:
    """Whether no infinity came up."""
    return all(
        is_free(expr, (s,)) for s in (S.ComplexInfinity, S.Indeterminate, S.DirectedInfinity, S.Infinity)
    )


def is_pair(spec: Any) -> bool:
    """Whether a specification is a rule of two sides."""
    return isinstance(spec, Expr) and spec.head is S.Rule and len(spec.parts) == 2


@builtin(
    "Series[f, {x, x0, n}]",
    "Series[f, {x, x0, nx}, {y, y0, ny}, ...]",
    "Series[f, x -> x0]",
    options=OPTIONS,
    reads_options=True,
    messages=MESSAGES,
    least=2,
)
def series(kernel: Any, function: Any, *specs: Any) -> Any:
    """gives the power series of f about x0 up to the order n.

    >>> {Series[Exp[x], {x, 0, 2}], Series[1/Sin[x], {x, 0, 1}], Series[f[x], {x, a, 1}]}
    {1 + x + x^2/2 + O[x]^3, 1/x + x/6 + O[x]^2, f[a] + f'[a] (-a + x) + O[-a + x]^2}
    """
    options = {o.parts[0].short: o.parts[1] for o in specs if is_series_option(o)}
    specs = tuple([s for s in specs if not is_series_option(s)])
    if options.get("Analytic", S["True"]) is not S["True"]:  # unknown functions have derivatives here
        raise Failure("optnb", S.Series, S.Rule(S.Analytic, options["Analytic"]), value=None)
    if not specs:
        return None
    given = options.get("Assumptions", S.Automatic)
    if given is not S.Automatic:
        return under_assumptions(kernel, kernel.evaluate(S.Series(function, *specs)), given)
    if is_list(function):
        return make_list([S.Series(p, *specs) for p in function.parts])
    for spec in specs:
        if is_pair(spec):
            return leading_term(kernel, function, *spec.parts)
        if not is_list(spec) or len(spec) != 3 or type(spec.parts[2]) is not int:
            raise Failure("sspec", spec, value=None)
    first, *rest = [s.parts for s in specs]
    plain = S["$SeriesSum"](function) if is_series(function) else function
    found = one_series(kernel, kernel.evaluate(plain), *first)
    if found is None:
        return None
    if not rest:
        return found
    inner = [S.Series(c, *[make_list(r) for r in rest]) for c in found.parts[2].parts]
    return Expr(S.SeriesData, (*found.parts[:2], make_list(inner), *found.parts[3:]))


def is_series_option(spec: Any) -> bool:
    """Whether a rule is an option of Series, and no x -> x0."""
    return is_pair(spec) and isinstance(spec.parts[0], Symbol) and spec.parts[0].short in OPTIONS


def under_assumptions(kernel: Any, found: Any, given: Any) -> Any:
    """A series with its coefficients simplified under assumptions; other values simplified."""
    if not is_series(found):
        return S.Simplify(found, given)
    parts = list(found.parts)
    parts[2] = make_list([kernel.evaluate(S.Simplify(c, given)) for c in parts[2].parts])
    return Expr(S.SeriesData, parts)


def is_series(expr: Any) -> bool:
    """Whether it is a SeriesData whose parts are what they are to be."""
    if not (isinstance(expr, Expr) and expr.head is S.SeriesData and len(expr.parts) == 6):
        return False
    _, _, coefficients, least, end, below = expr.parts
    return is_list(coefficients) and all(type(n) is int for n in (least, end, below)) and below > 0


def leading_term(kernel: Any, function: Any, x: Any, x0: Any) -> Any:
    """The first term that is not 0."""
    for order in (0, 1, 2, 4, 8, 16):
        found = one_series(kernel, function, x, x0, order)
        if not is_series(found):
            return found
        coefficients = found.parts[2].parts
        if coefficients:
            least = found.parts[3]
            return series_data(
                x, x0, {rational(least, found.parts[5]): coefficients[0]}, rational(least + 1, found.parts[5])
            )
    return None


def one_series(kernel: Any, function: Any, x: Any, x0: Any, order: int) -> Any:
    if is_free(function, (x,)):
        return function
    found = rational_terms(function, x, x0, order)
    if found is None and x0 is not S.Infinity and has_root_of_names(function, x):
        found = taylor(kernel, function, x, x0, order)  # by SymPy the names would be positive
    if found is None and is_elementary(function, x):
        found = attempt(by_sympy, kernel, function, x, x0, order, seconds=20.0)
    if found is None and x0 is not S.Infinity:
        found = taylor(kernel, function, x, x0, order)
    if found is None:
        return None
    return series_data(x, x0, found, order + 1)


def has_root_of_names(expr: Any, x: Any) -> bool:
    """Whether a root, or Abs, is taken of something with names in it."""
    if not isinstance(expr, Expr):
        return False
    root = expr.head is S.Power and len(expr.parts) == 2 and isinstance(expr.parts[1], Fraction)
    if (root or expr.head is S.Abs) and any(not same(name, x) for name in symbols_in(expr.parts[0])):
        return True
    return True in [has_root_of_names(p, x) for p in expr.parts]


def is_elementary(expr: Any, x: Any) -> bool:
    """Whether no unknown function of x stands in the expression."""
    if not isinstance(expr, Expr) or is_free(expr, (x,)):
        return True
    known = isinstance(expr.head, Symbol) and expr.head.context == "System`"
    return known and False not in [is_elementary(p, x) for p in expr.parts]


def taylor(kernel: Any, function: Any, x: Any, x0: Any, order: int) -> dict[Any, Any] | None:
    """By derivatives; None where one of them has no value at x0."""
    found: dict[Any, Any] = {}
    current = function
    for n in range(order + 1):
        with kernel.messages.quietly(S.All):
            value = kernel.evaluate(S.ReplaceAll(current, S.Rule(x, x0)))
        if not finite(value):
            return None
        found[n] = kernel.evaluate(S.Times(value, Fraction(1, math.factorial(n))))
        current = kernel.evaluate(S.D(current, x))
    return found


def by_sympy(kernel: Any, function: Any, x: Any, x0: Any, order: int) -> dict[Any, Any] | None:
    """Exponent -> coefficient; in powers of 1/x about infinity."""
    names = [s for s in symbols_in(function) if not same(s, x)]
    bridge = Bridge(kernel, {n: {"positive": True} for n in names}, (x,))
    sympy, unknown = bridge.sympy, bridge.variable(x)
    value = bridge.to(function)
    t = sympy.Dummy("t", positive=True)
    shifted = value.subs(unknown, 1 / t if x0 is S.Infinity else t + bridge.to(x0))
    found = sympy.series(shifted, t, 0, order + 1 + EXTRA).removeO()
    if found.has(sympy.Order, sympy.Subs, sympy.oo, sympy.zoo, sympy.nan):
        raise Untranslatable(function)
    terms: dict[Any, Any] = {}
    for term in sympy.Add.make_args(sympy.expand(found)):
        coefficient, power = term.as_independent(t, as_Add=False)
        exponent = exponent_of(sympy, power, t)
        if exponent is None:
            coefficient, exponent = split_logarithm(sympy, term, t)
        if exponent <= order:
            terms[exponent] = terms.get(exponent, 0) + coefficient
    back = bridge.variable(x) - bridge.to(x0) if x0 is not S.Infinity else 1 / bridge.variable(x)
    return {number(e): bridge.value(sympy.simplify(c.subs(t, back))) for e, c in terms.items() if c != 0}


def exponent_of(sympy: Any, power: Any, t: Any) -> Any:
    if power == 1:
        return sympy.Integer(0)
    if power == t:
        return sympy.Integer(1)
    return power.exp if power.is_Pow and power.base == t and power.exp.is_Rational else None


def split_logarithm(sympy: Any, term: Any, t: Any) -> tuple[Any, Any]:
    """A term with Log[x] in it: the logarithm counts as a part of the coefficient."""
    exponent = sympy.Integer(0)
    rest = sympy.S.One
    for factor in sympy.Mul.make_args(term):
        found = exponent_of(sympy, factor, t) if factor.has(t) else None
        exponent, rest = (exponent + found, rest) if found is not None else (exponent, rest * factor)
    if any(
        f.has(t) and not isinstance(f, sympy.log) and not (f.is_Pow and isinstance(f.base, sympy.log))
        for f in sympy.Mul.make_args(rest)
    ):
        raise Untranslatable(term)
    return rest, exponent


def number(exponent: Any) -> Any:
    return rational(int(exponent.p), int(exponent.q))


def series_data(x: Any, x0: Any, terms: dict[Any, Any], order: Any) -> Any:
    """The object of these terms, zeros at both ends left out."""
    below = math.lcm(*[Fraction(e).denominator for e in [*terms, order]])
    powers = {int(Fraction(e) * below): c for e, c in terms.items() if not (type(c) is int and c == 0)}
    end = int(Fraction(order) * below)
    powers = {n: c for n, c in powers.items() if n < end}
    if not powers:
        return S.SeriesData(x, x0, S.List(), end, end, below)
    least, most = min(powers), max(powers)
    coefficients = [powers.get(n, 0) for n in range(least, most + 1)]
    return S.SeriesData(x, x0, make_list(coefficients), least, end, below)


def terms_of(data: Expr) -> dict[Any, Any]:
    _, _, coefficients, least, _, below = data.parts
    return {rational(least + k, below): c for k, c in enumerate(coefficients.parts)}


@builtin("$SeriesSum[series]")
def series_sum(kernel: Any, data: Any) -> Any:
    """gives the sum of the terms of a series, as Normal does.

    >>> $SeriesSum[SeriesData[x, 0, {1, 2}, 1, 4, 1]]
    x + 2 x^2
    """
    if not is_series(data):
        return data
    x, x0 = data.parts[:2]
    base = S.Power(x, -1) if x0 is S.Infinity else S.Plus(x, S.Times(-1, x0))
    terms = [S.Times(S.Normal(c) if is_series(c) else c, S.Power(base, e)) for e, c in terms_of(data).items()]
    return S.Plus(*terms)


@builtin("$SeriesNormal[series]")
def series_normal(kernel: Any, data: Any) -> Any:
    """gives the series without zeros at the ends of its coefficients.

    >>> $SeriesNormal[SeriesData[x, 0, {0, 1}, -1, 2, 1]]
    1 + O[x]^2
    """
    if not is_series(data):
        return None
    return series_data(data.parts[0], data.parts[1], terms_of(data), rational(data.parts[4], data.parts[5]))


@builtin("O[x]", "O[x, x0]")
def order_term(kernel: Any, x: Any, x0: Any = 0) -> Any:
    """stands for terms of the order of x and higher; O[x]^n for those of order n.

    >>> {x + x^2 + x^3 + O[x]^3, Normal[1 + x + O[x]^2]}
    {x + x^2 + O[x]^3, 1 + x}
    """
    return S.SeriesData(x, x0, S.List(), 1, 1, 1)


# -- arithmetic --------------------------------------------------------------------------------------


@builtin("$SeriesCombine[head, a, b]")
def series_combine(kernel: Any, head: Any, a: Any, b: Any) -> Any:
    """gives the sum or product of a series and something else.

    >>> $SeriesCombine[Times, 1 + x + O[x]^2, x]
    x + x^2 + O[x]^3
    """
    if not is_series(a):
        a, b = b, a
    if not is_series(a) or head not in (S.Plus, S.Times):
        return None
    x, x0 = a.parts[:2]
    if is_series(b) and not (same(b.parts[0], x) and same(b.parts[1], x0)):
        return None
    end_a: Any = rational(a.parts[4], a.parts[5])
    end_b: Any
    if is_series(b):
        terms, end_b = terms_of(b), rational(b.parts[4], b.parts[5])
    else:
        order = int(end_a) + 1 if head is S.Plus else max(0, int(end_a) - min(terms_of(a), default=0)) + 1
        other = one_series(kernel, b, x, x0, order)
        if other is None:
            return None
        terms = terms_of(other) if is_series(other) else {0: other}
        end_b = rational(other.parts[4], other.parts[5]) if is_series(other) else math.inf
        if is_series(other) and kernel.evaluate(S.PolynomialQ(b, x)) is S["True"]:
            end_b = math.inf
    if head is S.Plus:
        return added(kernel, (x, x0), terms_of(a), terms, min(end_a, end_b))
    low_a, low_b = min(terms_of(a), default=end_a), min(terms, default=end_b)
    return multiplied(kernel, (x, x0), terms_of(a), terms, min(end_a + low_b, end_b + low_a))


def added(kernel: Any, about: tuple[Any, Any], a: dict[Any, Any], b: dict[Any, Any], end: Any) -> Any:
    total = {e: kernel.evaluate(S.Plus(a.get(e, 0), b.get(e, 0))) for e in {*a, *b}}
    return series_data(*about, total, end)


def multiplied(kernel: Any, about: tuple[Any, Any], a: dict[Any, Any], b: dict[Any, Any], end: Any) -> Any:
    total: dict[Any, list[Any]] = {}
    for e, c in a.items():
        for f, d in b.items():
            if e + f < end:
                total.setdefault(rational(e + f), []).append(S.Times(c, d))
    return series_data(*about, {e: kernel.evaluate(S.Expand(S.Plus(*cs))) for e, cs in total.items()}, end)


@builtin("$SeriesApply[f, series]")
def series_apply(kernel: Any, function: Any, data: Any) -> Any:
    """gives the series of f of a series.

    >>> $SeriesApply[Exp, x + O[x]^3]
    1 + x + x^2/2 + O[x]^3
    """
    if not is_series(data):
        return None
    x, x0, _, _, end, below = data.parts
    low = min(terms_of(data), default=rational(end, below))
    value = kernel.evaluate(Expr(function, (S["$SeriesSum"](data),)))
    accuracy = rational(end, below)
    if low < 0 or Fraction(accuracy).denominator != 1:
        return None
    return one_series(kernel, value, x, x0, int(accuracy) - 1)


@builtin("$SeriesPower[series, n]")
def series_power(kernel: Any, data: Any, exponent: Any) -> Any:
    """gives the power of a series.

    >>> {$SeriesPower[1 + x + O[x]^3, -1], O[x]^3}
    {1 - x + x^2 + O[x]^3, O[x]^3}
    """
    if not is_series(data):
        return None
    x, x0, _, _, end, below = data.parts
    terms, end = terms_of(data), rational(end, below)
    low = min(terms, default=None)
    if low is None:
        positive = isinstance(exponent, (int, Fraction)) and exponent > 0
        return series_data(x, x0, {}, rational(end * exponent)) if positive else None
    if not isinstance(exponent, (int, Fraction)):
        return None
    rest = {rational(e - low): c for e, c in terms.items()}
    inner = kernel.evaluate(S["$SeriesSum"](series_data(x, x0, rest, end - low)))
    found = one_series(kernel, kernel.evaluate(S.Power(inner, exponent)), x, x0, math.ceil(end - low) - 1)
    if found is None:
        return None
    raised = terms_of(found) if is_series(found) else {0: found}
    return series_data(
        x,
        x0,
        {rational(e + low * exponent): c for e, c in raised.items()},
        rational(end - low + low * exponent),
    )


@builtin(
    "SeriesCoefficient[series, n]",
    "SeriesCoefficient[f, {x, x0, n}]",
    options={"Assumptions": S.Automatic},
    messages=MESSAGES,
)
def series_coefficient(kernel: Any, function: Any, spec: Any, *, options: Any) -> Any:
    """gives the coefficient of the n-th power in a series, or in the series of f about x0.

    >>> {SeriesCoefficient[Exp[x], {x, 0, 4}], SeriesCoefficient[1 + 3 x + O[x]^2, 1]}
    {1/24, 3}
    >>> SeriesCoefficient[1/(1 - a x), {x, 0, n}]
    Piecewise[{{a^n, n >= 0}}, 0]
    """
    if is_series(function) and not is_list(spec):
        end = rational(function.parts[4], function.parts[5])
        if not isinstance(spec, (int, Fraction)):
            return None
        return terms_of(function).get(spec, 0) if spec < end else S.Indeterminate
    if not is_list(spec) or len(spec) != 3:
        raise Failure("sspec", spec, value=None)
    x, x0, n = spec.parts
    if type(n) is not int:
        return attempt(general_coefficient, kernel, function, x, x0, n) if isinstance(n, Symbol) else None
    found = one_series(kernel, function, x, x0, max(n, 0))
    if found is None:
        return None
    value = terms_of(found).get(n, 0) if is_series(found) else function if n == 0 else 0
    given = options["Assumptions"]
    return value if given is S.Automatic else S.Simplify(value, given)


@builtin("InverseSeries[series]", "InverseSeries[series, y]", messages=MESSAGES)
def inverse_series(kernel: Any, data: Any, y: Any = None) -> Any:
    """gives the series of the inverse of the function that a series stands for.

    >>> InverseSeries[Series[Sin[x], {x, 0, 5}], y]
    y + y^3/6 + (3 y^5)/40 + O[y]^6
    """
    if not is_series(data) or data.parts[5] != 1:
        return None
    x, x0, _, _, end, _ = data.parts
    terms = terms_of(data)
    if not terms.get(1) or any(e < 0 for e in terms):
        return None
    y = x if y is None else y
    ratio = kernel.evaluate(S.Plus(*[S.Times(c, S.Power(x, e - 1)) for e, c in terms.items() if e > 0]))
    found: dict[Any, Any] = {0: x0}
    for n in range(1, end):  # Lagrange: [y^n] of the inverse is [x^(n-1)] of (x/f)^n over n
        power = one_series(kernel, kernel.evaluate(S.Power(ratio, -n)), x, 0, n - 1)
        if power is None:
            return None
        coefficient = terms_of(power).get(n - 1, 0) if is_series(power) else power if n == 1 else 0
        found[n] = kernel.evaluate(S.Times(coefficient, Fraction(1, n)))
    return series_data(y, terms.get(0, 0), found, end)
