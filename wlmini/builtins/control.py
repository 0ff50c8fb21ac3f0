"""Deciding, repeating, leaving early."""

from __future__ import annotations

from typing import Any

from wlmini.expr import FALSE, NULL, TRUE, Expr, S, is_list, make_list, same
from wlmini.kernel import interrupts
from wlmini.kernel.control import Break, Continue, Exit, Goto, Return, ReturnFrom, Throw
from wlmini.kernel.declare import builtin
from wlmini.kernel.iterators import MESSAGES, Loop, iterate, read
from wlmini.kernel.matching import always
from wlmini.kernel.messages import Failure


@builtin("CompoundExpression[a, b, ...]", attributes="HoldAll ReadProtected")
def compound_expression(kernel: Any, *expressions: Any) -> Any:
    """evaluates its arguments in turn and gives the last value, written a; b.

    >>> a = 1; b = 2; a + b
    3
    """
    value: Any = NULL
    start = 0
    while True:
        try:
            for expr in expressions[start:]:
                value = kernel.evaluate(expr)
                if type(value) is Expr and value.head is S.Return and len(value.parts) <= 1:
                    raise Return(value.parts[0] if value.parts else NULL)
            return value
        except Goto as jump:
            label = S.Label(jump.tag)
            if label not in expressions:
                raise
            start = expressions.index(label)


@builtin("Label[tag]", attributes="HoldFirst")
def label_(kernel: Any, tag: Any) -> Any:
    """marks a place in a; b; ... from which evaluation goes on after Goto[tag].

    >>> i = 0; (Label[again]; i++; If[i < 3, Goto[again]]; i)
    3
    """
    return NULL


@builtin("Goto[tag]", messages={"nolabel": "There is no Label[`1`] to go to."})
def goto(kernel: Any, tag: Any) -> Any:
    """goes on with what follows Label[tag] in the sequence of expressions around it.

    >>> i = 0; (Label[start]; i += 2; If[i < 5, Goto[start]]; i)
    6
    """
    raise Goto(tag)


@builtin("If[condition, t]", "If[condition, t, f]", "If[condition, t, f, u]", attributes="HoldRest")
def if_(kernel: Any, condition: Any, t: Any, f: Any = NULL, u: Any = None) -> Any:
    """gives t where the condition is True, f where it is False, u where it is neither.

    >>> If[1 > 2, yes, no]
    no
    """
    if condition is TRUE:
        return kernel.evaluate(t)
    if condition is FALSE:
        return kernel.evaluate(f)
    return None if u is None else kernel.evaluate(u)


@builtin("Which[test1, value1, test2, value2, ...]", attributes="HoldAll")
def which(kernel: Any, *pairs: Any) -> Any:
    """gives the value after the first test that is True.

    >>> Which[1 > 2, a, 2 > 1, b]
    b
    """
    if len(pairs) % 2:
        raise Failure("argct", "Which", len(pairs), value=None)
    for index in range(0, len(pairs), 2):
        test = kernel.evaluate(pairs[index])
        if test is TRUE:
            return kernel.evaluate(pairs[index + 1])
        if test is not FALSE:
            rest = (test, *pairs[index + 1 :])
            return None if index == 0 and test is pairs[0] else Expr(S.Which, rest)
    return NULL


@builtin("Switch[expr, form1, value1, form2, value2, ...]", attributes="HoldRest")
def switch(kernel: Any, expr: Any, *pairs: Any) -> Any:
    """gives the value after the first form that expr matches.

    >>> Switch[5, _String, text, _Integer, number]
    number
    """
    if len(pairs) % 2:
        raise Failure("argct", "Switch", len(pairs) + 1, value=None)
    for form, value in zip(pairs[::2], pairs[1::2], strict=True):
        if kernel.matcher(kernel.evaluate(form))(expr, {}, always):
            return kernel.evaluate(value)
    return None


