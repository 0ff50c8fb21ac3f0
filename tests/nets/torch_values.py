"""What PyTorch computes for the op table and the small net, by name; needs PyTorch."""

from __future__ import annotations

from typing import Any

import numpy as np

from .op_cases import Case, Trial
from .op_tables import CASES
from .small_net import train_with_torch

BATCH = 3


def case_values(torch: Any, case: Case) -> dict[str, np.ndarray]:
    """Result and gradients of the total of the weighted result, under the names of the reference file."""
    trial = Trial(case, BATCH)
    tensors = [torch.tensor(value) for value in trial.values]
    for index in trial.differentiable():
        tensors[index].requires_grad_(True)
    y = case.torch(torch, *tensors)
    (y * torch.tensor(trial.weights)).sum().backward()
    found = {f"{case.name}|output": y.detach().numpy()}
    for index in trial.differentiable():
        gradient = tensors[index].grad
        if gradient is not None:
            found[f"{case.name}|gradient {index}"] = gradient.numpy()
    return found


def net_values(torch: Any, method: str) -> dict[str, np.ndarray]:
    arrays, losses = train_with_torch(torch, method)
    return {f"net {method}|{path}": value for path, value in {**arrays, "losses": np.array(losses)}.items()}


def all_values(torch: Any) -> dict[str, np.ndarray]:
    """Everything that the reference file holds."""
    found: dict[str, np.ndarray] = {}
    for case in CASES:
        if case.torch is not None:
            found |= case_values(torch, case)
    for method in ("ADAM", "SGD"):
        found |= net_values(torch, method)
    return found
