"""Recurrent layers: each step of a sequence is computed from its input and the state before it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from ...expr import S
from ..ir import Node
from ..layer import Array, layer
from ..lowering import Place
from ..ops.randomness import random_scale
from ..ops.recurrent import recurrent
from ..ops.shape import broadcast_to, concat
from ..ops.steps import at_end, last_row, leading, linear_steps
from ..parameters import REFUSED, Kind, Size, is_rule, items, rate
from ..ports import Misfit, Shape, shape_words, unify

METHODS = ("VariationalWeights", "VariationalInput", "VariationalState")
UPDATE = "StateUpdate"


def read_dropout(methods: tuple[str, ...]) -> Any:
    """A reader of the rates by method: a number is the rate of the first one."""

    def read(expr: Any) -> Any:
        if expr is S["None"]:
            return {}
        if (single := rate(expr)) is not REFUSED:
            return {methods[0]: single}
        found = {}
        for rule in [expr] if is_rule(expr) else items(expr) or (None,):
            if not is_rule(rule) or rule.parts[0] not in methods:
                return REFUSED
            found[rule.parts[0]] = rate(rule.parts[1])
        return REFUSED if REFUSED in found.values() else found

    return read


def dropout_kind(methods: tuple[str, ...]) -> Kind:
    names = ", ".join(f'"{name}"' for name in methods)
    words = f"None, a rate p with 0 <= p < 1, or rules from methods ({names}) to rates"
    return Kind(words, read_dropout(methods))


BasicDropout = Annotated[Mapping[str, float], dropout_kind(METHODS)]
GatedDropout = Annotated[Mapping[str, float], dropout_kind((*METHODS, UPDATE))]


def array_options(*gates: str) -> dict[str, Any]:
    """The arrays of each gate as options."""
    kinds = ("InputWeights", "StateWeights", "Biases")
    return {**{f"{gate}{kind}": S.Automatic for gate in gates for kind in kinds}, "Dropout": S["None"]}


class Recurrent:
    """What recurrent layers share; `gates` and `state_gates` are in the order of the op."""

    Size: Size

    cell: ClassVar[str]
    gates: ClassVar[tuple[str, ...]]
    state_gates: ClassVar[tuple[str, ...]]
    states: ClassVar[tuple[str, ...]] = ("State",)
    Dropout: Mapping[str, float]
    sizes: Mapping[str, Any]

    def shapes(self, x: Shape, y: Shape) -> tuple[Shape, Shape]:
        for port, shape in (("Input", x), ("Output", y)):
            if shape is not None and len(shape) != 2:
                expected = "a matrix (a sequence of vectors)"
                raise Misfit("portfit", port, type(self).__name__, expected, shape_words(shape))
        steps = unify(unify(x, (None, None))[:1], unify(y, (None, None))[:1])  # type: ignore[index]
        weights = [self.sizes[f"{gate}InputWeights"] for gate in self.gates]
        known = next((each[1] for each in weights if each and len(each) == 2), None)
        assert steps is not None
        return unify(x, (*steps, known if x is None or x[1] is None else None)), (*steps, self.Size)

    def state_shapes(self, x: Shape, y: Shape) -> dict[str, Shape]:
        return dict.fromkeys(self.states, (self.Size,))

    def arrays(self, x: Shape, y: Shape) -> dict[str, Array]:
        n, k = self.Size, x[1] if x else None
        shapes = {"InputWeights": (n, k), "StateWeights": (n, n), "Biases": (n,)}
        return {
            name: Array(shape, "zeros" if kind == "Biases" else "weights")
            for name in self.sizes
            for kind, shape in shapes.items()
            if name.endswith(kind)
        }

    def forward(self, x: Node, *, place: Place, states: Mapping[str, Any], **arrays: Node) -> Any:
        rates = {name: p for name, p in self.Dropout.items() if p} if place.training else {}
        length = place.length(x)
        if p := rates.get("VariationalInput"):
            x = x * random_scale(last_row(x), rate=p)
        w, biases = (joined(arrays, self.gates, kind) for kind in ("InputWeights", "Biases"))
        products, w = linear_steps(x, w, biases), joined(arrays, self.state_gates, "StateWeights")
        if p := rates.get("VariationalWeights"):
            w = w * random_scale(w, rate=p, batch=False)
        given = {**states, **self.masks(rates, x)}
        if length is not None and "CellState" in states:
            given["Length"] = length
        return self.results(recurrent(self.cell, products, w, **given), x.shape[0], length)

    def masks(self, rates: Mapping[str, float], x: Any) -> dict[str, Any]:
        """What the state and the new contents are multiplied with."""
        found = {}
        for method, name, shape in (
            ("VariationalState", "Mask", (self.Size,)),
            (UPDATE, "Update", (x.shape[0], self.Size)),
        ):
            if p := rates.get(method):
                like = broadcast_to(0.0, shape=shape, batch=x.batched or 1)
                found[name] = random_scale(like, rate=p)
        return found

    def results(self, y: Any, steps: int, length: Any) -> tuple[Any, dict[str, Any]]:
        """The states of all steps, and those after the last step that counts."""
        cell = {"CellState": last_row(y)} if y.shape[0] > steps else {}
        y = leading(y, count=steps) if cell else y
        return y, {"State": last_row(y) if length is None else at_end(y, length), **cell}


def joined(arrays: Mapping[str, Any], gates: tuple[str, ...], kind: str) -> Any:
    """The arrays of one kind of all gates, one below the other."""
    parts = [arrays[f"{gate}{kind}"] for gate in gates]
    return concat(*parts, axis=0) if len(parts) > 1 else parts[0]


@layer("BasicRecurrentLayer[n]", options=array_options(""))
class BasicRecurrentLayer(Recurrent):
    """stands for a trainable recurrent layer with a state of n numbers, over a sequence of vectors.

    The state, which is the output of a step, is Tanh["InputWeights".x + "StateWeights".s + "Biases"] with the
    state s before it, in the beginning zeros. Option "Dropout": a rate, or methods with rates.

    >>> NetExtract[BasicRecurrentLayer[3, "Input" -> {5, 2}], "Output"]
    {5, 3}
    >>> BasicRecurrentLayer[1, "InputWeights" -> {{1}}, "StateWeights" -> {{1}}, "Biases" -> {0}][{{1}, {1}}]
    {{0.761594}, {0.942681}}
    """

    Dropout: BasicDropout

    cell = "basic_recurrent"
    gates = state_gates = ("",)


@layer(
    "GatedRecurrentLayer[n]",
    options=array_options("InputGate", "ResetGate", "MemoryGate"),
)
class GatedRecurrentLayer(Recurrent):
    """stands for a trainable gated recurrent layer (GRU) with a state of n numbers.

    With gates i and r, LogisticSigmoid of linear functions of the input x and the state s before, and m =
    Tanh["MemoryGateInputWeights".x + r ("MemoryGateStateWeights".s) + "MemoryGateBiases"], the new state
    is (1 - i) m + i s.

    >>> NetExtract[GatedRecurrentLayer[3, "Input" -> {5, 2}], "Output"]
    {5, 3}
    >>> NetInitialize[GatedRecurrentLayer[2, "Input" -> {"Varying", 3}]][{{0, 0, 0}, {0, 0, 0}}]
    {{0., 0.}, {0., 0.}}
    """

    Dropout: GatedDropout

    cell = "gated_recurrent"
    gates = ("MemoryGate", "InputGate", "ResetGate")
    state_gates = ("InputGate", "ResetGate", "MemoryGate")


@layer(
    "LongShortTermMemoryLayer[n]",
    options=array_options("InputGate", "OutputGate", "ForgetGate", "MemoryGate"),
)
class LongShortTermMemoryLayer(Recurrent):
    """stands for a trainable long short-term memory (LSTM) with a state and a cell state of n numbers.

    With gates i, o, f, LogisticSigmoid of linear functions of the input and the state before, and m, Tanh of
    such a function, the cell state becomes f c + i m, and the state o Tanh of it.

    >>> NetExtract[LongShortTermMemoryLayer[3, "Input" -> {5, 2}], "Output"]
    {5, 3}
    >>> NetInitialize[LongShortTermMemoryLayer[2, "Input" -> {"Varying", 3}]][{{0, 0, 0}, {0, 0, 0}}]
    {{0., 0.}, {0., 0.}}
    """

    Dropout: GatedDropout

    cell = "long_short_term_memory"
    gates = state_gates = ("MemoryGate", "InputGate", "ForgetGate", "OutputGate")
    states = ("State", "CellState")
