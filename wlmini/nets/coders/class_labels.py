"""The "Class" encoder and decoder: labels to positions or indicator vectors, probabilities to labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ...arrays import pack, to_array
from ...expr import Association, S, as_key, make_list
from ..ports import Misfit, Port
from .coder import Decoder, Encoder, argument, decoder, encoder, option, unit_vectors
from .reading import automatic, choice, depth, dimensions, flag, items, labels
from .sampling import by_likelihood, draw, entropy, settings_of

__all__ = ["ClassDecoder", "ClassEncoder"]

MULTILABEL = option("multilabel", "Multilabel", "True or False", flag, default=False)
FORMS = choice("Index", "IndicatorVector", old={"UnitVector": "IndicatorVector"})


@encoder(
    "Class",
    argument("labels", "Labels", "a list of different labels", labels),
    argument("form", "Form", '"Index" or "IndicatorVector"', FORMS, "Index"),
    option("dims", "Dimensions", "a list of sizes", dimensions, ()),
    MULTILABEL,
)
class ClassEncoder(Encoder):
    """NetEncoder[{"Class", labels, form}]: the position of a label, or a vector with a 1 there.

    >>> NetEncoder[{"Class", {"cat", "dog"}}][{"dog", "cat"}]
    {2, 1}
    >>> NetEncoder[{"Class", {"a", "b", "c"}, "Multilabel" -> True}][{"a", "c"}]
    {1., 0., 1.}
    """

    labels: tuple[Any, ...]
    form: str
    dims: tuple[int, ...]
    multilabel: bool

    def prepare(self) -> None:
        self.labels, self.dims = tuple(self.labels), tuple(self.dims)
        self.form = "IndicatorVector" if self.multilabel else self.form
        self.positions = {as_key(label): i for i, label in enumerate(self.labels, 1)}
        count = len(self.labels)
        indexed = self.form == "Index"
        self.port = Port(self.dims, "integer", (1, count)) if indexed else Port((*self.dims, count), "real")

    @classmethod
    def converted(cls, other: Any) -> ClassEncoder | None:
        return None if other.labels is None else cls(other.labels, multilabel=other.multilabel)

    def words(self) -> str:
        shown = ", ".join(map(label_text, self.labels[:10])) + (", ..." if len(self.labels) > 10 else "")
        return f"{'a list of classes' if self.multilabel else 'one of the classes'} {shown}"

    def accepts(self, expr: Any) -> bool:
        return self.encoded(expr) is not None

    def encoded(self, expr: Any) -> np.ndarray | None:
        """The array of one example, None where it is not one."""
        indices = self.nested(expr, len(self.dims))
        if indices is None:
            return self.ready(expr)
        array = np.array(indices, dtype=np.int64 if self.form == "Index" else np.float64)
        return array if array.shape == self.port.shape else None

    def nested(self, expr: Any, depth: int) -> Any:
        """Codes in lists nested as deep as the dimensions say."""
        if depth:
            parts = items(expr)
            rows = None if parts is None else [self.nested(part, depth - 1) for part in parts]
            return None if rows is None or any(row is None for row in rows) else rows
        if self.multilabel:
            return self.indicators(items(expr))
        position = self.positions.get(as_key(expr))
        if position is None or self.form == "Index":
            return position
        return self.indicators((expr,))

    def indicators(self, labels: Sequence[Any] | None) -> Any:
        """Ones at the places of the labels; None where one of them is no class."""
        found = None if labels is None else [self.positions.get(as_key(label)) for label in labels]
        if found is None or None in found:
            return None
        row = np.zeros(len(self.labels))
        row[[position - 1 for position in found if position]] = 1
        return row.tolist()

    def ready(self, expr: Any) -> np.ndarray | None:
        """The array of an example that has the encoded form already."""
        array = to_array(expr)
        if array is None or array.shape != self.port.shape or array.dtype.kind not in "iuf":
            return None
        if self.form == "Index":
            inside = array.dtype.kind in "iu" and array.min() >= 1 and array.max() <= len(self.labels)
            return np.asarray(array) if inside else None
        return np.asarray(array, dtype=np.float64)

    def encode(self, exprs: Sequence[Any]) -> Any:
        if not self.dims and not self.multilabel:
            codes = [self.positions.get(as_key(expr)) for expr in exprs]
            if None not in codes:
                indices = np.array(codes, dtype=np.int64)
                return indices if self.form == "Index" else unit_vectors(indices, len(self.labels))
        return np.stack([self.encode_one(expr) for expr in exprs])

    def encode_one(self, expr: Any) -> np.ndarray:
        found = self.encoded(expr)
        if found is None:
            raise self.misfit(expr)
        return found


def label_text(label: Any) -> str:
    return f'"{label}"' if isinstance(label, str) else repr(label)


@decoder(
    "Class",
    argument("classes", "Labels", "a list of different labels", automatic(labels), S.Automatic),
    option("depth", "InputDepth", "a positive integer", depth(1), 1),
    MULTILABEL,
)
class ClassDecoder(Decoder):
    """NetDecoder[{"Class", labels}]: the most likely label, or what a property asks for.

    >>> NetDecoder[{"Class", {"a", "b", "c"}}][{0.25, 0.5, 0.25}]
    b
    >>> NetDecoder[{"Class", {"a", "b", "c"}}][{0.2, 0.5, 0.3}, "TopProbabilities" -> 2]
    {b -> 0.5, c -> 0.3}
    """

    classes: Any
    depth: int
    multilabel: bool

    def prepare(self) -> None:
        given = None if self.classes is S.Automatic else self.classes
        self.labels = None if given is None else tuple(given)
        self.classes = S.Automatic if self.labels is None else self.labels
        count = None if self.labels is None else len(self.labels)
        self.port = Port((*[None] * (self.depth - 1), count), "real")

    @classmethod
    def converted(cls, other: Any) -> ClassDecoder:
        return cls(other.labels, 1 + len(other.dims), multilabel=other.multilabel)

    def words(self) -> str:
        return self.port.bare().words().replace("vector", "vector of probabilities")

    def properties(self) -> list[str]:
        return list(PROPERTIES)

    def decode(self, batch: Any, prop: Any, random: Any) -> list[Any]:
        """Decisions of a whole batch come from one look for the largest probabilities."""
        plain = prop is not S["None"] and self.requested(prop) == ("Decision", None) and not self.multilabel
        if not plain or not isinstance(batch, np.ndarray):
            return super().decode(batch, prop, random)
        found, labels = np.argmax(batch, axis=-1), self.labels
        return [labeled(row, labels) for row in found.tolist()]

    def value(self, array: np.ndarray, name: str, given: Any, random: Any) -> Any:
        labels = tuple(range(1, array.shape[-1] + 1)) if self.labels is None else self.labels
        view = View(self, labels, given, random)
        return mapped(array, self.depth - 1, lambda p: PROPERTIES[name](view, p))


def labeled(positions: Any, labels: tuple[Any, ...] | None) -> Any:
    """The labels at positions in nested lists; without labels the positions, counted from 1."""
    if isinstance(positions, list):
        return make_list([labeled(each, labels) for each in positions])
    return positions + 1 if labels is None else labels[positions]


class View:
    """What a property of the decoder works with: labels, its argument, a random generator."""

    def __init__(self, coder: ClassDecoder, labels: tuple[Any, ...], argument: Any, generator: Any) -> None:
        self.coder = coder
        self.labels = labels
        self.argument = argument
        self.generator = generator

    def refuse(self, name: str, expected: str) -> Misfit:
        return self.coder.refuse(self.argument, name, expected)

    def count(self, name: str) -> int:
        if type(self.argument) is not int or not 1 <= self.argument <= len(self.labels):
            raise self.refuse(name, f"a number of classes from 1 to {len(self.labels)}")
        return self.argument


def mapped(row: np.ndarray, depth: int, f: Callable[[np.ndarray], Any]) -> Any:
    return make_list([mapped(part, depth - 1, f) for part in row]) if depth else f(row)


def decision(view: View, p: np.ndarray) -> Any:
    if view.coder.multilabel:
        return make_list([label for label, each in zip(view.labels, p, strict=True) if each > 0.5])
    return view.labels[int(np.argmax(p))]


def top_decisions(view: View, p: np.ndarray) -> Any:
    return make_list([view.labels[i] for i in by_likelihood(p)[: view.count("TopDecisions")]])


def top_probabilities(view: View, p: np.ndarray) -> Any:
    """With no number: the classes that are at least a tenth as likely as the likeliest."""
    order = by_likelihood(p)
    if view.argument is None:
        order = [i for i in order if p[i] >= 0.1 * p.max()]
    else:
        order = order[: view.count("TopProbabilities")]
    return make_list([S.Rule(view.labels[i], float(p[i])) for i in order])


def probabilities(view: View, p: np.ndarray) -> Any:
    return Association.of((label, float(each)) for label, each in zip(view.labels, p, strict=True))


def probability(view: View, p: np.ndarray) -> Any:
    for label, each in zip(view.labels, p, strict=True):
        if as_key(label) == as_key(view.argument):
            return float(each)
    raise view.refuse(
        "Probability", view.coder.words() if view.coder.labels is None else "one of the classes"
    )


def class_entropy(view: View, p: np.ndarray) -> Any:
    return entropy(p)


def random_sample(view: View, p: np.ndarray) -> Any:
    """A class drawn with its probability, after temperature, cut-off of the total, and the likeliest k."""
    found = draw(p, settings_of(view.argument, view.refuse), view.generator)
    if found is None:
        raise Misfit("decode", pack(p), "a vector of probabilities", owner=S.NetDecoder)
    return view.labels[found]


PROPERTIES: dict[str, Callable[[View, np.ndarray], Any]] = {
    "Decision": decision,
    "TopDecisions": top_decisions,
    "TopProbabilities": top_probabilities,
    "Probabilities": probabilities,
    "Probability": probability,
    "Entropy": class_entropy,
    "RandomSample": random_sample,
}
