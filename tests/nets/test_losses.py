"""What LossFunction can be, and what is then made small, against plain formulas."""

from __future__ import annotations

import numpy as np
import pytest

from wlmini.arrays import pack, to_array
from wlmini.expr import Association, S

from .talk import Talk

RANDOM = np.random.default_rng(2)
X, T = RANDOM.normal(size=(6, 2)), RANDOM.normal(size=(6, 2))
CLASSES, WEIGHTS = RANDOM.integers(1, 3, 6), RANDOM.random(6)
QUIET = "TrainingProgressReporting -> None, RandomSeeding -> 1, MaxTrainingRounds -> 1"
SAME = 'ElementwiseLayer[# &, "Input" -> 2]'
TWO = (
    'NetGraph[<|"a" -> ElementwiseLayer[2 # &], "b" -> ElementwiseLayer[# + 1 &], "p" -> SoftmaxLayer[]|>, '
    '{NetPort["Input"] -> "a" -> NetPort["A"], NetPort["Input"] -> "b" -> NetPort["B"], '
    'NetPort["Input"] -> "p" -> NetPort["P"]}, "Input" -> 2]'
)
P = np.exp(X) / np.exp(X).sum(1, keepdims=True)
ENTROPY = -np.log(P[np.arange(6), CLASSES - 1]).mean()


def mse(a, b=T):
    return np.square(a - b).mean()


@pytest.fixture(scope="module")
def talk():
    made = Talk()
    columns = {"Input": X, "Output": T, "A": T, "B": T, "P": CLASSES, "w": WEIGHTS}
    data = Association.of((name, pack(array)) for name, array in columns.items())
    made.session.kernel.evaluate(S.Set(made.session.parse("data"), data))
    made(
        "weighted = NetGraph[{FunctionLayer[Total[(#Input - #Target)^2] * #w &]}, {}, "
        '"Input" -> 2, "w" -> "Real"]; '
        "two = NetGraph[{FunctionLayer[Total[Abs[#]] &], FunctionLayer[Total[#^2] &]}, "
        '{NetPort["Input"] -> 1 -> NetPort["l1"], NetPort["Input"] -> 2 -> NetPort["l2"]}, "Input" -> 2]'
    )
    return made


LOSSES = [
    # net, LossFunction, the loss
    (SAME, "Automatic", lambda: mse(X)),
    (SAME, "MeanSquaredLossLayer[]", lambda: mse(X)),
    (SAME, "MeanAbsoluteLossLayer[]", lambda: np.abs(X - T).mean()),
    (SAME, "MeanSquaredLossLayer[] -> Scaled[-2]", lambda: -2 * mse(X)),
    (SAME, '"Output" -> MeanSquaredLossLayer[]', lambda: mse(X)),
    (SAME, '"Output"', lambda: X.sum(1).mean()),
    (SAME, '"Output" -> Scaled[0.5]', lambda: X.sum(1).mean() / 2),
    (SAME, "ElementwiseLayer[#^2 &]", lambda: np.square(X).sum(1).mean()),
    (SAME, "{MeanSquaredLossLayer[], ElementwiseLayer[#^2 &] -> Scaled[3]}",
     lambda: mse(X) + 3 * np.square(X).sum(1).mean()),
    (SAME, "weighted", lambda: (np.square(X - T).sum(1) * WEIGHTS).mean()),
    (SAME, "two", lambda: (np.abs(X) + np.square(X)).sum(1).mean()),
    (SAME, "{MeanSquaredLossLayer[], weighted -> Scaled[-1]}",
     lambda: mse(X) - (np.square(X - T).sum(1) * WEIGHTS).mean()),
    (TWO, "Automatic", lambda: mse(2 * X) + mse(X + 1) + ENTROPY),
    (TWO, '{"A" -> Automatic}', lambda: mse(2 * X)),
    (TWO, '{"A" -> MeanSquaredLossLayer[], "B" -> MeanAbsoluteLossLayer[] -> Scaled[0.1]}',
     lambda: mse(2 * X) + 0.1 * np.abs(X + 1 - T).mean()),
    (TWO, '{"P" -> CrossEntropyLossLayer["Index"], "B" -> Scaled[-0.25]}',
     lambda: ENTROPY - 0.25 * (X + 1).sum(1).mean()),
    (TWO, '{"A" -> MeanSquaredLossLayer[], "A" -> MeanAbsoluteLossLayer[]}',
     lambda: mse(2 * X) + np.abs(2 * X - T).mean()),
]  # fmt: skip


