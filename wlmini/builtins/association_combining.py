"""Making associations from lists and functions; mapping, merging and joining them."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.associations import (
    MESSAGES,
    Entries,
    add_entries,
    as_association,
    need_association,
    over_associations,
    plain_value,
)  # fmt: skip
from wlmini.expr import Association, Expr, S, as_key, from_key, head_of, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.rules import rule_parts


@builtin(
    "AssociationThread[keys, values]",
    "AssociationThread[keys -> values]",
    messages={
        **MESSAGES,
        "lists": "Keys and values are lists, not `1` and `2`; ConstantArray gives a list of equal values.",
    },
)
def association_thread(kernel: Any, keys: Any, values: Any = None) -> Any:
    """gives the association of the keys of a list with the values of another.

    >>> AssociationThread[{"a", "b"}, {1, 2}]
    <|a -> 1, b -> 2|>
    """
    rule = rule_parts(keys)
    if values is None and rule is not None:
        keys, values = rule[0], rule[1]
    if not (isinstance(keys, Expr) and isinstance(values, Expr)):
        raise Failure("lists", keys, S.Automatic if values is None else values, value=None)
    if isinstance(keys, Association) or isinstance(values, Association):
        keys, values = [make_list(x.values()) if isinstance(x, Association) else x for x in (keys, values)]
    if len(keys) != len(values):
        raise Failure("idim", len(keys), len(values), value=None)
    return Association.of(zip(keys.parts, values.parts, strict=True))


@builtin("AssociationMap[f, keys]", "AssociationMap[f, assoc]", "AssociationMap[f][keys]", messages=MESSAGES)
def association_map(kernel: Any, f: Any, keys: Any) -> Any:
    """gives the association of keys with f[key]; of an association, that of the rules f[key -> value].

    >>> AssociationMap[f, {a, b}]
    <|a -> f[a], b -> f[b]|>
    >>> AssociationMap[Reverse, <|1 -> a, 2 -> b|>]
    <|a -> 1, b -> 2|>
    """
    if isinstance(keys, Association):
        entries: Entries = {}
        if not add_entries(entries, [kernel.call(f, rule) for rule in keys.parts]):
            raise Failure("invdt", keys, value=None)
        return Association(entries)
    if not is_list(keys):
        raise Failure("invak", keys, value=None)
    return Association.of([(key, kernel.call(f, key)) for key in keys.parts])


@builtin("KeyMap[f, assoc]", "KeyMap[f][assoc]", messages=MESSAGES)
def key_map(kernel: Any, f: Any, assoc: Any) -> Any:
    """gives the association with f[key] in place of each key.

    >>> KeyMap[ToUpperCase, <|"a" -> 1, "b" -> 2|>]
    <|A -> 1, B -> 2|>
    """

    def change(table: Association) -> Association:
        return Association(
            {as_key(kernel.call(f, from_key(key))): value for key, value in table.entries.items()}
        )

    return over_associations(assoc, change)


@builtin("KeyValueMap[f, assoc]", "KeyValueMap[f][assoc]", messages=MESSAGES)
def key_value_map(kernel: Any, f: Any, assoc: Any) -> Any:
    """gives the list of f[key, value] for the entries of an association.

    >>> KeyValueMap[List, <|"a" -> 1, "b" -> 2|>]
    {{a, 1}, {b, 2}}
    """
    return make_list([kernel.call(f, key, value) for key, value in need_association(assoc).items()])


@builtin("Merge[assocs, f]", "Merge[f][assocs]", messages=MESSAGES)
def merge(kernel: Any, assocs: Any, f: Any) -> Any:
    """joins associations; under each key stands f of the list of all values there.

    >>> Merge[{<|"a" -> 1, "b" -> 2|>, <|"a" -> 10|>}, Total]
    <|a -> 11, b -> 2|>
    """
    if not is_list(assocs) and rule_parts(assocs) is None and not isinstance(assocs, Association):
        raise Failure("invdt", assocs, value=None)
    collected: dict[Any, list[Any]] = {}
    parts = assocs.parts if is_list(assocs) else (assocs,)
    for part in parts:
        table = as_association(part)
        if table is None:
            raise Failure("invdt", part, value=None)
        for key, value in table.entries.items():
            collected.setdefault(key, []).append(plain_value(value))
    return Association({key: kernel.call(f, make_list(found)) for key, found in collected.items()})


def tables(assocs: Any) -> list[Association]:
    """The associations of a list of associations or lists of rules."""
    if not is_list(assocs):
        raise Failure("invdt", assocs, value=None)
    return [need_association(part) for part in assocs.parts]


@builtin("KeyUnion[assocs]", "KeyUnion[assocs, f]", messages=MESSAGES)
def key_union(kernel: Any, assocs: Any, f: Any = None) -> Any:
    """gives each of the associations every key of all, with Missing[...] or f[key] where it had none.

    >>> KeyUnion[{<|a -> 1|>, <|b -> 2|>}, 0 &]
    {<|a -> 1, b -> 0|>, <|a -> 0, b -> 2|>}
    """
    found = tables(assocs)
    every = dict.fromkeys([key for table in found for key in table.entries])

    def absent(key: Any) -> Any:
        return S.Missing("KeyAbsent", from_key(key)) if f is None else kernel.call(f, from_key(key))

    return make_list(
        [
            Association({key: table.entries[key] if key in table.entries else absent(key) for key in every})
            for table in found
        ]
    )


@builtin("KeyIntersection[assocs]", messages=MESSAGES)
def key_intersection(kernel: Any, assocs: Any) -> Any:
    """gives the associations with only the keys that all of them have.

    >>> KeyIntersection[{<|a -> 1, b -> 2|>, <|b -> 3, c -> 4|>}]
    {<|b -> 2|>, <|b -> 3|>}
    """
    found = tables(assocs)
    shared = [key for key in (found[0].entries if found else ()) if all(key in t.entries for t in found)]
    return make_list([Association({key: table.entries[key] for key in shared}) for table in found])


@builtin("KeyComplement[assocs]", messages=MESSAGES)
def key_complement(kernel: Any, assocs: Any) -> Any:
    """gives the first of the associations without the keys that the others have.

    >>> KeyComplement[{<|a -> 1, b -> 2|>, <|b -> 3|>}]
    <|a -> 1|>
    """
    found = tables(assocs)
    if not found:
        return None
    others = {key for table in found[1:] for key in table.entries}
    return Association({key: value for key, value in found[0].entries.items() if key not in others})


@builtin("PositionIndex[items]", messages=MESSAGES)
def position_index(kernel: Any, items: Any) -> Any:
    """gives the association of the different elements of a list with the positions of each.

    >>> PositionIndex[{a, b, a}]
    <|a -> {1, 3}, b -> {2}|>
    """
    if isinstance(items, Association):
        pairs = [(value, key) for key, value in items.items()]
    elif is_list(items):
        pairs = [(value, place) for place, value in enumerate(items.parts, 1)]
    else:
        return None
    places: dict[Any, list[Any]] = {}
    for value, place in pairs:
        places.setdefault(as_key(value), []).append(place)
    return Association({key: make_list(found) for key, found in places.items()})


@builtin(
    "JoinAcross[left, right, key]",
    "JoinAcross[left, right, key, kind]",
    messages={
        **MESSAGES,
        "kind": 'The kind of join, `1`, should be "Inner", "Left", "Right" or "Outer".',
        "key": "The key `1` should be a key, key1 -> key2, or a list of these.",
    },
)
def join_across(kernel: Any, left: Any, right: Any, key: Any, kind: Any = "Inner") -> Any:
    """joins the associations of two lists that agree in the values of a key.

    >>> JoinAcross[{<|"id" -> 1, "a" -> x|>}, {<|"id" -> 1, "b" -> y|>}, "id"]
    {<|id -> 1, a -> x, b -> y|>}
    """
    if kind not in ("Inner", "Left", "Right", "Outer"):
        raise Failure("kind", kind, value=None)
    pairs = [key_pair(each) for each in (key.parts if is_list(key) else (key,))]
    first, second = tables(left), tables(right)
    joined: list[Association] = []
    used: set[int] = set()
    for one in first:
        partners = [i for i, other in enumerate(second) if agree(one, other, pairs)]
        used.update(partners)
        joined += [Association({**second[i].entries, **one.entries}) for i in partners]
        if not partners and kind in ("Left", "Outer"):
            joined.append(padded(one, second, {b for _, b in pairs}))
    joined = [in_left_order(each, first) for each in joined]
    if kind in ("Right", "Outer"):
        rest = [other for i, other in enumerate(second) if i not in used]
        joined += [in_left_order(padded(other, first, {a for a, _ in pairs}), first) for other in rest]
    return make_list(joined)


def key_pair(spec: Any) -> tuple[Any, Any]:
    """The keys on the left and on the right that have to agree."""
    rule = rule_parts(spec)
    sides = rule[:2] if rule else (spec, spec)
    a, b = [as_key(s.parts[0] if head_of(s) is S.Key and len(s) == 1 else s) for s in sides]
    return a, b


def agree(one: Association, other: Association, pairs: list[tuple[Any, Any]]) -> bool:
    return all(
        a in one.entries and b in other.entries and as_key(one.entries[a]) == as_key(other.entries[b])
        for a, b in pairs
    )


def padded(one: Association, others: list[Association], known: set[Any]) -> Association:
    """An association without partner: the keys that a partner would bring are Missing["Unmatched"]."""
    absent = dict.fromkeys([key for other in others for key in other.entries if key not in known])
    return Association({**dict.fromkeys(absent, S.Missing("Unmatched")), **one.entries})


def in_left_order(table: Association, first: list[Association]) -> Association:
    """The entries with the keys of the left side first."""
    order = dict.fromkeys(
        [*(key for one in first for key in one.entries if key in table.entries), *table.entries]
    )
    return Association({key: table.entries[key] for key in order})
