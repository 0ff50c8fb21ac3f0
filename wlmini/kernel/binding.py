"""Patterns that can match in one way only: binding their names needs no backtracking.

Blanks, names and literals, nested in functions without attributes that bear on matching, are such, with
tests and conditions on them; they are what most definitions and rules consist of. Everything else is for the
compiler in `pattern`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wlmini.expr import HEADS, Association, Expr, S, Symbol, head_of, same
from wlmini.kernel.matching import Bindings, Match, Then, undo

Bind = Callable[[Any, Bindings], bool]  # binds the names, some of them also where it fails in the end
LOOSE = frozenset(("Flat", "Orderless", "OneIdentity"))
KINDS: dict[Any, tuple[type, ...]] = {}
for kind, head in HEADS.items():
    KINDS[head] = (*KINDS.get(head, ()), kind)


def binder(kernel: Any, pattern: Any, special: frozenset[Any]) -> Bind | None:
    """What binds the names of the pattern; None where it may match in several ways.

    `special` has the heads of all pattern constructs.
    """
    if isinstance(pattern, Symbol):
        return lambda expr, bindings: expr is pattern
    if not isinstance(pattern, Expr):
        return lambda expr, bindings: same(expr, pattern)
    if isinstance(pattern, Association):
        return None
    if pattern.head is S.Blank and len(pattern.parts) < 2:
        return blank(pattern.parts)
    if pattern.head is S.Pattern and len(pattern.parts) == 2:
        inner = binder(kernel, pattern.parts[1], special)
        return None if inner is None else named(pattern.parts[0], inner)
    if pattern.head in TESTED and len(pattern.parts) == 2:
        inner = binder(kernel, pattern.parts[0], special)
        return None if inner is None else TESTED[pattern.head](kernel.compiler, inner, pattern.parts[1])
    if pattern.head in special or not isinstance(pattern.head, Symbol):
        return None
    if LOOSE & kernel.attributes_of(pattern.head):
        return None
    parts = [binder(kernel, part, special) for part in pattern.parts]
    return None if None in parts else compound(pattern.head, [p for p in parts if p is not None])


def anything(expr: Any, bindings: Bindings) -> bool:
    return True


def blank(wanted: tuple[Any, ...]) -> Bind | None:
    """_ and _h."""
    if not wanted:
        return anything
    head = wanted[0]
    if not isinstance(head, Symbol):
        return None
    kinds = KINDS.get(head)
    if kinds is None or head is S.Symbol:
        return lambda expr, bindings: head_of(expr) is head
    if len(kinds) == 1:
        kind = kinds[0]
        return lambda expr, bindings: type(expr) is kind
    return lambda expr, bindings: type(expr) in kinds


def named(name: Any, inner: Bind) -> Bind:
    """name:pattern."""

    def bind(expr: Any, bindings: Bindings) -> bool:
        if name in bindings:
            return same(bindings[name], expr)
        if inner is not anything and not inner(expr, bindings):
            return False
        bindings[name] = expr
        return True

    return bind


def tested(compiler: Any, inner: Bind, test: Any) -> Bind:
    """pattern?test."""
    passes = compiler.tester(test)
    return lambda expr, bindings: inner(expr, bindings) and passes(expr)


def conditional(compiler: Any, inner: Bind, condition: Any) -> Bind:
    """pattern /; condition."""
    holds = compiler.condition_test(condition)
    return lambda expr, bindings: inner(expr, bindings) and holds(bindings)


TESTED: dict[Any, Callable[[Any, Bind, Any], Bind]] = {S.PatternTest: tested, S.Condition: conditional}


def compound(head: Symbol, parts: list[Bind]) -> Bind:
    """A function of so many arguments, each bound in turn."""
    count = len(parts)
    asking = [(index, part) for index, part in enumerate(parts) if part is not anything]

    def bind(expr: Any, bindings: Bindings) -> bool:
        if not isinstance(expr, Expr) or expr.head is not head:
            return False
        values = expr.parts
        if len(values) != count:
            return False
        for index, part in asking:  # noqa: SIM110 - half the time of all(...)
            if not part(values[index], bindings):
                return False
        return True

    return bind


def once(bind_all: Bind) -> Match:
    """The matcher of a pattern that matches in one way only."""

    def match(expr: Any, bindings: Bindings, then: Then) -> bool:
        mark = len(bindings)
        if bind_all(expr, bindings) and then():
            return True
        if len(bindings) > mark:
            undo(bindings, mark)
        return False

    return match
