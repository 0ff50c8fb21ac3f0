"""ByteArray and the texts that bytes are written as: characters, base 64."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

from wlmini.builtins.bytes.encodings import CODECS
from wlmini.expr import boolean, is_list, make_list
from wlmini.kernel.byte_array import ByteArray
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

MESSAGES = {
    "lend": "A list of integers from 0 to 255, or a string in base 64, is expected in place of `1`.",
    "bytes": "A ByteArray is expected in place of `1`.",
    "string": "A string is expected in place of `1`.",
    "encoding": "`1` is no encoding that is known; there are `2`.",
    "invalid": "The text cannot be decoded as `1`.",
    "codec": "`2` holds what cannot be written, or read, as `1`.",
}


def need_codec(encoding: Any) -> str:
    if encoding not in CODECS:
        raise Failure("encoding", encoding, make_list(CODECS), value=None)
    return CODECS[encoding]


def need_bytes(value: Any) -> bytes:
    """The bytes of a ByteArray or a list of bytes."""
    if isinstance(value, ByteArray):
        return value.data
    if is_list(value):
        found = byte_list(value)
        if found is not None:
            return found
    raise Failure("bytes", value, value=None)


def byte_list(value: Any) -> bytes | None:
    try:
        return bytes(value.parts)
    except (ValueError, TypeError):
        return None


@builtin("ByteArray[{byte1, byte2, ...}]", 'ByteArray["string"]', messages=MESSAGES)
def byte_array(kernel: Any, data: Any) -> Any:
    """gives bytes held together, from a list of integers from 0 to 255 or from base 64.

    >>> Normal[ByteArray["AQID"]]
    {1, 2, 3}
    >>> ByteArray[{1, 2, 3}][[2]]
    2
    """
    if isinstance(data, ByteArray):
        return data
    if isinstance(data, str):
        try:
            return ByteArray(base64.b64decode(data, validate=True))
        except ValueError:  # binascii.Error is one
            raise Failure("lend", data, value=None) from None
    found = byte_list(data) if is_list(data) else None
    if found is None:
        raise Failure("lend", data, value=None)
    return ByteArray(found)


@builtin("ByteArrayQ[expr]")
def byte_array_q(kernel: Any, expr: Any) -> Any:
    """tells whether an expression is a ByteArray.

    >>> ByteArrayQ[ByteArray[{1, 2}]]
    True
    """
    return boolean(isinstance(expr, ByteArray))


@builtin("StringToByteArray[string]", "StringToByteArray[string, encoding]", messages=MESSAGES)
def string_to_byte_array(kernel: Any, string: Any, encoding: Any = "UTF8") -> Any:
    """gives the bytes of a string, in UTF-8 where no encoding is named.

    >>> Normal[StringToByteArray["ab"]]
    {97, 98}
    """
    if is_list(string):
        return make_list([string_to_byte_array(kernel, each, encoding) for each in string.parts])
    if not isinstance(string, str):
        raise Failure("string", string, value=None)
    try:
        return ByteArray(string.encode(need_codec(encoding)))
    except UnicodeError:
        raise Failure("codec", encoding, string) from None


@builtin("ByteArrayToString[bytes]", "ByteArrayToString[bytes, encoding]", messages=MESSAGES)
def byte_array_to_string(kernel: Any, data: Any, encoding: Any = "UTF8") -> Any:
    """gives the string that bytes stand for, in UTF-8 where no encoding is named.

    >>> ByteArrayToString[ByteArray[{97, 98}]]
    ab
    """
    try:
        return need_bytes(data).decode(need_codec(encoding))
    except UnicodeError:
        raise Failure("codec", encoding, data) from None


ENCODERS: dict[Any, tuple[Callable[[bytes], bytes], Callable[[str], bytes]]] = {
    "Base64": (base64.b64encode, base64.b64decode),
    "Base32": (base64.b32encode, base64.b32decode),
    "Base16": (base64.b16encode, lambda text: base64.b16decode(text.upper())),
    "Base85": (base64.a85encode, base64.a85decode),
}


@builtin("BaseEncode[bytes]", 'BaseEncode[bytes, "encoding"]', messages=MESSAGES)
def base_encode(kernel: Any, data: Any, encoding: Any = "Base64") -> Any:
    """gives bytes written as a text in base 64, or "Base16", "Base32", "Base85".

    >>> BaseEncode[ByteArray[{1, 2, 3}]]
    AQID
    """
    if encoding not in ENCODERS:
        raise Failure("encoding", encoding, make_list(ENCODERS), value=None)
    return ENCODERS[encoding][0](need_bytes(data)).decode("ascii")


@builtin("BaseDecode[string]", 'BaseDecode[string, "encoding"]', messages=MESSAGES)
def base_decode(kernel: Any, string: Any, encoding: Any = "Base64") -> Any:
    """gives the bytes that a text in base 64, or another encoding, stands for.

    >>> Normal[BaseDecode["AQID"]]
    {1, 2, 3}
    """
    if encoding not in ENCODERS:
        raise Failure("encoding", encoding, make_list(ENCODERS), value=None)
    if not isinstance(string, str):
        raise Failure("string", string, value=None)
    try:
        return ByteArray(ENCODERS[encoding][1](string))
    except ValueError:
        raise Failure("invalid", encoding) from None
