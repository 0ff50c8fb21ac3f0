"""Integrate: rules for what is common, SymPy for the rest."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from wlmini.builtins.symbolic.algebra import is_free
from wlmini.builtins.symbolic.antiderivatives import (
    ANTIDERIVATIVES,
    ROOTS,
    SQUARES,
    WAVES,
    fraction_integral,
    gathered,
    multiple_angles,
    of_root,
    power_times_log,
)
from wlmini.builtins.symbolic.assumptions import facts_of, known
from wlmini.builtins.symbolic.bridge import Bridge, Untranslatable, attempt, symbols_in
from wlmini.builtins.symbolic.closed_integrals import between_bounds, has_infinity, parts_of
from wlmini.builtins.symbolic.convergence import case_and_condition
from wlmini.builtins.symbolic.region_integrals import over_condition, over_region
from wlmini.builtins.symbolic.univariate import kernels_of
from wlmini.expr import FALSE, TRUE, Expr, S, as_key, head_of, is_list, make_list, same
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_number, is_real

OPTIONS = {
    "Assumptions": S.Automatic, "GenerateConditions": S.Automatic, "GeneratedParameters": S["None"],
    "PrincipalValue": FALSE,
}  # fmt: skip
MESSAGES = {
    "ilim": "`1` is no variable or list {x, min, max} to integrate over.",
    "bool": "The option `1` should be True, False or Automatic and not `2`.",
    "idiv": "The integral of `1` over `2` does not converge.",
}
HALF = Fraction(1, 2)
HIGHEST_POWER = 500  # of a sine that is written as a sum over multiple angles


@builtin(
    "Integrate[f, x]", "Integrate[f, {x, xmin, xmax}]", "Integrate[f, {x, xmin, xmax}, {y, ymin, ymax}, ...]",
    "Integrate[f, {x, y, ...} \\[Element] region]",
    attributes="ReadProtected", options=OPTIONS, messages=MESSAGES, least=2,
)  # fmt: skip
def integrate(kernel: Any, function: Any, *ranges: Any, options: Any) -> Any:
    """gives the integral of f over x, or the definite one from xmin to xmax; the last range is the innermost.

    >>> {Integrate[1/(x^2 + 1), x], Integrate[x^2, {x, 0, 3}], Integrate[x y, {x, 0, 1}, {y, 0, x}]}
    {ArcTan[x], 9, 1/8}
    """
    if not ranges:
        return None
    for spec in ranges:
        if (is_list(spec) and len(spec) not in (3,)) or is_number(spec.parts[0] if is_list(spec) else spec):
            raise Failure("ilim", spec, value=None)
    if isinstance(function, Expr) and function.head in (S.List, S.Equal, S.Rule):
        rules = [S.Rule(S[k], v) for k, v in options.items()]
        return Expr(function.head, [S.Integrate(p, *ranges, *rules) for p in function.parts])
    if len(ranges) == 1 and head_of(ranges[0]) is S.Element:
        return over_region(kernel, function, *ranges[0].parts)
    parameters = options["GeneratedParameters"]
    if parameters is not S["None"] and not any(map(is_list, ranges)):
        constants = [Expr(parameters, (i + 1,)) for i in range(len(ranges))]
        rules = [S.Rule(S[k], v) for k, v in options.items() if k != "GeneratedParameters"]
        return S.Plus(S.Integrate(function, *ranges, *rules), *constants) if len(ranges) == 1 else None
    for name in ("GenerateConditions", "PrincipalValue"):
        if options[name] not in (TRUE, FALSE, S.Automatic):
            raise Failure("bool", S[name], options[name], value=None)
    where = over_condition(kernel, function, ranges)
    if where is not None:
        return where
    work = Integration(kernel, options)
    value = function
    for place in range(len(ranges) - 1, -1, -1):
        found = work.over(value, ranges[place])
        if found is None:
            return None if value is function else S.Integrate(value, *ranges[: place + 1])
        value = kernel.evaluate(found)
    return value


class Integration:
    """What is assumed while one call is worked out."""

    def __init__(self, kernel: Any, options: Any) -> None:
        self.kernel, self.given = kernel, known(kernel, options["Assumptions"])
        self.principal = options["PrincipalValue"] is TRUE
        self.conditions = options["GenerateConditions"] is not FALSE

    def over(self, f: Any, spec: Any) -> Any:
        if not is_list(spec):
            return self.indefinite(f, spec)
        x, low, high = spec.parts
        return self.definite(f, x, low, high)

    # -- antiderivatives ---------------------------------------------------------------------------

    def indefinite(self, f: Any, x: Any) -> Any:
        """Term by term; terms that cannot be integrated stay inside Integrate."""
        kernel = self.kernel
        if is_free(f, (x,)):
            return S.Times(f, x)
        whole = self.by_rule(f, x)
        if whole is not None:
            return whole
        if isinstance(f, Expr) and f.head is S.Plus:
            return self.terms(f.parts, x)
        outside, inside = split_constant(f, x)
        if outside:
            found = self.indefinite(kernel.evaluate(inside), x)
            return None if found is None else S.Times(*outside, found)
        expanded = kernel.evaluate(S.Expand(f))
        if isinstance(expanded, Expr) and expanded.head is S.Plus and is_sum_of_powers(expanded, x):
            return self.terms(expanded.parts, x)
        return power_times_log(self.kernel, f, x) or self.by_parts_table(f, x) or attempt(self.by_sympy, f, x)

    def terms(self, parts: Any, x: Any) -> Any:
        found = [self.indefinite(p, x) for p in parts]
        left = [p for p, value in zip(parts, found, strict=True) if value is None]
        done = [value for value in found if value is not None]
        if not done:
            return attempt(self.by_sympy, S.Plus(*parts), x)
        if left:
            whole = attempt(self.by_sympy, S.Plus(*left), x)
            done.append(S.Integrate(self.kernel.evaluate(S.Plus(*left)), x) if whole is None else whole)
        return S.Plus(*done)

    def by_rule(self, f: Any, x: Any) -> Any:
        """Powers and elementary functions of a x + b."""
        if same(f, x):
            return S.Times(HALF, S.Power(x, 2))
        if not isinstance(f, Expr):
            return None
        if f.head is S.Power and len(f.parts) == 2:
            return self.by_power(*f.parts, x)
        if len(f.parts) == 1 and f.head in ANTIDERIVATIVES:
            slope = self.slope(f.parts[0], x)
            if slope is not None:
                return S.Times(S.Power(slope, -1), ANTIDERIVATIVES[f.head](f.parts[0]))
        return of_root(f, self.slope(f.parts[0], x)) if f.head in ROOTS and f.parts else None

    def by_power(self, base: Any, exponent: Any, x: Any) -> Any:
        kernel = self.kernel
        if is_free(base, (x,)):
            slope = self.slope(exponent, x)
            if slope is None:
                return None
            below = slope if base is S.E else S.Times(slope, S.Log(base))
            return S.Times(S.Power(base, exponent), S.Power(below, -1))
        slope = self.slope(base, x)
        if slope is None or not is_free(exponent, (x,)):
            return self.known_power(base, exponent, x)
        if kernel.evaluate(S.Plus(exponent, 1)) == 0:
            return S.Times(S.Power(slope, -1), S.Log(base))
        if type(exponent) is int and exponent > 0 and not same(base, x):
            return None if exponent <= 4 and slope != 1 else self.shifted_power(base, exponent, slope)
        return self.shifted_power(base, exponent, slope)

    def shifted_power(self, base: Any, exponent: Any, slope: Any) -> Any:
        above = self.kernel.evaluate(S.Plus(exponent, 1))
        return S.Times(S.Power(base, above), S.Power(S.Times(above, slope), -1))

    def known_power(self, base: Any, exponent: Any, x: Any) -> Any:
        """Sin[x]^n and the like as sums over multiple angles; squares of Sec and Csc; 1/(a + b x^2)."""
        if not isinstance(base, Expr) or type(exponent) is not int:
            return None
        if base.head in (S.Sin, S.Cos) and exponent > 1 and self.slope(base.parts[0], x) is not None:
            if exponent > HIGHEST_POWER:
                return None
            return self.terms([self.kernel.evaluate(t) for t in multiple_angles(base, exponent)], x)
        if exponent == 2 and base.head in SQUARES and self.slope(base.parts[0], x) is not None:
            return S.Times(S.Power(self.slope(base.parts[0], x), -1), SQUARES[base.head](base.parts[0]))
        return self.over_square(base, x) if exponent == -1 else None

    def over_square(self, base: Expr, x: Any) -> Any:
        """1/(a + b x^2) where the signs of a and b are the same, or symbolic."""
        if base.head is not S.Plus or self.kernel.evaluate(S.PolynomialQ(base, x)) is not TRUE:
            return None
        coefficients = self.kernel.evaluate(S.CoefficientList(base, x))
        if len(coefficients) != 3:
            return None
        c, b, a = coefficients.parts
        if b != 0 or type(b) is not int:
            return None
        if self.kernel.evaluate(S.Less(S.Times(a, c), 0)) is TRUE:
            return self.over_difference(a, c, x)
        ra, rc = (self.kernel.evaluate(S.PowerExpand(S.Sqrt(v))) for v in (a, c))
        inner = S.ArcTan(S.Times(ra, x, S.Power(rc, -1)))
        return S.Times(inner, S.Power(S.Times(ra, rc), -1))

    def over_difference(self, a: Any, c: Any, x: Any) -> Any:
        """1/(c + a x^2) for numbers of different sign, where the roots are not rational."""
        root = self.kernel.evaluate(S.Sqrt(S.Times(-1, a, c)))
        if is_number(root):
            return None
        inner = self.kernel.evaluate(S.Times(S.Abs(a), x, S.Power(root, -1)))
        sign = -1 if self.kernel.evaluate(S.Less(c, 0)) is TRUE else 1
        return S.Times(sign, S.ArcTanh(inner), S.Power(root, -1))

    def slope(self, inner: Any, x: Any) -> Any:
        """a of a x + b, None where the expression is not of that form."""
        if same(inner, x):
            return 1
        if is_free(inner, (x,)):
            return None
        found = self.kernel.evaluate(S.D(inner, x))
        return found if is_free(found, (x,)) and found != 0 else None

    def by_parts_table(self, f: Any, x: Any) -> Any:
        """Products of two sines and cosines; a polynomial times E^(a x), Sin[a x] or Cos[a x]."""
        if not isinstance(f, Expr) or f.head is not S.Times:
            return None
        waves = [p for p in f.parts if is_wave(p, self, x)]
        if len(waves) == len(f.parts):
            reduced = self.kernel.evaluate(S.Expand(S.TrigReduce(f)))
            if isinstance(reduced, Expr) and same_angle(waves):
                return self.sine_times_cosine(waves) or self.terms(parts_of(reduced), x)
            return self.terms(parts_of(reduced), x)
        return self.polynomial_times(f, x)

    def sine_times_cosine(self, waves: list[Any]) -> Any:
        """Cos[x]^m Sin[x] by substitution."""
        bases = [(w.parts if w.head is S.Power else (w, 1)) for w in waves]
        for (sine, one), (other, power) in ((bases[0], bases[-1]), (bases[-1], bases[0])):
            if len(bases) == 2 and sine.head is S.Sin and other.head is S.Cos and one == 1:
                angle = sine.parts[0]
                x = symbols_in(angle)
                slope = self.slope(angle, x[0]) if x else None
                if slope is None:
                    return None
                return S.Times(-1, S.Power(other, power + 1), S.Power(S.Times(power + 1, slope), -1))
        return None

    def polynomial_times(self, f: Expr, x: Any) -> Any:
        kernel = self.kernel
        special = [p for p in f.parts if is_exponential(p, self, x)]
        if len(special) != 1:
            return None
        rest = kernel.evaluate(S.Times(*[p for p in f.parts if p is not special[0]]))
        if kernel.evaluate(S.PolynomialQ(rest, x)) is not TRUE:
            return None
        total, current, sign = [], special[0], 1
        while not (type(rest) is int and rest == 0):
            current = kernel.evaluate(self.by_rule(current, x) or self.indefinite(current, x))
            total.append(S.Times(sign, rest, current))
            rest, sign = kernel.evaluate(S.D(rest, x)), -sign
        if special[0].head is S.Power:
            factor = special[0]
            inner = kernel.evaluate(S.Together(S.Plus(*[S.Times(t, S.Power(factor, -1)) for t in total])))
            return S.Times(factor, inner)
        return self.by_function(total)

    def by_function(self, terms: list[Any]) -> Any:
        """The terms collected by sine and cosine: -((-2 + x^2) Cos[x]) + 2 x Sin[x]."""
        kernel = self.kernel
        sums: dict[Any, list[Any]] = {}
        for term in map(kernel.evaluate, terms):
            for each in parts_of(kernel.evaluate(S.Expand(term))):
                factors = each.parts if isinstance(each, Expr) and each.head is S.Times else (each,)
                wave = next(f for f in factors if isinstance(f, Expr) and f.head in WAVES)
                sums.setdefault(wave, []).append(S.Times(*[f for f in factors if f is not wave]))
        return S.Plus(*[self.signed(S.Plus(*found), wave) for wave, found in sums.items()])

    def signed(self, polynomial: Any, wave: Any) -> Any:
        """The polynomial with a positive leading coefficient, its sign outside."""
        kernel = self.kernel
        above = kernel.evaluate(S.Factor(polynomial))
        last = above.parts[-1] if isinstance(above, Expr) and above.head is S.Plus else 1
        negative = (
            isinstance(last, Expr) and last.head is S.Times and is_real(last.parts[0]) and last.parts[0] < 0
        )
        return S.Times(-1, kernel.evaluate(S.Times(-1, above)), wave) if negative else S.Times(above, wave)

    # -- SymPy -----------------------------------------------------------------------------------

    def by_sympy(self, f: Any, x: Any) -> Any:
        """With parameters taken as positive first, which gives the usual forms; checked by D."""
        for method in (self.rational, self.of_exponential):
            found = attempt(method, f, x)
            if found is not None:
                return found
        names = [s for s in symbols_in(f) if not same(s, x)]
        facts = facts_of(self.kernel, self.given)
        positive = {as_key(s): {"positive": True} for s in names} | facts
        for each in [positive, facts] if names else [facts]:
            found = attempt(self.sympy_integral, f, x, each, seconds=20.0)
            if found is not None and (each is facts or self.agrees(f, found, x, names)):
                return found
        return None

    def sympy_integral(self, f: Any, x: Any, facts: Any) -> Any:
        bridge = Bridge(self.kernel, facts, (x,))
        unknown = bridge.variable(x)
        value = bridge.sympy.integrate(bridge.to(f), unknown)
        if value.has(bridge.sympy.Integral):
            raise Untranslatable(f)
        if value.has(bridge.sympy.Piecewise) and not bridge.to(f).has(bridge.sympy.Piecewise):
            value = generic(bridge, value)
        if value.has(bridge.sympy.gamma):
            value = bridge.sympy.gammasimp(value)
        found = bridge.value(value)
        fraction = value.is_rational_function(unknown) and not value.is_polynomial(unknown)
        return S.Factor(found) if fraction else gathered(self.kernel, found)

    def agrees(self, f: Any, found: Any, x: Any, names: list[Any]) -> bool:
        """Whether the derivative is the integrand at a complex point."""
        kernel = self.kernel
        point = [S.Rule(x, 0.61 + 0.17j)] + [S.Rule(n, 0.83 - 0.31 * k + 0.47j) for k, n in enumerate(names)]
        difference = S.Subtract(S.D(found, x), f)
        value = kernel.evaluate(S.N(S.ReplaceAll(difference, make_list(point))))
        return is_number(value) and abs(complex(value)) < 1e-8

    def rational(self, f: Any, x: Any) -> Any:
        """Partial fractions over the rationals: logarithms and arc tangents of the language's form."""
        bridge = Bridge(self.kernel)
        value = bridge.to(f)
        unknown = bridge.variable(x)
        if value.free_symbols != {unknown} or not value.is_rational_function(unknown):
            return None
        terms = bridge.sympy.Add.make_args(bridge.sympy.apart(value, unknown))
        found = [fraction_integral(bridge, t, unknown) for t in terms]
        return None if None in found else S.Plus(*found)

    def of_exponential(self, f: Any, x: Any) -> Any:
        """A rational function of E^(c x), by substitution."""
        bridge = Bridge(self.kernel)
        sympy, unknown = bridge.sympy, bridge.variable(x)
        value = bridge.to(f)
        kernels = kernels_of(value, unknown)
        if len(kernels) != 1 or not isinstance(kernel := next(iter(kernels)), sympy.exp):
            return None
        rate = kernel.args[0].diff(unknown)
        u = sympy.Dummy("u")
        swapped = value.replace(
            sympy.exp, lambda z: u ** sympy.cancel(z / kernel.args[0]) if z.has(unknown) else sympy.exp(z)
        )
        if rate.has(unknown) or swapped.has(unknown) or not swapped.is_rational_function(u):
            return None
        name = S["$u"]
        bridge.meanings[u] = name
        inner = self.indefinite(bridge.value(sympy.cancel(swapped / (rate * u))), name)
        return inner and S.PowerExpand(
            S.ReplaceAll(self.kernel.evaluate(inner), S.Rule(name, bridge.back(kernel)))
        )

    # -- between bounds --------------------------------------------------------------------------

    def definite(self, f: Any, x: Any, low: Any, high: Any) -> Any:
        kernel = self.kernel
        if is_free(f, (x,)) and not has_infinity(low, high):
            return S.Times(f, S.Subtract(high, low))
        smooth = head_of(f) in ROOTS or kernel.evaluate(S.PolynomialQ(f, x)) is TRUE
        if smooth and not has_infinity(low, high):
            whole = kernel.evaluate(self.indefinite(kernel.evaluate(S.Expand(f)), x) or S.Null)
            if whole is not S.Null:
                return kernel.evaluate(S.Subtract(*[S.ReplaceAll(whole, S.Rule(x, b)) for b in (high, low)]))
        found = between_bounds(kernel, f, x, (low, high), self.given)
        return attempt(self.definite_by_sympy, f, x, low, high) if found is None else found

    def definite_by_sympy(self, f: Any, x: Any, low: Any, high: Any) -> Any:
        facts = facts_of(self.kernel, self.given)
        facts.setdefault(as_key(x), {"real": True})
        bridge = Bridge(self.kernel, facts, (x,))
        sympy, unknown = bridge.sympy, bridge.variable(x)
        integrand, bounds = steps_as_cases(sympy, bridge.to(f)), (bridge.to(low), bridge.to(high))
        if self.principal:
            value = sympy.Integral(integrand, (unknown, *bounds)).principal_value()
        else:
            value = sympy.integrate(integrand, (unknown, *bounds))
        if isinstance(value, sympy.Piecewise) and not integrand.has(sympy.Piecewise):
            return self.conditional(bridge, value)
        if value.has(sympy.Integral):
            return None
        if value.has(sympy.oo, sympy.zoo, sympy.nan):
            self.kernel.message(S.Integrate, "idiv", f, S.List(low, high))
            return None
        return self.neat(bridge, value)

    def neat(self, bridge: Bridge, value: Any) -> Any:
        """The value, simplified where that makes it shorter."""
        found = bridge.value(value)
        if not isinstance(found, Expr) or not value.free_symbols and value.count_ops() < 6:
            return found
        return bridge.kernel.evaluate(S.Simplify(found))

    def conditional(self, bridge: Bridge, value: Any) -> Any:
        """The convergent case, with its condition where it is wanted and does not follow."""
        value = without_equalities(bridge.sympy, value)
        if not isinstance(value, bridge.sympy.Piecewise):
            return None if value.has(bridge.sympy.Integral) else self.neat(bridge, value)
        result, condition = case_and_condition(bridge, value)
        if result.has(bridge.sympy.Integral):
            return None
        found = self.neat(bridge, result)
        if not self.conditions:
            return found
        try:
            needed = self.kernel.evaluate(S.Refine(bridge.value(condition), self.given))
            return found if needed is TRUE else S.ConditionalExpression(found, needed)
        except Untranslatable:
            return found


