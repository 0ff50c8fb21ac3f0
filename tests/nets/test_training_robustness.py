"""Whatever NetTrain and NetMeasurements are given, they answer with a value or a message, without a fault."""

from __future__ import annotations

import pytest

from wlmini.expr import Expr, S
from wlmini.nets.training_options import OPTIONS

from .talk import NUMBER, Talk

VALUES = [
    "0",
    "-1",
    "1.5",
    "1/2",
    "Pi",
    "I",
    "Infinity",
    "True",
    "None",
    "Automatic",
    "All",
    '"a"',
    '""',
    "{}",
    "{1}",
    '{"a"}',
    "{{}}",
    "{None}",
    '{"File"}',
    '{"File", 1}',
    '{"Directory", {}}',
    '{"Print", "Interval" -> {}}',
    '{"Panel", "MinimumInterval" -> -1}',
    "<||>",
    '<|"Criterion" -> 1|>',
    '<|"Measurement" -> {}|>',
    "x",
    "x -> y",
    '"Output" -> 3',
    "Scaled[0]",
    "Scaled[x]",
    "Scaled[]",
    'Quantity[-1, "Seconds"]',
    'Quantity[1, "Meters"]',
    "Quantity[x]",
    "{1 -> 2}",
    "1 -> 2",
    "# &",
    "Function[]",
    "f",
    "NetPort[]",
    'NetPort["a", "b"]',
    "_",
    "1 | 2",
    "1 ;; 2",
    "2 ;; 1",
    "{1 ;; -1}",
    '{{1, "Weights"}}',
    "LinearLayer[3]",
    "Ramp",
    "SoftmaxLayer[]",
    'File["a"]',
    'File["/"]',
    "File[]",
    '{"ADAM", "Beta1" -> 2}',
    '{"SGD", x}',
    '{"SGD", "LearningRateSchedule" -> 5}',
    "Null",
]
DATA = [
    *VALUES,
    "{1 -> 2, 3 -> {4}}",
    "{{1, 2}, {3}} -> {1, 2}",
    "{1, 2} -> {1}",
    '<|"Input" -> {1}|>',
    '<|"Input" -> {}, "Output" -> {}|>',
    '<|"Input" -> 1, "Output" -> 2|>',
    '{<|"Input" -> 1|>, 5}',
    "{Null -> Null}",
    '{<|"Input" -> 1, "Output" -> 2|>, <|"Input" -> 1|>}',
    "{1 -> I}",
    "{1 -> Infinity}",
    "{1 -> Indeterminate}",
    "Dataset[{1, 2}]",
    "{f, 3}",
    "{# &}",
    '{# &, "RoundLength" -> x}',
    "{x -> y}",
    "NumericArray[{1, 2}]",
    "NumericArray[{1, 2}] -> NumericArray[{{1}, {2}}]",
    "SparseArray[{1, 2}] -> {1, 2}",
    "(1/0 &)",
    "(Throw[1] &)",
]
SHORT = "MaxTrainingRounds -> 2, TrainingProgressReporting -> None"


@pytest.fixture(scope="module")
def talk():
    return Talk()


def answered(talk, text):
    """Whether the call ended without a fault, with a value or with a message."""
    talk.said.clear()
    talk.session.kernel.faults.clear()
    value = talk(f"TimeConstrained[{text}, 20, timeout]")
    assert talk.session.kernel.faults == [], text
    assert not any("interr" in line for line in talk.said), (text, talk.said)
    left = isinstance(value, Expr) and value.head in (S.NetTrain, S.NetMeasurements, S.TimeConstrained)
    assert not left or talk.said, (text, value)
    assert value is not talk("timeout"), text


@pytest.mark.parametrize("option", OPTIONS)
def test_options(talk, option):
    for value in VALUES:
        if option == "MaxTrainingRounds":
            rest = "TimeGoal -> 0.01, TrainingProgressReporting -> None"
        elif option == "TrainingProgressReporting":
            rest = "MaxTrainingRounds -> 2"
        else:
            rest = SHORT
        answered(talk, f"NetTrain[{NUMBER}, {{1 -> 2, 2 -> 3}}, {option} -> ({value}), {rest}]")


@pytest.mark.parametrize("head", ["NetTrain[NET, DATA, OPTIONS]", 'NetMeasurements[NET, DATA, "Loss"]'])
@pytest.mark.parametrize("net", [NUMBER, "NetChain[{2, SoftmaxLayer[]}]", "LinearLayer[]"])
def test_data(talk, head, net):
    for data in DATA:
        text = head.replace("NET,", f"NetInitialize[{net}],").replace("DATA", data).replace("OPTIONS", SHORT)
        answered(talk, text)


def test_properties_and_measurements(talk):
    for value in VALUES:
        answered(talk, f"NetTrain[{NUMBER}, {{1 -> 2}}, ({value}), {SHORT}]")
        answered(talk, f"NetMeasurements[NetInitialize[{NUMBER}], {{1 -> 2}}, ({value})]")
        answered(talk, f"NetTrain[({value}), {{1 -> 2}}, {SHORT}]")
        answered(talk, f"NetTrain[{NUMBER}, {{1 -> 2}}, All, {SHORT}][({value})]")
