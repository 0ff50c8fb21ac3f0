"""Workload g: batch normalisation alone, where memory is the limit, forwards and backwards.

As in the middle of a net: on both sides the arrays stand in the layout that layers hand on.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.contenders import Step, fastest_threads, normalized
from wlmini.nets.engines import passage
from wlmini.nets.engines.numpy import ParameterStore, make_plan
from wlmini.nets.ir import Graph

TITLE = "g: BatchNormalizationLayer, 64x64x56x56"
BATCH, SHAPE = 64, (64, 56, 56)
CHANNELS = SHAPE[0]


def data() -> tuple[np.ndarray, np.ndarray]:
    """The input, and the gradient by the result."""
    rng = np.random.default_rng(0)
    return tuple(rng.standard_normal((BATCH, *SHAPE), np.float32) for _ in range(2))


def ours(mode: str) -> Step:
    passage.LARGE = sys.maxsize  # inside a net nothing is brought in or out: only the layer is timed
    graph, training = Graph(), mode == "training"
    y = normalized(graph, graph.input("Input", SHAPE), 1, training)
    names = {"Scaling": 1.0, "Biases": 0.0, "MovingMean": 0.0, "MovingVariance": 1.0}
    arrays = {(1, name): np.full(CHANNELS, value) for name, value in names.items()}
    trained = [(1, "Scaling"), (1, "Biases")]
    store = ParameterStore(arrays, trained)
    x, gradient = data()
    given = {"Input": x}
    graph.output("Output", y)
    if training:
        given["Gradient"] = gradient
        graph.output("Loss", y * graph.input("Gradient", SHAPE))
    options: dict[str, Any] = (
        {"gradients_of": [*trained, "Input"], "loss": [("Loss", BATCH)]} if training else {}
    )
    plan = make_plan(graph, BATCH, mode="train" if training else "test", outputs=["Output"], **options)
    program = plan.program(store, training=training)
    first = float(program.run(given, None)["Output"].flat[0])

    def step() -> float:
        for call in program.calls:
            call()
        return first

    return step


def theirs(mode: str) -> Step:
    import torch
    from torch import nn

    inputs, gradients = data()
    layer = nn.BatchNorm2d(CHANNELS, eps=0.001).train(mode == "training")
    x, gradient = torch.tensor(inputs, requires_grad=mode == "training"), torch.tensor(gradients)

    def train() -> float:
        layer.zero_grad()
        x.grad = None
        y = layer(x)
        y.backward(gradient)
        return y.flatten()[0].item()

    def infer() -> float:
        with torch.inference_mode():
            return layer(x).flatten()[0].item()

    step = train if mode == "training" else infer
    fastest_threads(torch, step)
    return step


def contenders(mode: str) -> dict[str, Callable[[], Step]]:
    return {"wlmini": lambda: ours(mode), "PyTorch eager": lambda: theirs(mode)}
