"""The heads of net values as symbols of the language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ..expr import Association, Atom, Expr, Symbol, is_list, symbol
from ..kernel.declare import DECLARED, Builtin, symbol_of
from ..kernel.messages import GENERAL, Failure, fill
from .texts import TEXTS

__all__ = ["listed", "net_builtin", "option_key", "plain_text", "register"]


def register(
    name: str,
    usages: tuple[str, ...],
    make: Callable[..., Any],
    *,
    documentation: str,
    options: Mapping[str, Any] | None = None,
    aliases: tuple[str, ...] = (),
) -> None:
    """Declare a symbol whose evaluation makes a net value from any arguments; options are read by `make`."""
    declared = Builtin(
        name=name,
        usages=usages,
        function=make,
        documentation=documentation,
        options={declared_key(name): value for name, value in (options or {}).items()},
        messages=TEXTS,
        arity=(0, None),
        reads_options=True,
    )
    for each in (name, *aliases):
        DECLARED[each] = declared


def net_builtin(
    *usages: str, options: Mapping[str, Any] | None = None
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare the decorated function as the maker of the net value that the first usage names."""

    def declare(make: Callable[..., Any]) -> Callable[..., Any]:
        documentation = make.__doc__ or ""
        register(
            symbol_of(usages[0]),
            usages,
            make,
            documentation=documentation,
            options=options,
        )
        return make

    return declare


SYMBOL_OPTIONS = {  # of layers and coders; the names of all others are strings
    "Alignment", "ColorSpace", "Initialization", "InputPorts", "Interleaving", "LearningRateMultipliers",
    "Method", "Padding", "PaddingSize", "Resampling", "SaveDefinitions",
}  # fmt: skip


def option_key(name: str) -> Any:
    """How the name of an option is written: a few are symbols, the others strings."""
    return symbol(name) if name in SYMBOL_OPTIONS else name


def declared_key(name: str) -> str:
    """How a declaration tells options that are strings from those that are symbols: by quotes."""
    return name if name in SYMBOL_OPTIONS else f'"{name}"'


def plain_text(failure: Failure) -> str:
    """The text of a message with its arguments filled in, to be quoted in another message."""
    template = TEXTS.get(failure.tag) or GENERAL.get(failure.tag) or failure.tag
    return fill(template, show, failure.arguments)


def listed(names: Iterable[Any]) -> str:
    """All the names, which a message would cut short if they were a list."""
    return "{" + ", ".join(name.short if isinstance(name, Symbol) else str(name) for name in names) + "}"


def show(value: Any) -> str:
    if is_list(value):
        return "{" + ", ".join(map(show, value.parts)) + "}"
    if isinstance(value, Atom):
        return str(value.output_form())
    if not isinstance(value, Expr) or isinstance(value, Association):
        return value.short if isinstance(value, Symbol) else repr(value)
    parts = (f'"{part}"' if isinstance(part, str) else show(part) for part in value.parts)
    return f"{show(value.head)}[{', '.join(parts)}]"
