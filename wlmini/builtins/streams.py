"""Streams: files and texts read piece by piece, and files written to little by little."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

from wlmini.builtins.file_names import file_name
from wlmini.expr import NULL, Expr, S, Symbol, head_of, is_list, make_list
from wlmini.kernel.declare import builtin, variable
from wlmini.kernel.messages import Failure
from wlmini.kernel.permissions import ask
from wlmini.syntax.failure import SyntaxFailure

MESSAGES = {
    "noopen": "Cannot open `1`: `2`.",
    "openx": "`1` is not open.",
    "stream": "`1` is no stream, file name or list of streams.",
    "readf": "`1` is no type of thing to read; there are `2`.",
    "readn": "A number was expected, and there is `1`.",
    "string": "A string is expected at position `1` in `2`.",
    "syntx": "`1`",
}
END = S.EndOfFile


class Source:
    """A text that is being read, and how far."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.position = 0

    def close(self) -> None:
        """There is nothing to let go of."""

    def take(self, pattern: re.Pattern[str]) -> str | None:
        """What the pattern matches from here on, and past it; None at the end."""
        found = pattern.match(self.text, self.position)
        if found is None or self.position >= len(self.text):
            return None
        self.position = found.end()
        return found[1]


class Target:
    """A file that is being written."""

    def __init__(self, name: str, mode: str) -> None:
        self.name = name
        ask("write", name)
        self.file = Path(name).expanduser().open(mode)

    def write(self, text: str) -> None:
        self.write_bytes(text.encode("utf-8"))

    def write_bytes(self, data: bytes) -> None:
        """Write so that others who read the file see it at once."""
        self.file.write(data)
        self.file.flush()

    def close(self) -> None:
        self.file.close()


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


STANDARD = {"stdout": 1, "stderr": 2}


def opened(kernel: Any) -> dict[int, Any]:
    """The streams that are open, by number."""
    table: dict[int, Any] = kernel.state.setdefault("streams", {})
    if not table:
        table.update({number: Standard(name) for name, number in STANDARD.items()})
    return table


def add(kernel: Any, stream: Any, head: Symbol) -> Expr:
    """Enter a stream and give its expression."""
    table = opened(kernel)
    number = kernel.state["last stream"] = kernel.state.get("last stream", 2) + 1
    table[number] = stream
    return Expr(head, (stream.name, number))


def find(kernel: Any, expr: Any) -> Any | None:
    """The open stream that an expression means: InputStream[...], OutputStream[...] or a name."""
    table = opened(kernel)
    if head_of(expr) in (S.InputStream, S.OutputStream) and len(expr) == 2:
        return table.get(expr.parts[1])
    name = file_name(expr)
    return next((stream for stream in reversed(table.values()) if stream.name == name), None)


def source(kernel: Any, expr: Any) -> Source:
    """The source that an expression means; a file that is not open yet is opened."""
    found = find(kernel, expr)
    if isinstance(found, Source):
        return found
    name = file_name(expr)
    if name is None:
        raise Failure("openx" if head_of(expr) is S.InputStream else "stream", expr)
    made = open_source(name)
    add(kernel, made, S.InputStream)
    return made


def once(kernel: Any, expr: Any) -> Source:
    """The source that an expression means; a file is opened for this one reading only."""
    found, name = find(kernel, expr), file_name(expr)
    return open_source(name) if name is not None and not isinstance(found, Source) else source(kernel, expr)


def open_source(name: str) -> Source:
    path = Path(name).expanduser()
    ask("read", str(path))
    try:
        return Source(name, path.read_bytes().decode("utf-8", errors="replace"))
    except OSError as error:
        raise Failure("noopen", name, error.strerror or "") from None


def open_target(name: str, mode: str) -> Target:
    try:
        return Target(name, mode)
    except OSError as error:
        raise Failure("noopen", name, error.strerror or "") from None


# -- opening and closing ---------------------------------------------------------------------------


@variable("$Output", "is the list of streams that Print writes to.")
def output(kernel: Any) -> Any:
    return make_list((S.OutputStream("stdout", 1),))


@variable("$Messages", "is the list of streams that messages are written to.")
def messages(kernel: Any) -> Any:
    return make_list((S.OutputStream("stderr", 2),))


def need_name(expr: Any) -> str:
    name = file_name(expr)
    if name is None:
        raise Failure("stream", expr, value=None)
    return name


@builtin("OpenRead[file]", messages=MESSAGES)
def open_read(kernel: Any, file: Any) -> Any:
    """opens a file for reading piece by piece and gives an InputStream.

    >>> Quiet[OpenRead["no such file"]]
    $Failed
    """
    return add(kernel, open_source(need_name(file)), S.InputStream)


