"""The layers with PyTorch's functions beside them: one table for the live and the committed comparison."""

from __future__ import annotations

import pkgutil
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.expr import Association, S
from wlmini.nets import layers as layer_package
from wlmini.nets.engines.numpy import ParameterStore, gradient_key, make_plan
from wlmini.nets.initialize import initialize, read_method
from wlmini.nets.layer import LAYERS, make_layer
from wlmini.nets.lowering import lower

for module in pkgutil.iter_modules(layer_package.__path__):
    import_module(f"{layer_package.__name__}.{module.name}")

RULE = S.Rule


def make(name: str, *positional: Any, **options: Any) -> Any:
    """A layer; options are named as in the language, ports too."""
    rules = [RULE(key, as_expr(value)) for key, value in options.items()]
    return make_layer(LAYERS[name], None, (*map(as_expr, positional), *rules))


def as_expr(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return pack(value)
    if isinstance(value, bool):
        return S["True"] if value else S["False"]
    return S.List(*map(as_expr, value)) if isinstance(value, list | tuple) else value


def filled(net: Any, seed: int = 1) -> Any:
    """The net with random numbers in every array, so that no array can be left out unnoticed."""
    random = np.random.default_rng(seed)
    values = {}
    for path, slot in initialize(net, read_method("Kaiming", random)).slots():
        values[path] = random.uniform(0.5, 1.5, slot.value.shape).astype(np.float32)
    return net.with_arrays(values)


def apply(net: Any, data: Any, *options: Any) -> np.ndarray:
    return np.array(to_array(net.apply(None, (as_expr(data), *options))))


# -- the cases -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Case:
    """A layer, its input shape, and PyTorch's function of (torch, input, arrays by name, training)."""

    name: str
    positional: list[Any]
    shape: tuple[int, ...]
    torch: Any
    options: dict[str, Any] = field(default_factory=dict)

    def __str__(self):
        return f"{self.name}{self.positional}{self.options}{self.shape}"


def batch_norm(epsilon=0.001, last=False):
    def run(torch, x, a, training):
        x = x.movedim(-1, 1) if last else x
        mean, variance = a["MovingMean"].detach(), a["MovingVariance"].detach()
        y = torch.nn.functional.batch_norm(
            x, mean.clone(), variance.clone(), a["Scaling"], a["Biases"], training=training, eps=epsilon
        )
        return y.movedim(1, -1) if last else y

    return run


def linear(torch, x, a, training):
    return torch.nn.functional.linear(x.flatten(1), a["Weights"], a.get("Biases"))


def convolution(dims, last=False, pad=None, **settings):
    def run(torch, x, a, training):
        x = x.movedim(-1, 1) if last else x
        if pad:
            x = torch.nn.functional.pad(x, pad)
        f = getattr(torch.nn.functional, f"conv{dims}d")
        y = f(x, a["Weights"], a.get("Biases"), **settings)
        return y.movedim(1, -1) if last else y

    return run


def pooling(kind, dims, *args, **settings):
    return lambda torch, x, a, training: getattr(torch.nn.functional, f"{kind}_pool{dims}d")(
        x, *args, **settings
    )


def function(name, *args, **settings):
    return lambda torch, x, a, training: getattr(torch.nn.functional, name)(x, *args, **settings)


def method(name):
    return lambda torch, x, a, training: getattr(torch, name)(x)


TORCH = [
    Case("LinearLayer", [3], (4,), linear),
    Case("LinearLayer", [3], (2, 4), linear, {"Biases": S["None"]}),
    Case("BatchNormalizationLayer", [], (4,), batch_norm()),
    Case("BatchNormalizationLayer", [], (4, 5), batch_norm()),
    Case("BatchNormalizationLayer", [], (2, 3, 4), batch_norm(0.1), {"Epsilon": 0.1}),
    Case("BatchNormalizationLayer", [], (2, 3, 2, 2), batch_norm()),
    Case("BatchNormalizationLayer", [], (3, 4, 2), batch_norm(last=True), {"Interleaving": True}),
    Case("ConvolutionLayer", [3, 3], (2, 6, 7), convolution(2)),
    Case("ConvolutionLayer", [3, [2, 3]], (2, 6, 7), convolution(2, stride=2, padding=1),
         {"Stride": 2, "PaddingSize": 1}),
    Case("ConvolutionLayer", [4, [3]], (2, 9), convolution(1, dilation=2, groups=2),
         {"Dilation": 2, "ChannelGroups": 2}),
    Case("ConvolutionLayer", [2, 2], (1, 4, 5, 4), convolution(3), {"Biases": S["None"]}),
    Case("ConvolutionLayer", [3, 3], (6, 7, 2), convolution(2, last=True), {"Interleaving": True}),
    Case("ConvolutionLayer", [3, 2], (2, 5, 5), convolution(2, pad=(0, 1, 0, 1)), {"PaddingSize": "Same"}),
    Case("ConvolutionLayer", [2, 3], (1, 5, 5), convolution(2, pad=(0, 2, 1, 0)),
         {"PaddingSize": [[1, 0], [0, 2]]}),
    Case("PoolingLayer", [2], (2, 5, 6), pooling("max", 2, 2, stride=1)),
    Case("PoolingLayer", [3, 2], (2, 7, 7), pooling("max", 2, 3, stride=2, padding=1), {"PaddingSize": 1}),
    Case("PoolingLayer", [[2], 2], (2, 7), pooling("max", 1, 2, stride=2)),
    Case("PoolingLayer", [2, 2], (2, 4, 4, 4), pooling("max", 3, 2, stride=2)),
    Case("PoolingLayer", [3, 2], (2, 7, 7), pooling("avg", 2, 3, stride=2, padding=1),
         {"PaddingSize": 1, "Function": S.Mean}),
    Case("PoolingLayer", [2], (2, 5, 5), pooling("avg", 2, 2, stride=1, divisor_override=1),
         {"Function": S.Total}),
    Case("SoftmaxLayer", [], (5,), function("softmax", -1)),
    Case("SoftmaxLayer", [1], (3, 4), function("softmax", 1)),
    Case("FlattenLayer", [], (2, 3), lambda torch, x, a, training: x.flatten(1)),
    Case("FlattenLayer", [[[3], [1, 2]]], (2, 3, 4), lambda torch, x, a, t: x.permute(0, 3, 1, 2).flatten(2)),
    Case("DropoutLayer", [0.0], (4,), lambda torch, x, a, training: x),
    *(
        Case("ElementwiseLayer", [name], (3, 4), function(theirs, *args))
        for name, theirs, *args in [
            ("ReLU", "relu"), ("ELU", "elu"), ("GELU", "gelu"), ("Swish", "silu"), ("HardSwish", "hardswish"),
            ("Mish", "mish"), ("SoftSign", "softsign"), ("SoftPlus", "softplus"), ("HardTanh", "hardtanh"),
            ("Sigmoid", "sigmoid"), ("SELU", "selu"),
        ]
    ),
    *(
        Case("ElementwiseLayer", [S[name]], (3, 4), method(theirs))
        for name, theirs in [
            ("Tanh", "tanh"), ("Sin", "sin"), ("Exp", "exp"), ("ArcTan", "arctan"), ("Erf", "erf"),
            ("Abs", "abs"), ("ArcSinh", "arcsinh"), ("Cosh", "cosh"),
        ]
    ),
]  # fmt: skip


@dataclass(frozen=True)
class Loss:
    """A loss layer, the shapes of its input and target, and PyTorch's function of both."""

    name: str
    positional: list[Any]
    shape: tuple[int, ...]
    target: tuple[int, ...]
    torch: Any

    def __str__(self):
        return f"{self.name}{self.positional}{self.shape}"

    def data(self):
        """(probabilities, targets): class indices, or numbers from 0.1 to 0.9."""
        random = np.random.default_rng(5)
        x = random.uniform(0.1, 1, size=self.shape)
        integer = self.positional == ["Index"]
        t = random.integers(1, 6, size=self.target) if integer else random.uniform(0.1, 0.9, size=self.target)
        return x / x.sum(-1, keepdims=True), np.asarray(t)


LOSSES = [
    Loss("MeanSquaredLossLayer", [], (3, 2), (3, 2), lambda F, x, t: F.mse_loss(x, t)),
    Loss("CrossEntropyLossLayer", ["Binary"], (3,), (3,), lambda F, x, t: F.binary_cross_entropy(x, t)),
    Loss(
        "CrossEntropyLossLayer", ["Index"], (5,), (), lambda F, x, t: F.nll_loss(x.log()[None], t[None] - 1)
    ),
    Loss("CrossEntropyLossLayer", ["Index"], (2, 5), (2,), lambda F, x, t: F.nll_loss(x.log(), t - 1)),
    Loss(
        "CrossEntropyLossLayer",
        ["Probabilities"],
        (2, 5),
        (2, 5),
        lambda F, x, t: -(t * x.log()).sum(-1).mean(),
    ),
]


# -- what both sides compute -----------------------------------------------------------------------

BATCH = 3
MODES = {"test": False, "train": True}


def net_of(case: Case) -> Any:
    return filled(make(case.name, *case.positional, Input=list(case.shape), **case.options))


def data_of(case: Case) -> np.ndarray:
    return np.random.default_rng(2).normal(size=(BATCH, *case.shape)).astype(np.float32)


def weights_of(shape: tuple[int, ...]) -> np.ndarray:
    """What the output is multiplied with before the total whose gradients are compared."""
    return np.random.default_rng(3).normal(size=shape)


def our_gradients(case: Case) -> dict[str, np.ndarray]:
    """The gradients in training, in double precision, of the input and of every trained array."""
    net, data = net_of(case), data_of(case)
    graph, outputs, _ = lower(net, training=True)
    graph.output("sum", outputs["Output"] * weights_of(outputs["Output"].shape))
    slots = dict(net.slots())
    trained = tuple(path for path, slot in slots.items() if slot.trainable)
    arrays = {path: slot.value for path, slot in slots.items()}
    store = ParameterStore(arrays, trained, dtype=np.float64)
    wanted = (*trained, "Input")
    plan = make_plan(
        graph, BATCH, mode="train", dtype=np.float64, gradients_of=wanted, loss=[("sum", float(BATCH))]
    )
    found = plan.forward_backward({"Input": data.astype(np.float64)}, store, np.random.default_rng(0))
    return {"Input": found[gradient_key("Input")], **{path[0]: store.gradients[path] for path in trained}}


def our_loss(loss: Loss) -> float:
    x, t = loss.data()
    data = Association.of([("Input", pack(x)), ("Target", pack(t))])
    layer = make(loss.name, *loss.positional, Input=list(loss.shape))
    return float(layer.apply(None, (data, RULE(S.WorkingPrecision, "Real64"))))


def tensors(torch, net):
    return {
        path[0]: torch.tensor(slot.value, dtype=torch.float64, requires_grad=True)
        for path, slot in net.slots()
    }


def torch_values(torch: Any, case: Case) -> dict[str, np.ndarray]:
    """PyTorch's outputs in both modes and gradients in training, under the names of the reference file."""
    net, found = net_of(case), {}
    for mode, training in MODES.items():
        x, arrays = torch.tensor(data_of(case), dtype=torch.float64, requires_grad=True), tensors(torch, net)
        y = case.torch(torch, x, arrays, training)
        found[f"{case}|{mode}"] = y.detach().numpy()
        if training:
            (y * torch.tensor(weights_of(y.shape[1:]))).sum().backward()
            for name, tensor in {"Input": x, **arrays}.items():
                if tensor.grad is not None:
                    found[f"{case}|gradient {name}"] = tensor.grad.numpy()
    return found


def torch_loss(torch: Any, loss: Loss) -> dict[str, np.ndarray]:
    x, t = map(torch.tensor, loss.data())
    return {f"{loss}|loss": loss.torch(torch.nn.functional, x, t).numpy()}


def all_layer_values(torch: Any) -> dict[str, np.ndarray]:
    """Everything that the reference file of the layers holds."""
    found: dict[str, np.ndarray] = {}
    for case in TORCH:
        found |= torch_values(torch, case)
    for loss in LOSSES:
        found |= torch_loss(torch, loss)
    return found
