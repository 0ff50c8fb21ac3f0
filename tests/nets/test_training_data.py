"""Where examples come from: files larger than memory, generators, files of pictures, large encodings."""

from __future__ import annotations

import numpy as np
import pytest

from wlmini.arrays import pack, to_array
from wlmini.expr import S
from wlmini.nets import columns
from wlmini.nets.data import column_array
from wlmini.nets.stored_arrays import StoredArray

from .talk import NUMBER, Talk

QUIET = "TrainingProgressReporting -> None, RandomSeeding -> 1, BatchSize -> 8"
RANDOM = np.random.default_rng(5)
X = RANDOM.normal(size=(50, 3)).astype(np.float32)
CLASSES = RANDOM.integers(1, 4, 50)
TARGETS = RANDOM.normal(size=(50, 2))
CLASSIFIER = "NetChain[{4, Tanh, 3, SoftmaxLayer[]}]"


@pytest.fixture
def talk():
    return Talk()


@pytest.fixture
def give(talk):
    """Gives a name of the session an array as its value."""

    def define(name, array):
        talk.session.kernel.evaluate(S.Set(talk.session.parse(name), S.NumericArray(listed(array))))

    return define


def listed(array):
    rows = [listed(row) for row in array] if array.ndim > 1 else array.tolist()
    return S.List(*rows)


@pytest.fixture
def stored(tmp_path):
    """Arrays in files, and the text of the data that names them."""
    np.save(tmp_path / "x.npy", X)
    np.save(tmp_path / "c.npy", CLASSES)
    np.savez(tmp_path / "all.npz", Input=X, Output=CLASSES)
    h5py = pytest.importorskip("h5py")
    with h5py.File(tmp_path / "all.h5", "w") as file:
        file["Input"], file["group/Output"] = X, CLASSES
    return {
        "npy": f'<|"Input" -> File["{tmp_path}/x.npy"], "Output" -> File["{tmp_path}/c.npy"]|>',
        "rule": f'File["{tmp_path}/x.npy"] -> File["{tmp_path}/c.npy"]',
        "npz": f'File["{tmp_path}/all.npz"]',
        "hdf5": f'File["{tmp_path}/all.h5"]',
    }


@pytest.mark.parametrize("form", ["npy", "rule", "npz", "hdf5"])
def test_arrays_in_files_train_as_those_in_memory(talk, give, stored, form):
    give("x", X)
    give("c", CLASSES)
    options = f"MaxTrainingRounds -> 3, ValidationSet -> Scaled[0.2], {QUIET}"
    expected = talk(f"a = NetTrain[{CLASSIFIER}, Normal[x] -> Normal[c], {options}]")
    assert expected == talk(f"NetTrain[{CLASSIFIER}, {stored[form]}, {options}]")
    assert talk(f'NetMeasurements[a, {stored[form]}, "Accuracy"]') == talk(
        'NetMeasurements[a, Normal[x] -> Normal[c], "Accuracy"]'
    )
    assert talk.said == []


@pytest.mark.parametrize("form", ["npy", "hdf5"])
def test_files_are_never_read_whole(talk, stored, form, monkeypatch):
    """No more rows are asked for at once than a batch, a validation piece or the first few examples have."""
    asked = []
    read = StoredArray.__getitem__

    def watched(self, index):
        found = read(self, index)
        if self.ndim > 1:
            asked.append(len(found))
        return found

    monkeypatch.setattr(StoredArray, "__getitem__", watched)
    monkeypatch.setattr("wlmini.nets.objective.PIECE", 16)
    talk(
        f"NetTrain[{CLASSIFIER}, {stored[form]}, MaxTrainingRounds -> 2, {QUIET}, "
        "ValidationSet -> Scaled[0.2]]"
    )
    assert max(asked) == 10  # the examples of the validation
    assert sum(asked) >= 100
    assert talk.said == []


def test_stored_arrays_give_rows_in_any_order(stored, tmp_path):
    array = StoredArray(np.load(tmp_path / "x.npy", mmap_mode="r"))
    index = np.array([7, 3, 3, 49, 0])
    np.testing.assert_array_equal(array[index], X[index])
    np.testing.assert_array_equal(array[2:5], X[2:5])
    np.testing.assert_array_equal(array[-1], X[-1])
    some = array.chosen(np.array([5, 2, 9]))
    assert some.shape == (3, 3)
    np.testing.assert_array_equal(some[np.array([2, 0])], X[[9, 5]])
    np.testing.assert_array_equal(some[1:], X[[2, 9]])
    np.testing.assert_array_equal(some.chosen(np.array([1]))[0], X[2])
    assert StoredArray(CLASSES).different() == sorted(set(CLASSES.tolist()))


