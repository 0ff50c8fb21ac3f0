"""Joining, taking apart and padding strings by position."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.string_lists import over_texts
from wlmini.expr import NULL, Association, Expr, Packed, S, head_of, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

MESSAGES = {
    "string": "A string is expected at position `1` in `2`.",
    "strse": "A string or a list of strings is expected at position `1` in `2`.",
    "list": "A list is expected at position `1` in `2`.",
    "take": "Cannot take positions `1` through `2` in `3`.",
    "drop": "Cannot drop positions `1` through `2` in `3`.",
    "partw": "Part `1` of `2` does not exist.",
    "seqs": "`1` should be a position n, {n}, {m, n}, {m, n, step}, UpTo[n], or a list of lists of them.",
    "ins": "Cannot insert at position `1` in `2`.",
    "intpm": "A nonnegative integer is expected in place of `1` in `2`.",
    "sdrop": "A list of strings is expected in place of `1`.",
}


@builtin("StringJoin[text1, text2, ...]", attributes="Flat OneIdentity", messages=MESSAGES)
def string_join(kernel: Any, *texts: Any) -> Any:
    """joins strings, or lists of strings, written text1 <> text2.

    >>> "wl" <> "mini"
    wlmini
    >>> StringJoin[{"a", {"b", "c"}}]
    abc
    """
    flat = flattened(texts)
    for position, text in enumerate(flat if set(map(type, flat)) - {str} else (), 1):
        if not isinstance(text, str):
            raise Failure("string", position, Expr(S.StringJoin, texts), value=None)
    return "".join(flat)


def flattened(parts: Any) -> list[Any]:
    """The parts with those of lists at any depth in their place."""
    if set(map(type, parts)) == {str}:
        return list(parts)
    flat: list[Any] = []
    for part in parts:
        flat += flattened(part.parts) if is_list(part) else [part]
    return flat


def string(text: Any, head: Any, *rest: Any) -> str:
    """The text, which has to be a string."""
    if not isinstance(text, str):
        raise Failure("string", 1, Expr(head, (text, *rest)), value=None)
    return text


@builtin("StringLength[text]", attributes="Listable", messages=MESSAGES)
def string_length(kernel: Any, text: Any) -> Any:
    """gives the number of characters of a string.

    >>> StringLength["tensor"]
    6
    """
    return len(string(text, S.StringLength))


@builtin("Characters[text]", attributes="Listable", messages=MESSAGES)
def characters(kernel: Any, text: Any) -> Any:
    """gives the list of the characters of a string.

    >>> Characters["abc"]
    {a, b, c}
    """
    return make_list(string(text, S.Characters))


@builtin("StringReverse[text]", attributes="Listable", messages=MESSAGES)
def string_reverse(kernel: Any, text: Any) -> Any:
    """gives the characters of a string in reverse order.

    >>> StringReverse["abc"]
    cba
    """
    return string(text, S.StringReverse)[::-1]


# -- positions -------------------------------------------------------------------------------------


def positions(text: str, spec: Any, tag: str) -> range:
    """The indices that n, -n, {n}, {m, n}, {m, n, step}, m;;n or UpTo[n] select."""
    size = len(text)
    if isinstance(spec, int):
        start, stop, step = (1, spec, 1) if spec >= 0 else (size + spec + 1, size, 1)
        if spec < -size:
            raise Failure(tag, spec, -1, text, value=None)
    elif spec is S.All:
        start, stop, step = 1, size, 1
    elif head_of(spec) is S.UpTo and len(spec) == 1:
        start, stop, step = 1, min(size, spec.parts[0]), 1
    else:
        start, stop, step = bounds(text, spec)
    if not valid(start, stop, step, size):
        raise Failure(tag, start, stop, text, value=None)
    return range(start - 1, stop if step > 0 else stop - 2, step)


def bounds(text: str, spec: Any) -> tuple[int, int, int]:
    """First, last and step of {n}, {m, n}, {m, n, step} and spans, counted from 1."""
    size = len(text)
    if head_of(spec) is S.Span:
        parts: list[Any] = [size if part is S.All else part for part in spec.parts]
    elif is_list(spec) and 1 <= len(spec) <= 3:
        parts = list(spec.parts) if len(spec) > 1 else [spec.parts[0]] * 2
    else:
        raise Failure("seqs", spec, value=None)
    parts = [min(size, each.parts[0]) if head_of(each) is S.UpTo else each for each in parts]
    if not all(isinstance(each, int) for each in parts):
        raise Failure("seqs", spec, value=None)
    start, stop = [each + size + 1 if each < 0 else each for each in parts[:2]]
    return start, stop, parts[2] if len(parts) == 3 else 1


def valid(start: int, stop: int, step: int, size: int) -> bool:
    """Whether the run exists; an empty one does, just before its start."""
    if step == 0:
        return False
    if (step > 0 and stop == start - 1) or (step < 0 and stop == start + 1):
        return min(start, stop) >= 0 and max(start, stop) <= size + 1
    return 1 <= start <= size and 1 <= stop <= size and (stop - start) * step >= 0


def is_several(spec: Any) -> bool:
    """Whether a specification is a list of specifications."""
    return is_list(spec) and bool(spec.parts) and all(is_list(p) or head_of(p) is S.Span for p in spec.parts)


@builtin("StringTake[text, spec]", "StringTake[spec][text]", messages=MESSAGES)
def string_take(kernel: Any, text: Any, spec: Any) -> Any:
    """takes the first n characters of a string, the last n for -n, those from m to n for {m, n}.

    >>> StringTake["convolution", 4]
    conv
    >>> StringTake["convolution", {2, 4}]
    onv
    >>> StringTake["abcdef", {{1, 2}, {-2, -1}}]
    {ab, ef}
    """

    def take(each: str) -> Any:
        if is_several(spec):
            return make_list([taken(each, one) for one in spec.parts])
        return taken(each, spec)

    return over_texts(take, text, S.StringTake, spec)


def taken(text: str, spec: Any) -> str:
    return "".join([text[i] for i in positions(text, spec, "take")])


@builtin("StringDrop[text, spec]", "StringDrop[spec][text]", messages=MESSAGES)
def string_drop(kernel: Any, text: Any, spec: Any) -> Any:
    """drops the first n characters of a string, the last n for -n, those from m to n for {m, n}.

    >>> StringDrop["convolution", 3]
    volution
    >>> StringDrop["model.wlnet", -6]
    model
    """

    def drop(each: str) -> str:
        gone = set(positions(each, spec, "drop"))
        return "".join([c for i, c in enumerate(each) if i not in gone])

    return over_texts(drop, text, S.StringDrop, spec)


@builtin("StringTakeDrop[text, spec]", messages=MESSAGES)
def string_take_drop(kernel: Any, text: Any, spec: Any) -> Any:
    """gives the pair of what StringTake and StringDrop give.

    >>> StringTakeDrop["abcdef", 2]
    {ab, cdef}
    """
    return make_list((string_take(kernel, text, spec), string_drop(kernel, text, spec)))


@builtin("StringPart[text, spec]", "StringPart[spec][text]", messages=MESSAGES)
def string_part(kernel: Any, text: Any, spec: Any) -> Any:
    """gives the character of a string at a position, or the list of those at several.

    >>> StringPart["abcde", 2]
    b
    >>> StringPart["abcde", {1, -1}]
    {a, e}
    """

    def part(each: str) -> Any:
        if is_list(spec):
            return make_list([character(each, one) for one in spec.parts])
        if spec is S.All or head_of(spec) is S.Span:
            return make_list([each[i] for i in positions(each, spec, "take")])
        return character(each, spec)

    return over_texts(part, text, S.StringPart, spec)


def character(text: str, position: Any) -> str:
    if not isinstance(position, int) or not 1 <= abs(position) <= len(text):
        raise Failure("partw", position, text, value=None)
    return text[position - 1 if position > 0 else position]


@builtin("StringInsert[text, new, positions]", "StringInsert[new, positions][text]", messages=MESSAGES)
def string_insert(kernel: Any, text: Any, new: Any, positions: Any) -> Any:
    """inserts a string before the character at a position, or at each of several.

    >>> StringInsert["abc", "-", 2]
    a-bc
    >>> StringInsert["abc", "-", {1, -1}]
    -abc-
    """
    if not isinstance(new, str):
        raise Failure("string", 2, S.StringInsert(text, new, positions), value=None)

    def insert(each: str) -> str:
        places = positions.parts if is_list(positions) else (positions,)
        for index in sorted([insertion_index(each, place) for place in places], reverse=True):
            each = each[:index] + new + each[index:]
        return each

    return over_texts(insert, text, S.StringInsert, new, positions)


def insertion_index(text: str, place: Any) -> int:
    """The index before which something inserted at a position goes."""
    if not isinstance(place, int) or not 1 <= abs(place) <= len(text) + 1:
        raise Failure("ins", place, text, value=None)
    return place - 1 if place > 0 else len(text) + 1 + place


@builtin("StringReplacePart[text, new, spec]", messages=MESSAGES)
def string_replace_part(kernel: Any, text: Any, new: Any, spec: Any) -> Any:
    """puts a new string, or new strings one each, in the place of the characters from m to n.

    >>> StringReplacePart["abcdef", "XX", {2, 3}]
    aXXdef
    >>> StringReplacePart["abcdef", {"1", "2"}, {{1, 1}, {-1, -1}}]
    1bcde2
    """
    places = spec.parts if is_several(spec) else (spec,)
    news = new.parts if is_list(new) else (new,) * len(places)
    if len(news) != len(places) or not all(isinstance(each, str) for each in news):
        raise Failure("sdrop", new, value=None)

    def replace(each: str) -> str:
        spans = [positions(each, place, "take") for place in places]
        for index in sorted(range(len(spans)), key=[s.start for s in spans].__getitem__, reverse=True):
            each = each[: spans[index].start] + news[index] + each[spans[index].stop :]
        return each

    return over_texts(replace, text, S.StringReplacePart, new, spec)


# -- repeating and padding -------------------------------------------------------------------------


def natural(value: Any, call: Any) -> int:
    """The value, which has to be an integer of at least 0."""
    if not isinstance(value, int) or value < 0:
        raise Failure("intpm", value, call, value=None)
    return value


@builtin("StringRepeat[text, n]", "StringRepeat[text, n, most]", messages=MESSAGES)
def string_repeat(kernel: Any, text: Any, n: Any, most: Any = None) -> Any:
    """gives a string n times in a row, cut off at a length.

    >>> StringRepeat["ab", 3]
    ababab
    >>> StringRepeat["ab", 3, 5]
    ababa
    """
    call = S.StringRepeat(text, n)
    repeated = string(text, S.StringRepeat, n) * natural(n, call)
    return repeated if most is None else repeated[: natural(most, call)]


@builtin("StringRotateLeft[text]", "StringRotateLeft[text, n]", messages=MESSAGES)
def string_rotate_left(kernel: Any, text: Any, n: Any = 1) -> Any:
    """moves the characters of a string n places to the left, those at the start to the end.

    >>> StringRotateLeft["abcde", 2]
    cdeab
    """
    if not isinstance(n, int):
        return None
    return over_texts(lambda each: rotated(each, n), text, S.StringRotateLeft, n)


@builtin("StringRotateRight[text]", "StringRotateRight[text, n]", messages=MESSAGES)
def string_rotate_right(kernel: Any, text: Any, n: Any = 1) -> Any:
    """moves the characters of a string n places to the right, those at the end to the start.

    >>> StringRotateRight["abcde", 2]
    deabc
    """
    if not isinstance(n, int):
        return None
    return over_texts(lambda each: rotated(each, -n), text, S.StringRotateRight, n)


def rotated(text: str, count: int) -> str:
    shift = count % len(text) if text else 0
    return text[shift:] + text[:shift]


@builtin(
    "StringPadLeft[text, n]", "StringPadLeft[text, n, padding]", "StringPadLeft[texts]", messages=MESSAGES
)
def string_pad_left(kernel: Any, text: Any, n: Any = S.Automatic, padding: Any = " ") -> Any:
    """makes a string n characters long by padding or cutting it at the left; a list, all of one length.

    >>> StringPadLeft["42", 5, "0"]
    00042
    >>> StringPadLeft["abcdef", 3]
    def
    """

    def pad(each: str, size: int) -> str:
        missing = size - len(each)
        if missing <= 0:
            return each[-missing:]
        return (padding * (size // len(padding) + 1))[-size:][:missing] + each

    return padded(S.StringPadLeft, pad, text, n, padding)


@builtin(
    "StringPadRight[text, n]", "StringPadRight[text, n, padding]", "StringPadRight[texts]", messages=MESSAGES
)
def string_pad_right(kernel: Any, text: Any, n: Any = S.Automatic, padding: Any = " ") -> Any:
    """makes a string n characters long by padding or cutting it at the right; a list, all of one length.

    >>> StringPadRight["ab", 5, "."]
    ab...
    >>> StringPadRight[{"a", "bbb"}, Automatic, "-"]
    {a--, bbb}
    """

    def pad(each: str, size: int) -> str:
        if size <= len(each):
            return each[:size]
        return each + (padding * (size // len(padding) + 1))[len(each) : size]

    return padded(S.StringPadRight, pad, text, n, padding)


def padded(head: Any, pad: Any, text: Any, n: Any, padding: Any) -> Any:
    """The text, or each of a list, at the length given or that of the longest."""
    if not isinstance(padding, str) or not padding:
        raise Failure("string", 3, Expr(head, (text, n, padding)), value=None)
    texts = flattened((text,))
    size = max([len(each) for each in texts if isinstance(each, str)], default=0) if n is S.Automatic else n
    natural(size, Expr(head, (text, n)))
    return over_texts(lambda each: pad(each, size), text, head, n)


@builtin("StringPartition[text, n]", "StringPartition[text, n, d]", messages=MESSAGES)
def string_partition(kernel: Any, text: Any, n: Any, d: Any = None) -> Any:
    """cuts a string into pieces of n characters that start every d; UpTo[n] keeps a shorter last one.

    >>> StringPartition["abcdef", 2]
    {ab, cd, ef}
    >>> StringPartition["abcdefg", UpTo[3]]
    {abc, def, g}
    """
    call = S.StringPartition(text, n)
    size = natural(n.parts[0] if head_of(n) is S.UpTo else n, call)
    step = size if d is None else natural(d, call)
    if not size or not step:
        raise Failure("intpm", n, call, value=None)

    def cut(each: str) -> Any:
        last = len(each) if head_of(n) is S.UpTo else len(each) - size + 1
        return make_list([each[i : i + size] for i in range(0, last, step)])

    return over_texts(cut, text, S.StringPartition, n)


@builtin(
    "StringExpression[part1, part2, ...]",
    attributes="Flat OneIdentity",
    messages={"invld": "`1` means nothing in a string pattern, or is not built yet there."},
)
def string_expression(kernel: Any, *parts: Any) -> Any:
    """is a string pattern: strings and pattern objects in a row, written part1 ~~ part2.

    >>> "a" ~~ "b"
    ab
    >>> StringMatchQ["a1", _ ~~ DigitCharacter]
    True
    """
    if parts and all(isinstance(part, str) for part in parts):
        return "".join(parts)
    return None if parts else ""


# -- wording ---------------------------------------------------------------------------------------


@builtin("TextString[expr]")
def text_string(kernel: Any, expr: Any) -> Any:
    """gives an expression as a text that people read.

    >>> TextString[{1, 1/2, "a"}]
    {1, 1/2, a}
    """
    return wording(kernel, expr)


def wording(kernel: Any, expr: Any) -> str:
    """The text of an expression, as TextString gives it."""
    if isinstance(expr, str):
        return expr
    return str(kernel.show(readable(kernel, expr)))


def readable(kernel: Any, expr: Any) -> Any:
    """The expression with its dates as people write them."""
    if not isinstance(expr, Expr) or isinstance(expr, Packed):
        return expr
    if expr.head is S.DateObject:
        return kernel.evaluate(S.DateString(expr))
    if isinstance(expr, Association) or not expr.parts:
        return expr
    parts = [readable(kernel, part) for part in expr.parts]
    return expr if all(a is b for a, b in zip(parts, expr.parts, strict=True)) else Expr(expr.head, parts)


@builtin(
    "StringRiffle[items]",
    "StringRiffle[items, sep]",
    "StringRiffle[items, sep1, sep2, ...]",
    messages=MESSAGES,
)
def string_riffle(kernel: Any, items: Any, *separators: Any) -> Any:
    """joins the texts of the elements of a list with a separator, spaces where none is given.

    >>> StringRiffle[{"a", "b", "c"}]
    a b c
    >>> StringRiffle[{1, 2, 3}, ", "]
    1, 2, 3
    >>> StringRiffle[{1, 2, 3}, {"(", " ", ")"}]
    (1 2 3)
    >>> StringRiffle[{{1, 2}, {3, 4}}, "; ", ","]
    1,2; 3,4
    """
    if not is_list(items):
        raise Failure("list", 1, S.StringRiffle(items, *separators), value=None)
    marks = [separator_marks(each) for each in separators]
    if not marks:
        marks = [("", mark, "") for mark in ["\n" * k for k in range(nesting(items) - 1, 0, -1)]]
    return riffled(kernel, items, marks)


def separator_marks(spec: Any) -> tuple[str, str, str]:
    """What goes before, between and after."""
    if isinstance(spec, str):
        return "", spec, ""
    if is_list(spec) and len(spec) == 3 and all(isinstance(part, str) for part in spec.parts):
        return spec.parts
    raise Failure("sdrop", spec, value=None)


def nesting(expr: Any) -> int:
    """How deep lists lie in lists."""
    if not is_list(expr):
        return 0
    return 1 + max([nesting(part) for part in expr.parts], default=0)


def riffled(kernel: Any, expr: Any, marks: list[tuple[str, str, str]]) -> str:
    if not is_list(expr):
        return "" if expr is NULL else wording(kernel, expr)
    left, between, right = marks[0] if marks else ("", " ", "")
    return left + between.join([riffled(kernel, part, marks[1:]) for part in expr.parts]) + right
