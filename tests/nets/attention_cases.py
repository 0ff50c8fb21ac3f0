"""The cases of the ops of attention."""

from __future__ import annotations

from typing import Any

from wlmini.nets.ir import Node
from wlmini.nets.ops import attention as at
from wlmini.nets.ops.arrangement import alike
from wlmini.nets.ops.elementwise import greater

from .op_cases import Case, w, x

H, Q, D, K, V = 2, 3, 4, 2, 3  # heads, queries, keys, numbers of a key and of a value


def attending(**attrs: Any) -> Any:
    def run(query: Node, key: Node, value: Node, mask: Node | None = None) -> Node:
        query, key, value = alike(query, key, value)
        return at.attend(at.dot_scores(query, key, 0.5), value, mask=mask, **attrs)[0]

    return run


def weighing(query: Node, key: Node, value: Node) -> Node:
    return at.attend(at.dot_scores(query, key, 1.0), value)[1]


def product(left: bool, right: bool) -> Case:
    """A product with the operands turned or not, seen from outside."""

    def run(a: Node, b: Node) -> Node:
        a, b = (at.examples_first(each, axes=(0, 1, 2)) for each in (a, b))
        return at.examples_last(at.products(a, b, left=left, right=right), axes=(0, 1, 2))

    shapes = [(H, K, Q) if left else (H, Q, K), (H, D, K) if right else (H, K, D)]
    return Case(f"products {left} {right}", run, [x(*shape) for shape in shapes])


OPERANDS = [x(Q, H, K), x(D, H, K), x(D, H, V)]
CASES: list[Case] = [
    *(product(left, right) for left in (False, True) for right in (False, True)),
    Case("examples_first", lambda a: at.examples_last(at.examples_first(a, axes=(2, 0, 1)), axes=(2, 0, 1)),
         [x(2, 3, 4)]),
    Case("attention", attending(), OPERANDS),
    Case("attention causal", attending(window=-1), [x(Q, H, K), x(Q, H, K), x(Q, H, V)]),
    Case("attention in a window", attending(window=2), OPERANDS),
    Case("attention to weights of a net", attending(), [x(Q, H, K), w(D, H, K), w(D, H, V)]),
    Case("attention of constants", attending(), [w(Q, H, K), w(D, H, K), w(D, H, V)]),
    Case("attention masked", lambda q, k, v, m: attending(window=2)(q, k, v, visible(m)),
         [*OPERANDS, x(D)], skips={3}),
    Case("attention with dropout", attending(rate=0.4), OPERANDS, mode="train"),
    Case("attention weights", weighing, OPERANDS, skips={2}),
]  # fmt: skip


def visible(m: Node) -> Node:
    """A mask by chance: 1 where a number is above -1."""
    return greater(m, -1.0)
