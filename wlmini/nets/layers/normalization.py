"""Normalization: by the statistics of the batch, of the example, of neighbouring channels."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy as np

from ...expr import FALSE, S
from ..ir import Node
from ..layer import Array, layer
from ..levels import FROM_SECOND, LevelList, Levels, complement, spread
from ..lowering import Place
from ..masks import levels_mask, own_elements
from ..ops.aggregate import Own, own_centered
from ..ops.elementwise import maximum, power, sqrt, square
from ..ops.normalization import batch_norm_of_some, batch_norm_test, batch_norm_train, channel_affine
from ..ops.shape import reduce_sum, reshape
from ..ops.standardization import standardized, unit_scale, window_sum
from ..parameters import Flag, Fraction01, NoneValue, NonNegative, NonNegativeInteger, Nothing, Number, Sizes
from ..ports import VARYING, Misfit, Shape, unify


@layer(
    "BatchNormalizationLayer[]",
    options={
        "Epsilon": 0.001,
        "Interleaving": FALSE,
        "Momentum": 0.9,
        "Biases": S.Automatic,
        "MovingMean": S.Automatic,
        "MovingVariance": S.Automatic,
        "Scaling": S.Automatic,
    },
    old_options={"Beta": "Biases", "Gamma": "Scaling"},
    messages={
        "needchannel": "The input of `1` must have at least one level, the channels, but it is a number.",
        "negvar": 'The array "MovingVariance" of `1` is negative (`2`), so the output is no number.',
    },
)
class BatchNormalizationLayer:
    """stands for a layer that gives every channel of its input the mean "Biases" and the deviation "Scaling".

    In training, mean and variance are those of the batch, and the moving averages follow them:
    moving = "Momentum" moving + (1 - "Momentum") batch. Otherwise the moving averages are used:
    y = "Scaling" (x - "MovingMean")/Sqrt["MovingVariance" + "Epsilon"] + "Biases". The channel is the first
    level of the input, with Interleaving -> True the last. "Gamma" and "Beta" are old names of "Scaling" and
    "Biases".

    >>> NetInitialize[BatchNormalizationLayer["Input" -> 3]][{1, 2, 3}]
    {0.9995, 1.999, 2.9985}
    >>> NetExtract[BatchNormalizationLayer["Momentum" -> 0.8], "Momentum"]
    0.8
    """

    Epsilon: NonNegative
    Interleaving: Flag
    Momentum: Fraction01

    sizes: Mapping[str, Any]

    @staticmethod
    def shareable(name: str) -> bool:
        """Moving averages belong to one place in a net."""
        return not name.startswith("Moving")

    @property
    def axis(self) -> int:
        return -1 if self.Interleaving else 0

    def shapes(self, x: Shape, y: Shape) -> tuple[Shape, Shape]:
        both = unify(x, y)
        if both == ():
            raise Misfit("needchannel", "BatchNormalizationLayer")
        if both is not None and both[self.axis] is VARYING:
            raise Misfit("varyingchannels", "BatchNormalizationLayer")
        if both is not None and both[self.axis] is None:
            both = (*both[:-1], self.channels) if self.Interleaving else (self.channels, *both[1:])
        return both, both

    @property
    def channels(self) -> int | None:
        """How many channels there are by the arrays that are given."""
        return next((size[0] for size in self.sizes.values() if size and len(size) == 1), None)

    def arrays(self, x: Shape, y: Shape) -> dict[str, Array]:
        one = (x[self.axis] if x else self.channels,)
        return {
            "Biases": Array(one, "zeros"),
            "MovingMean": Array(one, "zeros", trainable=False),
            "MovingVariance": Array(one, "ones", trainable=False),
            "Scaling": Array(one, "ones"),
        }

    def check_values(self, values: dict[str, Any]) -> None:
        """A variance below 0 by more than Epsilon has no root."""
        variance = values["MovingVariance"]
        least = float(np.min(variance))
        if least < 0 and least + self.Epsilon <= 0:
            raise Misfit("negvar", "BatchNormalizationLayer", least)

    def forward(
        self, x: Node, Biases: Node, MovingMean: Node, MovingVariance: Node, Scaling: Node, *, place: Place
    ) -> Any:
        settings: dict[str, Any] = {"epsilon": self.Epsilon, "axis": self.axis}
        if not place.training:
            return batch_norm_test(x, Scaling, Biases, MovingMean, MovingVariance, **settings)
        mask = levels_mask(place, x, complement((self.axis % len(x.shape),), len(x.shape)))
        if mask is None:
            y, mean, variance = batch_norm_train(x, Scaling, Biases, **settings)
        else:
            y, mean, variance = batch_norm_of_some(x, Scaling, Biases, mask, **settings)
        keep, m = self.Momentum, 1 - self.Momentum
        if m:
            place.update("MovingMean", MovingMean * keep + mean * m)
            place.update("MovingVariance", MovingVariance * keep + variance * m)
        return y


@layer(
    "NormalizationLayer[]",
    "NormalizationLayer[agg]",
    "NormalizationLayer[agg, scal]",
    options={
        "Biases": S.Automatic,
        "Epsilon": 0.001,
        "GroupNumber": S["None"],
        "Method": "Standardize",
        "Scaling": S.Automatic,
        "Unbiased": FALSE,
    },
    old_options={"Beta": "Biases", "Gamma": "Scaling"},
    aliases=("InstanceNormalizationLayer",),
    messages={
        "groupcount": 'The "GroupNumber" of NormalizationLayer lists `1` numbers for `2` levels.',
        "groupsize": "A level of size `1` cannot be cut into `2` groups of the same size.",
    },
)
class NormalizationLayer:
    """stands for a layer that brings its input to mean 0 and deviation 1 along the levels agg (2;;All).

    The result is multiplied with "Scaling" and "Biases" are added; these arrays have the levels scal: those
    that are not in agg ("Complement"), those that are ("Same"), or those listed. With Method -> "RMS" the
    input is only divided by its root mean square. "GroupNumber" cuts levels of agg into groups of their own.

    >>> NetInitialize[NormalizationLayer["Input" -> {2, 3}]][{{1, 2, 3}, {4, 5, 6}}]
    {{-1.22383, 0., 1.22383}, {-1.22383, 0., 1.22383}}
    """

    AggregationLevels: Levels = FROM_SECOND
    ScalingLevels: Literal["Complement", "Same"] | Levels = "Complement"
    Epsilon: NonNegative
    GroupNumber: NoneValue | Sizes
    Method: Literal["Standardize", "RMS"]
    Unbiased: Flag

    def aggregated(self, rank: int) -> tuple[int, ...]:
        return self.AggregationLevels.axes(rank, "NormalizationLayer")

    def scaled(self, rank: int) -> tuple[int, ...]:
        """The axes of Scaling and Biases."""
        if isinstance(self.ScalingLevels, LevelList):
            return self.ScalingLevels.axes(rank, "NormalizationLayer")
        axes = self.aggregated(rank)
        return axes if self.ScalingLevels == "Same" else complement(axes, rank)

    def groups(self, axes: Sequence[int]) -> dict[int, int]:
        """The number of groups of each axis that has some."""
        if isinstance(self.GroupNumber, Nothing):
            return {}
        given = self.GroupNumber if isinstance(self.GroupNumber, tuple) else (self.GroupNumber,)
        if len(given) != len(axes):
            raise Misfit("groupcount", len(given), len(axes))
        return {axis: count for axis, count in zip(axes, given, strict=True) if count > 1}

    def shapes(self, x: Shape, y: Shape) -> tuple[Shape, Shape]:
        both = unify(x, y)
        if both is None:
            return both, both
        self.scaled(len(both))
        for axis, count in self.groups(self.aggregated(len(both))).items():
            size = both[axis]
            if size is VARYING or size is not None and size % count:
                raise Misfit("groupsize", "Varying" if size is VARYING else size, count)
        return both, both

    def arrays(self, x: Shape, y: Shape) -> dict[str, Array]:
        shape = None if x is None else tuple(x[axis] for axis in self.scaled(len(x)))
        return {"Biases": Array(shape, "zeros"), "Scaling": Array(shape, "ones")}

    def forward(
        self, x: Node, Biases: Node | None = None, Scaling: Node | None = None, *, place: Place
    ) -> Any:
        rank = len(x.shape)
        axes = self.aggregated(rank)
        own = own_elements(place, x, axes)
        y = self.full(x, axes) if own.mask is None else self.own(x, own)
        levels = self.scaled(rank)
        if Scaling is not None and Biases is not None and len(levels) == 1:
            return channel_affine(y, Scaling, Biases, axis=levels[0])
        y = y if Scaling is None else y * spread(Scaling, levels, x.shape)
        return y if Biases is None else y + spread(Biases, levels, x.shape)

    def full(self, x: Any, axes: tuple[int, ...]) -> Any:
        """Normalized along axes, of which all elements count."""
        groups = self.groups(axes)
        shape: list[int] = []
        inner = []
        for axis, size in enumerate(x.shape):
            cut = [groups[axis], size // groups[axis]] if axis in groups else [size]
            shape += cut
            inner += [len(shape) - 1] if axis in axes else []
        d = reshape(x, shape=tuple(shape)) if groups else x
        count = math.prod(d.shape[axis] for axis in inner)
        normalized = standardized if self.Method == "Standardize" else unit_scale
        y = normalized(d, axes=tuple(inner), epsilon=self.Epsilon, count=max(1, count - self.bias))
        return reshape(y, shape=x.shape) if groups else y

    @property
    def bias(self) -> int:
        """What the number of elements is lessened by before the mean of the squares is taken."""
        return int(self.Unbiased and self.Method == "Standardize")

    def own(self, x: Any, own: Own) -> Any:
        """Normalized along axes, of which only an example's own elements count."""
        d = own_centered(x, own) if self.Method == "Standardize" else x * own.mask
        kept = tuple(1 if axis in own.axes else size for axis, size in enumerate(x.shape))
        total = reduce_sum(square(d), axes=own.axes)
        mean = total / maximum(own.count - float(self.bias), 1.0)
        return d / sqrt(reshape(mean, shape=kept) + self.Epsilon)


