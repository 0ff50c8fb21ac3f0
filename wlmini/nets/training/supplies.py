"""Where the batches of a training come from: examples that are there, or a generator function."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import numpy as np

from ...expr import Association, Expr, S, Symbol, is_list
from ..data import read_columns
from ..losses import Problem, encode_examples
from ..objective import graph_arrays
from ..ports import Misfit
from ..pure_functions import PURE
from ..seeding import stream
from ..texts import TEXTS
from ..values import Net

__all__ = ["GeneratedSupply", "Generator", "StoredSupply", "Supply", "Variation", "read_generator"]

TEXTS.declare(
    generator='The generator `1` gave no examples but `2`; it is called with <|"BatchSize" -> b, '
    '"Round" -> r|> and gives a batch as rules, lists or an association.',
    roundlength='`1` is no generator; give a function f, or {f, "RoundLength" -> n} with the number of '
    "examples in a round.",
)

ORDER = 3  # the purpose of the random numbers that shuffle a round
VARIATION = 5  # the purpose of those with which encoders vary examples
OWNER = S.NetTrain
FUNCTIONS = (*PURE, S.CompiledFunction)


class Supply(Protocol):
    """Gives the arrays of one batch after the other."""

    count: int | None
    batch: int
    batches: int  # in a round

    def begin(self, number: int) -> None:
        """Round `number` starts."""

    def take(self, number: int) -> tuple[Mapping[str, Any], np.ndarray | None]:
        """(arrays by the name of the input, positions of the examples) of a batch of the round, from 0 on."""

    def state(self, *, inside: bool) -> Any:
        """What a continued training needs to know, in the midst of a round or between two."""

    def restore(self, state: Any) -> None:
        """Go on where another training was."""


class Variation:
    """The random numbers with which encoders vary examples; a batch has its own, so that a training that
    is continued draws what it would have drawn.
    """

    def __init__(self, seed: int) -> None:
        self.seed, self.random = seed, stream(seed, VARIATION)

    def begin(self, number: int, batch: int) -> None:
        """Batch `batch` of round `number` starts."""
        self.random.bit_generator.state = stream(self.seed, VARIATION, number, batch).bit_generator.state


class StoredSupply:
    """Every example once a round, in an order that the seed decides."""

    def __init__(self, problem: Problem, batch: int, dtype: Any, seed: int, variation: Variation) -> None:
        self.variation, self.number = variation, 0
        self.arrays = graph_arrays(problem, dtype)
        self.count: int | None = problem.count
        self.batch = min(batch, problem.count)
        self.batches = -(-problem.count // self.batch)
        self.random = stream(seed, ORDER)
        self.before = self.random.bit_generator.state  # at the begin of the round
        self.order = np.arange(problem.count)

    def begin(self, number: int) -> None:
        self.number = number
        self.before = self.random.bit_generator.state
        self.order = self.random.permutation(len(self.order))

    def take(self, number: int) -> tuple[Mapping[str, Any], np.ndarray | None]:
        self.variation.begin(self.number, number)
        index = self.order[number * self.batch : (number + 1) * self.batch]
        return {name: array[index] for name, array in self.arrays.items()}, index

    def state(self, *, inside: bool) -> Any:
        return dict(self.before if inside else self.random.bit_generator.state)

    def restore(self, state: Any) -> None:
        self.random.bit_generator.state = state


class Generator:
    """A function that makes batches: f[<|"BatchSize" -> b, "Round" -> r|>]."""

    def __init__(self, function: Any, length: int | None, kernel: Any, owner: Any = OWNER) -> None:
        self.function, self.length, self.kernel, self.owner = function, length, kernel, owner

    def columns(self, net: Net, batch: int, number: int) -> dict[str, Any]:
        """The columns of a new batch; `Misfit` where the function gives no examples."""
        asked = Association.of([("BatchSize", batch), ("Round", number)])
        value = self.kernel.evaluate(Expr(self.function, (asked,)))
        usable = isinstance(value, Association) or (
            isinstance(value, Expr) and value.head is not self.function
        )
        if not usable:
            raise Misfit("generator", self.function, value, owner=self.owner)
        try:
            return read_columns(value, net, self.owner, self.kernel)
        except Misfit as misfit:
            if misfit.tag != "dataform":
                raise
            raise Misfit("generator", self.function, value, owner=self.owner) from None

    def calls(self, batch: int) -> int:
        """How many batches make a round."""
        return 1 if self.length is None else -(-self.length // batch)


class GeneratedSupply:
    """Batches as a generator makes them; the first is made before training, to tell the shapes."""

    count: int | None = None

    def __init__(
        self,
        problem: Problem,
        generator: Generator,
        batch: int,
        dtype: Any,
        first: Mapping[str, Any] | None,
        variation: Variation,
    ) -> None:
        self.variation = variation
        self.problem, self.generator, self.dtype = problem, generator, dtype
        self.batch, self.batches = batch, generator.calls(batch)
        self.first, self.number = first, 1

    def begin(self, number: int) -> None:
        self.number = number

    def take(self, number: int) -> tuple[Mapping[str, Any], np.ndarray | None]:
        columns, self.first = self.first, None
        if columns is None:
            columns = self.generator.columns(self.problem.net, self.batch, self.number)
        kernel, owner = self.generator.kernel, self.generator.owner
        self.variation.begin(self.number, number)
        encoded = encode_examples(self.problem, columns, kernel, owner, self.variation.random)
        whole = slice(None)  # what is encoded when a batch needs it, is encoded now
        return {name: array[whole] for name, array in graph_arrays(encoded, self.dtype).items()}, None

    def state(self, *, inside: bool) -> Any:
        """Nothing: a generator draws from the random numbers of the session."""
        return None

    def restore(self, state: Any) -> None:
        """The first batch is the one that was drawn to see what the data is like, and is not trained on."""
        self.first = None


def read_generator(data: Any, kernel: Any, owner: Any = OWNER) -> Generator | None:
    """The generator that data is: f or {f, "RoundLength" -> n}; None for data of another form."""
    if is_function(data, kernel):
        return Generator(data, None, kernel, owner)
    if not (is_list(data) and len(data) and is_function(data.parts[0], kernel)):
        return None
    rules = data.parts[1:]
    if len(rules) == 1 and isinstance(rules[0], Expr) and rules[0].head is S.Rule:
        key, length = rules[0].parts
        if key == "RoundLength" and type(length) is int and length > 0:
            return Generator(data.parts[0], length, kernel, owner)
    raise Misfit("roundlength", data, owner=owner)


def is_function(data: Any, kernel: Any) -> bool:
    """Whether something is a function: a pure one, or a symbol with definitions f[...] := ..."""
    if isinstance(data, Symbol):
        return kernel is not None and data.context != "System`" and bool(kernel.definitions[data].down)
    return isinstance(data, Expr) and data.head in FUNCTIONS
