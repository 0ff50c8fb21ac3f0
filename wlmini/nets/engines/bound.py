"""What the plans of all engines share: programs are bound to the arrays they are first run with, and kept."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any

import numpy as np

__all__ = ["BoundPlan"]


class BoundPlan(ABC):
    """A plan whose programs, a forward pass and a step of training, `bind` makes for a store of arrays."""

    dtype: np.dtype[Any]

    def __init__(self) -> None:
        self._programs: dict[bool, Any] = {}
        self._store: Any = None

    @abstractmethod
    def bind(self, arrays: Any, *, training: bool) -> Any:
        """The program of a mode for these arrays."""

    def run(
        self, inputs: Mapping[str, Any], arrays: Any, rng: np.random.Generator | None = None
    ) -> dict[Any, np.ndarray]:
        """The outputs by name, batch axis first; nothing is differentiated or updated."""
        return self.program(arrays, training=False).run(inputs, rng)  # type: ignore[no-any-return]

    def forward_backward(
        self, inputs: Mapping[str, Any], arrays: Any, rng: np.random.Generator | None = None
    ) -> dict[Any, np.ndarray]:
        """The outputs; gradients of trainable arrays are left in `arrays.gradient`, updates are made.

        Gradients of inputs (one an example) and of other arrays are returned under `gradient_key(name)`.
        """
        return self.program(arrays, training=True).run(inputs, rng)  # type: ignore[no-any-return]

    def program(self, arrays: Any, *, training: bool) -> Any:
        """The program of a forward pass, or of a step of training, bound to these arrays."""
        if arrays is not self._store:
            if arrays.dtype != self.dtype:
                raise ValueError(f"the arrays are {arrays.dtype}, the plan is {self.dtype}")
            self._programs.clear()
            self._store = arrays
        if training not in self._programs:
            self._programs[training] = self.bind(arrays, training=training)
        return self._programs[training]
