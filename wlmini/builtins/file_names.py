"""Names of files as texts: joining them, taking them apart."""

from __future__ import annotations

import os
from typing import Any

from wlmini.builtins.system import system
from wlmini.expr import S, head_of, is_list, make_list
from wlmini.kernel.declare import builtin, variable
from wlmini.kernel.messages import Failure
from wlmini.kernel.whole_files import named_path

FAILED = S["$Failed"]
MESSAGES = {
    "fstr": "A file name, a string or File[...], is expected in place of `1`.",
    "strs": "A list of strings is expected in place of `1`.",
    "part": "The parts `1` of the file name `2` do not exist.",
}


def file_name(expr: Any) -> str | None:
    """The name that a string or File[...] holds."""
    if head_of(expr) is S.File and len(expr) == 1:
        expr = expr.parts[0]
    return expr if isinstance(expr, str) and expr and is_possible(expr) else None


def is_possible(name: str) -> bool:
    """Whether the system could have a file of that name at all."""
    try:
        return b"\0" not in os.fsencode(name)
    except UnicodeError:
        return False


SEPARATORS = {"MacOSX": "/", "Unix": "/", "Windows": "\\"}


def need_name(expr: Any) -> str:
    """The name of a file; a message where the expression is none."""
    found = file_name(expr)
    if found is None:
        raise Failure("fstr", expr, value=None)
    return found


SYSTEM = {"OperatingSystem": system()[0]}
MESSAGES_OF_SYSTEMS = {**MESSAGES, "opsys": "OperatingSystem -> `1` is none of `2`."}


def separator_of(options: dict[str, Any]) -> str:
    """What stands between the folders in names of files of the system that the option names."""
    separator = SEPARATORS.get(options["OperatingSystem"])
    if separator is None:
        raise Failure("opsys", options["OperatingSystem"], make_list(SEPARATORS), value=None)
    return separator


def over_names(function: Any, names: Any, options: dict[str, Any] = SYSTEM) -> Any:
    """The function of a name, or of each name in a list, as names are in the system of the option."""
    if is_list(names):
        return make_list([over_names(function, each, options) for each in names.parts])
    separator = separator_of(options)
    found = function(need_name(names).replace(separator, os.sep))
    return found.replace(os.sep, separator) if isinstance(found, str) else found


def split(name: str) -> list[str]:
    """The folders and the file; the first is empty where the name starts at the root."""
    path = name.rstrip(os.sep) if name.strip(os.sep) else ""
    return path.split(os.sep) if path or not name else [""]


def join(parts: list[str]) -> str:
    return os.sep if parts == [""] else os.sep.join(parts)


@variable("$PathnameSeparator", "is the character between the folders in a file name.")
def pathname_separator(kernel: Any) -> Any:
    return os.sep


@builtin("File[name]")
def file(kernel: Any, name: Any) -> Any:
    """stands for the file of a name, where a string would not be one.

    >>> FileBaseName[File["nets/lenet.wlnet"]]
    lenet
    """
    return None


@builtin(
    "FileNameJoin[{name1, name2, ...}]",
    options=SYSTEM,
    messages=MESSAGES_OF_SYSTEMS,
)
def file_name_join(kernel: Any, names: Any, *, options: dict[str, Any]) -> Any:
    """joins folders and a file to a file name.

    >>> FileNameSplit[FileNameJoin[{"data", "train", "a.csv"}]]
    {data, train, a.csv}
    """
    if isinstance(names, str):
        return names
    separator = separator_of(options)
    if not is_list(names):
        raise Failure("strs", names, value=None)
    parts = [need_name(part) for part in names.parts]
    joined: list[str] = []
    for part in parts:
        joined += split(part)[1:] if joined and part.startswith(os.sep) else split(part)
    return join(joined).replace(os.sep, separator)


@builtin("FileNameSplit[name]", options=SYSTEM, messages=MESSAGES_OF_SYSTEMS)
def file_name_split(kernel: Any, name: Any, *, options: dict[str, Any]) -> Any:
    """gives the list of the folders and the file in a file name.

    >>> FileNameSplit["data/a.csv"]
    {data, a.csv}
    >>> FileNameSplit["data\\\\a.csv", OperatingSystem -> "Windows"]
    {data, a.csv}
    """
    return make_list(split(need_name(name).replace(separator_of(options), os.sep)))


@builtin("FileNameDepth[name]", options=SYSTEM, messages=MESSAGES_OF_SYSTEMS)
def file_name_depth(kernel: Any, name: Any, *, options: dict[str, Any]) -> Any:
    """gives the number of folders and files in a file name.

    >>> FileNameDepth["data/train/a.csv"]
    3
    """
    return len(split(need_name(name).replace(separator_of(options), os.sep)))


