"""Adaptive quadrature in one variable, with limits to how often and how deeply an interval is halved."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from wlmini.builtins.numerics.monitors import Goals

Rule = tuple[Any, Any, Any]  # places in (-1, 1), their weights, and those of a coarser rule among them
SINGULAR_DEPTH = 4  # from which on an interval at an end is taken for one with a singular end
REACH = 4.0  # of the double exponential rule: beyond it the weights are below the digits


class Effort(NamedTuple):
    """How far a method may go."""

    goals: Goals
    least: int  # times that every interval is halved
    most: int  # times that one may be halved
    points: int  # places at which the integrand may be asked for
    rule: Rule


class Outcome(NamedTuple):
    """What an integral was found to be, and whether the goals are met."""

    value: Any
    error: float
    met: bool
    depth: int


def kronrod(count: int = 7) -> Rule:
    """Gauss's rule of some points with Kronrod's points between them (7 of the first, 15 in all).

    The points between are the roots of Stieltjes' polynomial E: P_n E is orthogonal to all lower powers.
    """
    legendre = np.polynomial.legendre
    inner, coarse = legendre.leggauss(count)
    fine_places, fine_weights = legendre.leggauss(2 * count + 2)
    basis = legendre.legvander(fine_places, count + 1)
    kernel = legendre.legval(fine_places, np.eye(count + 1)[count]) * fine_weights
    moments = (basis * kernel[:, None]).T @ basis  # [j, k]: integral of P_n P_j P_k
    system, right = moments[: count + 1, : count + 1], -moments[: count + 1, count + 1]
    between = legendre.legroots([*np.linalg.lstsq(system, right, rcond=None)[0], 1.0])
    places = np.sort(np.concatenate([inner, np.real(between)]))
    return places, interpolating(places), embedded(places, inner, coarse)


def interpolating(places: Any) -> Any:
    """The weights with which the values at places give the integral from -1 to 1."""
    vander = np.polynomial.legendre.legvander(places, len(places) - 1)
    return np.linalg.solve(vander.T, np.eye(len(places))[0] * 2)


def embedded(places: Any, fewer: Any, weights: Any) -> Any:
    """The weights of some of the places, 0 for the others."""
    found = np.zeros(len(places))
    for place, weight in zip(fewer, weights, strict=True):
        found[np.argmin(np.abs(places - place))] = weight
    return found


def chebyshev(count: int = 17) -> Rule:
    """Clenshaw and Curtis's rule, with every other point for the coarser one."""
    places = -np.cos(np.pi * np.arange(count) / (count - 1))
    return places, interpolating(places), embedded(places, places[::2], interpolating(places[::2]))


