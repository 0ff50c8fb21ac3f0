"""What a kernel knows about each symbol: attributes, values, rules, messages, options."""

from __future__ import annotations

from typing import Any

from wlmini.expr import Symbol
from wlmini.kernel.declare import DECLARED, Builtin
from wlmini.kernel.rules import RuleSet
from wlmini.kernel.sources import CONTEXTS

UNSET = object()  # a symbol without an own value
HOLDS = {"HoldFirst": 1, "HoldRest": 2, "HoldAll": 3, "HoldAllComplete": 3}
EMPTY: frozenset[str] = frozenset()
COMPUTED = (-1, -1)  # the arity of a symbol whose own value is computed


class Definition:
    """The meaning of one symbol in one kernel.

    `hold` has bit 1 where the first argument is held and bit 2 where the others are; `seen` is the last
    tick at which something that stayed unevaluated because of this symbol may have been stamped.
    """

    __slots__ = (
        "attributes", "builtin", "complete", "computed", "defaults", "down", "flat", "hold",
        "keeps_sequences", "listable", "machine", "messages", "numerical", "options", "orderless", "own",
        "plain", "seen", "sub", "symbol", "up",
    )  # fmt: skip

    def __init__(self, symbol: Symbol, builtin: Builtin | None = None) -> None:
        self.symbol = symbol
        self.builtin = builtin
        self.machine = builtin.machine if builtin else None
        self.computed = builtin.function if builtin and builtin.arity == COMPUTED else None
        self.own: Any = UNSET
        self.down, self.sub, self.up, self.numerical = RuleSet(), RuleSet(), RuleSet(), RuleSet()
        self.messages: dict[str, Any] = {}
        self.options: dict[Any, Any] | None = None
        self.defaults: dict[int, Any] = {}
        self.seen: float = 0
        self.set_attributes(builtin.attributes if builtin else EMPTY)

    def set_attributes(self, names: frozenset[str]) -> None:
        """Give the symbol exactly these attributes, and derive what the evaluator asks for."""
        self.attributes = names
        self.hold = 0
        for name, bits in HOLDS.items():
            if name in names:
                self.hold |= bits
        self.complete = "HoldAllComplete" in names
        self.keeps_sequences = self.complete or "SequenceHold" in names
        self.flat = "Flat" in names
        self.orderless = "Orderless" in names
        self.listable = "Listable" in names
        self.plain = not (self.flat or self.orderless or self.listable)


class Definitions:
    """All definitions of a kernel; those of builtins are made when their symbol is first used."""

    def __init__(self, load: Any = None) -> None:
        self.table: dict[Symbol, Definition] = {}
        self.load = load

    def __getitem__(self, symbol: Symbol) -> Definition:
        found = self.table.get(symbol)
        return found if found is not None else self.make(symbol)

    def make(self, symbol: Symbol) -> Definition:
        """The definition of a symbol met for the first time."""
        declared = None
        if symbol.context == "System`":
            if symbol.short not in DECLARED and self.load is not None:
                self.load(symbol)
            declared = DECLARED.get(symbol.short)
        elif symbol.context in CONTEXTS and self.load is not None:
            self.load(symbol)
        # loading may have defined the symbol already (a prelude written in the language)
        made = self.table.get(symbol)
        if made is None:
            made = self.table[symbol] = Definition(symbol, declared)
        return made

    def forget(self, symbol: Symbol) -> None:
        """Remove all that was defined for a symbol, back to its builtin meaning."""
        old = self.table.pop(symbol, None)
        if old is not None:
            self.table[symbol] = Definition(symbol, old.builtin)
