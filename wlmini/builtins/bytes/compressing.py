"""Compress and Uncompress: expressions as short texts that can be sent along."""

from __future__ import annotations

import base64
import binascii
import struct
import zlib
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from wlmini.arrays import pack
from wlmini.expr import Atom, BigReal, Complex, Expr, Symbol, symbol
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.wxf import assembled, big_real, big_real_bytes

MARK = b"!boR"  # what the bytes begin with, before they are packed by zlib and written in base 64
MESSAGES = {
    "corrupt": "`1` is no text that Compress gives: `2`.",
    "string": "A string is expected in place of `1`.",
}


def counted(mark: bytes, data: bytes) -> bytes:
    return mark + struct.pack("<i", len(data)) + data


def integer_bytes(number: int) -> bytes:
    if -(2**31) <= number < 2**31:
        return b"i" + struct.pack("<i", number)
    return counted(b"I", str(number).encode("ascii"))


def call_bytes(head: Any, parts: Any) -> bytes:
    return b"f" + struct.pack("<i", len(parts)) + b"".join([bytes_of(each) for each in (head, *parts)])


def symbol_bytes(name: Symbol) -> bytes:
    return counted(b"s", (name.short if name.context == "System`" else name.name).encode("utf-8"))


WRITERS: dict[type, Callable[[Any], bytes]] = {
    int: integer_bytes,
    float: lambda number: b"r" + struct.pack("<d", number),
    str: lambda text: counted(b"S", text.encode("utf-8")),
    Symbol: symbol_bytes,
    BigReal: lambda number: counted(b"R", big_real_bytes(number)[2:]),
    Fraction: lambda number: call_bytes(symbol("Rational"), (number.numerator, number.denominator)),
    complex: lambda number: call_bytes(symbol("Complex"), (number.real, number.imag)),
    Complex: lambda number: call_bytes(symbol("Complex"), (number.re, number.im)),
}


def bytes_of(expr: Any) -> bytes:
    """The bytes of an expression: a letter for the kind, then its length and what it holds."""
    writer = WRITERS.get(type(expr))
    if writer is not None:
        return writer(expr)
    if isinstance(expr, Expr):
        return call_bytes(expr.head, expr.parts)
    looks = expr.input_form() if isinstance(expr, Atom) else None
    if not isinstance(looks, Expr):
        raise ValueError(f"{expr!r} cannot be written as bytes")
    return bytes_of(looks)


class Reading:
    """Bytes and how far they are read."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, count: int) -> bytes:
        found = self.data[self.at : self.at + count]
        if count < 0 or len(found) < count:
            raise ValueError("it ends too early")
        self.at += count
        return found

    def number(self) -> int:
        return int(struct.unpack("<i", self.take(4))[0])

    def text(self) -> str:
        return self.take(self.number()).decode("utf-8")

    def value(self) -> Any:
        mark = self.take(1)
        if mark not in READERS:
            raise ValueError(f"it holds a kind of value, {mark!r}, that is not known")
        return READERS[mark](self)

    def call(self) -> Any:
        count = self.number()
        head = self.value()
        return assembled(head, [self.value() for _ in range(count)])

    def array(self, kind: str) -> Any:
        shape = [self.number() for _ in range(self.number())]
        count = int(np.prod(shape, dtype=np.int64)) * np.dtype(kind).itemsize
        return pack(np.frombuffer(self.take(count), kind).reshape(shape))


READERS: dict[bytes, Callable[[Reading], Any]] = {
    b"f": Reading.call,
    b"i": Reading.number,
    b"r": lambda reading: struct.unpack("<d", reading.take(8))[0],
    b"I": lambda reading: int(reading.text()),
    b"R": lambda reading: big_real(reading.text()),
    b"S": Reading.text,
    b"s": lambda reading: symbol(reading.text()),
    b"e": lambda reading: reading.array("<f8"),
    b"n": lambda reading: reading.array("<i4"),
}


@builtin("Compress[expr]", messages={"value": "`1`"})
def compress(kernel: Any, expr: Any) -> Any:
    """gives a short text that stands for an expression; Uncompress gives the expression back.

    >>> Uncompress[Compress[{1, x, "text"}]]
    {1, x, text}
    """
    try:
        data = MARK + bytes_of(expr)
    except ValueError as error:
        raise Failure("value", str(error)) from None
    return "1:" + base64.b64encode(zlib.compress(data)).decode("ascii")


@builtin("Uncompress[string]", "Uncompress[string, h]", messages=MESSAGES)
def uncompress(kernel: Any, string: Any, h: Any = None) -> Any:
    """gives the expression that a text of Compress stands for, with h around it before it is evaluated.

    >>> Uncompress[Compress[1 + 1], Hold]
    Hold[2]
    """
    if not isinstance(string, str):
        raise Failure("string", string, value=None)
    try:
        version, colon, text = "".join(string.split()).partition(":")
        if version != "1" or not colon:
            raise ValueError("it does not begin with 1:")
        data = zlib.decompress(base64.b64decode(text, validate=True))
        if not data.startswith(MARK):
            raise ValueError("it holds something else")
        value = Reading(data[len(MARK) :]).value()
    except (ValueError, binascii.Error, zlib.error) as error:
        raise Failure("corrupt", string, str(error)) from None
    return value if h is None else Expr(h, (value,))
