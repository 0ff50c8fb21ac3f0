"""Which functions of the language translated code knows, and what is written for them."""

from __future__ import annotations

from typing import Any

from wlmini.expr import Expr, Packed, S, Symbol

COMPARISONS = {  # operator for two integers, function for all numbers
    S.Less: ("<", "less({0}, {1})"), S.Greater: (">", "less({1}, {0})"),
    S.LessEqual: ("<=", "at_most({0}, {1})"), S.GreaterEqual: (">=", "at_most({1}, {0})"),
    S.Equal: ("==", "equals({0}, {1})"), S.Unequal: ("!=", "not equals({0}, {1})"),
    S.SameQ: ("==", "identical({0}, {1})"), S.UnsameQ: ("!=", "not identical({0}, {1})"),
}  # fmt: skip
EQUALITIES = frozenset((S.Equal, S.Unequal, S.SameQ, S.UnsameQ))  # texts are compared by these too
PREDICATES = {  # form for any numbers, form for integers
    S.EvenQ: ("even({0})", "{0} & 1 == 0"), S.OddQ: ("odd({0})", "{0} & 1 == 1"),
    S.IntegerQ: ("type({0}) is int", "type({0}) is int"),
    S.Divisible: ("divisible({0}, {1})", "{0} % {1} == 0"),
}  # fmt: skip
OPERATIONS = {  # how many arguments (None: any number), function for any numbers, form for two integers
    S.Mod: (2, "remainder", "({0} % {1})"), S.Quotient: (2, "whole_quotient", "({0} // {1})"),
    S.Max: (None, "largest", "max({0}, {1})"), S.Min: (None, "smallest", "min({0}, {1})"),
}  # fmt: skip
# Of integers they give an integer, or the translation gives up.
CLOSED = frozenset((S.Plus, S.Times, S.Subtract, S.Minus, S.Max, S.Min))
# They give an integer whatever number they are asked of, or the translation gives up.
WHOLE = frozenset((
    S.Mod, S.Quotient, S.Floor, S.Ceiling, S.IntegerPart, S.IntegerLength, S.EulerPhi, S.BitAnd, S.BitOr,
    S.BitXor, S.BitNot, S.BitShiftLeft, S.BitShiftRight, S.StringLength,
))  # fmt: skip
# What is asked of the builtin itself, number by number: with one argument, with two, for a truth.
ONE_NUMBER = frozenset((
    S.Sin, S.Cos, S.Tan, S.Cot, S.Sec, S.Csc, S.ArcSin, S.ArcCos, S.ArcTan, S.Sinh, S.Cosh, S.Tanh, S.ArcTanh,
    S.ArcSinh, S.Exp, S.Log, S.Log2, S.Log10, S.Sqrt, S.Abs, S.Sign, S.Floor, S.Ceiling, S.Round,
    S.IntegerPart, S.FractionalPart, S.Factorial, S.Fibonacci, S.UnitStep, S.Ramp, S.BitNot, S.IntegerLength,
    S.EulerPhi,
))  # fmt: skip
TWO_NUMBERS = frozenset((
    S.BitAnd, S.BitOr, S.BitXor, S.BitShiftLeft, S.BitShiftRight, S.GCD, S.LCM, S.Binomial, S.Power, S.Log,
    S.ArcTan, S.KroneckerDelta,
))  # fmt: skip
TRUTHS = frozenset((
    S.PrimeQ, S.Positive, S.Negative, S.NonNegative, S.NonPositive, S.CoprimeQ, S.SquareFreeQ,
))  # fmt: skip
CHANGES = {S.AddTo: S.Plus, S.SubtractFrom: S.Subtract, S.TimesBy: S.Times, S.DivideBy: S.Divide}
STEPS = {S.Increment: 1, S.PreIncrement: 1, S.Decrement: -1, S.PreDecrement: -1}
ASSIGNMENTS = frozenset((S.Set, *CHANGES, *STEPS))
RULE_HEADS = {S.Integer: "type({0}) is int", S.Real: "type({0}) is float"}


def assigned(expr: Any) -> dict[Symbol, None]:
    """The symbols that something in the expression assigns to, in order."""
    if not isinstance(expr, Expr) or isinstance(expr, Packed):
        return {}
    found: dict[Symbol, None] = {}
    if expr.head in ASSIGNMENTS and expr.parts:
        target = expr.parts[0]
        if isinstance(target, Expr) and target.head is S.Part and target.parts:
            target = target.parts[0]
        if isinstance(target, Symbol):
            found[target] = None
    for part in expr.parts:
        found |= assigned(part)
    return found
