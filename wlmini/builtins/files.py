"""Files and folders on the disk: finding, asking about, making, copying and deleting them."""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wlmini.builtins.file_names import FAILED, MESSAGES, file_name, need_name
from wlmini.builtins.packages import find_file as file_of
from wlmini.builtins.packages import search_folders
from wlmini.builtins.string_nodes import Chain, Choice
from wlmini.builtins.string_patterns import read_abbreviated
from wlmini.builtins.string_search import END, START, search_for
from wlmini.expr import FALSE, NULL, TRUE, S, boolean, is_list, make_list
from wlmini.kernel.declare import builtin, variable
from wlmini.kernel.messages import Failure
from wlmini.kernel.permissions import ask
from wlmini.kernel.whole_files import named_path

FILE_MESSAGES = {
    **MESSAGES,
    "cdir": "Cannot go to the folder `1`: `2`.",
    "nffil": "File `1` not found.",
    "fdnfnd": "Folder or file `1` not found.",
    "filex": "`1` exists already.",
    "access": "Cannot do this with `1`: `2`.",
    "dstk": "There is no folder to go back to.",
    "nosv": "No file is being read, so there is no folder of it.",
    "level": "The depth `1` should be a positive integer or Infinity.",
}


def path_of(expr: Any) -> Path:
    """The path of a file that is looked at."""
    path = named_path(need_name(expr))
    ask("read", str(path))
    return path


def changed_path(expr: Any) -> Path:
    """The path of a file or folder that is made, changed or deleted."""
    path = named_path(need_name(expr))
    ask("write", str(path))
    return path


def refused(name: Any, error: OSError) -> Failure:
    """What the system said against it."""
    if isinstance(error, FileNotFoundError):
        return Failure("fdnfnd", name)
    if isinstance(error, FileExistsError):
        return Failure("filex", name)
    return Failure("access", name, error.strerror or str(error))


# -- the current folder ----------------------------------------------------------------------------


@builtin("Directory[]")
def directory(kernel: Any) -> Any:
    """gives the current folder.

    >>> StringQ[Directory[]]
    True
    """
    return os.getcwd()


@builtin("SetDirectory[]", "SetDirectory[folder]", messages=FILE_MESSAGES)
def set_directory(kernel: Any, folder: Any = None) -> Any:
    """makes a folder the current one; ResetDirectory[] goes back.

    >>> before = Directory[]; SetDirectory[$TemporaryDirectory]; ResetDirectory[] === before
    True
    """
    before = os.getcwd()
    path = path_of(str(Path.home()) if folder is None else folder)
    try:
        os.chdir(path)
    except OSError as error:
        raise Failure("cdir", str(path), error.strerror or "") from None
    kernel.state.setdefault("folders", []).append(before)
    return os.getcwd()


@builtin("ResetDirectory[]", messages=FILE_MESSAGES)
def reset_directory(kernel: Any) -> Any:
    """goes back to the folder before the last SetDirectory.

    >>> before = Directory[]; SetDirectory["/"]; ResetDirectory[] == before
    True
    """
    stack = kernel.state.get("folders", [])
    if not stack:
        kernel.message(S.ResetDirectory, "dstk")
        return os.getcwd()
    try:
        os.chdir(path_of(stack.pop()))
    except OSError as error:
        raise Failure("cdir", os.getcwd(), error.strerror or "") from None
    return os.getcwd()


@builtin("DirectoryStack[]")
def directory_stack(kernel: Any) -> Any:
    """gives the folders that ResetDirectory will go back to, the next one last.

    >>> ListQ[DirectoryStack[]]
    True
    """
    return make_list(kernel.state.get("folders", []))


@builtin("NotebookDirectory[]", messages=FILE_MESSAGES)
def notebook_directory(kernel: Any) -> Any:
    """gives the folder of the file that is being run, with a separator at its end.

    >>> Quiet[NotebookDirectory[]]
    $Failed
    """
    name = kernel.state.get("file", "")
    if not name:
        raise Failure("nosv")
    return os.path.dirname(os.path.abspath(name)) + os.sep


@variable("$HomeDirectory", "is the folder of the user.")
def home_directory(kernel: Any) -> Any:
    return str(Path.home())


@variable("$TemporaryDirectory", "is the folder for files that are needed for a while only.")
def temporary_directory(kernel: Any) -> Any:
    return tempfile.gettempdir()


@variable("$InitialDirectory", "is the folder that was current when the session began.")
def initial_directory(kernel: Any) -> Any:
    stack = kernel.state.get("folders", [])
    return stack[0] if stack else os.getcwd()


# -- asking ----------------------------------------------------------------------------------------


