"""How a builtin is declared: usages, options, attributes, messages and examples in one place.

    @builtin("Total[list]", "Total[list, n]", attributes="ReadProtected", options={"Method": S.Automatic})
    def total(kernel, items, n=1, *, options):
        '''gives the total of the elements of list.

        >>> Total[{1, 2, 3}]
        6
        '''

The function gets the kernel and the evaluated arguments (held ones as the attributes say) and returns
a value, or None to leave the call as it stands; it raises `Failure` to issue a message and return
$Failed. Its signature is the arity: a default makes an argument optional, `*rest` any number.
Where `options` are declared, trailing rules are checked against them, merged over the defaults and
handed over as the keyword `options`, a dict from option name to value.

Modules that declare builtins are found by reading the package's sources (`sources.py`); they are
imported when one of their symbols is first used, which keeps start-up short. For that the decorator
must stand at the start of a line, the first usage right after the bracket or on the next line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple


class Builtin(NamedTuple):
    """One declared symbol of the language.

    `machine` is the same function for two machine numbers (ints and floats), which spares the evaluator
    the way through attributes and canonical forms; it may decline with None. Where `strict` holds, an
    unknown option makes the call $Failed instead of leaving it as it stands; where `reads_options` does,
    the function takes its rules as arguments and reads them itself. A `structural` function only
    rearranges elements of its arguments, so that a list it gives is as evaluated as they are.
    `integer_test` tells of one integer whether the function gives True or False. Options that have no effect
    yet are `refused` where the answer would be another one without them, so that the call stays as it is, and
    `noted` by a message where there is an answer all the same: those of looks, effort and accuracy.
    """

    name: str
    usages: tuple[str, ...]
    function: Callable[..., Any] | None
    documentation: str
    attributes: frozenset[str] = frozenset({"Protected"})
    options: Mapping[str, Any] = {}
    messages: Mapping[str, str] = {}
    arity: tuple[int, int | None] = (0, None)
    machine: Callable[[Any, Any], Any] | None = None
    strict: bool = False
    reads_options: bool = False
    structural: bool = False
    integer_test: Callable[[int], bool] | None = None
    refused: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()

    @property
    def usage(self) -> str:
        """The text of `Symbol::usage`: each form with the sentence of the documentation."""
        sentence = self.documentation.strip().split("\n\n")[0].replace("\n", " ")
        return "\n".join([f"{self.usages[0]} {' '.join(sentence.split())}", *self.usages[1:]])


DECLARED: dict[str, Builtin] = {}


def builtin(
    *usages: str,
    attributes: str = "",
    options: Mapping[str, Any] | None = None,
    messages: Mapping[str, str] | None = None,
    aliases: tuple[str, ...] = (),
    machine: Callable[[Any, Any], Any] | None = None,
    strict: bool = False,
    structural: bool = False,
    integer_test: Callable[[int], bool] | None = None,
    reads_options: bool = False,
    refused: tuple[str, ...] = (),
    noted: tuple[str, ...] = (),
    least: int | None = None,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare the decorated function as the meaning of the symbol that the first usage names.

    There are at least as many arguments as the function takes, or `least` where it takes any number.
    """

    def declare(function: Callable[..., Any]) -> Callable[..., Any]:
        name = symbol_of(usages[0])
        fewest, most = arity(function)
        declared = Builtin(
            name=name,
            usages=usages,
            function=function,
            documentation=function.__doc__ or "",
            attributes=frozenset({"Protected", *attributes.split()}),
            options=dict(options or {}),
            messages={} if messages is None else messages,  # no copy: a table shared by symbols may grow
            arity=(fewest if least is None else least, most),
            machine=machine,
            strict=strict,
            structural=structural,
            integer_test=integer_test,
            reads_options=reads_options,
            refused=refused,
            noted=noted,
        )
        for each in (name, *aliases):
            DECLARED[each] = declared
        return function

    return declare


def variable(
    name: str, documentation: str, attributes: str = ""
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare a symbol whose own value is computed: `@variable("$Version", "...") def version(kernel)`."""

    def declare(function: Callable[..., Any]) -> Callable[..., Any]:
        DECLARED[name] = Builtin(
            name=name,
            usages=(name,),
            function=function,
            documentation=documentation,
            attributes=frozenset({"Protected", *attributes.split()}),
            arity=(-1, -1),
        )
        return function

    return declare


def inert(
    *usages: str, documentation: str, attributes: str = "", options: Mapping[str, Any] | None = None
) -> None:
    """Declare a symbol that only stands for something: a head of data, of patterns, of rules."""
    name = symbol_of(usages[0])
    marks = frozenset({"Protected", *attributes.split()})
    DECLARED[name] = Builtin(
        name, usages, None, documentation, attributes=marks, options=dict(options or {}), arity=(0, None)
    )


def symbol_of(usage: str) -> str:
    """The name a usage starts with."""
    end = next((i for i, c in enumerate(usage) if not (c.isalnum() or c == "$")), len(usage))
    assert end, f"a usage starts with its symbol: {usage!r}"
    return usage[:end]


def arity(function: Callable[..., Any]) -> tuple[int, int | None]:
    """How many arguments the function takes after the kernel: at least, and at most (None: any)."""
    code = function.__code__
    most = code.co_argcount - 1
    least = most - len(function.__defaults__ or ())
    takes_any = code.co_flags & 0x04  # CO_VARARGS; reading the code object spares importing inspect
    return least, None if takes_any else most
