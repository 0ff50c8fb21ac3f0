"""Scripts: text is read expression by expression, each is evaluated before the next is read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from wlmini.expr import NULL
from wlmini.session import Session

DOCUMENTS = (".nb", ".md")  # files that hold code in pieces, which `notebook` reads


class Unreadable(Exception):
    """A script that cannot be had; the text says which and why."""


def load(file: str) -> str:
    """The text of a script file, or of standard input for "-"; raises Unreadable."""
    try:
        data = sys.stdin.buffer.read() if file == "-" else read_bytes(file)
        return as_text(data)
    except OSError as error:
        raise Unreadable(f"cannot read {file}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise Unreadable(f"cannot read {file}: byte {error.start + 1} is not UTF-8 text") from error


def read_bytes(file: str) -> bytes:
    with open(file, "rb") as stream:
        return stream.read()


def as_text(data: bytes) -> str:
    """UTF-8 text; a `#!` line becomes an empty one, so that lines keep their numbers."""
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    if text.startswith("#!"):
        _, newline, rest = text.partition("\n")
        return newline + rest
    return text


def values(session: Session, text: str, name: str) -> Iterator[Any]:
    """The value of each top-level expression, as it is evaluated; raises SyntaxFailure at a wrong one."""
    for reading in session.read(text, name):
        yield session.evaluate(reading.expr)


def exhaust(found: Iterable[Any], show: Callable[[Any], str]) -> None:
    """Evaluate everything and print no value."""
    for _ in found:
        pass


def print_last(found: Iterable[Any], show: Callable[[Any], str]) -> None:
    """Evaluate everything and print the last value."""
    value = NULL
    for value in found:  # noqa: B007 - the last one is wanted after the loop
        pass
    print_all([value], show)


def print_all(found: Iterable[Any], show: Callable[[Any], str]) -> None:
    """Evaluate everything and print each value but Null."""
    for value in found:
        if value is not NULL:
            print(show(value), flush=True)


PRINTERS = {"": exhaust, "last": print_last, "all": print_all}
