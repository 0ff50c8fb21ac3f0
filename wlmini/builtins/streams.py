"""Streams: files and texts read piece by piece, and files written to little by little."""

from __future__ import annotations

import re
from typing import Any

from wlmini.builtins.bytes.encodings import CODECS
from wlmini.builtins.channels import Fed, Standard, Target
from wlmini.builtins.commands import command_in, printed_by
from wlmini.builtins.file_names import file_name
from wlmini.builtins.text_sources import CHARACTER, Source, StandardInput
from wlmini.expr import FALSE, TRUE, Atom, Expr, S, Symbol, head_of, is_list, make_list
from wlmini.kernel.declare import builtin, variable
from wlmini.kernel.messages import Failure
from wlmini.kernel.permissions import ask
from wlmini.kernel.whole_files import named_path
from wlmini.syntax.failure import SyntaxFailure

MESSAGES = {
    "method": 'The option Method should be Automatic, "File" or "Buffered" and not `1`.',
    "seek": "`1` cannot be read from another place than where it is.",
    "width": "The option `1` should be a positive integer or Infinity and not `2`.",
    "noopen": "Cannot open `1`: `2`.",
    "openx": "`1` is not open.",
    "stream": "`1` is no stream, file name or list of streams.",
    "readf": "`1` is no type of thing to read; there are `2`.",
    "readn": "A number was expected, and there is `1`.",
    "string": "A string is expected at position `1` in `2`.",
    "syntx": "`1`",
    "encoding": "`1` is no encoding that is known; there are `2`.",
    "sep": "The separators `1` should be strings, or a list of those before and one of those after.",
    "ended": "The process takes no more input.",
    "form": "FormatType -> `1` is no form, such as InputForm or OutputForm.",
    "endbuf": "`1` is no place to read up to; EndOfBuffer is.",
    "place": "`1` is no place in the stream: an integer from 0 to `2`, or Infinity, is expected.",
    "readt": "The number of things to read, `1`, should be a nonnegative integer or Infinity.",
}
END = S.EndOfFile


STANDARD = {"stdin": 0, "stdout": 1, "stderr": 2}


def opened(kernel: Any) -> dict[int, Any]:
    """The streams that are open, by number."""
    table: dict[int, Any] = kernel.state.setdefault("streams", {})
    if not table:
        table.update({0: StandardInput(), 1: Standard("stdout"), 2: Standard("stderr")})
    return table


def standard_input(kernel: Any) -> Source:
    """What Read[$Input] and Input[] read from in turn."""
    found: Source = opened(kernel)[0]
    return found


def add(kernel: Any, stream: Any, head: Symbol) -> Expr:
    """Enter a stream and give its expression."""
    table = opened(kernel)
    number = kernel.state["last stream"] = kernel.state.get("last stream", 2) + 1
    table[number] = stream
    return Expr(head, (stream.name, number))


def find(kernel: Any, expr: Any) -> Any | None:
    """The open stream that an expression means: InputStream[...], OutputStream[...] or a name."""
    if isinstance(expr, Atom):  # a process has a source of its own
        found = getattr(expr, "reader", None)
        return found if isinstance(found, Source) else None
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


def open_source(name: str, codec: str = "utf-8", binary: bool = False) -> Source:
    path, command = named_path(name), command_in(name)
    if command is None:
        ask("read", str(path))
    try:
        data = printed_by(command) if command else path.read_bytes()
        return Source(name, data.decode("latin-1" if binary else codec, errors="replace"), binary)
    except OSError as error:
        raise Failure("noopen", name, error.strerror or "") from None


def open_target(name: str, mode: str, codec: str = "utf-8") -> Target:
    command = command_in(name)
    try:
        return Fed(name, command, codec) if command else Target(name, mode, codec)
    except OSError as error:
        raise Failure("noopen", name, error.strerror or "") from None


# -- opening and closing ---------------------------------------------------------------------------


@variable("$Output", "is the list of streams that Print writes to.")
def output(kernel: Any) -> Any:
    return make_list((S.OutputStream("stdout", 1),))


@variable("$Input", "is the name of the stream that is read: standard input, or a file.")
def input_name(kernel: Any) -> Any:
    return kernel.state.get("input", "stdin")


@variable("$Messages", "is the list of streams that messages are written to.")
def messages(kernel: Any) -> Any:
    return make_list((S.OutputStream("stderr", 2),))


def need_name(expr: Any) -> str:
    name = file_name(expr)
    if name is None:
        raise Failure("stream", expr, value=None)
    return name


