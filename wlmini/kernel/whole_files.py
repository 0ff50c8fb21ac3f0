"""Paths as users name them; writing files that at every moment are there whole, or as they were before."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from wlmini.kernel.permissions import ask

__all__ = ["named_path", "write_whole"]


def named_path(name: str) -> Path:
    """The path of a file name; ~ is the home of a user where there is one of that name."""
    return Path(os.path.expanduser(name))


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside its place, bring it to the disk and then put it there; raises OSError."""
    ask("write", str(path))
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(temporary, path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~mask)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
