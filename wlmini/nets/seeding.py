"""Random generators as the option RandomSeeding asks for them."""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np

from ..expr import S
from .ports import Misfit

__all__ = ["generator"]


def generator(seeding: Any, kernel: Any = None) -> np.random.Generator:
    """Automatic: new each time; Inherited: the session's stream (SeedRandom); else fixed by a seed."""
    if seeding is S.Automatic:
        return np.random.default_rng()
    if seeding is S.Inherited:
        return np.random.default_rng(drawn(kernel))
    if isinstance(seeding, str):
        return np.random.default_rng(int.from_bytes(hashlib.sha256(seeding.encode()).digest()[:8], "big"))
    if type(seeding) is int:
        return np.random.default_rng(seeding % 2**64)
    raise Misfit("optval", seeding, S.RandomSeeding, "Automatic, Inherited, an integer or a string")


def drawn(kernel: Any) -> int | None:
    """A seed from the session's own random numbers; None (fresh entropy) without a session."""
    if kernel is None:
        return None
    value = kernel.evaluate(S.RandomInteger(2**31))
    return value if type(value) is int else None
