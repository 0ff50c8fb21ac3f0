"""Attention layers: sums of values, weighted by how well their keys fit a query."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import reduce
from typing import Annotated, Any, ClassVar

import numpy as np

from ...expr import FALSE, S
from ..elements import as_net
from ..ir import Node, ShapeError, constant
from ..layer import Array, InnerNet, layer
from ..lowering import Place
from ..masks import matched, positions
from ..ops.arrangement import alike, on_axis
from ..ops.attention import HEADS, PAIRS, attend, dot_scores, examples_first
from ..ops.elementwise import greater_equal, less, multiply
from ..ops.folding import fold_level, unfold_level
from ..ops.lengths import positions_mask
from ..ops.shape import broadcast_to, cast, reshape, transpose
from ..ops.steps import linear_steps
from ..parameters import REFUSED, Flag, Kind, Rate, is_rule
from ..ports import Misfit, Port, Shape, shape_words, unify
from ..texts import TEXTS

TEXTS.declare(
    scoring="The net that scores for `1` must have the inputs Input and Query and the output Output; its "
    "inputs are `2`, its outputs `3`.",
    noweights='`1` has "Weights" only where its keys are scored by "Bilinear".',
    attnrank="The port `1` of `2` must have at least `3` levels, vectors`4` at positions, but it is `5`.",
    causalrank='The port `1` of `2` with "Mask" -> "Causal" must have `3` levels, but it is `4`.',
)

ALL = -1  # the window of a causal mask that holds every key before
FORMS = ("Bilinear", "Dot")
AT_END = ((0, "Query"), (0, "Output"))  # a single query with a causal mask stands at the last key


def read_mask(expr: Any) -> Any:
    """How many keys, its own and those before it, a query sees: 0 for all keys, -1 for all before."""
    if expr is S["None"]:
        return 0
    if isinstance(expr, str) and expr == "Causal":
        return ALL
    if is_rule(expr) and expr.parts[0] == "Causal" and type(expr.parts[1]) is int and expr.parts[1] > 0:
        return expr.parts[1]
    return REFUSED


def read_rescaling(expr: Any) -> Any:
    known = expr is S["None"] or isinstance(expr, str) and expr == "DimensionSqrt"
    return isinstance(expr, str) if known else REFUSED


Mask = Annotated[int, Kind('None, "Causal" or "Causal" -> a positive integer', read_mask)]
Rescaling = Annotated[bool, Kind('None or "DimensionSqrt"', read_rescaling)]

OPTIONS = {
    "Dropout": 0,
    "Mask": S["None"],
    "MultiHead": FALSE,
    "ScoreRescaling": S["None"],
    "Weights": S.Automatic,
}


class Attention:
    """What attention layers share: `attend_to` takes keys, values and queries."""

    ScoringNet: InnerNet = "Bilinear"
    Dropout: Rate
    Mask: Mask
    MultiHead: Flag
    ScoreRescaling: Rescaling

    sizes: Mapping[str, Any]
    name: ClassVar[str]
    further_outputs = ("AttentionWeights",)

    def nets_of(self, given: Mapping[str, Any], read: Callable[[str, Any], Any]) -> dict[str, Any]:
        """The net that scores; none where a name says how."""
        spec = given.get("ScoringNet", FORMS[0])
        if isinstance(spec, str) and spec in FORMS:
            self.ScoringNet = spec
            return {}
        try:
            net = read("ScoringNet", spec)
        except Misfit as misfit:
            if misfit.tag != "notlayer":
                raise
            raise Misfit("param", spec, "ScoringNet", self.name, 'a net, "Dot" or "Bilinear"') from None
        if {*net.inputs} != {"Input", "Query"} or [*net.outputs] != ["Output"]:
            raise Misfit("scoring", self.name, ", ".join(net.inputs), ", ".join(net.outputs))
        return {"ScoringNet": net}

    @property
    def tail(self) -> int:
        """The levels that belong to one vector: its numbers, and heads."""
        return 2 if self.MultiHead else 1

    def attention_shapes(self, key: Shape, value: Shape, query: Shape, y: Shape) -> tuple[Shape, ...]:
        """The shapes of all ports, refined by each other."""
        for port, shape, least in (
            ("Key", key, 1),
            ("Value", value, 1),
            ("Query", query, 0),
            ("Output", y, 0),
        ):
            self.check_rank(port, shape, least)
        key, value = beside(key, value)
        query, y = beside(query, y)
        if self.MultiHead:
            key, query = together(key, query, -2)
        if self.ScoringNet == "Dot":
            key, query = together(key, query, -1)
        value, y = together(value, y, -1)
        weights = self.sizes["Weights"]
        if weights and self.ScoringNet != "Bilinear":
            raise Misfit("noweights", self.name)
        if weights and len(weights) == 2:
            key, query = filled(key, weights[0]), filled(query, weights[1])
        self.settle_net(key, query)
        return key, value, query, y

    def check_rank(self, port: str, shape: Shape, least: int) -> None:
        """A sequence of vectors, of one level where positions are compared."""
        if shape is None:
            return
        levels = len(shape) - self.tail
        if levels < least:
            heads = " of heads" if self.MultiHead else ""
            raise Misfit("attnrank", port, self.name, least + self.tail, heads, shape_words(shape))
        if self.Mask and levels != 1 and (levels, port) not in AT_END:
            raise Misfit("causalrank", port, self.name, self.tail + 1, shape_words(shape))

    def settle_net(self, key: Shape, query: Shape) -> None:
        """Tell a net that scores what it is given."""
        if isinstance(self.ScoringNet, str):
            return
        ports = {name: Port((shape[-1],)) for name, shape in (("Input", key), ("Query", query)) if shape}
        self.ScoringNet = self.ScoringNet.refined(ports, {"Output": Port(())})

    def weight_shapes(self, key: Shape, query: Shape) -> dict[str, Array]:
        if self.ScoringNet != "Bilinear":
            return {}
        return {"Weights": Array((key[-1] if key else None, query[-1] if query else None))}

    def attend_to(self, key: Any, value: Any, query: Any, weights: Any, place: Place) -> Any:
        """The output, and the weights of all keys kept for NetPort."""
        levels = len(key.shape) - self.tail
        key, value, lengths = matched(place, key, value, levels)
        if key.shape[:levels] != value.shape[:levels]:
            counts = (" x ".join(map(str, each.shape[:levels])) for each in (key, value))
            raise ShapeError("there are {} keys and {} values, but each key has one value".format(*counts))
        mask = key_mask(lengths, key.shape[:levels])
        dims = [x.shape[: len(x.shape) - self.tail] for x in (query, key)]
        heads = key.shape[-2:-1] if self.MultiHead else ()
        flat = [self.flattened(each) for each in alike(key, value, query)]
        scale = key.shape[-1] ** -0.5 if self.ScoreRescaling else 1.0
        scores = self.scores(flat[0], flat[2], weights, scale, place)
        rate = self.Dropout if place.training else 0.0
        window = self.Mask
        if not dims[0] and window > 0:
            mask, window = last_keys(lengths, dims[1][0], window, key.batched), 0
        y, found = attend(scores, flat[1], mask=mask, window=window if dims[0] else 0, rate=rate)
        y = reshape(y, shape=(*dims[0], *heads, value.shape[-1]))
        found = reshape(found, shape=(*dims[0], *heads, *dims[1]))
        place.record({"AttentionWeights": found})
        for each in (y, found):
            keep_lengths(place, query, lengths, each, len(dims[0]))
        for axis, length in lengths.items():
            place.set_length(found, length, len(dims[0]) + len(heads) + axis)
        return y

    def flattened(self, x: Any) -> Any:
        """Positions x heads x numbers."""
        heads = x.shape[-2] if self.MultiHead else 1
        return reshape(x, shape=(math.prod(x.shape) // (heads * x.shape[-1]), heads, x.shape[-1]))

    def scores(self, key: Any, query: Any, weights: Any, scale: float, place: Place) -> Any:
        """How well every key fits every query, by head."""
        if not isinstance(self.ScoringNet, str):
            return net_scores(self.ScoringNet, key, query, scale, place)
        if self.ScoringNet == "Bilinear":
            positions, heads, numbers = query.shape
            flat = linear_steps(reshape(query, shape=(positions * heads, numbers)), weights)
            query = reshape(flat, shape=(positions, heads, weights.shape[0]))
        return dot_scores(query, key, scale)


def net_scores(net: Any, key: Any, query: Any, scale: float, place: Place) -> Any:
    """The scores that a net gives to every pair of a query and a key."""
    (keys, heads, k), (queries, _, q) = key.shape, query.shape
    pairs = (queries, heads, keys)
    count = math.prod(pairs)
    key = broadcast_to(transpose(key, axes=HEADS), shape=(*pairs, k))
    query = broadcast_to(reshape(query, shape=(queries, heads, 1, q)), shape=(*pairs, q))
    fed = {
        "Input": fold_level(reshape(key, shape=(count, k))),
        "Query": fold_level(reshape(query, shape=(count, q))),
    }
    found = net.lower(place.inside("ScoringNet").folded(count), fed)["Output"]
    scores = reshape(unfold_level(found, count, key.batched or 1), shape=pairs)
    return examples_first(scores, axes=PAIRS, scale=scale)


def beside(x: Shape, y: Shape) -> tuple[Shape, Shape]:
    """Two shapes that are equal up to the last level."""
    if x is None or y is None:
        return (x, (*x[:-1], None)) if y is None and x else ((*y[:-1], None) if y else x, y)
    common = unify(x[:-1], y[:-1])
    assert common is not None
    return (*common, x[-1]), (*common, y[-1])


def together(x: Shape, y: Shape, level: int) -> tuple[Shape, Shape]:
    """Two shapes with the same size at a level."""
    if not x or not y:
        return x, y
    (size,) = unify((x[level],), (y[level],)) or ()
    return with_size(x, level, size), with_size(y, level, size)


def with_size(x: Any, level: int, size: Any) -> Shape:
    level %= len(x)
    return (*x[:level], size, *x[level + 1 :])


def filled(x: Shape, size: int) -> Shape:
    """The shape with its last size, where that was unknown."""
    return with_size(x, -1, size) if x and x[-1] is None else x


def key_mask(lengths: Mapping[int, Any], dims: tuple[int, ...]) -> Any:
    """1 for the keys that are an example's own, over all their levels at once; None where all are."""
    masks = [
        on_axis(positions_mask(each, size=dims[axis]), axis, len(dims)) for axis, each in lengths.items()
    ]
    if not masks:
        return None
    return reshape(broadcast_to(reduce(multiply, masks), shape=dims), shape=(math.prod(dims),))


