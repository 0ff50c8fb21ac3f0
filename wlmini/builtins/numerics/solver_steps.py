"""SciPy's solvers of initial value problems, watched step by step: monitors, and a limit to the steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from wlmini.builtins.numerics.functions import numeric_value
from wlmini.builtins.numerics.monitors import Monitors, most_steps
from wlmini.expr import S
from wlmini.kernel.messages import Failure

Values = Callable[[float, Any], list[Any]]  # what the monitors' variables are at a time and a state


class Steps:
    """The steps of one solution: how many there may be, and who is told of them."""

    def __init__(self, kernel: Any, options: dict[str, Any], watch: Monitors, values: Values) -> None:
        self.watch, self.values = watch, values
        self.most = most_steps(kernel, options, "MaxSteps")
        self.count = 0
        self.first = starting_size(kernel, options)

    @property
    def exceeded(self) -> bool:
        return self.most is not None and self.count >= self.most

    def evaluated(self, time: float, state: Any) -> None:
        """The slopes are asked for here."""
        if self.watch.evaluation is not S["None"]:
            self.watch.evaluated(self.values(float(time), state))

    def taken(self, time: float, state: Any) -> None:
        """A step has led here."""
        self.count += 1
        if self.watch.step is not S["None"]:
            self.watch.stepped(self.values(float(time), state))

    def settings(self, base: Any, length: float) -> dict[str, Any]:
        """What solve_ivp is told: the method, each step of it watched, and the size of the first step."""
        steps = self

        class Watched(base):  # type: ignore[misc, valid-type]
            """The method, which tells of its steps and ends where there have been too many."""

            def step(self) -> Any:
                if steps.exceeded:
                    self.status = "failed"
                    return "too many steps"
                message = super().step()
                if self.status != "failed":
                    steps.taken(self.t, self.y)
                return message

        first = {} if self.first is None else {"first_step": min(self.first, length)}
        return {"method": Watched, **first}


def starting_size(kernel: Any, options: dict[str, Any]) -> float | None:
    """The size of the first step that StartingStepSize gives."""
    value = kernel.evaluate(options["StartingStepSize"])
    if value is S.Automatic:
        return None
    size = numeric_value(kernel, value)
    if type(size) not in (int, float) or not np.isfinite(size) or size <= 0:
        raise Failure("ssize", value, value=None)
    return float(size)


def say_why(kernel: Any, steps: Steps, variable: Any, time: float) -> None:
    """Why a solution ends before its time."""
    if steps.exceeded:
        kernel.message(S.NDSolve, "mxst", steps.most, variable, time)
    else:
        kernel.message(S.NDSolve, "ndsz", variable, time)
