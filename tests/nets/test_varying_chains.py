"""Random chains over sequences of any length: a batch gives every example what it gets alone."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from wlmini.arrays import to_array
from wlmini.expr import S
from wlmini.nets.chains import make_chain
from wlmini.nets.ports import Misfit

from .layer_cases import as_expr, filled, make

REAL64 = S.Rule(S.WorkingPrecision, "Real64")
PORTS = [["Varying", 2], [2, "Varying"], ["Varying"], ["Varying", 2, 3]]
PARTS = [S.Span(2, -1), S.Span(1, -2), S.Span(1, -1, 2), S.Span(-2, -1), 1, -1]
STATISTICS = ["Mean", "Max", "Total", "Median", "Variance", "Min", "Times"]
PLAIN = {"Scaling": S["None"], "Biases": S["None"]}

Draw = random.Random


def window(name: str, draw: Draw, **options: Any) -> Any:
    size, stride = [draw.choice([1, 2, 3])], draw.choice([1, 1, 2])
    positional = [size, stride] if name == "PoolingLayer" else [2, size]
    if name != "PoolingLayer":
        options["Stride"] = stride
    last = draw.random() < 0.7
    return make(name, *positional, Interleaving=last, PaddingSize=draw.choice([0, 1, "Same"]), **options)


MAKERS: list[Callable[[Draw], Any]] = [
    *(lambda draw, name=name: make(name) for name in (
        "SequenceLastLayer", "SequenceMostLayer", "SequenceRestLayer", "SequenceReverseLayer",
        "TransposeLayer", "FlattenLayer", "SummationLayer", "OrderingLayer",
    )),
    lambda draw: make("AggregationLayer", S[draw.choice(STATISTICS)], draw.choice([1, 2, -1])),
    lambda draw: make("SoftmaxLayer", draw.choice([1, 2, -1])),
    lambda draw: make("NormalizationLayer", draw.choice([1, 2, S.All]), **PLAIN),
    lambda draw: window("ConvolutionLayer", draw),
    lambda draw: window("DeconvolutionLayer", draw),
    lambda draw: window("PoolingLayer", draw, Function=draw.choice([S.Max, S.Mean, S.Total])),
    lambda draw: make("ReplicateLayer", 2, draw.choice([1, 2, -1])),
    lambda draw: make("ReshapeLayer", [S.Inherited, draw.choice([1, S.Inherited]), S.All]),
    lambda draw: make("FlattenLayer", 1),
    lambda draw: make("PartLayer", draw.choice(PARTS)),
    lambda draw: make("PartLayer", [S.All, draw.choice([1, S.Span(1, 1)])]),
    lambda draw: make("ElementwiseLayer", S.Tanh),
    lambda draw: make("ParametricRampLayer", draw.choice([2, -1, []])),
    lambda draw: make("PaddingLayer", [[0, 0], [1, 0]]),
    lambda draw: make("BatchNormalizationLayer", Interleaving=True),
]  # fmt: skip


def random_chain(draw: Draw) -> tuple[Any, list[Any]]:
    """A chain that holds together, and the type of its input."""
    while True:
        port = draw.choice(PORTS)
        try:
            layers = [draw.choice(MAKERS)(draw) for _ in range(draw.choice([2, 3, 4]))]
            return filled(make_chain(None, S.List(*layers), S.Rule("Input", as_expr(port)))), port
        except Misfit:
            continue


def applied(net: Any, data: Any, *extra: Any) -> Any:
    return net.apply(None, (data, *extra, REAL64))


@pytest.mark.parametrize("seed", range(120))
def test_a_batch_is_as_its_examples(seed: int) -> None:
    draw, noise = random.Random(seed), np.random.default_rng(seed)
    net, port = random_chain(draw)
    lengths = [draw.choice([5, 6, 7, 9, 12]) for _ in range(3)]
    data = [noise.normal(size=[n if size == "Varying" else size for size in port]) for n in lengths]
    for extra in ((), (S.NetPortGradient("Input"),)):
        try:
            alone = [np.array(to_array(applied(net, as_expr(each), *extra))) for each in data]
        except Misfit:
            pytest.skip("the chain makes a sequence too short")
        together = applied(net, S.List(*map(as_expr, data)), *extra)
        for one, found in zip(alone, together.parts, strict=True):
            array = np.array(to_array(found))
            assert array.shape == one.shape
            np.testing.assert_allclose(array, one, rtol=1e-6, atol=1e-8)
