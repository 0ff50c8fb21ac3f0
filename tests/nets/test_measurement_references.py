"""Measurements against scikit-learn and formulas on random data, in training as in NetMeasurements."""

from __future__ import annotations

import math

import numpy as np
import pytest

from wlmini.arrays import pack, to_array
from wlmini.expr import Association, S
from wlmini.nets.measurement_table import MEASUREMENTS, area, curve

from .talk import Talk

RANDOM = np.random.default_rng(11)
CLASSES, COUNT = 4, 300
LOGITS = RANDOM.normal(size=(COUNT, CLASSES)).round(1)
TRUTH = np.where(RANDOM.random(COUNT) < 0.5, LOGITS.argmax(1), RANDOM.integers(0, CLASSES, COUNT))
P = np.exp(LOGITS) / np.exp(LOGITS).sum(1, keepdims=True)
PREDICTED = P.argmax(1)
NET = 'NetChain[{SoftmaxLayer[]}, "Input" -> 4, "Output" -> NetDecoder[{"Class", {"a", "b", "c", "d"}}]]'


@pytest.fixture(scope="module")
def talk():
    made = Talk()
    kernel = made.session.kernel
    kernel.evaluate(S.Set(made.session.parse("logits"), pack(LOGITS)))
    kernel.evaluate(S.Set(made.session.parse("labels"), S.List(*("abcd"[i] for i in TRUTH))))
    made(f"net = {NET}; m[x_] := NetMeasurements[net, logits -> labels, x, BatchSize -> 64]")
    return made


def each_class(f):
    """f of (true, predicted, score) for every class against the rest."""
    return [f(c == TRUTH, c == PREDICTED, P[:, c]) for c in range(CLASSES)]


def sk(name, **options):
    """A function of scikit-learn of true and predicted."""
    metrics = pytest.importorskip("sklearn.metrics")
    return lambda true, predicted, score: getattr(metrics, name)(true, predicted, **options)


def rate(part, whole):
    return part.sum() / whole.sum()


BY_CLASS = {
    "Precision": lambda: each_class(sk("precision_score")),
    "Recall": lambda: each_class(sk("recall_score")),
    "F1Score": lambda: each_class(sk("f1_score")),
    '"FScore" -> 2': lambda: each_class(sk("fbeta_score", beta=2)),
    '"FScore" -> 0.5': lambda: each_class(sk("fbeta_score", beta=0.5)),
    "MatthewsCorrelationCoefficient": lambda: each_class(sk("matthews_corrcoef")),
    "Specificity": lambda: each_class(lambda t, p, s: rate(~t & ~p, ~t)),
    "NegativePredictiveValue": lambda: each_class(lambda t, p, s: rate(~t & ~p, ~p)),
    "FalsePositiveRate": lambda: each_class(lambda t, p, s: rate(~t & p, ~t)),
    "FalseNegativeRate": lambda: each_class(lambda t, p, s: rate(t & ~p, t)),
    "FalseDiscoveryRate": lambda: each_class(lambda t, p, s: rate(~t & p, p)),
    "FalseOmissionRate": lambda: each_class(lambda t, p, s: rate(t & ~p, ~p)),
    "Informedness": lambda: each_class(
        lambda t, p, s: sk("balanced_accuracy_score", adjusted=True)(t, p, None)
    ),
    "Markedness": lambda: each_class(lambda t, p, s: rate(t & p, p) + rate(~t & ~p, ~p) - 1),
    "TruePositiveNumber": lambda: each_class(lambda t, p, s: (t & p).sum()),
    "TrueNegativeNumber": lambda: each_class(lambda t, p, s: (~t & ~p).sum()),
    "FalsePositiveNumber": lambda: each_class(lambda t, p, s: (~t & p).sum()),
    "FalseNegativeNumber": lambda: each_class(lambda t, p, s: (t & ~p).sum()),
}


@pytest.mark.parametrize("spec", BY_CLASS)
def test_by_class(talk, spec):
    expected = BY_CLASS[spec]()
    written = spec if "->" in spec else f'"{spec}"'
    found = talk(f"m[{written}]")
    assert list(found.keys()) == ["a", "b", "c", "d"]
    np.testing.assert_allclose(list(found.values()), expected, rtol=1e-6)
    macro = talk(f'm[<|"Measurement" -> {written}, "ClassAveraging" -> "Macro"|>]')
    assert macro == pytest.approx(np.mean(expected), rel=1e-6)


MICRO = {"Precision": "precision_score", "Recall": "recall_score", "F1Score": "f1_score"}


