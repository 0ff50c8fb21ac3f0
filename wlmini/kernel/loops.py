"""Translated loops over variables of the session: each turn is done as a whole, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from typing import Any, NamedTuple

from wlmini.expr import Expr, Symbol, boolean
from wlmini.kernel.definitions import UNSET
from wlmini.kernel.runtime import GIVING_UP, MISSING, Missing, Untranslatable, numeric_list
from wlmini.kernel.vocabulary import assigned

KEPT = frozenset(("Protected", "Locked"))
LONG = 100  # turns that make the translation of a loop worth its time
STORED = 256  # translations of loops that are kept
PATIENCE = 3  # times that a translation may give up before it is dropped
STATE = (int, float, str, Missing)  # what the variables that a translated loop changes may hold
NUMBERS, INTEGERS = {int, float}, {int}
FAILING = (Untranslatable, TypeError, ValueError, SyntaxError, RecursionError)  # of a translation


def translator_of(kernel: Any, names: dict[Any, str], caller: Any, owner: Symbol | None = None) -> Any:
    """A translator; its module is read in when something is first translated."""
    from wlmini.kernel.translate import Translator

    return Translator(kernel, names, caller, owner)


def settled(translate: Callable[[Set[str]], tuple[Any, Any]]) -> tuple[Any, Any]:
    """What `translate` gives, first of them the translator, once its beliefs about variables hold.

    It is told which variables hold other numbers than integers, and finds more of them as it goes.
    """
    mixed: Set[str] = frozenset()
    while True:
        made = translate(mixed)
        if made[0].mixed <= mixed:
            return made
        mixed = mixed | made[0].mixed


class Translation(NamedTuple):
    """A translated loop, the lists outside that it reads, and the definitions it was made with."""

    function: Callable[..., Any]
    lists: tuple[Symbol, ...]
    definitions: tuple[tuple[Symbol, Any], ...]


class Record:
    """How much a loop was used so far, and its translation, once there is one."""

    __slots__ = ("given_up", "translation", "turns")

    def __init__(self) -> None:
        self.turns = 0
        self.given_up = 0
        self.translation: Translation | None = None


class Loops:
    """The translations of loops, by body and kinds of variables."""

    def __init__(self, kernel: Any, caller: Callable[[Any], Callable[..., Any]]) -> None:
        self.kernel = kernel
        self.caller = caller
        self.records: dict[Any, Record] = {}

    def table(self, body: Any, variable: Symbol | None, values: Sequence[Any]) -> list[Any] | None:
        """The values of the body for each value of the variable; None where that is not all translated."""
        kinds = kinds_of(values)
        if variable is None or not kinds <= NUMBERS:
            return None
        whole = kinds == INTEGERS
        key = ("table", body, variable, whole)
        found = self.found(key, len(values), lambda: self.tabulating(body, variable, whole))
        if found is None:
            return None
        record, lists = found
        assert record.translation is not None
        try:
            made: list[Any] = record.translation.function(0, values, *lists)
            return made
        except GIVING_UP:
            record.given_up += 1
            return None

    def tabulating(self, body: Any, variable: Symbol, whole: bool) -> tuple[Any, Callable[..., Any]]:
        def translate(mixed: Set[str]) -> tuple[Any, Any]:
            translator = translator_of(self.kernel, {variable: "value"}, self.caller)
            translator.changing, translator.mixed = True, set(mixed)
            translator.believe("value", whole)
            translator.block(body, 1, last=True)
            return translator, list(translator.lists.values())

        translator, lists = settled(translate)
        function = translator.over_list("value", lists)
        if function is not None:
            return translator, function
        one = translator.function(["value", *lists])
        return translator, lambda depth, values, *lists: with_symbols(
            [one(depth, value, *lists) for value in values]
        )

    def each(self, body: Any, variable: Symbol | None, values: Sequence[Any]) -> int | None:
        """Do the turns for the values; None when all are done, else the index of the one to go on with."""
        kinds = kinds_of(values)
        if not kinds <= NUMBERS:
            return 0
        return self.attempt(body, {variable: "value"} if variable else {}, values, whole=kinds == INTEGERS)

    def as_long_as(self, test: Any, body: Any) -> int | None:
        """While[test, body]; None when it is over, else a number: it is to be gone on with."""
        return self.attempt(body, {}, test)

    def attempt(self, body: Any, names: dict[Any, str], over: Any, *, whole: bool = False) -> int | None:
        symbols = [s for s in assigned(body) if s not in names]
        definitions = [self.kernel.definitions[s] for s in symbols]
        state = [MISSING if d.own is UNSET else d.own for d in definitions]
        kinds = tuple(map(type, state))
        if not all(kind in STATE for kind in kinds):
            return 0
        if any(d.builtin or d.attributes & KEPT for d in definitions):
            return 0  # settings, and what is protected: the assignments themselves know what to do
        test = over if is_test(over) else None
        turns = LONG if test is not None else len(over)
        key = ("turns", body, test, *names, kinds, whole)
        found = self.found(key, turns, lambda: self.turning(body, names, test, symbols, kinds, whole))
        if found is None:
            return 0
        record, lists = found
        assert record.translation is not None
        for definition in definitions:  # the state is the one place that holds the values
            definition.own = None
        try:
            turn: int | None = record.translation.function(0, over, state, *lists)
        finally:
            for symbol, value in zip(symbols, state, strict=True):
                self.kernel.set_own(symbol, UNSET if value is MISSING else value)
        record.given_up += turn is not None
        return turn

    def turning(
        self,
        body: Any,
        names: dict[Any, str],
        test: Any,
        symbols: list[Symbol],
        kinds: tuple[type, ...],
        whole: bool,
    ) -> tuple[Any, Callable[..., Any]]:
        variables = {f"g{i}": kind for i, kind in enumerate(kinds)}
        given = names | dict(zip(symbols, variables, strict=True))

        def translate(mixed: Set[str]) -> tuple[Any, Any]:
            translator = translator_of(self.kernel, given, self.caller)
            translator.changing, translator.mixed = True, set(mixed)
            translator.texts = {name for name, kind in variables.items() if kind is str}
            translator.open = {name for name, kind in variables.items() if kind is Missing}
            for name, kind in variables.items():
                translator.believe(name, kind is int)
            translator.believe("value", whole)
            head = "for turn, value in enumerate(values):"
            if test is not None:
                head = f"while {translator.test(test)}:"
            translator.turns(head, body, list(variables))
            return translator, ["values", "state", *translator.lists.values()]

        translator, parameters = settled(translate)
        return translator, translator.function(parameters)

    def found(
        self, key: Any, turns: int, translate: Callable[[], tuple[Any, Callable[..., Any]]]
    ) -> tuple[Record, list[Any]] | None:
        """The record of a loop whose translation can be used now, and the lists that it reads."""
        kernel = self.kernel
        if not kernel.accelerator.enabled or kernel.with_up_values:
            return None
        record = self.records.get(key)
        if record is None:
            if len(self.records) >= STORED:
                self.records.clear()
            record = self.records[key] = Record()
        record.turns += turns
        if record.turns < LONG or record.given_up >= PATIENCE:
            return None
        if record.translation is None or not self.is_valid(record.translation):
            record.translation = self.translated(translate)
            if record.translation is None:
                record.given_up = PATIENCE
                return None
        lists = [numeric_list(kernel.definitions[s].own) for s in record.translation.lists]
        return None if any(each is None for each in lists) else (record, lists)

    def is_valid(self, translation: Translation) -> bool:
        """Whether the symbols have the definitions that were there when the loop was translated."""
        table = self.kernel.definitions.table
        return all(table.get(symbol) is definition for symbol, definition in translation.definitions)

    def translated(self, translate: Callable[[], tuple[Any, Callable[..., Any]]]) -> Translation | None:
        try:
            translator, function = translate()
        except FAILING:
            return None
        used = tuple((d.symbol, d) for d in translator.definitions)
        return Translation(function, tuple(translator.lists), used)


def with_symbols(found: list[Any]) -> list[Any]:
    """The values of translated code, with True and False as symbols."""
    if bool in set(map(type, found)):
        return [boolean(v) if type(v) is bool else v for v in found]
    return found


def kinds_of(values: Sequence[Any]) -> Set[type]:
    return INTEGERS if isinstance(values, range) else set(map(type, values))


def is_test(over: Any) -> bool:
    """Whether a loop goes on as long as a test holds, and not over values."""
    return isinstance(over, (Expr, Symbol))
