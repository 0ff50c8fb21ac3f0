"""Which functions of the language translated code knows, and what is written for them."""

from __future__ import annotations

from wlmini.expr import S

COMPARISONS = {  # operator for two integers, function for all numbers
    S.Less: ("<", "less({0}, {1})"), S.Greater: (">", "less({1}, {0})"),
    S.LessEqual: ("<=", "at_most({0}, {1})"), S.GreaterEqual: (">=", "at_most({1}, {0})"),
    S.Equal: ("==", "equals({0}, {1})"), S.Unequal: ("!=", "not equals({0}, {1})"),
    S.SameQ: ("==", "identical({0}, {1})"), S.UnsameQ: ("!=", "not identical({0}, {1})"),
}  # fmt: skip
EQUALITIES = frozenset((S.Equal, S.Unequal, S.SameQ, S.UnsameQ))  # texts are compared by these too
PREDICATES = {
    S.EvenQ: "even({0})", S.OddQ: "odd({0})", S.IntegerQ: "type({0}) is int",
    S.Divisible: "divisible({0}, {1})",
}  # fmt: skip
OPERATIONS = {  # function of translated code, how many arguments (None: any number)
    S.Mod: ("remainder", 2), S.Quotient: ("whole_quotient", 2), S.Max: ("largest", None),
    S.Min: ("smallest", None),
}  # fmt: skip
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
