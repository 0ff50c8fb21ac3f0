"""Operators over two nets or over pairs: both directions of a sequence, embeddings of pairs, adversaries."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from ...expr import S, Symbol
from ..chains import element_net
from ..elements import layer_of
from ..ir import Node, op, same
from ..layer import InnerNet, layer
from ..ops.elementwise import log, maximum, sqrt
from ..ops.folding import fold_level, unfold_level
from ..ops.shape import concat, reduce_sum, reshape, take
from ..parameters import REFUSED, Automatic, Kind, items
from ..ports import Misfit, Shape, unify
from .inner import inner_port, label, pair_of_nets, refine_inner, same_size, single, split_first

__all__ = ["NetBidirectionalOperator", "NetGANOperator", "NetPairEmbeddingOperator"]

TINY = 1e-12


def read_aggregation(expr: Any) -> Any:
    """Catenate, Total or Mean, by name."""
    known = isinstance(expr, Symbol) and expr.short in ("Catenate", "Total", "Mean")
    return expr.short if known else REFUSED


Aggregation = Annotated[Any, Kind("Catenate, Total or Mean", read_aggregation)]
DIRECTIONS = ("ForwardNet", "BackwardNet")


@layer(
    "NetBidirectionalOperator[net]",
    "NetBidirectionalOperator[{forward, backward}]",
    "NetBidirectionalOperator[nets, aggregation]",
    read_net=element_net,
)
class NetBidirectionalOperator:
    """stands for a net that runs one net forwards and one backwards over a sequence and joins the results.

    The results are joined by Catenate (the vectors of both), Total or Mean. With one net, both directions
    begin with a copy of it and are trained apart.

    >>> NetBidirectionalOperator[{ElementwiseLayer[2 # &], ElementwiseLayer[-# &]}][{{1}, {2}}]
    {{2., -1.}, {4., -2.}}
    """

    Nets: InnerNet
    Aggregation: Aggregation = "Catenate"

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
        if self.Aggregation != "Catenate":
            return unify(first, second)
        if len(first) < 2 or len(second) < 2:
            raise Misfit("catenatevectors", "NetBidirectionalOperator")
        known = first[-1] is not None and second[-1] is not None
        start = unify(first[:-1], second[:-1]) or ()
        return (*start, first[-1] + second[-1] if known else None)  # type: ignore[operator]

    def forward(self, x: Any, *, place: Any) -> Any:
        ahead = self.run("ForwardNet", x, place)
        back = reverse(place, self.run("BackwardNet", reverse(place, x), place))
        if self.Aggregation == "Catenate":
            return concat(ahead, back, axis=len(ahead.shape) - 1)
        return (ahead + back) * (0.5 if self.Aggregation == "Mean" else 1.0)

    def run(self, name: str, x: Any, place: Any) -> Any:
        net = getattr(self, name)
        (port,), (output,) = net.inputs, net.outputs
        return net.lower(place.inside(name), {port: x})[output]


def reverse(place: Any, x: Any) -> Any:
    """A sequence from its last element to its first."""
    shape = ("Varying", *x.shape[1:]) if place.length(x) is not None else x.shape
    flip = layer_of("SequenceReverseLayer", None, Input=S.List(*shape))
    return flip.lower(place.inside("Reverse"), {"Input": x})["Output"]


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

    def forward(self, x: Any, *, place: Any) -> Any:
        (name,), (output,) = self.Net.inputs, self.Net.outputs
        found = self.Net.lower(place.inside("Net").folded(2), {name: fold_level(x)})[output]
        both = unfold_level(found, 2, math.prod(place.folds))
        first, second = (
            reshape(take(both, axis=0, start=i, stop=i + 1), shape=both.shape[1:]) for i in (0, 1)
        )
        return DISTANCES[self.DistanceFunction](first, second)


@op(shape=same, vjp=(lambda g, y, x: -g,))
def reverse_gradient(at: Any, out: Any, x: Any) -> Any:
    """The operand as it is; its gradient changes sign on the way back."""
    yield lambda: out.__setitem__(..., x)


GAN_INPUTS, GAN_OUTPUTS = ("Sample", "Latent"), ("LossReal", "LossFake", "GeneratedFake")
PLAYERS = ("Generator", "Discriminator")


@layer(
    "NetGANOperator[{generator, discriminator}]",
    "NetGANOperator[{generator, discriminator}, loss]",
    inputs=GAN_INPUTS,
    outputs=GAN_OUTPUTS,
    read_net=element_net,
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
            raise Misfit("notscalar", "NetGANOperator", label(self.Discriminator))
        return made, inner_port(self.Generator, "inputs")[1], (), (), made

    def forward(self, sample: Any, latent: Any, *, place: Any) -> Any:
        (name,), (output,) = self.Generator.inputs, self.Generator.outputs
        made = self.Generator.lower(place.inside("Generator"), {name: latent})[output]
        real = self.judged(sample, place)
        fake = self.judged(reverse_gradient(made), place)
        if self.uses_logarithm():
            return -log(maximum(real, TINY)), -log(maximum(1.0 - fake, TINY)), made
        return -real, fake, made

    def judged(self, x: Any, place: Any) -> Any:
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
