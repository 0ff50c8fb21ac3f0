"""Functions composed at random: a batch of different lengths gives what every example gives alone."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest

from wlmini.arrays import to_array
from wlmini.expr import S
from wlmini.session import Session

PARTS = """Total; Mean; Variance; StandardDeviation; Median; Max; Min; Normalize; Transpose; First;
Map[Total]; Map[Normalize]; Accumulate; Standardize; Length; Tanh; #^2 &; #[[All, 1]] &; #[[1]] &;
Map[Reverse]; {#, 2 #} &; Map[#[[1]] &]; Total[#, 2] &; Total[#, {2}] &; # . {1, 2} &;
Transpose[#] . # &; # . Transpose[#] &; Map[{#, #} &]; # * Total[#] &; MeanDeviation; RootMeanSquare;
GeometricMean[Abs[#]] &; HarmonicMean[# + 3] &; # - Mean[#] &; Max /@ # &; If[Total[#, 2] > 0, #, -#] &;
Function[m, Map[# * Max[m] &, m]]; Function[m, Map[# + Length[m] &, m]]; Table[# * i, {i, 2}] &;
MapThread[Plus, {#, #}] &; EuclideanDistance[#, 2 #] &; SoftmaxLayer[][#] &; SequenceReverseLayer[][#] &;
SequenceLastLayer[][#] &; AggregationLayer[Mean, 1][#] &; CatenateLayer[][{#, #}] &;
CatenateLayer[2][{#, #}] &; DotLayer[{None, 1 <-> 2}][{#, #}] &; TotalLayer[][{#, #}] &;
ThreadingLayer[Times][{#, #}] &; InterquartileRange"""
LENGTHS = [(4, 2, 3), (2, 3), (5, 2, 2)]


def written(array: np.ndarray) -> str:
    return str(array.tolist()).replace("[", "{").replace("]", "}")


def computed(session: Session, function: str, size: str, data: str) -> Any:
    layer = f'FunctionLayer[{function}, "Input" -> {{{size}, 2}}]'
    return session.evaluate(session.parse(f'{layer}[{data}, WorkingPrecision -> "Real64"]'))


@pytest.mark.parametrize("seed", range(4))
def test_a_ragged_batch_gives_what_its_examples_give(seed: int) -> None:
    heard: list[str] = []
    session = Session(messenger=heard.append)
    rng, numbers = random.Random(seed), np.random.default_rng(seed)
    parts = [" ".join(part.split()) for part in PARTS.split(";")]
    compared = 0
    for _ in range(60):
        function = f"Composition[{', '.join(rng.choice(parts) for _ in range(rng.choice([1, 2, 2, 3])))}]"
        examples = [numbers.uniform(-2, 2, (length, 2)).round(3) for length in rng.choice(LENGTHS)]
        heard.clear()
        together = computed(session, function, '"Varying"', "{" + ", ".join(map(written, examples)) + "}")
        if heard:  # refused, with a message
            assert together.head is S["$Failed"], function
            continue
        for found, example in zip(together.parts, examples, strict=True):
            alone = computed(session, function, str(len(example)), written(example))
            np.testing.assert_allclose(
                to_array(found), to_array(alone), rtol=1e-8, atol=1e-10, err_msg=function
            )
        compared += 1
    assert compared > 15
