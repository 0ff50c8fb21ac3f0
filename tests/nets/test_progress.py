"""What training shows and tells while it goes on: rows, a live display, files, functions, intervals."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sys

import numpy as np
import pytest

from wlmini.arrays import to_array
from wlmini.expr import S
from wlmini.nets import progress
from wlmini.nets.training.facts import KEYS, keys_used
from wlmini.nets.training.intervals import Interval, Timer
from wlmini.nets.training.panel import BLANK, PanelWatcher, curve, shrunk
from wlmini.nets.training.record import Record
from wlmini.nets.training.rows import COLUMNS

from .talk import LINE, NUMBER, Talk

OPTIONS = "MaxTrainingRounds -> 3, BatchSize -> 4, RandomSeeding -> 1"
QUIET = f"{OPTIONS}, TrainingProgressReporting -> None"


@pytest.fixture
def talk():
    return Talk()


def train(talk, options, prop="TrainedNet"):
    return talk(f'NetTrain[{NUMBER}, {LINE}, "{prop}", {options}]')


# -- rows ------------------------------------------------------------------------------------------------


def test_print_shows_a_header_rows_and_an_end(talk):
    train(talk, f"{OPTIONS}, ValidationSet -> {{0 -> 1}}")
    assert talk.said == []
    assert talk.printed[0] == "Training: ADAM, 9 examples, batch size 4, 3 batches a round"
    assert re.split(r"\s{2,}", talk.printed[1].strip()) == [*(name for name, _, _ in COLUMNS), "val. loss"]
    assert talk.printed[-2].split()[:3] == ["100", "3/3", "3/3"]
    assert talk.printed[-1].startswith("Training complete after 3 rounds")
    assert len({len(line) for line in talk.printed[1:-1]}) == 1


def test_an_interval_of_nothing_shows_every_batch(talk):
    train(talk, f'{OPTIONS}, TrainingProgressReporting -> {{"Print", "Interval" -> 0}}')
    rows = talk.printed[2:-1]
    assert [row.split()[1:3] for row in rows] == [[f"{r}/3", f"{b}/3"] for r in (1, 2, 3) for b in (1, 2, 3)]
    assert [int(row.split()[0]) for row in rows] == [round(100 * i / 9) for i in range(1, 10)]


@pytest.mark.parametrize("form", ['"Panel"', "Automatic", '{"Panel", "Interval" -> 7}'])
def test_where_there_is_no_terminal_rows_are_printed(talk, form):
    train(talk, f"{OPTIONS}, TrainingProgressReporting -> {form}")
    assert talk.printed[0].startswith("Training: ADAM")
    assert talk.said == []


def test_an_indicator_without_a_terminal_counts_tenths(talk):
    train(talk, f'{OPTIONS}, TrainingProgressReporting -> "ProgressIndicator"')
    assert [line.split()[0] for line in talk.printed] == [
        "10%",
        "20%",
        "30%",
        "40%",
        "50%",
        "60%",
        "70%",
        "80%",
        "100%",
    ]


def test_none_shows_nothing(talk):
    train(talk, QUIET)
    assert talk.printed == talk.said == []


# -- the live display ------------------------------------------------------------------------------------


class Terminal(io.StringIO):
    """A text stream that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self):
        return True


def test_a_terminal_gets_a_live_display(talk, monkeypatch):
    rich = pytest.importorskip("rich")
    assert rich
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setitem(os.environ, "TERM", "xterm-256color")
    monkeypatch.setitem(os.environ, "COLUMNS", "100")
    talk.session.kernel.state["stdout"] = True
    data = 'Table[x -> If[x > 0, "a", "b"], {x, -1, 1, 0.2}]'
    net = 'NetChain[{LinearLayer[2], SoftmaxLayer[]}, "Input" -> "Real"]'
    talk(f'NetTrain[{net}, {data}, {OPTIONS}, ValidationSet -> {{0.5 -> "a"}}]')
    shown = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", screen.getvalue())
    assert talk.printed == talk.said == []
    for text in (
        "Training: ADAM, 11 examples",
        "round",
        "examples/s",
        "validation loss",
        "ErrorRate",
        "best in",
    ):
        assert text in shown
    assert "Training complete after 3 rounds" in shown
    assert any(BLANK < ord(letter) < BLANK + 256 for letter in shown)  # the curve


