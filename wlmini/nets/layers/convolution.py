"""The convolution layer: kernels that slide over one to three spatial levels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...expr import FALSE, S
from ..ir import Node
from ..layer import Array, layer
from ..lowering import Place
from ..ops.convolution import convolution
from ..parameters import Automatic, Flag, Padding, Size, Sizes
from ..ports import Shape
from .windows import (
    Window,
    agreed,
    channel_first,
    channel_last,
    check_groups,
    check_weights,
    join,
    kernel_of,
    prepared,
    rank_of,
    settled_sizes,
    slid,
    split,
)


@layer(
    "ConvolutionLayer[n, s]",
    "ConvolutionLayer[n, {s}]",
    "ConvolutionLayer[n, {h, w}]",
    "ConvolutionLayer[n, {h, w, d}]",
    options={
        "Weights": S.Automatic,
        "Biases": S.Automatic,
        "ChannelGroups": 1,
        "Dilation": 1,
        "Dimensionality": S.Automatic,
        "Interleaving": FALSE,
        "PaddingSize": 0,
        "Stride": 1,
    },
)
class ConvolutionLayer:
    """stands for a trainable layer of n kernels of size s that slide over one to three spatial levels.

    The kernels are not flipped, and what lies outside the input counts as 0. "Weights" are an array of n x
    channels x kernel sizes.

    >>> ConvolutionLayer[1, {2}, "Weights" -> {{{1, 10}}}, "Biases" -> {0}][{{1, 2, 3}}]
    {{21., 32.}}
    """

    OutputChannels: Size | Automatic = None
    KernelSize: Sizes | Automatic = None
    ChannelGroups: Size
    Dilation: Sizes
    Dimensionality: Size | Automatic
    Interleaving: Flag
    PaddingSize: Padding
    Stride: Sizes

    sizes: Mapping[str, Any]

    def shapes(self, x: Shape, y: Shape) -> tuple[Shape, Shape]:
        weights = self.sizes["Weights"]
        check_weights("ConvolutionLayer", weights, self.KernelSize)
        rank = rank_of(self, x, y)
        if rank is None:
            return x, y
        inputs, outputs, before, after = slid(self, Window(self, rank, kernel_of(self, rank)), x, y)
        known = weights if weights and len(weights) == rank + 2 else None
        inputs = known[1] * self.ChannelGroups if inputs is None and known else inputs
        wanted = self.OutputChannels or (known[0] if known else None)
        outputs = agreed(wanted, outputs)
        check_groups(self, inputs, outputs)
        return join(inputs, before, self.Interleaving), join(outputs, after, self.Interleaving)

    def known(self, x: Shape, y: Shape) -> dict[str, Any]:
        """Parameters that weights or ports have settled."""
        rank = rank_of(self, x, y)
        return {**settled_sizes(self, y), **({} if rank is None else {"Dimensionality": rank})}

    def arrays(self, x: Shape, y: Shape) -> dict[str, Array]:
        rank = rank_of(self, x, y)
        inputs = None if x is None else split(x, self.Interleaving)[0]
        outputs = self.OutputChannels or (None if y is None else split(y, self.Interleaving)[0])
        depth = None if inputs is None else inputs // self.ChannelGroups
        weights = None if rank is None else (outputs, depth, *kernel_of(self, rank))
        return {"Weights": Array(weights), "Biases": Array((outputs,), "zeros")}

    def forward(self, x: Node, Weights: Node, Biases: Node | None = None, *, place: Place) -> Any:
        x = channel_first(place, x, self.Interleaving)
        window = Window(self, len(x.shape) - 1, Weights.shape[2:])
        x, padding, lengths = prepared(place, x, window, 0.0)
        y = convolution(
            x,
            Weights,
            Biases,
            stride=window.stride,
            dilation=window.dilation,
            padding=padding,
            groups=self.ChannelGroups,
        )
        place.set_lengths(y, lengths)
        return channel_last(place, y, self.Interleaving)
