"""The memory that the process uses."""

from __future__ import annotations

import sys
from typing import Any

from wlmini.expr import Atom, Expr, Symbol
from wlmini.kernel.byte_array import ByteArray
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

try:
    import resource
except ImportError:  # Windows has none
    resource = None  # type: ignore[assignment]

MESSAGES = {"nomem": "This system does not say how much memory is used."}


@builtin("MemoryInUse[]", messages=MESSAGES)
def memory_in_use(kernel: Any) -> Any:
    """gives the number of bytes of memory that the process uses now.

    >>> MemoryInUse[] > 10^6
    True
    """
    return memory_used()


@builtin("MaxMemoryUsed[]", messages=MESSAGES)
def max_memory_used(kernel: Any) -> Any:
    """gives the number of bytes of memory that the process used at most.

    >>> MaxMemoryUsed[] > 10^6
    True
    """
    return most_memory()


@builtin("ByteCount[expr]")
def byte_count(kernel: Any, expr: Any) -> Any:
    """gives about how many bytes the language needs to store expr, what occurs twice counted twice.

    >>> {ByteCount[x], ByteCount[1], ByteCount[{1, 2}] > ByteCount[{1}]}
    {0, 16, True}
    """
    return bytes_in(expr)


HEADER, POINTER, NUMBER, ARRAY = 40, 8, 16, 168  # bytes of a list, of a place in it, of a number, of an array


def bytes_in(expr: Any) -> int:
    """The bytes of an expression as a tree, arrays and strings by what they hold."""
    if isinstance(expr, Symbol):
        return 0
    if isinstance(expr, str):
        return HEADER + (len(expr.encode()) + POINTER) // POINTER * POINTER - POINTER
    if isinstance(expr, int):
        return NUMBER if abs(expr) < 2**63 else NUMBER * 2 + (expr.bit_length() + 63) // 64 * POINTER
    array = getattr(expr, "array", None)
    if array is not None:
        return ARRAY + int(array.nbytes)
    if isinstance(expr, ByteArray):
        return ARRAY + len(expr.data)
    if isinstance(expr, Expr):
        return HEADER + bytes_in(expr.head) + sum([POINTER + bytes_in(part) for part in expr.parts])
    if isinstance(expr, float):
        return NUMBER
    inside = expr.normal() if isinstance(expr, Atom) else None
    return sys.getsizeof(expr) if inside is None else HEADER + bytes_in(inside)


def memory_used() -> int:
    """Resident memory in bytes now; where the system does not say, the most that there was."""
    try:
        with open("/proc/self/statm", encoding="ascii") as status:
            return int(status.read().split()[1]) * resource.getpagesize()
    except OSError:
        return most_memory()


def most_memory() -> int:
    """Peak resident memory in bytes; getrusage counts in kilobytes, on a Mac in bytes."""
    if resource is None:
        raise Failure("nomem")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
