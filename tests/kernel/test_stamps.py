"""Programs give the same values and messages whether stamps are trusted or each expression is walked anew."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from wlmini.kernel.evaluate import NEVER
from wlmini.session import Session

NAMES = ["a", "f", "b", "g", "c", "h", "x", "t"]  # what defines one uses later ones only, so that all ends
HEADS = ["f", "g", "h"]
ATTRIBUTES = st.sampled_from(
    ["Orderless", "Flat", "Listable", "HoldFirst", "HoldAll", "HoldRest", "SequenceHold", "OneIdentity"]
)
PLAIN = ["y", "z", "1", "2", "3", "0.5", '"s"', "True"]
CALLS = ["{0}[{1}]", "{0}[{1}, {2}]", "{0}[{1}][{2}]", "{0}[{{{1}, {2}}}]", "{0}[{1}, {2}, {1}]"]
BUILT = [
    "{{{0}, {1}}}",
    "({0} + {1})",
    "({0} {1})",
    "Reverse[{{{0}, {1}}}]",
    "Flatten[{{{0}, {{{1}}}}}]",
    "Append[{{{0}}}, {1}]",
    "Rest[{{{0}, {1}}}]",
    "<|{2} -> {0}, 2 -> {1}|>",
    "({0} -> {1})",
    "Hold[{0}]",
    "HoldComplete[{0}, {1}]",
    "Evaluate[{0}]",
    "Unevaluated[{0}]",
    "Sequence[{0}, {1}]",
    "If[{0}, {1}, 0]",
    "({0} === {1})",
    "({0} < {1})",
    "Table[{0}, {{i, 2}}]",
    "Map[{2}, {{{0}, {1}}}]",
    "Map[{2}[#, {0}] &, {{{1}, i}}]",
    "Module[{{{2} = 4}}, {{{0}, {1}}}]",
    "Block[{{{2} = 4}}, {{{0}, {1}}}]",
    "With[{{{2} = 4}}, {{{0}, {1}}}]",
    "Sort[{{{0}, {1}}}]",
    "Length[{0}]",
    "First[{{{0}}}]",
    "ReplaceAll[{0}, {2} -> {1}]",
    "Head[{0}]",
    "Sqrt[{0}]",
    "Total[{{{0}, {1}}}]",
    "Join[{{{0}}}, {{{1}}}]",
    "Position[{{{0}, {1}}}, {2}]",
]
PATTERNS = [
    "n_", "n_Integer", "n_Symbol", "n_?IntegerQ", "n_h", "k[n_]", "{n_, ___}", "y", "1", "n_, m_", "n__",
    "n_, m_ : 7", "n_, m_.", "x, n_", "n_ /; n === t", "n_ /; t === 1", "n : (_Integer | x)",
]  # fmt: skip
TESTS = ["", " /; t === 1", " /; TrueQ[t]", " /; !TrueQ[t]", " /; ValueQ[t]"]
CHANGES = [  # {0} is the name that is defined, {1} a head, {2} an expression; {3} a pattern, {4} a test
    "{0} = {2}",
    "{0} := {2}{4}",
    "{0} = True",
    "{0} = 1",
    "{0} =.",
    "{1}[{3}] := {2}{4}",
    "{1}[x] = {2}",
    "{1}[1] = {2}",
    "{1}[x] =.",
    "{1}[n_][{3}] := {2}{4}",
    "{0} /: {1}[{0}] := {2}{4}",
    "{0} /: {1}[{0}[n_], m___] := {2}{4}",
    "{0} /: {0} + n_ := {2}{4}",
    "{0} /: {{n___, {0}}} := {2}{4}",
    "{1}[{0}] ^= {2}",
    "Clear[{0}]",
    "ClearAll[{0}]",
    "Remove[{0}]",
    "DownValues[{1}] = {{HoldPattern[{1}[n_]] :> {2}}}",
    "OwnValues[{0}] = {{HoldPattern[{0}] :> {2}}}",
    "UpValues[{0}] = {{HoldPattern[{1}[{0}]] :> {2}}}",
    "Default[{1}] = {2}",
    "Block[{{{0} = {2}}}, u = {5}]",
    "Block[{{{1}}}, {1}[n_] := {2}; u = {5}]",
    "Do[u = {5}; v = {{u, v}}, {{{0}, 2}}]",
    "AppendTo[v, {5}]",
    "v[[1]] = {5}",
    "u = {5}",
    "w = {5}",
    "SetAttributes[{1}, {6}]",
    "ClearAttributes[{1}, {6}]",
]


def expressions(names: list[str]) -> st.SearchStrategy[str]:
    """Expressions of these names."""
    heads = st.sampled_from([name for name in names if name in HEADS] or ["k"])
    symbols = st.sampled_from([name for name in names if name not in HEADS] or ["y"])

    def compound(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.one_of(
            st.builds(str.format, st.sampled_from(CALLS), heads, inner, inner),
            st.builds(str.format, st.sampled_from(BUILT), inner, inner, st.one_of(heads, symbols)),
        )

    return st.recursive(st.one_of(symbols, st.sampled_from(PLAIN)), compound, max_leaves=5)


EXPRESSIONS = [expressions(NAMES[rank:]) for rank in range(len(NAMES) + 1)]


@st.composite
def statements(draw: st.DrawFn) -> str:
    """A change of what a name means, or an expression kept in a variable."""
    form = draw(st.sampled_from(CHANGES))
    head = draw(st.sampled_from(HEADS))
    name = draw(st.sampled_from(NAMES)) if "{0}" in form else head
    body = EXPRESSIONS[max(NAMES.index(n) for n in (name, head)) + 1]
    if "n_" in form or "{3}" in form:
        body = st.one_of(st.sampled_from(["n", "n + 1", "{n}", "5"]), body)
    return form.format(
        name,
        head,
        draw(body),
        draw(st.sampled_from(PATTERNS)),
        draw(st.sampled_from(TESTS)),
        draw(EXPRESSIONS[0]),
        draw(ATTRIBUTES),
    )


def outcome(program: list[str], *, stamps: bool) -> tuple[list[str], set[str]]:
    """What each statement of a program gives and leaves in the variables; the messages."""
    said: set[str] = set()
    session = Session(messenger=said.add, printer=said.add)
    session.kernel.accelerator.enabled = False  # held against the tree walk in test_translate
    if not stamps:
        session.kernel.tick = NEVER
    session.evaluate_text("$RecursionLimit = 40; $IterationLimit = 40; v = {a}")
    texts = [text for statement in program for text in (statement, "{u, v, w}")]
    shown = [session.show(session.evaluate_text(text), "InputForm") for text in texts]
    assert not session.kernel.faults
    return shown, said


@settings(max_examples=400, deadline=None)
@given(st.lists(statements(), min_size=2, max_size=7))
def test_stamps(program: list[str]) -> None:
    values, messages = outcome(program, stamps=True)
    anew, more = outcome(program, stamps=False)
    assert values == anew
    assert messages <= more  # what stays as it is may complain each time it is walked