@pytest.mark.parametrize("name", MICRO)
def test_micro_averages(talk, name):
    metrics = pytest.importorskip("sklearn.metrics")
    expected = getattr(metrics, MICRO[name])(TRUTH, PREDICTED, average="micro")
    found = talk(f'm[<|"Measurement" -> "{name}", "ClassAveraging" -> "Micro"|>]')
    assert found == pytest.approx(expected)


@pytest.mark.parametrize("averaging", ["micro", "macro", None])
def test_areas_under_curves(talk, averaging):
    """The scores are those of the net, in single precision."""
    metrics = pytest.importorskip("sklearn.metrics")
    scores = to_array(talk("net[logits, None]"))
    expected = metrics.roc_auc_score(np.eye(CLASSES)[TRUTH], scores, average=averaging)
    name = f'"{averaging.title()}"' if averaging else "None"
    found = talk(f'm[<|"Measurement" -> "AreaUnderROCCurve", "ClassAveraging" -> {name}|>]')
    assert (found if averaging else list(found.values())) == pytest.approx(expected, rel=1e-9)


def test_curves_with_equal_scores():
    metrics = pytest.importorskip("sklearn.metrics")
    score = RANDOM.integers(0, 6, 40) / 5
    positive = RANDOM.random(40) < score * 0.6 + 0.2
    fpr, tpr, _ = metrics.roc_curve(positive, score, drop_intermediate=False)
    np.testing.assert_allclose(curve(score, positive), np.stack([fpr, tpr], 1))
    assert area(curve(score, positive)) == pytest.approx(metrics.roc_auc_score(positive, score))


def scott_pi():
    shares = (np.bincount(TRUTH, minlength=CLASSES) + np.bincount(PREDICTED, minlength=CLASSES)) / (2 * COUNT)
    chance = (shares**2).sum()
    return ((TRUTH == PREDICTED).mean() - chance) / (1 - chance)


SCALARS = {
    "Accuracy": lambda: (TRUTH == PREDICTED).mean(),
    "ErrorRate": lambda: (TRUTH != PREDICTED).mean(),
    "CohenKappa": lambda: pytest.importorskip("sklearn.metrics").cohen_kappa_score(TRUTH, PREDICTED),
    "ScottPi": scott_pi,
    "Entropy": lambda: pytest.importorskip("sklearn.metrics").log_loss(TRUTH, P),
    "Loss": lambda: -np.log(P[np.arange(COUNT), TRUTH]).mean(),
    "Perplexity": lambda: math.exp(-np.log(P[np.arange(COUNT), TRUTH]).mean()),
    '"Accuracy" -> 2': lambda: pytest.importorskip("sklearn.metrics").top_k_accuracy_score(
        TRUTH, P - 1e-9 * np.arange(CLASSES), k=2
    ),
    '"ErrorRate" -> 3': lambda: (
        1
        - pytest.importorskip("sklearn.metrics").top_k_accuracy_score(
            TRUTH, P - 1e-9 * np.arange(CLASSES), k=3
        )
    ),
}


@pytest.mark.parametrize("spec", SCALARS)
def test_scalars(talk, spec):
    written = spec if "->" in spec else f'"{spec}"'
    assert talk(f"m[{written}]") == pytest.approx(SCALARS[spec](), rel=1e-6)


def test_objects(talk):
    metrics = pytest.importorskip("sklearn.metrics")
    assert (
        to_array(talk('m["ConfusionMatrix"]')).tolist() == metrics.confusion_matrix(TRUTH, PREDICTED).tolist()
    )
    curves = talk('m["ROCCurve"]')
    for number, label in enumerate("abcd"):
        points = to_array(curves.get(label))
        score = to_array(talk("net[logits, None]"))[:, number]
        fpr, tpr, _ = metrics.roc_curve(number == TRUTH, score, drop_intermediate=False)
        np.testing.assert_allclose(points, np.stack([fpr, tpr], 1))
    assert talk('Head /@ {m["ConfusionMatrixPlot"], m["ROCCurvePlot"]}') in (
        S.List(S.Graphics, S.Graphics),
        S.List(S.Graphics, S.Legended),
    )


def test_every_classification_measurement_is_tested_here():
    tested = {name.split('"')[1] if '"' in name else name for name in (*BY_CLASS, *SCALARS)}
    tested |= {"AreaUnderROCCurve", "ConfusionMatrix", "ConfusionMatrixPlot", "ROCCurve", "ROCCurvePlot"}
    assert {name for name, each in MEASUREMENTS.items() if each.kind != "number"} == tested


# -- two classes by one probability ----------------------------------------------------------------------