def without_equalities(sympy: Any, value: Any) -> Any:
    """A function by cases without those for single values of the parameters, as m == n."""
    general = [(r, c) for r, c in value.args if not is_equality(sympy, c)]
    if not general or len(general) == len(value.args):
        return value
    return general[0][0] if general[0][1] == True else sympy.Piecewise(*general)  # noqa: E712


def is_equality(sympy: Any, condition: Any) -> bool:
    if isinstance(condition, (sympy.And, sympy.Or)):
        return any(is_equality(sympy, c) for c in condition.args)
    return isinstance(condition, sympy.Eq)


def steps_as_cases(sympy: Any, value: Any) -> Any:
    """UnitStep, which SymPy cannot integrate, as a function by cases."""
    step = lambda z, *h: sympy.Piecewise((1, z >= 0), (0, True)) if h == (1,) else sympy.Heaviside(z, *h)  # noqa: E731
    return value.replace(sympy.Heaviside, step)


def split_constant(f: Any, x: Any) -> tuple[list[Any], Any]:
    """(factors free of x, the rest) of a product."""
    if not isinstance(f, Expr) or f.head is not S.Times:
        return [], f
    outside = [p for p in f.parts if is_free(p, (x,))]
    return outside, S.Times(*[p for p in f.parts if not is_free(p, (x,))])


