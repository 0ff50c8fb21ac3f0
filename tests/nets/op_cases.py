"""The table behind the tests of ops: how to call each one, with operands inside its domain."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from wlmini.nets.engines.numpy import ParameterStore, Plan, gradient_key, make_plan
from wlmini.nets.ir import Graph, Node, Op
from wlmini.nets.ops import convolution as conv
from wlmini.nets.ops import (
    custom,
    linear,
    loss,
    matrices,
    normalization,
    pooling,
    randomness,
    selection,
    window,
)
from wlmini.nets.ops import elementwise as el
from wlmini.nets.ops import shape as sh


@dataclass
class Operand:
    """Dimensions of one example, whether it differs between examples, and the range of its values."""

    shape: tuple[int, ...]
    batched: bool = True
    low: float = -2.0
    high: float = 2.0
    classes: int = 0  # 1-based integers up to this instead of reals

    def draw(self, rng: np.random.Generator, batch: int) -> np.ndarray:
        shape = (batch, *self.shape) if self.batched else self.shape
        if self.classes:
            return rng.integers(1, self.classes + 1, shape)
        return rng.uniform(self.low, self.high, shape)


@dataclass
class Case:
    """One call of an op: `make` gets the operand nodes."""

    name: str
    make: Callable[..., Node]
    operands: list[Operand]
    torch: Callable[..., Any] | None = None
    mode: str = "test"
    step: float = 1e-6
    skips: set[int] = field(default_factory=set)  # operands without a gradient

    def __str__(self) -> str:
        return self.name


def x(*shape: int, low: float = -2.0, high: float = 2.0) -> Operand:
    return Operand(shape, True, low, high)


def w(*shape: int, low: float = -2.0, high: float = 2.0) -> Operand:
    return Operand(shape, False, low, high)


def classes(count: int, *shape: int) -> Operand:
    return Operand(shape, classes=count)


# Where a function is not defined, or not differentiable, on all of (-2, 2).
DOMAINS: dict[tuple[float, float], list[str]] = {
    (0.3, 3.0): ["log", "sqrt", "cube_root"],
    (-0.9, 0.9): ["arcsin", "arccos", "arctanh", "inverse_erf"],
    (1.2, 3.0): ["arccosh", "arccsc", "arcsec", "arccoth"],
    (-1.2, 1.2): ["tan", "sec", "inverse_gudermannian"],
    (0.3, 1.2): ["cot", "csc", "coth", "csch", "arccot", "arccsch"],
    (0.2, 0.8): ["arcsech", "inverse_haversine"],
    (0.4, 9.5): ["gamma", "log_gamma", "digamma"],
    (0.1, 1.9): ["inverse_erfc"],
}


def _named(name: str) -> Callable[..., Any]:
    return lambda torch, a: getattr(torch, name)(a)


def _activation(name: str) -> Callable[..., Any]:
    return lambda torch, a: getattr(torch.nn.functional, name)(a)


# PyTorch's own word for a function; formulas that it has as an activation are checked against that.
TORCH_FUNCTIONS: dict[str, Callable[..., Any]] = {
    name: _named(each.torch)
    for name, each in el.FUNCTIONS.items()
    if isinstance(each, Op) and isinstance(each.torch, str)
} | {
    ours: _activation(theirs)
    for ours, theirs in {
        "elu": "elu", "selu": "selu", "gelu": "gelu", "swish": "silu", "hard_swish": "hardswish",
        "mish": "mish", "soft_sign": "softsign", "softplus": "softplus", "hard_tanh": "hardtanh",
    }.items()
}  # fmt: skip


def _unary_case(name: str) -> Case:
    low, high = next((domain for domain, names in DOMAINS.items() if name in names), (-2.0, 2.0))
    return Case(name, el.FUNCTIONS[name], [x(2, 3, low=low, high=high)], TORCH_FUNCTIONS.get(name))


def _conv(**attrs: Any) -> Callable[..., Node]:
    return lambda *nodes: conv.convolution(*nodes, **attrs)


def _pool(op: Callable[..., Node], **attrs: Any) -> Callable[[Node], Node]:
    return lambda node: op(node, **attrs)


def _norm(**attrs: Any) -> Callable[..., Node]:
    return lambda *nodes: normalization.batch_norm_train(*nodes, **attrs)[0]


def _probabilities(count: int, *shape: int) -> Operand:
    return Operand((*shape, count), True, 0.1, 0.9)


BINARY: list[Case] = [
    Case("add", el.add, [x(2, 3), x(3)]),
    Case("add unbatched", el.add, [x(2, 3), w(2, 1)]),
    Case("subtract", el.subtract, [x(3), x(2, 3)]),
    Case("subtract unbatched", el.subtract, [w(2, 3), x(1, 3)]),
    Case("multiply", el.multiply, [x(2, 3), w(2, 3)]),
    Case("multiply itself", lambda a: el.multiply(a, a), [x(3)]),
    Case("divide", el.divide, [x(2, 3), w(3, low=0.5)]),
    Case("power", el.power, [x(2, 3, low=0.5), x(3)]),
    Case("maximum", el.maximum, [x(4), x(3, 4)]),
    Case("minimum", el.minimum, [x(3, 4), w(4)]),
    Case("modulo", el.modulo, [x(5, low=0.1, high=0.9), w(5, low=1.1)]),
    Case("arctan2", el.arctan2, [x(4, low=0.3), x(4, low=0.3)]),
    Case("where", el.where, [x(4), x(3, 4), w(4)], skips={0}),
    *(Case(n, getattr(el, n), [x(4), w(4)], skips={0, 1}) for n in
      ("greater", "greater_equal", "less", "less_equal", "equal", "not_equal")),
    Case("binary_negative_log", loss.binary_negative_log, [_probabilities(3), _probabilities(3)],
         lambda t, p, q: t.nn.functional.binary_cross_entropy(p, q, reduction="none")),
]  # fmt: skip

SHAPES: list[Case] = [
    Case("reshape", lambda a: sh.reshape(a, shape=(3, 4)), [x(2, 6)]),
    Case("flatten", sh.flatten, [x(2, 3, 2)]),
    Case("transpose", lambda a: sh.transpose(a, axes=(2, 0, 1)), [x(2, 3, 4)]),
    Case("take", lambda a: sh.take(a, axis=1, start=1, stop=4), [x(2, 5)]),
    Case("take by steps", lambda a: sh.take(a, axis=0, start=1, stop=6, step=2), [x(6, 2)]),
    Case("scatter", lambda a: sh.scatter(a, like=(2, 5), axis=1, start=1, stop=4), [x(2, 3)]),
    Case("concat", lambda a, b, c: sh.concat(a, b, c, axis=1), [x(2, 1), x(2, 3), w(2, 2)]),
    Case("pad", lambda a: sh.pad(a, widths=((1, 0), (0, 2)), value=3.0), [x(2, 3)]),
    Case("broadcast_to", lambda a: sh.broadcast_to(a, shape=(4, 2, 3)), [x(2, 1)]),
    Case("broadcast_to batch", lambda a: sh.broadcast_to(a, shape=(2, 3), batch=True), [w(3)]),
    Case("reduce_sum", lambda a: sh.reduce_sum(a, axes=(0, 2)), [x(2, 3, 4)]),
    Case("reduce_sum rows", lambda a: sh.reduce_sum(a, axes=(1, 2)), [x(2, 5, 4)]),
    Case("reduce_sum batch", lambda a: sh.reduce_sum(a, axes=(1,), batch=True), [x(3, 8)]),
    Case("reduce_sum all", lambda a: sh.reduce_sum(a, axes=(0, 1), batch=True), [x(3, 8)]),
    Case("reduce_mean", lambda a: sh.reduce_mean(a, axes=(1,)), [x(2, 3)]),
    Case("reduce_max", lambda a: sh.reduce_max(a, axes=(1,)), [x(2, 7)]),
    Case("cast", lambda a: sh.cast(a, to="real"), [x(3)]),
]

PRODUCTS: list[Case] = [
    Case("linear", linear.linear, [x(4), w(3, 4), w(3)], lambda t, *a: t.nn.functional.linear(*a)),
    Case("linear without biases", linear.linear, [x(4), w(3, 4)]),
    Case("linear wide", linear.linear, [x(18), w(22, 18), w(22)]),
    Case("linear of many", linear.linear, [x(170), w(37, 170), w(37)]),
    Case("linear of a constant", linear.linear, [w(4), w(3, 4), w(3)]),
    Case("matmul", linear.matmul, [x(2, 3), x(3, 4)]),
    Case("matmul broadcast", linear.matmul, [x(5, 2, 3), w(3, 4)]),
    Case("matmul left unbatched", linear.matmul, [w(2, 3), x(5, 3, 4)]),
    Case("dot of vectors", linear.dot, [x(4), w(4)]),
    Case("dot of matrix and vector", linear.dot, [x(2, 4), x(4)]),
    Case("dot of vector and matrix", linear.dot, [x(4), w(4, 3)]),
]


def _torch_conv(**attrs: Any) -> Callable[..., Any]:
    """PyTorch's convolution, with the padding made beforehand: its own is symmetric."""

    def run(torch: Any, a: Any, kernel: Any, bias: Any = None) -> Any:
        rank = a.ndim - 2
        options = {k: v for k, v in attrs.items() if k != "padding"}
        a = _torch_pad(torch, a, attrs.get("padding", 0), 0.0)
        return getattr(torch.nn.functional, f"conv{rank}d")(a, kernel, bias, **options)

    return run