def test_booleans(talk):
    """LogisticSigmoid at the end: the classes are False and True."""
    x, truth = LOGITS[:, 0], TRUTH == 0
    kernel = talk.session.kernel
    kernel.evaluate(S.Set(talk.session.parse("xs"), pack(x)))
    kernel.evaluate(S.Set(talk.session.parse("bs"), S.List(*(S["True"] if b else S["False"] for b in truth))))
    talk('b = NetChain[{ElementwiseLayer[LogisticSigmoid]}, "Input" -> "Real", "Output" -> "Boolean"]')
    if talk("Head[b]") is not S.NetChain:  # the bare name of a decoder
        talk('b = NetChain[{LogisticSigmoid}, "Input" -> "Real", "Output" -> NetDecoder["Boolean"]]')
    predicted = x > 0
    found = talk('NetMeasurements[b, xs -> bs, {"Accuracy", "ConfusionMatrix", "Recall", "Entropy"}]').parts
    assert found[0] == pytest.approx((predicted == truth).mean())
    assert to_array(found[1]).tolist() == [
        [(~predicted & ~truth).sum(), (predicted & ~truth).sum()],
        [(~predicted & truth).sum(), (predicted & truth).sum()],
    ]
    assert list(found[2].keys()) == [S["False"], S["True"]]
    p = 1 / (1 + np.exp(-x))
    expected = -np.where(truth, np.log(p), np.log(1 - p)).mean()
    assert found[3] == pytest.approx(expected, rel=1e-5)


# -- regressions -----------------------------------------------------------------------------------------

OUTPUTS = RANDOM.normal(size=(50, 3)).astype(np.float32)
TARGETS = 1000 + OUTPUTS + 0.3 * RANDOM.normal(size=(50, 3)).astype(np.float32)
BOXES = (
    np.array([[0, 0, 2, 2], [0, 0, 1, 1], [5, 5, 6, 6]], float),
    np.array([[1, 1, 3, 3], [0, 0, 1, 1], [0, 0, 1, 1]], float),
)


def test_regressions(talk):
    metrics = pytest.importorskip("sklearn.metrics")
    kernel = talk.session.kernel
    shifted = OUTPUTS + 1000
    for name, array in (("u", shifted), ("t", TARGETS)):
        kernel.evaluate(S.Set(talk.session.parse(name), pack(array)))
    names = ["MeanSquare", "MeanDeviation", "StandardDeviation", "RSquared", "FractionVarianceUnexplained"]
    found = talk(
        'NetMeasurements[ElementwiseLayer[# &, "Input" -> 3], u -> t, '
        f'{{{", ".join(map(repr, names))}}}, BatchSize -> 7, WorkingPrecision -> "Real64"]'.replace("'", '"')
    ).parts
    r2 = metrics.r2_score(TARGETS, shifted, multioutput="variance_weighted")
    expected = [
        metrics.mean_squared_error(TARGETS, shifted),
        metrics.mean_absolute_error(TARGETS, shifted),
        metrics.root_mean_squared_error(TARGETS.ravel(), shifted.ravel()),
        r2,
        1 - r2,
    ]
    np.testing.assert_allclose(found, expected, rtol=2e-4)


def test_boxes(talk):
    kernel = talk.session.kernel
    for name, array in zip(("u", "t"), BOXES, strict=True):
        kernel.evaluate(S.Set(talk.session.parse(name), pack(array.reshape(3, 2, 2))))
    found = talk('NetMeasurements[ElementwiseLayer[# &, "Input" -> {2, 2}], u -> t, "IntersectionOverUnion"]')
    assert found == pytest.approx((1 / 7 + 1 + 0) / 3)


# -- other specifications --------------------------------------------------------------------------------


def test_values_at_ports_and_arrays(talk):
    talk(
        'c = NetInitialize[NetChain[{LinearLayer[2], Tanh, LinearLayer[{}]}, "Input" -> 4]];'
        "d = logits -> logits[[All, 1]]"
    )
    found = talk(
        'NetMeasurements[c, d, {NetPort["Output"], NetPort[{2, "Output"}], NetPort[{1, "Weights"}], '
        '<|"Measurement" -> NetPort[{1, "Weights"}], "Aggregation" -> "RootMeanSquare"|>, '
        '"ArraysTotalElementCount", <|"Measurement" -> Function[Max[#Output]]|>}, BatchSize -> 300]'
    ).parts
    outputs = to_array(talk("c[logits]"))
    assert found[0] == pytest.approx(outputs.mean(), rel=1e-5)
    np.testing.assert_allclose(
        to_array(found[1]), to_array(talk('Mean[c[logits, NetPort[{2, "Output"}]]]')), rtol=1e-5
    )
    weights = to_array(talk('Normal[c[[1, "Weights"]]]'))
    np.testing.assert_allclose(to_array(found[2]), weights)
    assert found[3] == pytest.approx(np.sqrt((weights**2).mean()))
    assert found[4] == 13
    assert found[5] == pytest.approx(outputs.max())


