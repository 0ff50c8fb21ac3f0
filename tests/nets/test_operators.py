"""Operators and graphs: gradients against finite differences, batches of any lengths as each alone."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from wlmini.arrays import pack, to_array
from wlmini.expr import Association, S, make_list
from wlmini.nets.initialize import initialize, read_method
from wlmini.session import Session

SESSION = Session(printer=lambda text: None, messenger=lambda text: None)
REAL64 = S.Rule(S.WorkingPrecision, "Real64")
STEP = 1e-5

RECURRENT = [
    'LongShortTermMemoryLayer[3, "Input" -> {"Varying", 3}]',
    'GatedRecurrentLayer[3, "Input" -> {"Varying", 3}]',
]
LSTM = "LongShortTermMemoryLayer[3]"
GRAPH = """
    NetGraph[<|"a" -> NetChain[{LinearLayer[4], Tanh}], "b" -> LinearLayer[4], "c" -> ThreadingLayer[Times],
      "d" -> TotalLayer[]|>, {NetPort["Input"] -> "a" -> "c", NetPort["Input"] -> "b" -> "c",
      {"a", "c"} -> "d"}, "Input" -> 3]"""
STEP_NET = """
    NetGraph[<|"x" -> LinearLayer[2], "s" -> LinearLayer[2], "sum" -> TotalLayer[], "t" -> Tanh|>,
      {NetPort["Input"] -> "x" -> "sum", NetPort["State"] -> "s" -> "sum" -> "t"},
      "Input" -> 3, "State" -> 2]"""
FOLD = f'NetFoldOperator[{STEP_NET}, "Input" -> {{"Varying", 3}}]'
SHARED = 'LinearLayer[3, "Weights" -> NetArray["w"]]'
GAN = 'NetGANOperator[{LinearLayer[2, "Input" -> 2], NetChain[{3, Tanh, LinearLayer[{}], LogisticSigmoid}]}]'
CLASSIFIER = 'NetChain[{LinearLayer[8], BatchNormalizationLayer[], Ramp, 3, SoftmaxLayer[]}, "Input" -> 4]'
SEQUENCES = [
    *RECURRENT,
    'NetMapOperator[NetChain[{LinearLayer[4], Tanh, LinearLayer[2]}], "Input" -> {"Varying", 3}]',
    'NetMapOperator[BatchNormalizationLayer[], "Input" -> {"Varying", 3}]',
    FOLD,
    f'NetBidirectionalOperator[{LSTM}, "Input" -> {{"Varying", 3}}]',
    f'NetBidirectionalOperator[{{{LSTM}, GatedRecurrentLayer[3]}}, Mean, "Input" -> {{"Varying", 3}}]',
    f'NetChain[{{{LSTM}, NetMapOperator[LinearLayer[2]], SoftmaxLayer[]}}, "Input" -> {{"Varying", 3}}]',
    f'NetChain[{{{LSTM}, SequenceLastLayer[], 2}}, "Input" -> {{"Varying", 3}}]',
    'NetChain[{NetMapOperator[4], AggregationLayer[Mean, 1]}, "Input" -> {"Varying", 3}]',
]  # fmt: skip
FIXED = [
    GRAPH,
    'NetNestOperator[NetChain[{LinearLayer[3], Tanh}], 3, "Input" -> 3]',
    'NetPairEmbeddingOperator[NetChain[{4, Tanh, 2}], "Input" -> {2, 3}]',
    'NetPairEmbeddingOperator[LinearLayer[2], DistanceFunction -> CosineDistance, "Input" -> {2, 3}]',
    'NetMapOperator[NetMapOperator[LinearLayer[2]], "Input" -> {2, 4, 3}]',
    f'NetChain[{{{SHARED}, Tanh, {SHARED}}}, "Input" -> 3]',
]  # fmt: skip


def net_of(text: str) -> Any:
    net = SESSION.evaluate_text(text)
    assert net.head is not S["$Failed"], text
    return initialize(net, read_method(S.Automatic, np.random.default_rng(5)))


def run(net: Any, data: Any, *prop: Any) -> Any:
    return net.apply(SESSION.kernel, (data, *prop, REAL64))


def array(value: Any) -> np.ndarray:
    found = to_array(value)
    assert found is not None
    return np.asarray(found, np.float64)


def total(net: Any, x: np.ndarray) -> float:
    """The sum of the outputs, whose gradient NetPortGradient gives."""
    value = run(net, pack(x))
    outputs = value.values() if isinstance(value, Association) else [value]
    return float(sum(array(each).sum() for each in outputs))


def slope(f: Any, x: np.ndarray, index: tuple[int, ...]) -> float:
    up, down = x.copy(), x.copy()
    up[index] += STEP
    down[index] -= STEP
    return (f(up) - f(down)) / (2 * STEP)


def input_of(net: Any) -> np.ndarray:
    sizes = [5 if repr(size) == "Varying" else size for size in net.inputs["Input"].shape]
    return np.random.default_rng(2).normal(size=sizes)


@pytest.mark.parametrize("text", [*FIXED, *SEQUENCES])
def test_gradient_by_the_input(text: str) -> None:
    net = net_of(text)
    x = input_of(net)
    found = array(run(net, pack(x), S.NetPortGradient("Input")))
    for index in np.ndindex(x.shape):
        assert found[index] == pytest.approx(slope(lambda v: total(net, v), x, index), rel=1e-6, abs=1e-7)


@pytest.mark.parametrize("text", [*FIXED, *SEQUENCES])
def test_gradients_by_arrays(text: str) -> None:
    net = net_of(text)
    x = input_of(net)
    for path, slot in net.slots():
        if not slot.trainable:
            continue
        found = array(run(net, pack(x), S.NetPortGradient(make_list(path))))
        value = np.asarray(slot.value, np.float32)
        chosen = list(np.ndindex(value.shape))[:: max(1, value.size // 4)]
        for index in chosen:
            moved = []
            for step in (2.0**-6, -(2.0**-6)):  # exact in the Real32 that arrays are kept in
                other = value.copy()
                other[index] = np.float32(np.round(other[index] * 2**12) / 2**12) + np.float32(step)
                moved.append((float(other[index]), total(net.with_arrays({path: other}), x)))
            (a, high), (b, low) = moved
            expected = (high - low) / (a - b)
            assert found[index] == pytest.approx(expected, rel=0.02, abs=5e-3)


@pytest.mark.parametrize("text", SEQUENCES)
def test_a_ragged_batch_gives_what_each_gives_alone(text: str) -> None:
    net = net_of(text)
    random = np.random.default_rng(3)
    examples = [random.normal(size=(length, 3)) for length in (4, 1, 9, 4, 2)]
    batch = make_list([pack(each) for each in examples])
    together = run(net, batch).parts
    for one, whole in zip(examples, together, strict=True):
        np.testing.assert_allclose(array(whole), array(run(net, pack(one))), rtol=1e-12, atol=1e-12)
    gradients = run(net, batch, S.NetPortGradient("Input")).parts
    for one, whole in zip(examples, gradients, strict=True):
        alone = array(run(net, pack(one), S.NetPortGradient("Input")))
        np.testing.assert_allclose(array(whole), alone, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("text", SEQUENCES)
def test_gradients_by_arrays_do_not_depend_on_padding(text: str) -> None:
    net = net_of(text)
    random = np.random.default_rng(4)
    examples = [random.normal(size=(length, 3)) for length in (7, 2, 3)]
    batch = make_list([pack(each) for each in examples])
    for path, slot in net.slots():
        if slot.trainable:
            wanted = S.NetPortGradient(make_list(path))
            together = array(run(net, batch, wanted))
            alone = sum(array(run(net, pack(each), wanted)) for each in examples)
            np.testing.assert_allclose(together, alone, rtol=1e-10, atol=1e-12)


def test_the_adversary_gets_the_gradient_with_the_other_sign() -> None:
    net = net_of(GAN)
    random = np.random.default_rng(1)
    sample, latent = random.normal(size=2), random.normal(size=2)
    data = Association.of([("Sample", pack(sample)), ("Latent", pack(latent))])

    def fake(z: np.ndarray) -> float:
        given = Association.of([("Sample", pack(sample)), ("Latent", pack(z))])
        return float(run(net, given, S.NetPort("LossFake")))

    seed = (S.NetPortGradient("LossFake"), 1.0)
    given = Association.of([*data.items(), seed])
    found = array(run(net, given, S.NetPortGradient("Latent")))
    expected = [-slope(fake, latent, (i,)) for i in range(2)]
    np.testing.assert_allclose(found, expected, rtol=1e-6)


def test_one_at_a_time_or_all_at_once() -> None:
    net = net_of(CLASSIFIER)
    x = np.random.default_rng(6).normal(size=(10_000, 4))
    together = array(net.apply(SESSION.kernel, (pack(x),)))
    rule = S.Rule(S.BatchSize, 1)
    some = array(net.apply(SESSION.kernel, (pack(x[:300]), rule)))
    np.testing.assert_allclose(some, together[:300], rtol=1e-5, atol=1e-7)
    sevens = array(net.apply(SESSION.kernel, (pack(x), S.Rule(S.BatchSize, 777))))
    np.testing.assert_allclose(sevens, together, rtol=1e-5, atol=1e-7)
