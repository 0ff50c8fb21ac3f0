"""What every declared coder owes: true examples, parameters that can be read, replaced and printed."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

import pytest

from wlmini.expr import S, make_list
from wlmini.kernel.declare import DECLARED as BUILTINS
from wlmini.nets.coders.coder import DECODERS, ENCODERS, REQUIRED, Coder
from wlmini.nets.coders.making import make_coder
from wlmini.nets.coders.places import declared, known
from wlmini.nets.coders.symbols import net_encoder
from wlmini.nets.ports import Misfit
from wlmini.session import Session

for place in set(declared().values()):
    import_module(place)
SESSION = Session(printer=lambda text: None, messenger=lambda text: None)
CODERS = [*ENCODERS.values(), *DECODERS.values()]
IDS = [f"{each.head.short}-{each.name}" for each in CODERS]
EXAMPLE = re.compile(r"^ *>>> (.*)\n((?: *(?!>>>)\S.*\n?)*)", re.MULTILINE)
NEEDED: dict[str, Any] = {
    "labels": make_list(["a", "b"]),
    "tokens": make_list(["a", "b", S.Blank()]),
    "function": S.Identity,
    "dims": 2,
}


def made(family: type[Coder]) -> Coder:
    """A coder of the family with as few arguments as it allows."""
    if family.name == "FeatureExtractor":
        return family.make([S.Identity], {}, SESSION.kernel)
    given = [NEEDED[each.key] for each in family.declared if each.default is REQUIRED]
    if family.name == "Tokens":
        given = [make_list(["a", "b"])]
    coder = make_coder(family.head, make_list([family.name, *given]), SESSION.kernel)
    assert isinstance(coder, Coder)
    return coder


@pytest.mark.parametrize("family", CODERS, ids=IDS)
def test_examples_are_true(family: type[Coder]) -> None:
    documentation = family.__doc__ or ""
    sentence, *_ = documentation.split("\n\n")
    assert sentence.startswith(f"{family.head.short}[")
    assert family.name in sentence
    assert sentence.endswith(".")
    found = EXAMPLE.findall(documentation)
    assert found
    for text, expected in found:
        said: list[str] = []
        session = Session(printer=said.append, messenger=said.append)
        assert session.show(session.evaluate_text(text)) == expected.strip(), text
        assert not said


@pytest.mark.parametrize("family", CODERS, ids=IDS)
def test_reads_back(family: type[Coder]) -> None:
    coder = made(family)
    text = SESSION.show(coder, "InputForm")
    assert SESSION.evaluate_text(text) == coder
    assert SESSION.evaluate_text(f"Head[{text}]") is family.head


@pytest.mark.parametrize("family", CODERS, ids=IDS)
def test_parameters(family: type[Coder]) -> None:
    """Each is found by name, as a part too, and can be replaced by its own value."""
    coder = made(family)
    for each in family.declared:
        value = SESSION.kernel.evaluate(S.NetExtract(coder, each.name))
        assert value == coder.parameters[each.name]
        assert SESSION.kernel.evaluate(S.Part(coder, each.name)) == value
        if each.name != "Properties":  # of all values, Information["Properties"] lists what it knows
            assert SESSION.kernel.evaluate(S.Information(coder, each.name)) == value
        assert coder.replaced([(each.name, value)]) == coder


@pytest.mark.parametrize("family", CODERS, ids=IDS)
def test_wrong_values_have_messages(family: type[Coder]) -> None:
    """An unknown parameter, too many arguments, and a value that no parameter but a free one takes."""
    coder = made(family)
    said: list[str] = []
    session = Session(printer=said.append, messenger=said.append)
    head = family.head
    parts = coder.construction().parts[0]
    parts = list(parts.parts) if hasattr(parts, "parts") else [parts]

    def result(*more: Any) -> Any:
        said.clear()
        return session.evaluate(head(make_list([*parts, *more])))

    assert result(S.Rule("Nonsense", 1)) is S["$Failed"]
    assert said[0].startswith(f"{head.short}::optx")
    assert result(*["x"] * 9) is S["$Failed"]
    assert said[0].startswith(f"{head.short}::codermany")
    free = {"Pattern", "SplitPattern", "TextPreprocessing", "Function", "Initialization", "WindowFunction"}
    for each in family.declared:
        if each.name not in free | {"Extractor"}:
            assert result(S.Rule(each.name, S.Rule(1, S.Blank))) is S["$Failed"], each.name
            assert said[0].startswith((f"{head.short}::coderarg", f"{head.short}::coderbuilt"))


@pytest.mark.parametrize("family", CODERS, ids=IDS)
def test_nonsense_is_refused_with_a_message(family: type[Coder]) -> None:
    coder = made(family)
    said: list[str] = []
    session = Session(printer=said.append, messenger=said.append)
    if family.name in ("Function", "FeatureExtractor"):
        return
    for text in ("Plot", "{{1, x}}", "<|1 -> 2|>", "1 + I"):
        said.clear()
        value = session.evaluate(S.Construct(coder, session.evaluate_text(text)))
        assert value is S["$Failed"], text
        tag = "encode" if family.head is S.NetEncoder else "decode"
        assert said[0].startswith(f"{family.head.short}::{tag}"), said
    assert not session.kernel.faults


def test_names_are_found_in_the_files() -> None:
    """Reading the files finds what importing them declares; one family is not built."""
    assert {name for kind, name in declared() if kind == "encoder"} == set(ENCODERS)
    assert {name for kind, name in declared() if kind == "decoder"} == set(DECODERS)
    assert set(known("encoder")) - set(ENCODERS) == {"VideoFrames"}
    assert set(known("decoder")) == set(DECODERS)


@pytest.mark.parametrize("head, table", [("NetEncoder", ENCODERS), ("NetDecoder", DECODERS)])
def test_the_documentation_lists_all_names(head: str, table: dict[str, type[Coder]]) -> None:
    assert net_encoder
    listed = BUILTINS[head].documentation.split("The names are ")[1].split(". ")[0].split(".\n")[0]
    assert sorted(re.findall(r'"(\w+)"', listed)) == sorted(table)


@pytest.mark.parametrize("name", sorted(set(ENCODERS) & set(DECODERS)))
def test_conversion_goes_there_and_back(name: str) -> None:
    encoder = made(ENCODERS[name])
    if name == "Function":  # what undoes a function is not known
        with pytest.raises(Misfit, match="convert"):
            make_coder(S.NetDecoder, encoder)
        return
    decoder = make_coder(S.NetDecoder, encoder)
    assert type(decoder) is DECODERS[name]
    assert make_coder(S.NetEncoder, decoder) == encoder


def test_a_rule_as_argument_reads_back() -> None:
    """It is given by name, where it cannot be taken for an option."""
    coder = ENCODERS["Characters"](S.Rule("abc", 2))
    assert coder.parameters["Alphabet"] == S.Rule("abc", 2)
    assert SESSION.evaluate_text(SESSION.show(coder, "InputForm")) == coder
