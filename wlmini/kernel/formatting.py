"""What the user says about how expressions look: the rules of Format[...] := ... and MakeBoxes[...] := ..."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wlmini.expr import Atom, Expr, S, Symbol, same
from wlmini.kernel.rules import NOTHING, Rule, RuleSet

ANY = ""  # the form of definitions that are for every form of output
OUTPUT = frozenset(("OutputForm", "StandardForm", "TraditionalForm", "TeXForm", "TextForm"))


class Wording(Atom):
    """A finished text that is shown as it is, in InputForm too."""

    __slots__ = ("text",)
    head = S.String

    def __init__(self, text: str) -> None:
        self.text = text

    def input_form(self) -> Any:
        return self.text


def only_symbols(expr: Expr) -> bool:
    return bool(expr.parts) and all(isinstance(part, Symbol) for part in expr.parts)


class FormatRules:
    """The rules of a session by the symbol they belong to and the form they are for."""

    def __init__(self, kernel: Any) -> None:
        self.kernel = kernel
        self.table: dict[Symbol, dict[str, RuleSet]] = {}
        self.told: dict[
            Symbol, Callable[[Any, Expr], str]
        ] = {}  # heads of symbols that print as what is known

    def __bool__(self) -> bool:
        return bool(self.table or self.told)

    def add(self, owner: Symbol, form: str, lhs: Any, rhs: Any, delayed: bool) -> None:
        self.table.setdefault(owner, {}).setdefault(form, RuleSet()).add(Rule(self.kernel, lhs, rhs, delayed))

    def forget(self, owner: Symbol) -> None:
        self.table.pop(owner, None)

    def rules(self, owner: Symbol) -> list[Expr]:
        """The rules of a symbol, as FormatValues gives them."""
        found = []
        for form, rules in self.table.get(owner, {}).items():
            for rule in (*rules.literal.values(), *rules.rules):
                whole = rule.lhs if form == "MakeBoxes" else S.Format(rule.lhs, *([S[form]] if form else ()))
                found.append((S.RuleDelayed if rule.delayed else S.Rule)(S.HoldPattern(whole), rule.rhs))
        return found

    def boxes(self, expr: Any, form: Symbol) -> Any:
        """The boxes that MakeBoxes[...] := ... says the expression shall have."""
        owner = expr
        while isinstance(owner, Expr):
            owner = owner.head
        rules = self.table.get(owner, {}).get("MakeBoxes") if isinstance(owner, Symbol) else None
        value = NOTHING if rules is None else rules.apply(S.MakeBoxes(expr, form))
        return None if value is NOTHING else self.kernel.evaluate(value)

    def find(self, expr: Any, form: str) -> Any:
        """What the expression shall look like in a form; None where nothing is said of it."""
        if self.told and isinstance(expr, Expr) and expr.head in self.told and only_symbols(expr):
            return Wording(self.told[expr.head](self.kernel, expr))
        owner = expr
        while isinstance(owner, Expr):
            owner = owner.head
        if not isinstance(owner, Symbol) or owner not in self.table:
            return None
        rules = self.table[owner]
        for name in (form, ANY) if form in OUTPUT else (form,):
            value = rules[name].apply(expr) if name in rules else NOTHING
            if value is not NOTHING:
                value = self.kernel.evaluate(value)
                return None if same(value, expr) else value
        return None
