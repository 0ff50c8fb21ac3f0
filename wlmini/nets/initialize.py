"""NetInitialize: the arrays a net begins with."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..expr import make_list
from .beginnings import Beginnings, read_method
from .evaluation import path_text
from .ports import Misfit
from .texts import TEXTS
from .values import Net, Slot

__all__ = ["initialize", "read_method"]

TEXTS.declare(
    toolarge="The array `1` of dimensions `2` does not fit into memory.",
)


def initialize(net: Net, samplers: Beginnings, *, everything: bool = False) -> Net:
    """The net with values in its arrays: in those that have none, or in all of them."""
    values = {}
    for path, slot in net.slots():
        if slot.is_open or everything:
            values[path] = beginning(net, path, slot, samplers)
    return net.with_arrays(values) if values else net


def beginning(net: Net, path: tuple[Any, ...], slot: Slot, samplers: Beginnings) -> np.ndarray:
    """What one array begins with; `Misfit` while a size of it is not known."""
    if not slot.sized:
        inside = net
        for key in path[:-1]:
            inside = inside.member(key)
        place = inside.head.short if len(path) == 1 else f"layer {path_text(path[:-1])} ({inside.head.short})"
        raise Misfit("noshape", path_text(path[-1:]), place)
    kind = "biases" if str(path[-1]).endswith("Biases") else slot.initial
    shape = tuple(size for size in slot.shape or () if size is not None)
    try:
        return np.ascontiguousarray(samplers.sampler(kind, slot.method)(shape), dtype=np.float32).reshape(
            shape
        )
    except (MemoryError, OverflowError, ValueError):
        raise Misfit("toolarge", path_text(path), make_list(shape)) from None
