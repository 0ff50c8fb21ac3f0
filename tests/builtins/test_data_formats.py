"""Formats of data: what is written is read back, by us and by the libraries whose formats they are."""

import wave

import numpy as np
import pytest
from wolframclient.deserializers import binary_deserialize
from wolframclient.language import wl
from wolframclient.serializers import export

from wlmini.expr import Association, S, make_list
from wlmini.kernel.byte_array import ByteArray
from wlmini.kernel.wxf import deserialize, serialize
from wlmini.session import Session


@pytest.fixture
def session(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return Session(messenger=lambda text: None)


def value(session, text):
    return session.show(session.evaluate_text(text), "InputForm")


@pytest.mark.parametrize(
    "name, data",
    [
        ("a.csv", '{{1, 2.5}, {"x, y", "q\\"r"}}'),
        ("a.tsv", '{{1, 2.5}, {"x", "y"}}'),
        ("a.json", '{"a" -> {1, True, Null}}'),
        ("a.jsonl", '{<|"a" -> 1|>, <|"a" -> {2}|>}'),
        ("a.wxf", '{1, x, "a", <|"k" -> 1/2|>}'),
        ("a.wl", "f[x, 1/2]"),
        ("a.npy", "{{1, 2}, {3, 4}}"),
        ("a.npz", '<|"u" -> {1.5, 2.}|>'),
        ("a.ini", '<|"s" -> <|"k" -> "v"|>|>'),
        ("a.txt", '"one\\ntwo"'),
    ],
)
def test_what_is_exported_is_imported(session, name, data):
    assert value(session, f'Import[Export["{name}", {data}]] === {data}') == "True"


def test_hdf5_has_names_and_data(session):
    session.evaluate_text('Export["a.h5", <|"u" -> {{1, 2}, {3, 4}}, "v" -> {1.5}|>]')
    assert value(session, 'Import["a.h5"]') == '{"/u", "/v"}'
    assert value(session, 'Import["a.h5", {"Datasets", "/u"}]') == "{{1, 2}, {3, 4}}"
    assert value(session, 'Import["a.h5", {"Data", "/v"}]') == "{1.5}"


def test_mat_has_labels(session):
    session.evaluate_text('Export["a.mat", <|"u" -> {{1, 2}}|>]')
    assert value(session, 'Import["a.mat", "LabeledData"]') == '<|"u" -> {{1, 2}}|>'


def test_sound_is_what_others_read(session, tmp_path):
    session.evaluate_text('Export["a.wav", {0., 0.5, -0.5, 1.}, SampleRate -> 8000]')
    with wave.open(str(tmp_path / "a.wav")) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (8000, 1, 2)
        assert np.frombuffer(file.readframes(4), "<i2").tolist() == [0, 16384, -16384, 32767]
    assert value(session, 'Import["a.wav", "SampleRate"]') == "8000"


def test_archives_hold_files_and_let_none_out(session, tmp_path):
    session.evaluate_text('CreateDirectory["d"]; Export["d/a.csv", {{1}}]; Export["d/b.txt", "b"]')
    for archive in ("d.zip", "d.tar", "d.tgz"):
        session.evaluate_text(
            f'CreateArchive["d", "{archive}"]; ExtractArchive["{archive}", "out-{archive}"]'
        )
        assert value(session, f'Import["out-{archive}/d/a.csv"]') == "{{1}}"
    assert value(session, 'FileNameTake /@ ExtractArchive["d.zip", "only", "*.txt"]') == '{"b.txt"}'


def test_packed_files_are_read_as_what_they_hold(session):
    session.evaluate_text('Export["a.csv.gz", {{1, 2}}, {"GZIP", "CSV"}]')
    assert value(session, 'Import["a.csv.gz"]') == "{{1, 2}}"


@pytest.mark.parametrize(
    "ours, theirs",
    [
        (1, 1),
        (300, 300),
        (2**40, 2**40),
        (2**80, 2**80),
        (-5, -5),
        (1.5, 1.5),
        ("aé", "aé"),
        (S.Pi, wl.Pi),
        (make_list((1, "a")), [1, "a"]),
        (S.f(1, S.x), wl.f(1, wl.x)),
        (Association.of([("a", 1)]), {"a": 1}),
        (ByteArray(b"abc"), b"abc"),
    ],
)
def test_serialized_expressions_are_those_of_the_client(ours, theirs):
    data = export(theirs, target_format="wxf")
    assert serialize(ours) == data
    assert deserialize(data) == ours
    assert serialize(deserialize(serialize(ours, compress=True))) == data


@pytest.mark.parametrize("kind", ["i1", "i4", "u2", "f4", "f8", "c16"])
def test_arrays_are_serialized_as_by_the_client(kind):
    array = np.arange(6).reshape(2, 3).astype(kind)
    found = deserialize(export(array, target_format="wxf"))
    assert np.array_equal(found.array, array)
    assert np.array_equal(binary_deserialize(serialize(found)), array)


@pytest.mark.parametrize(
    "data", [b"", b"8", b"8:", b"8:f\x05", b"8:S\x05ab", b"9:C\x01", b"8:C\x01C\x01", b"8C:xx"]
)
def test_damaged_bytes_are_refused(data):
    with pytest.raises(ValueError, match="bytes"):
        deserialize(data)


def test_definitions_of_a_context_are_dumped(session):
    session.evaluate_text("mine`a = 1; mine`f[x_] := x + mine`a; SetAttributes[mine`f, Listable];")
    session.evaluate_text('DumpSave["m.mx", "mine`"]; ClearAll[mine`a, mine`f]; Get["m.mx"]')
    assert value(session, "mine`f[{1, 2}]") == "{2, 3}"


def test_workbooks_are_those_of_others(session):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["x", 2.5, True])
    book.create_sheet("second")["B2"] = 'a<b & "c"'
    book.save("theirs.xlsx")
    assert value(session, 'Import["theirs.xlsx"]') == (
        '{{{"x", 2.5, True}}, {{"", ""}, {"", "a<b & \\"c\\""}}}'
    )
    session.evaluate_text('Export["ours.xlsx", {"one" -> {{1, "a & b"}, {False, 0.5}}, "two" -> {{3}}}]')
    read = {sheet.title: [list(row) for row in sheet.values] for sheet in openpyxl.load_workbook("ours.xlsx")}
    assert read == {"one": [[1, "a & b"], [False, 0.5]], "two": [[3]]}
