"""Which engine runs a net: NumPy on the processor, or PyTorch on a device, and in which precision."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..ir import Graph
from .numpy import ParameterStore, make_plan
from .torch import NoFormError, make_torch_plan
from .torch_devices import Torch
from .torch_store import TorchStore

__all__ = ["NUMPY", "Engine", "NoFormError"]


@dataclass(frozen=True)
class Engine:
    """An engine, as a key of caches; no `device`: NumPy. `mixed`: products in bfloat16."""

    precision: str = "float32"
    device: str = ""
    mixed: bool = False

    @property
    def dtype(self) -> np.dtype[Any]:
        """Of arrays that go in and come out."""
        return np.dtype(self.precision)

    def store(self, arrays: Mapping[Hashable, Any], trainable: Collection[Hashable] = ()) -> Any:
        """The arrays of a net where the engine works on them."""
        if not self.device:
            return ParameterStore(arrays, trainable, self.dtype)
        return TorchStore(torch_at(self).torch, self.device, arrays, trainable, self.dtype)

    def plan(self, graph: Graph, batch: int, **asked: Any) -> Any:
        """The plan of a graph for batches of one size; `asked` as in `engines.numpy.make_plan`."""
        if not self.device:
            return make_plan(graph, batch, dtype=self.dtype, **asked)
        return make_torch_plan(torch_at(self), graph, batch, dtype=self.dtype, **asked)


NUMPY = Engine()

_homes: dict[Engine, Torch] = {}


def torch_at(engine: Engine) -> Torch:
    """PyTorch at work for an engine, made once."""
    if engine not in _homes:
        _homes[engine] = Torch(engine.device, mixed=engine.mixed)
    return _homes[engine]
