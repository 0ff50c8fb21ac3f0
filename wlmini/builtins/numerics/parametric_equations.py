"""Differential equations with parameters: ParametricNDSolve and ParametricNDSolveValue."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.numerics.differential_equations import MESSAGES, OPTIONS
from wlmini.expr import S, Symbol, is_list, make_list
from wlmini.kernel.declare import builtin


def parametric(value: bool) -> Any:
    """A pure function of the parameters that solves the equations anew for each of their values."""

    def function(
        kernel: Any, equations: Any, wanted: Any, spec: Any, parameters: Any, *, options: dict[str, Any]
    ) -> Any:
        names = list(parameters.parts) if is_list(parameters) else [parameters]
        read = [n.parts[0] if is_list(n) and n.parts else n for n in names]
        if not all(isinstance(n, Symbol) for n in read):
            return None
        further = [
            (S.RuleDelayed if name.endswith("Monitor") else S.Rule)(S[name], given)
            for name, given in options.items()
            if given != OPTIONS[name]
        ]
        if value:
            return S.Function(make_list(read), S.NDSolveValue(equations, wanted, spec, *further))
        asked = list(wanted.parts) if is_list(wanted) else [wanted]
        return make_list(
            [
                S.Rule(a, S.Function(make_list(read), S.NDSolveValue(equations, a, spec, *further)))
                for a in asked
            ]
        )

    return function


def parametric_builtin(name: str, sentence: str, example: str, value: bool) -> None:
    function = parametric(value)
    function.__doc__ = f"{sentence}\n\n{example}"
    usage = f"{name}[equations, u, {{t, min, max}}, parameters]"
    builtin(
        usage, options=OPTIONS, messages=MESSAGES,
        refused=("WorkingPrecision",), noted=("Compiled", "NormFunction"),
    )(function)  # fmt: skip


parametric_builtin(
    "ParametricNDSolve",
    "gives rules for functions of the parameters that solve differential equations.",
    ">>> p = ParametricNDSolve[{y'[t] == a, y[0] == 1}, y, {t, 0, 1}, {a}]; Round[(y /. p)[2][1], 0.001]\n3.",
    False,
)
parametric_builtin(
    "ParametricNDSolveValue",
    "gives a function of the parameters whose values are those of NDSolveValue.",
    ">>> p = ParametricNDSolveValue[{y'[t] == a, y[0] == 1}, y[1], {t, 0, 1}, {a}]; Round[p[2], 0.001]\n3.",
    True,
)
