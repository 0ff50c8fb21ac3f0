"""Ops, gradients and training agree with PyTorch: committed values, and live where it is installed."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from . import torch_values
from .op_cases import Case, Trial
from .op_tables import CASES
from .small_net import train

REFERENCE = Path(__file__).parent / "reference" / "torch.npz"
COMPARED = [case for case in CASES if case.torch is not None]


@cache
def reference() -> dict[str, np.ndarray]:
    with np.load(REFERENCE) as file:
        return dict(file)


def check_case(case: Case, values: dict[str, np.ndarray]) -> None:
    trial = Trial(case, torch_values.BATCH)
    np.testing.assert_allclose(trial.run()["Output"], values[f"{case.name}|output"], rtol=1e-7, atol=1e-9)
    for index, gradient in trial.gradients().items():
        expected = values.get(f"{case.name}|gradient {index}")
        if expected is not None:
            np.testing.assert_allclose(gradient, expected, rtol=1e-7, atol=1e-9)


def check_net(method: str, dtype: Any, values: dict[str, np.ndarray], tolerance: float) -> None:
    store, losses = train(method, dtype)
    np.testing.assert_allclose(losses, values[f"net {method}|losses"], rtol=tolerance)
    for path in store:
        expected = values.get(f"net {method}|{path}")
        if expected is not None:
            np.testing.assert_allclose(store[path], expected, rtol=tolerance, atol=tolerance)


@pytest.mark.parametrize("case", COMPARED, ids=str)
def test_an_op_gives_the_committed_values(case: Case) -> None:
    check_case(case, reference())


@pytest.mark.parametrize("method", ["ADAM", "SGD"])
@pytest.mark.parametrize("dtype, tolerance", [(np.float64, 1e-6), (np.float32, 2e-3)])
def test_training_gives_the_committed_values(method: str, dtype: Any, tolerance: float) -> None:
    check_net(method, dtype, reference(), tolerance)


@pytest.mark.parametrize("case", COMPARED, ids=str)
def test_an_op_gives_what_torch_gives(case: Case) -> None:
    check_case(case, torch_values.case_values(pytest.importorskip("torch"), case))


@pytest.mark.parametrize("method", ["ADAM", "SGD"])
def test_training_gives_what_torch_gives(method: str) -> None:
    check_net(method, np.float64, torch_values.net_values(pytest.importorskip("torch"), method), 1e-6)
