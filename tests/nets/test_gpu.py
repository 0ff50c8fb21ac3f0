"""What needs a GPU: captured computations against the NumPy engine, seeds, trainings, mixed precision."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from wlmini.arrays import to_array
from wlmini.expr import S
from wlmini.nets.engines import torch_devices
from wlmini.nets.engines.choice import Engine
from wlmini.nets.engines.numpy import gradient_key
from wlmini.nets.engines.torch import TorchProgram
from wlmini.nets.ir import DataError, Graph
from wlmini.nets.ops.randomness import dropout

from .op_cases import Case, Trial
from .talk import Talk
from .test_torch_ops import CERTAIN, RANDOM, WRONG
from .test_torch_training import CHANCE, DATA, NET, TRAIN, array

ENGINE = Engine("float64", "cuda:0")
RUNS = torch_devices.WARM + 2  # the last ones are replayed
BATCH = 3
GPU = 'TargetDevice -> "GPU"'


@pytest.fixture(autouse=True)
def gpu() -> None:
    if not torch_devices.gpus():
        pytest.skip("there is no GPU that PyTorch can use")


@pytest.fixture
def talk() -> Talk:
    made = Talk()
    made(DATA + TRAIN)
    return made


def again(plan: Any, trial: Trial, store: Any) -> list[dict[Any, np.ndarray]]:
    """The results of some runs with the same seed."""
    return [plan.forward_backward(trial.inputs(), store, np.random.default_rng(5)) for _ in range(RUNS)]


def planned(trial: Trial) -> tuple[Any, Any, list[Any]]:
    names = [trial.names[i] for i in trial.differentiable()]
    loss = [("Loss", 1.0)]
    plan = ENGINE.plan(trial.graph, BATCH, mode=trial.case.mode, gradients_of=names, loss=loss)
    return plan, ENGINE.store(trial.arrays(), trial.arrays()), names


@pytest.mark.parametrize("case", CERTAIN, ids=str)
def test_an_op_and_its_gradients(case: Case) -> None:
    trial = Trial(case, BATCH)
    plan, store, names = planned(trial)
    *_, last = again(plan, trial, store)
    np.testing.assert_allclose(last["Output"], trial.run()["Output"], rtol=1e-7, atol=1e-8)
    factor, expected = BATCH if trial.node.batched else 1, trial.gradients()
    for index, name in zip(trial.differentiable(), names, strict=True):
        found = store.gradients[name] if name in store.gradients else last[gradient_key(name)]
        np.testing.assert_allclose(factor * found, expected[index], rtol=1e-6, atol=1e-7)


@pytest.mark.parametrize("case", [*CERTAIN, *RANDOM], ids=str)
def test_captured_runs_give_the_bits_of_others(case: Case) -> None:
    trial = Trial(case, BATCH)
    plan, store, _ = planned(trial)
    first, *others = again(plan, trial, store)
    for other in others:
        np.testing.assert_array_equal(other["Output"], first["Output"])


CAPTURED = ["2D", "batch_norm_train", "attention", "long_short_term_memory", "ctc", "dropout", "gather"]


@pytest.mark.parametrize("part", CAPTURED)
def test_computations_are_captured(part: str) -> None:
    for case in [each for each in (*CERTAIN, *RANDOM) if part in each.name]:
        trial = Trial(case, BATCH)
        plan, store, _ = planned(trial)
        again(plan, trial, store)
        program: TorchProgram = plan.program(store, training=True)
        assert program.runner.refusal is None, case
        assert program.runner.graph is not None, case


@pytest.mark.parametrize("make, inputs", WRONG)
def test_wrong_data_are_found_in_captured_runs(make: Any, inputs: dict[str, Any]) -> None:
    graph = Graph()
    graph.output("y", make(graph))
    plan, store = ENGINE.plan(graph, 2), ENGINE.store({})
    for _ in range(RUNS):
        with pytest.raises(DataError):
            plan.run(inputs, store)


def test_dropout_draws_anew_in_captured_runs() -> None:
    graph = Graph()
    graph.output("y", dropout(graph.input("x", (50,)), rate=0.5))
    plan, store, random = ENGINE.plan(graph, 2, mode="train"), ENGINE.store({}), np.random.default_rng(1)
    found = [plan.run({"x": np.ones((2, 50))}, store, random)["y"] for _ in range(2 * RUNS)]
    assert len({each.tobytes() for each in found}) == len(found)
    assert 0.8 < np.mean(found) < 1.2


# -- in the language --------------------------------------------------------------------------------------

RECURRENT = (
    "NetChain[{UnitVectorLayer[5], LongShortTermMemoryLayer[6], GatedRecurrentLayer[4], "
    'SequenceLastLayer[], LinearLayer[2], SoftmaxLayer[]}, "Input" -> {"Varying", Restricted["Integer", 5]}]'
)
SEQUENCES = (
    "SeedRandom[1]; data = Table[With[{x = RandomInteger[{1, 5}, RandomInteger[{2, 6}]]}, "
    'x -> If[First[x] > 2, "up", "down"]], 60];'
)


@pytest.mark.parametrize("net, more", [(NET, ""), (RECURRENT, SEQUENCES)])
def test_a_training_comes_to_the_losses_of_the_processor(talk: Talk, net: str, more: str) -> None:
    talk(more)
    talk(f"one = train[{net}, MaxTrainingRounds -> 4]; two = train[{net}, MaxTrainingRounds -> 4, {GPU}]")
    found, expected = array(talk, 'two["RoundLossList"]'), array(talk, 'one["RoundLossList"]')
    np.testing.assert_allclose(found, expected, rtol=1e-3)
    assert talk.said == []


@pytest.mark.parametrize("precision", ['"Real32"', '"Mixed"'])
def test_a_seed_repeats_a_training_to_the_bit(talk: Talk, precision: str) -> None:
    options = f"MaxTrainingRounds -> 3, {GPU}, WorkingPrecision -> {precision}"
    same = f'train[{CHANCE}, {options}]["BatchLossList"]'
    assert talk(f"{same} === {same}") is S["True"]


def test_a_checkpoint_goes_on_to_the_same_bits(talk: Talk, tmp_path: Any) -> None:
    file = tmp_path / "net.wlnet"
    talk(f"whole = train[{CHANCE}, MaxTrainingRounds -> 4, {GPU}]")
    spec = f'TrainingProgressCheckpointing -> {{"File", "{file}"}}'
    talk(f"train[{CHANCE}, MaxTrainingRounds -> 2, {GPU}, {spec}]")
    talk(f'rest = train[File["{file}"], MaxTrainingRounds -> 4, {GPU}]')
    assert talk('rest["BatchLossList"] === whole["BatchLossList"]') is S["True"]


def test_mixed_precision_trains(talk: Talk) -> None:
    options = f"MaxTrainingRounds -> 10, {GPU}"
    talk(f'mixed = train[{NET}, {options}, WorkingPrecision -> "Mixed"]; whole = train[{NET}, {options}]')
    found, expected = array(talk, 'mixed["RoundLossList"]'), array(talk, 'whole["RoundLossList"]')
    assert (found != expected).any()
    np.testing.assert_allclose(found, expected, rtol=0.05)


APPLICATIONS = [
    "{}",
    '"Probabilities", {}',
    'NetPortGradient["Input"], {}',
    'NetPortGradient[{1, "Weights"}], {}',
]


@pytest.mark.parametrize("application", APPLICATIONS)
def test_an_application(talk: Talk, application: str) -> None:
    talk(f'net = train[{NET}, MaxTrainingRounds -> 1]["TrainedNet"]')
    talk("values[x_] := Normal[x] //. a_Association :> Values[a]")
    one = talk(f"values[net[{{{{0.1, 0.2}}, {{0.3, 0.4}}}}, {application.format('BatchSize -> 2')}]]")
    two = talk(f"values[net[{{{{0.1, 0.2}}, {{0.3, 0.4}}}}, {application.format(GPU)}]]")
    if application == "{}":
        assert one == two
    else:
        found, expected = (np.array(to_array(each)) for each in (two, one))
        np.testing.assert_allclose(found, expected, rtol=1e-4, atol=1e-6)


def test_a_gpu_that_is_not_there(talk: Talk) -> None:
    net = 'NetInitialize[LinearLayer[1, "Input" -> 1]]'
    assert talk(f'{net}[{{1}}, TargetDevice -> {{"GPU", 77}}]') is S["$Failed"]
    assert talk.said[0].startswith("LinearLayer::nogpu: There is no GPU 77; ")
