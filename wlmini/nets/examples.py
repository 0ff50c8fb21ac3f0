"""What is given for the ports of a net, as batches of examples.

Whether data is one example or a batch is decided by rank: an array one level deeper than the port is
a batch, and so is a list of what the port's encoder takes, or a list of sequences of any lengths.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ..arrays import NumericArray, real_array
from ..expr import FALSE, TRUE, Association, Expr, Packed, S, Symbol, head_of, is_list, make_list
from .batches import Batch
from .coders.coder import Encoder
from .ports import VARYING, Misfit, Port, Shape, shape_words, varying_levels
from .texts import TEXTS

__all__ = [
    "Datum",
    "check_numbers",
    "fixed_shape",
    "given_words",
    "in_training",
    "inputs_of",
    "is_empty",
    "numbers",
    "read_batch",
    "read_port",
]

TEXTS.declare(
    data="The value given for the port `1` of `2` is `4`; expected is `3`.",
    ports="`1` needs a value for each of its ports `2`; given is `3`.",
)

CODED = {S.Image: '"Image"', S.Image3D: '"Image3D"', S.Audio: '"Audio"'}  # what goes in by an encoder only
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
    data = by_port(names, data)
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


def by_port(names: Sequence[str], data: Any) -> Any:
    """A list of associations, one an example, as an association of lists; other data as they are."""
    rows = data.parts if is_list(data) and not isinstance(data, Packed) else ()
    if not rows or not all(isinstance(row, Association) and set(names) == set(row.keys()) for row in rows):
        return data
    return Association.of((name, make_list(row.get(name) for row in rows)) for name in names)


def in_training(port: Port, random: np.random.Generator | None) -> Port:
    """The port with its encoder as it is in training, where random numbers are given."""
    if random is None or not isinstance(port.coder, Encoder):
        return port
    return replace(port, coder=port.coder.in_training(random))


def read_port(name: str, port: Port, expr: Any, net: Any, kernel: Any, *, batch: bool = False) -> Datum:
    """The examples given for a port; with `batch` it can only be a list of examples."""
    if isinstance(port.coder, Encoder):
        return read_encoded(name, port.coder, expr, net, batch)
    if is_empty(expr) and net.takes_empty(name):
        return replace(read_sequences(name, port, [expr], net, kernel), one=True)
    if has_empty(expr) and net.takes_empty(name):
        return read_sequences(name, port, expr.parts, net, kernel)
    array = numbers(expr, kernel)
    if array is None and varying_levels(port.shape) and is_list(expr):
        return read_sequences(name, port, expr.parts, net, kernel)
    if array is None:
        raise Misfit("data", name, net, port.words(), odd_words(port, expr, kernel))
    rank = port.rank
    one = not batch and (rank is None or array.ndim == rank)
    if rank is not None and array.ndim != rank + (not one) or (not array.ndim and not one):
        example = array[0] if batch and array.ndim and len(array) else array
        raise Misfit("data", name, net, port.words(), given_words(value_of(example, expr), example))
    datum = Datum(Batch(array[None] if one else array), one, isinstance(expr, NumericArray))
    check_numbers(name, port, datum.array, net)
    return datum


def is_empty(expr: Any) -> bool:
    """Whether it is the list without elements."""
    return is_list(expr) and not len(expr)


def has_empty(expr: Any) -> bool:
    """Whether it is a list with such a list in it."""
    return is_list(expr) and not isinstance(expr, Packed) and any(map(is_empty, expr.parts))


def read_sequences(name: str, port: Port, exprs: Sequence[Any], net: Any, kernel: Any) -> Datum:
    """A list of examples of different lengths, empty ones only where the net takes them at this port."""
    arrays = []
    for expr in exprs:
        if is_empty(expr) and net.takes_empty(name):
            arrays.append(np.zeros((0, *(size or 0 for size in (port.shape or ())[1:])), np.float32))
            continue
        array = numbers(expr, kernel)
        if array is None or array.ndim != port.rank:
            raise Misfit("data", name, net, port.words(), given_words(expr, array))
        check_numbers(name, port, array[None], net)
        arrays.append(array)
    return Datum(Batch.of(arrays), False)


def read_batch(name: str, coder: Encoder, encoded: Any, net: Any) -> Batch:
    """The batch of what an encoder gives: one array, or a list of arrays of different lengths."""
    for number, array in enumerate(encoded if len(encoded) else (), 1):
        if 0 in array.shape:
            where = f" in example {number}" if len(encoded) > 1 else ""
            raise Misfit(
                "data", name, net, coder.words(), f"{shape_words(array.shape)}{where}, which is empty"
            )
        if isinstance(encoded, np.ndarray):
            break  # all its examples are of one shape
    return Batch(encoded) if isinstance(encoded, np.ndarray) else Batch.of(encoded)


def read_encoded(name: str, coder: Encoder, expr: Any, net: Any, batch: bool) -> Datum:
    one = not batch and coder.is_one(expr)
    examples = [expr] if one else coder.examples(expr)
    if examples is None:
        raise Misfit("data", name, net, coder.words(), expr)
    try:
        return Datum(read_batch(name, coder, coder.encode(examples), net), one)
    except Misfit as misfit:
        if misfit.tag != "encode":
            raise
        given, expected = misfit.arguments
        raise Misfit("data", name, net, expected, given) from None


def numbers(expr: Any, kernel: Any) -> np.ndarray | None:
    """The array of an expression that is one, if need be after N."""
    array = real_array(expr)
    if array is None and kernel is not None and head_of(expr) is S.SparseArray:
        array = real_array(kernel.evaluate(S.Normal(expr)))
    if array is None and kernel is not None and not isinstance(expr, str) and numeric_list(expr):
        array = real_array(kernel.evaluate(S.N(expr)))
    return array


def numeric_list(expr: Any) -> bool:
    return isinstance(expr, Symbol) or (isinstance(expr, Expr) and not isinstance(expr, Association | Packed))


def value_of(array: np.ndarray, expr: Any) -> Any:
    """The number that a message shows where the array is one; else what was given."""
    return expr if array.ndim or not isinstance(expr, NumericArray) else array.item()


def odd_words(port: Port, expr: Any, kernel: Any) -> Any:
    """What is given where it is no array: the first example that does not fit, if others do."""
    arrays = [numbers(each, kernel) for each in expr.parts] if is_list(expr) and port.rank else []
    fits = [array is not None and array.ndim == port.rank for array in arrays]
    if not any(fits):
        return given_words(expr)
    first = arrays[fits.index(True)]
    for number, array in enumerate(arrays, 1):
        if array is None or first is None or array.shape != first.shape:
            words = "no array of numbers" if array is None else shape_words(array.shape)
            return f"a list whose element {number} is {words}"
    return given_words(expr)


def plain(expr: Any) -> str:
    """A string as it is written, True and False by name, pictures and lists by what they are."""
    if isinstance(expr, str):
        return f'"{expr}"'
    if isinstance(expr, Symbol):
        return expr.short
    return (
        f"a list that begins with {plain(expr.parts[0])}"
        if is_list(expr)
        else f"an {head_of(expr).short} object"
    )


def encoder_for(expr: Any) -> str | None:
    """The names of the encoders for something that is no array."""
    if isinstance(expr, str):
        return '"Characters", "Tokens" or "Class"'
    if is_list(expr) and len(expr):
        return encoder_for(expr.parts[0])
    return '"Boolean"' if expr is TRUE or expr is FALSE else CODED.get(head_of(expr))


def given_words(expr: Any, array: np.ndarray | None = None) -> Any:
    """What is given: a shape where it is an array, a few words where it is long or needs an encoder."""
    if array is not None and array.ndim:
        return shape_words(array.shape)
    if (encoder := encoder_for(expr)) is not None:
        return f"{plain(expr)}, which only a port with an encoder takes ({encoder})"
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
