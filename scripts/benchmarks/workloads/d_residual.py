"""Workload d: three residual blocks of 32 channels on images of 32x32, then means and 10 classes."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.contenders import Workload, normalized
from benchmarks.contenders import contenders as of
from wlmini.nets.ir import Graph, Node
from wlmini.nets.ops.convolution import convolution
from wlmini.nets.ops.elementwise import ramp
from wlmini.nets.ops.linear import linear
from wlmini.nets.ops.shape import reduce_mean

CHANNELS, BLOCKS = 32, 3
ARRAYS: dict[Any, tuple[int, ...]] = {("stem", "Weights"): (CHANNELS, 3, 3, 3)}
for _block in range(BLOCKS):
    for _part in (1, 2):
        ARRAYS[_block, _part, "Weights"] = (CHANNELS, CHANNELS, 3, 3)
        ARRAYS[(_block, _part), "Scaling"] = ARRAYS[(_block, _part), "Biases"] = (CHANNELS,)
ARRAYS |= {("end", "Weights"): (10, CHANNELS), ("end", "Biases"): (10,)}
STATE = {
    ((block, part), name): np.full(CHANNELS, value)
    for block in range(BLOCKS)
    for part in (1, 2)
    for name, value in (("MovingMean", 0.0), ("MovingVariance", 1.0))
}


def output(graph: Graph, training: bool) -> Node:
    p = graph.parameters
    x = convolution(graph.input("Input", (3, 32, 32)), p["stem", "Weights"], padding=1)
    for block in range(BLOCKS):
        y = x
        for part in (1, 2):
            y = convolution(y, p[block, part, "Weights"], padding=1)
            y = normalized(graph, y, (block, part), training)
            y = ramp(y if part == 1 else y + x)
        x = y
    return linear(reduce_mean(x, axes=(1, 2)), p["end", "Weights"], p["end", "Biases"])


def network(nn: Any) -> Any:
    class Block(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.first = nn.Conv2d(CHANNELS, CHANNELS, 3, padding=1, bias=False)
            self.first_norm = nn.BatchNorm2d(CHANNELS, eps=0.001)
            self.second = nn.Conv2d(CHANNELS, CHANNELS, 3, padding=1, bias=False)
            self.second_norm = nn.BatchNorm2d(CHANNELS, eps=0.001)

        def forward(self, x: Any) -> Any:
            y = nn.functional.relu(self.first_norm(self.first(x)))
            return nn.functional.relu(self.second_norm(self.second(y)) + x)

    return nn.Sequential(
        nn.Conv2d(3, CHANNELS, 3, padding=1, bias=False), *(Block() for _ in range(BLOCKS)),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(CHANNELS, 10),
    )  # fmt: skip


WORKLOAD = Workload(
    "d: 3 residual blocks, 32 channels, batch 32", 32, (3, 32, 32), 10, ARRAYS, output, network, STATE
)
TITLE, contenders = WORKLOAD.title, of(WORKLOAD)
