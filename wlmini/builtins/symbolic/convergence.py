"""The conditions under which an integral with parameters has the value that SymPy finds."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.symbolic.bridge import Bridge


def case_and_condition(bridge: Bridge, value: Any) -> tuple[Any, Any]:
    """The first case of a Piecewise: its value, and where it holds."""
    result, condition = value.args[0]
    vanishing = [p for p in result.atoms(bridge.sympy.Pow) if p.base == 0]
    if vanishing:  # 0^(n + 1) is the limit at an end of the range: there where it is 0
        result = bridge.sympy.simplify(result.xreplace(dict.fromkeys(vanishing, bridge.sympy.Integer(0))))
        condition = bridge.sympy.And(*[above(bridge, p.exp) for p in vanishing])
    return result, right_half_plane(bridge, condition)


def above(bridge: Bridge, exponent: Any) -> Any:
    """Re[exponent] > 0, with a number in it on the other side: Re[n] > -1."""
    number, rest = exponent.as_coeff_Add()
    return bridge.sympy.re(rest) > -number if rest.is_symbol else bridge.sympy.re(exponent) > 0


def right_half_plane(bridge: Bridge, condition: Any) -> Any:
    """Abs[Arg[a]] < Pi/2 says Re[a] > 0."""
    sympy = bridge.sympy
    a = sympy.Wild("a")
    for relation, side in ((sympy.Lt, sympy.Gt), (sympy.Le, sympy.Ge)):
        condition = condition.replace(relation(sympy.Abs(sympy.arg(a)), sympy.pi / 2), side(sympy.re(a), 0))
    return sympy.simplify(condition)
