"""What the declaration of a layer says: its class, parameters, arrays, ports and inner nets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from ..expr import Symbol, symbol
from .parameters import Kind
from .ports import Shape

__all__ = [
    "INPUT_PORTS", "LAYERS", "MANY", "MULTIPLIERS", "Array", "Declaration", "InnerNet", "NetReader",
]  # fmt: skip

MULTIPLIERS = "LearningRateMultipliers"
INPUT_PORTS = "InputPorts"
MANY: tuple[str, ...] = ("Input...",)  # as many inputs as InputPorts, slots or the edges of a graph say

NetReader = Callable[[Any, Any, Any], Any]  # (key, element, kernel) -> net, as containers read elements
InnerNet = Annotated[Any, Kind("a net", lambda expr: expr)]  # what it is, the declaration's reader tells


@dataclass(frozen=True)
class Array:
    """What a layer says of one array: its shape, its beginning (weights, zeros, ones), if it is trained."""

    shape: Shape
    initial: str = "weights"
    trainable: bool = True
    shareable: bool = True


@dataclass(frozen=True)
class Declaration:
    """A declared layer: the class and what its annotations and options say."""

    name: str
    usages: tuple[str, ...]
    cls: type
    kinds: Mapping[str, tuple[Kind, ...]]
    positional: tuple[str, ...]
    options: Mapping[str, Any]
    array_names: tuple[str, ...]
    old_options: Mapping[str, str] = field(default_factory=dict)
    inputs: tuple[str, ...] = ("Input",)
    outputs: tuple[str, ...] = ("Output",)
    nets: tuple[str, ...] = ()
    read_net: NetReader | None = None

    @property
    def head(self) -> Symbol:
        """The symbol of the layer."""
        return symbol(self.name)

    @property
    def least(self) -> int:
        """How many positional parameters must be given."""
        return sum(not hasattr(self.cls, name) for name in self.positional)

    @property
    def takes_many(self) -> bool:
        """Whether the number of inputs is open."""
        return self.inputs is MANY

    def takes_none(self, array: str) -> bool:
        """Whether None may switch the array off: `forward` has a default for it."""
        forward = self.cls.forward  # type: ignore[attr-defined]
        names = forward.__code__.co_varnames[: forward.__code__.co_argcount]
        return array in names[len(names) - len(forward.__defaults__ or ()) :]

    def takes(self, keyword: str) -> bool:
        """Whether `forward` asks for `place` (where it is lowered) or `states` by keyword."""
        code = self.cls.forward.__code__  # type: ignore[attr-defined]
        return keyword in code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]


LAYERS: dict[str, Declaration] = {}
