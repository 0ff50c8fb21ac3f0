"""Hash and FileHash: numbers that tell expressions, texts and files apart."""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Callable
from typing import Any

from wlmini.builtins.files import FILE_MESSAGES, path_of, refused
from wlmini.expr import S, make_list
from wlmini.kernel.byte_array import ByteArray
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
MESSAGES = {
    "range": "Only All is built in place of `1`: the hash is that of the whole file.",
    **FILE_MESSAGES,
    "hashtype": "`1` is no kind of hash that is known here; there are `2`.",
    "hashformat": "`1` is no form of a hash; there are `2`.",
}


def by_name(name: str) -> Callable[[bytes], bytes]:
    def digest(data: bytes) -> bytes:
        try:
            return hashlib.new(name, data, usedforsecurity=False).digest()
        except ValueError:
            raise Failure("hashtype", name, make_list(KINDS), value=None) from None

    return digest


def checksum(function: Callable[[bytes], int]) -> Callable[[bytes], bytes]:
    return lambda data: function(data).to_bytes(4, "big")


KINDS: dict[Any, Callable[[bytes], bytes]] = {
    "Adler32": checksum(zlib.adler32),
    "CRC32": checksum(zlib.crc32),
    "MD4": by_name("md4"),
    "MD5": by_name("md5"),
    "RIPEMD160": by_name("ripemd160"),
    "RIPEMD160SHA256": lambda data: by_name("ripemd160")(hashlib.sha256(data).digest()),
    "SHA": by_name("sha1"),
    "SHA1": by_name("sha1"),
    "SHA224": by_name("sha224"),
    "SHA256": by_name("sha256"),
    "SHA256SHA256": lambda data: hashlib.sha256(hashlib.sha256(data).digest()).digest(),
    "SHA384": by_name("sha384"),
    "SHA512": by_name("sha512"),
    "SHA3-224": by_name("sha3_224"),
    "SHA3-256": by_name("sha3_256"),
    "SHA3-384": by_name("sha3_384"),
    "SHA3-512": by_name("sha3_512"),
    "BLAKE2b": by_name("blake2b"),
    "BLAKE2s": by_name("blake2s"),
    "Expression": lambda data: hashlib.sha256(data).digest()[:8],
}


def number_of(digest: bytes) -> int:
    return int.from_bytes(digest, "big")


def in_base_36(digest: bytes) -> str:
    number, digits = number_of(digest), ""
    while number:
        number, last = divmod(number, 36)
        digits = DIGITS[last] + digits
    return digits or "0"


FORMS: dict[Any, Callable[[bytes], Any]] = {
    "Integer": number_of,
    "DecimalString": lambda digest: str(number_of(digest)),
    "HexString": bytes.hex,
    "HexStringLittleEndian": lambda digest: digest[::-1].hex(),
    "Base36String": in_base_36,
    "Base64Encoding": lambda digest: base64.b64encode(digest).decode("ascii"),
    "ByteArray": ByteArray,
}


def hashed(data: bytes, kind: Any, form: Any) -> Any:
    """The hash of bytes, as a number or another form."""
    if kind not in KINDS:
        raise Failure("hashtype", kind, make_list(KINDS), value=None)
    if form not in FORMS:
        raise Failure("hashformat", form, make_list(FORMS), value=None)
    return FORMS[form](KINDS[kind](data))


@builtin("Hash[expr]", 'Hash[expr, "type"]', 'Hash[expr, "type", "format"]', messages=MESSAGES)
def hash_(kernel: Any, expr: Any, kind: Any = "Expression", form: Any = "Integer") -> Any:
    """gives an integer that is the same for the same expression; one made of the bytes of a string or a
    ByteArray for types such as "MD5" or "SHA256".

    >>> Hash["abc", "MD5", "HexString"]
    900150983cd24fb0d6963f7d28e17f72
    >>> Hash["abc", "CRC32"]
    891568578
    """
    if kind == "Expression":
        data = kernel.show(expr, "FullForm").encode("utf-8")
    elif isinstance(expr, ByteArray):
        data = expr.data
    else:
        data = (expr if isinstance(expr, str) else kernel.show(expr, "InputForm")).encode("utf-8")
    return hashed(data, kind, form)


@builtin(
    "FileHash[file]",
    'FileHash[file, "type"]',
    'FileHash[file, "type", "format"]',
    'FileHash[file, "type", All, "format"]',
    messages=MESSAGES,
)
def file_hash(kernel: Any, file: Any, kind: Any = "MD5", part: Any = S.All, form: Any = None) -> Any:
    """gives the hash of what is in a file.

    >>> FileHash[Export[CreateFile[], "abc", "Text"], "MD5", "HexString"]
    900150983cd24fb0d6963f7d28e17f72
    """
    if form is None:
        part, form = S.All, "Integer" if part is S.All else part
    if part is not S.All:
        raise Failure("range", part, value=None)
    try:
        return hashed(path_of(file).read_bytes(), kind, form)
    except OSError as error:
        raise refused(file, error) from None
