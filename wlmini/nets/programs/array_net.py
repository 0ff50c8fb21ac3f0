"""A learnable array inside of a function, as a net without inputs."""

from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from ...arrays import NumericArray
from ...expr import Association, Expr, S, make_list
from ..lowering import Place
from ..ports import Misfit, Port, complete, unify
from ..values import Net, Slot

__all__ = ["ArrayNet"]


class ArrayNet(Net):
    """NetArray[...] with what is known of its dimensions and values."""

    __slots__ = ("name", "shape", "value")
    head = S.NetArray

    def __init__(self, name: str, shape: Any = None, value: np.ndarray | None = None) -> None:
        self.name, self.value, self.cache = name, value, {}
        self.shape = shape if value is None else unify(shape, value.shape)
        self.inputs, self.outputs = {}, {"Output": Port(self.shape)}

    def agrees(self, other: ArrayNet) -> bool:
        """Whether two mentions of a name can mean one array."""
        sizes = None in (self.shape, other.shape) or self.shape == other.shape
        values = self.value is None or other.value is None or bool(np.array_equal(self.value, other.value))
        return sizes and values

    def with_shape(self, shape: tuple[int, ...]) -> ArrayNet:
        """The same array with these dimensions."""
        return self if self.shape == shape else ArrayNet(self.name, unify(self.shape, shape), self.value)

    def slots(self) -> Iterator[tuple[tuple[Any, ...], Slot]]:
        yield (), Slot(self.shape, "weights", True, self.value)

    def with_arrays(self, values: Mapping[tuple[Any, ...], Any]) -> ArrayNet:
        return ArrayNet(self.name, self.shape, values[()]) if () in values else self

    def refined(self, inputs: Mapping[str, Port], outputs: Mapping[str, Port] | None = None) -> ArrayNet:
        return self

    def with_ports(self, ports: Mapping[str, Port]) -> ArrayNet:
        return self

    def lower(self, place: Place, inputs: Mapping[str, Any]) -> dict[str, Any]:
        if not complete(self.shape):
            raise Misfit("arraysize", self.name)
        return {"Output": place.graph.parameter(place.path, typing.cast(Any, self.shape))}

    def member(self, key: Any) -> Any:
        return {"Name": self.name, "Array": self.array_expr()}.get(key)

    def member_names(self) -> list[Any]:
        return ["Array", "Name"]

    def array_expr(self) -> Any:
        return S.Automatic if self.value is None else NumericArray(self.value)

    def construction(self) -> Expr:
        known: list[tuple[Any, Any]] = [("Name", self.name)]
        if self.value is not None:
            known.append(("Array", self.array_expr()))
        if self.shape is not None:
            known.append(("Dimensions", make_list(self.shape)))
        return S.NetArray(Association.of(known)) if len(known) > 1 else S.NetArray(self.name)

    def check_values(self, training: bool) -> None:
        """Any values will do."""
