"""The cases of the loss of connectionist temporal classification."""

from __future__ import annotations

from collections.abc import Callable

from wlmini.nets.ir import Node
from wlmini.nets.ops.ctc import ctc_loss
from wlmini.nets.ops.loss import softmax

from .op_cases import Case, classes, x

T, C, L = 5, 3, 2  # steps, labels and the length of a target


def losing(*names: str) -> Callable[..., Node]:
    return lambda p, target, *rest: ctc_loss(p, target, **dict(zip(names, rest, strict=True)))


def from_scores(scores: Node, target: Node) -> Node:
    return ctc_loss(softmax(scores), target)


PROBABILITIES = x(T, C + 1, low=0.1, high=0.9)
CASES = [
    Case("ctc", losing(), [PROBABILITIES, classes(C, L)]),
    Case("ctc of one label", losing(), [PROBABILITIES, classes(C, 1)]),
    Case("ctc of target lengths", losing("TargetLength"), [PROBABILITIES, classes(C, L), classes(L)]),
    Case("ctc of softmax", from_scores, [x(T, C + 1), classes(C, L)]),
]
