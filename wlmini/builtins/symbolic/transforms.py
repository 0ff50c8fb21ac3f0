"""Laplace and Fourier transforms."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from wlmini.builtins.numerics.chances import interval_of
from wlmini.builtins.symbolic.algebra import is_free
from wlmini.builtins.symbolic.assumptions import facts_of, known
from wlmini.builtins.symbolic.bridge import Bridge, attempt
from wlmini.builtins.symbolic.factoring import has_imaginary
from wlmini.expr import FALSE, TRUE, Complex, Expr, S, as_key, head_of, is_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_real
from wlmini.kernel.substitute import mentions

TRANSFORM = {"Assumptions": S.Automatic, "GenerateConditions": S["False"], "PrincipalValue": S["False"]}
FOURIER = {**TRANSFORM, "FourierParameters": S.List(0, 1)}
MESSAGES = {"fpopt": "The FourierParameters `1` are no pair {a, b}."}


def transformed(
    kernel: Any, function: Any, names: tuple[Any, Any], options: Any, positive: bool, work: Any
) -> Any:
    """What SymPy's transform gives, conditions left out."""
    t, s = names
    facts = facts_of(kernel, known(kernel, options["Assumptions"]))
    facts.setdefault(as_key(t), {"positive": True} if positive else {"real": True})

    def run() -> Any:
        bridge = Bridge(kernel, facts, (t,))
        sympy = bridge.sympy
        value = work(sympy, bridge.to(function), bridge.variable(t), bridge.variable(s))
        if value.has(sympy.LaplaceTransform, sympy.InverseLaplaceTransform, sympy.Integral):
            return None
        if value.is_rational_function() and value.has(sympy.I):
            return bridge.value(sympy.factor(sympy.cancel(value)))
        return (
            kernel.evaluate(S.Together(bridge.back(value)))
            if value.is_rational_function()
            else bridge.value(value)
        )

    return attempt(run, seconds=30.0)


def by_terms(head: Any, function: Any, t: Any, s: Any, options: Any) -> Any:
    if isinstance(function, Expr) and function.head in (S.List, S.Equal):
        rules = [S.Rule(S[name], value) for name, value in options.items()]
        return Expr(function.head, [head(p, t, s, *rules) for p in function.parts])
    return None


@builtin("LaplaceTransform[f, t, s]", options=TRANSFORM, refused=("PrincipalValue",))
def laplace_transform(kernel: Any, function: Any, t: Any, s: Any, *, options: Any) -> Any:
    """gives the Laplace transform of f: the integral of f E^(-s t) over t from 0 to infinity.

    >>> {LaplaceTransform[t^2, t, s], LaplaceTransform[Sin[a t], t, s], LaplaceTransform[y'[t], t, s]}
    {2/s^3, a/(a^2 + s^2), -y[0] + s LaplaceTransform[y[t], t, s]}
    """
    threaded = by_terms(S.LaplaceTransform, function, t, s, options)
    if threaded is not None:
        return threaded
    if options["GenerateConditions"] is S["True"]:
        return with_region(kernel, function, (t, s), options)
    impulse = at_impulse(kernel, function, t, s)
    if impulse is not None:
        return impulse
    linear = linear_parts(kernel, S.LaplaceTransform, function, t, s)
    if linear is not None:
        return linear
    return transformed(
        kernel,
        function,
        (t, s),
        options,
        True,
        lambda sp, f, x, y: sp.laplace_transform(f, x, y, noconds=True),
    )