@builtin("OpenWrite[file]", messages=MESSAGES)
def open_write(kernel: Any, file: Any) -> Any:
    """opens a file for writing anew and gives an OutputStream.

    >>> stream = OpenWrite[file = CreateFile[]]; WriteString[stream, "one"]; Close[stream]; ReadString[file]
    one
    """
    return add(kernel, open_target(need_name(file), "wb"), S.OutputStream)


@builtin("OpenAppend[file]", messages=MESSAGES)
def open_append(kernel: Any, file: Any) -> Any:
    """opens a file for writing at its end and gives an OutputStream.

    >>> Quiet[OpenAppend["no such folder/file"]]
    $Failed
    """
    return add(kernel, open_target(need_name(file), "ab"), S.OutputStream)


@builtin("StringToStream[text]", messages=MESSAGES)
def string_to_stream(kernel: Any, text: Any) -> Any:
    """gives an InputStream that reads a string.

    >>> Read[StringToStream["12 x"], Number]
    12
    """
    if not isinstance(text, str):
        raise Failure("string", 1, S.StringToStream(text), value=None)
    return add(kernel, Source("String", text), S.InputStream)


@builtin("Close[stream]", messages=MESSAGES)
def close(kernel: Any, stream: Any) -> Any:
    """closes a stream and gives its name.

    >>> Close[StringToStream["abc"]]
    String
    """
    found = find(kernel, stream)
    if found is None:
        raise Failure("openx", stream, value=None)
    found.close()
    table = opened(kernel)
    number = next(number for number, each in table.items() if each is found)
    if number not in STANDARD.values():
        del table[number]
    return found.name


@builtin("Streams[]", "Streams[name]")
def streams(kernel: Any, name: Any = None) -> Any:
    """gives the list of the streams that are open.

    >>> Streams["stdout"]
    {OutputStream[stdout, 1]}
    """
    heads = [
        Expr(S.InputStream if isinstance(each, Source) else S.OutputStream, (each.name, number))
        for number, each in opened(kernel).items()
    ]
    return make_list([each for each in heads if name is None or each.parts[0] == name])


# -- reading ---------------------------------------------------------------------------------------

LINE = re.compile(r"([^\n]*?)(?:\r?\n|\Z)")
WORD = re.compile(r"\s*(\S+)[^\S\n]?")
CHARACTER = re.compile(r"([\s\S])")
NUMBER = re.compile(r"\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:(?:[eE]|\*\^)[-+]?\d+)?)")


def read_number(kernel: Any, stream: Source) -> Any:
    text = stream.take(NUMBER)
    if text is None:
        rest = stream.text[stream.position :].split()
        if not rest:
            return END
        raise Failure("readn", rest[0])
    plain = text.replace("*^", "e")
    return int(plain) if plain.lstrip("+-").isdecimal() else float(plain)


def read_expression(kernel: Any, stream: Source) -> Any:
    """The next expression of a text, evaluated."""
    start = stream.position
    try:
        for reading in kernel.read(stream.text[start:], stream.name):
            stream.position = start + reading.end
            return kernel.evaluate(reading.expr)
    except SyntaxFailure as failure:
        stream.position = len(stream.text)
        raise Failure("syntx", str(failure)) from None
    stream.position = len(stream.text)
    return END


def taking(pattern: re.Pattern[str]) -> Any:
    def read_piece(kernel: Any, stream: Source) -> Any:
        text = stream.take(pattern)
        return END if text is None else text

    return read_piece


def read_byte(kernel: Any, stream: Source) -> Any:
    text = stream.take(CHARACTER)
    return END if text is None else ord(text)


TYPES = {
    S.String: taking(LINE), S.Record: taking(LINE), S.Word: taking(WORD), S.Character: taking(CHARACTER),
    S.Byte: read_byte, S.Number: read_number, S.Real: read_number, S.Expression: read_expression,
}  # fmt: skip


def read_piece(kernel: Any, stream: Source, kind: Any) -> Any:
    """One thing of a type, or of each of a list of types; EndOfFile where there is none."""
    if is_list(kind):
        parts = [read_piece(kernel, stream, each) for each in kind.parts]
        return END if parts and parts[0] is END else make_list(parts)
    if kind not in TYPES:
        raise Failure("readf", kind, make_list(TYPES), value=None)
    value = TYPES[kind](kernel, stream)
    return float(value) if kind is S.Real and value is not END else value


