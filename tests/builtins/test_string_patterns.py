"""String patterns: regular expression and backtracking matchers agree; Perl's notation is understood."""

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from wlmini.builtins.string_nodes import Chain, Choice, Named, Piece, Repeat
from wlmini.builtins.string_patterns import python_regex, read
from wlmini.builtins.string_search import Search
from wlmini.expr import S, symbol

LETTERS = "ab"


def nodes() -> st.SearchStrategy:
    """Small patterns without a name that comes twice inside a repetition."""
    single = st.sampled_from([Piece("a", True), Piece("b", True), Piece("(?s:.)", True)])
    repeated = st.builds(Repeat, single, st.integers(0, 2), st.none() | st.integers(2, 3), st.booleans())
    simple = single | repeated
    named = st.builds(Named, st.sampled_from([symbol("x"), symbol("y")]), simple)
    inner = st.lists(simple | named, min_size=1, max_size=3).map(lambda items: Chain(tuple(items)))
    return inner | st.lists(simple, min_size=2, max_size=3).map(lambda items: Choice(tuple(items)))


@settings(max_examples=150, deadline=None)
@given(nodes(), st.text(LETTERS, max_size=7))
def test_regex_and_matchers_find_the_same(node, text):
    """`re` is the oracle: the first match at each place, and what the names mean there."""
    search = Search(None, [node], 0)
    assume(search.regex is not None)
    for start in range(len(text) + 1):
        by_regex = search.at(text, start)
        by_matcher = next(iter(search.each_at(text, start, only_first=True)), None)
        assert by_matcher == by_regex


@settings(max_examples=60, deadline=None)
@given(nodes(), st.text(LETTERS, max_size=6))
def test_all_matches_are_those_that_match_whole(node, text):
    """Overlaps -> All finds exactly the parts of the text that the pattern matches from end to end."""
    found = {(f.start, f.end) for f in Search(None, [node], 0).every(text)}
    whole = Search(None, [node], 0)
    assume(whole.regex is not None)
    expected = {
        (i, j)
        for i in range(len(text) + 1)
        for j in range(i, len(text) + 1)
        if whole.regex.fullmatch(text, i, j)
    }
    assert found == expected


@pytest.mark.parametrize(
    "perl, text, matches",
    [
        ("[[:alpha:]]+", "abc", True),
        ("[[:digit:][:space:]]+", "1 2", True),
        ("(?<first>a)b", "ab", True),
        ("(?i)ABC", "abc", True),
        ("a\\z", "a", True),
        ("a\\z", "a\n", False),
        ("a\\hb", "a\tb", True),
        ("(?<=a)b", "b", False),
    ],
)
def test_perl_notation(perl, text, matches):
    assert (re.fullmatch(python_regex(perl), text) is not None) is matches


def test_groups_of_embedded_expressions_keep_their_numbers():
    node = read(S.StringExpression(S.Pattern(symbol("x"), S.Blank()), S.RegularExpression(r"(\w)\1")))
    found = Search(None, [node], 0).at("-aa", 0)
    assert found is not None
    assert found.bindings == {symbol("x"): "-", 1: "a"}
