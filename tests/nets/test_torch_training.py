"""Training and evaluation by PyTorch, on a processor that passes for a GPU, beside the NumPy engine."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from wlmini.arrays import to_array
from wlmini.expr import S
from wlmini.nets import devices
from wlmini.nets.engines import torch_devices
from wlmini.nets.engines.choice import Engine
from wlmini.nets.optimizers import METHODS, Optimizer

from . import small_net
from .talk import Talk
from .torch_device import pretend_gpu, torch_here, use_torch

DATA = 'data = Flatten[Table[{x, y} -> If[x + y > 0, "up", "down"], {x, -1, 1, 0.25}, {y, -0.9, 1, 0.25}]]; '
NET = "NetChain[{8, BatchNormalizationLayer[], Tanh, LinearLayer[], SoftmaxLayer[]}]"
CHANCE = "NetChain[{8, BatchNormalizationLayer[], Tanh, DropoutLayer[0.3], LinearLayer[], SoftmaxLayer[]}]"
TRAIN = (
    "train[net_, opts___] := NetTrain[net, data, All, opts, BatchSize -> 10, RandomSeeding -> 3, "
    "ValidationSet -> Scaled[0.2], TrainingProgressReporting -> None]; "
)
GPU = 'TargetDevice -> "GPU"'


@pytest.fixture
def talk(monkeypatch: pytest.MonkeyPatch) -> Talk:
    pretend_gpu(monkeypatch)
    made = Talk()
    made(DATA + TRAIN)
    return made


def array(talk: Talk, text: str) -> np.ndarray:
    return np.array(to_array(talk(text)))


# -- optimizers -----------------------------------------------------------------------------------------

SETTINGS: list[dict[str, Any]] = [
    {},
    {"l2": 0.1, "gradient_clipping": 0.4},
    {"weight_clipping": 0.7},
    {"multipliers": {"w": 2.0, "b": 0.0}, "weight_clipping": 0.7},
    {"l2": {"w": 0.3, "b": 0.0}, "gradient_clipping": {"w": 0.2, "b": 9.0}},
]


def optimized(engine: Engine, method: str, settings: dict[str, Any], steps: int = 70) -> Any:
    """Arrays and states after steps with gradients by chance."""
    random = np.random.default_rng(4)
    start = {"w": random.normal(size=(3, 4)), "b": random.normal(size=5)}
    store = engine.store(start, ["w", "b"])
    given = {k: store.spread(v, 0.0) if isinstance(v, dict) else v for k, v in settings.items()}
    optimizer = Optimizer(store, method, **given)
    for _ in range(steps):
        gradient = np.zeros(len(store.vector))
        for span in store.spans.values():
            gradient[span] = random.normal(size=span.stop - span.start)
        store.gradient[...] = store.memory.placed(gradient)
        optimizer.step(0.05)
    return store.copies(), [store.memory.host(each) for each in optimizer.states]


@pytest.mark.parametrize("settings", SETTINGS)
@pytest.mark.parametrize("method", METHODS)
def test_a_method_does_the_same_on_both_engines(method: str, settings: dict[str, Any]) -> None:
    torch_here()
    arrays, states = optimized(Engine("float64"), method, settings)
    others, their_states = optimized(Engine("float64", "cpu"), method, settings)
    for path, value in arrays.items():
        np.testing.assert_allclose(others[path], value, rtol=1e-9, atol=1e-12)
    for one, two in zip(states, their_states, strict=True):
        np.testing.assert_allclose(two, one, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("method", METHODS)
def test_a_net_trained_by_both_engines(method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store, losses = small_net.train(method)
    arrays = store.copies()
    use_torch(monkeypatch, small_net)
    other, their_losses = small_net.train(method)
    np.testing.assert_allclose(their_losses, losses, rtol=1e-9)
    for path, value in arrays.items():
        np.testing.assert_allclose(other[path], value, rtol=1e-8, atol=1e-9)


def test_a_store_of_a_device() -> None:
    torch_here()
    engine = Engine("float64", "cpu")
    store = engine.store({"a": np.arange(6.0).reshape(2, 3), "c": [7.0], "b": [8.0, 9.0]}, ["a", "b"])
    own = Engine("float64").store({"a": np.zeros((2, 3)), "c": [0.0], "b": [0.0, 0.0]}, ["a", "b"])
    assert store.spans == own.spans
    assert len(store.vector) == len(own.vector)
    assert list(store) == ["a", "c", "b"]
    assert len(store) == 3
    assert "c" in store
    assert list(store.trainable) == ["a", "b"]
    before = store.copies()
    store["a"][...] = 0.0  # a copy
    np.testing.assert_array_equal(store["a"], before["a"])
    store.restore({"a": np.ones((2, 3))})
    np.testing.assert_array_equal(store.memory.host(store.vector)[store.spans["a"]], np.ones(6))
    assert store.is_finite()
    store.restore({"b": [np.nan, 1.0]})
    assert not store.is_finite()
    assert len(store.gradients) == 2
    np.testing.assert_array_equal(store.gradients["b"], [0.0, 0.0])


# -- in the language ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "method", ['"ADAM"', '{"SGD", "GradientClipping" -> 0.1, "L2Regularization" -> 0.01}']
)
def test_a_training_gives_what_the_processor_gives(talk: Talk, method: str) -> None:
    talk(f'one = train[{NET}, Method -> {method}, WorkingPrecision -> "Real64", MaxTrainingRounds -> 3]')
    talk(
        f'two = train[{NET}, Method -> {method}, WorkingPrecision -> "Real64", MaxTrainingRounds -> 3, {GPU}]'
    )
    assert talk('{one["TargetDevice"], two["TargetDevice"]} === {"CPU", "GPU"}') is S["True"]
    for name in ("BatchLossList", "ValidationLossList", "RoundLossList"):
        found, expected = array(talk, f'two["{name}"]'), array(talk, f'one["{name}"]')
        np.testing.assert_allclose(found, expected, rtol=1e-8)
    weights = 'NetExtract[#["TrainedNet"], {1, "Weights"}] & '
    np.testing.assert_allclose(array(talk, f"{weights}@two"), array(talk, f"{weights}@one"), rtol=1e-5)
    assert talk.said == []


def test_properties_of_a_training_on_a_device(talk: Talk) -> None:
    talk("seen = {}; see = AppendTo[seen, {Normal[#WeightsVector], Normal[#GradientsVector]}] &;")
    talk(f"train[{NET}, MaxTrainingRounds -> 3, {GPU}, TrainingProgressFunction -> see];")
    seen = array(talk, "seen")
    assert seen.shape[:2] == (3, 2)
    assert np.isfinite(seen).all()
    assert (np.diff(seen, axis=0) != 0).any((1, 2)).all()


def test_a_seed_repeats_a_training_to_the_bit(talk: Talk) -> None:
    same = f'train[{CHANCE}, MaxTrainingRounds -> 3, {GPU}]["BatchLossList"]'
    assert talk(f"{same} === {same}") is S["True"]


@pytest.mark.parametrize("first, then", [(GPU, GPU), (GPU, "Sequence[]"), ("Sequence[]", GPU)])
def test_a_checkpoint_goes_on_on_any_device(talk: Talk, tmp_path: Any, first: str, then: str) -> None:
    file, net = tmp_path / "net.wlnet", CHANCE if first == then else NET
    options = 'Method -> "RMSProp", WorkingPrecision -> "Real64"'
    talk(f"whole = train[{net}, {options}, MaxTrainingRounds -> 4, {first}]")
    spec = f'TrainingProgressCheckpointing -> {{"File", "{file}"}}'
    talk(f"train[{net}, {options}, MaxTrainingRounds -> 2, {first}, {spec}]")
    talk(f'rest = train[File["{file}"], {options}, MaxTrainingRounds -> 4, {then}]')
    found, expected = array(talk, 'rest["BatchLossList"]'), array(talk, 'whole["BatchLossList"]')
    if first == then:
        np.testing.assert_array_equal(found, expected)
    else:
        np.testing.assert_allclose(found, expected, rtol=1e-8)


def test_dropout_draws_anew_at_every_step(talk: Talk) -> None:
    masks = array(
        talk,
        'net = NetChain[{DropoutLayer[0.5]}, "Input" -> 20]; '
        f'Table[net[ConstantArray[1, 20], NetEvaluationMode -> "Train", {GPU}], 3]',
    )
    assert set(masks.ravel()) == {0.0, 2.0}
    assert (masks[0] != masks[1]).any()
    assert (masks[1] != masks[2]).any()


APPLICATIONS = [
    "net[{0.1, 0.2}{}]", "net[{{0.1, 0.2}, {0.3, 0.4}}{}]", 'net[{0.1, 0.2}, "Probabilities"{}]',
    "net[{0.1, 0.2}, NetPort[{1, \"Output\"}]{}]", 'net[{0.1, 0.2}, NetPortGradient["Input"]{}]',
    'net[{0.1, 0.2}, NetPortGradient[{1, "Weights"}]{}]',
    'net[{{0.1, 0.2}, {0.3, 0.4}}, NetEvaluationMode -> "Train"{}]',
    'NetMeasurements[net, data, "Accuracy"{}]', 'NetMeasurements[net, data, {"Loss", "F1Score"}{}]',
]  # fmt: skip


@pytest.mark.parametrize("application", APPLICATIONS)
def test_an_application_gives_what_the_processor_gives(talk: Talk, application: str) -> None:
    talk(f'net = train[{NET}, MaxTrainingRounds -> 1]["TrainedNet"]')
    precision = ', WorkingPrecision -> "Real64"'
    one, two = (application.replace("{}", more) for more in (precision, f"{precision}, {GPU}"))
    talk("values[x_] := Flatten[{Normal[x] //. a_Association :> Values[a]}]")
    if talk(f"AllTrue[values[{one}], NumberQ]") is S["True"]:
        found, expected = array(talk, f"values[{two}]"), array(talk, f"values[{one}]")
        np.testing.assert_allclose(found, expected, rtol=1e-7)
    else:
        assert talk(f"{two} === {one}") is S["True"]
    assert talk.said == []


def test_mixed_precision_is_near_and_not_the_same(talk: Talk) -> None:
    talk('net = NetInitialize[NetChain[{30, Tanh, 3}, "Input" -> 40]]; x = RandomReal[{-1, 1}, {5, 40}];')
    whole, mixed = array(talk, f"net[x, {GPU}]"), array(talk, f'net[x, {GPU}, WorkingPrecision -> "Mixed"]')
    assert (whole != mixed).any()
    np.testing.assert_allclose(mixed, whole, atol=0.03)
    options = f"MaxTrainingRounds -> 10, {GPU}"
    talk(f'mixed = train[{NET}, {options}, WorkingPrecision -> "Mixed"]; whole = train[{NET}, {options}]')
    found, expected = array(talk, 'mixed["RoundLossList"]'), array(talk, 'whole["RoundLossList"]')
    assert (found != expected).all()
    np.testing.assert_allclose(found, expected, rtol=0.05)
    assert talk('Normal[NetExtract[mixed["TrainedNet"], {1, "Biases"}]][[1]] // MachineNumberQ') is S["True"]


# -- devices --------------------------------------------------------------------------------------------

LAYER = 'LinearLayer[2, "Input" -> 2, "Weights" -> {{1, 2}, {3, 4}}, "Biases" -> None]'
MESSAGES = [
    ('{"GPU", 7}', 2, "nogpu: There is no GPU 7; the number of GPUs here is 2."),
    ('{"GPU", 0}', 2, "nogpu: There is no GPU 0; the number of GPUs here is 2."),
    ('{"GPU", {1, 3}}', 2, "nogpu: There is no GPU 3; the number of GPUs here is 2."),
    (
        '{"GPU", All}',
        2,
        "manygpus: TargetDevice -> {GPU, All} names several GPUs, which cannot work together",
    ),
    ('{"GPU", {1, 2}}', 2, "manygpus: TargetDevice -> {GPU, {1, 2}} names several GPUs"),
    ('{"GPU", "a"}', 1, 'optval: The value {GPU, a} of the option TargetDevice is not "CPU", "GPU"'),
    ('{"GPU", {}}', 1, "optval: "),
    ('{"CPU", 1}', 1, "optval: "),
    (
        '"GPU"',
        0,
        "nocuda: TargetDevice -> GPU needs a GPU that PyTorch can use (by CUDA), but finds none here; ",
    ),
]


@pytest.mark.parametrize("spec, count, text", MESSAGES)
def test_devices_that_are_none(monkeypatch: pytest.MonkeyPatch, spec: str, count: int, text: str) -> None:
    pretend_gpu(monkeypatch)
    monkeypatch.setattr(torch_devices, "gpus", lambda: ["cpu"] * count)
    talk = Talk()
    assert talk(f"{LAYER}[{{1, 2}}, TargetDevice -> {spec}]") is S["$Failed"]
    assert talk(f"NetTrain[{LAYER}, {{{{1, 2}} -> {{3, 4}}}}, TargetDevice -> {spec}]") is S["$Failed"]
    assert (
        talk(f'NetMeasurements[{LAYER}, {{{{1, 2}} -> {{3, 4}}}}, "MeanSquare", TargetDevice -> {spec}]')
        is S["$Failed"]
    )
    assert [said.partition("::")[0] for said in talk.said] == ["LinearLayer", "NetTrain", "NetMeasurements"]
    assert all(said.partition("::")[2].startswith(text) for said in talk.said)


@pytest.mark.parametrize(
    "spec", ['"GPU"', '{"GPU", 1}', '{"GPU", All}', '{"GPU", {1}}', '{"GPU", {1, 1}}', '"CPU"']
)
def test_devices_that_are_there(talk: Talk, spec: str) -> None:
    assert array(talk, f"{LAYER}[{{1, 2}}, TargetDevice -> {spec}]").tolist() == [5.0, 11.0]
    assert talk.said == []


def test_without_pytorch_the_message_says_what_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch_devices, "library", lambda: None)
    talk = Talk()
    assert talk(f"{LAYER}[{{1, 2}}, {GPU}]") is S["$Failed"]
    assert "pip install 'wlmini[gpu]'" in talk.said[0]
    assert talk.said[0].startswith("LinearLayer::notorch: TargetDevice -> GPU needs ")


def test_a_pytorch_that_cannot_be_loaded_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise OSError("libcudart.so: cannot open shared object file")

    monkeypatch.setattr(torch_devices, "library", broken)
    talk = Talk()
    assert talk(f"{LAYER}[{{1, 2}}, {GPU}]") is S["$Failed"]
    assert talk.said[0].startswith("LinearLayer::badtorch: TargetDevice -> GPU needs ")
    assert "libcudart.so: cannot open shared object file" in talk.said[0]


def test_mixed_precision_needs_a_device() -> None:
    if devices.PROCESSOR.device:
        pytest.skip("PyTorch is the processor of this run")
    talk = Talk()
    assert talk(f'{LAYER}[{{1, 2}}, WorkingPrecision -> "Mixed"]') is S["$Failed"]
    assert talk(f'NetTrain[{LAYER}, {{{{1, 2}} -> {{3, 4}}}}, WorkingPrecision -> "Mixed"]') is S["$Failed"]
    assert [said.partition(": ")[0] for said in talk.said] == ["LinearLayer::mixedcpu", "NetTrain::mixedcpu"]


def test_mixed_precision_needs_hardware(monkeypatch: pytest.MonkeyPatch) -> None:
    pretend_gpu(monkeypatch)
    monkeypatch.setattr(torch_devices, "has_bfloat16", lambda device: False)
    talk = Talk()
    assert talk(f'{LAYER}[{{1, 2}}, WorkingPrecision -> "Mixed", {GPU}]') is S["$Failed"]
    assert talk.said[0].startswith("LinearLayer::nobfloat: ")


def test_wrong_data_end_in_a_message(talk: Talk) -> None:
    talk(
        'embed = NetInitialize[EmbeddingLayer[2, 3]]; extract = ExtractLayer["Input" -> 4, "Position" -> 1];'
    )
    assert talk(f'extract[<|"Input" -> {{1, 2, 3, 4}}, "Position" -> {{9}}|>, {GPU}]') is S["$Failed"]
    assert "there is no position 9 in a level of length 4" in talk.said[0]


def test_memory_that_is_used_up_is_told(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    torch, run = torch_here(), torch_devices.Runner.run

    def exhausted(self: Any, seed: int | None) -> Any:
        if self.runs > 2:
            raise torch.cuda.OutOfMemoryError("no memory is left")
        return run(self, seed)

    monkeypatch.setattr(torch_devices.Runner, "run", exhausted)
    talk(f"results = train[{NET}, MaxTrainingRounds -> 3, {GPU}]")
    assert talk('results["ReasonTrainingStopped"]') == "DataFailure"
    assert talk.said[0].startswith("NetTrain::nomemory: ")
