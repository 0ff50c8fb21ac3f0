"""Streams written to: WriteString, WriteLine, Write."""

from __future__ import annotations

from typing import Any, Protocol, cast

from wlmini.builtins.file_names import file_name
from wlmini.builtins.streams import MESSAGES, Standard, Target, add, find, open_target
from wlmini.expr import NULL, Atom, S, head_of, is_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure


def write_to(kernel: Any, channel: Any, text: str) -> None:
    """Write to a stream, to each of a list, or to a file that is opened for it."""
    if is_list(channel):
        for each in channel.parts:
            write_to(kernel, each, text)
        return
    target(kernel, channel).write(text)


class Writable(Protocol):
    """What texts can be written to."""

    def write(self, text: str) -> None: ...

    def write_bytes(self, data: bytes) -> None: ...


def target(kernel: Any, channel: Any) -> Writable:
    """The stream or process to write to; a file that is not open yet is opened anew."""
    if head_of(channel) is S.ProcessObject and isinstance(channel, Atom):
        return cast(Writable, channel)
    found = find(kernel, channel)
    if isinstance(found, (Target, Standard)):
        return found
    name = file_name(channel)
    if name is None:
        raise Failure("openx" if head_of(channel) is S.OutputStream else "stream", channel)
    made = open_target(name, "wb")
    add(kernel, made, S.OutputStream)
    return made


@builtin("WriteString[channel, expr1, expr2, ...]", messages=MESSAGES)
def write_string(kernel: Any, channel: Any, *exprs: Any) -> Any:
    """writes the texts of expressions to a stream or file, one right after the other.

    >>> file = CreateFile[]; WriteString[file, "x = ", 1/2]; Close[file]; ReadString[file]
    x = 1/2
    """
    write_to(kernel, channel, "".join([kernel.show(each) for each in exprs]))
    return NULL


@builtin("WriteLine[channel, text]", messages=MESSAGES)
def write_line(kernel: Any, channel: Any, text: Any) -> Any:
    """writes a text and the end of the line to a stream or file.

    >>> file = CreateFile[]; WriteLine[file, "a"]; WriteLine[file, "b"]; Close[file]; Import[file, "Lines"]
    {a, b}
    """
    write_to(kernel, channel, kernel.show(text) + "\n")
    return NULL


@builtin("Write[channel, expr1, expr2, ...]", messages=MESSAGES)
def write(kernel: Any, channel: Any, *exprs: Any) -> Any:
    """writes expressions as input that reads back, and the end of the line.

    >>> file = CreateFile[]; Write[file, {1, "a"}]; Close[file]; StringTrim[ReadString[file]]
    {1, "a"}
    """
    write_to(kernel, channel, "".join([kernel.show(each, "InputForm") for each in exprs]) + "\n")
    return NULL
