"""ByteArray: a value that holds bytes."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from wlmini.expr import Atom, Expr, S, is_list, make_list


class ByteArray(Atom):
    """Bytes, printed as base 64."""

    __slots__ = ("data",)
    head = S.ByteArray

    def __init__(self, data: bytes) -> None:
        self.data = data

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ByteArray) and self.data == other.data

    def __hash__(self) -> int:
        return hash((ByteArray, self.data))

    def __len__(self) -> int:
        return len(self.data)

    def __bool__(self) -> bool:
        return True

    def part(self, kernel: Any, specs: tuple[Any, ...]) -> Any:
        """A byte, or the ByteArray of those selected."""
        value = kernel.call(S.Part, self.normal(), *specs)
        return self.rebuilt(value) if is_list(value) else value

    def rebuilt(self, elements: Expr) -> Any:
        bytewise = all(type(each) is int and 0 <= each < 256 for each in elements.parts)
        return ByteArray(bytes(elements.parts)) if bytewise else elements

    def normal(self) -> Expr:
        return make_list(self.data)

    def input_form(self) -> Any:
        return S.ByteArray(b64encode(self.data).decode("ascii"))

    def output_form(self) -> Any:
        return f"ByteArray[<{len(self.data)}>]"