def trapezoids(count: int = 9) -> Rule:
    """The trapezoidal rule, with an odd number of points, of which the coarser one has every other."""
    count += 1 - count % 2
    places = np.linspace(-1, 1, count)
    return places, trapezoid(count), embedded(places, places[::2], trapezoid((count + 1) // 2))


def trapezoid(count: int) -> Any:
    weights = np.full(count, 2.0 / (count - 1))
    weights[[0, -1]] /= 2
    return weights


def equidistant(count: int = 7) -> Rule:
    """Newton and Cotes's rule."""
    places = np.linspace(-1, 1, count)
    return places, interpolating(places), embedded(places, places[::2], interpolating(places[::2]))


def lobatto(count: int = 9) -> Rule:
    """A rule with the ends among its points: the extrema of a Legendre polynomial."""
    legendre = np.polynomial.legendre
    inner = legendre.legroots(legendre.legder(np.eye(count)[count - 1]))
    places = np.concatenate([[-1.0], np.real(inner), [1.0]])
    return places, interpolating(places), embedded(places, places[::2], interpolating(places[::2]))


RULES: dict[str, Callable[..., Rule]] = {
    "GaussKronrodRule": kronrod,
    "ClenshawCurtisRule": chebyshev,
    "TrapezoidalRule": trapezoids,
    "Trapezoidal": trapezoids,
    "NewtonCotesRule": equidistant,
    "LobattoKronrodRule": lobatto,
}


class Part(NamedTuple):
    """An interval, the integral over it and the error that it may have."""

    low: float
    high: float
    depth: int
    value: Any
    error: float


def adaptive(function: Callable[[Any], Any], low: float, high: float, effort: Effort) -> Outcome:
    """The integral of a function of arrays of points; of the intervals, the worst is halved each time."""
    function, low, high = on_finite(function, low, high)
    used = 0

    def measured(depth: int, a: float, b: float) -> Part:
        nonlocal used
        at_end = depth - effort.least >= SINGULAR_DEPTH and (a == low or b == high)
        value, error, points = (double_exponential if at_end else by_rule)(function, a, b, effort.rule)
        used += points
        return Part(a, b, depth, value, error)

    edges = np.linspace(low, high, 2**effort.least + 1).tolist()
    parts = [measured(effort.least, a, b) for a, b in pairwise(edges)]
    heap = [(-p.error, number, p) for number, p in enumerate(parts)]
    heapq.heapify(heap)
    value, error = sum(p.value for p in parts), sum(p.error for p in parts)
    deepest, final = effort.least, False
    while not effort.goals.met(error, value):
        worst = heap[0][2]
        if final := worst.depth >= effort.most or used >= effort.points:
            break
        middle = (worst.low + worst.high) / 2
        halves = [measured(worst.depth + 1, *ends) for ends in ((worst.low, middle), (middle, worst.high))]
        heapq.heapreplace(heap, (-halves[0].error, used, halves[0]))
        heapq.heappush(heap, (-halves[1].error, used + 1, halves[1]))
        value += halves[0].value + halves[1].value - worst.value
        error += halves[0].error + halves[1].error - worst.error
        deepest = max(deepest, worst.depth + 1)
    return Outcome(value, max(error, 0.0), not final, deepest)


def on_finite(function: Callable[[Any], Any], low: float, high: float) -> Any:
    """(function, low, high) of the same integral over a finite interval."""
    if np.isfinite(low) and np.isfinite(high):
        return function, low, high
    if not np.isfinite(low) and not np.isfinite(high):
        sign = 1.0 if high > low else -1.0
        return (lambda t: sign * function(t / (1 - t * t)) * (1 + t * t) / (1 - t * t) ** 2), -1.0, 1.0
    start, sign = (low, 1.0) if np.isfinite(low) else (high, -1.0)
    outward = 1.0 if (high if np.isfinite(low) else low) > 0 else -1.0
    return (lambda t: sign * outward * function(start + outward * t / (1 - t)) / (1 - t) ** 2), 0.0, 1.0


def by_rule(function: Callable[[Any], Any], low: float, high: float, rule: Rule) -> tuple[Any, float, int]:
    """(value, estimate of its error, number of points)."""
    places, weights, coarse = rule
    half = (high - low) / 2
    values = tame(function, low + half * (1 + places))
    fine = half * (weights @ values)
    return plain(fine), float(abs(fine - half * (coarse @ values))), len(places)


def double_exponential(
    function: Callable[[Any], Any], low: float, high: float, rule: Rule
) -> tuple[Any, float, int]:
    """The tanh-sinh rule, which singular ends do not hurt."""
    t = np.linspace(-REACH, REACH, 2 * 48 + 1)
    step, u = t[1] - t[0], np.pi / 2 * np.sinh(t)
    weights = np.pi / 2 * np.cosh(t) / np.cosh(u) ** 2 * step
    near = (high - low) / (1 + np.exp(2 * np.abs(u)))  # the distance from the end that is nearer
    values = tame(function, np.where(u < 0, low + near, high - near))
    half = (high - low) / 2
    fine, coarse = half * (weights @ values), half * 2 * (weights[::2] @ values[::2])
    return plain(fine), float(abs(fine - coarse)), len(t)


def tame(function: Callable[[Any], Any], places: Any) -> Any:
    """The values, 0 where there is none."""
    with np.errstate(all="ignore"):
        values = np.asarray(function(places))
    return np.where(np.isfinite(values), values, 0.0)


def plain(value: Any) -> Any:
    found = complex(value)
    return found if found.imag else found.real
