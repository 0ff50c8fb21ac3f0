"""Checkpoints: complete at any moment, and training goes on from them as if nothing had happened."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time

import pytest

from wlmini.expr import S
from wlmini.kernel import whole_files
from wlmini.nets.formats.wlnet import from_bytes

from .talk import LINE, NUMBER, Talk

DATA = 'data = Flatten[Table[{x, y} -> If[x + y > 0, "up", "down"], {x, -1, 1, 0.25}, {y, -0.9, 1, 0.25}]]; '
NET = (
    "net = NetChain[{8, BatchNormalizationLayer[], Tanh, DropoutLayer[0.3], LinearLayer[], SoftmaxLayer[]}]; "
)
TRAIN = (
    "train[net_, opts___] := NetTrain[net, data, All, opts, BatchSize -> 10, RandomSeeding -> 3, "
    "ValidationSet -> Scaled[0.2], TrainingProgressReporting -> None]; "
)
LASTING = [
    "TrainedNet", "FinalNet", "RoundLossList", "BatchLossList", "ValidationLossList", "BestValidationRound",
    "RoundMeasurementsLists", "BatchMeasurementsLists", "ValidationMeasurementsLists", "RoundPositions",
]  # fmt: skip
METHODS = ['"ADAM"', '"SGD"', '"RMSProp"', '"SignSGD"', '{"ADAM", "LearningRateSchedule" -> (1/#1 &)}']
FINITE = "RandomSeeding -> 1, TrainingProgressReporting -> None"


@pytest.fixture
def talk():
    made = Talk()
    made(DATA + NET + TRAIN)
    return made


def same(talk, first, second):
    """The properties in which two results differ."""
    return [name for name in LASTING if talk(f'{first}["{name}"] === {second}["{name}"]') is not S["True"]]


@pytest.mark.parametrize("batches", [1, 4, 6, 13])
def test_going_on_gives_the_same_bits(talk, tmp_path, batches):
    """6 batches a round: in the middle of the first round, at its end, and in the third."""
    file = tmp_path / "net.wlnet"
    talk("whole = train[net, MaxTrainingRounds -> 5]")
    count = f'Quantity[{batches}, "Batches"]'
    spec = f'{{"File", "{file}", "Interval" -> {count}}}'
    talk(f"part = train[net, MaxTrainingRounds -> {count}, TrainingProgressCheckpointing -> {spec}]")
    assert talk('part["TotalBatches"]') == batches
    talk(f'rest = train[File["{file}"], MaxTrainingRounds -> 5]')
    assert same(talk, "whole", "rest") == []
    assert same(talk, "whole", "part") != []
    assert talk.said == []


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("precision", ["Real32", "Real64"])
def test_every_method_goes_on(talk, tmp_path, method, precision):
    file = tmp_path / "net.wlnet"
    options = f'Method -> {method}, WorkingPrecision -> "{precision}"'
    talk(f"whole = train[net, {options}, MaxTrainingRounds -> 4]")
    talk(
        f"train[net, {options}, MaxTrainingRounds -> 2, "
        f'TrainingProgressCheckpointing -> {{"File", "{file}"}}]'
    )
    talk(f'rest = train[File["{file}"], {options}, MaxTrainingRounds -> 4]')
    assert same(talk, "whole", "rest") == []


def test_update_schedules_and_criteria_go_on(talk, tmp_path):
    file = tmp_path / "net.wlnet"
    options = (
        "TrainingUpdateSchedule -> {1 -> 2, 5}, TrainingStoppingCriterion -> "
        '<|"Criterion" -> "ErrorRate", "Patience" -> 3|>'
    )
    talk(f"whole = train[net, {options}, MaxTrainingRounds -> 30]")
    talk(
        f"part = train[net, {options}, MaxTrainingRounds -> 2, "
        f'TrainingProgressCheckpointing -> {{"File", "{file}"}}]'
    )
    talk(f'rest = train[File["{file}"], {options}, MaxTrainingRounds -> 30]')
    assert same(talk, "whole", "rest") == []
    assert talk('whole["ReasonTrainingStopped"]') == "TrainingStoppingCriterion"


def test_generators_go_on_with_the_random_numbers_of_the_session(talk, tmp_path):
    file = tmp_path / "net.wlnet"
    talk(
        'made[opts___][net_] := NetTrain[net, {RandomChoice[data, #BatchSize] &, "RoundLength" -> 40}, All, '
        "opts, BatchSize -> 10, RandomSeeding -> 3, TrainingProgressReporting -> None]"
    )
    talk("SeedRandom[7]; whole = made[MaxTrainingRounds -> 4][net]; SeedRandom[7]")
    checkpoint = f'TrainingProgressCheckpointing -> {{"File", "{file}"}}'
    talk(f"part = made[MaxTrainingRounds -> 2, {checkpoint}][net]; SeedRandom[99]")
    talk(f'rest = made[MaxTrainingRounds -> 4][File["{file}"]]')
    assert same(talk, "whole", "rest") == []


def test_sequences_go_on(talk, tmp_path):
    """Examples of different lengths, recurrent layers and dropout."""
    file = tmp_path / "net.wlnet"
    talk(
        "SeedRandom[3]; points = Table[RandomReal[{-1, 1}, {RandomInteger[{1, 6}], 2}], 30]; "
        'data = Table[x -> If[Total[x, 2] > 0, "up", "down"], {x, points}]; '
        "net = NetChain[{LongShortTermMemoryLayer[4], SequenceLastLayer[], DropoutLayer[0.2], 2, "
        'SoftmaxLayer[]}, "Input" -> {"Varying", 2}]'
    )
    talk("whole = train[net, MaxTrainingRounds -> 4]")
    spec = f'{{"File", "{file}", "Interval" -> Quantity[4, "Batches"]}}'
    talk(f'train[net, MaxTrainingRounds -> Quantity[4, "Batches"], TrainingProgressCheckpointing -> {spec}]')
    talk(f'rest = train[File["{file}"], MaxTrainingRounds -> 4]')
    assert same(talk, "whole", "rest") == []
    assert talk.said == []


def test_a_folder_of_checkpoints(talk, tmp_path):
    spec = f'{{"Directory", "{tmp_path}"}}'
    files = talk(
        f'train[net, MaxTrainingRounds -> 3, TrainingProgressCheckpointing -> {spec}]["CheckpointingFiles"]'
    )
    assert sorted(files.parts) == sorted(str(path) for path in tmp_path.iterdir())
    names = [os.path.basename(name).removesuffix(".wlnet").split("_") for name in files.parts]
    assert [name[3:6] for name in names] == [[str(i), str(i), "6"] for i in (1, 2, 3)]
    assert all(len(name) == 8 for name in names)  # the losses of the batch and of the validation


def test_the_net_of_a_checkpoint_can_be_imported(talk, tmp_path):
    file = tmp_path / "net.wlnet"
    talk(
        f'results = train[net, MaxTrainingRounds -> 2, TrainingProgressCheckpointing -> {{"File", "{file}"}}]'
    )
    assert talk(f'Import["{file}"] === results["FinalNet"]') is S["True"]
    assert talk(f'Head[train[Import["{file}"], MaxTrainingRounds -> 1]]') is S.NetTrainResultsObject


KILLED = """
train[net, MaxTrainingRounds -> 10^6, TrainingProgressCheckpointing -> {"File", FILE},
  TrainingProgressFunction -> (If[#Round == 3, Print["begun"]] &)];
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
@pytest.mark.parametrize("pause", [0.0, 0.05, 0.11])
def test_files_are_complete_when_the_process_is_killed(talk, tmp_path, pause):
    file, script = tmp_path / "net.wlnet", tmp_path / "train.wl"
    script.write_text(DATA + NET + TRAIN + KILLED.replace("FILE", f'"{file}"'))
    command = [sys.executable, "-m", "wlmini", str(script)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "begun\n"
        time.sleep(pause)
        process.kill()
    rounds = from_bytes(file.read_bytes()).training["record"]["round"]
    assert rounds >= 2
    talk(f"whole = train[net, MaxTrainingRounds -> {rounds + 2}]")
    talk(f'rest = train[File["{file}"], MaxTrainingRounds -> {rounds + 2}]')
    assert same(talk, "whole", "rest") == []


def test_a_full_disk_costs_no_training(talk, tmp_path, monkeypatch):
    file = tmp_path / "net.wlnet"
    spec = f'TrainingProgressCheckpointing -> {{"File", "{file}"}}'
    talk(f"train[net, MaxTrainingRounds -> 1, {spec}]")
    before = file.read_bytes()

    def full(handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(whole_files.os, "fsync", full)
    assert talk(f'train[net, MaxTrainingRounds -> 2, {spec}]["TotalRounds"]') == 2
    assert talk.said[0] == (
        f"NetTrain::nocheckpoint: The checkpoint {file} could not be written: [Errno 28] No space left on "
        "device. Training goes on."
    )
    assert file.read_bytes() == before
    assert list(tmp_path.iterdir()) == [file]


FAILURES = [
    ('"/nowhere/at/all/net.wlnet"', "nofolder"),
    ('{"File"}', "optval"),
    ('{"Elsewhere", "a"}', "optval"),
    ('{"File", "a.wlnet", "Foo" -> 1}', "optval"),
    ('{"File", "a.wlnet", "Interval" -> "a"}', "optval"),
    ('{"Directory", "/nowhere/at/all"}', "nofolder"),
]


@pytest.mark.parametrize("spec,tag", [(s if "{" in s else f'{{"File", {s}}}', tag) for s, tag in FAILURES])
def test_what_is_no_checkpoint(talk, spec, tag):
    assert talk(f"NetTrain[{NUMBER}, {LINE}, TrainingProgressCheckpointing -> {spec}]") is S["$Failed"]
    assert talk.said[0].startswith(f"NetTrain::{tag}: ")


CHANGES = [
    ("BatchSize -> 5", "data or batch size"),
    ('BatchSize -> 3, Method -> "SGD"', "method"),
    ('BatchSize -> 3, WorkingPrecision -> "Real64"', "WorkingPrecision"),
    ('BatchSize -> 3, LearningRateMultipliers -> {"Biases" -> 0}', "trained arrays"),
]


@pytest.mark.parametrize("options,what", CHANGES)
def test_another_training_cannot_be_continued(talk, tmp_path, options, what):
    file = tmp_path / "net.wlnet"
    talk(
        f"NetTrain[{NUMBER}, {LINE}, BatchSize -> 3, MaxTrainingRounds -> 1, {FINITE}, "
        f'TrainingProgressCheckpointing -> {{"File", "{file}"}}]'
    )
    assert talk(f'NetTrain[File["{file}"], {LINE}, {options}, {FINITE}]') is S["$Failed"]
    assert f"its {what} is not the same" in talk.said[0]


def test_damaged_and_missing_files(talk, tmp_path):
    file = tmp_path / "net.wlnet"
    talk(f'Export["{file}", NetInitialize[{NUMBER}]]')
    assert talk(f'Head[NetTrain[File["{file}"], {LINE}, MaxTrainingRounds -> 1, {FINITE}]]') is S.LinearLayer
    file.write_bytes(file.read_bytes()[:-1])
    for name in (file, tmp_path / "none.wlnet"):
        assert talk(f'NetTrain[File["{name}"], {LINE}]') is S["$Failed"]
    assert [line.split(":")[2] for line in talk.said] == ["badfile", "nofile"]
