"""Places in streams that are read: Skip, Find, StreamPosition, SetStreamPosition."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from wlmini.builtins.streams import (
    END,
    MESSAGES,
    SEPARATING,
    alternatives,
    once,
    read_piece,
    record_pattern,
    source,
    types_for,
)
from wlmini.builtins.text_sources import Source, StandardInput
from wlmini.expr import FALSE, NULL, TRUE, S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure


@builtin("Skip[stream, type]", "Skip[stream, type, n]", options=SEPARATING, messages=MESSAGES)
def skip(kernel: Any, stream: Any, kind: Any, n: Any = 1, *, options: dict[str, Any]) -> Any:
    """reads past n things of a type.

    >>> stream = StringToStream["a b c"]; Skip[stream, Word, 2]; Read[stream, Word]
    c
    """
    if type(n) is not int or n < 0:
        raise Failure("readt", n, value=None)
    opened_source = source(kernel, stream)
    for _ in range(n):
        if read_piece(kernel, opened_source, kind, types_for(options)) is END:
            return END
    return NULL


FINDING = {
    "AnchoredSearch": FALSE, "IgnoreCase": FALSE, "RecordSeparators": SEPARATING["RecordSeparators"],
    "WordSearch": FALSE, "WordSeparators": SEPARATING["WordSeparators"],
}  # fmt: skip


def finder(call: Any, text: Any, options: dict[str, Any]) -> Callable[[Source], str | None]:
    """What reads up to the next record that has a text, or one of several, in it, and gives that record."""
    if not all(isinstance(each, str) for each in (text.parts if is_list(text) else (text,))):
        raise Failure("string", 2, call, value=None)
    wanted, words = f"(?:{alternatives(text)})", alternatives(options["WordSeparators"])
    if options["WordSearch"] is TRUE:
        wanted = rf"(?:\A|{words}){wanted}(?:{words}|\Z)"
    if options["AnchoredSearch"] is TRUE:
        wanted = rf"\A{wanted}"
    wanted_in = re.compile(wanted, re.IGNORECASE if options["IgnoreCase"] is TRUE else 0).search
    record = record_pattern(options, nulls=True)

    def find_next(stream: Source) -> str | None:
        while (found := stream.take(record)) is not None:
            if wanted_in(found):
                break
        return found

    return find_next


@builtin("Find[stream, text]", "Find[stream, {text1, text2, ...}]", options=FINDING, messages=MESSAGES)
def find_(kernel: Any, stream: Any, text: Any, *, options: dict[str, Any]) -> Any:
    """reads lines until one has a text in it, and gives that line.

    >>> Find[StringToStream["one\\ntwo\\nthree"], "w"]
    two
    >>> Find[StringToStream["One, two\\none"], "one", AnchoredSearch -> True]
    one
    """
    found = finder(S.Find(stream, text), text, options)(source(kernel, stream))
    return END if found is None else found


@builtin(
    "FindList[file, text]", "FindList[file, text, n]", "FindList[{file1, file2, ...}, text]",
    options=FINDING, messages=MESSAGES,
)  # fmt: skip
def find_list(kernel: Any, file: Any, text: Any, n: Any = S.Infinity, *, options: dict[str, Any]) -> Any:
    """gives the lines of files that have a text, or one of several, in them; at most n.

    >>> FindList[StringToStream["one\\ntwo\\nthree"], "o"]
    {one, two}
    """
    limit = None if n in (S.Infinity, S.DirectedInfinity(1)) else n
    if limit is not None and (type(limit) is not int or limit < 0):
        raise Failure("readt", n, value=None)
    find_next = finder(S.FindList(file, text), text, options)
    found: list[str] = []
    for each in file.parts if is_list(file) else (file,):
        stream = once(kernel, each)
        while limit is None or len(found) < limit:
            record = find_next(stream)
            if record is None:
                break
            found.append(record)
    return make_list(found)


@builtin("StreamPosition[stream]", messages=MESSAGES)
def stream_position(kernel: Any, stream: Any) -> Any:
    """gives how many characters of a stream have been read.

    >>> stream = StringToStream["abc"]; Read[stream, Character]; StreamPosition[stream]
    1
    """
    place = source(kernel, stream)
    return place.passed + place.position


@builtin("SetStreamPosition[stream, n]", messages=MESSAGES)
def set_stream_position(kernel: Any, stream: Any, n: Any) -> Any:
    """goes to a place in a stream, so that it is read from there; Infinity is its end.

    >>> stream = StringToStream["abc"]; SetStreamPosition[stream, 2]; Read[stream, Character]
    c
    """
    place = source(kernel, stream)
    if isinstance(place, StandardInput):
        raise Failure("seek", stream, value=None)
    if n in (S.Infinity, S.DirectedInfinity(1)):
        n = len(place.text)
    if type(n) is not int or not 0 <= n <= len(place.text):
        raise Failure("place", n, len(place.text), value=None)
    place.position = n
    return n
