"""Partial differential equations in time and one dimension of space, by the method of lines.

The functions sought are held at the points of a grid; differences stand for their derivatives in space, and
what is left are ordinary equations in time. A condition at an end, linear in the function and its first
derivative there, gives the value at the end from those at the other points.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from wlmini.builtins.numerics.conditions import highest_solved
from wlmini.builtins.numerics.functions import (
    NumericFunction,
    difference_of_sides,
    goal,
    items,
    numeric_value,
    put,
)
from wlmini.builtins.numerics.interpolation import Interpolated
from wlmini.builtins.numerics.monitors import Monitors
from wlmini.builtins.numerics.newton import holds
from wlmini.builtins.numerics.solver_steps import Steps, say_why
from wlmini.builtins.numerics.spatial_grid import Grid, points_for
from wlmini.expr import Expr, S, Symbol, as_key, is_list, make_list, same, symbol
from wlmini.kernel.extras import library
from wlmini.kernel.messages import Failure

MESSAGES = {
    "pdvars": "`1` are no two variables, of time and of space, that the functions `2` depend on.",
    "pdord": "The equations `1` are not solved for one derivative by time of each function.",
    "pdinit": "Conditions for `1` at the beginning of `2` are missing: `3` are given where `4` are needed.",
    "pdbc": "The condition `1` is no linear one on a function and its first derivative at an end of `2`.",
    "pdend": "`1` conditions are given for `2` at `3` == `4`; one is needed.",
    "bcart1": "No condition is given for `1` at `2` == `3`; its derivative there is taken to be 0.",
    "ibcinc": "The condition `1` does not agree with the values at the beginning.",
    "pdpts": "The number of points `1` is no integer from 8 to 2000.",
}
LEAST, MOST = 65, 513  # points of the grid that is chosen
FRAMES = 201  # times at which the solution is kept
SUB = ("MethodOfLines", "TensorProductGrid", "SpatialDiscretization", "MinPoints", "MaxPoints")


class Place(NamedTuple):
    """u, or a derivative of it, at arguments."""

    expr: Expr
    name: Any
    ranks: tuple[int, int]
    arguments: tuple[Any, Any]


class End(NamedTuple):
    """value u + slope u' == right at an end of the grid, each a function of time."""

    condition: Any
    value: NumericFunction
    slope: NumericFunction
    right: NumericFunction
    rate: NumericFunction  # by which the right side changes


class Field(NamedTuple):
    """A function sought: by what rank of the time derivative it goes on, and what is told of its ends."""

    name: Any
    order: int
    initial: list[NumericFunction]
    ends: tuple[End | None, End | None]  # low and high


def place_of(expr: Any, names: list[Any] | None = None) -> Place | None:
    """What u[a, b] or Derivative[i, j][u][a, b] says."""
    if not isinstance(expr, Expr) or len(expr.parts) != 2:
        return None
    head, ranks = expr.head, (0, 0)
    if isinstance(head, Expr) and isinstance(head.head, Expr) and head.head.head is S.Derivative:
        if len(head.head.parts) != 2:
            return None
        ranks, head = head.head.parts, head.parts[0]
    known = isinstance(head, Symbol) and head.context != "System`"
    fits = known if names is None else any(same(head, n) for n in names)
    return Place(expr, head, ranks, expr.parts) if fits else None  # type: ignore[arg-type]


def places_in(expr: Any, names: list[Any] | None = None) -> list[Place]:
    """All such places in an expression, each once."""
    found: dict[Any, Place] = {}

    def walk(part: Any) -> None:
        place = place_of(part, names)
        if place is not None:
            found.setdefault(as_key(part), place)
        elif isinstance(part, Expr):
            for each in (part.head, *part.parts):
                walk(each)

    walk(expr)
    return list(found.values())


