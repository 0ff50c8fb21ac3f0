"""The tables of grammar/ as plain Python values, kept ready between runs.

Reading the TOML files takes 25 ms and building the LALR table with Lark 150 ms, a few times what
all the rest of a start costs; so the result is kept in the user's cache folder under a name made of
the files' contents.
"""

from __future__ import annotations

import os
import zlib
from typing import Any, NamedTuple

from wlmini.cache import cached

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

    def make() -> tuple[Any, ...]:
        from wlmini.syntax.build import build  # brings Lark and tomllib, which a start does not wait for

        return build(*texts)

    return Tables(*cached(f"grammar-{FORMAT}", zlib.crc32("\0".join(texts).encode()), make))
