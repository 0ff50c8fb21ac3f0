"""BinarySerialize and BinaryDeserialize: expressions as bytes and back."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.bytes.byte_arrays import MESSAGES, need_bytes
from wlmini.expr import Expr, S
from wlmini.kernel.byte_array import ByteArray
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.wxf import deserialize, serialize


@builtin("BinarySerialize[expr]", options={"PerformanceGoal": S.Automatic}, messages={"value": "`1`"})
def binary_serialize(kernel: Any, expr: Any, *, options: dict[str, Any]) -> Any:
    """gives the bytes that stand for an expression in the Wolfram exchange format WXF.

    >>> Normal[BinarySerialize[x]]
    {56, 58, 115, 8, 71, 108, 111, 98, 97, 108, 96, 120}
    """
    try:
        return ByteArray(serialize(expr, options["PerformanceGoal"] == "Size"))
    except ValueError as error:
        raise Failure("value", str(error)) from None


@builtin("BinaryDeserialize[bytes]", "BinaryDeserialize[bytes, f]", messages={**MESSAGES, "corrupt": "`1`"})
def binary_deserialize(kernel: Any, data: Any, f: Any = None) -> Any:
    """gives the expression that bytes of BinarySerialize stand for, with f around it before it is evaluated.

    >>> BinaryDeserialize[BinarySerialize[{1, x, "a"}]]
    {1, x, a}
    """
    try:
        found = deserialize(need_bytes(data))
    except ValueError as error:
        raise Failure("corrupt", str(error)) from None
    return found if f is None else Expr(f, (found,))
