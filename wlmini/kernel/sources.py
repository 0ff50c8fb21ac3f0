"""Which module declares which symbol, found by reading the package's sources without importing them."""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Iterator
from functools import cache
from importlib import import_module

from wlmini.cache import cached
from wlmini.expr import Symbol

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
NAMES = "kernel/names.txt"  # of the language, built or not; `name[` is a function, `name` stands for itself
UNBUILT = "wlmini.builtins.unbuilt"
PRELUDE = "builtins/prelude"  # definitions written in the language
# contexts outside of the language's own whose definitions stand in a file
CONTEXTS = {"Developer`": f"{PRELUDE}/developer.wl", "Internal`": f"{PRELUDE}/internal.wl"}
FOLDERS = ("builtins", "nets")  # where symbols are declared, folders below them included
# Patterns of sources; they are compiled when an index is built, which is seldom.
DECLARATION = r"(?m)^@?\w*(?:builtin|variable|layer|inert)\(\s*[\"'](\$?\w+)"
ALIASES = r"\baliases=\(([^)]*)\)"
MENTION = r"\bS\.(\w+)|\bS\[\"(\$?\w+)\"\]"
USAGE = r"(?m)^(\$?\w+)::usage\s*="


@cache
def index() -> dict[str, str]:
    """Symbol name -> module (or prelude file) that declares it; "" where it is only mentioned.

    Reading all sources takes a tenth of a second, so the result is kept between runs.
    """
    files = sorted(source_files(ROOT, ""))
    key = zlib.crc32(repr(files).encode())
    found: dict[str, str] = cached("symbols", key, lambda: build([file[0] for file in files]))
    return found


def source_files(folder: str, inside: str) -> Iterator[tuple[str, int, int]]:
    """(path from the package, size, time of change) of every source."""
    for entry in os.scandir(folder):
        path = inside + entry.name
        if entry.is_dir():
            if not entry.name.startswith("_"):
                yield from source_files(entry.path, path + "/")
        elif entry.name.endswith((".py", ".wl", ".txt")):
            state = entry.stat()
            yield path, state.st_size, state.st_mtime_ns


def read(path: str) -> str:
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def build(files: list[str]) -> dict[str, str]:
    """The index, from the sources."""
    listed = read(NAMES).split()
    found = {name.removesuffix("["): UNBUILT if name.endswith("[") else "" for name in listed}
    for path in files:
        folder, _, name = path.rpartition("/")
        if name.endswith(".wl") and folder == PRELUDE:
            found.update(dict.fromkeys(re.findall(USAGE, read(path)), path))
        elif name.endswith(".py"):
            text = read(path)
            for plain, quoted in re.findall(MENTION, text):
                found.setdefault(plain or quoted, "")
            if folder.partition("/")[0] in FOLDERS:
                module = "wlmini." + path.removesuffix(".py").replace("/", ".")
                found.update(dict.fromkeys(declared_names(text), module))
    return found


def unbuilt_names() -> list[str]:
    """The functions of the language that no module declares yet."""
    return [name for name, place in index().items() if place == UNBUILT]


def declared_names(text: str) -> list[str]:
    """The symbols that a module's source declares, other spellings included."""
    aliases = [name for group in re.findall(ALIASES, text) for name in re.findall(r'"(\$?\w+)"', group)]
    return [*re.findall(DECLARATION, text), *aliases]


def declared_in(path: str) -> list[str]:
    """The symbols whose definitions stand in a prelude file."""
    place = os.path.relpath(path, ROOT).replace(os.sep, "/")
    return [name for name, where in index().items() if where == place]


def is_system(name: str) -> bool:
    """Whether a bare name belongs to the language."""
    return name in index()


def load(symbol: Symbol) -> str | None:
    """Import the module that declares the symbol; the path of a prelude file, for the session to read."""
    place = CONTEXTS.get(symbol.context) or index().get(symbol.short)
    if not place:
        return None
    if place.endswith(".wl"):
        return os.path.join(ROOT, place)
    import_module(place)
    return None
