"""How a file format is declared, so that Import and Export know it: readers, writers, elements, options.

    file_format("CSV", extensions=("csv",), read=read_csv, write=write_csv, elements=("Data", "Dataset"))

`read(kernel, data, element, options)` gives the value that the bytes hold, `write(kernel, value, element,
options)` the bytes of a value; the first of the elements is the one where none is named. Both may raise
ValueError with what is wrong.

A format may be declared in several places: the room of pictures writes an Image as PNG, the one of drawings
a Graphics. A writer that cannot write a value declines with None, and the next one declared is asked.

The call must stand at the start of a line, the name and the extensions first; modules that hold one are found
by reading the package's sources and are imported when one of their formats is first asked for.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from wlmini.cache import cached
from wlmini.kernel.sources import ROOT, read, source_files

DECLARATION = re.compile(r'^file_format\(\s*"([^"]+)"(?:,\s*extensions=\(([^)]*)\))?', re.MULTILINE)
QUOTED = re.compile(r'"([^"]+)"')


class FileFormat(NamedTuple):
    """What is declared of one format."""

    name: str
    extensions: tuple[str, ...]
    readers: tuple[Callable[..., Any], ...]
    writers: tuple[Callable[..., bytes | None], ...]
    elements: tuple[str, ...]
    options: Mapping[str, Any] = {}
    binary: bool = False  # whether the bytes are no text: a string holds them as characters 0 to 255
    holding: Mapping[str, str] = {}  # an element that lists names -> the one that has what they name
    inside: Callable[[bytes, str], bytes | None] | None = None  # the file of a name in an archive


DECLARED: dict[str, FileFormat] = {}


def file_format(
    name: str,
    *,
    extensions: tuple[str, ...] = (),
    read: Callable[..., Any] | None = None,
    write: Callable[..., bytes | None] | None = None,
    elements: tuple[str, ...] = (),
    options: Mapping[str, Any] | None = None,
    binary: bool = False,
    holding: Mapping[str, str] | None = None,
    inside: Callable[[bytes, str], bytes | None] | None = None,
) -> None:
    """Declare a format, or add to what is declared of it."""
    key = name.casefold()
    before = DECLARED.get(key, FileFormat(name, (), (), (), ()))
    DECLARED[key] = FileFormat(
        before.name,
        tuple(dict.fromkeys((*before.extensions, *extensions))),
        before.readers + ((read,) if read else ()),
        before.writers + ((write,) if write else ()),
        tuple(dict.fromkeys((*before.elements, *elements))),
        {**before.options, **(options or {})},
        before.binary or binary,
        {**before.holding, **(holding or {})},
        inside or before.inside,
    )


@cache
def index() -> tuple[dict[str, list[str]], dict[str, str]]:
    """Format name -> the modules that declare it, and extension -> format name; kept between runs."""
    files = sorted(source_files(ROOT, ""))
    key = zlib.crc32(repr(files).encode())
    found: tuple[dict[str, list[str]], dict[str, str]] = cached("formats", key, lambda: build(files))
    return found


def build(files: list[tuple[str, int, int]]) -> tuple[dict[str, list[str]], dict[str, str]]:
    """The index, from the sources."""
    places: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for path, _, _ in files:
        for name, extensions in DECLARATION.findall(read(path)) if path.endswith(".py") else ():
            module = "wlmini." + path.removesuffix(".py").replace("/", ".")
            places.setdefault(name.casefold(), []).append(module)
            for extension in QUOTED.findall(extensions):
                names.setdefault(extension, name)
    return places, names


def by_name(name: str) -> FileFormat | None:
    """The format of a name, whatever the case of its letters."""
    key = name.casefold()
    for module in index()[0].get(key, ()):
        import_module(module)
    found = DECLARED.get(key)
    return found and found._replace(elements=found.elements or ("Data",))


def by_extension(extension: str) -> FileFormat | None:
    """The format of files with that extension, given without the point."""
    name = index()[1].get(extension.lower())
    return None if name is None else by_name(name)


def every_format() -> list[FileFormat]:
    """All formats that the package declares."""
    return [found for name in sorted(index()[0]) if (found := by_name(name)) is not None]
