"""Options that are known but have no effect yet: a call that gives one of them says so.

`without_effect.txt` lists them. Under `[refused]` stand those without which the answer would be another one,
so that the call stays as it is; under `[noted]` those of looks, effort and accuracy, where there is an answer
all the same. `tests/test_options.py` finds the options that no code reads, and holds the list to them.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from typing import Any

from wlmini.expr import S, head_of
from wlmini.kernel.messages import Failure

LIST = os.path.join(os.path.dirname(__file__), "without_effect.txt")
INDIFFERENT = ("Automatic", "MachinePrecision", "None", "False")  # what asks for nothing where it is noted


@cache
def without_effect() -> dict[str, dict[str, bool]]:
    """By function: the options that have no effect, and whether a call with one is refused."""
    with open(LIST, encoding="utf-8") as file:
        return read(file.read())


def read(text: str) -> dict[str, dict[str, bool]]:
    """The lines `Function ...: Option ...` under their headings."""
    found: dict[str, dict[str, bool]] = {}
    refused = False
    for line in text.splitlines():
        if line.startswith("["):
            refused = line == "[refused]"
        elif line and not line.startswith("#"):
            functions, _, options = line.partition(":")
            for function in functions.split():
                found.setdefault(function, {}).update(dict.fromkeys(options.split(), refused))
    return found


def heed(kernel: Any, name: str, defaults: Mapping[str, Any], options: Mapping[str, Any]) -> None:
    """Complain about each option with a value that asks for something which is not built."""
    for option, refused in without_effect().get(name, {}).items():
        value = options[option]
        if value == defaults[option] or asks_nothing(value, refused):
            continue
        rule = S.Rule(S[option.strip('"')], value)
        if refused:
            raise Failure("optnb", S[name], rule, owner=S[name], value=None)
        kernel.message(S[name], "optnb", S[name], rule)


def asks_nothing(value: Any, refused: bool) -> bool:
    """Whether a value leaves the matter to the function."""
    if refused:
        return value is S.Automatic or value is S.MachinePrecision
    return any(value is S[name] for name in INDIFFERENT) or (head_of(value) is S.List and not value.parts)
