"""Work along a level in pieces for threads."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..ir import Call, Site, Tasks

__all__ = ["pieces"]


def pieces(
    at: Site,
    extent: int,
    work: float,
    calls: Callable[[int, int, int], Iterable[Call]],
    least: int = 1,
) -> Tasks:
    """The calls (slot, start, stop) of every piece of `range(extent)` that is worth a thread."""
    cuts = at.cuts(extent, work, least)
    slots = [at.slot(number, len(cuts)) for number in range(len(cuts))]
    return Tasks([[*calls(slot, i, j)] for slot, (i, j) in zip(slots, cuts, strict=True)], slots)
