"""Numbers in files as bytes: BinaryReadList and BinaryWrite."""

from __future__ import annotations

from itertools import cycle
from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.builtins.file_names import file_name
from wlmini.builtins.stream_writing import target
from wlmini.builtins.streams import MESSAGES as STREAM_MESSAGES
from wlmini.builtins.streams import add, find, open_source
from wlmini.builtins.text_sources import Source
from wlmini.expr import S, head_of, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.permissions import ask
from wlmini.kernel.whole_files import named_path

MESSAGES = {
    **STREAM_MESSAGES,
    "type": "`1` is no type of numbers in a file; there are `2`.",
    "name": "The name of a file is expected in place of `1`.",
    "value": "Numbers or strings that fit the type `2` are expected in place of `1`.",
    "order": "The option ByteOrdering should be 1 (most significant byte first) or -1 and not `1`.",
    "count": "The number of things to read, `1`, should be a nonnegative integer or Infinity.",
}
TYPES = {
    "Byte": "u1", "UnsignedInteger8": "u1", "UnsignedInteger16": "u2", "UnsignedInteger32": "u4",
    "UnsignedInteger64": "u8",
    "Integer8": "i1", "Integer16": "i2", "Integer32": "i4", "Integer64": "i8",
    "Real32": "f4", "Real64": "f8", "Complex64": "c8", "Complex128": "c16", "Character8": "S1",
}  # fmt: skip
OPTIONS = {"ByteOrdering": S["$ByteOrdering"]}


def number_type(kind: Any, order: Any) -> np.dtype[Any]:
    """NumPy's type for the name of one and the order of its bytes."""
    if kind not in TYPES:
        raise Failure("type", kind, make_list(TYPES), value=None)
    if order is S["$ByteOrdering"]:
        return np.dtype(TYPES[kind])
    if order not in (1, -1):
        raise Failure("order", order, value=None)
    return np.dtype((">" if order == 1 else "<") + TYPES[kind])


@builtin(
    "BinaryReadList[file]",
    "BinaryReadList[file, type]",
    "BinaryReadList[file, type, n]",
    options=OPTIONS,
    messages=MESSAGES,
)
def binary_read_list(
    kernel: Any, file: Any, kind: Any = "Byte", n: Any = S.Infinity, *, options: dict[str, Any]
) -> Any:
    """reads all of a file, or n things, as numbers of a machine type such as "Byte" or "Real32".

    >>> file = Export[CreateFile[], {0, 1, 1, 0}, "Byte"]; BinaryReadList[file]
    {0, 1, 1, 0}
    >>> BinaryReadList[Export[CreateFile[], {0, 1, 1, 0}, "Byte"], "Integer16", ByteOrdering -> 1]
    {1, 256}
    """
    count = -1 if n in (S.Infinity, S.DirectedInfinity(1)) else n
    if not isinstance(count, int) or count < -1:
        raise Failure("count", n, value=None)
    name = file_name(file)
    if name is None or is_list(kind) or kind == "TerminatedString":
        return rest_of(bytes_source(kernel, file), kind, count, options["ByteOrdering"])
    dtype = number_type(kind, options["ByteOrdering"])
    path = named_path(name)
    ask("read", str(path))
    try:
        numbers = np.fromfile(path, dtype=dtype, count=count)
    except OSError as error:
        raise Failure("noopen", name, error.strerror or "") from None
    if dtype.kind == "S":
        return make_list([each.decode("latin-1") or "\0" for each in numbers.tolist()])
    return pack(numbers.astype(dtype.newbyteorder("=")))


def rest_of(stream: Source, kind: Any, count: int, order: Any) -> Any:
    """The values that are left in a stream, no more than the count."""
    found: list[Any] = []
    while count < 0 or len(found) < count:
        value = next_of(stream, kind, order)
        if value is S.EndOfFile or is_list(value) and S.EndOfFile in value.parts:
            break
        found.append(value)
    return make_list(found)


@builtin("BinaryRead[stream]", "BinaryRead[stream, type]", "BinaryRead[stream, {type1, type2, ...}]",
         options=OPTIONS, messages=MESSAGES)  # fmt: skip
def binary_read(kernel: Any, stream: Any, kind: Any = "Byte", *, options: dict[str, Any]) -> Any:
    """reads the next thing of a machine type, or of each of a list of types, from a stream of bytes.

    >>> stream = StringToStream["abc"]; {BinaryRead[stream], BinaryRead[stream, {"Byte", "Character8"}]}
    {97, {98, c}}
    """
    opened_source = bytes_source(kernel, stream)
    return next_of(opened_source, kind, options["ByteOrdering"])


