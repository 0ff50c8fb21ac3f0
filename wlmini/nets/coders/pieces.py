"""Cutting text into pieces of a vocabulary: byte-pair encoding, WordPiece, and unigram models."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from itertools import pairwise

__all__ = ["Vocabulary"]

UNKNOWN_PENALTY = 10.0  # how much worse than the worst piece a character is that no piece has
KEPT = 1 << 16  # words whose pieces are remembered


class Vocabulary:
    """Tokens with their places, and the way a word is cut into them.

    `scores` are those of a SentencePiece model; without them a token is the better the earlier it stands.
    """

    def __init__(
        self, places: Mapping[str, int], unknown: int, method: str, scores: Mapping[str, float] | None = None
    ) -> None:
        self.places = dict(places)
        self.unknown = unknown
        self.scores = dict(scores or {token: -float(place) for token, place in places.items()})
        self.longest = max(map(len, self.places), default=1)
        self.cut = METHODS[method]
        crossing = any(" " in token.lstrip(" ") for token in self.places)
        self.split = words_and_marks if method == "WordPiece" else whole if crossing else at_spaces
        self.worst = min(self.scores.values(), default=0.0) - UNKNOWN_PENALTY
        self.known: dict[str, list[int]] = {}

    def encode(self, text: str) -> list[int] | None:
        """The places of the pieces of a text; None where a character has none and nothing stands for it."""
        codes: list[int] = []
        for word in self.split(text):
            found = self.known.get(word)
            if found is None:
                found = self.cut(self, word)
                if len(self.known) < KEPT:
                    self.known[word] = found
            codes += found
        return None if 0 in codes else codes

    def place(self, piece: str) -> list[int]:
        """The place of a piece; its bytes where the vocabulary has those; else that of unknown ones."""
        if piece in self.places:
            return [self.places[piece]]
        parts = [self.places.get(f"<0x{byte:02X}>") for byte in piece.encode("utf-8", "surrogatepass")]
        found = [part for part in parts if part is not None]
        return found if len(found) == len(parts) else [self.unknown]


def whole(text: str) -> list[str]:
    return [text] if text else []


def at_spaces(text: str) -> list[str]:
    """Words with the spaces before them; no token goes across, so they are cut one by one."""
    return re.findall(r" *[^ ]+| +", text)


def words_and_marks(text: str) -> list[str]:
    """Words and single marks of punctuation, each with a space before it."""
    return [" " + found for found in re.findall(r"\w+|[^\w\s]", text)]


def byte_pairs(vocabulary: Vocabulary, word: str) -> list[int]:
    """Merge the best pair of neighbours that makes a token, the leftmost first, until there is none."""
    pieces = list(word)
    scores = vocabulary.scores
    while len(pieces) > 1:
        pairs = [scores.get(a + b, -math.inf) for a, b in pairwise(pieces)]
        best = max(pairs)
        if best == -math.inf:
            break
        at = pairs.index(best)
        pieces[at : at + 2] = [pieces[at] + pieces[at + 1]]
    return [place for piece in pieces for place in vocabulary.place(piece)]


def longest_first(vocabulary: Vocabulary, word: str) -> list[int]:
    """The longest token that the word begins with, then of the rest; unknown where that fails."""
    if len(word) == 2 and word not in vocabulary.places and word[1:] in vocabulary.places:
        return [vocabulary.places[word[1:]]]  # a mark of punctuation that is listed without a space
    found, at = [], 0
    while at < len(word):
        end = min(len(word), at + vocabulary.longest)
        while end > at and word[at:end] not in vocabulary.places:
            end -= 1
        if end == at:
            return [vocabulary.unknown]
        found.append(vocabulary.places[word[at:end]])
        at = end
    return found


def unigram(vocabulary: Vocabulary, word: str) -> list[int]:
    """The pieces whose scores have the largest sum (Viterbi)."""
    best = [0.0, *[-math.inf] * len(word)]
    back = [0] * (len(word) + 1)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - vocabulary.longest), end):
            piece = word[start:end]
            score = vocabulary.scores.get(piece, vocabulary.worst if end - start == 1 else -math.inf)
            if best[start] + score > best[end]:
                best[end], back[end] = best[start] + score, start
    cuts = [len(word)]
    while cuts[-1]:
        cuts.append(back[cuts[-1]])
    pieces = [word[a:b] for b, a in pairwise(cuts)][::-1]
    return [place for piece in pieces for place in vocabulary.place(piece)]


METHODS: dict[str, Callable[[Vocabulary, str], list[int]]] = {
    "BPE": byte_pairs,
    "WordPiece": longest_first,
    "Unigram": unigram,
}
