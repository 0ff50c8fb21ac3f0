"""Training from Python: what is shown, interrupts, seeds, moving statistics, agreement with PyTorch."""

from __future__ import annotations

import re

import numpy as np
import pytest

from wlmini.arrays import to_array
from wlmini.expr import S
from wlmini.nets import train as training
from wlmini.nets.progress import COLUMNS, Moment, PrintReporter
from wlmini.session import Session

LINE = "Table[x -> 2 x + 1, {x, -1, 1, 0.25}]"
NUMBER = 'LinearLayer[{}, "Input" -> "Real"]'


class Talk:
    """A session whose output is kept."""

    def __init__(self):
        self.printed: list[str] = []
        self.said: list[str] = []
        self.session = Session(printer=self.printed.append, messenger=self.said.append)

    def __call__(self, text):
        return self.session.evaluate_text(text)


@pytest.fixture
def talk():
    return Talk()


def test_print_shows_a_header_rows_and_an_end(talk):
    talk(f"NetTrain[{NUMBER}, {LINE}, MaxTrainingRounds -> 3, BatchSize -> 4, ValidationSet -> {{0 -> 1}}]")
    assert talk.said == []
    assert talk.printed[0] == "Training: ADAM, 9 examples, batch size 4, 3 batches a round"
    assert re.split(r"\s{2,}", talk.printed[1].strip()) == [name for name, _, _ in COLUMNS]
    assert talk.printed[-2].split()[:3] == ["100", "3/3", "3/3"]
    assert talk.printed[-1].startswith("Training complete after 3 rounds")


def test_none_shows_nothing(talk):
    talk(f"NetTrain[{NUMBER}, {LINE}, MaxTrainingRounds -> 3, TrainingProgressReporting -> None]")
    assert talk.printed == talk.said == []


def test_an_interval_of_nothing_shows_every_batch(talk):
    options = (
        'MaxTrainingRounds -> 3, BatchSize -> 4, TrainingProgressReporting -> {"Print", "Interval" -> 0}'
    )
    talk(f"NetTrain[{NUMBER}, {LINE}, {options}]")
    assert len(talk.printed) == 2 + 9 + 1


def test_other_reporters_say_that_they_are_not_built(talk):
    value = talk(f'NetTrain[{NUMBER}, {LINE}, TrainingProgressReporting -> "Panel"]')
    assert value is S["$Failed"]
    assert talk.said == [
        "NetTrain::optbuilt: The setting TrainingProgressReporting -> Panel is not built yet."
    ]


def moment(**changes):
    facts = {
        "round": 1, "rounds": 2, "batch": 3, "batches": 4, "examples_per_second": 10.0, "elapsed": 1.0,
        "remaining": 300.0, "round_loss": None, "batch_loss": 0.5,
    }  # fmt: skip
    return Moment(**{**facts, **changes})


def test_rows_line_up_with_the_header():
    said: list[str] = []
    reporter = PrintReporter(interval=0)
    reporter.begin(said.append, {"method": "SGD", "examples": 1, "batch size": 1, "batches": 1})
    reporter.moment(moment())
    reporter.moment(moment(round_loss=1.25))
    assert len({len(line) for line in said[1:]}) == 1
    assert said[-1].split() == ["38", "1/2", "3/4", "10", "1.0s", "5.0min", "1.25", "0.5"]


def test_an_interrupt_aborts_and_the_session_goes_on(talk, monkeypatch):
    calls = []

    def interrupted(self, number, batch, loss):
        calls.append(number)
        if len(calls) == 5:
            raise KeyboardInterrupt

    monkeypatch.setattr(training.Training, "report", interrupted)
    options = "MaxTrainingRounds -> 100, TrainingProgressReporting -> None"
    assert talk(f"net = NetTrain[{NUMBER}, {LINE}, {options}]") is S["$Aborted"]
    assert len(calls) == 5
    assert talk("1 + 1") == 2
    monkeypatch.undo()
    assert isinstance(talk(f"NetTrain[{NUMBER}, {LINE}, {options}][3]"), float)


def test_seeds_and_the_session_stream(talk):
    talk(f"t[s_] := NetTrain[{NUMBER}, {LINE}, MaxTrainingRounds -> 2, BatchSize -> 2, RandomSeeding -> s, "
         "TrainingProgressReporting -> None]")  # fmt: skip
    assert talk("t[1] === t[1]") is S["True"]
    assert talk('t["a"] === t["a"]') is S["True"]
    assert talk("t[1] === t[2]") is S["False"]
    assert talk("t[Automatic] === t[Automatic]") is S["False"]
    assert talk("SeedRandom[5]; first = t[Inherited]; SeedRandom[5]; first === t[Inherited]") is S["True"]
    assert talk("first === t[Inherited]") is S["False"]


def test_rounds_are_chosen_by_time(talk, monkeypatch):
    monkeypatch.setattr(training, "AUTOMATIC_SECONDS", 0.2)
    results = talk(f"NetTrain[{NUMBER}, {LINE}, All, TrainingProgressReporting -> None]")
    assert 10 < results.values["TotalRounds"] <= training.MOST_ROUNDS
    assert 0.02 < results.values["TotalTrainingTime"] < 5
    assert results.values["ReasonTrainingStopped"] == "MaxTrainingRounds"


