"""How expressions print: InputForm and OutputForm, fewest parentheses, numbers, wrappers."""

from fractions import Fraction

import numpy as np
import pytest

from wlmini.expr import NULL, Association, Atom, BigReal, Complex, Delayed, Expr, Packed, S, symbol
from wlmini.syntax.parse import parse
from wlmini.syntax.write import Writer, full_form, input_form, output_form

HALF = Fraction(1, 2)
x, y, a, b, c, f = S.x, S.y, S.a, S.b, S.c, S.f


def power(base, exponent):
    return S.Power(base, exponent)


# Texts that InputForm prints exactly as they are written here; ␣ marks a space at the end.
NOOP = r"""
1 + 1
a - b*c
a - 2
a - 2*x
-2*x
-x
-x^2
(-2)^x
2^(-x)
x^(-1)
x^y^z
(x^y)^z
(a + b)*c
a - (b + c)
a + (b + c)
a/b
a/b^2
a/(b + c)
(a + b)/c
f[x, y]
f[x][y]
f[]
(a + b)[x]
{a, {b}, {}}
<|a -> 1, "k" :> b|>
a -> b -> c
(a -> b) -> c
x /. a -> b
x /. {a -> b} /. c
x //. a -> b
(a && b) || c
a && (b || c)
!a
!(a && b)
(!a) == b
!a == b
a == b
a == b == c
a < b <= c
a === b
(a == b) === c
a != b
x = 5
x = y = z
f[x_] := x^2
f /: g[f] = 3
f /: g[f] := 3
f /: g[f] =.
x =.
a ^= b
x += 1
x++
++x
x! = y
(x!)!
x!!
a; b
a; ␣
f[a; ]
(a; b) & ␣
f[#1] & ␣
#1 + 1 & ␣
(#1 & )[x]
(#1 & ) /@ x
f /@ x
f /@ g /@ x
(f /@ g) /@ x
f @@ x
f @@@ x
f @* g @* h
f /* g
#name
##1
##2 & ␣
_
__
_h
x_
x__
x___h
x_.
_.
x_:1
x_h:1
p:a | b
x_?EvenQ
_?(#1 > 0 & )
x_Integer | y_
x_..
(x_.)..
(1.)..
x_ /; x > 0
a ~~ b
a <> b
a . b
a**b
1 ;; -1
a ;; b ;; c
l[[1]]
l[[1, 2]]
l[[1 ;; 2, All]]
f::usage
%
%%
%5
Derivative[1][f][x]
Function[x, x^2]
a <-> b
a \[DirectedEdge] b
"a\"b\\c\n"
-++x
-(--x)
a*b*c
{1, 2}[[1]]
Sin[x]^2
(a*b)^2
"""


@pytest.mark.parametrize("text", NOOP.replace(" ␣", " ").strip("\n").splitlines())
def test_prints_as_written(text):
    assert input_form(parse(text)) == text


