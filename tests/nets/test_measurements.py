"""Measurements against their definitions, sampling by a decoder, and multipliers by position."""

from __future__ import annotations

import numpy as np
import pytest

from wlmini.arrays import to_array
from wlmini.expr import S
from wlmini.nets.coders.class_labels import ClassDecoder
from wlmini.nets.multipliers import multipliers
from wlmini.nets.ports import Misfit
from wlmini.session import Session

# Rows are true classes, columns predicted ones; per class (tp, fp, fn, tn) follow.
CONFUSION = [[3, 1, 0], [2, 4, 1], [0, 0, 5]]


@pytest.fixture(scope="module")
def session():
    """A session with a net that passes its input on, and examples with the confusion matrix above."""
    made = Session(printer=lambda text: None, messenger=lambda text: None)
    pairs = [(i, j) for i in range(3) for j in range(3) for _ in range(CONFUSION[i][j])]
    examples = ", ".join(f"{row(j)} -> {'abc'[i]!r}".replace("'", '"') for i, j in pairs)
    made.evaluate_text(
        'net = NetChain[{SoftmaxLayer[]}, "Input" -> 3, "Output" -> NetDecoder[{"Class", {"a", "b", "c"}}]]; '
        f"data = {{{examples}}}; m[x_] := NetMeasurements[net, data, x]"
    )
    return made


def row(j):
    """An input for which class j is the likeliest, then class 1, then the others."""
    return "{" + ", ".join("2" if k == j else "1" if k == 0 else "0" for k in range(3)) + "}"


SCALARS = [
    ('"Accuracy"', 12 / 16),
    ('"ErrorRate"', 4 / 16),
    ('"CohenKappa"', (12 / 16 - (4 * 5 + 7 * 5 + 5 * 6) / 256) / (1 - (4 * 5 + 7 * 5 + 5 * 6) / 256)),
    ('"Accuracy" -> 2', 16 / 16 - 1 / 16),
    ('"Accuracy" -> 3', 1),
]
BY_CLASS = [
    ("Precision", [3 / 5, 4 / 5, 5 / 6]),
    ("Recall", [3 / 4, 4 / 7, 1]),
    ("F1Score", [6 / 9, 8 / 12, 10 / 11]),
    ("Specificity", [10 / 12, 8 / 9, 10 / 11]),
    ("FalsePositiveRate", [2 / 12, 1 / 9, 1 / 11]),
    ("FalseNegativeRate", [1 / 4, 3 / 7, 0]),
    ("FalseDiscoveryRate", [2 / 5, 1 / 5, 1 / 6]),
    ("FalseOmissionRate", [1 / 11, 3 / 11, 0]),
    ("NegativePredictiveValue", [10 / 11, 8 / 11, 1]),
    ("TruePositiveNumber", [3, 4, 5]),
    ("FalsePositiveNumber", [2, 1, 1]),
    ("FalseNegativeNumber", [1, 3, 0]),
    ("TrueNegativeNumber", [10, 8, 10]),
]


@pytest.mark.parametrize("spec,expected", SCALARS)
def test_scalar_measurements(session, spec, expected):
    assert session.evaluate_text(f"m[{spec}]") == pytest.approx(expected)


@pytest.mark.parametrize("name,expected", BY_CLASS)
def test_measurements_by_class(session, name, expected):
    found = session.evaluate_text(f'm["{name}"]')
    assert list(found.keys()) == ["a", "b", "c"]
    assert list(found.values()) == pytest.approx(expected)


def test_confusion_matrix(session):
    assert to_array(session.evaluate_text('m["ConfusionMatrix"]')).tolist() == CONFUSION


def test_entropy_is_the_loss(session):
    loss, entropy, perplexity = session.evaluate_text('m[{"Loss", "Entropy", "Perplexity"}]').parts
    exponents = np.exp([2.0, 1, 0]), np.exp([2.0, 0, 0])
    assert loss == entropy
    assert perplexity == pytest.approx(np.exp(loss))
    assert -np.log(exponents[0][0] / exponents[0].sum()) < loss < -np.log(1 / exponents[1].sum())


