"""Numerical solutions of ordinary differential equations: NDSolve and its relatives."""

from __future__ import annotations

import itertools
from typing import Any, NamedTuple

import numpy as np

from wlmini.builtins.numerics import partial_equations
from wlmini.builtins.numerics.conditions import MESSAGES as CONDITIONS
from wlmini.builtins.numerics.conditions import (
    Path,
    Unknown,
    conditions_met,
    derivative_of,
    highest_solved,
)
from wlmini.builtins.numerics.functions import (
    NumericFunction,
    difference_of_sides,
    goal,
    items,
    numeric_value,
    plain_number,
    put,
)
from wlmini.builtins.numerics.interpolation import Hermite
from wlmini.builtins.numerics.monitors import Monitors
from wlmini.builtins.numerics.solver_methods import METHODS, STEPS, Choice, chosen_method, solver
from wlmini.builtins.numerics.solver_steps import Steps, say_why
from wlmini.expr import Expr, S, Symbol, is_list, make_list, same
from wlmini.kernel.declare import builtin
from wlmini.kernel.extras import library
from wlmini.kernel.messages import Failure

MESSAGES = {
    **CONDITIONS,
    **partial_equations.MESSAGES,
    "dvnoarg": "The function `1` appears without its argument.",
    "dsvar": "`1` is no range {t, min, max} of the independent variable.",
    "ndnl": "The limits of `1` are no numbers.",
    "ndode": "The equations `1` cannot be solved for the highest derivatives.",
    "ndnum": "The derivatives have no numerical value at `1` == `2`.",
    "mxst": "The limit of `1` steps was reached at `2` == `3`; MaxSteps sets another one.",
    "ssize": "The StartingStepSize `1` is no positive number.",
    "depv": "The DependentVariables or DiscreteVariables `1` are no list of functions.",
    "ndsz": "At `1` == `2` the steps became too small; the solution may be singular there.",
    "pde": "Equations in time and one dimension of space are built, not in more than the variables `1`.",
    "difo": "The DifferenceOrder `1` is none of `2`.",
    "bdmtd": "The method `1` is not known here; those known are `2`.",
}
OPTIONS = {
    "AccuracyGoal": S.Automatic, "InterpolationOrder": S.Automatic, "MaxStepFraction": S.Automatic,
    "MaxSteps": S.Automatic, "MaxStepSize": S.Automatic, "Method": S.Automatic, "PrecisionGoal": S.Automatic,
    "StartingStepSize": S.Automatic, "WorkingPrecision": S.MachinePrecision, "Compiled": S.Automatic,
    "DependentVariables": S.Automatic, "DiscreteVariables": S.List(), "EvaluationMonitor": S["None"],
    "NormFunction": S.Automatic, "StepMonitor": S["None"],
}  # fmt: skip


class Event(NamedTuple):
    """WhenEvent[condition, action]."""

    function: NumericFunction
    direction: float
    action: Any


class Problem(NamedTuple):
    """Equations in first-order form: state names, their slopes, starting values."""

    variable: Any
    unknowns: list[Unknown]
    states: list[Any]
    slopes: list[NumericFunction]
    start: float
    initial: list[float]
    events: list[Event]
    path: Path | None = None  # between two ends at which values are given


def order_in(expr: Any, name: Any) -> int:
    """The highest derivative of a function in an expression, -1 where it is not in it."""
    if not isinstance(expr, Expr):
        return -1
    here = -1
    head = expr.head
    if same(head, name):
        here = 0
    elif isinstance(head, Expr) and isinstance(head.head, Expr) and head.head.head is S.Derivative:
        here = head.head.parts[0] if same(head.parts[0], name) and len(head.head.parts) == 1 else -1
    return max([here, *(order_in(p, name) for p in expr.parts)])


