"""Recurrent layers: known numbers, examples of different lengths, dropout."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from wlmini.expr import S
from wlmini.nets.engines.numpy import ParameterStore, make_plan
from wlmini.nets.ir import Graph
from wlmini.nets.lowering import Place
from wlmini.nets.ops import cells
from wlmini.nets.ports import Misfit

from .layer_cases import make
from .sequence_cases import Run, SequenceCase

LAYERS = {
    "BasicRecurrentLayer": ("State",),
    "GatedRecurrentLayer": ("State",),
    "LongShortTermMemoryLayer": ("State", "CellState"),
}

# One input, one state, all weights 1, biases 0, inputs 1, 1: computed by hand from the formulas.
ONES = [
    ("BasicRecurrentLayer", {"Output": [0.7615942, 0.9426808]}),
    ("GatedRecurrentLayer", {"Output": [0.2048242, 0.3467531]}),
    ("LongShortTermMemoryLayer", {"Output": [0.3696064, 0.6505352], "CellState": [1.1444461]}),
]


def ones(name: str) -> Any:
    net = make(name, 1, Input=[2, 1])
    return net.with_arrays(
        {
            path: np.full(slot.shape, float(not path[0].endswith("Biases")), np.float32)
            for path, slot in net.slots()
        }
    )


@pytest.mark.parametrize("name, expected", ONES)
def test_a_cell_of_ones(name: str, expected: dict[str, list[float]]) -> None:
    found = Run(ones(name), {"Input": np.ones((1, 2, 1))}).values()
    for key, numbers in expected.items():
        np.testing.assert_allclose(found[key].reshape(-1), numbers, atol=1e-7)


LENGTHS = np.array([3, 5, 1, 4])


def ragged_case(name: str) -> SequenceCase:
    states = dict.fromkeys(LAYERS[name], 3)
    return SequenceCase(name, [3], {"Input": (5, 2)}, lambda *_: {}, states=states, varying=("Input",))


def padded(data: dict[str, np.ndarray], seed: int) -> dict[str, np.ndarray]:
    """The same examples with other numbers after their ends."""
    random, x = np.random.default_rng(seed), data["Input"].copy()
    for k, length in enumerate(LENGTHS):
        x[k, length:] = random.normal(size=x[k, length:].shape)
    return {**data, "Input": x}


@pytest.mark.parametrize("name", LAYERS)
def test_examples_of_different_lengths_are_as_alone(name: str) -> None:
    case = ragged_case(name)
    net, data = case.net(), case.data(len(LENGTHS))
    together = Run(net, data, {"Input": LENGTHS}).values()
    sums: dict[str, Any] = {}
    for k, length in enumerate(LENGTHS):
        one = {key: value[k : k + 1] for key, value in data.items()}
        alone = Run(
            net,
            {**one, "Input": one["Input"][:, :length]},
        ).values()
        np.testing.assert_allclose(together["Output"][k, :length], alone["Output"][0], rtol=1e-12)
        for key in LAYERS[name]:
            np.testing.assert_allclose(together[key][k], alone[key][0], rtol=1e-12)
            np.testing.assert_allclose(together[f"gradient {key}"][k], alone[f"gradient {key}"][0], rtol=1e-9)
        for path, _ in net.slots():
            key = f"gradient {path[0]}"
            sums[key] = sums.get(key, 0) + alone[key]
    for key, total in sums.items():
        np.testing.assert_allclose(together[key], total, rtol=1e-9, err_msg=key)


@pytest.mark.parametrize("name", LAYERS)
def test_nothing_depends_on_the_padding(name: str) -> None:
    case = ragged_case(name)
    net, data = case.net(), case.data(len(LENGTHS))
    one, two = (Run(net, padded(data, seed), {"Input": LENGTHS}).values() for seed in (1, 2))
    for key, value in one.items():
        if key == "Output":
            for k, length in enumerate(LENGTHS):
                np.testing.assert_array_equal(value[k, :length], two[key][k, :length])
        else:
            np.testing.assert_array_equal(value, two[key], err_msg=key)


@pytest.mark.parametrize("name", LAYERS)
def test_the_pieces_of_the_pass_backwards_do_not_matter(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    case = ragged_case(name)
    net, data = case.net(), case.data(len(LENGTHS))
    found = []
    for size in (1, 1200, 10**9):  # bytes: one step at a time, a few, all
        monkeypatch.setattr(cells, "CACHE", size)
        found.append(Run(net, data, {"Input": LENGTHS}).values())
    for key, value in found[0].items():
        np.testing.assert_array_equal(value, found[1][key], err_msg=key)
        np.testing.assert_array_equal(value, found[2][key], err_msg=key)


# -- dropout -------------------------------------------------------------------------------------------

SIZE = 40


def dropped(net: Any, data: np.ndarray, *, training: bool = True) -> np.ndarray:
    """The output, in training with the same draws every time."""
    graph = Graph()
    place = Place(graph, training)
    graph.output("Output", net.lower(place, {"Input": graph.input("Input", data.shape[1:])})["Output"])
    plan = make_plan(graph, len(data), mode="train" if training else "test", dtype=np.float64)
    store = ParameterStore({path: slot.value for path, slot in net.slots()}, dtype=np.float64)
    return plan.run({"Input": data}, store, np.random.default_rng(3))["Output"]


def of_rate(method: str, rate: float = 0.25) -> dict[str, Any]:
    return {"Dropout": [S.Rule(method, rate)]}


def basic(method: str, state: float = 1.0) -> Any:
    net = make("BasicRecurrentLayer", SIZE, Input=[4, SIZE], **of_rate(method))
    eye = np.eye(SIZE, dtype=np.float32)
    return net.with_arrays(
        {("InputWeights",): eye, ("StateWeights",): state * eye, ("Biases",): np.zeros(SIZE, np.float32)}
    )


def test_variational_input_drops_the_same_inputs_at_every_step() -> None:
    x = np.full((3, 4, SIZE), 0.3)
    y = dropped(basic("VariationalInput", state=0.0), x)
    assert set(np.unique(y.round(9))) == {0.0, np.tanh(0.4).round(9)}
    assert (y == y[:, :1]).all(), "steps have one mask"
    assert not (y[0] == y[1]).all(), "examples have masks of their own"
    assert (y[:, 0] == 0).mean() == pytest.approx(0.25, abs=0.12)


def test_variational_state_drops_the_same_states_at_every_step() -> None:
    x = np.zeros((3, 4, SIZE))
    x[:, 0] = 0.3
    y = dropped(basic("VariationalState"), x)
    kept = y[:, 1] != 0
    np.testing.assert_allclose(y[:, 0], np.tanh(0.3))
    np.testing.assert_allclose(y[:, 1], kept * np.tanh(np.tanh(0.3) / 0.75))
    np.testing.assert_allclose(y[:, 2], np.tanh(y[:, 1] / 0.75))
    assert not (kept[0] == kept[1]).all()
    assert kept.mean() == pytest.approx(0.75, abs=0.12)


@pytest.mark.parametrize("dropout", [[S.Rule("VariationalWeights", 0.25)], 0.25])
def test_variational_weights_drops_weights_of_the_state_for_all_examples(dropout: Any) -> None:
    net = make("BasicRecurrentLayer", SIZE, Input=[4, SIZE], Dropout=dropout)
    net = net.with_arrays(
        {
            ("InputWeights",): np.eye(SIZE, dtype=np.float32),
            ("StateWeights",): np.ones((SIZE, SIZE), np.float32),
            ("Biases",): np.zeros(SIZE, np.float32),
        }
    )
    x = np.zeros((3, 4, SIZE))
    x[:, 0] = 1e-9  # so small that Tanh is the identity: the next state counts the weights kept
    y = dropped(net, x)
    counts = y[0, 1] * 0.75 / 1e-9
    np.testing.assert_allclose(counts, counts.round(), atol=1e-6)
    assert counts.mean() == pytest.approx(0.75 * SIZE, rel=0.1)
    assert len(set(counts.round())) > 1
    assert (y == y[:1]).all(), "one mask for the whole batch"


@pytest.mark.parametrize("name", ["LongShortTermMemoryLayer", "GatedRecurrentLayer"])
def test_state_update_drops_new_contents_at_every_step(name: str) -> None:
    """Gates are held open, or shut, so that a state is only the new contents."""
    held = {"InputGate": 50.0, "OutputGate": 50.0, "ForgetGate": -50.0, "ResetGate": -50.0}
    if name == "GatedRecurrentLayer":
        held["InputGate"] = -50.0
    net = make(name, SIZE, Input=[4, SIZE], **of_rate("StateUpdate"))
    arrays = {}
    for path, slot in net.slots():
        fills = held.get(path[0].removesuffix("Biases"), 0.0)
        arrays[path] = np.full(slot.shape, fills, np.float32)
    arrays["MemoryGateInputWeights",] = np.eye(SIZE, dtype=np.float32)
    y = dropped(net.with_arrays(arrays), np.full((3, 4, SIZE), 0.3))
    new = np.tanh(0.3) / 0.75
    new = np.tanh(new) if name == "LongShortTermMemoryLayer" else new
    assert set(np.unique(y.round(9))) == {0.0, new.round(9)}
    assert not (y[:, 0] == y[:, 1]).all(), "every step has a mask of its own"
    assert (y == 0).mean() == pytest.approx(0.25, abs=0.07)


@pytest.mark.parametrize("method", ["VariationalWeights", "VariationalInput", "VariationalState"])
def test_nothing_is_dropped_outside_of_training(method: str) -> None:
    x = np.random.default_rng(1).normal(size=(2, 4, SIZE))
    states = np.zeros((2, SIZE))
    for t in range(4):
        states = np.tanh(x[:, t] + states)
        np.testing.assert_allclose(dropped(basic(method), x, training=False)[:, t], states, rtol=1e-12)


@pytest.mark.parametrize(
    "name, dropout",
    [
        ("BasicRecurrentLayer", 1),
        ("BasicRecurrentLayer", [S.Rule("StateUpdate", 0.1)]),
        ("LongShortTermMemoryLayer", [S.Rule("Zoneout", 0.1)]),
        ("GatedRecurrentLayer", "VariationalInput"),
        ("GatedRecurrentLayer", -0.1),
    ],
)
def test_other_settings_of_dropout_are_refused(name: str, dropout: Any) -> None:
    with pytest.raises(Misfit) as found:
        make(name, 2, Dropout=dropout)
    assert found.value.tag == "param"
