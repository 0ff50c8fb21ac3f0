"""Another engine for a test, or for all of them: PyTorch, on the processor or on a GPU.

    pytest -p tests.nets.torch_device tests/nets tests/test_layers.py tests/test_spec.py

runs the tests of nets with PyTorch where they would use NumPy, on the device that WLMINI_TEST_DEVICE names
("cpu" where it names none).
"""

from __future__ import annotations

import os
from functools import partial
from typing import Any

import numpy as np
import pytest

from wlmini.nets import devices
from wlmini.nets.engines import choice, torch_devices
from wlmini.nets.engines.choice import Engine


def pytest_configure(config: Any) -> None:
    """As a plugin: what asks for the processor gets PyTorch."""
    device = os.environ.get("WLMINI_TEST_DEVICE", "cpu")
    assert "wlmini.nets.training_options" not in __import__("sys").modules, "defaults are read already"
    torch_devices.gpus()  # prepares CUDA
    devices.PROCESSOR = devices.Target("CPU", device)
    choice.NUMPY = Engine(device=device)


def torch_here() -> Any:
    """PyTorch, which must not take the slow way round when it runs forms example by example."""
    torch = pytest.importorskip("torch")
    torch._C._functorch._set_vmap_fallback_warning_enabled(True)
    return torch


def make_plan(graph: Any, batch: int, *, dtype: Any = np.float32, **asked: Any) -> Any:
    """As `engines.numpy.make_plan`."""
    return Engine(np.dtype(dtype).name, "cpu").plan(graph, batch, **asked)


def make_store(arrays: Any, trainable: Any = (), dtype: Any = np.float32) -> Any:
    """As `engines.numpy.ParameterStore`."""
    return Engine(np.dtype(dtype).name, "cpu").store(arrays, trainable)


def use_torch(monkeypatch: pytest.MonkeyPatch, *modules: Any) -> None:
    """Let the functions of these modules plan for PyTorch."""
    torch_here()
    for module in modules:
        monkeypatch.setattr(module, "make_plan", make_plan)
        monkeypatch.setattr(module, "ParameterStore", make_store)


def pretend_gpu(monkeypatch: pytest.MonkeyPatch, *known: str) -> None:
    """Let the processor pass for these GPUs."""
    torch_here()
    monkeypatch.setattr(torch_devices, "gpus", partial(list, known or ["cpu"]))
