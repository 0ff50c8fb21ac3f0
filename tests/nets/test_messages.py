"""The messages of nets: each has a text in reach of what raises it, and no text is left without a use."""

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest

from wlmini.kernel.messages import GENERAL
from wlmini.nets.texts import Texts

from ..test_architecture import MODULES, Module, own

NETS = {name: module for name, module in MODULES.items() if f"{name}.".startswith("nets.")}


def called(node: ast.Call) -> str:
    return getattr(node.func, "id", "") or getattr(node.func, "attr", "")


def calls(module: Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(module.tree) if isinstance(node, ast.Call))


def raised(module: Module) -> set[str]:
    """The tags of the messages that a module raises, or says."""
    found = set()
    for node in calls(module):
        place = {"Misfit": 0, "Failure": 0, "message": 1}.get(called(node))
        if place is not None and len(node.args) > place:
            leaves = ast.walk(node.args[place])
            found |= {each.value for each in leaves if isinstance(each, ast.Constant)}
    return found


def declared(module: Module) -> Iterator[str]:
    """The tags of the texts that stand in a module."""
    for node in calls(module):
        if called(node) in ("declare", "with_own"):
            yield from (each.arg for each in node.keywords if each.arg is not None)
        for each in node.keywords:
            if each.arg == "messages" and isinstance(each.value, ast.Dict):
                yield from (key.value for key in each.value.keys if isinstance(key, ast.Constant))


@cache
def reach(name: str) -> frozenset[str]:
    """The modules of nets that are there when a module is: itself, and what it imports."""
    found, waiting = {name}, [name]
    while waiting:
        imported = {own(each.target, MODULES) for each in MODULES[waiting.pop()].imports if not each.inside}
        new = {each for each in imported if each in NETS} - found
        found |= new
        waiting += new
    return frozenset(found)


RAISED = {name: tags for name, module in NETS.items() if (tags := raised(module))}
DECLARED = {name: set(tags) for name, module in NETS.items() if (tags := [*declared(module)])}


@pytest.mark.parametrize("name", RAISED)
def test_what_is_raised_has_a_text_in_reach(name: str) -> None:
    near = set().union(*(DECLARED.get(each, set()) for each in reach(name)))
    assert RAISED[name] - near - GENERAL.keys() == set()


def test_no_text_is_left_without_a_use() -> None:
    said = set().union(*RAISED.values())
    assert {(name, tag) for name, tags in DECLARED.items() for tag in tags - said} == set()


def test_a_text_stands_where_it_is_raised() -> None:
    """What only one module raises is declared there, nowhere else."""
    places = Counter(tag for tags in RAISED.values() for tag in tags)
    lone = {tag for tag, count in places.items() if count == 1}
    strays = {name: (tags & lone) - RAISED.get(name, set()) for name, tags in DECLARED.items()}
    assert {name: tags for name, tags in strays.items() if tags} == {}


def test_a_tag_has_one_text() -> None:
    texts = Texts()
    texts.declare(here="One text.")
    with pytest.raises(AssertionError, match="here"):
        texts.declare(here="Another text.")


def test_own_texts_come_before_those_of_all() -> None:
    texts = Texts()
    told = texts.with_own(here="Its own.")
    texts.declare(here="Of all.", there="Of all, later.")
    assert dict(told) == {"here": "Its own.", "there": "Of all, later."}
