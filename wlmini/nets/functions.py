"""Functions of numbers as compositions of ops: the tables of names, and the translation of expressions."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import reduce
from itertools import pairwise
from typing import Any

from ..expr import FALSE, TRUE, BigReal, Expr, Packed, S, Symbol, is_list, symbol
from .ir import Graph, Node, constant
from .ops import elementwise as ops
from .ops import special
from .ops.elementwise import FUNCTIONS
from .ports import Misfit

__all__ = ["NAMED", "SYMBOLS", "VARIABLE", "body_of", "translate"]

VARIABLE = symbol("wlmini`Private`x")
assert special  # importing it puts its functions into FUNCTIONS

# Wolfram's name -> the name in FUNCTIONS, where they are not the same word in another spelling
SYMBOL_NAMES = {
    "Ramp": "ramp", "LogisticSigmoid": "sigmoid", "Tan": "tan", "Tanh": "tanh", "ArcTan": "arctan",
    "ArcTanh": "arctanh", "Sin": "sin", "Sinh": "sinh", "ArcSin": "arcsin", "ArcSinh": "arcsinh",
    "Cos": "cos",
    "Cosh": "cosh", "ArcCos": "arccos", "ArcCosh": "arccosh", "Cot": "cot", "Coth": "coth",
    "ArcCot": "arccot",
    "ArcCoth": "arccoth", "Csc": "csc", "Csch": "csch", "ArcCsc": "arccsc", "ArcCsch": "arccsch",
    "Sec": "sec",
    "Sech": "sech", "ArcSec": "arcsec", "ArcSech": "arcsech", "Haversine": "haversine",
    "InverseHaversine": "inverse_haversine", "Gudermannian": "gudermannian",
    "InverseGudermannian": "inverse_gudermannian", "Log": "log", "Exp": "exp", "Sqrt": "sqrt",
    "CubeRoot": "cube_root", "Abs": "absolute", "Gamma": "gamma", "LogGamma": "log_gamma", "Erf": "erf",
    "InverseErf": "inverse_erf", "Erfc": "erfc", "InverseErfc": "inverse_erfc", "Round": "round_even",
    "Floor": "floor", "Ceiling": "ceiling", "Sign": "sign", "FractionalPart": "fractional_part",
    "IntegerPart": "truncate", "Unitize": "unitize", "KroneckerDelta": "kronecker_delta",
}  # fmt: skip
SYMBOLS: dict[str, Callable[[Any], Node]] = {
    name: FUNCTIONS[each] for name, each in SYMBOL_NAMES.items() if each in FUNCTIONS
}
NAMED: dict[str, Callable[[Any], Node]] = {
    name: FUNCTIONS[each]
    for name, each in {
        "RectifiedLinearUnit": "ramp", "ReLU": "ramp", "ExponentialLinearUnit": "elu", "ELU": "elu",
        "ScaledExponentialLinearUnit": "selu", "SELU": "selu", "GaussianErrorLinearUnit": "gelu",
    "GELU": "gelu",
        "Swish": "swish", "HardSwish": "hard_swish", "Mish": "mish", "SoftSign": "soft_sign",
        "SoftPlus": "softplus", "HardTanh": "hard_tanh", "HardSigmoid": "hard_sigmoid", "Sigmoid": "sigmoid",
    }.items()
}  # fmt: skip
CONSTANTS = {
    "Pi": math.pi, "E": math.e, "Degree": math.pi / 180, "GoldenRatio": (1 + math.sqrt(5)) / 2,
    "EulerGamma": 0.5772156649015329, "True": 1.0, "False": 0.0,
}  # fmt: skip


def body_of(function: Any, kernel: Any) -> Any:
    """The expression of VARIABLE that a function gives when it is applied to it."""
    if isinstance(function, Symbol | str):
        return Expr(function, (VARIABLE,))
    return kernel.evaluate(Expr(function, (VARIABLE,)))


def check(body: Any) -> None:
    """`Misfit` where the body has something that ops cannot say."""
    translate(body, Graph().input("Input", ()))


def translate(expr: Any, x: Node) -> Node:
    """The node of an expression in which VARIABLE stands for the node x."""
    if expr is VARIABLE:
        return x
    if isinstance(expr, int | float | Fraction):
        return constant(float(expr))
    if isinstance(expr, BigReal):
        return constant(float(expr.value))
    if isinstance(expr, Symbol) and expr.short in CONSTANTS:
        return constant(CONSTANTS[expr.short])
    if isinstance(expr, Expr):
        found = translate_call(expr, x)
        if found is not None:
            return found
    raise Misfit("nofunction", shown(expr))


def shown(expr: Any) -> Any:
    """The expression as the user wrote it, # in the place of VARIABLE."""
    if expr is VARIABLE:
        return S.Slot(1)
    if not isinstance(expr, Expr) or isinstance(expr, Packed):
        return expr
    return Expr(shown(expr.head), [shown(part) for part in expr.parts])