def next_of(stream: Source, kind: Any, order: Any) -> Any:
    """The next value of a type, or list of types; EndOfFile where the bytes do not suffice."""
    if is_list(kind):
        return make_list([next_of(stream, each, order) for each in kind.parts])
    if kind == "TerminatedString":
        return terminated(stream)
    dtype = number_type(kind, order)
    data = stream.text[stream.position : stream.position + dtype.itemsize].encode("latin-1")
    if len(data) < dtype.itemsize:
        stream.position = len(stream.text)
        return S.EndOfFile
    stream.position += dtype.itemsize
    return data.decode("latin-1") if dtype.kind == "S" else pack(np.frombuffer(data, dtype)[0])


def terminated(stream: Source) -> Any:
    """The text up to the next zero byte."""
    if stream.position >= len(stream.text):
        return S.EndOfFile
    text, _, _ = stream.text[stream.position :].partition("\0")
    stream.position += len(text) + 1
    return text


def bytes_source(kernel: Any, expr: Any) -> Source:
    """The source of bytes that an expression means; one opened as text is read as bytes from its start."""
    found, name = find(kernel, expr), file_name(expr)
    if isinstance(found, Source) and found.binary:
        return found
    if isinstance(found, Source) and found.name == "String":
        found.text, found.binary = found.text.encode("utf-8").decode("latin-1"), True
        return found
    if isinstance(found, Source):
        found.text, found.binary = open_source(found.name, binary=True).text, True
        return found
    if name is None:
        raise Failure("openx" if head_of(expr) is S.InputStream else "stream", expr, value=None)
    made = open_source(name, binary=True)
    add(kernel, made, S.InputStream)
    return made


@builtin(
    "BinaryWrite[file, values]",
    "BinaryWrite[file, values, type]",
    "BinaryWrite[file, {value1, value2, ...}, {type1, type2, ...}]",
    options=OPTIONS,
    messages=MESSAGES,
)
def binary_write(kernel: Any, file: Any, values: Any, kind: Any = "Byte", *, options: dict[str, Any]) -> Any:
    """writes numbers to a file or stream as bytes of a machine type; a string goes character by character.

    >>> file = CreateFile[]; BinaryWrite[file, "abc"]; Close[file]; BinaryReadList[file]
    {97, 98, 99}
    >>> f = CreateFile[]; BinaryWrite[f, {1, "a", 2}, {"Byte", "TerminatedString"}]; BinaryReadList[Close[f]]
    {1, 97, 0, 2}
    """
    target(kernel, file).write_bytes(bytes_of(values, kind, options["ByteOrdering"]))
    return file


def bytes_of(values: Any, kind: Any, order: Any) -> bytes:
    """The bytes of values of a type, or of types that take turns."""
    if kind == "TerminatedString":
        if isinstance(values, str):
            return values.encode("latin-1", errors="replace") + b"\0"
        return b"".join([bytes_of(each, kind, order) for each in strings_in(values)])
    if not is_list(kind):
        return packed_bytes(values, kind, order)
    if not is_list(values) or not len(kind):
        raise Failure("value", values, kind, value=None)
    return b"".join([bytes_of(v, k, order) for v, k in zip(values.parts, cycle(kind.parts), strict=False)])


def strings_in(values: Any) -> tuple[str, ...]:
    """The strings of a list of nothing else."""
    if not is_list(values) or not all(isinstance(each, str) for each in values.parts):
        raise Failure("value", values, "TerminatedString", value=None)
    return tuple(values.parts)


def packed_bytes(values: Any, kind: Any, order: Any) -> bytes:
    """The bytes of numbers of a type; numbers that it cannot hold are refused."""
    if isinstance(values, str):
        return values.encode("latin-1", errors="replace")
    dtype = number_type(kind, order)
    array = to_array(values)
    if array is None or dtype.kind == "S" or (array.dtype.kind in "fc" and dtype.kind in "iu"):
        raise Failure("value", values, kind, value=None)
    if dtype.kind in "iu" and array.size:
        limits = np.iinfo(dtype)
        if array.min() < limits.min or array.max() > limits.max:
            raise Failure("value", values, kind, value=None)
    return bytes(array.astype(dtype).tobytes())
