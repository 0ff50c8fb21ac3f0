"""Heads that hold their parts: choices, local names, loops, assignments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import reduce
from typing import Any

from ...expr import FALSE, TRUE, Expr, S, Symbol, is_list
from ..ir import Node, ShapeError
from ..parameters import is_rule
from ..ports import Misfit
from ..texts import TEXTS
from .interpret import Trace
from .values import Closure, Pending, Scope, Splice, Value, concrete, form, is_whole, shape_of

TEXTS.declare(
    notlocal="`1` is given a value inside the function of a layer, but is no local variable of it.",
)

MOST = 10_000  # rounds of a loop


# -- functions and names -----------------------------------------------------------------------------


@form("Function")
def make_closure(trace: Trace, scope: Scope, *parts: Any) -> Value:
    return Closure(Expr(S.Function, parts), scope)


@form("Slot")
def slot(trace: Trace, scope: Scope, which: Any = 1) -> Value:
    arguments = scope.arguments()
    if isinstance(which, str):
        first = arguments[0] if arguments else None
        return trace.lifted(first.get(which)) if isinstance(first, dict) else None
    if not is_whole(which) or not 1 <= which <= len(arguments):
        raise ShapeError(f"slot {which} cannot be filled from {len(arguments)} argument(s)")
    return trace.lifted(arguments[which - 1])


@form("SlotSequence")
def slot_sequence(trace: Trace, scope: Scope, start: Any = 1) -> Value:
    return trace.lifted(Splice(scope.arguments()[start - 1 :])) if is_whole(start) and start > 0 else None


@form("Evaluate", "Unevaluated", "Quiet", "Identity")
def inside(trace: Trace, scope: Scope, expr: Any) -> Value:
    return trace.value(expr, scope)


@form("NetArray")
def net_array(trace: Trace, scope: Scope, name: Any) -> Value:
    shape = getattr(trace.nets, name).shape
    return Pending(name) if shape is None else trace.array(name, shape)


@form("Association")
def association(trace: Trace, scope: Scope, *rules: Any) -> Value:
    if not all(map(is_rule, rules)):
        return None
    return {trace.value(rule.parts[0], scope): trace.value(rule.parts[1], scope) for rule in rules}


@form("Module", "Block", "With")
def local_names(trace: Trace, scope: Scope, names: Any, *rest: Any) -> Value:
    """Local variables; With takes several lists of them."""
    if not is_list(names) or not rest:
        return None
    inner = Scope(outer=scope)
    for each in names.parts:
        if isinstance(each, Symbol):
            inner.names[each] = each
        elif isinstance(each, Expr) and each.head in (S.Set, S.SetDelayed) and len(each.parts) == 2:
            inner.names[each.parts[0]] = trace.value(each.parts[1], scope)
        else:
            return None
    return trace.value(rest[0], inner) if len(rest) == 1 else local_names(trace, inner, *rest)


@form("CompoundExpression")
def in_turn(trace: Trace, scope: Scope, *parts: Any) -> Value:
    value: Value = S.Null
    for part in parts:
        value = trace.value(part, scope)
    return value


# -- assignments -------------------------------------------------------------------------------------


@form("Set")
def assign(trace: Trace, scope: Scope, target: Any, expr: Any) -> Value:
    return put(trace, scope, target, trace.value(expr, scope))


def put(trace: Trace, scope: Scope, target: Any, value: Value) -> Value:
    """Give a local name, names in a list, or a part of what a name holds a value."""
    if is_list(target):
        parts = trace.parts(value)
        if len(parts) != len(target.parts):
            raise ShapeError(f"{len(target.parts)} names are given {len(parts)} values")
        for each, part in zip(target.parts, parts, strict=True):
            put(trace, scope, each, part)
        return value
    if isinstance(target, Expr) and target.head is S.Part and len(target.parts) == 2:
        return put_part(trace, scope, target, value)
    holder = scope.holder(target) if isinstance(target, Symbol) else None
    if holder is None:
        raise Misfit("notlocal", target)
    holder.names[target] = value
    return value


def put_part(trace: Trace, scope: Scope, target: Expr, value: Value) -> Value:
    name, place = target.parts[0], trace.value(target.parts[1], scope)
    parts = trace.parts(trace.value(name, scope))
    if not is_whole(place) or not 0 < abs(place) <= len(parts):
        raise ShapeError(f"there is no part {place} among {len(parts)}")
    parts[place - 1 if place > 0 else place] = value
    put(trace, scope, name, tuple(parts))
    return value


def changed_by(function: str, *, old: bool = False) -> Callable[..., Value]:
    """x += y and the like; with `old`, the value is what the name held before."""

    def change(trace: Trace, scope: Scope, target: Any, expr: Any = 1) -> Value:
        before = trace.value(target, scope)
        new = put(trace, scope, target, trace.called(S[function], before, trace.value(expr, scope)))
        return before if old else new

    return change


for _name, _function in {
    "AddTo": "Plus", "SubtractFrom": "Subtract", "TimesBy": "Times", "DivideBy": "Divide",
    "PreIncrement": "Plus", "PreDecrement": "Subtract", "AppendTo": "Append", "PrependTo": "Prepend",
}.items():  # fmt: skip
    form(_name)(changed_by(_function))
form("Increment")(changed_by("Plus", old=True))
form("Decrement")(changed_by("Subtract", old=True))


# -- choices -----------------------------------------------------------------------------------------


@form("If")
def choice(trace: Trace, scope: Scope, test: Any, yes: Any, no: Any = S.Null, neither: Any = None) -> Value:
    return first_true(trace, scope, [(test, yes), (TRUE, no)])


@form("Which")
def which(trace: Trace, scope: Scope, *parts: Any) -> Value:
    if len(parts) % 2:
        return None
    return first_true(trace, scope, [(parts[i], parts[i + 1]) for i in range(0, len(parts), 2)])


@form("Piecewise")
def piecewise(trace: Trace, scope: Scope, pairs: Any, default: Any = 0) -> Value:
    if not is_list(pairs) or not all(is_list(pair) and len(pair.parts) == 2 for pair in pairs.parts):
        return None
    tests = [(pair.parts[1], pair.parts[0]) for pair in pairs.parts]
    return first_true(trace, scope, [*tests, (TRUE, default)])


def first_true(trace: Trace, scope: Scope, pairs: list[tuple[Any, Any]]) -> Value:
    """The value beside the first test that holds; where data decide, all that may be chosen are computed."""
    if not pairs:
        return 0
    (test, value), rest = pairs[0], pairs[1:]
    holds = trace.value(test, scope)
    if holds is TRUE:
        return trace.value(value, scope)
    if holds is FALSE:
        return first_true(trace, scope, rest)
    if not isinstance(holds, Node):
        return None
    return chosen(trace, holds, trace.value(value, scope), first_true(trace, scope, rest))


def chosen(trace: Trace, test: Node, yes: Value, no: Value) -> Value:
    """One of two values of the same form, as the test says."""
    if isinstance(yes, dict) and isinstance(no, dict) and yes.keys() == no.keys():
        return {key: chosen(trace, test, yes[key], no[key]) for key in yes}
    if isinstance(yes, tuple) and isinstance(no, tuple) and len(yes) == len(no) and not test.shape:
        return tuple(chosen(trace, test, a, b) for a, b in zip(yes, no, strict=True))
    if yes is None or no is None or yes is S.Null or no is S.Null:
        return None
    return trace.elementwise(S.If, (test, yes, no))


@form("Switch")
def switch(trace: Trace, scope: Scope, expr: Any, *pairs: Any) -> Value:
    value = trace.value(expr, scope)
    if not concrete(value) or len(pairs) % 2:
        return None
    for pattern, result in zip(pairs[::2], pairs[1::2], strict=True):
        if trace.evaluated(S.MatchQ, (value, pattern)) is TRUE:
            return trace.value(result, scope)
    return None


def logical(name: str, settling: Symbol, neutral: Symbol) -> None:
    """And and Or: a test without data may settle the matter, so that later ones are not computed."""

    def run(trace: Trace, scope: Scope, *parts: Any) -> Value:
        open_tests: list[Value] = []
        for part in parts:
            value = trace.value(part, scope)
            if value is settling:
                return value
            if value is not neutral:
                open_tests.append(value)
        if not all(isinstance(each, Node) for each in open_tests):
            return None
        return trace.elementwise(S[name], open_tests) if open_tests else neutral

    form(name)(run)


logical("And", FALSE, TRUE)
logical("Or", TRUE, FALSE)


# -- loops -------------------------------------------------------------------------------------------


def rounds(trace: Trace, scope: Scope, spec: Any) -> Iterator[Scope]:
    """A scope for each round of an iterator n, {n}, {i, ...}."""
    parts = spec.parts if is_list(spec) else (spec,)
    named = len(parts) > 1
    if named and not isinstance(parts[0], Symbol):
        raise ShapeError("an iterator begins with a name")
    bounds = [trace.value(part, scope) for part in parts[1 if named else 0 :]]
    if len(bounds) == 1 and named and shape_of(bounds[0]):
        values = trace.parts(bounds[0])
    else:
        found = trace.evaluated(S.Range, bounds) if all(map(concrete, bounds)) else None
        if not isinstance(found, tuple):
            raise ShapeError("the bounds of an iterator are numbers that do not depend on data")
        values = list(found)
    for value in values:
        yield Scope({parts[0]: value} if named else {}, scope)


def tabled(trace: Trace, scope: Scope, body: Any, specs: tuple[Any, ...]) -> Value:
    if not specs:
        return trace.value(body, scope)
    return tuple(tabled(trace, inner, body, specs[1:]) for inner in rounds(trace, scope, specs[0]))


@form("Table")
def table(trace: Trace, scope: Scope, body: Any, *specs: Any) -> Value:
    return tabled(trace, scope, body, specs) if specs else None


@form("Do")
def do(trace: Trace, scope: Scope, body: Any, *specs: Any) -> Value:
    if not specs:
        return None
    tabled(trace, scope, body, specs)
    return S.Null


def folded(name: str, function: Symbol, empty: int) -> None:
    """Sum and Product."""

    def run(trace: Trace, scope: Scope, body: Any, *specs: Any) -> Value:
        if not specs:
            return None
        values = [trace.value(body, inner) for inner in all_rounds(trace, scope, specs)]
        return reduce(lambda a, b: trace.called(function, a, b), values) if values else empty

    form(name)(run)


def all_rounds(trace: Trace, scope: Scope, specs: tuple[Any, ...]) -> Iterator[Scope]:
    if not specs:
        yield scope
        return
    for inner in rounds(trace, scope, specs[0]):
        yield from all_rounds(trace, inner, specs[1:])


folded("Sum", S.Plus, 0)
folded("Product", S.Times, 1)


@form("While")
def while_loop(trace: Trace, scope: Scope, test: Any, body: Any = S.Null) -> Value:
    return for_loop(trace, scope, S.Null, test, S.Null, body)


@form("For")
def for_loop(trace: Trace, scope: Scope, start: Any, test: Any, step: Any, body: Any = S.Null) -> Value:
    trace.value(start, scope)
    for _ in range(MOST):
        holds = trace.value(test, scope)
        if holds is FALSE:
            return S.Null
        if holds is not TRUE:
            raise ShapeError("the test of a loop must not depend on data")
        trace.value(body, scope)
        trace.value(step, scope)
    raise ShapeError(f"a loop takes more than {MOST} rounds")
