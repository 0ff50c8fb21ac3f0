"""Layers over sequences agree with PyTorch: results, final states and gradients; and with their parts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from .sequence_cases import CASES, SequenceCase, all_sequence_values, our_values

REFERENCE = Path(__file__).parent / "reference" / "sequences.npz"


@pytest.fixture(scope="module", params=["committed", "live"])
def theirs(request: pytest.FixtureRequest) -> Any:
    """PyTorch's values by name: those of the reference file, and what it computes now where installed."""
    if request.param == "committed":
        return dict(np.load(REFERENCE))
    return all_sequence_values(pytest.importorskip("torch"))


@pytest.mark.parametrize("case", CASES, ids=str)
@pytest.mark.parametrize("dtype, tolerance", [(np.float64, 1e-12), (np.float32, 2e-5)])
def test_results_and_gradients_are_those_of_pytorch(
    case: SequenceCase, dtype: Any, tolerance: float, theirs: Any
) -> None:
    for name, value in our_values(case, dtype).items():
        expected = theirs[f"{case}|{name}"]
        np.testing.assert_allclose(
            value, expected, rtol=tolerance, atol=tolerance * max(1, np.abs(expected).max()), err_msg=name
        )


def test_the_reference_file_holds_the_table() -> None:
    assert {name.split("|")[0] for name in np.load(REFERENCE)} == set(map(str, CASES))
