"""How inputs of different shapes go together element by element, with sizes that may be unknown yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .ports import Misfit, Shape, shape_words, unify
from .texts import TEXTS

__all__ = ["EQUAL", "axes_in_result", "related"]

TEXTS.declare(
    ranks="The inputs of `1` have `2` levels; they need the same number, or a level at which missing ones "
    "are inserted, as in ThreadingLayer[f, -1].",
    inputrank="The inputs of `1` have `2` levels, but its output has `3`.",
    broadcast="Level `1` of `2` has the sizes `3`; they must be equal or 1.",
    insertlevel="Levels cannot be inserted at `1` into `2`, an input of `3`.",
)

EQUAL = object()  # the specification None: all shapes are the same
Spec = Any  # EQUAL, None (Automatic), or the level at which missing levels are inserted


def axes_in_result(spec: Spec, rank: int, total: int) -> list[int]:
    """For an input of this rank, the level of the result (of rank `total`) that each of its levels is."""
    missing = total - rank
    if not isinstance(spec, int):
        return list(range(rank))
    before = spec - 1 if spec > 0 else rank + 1 + spec
    return [axis if axis < before else axis + missing for axis in range(rank)]


def related(name: str, specs: Sequence[Spec], shapes: Sequence[Shape]) -> list[Shape]:
    """The shapes of the inputs and of the output, the last one, refined by each other."""
    inputs, output = list(shapes[:-1]), shapes[-1]
    if all(spec is EQUAL for spec in specs):
        return all_same(shapes)
    rank = result_rank(specs, inputs, output)
    if rank is None:
        return list(shapes)
    for number, (spec, shape) in enumerate(zip(specs, inputs, strict=True)):
        if shape is None and not isinstance(spec, int):
            inputs[number] = (None,) * rank
    if any(shape is None for shape in inputs):
        return [*inputs, output]
    check_ranks(name, specs, inputs, rank)
    return by_level(name, specs, inputs, unify(output, (None,) * rank), rank)


def all_same(shapes: Sequence[Shape]) -> list[Shape]:
    found: Shape = None
    for shape in shapes:
        found = unify(found, shape)
    return [found] * len(shapes)


def result_rank(specs: Sequence[Spec], inputs: Sequence[Shape], output: Shape) -> int | None:
    """The rank of the result: the highest of the inputs, where these are known well enough."""
    if output is not None:
        return len(output)
    known = [len(shape) for shape in inputs if shape is not None]
    fixed = [
        len(s) for s, spec in zip(inputs, specs, strict=True) if s is not None and not isinstance(spec, int)
    ]
    if fixed:
        return max(fixed)
    return max(known, default=0) if len(known) == len(inputs) else None


def check_ranks(name: str, specs: Sequence[Spec], inputs: Sequence[Any], rank: int) -> None:
    for spec, shape in zip(specs, inputs, strict=True):
        if isinstance(spec, int):
            if len(shape) > rank:
                raise Misfit("inputrank", name, levels_text(inputs), rank)
            if abs(spec) > len(shape) + 1:
                raise Misfit("insertlevel", spec, shape_words(shape), name)
        elif len(shape) != rank:
            raise Misfit("ranks", name, levels_text(inputs))


def levels_text(inputs: Sequence[Any]) -> str:
    return ", ".join(str(len(shape)) for shape in inputs)


def by_level(name: str, specs: Sequence[Spec], inputs: Sequence[Any], output: Any, rank: int) -> list[Shape]:
    """Every level of the result settled with the levels of the inputs that are it."""
    places = [axes_in_result(spec, len(s), rank) for spec, s in zip(specs, inputs, strict=True)]
    new, result = [list(shape) for shape in inputs], list(output)
    for level in range(rank):
        members = [(i, axes.index(level)) for i, axes in enumerate(places) if level in axes]
        sizes = [new[i][axis] for i, axis in members]
        size = settled_size(name, level, sizes, result[level])
        result[level] = size
        opened = [(i, axis) for i, axis in members if new[i][axis] is None]
        if size == 1 or (size is not None and len(opened) == 1 and all(each in (None, 1) for each in sizes)):
            for i, axis in opened:
                new[i][axis] = size
    return [*map(tuple, new), tuple(result)]


def settled_size(name: str, level: int, sizes: Sequence[Any], output: Any) -> Any:
    """The size of a level of the result, None where it is open."""
    large = list(dict.fromkeys(each for each in sizes if each is not None and each != 1))
    wanted = [*large, output] if output is not None and output not in large else large
    complete = None not in sizes
    if len(wanted) > 1 or (complete and not large and output not in (None, 1)):
        given = [*dict.fromkeys(sizes), *([] if output is None else [output])]
        text = ", ".join("?" if each is None else str(each) for each in given)
        raise Misfit("broadcast", level + 1, name, text)
    return wanted[0] if wanted else 1 if complete else None
