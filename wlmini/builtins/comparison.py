"""Comparing and combining truths: equality, order, sameness, And, Or, Not."""

from __future__ import annotations

import operator
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from wlmini.expr import FALSE, TRUE, Atom, BigReal, Expr, Packed, S, Symbol, boolean, head_of, is_list, same
from wlmini.kernel.declare import builtin
from wlmini.kernel.numbers import equal, is_exact, is_number, is_real, less

# -- equality --------------------------------------------------------------------------------------


def exactly(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], Any]:
    """The comparison of two integers at once; reals are left to the rule that allows for rounding."""
    return lambda a, b: (TRUE if compare(a, b) else FALSE) if type(a) is int and type(b) is int else None


def decide_equal(kernel: Any, a: Any, b: Any) -> bool | None:
    """Whether two values are equal; None where symbols leave it open."""
    if is_number(a) and is_number(b):
        return equal(a, b)
    if same(a, b):
        return a is not S.Indeterminate
    if is_plain(a) and is_plain(b):
        return False
    if is_list(a) and is_list(b):
        return decide_lists(kernel, a, b)
    x, y = numeric_value(kernel, a), numeric_value(kernel, b)
    if x is not None and y is not None:
        return equal(x, y)
    return None


def is_plain(value: Any) -> bool:
    """Whether a value stands for itself alone: numbers, strings, True, False, atoms."""
    return is_number(value) or isinstance(value, (str, Atom)) or value in (TRUE, FALSE)


def decide_lists(kernel: Any, a: Expr, b: Expr) -> bool | None:
    if len(a) != len(b):
        return False
    if isinstance(a, Packed) and isinstance(b, Packed) and same(a, b):
        return True
    decided = [decide_equal(kernel, x, y) for x, y in zip(a.parts, b.parts, strict=True)]
    return False if False in decided else None if None in decided else True


def numeric_value(kernel: Any, expr: Any) -> Any:
    """The number that a numeric quantity such as Sqrt[2] or Pi is, by N; None for anything else."""
    if is_number(expr):
        return expr
    if not is_numeric(kernel, expr):
        return None
    value = kernel.call(S.N, expr)
    return value if is_number(value) else None


CONSTANTS = frozenset(S[name] for name in ("Pi", "E", "GoldenRatio", "EulerGamma", "Catalan", "Degree"))


def is_numeric(kernel: Any, expr: Any) -> bool:
    """Whether an expression is a number, a constant, or a numeric function of such (NumericQ)."""
    if isinstance(expr, Symbol):
        return expr in CONSTANTS
    if not isinstance(expr, Expr):
        return is_number(expr)
    if expr.head is S.Root:
        return len(expr.parts) == 2
    return "NumericFunction" in kernel.attributes_of(expr.head) and all(
        is_numeric(kernel, p) for p in expr.parts
    )


@builtin("Equal[x, y, ...]", "Equal[x][y]", machine=exactly(operator.eq))
def equal_(kernel: Any, *values: Any) -> Any:
    """is True where the values are equal, written x == y; numbers are equal up to rounding.

    >>> 1 == 1.
    True
    >>> x == y
    x == y
    """
    decided = [decide_equal(kernel, a, b) for a, b in pairwise(values)]
    return FALSE if False in decided else None if None in decided else TRUE


@builtin("Unequal[x, y, ...]", "Unequal[x][y]")
def unequal(kernel: Any, *values: Any) -> Any:
    """is True where all the values differ from each other, written x != y.

    >>> 1 != 2
    True
    """
    pairs = [(a, b) for i, a in enumerate(values) for b in values[i + 1 :]]
    decided = [decide_equal(kernel, a, b) for a, b in pairs]
    return FALSE if True in decided else None if None in decided else TRUE


# -- order -----------------------------------------------------------------------------------------


def ordered_by(kernel: Any, values: tuple[Any, ...], holds: Callable[[Any, Any], bool]) -> Any:
    """Whether the relation holds along the values; None where one of them is no real number."""
    undecided = False
    for a, b in pairwise(values):
        x, y = real_value(kernel, a), real_value(kernel, b)
        if x is None or y is None:
            undecided = True
        elif not holds(x, y):
            return FALSE
    return None if undecided else TRUE


def real_value(kernel: Any, expr: Any) -> Any:
    """The real number (or infinity) that an expression is."""
    if is_real(expr):
        return expr
    if expr is S.Infinity:
        return float("inf")
    if isinstance(expr, Expr) and expr.head is S.Times and same(expr, S.Times(-1, S.Infinity)):
        return float("-inf")
    value = numeric_value(kernel, expr)
    return value if is_real(value) else None


def below(a: Any, b: Any) -> bool:
    return less(a, b) and (is_exact(a) and is_exact(b) or not equal(a, b))


def at_most(a: Any, b: Any) -> bool:
    return not below(b, a)