def read_problem(
    kernel: Any,
    equations: Any,
    names: list[Any],
    discrete: list[Any],
    variable: Any,
    limits: tuple[float, float],
) -> Problem:
    listed = [e for e in items(equations) if not (isinstance(e, Expr) and e.head is S.WhenEvent)]
    happenings = [e for e in items(equations) if isinstance(e, Expr) and e.head is S.WhenEvent]
    conditions: list[Any] = []
    dynamics: list[Any] = []
    for equation in listed:
        whole = kernel.evaluate(difference_of_sides(equation))
        for each in whole.parts if is_list(whole) else (whole,):
            mentions = any(holds_at(each, n, variable) for n in names)
            (dynamics if mentions else conditions).append(each)
    for name in discrete:  # what events alone change
        dynamics.append(derivative_of(name, 1, variable))
    unknowns = [Unknown(n, max(order_in(e, n) for e in dynamics) if dynamics else 0) for n in names]
    if any(u.order < 1 for u in unknowns):
        raise Failure("ndode", equations, value=None)
    states = [derivative_of(u.name, k, variable) for u in unknowns for k in range(u.order)]
    highest = [derivative_of(u.name, u.order, variable) for u in unknowns]
    slopes = slopes_for(kernel, dynamics, unknowns, highest, states, variable)
    start, initial, path = conditions_met(kernel, conditions, unknowns, slopes, limits)
    events = [read_event(kernel, e, variable, states) for e in happenings]
    return Problem(variable, unknowns, states, slopes, start, initial, events, path)


def holds_at(expr: Any, name: Any, variable: Any) -> bool:
    """Whether name[variable] or a derivative of it is in an expression."""
    if not isinstance(expr, Expr):
        return False
    head = expr.head
    inner = head.parts[0] if isinstance(head, Expr) and len(head.parts) == 1 else head
    if same(inner, name) and len(expr.parts) == 1 and same(expr.parts[0], variable):
        return True
    return any(holds_at(p, name, variable) for p in expr.parts)


def slopes_for(
    kernel: Any, dynamics: list[Any], unknowns: Any, highest: list[Any], states: list[Any], variable: Any
) -> Any:
    """The slope of every state, by solving the equations, linear in the highest derivatives, for these."""
    tops = highest_solved(kernel, dynamics, highest)
    arguments = [variable, *states]
    found, position = [], 0
    for unknown, top in zip(unknowns, tops, strict=True):
        chain = states[position + 1 : position + unknown.order]
        found += [NumericFunction(kernel, e, arguments) for e in (*chain, top)]
        position += unknown.order
    return found


def read_event(kernel: Any, event: Expr, variable: Any, states: list[Any]) -> Event:
    """The event as a function that passes through 0."""
    condition, action = event.parts[0], event.parts[1]
    direction = 0.0
    if isinstance(condition, Expr) and condition.head in (S.Greater, S.GreaterEqual, S.Less, S.LessEqual):
        direction = 1.0 if condition.head in (S.Greater, S.GreaterEqual) else -1.0
        condition = S.Plus(condition.parts[0], S.Times(-1, condition.parts[1]))
    expr = kernel.evaluate(difference_of_sides(condition))
    return Event(NumericFunction(kernel, expr, [variable, *states]), direction, action)


# -- integration -------------------------------------------------------------------------------------


def integrate(kernel: Any, problem: Problem, limits: tuple[float, float], options: dict[str, Any]) -> Any:
    """(times, states) along the solution, from its start to both limits."""
    low, high = min(limits), max(limits)
    if problem.path is not None:
        return lengthened(kernel, problem, problem.path, (low, high), options)
    forward = run(kernel, problem, problem.start, high, options) if high > problem.start else None
    backward = run(kernel, problem, problem.start, low, options) if low < problem.start else None
    if forward is None and backward is None:
        initial = np.array([problem.initial])
        return np.array([problem.start]), initial
    if backward is None:
        return forward
    times, states = backward[0][::-1], backward[1][::-1]
    if forward is None:
        return times, states
    return np.concatenate([times[:-1], forward[0]]), np.concatenate([states[:-1], forward[1]])