def translate_call(expr: Expr, x: Node) -> Node | None:
    head, parts = expr.head, expr.parts
    if isinstance(head, str):
        return NAMED[head](translate(parts[0], x)) if head in NAMED and len(parts) == 1 else None
    if not isinstance(head, Symbol):
        return None
    if head.short in SPECIAL:
        return SPECIAL[head.short](parts, x)
    if head.short in SYMBOLS and len(parts) == 1:
        return SYMBOLS[head.short](translate(parts[0], x))
    return None


def folded(op: Callable[[Any, Any], Node]) -> Callable[[Sequence[Any], Node], Node]:
    return lambda parts, x: reduce(op, [translate(part, x) for part in parts])


def power(parts: Sequence[Any], x: Node) -> Node:
    """a^b, with the cases that are exact and quicker as other ops."""
    base, exponent = parts
    if base is S.E:
        return ops.exp(translate(exponent, x))
    node = translate(base, x)
    simple = POWERS.get(exponent) if isinstance(exponent, int | float | Fraction) else None
    return simple(node) if simple else ops.power(node, translate(exponent, x))


POWERS: dict[Any, Callable[[Node], Node]] = {
    1: lambda x: x,
    2: ops.square,
    -1: lambda x: ops.divide(1.0, x),
    -2: lambda x: ops.divide(1.0, ops.square(x)),
    Fraction(1, 2): ops.sqrt,
    Fraction(-1, 2): lambda x: ops.divide(1.0, ops.sqrt(x)),
}


def logarithm(parts: Sequence[Any], x: Node) -> Node:
    nodes = [ops.log(translate(part, x)) for part in parts]
    return nodes[0] if len(nodes) == 1 else ops.divide(nodes[1], nodes[0])


def surd(parts: Sequence[Any], x: Node) -> Node | None:
    base, degree = translate(parts[0], x), parts[1]
    if not isinstance(degree, int) or not degree:
        return None
    root = ops.power(ops.absolute(base), 1.0 / degree)
    return ops.multiply(ops.sign(base), root) if degree % 2 else ops.power(base, 1.0 / degree)


def clip(parts: Sequence[Any], x: Node) -> Node | None:
    node = translate(parts[0], x)
    limits = parts[1].parts if len(parts) > 1 and is_list(parts[1]) else (-1, 1)
    low, high = (translate(part, x) for part in limits)
    if len(parts) < 3:
        return ops.minimum(ops.maximum(node, low), high)
    below, above = (translate(part, x) for part in parts[2].parts)
    return ops.where(ops.less(node, low), below, ops.where(ops.greater(node, high), above, node))


def chop(parts: Sequence[Any], x: Node) -> Node:
    node = translate(parts[0], x)
    limit = translate(parts[1], x) if len(parts) > 1 else constant(1e-10)
    return ops.where(ops.less(ops.absolute(node), limit), 0.0, node)


def threshold(parts: Sequence[Any], x: Node) -> Node:
    node = translate(parts[0], x)
    limit = translate(parts[1], x) if len(parts) > 1 else constant(1e-10)
    return ops.where(ops.less_equal(ops.absolute(node), limit), 0.0, node)


