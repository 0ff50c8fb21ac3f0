"""What a step changes: schedules, groups, multipliers, clipping and regularization against plain formulas."""

from __future__ import annotations

import math

import numpy as np
import pytest

from wlmini.arrays import to_array
from wlmini.expr import S

from .talk import Talk

X, Y = np.array([-1.0, 0.5, 2.0]), np.array([0.0, 3.0, 1.0])
DATA = "{-1. -> 0., 0.5 -> 3., 2. -> 1.}"
START = 'NetChain[{LinearLayer[{}, "Weights" -> {{0.5}}, "Biases" -> {-0.25}, "Input" -> "Real"]}]'
QUIET = 'TrainingProgressReporting -> None, WorkingPrecision -> "Real64", BatchSize -> 3'


@pytest.fixture
def talk():
    return Talk()


def gradient(w, b):
    residual = w * X + b - Y
    return 2 * (residual * X).mean(), 2 * residual.mean()


def trained(talk, options):
    """The weight and the bias after training."""
    net = talk(f"NetTrain[{START}, {DATA}, {options}, {QUIET}]")
    assert talk.said == [], talk.said
    return [slot.value.item() for _, slot in net.slots()]


def descend(steps, rate=lambda step: 0.1, change=lambda g, w: g, after=lambda w: w, momentum=0.0):
    """Gradient descent by hand."""
    parameters, velocity = np.array([0.5, -0.25]), np.zeros(2)
    for step in range(1, steps + 1):
        g = change(np.array(gradient(*parameters)), parameters)
        velocity = momentum * velocity - rate(step) * g
        parameters = after(parameters + velocity)
    return pytest.approx(parameters.tolist(), rel=1e-6)


SGD = '{"SGD", "Momentum" -> 0, SUB}'
CASES = [
    ('"LearningRateSchedule" -> None', {}),
    ('"LearningRateSchedule" -> (1/#1 &)', {"rate": lambda step: 0.1 / step}),
    ('"LearningRateSchedule" -> (1 - #1/#2 &)', {"rate": lambda step: 0.1 * (1 - step / 7)}),
    ('"LearningRateSchedule" -> Function[{n, all}, Exp[-n]]', {"rate": lambda s: 0.1 * math.exp(-s)}),
    ('"Momentum" -> 0.8', {}),
    ('"L2Regularization" -> 0.3', {"change": lambda g, w: g + 0.3 * w}),
    (
        '"L2Regularization" -> {{1, "Biases"} -> 0.3}',
        {"change": lambda g, w: g + np.array([0, 0.3]) * w},
    ),
    ('"GradientClipping" -> 0.4', {"change": lambda g, w: np.clip(g, -0.4, 0.4)}),
    ('"GradientClipping" -> {{1, "Weights"} -> 0.4}', {"change": lambda g, w: clipped(g, 0.4)}),
    ('"WeightClipping" -> 0.6', {"after": lambda w: np.clip(w, -0.6, 0.6)}),
    ('"WeightClipping" -> {{1, "Weights"} -> 0.55}', {"after": lambda w: clipped(w, 0.55)}),
]


def clipped(pair, bound):
    return np.array([np.clip(pair[0], -bound, bound), pair[1]])


@pytest.mark.parametrize("suboption,how", CASES)
def test_suboptions(talk, suboption, how):
    method = SGD.replace("SUB", suboption)
    if "Momentum" in suboption:
        method, how = '{"SGD", "Momentum" -> 0.8}', {"momentum": 0.8}
    options = f"Method -> {method}, LearningRate -> 0.1, MaxTrainingRounds -> 7"
    assert trained(talk, options) == descend(7, **how)


MULTIPLIERS = [
    ("-1", [-1, -1]), ("0.5", [0.5, 0.5]), ("{1 -> 2}", [2, 2]), ('{{1, "Biases"} -> 0}', [1, 0]),
    ('{{_, "Weights"} -> -0.5, _ -> 3}', [-0.5, 3]), ('{{1, "Weights"} -> None}', [0, 1]),
]  # fmt: skip


@pytest.mark.parametrize("spec,factors", MULTIPLIERS)
def test_multipliers(talk, spec, factors):
    options = (
        f"Method -> {SGD.replace(', SUB', '')}, LearningRate -> 0.1, MaxTrainingRounds -> 5, "
        f"LearningRateMultipliers -> {spec}"
    )
    assert trained(talk, options) == descend(5, change=lambda g, w: g * np.array(factors))


def turns(groups, steps):
    """Steps in which only some parameters move, their momentum resting meanwhile."""
    parameters, velocity = np.array([0.5, -0.25]), np.zeros(2)
    for step in range(steps):
        g = np.array(gradient(*parameters))
        for i in groups[step % len(groups)]:
            velocity[i] = 0.8 * velocity[i] - 0.1 * g[i]
            parameters[i] += velocity[i]
    return pytest.approx(parameters.tolist(), rel=1e-6)


