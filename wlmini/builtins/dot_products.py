"""Products of vectors, matrices and tensors: Dot, which reads NumPy in for large ones alone."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from wlmini.builtins.matrices import is_ragged
from wlmini.builtins.packing import arrays
from wlmini.expr import Packed, S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import add, is_number, multiply

MESSAGES = {"dotsh": "Tensors `1` and `2` have shapes that do not fit together."}
REALS = {float, int, Fraction}
PACKED = {"f": float, "c": complex, "i": int}  # by the kind of an array
SMALL = 1000  # products of numbers


@builtin("Dot[a, b, ...]", attributes="Flat OneIdentity", messages=MESSAGES)
def dot(kernel: Any, *factors: Any) -> Any:
    """gives the product of vectors, matrices or tensors, written a.b.

    >>> {{a, b}.{x, y}, {{1, 2}, {3, 4}}.{1, 1}, {{1, 2}, {3, 4}}.{{0, 1}, {1, 0}}}
    {a x + b y, {3, 7}, {{2, 1}, {4, 3}}}
    """
    if len(factors) < 2:
        return factors[0] if factors else None
    if not all(map(is_list, factors)):
        return None
    value = factors[0]
    for factor in factors[1:]:
        value = product(kernel, value, factor)
    return value


def product(kernel: Any, a: Any, b: Any) -> Any:
    """The product of two lists."""
    if inner_length(a) != len(b) or not a.parts or is_ragged(a) or is_ragged(b):
        raise Failure("dotsh", a, b, value=None)
    kinds = kinds_in(a) | kinds_in(b)
    if float in kinds and kinds <= REALS and is_small(a, b):  # NumPy would take longer to read in
        return contracted(kernel, with_floats(a), with_floats(b))
    if not kinds & {float, complex}:
        return contracted(kernel, a, b)
    first, second = (arrays().to_array(x) for x in (a, b))
    if first is None or second is None:
        return contracted(kernel, a, b)
    return arrays().pack(arrays().np.tensordot(first, second, axes=(-1, 0)))


def kinds_in(expr: Any) -> set[type]:
    """The types of the elements of nested lists; of a packed one, that of its numbers."""
    if type(expr) is Packed:
        return {PACKED.get(expr.array.dtype.kind, object)}
    if is_list(expr):
        return set().union(*map(kinds_in, expr.parts))
    return {type(expr)}


def count(expr: Any) -> int:
    """The number of elements of a rectangular array."""
    return len(expr) * (count(expr.parts[0]) if len(expr) and is_list(expr.parts[0]) else 1)


def is_small(a: Any, b: Any) -> bool:
    """Whether so few numbers are to be multiplied that plain ones do as well as arrays."""
    plain = type(a) is not Packed and type(b) is not Packed
    return plain and count(a) * count(b) <= SMALL * max(1, len(b))


def with_floats(expr: Any) -> Any:
    """Nested lists of real numbers with machine numbers for all of them."""
    return make_list([with_floats(p) for p in expr.parts]) if is_list(expr) else float(expr)


def inner_length(a: Any) -> int:
    """The length of the last level."""
    while is_list(a.parts[0] if len(a) else None):
        a = a.parts[0]
    return len(a)


def contracted(kernel: Any, a: Any, b: Any) -> Any:
    """The product element by element, for exact and symbolic entries."""
    if len(a) and is_list(a.parts[0]):
        return make_list([contracted(kernel, row, b) for row in a.parts])
    if len(b) and is_list(b.parts[0]):
        columns = list(zip(*[row.parts for row in b.parts], strict=True))
        if not is_list(columns[0][0]):
            return make_list([inner(kernel, a.parts, column) for column in columns])
        return make_list([contracted(kernel, a, make_list(column)) for column in columns])
    return inner(kernel, a.parts, b.parts)


def inner(kernel: Any, a: Any, b: Any) -> Any:
    """The sum of products of two vectors."""
    if all(map(is_number, a)) and all(map(is_number, b)):
        value: Any = 0
        for x, y in zip(a, b, strict=True):
            value = add(value, multiply(x, y))
        return value
    return kernel.evaluate(S.Plus(*[S.Times(x, y) for x, y in zip(a, b, strict=True)]))
