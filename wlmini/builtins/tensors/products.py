"""Products, contractions and rearrangements of arrays."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.builtins.levels import dimensions
from wlmini.builtins.restructuring import relocate
from wlmini.expr import FALSE, TRUE, Atom, Expr, Packed, S, boolean, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_number

TENSOR = {
    "rankcont": "`1` are no pairs of different levels of an array of rank `2`.",
    "ldim": "The levels `1` that are to be summed over have the lengths `2` and `3`.",
    "perm": "`1` is no permutation of the `2` levels of the array.",
    "depth": "Arrays of rank `1` and `2` have not `3` levels to be summed over.",
    "dims": "`1` are no dimensions for an array of rank `2`.",
    "int": "A positive integer is expected, not `1`.",
}


def is_array(expr: Any) -> bool:
    return is_list(expr) or isinstance(expr, Atom) and hasattr(expr, "dimensions")


def given_array(expr: Any) -> Any:
    """The plain list of an array that may be an atom."""
    return expr.normal() if isinstance(expr, Atom) else expr


@builtin("TensorProduct[t1, t2, ...]", attributes="Flat OneIdentity")
def tensor_product(kernel: Any, *tensors: Any) -> Any:
    """gives the array of the products of all elements of t1, t2, ...; symbolic tensors stay as they are.

    >>> TensorProduct[{a, b}, {x, y}]
    {{a x, a y}, {b x, b y}}
    """
    if len(tensors) < 2:
        return tensors[0] if tensors else 1
    scalars = [t for t in tensors if is_number(t)]
    others = [t for t in tensors if not is_number(t)]
    if scalars:
        rest = S.TensorProduct(*others) if len(others) > 1 else others[0] if others else 1
        return S.Times(*scalars, rest)
    for n in range(len(tensors) - 1):
        if is_array(tensors[n]) and is_array(tensors[n + 1]):
            made = kernel.call(S.Outer, S.Times, given_array(tensors[n]), given_array(tensors[n + 1]))
            return S.TensorProduct(*tensors[:n], made, *tensors[n + 2 :])
    return None


def level_pairs(spec: Any, rank: int) -> list[tuple[int, int]]:
    """The pairs of levels, from 0, of {{i, j}, ...} or {i, j}."""
    pairs = (
        [spec] if is_list(spec) and spec.parts and not is_list(spec.parts[0]) else getattr(spec, "parts", ())
    )
    found = [tuple(p.parts) if is_list(p) else () for p in pairs]
    levels = [level for pair in found for level in pair]
    good = all(type(level) is int and 0 < level <= rank for level in levels)
    if not is_list(spec) or not good or len(set(levels)) != len(levels) or any(len(p) != 2 for p in found):
        raise Failure("rankcont", spec, rank, value=None)
    return [(pair[0] - 1, pair[1] - 1) for pair in found]


@builtin("TensorContract[tensor, {{i, j}, ...}]", messages=TENSOR)
def tensor_contract(kernel: Any, tensor: Any, pairs: Any) -> Any:
    """sums the elements of the tensor where the levels i and j have equal indices, and so for each pair.

    >>> TensorContract[{{a, b}, {c, d}}, {{1, 2}}]
    a + d
    """
    if not is_array(tensor):
        return tensor if is_list(pairs) and not len(pairs) else None
    array = given_array(tensor)
    shape = dimensions(array)
    found = level_pairs(pairs, len(shape))
    for i, j in found:
        if shape[i] != shape[j]:
            raise Failure("ldim", make_list([i + 1, j + 1]), shape[i], shape[j], value=None)
    if not found:
        return array
    return summed(kernel, array, found, len(shape))


def summed(kernel: Any, array: Any, pairs: list[tuple[int, int]], rank: int) -> Any:
    """The diagonals of the pairs of levels come first and are added up."""
    places = [-1] * rank
    for place, (i, j) in enumerate(pairs):
        places[i] = places[j] = place
    free = [level for level in range(rank) if places[level] < 0]
    for place, level in enumerate(free, len(pairs)):
        places[level] = place
    diagonal = relocate(array, places, dimensions(array))
    return kernel.evaluate(S.Total(diagonal, make_list([1, len(pairs)])))


@builtin("ArrayDot[a, b, k]", "ArrayDot[a, b, {{i, j}, ...}]", messages=TENSOR)
def array_dot(kernel: Any, a: Any, b: Any, spec: Any) -> Any:
    """sums products over the last k levels of a and the first k of b, or over levels i of a and j of b.

    >>> ArrayDot[{{1, 2}, {3, 4}}, {{x, y}, {z, w}}, 1] === {{1, 2}, {3, 4}} . {{x, y}, {z, w}}
    True
    >>> ArrayDot[{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}, 2]
    70
    """
    if not is_array(a) or not is_array(b):
        return None
    left, right = given_array(a), given_array(b)
    mine, theirs = dimensions(left), dimensions(right)
    pairs = dot_levels(spec, len(mine), len(theirs))
    for i, j in pairs:
        if mine[i] != theirs[j]:
            raise Failure("ldim", make_list([i + 1, j + 1]), mine[i], theirs[j], value=None)
    x, y = (to_array(each) if isinstance(each, Packed) else None for each in (left, right))
    if x is not None and y is not None and (x.dtype.kind == "f" or y.dtype.kind == "f"):
        return pack(np.tensordot(x, y, axes=([p[0] for p in pairs], [p[1] for p in pairs])))
    product = kernel.call(S.Outer, S.Times, left, right)
    if not pairs:
        return product
    return summed(kernel, product, [(i, len(mine) + j) for i, j in pairs], len(mine) + len(theirs))


def dot_levels(spec: Any, mine: int, theirs: int) -> list[tuple[int, int]]:
    """(level of a, level of b), from 0, of a number of levels or a list of pairs."""
    if type(spec) is int:
        if not 0 <= spec <= min(mine, theirs):
            raise Failure("depth", mine, theirs, spec, value=None)
        return [(mine - spec + k, k) for k in range(spec)]
    pairs = [tuple(p.parts) if is_list(p) else () for p in getattr(spec, "parts", ())]
    good = all(len(p) == 2 and type(p[0]) is int and type(p[1]) is int for p in pairs)
    if not is_list(spec) or not good or not all(0 < i <= mine and 0 < j <= theirs for i, j in pairs):
        raise Failure("rankcont", spec, mine, value=None)
    return [(i - 1, j - 1) for i, j in pairs]


@builtin("TensorTranspose[tensor, {n1, n2, ...}]", "TensorTranspose[tensor, Cycles[...]]", messages=TENSOR)
def tensor_transpose(kernel: Any, tensor: Any, permutation: Any) -> Any:
    """gives the tensor with its level k at the place nk.

    >>> TensorTranspose[{{a, b}, {c, d}}, {2, 1}]
    {{a, c}, {b, d}}
    """
    if not is_array(tensor):
        return None
    array = given_array(tensor)
    rank = len(dimensions(array))
    places = moved(permutation, rank)
    if places is None:
        raise Failure("perm", permutation, rank, value=None)
    return (
        kernel.evaluate(S.Transpose(array, make_list(places)))
        if places != list(range(1, rank + 1))
        else array
    )


def moved(permutation: Any, rank: int) -> list[int] | None:
    """Where each level goes, from 1, of a list or of Cycles."""
    if isinstance(permutation, Expr) and permutation.head is S.Cycles and len(permutation.parts) == 1:
        places = list(range(1, rank + 1))
        for cycle in permutation.parts[0].parts:
            for here, there in zip(cycle.parts, (*cycle.parts[1:], cycle.parts[0]), strict=True):
                if type(here) is not int or not 1 <= here <= rank:
                    return None
                places[here - 1] = there
        return places
    if not is_list(permutation) or len(permutation) > rank:
        return None
    places = [*permutation.parts, *range(len(permutation) + 1, rank + 1)]
    return places if sorted(places, key=str) == sorted(range(1, rank + 1), key=str) else None


@builtin("TensorQ[expr]", "TensorQ[expr, test]")
def tensor_q(kernel: Any, expr: Any, test: Any = None) -> Any:
    """tells whether expr is a full array, with elements for which the test gives True.

    >>> {TensorQ[{{1, 2}, {3, 4}}], TensorQ[{{1, 2}, {3}}]}
    {True, False}
    """
    if not is_array(expr):
        return boolean(False)
    return S.ArrayQ(expr, S.Blank(), *(() if test is None else (test,)))


def sign(permutation: tuple[int, ...]) -> int:
    turned = sum(a > b for n, a in enumerate(permutation) for b in permutation[n + 1 :])
    return -1 if turned % 2 else 1


@builtin("Symmetrize[tensor]", "Symmetrize[tensor, sym]", messages=TENSOR)
def symmetrize(kernel: Any, tensor: Any, symmetry: Any = None) -> Any:
    """gives the mean of the tensor over all orders of its levels, with signs for Antisymmetric[{levels}].

    >>> Normal[Symmetrize[{{a, b}, {c, d}}]]
    {{a, (b + c)/2}, {(b + c)/2, d}}
    """
    if not is_array(tensor):
        return None
    array = given_array(tensor)
    rank = len(dimensions(array))
    kind, levels = (S.Symmetric, list(range(rank))) if symmetry is None else symmetry_of(symmetry, rank)
    terms = []
    for order in permutations(range(len(levels))):
        places = list(range(rank))
        for here, there in zip(levels, order, strict=True):
            places[here] = levels[there]
        turned = relocate(array, places, dimensions(array))
        terms.append(S.Times(sign(order), turned) if kind is S.Antisymmetric else turned)
    return S.Times(Fraction(1, len(terms)), S.Plus(*terms)) if len(terms) > 1 else array


def symmetry_of(symmetry: Any, rank: int) -> tuple[Any, list[int]]:
    """(Symmetric or Antisymmetric, levels from 0) of a specification such as Antisymmetric[{1, 2}]."""
    if isinstance(symmetry, Expr) and symmetry.head in (S.Symmetric, S.Antisymmetric) and len(symmetry) == 1:
        spec = symmetry.parts[0]
        levels = list(range(1, rank + 1)) if spec is S.All else list(getattr(spec, "parts", ()))
        if levels and all(type(level) is int and 1 <= level <= rank for level in levels):
            return symmetry.head, [level - 1 for level in levels]
    raise Failure("rankcont", symmetry, rank, value=None)


@builtin("TensorSymmetry[tensor]")
def tensor_symmetry(kernel: Any, tensor: Any) -> Any:
    """gives the symmetry of the tensor under exchanges of all its levels: Symmetric, Antisymmetric or {}.

    >>> {TensorSymmetry[{{1, 2}, {2, 3}}], TensorSymmetry[{{0, 1}, {-1, 0}}]}
    {Symmetric[{1, 2}], Antisymmetric[{1, 2}]}
    """
    if not is_array(tensor):
        return None
    array = given_array(tensor)
    shape = dimensions(array)
    rank = len(shape)
    if rank < 2 or len(set(shape)) > 1:
        return make_list([])
    swapped = [kernel.call(S.Transpose, array, make_list(swap(k, rank))) for k in range(rank - 1)]
    for head, other in ((S.Symmetric, array), (S.Antisymmetric, kernel.evaluate(S.Times(-1, array)))):
        if all(kernel.evaluate(S.Equal(each, other)) is TRUE for each in swapped):
            zero = head is S.Symmetric and all_zero(kernel, array)
            return S.ZeroSymmetric(make_list([])) if zero else head(make_list(range(1, rank + 1)))
    return make_list([])


def swap(k: int, rank: int) -> list[int]:
    places = list(range(1, rank + 1))
    places[k], places[k + 1] = places[k + 1], places[k]
    return places


def all_zero(kernel: Any, array: Any) -> bool:
    numbers = to_array(array)
    return numbers is not None and not np.any(numbers)


# -- resampling ------------------------------------------------------------------------------------


@builtin(
    "ArrayResample[array, {n1, n2, ...}]", "ArrayResample[array, n]", 'ArrayResample[array, dims, "Bin"]',
    options={"Resampling": S.Automatic, "Antialiasing": FALSE}, messages=TENSOR,
    noted=("Antialiasing",),
)  # fmt: skip
def array_resample(
    kernel: Any, array: Any, spec: Any, scheme: Any = "Point", *, options: dict[str, Any]
) -> Any:
    """gives an array of other dimensions with values in between the given ones.

    >>> ArrayResample[{1, 2, 3}, 5]
    {1, 3/2, 2, 5/2, 3}
    """
    if options["Resampling"] not in (S.Automatic, "Linear", "Nearest"):
        raise Failure("optnb", S.ArrayResample, S.Rule(S.Resampling, options["Resampling"]), value=None)
    if not is_list(array) or scheme not in ("Point", "Bin"):
        return None
    shape = list(dimensions(array))
    wanted = list(spec.parts) if is_list(spec) else [spec] * len(shape)
    wanted += [S.All] * (len(shape) - len(wanted))
    if len(wanted) > len(shape) or not all(w is S.All or type(w) is int and w > 0 for w in wanted):
        raise Failure("dims", spec, len(shape), value=None)
    values = array
    for axis, (size, want) in enumerate(zip(shape, wanted, strict=True)):
        count = size if want is S.All else want
        places = [position(k, size, count, scheme) for k in range(count)]
        if options["Resampling"] == "Nearest":
            places = [Fraction(int(p + Fraction(1, 2))) for p in places]
        values = kernel.evaluate(along(values, axis, places))
    return values


def position(k: int, size: int, count: int, scheme: str) -> Fraction:
    """Where the k-th new value lies among the old ones, from 0: from end to end, or in the middle of bins."""
    if scheme == "Bin":
        place = Fraction(2 * k + 1, 2) * Fraction(size, count) - Fraction(1, 2)
        return min(max(place, Fraction(0)), Fraction(size - 1))
    return Fraction(k * (size - 1), count - 1) if count > 1 else Fraction(size - 1, 2)


def along(values: Any, axis: int, places: list[Fraction]) -> Any:
    """The values between those along one level."""
    if axis:
        return make_list(along(part, axis - 1, places) for part in values.parts)
    parts = values.parts
    made = []
    for place in places:
        low = min(int(place), len(parts) - 1)
        share = place - low
        rest = Fraction(1) - share
        made.append(
            parts[low] if not share else S.Plus(S.Times(rest, parts[low]), S.Times(share, parts[low + 1]))
        )
    return make_list(made)