@builtin("Less[x, y, ...]", machine=exactly(operator.lt))
def less_(kernel: Any, *values: Any) -> Any:
    """is True where each value is less than the next, written x < y.

    >>> 1 < 2 < 3
    True
    """
    return ordered_by(kernel, values, below)


@builtin("Greater[x, y, ...]", machine=exactly(operator.gt))
def greater(kernel: Any, *values: Any) -> Any:
    """is True where each value is greater than the next, written x > y.

    >>> Pi > 3
    True
    """
    return ordered_by(kernel, values, lambda a, b: below(b, a))


@builtin("LessEqual[x, y, ...]", machine=exactly(operator.le))
def less_equal(kernel: Any, *values: Any) -> Any:
    """is True where no value is greater than the next, written x <= y.

    >>> 1 <= 1 <= 2
    True
    """
    return ordered_by(kernel, values, at_most)


@builtin("GreaterEqual[x, y, ...]", machine=exactly(operator.ge))
def greater_equal(kernel: Any, *values: Any) -> Any:
    """is True where no value is less than the next, written x >= y.

    >>> 3 >= 3
    True
    """
    return ordered_by(kernel, values, lambda a, b: at_most(b, a))


@builtin("Inequality[x, op, y, ...]")
def inequality(kernel: Any, *chain: Any) -> Any:
    """is a chain of different comparisons, written x < y <= z.

    >>> 1 < 2 <= 2
    True
    """
    if len(chain) < 3 or len(chain) % 2 == 0:
        return TRUE if len(chain) == 1 else None
    links = [
        kernel.evaluate(Expr(chain[i + 1], (chain[i], chain[i + 2]))) for i in range(0, len(chain) - 1, 2)
    ]
    if FALSE in links:
        return FALSE
    return TRUE if all(link is TRUE for link in links) else None


# -- sameness --------------------------------------------------------------------------------------


def same_values(a: Any, b: Any) -> bool:
    """SameQ: identical, where machine reals may differ in their last bit."""
    if isinstance(a, float) and isinstance(b, float):
        return a == b or abs(a - b) <= 2.0**-52 * max(abs(a), abs(b))
    if isinstance(a, BigReal) and isinstance(b, BigReal):
        return equal(a, b)
    if isinstance(a, Expr) and isinstance(b, Expr) and len(a) == len(b):
        return same(a, b) or (
            same_values(a.head, b.head)
            and all(same_values(x, y) for x, y in zip(a.parts, b.parts, strict=True))
        )
    return same(a, b)


@builtin("SameQ[x, y, ...]", "SameQ[x][y]")
def same_q(kernel: Any, *values: Any) -> Any:
    """is True where the expressions are identical, written x === y, and False otherwise.

    >>> 1 === 1.
    False
    """
    return boolean(all(same_values(a, b) for a, b in pairwise(values)))


@builtin("UnsameQ[x, y, ...]", "UnsameQ[x][y]")
def unsame_q(kernel: Any, *values: Any) -> Any:
    """is True where no two of the expressions are identical, written x =!= y.

    >>> a =!= b
    True
    """
    return boolean(not any(same_values(a, b) for i, a in enumerate(values) for b in values[i + 1 :]))


# -- truth -----------------------------------------------------------------------------------------


def fold_truth(kernel: Any, head: Symbol, parts: tuple[Any, ...], ends: Symbol, passes: Symbol) -> Any:
    """And or Or: stop at a value that ends it, leave out those that change nothing."""
    left = []
    for part in parts:
        value = kernel.evaluate(part)
        if value is ends:
            return ends
        if value is not passes:
            left.append(value)
    if len(left) < 2:
        return left[0] if left else passes
    unchanged = len(left) == len(parts) and all(a is b for a, b in zip(left, parts, strict=True))
    return None if unchanged else Expr(head, left)


@builtin("And[p, q, ...]", attributes="Flat HoldAll OneIdentity")
def and_(kernel: Any, *parts: Any) -> Any:
    """is True where all its arguments are, written p && q; it stops at the first that is False.

    >>> True && 1 > 2 && q
    False
    """
    return fold_truth(kernel, S.And, parts, FALSE, TRUE)


@builtin("Or[p, q, ...]", attributes="Flat HoldAll OneIdentity")
def or_(kernel: Any, *parts: Any) -> Any:
    """is True where one of its arguments is, written p || q; it stops at the first.

    >>> False || p
    p
    """
    return fold_truth(kernel, S.Or, parts, TRUE, FALSE)


NEGATED = {
    S.Equal: S.Unequal, S.Unequal: S.Equal, S.Less: S.GreaterEqual, S.Greater: S.LessEqual,
    S.LessEqual: S.Greater, S.GreaterEqual: S.Less, S.SameQ: S.UnsameQ, S.UnsameQ: S.SameQ,
}  # fmt: skip


