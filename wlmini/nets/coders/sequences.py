"""What decoders of text share: sequences of probability vectors to strings, and their properties."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ...arrays import pack
from ...expr import Association, S, make_list
from ..ports import Misfit, Port
from .class_labels import ClassEncoder
from .coder import ENCODERS, Decoder, Encoder
from .sampling import draw, entropy, settings_of

__all__ = ["SequenceDecoder", "likeliest"]


class SequenceDecoder(Decoder):
    """Decodes a sequence of probability vectors, or one vector, to a string."""

    depth: int
    texts: list[str]  # what stands for each class

    def prepare_port(self) -> None:
        self.port = Port((None, len(self.texts))[-self.depth :], "real")

    def joined(self, texts: list[str]) -> str:
        """The string of the texts of classes."""
        raise NotImplementedError

    def words(self) -> str:
        return f"a sequence of vectors of probabilities of length {len(self.texts)}"

    def targets(self, indexed: bool, shape: Any) -> Encoder | None:
        """Texts as positions or unit vectors; one text of one class where the decoder takes one vector."""
        if self.depth == 1:
            return ClassEncoder(tuple(self.texts), "Index" if indexed else "IndicatorVector")
        family = ENCODERS[self.name]
        formed = family.parameter("Form") is not None
        if not indexed and not formed:
            return None
        target = shape[0] if shape and isinstance(shape[0], int) else S.All
        made = family.converted(self)
        changes = [("TargetLength", target)] + ([] if indexed else [("Form", "UnitVector")])
        return made.replaced(changes) if isinstance(made, Encoder) else None  # type: ignore[return-value]

    def ranks(self) -> tuple[int, ...]:
        return (self.depth, 1) if self.depth == 2 else (1,)

    def properties(self) -> list[str]:
        return list(PROPERTIES)

    def value(self, array: np.ndarray, name: str, given: Any, random: Any) -> Any:
        return PROPERTIES[name](self, np.atleast_2d(array), given, random)

    def text(self, classes: Any) -> str:
        """The string of a sequence of classes."""
        return self.joined([self.texts[int(i)] for i in classes])


def likeliest(p: np.ndarray, most: int) -> list[tuple[list[int], float]]:
    """The `most` most likely sequences of classes with the logarithms of their probabilities.

    Positions are independent, so the best sequences of a part begin with the best ones of a shorter part.
    """
    with np.errstate(divide="ignore"):
        logs = np.log(np.asarray(p, dtype=np.float64))
    paths, scores = np.zeros((1, 0), dtype=np.int64), np.zeros(1)
    for row in logs:
        totals = (scores[:, None] + row).ravel()
        best = np.argsort(-totals, kind="stable")[:most]
        paths = np.concatenate([paths[best // len(row)], (best % len(row))[:, None]], axis=1)
        scores = totals[best]
    kept = np.isfinite(scores)
    return list(zip(paths[kept].tolist(), scores[kept].tolist(), strict=True))


def counted(coder: SequenceDecoder, given: Any, name: str) -> int:
    if type(given) is not int or given < 1:
        raise coder.refuse(given, name, "a positive integer")
    return given


def decision(coder: SequenceDecoder, p: np.ndarray, given: Any, random: Any) -> Any:
    return coder.text(np.argmax(p, axis=1))


def top_decisions(coder: SequenceDecoder, p: np.ndarray, given: Any, random: Any) -> Any:
    return make_list(coder.text(path) for path, _ in likeliest(p, counted(coder, given, "TopDecisions")))


def top_probabilities(coder: SequenceDecoder, p: np.ndarray, given: Any, random: Any) -> Any:
    found = likeliest(p, counted(coder, given, "TopProbabilities"))
    return make_list(S.Rule(coder.text(path), float(np.exp(score))) for path, score in found)


def probabilities(coder: SequenceDecoder, p: np.ndarray, given: Any, random: Any) -> Any:
    """For every position the probability of each text that a class stands for."""
    rows = [Association.of(summed(coder.texts, row)) for row in p]
    return rows[0] if coder.depth == 1 else make_list(rows)


def summed(texts: list[str], row: np.ndarray) -> list[tuple[str, float]]:
    totals: dict[str, float] = {}
    for text, each in zip(texts, row, strict=True):
        totals[text] = totals.get(text, 0.0) + float(each)
    return list(totals.items())


def total_entropy(coder: SequenceDecoder, p: np.ndarray, given: Any, random: Any) -> float:
    """The entropy of the sequence: positions are independent, so theirs add up."""
    return sum((entropy(row) for row in p), 0.0)


def random_sample(coder: SequenceDecoder, p: np.ndarray, given: Any, random: Any) -> str:
    settings = settings_of(given, lambda name, words: coder.refuse(given, name, words))
    found = [draw(row, settings, random) for row in p]
    if None in found:
        raise Misfit("decode", pack(p), coder.words(), owner=coder.head)
    return coder.text(found)


PROPERTIES: dict[str, Callable[[SequenceDecoder, np.ndarray, Any, Any], Any]] = {
    "Decision": decision,
    "TopDecisions": top_decisions,
    "TopProbabilities": top_probabilities,
    "Probabilities": probabilities,
    "Entropy": total_entropy,
    "RandomSample": random_sample,
}