def choice(parts: Sequence[Any], x: Node) -> Node | None:
    if len(parts) < 3:
        return None
    return ops.where(*(translate(part, x) for part in parts[:3]))


def which(parts: Sequence[Any], x: Node) -> Node:
    """Which[test, value, ...]; where no test holds the value is 0."""
    pairs = [(parts[i], parts[i + 1]) for i in range(0, len(parts) - 1, 2)]
    return cases(pairs, 0, x)


def piecewise(parts: Sequence[Any], x: Node) -> Node:
    pairs = [(pair.parts[1], pair.parts[0]) for pair in parts[0].parts]
    return cases(pairs, parts[1] if len(parts) > 1 else 0, x)


def cases(pairs: Sequence[tuple[Any, Any]], default: Any, x: Node) -> Node:
    result = translate(default, x)
    for test, value in reversed(pairs):
        result = (
            translate(value, x)
            if test is TRUE
            else ops.where(translate(test, x), translate(value, x), result)
        )
    return result


def comparison(op: Callable[[Any, Any], Node]) -> Callable[[Sequence[Any], Node], Node]:
    """A run such as a < b < c holds where every neighbouring pair does."""

    def compare(parts: Sequence[Any], x: Node) -> Node:
        nodes = [translate(part, x) for part in parts]
        return reduce(ops.multiply, [op(a, b) for a, b in pairwise(nodes)])

    return compare


COMPARISONS = {
    "Less": ops.less, "LessEqual": ops.less_equal, "Greater": ops.greater, "GreaterEqual": ops.greater_equal,
    "Equal": ops.equal, "Unequal": ops.not_equal,
}  # fmt: skip


def inequality(parts: Sequence[Any], x: Node) -> Node:
    nodes = [translate(part, x) for part in parts[::2]]
    steps = [COMPARISONS[relation.short] for relation in parts[1::2]]
    return reduce(ops.multiply, [op(a, b) for op, a, b in zip(steps, nodes, nodes[1:], strict=False)])


def with_zero(op: Callable[[Any, Any], Node]) -> Callable[[Sequence[Any], Node], Node]:
    return lambda parts, x: op(translate(parts[0], x), 0.0)


def arctan(parts: Sequence[Any], x: Node) -> Node:
    nodes = [translate(part, x) for part in parts]
    return ops.arctan(nodes[0]) if len(nodes) == 1 else ops.arctan2(nodes[1], nodes[0])


def absent(parts: Sequence[Any], x: Node) -> Node:
    return ops.subtract(1.0, translate(parts[0], x))


SPECIAL: dict[str, Callable[[Sequence[Any], Node], Node | None]] = {
    "Plus": folded(ops.add),
    "Times": folded(ops.multiply),
    "Subtract": folded(ops.subtract),
    "Divide": folded(ops.divide),
    "Minus": lambda parts, x: ops.multiply(translate(parts[0], x), -1.0),
    "Power": power,
    "Log": logarithm,
    "Surd": surd,
    "Min": folded(ops.minimum),
    "Max": folded(ops.maximum),
    "Mod": folded(ops.modulo),
    "Clip": clip,
    "Chop": chop,
    "Threshold": threshold,
    "ArcTan": arctan,
    "If": choice,
    "Which": which,
    "Piecewise": piecewise,
    "Inequality": inequality,
    "And": folded(ops.multiply),
    "Or": folded(ops.maximum),
    "Not": absent,
    "Boole": lambda parts, x: translate(parts[0], x),
    "Positive": with_zero(ops.greater),
    "Negative": with_zero(ops.less),
    "NonNegative": with_zero(ops.greater_equal),
    "NonPositive": with_zero(ops.less_equal),
    "PossibleZeroQ": with_zero(ops.equal),
    **{name: comparison(op) for name, op in COMPARISONS.items()},
}
assert {TRUE.short, FALSE.short} <= set(CONSTANTS)
