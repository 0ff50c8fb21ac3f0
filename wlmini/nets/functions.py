"""Functions of numbers as compositions of ops: the table of what each symbol means, and the translation
of expressions.

The functions of `CALLS` take and give *values*: nodes, Python numbers, and tuples of values for lists.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from itertools import pairwise
from typing import Any

from ..expr import FALSE, TRUE, Association, BigReal, Expr, Packed, S, Symbol, is_list, symbol
from .ir import Graph, Node, as_node
from .ops import elementwise as ops
from .ops import special
from .ops.elementwise import FUNCTIONS
from .ports import Misfit
from .texts import TEXTS

__all__ = [
    "CALLS", "COMPARISONS", "CONSTANTS", "NAMED", "SYMBOLS", "VARIABLE", "Value", "apply_call", "body_of",
    "check", "is_unary", "number_of", "translate", "variable",
]  # fmt: skip

TEXTS.declare(
    nofunction="`1` cannot be computed inside a net; a function of a layer is made of numbers, elementary "
    "functions, comparisons, If, Which and Piecewise.",
)

Value = Any  # a Node, a float, a tuple of values, a word, or the symbol of a relation


def variable(name: Any) -> Symbol:
    """The symbol that stands for an argument: of a number, or of a name."""
    return symbol(f"wlmini`Private`x{name}")


VARIABLE = variable("")
assert special  # importing it puts its functions into FUNCTIONS

# a symbol that is a function of one number -> the name in FUNCTIONS
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
SYMBOLS: dict[str, Callable[[Any], Node]] = {name: FUNCTIONS[each] for name, each in SYMBOL_NAMES.items()}
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
    "EulerGamma": 0.5772156649015329, "Catalan": 0.915965594177219, "True": 1.0, "False": 0.0,
}  # fmt: skip


def body_of(function: Any, kernel: Any, arguments: Sequence[Any] = (VARIABLE,)) -> Any:
    """The expression that a function gives when it is applied to these variables."""
    call = Expr(function, arguments)
    if isinstance(function, Symbol | str):
        return call
    with kernel.messages.hushed():  # functions that expect other data than variables say so
        body = kernel.evaluate(renamed(call, SHIELDS))
    return renamed(body, {new: old for old, new in SHIELDS.items()})


# Of a variable the language says Chop[x] = x and takes it for an image in Threshold[x], but a layer
# gets numbers.
SHIELDS = {S[name]: variable(f"_{name}") for name in ("Chop", "Threshold")}


def renamed(expr: Any, names: Mapping[Symbol, Symbol]) -> Any:
    """The expression with other symbols in the place of some."""
    if isinstance(expr, Symbol):
        return names.get(expr, expr)
    if not isinstance(expr, Expr) or isinstance(expr, Packed | Association):
        return expr
    return Expr(renamed(expr.head, names), [renamed(part, names) for part in expr.parts])


def check(body: Any, variables: Sequence[Symbol] = (VARIABLE,)) -> None:
    """`Misfit` where the body has something that ops cannot say."""
    graph = Graph()
    translate(body, {each: graph.input(each.short, ()) for each in variables})


def translate(expr: Any, variables: Mapping[Symbol, Node]) -> Node:
    """The node of an expression in which the variables stand for nodes."""
    value = value_of(expr, variables)
    if isinstance(value, Node | float):
        return as_node(value)
    raise unknown(expr, variables)


def value_of(expr: Any, variables: Mapping[Symbol, Node]) -> Value:
    """The value of an expression; `Misfit` naming the innermost part that has none."""
    if isinstance(expr, Symbol) and expr in variables:
        return variables[expr]
    number = number_of(expr)
    if number is not None:
        return number
    if isinstance(expr, str) or isinstance(expr, Symbol) and expr.short in COMPARISONS:
        return expr
    if isinstance(expr, Expr) and not isinstance(expr, Packed) or is_list(expr):
        arguments = tuple(value_of(part, variables) for part in expr.parts)
        found = arguments if is_list(expr) else apply_call(expr.head, arguments)
        if found is not None:
            return found
    raise unknown(expr, variables)


def number_of(expr: Any) -> float | None:
    """The machine number that an expression is: a number or a constant."""
    if isinstance(expr, int | float | Fraction):
        return float(expr)
    if isinstance(expr, BigReal):
        return float(expr.value)
    return CONSTANTS.get(expr.short) if isinstance(expr, Symbol) else None


def apply_call(head: Any, arguments: Sequence[Value]) -> Value | None:
    """The value of a function of values; None where it is not in the tables, or takes other arguments."""
    plain = all(isinstance(each, Node | float) for each in arguments)
    if isinstance(head, str):
        return NAMED[head](arguments[0]) if head in NAMED and plain and len(arguments) == 1 else None
    name = head.short if isinstance(head, Symbol) else ""
    if name in CALLS and (plain or name in OF_LISTS) and takes(CALLS[name], len(arguments)):
        return CALLS[name](*arguments)
    if name in SYMBOLS and plain and len(arguments) == 1:
        return SYMBOLS[name](arguments[0])
    return None


def takes(function: Callable[..., Any], count: int) -> bool:
    """Whether a function takes so many arguments."""
    code = function.__code__
    least = code.co_argcount - len(function.__defaults__ or ())
    return least <= count and (bool(code.co_flags & 0x04) or count <= code.co_argcount)


def is_unary(name: str) -> bool:
    """Whether a symbol alone is a function of one number."""
    fixed = name in CALLS and not CALLS[name].__code__.co_flags & 0x04  # the others take any number of them
    return name in SYMBOLS or (fixed and takes(CALLS[name], 1))


def unknown(expr: Any, variables: Mapping[Symbol, Any]) -> Misfit:
    return Misfit("nofunction", shown(expr, variables))


def shown(expr: Any, variables: Mapping[Symbol, Any]) -> Any:
    """The expression as the user wrote it, slots in the place of variables."""
    if isinstance(expr, Symbol) and expr in variables:
        name = expr.short[1:]
        return S.Slot(int(name) if name.isdigit() else name or 1)
    if not isinstance(expr, Expr) or isinstance(expr, Packed):
        return expr
    return Expr(shown(expr.head, variables), [shown(part, variables) for part in expr.parts])


# -- what the symbols mean ---------------------------------------------------------------------------


def flat(values: Sequence[Value]) -> list[Value]:
    """The values with lists among them taken apart."""
    return [each for value in values for each in (flat(value) if isinstance(value, tuple) else [value])]


def folded(op: Callable[[Any, Any], Node], empty: float | None = None) -> Callable[..., Value]:
    """A function of any number of values, taken from the left; `empty` is its value for none."""

    def fold(*values: Value) -> Value:
        found = flat(values)
        return reduce(op, found) if found else empty

    return fold


def power(base: Value, exponent: Value) -> Value:
    """a^b, with the cases that are exact and quicker as other ops."""
    if base == math.e and isinstance(base, float):
        return ops.exp(exponent)
    simple = POWERS.get(exponent) if isinstance(exponent, float) else None
    return simple(base) if simple else ops.power(base, exponent)


POWERS: dict[float, Callable[[Value], Value]] = {
    1.0: lambda x: x,
    2.0: ops.square,
    -1.0: lambda x: ops.divide(1.0, x),
    -2.0: lambda x: ops.divide(1.0, ops.square(x)),
    0.5: ops.sqrt,
    -0.5: lambda x: ops.divide(1.0, ops.sqrt(x)),
}


def logarithm(x: Value, y: Value | None = None) -> Value:
    return ops.log(x) if y is None else ops.divide(ops.log(y), ops.log(x))


def surd(base: Value, degree: Value) -> Value | None:
    if not isinstance(degree, float) or not degree.is_integer() or not degree:
        return None
    if not degree % 2:
        return ops.power(base, 1.0 / degree)
    return ops.multiply(ops.sign(base), ops.power(ops.absolute(base), 1.0 / degree))


def clip(x: Value, limits: Value = (-1.0, 1.0), outside: Value = None) -> Value | None:
    pairs = [limits] if outside is None else [limits, outside]
    if not all(isinstance(pair, tuple) and len(pair) == 2 for pair in pairs):
        return None
    low, high = limits
    if outside is None:
        return ops.minimum(ops.maximum(x, low), high)
    below, above = outside
    return ops.where(ops.less(x, low), below, ops.where(ops.greater(x, high), above, x))


def chop(x: Value, limit: Value = 1e-10) -> Value:
    return ops.where(ops.less(ops.absolute(x), limit), 0.0, x)


def threshold(x: Value, spec: Value = 1e-10) -> Value | None:
    """x where it exceeds a limit in absolute value, shrunk as {"name", limit} says, elsewhere 0."""
    name, limit = spec if isinstance(spec, tuple) and len(spec) == 2 else ("Hard", spec)
    if name not in SHRINKING or not isinstance(limit, Node | float):
        return None
    small = ops.less_equal(ops.absolute(x), limit)
    return ops.where(small, 0.0, SHRINKING[name](ops.where(small, 1.0, x), limit))


SHRINKING: dict[Any, Callable[[Value, Value], Value]] = {
    "Hard": lambda x, limit: x,
    "Soft": lambda x, limit: ops.subtract(x, ops.multiply(ops.sign(x), limit)),
    "PiecewiseGarrote": lambda x, limit: ops.subtract(x, ops.divide(ops.square(limit), x)),
}


def choice(test: Value, value: Value, other: Value, neither: Value = None) -> Value:
    return cases([(test, value)], other)


def which(*values: Value) -> Value | None:
    """Which[test, value, ...]; where no test holds the value is 0."""
    if len(values) % 2:
        return None
    return cases([(values[i], values[i + 1]) for i in range(0, len(values), 2)], 0.0)


def piecewise(pairs: Value, default: Value = 0.0) -> Value | None:
    if not isinstance(pairs, tuple) or not all(isinstance(each, tuple) and len(each) == 2 for each in pairs):
        return None
    return cases([(test, value) for value, test in pairs], default)


def cases(pairs: Sequence[tuple[Value, Value]], default: Value) -> Value:
    """The value beside the first test that is not 0; tests that are numbers are settled here."""
    result = default
    for test, value in reversed(pairs):
        if isinstance(test, Node):
            result = ops.where(test, value, result)
        elif test:
            result = value
    return result


def comparison(op: Callable[[Any, Any], Node]) -> Callable[..., Value]:
    """A run such as a < b < c holds where every neighbouring pair does."""

    def compare(first: Value, second: Value, *more: Value) -> Value:
        return reduce(ops.multiply, [op(a, b) for a, b in pairwise((first, second, *more))])

    return compare


COMPARISONS: dict[str, Callable[[Any, Any], Node]] = {
    "Less": ops.less, "LessEqual": ops.less_equal, "Greater": ops.greater, "GreaterEqual": ops.greater_equal,
    "Equal": ops.equal, "Unequal": ops.not_equal,
}  # fmt: skip


def inequality(*values: Value) -> Value | None:
    relations = [isinstance(each, Symbol) and each.short in COMPARISONS for each in values]
    if len(values) < 3 or relations != [bool(i % 2) for i in range(len(values))] or not len(values) % 2:
        return None
    nodes, steps = values[::2], [COMPARISONS[relation.short] for relation in values[1::2]]
    return reduce(ops.multiply, [op(a, b) for op, a, b in zip(steps, nodes, nodes[1:], strict=False)])


def with_zero(op: Callable[[Any, Any], Node]) -> Callable[..., Value]:
    return lambda x: op(x, 0.0)


def arctan(x: Value, y: Value | None = None) -> Value:
    return ops.arctan(x) if y is None else ops.arctan2(y, x)


def error_function(x: Value, y: Value | None = None) -> Value:
    return special.erf(x) if y is None else ops.subtract(special.erf(y), special.erf(x))


def to_multiple(op: Callable[[Any], Node]) -> Callable[..., Value]:
    """Round, Floor or Ceiling, also to a multiple of a step."""

    def rounded(x: Value, step: Value | None = None) -> Value:
        return op(x) if step is None else ops.multiply(op(ops.divide(x, step)), step)

    return rounded


def modulo(x: Value, n: Value, offset: Value | None = None) -> Value:
    return ops.modulo(x, n) if offset is None else ops.add(ops.modulo(ops.subtract(x, offset), n), offset)


def all_equal(first: Value, *more: Value) -> Value:
    """KroneckerDelta: of one number whether it is 0, of more whether they are equal."""
    return reduce(ops.multiply, [ops.equal(first, each) for each in more or (0.0,)])


def odd_one(*values: Value) -> Value:
    """Xor: whether an odd number of the values is not 0."""
    return ops.modulo(reduce(ops.add, values), 2.0)


def opposite(x: Value) -> Value:
    return ops.subtract(1.0, x)


def sinc(x: Value) -> Value:
    safe = ops.where(ops.equal(x, 0.0), 1.0, x)
    return ops.where(ops.equal(x, 0.0), 1.0, ops.divide(ops.sin(safe), safe))


def rescale(x: Value, old: Value, new: Value = (0.0, 1.0)) -> Value | None:
    if not all(isinstance(pair, tuple) and len(pair) == 2 for pair in (old, new)):
        return None
    share = ops.divide(ops.subtract(x, old[0]), ops.subtract(old[1], old[0]))
    return ops.add(new[0], ops.multiply(share, ops.subtract(new[1], new[0])))


CALLS: dict[str, Callable[..., Value | None]] = {
    "Plus": folded(ops.add, 0.0),
    "Times": folded(ops.multiply, 1.0),
    "Subtract": lambda x, y: ops.subtract(x, y),
    "Divide": lambda x, y: ops.divide(x, y),
    "Minus": lambda x: ops.multiply(x, -1.0),
    "Power": power,
    "Log": logarithm,
    "Log2": lambda x: ops.multiply(ops.log(x), 1 / math.log(2)),
    "Log10": lambda x: ops.multiply(ops.log(x), 1 / math.log(10)),
    "Surd": surd,
    "Min": folded(ops.minimum),
    "Max": folded(ops.maximum),
    "Mod": modulo,
    "Quotient": lambda x, n: ops.floor(ops.divide(x, n)),
    "Round": to_multiple(ops.round_even),
    "Floor": to_multiple(ops.floor),
    "Ceiling": to_multiple(ops.ceiling),
    "Clip": clip,
    "Rescale": rescale,
    "Chop": chop,
    "Threshold": threshold,
    "ArcTan": arctan,
    "Erf": error_function,
    "Sinc": sinc,
    "If": choice,
    "Which": which,
    "Piecewise": piecewise,
    "Inequality": inequality,
    "And": folded(ops.multiply, 1.0),
    "Or": folded(ops.maximum, 0.0),
    "Xor": odd_one,
    "Not": opposite,
    "Boole": lambda x: x,
    "KroneckerDelta": all_equal,
    "UnitStep": with_zero(ops.greater_equal),
    "Positive": with_zero(ops.greater),
    "Negative": with_zero(ops.less),
    "NonNegative": with_zero(ops.greater_equal),
    "NonPositive": with_zero(ops.less_equal),
    "PossibleZeroQ": with_zero(ops.equal),
    **{name: comparison(op) for name, op in COMPARISONS.items()},
}
OF_LISTS = {"Min", "Max", "Clip", "Rescale", "Threshold", "Piecewise", "Inequality"}  # or of relations
assert {TRUE.short, FALSE.short} <= set(CONSTANTS)
