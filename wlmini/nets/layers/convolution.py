"""Convolution and pooling: windows that slide over one to three spatial levels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from ...expr import FALSE, S, Symbol
from ..layer import Array, layer
from ..ops.convolution import convolution
from ..ops.pooling import pool_max, pool_mean, pool_total
from ..ops.shape import transpose
from ..parameters import REFUSED, Automatic, Flag, Kind, Padding, Size, Sizes
from ..ports import Misfit, Shape, shape_words, unify

SPATIAL_WORDS: dict[int | None, str] = {
    None: "one to three spatial levels",
    1: "one spatial level",
    2: "two spatial levels",
    3: "three spatial levels",
}


class Window:
    """A kernel of given sizes that slides along spatial levels, by parameters of a layer."""

    def __init__(self, layer: Any, rank: int, kernel: Any) -> None:
        self.kernel = each(kernel, rank)
        self.stride = each(layer.Stride, rank)
        self.dilation = each(getattr(layer, "Dilation", 1), rank)
        self.padding = layer.PaddingSize
        self.rank = rank

    def reach(self, level: int) -> int:
        """How many positions a kernel covers, its gaps included."""
        return self.dilation[level] * (self.kernel[level] - 1) + 1

    def pads(self, level: int, size: int) -> tuple[int, int]:
        """The padding (before, after) of a level of this size; an odd one of "Same" goes after."""
        if self.padding != "Same":
            return self.padding[level] if isinstance(self.padding, tuple) else (self.padding, self.padding)
        stride = self.stride[level]
        total = max((-(-size // stride) - 1) * stride + self.reach(level) - size, 0)
        return total // 2, total - total // 2

    def output(self, level: int, size: int | None) -> int | None:
        """The number of positions along a level."""
        if size is None:
            return None
        return (size + sum(self.pads(level, size)) - self.reach(level)) // self.stride[level] + 1

    def input(self, level: int, size: int | None) -> int | None:
        """The size that gives this number of positions, where only one does."""
        if size is None or self.stride[level] != 1:
            return None
        return size if self.padding == "Same" else size + self.reach(level) - 1 - sum(self.pads(level, 0))


def each(value: Any, rank: int) -> tuple[Any, ...]:
    """One value for each spatial level: a number stands for all of them."""
    return (value,) * rank if isinstance(value, int) else tuple(value)


def spatial_rank(name: str, given: Sequence[Any], *shapes: Shape) -> int | None:
    """The number of spatial levels: from parameters that list one value for each, or from a shape."""
    counts = {len(value) for value in given if isinstance(value, tuple)}
    counts |= {value for value in given[:1] if isinstance(value, int)}
    found = next(iter(counts)) if len(counts) == 1 else None
    if len(counts) > 1:
        raise Misfit("convlists", name)
    for shape in shapes:
        if shape is not None and (len(shape) not in (2, 3, 4) or found not in (None, len(shape) - 1)):
            levels = "2 to 4" if found is None else str(found + 1)
            raise Misfit("convrank", name, levels, SPATIAL_WORDS[found], shape_words(shape))
        if shape is not None:
            found = len(shape) - 1
    return found


def split(shape: Shape, interleaved: bool) -> tuple[int | None, tuple[int | None, ...]]:
    """(channels, spatial sizes) of a shape."""
    assert shape is not None
    return (shape[-1], shape[:-1]) if interleaved else (shape[0], shape[1:])


def join(channels: int | None, spatial: Sequence[int | None], interleaved: bool) -> tuple[int | None, ...]:
    return (*spatial, channels) if interleaved else (channels, *spatial)


def agreed(a: int | None, b: int | None) -> int | None:
    """The one size that two sources tell of."""
    found = unify((a,), (b,))
    return found[0] if found else None


def slid(layer: Any, window: Window, x: Shape, y: Shape) -> tuple[Any, Any, list[Any], list[Any]]:
    """(input channels, output channels, spatial sizes before and after), each refined by the others."""
    unknown = (None,) * (window.rank + 1)
    inputs, before = split(unify(x, unknown), layer.Interleaving)
    outputs, after = split(unify(y, unknown), layer.Interleaving)
    reached = [window.output(i, size) for i, size in enumerate(before)]
    if any(size is not None and size < 1 for size in reached):
        sizes = [S.Automatic if size is None else size for size in before]
        raise Misfit("toosmall", type(layer).__name__, S.List(*window.kernel), S.List(*sizes))
    after = unify(tuple(reached), after) or ()
    found = [
        window.input(i, b) if a is None else a for i, (a, b) in enumerate(zip(before, after, strict=True))
    ]
    return inputs, outputs, found, list(after)


def channel_first(x: Any, interleaved: bool) -> Any:
    rank = len(x.shape)
    return transpose(x, axes=(rank - 1, *range(rank - 1))) if interleaved else x


def channel_last(y: Any, interleaved: bool) -> Any:
    return transpose(y, axes=(*range(1, len(y.shape)), 0)) if interleaved else y


@layer(
    "ConvolutionLayer[n, s]",
    "ConvolutionLayer[n, {h, w}]",
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

    def rank(self, *shapes: Shape) -> int | None:
        weights = self.sizes["Weights"]
        known = self.Dimensionality or (len(weights) - 2 if weights and self.KernelSize is None else None)
        given = (known, self.KernelSize, self.Stride, self.Dilation, self.PaddingSize)
        return spatial_rank("ConvolutionLayer", given, *shapes)

    def kernel(self, rank: int) -> tuple[int, ...]:
        weights = self.sizes["Weights"]
        return each(self.KernelSize if self.KernelSize is not None else weights[2:], rank)

    def shapes(self, x: Shape, y: Shape) -> tuple[Shape, Shape]:
        weights = self.sizes["Weights"]
        if self.KernelSize is None and not weights:
            raise Misfit("needkernel")
        if weights and not 3 <= len(weights) <= 5:
            given = shape_words(weights)
            raise Misfit("arrayfit", "Weights", "ConvolutionLayer", "an array of rank 3 to 5", given)
        rank = self.rank(x, y)
        if rank is None:
            return x, y
        inputs, outputs, before, after = slid(self, Window(self, rank, self.kernel(rank)), x, y)
        known = weights if weights and len(weights) == rank + 2 else None
        inputs = known[1] * self.ChannelGroups if inputs is None and known else inputs
        wanted = self.OutputChannels or (known[0] if known else None)
        outputs = agreed(wanted, outputs)
        self.check_groups(inputs, outputs)
        return join(inputs, before, self.Interleaving), join(outputs, after, self.Interleaving)

    def known(self, x: Shape, y: Shape) -> dict[str, Any]:
        """Parameters that weights or ports have settled."""
        weights, rank = self.sizes["Weights"], self.rank(x, y)
        found: dict[str, Any] = {} if rank is None else {"Dimensionality": rank}
        if weights and self.KernelSize is None:
            found["KernelSize"] = S.List(*weights[2:])
        outputs = None if y is None else split(y, self.Interleaving)[0]
        if self.OutputChannels is None and outputs is not None:
            found["OutputChannels"] = outputs
        return found

    def check_groups(self, inputs: int | None, outputs: int | None) -> None:
        """Channels must divide evenly among the groups."""
        for name, count in (("input", inputs), ("output", outputs)):
            if count is not None and count % self.ChannelGroups:
                raise Misfit("groups", self.ChannelGroups, count, name)

    def arrays(self, x: Shape, y: Shape) -> dict[str, Array]:
        rank = self.rank(x, y)
        inputs = None if x is None else split(x, self.Interleaving)[0]
        outputs = self.OutputChannels or (None if y is None else split(y, self.Interleaving)[0])
        depth = None if inputs is None else inputs // self.ChannelGroups
        weights = None if rank is None else (outputs, depth, *self.kernel(rank))
        return {"Weights": Array(weights), "Biases": Array((outputs,), "zeros")}

    def forward(self, x: Any, Weights: Any, Biases: Any = None) -> Any:
        x = channel_first(x, self.Interleaving)
        window = Window(self, len(x.shape) - 1, Weights.shape[2:])
        y = convolution(
            x,
            Weights,
            Biases,
            stride=window.stride,
            dilation=window.dilation,
            padding=tuple(window.pads(i, size) for i, size in enumerate(x.shape[1:])),
            groups=self.ChannelGroups,
        )
        return channel_last(y, self.Interleaving)


POOLS = {S.Max: pool_max, S.Mean: pool_mean, S.Total: pool_total}


def read_pool(expr: Any) -> Any:
    return POOLS[expr] if isinstance(expr, Symbol) and expr in POOLS else REFUSED


PoolFunction = Annotated[Any, Kind("Max, Mean or Total", read_pool)]


@layer(
    "PoolingLayer[s]",
    "PoolingLayer[{h, w}]",
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

    def forward(self, x: Any) -> Any:
        x = channel_first(x, self.Interleaving)
        window = Window(self, len(x.shape) - 1, self.KernelSize)
        padding = tuple(window.pads(i, size) for i, size in enumerate(x.shape[1:]))
        y = self.Function(x, kernel=window.kernel, stride=window.stride, padding=padding)
        return channel_last(y, self.Interleaving)
