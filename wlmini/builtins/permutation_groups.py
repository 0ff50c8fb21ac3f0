"""Permutations as disjoint cycles and as lists: Cycles, Permute, PermutationProduct, FindPermutation ..."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from wlmini.builtins.elements import elements, is_whole, need_compound, rebuild
from wlmini.expr import Expr, S, as_key, boolean, head_of, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.ordering import order_key

Moves = dict[int, int]  # where each point goes; points that are not named stay
MESSAGES = {
    "perm": "`1` is no permutation: a list of 1 to n in some order, or Cycles[{{...}, ...}].",
    "lowlen": "The length `1` is less than the largest point `2` that moves.",
    "norel": "The expressions `1` and `2` are no rearrangements of each other.",
}


# -- reading and writing permutations --------------------------------------------------------------------


def moves_of(permutation: Any) -> Moves | None:
    """The permutation that an expression stands for, or None."""
    if is_list(permutation):
        parts = permutation.parts
        if sorted(p for p in parts if is_whole(p)) != list(range(1, len(parts) + 1)):
            return None
        return {i: p for i, p in enumerate(parts, 1) if i != p}
    if head_of(permutation) is S.Cycles and len(permutation.parts) == 1:
        return moves_of_cycles(permutation.parts[0])
    return None


def moves_of_cycles(cycles: Any) -> Moves | None:
    """The permutation of a list of disjoint cycles of positive integers."""
    if not is_list(cycles) or not all(map(is_list, cycles.parts)):
        return None
    points = [p for cycle in cycles.parts for p in cycle.parts]
    if not all(is_whole(p) and p > 0 for p in points) or len(set(points)) < len(points):
        return None
    moves: Moves = {}
    for cycle in cycles.parts:
        if len(cycle) > 1:
            moves.update(zip(cycle.parts, (*cycle.parts[1:], cycle.parts[0]), strict=True))
    return moves


def need_moves(permutation: Any) -> Moves:
    """The permutation; a message where the expression is none."""
    found = moves_of(permutation)
    if found is None:
        raise Failure("perm", permutation, value=None)
    return found


def cycles_of(moves: Moves) -> list[list[int]]:
    """The cycles, each from its smallest point on."""
    found, seen = [], set()
    for start in sorted(moves):
        cycle, point = [], start
        while point not in seen:
            seen.add(point)
            cycle.append(point)
            point = moves[point]
        if len(cycle) > 1:
            found.append(cycle)
    return found


def as_cycles(moves: Moves) -> Expr:
    return S.Cycles(make_list(make_list(cycle) for cycle in cycles_of(moves)))


def image(moves: Moves, point: int) -> int:
    return moves.get(point, point)


def product(permutations: Iterable[Moves]) -> Moves:
    """The permutation that does one after the other, from left to right."""
    result: Moves = {}
    for each in permutations:
        points = {*result, *each}
        result = {p: image(each, image(result, p)) for p in points}
    return {p: q for p, q in result.items() if p != q}


def power(moves: Moves, exponent: int) -> Moves:
    """The permutation done so many times; negative times are those of the inverse."""
    made: Moves = {}
    for cycle in cycles_of(moves):
        made.update({p: cycle[(i + exponent) % len(cycle)] for i, p in enumerate(cycle)})
    return {p: q for p, q in made.items() if p != q}


# -- forms -----------------------------------------------------------------------------------------------


@builtin(
    "Cycles[{cyc1, cyc2, ...}]",
    messages={"reppoint": "`1` is no list of cycles of different positive integers."},
)
def cycles(kernel: Any, cycs: Any) -> Any:
    """is the permutation with the disjoint cycles cyc1, cyc2, ....

    >>> Cycles[{{5, 3}, {2, 1, 4}, {6}}]
    Cycles[{{1, 4, 2}, {3, 5}}]
    """
    moves = moves_of_cycles(cycs)
    if moves is None:
        raise Failure("reppoint", cycs, value=None)
    canonical = as_cycles(moves)
    return None if canonical == S.Cycles(cycs) else canonical


@builtin("PermutationCycles[perm]", "PermutationCycles[perm, h]", messages=MESSAGES)
def permutation_cycles(kernel: Any, perm: Any, h: Any = S.Cycles) -> Any:
    """gives the permutation as disjoint cycles, or these with the head h; points that stay are left out.

    >>> PermutationCycles[{2, 5, 3, 6, 1, 4}]
    Cycles[{{1, 2, 5}, {4, 6}}]
    """
    return Expr(h, as_cycles(need_moves(perm)).parts)


@builtin("PermutationList[perm]", "PermutationList[perm, n]", messages=MESSAGES)
def permutation_list(kernel: Any, perm: Any, n: Any = None) -> Any:
    """gives the permutation as the list of where 1, 2, ... go, up to n.

    >>> PermutationList[Cycles[{{1, 3}, {2, 5}}]]
    {3, 5, 1, 4, 2}
    >>> PermutationList[Cycles[{{1, 2}}], 4]
    {2, 1, 3, 4}
    """
    moves = need_moves(perm)
    least = max(moves, default=0)
    if n is None:
        n = max(least, len(perm) if is_list(perm) else 0)
    if not is_whole(n) or n < least:
        raise Failure("lowlen", n, least, value=None)
    return make_list(image(moves, point) for point in range(1, n + 1))


@builtin("PermutationListQ[expr]")
def permutation_list_q(kernel: Any, expr: Any) -> Any:
    """is True where expr is a list of 1 to n in some order.

    >>> {PermutationListQ[{2, 1, 3}], PermutationListQ[{2, 2}]}
    {True, False}
    """
    return boolean(is_list(expr) and moves_of(expr) is not None)


@builtin("PermutationCyclesQ[expr]")
def permutation_cycles_q(kernel: Any, expr: Any) -> Any:
    """is True where expr is a permutation given by its disjoint cycles.

    >>> {PermutationCyclesQ[Cycles[{{1, 2}}]], PermutationCyclesQ[{2, 1}]}
    {True, False}
    """
    return boolean(head_of(expr) is S.Cycles and moves_of(expr) is not None)


# -- properties ------------------------------------------------------------------------------------------


@builtin("PermutationSupport[perm]", messages=MESSAGES)
def permutation_support(kernel: Any, perm: Any) -> Any:
    """gives the points that the permutation moves.

    >>> PermutationSupport[Cycles[{{5, 2}, {3, 7}}]]
    {2, 3, 5, 7}
    """
    return make_list(sorted(need_moves(perm)))


@builtin("PermutationLength[perm]", messages=MESSAGES)
def permutation_length(kernel: Any, perm: Any) -> Any:
    """gives how many points the permutation moves.

    >>> PermutationLength[Cycles[{{1, 2, 5}}]]
    3
    """
    return len(need_moves(perm))


@builtin("PermutationMax[perm]", messages=MESSAGES)
def permutation_max(kernel: Any, perm: Any) -> Any:
    """gives the largest point that the permutation moves, or 0.

    >>> PermutationMax[Cycles[{{2, 5}}]]
    5
    """
    return max(need_moves(perm), default=0)


@builtin("PermutationMin[perm]", messages=MESSAGES)
def permutation_min(kernel: Any, perm: Any) -> Any:
    """gives the smallest point that the permutation moves, or Infinity.

    >>> PermutationMin[Cycles[{{2, 5}}]]
    2
    """
    return min(need_moves(perm), default=S.Infinity)


@builtin("PermutationOrder[perm]", messages=MESSAGES)
def permutation_order(kernel: Any, perm: Any) -> Any:
    """gives how many times the permutation is to be done until every point is back at its place.

    >>> PermutationOrder[Cycles[{{1, 2}, {3, 4, 5}}]]
    6
    """
    return math.lcm(*(len(cycle) for cycle in cycles_of(need_moves(perm))))


# -- calculating -----------------------------------------------------------------------------------------


@builtin("PermutationProduct[a, b, c, ...]", messages=MESSAGES)
def permutation_product(kernel: Any, *permutations: Any) -> Any:
    """gives the permutation that does a first, then b, then c, ....

    >>> PermutationProduct[Cycles[{{1, 2}}], Cycles[{{2, 3}}]]
    Cycles[{{1, 3, 2}}]
    """
    moves = product(map(need_moves, permutations))
    if permutations and all(map(is_list, permutations)):
        size = max(map(len, permutations))
        return make_list(image(moves, point) for point in range(1, size + 1))
    return as_cycles(moves)


@builtin("InversePermutation[perm]", messages=MESSAGES)
def inverse_permutation(kernel: Any, perm: Any) -> Any:
    """gives the permutation that takes every point back.

    >>> InversePermutation[{2, 3, 1}]
    {3, 1, 2}
    >>> InversePermutation[Cycles[{{1, 2, 3}}]]
    Cycles[{{1, 3, 2}}]
    """
    return as_given(power(need_moves(perm), -1), perm)


@builtin("PermutationPower[perm, n]", messages=MESSAGES)
def permutation_power(kernel: Any, perm: Any, n: Any) -> Any:
    """gives the permutation done n times.

    >>> PermutationPower[Cycles[{{1, 2, 3, 4}}], 2]
    Cycles[{{1, 3}, {2, 4}}]
    """
    return as_given(power(need_moves(perm), n), perm) if is_whole(n) else None


def as_given(moves: Moves, given: Any) -> Expr:
    """A list where a list was given, else cycles."""
    if is_list(given):
        return make_list(image(moves, point) for point in range(1, len(given) + 1))
    return as_cycles(moves)


# -- acting ----------------------------------------------------------------------------------------------


@builtin("PermutationReplace[expr, perm]", "PermutationReplace[perm][expr]", messages=MESSAGES)
def permutation_replace(kernel: Any, expr: Any, perm: Any) -> Any:
    """gives expr with every point replaced by the one the permutation takes it to.

    >>> PermutationReplace[{1, 2, 3, 4}, Cycles[{{1, 3}}]]
    {3, 2, 1, 4}
    """
    return moved(expr, need_moves(perm))


def moved(expr: Any, moves: Moves) -> Any:
    if is_whole(expr):
        return image(moves, expr)
    return Expr(expr.head, [moved(p, moves) for p in expr.parts]) if is_list(expr) else expr


@builtin("Permute[expr, perm]", "Permute[perm][expr]", messages=MESSAGES)
def permute(kernel: Any, expr: Any, perm: Any) -> Any:
    """gives expr with its elements moved as the permutation says: the one at i comes to where i goes.

    >>> Permute[{a, b, c, d}, Cycles[{{1, 2, 3}}]]
    {c, a, b, d}
    >>> Permute[{a, b, c}, {2, 3, 1}]
    {c, a, b}
    """
    need_compound(expr, S.Permute(expr, perm))
    moves, parts = need_moves(perm), elements(expr)
    if max(moves, default=0) > len(parts):
        raise Failure("lowlen", len(parts), max(moves), value=None)
    origins = {target: source for source, target in moves.items()}
    return rebuild(expr, [parts[image(origins, i) - 1] for i in range(1, len(parts) + 1)])


@builtin("FindPermutation[expr]", "FindPermutation[expr1, expr2]", messages=MESSAGES)
def find_permutation(kernel: Any, expr1: Any, expr2: Any = None) -> Any:
    """gives the permutation that takes expr1 to expr2, or the sorted elements to expr1.

    >>> FindPermutation[{a, b, c}, {c, a, b}]
    Cycles[{{1, 2, 3}}]
    """
    need_compound(expr1, S.FindPermutation(expr1))
    if expr2 is None:
        ordered = sorted(elements(expr1), key=order_key)
        return as_cycles(between(ordered, elements(expr1), expr1, expr1))
    need_compound(expr2, S.FindPermutation(expr1, expr2), 2)
    return as_cycles(between(elements(expr1), elements(expr2), expr1, expr2))


def between(first: Sequence[Any], second: Sequence[Any], one: Any, other: Any) -> Moves:
    """Where each element of the first sequence stands in the second; equal ones keep their order."""
    places: dict[Any, list[int]] = {}
    for index, value in enumerate(second, 1):
        places.setdefault(as_key(value), []).append(index)
    moves: Moves = {}
    for index, value in enumerate(first, 1):
        at = places.get(as_key(value))
        if not at:
            raise Failure("norel", one, other, value=None)
        moves[index] = at.pop(0)
    if len(first) != len(second):
        raise Failure("norel", one, other, value=None)
    return {p: q for p, q in moves.items() if p != q}
