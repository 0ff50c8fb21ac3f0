"""Ops of square matrices in the last two levels: determinant and inverse."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np

from ..ir import Call, Node, Shape, ShapeError, Site, TorchSite, op, whole
from .arrangement import swapped
from .linear import matmul
from .shape import reshape

__all__ = ["cofactors", "determinant", "inverse"]


def _square(x: Shape) -> Shape:
    if len(x) < 2 or x[-1] != x[-2]:
        raise ShapeError(f"an array of dimensions {x} is no square matrix in its last two levels")
    return x


def _stack(at: Site, x: np.ndarray, levels: int) -> np.ndarray:
    """The batch axis moved to the front, where there is one beyond so many levels."""
    return np.moveaxis(x, -1, 0) if x.ndim > levels else x


def _determinant_rule(g: Node, y: Node, x: Node) -> Node:
    return reshape(g, shape=(*g.shape, 1, 1)) * cofactors(x)


@op(
    shape=lambda x: _square(x)[:-2],
    vjp=(_determinant_rule,),
    cost=10.0,
    onnx="Det",
    torch=whole(lambda torch, at, x: torch.linalg.det(x.to(at.dtype))),
)
def determinant(at: Site, out: np.ndarray, x: np.ndarray) -> Iterator[Call]:
    """The determinants of the matrices in the last two levels."""
    rank = len(at.node.inputs[0].shape)
    stacked, result = _stack(at, x, rank), _stack(at, out, rank - 2)
    yield lambda: np.copyto(result, np.linalg.det(stacked))


def _cofactors(x: np.ndarray, out: np.ndarray) -> None:
    # From singular values, so that singular matrices have theirs: x = u.diag(s).v, and the cofactors
    # are det(u) det(v) u.diag(products of the other s).v.
    u, s, v = np.linalg.svd(x)
    sign = np.linalg.det(u) * np.linalg.det(v)
    size = s.shape[-1]
    others = [np.prod(np.delete(s, i, axis=-1), axis=-1) for i in range(size)]
    scaled = u * (np.stack(others, axis=-1) * sign[..., None])[..., None, :]
    np.matmul(scaled, v, out=out)


@op(shape=_square, cost=40.0)
def cofactors(at: Site, out: np.ndarray, x: np.ndarray) -> Iterator[Call]:
    """The derivatives of the determinant by the elements."""
    rank = len(at.node.shape)
    yield partial(_cofactors, _stack(at, x, rank), _stack(at, out, rank))


def _inverse_rule(g: Node, y: Node, x: Node) -> Node:
    turned = swapped(y)
    return -matmul(matmul(turned, g), turned)


def _inverse(x: np.ndarray, out: np.ndarray) -> None:
    try:
        np.copyto(out, np.linalg.inv(x))
    except np.linalg.LinAlgError:  # one singular matrix must not spoil the others
        flat, result = x.reshape(-1, *x.shape[-2:]), np.empty((x.size // x.shape[-1] ** 2, *x.shape[-2:]))
        for source, target in zip(flat, result, strict=True):
            singular = np.linalg.matrix_rank(source) < len(source)
            target[...] = np.nan if singular else np.linalg.pinv(source)
        np.copyto(out, result.reshape(x.shape))


def _torch_inverse(torch: Any, at: TorchSite, x: Any) -> Any:
    found, failed = torch.linalg.inv_ex(x.to(at.dtype))
    return torch.where((failed != 0)[..., None, None], torch.nan, found)


@op(shape=_square, vjp=(_inverse_rule,), cost=20.0, torch=whole(_torch_inverse))
def inverse(at: Site, out: np.ndarray, x: np.ndarray) -> Iterator[Call]:
    """The inverses of the matrices in the last two levels; no numbers where a matrix is singular."""
    rank = len(at.node.shape)
    yield partial(_inverse, _stack(at, x, rank), _stack(at, out, rank))
