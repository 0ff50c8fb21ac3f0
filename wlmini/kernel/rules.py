"""Rules: a compiled left side and a right side to fill in; sets of them in order of specificity."""

from __future__ import annotations

from typing import Any

from wlmini.expr import Association, Expr, S, Symbol, is_atom, is_list, same
from wlmini.kernel.arguments import is_option
from wlmini.kernel.binding import Bind, binder
from wlmini.kernel.matching import Bindings, Match, always
from wlmini.kernel.pattern import STRUCTURELESS, is_pattern
from wlmini.kernel.substitute import pattern_names, template

NOTHING = object()  # no rule applied


class Rule:
    """One rewriting rule; the condition of `lhs := rhs /; test` is tested within the match."""

    __slots__ = ("_bind", "_compiled", "conditional", "delayed", "kernel", "lhs", "rhs", "tested")

    def __init__(self, kernel: Any, lhs: Any, rhs: Any, delayed: bool = True) -> None:
        self.kernel = kernel
        self.lhs = lhs
        self.rhs = rhs
        self.delayed = delayed
        self.conditional = mentions_condition(lhs) or (delayed and holds_condition(rhs))
        self.tested = delayed and holds_condition(rhs)
        self._compiled: tuple[Match, Any] | None = None
        self._bind: Bind | None = None

    def compiled(self) -> tuple[Match, Any]:
        """The matcher of the left side and the template of the right side."""
        if self._compiled is None:
            names = pattern_names(self.lhs)
            self._compiled = self.kernel.matcher(self.lhs), template(self.rhs, names)
            if not self.tested:
                self._bind = binder(self.kernel, self.lhs, STRUCTURELESS)
        return self._compiled

    def apply(self, expr: Any) -> Any:
        """The filled-in right side, or NOTHING where the rule does not match."""
        match, fill = self._compiled or self.compiled()
        bindings: Bindings = {}
        if self._bind is not None:
            return fill(bindings) if self._bind(expr, bindings) else NOTHING
        if not self.tested:
            if not match(expr, bindings, always):
                return NOTHING
            return self.finish(fill(bindings), bindings)
        return self.apply_conditional(match, fill, expr, bindings)

    def apply_conditional(self, match: Match, fill: Any, expr: Any, bindings: Bindings) -> Any:
        """A right side `value /; test`, or Module[..., value /; test]: try further matches where it fails."""
        found: list[Any] = []

        def holds() -> bool:
            value = self.kernel.conditional_value(self.finish(fill(bindings), bindings))
            if value is NOTHING:
                return False
            found.append(value)
            return True

        return found[0] if match(expr, bindings, holds) else NOTHING

    def finish(self, value: Any, bindings: Bindings) -> Any:
        """Tell OptionValue which options were given, where the left side takes any."""
        for key, given in bindings.items():
            if isinstance(key, Expr) and key.head is S.OptionsPattern:
                return self.kernel.with_options(value, self.lhs, key, given)
        return value


def plain_parameters(kernel: Any, lhs: Any) -> tuple[tuple[Any, Any], ...] | None:
    """(name, head or None) of each argument of f[x_, y_Integer, ...]; None for any other left side."""
    if not isinstance(lhs, Expr) or not isinstance(lhs.head, Symbol) or lhs.head in STRUCTURELESS:
        return None
    if kernel.attributes_of(lhs.head) & {"Flat", "Orderless", "OneIdentity"}:
        return None
    found = tuple(plain_parameter(part) for part in lhs.parts)
    names = {name for name, _ in found}
    return found if None not in names and len(names) == len(found) else None


def plain_parameter(part: Any) -> tuple[Any, Any]:
    """(x, None) of x_, (x, h) of x_h; (None, None) for any other pattern."""
    if isinstance(part, Expr) and part.head is S.Pattern and len(part.parts) == 2:
        name, blank = part.parts
        if isinstance(blank, Expr) and blank.head is S.Blank and len(blank.parts) < 2:
            wanted = blank.parts[0] if blank.parts else None
            if wanted is None or isinstance(wanted, Symbol):
                return name, wanted
    return None, None


def mentions_condition(lhs: Any) -> bool:
    """Whether matching may depend on more than the expression matched."""
    if not isinstance(lhs, Expr):
        return False
    if lhs.head in (S.Condition, S.PatternTest):
        return True
    return mentions_condition(lhs.head) or any(map(mentions_condition, lhs.parts))


def holds_condition(rhs: Any) -> bool:
    """Whether a right side is `value /; test`, itself or at the end of a scoping construct."""
    while isinstance(rhs, Expr) and rhs.head in (S.Module, S.With, S.Block) and len(rhs.parts) == 2:
        rhs = rhs.parts[1]
        if isinstance(rhs, Expr) and rhs.head is S.CompoundExpression and rhs.parts:
            rhs = rhs.parts[-1]  # Module[{v}, v = ...; v /; test]
    return isinstance(rhs, Expr) and rhs.head is S.Condition and len(rhs.parts) == 2


