"""Structures that find elements by what they are: sets, tables, caches, disjoint sets; single values."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
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
    positive,
)
from wlmini.expr import Association, S, as_key, boolean, from_key, make_list
from wlmini.kernel.rules import rule_parts

Keys = Iterable[Hashable]

# -- sets --------------------------------------------------------------------------------------------


def keys_of(elements: Any) -> list[Hashable]:
    """The keys of the elements of a list or of another structure."""
    parts = elements.elements() if isinstance(elements, Structure) else listed(elements)
    return [as_key(x) for x in parts]


def make_set(kernel: Any, kind: str, elements: Any = None) -> dict[Hashable, None]:
    return dict.fromkeys(keys_of(elements) if elements is not None else ())


def insert(kernel: Any, ds: Structure, x: Any) -> Any:
    """True where the element is new."""
    key = as_key(x)
    new = key not in ds.held
    ds.held.setdefault(key)
    return boolean(new)


def remove(kernel: Any, ds: Structure, x: Any) -> Any:
    """True where the element was there."""
    key = as_key(x)
    there = key in ds.held
    ds.held.pop(key, None)
    return boolean(there)


def pop_element(kernel: Any, ds: Structure) -> Any:
    return from_key(need(ds, "Pop").popitem()[0])


def combined(keep: Callable[[dict[Hashable, None], list[Hashable]], Keys]) -> Operation:
    """An operation that makes the set what a function of it and of a list of keys gives."""

    def operation(kernel: Any, ds: Structure, others: Any) -> None:
        found = dict.fromkeys(keep(ds.held, keys_of(others)))
        ds.held.clear()
        ds.held.update(found)

    return operation


def is_subset(kernel: Any, ds: Structure, others: Any) -> Any:
    return boolean(all(key in ds.held for key in keys_of(others)))


def member(kernel: Any, ds: Structure, x: Any) -> Any:
    return boolean(as_key(x) in ds.held)


# -- tables ------------------------------------------------------------------------------------------


def make_table(kernel: Any, kind: str, entries: Any = None) -> dict[Hashable, Any]:
    table: dict[Hashable, Any] = {}
    pairs = entries.parts if isinstance(entries, Association) else listed(entries)
    for rule in pairs:
        key, value = need_rule(rule)
        table[as_key(key)] = value
    return table


def need_rule(rule: Any) -> tuple[Any, Any]:
    found = rule_parts(rule)
    if found is None:
        raise fail("rule", rule)
    return found[:2]


def insert_rule(kernel: Any, ds: Structure, rule: Any) -> Any:
    """True where the key is new."""
    key, value = need_rule(rule)
    new = as_key(key) not in ds.held
    ds.held[as_key(key)] = value
    return boolean(new)


def look_up(kernel: Any, ds: Structure, key: Any, default: Any = None) -> Any:
    """The value of a key; default[key] where there is none."""
    if as_key(key) in ds.held:
        return ds.held[as_key(key)]
    return S.Missing("KeyAbsent", key) if default is None else kernel.call(default, key)


def key_drop(kernel: Any, ds: Structure, key: Any) -> Any:
    return remove(kernel, ds, key)


TABLE: dict[str, Operation] = {
    "Insert": insert_rule, "Lookup": look_up, "KeyDrop": key_drop, "KeyDropAll": drop_all,
    "KeyExistsQ": member, "Keys": lambda kernel, ds: make_list(map(from_key, ds.held)),
    "Values": lambda kernel, ds: make_list(ds.held.values()),
}  # fmt: skip


def rules_in(held: dict[Hashable, Any]) -> list[Any]:
    return [S.Rule(from_key(key), value) for key, value in held.items()]


class Cache(dict[Hashable, Any]):
    """The entries of a cache, the one used last at the end, and how many it may have."""

    capacity = 0

    def __copy__(self) -> Cache:
        other = Cache(self)
        other.capacity = self.capacity
        return other

    def use(self, key: Hashable, value: Any) -> Any:
        """Put an entry at the end; what was not used for the longest time leaves."""
        self.pop(key, None)
        self[key] = value
        if len(self) > self.capacity:
            del self[next(iter(self))]
        return value


def make_cache(kernel: Any, kind: str, capacity: Any) -> Cache:
    cache = Cache()
    cache.capacity = positive(kind, capacity)
    return cache


def cache_insert(kernel: Any, ds: Structure, rule: Any) -> None:
    key, value = need_rule(rule)
    ds.held.use(as_key(key), value)


def cache_look_up(kernel: Any, ds: Structure, key: Any, default: Any = None) -> Any:
    if as_key(key) in ds.held:
        return ds.held.use(as_key(key), ds.held[as_key(key)])
    return look_up(kernel, ds, key, default)


def cached(kernel: Any, ds: Structure, key: Any, function: Any) -> Any:
    """The value of a key, which function[key] gives and the cache keeps where it is not there yet."""
    if as_key(key) in ds.held:
        return cache_look_up(kernel, ds, key)
    return ds.held.use(as_key(key), kernel.call(function, key))


# -- disjoint sets -----------------------------------------------------------------------------------


def make_disjoint(kernel: Any, kind: str, elements: Any = None) -> dict[Hashable, Hashable]:
    return {key: key for key in (keys_of(elements) if elements is not None else ())}


def root(ds: Structure, x: Any) -> Hashable:
    """The representative of an element; the way to it is made short."""
    key = as_key(x)
    if key not in ds.held:
        raise fail("member", ds.kind, x)
    above = ds.held
    while above[key] != key:
        above[key] = above[above[key]]
        key = above[key]
    return key


def insert_alone(kernel: Any, ds: Structure, x: Any) -> Any:
    new = as_key(x) not in ds.held
    ds.held.setdefault(as_key(x), as_key(x))
    return boolean(new)


def unify(kernel: Any, ds: Structure, x: Any, y: Any) -> Any:
    """True where two subsets became one."""
    first, second = root(ds, x), root(ds, y)
    ds.held[second] = first
    return boolean(first != second)


def subsets(kernel: Any, ds: Structure) -> Any:
    found: dict[Hashable, list[Any]] = {}
    for x in ds.elements():
        found.setdefault(root(ds, x), []).append(x)
    return make_list(map(make_list, found.values()))


def common_subset(kernel: Any, ds: Structure, x: Any, y: Any) -> Any:
    return boolean(root(ds, x) == root(ds, y))


# -- single values -----------------------------------------------------------------------------------


def make_value(kernel: Any, kind: str, value: Any = S.Null) -> list[Any]:
    return [value]


def make_counter(kernel: Any, kind: str, value: Any = 0) -> list[Any]:
    return [whole(value)]


def whole(value: Any) -> int:
    if type(value) is not int:
        raise fail("int", value)
    return value


def set_value(check: Callable[[Any], Any]) -> Operation:
    def operation(kernel: Any, ds: Structure, value: Any) -> None:
        ds.held[0] = check(value)

    return operation


def counted(sign: int, after: bool) -> Operation:
    """Count up or down, and give the value after that, or before it."""

    def operation(kernel: Any, ds: Structure, by: Any = 1) -> Any:
        before = ds.held[0]
        ds.held[0] = before + sign * whole(by)
        return ds.held[0] if after else before

    return operation


def get_value(kernel: Any, ds: Structure) -> Any:
    return ds.held[0]


SET: dict[str, Operation] = {
    "Insert": insert, "Remove": remove, "RemoveAll": drop_all, "MemberQ": member, "Pop": pop_element,
    "Union": combined(lambda held, others: [*held, *others]),
    "Intersection": combined(lambda held, others: [k for k in held if k in set(others)]),
    "Complement": combined(lambda held, others: [k for k in held if k not in set(others)]),
    "SubsetQ": is_subset,
}  # fmt: skip
KINDS.update({
    "HashSet": Kind(make_set, SET, lambda held: map(from_key, held)),
    "OrderedHashSet": Kind(make_set, {
        **SET,
        "First": lambda kernel, ds: from_key(next(iter(need(ds, "First")))),
        "Last": lambda kernel, ds: from_key(next(reversed(need(ds, "Last")))),
    }, lambda held: map(from_key, held)),
    "HashTable": Kind(make_table, TABLE, rules_in),
    "LeastRecentlyUsedCache": Kind(make_cache, {
        **TABLE, "Insert": cache_insert, "Lookup": cache_look_up, "Cache": cached,
        "Capacity": lambda kernel, ds: ds.held.capacity,
    }, rules_in),
    "DisjointSet": Kind(make_disjoint, {
        "Insert": insert_alone, "Unify": unify, "CommonSubsetQ": common_subset, "MemberQ": member,
        "Subsets": subsets,
        "FindRepresentative": lambda kernel, ds, x: from_key(root(ds, x)),
    }, lambda held: map(from_key, held)),
    "Value": Kind(make_value, {"Get": get_value, "Set": set_value(lambda value: value)}),
    "Counter": Kind(make_counter, {
        "Get": get_value, "Set": set_value(whole),
        "Increment": counted(1, after=False), "Decrement": counted(-1, after=False),
        "PreIncrement": counted(1, after=True), "PreDecrement": counted(-1, after=True),
        "AddTo": counted(1, after=True), "SubtractFrom": counted(-1, after=True),
    }),
})  # fmt: skip
