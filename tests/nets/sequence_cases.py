"""Layers over sequences with PyTorch's functions beside them: values, gradients and final states."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from wlmini.expr import S
from wlmini.nets.engines.numpy import ParameterStore, gradient_key, make_plan
from wlmini.nets.ir import Graph, Node
from wlmini.nets.lowering import Extent, Place, port_input
from wlmini.nets.ops.lengths import positions_mask
from wlmini.nets.ops.shape import reduce_sum, reshape

from .layer_cases import filled, make

BATCH = 3
Values = dict[str, np.ndarray]


@dataclass(frozen=True)
class SequenceCase:
    """A layer, the shapes of its inputs and of the states given, and PyTorch's function of all of them.

    `torch` gets (torch, inputs and states by name, arrays by name) and gives the outputs and final states.
    `varying` lists the inputs whose first level varies.
    """

    name: str
    positional: list[Any]
    inputs: Mapping[str, tuple[int, ...]]
    torch: Callable[..., Mapping[str, Any]]
    options: dict[str, Any] = field(default_factory=dict)
    states: Mapping[str, int] = field(default_factory=dict)
    varying: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.name}{self.positional}{self.options}{dict(self.inputs)}{[*self.states]}"

    def net(self) -> Any:
        ports = {
            name: ["Varying" if name in self.varying and i == 0 else size for i, size in enumerate(shape)]
            for name, shape in self.inputs.items()
        }
        net = filled(make(self.name, *self.positional, **ports, **self.options))
        shift = {path: (slot.value - 1).astype(np.float32) for path, slot in net.slots()}  # both signs
        return net.with_arrays(shift)

    def data(self, batch: int = BATCH) -> Values:
        random = np.random.default_rng(4)
        shapes = {**self.inputs, **{name: (n,) for name, n in self.states.items()}}
        if self.name == "CTCLossLayer":  # probabilities and labels
            (steps, classes), size = shapes["Input"], shapes["Target"]
            p = random.uniform(0.1, 1, (batch, steps, classes))
            return {"Input": p, "Target": random.integers(1, classes, (batch, *size))}
        return {name: random.normal(size=(batch, *shape)) for name, shape in shapes.items()}


def weights(name: str, shape: tuple[int, ...]) -> np.ndarray:
    """What a result is multiplied with before the total that is differentiated."""
    return np.random.default_rng(len(name)).uniform(0.5, 1.5, shape)


def dotted(path: tuple[Any, ...]) -> str:
    return ".".join(map(str, path))


class Run:
    """A layer lowered with its states as further inputs; every result is an output, and their total."""

    def __init__(self, net: Any, data: Values, lengths: Mapping[str, np.ndarray] | None = None) -> None:
        self.graph, self.net, self.data = Graph(), net, dict(data)
        place, nodes = Place(self.graph), {}
        for name, array in data.items():
            ragged = (0,) if name in (lengths or {}) else ()
            extent = Extent(array.shape[1:], ragged)
            if name in net.inputs:
                nodes[name] = port_input(place, name, net.inputs[name], extent)
            else:
                nodes[name] = self.graph.input(name, array.shape[1:])
        for name, each in (lengths or {}).items():
            self.data[f"length 0 of {name}"] = each
        self.results = net.lower(place, nodes)
        total: Any = 0.0
        for name, node in self.results.items():
            self.graph.output(name, node)
            total = total + self.weighed(place, name, node)
        self.graph.output("total", total)
        self.inputs = [*data]

    def weighed(self, place: Place, name: str, node: Node) -> Node:
        """The weighted total of a result, of the positions that count."""
        weighted = node * weights(name, node.shape)
        length = place.length(node)
        if length is not None:
            mask = positions_mask(length, size=node.shape[0])
            weighted = weighted * reshape(mask, shape=(*mask.shape, *(1,) * (len(node.shape) - 1)))
        return reduce_sum(weighted, axes=tuple(range(len(node.shape))))

    def values(self, dtype: Any = np.float64) -> Values:
        """All results, and the gradients of the total over the batch by every input and array."""
        slots = {path: slot.value for path, slot in self.net.slots()}
        store = ParameterStore(slots, tuple(slots), dtype=dtype)
        batch = len(next(iter(self.data.values())))
        real = [name for name in self.inputs if self.data[name].dtype.kind == "f"]
        plan = make_plan(
            self.graph, batch, dtype=dtype, gradients_of=[*slots, *real], loss=[("total", float(batch))]
        )
        found = plan.forward_backward(self.data, store, np.random.default_rng(0))
        return {
            **{name: found[name] for name in self.results},
            **{f"gradient {name}": found[gradient_key(name)] for name in real},
            **{f"gradient {dotted(path)}": store.gradients[path].copy() for path in slots},
        }


def our_values(case: SequenceCase, dtype: Any = np.float64) -> Values:
    return Run(case.net(), case.data()).values(dtype)


def torch_values(torch: Any, case: SequenceCase) -> Values:
    """PyTorch's results and gradients, under the same names."""

    def leaf(value: np.ndarray) -> Any:
        if value.dtype.kind == "i":
            return torch.tensor(value)
        return torch.tensor(value, dtype=torch.float64, requires_grad=True)

    data = {name: leaf(value) for name, value in case.data().items()}
    arrays = {dotted(path): leaf(slot.value) for path, slot in case.net().slots()}
    results = case.torch(torch, data, arrays)
    sum(
        (result * torch.tensor(weights(name, result.shape[1:]))).sum() for name, result in results.items()
    ).backward()
    return {
        **{name: result.detach().numpy() for name, result in results.items()},
        **{
            f"gradient {name}": each.grad.numpy()
            for name, each in {**data, **arrays}.items()
            if each.requires_grad
        },
    }


