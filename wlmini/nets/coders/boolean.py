"""The "Boolean" encoder and decoder: True and False as 1 and 0."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ...expr import FALSE, TRUE, boolean, make_list
from ..ports import Port
from .coder import Decoder, Encoder, argument, decoder, encoder, option
from .reading import depth, dimensions, items

VALUES = {TRUE: 1.0, FALSE: 0.0}


@encoder("Boolean", argument("dims", "Dimensions", "a list of sizes", dimensions, ()))
class BooleanEncoder(Encoder):
    """NetEncoder["Boolean"]: 1 for True, 0 for False; with dimensions for arrays of them.

    >>> NetEncoder["Boolean"][{True, False}]
    {1., 0.}
    """

    dims: tuple[int, ...]

    def prepare(self) -> None:
        self.port = Port(self.dims, "real")

    @classmethod
    def converted(cls, other: Any) -> BooleanEncoder | None:
        return cls() if other.depth == 0 else None

    def words(self) -> str:
        return (
            "True or False"
            if not self.dims
            else f"True and False in an array of dimensions {list(self.dims)}"
        )

    def accepts(self, expr: Any) -> bool:
        return self.nested(expr, self.dims) is not None

    def nested(self, expr: Any, dims: tuple[int, ...]) -> Any:
        if not dims:
            return VALUES.get(expr) if expr in (TRUE, FALSE) else expr if expr in (0, 1, 0.0, 1.0) else None
        parts = items(expr)
        rows = (
            None
            if parts is None or len(parts) != dims[0]
            else [self.nested(part, dims[1:]) for part in parts]
        )
        return None if rows is None or any(row is None for row in rows) else rows

    def encode(self, exprs: Sequence[Any]) -> np.ndarray:
        rows = [self.nested(expr, self.dims) for expr in exprs]
        for expr, row in zip(exprs, rows, strict=True):
            if row is None:
                raise self.misfit(expr)
        return np.array(rows, dtype=np.float64)


@decoder("Boolean", option("depth", "InputDepth", "a non-negative integer", depth(0), 0))
class BooleanDecoder(Decoder):
    """NetDecoder["Boolean"]: whether a probability is at least 1/2.

    >>> NetDecoder["Boolean"][{0.75, 0.25}]
    {True, False}
    >>> NetDecoder["Boolean"][0.5, "Entropy"] == Log[2.]
    True
    """

    depth: int

    def prepare(self) -> None:
        self.port = Port((None,) * self.depth, "real")

    @classmethod
    def converted(cls, other: Any) -> BooleanDecoder:
        return cls(len(other.dims))

    def words(self) -> str:
        return f"{self.port.bare().words()} (the probability of True)"

    def properties(self) -> list[str]:
        return list(PROPERTIES)

    def value(self, array: np.ndarray, name: str, given: Any, random: Any) -> Any:
        return nested(array, lambda p: PROPERTIES[name](float(p), random))


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
