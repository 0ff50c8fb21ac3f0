"""Workload a: a tiny classifier, where what counts is the cost of a step that computes next to nothing."""

from __future__ import annotations

from typing import Any

from benchmarks.contenders import Workload
from benchmarks.contenders import contenders as of
from wlmini.nets.ir import Graph, Node
from wlmini.nets.ops.elementwise import ramp
from wlmini.nets.ops.linear import linear

ARRAYS = {(1, "Weights"): (16, 4), (1, "Biases"): (16,), (3, "Weights"): (3, 16), (3, "Biases"): (3,)}


def output(graph: Graph, training: bool) -> Node:
    p = graph.parameters
    x = ramp(linear(graph.input("Input", (4,)), p[1, "Weights"], p[1, "Biases"]))
    return linear(x, p[3, "Weights"], p[3, "Biases"])


def network(nn: Any) -> Any:
    return nn.Sequential(nn.Linear(4, 16), nn.ReLU(), nn.Linear(16, 3))


WORKLOAD = Workload("a: MLP 4-16-3, batch 16", 16, (4,), 3, ARRAYS, output, network)
TITLE, contenders = WORKLOAD.title, of(WORKLOAD)
