"""Logarithms of probabilities in PyTorch, and the demand that classes are classes."""

from __future__ import annotations

from typing import Any

from ..ir import TorchSite

__all__ = ["class_places", "log_of_at_least"]

TINY = 1e-30  # probabilities count as at least this


def log_of_at_least(torch: Any, p: Any) -> Any:
    """Log[Max[p, TINY]], its derivative being 1/Max[p, TINY] everywhere."""
    return torch.log(p + (TINY - p).clamp(min=0).detach())


def class_places(torch: Any, at: TorchSite, target: Any, classes: int) -> Any:
    """Places from 0 of classes from 1, with a last level of length 1."""
    good = (target >= 1) & (target <= classes)
    at.demand(good, f"the class index {{}} is not between 1 and {classes}", target)
    return (target - 1).clamp(0, classes - 1).unsqueeze(-1)