def at_impulse(kernel: Any, function: Any, t: Any, s: Any) -> Any:
    """f[t] DiracDelta[a t - b]: the value of f E^(-s t) there, over Abs[a]; 0 where that is before 0."""
    factors = function.parts if isinstance(function, Expr) and function.head is S.Times else (function,)
    deltas = [f for f in factors if isinstance(f, Expr) and f.head is S.DiracDelta and len(f.parts) == 1]
    if len(deltas) != 1:
        return None
    powers = kernel.evaluate(S.CoefficientList(deltas[0].parts[0], t))
    if not is_list(powers) or len(powers) != 2 or not all(is_free(p, (t,)) for p in powers.parts):
        return None
    b, a = powers.parts
    place = kernel.evaluate(S.Times(-1, b, S.Power(a, -1)))
    before = kernel.evaluate(S.Less(place, 0))
    if before is TRUE:
        return 0
    rest = S.Times(*[f for f in factors if f is not deltas[0]], S.Power(S.E, S.Times(-1, s, t)))
    value = S.Times(S.ReplaceAll(rest, S.Rule(t, place)), S.Power(S.Abs(a), -1))
    return value if before is FALSE else S.Times(value, S.HeavisideTheta(place))


def with_region(kernel: Any, function: Any, names: tuple[Any, Any], options: Any) -> Any:
    """The transform with the half plane in which the integral converges."""
    found: list[Any] = []

    def work(sympy: Any, f: Any, x: Any, y: Any) -> Any:
        value, edge, condition = sympy.laplace_transform(f, x, y, noconds=False)
        found.extend([edge, condition])
        return value

    value = transformed(kernel, function, names, options, True, work)
    if value is None:
        return None
    facts = facts_of(kernel, known(kernel, options["Assumptions"]))
    bridge = Bridge(kernel, {as_key(names[0]): {"positive": True}, **facts}, (names[0],))
    bridge.to(S.Times(function, names[1]))  # which makes the parameters known to it
    edge = bridge.back(found[0])
    condition = kernel.evaluate(S.And(S.Greater(S.Re(names[1]), edge), bridge.back(found[1])))
    return S.ConditionalExpression(value, condition)


def linear_parts(kernel: Any, head: Any, function: Any, t: Any, s: Any) -> Any:
    """Sums and constant factors; derivatives of unknown functions."""
    if not isinstance(function, Expr):
        return None
    if function.head is S.Plus:
        return S.Plus(*[head(p, t, s) for p in function.parts])
    if function.head is S.Times:
        outside = [p for p in function.parts if is_free(p, (t,))]
        if outside:
            rest = [p for p in function.parts if not is_free(p, (t,))]
            return S.Times(*outside, head(S.Times(*rest), t, s))
    derivative = function.head
    if isinstance(derivative, Expr) and isinstance(derivative.head, Expr) and function.parts == (t,):
        (order,), (unknown,) = derivative.head.parts, derivative.parts
        at_zero = [Expr(Expr(S.Derivative(k), (unknown,)), (0,)) for k in range(order)]
        lower = [S.Times(-1, S.Power(s, order - 1 - k), value) for k, value in enumerate(at_zero)]
        return S.Plus(S.Times(S.Power(s, order), head(Expr(unknown, (t,)), t, s)), *lower)
    return None


@builtin(
    "InverseLaplaceTransform[f, s, t]",
    options=TRANSFORM,
    refused=("PrincipalValue",),
    noted=("GenerateConditions",),
)
def inverse_laplace_transform(kernel: Any, function: Any, s: Any, t: Any, *, options: Any) -> Any:
    """gives the function of t whose Laplace transform is f.

    >>> {InverseLaplaceTransform[1/s^2, s, t], InverseLaplaceTransform[1/(s^2 + 1), s, t]}
    {t, Sin[t]}
    """
    threaded = by_terms(S.InverseLaplaceTransform, function, s, t, options)
    if threaded is not None:
        return threaded

    def work(sympy: Any, f: Any, x: Any, y: Any) -> Any:
        positive = sympy.Symbol("t_", positive=True)
        value = sympy.inverse_laplace_transform(f, x, positive, noconds=True)
        return (
            sympy.expand(value)
            .replace(sympy.Heaviside, lambda z, *h: 1 if z == positive else sympy.Heaviside(z))
            .subs(positive, y)
        )

    def run() -> Any:
        bridge = Bridge(kernel, facts_of(kernel, known(kernel, options["Assumptions"])), (s,))
        value = work(bridge.sympy, bridge.to(function), bridge.variable(s), bridge.variable(t))
        return None if value.has(bridge.sympy.InverseLaplaceTransform) else bridge.value(value)

    return attempt(run, seconds=30.0)


