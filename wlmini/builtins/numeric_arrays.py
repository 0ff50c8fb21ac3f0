"""Numeric arrays made of lists, and what is asked of them."""

from __future__ import annotations

from typing import Any

import numpy as np

from wlmini.arrays import NUMERIC_TYPES, NumericArray, to_array
from wlmini.expr import S, boolean, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

METHODS = ("Check", "ClipAndCheck", "Round", "ClipAndRound", "Coerce", "ClipAndCoerce")


@builtin(
    "NumericArray[list]",
    "NumericArray[list, type]",
    "NumericArray[list, type, method]",
    messages={
        "type": "`1` is no type of a numeric array; the types are `2`.",
        "form": "`1` is no rectangular array of numbers.",
        "range": "Not all numbers fit into the type `1`.",
        "method": "`1` is no method of conversion that is built in; there are `2`.",
    },
)
def numeric_array(kernel: Any, items: Any, kind: Any = S.Automatic, method: Any = "Check") -> Any:
    """gives a rectangular array of numbers of one machine type, such as "Real32" or "UnsignedInteger8".

    >>> Normal[NumericArray[{1, 2}, "Real32"]]
    {1., 2.}
    >>> Normal[NumericArray[{1.6, 300, -5}, "UnsignedInteger8", "ClipAndRound"]]
    {2, 255, 0}
    """
    array = to_array(items)
    if array is None or not array.ndim:
        raise Failure("form", items)
    if kind is S.Automatic:
        return NumericArray(array)
    if kind not in NUMERIC_TYPES:
        raise Failure("type", kind, make_list(NUMERIC_TYPES))
    if method not in METHODS:
        raise Failure("method", method, make_list(METHODS))
    return NumericArray(fitted(array, kind, np.dtype(NUMERIC_TYPES[kind]), method))


def fitted(array: Any, kind: str, target: Any, method: str) -> Any:
    """The numbers in another type: clipped to its range or rounded as the method says, or refused."""
    whole = target.kind in "iu"
    if whole and method.startswith("Clip"):
        limits = np.iinfo(target)
        array = np.clip(array, limits.min, limits.max)
    if whole and method.endswith("Round"):
        array = np.round(array)
    with np.errstate(all="ignore"):
        converted = array.astype(target)
    if whole and not method.endswith("Coerce") and not np.array_equal(converted, array):
        raise Failure("range", kind)
    return converted


@builtin("NumericArrayQ[expr]", "NumericArrayQ[expr, type]")
def numeric_array_q(kernel: Any, expr: Any, kind: Any = None) -> Any:
    """tells whether expr is a NumericArray, or one of a type of numbers.

    >>> {NumericArrayQ[NumericArray[{1, 2}, "Real32"]], NumericArrayQ[{1, 2}]}
    {True, False}
    """
    return boolean(isinstance(expr, NumericArray) and (kind is None or expr.type_name == kind))


@builtin("NumericArrayType[array]", messages={"array": "`1` is no NumericArray."})
def numeric_array_type(kernel: Any, array: Any) -> Any:
    """gives the type of the numbers of a NumericArray, such as "Real32" or "Integer8".

    >>> NumericArrayType[NumericArray[{1, 2}, "Integer8"]]
    Integer8
    """
    if not isinstance(array, NumericArray):
        raise Failure("array", array, value=None)
    return array.type_name
