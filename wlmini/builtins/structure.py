"""Heads that only stand for something: lists, rules, patterns, slots, constants of control."""

from __future__ import annotations

from wlmini.kernel.declare import inert

inert(
    "Rule[lhs, rhs]",
    attributes="SequenceHold",
    documentation="""is a rule that turns lhs into rhs, written lhs -> rhs.

    >>> x /. x -> 1 + 1
    2
    """,
)
inert(
    "RuleDelayed[lhs, rhs]",
    attributes="HoldRest SequenceHold",
    documentation="""is a rule that evaluates rhs only after it is applied, written lhs :> rhs.

    >>> Hold[x] /. x :> 1 + 1
    Hold[1 + 1]
    """,
)
inert(
    "Pattern[name, p]",
    attributes="HoldFirst",
    documentation="""is the pattern p named for what it matches, written name:p, or x_ for Pattern[x, _].

    >>> f[3] /. f[n_] :> n^2
    9
    """,
)
inert(
    "Blank[]",
    "Blank[h]",
    documentation="""is a pattern for any expression, written _, or for any with head h, written _h.

    >>> Cases[{1, x, 2.5}, _Real]
    {2.5}
    """,
)
inert(
    "BlankSequence[]",
    "BlankSequence[h]",
    documentation="""is a pattern for one or more expressions in a row, written __ or __h.

    >>> f[1, 2] /. f[x__] :> {x}
    {1, 2}
    """,
)
inert(
    "BlankNullSequence[]",
    "BlankNullSequence[h]",
    documentation="""is a pattern for any number of expressions in a row, written ___ or ___h.

    >>> f[] /. f[x___] :> {x}
    {}
    """,
)
inert(
    "Condition[p, test]",
    attributes="HoldAll",
    documentation="""is a pattern or right side that counts only where test is True, written p /; test.

    >>> {1, 5} /. n_Integer /; n > 3 :> big
    {1, big}
    """,
)
inert(
    "PatternTest[p, test]",
    attributes="HoldRest",
    documentation="""is a pattern for what p matches and test gives True for, written p?test.

    >>> Cases[{1, 2, 3}, _?OddQ]
    {1, 3}
    """,
)
inert(
    "Optional[p]",
    "Optional[p, default]",
    documentation="""is a pattern for an argument that may be absent: p:default, or x_. for a known default.

    >>> f[1] /. f[x_, y_:2] :> {x, y}
    {1, 2}
    """,
)
inert(
    "Alternatives[p1, p2, ...]",
    documentation="""is a pattern for what any of the patterns matches, written p1 | p2.

    >>> Cases[{1, x, "s"}, _Integer | _String]
    {1, s}
    """,
)
inert(
    "Repeated[p]",
    "Repeated[p, n]",
    "Repeated[p, {least, most}]",
    documentation="""is a pattern for one or more expressions that match p, written p.. .

    >>> MatchQ[{1, 2, 3}, {_Integer ..}]
    True
    """,
)
inert(
    "RepeatedNull[p]",
    documentation="""is a pattern for any number of expressions that match p, written p... .

    >>> MatchQ[{}, {_Integer ...}]
    True
    """,
)
inert(
    "Except[c]",
    "Except[c, p]",
    documentation="""is a pattern for anything but what c matches, or for what p but not c matches.

    >>> Cases[{1, a, 2}, Except[_Integer]]
    {a}
    """,
)
inert(
    "Verbatim[expr]",
    documentation="""is a pattern for expr itself, patterns in it included.

    >>> MatchQ[x_, Verbatim[x_]]
    True
    """,
)
inert(
    "Longest[p]",
    documentation="""is a pattern for the longest sequence that p can match.

    >>> {1, 2, 3} /. {Longest[x__], y__} :> {{x}, {y}}
    {{1, 2}, {3}}
    """,
)
inert(
    "Shortest[p]",
    documentation="""is a pattern for the shortest sequence that p can match.

    >>> {1, 2, 3} /. {Shortest[x__], y__} :> {{x}, {y}}
    {{1}, {2, 3}}
    """,
)
inert(
    "PatternSequence[p1, p2, ...]",
    documentation="""is a pattern for expressions in a row that match the patterns.

    >>> MatchQ[f[a, b, c], f[PatternSequence[a, b], _]]
    True
    """,
)
inert(
    "OptionsPattern[]",
    "OptionsPattern[f]",
    documentation="""is a pattern for any number of options; OptionValue[name] gives their values.

    >>> MatchQ[f[x, a -> 1], f[_, OptionsPattern[]]]
    True
    """,
)
inert(
    "KeyValuePattern[{patt1, ...}]",
    documentation="""is a pattern for an association or list of rules with elements that match the patterns.

    >>> MatchQ[<|a -> 1, b -> 2|>, KeyValuePattern[b -> _]]
    True
    """,
)
inert(
    "Slot[n]",
    'Slot["name"]',
    attributes="NHoldAll",
    documentation="""is the n-th argument of a pure function, written #n; #name is a value of an association.

    >>> (#2 &)[a, b]
    b
    """,
)
inert(
    "SlotSequence[n]",
    attributes="NHoldAll",
    documentation="""is the sequence of arguments of a pure function from the n-th on, written ##n.

    >>> ({##2} &)[a, b, c]
    {b, c}
    """,
)
inert(
    "Sequence[a, b, ...]",
    documentation="""is a sequence of arguments that goes into the function around it.

    >>> f[Sequence[a, b], c]
    f[a, b, c]
    """,
)
