"""What is printed reads back: FullForm exactly, InputForm up to arithmetic that evaluation does anyway."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from wlmini.expr import Expr, S, is_atom, rational
from wlmini.syntax.operators import SHOWN
from wlmini.syntax.parse import Reader, incomplete, parse
from wlmini.syntax.write import full_form, input_form

SYMBOLS = st.sampled_from([S.a, S.b, S.x, S.E, S["$v"], S.été, S.Null])
REALS = st.floats(allow_nan=False, allow_infinity=False)
ATOMS = SYMBOLS | st.integers(-12, 10**20) | REALS | st.text(max_size=6)
BLANKS = st.builds(
    lambda head, parts: Expr(head, parts),
    st.sampled_from([S.Blank, S.BlankSequence]),
    st.lists(SYMBOLS, max_size=1),
)
OPERATORS = st.sampled_from([each for each in SHOWN if each is not S.MessageName])
NAMED = [
    "Pattern",
    "Optional",
    "Inequality",
    "Part",
    "Slot",
    "SlotSequence",
    "Out",
    "MessageName",
    "TagSet",
    "TagSetDelayed",
]
NAMED += ["TagUnset", "Association", "List", "Blank", "Sqrt", "Function", "Derivative", "Put", "Get", "f"]


def compound(inner):
    parts = st.lists(inner, max_size=4)
    return (
        st.builds(Expr, OPERATORS, st.lists(inner, min_size=1, max_size=3))
        | st.builds(Expr, st.sampled_from([S[name] for name in NAMED]), parts)
        | st.builds(Expr, inner, parts)
        | st.builds(lambda name, inside: S.Pattern(name, inside), SYMBOLS, inner)
    )


EXPRESSIONS = st.recursive(ATOMS | BLANKS, compound, max_leaves=12)


def settled(expr):
    """The expression with exact numbers and products brought to one shape, as evaluation would."""
    if is_atom(expr):
        return expr
    head, parts = settled(expr.head), [settled(part) for part in expr.parts]
    if head is S.Sqrt and len(parts) == 1:
        head, parts = S.Power, [parts[0], Fraction(1, 2)]
    if head is S.Times and parts:
        return settled_product(parts)
    if head is S.Power and len(parts) == 2:
        return settled_power(*parts)
    return Expr(head, parts)


def settled_product(parts):
    factors = [each for part in parts for each in (part.parts if head_is(part, S.Times) else (part,))]
    number = Fraction(1)
    others = []
    for factor in factors:
        if type(factor) in (int, Fraction):
            number *= factor
        elif type(factor) is float and factor < 0:
            number *= -1
            others.append(-factor)
        else:
            others.append(factor)
    if not others:
        return rational(number.numerator, number.denominator)
    return Expr(S.Times, [number, *sorted(others, key=repr)])


def settled_power(base, exponent):
    if head_is(exponent, S.Times) and len(exponent.parts) == 1:
        exponent = exponent.parts[0]
    if exponent in (-1, Fraction(-1)) and type(exponent) in (int, Fraction):
        if type(base) in (int, Fraction) and base:
            return settled_product([Fraction(1) / base])
        if head_is(base, S.Times):
            return settled_product([settled_power(part, -1) for part in base.parts])
        if head_is(base, S.Power) and len(base.parts) == 2:
            return settled_power(base.parts[0], settled_product([-1, base.parts[1]]))
    return Expr(S.Power, [base, exponent])


def head_is(expr, head):
    return isinstance(expr, Expr) and expr.head is head


@settings(max_examples=100, deadline=None)
@given(EXPRESSIONS)
def test_full_form_reads_back(expr):
    assert parse(full_form(expr)) == expr


PLAIN = [each for each in SHOWN if each not in (S.Plus, S.Times, S.Power)]


def without_arithmetic(inner):
    parts = st.lists(inner, max_size=4)
    return (
        st.builds(Expr, st.sampled_from(PLAIN), st.lists(inner, min_size=1, max_size=3))
        | st.builds(Expr, st.sampled_from([S[name] for name in NAMED]), parts)
        | st.builds(Expr, inner, parts)
        | st.builds(lambda name, inside: S.Pattern(name, inside), SYMBOLS, inner)
    )


@settings(max_examples=150, deadline=None)
@given(st.recursive(ATOMS | BLANKS, without_arithmetic, max_leaves=12))
def test_input_form_reads_back(expr):
    assert parse(input_form(expr)) == expr


@settings(max_examples=100, deadline=None)
@given(EXPRESSIONS)
def test_input_form_of_arithmetic_reads_back(expr):
    assert settled(parse(input_form(expr))) == settled(expr)


@settings(max_examples=60, deadline=None)
@given(EXPRESSIONS, st.data())
def test_a_beginning_is_readable_or_incomplete_or_wrong_but_never_breaks(expr, data):
    text = input_form(expr)
    assert not incomplete(text)
    incomplete(text[: data.draw(st.integers(0, len(text)))])


PACKAGE = r"""(* ::Package:: *)
(* :Title: Training (* with a comment inside *) *)

BeginPackage["Demo`Train`", {"NeuralNetworks`"}];

train::usage = "train[net, data] trains net on \[Ellipsis] data.";
train::bad = "The rate `1` is not a positive number.";

Begin["`Private`"];

Options[train] = {"Epochs" -> 10, "Rate" -> 1*^-3, BatchSize -> 64};
train[net_, data : {__Rule} | _Association, opts : OptionsPattern[]] /; VectorQ[Keys@data] := Module[
  {result, losses = {}, n = Length[data], \[Alpha] = OptionValue["Rate"]},
  If[! TrueQ[\[Alpha] > 0], Message[train::bad, \[Alpha]]; Return[$Failed]];
  result = NetTrain[net, data, All, (* everything *)
    MaxTrainingRounds -> OptionValue["Epochs"],
    Method -> {"ADAM", "Beta1" -> .9, "Beta2" -> 0.999}
  ];
  Do[AppendTo[losses, Total[#^2 + 1 & /@ Range[i]]/n], {i, 1, 10, 2}];
  losses[[1 ;; -2, All]] //= Map[Round[#, 0.01] &];
  {result["TrainedNet"], losses /. x_?NumberQ :> -x, <|"n" -> n, "a" -> <1, 2>|>} // Last
];
train[___] := $Failed

net = NetGraph[
  <|"conv" -> ConvolutionLayer[20, {5, 5}], "out" -> LinearLayer[]|>,
  {NetPort["Input"] -> "conv" -> "out", f' @* g /* h},
  "Input" -> NetEncoder[{"Image", {28, 28}, ColorSpace -> "Grayscale"}]]

End[]; EndPackage[];
?train
"""


def test_a_package_reads_and_prints_back():
    readings = list(Reader(PACKAGE))
    assert len(readings) == 10
    for each in readings:
        assert settled(parse(input_form(each.expr))) == settled(each.expr)
