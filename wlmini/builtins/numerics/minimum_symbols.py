"""The symbols that search for minima and maxima: FindMinimum, NMinimize and their relatives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wlmini.builtins.numerics.global_minima import find_global
from wlmini.builtins.numerics.minima import MESSAGES, OPTIONS, find_local
from wlmini.expr import S, Symbol, is_list, make_list
from wlmini.kernel.declare import builtin


def whole(value: Any, rules: Any) -> Any:
    return S.List(value, rules)


def only_value(value: Any, rules: Any) -> Any:
    return value


def only_point(value: Any, rules: Any) -> Any:
    found = [rule.parts[1] for rule in rules.parts]
    return found, make_list(found)


def local_builtin(name: str, sentence: str, example: str, shape: Callable[[Any, Any], Any]) -> None:
    """Declare a function that searches from a starting point."""

    def function(kernel: Any, target: Any, *specs: Any, options: dict[str, Any]) -> Any:
        found = shape(*find_local(kernel, S[name], target, specs, options))
        return found[1] if shape is only_point else found

    function.__doc__ = f"{sentence}\n\n{example}"
    usages = (f"{name}[f, {{x, x0}}]", f"{name}[f, x]", f"{name}[{{f, constraints}}, {{{{x, x0}}, ...}}]")
    builtin(*usages, attributes="HoldAll", options=OPTIONS, messages=MESSAGES, least=2)(function)


def point_for(names: Any, found: Any) -> Any:
    """One number where one variable was given alone, else the list."""
    numbers, listed = found
    alone = not is_list(names) or (len(names) == 3 and not is_list(names.parts[0]) and len(numbers) == 1)
    return numbers[0] if alone else listed


def global_builtin(name: str, sentence: str, example: str, shape: Callable[[Any, Any], Any]) -> None:
    """Declare a function that searches everywhere."""

    def function(kernel: Any, target: Any, names: Any, *domains: Any, options: dict[str, Any]) -> Any:
        names = kernel.evaluate(names) if not is_list(names) and not isinstance(names, Symbol) else names
        found = shape(*find_global(kernel, S[name], target, names, domains, options))
        return point_for(names, found) if shape is only_point else found

    function.__doc__ = f"{sentence}\n\n{example}"
    usages = (f"{name}[f, x]", f"{name}[f, {{x, y, ...}}]", f"{name}[{{f, constraints}}, {{x, y, ...}}]")
    builtin(*usages, attributes="HoldAll", options=OPTIONS, messages=MESSAGES)(function)


local_builtin(
    "FindMinimum",
    "searches for a local minimum of f from x0, and gives {value, {x -> place}}.",
    ">>> FindMinimum[(x - 2)^2 + 1, {x, 0}]\n{1., {x -> 2.}}",
    whole,
)
local_builtin(
    "FindMaximum",
    "searches for a local maximum of f from x0, and gives {value, {x -> place}}.",
    ">>> FindMaximum[3 - (x - 2)^2, {x, 0}]\n{3., {x -> 2.}}",
    whole,
)
local_builtin(
    "FindMinValue",
    "gives the value of f at a local minimum found from x0.",
    ">>> FindMinValue[(x - 2)^2 + 1, {x, 0}]\n1.",
    only_value,
)
local_builtin(
    "FindMaxValue",
    "gives the value of f at a local maximum found from x0.",
    ">>> FindMaxValue[3 - (x - 2)^2, {x, 0}]\n3.",
    only_value,
)
local_builtin(
    "FindArgMin",
    "gives the place of a local minimum of f found from x0.",
    ">>> FindArgMin[(x - 2)^2 + 1, {x, 0}]\n{2.}",
    only_point,
)
local_builtin(
    "FindArgMax",
    "gives the place of a local maximum of f found from x0.",
    ">>> FindArgMax[3 - (x - 2)^2, {x, 0}]\n{2.}",
    only_point,
)
global_builtin(
    "NMinimize",
    "gives {value, {x -> place}} of the global minimum of f, found numerically.",
    ">>> NMinimize[{x + y, x >= 1, y >= 2}, {x, y}]\n{3., {x -> 1., y -> 2.}}",
    whole,
)
global_builtin(
    "NMaximize",
    "gives {value, {x -> place}} of the global maximum of f, found numerically.",
    ">>> NMaximize[5 - (x - 1)^2, x]\n{5., {x -> 1.}}",
    whole,
)
global_builtin(
    "NMinValue",
    "gives the value of f at its global minimum, found numerically.",
    ">>> NMinValue[(x - 1)^2 + 3, x]\n3.",
    only_value,
)
global_builtin(
    "NMaxValue",
    "gives the value of f at its global maximum, found numerically.",
    ">>> NMaxValue[5 - (x - 1)^2, x]\n5.",
    only_value,
)
global_builtin(
    "NArgMin",
    "gives the place of the global minimum of f, found numerically.",
    ">>> NArgMin[(x - 1)^2 + 3, x]\n1.",
    only_point,
)
global_builtin(
    "NArgMax",
    "gives the place of the global maximum of f, found numerically.",
    ">>> NArgMax[5 - (x - 1)^2, x]\n1.",
    only_point,
)
