"""Groups of permutations, named or made by some of them: elements, orders and orbits."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from wlmini.builtins.permutation_groups import Moves, as_cycles, image, moves_of, product
from wlmini.builtins.stabilizer_chains import chain_of, sifted
from wlmini.expr import Expr, S, Symbol, boolean, head_of, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

MESSAGES = {
    "grp": "`1` is no group that is built: SymmetricGroup[n], AlternatingGroup[n], CyclicGroup[n],"
    " DihedralGroup[n], AbelianGroup[{n1, n2, ...}] and PermutationGroup[{perm1, ...}] are.",
    "size": "`1` is no positive integer, or list of such.",
    "perms": "`1` is no list of permutations.",
    "many": "The group has `1` elements; at most `2` are listed.",
}
MOST_ELEMENTS = 50_000


def cycle(first: int, last: int) -> Moves:
    """The permutation first -> first + 1 -> ... -> last -> first."""
    return {k: k + 1 if k < last else first for k in range(first, last + 1)} if last > first else {}


def symmetric(n: int) -> list[Moves]:
    return [cycle(1, 2), cycle(1, n)] if n > 2 else [cycle(1, n)]


def alternating(n: int) -> list[Moves]:
    return [{1: 2, 2: k, k: 1} for k in range(3, n + 1)]


def dihedral(n: int) -> list[Moves]:
    if n < 3:  # two points do not tell a turn from a reflection
        return [cycle(1, 2)] if n == 1 else [cycle(1, 2), cycle(3, 4)]
    return [cycle(1, n), {k: n + 1 - k for k in range(1, n + 1) if 2 * k != n + 1}]


def abelian(orders: list[int]) -> list[Moves]:
    """Cycles of these lengths, one after the other."""
    starts = [1 + sum(orders[:k]) for k in range(len(orders))]
    return [cycle(start, start + n - 1) for start, n in zip(starts, orders, strict=True)]


NAMED: dict[Symbol, tuple[Callable[[Any], list[Moves]], Callable[[Any], int]]] = {  # generators, order
    S.SymmetricGroup: (symmetric, math.factorial),
    S.AlternatingGroup: (alternating, lambda n: max(1, math.factorial(n) // 2)),
    S.CyclicGroup: (lambda n: [cycle(1, n)], lambda n: n),
    S.DihedralGroup: (dihedral, lambda n: 2 * n),
    S.AbelianGroup: (abelian, math.prod),
}


def parameter(group: Expr) -> Any:
    """The size in a named group; the list of sizes of an abelian one."""
    given: Any = group.parts[0] if len(group) == 1 else None
    sizes = list(given.parts) if is_list(given) and group.head is S.AbelianGroup else [given]
    if not all(type(n) is int and n > 0 for n in sizes) or is_list(given) != (group.head is S.AbelianGroup):
        raise Failure("size", given, value=None)
    return sizes if is_list(given) else given


def generators(group: Any) -> list[Moves]:
    if head_of(group) in NAMED:
        return [g for g in NAMED[group.head][0](parameter(group)) if g]
    if head_of(group) is S.PermutationGroup and len(group) == 1 and is_list(group.parts[0]):
        found = [moves_of(p) for p in group.parts[0].parts]
        if any(g is None for g in found):
            raise Failure("perms", group.parts[0], value=None)
        return [g for g in found if g]
    raise Failure("grp", group, value=None)


def order(group: Any) -> int:
    if head_of(group) in NAMED:
        return NAMED[group.head][1](parameter(group))
    return math.prod(len(level.ways) for level in chain_of(generators(group)))


def elements_of(group: Any) -> list[Moves]:
    """All elements, in the order of their lists of images."""
    count = order(group)
    if count > MOST_ELEMENTS:
        raise Failure("many", count, MOST_ELEMENTS, value=None)
    made = generators(group)
    top = max((point for g in made for point in g), default=0)
    seen: dict[tuple[int, ...], Moves] = {tuple(range(1, top + 1)): {}}
    fresh = list(seen.values())
    while fresh:
        found = [product([a, g]) for a in fresh for g in made]
        keyed = {tuple(image(m, k) for k in range(1, top + 1)): m for m in found}
        fresh = [m for key, m in keyed.items() if key not in seen]
        seen = {**keyed, **seen}
    return [seen[key] for key in sorted(seen)]


def group_builtin(usage: str, sentence: str, example: str) -> None:
    """Declare the name of a group, which stands for itself."""

    def function(kernel: Any, given: Any) -> None:
        head = S[usage.partition("[")[0]]
        generators(head(given))

    function.__doc__ = f"{sentence}\n\n{example}"
    builtin(usage, messages=MESSAGES)(function)


group_builtin(
    "SymmetricGroup[n]",
    "is the group of all permutations of n points.",
    ">>> GroupOrder[SymmetricGroup[4]]\n24",
)
group_builtin(
    "AlternatingGroup[n]",
    "is the group of the even permutations of n points.",
    ">>> GroupOrder[AlternatingGroup[4]]\n12",
)
group_builtin(
    "CyclicGroup[n]",
    "is the group of the n turns of a cycle of n points.",
    ">>> GroupElements[CyclicGroup[3]]\n{Cycles[{}], Cycles[{{1, 2, 3}}], Cycles[{{1, 3, 2}}]}",
)
group_builtin(
    "DihedralGroup[n]",
    "is the group of the 2 n turns and reflections of a polygon with n corners.",
    ">>> GroupOrder[DihedralGroup[5]]\n10",
)
group_builtin(
    "AbelianGroup[{n1, n2, ...}]",
    "is the product of cyclic groups of n1, n2, ... elements.",
    ">>> GroupOrder[AbelianGroup[{2, 3}]]\n6",
)
group_builtin(
    "PermutationGroup[{perm1, perm2, ...}]",
    "is the group that is made by permutations.",
    ">>> GroupOrder[PermutationGroup[{Cycles[{{1, 2}}], Cycles[{{1, 2, 3}}]}]]\n6",
)


@builtin("GroupOrder[group]", messages=MESSAGES)
def group_order(kernel: Any, group: Any) -> Any:
    """gives the number of elements of a group.

    >>> GroupOrder /@ {SymmetricGroup[5], PermutationGroup[{Cycles[{{1, 2}, {3, 4}}]}]}
    {120, 2}
    """
    return order(group)


@builtin("GroupGenerators[group]", messages=MESSAGES)
def group_generators(kernel: Any, group: Any) -> Any:
    """gives permutations that make a group.

    >>> GroupGenerators[SymmetricGroup[4]]
    {Cycles[{{1, 2}}], Cycles[{{1, 2, 3, 4}}]}
    """
    return make_list(as_cycles(g) for g in generators(group))


@builtin("GroupElements[group]", "GroupElements[group, {r1, r2, ...}]", messages=MESSAGES)
def group_elements(kernel: Any, group: Any, places: Any = None) -> Any:
    """gives the elements of a group, in the order of their lists of images, or those at some places.

    >>> GroupElements[SymmetricGroup[3], {1, 2, 4}]
    {Cycles[{}], Cycles[{{2, 3}}], Cycles[{{1, 2, 3}}]}
    """
    found = make_list(as_cycles(m) for m in elements_of(group))
    return found if places is None else S.Part(found, places)


@builtin("GroupElementQ[group, perm]", messages=MESSAGES)
def group_element_q(kernel: Any, group: Any, permutation: Any) -> Any:
    """tells whether a permutation is an element of a group.

    >>> Map[GroupElementQ[CyclicGroup[4], #] &, {Cycles[{{1, 2}}], Cycles[{{1, 3}, {2, 4}}]}]
    {False, True}
    """
    moves = moves_of(permutation)
    if moves is None:
        raise Failure("perms", S.List(permutation), value=None)
    return boolean(not sifted(chain_of(generators(group)), moves, 0)[1])


@builtin("GroupElementPosition[group, perm]", messages=MESSAGES)
def group_element_position(kernel: Any, group: Any, permutation: Any) -> Any:
    """gives the place of a permutation among the elements of a group.

    >>> GroupElementPosition[SymmetricGroup[3], Cycles[{{1, 2}}]]
    3
    """
    moves = moves_of(permutation)
    found = elements_of(group)
    if moves is None or moves not in found:
        raise Failure("perms", S.List(permutation), value=None)
    return found.index(moves) + 1


@builtin("GroupMultiplicationTable[group]", messages=MESSAGES)
def group_multiplication_table(kernel: Any, group: Any) -> Any:
    """gives the places of the products of all pairs of elements of a group.

    >>> GroupMultiplicationTable[CyclicGroup[3]]
    {{1, 2, 3}, {2, 3, 1}, {3, 1, 2}}
    """
    found = elements_of(group)
    places = {tuple(sorted(m.items())): k for k, m in enumerate(found, 1)}
    rows = [[places[tuple(sorted(product([a, b]).items()))] for b in found] for a in found]
    return make_list(make_list(row) for row in rows)


@builtin("GroupOrbits[group]", messages=MESSAGES)
def group_orbits(kernel: Any, group: Any) -> Any:
    """gives the lists of points that the elements of a group take into each other.

    >>> GroupOrbits[PermutationGroup[{Cycles[{{1, 2}, {4, 6}}], Cycles[{{2, 3}}]}]]
    {{1, 2, 3}, {4, 6}}
    """
    made = generators(group)
    orbits: list[list[int]] = []
    for start in sorted({point for g in made for point in g}):
        if any(start in orbit for orbit in orbits):
            continue
        orbit, fresh = {start}, [start]
        while fresh:
            fresh = [image(g, p) for p in fresh for g in made if image(g, p) not in orbit]
            orbit.update(fresh)
        orbits.append(sorted(orbit))
    return make_list(make_list(orbit) for orbit in orbits)
