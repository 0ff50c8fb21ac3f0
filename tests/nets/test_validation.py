"""Validation and stopping: forms, intervals, the best net, patience, and what is measured."""

from __future__ import annotations

import numpy as np
import pytest

from wlmini.arrays import to_array
from wlmini.expr import Association, S
from wlmini.nets.training.record import Record
from wlmini.nets.training.stopping import Criterion

from .talk import LINE, NUMBER, Talk

OPTIONS = "BatchSize -> 4, RandomSeeding -> 1, TrainingProgressReporting -> None"


@pytest.fixture
def talk():
    return Talk()


# -- validation ------------------------------------------------------------------------------------------

INTERVALS = [
    ("1", [3, 6, 9, 12]), ("2", [6, 12]), ('Quantity[2, "Batches"]', [2, 4, 6, 8, 10, 12]),
    ('Quantity[2, "Rounds"]', [6, 12]), ('Quantity[50, "Percent"]', [6, 12]), ('Quantity[1, "Hours"]', []),
]  # fmt: skip


@pytest.mark.parametrize("interval,positions", INTERVALS)
def test_intervals(talk, interval, positions):
    found = talk.results(
        f'MaxTrainingRounds -> 4, {OPTIONS}, ValidationSet -> {{{{0 -> 1}}, "Interval" -> {interval}}}'
    )
    assert list(found["ValidationPositions"].parts) == positions
    assert len(found["ValidationLossList"]) == len(positions)


def test_the_part_held_out_is_decided_by_the_seed(talk):
    spec = f"MaxTrainingRounds -> 2, {OPTIONS}, ValidationSet -> Scaled[0.3]"
    first, second = (to_array(talk.results(spec)["ValidationLossList"]) for _ in range(2))
    np.testing.assert_array_equal(first, second)
    found = talk.results(spec)
    assert (found["TrainingExamples"], found["ValidationExamples"]) == (6, 3)


def test_named_data_brings_its_own(talk):
    net = "NetChain[{LinearLayer[3], SoftmaxLayer[]}]"
    found = talk.results(
        f"MaxTrainingRounds -> 1, {OPTIONS}, ValidationSet -> Automatic", '"FisherIris"', net
    )
    count = talk('Length[ExampleData[{"MachineLearning", "FisherIris"}, "TestData"]]')
    assert found["ValidationExamples"] == count
    talk(
        'iris = NetInitialize[NetChain[{LinearLayer[3], SoftmaxLayer[]}, "Input" -> 4, '
        '"Output" -> NetDecoder[{"Class", {"setosa", "versicolor", "virginica"}}]]]; '
        'test = ExampleData[{"MachineLearning", "FisherIris"}, "TestData"]'
    )
    for name in ("Loss", "Accuracy"):  # of the test data
        assert talk(f'NetMeasurements[iris, "FisherIris", "{name}"]') == talk(
            f'NetMeasurements[iris, test, "{name}"]'
        )
    assert talk.said == []


def test_classifications_go_by_the_error_rate(talk):
    """Losses rise while the error falls: the round with the fewest errors is the best, of equal ones the
    one with the least loss.
    """
    data = 'Flatten[Table[{x, y} -> If[x + y > 0, "a", "b"], {x, -1, 1, 0.5}, {y, -1, 1, 0.4}]]'
    found = talk.results(
        f"MaxTrainingRounds -> 30, LearningRate -> 0.1, {OPTIONS}, ValidationSet -> {data}", data,
        "NetChain[{6, Tanh, 2, SoftmaxLayer[]}]",
    )  # fmt: skip
    lists = dict(found["ValidationMeasurementsLists"].items())
    errors, losses = (np.array(list(lists[key].parts)) for key in ("ErrorRate", "Loss"))
    order = np.lexsort((np.arange(30), losses, errors))
    assert found["BestValidationRound"] == order[0] + 1
    assert found["ValidationLoss"] == losses[order[0]]


def test_the_last_net_comes_without_validation_and_is_kept_beside_the_best(talk):
    found = talk.results(
        f"MaxTrainingRounds -> 40, LearningRate -> 0.1, {OPTIONS}, ValidationSet -> {{0 -> 0.5}}"
    )
    plain = talk.results(f"MaxTrainingRounds -> 40, LearningRate -> 0.1, {OPTIONS}")
    assert found["FinalNet"] == plain["TrainedNet"] == plain["FinalNet"]
    assert found["TrainedNet"] != found["FinalNet"]
    assert plain["BestValidationRound"] is S["None"]


# -- stopping --------------------------------------------------------------------------------------------


def checks(criterion, losses):
    """The check at which a criterion ends training."""
    record = Record("SGD", 0.1, 1, 1, 100)
    for number, loss in enumerate(losses, 1):
        record.validated(loss, {})
        if criterion.stop(record, lambda: Association.of([]), None):
            return number
    return None


