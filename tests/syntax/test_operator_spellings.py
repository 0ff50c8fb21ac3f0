"""Every spelling of every operator, and which of two binds first, by the table of operators."""

import pytest

from wlmini.expr import S
from wlmini.syntax.operators import AFTER, OPERATORS, PREFIX
from wlmini.syntax.parse import parse

INFIX = {
    text: each for text, each in AFTER.items() if each.kind in ("left", "right", "flat", "compare", "assign")
}


@pytest.mark.parametrize("text", INFIX)
def test_every_infix_spelling(text):
    assert parse(f"a{text}b") == INFIX[text].head(S.a, S.b)


@pytest.mark.parametrize("text", [text for text, each in PREFIX.items() if each.kind == "prefix"])
def test_every_prefix_spelling(text):
    assert parse(f"x == {text}a") == S.Equal(S.x, PREFIX[text].head(S.a)) or PREFIX[text].precedence < 290


@pytest.mark.parametrize("text", [text for text, each in AFTER.items() if each.kind == "postfix"])
def test_every_postfix_spelling(text):
    assert parse(f"a{text}") == AFTER[text].head(S.a)


PAIRS = [
    (tight, loose)
    for tight in OPERATORS
    for loose in OPERATORS
    if tight.kind == loose.kind == "flat" and tight.precedence > loose.precedence
]


@pytest.mark.parametrize("tight, loose", PAIRS[::7])
def test_tighter_operators_bind_first(tight, loose):
    one, two = tight.texts[0], loose.texts[0]
    assert parse(f"a {one} b {two} c {one} d") == loose.head(tight.head(S.a, S.b), tight.head(S.c, S.d))