@builtin("FileNameTake[name]", "FileNameTake[name, spec]", options=SYSTEM, messages=MESSAGES_OF_SYSTEMS)
def file_name_take(kernel: Any, name: Any, spec: Any = -1, *, options: dict[str, Any]) -> Any:
    """gives the last part of a file name, the last n for -n, the first n for n, those from m to n for {m, n}.

    >>> FileNameTake["data/train/a.csv"]
    a.csv
    >>> FileNameTake["data/train/a.csv", -2]
    train/a.csv
    """
    return over_names(lambda each: join(kept(split(each), spec, each)), name, options)


@builtin("FileNameDrop[name]", "FileNameDrop[name, spec]", options=SYSTEM, messages=MESSAGES_OF_SYSTEMS)
def file_name_drop(kernel: Any, name: Any, spec: Any = -1, *, options: dict[str, Any]) -> Any:
    """gives a file name without its last part, or without those that spec selects as for FileNameTake.

    >>> FileNameDrop["data/train/a.csv"]
    data/train
    """

    def drop(each: str) -> str:
        parts = split(each)
        gone = kept(list(range(len(parts))), spec, each)
        return join([part for i, part in enumerate(parts) if i not in gone])

    return over_names(drop, name, options)


def kept(parts: list[Any], spec: Any, name: str) -> list[Any]:
    """The parts that n, -n or {m, n} selects; fewer where there are fewer."""
    if isinstance(spec, int):
        return parts[:spec] if spec >= 0 else parts[spec:]
    if is_list(spec) and 1 <= len(spec) <= 2 and all(isinstance(each, int) for each in spec.parts):
        ends = (spec.parts[0], spec.parts[-1])
        first, last = [each if each > 0 else len(parts) + 1 + each for each in ends]
        if 1 <= first <= last <= len(parts):
            return parts[first - 1 : last]
    raise Failure("part", spec, name, value=None)


@builtin("FileBaseName[name]", options=SYSTEM, messages=MESSAGES_OF_SYSTEMS)
def file_base_name(kernel: Any, name: Any, *, options: dict[str, Any]) -> Any:
    """gives the file in a file name, without its folders and its extension.

    >>> FileBaseName["data/train.csv"]
    train
    """
    return over_names(lambda each: divided(each)[0], name, options)


@builtin("FileExtension[name]", options=SYSTEM, messages=MESSAGES_OF_SYSTEMS)
def file_extension(kernel: Any, name: Any, *, options: dict[str, Any]) -> Any:
    """gives the extension of a file name, without the point.

    >>> FileExtension["data/train.csv"]
    csv
    """
    return over_names(lambda each: divided(each)[1], name, options)


def divided(name: str) -> tuple[str, str]:
    """The file's name without extension, and the extension."""
    last = split(name)[-1]
    stem, point, extension = last.rpartition(".")
    return (stem, extension) if point and stem else (last, "")


@builtin("DirectoryName[name]", "DirectoryName[name, n]", options=SYSTEM, messages=MESSAGES_OF_SYSTEMS)
def directory_name(kernel: Any, name: Any, n: Any = 1, *, options: dict[str, Any]) -> Any:
    """gives the folder in a file name, with a separator at its end; the n-th above the file for n.

    >>> DirectoryName["data/train/a.csv"]
    data/train/
    >>> DirectoryName["data/train/a.csv", 2]
    data/
    """
    if not isinstance(n, int) or n < 1:
        return None

    def folder(each: str) -> str:
        parts = split(each)[:-n]
        return os.sep if parts == [""] else "".join([part + os.sep for part in parts])

    return over_names(folder, name, options)


@builtin("ExpandFileName[name]", messages=MESSAGES)
def expand_file_name(kernel: Any, name: Any) -> Any:
    """gives the whole name of a file, from the root; it need not exist.

    >>> FileNameTake[ExpandFileName["a.csv"]]
    a.csv
    """
    return over_names(lambda each: os.path.abspath(named_path(each)), name)


@builtin("ParentDirectory[]", "ParentDirectory[folder]", "ParentDirectory[folder, n]", messages=MESSAGES)
def parent_directory(kernel: Any, folder: Any = None, n: Any = 1) -> Any:
    """gives the folder that holds a folder, the current one where none is given.

    >>> ParentDirectory["/data/train"]
    /data
    """
    if not isinstance(n, int) or n < 0:
        return None
    name = os.getcwd() if folder is None else os.path.abspath(named_path(need_name(folder)))
    for _ in range(n):
        name = os.path.dirname(name)
    return name
