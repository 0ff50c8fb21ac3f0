"""Compile and FunctionCompile: functions of machine numbers that check and convert their arguments."""

from __future__ import annotations

from typing import Any, NamedTuple

from wlmini.expr import FALSE, TRUE, Atom, Complex, Expr, S, Symbol, is_list, make_list
from wlmini.kernel.declare import builtin, inert
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_real, machine, to_float

MESSAGES = {
    "cfsa": "Argument `1` at position `2` should be a `3`.",
    "cfct": "`1` arguments are given where `2` are expected; the uncompiled code is used.",
    "fpars": "`1` is no list of parameters x, {x, type} or {x, type, rank}.",
}
WORDS = {
    "_Integer": "machine-size integer",
    "_Real": "machine-size real number",
    "_Complex": "machine-size complex number",
}
LIMIT = 2**63  # machine integers lie below


class Parameter(NamedTuple):
    """A parameter: its name, its type and the depth of the lists it takes."""

    name: Symbol
    kind: str
    rank: int

    @property
    def described(self) -> str:
        word = WORDS.get(self.kind, "boolean True or False")
        return word if not self.rank else f"rank {self.rank} tensor of {word}s"


KINDS = {S.Integer: "_Integer", S.Real: "_Real", S.Complex: "_Complex"}


def parameter(spec: Any) -> Parameter:
    """The parameter that x, {x}, {x, _Integer} or {x, _Real, 1} means."""
    items = spec.parts if is_list(spec) else (spec,)
    if not 1 <= len(items) <= 3:
        raise Failure("fpars", spec, value=None)
    name, kind, rank = (*items, S.Blank(S.Real), 0)[:3] if len(items) == 1 else (*items, 0)[:3]
    if isinstance(name, Symbol) and type(rank) is int and rank >= 0:
        if isinstance(kind, Expr) and kind.head is S.Blank and kind.parts and kind.parts[0] in KINDS:
            return Parameter(name, KINDS[kind.parts[0]], rank)
        if kind == S.Alternatives(TRUE, FALSE):
            return Parameter(name, "True|False", rank)
    raise Failure("fpars", spec, value=None)


def converted(value: Any, kind: str, rank: int) -> Any:
    """The value as the machine type has it; None where it does not fit."""
    if rank:
        if not is_list(value):
            return None
        parts = [converted(part, kind, rank - 1) for part in value.parts]
        return None if any(part is None for part in parts) else make_list(parts)
    if kind == "True|False":
        return value if value in (TRUE, FALSE) else None
    if kind == "_Integer":
        return value if type(value) is int and abs(value) < LIMIT else None
    if is_real(value):
        return to_float(value)
    if kind == "_Complex" and isinstance(value, Complex):
        return machine(value)
    return value if kind == "_Complex" and isinstance(value, complex) else None


def depth(value: Any) -> int:
    return 1 + (depth(value.parts[0]) if value.parts else 0) if is_list(value) else 0


class CompiledFunction(Atom):
    """A function with typed parameters."""

    __slots__ = ("body", "function", "listable", "parameters")
    head = S.CompiledFunction

    def __init__(self, parameters: list[Parameter], body: Any, listable: bool = False) -> None:
        self.parameters = parameters
        self.body = body
        self.listable = listable
        self.function = S.Function(make_list([each.name for each in parameters]), body)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CompiledFunction) and (self.parameters, self.body) == (
            other.parameters,
            other.body,
        )

    def __hash__(self) -> int:
        return hash((tuple(self.parameters), self.body))

    def apply(self, kernel: Any, arguments: tuple[Any, ...]) -> Any:
        """The value for arguments of the right types; for others, that of the code as it was given."""
        if len(arguments) != len(self.parameters):
            raise Failure("cfct", len(arguments), len(self.parameters), value=None, owner=S.CompiledFunction)
        if self.listable and any(
            depth(value) > each.rank for each, value in zip(self.parameters, arguments, strict=True)
        ):
            return self.threaded(kernel, arguments)
        given = []
        for position, (each, value) in enumerate(zip(self.parameters, arguments, strict=True), 1):
            fitting = converted(value, each.kind, each.rank)
            if fitting is None:
                kernel.message(S.CompiledFunction, "cfsa", value, position, each.described)
                return kernel.call(self.function, *arguments)
            given.append(fitting)
        return kernel.call(self.function, *given)

    def threaded(self, kernel: Any, arguments: tuple[Any, ...]) -> Any:
        """A function with the attribute Listable, over the elements of lists."""
        deep = [depth(value) > each.rank for each, value in zip(self.parameters, arguments, strict=True)]
        lengths = {len(value) for value, is_deep in zip(arguments, deep, strict=True) if is_deep}
        if len(lengths) != 1:
            raise Failure("tdlen", Expr(self, arguments), value=None, owner=S.Thread)
        rows = [
            [value.parts[i] if is_deep else value for value, is_deep in zip(arguments, deep, strict=True)]
            for i in range(lengths.pop())
        ]
        return make_list([self.apply(kernel, tuple(row)) for row in rows])

    def input_form(self) -> Any:
        names = ", ".join(each.name.short.partition("$")[0] for each in self.parameters)
        return f"CompiledFunction[{{{names}}}, <>]"

    def output_form(self) -> Any:
        return S.CompiledFunction(
            make_list([each.name for each in self.parameters]), self.body, "-CompiledCode-"
        )


