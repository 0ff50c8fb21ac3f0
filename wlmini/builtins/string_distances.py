"""How different two strings or lists are: EditDistance and its relatives."""

from __future__ import annotations

from typing import Any

from wlmini.expr import S, is_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

MESSAGES = {
    "same": "`1` and `2` should be two strings or two lists, for HammingDistance of the same length.",
}


def items_of(a: Any, b: Any) -> tuple[Any, Any]:
    """What is compared: the characters of two strings or the elements of two lists."""
    if isinstance(a, str) and isinstance(b, str):
        return a, b
    if is_list(a) and is_list(b):
        return a.parts, b.parts
    raise Failure("same", a, b, value=None)


@builtin("EditDistance[u, v]", options={"IgnoreCase": S["False"]}, messages=MESSAGES)
def edit_distance(kernel: Any, u: Any, v: Any, *, options: dict[str, Any]) -> Any:
    """gives the smallest number of insertions, deletions and replacements that turn a string into another.

    >>> EditDistance["kitten", "sitting"]
    3
    """
    return levenshtein(*cased(u, v, options), transpose=False)


@builtin("DamerauLevenshteinDistance[u, v]", options={"IgnoreCase": S["False"]}, messages=MESSAGES)
def damerau_levenshtein_distance(kernel: Any, u: Any, v: Any, *, options: dict[str, Any]) -> Any:
    """gives the edit distance where exchanging two neighbours counts as one step.

    >>> DamerauLevenshteinDistance["abcd", "abdc"]
    1
    """
    return levenshtein(*cased(u, v, options), transpose=True)


@builtin("HammingDistance[u, v]", options={"IgnoreCase": S["False"]}, messages=MESSAGES)
def hamming_distance(kernel: Any, u: Any, v: Any, *, options: dict[str, Any]) -> Any:
    """gives the number of places at which two strings of one length differ.

    >>> HammingDistance["karolin", "kathrin"]
    3
    """
    first, second = cased(u, v, options)
    if len(first) != len(second):
        raise Failure("same", u, v, value=None)
    return sum([x != y for x, y in zip(first, second, strict=True)])


def cased(u: Any, v: Any, options: dict[str, Any]) -> tuple[Any, Any]:
    """The two sequences, in lower case where case is ignored."""
    first, second = items_of(u, v)
    if options["IgnoreCase"] is S["True"] and isinstance(first, str):
        return first.lower(), second.lower()
    return first, second


LETTERS_A_SLIP = 5  # of a word that is still recognised: one wrong letter for each so many


def nearly(first: str, second: str) -> bool:
    """Whether two words are the same but for a small part of their letters, wrong or exchanged."""
    slips = max(len(first), len(second)) // LETTERS_A_SLIP
    return abs(len(first) - len(second)) <= slips and levenshtein(first, second, transpose=True) <= slips


def levenshtein(first: Any, second: Any, transpose: bool) -> int:
    """The edit distance by rows of the usual table."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, x in enumerate(first):
        new = [i + 1]
        for j, y in enumerate(second):
            new.append(min(row[j] + (x != y), row[j + 1] + 1, new[j] + 1))
            if transpose and i and j and x == second[j - 1] and first[i - 1] == y:
                new[-1] = min(new[-1], before[j - 1] + 1)
        before, row = row, new
    return row[-1]