@layer(
    "LocalResponseNormalizationLayer[]",
    options={"Alpha": 1.0, "Beta": 0.5, "Bias": 1.0, "ChannelWindowSize": 2},
    messages={
        "fewchannels": "The input of LocalResponseNormalizationLayer has `1` channels; "
        '"ChannelWindowSize" -> `2` needs at least `3`.',
    },
)
class LocalResponseNormalizationLayer:
    """stands for a layer that divides each number of a channel by its neighbours in the channels around.

    The divisor is ("Alpha"/(2 c + 1) s + "Bias")^"Beta", s being the sum of the squares at the same place of
    the channels that are at most c = "ChannelWindowSize" away.

    >>> LocalResponseNormalizationLayer[][ConstantArray[1, {5, 1, 1}]] // Flatten
    {0.790569, 0.745356, 0.707107, 0.745356, 0.790569}
    """

    Alpha: Number
    Beta: Number
    Bias: Number
    ChannelWindowSize: NonNegativeInteger

    def shapes(self, x: Shape, y: Shape) -> tuple[Shape, Shape]:
        both = unify(unify(x, y), (None, None, None))
        channels, least = (both or (None,))[0], 2 * self.ChannelWindowSize + 1
        if isinstance(channels, int) and channels < least:
            raise Misfit("fewchannels", channels, self.ChannelWindowSize, least)
        return both, both

    def forward(self, x: Node) -> Any:
        c = self.ChannelWindowSize
        divisor = window_sum(square(x), reach=c) * (self.Alpha / (2 * c + 1)) + self.Bias
        return x / (sqrt(divisor) if self.Beta == 0.5 else power(divisor, self.Beta))