OPTIONS = {
    "CompilationTarget": "WVM",
    "Parallelization": FALSE,
    "RuntimeAttributes": make_list(()),
    "RuntimeOptions": S.Automatic,
    "CompilationOptions": S.Automatic,
}


@builtin(
    "Compile[{x1, x2, ...}, expr]",
    "Compile[{{x1, t1}, ...}, expr]",
    "Compile[{{x1, t1, n1}, ...}, expr]",
    "Compile[vars, expr, types]",
    attributes="HoldAll",
    options=OPTIONS,
    messages=MESSAGES,
)
def compile_(kernel: Any, variables: Any, expr: Any, types: Any = None, *, options: dict[str, Any]) -> Any:
    """makes a function of machine reals, or of arguments of the types _Integer, _Complex, True | False.

    >>> Compile[{x}, x^2][3]
    9.
    >>> Compile[{{n, _Integer}}, n + 1][2]
    3
    >>> Compile[{{v, _Real, 1}}, Total[v]][{1, 2}]
    3.
    """
    if not is_list(variables):
        raise Failure("fpars", variables, value=None)
    attributes = kernel.evaluate(options["RuntimeAttributes"])
    listable = S.Listable in (attributes.parts if is_list(attributes) else (attributes,))
    return CompiledFunction([parameter(spec) for spec in variables.parts], expr, listable)


@builtin("CompiledFunction[...]", messages=MESSAGES)
def compiled_function(kernel: Any, *parts: Any) -> Any:
    """is what Compile gives: a function that takes arguments of given machine types.

    >>> Head[Compile[{x}, x]]
    CompiledFunction
    """
    return None


TYPES = {
    "Integer64": "_Integer", "MachineInteger": "_Integer", "Integer32": "_Integer", "Integer16": "_Integer",
    "Integer8": "_Integer", "Real64": "_Real", "Real32": "_Real", "Complex": "_Complex",
    "ComplexReal64": "_Complex",
    "Boolean": "True|False",
}  # fmt: skip


def typed(spec: Any) -> Parameter:
    """The parameter that Typed[x, "type"] means."""
    if (
        isinstance(spec, Expr)
        and spec.head is S.Typed
        and len(spec.parts) == 2
        and isinstance(spec.parts[0], Symbol)
    ):
        name, kind = spec.parts
        if isinstance(kind, str) and kind in TYPES:
            return Parameter(name, TYPES[kind], 0)
        if isinstance(kind, Expr) and isinstance(kind.head, Expr) and kind.parts and kind.parts[0] in TYPES:
            return Parameter(name, TYPES[kind.parts[0]], 1)
        if isinstance(kind, Expr) and len(kind.parts) in (1, 2) and kind.parts[0] in TYPES:
            rank = kind.parts[1] if len(kind.parts) == 2 and isinstance(kind.parts[1], int) else 1
            return Parameter(name, TYPES[kind.parts[0]], rank)
    raise Failure("type", spec, value=None)


@builtin(
    "FunctionCompile[Function[Typed[x, type], expr]]",
    "FunctionCompile[Function[{Typed[x1, type1], ...}, expr]]",
    attributes="HoldAll",
    messages={
        **MESSAGES,
        "type": "`1` is no parameter of the form Typed[x, type] with a type that is built in.",
    },
)
def function_compile(kernel: Any, function: Any) -> Any:
    """makes a function with typed parameters that takes arguments of these types only.

    >>> FunctionCompile[Function[Typed[x, "Integer64"], x^2]][7]
    49
    """
    found = (
        function if isinstance(function, Expr) and function.head is S.Function else kernel.evaluate(function)
    )
    if not isinstance(found, Expr) or found.head is not S.Function or len(found.parts) != 2:
        raise Failure("type", found, value=None)
    names, body = found.parts
    return CompiledFunction([typed(each) for each in (names.parts if is_list(names) else (names,))], body)


inert(
    "Typed[x, type]",
    attributes="HoldFirst",
    documentation="""is the parameter x with its type, in a function to be compiled.

    >>> FunctionCompile[Function[{Typed[x, "Real64"]}, 2 x]][1.5]
    3.
    """,
)
inert(
    "RuntimeAttributes",
    documentation="""is an option of Compile: the attributes of the function, {} or Listable.

    >>> Compile[{x}, 2 x, RuntimeAttributes -> {Listable}][{1, 2}]
    {2., 4.}
    """,
)
inert(
    "RuntimeOptions",
    documentation="""is an option of Compile: "Speed", "Quality" or Automatic; all check overflow.

    >>> Compile[{x}, 2 x, RuntimeOptions -> "Speed"][1]
    2.
    """,
)
inert(
    "CompilationTarget",
    documentation="""is an option of Compile: "WVM" or "C"; the code runs in the interpreter either way.

    >>> Compile[{x}, 2 x, CompilationTarget -> "C"][1]
    2.
    """,
)
inert(
    "Parallelization",
    documentation="""is an option of Compile: whether a Listable function may use several threads.

    >>> Compile[{x}, 2 x, Parallelization -> True][1]
    2.
    """,
)