def is_sum_of_powers(expr: Expr, x: Any) -> bool:
    """Whether every term is a constant times a power of x."""
    for term in expr.parts:
        rest = [
            p
            for p in (term.parts if isinstance(term, Expr) and term.head is S.Times else (term,))
            if not is_free(p, (x,))
        ]
        if len(rest) > 1:
            return False
        power = rest[0] if rest else x
        if not same(power, x) and not (
            isinstance(power, Expr)
            and power.head is S.Power
            and same(power.parts[0], x)
            and is_free(power.parts[1], (x,))
        ):
            return False
    return True


def is_wave(expr: Any, work: Integration, x: Any) -> bool:
    base = (
        expr.parts[0]
        if isinstance(expr, Expr)
        and expr.head is S.Power
        and type(expr.parts[1]) is int
        and expr.parts[1] > 0
        else expr
    )
    return isinstance(base, Expr) and base.head in (S.Sin, S.Cos) and work.slope(base.parts[0], x) is not None


def same_angle(waves: list[Any]) -> bool:
    angles = [(w.parts[0] if w.head is S.Power else w).parts[0] for w in waves]
    return all(same(a, angles[0]) for a in angles)


def is_exponential(expr: Any, work: Integration, x: Any) -> bool:
    """Whether a factor is E^(a x + b), Sin[a x + b] or the like."""
    if not isinstance(expr, Expr):
        return False
    if expr.head is S.Power and is_free(expr.parts[0], (x,)):
        return work.slope(expr.parts[1], x) is not None
    return expr.head in (S.Sin, S.Cos, S.Sinh, S.Cosh) and work.slope(expr.parts[0], x) is not None


def generic(bridge: Bridge, value: Any) -> Any:
    """The case that holds for general parameters: the last one, or that of an inequality of parameters."""
    sympy = bridge.sympy

    def choose(*pieces: Any) -> Any:
        for result, condition in pieces:
            if isinstance(condition, sympy.Ne) or condition == True:  # noqa: E712
                return result
        return pieces[0][0]

    return value.replace(sympy.Piecewise, choose)
