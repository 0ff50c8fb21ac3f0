"""WXF, the Wolfram exchange format: expressions to bytes and back.

Each value is a letter and what belongs to it; lengths are written seven bits a byte, the lowest first.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from wlmini.arrays import NUMERIC_TYPES, NumericArray
from wlmini.expr import (
    Association,
    Atom,
    BigReal,
    Complex,
    Delayed,
    Expr,
    Packed,
    S,
    Symbol,
    from_key,
    symbol,
)
from wlmini.kernel.byte_array import ByteArray

__all__ = ["deserialize", "serialize"]

ARRAY_CODES = {
    "Integer8": 0x00, "Integer16": 0x01, "Integer32": 0x02, "Integer64": 0x03,
    "UnsignedInteger8": 0x10, "UnsignedInteger16": 0x11, "UnsignedInteger32": 0x12, "UnsignedInteger64": 0x13,
    "Real32": 0x22, "Real64": 0x23, "ComplexReal32": 0x33, "ComplexReal64": 0x34,
}  # fmt: skip
ARRAY_TYPES = {code: NUMERIC_TYPES[name].newbyteorder("<") for name, code in ARRAY_CODES.items()}
CODES = {NUMERIC_TYPES[name].str[1:]: code for name, code in ARRAY_CODES.items()}
INTEGERS = ((b"C", "<b", 7), (b"j", "<h", 15), (b"i", "<i", 31), (b"L", "<q", 63))


def serialize(expr: Any, compress: bool = False) -> bytes:
    """The bytes of an expression, with the mark of the format before them."""
    out: list[bytes] = []
    write(expr, out.append)
    data = b"".join(out)
    return b"8C:" + zlib.compress(data) if compress else b"8:" + data


def varint(number: int) -> bytes:
    found = bytearray()
    while number > 127:
        found.append(number & 127 | 128)
        number >>= 7
    found.append(number)
    return bytes(found)


def counted(mark: bytes, data: bytes) -> bytes:
    return mark + varint(len(data)) + data


def write(expr: Any, put: Callable[[bytes], Any]) -> None:
    """Put the bytes of an expression, part by part."""
    writer = WRITERS.get(type(expr))
    if writer is not None:
        put(writer(expr))
    elif isinstance(expr, Association):
        write_association(expr, put)
    elif isinstance(expr, Packed):
        put(array_bytes(b"\xc1", expr.array))
    elif isinstance(expr, Expr):
        write_call(expr.head, expr.parts, put)
    elif isinstance(expr, (Fraction, complex, Complex)):
        write_pair(expr, put)
    else:
        write_atom(expr, put)


def write_atom(expr: Any, put: Callable[[bytes], Any]) -> None:
    """Another atom goes as the expression that reads back to it."""
    looks = expr.input_form() if isinstance(expr, Atom) else None
    if not isinstance(looks, Expr):
        raise ValueError(f"{getattr(expr, 'head', type(expr).__name__)!r} has no serialized form")
    write(looks, put)


def write_call(head: Any, parts: Any, put: Callable[[bytes], Any]) -> None:
    put(b"f" + varint(len(parts)))
    write(head, put)
    for part in parts:
        write(part, put)


def write_pair(expr: Any, put: Callable[[bytes], Any]) -> None:
    if isinstance(expr, Fraction):
        write_call(S.Rational, (expr.numerator, expr.denominator), put)
    elif isinstance(expr, Complex):
        write_call(S.Complex, (expr.re, expr.im), put)
    else:
        write_call(S.Complex, (expr.real, expr.imag), put)


def write_association(expr: Association, put: Callable[[bytes], Any]) -> None:
    put(b"A" + varint(len(expr.entries)))
    for key, value in expr.entries.items():
        put(b":" if isinstance(value, Delayed) else b"-")
        write(from_key(key), put)
        write(value.value if isinstance(value, Delayed) else value, put)


def integer_bytes(number: int) -> bytes:
    for mark, form, bits in INTEGERS:
        if -(1 << bits) <= number < 1 << bits:
            return mark + struct.pack(form, number)
    return counted(b"I", str(number).encode())


def symbol_bytes(name: Symbol) -> bytes:
    return counted(b"s", (name.short if name.context == "System`" else name.name).encode())


def array_bytes(mark: bytes, array: Any) -> bytes:
    little = np.ascontiguousarray(array, array.dtype.newbyteorder("<"))
    sizes = b"".join(map(varint, array.shape))
    return mark + bytes([CODES[array.dtype.str[1:]]]) + varint(array.ndim) + sizes + little.tobytes()


def big_real_bytes(number: BigReal) -> bytes:
    digits = max(1, int(number.precision) + 2)
    scale = 0
    value = abs(number.value)
    while value >= 10:
        value, scale = value / 10, scale + 1
    while value and value < 1:
        value, scale = value * 10, scale - 1
    mantissa = str(round(value * 10 ** (digits - 1))).rjust(digits, "0")
    sign = "-" if number.value < 0 else ""
    return counted(
        b"R",
        f"{sign}{mantissa[: -digits + 1]}.{mantissa[-digits + 1 :]}`{number.precision}*^{scale}".encode(),
    )


WRITERS: dict[type, Callable[[Any], bytes]] = {
    int: integer_bytes,
    float: lambda number: b"r" + struct.pack("<d", number),
    str: lambda text: counted(b"S", text.encode("utf-8")),
    Symbol: symbol_bytes,
    BigReal: big_real_bytes,
    ByteArray: lambda value: counted(b"B", value.data),
    NumericArray: lambda value: array_bytes(b"\xc2", value.array),
}


# -- reading -----------------------------------------------------------------------------------------------


def deserialize(data: bytes) -> Any:
    """The expression that the bytes hold, not evaluated; raises ValueError where they hold none."""
    mark, colon, body = data.partition(b":")
    if not colon or mark not in (b"8", b"8C"):
        raise ValueError("the bytes do not begin as WXF does")
    try:
        reading = Reading(zlib.decompress(body) if mark == b"8C" else body)
        value = reading.value()
    except (IndexError, struct.error, KeyError, UnicodeDecodeError, zlib.error):
        raise ValueError("the bytes are damaged or end too early") from None
    if reading.at != len(reading.data):
        raise ValueError("there are bytes left after the expression")
    return value


class Reading:
    """Bytes and how far they are read."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, count: int) -> bytes:
        found = self.data[self.at : self.at + count]
        if len(found) < count:
            raise IndexError
        self.at += count
        return found

    def length(self) -> int:
        number = shift = 0
        while True:
            byte = self.take(1)[0]
            number |= (byte & 127) << shift
            if byte < 128:
                return number
            shift += 7

    def text(self) -> str:
        return self.take(self.length()).decode("utf-8")

    def value(self) -> Any:
        return READERS[self.take(1)](self)

    def number(self, form: str) -> Any:
        return struct.unpack(form, self.take(struct.calcsize(form)))[0]

    def call(self) -> Any:
        count = self.length()
        head = self.value()
        return assembled(head, [self.value() for _ in range(count)])

    def association(self) -> Association:
        pairs = []
        for _ in range(self.length()):
            delayed = self.take(1) == b":"
            key, value = self.value(), self.value()
            pairs.append((key, Delayed(value) if delayed else value))
        return Association.of(pairs)

    def array(self) -> Any:
        kind = ARRAY_TYPES[self.take(1)[0]]
        shape = [self.length() for _ in range(self.length())]
        count = int(np.prod(shape, dtype=np.int64))
        return (
            np.frombuffer(self.take(count * kind.itemsize), kind)
            .reshape(shape)
            .astype(kind.newbyteorder("="))
        )


