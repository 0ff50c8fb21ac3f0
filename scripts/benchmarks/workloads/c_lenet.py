"""Workload c: LeNet with batch normalisation on images of 28x28."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.contenders import Workload, normalized
from benchmarks.contenders import contenders as of
from wlmini.nets.ir import Graph, Node
from wlmini.nets.ops.convolution import convolution
from wlmini.nets.ops.elementwise import ramp
from wlmini.nets.ops.linear import linear
from wlmini.nets.ops.pooling import pool_max
from wlmini.nets.ops.shape import flatten

ARRAYS = {
    (1, "Weights"): (20, 1, 5, 5), (1, "Biases"): (20,), (2, "Scaling"): (20,), (2, "Biases"): (20,),
    (5, "Weights"): (50, 20, 5, 5), (5, "Biases"): (50,), (6, "Scaling"): (50,), (6, "Biases"): (50,),
    (10, "Weights"): (500, 800), (10, "Biases"): (500,), (12, "Weights"): (10, 500), (12, "Biases"): (10,),
}  # fmt: skip
STATE = {
    (layer, name): np.full(size, value)
    for layer, size in ((2, 20), (6, 50))
    for name, value in (("MovingMean", 0.0), ("MovingVariance", 1.0))
}


def output(graph: Graph, training: bool) -> Node:
    p, x = graph.parameters, graph.input("Input", (1, 28, 28))
    for layer in (1, 5):
        x = convolution(x, p[layer, "Weights"], p[layer, "Biases"])
        x = pool_max(ramp(normalized(graph, x, layer + 1, training)), kernel=(2, 2), stride=2)
    x = ramp(linear(flatten(x), p[10, "Weights"], p[10, "Biases"]))
    return linear(x, p[12, "Weights"], p[12, "Biases"])


def network(nn: Any) -> Any:
    return nn.Sequential(
        nn.Conv2d(1, 20, 5), nn.BatchNorm2d(20, eps=0.001), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(20, 50, 5),
        nn.BatchNorm2d(50, eps=0.001), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(800, 500),
        nn.ReLU(), nn.Linear(500, 10),
    )  # fmt: skip


WORKLOAD = Workload("c: LeNet with BN, batch 64", 64, (1, 28, 28), 10, ARRAYS, output, network, STATE)
TITLE, contenders = WORKLOAD.title, of(WORKLOAD)
