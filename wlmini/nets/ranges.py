"""Layers whose outputs hold numbers of their inputs: what is known of these holds for those."""

from __future__ import annotations

from collections.abc import Mapping

from .ports import Shape

__all__ = ["Rearranging"]


class Rearranging:
    """A layer that gives numbers of its inputs in another arrangement.

    So a range of whole numbers before a layer such as SequenceMostLayer tells an embedding behind it how many
    classes there are.
    """

    port_bounds: Mapping[str, tuple[int, int]]
    rearranged: tuple[str, ...] = ()  # the inputs whose numbers are passed on; none named: all

    def bounds(self, *shapes: Shape) -> dict[str, tuple[int, int]]:
        """The output has the range of all inputs together, where each has one."""
        names = self.rearranged or [name for name in self.port_bounds if name != "Output"]
        found = [self.port_bounds[name] for name in names if name in self.port_bounds]
        if not found or len(found) < (len(self.rearranged) or len(shapes) - 1):
            return {}
        return {"Output": (min(low for low, _ in found), max(high for _, high in found))}
