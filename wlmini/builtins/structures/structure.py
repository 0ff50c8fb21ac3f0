"""A data structure: an atom that holds a Python object, and the table of the kinds with their operations."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from wlmini.expr import NULL, Atom, S, boolean, is_list, make_list
from wlmini.kernel.messages import Failure

MESSAGES = {
    "type": "There is no data structure `1`; there are `2`.",
    "method": "The data structure `1` has no operation `2`; it has `3`.",
    "argc": "The operation `1` of the data structure `2` takes `3` arguments, not `4`.",
    "empty": "The data structure `1` is empty, so there is nothing for `2` to give.",
    "partw": "The data structure `1` has no element `2`; it has `3` elements.",
    "rule": "The operation Insert takes a rule key -> value, not `1`.",
    "elems": "The elements `1` are no list.",
    "size": "The data structure `1` is made with a positive integer, its number of elements, not `2`.",
    "member": "The data structure `1` does not hold `2`.",
    "bit": "An element of a bit vector is 0 or 1, not `1`.",
    "int": "The value of a counter is an integer, not `1`.",
    "made": "The data structure `1` cannot be made with the arguments `2`.",
}
Operation = Callable[..., Any]  # (kernel, structure, arguments...) -> value, or None for Null


class Kind(NamedTuple):
    """How a structure is made from the arguments of CreateDataStructure, and what can be done with it."""

    make: Callable[..., Any]  # (kernel, kind's name, arguments...) -> what it holds
    operations: dict[str, Operation]
    elements: Callable[[Any], Iterable[Any]] = list


KINDS: dict[str, Kind] = {}


def fail(tag: str, *arguments: Any) -> Failure:
    return Failure(tag, *arguments, owner=S.DataStructure)


class Structure(Atom):
    """A data structure; `held` is the Python object with its elements."""

    __slots__ = ("held", "kind")
    head = S.DataStructure

    def __init__(self, kind: str, held: Any) -> None:
        self.kind, self.held = kind, held

    def apply(self, kernel: Any, arguments: tuple[Any, ...]) -> Any:
        """ds["operation", arguments...]."""
        if not arguments or not isinstance(arguments[0], str):
            return None
        name, *rest = arguments
        operations = GENERAL | KINDS[self.kind].operations
        if name not in operations:
            raise fail("method", self.kind, name, make_list(sorted(operations)))
        check_count(self.kind, name, operations[name], len(rest))
        value = operations[name](kernel, self, *rest)
        return NULL if value is None else value

    def elements(self) -> list[Any]:
        return list(KINDS[self.kind].elements(self.held))

    def normal(self) -> Any:
        return make_list(self.elements())

    def output_form(self) -> Any:
        return f"DataStructure[{self.kind}, {{Length -> {len(self.elements())}}}]"

    input_form = output_form


def check_count(kind: str, name: str, operation: Operation, given: int) -> None:
    code = operation.__code__
    most = code.co_argcount - 2
    least = most - len(operation.__defaults__ or ())
    if not least <= given <= most:
        raise fail("argc", name, kind, str(least) if least == most else f"{least} to {most}", given)


# -- what many kinds share -----------------------------------------------------------------------------


def copied(kernel: Any, ds: Structure) -> Structure:
    return Structure(ds.kind, copy.copy(ds.held))


def drop_all(kernel: Any, ds: Structure) -> None:
    ds.held.clear()


GENERAL: dict[str, Operation] = {
    "Copy": copied,
    "Elements": lambda kernel, ds: ds.normal(),
    "EmptyQ": lambda kernel, ds: boolean(not ds.elements()),
    "Length": lambda kernel, ds: len(ds.elements()),
}


def need(ds: Structure, name: str) -> Any:
    """What is held, where there is something."""
    if not ds.held:
        raise fail("empty", ds.kind, name)
    return ds.held


def place(ds: Structure, i: Any) -> int:
    """The position of element i, or of element -i from the end, counted from 0."""
    size = len(ds.held)
    if type(i) is not int or not 1 <= abs(i) <= size:
        raise fail("partw", ds.kind, i, size)
    return i - 1 if i > 0 else size + i


def listed(elements: Any) -> list[Any]:
    if elements is None:
        return []
    if not is_list(elements):
        raise fail("elems", elements)
    return list(elements.parts)


def positive(kind: str, size: Any) -> int:
    if type(size) is not int or size < 1:
        raise fail("size", kind, size)
    return size