@pytest.mark.parametrize(
    "expr, in_input, in_output",
    [
        (HALF, "1/2", "1/2"),
        (-HALF, "-1/2", "-1/2"),
        (power(x, HALF), "Sqrt[x]", "Sqrt[x]"),
        (power(x, -HALF), "1/Sqrt[x]", "1/Sqrt[x]"),
        (power(x, -1), "x^(-1)", "1/x"),
        (power(x, -2), "x^(-2)", "x^(-2)"),
        (power(x, Fraction(1, 3)), "x^(1/3)", "x^(1/3)"),
        (power(S.E, x), "E^x", "E^x"),
        (S.Times(2, x), "2*x", "2 x"),
        (S.Times(-1, x, y), "-(x*y)", "-(x y)"),
        (S.Times(HALF, x), "x/2", "x/2"),
        (S.Times(Fraction(3, 2), x), "(3*x)/2", "(3 x)/2"),
        (S.Times(Fraction(-3, 2), x), "(-3*x)/2", "(-3 x)/2"),
        (S.Times(-HALF, x), "-1/2*x", "-x/2"),
        (S.Times(a, power(b, -1)), "a/b", "a/b"),
        (S.Times(a, power(b, -1), power(c, -2)), "a/(b*c^2)", "a/(b c^2)"),
        (S.Times(2, power(x, -1)), "2/x", "2/x"),
        (S.Times(power(a, -1), power(b, -1)), "1/(a*b)", "1/(a b)"),
        (S.Times(-1, power(x, -1)), "-x^(-1)", "-(1/x)"),
        (S.Times(a, power(S.E, S.Times(-1, x))), "a/E^x", "a/E^x"),
        (S.Plus(a, S.Times(-HALF, x)), "a - x/2", "a - x/2"),
        (S.Plus(a, -HALF), "a - 1/2", "a - 1/2"),
        (S.Plus(S.Times(-1, a), b), "-a + b", "-a + b"),
        (S.Plus(a, S.Times(-1, S.Plus(b, c))), "a - (b + c)", "a - (b + c)"),
        (S.Plus(a), "Plus[a]", "Plus[a]"),
        (Complex(1, 2), "1 + 2*I", "1 + 2 I"),
        (Complex(0, 1), "I", "I"),
        (Complex(0, -1), "-I", "-I"),
        (Complex(1, -1), "1 - I", "1 - I"),
        (1 - 2.5j, "1. - 2.5*I", "1. - 2.5 I"),
        (S.Times(Complex(1, 2), x), "(1 + 2*I)*x", "(1 + 2 I) x"),
        (S.f("a"), 'f["a"]', "f[a]"),
        (Expr(S.Derivative(1), (f,)), "Derivative[1][f]", "f'"),
        (Expr(Expr(S.Derivative(2), (f,)), (x,)), "Derivative[2][f][x]", "f''[x]"),
        (S.Optional(x, 1), "Optional[x, 1]", "Optional[x, 1]"),
        (S.MessageName(f, "two words"), 'MessageName[f, "two words"]', "MessageName[f, two words]"),
        (S.Inequality(a, S.Less, b), "Inequality[a, Less, b]", "Inequality[a, Less, b]"),
        (NULL, "Null", "Null"),
        (S.Blank(S.f(x)), "Blank[f[x]]", "Blank[f[x]]"),
        (S.Times(-1, 2), "-1*2", "-1 2"),
    ],
)
def test_forms(expr, in_input, in_output):
    assert input_form(expr) == in_input
    assert output_form(expr) == in_output


@pytest.mark.parametrize(
    "value, in_input, in_output",
    [
        (1.0, "1.", "1."),
        (0.0, "0.", "0."),
        (-2.5, "-2.5", "-2.5"),
        (1 / 3, "0.3333333333333333", "0.333333"),
        (0.1, "0.1", "0.1"),
        (0.0001, "0.0001", "0.0001"),
        (0.000012345678, "0.000012345678", "0.0000123457"),
        (1e-6, "1.*^-6", "1.*^-6"),
        (1.5e-10, "1.5*^-10", "1.5*^-10"),
        (123456.7, "123456.7", "123457."),
        (100000.0, "100000.", "100000."),
        (1e6, "1.*^6", "1.*^6"),
        (1234567.0, "1.234567*^6", "1.23457*^6"),
        (12345678.9, "1.23456789*^7", "1.23457*^7"),
        (999999.5, "999999.5", "1.*^6"),
        (1e300, "1.*^300", "1.*^300"),
        (2.9985, "2.9985", "2.9985"),
        (float("inf"), "Infinity", "Infinity"),
        (float("nan"), "Indeterminate", "Indeterminate"),
        (BigReal(Fraction(3, 2), 20.0), "1.5`20.", "1.5000000000000000000"),
        (BigReal(Fraction(1, 3), 5.0), "0.3333333333`5.", "0.33333"),
        (BigReal(Fraction(-10) ** 40, 20.0), "1.`20.*^40", "1.0000000000000000000*^40"),
        (BigReal(Fraction(2, 3) / 10**9, 4.0), "6.66666667`4.*^-10", "6.667*^-10"),
    ],
)
def test_numbers(value, in_input, in_output):
    assert input_form(value) == in_input
    assert output_form(value) == in_output