REGRESSION = [
    ("MeanSquare", 5 / 3),
    ("MeanDeviation", 1),
    ("StandardDeviation", np.sqrt(5 / 3)),
    ("RSquared", 1 - 5 / 8),
]


@pytest.mark.parametrize("name,expected", REGRESSION)
def test_regression(session, name, expected):
    """Predictions 1, 2, 2 for the targets 0, 2, 4."""
    value = session.evaluate_text(
        f'NetMeasurements[ElementwiseLayer[Ramp, "Input" -> "Real"], {{1 -> 0, 2 -> 2, 2 -> 4}}, "{name}"]'
    )
    assert value == pytest.approx(expected)


def test_samples_follow_the_probabilities():
    random = np.random.default_rng(0)
    p = np.array([0.5, 0.3, 0.2])
    decoder = ClassDecoder(["a", "b", "c"])
    drawn = decoder.decode(np.tile(p, (4000, 1)), "RandomSample", random)
    assert [drawn.count(label) / 4000 for label in "abc"] == pytest.approx(p.tolist(), abs=0.03)
    cold = decoder.decode(np.tile(p, (4000, 1)), S.Rule("RandomSample", 0.5), random)
    weights = p**2 / (p**2).sum()
    assert [cold.count(label) / 4000 for label in "abc"] == pytest.approx(weights.tolist(), abs=0.03)


MULTIPLIERS = [
    # LearningRateMultipliers, those of (1 weights, 1 biases, 2 1 weights, 2 1 biases, 3 weights, 3 biases)
    ("Automatic", [1, 1, 1, 1, 1, 1]),
    ("0.5", [0.5] * 6),
    ("None", [0] * 6),
    ("{1 -> 0}", [0, 0, 1, 1, 1, 1]),
    ('{{1, "Weights"} -> 0}', [0, 1, 1, 1, 1, 1]),
    ("{2 -> None, _ -> 3}", [3, 3, 0, 0, 3, 3]),
    ('{{2, 1, "Biases"} -> -1}', [1, 1, 1, -1, 1, 1]),
    ("{2 ;; 3 -> 0}", [1, 1, 0, 0, 0, 0]),
    ("{-1 -> 0}", [1, 1, 1, 1, 0, 0]),
    ('{{_, "Biases"} -> 0}', [1, 0, 1, 1, 1, 0]),
    ("{1 | 3 -> 2, _ -> 0}", [2, 2, 0, 0, 2, 2]),
]


@pytest.mark.parametrize("spec,expected", MULTIPLIERS)
def test_multipliers_by_position(session, spec, expected):
    net = session.evaluate_text('NetChain[{3, {2}, 1}, "Input" -> 2]')
    assert list(multipliers(net, session.evaluate_text(spec)).values()) == expected
    given = session.evaluate_text(
        f'NetChain[{{3, {{2}}, 1}}, "Input" -> 2, LearningRateMultipliers -> {spec}]'
    )
    assert list(multipliers(given).values()) == expected


def test_multipliers_of_nets_inside_multiply():
    made = Session(messenger=lambda text: None)
    net = made.evaluate_text(
        'NetChain[{LinearLayer[2, LearningRateMultipliers -> {"Biases" -> 0}], 1}, '
        "LearningRateMultipliers -> 0.5]"
    )
    assert list(multipliers(net).values()) == [0.5, 0, 0.5, 0.5]
    assert list(multipliers(net, made.evaluate_text("{_ -> 1}")).values()) == [1] * 4


def test_multipliers_that_are_none(session):
    net = session.evaluate_text("NetChain[{3}]")
    with pytest.raises(Misfit, match="optval"):
        multipliers(net, "a")