def lengthened(
    kernel: Any, problem: Problem, path: Path, limits: tuple[float, float], options: dict[str, Any]
) -> Path:
    """What is known between two ends, gone on with to limits beyond them."""
    times, states = path
    if limits[1] > times[-1]:
        after = run(kernel, problem._replace(initial=list(states[-1])), times[-1], limits[1], options)
        times, states = np.concatenate([times, after[0][1:]]), np.concatenate([states, after[1][1:]])
    if limits[0] < times[0]:
        before = run(kernel, problem, times[0], limits[0], options)
        times = np.concatenate([before[0][:0:-1], times])
        states = np.concatenate([before[1][:0:-1], states])
    return times, states


def run(kernel: Any, problem: Problem, start: float, end: float, options: dict[str, Any]) -> Any:
    """From start to end, going on after events that change the state."""
    solve = library("scipy.integrate").solve_ivp

    steps = watched_steps(kernel, problem, options)

    def slope(t: float, state: Any) -> Any:
        steps.evaluated(t, state)
        values = slopes_at(problem, t, state)
        if None in values:
            raise Failure("ndnum", problem.variable, float(t), value=None)
        return np.array(values)

    state = np.array(problem.initial)
    state = state.astype(complex if state.dtype.kind == "c" else float)
    if np.iscomplexobj(slope(start, state)):
        state = state.astype(complex)
    length, method = abs(end - start), chosen_method(kernel, options)
    if np.iscomplexobj(state) and method.scipy == "LSODA":  # which knows real numbers only
        method = Choice("DOP853")
    base = solver(method, steps.first or length / STEPS)
    settings = settings_for(kernel, options, length) | steps.settings(base, length)
    times, states = [np.array([start])], [state[None]]
    small = 1e-7 * abs(end - start)
    while start != end:
        watchers = [watcher(e, start, small, state, slope) for e in problem.events]
        found = solve(slope, (start, end), state, events=watchers or None, **settings)
        ts, ys = dense(found, start)
        times.append(ts)
        states.append(ys)
        start, state = float(ts[-1]), ys[-1]
        if found.status == -1:
            say_why(kernel, steps, problem.variable, start)
            break
        if found.status == 0:
            break
        index = next(i for i, e in enumerate(found.t_events) if len(e))
        state, stop = react(kernel, problem, problem.events[index], start, state)
        if stop:
            break
        times.append(np.array([start + 1e-13 * max(1.0, abs(start))]))
        states.append(state[None])
        start = float(times[-1][0])
    return np.concatenate(times), np.concatenate(states)


def slopes_at(problem: Problem, time: float, state: Any) -> list[Any]:
    return [f(float(time), *map(plain_number, state)) for f in problem.slopes]


def watched_steps(kernel: Any, problem: Problem, options: dict[str, Any]) -> Steps:
    """The steps, of which monitors are told with the variable, the functions and their derivatives."""
    highest = [derivative_of(u.name, u.order, problem.variable) for u in problem.unknowns]
    ends = list(itertools.accumulate(u.order for u in problem.unknowns))

    def values(time: float, state: Any) -> list[Any]:
        slopes = slopes_at(problem, time, state)
        return [time, *map(plain_number, state), *[slopes[end - 1] for end in ends]]

    watch = Monitors(kernel, [problem.variable, *problem.states, *highest], options)
    return Steps(kernel, options, watch, values)


def dense(found: Any, start: float) -> tuple[Any, Any]:
    """The steps of a solution, with points between so that interpolation is as good as the solution."""
    ts = found.t
    parts = np.linspace(0, 1, 9)[1:]
    fine = np.concatenate([a + (b - a) * parts for a, b in itertools.pairwise(ts)]) if len(ts) > 1 else ts
    return fine, found.sol(fine).T


def settings_for(kernel: Any, options: dict[str, Any], length: float) -> dict[str, Any]:
    found: dict[str, Any] = {
        "rtol": max(goal(kernel, options, "PrecisionGoal", 1e-9), 1e-13),
        "atol": goal(kernel, options, "AccuracyGoal", 1e-11),
        "dense_output": True,
    }
    step = numeric_value(kernel, options["MaxStepSize"])
    fraction = numeric_value(kernel, options["MaxStepFraction"])
    found["max_step"] = step if step else length * (fraction or 0.1)
    return found


