"""Connectionist temporal classification: against all alignments one by one, lengths, hopeless targets."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest

from wlmini.nets.ports import Misfit

from .layer_cases import make
from .sequence_cases import Run, weights


def by_alignments(p: np.ndarray, target: list[int]) -> float:
    """The loss by its definition: the sum over all readings, labels from 0 and the last the blank."""
    steps, classes = p.shape
    total = 0.0
    for reading in itertools.product(range(classes), repeat=steps):
        joined = [label for label, _ in itertools.groupby(reading)]
        if [label + 1 for label in joined if label != classes - 1] == target:
            total += float(np.prod([p[t, label] for t, label in enumerate(reading)]))
    return -np.log(total)


def probabilities(steps: int, classes: int, seed: int = 0, batch: int = 1) -> np.ndarray:
    p = np.random.default_rng(seed).uniform(0.1, 1, (batch, steps, classes))
    return p / p.sum(-1, keepdims=True)


def loss(p: np.ndarray, target: Any, lengths: Any = None, dtype: Any = np.float64) -> dict[str, np.ndarray]:
    net = make("CTCLossLayer", Input=["Varying", p.shape[-1]], Target=["Varying"])
    return Run(net, {"Input": p, "Target": np.asarray(target)}, lengths).values(dtype)


@pytest.mark.parametrize("target", [[1], [2], [1, 2], [2, 2], [1, 2, 1], [2, 2, 1], [1, 1, 2, 2]])
@pytest.mark.parametrize("steps", [1, 3, 6])
def test_it_is_the_sum_over_all_alignments(steps: int, target: list[int]) -> None:
    if steps < len(target) + sum(a == b for a, b in itertools.pairwise(target)):
        pytest.skip("hopeless")
    p = probabilities(steps, 3)
    assert loss(p, [target])["Output"][0] == pytest.approx(by_alignments(p[0], target), rel=1e-12)


LENGTHS = {"Input": np.array([6, 4, 5, 6]), "Target": np.array([2, 1, 3, 3])}
TARGETS = np.array([[1, 3, 3], [2, 1, 1], [2, 2, 1], [3, 1, 2]])


def test_examples_of_different_lengths_are_as_alone() -> None:
    p = probabilities(6, 4, batch=4)
    together = loss(p, TARGETS, LENGTHS)
    for k in range(4):
        steps, size = (LENGTHS[name][k] for name in ("Input", "Target"))
        alone = loss(p[k : k + 1, :steps], TARGETS[k : k + 1, :size])
        assert together["Output"][k] == pytest.approx(alone["Output"][0], rel=1e-12)
        gradient = together["gradient Input"][k]
        np.testing.assert_allclose(gradient[:steps], alone["gradient Input"][0], rtol=1e-10, atol=1e-14)
        assert not gradient[steps:].any()


def test_nothing_depends_on_the_padding() -> None:
    found = []
    for seed in (1, 2):
        p, targets = probabilities(6, 4, batch=4), TARGETS.copy()
        other = np.random.default_rng(seed)
        for k in range(4):
            steps, size = (LENGTHS[name][k] for name in ("Input", "Target"))
            p[k, steps:] = other.uniform(0.1, 1, p[k, steps:].shape)
            targets[k, size:] = other.integers(1, 4, targets[k, size:].shape)
        found.append(loss(p, targets, LENGTHS))
    np.testing.assert_array_equal(found[0]["Output"], found[1]["Output"])
    np.testing.assert_allclose(found[0]["gradient Input"], found[1]["gradient Input"], rtol=1e-12)


def test_gradients_with_lengths_are_those_of_finite_differences() -> None:
    p, step = probabilities(6, 4, batch=4), 1e-6
    gradient = loss(p, TARGETS, LENGTHS)["gradient Input"]
    for index in [(0, 5, 3), (1, 0, 1), (2, 2, 0), (3, 4, 2)]:
        ends = []
        for shift in (step, -step):
            moved = p.copy()
            moved[index] += shift
            losses = loss(moved, TARGETS, LENGTHS)["Output"]
            ends.append(float(losses.sum() * weights("Output", ())))
        assert gradient[index] == pytest.approx((ends[0] - ends[1]) / (2 * step), rel=1e-6)


def test_a_target_that_cannot_be_aligned_has_probability_zero() -> None:
    """Two equal labels need a blank between them."""
    found = loss(probabilities(2, 3, batch=2), [[1, 1], [1, 2]])
    assert found["Output"][0] == np.inf
    assert np.isfinite(found["Output"][1])
    assert not found["gradient Input"][0].any()
    assert np.isfinite(found["gradient Input"]).all()


def test_a_probability_of_zero_gives_finite_gradients() -> None:
    p = np.array([[[1.0, 0.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]])
    assert loss(p, [[1]])["Output"][0] == pytest.approx(0)
    assert np.isfinite(loss(p, [[2]])["gradient Input"]).all()


def test_long_sequences_in_single_precision() -> None:
    p = probabilities(200, 6, batch=3)
    target = np.random.default_rng(5).integers(1, 6, (3, 40))
    single, double = loss(p, target, dtype=np.float32), loss(p, target)
    np.testing.assert_allclose(single["Output"], double["Output"], rtol=1e-5)
    gradient = double["gradient Input"]
    np.testing.assert_allclose(single["gradient Input"], gradient, atol=1e-3 * np.abs(gradient).max())


REFUSED = [
    ({"Input": [2, 3], "Target": [3]}, "ctclength"),
    ({"Input": [2, 1]}, "ctcblank"),
    ({"Input": [2]}, "portfit"),
    ({"Target": [2, 2]}, "portfit"),
]


@pytest.mark.parametrize("options, tag", REFUSED)
def test_what_cannot_be_is_refused(options: dict[str, Any], tag: str) -> None:
    with pytest.raises(Misfit) as found:
        make("CTCLossLayer", **options)
    assert found.value.tag == tag