FALLING = [5.0, 4.0, 4.5, 3.0, 3.1, 3.2, 2.9, 3.0, 3.0, 3.0, 3.0]
STOPS = [
    ({}, FALLING, 3),
    ({"patience": 1}, FALLING, 6),
    ({"patience": 2}, FALLING, 10),
    ({"patience": 3}, FALLING, 11),
    ({"patience": 4}, FALLING, None),
    ({"initial": 3}, FALLING, 5),
    ({"initial": 7, "patience": 1}, FALLING, 9),
    ({"absolute": 1.5}, FALLING, 2),
    ({"absolute": 0.5}, [5, 4, 3, 2.6, 2], 4),
    ({"relative": 0.5}, [8, 3.9, 1.9, 1.0, 0.4], 4),
    ({"patience": 0}, [1.0, float("nan"), 0.5], 2),
]


@pytest.mark.parametrize("fields,losses,expected", STOPS)
def test_patience_and_changes(fields, losses, expected):
    assert checks(Criterion(**fields), losses) == expected


FORMS = [
    ("Automatic", "TrainingStoppingCriterion"),
    ('"Loss"', "TrainingStoppingCriterion"),
    ('<|"Criterion" -> "Loss", "Patience" -> 3|>', "TrainingStoppingCriterion"),
    ('<|"Criterion" -> "Loss", "Patience" -> 99|>', "MaxTrainingRounds"),
    ('<|"Criterion" -> "Loss", "RelativeChange" -> Quantity[90, "Percent"]|>', "TrainingStoppingCriterion"),
    ("(#Round >= 2 &)", "TrainingStoppingCriterion"),
    ("(#ValidationLoss < 0 &)", "MaxTrainingRounds"),
    ("None", "MaxTrainingRounds"),
]


@pytest.mark.parametrize("spec,reason", FORMS)
def test_forms_of_criteria(talk, spec, reason):
    """The validation wants another bias, so that its loss falls and then rises."""
    found = talk.results(
        f"MaxTrainingRounds -> 40, LearningRate -> 0.1, {OPTIONS}, ValidationSet -> {{0 -> 0.5}}, "
        f"TrainingStoppingCriterion -> {spec}"
    )
    assert found["ReasonTrainingStopped"] == reason
    losses = to_array(found["ValidationLossList"])
    if '"Loss"' in spec and "Patience" not in spec and "Change" not in spec:
        assert (np.diff(losses[:-1]) < 0).all()
        assert losses[-1] >= losses[-2]
    if "Patience" in spec and reason != "MaxTrainingRounds":
        assert found["TotalRounds"] == int(np.argmin(losses)) + 1 + 4
    assert talk.said == []


def test_without_validation_the_training_data_counts(talk):
    found = talk.results(f"MaxTrainingRounds -> 5, {OPTIONS}, TrainingStoppingCriterion -> Automatic")
    assert found["TotalRounds"] == 5  # the loss falls all the time
    assert talk.said[0].startswith("NetTrain::novalidation: ")


def test_measurements_as_criteria(talk):
    data = 'Flatten[Table[{x, y} -> If[x + y > 0, "a", "b"], {x, -1, 1, 0.5}, {y, -1, 1, 0.4}]]'
    net = "NetChain[{2, SoftmaxLayer[]}]"
    for spec, more in (('"ErrorRate"', ""), ('"Accuracy"', ', TrainingProgressMeasurements -> "Accuracy"')):
        found = talk.results(
            f"MaxTrainingRounds -> 500, LearningRate -> 0.1, {OPTIONS}, ValidationSet -> {data}, "
            f"TrainingStoppingCriterion -> {spec}{more}", data, net,
        )  # fmt: skip
        assert found["ReasonTrainingStopped"] == "TrainingStoppingCriterion"
        values = dict(found["ValidationMeasurementsLists"].items())[spec.strip('"')].parts
        better = np.diff(values) * (1 if "Accuracy" in spec else -1)
        assert (better[:-1] > 0).all()
        assert better[-1] <= 0


BAD = [
    ("7", "optval"), ('"Foo"', "measurement"), ('<|"Criterion" -> "Loss", "Foo" -> 1|>', "optval"),
    ('<|"Criterion" -> "Loss", "Patience" -> -1|>', "optval"), ('"MeanSquare"', "stopkey"),
    ('<|"Criterion" -> "Loss", "AbsoluteChange" -> "a"|>', "optval"),
]  # fmt: skip


@pytest.mark.parametrize("spec,tag", BAD)
def test_no_criterion(talk, spec, tag):
    options = f"{OPTIONS}, ValidationSet -> {{0 -> 1}}, TrainingStoppingCriterion -> {spec}"
    assert talk(f"NetTrain[{NUMBER}, {LINE}, {options}]") is S["$Failed"]
    assert talk.said[0].startswith(f"NetTrain::{tag}: ")