def test_without_rich_a_terminal_gets_rows(talk, monkeypatch):
    monkeypatch.setattr(progress, "on_terminal", lambda kernel: True)
    monkeypatch.setitem(sys.modules, "rich.live", None)
    monkeypatch.setitem(sys.modules, "rich", None)
    monkeypatch.setattr(progress, "find_spec", lambda name: None)
    train(talk, OPTIONS)
    assert talk.printed[0].startswith("Training: ADAM")
    assert talk.said == []
    train(talk, f'{OPTIONS}, TrainingProgressReporting -> "Panel"')
    assert "wlmini[progress]" in talk.said[0]


def test_curves_fall_where_losses_do():
    cells = curve([[100.0, 10.0, 1.0]], width=3, height=3)
    drawn = [[cell != BLANK for cell in row] for row in cells]
    assert [row[0] for row in drawn] == [True, False, False]
    assert [row[1] for row in drawn] == [True, True, False]  # the first joins it to the middle
    assert all(drawn[i][i] for i in range(3))
    assert curve([[]], width=2, height=1) == [[BLANK, BLANK]]
    assert curve([[float("nan")]], width=2, height=1) == [[BLANK, BLANK]]
    flat = curve([[3.0, 3.0]], width=2, height=1)
    assert len({*flat[0]}) == 1
    assert flat[0][0] != BLANK


def test_long_curves_are_means_of_stretches():
    assert shrunk([1.0, 3.0, 5.0, 7.0], 2) == [2.0, 6.0]
    assert shrunk([1.0, 2.0], 4) == [1.0, 1.0, 2.0, 2.0]
    assert len(shrunk(list(range(1001)), 120)) == 120


def test_the_panel_tells_where_training_stands():
    pytest.importorskip("rich")
    record = Record("SGD", 0.1, 4, 10, 20, 40, current_rate=0.05, round=3, batch=2, done=22, seen=88)
    rows = dict(PanelWatcher(Interval(1, "Seconds")).figures(record))
    assert rows["round"] == "3 of 20, batch 2 of 10"
    assert rows["learning rate"] == "0.05"


# -- files -----------------------------------------------------------------------------------------------


def read_csv(path, separator=","):
    with path.open(newline="") as file:
        return list(csv.DictReader(file, delimiter=separator))


READERS = {
    "csv": read_csv,
    "tsv": lambda path: read_csv(path, "\t"),
    "json": lambda path: json.loads(path.read_text()),
}


@pytest.mark.parametrize("suffix", READERS)
def test_files_have_a_row_a_round(talk, tmp_path, suffix):
    path = tmp_path / f"progress.{suffix}"
    spec = f'TrainingProgressReporting -> File["{path}"], ValidationSet -> {{0 -> 1}}'
    losses = train(talk, f"{OPTIONS}, {spec}", "RoundLossList")
    rows = READERS[suffix](path)
    assert [int(row["Round"]) for row in rows] == [1, 2, 3]
    assert [int(row["AbsoluteBatch"]) for row in rows] == [3, 6, 9]
    np.testing.assert_allclose([float(row["RoundLoss"]) for row in rows], to_array(losses))
    assert all(float(row["ValidationLoss"]) > 0 for row in rows)
    assert talk.printed == talk.said == []


def test_files_of_the_language_are_read_back(talk, tmp_path):
    path = tmp_path / "progress.wl"
    spec = f'{{File["{path}"], "Interval" -> Quantity[1, "Batches"]}}'
    losses = train(talk, f"{OPTIONS}, TrainingProgressReporting -> {spec}", "BatchLossList")
    found = talk(f'#BatchLoss & /@ Get["{path}"]')
    np.testing.assert_allclose(to_array(found), to_array(losses))


def test_files_that_cannot_be_written(talk, tmp_path):
    for name in ("/nowhere/at/all.csv", f"{tmp_path}/a.foo"):
        assert train(talk, f'{OPTIONS}, TrainingProgressReporting -> File["{name}"]') is S["$Failed"]
    assert [line.split(":")[2] for line in talk.said] == ["nofolder", "optval"]
    remove = f'(If[#Round == 2, DeleteDirectory["{tmp_path}/gone", DeleteContents -> True]] &)'
    (tmp_path / "gone").mkdir()
    spec = f'TrainingProgressReporting -> File["{tmp_path}/gone/a.csv"]'
    talk.said.clear()
    assert train(talk, f"{OPTIONS}, {spec}, TrainingProgressFunction -> {remove}", "TotalRounds") == 3
    assert talk.said[0].startswith("NetTrain::noprogressfile: ")


