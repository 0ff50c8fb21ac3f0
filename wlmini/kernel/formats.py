"""How a file format is declared, so that Import and Export know it: reader, writer, elements, options.

    file_format("CSV", extensions=("csv",), read=read_csv, write=write_csv, elements=("Data", "Dataset"))

`read(kernel, data, element, options)` gives the value that the bytes hold, `write(kernel, value, element,
options)` the bytes of a value; the first of the elements is the one where none is named. The call must
stand at the start of a line; modules that hold one are found by reading the package's sources and are
imported when a format is asked for that is not known yet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
DECLARATION = re.compile(r"^file_format\(\s*\"", re.MULTILINE)


class FileFormat(NamedTuple):
    """One declared format."""

    name: str
    extensions: tuple[str, ...]
    read: Callable[..., Any] | None
    write: Callable[..., bytes] | None
    elements: tuple[str, ...]
    options: Mapping[str, Any] = {}


DECLARED: dict[str, FileFormat] = {}
EXTENSIONS: dict[str, FileFormat] = {}


def file_format(
    name: str,
    *,
    extensions: tuple[str, ...] = (),
    read: Callable[..., Any] | None = None,
    write: Callable[..., bytes] | None = None,
    elements: tuple[str, ...] = ("Data",),
    options: Mapping[str, Any] | None = None,
) -> None:
    """Declare a format."""
    made = FileFormat(name, extensions, read, write, elements, dict(options or {}))
    DECLARED[name.casefold()] = made
    for extension in extensions:
        EXTENSIONS.setdefault(extension, made)


def by_name(name: str) -> FileFormat | None:
    """The format of a name, whatever the case of its letters."""
    if name.casefold() not in DECLARED:
        load_all()
    return DECLARED.get(name.casefold())


def by_extension(extension: str) -> FileFormat | None:
    """The format of files with that extension, given without the point."""
    if extension.lower() not in EXTENSIONS:
        load_all()
    return EXTENSIONS.get(extension.lower())


def load_all() -> None:
    """Import every module that declares formats."""
    for path in sorted(ROOT.rglob("*.py")):
        if DECLARATION.search(path.read_text(encoding="utf-8")):
            import_module(".".join(("wlmini", *path.relative_to(ROOT).with_suffix("").parts)))
