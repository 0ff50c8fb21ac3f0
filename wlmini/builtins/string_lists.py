"""Functions of a string, done to each of the strings in lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wlmini.expr import Expr, is_list, make_list
from wlmini.kernel.messages import Failure


def over_texts(function: Callable[[str], Any], texts: Any, *call: Any) -> Any:
    """The function of a string, or of each in a list; `call` (head, other arguments) is for the message."""
    if isinstance(texts, str):
        return function(texts)
    if is_list(texts) and all(isinstance(each, str) or is_list(each) for each in texts.parts):
        return make_list([over_texts(function, each, *call) for each in texts.parts])
    raise Failure("strse", 1, Expr(call[0], (texts, *call[1:])), value=None)
