"""Comparing strings or lists: alignments and similarities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wlmini.builtins.string_distances import cased
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
