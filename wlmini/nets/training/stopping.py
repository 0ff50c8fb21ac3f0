"""TrainingStoppingCriterion: when more training is not worth while."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from ...expr import TRUE, Association, Expr, S, Symbol
from ..measurements import Asked, better_of, read_measurements
from ..ports import Misfit
from ..pure_functions import is_pure
from .record import Record, latest

__all__ = ["Criterion", "read_criterion"]

OWNER = S.NetTrain
EXPECTED = 'None, Automatic, "Loss", a measurement, a function, or <|"Criterion" -> ..., "Patience" -> ...|>'


@dataclass
class Criterion:
    """Ends training after more than `patience` checks without an improvement."""

    asked: Asked | None = None  # None: the loss, or what the function says
    function: Any = None
    patience: int = 0
    initial: int = 0  # checks before it begins to count
    absolute: float = 0.0
    relative: float = 0.0
    checks: int = 0
    waited: int = 0
    best: float | None = None

    def stop(self, record: Record, facts: Callable[[], Association], kernel: Any) -> bool:
        """Whether training should end; asked after every validation, or after every round without one."""
        self.checks += 1
        if self.function is not None:
            enough = kernel.evaluate(Expr(self.function, (facts(),))) is TRUE
            return enough and self.checks > self.initial
        value = self.value(record)
        if value is None or self.better(value):
            self.best = value if value is not None else self.best
            self.waited = 0
            return False
        self.waited += self.checks > self.initial
        return self.waited > self.patience

    def value(self, record: Record) -> float | None:
        """The latest value, with a sign that makes less the better."""
        validated = bool(record.validation_losses)
        values = latest(record.validation_measurements if validated else record.round_measurements)
        found = values.get("Loss" if self.asked is None else self.asked.key)
        if isinstance(found, Association):  # of classes
            numbers = [each for each in found.values() if isinstance(each, int | float)]
            found = sum(numbers) / len(numbers) if numbers else None
        if not isinstance(found, int | float):
            return None
        return found if self.asked is None else -better_of(self.asked) * found

    def better(self, value: float) -> bool:
        if self.best is None:
            return True
        return value < self.best - max(self.absolute, self.relative * abs(self.best))

    def state(self) -> dict[str, Any]:
        """What a continued training needs to know."""
        return {"checks": self.checks, "waited": self.waited, "best": self.best}

    def restore(self, state: dict[str, Any]) -> None:
        """Go on where another training was."""
        self.checks, self.waited, self.best = state["checks"], state["waited"], state["best"]


@dataclass
class Reading:
    """The rules of <|"Criterion" -> ...|> while they are read."""

    spec: Any
    rules: dict[Any, Any] = field(default_factory=dict)

    def refuse(self, expected: str = EXPECTED) -> Misfit:
        return Misfit("optval", self.spec, S.TrainingStoppingCriterion, expected, owner=OWNER)

    def count(self, name: str) -> int:
        value = self.rules.pop(name, 0)
        if type(value) is not int or value < 0:
            raise self.refuse(f'with "{name}" -> a number of checks')
        return value

    def number(self, name: str) -> float:
        value = self.rules.pop(name, 0)
        percent = isinstance(value, Expr) and value.head is S.Quantity and len(value.parts) == 2
        if percent and value.parts[1] in ("Percent", S.Percent):
            value = value.parts[0] / 100
        if not isinstance(value, int | float | Fraction) or value < 0:
            raise self.refuse(f'with "{name}" -> a number')
        return float(value)


def is_callable(value: Any, kernel: Any) -> bool:
    """Whether a value is a function: a pure one, or a symbol with definitions."""
    if isinstance(value, Symbol):
        return kernel is not None and bool(kernel.definitions[value].down)
    return is_pure(value)


def read_criterion(spec: Any, problem: Any, kernel: Any) -> Criterion | None:
    """The criterion that an option setting describes, None for None."""
    if spec is S["None"]:
        return None
    reading = Reading(spec, dict(spec.items()) if isinstance(spec, Association) else {"Criterion": spec})
    criterion = reading.rules.pop("Criterion", "Loss")
    made = Criterion(
        patience=reading.count("Patience"),
        initial=reading.count("InitialPatience"),
        absolute=reading.number("AbsoluteChange"),
        relative=reading.number("RelativeChange"),
    )
    if reading.rules:
        raise reading.refuse()
    if criterion is S.Automatic or criterion == "Loss":
        return made
    if is_callable(criterion, kernel):
        made.function = criterion
    elif isinstance(criterion, str | Association) or isinstance(criterion, Expr) and criterion.head is S.Rule:
        (made.asked,) = read_measurements(S.List(criterion), problem, kernel, OWNER)
    else:
        raise reading.refuse()
    return made