@builtin(
    "Piecewise[{{value1, test1}, ...}]", "Piecewise[{{value1, test1}, ...}, default]", attributes="HoldAll"
)
def piecewise(kernel: Any, cases: Any, default: Any = None) -> Any:
    """gives the value beside the first test that is True, and the default where none is.

    >>> Piecewise[{{1, 3 < 2}, {5, 3 > 2}}]
    5
    """
    if not is_list(cases):
        return None
    open_cases: list[Any] = []
    missing = default is None
    if missing:
        default = 0
    for case in cases.parts:
        if not is_list(case) or len(case) != 2:
            return None
        test = kernel.evaluate(case.parts[1])
        if test is TRUE:
            default = case.parts[0]
            break
        if test is not FALSE:
            open_cases.append(make_list((kernel.evaluate(case.parts[0]), test)))
    otherwise = kernel.evaluate(default)
    if not open_cases:
        return otherwise
    left = make_list(open_cases)
    done = len(left) == len(cases) and same(left, cases) and same(otherwise, default)
    return None if done and not missing else S.Piecewise(left, otherwise)


PATIENCE = 30  # turns of While before a translation is tried

# -- loops -----------------------------------------------------------------------------------------


def turn(kernel: Any, body: Any) -> bool:
    """One turn of a loop; False where Break ends it."""
    try:
        value = kernel.evaluate(body)
    except Continue:
        return True
    except Break:
        return False
    if type(value) is Expr and value.head is S.Return and len(value.parts) <= 1:
        raise Return(value.parts[0] if value.parts else NULL)
    return True


@builtin(
    "Do[expr, n]",
    "Do[expr, {i, imax}]",
    "Do[expr, {i, imin, imax}, ...]",
    attributes="HoldAll",
    messages=MESSAGES,
)
def do(kernel: Any, expr: Any, *specs: Any) -> Any:
    """evaluates expr for every value of the iterators.

    >>> s = 0; Do[s += i, {i, 4}]; s
    10
    """
    if not specs:
        return None
    try:
        run_loop(kernel, expr, specs)
    except Return as end:
        return end.value
    return NULL


def run_loop(kernel: Any, expr: Any, specs: tuple[Any, ...]) -> bool:
    with iterate(kernel, remaining(kernel, expr, specs)) as values:
        for _ in values:
            if not (run_loop(kernel, expr, specs[1:]) if len(specs) > 1 else turn(kernel, expr)):
                return False
    return True


def remaining(kernel: Any, expr: Any, specs: tuple[Any, ...]) -> Any:
    """The innermost iterator, or what its translation left to do."""
    if len(specs) > 1:
        return specs[0]
    loop = read(kernel, specs[0])
    if not isinstance(loop.values, (range, list, tuple)):
        return loop
    turn = kernel.accelerator.loops.each(expr, loop.variable, loop.values)
    return Loop(loop.variable, () if turn is None else loop.values[turn:])


@builtin("While[test]", "While[test, body]", attributes="HoldAll")
def while_(kernel: Any, test: Any, body: Any = NULL) -> Any:
    """evaluates body as long as test is True.

    >>> n = 1; While[n < 100, n = 2 n]; n
    128
    """
    turns = 0
    try:
        while kernel.evaluate(test) is TRUE:
            if not turn(kernel, body):
                break
            turns += 1
            if turns == PATIENCE and kernel.accelerator.loops.as_long_as(test, body) is None:
                break
    except Return as end:
        return end.value
    return NULL


@builtin("For[start, test, step]", "For[start, test, step, body]", attributes="HoldAll")
def for_(kernel: Any, start: Any, test: Any, step: Any, body: Any = NULL) -> Any:
    """evaluates start, then body and step as long as test is True.

    >>> s = 0; For[i = 1, i <= 3, i++, s += i]; s
    6
    """
    kernel.evaluate(start)
    try:
        while kernel.evaluate(test) is TRUE:
            if not turn(kernel, body):
                break
            kernel.evaluate(step)
    except Return as end:
        return end.value
    return NULL


STRAY = {"nofwd": "`1` stands in no For, While or Do loop that it could act on."}


@builtin("Break[]", messages=STRAY)
def break_(kernel: Any) -> Any:
    """ends the nearest loop.

    >>> Do[If[i > 3, Break[]]; last = i, {i, 10}]; last
    3
    """
    raise Break


@builtin("Continue[]", messages=STRAY)
def continue_(kernel: Any) -> Any:
    """goes on with the next turn of the nearest loop.

    >>> s = 0; Do[If[OddQ[i], Continue[]]; s += i, {i, 4}]; s
    6
    """
    raise Continue