def _torch_pad(torch: Any, a: Any, padding: Any, value: float) -> Any:
    pairs = window.padding_pairs(padding, a.ndim - 2)
    return torch.nn.functional.pad(a, [each for pair in reversed(pairs) for each in pair], value=value)


def _torch_pool(kind: str, **attrs: Any) -> Callable[..., Any]:
    def run(torch: Any, a: Any) -> Any:
        rank, kernel, stride = a.ndim - 2, attrs["kernel"], attrs.get("stride", 1)
        a = _torch_pad(torch, a, attrs.get("padding", 0), -np.inf if kind == "max" else 0.0)
        pooled = getattr(torch.nn.functional, f"{'max' if kind == 'max' else 'avg'}_pool{rank}d")(
            a, kernel, stride
        )
        return pooled * math.prod(kernel) if kind == "total" else pooled

    return run


def _convolution(kind: str, operands: list[Operand], **attrs: Any) -> Case:
    return Case(f"convolution {kind}", _conv(**attrs), operands, _torch_conv(**attrs))


CONVOLUTIONS: list[Case] = [
    _convolution("1D", [x(2, 7), w(3, 2, 3), w(3)]),
    _convolution("1D strided", [x(2, 9), w(3, 2, 3)], stride=2, padding=((1, 2),), dilation=2),
    _convolution("2D", [x(2, 6, 5), w(3, 2, 3, 2), w(3)]),
    _convolution("2D by tiles", [x(9, 2, 4), w(10, 9, 3, 3), w(10)], padding=1),
    _convolution("2D by large tiles", [x(9, 4, 16), w(10, 9, 3, 3), w(10)], padding=1),
    _convolution("2D by tiles uneven", [x(9, 5, 4), w(8, 9, 3, 3), w(8)], padding=((0, 1), (2, 0))),
    _convolution("2D by tiles grouped", [x(16, 4, 4), w(18, 8, 3, 3), w(18)], padding=1, groups=2),
    _convolution("2D 1x1", [x(3, 4, 2), w(4, 3, 1, 1), w(4)]),
    _convolution("2D 1x1 strided", [x(3, 4, 5), w(4, 3, 1, 1)], stride=2),
    _convolution("2D grouped", [x(4, 4, 4), w(6, 2, 3, 3), w(6)], groups=2, padding=1),
    _convolution("2D asymmetric", [x(2, 5, 4), w(2, 2, 2, 3)], padding=((1, 0), (0, 2)), stride=(2, 1)),
    _convolution("3D", [x(2, 3, 4, 3), w(2, 2, 2, 3, 2), w(2)], padding=1),
]