@builtin(
    "FourierTransform[f, t, w]",
    options=FOURIER,
    messages=MESSAGES,
    refused=("PrincipalValue",),
    noted=("GenerateConditions",),
)
def fourier_transform(kernel: Any, function: Any, t: Any, w: Any, *, options: Any) -> Any:
    """gives the Fourier transform of f: the integral of f E^(I w t) over all t, divided by Sqrt[2 Pi].

    >>> {FourierTransform[E^(-t^2), t, w], FourierTransform[DiracDelta[t], t, w]}
    {1/(Sqrt[2] E^(w^2/4)), 1/Sqrt[2 Pi]}
    """
    return fourier(kernel, function, t, w, options, 1)


@builtin(
    "InverseFourierTransform[f, w, t]",
    options=FOURIER,
    messages=MESSAGES,
    refused=("PrincipalValue",),
    noted=("GenerateConditions",),
)
def inverse_fourier_transform(kernel: Any, function: Any, w: Any, t: Any, *, options: Any) -> Any:
    """gives the function of t whose Fourier transform is f.

    >>> InverseFourierTransform[DiracDelta[w], w, t]
    1/Sqrt[2 Pi]
    """
    return fourier(kernel, function, w, t, options, -1)


def impulses(kernel: Any, function: Any, t: Any, w: Any, b: Any) -> Any:
    """The integral of f E^(I b w t) over all t, where f is a sum of constants and waves of real frequency."""
    whole = kernel.evaluate(S.Expand(S.TrigToExp(function)))
    found = []
    for term in whole.parts if isinstance(whole, Expr) and whole.head is S.Plus else (whole,):
        rate = kernel.evaluate(S.Times(Complex(0, -1), S.Divide(S.D(term, t), term)))
        rate = kernel.evaluate(S.Simplify(rate))
        amplitude = kernel.evaluate(S.Simplify(S.Times(term, S.Power(S.E, S.Times(Complex(0, -1), rate, t)))))
        if not is_free(amplitude, (t,)) or not is_frequency(kernel, rate, t):
            return None
        found.append(S.Times(amplitude, S.DiracDelta(S.Plus(w, S.Divide(rate, b)))))
    return S.Times(2, S.Pi, S.Power(S.Abs(b), -1), S.Plus(*found))


def is_frequency(kernel: Any, rate: Any, t: Any) -> bool:
    """Whether it is a real number, or names of such put together without the imaginary unit."""
    return is_real(kernel.evaluate(S.N(rate))) or (is_free(rate, (t,)) and not has_imaginary(rate))


STEPS = (S.UnitStep, S.HeavisideTheta, S.UnitBox, S.UnitTriangle, S.HeavisidePi, S.HeavisideLambda)
ABOUT = S.Slot(1)
TRIANGLE = S.Function(
    S.Piecewise(
        S.List(
            S.List(S.Plus(1, ABOUT), S.LessEqual(-1, ABOUT, 0)),
            S.List(S.Plus(1, S.Times(-1, ABOUT)), S.LessEqual(0, ABOUT, 1)),
        ),
        0,
    )
)
AS_STEPS = S.List(
    S.Rule(S.HeavisideTheta, S.UnitStep),
    S.Rule(S.HeavisidePi, S.UnitBox),
    S.Rule(S.UnitTriangle, TRIANGLE),
    S.Rule(S.HeavisideLambda, TRIANGLE),
)


