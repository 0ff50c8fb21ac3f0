"""Mesh, MeshFunctions and MeshStyle: on which levels of which functions lines and points lie."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from wlmini.builtins.graphics.options import AUTO, NONE
from wlmini.builtins.graphics.sampling import Function, real_value
from wlmini.drawing.settings import is_name
from wlmini.expr import Expr, S, is_list, symbol
from wlmini.kernel.messages import Failure

Array = Any
ARGUMENTS = [symbol(f"Charting`u{k}") for k in range(1, 7)]


class Levels(NamedTuple):
    """The values of one mesh function at points, and those of them at which the mesh lies."""

    heights: Array
    levels: list[float]
    styles: list[Any]  # one for each level, None where it has no style of its own


def applied(kernel: Any, function: Any, columns: Sequence[Array]) -> Array:
    """The real values of a function of the language at rows of numbers; an index n stands for #n &."""
    if isinstance(function, int):
        return np.asarray(columns[function - 1], dtype=float)
    variables = ARGUMENTS[: len(columns)]
    return Function(kernel, variables, Expr(function, tuple(variables))).at(*columns)


def has_mesh(options: dict[str, Any]) -> bool:
    return not is_name(options.get("Mesh", NONE), "None", "False", "Automatic")


def mesh_functions(options: dict[str, Any], usual: Sequence[int]) -> list[Any]:
    spec = options.get("MeshFunctions", AUTO)
    if is_name(spec, "Automatic", "None") or is_list(spec) and not spec.parts:
        return list(usual)
    return list(spec.parts) if is_list(spec) else [spec]


def mesh_levels(
    kernel: Any, options: dict[str, Any], columns: Sequence[Array], usual: Sequence[int], automatic: int = 15
) -> list[Levels]:
    """What Mesh asks for with each of the mesh functions, at points whose coordinates are the columns."""
    spec = options["Mesh"]
    functions = mesh_functions(options, usual)
    found = []
    for index, function in enumerate(functions):
        asked = spec.parts[index] if is_list(spec) and index < len(spec.parts) else spec
        if is_list(spec) and index >= len(spec.parts) or is_name(asked, "None", "False"):
            continue
        heights = applied(kernel, function, columns)
        found.append(Levels(heights, *levels_in(kernel, heights, asked, automatic)))
    return found


def levels_in(kernel: Any, heights: Array, asked: Any, automatic: int) -> tuple[list[float], list[Any]]:
    """So many levels evenly between the least and the greatest, or those that are listed."""
    if is_list(asked):
        pairs = [p.parts if is_list(p) and len(p.parts) == 2 else (p, None) for p in asked.parts]
        levels = [real_value(kernel, value) for value, _ in pairs]
        if not np.isfinite(levels).all():
            raise Failure("optval", S.Mesh, asked, "a number of lines or a list of levels", value=None)
        return levels, [style for _, style in pairs]
    finite = heights[np.isfinite(heights)]
    count = asked if isinstance(asked, int) else automatic
    if not len(finite) or not np.ptp(finite):
        return [], []
    levels = np.linspace(float(finite.min()), float(finite.max()), count + 2)[1:-1].tolist()
    return levels, [None] * len(levels)


def mesh_look(options: dict[str, Any], index: int, base: Any, own: Any = None) -> Any:
    """The style of the lines of one mesh function: MeshStyle, one for all or a list of them."""
    style = options.get("MeshStyle", AUTO)
    if is_list(style) and style.parts:
        style = style.parts[index % len(style.parts)]
    parts = [p for p in (style, own) if p is not None and not is_name(p, "Automatic", "None")]
    return S.Directive(base, *parts)


def shades_between(options: dict[str, Any]) -> list[Any]:
    """The styles of MeshShading, in turn, for what lies between levels."""
    spec = options.get("MeshShading", NONE)
    return list(spec.parts) if is_list(spec) else []
