"""The picture values Image and Image3D: an array of pixels, the type of its numbers and the colour space."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from wlmini.arrays import NumericArray, pack, to_array
from wlmini.expr import TRUE, Atom, Packed, S, Symbol

__all__ = ["KINDS", "Image", "Image3D", "Picture", "as_kind", "from_reals", "kind_of"]

Array = Any


class Kind:
    """How a type of image keeps a value between 0 and 1: the machine type, and the number that 1 is."""

    def __init__(self, dtype: type, one: int) -> None:
        self.dtype = np.dtype(dtype)
        self.one = one  # 0 for reals, which are kept as they are


KINDS = {
    "Bit": Kind(np.uint8, 1),
    "Byte": Kind(np.uint8, 255),
    "Bit16": Kind(np.uint16, 65535),
    "Real32": Kind(np.float32, 0),
    "Real64": Kind(np.float64, 0),
}
OTHER_NAMES = {"Real": "Real32", "UnsignedInteger8": "Byte", "UnsignedInteger16": "Bit16", "Integer8": "Byte"}
CHANNELS = {
    "Grayscale": 1, "RGB": 3, "HSB": 3, "CMYK": 4, "XYZ": 3, "LAB": 3, "LUV": 3, "LCH": 3,
}  # fmt: skip
BY_COUNT = {1: "Grayscale", 2: "Grayscale", 3: "RGB", 4: "RGB"}


def kind_of(name: Any) -> str | None:
    """The type that a name means."""
    name = OTHER_NAMES.get(name, name) if isinstance(name, str) else None
    return name if name in KINDS else None


def from_reals(reals: Array, kind: str) -> Array:
    """Values between 0 and 1 as a type keeps them; integers are rounded and clipped."""
    found = KINDS[kind]
    if not found.one:
        return np.asarray(reals, found.dtype)
    return np.rint(np.clip(np.nan_to_num(reals), 0, 1) * found.one).astype(found.dtype)


def as_kind(array: Array, old: str, new: str) -> Array:
    """The values of one type as another one keeps them."""
    if old == new:
        return array
    return from_reals(to_reals(array, old), new)


def to_reals(array: Array, kind: str) -> Array:
    """The values as reals, 0 to 1 for what a screen shows."""
    one = KINDS[kind].one
    reals: Array = array.astype(np.float64)
    return reals / one if one > 1 else reals


class Picture(Atom):
    """What images of two and three dimensions share.

    `array` has the channels as its last axis, always; rows go from the top. `space` is the colour space that
    was named, or None. `settings` are options to be kept, as rules.
    """

    __slots__ = ("array", "kind", "settings", "space")
    rank = 2

    def __init__(
        self, array: Array, kind: str, space: str | None = None, settings: tuple[Any, ...] = ()
    ) -> None:
        self.array = array if array.ndim == self.rank + 1 else array[..., None]
        self.kind = kind
        self.space = space
        self.settings = settings

    def __eq__(self, other: object) -> bool:
        return (
            type(other) is type(self)
            and self.kind == other.kind  # type: ignore[attr-defined]
            and self.color_space == other.color_space  # type: ignore[attr-defined]
            and np.array_equal(self.array, other.array)  # type: ignore[attr-defined]
        )

    def __hash__(self) -> int:
        return hash((self.array.shape, self.kind, self.array.tobytes()))

    @property
    def channels(self) -> int:
        """The number of channels, transparency among them."""
        return int(self.array.shape[-1])

    @property
    def sizes(self) -> tuple[int, ...]:
        """Width and height, as they are written: the axis of a row first."""
        return tuple(self.array.shape[self.rank - 1 :: -1])

    @property
    def color_space(self) -> str | None:
        """The colour space, named or guessed from the number of channels."""
        return self.space or BY_COUNT.get(self.channels)

    @property
    def has_alpha(self) -> bool:
        """Whether the last channel is transparency."""
        return self.channels == CHANNELS.get(self.color_space or "", self.channels) + 1

    @property
    def colors(self) -> int:
        """The number of channels without transparency."""
        return self.channels - self.has_alpha

    def reals(self) -> Array:
        """The pixels as reals, 0 to 1 for what a screen shows."""
        return to_reals(self.array, self.kind)

    def with_reals(self, reals: Array, kind: str | None = None, space: str | None = None) -> Any:
        """A picture of the same kind with other pixels."""
        kind = kind or self.kind
        return type(self)(from_reals(reals, kind), kind, space or self.kept_space(reals), self.settings)

    def with_array(self, array: Array) -> Any:
        """A picture of the same type with other numbers."""
        return type(self)(array, self.kind, self.kept_space(array), self.settings)

    def kept_space(self, array: Array) -> str | None:
        """The colour space named, where the number of channels still fits it."""
        same = array.ndim == self.rank + 1 and array.shape[-1] == self.channels
        return self.space if same else None

    def as_type(self, kind: str) -> Any:
        """The same picture with its numbers kept as another type."""
        array = as_kind(self.array, self.kind, kind)
        return type(self)(array, kind, self.space, self.settings)

    def data(self) -> Array:
        """The array without the axis of channels where there is one channel only."""
        return self.array[..., 0] if self.channels == 1 else self.array

    def over_colors(self, function: Callable[[Array], Array], kind: str | None = None) -> Any:
        """The picture with its colours changed by a function of arrays; transparency stays."""
        reals = self.reals()
        if not self.has_alpha:
            return self.with_reals(function(reals), kind)
        changed = np.concatenate([function(reals[..., :-1]), reals[..., -1:]], axis=-1)
        return self.with_reals(changed, kind)

    def input_form(self) -> Any:
        """Image[NumericArray[...], type, options]; it reads back to the same picture."""
        numbers = (
            "UnsignedInteger8"
            if self.kind in ("Bit", "Byte")
            else self.kind.replace("Bit", "UnsignedInteger")
        )
        space = S.Automatic if self.space is None else self.space
        made = S.NumericArray(pack(self.data()), numbers)
        many = () if self.channels == 1 else (S.Rule(S.Interleaving, TRUE),)
        return self.head(made, self.kind, S.Rule(S.ColorSpace, space), *many, *self.settings)

    def output_form(self) -> Any:
        return f"-{self.head.short}-"

    def thread(self, kernel: Any, head: Symbol, parts: tuple[Any, ...]) -> Any | None:
        """A Listable function of pictures and numbers, pixel by pixel."""
        pictures = [part for part in parts if isinstance(part, Picture)]
        if len({part.array.shape for part in pictures}) > 1:
            return None
        operands = [operand(kernel, part) for part in parts]
        if any(each is None for each in operands):
            return None
        value = kernel.vectorize(head, tuple(operands))
        if value is None:
            value = kernel.evaluate(head(*operands))
        array = to_array(value)
        if array is None or array.shape != pictures[0].array.shape or array.dtype.kind == "c":
            return None
        kind = pictures[0].kind if pictures[0].kind.startswith("Real") else "Real32"
        return pictures[0].with_reals(array, kind)


def operand(kernel: Any, part: Any) -> Any:
    """What stands for a picture, or a number, in a function of arrays; None for other arguments."""
    if isinstance(part, Picture):
        return Packed(np.ascontiguousarray(part.reals()))
    number = part if isinstance(part, (int, float)) else kernel.evaluate(S.N(part))
    return number if isinstance(number, (int, float)) else None


class Image(Picture):
    """A picture of rows and columns."""

    __slots__ = ()
    head = S.Image


class Image3D(Picture):
    """A stack of pictures."""

    __slots__ = ()
    head = S.Image3D
    rank = 3


def from_numbers(cls: type[Picture], numbers: Any, kind: str | None, interleaved: bool) -> Picture | None:
    """The picture of a list of numbers, or a NumericArray; None where these do not make one.

    Numbers for a type of integers are those integers; without a type they are reals, 0 to 1.
    """
    array = to_array(numbers)
    if (
        array is None
        or array.dtype.kind == "c"
        or array.ndim not in (cls.rank, cls.rank + 1)
        or not array.size
    ):
        return None
    if array.ndim == cls.rank + 1 and not interleaved:
        array = np.moveaxis(array, 0, -1)
    if isinstance(numbers, NumericArray) and kind is None:
        kind = kind_of(numbers.type_name) or "Real32"
    kind = kind or "Real32"
    found = KINDS[kind]
    if found.one:
        array = np.clip(np.rint(array) if array.dtype.kind == "f" else array, 0, found.one)
    return cls(np.ascontiguousarray(array, found.dtype), kind)
