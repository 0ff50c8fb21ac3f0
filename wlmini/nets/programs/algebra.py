"""Linear algebra on arrays."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from ...expr import Expr, S
from ..ir import Node, ShapeError
from ..lowering import Place
from ..masks import carry, filled, levels_mask
from ..ops import elementwise as ops
from ..ops.linear import dot as product
from ..ops.linear import matmul
from ..ops.matrices import determinant, inverse
from ..ops.selection import pick
from ..ops.shape import reduce_sum, reshape, take, transpose
from .interpret import Trace
from .values import Value, is_whole, meaning

__all__ = ["contract", "product_of"]


def contract(a: Node, b: Node) -> Node:
    """Dot of arrays of any rank: the last level of the first with the first level of the second."""
    if not a.shape or not b.shape or a.shape[-1] != b.shape[0]:
        raise ShapeError(f"arrays of dimensions {a.shape} and {b.shape} have no Dot product")
    if len(a.shape) <= 2 and len(b.shape) <= 2:
        return product(a, b)
    inner = a.shape[-1]
    left = reshape(a, shape=(_count(a) // inner, inner))
    right = reshape(b, shape=(inner, _count(b) // inner))
    return reshape(matmul(left, right), shape=(*a.shape[:-1], *b.shape[1:]))


def _count(x: Node) -> int:
    return reduce(lambda m, n: m * n, x.shape, 1)


def product_of(place: Place, nodes: Sequence[Node]) -> Node:
    """Dot of arrays; along levels of varying length an example's own elements count."""
    last_one = len(nodes) - 1
    whole = []
    for number, node in enumerate(nodes):  # the levels multiplied; others keep their padding
        axes = {0} if number else set()
        axes |= {len(node.shape) - 1} if number < last_one else set()
        whole.append(filled(node, levels_mask(place, node, sorted(axes)), 0.0))
    found = reduce(contract, whole)
    first, last = nodes[0], nodes[-1]
    carry(place, first, found, {axis: axis for axis in range(len(first.shape) - 1)})
    behind = len(found.shape) - len(last.shape)
    return carry(
        place,
        last,
        found,
        {axis: behind + axis for axis in range(1, len(last.shape) if len(nodes) > 1 else 1)},
    )


@meaning("Dot", ragged=True)
def dot(trace: Trace, *arrays: Value) -> Value:
    return product_of(trace.place, [trace.node(each) for each in arrays]) if arrays else None


def permuted(node: Node, spec: Value) -> Node | None:
    """Transpose[node, spec]: a permutation {n1, ...} (level k becomes level nk), or m <-> n."""
    rank = len(node.shape)
    order = list(range(rank))
    if isinstance(spec, Expr) and spec.head is S.TwoWayRule and len(spec.parts) == 2:
        m, n = (level_index(each, rank) for each in spec.parts)
        order[m], order[n] = order[n], order[m]
        return transpose(node, axes=tuple(order))
    if not isinstance(spec, tuple) or not all(map(is_whole, spec)) or len(spec) > rank:
        return None
    targets = [level_index(each, rank) for each in spec] + order[len(spec) :]
    if sorted(targets) != order:
        raise ShapeError(f"{list(spec)} is no permutation of {rank} levels")
    return transpose(node, axes=tuple(targets.index(axis) for axis in range(rank)))


def level_index(level: Value, rank: int) -> int:
    if not is_whole(level) or not 1 <= abs(level) <= rank:
        raise ShapeError(f"level {level} is not in an array of rank {rank}")
    return level - 1 if level > 0 else rank + level


@meaning("Transpose", ragged=True)
def transposed(trace: Trace, data: Value, spec: Value = (2, 1)) -> Value:
    node = trace.node(data)
    if len(node.shape) < 2:
        raise ShapeError("Transpose of an array of less than two levels")
    found = permuted(node, spec)
    if found is not None:
        carry(trace.place, node, found, {axis: level for level, axis in enumerate(found.attrs["axes"])})
    return found


@meaning("Det")
def det(trace: Trace, data: Value) -> Value:
    node = trace.node(data)
    return determinant(node) if len(node.shape) == 2 else None


@meaning("Inverse")
def inverted(trace: Trace, data: Value) -> Value:
    node = trace.node(data)
    return inverse(node) if len(node.shape) == 2 else None


@meaning("LinearSolve")
def solved(trace: Trace, matrix: Value, right: Value) -> Value:
    inverse_matrix = inverted(trace, matrix)
    return None if inverse_matrix is None else contract(inverse_matrix, trace.node(right))


@meaning("MatrixPower")
def matrix_power(trace: Trace, data: Value, exponent: Value) -> Value:
    node = trace.node(data)
    if not is_whole(exponent) or not exponent or len(node.shape) != 2:
        return None
    one = node if exponent > 0 else inverse(node)
    return reduce(contract, [one] * abs(exponent))


@meaning("Tr")
def trace_of(trace: Trace, data: Value) -> Value:
    node = diagonal(trace, data)
    return node if node is None else reduce_sum(node, axes=(0,))


@meaning("Diagonal")
def diagonal(trace: Trace, data: Value) -> Value:
    node = trace.node(data)
    if len(node.shape) == 1:
        return node
    if len(node.shape) != 2:
        return None
    rows, columns = node.shape
    flat, size = reshape(node, shape=(rows * columns,)), min(rows, columns)
    step = columns + 1
    return take(flat, axis=0, start=0, stop=(size - 1) * step + 1, step=step)


@meaning("DiagonalMatrix")
def diagonal_matrix(trace: Trace, data: Value) -> Value:
    node = trace.node(data)
    size = node.shape[0] if len(node.shape) == 1 else 0
    identity = trace.evaluated(S.IdentityMatrix, (size,)) if size else None
    return None if identity is None else ops.multiply(reshape(node, shape=(size, 1)), trace.node(identity))


@meaning("Cross")
def cross(trace: Trace, a: Value, b: Value) -> Value:
    left, right = trace.node(a), trace.node(b)
    if left.shape != (3,) or right.shape != (3,):
        return None

    def turned(node: Node, *positions: int) -> Node:
        return pick(node, axis=0, positions=positions)

    return turned(left, 1, 2, 0) * turned(right, 2, 0, 1) - turned(left, 2, 0, 1) * turned(right, 1, 2, 0)


@meaning("KroneckerProduct")
def kronecker_product(trace: Trace, a: Value, b: Value) -> Value:
    left, right = trace.node(a), trace.node(b)
    if len(left.shape) != 2 or len(right.shape) != 2:
        return None
    (m, n), (p, q) = left.shape, right.shape
    spread = reshape(left, shape=(m, 1, n, 1)) * reshape(right, shape=(1, p, 1, q))
    return reshape(spread, shape=(m * p, n * q))
