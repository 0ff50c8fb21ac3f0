"""A learnable array inside of a function, as a net without inputs."""

from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ...arrays import NumericArray
from ...expr import Expr, S
from ..language_net import LanguageNet
from ..lowering import Place
from ..ports import Misfit, Port, complete, unify
from ..shared_arrays import Shared
from ..texts import TEXTS
from ..values import Slot

__all__ = ["ArrayNet"]

TEXTS.declare(
    arraysize='The dimensions of NetArray["`1`"] are not known; give them: '
    'NetArray[<|"Name" -> "`1`", "Dimensions" -> {...}|>].',
)


class ArrayNet(LanguageNet):
    """NetArray[...] with what is known of its dimensions and values; shared with all who name it."""

    __slots__ = ("shared",)
    head = S.NetArray

    def __init__(self, shared: Shared) -> None:
        self.shared, self.cache = shared, {}
        self.inputs, self.outputs = {}, {"Output": Port(shared.shape)}

    @property
    def shape(self) -> Any:
        return self.shared.shape

    def with_shape(self, shape: tuple[int, ...]) -> ArrayNet:
        """The same array with these dimensions."""
        return self if self.shape == shape else ArrayNet(replace(self.shared, shape=unify(self.shape, shape)))

    def joined(self, other: ArrayNet) -> ArrayNet:
        """What two mentions of an array say of it."""
        value = self.shared.value if other.shared.value is None else other.shared.value
        method = other.shared.method if self.shared.method is None else self.shared.method
        return ArrayNet(Shared(self.shared.name, unify(self.shape, other.shape), value, method))

    @property
    def shares(self) -> bool:
        return True

    def slots(self) -> Iterator[tuple[tuple[Any, ...], Slot]]:
        yield self.shared.path, Slot(self.shape, "weights", True, self.shared.value, self.shared.method)

    def with_arrays(self, values: Mapping[tuple[Any, ...], Any]) -> ArrayNet:
        path = self.shared.path
        return ArrayNet(self.shared.with_value(values[path])) if path in values else self

    def refined(self, inputs: Mapping[str, Port], outputs: Mapping[str, Port] | None = None) -> ArrayNet:
        return self

    def with_ports(self, ports: Mapping[str, Port]) -> ArrayNet:
        return self

    def lower(self, place: Place, inputs: Mapping[str, Any]) -> dict[str, Any]:
        if not complete(self.shape):
            raise Misfit("arraysize", self.shared.name)
        return {"Output": place.graph.parameter(self.shared.path, typing.cast(Any, self.shape))}

    def member(self, key: Any) -> Any:
        return {"Name": self.shared.name, "Array": self.array_expr()}.get(key)

    def member_names(self) -> list[Any]:
        return ["Array", "Name"]

    def array_expr(self) -> Any:
        """The array itself, as NetExtract gives it."""
        return S.Automatic if self.shared.value is None else NumericArray(self.shared.value)

    def construction(self) -> Expr:
        return self.shared.expression()

    def check_values(self, training: bool) -> None:
        """Any values will do."""
