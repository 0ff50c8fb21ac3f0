"""Which module declares which symbol, found by reading the package's sources without importing them."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from pathlib import Path

from wlmini.expr import Symbol

ROOT = Path(__file__).resolve().parent.parent
DECLARATION = re.compile(r"^@?\w*(?:builtin|variable|layer|inert)\(\s*\"(\$?\w+)", re.MULTILINE)
ALIASES = re.compile(r"^    aliases=\(([^)]*)\)", re.MULTILINE)
MENTION = re.compile(r"\bS\.(\w+)|\bS\[\"(\$?\w+)\"\]")
USAGE = re.compile(r"^(\$?\w+)::usage\s*=", re.MULTILINE)
FOLDERS = ("builtins", "nets", "nets/layers", "nets/coders")
NAMES = Path(__file__).with_name("names.txt")


@cache
def index() -> dict[str, str]:
    """Symbol name -> module (or path of a prelude file) that declares it; "" where it is only mentioned."""
    found = dict.fromkeys(NAMES.read_text(encoding="utf-8").split(), "")
    for path in sorted(ROOT.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        for plain, quoted in MENTION.findall(text):
            found.setdefault(plain or quoted, "")
        folder = path.parent.relative_to(ROOT).as_posix()
        if folder in FOLDERS:
            module = ".".join(("wlmini", *folder.split("/"), path.stem))
            found.update(dict.fromkeys(declared_names(text), module))
    for path in sorted((ROOT / "builtins" / "prelude").glob("*.wl")):
        found.update(dict.fromkeys(USAGE.findall(path.read_text(encoding="utf-8")), str(path)))
    return found


def declared_names(text: str) -> list[str]:
    """The symbols that a module's source declares, other spellings included."""
    aliases = [name for group in ALIASES.findall(text) for name in re.findall(r'"(\$?\w+)"', group)]
    return DECLARATION.findall(text) + aliases


def is_system(name: str) -> bool:
    """Whether a bare name belongs to the language."""
    return name in index()


def load(symbol: Symbol) -> Path | None:
    """Import the module that declares the symbol; a prelude file is returned, for the session to read."""
    place = index().get(symbol.short)
    if not place:
        return None
    if place.endswith(".wl"):
        return Path(place)
    import_module(place)
    return None