@builtin("Read[stream]", "Read[stream, type]", messages=MESSAGES)
def read(kernel: Any, stream: Any, kind: Any = S.Expression) -> Any:
    """reads the next expression, or thing of another type, from a stream.

    >>> stream = StringToStream["1 two 3.5"]; {Read[stream, Number], Read[stream, Word], Read[stream, Number]}
    {1, two, 3.5}
    """
    return read_piece(kernel, source(kernel, stream), kind)


@builtin("ReadLine[stream]", messages=MESSAGES)
def read_line(kernel: Any, stream: Any) -> Any:
    """reads the next line of a stream; EndOfFile after the last.

    >>> stream = StringToStream["one\\ntwo"]; {ReadLine[stream], ReadLine[stream], ReadLine[stream]}
    {one, two, EndOfFile}
    """
    return read_piece(kernel, source(kernel, stream), S.String)


@builtin("ReadList[file]", "ReadList[file, type]", "ReadList[file, type, n]", messages=MESSAGES)
def read_list(kernel: Any, file: Any, kind: Any = S.Expression, n: Any = None) -> Any:
    """reads all that is left of a file or stream as things of a type, at most n.

    >>> ReadList[StringToStream["1 2\\n3 4"], Number]
    {1, 2, 3, 4}
    >>> ReadList[StringToStream["1 2\\n3 4"], {Number, Number}]
    {{1, 2}, {3, 4}}
    """
    stream = once(kernel, file)
    found: list[Any] = []
    while n is None or len(found) < n:
        piece = read_piece(kernel, stream, kind)
        if piece is END:
            break
        found.append(piece)
    return make_list(found)


@builtin("ReadString[file]", messages=MESSAGES)
def read_string(kernel: Any, file: Any) -> Any:
    """reads all of a file, or what is left of a stream, as a string.

    >>> ReadString[StringToStream["abc"]]
    abc
    """
    stream = once(kernel, file)
    text = stream.text[stream.position :]
    stream.position = len(stream.text)
    return text


@builtin("Skip[stream, type]", "Skip[stream, type, n]", messages=MESSAGES)
def skip(kernel: Any, stream: Any, kind: Any, n: Any = 1) -> Any:
    """reads past n things of a type.

    >>> stream = StringToStream["a b c"]; Skip[stream, Word, 2]; Read[stream, Word]
    c
    """
    if not isinstance(n, int) or n < 0:
        return None
    opened_source = source(kernel, stream)
    for _ in range(n):
        if read_piece(kernel, opened_source, kind) is END:
            return END
    return NULL


@builtin("Find[stream, text]", messages=MESSAGES)
def find_(kernel: Any, stream: Any, text: Any) -> Any:
    """reads lines until one has a text in it, and gives that line.

    >>> Find[StringToStream["one\\ntwo\\nthree"], "w"]
    two
    """
    wanted = text.parts if is_list(text) else (text,)
    if not all(isinstance(each, str) for each in wanted):
        raise Failure("string", 2, S.Find(stream, text), value=None)
    lines = source(kernel, stream)
    while True:
        line = read_piece(kernel, lines, S.String)
        if line is END or any(each in line for each in wanted):
            return line


@builtin("StreamPosition[stream]", messages=MESSAGES)
def stream_position(kernel: Any, stream: Any) -> Any:
    """gives how many characters of a stream have been read.

    >>> stream = StringToStream["abc"]; Read[stream, Character]; StreamPosition[stream]
    1
    """
    return source(kernel, stream).position


@builtin("SetStreamPosition[stream, n]", messages=MESSAGES)
def set_stream_position(kernel: Any, stream: Any, n: Any) -> Any:
    """goes to a place in a stream, so that it is read from there; Infinity is its end.

    >>> stream = StringToStream["abc"]; SetStreamPosition[stream, 2]; Read[stream, Character]
    c
    """
    place = source(kernel, stream)
    if n in (S.Infinity, S.DirectedInfinity(1)):
        n = len(place.text)
    if not isinstance(n, int) or not 0 <= n <= len(place.text):
        return None
    place.position = n
    return n


# -- writing ---------------------------------------------------------------------------------------


def write_to(kernel: Any, channel: Any, text: str) -> None:
    """Write to a stream, to each of a list, or to a file that is opened for it."""
    if is_list(channel):
        for each in channel.parts:
            write_to(kernel, each, text)
        return
    target(kernel, channel).write(text)


def target(kernel: Any, channel: Any) -> Target | Standard:
    """The stream to write to that an expression means; a file that is not open yet is opened anew."""
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
