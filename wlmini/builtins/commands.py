"""Programs of the system in the place of a file: a name "!command" reads what the command prints."""

from __future__ import annotations

import subprocess

from wlmini.kernel.messages import Failure
from wlmini.kernel.permissions import ask


def command_in(name: str) -> str | None:
    """The command of a name that begins with an exclamation mark."""
    return name[1:].strip() if name.startswith("!") and name[1:].strip() else None


def printed_by(command: str) -> bytes:
    """What the command writes to its standard output; what it complains of goes where ours does."""
    ask("launch", command)
    try:
        return subprocess.run(command, shell=True, stdout=subprocess.PIPE, check=False).stdout
    except OSError as error:
        raise Failure("noopen", "!" + command, error.strerror or "") from None


def fed(command: str) -> subprocess.Popen[bytes]:
    """The command, started, with its standard input to be written to."""
    ask("launch", command)
    return subprocess.Popen(command, shell=True, stdin=subprocess.PIPE)
