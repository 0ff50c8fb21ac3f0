"""Encoders and decoders that the examples bring along."""

from __future__ import annotations

import numpy as np
import pytest

from wlmini.arrays import to_array
from wlmini.expr import S

from .talk import Talk

QUIET = "TrainingProgressReporting -> None, RandomSeeding -> 1"


@pytest.fixture
def talk():
    pytest.importorskip("PIL")
    made = Talk()
    made("grays = Table[Image[ConstantArray[i/8., {6, 5}]], {i, 0, 7}]")
    made("colored = Table[Image[ConstantArray[i/8., {6, 5, 3}]], {i, 0, 7}]")
    return made


CASES = [
    # pictures, the port given, the shape and the size of the encoder
    ("grays", "", (1, 6, 5), [5, 6]),
    ("colored", "", (3, 6, 5), [5, 6]),
    ("colored", ', "Input" -> {1, 4, 4}', (1, 4, 4), [4, 4]),
    ("grays", ', "Input" -> {3, 4, 8}', (3, 4, 8), [8, 4]),
]


@pytest.mark.parametrize("pictures,given,shape,size", CASES)
def test_pictures_bring_an_encoder(talk, pictures, given, shape, size):
    net = talk(
        f"net = NetTrain[NetChain[{{FlattenLayer[], LinearLayer[{{}}]}}{given}], {pictures} -> Range[0., 7], "
        f"MaxTrainingRounds -> 1, {QUIET}]"
    )
    assert net.inputs["Input"].shape == shape
    assert to_array(talk('NetExtract[net, {"Input", "ImageSize"}]')).tolist() == size
    assert isinstance(talk("net[First[grays]]"), float)
    assert talk.said == []


def test_classes_of_pictures_are_learnt(talk):
    talk(
        "net = NetTrain[NetChain[{FlattenLayer[], 2, SoftmaxLayer[]}], "
        "Thread[grays -> {1, 1, 1, 1, 2, 2, 2, 2}], "
        f"MaxTrainingRounds -> 500, LearningRate -> 0.05, {QUIET}]"
    )
    assert to_array(talk("Ordering[#, -1] & /@ net[grays] // Flatten")).tolist() == [1] * 4 + [2] * 4


def test_pictures_as_targets_bring_a_decoder(talk):
    talk(
        "net = NetTrain[NetChain[{FlattenLayer[], 4, 30, ReshapeLayer[{1, 6, 5}]}], Thread[grays -> grays], "
        f"MaxTrainingRounds -> 1500, LearningRate -> 0.01, {QUIET}]"
    )
    assert talk("Head[net[grays[[3]]]]") is S.Image
    pixels = to_array(talk("ImageData[net[grays[[5]]]]"))
    np.testing.assert_allclose(pixels, np.full((6, 5), 0.5), atol=0.1)
    assert talk('Head[NetExtract[net, "Output"]]') is S.NetDecoder
    assert talk.said == []


def test_truth_values_bring_an_encoder(talk):
    net = talk(f"NetTrain[LinearLayer[{{}}], {{True -> 1, False -> 0}}, MaxTrainingRounds -> 1, {QUIET}]")
    assert net.inputs["Input"].coder.name == "Boolean"
