"""CellularAutomaton: rows and arrays of cells that change together, each by its neighbors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.expr import Expr, S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

Cells = np.ndarray[Any, Any]
AUTOMATON = {
    "crule": "`1` is no rule: a number, {n, k, r}, {n, {k, weights}, r} or {function, {}, r}.",
    "cinit": "`1` is no initial condition: a list of integers, or {list, background}.",
    "csteps": "`1` is no number of steps, {t}, {{t}}, {t1, t2} or All.",
}
MOORE = ((2, 2, 2), (2, 1, 2), (2, 2, 2))  # weights that tell a cell from its eight neighbors


@dataclass(frozen=True)
class Rule:
    """Colors, where the neighbors are, and the new color of a cell from an array of their colors.

    `advance` gets one array for each neighbor, in order of `places`, and gives the array of new colors.
    """

    places: tuple[tuple[int, ...], ...]
    advance: Callable[[list[Cells], int], Cells]
    blank: Callable[[int, int], int]

    @property
    def rank(self) -> int:
        return len(self.places[0])

    @property
    def reach(self) -> list[int]:
        return [max(abs(p[axis]) for p in self.places) for axis in range(self.rank)]


def neighborhood(radius: Any) -> tuple[tuple[int, ...], ...] | None:
    """The offsets of the neighbors of r, {r1, r2, ...} or a list of offsets, in order of reading."""
    if is_list(radius) and len(radius) and all(is_list(part) for part in radius.parts):
        found = [tuple(part.parts) for part in radius.parts]
        if len(found[0]) and all(len(p) == len(found[0]) and all(type(n) is int for n in p) for p in found):
            return tuple(found)
        return None
    sizes = list(radius.parts) if is_list(radius) else [radius]
    if not all(type(n) is int and n >= 0 or type(n) is not int and is_half(n) for n in sizes):
        return None
    ranges = [range(-int(n), int(n) + 1) if type(n) is int else range(-int(n), int(n) + 2) for n in sizes]
    return tuple(product(*ranges))


def is_half(value: Any) -> bool:
    return getattr(value, "denominator", 1) == 2


def table_of(number: int, colors: int, size: int) -> Cells:
    """The digits of a rule number, the new color for the value 0 first."""
    digits = []
    for _ in range(size):
        number, digit = divmod(number, colors)
        digits.append(digit)
    return np.array(digits, dtype=np.int64)


def weighted_rule(
    number: int, colors: int, weights: list[int], places: tuple[tuple[int, ...], ...], size: int
) -> Rule:
    """A rule that looks the weighted sum of the neighbors' colors up in a table."""
    table = table_of(number, colors, size)

    def advance(neighbors: list[Cells], step: int) -> Cells:
        total = sum(w * cells for w, cells in zip(weights, neighbors, strict=True))
        return table[total]  # type: ignore[no-any-return]

    return Rule(places, advance, lambda color, step: int(table[color * sum(weights)]))


def read_rule(kernel: Any, spec: Any) -> Rule:
    """The rule of any of the forms; a message where it is none."""
    rule = any_rule(kernel, spec)
    if rule is None:
        raise Failure("crule", spec, value=None)
    return rule


def any_rule(kernel: Any, spec: Any) -> Rule | None:
    if type(spec) is int and spec >= 0:
        return general_rule(spec, 2, neighborhood(1) or ())
    if spec == "GameOfLife":
        return matrix_rule(224, 2, MOORE)
    if not is_list(spec) or not 2 <= len(spec) <= 4:
        return None
    first, colors, *rest = spec.parts
    radius = rest[0] if rest else 1
    if type(first) is not int:
        return function_rule(kernel, first, colors, radius)
    if type(colors) is int:
        places = neighborhood(radius)
        return None if places is None or colors < 2 else general_rule(first, colors, places)
    if not is_list(colors) or len(colors) != 2 or type(colors.parts[0]) is not int:
        return None
    return totalistic_rule(first, colors.parts[0], colors.parts[1], radius)


def general_rule(number: int, colors: int, places: tuple[tuple[int, ...], ...]) -> Rule | None:
    """A rule with a new color for every pattern of neighbors, as {n, k, r} means."""
    count = len(places)
    if colors**count > 2**24:
        return None
    weights = [colors ** (count - 1 - n) for n in range(count)]
    return weighted_rule(number, colors, weights, places, colors**count)


def totalistic_rule(number: int, colors: int, weights: Any, radius: Any) -> Rule | None:
    """A rule with a new color for every weighted sum of neighbors: {n, {k, weights}, r}."""
    array = to_array(weights)
    if array is None or array.dtype.kind != "i":
        return None
    if array.ndim == 0:
        places = neighborhood(radius)
        if places is None:
            return None
        factors = [int(array)] * len(places)
    elif array.ndim == 1 and not is_list(radius):
        places = neighborhood(radius)
        factors = [int(w) for w in array]
        if places is None or len(factors) != len(places):
            return None
    else:
        return matrix_rule(number, colors, array.tolist(), radius)
    return weighted_rule(number, colors, factors, places, (colors - 1) * sum(factors) + 1)


