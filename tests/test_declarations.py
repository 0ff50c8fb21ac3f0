"""What every declaration owes: a sentence, examples that are true, usages that read, messages that exist."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from wlmini.expr import symbol
from wlmini.kernel import sources
from wlmini.kernel.declare import DECLARED, Builtin
from wlmini.kernel.messages import GENERAL
from wlmini.session import Session
from wlmini.syntax.parse import parse

for place in sorted({p for p in sources.index().values() if p and not p.endswith(".wl")}):
    import_module(place)
BUILTINS = {b.name: b for b in DECLARED.values()}
UNBUILT = set(sources.unbuilt_names())
FUNCTIONS = [b for b in BUILTINS.values() if b.arity != (-1, -1) and b.name not in UNBUILT]
EXAMPLE = re.compile(r"^ *>>> (.*)\n((?: *(?!>>>)\S.*\n?)*)", re.MULTILINE)


def examples(declared: Builtin) -> list[tuple[str, str]]:
    """(input, expected text) of each example in a docstring."""
    found = EXAMPLE.findall(declared.documentation)
    return [(text, "\n".join(line.strip() for line in shown.strip().splitlines())) for text, shown in found]


@pytest.mark.parametrize("declared", BUILTINS.values(), ids=lambda b: b.name)
def test_has_a_sentence(declared: Builtin) -> None:
    sentence = declared.documentation.strip().split("\n\n")[0]
    assert sentence.endswith("."), declared.name


@pytest.mark.parametrize("declared", [b for b in FUNCTIONS if b.usages != (b.name,)], ids=lambda b: b.name)
def test_has_an_example(declared: Builtin) -> None:
    assert examples(declared), f"{declared.name} has no example"


@pytest.mark.parametrize("declared", FUNCTIONS, ids=lambda b: b.name)
def test_examples_are_true(declared: Builtin) -> None:
    for text, expected in examples(declared):
        printed: list[str] = []
        session = Session(printer=printed.append, messenger=printed.append)
        shown = session.show(session.evaluate_text(text))
        if session.kernel.faults:
            raise session.kernel.faults[0]
        lines = [*printed, shown] if shown != "Null" or not printed else printed
        assert "\n".join(line.strip() for line in "\n".join(lines).splitlines()) == expected, text


@pytest.mark.parametrize("declared", FUNCTIONS, ids=lambda b: b.name)
def test_usages_read(declared: Builtin) -> None:
    for usage in declared.usages:
        assert usage == declared.name or usage.startswith(declared.name + "["), usage
        parse(usage.replace("...", "etc"), symbol)


@pytest.mark.parametrize("declared", [b for b in FUNCTIONS if b.function], ids=lambda b: b.name)
def test_wrong_number_of_arguments(declared: Builtin) -> None:
    """One argument more than the most gives a message of the arity family and no traceback."""
    _, most = declared.arity
    if most is None:
        return
    said: list[str] = []
    session = Session(printer=said.append, messenger=said.append)
    words = ", ".join(f"a{i}" for i in range(most + 1))
    session.evaluate_text(f"{declared.name}[{words}]")
    assert any(text.startswith(f"{declared.name}::arg") for text in said), said


def test_every_symbol_is_declared_once() -> None:
    places: dict[str, list[str]] = {}
    for folder in sources.FOLDERS:
        for path in sorted((Path(sources.ROOT) / folder).rglob("*.py")):
            for name in sources.declared_names(path.read_text(encoding="utf-8")):
                places.setdefault(name, []).append(path.name)
    for path in sorted((Path(sources.ROOT) / sources.PRELUDE).glob("*.wl")):
        for name in re.findall(sources.USAGE, path.read_text(encoding="utf-8")):
            places.setdefault(name, []).append(path.name)
    assert not {name: files for name, files in places.items() if len(files) > 1}


def test_failures_name_messages_that_exist() -> None:
    """Every tag raised in a module is declared in it or is General's."""
    raised = re.compile(r"Failure\(\s*\"(\w+)\"")
    for path in sorted(Path(sources.ROOT).rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        for tag in raised.findall(text):
            known = tag in GENERAL or re.search(rf"[\"']{tag}[\"']\s*:", text)
            assert known or any(tag in b.messages for b in BUILTINS.values()), f"{path.name}: {tag}"
