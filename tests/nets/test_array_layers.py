"""Layers of fixed ports agree with PyTorch, in single and in double precision: results and gradients."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from wlmini.expr import S

from .array_cases import CASES, ArrayCase, all_array_values, our_values
from .layer_cases import apply, make

REFERENCE = Path(__file__).parent / "reference" / "arrays.npz"


@pytest.fixture(scope="module", params=["committed", "live"])
def theirs(request: pytest.FixtureRequest) -> Any:
    """PyTorch's values by name: those of the reference file, and what it computes now where installed."""
    if request.param == "committed":
        return dict(np.load(REFERENCE))
    return all_array_values(pytest.importorskip("torch"))


@pytest.mark.parametrize("case", CASES, ids=str)
@pytest.mark.parametrize("dtype, tolerance", [(np.float64, 1e-12), (np.float32, 1e-5)])
def test_results_and_gradients_are_those_of_pytorch(
    case: ArrayCase, dtype: Any, tolerance: float, theirs: Any
) -> None:
    for name, value in our_values(case, dtype).items():
        expected = theirs[f"{case}|{name}"]
        assert value.shape == expected.shape
        np.testing.assert_allclose(
            value, expected, rtol=tolerance, atol=tolerance * max(1, np.abs(expected).max()), err_msg=name
        )


def test_every_case_has_a_name_of_its_own() -> None:
    assert len({str(case) for case in CASES}) == len(CASES)


def test_a_large_mean_does_not_spoil_single_precision() -> None:
    x = np.random.default_rng(0).normal(100, 1, size=(4, 2, 224, 224)).astype(np.float32)
    net = make("NormalizationLayer", Scaling=S["None"], Biases=S["None"], Input=[2, 224, 224])
    exact = x.astype(float) - x.mean((2, 3), keepdims=True, dtype=float)
    exact /= np.sqrt(np.mean(exact**2, axis=(2, 3), keepdims=True) + 0.001)
    np.testing.assert_allclose(apply(net, x), exact, atol=1e-4)