def watcher(event: Event, start: float, small: float, state: Any, slope: Any) -> Any:
    """The function whose zeros are watched for; right after the start it has the sign it is going to have,
    so that an event does not happen twice.
    """
    after = state + small * slope(start, state)
    begins = event.function.real(start + small, *map(plain_number, after))

    def value(t: float, state: Any) -> float:
        if abs(t - start) <= small:
            return begins
        return event.function.real(float(t), *map(plain_number, state))

    value.terminal = True  # type: ignore[attr-defined]
    value.direction = event.direction  # type: ignore[attr-defined]
    return value


def react(kernel: Any, problem: Problem, event: Event, time: float, state: Any) -> tuple[Any, bool]:
    """The state after an event's actions, and whether they stop the integration."""
    names = [problem.variable, *problem.states]
    values = [time, *map(plain_number, state)]
    new = state.copy()
    actions = (
        event.action.parts
        if is_list(event.action) or head_is(event.action, S.CompoundExpression)
        else (event.action,)
    )
    for action in actions:
        if action == "StopIntegration":
            return new, True
        if head_is(action, S.Rule):
            for i, name in enumerate(problem.states):
                if same(name, action.parts[0]):
                    new[i] = numeric_value(kernel, put(action.parts[1], names, values))
        else:
            kernel.evaluate(put(action, names, values))
    return new, False


def head_is(expr: Any, head: Any) -> bool:
    return isinstance(expr, Expr) and expr.head is head


def functions_of(kernel: Any, problem: Problem, times: Any, states: Any) -> list[Any]:
    """The InterpolatingFunction of every unknown."""
    slopes = np.array(
        [
            [f(float(t), *map(plain_number, s)) or 0.0 for f in problem.slopes]
            for t, s in zip(times, states, strict=True)
        ]
    )
    keep = np.concatenate([[True], np.diff(times) > 0])
    found, position = [], 0
    for unknown in problem.unknowns:
        found.append(Hermite(times[keep], states[keep, position], slopes[keep, position]))
        position += unknown.order
    return found


def read_range(kernel: Any, spec: Any) -> tuple[Any, tuple[float, float]]:
    if not is_list(spec) or len(spec) not in (2, 3) or not isinstance(spec.parts[0], Symbol):
        raise Failure("dsvar", spec, value=None)
    limits = [numeric_value(kernel, p) for p in spec.parts[1:]]
    if any(v is None or type(v) is complex for v in limits):
        raise Failure("ndnl", spec, value=None)
    return spec.parts[0], (limits[0], limits[-1])


def solution(
    kernel: Any, equations: Any, wanted: Any, specs: tuple[Any, ...], options: dict[str, Any]
) -> Any:
    """(names, functions, variable) of the unknowns solved for."""
    if len(specs) > 2:
        raise Failure("pde", make_list(specs), value=None)
    if len(specs) == 2:
        ranges = [read_range(kernel, spec) for spec in specs]
        return *partial_equations.solved(kernel, equations, wanted, ranges, options, METHODS), ranges[0][0]
    variable, limits = read_range(kernel, specs[0])
    discrete = functions_named(kernel, options["DiscreteVariables"], variable)
    chosen = functions_named(kernel, options["DependentVariables"], variable)
    names = chosen or unknown_names(kernel, equations, wanted, variable)
    names += [d for d in discrete if not any(same(d, n) for n in names)]
    problem = read_problem(kernel, equations, names, discrete, variable, limits)
    times, states = integrate(kernel, problem, limits, options)
    return names, functions_of(kernel, problem, times, states), variable


def functions_named(kernel: Any, given: Any, variable: Any) -> list[Any]:
    """The functions that an option lists: u, u[t], or one of these with the values that it may have."""
    value = kernel.evaluate(given)
    if value is S.Automatic:
        return []
    found = []
    for item in value.parts if is_list(value) else (value,):
        item = item.parts[0] if head_is(item, S.Element) else item
        alone = isinstance(item, Expr) and len(item.parts) == 1 and same(item.parts[0], variable)
        name = item.head if alone else item
        if not is_unknown(name):
            raise Failure("depv", value, value=None)
        found.append(name)
    return found