def matrix_rule(number: int, colors: int, weights: Any, radius: Any = None) -> Rule | None:
    """A rule whose weights come as an array around the cell."""
    array = np.array(weights)
    if any(n % 2 == 0 for n in array.shape):
        return None
    offsets = product(*(range(-(n // 2), n // 2 + 1) for n in array.shape))
    kept = [(p, int(w)) for p, w in zip(offsets, array.reshape(-1), strict=True) if w]
    places = tuple(p for p, _ in kept)
    factors = [w for _, w in kept]
    return weighted_rule(number, colors, factors, places, (colors - 1) * sum(factors) + 1)


def function_rule(kernel: Any, function: Any, colors: Any, radius: Any) -> Rule | None:
    """A rule that is a function of the list of the neighbors' colors and the step: {f, {}, r}."""
    places = neighborhood(radius)
    if places is None or not is_list(colors):
        return None
    shape = [len({p[axis] for p in places}) for axis in range(len(places[0]))]

    def value(around: Any, step: int) -> Any:
        found = kernel.evaluate(Expr(function, (pack(around.reshape(shape)), step)))
        if type(found) is not int:
            raise Failure("crule", function, value=None)
        return found

    def advance(neighbors: list[Cells], step: int) -> Cells:
        stacked = np.stack(neighbors, axis=-1)
        made = [value(around, step) for around in stacked.reshape(-1, len(neighbors))]
        return np.array(made, dtype=np.int64).reshape(stacked.shape[:-1])

    return Rule(places, advance, lambda color, step: value(np.full(len(places), color), step))


# -- running ---------------------------------------------------------------------------------------


def read_start(spec: Any, rank: int) -> tuple[Cells, int | None]:
    """(cells, background) of a list (cyclic: no background) or of {list, background}."""
    if is_list(spec) and len(spec) == 2 and is_list(spec.parts[0]) and not is_list(spec.parts[1]):
        cells, ground = to_array(spec.parts[0]), spec.parts[1]
        if cells is not None and cells.dtype.kind == "i" and cells.ndim == rank and type(ground) is int:
            return cells, ground
    cells = to_array(spec)
    if cells is None or cells.dtype.kind != "i" or cells.ndim != rank or not cells.size:
        raise Failure("cinit", spec, value=None)
    return cells, None


def step_range(spec: Any) -> tuple[int, int, bool]:
    """(first step, last step, whether only the last is wanted) of t, {t}, {{t}} or {t1, t2}."""
    if type(spec) is int and spec >= 0:
        return 0, spec, False
    parts: tuple[Any, ...] = spec.parts if is_list(spec) else ()
    if len(parts) == 1 and is_list(parts[0]) and len(parts[0]) == 1 and type(parts[0].parts[0]) is int:
        return parts[0].parts[0], parts[0].parts[0], True
    if len(parts) == 1 and type(parts[0]) is int and parts[0] >= 0:
        return parts[0], parts[0], False
    if len(parts) == 2 and all(type(n) is int for n in parts) and 0 <= parts[0] <= parts[1]:
        return parts[0], parts[1], False
    raise Failure("csteps", spec, value=None)


def evolve(rule: Rule, cells: Cells, steps: int, cyclic: bool, ground: int) -> list[Cells]:
    """The cells after 0, 1, ... steps; on a background they were given room to grow beforehand."""
    history = [cells]
    axes = tuple(range(cells.ndim))
    for step in range(1, steps + 1):
        if cyclic:
            around = [np.roll(cells, tuple(-n for n in place), axes) for place in rule.places]
        else:
            wide = np.pad(cells, [(n, n) for n in rule.reach], constant_values=ground)
            around = [window(wide, place, rule.reach, cells.shape) for place in rule.places]
            ground = rule.blank(ground, step)
        cells = rule.advance(around, step)
        history.append(cells)
    return history


def window(wide: Cells, place: tuple[int, ...], reach: list[int], shape: tuple[int, ...]) -> Cells:
    ranges = zip(place, reach, shape, strict=True)
    return wide[tuple(slice(r + p, r + p + n) for p, r, n in ranges)]


def with_room(
    rule: Rule, cells: Cells, ground: int, steps: int, before: list[int], wanted: list[Any]
) -> Cells:
    """The cells with as much background around them as the steps can change or as is asked for."""
    room = []
    for axis, size in enumerate(cells.shape):
        after = max(0, -min(place[axis] for place in rule.places)) * steps
        extent = wanted[axis] if axis < len(wanted) else None
        if isinstance(extent, tuple):
            after = max(after, extent[1] - size + 1)
        room.append((before[axis], after))
    return np.pad(cells, room, constant_values=ground)


def times_and_places(spec: Any) -> tuple[Any, tuple[Any, ...]]:
    """(steps, extents) of {steps, {x1, x2}, ...} or {steps, All}; no extents where only steps are told."""
    parts: tuple[Any, ...] = spec.parts if is_list(spec) else ()
    if len(parts) > 1 and all(is_list(p) or p is S.All or p is S.Automatic for p in parts[1:]):
        return parts[0], parts[1:]
    return spec, ()


def on_background(rule: Rule, cells: Cells, ground: int, steps: int, extents: tuple[Any, ...]) -> list[Cells]:
    """The cells of each step within the extents: by default where some differ from the background."""
    offsets = [[place[axis] for place in rule.places] for axis in range(cells.ndim)]
    origin = [max(0, max(offset)) * steps for offset in offsets]
    wanted = [tuple(e.parts) if is_list(e) else e for e in extents] or [S.Automatic] * cells.ndim
    for axis, extent in enumerate(wanted[: cells.ndim]):
        if isinstance(extent, tuple):  # room for what is asked for beyond what can change
            origin[axis] = max(origin[axis], -min(0, extent[0]))
    wide = with_room(rule, cells, ground, steps, origin, wanted)
    history = evolve(rule, wide, steps, False, ground)
    backgrounds = [ground]
    for step in range(1, steps + 1):
        backgrounds.append(rule.blank(backgrounds[-1], step))
    differ = [c != b for c, b in zip(history, backgrounds, strict=True)]
    ranges = []
    for axis in range(cells.ndim):
        extent = wanted[axis] if axis < len(wanted) else S.Automatic
        if isinstance(extent, tuple):
            ranges.append(slice(origin[axis] + extent[0], origin[axis] + extent[1] + 1))
        elif extent is S.All:
            ranges.append(slice(None))
        else:
            others = tuple(a for a in range(cells.ndim) if a != axis)
            used = np.nonzero(np.any([d.any(axis=others) for d in differ], axis=0))[0]
            ranges.append(slice(int(used[0]), int(used[-1]) + 1) if len(used) else slice(None))
    return [c[tuple(ranges)] for c in history]


@builtin(
    "CellularAutomaton[rule, init, t]", "CellularAutomaton[rule, init]", "CellularAutomaton[rule][init]",
    messages=AUTOMATON,
)  # fmt: skip
def cellular_automaton(kernel: Any, spec: Any, start: Any = None, steps: Any = None) -> Any:
    """gives the cells at the steps 0 to t by a rule from the initial ones; {list, 0} has 0 around the list.

    >>> CellularAutomaton[30, {{1}, 0}, 2]
    {{0, 0, 1, 0, 0}, {0, 1, 1, 1, 0}, {1, 1, 0, 0, 1}}
    >>> CellularAutomaton[90, {0, 0, 1, 0, 0}]
    {0, 1, 0, 1, 0}
    """
    if start is None:
        return None
    rule = read_rule(kernel, spec)
    cells, ground = read_start(start, rule.rank)
    when, extents = times_and_places(steps)
    first, last, single = (1, 1, True) if steps is None else step_range(when)
    if prod(cells.shape) * (last + 1) > 2**31:
        raise Failure("csteps", steps, value=None)
    if ground is None:
        history = evolve(rule, cells, last, True, 0)
    else:
        history = on_background(rule, cells, ground, last, extents)
    if single:
        return pack(history[last])
    return make_list(pack(history[n]) for n in range(first, last + 1))


@builtin("RulePlot[CellularAutomaton[rule]]", messages=AUTOMATON)
def rule_plot(kernel: Any, automaton: Any) -> Any:
    """gives for an elementary automaton its eight patterns of three cells with what becomes of each.

    >>> Head[RulePlot[CellularAutomaton[30]]]
    Graphics
    """
    rule = (
        automaton.parts[0] if isinstance(automaton, Expr) and automaton.head is S.CellularAutomaton else None
    )
    if type(rule) is not int or not 0 <= rule < 256:
        return None
    drawn = []
    for n in range(8):
        left = 4 * n
        pattern = 7 - n
        colors = [pattern >> 2 & 1, pattern >> 1 & 1, pattern & 1]
        drawn += [cell(left + k, 1, color) for k, color in enumerate(colors)]
        drawn.append(cell(left + 1, 0, rule >> pattern & 1))
    return S.Graphics(make_list(drawn))


def cell(x: int, y: int, color: int) -> Expr:
    corners = make_list([x, y]), make_list([x + 1, y + 1])
    return make_list([S.EdgeForm(S.Gray), S.GrayLevel(1 - color), S.Rectangle(*corners)])
