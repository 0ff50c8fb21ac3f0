"""Sound that is varied in training, against NumPy's convolution and the bounds of what is drawn."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from wlmini.expr import S
from wlmini.nets.coders.making import make_coder

from ..talk import Talk

RNG = np.random.default_rng(4)
RATE = 100
SOUND = RNG.standard_normal(200)


@pytest.fixture
def talk() -> Talk:
    made = Talk()
    made(f"rate = SampleRate -> {RATE}")
    made(f"sound = Audio[{listed(SOUND)}, rate]")
    return made


def listed(values: Any) -> str:
    return "{" + ", ".join(f"{x:.15f}" for x in values) + "}"


def varied(talk: Talk, rules: str, seed: int = 1, more: str = "") -> np.ndarray:
    """The sound as an encoder gives it in training."""
    spec = talk(f'{{"Audio", "SampleRate" -> {RATE}, "Augmentation" -> {rules}{more}}}')
    coder = make_coder(S.NetEncoder, spec, talk.session.kernel)
    assert np.allclose(coder.encode([talk("sound")])[0], SOUND) or more
    return np.asarray(coder.in_training(np.random.default_rng(seed)).encode([talk("sound")])[0])


@pytest.mark.parametrize("response", [[1.0], [0.0, 1.0], [0.5, -0.25, 0.125], list(RNG.standard_normal(300))])
def test_convolution(talk: Talk, response: list[float]) -> None:
    expected = np.convolve(SOUND, response)[: len(SOUND)]
    assert np.allclose(varied(talk, f'{{"Convolution" -> {listed(response)}}}'), expected)
    sound = f"Audio[{listed(response)}, rate]"
    assert np.allclose(varied(talk, f'{{"Convolution" -> {sound}}}'), expected)


def test_one_of_several_rooms(talk: Talk) -> None:
    rooms = '{"Convolution" -> {Audio[{1.}, rate], Audio[{-0.5}, rate]}}'
    factors = {round(float(varied(talk, rooms, seed)[0] / SOUND[0]), 6) for seed in range(20)}
    assert factors == {1.0, -0.5}


@pytest.mark.parametrize("seconds, by", [(0.5, 50), (-0.25, -25), (0, 0), (3, 300), (-3, -300), (2, 200)])
def test_shift(talk: Talk, seconds: float, by: int) -> None:
    wide = np.concatenate([np.zeros(300), SOUND, np.zeros(300)])
    expected = wide[300 - by : 500 - by]
    assert np.allclose(varied(talk, f'<|"TimeShift" -> {seconds}|>'), expected)


def test_shifts_are_drawn(talk: Talk) -> None:
    shifts = []
    for seed in range(40):
        found = varied(talk, '"TimeShift" -> {-0.1, 0.2}', seed)
        matches = [by for by in range(-20, 30) if np.allclose(found[30:150], SOUND[30 - by : 150 - by])]
        shifts += matches
    assert len(shifts) == 40
    assert -10 <= min(shifts) < 0 < 10 < max(shifts) <= 20


def test_volume(talk: Talk) -> None:
    assert np.allclose(varied(talk, '{"Volume" -> 1/4}'), SOUND / 4)
    factors = []
    for seed in range(40):
        found = varied(talk, '{"Volume" -> {0.5, 2}}', seed)
        factors.append(float(found[0] / SOUND[0]))
        assert np.allclose(found, factors[-1] * SOUND)
    assert 0.5 <= min(factors) < 0.8 < 1.7 < max(factors) <= 2


def test_noise(talk: Talk) -> None:
    noise = varied(talk, '{"Noise" -> 0.5}') - SOUND
    assert 0.4 < np.abs(noise).max() <= 0.5
    assert abs(noise.mean()) < 0.1
    assert np.isclose(noise.std(), 0.5 / np.sqrt(3), rtol=0.2)  # as of a uniform distribution
    sizes = [np.abs(varied(talk, '{"Noise" -> {0.1, 1}}', seed) - SOUND).max() for seed in range(20)]
    assert 0.09 < min(sizes) < 0.4 < 0.7 < max(sizes) <= 1


def test_a_sound_as_noise(talk: Talk) -> None:
    """It begins anywhere and is repeated."""
    starts = set()
    for seed in range(30):
        noise = varied(talk, '{"Noise" -> Audio[{1., 2., 4.}, rate]}', seed) - SOUND
        starts.add(round(float(noise[0]), 6))
        assert np.allclose(noise[3:], noise[:-3])
        assert sorted(np.round(noise[:3], 6)) == [1, 2, 4]
    assert starts == {1.0, 2.0, 4.0}


def test_order_and_normalization(talk: Talk) -> None:
    """After Normalization: convolution, shift, volume, noise, in whatever order they are given."""
    rules = '{"Volume" -> 3, "Noise" -> Audio[{0.5}, rate], "TimeShift" -> 0.01, "Convolution" -> {1., 1.}}'
    loud = SOUND / np.abs(SOUND).max()
    room = np.convolve(loud, [1, 1])[:200]
    expected = 3 * np.concatenate([[0], room[:-1]]) + 0.5
    assert np.allclose(varied(talk, rules, more=', "Normalization" -> "Max"'), expected)


def test_transforms_are_of_varied_sound(talk: Talk) -> None:
    plain = f'{{"AudioMelSpectrogram", "SampleRate" -> {RATE}, "NumberOfFilters" -> 2, "WindowSize" -> 50'
    talk(f'quiet = NetEncoder[{plain}, "Augmentation" -> {{"Volume" -> 0.5}}}}]')
    talk(f"same = NetEncoder[{plain}}}]")
    assert talk("quiet[sound] === same[sound]") is S["True"]
    talk('net = NetChain[{ElementwiseLayer[# &]}, "Input" -> quiet]')
    ratio = 'net[sound, NetEvaluationMode -> "Train"]/net[sound]'
    assert talk(f"Max[Abs[{ratio} - 0.25]] < 0.0001") is S["True"]
    assert not talk.said


def test_evaluation_draws_each_time(talk: Talk) -> None:
    talk(f'enc = NetEncoder[{{"Audio", "SampleRate" -> {RATE}, "Augmentation" -> {{"Volume" -> {{1, 2}}}}}}]')
    talk('net = NetChain[{ElementwiseLayer[# &]}, "Input" -> enc]')
    talk('twice = net[{sound, sound}, NetEvaluationMode -> "Train"]')
    assert talk("twice[[1]] === twice[[2]]") is S["False"]
    seeded = 'net[sound, NetEvaluationMode -> "Train", RandomSeeding -> 5]'
    assert talk(f"{seeded} === {seeded}") is S["True"]
    assert talk("net[sound] === net[{sound, sound}][[2]]") is S["True"]


TRAINING = (
    'net = NetChain[{LinearLayer[1]}, "Input" -> '
    'NetEncoder[{"Audio", "SampleRate" -> 4, "TargetLength" -> 4, '
    '"Augmentation" -> {"Noise" -> {0, 1}, "Volume" -> {0.5, 2}}}]]; '
    "data = Table[Audio[{x, 1 - x, x^2, 1}, SampleRate -> 4] -> {x}, {x, 0., 1., 0.1}]; "
    "train[net_, opts___] := NetTrain[net, data, All, opts, BatchSize -> 4, RandomSeeding -> 3, "
    "TrainingProgressReporting -> None]; "
)


def test_training_goes_on_with_what_it_would_have_drawn(talk: Talk, tmp_path: Any) -> None:
    """From the midst of a round, of 3 batches."""
    talk(TRAINING)
    talk("whole = train[net, MaxTrainingRounds -> 4]")
    count = 'Quantity[4, "Batches"]'
    file = tmp_path / "net.wlnet"
    spec = f'{{"File", "{file}", "Interval" -> {count}}}'
    talk(f"train[net, MaxTrainingRounds -> {count}, TrainingProgressCheckpointing -> {spec}]")
    talk(f'rest = train[File["{file}"], MaxTrainingRounds -> 4]')
    assert talk('rest["TrainedNet"] === whole["TrainedNet"]') is S["True"]
    assert talk('rest["BatchLossList"] === whole["BatchLossList"]') is S["True"]
    assert not talk.said


def test_every_round_has_other_examples(talk: Talk) -> None:
    """With a rate so small that nothing is learnt, losses tell what was drawn; validation draws nothing."""
    talk(TRAINING)
    still = "LearningRate -> 10.^-30, MaxTrainingRounds -> 5, ValidationSet -> data"
    talk(f"done = train[NetInitialize[net, RandomSeeding -> 1], {still}]")
    assert talk('Length[Union[done["RoundLossList"]]]') == 5
    assert talk('Length[Union[done["ValidationLossList"]]]') == 1
    talk("one = Function[ConstantArray[data[[3]], #BatchSize]]")
    talk("generated = NetTrain[net, one, All, LearningRate -> 10.^-30, MaxTrainingRounds -> 5, "
         "BatchSize -> 2, TrainingProgressReporting -> None]")  # fmt: skip
    assert talk('Length[Union[generated["BatchLossList"]]]') == 5
    assert not talk.said


def test_measurements_follow_the_mode(talk: Talk) -> None:
    talk(TRAINING)
    talk("ready = NetInitialize[net]")
    measure = 'NetMeasurements[ready, data, "Loss"{}]'
    plain, train = measure.format(""), measure.format(', NetEvaluationMode -> "Train"')
    assert talk(f"{plain} === {plain}") is S["True"]
    assert talk(f"{train} === {train}") is S["False"]
    talk("made = Function[data[[;; #BatchSize]]]")
    generated = 'NetMeasurements[ready, made, "Loss", BatchSize -> 3{}]'
    plain, train = generated.format(""), generated.format(', NetEvaluationMode -> "Train"')
    assert talk(f"{plain} === {plain}") is S["True"]
    assert talk(f"{train} === {train}") is S["False"]
    assert not talk.said


def test_it_is_saved_with_the_net(talk: Talk, tmp_path: Any) -> None:
    talk('room = NetEncoder[{"Audio", "TargetLength" -> 4, '
         '"Augmentation" -> {"Convolution" -> {Audio[{1., 0.5}, rate]}}}]')  # fmt: skip
    talk(f'Export["{tmp_path}/a.wlnet", NetInitialize[NetChain[{{2}}, "Input" -> room]]]')
    assert talk(f'NetExtract[Import["{tmp_path}/a.wlnet"], "Input"] === room') is S["True"]
    assert not talk.said


@pytest.mark.parametrize(
    "rules, words",
    [
        ("7", "None, or rules"),
        ("True", "None, or rules"),
        ('{"Volume" -> 1, 7}', "None, or rules"),
        ('{"Pitch" -> 2}', "Convolution, TimeShift, Volume, Noise"),
        ('{"Volume" -> -1}', '"Volume" in "Augmentation"'),
        ('{"Volume" -> {2, 1}}', "a factor that is not negative or {min, max}"),
        ('{"Volume" -> {1, 2, 3}}', "a factor"),
        ('{"Volume" -> {}}', "a factor"),
        ('{"Volume" -> "loud"}', "a factor"),
        ('{"TimeShift" -> {0, Infinity}}', "a number of seconds or {min, max}"),
        ('{"Noise" -> {-1, 1}}', "an amplitude that is not negative"),
        ('{"Noise" -> {sound, 1}}', "an amplitude that is not negative"),
        ('{"Convolution" -> {}}', "a list of numbers"),
        ('{"Convolution" -> {{1, 2}}}', "a list of numbers"),
        ('{"Convolution" -> 1}', "a list of numbers"),
    ],
)
@pytest.mark.parametrize("name", ["Audio", "AudioMFCC"])
def test_messages(talk: Talk, name: str, rules: str, words: str) -> None:
    assert talk(f'NetEncoder[{{"{name}", "Augmentation" -> {rules}}}]') is S["$Failed"]
    assert talk.said[0].startswith("NetEncoder::coderarg")
    assert words in talk.said[0]
    assert f'"{name}"' in talk.said[0]
    assert not talk.session.kernel.faults


def test_sounds_of_different_lengths(talk: Talk) -> None:
    talk('short = NetEncoder[{"Audio", "SampleRate" -> 4, "Augmentation" -> {"Volume" -> {1, 2}}}]')
    talk('net = NetChain[{NetMapOperator[LinearLayer[{}]], AggregationLayer[Total, 1]}, "Input" -> short]')
    talk("data = Table[Audio[Range[n]/10., SampleRate -> 4] -> 1., {n, 1, 9}]")
    talk("done = NetTrain[net, data, All, MaxTrainingRounds -> 2, BatchSize -> 4, "
         "TrainingProgressReporting -> None]")  # fmt: skip
    assert talk('Head[done["TrainedNet"]]') is S.NetChain
    assert talk('NetExtract[done["TrainedNet"], "Input"] === short') is S["True"]
    assert not talk.said
    assert not talk.session.kernel.faults


def test_other_rates(talk: Talk) -> None:
    """An impulse response at twice the rate, of a constant: it is a constant at this rate too."""
    found = varied(talk, '{"Noise" -> Audio[{{0.5, 0.5, 0.5, 0.5}, {1., 1., 1., 1.}}, SampleRate -> 200]}')
    assert np.allclose(found, SOUND + 0.75)
