"""What an evaluation may do outside of the session: everything, or in a sandbox only what is harmless.

Whoever writes a file, starts a program or the like asks first: `ask("write", name)`.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from threading import get_ident
from typing import Any

from wlmini.kernel.messages import Failure

ACTIONS = {
    "write": "writing, renaming or deleting the file `1`",
    "read": "reading the file `1`, which is outside of the folders of the program and its data",
    "launch": "starting or ending a program (`1`)",
    "network": "reaching over the network (`1`)",
    "environment": "reading or changing environment variables (`1`)",
}


class Refused(PermissionError):
    """The net under the sandbox caught something; libraries see a file that may not be touched."""

    def __init__(self, action: str, name: str) -> None:
        super().__init__(errno.EACCES, "the sandbox does not allow it", name)
        self.action = described(action, name)


holding: list[Any] = []  # the sandboxes that the process is in now
trusted: list[int] = []  # the threads that are reading a library in


@contextmanager
def importing() -> Iterator[None]:
    """Within the block the thread reads libraries in, which keep their tables in the user's folders."""
    trusted.append(get_ident())
    try:
        yield
    finally:
        trusted.pop()


def ask(action: str, name: str = "") -> None:
    """Raise the failure that says so where the sandbox does not allow the action."""
    if holding and holding[-1].refuses(action, name):
        raise Failure("sandbox", described(action, name))


def described(action: str, name: str) -> str:
    return ACTIONS[action].replace("`1`", name)
