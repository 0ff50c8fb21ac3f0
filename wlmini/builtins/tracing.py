"""Evaluations step by step: Trace gives the expressions they come to, TracePrint prints them."""

from __future__ import annotations

from typing import Any

from wlmini.expr import FALSE, TRUE, Expr, S, Symbol, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.tracing import Chain, Step, Tracer

OPTIONS = {
    "MatchLocalNames": TRUE, "TraceAbove": FALSE, "TraceBackward": FALSE, "TraceDepth": S.Infinity,
    "TraceForward": FALSE, "TraceInternal": S.Automatic, "TraceOff": S["None"], "TraceOn": S.Blank(),
    "TraceOriginal": FALSE,
}  # fmt: skip
MESSAGES = {"depth": "TraceDepth `1` is neither a positive integer nor Infinity."}


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
    """
    deepest = depth_of(options["TraceDepth"])
    tracer = Tracer(kernel, original=options["TraceOriginal"] is TRUE)
    with tracer.active():
        kernel.evaluate(expr)
    found = next((each for each in tracer.frames[0] if isinstance(each, list)), [])
    return listed(chosen(kernel, found, form, deepest))


def depth_of(spec: Any) -> float:
    if spec is S.Infinity:
        return float("inf")
    if type(spec) is not int or spec < 1:
        raise Failure("depth", spec, value=None)
    return spec


def listed(chain: Chain) -> Any:
    return make_list([S.HoldForm(e.expr) if isinstance(e, Step) else listed(e) for e in chain])


def chosen(kernel: Any, chain: Chain, form: Any, deepest: float) -> Chain:
    """The steps that fit a pattern, or belong to a symbol, in the chains that have any."""
    if deepest < 1:
        return []
    kept: Chain = []
    used = False  # whether the step before was changed by the symbol
    for each in chain:
        if isinstance(each, list):
            inner = chosen(kernel, each, form, deepest - 1)
            kept += [inner] if inner else []
            continue
        if used or fits(kernel, each, form):
            kept.append(each)
        used = isinstance(form, Symbol) and each.tag is form
    return kept


def fits(kernel: Any, step: Step, form: Any) -> bool:
    if form is None:
        return True
    return step.tag is form if isinstance(form, Symbol) else matches(kernel, form, step.expr)


def matches(kernel: Any, form: Any, expr: Any) -> bool:
    """Whether an expression, which is not to be evaluated, matches."""
    found = kernel.evaluate(S.MatchQ(S.HoldComplete(expr), S.HoldComplete(form)))
    return found is TRUE


@builtin(
    "TracePrint[expr]", "TracePrint[expr, form]", "TracePrint[expr, symbol]",
    attributes="HoldAll", options=OPTIONS, messages=MESSAGES,
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
    deepest = depth_of(options["TraceDepth"])
    if isinstance(form, Symbol):
        form = S.Blank(form)

    def chosen_only(found: Any, depth: int) -> None:
        if depth > deepest:
            return
        with tracer.paused():
            if form is None or matches(kernel, form, found):
                hear(found, depth)

    tracer = Tracer(kernel, hear=chosen_only)
    with tracer.active():
        return kernel.evaluate(expr)