@builtin("FileExistsQ[name]", messages=FILE_MESSAGES)
def file_exists_q(kernel: Any, name: Any) -> Any:
    """tells whether there is a file or folder of a name.

    >>> FileExistsQ["no such file"]
    False
    """
    return boolean(path_of(name).exists())


@builtin("DirectoryQ[name]", messages=FILE_MESSAGES)
def directory_q(kernel: Any, name: Any) -> Any:
    """tells whether there is a folder of a name.

    >>> DirectoryQ[$TemporaryDirectory]
    True
    """
    return boolean(file_name(name) is not None and path_of(name).is_dir())


@builtin("FileType[name]", messages=FILE_MESSAGES)
def file_type(kernel: Any, name: Any) -> Any:
    """gives File, Directory or None for what is there under a name.

    >>> FileType[$TemporaryDirectory]
    Directory
    """
    path = path_of(name)
    return S.Directory if path.is_dir() else S.File if path.exists() else S["None"]


@builtin("FileByteCount[name]", messages=FILE_MESSAGES)
def file_byte_count(kernel: Any, name: Any) -> Any:
    """gives the number of bytes in a file.

    >>> FileByteCount[Export[CreateFile[], "abc", "Text"]]
    3
    """
    try:
        return path_of(name).stat().st_size
    except OSError as error:
        raise refused(name, error) from None


@builtin("AbsoluteFileName[name]", messages=FILE_MESSAGES)
def absolute_file_name(kernel: Any, name: Any) -> Any:
    """gives the whole name, from the root, of a file that exists.

    >>> Quiet[AbsoluteFileName["no such file"]]
    $Failed
    """
    path = path_of(name)
    if not path.exists():
        raise Failure("fdnfnd", name)
    return os.path.abspath(path)


@builtin("FindFile[name]", messages=FILE_MESSAGES)
def find_file(kernel: Any, name: Any) -> Any:
    """gives the whole name of the file of a name or context: here, beside the file being run, or on $Path.

    >>> FindFile["no such file"]
    $Failed
    """
    wanted = path_of(name)
    if isinstance(name, str) and name.endswith("`"):
        found = file_of(kernel, name)
        return FAILED if found is None else os.path.abspath(found)
    for folder in search_folders(kernel):
        if (folder / wanted).exists():
            return os.path.abspath(folder / wanted)
    return FAILED


@builtin(
    "FileNames[]",
    "FileNames[patt]",
    "FileNames[patt, folder]",
    "FileNames[patt, folder, depth]",
    options={"IgnoreCase": S.Automatic},
    messages=FILE_MESSAGES,
)
def file_names(
    kernel: Any, patt: Any = "*", folder: Any = "", depth: Any = 1, *, options: dict[str, Any]
) -> Any:
    """gives the files and folders in a folder whose names match a string pattern, down to a depth.

    >>> FileNames["*.no such extension"]
    {}
    """
    limit = depth if isinstance(depth, int) and depth > 0 else None
    if limit is None and depth not in (S.Infinity, S.DirectedInfinity(1)):
        raise Failure("level", depth, value=None)
    patt = "*" if patt is S.All else patt
    if isinstance(patt, str) and "/" in patt.rstrip("/"):
        above, patt = os.path.split(patt.rstrip("/"))
        folder = folders_above(kernel, above, folder, options)
    search = search_for(
        kernel,
        lambda: [Chain((START, Choice((read_abbreviated(patt),)), END))],
        (S.FileNames, patt),
        options["IgnoreCase"] is TRUE,
    )
    folders = folder.parts if is_list(folder) else (folder,)
    found: list[str] = []
    for each in folders:
        name = "" if each == "" else str(path_of(each))
        found += [path for path in walk(name, limit) if search.at(os.path.basename(path), 0)]
    return make_list(found)


def folders_above(kernel: Any, patt: str, folder: Any, options: dict[str, Any]) -> Any:
    """The folders that the part of a pattern before its last / means, seen from a folder or several."""
    if "*" in patt or "@" in patt:
        found = file_names(kernel, patt, folder, options=options)
        return make_list(path for path in found.parts if os.path.isdir(path))
    starts = folder.parts if is_list(folder) else (folder,)
    return make_list(os.path.join("" if each == "" else str(path_of(each)), patt or "/") for each in starts)


def walk(folder: str, depth: int | None) -> Iterator[str]:
    """The files and folders inside, folders before what is in them, in alphabetical order."""
    try:
        names = sorted(os.listdir(folder or "."))
    except OSError:
        return
    for name in names:
        path = os.path.join(folder, name)
        yield path
        if depth != 1 and os.path.isdir(path) and not os.path.islink(path):
            yield from walk(path, None if depth is None else depth - 1)


