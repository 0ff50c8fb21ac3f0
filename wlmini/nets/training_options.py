"""The options of NetTrain."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from ..expr import Association, Atom, Expr, S, Symbol, is_list
from .devices import DEVICE_WORDS, PRECISION_WORDS, PROCESSOR, Target, engine_of, is_precision, read_device
from .engines.choice import NUMPY, Engine
from .evaluation_options import Option
from .ports import Misfit
from .training.checkpoints import Checkpoint, read_checkpointing
from .training.intervals import SECONDS, read_amount

__all__ = ["OPTIONS", "TrainingSettings", "read_options"]

Fields = dict[str, Any]  # of TrainingSettings
Reader = Callable[[Any], Fields | None]


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


def read_options(given: Mapping[str, Any], owner: Any) -> TrainingSettings:
    """The settings of options by name; `Misfit` for values that cannot be, or are not built yet."""
    changed: list[Expr] = []
    values: dict[str, Any] = {}
    for name, value in given.items():
        if name not in OPTIONS:
            raise Misfit("optx", S[name], owner, owner=owner)
        option = OPTIONS[name]
        if value != option.default:
            changed.append(S.Rule(S[name], value))
        found = option.read(value)
        if found is None:
            raise refuse(name, value, option.words)
        values.update(found)
    settings = TrainingSettings(**values, given=tuple(changed))
    return replace(settings, engine=engine_of(settings.target, settings.precision, S.NetTrain))


def refuse(name: str, value: Any, expected: str) -> Misfit:
    return Misfit("optval", value, S[name], expected, owner=S.NetTrain)


def number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float | Fraction) else None


NUMBER, INTEGER = "Automatic or a positive number", "Automatic or a positive integer"


def positive(key: str) -> Reader:
    """A reader of Automatic or a positive number."""

    def read(value: Any) -> Fields | None:
        if value is S.Automatic:
            return {}
        found = number(value)
        return {key: found} if found is not None and found > 0 else None

    return read


def count(key: str) -> Reader:
    """A reader of Automatic or a positive integer."""

    def read(value: Any) -> Fields | None:
        if value is S.Automatic:
            return {}
        return {key: value} if type(value) is int and value > 0 else None

    return read


def kept(default: Any, key: str) -> Option:
    """An option that is read where it comes into use, and refused there."""
    return Option(default, "", lambda value: {key: value})


def read_seconds(value: Any) -> Fields | None:
    """TimeGoal: a number of seconds, or a Quantity of time."""
    if isinstance(value, Expr) and value.head is S.Quantity and len(value.parts) == 2:
        amount, unit = value.parts
        factor = SECONDS.get(unit) if isinstance(unit, str) else None
        found = number(amount)
        if factor is None or found is None:
            raise refuse("TimeGoal", value, "Automatic, a number of seconds, or a Quantity of time")
        value = found * factor
    return positive("seconds")(value)


OLD_RATES = ("LearningRate", "InitialLearningRate")  # suboptions of Method in 11.x


def read_method(value: Any) -> Fields | None:
    """Method: a name, or {name, suboption -> value, ...}."""
    if value is S.Automatic:
        return {}
    parts = value.parts if is_list(value) else (value,)
    if not parts or not isinstance(parts[0], str):
        return None
    suboptions = {}
    for rule in parts[1:]:
        if not isinstance(rule, Expr) or rule.head is not S.Rule:
            raise refuse("Method", value, "{name, suboption -> value, ...}")
        key = rule.parts[0]
        suboptions[key.short if isinstance(key, Symbol) else key] = rule.parts[1]
    found: Fields = {"method": parts[0], "suboptions": suboptions}
    for old in OLD_RATES:
        if old in suboptions:
            found |= read_old_rate(suboptions.pop(old))
    return found


def read_old_rate(value: Any) -> Fields:
    found = positive("rate")(value)
    if found is None:
        raise refuse("LearningRate", value, NUMBER)
    return found


def read_seeding(value: Any) -> Fields | None:
    known = value in (S.Automatic, S.Inherited) or isinstance(value, int | str)
    return {"seeding": value} if known else None


def read_target(value: Any) -> Fields | None:
    target = read_device(value, S.NetTrain)
    return None if target is None else {"target": target}


def read_precision(value: Any) -> Fields | None:
    return {"precision": value} if is_precision(value) else None


def read_validation(value: Any) -> Fields | None:
    known = value in (S["None"], S.Automatic) or isinstance(value, Expr | Association | Atom | Symbol | str)
    return {"validation": value} if known else None


def read_rounds(value: Any) -> Fields | None:
    """MaxTrainingRounds: a number of rounds, or a Quantity of rounds, batches or time."""
    if isinstance(value, Expr) and value.head is S.Quantity:
        found = read_amount(value, "Rounds")
        if found is not None and found.amount > 0 and found.unit == "Seconds":
            return {"seconds": found.amount}
        if found is not None and found.amount >= 1 and found.unit == "Batches":
            return {"batches": int(found.amount)}
        if found is not None and found.amount >= 1 and found.unit == "Rounds":
            return {"rounds": int(found.amount)}
        raise refuse("MaxTrainingRounds", value, 'a Quantity of "Rounds", "Batches" or time')
    return count("rounds")(value)


GOALS = ("TrainingSpeed", "TrainingMemory")


def read_goal(value: Any) -> Fields | None:
    """PerformanceGoal: a name, or a list of them of which the first that is known counts."""
    if value is S.Automatic:
        return {}
    names = value.parts if is_list(value) else (value,)
    return {"goal": names[0]} if names and all(name in GOALS for name in names) else None


def read_checkpoints(value: Any) -> Fields | None:
    return {"checkpoints": tuple(read_checkpointing(value))}


OPTIONS: dict[str, Option] = {
    "BatchSize": Option(S.Automatic, INTEGER, count("batch_size")),
    "LearningRate": Option(S.Automatic, NUMBER, positive("rate")),
    "LearningRateMultipliers": kept(S.Automatic, "multipliers"),
    "LossFunction": kept(S.Automatic, "loss"),
    "MaxTrainingRounds": Option(S.Automatic, INTEGER, read_rounds),
    "Method": Option(
        S.Automatic, 'the name of a method such as "ADAM", or {name, suboption -> value, ...}', read_method
    ),
    "PerformanceGoal": Option(S.Automatic, f"Automatic, {' or '.join(GOALS)}", read_goal),
    "RandomSeeding": Option(S.Inherited, "Automatic, Inherited, an integer or a string", read_seeding),
    "TargetDevice": Option("CPU", DEVICE_WORDS, read_target),
    "TimeGoal": Option(S.Automatic, NUMBER, read_seconds),
    "TrainingProgressCheckpointing": Option(S["None"], "", read_checkpoints),
    "TrainingProgressFunction": kept(S["None"], "function"),
    "TrainingProgressMeasurements": kept(S.Automatic, "measurements"),
    "TrainingProgressReporting": kept(S.Automatic, "reporting"),
    "TrainingStoppingCriterion": kept(S["None"], "stopping"),
    "TrainingUpdateSchedule": kept(S.Automatic, "updates"),
    "ValidationSet": Option(S["None"], "None, data, or Scaled[fraction]", read_validation),
    "WorkingPrecision": Option(S.Automatic, PRECISION_WORDS, read_precision),
}
