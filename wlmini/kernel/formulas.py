"""Expressions as Python source: numbers, truths, texts, and values that are only handed on."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from wlmini.expr import FALSE, TRUE, Expr, Packed, S, Symbol, is_list
from wlmini.kernel.definitions import UNSET, Definition
from wlmini.kernel.runtime import RUNTIME, Untranslatable, asked, building, relying
from wlmini.kernel.vocabulary import (
    CLOSED,
    COMPARISONS,
    EQUALITIES,
    ONE_NUMBER,
    OPERATIONS,
    PREDICATES,
    TRUTHS,
    TWO_NUMBERS,
    WHOLE,
)

NEAR = 10**9  # integers below it have powers that need no check
FOLDED = 4096  # bits of powers of literals that are worked out beforehand


class Formulas:
    """Writes Python expressions; `names` tells which variable stands for which symbol or slot.

    Variables hold numbers, those in `integers` whole ones, those in `texts` strings. `lists` has the symbols
    outside whose elements are read, and the variables for their lists.
    """

    def __init__(
        self,
        kernel: Any,
        names: dict[Any, str],
        caller: Callable[[Any], Callable[..., Any]],
        owner: Symbol | None = None,
    ) -> None:
        self.kernel = kernel
        self.caller = caller
        self.names: dict[Any, str] = dict(names)
        self.owner = owner
        self.space: dict[str, Any] = dict(RUNTIME)
        self.lines: list[str] = []
        self.loops = 0
        self.changing = False
        self.count = len(names)
        self.texts: set[str] = set()
        self.integers: set[str] = set()  # as far as is believed
        self.mixed: set[str] = set()  # which turned out to hold other numbers, too
        self.closed = False  # whether the function gives integers for integers, as far as is believed
        self.gives: set[str] = set()  # what a function returns: "number", "truth", "value"
        self.open: set[str] = set()  # variables without a value: the first assignment tells their kind
        self.lists: dict[Symbol, str] = {}
        self.definitions: list[Definition] = []  # whose values are read, or relied on to be missing
        self.relied: dict[Symbol, str] = {}  # symbols without a meaning, and what makes sure of that

    def fresh(self) -> str:
        self.count += 1
        return f"v{self.count}"

    def keep(self, value: Any, name: str) -> str:
        """A name for an object in the function's space."""
        key = f"{name}{len(self.space)}"
        self.space[key] = value
        return key

    def emit(self, depth: int, line: str) -> None:
        self.lines.append("    " * depth + line)

    # integers

    def is_whole(self, expr: Any) -> bool:
        """Whether an expression gives an integer for sure, or makes the translation give up."""
        if not isinstance(expr, Expr):
            return type(expr) is int or self.names.get(expr) in self.integers
        head, parts = expr.head, expr.parts
        if head is S.Slot:
            return self.names.get(expr) in self.integers
        if head in WHOLE:
            return True
        if head is self.owner:
            return self.closed and self.are_whole(parts)
        quotient = as_quotient(expr)
        if quotient is not None:
            return all(map(self.is_whole, quotient))
        if head is S.Power:
            return len(parts) == 2 and self.is_whole(parts[0]) and type(parts[1]) is int and parts[1] > 0
        if head is S.If or head is S.Which:
            return all(map(self.is_whole, parts[1:] if head is S.If else parts[1::2]))
        return head in CLOSED and all(map(self.is_whole, parts))

    def are_whole(self, exprs: Sequence[Any]) -> bool:
        return all(map(self.is_whole, exprs))

    def checked(self, expr: Any) -> str:
        """The number of an expression, which must not have overflowed."""
        return self.number(expr) if self.is_whole(expr) else f"finite({self.number(expr)})"

    # expressions

    def number(self, expr: Any) -> str:
        """The Python expression of a numerical value."""
        if type(expr) is int or (type(expr) is float and math.isfinite(expr)):
            return f"({expr!r})" if expr < 0 else repr(expr)
        if isinstance(expr, Symbol):
            return self.variable(expr)
        if not isinstance(expr, Expr) or not isinstance(expr.head, Symbol):
            raise Untranslatable
        if self.kernel.definitions[expr.head].up:
            raise Untranslatable
        form = NUMBERS.get(expr.head)
        if form is not None:
            return form(self, *expr.parts)
        return self.call(expr) if expr.head not in CALLED else self.ask(expr)

    def variable(self, name: Symbol) -> str:
        if name in self.names:
            if self.names[name] in self.texts:
                raise Untranslatable
            return self.names[name]
        definition = self.kernel.definitions[name]
        if definition.own is UNSET or type(definition.own) not in (int, float):
            raise Untranslatable
        self.definitions.append(definition)
        return f"own({self.keep(definition, 'd')})"

    def slot(self, which: Any) -> str:
        key = S.Slot(which)
        if key not in self.names:
            raise Untranslatable
        return self.names[key]

    def sum(self, *terms: Any) -> str:
        if len(terms) > 2 and self.are_whole(terms):
            return f"({' + '.join(map(self.number, terms))})"
        if len(terms) > 2:
            return f"total({', '.join(map(self.number, terms))})"
        if len(terms) < 2:
            raise Untranslatable
        a, b = terms
        if is_negative_product(b):
            return f"({self.number(a)} - {self.number(b.parts[1])})"
        return f"({self.number(a)} + {self.number(b)})"

    def times(self, *factors: Any) -> str:
        if len(factors) > 2 and not any(map(is_inverse, factors)):
            if self.are_whole(factors):
                return f"({' * '.join(map(self.number, factors))})"
            return f"all_factors({', '.join(map(self.number, factors))})"
        if len(factors) != 2:
            raise Untranslatable
        a, b = factors
        if is_inverse(b):
            return self.division(a, b.parts[0])
        if is_inverse(a):
            return self.division(b, a.parts[0])
        plain = any(type(f) is int and f != 0 for f in factors) or self.are_whole(factors)
        left, right = self.number(a), self.number(b)
        return f"({left} * {right})" if plain else f"product({left}, {right})"

    def power(self, *arguments: Any) -> str:
        if len(arguments) != 2:
            raise Untranslatable
        base, exponent = arguments
        if type(exponent) is int and exponent == -1:
            return f"quotient(1, {self.number(base)})"
        if type(exponent) is int and exponent > 0:
            if type(base) is int and base.bit_length() * exponent <= FOLDED:
                return self.number(base**exponent)
            text = self.number(base)
            if text in self.names.values():  # a number that is small for sure needs no further look
                power = (
                    f"{text} * {text}" if exponent == 2 and self.is_whole(base) else f"{text} ** {exponent}"
                )
                near = f"-{NEAR} < {text} < {NEAR}" if self.is_whole(base) else f"-1e9 < {text} < 1e9"
                return f"({power} if {near} else raised({text}, {exponent}))"
            return f"raised({text}, {exponent})"
        return self.ask(S.Power(base, exponent))

    def difference(self, *arguments: Any) -> str:
        if len(arguments) != 2:
            raise Untranslatable
        return f"({self.number(arguments[0])} - {self.number(arguments[1])})"

    def division(self, *arguments: Any) -> str:
        if len(arguments) != 2:
            raise Untranslatable
        a, b = map(self.number, arguments)
        if self.are_whole(arguments) and a in self.names.values() and type(arguments[1]) is int:
            return f"({a} // {b} if {a} % {b} == 0 else give_up())"
        return f"quotient({a}, {b})"

    def negation(self, *arguments: Any) -> str:
        if len(arguments) != 1:
            raise Untranslatable
        return f"(-{self.number(arguments[0])})"

    def choice(self, *arguments: Any) -> str:
        if len(arguments) != 3:
            raise Untranslatable
        condition, yes, no = arguments
        return f"({self.number(yes)} if {self.test(condition)} else {self.number(no)})"

    def cases(self, *arguments: Any) -> str:
        """Which[test, value, ..., True, value] of numbers."""
        if len(arguments) < 2 or len(arguments) % 2:
            raise Untranslatable
        test, value, *others = arguments
        if test is TRUE:
            return self.number(value)
        return f"({self.number(value)} if {self.test(test)} else {self.cases(*others)})"

    def inexact(self, *arguments: Any) -> str:
        """N[number], N[a/b]."""
        if len(arguments) != 1:
            raise Untranslatable
        quotient = as_quotient(arguments[0])
        if quotient is not None:
            return f"ratio({self.number(quotient[0])}, {self.number(quotient[1])})"
        return f"real({self.number(arguments[0])})"

    def element(self, *arguments: Any) -> str:
        """v[[i]] and m[[i, j]] of a list outside that the loop does not change."""
        name = arguments[0]
        if not self.changing or not isinstance(name, Symbol) or name in self.names or len(arguments) < 2:
            raise Untranslatable
        if name not in self.lists and not is_list(self.kernel.definitions[name].own):
            raise Untranslatable
        variable = self.lists.setdefault(name, f"l{len(self.lists)}")
        return f"element({', '.join((variable, *map(self.number, arguments[1:])))})"

    def length(self, *arguments: Any) -> str:
        if len(arguments) != 1:
            raise Untranslatable
        return f"len({self.text(arguments[0])})"

    def operation(self, count: int | None, function: str, integers: str, parts: tuple[Any, ...]) -> str:
        if not parts or count not in (None, len(parts)):
            raise Untranslatable
        if len(parts) == 2 and self.are_whole(parts):
            return integers.format(*map(self.number, parts))
        return f"{function}({', '.join(map(self.number, parts))})"

    def ask(self, expr: Expr) -> str:
        """The builtin itself, of numbers."""
        wanted = (ONE_NUMBER, TWO_NUMBERS)[len(expr.parts) - 1] if 1 <= len(expr.parts) <= 2 else ()
        definition = self.kernel.definitions[expr.head]
        if expr.head not in wanted or definition.builtin is None or definition.builtin.options:
            raise Untranslatable
        name = self.keep(asked(self.kernel, definition.builtin), "b")
        return f"{name}({self.numbers(expr.parts)})"

    def call(self, expr: Expr) -> str:
        return self.calling(expr) if self.is_whole(expr) else f"number({self.calling(expr)})"

    def calling(self, expr: Expr) -> str:
        """A call of the definition itself, or of another one that is (or becomes) translated."""
        if self.changing:  # the one called may read what the loop is changing
            raise Untranslatable
        if expr.head not in self.kernel.definitions.table:
            raise Untranslatable
        definition = self.kernel.definitions[expr.head]
        if definition.builtin is not None or definition.own is not UNSET or not definition.down:
            raise Untranslatable
        if definition.up or definition.sub or definition.hold or not definition.plain:
            raise Untranslatable
        parts = ", ".join(["depth - 1", *map(self.number, expr.parts)])
        if expr.head is self.owner:
            self.pass_on(expr.parts)
            return f"itself({parts})"
        return f"{self.keep(self.caller(definition), 'c')}({parts})"

    def pass_on(self, arguments: Sequence[Any]) -> None:
        """The function calls itself: parameters that then may get other numbers are no integers for sure."""
        others = {f"p{i}" for i, each in enumerate(arguments) if not self.is_whole(each)}
        self.mixed |= others & self.integers
        self.integers -= others

    # truths

    def test(self, expr: Any) -> str:
        """The Python expression of a truth."""
        if expr is TRUE or expr is FALSE:
            return repr(expr is TRUE)
        if not isinstance(expr, Expr):
            raise Untranslatable
        head, parts = expr.head, expr.parts
        if head in COMPARISONS and len(parts) == 2:
            return self.comparison(head, *parts)
        if head in PREDICATES and len(parts) == PREDICATES[head][0].count("{"):
            return f"({PREDICATES[head][self.are_whole(parts)].format(*map(self.number, parts))})"
        if head in TRUTHS:
            return self.asked_truth(head, parts)
        if head in (S.And, S.Or) and parts:
            word = " and " if head is S.And else " or "
            return f"({word.join(map(self.test, parts))})"
        if head is S.Not and len(parts) == 1:
            return f"(not {self.test(parts[0])})"
        if head is S.If and len(parts) == 3:
            condition, yes, no = map(self.test, parts)
            return f"({yes} if {condition} else {no})"
        if head in self.kernel.definitions.table and isinstance(head, Symbol):
            return f"truth({self.calling(expr)})"
        raise Untranslatable

    def asked_truth(self, head: Symbol, parts: Sequence[Any]) -> str:
        """The builtin itself, of numbers; one that tests integers has a function that only does that."""
        builtin = self.kernel.definitions[head].builtin
        if builtin is None or builtin.options or not builtin.arity[0] <= len(parts) <= 2:
            raise Untranslatable
        if builtin.integer_test is not None and len(parts) == 1 and self.is_whole(parts[0]):
            return f"{self.keep(builtin.integer_test, 'b')}({self.numbers(parts)})"
        return f"{self.keep(asked(self.kernel, builtin, truth=True), 'b')}({self.numbers(parts)})"

    def numbers(self, parts: Sequence[Any]) -> str:
        return ", ".join(map(self.number, parts))

    def comparison(self, head: Symbol, a: Any, b: Any) -> str:
        operator, function = COMPARISONS[head]
        if head in EQUALITIES and (self.is_text(a) or self.is_text(b)):
            return f"({self.text(a)} {operator} {self.text(b)})"
        left, right = self.number(a), self.number(b)
        if self.are_whole((a, b)):
            return f"({left} {operator} {right})"
        general = function.format(left, right)
        simple = [t for t in (left, right) if t in self.names.values()]
        literal = [e for e in (a, b) if type(e) is int]
        if simple and len(simple) + len(literal) == 2:
            integers = " and ".join(f"type({t}) is int" for t in simple)
            return f"(({left} {operator} {right}) if {integers} else {general})"
        return f"({general})"

    # texts

    def text(self, expr: Any) -> str:
        """The Python expression of a string."""
        if isinstance(expr, str):
            return repr(expr)
        if isinstance(expr, Symbol):
            return self.text_variable(expr)
        if not isinstance(expr, Expr) or self.kernel.with_up_values:
            raise Untranslatable
        if expr.head is S.StringJoin and expr.parts:
            return f"({' + '.join(map(self.text, expr.parts))})"
        if expr.head is S.ToString and len(expr.parts) == 1:
            return f"digits({self.number(expr.parts[0])})"
        if expr.head is S.If and len(expr.parts) == 3:
            condition, yes, no = expr.parts
            return f"({self.text(yes)} if {self.test(condition)} else {self.text(no)})"
        raise Untranslatable

    def text_variable(self, name: Symbol) -> str:
        if name in self.names:
            if self.names[name] not in self.texts:
                raise Untranslatable
            return self.names[name]
        definition = self.kernel.definitions[name]
        if not isinstance(definition.own, str):
            raise Untranslatable
        self.definitions.append(definition)
        return f"own_text({self.keep(definition, 'd')})"

    def is_text(self, expr: Any) -> bool:
        """Whether an expression is plainly a string."""
        if isinstance(expr, Symbol):
            return self.names.get(expr) in self.texts
        return isinstance(expr, str) or (isinstance(expr, Expr) and expr.head in (S.StringJoin, S.ToString))

    # any values, which are only handed on

    def value(self, expr: Any) -> str:
        """The Python expression of a number, a text, a truth, or an expression that stays as it is."""
        for form, shape in ((self.checked, "{}"), (self.text, "{}"), (self.test, "symbol_of({})")):
            try:
                return shape.format(form(expr))
            except Untranslatable:
                continue
        if isinstance(expr, Symbol):
            return self.keep(self.inert(expr, function=False).symbol, "s")
        if not isinstance(expr, Expr) or not isinstance(expr.head, Symbol) or isinstance(expr, Packed):
            raise Untranslatable
        if expr.head is S.If and len(expr.parts) == 3:
            condition, yes, no = expr.parts
            return f"({self.value(yes)} if {self.test(condition)} else {self.value(no)})"
        build = self.keep(building(self.kernel, self.inert(expr.head, function=True).symbol), "e")
        return f"{build}({', '.join(map(self.value, expr.parts))})"

    def inert(self, symbol: Symbol, *, function: bool) -> Definition:
        """The definition of a symbol, or the head of a function, that has no meaning as yet."""
        definition: Definition = self.kernel.definitions[symbol]
        declared = definition.builtin
        if declared is not None and (declared.function is not None or not function):
            raise Untranslatable
        if not function and symbol.context == "System`":
            raise Untranslatable
        if definition.own is not UNSET or definition.down or definition.sub or definition.up:
            raise Untranslatable
        if definition.hold or not definition.plain or definition.keeps_sequences:
            raise Untranslatable
        self.definitions.append(definition)
        if symbol not in self.relied:
            self.relied[symbol] = self.keep(relying(self.kernel, definition), "r")
        return definition


