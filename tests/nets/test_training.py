"""Training from Python: interrupts, seeds, threads, moving statistics, agreement with PyTorch."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import numpy as np
import pytest

from wlmini.arrays import to_array
from wlmini.expr import S
from wlmini.nets.training import loop
from wlmini.nets.training.supplies import StoredSupply

from .talk import LINE, NUMBER, Talk

QUIET = "TrainingProgressReporting -> None"


@pytest.fixture
def talk():
    return Talk()


def interrupting(talk, batch, times=1):
    """A function of the language that presses Ctrl-C so often when this batch is done."""

    def press(kernel, done):
        for number in range(times if done == batch else 0):
            signal.raise_signal(signal.SIGINT)
            for _ in range(1000 * number):  # the second comes a little later
                time.sleep(0.005)

    return talk.function("press", press)


def test_one_interrupt_ends_training_in_good_order(talk):
    interrupting(talk, 5)
    results = talk(
        f"results = NetTrain[{NUMBER}, {LINE}, All, MaxTrainingRounds -> 100, BatchSize -> 2, {QUIET}, "
        'TrainingProgressFunction -> {press[#AbsoluteBatch] &, "Interval" -> Quantity[1, "Batches"]}]'
    )
    assert talk('results[{"TotalBatches", "ReasonTrainingStopped"}]').parts == (5, "Interrupted")
    assert talk.said == [
        "NetTrain::interrupted: Training was interrupted in round 1 after 5 steps; the net is the one so far."
        " A second interrupt aborts at once."
    ]
    assert isinstance(talk('results["TrainedNet"][3]'), float)
    assert results is talk("results")


def test_a_second_interrupt_aborts_and_the_session_goes_on(talk):
    interrupting(talk, 5, times=2)
    value = talk(
        f"net = NetTrain[{NUMBER}, {LINE}, MaxTrainingRounds -> 100, BatchSize -> 2, {QUIET}, "
        "TrainingProgressFunction -> {(press[#AbsoluteBatch]; press[#AbsoluteBatch]) &, "
        '"Interval" -> Quantity[1, "Batches"]}]'
    )
    assert value is S["$Aborted"]
    assert talk("1 + 1") == 2
    assert isinstance(talk(f"NetTrain[{NUMBER}, {LINE}, MaxTrainingRounds -> 2, {QUIET}][3]"), float)


def test_ctrl_c_in_a_script():
    """A script that is interrupted while it trains goes on with the net so far."""
    script = (
        f"net = NetTrain[{NUMBER}, {LINE}, All, MaxTrainingRounds -> 10^7, {QUIET}, "
        'TrainingProgressFunction -> (If[#Round == 1, Print["begun"]] &)]; '
        'Print[net["ReasonTrainingStopped"], " ", NumberQ[net["TrainedNet"][1]]]'
    )
    command = [sys.executable, "-m", "wlmini", "-code", script]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "begun\n"
        process.send_signal(signal.SIGINT)
        out, said = process.communicate(timeout=60)
    assert out.startswith("Interrupted True")
    assert "NetTrain::interrupted" in said


THREADS = """
SeedRandom[4]; x = RandomReal[{-1, 1}, {128, 3, 12, 12}]; y = RandomChoice[{"a", "b"}, 128];
net = NetChain[{ConvolutionLayer[16, 3], BatchNormalizationLayer[], Ramp, PoolingLayer[2, 2], FlattenLayer[],
  300, DropoutLayer[], Ramp, LinearLayer[], SoftmaxLayer[]}];
trained = NetTrain[net, x -> y, MaxTrainingRounds -> 3, BatchSize -> 32, TrainingProgressReporting -> None];
Print[Hash[Normal /@ Values[Information[trained, "Arrays"]]]]
"""


def test_threads_change_no_bit(tmp_path):
    file = tmp_path / "threads.wl"
    file.write_text(THREADS)
    found = set()
    for count in ("1", "2", "3"):
        environment = {**os.environ, "WLMINI_THREADS": count}
        command = [sys.executable, "-m", "wlmini", str(file)]
        run = subprocess.run(
            command, capture_output=True, text=True, env=environment, timeout=120, check=True
        )
        assert run.stderr == ""
        found.add(run.stdout)
    assert len(found) == 1


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
    monkeypatch.setattr(loop, "AUTOMATIC_SECONDS", 0.2)
    results = talk.results(QUIET)
    assert 10 < results["TotalRounds"] <= loop.MOST_ROUNDS
    assert 0.02 < results["TotalTrainingTime"] < 5
    assert results["ReasonTrainingStopped"] == "MaxTrainingRounds"


def test_time_goal_ends_training(talk):
    results = talk.results(f"TimeGoal -> 0.1, {QUIET}")
    assert results["ReasonTrainingStopped"] == "TimeGoal"
    assert 0.1 <= results["TotalTrainingTime"] < 3


def test_the_best_validated_round_comes_back(talk):
    """The bias goes from 0 to 1; the validation data has it at 1/2, so the best round is on the way."""
    results = talk.results(
        "ValidationSet -> {0 -> 0.5}, MaxTrainingRounds -> 40, LearningRate -> 0.05, RandomSeeding -> 3, "
        f"{QUIET}"
    )
    losses = to_array(results["ValidationLossList"])
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


def test_want_of_memory_gives_the_net_so_far(talk, monkeypatch):
    take = StoredSupply.take

    def failing(self, number):
        if number == 2:
            raise MemoryError
        return take(self, number)

    monkeypatch.setattr(StoredSupply, "take", failing)
    results = talk.results(f"MaxTrainingRounds -> 9, BatchSize -> 2, {QUIET}")
    assert (results["TotalBatches"], results["ReasonTrainingStopped"]) == (2, "DataFailure")
    assert [line.split(":")[2] for line in talk.said] == ["nomemory", "halted"]
    assert isinstance(results["TrainedNet"].apply(talk.session.kernel, (1,)), float)


def test_a_diverging_loss_gives_the_last_good_net(talk):
    """After some good rounds the rate explodes; what comes back has finite numbers from before."""
    results = talk.results(
        f"MaxTrainingRounds -> 100, BatchSize -> 3, RandomSeeding -> 1, {QUIET}, LearningRate -> 0.01, "
        'Method -> {"SGD", "LearningRateSchedule" -> (If[#1 > 60, 10.^6, 1] &)}'
    )
    assert results["ReasonTrainingStopped"] == "Diverged"
    assert talk.said[0].startswith("NetTrain::diverged: ")
    values = [slot.value.item() for _, slot in results["TrainedNet"].slots()]
    assert values == pytest.approx([2, 1], abs=0.7)
    assert 60 < results["TotalBatches"] < 80


def test_nets_without_arrays_are_returned_with_a_message(talk):
    layer = 'ElementwiseLayer[Tanh, "Input" -> 2]'
    net = talk(f"NetTrain[{layer}, {{{{1, 2}} -> {{0, 1}}}}, MaxTrainingRounds -> 2, {QUIET}]")
    assert net == talk(layer)
    assert [line.split(":")[2] for line in talk.said] == ["untrainable"]
