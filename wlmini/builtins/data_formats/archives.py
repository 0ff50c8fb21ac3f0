"""Archives: ZIP and TAR files listed, made and taken apart; files packed by gzip."""

from __future__ import annotations

import gzip
import os
import tarfile
import zipfile
import zlib
from base64 import b64decode, b64encode
from io import BytesIO
from pathlib import Path
from typing import Any

from wlmini.builtins.files import FILE_MESSAGES, changed_path, path_of, refused
from wlmini.builtins.importing import save_file
from wlmini.builtins.text_formats import write_string
from wlmini.expr import S, is_list, make_list
from wlmini.kernel.byte_array import ByteArray
from wlmini.kernel.declare import builtin
from wlmini.kernel.formats import file_format
from wlmini.kernel.messages import Failure

MESSAGES = {
    **FILE_MESSAGES,
    "format": "`1` is no archive that can be read: `2`.",
    "kind": "The extension of `1` says no kind of archive that can be made; there are zip, tar and tgz.",
}


def read_zip(kernel: Any, data: bytes, element: str, options: dict[str, Any]) -> Any:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return make_list(sorted(archive.namelist()))
    except zipfile.BadZipFile as error:
        raise ValueError(str(error)) from None


def read_tar(kernel: Any, data: bytes, element: str, options: dict[str, Any]) -> Any:
    try:
        with tarfile.open(fileobj=BytesIO(data)) as archive:
            return make_list(sorted(archive.getnames()))
    except tarfile.TarError as error:
        raise ValueError(str(error)) from None


def read_gzip(kernel: Any, data: bytes, element: str, options: dict[str, Any]) -> Any:
    """The text, or the bytes, that are packed."""
    try:
        plain = gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as error:
        raise ValueError(str(error)) from None
    return ByteArray(plain) if element == "ByteArray" else plain.decode("utf-8", "replace")


def write_gzip(kernel: Any, value: Any, element: str, options: dict[str, Any]) -> bytes:
    plain = value.data if isinstance(value, ByteArray) else write_string(kernel, value, element, options)
    return gzip.compress(plain, mtime=0)


def inside_zip(data: bytes, name: str) -> bytes | None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return archive.read(name) if name in archive.namelist() else None
    except zipfile.BadZipFile as error:
        raise ValueError(str(error)) from None


def inside_tar(data: bytes, name: str) -> bytes | None:
    try:
        with tarfile.open(fileobj=BytesIO(data)) as archive:
            file = archive.extractfile(name) if name in archive.getnames() else None
            return None if file is None else file.read()
    except tarfile.TarError as error:
        raise ValueError(str(error)) from None


file_format(
    "ZIP", extensions=("zip",), read=read_zip, elements=("FileNames",), binary=True, inside=inside_zip
)
file_format(
    "TAR", extensions=("tar", "tgz"), read=read_tar, elements=("FileNames",), binary=True, inside=inside_tar
)
file_format(
    "GZIP",
    extensions=("gz",),
    read=read_gzip,
    write=write_gzip,
    elements=("String", "ByteArray"),
    binary=True,
)


def read_base_64(kernel: Any, data: bytes, element: str, options: dict[str, Any]) -> Any:
    plain = b64decode(b"".join(data.split()), validate=True)
    return ByteArray(plain) if element == "ByteArray" else plain.decode("latin-1")


def write_base_64(kernel: Any, value: Any, element: str, options: dict[str, Any]) -> bytes:
    return b64encode(
        value.data if isinstance(value, ByteArray) else write_string(kernel, value, element, options)
    )


file_format("Base64", read=read_base_64, write=write_base_64, elements=("String", "ByteArray"))


@builtin("CreateArchive[source]", "CreateArchive[source, file]", messages=MESSAGES)
def create_archive(kernel: Any, source: Any, file: Any = None) -> Any:
    """packs a file, a folder or a list of them into a zip, tar or tgz file and gives its name.

    >>> Quiet[CreateArchive["no such file"]]
    $Failed
    """
    paths = [path_of(each) for each in (source.parts if is_list(source) else (source,))]
    missing = [path for path in paths if not path.exists()]
    if missing or not paths:
        raise Failure("fdnfnd", str(missing[0]) if missing else source)
    goal = Path(f"{paths[0].name}.zip") if file is None else path_of(file)
    goal = goal / f"{paths[0].name}.zip" if goal.is_dir() else goal
    if goal.suffix not in (".zip", ".tar", ".tgz", ".gz"):
        raise Failure("kind", str(goal))
    into = BytesIO()
    try:
        pack_all(paths, into, goal.suffix)
    except OSError as error:
        raise refused(source, error) from None
    save_file(str(goal), into.getvalue())
    return os.path.abspath(goal)


def pack_all(paths: list[Path], into: BytesIO, suffix: str) -> None:
    """Write an archive of files, and of folders with all that is in them."""
    if suffix == ".zip":
        with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in paths:
                inside = sorted(path.rglob("*")) if path.is_dir() else []
                for each in [path, *inside]:
                    archive.write(each, each.relative_to(path.parent))
        return
    with tarfile.open(fileobj=into, mode="w" if suffix == ".tar" else "w:gz") as tar:
        for path in paths:
            tar.add(path, path.name)


@builtin("ExtractArchive[file]", "ExtractArchive[file, folder]", "ExtractArchive[file, folder, patt]",
         options={"CreateIntermediateDirectories": S["True"]}, messages=MESSAGES,
         noted=("CreateIntermediateDirectories",),
)  # fmt: skip
def extract_archive(
    kernel: Any, file: Any, folder: Any = ".", patt: Any = S.All, *, options: dict[str, Any]
) -> Any:
    """unpacks a zip or tar file into a folder, the current one where none is named, and gives the files.

    >>> Quiet[ExtractArchive["no such file.zip"]]
    $Failed
    """
    path, goal = path_of(file), changed_path(folder)
    if not path.is_file():
        raise Failure("nffil", file)
    try:
        names = unpack(kernel, path, goal, patt)
    except (tarfile.TarError, zipfile.BadZipFile, EOFError) as error:
        raise Failure("format", file, str(error)) from None
    except OSError as error:
        raise refused(file, error) from None
    return make_list([os.path.abspath(goal / name) for name in names])


def unpack(kernel: Any, path: Path, goal: Path, patt: Any) -> list[str]:
    """Unpack those files whose names match; none lands outside the folder."""
    kernel.evaluate(S.Quiet(S.CreateDirectory(str(goal))))

    def wanted(name: str) -> bool:
        return patt is S.All or kernel.is_true(S.StringMatchQ(os.path.basename(name), patt))

    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            names = [each for each in archive.namelist() if not each.endswith("/") and wanted(each)]
            archive.extractall(goal, names)
        return names
    with tarfile.open(path) as tar:
        members = [each for each in tar.getmembers() if each.isfile() and wanted(each.name)]
        tar.extractall(goal, members, filter="data")
    return [each.name for each in members]
