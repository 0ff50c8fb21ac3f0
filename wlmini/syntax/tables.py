"""The tables of grammar/ as plain Python values, kept ready between runs.

Reading the TOML files takes 25 ms and building the LALR table with Lark 150 ms, a few times what
all the rest of a start costs; so the result is kept in the user's cache folder under a name made of
the files' contents. Where that folder cannot be read or written the tables are simply built again.
"""

from __future__ import annotations

import marshal
import os
import sys
import zlib
from typing import Any, NamedTuple

FORMAT = 2  # to be raised when `build` makes something else of the same files
FILES = ("wolfram.lark", "operators.toml", "characters.toml")


class Tables(NamedTuple):
    """`rows[state][terminal or rule]` is the next state, or ~n to reduce by rule n."""

    start: int
    rows: list[dict[str, int]]
    rules: list[tuple[str, int, str | None, tuple[int, ...]]]  # origin, size, action, parts that it gets
    operators: list[dict[str, Any]]
    characters: dict[str, dict[str, str]]


def folder() -> str:
    """Where grammar/ lies: inside an installed package, beside the package in a checkout."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    inside = os.path.join(package, "grammar")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(package), "grammar")


def read(name: str) -> str:
    """The text of one file of grammar/."""
    with open(os.path.join(folder(), name), encoding="utf-8") as file:
        return file.read()


def load() -> Tables:
    """The tables, from the cache where it has them."""
    texts = [read(name) for name in FILES]
    path = cache_path(texts)
    try:
        with open(path, "rb") as file:
            return Tables(*marshal.loads(file.read()))
    except (OSError, EOFError, ValueError, TypeError):
        pass
    from wlmini.syntax.build import build  # brings Lark and tomllib, which a start does not wait for

    tables = Tables(*build(*texts))
    keep(path, tables)
    return tables


def cache_path(texts: list[str]) -> str:
    """The file for these contents and this Python (the format of `marshal` depends on it)."""
    key = zlib.crc32("\0".join(texts).encode())
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    home = home or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(home, "wlmini", f"grammar-{FORMAT}-{key:08x}.{sys.implementation.cache_tag}")


def keep(path: str, tables: Tables) -> None:
    """Write the cache file in one step, so that a run beside this one never sees half of it."""
    draft = f"{path}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(draft, "wb") as file:
            file.write(marshal.dumps(tuple(tables)))
        os.replace(draft, path)
    except OSError:
        return
