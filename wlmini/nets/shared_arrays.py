"""Arrays that several layers have in common, NetArray["name"]."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

import numpy as np

from ..arrays import NumericArray, real_array
from ..expr import Association, Expr, S, make_list
from .beginnings import own_sampler
from .parameters import dimensions
from .ports import Misfit, Shape, unify
from .texts import TEXTS

__all__ = ["Shared", "is_shared", "known_arrays", "read_shared", "shared_path"]

TEXTS.declare(
    sharefit="The shared array `1` would be `2` in one place and `3` in another.",
    sharevalues="The shared array `1` has different values in different places.",
    netarray='`1` is no array of a net; give NetArray a name, or an association with "Name", "Array" '
    '(numbers, or a method of NetInitialize or a distribution to begin with) and "Dimensions".',
)

_unnamed = count(1)


@dataclass(frozen=True)
class Shared:
    """The array of a layer that others may have as well: its name, and what is known of it."""

    name: str
    shape: Shape = None
    value: np.ndarray | None = None
    method: Any = None  # by which it begins, where it has one of its own

    @property
    def path(self) -> tuple[Any, ...]:
        """Where it stands among the arrays of a net: nowhere in particular."""
        return shared_path(self.name)

    def with_value(self, value: np.ndarray | None) -> Shared:
        """The same array with another value, or with none."""
        return replace(self, value=value, shape=self.shape if value is None else value.shape)

    def expression(self, *, values: bool = True) -> Expr:
        """NetArray[...] with all that is known."""
        known: dict[str, Any] = {"Name": self.name}
        if self.value is not None and values:
            known["Array"] = NumericArray(self.value)
            return S.NetArray(Association.of(known.items()))
        if self.method is not None:
            known["Array"] = self.method
        if self.shape is not None and None not in self.shape:
            known["Dimensions"] = make_list(self.shape)
        return S.NetArray(Association.of(known.items())) if len(known) > 1 else S.NetArray(self.name)


def shared_path(name: str) -> tuple[Any, ...]:
    """The path of a shared array: the same in every net that has it."""
    return (S.NetArray(name),)


def is_shared(path: tuple[Any, ...]) -> bool:
    """Whether a path is that of a shared array."""
    return isinstance(path[0], Expr) and path[0].head is S.NetArray


def read_shared(expr: Expr) -> Shared:
    """What NetArray["name"], NetArray[<|...|>] and NetArray[] mean."""
    match expr.parts:
        case ():
            return Shared(f"Array{next(_unnamed)}")
        case (str(name),):
            return Shared(name)
        case (Association() as known,):
            return read_known(expr, dict(known.items()))
    raise Misfit("netarray", expr)


def read_known(expr: Expr, known: Mapping[str, Any]) -> Shared:
    if set(known) - {"Name", "Array", "Dimensions"}:
        raise Misfit("netarray", expr)
    name = known.get("Name", f"Array{next(_unnamed)}")
    given = known.get("Dimensions", S.Automatic)
    shape = None if given is S.Automatic else dimensions(given)
    value, method = read_beginning(expr, known.get("Array", S.Automatic))
    fits = value is None or shape is None or value.shape == shape
    if not fits or not isinstance(name, str) or not isinstance(shape, tuple | None):
        raise Misfit("netarray", expr)
    return Shared(name, shape if value is None else value.shape, value, method)


def read_beginning(expr: Expr, spec: Any) -> tuple[np.ndarray | None, Any]:
    """The values that "Array" gives, or the method by which the array begins."""
    if spec is S.Automatic:
        return None, None
    array = real_array(spec)
    if array is not None:
        return np.array(array, dtype=np.float32, order="C"), None
    try:
        own_sampler(spec, np.random.default_rng(0))  # only to see whether it is one
    except Misfit:
        raise Misfit("netarray", expr) from None
    return None, spec


def known_arrays(nets: Iterable[Any]) -> dict[tuple[Any, ...], np.ndarray]:
    """The values of shared arrays that some of the nets have and others lack; `Misfit` if they differ."""
    shapes: dict[tuple[Any, ...], Shape] = {}
    values: dict[tuple[Any, ...], np.ndarray] = {}
    lacking = set()
    for net in nets:
        for path, slot in net.slots():
            if not is_shared(path):
                continue
            try:
                shapes[path] = unify(shapes.get(path), slot.shape)
            except Misfit as misfit:
                raise Misfit("sharefit", path[0], *misfit.arguments) from None
            if slot.value is None:
                lacking.add(path)
            elif path in values and not np.array_equal(values[path], slot.value):
                raise Misfit("sharevalues", path[0])
            else:
                values[path] = slot.value
    return {path: value for path, value in values.items() if path in lacking}
