"""Attention: masks, examples of different lengths, dropout, nets that score, and what is refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from wlmini.arrays import to_array
from wlmini.expr import S
from wlmini.nets.engines.numpy import ParameterStore, make_plan
from wlmini.nets.ir import Graph
from wlmini.nets.lowering import Place
from wlmini.nets.ports import Misfit
from wlmini.session import Session

from .layer_cases import make
from .sequence_cases import Run, SequenceCase, weights

KEYS, QUERIES = np.array([3, 5, 1, 4]), np.array([2, 1, 4, 3])
SHAPES = {"Key": (5, 3), "Value": (5, 2), "Query": (4, 3)}


def ragged_case(positional: list[Any], **options: Any) -> SequenceCase:
    return SequenceCase(
        "AttentionLayer", positional, SHAPES, lambda *_: {}, options, varying=("Key", "Value", "Query")
    )


RAGGED = [
    ragged_case(["Dot"]),
    ragged_case([], ScoreRescaling="DimensionSqrt"),
    ragged_case([], Mask="Causal"),
    ragged_case(["Dot"], Mask=S.Rule("Causal", 2)),
]


def lengths() -> dict[str, np.ndarray]:
    return {"Key": KEYS, "Value": KEYS, "Query": QUERIES}


@pytest.mark.parametrize("case", RAGGED, ids=str)
def test_examples_of_different_lengths_are_as_alone(case: SequenceCase) -> None:
    net, data = case.net(), case.data(len(KEYS))
    together = Run(net, data, lengths()).values()
    sums: dict[str, Any] = {}
    for k, (keys, queries) in enumerate(zip(KEYS, QUERIES, strict=True)):
        own = {"Key": keys, "Value": keys, "Query": queries}
        alone = Run(net, {name: data[name][k : k + 1, :size] for name, size in own.items()}).values()
        np.testing.assert_allclose(together["Output"][k, :queries], alone["Output"][0], rtol=1e-12)
        for name, size in own.items():
            gradient = together[f"gradient {name}"][k]
            np.testing.assert_allclose(gradient[:size], alone[f"gradient {name}"][0], rtol=1e-9, atol=1e-12)
            assert not gradient[size:].any(), "no gradient comes from the padding"
        for path, _ in net.slots():
            sums[path[0]] = sums.get(path[0], 0) + alone[f"gradient {path[0]}"]
    for name, total in sums.items():
        np.testing.assert_allclose(together[f"gradient {name}"], total, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("case", RAGGED, ids=str)
def test_nothing_depends_on_the_padding(case: SequenceCase) -> None:
    net, found = case.net(), []
    for seed in (1, 2):
        data, random = case.data(len(KEYS)), np.random.default_rng(seed)
        for name, each in lengths().items():
            for k, size in enumerate(each):
                data[name][k, size:] = random.normal(size=data[name][k, size:].shape)
        values = Run(net, data, lengths()).values()
        for k, size in enumerate(QUERIES):
            values["Output"][k, size:] = 0
        found.append(values)
    for name, value in found[0].items():
        np.testing.assert_array_equal(value, found[1][name], err_msg=name)


def test_a_full_query_beside_ragged_keys_keeps_its_length() -> None:
    case = ragged_case(["Dot"])
    data = case.data(len(KEYS))
    y = Run(case.net(), data, {"Key": KEYS, "Value": KEYS}).values()["Output"]
    for k, keys in enumerate(KEYS):
        one = {name: data[name][k : k + 1, : keys if name != "Query" else None] for name in data}
        np.testing.assert_allclose(y[k], Run(case.net(), one).values()["Output"][0], rtol=1e-12)


def test_a_query_that_sees_no_key_gives_zeros() -> None:
    """The fifth query of a window of 2 looks for keys 4 and 5, and there are two."""
    net = make("AttentionLayer", "Dot", Key=[2, 1], Value=[2, 1], Query=[5, 1], Mask=S.Rule("Causal", 2))
    data = {name: np.ones((1, n, 1)) for name, n in (("Key", 2), ("Value", 2), ("Query", 5))}
    assert Run(net, data).values()["Output"].reshape(-1).tolist() == [1, 1, 1, 0, 0]


def test_two_levels_of_keys_vary() -> None:
    varying = ["Varying", "Varying"]
    net = make("AttentionLayer", "Dot", Key=[*varying, 2], Value=[*varying, 1], Query=[2])
    random = np.random.default_rng(0)
    data = {"Key": random.normal(size=(2, 3, 4, 2)), "Value": random.normal(size=(2, 3, 4, 1))}
    graph, rows, columns = Graph(), [2, 3], [4, 1]
    place = Place(graph)
    nodes = {name: graph.input(name, array.shape[1:]) for name, array in data.items()}
    nodes["Query"] = graph.input("Query", (2,))
    for axis, name in ((0, "rows"), (1, "columns")):
        length = graph.input(name, (), "integer")
        for each in ("Key", "Value"):
            place.set_length(nodes[each], length, axis)
    graph.output("y", net.lower(place, nodes)["Output"])
    query = random.normal(size=(2, 2))
    plan = make_plan(graph, 2, dtype=np.float64)
    given = {**data, "Query": query, "rows": np.array(rows), "columns": np.array(columns)}
    y = plan.run(given, ParameterStore({}, dtype=np.float64))["y"]
    for k in range(2):
        keys = data["Key"][k, : rows[k], : columns[k]].reshape(-1, 2)
        weights = np.exp(keys @ query[k])
        values = data["Value"][k, : rows[k], : columns[k]].reshape(-1)
        assert y[k, 0] == pytest.approx(weights @ values / weights.sum(), rel=1e-12)


def test_dropout_drops_weights_in_training_only() -> None:
    net = make("AttentionLayer", "Dot", Key=[400, 1], Value=[400, 1], Query=[3, 1], Dropout=0.25)
    results = {}
    for training in (False, True):
        graph = Graph()
        place = Place(graph, training)
        nodes = {name: graph.input(name, net.inputs[name].shape) for name in net.inputs}
        graph.output("y", net.lower(place, nodes)["Output"])
        plan = make_plan(graph, 2, mode="train" if training else "test", dtype=np.float64)
        data = {name: np.ones((2, *port.shape)) for name, port in net.inputs.items()}
        results[training] = plan.run(data, ParameterStore({}, dtype=np.float64), np.random.default_rng(1))[
            "y"
        ]
    np.testing.assert_allclose(results[False], 1)
    counts = results[True] * 400 * 0.75  # how many of 400 equal weights are left
    np.testing.assert_allclose(counts, counts.round(), atol=1e-9)
    assert counts.mean() == pytest.approx(300, abs=15)
    assert len(set(counts.reshape(-1).round())) > 2, "queries and examples have masks of their own"


def test_the_weights_can_be_asked_for() -> None:
    session = Session(messenger=lambda text: None)
    found = session.evaluate_text(
        'AttentionLayer["Dot", "Mask" -> "Causal"][<|"Key" -> {{0}, {Log[3]}}, "Value" -> {{1}, {2}}, '
        '"Query" -> {{1}, {1}}|>, NetPort["AttentionWeights"]]'
    )
    np.testing.assert_allclose(to_array(found), [[1, 0], [0.25, 0.75]], rtol=1e-6)


# -- nets that score -----------------------------------------------------------------------------------

NET = """NetGraph[{LinearLayer[2, "Weights" -> {{1, 2}, {3, 4}}, "Biases" -> {1, 0}], MeanSquaredLossLayer[]},
  {NetPort["Input"] -> 1 -> NetPort[{2, "Input"}], NetPort["Query"] -> NetPort[{2, "Target"}],
   2 -> NetPort["Output"]}]"""


def scored(key: np.ndarray, query: np.ndarray) -> np.ndarray:
    """What NET says of every query (first) and key."""
    moved = key @ np.array([[1, 2], [3, 4]]).T + [1, 0]
    return ((moved[None] - query[:, None]) ** 2).mean(-1)


@pytest.fixture(scope="module")
def net() -> Any:
    """An attention layer with this net, of a varying number of keys."""
    session = Session(messenger=lambda text: None)
    ports = '"Key" -> {"Varying", 2}, "Value" -> {"Varying", 3}, "Query" -> {3, 2}'
    return session.evaluate_text(f"AttentionLayer[{NET}, {ports}]")


def expected_from_net(key: np.ndarray, value: np.ndarray, query: np.ndarray) -> np.ndarray:
    weights = np.exp(scored(key, query))
    return weights / weights.sum(1, keepdims=True) @ value


def test_a_net_scores_every_pair(net: Any) -> None:
    random = np.random.default_rng(7)
    key, value, query = (random.uniform(-0.5, 0.5, size) for size in ((2, 4, 2), (2, 4, 3), (2, 3, 2)))
    y = Run(net, {"Key": key, "Value": value, "Query": query}).values()["Output"]
    for k in range(2):
        np.testing.assert_allclose(y[k], expected_from_net(key[k], value[k], query[k]), rtol=1e-12)


def test_a_net_scores_examples_of_different_lengths(net: Any) -> None:
    random = np.random.default_rng(8)
    key, value, query = (random.uniform(-0.5, 0.5, size) for size in ((2, 4, 2), (2, 4, 3), (2, 3, 2)))
    sizes = np.array([2, 4])
    y = Run(net, {"Key": key, "Value": value, "Query": query}, {"Key": sizes, "Value": sizes}).values()[
        "Output"
    ]
    for k, size in enumerate(sizes):
        expected = expected_from_net(key[k, :size], value[k, :size], query[k])
        np.testing.assert_allclose(y[k], expected, rtol=1e-12)


def test_gradients_go_through_the_net_that_scores(net: Any) -> None:
    """By central differences of the arrays of the net and of a key."""
    random = np.random.default_rng(9)
    data = {name: random.uniform(-0.5, 0.5, size) for name, size in
            (("Key", (2, 4, 2)), ("Value", (2, 4, 3)), ("Query", (2, 3, 2)))}  # fmt: skip
    found = Run(net, data).values()

    def total(shift: float) -> float:
        moved = {**data, "Key": data["Key"].copy()}
        moved["Key"][1, 2, 0] += shift
        y = Run(net, moved).values()["Output"]
        return float((y * weights("Output", y.shape[1:])).sum())

    slope = (total(1e-6) - total(-1e-6)) / 2e-6
    assert found["gradient Key"][1, 2, 0] == pytest.approx(slope, rel=1e-6)
    path = ("ScoringNet", 1, "Weights")
    assert path in dict(net.slots())

    def of_weights(shift: float) -> float:
        array = dict(net.slots())[path].value.copy()
        array[0, 1] += shift
        y = Run(net.with_arrays({path: array}), data).values()["Output"]
        return float((y * weights("Output", y.shape[1:])).sum())

    step = 2.0**-10  # exact in single precision, in which arrays are kept
    slope = (of_weights(step) - of_weights(-step)) / (2 * step)
    assert found["gradient ScoringNet.1.Weights"][0, 1] == pytest.approx(slope, rel=1e-5)


# -- what is refused -----------------------------------------------------------------------------------

REFUSED = [
    (("AttentionLayer", "Cosine"), {}, "param"),
    (("AttentionLayer", 3), {}, "scoring"),
    (("AttentionLayer",), {"Mask": "Future"}, "param"),
    (("AttentionLayer",), {"Mask": S.Rule("Causal", 0)}, "param"),
    (("AttentionLayer",), {"Dropout": 1}, "param"),
    (("AttentionLayer",), {"ScoreRescaling": 2}, "param"),
    (("AttentionLayer",), {"Key": [3]}, "attnrank"),
    (("AttentionLayer",), {"Key": [3, 4], "MultiHead": True}, "attnrank"),
    (("AttentionLayer",), {"Key": [3, 4, 5], "Mask": "Causal"}, "causalrank"),
    (("AttentionLayer",), {"Query": [2, 3, 4], "Mask": "Causal"}, "causalrank"),
    (("AttentionLayer", "Dot"), {"Key": [3, 4], "Query": [2, 5]}, "selffit"),
    (("AttentionLayer",), {"Key": [3, 4], "Value": [2, 4]}, "selffit"),
    (("AttentionLayer",), {"Key": [3, 2, 4], "Query": [3, 5, 4], "MultiHead": True}, "selffit"),
    (("AttentionLayer", "Dot"), {"Weights": [[1, 2]]}, "noweights"),
    (("AttentionLayer",), {"Weights": [[1, 2]], "Key": [3, 2]}, "arrayfit"),
    (("SequenceAttentionLayer",), {"Input": [3, 4], "Output": [2, 5]}, "selffit"),
]


@pytest.mark.parametrize("positional, options, tag", REFUSED)
def test_what_cannot_be_is_refused(positional: tuple[Any, ...], options: dict[str, Any], tag: str) -> None:
    with pytest.raises(Misfit) as found:
        make(*positional, **options)
    assert found.value.tag == tag
