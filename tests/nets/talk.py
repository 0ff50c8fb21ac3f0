"""A session whose output is kept, and the smallest training there is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from wlmini.expr import Atom, S
from wlmini.nets.results import PROPERTIES
from wlmini.session import Session

LINE = "Table[x -> 2 x + 1, {x, -1, 1, 0.25}]"
NUMBER = 'LinearLayer[{}, "Input" -> "Real"]'


class Talk:
    """A session whose output is kept."""

    def __init__(self) -> None:
        self.printed: list[str] = []
        self.said: list[str] = []
        self.session = Session(printer=self.printed.append, messenger=self.said.append)

    def __call__(self, text: str) -> Any:
        return self.session.evaluate_text(text)

    def function(self, name: str, call: Callable[..., Any]) -> None:
        """Give a name of the session a function written in Python."""
        kernel = self.session.kernel
        kernel.evaluate(S.Set(self.session.parse(name), Called(call)))

    def results(self, options: str, data: str = LINE, net: str = NUMBER) -> Mapping[str, Any]:
        """The properties of a training, each looked up when it is asked for."""
        return Properties(self.session.kernel, self(f"NetTrain[{net}, {data}, All, {options}]"))


class Called(Atom):
    """A value that calls a Python function when it is applied."""

    __slots__ = ("call",)
    head = S.Function

    def __init__(self, call: Callable[..., Any]) -> None:
        self.call = call

    def apply(self, kernel: Any, arguments: tuple[Any, ...]) -> Any:
        """The value for these arguments, Null where there is none."""
        value = self.call(kernel, *arguments)
        return S.Null if value is None else value


class Properties(Mapping[str, Any]):
    """The properties of results as a mapping."""

    def __init__(self, kernel: Any, results: Any) -> None:
        self.kernel, self.results = kernel, results

    def __getitem__(self, name: str) -> Any:
        return self.results.get(name, S.NetTrain, self.kernel)

    def __iter__(self) -> Any:
        return iter(PROPERTIES)

    def __len__(self) -> int:
        return len(PROPERTIES)