def assembled(head: Any, parts: list[Any]) -> Any:
    """The call, or the number that Rational[...] or Complex[...] stands for."""
    if head is S.Rational and len(parts) == 2 and all(isinstance(each, int) for each in parts):
        return Fraction(*parts)
    if head is S.Complex and len(parts) == 2:
        return complex(*parts) if all(isinstance(each, float) for each in parts) else Complex(*parts)
    return Expr(head, parts)


def big_real(text: str) -> Any:
    digits, mark, rest = text.partition("`")
    precision, star, exponent = rest.partition("*^")
    if not mark:
        digits, star, exponent = text.partition("*^")
    scale = Fraction(10) ** int(exponent) if star else 1
    return BigReal(Fraction(digits.rstrip(".") or "0") * scale, float(precision or 16))


def packed(array: Any) -> Any:
    kind = np.complex128 if array.dtype.kind == "c" else np.float64 if array.dtype.kind == "f" else np.int64
    return Packed(array.astype(kind))


READERS: dict[bytes, Callable[[Reading], Any]] = {
    b"f": Reading.call,
    b"A": Reading.association,
    b"C": lambda reading: reading.number("<b"),
    b"j": lambda reading: reading.number("<h"),
    b"i": lambda reading: reading.number("<i"),
    b"L": lambda reading: reading.number("<q"),
    b"r": lambda reading: reading.number("<d"),
    b"I": lambda reading: int(reading.text()),
    b"R": lambda reading: big_real(reading.text()),
    b"S": Reading.text,
    b"s": lambda reading: symbol(reading.text()),
    b"B": lambda reading: ByteArray(reading.take(reading.length())),
    b"\xc1": lambda reading: packed(reading.array()),
    b"\xc2": lambda reading: NumericArray(reading.array()),
}
