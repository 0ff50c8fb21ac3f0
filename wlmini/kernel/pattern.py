"""Patterns compiled to matcher closures; `matching` says how a matcher is called.

A pattern that stands among the arguments of an expression is an `Item`: it may take several of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from wlmini.expr import TRUE, Association, Expr, S, Symbol, head_of, is_atom, same
from wlmini.kernel.arguments import is_option, name_of, optional_default, repeat_counts, without_optional
from wlmini.kernel.binding import binder, once
from wlmini.kernel.declare import arity
from wlmini.kernel.matching import (
    MANY,
    Bindings,
    Item,
    Match,
    MatchMany,
    Then,
    always,
    anything,
    bind,
    fixed,
    flattening,
    literal,
    number_parts,
    ordered,
    orderless,
    repeated_runs,
    single,
    undo,
    woken,
)

PATTERN_HEADS = frozenset(
    getattr(S, name)
    for name in [
        "Blank",
        "BlankSequence",
        "BlankNullSequence",
        "Pattern",
        "PatternTest",
        "Condition",
        "Alternatives",
        "Repeated",
        "RepeatedNull",
        "Optional",
        "OptionsPattern",
        "Except",
        "Longest",
        "Shortest",
        "HoldPattern",
        "Verbatim",
        "PatternSequence",
        "OrderlessPatternSequence",
        "KeyValuePattern",
        "IgnoringInactive",
    ]
)


NUMBER_HEADS = frozenset((S.Rational, S.Complex))
STRUCTURELESS = PATTERN_HEADS | NUMBER_HEADS  # heads of patterns for what need not have that head and parts


def is_pattern(expr: Any) -> bool:
    """Whether an expression holds a pattern construct anywhere."""
    if not isinstance(expr, Expr):
        return False
    if is_atom(expr):  # an association
        return any(is_pattern(rule.parts[1]) for rule in expr.parts)
    return expr.head in PATTERN_HEADS or is_pattern(expr.head) or any(map(is_pattern, expr.parts))


NEEDED = dict.fromkeys((S.Optional, S.Repeated, S.RepeatedNull, S.Longest, S.Shortest, S.HoldPattern), 1) | {
    S.PatternTest: 2,
    S.Condition: 2,
}


def is_meant(pattern: Expr) -> bool:
    """Whether a pattern has the parts that its kind needs."""
    return len(pattern.parts) >= NEEDED.get(pattern.head, 0)


def takes(method: Callable[..., Any], count: int) -> bool:
    """Whether a pattern of a kind has a meaning with so many parts; Pattern[] is only itself."""
    least, most = arity(method)
    return count >= least and (most is None or count <= most)


class Compiler:
    """Turns patterns into matchers; it asks the kernel for attributes, conditions and tests.

    One that is `waking` takes inactive functions for active ones.
    """

    waking = False

    def __init__(self, kernel: Any) -> None:
        self.kernel = kernel

    # -- whole expressions ---------------------------------------------------------------------

    def compile(self, pattern: Any) -> Match:
        """The matcher of one expression."""
        if self.waking and not (isinstance(pattern, Expr) and pattern.head is S.Pattern):
            return self.of_woken(pattern)
        if not is_pattern(pattern):
            return literal(pattern)
        plain = None if self.waking else binder(self.kernel, pattern, STRUCTURELESS)
        return self.special(pattern) if plain is None else once(plain)

    def special(self, pattern: Expr) -> Match:
        """A pattern construct, or an expression with some in it."""
        special = SPECIAL.get(pattern.head)
        if special is not None and is_meant(pattern) and takes(special, len(pattern.parts)):
            return special(self, *pattern.parts)
        return self.structure(pattern)

    def ignoring_inactive(self, inner: Any) -> Match:
        compiler = Compiler(self.kernel)
        compiler.waking = True
        return compiler.compile(inner)

    def of_woken(self, pattern: Any) -> Match:
        """A matcher that sees f and f[x] in Inactive[f] and Inactive[f][x]; what is named stays inactive."""
        if not is_pattern(pattern):
            wanted = literal(woken(pattern, deep=True))
            return lambda expr, bindings, then: wanted(woken(expr, deep=True), bindings, then)
        match = self.special(woken(pattern))
        return lambda expr, bindings, then: match(woken(expr), bindings, then)

    def structure(self, pattern: Expr) -> Match:
        """A pattern such as f[x_, y_]: the head, then the arguments."""
        head, attributes = pattern.head, self.kernel.attributes_of(pattern.head)
        if head in NUMBER_HEADS:
            return self.number(pattern)
        match_head = None if isinstance(head, Symbol) else self.compile(head)
        arguments = self.arguments(pattern.parts, head, attributes)

        def match(expr: Any, bindings: Bindings, then: Then) -> bool:
            if not isinstance(expr, Expr):
                return False
            if match_head is None:
                return expr.head is head and arguments(expr.parts, bindings, then)
            return match_head(expr.head, bindings, lambda: arguments(expr.parts, bindings, then))

        if "OneIdentity" in attributes:
            return self.one_identity(pattern, match)
        return match

    def number(self, pattern: Expr) -> Match:
        """Rational[n_, d_] and Complex[x_, y_], which match the numbers that have such parts."""
        arguments = self.arguments(pattern.parts, pattern.head, frozenset())

        def match(expr: Any, bindings: Bindings, then: Then) -> bool:
            if head_of(expr) is not pattern.head:
                return False
            return arguments(number_parts(expr), bindings, then)

        return match

    def one_identity(self, pattern: Expr, structural: Match) -> Match:
        """`x_. + y_` also matches a lone y: all parts but one take their defaults."""
        optional = [optional_default(p, pattern.head) is not None for p in pattern.parts]
        if optional.count(False) > 1 or not any(optional):
            return structural
        lone = optional.index(False) if False in optional else 0
        rest = [
            self.item(p, pattern.head, position).match
            for position, p in enumerate(pattern.parts)
            if position != lone
        ]
        whole = self.compile(without_optional(pattern.parts[lone]))

        def match(expr: Any, bindings: Bindings, then: Then) -> bool:
            if structural(expr, bindings, then):
                return True

            def fill(index: int) -> bool:
                if index == len(rest):
                    return then()
                return rest[index]((), bindings, lambda: fill(index + 1))

            return head_of(expr) is not pattern.head and whole(expr, bindings, lambda: fill(0))

        return match

    # -- sequences of arguments ----------------------------------------------------------------

    def arguments(self, patterns: Sequence[Any], head: Any, attributes: frozenset[str]) -> MatchMany:
        """The matcher of an argument list under a head with these attributes."""
        items = [self.item(p, head, i) for i, p in enumerate(patterns)]
        if "Flat" in attributes:
            items = [
                flattening(self.kernel, i, p, head, attributes) for i, p in zip(items, patterns, strict=True)
            ]
        if "Orderless" in attributes:
            return orderless(items)
        if all(i.one is not None for i in items):
            return fixed([i.one for i in items if i.one is not None])
        return ordered(items)

    def item(self, pattern: Any, head: Any = None, position: int = 0) -> Item:
        """The pattern as it stands among arguments of `head`."""
        special = ITEMS.get(pattern.head) if isinstance(pattern, Expr) and is_meant(pattern) else None
        made = special(self, pattern, head, position) if special is not None else None
        return made or single(self.compile(pattern))

    def sequence(self, pattern: Expr, head: Any, position: int) -> Item:
        """__h and ___h."""
        wanted = pattern.parts[0] if pattern.parts else None

        def match(values: tuple[Any, ...], bindings: Bindings, then: Then) -> bool:
            if wanted is not None and not all(same(head_of(v), wanted) for v in values):
                return False
            return then()

        return Item(1 if pattern.head is S.BlankSequence else 0, MANY, match)

    def named_item(self, pattern: Expr, head: Any, position: int) -> Item | None:
        """name:p among arguments, where p may take several."""
        if len(pattern.parts) != 2:
            return None
        name, inner = pattern.parts
        item = self.item(inner, head, position)
        if item.one is not None:
            return single(self.named(name, inner))

        def match(values: tuple[Any, ...], bindings: Bindings, then: Then) -> bool:
            value = values[0] if len(values) == 1 else Expr(S.Sequence, values)
            mark = len(bindings)
            if bind(name, value, bindings) and item.match(values, bindings, then):
                return True
            undo(bindings, mark)
            return False

        return item._replace(match=match)

    def tested_item(self, pattern: Expr, head: Any, position: int) -> Item | None:
        """p?test among arguments: every argument passes the test."""
        if len(pattern.parts) != 2:
            return None
        item, test = self.item(pattern.parts[0], head, position), self.tester(pattern.parts[1])
        if item.one is not None:
            return None

        def match(values: tuple[Any, ...], bindings: Bindings, then: Then) -> bool:
            return all(map(test, values)) and item.match(values, bindings, then)

        return item._replace(match=match)

    def conditional_item(self, pattern: Expr, head: Any, position: int) -> Item | None:
        item = self.item(pattern.parts[0], head, position)
        if item.one is not None:
            return None
        holds = self.condition_test(pattern.parts[1])

        def match(values: tuple[Any, ...], bindings: Bindings, then: Then) -> bool:
            return item.match(values, bindings, lambda: holds(bindings) and then())

        return item._replace(match=match)

    def optional_item(self, pattern: Expr, head: Any, position: int) -> Item:
        """x_. and x_:default, which match an absent argument too."""
        inner = self.item(pattern.parts[0], head, position)
        name = name_of(pattern.parts[0])
        default = optional_default(pattern, head, self.kernel, position)

        def match(values: tuple[Any, ...], bindings: Bindings, then: Then) -> bool:
            if values:
                return inner.match(values, bindings, then)
            if name is None:
                return then()
            mark = len(bindings)
            if bind(name, default, bindings) and then():
                return True
            undo(bindings, mark)
            return False

        return Item(0, inner.most, match, longest=True)

    def repeated_item(self, pattern: Expr, head: Any, position: int) -> Item:
        """p.. and p..., Repeated[p, n], Repeated[p, {least, most}]."""
        least, most = repeat_counts(pattern)
        item = self.item(pattern.parts[0])
        if item.one is None and head_of(pattern.parts[0]) in SEQUENCES:
            return repeated_runs(item, least, most)
        one = self.compile(pattern.parts[0])

        def match(values: tuple[Any, ...], bindings: Bindings, then: Then) -> bool:
            def step(index: int) -> bool:
                if index == len(values):
                    return then()
                return one(values[index], bindings, lambda: step(index + 1))

            return step(0)

        return Item(least, most, match)

    def pattern_sequence_item(self, pattern: Expr, head: Any, position: int) -> Item:
        items = [self.item(p) for p in pattern.parts]
        arrange = orderless if pattern.head is S.OrderlessPatternSequence else ordered
        return Item(sum(i.least for i in items), min(MANY, sum(i.most for i in items)), arrange(items))

    def options_item(self, pattern: Expr, head: Any, position: int) -> Item:
        """OptionsPattern[]: any number of rules, or lists of them."""

        def match(values: tuple[Any, ...], bindings: Bindings, then: Then) -> bool:
            if not all(map(is_option, values)):
                return False
            mark = len(bindings)
            key = S.OptionsPattern(*pattern.parts)
            if bind(key, Expr(S.List, values), bindings) and then():
                return True
            undo(bindings, mark)
            return False

        return Item(0, MANY, match, longest=True)

    def alternatives_item(self, pattern: Expr, head: Any, position: int) -> Item | None:
        items = [self.item(p, head, position) for p in pattern.parts]
        if all(i.one is not None for i in items):
            return None

        def match(values: tuple[Any, ...], bindings: Bindings, then: Then) -> bool:
            return any(i.least <= len(values) <= i.most and i.match(values, bindings, then) for i in items)

        return Item(min(i.least for i in items), max(i.most for i in items), match)

    def greedy_item(self, pattern: Expr, head: Any, position: int) -> Item:
        """Longest[p] and Shortest[p]."""
        return self.item(pattern.parts[0], head, position)._replace(
            longest=pattern.head is S.Longest, one=None
        )

    def transparent_item(self, pattern: Expr, head: Any, position: int) -> Item | None:
        return self.item(pattern.parts[0], head, position)

    # -- single expressions ----------------------------------------------------------------------

    def blank(self, wanted: Any = None) -> Match:
        if wanted is None:
            return lambda expr, bindings, then: then()
        if isinstance(wanted, Symbol):
            return lambda expr, bindings, then: head_of(expr) is wanted and then()
        return lambda expr, bindings, then: same(head_of(expr), wanted) and then()

    def named(self, name: Any, inner: Any) -> Match:
        """name:p; the name means one value in the whole pattern."""
        match_inner = self.compile(inner)

        def match(expr: Any, bindings: Bindings, then: Then) -> bool:
            if name in bindings:
                return same(bindings[name], expr) and match_inner(expr, bindings, then)
            mark = len(bindings)
            bindings[name] = expr
            if match_inner(expr, bindings, then):
                return True
            undo(bindings, mark)
            return False

        return match

    def tested(self, inner: Any, test: Any) -> Match:
        match_inner, passes = self.compile(inner), self.tester(test)

        def match(expr: Any, bindings: Bindings, then: Then) -> bool:
            return match_inner(expr, bindings, lambda: passes(expr) and then())

        return match

    def tester(self, test: Any) -> Callable[[Any], bool]:
        call = self.kernel.call
        return lambda value: call(test, value) is TRUE

    def conditional(self, inner: Any, condition: Any) -> Match:
        match_inner, holds = self.compile(inner), self.condition_test(condition)
        return lambda expr, bindings, then: match_inner(expr, bindings, lambda: holds(bindings) and then())

    def condition_test(self, condition: Any) -> Callable[[Bindings], bool]:
        kernel, translated = self.kernel, self.kernel.accelerator.condition(condition)

        def holds(bindings: Bindings) -> bool:
            truth = translated.holds(bindings)
            if truth is None:
                return kernel.evaluate(kernel.substitute(condition, bindings)) is TRUE
            return bool(truth)

        return holds

    def alternatives(self, *patterns: Any) -> Match:
        matchers = [self.compile(p) for p in patterns]

        def match(expr: Any, bindings: Bindings, then: Then) -> bool:
            return any(m(expr, bindings, then) for m in matchers)

        return match

    def excepted(self, pattern: Any, other: Any = None) -> Match:
        refused = self.compile(pattern)
        accepted = self.blank() if other is None else self.compile(other)

        def match(expr: Any, bindings: Bindings, then: Then) -> bool:
            return not refused(expr, dict(bindings), always) and accepted(expr, bindings, then)

        return match

    def transparent(self, inner: Any, *_: Any) -> Match:
        return self.compile(inner)

    def verbatim(self, inner: Any) -> Match:
        return literal(inner)

    def as_single(self, *parts: Any, head: Symbol) -> Match:
        """A pattern that takes several arguments, asked to match one expression."""
        item = self.item(Expr(head, parts))
        return lambda expr, bindings, then: item.match((expr,), bindings, then)

    def key_values(self, *patterns: Any) -> Match:
        """KeyValuePattern[{...}]: an association, or a list of rules, that has matching entries."""
        wanted = patterns[0].parts if len(patterns) == 1 and head_of(patterns[0]) is S.List else patterns
        among = orderless([single(self.compile(p)) for p in wanted] + [Item(0, MANY, anything)])

        def match(expr: Any, bindings: Bindings, then: Then) -> bool:
            if not isinstance(expr, Association) and not (head_of(expr) is S.List and is_option(expr)):
                return False
            return among(expr.parts, bindings, then)

        return match


SEQUENCES = frozenset((S.PatternSequence, S.OrderlessPatternSequence))


SPECIAL: dict[Any, Callable[..., Match]] = {
    S.Blank: Compiler.blank,
    S.Pattern: Compiler.named,
    S.PatternTest: Compiler.tested,
    S.Condition: Compiler.conditional,
    S.Alternatives: Compiler.alternatives,
    S.Except: Compiler.excepted,
    S.HoldPattern: Compiler.transparent,
    S.Longest: Compiler.transparent,
    S.Shortest: Compiler.transparent,
    S.Optional: Compiler.transparent,
    S.Verbatim: Compiler.verbatim,
    S.KeyValuePattern: Compiler.key_values,
    S.IgnoringInactive: Compiler.ignoring_inactive,
} | {
    head: lambda compiler, *parts, head=head: compiler.as_single(*parts, head=head)
    for head in (
        S.BlankSequence, S.BlankNullSequence, S.Repeated, S.RepeatedNull, S.OptionsPattern, S.PatternSequence,
        S.OrderlessPatternSequence,
    )
}  # fmt: skip
ITEMS: dict[Any, Callable[..., Item | None]] = {
    S.BlankSequence: Compiler.sequence,
    S.BlankNullSequence: Compiler.sequence,
    S.Pattern: Compiler.named_item,
    S.PatternTest: Compiler.tested_item,
    S.Condition: Compiler.conditional_item,
    S.Optional: Compiler.optional_item,
    S.Repeated: Compiler.repeated_item,
    S.RepeatedNull: Compiler.repeated_item,
    S.PatternSequence: Compiler.pattern_sequence_item,
    S.OrderlessPatternSequence: Compiler.pattern_sequence_item,
    S.OptionsPattern: Compiler.options_item,
    S.Alternatives: Compiler.alternatives_item,
    S.Longest: Compiler.greedy_item,
    S.Shortest: Compiler.greedy_item,
    S.HoldPattern: Compiler.transparent_item,
}
