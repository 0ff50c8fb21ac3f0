"""Runs of consecutive elements: those that match a pattern, those that two lists have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from wlmini.builtins.elements import ARGUMENTS, is_infinity, is_whole, need_list
from wlmini.expr import FALSE, TRUE, Expr, S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.matching import always
from wlmini.kernel.messages import Failure
from wlmini.kernel.rules import Rule, rule_parts

UNBOUNDED = frozenset(
    (S.BlankSequence, S.BlankNullSequence, S.Repeated, S.RepeatedNull, S.Optional, S.PatternSequence,
     S.OrderlessPatternSequence, S.OptionsPattern, S.Longest, S.Shortest, S.Alternatives, S.Except)
)  # fmt: skip
WRAPPERS = frozenset((S.Condition, S.PatternTest, S.HoldPattern))


class Run(NamedTuple):
    """A run of elements that matched: from `start` (from 0) up to `end`, and what its rule makes of it."""

    start: int
    end: int
    value: Any


def sizes(pattern: Any, count: int) -> tuple[int, int]:
    """How many elements a run that matches has, at least and at most."""
    while isinstance(pattern, Expr) and (pattern.head in WRAPPERS or pattern.head is S.Pattern):
        pattern = pattern.parts[1 if pattern.head is S.Pattern else 0]
    if not is_list(pattern) or any(is_open(p) for p in pattern.parts):
        return 1, count
    return len(pattern), len(pattern)


def is_open(pattern: Any) -> bool:
    """Whether a pattern among the elements may take none or several of them."""
    while isinstance(pattern, Expr) and (pattern.head in WRAPPERS or pattern.head is S.Pattern):
        pattern = pattern.parts[1 if pattern.head is S.Pattern else 0]
    return isinstance(pattern, Expr) and pattern.head in UNBOUNDED


def rules_of(kernel: Any, spec: Any) -> list[tuple[Rule, bool]]:
    """(rule, whether it makes something of a run) for a pattern, a rule or a list of rules."""
    several = is_list(spec) and spec.parts and all(rule_parts(p) for p in spec.parts)
    found = []
    for each in spec.parts if several else (spec,):
        sides = rule_parts(each)
        left, right, delayed = sides or (each, TRUE, False)
        found.append((Rule(kernel, left, right, delayed), sides is not None))
    return found


def runs(kernel: Any, items: Expr, spec: Any, overlaps: Any, limit: float = float("inf")) -> Iterator[Run]:
    """The runs that match, from left to right, the longest first where several start at one place."""
    parts = items.parts
    rules = [(*rule.compiled(), makes, sizes(rule.lhs, len(parts))) for rule, makes in rules_of(kernel, spec)]
    start = found = 0
    while start < len(parts) and found < limit:
        step = 1
        for run in runs_from(parts, start, rules):
            yield run
            found += 1
            if overlaps is not S.All:
                step = run.end - run.start if overlaps is FALSE else 1
                break
            if found >= limit:
                return
        start += step


def runs_from(parts: Sequence[Any], start: int, rules: list[Any]) -> Iterator[Run]:
    """The runs that start at one place."""
    for match, fill, makes, (least, most) in rules:
        for end in range(min(len(parts), start + most), start + max(least, 1) - 1, -1):
            bindings: dict[Any, Any] = {}
            run = make_list(parts[start:end])
            if match(run, bindings, always):
                yield Run(start, end, fill(bindings) if makes else run)


def limit_of(n: Any) -> float:
    """The number of runs asked for."""
    if n is None or is_infinity(n) or n is S.All:
        return float("inf")
    if is_whole(n) and n >= 0:
        return int(n)
    raise Failure("intnm", 3, n, value=None)


@builtin(
    "SequenceCases[list, pattern]",
    "SequenceCases[list, pattern :> rhs]",
    "SequenceCases[list, pattern, n]",
    "SequenceCases[pattern][list]",
    options={"Overlaps": FALSE},
    messages=ARGUMENTS,
)
def sequence_cases(kernel: Any, items: Any, pattern: Any, n: Any = None, *, options: dict[str, Any]) -> Any:
    """gives the runs of consecutive elements of list that match pattern, or what the rule makes of them.

    >>> SequenceCases[{1, 2, x, 3, y, 4, 5}, {_Integer, _Symbol}]
    {{2, x}, {3, y}}
    >>> SequenceCases[{1, 2, 3, 4}, {a_, b_} :> a + b]
    {3, 7}
    >>> SequenceCases[{1, 2, 3, 4}, {_, _}, Overlaps -> True]
    {{1, 2}, {2, 3}, {3, 4}}
    """
    need_list(items, S.SequenceCases(items, pattern))
    return make_list(run.value for run in runs(kernel, items, pattern, options["Overlaps"], limit_of(n)))


@builtin(
    "SequencePosition[list, pattern]",
    "SequencePosition[list, pattern, n]",
    "SequencePosition[pattern][list]",
    options={"Overlaps": TRUE},
    messages=ARGUMENTS,
)
def sequence_position(
    kernel: Any, items: Any, pattern: Any, n: Any = None, *, options: dict[str, Any]
) -> Any:
    """gives the first and last positions of the runs of consecutive elements that match pattern.

    >>> SequencePosition[{a, b, a, b}, {a, b}]
    {{1, 2}, {3, 4}}
    """
    need_list(items, S.SequencePosition(items, pattern))
    found = runs(kernel, items, pattern, options["Overlaps"], limit_of(n))
    return make_list(make_list((run.start + 1, run.end)) for run in found)


@builtin(
    "SequenceCount[list, pattern]",
    "SequenceCount[pattern][list]",
    options={"Overlaps": FALSE},
    messages=ARGUMENTS,
)
def sequence_count(kernel: Any, items: Any, pattern: Any, *, options: dict[str, Any]) -> Any:
    """gives how many runs of consecutive elements of list match pattern.

    >>> SequenceCount[{a, b, a, b, a}, {a, b}]
    2
    """
    need_list(items, S.SequenceCount(items, pattern))
    return sum(1 for _ in runs(kernel, items, pattern, options["Overlaps"]))


@builtin(
    "SequenceReplace[list, rules]",
    "SequenceReplace[list, rules, n]",
    "SequenceReplace[rules][list]",
    messages={"rep": "`1` is no rule, nor a list of rules.", **ARGUMENTS},
)
def sequence_replace(kernel: Any, items: Any, rules: Any, n: Any = None) -> Any:
    """gives list with runs of consecutive elements replaced as the rules say.

    >>> SequenceReplace[{a, b, b, c, a, b}, {a, b} -> x]
    {x, b, c, x}
    """
    need_list(items, S.SequenceReplace(items, rules))
    if not all(makes for _, makes in rules_of(kernel, rules)):
        raise Failure("rep", rules, value=None)
    made: list[Any] = []
    done = 0
    for run in runs(kernel, items, rules, FALSE, limit_of(n)):
        made += [*items.parts[done : run.start], run.value]
        done = run.end
    return make_list([*made, *items.parts[done:]])


@builtin(
    "SequenceSplit[list, pattern]",
    "SequenceSplit[list, pattern -> value]",
    "SequenceSplit[list, pattern, n]",
    "SequenceSplit[pattern][list]",
    messages=ARGUMENTS,
)
def sequence_split(kernel: Any, items: Any, pattern: Any, n: Any = None) -> Any:
    """gives the parts of list between the runs that match pattern, or with a value in the place of these.

    >>> SequenceSplit[{a, b, x, c, x, d}, {x}]
    {{a, b}, {c}, {d}}
    >>> SequenceSplit[{a, b, x, c}, {x} -> y]
    {{a, b}, y, {c}}
    """
    need_list(items, S.SequenceSplit(items, pattern))
    makes = any(makes for _, makes in rules_of(kernel, pattern))
    made: list[Any] = []
    done = 0
    for run in runs(kernel, items, pattern, FALSE, limit_of(n) - 1):
        made += [make_list(items.parts[done : run.start]), *([run.value] if makes else [])]
        done = run.end
    made.append(make_list(items.parts[done:]))
    return make_list(each for each in made if not is_list(each) or len(each))


# -- what two lists have in common -----------------------------------------------------------------------


@builtin("LongestCommonSubsequence[a, b]", "LongestCommonSubsequence[a][b]", options={"IgnoreCase": FALSE})
def longest_common_subsequence(kernel: Any, a: Any, b: Any, *, options: dict[str, Any]) -> Any:
    """gives the longest run of consecutive elements, or characters, that a and b both have.

    >>> LongestCommonSubsequence[{a, b, c, d}, {x, b, c, y}]
    {b, c}
    >>> LongestCommonSubsequence["AAABBBBCCCCC", "CCCBBBAAABABA"]
    AAAB
    """
    pair = both(a, b, options["IgnoreCase"] is TRUE)
    if pair is None:
        return None
    start, _, size = common_run(*pair)
    return a[start : start + size] if isinstance(a, str) else make_list(a.parts[start : start + size])


@builtin("LongestCommonSubsequencePositions[a, b]", options={"IgnoreCase": FALSE})
def longest_common_positions(kernel: Any, a: Any, b: Any, *, options: dict[str, Any]) -> Any:
    """gives the first and last positions, in a and in b, of the longest run that both have.

    >>> LongestCommonSubsequencePositions[{a, b, c, d}, {x, b, c, y}]
    {{2, 3}, {2, 3}}
    """
    pair = both(a, b, options["IgnoreCase"] is TRUE)
    if pair is None:
        return None
    first, second, size = common_run(*pair)
    if not size:
        return make_list(())
    return make_list(make_list((start + 1, start + size)) for start in (first, second))


@builtin("LongestCommonSequence[a, b]", "LongestCommonSequence[a][b]", options={"IgnoreCase": FALSE})
def longest_common_sequence(kernel: Any, a: Any, b: Any, *, options: dict[str, Any]) -> Any:
    """gives the longest sequence of elements, or characters, that stand in this order in a and in b.

    >>> LongestCommonSequence[{a, b, c, d}, {a, x, c, y, d}]
    {a, c, d}
    """
    pair = both(a, b, options["IgnoreCase"] is TRUE)
    if pair is None:
        return None
    chosen = common_elements(*pair)
    return "".join(a[i] for i in chosen) if isinstance(a, str) else make_list(a.parts[i] for i in chosen)


def both(a: Any, b: Any, ignore_case: bool) -> tuple[Sequence[Any], Sequence[Any]] | None:
    """The elements of two lists, or the characters of two strings."""
    if isinstance(a, str) and isinstance(b, str):
        return (a.lower(), b.lower()) if ignore_case else (a, b)
    return (a.parts, b.parts) if is_list(a) and is_list(b) else None


def equal(x: Any, y: Any) -> bool:
    return type(x) is type(y) and bool(x == y)


def common_run(a: Sequence[Any], b: Sequence[Any]) -> tuple[int, int, int]:
    """(start in a, start in b, length) of the longest common run, the first one in a."""
    best, row = (0, 0, 0), [0] * (len(b) + 1)
    for i, x in enumerate(a):
        following = [0] * (len(b) + 1)
        for j, y in enumerate(b):
            if equal(x, y):
                size = following[j + 1] = row[j] + 1
                if size > best[2]:
                    best = (i + 1 - size, j + 1 - size, size)
        row = following
    return best


def common_elements(a: Sequence[Any], b: Sequence[Any]) -> list[int]:
    """The indices in a of the longest sequence that a and b have in common."""
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            longer = max(table[i + 1][j], table[i][j + 1])
            table[i][j] = table[i + 1][j + 1] + 1 if equal(a[i], b[j]) else longer
    chosen, i, j = [], 0, 0
    while i < len(a) and j < len(b):
        if equal(a[i], b[j]):
            chosen.append(i)
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1
    return chosen
