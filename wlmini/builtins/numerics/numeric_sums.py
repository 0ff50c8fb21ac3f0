"""Numerical sums and products, finite and infinite."""

from __future__ import annotations

from typing import Any, NamedTuple

import mpmath
import numpy as np

from wlmini.arrays import pack
from wlmini.builtins.numerics.functions import NumericFunction, is_variable, local, put, working_digits
from wlmini.builtins.numerics.integration import limit_value
from wlmini.builtins.numerics.monitors import goals, named, need_known
from wlmini.expr import Expr, S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_number
from wlmini.kernel.precise import from_mp, to_mp

MESSAGES = {
    "ilim": "`1` is no range of summation {i, a, b} or {i, a, b, di}.",
    "nlim": "The limit `1` = `2` is no number.",
    "nsum": "The sum has no numerical value at `1` = `2`.",
    "nsconv": "The terms do not seem to become small enough for the sum to converge.",
    "bdmtd": "The method `1` is not known here; those known are `2`.",
    "nterms": "The value of the option `1` is to be an integer from 0 on, not `2`.",
    "wprec": "The WorkingPrecision `1` is no positive number.",
}
DIGITS = 30  # carried for machine numbers: extrapolation of a series loses about half of them
METHODS = {  # by name: what mpmath calls it
    "EulerMaclaurin": "euler-maclaurin",
    "WynnEpsilon": "shanks",
    "AlternatingSigns": "alternating",
    "Richardson": "richardson",
}
GOALS = {"AccuracyGoal": S.Infinity, "Method": S.Automatic, "PrecisionGoal": S.Automatic,
         "VerifyConvergence": S["True"], "WorkingPrecision": S.MachinePrecision}  # fmt: skip


class Manner(NamedTuple):
    """How the options have terms put together."""

    digits: float | None  # None: machine numbers
    carried: int
    first: int  # terms that are taken one by one before the rest is extrapolated
    method: str
    tolerance: float | None
    verifies: bool


@builtin(
    "NSum[f, {i, a, b}]",
    "NSum[f, {i, a, b, di}]",
    attributes="HoldAll",
    options={**GOALS, "NSumTerms": 15},
    messages=MESSAGES,
    least=2,
)
def n_sum(kernel: Any, body: Any, *specs: Any, options: dict[str, Any]) -> Any:
    """gives a numerical value of the sum of f for i from a to b, which may be infinite.

    >>> NSum[1/n^2, {n, 1, Infinity}]
    1.64493
    >>> NSum[1/n^2, {n, 1, Infinity}, WorkingPrecision -> 20]
    1.6449340668482264365
    """
    if not specs:
        return None
    return reduced(kernel, body, specs, S.NSum, manner_of(kernel, S.NSum, options, "NSumTerms"), options)


@builtin(
    "NProduct[f, {i, a, b}]",
    "NProduct[f, {i, a, b, di}]",
    attributes="HoldAll",
    options={**GOALS, "NProductFactors": 15},
    messages=MESSAGES,
    least=2,
)
def n_product(kernel: Any, body: Any, *specs: Any, options: dict[str, Any]) -> Any:
    """gives a numerical value of the product of f for i from a to b, which may be infinite.

    >>> NProduct[1 + 1/n^2, {n, 1, Infinity}]
    3.67608
    """
    if not specs:
        return None
    manner = manner_of(kernel, S.NProduct, options, "NProductFactors")
    return reduced(kernel, body, specs, S.NProduct, manner, options)


def manner_of(kernel: Any, head: Any, options: dict[str, Any], first: str) -> Manner:
    """What the options ask for; the goals matter where one is set."""
    name, settings = named(kernel, options)
    if name is not S.Automatic and name not in METHODS:
        raise Failure("bdmtd", name, make_list(METHODS), value=None)
    need_known(head, settings)
    count = kernel.evaluate(options[first])
    if type(count) is not int or count < 0:
        raise Failure("nterms", S[first], count, value=None)
    digits = working_digits(kernel, options)
    near = goals(kernel, options, 0.0, 0.0)
    return Manner(
        digits,
        DIGITS if digits is None else max(DIGITS, 2 * int(digits) + 10),
        count,
        METHODS.get(str(name), "r+s"),
        max(near) or None,
        kernel.evaluate(options["VerifyConvergence"]) is not S["False"],
    )


