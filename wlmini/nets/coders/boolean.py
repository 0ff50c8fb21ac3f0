"""The "Boolean" encoder and decoder: True and False as 1 and 0."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from ...arrays import pack
from ...expr import FALSE, TRUE, Expr, S, boolean, make_list
from ..parameters import REFUSED, dimensions, items, whole
from ..ports import Misfit, Port
from .coder import Decoder, Encoder, decoder, encoder

VALUES = {TRUE: 1.0, FALSE: 0.0}


@encoder("Boolean")
class BooleanEncoder(Encoder):
    """NetEncoder["Boolean"]: 1 for True, 0 for False; with dimensions for arrays of them."""

    __slots__ = ("dims",)

    def __init__(self, dims: tuple[int, ...] = ()) -> None:
        self.dims = dims
        self.port = Port(dims, "real")
        self.parameters = {"Dimensions": make_list(dims)}

    @classmethod
    def make(cls, arguments: Sequence[Any], options: Mapping[str, Any]) -> BooleanEncoder:
        given = options.get("Dimensions", arguments[0] if arguments else make_list([]))
        dims = dimensions(given)
        if len(arguments) > 1 or set(options) - {"Dimensions"} or dims is REFUSED:
            raise Misfit("coderform", make_list(["Boolean", *arguments]), owner=S.NetEncoder)
        return cls(dims)

    @classmethod
    def converted(cls, other: Any) -> BooleanEncoder | None:
        return cls() if other.depth == 0 else None

    def words(self) -> str:
        return (
            "True or False"
            if not self.dims
            else f"True and False in an array of dimensions {list(self.dims)}"
        )

    def construction(self) -> Expr:
        return S.NetEncoder(make_list(["Boolean", make_list(self.dims)]) if self.dims else "Boolean")

    def is_one(self, expr: Any) -> bool:
        return self.encoded(expr, self.dims) is not None

    def encoded(self, expr: Any, dims: tuple[int, ...]) -> Any:
        if not dims:
            return VALUES.get(expr) if expr in (TRUE, FALSE) else expr if expr in (0, 1, 0.0, 1.0) else None
        parts = items(expr)
        rows = (
            None
            if parts is None or len(parts) != dims[0]
            else [self.encoded(part, dims[1:]) for part in parts]
        )
        return None if rows is None or any(row is None for row in rows) else rows

    def encode(self, exprs: Sequence[Any]) -> np.ndarray:
        rows = [self.encoded(expr, self.dims) for expr in exprs]
        for expr, row in zip(exprs, rows, strict=True):
            if row is None:
                raise Misfit("encode", expr, self.words(), owner=self.head)
        return np.array(rows, dtype=np.float64)


@decoder("Boolean")
class BooleanDecoder(Decoder):
    """NetDecoder["Boolean"]: whether a probability is at least 1/2."""

    __slots__ = ("depth",)

    def __init__(self, depth: int = 0) -> None:
        self.depth = depth
        self.port = Port((None,) * depth, "real")
        self.parameters = {"InputDepth": depth}

    @classmethod
    def make(cls, arguments: Sequence[Any], options: Mapping[str, Any]) -> BooleanDecoder:
        depth = whole(options.get("InputDepth", 0), 0)
        if arguments or set(options) - {"InputDepth"} or depth is REFUSED:
            raise Misfit("coderform", make_list(["Boolean", *arguments]), owner=S.NetDecoder)
        return cls(depth)

    @classmethod
    def converted(cls, other: Any) -> BooleanDecoder:
        return cls(len(other.dims))

    def words(self) -> str:
        return f"{self.port.bare().words()} (the probability of True)"

    def construction(self) -> Expr:
        parts = ["Boolean", S.Rule("InputDepth", self.depth)]
        return S.NetDecoder(make_list(parts) if self.depth else "Boolean")

    def properties(self) -> list[str]:
        return list(PROPERTIES)

    def decode(self, array: np.ndarray, prop: Any, generator: Any) -> list[Any]:
        if prop is S["None"]:
            return [pack(row) for row in array]
        name = "Decision" if prop is S.Automatic else prop
        if not isinstance(name, str) or name not in PROPERTIES:
            raise Misfit("prop", prop, self, make_list(PROPERTIES), owner=self.head)
        return [nested(row, lambda p: PROPERTIES[name](float(p), generator)) for row in array]


def nested(array: Any, f: Callable[[Any], Any]) -> Any:
    return make_list([nested(each, f) for each in array]) if np.ndim(array) else f(array)


def entropy(p: float, generator: Any) -> float:
    chances = np.array([each for each in (p, 1 - p) if each > 0])
    return float(-(chances * np.log(chances)).sum()) + 0.0


PROPERTIES: dict[str, Callable[[float, Any], Any]] = {
    "Decision": lambda p, generator: boolean(p >= 0.5),
    "Probability": lambda p, generator: p,
    "Entropy": entropy,
    "RandomSample": lambda p, generator: boolean(generator.random() < p),
}