# -- changing --------------------------------------------------------------------------------------


@builtin(
    "CreateDirectory[]", "CreateDirectory[name]",
    options={"CreateIntermediateDirectories": TRUE}, messages=FILE_MESSAGES,
)  # fmt: skip
def create_directory(kernel: Any, name: Any = None, *, options: dict[str, Any]) -> Any:
    """makes a folder, and the folders it is in; without a name, one for a while.

    >>> folder = CreateDirectory[]; DirectoryQ[folder]
    True
    """
    if name is None:
        ask("write", tempfile.gettempdir())
        return tempfile.mkdtemp()
    path = changed_path(name)
    if path.is_dir():
        kernel.message(S.CreateDirectory, "filex", name)
        return os.path.abspath(path)
    try:
        path.mkdir(parents=options["CreateIntermediateDirectories"] is TRUE)
    except OSError as error:
        raise refused(name, error) from None
    return os.path.abspath(path)


@builtin("DeleteDirectory[name]", options={"DeleteContents": FALSE}, messages=FILE_MESSAGES)
def delete_directory(kernel: Any, name: Any, *, options: dict[str, Any]) -> Any:
    """deletes an empty folder, or a folder with all that is in it for DeleteContents -> True.

    >>> folder = CreateDirectory[]; DeleteDirectory[folder]; DirectoryQ[folder]
    False
    """
    path = changed_path(name)
    try:
        if options["DeleteContents"] is TRUE and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.rmdir()
    except OSError as error:
        raise refused(name, error) from None
    return NULL


@builtin("CreateFile[]", "CreateFile[name]", messages=FILE_MESSAGES)
def create_file(kernel: Any, name: Any = None) -> Any:
    """makes an empty file; without a name, one for a while.

    >>> file = CreateFile[]; FileByteCount[file]
    0
    """
    if name is None:
        ask("write", tempfile.gettempdir())
        handle, made = tempfile.mkstemp()
        os.close(handle)
        return made
    path = changed_path(name)
    try:
        path.open("xb").close()
    except OSError as error:
        raise refused(name, error) from None
    return os.path.abspath(path)


@builtin("DeleteFile[name]", messages=FILE_MESSAGES)
def delete_file(kernel: Any, name: Any) -> Any:
    """deletes a file, or each of a list of files.

    >>> file = CreateFile[]; DeleteFile[file]; FileExistsQ[file]
    False
    """
    for each in name.parts if is_list(name) else (name,):
        try:
            changed_path(each).unlink()
        except OSError as error:
            raise refused(each, error) from None
    return NULL


def overwriting(options: dict[str, Any], target: Path, name: Any) -> None:
    """Refuse to put something in the place of a file, unless that is wanted."""
    if target.exists() and options["OverwriteTarget"] is not TRUE:
        raise Failure("filex", name)


@builtin("CopyFile[source, target]", options={"OverwriteTarget": FALSE}, messages=FILE_MESSAGES)
def copy_file(kernel: Any, source: Any, target: Any, *, options: dict[str, Any]) -> Any:
    """copies a file; into a folder under its own name.

    >>> Quiet[CopyFile["no such file", "copy"]]
    $Failed
    """
    path, goal = path_of(source), changed_path(target)
    goal = goal / path.name if goal.is_dir() else goal
    overwriting(options, goal, target)
    try:
        partial = goal.with_name(f".{goal.name}.{uuid.uuid4().hex}")
        shutil.copy2(path, partial)
        os.replace(partial, goal)
    except OSError as error:
        raise refused(source, error) from None
    return os.path.abspath(goal)


@builtin("RenameFile[source, target]", options={"OverwriteTarget": FALSE}, messages=FILE_MESSAGES)
def rename_file(kernel: Any, source: Any, target: Any, *, options: dict[str, Any]) -> Any:
    """gives a file another name, or moves it to another folder.

    >>> Quiet[RenameFile["no such file", "new"]]
    $Failed
    """
    path, goal = changed_path(source), changed_path(target)
    if path.exists():
        overwriting(options, goal, target)
    try:
        shutil.move(path, goal)
    except OSError as error:
        raise refused(source, error) from None
    return os.path.abspath(goal)


@builtin("CopyDirectory[source, target]", messages=FILE_MESSAGES)
def copy_directory(kernel: Any, source: Any, target: Any) -> Any:
    """copies a folder with all that is in it.

    >>> Quiet[CopyDirectory["no such folder", "copy"]]
    $Failed
    """
    try:
        shutil.copytree(path_of(source), changed_path(target))
    except OSError as error:
        raise refused(source, error) from None
    return os.path.abspath(path_of(target))
