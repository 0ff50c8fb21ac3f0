"""Evaluating functions at many points: as a whole on arrays where that is right, else one by one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.builtins.approximation import number_value
from wlmini.drawing.colors import number
from wlmini.drawing.settings import is_name
from wlmini.expr import TRUE, BigReal, Complex, Expr, Packed, S, Symbol, is_list
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import to_float

Array = Any
DEPTH = 200  # of recursion, while a definition is tried on a whole array
CHECKS = 4  # points at which the values of a whole array are compared
TINY = 1e-9
BEND = math.radians(4.0)  # a curve that turns less between two points on paper is smooth
RISE = 0.05  # of the height, beyond which a step in the values is looked into


def real_value(kernel: Any, expr: Any) -> float:
    """A value as a float, not a number where it is none or not real."""
    kind = type(expr)
    if kind is float or kind is int:
        return float(expr)
    if kind is complex:
        return expr.real if abs(expr.imag) <= TINY * max(1.0, abs(expr.real)) else math.nan
    if isinstance(expr, BigReal):
        return to_float(expr)
    if isinstance(expr, Expr) and expr.head is S.Quantity and expr.parts:
        return real_value(kernel, expr.parts[0])
    found = number_value(kernel, expr) if not isinstance(expr, (str, Complex)) else None
    if isinstance(found, complex):
        return real_value(kernel, found)
    plain = number(found)
    return math.nan if plain is None else plain


class Function:
    """Expressions of variables, as functions from numbers to numbers."""

    def __init__(self, kernel: Any, variables: Sequence[Symbol], body: Any, options: Any = None) -> None:
        self.kernel = kernel
        self.variables = variables
        self.body = body
        self.monitor = (options or {}).get("EvaluationMonitor", S["None"])
        # Until found wrong: a whole array at once gives the values of its elements.
        self.whole = not has_effects(body) and self.monitor is S["None"]

    def value(self, *arguments: float) -> Any:
        """The value at one point, as an expression."""
        definitions = [self.kernel.definitions[v] for v in self.variables]
        before = [d.own for d in definitions]
        try:
            for variable, argument in zip(self.variables, arguments, strict=True):
                self.kernel.set_own(variable, argument)
            if self.monitor is not S["None"]:
                self.kernel.evaluate(self.monitor)
            return self.kernel.evaluate(self.body)
        finally:
            for variable, own in zip(self.variables, before, strict=True):
                self.kernel.set_own(variable, own)

    def real(self, *arguments: float) -> float:
        return real_value(self.kernel, self.value(*arguments))

    def at(self, *arrays: Array) -> Array:
        """The values at many points."""
        points = [np.asarray(a, dtype=float).ravel() for a in arrays]
        with self.kernel.messages.hushed():
            found = self.at_once(points) if self.whole and len(points[0]) > 2 * CHECKS else None
            if found is None:
                found = self.one_by_one(points)
        return found.reshape(np.shape(arrays[0]))

    def at_once(self, points: list[Array]) -> Array | None:
        """The values from one evaluation with arrays for the variables; None where those are not right."""
        limit = self.kernel.recursion_limit
        self.kernel.recursion_limit = min(limit, self.kernel.depth + DEPTH)
        try:
            value = self.value(*map(pack, points))
        finally:
            self.kernel.recursion_limit = limit
        found = reals(value)
        if found is None and number(value) is not None:
            found = np.full(len(points[0]), number(value))
        if found is None or found.shape != points[0].shape or not self.agrees(found, points):
            self.whole = False
            return None
        return found

    def agrees(self, found: Array, points: list[Array]) -> bool:
        """Whether single points give the same values."""
        for index in np.linspace(0, len(found) - 1, CHECKS, dtype=int):
            single = self.real(*(float(p[index]) for p in points))
            if not (single == found[index] or abs(single - found[index]) <= 1e-9 * max(1.0, abs(single))):
                return math.isnan(single) and math.isnan(found[index])
        return True

    def one_by_one(self, points: list[Array]) -> Array:
        rows = zip(*(p.tolist() for p in points), strict=True)
        return np.array([self.real(*row) for row in rows])


EFFECTS = {
    "CompoundExpression", "Set", "SetDelayed", "Increment", "PreIncrement", "Decrement", "AddTo",
    "AppendTo", "Print",
    "Echo", "Sow", "RandomReal", "RandomInteger", "RandomVariate", "RandomChoice", "Pause", "NIntegrate",
    "FindRoot",
}  # fmt: skip
"""Heads of what is to happen at each point, not once for all of them."""


def has_effects(body: Any) -> bool:
    """Whether evaluating an expression does something beside giving a value."""
    if not isinstance(body, Expr) or isinstance(body, Packed):
        return False
    if isinstance(body.head, Symbol) and body.head.short in EFFECTS:
        return True
    return any(map(has_effects, body.parts))


def reals(value: Any) -> Array | None:
    """A list of numbers as an array of reals; complex ones count as no number."""
    found = value.array if type(value) is Packed else to_array(value) if is_list(value) else None
    if found is None or found.dtype.kind not in "fic":
        return None
    if found.dtype.kind == "c":
        real = np.abs(found.imag) <= TINY * np.maximum(1.0, np.abs(found.real))
        return np.where(real, found.real, math.nan)
    return np.asarray(found, dtype=float)


def refined(
    function: Function, low: float, high: float, count: int, depth: int, scale: Any = None
) -> tuple[Array, Array]:
    """Points of a curve, close where it bends; `scale` is applied to the values that are looked at."""
    x = np.linspace(low, high, count)
    x[1:-1] += (
        (high - low) / count * 0.1 * np.sin(37.0 * np.arange(1, count - 1))
    )  # no beat with periodic functions
    y = function.at(x)
    for _ in range(depth):
        new = bends(x, y if scale is None else scale(y))
        if not len(new):
            break
        middle = (x[new] + x[new + 1]) / 2
        x = np.concatenate([x, middle])
        y = np.concatenate([y, function.at(middle)])
        order = np.argsort(x, kind="stable")
        x, y = x[order], y[order]
    return x, y


def bends(x: Array, y: Array) -> Array:
    """The steps that want another point in their middle."""
    good = y[np.isfinite(y)]
    if len(good) < 2 or len(x) > 6000:
        return np.array([], dtype=int)
    low, high = visible(good)
    height = (high - low) or 1.0
    u, v = (x - x[0]) / ((x[-1] - x[0]) or 1.0), np.clip((y - low) / height, -2, 3) / 1.618
    du, dv = np.diff(u), np.diff(v)
    angle = np.arctan2(dv, du)
    turn = np.abs(np.diff(angle))
    lengths = np.hypot(du, dv)
    sharp = np.zeros(len(du), dtype=bool)
    bent = (turn > BEND) & (np.minimum(lengths[:-1], lengths[1:]) > 2e-4)
    sharp[:-1] |= bent
    sharp[1:] |= bent
    sharp |= np.abs(dv) > RISE
    ends = np.isfinite(y)
    sharp |= ends[:-1] != ends[1:]
    return np.nonzero(sharp & (du > 1e-6))[0]


def visible(values: Array, even: Array | None = None) -> tuple[float, float]:
    """The range of values without the few that are far out, as plots show it.

    `even` are values at even distances, where sampling is closer at steep places.
    """
    finite = values[np.isfinite(values)]
    if not len(finite) or even is not None and not np.isfinite(even).any():
        return 0.0, 1.0
    low, high = float(finite.min()), float(finite.max())
    q1, q3 = np.quantile(finite if even is None else even[np.isfinite(even)], [0.1, 0.9])
    spread = (q3 - q1) or (high - low)
    if low < q1 - 4 * spread:
        low = float(q1 - 0.8 * spread)
    if high > q3 + 4 * spread:
        high = float(q3 + 0.8 * spread)
    return low, high


def evenly(points: Array) -> Array:
    """The heights of a curve at even distances."""
    good = points[np.isfinite(points).all(axis=1)]
    if len(good) < 2:
        return good[:, 1]
    return np.interp(np.linspace(good[0, 0], good[-1, 0], 400), good[:, 0], good[:, 1])


def pieces(x: Array, y: Array, range_: tuple[float, float] | None = None) -> list[Array]:
    """The connected parts of a curve: cut where values are missing and where it jumps across the plot."""
    good = np.isfinite(y) & np.isfinite(x)
    cut = ~good
    parts = []
    start = 0
    jumps = set(leaps(x, y, range_).tolist()) if len(y) else set()
    for index in range(len(y) + 1):
        end = index == len(y) or cut[index]
        if end or index in jumps:
            if index - start > 1:
                parts.append(np.stack([x[start:index], y[start:index]], axis=1))
            start = index + 1 if end else index
    return parts


def leaps(x: Array, y: Array, range_: tuple[float, float] | None) -> Array:
    """Where a new part begins: a pole, or a jump that closer sampling did not bridge."""
    low, high = range_ or visible(y)
    height = (high - low) or 1.0
    with np.errstate(invalid="ignore", divide="ignore"):
        rise, run = np.abs(np.diff(y)) / height, np.diff(x) / ((x[-1] - x[0]) or 1.0)
        steep = (rise > 0.02) & (run < 2e-4) & (rise / np.maximum(run, 1e-12) > 500)
        pole = (rise > 3) & (np.sign(y[:-1] - (low + high) / 2) != np.sign(y[1:] - (low + high) / 2))
    return np.nonzero(steep | pole)[0] + 1


def iterator(kernel: Any, spec: Any, tag: str = "pllim") -> tuple[Symbol, float, float]:
    """The variable and the limits of {x, min, max}."""
    if not is_list(spec) or len(spec.parts) != 3 or not isinstance(spec.parts[0], Symbol):
        raise Failure(tag, spec, value=None)
    variable = spec.parts[0]
    low, high = (real_value(kernel, kernel.evaluate(p)) for p in spec.parts[1:])
    if not (math.isfinite(low) and math.isfinite(high)) or low == high:
        raise Failure("plln", spec.parts[1] if not math.isfinite(low) else spec.parts[2], spec, value=None)
    return variable, min(low, high), max(low, high)


def outside(kernel: Any, options: dict[str, Any], *columns: Array) -> Array:
    """Where RegionFunction, of the columns point by point, does not give True."""
    region = options.get("RegionFunction", S.Automatic)
    if is_name(region, "Automatic", "None", "True"):
        return np.zeros(np.shape(columns[0]), dtype=bool)
    rows = zip(*(np.ravel(c).tolist() for c in columns), strict=True)
    found = [kernel.call(region, *row) is not TRUE for row in rows]
    return np.array(found, dtype=bool).reshape(np.shape(columns[0]))
