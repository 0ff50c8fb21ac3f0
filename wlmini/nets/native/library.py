"""The compiled module: whether it is there, whether it is wanted, and what it runs on. Imports no NumPy."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import Any

from .sources import digest

ffi: Any = None
lib: Any = None
with suppress(ImportError):
    from ._kernels import ffi, lib  # type: ignore[no-redef]

# In a checkout the sources may have changed since, and with them what a call looks like.
outdated = lib is not None and ffi.string(lib.wl_sources()).decode() != digest()
if outdated:
    ffi = lib = None

__all__ = ["active", "describe", "ffi", "level", "level_name", "lib", "use"]

# WLMINI_NATIVE=0 switches the kernels off; the name of instructions below the best ones takes those.
_wish = os.environ.get("WLMINI_NATIVE", "")
_active = lib is not None and _wish != "0"


def _names() -> list[str]:
    """The kinds of instructions of this processor, from the plainest."""
    return [ffi.string(lib.wl_level(each)).decode() for each in range(lib.wl_best() + 1)] if lib else []


level = _names().index(_wish) if _wish in _names() else len(_names()) - 1
level_name = _names()[level] if lib else ""


def active() -> bool:
    """Whether plans made now use compiled kernels."""
    return _active


def use(wanted: bool) -> None:
    """Plans made from now on use compiled kernels, if there are any, or NumPy alone."""
    global _active
    _active = wanted and lib is not None


def describe() -> str:
    """What plans use, in words: "native kernels (AVX2)" or "NumPy kernels"."""
    if not _active:
        return "NumPy kernels; compiled ones are older than their sources" if outdated else "NumPy kernels"
    return f"native kernels ({level_name})"
