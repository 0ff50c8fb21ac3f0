"""Functions through given points: Interpolation, InterpolatingFunction and their relatives."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.builtins.numerics.functions import NumericFunction, local, numeric_value
from wlmini.builtins.numerics.monitors import goals
from wlmini.expr import Atom, Expr, S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_number, is_real, machine

MESSAGES = {
    "depth": "The MaxRecursion `1` is no integer from 0 on.",
    "innd": "The data `1` are no list of values, of {x, f} or of {{x, y, ...}, f}.",
    "inhr": "The interpolation order is too high for the data; it was lowered to `1`.",
    "inord": "The interpolation order `1` is no nonnegative integer.",
    "indim": "The points do not form a grid: some combinations of coordinates are missing.",
    "inddp": "The point `1` is given more than once.",
    "range": "`1` is no range {x, min, max}.",
    "dmval": "The input `1` lies outside the range of the data; the value is extrapolated.",
}


@builtin("InterpolatingFunction[{{min, max}, ...}, <>]", messages=MESSAGES)
def interpolating_function(kernel: Any, *parts: Any) -> None:
    """represents a function whose values are found by interpolation.

    >>> Head[Interpolation[{1, 4, 9, 16}]]
    InterpolatingFunction
    """


@builtin("$DifferentiatedInterpolation[f, n, ...]")
def differentiated_interpolation(kernel: Any, function: Any, *ranks: Any) -> Any:
    """is the derivative of an InterpolatingFunction, n times by its first variable and so on.

    >>> Interpolation[{1, 4, 9, 16, 25}]'[2.5]
    5.
    """
    return function.differentiated(ranks) if isinstance(function, Interpolated) else None


class Interpolated(Atom):
    """A function on a rectangular grid, piecewise polynomial along each axis."""

    __slots__ = ("axes", "orders", "periodic", "ranks", "values")
    head = S.InterpolatingFunction

    def __init__(
        self, axes: list[Any], values: Any, orders: list[int], ranks: Any = None, periodic: bool = False
    ) -> None:
        self.axes = axes
        self.values = values
        self.orders = orders
        self.ranks = tuple(ranks) if ranks else (0,) * len(axes)
        self.periodic = periodic

    @property
    def domain(self) -> Any:
        return make_list([S.List(float(a[0]), float(a[-1])) for a in self.axes])

    def apply(self, kernel: Any, arguments: tuple[Any, ...]) -> Any | None:
        if len(arguments) == 1 and isinstance(arguments[0], str):
            return self.property(arguments[0])
        if len(arguments) == 1 and is_list(arguments[0]):
            if len(self.axes) == 1:
                return make_list([Expr(self, (x,)) for x in arguments[0].parts])
            arguments = arguments[0].parts
        if len(arguments) != len(self.axes):
            return None
        point = [x if is_real(x) else numeric_real(kernel, x) for x in arguments]
        if None in point:
            return None
        numbers = [float(machine(x).real) for x in point]
        if not self.periodic and self.outside(numbers):
            kernel.message(S.InterpolatingFunction, "dmval", make_list(arguments))
        return pack(self.at(numbers))

    def outside(self, point: list[float]) -> bool:
        return any(not a[0] - 1e-12 <= x <= a[-1] + 1e-12 for x, a in zip(point, self.axes, strict=True))

    def at(self, point: list[float]) -> Any:
        """The value, reducing the array of values along one axis after the other."""
        values = self.values
        for x, axis, order, rank in zip(point, self.axes, self.orders, self.ranks, strict=True):
            if self.periodic:
                x = axis[0] + (x - axis[0]) % (axis[-1] - axis[0])
            values = np.tensordot(weights(axis, x, order, rank), values, axes=(0, 0))
        return values

    def differentiated(self, ranks: tuple[int, ...]) -> Interpolated:
        total = [a + b for a, b in zip(self.ranks, ranks, strict=True)]
        return Interpolated(self.axes, self.values, self.orders, total, self.periodic)

    def property(self, name: str) -> Any:
        match name:
            case "Domain":
                return self.domain
            case "Coordinates":
                return make_list([pack(a) for a in self.axes])
            case "Grid":
                points = [make_list([S.List(*map(float, p)) for p in itertools.product(*self.axes)])]
                return points[0]
            case "ValuesOnGrid":
                return pack(self.values)
            case "InterpolationOrder":
                return pack(np.array(self.orders))
            case "OutputDimensions":
                return make_list(self.values.shape[len(self.axes) :])
        return None

    def input_form(self) -> Any:
        return S.InterpolatingFunction(self.domain, S.Skeleton(len(self.axes)))

    def output_form(self) -> Any:
        return S.InterpolatingFunction(self.domain, "<>")


def numeric_real(kernel: Any, expr: Any) -> Any:
    if is_list(expr):
        return None
    found = numeric_value(kernel, expr) if not isinstance(expr, str) else None
    return None if found is None or type(found) is complex else found


def weights(axis: Any, x: float, order: int, rank: int) -> Any:
    """How much each point of an axis adds to the value (or derivative) at x."""
    found = np.zeros(len(axis))
    if order == 0:
        position = min(int(np.searchsorted(axis, x)), len(axis) - 1)
        found[position] = 1.0 if rank == 0 else 0.0
        return found
    cell = min(max(int(np.searchsorted(axis, x, side="right")) - 1, 0), len(axis) - 2)
    first = min(max(cell - (order - 1) // 2, 0), len(axis) - order - 1)
    nodes = axis[first : first + order + 1]
    found[first : first + order + 1] = lagrange(nodes, x, rank)
    return found


def lagrange(nodes: Any, x: float, rank: int) -> Any:
    """The values, or derivatives of that rank, of the basis polynomials of the nodes at x."""
    if rank == 0:  # products are more exact than the values of polynomials
        return np.array(
            [np.prod((x - np.delete(nodes, i)) / (n - np.delete(nodes, i))) for i, n in enumerate(nodes)]
        )
    scale = float(nodes[-1] - nodes[0]) or 1.0
    t, at = (nodes - nodes[0]) / scale, (x - nodes[0]) / scale
    found = []
    for i in range(len(t)):
        roots = np.delete(t, i)
        polynomial = np.poly(roots) / np.prod(t[i] - roots)
        for _ in range(rank):
            polynomial = np.polyder(polynomial)
        found.append(np.polyval(polynomial, at))
    return np.array(found) / scale**rank


class Hermite(Interpolated):
    """A function of one variable from values and slopes, cubic in each step."""

    __slots__ = ("slopes",)

    def __init__(self, axis: Any, values: Any, slopes: Any, rank: int = 0) -> None:
        super().__init__([axis], values, [3], (rank,))
        self.slopes = slopes

    def at(self, point: list[float]) -> Any:
        axis, x = self.axes[0], point[0]
        i = min(max(int(np.searchsorted(axis, x, side="right")) - 1, 0), len(axis) - 2)
        h = axis[i + 1] - axis[i]
        t = (x - axis[i]) / h
        basis = np.array([[2, -3, 0, 1], [-2, 3, 0, 0], [1, -2, 1, 0], [1, -1, 0, 0]], dtype=float)
        for _ in range(self.ranks[0]):
            basis = np.array([np.polyder(np.append(0.0, b))[-4:] if len(b) else b for b in basis])
        value = [np.polyval(b, t) for b in basis]
        rank = self.ranks[0]
        return (
            value[0] * self.values[i] + value[1] * self.values[i + 1]
            + h * (value[2] * self.slopes[i] + value[3] * self.slopes[i + 1])
        ) / h**rank  # fmt: skip

    def differentiated(self, ranks: tuple[int, ...]) -> Hermite:
        return Hermite(self.axes[0], self.values, self.slopes, self.ranks[0] + ranks[0])


@builtin(
    "Interpolation[data]",
    "Interpolation[data, x]",
    options={"InterpolationOrder": 3, "PeriodicInterpolation": S["False"], "Method": S.Automatic},
    messages=MESSAGES,
)
def interpolation(kernel: Any, data: Any, *place: Any, options: dict[str, Any]) -> Any:
    """gives an InterpolatingFunction through the values f1, f2, ... at 1, 2, ..., or through {x, f}, ...

    >>> Interpolation[{1, 4, 9, 16, 25}][2.5]
    6.25
    >>> Interpolation[{{0, 1}, {1, 3}, {3, 7}}, InterpolationOrder -> 1][2.]
    5.
    """
    if not is_list(data):
        raise Failure("innd", data, value=None)
    points, values, slopes = read_points(kernel, data)
    periodic = options["PeriodicInterpolation"] is S["True"]
    found = through(kernel, points, values, slopes, options["InterpolationOrder"], periodic)
    if options["Method"] in ("Spline", S.Automatic):
        pass
    elif options["Method"] != "Hermite":
        raise Failure("optnb", S.Interpolation, S.Rule(S.Method, options["Method"]), value=None)
    return Expr(found, place) if place else found


def read_points(kernel: Any, data: Any) -> tuple[Any, Any, Any]:
    """(coordinates, values, slopes or None) of data in any of the forms."""
    rows = [row if is_list(row) else None for row in data.parts]
    if not rows or (None in rows and any(row is not None for row in rows)):
        raise Failure("innd", data, value=None)
    if rows[0] is None:
        values = to_array(kernel.evaluate(S.N(data)))
        if values is None:
            raise Failure("innd", data, value=None)
        return np.arange(1.0, len(values) + 1)[:, None], values, None
    first = [row.parts[0] for row in rows if row is not None and len(row) >= 2]
    if len(first) != len(rows):
        raise Failure("innd", data, value=None)
    places = to_array(kernel.evaluate(S.N(make_list([x if is_list(x) else S.List(x) for x in first]))))
    values = to_array(kernel.evaluate(S.N(make_list([row.parts[1] for row in rows if row is not None]))))
    slopes = None
    if all(row is not None and len(row) == 3 for row in rows):
        slopes = to_array(kernel.evaluate(S.N(make_list([row.parts[2] for row in rows if row is not None]))))
    elif places is None or any(row is not None and len(row) > 3 for row in rows):
        raise Failure("innd", data, value=None)
    if values is None or places is None:
        raise Failure("innd", data, value=None)
    return places.astype(float), values.astype(complex if values.dtype.kind == "c" else float), slopes


def through(kernel: Any, points: Any, values: Any, slopes: Any, order: Any, periodic: bool) -> Interpolated:
    """The function through points that form a grid."""
    axes = [np.unique(points[:, k]) for k in range(points.shape[1])]
    shape = tuple(len(a) for a in axes)
    if int(np.prod(shape)) != len(points):
        duplicate = len(np.unique(points, axis=0)) < len(points)
        raise Failure(*(("inddp", pack(points[0])) if duplicate else ("indim",)), value=None)
    index = tuple(np.searchsorted(a, points[:, k]) for k, a in enumerate(axes))
    grid = np.zeros((*shape, *values.shape[1:]), dtype=values.dtype)
    grid[index] = values
    if slopes is not None and len(axes) == 1 and slopes.shape == values.shape:
        sorted_slopes = np.zeros_like(grid)
        sorted_slopes[index] = slopes
        return Hermite(axes[0], grid, sorted_slopes)
    return Interpolated(axes, grid, orders_for(kernel, axes, order), periodic=periodic)


def orders_for(kernel: Any, axes: list[Any], order: Any) -> list[int]:
    wanted = list(order.parts) if is_list(order) else [3 if order is S.Automatic else order] * len(axes)
    if len(wanted) != len(axes) or not all(type(k) is int and k >= 0 for k in wanted):
        raise Failure("inord", order, value=None)
    found = [min(k, len(a) - 1) for k, a in zip(wanted, axes, strict=True)]
    if found != wanted:
        kernel.message(S.Interpolation, "inhr", make_list(found))
    return found


@builtin(
    "ListInterpolation[array]",
    "ListInterpolation[array, {{xmin, xmax}, ...}]",
    options={"InterpolationOrder": 3, "PeriodicInterpolation": S["False"], "Method": S.Automatic},
    messages=MESSAGES,
)
def list_interpolation(kernel: Any, array: Any, limits: Any = None, *, options: dict[str, Any]) -> Any:
    """gives an InterpolatingFunction through an array of values on a regular grid.

    >>> ListInterpolation[{{1, 2, 3}, {2, 4, 6}}, InterpolationOrder -> 1][1.5, 2.5]
    3.75
    """
    values = to_array(kernel.evaluate(S.N(array)))
    if values is None or not values.ndim or not values.size:
        raise Failure("innd", array, value=None)
    if limits is None:
        axes = [np.arange(1.0, n + 1) for n in values.shape]
    elif not is_list(limits) or not len(limits):
        raise Failure("innd", limits, value=None)
    else:
        specs = list(limits.parts) if is_list(limits.parts[0]) else [limits]
        axes = [axis_for(kernel, spec, n) for spec, n in zip(specs, values.shape, strict=False)]
    orders = orders_for(kernel, axes, options["InterpolationOrder"])
    return Interpolated(axes, values, orders, periodic=options["PeriodicInterpolation"] is S["True"])


def axis_for(kernel: Any, spec: Any, count: int) -> Any:
    numbers = to_array(kernel.evaluate(S.N(spec)))
    if numbers is None or numbers.ndim != 1 or len(numbers) not in (2, count):
        raise Failure("innd", spec, value=None)
    return np.linspace(numbers[0], numbers[1], count) if len(numbers) == 2 else numbers


@builtin(
    "FunctionInterpolation[f, {x, a, b}]",
    attributes="HoldAll",
    options={"InterpolationOrder": 3, "InterpolationPoints": 101, "AccuracyGoal": S.Automatic,
             "PrecisionGoal": S.Automatic, "MaxRecursion": 6},
    messages=MESSAGES,
)  # fmt: skip
def function_interpolation(kernel: Any, body: Any, spec: Any, *more: Any, options: dict[str, Any]) -> Any:
    """gives an InterpolatingFunction through values of f for x from a to b.

    >>> Abs[FunctionInterpolation[Sin[x], {x, 0, 3}][1.2] - Sin[1.2]] < 10^-6
    True
    """
    specs = (spec, *more)
    limits = [range_of(kernel, each) for each in specs]
    variables = [each.parts[0] for each in specs]
    with local(kernel, variables):
        function = NumericFunction(kernel, kernel.evaluate(body), variables)
        count = options["InterpolationPoints"] if len(specs) == 1 else 31
        axes = [np.linspace(low, high, count) for low, high in limits]
        values = function.on_arrays(*np.meshgrid(*axes, indexing="ij"))
        if len(specs) == 1:
            axes[0], values = denser(kernel, function, axes[0], values, options)
    return Interpolated(axes, values, orders_for(kernel, axes, options["InterpolationOrder"]))


def denser(kernel: Any, function: Any, axis: Any, values: Any, options: dict[str, Any]) -> tuple[Any, Any]:
    """More points where the curve misses the function midway, until the goals are met."""
    near = goals(kernel, options, 0.0, 0.0)
    depth = options["MaxRecursion"]
    if max(near) == 0.0:
        return axis, values
    if type(depth) is not int or depth < 0:
        raise Failure("depth", depth, value=None)
    for _ in range(depth):
        curve = Interpolated([axis], values, orders_for(kernel, [axis], options["InterpolationOrder"]))
        middle = (axis[1:] + axis[:-1]) / 2
        there = function.on_arrays(middle)
        missed = np.abs(there - [curve.at([float(x)]) for x in middle])
        bad = missed > near.absolute + near.relative * np.abs(there)
        if not bad.any():
            break
        order = np.argsort(joined := np.concatenate([axis, middle[bad]]))
        axis, values = joined[order], np.concatenate([values, there[bad]])[order]
    return axis, values


def range_of(kernel: Any, spec: Any) -> tuple[float, float]:
    """The limits in {x, min, max}."""
    limits = [numeric_value(kernel, p) for p in spec.parts[1:]] if is_list(spec) and len(spec) == 3 else []
    if not limits or not all(type(v) is not complex and v is not None and np.isfinite(v) for v in limits):
        raise Failure("range", spec, value=None)
    return limits[0], limits[1]


@builtin("InterpolatingPolynomial[data, x]", messages=MESSAGES)
def interpolating_polynomial(kernel: Any, data: Any, x: Any) -> Any:
    """gives the polynomial in x through the values f1, f2, ... at 1, 2, ..., or through {x, f}, ..., nested.

    >>> InterpolatingPolynomial[{1, 4, 9}, x]
    1 + (-1 + x) (1 + x)
    >>> Expand[InterpolatingPolynomial[{{0, 1}, {1, 2}, {2, 5}}, x]]
    1 + x^2
    """
    if not is_list(data) or not len(data):
        raise Failure("innd", data, value=None)
    pairs = [p.parts if is_list(p) else (i + 1, p) for i, p in enumerate(data.parts)]
    if any(len(pair) != 2 for pair in pairs):
        raise Failure("innd", data, value=None)
    places = [pair[0] for pair in pairs]
    table = [pair[1] for pair in pairs]
    for level in range(1, len(table)):
        for i in range(len(table) - 1, level - 1, -1):
            rise = S.Plus(table[i], S.Times(-1, table[i - 1]))
            run = S.Plus(places[i], S.Times(-1, places[i - level]))
            table[i] = kernel.evaluate(S.Times(rise, S.Power(run, -1)))
    value: Any = table[-1]
    for place, coefficient in zip(places[-2::-1], table[-2::-1], strict=True):
        value = kernel.evaluate(S.Plus(coefficient, S.Times(S.Plus(x, S.Times(-1, place)), value)))
        if is_number(value):
            continue
    return value