def test_time_goal_ends_training(talk):
    options = "TimeGoal -> 0.1, TrainingProgressReporting -> None"
    results = talk(f"NetTrain[{NUMBER}, {LINE}, All, {options}]")
    assert results.values["ReasonTrainingStopped"] == "TimeGoal"
    assert 0.1 <= results.values["TotalTrainingTime"] < 3


def test_the_best_validated_round_comes_back(talk):
    """The bias goes from 0 to 1; the validation data has it at 1/2, so the best round is on the way."""
    results = talk(
        f"NetTrain[{NUMBER}, {LINE}, All, ValidationSet -> {{0 -> 0.5}}, MaxTrainingRounds -> 40, "
        "LearningRate -> 0.05, RandomSeeding -> 3, TrainingProgressReporting -> None]"
    ).values
    losses = results["ValidationLossList"]
    assert results["BestValidationRound"] == int(np.argmin(losses)) + 1
    assert min(losses) < 0.02 < losses[-1]
    (slot,) = (slot for path, slot in results["TrainedNet"].slots() if path == ("Biases",))
    assert abs(slot.value[0] - 0.5) < 0.15


def test_agrees_with_pytorch_step_by_step(talk):
    """Three epochs of SGD: convolution, batch normalization, Ramp, pooling, linear, softmax."""
    torch = pytest.importorskip("torch")
    random = np.random.default_rng(0)
    x, classes = random.normal(size=(8, 1, 6, 6)), random.integers(1, 4, 8)
    start = talk(
        "start = NetInitialize[NetChain[{ConvolutionLayer[2, 3], BatchNormalizationLayer[], Ramp, "
        'PoolingLayer[2, 2], FlattenLayer[], 3, SoftmaxLayer[]}, "Input" -> {1, 6, 6}]]'
    )
    inputs, targets = written(x), written(classes)
    end = talk(
        f'NetTrain[start, {inputs} -> {targets}, Method -> {{"SGD", "Momentum" -> 0.5}}, '
        "LearningRate -> 0.1, BatchSize -> 8, MaxTrainingRounds -> 3, TrainingProgressReporting -> None]"
    )
    begun = {path: slot.value for path, slot in start.slots()}
    expected = torch_training(torch, begun, x, classes)
    for path, slot in end.slots():
        np.testing.assert_allclose(slot.value, expected[path], rtol=1e-4, atol=1e-5, err_msg=str(path))


def written(array):
    """An array as the language writes it."""
    return repr(array.tolist()).replace("[", "{").replace("]", "}").replace("e-", "*^-")


def torch_training(torch, begun, x, classes):
    functional = torch.nn.functional
    arrays = {path: torch.tensor(value, dtype=torch.float64) for path, value in begun.items()}
    moving = [(2, "MovingMean"), (2, "MovingVariance")]
    trained = [path for path in arrays if path not in moving]
    for path in trained:
        arrays[path].requires_grad_()
    optimizer = torch.optim.SGD([arrays[path] for path in trained], lr=0.1, momentum=0.5)
    for _ in range(3):
        y = functional.conv2d(torch.tensor(x), arrays[1, "Weights"], arrays[1, "Biases"])
        mean, variance = y.mean((0, 2, 3)), y.var((0, 2, 3), unbiased=False)
        for path, value in zip(moving, (mean, variance), strict=True):
            arrays[path] = 0.9 * arrays[path] + 0.1 * value.detach()
        scaling, biases = arrays[2, "Scaling"], arrays[2, "Biases"]
        y = functional.batch_norm(y, None, None, scaling, biases, training=True, eps=0.001)
        y = functional.max_pool2d(functional.relu(y), 2).flatten(1)
        y = functional.linear(y, arrays[6, "Weights"], arrays[6, "Biases"])
        loss = functional.cross_entropy(y, torch.tensor(classes) - 1)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return {path: value.detach().numpy() for path, value in arrays.items()}


def test_real_64_trains_in_double_precision(talk):
    options = 'MaxTrainingRounds -> 1, TrainingProgressReporting -> None, WorkingPrecision -> "Real64"'
    loss = talk(f'NetTrain[{NUMBER}, {LINE}, "RoundLoss", {options}, RandomSeeding -> 1]')
    same = talk(f'NetTrain[{NUMBER}, {LINE}, "RoundLoss", {options.replace("64", "32")}, RandomSeeding -> 1]')
    assert loss == pytest.approx(same, rel=1e-5)
    assert loss != same


def test_digits_are_learnt(talk):
    """Real data end to end: a small net on part of the digits does far better than chance."""
    accuracy = talk(
        'data = ExampleData[{"MachineLearning", "Digits"}, "TrainingData"][[;; 600]]; '
        'test = ExampleData[{"MachineLearning", "Digits"}, "TestData"][[;; 200]]; '
        "net = NetChain[{FlattenLayer[], 32, BatchNormalizationLayer[], Ramp, 10, SoftmaxLayer[]}, "
        '"Output" -> NetDecoder[{"Class", Range[0, 9]}]]; '
        "trained = NetTrain[net, data, MaxTrainingRounds -> 15, RandomSeeding -> 1, "
        "TrainingProgressReporting -> None]; "
        'NetMeasurements[trained, test, "Accuracy"]'
    )
    assert accuracy > 0.85
    assert to_array(talk('NetExtract[trained, {3, "MovingMean"}]')).any()
