"""Encoders and decoders that examples bring along to a port without one: truth values and pictures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..expr import FALSE, TRUE, S, make_list
from ..images.picture import Picture
from .coders.boolean import BooleanEncoder
from .coders.making import make_coder
from .ports import Port

__all__ = ["are_booleans", "are_pictures", "brought_encoder", "picture_encoder"]

FAMILIES = {2: "Image", 3: "Image3D"}  # by the number of axes
SPACES: Mapping[int, str] = {1: "Grayscale", 3: "RGB", 4: "CMYK"}  # by the number of channels


def are_booleans(column: Any) -> bool:
    """Whether all examples are True or False."""
    return isinstance(column, tuple | list) and all(each in (TRUE, FALSE) for each in column)


def are_pictures(column: Any) -> bool:
    """Whether the examples are pictures, as far as the first shows."""
    return isinstance(column, tuple | list) and len(column) > 0 and isinstance(column[0], Picture)


def brought_encoder(port: Port, column: Any) -> Any:
    """The encoder for a port without one, None where the examples are numbers."""
    if port.coder is not None:
        return None
    if port.shape in (None, ()) and are_booleans(column):
        return BooleanEncoder()
    return picture_encoder(column[0], port) if are_pictures(column) else None


def picture_encoder(first: Picture, port: Port) -> Any:
    """The encoder of pictures like the first one, for arrays of the sizes that the port has."""
    rank = first.rank
    shape = port.shape or (None,) * (rank + 1)
    if len(shape) != rank + 1:
        return None
    own = (None, *reversed(first.sizes))
    channels = shape[0] or min(first.channels, 3)
    sizes = [size or other for size, other in zip(shape[1:], own[1:], strict=True)]
    if channels not in SPACES:
        return None
    space = S.Rule(S.ColorSpace, SPACES[int(channels)])
    return make_coder(S.NetEncoder, S.List(FAMILIES[rank], make_list(reversed(sizes)), space))
