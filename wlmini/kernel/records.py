"""Small classes of values for modules that are read in while a program waits.

    @record
    class Loop:
        '''What a specification says.'''

        variable: Symbol | None
        values: Iterable[Any] = ()

A record takes its fields by place or by name and equals another of its class with equal fields. The class is
made in a tenth of the time that a NamedTuple takes and a thirtieth of a dataclass, which write and compile
source; its objects take longer to make, so that it is not for what there are thousands of.
"""

from __future__ import annotations

from typing import Any, TypeVar, dataclass_transform

Class = TypeVar("Class", bound=type)


@dataclass_transform()
def record(kind: Class) -> Class:
    """The class, with its annotated names as fields."""
    names = tuple(kind.__annotations__)
    defaults = {name: kind.__dict__[name] for name in names if name in kind.__dict__}

    def __init__(self: Any, *values: Any, **named: Any) -> None:
        given = dict(zip(names, values, strict=False))
        fields = {**defaults, **given, **named}
        if len(values) > len(names) or given.keys() & named.keys() or fields.keys() != set(names):
            raise TypeError(f"{kind.__name__} has the fields {', '.join(names)}")
        self.__dict__.update(fields)

    def __eq__(self: Any, other: object) -> bool:
        return type(other) is type(self) and bool(self.__dict__ == other.__dict__)

    def __repr__(self: Any) -> str:
        shown = ", ".join(f"{name}={self.__dict__[name]!r}" for name in names)
        return f"{kind.__name__}({shown})"

    def __hash__(self: Any) -> int:
        return hash(tuple(self.__dict__[name] for name in names))

    for method in (__init__, __eq__, __repr__, __hash__):
        setattr(kind, method.__name__, method)
    return kind