def is_negative_product(expr: Any) -> bool:
    return (
        isinstance(expr, Expr)
        and expr.head is S.Times
        and len(expr.parts) == 2
        and type(expr.parts[0]) is int
        and expr.parts[0] == -1
    )


def as_quotient(expr: Any) -> tuple[Any, Any] | None:
    """(a, b) of a/b and 1/b."""
    if isinstance(expr, Expr) and len(expr.parts) == 2:
        a, b = expr.parts
        if expr.head is S.Divide:
            return a, b
        if expr.head is S.Times and is_inverse(b):
            return a, b.parts[0]
        if is_inverse(expr):
            return 1, a
    return None


def is_inverse(expr: Any) -> bool:
    return (
        isinstance(expr, Expr)
        and expr.head is S.Power
        and len(expr.parts) == 2
        and type(expr.parts[1]) is int
        and expr.parts[1] == -1
    )


def operating(count: int | None, function: str, integers: str) -> Callable[..., str]:
    """The form of a function that translated code has."""
    return lambda translator, *parts: translator.operation(count, function, integers, parts)


NUMBERS: dict[Any, Callable[..., str]] = {
    S.Plus: Formulas.sum,
    S.Times: Formulas.times,
    S.Power: Formulas.power,
    S.Subtract: Formulas.difference,
    S.Divide: Formulas.division,
    S.Minus: Formulas.negation,
    S.If: Formulas.choice,
    S.Slot: Formulas.slot,
    S.Which: Formulas.cases,
    S.N: Formulas.inexact,
    S.Part: Formulas.element,
    S.StringLength: Formulas.length,
    **{head: operating(*row) for head, row in OPERATIONS.items()},
}
CALLED = ONE_NUMBER | TWO_NUMBERS
