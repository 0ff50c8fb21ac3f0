"""Paclets: folders of packages, whose PacletInfo file says which contexts are read from where."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wlmini.builtins.file_names import file_name
from wlmini.expr import Association, Expr, S, Symbol, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.permissions import ask
from wlmini.kernel.whole_files import named_path
from wlmini.syntax.failure import SyntaxFailure

INFORMATION = ("PacletInfo.wl", "PacletInfo.m")
MESSAGES = {
    "dir": "There is no folder `1`.",
    "info": "The paclet in `1` is passed over, since its PacletInfo cannot be read: `2`",
}


@builtin("PacletDirectoryLoad[folder]", "PacletDirectoryLoad[{folder1, folder2, ...}]", messages=MESSAGES)
def paclet_directory_load(kernel: Any, spec: Any) -> Any:
    """makes the packages of the paclet in a folder, or of those in the folders in it, known to Needs and Get,
    and gives the list of such folders.

    >>> Quiet[PacletDirectoryLoad["no such folder"]]
    $Failed
    """
    for each in spec.parts if is_list(spec) else (spec,):
        folder = named_path(file_name(each) or "")
        if file_name(each) is None or not folder.is_dir():
            raise Failure("dir", each)
        ask("read", str(folder))
        loaded(kernel)[str(folder.resolve())] = contexts_below(kernel, folder.resolve())
    return make_list(loaded(kernel))


@builtin("PacletDirectoryUnload[folder]", messages=MESSAGES)
def paclet_directory_unload(kernel: Any, spec: Any) -> Any:
    """forgets the paclets of a folder and gives the list of the folders that are left.

    >>> PacletDirectoryUnload["no such folder"]
    {}
    """
    for each in spec.parts if is_list(spec) else (spec,):
        loaded(kernel).pop(str(named_path(file_name(each) or "").resolve()), None)
    return make_list(loaded(kernel))


def loaded(kernel: Any) -> dict[str, dict[str, list[Path]]]:
    """Folder -> context -> where its files may be."""
    found: dict[str, dict[str, list[Path]]] = kernel.state.setdefault("paclets", {})
    return found


def files_of(kernel: Any, context: str) -> Iterator[Path]:
    """Where the files of a context, or of one below a known one, may be."""
    for contexts in loaded(kernel).values():
        for known, places in contexts.items():
            if context == known:
                yield from places
            elif context.startswith(known):
                stem = context.removeprefix(known).rstrip("`").replace("`", "/")
                yield from (place.parent / f"{stem}{end}" for place in places for end in (".wl", ".m"))


def contexts_below(kernel: Any, folder: Path) -> dict[str, list[Path]]:
    """The contexts of the paclet in a folder, or of those in the folders in it."""
    roots = [folder] if information_in(folder) else [each for each in folder.iterdir() if each.is_dir()]
    found: dict[str, list[Path]] = {}
    for root in sorted(roots):
        if information := information_in(root):
            found.update(contexts_of(root, read_information(kernel, information)))
    return found


def information_in(folder: Path) -> Path | None:
    return next((folder / name for name in INFORMATION if (folder / name).is_file()), None)


def read_information(kernel: Any, path: Path) -> Any:
    """The expression in a PacletInfo file, which is data and is not evaluated."""
    ask("read", str(path))
    try:
        for reading in kernel.read(path.read_text(encoding="utf-8"), path.name):
            return reading.expr
    except (SyntaxFailure, OSError, UnicodeDecodeError) as error:
        kernel.message(S.PacletDirectoryLoad, "info", str(path.parent), str(error))
    return None


def contexts_of(root: Path, information: Any) -> Iterator[tuple[str, list[Path]]]:
    """(context, places) of each package that the extensions "Kernel" name."""
    data = fields(information.parts[0]) if isinstance(information, Expr) and len(information) == 1 else {}
    data = data or fields(information)
    extensions = data.get("Extensions")
    for extension in getattr(extensions, "parts", ()):
        if not is_list(extension) or not len(extension) or extension.parts[0] != "Kernel":
            continue
        settings = fields(make_list(extension.parts[1:]))
        base = root / str(settings.get("Root", "."))
        named = settings.get("Context", data.get("Name", "") + "`")
        for each in named.parts if is_list(named) else (named,):
            yield from places_of(base, each)


def places_of(base: Path, named: Any) -> Iterator[tuple[str, list[Path]]]:
    """The places of "Context`", or of {"Context`", "file"}."""
    if is_list(named) and len(named) == 2 and all(isinstance(part, str) for part in named.parts):
        yield named.parts[0], [base / named.parts[1]]
    elif isinstance(named, str):
        last = named.rstrip("`").rpartition("`")[2]
        yield named, [base / (stem + end) for stem in (last, "init") for end in (".wl", ".m")]


def fields(expr: Any) -> dict[str, Any]:
    """The rules of an association or list by the names on their left; those may be symbols, in old files."""
    rules = () if not isinstance(expr, (Expr, Association)) else getattr(expr, "parts", ())
    if isinstance(expr, Association):
        rules = tuple(S.Rule(key, value) for key, value in expr.entries.items())
    return {
        left.short if isinstance(left, Symbol) else left: right
        for left, right in (rule.parts for rule in rules if is_rule(rule))
        if isinstance(left, (str, Symbol))
    }


def is_rule(expr: Any) -> bool:
    return isinstance(expr, Expr) and expr.head is S.Rule and len(expr.parts) == 2
