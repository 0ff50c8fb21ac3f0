"""Packed arrays: lists of machine numbers held as NumPy arrays, and NumericArray."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from .expr import Atom, Expr, Packed, S

__all__ = ["NUMERIC_TYPES", "NumericArray", "pack", "real_array", "to_array"]

NUMERIC_TYPES: dict[str, np.dtype[Any]] = {
    "Real32": np.dtype(np.float32), "Real64": np.dtype(np.float64),
    "Integer8": np.dtype(np.int8), "Integer16": np.dtype(np.int16),
    "Integer32": np.dtype(np.int32), "Integer64": np.dtype(np.int64),
    "UnsignedInteger8": np.dtype(np.uint8), "UnsignedInteger16": np.dtype(np.uint16),
    "UnsignedInteger32": np.dtype(np.uint32), "UnsignedInteger64": np.dtype(np.uint64),
    "ComplexReal32": np.dtype(np.complex64), "ComplexReal64": np.dtype(np.complex128),
}  # fmt: skip
TYPE_NAMES = {dtype: name for name, dtype in NUMERIC_TYPES.items()}
PACKED_KINDS = {"f": np.float64, "i": np.int64, "u": np.int64, "b": np.int64, "c": np.complex128}


def pack(array: Any) -> Any:
    """The list that holds the numbers of an array as machine numbers; rank 0 gives the number itself."""
    array = np.asarray(array)
    if array.ndim == 0:
        return array.item()
    if array.dtype.kind == "u" and array.dtype.itemsize == 8 and array.size and array.max() >= 2**63:
        return nested(array.tolist())
    return Packed(np.ascontiguousarray(array, dtype=PACKED_KINDS[array.dtype.kind]))


def nested(rows: Any) -> Any:
    """Python's nested lists as List expressions."""
    return Expr(S.List, map(nested, rows)) if isinstance(rows, list) else rows


def to_array(expr: Any) -> Any | None:
    """The NumPy array of a number, a rectangular list of numbers or a NumericArray; None where it is neither.

    Exact rationals become machine reals; a list of integers stays one of integers where 64 bits hold it.
    """
    if isinstance(expr, Packed | NumericArray):
        return expr.array
    rows = plain(expr)
    if rows is None:
        return None
    try:
        array = np.array(rows)
    except (ValueError, OverflowError):  # ragged
        return None
    return array if array.dtype.kind in "fic" else as_reals(rows)


def real_array(expr: Any) -> Any | None:
    """The array of an expression, where its numbers are real or whole; None for anything else."""
    array = to_array(expr)
    return None if array is None or array.dtype.kind == "c" else array


def as_reals(rows: Any) -> Any | None:
    """An array of reals from what NumPy could only hold as objects (integers beyond 64 bits)."""
    try:
        return np.array(rows, dtype=np.float64)
    except (ValueError, TypeError, OverflowError):
        return None


def plain(expr: Any) -> Any | None:
    """Python's nested lists of numbers under an expression, None where anything else is inside."""
    kind = type(expr)
    if kind is float or kind is int or kind is complex:
        return expr
    if kind is Fraction:
        return float(expr)
    if kind is Packed or kind is NumericArray:
        return expr.array
    if kind is not Expr or expr.head is not S.List:
        return None
    rows = [plain(part) for part in expr.parts]
    return None if any(row is None for row in rows) else rows


class NumericArray(Atom):
    """A rectangular array of numbers of one machine type, as nets keep their weights."""

    __slots__ = ("array",)
    head = S.NumericArray

    def __init__(self, array: Any) -> None:
        self.array = array

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, NumericArray)
            and self.array.dtype == other.array.dtype
            and np.array_equal(self.array, other.array)
        )

    def __hash__(self) -> int:
        return hash((self.array.shape, self.array.dtype.str))

    @property
    def type_name(self) -> str:
        """The name of the element type as the language has it: Real32, Integer8, ..."""
        return TYPE_NAMES.get(self.array.dtype, "Real64")

    @property
    def dimensions(self) -> tuple[int, ...]:
        """The lengths along the levels."""
        return tuple(self.array.shape)

    def part(self, kernel: Any, specs: tuple[Any, ...]) -> Any | None:
        """The part of the array that the specs select, again a NumericArray where it is one."""
        value = kernel.evaluate(S.Part(self.normal(), *specs))
        rows = to_array(value)
        if rows is None or not rows.ndim:
            return value
        return NumericArray(rows.astype(self.array.dtype))

    def rebuilt(self, elements: Any) -> Any:
        """An array of the same type of numbers."""
        rows = to_array(elements)
        return elements if rows is None or not rows.ndim else NumericArray(rows.astype(self.array.dtype))

    def normal(self) -> Any:
        """The list of the elements."""
        return pack(self.array)

    def input_form(self) -> Any:
        """NumericArray[list, type]; it reads back to the same array."""
        return S.NumericArray(self.normal(), self.type_name)

    def output_form(self) -> Any:
        """A short text with the dimensions, as in NumericArray[<3>, Real32]."""
        return f"NumericArray[<{', '.join(map(str, self.array.shape))}>, {self.type_name}]"