class Problem:
    """The equations, sorted; `order` tells which argument is time: 0 or 1."""

    def __init__(self, kernel: Any, equations: Any, wanted: list[Any], ranges: list[Any]) -> None:
        self.kernel = kernel
        self.ranges = {as_key(v): limits for v, limits in ranges}
        variables = [v for v, _ in ranges]
        listed = [kernel.evaluate(difference_of_sides(e)) for e in items(equations)]
        flat = [each for e in listed for each in (e.parts if is_list(e) else (e,))]
        inside = [e for e in flat if self.is_dynamic(e, variables)]
        self.conditions = [e for e in flat if not any(e is d for d in inside)]
        arguments = {
            as_key(make_list(p.arguments)): p.arguments for e in inside for p in self.free(e, variables)
        }
        if len(arguments) != 1:
            raise Failure("pdvars", make_list(variables), make_list(wanted), value=None)
        self.arguments = next(iter(arguments.values()))
        self.names = list({as_key(p.name): p.name for e in inside for p in places_in(e)}.values())
        self.time = self.time_among(inside, variables)
        self.order = 0 if same(self.arguments[0], self.time) else 1
        self.space = self.arguments[1 - self.order]
        self.inside = inside
        self.start, self.end = self.ranges[as_key(self.time)]
        self.low, self.high = self.ranges[as_key(self.space)]

    def free(self, equation: Any, variables: list[Any]) -> list[Place]:
        """The places at which both variables are the arguments."""
        wanted = {as_key(v) for v in variables}
        return [p for p in places_in(equation) if {as_key(a) for a in p.arguments} == wanted]

    def is_dynamic(self, equation: Any, variables: list[Any]) -> bool:
        return bool(self.free(equation, variables))

    def time_among(self, inside: list[Any], variables: list[Any]) -> Any:
        """The first variable with conditions at its beginning only, else one without any conditions."""
        others = []
        for variable in variables:
            index = next(i for i, a in enumerate(self.arguments) if same(a, variable))
            at = [p.arguments[index] for c in self.conditions for p in places_in(c, self.names)]
            fixed = [a for a in at if not same(a, variable)]
            highest = max(p.ranks[index] for e in inside for p in places_in(e, self.names))
            low = self.ranges[as_key(variable)][0]
            values = [numeric_value(self.kernel, a) for a in fixed]
            if values and highest and all(v == low for v in values):
                return variable
            others += [variable] if highest and not values else []
        if others:
            return others[0]
        raise Failure("pdvars", make_list(variables), make_list(self.names), value=None)

    def ranks_of(self, place: Place) -> tuple[int, int]:
        """(by time, by space)."""
        return place.ranks[self.order], place.ranks[1 - self.order]

    def call(self, name: Any, by_time: int, by_space: int, at: tuple[Any, Any]) -> Any:
        """The derivative of a function at (time, place)."""
        arguments = at if self.order == 0 else at[::-1]
        ranks = (by_time, by_space) if self.order == 0 else (by_space, by_time)
        head = name if ranks == (0, 0) else Expr(S.Derivative(*ranks), (name,))
        return Expr(head, arguments)

    # -- conditions ------------------------------------------------------------------------------------

    def fields(self) -> list[Field]:
        found = []
        for name in self.names:
            orders = [self.ranks_of(p)[0] for e in self.inside for p in places_in(e, [name])]
            found.append(self.field(name, max(orders)))
        return found

    def field(self, name: Any, order: int) -> Field:
        if order < 1:
            raise Failure("pdord", make_list(self.inside), value=None)
        mine = [(c, places_in(c, [name])) for c in self.conditions]
        at_start = [c for c, ps in mine if ps and all(self.is_start(p) for p in ps)]
        rest = [c for c, ps in mine if ps and not all(self.is_start(p) for p in ps)]
        return Field(name, order, self.initial(name, order, at_start), self.ends(name, rest))

    def is_start(self, place: Place) -> bool:
        return not same(place.arguments[self.order], self.time)

    def initial(self, name: Any, order: int, conditions: list[Any]) -> list[NumericFunction]:
        """The values at the beginning, as functions of the place."""
        at = next((p.arguments[self.order] for c in conditions for p in places_in(c, [name])), self.start)
        marks = [symbol(f"Numerics`start{k}") for k in range(order)]
        calls = [self.call(name, k, 0, (at, self.space)) for k in range(order)]
        if len(conditions) != order:
            raise Failure("pdinit", name, self.time, len(conditions), order, value=None)
        marked = [put(c, calls, marks) for c in conditions]
        solved = highest_solved(self.kernel, marked, marks)
        return [NumericFunction(self.kernel, e, [self.space]) for e in solved]

    def ends(self, name: Any, conditions: list[Any]) -> tuple[End | None, End | None]:
        """What is told of both ends; conditions at the same time at both ends are those of a period."""
        found: dict[float, list[End]] = {self.low: [], self.high: []}
        for condition in conditions:
            spots = {
                numeric_value(self.kernel, p.arguments[1 - self.order]) for p in places_in(condition, [name])
            }
            if spots == {self.low, self.high}:
                continue
            if len(spots) != 1 or not spots <= set(found):
                raise Failure("pdbc", condition, self.space, value=None)
            found[spots.pop()].append(self.end_of(name, condition))
        for spot, told in found.items():
            if len(told) > 1:
                raise Failure("pdend", len(told), name, self.space, spot, value=None)
        low, high = (told[0] if told else None for told in found.values())
        return low, high

    def end_of(self, name: Any, condition: Any) -> End:
        """A condition as a linear one in the value and the slope."""
        kernel = self.kernel
        at = places_in(condition, [name])[0].arguments[1 - self.order]
        calls = [self.call(name, 0, k, (self.time, at)) for k in (0, 1)]
        marks = [symbol(f"Numerics`end{k}") for k in (0, 1)]
        marked = put(condition, calls, marks)
        rows = [kernel.evaluate(S.D(marked, m)) for m in marks]
        if places_in(marked) or any(holds(r, marks) for r in rows):
            raise Failure("pdbc", condition, self.space, value=None)
        right = kernel.evaluate(S.Times(-1, put(marked, marks, [0, 0])))
        made = [
            NumericFunction(kernel, e, [self.time])
            for e in (*rows, right, kernel.evaluate(S.D(right, self.time)))
        ]
        return End(condition, *made)

    def is_periodic(self) -> bool:
        """Whether a condition says the same of both ends."""
        return any(
            {numeric_value(self.kernel, p.arguments[1 - self.order]) for p in places_in(c, self.names)}
            == {self.low, self.high}
            for c in self.conditions
            if not any(self.is_start(p) for p in places_in(c, self.names))
        )


