"""The PyTorch forms of connectionist temporal classification: alpha, and the loss that it gives."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from ..ir import TorchSite
from .torch_logarithms import log_of_at_least

__all__ = ["alignments", "loss_of_alignments"]

FLOOR = -1e30  # the logarithm of 0: differences of such numbers stay numbers


def alignments(torch: Any, at: TorchSite, p: Any, target: Any, *rest: Any, given: Sequence[str] = ()) -> Any:
    """The logarithms of the probabilities of all ways to every state at every step."""
    classes, states = p.shape[2], 2 * target.shape[1] + 1
    at.demand(
        (target >= 1) & (target < classes),
        f"the class index {{}} is not between 1 and {classes - 1}",
        target,
    )
    labels = torch.full((len(p), states), classes - 1, device=p.device)
    labels[:, 1::2] = (target - 1).clamp(0, classes - 2)
    logarithms = log_of_at_least(torch, p.gather(2, labels.unsqueeze(1).expand(-1, p.shape[1], -1)))
    penalty = torch.full((len(p), states), FLOOR, dtype=logarithms.dtype, device=p.device)
    penalty[:, 3::2] = torch.where(target[:, 1:] == target[:, :-1], FLOOR, 0.0)
    first = logarithms[:, 0].clone()
    first[:, 2:] = FLOOR
    found = [first]
    for t in range(1, p.shape[1]):
        before = found[-1]
        one = shifted(torch, before, 1)
        two = shifted(torch, before, 2) + penalty
        found.append(logarithms[:, t] + torch.stack([before, one, two]).logsumexp(0))
    return torch.stack(found, 1)


def shifted(torch: Any, x: Any, places: int) -> Any:
    return torch.nn.functional.pad(x[:, :-places], (places, 0), value=FLOOR)


def loss_of_alignments(
    torch: Any, at: TorchSite, alpha: Any, p: Any, target: Any, *rest: Any, given: Sequence[str] = ()
) -> Any:
    """Minus the logarithm of the probability of the target: Infinity where it cannot be aligned."""
    lengths = dict(zip(given, rest, strict=True))
    whole = torch.ones(len(p), dtype=torch.int64, device=p.device)
    steps = lengths.get("Length", whole * p.shape[1])
    labels = lengths.get("TargetLength", whole * target.shape[1])
    last = alpha.gather(1, (steps - 1).clamp(0).reshape(-1, 1, 1).expand(-1, 1, alpha.shape[2])).squeeze(1)
    ends = last.gather(1, torch.stack([(2 * labels - 1).clamp(0), 2 * labels], 1))
    found = -ends.logsumexp(1)
    return torch.where(found > -FLOOR / 2, math.inf, found)
