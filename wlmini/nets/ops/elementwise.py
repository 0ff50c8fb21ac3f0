"""Elementwise ops: arithmetic with broadcasting, comparisons, and every one-argument function."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np

from ..ir import EACH, Call, Node, Op, Shape, ShapeError, Site, TorchSite, op, same, whole
from ..native.calls import NativeCall
from ..native.strided import broadcast as native_broadcast
from ..native.strided import elementwise as columns_of
from .shape import fold, sum_to

__all__ = [
    "FUNCTIONS", "absolute", "add", "arctan2", "ceiling", "cos", "cosh", "divide", "equal", "exp", "floor",
    "greater", "greater_equal", "less", "less_equal", "log", "maximum", "minimum", "modulo", "multiply",
    "not_equal", "power", "ramp", "sigmoid", "sign", "sin", "sinh", "softplus", "sqrt", "square", "subtract",
    "tanh", "truncate", "unary", "where",
]  # fmt: skip


Native = list[NativeCall] | None


def elementwise(name: str) -> Callable[..., Native]:
    """The compiled kernel of that name for a function of single elements of equal arrays."""

    def native(at: Site, out: np.ndarray, *operands: np.ndarray) -> Native:
        return columns_of(name, out, *operands)

    return native


def broadcast(*shapes: Shape) -> Shape:
    """The common shape of operands whose dimensions, counted from the last, are equal or 1."""
    try:
        return np.broadcast_shapes(*shapes)
    except ValueError:
        raise ShapeError(f"dimensions {' and '.join(map(str, shapes))} do not fit elementwise") from None


def _binary(name: str, ufunc: Any, vjp: Any, doc: str, **facts: Any) -> Op:
    def kernel(at: Site, out: np.ndarray, x: np.ndarray, y: np.ndarray) -> Iterator[Call]:
        yield partial(ufunc, x, y, out=out)

    def native(at: Site, out: np.ndarray, x: np.ndarray, y: np.ndarray) -> Native:
        return native_broadcast(name, out, x, y)

    kernel.__doc__ = doc
    facts.setdefault("inplace", (0, 1))
    facts |= {"rows": EACH, "columns": True, "aligned": True}
    return op(shape=broadcast, name=name, vjp=vjp, native=native, **facts)(kernel)


add = _binary(
    "add", np.add, (lambda g, y, a, b: sum_to(g, a), lambda g, y, a, b: sum_to(g, b)),
    "The sum of two arrays.", onnx="Add", torch="add",
)  # fmt: skip
subtract = _binary(
    "subtract", np.subtract, (lambda g, y, a, b: sum_to(g, a), lambda g, y, a, b: sum_to(-g, b)),
    "The difference of two arrays.", onnx="Sub", torch="sub",
)  # fmt: skip
multiply = _binary(
    "multiply", np.multiply, (lambda g, y, a, b: sum_to(g * b, a), lambda g, y, a, b: sum_to(g * a, b)),
    "The product of two arrays, element by element.", onnx="Mul", torch="mul",
)  # fmt: skip
divide = _binary(
    "divide", np.divide, (lambda g, y, a, b: sum_to(g / b, a), lambda g, y, a, b: sum_to(-(g * y / b), b)),
    "The quotient of two arrays.", onnx="Div", torch="div",
)  # fmt: skip


def _power_base_rule(g: Node, y: Node, a: Node, b: Node) -> Node:
    return sum_to(g * b * power(a, b - 1.0), a)


def _log_base(y: Node, a: Node) -> Node:
    # The derivative by the exponent is y Log[a]; at a = 0 it is 0, and Log must not make it NaN.
    return y * log(where(greater(a, 0.0), a, 1.0))


power = _binary(
    "power", np.power,
    (_power_base_rule, lambda g, y, a, b: sum_to(g * _log_base(y, a), b)),
    "The first array to the power of the second.", cost=15.0, onnx="Pow", torch="pow",
)  # fmt: skip


def _comparison(name: str, ufunc: Any, onnx: str | None, torch: str) -> Op:
    def form(torch_: Any, at: TorchSite, x: Any, y: Any) -> Any:
        return getattr(torch_, torch)(x, y).to(at.dtype)

    words = name.replace("_", " ")
    doc = f"1 where the first array is {words} (than) the second, otherwise 0; its gradient is 0."
    return _binary(name, ufunc, (None, None), doc, inplace=(), onnx=onnx, torch=whole(form))


greater = _comparison("greater", np.greater, "Greater", "gt")
greater_equal = _comparison("greater_equal", np.greater_equal, "GreaterOrEqual", "ge")
less = _comparison("less", np.less, "Less", "lt")
less_equal = _comparison("less_equal", np.less_equal, "LessOrEqual", "le")
equal = _comparison("equal", np.equal, "Equal", "eq")
not_equal = _comparison("not_equal", np.not_equal, None, "ne")

maximum = _binary(
    "maximum", np.maximum,
    (lambda g, y, a, b: sum_to(g * greater_equal(a, b), a), lambda g, y, a, b: sum_to(g * less(a, b), b)),
    "The greater of two arrays, element by element; of equal ones, the first.", onnx="Max",
    torch=whole(lambda torch, at, a, b: torch.where((a >= b) | a.isnan(), a, b)),
)  # fmt: skip
minimum = _binary(
    "minimum", np.minimum,
    (lambda g, y, a, b: sum_to(g * less_equal(a, b), a), lambda g, y, a, b: sum_to(g * greater(a, b), b)),
    "The smaller of two arrays, element by element; of equal ones, the first.", onnx="Min",
    torch=whole(lambda torch, at, a, b: torch.where((a <= b) | a.isnan(), a, b)),
)  # fmt: skip


def _modulo_rule(g: Node, y: Node, a: Node, b: Node) -> Node:
    return sum_to(-g * floor(a / b), b)


modulo = _binary(
    "modulo", np.mod,
    (lambda g, y, a, b: sum_to(g, a), _modulo_rule),
    "The remainder on division, with the sign of the divisor.", cost=8.0, onnx="Mod", torch="remainder",
)  # fmt: skip
arctan2 = _binary(
    "arctan2", np.arctan2,
    (
        lambda g, y, a, b: sum_to(g * b / (a * a + b * b), a),
        lambda g, y, a, b: sum_to(-g * a / (a * a + b * b), b),
    ),
    "The angle of the point (second, first).", cost=25.0, torch="atan2",
)  # fmt: skip


def _chosen_rule(g: Node, y: Node, c: Node, a: Node, b: Node) -> Node:
    return sum_to(where(c, g, 0.0), a)


def _other_rule(g: Node, y: Node, c: Node, a: Node, b: Node) -> Node:
    return sum_to(where(c, 0.0, g), b)


@op(
    shape=broadcast,
    vjp=(None, _chosen_rule, _other_rule),
    rows=EACH,
    aligned=True,
    cost=8.0,
    onnx="Where",
    torch=whole(lambda torch, at, c, a, b: torch.where(c != 0, a, b)),
)
def where(at: Site, out: np.ndarray, c: np.ndarray, a: np.ndarray, b: np.ndarray) -> Iterator[Call]:
    """The second array where the first is not 0, elsewhere the third; what is not chosen has gradient 0."""
    chosen = at.scratch(0, out.shape, np.bool_)
    yield partial(np.not_equal, c, 0, out=chosen)
    yield partial(np.copyto, out, b)
    yield partial(np.copyto, out, a, where=chosen)


def unary(
    name: str, kernel: Any, derivative: Callable[..., Node] | None, cost: float = 1.0, **facts: Any
) -> Op:
    """Declare a one-argument function: a ufunc or a kernel, and its derivative as nodes of (y, x)."""

    def ufunc_calls(at: Site, out: np.ndarray, x: np.ndarray) -> Iterator[Call]:
        yield partial(kernel, x, out=out)

    made = op(
        shape=same,
        name=name,
        vjp=(None,) if derivative is None else (lambda g, y, x: g * derivative(y, x),),
        rows=EACH,
        inplace=(0,),
        cost=cost,
        native=elementwise(name),
        **facts,
    )(ufunc_calls if isinstance(kernel, np.ufunc) or not hasattr(kernel, "__code__") else kernel)
    return made


def flat(x: np.ndarray) -> np.ndarray:
    """A contiguous array as rows short enough that a row of constants stays in cache."""
    run = fold(x.shape, 8192) if x.ndim else 1
    return x.reshape(-1, run)


def level(at: Site, x: np.ndarray, value: float) -> np.ndarray:
    """A row of one number to go with `flat(x)`: arrays compare three times faster than with a scalar."""
    size, dtype = x.shape[-1], x.dtype
    return at.constant(("level", size, value), lambda: np.full(size, value, dtype))


@op(shape=same, rows=EACH, columns=True, inplace=(0,), cost=3.0, native=elementwise("ramp_gradient"))
def ramp_gradient(at: Site, out: np.ndarray, g: np.ndarray, y: np.ndarray) -> Iterator[Call]:
    """The gradient where the result of `ramp` was positive, elsewhere 0."""
    positive = at.scratch(0, y.shape, np.bool_)
    yield partial(np.greater, y, 0, out=positive)
    yield partial(np.multiply, g, positive, out=out)


@op(
    shape=same,
    vjp=(lambda g, y, x: ramp_gradient(g, y),),
    rows=EACH,
    inplace=(0,),
    columns=True,
    native=elementwise("ramp"),
    onnx="Relu",
    torch="relu",
)
def ramp(at: Site, out: np.ndarray, x: np.ndarray) -> Iterator[Call]:
    """Max[x, 0]."""
    x, out = flat(x), flat(out)
    yield partial(np.maximum, x, level(at, x, 0.0), out=out)


@op(shape=same, rows=EACH, columns=True, cost=3.0, native=elementwise("sigmoid_gradient"))
def sigmoid_gradient(at: Site, out: np.ndarray, g: np.ndarray, y: np.ndarray) -> Iterator[Call]:
    """g y (1 - y)."""
    yield partial(np.subtract, 1, y, out=out)
    yield partial(np.multiply, out, y, out=out)
    yield partial(np.multiply, out, g, out=out)


@op(
    shape=same,
    vjp=(lambda g, y, x: sigmoid_gradient(g, y),),
    rows=EACH,
    inplace=(0,),
    cost=12.0,
    columns=True,
    native=elementwise("sigmoid"),
    onnx="Sigmoid",
    torch="sigmoid",
)
def sigmoid(at: Site, out: np.ndarray, x: np.ndarray) -> Iterator[Call]:
    """1/(1 + Exp[-x]), as (1 + Tanh[x/2])/2, which cannot overflow."""
    yield partial(np.multiply, x, 0.5, out=out)
    yield partial(np.tanh, out, out=out)
    yield partial(np.multiply, out, 0.5, out=out)
    yield partial(np.add, out, 0.5, out=out)


@op(shape=same, rows=EACH, columns=True, cost=3.0, native=elementwise("tanh_gradient"))
def tanh_gradient(at: Site, out: np.ndarray, g: np.ndarray, y: np.ndarray) -> Iterator[Call]:
    """g (1 - y^2)."""
    yield partial(np.multiply, y, y, out=out)
    yield partial(np.subtract, 1, out, out=out)
    yield partial(np.multiply, out, g, out=out)


@op(
    shape=same,
    vjp=(lambda g, y, x: tanh_gradient(g, y),),
    rows=EACH,
    inplace=(0,),
    cost=10.0,
    columns=True,
    native=elementwise("tanh"),
    onnx="Tanh",
    torch="tanh",
)
def tanh(at: Site, out: np.ndarray, x: np.ndarray) -> Iterator[Call]:
    """The hyperbolic tangent."""
    yield partial(np.tanh, x, out=out)


@op(
    shape=same,
    vjp=(lambda g, y, x: g * sigmoid(x),),
    rows=EACH,
    cost=25.0,
    onnx="Softplus",
    torch=whole(lambda torch, at, x: torch.logaddexp(x, torch.zeros_like(x))),
)
def softplus(at: Site, out: np.ndarray, x: np.ndarray) -> Iterator[Call]:
    """Log[1 + Exp[x]] without overflow: Max[x, 0] + Log1p[Exp[-Abs[x]]]."""
    tail = at.scratch(0, x.shape, x.dtype)
    yield partial(np.absolute, x, out=tail)
    yield partial(np.negative, tail, out=tail)
    yield partial(np.exp, tail, out=tail)
    yield partial(np.log1p, tail, out=tail)
    yield partial(np.maximum, x, 0, out=out)
    yield partial(np.add, out, tail, out=out)


def _sin_slope(y: Node, x: Node) -> Node:
    return cos(x)


def _sinh_slope(y: Node, x: Node) -> Node:
    return cosh(x)


exp = unary("exp", np.exp, lambda y, x: y, 8.0, onnx="Exp", torch="exp")
expm1 = unary("expm1", np.expm1, lambda y, x: y + 1.0, 10.0, torch="expm1")
log = unary("log", np.log, lambda y, x: 1.0 / x, 8.0, onnx="Log", torch="log")
sqrt = unary("sqrt", np.sqrt, lambda y, x: 0.5 / y, 3.0, onnx="Sqrt", torch="sqrt")
square = unary("square", np.square, lambda y, x: 2.0 * x, torch="square")
cube_root = unary(
    "cube_root",
    np.cbrt,
    lambda y, x: 1.0 / (3.0 * (y * y)),
    25.0,
    torch=whole(lambda torch, at, x: torch.sign(x) * torch.abs(x) ** (1.0 / 3.0)),
)
sign = unary("sign", np.sign, None, onnx="Sign", torch="sign")
absolute = unary("absolute", np.absolute, lambda y, x: sign(x), onnx="Abs", torch="abs")
sin = unary("sin", np.sin, _sin_slope, 8.0, onnx="Sin", torch="sin")
cos = unary("cos", np.cos, lambda y, x: -sin(x), 8.0, onnx="Cos", torch="cos")
tan = unary("tan", np.tan, lambda y, x: 1.0 + y * y, 10.0, onnx="Tan", torch="tan")
arcsin = unary("arcsin", np.arcsin, lambda y, x: 1.0 / sqrt(1.0 - x * x), 10.0, onnx="Asin", torch="asin")
arccos = unary("arccos", np.arccos, lambda y, x: -1.0 / sqrt(1.0 - x * x), 10.0, onnx="Acos", torch="acos")
arctan = unary("arctan", np.arctan, lambda y, x: 1.0 / (1.0 + x * x), 10.0, onnx="Atan", torch="atan")
sinh = unary("sinh", np.sinh, _sinh_slope, 10.0, onnx="Sinh", torch="sinh")
cosh = unary("cosh", np.cosh, lambda y, x: sinh(x), 10.0, onnx="Cosh", torch="cosh")
arcsinh = unary(
    "arcsinh", np.arcsinh, lambda y, x: 1.0 / sqrt(x * x + 1.0), 15.0, onnx="Asinh", torch="asinh"
)
arccosh = unary(
    "arccosh", np.arccosh, lambda y, x: 1.0 / sqrt(x * x - 1.0), 15.0, onnx="Acosh", torch="acosh"
)
arctanh = unary("arctanh", np.arctanh, lambda y, x: 1.0 / (1.0 - x * x), 15.0, onnx="Atanh", torch="atanh")
round_even = unary("round_even", np.rint, None, onnx="Round", torch="round")
floor = unary("floor", np.floor, None, onnx="Floor", torch="floor")
ceiling = unary("ceiling", np.ceil, None, onnx="Ceil", torch="ceil")
truncate = unary("truncate", np.trunc, None, torch="trunc")

_SELU, _SELU_NEGATIVE = 1.0507009873554805, 1.7580993408473766  # Klambauer et al. 2017, equation 14


def _exponential_unit(x: Node, positive: float, negative: float) -> Node:
    # Exp gets the negative part only: what `where` does not choose must not overflow.
    return where(greater_equal(x, 0.0), x * positive, expm1(minimum(x, 0.0)) * negative)


# The functions that are formulas over the ops above; each takes and gives a node.
FORMULAS: dict[str, Callable[[Node], Node]] = {
    "cot": lambda x: 1.0 / tan(x),
    "csc": lambda x: 1.0 / sin(x),
    "sec": lambda x: 1.0 / cos(x),
    "coth": lambda x: 1.0 / tanh(x),
    "csch": lambda x: 1.0 / sinh(x),
    "sech": lambda x: 1.0 / cosh(x),
    "arccot": lambda x: arctan(1.0 / x),
    "arccsc": lambda x: arcsin(1.0 / x),
    "arcsec": lambda x: arccos(1.0 / x),
    "arccoth": lambda x: arctanh(1.0 / x),
    "arccsch": lambda x: arcsinh(1.0 / x),
    "arcsech": lambda x: arccosh(1.0 / x),
    "haversine": lambda x: square(sin(x * 0.5)),
    "inverse_haversine": lambda x: 2.0 * arcsin(sqrt(x)),
    "gudermannian": lambda x: 2.0 * arctan(tanh(x * 0.5)),
    "inverse_gudermannian": lambda x: 2.0 * arctanh(tan(x * 0.5)),
    "fractional_part": lambda x: x - truncate(x),
    "unitize": lambda x: not_equal(x, 0.0),
    "kronecker_delta": lambda x: equal(x, 0.0),
    "elu": lambda x: _exponential_unit(x, 1.0, 1.0),
    "selu": lambda x: _exponential_unit(x, _SELU, _SELU_NEGATIVE),
    "swish": lambda x: x * sigmoid(x),
    "hard_swish": lambda x: x * minimum(ramp(x + 3.0), 6.0) * (1.0 / 6.0),
    "mish": lambda x: x * tanh(softplus(x)),
    "soft_sign": lambda x: x / (1.0 + absolute(x)),
    "hard_tanh": lambda x: minimum(maximum(x, -1.0), 1.0),
    "hard_sigmoid": lambda x: minimum(maximum(0.5 * (x + 1.0), 0.0), 1.0),
}

# Every function of one argument by name, ops and formulas alike.
FUNCTIONS: dict[str, Callable[[Any], Node]] = {
    each.name: each
    for each in (
        ramp, sigmoid, tanh, softplus, exp, expm1, log, sqrt, square, cube_root, absolute, sin, cos, tan,
        arcsin, arccos, arctan, sinh, cosh, arcsinh, arccosh, arctanh, round_even, floor, ceiling, truncate,
        sign,
    )
} | FORMULAS  # fmt: skip

assert math.isclose(_SELU_NEGATIVE, _SELU * 1.6732632423543772)
