"""Structures whose elements stand in a row: stacks, queues, arrays, lists, vectors of bits."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Callable
from functools import cmp_to_key
from typing import Any

from wlmini.builtins.structures.structure import (
    KINDS,
    Kind,
    Operation,
    Structure,
    drop_all,
    fail,
    listed,
    need,
    place,
    positive,
)
from wlmini.expr import FALSE, TRUE, boolean, is_list, make_list
from wlmini.kernel.ordering import compare

# -- ends --------------------------------------------------------------------------------------------


def push_back(kernel: Any, ds: Structure, x: Any) -> None:
    ds.held.append(x)


def push_front(kernel: Any, ds: Structure, x: Any) -> None:
    ds.held.appendleft(x)


def pop_back(name: str) -> Operation:
    return lambda kernel, ds: need(ds, name).pop()


def pop_front(name: str) -> Operation:
    return lambda kernel, ds: need(ds, name).popleft()


def at(name: str, index: int) -> Operation:
    return lambda kernel, ds: need(ds, name)[index]


def make_list_of(kernel: Any, kind: str, elements: Any = None) -> list[Any]:
    return listed(elements)


def make_deque(kernel: Any, kind: str, elements: Any = None) -> deque[Any]:
    return deque(listed(elements))


def make_ring(kernel: Any, kind: str, capacity: Any) -> deque[Any]:
    return deque(maxlen=positive(kind, capacity))


# -- places ------------------------------------------------------------------------------------------


def part_of(kernel: Any, ds: Structure, i: Any) -> Any:
    return ds.held[place(ds, i)]


def set_part(kernel: Any, ds: Structure, i: Any, x: Any) -> None:
    ds.held[place(ds, i)] = x


def swap_parts(kernel: Any, ds: Structure, i: Any, j: Any) -> None:
    a, b = place(ds, i), place(ds, j)
    ds.held[a], ds.held[b] = ds.held[b], ds.held[a]


def fold(kernel: Any, ds: Structure, f: Any, start: Any) -> Any:
    for x in ds.elements():
        start = kernel.call(f, start, x)
    return start


def map_over(kernel: Any, ds: Structure, f: Any) -> Any:
    return make_list([kernel.call(f, x) for x in ds.elements()])


def insert(kernel: Any, ds: Structure, x: Any, i: Any) -> None:
    ds.held.insert(len(ds.held) if i == len(ds.held) + 1 else place(ds, i), x)


def drop(kernel: Any, ds: Structure, i: Any) -> None:
    del ds.held[place(ds, i)]


def drop_last(kernel: Any, ds: Structure) -> None:
    need(ds, "DropLast").pop()


def drop_first(kernel: Any, ds: Structure) -> None:
    need(ds, "DropFirst").pop(0)


def prepend(kernel: Any, ds: Structure, x: Any) -> None:
    ds.held.insert(0, x)


def join_back(kernel: Any, ds: Structure, elements: Any) -> None:
    ds.held.extend(listed(elements))


def join_front(kernel: Any, ds: Structure, elements: Any) -> None:
    ds.held[:0] = listed(elements)


def make_fixed(kernel: Any, kind: str, elements: Any) -> list[Any]:
    return [0] * elements if type(elements) is int and elements > 0 else listed(elements)


# -- bits --------------------------------------------------------------------------------------------


def make_bits(kernel: Any, kind: str, size: Any) -> bytearray:
    return bytearray(map(bit, size.parts)) if is_list(size) else bytearray(positive(kind, size))


def bit(x: Any) -> int:
    if type(x) is not int or x not in (0, 1):
        raise fail("bit", x)
    return x


def set_bit(change: Callable[[int], int]) -> Operation:
    def operation(kernel: Any, ds: Structure, i: Any) -> None:
        index = place(ds, i)
        ds.held[index] = change(ds.held[index])

    return operation


def set_bits(value: int) -> Operation:
    def operation(kernel: Any, ds: Structure) -> None:
        ds.held[:] = bytes([value]) * len(ds.held)

    return operation


# -- priorities --------------------------------------------------------------------------------------


class Ordered:
    """An element of a priority queue; the one that comes last in order has the highest priority."""

    __slots__ = ("key", "value")

    def __init__(self, value: Any, key: Any) -> None:
        self.value, self.key = value, key

    def __lt__(self, other: Ordered) -> bool:
        return bool(self.key(self.value) > self.key(other.value))


class Heap(list[Ordered]):
    """The elements of a priority queue and how they are ordered."""

    key: Any = cmp_to_key(lambda a, b: -compare(a, b))

    def __copy__(self) -> Heap:
        other = Heap(self)
        other.key = self.key
        return other


def make_heap(kernel: Any, kind: str, *arguments: Any) -> Heap:
    """From elements and a function of two elements, both of which may be left out."""
    elements = arguments[:1] if arguments and is_list(arguments[0]) else ()
    order = arguments[len(elements) :]
    if len(order) > 1:
        raise fail("made", kind, make_list(arguments))
    heap = Heap()
    if order:
        heap.key = cmp_to_key(order_of(kernel, order[0]))
    heap.extend(Ordered(x, heap.key) for each in elements for x in listed(each))
    heapq.heapify(heap)
    return heap


def order_of(kernel: Any, function: Any) -> Callable[[Any, Any], int]:
    """How a function says that two elements compare: by 1, 0 and -1 as Order does, or by True and False."""

    def ordered(a: Any, b: Any) -> int:
        found = kernel.call(function, a, b)
        if found is TRUE or found is FALSE:
            return -1 if found is TRUE else 1
        return -found if type(found) is int else 0

    return ordered


def push_ordered(kernel: Any, ds: Structure, x: Any) -> None:
    heapq.heappush(ds.held, Ordered(x, ds.held.key))


PLACES: dict[str, Operation] = {
    "Fold": fold, "Map": map_over, "Part": part_of, "SetPart": set_part, "SwapPart": swap_parts,
}  # fmt: skip
GROWING: dict[str, Operation] = {
    **PLACES,
    "Append": push_back, "Prepend": prepend, "Insert": insert, "Drop": drop, "DropAll": drop_all,
    "DropLast": drop_last, "First": at("First", 0), "Last": at("Last", -1), "JoinBack": join_back,
    "JoinFront": join_front,
}  # fmt: skip
ENDS: dict[str, Operation] = {
    "PushBack": push_back, "PushFront": push_front, "PopBack": pop_back("PopBack"),
    "PopFront": pop_front("PopFront"), "PeekBack": at("PeekBack", -1), "PeekFront": at("PeekFront", 0),
    "DropAll": drop_all,
}  # fmt: skip
KINDS.update({
    "Stack": Kind(make_list_of, {
        "Push": push_back, "Pop": pop_back("Pop"), "Peek": at("Peek", -1), "DropAll": drop_all,
    }),
    "Queue": Kind(make_deque, {
        "Push": push_back, "Pop": pop_front("Pop"), "Peek": at("Peek", 0), "DropAll": drop_all,
    }),
    "Deque": Kind(make_deque, ENDS),
    "RingBuffer": Kind(make_ring, {
        **ENDS, "Part": part_of, "SetPart": set_part,
        "Capacity": lambda kernel, ds: ds.held.maxlen,
        "FullQ": lambda kernel, ds: boolean(len(ds.held) == ds.held.maxlen),
    }),
    "PriorityQueue": Kind(make_heap, {
        "Push": push_ordered, "DropAll": drop_all,
        "Pop": lambda kernel, ds: heapq.heappop(need(ds, "Pop")).value,
        "Peek": lambda kernel, ds: need(ds, "Peek")[0].value,
    }, lambda held: [each.value for each in sorted(held)]),
    "FixedArray": Kind(make_fixed, PLACES),
    "DynamicArray": Kind(make_list_of, GROWING),
    "ExtensibleVector": Kind(make_list_of, GROWING),
    "LinkedList": Kind(make_list_of, {**GROWING, "DropFirst": drop_first}),
    "BitVector": Kind(make_bits, {
        "Part": part_of, "SetPart": lambda kernel, ds, i, x: set_part(kernel, ds, i, bit(x)),
        "BitSet": set_bit(lambda old: 1), "BitClear": set_bit(lambda old: 0),
        "BitFlip": set_bit(lambda old: 1 - old), "SetAll": set_bits(1), "ClearAll": set_bits(0),
        "BitTest": lambda kernel, ds, i: boolean(ds.held[place(ds, i)]),
    }),
})  # fmt: skip
