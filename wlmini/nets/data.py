"""Training data: the forms it comes in, as one column of examples for each name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided

from ..arrays import NumericArray, real_array
from ..expr import Association, Atom, Expr, Packed, S, as_key, is_list, make_list
from ..kernel.ordering import sorted_canonically
from .batches import Batch
from .coders.class_labels import ClassDecoder
from .coders.coder import Encoder
from .examples import given_words, numbers, read_batch, read_port
from .parameters import is_rule
from .ports import VARYING, Misfit, Port, shape_words, varying_levels
from .stored_arrays import StoredArray, file_of, open_arrays
from .texts import TEXTS
from .values import Net

__all__ = ["Column", "column_array", "encode_column", "named_data", "read_columns"]

TEXTS.declare(
    nodata="There are no examples in the data.",
    dataform="`1` is no training data; give rules {input -> output, ...}, lists {inputs} -> {outputs}, "
    "an association <|port -> {values}|>, or a list of associations.",
    lengths="The columns of the data have different lengths: `1`.",
    rowkeys="The examples do not all have the same ports `1`.",
    rulesports="Data of rules needs a net with one input and one output; `1` has the inputs `2` and the "
    "outputs `3`. Give an association <|port -> {values}|>.",
    noset="There is no data set `1`.",
    manyarrays="The file `1` has several arrays, `2`, where one port needs one; give the file as the data "
    "as a whole, its arrays being called like the ports.",
)

Column = (
    Any  # a sequence of expressions, or an array (in memory or in a file) with a leading axis of examples
)


def read_columns(
    data: Any, net: Net, owner: Any, kernel: Any = None, part: str = "TrainingData"
) -> dict[str, Column]:
    """The columns of data by port name; rules put theirs under the input's and the output's name."""
    if isinstance(data, str):
        return read_columns(named_data(data, part, owner, kernel), net, owner, kernel)
    if isinstance(data, Atom) and data.head is S.Dataset:
        data = data.normal()
    if (name := file_of(data)) is not None:
        columns = {key.rpartition("/")[2]: values for key, values in open_arrays(name, owner).items()}
    elif isinstance(data, Association):
        columns = {name_of(key): column(value, owner) for key, value in data.items()}
    elif is_rule(data):
        columns = paired(net, owner, column(data.parts[0], owner), column(data.parts[1], owner))
    elif is_list(data) and len(data) and all(map(is_rule, data.parts)):
        left, right = zip(*(part.parts for part in data.parts), strict=True)
        columns = paired(net, owner, left, right)
    elif is_list(data) and len(data) and all(isinstance(part, Association) for part in data.parts):
        names = list(data.parts[0].keys())
        if any(list(part.keys()) != names for part in data.parts):
            raise Misfit("rowkeys", make_list(names), owner=owner)
        columns = {name_of(name): tuple(part.get(name) for part in data.parts) for name in names}
    elif is_list(data) and not len(data):
        raise Misfit("nodata", owner=owner)
    else:
        raise Misfit("dataform", data, owner=owner)
    return checked(columns, owner)


def checked(columns: dict[str, Column], owner: Any) -> dict[str, Column]:
    lengths = {name: len(each) for name, each in columns.items()}
    if len(set(lengths.values())) > 1:
        shown = ", ".join(f'"{name}": {length}' for name, length in lengths.items())
        raise Misfit("lengths", shown, owner=owner)
    if not lengths or not next(iter(lengths.values())):
        raise Misfit("nodata", owner=owner)
    return columns


def name_of(key: Any) -> str:
    return key if isinstance(key, str) else repr(key)


def column(value: Any, owner: Any) -> Column:
    """A list of examples as a column; a file with one array is one too."""
    if (name := file_of(value)) is not None:
        arrays = open_arrays(name, owner)
        if len(arrays) > 1:
            raise Misfit("manyarrays", name, ", ".join(arrays), owner=owner)
        return only(arrays)
    if isinstance(value, Packed | NumericArray) and value.array.ndim:
        return value.array
    if is_list(value):
        return value.parts
    raise Misfit("dataform", value, owner=owner)


def paired(net: Net, owner: Any, left: Column, right: Column) -> dict[str, Column]:
    """The columns of rule data, for nets with one input and one output that is no loss."""
    if len(net.inputs) != 1 or len(net.outputs) != 1:
        raise Misfit(
            "rulesports", net, make_list(list(net.inputs)), make_list(list(net.outputs)), owner=owner
        )
    return {next(iter(net.inputs)): left, next(iter(net.outputs)): right}


def named_data(name: str, part: str, owner: Any, kernel: Any) -> Any:
    """The training or test data of a data set that goes by a name."""
    source = S.ExampleData(S.List("MachineLearning", name), part)
    found = kernel.evaluate(source)
    if isinstance(found, Expr) and found.head is S.ExampleData or found is S["$Failed"]:
        raise Misfit("noset", name, owner=owner)
    return found


# -- columns to arrays -------------------------------------------------------------------------------


def column_array(values: Column) -> Any:
    """The array of a column of numbers or of arrays that are all of one shape; None for anything else."""
    if isinstance(values, np.ndarray | StoredArray):
        return None if values.dtype.kind == "c" else values
    array = whole_of(values)
    return real_array(make_list(values)) if array is None else array


def whole_of(values: Sequence[Any]) -> Any:
    """The array whose rows the examples are, one after the other; None where they are no such rows.

    Data sets come like that, and a copy of 60000 pictures takes a second and 400 megabytes.
    """
    arrays = [each.array for each in values if isinstance(each, Packed | NumericArray)]
    if len(arrays) < 2 or len(arrays) < len(values) or arrays[0].base is None or arrays[0].dtype.kind == "c":
        return None
    first = arrays[0]
    start, step = address(first), address(arrays[1]) - address(first)
    for number, row in enumerate(arrays):
        if row.base is not first.base or row.dtype != first.dtype or row.shape != first.shape:
            return None
        if row.strides != first.strides or address(row) != start + number * step:
            return None
    return as_strided(first, (len(arrays), *first.shape), (step, *first.strides), writeable=False)


def address(array: np.ndarray) -> int:
    """Where an array begins in memory."""
    return int(array.__array_interface__["data"][0])


def encode_column(name: str, port: Port, values: Column, net: Net, kernel: Any) -> np.ndarray | Batch:
    """The array of a column through the port's encoder, or checked against the port's shape.

    It is a Batch where the lengths of examples may differ.
    """
    if isinstance(port.coder, Encoder):
        found = read_batch(name, port.coder, encoded(name, port.coder, values, net), net)
        levels = varying_levels(port.coder.port.shape)
        return found.varying(levels) if levels or found.lengths else found.array
    array = column_array(values)
    if array is None:
        array = numbers(make_list(values), kernel)
    levels = varying_levels(port.shape)
    if array is None:
        loose = port if levels else sequence_port(port, values, kernel)
        if loose is not None:
            return read_port(name, loose, make_list(values), net, kernel).batch.varying(
                varying_levels(loose.shape)
            )
        wanted, bad = first_odd(port, values, kernel)
        raise Misfit("data", name, net, wanted.words(), bad)
    batch = read_port(name, port, NumericArray(array), net, kernel, batch=True).batch
    return batch.varying(levels) if levels else batch.array


def sequence_port(port: Port, values: Sequence[Any], kernel: Any) -> Port | None:
    """The port of sequences of different lengths, where nothing else is known and the values are such."""
    shapes = {array.shape for each in values if (array := numbers(each, kernel)) is not None}
    fits = port.shape is None or len(port.shape) > 0 and port.shape[0] is None
    ranks = {len(shape) for shape in shapes}
    rests = {shape[1:] for shape in shapes}
    if not fits or len(ranks) != 1 or ranks == {0} or len(rests) != 1:
        return None
    try:
        return port.with_shape((VARYING, *next(iter(rests))))
    except Misfit:
        return None


def first_odd(port: Port, values: Sequence[Any], kernel: Any) -> tuple[Port, Any]:
    """(what is expected, the example to blame): the first that is no array of numbers, or not shaped
    as those before it.
    """
    for number, value in enumerate(values, 1):
        array = numbers(value, kernel)
        if array is None:
            words = given_words(value)
            return port, f"{words if isinstance(words, str) else 'no array of numbers'} in example {number}"
        try:
            port = port.with_shape(array.shape)
        except Misfit:
            return port, f"{shape_words(array.shape)} in example {number}"
    return port, make_list(values)


def encoded(name: str, coder: Encoder, values: Column, net: Net) -> np.ndarray:
    exprs = values.tolist() if isinstance(values, np.ndarray) and values.ndim == 1 else values
    if isinstance(values, np.ndarray) and values.ndim > 1:
        exprs = list(map(Packed, values))
    try:
        return coder.encode(exprs)
    except Misfit as misfit:
        given, number = misfit.arguments[0], first_refused(coder, exprs)
        shown = given if number is None or not isinstance(given, str) else f'"{given}" in example {number}'
        raise Misfit("data", name, net, coder.words(), shown) from None


def first_refused(coder: Encoder, values: Any) -> int | None:
    """The number of the first example that an encoder does not take."""
    for number, value in enumerate(values, 1):
        try:
            coder.encode([value])
        except Misfit:
            return number
    return None


def labels_of(values: Column) -> list[Any]:
    """The different labels of a column in canonical order."""
    if isinstance(values, StoredArray):
        return values.different()
    seen = {as_key(value): value for value in (values.tolist() if isinstance(values, np.ndarray) else values)}
    return sorted_canonically(seen.values())


def decoder_labels(port: Port) -> Sequence[Any] | None:
    """The labels of the Class decoder at a port."""
    coder = port.coder
    return coder.labels if isinstance(coder, ClassDecoder) else None


def only(mapping: Mapping[str, Any]) -> Any:
    """The only value of a mapping."""
    (value,) = mapping.values()
    return value
