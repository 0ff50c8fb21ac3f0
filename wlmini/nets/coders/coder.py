"""What encoders and decoders have in common, and how one is declared.

    @encoder("Class", argument("labels", "Labels", "a list of different labels", labels), option(...))
    class ClassEncoder(Encoder): ...

A declaration lists the parameters: Python's name, the name users see, what a message calls its values,
the reader, and the default. A coder has its parameters as attributes; `prepare` makes of them what it
works with, and `port`: what it puts out (encoders) or takes in (decoders).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from ...arrays import NumericArray, pack, real_array, to_array
from ...expr import Atom, Expr, S, Symbol, is_list, make_list
from ..display import coder_table
from ..parameters import REFUSED, is_rule
from ..ports import VARYING, Misfit, Port
from ..registration import SYMBOL_OPTIONS, option_key
from ..seeding import generator
from ..surgery import extract, normal
from ..texts import TEXTS
from .reading import expression

__all__ = [
    "CODER_TEXTS", "DECODERS", "ENCODERS", "Coder", "Decoder", "Encoder", "Parameter", "argument",
    "decoder", "encoder", "option",
]  # fmt: skip

TEXTS.declare(
    codermany='The coder "`1`" takes at most `2` argument(s) before its options, but `3` are given.',
    coderneed='The coder "`1`" needs the parameter `2`: `3`.',
    coderarg='The value `1` given for parameter `2` of the coder "`3`" is not `4`.',
    coderbuilt='The setting `1` of parameter `2` of the coder "`3`" is not built yet; use `4`.',
    encode="`1` cannot be encoded; expected is `2`.",
    decode="`1` cannot be decoded; expected is `2`.",
    codercall="`1` is applied to `2` arguments; expected is `3`.",
)
CODER_TEXTS = TEXTS.with_own(  # what nets call otherwise
    notbuilt='The coder "`1`" is not built yet.',
    prop="`1` is no property of the decoder `2`; the properties are `3`.",
)

ENCODERS: dict[str, type[Coder]] = {}
DECODERS: dict[str, type[Coder]] = {}


REQUIRED = object()


class Parameter(NamedTuple):
    """One parameter: its names in Python and for users, its values in words, their reader, the default."""

    key: str
    name: str
    words: str
    read: Callable[[Any], Any]
    default: Any = REQUIRED
    positional: bool = False


def argument(
    key: str, name: str, words: str, read: Callable[[Any], Any], default: Any = REQUIRED
) -> Parameter:
    """A parameter that stands at its place, or is given by name."""
    return Parameter(key, name, words, read, default, positional=True)


def option(key: str, name: str, words: str, read: Callable[[Any], Any], default: Any) -> Parameter:
    """A parameter that is given by name only."""
    return Parameter(key, name, words, read, default)


class Coder(Atom):
    """A NetEncoder or NetDecoder: `name` is its family, `declared` its parameters."""

    name: str
    declared: tuple[Parameter, ...]
    head: Symbol
    port: Port

    def __init__(self, *arguments: Any, kernel: Any = None, **named: Any) -> None:
        given = dict(zip((each.key for each in self.declared), arguments, strict=False)) | named
        for each in self.declared:
            setattr(self, each.key, given.get(each.key, each.default))
        self.kernel = kernel
        self.prepare()

    def prepare(self) -> None:
        """Work out the port and whatever coding needs; `Misfit` where parameters do not go together."""
        raise NotImplementedError

    @classmethod
    def make(cls, arguments: Sequence[Any], options: Mapping[str, Any], kernel: Any = None) -> Coder:
        """The coder with these arguments and options; `Misfit` where they are none of it."""
        places = [each for each in cls.declared if each.positional]
        if len(arguments) > len(places):
            raise Misfit("codermany", cls.name, len(places), len(arguments), owner=cls.head)
        given = {each.key: cls.read(each, value) for each, value in zip(places, arguments, strict=False)}
        for name, value in options.items():
            parameter = cls.parameter(name)
            if parameter is None:
                raise Misfit("optx", name, cls.head.short, owner=cls.head)
            given[parameter.key] = cls.read(parameter, value)
        for each in cls.declared:
            if each.default is REQUIRED and each.key not in given:
                raise Misfit("coderneed", cls.name, each.name, each.words, owner=cls.head)
        return cls(kernel=kernel, **given)

    @classmethod
    def parameter(cls, name: Any) -> Parameter | None:
        """The declared parameter of that name."""
        return next((each for each in cls.declared if each.name == name), None)

    @classmethod
    def read(cls, parameter: Parameter, value: Any) -> Any:
        """The value of a parameter as the coder keeps it."""
        found = parameter.read(value)
        if found is REFUSED:
            raise cls.refuse(value, parameter.name, parameter.words)
        return found

    @classmethod
    def refuse(cls, value: Any, name: str, words: str) -> Misfit:
        """The message that a parameter, or the argument of a property, cannot have a value."""
        return Misfit("coderarg", value, name, cls.name, words, owner=cls.head)

    @classmethod
    def unbuilt(cls, value: Any, name: str, instead: str) -> Misfit:
        """The message that a setting of a parameter is known but not built."""
        return Misfit("coderbuilt", value, name, cls.name, instead, owner=cls.head)

    @classmethod
    def converted(cls, other: Any) -> Coder | None:
        """The coder that undoes the other one: it has the parameters that both families share."""
        shared = {each.key for each in cls.declared} & {each.key for each in other.declared}
        return cls(kernel=other.kernel, **{key: getattr(other, key) for key in shared})

    def replaced(self, changes: Sequence[tuple[Any, Any]], kernel: Any = None) -> Coder:
        """The coder with other values of parameters."""
        values = {each.key: getattr(self, each.key) for each in self.declared}
        for name, value in changes:
            parameter = self.parameter(name.short if isinstance(name, Symbol) else name)
            if parameter is None:
                raise Misfit("nopart", self, name, make_list(self.member_names()), owner=S.NetReplacePart)
            values[parameter.key] = self.read(parameter, value)
        return type(self)(kernel=self.kernel or kernel, **values)

    def words(self) -> str:
        """What it takes (encoders) or gives, for messages."""
        raise NotImplementedError

    @property
    def parameters(self) -> dict[str, Any]:
        """The values of the parameters as expressions."""
        return {each.name: expression(getattr(self, each.key)) for each in self.declared}

    def member(self, key: Any) -> Any:
        """The value of a parameter."""
        return self.parameters.get(key.short if isinstance(key, Symbol) else key)

    def member_names(self) -> list[Any]:
        """The names of the parameters."""
        return [each.name for each in self.declared]

    def is_named(self) -> bool:
        """Parameters have names."""
        return True

    def information(self, kernel: Any) -> dict[str, Any]:
        """What Information[coder, property] gives: the family and the parameters."""
        values = {"Name": self.name, "InputForm": self.construction(), **self.parameters}
        return {name: (lambda value=value: value) for name, value in values.items()}

    def construction(self) -> Expr:
        """The expression that makes an equal coder; defaults are left out."""
        parts: list[Any] = [self.name]
        rules: list[Any] = []
        for each in self.declared:
            value = getattr(self, each.key)
            in_place = each.positional and each.name not in SYMBOL_OPTIONS and not is_rule(value)
            if in_place and len(parts) == 1 + self.declared.index(each) and value != each.default:
                parts.append(expression(value))
            elif value != each.default:
                rule = S.RuleDelayed if each.name == "Initialization" else S.Rule
                rules.append(rule(option_key(each.name), expression(value)))
        return Expr(self.head, (make_list([*parts, *rules]) if len(parts + rules) > 1 else self.name,))

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.construction() == other.construction()  # type: ignore[attr-defined]

    def __hash__(self) -> int:
        return hash((self.head, self.name))

    def part(self, kernel: Any, specs: tuple[Any, ...]) -> Any | None:
        """coder[["parameter"]]."""
        return extract(self, specs)

    def normal(self) -> Any | None:
        """The parameters as an association."""
        return normal(self)

    def input_form(self) -> Any:
        """The construction form."""
        return self.construction()

    def summary(self, write: Any) -> str:
        """The family, the parameters and the port."""
        return coder_table(self, write)

    def output_form(self) -> str:
        """A stub with the family."""
        return f"{self.head.short}[<{self.name}>]"


class Encoder(Coder):
    """Turns what a user has into arrays."""

    head = S.NetEncoder
    draws = False  # whether the same example may be encoded differently the next time

    def in_training(self, random: np.random.Generator) -> Encoder:
        """The encoder as it is in training, where it may vary examples at random."""
        return self

    def accepts(self, expr: Any) -> bool:
        """Whether an expression looks like one example that is not encoded yet."""
        raise NotImplementedError

    def encoded(self, expr: Any) -> np.ndarray | None:
        """The array of one example that is not encoded yet; None where it is none."""
        raise NotImplementedError

    def ready(self, expr: Any) -> np.ndarray | None:
        """The array of an example that has the encoded form already."""
        array = to_array(expr)
        kinds = "iu" if self.port.kind == "integer" else "iuf"
        if array is None or array.dtype.kind not in kinds or not fits(array.shape, self.port.shape or ()):
            return None
        bounds = self.port.bounds
        if bounds and array.size and not bounds[0] <= array.min() <= array.max() <= bounds[1]:
            return None
        return np.asarray(array)

    def learned(self, examples: Sequence[Any], kernel: Any) -> Encoder | None:
        """The encoder after it has seen the examples of a training; None where it needs none."""
        return None

    def is_one(self, expr: Any) -> bool:
        """Whether an expression is one example, and not a list of examples."""
        return self.accepts(expr) or self.ready(expr) is not None

    def examples(self, expr: Any) -> Sequence[Any] | None:
        """The examples of a list of them, or of an array of their encoded forms; None for anything else."""
        if isinstance(expr, NumericArray) and expr.array.ndim:
            return [pack(row) for row in expr.array]
        return expr.parts if is_list(expr) else None

    def encode(self, exprs: Sequence[Any]) -> Any:
        """The array of a list of examples, or the list of their arrays where these differ in length."""
        return stacked([self.encode_one(expr) for expr in exprs])

    def encode_one(self, expr: Any) -> np.ndarray:
        """The array of one example; `Misfit("encode", ...)` for one that does not fit."""
        found = self.encoded(expr) if self.accepts(expr) else self.ready(expr)
        if found is None:
            raise self.misfit(expr)
        return found

    def misfit(self, expr: Any, expected: str | None = None) -> Misfit:
        """The message that something cannot be encoded."""
        return Misfit("encode", expr, expected or self.words(), owner=self.head)

    def apply(self, kernel: Any, arguments: tuple[Any, ...]) -> Any | None:
        """enc[x] and enc[{x1, x2, ...}]."""
        if len(arguments) != 1:
            raise Misfit("codercall", self, len(arguments), "an example or a list of them", owner=self.head)
        (expr,) = arguments
        if self.is_one(expr):
            return shown(self.encode([expr])[0])
        examples = self.examples(expr)
        if examples is None:
            raise self.misfit(expr)
        found = self.encode(examples) if len(examples) else []
        return make_list(map(shown, found)) if isinstance(found, list) else shown(found)


def shown(array: Any) -> Any:
    """The list of an array; one without elements is an empty list too."""
    return make_list([]) if np.shape(array)[:1] == (0,) else pack(array)


def stacked(rows: list[np.ndarray]) -> Any:
    """One array where all have one shape, else the list of them."""
    return np.stack(rows) if len({row.shape for row in rows}) == 1 else rows


def unit_vectors(codes: np.ndarray, size: int) -> np.ndarray:
    """Vectors of zeros with a 1 at the place that each code is."""
    rows = np.zeros((len(codes), size))
    rows[np.arange(len(codes)), codes - 1] = 1
    return rows


def fits(shape: tuple[int, ...], wanted: tuple[Any, ...]) -> bool:
    """Whether the shape of an array is the one that is wanted, with unknown and varying sizes."""
    return len(shape) == len(wanted) and all(
        b is None or b is VARYING or a == b for a, b in zip(shape, wanted, strict=True)
    )


class Decoder(Coder):
    """Turns arrays into what a user wants to see."""

    head = S.NetDecoder

    def properties(self) -> list[str]:
        """The names of what it can give, the default first."""
        raise NotImplementedError

    def value(self, array: np.ndarray, name: str, given: Any, random: Any) -> Any:
        """A property of the array of one example; `given` is what follows the name, if anything."""
        raise NotImplementedError

    def decode(self, batch: Any, prop: Any, random: Any) -> list[Any]:
        """The values for a batch of arrays; `prop` is an expression, Automatic for the default."""
        if prop is S["None"]:
            return [pack(array) for array in batch]
        name, given = self.requested(prop)
        return [self.value(array, name, given, random) for array in batch]

    def requested(self, prop: Any) -> tuple[str, Any]:
        """The name of a property and its argument, None where there is none."""
        names = self.properties()
        name, given = names[0] if prop is S.Automatic else prop, None
        if is_rule(prop) or is_list(prop) and len(prop) == 2:  # a list as in version 11
            name, given = prop.parts
        if not isinstance(name, str) or name not in names:
            raise Misfit("prop", prop, self, make_list(names), owner=self.head)
        return name, given

    def targets(self, indexed: bool, shape: Any) -> Encoder | None:
        """The encoder that makes targets for an output of this shape of what the decoder gives.

        A loss that is `indexed` compares with positions of classes, another one with arrays like the output.
        None where only arrays can be targets.
        """
        return None

    def ranks(self) -> tuple[int, ...]:
        """How many levels the array of one example can have."""
        return (self.port.rank or 0,)

    def shaped(self, array: np.ndarray) -> bool:
        """Whether the sizes of one array are those it takes."""
        wanted = self.port.shape or ()
        return fits(array.shape[-len(wanted) :] if wanted else (), wanted[-array.ndim or len(wanted) :])

    def batch_of(self, expr: Any) -> tuple[Any, bool]:
        """(the arrays, whether it is one example) of what the decoder is applied to."""
        array = reals(expr)
        ranks = self.ranks()
        if ranks[0] and is_list(expr) and not len(expr):
            return [], False
        if array is not None and not array.size:
            raise Misfit("decode", expr, self.port.bare().words(), owner=self.head)
        if array is not None and array.ndim in ranks and self.shaped(array):
            return array[None], True
        if array is not None and array.ndim and array.ndim - 1 == ranks[0] and self.shaped(array[0]):
            return array, False
        rows = [reals(part) for part in expr.parts] if array is None and is_list(expr) else []
        found = [row for row in rows if row is not None and row.ndim == ranks[0] and self.shaped(row)]
        if not found or len(found) < len(rows):
            raise Misfit("decode", expr, self.port.bare().words(), owner=self.head)
        return found, False

    def apply(self, kernel: Any, arguments: tuple[Any, ...]) -> Any | None:
        """dec[array] and dec[array, property], for one array or a list of them."""
        if not 1 <= len(arguments) <= 2:
            expected = "an array, or a list of them, and at most one property"
            raise Misfit("codercall", self, len(arguments), expected, owner=self.head)
        prop = arguments[1] if len(arguments) == 2 else S.Automatic
        if arguments[0] == "Properties" or prop == "Properties":
            return make_list(self.properties())
        batch, one = self.batch_of(arguments[0])
        values = self.decode(batch, prop, generator(S.Inherited, kernel))
        return values[0] if one else make_list(values)


def reals(expr: Any) -> np.ndarray | None:
    array = real_array(expr)
    return None if array is None else np.asarray(array, dtype=np.float64)


def encoder(name: str, *parameters: Parameter) -> Callable[[type], type]:
    """Declare the class as the encoder of that name."""
    return declare(ENCODERS, name, parameters)


def decoder(name: str, *parameters: Parameter) -> Callable[[type], type]:
    """Declare the class as the decoder of that name."""
    return declare(DECODERS, name, parameters)


def declare(
    table: dict[str, type[Coder]], name: str, parameters: tuple[Parameter, ...]
) -> Callable[[type], type]:
    def put(cls: type[Coder]) -> type[Coder]:
        cls.name, cls.declared = name, parameters
        table[name] = cls
        return cls

    return put
