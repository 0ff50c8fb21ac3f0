"""Translations give what the tree walker gives, on generated programs and on chosen ones."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wlmini.kernel import accelerate, loops, repeat
from wlmini.session import Session

NUMBERS = st.one_of(st.integers(-20, 20), st.sampled_from([0.5, -1.25, 3.0, 1e200, 0.0])).map(str)
NUMBERS = st.one_of(NUMBERS.map(lambda text: text.replace("1e+", "1.*^")), st.just("1*^200"))
ROUNDING = ["Floor", "Round", "Abs", "Sign", "IntegerPart", "Ceiling"]
ELEMENTARY = ["N", "Sin", "Exp", "Sqrt", "Log", "ArcTan"]
LEAVES = st.one_of(st.sampled_from(["a", "b", "c"]), NUMBERS)


def compound(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    two = st.tuples(inner, inner)
    return st.one_of(
        two.map(lambda p: f"({p[0]} + {p[1]})"),
        two.map(lambda p: f"({p[0]} - ({p[1]}))"),
        two.map(lambda p: f"(({p[0]})*({p[1]}))"),
        two.map(lambda p: f"(({p[0]})/({p[1]}))"),
        two.map(lambda p: f"Mod[{p[0]}, {p[1]}]"),
        two.map(lambda p: f"Quotient[{p[0]}, {p[1]}]"),
        two.map(lambda p: f"Max[{p[0]}, {p[1]}]"),
        two.map(lambda p: f"N[({p[0]})/({p[1]})]"),
        st.tuples(st.sampled_from(ROUNDING), inner).map(lambda p: f"{p[0]}[{p[1]}]"),
        st.tuples(inner, inner, inner).map(lambda p: f"(({p[0]}) ({p[1]}) ({p[2]}))"),
        st.tuples(truths(inner), inner, truths(inner), inner, inner).map(
            lambda p: f"Which[{p[0]}, {p[1]}, {p[2]}, {p[3]}, True, {p[4]}]"
        ),
        st.tuples(inner, inner, inner).map(lambda p: f"({p[0]} + {p[1]} + {p[2]})"),
        st.tuples(inner, st.integers(-2, 2)).map(lambda p: f"({p[0]})^({p[1]})"),
        st.tuples(truths(inner), inner, inner).map(lambda p: f"If[{p[0]}, {p[1]}, {p[2]}]"),
    )


def truths(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    comparison = st.tuples(inner, st.sampled_from(["<", ">", "<=", ">=", "==", "!=", "==="]), inner).map(
        lambda p: f"(({p[0]}) {p[1]} ({p[2]}))"
    )
    predicate = st.sampled_from(["EvenQ", "OddQ", "IntegerQ"])
    parity = st.tuples(predicate, inner).map(lambda p: f"{p[0]}[{p[1]}]")
    simple = st.one_of(comparison, parity)
    return st.one_of(
        simple,
        st.tuples(simple, simple).map(lambda p: f"({p[0]} && {p[1]})"),
        st.tuples(simple, simple).map(lambda p: f"({p[0]} || !{p[1]})"),
    )


ARGUMENTS = st.lists(st.tuples(NUMBERS, NUMBERS), min_size=3, max_size=5)
EXPRESSIONS = st.recursive(LEAVES, compound, max_leaves=8)
STATEMENTS = st.one_of(
    st.tuples(st.sampled_from(["s", "t"]), EXPRESSIONS).map(lambda p: f"{p[0]} = {p[1]}"),
    st.tuples(st.sampled_from(["s", "t"]), EXPRESSIONS).map(lambda p: f"{p[0]} += {p[1]}"),
    st.tuples(truths(EXPRESSIONS), st.sampled_from(["s++", "t--", "Break[]", "Continue[]"])).map(
        lambda p: f"If[{p[0]}, {p[1]}]"
    ),
)


def outcome(program: str, *, translating: bool) -> tuple[str, list[str]]:
    """(InputForm of the value, messages) of a program."""
    said: list[str] = []
    session = Session(messenger=said.append, printer=said.append)
    session.kernel.accelerator.enabled = translating
    with (
        patch.object(accelerate, "HOT", 2),
        patch.object(accelerate, "LONG", 2),
        patch.object(loops, "LONG", 2),
        patch.object(repeat, "HOT", 2),
    ):
        value = session.show(session.evaluate_text(program), "InputForm")
    assert not session.kernel.faults
    return value, said


def agree(program: str) -> None:
    assert outcome(program, translating=True) == outcome(program, translating=False)


@settings(max_examples=150, deadline=None)
@given(EXPRESSIONS, ARGUMENTS)
def test_definitions(body: str, arguments: list[tuple[str, str]]) -> None:
    calls = ", ".join(f"f[{a}, {b}]" for a, b in arguments)
    agree(f"c = 3; f[a_, b_] := {body}; {{{calls}}}")


@settings(max_examples=150, deadline=None)
@given(EXPRESSIONS, EXPRESSIONS, EXPRESSIONS, st.lists(st.integers(0, 4), min_size=3, max_size=5), NUMBERS)
def test_recursive_definitions(base: str, argument: str, other: str, depths: list[int], start: str) -> None:
    """A definition that gives integers for integers as long as all that it is called with are such."""
    calls = ", ".join(f"f[{depth}, {start}]" for depth in depths)
    recursion = f"f[a - 1, {argument}] + ({other}) - f[a - 2, b]"
    agree(f"c = 3; f[a_, b_] := If[a <= 0, {base}, {recursion}]; {{{calls}, f[2, 7], f[2, 0.5], f[3, 7]}}")


@settings(max_examples=100, deadline=None)
@given(EXPRESSIONS, ARGUMENTS)
def test_functions(body: str, arguments: list[tuple[str, str]]) -> None:
    pairs = ", ".join(f"{{{a}, {b}}}" for a, b in arguments)
    agree(f"c = 2.5; Apply[Function[{{a, b}}, {body}], {{{pairs}}}, {{1}}]")


@settings(max_examples=150, deadline=None)
@given(st.lists(STATEMENTS, min_size=1, max_size=3))
def test_loops(statements: list[str]) -> None:
    body = "; ".join(statements)
    agree(f"b = 2; c = 7; s = 1; t = 0.5; Do[{body}, {{a, 6}}]; {{s, t}}")


@pytest.mark.parametrize("function", ELEMENTARY)
@pytest.mark.parametrize("argument", ["a", "a b", "a/b", "a - 3"])
def test_elementary_functions(function: str, argument: str) -> None:
    agree(f"Table[g[{function}[{argument}], x], {{a, {{0.5, 2, 3., -1}}}}, {{b, 3}}]")


@settings(max_examples=100, deadline=None)
@given(EXPRESSIONS, EXPRESSIONS)
def test_tables(body: str, other: str) -> None:
    body, other = body.replace("^200", "^9"), other.replace("^200", "^9")  # powers of powers grow for ever
    agree(f"c = 2; Table[If[a > 2, {body}, g[{other}, b, x]], {{a, 5}}, {{b, 4}}]")


@settings(max_examples=100, deadline=None)
@given(EXPRESSIONS, st.lists(NUMBERS, min_size=3, max_size=5), NUMBERS)
def test_steps_and_lists(body: str, values: list[str], start: str) -> None:
    body = body.replace("^200", "^9").replace(")^(2)", " + 2)")  # what is squared again and again has no end
    items = ", ".join(values)
    calls = [f"FoldList[f, {start}, {{{items}}}]", f"NestList[g, {start}, 5]", f"Map[g, {{{items}}}]"]
    agree(
        f"c = 3; f = Function[{{a, b}}, {body}]; g = Function[a, {body}];"
        f" {{{', '.join(calls)}, Map[g, Range[5]]}}"
    )


PROGRAMS = [
    "even[n_] := If[n > 1, even[n - 2], n == 0]; {Map[even, Range[6]], Select[Range[9], even[#] &]}",
    "f[n_] := If[n > 3, g[n, y], If[n > 1, n > 2, x]]; a = f /@ Range[6]; y = 2; g[5, 2] = z; {a, f[5]}",
    "x = 0; Do[x = x + If[i > 4, 0.5, 1], {i, 8}]; x",
    "x = 5; Do[If[i > 4, x = x/2.]; If[x == 5, x = 5], {i, 8}]; x",
    "Do[x = Module[{y = 1}, While[y < i, y = 1.5 y]; y], {i, 8}]; x",
    "f[n_] := Module[{y = 1, z = n}, Do[y = y z; z = z/2, {k, 4}]; y]; {f[16], f[64], f[5], f[2.]}",
    "{Table[i > 3, {i, 6}], Table[If[i > 4, i > 5, 2], {i, 8}], Map[# > 3 &, Range[6]]}",
    "Map[If[# > 4, # > 5, 2] &, Range[8]]",
    "{Map[IntegerQ[#/2] &, Range[4]], Map[EvenQ[#/2] &, Range[4]], Map[PrimeQ, Range[-6, 6]]}",
    "{Map[Mod[#, 3] Quotient[#, 2] &, {-7, 7, 5}], Map[Mod[7, #] &, {2, 0, 3}], Map[Max[#, 2] &, {1, 2.}]}",
    "{Nest[# + #2 &, 1, 3], Fold[# + 1 &, 0, Range[5]], Nest[If[EvenQ[#], #/2, 3 # + 1] &, 27, 30]}",
    "{Nest[(# + 1)/2 &, 3, 9], NestList[Mod[5 # + 1, 2^31] &, 1, 6], NestList[# > 3 &, 2, 4]}",
    "{FoldList[Plus, 0, {1, 2.5, 3, x, 4, 5}], FoldList[#1/#2 &, 720, Range[6]]}",
    "Fold[Max, 3, {1, 2.5, 7, 3.}]",
    's = ""; Do[s = s <> ToString[i] <> ",", {i, 9}]; s',
    's = ""; Do[s = s <> ToString[i/3], {i, 9}]; s',
    's = "x"; n = 0; Do[n += StringLength[s]; s = If[n > 5, "", s <> "y"], {i, 9}]; {s, n}',
    "v = {1, 2., 7, 4}; s = 0; Do[s += v[[i]] v[[-i]], {i, 4}]; s",
    "v = {1, 2}; s = 0; Do[s += v[[i]], {i, 3}]; s",
    "m = {{1, 2}, {3, 4}}; Table[m[[i, j]] + m[[j, i]], {i, 2}, {j, 2}]",
    "Table[g[i, x], {i, 4}] /. {x -> 1, g -> h}",
    "t = Table[g[i, x], {i, 4}]; x = 5; g[i_, 5] := i; t",
    "Table[{i -> i^2, If[PrimeQ[i], prime, {}]}, {i, 5}]",
    "f[n_] := {n, g[n]}; a = Map[f, Range[5]]; g[n_] := -n; {a, Map[f, Range[5]]}",
    "f[n_] := If[n > 3, x, n]; g[n_] := f[n] + 1; Map[g, Range[6]]",
    "Do[k = n; c = 0; While[k != 1, k = If[EvenQ[k], k/2, 3 k + 1]; c++], {n, 5}]; {k, c}",
    'Do[If[i > 2, k = i; t = "x"]; If[i > 3, k += 1], {i, 5}]; {k, t}',
    "Do[If[i > 2, a = b]; b = i, {i, 5}]; {a, b}",
    "Do[If[i > 7, a = 1]; If[EvenQ[a] || a === 2, b = 3], {i, 5}]; {a, b}",
    "q = 5; Do[If[i == 3, q = x], {i, 5}]; q",
    "Table[i + q, {i, 4}]",
    "Fold[If[#2 > 3, x, #1 + #2] &, 0, Range[6]]",
    "fib[0] = 0; fib[1] = 1; fib[n_] := fib[n - 1] + fib[n - 2]; fib[15]",
    "f[n_Integer] := n^2; f[x_Real] := -x; Map[f, {1, 2, 3, 4., 5., x, 1/2, 7}]",
    "f[n_] := big /; n > 5; f[n_] := small; Map[f, Range[10]]",
    "f[n_] := n/2 /; EvenQ[n]; f[n_] := 3 n + 1; NestList[f, 27, 20]",
    "f[n_] := Module[{s = 0}, Do[s += i^2, {i, n}]; s]; Map[f, Range[8]]",
    "f[n_] := Module[{k = 0, m = n}, While[m > 1, m = If[EvenQ[m], m/2, 3 m + 1]; k++]; k]; Map[f, Range[9]]",
    "even[0] = True; even[n_] := odd[n - 1]; odd[0] = False; odd[n_] := even[n - 1]; Map[even, Range[0, 9]]",
    "g[n_] := n + k; k = 1; f[n_] := g[n] 2; a = Map[f, Range[5]]; k = 2.5; {a, Map[f, Range[5]]}",
    "f[n_] := n + 1; Do[f[i], {i, 9}]; f[n_] := n + 2; f[1]",
    "f[n_] := n + 1; Do[f[i], {i, 9}]; f[3] = three; Map[f, {2, 3}]",
    "s = 0; Do[s = s + If[i == 5, x, i], {i, 9}]; s",
    "s = 0; i = 10; While[i > 0, s += i; i--]; {s, i}",
    "s = 1.; Do[s = s*1.*^60, {i, 9}]; Precision[s] == MachinePrecision",
    "f[n_] := f[n + 1]; Quiet[Head[f[1]]]",
    "s = 0; Protect[s]; Do[s += 1, {i, 5}]; Unprotect[s]; s",
    "Unprotect[Plus]; Plus[7, 7] := odd; f[n_] := n + 7; Map[f, Range[6, 8]]",
    "Block[{j = 3}, Do[j += q, {q, 5}]; j]",
    "Fold[#1 + 1/#2 &, 0, Range[5]]",
    "Map[If[# > 2, a, #] &, Range[6]]",
    "Map[#^2 &, {1, 2, 3, 1/2, 4., x}]",
    "Table[If[i > 3, i/2, i^2], {i, 9}]",
    "Table[i + j/4., {i, 3}, {j, 4}]",
    "g[] := i; i = 7; Table[i + g[], {i, 4}]",
    "Table[EvenQ[i] || i > 7, {i, 9}]",
    "Total[Map[Mod[#, 7] < 3 &, Range[2000]] /. {True -> 1, False -> 0}]",
    "Map[If[# == 1500, x, 2 #] &, Range[2000]][[1498 ;; 1502]]",
    "Fold[Times, 1, Range[30]]",
]


FOLDS = [
    "Fold[#1 + #2/2 &, 0, {2, 4, 6, 7, 9, 10, 11}]",  # gives up at a fraction, and the rest is gone on with
    "Fold[Plus, 0, {1, 2, 3, 4, 5, 6, x, 8, 9}]",
    "Fold[Times, 1, {1, 2, 3, 4., 5, 6, 1*^200, 1*^200, 2}]",
    "Fold[If[#2 > 5, f[#1, #2], #1 - #2] &, 3, Range[9]]",
    "Nest[#/2 &, 2^7, 12]",
    "Nest[If[# > 40, g[#], 3 # + 1] &, 1, 9]",
    "Nest[#^2 &, 1.5, 20]",
    "Nest[Mod[5 # + 1, 1009] &, 1, 100]",
    "{Fold[Plus, 0, {}], Fold[Plus, {5}], Nest[f, x, 0], Nest[# + 1 &, 1, 3]}",
    "l = {}; Do[AppendTo[l, If[EvenQ[i], i, q[i]]], {i, 6}]; q[1] = 7; PrependTo[l, Unevaluated[1 + 1]]; l",
    "l = {y}; AppendTo[l, Nothing]; AppendTo[l, 2]; y = 4; AppendTo[l, y]; {l, PrependTo[l, {}]}",
]


@pytest.mark.parametrize("program", FOLDS)
def test_last_values(program: str) -> None:
    agree(program)


@pytest.mark.parametrize("program", PROGRAMS)
def test_programs(program: str) -> None:
    agree(program)


def test_it_is_used() -> None:
    """A hot definition and a long loop do run translated."""
    session = Session()
    session.evaluate_text("f[n_] := n + 1; Do[f[i], {i, 99}]; s = 0; Do[s += i, {i, 1000}]")
    definition = session.kernel.definitions[session.kernel.contexts.lookup("f")]
    assert definition.down.program.function is not None
    assert session.kernel.accelerator.loops.each(session.parse("s = s + 1"), None, range(200)) is None
    assert session.show(session.evaluate_text("s")) == "500700"