class Lines:
    """The ordinary equations in time that are left."""

    def __init__(self, problem: Problem, count: int | None) -> None:
        self.problem, self.fields, kernel = problem, problem.fields(), problem.kernel
        periodic = problem.is_periodic()
        profiles = [f.on_arrays for field in self.fields for f in field.initial]
        chosen = count or points_for(profiles, problem.low, problem.high, LEAST, MOST)
        self.grid = Grid(problem.low, problem.high, chosen, periodic)
        if not periodic:
            self.warn_of_free_ends()
        both = (problem.time, problem.space)
        highest = [problem.call(f.name, f.order, 0, both) for f in self.fields]
        solved = highest_solved(kernel, problem.inside, highest)
        used = {as_key(p.expr): p for e in solved for p in places_in(e, problem.names)}
        self.used = list(used.values())
        self.slots = [symbol(f"Numerics`field{i}") for i in range(len(self.used))]
        exprs = [put(e, [p.expr for p in self.used], self.slots) for e in solved]
        if any(places_in(e) for e in exprs):
            raise Failure("pdord", make_list(problem.inside), value=None)
        self.top = [NumericFunction(kernel, e, [*both, *self.slots]) for e in exprs]
        self.reach = max((problem.ranks_of(p)[1] for p in self.used), default=0)
        self.shape = (sum(f.order for f in self.fields), len(self.grid.points))

    def warn_of_free_ends(self) -> None:
        """A function of which second derivatives are taken needs a condition at each end."""
        problem = self.problem
        for field in self.fields:
            ranks = [problem.ranks_of(p)[1] for e in problem.inside for p in places_in(e, [field.name])]
            for end, spot in zip(field.ends, (problem.low, problem.high), strict=True):
                if end is None and max(ranks) >= 2:
                    problem.kernel.message(S.NDSolve, "bcart1", field.name, problem.space, spot)

    def initial(self) -> Any:
        rows = [np.asarray(f.on_arrays(self.grid.points)) for field in self.fields for f in field.initial]
        state = np.array(np.broadcast_arrays(*rows))
        if not np.isfinite(state).all():
            raise Failure("ndnum", self.problem.time, self.problem.start, value=None)
        self.check_agreement(state)
        return state

    def check_agreement(self, state: Any) -> None:
        """Say where a condition at an end and the values at the beginning differ."""
        position = 0
        for field in self.fields:
            row = state[position]
            for end, index in zip(field.ends, (0, -1), strict=True):
                if end is None or self.grid.periodic:
                    continue
                value, slope, right = (
                    f(self.problem.start) or 0.0 for f in (end.value, end.slope, end.right)
                )
                gap = value * row[index] + slope * (self.grid.matrix(1)[index] @ row) - right
                if abs(gap) > 1e-3 * (1.0 + float(np.max(np.abs(row)))):
                    shown = S.Equal(end.condition, 0)
                    self.problem.kernel.message(S.NDSolve, "ibcinc", shown)
            position += field.order

    def with_ends(self, time: float, state: Any) -> Any:
        """The state with the values at the ends that the conditions give."""
        if self.grid.periodic:
            return state
        state = state.copy()
        position = 0
        for field in self.fields:
            for rank in range(min(field.order, 2)):
                self.set_ends(field, state[position + rank], time, rate=rank == 1)
            position += field.order
        return state

    def set_ends(self, field: Field, row: Any, time: float, rate: bool) -> None:
        """Put the values at the ends; of the rate of change, those that keep the conditions true."""
        slopes = self.grid.matrix(1)
        free = self.reach >= 2
        for end, index in zip(field.ends, (0, -1), strict=True):
            weights = slopes[index]
            others = weights @ row - weights[index] * row[index]
            if end is None:
                row[index] = -others / weights[index] if free else row[index]
                continue
            value, slope = end.value(time) or 0.0, end.slope(time) or 0.0
            right = (end.rate if rate else end.right)(time) or 0.0
            below = value + slope * weights[index]
            row[index] = (right - slope * others) / below if below else row[index]

    def slope(self, time: float, flat: Any) -> Any:
        """How fast the state changes."""
        state = self.with_ends(time, flat.reshape(self.shape))
        rows = dict(
            zip(((as_key(f.name), k) for f in self.fields for k in range(f.order)), state, strict=True)
        )
        points = self.grid.points
        values = [np.full(len(points), time), points]
        for place in self.used:
            by_time, by_space = self.problem.ranks_of(place)
            row = rows.get((as_key(place.name), by_time))
            if row is None:
                raise Failure("pdord", make_list(self.problem.inside), value=None)
            values.append(self.grid.derivative(row, by_space))
        found, position = [], 0
        for field, top in zip(self.fields, self.top, strict=True):
            found += [*state[position + 1 : position + field.order], top.on_arrays(*values)]
            position += field.order
        slopes = np.array(np.broadcast_arrays(*found))
        return self.held(time, slopes).ravel()

    def held(self, time: float, slopes: Any) -> Any:
        """The slopes, those at the ends as the conditions there have it."""
        if self.grid.periodic:
            return slopes
        slopes = slopes.copy()
        position = 0
        for field in self.fields:
            self.set_ends(field, slopes[position], time, rate=True)
            position += field.order
        return slopes


