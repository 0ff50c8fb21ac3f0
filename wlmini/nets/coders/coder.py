"""What encoders and decoders have in common, and how one is declared.

    @encoder("Class")
    class ClassEncoder(Coder): ...

A family reads its arguments in `make`, says in `port` what it puts out (encoders) or takes in
(decoders), and turns lists of examples into arrays, or arrays into lists of values.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from ...arrays import pack, to_array
from ...expr import Atom, Expr, S, Symbol, is_list, make_list
from ..ports import Misfit, Port
from ..seeding import generator
from ..surgery import extract, normal

__all__ = ["DECODERS", "ENCODERS", "Coder", "decoder", "encoder", "make_coder"]

ENCODERS: dict[str, type] = {}
DECODERS: dict[str, type] = {}

FAMILIES = {
    "NetEncoder": (
        ENCODERS,
        "Audio AudioMFCC AudioMelSpectrogram AudioSTFT AudioSpectrogram Boolean Characters FeatureExtractor "
        "Function Image Image3D SubwordTokens BPESubwordTokens Tokens UTF8 VideoFrames Class",
    ),
    "NetDecoder": (
        DECODERS,
        "Boolean CTCBeamSearch Characters Function Image Image3D SubwordTokens BPESubwordTokens Tokens Class",
    ),
}

TEXTS = {
    "notbuilt": "The coder \"`1`\" is not built yet.",
    "unknown": "There is no coder \"`1`\"; the names are `2`.",
    "coderform": "`1` does not describe a coder; give a name, or a list {name, arguments, options}.",
    "coderarg": "The value `1` given for parameter `2` of the coder \"`3`\" is not `4`.",
    "convert": "`1` cannot be turned into a `2`.",
    "encode": "`1` cannot be encoded; expected is `2`.",
    "decode": "`1` cannot be decoded; expected is `2`.",
    "nopart": "`1` has no part `2`; its parts are `3`.",
    "prop": "`1` is no property of the decoder `2`; the properties are `3`.",
    "optx": "Unknown option `1` in `2`.",
}  # fmt: skip


class Coder(Atom):
    """A NetEncoder or NetDecoder: `name` is its family, `parameters` what NetExtract gives."""

    __slots__ = ("parameters", "port")
    name: str
    port: Port
    parameters: Mapping[str, Any]

    @classmethod
    def make(cls, arguments: Sequence[Any], options: Mapping[str, Any]) -> Coder:
        """The coder with these arguments and options; `Misfit` where they are none of it."""
        raise NotImplementedError

    @classmethod
    def converted(cls, other: Coder) -> Coder | None:
        """The coder that undoes the other one."""
        return None

    def words(self) -> str:
        """What it takes (encoders) or gives, for messages."""
        raise NotImplementedError

    def member(self, key: Any) -> Any:
        """The value of a parameter."""
        return self.parameters.get(key.short if isinstance(key, Symbol) else key)

    def member_names(self) -> list[Any]:
        """The names of the parameters."""
        return list(self.parameters)

    def is_named(self) -> bool:
        """Parameters have names."""
        return True

    def construction(self) -> Expr:
        """The expression that makes an equal coder."""
        raise NotImplementedError

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

    def output_form(self) -> str:
        """A stub with the family."""
        return f"{self.head.short}[<{self.name}>]"


class Encoder(Coder):
    """Turns what a user has into arrays."""

    __slots__ = ()
    head = S.NetEncoder

    def is_one(self, expr: Any) -> bool:
        """Whether an expression is one example, and not a list of examples."""
        raise NotImplementedError

    def encode(self, exprs: Sequence[Any]) -> np.ndarray:
        """The array of a list of examples; `Misfit("encode", ...)` for one that does not fit."""
        raise NotImplementedError

    def apply(self, kernel: Any, arguments: tuple[Any, ...]) -> Any | None:
        """enc[x] and enc[{x1, x2, ...}]."""
        if len(arguments) != 1:
            return None
        (expr,) = arguments
        if self.is_one(expr):
            return pack(self.encode([expr])[0])
        if not is_list(expr):
            raise Misfit("encode", expr, self.words(), owner=self.head)
        return pack(self.encode(expr.parts)) if len(expr) else make_list([])


class Decoder(Coder):
    """Turns arrays into what a user wants to see."""

    __slots__ = ()
    head = S.NetDecoder

    def properties(self) -> list[str]:
        """The names of what it can give, the default first."""
        raise NotImplementedError

    def decode(self, array: np.ndarray, prop: Any, random: Any) -> list[Any]:
        """The values for a batch of arrays; `prop` is an expression, Automatic for the default."""
        raise NotImplementedError

    def apply(self, kernel: Any, arguments: tuple[Any, ...]) -> Any | None:
        """dec[array] and dec[array, property], for one array or a list of them."""
        if not 1 <= len(arguments) <= 2:
            return None
        prop = arguments[1] if len(arguments) == 2 else S.Automatic
        if arguments[0] == "Properties" or prop == "Properties":
            return make_list(self.properties())
        return apply_decoder(self, kernel, arguments[0], prop)


def apply_decoder(coder: Decoder, kernel: Any, expr: Any, prop: Any) -> Any:
    array = reals(expr)
    rank = coder.port.rank or 0
    if array is None or array.ndim not in (rank, rank + 1):
        raise Misfit("decode", expr, coder.port.bare().words(), owner=coder.head)
    one = array.ndim == rank
    batch = array[None] if one else array
    try:
        coder.port.with_shape(batch.shape[1:])
    except Misfit:
        raise Misfit("decode", expr, coder.port.bare().words(), owner=coder.head) from None
    values = coder.decode(batch, prop, generator(S.Inherited, kernel))
    return values[0] if one else make_list(values)


def reals(expr: Any) -> np.ndarray | None:
    array = to_array(expr)
    return None if array is None or array.dtype.kind == "c" else np.asarray(array, dtype=np.float64)


def encoder(name: str) -> Callable[[type], type]:
    """Declare the class as the encoder of that name."""
    return declare(ENCODERS, name)


def decoder(name: str) -> Callable[[type], type]:
    """Declare the class as the decoder of that name."""
    return declare(DECODERS, name)


def declare(table: dict[str, type], name: str) -> Callable[[type], type]:
    def put(cls: type) -> type:
        cls.name = name  # type: ignore[attr-defined]
        table[name] = cls
        return cls

    return put


def make_coder(head: Symbol, spec: Any) -> Any:
    """The coder that NetEncoder[spec] or NetDecoder[spec] describes."""
    table, known = FAMILIES[head.short]
    if isinstance(spec, Coder):
        return convert(head, spec, table)
    parts = [spec] if isinstance(spec, str) else list(spec.parts) if is_list(spec) else []
    if not parts or not isinstance(parts[0], str):
        raise Misfit("coderform", spec, owner=head)
    name = parts[0]
    if name not in table:
        if name in known.split():
            raise Misfit("notbuilt", name, owner=head)
        raise Misfit("unknown", name, make_list(sorted(known.split())), owner=head)
    options, arguments = {}, []
    for part in parts[1:]:
        if isinstance(part, Expr) and part.head is S.Rule:
            key = part.parts[0]
            options[key.short if isinstance(key, Symbol) else key] = part.parts[1]
        else:
            arguments.append(part)
    return table[name].make(arguments, options)  # type: ignore[attr-defined]


def convert(head: Symbol, coder: Coder, table: dict[str, type]) -> Any:
    if coder.head is head:
        return coder
    made = table[coder.name].converted(coder) if coder.name in table else None  # type: ignore[attr-defined]
    if made is None:
        raise Misfit("convert", coder, head, owner=head)
    return made
