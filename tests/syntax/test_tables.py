"""The tables of grammar/ fit together, and what is kept of them between runs is what they say."""

import pytest

from wlmini.syntax.build import build
from wlmini.syntax.characters import CONSTANTS, NAMED, OPERATOR_CHARACTERS, Decoded
from wlmini.syntax.operators import OPERATORS, TABLES, spelled
from wlmini.syntax.parse import ACTIONS
from wlmini.syntax.printer import ARRANGED
from wlmini.syntax.resolve import MANY, ONE
from wlmini.syntax.tables import FILES, Tables, read


def test_what_is_kept_is_what_is_built():
    """Where this fails after a change of `build`, FORMAT in `tables` was not raised."""
    fresh = Tables(*build(*map(read, FILES)))
    assert (fresh.operators, fresh.characters) == (TABLES.operators, TABLES.characters)
    assert set(fresh.rules) == set(TABLES.rules)
    # Lark numbers the states anew each time.
    assert sorted(sorted(row) for row in fresh.rows) == sorted(sorted(row) for row in TABLES.rows)


def test_every_action_of_the_grammar_is_there():
    assert {action for _, _, action, _ in TABLES.rules} == set(ACTIONS)


def test_every_rule_has_an_example():
    lines = [
        line for line in read("wolfram.lark").splitlines() if ":" in line[:12] or line.strip()[:1] == "|"
    ]
    assert len(lines) > 20
    assert [line for line in lines if "//" not in line] == []


@pytest.mark.parametrize("operator", OPERATORS, ids=repr)
def test_every_operator_can_be_read_and_printed(operator):
    known = {*MANY, *ONE, "postfix", "derivative", "put", "test", "fence"}
    assert operator.kind in known
    assert not operator.shown or operator.kind in ARRANGED
    for text in operator.texts:
        assert text.isascii() or text in OPERATOR_CHARACTERS


def test_one_spelling_has_one_meaning_in_a_place():
    for place in (("prefix", "negate"), ("fence",), ("postfix", "put", "derivative", *MANY)):
        texts = [text for each in OPERATORS if each.kind in place for text in each.texts]
        assert sorted(texts) == sorted(set(texts))


def test_spelled_finds_every_meaning():
    assert {each.kind for each in spelled("!")} == {"prefix", "postfix"}
    assert spelled("no such") == []


def test_characters_are_single_and_constants_known():
    assert {name for name, char in NAMED.items() if len(char) != 1} == set()
    assert CONSTANTS["π"] == "Pi"
    assert len(NAMED) > 700


def test_places_lead_back_to_the_original():
    text = r"a \[Alpha] b \:03b2 \[NoSuchName] c"
    decoded = Decoded(text)
    assert decoded.text == r"a α b β \[NoSuchName] c"
    for word in ("a ", "b ", " c", r"\[NoSuchName]"):
        assert decoded.place(decoded.text.index(word)) == text.index(word)
