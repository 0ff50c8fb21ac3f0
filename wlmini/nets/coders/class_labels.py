"""The "Class" encoder and decoder: labels to positions or indicator vectors, probabilities to labels."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from ...arrays import pack, to_array
from ...expr import FALSE, TRUE, Association, Expr, S, as_key, is_list, make_list
from ..parameters import REFUSED, dimensions, items, size
from ..ports import Misfit, Port
from .coder import Decoder, Encoder, decoder, encoder

__all__ = ["ClassDecoder", "ClassEncoder", "class_decoder", "class_encoder"]

FORMS = {"Index": "Index", "IndicatorVector": "IndicatorVector", "UnitVector": "IndicatorVector"}


def read_labels(expr: Any, head: Any) -> tuple[Any, ...]:
    """The labels of a list, all different."""
    labels = items(expr)
    if not labels or len({as_key(label) for label in labels}) < len(labels):
        raise Misfit("coderarg", expr, "Labels", "Class", "a list of different labels", owner=head)
    return labels


def read_flag(options: dict[str, Any], name: str, head: Any) -> bool:
    value = options.pop(name, FALSE)
    if value not in (TRUE, FALSE):
        raise Misfit("coderarg", value, name, "Class", "True or False", owner=head)
    return value is TRUE


def refuse_rest(options: Mapping[str, Any], head: Any) -> None:
    for name in options:
        raise Misfit("optx", name, head.short, owner=head)


@encoder("Class")
class ClassEncoder(Encoder):
    """NetEncoder[{"Class", labels, form}]: the position of a label, or a vector with a 1 there."""

    __slots__ = ("dims", "form", "labels", "multilabel", "positions")

    def __init__(
        self,
        labels: Sequence[Any],
        form: str = "Index",
        dims: tuple[int, ...] = (),
        *,
        multilabel: bool = False,
    ) -> None:
        self.labels = tuple(labels)
        self.form = "IndicatorVector" if multilabel else form
        self.dims = dims
        self.multilabel = multilabel
        self.positions = {as_key(label): i for i, label in enumerate(self.labels, 1)}
        count = len(self.labels)
        indexed = self.form == "Index"
        self.port = Port(dims, "integer", (1, count)) if indexed else Port((*dims, count), "real")
        self.parameters = {
            "Labels": make_list(self.labels),
            "Form": self.form,
            "Dimensions": make_list(dims),
            "Multilabel": TRUE if multilabel else FALSE,
        }

    @classmethod
    def make(cls, arguments: Sequence[Any], options: Mapping[str, Any]) -> ClassEncoder:
        head, rest = S.NetEncoder, dict(options)
        if not 1 <= len(arguments) <= 2:
            raise Misfit("coderform", make_list(["Class", *arguments]), owner=head)
        form = arguments[1] if len(arguments) == 2 else "Index"
        if not isinstance(form, str) or form not in FORMS:
            raise Misfit("coderarg", form, "form", "Class", '"Index" or "IndicatorVector"', owner=head)
        dims = dimensions(rest.pop("Dimensions", make_list([])))
        if dims is REFUSED:
            raise Misfit(
                "coderarg", options["Dimensions"], "Dimensions", "Class", "a list of sizes", owner=head
            )
        multilabel = read_flag(rest, "Multilabel", head)
        refuse_rest(rest, head)
        return cls(read_labels(arguments[0], head), FORMS[form], dims, multilabel=multilabel)

    @classmethod
    def converted(cls, other: Any) -> ClassEncoder | None:
        return None if other.labels is None else cls(other.labels, multilabel=other.multilabel)

    def words(self) -> str:
        shown = ", ".join(map(label_text, self.labels[:10])) + (", ..." if len(self.labels) > 10 else "")
        return f"{'a list of classes' if self.multilabel else 'one of the classes'} {shown}"

    def construction(self) -> Expr:
        parts: list[Any] = ["Class", make_list(self.labels), self.form]
        if self.dims:
            parts.append(S.Rule("Dimensions", make_list(self.dims)))
        if self.multilabel:
            parts.append(S.Rule("Multilabel", TRUE))
        return S.NetEncoder(make_list(parts))

    def is_one(self, expr: Any) -> bool:
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
            return array if inside else None
        return array.astype(np.float64)

    def encode(self, exprs: Sequence[Any]) -> np.ndarray:
        if self.form == "Index" and not self.dims:
            codes = [self.positions.get(as_key(expr)) for expr in exprs]
            if None not in codes:
                return np.array(codes, dtype=np.int64)
        rows = []
        for expr in exprs:
            row = self.encoded(expr)
            if row is None:
                raise Misfit("encode", expr, self.words(), owner=self.head)
            rows.append(row)
        return np.array(rows)


def label_text(label: Any) -> str:
    return f'"{label}"' if isinstance(label, str) else repr(label)


@decoder("Class")
class ClassDecoder(Decoder):
    """NetDecoder[{"Class", labels}]: the most likely label, or what a property asks for."""

    __slots__ = ("depth", "labels", "multilabel")

    def __init__(self, labels: Sequence[Any] | None, depth: int = 1, *, multilabel: bool = False) -> None:
        self.labels = None if labels is None else tuple(labels)
        self.depth = depth
        self.multilabel = multilabel
        self.port = Port((*[None] * (depth - 1), None if labels is None else len(labels)), "real")
        self.parameters = {
            "Labels": S.Automatic if labels is None else make_list(labels),
            "InputDepth": depth,
            "Multilabel": TRUE if multilabel else FALSE,
        }

    @classmethod
    def make(cls, arguments: Sequence[Any], options: Mapping[str, Any]) -> ClassDecoder:
        head, rest = S.NetDecoder, dict(options)
        if len(arguments) > 1:
            raise Misfit("coderform", make_list(["Class", *arguments]), owner=head)
        depth = size(rest.pop("InputDepth", 1))
        if depth is REFUSED:
            expected = "a positive integer"
            raise Misfit("coderarg", options["InputDepth"], "InputDepth", "Class", expected, owner=head)
        multilabel = read_flag(rest, "Multilabel", head)
        refuse_rest(rest, head)
        given = arguments[0] if arguments else S.Automatic
        labels = None if given is S.Automatic else read_labels(given, head)
        return cls(labels, depth, multilabel=multilabel)

    @classmethod
    def converted(cls, other: Any) -> ClassDecoder:
        return cls(other.labels, 1 + len(other.dims), multilabel=other.multilabel)

    def words(self) -> str:
        return self.port.bare().words().replace("vector", "vector of probabilities")

    def construction(self) -> Expr:
        parts: list[Any] = ["Class"] if self.labels is None else ["Class", make_list(self.labels)]
        if self.depth != 1:
            parts.append(S.Rule("InputDepth", self.depth))
        if self.multilabel:
            parts.append(S.Rule("Multilabel", TRUE))
        return S.NetDecoder(make_list(parts))

    def properties(self) -> list[str]:
        return list(PROPERTIES)

    def decode(self, array: np.ndarray, prop: Any, generator: Any) -> list[Any]:
        if prop is S["None"]:
            return [pack(row) for row in array]
        name, argument = "Decision" if prop is S.Automatic else prop, None
        if isinstance(prop, Expr) and prop.head is S.Rule:
            name, argument = prop.parts
        if not isinstance(name, str) or name not in PROPERTIES:
            raise Misfit("prop", prop, self, make_list(PROPERTIES), owner=self.head)
        labels = tuple(range(1, array.shape[-1] + 1)) if self.labels is None else self.labels
        view = View(self, labels, argument, generator)
        return [mapped(row, self.depth - 1, lambda p: PROPERTIES[name](view, p)) for row in array]


class View:
    """What a property of the decoder works with: labels, its argument, a random generator."""

    def __init__(self, coder: ClassDecoder, labels: tuple[Any, ...], argument: Any, generator: Any) -> None:
        self.coder = coder
        self.labels = labels
        self.argument = argument
        self.generator = generator

    def refuse(self, name: str, expected: str) -> Misfit:
        return Misfit("coderarg", self.argument, name, "Class", expected, owner=S.NetDecoder)

    def count(self, name: str) -> int:
        if type(self.argument) is not int or not 1 <= self.argument <= len(self.labels):
            raise self.refuse(name, f"a number of classes from 1 to {len(self.labels)}")
        return self.argument


def mapped(row: np.ndarray, depth: int, f: Callable[[np.ndarray], Any]) -> Any:
    return make_list([mapped(part, depth - 1, f) for part in row]) if depth else f(row)


def by_likelihood(p: np.ndarray) -> list[int]:
    """Positions of the classes, the most likely first, ties in their order."""
    return [int(i) for i in np.argsort(-p, kind="stable")]


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


def entropy(view: View, p: np.ndarray) -> Any:
    positive = p[p > 0].astype(np.float64)
    return float(-(positive * np.log(positive)).sum()) + 0.0


def random_sample(view: View, p: np.ndarray) -> Any:
    """A class drawn with its probability, after temperature, cut-off of the total, and the likeliest k."""
    temperature, cut, most = sampling(view)
    with np.errstate(divide="ignore"):
        logits = np.log(p.astype(np.float64)) / temperature
    weights = np.exp(logits - logits.max())
    weights /= weights.sum()
    order = by_likelihood(weights)[: most or None]
    total = np.cumsum(weights[order])
    order = order[: int(np.searchsorted(total, cut * total[-1])) + 1] if cut < 1 else order
    kept = weights[order] / weights[order].sum()
    return view.labels[order[int(view.generator.choice(len(order), p=kept))]]


def sampling(view: View) -> tuple[float, float, int | None]:
    """(temperature, cut-off of the total probability, number of classes) of "RandomSample" -> argument."""
    given = view.argument
    if given is None:
        return 1.0, 1.0, None
    settings = {"Temperature": given}
    if is_list(given) or isinstance(given, Association):
        settings = {part.parts[0]: part.parts[1] for part in given.parts}
    temperature, cut = settings.pop("Temperature", 1), settings.pop("TotalProbabilityCutoff", 1)
    most = settings.pop("TopProbabilities", None)
    if not settings and all(
        isinstance(each, int | float) and each > 0 for each in (temperature, cut, most or 1)
    ):
        return float(temperature), min(float(cut), 1.0), most
    raise view.refuse("RandomSample", "a temperature, or rules for Temperature, TotalProbabilityCutoff, "
                      "TopProbabilities")  # fmt: skip


PROPERTIES: dict[str, Callable[[View, np.ndarray], Any]] = {
    "Decision": decision,
    "TopDecisions": top_decisions,
    "TopProbabilities": top_probabilities,
    "Probabilities": probabilities,
    "Probability": probability,
    "Entropy": entropy,
    "RandomSample": random_sample,
}


def class_encoder(labels: Sequence[Any], form: str = "Index") -> ClassEncoder:
    """The encoder of these labels."""
    return ClassEncoder(labels, form)


def class_decoder(labels: Sequence[Any], depth: int = 1) -> ClassDecoder:
    """The decoder of these labels."""
    return ClassDecoder(labels, depth)
