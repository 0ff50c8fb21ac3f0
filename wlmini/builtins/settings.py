"""Symbols whose values are the interpreter's own, such as $RecursionLimit and $Context."""

from __future__ import annotations

from typing import Any

from wlmini.expr import S, is_list
from wlmini.kernel.messages import Failure


def set_limit(name: str) -> Any:
    def set_value(kernel: Any, value: Any) -> None:
        if value is not S.Infinity and (not isinstance(value, int) or value < 20):
            raise Failure("limset", value, owner=S.General, value=value)
        setattr(kernel, name, float("inf") if value is S.Infinity else value)

    return set_value


def set_context(kernel: Any, value: Any) -> None:
    if isinstance(value, str):
        kernel.contexts.current = value


def set_context_path(kernel: Any, value: Any) -> None:
    if is_list(value):
        kernel.contexts.path = [c for c in value.parts if isinstance(c, str)]


def set_path(kernel: Any, value: Any) -> None:
    if is_list(value):
        kernel.state["path"] = list(value.parts)


def set_extra_precision(kernel: Any, value: Any) -> None:
    digits = float("inf") if value is S.Infinity else value
    if not isinstance(digits, (int, float)) or digits < 0:
        raise Failure("setnum", value, owner=S.General, value=value)
    kernel.state["extra precision"] = float(digits)


def set_history(kernel: Any, value: Any) -> None:
    if value is not S.Infinity and (not isinstance(value, int) or value < 0):
        raise Failure("setnum", value, owner=S.General, value=value)
    kept = kernel.state["history"] = 2**62 if value is S.Infinity else value
    for table in (kernel.state["results"], kernel.state["inputs"]):
        for line in [line for line in table if line <= kernel.state["line"] - kept]:
            del table[line]


def set_precision(default: Any) -> Any:
    """Accept only what holds anyway."""

    def set_value(kernel: Any, value: Any) -> None:
        if value is not default and value != default:
            raise Failure("precset", value, default, owner=S.General, value=value)

    return set_value


# Symbols whose values are the interpreter's own: assigning to them changes how it goes on.
SETTINGS = {
    S["$RecursionLimit"]: set_limit("recursion_limit"),
    S["$IterationLimit"]: set_limit("iteration_limit"),
    S["$Context"]: set_context,
    S["$ContextPath"]: set_context_path,
    S["$Path"]: set_path,
    S["$HistoryLength"]: set_history,
    S["$MaxExtraPrecision"]: set_extra_precision,
    S["$MaxPrecision"]: set_precision(S.Infinity),
    S["$MinPrecision"]: set_precision(0),
}
