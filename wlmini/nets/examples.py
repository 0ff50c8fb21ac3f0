"""What is given for the ports of a net, as batches of examples.

Whether data is one example or a batch is decided by rank: an array one level deeper than the port is
a batch, and so is a list of what the port's encoder takes, or a list of sequences of any lengths.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..arrays import NumericArray, real_array
from ..expr import Association, Expr, Packed, S, Symbol, is_list, make_list
from .batches import Batch
from .coders.coder import Encoder
from .ports import VARYING, Misfit, Port, Shape, shape_words, varying_levels

__all__ = ["Datum", "check_numbers", "fixed_shape", "inputs_of", "numbers", "read_batch", "read_port"]

SHOWN = 6  # elements of something long that a message shows


@dataclass(frozen=True)
class Datum:
    """What came in through one port: examples, whether it was a single one, whether as a NumericArray."""

    batch: Batch
    one: bool
    numeric: bool = False

    @property
    def array(self) -> np.ndarray:
        """The array, with a leading axis of examples."""
        return self.batch.array


def inputs_of(net: Any, data: Any) -> dict[str, Any]:
    """The data of every input port."""
    names = list(net.inputs)
    if isinstance(data, Association) and (len(names) != 1 or names[0] in data.keys()):  # noqa: SIM118
        keys = list(data.keys())
        if set(keys) != set(names):
            raise Misfit("ports", net, make_list(names), make_list(keys))
        return {name: data.get(name) for name in names}
    if (
        len(names) > 1
        and net.takes_list
        and (is_list(data) or isinstance(data, Packed))
        and len(data) == len(names)
    ):
        return dict(zip(names, data.parts, strict=True))
    if len(names) != 1 or isinstance(data, Association):
        given = make_list(list(data.keys())) if isinstance(data, Association) else data
        raise Misfit("ports", net, make_list(names), given)
    return {names[0]: data}


def read_port(name: str, port: Port, expr: Any, net: Any, kernel: Any, *, batch: bool = False) -> Datum:
    """The examples given for a port; with `batch` it can only be a list of examples."""
    if isinstance(port.coder, Encoder):
        return read_encoded(name, port.coder, expr, net, batch)
    array = numbers(expr, kernel)
    if array is None and varying_levels(port.shape) and is_list(expr):
        return read_sequences(name, port, expr.parts, net, kernel)
    if array is None:
        raise Misfit("data", name, net, port.words(), given_words(expr))
    rank = port.rank
    one = not batch and (rank is None or array.ndim == rank)
    if rank is not None and array.ndim != rank + (not one) or (not array.ndim and not one):
        example = array[0] if batch and array.ndim and len(array) else array
        raise Misfit("data", name, net, port.words(), given_words(value_of(example, expr), example))
    datum = Datum(Batch(array[None] if one else array), one, isinstance(expr, NumericArray))
    check_numbers(name, port, datum.array, net)
    return datum


def read_sequences(name: str, port: Port, exprs: Sequence[Any], net: Any, kernel: Any) -> Datum:
    """A list of examples of different lengths."""
    arrays = []
    for expr in exprs:
        array = numbers(expr, kernel)
        if array is None or array.ndim != port.rank:
            raise Misfit("data", name, net, port.words(), given_words(expr, array))
        check_numbers(name, port, array[None], net)
        arrays.append(array)
    return Datum(Batch.of(arrays), False)


def read_batch(encoded: Any) -> Batch:
    """The batch of what an encoder gives: one array, or a list of arrays of different lengths."""
    return Batch(encoded) if isinstance(encoded, np.ndarray) else Batch.of(encoded)


def read_encoded(name: str, coder: Encoder, expr: Any, net: Any, batch: bool) -> Datum:
    one = not batch and coder.is_one(expr)
    examples = [expr] if one else coder.examples(expr)
    if examples is None:
        raise Misfit("data", name, net, coder.words(), expr)
    try:
        return Datum(read_batch(coder.encode(examples)), one)
    except Misfit as misfit:
        if misfit.tag != "encode":
            raise
        given, expected = misfit.arguments
        raise Misfit("data", name, net, expected, given) from None


def numbers(expr: Any, kernel: Any) -> np.ndarray | None:
    """The array of an expression that is one, if need be after N."""
    array = real_array(expr)
    if array is None and kernel is not None and not isinstance(expr, str) and numeric_list(expr):
        array = real_array(kernel.evaluate(S.N(expr)))
    return array


def numeric_list(expr: Any) -> bool:
    return isinstance(expr, Symbol) or (isinstance(expr, Expr) and not isinstance(expr, Association | Packed))


def value_of(array: np.ndarray, expr: Any) -> Any:
    """The number that a message shows where the array is one; else what was given."""
    return expr if array.ndim or not isinstance(expr, NumericArray) else array.item()


def given_words(expr: Any, array: np.ndarray | None = None) -> Any:
    """What is given: a shape where it is an array, a few words where it is long."""
    if array is not None and array.ndim:
        return shape_words(array.shape)
    if is_list(expr) and len(expr) > SHOWN:
        return f"a list of {len(expr)} elements that is no array of numbers"
    return expr


def fixed_shape(port: Port, shape: tuple[int, ...]) -> Shape:
    """The shape that an array tells of a port, its varying levels left varying."""
    levels = varying_levels(port.shape)
    return tuple(VARYING if level in levels else size for level, size in enumerate(shape))


def check_numbers(name: str, port: Port, array: np.ndarray, net: Any) -> None:
    """Sizes, none of them 0, and for ports of integers that they are whole and within bounds."""
    if 0 in array.shape[1:]:
        raise Misfit("data", name, net, port.words(), f"{shape_words(array.shape[1:])}, which is empty")
    try:
        port.with_shape(fixed_shape(port, array.shape[1:]))
    except Misfit:
        raise Misfit("data", name, net, port.words(), shape_words(array.shape[1:])) from None
    if port.kind != "integer" or not array.size:
        return
    low, high = port.bounds or (-(2**31), 2**31)
    if (array != np.floor(array)).any() or array.min() < low or array.max() > high:
        wrong = (array != np.floor(array)) | (array < low) | (array > high)
        raise Misfit("data", name, net, port.words(), array[wrong][0].item())
