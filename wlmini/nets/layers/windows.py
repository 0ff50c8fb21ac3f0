"""Windows that slide over one to three spatial levels: how sizes, padding and lengths go along."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...expr import S
from ..ir import Node
from ..lowering import Place
from ..masks import carry, filled, levels_mask, positions
from ..ops.arrangement import on_axis
from ..ops.elementwise import floor, greater_equal, less, maximum, minimum
from ..ops.gather import gather
from ..ops.lengths import checked_length
from ..ops.shape import cast, transpose
from ..ports import VARYING, Misfit, Shape, shape_expr, shape_words, unify
from ..texts import TEXTS

__all__ = [
    "Window", "agreed", "channel_first", "channel_last", "check_groups", "check_weights", "each", "join",
    "kernel_of", "prepared", "rank_of", "settled_sizes", "slid", "spatial_rank", "split",
]  # fmt: skip

TEXTS.declare(
    convlists="The parameters of `1` list values for different numbers of spatial levels.",
    toosmall="The window of `1` with sizes `2` does not fit an input with the spatial sizes `3`.",
    needkernel='`1` needs the size of its kernel, or an array of "Weights".',
    groups="The `1` channel groups of `2` do not divide its `3` `4` channels.",
    convrank="The input of `1` must have `2` levels, a channel and `3`, but it is `4`.",
)

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
        if not isinstance(size, int):
            return size
        return (size + sum(self.pads(level, size)) - self.reach(level)) // self.stride[level] + 1

    def refusal(self, name: str, sizes: Sequence[int | None]) -> Misfit:
        """What is said of spatial sizes of which nothing would be left."""
        return Misfit("toosmall", name, S.List(*self.kernel), shape_expr(tuple(sizes)))

    def input(self, level: int, size: int | None) -> int | None:
        """The size that gives this number of positions, where only one does."""
        if size is VARYING:
            return size
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


def rank_of(layer: Any, *shapes: Shape) -> int | None:
    """The number of spatial levels of a layer of kernels, also by its array of weights."""
    weights, kernel = layer.sizes["Weights"], layer.KernelSize
    known = getattr(layer, "Dimensionality", None) or (
        len(weights) - 2 if weights and kernel is None else None
    )
    given = (known, kernel, layer.Stride, layer.Dilation, layer.PaddingSize)
    return spatial_rank(type(layer).__name__, given, *shapes)


def kernel_of(layer: Any, rank: int) -> tuple[int, ...]:
    """The sizes of the kernel: those that are given, or those of the array of weights."""
    return each(layer.KernelSize if layer.KernelSize is not None else layer.sizes["Weights"][2:], rank)


def settled_sizes(layer: Any, y: Shape) -> dict[str, Any]:
    """Parameters that were left out and that the weights or the output tell."""
    weights = layer.sizes["Weights"]
    found: dict[str, Any] = {}
    if layer.KernelSize is None and weights:
        found["KernelSize"] = S.List(*weights[2:])
    outputs = None if y is None else split(y, layer.Interleaving)[0]
    if layer.OutputChannels is None and outputs is not None:
        found["OutputChannels"] = outputs
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


def check_weights(name: str, weights: Any, kernel: Any) -> None:
    """Sizes come from the kernel that is given, or from an array of weights of the right rank."""
    if kernel is None and not weights:
        raise Misfit("needkernel", name)
    if weights and not 3 <= len(weights) <= 5:
        raise Misfit("arrayfit", "Weights", name, "an array of rank 3 to 5", shape_words(weights))


def slid(layer: Any, window: Window, x: Shape, y: Shape) -> tuple[Any, Any, list[Any], list[Any]]:
    """(input channels, output channels, spatial sizes before and after), each refined by the others."""
    unknown = (None,) * (window.rank + 1)
    inputs, before = split(unify(x, unknown), layer.Interleaving)
    outputs, after = split(unify(y, unknown), layer.Interleaving)
    reached = [window.output(i, size) for i, size in enumerate(before)]
    if any(isinstance(size, int) and size < 1 for size in reached):
        raise window.refusal(type(layer).__name__, before)
    after = unify(tuple(reached), after) or ()
    found = [
        window.input(i, b) if a is None else a for i, (a, b) in enumerate(zip(before, after, strict=True))
    ]
    return inputs, outputs, found, list(after)


def check_groups(layer: Any, inputs: Any, outputs: Any) -> None:
    """Channels must divide evenly among the groups."""
    for name, count in (("input", inputs), ("output", outputs)):
        if count is VARYING:
            raise Misfit("varyingchannels", type(layer).__name__)
        if count is not None and count % layer.ChannelGroups:
            raise Misfit("groups", layer.ChannelGroups, type(layer).__name__, count, name)


def channel_first(place: Place, x: Node, interleaved: bool) -> Node:
    """The channels as the first level, lengths of the others going along."""
    if not interleaved:
        return x
    rank = len(x.shape)
    y = transpose(x, axes=(rank - 1, *range(rank - 1)))
    return carry(place, x, y, {level: level + 1 for level in range(rank - 1)})


def channel_last(place: Place, y: Node, interleaved: bool) -> Node:
    """The channels as the last level again."""
    if not interleaved:
        return y
    z = transpose(y, axes=(*range(1, len(y.shape)), 0))
    return carry(place, y, z, {level: level - 1 for level in range(1, len(y.shape))})


Pads = tuple[tuple[int, int], ...]


def prepared(place: Place, x: Node, window: Window, fill: float) -> tuple[Node, Pads, dict[int, Node]]:
    """The input with `fill` behind each example's own elements, the padding of every spatial level, and the
    lengths of the result by axis."""
    source, pads, lengths = x, [], {}
    for level in range(window.rank):
        axis, size = level + 1, source.shape[level + 1]
        own, pair = place.length(source, axis), window.pads(level, size)
        if own is not None and window.padding == "Same" and window.stride[level] > 1:
            x, lengths[axis] = shifted(x, own, window, level, fill)
            pair = (0, 0)
        elif own is not None:
            own = checked_length(own, least=max(1, window.reach(level) - sum(pair)))
            x = filled(x, levels_mask(place, source, (axis,)), fill) if pair[1] else x
            count = cast(own, to="real") + float(sum(pair) - window.reach(level))
            lengths[axis] = cast(floor(count * (1.0 / window.stride[level])) + 1.0, to="integer")
        pads.append(pair)
    return x, tuple(pads), lengths


def shifted(x: Node, own: Node, window: Window, level: int, fill: float) -> tuple[Node, Node]:
    """Each example with the padding of "Same" that its own length asks for; and the lengths of the result."""
    axis, size, stride, reach = level + 1, x.shape[level + 1], window.stride[level], window.reach(level)
    length = cast(own, to="real")
    count = floor((length + (stride - 1.0)) * (1.0 / stride))
    before = floor(maximum((count - 1.0) * float(stride) + float(reach) - length, 0.0) * 0.5)
    spots = positions((-(-size // stride) - 1) * stride + reach) - before
    inside = greater_equal(spots, 0.0) * less(spots, length)
    index = cast(minimum(maximum(spots, 0.0), size - 1.0), to="integer")
    y = gather(x, index, axis=axis)
    return filled(y, on_axis(inside, axis, len(y.shape)), fill), cast(count, to="integer")
