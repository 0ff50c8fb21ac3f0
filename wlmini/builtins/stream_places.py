"""Places in streams that are read: Skip, Find, StreamPosition, SetStreamPosition."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.streams import END, MESSAGES, SEPARATING, read_piece, source, types_for
from wlmini.expr import NULL, S, is_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure


@builtin("Skip[stream, type]", "Skip[stream, type, n]", options=SEPARATING, messages=MESSAGES)
def skip(kernel: Any, stream: Any, kind: Any, n: Any = 1, *, options: dict[str, Any]) -> Any:
    """reads past n things of a type.

    >>> stream = StringToStream["a b c"]; Skip[stream, Word, 2]; Read[stream, Word]
    c
    """
    if not isinstance(n, int) or n < 0:
        return None
    opened_source = source(kernel, stream)
    for _ in range(n):
        if read_piece(kernel, opened_source, kind, types_for(options)) is END:
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
