"""Readings one after the other: where they end, where they stand, and when their names are resolved."""

import pytest

from wlmini.expr import S, symbol
from wlmini.syntax.parse import Reader, SyntaxFailure
from wlmini.syntax.write import full_form

LINES = """(* ::Package:: *)
a = 1;
b
  + c
f[x_,
  y_] := x

(* end *) ?g
"""


def test_newlines_end_top_level_expressions():
    assert [full_form(each.expr) for each in Reader(LINES)] == [
        "CompoundExpression[Set[a, 1], Null]",
        "b",
        "Plus[c]",
        "SetDelayed[f[Pattern[x, Blank[]], Pattern[y, Blank[]]], x]",
        'Information["g"]',
    ]


def test_readings_know_their_place():
    text = r"a\[Alpha] = 1" + "\n" + r"(* c *) f[\[Pi]]; g" + "\n"
    assert [text[each.start : each.end] for each in Reader(text)] == [r"a\[Alpha] = 1", r"f[\[Pi]]; g"]


def test_names_are_resolved_when_their_expression_is_read():
    asked = []

    def resolve(name):
        asked.append(name)
        return symbol(f"Here`{name}")

    reader = Reader("a + a\nb", resolve)
    assert next(reader).expr == S.Plus(symbol("Here`a"), symbol("Here`a"))
    assert asked == ["a"]
    assert next(reader).expr is symbol("Here`b")
    assert asked == ["a", "b"]
    assert next(reader, None) is None


def test_a_reader_stops_at_the_first_failure():
    reader = Reader("a\n)\nb")
    assert next(reader).expr is S.a
    with pytest.raises(SyntaxFailure):
        next(reader)
    assert list(reader) == []
