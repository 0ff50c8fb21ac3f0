"""TrainingProgressFunction: functions of the user that are called while training goes on."""

from __future__ import annotations

from typing import Any

from ...expr import Association, Expr, S, Symbol, is_list
from ..ports import Misfit
from ..pure_functions import is_pure
from .facts import facts, keys_used
from .intervals import EVERY_ROUND, Interval, Timer, with_intervals
from .loop import Training, Watcher

__all__ = ["FunctionWatcher", "read_functions"]

EXPECTED = 'None, a function, {function, "Interval" -> ...}, or a list of such'


class FunctionWatcher(Watcher):
    """Calls a function with what it wants to know."""

    def __init__(self, function: Any, interval: Interval = EVERY_ROUND) -> None:
        self.function, self.timer = function, Timer(interval)
        self.keys = keys_used(function)

    def batch(self, training: Training) -> str | None:
        if not self.timer.due(training.record):
            return None
        value = training.kernel.evaluate(Expr(self.function, (facts(training, self.keys),)))
        return value if value in ("StopTraining", "AbortTraining") else None


def is_function(value: Any) -> bool:
    """Whether a value can be called: a pure function, a composition or a symbol."""
    if isinstance(value, Symbol):
        return value not in (S["None"], S.Automatic, S.All)
    return is_pure(value)


def read_functions(spec: Any) -> list[Watcher]:
    """The functions that TrainingProgressFunction -> spec names."""
    if spec is S["None"] or is_list(spec) and not len(spec):
        return []
    form, interval, further = with_intervals(spec, EVERY_ROUND, S.TrainingProgressFunction)
    if is_function(form) and not further:
        return [FunctionWatcher(form, interval)]
    if is_list(spec) and not isinstance(spec, Association) and form is spec:
        return [each for part in spec.parts for each in read_functions(part)]
    raise Misfit("optval", spec, S.TrainingProgressFunction, EXPECTED, owner=S.NetTrain)
