"""What is written to: files, programs, standard output and standard error."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from wlmini.builtins.commands import fed
from wlmini.builtins.laying_out import LAYOUT
from wlmini.kernel.messages import Failure
from wlmini.kernel.permissions import ask
from wlmini.kernel.whole_files import named_path


class Target:
    """A file that is being written."""

    form = "InputForm"  # that Write writes expressions in
    layout: Mapping[str, Any] = LAYOUT

    def __init__(self, name: str, mode: str, codec: str = "utf-8") -> None:
        self.name = name
        ask("write", name)
        self.codec = codec
        self.file = named_path(name).open(mode)

    def write(self, text: str) -> None:
        self.write_bytes(text.encode(self.codec, errors="replace"))

    def write_bytes(self, data: bytes) -> None:
        """Write so that others who read the file see it at once."""
        self.file.write(data)
        self.file.flush()

    def close(self) -> None:
        self.file.close()


class Fed(Target):
    """A program that what is written is given to; it has ended when the stream is closed."""

    def __init__(self, name: str, command: str, codec: str) -> None:
        self.name, self.codec = name, codec
        self.running = fed(command)

    def write(self, text: str) -> None:
        self.write_bytes(text.encode(self.codec, errors="replace"))

    def write_bytes(self, data: bytes) -> None:
        assert self.running.stdin is not None
        try:
            self.running.stdin.write(data)
            self.running.stdin.flush()
        except BrokenPipeError:
            raise Failure("ended", value=None) from None

    def close(self) -> None:
        with suppress(BrokenPipeError):
            self.running.communicate()


class Standard:
    """Standard output or standard error."""

    def __init__(self, name: str) -> None:
        self.name = name

    def write(self, text: str) -> None:
        stream = getattr(sys, self.name)
        stream.write(text)
        stream.flush()

    def write_bytes(self, data: bytes) -> None:
        getattr(sys, self.name).buffer.write(data)

    def close(self) -> None:
        """The process closes these itself."""
