"""Associations: making them, looking things up in them, and their keys and values."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from wlmini.expr import (
    Association,
    Delayed,
    Expr,
    S,
    Symbol,
    as_key,
    boolean,
    from_key,
    head_of,
    is_list,
    make_list,
)  # fmt: skip
from wlmini.kernel.declare import builtin
from wlmini.kernel.definitions import UNSET
from wlmini.kernel.matching import always
from wlmini.kernel.messages import Failure
from wlmini.kernel.ordering import order_key
from wlmini.kernel.rules import rule_parts

MESSAGES = {
    "invrl": "The argument `1` is neither an association nor a list of rules.",
    "invdt": "The argument `1` should be rules, lists of rules or associations.",
    "idim": "There are `1` keys but `2` values.",
    "invak": "The argument `1` should be an association or a list of keys.",
    "rvalue": "`1` is no variable whose value is an association.",
    "val": "The value given for the key, `1`, should be a rule.",
}
Entries = dict[Any, Any]


# -- making ----------------------------------------------------------------------------------------


@builtin("Association[key1 -> value1, key2 -> value2, ...]", attributes="HoldAllComplete")
def association(kernel: Any, *rules: Any) -> Any:
    """is a table of values under keys, written <|key1 -> value1, ...|>; of equal keys the last counts.

    >>> <|"a" -> 1, "b" -> 2, "a" -> 3|>
    <|a -> 3, b -> 2|>
    >>> <|"a" -> 1|>["a"]
    1
    >>> Association[{"x" -> 1, "y" -> 2}]
    <|x -> 1, y -> 2|>
    """
    evaluated = [evaluated_entry(kernel, rule) for rule in rules]
    entries: Entries = {}
    if add_entries(entries, evaluated):
        return Association(entries)
    if all(new is old for new, old in zip(evaluated, rules, strict=True)):
        return None
    return Expr(S.Association, evaluated)


def evaluated_entry(kernel: Any, rule: Any) -> Any:
    """A rule with key and value evaluated, the value of key :> value held; anything else evaluated."""
    if head_of(rule) in (S.Rule, S.RuleDelayed) and len(rule) == 2:
        key, value = rule.parts
        new_key = kernel.evaluate(key)
        new_value = kernel.evaluate(value) if rule.head is S.Rule else value
        return rule if new_key is key and new_value is value else Expr(rule.head, (new_key, new_value))
    return kernel.evaluate(rule)


def add_entries(entries: Entries, rules: Iterable[Any]) -> bool:
    """Enter rules, and those in lists and associations; whether there is nothing else among them."""
    for rule in rules:
        head = head_of(rule)
        if isinstance(rule, Association):
            entries.update(rule.entries)
        elif head in (S.Rule, S.RuleDelayed) and len(rule) == 2:
            key, value = rule.parts
            entries[as_key(key)] = value if head is S.Rule else Delayed(value)
        elif head in (S.List, S.Sequence):
            if not add_entries(entries, rule.parts):
                return False
        elif rule is not S.Nothing:
            return False
    return True


def as_association(expr: Any) -> Association | None:
    """An association, or a rule or list of rules as one; None for anything else."""
    if isinstance(expr, Association):
        return expr
    if not is_list(expr) and rule_parts(expr) is None:
        return None
    entries: Entries = {}
    if not add_entries(entries, (expr,)):
        return None
    return Association(entries)


def need_association(expr: Any) -> Association:
    """The association that the expression is or spells; a message where it is none."""
    found = as_association(expr)
    if found is None:
        raise Failure("invrl", expr, value=None)
    return found


def over_associations(expr: Any, function: Callable[[Association], Any]) -> Any:
    """The function of an association or list of rules, or of each association in a list."""
    if is_list(expr) and expr.parts and all(isinstance(part, Association) for part in expr.parts):
        return make_list([function(part) for part in expr.parts])
    return function(need_association(expr))


def plain_value(value: Any) -> Any:
    return value.value if isinstance(value, Delayed) else value


# -- keys and values -------------------------------------------------------------------------------


@builtin("Keys[assoc]", "Keys[assoc, h]", messages=MESSAGES)
def keys(kernel: Any, assoc: Any, h: Any = None) -> Any:
    """gives the list of the keys of an association or of rules, each wrapped in h where that is given.

    >>> Keys[<|"a" -> 1, "b" -> 2|>]
    {a, b}
    >>> Keys[{x -> 1, y -> 2}]
    {x, y}
    """
    return sides(kernel, S.Keys, assoc, h, 0)


@builtin("Values[assoc]", "Values[assoc, h]", messages=MESSAGES)
def values(kernel: Any, assoc: Any, h: Any = None) -> Any:
    """gives the list of the values of an association or of rules, each wrapped in h where that is given.

    >>> Values[<|"a" -> 1, "b" -> 2|>]
    {1, 2}
    """
    return sides(kernel, S.Values, assoc, h, 1)


def sides(kernel: Any, head: Symbol, expr: Any, wrapper: Any, side: int) -> Any:
    """Left or right sides of a rule, of rules in lists, of an association."""
    rule = rule_parts(expr)
    if rule is not None:
        value = rule[side]
        return value if wrapper is None else kernel.call(wrapper, value)
    if isinstance(expr, Association):
        found = list(expr.keys()) if side == 0 else list(expr.values())
        return make_list(found if wrapper is None else [kernel.call(wrapper, each) for each in found])
    if not is_list(expr):
        raise Failure("invrl", expr, value=None)
    return make_list([sides(kernel, head, part, wrapper, side) for part in expr.parts])


@builtin(
    "Lookup[assoc, key]", "Lookup[assoc, key, default]", "Lookup[key][assoc]",
    attributes="HoldAllComplete", messages=MESSAGES,
)  # fmt: skip
def lookup(kernel: Any, assoc: Any, key: Any, default: Any = None) -> Any:
    """gives the value under a key, or under each of a list of keys; the default where there is none.

    >>> Lookup[<|"a" -> 1|>, "a"]
    1
    >>> Lookup[<|"a" -> 1|>, {"a", "b"}, 0]
    {1, 0}
    >>> Lookup[{<|"a" -> 1|>, <|"a" -> 2|>}, "a"]
    {1, 2}
    """
    table, wanted = kernel.evaluate(assoc), kernel.evaluate(key)
    if table == S.List():  # no rules, rather than no associations
        table = Association.of(())

    def value(entries: Association, one: Any) -> Any:
        name = one.parts[0] if head_of(one) is S.Key and len(one) == 1 else one
        found = entries.entries.get(as_key(name))
        if found is not None:
            return kernel.evaluate(plain_value(found))
        return S.Missing("KeyAbsent", name) if default is None else kernel.evaluate(default)

    def look(entries: Association) -> Any:
        if is_list(wanted):
            return make_list([value(entries, one) for one in wanted.parts])
        return value(entries, wanted)

    return over_associations(table, look)


@builtin("KeyExistsQ[assoc, key]", "KeyExistsQ[key][assoc]", messages=MESSAGES)
def key_exists_q(kernel: Any, assoc: Any, key: Any) -> Any:
    """tells whether an association has a key.

    >>> KeyExistsQ[<|"a" -> 1|>, "b"]
    False
    """
    return boolean(as_key(key) in need_association(assoc).entries)


@builtin("KeyMemberQ[assoc, patt]", "KeyMemberQ[patt][assoc]", messages=MESSAGES)
def key_member_q(kernel: Any, assoc: Any, patt: Any) -> Any:
    """tells whether some key of an association matches a pattern.

    >>> KeyMemberQ[<|1 -> a, 2 -> b|>, _String]
    False
    """
    return boolean(key_matches(kernel, assoc, patt))


@builtin("KeyFreeQ[assoc, patt]", "KeyFreeQ[patt][assoc]", messages=MESSAGES)
def key_free_q(kernel: Any, assoc: Any, patt: Any) -> Any:
    """tells whether no key of an association matches a pattern.

    >>> KeyFreeQ[<|1 -> a, 2 -> b|>, _String]
    True
    """
    return boolean(not key_matches(kernel, assoc, patt))


def key_matches(kernel: Any, assoc: Any, pattern: Any) -> bool:
    """Whether some key matches a pattern."""
    matcher = kernel.matcher(pattern)
    for key, _ in need_association(assoc).items():  # noqa: SIM110 - any(...) would evaluate on the C stack
        if matcher(key, {}, always):
            return True
    return False


@builtin("AssociationQ[expr]")
def association_q(kernel: Any, expr: Any) -> Any:
    """tells whether an expression is an association.

    >>> AssociationQ[<|"a" -> 1|>]
    True
    """
    return boolean(isinstance(expr, Association))


@builtin("Key[key]")
def key(kernel: Any, key: Any) -> Any:
    """stands for a key where a list or number would mean something else, and looks itself up.

    >>> <|1 -> "one", 2 -> "two"|>[[Key[2]]]
    two
    """
    return None


# -- choosing --------------------------------------------------------------------------------------


def listed_keys(spec: Any) -> list[Any]:
    """The keys that a list, a key or Key[...] names, as dictionary keys."""
    parts = spec.parts if is_list(spec) else (spec,)
    return [as_key(part.parts[0] if head_of(part) is S.Key and len(part) == 1 else part) for part in parts]


@builtin("KeyTake[assoc, keys]", "KeyTake[keys][assoc]", messages=MESSAGES)
def key_take(kernel: Any, assoc: Any, keys: Any) -> Any:
    """gives the association of the entries with some keys, in the order of these.

    >>> KeyTake[<|"a" -> 1, "b" -> 2, "c" -> 3|>, {"c", "a"}]
    <|c -> 3, a -> 1|>
    """
    wanted = listed_keys(keys)

    def take(table: Association) -> Association:
        return Association({key: table.entries[key] for key in wanted if key in table.entries})

    return over_associations(assoc, take)


@builtin("KeyDrop[assoc, keys]", "KeyDrop[keys][assoc]", messages=MESSAGES)
def key_drop(kernel: Any, assoc: Any, keys: Any) -> Any:
    """gives the association without the entries that have one of the keys.

    >>> KeyDrop[<|"a" -> 1, "b" -> 2, "c" -> 3|>, {"c", "a"}]
    <|b -> 2|>
    """
    gone = set(listed_keys(keys))

    def drop(table: Association) -> Association:
        return Association({key: value for key, value in table.entries.items() if key not in gone})

    return over_associations(assoc, drop)


@builtin("KeySelect[assoc, test]", "KeySelect[test][assoc]", messages=MESSAGES)
def key_select(kernel: Any, assoc: Any, test: Any) -> Any:
    """gives the association of the entries whose keys pass a test.

    >>> KeySelect[<|1 -> a, 2 -> b, 3 -> c|>, OddQ]
    <|1 -> a, 3 -> c|>
    """

    def select(table: Association) -> Association:
        kept = [key for key in table.entries if kernel.is_true(Expr(test, (from_key(key),)))]
        return Association({key: table.entries[key] for key in kept})

    return over_associations(assoc, select)


@builtin("KeySort[assoc]", "KeySort[assoc, p]", messages=MESSAGES)
def key_sort(kernel: Any, assoc: Any, p: Any = None) -> Any:
    """gives the association with its keys in order, or in that of an ordering function.

    >>> KeySort[<|"b" -> 1, "a" -> 2|>]
    <|a -> 2, b -> 1|>
    >>> KeySort[<|1 -> a, 3 -> b, 2 -> c|>, Greater]
    <|3 -> b, 2 -> c, 1 -> a|>
    """

    def sort(table: Association) -> Association:
        if p is None:
            return in_order(table, [order_key(key) for key, _ in table.items()])
        ordered = kernel.call(S.Sort, make_list(table.keys()), p)
        return Association({as_key(key): table.entries[as_key(key)] for key in ordered.parts})

    return over_associations(assoc, sort)


@builtin("KeySortBy[assoc, f]", "KeySortBy[f][assoc]", messages=MESSAGES)
def key_sort_by(kernel: Any, assoc: Any, f: Any) -> Any:
    """gives the association with its entries in the order of f[key].

    >>> KeySortBy[<|1 -> a, 2 -> b, 3 -> c|>, Minus]
    <|3 -> c, 2 -> b, 1 -> a|>
    """

    def sort(table: Association) -> Association:
        return in_order(table, [(order_key(kernel.call(f, key)), order_key(key)) for key, _ in table.items()])

    return over_associations(assoc, sort)


def in_order(table: Association, ranks: list[Any]) -> Association:
    """The association with its entries sorted by ranks, one an entry."""
    entries = list(table.entries.items())
    return Association([entries[i] for i in sorted(range(len(entries)), key=ranks.__getitem__)])  # type: ignore[arg-type]


# -- missing values --------------------------------------------------------------------------------


@builtin("Missing[]", "Missing[reason]", "Missing[reason, expr]")
def missing(kernel: Any, *reason: Any) -> Any:
    """stands for something that is not there, and says why.

    >>> <|"a" -> 1|>["b"]
    Missing[KeyAbsent, b]
    """
    return None


@builtin("MissingQ[expr]")
def missing_q(kernel: Any, expr: Any) -> Any:
    """tells whether an expression is Missing[...].

    >>> MissingQ[Missing[]]
    True
    """
    return boolean(head_of(expr) is S.Missing)


@builtin("DeleteMissing[items]", "DeleteMissing[items, level]", "DeleteMissing[items, level, depth]")
def delete_missing(kernel: Any, items: Any, level: Any = 1, depth: Any = 0) -> Any:
    """gives a list or association without its elements that are Missing[...].

    >>> DeleteMissing[{1, Missing[], 2}]
    {1, 2}
    >>> DeleteMissing[<|"a" -> Missing["x"], "b" -> 2|>]
    <|b -> 2|>
    """
    if not isinstance(items, Expr):
        return None
    deepest = level if isinstance(level, int) else 1 << 30 if level == S.DirectedInfinity(1) else None
    inside = depth if isinstance(depth, int) else 1 << 30 if depth == S.DirectedInfinity(1) else None
    if deepest is None or inside is None:
        return None
    return without_missing(items, deepest, inside)


def without_missing(expr: Any, level: int, inside: int) -> Any:
    """The expression without parts, down to a level, that are or (within so many levels) hold Missing."""
    if not isinstance(expr, Expr) or level < 1:
        return expr
    if isinstance(expr, Association):
        kept = {k: v for k, v in expr.entries.items() if not holds_missing(plain_value(v), inside)}
        return Association(
            {
                k: v if isinstance(v, Delayed) else without_missing(v, level - 1, inside)
                for k, v in kept.items()
            }
        )
    parts = [without_missing(p, level - 1, inside) for p in expr.parts if not holds_missing(p, inside)]
    return Expr(expr.head, parts)


def holds_missing(expr: Any, depth: int) -> bool:
    if head_of(expr) is S.Missing:
        return True
    if depth <= 0 or not isinstance(expr, Expr):
        return False
    parts = expr.values() if isinstance(expr, Association) else expr.parts
    return any(holds_missing(part, depth - 1) for part in parts)


# -- changing in place -----------------------------------------------------------------------------


def stored(kernel: Any, variable: Any) -> tuple[Any, Association]:
    """The definition of a variable, and its value, which has to be an association."""
    definition = kernel.definitions[variable] if isinstance(variable, Symbol) else None
    value = None if definition is None or definition.own is UNSET else kernel.evaluate(variable)
    if not isinstance(value, Association):
        raise Failure("rvalue", variable, value=None)
    return definition, value


@builtin("AssociateTo[variable, rules]", attributes="HoldFirst", messages=MESSAGES)
def associate_to(kernel: Any, variable: Any, rules: Any) -> Any:
    """adds rules to the association that is the value of a variable.

    >>> a = <|"x" -> 1|>; AssociateTo[a, "y" -> 2]; a
    <|x -> 1, y -> 2|>
    """
    _, table = stored(kernel, variable)
    entries = dict(table.entries)
    if not add_entries(entries, (rules,)):
        raise Failure("val", rules, value=None)
    kernel.set_own(variable, Association(entries))
    return kernel.evaluate(variable)


@builtin("KeyDropFrom[variable, keys]", attributes="HoldFirst", messages=MESSAGES)
def key_drop_from(kernel: Any, variable: Any, keys: Any) -> Any:
    """removes entries from the association that is the value of a variable.

    >>> a = <|"x" -> 1, "y" -> 2|>; KeyDropFrom[a, "x"]; a
    <|y -> 2|>
    """
    _, table = stored(kernel, variable)
    gone = set(listed_keys(keys))
    kernel.set_own(variable, Association({k: v for k, v in table.entries.items() if k not in gone}))
    return kernel.evaluate(variable)
