"""The pooling layer: windows of which one number is taken."""

from __future__ import annotations

import math
from typing import Annotated, Any

from ...expr import FALSE, S, Symbol
from ..ir import Node
from ..layer import layer
from ..lowering import Place
from ..masks import filled, levels_mask
from ..ops.pooling import pool_max, pool_mean, pool_total
from ..parameters import REFUSED, Automatic, Flag, Kind, Padding, Size, Sizes
from ..ports import Shape
from .windows import Window, agreed, channel_first, channel_last, join, prepared, slid, spatial_rank

POOLS = {S.Max: pool_max, S.Mean: pool_mean, S.Total: pool_total}


def read_pool(expr: Any) -> Any:
    return POOLS[expr] if isinstance(expr, Symbol) and expr in POOLS else REFUSED


PoolFunction = Annotated[Any, Kind("Max, Mean or Total", read_pool)]


@layer(
    "PoolingLayer[s]",
    "PoolingLayer[{s}]",
    "PoolingLayer[{h, w}]",
    "PoolingLayer[{h, w, d}]",
    "PoolingLayer[s, stride]",
    options={
        "Dimensionality": S.Automatic,
        "Function": S.Max,
        "Interleaving": FALSE,
        "PaddingSize": 0,
    },
)
class PoolingLayer:
    """stands for a layer that takes the Max (or Mean, or Total) of windows of size s, stride (1) apart.

    >>> PoolingLayer[2, 2][{{{1, 2, 3, 4}, {5, 6, 7, 8}}}]
    {{{6., 8.}}}
    """

    KernelSize: Sizes
    Stride: Sizes = 1
    Dimensionality: Size | Automatic
    Function: PoolFunction
    Interleaving: Flag
    PaddingSize: Padding

    def rank(self, *shapes: Shape) -> int | None:
        given = (self.Dimensionality, self.KernelSize, self.Stride, self.PaddingSize)
        return spatial_rank("PoolingLayer", given, *shapes)

    def known(self, x: Shape, y: Shape) -> dict[str, Any]:
        """The number of spatial levels, once a port or a parameter tells."""
        rank = self.rank(x, y)
        return {} if rank is None else {"Dimensionality": rank}

    def shapes(self, x: Shape, y: Shape) -> tuple[Shape, Shape]:
        rank = self.rank(x, y)
        if rank is None:
            return x, y
        inputs, outputs, before, after = slid(self, Window(self, rank, self.KernelSize), x, y)
        channels = agreed(inputs, outputs)
        return join(channels, before, self.Interleaving), join(channels, after, self.Interleaving)

    def forward(self, x: Node, *, place: Place) -> Any:
        x = channel_first(place, x, self.Interleaving)
        window = Window(self, len(x.shape) - 1, self.KernelSize)
        highest = self.Function is pool_max
        x, padding, lengths = prepared(place, x, window, -math.inf if highest else 0.0)
        y = self.Function(x, kernel=window.kernel, stride=window.stride, padding=padding)
        place.set_lengths(y, lengths)
        if highest and lengths:  # no Infinity where windows saw padding alone
            known = y
            y = filled(y, levels_mask(place, y, tuple(lengths)), 0.0)
            place.pass_lengths(known, y)
        return channel_last(place, y, self.Interleaving)