OPENING = {"BinaryFormat": FALSE, "CharacterEncoding": S.Automatic, "Method": S.Automatic}
ENCODINGS: dict[Any, str] = {S.Automatic: "utf-8", **CODECS}


def codec_of(options: dict[str, Any]) -> str:
    """Python's name of the encoding that is asked for; files have no other methods than the usual one."""
    encoding, method = options["CharacterEncoding"], options["Method"]
    if method not in (S.Automatic, "File", "Buffered"):
        raise Failure("method", method, value=None)
    if encoding not in ENCODINGS:
        raise Failure("encoding", encoding, make_list(list(ENCODINGS)[1:]), value=None)
    return ENCODINGS[encoding]


@builtin("OpenRead[file]", options=OPENING, messages=MESSAGES)
def open_read(kernel: Any, file: Any, *, options: dict[str, Any]) -> Any:
    """opens a file for reading piece by piece and gives an InputStream.

    >>> Quiet[OpenRead["no such file"]]
    $Failed
    """
    made = open_source(need_name(file), codec_of(options), options["BinaryFormat"] is TRUE)
    return add(kernel, made, S.InputStream)


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
        if number
    ]
    return make_list([each for each in heads if name is None or each.parts[0] == name])


# -- reading ---------------------------------------------------------------------------------------

LINE = re.compile(r"([^\n]*?)(?:\r?\n|\Z)")
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
    found = read_held(kernel, stream)
    return kernel.evaluate(found.parts[0]) if found is not END else END


def read_held(kernel: Any, stream: Source) -> Any:
    """The next expression of a text, in Hold."""
    stream.whole_expression()
    start = stream.position
    try:
        for reading in kernel.read(stream.text[start:], stream.name):
            stream.position = start + reading.end
            return S.Hold(reading.expr)
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


SEPARATING = {
    "RecordSeparators": make_list(("\r\n", "\n", "\r")), "WordSeparators": make_list((" ", "\t")),
    "NullRecords": FALSE, "NullWords": FALSE, "TokenWords": make_list(()),
}  # fmt: skip


def alternatives(separators: Any) -> str:
    """The pattern of any of some separators."""
    parts = separators.parts if is_list(separators) else (separators,)
    if not all(isinstance(each, str) for each in parts):
        raise Failure("sep", separators, value=None)
    return "|".join([re.escape(each) for each in parts]) or "(?!)"


def enclosing(separators: Any) -> tuple[str, str] | None:
    """The patterns of {{left, ...}, {right, ...}}, between which things stand; None for plain separators."""
    parts = separators.parts if is_list(separators) else ()
    if len(parts) != 2 or not all(map(is_list, parts)):
        return None
    left, right = map(alternatives, parts)
    return left, right


def between(separator: str, nulls: bool) -> re.Pattern[str]:
    """The pattern of what goes up to a separator; what is empty is passed over unless it counts."""
    before, some = ("", "*?") if nulls else (f"(?:{separator})*+", "+?")
    return re.compile(rf"{before}([\s\S]{some})(?:{separator}|\Z)")


def within(sides: tuple[str, str], nulls: bool) -> re.Pattern[str]:
    """The pattern of what stands between a left separator and the right one that follows."""
    left, right = sides
    some = "" if nulls else f"(?!{right})"
    return re.compile(rf"[\s\S]*?(?:{left}){some}([\s\S]*?)(?:{right})")


def record_pattern(options: dict[str, Any], nulls: bool) -> re.Pattern[str]:
    sides = enclosing(options["RecordSeparators"])
    return within(sides, nulls) if sides else between(alternatives(options["RecordSeparators"]), nulls)


def word_pattern(options: dict[str, Any]) -> re.Pattern[str]:
    """The pattern of a word: it ends where a record does, and what TokenWords names is a word by itself."""
    nulls, sides = options["NullWords"] is TRUE, enclosing(options["WordSeparators"])
    if sides:
        return within(sides, nulls)
    ends = [options["WordSeparators"]]
    if enclosing(options["RecordSeparators"]) is None:
        ends.append(options["RecordSeparators"])
    rest = "|".join(map(alternatives, ends))
    if not len(options["TokenWords"]):
        return between(rest, nulls)
    tokens = alternatives(options["TokenWords"])
    return re.compile(rf"(?:{rest})*({tokens}|(?:(?!{tokens}|{rest})[\s\S])+)")