def by_pieces(kernel: Any, function: Any, names: tuple[Any, Any], waves: Any, options: Any) -> Any:
    """The integral of a function with steps times the waves, over the intervals between its steps."""
    t, w = names
    whole = kernel.evaluate(S.PiecewiseExpand(S.ReplaceAll(function, AS_STEPS)))
    if head_of(whole) is not S.Piecewise or len(whole.parts) > 1 and whole.parts[1] != 0:
        return None
    given = options["Assumptions"]
    facts = S.And(S.Element(w, S.Reals), S.Unequal(w, 0), *([] if given is S.Automatic else [given]))
    found = []
    for case in whole.parts[0].parts:
        limits = interval_of(case.parts[1], t) or interval_of(
            kernel.evaluate(S.Reduce(case.parts[1], t, S.Reals)), t
        )
        if limits is None:
            return None
        low = S.Times(-1, S.Infinity) if limits[0] is None else limits[0]
        high = S.Infinity if limits[2] is None else limits[2]
        body = S.Times(case.parts[0], waves)
        value = kernel.evaluate(S.Integrate(body, S.List(t, low, high), S.Rule(S.Assumptions, facts)))
        value = value.parts[0] if head_of(value) is S.ConditionalExpression else value
        if mentions(value, S.Integrate):
            return None
        found.append(value)
    return S.Simplify(S.Plus(*found))


def both_sides(sympy: Any, value: Any, f: Any, t: Any, w: Any) -> Any:
    """A transform that SymPy knows for positive w alone: it is even or odd where f is, and not known else."""
    result, condition = value.args[0]
    if w not in condition.free_symbols:
        return result
    for other, sign in ((f, 1), (-f, sympy.sign(w))):
        if condition == (w > 0) and sympy.simplify(f.subs(t, -t) - other) == 0:
            return sign * sympy.simplify(result).subs(w, sympy.Abs(w))
    return None


def fourier(kernel: Any, function: Any, t: Any, w: Any, options: Any, sign: int) -> Any:
    """Sqrt[Abs[b]/(2 Pi)^(1 - a)] times the integral of f E^(+-I b w t)."""
    parameters = options["FourierParameters"]
    if not is_list(parameters) or len(parameters) != 2:
        raise Failure("fpopt", parameters, value=None)
    a, b = parameters.parts
    head = S.FourierTransform if sign == 1 else S.InverseFourierTransform
    threaded = by_terms(head, function, t, w, options)
    if threaded is not None:
        return threaded
    facts = facts_of(kernel, known(kernel, options["Assumptions"]))
    facts.setdefault(as_key(t), {"real": True})
    facts.setdefault(as_key(w), {"real": True})
    power = S.Subtract(1, a) if sign == 1 else S.Plus(1, a)
    factor = S.Times(S.Sqrt(S.Abs(b)), S.Power(S.Times(2, S.Pi), S.Times(Fraction(-1, 2), power)))
    waves = impulses(kernel, function, t, w, S.Times(sign, b))
    if waves is not None:
        return S.Expand(S.Times(factor, waves))
    kernel_function = S.Power(S.E, S.Times(Complex(0, sign), b, w, t))
    if any(mentions(function, step) for step in STEPS):
        return by_pieces(kernel, function, (t, w), S.Times(factor, kernel_function), options)

    def run() -> Any:
        bridge = Bridge(kernel, facts, (t,))
        sympy, x = bridge.sympy, bridge.variable(t)
        value = sympy.integrate(
            bridge.to(kernel.evaluate(S.Times(function, kernel_function))), (x, -sympy.oo, sympy.oo)
        )
        if isinstance(value, sympy.Piecewise):
            value = both_sides(sympy, value, bridge.to(function), x, bridge.variable(w))
        if value is None or value.has(sympy.Integral, sympy.oo, sympy.nan):
            return None
        whole = sympy.simplify(bridge.to(kernel.evaluate(factor)) * value)
        apart = any(p.base == sympy.pi for p in whole.atoms(sympy.Pow))
        return kernel.evaluate(
            S.Times(factor, bridge.back(sympy.simplify(value))) if apart else bridge.back(whole)
        )

    return attempt(run, seconds=30.0)
