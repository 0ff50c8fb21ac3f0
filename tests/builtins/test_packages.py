"""Packages of several files: where Needs and Get look for contexts."""

import pytest

from wlmini.session import Session

KERNEL = 'BeginPackage["{0}`"{1}]\n{2}\nEndPackage[]\n'


@pytest.fixture
def session(tmp_path, monkeypatch):
    """A session in an empty folder, and the messages it issued."""
    monkeypatch.chdir(tmp_path)
    said = []
    made = Session(messenger=said.append, printer=said.append)
    made.said = said
    return made


def put(folder, **files):
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_m", ".m").replace("_wl", ".wl")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def value(session, text):
    return session.show(session.evaluate_text(text), "InputForm")


@pytest.mark.parametrize("place", ["A_m", "A_wl", "A__init_m", "A__init_wl", "A__Kernel__init_m"])
def test_places_of_a_context(session, tmp_path, place):
    put(tmp_path, **{place: KERNEL.format("A", "", "a = 1")})
    assert value(session, 'Needs["A`"]\n{a, Context[a]}') == '{1, "A`"}'
    assert session.said == []


ALPHA = """PacletObject[<|"Name" -> "Alpha", "Version" -> "1.0", "Extensions" -> {
  {"Kernel", "Root" -> "Kernel", "Context" -> {"Alpha`", {"AlphaExtra`", "extra.wl"}}},
  {"Documentation", "Language" -> "English"}}|>]"""
BETA = (
    'Paclet[Name -> "Beta", Version -> "0.1", Extensions -> {{"Kernel", Root -> ".", Context -> {"Beta`"}}}]'
)


@pytest.fixture
def paclets(tmp_path):
    """A folder of two paclets, one in the form of older versions."""
    folder = tmp_path / "paclets"
    put(
        folder,
        Alpha__PacletInfo_wl=ALPHA,
        Alpha__Kernel__Alpha_wl=KERNEL.format("Alpha", "", "f[x_] := x + 1"),
        Alpha__Kernel__Sub_wl=KERNEL.format("Alpha`Sub", "", "s = 5"),
        Alpha__Kernel__extra_wl=KERNEL.format("AlphaExtra", "", "e = 7"),
        Beta__PacletInfo_m=BETA,
        Beta__Beta_m=KERNEL.format("Beta", ', {"Alpha`"}', "g[x_] := f[x]^2"),
    )
    return folder


def test_paclets(session, paclets):
    assert value(session, f'PacletDirectoryLoad["{paclets}"] === {{"{paclets}"}}') == "True"
    assert value(session, 'Needs["Beta`"]\ng[3]') == "16"
    assert value(session, 'Needs["Alpha`Sub`"]; Get["AlphaExtra`"]\n{s, e}') == "{5, 7}"
    assert session.said == []
    assert value(session, f'PacletDirectoryUnload["{paclets}"]') == "{}"


def test_a_single_paclet(session, paclets):
    assert value(session, f'PacletDirectoryLoad["{paclets / "Alpha"}"]; Needs["Alpha`"]\nf[1]') == "2"


def test_a_paclet_that_cannot_be_read_is_passed_over(session, paclets):
    put(paclets, Alpha__PacletInfo_wl="PacletObject[<|")
    assert value(session, f'PacletDirectoryLoad["{paclets}"]; Get["Alpha`"]') == "$Failed"
    assert session.said[0].startswith("PacletDirectoryLoad::info: ")


@pytest.mark.parametrize(
    "code, tag",
    [
        ("<< Statistics`DescriptiveStatistics`", "Get::absorbed"),
        ('Needs["LinearAlgebra`MatrixManipulation`"]', "Get::absorbed"),
        ('Needs["Combinatorica`"]', "Get::addon"),
    ],
)
def test_add_ons_say_what_is_the_matter(session, code, tag):
    assert value(session, code) == "$Failed"
    assert [text.partition(": ")[0] for text in session.said] == [tag]


def test_a_package_of_ones_own_goes_before_an_add_on(session, tmp_path):
    put(tmp_path, Combinatorica_m=KERNEL.format("Combinatorica", "", "mine = 1"))
    assert value(session, 'Needs["Combinatorica`"]\nmine') == "1"


def test_missing_packages(session):
    assert value(session, 'Needs["NoSuch`"]') == "$Failed"
    assert [text.partition(": ")[0] for text in session.said] == ["Get::noopen", "Needs::nocont"]


def test_history(session):
    assert value(session, "$HistoryLength = 1; 7") == "7"
    assert value(session, "%") == "7"
    assert value(session, "{%%, $HistoryLength}") == "{%%, 1}"


def test_an_alias_keeps_a_context_off_the_path(session, tmp_path):
    put(tmp_path, Long__Name_m=KERNEL.format("Long`Name", "", "a = 1"))
    assert value(session, 'Needs["Long`Name`" -> "n`"]\n{n`a, Long`Name`a, a}') == "{1, 1, a}"
    assert value(session, '{FreeQ[$ContextPath, "Long`Name`"], $ContextAliases}') == (
        '{True, <|"n`" -> "Long`Name`"|>}'
    )
    assert value(session, 'Needs["Long`Name`" -> None]\na') == "a"
    assert value(session, 'Needs["Long`Name`"]\n1') == "1"
    assert session.said == []


def test_the_own_contexts_are_always_there(session):
    assert value(session, 'BeginPackage["P`", "Global`"]\nEndPackage[]\nNeeds["System`"]; 1') == "1"
    assert session.said == []