def last_keys(lengths: Mapping[int, Any], size: int, window: int, batch: Any) -> Any:
    """1 for the last of the keys that are an example's own, as many as the window holds."""
    index = positions(size)
    if 0 not in lengths:
        return broadcast_to(greater_equal(index, float(size - window)), shape=(size,), batch=batch)
    end = cast(lengths[0], to="real")
    return multiply(less(index, end), greater_equal(index, end - float(window)))


def keep_lengths(place: Place, query: Any, keys: Mapping[int, Any], y: Any, levels: int) -> None:
    """Give a result the lengths of the queries; where they are full, those of the keys must not pass."""
    for axis in range(levels):
        length = place.length(query, axis)
        if length is None and axis in keys:
            size = reshape(constant(np.array([y.shape[axis]])), shape=())
            length = cast(broadcast_to(size, shape=(), batch=y.batched), to="integer")
        place.set_length(y, length, axis)


@layer(
    "AttentionLayer[]",
    "AttentionLayer[net]",
    options=OPTIONS,
    inputs=("Key", "Value", "Query"),
    read_net=as_net,
)
class AttentionLayer(Attention):
    """stands for a layer that gives, for every query, a sum of the values weighted by their keys.

    The weights are the softmax of the scores of all keys. The net scores a key ("Input") and a "Query"; "Dot"
    stands for key.query, "Bilinear" (the default) for key.w.query with trainable "Weights" w. With "Mask" ->
    "Causal" query i sees the keys up to i (with "Causal" -> n the last n of them); one query is the last.

    >>> AttentionLayer["Dot"][<|"Key" -> {{0}, {Log[3]}}, "Value" -> {{4}, {8}}, "Query" -> {{1}}|>]
    {{7.}}
    >>> NetExtract[AttentionLayer["Mask" -> "Causal"], {{"ScoringNet"}, {"Mask"}}]
    {Bilinear, Causal}
    """

    name = "AttentionLayer"

    def shapes(self, key: Shape, value: Shape, query: Shape, y: Shape) -> tuple[Shape, ...]:
        return self.attention_shapes(key, value, query, y)

    def arrays(self, key: Shape, value: Shape, query: Shape, y: Shape) -> dict[str, Array]:
        return self.weight_shapes(key, query)

    def forward(
        self, key: Node, value: Node, query: Node, *, place: Place, Weights: Node | None = None
    ) -> Any:
        return self.attend_to(key, value, query, Weights, place)


@layer(
    "SequenceAttentionLayer[]",
    "SequenceAttentionLayer[net]",
    options=OPTIONS,
    inputs=("Input", "Query"),
    read_net=as_net,
)
class SequenceAttentionLayer(Attention):
    """stands for an AttentionLayer whose keys and values are both its "Input".

    >>> SequenceAttentionLayer["Dot"][<|"Input" -> {{0}, {Log[3]}}, "Query" -> {{0}}|>]
    {{0.549306}}
    """

    name = "SequenceAttentionLayer"

    def shapes(self, x: Shape, query: Shape, y: Shape) -> tuple[Shape, ...]:
        key, value, query, y = self.attention_shapes(x, x, query, y)
        return unify(key, value), query, y

    def arrays(self, x: Shape, query: Shape, y: Shape) -> dict[str, Array]:
        return self.weight_shapes(x, query)

    def forward(self, x: Node, query: Node, *, place: Place, Weights: Node | None = None) -> Any:
        return self.attend_to(x, x, query, Weights, place)
