"""When a definition or a pure function is hot, its translation takes over, and gives back what it cannot do.

A translation is found by `Accelerator` on the rule set or function it was made from, so that any change
of the definition leaves it behind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from wlmini.expr import FALSE, TRUE, Expr, S, Symbol, head_of, is_list
from wlmini.kernel.loops import FAILING, LONG, PATIENCE, Loops, all_numbers, translator_of, with_symbols
from wlmini.kernel.rules import NOTHING, Rule, RuleSet, plain_parameters
from wlmini.kernel.runtime import GIVING_UP, GiveUp, Untranslatable
from wlmini.kernel.vocabulary import RULE_HEADS

HOT = 30  # calls before a translation is worth its half millisecond
LEVELS = 3  # evaluation levels that a translated call is taken to need
DEEPEST = 12_000  # calls of translated functions within each other: each is a Python frame
LITERALS = 8  # left sides without patterns that a translation tests one by one
FUNCTIONS = 1024  # pure functions that are counted


class Program:
    """A translation, also for a list of values where there is one, and how often it gave up."""

    __slots__ = ("function", "given_up", "whole")

    def __init__(
        self, function: Callable[..., Any] | None, whole: Callable[..., list[Any]] | None = None
    ) -> None:
        self.function = function
        self.whole = whole
        self.given_up = 0

    def run(self, depth: int, parts: tuple[Any, ...]) -> Any:
        """The value for these numbers, or NOTHING where the tree walker is to find it."""
        function = self.function
        if function is None:
            return NOTHING
        try:
            value = function(depth, *parts)
        except GIVING_UP:
            self.given_up += 1
            if self.given_up >= PATIENCE:
                self.function = None
            return NOTHING
        return TRUE if value is True else FALSE if value is False else value


class Accelerator:
    """Counts calls, and translates what is called often."""

    def __init__(self, kernel: Any) -> None:
        self.kernel = kernel
        self.enabled = True  # until someone redefines a builtin: translations take those at their word
        self.functions: dict[Expr, int | Program] = {}
        self.loops = Loops(kernel, self.caller)

    def depth(self) -> int:
        """How deep translated calls may go before $RecursionLimit could be reached."""
        limit = self.kernel.recursion_limit - self.kernel.depth
        return int(min(limit, DEEPEST * LEVELS) // LEVELS)

    # definitions

    def call(self, definition: Any, parts: tuple[Any, ...]) -> Any:
        """The value that the translated rules of a definition give, or NOTHING."""
        for part in parts:
            if type(part) is not int and type(part) is not float:
                return NOTHING
        rules: RuleSet = definition.down
        program = rules.program
        if not self.enabled:
            return NOTHING
        if program is None:
            rules.calls += 1
            if rules.calls < HOT:
                return NOTHING
            program = rules.program = self.translated(definition)
        return program.run(self.depth(), parts)

    def translated(self, definition: Any) -> Program:
        try:
            return Program(self.translate_rules(definition))
        except FAILING:
            return Program(None)

    def translate_rules(self, definition: Any) -> Callable[..., Any]:
        """One function that tries the rules in their order."""
        rules: RuleSet = definition.down
        if definition.hold or not definition.plain or not rules.rules or len(rules.literal) > LITERALS:
            raise Untranslatable
        counts = {len(rule.lhs.parts) for rule in rules if isinstance(rule.lhs, Expr)}
        if len(counts) != 1:
            raise Untranslatable
        parameters = [f"p{i}" for i in range(counts.pop())]
        translator = translator_of(self.kernel, {}, self.caller, definition.symbol)
        translator.count = len(parameters)
        for rule in rules.literal.values():
            self.literal(translator, rule, parameters)
        for rule in rules.rules:
            self.general(translator, rule, parameters)
        translator.emit(1, "raise GiveUp")
        made: Callable[..., Any] = translator.function(parameters)
        return made

    def literal(self, translator: Any, rule: Rule, parameters: list[str]) -> None:
        values = rule.lhs.parts
        if not all(type(v) is int for v in values):
            raise Untranslatable
        tests = [f"{p} == {v} and type({p}) is int" for p, v in zip(parameters, values, strict=True)]
        translator.names = {}
        translator.emit(1, f"if {' and '.join(tests) or 'True'}:")
        translator.block(rule.rhs, 2, last=True)

    def general(self, translator: Any, rule: Rule, parameters: list[str]) -> None:
        named = plain_parameters(self.kernel, rule.lhs)
        if named is None:
            raise Untranslatable
        tests = []
        for parameter, (_, wanted) in zip(parameters, named, strict=True):
            if wanted is not None and wanted not in RULE_HEADS:
                raise Untranslatable
            tests += [RULE_HEADS[wanted].format(parameter)] if wanted is not None else []
        translator.names = {name: p for (name, _), p in zip(named, parameters, strict=True)}
        body = rule.rhs
        if rule.tested:
            if head_of(body) is not S.Condition:
                raise Untranslatable
            body, condition = body.parts
            tests.append(translator.test(condition))
        translator.emit(1, f"if {' and '.join(tests) or 'True'}:")
        translator.block(body, 2, last=True)

    def caller(self, definition: Any) -> Callable[..., Any]:
        """What translated code calls in place of another definition: its translation of the moment."""

        def call(depth: int, *parts: Any) -> Any:
            rules: RuleSet = definition.down
            if rules.program is None:
                rules.program = self.translated(definition)
            function = rules.program.function
            if function is None or self.kernel.with_up_values:
                raise GiveUp
            return function(depth, *parts)

        return call

    # conditions of patterns

    def condition(self, test: Any, bindings: Mapping[Any, Any]) -> bool | None:
        """Whether a condition on numbers holds; None where the tree walker is to find out."""
        for value in bindings.values():
            if type(value) is not int and type(value) is not float:
                return None
        if not self.enabled or not isinstance(test, Expr):
            return None
        key = S.Condition(test, *bindings)
        found = self.functions.get(key, 0)
        if type(found) is int:
            if found < HOT:
                self.functions[key] = found + 1
                return None
            found = self.functions[key] = self.translated_condition(test, list(bindings))
        assert isinstance(found, Program)
        value = found.run(self.depth(), tuple(bindings.values()))
        return None if value is NOTHING else value is TRUE

    def translated_condition(self, test: Expr, names: list[Any]) -> Program:
        try:
            translator = translator_of(self.kernel, {n: f"p{i}" for i, n in enumerate(names)}, self.caller)
            translator.emit(1, f"return {translator.test(test)}")
            return Program(translator.function([f"p{i}" for i in range(len(names))]))
        except FAILING:
            return Program(None)

    # pure functions

    def apply(self, function: Expr, parts: tuple[Any, ...]) -> Any:
        """The value of a translated pure function, or NOTHING."""
        for part in parts:
            if type(part) is not int and type(part) is not float:
                return NOTHING
        if not self.enabled:
            return NOTHING
        found = self.functions.get(function, 0)
        if type(found) is int:
            if found < HOT:
                if len(self.functions) >= FUNCTIONS:
                    self.functions.clear()
                self.functions[function] = found + 1
                return NOTHING
            found = self.functions[function] = self.translated_function(function)
        assert isinstance(found, Program)
        return found.run(self.depth(), parts)

    def mapped(self, function: Any, values: Sequence[Any]) -> list[Any] | None:
        """A pure function of each of many numbers; None where its translation does not do them all."""
        if not many_numbers(values) or not self.enabled:
            return None
        program = self.program_of(function, 1)
        if program is None or program.function is None:
            return None
        depth, one = self.depth(), program.function
        try:
            whole = program.whole
            found = [one(depth, value) for value in values] if whole is None else whole(depth, values)
        except GIVING_UP:
            return None
        return with_symbols(found)

    def stepping(self, function: Any, arguments: int) -> Callable[..., Any] | None:
        """The translation of a function that is to be called again and again with its own result.

        It takes a depth and the arguments, and raises one of GIVING_UP where it cannot go on.
        """
        program = self.program_of(function, arguments) if self.enabled else None
        return None if program is None else program.function

    def program_of(self, function: Any, arguments: int) -> Program | None:
        """The translation of a pure function, or of a builtin as a function of so many numbers."""
        if isinstance(function, Symbol):
            if function.context != "System`" or self.kernel.with_up_values:
                return None
            function = S.Function(Expr(function, [S.Slot(i + 1) for i in range(arguments)]))
        if not isinstance(function, Expr) or function.head is not S.Function:
            return None
        found = self.functions.get(function, 0)
        if type(found) is int:
            if len(self.functions) >= FUNCTIONS:
                self.functions.clear()
            found = self.functions[function] = self.translated_function(function)
        assert isinstance(found, Program)
        return found

    def translated_function(self, function: Expr) -> Program:
        try:
            return Program(*self.translate_function(function))
        except FAILING:
            return Program(None)

    def translate_function(self, function: Expr) -> tuple[Callable[..., Any], Callable[..., Any] | None]:
        """The function as it is translated, and of a list of values where it has one parameter."""
        names: dict[Any, str]
        if len(function.parts) == 1:
            body = function.parts[0]
            names = {S.Slot(i + 1): f"p{i}" for i in range(highest_slot(body))}
        elif len(function.parts) == 2 and function.parts[0] is not S.Null:
            spec, body = function.parts
            symbols = spec.parts if is_list(spec) else (spec,)
            if not all(isinstance(s, Symbol) for s in symbols):
                raise Untranslatable
            names = {symbol: f"p{i}" for i, symbol in enumerate(symbols)}
        else:
            raise Untranslatable
        translator = translator_of(self.kernel, names, self.caller)
        translator.block(body, 1, last=True)
        whole = translator.over_list("p0") if len(names) <= 1 else None
        return translator.function([*names.values(), "*others"]), whole


def many_numbers(values: Sequence[Any]) -> bool:
    """Whether there are enough values to translate for, all of them machine numbers."""
    if isinstance(values, range):  # `len` fails beyond 2^63
        return bool(values[LONG - 1 :])
    return len(values) >= LONG and all_numbers(values)


def highest_slot(expr: Any) -> int:
    """The highest number among the slots of a body; functions within it have slots of their own."""
    if not isinstance(expr, Expr) or expr.head is S.Function:
        return 0
    if expr.head is S.Slot and len(expr.parts) == 1:
        return expr.parts[0] if type(expr.parts[0]) is int else 0
    return max(map(highest_slot, (expr.head, *expr.parts)), default=0)
