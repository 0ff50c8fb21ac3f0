"""Matching sequences of arguments: in order, in any order, with backtracking.

A matcher is called as `match(expr, bindings, then)`: it binds names in `bindings` (a dict, symbol to
value), calls `then()` for the rest of the match and says whether all of it succeeded. On failure it takes
back what it bound, which `undo` does by the dict's order of insertion.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import chain, combinations
from typing import Any, NamedTuple

from wlmini.expr import Complex, Expr, Packed, S, Symbol, head_of, same

Bindings = dict[Any, Any]
Then = Callable[[], bool]
Match = Callable[[Any, Bindings, Then], bool]
MatchMany = Callable[[tuple[Any, ...], Bindings, Then], bool]

MANY = 1 << 60


class Item(NamedTuple):
    """A pattern in argument position: takes at least `least` and at most `most` arguments."""

    least: int
    most: int
    match: MatchMany
    one: Match | None = None  # where it takes exactly one argument
    longest: bool = False
    absent_last: bool = False  # an optional one prefers one argument, then more, then none

    def counts(self, low: int, high: int) -> Iterable[int]:
        """The numbers of arguments to try, in their order."""
        if self.absent_last and low == 0:
            return chain(range(1, high + 1), (0,))
        return range(high, low - 1, -1) if self.longest else range(low, high + 1)


def undo(bindings: Bindings, mark: int) -> None:
    """Take back all that was bound after there were `mark` bindings."""
    while len(bindings) > mark:
        bindings.popitem()


def always() -> bool:
    return True


def anything(values: tuple[Any, ...], bindings: Bindings, then: Then) -> bool:
    return then()


def literal(pattern: Any) -> Match:
    """An expression without patterns matches itself."""
    if isinstance(pattern, Symbol):
        return lambda expr, bindings, then: expr is pattern and then()
    return lambda expr, bindings, then: same(expr, pattern) and then()


def single(match: Match) -> Item:
    """The item that takes exactly one argument."""
    return Item(1, 1, lambda values, bindings, then: match(values[0], bindings, then), one=match)


def bind(name: Any, value: Any, bindings: Bindings) -> bool:
    """Give a name its value; False where it already has another."""
    if name in bindings:
        return same(bindings[name], value)
    bindings[name] = value
    return True


def fixed(matchers: list[Match]) -> MatchMany:
    """Exactly one argument for each matcher."""
    count = len(matchers)
    if count == 1:
        only = matchers[0]
        return lambda values, bindings, then: len(values) == 1 and only(values[0], bindings, then)

    def match(values: tuple[Any, ...], bindings: Bindings, then: Then) -> bool:
        if len(values) != count:
            return False

        def step(index: int) -> bool:
            if index == count:
                return then()
            return matchers[index](values[index], bindings, lambda: step(index + 1))

        return step(0)

    return match


def ordered(items: list[Item]) -> MatchMany:
    """Items that take slices of the arguments from left to right, shortest first."""
    least = [sum(i.least for i in items[k:]) for k in range(len(items) + 1)]
    most = [min(MANY, sum(i.most for i in items[k:])) for k in range(len(items) + 1)]

    def match(values: tuple[Any, ...], bindings: Bindings, then: Then) -> bool:
        total = len(values)

        def step(index: int, start: int) -> bool:
            if index == len(items):
                return start == total and then()
            item, left = items[index], total - start
            low, high = max(item.least, left - most[index + 1]), min(item.most, left - least[index + 1])
            for count in item.counts(low, high):
                end = start + count
                if item.match(values[start:end], bindings, lambda end=end: step(index + 1, end)):  # type: ignore[misc]
                    return True
            return False

        return least[0] <= total <= most[0] and step(0, 0)

    return match


def orderless(items: list[Item]) -> MatchMany:
    """Items that take any of the arguments: those of one argument first, they decide most."""
    order = sorted(items, key=lambda i: i.one is None)
    last = len(order) - 1
    needed = [sum(i.least for i in order[k + 1 :]) for k in range(len(order))]

    def match(values: tuple[Any, ...], bindings: Bindings, then: Then) -> bool:
        def step(index: int, left: tuple[Any, ...]) -> bool:
            if index > last:
                return not left and then()
            item = order[index]
            for taken, rest in choices(item, left, needed[index], all_of_them=index == last):
                if item.match(taken, bindings, lambda rest=rest: step(index + 1, rest)):  # type: ignore[misc]
                    return True
            return False

        return step(0, values)

    return match


def choices(
    item: Item, values: tuple[Any, ...], needed: int, all_of_them: bool
) -> Iterator[tuple[tuple[Any, ...], tuple[Any, ...]]]:
    """The ways to give an item some of the values: (taken, left); `needed` are left at least."""
    if all_of_them:
        if item.least <= len(values) <= item.most:
            yield values, ()
        return
    for count in item.counts(item.least, min(item.most, len(values) - needed)):
        for positions in combinations(range(len(values)), count):
            chosen = frozenset(positions)
            yield (
                tuple(values[i] for i in positions),
                tuple(v for i, v in enumerate(values) if i not in chosen),
            )


def repeated_runs(item: Item, least: int, most: int) -> Item:
    """PatternSequence[a, b]..: runs of arguments one after the other, each of which matches."""

    def match(values: tuple[Any, ...], bindings: Bindings, then: Then) -> bool:
        def after(end: int, count: int) -> Then:
            return lambda: step(end, count)

        def step(start: int, count: int) -> bool:
            if start == len(values):
                return count >= least and then()
            ends = range(start + max(1, item.least), min(len(values), start + item.most) + 1)
            return count < most and any(
                item.match(values[start:end], bindings, after(end, count + 1)) for end in ends
            )

        return step(0, 0)

    return Item(least * item.least, MANY, match)


def number_parts(expr: Any) -> tuple[Any, ...]:
    """Numerator and denominator of a rational, real and imaginary part of a complex number."""
    if isinstance(expr, Fraction):
        return expr.numerator, expr.denominator
    if isinstance(expr, complex):
        return expr.real, expr.imag
    return (expr.re, expr.im) if isinstance(expr, Complex) else tuple(expr.parts)


def woken(expr: Any, deep: bool = False) -> Any:
    """f[...] for Inactive[f][...] and f for Inactive[f], in parts as well where deep."""
    if not isinstance(expr, Expr) or isinstance(expr, Packed):
        return expr
    if expr.head is S.Inactive and len(expr.parts) == 1:
        return expr.parts[0]
    head = expr.head if isinstance(expr.head, Symbol) else woken(expr.head, deep)
    return Expr(head, [woken(part, deep) for part in expr.parts] if deep else expr.parts)


def optional_flattening(item: Item, head: Any) -> Item:
    """Under a Flat head x_. may stand for several arguments together too: c_. b matches 2 a b."""

    def match(values: tuple[Any, ...], bindings: Bindings, then: Then) -> bool:
        return item.match(values if len(values) < 2 else (Expr(head, values),), bindings, then)

    return Item(0, MANY, match, absent_last=True)


def flattening(kernel: Any, item: Item, pattern: Any, head: Any, attributes: frozenset[str]) -> Item:
    """Under a Flat head x_ may stand for several arguments together: f[x_, y_] matches f[a, b, c].

    HoldPattern[x_] stands for one. Tests see the arguments together as they are: evaluating f[b, c] there
    would ask the same rules, and f[a, b] those that are being asked, without an end.
    """
    if head_of(pattern) is S.Optional and item.most == 1 and is_blank_like(pattern.parts[0], head):
        return optional_flattening(item, head)
    if item.one is None or not is_blank_like(pattern, head):
        return item
    one, identity = item.one, "OneIdentity" in attributes
    most = 1 if head_of(pattern) is S.HoldPattern else MANY
    if identity and most == 1:
        return item

    def match(values: tuple[Any, ...], bindings: Bindings, then: Then) -> bool:
        if len(values) == 1 and identity:
            return one(values[0], bindings, then)
        together = Expr(head, values)
        together.tick = kernel.tick

        def tested() -> bool:
            together.tick = 0
            return then()

        return one(together, bindings, tested)

    return Item(1, most, match)


def is_blank_like(pattern: Any, head: Any) -> bool:
    """Whether a pattern can match head[...] taken together: x_, _, x_head."""
    while isinstance(pattern, Expr) and pattern.head in WRAPPERS and len(pattern.parts) == 2:
        pattern = pattern.parts[1 if pattern.head is S.Pattern else 0]
    if head_of(pattern) is S.HoldPattern:
        return is_blank_like(pattern.parts[0], head)
    return isinstance(pattern, Expr) and pattern.head is S.Blank and pattern.parts in ((), (head,))


WRAPPERS = (S.Pattern, S.PatternTest, S.Condition)