# -- recurrent layers ----------------------------------------------------------------------------------


def torch_module(kind: str, order: tuple[str, ...], size: int) -> Callable[..., Mapping[str, Any]]:
    """A recurrent module of PyTorch with our arrays, the gates in its order."""

    def run(torch: Any, data: Mapping[str, Any], arrays: Mapping[str, Any]) -> Mapping[str, Any]:
        x = data["Input"]
        stacked = {
            kind: torch.cat([arrays[f"{gate}{kind}"] for gate in order])
            for kind in ("InputWeights", "StateWeights", "Biases")
        }
        parameters = {
            "weight_ih_l0": stacked["InputWeights"],
            "weight_hh_l0": stacked["StateWeights"],
            "bias_ih_l0": stacked["Biases"],
            "bias_hh_l0": torch.zeros_like(stacked["Biases"]),
        }
        module = getattr(torch.nn, kind)(x.shape[2], size, batch_first=True, dtype=torch.float64)
        zeros = torch.zeros(x.shape[0], size, dtype=torch.float64)
        names = ("State", "CellState") if kind == "LSTM" else ("State",)
        before = [data.get(name, zeros)[None] for name in names]
        state = tuple(before) if kind == "LSTM" else before[0]
        y, after = torch.func.functional_call(module, parameters, (x, state))
        return {
            "Output": y,
            **dict(zip(names, [s[0] for s in (after if kind == "LSTM" else (after,))], strict=True)),
        }

    return run


def gated(torch: Any, data: Mapping[str, Any], a: Mapping[str, Any]) -> Mapping[str, Any]:
    """The gated unit of the language: one bias, inside; reset after the product; the input gate keeps."""
    x = data["Input"]
    n = len(a["InputGateBiases"])
    s, states = data.get("State", torch.zeros(len(x), n, dtype=torch.float64)), []

    def part(gate: str, t: int) -> Any:
        return x[:, t] @ a[f"{gate}InputWeights"].T + a[f"{gate}Biases"]

    def product(gate: str) -> Any:
        return s @ a[f"{gate}StateWeights"].T

    for t in range(x.shape[1]):
        i = torch.sigmoid(part("InputGate", t) + product("InputGate"))
        r = torch.sigmoid(part("ResetGate", t) + product("ResetGate"))
        m = torch.tanh(part("MemoryGate", t) + r * product("MemoryGate"))
        s = (1 - i) * m + i * s
        states.append(s)
    return {"Output": torch.stack(states, 1), "State": s}


LSTM_ORDER = ("InputGate", "ForgetGate", "MemoryGate", "OutputGate")
BOTH = {"State": 3, "CellState": 3}

RECURRENT = [
    SequenceCase("BasicRecurrentLayer", [3], {"Input": (5, 2)}, torch_module("RNN", ("",), 3)),
    SequenceCase("BasicRecurrentLayer", [3], {"Input": (4, 2)}, torch_module("RNN", ("",), 3),
                 states={"State": 3}),
    SequenceCase("GatedRecurrentLayer", [3], {"Input": (5, 2)}, gated),
    SequenceCase("GatedRecurrentLayer", [3], {"Input": (1, 2)}, gated, states={"State": 3}),
    SequenceCase("GatedRecurrentLayer", [2], {"Input": (6, 4)}, gated, states={"State": 2}),
    SequenceCase("LongShortTermMemoryLayer", [3], {"Input": (5, 2)}, torch_module("LSTM", LSTM_ORDER, 3)),
    SequenceCase("LongShortTermMemoryLayer", [3], {"Input": (1, 2)}, torch_module("LSTM", LSTM_ORDER, 3),
                 states=BOTH),
    SequenceCase("LongShortTermMemoryLayer", [3], {"Input": (6, 4)}, torch_module("LSTM", LSTM_ORDER, 3),
                 states=BOTH),
]  # fmt: skip


# -- attention -----------------------------------------------------------------------------------------


