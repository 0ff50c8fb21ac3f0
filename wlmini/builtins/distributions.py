"""What is asked of probability distributions: densities, probabilities, quantiles, random values."""

from __future__ import annotations

from functools import cache
from typing import Any

from wlmini.arrays import pack
from wlmini.builtins.approximation import number_value
from wlmini.builtins.distribution_families import continuous, discrete, further
from wlmini.builtins.distribution_families.family import DERIVED, FAMILIES, Family
from wlmini.builtins.random import between, digits_wanted, filled, generator, shape_of
from wlmini.expr import Expr, S, Symbol, head_of, is_list, make_list, symbol
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_real, sign, to_float
from wlmini.syntax.parse import parse

assert continuous  # a message lists all families
assert discrete
assert further

OF_VECTORS = (S.MultinormalDistribution, S.ProductDistribution, S.DirichletDistribution)
FARTHEST = 1e18
MESSAGES = {
    "dist": "`1` is no distribution that is built yet; those are `2`.",
    "array": "The dimensions `1` are no nonnegative integer or list of such.",
    "precn": "WorkingPrecision `1` is neither MachinePrecision nor a positive number of digits.",
    "noprec": "Values of `1` to `2` digits are not built: there is no formula for its quantiles.",
    "method": "The method `1` of drawing random numbers is not built in; there are `2`.",
    "num": "The parameters of `1` are no numbers, so no values can be drawn.",
}


