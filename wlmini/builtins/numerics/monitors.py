"""What searches share: monitors, evaluated as they go on, and goals, at which they end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from wlmini.builtins.numerics.functions import goal, local, plain_number, put
from wlmini.builtins.scoping import hide
from wlmini.expr import S, Symbol
from wlmini.kernel.messages import Failure

NONE = S["None"]


def with_values(kernel: Any, expr: Any, variables: Sequence[Any], values: Sequence[Any]) -> Any:
    """The value of an expression while the variables have values; calls such as x[1] are replaced."""
    pairs = list(zip(variables, values, strict=True))
    calls = [(v, x) for v, x in pairs if not isinstance(v, Symbol)]
    filled = put(expr, [v for v, _ in calls], [x for _, x in calls]) if calls else expr
    with local(kernel, variables):
        for variable, value in pairs:
            if isinstance(variable, Symbol):
                hide(kernel, variable, value)
        return kernel.evaluate(filled)


class Monitors:
    """The actions of StepMonitor and EvaluationMonitor, evaluated with the variables at the point reached."""

    def __init__(self, kernel: Any, variables: Sequence[Any], options: dict[str, Any]) -> None:
        self.kernel, self.variables = kernel, list(variables)
        self.step = options.get("StepMonitor", NONE)
        self.evaluation = options.get("EvaluationMonitor", NONE)

    def stepped(self, values: Sequence[Any]) -> None:
        """A step has led to these values of the variables."""
        self.tell(self.step, values)

    def evaluated(self, values: Sequence[Any]) -> None:
        """The function is asked for its value here."""
        self.tell(self.evaluation, values)

    def tell(self, action: Any, values: Sequence[Any]) -> None:
        if action is not NONE:
            found = [v if np.ndim(v) or not isinstance(v, np.generic) else plain_number(v) for v in values]
            with_values(self.kernel, action, self.variables, found)


class Goals(NamedTuple):
    """How near an answer is to be: 10^-AccuracyGoal, and 10^-PrecisionGoal of its size."""

    absolute: float
    relative: float

    def met(self, moved: Any, point: Any) -> bool:
        """Whether a step was so small that the point it led to is near enough."""
        return bool(np.all(np.abs(moved) <= self.absolute + self.relative * np.abs(point)))


def goals(kernel: Any, options: dict[str, Any], absolute: float, relative: float) -> Goals:
    """The goals that the options set, or those given."""
    return Goals(
        goal(kernel, options, "AccuracyGoal", absolute), goal(kernel, options, "PrecisionGoal", relative)
    )


def is_asked(kernel: Any, options: dict[str, Any], *names: str) -> bool:
    """Whether one of the options has another value than Automatic."""
    return any(kernel.evaluate(options[name]) is not S.Automatic for name in names)


def named(kernel: Any, options: dict[str, Any], option: str = "Method") -> tuple[Any, dict[str, Any]]:
    """(name, settings) of a value such as "Newton" or {"Newton", "StepControl" -> None}."""
    value = kernel.evaluate(options[option])
    if value.head is not S.List if hasattr(value, "head") else True:
        return value, {}
    rules = [p for p in value.parts if getattr(p, "head", None) in (S.Rule, S.RuleDelayed)]
    names = [p for p in value.parts if p not in rules]
    found = {str(r.parts[0]): r.parts[1] for r in rules}
    return (names[0] if names else S.Automatic), found


def need_known(owner: Symbol, settings: dict[str, Any], *known: str) -> None:
    """Refuse a setting of a method that is not built."""
    for name, value in settings.items():
        if name not in known:
            raise Failure("optnb", owner, S.Rule(S.Method, S.Rule(name, value)), value=None)


def most_steps(kernel: Any, options: dict[str, Any], name: str = "MaxIterations") -> int | None:
    """A positive integer that an option gives; None where it leaves the number open."""
    value = kernel.evaluate(options[name])
    if value in (S.Automatic, S.Infinity) or getattr(value, "head", None) is S.DirectedInfinity:
        return None
    if type(value) is not int or value < 1:
        raise Failure("ioppf", S[name], value, value=None)
    return value