POOLS: list[Case] = [
    Case(f"pool_{kind} {name}", _pool(op, **attrs), [x(*shape)], _torch_pool(kind, **attrs))
    for kind, op in (("max", pooling.pool_max), ("mean", pooling.pool_mean), ("total", pooling.pool_total))
    for name, attrs, shape in (
        ("1D", {"kernel": (3,)}, (2, 7)),
        ("2D", {"kernel": (2, 2), "stride": 2}, (2, 4, 6)),
        ("2D with a rest", {"kernel": (2, 2), "stride": 2}, (2, 5, 7)),
        ("2D overlapping", {"kernel": (3, 2), "stride": (2, 1)}, (2, 7, 4)),
        ("2D padded", {"kernel": (3, 3), "stride": 2, "padding": ((1, 0), (1, 1))}, (2, 5, 6)),
        ("3D", {"kernel": (2, 1, 2), "stride": 2}, (2, 4, 3, 4)),
    )
]


def _torch_norm(torch: Any, a: Any, scaling: Any, biases: Any, epsilon: float = 0.001) -> Any:
    return torch.nn.functional.batch_norm(a, None, None, scaling, biases, training=True, eps=epsilon)


def _torch_norm_test(torch: Any, a: Any, s: Any, b: Any, mean: Any, variance: Any) -> Any:
    return torch.nn.functional.batch_norm(a, mean.detach(), variance.detach(), s, b, eps=0.001)


