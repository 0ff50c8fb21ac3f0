"""The memory that the process uses."""

from __future__ import annotations

import sys
from typing import Any

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