def types_for(options: dict[str, Any]) -> dict[Any, Any]:
    """How each type is read, where records and words end as the options say."""
    record = record_pattern(options, options["NullRecords"] is TRUE)
    return {**TYPES, S.Record: taking(record), S.Word: taking(word_pattern(options))}


TYPES: dict[Any, Any] = {
    S.String: taking(LINE), S.Record: taking(LINE), S.Word: taking(LINE), S.Character: taking(CHARACTER),
    S.Byte: read_byte, S.Number: read_number, S.Real: read_number, S.Expression: read_expression,
}  # fmt: skip
TYPES = types_for(SEPARATING)


def read_piece(kernel: Any, stream: Source, kind: Any, types: dict[Any, Any] = TYPES) -> Any:
    """One thing of a type, or of each of a list of types; EndOfFile where there is none."""
    if is_list(kind):
        parts = [read_piece(kernel, stream, each, types) for each in kind.parts]
        return END if parts and parts[0] is END else make_list(parts)
    if head_of(kind) is S.Hold and len(kind) == 1:
        return read_held(kernel, stream) if kind.parts[0] is S.Expression else None
    kind = S[kind] if isinstance(kind, str) else kind
    if kind not in types:
        raise Failure("readf", kind, make_list(types), value=None)
    value = types[kind](kernel, stream)
    return float(value) if kind is S.Real and value is not END else value


@builtin("Read[stream]", "Read[stream, type]", options=SEPARATING, messages=MESSAGES)
def read(kernel: Any, stream: Any, kind: Any = S.Expression, *, options: dict[str, Any]) -> Any:
    """reads the next expression, or thing of another type, from a stream.

    >>> stream = StringToStream["1 two 3.5"]; {Read[stream, Number], Read[stream, Word], Read[stream, Number]}
    {1, two, 3.5}
    """
    return read_piece(kernel, source(kernel, stream), kind, types_for(options))


@builtin("ReadLine[stream]", messages=MESSAGES)
def read_line(kernel: Any, stream: Any) -> Any:
    """reads the next line of a stream; EndOfFile after the last.

    >>> stream = StringToStream["one\\ntwo"]; {ReadLine[stream], ReadLine[stream], ReadLine[stream]}
    {one, two, EndOfFile}
    """
    return read_piece(kernel, source(kernel, stream), S.String)


@builtin(
    "ReadList[file]",
    "ReadList[file, type]",
    "ReadList[file, type, n]",
    'ReadList["!command", type]',
    options={**SEPARATING, "RecordLists": FALSE},
    messages=MESSAGES,
)
def read_list(
    kernel: Any, file: Any, kind: Any = S.Expression, n: Any = S.Infinity, *, options: dict[str, Any]
) -> Any:
    """reads all that is left of a file or stream as things of a type, at most n.

    >>> ReadList[StringToStream["1 2\\n3 4"], Number]
    {1, 2, 3, 4}
    >>> ReadList[StringToStream["1 2\\n3 4"], {Number, Number}]
    {{1, 2}, {3, 4}}
    >>> ReadList["!echo 5 6", Number]
    {5, 6}
    """
    limit = None if n in (S.Infinity, S.DirectedInfinity(1)) else n
    if limit is not None and (not isinstance(limit, int) or limit < 0):
        raise Failure("readt", n, value=None)
    stream, types = once(kernel, file), types_for(options)
    if options["RecordLists"] is not TRUE:
        return make_list(all_pieces(kernel, stream, kind, types, limit))
    records = all_pieces(kernel, stream, S.Record, types, limit)
    inside = [all_pieces(kernel, Source("record", text), kind, types, None) for text in records]
    return make_list([make_list(each) for each in inside])


def all_pieces(kernel: Any, stream: Source, kind: Any, types: dict[Any, Any], limit: int | None) -> list[Any]:
    """What is left of a stream as things of a type, no more than the limit."""
    found: list[Any] = []
    while limit is None or len(found) < limit:
        piece = read_piece(kernel, stream, kind, types)
        if piece is END:
            break
        found.append(piece)
    return found


@builtin("ReadString[file]", "ReadString[process, EndOfBuffer]", messages=MESSAGES)
def read_string(kernel: Any, file: Any, end: Any = None) -> Any:
    """reads all of a file, or what is left of a stream, as a string; of a process what has come so far.

    >>> ReadString[StringToStream["abc"]]
    abc
    """
    stream = once(kernel, file)
    if end is None:
        return stream.rest()
    if end is not S.EndOfBuffer:
        raise Failure("endbuf", end, value=None)
    return stream.ready()
