"""Files of definitions: Get reads them, Needs those of a package."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from wlmini.builtins.add_ons import is_add_on, refuse_add_on
from wlmini.builtins.commands import command_in, printed_by
from wlmini.builtins.paclets import files_of
from wlmini.builtins.sessions import context_name
from wlmini.builtins.streams import codec_of
from wlmini.expr import NULL, S, is_list
from wlmini.kernel.byte_array import ByteArray
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.permissions import ask
from wlmini.kernel.rules import rule_parts
from wlmini.kernel.sources import CONTEXTS
from wlmini.kernel.whole_files import named_path
from wlmini.syntax.failure import SyntaxFailure

FAILED = S["$Failed"]
GET_MESSAGES = {
    "noopen": "Cannot open `1`.",
    "syntx": "`1`",
    "absorbed": "The old add-on `1` is not read: most of its functions have become part of the language, and "
    "those that have not stay as they are written.",
    "addon": "The add-on `1` is not built; its functions stay as they are written.",
    "mx": "The file holds a dump of the memory of another system; use Save there, or Export as WXF.",
}


@builtin(
    'Get["file"]', 'Get["!command"]',
    options={"CharacterEncoding": S.Automatic, "Method": S.Automatic, "Path": S.Automatic},
    messages=GET_MESSAGES,
)  # fmt: skip
def get(kernel: Any, name: Any, *, options: dict[str, Any]) -> Any:
    """reads a file of expressions, evaluates them and gives the last value, written << file.

    >>> Quiet[Get["no such file.wl"]]
    $Failed
    >>> Get["!echo 1 + 1"]
    2
    """
    text_name = name.parts[0] if getattr(name, "head", None) is S.File else name
    command = command_in(text_name) if isinstance(text_name, str) else None
    if command is not None:
        return read_command(kernel, command)
    folders = folders_given(options["Path"])
    path = find_file(kernel, text_name, folders) if isinstance(text_name, str) else None
    if path is None:
        refuse_add_on(kernel, name)
        raise Failure("noopen", name)
    return read_file(kernel, path, codec_of(options))


def folders_given(spec: Any) -> list[Path] | None:
    """The folders that the option Path names, after the current one; None for the usual ones."""
    names = spec.parts if is_list(spec) else (spec,)
    return [Path(), *map(Path, names)] if all(isinstance(name, str) for name in names) else None


def read_command(kernel: Any, command: str) -> Any:
    """Evaluate the expressions that a command prints; the value of the last."""
    value: Any = NULL
    try:
        for reading in kernel.read(printed_by(command).decode("utf-8", "replace"), "!" + command):
            value = kernel.evaluate(reading.expr)
    except SyntaxFailure as error:
        raise Failure("syntx", str(error), owner=S.Get) from None
    return value


def find_file(kernel: Any, name: str, folders: list[Path] | None = None) -> Path | None:
    """The file of a name, or of a context, in the current folder, beside the script or on $Path."""
    if name.endswith("`"):
        stem = name.rstrip("`").replace("`", "/")
        ends = (".wl", ".m", "/init.wl", "/init.m", "/Kernel/init.wl", "/Kernel/init.m")
        candidates = [stem + end for end in ends]
    else:
        candidates = [name]
    below = [folder / each for folder in folders or search_folders(kernel) for each in candidates]
    places = [*(files_of(kernel, name) if name.endswith("`") else ()), *below]
    found = [place for place in (named_path(str(each)) for each in places) if place.is_file()]
    return found[0] if found else None


def search_folders(kernel: Any) -> list[Path]:
    """Where files are looked for: the current folder, that of the script, those of $Path."""
    script = Path(kernel.state.get("file") or ".").resolve().parent
    return [Path(), script, *(Path(each) for each in kernel.state.get("path", ()) if isinstance(each, str))]


def read_file(kernel: Any, path: Path, codec: str = "utf-8") -> Any:
    """Evaluate the expressions of a file; the value of the last."""
    ask("read", str(path))
    before = {"file": kernel.state.get("file", ""), "input": kernel.state.get("input", "stdin")}
    kernel.state.update({"file": str(path.resolve()), "input": str(path)})
    value: Any = NULL
    try:
        data = path.read_bytes()
        if data.startswith(DUMPED):
            return read_dump(kernel, data)
        for reading in kernel.read(data.decode(codec, "replace"), str(path)):
            value = kernel.evaluate(reading.expr)
    except SyntaxFailure as error:
        raise Failure("syntx", str(error), owner=S.Get) from None
    finally:
        kernel.state.update(before)
    return value


DUMPED = (b"8:", b"8C:", b"(*This is a Mathematica binary dump file", b"(*This is a Wolfram binary dump file")


def read_dump(kernel: Any, data: bytes) -> Any:
    """Make the definitions that DumpSave wrote; the dump files of other systems hold their own memory."""
    if not data.startswith((b"8:", b"8C:")):
        raise Failure("mx", owner=S.Get)
    for statement in getattr(kernel.evaluate(S.BinaryDeserialize(ByteArray(data))), "parts", ()):
        kernel.evaluate(S.ReleaseHold(statement))
    return NULL


@builtin(
    'Needs["context`"]',
    'Needs["context`", "file"]',
    'Needs["context`" -> "alias`"]',
    'Needs["context`" -> None]',
    messages={"nocont": "Context `1` was not made by reading `2`."},
)
def needs(kernel: Any, context: Any, file: Any = None) -> Any:
    """reads the package of a context unless it is loaded already. With an alias or None the context does not
    come on $ContextPath: its symbols are alias`name, or only the full names.

    >>> Quiet[Needs["NoSuchPackage`"]]
    $Failed
    """
    spec = rule_parts(context)
    if spec is None:
        return load_needed(kernel, context_name(context, S.Needs), file)
    name, alias = context_name(spec[0], S.Needs), spec[1]
    if alias is not S["None"]:
        kernel.contexts.aliases[context_name(alias, S.Needs)] = name
    path = list(kernel.contexts.path)
    try:
        return load_needed(kernel, name, file)
    finally:
        kernel.contexts.path = path


def load_needed(kernel: Any, name: str, file: Any) -> Any:
    """Read a package that is not loaded yet, and see to it that its context is on $ContextPath."""
    if name in CONTEXTS and name not in kernel.contexts.packages:
        kernel.evaluate(kernel.contexts.absolute(name + "$Loaded"))
        kernel.contexts.packages.insert(0, name)
    if name in (*kernel.contexts.packages, *ALWAYS):
        if name not in kernel.contexts.path:
            kernel.contexts.path.insert(0, name)
        return NULL
    found = kernel.evaluate(S.Get(file if isinstance(file, str) else name))
    if found is FAILED and is_add_on(name):
        return FAILED  # which was said
    if name not in kernel.contexts.packages:
        raise Failure("nocont", name, file if isinstance(file, str) else name, owner=S.Needs)
    return NULL


ALWAYS = ("System`", "Global`")  # contexts that are there without a file
