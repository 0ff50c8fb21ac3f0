"""Layers that draw: moments of the distributions by their formulas, masks, crops, reflections, seeds."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from wlmini.arrays import to_array
from wlmini.expr import Association, S
from wlmini.nets.ops.distributions import DISTRIBUTIONS
from wlmini.nets.ports import Misfit

from .layer_cases import RULE, apply, as_expr, make

TRAIN = RULE(S.NetEvaluationMode, "Train")
COUNT = 40_000
GAMMA = 0.5772156649015329


def rayleigh(sigma: float) -> tuple[float, float]:
    return sigma * math.sqrt(math.pi / 2), (2 - math.pi / 2) * sigma**2


def maxwell(sigma: float) -> tuple[float, float]:
    return 2 * sigma * math.sqrt(2 / math.pi), sigma**2 * (3 * math.pi - 8) / math.pi


def chi(k: float) -> tuple[float, float]:
    mean = math.sqrt(2) * math.gamma((k + 1) / 2) / math.gamma(k / 2)
    return mean, k - mean**2


def half_normal(theta: float) -> tuple[float, float]:
    return 1 / theta, (math.pi - 2) / (2 * theta**2)


def weibull(a: float, b: float) -> tuple[float, float]:
    first, second = math.gamma(1 + 1 / a), math.gamma(1 + 2 / a)
    return b * first, b**2 * (second - first**2)


def nakagami(m: float, w: float) -> tuple[float, float]:
    mean = math.gamma(m + 0.5) / math.gamma(m) * math.sqrt(w / m)
    return mean, w - mean**2


def log_gamma(a: float, b: float, mu: float) -> tuple[float, float]:
    return mu - 1 + (1 - b) ** -a, (1 - 2 * b) ** -a - (1 - b) ** (-2 * a)


# Parameters, and (mean, variance) by the formulas of the distributions.
MOMENTS: dict[str, tuple[list[Any], tuple[float, float]]] = {
    "NormalDistribution": ([2, 3], (2, 9)),
    "UniformDistribution": ([[1, 4]], (2.5, 9 / 12)),
    "ExponentialDistribution": ([2], (0.5, 0.25)),
    "GammaDistribution": ([2, 3], (6, 18)),
    "PoissonDistribution": ([4], (4, 4)),
    "MaxwellDistribution": ([2], maxwell(2)),
    "RayleighDistribution": ([2], rayleigh(2)),
    "ChiDistribution": ([3], chi(3)),
    "HalfNormalDistribution": ([2], half_normal(2)),
    "WeibullDistribution": ([2, 3], weibull(2, 3)),
    "NakagamiDistribution": ([2, 3], nakagami(2, 3)),
    "ChiSquareDistribution": ([3], (3, 6)),
    "ErlangDistribution": ([3, 2], (1.5, 0.75)),
    "LogGammaDistribution": ([2, 0.1, 1], log_gamma(2, 0.1, 1)),
    "ExpGammaDistribution": ([1, 2, 3], (3 - 2 * GAMMA, 4 * math.pi**2 / 6)),
    "InverseGammaDistribution": ([6, 2], (2 / 5, 4 / (25 * 4))),
    "BernoulliDistribution": ([0.3], (0.3, 0.21)),
    "BinomialDistribution": ([10, 0.3], (3, 2.1)),
    "NegativeBinomialDistribution": ([3, 0.4], (3 * 0.6 / 0.4, 3 * 0.6 / 0.16)),
    "DiscreteUniformDistribution": ([[1, 6]], (3.5, 35 / 12)),
}  # fmt: skip


def law(name: str, parameters: list[Any]) -> Any:
    return S[name](*map(as_expr, parameters))


def drawn(layer: Any, *options: Any) -> np.ndarray:
    return np.array(to_array(layer.apply(None, options)))


def test_every_distribution_has_its_moments_here() -> None:
    assert set(MOMENTS) == set(DISTRIBUTIONS)


@pytest.mark.parametrize("name", MOMENTS)
def test_moments_are_those_of_the_distribution(name: str) -> None:
    parameters, (mean, variance) = MOMENTS[name]
    x = drawn(make("RandomArrayLayer", law(name, parameters), Output=COUNT), RULE(S.RandomSeeding, 3))
    deviation = math.sqrt(variance)
    assert x.shape == (COUNT,)
    assert x.mean() == pytest.approx(mean, abs=5 * deviation / math.sqrt(COUNT))
    assert x.var() == pytest.approx(variance, rel=0.08)


DISCRETE = ["Poisson", "Binomial", "DiscreteUniform", "NegativeBinomial", "Bernoulli"]


@pytest.mark.parametrize("name", [f"{each}Distribution" for each in DISCRETE])
def test_discrete_distributions_give_whole_numbers(name: str) -> None:
    x = drawn(make("RandomArrayLayer", law(name, MOMENTS[name][0]), Output=100))
    assert np.array_equal(x, np.round(x))


def test_ends_of_a_discrete_uniform_distribution_are_drawn() -> None:
    x = drawn(make("RandomArrayLayer", law("DiscreteUniformDistribution", [[2, 4]]), Output=500))
    assert set(x) == {2, 3, 4}


def test_a_seed_repeats_the_draw_and_none_does_not() -> None:
    layer = make("RandomArrayLayer", law("NormalDistribution", []), Output=[2, 3])
    seed = RULE(S.RandomSeeding, 5)
    assert np.array_equal(drawn(layer, seed), drawn(layer, seed))
    assert not np.array_equal(drawn(layer), drawn(layer))
    assert drawn(layer).shape == (2, 3)


def test_parameters_from_inputs_go_element_by_element() -> None:
    layer = make("RandomArrayLayer", S.PoissonDistribution)
    given = Association.of([("Input1", as_expr([1.0, 100.0, 10_000.0]))])
    x = np.array(to_array(layer.apply(None, (given,))))
    assert x[0] < x[1] < x[2]
    batch = Association.of([("Input1", as_expr([[1e4] * 3, [1.0] * 3]))])
    x = np.array(to_array(layer.apply(None, (batch,))))
    assert x[0].min() > x[1].max()


LAWS_THAT_ARE_NONE = [
    (S.NormalDistribution(0, -1), "lawvalue"),
    (S.BernoulliDistribution(2), "lawvalue"),
    (S.BinomialDistribution(2.5, 0.5), "lawvalue"),
    (S.GammaDistribution(1), "lawcount"),
    (S.NormalDistribution(S.x, 1), "nofunction"),
    (S.CauchyDistribution(0, 1), "param"),
    (5, "param"),
]


@pytest.mark.parametrize("given,tag", LAWS_THAT_ARE_NONE)
def test_what_is_no_distribution_is_refused(given: Any, tag: str) -> None:
    with pytest.raises(Misfit) as found:
        make("RandomArrayLayer", given, Output=2)
    assert found.value.tag == tag


def test_parameters_that_data_make_impossible_are_refused() -> None:
    layer = make("RandomArrayLayer", S.PoissonDistribution)
    with pytest.raises(Misfit, match="baddata"):
        layer.apply(None, (Association.of([("Input1", as_expr([-1.0]))]),))


# -- dropout and augmentation --------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["Dropout", "AlphaDropout"])
def test_the_mask_tells_what_is_kept(method: str) -> None:
    layer = make("DropoutLayer", 0.4, Method=method, OutputPorts=["Output", "BinaryMask"], Input=5000)
    result = layer.apply(None, (as_expr([1.0] * 5000), TRAIN))
    y, mask = (np.array(to_array(result.get(name))) for name in ("Output", "BinaryMask"))
    assert set(mask) == {0.0, 1.0}
    assert mask.mean() == pytest.approx(0.6, abs=0.04)
    assert len(set(y[mask == 1])) == len(set(y[mask == 0])) == 1
    alpha = -1.7580993408473766
    a = (0.6 * (1 + 0.4 * alpha**2)) ** -0.5
    shift = -a * 0.4 * alpha
    expected = (1 / 0.6, 0.0) if method == "Dropout" else (a + shift, a * alpha + shift)
    assert (y[mask == 1][0], y[mask == 0][0]) == pytest.approx(expected, rel=1e-5)


def test_the_mask_is_all_ones_in_evaluation() -> None:
    layer = make("DropoutLayer", 0.4, OutputPorts="BinaryMask")
    assert apply(layer, [[1.0, 2.0], [3.0, 4.0]]).tolist() == [[1.0, 1.0], [1.0, 1.0]]


def windows(image: np.ndarray, height: int, width: int) -> list[np.ndarray]:
    _, rows, columns = image.shape
    return [
        image[:, i : i + height, j : j + width]
        for i in range(rows - height + 1)
        for j in range(columns - width + 1)
    ]


def test_a_crop_in_training_is_one_of_the_windows_and_all_of_them_come() -> None:
    image = np.arange(24.0).reshape(2, 3, 4)
    layer = make("ImageAugmentationLayer", [2, 3], Input=[2, 3, 4])
    found = apply(layer, np.stack([image] * 200), TRAIN, RULE(S.RandomSeeding, 1))
    places = [
        next(n for n, window in enumerate(windows(image, 2, 3)) if np.array_equal(window, each))
        for each in found
    ]
    assert set(places) == {0, 1, 2, 3}
    assert np.array_equal(apply(layer, image), image[:, 0:2, 0:3])


@pytest.mark.parametrize("vertical", [0, 1])
@pytest.mark.parametrize("horizontal", [0, 1])
def test_reflections_are_vertical_and_horizontal(vertical: int, horizontal: int) -> None:
    image = np.arange(24.0).reshape(2, 3, 4)
    chances = {"ReflectionProbabilities": [vertical, horizontal]}
    layer = make("ImageAugmentationLayer", [3, 4], Input=[2, 3, 4], **chances)
    expected = np.flip(image, [axis for axis, each in ((1, vertical), (2, horizontal)) if each])
    assert np.array_equal(apply(layer, image, TRAIN), expected)
    assert np.array_equal(apply(layer, image), image)


def test_half_of_the_images_are_reflected() -> None:
    image = np.arange(2.0).reshape(1, 1, 2)
    layer = make("ImageAugmentationLayer", [1, 2], Input=[1, 1, 2], ReflectionProbabilities=[0, 0.5])
    found = apply(layer, np.stack([image] * 2000), TRAIN, RULE(S.RandomSeeding, 1))
    assert (found[:, 0, 0, 0] == 1).mean() == pytest.approx(0.5, abs=0.06)
