"""What a file is: its size, date and format; folders renamed; lines of files found."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

from wlmini.builtins.file_names import file_name
from wlmini.builtins.files import FILE_MESSAGES, path_of, refused
from wlmini.builtins.streams import MESSAGES as STREAM_MESSAGES
from wlmini.expr import NULL, Association, S, make_list
from wlmini.kernel.byte_array import ByteArray
from wlmini.kernel.declare import builtin, inert
from wlmini.kernel.formats import by_extension
from wlmini.kernel.messages import Failure

MESSAGES = {**FILE_MESSAGES, "date": "`1` is no date of a file; there are `2`.", "when": "`1` is no date."}
DATES = {"Modification": "st_mtime", "Access": "st_atime", "Change": "st_ctime", "Creation": "st_ctime"}
inert(
    "InputStream[name, n]",
    documentation="""stands for a stream that is read.

    >>> Head[StringToStream["a"]]
    InputStream
    """,
)
inert(
    "OutputStream[name, n]",
    documentation="""stands for a stream that is written to.

    >>> stream = OpenWrite[CreateFile[]]; Close[stream]; Head[stream]
    OutputStream
    """,
)
inert(
    "EndOfFile",
    documentation="""is what reading gives where there is nothing left.

    >>> Read[StringToStream[""], Word]
    EndOfFile
    """,
)
inert(
    "Record",
    documentation="""is the type of a piece of text up to the next end of a line, for Read.

    >>> ReadList[StringToStream["a b\\nc"], Record]
    {a b, c}
    """,
)
inert(
    "Word",
    documentation="""is the type of a piece of text up to the next blank, for Read.

    >>> ReadList[StringToStream["a b\\nc"], Word]
    {a, b, c}
    """,
)
inert(
    "Byte",
    documentation="""is the type of a byte, read as an integer.

    >>> ReadList[StringToStream["ab"], Byte]
    {97, 98}
    """,
)
inert(
    "Character",
    documentation="""is the type of a single character, for Read.

    >>> ReadList[StringToStream["ab"], Character]
    {a, b}
    """,
)


@builtin("FileSize[file]", messages=MESSAGES)
def file_size(kernel: Any, file: Any) -> Any:
    """gives the size of a file as a quantity of bytes.

    >>> QuantityMagnitude[FileSize[Export[CreateFile[], "abc", "Text"]]]
    3
    """
    try:
        size = path_of(file).stat().st_size
    except OSError as error:
        raise refused(file, error) from None
    for unit, scale in (("Gigabytes", 10**9), ("Megabytes", 10**6), ("Kilobytes", 10**3)):
        if size >= scale:
            return S.Quantity(size / scale, unit)
    return S.Quantity(size, "Bytes")


@builtin("FileDate[file]", 'FileDate[file, "type"]', messages=MESSAGES)
def file_date(kernel: Any, file: Any, kind: Any = "Modification") -> Any:
    """gives the date when a file was changed last, or of another type.

    >>> Head[FileDate[CreateFile[]]]
    DateObject
    """
    if kind not in DATES and kind is not S.All:
        raise Failure("date", kind, make_list(DATES), value=None)
    try:
        status = path_of(file).stat()
    except OSError as error:
        raise refused(file, error) from None
    dates = {name: kernel.evaluate(S.FromUnixTime(getattr(status, field))) for name, field in DATES.items()}
    return Association.of(dates.items()) if kind is S.All else dates[kind]


@builtin("SetFileDate[file]", "SetFileDate[file, date]", messages=MESSAGES)
def set_file_date(kernel: Any, file: Any, date: Any = None) -> Any:
    """makes a date, the present one where none is given, that of the last change of a file.

    >>> file = CreateFile[]; SetFileDate[file, DateObject[{2020, 1, 1}]]; DateString[FileDate[file], "Year"]
    2020
    """
    path = path_of(file)
    seconds = kernel.evaluate(S.UnixTime() if date is None else S.UnixTime(date))
    if not isinstance(seconds, (int, float)):
        raise Failure("when", date, value=None)
    try:
        os.utime(path, (seconds, seconds))
    except OSError as error:
        raise refused(file, error) from None
    return NULL


SIGNATURES = {  # what files of a format begin with
    b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"BM": "BMP", b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"PK\x03\x04": "ZIP", b"\x1f\x8b": "GZIP", b"%PDF": "PDF", b"\x89HDF": "HDF5", b"RIFF": "WAV",
    b"\x93NUMPY": "NPY", b"8:": "WXF", b"8C:": "WXF", b"<?xml": "XML", b"Notebook[": "NB",
}  # fmt: skip


@builtin("FileFormat[file]", messages=MESSAGES)
def file_format_(kernel: Any, file: Any) -> Any:
    """gives the format that a file seems to have, from its first bytes and its extension.

    >>> FileFormat[Export[FileNameJoin[{$TemporaryDirectory, "wlmini-example.csv"}], {{1}}]]
    CSV
    """
    path = path_of(file)
    try:
        with path.open("rb") as stream:
            start = stream.read(16)
    except OSError as error:
        raise refused(file, error) from None
    if start.startswith(b"RIFF"):
        return "WebP" if start[8:12] == b"WEBP" else "WAV"
    known = next((name for mark, name in SIGNATURES.items() if start.startswith(mark)), None)
    found = by_extension(path.suffix[1:])
    return known or (
        found.name if found else "NB" if path.suffix == ".nb" else "Binary" if b"\0" in start else "Text"
    )


@builtin("FileInformation[file]", "FileInformation[file, prop]", messages=MESSAGES)
def file_information(kernel: Any, file: Any, prop: Any = S.All) -> Any:
    """gives what is known of a file as an association, or one property of it.

    >>> FileInformation[CreateFile[], "FileByteCount"]
    0
    """
    path = path_of(file)
    if not path.exists():
        return make_list(())
    kind = S.Directory if path.is_dir() else S.File
    found = {
        "AbsoluteFileName": os.path.abspath(path),
        "FileName": path.stem,
        "FileExtension": path.suffix[1:],
        "FileType": kind,
        "FileByteCount": path.stat().st_size,
        "LastModificationDate": kernel.evaluate(S.FileDate(str(path))),
    }
    if prop is S.All:
        return Association.of(found.items())
    return found.get(prop, S.Missing("UnknownProperty", prop)) if isinstance(prop, str) else None


@builtin("RenameDirectory[old, new]", messages=MESSAGES)
def rename_directory(kernel: Any, old: Any, new: Any) -> Any:
    """gives a folder another name, or place.

    >>> Quiet[RenameDirectory["no such folder", "new"]]
    $Failed
    """
    source, goal = path_of(old), path_of(new)
    if goal.exists():
        raise Failure("filex", new)
    try:
        if not source.is_dir():
            raise FileNotFoundError
        shutil.move(source, goal)
    except OSError as error:
        raise refused(old, error) from None
    return os.path.abspath(goal)


# -- reading -------------------------------------------------------------------------------------------


@builtin("ReadByteArray[file]", "ReadByteArray[file, n]", messages=STREAM_MESSAGES)
def read_byte_array(kernel: Any, file: Any, n: Any = None) -> Any:
    """reads the bytes of a file, at most n of them.

    >>> Normal[ReadByteArray[Export[CreateFile[], "abc", "Text"]]]
    {97, 98, 99}
    """
    name = file_name(file)
    if name is None:
        raise Failure("stream", file, value=None)
    try:
        data = Path(path_of(name)).read_bytes()
    except OSError as error:
        raise Failure("noopen", name, error.strerror or "") from None
    data = data[:n] if isinstance(n, int) else data
    return ByteArray(data) if data else S.EndOfFile
