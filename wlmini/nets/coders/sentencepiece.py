"""Models of SentencePiece: their pieces and settings, read from the protocol buffer of the file.

The file is a ModelProto: field 1 is repeated, a piece (1 text, 2 score, 3 type); field 2 are the settings of
the training (3 kind of model), field 3 those of the normaliser (1 name, 3 space before the text, 4 spaces are
combined).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any, NamedTuple

__all__ = ["Model", "Piece", "read_model"]

SPACE = "\u2581"  # stands for a space inside pieces
KINDS = {1: "normal", 2: "unknown", 3: "control", 4: "user", 5: "unused", 6: "byte"}
METHODS = {1: "Unigram", 2: "BPE", 3: "Word", 4: "Character"}


class Piece(NamedTuple):
    """A token: its text with spaces as they are, its score, what kind it is."""

    text: str
    score: float
    kind: str


class Model(NamedTuple):
    """What a file says."""

    pieces: tuple[Piece, ...]
    method: str
    normalizer: str
    leading_space: bool
    combine_spaces: bool


def varint(data: bytes, at: int) -> tuple[int, int]:
    """(a number of variable length, where it ends)."""
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


def fields(data: bytes) -> Iterator[tuple[int, Any]]:
    """(number, value) of every field of a message; nested messages and texts are bytes."""
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        number, kind = key >> 3, key & 7
        if kind == 0:
            value: Any
            value, at = varint(data, at)
        elif kind == 2:
            size, at = varint(data, at)
            if at + size > len(data):
                raise ValueError("the file is cut off")
            value, at = data[at : at + size], at + size
        elif kind in (1, 5):
            size = 8 if kind == 1 else 4
            value, at = struct.unpack("<d" if kind == 1 else "<f", data[at : at + size])[0], at + size
        else:
            raise ValueError("it is no protocol buffer")
        yield number, value


def read_piece(data: bytes) -> Piece:
    found = dict(fields(data))
    text = found.get(1, b"").decode("utf-8").replace(SPACE, " ")
    return Piece(text, float(found.get(2, 0.0)), KINDS.get(found.get(3, 1), "normal"))


def read_model(data: bytes) -> Model:
    """The model in the bytes of a file; `ValueError` where they are none."""
    pieces, training, normalizer = [], {}, {}
    try:
        for number, value in fields(data):
            if number == 1:
                pieces.append(read_piece(value))
            elif number == 2:
                training = dict(fields(value))
            elif number == 3:
                normalizer = dict(fields(value))
    except (IndexError, struct.error, TypeError, AttributeError) as fault:
        raise ValueError("the file is damaged") from fault
    if not pieces:
        raise ValueError("it has no pieces")
    name = normalizer.get(1, b"").decode("utf-8")
    method = METHODS.get(training.get(3, 1), "Unigram")
    return Model(tuple(pieces), method, name, bool(normalizer.get(3, 1)), bool(normalizer.get(4, 1)))
