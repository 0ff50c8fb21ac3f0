"""The "CTCBeamSearch" decoder: sequences of probabilities with blanks to the likeliest labels.

A path is a class for every time step; its labels are what is left when repeated classes are merged and blanks
dropped. The probability of labels is the sum over all their paths. The search keeps the best beginnings of
labels, each with the probability of its paths that end in a blank and of those that do not.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from ...expr import S, as_key, make_list
from ..parameters import items
from ..ports import VARYING, Misfit, Port
from .coder import Decoder, Encoder, argument, decoder, option
from .reading import count, labels

__all__ = ["CTCDecoder", "beam_search", "greedy"]

Found = list[tuple[tuple[int, ...], float]]  # classes and minus the logarithm of their probability
LABELS = argument("labels", "Labels", "a list of different labels", labels)


class Beams(NamedTuple):
    """Beginnings of labels: their classes, and log-probabilities of paths that end in a blank or do not."""

    prefixes: list[tuple[int, ...]]
    blank: np.ndarray
    other: np.ndarray

    @property
    def total(self) -> np.ndarray:
        return np.asarray(np.logaddexp(self.blank, self.other))


def beam_search(logs: np.ndarray, size: int) -> Found:
    """The labels found with `size` beams in log-probabilities, a row for a time step, the blank last."""
    beams = Beams([()], np.zeros(1), np.full(1, -np.inf))
    for row in logs:
        beams = advanced(beams, row, size)
    total = beams.total
    order = [int(i) for i in np.argsort(-total, kind="stable") if total[i] > -np.inf]
    return [(beams.prefixes[i], -float(total[i]) + 0.0) for i in order]


def advanced(beams: Beams, row: np.ndarray, size: int) -> Beams:
    """The beams after one more time step."""
    kept, added, chances = len(beams.prefixes), len(row) - 1, row[:-1]
    last = np.array([prefix[-1] if prefix else -1 for prefix in beams.prefixes])
    ended = np.nonzero(last >= 0)[0]
    blank = beams.total + row[-1]
    other = np.full(kept, -np.inf)
    other[ended] = beams.other[ended] + chances[last[ended]]
    longer = beams.total[:, None] + chances
    longer[ended, last[ended]] = beams.blank[ended] + chances[last[ended]]  # a repetition needs a blank
    places = {prefix: place for place, prefix in enumerate(beams.prefixes)}
    for place, prefix in enumerate(beams.prefixes):  # an extension may be a beam already
        parent = places.get(prefix[:-1]) if prefix else None
        if parent is not None:
            other[place] = np.logaddexp(other[place], longer[parent, prefix[-1]])
            longer[parent, prefix[-1]] = -np.inf
    scores = np.concatenate([np.logaddexp(blank, other), longer.ravel()])
    best = np.argsort(-scores, kind="stable")[:size]
    best = best[scores[best] > -np.inf]
    old, new = best[best < kept], best[best >= kept] - kept
    return Beams(
        [beams.prefixes[i] for i in old]
        + [(*beams.prefixes[i], int(c)) for i, c in zip(*divmod(new, added), strict=True)],
        np.concatenate([blank[old], np.full(len(new), -np.inf)]),
        np.concatenate([other[old], longer.ravel()[new]]),
    )


def greedy(logs: np.ndarray) -> Found:
    """The labels of the likeliest path, with the probability of that path."""
    path = np.argmax(logs, axis=1)
    fresh = np.concatenate([[True], path[1:] != path[:-1]]) & (path < logs.shape[1] - 1)
    return [(tuple(int(i) for i in path[fresh]), -float(logs.max(axis=1).sum()) + 0.0)]


class LabelsEncoder(Encoder):
    """Lists of labels as sequences of their positions: the targets of a connectionist net."""

    name = "Labels"
    declared = (LABELS,)
    labels: tuple[Any, ...]

    def prepare(self) -> None:
        self.positions = {as_key(label): place for place, label in enumerate(self.labels, 1)}
        self.port = Port((VARYING,), "integer", (1, len(self.labels)))

    def words(self) -> str:
        return f"a list of labels out of the {len(self.labels)} of the decoder"

    def accepts(self, expr: Any) -> bool:
        parts = items(expr)
        return parts is not None and all(as_key(part) in self.positions for part in parts)

    def encoded(self, expr: Any) -> np.ndarray | None:
        return np.array([self.positions[as_key(part)] for part in items(expr) or ()], dtype=np.int64)


@decoder(
    "CTCBeamSearch",
    LABELS,
    option("beams", "BeamSize", "a positive integer", count, 100),
)
class CTCDecoder(Decoder):
    """NetDecoder[{"CTCBeamSearch", labels}]: the likeliest labels for a sequence of probabilities.

    >>> NetDecoder[{"CTCBeamSearch", {"a", "b"}}][{{0.75, 0., 0.25}, {0.75, 0., 0.25}, {0., 1., 0.}}]
    {a, b}
    >>> NetDecoder[{"CTCBeamSearch", {"a"}}][{{0.25, 0.75}}, "TopDecodings" -> 2]
    {{}, {a}}
    """

    labels: tuple[Any, ...]
    beams: int

    def prepare(self) -> None:
        self.port = Port((None, len(self.labels) + 1), "real")

    def words(self) -> str:
        return f"a sequence of vectors of {len(self.labels) + 1} probabilities, that of the blank last"

    def properties(self) -> list[str]:
        return list(PROPERTIES)

    def targets(self, indexed: bool, shape: Any) -> Encoder | None:
        """Lists of labels as lists of their positions."""
        return LabelsEncoder(self.labels)

    def value(self, array: np.ndarray, name: str, given: Any, random: Any) -> Any:
        if not np.isfinite(array).all() or (array < 0).any():
            raise Misfit("decode", make_list([]), self.words(), owner=self.head)
        most = None
        if name.startswith("Top"):
            if type(given) is not int or given < 1:
                raise self.refuse(given, name, "a positive integer")
            most = given
        elif given is not None:
            raise self.refuse(given, name, "given without an argument")
        with np.errstate(divide="ignore"):
            logs = np.log(array.astype(np.float64))
        found = greedy(logs) if self.beams == 1 else beam_search(logs, self.beams)
        return PROPERTIES[name](self, found[:most])

    def classes(self, found: tuple[int, ...]) -> Any:
        return make_list(self.labels[i] for i in found)


def decodings(coder: CTCDecoder, found: Found) -> Any:
    return make_list(coder.classes(labels) for labels, _ in found)


def likelihoods(coder: CTCDecoder, found: Found) -> Any:
    return make_list(S.Rule(coder.classes(labels), value) for labels, value in found)


PROPERTIES: dict[str, Callable[[CTCDecoder, Found], Any]] = {
    "Decoding": lambda coder, found: coder.classes(found[0][0]) if found else make_list([]),
    "Decodings": decodings,
    "TopDecodings": decodings,
    "NegativeLogLikelihoods": likelihoods,
    "TopNegativeLogLikelihoods": likelihoods,
}
