"""The options of NetTrain: their defaults, how each is read, and which are not built yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from ..expr import Association, Atom, Expr, S, Symbol, is_list, make_list
from .devices import DEVICE_WORDS, PRECISION_WORDS, PROCESSOR, Target, engine_of, is_precision, read_device
from .engines.choice import NUMPY, Engine
from .optimizers import METHODS
from .ports import Misfit
from .training.checkpoints import Checkpoint, read_checkpointing
from .training.intervals import SECONDS, read_amount

__all__ = ["DEFAULTS", "TrainingSettings", "read_options"]

DEFAULTS: dict[Any, Any] = {
    S.BatchSize: S.Automatic,
    S.LearningRate: S.Automatic,
    S.LearningRateMultipliers: S.Automatic,
    S.LossFunction: S.Automatic,
    S.MaxTrainingRounds: S.Automatic,
    S.Method: S.Automatic,
    S.PerformanceGoal: S.Automatic,
    S.RandomSeeding: S.Inherited,
    S.TargetDevice: "CPU",
    S.TimeGoal: S.Automatic,
    S.TrainingProgressCheckpointing: S["None"],
    S.TrainingProgressFunction: S["None"],
    S.TrainingProgressMeasurements: S.Automatic,
    S.TrainingProgressReporting: S.Automatic,
    S.TrainingStoppingCriterion: S["None"],
    S.TrainingUpdateSchedule: S.Automatic,
    S.ValidationSet: S["None"],
    S.WorkingPrecision: S.Automatic,
}


@dataclass(frozen=True)
class TrainingSettings:
    """What NetTrain was asked for."""

    batch_size: int | None = None
    rate: float | None = None
    multipliers: Any = S.Automatic
    loss: Any = S.Automatic
    rounds: int | None = None
    method: str = "ADAM"
    suboptions: Mapping[str, Any] = field(default_factory=dict)
    seeding: Any = S.Inherited
    seconds: float | None = None
    batches: int | None = None  # a limit to them
    reporting: Any = S.Automatic
    validation: Any = S["None"]
    target: Target = PROCESSOR
    precision: Any = S.Automatic
    engine: Engine = NUMPY
    measurements: Any = S.Automatic
    stopping: Any = S["None"]
    function: Any = S["None"]
    updates: Any = S.Automatic
    goal: str | None = None
    checkpoints: tuple[Checkpoint, ...] = ()
    given: tuple[Expr, ...] = ()  # the options that are not at their defaults

    @property
    def checked_method(self) -> str:
        """The name of the method; `Misfit` where there is none of that name."""
        if self.method not in METHODS:
            raise Misfit("method", self.method, make_list(METHODS), owner=S.NetTrain)
        return self.method


def read_options(given: Mapping[str, Any], owner: Any) -> TrainingSettings:
    """The settings of options by name; `Misfit` for values that cannot be, or are not built yet."""
    rules = [S.Rule(S[name], value) for name, value in given.items() if value != DEFAULTS.get(S[name])]
    settings = TrainingSettings(given=tuple(rules))
    for name, value in given.items():
        if name not in READERS:
            raise Misfit("optx", S[name], owner, owner=owner)
        settings = READERS[name](settings, value)
    return replace(settings, engine=engine_of(settings.target, settings.precision, S.NetTrain))


def refuse(name: str, value: Any, expected: str) -> Misfit:
    return Misfit("optval", value, S[name], expected, owner=S.NetTrain)


def number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float | Fraction) else None


def positive(
    name: str, key: str, *, whole: bool = False
) -> Callable[[TrainingSettings, Any], TrainingSettings]:
    """A reader of Automatic or a positive number."""

    def read(settings: TrainingSettings, value: Any) -> TrainingSettings:
        if value is S.Automatic:
            return settings
        found = number(value)
        if found is None or not found > 0 or (whole and type(value) is not int):
            raise refuse(name, value, f"Automatic or a positive {'integer' if whole else 'number'}")
        changes: dict[str, Any] = {key: value if whole else found}
        return replace(settings, **changes)

    return read


def keep(key: str) -> Callable[[TrainingSettings, Any], TrainingSettings]:
    return lambda settings, value: replace(settings, **{key: value})


def read_seconds(settings: TrainingSettings, value: Any) -> TrainingSettings:
    """TimeGoal: a number of seconds, or a Quantity of time."""
    if isinstance(value, Expr) and value.head is S.Quantity and len(value.parts) == 2:
        amount, unit = value.parts
        factor = SECONDS.get(unit) if isinstance(unit, str) else None
        found = number(amount)
        if factor is None or found is None:
            raise refuse("TimeGoal", value, "Automatic, a number of seconds, or a Quantity of time")
        value = found * factor
    return positive("TimeGoal", "seconds")(settings, value)


OLD_RATES = ("LearningRate", "InitialLearningRate")  # suboptions of Method in 11.x


def read_method(settings: TrainingSettings, value: Any) -> TrainingSettings:
    """Method: a name, or {name, suboption -> value, ...}."""
    if value is S.Automatic:
        return settings
    parts = value.parts if is_list(value) else (value,)
    if not parts or not isinstance(parts[0], str):
        raise refuse(
            "Method", value, 'the name of a method such as "ADAM", or {name, suboption -> value, ...}'
        )
    suboptions = {}
    for rule in parts[1:]:
        if not isinstance(rule, Expr) or rule.head is not S.Rule:
            raise refuse("Method", value, "{name, suboption -> value, ...}")
        key = rule.parts[0]
        suboptions[key.short if isinstance(key, Symbol) else key] = rule.parts[1]
    for old in OLD_RATES:
        if old in suboptions:
            settings = positive("LearningRate", "rate")(settings, suboptions.pop(old))
    return replace(settings, method=parts[0], suboptions=suboptions)


def read_seeding(settings: TrainingSettings, value: Any) -> TrainingSettings:
    if not (value in (S.Automatic, S.Inherited) or isinstance(value, int | str)):
        raise refuse("RandomSeeding", value, "Automatic, Inherited, an integer or a string")
    return replace(settings, seeding=value)


def read_target(settings: TrainingSettings, value: Any) -> TrainingSettings:
    target = read_device(value, S.NetTrain)
    if target is None:
        raise refuse("TargetDevice", value, DEVICE_WORDS)
    return replace(settings, target=target)


def read_precision(settings: TrainingSettings, value: Any) -> TrainingSettings:
    if not is_precision(value):
        raise refuse("WorkingPrecision", value, PRECISION_WORDS)
    return replace(settings, precision=value)


def read_validation(settings: TrainingSettings, value: Any) -> TrainingSettings:
    known = value in (S["None"], S.Automatic) or isinstance(value, Expr | Association | Atom | Symbol | str)
    if not known:
        raise refuse("ValidationSet", value, "None, data, or Scaled[fraction]")
    return replace(settings, validation=value)


def read_rounds(settings: TrainingSettings, value: Any) -> TrainingSettings:
    """MaxTrainingRounds: a number of rounds, or a Quantity of rounds, batches or time."""
    if isinstance(value, Expr) and value.head is S.Quantity:
        found = read_amount(value, "Rounds")
        if found is not None and found.amount > 0 and found.unit == "Seconds":
            return replace(settings, seconds=found.amount)
        if found is not None and found.amount >= 1 and found.unit == "Batches":
            return replace(settings, batches=int(found.amount))
        if found is not None and found.amount >= 1 and found.unit == "Rounds":
            return replace(settings, rounds=int(found.amount))
        raise refuse("MaxTrainingRounds", value, 'a Quantity of "Rounds", "Batches" or time')
    return positive("MaxTrainingRounds", "rounds", whole=True)(settings, value)


def read_goal(settings: TrainingSettings, value: Any) -> TrainingSettings:
    """PerformanceGoal: a name, or a list of them of which the first that is known counts."""
    if value is S.Automatic:
        return settings
    names = value.parts if is_list(value) else (value,)
    if not names or any(name not in GOALS for name in names):
        raise refuse("PerformanceGoal", value, f"Automatic, {' or '.join(GOALS)}")
    return replace(settings, goal=names[0])


GOALS = ("TrainingSpeed", "TrainingMemory")

READERS: dict[str, Callable[[TrainingSettings, Any], TrainingSettings]] = {
    "BatchSize": positive("BatchSize", "batch_size", whole=True),
    "LearningRate": positive("LearningRate", "rate"),
    "LearningRateMultipliers": keep("multipliers"),
    "LossFunction": keep("loss"),
    "MaxTrainingRounds": read_rounds,
    "Method": read_method,
    "PerformanceGoal": read_goal,
    "RandomSeeding": read_seeding,
    "TargetDevice": read_target,
    "TimeGoal": read_seconds,
    "TrainingProgressCheckpointing": lambda settings, value: replace(
        settings, checkpoints=tuple(read_checkpointing(value))
    ),
    "TrainingProgressFunction": keep("function"),
    "TrainingProgressMeasurements": keep("measurements"),
    "TrainingProgressReporting": keep("reporting"),
    "TrainingStoppingCriterion": keep("stopping"),
    "TrainingUpdateSchedule": keep("updates"),
    "ValidationSet": read_validation,
    "WorkingPrecision": read_precision,
}