def test_texts_in_hdf5_are_labels(talk, tmp_path):
    h5py = pytest.importorskip("h5py")
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file["Input"] = X
        file["Output"] = [f"class {each}" for each in CLASSES]
    net = talk(f'net = NetTrain[{CLASSIFIER}, File["{tmp_path}/a.h5"], MaxTrainingRounds -> 1, {QUIET}]')
    assert net.outputs["Output"].coder.labels == ("class 1", "class 2", "class 3")


FILES = [
    ('File["/nowhere/a.h5"]', "nofile"),
    ('File["FOLDER/a.txt"]', "filekind"),
    ('File["FOLDER/bad.npy"]', "badfile"),
    ('File["FOLDER/bad.h5"]', "badfile"),
    ('File["FOLDER/two.npz"] -> {1, 2}', "manyarrays"),
    ('<|"Input" -> File["FOLDER/short.npy"], "Output" -> {1, 2}|>', "lengths"),
]


@pytest.mark.parametrize("data,tag", FILES)
def test_files_that_cannot_be_used(talk, tmp_path, data, tag):
    pytest.importorskip("h5py")
    (tmp_path / "a.txt").write_text("1 2")
    (tmp_path / "bad.npy").write_bytes(b"no array")
    (tmp_path / "bad.h5").write_bytes(b"no array")
    np.savez(tmp_path / "two.npz", a=X, b=X)
    np.save(tmp_path / "short.npy", np.ones(3))
    assert talk(f"NetTrain[{NUMBER}, {data.replace('FOLDER', str(tmp_path))}, {QUIET}]") is S["$Failed"]
    assert talk.said[0].startswith(f"NetTrain::{tag}: ")


def test_large_encodings_are_made_batch_by_batch(talk, monkeypatch):
    """With the goal of little memory no encoded data is kept, and the numbers are the same."""
    net = 'NetChain[{LinearLayer[{}]}, "Input" -> NetEncoder[{"Class", {"a", "b", "c"}, "IndicatorVector"}]]'
    data = '{"a" -> 1, "b" -> 2, "c" -> 3, "a" -> 1, "b" -> 2, "c" -> 3, "b" -> 2, "c" -> 3, "a" -> 0}'
    made = []

    class Seen(columns.LazyColumn):
        def __init__(self, *parts):
            super().__init__(*parts)
            made.append(self)

    monkeypatch.setattr(columns, "LazyColumn", Seen)
    options = f"MaxTrainingRounds -> 3, {QUIET}"
    plain = talk(f"NetTrain[{net}, {data}, {options}]")
    assert made == []
    assert plain == talk(f'NetTrain[{net}, {data}, {options}, PerformanceGoal -> "TrainingMemory"]')
    assert {each.shape for each in made} == {(9, 3)}


# -- generators ------------------------------------------------------------------------------------------


def test_generators_are_told_the_batch_size_and_the_round(talk):
    talk(
        'calls = {}; f[a_] := (AppendTo[calls, {a["BatchSize"], a["Round"]}]; '
        'Table[x -> 2 x + 1, {x, RandomReal[1, a["BatchSize"]]}])'
    )
    results = talk.results(f"MaxTrainingRounds -> 3, {QUIET}", data='{f, "RoundLength" -> 20}')
    assert to_array(talk("calls")).tolist() == [[8, i] for i in (1, 1, 1, 2, 2, 2, 3, 3, 3)]
    assert (results["BatchesPerRound"], results["TotalBatches"], results["ExamplesProcessed"]) == (3, 9, 72)
    assert results["TrainingExamples"] is S["None"]
    assert talk.results(f"MaxTrainingRounds -> 2, {QUIET}", data="f")["TotalBatches"] == 2


