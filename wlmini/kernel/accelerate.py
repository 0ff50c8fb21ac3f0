"""When a definition or a pure function is hot, its translation takes over, and gives back what it cannot do.

A translation is found by `Accelerator` on the rule set or function it was made from, so that any change
of the definition leaves it behind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from itertools import repeat
from typing import Any, cast

from wlmini.expr import FALSE, TRUE, Expr, S, Symbol, head_of, is_list
from wlmini.kernel.loops import (
    FAILING,
    INTEGERS,
    LONG,
    NUMBERS,
    PATIENCE,
    Loops,
    kinds_of,
    settled,
    translator_of,
    with_symbols,
)
from wlmini.kernel.rules import NOTHING, Rule, RuleSet, plain_parameters
from wlmini.kernel.runtime import GIVING_UP, ITSELF, GiveUp, Untranslatable
from wlmini.kernel.vocabulary import RULE_HEADS

HOT = 30  # calls before a translation is worth its half millisecond
LEVELS = 3  # evaluation levels that a translated call is taken to need
DEEPEST = 12_000  # calls of translated functions within each other: each is a Python frame
LITERALS = 8  # left sides without patterns that a translation tests one by one
FUNCTIONS = 1024  # pure functions that are counted


class Program:
    """A translation and how often it gave up.

    `parameters` tells how many arguments it needs; `loops` makes loops over it, by name, as they are asked
    for: "list" gives the values for a list, "steps" yields the values of one step after the other, "last"
    gives only the last of them; "whole" is the function itself, of integers. Not every translation has them.
    """

    __slots__ = ("function", "given_up", "loops", "made", "parameters")

    def __init__(
        self,
        function: Callable[..., Any] | None,
        parameters: int = 0,
        loops: Callable[[str], Callable[..., Any] | None] = lambda name: None,
    ) -> None:
        self.function = function
        self.parameters = parameters
        self.loops = loops
        self.made: dict[str, Callable[..., Any] | None] = {}
        self.given_up = 0

    def loop(self, name: str) -> Callable[..., Any] | None:
        """The loop of that name, where there is one."""
        if name not in self.made:
            self.made[name] = self.loops(name)
        return self.made[name]

    def run(self, depth: int, parts: tuple[Any, ...], *, whole: bool = False) -> Any:
        """The value for these numbers, or NOTHING where the tree walker is to find it."""
        function = self.function
        if function is None:
            return NOTHING
        if whole:
            function = self.loop("whole") or function
        try:
            value = function(depth, *parts)
        except GIVING_UP:
            self.given_up += 1
            if self.given_up >= PATIENCE:
                self.function = None
            return NOTHING
        return TRUE if value is True else FALSE if value is False else value


class Condition:
    """A condition on the names of a pattern, and its translation once it was tested often."""

    __slots__ = ("accelerator", "names", "program", "test", "tests")

    def __init__(self, accelerator: Accelerator, test: Any) -> None:
        self.accelerator = accelerator
        self.test = test
        self.names: tuple[Any, ...] = ()
        self.tests = 0
        self.program: Program | None = None

    def holds(self, bindings: Mapping[Any, Any]) -> bool | None:
        """Whether it holds for numbers; None where the tree walker is to find out."""
        values = tuple(bindings.values())
        for value in values:
            if type(value) is not int and type(value) is not float:
                return None
        accelerator, names, program = self.accelerator, tuple(bindings), self.program
        if not accelerator.enabled:
            return None
        if program is None or names != self.names:
            program = self.translated(names)
            if program is None:
                return None
        value = program.run(accelerator.depth(), values)
        return None if value is NOTHING else value is TRUE

    def translated(self, names: tuple[Any, ...]) -> Program | None:
        """The translation of the test, once it is hot."""
        if names != self.names:
            self.names, self.tests, self.program = names, 0, None
        self.tests += 1
        if self.tests >= HOT and isinstance(self.test, Expr):
            self.program = self.accelerator.translated_condition(self.test, list(names))
        return self.program


class Accelerator:
    """Counts calls, and translates what is called often."""

    def __init__(self, kernel: Any) -> None:
        self.kernel = kernel
        self.enabled = True  # until someone redefines a builtin: translations take those at their word
        self.functions: dict[Any, int | Program] = {}
        self.loops = Loops(kernel, self.caller)

    def depth(self) -> int:
        """How deep translated calls may go before $RecursionLimit could be reached."""
        limit = self.kernel.recursion_limit - self.kernel.depth
        return int(limit // LEVELS) if limit < DEEPEST * LEVELS else DEEPEST

    # definitions

    def call(self, definition: Any, parts: tuple[Any, ...]) -> Any:
        """The value that the translated rules of a definition give, or NOTHING."""
        whole = True
        for part in parts:
            if type(part) is not int:
                whole = False
                if type(part) is not float:
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
        return program.run(self.depth(), parts, whole=whole)

    def translated(self, definition: Any) -> Program:
        try:
            function = self.translate_rules(definition, whole=False)
        except FAILING:
            return Program(None)
        return Program(function, loops=attempting(lambda name: self.translate_rules(definition, whole=True)))

    def translate_rules(self, definition: Any, *, whole: bool) -> Callable[..., Any]:
        """One function that tries the rules in their order; where `whole` holds it is for integers only."""
        translator, parameters = settled(lambda mixed: self.rules_translated(definition, mixed, whole=whole))
        made: Callable[..., Any] = translator.function(parameters)
        return made

    def rules_translated(self, definition: Any, mixed: Set[str], *, whole: bool) -> tuple[Any, list[str]]:
        rules: RuleSet = definition.down
        if definition.hold or not definition.plain or not rules.rules or len(rules.literal) > LITERALS:
            raise Untranslatable
        counts = {len(rule.lhs.parts) for rule in rules if isinstance(rule.lhs, Expr)}
        if len(counts) != 1:
            raise Untranslatable
        parameters = [f"p{i}" for i in range(counts.pop())]
        translator = translator_of(self.kernel, {}, self.caller, definition.symbol)
        translator.count, translator.mixed = len(parameters), set(mixed)
        if whole:
            translator.integers, translator.closed = set(parameters) - mixed, ITSELF not in mixed
        for rule in rules.literal.values():
            self.literal(translator, rule, parameters)
        for rule in rules.rules:
            self.general(translator, rule, parameters)
        translator.emit(1, "raise GiveUp")
        return translator, parameters

    def literal(self, translator: Any, rule: Rule, parameters: list[str]) -> None:
        values = rule.lhs.parts
        if not all(type(v) is int for v in values):
            raise Untranslatable
        tests = [f"{p} == {v}" for p, v in zip(parameters, values, strict=True)]
        tests += [f"type({p}) is int" for p in parameters if p not in translator.integers]
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

    def condition(self, test: Any) -> Condition:
        """What tests a condition, once it is hot by a translation."""
        return Condition(self, test)

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
        if not self.enabled or not values[LONG - 1 : LONG]:
            return None
        kinds = kinds_of(values)
        if not kinds <= NUMBERS:
            return None
        program = self.program_of(function, 1, whole=kinds == INTEGERS)
        if program is None or program.function is None:
            return None
        depth, one = self.depth(), program.function
        try:
            whole: Callable[..., list[Any]] | None = program.loop("list")
            if whole is not None:
                return whole(depth, values)
            return with_symbols([one(depth, value) for value in values])
        except GIVING_UP:
            return None

    def stepping(self, function: Any, start: Any, others: Sequence[Any] | range) -> Iterator[Any]:
        """f[start, a], f[f[start, a], b], ... for numbers; f[start], f[f[start]], ... for a range of turns.

        It ends early where the translation gives up.
        """
        program = self.stepper(function, start, others, "steps")
        if program is None or program.function is None:
            return iter(())
        steps: Callable[..., Iterator[Any]] | None = program.loop("steps")
        if steps is not None:
            return steps(self.depth(), start, others)
        return step_by_step(program.function, self.depth(), start, others)

    def reached(self, function: Any, start: Any, others: Sequence[Any] | range) -> tuple[Any, int]:
        """The last value that `stepping` would yield, and how many of the others are left."""
        program = self.stepper(function, start, others, "last")
        if program is None or program.function is None:
            return start, len(others)
        last: Callable[..., tuple[Any, int]] | None = program.loop("last")
        if last is not None:
            return last(self.depth(), start, others)
        left = len(others)
        for start in step_by_step(program.function, self.depth(), start, others):  # noqa: B007, B020 - goes on
            left -= 1
        return start, left

    def stepper(self, function: Any, start: Any, others: Sequence[Any] | range, loop: str) -> Program | None:
        """The translation that goes from one value to the next, best one that has such a loop."""
        arity = 1 if isinstance(others, range) else 2
        kinds = kinds_of(others) | {type(start)}
        if not self.enabled or not kinds <= NUMBERS:
            return None
        whole = kinds == INTEGERS
        program = self.program_of(function, arity, whole=whole)
        if whole and (program is None or program.loop(loop) is None):
            program = self.program_of(function, arity)
        return None if program is None or program.parameters > arity else program

    def program_of(self, function: Any, arguments: int, *, whole: bool = False) -> Program | None:
        """The translation of a pure function, or of a builtin as a function of so many numbers.

        Where `whole` holds it is for integers only.
        """
        if isinstance(function, Symbol):
            if function.context != "System`" or self.kernel.with_up_values:
                return None
            function = S.Function(Expr(function, [S.Slot(i + 1) for i in range(arguments)]))
        if not isinstance(function, Expr) or function.head is not S.Function:
            return None
        key = (function, S.Integer) if whole else function
        found = self.functions.get(key, 0)
        if type(found) is int:
            if len(self.functions) >= FUNCTIONS:
                self.functions.clear()
            found = self.functions[key] = self.translated_function(function, whole=whole)
        assert isinstance(found, Program)
        return found

    def translated_function(self, function: Expr, *, whole: bool = False) -> Program:
        try:
            translator, names = settled(lambda mixed: self.function_translated(function, whole, mixed))
            made = translator.function([*names, "*others"])
        except FAILING:
            return Program(None)

        def loops(name: str) -> Callable[..., Any] | None:
            if name == "list":
                found = translator.over_list("p0") if len(names) <= 1 else None
            else:
                found = translator.over_steps(whole=whole, last=name == "last")
            return cast("Callable[..., Any] | None", found)

        return Program(made, len(names), attempting(loops))

    def function_translated(self, function: Expr, whole: bool, mixed: Set[str]) -> tuple[Any, list[str]]:
        """The translator of a function, and the names of the parameters that its body uses."""
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
        translator.mixed = set(mixed)
        translator.integers = set(names.values()) - mixed if whole else set()
        translator.block(body, 1, last=True)
        return translator, list(names.values())


def attempting(make: Callable[[str], Any]) -> Callable[[str], Any]:
    """The same where that can be translated, else None."""

    def attempt(name: str) -> Any:
        try:
            return make(name)
        except FAILING:
            return None

    return attempt


def step_by_step(
    function: Callable[..., Any], depth: int, start: Any, others: Sequence[Any] | range
) -> Iterator[Any]:
    """The values of a translated function of its own last one, until it gives up or gives no number."""
    rows: Iterable[tuple[Any, ...]] = repeat((), len(others)) if isinstance(others, range) else zip(others)
    for more in rows:
        try:
            start = function(depth, start, *more)
        except GIVING_UP:
            return
        if type(start) is not int and type(start) is not float:
            return
        yield start


def highest_slot(expr: Any) -> int:
    """The highest number among the slots of a body; functions within it have slots of their own."""
    if not isinstance(expr, Expr) or expr.head is S.Function:
        return 0
    if expr.head is S.Slot and len(expr.parts) == 1:
        return expr.parts[0] if type(expr.parts[0]) is int else 0
    return max(map(highest_slot, (expr.head, *expr.parts)), default=0)
