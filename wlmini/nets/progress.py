"""TrainingProgressReporting: which reporters a setting asks for."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ..expr import S, is_list
from ..kernel.messages import Failure
from .ports import Misfit
from .stored_arrays import file_of
from .training.functions import FunctionWatcher, is_function
from .training.intervals import EVERY_ROUND, Interval, with_intervals
from .training.loop import Watcher
from .training.panel import BarWatcher, PanelWatcher
from .training.progress_files import SUFFIXES, FileWatcher
from .training.rows import PercentWatcher, RowWatcher

__all__ = ["read_reporting"]

INTERVALS = {
    "Panel": Interval(0.33, "Seconds"),
    "Print": Interval(2, "Seconds"),
    "ProgressIndicator": Interval(0.1, "Seconds"),
}
FUNCTION = Interval(1, "Rounds", least=0.05)
EXPECTED = (
    'Automatic, "Panel", "Print", "ProgressIndicator", a function, File["name"] with the extension '
    f'{", ".join(SUFFIXES)}, None, {{form, "Interval" -> ...}}, or a list of such'
)


def read_reporting(spec: Any, kernel: Any) -> list[Watcher]:
    """The reporters that TrainingProgressReporting -> spec asks for."""
    if spec is S["None"] or is_list(spec) and not len(spec):
        return []
    form, _, _ = with_intervals(spec, EVERY_ROUND, S.TrainingProgressReporting)
    default = (
        FUNCTION if is_function(form) else INTERVALS.get(form if isinstance(form, str) else "", EVERY_ROUND)
    )
    if form is S.Automatic:
        form = "Panel" if on_terminal(kernel) and find_spec("rich") else "Print"
        default = INTERVALS[form]
    _, interval, further = with_intervals(spec, default, S.TrainingProgressReporting)
    if further:
        raise refusal(spec)
    if is_list(form) and form is spec:
        return [each for part in spec.parts for each in read_reporting(part, kernel)]
    return [reporter(form, interval, spec, kernel)]


def reporter(form: Any, interval: Interval, spec: Any, kernel: Any) -> Watcher:
    if form in ("Panel", "ProgressIndicator") and on_terminal(kernel):
        try:
            return PanelWatcher(interval) if form == "Panel" else BarWatcher(interval)
        except Failure as failure:  # rich is not installed: plain rows do
            kernel.message(S.NetTrain, failure.tag, *failure.arguments)
    if form in ("Panel", "Print"):
        return RowWatcher(interval if form == "Print" else INTERVALS["Print"])
    if form == "ProgressIndicator":
        return PercentWatcher()
    if is_function(form):
        return FunctionWatcher(form, interval)
    name = file_of(form)
    if name is not None and Path(name).suffix.lower() in SUFFIXES:
        return FileWatcher(name, interval)
    raise refusal(spec)


def refusal(spec: Any) -> Misfit:
    return Misfit("optval", spec, S.TrainingProgressReporting, EXPECTED, owner=S.NetTrain)


def on_terminal(kernel: Any) -> bool:
    """Whether what is printed is seen at once on a terminal that can be drawn on."""
    return bool(kernel is not None and kernel.state.get("stdout") and sys.stdout.isatty())
