"""What a net does in the language: it is applied, taken apart, and tells of itself."""

from __future__ import annotations

from typing import Any

from ..expr import Expr, S
from .application import apply_net
from .evaluation_options import OPTIONS
from .inspection import information
from .surgery import extract, normal
from .values import Net

__all__ = ["LanguageNet"]


class LanguageNet(Net):
    """A net value with all that expressions can ask of it; it follows from what its subclass tells."""

    __slots__ = ()

    def options(self, kernel: Any) -> list[Expr]:
        """What Options[net] gives: the defaults of an evaluation."""
        return [S.Rule(S[name], option.default) for name, option in OPTIONS.items()]

    def information(self, kernel: Any) -> dict[str, Any]:
        """The properties that Information[net, property] gives."""
        return information(self, kernel)

    def apply(self, kernel: Any, arguments: tuple[Any, ...]) -> Any | None:
        """The value of net[data], net[data, property], net[data, options...]."""
        return apply_net(self, kernel, arguments)

    def part(self, kernel: Any, specs: tuple[Any, ...]) -> Any | None:
        """net[[a, b]] is NetExtract[net, {a, b}]."""
        return extract(self, specs)

    def normal(self) -> Any | None:
        """The members, as a list or an association."""
        return normal(self)