def test_several_reporters(talk, tmp_path):
    spec = f'{{"Print", File["{tmp_path}/a.csv"], Function[AppendTo[rounds, #Round]]}}'
    talk("rounds = {}")
    train(talk, f"{OPTIONS}, TrainingProgressReporting -> {spec}")
    assert talk.printed[-1].startswith("Training complete")
    assert len(read_csv(tmp_path / "a.csv")) == 3
    assert to_array(talk("rounds")).tolist()[0] == 1  # the second comes sooner than 0.05 s later


@pytest.mark.parametrize("spec", ['"Foo"', "5", '{"Print", "Foo" -> 1}', '{"Print", "Interval" -> "a"}'])
def test_no_form_of_reporting(talk, spec):
    assert train(talk, f"{OPTIONS}, TrainingProgressReporting -> {spec}") is S["$Failed"]
    assert talk.said[0].startswith("NetTrain::optval: ")


# -- functions -------------------------------------------------------------------------------------------


def told(talk, keys, options=QUIET, interval='Quantity[1, "Batches"]'):
    """What a function is told under these keys, one row a call."""
    asked = ", ".join(f"#{key}" for key in keys)
    talk(
        f"told = {{}}; results = NetTrain[{NUMBER}, {LINE}, All, {options}, TrainingProgressFunction -> "
        f'{{Function[AppendTo[told, {{{asked}}}]], "Interval" -> {interval}}}]'
    )
    return [row.parts for row in talk("told").parts]


def test_every_key_is_told(talk):
    talk(f"NetTrain[{NUMBER}, {LINE}, {QUIET}, TrainingProgressFunction -> ((told = #) &)]")
    assert list(talk("told").keys()) == list(KEYS)
    assert talk.said == []


DOCUMENTED = """AbsoluteBatch Batch BatchData BatchesPerRound BatchesPerSecond BatchIndices BatchLoss
BatchLossList BatchMeasurements BatchMeasurementsLists BatchSize BestValidationRound CheckpointingFiles Event
ExampleLosses ExamplesPerSecond ExamplesProcessed Gradients GradientsRMS GradientsVector InitialLearningRate
LearningRate MeanBatchesPerSecond MeanExamplesPerSecond Net OptimizationMethod ProgressFraction Round
RoundLoss RoundLossList RoundMeasurements RoundMeasurementsLists TargetDevice TimeElapsed TimeRemaining
TotalBatches TotalRounds ValidationLoss ValidationLossList ValidationMeasurements ValidationMeasurementsLists
Weights WeightsRMS WeightsVector"""


def test_the_documented_keys_are_there():
    assert set(KEYS) == set(DOCUMENTED.split())