@pytest.mark.parametrize("net,loss,expected", LOSSES, ids=[f"{i}" for i in range(len(LOSSES))])
def test_losses(talk, net, loss, expected):
    talk.said.clear()
    for text in (
        f'NetMeasurements[{net}, data, "Loss", LossFunction -> ({loss})]',
        f'NetTrain[{net}, data, "RoundLoss", LossFunction -> ({loss}), {QUIET}]',
    ):
        found = talk(text)
        assert isinstance(found, float), talk.said
        assert found == pytest.approx(expected(), rel=1e-5, abs=1e-6)
    assert [line for line in talk.said if "::untrainable" not in line] == []


def test_gradients_come_from_all_losses(talk):
    """w x, trained on (w x - t)^2 - 0.5 |w x - t|: the first step of plain descent."""
    talk('start = LinearLayer[{}, "Weights" -> {{0.5}}, "Biases" -> None, "Input" -> "Real"]')
    net = talk(
        "NetTrain[start, {1. -> 2., -2. -> 1.}, LossFunction -> {MeanSquaredLossLayer[], "
        'MeanAbsoluteLossLayer[] -> Scaled[-0.5]}, Method -> {"SGD", "Momentum" -> 0}, LearningRate -> 0.1, '
        f"BatchSize -> 2, {QUIET}]"
    )
    x, t = np.array([1.0, -2.0]), np.array([2.0, 1.0])
    r = 0.5 * x - t
    gradient = (2 * r * x - 0.5 * np.sign(r) * x).mean()
    ((_, slot),) = net.slots()
    assert slot.value.item() == pytest.approx(0.5 - 0.1 * gradient, rel=1e-6)


def test_arrays_of_a_loss_are_trained_too(talk):
    """Targets that are twice something are met by a loss net that doubles, whatever the frozen net gives."""
    loss = (
        "NetGraph[{LinearLayer[{}], MeanSquaredLossLayer[]}, "
        '{NetPort["Input"] -> 1 -> NetPort[2, "Input"], '
        'NetPort["Target"] -> NetPort[2, "Target"]}]'
    )
    losses = talk(
        'NetTrain[ElementwiseLayer[# &, "Input" -> "Real"], Table[x -> 2 x + 1, {x, 0., 1, 0.25}], '
        f'"RoundLossList", LossFunction -> {loss}, LearningRate -> 0.05, RandomSeeding -> 1, '
        "MaxTrainingRounds -> 500, TrainingProgressReporting -> None]"
    )
    found = to_array(losses)
    assert found[-1] < 1e-4 < found[0]


def test_losses_inside_the_net(talk):
    """A net that ends in a loss is trained on it, targets being data of their own."""
    talk('inner = NetGraph[{LinearLayer[2], MeanSquaredLossLayer[]}, {1 -> NetPort[2, "Input"]}]')
    talk(
        'net = NetTrain[inner, <|"Input" -> data["Input"], "Target" -> data["Input"]|>, '
        "LearningRate -> 0.05, MaxTrainingRounds -> 400, RandomSeeding -> 1, "
        "TrainingProgressReporting -> None]"
    )
    assert talk('net[<|"Input" -> {1, 2}, "Target" -> {1, 2}|>]') < 1e-4
    assert talk('Information[net, "OutputPortNames"]').parts == ("Loss",)


REFUSED = [
    (SAME, "7", "optval"),
    (SAME, '"Foo"', "noport"),
    (SAME, '"Foo" -> MeanSquaredLossLayer[]', "noport"),
    (SAME, '"Output" -> 5', "optval"),
    (SAME, 'MeanSquaredLossLayer[] -> Scaled["a"]', "optval"),
    (SAME, 'CrossEntropyLossLayer["Index"]', "data"),
    (SAME, 'ElementwiseLayer[# &, "Input" -> 3]', "lossfit"),
    (TWO, "MeanSquaredLossLayer[]", "lossport"),
    (SAME, "{}", "optval"),
]


@pytest.mark.parametrize("net,loss,tag", REFUSED)
def test_no_loss(talk, net, loss, tag):
    talk.said.clear()
    assert talk(f"NetTrain[{net}, data, LossFunction -> ({loss}), {QUIET}]") is S["$Failed"]
    assert talk.said[0].startswith(f"NetTrain::{tag}: ")


def test_missing_inputs_of_a_loss(talk):
    talk.said.clear()
    value = talk(f'NetTrain[{SAME}, KeyDrop[data, "w"], LossFunction -> weighted, {QUIET}]')
    assert value is S["$Failed"]
    assert talk.said[0].startswith("NetTrain::missing: The data has no values for the port w")
