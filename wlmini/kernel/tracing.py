"""An evaluation written down step by step: the standard sequence with somebody who listens.

`Tracer.active` puts its own methods before those of the kernel for the time of one evaluation, so that an
ordinary one pays nothing for the possibility.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from wlmini.expr import Expr, S, Symbol, same
from wlmini.kernel.definitions import UNSET, Definition
from wlmini.kernel.evaluate import Kernel, ticks
from wlmini.kernel.numbers import is_number
from wlmini.kernel.ordering import sort_parts
from wlmini.kernel.rules import NOTHING, holds_condition
from wlmini.kernel.substitute import mentions

Hear = Callable[[Any, int], None]  # (expression, how deep it is) of each that an evaluation comes to


class Step:
    """An expression that an evaluation came to, and the symbol whose rule or code changed it next."""

    __slots__ = ("expr", "tag")

    def __init__(self, expr: Any) -> None:
        self.expr = expr
        self.tag: Symbol | None = None


Chain = list[Any]  # of steps, and of the chains of what was evaluated in between


class Tracer:
    """Collects the chains of steps in `frames`; the first one has those of what `active` encloses."""

    def __init__(
        self, kernel: Kernel, *, original: bool = False, hear: Hear | None = None, internal: bool = True
    ) -> None:
        self.kernel = kernel
        self.internal = internal  # whether what builtins evaluate by themselves is written down
        self.original = original  # whether expressions are written down before their parts are evaluated
        self.hear = hear
        self.frames: list[Chain] = [[]]
        self.joins = False  # whether the next evaluation goes on with the chain there is
        self.told: dict[int, Any] = {}  # what was heard last on each level

    @contextmanager
    def active(self) -> Iterator[None]:
        """Within the block the kernel's evaluation is written down."""
        accelerator = self.kernel.accelerator
        enabled, accelerator.enabled = accelerator.enabled, False
        self.kernel.tick = next(ticks)
        before = self.put_methods()
        try:
            yield
        finally:
            accelerator.enabled = enabled
            self.put_back(before)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Within the block nothing is written down."""
        before = {name: vars(self.kernel).pop(name) for name in METHODS}
        try:
            yield
        finally:
            vars(self.kernel).update(before)

    def put_methods(self) -> dict[str, Any]:
        """Let the kernel evaluate by the methods of this tracer; those of another one are given back."""
        before = {name: vars(self.kernel).get(name) for name in METHODS}
        vars(self.kernel).update({name: getattr(self, name) for name in METHODS})
        return before

    def put_back(self, before: dict[str, Any]) -> None:
        for name, method in before.items():
            if method is None:
                del vars(self.kernel)[name]
            else:
                vars(self.kernel)[name] = method

    # -- writing down --------------------------------------------------------------------------------

    @contextmanager
    def chain(self, expr: Any) -> Iterator[None]:
        """A new chain for an evaluation within another one; it is kept where something happened in it."""
        if self.joins:
            self.joins = False
            yield
            return
        found: Chain = []
        self.frames.append(found)
        self.told.pop(len(self.frames) - 1, None)
        self.tell(expr)
        if self.original:
            self.record(expr)
        try:
            yield
        finally:
            self.frames.pop()
            if len(found) > 1 or self.original:
                self.frames[-1].append(found)

    def record(self, expr: Any) -> None:
        """The chain goes on with an expression, unless it is the one it has come to already."""
        frame = self.frames[-1]
        if frame and isinstance(frame[-1], Step) and same(frame[-1].expr, expr):
            return
        frame.append(Step(expr))
        self.tell(expr)

    def tell(self, expr: Any) -> None:
        depth = len(self.frames) - 1
        if self.hear is not None and not same(self.told.get(depth), expr):
            self.told[depth] = expr
            self.hear(expr, depth)

    def mark(self, tag: Symbol) -> None:
        """What the chain has come to is changed by a symbol's rules or code."""
        step = next((each for each in reversed(self.frames[-1]) if isinstance(each, Step)), None)
        if step is not None:
            step.tag = tag

    # -- instead of the kernel's own -----------------------------------------------------------------

    def rewrite(self, expr: Any) -> Any:
        with self.chain(expr):
            return self.steps(expr)

    def steps(self, expr: Any) -> Any:
        """Take steps until nothing changes."""
        kernel, count = self.kernel, 0
        while True:
            value = kernel.step(expr)
            self.record(value)
            if value is expr or value is kernel.settled:
                return value
            if isinstance(value, Symbol):
                return self.joined(value)
            if type(value) is not Expr or value.tick == kernel.tick:
                return value
            count += 1
            if count > kernel.iteration_limit:
                kernel.message(S["$IterationLimit"], "itlim2", kernel.iteration_limit, value)
                return S.TerminatedEvaluation("IterationLimit")
            expr = value

    def joined(self, symbol: Symbol) -> Any:
        """The value of a symbol that the chain has come to."""
        self.joins = True
        try:
            return self.symbol_value(symbol)
        finally:
            self.joins = False

    def symbol_value(self, symbol: Symbol) -> Any:
        kernel = self.kernel
        definition = kernel.definitions[symbol]
        own = definition.own
        if own is UNSET and definition.computed is None:
            self.joins = False
            if self.hear is not None:
                self.hear(symbol, len(self.frames))
            return Kernel.symbol_value(kernel, symbol)
        with self.chain(symbol):
            self.record(symbol)
            if own is not UNSET:
                self.mark(symbol)
                self.record(own)
            follows = isinstance(own, Symbol) or isinstance(own, Expr) and not holds_condition(own)
            self.joins = follows and own is not symbol and getattr(own, "tick", 0) != kernel.tick
            value = Kernel.symbol_value(kernel, symbol)
            self.joins = False
            self.record(value)
        return value

    def arguments(self, parts: tuple[Any, ...], definition: Definition) -> tuple[tuple[Any, ...], bool]:
        if self.hear is not None and not definition.complete:
            parts = self.told_arguments(parts, definition)
        hear, self.hear = self.hear, None
        try:
            found, special = Kernel.arguments(self.kernel, parts, definition)
        finally:
            self.hear = hear
        self.record(Expr(definition.symbol, found))
        ordered = sort_parts(found) if is_sorted(found, definition) else None
        if ordered is not None:
            self.record(Expr(definition.symbol, ordered))
        return found, special

    def told_arguments(self, parts: tuple[Any, ...], definition: Definition) -> tuple[Any, ...]:
        """The arguments evaluated one after the other; of the head and of atoms, too, somebody hears."""
        assert self.hear is not None
        deeper, found = len(self.frames), []
        self.hear(definition.symbol, deeper)
        for index, part in enumerate(parts):
            held = definition.hold & (1 if index == 0 else 2)
            if held and not (isinstance(part, Expr) and part.head is S.Evaluate):
                found.append(part)
            elif isinstance(part, (Expr, Symbol)):
                found.append(self.kernel.evaluate(part))
            else:
                self.hear(part, deeper)
                found.append(part)
        return tuple(found)

    def act(self, definition: Definition, expr: Expr) -> Any:
        self.record(expr)
        if self.internal or definition.hold or definition.builtin is None:
            value = Kernel.act(self.kernel, definition, expr)
        else:
            with self.paused():
                value = Kernel.act(self.kernel, definition, expr)
        if value is not NOTHING:
            self.mark(definition.symbol)
        return value

    def call_symbol(self, function: Symbol, arguments: tuple[Any, ...]) -> Any:
        """No short way: what a builtin applies a function to is an evaluation like others."""
        return NOTHING

    def step_compound(self, expr: Expr) -> Any:
        kernel = self.kernel
        head = kernel.evaluate(expr.head)
        if isinstance(head, Symbol):
            return Expr(head, expr.parts)
        holding = isinstance(head, Expr) and head.head is S.Function and len(head.parts) > 2
        parts = expr.parts if holding else tuple(map(kernel.evaluate, expr.parts))
        unchanged = head is expr.head and all(a is b for a, b in zip(parts, expr.parts, strict=True))
        whole = expr if unchanged else Expr(head, parts)
        self.record(whole)
        return Kernel.step_compound(kernel, whole)

    def may_return(self, value: Expr) -> bool:
        """The value of a definition is the chain's next step, unless a Return in it has to be caught."""
        return Kernel.may_return(self.kernel, value) and mentions(value, S.Return)


def is_sorted(parts: tuple[Any, ...], definition: Definition) -> bool:
    """Whether the arguments are put in order as they are; numbers are added without that."""
    if not definition.orderless or len(parts) < 2:
        return False
    if definition.symbol is S.Plus and all(map(is_number, parts)):
        return False
    return not definition.flat or not any(isinstance(p, Expr) and p.head is definition.symbol for p in parts)


METHODS = ("rewrite", "symbol_value", "arguments", "act", "step_compound", "call_symbol", "may_return")
