"""Comparing strings or lists: common subsequences, alignments, similarities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wlmini.builtins.characters import cased
from wlmini.expr import FALSE, make_list, same
from wlmini.kernel.declare import builtin

CASE = {"IgnoreCase": FALSE}
MESSAGES = {"same": "`1` and `2` should be two strings or two lists."}
Steps = list[tuple[int, int, int, int]]  # (start, end) in the first, (start, end) in the second


def equal(a: Any, b: Any) -> bool:
    return a == b if isinstance(a, str) else same(a, b)


def rejoined(original: Any, items: Sequence[Any]) -> Any:
    """Items of a string as a string, those of a list as a list."""
    return "".join(items) if isinstance(original, str) else make_list(items)


# -- common parts ----------------------------------------------------------------------------------


def longest_run(first: Sequence[Any], second: Sequence[Any]) -> tuple[int, int, int]:
    """(start in the first, start in the second, length) of the longest part that both contain."""
    best = (0, 0, 0)
    row = [0] * (len(second) + 1)
    for i, x in enumerate(first):
        new = [0] * (len(second) + 1)
        for j, y in enumerate(second):
            if equal(x, y):
                length = new[j + 1] = row[j] + 1
                if length > best[2]:
                    best = (i - length + 1, j - length + 1, length)
        row = new
    return best


def longest_sequence(first: Sequence[Any], second: Sequence[Any]) -> list[tuple[int, int]]:
    """The pairs of positions of the longest sequence of items that both have in this order."""
    table = [[0] * (len(second) + 1) for _ in range(len(first) + 1)]
    for i in range(len(first) - 1, -1, -1):
        for j in range(len(second) - 1, -1, -1):
            if equal(first[i], second[j]):
                table[i][j] = table[i + 1][j + 1] + 1
            else:
                table[i][j] = max(table[i + 1][j], table[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(first) and j < len(second):
        if equal(first[i], second[j]):
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


@builtin("LongestCommonSubsequence[u, v]", options=CASE, messages=MESSAGES)
def longest_common_subsequence(kernel: Any, u: Any, v: Any, *, options: dict[str, Any]) -> Any:
    """gives the longest part without gaps that two strings or lists have in common.

    >>> LongestCommonSubsequence["AAABBBBCCC", "BBBCCCA"]
    BBBCCC
    """
    start, _, length = longest_run(*cased(u, v, options))
    items = u if isinstance(u, str) else u.parts
    return rejoined(u, items[start : start + length])


@builtin("LongestCommonSubsequencePositions[u, v]", options=CASE, messages=MESSAGES)
def longest_common_subsequence_positions(kernel: Any, u: Any, v: Any, *, options: dict[str, Any]) -> Any:
    """gives where the longest part that two strings or lists have in common stands in each.

    >>> LongestCommonSubsequencePositions["AAABBBBCCC", "BBBCCCA"]
    {{5, 10}, {1, 6}}
    """
    first, second, length = longest_run(*cased(u, v, options))
    if not length:
        return make_list(())
    return make_list([make_list((start + 1, start + length)) for start in (first, second)])


@builtin("LongestCommonSequence[u, v]", options=CASE, messages=MESSAGES)
def longest_common_sequence(kernel: Any, u: Any, v: Any, *, options: dict[str, Any]) -> Any:
    """gives the longest sequence of items, gaps allowed, that two strings or lists have in common.

    >>> LongestCommonSequence["ABCBDAB", "BDCABA"]
    BDAB
    """
    items = u if isinstance(u, str) else getattr(u, "parts", ())
    return rejoined(u, [items[i] for i, _ in longest_sequence(*cased(u, v, options))])


# -- alignments ------------------------------------------------------------------------------------


def scores(first: Sequence[Any], second: Sequence[Any], local: bool = False) -> list[list[float]]:
    """The table of the best scores from each place on: 1 for a match, -1 for anything else."""
    rows, columns = len(first), len(second)
    table = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows, -1, -1):
        for j in range(columns, -1, -1):
            ways = [0.0] if local or (i == rows and j == columns) else []
            if i < rows and j < columns:
                ways.append(table[i + 1][j + 1] + (1 if equal(first[i], second[j]) else -1))
            if i < rows:
                ways.append(table[i + 1][j] - 1)
            if j < columns:
                ways.append(table[i][j + 1] - 1)
            table[i][j] = max(ways)
    return table


@builtin("NeedlemanWunschSimilarity[u, v]", options=CASE, messages=MESSAGES)
def needleman_wunsch_similarity(kernel: Any, u: Any, v: Any, *, options: dict[str, Any]) -> Any:
    """gives the score of the best alignment of all of two strings or lists: 1 a match, -1 any other step.

    >>> NeedlemanWunschSimilarity["abcd", "abcd"]
    4.
    """
    return scores(*cased(u, v, options))[0][0]


@builtin("SmithWatermanSimilarity[u, v]", options=CASE, messages=MESSAGES)
def smith_waterman_similarity(kernel: Any, u: Any, v: Any, *, options: dict[str, Any]) -> Any:
    """gives the score of the best alignment of parts of two strings or lists: 1 a match, -1 any other step.

    >>> SmithWatermanSimilarity["xxabcd", "abcdyy"]
    4.
    """
    return max(max(row) for row in scores(*cased(u, v, options), local=True))


@builtin("SequenceAlignment[u, v]", options=CASE, messages=MESSAGES)
def sequence_alignment(kernel: Any, u: Any, v: Any, *, options: dict[str, Any]) -> Any:
    """gives the parts that two strings or lists have in common, and pairs of those in which they differ.

    >>> SequenceAlignment["abcXXabcXXXX", "abcabc"]
    {abc, {XX, }, abc, {XXXX, }}
    """
    first, second = cased(u, v, options)
    items, others = (u, v) if isinstance(u, str) else (u.parts, v.parts)
    parts: list[Any] = []
    for i, i2, j, j2 in runs(first, second):
        if i2 - i == j2 - j and all(map(equal, first[i:i2], second[j:j2])):
            parts.append(rejoined(u, items[i:i2]))
        else:
            parts.append(make_list((rejoined(u, items[i:i2]), rejoined(u, others[j:j2]))))
    return make_list(parts)


def runs(first: Sequence[Any], second: Sequence[Any]) -> Steps:
    """The stretches of an alignment, in turn alike and different."""
    table = scores(first, second)
    found: Steps = []
    i = j = 0
    alike_before: bool | None = None
    while i < len(first) or j < len(second):
        alike, i2, j2 = step(first, second, table, i, j)
        if alike is alike_before:
            start, _, start2, _ = found[-1]
            found[-1] = (start, i2, start2, j2)
        else:
            found.append((i, i2, j, j2))
        alike_before, i, j = alike, i2, j2
    return found


def step(
    first: Sequence[Any], second: Sequence[Any], table: list[list[float]], i: int, j: int
) -> tuple[bool, int, int]:
    """The next step of the best alignment: whether it is a match, and where it leads."""
    if i < len(first) and j < len(second):
        alike = equal(first[i], second[j])
        if table[i][j] == table[i + 1][j + 1] + (1 if alike else -1):
            return alike, i + 1, j + 1
    if i < len(first) and table[i][j] == table[i + 1][j] - 1:
        return False, i + 1, j
    return False, i, j + 1
