"""Training methods against their formulas for plain numbers, and against PyTorch where it has them."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from wlmini.nets.engines import threads
from wlmini.nets.engines.numpy import ParameterStore
from wlmini.nets.optimizers import METHODS, Optimizer

GRADIENTS = [0.3, -0.2, 0.5, 0.1, -0.4]
RATE = 0.01


def adam(w: float, gradients: list[float]) -> float:
    m = v = 0.0
    for t, g in enumerate(gradients, 1):
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        w -= RATE * (m / (1 - 0.9**t)) / (math.sqrt(v / (1 - 0.999**t)) + 1e-5)
    return w


def sgd(w: float, gradients: list[float]) -> float:
    v = 0.0
    for g in gradients:
        v = 0.93 * v - RATE * g
        w += v
    return w


def sign_sgd(w: float, gradients: list[float]) -> float:
    m = 0.0
    for g in gradients:
        m = 0.93 * m + 0.07 * g
        w -= RATE * (m > 0) - RATE * (m < 0)
    return w


def rms_prop(w: float, gradients: list[float]) -> float:
    n = mean = delta = 0.0
    for g in gradients:
        n, mean = 0.95 * n + 0.05 * g * g, 0.95 * mean + 0.05 * g
        delta = 0.9 * delta - RATE * g / math.sqrt(n - mean * mean + 1e-6)
        w += delta
    return w


FORMULAS: dict[str, Callable[[float, list[float]], float]] = {
    "ADAM": adam, "SGD": sgd, "SignSGD": sign_sgd, "RMSProp": rms_prop,
}  # fmt: skip


def store(weights: Any = (1.0, -2.0), dtype: Any = np.float64) -> ParameterStore:
    return ParameterStore({"w": np.array(weights), "b": np.array([0.5])}, ["w", "b"], dtype)


def steps(optimizer: Optimizer, gradients: list[float]) -> np.ndarray:
    for g in gradients:
        optimizer.store.gradients["w"][...] = g
        optimizer.step(RATE)
    return optimizer.store["w"]


def test_every_method_has_a_formula_here() -> None:
    assert METHODS.keys() == FORMULAS.keys()


@pytest.mark.parametrize("name", FORMULAS)
def test_steps_follow_the_formula(name: str) -> None:
    s = store()
    found = steps(Optimizer(s, name), GRADIENTS)
    np.testing.assert_allclose(found, [FORMULAS[name](w, GRADIENTS) for w in (1.0, -2.0)], rtol=1e-12)
    assert s["b"].tolist() == [0.5]  # its gradient was 0


@pytest.mark.parametrize("name", FORMULAS)
def test_single_precision(name: str) -> None:
    found = steps(Optimizer(store(dtype=np.float32), name), GRADIENTS)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, [FORMULAS[name](w, GRADIENTS) for w in (1.0, -2.0)], rtol=1e-5)


@pytest.mark.parametrize("name", FORMULAS)
def test_multipliers_scale_the_change_and_zero_freezes(name: str) -> None:
    s = store()
    s.gradients["b"][...] = 1.0
    multipliers = s.spread({"w": 0.5, "b": 0.0})
    found = steps(Optimizer(s, name, multipliers=multipliers, weight_clipping=0.1), GRADIENTS[:1])
    assert s["b"].tolist() == [0.5]
    assert np.abs(found).max() <= 0.1
    t = store()
    found = steps(Optimizer(t, name, multipliers=multipliers), GRADIENTS[:1])
    change = FORMULAS[name](1.0, GRADIENTS[:1]) - 1.0
    np.testing.assert_allclose(found, [1.0 + change / 2, -2.0 + change / 2])


def test_clipping_and_l2_change_the_gradient() -> None:
    s = store()
    steps(Optimizer(s, "SGD", {"Momentum": 0.0}, l2=0.1, gradient_clipping=0.2), [5.0])
    np.testing.assert_allclose(s["w"], [1.0 - RATE * (0.2 + 0.1), -2.0 - RATE * (0.2 - 0.2)])
    assert s.gradients["w"].tolist() == [5.0, 5.0]


def test_l2_of_single_arrays() -> None:
    s = store()
    steps(Optimizer(s, "SGD", {"Momentum": 0.0}, l2=s.spread({"b": 0.1}, default=0.0)), [0.0])
    assert s["w"].tolist() == [1.0, -2.0]
    np.testing.assert_allclose(s["b"], [0.5 - RATE * 0.05])


def test_an_unknown_parameter_is_refused() -> None:
    with pytest.raises(ValueError, match="SGD has no parameter Beta1"):
        Optimizer(store(), "SGD", {"Beta1": 0.5})


@pytest.mark.parametrize("name", FORMULAS)
def test_threads_and_blocks_do_not_change_results(name: str) -> None:
    size = threads.pool().size
    rng = np.random.default_rng(3)
    weights, gradient = rng.standard_normal((2, 200_001)).astype(np.float32)
    results = []
    for count in (1, 2):
        threads.set_threads(count)
        s = ParameterStore({"w": weights}, ["w"])
        s.gradients["w"][...] = gradient
        optimizer = Optimizer(s, name)
        for _ in range(3):
            optimizer.step(0.1)
        results.append(s["w"].tobytes())
    threads.set_threads(size)
    assert results[0] == results[1]


def test_idle_moments_do_not_end_as_subnormal_numbers() -> None:
    s = store(dtype=np.float32)
    optimizer = Optimizer(s, "SGD")
    steps(optimizer, [1e-3])
    steps(optimizer, [0.0] * 1215)
    subnormal = [v for v in optimizer.states[0].tolist() if 0 < abs(v) < 1.2e-38]
    assert not subnormal


def test_adam_and_sgd_agree_with_torch() -> None:
    torch = pytest.importorskip("torch")
    makers = {
        "ADAM": lambda p: torch.optim.Adam(p, lr=RATE, eps=1e-5),
        "SGD": lambda p: torch.optim.SGD(p, lr=RATE, momentum=0.93),
    }
    for name, make in makers.items():
        w = torch.tensor([1.0, -2.0], dtype=torch.float64, requires_grad=True)
        optimizer = make([w])
        for g in GRADIENTS:
            w.grad = torch.full_like(w, g)
            optimizer.step()
        np.testing.assert_allclose(steps(Optimizer(store(), name), GRADIENTS), w.detach().numpy(), rtol=1e-12)