def unknown_names(kernel: Any, equations: Any, wanted: Any, variable: Any) -> list[Any]:
    """The functions of the variable that the equations hold, those wanted first."""
    found: list[Any] = []

    def walk(expr: Any) -> None:
        if not isinstance(expr, Expr):
            return
        head = expr.head
        inner = head.parts[0] if isinstance(head, Expr) and len(head.parts) == 1 else head
        alone = len(expr.parts) == 1 and same(expr.parts[0], variable)
        if alone and is_unknown(inner) and not any(same(inner, f) for f in found):
            found.append(inner)
        for part in expr.parts:
            walk(part)

    for item in wanted:
        walk(item)
        if is_unknown(item) and not isinstance(item, Expr) and not any(same(item, f) for f in found):
            found.append(item)
    for equation in items(equations):
        if not head_is(equation, S.WhenEvent):
            walk(equation)
    return found


def is_unknown(expr: Any) -> bool:
    """Whether a head may be an unknown function: no symbol of the language, or a call such as x[1]."""
    if isinstance(expr, Symbol):
        return expr.context != "System`"
    return isinstance(expr, Expr) and isinstance(expr.head, Symbol) and expr.head.context != "System`"


@builtin("NDSolve[equations, u, {t, min, max}]", "NDSolve[equations, {u1, u2, ...}, {t, min, max}]",
         "NDSolve[equations, u, {t, tmin, tmax}, {x, xmin, xmax}]",
         options=OPTIONS, messages=MESSAGES,
         refused=("WorkingPrecision",),
         noted=("Compiled", "NormFunction"),
)  # fmt: skip
def nd_solve(kernel: Any, equations: Any, wanted: Any, *specs: Any, options: dict[str, Any]) -> Any:
    """gives rules for functions that solve differential equations, also in time and space, numerically.

    >>> s = NDSolve[{y'[t] == -y[t], y[0] == 1}, y, {t, 0, 2}]; Round[y[1] /. s, 0.0001]
    {0.3679}
    """
    if not specs:
        return None
    asked = list(wanted.parts) if is_list(wanted) else [wanted]
    names, functions, variable = solution(kernel, equations, asked, specs, options)
    values = [answer(item, names, functions, variable) for item in asked]
    return make_list([make_list([S.Rule(i, v) for i, v in zip(asked, values, strict=True)])])


def answer(item: Any, names: list[Any], functions: list[Any], variable: Any) -> Any:
    """What is asked for with the functions found in place of their names."""
    return put(item, names, functions)


@builtin(
    "NDSolveValue[equations, expr, {t, min, max}]",
    options=OPTIONS,
    messages=MESSAGES,
    refused=("WorkingPrecision",),
    noted=("Compiled", "NormFunction"),
)
def nd_solve_value(kernel: Any, equations: Any, wanted: Any, *specs: Any, options: dict[str, Any]) -> Any:
    """gives expr with the functions that solve the differential equations in it.

    >>> Round[NDSolveValue[{y''[t] == -y[t], y[0] == 0, y'[0] == 1}, y[Pi/2], {t, 0, 2}], 0.0001]
    1.
    >>> Round[NDSolveValue[{D[u[t, x], t] == 1, u[0, x] == x}, u[2, 3], {t, 0, 2}, {x, 0, 5}], 0.001]
    5.
    """
    if not specs:
        return None
    names, functions, _ = solution(kernel, equations, items(wanted), specs, options)
    return put(wanted, names, functions)


@builtin("WhenEvent[event, action]", attributes="HoldAll")
def when_event(kernel: Any, event: Any, action: Any) -> None:
    """stands among differential equations for an action that is taken when the event happens.

    >>> Round[NDSolveValue[{x'[t] == 1, x[0] == 0, WhenEvent[x[t] == 2, "StopIntegration"]}, x[2], {t, 0, 5}]]
    2
    """