W, B = '{1, "Weights"}', '{1, "Biases"}'
SCHEDULES = [
    ("Automatic", [(0, 1)]),
    (f"{{{W}, {B}}}", [(0,), (1,)]),
    (f"{{{W} -> 2, {B}}}", [(0,), (0,), (1,)]),
    ("{1}", [(0, 1)]),
    ("{_, " + W + " -> 3}", [(0, 1), (0,), (0,), (0,)]),
    (f"{{{W}}}", [(0,)]),
    (f"{{{W} | {B}, {B}}}", [(0, 1), (1,)]),
    ("{1 ;; 1, " + B + "}", [(0, 1), (1,)]),
    ("{-1}", [(0, 1)]),
]


@pytest.mark.parametrize("spec,groups", SCHEDULES)
def test_update_schedules(talk, spec, groups):
    options = (
        'Method -> {"SGD", "Momentum" -> 0.8}, LearningRate -> 0.1, MaxTrainingRounds -> 7, '
        f"TrainingUpdateSchedule -> {spec}"
    )
    assert trained(talk, options) == turns(groups, 7)


def test_adam_counts_the_steps_of_every_group(talk):
    """The bias correction of an array that rests starts with its own first step."""
    options = f"LearningRate -> 0.1, MaxTrainingRounds -> 4, TrainingUpdateSchedule -> {{{W} -> 3, {B}}}"
    w, b = trained(talk, options)
    weight, m, v = 0.5, 0.0, 0.0
    for t in range(1, 4):
        g = gradient(weight, -0.25)[0]
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        weight -= 0.1 * (m / (1 - 0.9**t)) / (math.sqrt(v / (1 - 0.999**t)) + 1e-5)
    assert w == pytest.approx(weight, rel=1e-6)
    assert abs(b + 0.25) == pytest.approx(0.1, rel=1e-3)  # a first step is as long as the rate


BAD = [
    ("TrainingUpdateSchedule -> 7", "optval"),
    ("TrainingUpdateSchedule -> {}", "optval"),
    ('TrainingUpdateSchedule -> {"Foo"}', "noarray"),
    ("TrainingUpdateSchedule -> {1 -> 0}", "optval"),
    ('Method -> {"SGD", "LearningRateSchedule" -> ("a" &)}', "schedule"),
    ('Method -> {"SGD", "Momentum" -> -1}', "optval"),
    ('Method -> {"SGD", "GradientClipping" -> {"Foo" -> 1}}', "noarray"),
    ("LearningRate -> -1", "optval"),
    ("PerformanceGoal -> 5", "optval"),
    ('MaxTrainingRounds -> Quantity[5, "Meters"]', "optval"),
    ('WorkingPrecision -> "Real16"', "optval"),
]


@pytest.mark.parametrize("options,tag", BAD)
def test_settings_that_cannot_be(talk, options, tag):
    assert talk(f"NetTrain[{START}, {DATA}, {options}, TrainingProgressReporting -> None]") is S["$Failed"]
    assert talk.said[0].startswith(f"NetTrain::{tag}: ")


LIMITS = [
    ("MaxTrainingRounds -> 4", 8), ('MaxTrainingRounds -> Quantity[5, "Batches"]', 5),
    ('MaxTrainingRounds -> Quantity[2, "Rounds"]', 4), ("MaxTrainingRounds -> 3, TimeGoal -> 100", 6),
]  # fmt: skip


@pytest.mark.parametrize("options,batches", LIMITS)
def test_limits(talk, options, batches):
    found = talk(
        f'NetTrain[{START}, {DATA}, {{"TotalBatches", "ReasonTrainingStopped"}}, {options}, BatchSize -> 2, '
        "TrainingProgressReporting -> None]"
    )
    assert found.parts == (batches, "MaxTrainingRounds")


def test_time_as_rounds(talk):
    found = talk(
        f'NetTrain[{START}, {DATA}, "ReasonTrainingStopped", MaxTrainingRounds -> Quantity[0.1, "Seconds"], '
        "TrainingProgressReporting -> None]"
    )
    assert found == "TimeGoal"


def test_rates_in_the_results(talk):
    found = talk(
        f'NetTrain[{START}, {DATA}, {{"InitialLearningRate", "FinalLearningRate"}}, LearningRate -> 0.5, '
        'MaxTrainingRounds -> 4, Method -> {"ADAM", "LearningRateSchedule" -> (2.^-#1 &)}, '
        "TrainingProgressReporting -> None]"
    )
    assert to_array(found).tolist() == [0.5, 0.5 / 16]
