"""Ways to exact extrema: cells of polynomial problems, critical points and limits on a line, whole points."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.approximation import number_value
from wlmini.builtins.symbolic.bridge import Bridge, Untranslatable, attempt, symbols_in
from wlmini.builtins.symbolic.cells import Cell
from wlmini.builtins.symbolic.cylindrical import RealSystem
from wlmini.builtins.symbolic.real_sets import set_of
from wlmini.builtins.symbolic.whole_solutions import whole_rows
from wlmini.expr import FALSE, TRUE, Expr, S, as_key, is_list, make_list, same, symbol
from wlmini.kernel.numbers import is_number, is_real

LEVEL = symbol("Minimize`level")
LIMITLESS = S.Times(-1, S.Infinity)
CLOSED = {S.Less: S.LessEqual, S.Greater: S.GreaterEqual}
Found = tuple[Any, list[Any], bool]  # least value, a point, whether it is attained there


def by_cells(kernel: Any, function: Any, conditions: Any, variables: list[Any]) -> Found | None:
    """The least value of a polynomial problem: the lowest level at which there are points."""
    whole = kernel.evaluate(S.And(S.Equal(LEVEL, function), conditions))
    if whole is FALSE:
        return S.Infinity, [S.Indeterminate for _ in variables], False
    if any(not any(same(s, v) for v in (LEVEL, *variables)) for s in symbols_in(whole)):
        return None
    system = RealSystem(kernel, whole, [LEVEL, *variables])
    cells = system.over_constants()
    lowest = next((c for c in cells if c.inside is not False), None)
    if lowest is None:
        return S.Infinity, [S.Indeterminate for _ in variables], False
    if lowest.low is None:
        return LIMITLESS, [S.Indeterminate for _ in variables], False
    value = system.bound(lowest.low, 0, {}, {})
    if not lowest.is_point:
        return value, border_point(kernel, function, conditions, variables, value), False
    return value, lowest_point(system, lowest, value), True


def lowest_point(system: RealSystem, cell: Cell, value: Any) -> list[Any]:
    """The first point over the lowest level."""
    found: list[list[Any]] = []
    known = {LEVEL: value}
    system.collect(cell.parts, 1, {system.free[0]: cell.sample}, known, found, 1)
    return found[0][1:]


def border_point(kernel: Any, function: Any, conditions: Any, variables: list[Any], value: Any) -> list[Any]:
    """Where the value would be taken if the borders belonged to the region."""
    closed = closure(conditions)
    if same(closed, conditions):
        return [S.Indeterminate for _ in variables]
    found = attempt(by_cells, kernel, function, closed, variables)
    return found[1] if found is not None and same(found[0], value) else [S.Indeterminate for _ in variables]


def closure(condition: Any) -> Any:
    if not isinstance(condition, Expr):
        return CLOSED.get(condition, condition)
    return Expr(CLOSED.get(condition.head, condition.head), [closure(p) for p in condition.parts])


# -- one variable ----------------------------------------------------------------------------------------


def on_a_line(kernel: Any, function: Any, conditions: Any, x: Any) -> Found | None:
    """By the zeros of the derivative, the ends of the intervals, and the limits there."""
    bridge = Bridge(kernel, {as_key(x): {"real": True}})
    sympy = bridge.sympy
    region = set_of(bridge, conditions, bridge.variable(x))
    domain = sympy.calculus.util.continuous_domain(bridge.to(function), bridge.variable(x), sympy.S.Reals)
    region = sympy.Intersection(region, domain)
    pieces = region.args if isinstance(region, sympy.Union) else (region,)
    if not all(isinstance(p, sympy.Interval) for p in pieces):
        return None
    zeros = critical_points(kernel, function, x)
    candidates: list[tuple[Any, Any, bool]] = []
    for piece in pieces:
        inside = [z for z in zeros if piece.contains(bridge.to(z)) == True]  # noqa: E712 - SymPy's true
        candidates += [(at(kernel, function, x, z), z, True) for z in inside]
        for end, is_open, direction in (
            (piece.start, piece.left_open, "FromAbove"),
            (piece.end, piece.right_open, "FromBelow"),
        ):
            place = bridge.value(end)
            candidates.append((limit(kernel, function, x, place, direction), place, not is_open))
    return least(kernel, candidates)


def critical_points(kernel: Any, function: Any, x: Any) -> list[Any]:
    with kernel.messages.quietly(S.All):
        found = kernel.evaluate(S.Solve(S.Equal(S.D(function, x), 0), x, S.Reals))
    if not is_list(found):
        raise Untranslatable(function)
    values = [rules.parts[0].parts[1] for rules in found.parts]
    if any(not is_number(number_value(kernel, v)) for v in values):
        raise Untranslatable(function)
    return values


def at(kernel: Any, function: Any, x: Any, value: Any) -> Any:
    return kernel.evaluate(S.Simplify(S.ReplaceAll(function, S.Rule(x, value))))


def limit(kernel: Any, function: Any, x: Any, place: Any, direction: str) -> Any:
    sides = (
        ()
        if isinstance(place, Expr) and place.head is S.DirectedInfinity
        else (S.Rule(S.Direction, direction),)
    )
    return kernel.evaluate(S.Limit(function, S.Rule(x, place), *sides))


def least(kernel: Any, candidates: list[tuple[Any, Any, bool]]) -> Found | None:
    """The smallest value; of equal ones one that is attained."""
    rated: list[tuple[float, bool, Any, Any]] = []
    for value, place, attained in candidates:
        size = size_of(kernel, value)
        if size is None:
            return None
        rated.append((size, not attained, value, place))
    if not rated:
        return None
    best = min(size for size, *_ in rated)
    near = [r for r in rated if r[0] == best or abs(r[0] - best) < 1e-12 * max(1.0, abs(best))]
    _, lost, value, place = min(near, key=lambda r: r[1])
    return value, [place], not lost


def size_of(kernel: Any, value: Any) -> float | None:
    for infinite, size in ((S.Infinity, float("inf")), (LIMITLESS, float("-inf"))):
        if same(value, kernel.evaluate(infinite)):
            return size
    number = number_value(kernel, value)
    return float(number) if is_number(number) and is_real(number) else None


# -- whole numbers ---------------------------------------------------------------------------------------


def among_whole_numbers(kernel: Any, function: Any, conditions: Any, variables: list[Any]) -> Found | None:
    """The least value at whole points: among those that are no worse than one that is found."""
    with kernel.messages.quietly(S.All):
        found = kernel.evaluate(S.FindInstance(conditions, make_list(variables), S.Integers))
    if conditions is TRUE:
        found = make_list([make_list([S.Rule(v, 0) for v in variables])])
    if not is_list(found):
        return None
    if not found.parts:
        return S.Infinity, [S.Indeterminate for _ in variables], False
    start = kernel.evaluate(S.ReplaceAll(function, found.parts[0]))
    better = kernel.evaluate(S.And(conditions, S.LessEqual(function, start)))
    rows = whole_rows(kernel, better, variables)
    if not rows:
        return None
    values = [
        (kernel.evaluate(S.ReplaceAll(function, make_list(list(map(S.Rule, variables, row))))), row)
        for row in rows
    ]
    best = min(values, key=lambda pair: (float(pair[0]), [abs(n) for n in pair[1]], pair[1]))
    return best[0], list(best[1]), True
