"""InformationData: what Information[net] gives, a table to read and properties to ask for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from wlmini.expr import Association, Atom, S, is_list, make_list
from wlmini.kernel.declare import inert
from wlmini.kernel.messages import Failure

__all__ = ["Report", "properties_of"]


def properties_of(value: Any, known: Mapping[str, Any], wanted: Any) -> Any:
    """The value of a property, or a list of several; a known one may be a function that makes it."""
    names = wanted.parts if is_list(wanted) else (wanted,)
    for name in names:
        if name not in known and name != "Properties":
            raise Failure("noprop", value, name, make_list(sorted(known)), owner=S.Information)
    values = [make_list(sorted(known)) if n == "Properties" else made(known[n]) for n in names]
    return make_list(values) if is_list(wanted) else values[0]


def made(value: Any) -> Any:
    """The value of a property that may be a function that makes it."""
    return value() if callable(value) else value


class Report(Atom):
    """Everything that is known about a value; it is worked out when it is asked for."""

    __slots__ = ("known", "text", "value")
    head = S.InformationData

    def __init__(self, kernel: Any, value: Any, known: Mapping[str, Any]) -> None:
        self.value, self.known = value, known
        self.text = str(value.summary(partial(kernel.show, form="InputForm")))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Report) and self.value == other.value

    def __hash__(self) -> int:
        return hash((self.head, self.value))

    def apply(self, kernel: Any, arguments: tuple[Any, ...]) -> Any | None:
        """report["property"]."""
        return properties_of(self.value, self.known, arguments[0]) if len(arguments) == 1 else None

    def normal(self) -> Any:
        """All properties by name."""
        return Association.of((name, made(each)) for name, each in self.known.items())

    def input_form(self) -> Any:
        """The call that gives an equal report."""
        return S.Information(self.value)

    def output_form(self) -> Any:
        """The table."""
        return self.text


inert(
    "InformationData[...]",
    documentation="""is the head of a report that Information gives: a table, and properties to ask for.

    >>> Information[NetChain[{3, Ramp}, "Input" -> 2]]["LayersCount"]
    2
    """,
)
