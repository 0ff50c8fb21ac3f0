"""Functions of the language that are not built yet: a call says so, and stays as it is."""

from __future__ import annotations

from typing import Any

from wlmini.expr import S
from wlmini.kernel import sources
from wlmini.kernel.declare import DECLARED, Builtin


def declare(name: str) -> None:
    """Let calls of the function say that it is not built yet."""
    owner = S[name]

    def unbuilt(kernel: Any, *arguments: Any) -> None:
        kernel.message(owner, "nyi", owner)

    DECLARED[name] = Builtin(name, (f"{name}[...]",), unbuilt, "is not built yet.")


for each in sources.unbuilt_names():
    declare(each)
