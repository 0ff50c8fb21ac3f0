"""A small convolutional net with batch normalisation, the same for wlmini's engine and for PyTorch."""

from __future__ import annotations

from typing import Any

import numpy as np

from wlmini.nets.engines.numpy import ParameterStore, make_plan
from wlmini.nets.ir import Graph, Node
from wlmini.nets.ops.convolution import convolution
from wlmini.nets.ops.elementwise import ramp
from wlmini.nets.ops.linear import linear
from wlmini.nets.ops.loss import cross_entropy_index, softmax
from wlmini.nets.ops.normalization import batch_norm_test, batch_norm_train
from wlmini.nets.ops.pooling import pool_max
from wlmini.nets.ops.shape import flatten
from wlmini.nets.optimizers import Optimizer

BATCH, STEPS, RATE, EPSILON, MOMENTUM = 6, 4, 0.01, 0.001, 0.9
SHAPES: dict[str, tuple[int, ...]] = {
    "1.Weights": (4, 2, 3, 3), "1.Biases": (4,), "2.Scaling": (4,), "2.Biases": (4,),
    "5.Weights": (5, 36), "5.Biases": (5,),
}  # fmt: skip
MOVING = {"2.MovingMean": np.zeros(4), "2.MovingVariance": np.ones(4)}


def arrays() -> dict[str, np.ndarray]:
    """Initial arrays, as float64."""
    rng = np.random.default_rng(11)
    return {
        path: 0.4 * rng.standard_normal(shape) + path.endswith("Scaling") for path, shape in SHAPES.items()
    }


def batches() -> list[tuple[np.ndarray, np.ndarray]]:
    rng = np.random.default_rng(12)
    return [(rng.standard_normal((BATCH, 2, 8, 8)), rng.integers(1, 6, BATCH)) for _ in range(STEPS)]


def graph(*, training: bool) -> Graph:
    """The net and its loss, in the form for training or for evaluation."""
    g = Graph()
    p = {path: g.parameter(path, shape) for path, shape in SHAPES.items()}
    moving = {path: g.parameter(path, (4,)) for path in MOVING}
    x = convolution(g.input("Input", (2, 8, 8)), p["1.Weights"], p["1.Biases"])
    x = ramp(_normalized(g, x, p, moving, training=training))
    x = linear(flatten(pool_max(x, kernel=(2, 2), stride=2)), p["5.Weights"], p["5.Biases"])
    probabilities = g.output("Output", softmax(x))
    g.output("Loss", cross_entropy_index(probabilities, g.input("Target", (), "integer")))
    return g


def _normalized(g: Graph, x: Node, p: dict[str, Node], moving: dict[str, Node], *, training: bool) -> Node:
    mean, variance = moving["2.MovingMean"], moving["2.MovingVariance"]
    scaling, biases = p["2.Scaling"], p["2.Biases"]
    if not training:
        return batch_norm_test(x, scaling, biases, mean, variance, epsilon=EPSILON)
    y, batch_mean, batch_variance = batch_norm_train(x, scaling, biases, epsilon=EPSILON)
    g.update("2.MovingMean", MOMENTUM * mean + (1 - MOMENTUM) * batch_mean)
    g.update("2.MovingVariance", MOMENTUM * variance + (1 - MOMENTUM) * batch_variance)
    return y


def store(dtype: Any = np.float64) -> ParameterStore:
    return ParameterStore({**arrays(), **MOVING}, list(SHAPES), dtype)


def train(method: str = "ADAM", dtype: Any = np.float64) -> tuple[ParameterStore, list[float]]:
    """The arrays after the steps, and the mean loss of each."""
    plan = make_plan(
        graph(training=True),
        BATCH,
        mode="train",
        dtype=dtype,
        gradients_of=list(SHAPES),
        loss=[("Loss", 1.0)],
    )
    s = store(dtype)
    optimizer, losses = Optimizer(s, method), []
    for x, t in batches():
        losses.append(float(plan.forward_backward({"Input": x, "Target": t}, s)["Loss"].mean()))
        optimizer.step(RATE)
    return s, losses


def train_with_torch(torch: Any, method: str = "ADAM") -> tuple[dict[str, np.ndarray], list[float]]:
    """The same in PyTorch, with the moving mean (its moving variance is another: of the sample)."""
    nn = torch.nn
    net = nn.Sequential(
        nn.Conv2d(2, 4, 3), nn.BatchNorm2d(4, eps=EPSILON, momentum=1 - MOMENTUM), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(36, 5),
    ).double()  # fmt: skip
    for parameter, value in zip(net.parameters(), arrays().values(), strict=True):
        parameter.data[...] = torch.tensor(value)
    optimizer = (
        torch.optim.Adam(net.parameters(), RATE, eps=1e-5)
        if method == "ADAM"
        else torch.optim.SGD(net.parameters(), RATE, momentum=0.93)
    )
    losses = []
    for x, t in batches():
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(net(torch.tensor(x)), torch.tensor(t - 1))
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    found = {path: p.detach().numpy() for path, p in zip(SHAPES, net.parameters(), strict=True)}
    return {**found, "2.MovingMean": net[1].running_mean.numpy()}, losses
