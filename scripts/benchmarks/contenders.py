"""Ours and PyTorch's training step and inference of one net, made from a workload's description."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from wlmini.nets.engines.choice import NUMPY, Engine
from wlmini.nets.ir import Graph, Node
from wlmini.nets.ops.loss import cross_entropy_index, softmax
from wlmini.nets.ops.normalization import batch_norm_test, batch_norm_train
from wlmini.nets.ops.shape import reduce_sum
from wlmini.nets.optimizers import Optimizer

__all__ = ["Step", "Workload", "contenders", "fastest_threads", "normalized"]

RATE = 0.001
Step = Callable[[], float]


@dataclass(frozen=True)
class Workload:
    """A net for both sides. Arrays are listed as PyTorch has its parameters; `state` is moved by training.

    `output(graph, training)` gives the scores of the classes, or with `classes` 0 the result whose total is
    the loss. `network(nn)` gives PyTorch's module.
    """

    title: str
    batch: int
    shape: tuple[int, ...]
    classes: int
    arrays: Mapping[Any, tuple[int, ...]]
    output: Callable[[Graph, bool], Node]
    network: Callable[[Any], Any]
    state: Mapping[Any, np.ndarray] = field(default_factory=dict)

    def initial(self) -> dict[Any, np.ndarray]:
        rng = np.random.default_rng(0)

        def values(path: Any, shape: tuple[int, ...]) -> np.ndarray:
            if len(shape) > 1:
                return rng.standard_normal(shape) * np.sqrt(2 / np.prod(shape[1:]))
            return np.full(shape, float(path[-1] == "Scaling"))

        return {path: values(path, shape) for path, shape in self.arrays.items()}

    def data(self) -> tuple[np.ndarray, np.ndarray]:
        rng = np.random.default_rng(1)
        x = rng.standard_normal((self.batch, *self.shape)).astype(np.float32)
        return x, rng.integers(1, max(1, self.classes) + 1, self.batch)


def normalized(graph: Graph, x: Node, layer: Any, training: bool) -> Node:
    """A batch normalisation, with its arrays under the name of the layer."""
    names = ("Scaling", "Biases", "MovingMean", "MovingVariance")
    scaling, biases, mean, variance = (graph.parameter((layer, name), x.shape[:1]) for name in names)
    if not training:
        return batch_norm_test(x, scaling, biases, mean, variance)
    y, batch_mean, batch_variance = batch_norm_train(x, scaling, biases)
    graph.update((layer, "MovingMean"), 0.9 * mean + 0.1 * batch_mean)
    graph.update((layer, "MovingVariance"), 0.9 * variance + 0.1 * batch_variance)
    return y


def ours(work: Workload, mode: str, engine: Engine = NUMPY) -> Step:
    """Our training step, which gives the loss, or our inference."""
    graph, training = Graph(), mode == "training"
    for path, shape in work.arrays.items():
        graph.parameter(path, shape)
    y = work.output(graph, training)
    x, target = work.data()
    given: dict[str, np.ndarray] = {"Input": x}
    if work.classes:
        y = softmax(y)
    graph.output("Output", y)
    store = engine.store({**work.initial(), **work.state}, list(work.arrays))
    if not training:
        plan = engine.plan(graph, work.batch)
        return lambda: float(plan.run(given, store)["Output"].flat[0])
    if work.classes:
        given["Target"] = target
        loss = cross_entropy_index(y, graph.input("Target", (), "integer"))
    else:
        loss = reduce_sum(y, axes=tuple(range(len(y.shape))))
    graph.output("Loss", loss)
    plan = engine.plan(
        graph,
        work.batch,
        mode="train",
        gradients_of=list(work.arrays),
        loss=[("Loss", 1.0)],
        outputs=["Loss"],
    )
    optimizer = Optimizer(store, "ADAM")

    def step() -> float:
        losses = plan.forward_backward(given, store)["Loss"]
        optimizer.step(RATE)
        return float(losses.mean())

    return step


def theirs(work: Workload, mode: str, *, tuned: bool, compiled: bool = False, device: str = "cpu") -> Step:
    """PyTorch's, with its best number of threads; tuned: fused Adam, and channels-last memory for images;
    compiled: by torch.compile, too."""
    import torch
    from torch import nn

    net = work.network(nn).to(device)
    parameters = list(net.parameters())
    initial = list(work.initial().values())
    if [tuple(each.shape) for each in parameters] == [each.shape for each in initial]:
        for parameter, value in zip(parameters, initial, strict=True):
            parameter.data[...] = torch.tensor(value)
    inputs, classes = work.data()
    x, target = torch.tensor(inputs, device=device), torch.tensor(classes - 1, device=device)
    if tuned and x.ndim == 4:
        net, x = net.to(memory_format=torch.channels_last), x.to(memory_format=torch.channels_last)
    optimizer = torch.optim.Adam(parameters, RATE, eps=1e-5, fused=tuned)

    def train() -> float:
        optimizer.zero_grad()
        y = net(x)
        loss = nn.functional.cross_entropy(y, target) if work.classes else y.sum() / work.batch
        loss.backward()
        optimizer.step()
        return loss.item()

    def infer() -> float:
        with torch.inference_mode():
            y = net(x)
            return (y.softmax(-1) if work.classes else y).flatten()[0].item()

    net.train(mode == "training")
    net = torch.compile(net) if compiled else net
    step = train if mode == "training" else infer
    state = [each.clone() for each in net.state_dict().values()]
    fastest_threads(torch, step)
    for value, before in zip(net.state_dict().values(), state, strict=True):
        value.copy_(before)
    optimizer.state.clear()
    return step


def fastest_threads(torch: Any, step: Step) -> None:
    """Let PyTorch use one thread or all cores, whichever makes its step faster."""
    torch.set_num_threads(min((1, torch.get_num_threads()), key=lambda count: _time(torch, step, count)))


def _time(torch: Any, step: Step, threads: int) -> float:
    """Seconds of the fastest of a few steps with this many threads."""
    torch.set_num_threads(threads)
    best = float("inf")
    for _ in range(6):
        start = time.perf_counter()
        step()
        best = min(best, time.perf_counter() - start)
    return best


def contenders(work: Workload) -> Callable[[str], dict[str, Callable[[], Step]]]:
    """What takes turns in a mode."""
    return lambda mode: {
        "wlmini": lambda: ours(work, mode),
        "PyTorch eager": lambda: theirs(work, mode, tuned=False),
        "PyTorch tuned": lambda: theirs(work, mode, tuned=True),
        "PyTorch compiled": lambda: theirs(work, mode, tuned=True, compiled=True),
    }
