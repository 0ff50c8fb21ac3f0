"""The symbols that search for minima and maxima: FindMinimum, NMinimize and their relatives."""

from __future__ import annotations

from wlmini.builtins.numerics.minima import global_builtin, local_builtin, only_point, only_value, whole

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
