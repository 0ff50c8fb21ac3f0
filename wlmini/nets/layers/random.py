"""The layer that draws arrays of random numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import reduce
from typing import Annotated, Any

from ...expr import Expr, S, Symbol, is_list
from ..functions import body_of, check, number_of, translate, variable
from ..ir import Node, as_node
from ..layer import MANY, layer
from ..lowering import Place
from ..ops.distributions import DISTRIBUTIONS, FITS
from ..ops.shape import broadcast_to
from ..parameters import REFUSED, Kind
from ..ports import Misfit, Shape, numbered_inputs, unify
from ..pure_functions import argument_count, named_slots


def read_distribution(expr: Any) -> Any:
    """A distribution, or a function that makes one of the inputs."""
    if isinstance(expr, Symbol):
        return expr if expr.short in DISTRIBUTIONS else REFUSED
    makes_one = isinstance(expr, Expr) and expr.head is S.Function
    return expr if makes_one or is_distribution(expr) else REFUSED


def is_distribution(expr: Any) -> bool:
    return isinstance(expr, Expr) and isinstance(expr.head, Symbol) and expr.head.short in DISTRIBUTIONS


Law = Annotated[
    Any, Kind("a distribution such as NormalDistribution[0, 1], or a function that gives one",
              read_distribution)
]  # fmt: skip


@layer(
    "RandomArrayLayer[dist]",
    "RandomArrayLayer[dfunc]",
    inputs=MANY,
    messages={
        "nodistribution": "RandomArrayLayer does not draw from `1`; it knows `2`.",
        "lawcount": "The distribution `1` of RandomArrayLayer has `2` parameter(s), but `3` are given.",
        "lawvalue": "The parameter `1` of `2` in RandomArrayLayer is not `3`.",
    },
)
class RandomArrayLayer:
    """stands for a layer whose output are random numbers from a distribution, new ones in each evaluation.

    With a function the inputs are the parameters of the distribution, element by element; slots such as
    #Mean name the ports. The numbers depend on parameters of location and scale, which so have gradients.

    >>> RandomArrayLayer[UniformDistribution[{0, 1}], "Output" -> {2, 3}][] // Dimensions
    {2, 3}
    >>> Round[RandomArrayLayer[NormalDistribution[#Mean, 0.001] &][<|"Mean" -> {1, 2}|>]]
    {1, 2}
    """

    Distribution: Law

    draws = True
    body: Any = None
    variables: Sequence[Symbol] = ()

    def prepare(self, kernel: Any) -> None:
        """The distribution, with variables for what the inputs give."""
        names = self.port_names()
        slots = named_slots(self.Distribution)
        self.variables = [variable(name if slots else i) for i, name in enumerate(names, 1)]
        self.body = self.Distribution
        if slots:
            given = S.Association(*(S.Rule(n, v) for n, v in zip(slots, self.variables, strict=True)))
            self.body = body_of(self.Distribution, kernel, [given])
        elif names:
            self.body = body_of(self.Distribution, kernel, self.variables)
        self.check_body()

    def keep(self, known: Any) -> None:
        self.body, self.variables = known.body, known.variables

    def check_body(self) -> None:
        """The function must give a distribution whose parameters are allowed."""
        if not is_distribution(self.body):
            raise Misfit("nodistribution", self.Distribution, ", ".join(DISTRIBUTIONS))
        law = DISTRIBUTIONS[self.body.head.short]
        parameters = self.parameters()
        if len(parameters) != law.count:
            raise Misfit("lawcount", self.body.head, law.count, len(parameters))
        for parameter, kind in zip(parameters, law.parameters, strict=True):
            value = number_of(parameter)
            if value is None:
                check(parameter, self.variables)
            elif not FITS[kind](value):
                raise Misfit("lawvalue", parameter, self.body.head, kind)

    def parameters(self) -> list[Any]:
        """The parameters as expressions; a list of two ends counts as two."""
        found = [each for part in self.body.parts for each in (part.parts if is_list(part) else (part,))]
        return found or list(DISTRIBUTIONS[self.body.head.short].usual)

    def port_names(self) -> tuple[str, ...]:
        law = self.Distribution
        if isinstance(law, Symbol):
            return numbered_inputs(DISTRIBUTIONS[law.short].count)
        if law.head is not S.Function:
            return ()
        slots = named_slots(law)
        count = 0 if slots else argument_count(law) or 0
        return tuple(slots) or (("Input",) if count == 1 else numbered_inputs(count))

    def shapes(self, *ports: Shape) -> tuple[Shape, ...]:
        return (reduce(unify, ports),) * len(ports)

    def forward(self, *nodes: Node, place: Place) -> Any:
        (shape,) = (node.shape for node in nodes[:1]) if nodes else place.outputs
        if shape is None or None in shape:
            raise Misfit("unsized", "RandomArrayLayer", "Output")
        known = dict(zip(self.variables, nodes, strict=True))
        batch = nodes[0].batched if nodes and nodes[0].batched else math.prod(place.folds)
        values = (as_node(translate(each, known)) for each in self.parameters())
        filled = [broadcast_to(value, shape=tuple(shape), batch=batch) for value in values]
        return DISTRIBUTIONS[self.body.head.short].draw(*filled)
