"""Hot definitions, pure functions and loop bodies as Python functions on machine numbers.

The tree walker is the one source of meaning; a translation must give what it gives, or nothing. What is
translated touches its own variables only, so that it may be given up at any moment: wherever something
other than an integer or a machine real turns up, a result is not exact, or a real overflows, `GiveUp` is
raised and the tree walker does the whole call, or the whole turn of a loop, from its beginning.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from wlmini.expr import FALSE, NULL, TRUE, Expr, Packed, S, Symbol, is_list
from wlmini.kernel.definitions import UNSET
from wlmini.kernel.runtime import RUNTIME


class Untranslatable(Exception):
    """An expression outside of what can be translated."""


COMPARISONS = {  # operator for two integers, function for all numbers
    S.Less: ("<", "less({0}, {1})"), S.Greater: (">", "less({1}, {0})"),
    S.LessEqual: ("<=", "at_most({0}, {1})"), S.GreaterEqual: (">=", "at_most({1}, {0})"),
    S.Equal: ("==", "equals({0}, {1})"), S.Unequal: ("!=", "not equals({0}, {1})"),
    S.SameQ: ("==", "identical({0}, {1})"), S.UnsameQ: ("!=", "not identical({0}, {1})"),
}  # fmt: skip
PREDICATES = {S.EvenQ: "even({0})", S.OddQ: "odd({0})", S.IntegerQ: "type({0}) is int"}
CHANGES = {S.AddTo: S.Plus, S.SubtractFrom: S.Subtract, S.TimesBy: S.Times, S.DivideBy: S.Divide}
STEPS = {S.Increment: 1, S.PreIncrement: 1, S.Decrement: -1, S.PreDecrement: -1}
ASSIGNMENTS = frozenset((S.Set, *CHANGES, *STEPS))
RULE_HEADS = {S.Integer: "type({0}) is int", S.Real: "type({0}) is float"}


# -- translating ---------------------------------------------------------------------------------------


class Translator:
    """Writes one Python function; `names` tells which variable stands for which symbol or slot."""

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
        return self.call(expr) if form is None else form(self, *expr.parts)

    def variable(self, name: Symbol) -> str:
        if name in self.names:
            return self.names[name]
        definition = self.kernel.definitions[name]
        if definition.own is UNSET or type(definition.own) not in (int, float):
            raise Untranslatable
        return f"own({self.keep(definition, 'd')})"

    def slot(self, which: Any) -> str:
        key = S.Slot(which)
        if key not in self.names:
            raise Untranslatable
        return self.names[key]

    def sum(self, *terms: Any) -> str:
        if len(terms) > 2:
            return f"total({', '.join(map(self.number, terms))})"
        if len(terms) < 2:
            raise Untranslatable
        a, b = terms
        if is_negative_product(b):
            return f"({self.number(a)} - {self.number(b.parts[1])})"
        return f"({self.number(a)} + {self.number(b)})"

    def times(self, *factors: Any) -> str:
        if len(factors) != 2:
            raise Untranslatable
        a, b = factors
        if is_inverse(b):
            return f"quotient({self.number(a)}, {self.number(b.parts[0])})"
        if is_inverse(a):
            return f"quotient({self.number(b)}, {self.number(a.parts[0])})"
        plain = any(type(f) is int and f != 0 for f in factors)
        left, right = self.number(a), self.number(b)
        return f"({left} * {right})" if plain else f"product({left}, {right})"

    def power(self, *arguments: Any) -> str:
        if len(arguments) != 2:
            raise Untranslatable
        base, exponent = arguments
        if type(exponent) is int and exponent == -1:
            return f"quotient(1, {self.number(base)})"
        if type(exponent) is int and exponent > 0:
            return f"({self.number(base)} ** {exponent})"
        return f"whole_power({self.number(base)}, {self.number(exponent)})"

    def difference(self, *arguments: Any) -> str:
        if len(arguments) != 2:
            raise Untranslatable
        return f"({self.number(arguments[0])} - {self.number(arguments[1])})"

    def division(self, *arguments: Any) -> str:
        if len(arguments) != 2:
            raise Untranslatable
        return f"quotient({self.number(arguments[0])}, {self.number(arguments[1])})"

    def negation(self, *arguments: Any) -> str:
        if len(arguments) != 1:
            raise Untranslatable
        return f"(-{self.number(arguments[0])})"

    def choice(self, *arguments: Any) -> str:
        if len(arguments) != 3:
            raise Untranslatable
        condition, yes, no = arguments
        return f"({self.number(yes)} if {self.test(condition)} else {self.number(no)})"

    def call(self, expr: Expr) -> str:
        return f"number({self.calling(expr)})"

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
            return f"itself({parts})"
        return f"{self.keep(self.caller(definition), 'c')}({parts})"

    # truths

    def test(self, expr: Any) -> str:
        """The Python expression of a truth."""
        if expr is TRUE or expr is FALSE:
            return repr(expr is TRUE)
        if not isinstance(expr, Expr):
            raise Untranslatable
        head, parts = expr.head, expr.parts
        if head in COMPARISONS and len(parts) == 2:
            return self.comparison(*COMPARISONS[head], *parts)
        if head in PREDICATES and len(parts) == 1:
            return f"({PREDICATES[head].format(self.number(parts[0]))})"
        if head in (S.And, S.Or) and parts:
            word = " and " if head is S.And else " or "
            return f"({word.join(map(self.test, parts))})"
        if head is S.Not and len(parts) == 1:
            return f"(not {self.test(parts[0])})"
        if head in self.kernel.definitions.table and isinstance(head, Symbol):
            return f"truth({self.calling(expr)})"
        raise Untranslatable

    def comparison(self, operator: str, function: str, a: Any, b: Any) -> str:
        left, right = self.number(a), self.number(b)
        general = function.format(left, right)
        simple = [t for t in (left, right) if t in self.names.values()]
        literal = [e for e in (a, b) if type(e) is int]
        if simple and len(simple) + len(literal) == 2:
            integers = " and ".join(f"type({t}) is int" for t in simple)
            return f"(({left} {operator} {right}) if {integers} else {general})"
        return f"({general})"

    # statements

    def block(self, expr: Any, depth: int, *, last: bool) -> None:
        """The statements of an expression; with `last` its value is returned."""
        form = STATEMENTS.get(expr.head) if isinstance(expr, Expr) else None
        if form is not None:
            form(self, expr, depth, last)
        elif last:
            self.give(expr, depth)
        elif expr is NULL:
            self.emit(depth, "pass")
        else:
            raise Untranslatable

    def give(self, expr: Any, depth: int) -> None:
        try:
            self.emit(depth, f"return finite({self.number(expr)})")
        except Untranslatable:
            self.emit(depth, f"return {self.test(expr)}")

    def compound(self, expr: Expr, depth: int, last: bool) -> None:
        for part in expr.parts[:-1]:
            self.block(part, depth, last=False)
        self.block(expr.parts[-1], depth, last=last)

    def branch(self, expr: Expr, depth: int, last: bool) -> None:
        if not 2 <= len(expr.parts) <= 3 or (last and len(expr.parts) == 2):
            raise Untranslatable
        self.emit(depth, f"if {self.test(expr.parts[0])}:")
        self.block(expr.parts[1], depth + 1, last=last)
        if len(expr.parts) == 3:
            self.emit(depth, "else:")
            self.block(expr.parts[2], depth + 1, last=last)

    def assign(self, expr: Expr, depth: int, last: bool) -> None:
        target, value = expr.parts
        self.store(target, self.number(value), depth, last)

    def store(self, target: Any, text: str, depth: int, last: bool) -> None:
        if target not in self.names or not isinstance(target, Symbol) or last:
            raise Untranslatable
        self.emit(depth, f"{self.names[target]} = finite({text})")

    def change(self, expr: Expr, depth: int, last: bool) -> None:
        """x += d, x++ and the like, as statements."""
        target = expr.parts[0]
        if expr.head in STEPS:
            value: Any = S.Plus(target, STEPS[expr.head])
        else:
            value = CHANGES[expr.head](target, expr.parts[1])
        self.store(target, self.number(value), depth, last)

    def local(self, expr: Expr, depth: int, last: bool) -> None:
        """Module[{x = 1, y}, body]: new variables, which are unknown until they are given a value."""
        if len(expr.parts) != 2 or not is_list(expr.parts[0]):
            raise Untranslatable
        outer = dict(self.names)
        made = {}
        for item in expr.parts[0].parts:
            if isinstance(item, Expr) and item.head is S.Set and len(item.parts) == 2:
                item, value = item.parts
                made[item] = self.fresh()
                self.emit(depth, f"{made[item]} = finite({self.number(value)})")
            else:
                made[item] = self.fresh()
        if not all(isinstance(name, Symbol) for name in made):
            raise Untranslatable
        self.names.update(made)
        self.block(expr.parts[1], depth, last=last)
        self.names = outer

    def repeat_while(self, expr: Expr, depth: int, last: bool) -> None:
        if last or len(expr.parts) != 2:
            raise Untranslatable
        self.emit(depth, f"while {self.test(expr.parts[0])}:")
        self.loop_body(expr.parts[1], depth)

    def loop_body(self, body: Any, depth: int) -> None:
        self.loops += 1
        self.block(body, depth + 1, last=False)
        self.loops -= 1

    def repeat(self, expr: Expr, depth: int, last: bool) -> None:
        """Do[body, {i, n}] and Do[body, {i, a, b}] over integers."""
        if last or len(expr.parts) != 2 or not is_list(expr.parts[1]):
            raise Untranslatable
        variable, *bounds = expr.parts[1].parts
        if not isinstance(variable, Symbol) or not 1 <= len(bounds) <= 2:
            raise Untranslatable
        low, high = ["1", *map(self.number, bounds)][-2:]
        outer = dict(self.names)
        name = self.names[variable] = self.fresh()
        self.emit(depth, f"for {name} in range({low}, {high} + 1):")
        if assigns(expr.parts[0], variable):
            raise Untranslatable
        self.loop_body(expr.parts[0], depth)
        self.names = outer

    def leave(self, expr: Expr, depth: int, last: bool) -> None:
        if not self.loops or last or expr.parts:
            raise Untranslatable
        self.emit(depth, "break" if expr.head is S.Break else "continue")

    # the whole

    def turns(self, head: str, body: Any, variables: Sequence[str]) -> None:
        """A loop whose turns each count as a whole or not at all.

        `state` holds the values of the variables; the function returns None when the loop is over, and the
        number of the turn to go on with, with the state before that turn, where it gave up.
        """
        names = ", ".join(variables) + "," if variables else "()"
        self.emit(1, "turn, snapshot = 0, state[:]")
        self.emit(1, f"{names} = state" if variables else "pass")
        self.emit(1, "try:")
        self.emit(2, head)
        self.emit(3, f"snapshot = [{', '.join(variables)}]")
        self.loops += 1
        self.block(body, 3, last=False)
        self.loops -= 1
        self.emit(1, "except GIVING_UP:")
        self.emit(2, "state[:] = snapshot")
        self.emit(2, "return turn")
        self.emit(1, "except BaseException:")  # an interrupt: what was reached so far is kept
        self.emit(2, "state[:] = snapshot")
        self.emit(2, "raise")
        self.emit(1, f"state[:] = [{', '.join(variables)}]")

    def function(self, parameters: Sequence[str]) -> Callable[..., Any]:
        """The compiled function."""
        head = f"def itself({', '.join(('depth', *parameters))}):\n    if depth < 0:\n        raise GiveUp\n"
        source = head + "\n".join(self.lines)
        exec(compile(source, "<translated>", "exec"), self.space)
        made: Callable[..., Any] = self.space["itself"]
        return made


def is_negative_product(expr: Any) -> bool:
    return (
        isinstance(expr, Expr)
        and expr.head is S.Times
        and len(expr.parts) == 2
        and type(expr.parts[0]) is int
        and expr.parts[0] == -1
    )


def is_inverse(expr: Any) -> bool:
    return (
        isinstance(expr, Expr)
        and expr.head is S.Power
        and len(expr.parts) == 2
        and type(expr.parts[1]) is int
        and expr.parts[1] == -1
    )


def assigns(expr: Any, name: Symbol) -> bool:
    """Whether something in the expression assigns to the symbol."""
    return name in assigned(expr)


def assigned(expr: Any) -> dict[Symbol, None]:
    """The symbols that something in the expression assigns to, in order."""
    if not isinstance(expr, Expr) or isinstance(expr, Packed):
        return {}
    found: dict[Symbol, None] = {}
    if expr.head in ASSIGNMENTS and expr.parts and isinstance(expr.parts[0], Symbol):
        found[expr.parts[0]] = None
    for part in expr.parts:
        found |= assigned(part)
    return found


NUMBERS: dict[Any, Callable[..., str]] = {
    S.Plus: Translator.sum,
    S.Times: Translator.times,
    S.Power: Translator.power,
    S.Subtract: Translator.difference,
    S.Divide: Translator.division,
    S.Minus: Translator.negation,
    S.If: Translator.choice,
    S.Slot: Translator.slot,
    S.Mod: lambda self, *parts: binary(self, "remainder", parts),
    S.Quotient: lambda self, *parts: binary(self, "whole_quotient", parts),
}
STATEMENTS: dict[Any, Callable[..., None]] = {
    S.CompoundExpression: Translator.compound,
    S.If: Translator.branch,
    S.Set: Translator.assign,
    S.Module: Translator.local,
    S.While: Translator.repeat_while,
    S.Do: Translator.repeat,
    S.Break: Translator.leave,
    S.Continue: Translator.leave,
    **dict.fromkeys((*CHANGES, *STEPS), Translator.change),
}


def binary(translator: Translator, function: str, parts: tuple[Any, ...]) -> str:
    if len(parts) != 2:
        raise Untranslatable
    return f"{function}({', '.join(map(translator.number, parts))})"
