"""Batch normalization."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ...expr import FALSE, S
from ..layer import Array, layer
from ..ops.normalization import batch_norm_test, batch_norm_train
from ..parameters import Flag, Fraction01, NonNegative
from ..ports import Misfit, Shape, unify


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
        if both is not None and both[self.axis] is None:
            channels = next((size[0] for size in self.sizes.values() if size and len(size) == 1), None)
            both = (*both[:-1], channels) if self.Interleaving else (channels, *both[1:])
        return both, both

    def arrays(self, x: Shape, y: Shape) -> dict[str, Array]:
        one = (None if not x else x[self.axis],)
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
        self, x: Any, Biases: Any, MovingMean: Any, MovingVariance: Any, Scaling: Any, *, place: Any
    ) -> Any:
        settings: dict[str, Any] = {"epsilon": self.Epsilon, "axis": self.axis}
        if not place.training:
            return batch_norm_test(x, Scaling, Biases, MovingMean, MovingVariance, **settings)
        y, mean, variance = batch_norm_train(x, Scaling, Biases, **settings)
        keep, m = self.Momentum, 1 - self.Momentum
        if m:
            place.update("MovingMean", MovingMean * keep + mean * m)
            place.update("MovingVariance", MovingVariance * keep + variance * m)
        return y
