"""Replacing each match by itself, and deleting all matches."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.string_lists import over_texts
from wlmini.builtins.string_search import (
    CASE_OPTION,
    MESSAGES,
    Rewriting,
    count_limit,
    flag,
    is_case_option,
    replaced,
    rewriting,
    take,
    value_of,
)
from wlmini.expr import Expr, S, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure


@builtin(
    "StringReplaceList[text, rules]", "StringReplaceList[text, rules, n]", "StringReplaceList[rules][text]",
    options=CASE_OPTION, messages=MESSAGES,
)  # fmt: skip
def string_replace_list(
    kernel: Any, text: Any, rules: Any, n: Any = S.Infinity, *, options: dict[str, Any]
) -> Any:
    """gives the strings that come from replacing each part that matches by itself.

    >>> StringReplaceList["abcabc", "b" -> "X"]
    {aXcabc, abcaXc}
    """
    rewrite = rewriting(kernel, rules, flag(options, "IgnoreCase"))
    if None in rewrite.values:
        raise Failure("srep", rules, value=None)
    limit = count_limit(n)

    def each_way(each: str) -> Any:
        found = take(rewrite.search.every(each), limit)
        return make_list(
            [
                Expr(S.StringJoin, (each[: f.start], value_of(kernel, each, f, rewrite), each[f.end :]))
                for f in found
            ]
        )

    return over_texts(each_way, text, S.StringReplaceList, rules)


@builtin(
    "StringDelete[text, patt]", "StringDelete[patt][text]", options=CASE_OPTION, messages=MESSAGES,
)  # fmt: skip
def string_delete(kernel: Any, text: Any, patt: Any, *, options: dict[str, Any]) -> Any:
    """deletes all parts of a string that match a string pattern.

    >>> StringDelete["a-b-c", "-"]
    abc
    """
    if is_case_option(patt):
        return None
    search = rewriting(kernel, patt, flag(options, "IgnoreCase")).search
    nothing = Rewriting(search, [("", False)] * len(search.nodes))
    return over_texts(lambda each: replaced(kernel, each, nothing, None), text, S.StringDelete, patt)
