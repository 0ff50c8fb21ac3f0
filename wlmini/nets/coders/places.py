"""Which file of this folder declares which coder; a file is imported when one of its coders is used."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from pathlib import Path

__all__ = ["UNBUILT", "bring", "declared", "known"]

DECLARATION = re.compile(r"^@(encoder|decoder)\(\s*\"(\w+)\"", re.MULTILINE)
UNBUILT = {"encoder": {"VideoFrames"}, "decoder": set()}


@cache
def declared() -> dict[tuple[str, str], str]:
    """(kind, name) of every coder -> the module that declares it."""
    found = {}
    for path in sorted(Path(__file__).parent.glob("*.py")):
        for pair in DECLARATION.findall(path.read_text(encoding="utf-8")):
            found[pair] = f"{__package__}.{path.stem}"
    return found


def known(kind: str) -> list[str]:
    """The names of all coders of a kind, built or not."""
    return sorted({name for each, name in declared() if each == kind} | UNBUILT[kind])


def bring(kind: str, name: str) -> bool:
    """Import the module that declares the coder; whether there is one."""
    place = declared().get((kind, name))
    if place is None:
        return False
    import_module(place)
    return True