class RuleSet:
    """The rules of one symbol and kind: literal left sides in a dict, the others by specificity.

    `filled` tells whether there are any, for the evaluator, which asks at every call.
    """

    __slots__ = ("calls", "conditional", "filled", "literal", "program", "rules")

    def __init__(self) -> None:
        self.calls = 0
        self.program: Any = None  # the translation, once it was called often
        self.literal: dict[Any, Rule] = {}
        self.rules: list[Rule] = []
        self.conditional = self.filled = False

    def __bool__(self) -> bool:
        return bool(self.literal or self.rules)

    def __iter__(self) -> Any:
        yield from self.literal.values()
        yield from self.rules

    def apply(self, expr: Expr) -> Any:
        """The first rule's value for the expression, or NOTHING."""
        if self.literal:
            rule = self.literal.get(expr)
            if rule is not None and not rule.conditional:
                return rule.rhs
            if rule is not None:
                value = rule.apply(expr)
                if value is not NOTHING:
                    return value
        for rule in self.rules:
            value = rule.apply(expr)
            if value is not NOTHING:
                return value
        return NOTHING

    def add(self, rule: Rule, flat: bool = False) -> None:
        """Add a rule, or put it in place of the one with the same left side."""
        self.conditional = self.conditional or rule.conditional
        self.calls, self.program, self.filled = 0, None, True
        if not flat and not is_pattern(rule.lhs):
            self.literal[rule.lhs] = rule
            return
        new = canonical_names(rule.lhs)
        for index, old in enumerate(self.rules):
            if same(canonical_names(old.lhs), new) and same_condition(old, rule):
                self.rules[index] = rule
                return
        generality = rank(rule.lhs)
        for index, old in enumerate(self.rules):
            if more_specific(generality, rank(old.lhs)):
                self.rules.insert(index, rule)
                return
        self.rules.append(rule)

    def remove(self, lhs: Any) -> bool:
        """Take away the rule of a left side; whether there was one."""
        self.calls, self.program = 0, None
        found = self.literal.pop(lhs, None) is not None
        if not found:
            kept = [r for r in self.rules if not same(canonical_names(r.lhs), canonical_names(lhs))]
            found = len(kept) < len(self.rules)
            self.rules = kept
        self.filled = bool(self.literal or self.rules)
        return found


def same_condition(a: Rule, b: Rule) -> bool:
    """Rules that differ only by a condition on the right side stand beside each other."""
    conditions = [
        r.rhs.parts[1] if holds_condition(r.rhs) and r.rhs.head is S.Condition else None for r in (a, b)
    ]
    if holds_condition(a.rhs) != holds_condition(b.rhs):
        return False
    return conditions[0] is None or same(*conditions)


def canonical_names(lhs: Any, names: dict[Any, Any] | None = None) -> Any:
    """A left side with its pattern names numbered, so that f[x_] and f[y_] are one."""
    names = {} if names is None else names
    if not isinstance(lhs, Expr) or is_atom(lhs):
        return names.get(lhs, lhs) if isinstance(lhs, Symbol) else lhs
    if lhs.head is S.Pattern and len(lhs.parts) == 2:
        number = names.setdefault(lhs.parts[0], len(names))
        return S.Pattern(number, canonical_names(lhs.parts[1], names))
    return Expr(canonical_names(lhs.head, names), [canonical_names(p, names) for p in lhs.parts])


GENERALITY: dict[Any, float] = {
    S.BlankSequence: 100.0, S.BlankNullSequence: 200.0, S.OptionsPattern: 150.0, S.Repeated: 90.0,
    S.RepeatedNull: 190.0, S.Optional: 50.0, S.Alternatives: 1.5, S.Except: 2.5,
}  # fmt: skip
TRANSPARENT = {S.Pattern: 1, S.HoldPattern: 0, S.Longest: 0, S.Shortest: 0}


def generality(pattern: Any) -> float:
    """How much a pattern admits: 0 for a literal, 3 for a blank, more for sequences."""
    if not is_pattern(pattern):
        return 0.0
    head, parts = pattern.head, pattern.parts
    if head in TRANSPARENT and len(parts) > TRANSPARENT[head]:
        return generality(parts[TRANSPARENT[head]])
    if head is S.PatternTest or head is S.Condition:
        return generality(parts[0]) * 0.99 - 0.2
    if head is S.Blank:
        return 2.0 if parts else 3.0
    if head in GENERALITY:
        return GENERALITY[head] - (5.0 if head in (S.BlankSequence, S.BlankNullSequence) and parts else 0.0)
    return 1.0 + 0.1 * min(4.0, sum(min(generality(p), 8.0) for p in parts))


def rank(lhs: Any) -> tuple[float, ...]:
    """The generality of each argument of a left side; a condition on the whole counts a little less."""
    bonus = 0.0
    while isinstance(lhs, Expr) and lhs.head in (S.Condition, S.HoldPattern) and lhs.parts:
        bonus -= 0.1 if lhs.head is S.Condition else 0.0
        lhs = lhs.parts[0]
    if not isinstance(lhs, Expr):
        return (bonus,)
    head = rank(lhs.head) if isinstance(lhs.head, Expr) else ()
    return (*head, *map(generality, lhs.parts), bonus)


def more_specific(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    """Whether rank `a` is nowhere more general than `b` and somewhere less; by order where lengths differ."""
    if len(a) != len(b):
        return a < b
    return a != b and all(x <= y for x, y in zip(a, b, strict=True))


def rule_parts(expr: Any) -> tuple[Any, Any, bool] | None:
    """(left, right, delayed) of a -> b or a :> b; None for anything else."""
    if isinstance(expr, Expr) and expr.head in (S.Rule, S.RuleDelayed) and len(expr.parts) == 2:
        return expr.parts[0], expr.parts[1], expr.head is S.RuleDelayed
    return None


def is_rules(expr: Any) -> bool:
    """Whether an expression is a rule, a list of rules, a dispatch table or an association."""
    if isinstance(expr, Association) or rule_parts(expr):
        return True
    if isinstance(expr, Expr) and expr.head is S.Dispatch:
        return True
    return is_list(expr) and all(map(is_option, expr.parts))
