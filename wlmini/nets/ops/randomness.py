"""Random ops, drawn from the generator of the run; used in training only."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np

from ..ir import Call, Node, Shape, Site, Tasks, TorchSite, op, whole
from ..native.calls import NativeCall, call

__all__ = [
    "alpha_kept", "drawn_shape", "dropout", "kept", "random_keep", "random_offset", "random_scale",
]  # fmt: skip

_ALPHA = -1.7580993408473766  # what SELU tends to for very negative inputs


def _batch_like(x: Shape, *, rate: float, batch: bool = True) -> Shape:
    return x


BITS = 24  # of a draw; the rate is rounded to them


def _draw_key(at: Site, key: np.ndarray) -> None:
    key[:] = at.random.generator.integers(0, 1 << 32, 2, np.uint32)


def _cuts(at: Site, out: np.ndarray) -> list[tuple[int, int]]:
    return at.cuts(out.size, 8.0 * out.size)


def _native_keep(
    at: Site, out: np.ndarray, x: np.ndarray, *, rate: float, batch: bool = True
) -> list[Call | Tasks] | None:
    key, limit, flat = at.buffer((2,), np.uint32, fill=0), int(rate * (1 << BITS)), out.reshape(-1)
    tasks: list[list[NativeCall]] = []
    for start, stop in _cuts(at, out):
        sizes = [stop - start, start, limit]
        made = call("random_keep", flat[start:stop], key, sizes=sizes, mixed=True)
        if made is None:
            return None
        tasks.append(made)
    return [partial(_draw_key, at, key), Tasks(tasks)]


def drawn_shape(at: TorchSite) -> Shape:
    """The dimensions of a result of an op in PyTorch."""
    return (at.rows, *at.node.shape) if at.node.batched else at.node.shape


def _torch_keep(torch: Any, at: TorchSite, x: Any, *, rate: float, batch: bool = True) -> Any:
    return (torch.rand(drawn_shape(at), generator=at.generator, device=at.device) >= rate).to(at.dtype)


def _torch_offset(torch: Any, at: TorchSite, x: Any, *, most: int) -> Any:
    return torch.randint(0, most + 1, drawn_shape(at), generator=at.generator, device=at.device)


@op(
    shape=_batch_like,
    vjp=(None,),
    batched=lambda inputs, attrs: attrs.get("batch", True),
    cost=8.0,
    training_only=True,
    random=True,
    native=_native_keep,
    torch=whole(_torch_keep),
)
def random_keep(
    at: Site, out: np.ndarray, x: np.ndarray, *, rate: float, batch: bool = True
) -> Iterator[Call | Tasks]:
    """1 with probability 1 - rate, otherwise 0: independent draws for every element.

    Every example has draws of its own, unless `batch` is False.

    A draw is a hash of the element's number with a key of the run (twice the finaliser of MurmurHash3), so
    that it does not depend on how the work is cut.
    """
    key, flat = at.buffer((2,), np.uint32, fill=0), out.reshape(-1)
    yield partial(_draw_key, at, key)
    numbers = at.constant(("numbers", out.size), lambda: np.arange(out.size, dtype=np.uint32))
    tasks: list[list[Call]] = []
    for task, (start, stop) in enumerate(_cuts(at, out)):
        h, moved = (at.scratch(task, (stop - start,), np.uint32) for _ in range(2))
        calls: list[Call] = [partial(np.bitwise_xor, numbers[start:stop], key[:1], out=h)]
        calls += _mixing(h, moved)
        calls.append(partial(np.bitwise_xor, h, key[1:], out=h))
        calls += _mixing(h, moved)
        calls.append(partial(np.right_shift, h, 32 - BITS, out=h))
        limit = np.uint32(int(rate * (1 << BITS)))
        tasks.append([*calls, partial(np.greater_equal, h, limit, out=flat[start:stop], casting="unsafe")])
    yield Tasks(tasks)


def _mixing(h: np.ndarray, moved: np.ndarray) -> Iterator[Call]:
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35), (16, None)):
        yield partial(np.right_shift, h, shift, out=moved)
        yield partial(np.bitwise_xor, h, moved, out=h)
        if factor is not None:
            yield partial(np.multiply, h, np.uint32(factor), out=h)


@op(
    shape=lambda x, *, most: (1,),
    vjp=(None,),
    batched=lambda inputs, attrs: True,
    dtype="integer",
    training_only=True,
    random=True,
    torch=whole(_torch_offset),
)
def random_offset(at: Site, out: np.ndarray, x: np.ndarray, *, most: int) -> Iterator[Call]:
    """A whole number from 0 to `most` for every example."""
    yield lambda: np.copyto(out, at.random.generator.integers(0, most + 1, out.shape))


def random_scale(like: Node, *, rate: float, batch: bool = True) -> Node:
    """0 with the given probability, otherwise 1/(1 - rate), for every element of a node of that shape."""
    return random_keep(like, rate=rate, batch=batch) * (1.0 / (1.0 - rate))


def dropout(x: Node, *, rate: float = 0.5) -> Node:
    """Each element 0 with the given probability, otherwise divided by 1 - rate."""
    return kept(x, random_keep(x, rate=rate), rate=rate)


def kept(x: Node, keep: Node, *, rate: float) -> Node:
    """The elements that are kept, divided by 1 - rate."""
    return x * (keep * (1.0 / (1.0 - rate)))


def alpha_kept(x: Node, keep: Node, *, rate: float) -> Node:
    """Dropout that keeps mean 0 and variance 1, for nets with SELU (Klambauer et al. 2017, section 3).

    Elements that are not kept are at the limit of SELU; then all are shifted and scaled.
    """
    dropped = x * keep + (1.0 - keep) * _ALPHA
    a = ((1.0 - rate) * (1.0 + rate * _ALPHA**2)) ** -0.5
    return dropped * a - a * rate * _ALPHA
