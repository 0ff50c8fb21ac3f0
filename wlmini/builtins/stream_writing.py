"""Streams written to: WriteString, WriteLine, Write."""

from __future__ import annotations

from typing import Any, Protocol, cast

from wlmini.builtins.channels import Standard, Target
from wlmini.builtins.file_names import file_name
from wlmini.builtins.laying_out import LAYOUT, laid_out
from wlmini.builtins.streams import (
    MESSAGES,
    OPENING,
    add,
    codec_of,
    find,
    need_name,
    open_target,
)
from wlmini.expr import NULL, Atom, Expr, S, Symbol, head_of, is_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

WRITING = {
    **OPENING, "FormatType": S.InputForm, **LAYOUT,
}  # fmt: skip


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
    for each in channel.parts if is_list(channel) else (channel,):
        stream = target(kernel, each)
        form, layout = getattr(stream, "form", "InputForm"), getattr(stream, "layout", LAYOUT)
        stream.write(laid_out("".join([kernel.show(expr, form) for expr in exprs]), form, layout) + "\n")
    return NULL


# -- opening ---------------------------------------------------------------------------------------


def begun(kernel: Any, name: str, mode: str, options: dict[str, Any]) -> Expr:
    """A stream to write to, as the options say."""
    form, layout = symbol_name(options["FormatType"]), layout_of(options)  # before anything is emptied
    made = open_target(name, mode, codec_of(options))
    made.form, made.layout = form, layout
    return add(kernel, made, S.OutputStream)


def layout_of(options: dict[str, Any]) -> dict[str, Any]:
    """The options for the looks of what is written."""
    for name in SIZES:
        if options[name] is not S.Infinity and (type(options[name]) is not int or options[name] < 1):
            raise Failure("width", name, options[name], value=None)
    return {**LAYOUT, "NumberMarks": options["NumberMarks"], **{name: options[name] for name in SIZES}}


SIZES = ("PageWidth", "TotalHeight", "TotalWidth")


def symbol_name(form: Any) -> str:
    """The name of a form that expressions can be written in."""
    if not isinstance(form, Symbol) or not form.short.endswith("Form"):
        raise Failure("form", form, value=None)
    return form.short


@builtin(
    "OpenWrite[file]", "OpenWrite[]", options=WRITING, messages=MESSAGES, noted=("PageHeight", "BinaryFormat")
)
def open_write(kernel: Any, file: Any = None, *, options: dict[str, Any]) -> Any:
    """opens a file for writing anew and gives an OutputStream.

    >>> stream = OpenWrite[file = CreateFile[]]; WriteString[stream, "one"]; Close[stream]; ReadString[file]
    one
    """
    name = kernel.evaluate(S.CreateFile()) if file is None else need_name(file)
    if name is S["$Failed"]:  # no temporary file can be made, which was said
        return name
    return begun(kernel, name, "wb", options)


@builtin("OpenAppend[file]", options=WRITING, messages=MESSAGES, noted=("PageHeight", "BinaryFormat"))
def open_append(kernel: Any, file: Any, *, options: dict[str, Any]) -> Any:
    """opens a file for writing at its end and gives an OutputStream.

    >>> Quiet[OpenAppend["no such folder/file"]]
    $Failed
    """
    return begun(kernel, need_name(file), "ab", options)
