"""A flat chain of operands and operators to one expression: a shunting-yard over the operator table.

Operators of one precedence are not joined two by two: a whole run of them is, by the kind of its
operators, which is how `a < b <= c` and `a ;; b ;; c` become one expression each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from wlmini.expr import BigReal, Expr, S, Symbol
from wlmini.syntax.operators import Operator

PLUS, TIMES, POWER = S.Plus, S.Times, S.Power
TAGGED = {S.Set: S.TagSet, S.SetDelayed: S.TagSetDelayed, S.Unset: S.TagUnset}
Run = Sequence[Operator]
LONG = 100  # factors of a product, beyond which signs go around it


class UnpairedTilde(Exception):
    """`a~f` lacks the second `~` and what stands behind it."""


class Suffix:
    """A postfix operator with something of its own in it: a call's arguments, a file name."""

    __slots__ = ("apply", "precedence")

    def __init__(self, precedence: float, apply: Callable[[Any], Any]) -> None:
        self.precedence = precedence
        self.apply = apply


def resolve(chain: list[Any]) -> Any:
    """The expression of a chain, in which every operand is finished."""
    if len(chain) == 3 and type(chain[1]) is Operator and chain[1].kind in MANY:  # a + b: most chains are so
        return closed(MANY[chain[1].kind](chain[1:2], chain[::2]))
    operands: list[Any] = []
    waiting: list[Operator] = []
    wants_operand = True
    for item in chain:
        kind = type(item)
        if kind is Operator and item.prefix and wants_operand:
            waiting.append(item)
        elif wants_operand:
            operands.append(item)
            wants_operand = False
        else:
            while waiting and waiting[-1].precedence > item.precedence:
                reduce(operands, waiting)
            if kind is Suffix:
                operands[-1] = item.apply(closed(operands[-1]))
            elif item.kind == "postfix":
                operands[-1] = Expr(item.head, (closed(operands[-1]),))
            else:
                waiting.append(item)
                wants_operand = True
    while waiting:
        reduce(operands, waiting)
    return closed(operands[0])


def reduce(operands: list[Any], waiting: list[Operator]) -> None:
    """Join the last run of operators that wait, or apply the last prefix, to their operands."""
    last = waiting.pop()
    if last.prefix:
        operands[-1] = ONE[last.kind](last, operands[-1])
        return
    run = [last]
    while waiting and waiting[-1].precedence == last.precedence and not waiting[-1].prefix:
        run.append(waiting.pop())
    run.reverse()
    size = len(run) + 1
    parts = operands[-size:]
    if last.kind != "product" and last.kind != "sum":
        parts = [closed(part) for part in parts]
    operands[-size:] = [join(run, parts)]


def join(run: Run, parts: list[Any]) -> Any:
    """One expression of a run; where families are mixed (`a == b === c`) they group to the left."""
    first = run[0].family
    end = next((i for i, each in enumerate(run) if each.family != first), len(run))
    joined = MANY[run[0].kind](run[:end], parts[: end + 1])
    return joined if end == len(run) else join(run[end:], [closed(joined), *map(closed, parts[end + 1 :])])


# A product is a Python list of its factors until something else takes it as an operand: `-a b/c` is
# one Times, while a product in parentheses has been finished and stays whole.


def closed(part: Any) -> Any:
    return Expr(TIMES, part) if type(part) is list else part


def factors(part: Any) -> list[Any]:
    return part if type(part) is list else [part]


def negated(part: Any) -> Any:
    """-part: a negative literal for a number, else a product with -1."""
    first, *rest = factors(part)
    if type(first) is BigReal and first.value >= 0:
        first = BigReal(-first.value, first.precision)
    elif type(first) in (int, float, Fraction) and first >= 0:
        first = -first
    else:
        return (
            [-1, first, *rest] if len(rest) < LONG else [-1, Expr(TIMES, part)]
        )  # - - - - x: not to the square
    return [first, *rest] if rest else first


