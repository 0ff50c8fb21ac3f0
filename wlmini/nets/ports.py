"""Port types and shapes with unknowns, and how two of them are brought together.

A shape is a tuple of sizes of one example; an unknown size is None, and so is a shape of unknown rank.
A size is VARYING where every example may have a length of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..expr import Atom, Expr, Packed, S, is_list
from ..kernel.messages import Failure
from .texts import TEXTS

__all__ = [
    "VARYING", "Misfit", "Port", "Shape", "check_sides", "complete", "element_count", "met",
    "numbered_inputs",
    "parse_port", "shape_expr", "shape_words",
    "told", "unify", "varying_levels",
]  # fmt: skip

TEXTS.declare(
    porttype='The port `1` cannot be of the type `2`; give a size, a list of sizes, "Real", "Integer", '
    'Restricted["Integer", n], a NetEncoder (inputs) or a NetDecoder (outputs).',
    codside="`1` cannot stand at the port `2`: encoders belong to inputs, decoders to outputs.",
    fit="The shapes do not agree: expected is `1`, given is `2`.",
    portfit="The port `1` of `2` must be `3`, but it is given `4`.",
)

Shape = tuple[int | None, ...] | None


class Varying:
    """The size of a level whose length is known only when data come: it agrees with itself alone."""

    def __repr__(self) -> str:
        return "Varying"


VARYING: Any = Varying()


class Misfit(Failure):
    """Something that a net cannot be, or be given: a message and $Failed."""


@dataclass(frozen=True)
class Port:
    """What goes through a port: a shape, a kind of number (None: not settled), bounds, a coder."""

    shape: Shape = None
    kind: str | None = None
    bounds: tuple[int, int] | None = None
    coder: Any = None

    def with_shape(self, shape: Shape) -> Port:
        """The same port with a shape that must agree with the present one."""
        merged = unify(self.shape, shape)
        return self if merged == self.shape else replace(self, shape=merged)

    def merge(self, other: Port | None) -> Port:
        """The port that satisfies both; the other's coder comes first."""
        if other is None or other == self:
            return self
        return Port(
            unify(self.shape, other.shape),
            self.kind or other.kind,
            self.bounds or other.bounds,
            other.coder or self.coder,
        )

    def bare(self) -> Port:
        """The port without its coder."""
        return replace(self, coder=None) if self.coder else self

    @property
    def rank(self) -> int | None:
        """How many levels one example has, None where unknown."""
        return None if self.shape is None else len(self.shape)

    def show(self) -> Any:
        """The expression that a user would write for this port."""
        if self.coder is not None:
            return self.coder
        if self.kind == "integer" and self.shape == ():
            return S.Restricted("Integer", bounds_expr(self.bounds)) if self.bounds else "Integer"
        if self.shape is None:
            return S.Automatic
        if not self.shape:
            return "Real"
        if self.kind == "integer" and self.bounds and self.shape == (VARYING,):
            return S.RepeatingElement(S.Restricted("Integer", bounds_expr(self.bounds)))
        single = len(self.shape) == 1 and self.shape[0] is not None
        return size_expr(self.shape[0]) if single else shape_expr(self.shape)

    def words(self) -> str:
        """The port in words, for messages."""
        if self.coder is not None:
            return str(self.coder.words())
        number = "an integer" if self.kind == "integer" else "a number"
        range_words = f" from {self.bounds[0]} to {self.bounds[1]}" if self.bounds else ""
        if self.shape is None:
            return f"{number}{range_words} or an array of " + ("such" if self.bounds else "numbers")
        if not self.shape:
            return number + range_words
        return shape_words(self.shape) + (f" of integers{range_words}" if self.bounds else "")


def met(name: str, port: Port, outside: Port | None, owner: Any) -> Port:
    """The port of that name told what stands outside of it: its own type is the one expected."""
    try:
        return port.merge(outside)
    except Misfit as misfit:
        raise Misfit("portfit", name, owner, *misfit.arguments) from None


def told(name: str, port: Port, outside: Port | None, owner: Any) -> Port:
    """The port told what comes in: the range of whole numbers is the one outside, unless it leads too far."""
    found, given = met(name, port, outside, owner), None if outside is None else outside.bounds
    if given is None or given == port.bounds:
        return found
    if port.kind != "integer":
        return replace(found, bounds=given)
    if port.bounds is not None and not port.bounds[0] <= given[0] <= given[1] <= port.bounds[1]:
        raise Misfit(
            "portfit", name, owner, *(f"integers from {low} to {high}" for low, high in (port.bounds, given))
        )
    return found


def size_expr(size: Any) -> Any:
    return S.Automatic if size is None else "Varying" if size is VARYING else size


def shape_expr(shape: Shape) -> Expr:
    """The sizes as a list of the language: {3, Automatic, "Varying"}."""
    return S.List(*map(size_expr, shape or ()))


def bounds_expr(bounds: tuple[int, int]) -> Any:
    low, high = bounds
    return high if low == 1 else S.List(low, high)


def shape_words(shape: Shape) -> str:
    """A shape in words: a vector of length 3, a 2x3 matrix, a 1x8x8 array."""
    if shape is None:
        return "an array"
    if not shape:
        return "a number"
    if len(shape) == 1:
        if shape[0] is VARYING:
            return "a vector of any length"
        return "a vector" if shape[0] is None else f"a vector of length {shape[0]}"
    sizes = "x".join("?" if size is None else "n" if size is VARYING else str(size) for size in shape)
    any_length = " of any length n" if VARYING in shape else ""
    return f"a {sizes} {'matrix' if len(shape) == 2 else 'array'}{any_length}"


