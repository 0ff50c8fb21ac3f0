"""The deconvolution layer: the transposed convolution, which makes spatial levels larger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...expr import FALSE, S
from ..ir import Node
from ..layer import Array, layer
from ..lowering import Place
from ..masks import filled, levels_mask
from ..ops.convolution import convolution_input_gradient
from ..ops.shape import cast, reshape
from ..parameters import Automatic, Flag, Padding, Size, Sizes
from ..ports import Misfit, Shape, shape_expr
from .windows import (
    Window,
    agreed,
    channel_first,
    channel_last,
    check_groups,
    check_weights,
    join,
    kernel_of,
    rank_of,
    settled_sizes,
    slid,
    split,
)


class Spread(Window):
    """A kernel that every input position adds to the output; the padding is cut off."""

    def pads(self, level: int, size: int) -> tuple[int, int]:
        """What is cut off (before, after); "Same" makes sizes multiples of the stride."""
        if self.padding != "Same":
            return super().pads(level, size)
        total = self.reach(level) - self.stride[level]
        return (total // 2, total - total // 2) if total > 0 else (0, total)

    def output(self, level: int, size: Any) -> Any:
        if not isinstance(size, int):
            return size
        return self.stride[level] * (size - 1) + self.reach(level) - sum(self.pads(level, size))

    def refusal(self, name: str, sizes: Sequence[int | None]) -> Misfit:
        return Misfit("cropped", shape_expr(tuple(sizes)))

    def input(self, level: int, size: Any) -> Any:
        if not isinstance(size, int):
            return size
        steps = size + sum(self.pads(level, size)) - self.reach(level)
        return None if steps % self.stride[level] else steps // self.stride[level] + 1


@layer(
    "DeconvolutionLayer[n, s]",
    "DeconvolutionLayer[n, {s}]",
    "DeconvolutionLayer[n, {h, w}]",
    options={
        "Weights": S.Automatic,
        "Biases": S.Automatic,
        "ChannelGroups": 1,
        "Dilation": 1,
        "Interleaving": FALSE,
        "PaddingSize": 0,
        "Stride": 1,
    },
    messages={
        "cropped": "PaddingSize of DeconvolutionLayer cuts everything off the result for the spatial "
        "sizes `1`.",
    },
)
class DeconvolutionLayer:
    """stands for a trainable layer of n kernels of size s that every element of the input adds to the output.

    It is the transposed convolution: the map backwards of a ConvolutionLayer with the same kernels. "Stride"
    is how far apart the kernels of neighbouring elements are; PaddingSize is cut off the output. "Weights"
    are an array of channels x n x kernel sizes.

    >>> DeconvolutionLayer[1, {2}, "Weights" -> {{{1, 10}}}, "Biases" -> {0}][{{1, 2, 3}}]
    {{1., 12., 23., 30.}}
    >>> DeconvolutionLayer[1, {2}, "Weights" -> {{{1, 10}}}, "Biases" -> None, "Stride" -> 2][{{1, 2}}]
    {{1., 10., 2., 20.}}
    """

    OutputChannels: Size | Automatic = None
    KernelSize: Sizes | Automatic = None
    ChannelGroups: Size
    Dilation: Sizes
    Interleaving: Flag
    PaddingSize: Padding
    Stride: Sizes

    sizes: Mapping[str, Any]

    def window(self, rank: int) -> Spread:
        return Spread(self, rank, kernel_of(self, rank))

    def shapes(self, x: Shape, y: Shape) -> tuple[Shape, Shape]:
        weights = self.sizes["Weights"]
        check_weights("DeconvolutionLayer", weights, self.KernelSize)
        rank = rank_of(self, x, y)
        if rank is None:
            return x, y
        inputs, outputs, before, after = slid(self, self.window(rank), x, y)
        known = weights if weights and len(weights) == rank + 2 else None
        inputs = known[0] if inputs is None and known else inputs
        wanted = self.OutputChannels or (known[1] * self.ChannelGroups if known else None)
        outputs = agreed(wanted, outputs)
        check_groups(self, inputs, outputs)
        return join(inputs, before, self.Interleaving), join(outputs, after, self.Interleaving)

    def known(self, x: Shape, y: Shape) -> dict[str, Any]:
        """Parameters that weights or ports have settled."""
        return settled_sizes(self, y)

    def arrays(self, x: Shape, y: Shape) -> dict[str, Array]:
        rank = rank_of(self, x, y)
        inputs, outputs = (None if p is None else split(p, self.Interleaving)[0] for p in (x, y))
        outputs = self.OutputChannels or outputs
        depth = None if outputs is None else outputs // self.ChannelGroups
        weights = None if rank is None else (inputs, depth, *self.window(rank).kernel)
        return {"Weights": Array(weights), "Biases": Array((outputs,), "zeros")}

    def forward(self, x: Node, Weights: Node, Biases: Node | None = None, *, place: Place) -> Any:
        x = channel_first(place, x, self.Interleaving)
        rank = len(x.shape) - 1
        window, axes = self.window(rank), tuple(range(1, rank + 1))
        sizes = tuple(window.output(level, size) for level, size in enumerate(x.shape[1:]))
        y = convolution_input_gradient(
            filled(x, levels_mask(place, x, axes), 0.0),
            Weights,
            shape=(Weights.shape[1] * self.ChannelGroups, *sizes),
            stride=window.stride,
            dilation=window.dilation,
            padding=tuple((before, max(0, after)) for before, after in map(window.pads, range(rank), sizes)),
            groups=self.ChannelGroups,
        )
        y = y if Biases is None else y + reshape(Biases, shape=(*Biases.shape, *(1,) * rank))
        for axis in axes:
            own = place.length(x, axis)
            if own is not None:
                first = float(window.output(axis - 1, 1))
                steps = cast(own, to="real") * float(window.stride[axis - 1])
                length = cast(steps + (first - window.stride[axis - 1]), to="integer")
                place.set_length(y, length, axis)
        return channel_last(place, y, self.Interleaving)
