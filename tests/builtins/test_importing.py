"""Import and Export: files whole or not at all, formats found by declaration, wrong arguments named."""

import os

import pytest

from wlmini.kernel import formats
from wlmini.session import Session


@pytest.fixture
def said():
    return []


@pytest.fixture
def session(said):
    return Session(messenger=said.append)


def value(session, text):
    return session.show(session.evaluate_text(text), "InputForm")


def test_a_value_that_cannot_be_written_leaves_the_file_as_it_was(session, said, tmp_path):
    path = tmp_path / "data.json"
    path.write_text("[1]")
    assert value(session, f'Export["{path}", f[x]]') == "$Failed"
    assert path.read_text() == "[1]"
    assert os.listdir(tmp_path) == ["data.json"]
    assert said[0].startswith("Export::value: ")


def test_export_keeps_the_rights_of_a_file(session, tmp_path):
    path = tmp_path / "private.txt"
    path.write_text("old")
    path.chmod(0o600)
    session.evaluate_text(f'Export["{path}", "new"]')
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "text, tag, names",
    [
        ('Import["none.csv"]', "nffil", "none.csv"),
        ('Import["http://a.b/c.csv"]', "url", "http://a.b/c.csv"),
        ('ImportString["1", "NoSuch"]', "fmtnosup", "NoSuch"),
        ('ImportString["1", {"CSV", "NoElement"}]', "noelem", "NoElement"),
        ('ImportString["1", "CSV", "NoOption" -> 1]', "erropts", "NoOption"),
        ('ImportString["{", "RawJSON"]', "fmterr", "RawJSON"),
        ('ExportString[f[x], "JSON"]', "value", "f[x]"),
        ('Export["folder/that/is/not/there.csv", {1}]', "noopen", "there.csv"),
    ],
)
def test_what_is_wrong_is_named(session, said, text, tag, names):
    assert value(session, text) == "$Failed"
    assert f"::{tag}: " in said[0]
    assert names in said[0]


def test_unknown_extensions_are_refused_by_name(session, said, tmp_path):
    (tmp_path / "a.xyz").write_text("")
    assert value(session, f'Import["{tmp_path / "a.xyz"}"]') == "$Failed"
    assert "XYZ" in said[0]


@pytest.mark.parametrize("name", ["Text", "CSV", "TSV", "Table", "JSON", "RawJSON", "Lines", "Package"])
def test_formats_are_found_by_their_declaration(name):
    found = formats.by_name(name)
    assert found is not None
    assert found.readers
    assert found.writers
    assert all(formats.by_extension(extension) is not None for extension in found.extensions)


def test_formats_do_not_share_extensions():
    each = [extension for found in formats.every_format() for extension in found.extensions]
    assert len(each) == len(set(each))


def test_a_writer_that_declines_leaves_the_value_to_the_next(session, said, monkeypatch):
    monkeypatch.setattr(formats, "DECLARED", dict(formats.DECLARED))
    places = ({**formats.index()[0], "twofold": []}, formats.index()[1])
    monkeypatch.setattr(formats, "index", lambda: places)
    formats.file_format("Twofold", write=lambda kernel, value, *_: b"one" if value == 1 else None)
    formats.file_format("Twofold", write=lambda kernel, value, *_: b"two" if value == 2 else None)
    assert [value(session, f'ExportString[{n}, "Twofold"]') for n in (1, 2, 3)] == [
        '"one"',
        '"two"',
        "$Failed",
    ]
    assert len(said) == 1
    assert "no writer takes 3" in said[0]
