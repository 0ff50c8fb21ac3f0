"""The sandbox: files are read in some folders only, and nothing outside of the session is changed.

Under what is asked of it lies a net of Python's audit events, for what a library does on its own. Both hold
for the process as a whole while a session with a sandbox evaluates, since threads that it starts must not be
outside.
"""

from __future__ import annotations

import os
import sys
import sysconfig
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import get_ident
from typing import Any

from wlmini import cache
from wlmini.kernel.permissions import Refused, holding, trusted

READABLE = ("/proc/self/maps", "/proc/self/statm", "/proc/cpuinfo", "/proc/meminfo", "/dev/urandom")
SHARED = ("/usr/share/zoneinfo", "/usr/share/fonts", "/sys/devices/system/cpu", "/sys/fs/cgroup")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
EVENTS = {
    **dict.fromkeys(
        ["os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate",
         "os.chmod", "os.chown", "os.lchown", "os.utime", "os.setxattr", "os.removexattr", "sqlite3.connect"],
        "write",
    ),
    **dict.fromkeys(["os.listdir", "os.scandir", "os.chdir"], "read"),
    **dict.fromkeys(
        ["subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty",
         "os.startfile", "os.kill", "os.killpg", "pty.spawn"],
        "launch",
    ),
    **dict.fromkeys(
        ["socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto",
         "socket.sendmsg", "urllib.Request"],
        "network",
    ),
}  # fmt: skip


class Sandbox:
    """Files are read below these folders and those of the installation only; nothing outside is changed."""

    def __init__(self, folders: Iterable[str] = (".",)) -> None:
        self.folders = {os.path.realpath(each) for each in (*folders, *installation())}
        install()

    def refuses(self, action: str, name: str) -> bool:
        if action == "read":
            return not self.readable(name)
        return action != "write" or name != os.devnull

    def readable(self, name: str) -> bool:
        if os.path.abspath(name) in READABLE or name == os.devnull:
            return True
        path = os.path.realpath(name)
        return any(path == each or path.startswith(each.rstrip(os.sep) + os.sep) for each in self.folders)

    @contextmanager
    def closed(self) -> Iterator[None]:
        """Within the block the process is in the sandbox."""
        depth = len(holding)
        holding.append(self)
        try:
            yield
        finally:
            del holding[depth:]


def installation() -> Iterator[str]:
    """The folders of Python, its packages and what the system shares."""
    yield os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    yield from (sys.prefix, sys.base_prefix, cache.folder(), *SHARED)
    paths = sysconfig.get_paths()
    yield from (paths[each] for each in ("stdlib", "platstdlib", "purelib", "platlib"))
    yield from (each for each in sys.path if each.endswith(("site-packages", "dist-packages", ".zip")))


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    """The audit hook: refuses what nobody asked for."""
    if not holding or trusted and get_ident() in trusted:
        return
    action = EVENTS.get(event)
    if event == "open":
        path, _, flags = arguments
        if isinstance(path, int):
            return
        action = "write" if isinstance(flags, int) and flags & WRITING else "read"
    elif action is None:
        return
    name = as_text(arguments[0]) if arguments else event
    if holding[-1].refuses(action, name if action in ("read", "write") else event):
        raise Refused(action, name)


def as_text(name: Any) -> str:
    return os.fsdecode(name) if isinstance(name, (str, bytes, os.PathLike)) else str(name)


installed: list[bool] = []


def install() -> None:
    """Set the net up, once in the process: audit hooks cannot be taken back."""
    if not installed:
        installed.append(True)
        tempfile.gettempdir()  # which is found by trying to write
        sys.addaudithook(watch)