@builtin("Return[]", "Return[expr]", "Return[expr, h]")
def return_(kernel: Any, expr: Any = NULL, h: Any = None) -> Any:
    """ends the nearest definition or loop with the value expr.

    >>> f[x_] := Module[{}, If[x > 0, Return[positive]]; other]; f[1]
    positive
    """
    if h is not None:
        raise ReturnFrom(expr, h)
    if kernel.depth <= 1:
        return None
    raise Return(expr)


# -- catching --------------------------------------------------------------------------------------


@builtin("Catch[expr]", "Catch[expr, form]", "Catch[expr, form, f]", attributes="HoldFirst")
def catch(kernel: Any, expr: Any, form: Any = None, f: Any = None) -> Any:
    """gives the value that is thrown while expr is evaluated, or the value of expr.

    >>> Catch[Do[If[i^2 > 10, Throw[i]], {i, 10}]]
    4
    """
    depth = kernel.depth
    try:
        return kernel.evaluate(expr)
    except Throw as thrown:
        kernel.depth = depth
        if (form is None) != (thrown.tag is None):
            raise
        if form is None:
            return thrown.value
        if not kernel.matcher(form)(thrown.tag, {}, always):
            raise
        return thrown.value if f is None else kernel.call(f, thrown.value, thrown.tag)


@builtin("Throw[value]", "Throw[value, tag]", "Throw[value, tag, f]")
def throw(kernel: Any, value: Any, tag: Any = None, f: Any = None) -> Any:
    """ends the evaluation up to the nearest Catch, which gives the value.

    >>> Catch[a; Throw[b]; c]
    b
    """
    raise Throw(value, tag, f)


@builtin("Abort[]")
def abort(kernel: Any) -> Any:
    """ends the whole evaluation; its value is $Aborted.

    >>> CheckAbort[Abort[], stopped]
    stopped
    """
    interrupts.abort()
    return NULL


@builtin("Exit[]", "Exit[code]", aliases=("Quit",))
def exit_(kernel: Any, code: Any = 0) -> Any:
    """ends the session with an exit code.

    >>> Hold[Exit[2]]
    Hold[Exit[2]]
    """
    if not isinstance(code, int):
        return None
    raise Exit(code)


@builtin("Reap[expr]", "Reap[expr, pattern]", "Reap[expr, pattern, f]", attributes="HoldFirst")
def reap(kernel: Any, expr: Any, pattern: Any = None, f: Any = None) -> Any:
    """gives the value of expr together with what was sown while it was evaluated.

    >>> Reap[Sow[1]; Sow[2]; 3]
    {3, {{1, 2}}}
    """
    baskets = kernel.state.setdefault("reap", [])
    basket: dict[Any, list[Any]] = {}
    several = is_list(pattern)
    forms = pattern.parts if several else (S.Blank() if pattern is None else pattern,)
    depth = len(baskets)
    baskets.append(([kernel.matcher(p) for p in forms], basket))
    try:
        value = kernel.evaluate(expr)
    finally:
        del baskets[depth:]
    groups = [reaped(kernel, kernel.matcher(p), basket, f) for p in forms]
    return make_list((value, make_list(groups) if several else groups[0]))


def reaped(kernel: Any, match: Any, basket: dict[Any, list[Any]], f: Any) -> Expr:
    """The values sown under each tag that the form matches."""
    found = [(tag, make_list(values)) for tag, values in basket.items() if match(tag, {}, always)]
    return make_list(values if f is None else Expr(f, (tag, values)) for tag, values in found)


@builtin("Sow[expr]", "Sow[expr, tag]")
def sow(kernel: Any, expr: Any, tag: Any = S["None"]) -> Any:
    """gives expr, which the nearest Reap collects.

    >>> Reap[Sow[a, x]; Sow[b, y], y]
    {b, {{b}}}
    """
    for each in tag.parts if is_list(tag) else (tag,):
        for matches, basket in reversed(kernel.state.get("reap", ())):
            if any(match(each, {}, always) for match in matches):
                basket.setdefault(each, []).append(expr)
                break
    return expr
