"""Workload c: LeNet with batch normalisation, a training step with ADAM on batches of 64 images of 28x28."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from wlmini.nets.engines.numpy import ParameterStore, make_plan
from wlmini.nets.ir import Graph, Node
from wlmini.nets.ops.convolution import convolution
from wlmini.nets.ops.elementwise import ramp
from wlmini.nets.ops.linear import linear
from wlmini.nets.ops.loss import cross_entropy_index, softmax
from wlmini.nets.ops.normalization import batch_norm_train
from wlmini.nets.ops.pooling import pool_max
from wlmini.nets.ops.shape import flatten
from wlmini.nets.optimizers import Optimizer

TITLE = "LeNet with BN, batch 64"
BATCH, RATE = 64, 0.001
SHAPES: dict[tuple[int, str], tuple[int, ...]] = {
    (1, "Weights"): (20, 1, 5, 5), (1, "Biases"): (20,), (2, "Scaling"): (20,), (2, "Biases"): (20,),
    (5, "Weights"): (50, 20, 5, 5), (5, "Biases"): (50,), (6, "Scaling"): (50,), (6, "Biases"): (50,),
    (10, "Weights"): (500, 800), (10, "Biases"): (500,), (12, "Weights"): (10, 500), (12, "Biases"): (10,),
}  # fmt: skip

Step = Callable[[], float]


def arrays() -> dict[tuple[int, str], np.ndarray]:
    rng = np.random.default_rng(0)

    def initial(name: str, shape: tuple[int, ...]) -> np.ndarray:
        if name == "Weights":
            return rng.standard_normal(shape) * np.sqrt(2 / np.prod(shape[1:]))
        return np.full(shape, float(name == "Scaling"))

    return {path: initial(path[1], shape) for path, shape in SHAPES.items()}


def data() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(1)
    return rng.standard_normal((BATCH, 1, 28, 28)).astype(np.float32), rng.integers(1, 11, BATCH)


def _normalized(graph: Graph, x: Node, layer: int) -> Node:
    channels = x.shape[:1]
    scaling, biases, mean, variance = (
        graph.parameter((layer, name), channels)
        for name in ("Scaling", "Biases", "MovingMean", "MovingVariance")
    )
    y, batch_mean, batch_variance = batch_norm_train(x, scaling, biases)
    graph.update((layer, "MovingMean"), 0.9 * mean + 0.1 * batch_mean)
    graph.update((layer, "MovingVariance"), 0.9 * variance + 0.1 * batch_variance)
    return y


def graph() -> Graph:
    g = Graph()
    p = {path: g.parameter(path, shape) for path, shape in SHAPES.items()}
    x = g.input("Input", (1, 28, 28))
    for layer in (1, 5):
        x = convolution(x, p[layer, "Weights"], p[layer, "Biases"])
        x = pool_max(ramp(_normalized(g, x, layer + 1)), kernel=(2, 2), stride=2)
    x = ramp(linear(flatten(x), p[10, "Weights"], p[10, "Biases"]))
    x = softmax(linear(x, p[12, "Weights"], p[12, "Biases"]))
    g.output("Loss", cross_entropy_index(x, g.input("Target", (), "integer")))
    return g


def ours() -> Step:
    """Our training step; it gives the loss."""
    moving = {(layer, name): np.full(size, value) for layer, size in ((2, 20), (6, 50))
              for name, value in (("MovingMean", 0.0), ("MovingVariance", 1.0))}  # fmt: skip
    store = ParameterStore({**arrays(), **moving}, list(SHAPES))
    plan = make_plan(graph(), BATCH, mode="train", gradients_of=list(SHAPES), loss=[("Loss", 1.0)])
    optimizer = Optimizer(store, "ADAM")
    x, t = data()

    def step() -> float:
        loss = plan.forward_backward({"Input": x, "Target": t}, store)["Loss"].mean()
        optimizer.step(RATE)
        return float(loss)

    return step


def theirs(*, tuned: bool) -> Step:
    """PyTorch's training step; tuned: fused Adam and channels-last memory."""
    import torch
    from torch import nn

    net = nn.Sequential(
        nn.Conv2d(1, 20, 5), nn.BatchNorm2d(20, eps=0.001), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(20, 50, 5),
        nn.BatchNorm2d(50, eps=0.001), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(800, 500),
        nn.ReLU(), nn.Linear(500, 10),
    )  # fmt: skip
    for parameter, value in zip(net.parameters(), arrays().values(), strict=True):
        parameter.data[...] = torch.tensor(value)
    images, classes = data()
    x, t = torch.tensor(images), torch.tensor(classes - 1)
    if tuned:
        net, x = net.to(memory_format=torch.channels_last), x.to(memory_format=torch.channels_last)
    optimizer = torch.optim.Adam(net.parameters(), RATE, eps=1e-5, fused=tuned)

    def step() -> float:
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(net(x), t)
        loss.backward()
        optimizer.step()
        return loss.item()

    return step


CONTENDERS: dict[str, Callable[[], Step]] = {
    "wlmini": ours,
    "PyTorch eager": lambda: theirs(tuned=False),
    "PyTorch tuned": lambda: theirs(tuned=True),
}
