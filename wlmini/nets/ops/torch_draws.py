"""Random numbers by PyTorch, from the generator of the plan; parameters have no gradient."""

from __future__ import annotations

from typing import Any

from ..ir import TorchSite
from .randomness import drawn_shape

__all__ = [
    "binomial", "exponential", "gamma", "integers", "negative_binomial", "normal", "poisson", "uniform",
]  # fmt: skip

REFUSED = "parameters of a distribution are not allowed ({} is wrong)"


def uniform(torch: Any, at: TorchSite, like: Any = None) -> Any:
    """Uniform on 0 to 1."""
    return torch.rand(drawn_shape(at), generator=at.generator, device=at.device, dtype=at.dtype)


def normal(torch: Any, at: TorchSite, like: Any) -> Any:
    """Normal with mean 0 and variance 1."""
    return torch.randn(drawn_shape(at), generator=at.generator, device=at.device, dtype=at.dtype)


def exponential(torch: Any, at: TorchSite, like: Any) -> Any:
    """Exponential with mean 1."""
    return -torch.log1p(-uniform(torch, at))


def parameter(at: TorchSite, x: Any) -> Any:
    """A parameter for every number that is drawn."""
    return x.detach().to(at.dtype).expand(drawn_shape(at)).contiguous()


def gamma(torch: Any, at: TorchSite, form: Any) -> Any:
    """Gamma with scale 1."""
    form = parameter(at, form)
    at.demand(form >= 0, REFUSED, form)
    drawn = torch._standard_gamma(form.clamp(min=1e-30), generator=at.generator)
    return torch.where(form > 0, drawn, 0.0)


def poisson(torch: Any, at: TorchSite, mean: Any) -> Any:
    """Poisson."""
    mean = parameter(at, mean)
    at.demand(mean >= 0, REFUSED, mean)
    return torch.poisson(mean.clamp(min=0), generator=at.generator)


def binomial(torch: Any, at: TorchSite, count: Any, chance: Any) -> Any:
    """Binomial."""
    count, chance = parameter(at, count).trunc(), parameter(at, chance)
    at.demand(count >= 0, REFUSED, count)
    at.demand((chance >= 0) & (chance <= 1), REFUSED, chance)
    return torch.binomial(count.clamp(min=0), chance.clamp(0, 1), generator=at.generator)


def negative_binomial(torch: Any, at: TorchSite, count: Any, chance: Any) -> Any:
    """Failures before success number n: Poisson with a mean from a gamma distribution."""
    count, chance = parameter(at, count), parameter(at, chance)
    at.demand(count > 0, REFUSED, count)
    at.demand((chance > 0) & (chance <= 1), REFUSED, chance)
    chance = chance.clamp(1e-30, 1)
    mean = torch._standard_gamma(count.clamp(min=1e-30), generator=at.generator) * (1 - chance) / chance
    return torch.poisson(mean, generator=at.generator)


def integers(torch: Any, at: TorchSite, low: Any, high: Any) -> Any:
    """Whole numbers, both ends included."""
    low, high = parameter(at, low).trunc(), parameter(at, high).trunc()
    at.demand(low <= high, REFUSED, low)
    drawn = torch.floor(uniform(torch, at) * (high - low + 1)) + low
    return torch.minimum(drawn, high)
