"""Names that stand for themselves: truth values, heads, attributes, settings, days."""

from __future__ import annotations

from wlmini.kernel.declare import inert

inert(
    "True",
    attributes="Locked",
    documentation="""is the truth value of a statement that holds.

    >>> 1 < 2
    True
    """,
)
inert(
    "False",
    attributes="Locked",
    documentation="""is the truth value of a statement that does not hold.

    >>> 1 > 2
    False
    """,
)
inert(
    "Null",
    documentation="""is the value of what gives nothing, such as a; it does not print.

    >>> FullForm[{a;}]
    List[Null]
    """,
)
inert(
    "All",
    documentation="""stands for everything there is: all parts, all elements.

    >>> {{1, 2}, {3, 4}}[[All, 1]]
    {1, 3}
    """,
)
inert(
    "None",
    documentation="""stands for nothing, as the setting of options.

    >>> Options[TableForm] === None
    False
    """,
)
inert(
    "Automatic",
    documentation="""is the setting of options that lets the function choose.

    >>> StringPadRight[{"a", "bb"}, Automatic, "."]
    {a., bb}
    """,
)
inert(
    "Infinity",
    documentation="""is the infinite positive quantity.

    >>> 1 < Infinity
    True
    """,
)
inert(
    "Indeterminate",
    documentation="""is a number whose value cannot be told, such as 0/0.

    >>> Quiet[0/0]
    Indeterminate
    """,
)
inert(
    "ComplexInfinity",
    documentation="""is the infinite quantity whose direction is not known, such as 1/0.

    >>> Quiet[1/0]
    ComplexInfinity
    """,
)
inert(
    "Integer",
    documentation="""is the head of integers.

    >>> Head[5]
    Integer
    """,
)
inert(
    "Real",
    documentation="""is the head of approximate real numbers.

    >>> Head[5.]
    Real
    """,
)
inert(
    "String",
    documentation="""is the head of strings.

    >>> Head["a"]
    String
    """,
)
inert(
    "Method",
    documentation="""is an option: the way in which something is computed.

    >>> Method -> Automatic
    Method -> Automatic
    """,
)
inert(
    "PerformanceGoal",
    documentation="""is an option: whether "Speed" or "Quality" counts.

    >>> PerformanceGoal -> "Speed"
    PerformanceGoal -> Speed
    """,
)
inert(
    "UpTo[n]",
    documentation="""stands for n elements, or as many as there are.

    >>> Take[{a, b}, UpTo[3]]
    {a, b}
    """,
)
inert(
    "HoldAll",
    documentation="""is the attribute of functions none of whose arguments are evaluated.

    >>> SetAttributes[f, HoldAll]; f[1 + 1]
    f[1 + 1]
    """,
)
inert(
    "HoldFirst",
    documentation="""is the attribute of functions whose first argument is not evaluated.

    >>> SetAttributes[f, HoldFirst]; f[1 + 1, 1 + 1]
    f[1 + 1, 2]
    """,
)
inert(
    "HoldRest",
    documentation="""is the attribute of functions whose arguments after the first are not evaluated.

    >>> SetAttributes[f, HoldRest]; f[1 + 1, 1 + 1]
    f[2, 1 + 1]
    """,
)
inert(
    "HoldAllComplete",
    documentation="""is the attribute of functions whose arguments are left entirely as they are.

    >>> SetAttributes[f, HoldAllComplete]; f[Evaluate[1 + 1]]
    f[Evaluate[1 + 1]]
    """,
)
inert(
    "SequenceHold",
    documentation="""is the attribute of functions into whose arguments no Sequence is spliced.

    >>> SetAttributes[f, SequenceHold]; f[Sequence[a, b]]
    f[Sequence[a, b]]
    """,
)
inert(
    "NHoldAll",
    documentation="""is the attribute of functions whose arguments N leaves as they are.

    >>> SetAttributes[f, NHoldAll]; N[f[1]]
    f[1]
    """,
)
inert(
    "NHoldFirst",
    documentation="""is the attribute of functions whose first argument N leaves as it is.

    >>> SetAttributes[f, NHoldFirst]; N[f[1, 2]]
    f[1, 2.]
    """,
)
inert(
    "NHoldRest",
    documentation="""is the attribute of functions whose arguments after the first N leaves as they are.

    >>> SetAttributes[f, NHoldRest]; N[f[1, 2]]
    f[1., 2]
    """,
)
inert(
    "Listable",
    documentation="""is the attribute of functions that thread over lists.

    >>> SetAttributes[f, Listable]; f[{a, b}]
    {f[a], f[b]}
    """,
)
inert(
    "Flat",
    documentation="""is the attribute of associative functions.

    >>> SetAttributes[f, Flat]; f[a, f[b]]
    f[a, b]
    """,
)
inert(
    "Orderless",
    documentation="""is the attribute of commutative functions.

    >>> SetAttributes[f, Orderless]; f[b, a]
    f[a, b]
    """,
)
inert(
    "OneIdentity",
    documentation="""is the attribute of functions for which f[x] matches as x does.

    >>> MemberQ[Attributes[Plus], OneIdentity]
    True
    """,
)
inert(
    "NumericFunction",
    documentation="""is the attribute of functions that are numeric where their arguments are.

    >>> MemberQ[Attributes[Sin], NumericFunction]
    True
    """,
)
inert(
    "Constant",
    documentation="""is the attribute of symbols that are constants for derivatives.

    >>> SetAttributes[c, Constant]; Attributes[c]
    {Constant}
    """,
)
inert(
    "Protected",
    documentation="""is the attribute of symbols that cannot be given values.

    >>> MemberQ[Attributes[Plus], Protected]
    True
    """,
)
inert(
    "ReadProtected",
    documentation="""is the attribute of symbols whose values are not shown.

    >>> SetAttributes[f, ReadProtected]; Attributes[f]
    {ReadProtected}
    """,
)
inert(
    "Locked",
    documentation="""is the attribute of symbols whose attributes cannot be changed.

    >>> Locked === Locked
    True
    """,
)
inert(
    "Temporary",
    documentation="""is the attribute of symbols that vanish when nothing refers to them.

    >>> MemberQ[Attributes[Evaluate[Module[{x}, x]]], Temporary]
    True
    """,
)
inert(
    "Stub",
    documentation="""is the attribute of symbols whose package is read when they are first used.

    >>> SetAttributes[f, Stub]; Attributes[f]
    {Stub}
    """,
)
inert(
    "General",
    documentation="""is the symbol whose messages all functions share.

    >>> StringQ[General::argx]
    True
    """,
)
inert(
    "Heads",
    documentation="""is an option: whether heads are looked at as well.

    >>> Level[f[x], {1}, Heads -> True]
    {f, x}
    """,
)
inert(
    "TestID",
    documentation="""is an option of VerificationTest: a name for the test.

    >>> VerificationTest[1 + 1, 2, TestID -> "sum"]["TestID"]
    sum
    """,
)
inert(
    "SameTest",
    documentation="""is an option: the function that tells whether two elements are the same.

    >>> Union[{1, -1, 2}, SameTest -> (Abs[#1] == Abs[#2] &)] // Length
    2
    """,
)
inert(
    "Number",
    documentation="""is a type of values that Read reads, and of fields.

    >>> Read[StringToStream["12 x"], Number]
    12
    """,
)
inert(
    "Delimiter",
    documentation="""is a line between controls in Manipulate.

    >>> Delimiter
    Delimiter
    """,
)
inert(
    "ControlType",
    documentation="""is an option of Manipulate: the kind of control.

    >>> ControlType -> Slider
    ControlType -> Slider
    """,
)
inert(
    "Debug",
    documentation="""is a setting that asks for more to be told.

    >>> Debug
    Debug
    """,
)
inert(
    "Monday",
    documentation="""is a day of the week.

    >>> DayName[{2024, 5, 13}]
    Monday
    """,
)
inert(
    "Tuesday",
    documentation="""is a day of the week.

    >>> DayName[{2024, 5, 14}]
    Tuesday
    """,
)
inert(
    "Wednesday",
    documentation="""is a day of the week.

    >>> DayName[{2024, 5, 15}]
    Wednesday
    """,
)
inert(
    "Thursday",
    documentation="""is a day of the week.

    >>> DayName[{2024, 5, 16}]
    Thursday
    """,
)
inert(
    "Friday",
    documentation="""is a day of the week.

    >>> DayName[{2024, 5, 17}]
    Friday
    """,
)
inert(
    "Saturday",
    documentation="""is a day of the week.

    >>> DayName[{2024, 5, 18}]
    Saturday
    """,
)
inert(
    "Sunday",
    documentation="""is a day of the week.

    >>> DayName[{2024, 5, 19}]
    Sunday
    """,
)
inert(
    "C",
    documentation="""is the head of constants C[1], C[2], ... that solutions have.

    >>> C[1]
    C[1]
    """,
)
inert(
    "K",
    documentation="""is a name that sums and products give to a variable of their own.

    >>> K
    K
    """,
)
inert(
    "$Failed",
    documentation="""is what functions give that could not do what they were asked.

    >>> ToExpression["1 +"] // Quiet
    $Failed
    """,
)
inert(
    "$Aborted",
    documentation="""is what an evaluation gives that was aborted.

    >>> TimeConstrained[While[True], 0.01]
    $Aborted
    """,
)
inert(
    "$Canceled",
    documentation="""is what a dialog gives that was cancelled.

    >>> $Canceled
    $Canceled
    """,
)
inert(
    "$TimedOut",
    documentation="""is what functions give that waited too long.

    >>> $TimedOut
    $TimedOut
    """,
)
