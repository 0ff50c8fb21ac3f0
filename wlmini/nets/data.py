"""Training data: the forms it comes in, as one column of examples for each name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ..arrays import NumericArray, to_array
from ..expr import Association, Atom, Expr, Packed, S, as_key, is_list, make_list
from ..kernel.ordering import sorted_canonically
from .coders.class_labels import ClassDecoder
from .coders.coder import Encoder
from .examples import numbers, read_port
from .ports import Misfit, Port

__all__ = ["Column", "column_array", "encode_column", "named_data", "read_columns"]

Column = Any  # a sequence of expressions, or a NumPy array with a leading axis of examples


def read_columns(data: Any, net: Any, owner: Any, kernel: Any = None) -> dict[str, Column]:
    """The columns of data by port name; rules put theirs under the input's and the output's name."""
    if isinstance(data, str):
        return read_columns(named_data(data, "TrainingData", owner, kernel), net, owner, kernel)
    if isinstance(data, Atom) and data.head is S.Dataset:
        data = data.normal()
    if isinstance(data, Association):
        columns = {name_of(key): column(value) for key, value in data.items()}
    elif is_rule(data):
        columns = paired(net, owner, column(data.parts[0]), column(data.parts[1]))
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
    elif isinstance(data, Expr) and data.head is S.Function or is_generator(data):
        raise Misfit("notbuilt", "data from a generator function", owner=owner)
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


def is_rule(expr: Any) -> bool:
    return isinstance(expr, Expr) and expr.head in (S.Rule, S.RuleDelayed)


def is_generator(data: Any) -> bool:
    return (
        is_list(data)
        and len(data) > 0
        and isinstance(data.parts[0], Expr)
        and data.parts[0].head is S.Function
    )


def name_of(key: Any) -> str:
    return key if isinstance(key, str) else repr(key)


def column(value: Any) -> Column:
    """A list of examples as a column."""
    if isinstance(value, Packed | NumericArray) and value.array.ndim:
        return value.array
    if is_list(value):
        return value.parts
    raise Misfit("dataform", value)


def paired(net: Any, owner: Any, left: Column, right: Column) -> dict[str, Column]:
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


def column_array(values: Column) -> np.ndarray | None:
    """The array of a column of numbers or of arrays that are all of one shape; None for anything else."""
    if isinstance(values, np.ndarray):
        return None if values.dtype.kind == "c" else values
    array = to_array(make_list(values))
    return None if array is None or array.dtype.kind == "c" else array


def encode_column(name: str, port: Port, values: Column, net: Any, kernel: Any) -> np.ndarray:
    """The array of a column through the port's encoder, or checked against the port's shape."""
    if isinstance(port.coder, Encoder):
        return encoded(name, port.coder, values, net)
    array = column_array(values)
    if array is None:
        array = numbers(make_list(values), kernel)
    if array is None:
        wanted, bad = first_odd(port, values, kernel)
        raise Misfit("data", name, net, wanted.words(), bad)
    expr = NumericArray(array)
    return read_port(name, port, expr, net, kernel, batch=True).array


def first_odd(port: Port, values: Sequence[Any], kernel: Any) -> tuple[Port, Any]:
    """(what is expected, the example to blame): the first that is no array of numbers, or not shaped
    as those before it.
    """
    for value in values:
        array = numbers(value, kernel)
        if array is None:
            return port, value
        try:
            port = port.with_shape(array.shape)
        except Misfit:
            return port, value
    return port, make_list(values)


def encoded(name: str, coder: Encoder, values: Column, net: Any) -> np.ndarray:
    exprs = values.tolist() if isinstance(values, np.ndarray) and values.ndim == 1 else values
    if isinstance(values, np.ndarray) and values.ndim > 1:
        exprs = list(map(Packed, values))
    try:
        return coder.encode(exprs)
    except Misfit as misfit:
        raise Misfit("data", name, net, coder.words(), misfit.arguments[0]) from None


def labels_of(values: Column) -> list[Any]:
    """The different labels of a column in canonical order."""
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
