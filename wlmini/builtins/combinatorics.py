"""All ways to choose and arrange elements: Subsets, Tuples, Permutations ..."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, islice, product
from math import comb, perm
from typing import Any

from wlmini.builtins.elements import ARGUMENTS, elements, is_infinity, is_whole, need_compound
from wlmini.builtins.packing import arrays, is_long, is_packable
from wlmini.expr import Expr, S, as_key, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.limits import need_room, need_shape
from wlmini.kernel.messages import Failure
from wlmini.kernel.ordering import order_key

PACKED_FROM = 9  # elements; rows of fewer arrangements are handled faster as plain lists
SIZES = {"sizes": "`1` does not say how many elements to take, such as n, {n}, {m, n} or All.", **ARGUMENTS}


def sizes_of(spec: Any, most: int) -> range:
    """The numbers of elements that n, {n}, {m, n}, {m, n, step} or All mean; a wrong one raises `Failure`."""
    if spec is S.All or is_infinity(spec):
        return range(most + 1)
    if is_whole(spec):
        return range(min(spec, most) + 1)
    if is_list(spec) and 1 <= len(spec) <= 3:
        bounds = [most if is_infinity(p) or p is S.All else p for p in spec.parts]
        if all(map(is_whole, bounds)) and (len(bounds) < 3 or bounds[2]):
            step = bounds[2] if len(bounds) == 3 else 1
            last = bounds[1] if len(bounds) > 1 else bounds[0]
            return range(bounds[0], last + (1 if step > 0 else -1), step)
    raise Failure("sizes", spec, value=None)


@builtin("Subsets[list]", "Subsets[list, n]", "Subsets[list, {n}]", "Subsets[list, {m, n}]",
         "Subsets[list, sizes, s]", messages=SIZES)  # fmt: skip
def subsets(kernel: Any, items: Any, sizes: Any = S.All, s: Any = S.All) -> Any:
    """gives the list of all sublists of list, of at most n elements, of exactly n, or of m to n; s is how
    many of them.

    >>> Subsets[{a, b, c}]
    {{}, {a}, {b}, {c}, {a, b}, {a, c}, {b, c}, {a, b, c}}
    >>> Subsets[{a, b, c}, {2}]
    {{a, b}, {a, c}, {b, c}}
    """
    need_compound(items, S.Subsets(items))
    values = elements(items)
    found: Iterator[tuple[Any, ...]] = (
        chosen for n in sizes_of(sizes, len(values)) if n >= 0 for chosen in combinations(values, n)
    )
    if s is not S.All and not is_infinity(s):
        if is_list(s) and len(s) == 1 and is_whole(s.parts[0]) and s.parts[0]:
            if s.parts[0] < 0:
                return S.Take(make_list([Expr(items.head, chosen) for chosen in found]), s)
            found = islice(found, s.parts[0] - 1, s.parts[0])
        elif is_whole(s) and s >= 0:
            found = islice(found, s)
        elif is_list(s) and len(s) in (2, 3):
            return S.Take(make_list([Expr(items.head, chosen) for chosen in found]), s)
        else:
            raise Failure("sizes", s, value=None)
    else:
        need_room(sum(comb(len(values), n) for n in sizes_of(sizes, len(values)) if n >= 0))
    return make_list([Expr(items.head, chosen) for chosen in found])


@builtin("Tuples[list, n]", "Tuples[{list1, list2, ...}]", "Tuples[list, {n1, n2, ...}]", messages=SIZES)
def tuples(kernel: Any, items: Any, n: Any = None) -> Any:
    """gives the list of all n-tuples of elements of list, or of all ways to take one element of each list.

    >>> Tuples[{0, 1}, 2]
    {{0, 0}, {0, 1}, {1, 0}, {1, 1}}
    >>> Tuples[{{a, b}, {x, y}}]
    {{a, x}, {a, y}, {b, x}, {b, y}}
    """
    need_compound(items, S.Tuples(items))
    if n is None:
        for each in elements(items):
            need_compound(each, S.Tuples(items))
        need_shape(map(len, elements(items)))
        return make_list([Expr(items.head, t) for t in product(*[elements(e) for e in elements(items)])])
    dims = n.parts if is_list(n) else (n,)
    if not dims or not all(is_whole(k) and k >= 0 for k in dims):
        raise Failure("sizes", n, value=None)
    size = 1
    for k in dims:
        size *= k
    need_room(len(items) ** min(size, 64))
    return make_list([shaped(t, dims, items.head) for t in product(elements(items), repeat=size)])


def shaped(values: Sequence[Any], dims: Sequence[int], head: Any) -> Any:
    """A flat tuple as nested lists of these lengths."""
    for length in reversed(dims[1:]):
        values = [Expr(head, values[i : i + length]) for i in range(0, len(values), length)]
    return Expr(head, values)


@builtin("Permutations[list]", "Permutations[list, n]", "Permutations[list, {n}]", messages=SIZES)
def permutations(kernel: Any, items: Any, n: Any = None) -> Any:
    """gives the list of all arrangements of list, of at most n of its elements, or of exactly n; same
    elements count as one.

    >>> Permutations[{a, b, c}]
    {{a, b, c}, {a, c, b}, {b, a, c}, {b, c, a}, {c, a, b}, {c, b, a}}
    >>> Permutations[{a, a, b}]
    {{a, a, b}, {a, b, a}, {b, a, a}}
    """
    need_compound(items, S.Permutations(items))
    values = elements(items)
    sizes = [len(values)] if n is None else sizes_of(n, len(values))
    different = len({as_key(value) for value in values})
    need_room(sum(perm(different, k) for k in sizes if 0 <= k <= different))
    if list(sizes) == [len(values)] == [different] and items.head is S.List and is_one_kind(values):
        return packed_arrangements(values)
    found = [chosen for k in sizes if 0 <= k <= len(values) for chosen in arrangements(values, k)]
    return make_list([Expr(items.head, chosen) for chosen in found])


def is_one_kind(values: Sequence[Any]) -> bool:
    """Whether all arrangements of the values make a long list of machine numbers of one type."""
    many = is_long(perm(len(values)) * len(values)) and len(values) >= PACKED_FROM
    return many and all(map(is_packable, values)) and len({type(v) for v in values}) == 1


def packed_arrangements(values: Sequence[Any]) -> Any:
    """All arrangements of different machine numbers, those of earlier elements first."""
    module = arrays()
    np = module.np
    places = np.zeros((1, 1), dtype=np.int8)
    for size in range(2, len(values) + 1):
        parts = []
        for first in range(size):
            rest = places + (places >= first)
            parts.append(np.concatenate([np.full((len(rest), 1), first, dtype=np.int8), rest], axis=1))
        places = np.concatenate(parts).astype(np.int8)
    return module.pack(np.array(values)[places])


def arrangements(values: Sequence[Any], size: int) -> Iterator[tuple[Any, ...]]:
    """All different arrangements of so many of the values, those of earlier elements first."""
    left: dict[Any, int] = {}
    example: dict[Any, Any] = {}
    for value in values:
        key = as_key(value)
        left[key] = left.get(key, 0) + 1
        example.setdefault(key, value)

    def extend(chosen: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
        if len(chosen) == size:
            yield chosen
            return
        for key in left:
            if left[key]:
                left[key] -= 1
                yield from extend((*chosen, example[key]))
                left[key] += 1

    yield from extend(())


@builtin("Signature[list]", messages=ARGUMENTS)
def signature(kernel: Any, items: Any) -> Any:
    """gives 1 or -1 as an even or odd number of exchanges sorts list, and 0 where two elements are the same.

    >>> Signature[{b, a, c}]
    -1
    >>> Signature[{a, b, a}]
    0
    """
    need_compound(items, S.Signature(items))
    values = elements(items)
    if len({as_key(v) for v in values}) < len(values):
        return 0
    keys = [order_key(v) for v in values]
    inversions = sum(a > b for i, a in enumerate(keys) for b in keys[i + 1 :])
    return -1 if inversions % 2 else 1


@builtin(
    "IntegerPartitions[n]", "IntegerPartitions[n, k]", "IntegerPartitions[n, {k}]",
    "IntegerPartitions[n, k, {s1, s2, ...}]", "IntegerPartitions[n, k, {s1, s2, ...}, m]",
    messages={**SIZES, "parts": "The parts `1` are a list of different positive integers, or All."},
)  # fmt: skip
def integer_partitions(kernel: Any, n: Any, k: Any = S.All, pieces: Any = S.All, m: Any = S.All) -> Any:
    """gives the list of all ways to write n as a sum of positive integers, of at most k or exactly k of them;
    only of the integers si where they are given, and only the first m of the ways.

    >>> IntegerPartitions[4]
    {{4}, {3, 1}, {2, 2}, {2, 1, 1}, {1, 1, 1, 1}}
    >>> IntegerPartitions[5, {2}]
    {{4, 1}, {3, 2}}
    >>> IntegerPartitions[10, All, {2, 5}]
    {{5, 5}, {2, 2, 2, 2, 2}}
    """
    if not is_whole(n):
        return None
    if n < 0:
        return make_list(())
    sizes, allowed = sizes_of(k, n), range(n, 0, -1) if pieces is S.All else pieces_of(pieces)
    if not sizes:
        return make_list(())
    found = parts_of(n, allowed, 0, *sorted((sizes[0], sizes[-1])))
    return make_list(
        [make_list(p) for p in islice((p for p in found if len(p) in sizes), m if is_whole(m) else None)]
    )


def pieces_of(spec: Any) -> list[int]:
    """The integers that a sum may be made of, the greatest first."""
    if not is_list(spec) or not all(type(p) is int and p > 0 for p in spec.parts):
        raise Failure("parts", spec, value=None)
    return sorted(set(spec.parts), reverse=True)


def parts_of(
    total: int, pieces: Sequence[int], first: int, least: int, most: int
) -> Iterator[tuple[int, ...]]:
    """The partitions of a number into `least` to `most` of the pieces from `first` on, which get smaller."""
    if total == 0:
        if least <= 0:
            yield ()
        return
    if isinstance(pieces, range):
        first = max(first, pieces.start - total)
    for index, part in enumerate(pieces[first:], first):  # of a range, which may be longer than any list
        if part * most < total:  # all that follow are smaller still
            return
        if total >= part + max(0, least - 1) * pieces[-1]:
            for rest in parts_of(total - part, pieces, index, least - 1, most - 1):
                yield (part, *rest)
