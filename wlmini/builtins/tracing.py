"""Evaluations step by step: Trace gives the expressions they come to, TracePrint prints them."""

from __future__ import annotations

import re
from typing import Any

from wlmini.expr import FALSE, TRUE, Expr, S, Symbol, make_list, symbol
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.tracing import Chain, Step, Tracer

OPTIONS = {
    "MatchLocalNames": TRUE, "TraceAbove": FALSE, "TraceBackward": FALSE, "TraceDepth": S.Infinity,
    "TraceForward": FALSE, "TraceInternal": S.Automatic, "TraceOff": S["None"], "TraceOn": S.Blank(),
    "TraceOriginal": FALSE,
}  # fmt: skip
MESSAGES = {
    "depth": "TraceDepth `1` is neither a positive integer nor Infinity.",
    "reach": "The option `1` should be True, False or All and not `2`.",
}


@builtin(
    "Trace[expr]", "Trace[expr, form]", "Trace[expr, symbol]",
    attributes="HoldAll", options=OPTIONS, messages=MESSAGES,
)  # fmt: skip
def trace(kernel: Any, expr: Any, form: Any = None, *, options: dict[str, Any]) -> Any:
    """gives the expressions that the evaluation of expr comes to, those of its parts in lists within.

    >>> Trace[2^3 + 4]
    {{2^3, 8}, 8 + 4, 12}
    >>> half[n_] := n/2; Trace[half[6], half[_]]
    {half[6]}
    >>> half[n_] := n/2; Trace[half[6], half[_], TraceForward -> True]
    {half[6], 3}
    """
    choosing = Choosing(kernel, form, options)
    tracer = Tracer(
        kernel, original=options["TraceOriginal"] is TRUE, internal=options["TraceInternal"] is not FALSE
    )
    with tracer.active():
        kernel.evaluate(expr)
    found = next((each for each in tracer.frames[0] if isinstance(each, list)), [])
    return listed(choosing.chosen(choosing.switched(found), choosing.deepest))


def depth_of(spec: Any) -> float:
    if spec is S.Infinity:
        return float("inf")
    if type(spec) is not int or spec < 1:
        raise Failure("depth", spec, value=None)
    return spec


def reach_of(options: dict[str, Any], name: str) -> Any:
    """How much more than the steps that fit an option takes in."""
    if options[name] not in (TRUE, FALSE, S.All):
        raise Failure("reach", name, options[name], value=None)
    return options[name]


def listed(chain: Chain) -> Any:
    return make_list([S.HoldForm(e.expr) if isinstance(e, Step) else listed(e) for e in chain])


class Choosing:
    """Which steps of an evaluation are wanted: those that fit, and what the options take in beside them."""

    def __init__(self, kernel: Any, form: Any, options: dict[str, Any]) -> None:
        self.kernel, self.form = kernel, form
        self.deepest = depth_of(options["TraceDepth"])
        self.local = options["MatchLocalNames"] is TRUE
        self.on, self.off = as_pattern(options["TraceOn"]), as_pattern(options["TraceOff"])
        self.forward = reach_of(options, "TraceForward")
        self.backward = reach_of(options, "TraceBackward")
        self.above = reach_of(options, "TraceAbove")

    def switched(self, chain: Chain, on: bool = False) -> Chain:
        """What lies within the expressions that TraceOn names, and not within those that TraceOff does."""
        kept: Chain = []
        off = False
        for each in chain:
            if isinstance(each, list):
                inner = [] if off else self.switched(each, on)
                kept += [inner] if inner else []
                continue
            on = on or self.is_like(self.on, each.expr)
            if on and not off:
                kept.append(each)
            off = off or self.off is not S["None"] and self.is_like(self.off, each.expr)
        last = chain[-1] if chain else None
        return [*kept, last] if off and isinstance(last, Step) and last is not kept[-1] else kept

    def is_like(self, form: Any, expr: Any) -> bool:
        return form == S.Blank() or matches(self.kernel, form, expr, self.local)

    def chosen(self, chain: Chain, deepest: float) -> Chain:
        """The steps that fit, or belong to a symbol, in the chains that have any."""
        if deepest < 1:
            return []
        inner = {i: self.chosen(each, deepest - 1) for i, each in enumerate(chain) if isinstance(each, list)}
        steps = [i for i, each in enumerate(chain) if isinstance(each, Step)]
        fitting = self.fitting(chain, steps)
        wanted = {*fitting, *(i for i, found in inner.items() if found)}
        if fitting:
            wanted.update(reached(self.forward, [i for i in steps if i > fitting[0]][::-1]))
            wanted.update(reached(self.backward, [i for i in steps if i < fitting[-1]]))
        if wanted and self.above is not FALSE:
            wanted.update(steps if self.above is S.All else (steps[0], steps[-1]))
        return [inner.get(i, chain[i]) for i in sorted(wanted)]

    def fitting(self, chain: Chain, steps: list[int]) -> list[int]:
        """The places of the steps that fit, and of those that the symbol's rules lead to."""
        found = []
        used = False  # whether the step before was changed by the symbol
        for i in steps:
            tag = chain[i].tag
            if used or self.fits(chain[i]):
                found.append(i)
            used = isinstance(self.form, Symbol) and self.is_named(tag)
        return found

    def fits(self, step: Step) -> bool:
        if self.form is None:
            return True
        if isinstance(self.form, Symbol):
            return self.is_named(step.tag)
        return matches(self.kernel, self.form, step.expr, self.local)

    def is_named(self, tag: Symbol | None) -> bool:
        """Whether a symbol is the one asked for, or a local one that stems from it."""
        return tag is self.form or tag is not None and self.local and original(tag) is self.form