def unify(a: Shape, b: Shape) -> Shape:
    """The shape that satisfies both, unknown sizes filled in from the other one."""
    if a is None or b is None or a == b:
        return b if a is None else a
    if len(a) != len(b) or any(None is not x != y is not None for x, y in zip(a, b, strict=True)):
        raise Misfit("fit", shape_words(a), shape_words(b))
    return tuple(y if x is None else x for x, y in zip(a, b, strict=True))


def complete(shape: Shape) -> bool:
    """Whether every size is known, or known to vary."""
    return shape is not None and None not in shape


def varying_levels(shape: Shape) -> tuple[int, ...]:
    """The levels whose length may be another one in every example."""
    return tuple(level for level, size in enumerate(shape or ()) if size is VARYING)


def numbered_inputs(count: int) -> tuple[str, ...]:
    """The default names of several inputs: Input1, Input2, ..."""
    return tuple(f"Input{i}" for i in range(1, count + 1))


def element_count(sizes: Iterable[int | None]) -> int | None:
    """The product of the sizes, None where one is unknown or varies."""
    count = 1
    for size in sizes:
        if size is None or size is VARYING:
            return None
        count *= size
    return count


NAMED_PORTS = {
    "Real": Port((), "real"),
    "Scalar": Port((), "real"),  # the spelling of version 11.0
    "Integer": Port((), "integer"),
}
ONE_SIDED = {"NetEncoder": ("Output",), "NetDecoder": ("Input", "Target")}  # names that tell the side
CODER_AT_PORT: list[Callable[[Any, str, Any], Any]] = []  # puts coders for names; the coders fill it


def parse_port(name: str, spec: Any) -> Port:
    """The port type a user wrote for the port of that name; `Misfit` where it is none."""
    found = read_port(name, spec)
    if found is None:
        raise Misfit("porttype", name, spec)
    return found


def read_port(name: str, spec: Any) -> Port | None:
    match spec:
        case str():
            return named_port(name, spec) or implied_coder(name, spec)
        case int() if spec > 0:
            return Port((spec,))
        case Atom() if spec.head is S.NetEncoder or spec.head is S.NetDecoder:
            return coder_port(name, spec)
        case Atom() if spec.head is S.FeatureExtractorFunction:
            return implied_coder(name, spec)
        case Packed():
            return read_port(name, S.List(*spec.parts))
        case Expr() if is_list(spec):
            return array_of(name, spec.parts)
        case Expr(parts=(element,)) if spec.head is S.RepeatingElement:
            return repeating(name, element)
        case Expr() if spec.head is S.Restricted:
            return restricted(spec.parts)
        case _:
            return Port() if spec is S.Automatic else None


def named_port(name: str, spec: str) -> Port | None:
    if spec == "Varying":
        return Port((VARYING,))
    return NAMED_PORTS.get(spec)


def implied_coder(name: str, spec: Any) -> Port | None:
    """The port with the coder that a name stands for: a decoder at outputs, else an encoder."""
    head = S.NetDecoder if name.startswith("Output") else S.NetEncoder
    found = next((coder for maker in CODER_AT_PORT if (coder := maker(head, name, spec)) is not None), None)
    return None if found is None else coder_port(name, found)


def coder_port(name: str, coder: Any) -> Port:
    if name in ONE_SIDED[coder.head.short]:
        raise Misfit("codside", coder, name)
    port: Port = coder.port
    return replace(port, coder=coder)


def check_sides(inputs: Mapping[str, Port], outputs: Mapping[str, Port]) -> None:
    """`Misfit` where a decoder stands at an input, or an encoder at an output."""
    for ports, wrong in ((inputs, S.NetDecoder), (outputs, S.NetEncoder)):
        for name, port in ports.items():
            if port.coder is not None and port.coder.head is wrong:
                raise Misfit("codside", port.coder, name)


def read_size(part: Any) -> int | None:
    """One entry of a list of sizes; 0 where it is none (no array of a net is empty)."""
    if part is S.Automatic:
        return None
    if isinstance(part, str):  # "Varying", or a name that somebody gave to a length
        return VARYING  # type: ignore[no-any-return]
    return part if isinstance(part, int) and part > 0 else 0


def array_of(name: str, parts: tuple[Any, ...]) -> Port | None:
    """An array of these sizes; at the end may stand the type of its numbers, as in {3, "Integer"}."""
    number = Port((), "real") if not parts else None
    if parts and (isinstance(parts[-1], Expr) or parts[-1] in NAMED_PORTS):
        number, parts = read_port(name, parts[-1]), parts[:-1]
        if number is None or number.shape != () or number.coder is not None:
            return None
    shape = tuple(map(read_size, parts))
    return None if 0 in shape else replace(number or Port(), shape=shape)


def repeating(name: str, element: Any) -> Port | None:
    """A sequence of any length of what one element is."""
    one = read_port(name, element)
    if one is None or one.shape is None:
        return None
    return replace(one, shape=(VARYING, *one.shape))


def restricted(parts: tuple[Any, ...]) -> Port | None:
    match parts:
        case ("Integer", int(high)) if high >= 1:
            return Port((), "integer", (1, high))
        case ("Integer", Expr(parts=(int(low), int(high)))) if low <= high:
            return Port((), "integer", (low, high))
        case _:
            return None
