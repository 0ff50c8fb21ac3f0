"""No option is ignored in silence: the code that its function reaches reads it, or it is declared idle."""

import functools
import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from types import CodeType, FunctionType, MethodType, ModuleType
from typing import Any

import pytest

from wlmini.builtins.graphics.option_values import VALUES
from wlmini.kernel import sources
from wlmini.kernel.declare import DECLARED, Builtin
from wlmini.session import Session

for place in sorted({p for p in sources.index().values() if p and not p.endswith(".wl")}):
    import_module(place)
FUNCTIONS = {
    b.name: b
    for b in DECLARED.values()
    if b.options and b.function and b.function.__module__.startswith("wlmini.builtins")
}
TABLES = [set(b.options) for b in FUNCTIONS.values()]
# What only asks for speed or is of use in a notebook alone; no answer could be another one for it.
HINTS = {
    "PerformanceGoal", "TimeGoal", "TrainingProgressReporting", "Parallelization", "ContentSelectable",
    "CoordinatesToolOptions", "PreserveImageOptions", "DisplayFunction", "PlotHighlighting",
    "PlotInteractivity", "FormatType", "RuntimeOptions", "CompilationTarget", "CompilationOptions",
    "BaselinePosition", "AlignmentPoint", "RotationAction",
}  # fmt: skip
# Who takes options and hands them on to another function, by evaluating a call of it.
HANDED_ON = {
    "ListInterpolation": ("Interpolation",), "RSolveValue": ("RSolve",), "SolveValues": ("Solve",),
    "ParametricNDSolve": ("NDSolve",), "ParametricNDSolveValue": ("NDSolveValue",),
}  # fmt: skip
# What a graph bears along, to be asked for.
DATA = {"EdgeCost", "VertexCapacity"}
# Options that another room reads from the value made: the drawing of graphics, the functions of graphs.
READERS = {
    "wlmini.builtins.graphics": "drawing/*.py",
    "wlmini.builtins.graphs": "builtins/graphs/[!c]*.py drawing/*.py",
}


def codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from codes(constant)


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, list, set, frozenset)):
        for item in value:
            yield from strings(item)


def is_ours(module: str) -> bool:
    """The rooms to look through; the kernel reads no option by name."""
    return module.startswith("wlmini") and not module.startswith(("wlmini.kernel", "wlmini.expr"))


def referred(function: FunctionType) -> Iterator[Any]:
    """What the names, cells and defaults of a function stand for."""
    for code in codes(function.__code__):
        for name in code.co_names:
            found = function.__globals__.get(name)
            yield found
            if isinstance(found, ModuleType) and is_ours(found.__name__):
                yield from (vars(found)[other] for other in code.co_names if other in vars(found))
    for cell in function.__closure__ or ():
        yield cell.cell_contents
    yield from function.__defaults__ or ()


def inside(thing: Any) -> Iterable[Any]:
    """The further things that one thing leads to."""
    if isinstance(thing, FunctionType):
        texts = (c.co_consts for c in codes(thing.__code__))
        return [*strings(list(texts)), *referred(thing)] if is_ours(thing.__module__) else ()
    if isinstance(thing, functools.partial):
        return (thing.func, *thing.args, *thing.keywords.values())
    if isinstance(thing, type):
        return (*vars(thing).values(), *thing.__mro__[1:]) if is_ours(thing.__module__) else ()
    if isinstance(thing, (MethodType, staticmethod, classmethod)):
        return (thing.__func__,)
    if isinstance(thing, property):
        return (thing.fget,)
    if thing is VALUES:  # what values are taken says nothing of what they do
        return ()
    if isinstance(thing, dict):  # a table of options is not a reading of them
        keys = [key for key in thing if isinstance(key, str)]
        return (*thing.values(), *(() if any(table.issuperset(keys) for table in TABLES) else keys))
    if isinstance(thing, (tuple, list, set, frozenset)):
        return thing
    return ()


def names_reached(function: Any) -> set[str]:
    """All strings in the code that a function can reach."""
    seen: set[int] = set()
    names: set[str] = set()
    ahead = [function]
    while ahead:
        thing = ahead.pop()
        if isinstance(thing, str):
            names.add(thing)
        elif id(thing) not in seen:
            seen.add(id(thing))
            ahead += [getattr(thing, "__wrapped__", None), *inside(thing)]
    return names


@functools.cache
def words_in(patterns: str) -> frozenset[str]:
    """The strings that stand in sources."""
    found: set[str] = set()
    for pattern in patterns.split():
        for path in Path(sources.ROOT).glob(pattern):
            text = path.read_text(encoding="utf-8")
            found.update(re.findall(r'"(\w+)"', text), re.findall(r"item_annotation\(.*S\.(\w+)", text))
    return frozenset(found)


def unread(declared: Builtin) -> set[str]:
    """The options of a builtin that nothing reads."""
    assert declared.function
    read = names_reached(declared.function)
    for room, files in READERS.items():
        if declared.function.__module__.startswith(room):
            read |= words_in(files)
    for other in HANDED_ON.get(declared.name, ()):
        read |= set(FUNCTIONS[other].options) - unread(FUNCTIONS[other])
    return {option for option in declared.options if option.strip('"') not in read} - HINTS - DATA


@pytest.mark.parametrize("declared", FUNCTIONS.values(), ids=lambda b: b.name)
def test_no_option_is_ignored_in_silence(declared: Builtin) -> None:
    """Read it, or declare it as refused or noted; and take it from there when it is built."""
    assert {*declared.refused, *declared.noted} == unread(declared)


@pytest.mark.parametrize(
    "text, shown, said",
    [
        ("Nearest[{1, 5}, 2, WorkingPrecision -> 30]", None, "Nearest::optnb"),
        ("Skip", "Skip", ""),
        ("Nearest[{1, 5}, 2, WorkingPrecision -> MachinePrecision]", "{1}", ""),
        ("SatisfiableQ[a || b, Method -> \"SAT\"]", "True", "SatisfiableQ::optnb"),
        ("SetOptions[SatisfiableQ, Method -> \"SAT\"]; SatisfiableQ[a || b]", "True", "SatisfiableQ::optnb"),
    ],
)  # fmt: skip
def test_what_has_no_effect_is_said(text: str, shown: str | None, said: str) -> None:
    messages: list[str] = []
    session = Session(messenger=messages.append)
    value = session.show(session.evaluate_text(text))
    assert value == shown or shown is None and value.startswith(text[:5])
    assert [message.partition(": ")[0] for message in messages] == ([said] if said else [])