def test_keys_of_measurements_in_training(talk):
    found = talk(
        'NetTrain[NetChain[{4, SoftmaxLayer[]}], logits -> labels, "RoundMeasurements", '
        "MaxTrainingRounds -> 1, TrainingProgressReporting -> None, TrainingProgressMeasurements -> "
        '{"Accuracy", "ErrorRate" -> 2, <|"Measurement" -> "Recall", "Key" -> "r"|>}]'
    )
    keys = ["Loss", "Accuracy", S.Rule("ErrorRate", 2), "r"]
    assert list(found.keys()) == keys
    assert isinstance(found.get("r"), Association)
    named = talk(
        'NetTrain[NetChain[{4, SoftmaxLayer[]}], logits -> labels, "RoundMeasurements", '
        "MaxTrainingRounds -> 1, TrainingProgressReporting -> None, TrainingProgressMeasurements -> "
        '<|"x" -> "Accuracy"|>]'
    )
    assert list(named.keys()) == ["Loss", "x"]


def test_measurements_of_rounds_are_those_of_all_their_batches(talk):
    """With a rate that changes nothing, what is measured in training is what NetMeasurements says."""
    asked = '{"Accuracy", "Precision", "CohenKappa", "AreaUnderROCCurve", "Entropy"}'
    talk(
        'start = NetInitialize[NetChain[{LinearLayer[4], SoftmaxLayer[]}, "Input" -> 4, '
        '"Output" -> NetDecoder[{"Class", {"a", "b", "c", "d"}}]]]; '
        "r = NetTrain[start, logits -> labels, All, MaxTrainingRounds -> 1, BatchSize -> 64, "
        'LearningRate -> 10.^-20, Method -> "SGD", ValidationSet -> (logits -> labels), '
        f"TrainingProgressReporting -> None, TrainingProgressMeasurements -> {asked}]"
    )
    expected = talk(f"NetMeasurements[start, logits -> labels, {asked}]").parts
    for source in ("RoundMeasurements", "ValidationMeasurements"):
        found = list(talk(f'r["{source}"]').values())
        assert found[0] == pytest.approx(expected[-1], rel=1e-5)
        for ours, theirs in zip(found[1:], expected, strict=True):
            if isinstance(ours, Association):
                ours, theirs = list(ours.values()), list(theirs.values())
            assert ours == pytest.approx(theirs, rel=1e-5)


BAD = [
    ('"Foo"', "measurement"),
    ('<|"Measurement" -> "Recall", "ClassAveraging" -> "Foo"|>', "optval"),
    ('<|"Measurement" -> "Recall", "Foo" -> 1|>', "measurekey"),
    ('<|"Measurement" -> NetPort["Output"], "Aggregation" -> "Foo"|>', "optval"),
    ('"Accuracy" -> 0', "optval"),
    ('"FScore" -> -1', "optval"),
    ('NetPort["Foo"]', "noport"),
    ('<|"Measurement" -> Function["a"]|>', "measurefunction"),
]


@pytest.mark.parametrize("spec,tag", BAD)
def test_no_measurement(talk, spec, tag):
    talk.said.clear()
    assert talk(f"m[{spec}]") is S["$Failed"]
    assert talk.said[0].startswith(f"NetMeasurements::{tag}: ")


def test_measurements_now_and_then(talk):
    """Taken of every third batch only; a round is measured by those of its batches."""
    talk(
        "r = NetTrain[NetChain[{4, SoftmaxLayer[]}], logits -> labels, All, MaxTrainingRounds -> 2, "
        "BatchSize -> 60, RandomSeeding -> 1, TrainingProgressReporting -> None, "
        'TrainingProgressMeasurements -> {"Accuracy", <|"Measurement" -> "Accuracy", "Key" -> "seldom", '
        '"Interval" -> Quantity[3, "Batches"]|>}]'
    )
    lists = dict(talk('r["BatchMeasurementsLists"]').items())
    assert [len(lists[key].parts) for key in ("Loss", "Accuracy", "seldom")] == [10, 10, 3]
    assert lists["seldom"].parts == lists["Accuracy"].parts[2::3]
    rounds = dict(talk('r["RoundMeasurementsLists"]').items())
    assert rounds["seldom"].parts[0] == lists["Accuracy"].parts[2]
    assert rounds["seldom"].parts[1] == pytest.approx(np.mean([lists["Accuracy"].parts[i] for i in (5, 8)]))