def solved(kernel: Any, equations: Any, wanted: list[Any], ranges: list[Any], options: dict[str, Any],
           methods: dict[str, str]) -> tuple[list[Any], list[Any]]:  # fmt: skip
    """(names, InterpolatingFunctions) of the functions that solve the equations."""
    problem = Problem(kernel, equations, wanted, ranges)
    method, count = method_of(kernel, options, methods)
    lines = Lines(problem, count)
    state = lines.initial()
    if np.iscomplexobj(lines.slope(problem.start, state.ravel())):
        state = state.astype(complex)
    waves = all(f.order >= 2 for f in lines.fields)
    chosen = method or ("BDF" if np.iscomplexobj(state) else "DOP853" if waves else "LSODA")
    times = np.linspace(problem.start, problem.end, FRAMES)
    steps = Steps(kernel, options, Monitors(kernel, [problem.time], options), lambda time, state: [time])

    def slope(time: float, flat: Any) -> Any:
        steps.evaluated(time, flat)
        return lines.slope(time, flat)

    integrate = library("scipy.integrate")
    found = integrate.solve_ivp(
        slope, (problem.start, problem.end), state.ravel(), t_eval=times,
        **steps.settings(getattr(integrate, chosen), abs(problem.end - problem.start)),
        rtol=max(goal(kernel, options, "PrecisionGoal", 1e-7), 1e-12),
        atol=goal(kernel, options, "AccuracyGoal", 1e-9),
    )  # fmt: skip
    if found.status == -1:
        say_why(kernel, steps, problem.time, float(found.t[-1]) if len(found.t) else problem.start)
    if len(found.t) < 4:
        raise Failure("ndnum", problem.time, problem.start, value=None)
    frames = np.array(
        [lines.with_ends(t, y.reshape(lines.shape)) for t, y in zip(found.t, found.y.T, strict=True)]
    )
    functions, position = [], 0
    for field in lines.fields:
        values = lines.grid.closed(frames[:, position])
        functions.append(function_of(problem, found.t, lines.grid.all, values))
        position += field.order
    return problem.names, functions


