"""Batches of examples of different lengths: every example gets what it gets alone, gradients included."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from wlmini.arrays import to_array
from wlmini.expr import Association, S
from wlmini.nets.ports import Misfit

from .layer_cases import as_expr, filled, make

REAL64 = S.Rule(S.WorkingPrecision, "Real64")
LENGTHS = (5, 3, 4, 9)  # behind the shorter ones, and behind the longest, there is padding

# A layer, its parameters, the shape of its input ("V" where it varies), options.
CASES: list[tuple[str, list[Any], list[Any], dict[str, Any]]] = [
    ("SequenceLastLayer", [], ["V", 2], {}),
    ("SequenceLastLayer", [], [2, "V"], {}),
    ("SequenceReverseLayer", [], [2, "V"], {}),
    ("SequenceMostLayer", [], [2, "V", 2], {}),
    ("SequenceMostLayer", [], ["V", 2], {}),
    ("SequenceRestLayer", [], ["V"], {}),
    ("SequenceReverseLayer", [], ["V", 2], {}),
    ("SequenceIndicesLayer", [], ["V"], {}),
    ("SequenceIndicesLayer", [], ["V", 2], {"Maximum": 4}),
    *(("AggregationLayer", [S[name], 1], ["V", 2], {}) for name in
      ("Mean", "Total", "Max", "Min", "Times", "Median", "Variance", "StandardDeviation", "MeanDeviation",
       "InterquartileRange")),
    ("AggregationLayer", [S.Max, S.All], ["V", 2], {}),
    ("AggregationLayer", [S.Median, S.All], [2, "V"], {}),
    ("AggregationLayer", [S.Mean], ["V", 3], {}),
    ("SummationLayer", [], ["V", 2], {}),
    ("SoftmaxLayer", [], ["V"], {}),
    ("SoftmaxLayer", [1], ["V", 2], {}),
    ("SoftmaxLayer", [], ["V", 3], {}),
    ("OrderingLayer", [], ["V"], {}),
    ("OrderingLayer", [2], ["V"], {}),
    ("OrderingLayer", [-3], ["V"], {}),
    ("NormalizationLayer", [], ["V", 3], {"Scaling": S["None"], "Biases": S["None"]}),
    ("NormalizationLayer", [1], ["V", 3], {}),
    ("NormalizationLayer", [S.Span(1, 2), 2], ["V", 3], {"Unbiased": True}),
    ("NormalizationLayer", [1], ["V", 2], {"Method": "RMS"}),
    ("NormalizationLayer", [2, "Same"], [2, 3], {}),
    ("ConvolutionLayer", [2, [3]], [2, "V"], {}),
    ("ConvolutionLayer", [2, [3]], [2, "V"], {"PaddingSize": 2}),
    ("ConvolutionLayer", [2, [3]], ["V", 2], {"Interleaving": True, "PaddingSize": "Same"}),
    ("ConvolutionLayer", [2, [3]], [2, "V"], {"PaddingSize": "Same", "Stride": 2}),
    ("ConvolutionLayer", [2, [2, 3]], [1, "V", 4], {"PaddingSize": "Same", "Stride": 3, "Dilation": 2}),
    ("ConvolutionLayer", [2, [2]], [2, "V"], {"Stride": 2}),
    ("PoolingLayer", [[2]], [2, "V"], {}),
    ("PoolingLayer", [[3], 2], [2, "V"], {"PaddingSize": 2}),
    ("PoolingLayer", [[3], 2], ["V", 2], {"PaddingSize": "Same", "Interleaving": True}),
    ("PoolingLayer", [[3]], [2, "V"], {"PaddingSize": 1, "Function": S.Mean}),
    ("PoolingLayer", [[2], 2], [2, "V"], {"PaddingSize": "Same", "Function": S.Total}),
    ("DeconvolutionLayer", [2, [3]], [2, "V"], {}),
    ("DeconvolutionLayer", [2, [3]], [2, "V"], {"Stride": 2, "PaddingSize": 1}),
    ("DeconvolutionLayer", [2, [2]], ["V", 2], {"Stride": 2, "PaddingSize": "Same", "Interleaving": True}),
    ("FlattenLayer", [], ["V", 2], {}),
    ("FlattenLayer", [-1], ["V", 2, 2], {}),
    ("ReshapeLayer", [[S.Inherited, 2, 2]], ["V", 4], {}),
    ("ReshapeLayer", [[2, 2, S.All]], [4, "V"], {}),
    ("TransposeLayer", [], ["V", 2], {}),
    ("TransposeLayer", [[2, 3, 1]], [2, "V", 2], {}),
    ("ReplicateLayer", [2], ["V"], {}),
    ("ReplicateLayer", [2, -1], [2, "V"], {}),
    ("PartLayer", [2], ["V", 2], {}),
    ("PartLayer", [-2], ["V", 2], {}),
    ("PartLayer", [S.Span(2, -2)], ["V"], {}),
    ("PartLayer", [S.Span(1, -1, 2)], ["V", 2], {}),
    ("PartLayer", [S.Span(-3, -1)], ["V", 2], {}),
    ("PartLayer", [[S.All, 1]], ["V", 2], {}),
    ("PartLayer", [[1, S.Span(2, -1)]], [2, "V"], {}),
    ("PaddingLayer", [[[0, 0], [1, 1]]], ["V", 2], {}),
    ("PaddingLayer", [[[2, 1]]], ["V", 2], {"Padding": 7}),
    ("PaddingLayer", [[[2, 1], [1, 0]]], ["V", 2], {"Padding": "Fixed"}),
    ("PaddingLayer", [[[0, 0], [6, 4]]], [2, "V"], {"Padding": "Reflected"}),
    ("PaddingLayer", [[[1, 0], [0, 4]]], [2, "V"], {}),
    ("ParametricRampLayer", [2], ["V", 2], {}),
    ("ElementwiseLayer", [S.Tanh], ["V", 2], {}),
    ("DropoutLayer", [0.5], ["V", 2], {}),
    ("ResizeLayer", [[S.All, 4]], [1, "V", 2], {}),
    ("UnitVectorLayer", [3], ["V"], {}),
    ("EmbeddingLayer", [2, 3], ["V"], {}),
]  # fmt: skip
WHOLE = ("UnitVectorLayer", "EmbeddingLayer")  # layers of whole numbers


def name_of(case: Any) -> str:
    name, positional, shape, options = case
    return f"{name}{positional}{shape}{options}"


def varying_net(name: str, positional: list[Any], shape: list[Any], options: dict[str, Any]) -> Any:
    return filled(make(name, *positional, Input=["Varying" if n == "V" else n for n in shape], **options))


def examples(name: str, shape: list[Any]) -> list[np.ndarray]:
    random = np.random.default_rng(11)
    shapes = [[length if n == "V" else n for n in shape] for length in LENGTHS]
    if name in WHOLE:
        return [random.integers(1, 4, each) for each in shapes]
    return [random.normal(size=each) for each in shapes]


def listed(value: Any) -> list[np.ndarray]:
    return [np.array(to_array(each)) for each in value.parts]


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_every_example_is_as_alone(case: Any) -> None:
    name, _, shape, _ = case
    net, data = varying_net(*case), examples(name, shape)
    together = listed(net.apply(None, (S.List(*map(as_expr, data)), REAL64)))
    for each, found in zip(data, together, strict=True):
        alone = np.array(to_array(net.apply(None, (as_expr(each), REAL64))))
        assert found.shape == alone.shape
        np.testing.assert_allclose(found, alone, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_gradients_are_those_of_each_example(case: Any) -> None:
    name, _, shape, _ = case
    if name in (*WHOLE, "OrderingLayer", "SequenceIndicesLayer"):
        pytest.skip("no gradient by whole numbers")
    net, data = varying_net(*case), examples(name, shape)
    arrays = [path[0] for path, _ in net.slots()]

    def gradient(given: Any, port: str) -> Any:
        return net.apply(None, (given, S.NetPortGradient(port), REAL64))

    together = listed(gradient(S.List(*map(as_expr, data)), "Input"))
    for each, found in zip(data, together, strict=True):
        alone = np.array(to_array(gradient(as_expr(each), "Input")))
        np.testing.assert_allclose(found, alone, rtol=1e-11, atol=1e-12)
    for array in arrays:
        total = sum(np.array(to_array(gradient(as_expr(each), array))) for each in data)
        found = np.array(to_array(gradient(S.List(*map(as_expr, data)), array)))
        np.testing.assert_allclose(found, total, rtol=1e-11, atol=1e-12)


def pair(name: str, shape: list[Any], other: str, values: list[Any], **options: Any) -> Any:
    """A layer of two inputs, applied to a batch, and to each example alone."""
    net = make(name, Input=["Varying" if n == "V" else n for n in shape], **options)
    data = examples(name, shape)

    def given(x: Any, y: Any) -> Any:
        return net.apply(None, (Association.of([("Input", x), (other, y)]), REAL64))

    together = given(S.List(*map(as_expr, data)), S.List(*map(as_expr, values)))
    alone = [given(as_expr(x), as_expr(y)) for x, y in zip(data, values, strict=True)]
    return listed(together), [np.array(to_array(each)) for each in alone]


@pytest.mark.parametrize("name", ["AppendLayer", "PrependLayer"])
def test_an_element_more_goes_to_the_end_of_each_example(name: str) -> None:
    together, alone = pair(name, ["V", 2], "Element", [[i, -i] for i in range(4)])
    for a, b in zip(together, alone, strict=True):
        assert a.shape == b.shape
        np.testing.assert_allclose(a, b, rtol=1e-12)


def test_positions_from_the_end_are_those_of_each_example() -> None:
    together, alone = pair("ExtractLayer", ["V", 2], "Position", [[[-1], [1]]] * 4, Position=[2, 1])
    np.testing.assert_allclose(together, alone, rtol=1e-12)


TOO_SHORT = [
    ("SequenceMostLayer", [], 1),
    ("SequenceRestLayer", [], 1),
    ("PartLayer", [3], 2),
    ("PartLayer", [S.Span(2, -3)], 3),
    ("PartLayer", [S.Span(-4, -1)], 3),
    ("OrderingLayer", [4], 3),
    ("OrderingLayer", [-4], 3),
]


@pytest.mark.parametrize("name,positional,length", TOO_SHORT)
def test_sequences_that_are_too_short_are_refused(name: str, positional: list[Any], length: int) -> None:
    net = make(name, *positional, Input="Varying")
    for given in ([1.0] * length, [[1.0] * length, [2.0] * 7]):
        with pytest.raises(Misfit) as found:
            net.apply(None, (S.List(*map(as_expr, given)),))
        assert found.value.tag in ("baddata", "layershape")


def test_a_sequence_shorter_than_the_kernel_is_refused() -> None:
    net = filled(make("ConvolutionLayer", 1, [4], Input=[1, "Varying"]))
    batch = S.List(as_expr([[1.0] * 3]), as_expr([[1.0] * 8]))
    with pytest.raises(Misfit, match="baddata"):
        net.apply(None, (batch,))


@pytest.mark.parametrize("interleaved", [True, False])
def test_batch_statistics_are_those_of_all_elements_of_all_examples(interleaved: bool) -> None:
    shape: list[Any] = ["V", 2] if interleaved else [2, "V"]
    net = varying_net("BatchNormalizationLayer", [], shape, {"Interleaving": interleaved})
    data = examples("BatchNormalizationLayer", shape)
    train = S.Rule(S.NetEvaluationMode, "Train")
    found = listed(net.apply(None, (S.List(*map(as_expr, data)), REAL64, train)))
    rows = [each if interleaved else each.T for each in data]
    every = np.concatenate(rows)
    arrays = {path[0]: slot.value.astype(float) for path, slot in net.slots()}
    for each, y in zip(rows, found, strict=True):
        expected = (each - every.mean(0)) / np.sqrt(every.var(0) + 0.001) * arrays["Scaling"] + arrays[
            "Biases"
        ]
        np.testing.assert_allclose(y if interleaved else y.T, expected, rtol=1e-7)
