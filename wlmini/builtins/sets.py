"""Lists as sets: Union, Intersection, Complement, and tests of what a list contains."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wlmini.builtins.elements import ARGUMENTS, elements, need_compound
from wlmini.builtins.selecting import first_indices, first_like
from wlmini.expr import Association, Expr, S, as_key, as_keys, boolean, from_key, head_of, make_list, same
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.ordering import sorted_canonically

# SameTest is read here and not by the general rule for options: lists of rules are welcome as arguments.
SETS: dict[str, Any] = {
    "messages": ARGUMENTS, "options": {"SameTest": S.Automatic}, "reads_options": True,
}  # fmt: skip


def with_test(arguments: Sequence[Any]) -> tuple[Sequence[Any], Any]:
    """The lists, and the SameTest where the last argument gives one that is not the usual one."""
    if not arguments:
        return arguments, None
    last: Any = arguments[-1]
    if head_of(last) in (S.Rule, S.RuleDelayed) and len(last) == 2 and last.parts[0] is S["SameTest"]:
        test = last.parts[1]
        return arguments[:-1], None if test in (S.Automatic, S.SameQ) else test
    return arguments, None


def need_alike(lists: Sequence[Any], call: Any) -> None:
    """Complain where the arguments are no compound expressions of one head."""
    for index, each in enumerate(lists):
        need_compound(each, call, index + 1)
        if not same(each.head, lists[0].head):
            raise Failure("heads", lists[0].head, each.head, call, value=None)


def members_of(items: Any) -> Sequence[Any]:
    """The elements of a list, or the rules of an association."""
    if isinstance(items, Association):
        return [
            S.Rule(from_key(key), value) for key, value in zip(items.entries, items.values(), strict=True)
        ]
    return elements(items)


def like(items: Any, kept: Sequence[Any]) -> Any:
    """A list of the elements, or an association of the rules, as the arguments are."""
    if isinstance(items, Association):
        return Association.of(rule.parts for rule in kept)
    return Expr(items.head, kept)


@builtin("Union[list1, list2, ...]", attributes="Flat OneIdentity ReadProtected", **SETS)
def union(kernel: Any, *lists: Any) -> Any:
    """gives the sorted list of all elements that occur in any of the lists, each once.

    >>> Union[{c, a}, {b, a}]
    {a, b, c}
    >>> Union[{2, 1, 2}]
    {1, 2}
    """
    lists_given, test = with_test(lists)
    if not lists_given:
        return make_list(())
    need_alike(lists_given, S.Union(*lists))
    found = sorted_canonically([e for each in lists_given for e in members_of(each)])
    return like(lists_given[0], [found[i] for i in distinct(kernel, found, test)])


def distinct(kernel: Any, values: Sequence[Any], test: Any) -> list[int]:
    """The indices of the first of equal values."""
    return first_indices(values) if test is None else first_like(kernel, values, test)


@builtin("Intersection[list1, list2, ...]", attributes="Flat OneIdentity ReadProtected", **SETS)
def intersection(kernel: Any, *lists: Any) -> Any:
    """gives the sorted list of the elements that occur in all the lists.

    >>> Intersection[{a, b, c}, {c, b, d}]
    {b, c}
    """
    given, test = with_test(lists)
    if not given:
        return make_list(())
    need_alike(given, S.Intersection(*lists))
    first = sorted_canonically(members_of(given[0]))
    kept = [first[i] for i in distinct(kernel, first, test)]
    for other in given[1:]:
        kept = [e for e in kept if e in Members(kernel, other, test)]
    return like(given[0], kept)


@builtin("Complement[all, list1, list2, ...]", **SETS)
def complement(kernel: Any, everything: Any, *lists: Any) -> Any:
    """gives the sorted list of the elements of all that occur in none of the other lists.

    >>> Complement[{a, b, c, d}, {b}, {d}]
    {a, c}
    """
    given, test = with_test((everything, *lists))
    if not given:
        return None
    need_alike(given, S.Complement(everything, *lists))
    members = [Members(kernel, other, test) for other in given[1:]]
    first = sorted_canonically(members_of(given[0]))
    kept = [first[i] for i in distinct(kernel, first, test)]
    return like(given[0], [e for e in kept if not any(e in m for m in members)])


@builtin("SymmetricDifference[list1, list2, ...]", messages=ARGUMENTS)
def symmetric_difference(kernel: Any, *lists: Any) -> Any:
    """gives the sorted list of the elements that occur in an odd number of the lists.

    >>> SymmetricDifference[{a, b}, {b, c}]
    {a, c}
    """
    if not lists:
        return make_list(())
    need_alike(lists, S.SymmetricDifference(*lists))
    counts: dict[Any, int] = {}
    values: dict[Any, Any] = {}
    for each in lists:
        for key, value in {as_key(e): e for e in elements(each)}.items():
            counts[key] = counts.get(key, 0) + 1
            values[key] = value
    return Expr(lists[0].head, sorted_canonically([values[k] for k, n in counts.items() if n % 2]))


class Members:
    """What a list contains, by identity or by a test."""

    def __init__(self, kernel: Any, items: Any, test: Any) -> None:
        self.kernel, self.test, self.values = kernel, test, members_of(items)
        self.keys = frozenset(as_keys(self.values)) if test is None else frozenset()

    def __contains__(self, value: Any) -> bool:
        if self.test is None:
            return as_key(value) in self.keys
        return any(self.kernel.is_true(Expr(self.test, (value, v))) for v in self.values)


@builtin("ContainsAll[list, elems]", "ContainsAll[elems][list]", messages=ARGUMENTS)
def contains_all(kernel: Any, items: Any, elems: Any) -> Any:
    """gives True where list contains all of elems.

    >>> ContainsAll[{a, b, c}, {a, c}]
    True
    """
    have, wanted = key_sets(items, elems, S.ContainsAll)
    return boolean(wanted <= have)


@builtin("ContainsAny[list, elems]", "ContainsAny[elems][list]", messages=ARGUMENTS)
def contains_any(kernel: Any, items: Any, elems: Any) -> Any:
    """gives True where list contains at least one of elems.

    >>> ContainsAny[{a, b}, {c, b}]
    True
    """
    have, wanted = key_sets(items, elems, S.ContainsAny)
    return boolean(wanted & have)


@builtin("ContainsNone[list, elems]", "ContainsNone[elems][list]", messages=ARGUMENTS)
def contains_none(kernel: Any, items: Any, elems: Any) -> Any:
    """gives True where list contains none of elems.

    >>> ContainsNone[{a, b}, {c, d}]
    True
    """
    have, wanted = key_sets(items, elems, S.ContainsNone)
    return boolean(not wanted & have)


@builtin("ContainsOnly[list, elems]", "ContainsOnly[elems][list]", messages=ARGUMENTS)
def contains_only(kernel: Any, items: Any, elems: Any) -> Any:
    """gives True where list contains nothing but elems.

    >>> ContainsOnly[{a, a}, {a, b}]
    True
    """
    have, wanted = key_sets(items, elems, S.ContainsOnly)
    return boolean(have <= wanted)


@builtin("ContainsExactly[list, elems]", "ContainsExactly[elems][list]", messages=ARGUMENTS)
def contains_exactly(kernel: Any, items: Any, elems: Any) -> Any:
    """gives True where list contains exactly elems, in any order and number.

    >>> ContainsExactly[{b, a, a}, {a, b}]
    True
    """
    have, wanted = key_sets(items, elems, S.ContainsExactly)
    return boolean(have == wanted)


@builtin("SubsetQ[list1, list2]", "SubsetQ[list1][list2]", messages=ARGUMENTS)
def subset_q(kernel: Any, list1: Any, list2: Any) -> Any:
    """gives True where every element of list2 is one of list1.

    >>> SubsetQ[{1, 2, 3}, {3, 1}]
    True
    """
    have, wanted = key_sets(list1, list2, S.SubsetQ)
    return boolean(wanted <= have)


@builtin("DisjointQ[list1, list2]", "DisjointQ[list1][list2]", messages=ARGUMENTS)
def disjoint_q(kernel: Any, list1: Any, list2: Any) -> Any:
    """gives True where list1 and list2 have no element in common.

    >>> DisjointQ[{1, 2}, {3}]
    True
    """
    have, wanted = key_sets(list1, list2, S.DisjointQ)
    return boolean(not have & wanted)


@builtin("IntersectingQ[list1, list2]", "IntersectingQ[list1][list2]", messages=ARGUMENTS)
def intersecting_q(kernel: Any, list1: Any, list2: Any) -> Any:
    """gives True where list1 and list2 have an element in common.

    >>> IntersectingQ[{1, 2}, {2, 3}]
    True
    """
    have, wanted = key_sets(list1, list2, S.IntersectingQ)
    return boolean(have & wanted)


def key_sets(first: Any, second: Any, owner: Any) -> tuple[frozenset[Any], frozenset[Any]]:
    call = owner(first, second)
    need_compound(first, call)
    need_compound(second, call, 2)
    return frozenset(as_keys(elements(first))), frozenset(as_keys(elements(second)))
