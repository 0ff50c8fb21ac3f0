"""Searches for minima everywhere: NMinimize and its relatives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from wlmini.builtins.numerics.functions import free_variables, is_variable, local, numeric_value
from wlmini.builtins.numerics.minima import Problem, finished, local_minimum, problem_of
from wlmini.builtins.numerics.monitors import most_steps, named, need_known
from wlmini.expr import S, Symbol, is_list, make_list
from wlmini.kernel.extras import library
from wlmini.kernel.messages import Failure

VIOLATED = 1e3  # the weight of violated constraints


def find_global(
    kernel: Any, head: Symbol, target: Any, names: Any, domains: Sequence[Any], options: dict[str, Any]
) -> Any:
    """(value, rules) of NMinimize and its relatives."""
    specs = list(names.parts) if is_list(names) else [names]
    if not specs:
        raise Failure("ivar", names, value=None)
    variables, box = [], []
    for spec in specs:
        if is_list(spec) and len(spec) == 3 and is_variable(spec.parts[0]):
            limits = [numeric_value(kernel, v) for v in spec.parts[1:]]
            if not all(isinstance(v, (int, float)) and np.isfinite(v) for v in limits):
                raise Failure("ivar", spec, value=None)
            variables.append(spec.parts[0])
            box.append((min(limits), max(limits)))
        elif is_variable(spec):
            variables.append(spec)
            box.append((-1.0, 1.0))
        else:
            raise Failure("ivar", spec, value=None)
    with local(kernel, variables):
        problem = problem_of(kernel, head, kernel.evaluate(target), variables, domains, options)
        return finished(problem, global_minimum(problem, wider(problem, box), options), options)


def wider(problem: Problem, box: list[Any]) -> list[Any]:
    """The region to start from: as given, or as constraints on single variables limit it."""
    found = []
    for i, (low, high) in enumerate(box):
        if (low, high) != (-1.0, 1.0):
            found.append((low, high))
            continue
        lows, highs = single_limits(problem, i)
        low, high = max(lows, default=None), min(highs, default=None)
        if low is None and high is None:
            low, high = -10.0, 10.0
        low = high - 20.0 if low is None else low
        high = low + 20.0 if high is None else high
        found.append((low, high))
    return found


def single_limits(problem: Problem, index: int) -> tuple[list[float], list[float]]:
    """The limits that linear constraints on one variable alone set for it."""
    lows: list[float] = []
    highs: list[float] = []
    for g in problem.above:
        if g.fast is None or free_variables(problem.kernel, g.expr) != [problem.variables[index]]:
            continue
        point = [0.0] * len(problem.variables)
        values = []
        for x in (0.0, 1.0, 2.0):
            point[index] = x
            values.append(g.real(*point))
        slope = values[1] - values[0]
        if slope and abs(values[2] - values[1] - slope) < 1e-12 * abs(slope):
            (lows if slope > 0 else highs).append(-values[0] / slope)
    return lows, highs


def global_minimum(problem: Problem, box: list[Any], options: dict[str, Any]) -> Any:
    """A search over the region by the method asked for, then descent from the best point."""
    name, settings = named(problem.kernel, options)
    if name is not S.Automatic and name not in SEARCHES:
        raise Failure("bdmtd", name, make_list(SEARCHES), value=None)
    search, known = SEARCHES[name if isinstance(name, str) else "DifferentialEvolution"]
    need_known(problem.head, settings, *COMMON, *known)
    numbers = {key: numeric_value(problem.kernel, value) for key, value in settings.items()}
    plain = {key: value for key, value in numbers.items() if isinstance(value, (int, float))}
    target = Penalized(problem, float(plain.get("Tolerance", 0.0)))
    with np.errstate(all="ignore"):
        best = search(target, box, plain, most_steps(problem.kernel, options))
    if all(problem.integers):
        return descend_whole(target.silently, np.round(best))
    if settings.get("PostProcess") is S["False"]:  # no descent from the best point
        return best
    return polished(problem, best, box, options)


class Penalized:
    """The function with a price on violated constraints."""

    def __init__(self, problem: Problem, tolerance: float) -> None:
        self.problem, self.tolerance = problem, tolerance

    def silently(self, point: Any) -> float:
        problem = self.problem
        point = np.where(problem.integers, np.round(point), point)
        value = problem.value(point)
        wrong = problem.violation(point)
        price = VIOLATED * wrong if wrong > self.tolerance else 0.0
        return (value if np.isfinite(value) else 1e30) + price

    def __call__(self, point: Any) -> float:
        self.problem.watch.evaluated(point)
        return self.silently(point)


def evolved(target: Penalized, box: list[Any], settings: dict[str, Any], most: int | None) -> Any:
    """Differential evolution."""
    count = settings.get("SearchPoints")
    size = max(8, 30 // len(box)) if count is None else max(1, round(count / len(box)))
    factor, cross = settings.get("ScalingFactor"), settings.get("CrossProbability", 0.7)
    found = library("scipy.optimize").differential_evolution(
        target, box, seed=int(settings.get("RandomSeed", 0)), maxiter=most or 300, tol=1e-8, polish=False,
        popsize=size, integrality=target.problem.integers, recombination=cross,
        mutation=(0.5, 1) if factor is None else factor,
        callback=lambda point, convergence: target.problem.watch.stepped(point),
    )  # fmt: skip
    tell_of_end(target.problem, most, found.nit)
    return np.asarray(found.x, dtype=float)


def annealed(target: Penalized, box: list[Any], settings: dict[str, Any], most: int | None) -> Any:
    """Simulated annealing."""
    found = library("scipy.optimize").dual_annealing(
        target, box, seed=int(settings.get("RandomSeed", 0)), maxiter=most or 300,
        callback=lambda point, value, context: target.problem.watch.stepped(point),
    )  # fmt: skip
    return np.asarray(found.x, dtype=float)


def scattered(target: Penalized, box: list[Any], settings: dict[str, Any], most: int | None) -> Any:
    """The best of random points, from the better of which the simplex method goes on."""
    points = spread(box, int(settings.get("RandomSeed", 0)), int(settings.get("SearchPoints", 50 * len(box))))
    fine = sorted(points, key=target)[: max(3, len(points) // 10)]
    return min((descended(target, p, box, most) for p in fine), key=target.silently)


def simplex(target: Penalized, box: list[Any], settings: dict[str, Any], most: int | None) -> Any:
    """The simplex method of Nelder and Mead, from a few random points."""
    points = spread(box, int(settings.get("RandomSeed", 0)), 10)
    return min((descended(target, p, box, most) for p in points), key=target.silently)


def spread(box: list[Any], seed: int, count: int) -> Any:
    """Random points of the region."""
    low, high = np.array(box, dtype=float).T
    return low + (high - low) * np.random.default_rng(seed).random((max(1, count), len(box)))


def descended(target: Penalized, point: Any, box: list[Any], most: int | None) -> Any:
    found = library("scipy.optimize").minimize(
        target, point, method="Nelder-Mead", options={} if most is None else {"maxiter": most},
        callback=lambda point: target.problem.watch.stepped(point),
    )  # fmt: skip
    return np.asarray(found.x)


def tell_of_end(problem: Problem, most: int | None, steps: int) -> None:
    if most is not None and steps >= most:
        problem.kernel.message(problem.head, "cvmit", most)


# name: (search, its own settings besides those that all have)
SEARCHES: dict[str, Any] = {
    "DifferentialEvolution": (evolved, ("CrossProbability", "ScalingFactor", "SearchPoints")),
    "SimulatedAnnealing": (annealed, ()),
    "RandomSearch": (scattered, ("SearchPoints",)),
    "NelderMead": (simplex, ()),
}
COMMON = ("PostProcess", "RandomSeed", "Tolerance")


def descend_whole(function: Callable[[Any], float], point: Any) -> Any:
    """The integer point after steps of one or more in each direction no longer help."""
    value, step, least = function(point), 64.0, 1.0
    while step >= least:
        moves = [point + s * step * e for e in np.eye(len(point)) for s in (1, -1)]
        best = min(moves, key=function)
        if function(best) < value:
            point, value = best, function(best)
        else:
            step /= 2
    return point


def polished(problem: Problem, best: Any, box: list[Any], options: dict[str, Any]) -> Any:
    """The best of what descent from several points reaches, the integer variables held."""
    held = np.array(problem.integers)
    bounds = [(p, p) for p in np.round(best)] if held.any() else None
    limits = [b if h else (None, None) for b, h in zip(bounds, held, strict=True)] if bounds else None
    random = np.random.default_rng(1)
    low, high = np.array(box).T
    starts = [best, *(low + (high - low) * random.random((4, len(best))))] if not held.any() else [best]
    plain = {**options, "Method": S.Automatic, "MaxIterations": S.Automatic}
    points = [best, *(local_minimum(problem, start, limits, plain) for start in starts)]
    fine = [p for p in points if np.isfinite(problem.value(p)) and problem.violation(p) < 1e-6]
    if not fine:
        least = min(points, key=problem.violation)
        if problem.violation(least) > 1e-4:
            problem.kernel.message(problem.head, "nsol", make_list(problem.variables))
        return least
    return min(fine, key=problem.value)
