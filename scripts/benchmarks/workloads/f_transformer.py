"""Workload f: a transformer block (normalisation first) of width 64 with 4 heads over 64 positions."""

from __future__ import annotations

from typing import Any

from benchmarks.contenders import Workload
from benchmarks.contenders import contenders as of
from benchmarks.language_nets import arrays, lowered, net
from wlmini.nets.ir import Graph, Node

LENGTH, WIDTH, HEADS = 64, 64, 4
ATTENTION = net(
    """NetGraph[<|
        "norm" -> NormalizationLayer[2, "Same"],
        "key" -> NetMapOperator[LinearLayer[{4, 16}]], "value" -> NetMapOperator[LinearLayer[{4, 16}]],
        "query" -> NetMapOperator[LinearLayer[{4, 16}]],
        "attend" -> AttentionLayer["Dot", "MultiHead" -> True, "ScoreRescaling" -> "DimensionSqrt"],
        "out" -> NetMapOperator[LinearLayer[64]]|>,
    {NetPort["Input"] -> "norm", "norm" -> "key" -> NetPort["attend", "Key"],
     "norm" -> "value" -> NetPort["attend", "Value"], "norm" -> "query" -> NetPort["attend", "Query"],
     "attend" -> "out"}, "Input" -> {64, 64}]"""
)
PERCEPTRON = net(
    """NetChain[{NormalizationLayer[2, "Same"],
        NetMapOperator[NetChain[{LinearLayer[256], ElementwiseLayer["GELU"], LinearLayer[64]}]]},
    "Input" -> {64, 64}]"""
)
ARRAYS = arrays(ATTENTION, "attention") | arrays(PERCEPTRON, "perceptron")


def output(graph: Graph, training: bool) -> Node:
    x = graph.input("Input", (LENGTH, WIDTH))
    y = x + lowered(ATTENTION, graph, x, training, "attention")
    return y + lowered(PERCEPTRON, graph, y, training, "perceptron")


def network(nn: Any) -> Any:
    return nn.TransformerEncoderLayer(
        WIDTH, HEADS, 4 * WIDTH, dropout=0.0, activation="gelu", batch_first=True, norm_first=True
    )


WORKLOAD = Workload(
    "f: transformer block, width 64, batch 16", 16, (LENGTH, WIDTH), 0, ARRAYS, output, network
)
TITLE, contenders = WORKLOAD.title, of(WORKLOAD)