@builtin("Not[p]")
def not_(kernel: Any, p: Any) -> Any:
    """is False where p is True and True where p is False, written !p.

    >>> !(1 > 2)
    True
    """
    if p is TRUE or p is FALSE:
        return boolean(p is FALSE)
    if isinstance(p, Expr) and p.head is S.Not and len(p.parts) == 1:
        return p.parts[0]
    if isinstance(p, Expr) and p.head in NEGATED and len(p.parts) == 2:
        return Expr(NEGATED[p.head], p.parts)
    if isinstance(p, Expr) and p.head is S.Element and len(p.parts) == 2:
        return S.NotElement(*p.parts)
    if isinstance(p, Expr) and p.head is S.NotElement and len(p.parts) == 2:
        return S.Element(*p.parts)
    return None


@builtin("NotElement[x, domain]")
def not_element(kernel: Any, x: Any, domain: Any) -> Any:
    """is True where x is not in the domain, False where it is, written x ∉ domain.

    >>> {NotElement[1/2, Integers], NotElement[2, Integers], !Element[x, Reals]}
    {True, False, NotElement[x, Reals]}
    """
    found = kernel.evaluate(S.Element(x, domain))
    return boolean(found is FALSE) if found in (TRUE, FALSE) else None


def boolean_values(kernel: Any, parts: tuple[Any, ...]) -> list[bool] | None:
    """The arguments as truths, or None where one is neither True nor False."""
    return [p is TRUE for p in parts] if all(p in (TRUE, FALSE) for p in parts) else None


@builtin("Xor[p, q, ...]", attributes="Flat OneIdentity Orderless")
def xor(kernel: Any, *parts: Any) -> Any:
    """is True where an odd number of its arguments are True.

    >>> {Xor[True, False, False], Xor[True, a]}
    {True, !a}
    """
    odd = sum(p is TRUE for p in parts) % 2 == 1
    rest: list[Any] = []
    for part in parts:
        if rest and same(rest[-1], part):
            rest.pop()  # in canonical order equals stand together, and each undoes the other
        elif part is not TRUE and part is not FALSE:
            rest.append(part)
    if len(rest) == len(parts) and (len(rest) > 1 or not rest):
        return FALSE if not rest else None
    left = rest[0] if len(rest) == 1 else Expr(S.Xor, rest) if rest else FALSE
    return S.Not(left) if odd else left


@builtin("Majority[p, q, ...]")
def majority(kernel: Any, *parts: Any) -> Any:
    """is True where more than half of its arguments are True.

    >>> {Majority[True, True, False], Majority[True, False, False]}
    {True, False}
    """
    values = boolean_values(kernel, parts)
    return None if values is None else boolean(2 * sum(values) > len(values))


@builtin("Nand[p, q, ...]", attributes="HoldAll")
def nand(kernel: Any, *parts: Any) -> Any:
    """is !(p && q && ...).

    >>> Nand[True, False]
    True
    """
    return S.Not(Expr(S.And, parts))


@builtin("Nor[p, q, ...]", attributes="HoldAll")
def nor(kernel: Any, *parts: Any) -> Any:
    """is !(p || q || ...).

    >>> Nor[False, False]
    True
    """
    return S.Not(Expr(S.Or, parts))


@builtin("Implies[p, q]")
def implies(kernel: Any, p: Any, q: Any) -> Any:
    """is !p || q.

    >>> Implies[False, q]
    True
    """
    if p is FALSE or q is TRUE:
        return TRUE
    return q if p is TRUE else None


@builtin("TrueQ[expr]")
def true_q(kernel: Any, expr: Any) -> Any:
    """is True where expr is True, and False for anything else.

    >>> TrueQ[x > 1]
    False
    """
    return boolean(expr is TRUE)


@builtin("BooleanQ[expr]")
def boolean_q(kernel: Any, expr: Any) -> Any:
    """is True where expr is True or False.

    >>> BooleanQ[False]
    True
    """
    return boolean(expr in (TRUE, FALSE))


@builtin("Boole[expr]", attributes="Listable")
def boole(kernel: Any, expr: Any) -> Any:
    """is 1 where expr is True and 0 where it is False.

    >>> Boole[{True, False}]
    {1, 0}
    """
    return int(expr is TRUE) if expr in (TRUE, FALSE) else None


@builtin("Xnor[p, q, ...]", attributes="Orderless")
def xnor(kernel: Any, *parts: Any) -> Any:
    """is !Xor[p, q, ...].

    >>> Xnor[True, False]
    False
    """
    values = boolean_values(kernel, parts)
    return None if values is None else boolean(sum(values) % 2 == 0)


@builtin("FailureQ[expr]")
def failure_q(kernel: Any, expr: Any) -> Any:
    """tells whether an expression stands for a failure: $Failed, $Aborted or Failure[...].

    >>> {FailureQ[$Failed], FailureQ[3]}
    {True, False}
    """
    return boolean(expr in (S["$Failed"], S["$Aborted"]) or head_of(expr) is S.Failure)
