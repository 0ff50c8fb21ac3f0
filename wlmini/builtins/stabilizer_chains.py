"""Chains of stabilizers (Schreier and Sims): the order of a group of permutations, and what belongs to it."""

from __future__ import annotations

from dataclasses import dataclass, field

from wlmini.builtins.permutation_groups import Moves, image, product


@dataclass
class Level:
    """A point, and for each point that it goes to an element that takes it there."""

    base: int
    generators: list[Moves] = field(default_factory=list)
    ways: dict[int, Moves] = field(default_factory=dict)


def inverse(moves: Moves) -> Moves:
    return {q: p for p, q in moves.items()}


def sifted(chain: list[Level], moves: Moves, start: int) -> tuple[int, Moves]:
    """The permutation without what the levels from start on account for, and the level where that ends."""
    for depth in range(start, len(chain)):
        way = chain[depth].ways.get(image(moves, chain[depth].base))
        if way is None:
            return depth, moves
        moves = product([moves, inverse(way)])
    return len(chain), moves


def chain_of(made: list[Moves]) -> list[Level]:
    """The chain of the group that permutations make."""
    chain: list[Level] = []
    for moves in made:
        depth, rest = sifted(chain, moves, 0)
        if rest:
            extend(chain, rest, depth, 0)
    return chain


def extend(chain: list[Level], moves: Moves, depth: int, least: int) -> None:
    """Let a permutation that fixes the points above the level belong to the levels least to depth."""
    if depth == len(chain):
        base = min(moves)
        chain.append(Level(base, [], {base: {}}))
    for at in range(depth, least - 1, -1):
        chain[at].generators.append(moves)
        close(chain, at)


def close(chain: list[Level], at: int) -> None:
    """Find the points that the base of a level goes to, and what of that fixes the base."""
    level = chain[at]
    waiting = list(level.ways)
    for point in waiting:
        for step in level.generators:
            end = image(step, point)
            if end not in level.ways:
                level.ways[end] = product([level.ways[point], step])
                waiting.append(end)
    for point in waiting:
        for step in level.generators:
            loop = product([level.ways[point], step, inverse(level.ways[image(step, point)])])
            depth, rest = sifted(chain, loop, at + 1)
            if rest:
                extend(chain, rest, depth, at + 1)
