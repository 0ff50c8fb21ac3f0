"""Logarithms of probabilities in PyTorch, and the demand that classes are classes."""

from __future__ import annotations

from typing import Any

from ..ir import TorchSite

__all__ = ["chosen_negative", "class_places", "log_of_at_least"]

TINY = 1e-30  # probabilities count as at least this


def log_of_at_least(torch: Any, p: Any) -> Any:
    """Log[Max[p, TINY]], its derivative being 1/Max[p, TINY] everywhere."""
    return torch.log(p + (TINY - p).clamp(min=0).detach())


def class_places(torch: Any, at: TorchSite, target: Any, classes: int) -> Any:
    """Places from 0 of classes from 1."""
    good = (target >= 1) & (target <= classes)
    at.demand(good, f"the class index {{}} is not between 1 and {classes}", target)
    return (target - 1).clamp(0, classes - 1)


def chosen_negative(torch: Any, logarithms: Any, places: Any) -> Any:
    """Minus the logarithms at the places along the last level.

    As a list of vectors: for these alone PyTorch has kernels that give the same bits every time.
    """
    rows = logarithms.reshape(-1, logarithms.shape[-1])
    return torch.nn.functional.nll_loss(rows, places.reshape(-1), reduction="none").reshape(places.shape)