NORMALIZATIONS: list[Case] = [
    Case("batch_norm_train vector", _norm(), [x(3), w(3), w(3)], _torch_norm, mode="train"),
    Case("batch_norm_train", _norm(epsilon=0.01), [x(3, 4, 2), w(3), w(3)],
         lambda *a: _torch_norm(*a, epsilon=0.01), mode="train"),
    Case("batch_norm_train last", _norm(axis=-1), [x(4, 2, 3), w(3), w(3)], mode="train"),
    Case("batch_norm_test", normalization.batch_norm_test, [x(3, 4), w(3), w(3), w(3), w(3, low=0.5)]),
    Case("batch_norm_test last", lambda *n: normalization.batch_norm_test(*n, axis=-1),
         [x(4, 3), w(3), w(3), w(3), w(3, low=0.5)]),
    Case("channel_affine", normalization.channel_affine, [x(3, 4), w(3), w(3)]),
    Case("channel_affine last", lambda *n: normalization.channel_affine(*n, axis=-1), [x(4, 3), w(3), w(3)]),
    Case("channel_affine inside", lambda *n: normalization.channel_affine(*n, axis=1),
         [x(4, 3, 2), w(3), w(3)]),
    Case("dropout", lambda a: randomness.dropout(a, rate=0.3), [x(5, 4)], mode="train"),
    Case("alpha_dropout", lambda a: randomness.alpha_kept(a, randomness.random_keep(a, rate=0.3), rate=0.3),
         [x(5, 4)], mode="train"),
]  # fmt: skip

