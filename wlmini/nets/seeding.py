"""Random generators as the option RandomSeeding asks for them."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any

import numpy as np

from ..expr import S
from .ports import Misfit

__all__ = ["generator", "seed_number", "stream"]


def generator(seeding: Any, kernel: Any = None) -> np.random.Generator:
    """Automatic: new each time; Inherited: the session's stream (SeedRandom); else fixed by a seed."""
    return np.random.default_rng(seed_number(seeding, kernel))


def seed_number(seeding: Any, kernel: Any = None) -> int:
    """The seed that a setting of RandomSeeding comes to."""
    if seeding is S.Automatic:
        return secrets.randbits(62)
    if seeding is S.Inherited:
        return drawn(kernel)
    if isinstance(seeding, str):
        return int.from_bytes(hashlib.sha256(seeding.encode()).digest()[:8], "big")
    if type(seeding) is int:
        return seeding % 2**64
    raise Misfit("optval", seeding, S.RandomSeeding, "Automatic, Inherited, an integer or a string")


def drawn(kernel: Any) -> int:
    """A seed from the session's own random numbers; a new one without a session."""
    value = None if kernel is None else kernel.evaluate(S.RandomInteger(2**31))
    return value if type(value) is int else secrets.randbits(62)


def stream(seed: int, *purpose: int) -> np.random.Generator:
    """One of many independent generators that a seed stands for, each for a purpose of its own."""
    return np.random.default_rng([seed, *purpose])