def test_generators_learn_and_validate(talk):
    talk("f = Function[Table[x -> 2 x + 1, {x, RandomReal[{-1, 1}, #BatchSize]}]]")
    results = talk.results(
        f"MaxTrainingRounds -> 300, LearningRate -> 0.05, {QUIET}, "
        'ValidationSet -> {f, "RoundLength" -> 16}',
        data="f",
    )
    assert results["TrainedNet"] is not None
    assert len(results["ValidationLossList"]) == 300
    assert results["ValidationLoss"] < 1e-3


BAD = [
    ("$Failed &", "generator"),
    ("7 &", "generator"),
    ("{1 -> {1, 2}} &", "data"),
    ('{"a" -> 1} &', "data"),
    ("{} &", "nodata"),
    ('{Identity[1 -> 2] &, "RoundLength" -> 0}', "roundlength"),
    ("{1 -> 2 &, 5}", "roundlength"),
]


@pytest.mark.parametrize("data,tag", BAD)
def test_generators_that_fail_at_once(talk, data, tag):
    assert talk(f"NetTrain[{NUMBER}, {data}, {QUIET}]") is S["$Failed"]
    assert talk.said[0].startswith(f"NetTrain::{tag}: ")


@pytest.mark.parametrize("late", ["$Failed", "{1 -> {1, 2}}", '{"a" -> 1}', "{}", "1/0"])
def test_generators_that_fail_later_give_the_net_so_far(talk, late):
    results = talk.results(
        f"MaxTrainingRounds -> 9, {QUIET}", data=f"If[#Round < 4, {{1 -> 2, 2 -> 3}}, {late}] &"
    )
    assert (results["TotalRounds"], results["ReasonTrainingStopped"]) == (3, "DataFailure")
    assert talk.said[-1] == (
        "NetTrain::halted: Training stopped in round 4 after 3 steps; the net is the one so far."
    )
    assert results["TrainedNet"] is not None


def test_pictures_are_read_from_files_as_needed(talk, tmp_path):
    pytest.importorskip("PIL")
    names = [f"{tmp_path}/{i}.png" for i in range(6)]
    for number, name in enumerate(names):
        talk(f'Export["{name}", Image[ConstantArray[{number} / 6., {{8, 8}}]]]')
    data = ", ".join(
        f'File["{name}"] -> {"dark" if i < 3 else "bright"!r}'.replace("'", '"')
        for i, name in enumerate(names)
    )
    net = (
        'NetChain[{FlattenLayer[], 2, SoftmaxLayer[]}, "Input" -> '
        'NetEncoder[{"Image", {4, 4}, ColorSpace -> "Grayscale"}]]'
    )
    talk(f"data = {{{data}}}; net = {net}")
    talk(f"trained = NetTrain[net, data, MaxTrainingRounds -> 300, LearningRate -> 0.05, {QUIET}]")
    assert talk('NetMeasurements[trained, data, "Accuracy"]') == 1.0
    assert talk.said == []


def test_a_picture_that_vanishes_ends_training_with_the_net_so_far(talk, tmp_path):
    pytest.importorskip("PIL")
    for i in range(4):
        talk(f'Export["{tmp_path}/{i}.png", Image[ConstantArray[{i} / 4., {{4, 4}}]]]')
    talk(f'data = Table[File["{tmp_path}/" <> ToString[i] <> ".png"] -> i, {{i, 0, 3}}]')
    net = (
        'NetChain[{FlattenLayer[], LinearLayer[{}]}, "Input" -> '
        'NetEncoder[{"Image", {4, 4}, ColorSpace -> "Grayscale"}]]'
    )
    vanish = f'(If[#Round == 2, DeleteFile["{tmp_path}/2.png"]] &)'
    results = talk.results(
        f"MaxTrainingRounds -> 5, {QUIET}, TrainingProgressFunction -> {vanish}", data="data", net=net
    )
    assert (results["TotalRounds"], results["ReasonTrainingStopped"]) == (2, "DataFailure")
    assert talk.said[-1].startswith("NetTrain::halted: ")


def test_rows_of_one_array_are_not_copied():
    base = np.arange(24.0).reshape(4, 3, 2)
    rows = pack(base).parts
    found = column_array(rows)
    assert np.shares_memory(found, rows[0].array)
    np.testing.assert_array_equal(found, base)
    for others in (rows[::-1], rows[1:], (*rows[:3], rows[0]), (*rows[:3], pack(base[3] + 1)), rows[:1]):
        found = column_array(others)
        np.testing.assert_array_equal(found, [row.array for row in others])
