"""The "Function", "FeatureExtractor" and "Scalar" coders: what functions of the language, or nothing, do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...arrays import pack, real_array, to_array
from ...expr import Atom, Expr, S, is_list, make_list
from ...kernel.statements import is_defined, needed, statements, symbols_in
from ..parameters import items, size
from ..ports import VARYING, Misfit, Port
from .coder import Coder, Decoder, Encoder, argument, decoder, encoder, fits, option, stacked
from .reading import REFUSED, anything, choice, flag, real

__all__ = ["FeatureExtractorEncoder", "FunctionDecoder", "FunctionEncoder", "ScalarEncoder"]

EXTRACTORS = ("StandardizedVector", "NumericVector", "IndicatorVector", "TFIDF")


def port_shape(expr: Any) -> Any:
    """Sizes as in ports: "Real", a size, or a list of sizes, the first of which may vary."""
    if expr == "Real":
        return expr
    parts = items(expr)
    sizes = (expr,) if parts is None else parts
    if not all(each == "Varying" and not i or size(each) is not REFUSED for i, each in enumerate(sizes)):
        return REFUSED
    return tuple(sizes)


SAVE = option("save", "SaveDefinitions", "True or False", flag, default=True)
START = option("start", "Initialization", "None or an expression to evaluate first", anything, S["None"])


class Calling(Coder):
    """What calls a function of the language; Initialization is evaluated before its first call."""

    function: Any
    start: Any
    save: bool
    started = False

    @classmethod
    def converted(cls, other: Any) -> Coder | None:
        """Nobody knows what undoes a function."""
        return None

    def construction(self) -> Expr:
        """With the definitions of the symbols in the function as statements to be evaluated first."""
        made = super().construction()
        first = self.statements() if self.save and self.kernel is not None else []
        if not first:
            return made
        own = [] if self.start is S["None"] else [self.start]
        if own and isinstance(self.start, Expr) and self.start.head is S.CompoundExpression:
            own = list(self.start.parts)
        both = [*(each for each in first if each not in own), *own]
        start = both[0] if len(both) == 1 else S.CompoundExpression(*both)
        parts = [each for each in made.parts[0].parts if not starts(each)]
        return Expr(self.head, (make_list([*parts, S.RuleDelayed(S.Initialization, start)]),))

    def statements(self) -> list[Any]:
        """What defines the symbols of a user that the function refers to."""
        table = self.kernel.definitions
        found = [each for each in needed(self.kernel, symbols_in(self.function)) if is_defined(table[each])]
        return [line for each in found for line in statements(table[each])]

    def call(self, *arguments: Any) -> Any:
        """The value of the function."""
        if self.start is not S["None"] and not self.started:
            self.kernel.evaluate(self.start)
        self.started = True
        return self.kernel.evaluate(Expr(self.function, arguments))


def starts(part: Any) -> bool:
    """Whether part of a description is the rule for Initialization."""
    return isinstance(part, Expr) and part.head is S.RuleDelayed and part.parts[0] is S.Initialization


@encoder(
    "Function",
    argument("function", "Function", "a function", anything),
    argument("dims", "Dimensions", '"Real", a size or a list of sizes, the first of them perhaps "Varying"',
             port_shape),
    option("pattern", "Pattern", "None or a pattern", anything, S["None"]),
    option("batched", "Batched", "True or False", flag, default=False),
    SAVE,
    START,
)  # fmt: skip
class FunctionEncoder(Calling, Encoder):
    """NetEncoder[{"Function", f, dims}]: what f gives, an array of these dimensions.

    >>> NetEncoder[{"Function", {#, #^2} &, 2}][{1, 3}]
    {{1., 1.}, {3., 9.}}
    >>> NetEncoder[{"Function", Total, "Real", "Pattern" -> {__Integer}}][{1, 3}]
    4.
    """

    dims: Any
    pattern: Any
    batched: bool

    def prepare(self) -> None:
        shape = () if self.dims == "Real" else self.dims
        self.port = Port(tuple(VARYING if each == "Varying" else each for each in shape), "real")

    def words(self) -> str:
        if self.pattern is not S["None"]:
            return f"what matches {self.pattern!r}"
        return f"what the function turns into {self.port.bare().words()}"

    def accepts(self, expr: Any) -> bool:
        """Whether it matches the pattern; without one, lists are lists of examples."""
        if self.pattern is S["None"]:
            return not is_list(expr)
        return self.kernel.evaluate(S.MatchQ(S.Unevaluated(expr), self.pattern)) is S["True"]

    def is_one(self, expr: Any) -> bool:
        return self.accepts(expr)

    def encode(self, exprs: Sequence[Any]) -> Any:
        if self.pattern is not S["None"]:
            for each in exprs:
                if not self.accepts(each):
                    raise self.misfit(each)
        if not self.batched:
            return stacked([self.checked(expr, self.call(expr)) for expr in exprs])
        found = self.call(make_list(exprs))
        rows = items(found)
        if rows is None or len(rows) != len(exprs):
            raise self.misfit(make_list(exprs), f"a list of which the function makes {len(exprs)} arrays")
        return stacked([self.checked(expr, row) for expr, row in zip(exprs, rows, strict=True)])

    def checked(self, expr: Any, value: Any) -> np.ndarray:
        """The array that the function gave, which must have the dimensions."""
        array = real_array(value)
        if array is None:
            array = real_array(self.kernel.evaluate(S.N(value)))
        if array is None or not fits(array.shape, self.port.shape or ()):
            raise self.misfit(expr)
        return np.asarray(array, dtype=np.float64)


@decoder(
    "Function",
    argument("function", "Function", "a function", anything),
    option(
        "names", "Properties", "a list of strings, the default first",
        lambda e: items(e) if is_list(e) and all(isinstance(p, str) for p in e.parts) else REFUSED, (),
    ),
    SAVE,
    START,
)  # fmt: skip
class FunctionDecoder(Calling, Decoder):
    """NetDecoder[{"Function", f}]: what f gives for the array, or for the array and a property.

    >>> NetDecoder[{"Function", Total}][{1, 3}]
    4
    """

    names: tuple[str, ...]

    def prepare(self) -> None:
        self.port = Port(None, "real")

    def words(self) -> str:
        return "an array"

    def properties(self) -> list[str]:
        return list(self.names)

    def batch_of(self, expr: Any) -> tuple[Any, bool]:
        """Of unknown rank, so an array is one example."""
        array = real_array(expr)
        if array is None:
            raise Misfit("decode", expr, self.words(), owner=self.head)
        return array[None], True

    def decode(self, batch: Any, prop: Any, random: Any) -> list[Any]:
        if prop is S["None"]:
            return [pack(array) for array in batch]
        if not self.names and prop is S.Automatic:
            return [self.call(pack(array)) for array in batch]
        name, given = self.requested(prop) if self.names else (None, None)
        if name is None:
            raise Misfit("prop", prop, self, make_list([]), owner=self.head)
        asked = name if given is None else S.Rule(name, given)
        return [self.call(pack(array), asked) for array in batch]


def extractor(expr: Any) -> Any:
    """A method of FeatureExtraction by name, or a function."""
    return choice(*EXTRACTORS)(expr) if isinstance(expr, str) else expr


@encoder(
    "FeatureExtractor",
    argument("function", "Extractor", f"Automatic, a function, or one of {', '.join(EXTRACTORS)}", extractor,
             S.Automatic),
)  # fmt: skip
class FeatureExtractorEncoder(Encoder):
    """NetEncoder[{"FeatureExtractor", f}]: the vector of numbers that f extracts.

    >>> NetEncoder[{"FeatureExtractor", FeatureExtraction[{{1., 2.}, {3., 4.}}]}][{2., 3.}]
    {0., 0.}
    """

    function: Any

    def prepare(self) -> None:
        self.waits = self.function is S.Automatic or isinstance(self.function, str)
        self.port = Port((None,), "real")

    def learned(self, examples: Sequence[Any], kernel: Any) -> Encoder | None:
        """With the FeatureExtractorFunction that the examples give."""
        if not self.waits:
            return None
        found = kernel.evaluate(S.FeatureExtraction(make_list(examples), self.function))
        if not isinstance(found, Atom):
            raise self.misfit(make_list(examples[:3]), "examples that FeatureExtraction can take")
        return FeatureExtractorEncoder(found, kernel=kernel)

    def words(self) -> str:
        if self.waits:
            return "an input after NetTrain has shown examples to the feature extractor"
        return "what the feature extractor takes"

    def accepts(self, expr: Any) -> bool:
        if self.waits:
            return False
        reader = getattr(self.function, "reader", None)
        return bool(reader.is_one(expr)) if reader is not None else not is_list(expr)

    def encoded(self, expr: Any) -> np.ndarray | None:
        return self.vectors([expr])[0]

    def encode(self, exprs: Sequence[Any]) -> Any:
        return self.vectors(exprs)

    def vectors(self, exprs: Sequence[Any]) -> np.ndarray:
        """The vectors of examples."""
        if self.waits:
            raise self.misfit(exprs[0])
        if isinstance(self.function, Atom):
            value = self.function.apply(self.kernel, (make_list(exprs),))
        else:
            value = make_list(self.kernel.evaluate(Expr(self.function, (expr,))) for expr in exprs)
        array = to_array(value)
        if array is None or array.ndim != 2 or len(array) != len(exprs):
            raise self.misfit(exprs[0] if len(exprs) == 1 else make_list(exprs))
        return np.asarray(array, dtype=np.float64)


@encoder("Scalar")
class ScalarEncoder(Encoder):
    """NetEncoder["Scalar"], of version 11.0: a number as it is.

    >>> NetEncoder["Scalar"][{1, 2.5}]
    {1., 2.5}
    """

    def prepare(self) -> None:
        self.port = Port((), "real")

    def words(self) -> str:
        return "a real number"

    def accepts(self, expr: Any) -> bool:
        return real(expr) is not None

    def encoded(self, expr: Any) -> np.ndarray | None:
        found = real(expr)
        return None if found is None else np.array(found)


@decoder("Scalar")
class ScalarDecoder(Decoder):
    """NetDecoder["Scalar"], of version 11.0: a number as it is.

    >>> NetDecoder["Scalar"][0.5]
    0.5
    """

    def prepare(self) -> None:
        self.port = Port((), "real")

    def words(self) -> str:
        return "a number"

    def properties(self) -> list[str]:
        return ["Value"]

    def value(self, array: np.ndarray, name: str, given: Any, random: Any) -> Any:
        return float(array)
