"""Connectionist sequences against all paths: the sum over those that merge into the same labels."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby, product
from math import log, prod

import numpy as np
import pytest

from wlmini.expr import make_list
from wlmini.nets.coders.ctc import CTCDecoder, beam_search, greedy
from wlmini.nets.ports import Misfit


def by_all_paths(p: np.ndarray) -> dict[tuple[int, ...], float]:
    """The probability of every sequence of labels."""
    blank = p.shape[1] - 1
    found: dict[tuple[int, ...], float] = defaultdict(float)
    for path in product(range(p.shape[1]), repeat=len(p)):
        labels = tuple(each for each, _ in groupby(path) if each != blank)
        found[labels] += prod(p[t, c] for t, c in enumerate(path))
    return found


@pytest.mark.parametrize("steps, classes", [(1, 1), (2, 1), (3, 2), (4, 2), (4, 3), (5, 3), (6, 2)])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_with_enough_beams_the_search_is_exact(steps: int, classes: int, seed: int) -> None:
    p = np.random.default_rng(seed).dirichlet(np.full(classes + 1, 0.7), steps)
    expected = by_all_paths(p)
    found = beam_search(np.log(p), 10_000)
    assert {labels for labels, _ in found} == set(expected)
    for labels, value in found:
        assert np.isclose(value, -log(expected[labels]))
    assert [value for _, value in found] == sorted(value for _, value in found)


def test_few_beams_find_a_good_sequence() -> None:
    p = np.random.default_rng(4).dirichlet(np.full(4, 0.3), 6)
    expected = by_all_paths(p)
    labels, _ = beam_search(np.log(p), 8)[0]
    assert labels == max(expected, key=lambda each: expected[each])
    assert len(beam_search(np.log(p), 8)) == 8


def test_impossible_steps() -> None:
    """Certain classes leave one sequence; a repeated label needs a blank between."""
    with np.errstate(divide="ignore"):
        logs = np.log(np.eye(3)[[0, 0, 2, 0, 1]])
    assert beam_search(logs, 100) == [((0, 0, 1), 0.0)]
    assert greedy(logs) == [((0, 0, 1), 0.0)]


def test_one_beam_follows_the_likeliest_path() -> None:
    p = np.array([[0.5, 0.3, 0.2], [0.4, 0.3, 0.3], [0.1, 0.2, 0.7], [0.1, 0.6, 0.3]])
    ((labels, value),) = greedy(np.log(p))
    assert labels == (0, 1)
    assert np.isclose(value, -log(0.5 * 0.4 * 0.7 * 0.6))


def test_targets_are_lists_of_labels() -> None:
    encoder = CTCDecoder(("a", 7, "b")).targets(indexed=False, shape=(None, 4))
    assert encoder is not None
    assert [each.tolist() for each in encoder.encode([make_list(["b", 7]), make_list(["a"])])] == [
        [3, 2],
        [1],
    ]
    assert encoder.encode([make_list([7, 7])]).tolist() == [[2, 2]]
    with pytest.raises(Misfit, match="encode"):
        encoder.encode([make_list(["c"])])
