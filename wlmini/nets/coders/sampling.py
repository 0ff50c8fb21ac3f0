"""Probabilities of classes: the likely ones, the entropy, and classes drawn at random."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from ...expr import Association, S, is_list
from ..parameters import is_rule
from ..ports import Misfit
from .reading import real

__all__ = ["EXPECTED", "Settings", "by_likelihood", "draw", "entropy", "settings_of"]

EXPECTED = (
    "a positive temperature, or rules for Temperature, TotalProbabilityCutoff (from 0 to 1), TopProbabilities"
)
NAMES = {"Temperature", "TotalProbabilityCutoff", "TopProbabilities"}


class Settings(NamedTuple):
    """How a class is drawn: powers of the probabilities, the share of the total and the number kept."""

    temperature: float = 1.0
    cut: float = 1.0
    most: int | None = None


def settings_of(given: Any, refuse: Callable[[str, str], Misfit]) -> Settings:
    """The settings that "RandomSample" -> given describes."""
    if given is None:
        return Settings()
    values: dict[Any, Any] = {"Temperature": given}
    if is_list(given) or isinstance(given, Association):
        if not all(map(is_rule, given.parts)):
            raise refuse("RandomSample", EXPECTED)
        values = {part.parts[0]: part.parts[1] for part in given.parts}
    temperature, cut = (real(values.get(name, 1)) for name in ("Temperature", "TotalProbabilityCutoff"))
    most = values.get("TopProbabilities")
    known = all(isinstance(name, str) and name in NAMES for name in values)
    counted = most is None or most is S.All or type(most) is int and most > 0
    if not known or not counted or not temperature or temperature < 0 or not cut or not 0 < cut <= 1:
        raise refuse("RandomSample", EXPECTED)
    return Settings(temperature, cut, most if type(most) is int else None)


def by_likelihood(p: np.ndarray) -> list[int]:
    """Positions of the classes, the most likely first, ties in their order."""
    return [int(i) for i in np.argsort(-p, kind="stable")]


def entropy(p: np.ndarray) -> float:
    """The entropy in nats."""
    positive = p[p > 0].astype(np.float64)
    return float(-(positive * np.log(positive)).sum()) + 0.0


def draw(p: np.ndarray, settings: Settings, random: Any) -> int | None:
    """A position drawn with its probability; None where the numbers are no probabilities."""
    if not np.isfinite(p).all() or (p < 0).any() or not p.any():
        return None
    with np.errstate(divide="ignore"):
        logits = np.log(p.astype(np.float64)) / settings.temperature
    weights = np.exp(logits - logits.max())
    weights /= weights.sum()
    order = by_likelihood(weights)[: settings.most]
    total = np.cumsum(weights[order])
    if settings.cut < 1:
        order = order[: int(np.searchsorted(total, settings.cut * total[-1])) + 1]
    kept = weights[order] / weights[order].sum()
    return order[int(random.choice(len(order), p=kept))]
