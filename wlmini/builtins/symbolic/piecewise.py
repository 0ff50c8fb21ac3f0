"""Functions given by cases, inverse functions, generalized functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wlmini.expr import FALSE, TRUE, Expr, S, Symbol, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.numbers import is_number, is_real, is_zero


@builtin("ConditionalExpression[expr, cond]")
def conditional_expression(kernel: Any, expr: Any, condition: Any) -> Any:
    """is expr where the condition is True, and Undefined where it is False.

    >>> {ConditionalExpression[x, True], ConditionalExpression[x, False], ConditionalExpression[x, x > 0]}
    {x, Undefined, ConditionalExpression[x, x > 0]}
    """
    if condition is TRUE:
        return expr
    if condition is FALSE:
        return S.Undefined
    if isinstance(expr, Expr) and expr.head is S.ConditionalExpression and len(expr.parts) == 2:
        return S.ConditionalExpression(expr.parts[0], S.And(expr.parts[1], condition))
    return None


# -- functions by cases ------------------------------------------------------------------------------


def cases(*pairs: tuple[Any, Any], otherwise: Any) -> Expr:
    return S.Piecewise(make_list([S.List(value, condition) for value, condition in pairs]), otherwise)


def negative(z: Any) -> Any:
    return S.Times(-1, z)


BY_CASES: dict[Symbol, Callable[..., Any]] = {
    S.Abs: lambda z: cases((negative(z), S.Less(z, 0)), otherwise=z),
    S.Sign: lambda z: cases((-1, S.Less(z, 0)), (1, S.Greater(z, 0)), otherwise=0),
    S.UnitStep: lambda z: cases((1, S.GreaterEqual(z, 0)), otherwise=0),
    S.Ramp: lambda z: cases((z, S.GreaterEqual(z, 0)), otherwise=0),
    S.Boole: lambda c: cases((1, c), otherwise=0),
    S.Max: lambda a, b: cases((a, S.GreaterEqual(S.Subtract(a, b), 0)), otherwise=b),
    S.Min: lambda a, b: cases((a, S.LessEqual(S.Subtract(a, b), 0)), otherwise=b),
    S.If: lambda c, a, b: cases((a, c), otherwise=b),
    S.Clip: lambda z: cases((-1, S.Less(z, -1)), (1, S.Greater(z, 1)), otherwise=z),
    S.UnitBox: lambda z: cases((1, S.LessEqual(S.Rational(-1, 2), z, S.Rational(1, 2))), otherwise=0),
    S.KroneckerDelta: lambda a, b: cases((1, S.Equal(S.Subtract(a, b), 0)), otherwise=0),
}


@builtin(
    "PiecewiseExpand[expr]",
    "PiecewiseExpand[expr, assum]",
    options={"Method": S.Automatic},
    noted=("Method",),
)
def piecewise_expand(kernel: Any, expr: Any, given: Any = TRUE, *, options: Any) -> Any:
    """writes expr as a single Piecewise: Abs, Sign, Max, Min, If, UnitStep and nested Piecewise by cases.

    >>> {PiecewiseExpand[UnitStep[x]], PiecewiseExpand[2 If[x > 0, a, b]]}
    {Piecewise[{{1, x >= 0}}, 0], Piecewise[{{2 a, x > 0}}, 2 b]}
    """
    if is_list(expr):
        return make_list([S.PiecewiseExpand(p, given) for p in expr.parts])
    branches, default = expanded(kernel, expr)
    kept = []
    for value, condition in branches:
        holds = kernel.evaluate(condition if given is TRUE else S.Refine(condition, given))
        if holds is TRUE:
            default = value
            break
        if holds is not FALSE:
            kept.append((value, holds))
    return cases(*kept, otherwise=default) if kept else default


def expanded(kernel: Any, expr: Any) -> tuple[list[tuple[Any, Any]], Any]:
    """([(value, condition), ...], value otherwise), conditions tried in order."""
    if not isinstance(expr, Expr):
        return [], expr
    known = BY_CASES.get(expr.head)
    if known is not None and len(expr.parts) == known.__code__.co_argcount:
        return expanded(kernel, known(*expr.parts))
    if expr.head is S.Piecewise and expr.parts and is_list(expr.parts[0]):
        return of_pieces(kernel, expr)
    combined: list[tuple[list[Any], list[Any]]] = [([], [])]  # (parts, conditions), in the order tried
    for part in expr.parts:
        branches, default = expanded(kernel, part)
        choices = [*branches, (default, TRUE)]
        combined = [([*parts, v], [*conditions, c]) for parts, conditions in combined for v, c in choices]
    made = [
        (kernel.evaluate(Expr(expr.head, parts)), kernel.evaluate(S.And(*conditions)))
        for parts, conditions in combined
    ]
    *branches, (default, _) = made
    return [b for b in branches if b[1] is not FALSE], default


def of_pieces(kernel: Any, expr: Expr) -> tuple[list[tuple[Any, Any]], Any]:
    made: list[tuple[Any, Any]] = []
    for piece in expr.parts[0].parts:
        value, condition = piece.parts
        inner, rest = expanded(kernel, value)
        made += [(v, kernel.evaluate(S.And(condition, c))) for v, c in inner]
        made.append((rest, condition))
    inner, rest = expanded(kernel, expr.parts[1] if len(expr.parts) > 1 else 0)
    return [*made, *inner], rest


# -- generalized functions ---------------------------------------------------------------------------


@builtin("DiracDelta[x]", "DiracDelta[x1, x2, ...]", attributes="NumericFunction Orderless")
def dirac_delta(kernel: Any, *numbers: Any) -> Any:
    """is the delta function: 0 for x that is not 0, with integral 1.

    >>> {DiracDelta[1], DiracDelta[x], Integrate[DiracDelta[x] f[x], {x, -Infinity, Infinity}]}
    {0, DiracDelta[x], f[0]}
    """
    if any(
        is_real(kernel.call(S.N, x)) and not is_zero(kernel.call(S.N, x))
        for x in numbers
        if is_numeric(kernel, x)
    ):
        return 0
    return None


def is_numeric(kernel: Any, expr: Any) -> bool:
    return is_number(expr) or kernel.call(S.NumericQ, expr) is TRUE


@builtin("UnitBox[x]", "UnitBox[x1, x2, ...]", attributes="Listable NumericFunction")
def unit_box(kernel: Any, *numbers: Any) -> Any:
    """is 1 where -1/2 <= x <= 1/2, and 0 elsewhere.

    >>> {UnitBox[0.3], UnitBox[1], UnitBox[1/2]}
    {1, 0, 1}
    """
    inside = [kernel.evaluate(S.LessEqual(S.Abs(x), S.Rational(1, 2))) for x in numbers]
    return 0 if FALSE in inside else 1 if all(i is TRUE for i in inside) else None


@builtin("UnitTriangle[x]", attributes="Listable NumericFunction")
def unit_triangle(kernel: Any, x: Any) -> Any:
    """is 1 - Abs[x] where that is positive, and 0 elsewhere.

    >>> {UnitTriangle[1/4], UnitTriangle[2]}
    {3/4, 0}
    """
    return S.Max(0, S.Subtract(1, S.Abs(x))) if is_numeric(kernel, x) else None


# -- inverse functions -------------------------------------------------------------------------------

PAIRS = (
    (S.Sin, S.ArcSin), (S.Cos, S.ArcCos), (S.Tan, S.ArcTan), (S.Cot, S.ArcCot), (S.Sec, S.ArcSec),
    (S.Csc, S.ArcCsc), (S.Sinh, S.ArcSinh), (S.Cosh, S.ArcCosh), (S.Tanh, S.ArcTanh), (S.Coth, S.ArcCoth),
    (S.Exp, S.Log), (S.Erf, S.InverseErf), (S.Erfc, S.InverseErfc), (S.Identity, S.Identity),
)  # fmt: skip
INVERSES = dict(PAIRS) | {b: a for a, b in PAIRS}


def real_branch(kernel: Any, values: list[Any], y: Any) -> Any:
    """The last of several inverses that is real for a positive y; the last where none is."""
    for value in reversed(values):
        if is_real(kernel.evaluate(S.N(S.ReplaceAll(value, S.Rule(y, 2))))):
            return value
    return values[-1]


@builtin("InverseFunction[f]")
def inverse_function(kernel: Any, function: Any) -> Any:
    """is the inverse of the function f: f[InverseFunction[f][y]] is y.

    >>> {InverseFunction[Sin], InverseFunction[2 # + 1 &][7], InverseFunction[f]}
    {ArcSin, 3, InverseFunction[f]}
    """
    if function in INVERSES:
        return INVERSES[function]
    if isinstance(function, Expr) and function.head is S.InverseFunction and len(function.parts) == 1:
        return function.parts[0]
    if not isinstance(function, Expr) or function.head is not S.Function:
        return None
    x, y = S["$x"], S["$y"]
    with kernel.messages.quietly(S.All):
        found = kernel.evaluate(S.Solve(S.Equal(kernel.call(function, x), y), x))
    if not is_list(found) or not found.parts:
        return None
    value = real_branch(kernel, [solution.parts[0].parts[1] for solution in found.parts], y)
    if isinstance(value, Expr) and value.head is S.ConditionalExpression:
        value = kernel.evaluate(S.ReplaceAll(value.parts[0], S.Rule(S.C(1), 0)))
    return S.Function(kernel.evaluate(S.ReplaceAll(value, S.Rule(y, S.Slot(1)))))