def function_of(problem: Problem, times: Any, places: Any, values: Any) -> Interpolated:
    if problem.order == 0:
        return Interpolated([times, places], values, [5, 5])
    return Interpolated([places, times], values.T, [5, 5])


def method_of(kernel: Any, options: dict[str, Any], methods: dict[str, str]) -> tuple[str | None, int | None]:
    """(method in time, number of points) of the option Method."""
    given = kernel.evaluate(options["Method"])
    settings: dict[str, Any] = {}
    for part in flat_parts(given):
        if isinstance(part, Expr) and part.head in (S.Rule, S.RuleDelayed):
            settings[str(part.parts[0])] = part.parts[1]
        elif part in methods:
            return methods[part], None
        elif part not in SUB and part is not S.Automatic:
            raise Failure("bdmtd", given, make_list([*methods, "MethodOfLines"]), value=None)
    unknown = [name for name in settings if name not in SUB and name != "Method"]
    if unknown:
        raise Failure("bdmtd", given, make_list([*methods, "MethodOfLines"]), value=None)
    count = settings.get("MinPoints", settings.get("MaxPoints"))
    if count is not None and (type(count) is not int or not 8 <= count <= 2000):
        raise Failure("pdpts", count, value=None)
    inner = settings.get("Method")
    if inner is not None and inner not in methods:
        raise Failure("bdmtd", given, make_list(methods), value=None)
    return methods[inner] if inner is not None else None, count


def flat_parts(given: Any) -> list[Any]:
    """The names and rules of nested lists; lists after SpatialDiscretization are opened too."""
    if is_list(given):
        return [each for part in given.parts for each in flat_parts(part)]
    if isinstance(given, Expr) and given.head is S.Rule and given.parts[0] == "SpatialDiscretization":
        return flat_parts(given.parts[1])
    return [given]
