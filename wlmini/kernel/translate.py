"""Hot definitions, pure functions and loop bodies as Python functions on machine numbers.

The tree walker is the one source of meaning; a translation must give what it gives, or nothing. What is
translated touches its own variables only, so that it may be given up at any moment: wherever something
other than an integer or a machine real turns up, a result is not exact, or a real overflows, `GiveUp` is
raised and the tree walker does the whole call, or the whole turn of a loop, from its beginning.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from wlmini.expr import NULL, Expr, S, Symbol, is_list
from wlmini.kernel.formulas import Formulas
from wlmini.kernel.runtime import ITSELF, Untranslatable
from wlmini.kernel.vocabulary import ASSIGNMENTS, CHANGES, STEPS, assigned

RETURN = "    return "


class Translator(Formulas):
    """Writes one Python function: statements over formulas."""

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

    def is_given(self, expr: Any, depth: int) -> bool:
        """Whether the value of an expression can be returned by one formula; then it is."""
        try:
            self.give(expr, depth)
        except Untranslatable:
            return False
        return True

    def give(self, expr: Any, depth: int) -> None:
        """Return the value: a number, a truth as Python has it, or what `value` makes."""
        for kind, form in (("number", self.checked), ("truth", self.test), ("value", self.value)):
            try:
                text = form(expr)
            except Untranslatable:
                continue
            self.emit(depth, f"return {text}")
            self.gives.add(kind)
            if self.closed and not (kind == "number" and self.is_whole(expr)):
                self.mixed.add(ITSELF)
            return
        raise Untranslatable

    def compound(self, expr: Expr, depth: int, last: bool) -> None:
        for part in expr.parts[:-1]:
            self.block(part, depth, last=False)
        self.block(expr.parts[-1], depth, last=last)

    def branch(self, expr: Expr, depth: int, last: bool) -> None:
        if not 2 <= len(expr.parts) <= 3 or (last and len(expr.parts) == 2):
            raise Untranslatable
        if last and self.is_given(expr, depth):
            return
        self.emit(depth, f"if {self.test(expr.parts[0])}:")
        self.block(expr.parts[1], depth + 1, last=last)
        if len(expr.parts) == 3:
            self.emit(depth, "else:")
            self.block(expr.parts[2], depth + 1, last=last)

    def assign(self, expr: Expr, depth: int, last: bool) -> None:
        target, value = expr.parts
        self.store(target, value, depth, last)

    def store(self, target: Any, value: Any, depth: int, last: bool) -> None:
        if target not in self.names or not isinstance(target, Symbol) or last:
            raise Untranslatable
        variable = self.names[target]
        if variable in self.open:
            self.open.remove(variable)
            self.texts |= {variable} if self.is_text(value) else set()
        if variable in self.integers and not self.is_whole(value):
            self.integers.discard(variable)
            self.mixed.add(variable)
        text = self.text(value) if variable in self.texts else self.checked(value)
        self.emit(depth, f"{variable} = {text}")

    def change(self, expr: Expr, depth: int, last: bool) -> None:
        """x += d, x++ and the like, as statements."""
        target = expr.parts[0]
        if expr.head in STEPS:
            value: Any = S.Plus(target, STEPS[expr.head])
        else:
            value = CHANGES[expr.head](target, expr.parts[1])
        self.store(target, value, depth, last)

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
                self.begin(made[item], value, depth)
            else:
                made[item] = self.fresh()
        if not all(isinstance(name, Symbol) for name in made):
            raise Untranslatable
        self.names.update(made)
        self.block(expr.parts[1], depth, last=last)
        self.names = outer

    def begin(self, variable: str, value: Any, depth: int) -> None:
        """Give a new variable its first value, which tells whether it is to hold texts."""
        if self.is_text(value):
            self.texts.add(variable)
            self.emit(depth, f"{variable} = {self.text(value)}")
        else:
            self.emit(depth, f"{variable} = {self.checked(value)}")
            self.believe(variable, self.is_whole(value))

    def believe(self, variable: str, whole: bool) -> None:
        """Take a variable for one that holds integers only, unless it is known to hold others, too."""
        if whole and variable not in self.mixed:
            self.integers.add(variable)

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
        self.believe(name, True)
        if variable in assigned(expr.parts[0]):
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
        now = f"[{', '.join(variables)}]"
        single = isinstance(body, Expr) and body.head in ASSIGNMENTS  # nothing is half done where it fails
        self.emit(1, "turn, snapshot = 0, state[:]")
        self.emit(1, f"{names} = state" if variables else "pass")
        self.emit(1, "try:")
        if single:  # a text that grows must not be held twice: it is then extended in place
            self.emit(2, "snapshot, state[:] = None, ()")
        self.emit(2, head)
        if not single:
            self.emit(3, f"snapshot = {now}")
        self.loops += 1
        self.block(body, 3, last=False)
        self.loops -= 1
        self.emit(1, "except GIVING_UP:")
        self.emit(2, f"state[:] = {now if single else 'snapshot'}")
        self.emit(2, "return turn")
        self.emit(1, "except BaseException:")  # an interrupt: what was reached so far is kept
        self.emit(2, f"state[:] = {now if single else 'snapshot'}")
        self.emit(2, "raise")
        self.emit(1, f"state[:] = {now}")

    def function(self, parameters: Sequence[str]) -> Callable[..., Any]:
        """The compiled function."""
        guard = "    if depth < 0:\n        raise GiveUp\n" if "depth" in "".join(self.lines) else ""
        return self.compiled(f"def itself({', '.join(('depth', *parameters))}):\n{guard}", self.lines)

    def over_list(self, parameter: str, others: Sequence[str] = ()) -> Callable[..., Any] | None:
        """The function of a list of values of the parameter, where its body is one expression."""
        if len(self.lines) != 1 or not self.lines[0].startswith(RETURN):
            return None
        body = self.lines[0].removeprefix(RETURN)
        body = f"(TRUE if {body} else FALSE)" if "truth" in self.gives else body
        head = f"def itself({', '.join(('depth', 'values', *others))}):\n"
        return self.compiled(head, [f"    return [{body} for {parameter} in values]"])

    def over_steps(self, *, whole: bool, last: bool = False) -> Callable[..., Any] | None:
        """What yields the value for the last value and the next of some others, p0 and p1, again and again.

        It ends early where it gives up. Where `whole` holds the values are to be integers. With `last` it
        gives only the last value, and how many of the others are left.
        """
        if len(self.lines) != 1 or not self.lines[0].startswith(RETURN) or self.gives != {"number"}:
            return None
        formula = self.lines[0].removeprefix(RETURN)
        if whole and formula.startswith("finite("):
            return None
        if last:
            lines = [
                "    left = iter(values)",
                "    try:",
                "        for p1 in left:",
                f"            p0 = {formula}",
                "    except GIVING_UP:",
                "        return p0, 1 + sum(1 for _ in left)",
                "    return p0, 0",
            ]
            return self.compiled("def itself(depth, p0, values):\n", lines)
        lines = [
            "    for p1 in values:",
            "        try:",
            f"            p0 = {formula}",
            "        except GIVING_UP:",
            "            return",
            "        yield p0",
        ]
        return self.compiled("def itself(depth, p0, values):\n", lines)

    def compiled(self, head: str, lines: Sequence[str]) -> Callable[..., Any]:
        space = dict(self.space)
        lines = [*(f"    {rely}()" for rely in self.relied.values()), *lines]
        exec(compile(head + "\n".join(lines), "<translated>", "exec"), space)
        made: Callable[..., Any] = space["itself"]
        return made


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
