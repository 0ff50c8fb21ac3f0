"""What is asked of numeric arrays: NumericArrayQ, NumericArrayType."""

from __future__ import annotations

from typing import Any

from wlmini.arrays import NumericArray
from wlmini.expr import boolean
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure


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
