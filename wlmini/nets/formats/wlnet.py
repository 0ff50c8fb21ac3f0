"""The format WLNet, in a layout of our own: a header, and a net as an expression with its arrays apart.

The header is a mark, the version of the layout, the length of what follows and its checksum; what follows
is an association in WXF: "Net" (the construction of the net without arrays), "Arrays" (positions and
arrays) and, in a file that training writes, "Training" (what it needs to go on).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ...arrays import NumericArray
from ...expr import FALSE, NULL, TRUE, Association, Expr, Packed, S, Symbol, boolean, make_list
from ...kernel.formats import file_format
from ...kernel.wxf import deserialize, serialize
from ..ports import Misfit
from ..values import Net

__all__ = ["Stored", "from_bytes", "read_net", "to_bytes"]

MARK = b"WLNet\x00"
LAYOUT = 1
HEADER = struct.Struct("<6sHQI")  # mark, layout, length, checksum


@dataclass(frozen=True)
class Stored:
    """What a file holds: the construction of a net, its arrays by path, what training has to remember."""

    construction: Any
    arrays: Mapping[tuple[Any, ...], np.ndarray]
    training: Mapping[str, Any] = field(default_factory=dict)


def to_bytes(net: Net, training: Mapping[str, Any] | None = None) -> bytes:
    """The contents of a file with a net and, in a checkpoint, the state of its training."""
    slots = dict(net.slots())
    bare = net.with_arrays(dict.fromkeys(slots)) if slots else net
    arrays = [
        make_list([make_list(path), NumericArray(slot.value)])
        for path, slot in slots.items()
        if slot.value is not None
    ]
    parts = [("Net", bare.construction()), ("Arrays", make_list(arrays))]
    if training:
        parts.append(("Training", frozen(training)))
    body = serialize(Association.of(parts))
    return HEADER.pack(MARK, LAYOUT, len(body), zlib.crc32(body)) + body


def from_bytes(data: bytes) -> Stored:
    """What the contents of a file hold; raises ValueError where they are damaged or of another kind."""
    if len(data) < HEADER.size or not data.startswith(MARK):
        raise ValueError("the file does not begin as a net does")
    _, layout, length, checksum = HEADER.unpack_from(data)
    body = data[HEADER.size :]
    if layout != LAYOUT:
        raise ValueError(f"the file has layout {layout}; this version reads layout {LAYOUT}")
    if len(body) != length or zlib.crc32(body) != checksum:
        raise ValueError("the file is damaged or not complete")
    found = deserialize(body)
    arrays = {tuple(pair.parts[0].parts): pair.parts[1].array for pair in found.get("Arrays").parts}
    training = found.get("Training")
    return Stored(found.get("Net"), arrays, {} if training is None else thawed(training))


def read_net(stored: Stored, kernel: Any, *, values: bool = True) -> Net:
    """The net that a file describes, with or without the values of its arrays."""
    net = kernel.evaluate(unevaluated(stored.construction))
    if not isinstance(net, Net):
        raise ValueError("the file holds no net that can be made here")
    if not values or not stored.arrays:
        return net
    try:
        return net.with_arrays(dict(stored.arrays))
    except (Misfit, KeyError):
        raise ValueError("the arrays in the file do not fit the net") from None


def unevaluated(expr: Any) -> Any:
    """The expression with its associations as calls: as values they would not have their parts evaluated."""
    if isinstance(expr, Packed) or not isinstance(expr, Expr):
        return expr
    return Expr(unevaluated(expr.head), [unevaluated(part) for part in expr.parts])


# -- plain values as expressions ---------------------------------------------------------------------------


def frozen(value: Any) -> Any:
    """Nested dicts, lists, arrays, numbers, strings and None as an expression; expressions stay."""
    if isinstance(value, dict):
        return S.Association(*(S.Rule(frozen(key), frozen(each)) for key, each in value.items()))
    if isinstance(value, tuple):
        return S.Sequence(*map(frozen, value))
    if isinstance(value, list):
        floats = len(value) > 0 and all(type(each) is float for each in value)
        return NumericArray(np.array(value)) if floats else make_list(map(frozen, value))
    if isinstance(value, np.ndarray):
        return S.NumericArray(NumericArray(value), make_list(value.shape))  # told apart from a list of floats
    if isinstance(value, np.generic):
        return frozen(value.item())
    if isinstance(value, bool):
        return boolean(value)
    return NULL if value is None else value


def thawed(expr: Any) -> Any:
    """The value that `frozen` made an expression of."""
    if isinstance(expr, NumericArray):
        return expr.array.tolist()
    if isinstance(expr, Association):
        return {thawed(key): thawed(value) for key, value in expr.items()}
    if isinstance(expr, Expr):
        reader = THAWING.get(expr.head)
        return expr if reader is None else reader(expr)
    return PLAIN.get(expr, expr) if isinstance(expr, Symbol) else expr


PLAIN = {NULL: None, TRUE: True, FALSE: False}
THAWING: dict[Any, Callable[[Any], Any]] = {
    S.Association: lambda expr: {thawed(rule.parts[0]): thawed(rule.parts[1]) for rule in expr.parts},
    S.Sequence: lambda expr: tuple(map(thawed, expr.parts)),
    S.List: lambda expr: [thawed(part) for part in expr.parts],
    S.NumericArray: lambda expr: expr.parts[0].array.reshape(tuple(expr.parts[1].parts)),
}


# -- Import and Export -------------------------------------------------------------------------------------


def array_association(stored: Stored, kernel: Any) -> Any:
    return Association.of((make_list(path), NumericArray(array)) for path, array in stored.arrays.items())


def summary(stored: Stored, kernel: Any) -> Any:
    net = read_net(stored, kernel, values=False)
    numbers = sum(array.size for array in stored.arrays.values())
    text = f"{net.output_form()}: {len(stored.arrays)} arrays with {numbers} numbers"
    return text + (", the checkpoint of a training" if stored.training else "")


ELEMENTS: dict[str, Callable[[Stored, Any], Any]] = {
    "Net": read_net,
    "ArrayAssociation": array_association,
    "ArrayList": lambda stored, kernel: make_list(map(NumericArray, stored.arrays.values())),
    "Rules": lambda stored, kernel: make_list(
        S.Rule(name, ELEMENTS[name](stored, kernel)) for name in ELEMENTS if name != "Rules"
    ),
    "Summary": summary,
    "UninitializedNet": lambda stored, kernel: read_net(stored, kernel, values=False),
    "WLVersion": lambda stored, kernel: kernel.evaluate(S["$Version"]),
}


def read_wlnet(kernel: Any, data: bytes, element: str, options: dict[str, Any]) -> Any:
    """An element of a file."""
    return ELEMENTS[element](from_bytes(data), kernel)


def write_wlnet(kernel: Any, value: Any, element: str, options: dict[str, Any]) -> bytes:
    """The bytes of a net."""
    if not isinstance(value, Net):
        raise ValueError("a net is expected")
    return to_bytes(value)


file_format(
    "WLNet", extensions=("wlnet",), read=read_wlnet, write=write_wlnet, elements=tuple(ELEMENTS), binary=True
)