def attention(window: int = 0, scaled: bool = False, heads: bool = False) -> Callable[..., Mapping[str, Any]]:
    """PyTorch's attention: keys of any levels side by side; a window of 0 sees all keys, -1 all before."""

    def run(torch: Any, data: Mapping[str, Any], arrays: Mapping[str, Any]) -> Mapping[str, Any]:
        key = data.get("Key", data.get("Input"))
        value, query = data.get("Value", key), data["Query"]
        if "Weights" in arrays:
            query = query @ arrays["Weights"].T
        dims = query.shape[:-1]
        key, value, query = (
            each.transpose(1, 2) if heads else each.reshape(len(each), 1, -1, each.shape[-1])
            for each in (key, value, query)
        )
        behind = torch.arange(query.shape[2])[:, None] - torch.arange(key.shape[2])
        seen = (behind >= 0) & ((behind < window) if window > 0 else True) if window else None
        y = torch.nn.functional.scaled_dot_product_attention(
            query, key, value, attn_mask=seen, scale=None if scaled else 1.0
        )
        return {"Output": (y.transpose(1, 2) if heads else y).reshape(*dims, -1)}

    return run


def attention_case(
    positional: list[Any], key: tuple[int, ...], value: tuple[int, ...], query: tuple[int, ...],
    torch: Any = None, **options: Any,
) -> SequenceCase:  # fmt: skip
    shapes = {"Key": key, "Value": value, "Query": query}
    return SequenceCase("AttentionLayer", positional, shapes, torch or attention(), options)


ATTENTION = [
    attention_case(["Dot"], (4, 3), (4, 2), (5, 3)),
    attention_case([], (4, 3), (4, 2), (5, 6)),
    attention_case(["Bilinear"], (2, 3, 3), (2, 3, 2), (4, 2, 5)),
    attention_case(["Dot"], (4, 3), (4, 2), (3,)),
    attention_case([], (6, 3), (6, 2), (4,), attention(scaled=True), ScoreRescaling="DimensionSqrt"),
    attention_case(["Dot"], (5, 2, 3), (5, 2, 4), (5, 2, 3),
                   attention(window=-1, scaled=True, heads=True),
                   MultiHead=True, Mask="Causal", ScoreRescaling="DimensionSqrt"),
    attention_case([], (5, 2, 3), (5, 2, 4), (6, 2, 2), attention(heads=True), MultiHead=True),
    attention_case([], (5, 3), (5, 2), (5, 4), attention(window=2), Mask=S.Rule("Causal", 2)),
    SequenceCase("SequenceAttentionLayer", [], {"Input": (4, 3), "Query": (5, 2)}, attention()),
]  # fmt: skip


# -- losses --------------------------------------------------------------------------------------------


def ctc(torch: Any, data: Mapping[str, Any], arrays: Mapping[str, Any]) -> Mapping[str, Any]:
    """PyTorch's loss takes logarithms of probabilities that add up to 1, and the blank may be any label."""
    p, target = data["Input"], data["Target"]
    scaled = p / p.sum(-1, keepdim=True)
    steps, classes = p.shape[1:]
    lengths = [torch.full((len(p),), size) for size in (steps, target.shape[1])]
    loss = torch.nn.functional.ctc_loss(
        scaled.log().transpose(0, 1), target - 1, *lengths, blank=classes - 1, reduction="none"
    )
    # A loss of probabilities that do not add up to 1 is as much less as their products are more.
    return {"Output": loss - p.sum(-1).log().sum(1)}


def pair_case(name: str, shape: tuple[int, ...], torch: Callable[..., Any]) -> SequenceCase:
    """A loss of an input and a target of one shape."""
    return SequenceCase(
        name, [], {"Input": shape, "Target": shape},
        lambda t, data, arrays: {"Loss": torch(t.nn.functional, data["Input"], data["Target"])},
    )  # fmt: skip


LOSSES = [
    pair_case("MeanAbsoluteLossLayer", (4, 2),
              lambda F, x, t: F.l1_loss(x, t, reduction="none").mean((1, 2))),
    pair_case("MeanAbsoluteLossLayer", (3,), lambda F, x, t: F.l1_loss(x, t, reduction="none").mean(1)),
    pair_case("ContrastiveLossLayer", (), lambda F, x, t: t * F.relu(0.5 - x) + (1 - t) * x),
    SequenceCase("CTCLossLayer", [], {"Input": (7, 4), "Target": (3,)}, ctc),
    SequenceCase("CTCLossLayer", [], {"Input": (1, 3), "Target": (1,)}, ctc),
]  # fmt: skip

CASES = [*RECURRENT, *ATTENTION, *LOSSES]


def all_sequence_values(torch: Any) -> Values:
    """Everything that the reference file of the layers over sequences holds."""
    return {f"{case}|{name}": value for case in CASES for name, value in torch_values(torch, case).items()}