def left(run: Run, parts: list[Any]) -> Any:
    value = parts[0]
    for operator, part in zip(run, parts[1:], strict=True):
        value = Expr(operator.head, (value, part))
    return value


def right(run: Run, parts: list[Any]) -> Any:
    value = parts[-1]
    for operator, part in zip(reversed(run), reversed(parts[:-1]), strict=True):
        value = Expr(operator.head, (part, value))
    return value


def assign(run: Run, parts: list[Any]) -> Any:
    """Grouped right; `f /: lhs = rhs` is one assignment with the tag first."""
    value = parts[-1]
    for operator, part in zip(reversed(run), reversed(parts[:-1]), strict=True):
        tagged = TAGGED.get(value.head) if operator.head is S.TagSet and isinstance(value, Expr) else None
        value = Expr(tagged, (part, *value.parts)) if tagged else Expr(operator.head, (part, value))
    return value


def flat(run: Run, parts: list[Any]) -> Any:
    return Expr(run[0].head, map(closed, parts))  # open products where `a b ± c + d` has a sum after it


def compare(run: Run, parts: list[Any]) -> Any:
    """One head over all operands, or Inequality where the comparisons differ."""
    if all(each.head is run[0].head for each in run):
        return Expr(run[0].head, parts)
    mixed = [parts[0]]
    for operator, part in zip(run, parts[1:], strict=True):
        mixed += operator.head, part
    return Expr(S.Inequality, mixed)


def span(run: Run, parts: list[Any]) -> Any:
    """`a;;b;;c`; a fourth part starts another span, and the two are multiplied."""
    if len(parts) <= 3:
        return Expr(S.Span, parts)
    spans, rest = [Expr(S.Span, parts[:3])], parts[3:]
    spans += [Expr(S.Span, (1, *rest[i : i + 2])) for i in range(0, len(rest), 2)]
    return spans


def total(run: Run, parts: list[Any]) -> Any:
    terms = [closed(parts[0])]
    for operator, part in zip(run, parts[1:], strict=True):
        terms.append(closed(part if operator.head is PLUS else negated(part)))
    return Expr(PLUS, terms)


def product(run: Run, parts: list[Any]) -> list[Any]:
    result = list(factors(parts[0]))
    for operator, part in zip(run, parts[1:], strict=True):
        if operator.head is TIMES:
            result += factors(part)
        else:
            result.append(Expr(POWER, (closed(part), -1)))
    return result


def tilde(run: Run, parts: list[Any]) -> Any:
    """`a~f~b~g~c` is g[f[a, b], c]."""
    if len(run) % 2:
        raise UnpairedTilde
    value = parts[0]
    for function, part in zip(parts[1::2], parts[2::2], strict=True):
        value = Expr(function, (value, part))
    return value


def colon(run: Run, parts: list[Any]) -> Any:
    """`name:pattern` names it, `pattern:default` gives it a default."""
    value = parts[0]
    for part in parts[1:]:
        value = Expr(S.Pattern if type(value) is Symbol else S.Optional, (value, part))
    return value


def apply(run: Run, parts: list[Any]) -> Any:
    value = parts[-1]
    for function in reversed(parts[:-1]):
        value = Expr(function, (value,))
    return value


def pipe(run: Run, parts: list[Any]) -> Any:
    value = parts[0]
    for function in parts[1:]:
        value = Expr(function, (value,))
    return value


MANY: dict[str, Callable[[Run, list[Any]], Any]] = {
    "left": left, "right": right, "assign": assign, "flat": flat, "compare": compare, "span": span,
    "sum": total, "product": product, "tilde": tilde, "colon": colon, "apply": apply, "pipe": pipe,
}  # fmt: skip
ONE: dict[str, Callable[[Operator, Any], Any]] = {
    "prefix": lambda operator, part: Expr(operator.head, (closed(part),)),
    "negate": lambda operator, part: negated(part),
}