@pytest.mark.parametrize(
    "text, full",
    [
        ("1 + 2 x", "Plus[1, Times[2, x]]"),
        ('{"a\\nb", 1.5, 1.*^-9}', 'List["a\\nb", 1.5`, 1.`*^-9]'),
        ("<|a -> b|>", "Association[Rule[a, b]]"),
    ],
)
def test_full_form(text, full):
    assert full_form(parse(text)) == full


def test_full_form_of_numbers():
    assert full_form(S.f(HALF, Complex(1, HALF), 1 + 2j)) == (
        "f[Rational[1, 2], Complex[1, Rational[1, 2]], Complex[1.`, 2.`]]"
    )


def test_values_held_otherwise_print_as_lists_and_associations():
    entries = {"a": 1, (float, 2.0): Delayed(S.x)}
    assert input_form(Association(entries)) == '<|"a" -> 1, 2. :> x|>'
    assert output_form(Packed(np.array([0.9995, 1.999, 2.9985]))) == "{0.9995, 1.999, 2.9985}"
    assert input_form(Packed(np.array([[1, -2], [3, 4]]))) == "{{1, -2}, {3, 4}}"
    assert input_form(Packed(np.array([1 + 2j]))) == "{1. + 2.*I}"
    assert output_form(S.f(Packed(np.zeros((2, 0))))) == "f[{{}, {}}]"


class Net(Atom):
    head = S.NetChain

    def input_form(self):
        return S.NetChain(S.List(3), S.Plus(x, 1))

    def output_form(self):
        return "NetChain[<2>]"


def test_atoms_say_themselves_how_they_look():
    assert input_form(S.f(Net())) == "f[NetChain[{3}, x + 1]]"
    assert output_form(S.f(Net())) == "f[NetChain[<2>]]"
    assert full_form(Net()) == "NetChain[List[3], Plus[x, 1]]"


def test_names_print_as_the_writer_is_told():
    writer = Writer(lambda each: each.short)
    hidden = symbol("Global`v")
    assert writer.input_form(S.Pattern(hidden, S.Blank(hidden))) == "v_v"
    assert writer.output_form(hidden) == writer.full_form(hidden) == "v"
    assert input_form(hidden) == "Global`v"


@pytest.mark.parametrize(
    "text, shown",
    [
        ('InputForm["a" -> 1/3.]', '"a" -> 1/3.'),
        ("FullForm[a + b]", "Plus[a, b]"),
        ("{FullForm[a + 1], a + 1}", "{Plus[a, 1], a + 1}"),
        ('OutputForm["a"]', "a"),
        ("HoldForm[1 + 1]", "1 + 1"),
        ("HoldForm[1 + 1]^2", "(1 + 1)^2"),
        ('Row[{1, "a", x + y}]', "1ax + y"),
        ('Row[{1, 2}, ", "]', "1, 2"),
        ("Column[{1, 22}]", "1\n22"),
        ("TableForm[{{1, 22}, {333, 4}}]", "1     22\n\n333   4"),
        ('TableForm[{{1, 2}}, TableHeadings -> {{"r"}, {"a", "b"}}]', "    a   b\n\nr   1   2"),
        ("MatrixForm[{1, 2}]", "1\n\n2"),
        ("Grid[{{a}, {b, c}}]", "a\n\nb   c"),
        ('StringForm["`1` and `2`, `1`", x, 2]', "x and 2, x"),
        ('StringForm["`` then ``", 1, 2]', "1 then 2"),
        ('StringForm["`3`", 1]', "`3`"),
        ("NumberForm[3.14159265, 3]", "3.14"),
        ("NumberForm[{1.23456, 2}, 2]", "{1.2, 2}"),
        ("NumberForm[2.5, {5, 3}]", "2.500"),
        ("PaddedForm[2.5, {6, 2}]", "    2.50"),
        ('Style["t", Bold]', "t"),
        ("TableForm[x]", "TableForm[x]"),
        ("Row[x]", "Row[x]"),
    ],
)
def test_wrappers(text, shown):
    assert output_form(parse(text)) == shown