LOSSES: list[Case] = [
    Case("softmax", lambda a: loss.softmax(a, axis=-1), [x(4)], lambda t, a: t.softmax(a, -1)),
    Case("softmax level 1", lambda a: loss.softmax(a, axis=0), [x(3, 2)]),
    Case("log_softmax", lambda a: loss.log_softmax(a, axis=-1), [x(2, 4)], lambda t, a: t.log_softmax(a, -1)),
    Case("cross_entropy_index", loss.cross_entropy_index, [_probabilities(4), classes(4)],
         lambda t, p, c: t.nn.functional.nll_loss(p.log(), c - 1, reduction="none")),
    Case("cross_entropy_index matrix", loss.cross_entropy_index, [_probabilities(4, 2), classes(4, 2)]),
    Case("softmax_cross_entropy_index", loss.softmax_cross_entropy_index, [x(4), classes(4)],
         lambda t, a, c: t.nn.functional.cross_entropy(a, c - 1, reduction="none")),
    Case("cross_entropy_index of softmax", lambda a, t: loss.cross_entropy_index(loss.softmax(a), t),
         [x(3, 4), classes(4, 3)]),
    Case("cross_entropy_probabilities", loss.cross_entropy_probabilities,
         [_probabilities(4), _probabilities(4)]),
    Case("cross_entropy_probabilities of softmax",
         lambda a, t: loss.cross_entropy_probabilities(loss.softmax(a), t), [x(2, 4), _probabilities(4, 2)]),
    Case("binary_negative_log", loss.binary_negative_log, [_probabilities(4, 2), _probabilities(4, 2)]),
    Case("binary_negative_log of sigmoid", lambda a, t: loss.binary_negative_log(el.sigmoid(a), t),
         [x(4), _probabilities(4)]),
    Case("mean_squared", lambda a, b: sh.reduce_mean(el.square(loss.difference(a, b)), axes=(0, 1)),
         [x(2, 3), x(2, 3)],
         lambda t, a, b: ((a - b) ** 2).mean((1, 2))),
    Case("mean_absolute", lambda a, b: sh.reduce_mean(el.absolute(loss.difference(a, b)), axes=(0, 1)),
         [x(2, 3), x(2, 3)]),
    Case("pool of ramp", lambda a: pooling.pool_max(el.ramp(a), kernel=(2,), stride=2), [x(2, 6)]),
]  # fmt: skip


def _told_gradient(a: Node) -> Node:
    """The square, its derivative told by a rule."""
    return custom.with_gradient(el.square(custom.detached(a)), a, rule=lambda x, g, y: g * x * 2.0)


SELECTIONS: list[Case] = [
    Case("with_gradient", _told_gradient, [x(2, 3)]),
    Case("pick", lambda a: selection.pick(a, axis=1, positions=(2, 0, 2)), [x(2, 4)]),
    Case("unpick", lambda a: selection.unpick(a, like=(4, 2), axis=0, positions=(3, 1, 3)), [x(3, 2)]),
    Case("pick unbatched", lambda a: selection.pick(a, axis=0, positions=(1, 1)), [w(3, 2)]),
    Case("sort_order", lambda a: selection.sort_order(a, axis=0), [x(5, 2)], skips={0}),
    Case(
        "sorted_along",
        lambda a: selection.sorted_along(a, axis=1),
        [x(2, 5)],
        lambda t, a: t.sort(a, 2).values,
    ),
    Case(
        "along of an array",
        lambda a, b: selection.along(a, selection.sort_order(b, axis=0), axis=0),
        [w(4, 3), x(2, 3)],
        skips={1},
    ),
    Case("running_sum", lambda a: selection.running_sum(a, axis=0), [x(4, 2)], lambda t, a: t.cumsum(a, 1)),
    Case("running_sum backwards", lambda a: selection.running_sum(a, axis=1, backwards=True), [x(2, 3)]),
    Case("determinant", matrices.determinant, [x(2, 3, 3)], lambda t, a: t.linalg.det(a)),
    Case("determinant of a number", matrices.determinant, [w(1, 1)]),
    Case("inverse", matrices.inverse, [x(3, 3)], lambda t, a: t.linalg.inv(a)),
    Case("inverse unbatched", matrices.inverse, [w(2, 2)]),
]

