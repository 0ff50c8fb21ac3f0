"""Operators over two nets or over pairs: both directions of a sequence, embeddings of pairs, adversaries."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from ...expr import S, Symbol
from ..chains import element_net
from ..ir import Node
from ..layer import InnerNet, layer
from ..lowering import Place
from ..masks import reversed_sequence
from ..ops.arrangement import element
from ..ops.custom import reverse_gradient
from ..ops.elementwise import log, maximum, sqrt
from ..ops.shape import concat, reduce_sum
from ..parameters import REFUSED, Automatic, Kind, items
from ..ports import Misfit, Shape, unify
from .inner import inner_port, pair_of_nets, refine_inner, same_size, single, split_first

__all__ = ["NetBidirectionalOperator", "NetGANOperator", "NetPairEmbeddingOperator"]

TINY = 1e-12


def read_aggregation(expr: Any) -> Any:
    return expr if isinstance(expr, Symbol) and expr in (S.Catenate, S.Total, S.Mean) else REFUSED


Aggregation = Annotated[Any, Kind("Catenate, Total or Mean", read_aggregation)]
DIRECTIONS = ("ForwardNet", "BackwardNet")


@layer(
    "NetBidirectionalOperator[net]",
    "NetBidirectionalOperator[{forward, backward}]",
    "NetBidirectionalOperator[nets, aggregation]",
    read_net=element_net,
    messages={
        "catenatevectors": "`1` with Catenate joins vectors, but a net inside gives single numbers.",
    },
)
class NetBidirectionalOperator:
    """stands for a net that runs one net forwards and one backwards over a sequence and joins the results.

    The results are joined by Catenate (the vectors of both), Total or Mean. With one net, both directions
    begin with a copy of it and are trained apart.

    >>> NetBidirectionalOperator[{ElementwiseLayer[2 # &], ElementwiseLayer[-# &]}][{{1}, {2}}]
    {{2., -1.}, {4., -2.}}
    """

    Nets: InnerNet
    Aggregation: Aggregation = S.Catenate

    ForwardNet: Any = None
    BackwardNet: Any = None
    port_bounds: Mapping[str, tuple[int, int]]

    passes_states = True

    def nets_of(self, given: Mapping[str, Any], read: Any) -> dict[str, Any]:
        """The nets of both directions."""
        expr = given["Nets"]
        both = items(expr)
        if both is not None and len(both) == 2:
            found = pair_of_nets("NetBidirectionalOperator", expr, read, DIRECTIONS)
        elif both is not None and len(both) == 1:
            found = {name: read(name, both[0]) for name in DIRECTIONS}
        else:
            found = {name: read(name, expr) for name in DIRECTIONS}
        return {name: single("NetBidirectionalOperator", net) for name, net in found.items()}

    def net_expressions(self) -> dict[str, Any]:
        """The list of both nets."""
        return {"Nets": S.List(self.ForwardNet.construction(), self.BackwardNet.construction())}

    def shapes(self, x: Shape, y: Shape) -> tuple[Shape, Shape]:
        if x == () or y == ():
            raise Misfit("needsequence", "NetBidirectionalOperator")
        bounds = self.port_bounds.get("Input")
        for _ in range(2):
            self.ForwardNet = refine_inner(self.ForwardNet, x, None, bounds)
            self.BackwardNet = refine_inner(self.BackwardNet, x, None, bounds)
            x = unify(inner_port(self.ForwardNet, "inputs")[1], inner_port(self.BackwardNet, "inputs")[1])
        first, second = (inner_port(net, "outputs")[1] for net in (self.ForwardNet, self.BackwardNet))
        return x, unify(y, self.joined(first, second))

    def joined(self, first: Shape, second: Shape) -> Shape:
        """The shape of the joined results."""
        if first is None or second is None:
            return None
        if self.Aggregation is not S.Catenate:
            return unify(first, second)
        if len(first) < 2 or len(second) < 2:
            raise Misfit("catenatevectors", "NetBidirectionalOperator")
        known = first[-1] is not None and second[-1] is not None
        start = unify(first[:-1], second[:-1]) or ()
        return (*start, first[-1] + second[-1] if known else None)  # type: ignore[operator]

    def forward(self, x: Node, *, place: Place) -> Any:
        ahead = self.run("ForwardNet", x, place)
        back = reversed_sequence(place, self.run("BackwardNet", reversed_sequence(place, x), place))
        if self.Aggregation is S.Catenate:
            return concat(ahead, back, axis=len(ahead.shape) - 1)
        return (ahead + back) * (0.5 if self.Aggregation is S.Mean else 1.0)

    def run(self, name: str, x: Any, place: Place) -> Any:
        net = getattr(self, name)
        (port,), (output,) = net.inputs, net.outputs
        return net.lower(place.inside(name), {port: x})[output]


def read_distance(expr: Any) -> Any:
    known = isinstance(expr, Symbol) and expr.short in DISTANCES
    return expr.short if known else REFUSED


def euclidean(a: Node, b: Node) -> Node:
    difference = a - b
    return sqrt(maximum(total(difference * difference), TINY))


def cosine(a: Node, b: Node) -> Node:
    lengths = sqrt(maximum(total(a * a) * total(b * b), TINY))
    return 1.0 - total(a * b) / lengths


def total(x: Node) -> Node:
    return reduce_sum(x, axes=tuple(range(len(x.shape))))


DISTANCES = {"EuclideanDistance": euclidean, "CosineDistance": cosine}
Distance = Annotated[Any, Kind("EuclideanDistance or CosineDistance", read_distance)]


@layer(
    "NetPairEmbeddingOperator[net]",
    options={"DistanceFunction": S.EuclideanDistance},
    read_net=element_net,
)
class NetPairEmbeddingOperator:
    """stands for a net that gives the distance between the outputs of net for the two inputs of a pair.

    >>> NetPairEmbeddingOperator[ElementwiseLayer[2 # &, "Input" -> 2]][{{0, 0}, {3, 4}}]
    10.
    """

    Net: InnerNet
    DistanceFunction: Distance

    def check(self) -> None:
        """The net has one input and one output."""
        self.Net = single("NetPairEmbeddingOperator", self.Net)

    def shapes(self, x: Shape, y: Shape) -> tuple[Shape, Shape]:
        size, element = split_first(x)
        same_size(size, 2)
        self.Net = refine_inner(self.Net, element, None)
        inner = inner_port(self.Net, "inputs")[1]
        return (None if inner is None else (2, *inner)), unify(y, ())

    def forward(self, x: Node, *, place: Place) -> Any:
        (name,), (output,) = self.Net.inputs, self.Net.outputs
        found = self.Net.lower(place.inside("Net").folded(2), {name: place.fold(x)})[output]
        both = place.unfold(found, 2, math.prod(place.folds))
        return DISTANCES[self.DistanceFunction](element(both, 0), element(both, 1))


GAN_INPUTS, GAN_OUTPUTS = ("Sample", "Latent"), ("LossReal", "LossFake", "GeneratedFake")
PLAYERS = ("Generator", "Discriminator")


@layer(
    "NetGANOperator[{generator, discriminator}]",
    "NetGANOperator[{generator, discriminator}, loss]",
    inputs=GAN_INPUTS,
    outputs=GAN_OUTPUTS,
    read_net=element_net,
    messages={
        "notscalar": "The discriminator of `1` (`2`) must give a single number.",
    },
)
class NetGANOperator:
    """stands for a generator and a discriminator that are trained against each other.

    The discriminator makes "LossReal" and "LossFake" small; the generator gets the gradient of "LossFake"
    with the sign reversed, so it makes it large. The loss is "JensenShannon" (-Log of the probabilities;
    Automatic where the discriminator ends in LogisticSigmoid) or "Wasserstein".

    >>> NetGANOperator[{Ramp, Ramp}, "Wasserstein", "Latent" -> "Real"][<|"Sample" -> 2, "Latent" -> 5|>]
    <|LossReal -> -2., LossFake -> 5., GeneratedFake -> 5.|>
    """

    Nets: InnerNet
    Loss: Literal["JensenShannon", "Wasserstein"] | Automatic = None

    Generator: Any = None
    Discriminator: Any = None

    loss_outputs = ("LossReal", "LossFake")

    def nets_of(self, given: Mapping[str, Any], read: Any) -> dict[str, Any]:
        """Generator and discriminator."""
        found = pair_of_nets("NetGANOperator", given["Nets"], read, PLAYERS)
        return {name: single("NetGANOperator", net) for name, net in found.items()}

    def net_expressions(self) -> dict[str, Any]:
        """The list of both nets."""
        return {"Nets": S.List(self.Generator.construction(), self.Discriminator.construction())}

    def shapes(
        self, sample: Shape, latent: Shape, real: Shape, fake: Shape, generated: Shape
    ) -> tuple[Shape, ...]:
        made = unify(sample, generated)
        for _ in range(2):
            self.Generator = refine_inner(self.Generator, latent, made)
            made = unify(made, inner_port(self.Generator, "outputs")[1])
            self.Discriminator = refine_inner(self.Discriminator, made, None)
            made = unify(made, inner_port(self.Discriminator, "inputs")[1])
        verdict = inner_port(self.Discriminator, "outputs")[1]
        if verdict not in (None, ()):
            raise Misfit("notscalar", "NetGANOperator", self.Discriminator.head.short)
        return made, inner_port(self.Generator, "inputs")[1], (), (), made

    def forward(self, sample: Node, latent: Node, *, place: Place) -> Any:
        (name,), (output,) = self.Generator.inputs, self.Generator.outputs
        made = self.Generator.lower(place.inside("Generator"), {name: latent})[output]
        real = self.judged(sample, place)
        fake = self.judged(reverse_gradient(made), place)
        if self.uses_logarithm():
            return -log(maximum(real, TINY)), -log(maximum(1.0 - fake, TINY)), made
        return -real, fake, made

    def judged(self, x: Any, place: Place) -> Any:
        """What the discriminator says."""
        (name,), (output,) = self.Discriminator.inputs, self.Discriminator.outputs
        return self.Discriminator.lower(place.inside("Discriminator"), {name: x})[output]

    def uses_logarithm(self) -> bool:
        """Whether the loss is Jensen-Shannon's, also by the last layer of the discriminator."""
        if self.Loss is not None:
            return bool(self.Loss == "JensenShannon")
        last = list(self.Discriminator.leaf_layers())[-1]
        function = getattr(last.layer, "Function", None)
        return function in (S.LogisticSigmoid, "Sigmoid")
