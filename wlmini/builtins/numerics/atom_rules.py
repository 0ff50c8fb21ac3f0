"""What functions mean for atoms of a kind: up values that are given by Python functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wlmini.expr import Expr, Symbol
from wlmini.kernel.messages import Failure
from wlmini.kernel.rules import RuleSet

Meaning = Callable[[Any, Expr], Any]


class AtomRules(RuleSet):
    """The up values of a head of atoms: its meaning(kernel, call) is asked first, then rules of the user."""

    __slots__ = ("kernel", "meaning")

    def __init__(self, kernel: Any, meaning: Meaning) -> None:
        super().__init__()
        self.kernel, self.meaning = kernel, meaning

    def __bool__(self) -> bool:
        return True

    def apply(self, expr: Expr) -> Any:
        """The value of a call with such an atom among its arguments, or NOTHING."""
        try:
            value = self.meaning(self.kernel, expr)
        except Failure as failure:
            self.kernel.message(failure.owner or expr.head, failure.tag, *failure.arguments)
            value = failure.value
        return super().apply(expr) if value is None else value


def give_meaning(kernel: Any, head: Symbol, meaning: Meaning) -> None:
    """Let a function be asked about every call with an atom of that head among its arguments."""
    definition = kernel.definitions[head]
    if isinstance(definition.up, AtomRules):
        return
    rules = AtomRules(kernel, meaning)
    for rule in definition.up:
        rules.add(rule)
    definition.up = rules
    kernel.with_up_values.add(head)
    kernel.changed(definition)
