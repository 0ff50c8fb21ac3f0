"""Notebooks and Markdown files as scripts: boxes become input, what cannot be read is named."""

from pathlib import Path

import pytest

from wlmini.frontends import notebook
from wlmini.session import Session
from wlmini.syntax.parse import parse

SAMPLE = Path(__file__).with_name("sample.nb")


@pytest.mark.parametrize(
    "boxes, value",
    [
        ('RowBox[{"2", "+", "3"}]', "5"),
        ('SuperscriptBox["2", RowBox[{"3", "+", "1"}]]', "16"),
        ('RowBox[{"2", SuperscriptBox["y", "2"]}]', "2*y^2"),
        ('RowBox[{"2", "y"}]', "2*y"),
        ('RowBox[{"y", "z"}]', "y*z"),
        ('RowBox[{"-", FractionBox["6", "4"]}]', "-3/2"),
        ('RowBox[{SqrtBox["16"], "!"}]', "24"),
        ('RadicalBox["27", "3"]', "3"),
        ('SubscriptBox["y", "1"]', "Subscript[y, 1]"),
        ('SubsuperscriptBox["y", "1", "2"]', "Subscript[y, 1]^2"),
        ('GridBox[{{"1", "2"}, {"3", "4"}}]', "{{1, 2}, {3, 4}}"),
        ('RowBox[{"(", GridBox[{{"1"}, {"3"}}], ")"}]', "{{1}, {3}}"),
        ('StyleBox[RowBox[{"1", "+", "1"}], FontWeight -> "Bold"]', "2"),
        ('TagBox["7", HoldForm]', "7"),
        ('InterpretationBox["\\"shown\\"", Plus[1, 41]]', "42"),
        (
            'RowBox[{UnderoverscriptBox["\\[Sum]", RowBox[{"i", "=", "1"}], "4"], SuperscriptBox["i", "2"]}]',
            "30",
        ),
        ('RowBox[{UnderoverscriptBox["\\[Product]", RowBox[{"i", "=", "1"}], "4"], "i"}]', "24"),
        ('RowBox[{"f", "[", RowBox[{"1", ",", "\\[IndentingNewLine]", "2"}], "]"}]', "f[1, 2]"),
        ('RowBox[{"\\"\\<a b\\>\\"", "<>", "\\"c\\""}]', '"a bc"'),
        ('RowBox[{"\\[Pi]", " ", "y"}]', "Pi*y"),
        ('RowBox[{RowBox[{"#", "+", "1"}], "&"}]', "#1 + 1 & "),
        ('RowBox[{RowBox[{"{", RowBox[{"1", ",", "2"}], "}"}], "[", RowBox[{"[", "2", "]"}], "]"}]', "2"),
        ('SuperscriptBox["f", "\\[Prime]", MultilineFunction -> None]', "Derivative[1][f]"),
        ('TemplateBox[{"-3"}, "Abs"]', "3"),
        ('TemplateBox[{"5", "2"}, "Binomial"]', "10"),
        ('OverscriptBox["y", "_"]', "OverBar[y]"),
        ('RowBox[{"1", " ", RowBox[{"(*", " ", "one", " ", "*)"}]}]', "1"),
    ],
)
def test_boxes_are_input(boxes, value):
    session = Session()
    text = notebook.text_of(parse(boxes))
    assert session.show(session.evaluate_text(text), "InputForm").strip() == value.strip(), text


def test_integrals_and_cases_are_written_out():
    body = 'RowBox[{"y", RowBox[{"\\[DifferentialD]", "y"}]}]'
    boxes = parse('RowBox[{SubsuperscriptBox["\\[Integral]", "0", "1"], ' + body + "}]")
    assert notebook.text_of(boxes) == "Integrate[y, {y, 0, 1}]"
    cases = 'RowBox[{"\\[Piecewise]", GridBox[{{"1", RowBox[{"y", ">", "0"}]}}]}]'
    assert notebook.text_of(parse(cases)) == "Piecewise[{{1, y>0}}]"


def run(file, text):
    said, printed = [], []
    session = Session(messenger=said.append, printer=printed.append)
    values = [session.show(value) for value in notebook.values(session, text, str(file))]
    return values, printed, said


def test_a_notebook_runs_its_input_cells_in_order():
    values, printed, said = run("sample.nb", SAMPLE.read_text())
    assert values == ["Null", "Null", "9/4", "Null", "{4, 6}", "55", "5", "2"]
    assert printed == ["two α8"]
    assert len(said) == 2
    assert "input cell 7 of sample.nb" in said[0]
    assert "GraphicsBox" in said[0]
    assert "input cell 8 of sample.nb" in said[1]


def test_cells_may_hold_text():
    styled = 'Cell[TextData[{"2 ", StyleBox["* 3", "It"]}], "Input"]'
    cells = ['Cell["1 + 1", "Input"]', styled, 'Cell["7", "Output"]']
    assert run("a.nb", f"Notebook[{{{', '.join(cells)}}}]") == (["2", "6"], [], [])


MARKDOWN = """# Title

```wolfram
x = 3
```

```python
print(1)
```

~~~ mathematica
1 +
~~~

```{.wl}
x + 1
```
"""


def test_markdown_runs_its_blocks():
    values, _, said = run("a.md", MARKDOWN)
    assert values == ["3", "4"]
    assert len(said) == 1
    assert "the block at line 11 of a.md" in said[0]
