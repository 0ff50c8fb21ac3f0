"""CreateDataStructure and what tells of data structures."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.structures import keyed, sequences
from wlmini.builtins.structures.structure import KINDS, MESSAGES, Structure, fail
from wlmini.expr import boolean, make_list
from wlmini.kernel.declare import builtin, variable

__all__ = ["keyed", "sequences"]  # they enter their kinds in the table


@builtin(
    'CreateDataStructure["type"]',
    'CreateDataStructure["type", elements]',
    'CreateDataStructure["type", size]',
    messages=MESSAGES,
)
def create_data_structure(kernel: Any, kind: Any, *arguments: Any) -> Any:
    """makes a value that is changed in place, such as a stack; value["operation", ...] acts on it.

    >>> s = CreateDataStructure["Stack"]; s["Push", a]; s["Push", b]; {s["Pop"], s["Length"]}
    {b, 1}
    >>> t = CreateDataStructure["HashTable"]; t["Insert", x -> 5]; {t["Lookup", x], t["KeyExistsQ", y]}
    {5, False}
    >>> q = CreateDataStructure["PriorityQueue", {3, 1, 2}]; {q["Pop"], q["Pop"]}
    {3, 2}
    """
    if not isinstance(kind, str) or kind not in KINDS:
        raise fail("type", kind, make_list(sorted(KINDS)))
    make = KINDS[kind].make
    code = make.__code__
    most = None if code.co_flags & 0x04 else code.co_argcount - 2
    least = code.co_argcount - 2 - len(make.__defaults__ or ())
    if len(arguments) < least or most is not None and len(arguments) > most:
        raise fail("made", kind, make_list(arguments))
    return Structure(kind, make(kernel, kind, *arguments))


@builtin('DataStructure["type", ...]', messages=MESSAGES)
def data_structure(kernel: Any, *arguments: Any) -> Any:
    """is the head of the values that CreateDataStructure gives.

    >>> Head[CreateDataStructure["Queue"]]
    DataStructure
    """
    return None


@builtin("DataStructureQ[expr]", 'DataStructureQ[expr, "type"]')
def data_structure_q(kernel: Any, expr: Any, kind: Any = None) -> Any:
    """tells whether expr is a data structure, or one of a type.

    >>> {DataStructureQ[CreateDataStructure["Queue"]], DataStructureQ[CreateDataStructure["Queue"], "Stack"]}
    {True, False}
    """
    return boolean(isinstance(expr, Structure) and (kind is None or expr.kind == kind))


@variable("$DataStructures", "is the list of the types of data structures that can be made.")
def data_structures(kernel: Any) -> Any:
    return make_list(sorted(KINDS))
