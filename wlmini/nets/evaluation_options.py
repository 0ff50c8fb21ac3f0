"""The options of an evaluation, net[data, property, options]."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ..expr import Expr, S, Symbol, is_list
from .ports import Misfit

__all__ = ["OPTIONS", "Settings", "is_options", "read_settings"]


@dataclass(frozen=True)
class Settings:
    """The options of an evaluation."""

    batch_size: int | None = None
    training: bool = False
    seeding: Any = S.Automatic
    dtype: str = "float32"


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
    return Settings(**values)


def read_batch_size(value: Any) -> dict[str, Any] | None:
    if value is S.Automatic:
        return {}
    return {"batch_size": value} if type(value) is int and value > 0 else None


def read_device(value: Any) -> dict[str, Any] | None:
    if value == "GPU" or is_list(value) and len(value) and value.parts[0] == "GPU":
        raise Misfit("notbuilt", 'TargetDevice -> "GPU"')
    return {} if value == "CPU" else None


PRECISIONS = {"Real32": "float32", "Real64": "float64"}


def read_precision(value: Any) -> dict[str, Any] | None:
    if value == "Mixed":
        raise Misfit("notbuilt", 'WorkingPrecision -> "Mixed"')
    if value is S.Automatic:
        return {}
    return {"dtype": PRECISIONS[value]} if isinstance(value, str) and value in PRECISIONS else None


def read_mode(value: Any) -> dict[str, Any] | None:
    return {"training": value == "Train"} if value in ("Test", "Train") else None


def read_seeding(value: Any) -> dict[str, Any] | None:
    known = value is S.Automatic or value is S.Inherited or isinstance(value, int | str)
    return {"seeding": value} if known else None


@dataclass(frozen=True)
class Option:
    """An option: its default, what a message calls its values, and the fields of Settings that one sets."""

    default: Any
    words: str
    read: Callable[[Any], dict[str, Any] | None]


OPTIONS: dict[str, Option] = {
    "BatchSize": Option(S.Automatic, "Automatic or a positive integer", read_batch_size),
    "NetEvaluationMode": Option("Test", '"Test" or "Train"', read_mode),
    "RandomSeeding": Option(S.Automatic, "Automatic, Inherited, an integer or a string", read_seeding),
    "TargetDevice": Option("CPU", '"CPU"', read_device),
    "WorkingPrecision": Option("Real32", '"Real32", "Real64" or Automatic', read_precision),
}
