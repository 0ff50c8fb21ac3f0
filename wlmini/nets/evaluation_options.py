"""The options of an evaluation, net[data, property, options]."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ..expr import Expr, S, Symbol, is_list
from .devices import DEVICE_WORDS, PRECISION_WORDS, PROCESSOR, engine_of, is_precision, read_device
from .engines.choice import NUMPY, Engine
from .ports import Misfit

__all__ = ["OPTIONS", "Option", "Settings", "is_options", "read_settings"]


@dataclass(frozen=True)
class Settings:
    """The options of an evaluation."""

    batch_size: int | None = None
    training: bool = False
    seeding: Any = S.Automatic
    engine: Engine = NUMPY


def is_options(expr: Any) -> bool:
    """Whether an argument is an option, or a list of options; the ports of properties are strings."""
    if is_list(expr):
        return len(expr) > 0 and all(map(is_options, expr.parts))
    return isinstance(expr, Expr) and expr.head is S.Rule and isinstance(expr.parts[0], Symbol)


def read_settings(rules: Sequence[Expr], net: Any) -> Settings:
    """The settings that option rules describe."""
    values: dict[str, Any] = {}
    for rule in reversed(rules):  # of two rules for one option the first counts
        name, value = rule.parts
        if name.short not in OPTIONS:
            raise Misfit("optx", name, net)
        option = OPTIONS[name.short]
        found = option.read(value)
        if found is None:
            raise Misfit("optval", value, name, option.words)
        values.update(found)
    engine = engine_of(values.pop("target", PROCESSOR), values.pop("precision", "Real32"))
    return Settings(**values, engine=engine)


def read_batch_size(value: Any) -> dict[str, Any] | None:
    if value is S.Automatic:
        return {}
    return {"batch_size": value} if type(value) is int and value > 0 else None


def read_target(value: Any) -> dict[str, Any] | None:
    target = read_device(value)
    return None if target is None else {"target": target}


def read_precision(value: Any) -> dict[str, Any] | None:
    return {"precision": value} if is_precision(value) else None


def read_mode(value: Any) -> dict[str, Any] | None:
    return {"training": value == "Train"} if value in ("Test", "Train") else None


def read_seeding(value: Any) -> dict[str, Any] | None:
    known = value is S.Automatic or value is S.Inherited or isinstance(value, int | str)
    return {"seeding": value} if known else None


@dataclass(frozen=True)
class Option:
    """An option: its default, what a message calls its values, and the fields of settings that one sets."""

    default: Any
    words: str
    read: Callable[[Any], dict[str, Any] | None]


OPTIONS: dict[str, Option] = {
    "BatchSize": Option(S.Automatic, "Automatic or a positive integer", read_batch_size),
    "NetEvaluationMode": Option("Test", '"Test" or "Train"', read_mode),
    "RandomSeeding": Option(S.Automatic, "Automatic, Inherited, an integer or a string", read_seeding),
    "TargetDevice": Option("CPU", DEVICE_WORDS, read_target),
    "WorkingPrecision": Option("Real32", PRECISION_WORDS, read_precision),
}
