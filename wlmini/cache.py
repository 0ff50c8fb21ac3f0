"""Values that are costly to derive from files, kept between runs in the user's cache folder.

Whatever goes wrong with the folder, the value is simply derived again.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable
from typing import Any


def cached(name: str, key: int, build: Callable[[], Any]) -> Any:
    """What `build()` gives (numbers, texts, tuples, lists and dicts), from the cache where it has it.

    `key` is to change whenever the value does; the name of the Python version goes into the file's
    name as well, since the format of `marshal` depends on it.
    """
    path = os.path.join(folder(), f"{name}-{key & 0xFFFFFFFF:08x}.{sys.implementation.cache_tag}")
    try:
        with open(path, "rb") as file:
            return marshal.loads(file.read())
    except (OSError, EOFError, ValueError, TypeError):
        pass
    value = build()
    keep(path, value)
    return value


def folder() -> str:
    """The folder for wlmini's derived files, by the system's convention."""
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return os.path.join(home or os.path.join(os.path.expanduser("~"), ".cache"), "wlmini")


def keep(path: str, value: Any) -> None:
    """Write the file in one step, so that a run beside this one never sees half of it."""
    draft = f"{path}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(draft, "wb") as file:
            file.write(marshal.dumps(value))
        os.replace(draft, path)
    except OSError:
        return
