"""Totals, descriptive statistics, norms and distances.

Along a level of varying length only the positions that are an example's own count.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...expr import S
from ..functions import CALLS
from ..ir import Node, ShapeError
from ..masks import carry_rest, own_elements
from ..ops import elementwise as ops
from ..ops.aggregate import AGGREGATIONS, own_deviation, own_max, own_mean, own_min, own_total
from ..ops.selection import running_sum, sort_order, sorted_along
from ..ops.shape import reshape, take
from ..parameters import is_infinite
from .interpret import Trace
from .values import Value, is_whole, meaning

# -- sums along levels -------------------------------------------------------------------------------


def vector_like(trace: Trace, data: Value) -> Node:
    """The array of a value, which must have a first level."""
    node = trace.node(data)
    if not node.shape:
        raise ShapeError("a list or an array is needed where a single number stands")
    return node


def summed(trace: Trace, node: Node, axes: Sequence[int]) -> Node:
    result = own_total(node, own_elements(trace.place, node, axes))
    return carry_rest(trace.place, node, result, axes)


def statistic(name: str) -> None:
    """A statistic of the first level."""

    def run(trace: Trace, data: Value) -> Value:
        node = vector_like(trace, data)
        if node.shape[0] < LEAST.get(name, 1):
            raise ShapeError(f"{name} needs at least {LEAST[name]} elements")
        result = AGGREGATIONS[name](node, own_elements(trace.place, node, (0,)))
        return carry_rest(trace.place, node, result, (0,))

    meaning(name, ragged=True)(run)


LEAST = {"Variance": 2, "StandardDeviation": 2}
for _name in ("Mean", "Median", "Variance", "StandardDeviation", "MeanDeviation", "InterquartileRange"):
    statistic(_name)


def levels_of(spec: Value, rank: int) -> tuple[int, ...] | None:
    """The levels (0-based) that a specification n, {n}, {m, n}, Infinity means."""
    last = rank if is_infinite(spec) else spec
    if isinstance(spec, tuple) and 1 <= len(spec) <= 2:
        low, high = (spec[0], spec[-1])
        high = rank if is_infinite(high) else high
    else:
        low, high = 1, last
    if not is_whole(low) or not is_whole(high):
        return None
    low, high = (each if each > 0 else rank + 1 + each for each in (low, high))
    if not 1 <= low <= high <= rank:
        raise ShapeError(f"levels {low} to {high} are not in an array of rank {rank}")
    return tuple(range(low - 1, high))


@meaning("Total", ragged=True)
def total(trace: Trace, data: Value, levels: Value = 1) -> Value:
    if isinstance(data, dict):
        data = tuple(data.values())
    node = vector_like(trace, data)
    axes = levels_of(levels, len(node.shape))
    return None if axes is None else summed(trace, node, axes)


def squared(trace: Trace, node: Node) -> Node:
    found = ops.square(node)
    trace.place.pass_lengths(node, found)
    return found


def root(x: Node) -> Node:
    """The square root, with gradient 0 at 0: distances of equal points are differentiated, too."""
    positive = ops.greater(x, 0.0)
    return ops.where(positive, ops.sqrt(ops.where(positive, x, 1.0)), 0.0)


def generalized_mean(name: str, before: Callable[[Node], Node], after: Callable[[Node], Node]) -> None:
    """The mean of a function of the elements, taken back by its inverse."""

    def run(trace: Trace, data: Value) -> Value:
        node = vector_like(trace, data)
        found = after(own_mean(before(node), own_elements(trace.place, node, (0,))))
        return carry_rest(trace.place, node, found, (0,))

    meaning(name, ragged=True)(run)


def reciprocal(x: Node) -> Node:
    return ops.divide(1.0, x)


generalized_mean("RootMeanSquare", ops.square, root)
generalized_mean("GeometricMean", ops.log, ops.exp)
generalized_mean("HarmonicMean", reciprocal, reciprocal)


@meaning("Standardize", ragged=True)
def standardize(trace: Trace, data: Value) -> Value:
    node = vector_like(trace, data)
    own = own_elements(trace.place, node, (0,))
    spread, center = own_deviation(node, own), own_mean(node, own)
    found = (node - reshape(center, shape=(1, *center.shape))) / reshape(spread, shape=(1, *spread.shape))
    trace.place.pass_lengths(node, found)
    return found


@meaning("Sort")
def sort(trace: Trace, data: Value) -> Value:
    node = vector_like(trace, data)
    return sorted_along(node, axis=0) if len(node.shape) == 1 else None


@meaning("ReverseSort")
def reverse_sort(trace: Trace, data: Value) -> Value:
    found = sort(trace, ops.multiply(vector_like(trace, data), -1.0))
    return None if found is None else ops.multiply(found, -1.0)


@meaning("Ordering")
def ordering(trace: Trace, data: Value, count: Value = S.All) -> Value:
    node = vector_like(trace, data)
    size = node.shape[0]
    many = size if count is S.All else count
    if len(node.shape) != 1 or not is_whole(many) or not 1 <= abs(many) <= size:
        return None
    order = ops.add(sort_order(node, axis=0), 1.0)
    start = 0 if many > 0 else size + many
    return take(order, axis=0, start=start, stop=start + abs(many))


@meaning("Accumulate", ragged=True)
def accumulate(trace: Trace, data: Value) -> Value:
    node = vector_like(trace, data)
    found = running_sum(node, axis=0)
    trace.place.pass_lengths(node, found)
    return found


@meaning("Differences")
def differences(trace: Trace, data: Value, times: Value = 1) -> Value:
    node = vector_like(trace, data)
    if not is_whole(times) or times < 1:
        return None
    for _ in range(times):
        size = node.shape[0]
        later, sooner = (take(node, axis=0, start=i, stop=size - 1 + i) for i in (1, 0))
        node = ops.subtract(later, sooner)
    return node


# -- the greatest and the smallest -------------------------------------------------------------------


def greatest(trace: Trace, data: Value, sign: float) -> Value:
    """The greatest element of all levels (of the negative, where the sign is -1)."""
    node = trace.node(data)
    own = own_elements(trace.place, node, tuple(range(len(node.shape))))
    return own_max(node, own) if sign > 0 else own_min(node, own)


def extreme(name: str, sign: float) -> None:
    def run(trace: Trace, *values: Value) -> Value:
        parts = [greatest_of(trace, each, sign) for each in values]
        return CALLS[name](*parts) if parts else None

    meaning(name, ragged=True)(run)


def greatest_of(trace: Trace, value: Value, sign: float) -> Value:
    return greatest(trace, value, sign) if isinstance(value, Node | tuple) else trace.operand(value)


extreme("Max", 1.0)
extreme("Min", -1.0)


# -- norms and distances -----------------------------------------------------------------------------


@meaning("Norm", ragged=True)
def norm(trace: Trace, data: Value, p: Value = 2) -> Value:
    node = trace.node(data)
    if not node.shape:
        return ops.absolute(node)
    if len(node.shape) == 2 and p != "Frobenius":
        raise ShapeError(
            'the norm of a matrix as an operator; Norm[m, "Frobenius"] is its length as a vector'
        )
    if is_infinite(p):
        return greatest(trace, ops.absolute(node), 1.0)
    axes = tuple(range(len(node.shape)))
    if p in (2, "Frobenius"):
        return root(summed(trace, squared(trace, node), axes))
    power = trace.number(p)
    if power is None or power < 1:
        return None
    powers = ops.power(ops.absolute(node), power)
    trace.place.pass_lengths(node, powers)
    found = summed(trace, powers, axes)
    return found if power == 1 else ops.power(found, 1 / power)


@meaning("Normalize", ragged=True)
def normalize(trace: Trace, data: Value, function: Value = S.Norm) -> Value:
    """The array over its norm, or over what a function gives for it; 0 stays 0."""
    size = trace.node(trace.called(function, data))
    zero = ops.equal(size, 0.0)
    return trace.elementwise(S.Divide, (data, ops.where(zero, 1.0, size)))


def both(trace: Trace, a: Value, b: Value) -> tuple[Node, Node]:
    """Two arrays of the same dimensions."""
    left, right = trace.node(a), trace.node(b)
    if left.shape != right.shape:
        raise ShapeError(f"dimensions {left.shape} and {right.shape} differ")
    return left, right


def all_levels(trace: Trace, like: Node, node: Node) -> Node:
    """The total over all levels, padding of the first array left out."""
    trace.place.pass_lengths(like, node)
    return summed(trace, node, tuple(range(len(node.shape))))


@meaning("SquaredEuclideanDistance", ragged=True)
def squared_distance(trace: Trace, a: Value, b: Value) -> Value:
    left, right = both(trace, a, b)
    return all_levels(trace, left, ops.square(ops.subtract(left, right)))


@meaning("EuclideanDistance", ragged=True)
def euclidean_distance(trace: Trace, a: Value, b: Value) -> Value:
    return root(squared_distance(trace, a, b))


@meaning("ManhattanDistance", ragged=True)
def manhattan_distance(trace: Trace, a: Value, b: Value) -> Value:
    left, right = both(trace, a, b)
    return all_levels(trace, left, ops.absolute(ops.subtract(left, right)))


@meaning("ChessboardDistance", ragged=True)
def chessboard_distance(trace: Trace, a: Value, b: Value) -> Value:
    left, right = both(trace, a, b)
    far = ops.absolute(ops.subtract(left, right))
    trace.place.pass_lengths(left, far)
    return greatest(trace, far, 1.0)


@meaning("HammingDistance", ragged=True)
def hamming_distance(trace: Trace, a: Value, b: Value) -> Value:
    left, right = both(trace, a, b)
    return all_levels(trace, left, ops.not_equal(left, right))


@meaning("CosineDistance", ragged=True)
def cosine_distance(trace: Trace, a: Value, b: Value) -> Value:
    left, right = both(trace, a, b)
    product = all_levels(trace, left, ops.multiply(left, right))
    lengths = ops.multiply(norm(trace, left), norm(trace, right))
    return ops.subtract(1.0, ops.divide(product, ops.where(ops.equal(lengths, 0.0), 1.0, lengths)))


@meaning("CanberraDistance", ragged=True)
def canberra_distance(trace: Trace, a: Value, b: Value) -> Value:
    left, right = both(trace, a, b)
    size = ops.add(ops.absolute(left), ops.absolute(right))
    share = ops.divide(ops.absolute(ops.subtract(left, right)), ops.where(ops.equal(size, 0.0), 1.0, size))
    return all_levels(trace, left, share)


@meaning("BrayCurtisDistance", ragged=True)
def bray_curtis_distance(trace: Trace, a: Value, b: Value) -> Value:
    left, right = both(trace, a, b)
    apart = all_levels(trace, left, ops.absolute(ops.subtract(left, right)))
    return ops.divide(apart, all_levels(trace, left, ops.absolute(ops.add(left, right))))
