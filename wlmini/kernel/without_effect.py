"""Options that are known but have no effect yet: a call that gives one of them says so.

Declarations name them as `refused` or `noted` (see `declare.py`). `tests/test_options.py` finds the options
that no code reads, and holds the declarations to them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wlmini.expr import S, head_of
from wlmini.kernel.declare import Builtin
from wlmini.kernel.messages import Failure

INDIFFERENT = ("Automatic", "MachinePrecision", "None", "False")  # what asks for nothing where it is noted


def heed(kernel: Any, builtin: Builtin, options: Mapping[str, Any]) -> None:
    """Complain about each option with a value that asks for something which is not built."""
    for option in (*builtin.refused, *builtin.noted):
        value, refused = options[option], option in builtin.refused
        if value == builtin.options[option] or asks_nothing(value, refused):
            continue
        owner, rule = S[builtin.name], S.Rule(S[option.strip('"')], value)
        if refused:
            raise Failure("optnb", owner, rule, owner=owner, value=None)
        kernel.message(owner, "optnb", owner, rule)


def asks_nothing(value: Any, refused: bool) -> bool:
    """Whether a value leaves the matter to the function."""
    if refused:
        return value is S.Automatic or value is S.MachinePrecision
    return any(value is S[name] for name in INDIFFERENT) or (head_of(value) is S.List and not value.parts)
