"""Connectionist temporal classification: minus the logarithm of the probability of all alignments.

A target of labels is read with blanks around every label, 2 L + 1 states (Graves et al. 2006): alpha is the
logarithm of the probability of all ways to a state at a step, beta that of all ways from there on. Numbers as
low as FLOOR stand for the logarithm of 0: differences of them stay numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from ..ir import Call, DataError, Node, Shape, ShapeError, Site, op, whole
from .torch_ctc import alignments, loss_of_alignments

__all__ = ["ctc_loss"]

FLOOR = -1e30
TINY = 1e-30  # probabilities count as at least this
Given = tuple[str, ...]


def _states(p: Shape, target: Shape, *_: Shape, given: Given = ()) -> Shape:
    if len(p) != 2 or len(target) != 1 or p[1] < 2:
        raise ShapeError(f"targets of dimensions {target} do not fit probabilities of dimensions {p}")
    if "TargetLength" not in given and target[0] > p[0]:
        raise ShapeError(f"a target of length {target[0]} is longer than an input of length {p[0]}")
    return (p[0], 2 * target[0] + 1)


class Alignment:
    """The states of every example: their labels, and where probabilities of labels stand."""

    def __init__(self, at: Site, p: np.ndarray, target: np.ndarray) -> None:
        self.p, self.target, self.at = p, target, at
        self.steps, self.classes, self.batch = p.shape
        self.states = 2 * len(target) + 1
        self.index = at.scratch(0, (self.states, self.batch), np.intp)
        self.penalty = at.scratch(0, (self.states - 2, self.batch))
        self.same = at.scratch(0, (len(target) - 1, self.batch), np.bool_)
        self.ways = at.scratch(0, (3, self.states, self.batch))
        self.row = at.scratch(0, (self.states, self.batch))

    def check(self) -> None:
        low, high = self.target.min(), self.target.max()
        if low < 1 or high >= self.classes:
            wrong = low if low < 1 else high
            raise DataError(f"the class index {wrong} is not between 1 and {self.classes - 1}")

    def begin(self) -> Iterator[Call]:
        """Compute the positions of labels, and where a blank cannot be left out."""
        yield self.check
        yield partial(self.index.fill, self.classes - 1)
        yield partial(np.subtract, self.target, 1, out=self.index[1::2], casting="unsafe")
        yield partial(np.multiply, self.index, self.batch, out=self.index)
        yield partial(np.add, self.index, np.arange(self.batch), out=self.index)
        yield partial(self.penalty.fill, FLOOR)
        between = self.penalty[1::2]
        yield partial(np.equal, self.target[1:], self.target[:-1], out=self.same)
        yield partial(np.multiply, self.same, FLOOR, out=between)

    def logarithms(self, out: np.ndarray) -> Iterator[Call]:
        """The logarithms of the probabilities of all states at all steps."""
        flat = self.p.reshape(self.steps, -1)
        yield partial(np.take, flat, self.index, 1, out, "clip")
        yield partial(np.maximum, out, TINY, out=out)
        yield partial(np.log, out, out=out)

    def step(self, before: np.ndarray, penalty: np.ndarray, out: np.ndarray) -> Iterator[Call]:
        """The ways to each state: from itself, from the one before, and over a blank that may be left out."""
        ways = self.ways
        yield partial(np.copyto, ways[0], before)
        yield partial(np.copyto, ways[1, 1:], before[:-1])
        yield partial(np.add, before[:-2], penalty, out=ways[2, 2:])
        yield partial(ways[1, 0].fill, FLOOR)
        yield partial(ways[2, :2].fill, FLOOR)
        yield partial(np.maximum.reduce, ways, 0, None, self.row)
        yield partial(np.subtract, ways, self.row, out=ways)
        yield partial(np.exp, ways, out=ways)
        yield partial(np.add.reduce, ways, 0, None, out)
        yield partial(np.log, out, out=out)
        yield partial(np.add, out, self.row, out=out)


class Finals:
    """Where the two states that end an alignment stand: the last label and the blank after it."""

    def __init__(self, at: Site, shape: Shape, lengths: dict[str, np.ndarray]) -> None:
        self.steps, self.states, self.batch = shape
        self.length, self.labels = lengths.get("Length"), lengths.get("TargetLength")
        self.last = at.scratch(0, (self.batch,), np.intp)
        self.row = at.scratch(0, (self.batch,), np.intp)

    def calls(self) -> Iterator[Call]:
        """Compute the positions of the last labels at the last steps, and in the rows of a step."""
        labels = self.states // 2 if self.labels is None else self.labels
        yield partial(np.multiply, labels, 2 * self.batch, out=self.row)
        yield partial(np.add, self.row, np.arange(-self.batch, 0), out=self.row)
        steps = self.steps if self.length is None else self.length
        yield partial(np.subtract, steps, 1, out=self.last)
        yield partial(np.multiply, self.last, self.states * self.batch, out=self.last)
        yield partial(np.add, self.last, self.row, out=self.last)


@op(shape=_states, examples=True, cost=60.0, torch=whole(alignments))
def ctc_ways(
    at: Site, out: np.ndarray, p: np.ndarray, target: np.ndarray, *rest: np.ndarray, given: Given = ()
) -> Iterator[Call]:
    """Alpha of all states at all steps."""
    ways = Alignment(at, p, target)
    found = at.scratch(0, out.shape[1:])
    yield from ways.begin()
    yield from ways.logarithms(out)
    yield partial(out[0, 2:].fill, FLOOR)
    for t in range(1, len(out)):
        yield from ways.step(out[t - 1], ways.penalty, found)
        yield partial(np.add, out[t], found, out=out[t])


def _ctc_rule(g: Node, y: Node, alpha: Node, p: Node, target: Node, *rest: Node) -> list[Node | None]:
    by_input = ctc_gradient(g, y, alpha, p, target, *rest, **y.attrs)
    return [None, by_input, *[None] * (1 + len(rest))]


@op(
    shape=lambda alpha, p, target, *_, given=(): (),
    examples=True,
    vjp=_ctc_rule,
    torch=whole(loss_of_alignments),
)
def ctc(
    at: Site, out: np.ndarray, alpha: np.ndarray, p: np.ndarray, target: np.ndarray, *rest: np.ndarray,
    given: Given = (),
) -> Iterator[Call]:  # fmt: skip
    """Minus the logarithm of the probability of the target: Infinity where it cannot be aligned."""
    finals = Finals(at, alpha.shape, dict(zip(given, rest, strict=True)))
    flat, blank, hopeless = alpha.reshape(-1), at.scratch(0, out.shape), at.scratch(0, out.shape, np.bool_)
    yield from finals.calls()
    yield partial(flat.take, finals.last, None, out, "clip")
    yield partial(np.add, finals.last, finals.batch, out=finals.last)
    yield partial(flat.take, finals.last, None, blank, "clip")
    yield partial(np.logaddexp, out, blank, out=out)
    yield partial(np.negative, out, out=out)
    yield partial(np.greater, out, -FLOOR / 2, out=hopeless)
    yield partial(np.copyto, out, np.inf, where=hopeless)


@op(shape=lambda g, y, alpha, p, target, *_, given=(): p, examples=True, cost=60.0)
def ctc_gradient(
    at: Site, out: np.ndarray, g: np.ndarray, y: np.ndarray, alpha: np.ndarray, p: np.ndarray,
    target: np.ndarray, *rest: np.ndarray, given: Given = (),
) -> Iterator[Call]:  # fmt: skip
    """By the probability of a label at a step: -g times the part of the alignments that use it there."""
    ways = Alignment(at, p, target)
    yield from ways.begin()
    shares = at.buffer(alpha.shape)
    yield from ways.logarithms(shares)
    yield from _ways_on(at, ways, shares, dict(zip(given, rest, strict=True)))
    loss, hopeless = at.scratch(0, y.shape), at.scratch(0, y.shape, np.bool_)
    yield partial(np.isinf, y, out=hopeless)
    yield partial(np.copyto, loss, y)
    yield partial(np.copyto, loss, 0.0, where=hopeless)  # shares of nothing stay at nothing
    yield partial(np.add, shares, alpha, out=shares)
    yield partial(np.add, shares, loss, out=shares)
    yield partial(np.exp, shares, out=shares)
    yield from _gathered(at, ways, out, shares)
    least = at.buffer(p.shape)
    yield partial(np.maximum, p, TINY, out=least)
    yield partial(np.divide, out, least, out=out)
    yield partial(np.multiply, out, g, out=out)
    yield partial(np.negative, out, out=out)


def _ways_on(at: Site, ways: Alignment, shares: np.ndarray, lengths: dict[str, np.ndarray]) -> Iterator[Call]:
    """Beta, without the probability at its own step, in place of the logarithms of all steps."""
    finals = Finals(at, shares.shape, lengths)
    ends, beta, onwards = (at.scratch(0, shares.shape[1:]) for _ in range(3))
    ending = at.scratch(0, (finals.batch,), np.bool_)
    yield from finals.calls()
    yield partial(ends.fill, FLOOR)
    yield partial(ends.reshape(-1).put, finals.row, 0.0, "clip")
    yield partial(np.add, finals.row, finals.batch, out=finals.row)
    yield partial(ends.reshape(-1).put, finals.row, 0.0, "clip")
    yield partial(beta.fill, FLOOR) if finals.length is not None else partial(np.copyto, beta, ends)
    for t in reversed(range(len(shares))):
        if t < len(shares) - 1:
            yield from ways.step(onwards[::-1], ways.penalty[::-1], beta[::-1])
        if finals.length is not None:
            yield partial(np.equal, finals.length, t + 1, out=ending)
            yield partial(np.copyto, beta, ends, where=ending)
        yield partial(np.add, beta, shares[t], out=onwards)
        yield partial(np.copyto, shares[t], beta)


def _gathered(at: Site, ways: Alignment, out: np.ndarray, shares: np.ndarray) -> Iterator[Call]:
    """The shares of the states of every label added up."""
    steps, classes, batch = out.shape
    index, part = at.scratch(0, (steps, batch), np.intp), at.scratch(0, (steps, batch))
    starts = at.constant(
        ("steps", steps, classes, batch), lambda: np.arange(steps)[:, None] * classes * batch
    )
    flat = out.reshape(-1)
    yield partial(out[:, :-1].fill, 0)
    yield partial(np.add.reduce, shares[:, ::2], 1, None, out[:, -1])
    for state in range(1, ways.states, 2):
        yield partial(np.add, starts, ways.index[state], out=index)
        yield partial(flat.take, index, None, part, "clip")
        yield partial(np.add, part, shares[:, state], out=part)
        yield partial(flat.put, index, part, "clip")


def ctc_loss(p: Node, target: Node, **lengths: Node | None) -> Node:
    """The loss of targets (labels from 1) by probabilities, T x labels and last the blank.

    `Length` and `TargetLength` say how much of both counts, where examples differ.
    """
    given = tuple(name for name, node in lengths.items() if node is not None)
    operands = (p, target, *(lengths[name] for name in given))
    return ctc(ctc_ways(*operands, given=given), *operands, given=given)