CASES: list[Case] = [
    *map(_unary_case, el.FUNCTIONS), *BINARY, *SHAPES, *PRODUCTS, *CONVOLUTIONS, *POOLS, *NORMALIZATIONS,
    *LOSSES, *SELECTIONS,
]  # fmt: skip


class Trial:
    """A case as a graph with inputs `0`, ... and parameters `(0,)`, ...; its loss is a weighted sum."""

    def __init__(self, case: Case, batch: int, dtype: Any = np.float64, seed: int = 0) -> None:
        self.case, self.batch, self.dtype = case, batch, dtype
        rng = np.random.default_rng(seed)
        self.values = [each.draw(rng, batch) for each in case.operands]
        self.graph, nodes = Graph(), []
        for index, each in enumerate(case.operands):
            kind = "integer" if each.classes else "real"
            made = (
                self.graph.input(str(index), each.shape, kind)
                if each.batched
                else self.graph.parameter((index,), each.shape)
            )
            nodes.append(made)
        self.node = case.make(*nodes)
        self.weights = rng.uniform(0.5, 1.5, self.node.shape)
        weighted = self.node * self.weights
        self.graph.output("Output", self.node)
        self.graph.output("Loss", sh.reduce_sum(weighted, axes=tuple(range(len(self.node.shape)))))
        self.names = [(i,) if not o.batched else str(i) for i, o in enumerate(case.operands)]

    def arrays(self) -> dict[tuple[int], np.ndarray]:
        return {n: v for n, v in zip(self.names, self.values, strict=True) if isinstance(n, tuple)}

    def store(self, trainable: bool = False) -> ParameterStore:
        arrays = self.arrays()
        return ParameterStore(arrays, arrays if trainable else (), self.dtype)

    def inputs(self) -> dict[str, np.ndarray]:
        return {n: v for n, v in zip(self.names, self.values, strict=True) if isinstance(n, str)}

    def run(self) -> dict[Any, np.ndarray]:
        plan = make_plan(self.graph, self.batch, mode=self.case.mode, dtype=self.dtype)
        return plan.run(self.inputs(), self.store(), np.random.default_rng(5))

    def differentiable(self) -> list[int]:
        return [i for i, o in enumerate(self.case.operands) if not o.classes and i not in self.case.skips]

    def gradients(self) -> dict[int, np.ndarray]:
        """The gradients of the total of the losses, by operand number."""
        wanted = self.differentiable()
        plan = make_plan(
            self.graph, self.batch, mode=self.case.mode, dtype=self.dtype,
            gradients_of=[self.names[i] for i in wanted], loss=[("Loss", 1.0)],
        )  # fmt: skip
        store = self.store(trainable=True)
        found = plan.forward_backward(self.inputs(), store, np.random.default_rng(5))
        factor = self.batch if self.node.batched else 1
        return {
            i: factor * (store.gradients[self.names[i]] if self.names[i] in store.gradients
                         else found[gradient_key(self.names[i])])
            for i in wanted
        }  # fmt: skip

    def differences(self, index: int) -> np.ndarray:
        """The gradient by central differences."""
        plan = make_plan(self.graph, self.batch, mode=self.case.mode, dtype=self.dtype, outputs=["Loss"])
        value, store = self.values[index], self.store()
        found = np.zeros(value.shape)
        flat, flat_found = value.reshape(-1), found.reshape(-1)
        for k in range(flat.size):
            before, ends = flat[k], []
            for step in (self.case.step, -self.case.step):
                flat[k] = before + step
                ends.append(self._total(plan, store))
            flat[k] = before
            flat_found[k] = (ends[0] - ends[1]) / (2 * self.case.step)
        return found

    def _total(self, plan: Plan, store: ParameterStore) -> float:
        store.restore(self.arrays())
        losses = plan.run(self.inputs(), store, np.random.default_rng(5))["Loss"]
        return float(losses.sum() if self.node.batched else losses[0])