def reached(reach: Any, steps: list[int]) -> list[int]:
    """Of the steps on one side, the farthest one first, those that an option takes in."""
    return steps if reach is S.All else steps[:1] if reach is TRUE else []


def as_pattern(form: Any) -> Any:
    """What a form of TraceOn or TraceOff matches: a symbol stands for what has it as head."""
    return S.Blank(form) if isinstance(form, Symbol) and form is not S["None"] else form


def original(local: Symbol) -> Symbol:
    """The symbol that a local one, such as x$12, was made from."""
    return symbol(re.sub(r"\$\d+\Z", "", local.name))


def unlocal(expr: Any) -> Any:
    """An expression with the local symbols called as they are in the code."""
    if isinstance(expr, Symbol):
        return original(expr) if "$" in expr.name[1:] else expr
    if type(expr) is not Expr:
        return expr
    return Expr(unlocal(expr.head), [unlocal(part) for part in expr.parts])


def matches(kernel: Any, form: Any, expr: Any, local: bool = False) -> bool:
    """Whether an expression, which is not to be evaluated, matches; local symbols as they are in code."""
    found = kernel.evaluate(S.MatchQ(S.HoldComplete(expr), S.HoldComplete(form)))
    return found is TRUE or local and (bare := unlocal(expr)) != expr and matches(kernel, form, bare)


@builtin(
    "TracePrint[expr]", "TracePrint[expr, form]", "TracePrint[expr, symbol]",
    attributes="HoldAll", options=OPTIONS, messages=MESSAGES,
    refused=("TraceAbove", "TraceBackward", "TraceForward"),
    noted=("TraceOriginal",),
)  # fmt: skip
def trace_print(kernel: Any, expr: Any, form: Any = None, *, options: dict[str, Any]) -> Any:
    """prints the expressions that the evaluation of expr comes to, deeper ones farther to the right.

    >>> TracePrint[1 + 2, _Plus]
    1 + 2
    3
    """

    def hear(found: Any, depth: int) -> None:
        kernel.printer(" " * depth + kernel.show(S.HoldForm(found)))

    return heard(kernel, expr, form, options, hear)


@builtin(
    "TraceScan[f, expr]", "TraceScan[f, expr, form]", "TraceScan[f, expr, symbol]",
    attributes="HoldRest", options=OPTIONS, messages=MESSAGES,
    refused=("TraceAbove", "TraceBackward", "TraceForward"),
    noted=("TraceOriginal",),
)  # fmt: skip
def trace_scan(kernel: Any, f: Any, expr: Any, form: Any = None, *, options: dict[str, Any]) -> Any:
    """gives the value of expr, and applies f to each expression, in HoldForm, on the way to it.

    >>> TraceScan[Print, 1 + 2, _Plus]
    1 + 2
    3
    """
    return heard(
        kernel, expr, form, options, lambda found, depth: kernel.evaluate(Expr(f, (S.HoldForm(found),)))
    )


def heard(kernel: Any, expr: Any, form: Any, options: dict[str, Any], hear: Any) -> Any:
    """The value of an expression, while somebody hears of the steps that fit."""
    deepest, form = depth_of(options["TraceDepth"]), as_pattern(form)
    local = options["MatchLocalNames"] is TRUE
    switch = Switch(kernel, options)

    def chosen_only(found: Any, depth: int) -> None:
        with tracer.paused():
            if not switch.lets_through(found, depth, tracer.frames[-1]) or depth > deepest:
                return
            if form is None or matches(kernel, form, found, local):
                hear(found, depth)

    tracer = Tracer(kernel, hear=chosen_only, internal=options["TraceInternal"] is not FALSE)
    with tracer.active():
        return kernel.evaluate(expr)


class Switch:
    """Whether an evaluation is inside of what TraceOn names and outside of what TraceOff does."""

    def __init__(self, kernel: Any, options: dict[str, Any]) -> None:
        self.kernel = kernel
        self.local = options["MatchLocalNames"] is TRUE
        self.on, self.off = as_pattern(options["TraceOn"]), as_pattern(options["TraceOff"])
        self.within: dict[str, tuple[int, Chain] | None] = {"on": None, "off": None}

    def lets_through(self, expr: Any, depth: int, chain: Chain) -> bool:
        """Whether an expression of a chain is to be heard of; what is named itself is."""
        inside = {name: self.is_inside(name, depth, chain) for name in self.within}
        if self.off is not S["None"] and not inside["off"] and self.is_like(self.off, expr):
            self.within["off"] = (depth, chain)
        if not inside["on"] and (self.on == S.Blank() or self.is_like(self.on, expr)):
            self.within["on"], inside["on"] = (depth, chain), True
        return inside["on"] and not inside["off"]

    def is_inside(self, name: str, depth: int, chain: Chain) -> bool:
        """Whether the chain, or one about it, came to an expression that is named; else it is left now."""
        begun = self.within[name]
        if begun is not None and not (depth > begun[0] or depth == begun[0] and chain is begun[1]):
            begun = self.within[name] = None
        return begun is not None

    def is_like(self, form: Any, expr: Any) -> bool:
        return matches(self.kernel, form, expr, self.local)