def uniform_pair(arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    """UniformDistribution[{a, b}] and DiscreteUniformDistribution[{a, b}] keep their parameters in a list."""
    return arguments[0].parts if len(arguments) == 1 and is_list(arguments[0]) else arguments


# -- reading a distribution --------------------------------------------------------------------------


def family_of(distribution: Any) -> Family | None:
    if isinstance(distribution, Expr) and isinstance(distribution.head, Symbol):
        return FAMILIES.get(distribution.head.short)
    return None


def derived_of(distribution: Any) -> Any:
    """The functions of a distribution made of others or of data."""
    if isinstance(distribution, Expr) and isinstance(distribution.head, Symbol):
        found = DERIVED.get(distribution.head.short)
        if found is not None and not found.fits(distribution):
            raise Failure("parms", distribution, owner=distribution.head, value=None)
        return found
    return None


def parameters_of(kernel: Any, distribution: Expr) -> dict[str, Any]:
    """Parameter name -> value; wrong ones fail."""
    family = FAMILIES[distribution.head.short]
    given = uniform_pair(distribution.parts) or family.defaults
    if len(given) != len(family.parameters):
        raise Failure("parms", distribution, wanted(family), owner=distribution.head, value=None)
    found = dict(zip(family.parameters, given, strict=True))
    for name, value in found.items():
        number = number_value(kernel, value)
        if number is not None and not admissible(family, name, number):
            raise Failure("parms", distribution, wanted(family), owner=distribution.head, value=None)
    return found


def admissible(family: Family, name: str, number: Any) -> bool:
    if not is_real(number):
        return False
    if name in family.positive:
        return sign(number) > 0
    return name not in family.unit or 0 <= to_float(number) <= 1


def wanted(family: Family) -> str:
    """What the parameters must be, in words."""
    limits = [f"{name} > 0" for name in family.positive] + [f"0 <= {name} <= 1" for name in family.unit]
    return f"{', '.join(family.parameters)}" + (f" with {', '.join(limits)}" if limits else "")


@cache
def formula(text: str) -> Any:
    """A formula of the table as an expression; names it does not share with the language are local ones."""
    return parse(text, lambda name: symbol(f"Distribution`{name}" if name.strip("$").islower() else name))


def filled_in(kernel: Any, distribution: Expr, text: str, **others: Any) -> Any:
    """A formula with the distribution's parameters (and x or q) in their places."""
    values = {**parameters_of(kernel, distribution), **others}
    return put(formula(text), {symbol(f"Distribution`{name}"): value for name, value in values.items()})


def put(expr: Any, values: dict[Symbol, Any]) -> Any:
    if isinstance(expr, Symbol):
        return values.get(expr, expr)
    if not isinstance(expr, Expr):
        return expr
    return Expr(put(expr.head, values), [put(p, values) for p in expr.parts])


def distribution_mean(kernel: Any, distribution: Expr) -> Any:
    derived = derived_of(distribution)
    if derived is not None:
        return derived.mean(kernel, distribution)
    return filled_in(kernel, distribution, FAMILIES[distribution.head.short].mean)


def distribution_variance(kernel: Any, distribution: Expr) -> Any:
    derived = derived_of(distribution)
    if derived is not None:
        return derived.variance(kernel, distribution)
    return filled_in(kernel, distribution, FAMILIES[distribution.head.short].variance)


# -- asking a distribution ---------------------------------------------------------------------------


def at_value(kernel: Any, distribution: Any, x: Any, owner: Symbol, field: str) -> Any:
    """The formula of a distribution at x, element by element in a list."""
    family, derived = family_of(distribution), derived_of(distribution)
    if derived is not None:
        if is_list(x) and distribution.head not in OF_VECTORS:
            return make_list([Expr(owner, (distribution, p)) for p in x.parts])
        return getattr(derived, field)(kernel, distribution, x)
    if family is None:
        return None
    if is_list(x):
        return make_list([Expr(owner, (distribution, p)) for p in x.parts])
    return filled_in(kernel, distribution, getattr(family, field), x=x)


@builtin("PDF[dist, x]", "PDF[dist][x]", messages=MESSAGES)
def pdf(kernel: Any, distribution: Any, x: Any) -> Any:
    """gives the probability density (or the probability, where it is discrete) of a distribution at x.

    >>> {PDF[NormalDistribution[0, 1], 0], PDF[BinomialDistribution[4, 1/2], 2]}
    {1/Sqrt[2 Pi], 3/8}
    """
    return at_value(kernel, distribution, x, S.PDF, "density")


@builtin("CDF[dist, x]", "CDF[dist][x]", messages=MESSAGES)
def cdf(kernel: Any, distribution: Any, x: Any) -> Any:
    """gives the probability that a value of a distribution is not greater than x.

    >>> {CDF[NormalDistribution[], 1.], CDF[ExponentialDistribution[2], 0]}
    {0.841345, 0}
    """
    return at_value(kernel, distribution, x, S.CDF, "cumulative")


@builtin("SurvivalFunction[dist, x]", messages=MESSAGES)
def survival_function(kernel: Any, distribution: Any, x: Any) -> Any:
    """gives the probability that a value of a distribution is greater than x.

    >>> SurvivalFunction[ExponentialDistribution[1], 2.]
    0.135335
    """
    if family_of(distribution) is None and derived_of(distribution) is None:
        return None
    below = kernel.evaluate(S.CDF(distribution, x))
    if head_of(below) is not S.Piecewise:
        return S.Plus(1, S.Times(-1, below))
    cases = below.parts[0].parts
    rests = [
        kernel.evaluate(S.Plus(1, S.Times(-1, v))) for v in (*[c.parts[0] for c in cases], *below.parts[1:])
    ]
    pieces = [S.List(rest, case.parts[1]) for rest, case in zip(rests, cases, strict=False)]
    return S.Piecewise(make_list(pieces), rests[-1])


@builtin("InverseCDF[dist, q]", messages=MESSAGES)
def inverse_cdf(kernel: Any, distribution: Any, q: Any) -> Any:
    """gives the value below which a part q of a distribution lies.

    >>> {InverseCDF[NormalDistribution[], 0.975], InverseCDF[UniformDistribution[{2, 4}], 1/2]}
    {1.95996, 3}
    """
    return distribution_quantile(kernel, distribution, q)


def distribution_quantile(kernel: Any, distribution: Any, q: Any) -> Any:
    family = family_of(distribution)
    if family is None and derived_of(distribution) is None:
        return None
    if is_list(q):
        return make_list([S.Quantile(distribution, p) for p in q.parts])
    derived = derived_of(distribution)
    if derived is not None and derived.quantile is not None:
        return derived.quantile(kernel, distribution, q)
    if family is None or not family.quantile:
        return searched_quantile(kernel, distribution, q, family is not None and "Floor[x]" in family.density)
    return filled_in(kernel, distribution, family.quantile, q=q)


def searched_quantile(kernel: Any, distribution: Any, q: Any, discrete: bool) -> Any:
    """The least value at which the cumulative distribution reaches q, by halving an interval."""
    wanted = number_value(kernel, q)
    if not is_real(wanted) or not 0 < to_float(wanted) < 1:
        return None
    target = to_float(wanted)

    def below(x: Any) -> bool | None:
        value = kernel.evaluate(S.N(S.CDF(distribution, x)))
        return to_float(value) < target if is_real(value) else None

    low, high = (-1, 1) if discrete else (-1.0, 1.0)
    while below(high):
        low, high = high, 2 * high
    while below(low) is False and abs(low) < FARTHEST:
        low, high = 2 * low, low
    if below(low) is None or below(high) is None:
        return None
    while high - low > (1 if discrete else 1e-15 * max(1e-10, abs(low))):
        middle = (low + high) // 2 if discrete else (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if below(middle) else (low, middle)
    return high


# -- drawing -----------------------------------------------------------------------------------------


@builtin(
    "RandomVariate[dist]",
    "RandomVariate[dist, n]",
    options={"Method": S.Automatic, "WorkingPrecision": S.MachinePrecision},
    messages=MESSAGES,
)
def random_variate(kernel: Any, distribution: Any, size: Any = None, *, options: dict[str, Any]) -> Any:
    """gives a value drawn from a distribution, or an array of n (or {n1, n2, ...}) of them.

    >>> Dimensions[RandomVariate[NormalDistribution[0, 1], {3, 2}]]
    {3, 2}
    >>> RandomVariate[BernoulliDistribution[1], 4]
    {1, 1, 1, 1}
    >>> Precision[RandomVariate[ExponentialDistribution[1], WorkingPrecision -> 30]] > 25
    True
    """
    if options["Method"] not in METHODS:
        raise Failure("method", options["Method"], make_list(METHODS), value=None)
    digits = digits_wanted(options["WorkingPrecision"])
    if digits is not None or options["Method"] is not S.Automatic:
        return inverted_uniforms(kernel, distribution, shape_of(size), digits)
    family, derived = family_of(distribution), derived_of(distribution)
    if derived is not None:
        return pack(derived.sample(kernel, distribution, shape_of(size)))
    if family is None:
        raise Failure("dist", distribution, make_list(S[name] for name in FAMILIES), value=None)
    values = [number_value(kernel, v) for v in parameters_of(kernel, distribution).values()]
    if not all(map(is_real, values)):
        raise Failure("num", distribution, value=None)
    return pack(family.sample(generator(kernel), shape_of(size), *map(to_float, values)))


METHODS = (S.Automatic, "Inversion")


def inverted_uniforms(kernel: Any, distribution: Any, shape: Any, digits: float | None) -> Any:
    """Values at which the cumulative distribution is a random number from 0 to 1."""
    family = family_of(distribution)
    if family is None and derived_of(distribution) is None:
        raise Failure("dist", distribution, make_list(S[name] for name in FAMILIES), value=None)
    if digits is not None and (family is None or not family.quantile):
        raise Failure("noprec", distribution, digits, value=None)
    numbers = (
        [number_value(kernel, v) for v in parameters_of(kernel, distribution).values()] if family else []
    )
    if not all(map(is_real, numbers)):
        raise Failure("num", distribution, value=None)

    def draw() -> Any:
        chance = generator(kernel).random() if digits is None else between(kernel, 0, 1, digits + 3)
        value = kernel.evaluate(S.Quantile(distribution, chance))
        return value if type(value) is int else kernel.evaluate(S.N(value, digits or S.MachinePrecision))

    return filled(shape, draw)
