"""Showing things while an evaluation runs: EchoFunction and its kin, Monitor, PrintTemporary."""

from __future__ import annotations

from typing import Any

from wlmini.expr import NULL, Expr, S
from wlmini.kernel.declare import builtin


@builtin("EchoFunction[f][expr]", "EchoFunction[label, f][expr]", "EchoFunction[][expr]")
def echo_function(kernel: Any, *spec: Any) -> Any:
    """prints f[expr] when it is applied to expr, and gives expr.

    >>> EchoFunction[Length][{a, b}]
    >> 2
    {a, b}
    """
    return S.Function(S.Echo(S.Slot(1), *labelled(spec))) if len(spec) <= 2 else None


def labelled(spec: tuple[Any, ...]) -> tuple[Any, ...]:
    """The label and the function of EchoFunction as Echo takes them."""
    return spec if len(spec) == 2 else ("", *spec)


@builtin("EchoLabel[label][expr]")
def echo_label(kernel: Any, label: Any) -> Any:
    """prints expr after a label when it is applied to expr, and gives expr.

    >>> EchoLabel["sum:"][1 + 1]
    >> sum: 2
    2
    """
    return S.Function(S.Echo(S.Slot(1), label))


@builtin(
    "EchoEvaluation[expr]",
    "EchoEvaluation[expr, label]",
    attributes="HoldFirst SequenceHold",
)
def echo_evaluation(kernel: Any, expr: Any, label: Any = "") -> Any:
    """prints expr before it is evaluated, and its value after, and gives the value.

    >>> EchoEvaluation[1 + 1]
    >> 1 + 1
    << 2
    2
    """
    start = f"{kernel.show(label)} " if label != "" else ""
    kernel.printer(f">> {start}{kernel.show(S.HoldForm(expr))}")
    value = kernel.evaluate(expr)
    kernel.printer(f"<< {start}{kernel.show(value)}")
    return value


@builtin("QuietEcho[expr]", attributes="HoldFirst SequenceHold")
def quiet_echo(kernel: Any, expr: Any) -> Any:
    """evaluates expr without what Echo and its kin print in it.

    >>> QuietEcho[Echo[1] + 1]
    2
    """
    printer = kernel.printer
    kernel.printer = lambda text: None if text.startswith((">> ", "<< ")) else printer(text)
    try:
        return kernel.evaluate(expr)
    finally:
        kernel.printer = printer


@builtin("PrintTemporary[expr1, expr2, ...]")
def print_temporary(kernel: Any, *expressions: Any) -> Any:
    """prints its arguments as Print does; where there is a front end they vanish after the evaluation.

    >>> PrintTemporary["working"]
    working
    """
    kernel.evaluate(Expr(S.Print, expressions))
    return NULL


@builtin("Monitor[expr, mon]", "Monitor[expr, mon, t]", attributes="HoldAll")
def monitor(kernel: Any, expr: Any, mon: Any, t: Any = None) -> Any:
    """gives the value of expr; what mon would show on the way needs a front end.

    >>> Monitor[Total[Range[10]], i]
    55
    """
    return kernel.evaluate(expr)
