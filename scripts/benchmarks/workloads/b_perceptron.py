"""Workload b: a perceptron with batch normalisation, of the size for images of handwritten digits."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.contenders import Workload, normalized
from benchmarks.contenders import contenders as of
from wlmini.nets.ir import Graph, Node
from wlmini.nets.ops.elementwise import ramp
from wlmini.nets.ops.linear import linear

ARRAYS = {
    (1, "Weights"): (512, 784), (1, "Biases"): (512,), (2, "Scaling"): (512,), (2, "Biases"): (512,),
    (4, "Weights"): (256, 512), (4, "Biases"): (256,), (5, "Scaling"): (256,), (5, "Biases"): (256,),
    (7, "Weights"): (10, 256), (7, "Biases"): (10,),
}  # fmt: skip
STATE = {
    (layer, name): np.full(size, value)
    for layer, size in ((2, 512), (5, 256))
    for name, value in (("MovingMean", 0.0), ("MovingVariance", 1.0))
}


def output(graph: Graph, training: bool) -> Node:
    p, x = graph.parameters, graph.input("Input", (784,))
    for layer in (1, 4):
        x = linear(x, p[layer, "Weights"], p[layer, "Biases"])
        x = ramp(normalized(graph, x, layer + 1, training))
    return linear(x, p[7, "Weights"], p[7, "Biases"])


def network(nn: Any) -> Any:
    return nn.Sequential(
        nn.Linear(784, 512), nn.BatchNorm1d(512, eps=0.001), nn.ReLU(), nn.Linear(512, 256),
        nn.BatchNorm1d(256, eps=0.001), nn.ReLU(), nn.Linear(256, 10),
    )  # fmt: skip


WORKLOAD = Workload(
    "b: MLP 784-512-256-10 with BN, batch 128", 128, (784,), 10, ARRAYS, output, network, STATE
)
TITLE, contenders = WORKLOAD.title, of(WORKLOAD)
