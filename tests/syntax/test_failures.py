"""What a text that cannot be read says, and which texts only need more lines."""

import pytest

from wlmini.syntax.parse import SyntaxFailure, incomplete, parse


@pytest.mark.parametrize(
    "text, line, column, found, expected",
    [
        ("f[a)", 1, 4, "`)`", "`]` for the `[` of line 1"),
        ("a + * b", 1, 5, "`*`", "an expression"),
        ("{1, 2\n  ] + 3", 2, 3, "`]`", "`}` for the `{` of line 1"),
        ("a )", 1, 3, "`)`", "an operator"),
        (")", 1, 1, "`)`", "an expression"),
        ("()", 1, 2, "`)`", "an expression"),
        ("(a, b)", 1, 3, "`,`", "`)` for the `(` of line 1"),
        ("f[\n  x,\n  /@ y]", 3, 3, "`/`", "an expression"),
        ("l[[1]", 1, 6, "the end of the text", "`]]` for the `[[`"),
        ("2^^102", 1, 1, "2^^102", "digits that the base has"),
        ("a = ", 1, 5, "the end of the text", "an expression"),
        ('x + "abc', 1, 5, "a string without its end", 'a closing "'),
        ("(* a (* b *)", 1, 1, "a comment without its end", "*)"),
        (r"\[Alpha] + )", 1, 12, "`)`", "an expression"),
        ("<1, 2", 1, 6, "the end of the text", "`>` for the `<` of line 1"),
        ("<|a -> 1>", 1, 10, "the end of the text", "an expression"),
        ("a\nb", 2, 1, "a second expression", "the end of the text"),
        ("a ? + b", 1, 5, "`+`", "an expression"),
        ("x = \\[NoSuchName]", 1, 5, r"the unknown character \[NoSuchName]", "an expression"),
        (r"a \[NoSuchName]", 1, 3, r"the unknown character \[NoSuchName]", "an operator"),
        ("a~b", 1, 4, "the end of the text", "a second `~`"),
    ],
)
def test_failure(text, line, column, found, expected):
    with pytest.raises(SyntaxFailure) as caught:
        parse(text)
    failure = caught.value
    assert (failure.line, failure.column, failure.found) == (line, column, found)
    assert failure.expected.endswith(expected)
    assert failure.offset == len("".join(text.splitlines(keepends=True)[: line - 1])) + column - 1


def test_the_report_points_at_the_place():
    with pytest.raises(SyntaxFailure) as caught:
        parse("f[\n\tab + ) c]", name="net.wl")
    assert str(caught.value) == "net.wl:2:7: found `)`, expected an expression\n  \tab + ) c]\n  \t     ^"


@pytest.mark.parametrize(
    "text",
    [
        "f[",
        "f[a,",
        "{1, 2",
        "a +",
        "a :=",
        "(a;",
        "l[[1]",
        '"abc',
        "(* abc",
        "<|a -> 1",
        "<1, 2",
        "a = 1\nf[x",
        "-",
        "a ~ f ~",
        "f /@",
        "a?",
    ],
)
def test_incomplete(text):
    assert incomplete(text)
    assert incomplete(text + "\n")


@pytest.mark.parametrize(
    "text",
    ["", "a", "a;", "f[a]", "f[a)", ")", "a b)", "a\n+ b", "f[)", "a;;", "?f", "(* c *)", "a &", "x =."],
)
def test_not_incomplete(text):
    assert not incomplete(text)