def reduced(
    kernel: Any, body: Any, specs: tuple[Any, ...], head: Any, manner: Manner, options: dict[str, Any]
) -> Any:
    """The sum or product over the last range, inside those over the earlier ones."""
    spec = specs[0] if is_list(specs[0]) else kernel.evaluate(specs[0])
    if len(specs) > 1:
        body = Expr(head, (body, *specs[1:], *[S.Rule(S[n], v) for n, v in options.items()]))
    if not is_list(spec) or len(spec) not in (3, 4) or not is_variable(spec.parts[0]):
        raise Failure("ilim", spec, value=None)
    variable = spec.parts[0]
    bounds = [limit_value(kernel, variable, kernel.evaluate(p)) for p in spec.parts[1:]]
    low, high, step = bounds if len(bounds) == 3 else (*bounds, 1.0)
    with local(kernel, [variable]):
        expr = kernel.evaluate(body) if len(specs) == 1 else body
        function = NumericFunction(kernel, expr, [variable])
        if not np.isfinite(high):
            return infinite(kernel, function, (low, step), head, manner)
        count = int(np.floor((high - low) / step + 1e-9)) + 1
        if manner.digits is not None:
            return precise(kernel, function, (low, step), count, head, manner)
        places = np.arange(count) * step + low
        values = function.on_arrays(places)
        if np.isnan(values).any():
            raise Failure("nsum", variable, float(places[np.isnan(values)][0]), value=None)
        return pack(values.sum() if head is S.NSum else values.prod())


class Terms:
    """The terms of a series as numbers of mpmath, each found once."""

    def __init__(
        self, kernel: Any, function: NumericFunction, start: tuple[float, float], digits: int
    ) -> None:
        self.kernel, self.function, self.start, self.digits = kernel, function, start, digits
        self.known: dict[Any, Any] = {}

    def __call__(self, k: Any) -> Any:
        key = (self.start[0] + self.start[1] * k, mpmath.mp.prec)
        if key not in self.known:
            self.known[key] = self.at(key[0], max(self.digits, mpmath.mp.dps))
        return self.known[key]

    def at(self, place: Any, digits: int) -> Any:
        plain = float(place)
        shown: Any = from_mp(mpmath.mpf(place), digits + 10) if place != plain else plain
        if place == plain and plain.is_integer():
            shown = int(plain)
        found = self.kernel.evaluate(put(self.function.expr, self.function.variables, [shown]))
        if not is_number(found):
            found = self.kernel.evaluate(S.N(found, digits))
        if not is_number(found):
            raise Failure("nsum", self.function.variables[0], shown, value=None)
        return to_mp(found)


def precise(
    kernel: Any, function: NumericFunction, start: tuple[float, float], count: int, head: Any, manner: Manner
) -> Any:
    """A finite sum or product with so many digits."""
    terms = Terms(kernel, function, start, manner.carried)
    with mpmath.workdps(manner.carried):
        values = [terms(k) for k in range(count)]
        return settled(mpmath.fsum(values) if head is S.NSum else mpmath.fprod(values), manner)


def infinite(
    kernel: Any, function: NumericFunction, start: tuple[float, float], head: Any, manner: Manner
) -> Any:
    """The infinite sum or product: some terms one by one, the rest by extrapolation."""
    terms = Terms(kernel, function, start, manner.carried)
    further: dict[str, Any] = {"method": manner.method}
    if manner.tolerance is not None:
        further["tol"] = manner.tolerance
    with mpmath.workdps(manner.carried):
        if head is S.NSum and manner.verifies:
            verify(kernel, terms)
        first = [terms(k) for k in range(manner.first)]
        if head is S.NSum:
            return settled(
                mpmath.fsum(first) + mpmath.nsum(terms, [manner.first, mpmath.inf], **further), manner
            )
        rest = mpmath.nsum(lambda k: mpmath.log(terms(k)), [manner.first, mpmath.inf], **further)
        return settled(mpmath.fprod(first) * mpmath.exp(rest), manner)


def verify(kernel: Any, term: Any) -> None:
    far = abs(term(1000))
    if far >= abs(term(10)) and far > 1e-10:
        kernel.message(S.NSum, "nsconv")


def settled(value: Any, manner: Manner) -> Any:
    """A number of the digits wanted, without an imaginary part that is none."""
    found = complex(value)
    if manner.digits is None:
        return found if found.imag else found.real
    return from_mp(value if found.imag else mpmath.re(value), manner.digits)
