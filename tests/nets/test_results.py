"""What a training has to tell: every property, the pictures, and the net with its losses."""

from __future__ import annotations

import numpy as np
import pytest

from wlmini.arrays import to_array
from wlmini.expr import S
from wlmini.nets.results import PROPERTIES

from .talk import Talk

DATA = 'Flatten[Table[{x, y} -> If[x + y > 0, "a", "b"], {x, -1, 1, 0.5}, {y, -1, 1, 0.5}]]'
NET = "NetChain[{2, SoftmaxLayer[]}]"
OPTIONS = f"BatchSize -> 10, MaxTrainingRounds -> 4, RandomSeeding -> 1, TrainingProgressReporting -> None, ValidationSet -> {DATA}"  # noqa: E501
DOCUMENTED = """TrainedNet TrainingNet RoundLoss RoundLossList BatchLossList ValidationLoss ValidationLossList
LossPlot FinalPlots RoundMeasurements RoundMeasurementsLists BatchMeasurementsLists ValidationMeasurements
ValidationMeasurementsLists RoundPositions ValidationPositions BestValidationRound BatchSize BatchesPerRound
TotalBatches TotalRounds ExamplesProcessed TrainingExamples ValidationExamples TotalTrainingTime
MeanBatchesPerSecond MeanExamplesPerSecond OptimizationMethod InitialLearningRate FinalLearningRate
ArraysLearningRateMultipliers TargetDevice NetTrainInputForm CheckpointingFiles ReasonTrainingStopped"""


@pytest.fixture(scope="module")
def talk():
    made = Talk()
    made(f"r = NetTrain[{NET}, {DATA}, All, {OPTIONS}]")
    return made


def test_the_documented_properties_are_there(talk):
    assert set(DOCUMENTED.split()) <= set(PROPERTIES)
    assert set(talk('r["Properties"]').parts) == set(PROPERTIES)


@pytest.mark.parametrize("name", PROPERTIES)
def test_every_property_has_a_value(talk, name):
    talk.said.clear()
    value = talk(f'r["{name}"]')
    assert value is not S["$Failed"]
    assert value is not None
    assert talk.said == []


NUMBERS = {
    "BatchSize": 10, "BatchesPerRound": 3, "TotalBatches": 12, "TotalRounds": 4, "ExamplesProcessed": 100,
    "TrainingExamples": 25, "ValidationExamples": 25, "OptimizationMethod": "ADAM",
    "InitialLearningRate": 0.001, "FinalLearningRate": 0.001, "TargetDevice": "CPU",
    "ReasonTrainingStopped": "MaxTrainingRounds",
}  # fmt: skip


@pytest.mark.parametrize("name", NUMBERS)
def test_numbers(talk, name):
    assert talk(f'r["{name}"]') == NUMBERS[name]


def test_lists_belong_together(talk):
    batches, rounds = (to_array(talk(f'r["{name}"]')) for name in ("BatchLossList", "RoundLossList"))
    weights = np.tile([10, 10, 5], 4)
    means = (batches * weights).reshape(4, 3).sum(1) / 25
    np.testing.assert_allclose(rounds, means, rtol=1e-6)
    assert talk('r["RoundPositions"]').parts == (3, 6, 9, 12) == talk('r["ValidationPositions"]').parts
    assert talk('r["RoundLoss"] == Last[r["RoundLossList"]]') is S["True"]
    assert talk('r["RoundMeasurements"]["Loss"] == r["RoundLoss"]') is S["True"]
    assert talk('Last /@ r["RoundMeasurementsLists"] === r["RoundMeasurements"]') is S["True"]
    assert talk('Length /@ r["BatchMeasurementsLists"]') == talk('<|"Loss" -> 12, "ErrorRate" -> 12|>')


def test_pictures(talk):
    for text in ('r["LossPlot"]', 'r["FinalPlots"]["Loss"]', 'r["FinalPlots"]["ErrorRate"]'):
        assert talk(f"MemberQ[{{Graphics, Legended}}, Head[{text}]]") is S["True"]
    assert talk('Keys[r["FinalPlots"]]').parts == ("Loss", "ErrorRate")
    points = talk('Cases[r["LossPlot"], Line[p_] :> p, Infinity]').parts
    losses = to_array(talk('r["RoundLossList"]'))
    np.testing.assert_allclose(to_array(points[0]), np.stack([[1, 2, 3, 4], losses], 1), rtol=1e-6)


def test_the_net_with_its_losses_computes_the_loss(talk):
    talk('t = r["TrainingNet"]')
    assert talk("Head[t]") is S.NetGraph
    value = talk('t[<|"Input" -> {{1, 2}, {-1, 0.5}}, "OutputTarget" -> {"a", "b"}|>]')
    expected = talk('-Log[{#1["a"], #2["b"]}] & @@ r["TrainedNet"][{{1, 2}, {-1, 0.5}}, "Probabilities"]')
    np.testing.assert_allclose(to_array(value), to_array(expected), rtol=1e-5)


def test_multipliers(talk):
    multiplied = talk('NetTrain[LinearLayer[{}], {1 -> 2}, "ArraysLearningRateMultipliers", '
                      'LearningRateMultipliers -> {"Biases" -> -2}, MaxTrainingRounds -> 1, '
                      "TrainingProgressReporting -> None]")  # fmt: skip
    assert list(multiplied.values()) == [1, -2]


def test_several_properties_and_forms(talk):
    assert talk('r[{"BatchSize", "TotalRounds"}]').parts == (10, 4)
    assert talk("ToString[r]").startswith("NetTrainResultsObject[<4 rounds, loss ")
    shown = talk('ToString[r["NetTrainInputForm"]]')
    assert shown.startswith("NetTrain[NetChain")
    assert "BatchSize -> 10" in shown
    assert "WorkingPrecision" not in shown


def test_the_summary_tells_how_it_went(talk):
    text = talk("r").summary(str)
    assert "trained" in text
    assert "4 rounds of 3 batches of 10 by ADAM" in text
    assert "25 and 25 to validate" in text
    last = to_array(talk('r["ValidationLossList"]'))[-1]
    assert f"{last:.4g} (began at" in text
    assert "ErrorRate" in text
