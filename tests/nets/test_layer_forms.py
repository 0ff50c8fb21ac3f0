"""What layers make of their parameters: sizes forwards and backwards, extracted values, refusals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from wlmini.arrays import to_array
from wlmini.expr import FALSE, Association, S
from wlmini.nets.layer import make_layer
from wlmini.nets.lowering import lower
from wlmini.nets.ports import VARYING, Misfit

from .layer_cases import apply, as_expr, filled, make

V = VARYING


def span(*ends: Any) -> Any:
    return S.Span(*ends)


SIZES: list[tuple[str, list[Any], dict[str, Any], tuple[Any, ...], tuple[Any, ...]]] = [
    # layer, parameters, options, input, output by the fact sheets or by counting
    ("ConvolutionLayer", [3, 7], {"PaddingSize": 3, "Stride": 2}, (3, 224, 224), (3, 112, 112)),
    ("ConvolutionLayer", [2, [3]], {"PaddingSize": "Same", "Stride": 2}, (1, V), (2, V)),
    ("ConvolutionLayer", [2, 3], {"Interleaving": True}, (V, V, 1), (V, V, 2)),
    ("DeconvolutionLayer", [2, 3], {"Stride": 2}, (1, 5, 4), (2, 11, 9)),
    ("DeconvolutionLayer", [2, [3]], {"Dilation": 3}, (1, 5), (2, 11)),
    ("DeconvolutionLayer", [2, 3], {"Stride": 2, "PaddingSize": "Same"}, (1, 5, 4), (2, 10, 8)),
    ("DeconvolutionLayer", [2, 3], {"PaddingSize": [[1, 0], [1, 1]]}, (1, 5, 4), (2, 6, 4)),
    ("DeconvolutionLayer", [2, [3]], {"Interleaving": True}, (5, 1), (7, 2)),
    ("DeconvolutionLayer", [2, [3]], {}, (1, V), (2, V)),
    ("PoolingLayer", [[2], 2], {}, (3, V), (3, V)),
    ("PaddingLayer", [[[1, 2], [0, 3]]], {}, (2, 3, 4), (5, 6, 4)),
    ("ResizeLayer", [[S.Scaled(0.5), 7]], {}, (3, 8, 9), (3, 4, 7)),
    ("ResizeLayer", [[S.Scaled(2), S.All]], {"Interleaving": True}, (3, 8, 9), (6, 8, 9)),
    ("ImageAugmentationLayer", [[80, 80]], {}, (3, 128, 128), (3, 80, 80)),
    ("SpatialTransformationLayer", [[5, 6]], {}, (2, 3, 4), (2, 5, 6)),
    ("ReshapeLayer", [[S.Inherited, S.Automatic]], {}, (4, 2, 3), (4, 6)),
    ("ReshapeLayer", [[2, 2, S.All]], {}, (4, 2, 3), (2, 2, 2, 3)),
    ("ReshapeLayer", [[S.All, 1]], {}, (4, 2), (4, 2, 1)),
    ("ReshapeLayer", [[]], {}, (1,), ()),
    ("ReshapeLayer", [[S.Inherited, 2, S.Automatic]], {}, (V, 6), (V, 2, 3)),
    ("TransposeLayer", [[S.TwoWayRule(1, 3), S.TwoWayRule(2, 4)]], {}, (3, 4, 5, 6), (5, 6, 3, 4)),
    ("TransposeLayer", [[S.TwoWayRule(1, 3), S.TwoWayRule(1, 4)]], {}, (3, 4, 5, 6), (6, 4, 3, 5)),
    ("TransposeLayer", [S.TwoWayRule(1, -1)], {}, (3, 4, 5), (5, 4, 3)),
    ("TransposeLayer", [[3, 1, 2]], {}, (3, 4, 5), (4, 5, 3)),
    ("TransposeLayer", [[2, 1]], {}, (3, 4, 5), (4, 3, 5)),
    ("ReplicateLayer", [[2, 3]], {}, (4,), (2, 3, 4)),
    ("ReplicateLayer", [2, 2], {}, (4, V), (4, 2, V)),
    ("ReplicateLayer", [2, -1], {}, (4, 5), (4, 5, 2)),
    ("PartLayer", [[span(1, -1, 3), 2]], {}, (7, 3, 4), (3, 4)),
    ("PartLayer", [span(2, -2)], {}, (V, 3), (V, 3)),
    ("PartLayer", [span(-2, -1)], {}, (V, 3), (2, 3)),
    ("ExtractLayer", [], {"Position": [5, 2]}, (3, 4, 6), (5, 6)),
    ("ExtractLayer", [], {"Position": "Integer"}, (3, 4), (4,)),
    ("AggregationLayer", [S.Mean], {}, (3, 4, 5), (3,)),
    ("AggregationLayer", [S.Mean, S.All], {}, (3, 4), ()),
    ("AggregationLayer", [S.Mean, [1, -1]], {}, (3, V, 5), (V,)),
    ("AggregationLayer", [S.Mean, span(1, 2)], {}, (3, 4, 5), (5,)),
    ("SummationLayer", [], {}, (V, 4), ()),
    ("OrderingLayer", [], {}, (V,), (V,)),
    ("OrderingLayer", [-2], {}, (5,), (2,)),
    ("SequenceMostLayer", [], {}, (5, 2), (4, 2)),
    ("SequenceIndicesLayer", [], {}, (V, 3), (V,)),
    ("AppendLayer", [], {}, (3, 2), (4, 2)),
    ("PrependLayer", [], {}, (V, 2), (V, 2)),
    ("EmbeddingLayer", [4, 7], {}, (V,), (V, 4)),
    ("UnitVectorLayer", [7], {}, (2, 3), (2, 3, 7)),
    ("NormalizationLayer", [], {"Scaling": S["None"], "Biases": S["None"]}, (V, 4), (V, 4)),
    ("LinearLayer", [[2, 3]], {}, (4, 5), (2, 3)),
    ("SoftmaxLayer", [1], {}, (V, 3), (V, 3)),
]


def port(shape: tuple[Any, ...]) -> list[Any]:
    return ["Varying" if size is VARYING else size for size in shape]


def case_name(case: Any) -> str:
    name, positional, options, given, _ = case
    return f"{name}{positional}{options}{given}"


@pytest.mark.parametrize("case", SIZES, ids=case_name)
def test_the_size_of_the_output(case: Any) -> None:
    name, positional, options, given, expected = case
    net = filled(make(name, *positional, Input=port(given), **options))
    assert net.outputs["Output"].shape == expected
    if VARYING not in given and all(None not in (each.shape or ()) for each in net.ports.values()):
        _, outputs, _ = lower(net, training=False)
        assert outputs["Output"].shape == expected


BACKWARDS: list[tuple[str, list[Any], dict[str, Any], tuple[Any, ...], Any]] = [
    ("DeconvolutionLayer", [2, 3], {"Stride": 2}, (2, 11, 9), (None, 5, 4)),
    ("DeconvolutionLayer", [2, 3], {"Stride": 2, "PaddingSize": "Same"}, (2, 10, 8), (None, 5, 4)),
    ("PaddingLayer", [[[1, 2]]], {}, (5, 3), (2, 3)),
    ("TransposeLayer", [[3, 1, 2]], {}, (4, 5, 3), (3, 4, 5)),
    ("ReplicateLayer", [[2, 3]], {}, (2, 3, 4), (4,)),
    ("SequenceMostLayer", [], {}, (4, 2), (5, 2)),
    ("SequenceLastLayer", [], {}, (4, 2), (None, 4, 2)),
    ("SequenceReverseLayer", [], {}, (4, V), (4, V)),
    ("AppendLayer", [], {}, (4, 2), (3, 2)),
    ("ParametricRampLayer", [], {}, (4, 2), (4, 2)),
    ("NormalizationLayer", [], {}, (4, 2), (4, 2)),
    ("ResizeLayer", [[S.All, 4]], {}, (3, 5, 4), (3, None, None)),
    ("EmbeddingLayer", [], {}, (3, 5, 4), (3, 5)),
    ("UnitVectorLayer", [], {}, (5, 4), (5,)),
]  # fmt: skip


@pytest.mark.parametrize("case", BACKWARDS, ids=case_name)
def test_the_output_tells_the_input(case: Any) -> None:
    name, positional, options, given, expected = case
    assert make(name, *positional, Output=port(given), **options).inputs["Input"].shape == expected


PARAMETERS: list[tuple[Callable[[], Any], Any, Any]] = [
    # layer, what is extracted, its value
    (lambda: make("DeconvolutionLayer", 2, [3]), "KernelSize", S.List(3)),
    (lambda: make("DeconvolutionLayer", Weights=[[[1, 2]]]), "KernelSize", S.List(2)),
    (lambda: make("DeconvolutionLayer", Weights=[[[1, 2]]], Input=[1, 4]), "Output", S.List(1, 5)),
    (lambda: make("EmbeddingLayer", Weights=[[1, 2], [3, 4], [5, 6]]), "ClassCount", 3),
    (lambda: make("EmbeddingLayer", 4, Input=S.Restricted("Integer", 9)), "ClassCount", 9),
    (lambda: make("UnitVectorLayer", Input=S.Restricted("Integer", 9)), "Output", 9),
    (lambda: make("EmbeddingLayer", 4, 9), "Input", S.Automatic),
    (lambda: make("EmbeddingLayer", 4, 9, Input="Integer"), "Input", S.Restricted("Integer", 9)),
    (lambda: make("NetArrayLayer", Array=[[1, 2], [3, 4]]), "Output", S.List(2, 2)),
    (
        lambda: make("ParametricRampLayer", Slope=[0.5, 1], Input=S.List(S.Automatic, 3)),
        "Input",
        S.List(2, 3),
    ),
    (lambda: make("DropoutLayer"), "Probability", 0.5),
    (lambda: make("TransposeLayer"), "Permutation", S.TwoWayRule(1, 2)),
    (lambda: make("OrderingLayer"), "Positions", S.All),
    (lambda: make("AggregationLayer", S.Mean), "Levels", S.Span(2, S.All)),
    (lambda: make("ParametricRampLayer"), "Levels", 1),
    (lambda: make("NormalizationLayer"), "Unbiased", FALSE),
    (lambda: make("NormalizationLayer", Gamma=[1, 2]), "Scaling", np.array([1, 2])),
    (lambda: make("PoolingLayer", 2, Stride=3), "Stride", 3),
    (lambda: make("PlaceholderLayer", InputPorts=["a", "b"]), "a", S.Automatic),
    (lambda: make("ReplicateLayer", S.Automatic, Input=3, Output=[4, 3]), "Specification", 4),
]


@pytest.mark.parametrize("attempt,key,expected", PARAMETERS)
def test_what_is_extracted(attempt: Callable[[], Any], key: Any, expected: Any) -> None:
    found = attempt().member(key)
    if isinstance(expected, np.ndarray):
        assert np.array_equal(to_array(found), expected)
    else:
        assert found == expected


MISFITS: list[tuple[Callable[[], Any], str]] = [
    (lambda: make("ConvolutionLayer", 2, 3, Input=["Varying", 5, 5]), "varyingchannels"),
    (lambda: make("ConvolutionLayer", 2, 3, Input=[1, 5, 5, 5, 5]), "convrank"),
    (lambda: make("DeconvolutionLayer", 2), "needkernel"),
    (lambda: make("DeconvolutionLayer", 3, 1, ChannelGroups=2, Input=[2, 5]), "groups"),
    (lambda: make("DeconvolutionLayer", 3, 2, PaddingSize=3, Input=[2, 5]), "cropped"),
    (lambda: make("DeconvolutionLayer", 3, 2, Dimensionality=1), "optx"),
    (lambda: make("PaddingLayer", [[1, 2, 3]]), "param"),
    (lambda: make("PaddingLayer", [[1, -2]]), "param"),
    (lambda: make("PaddingLayer", [[1, 2]], Padding="Foo"), "param"),
    (lambda: make("PaddingLayer", [[1, 2], [1, 2]], Input=3), "padlevels"),
    (lambda: make("ImageAugmentationLayer", [1, 2], Input=[1, "Varying", 3]), "novarying"),
    (lambda: make("ResizeLayer", [0]), "param"),
    (lambda: make("ResizeLayer", 3), "param"),
    (lambda: make("ResizeLayer", [3], Resampling="Cubic"), "param"),
    (lambda: make("ResizeLayer", [3], Resampling="Nearest"), "nearest"),
    (lambda: make("ResizeLayer", [S.Scaled(0.5)], Resampling="Nearest"), "nearest"),
    (lambda: make("ResizeLayer", [3], Input=[3]), "resizelevels"),
    (lambda: make("ResizeLayer", [3], Input=[3, "Varying"]), "novarying"),
    (lambda: make("ImageAugmentationLayer", [5, 5], Input=[1, 4, 6]), "crop"),
    (lambda: make("ImageAugmentationLayer", [5, 5], ReflectionProbabilities=[2, 0]), "param"),
    (lambda: make("ImageAugmentationLayer", 5), "param"),
    (lambda: make("SpatialTransformationLayer", [5, 5], Parameters=5), "selffit"),
    (lambda: make("ReshapeLayer", [2, 2], Input=3), "reshape"),
    (lambda: make("ReshapeLayer", [2, S.Automatic], Input=3), "reshape"),
    (lambda: make("ReshapeLayer", [2, S.Inherited], Input=2), "reshape"),
    (lambda: make("ReshapeLayer", [S.Automatic, S.All]), "param"),
    (lambda: make("ReshapeLayer", [2, 3], Input=["Varying", 2]), "reshape"),
    (lambda: make("ReshapeLayer", "ReferenceShape", Input=4, ReferenceShape=[3, 2]), "reshape"),
    (lambda: make("FlattenLayer", Input=[2, "Varying"]), "flatvarying"),
    (lambda: make("TransposeLayer", S.Rule(1, 2)), "optx"),
    (lambda: make("TransposeLayer", S.TwoWayRule(1, 3), Input=[2, 2]), "nolevel"),
    (lambda: make("TransposeLayer", [1, 3]), "param"),
    (lambda: make("TransposeLayer", [2, 1], Input=3), "nolevel"),
    (lambda: make("ReplicateLayer", 0), "param"),
    (lambda: make("ReplicateLayer", 2, 4, Input=[2]), "nolevel"),
    (lambda: make("ReplicateLayer", 2, Output=[3, 2]), "selffit"),
    (lambda: make("PartLayer", 0), "param"),
    (lambda: make("PartLayer", span(3, 2)), "param"),
    (lambda: make("PartLayer", span(1, 2, -1)), "param"),
    (lambda: make("PartLayer", 4, Input=3), "nosuchpart"),
    (lambda: make("PartLayer", -4, Input=3), "nosuchpart"),
    (lambda: make("PartLayer", span(3, -2), Input=3), "nosuchpart"),
    (lambda: make("PartLayer", [1, 1], Input=3), "partrank"),
    (lambda: make("PartLayer", span(-2, 2), Input="Varying"), "partends"),
    (lambda: make("ExtractLayer", Input=[3], Position=[2]), "extractdepth"),
    (lambda: make("AggregationLayer", S.Foo), "param"),
    (lambda: make("AggregationLayer"), "argforms"),
    (lambda: make("AggregationLayer", S.Mean, Input=[3]), "nolevel"),
    (lambda: make("AggregationLayer", S.Mean, 3, Input=[3, 3]), "nolevel"),
    (lambda: make("OrderingLayer", 0), "param"),
    (lambda: make("OrderingLayer", 4, Input=3), "fewelements"),
    (lambda: make("OrderingLayer", Input=[3, 3]), "selffit"),
    (lambda: make("SequenceMostLayer", Input=[1, 3]), "shortsequence"),
    (lambda: make("SequenceLastLayer", Input="Real"), "needsequence"),
    (lambda: make("SequenceIndicesLayer", Maximum=0), "param"),
    (lambda: make("AppendLayer", Input=[3, 2], Element=3), "selffit"),
    (lambda: make("EmbeddingLayer", 0), "param"),
    (lambda: make("EmbeddingLayer", 2, 3, Input=S.Restricted("Integer", 5)), "classes"),
    (lambda: make("EmbeddingLayer", 2, 3, Weights=[[1, 2]]), "arrayfit"),
    (lambda: make("UnitVectorLayer", 2.5), "param"),
    (lambda: make("NormalizationLayer", Input=[3]), "nolevel"),
    (lambda: make("NormalizationLayer", 1, GroupNumber=2, Input=[3, 4]), "groupsize"),
    (lambda: make("NormalizationLayer", 1, GroupNumber=[2, 2], Input=[4, 4]), "groupcount"),
    (lambda: make("NormalizationLayer", Method="Foo"), "param"),
    (lambda: make("NormalizationLayer", Input=["Varying", 2]), "varyingarray"),
    (lambda: make("ParametricRampLayer", Input="Varying"), "varyingarray"),
    (lambda: make("NormalizationLayer", Scaling=[1, 2, 3], Input=[2, 2]), "arrayfit"),
    (lambda: make("LocalResponseNormalizationLayer", Input=[4, 2, 2]), "fewchannels"),
    (lambda: make("LocalResponseNormalizationLayer", Input=[4, 2]), "selffit"),
    (lambda: make("DropoutLayer", OutputPorts="Foo"), "param"),
    (lambda: make("DropoutLayer", OutputPorts=["Output", "Output"]), "param"),
    (lambda: make("DropoutLayer", Method="Foo"), "param"),
    (lambda: make("ParametricRampLayer", 2, Input=3), "nolevel"),
    (lambda: make("ParametricRampLayer", Slope=[1, 2], Input=3), "arrayfit"),
    (lambda: make("NetArrayLayer", Output="Varying"), "varyingarray"),
    (lambda: make("NetArrayLayer", Beginning="Twos"), "param"),
    (lambda: make("NetArrayLayer", Array=[1, 2], Output=3), "selffit"),
    (lambda: make("NetArrayLayer", Array="a"), "param"),
    (lambda: make("NetArrayLayer", Input=3), "optx"),
    (lambda: apply(make("PlaceholderLayer", Input=2, Output=2), [1, 2]), "placeholder"),
    (lambda: apply(make("ReplicateLayer", S.Automatic, Input=2), [1, 2]), "copies"),
    (lambda: apply(make("EmbeddingLayer", 2, 3, Weights=np.ones((3, 2))), [4]), "data"),
    (lambda: apply(make("UnitVectorLayer", 3), [1.5]), "data"),
]


@pytest.mark.parametrize("attempt,tag", MISFITS)
def test_what_cannot_be_is_refused(attempt: Callable[[], Any], tag: str) -> None:
    with pytest.raises(Misfit) as found:
        attempt()
    assert found.value.tag == tag


def test_positions_that_do_not_exist_are_refused_when_data_come() -> None:
    net = make("ExtractLayer", Input=[3, 2])
    for position in ([4], [0], [-4], [3, 3]):
        given = Association.of([("Input", as_expr([[1, 2]] * 3)), ("Position", as_expr(position))])
        with pytest.raises(Misfit, match="baddata"):
            net.apply(None, (given,))


def test_a_layer_is_made_again_by_its_own_expression() -> None:
    for attempt, *_ in PARAMETERS:
        net = attempt()
        again = make_layer(net.declared, None, tuple(net.construction().parts))
        assert again == net