def test_positions(talk):
    keys = ["Round", "Batch", "AbsoluteBatch", "ExamplesProcessed", "ProgressFraction", "BatchesPerRound"]
    rows = told(talk, keys)
    examples = [4, 8, 9, 13, 17, 18, 22, 26, 27]
    assert rows == [
        (1 + i // 3, 1 + i % 3, i + 1, examples[i], pytest.approx((i + 1) / 9), 3) for i in range(9)
    ]


def test_losses_are_those_of_the_results(talk):
    rows = told(talk, ["BatchLoss", "BatchLossList", "RoundLoss", "ExampleLosses"])
    losses = to_array(talk('results["BatchLossList"]'))
    np.testing.assert_allclose([row[0] for row in rows], losses)
    np.testing.assert_allclose(to_array(rows[4][1]), losses[:5])
    assert rows[1][2] == S.Missing("NotAvailable")
    assert rows[5][2] == pytest.approx(talk('results["RoundLossList"][[2]]'))
    assert [np.mean(to_array(row[3])) for row in rows] == pytest.approx(losses.tolist(), rel=1e-5)


def test_batch_data_and_gradients_belong_together(talk):
    """For w x + b the gradient of the mean squared error is 2 mean(r x), 2 mean(r) with r = w x + b - y."""
    rows = told(
        talk, ["BatchData", "BatchIndices", "Gradients", "Weights", "GradientsVector", "LearningRate"]
    )
    first, second = rows[0], rows[1]
    weights = [to_array(each).item() for each in first[3].values()]  # before the second step
    data = {name: to_array(each) for name, each in second[0].items()}
    x = np.arange(-1, 1.25, 0.25)[to_array(second[1]) - 1]
    np.testing.assert_allclose(data["Input"], x, rtol=1e-6)
    residual = weights[0] * x + weights[1] - data["Output"]
    gradients = [to_array(each).item() for each in second[2].values()]
    np.testing.assert_allclose(gradients, [2 * (residual * x).mean(), 2 * residual.mean()], rtol=1e-4)
    assert to_array(second[4]).tolist()[0] == pytest.approx(gradients[0])
    assert second[5] == 0.001


def test_the_net_is_the_one_of_that_moment(talk):
    rows = told(talk, ["Net", "Weights"])
    for net, weights in rows:
        assert {path: slot.value.tolist() for path, slot in net.slots()} == {
            tuple(path.parts): to_array(array).tolist() for path, array in weights.items()
        }
    assert len({row[0].construction() for row in rows}) == 9


def test_intervals_of_functions(talk):
    assert told(talk, ["Round"], interval="2") == [(2,)]
    assert told(talk, ["AbsoluteBatch"], interval='Quantity[2, "Batches"]') == [(2,), (4,), (6,), (8,)]
    assert told(talk, ["AbsoluteBatch"], interval='Quantity[50, "Percent"]') == [(5,), (9,)]
    assert told(talk, ["AbsoluteBatch"], interval='Quantity[12, "Examples"]') == [(3,), (6,), (9,)]
    assert told(talk, ["Round"], interval='Quantity[1, "Hours"]') == []


def test_orders(talk):
    for order, reason in (("StopTraining", "StopTraining"), ("Foo", "MaxTrainingRounds")):
        found = train(talk, f'{QUIET}, TrainingProgressFunction -> ("{order}" &)', "ReasonTrainingStopped")
        assert found == reason
    assert train(talk, f'{QUIET}, TrainingProgressFunction -> ("AbortTraining" &)') is S["$Aborted"]
    talk('f[a_] := (n = a["Round"]; g[])')
    assert train(talk, f"{QUIET}, TrainingProgressFunction -> {{f, f}}", "TotalRounds") == 3
    assert talk("n") == 3


@pytest.mark.parametrize("spec", ["5", '"a"', '{Print, "Foo" -> 1}'])
def test_no_function(talk, spec):
    assert train(talk, f"{QUIET}, TrainingProgressFunction -> {spec}") is S["$Failed"]
    assert talk.said[0].startswith("NetTrain::optval: ")


USED = [
    ("Function[#Round + #BatchLoss]", {"Round", "BatchLoss"}),
    ('#["Round"] &', {"Round"}),
    ('Function[a, a["Net"]]', {"Net"}),
    ("Function[{a}, f[a]]", set(KEYS)),
    ("f[#] &", set(KEYS)),
    ("f", set(KEYS)),
    ("(#Round; Map[# + 1 &, {1}]) &", {"Round"}),
    ("7 &", set()),
]


@pytest.mark.parametrize("text,keys", USED)
def test_only_what_a_function_looks_at_is_made(talk, text, keys):
    assert set(keys_used(talk(text))) == keys


# -- intervals -------------------------------------------------------------------------------------------


class Now:
    """A place in a training of 10 batches a round and a batch a second."""

    batches, batch_size, expected = 10, 4, 100

    def __init__(self, done):
        self.done, self.elapsed = done, float(done)


INTERVALS = [
    (Interval(1, "Rounds"), [10, 20, 30]),
    (Interval(0.5, "Rounds"), [5, 10, 15, 20, 25, 30]),
    (Interval(7, "Batches"), [7, 14, 21, 28]),
    (Interval(2.5, "Batches"), [3, 5, 8, 10, 13, 15, 18, 20, 23, 25, 28, 30]),
    (Interval(40, "Examples"), [10, 20, 30]),
    (Interval(9, "Seconds"), [9, 18, 27]),
    (Interval(5, "Batches", least=12), [5, 20]),
    (Interval(5, "Seconds", least=12), [12, 24]),
]


@pytest.mark.parametrize("interval,expected", INTERVALS)
def test_timers(interval, expected):
    timer = Timer(interval)
    assert [done for done in range(1, 31) if timer.due(Now(done))] == expected


def test_an_abort_is_told_as_such(talk):
    stop = 'TrainingProgressFunction -> (If[#Round == 2, "AbortTraining"] &)'
    assert train(talk, f"{OPTIONS}, {stop}") is S["$Aborted"]
    assert talk.printed[-1].startswith("Training was aborted after 2 rounds")
