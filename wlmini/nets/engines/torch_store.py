"""The arrays of a net while PyTorch works on them: trainable ones in one flat vector on the device."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from functools import partial
from typing import Any

import numpy as np

from .store import Flat, Memory, flat_spans

__all__ = ["TorchStore"]


class DeviceMemory(Memory):
    """The memory of a device of PyTorch."""

    compiled = False

    def __init__(self, torch: Any, device: str) -> None:
        self.library, self.device = torch, device
        self.block = 1 << 62  # a device is busiest with all of a vector at once

    def placed(self, array: np.ndarray) -> Any:
        return self.library.from_numpy(np.array(array)).to(self.device)

    def host(self, vector: Any) -> np.ndarray:
        return np.array(vector.detach().cpu().numpy())

    def copying(self, target: Any, source: Any) -> Callable[[], Any]:
        return partial(target.copy_, source)


class Gradients(Mapping[Hashable, np.ndarray]):
    """Copies of the gradients of trainable arrays, by path."""

    def __init__(self, store: TorchStore) -> None:
        self.store = store

    def __getitem__(self, path: Hashable) -> np.ndarray:
        return self.store.memory.host(self.store.gradient_tensors[path])

    def __iter__(self) -> Iterator[Hashable]:
        return iter(self.store.gradient_tensors)

    def __len__(self) -> int:
        return len(self.store.gradient_tensors)


class TorchStore(Flat):
    """Arrays by path on a device; `store[path]` is a copy as a NumPy array, `tensors` are the arrays."""

    def __init__(
        self,
        torch: Any,
        device: str,
        arrays: Mapping[Hashable, Any],
        trainable: Collection[Hashable] = (),
        dtype: Any = np.float32,
    ) -> None:
        memory = DeviceMemory(torch, device)
        dtype = np.dtype(dtype)
        spans, end = flat_spans(arrays, trainable, dtype)
        zeros = np.zeros(end, dtype)
        super().__init__(memory.placed(zeros), memory.placed(zeros), spans, dtype, memory)
        self.tensors: dict[Hashable, Any] = {}
        self.gradient_tensors: dict[Hashable, Any] = {}
        for path, value in arrays.items():
            value = np.asarray(value, dtype)
            if path in spans:
                self.tensors[path] = self.vector[spans[path]].view(value.shape)
                self.gradient_tensors[path] = self.gradient[spans[path]].view(value.shape)
                self.tensors[path].copy_(memory.placed(value))
            else:
                self.tensors[path] = memory.placed(value)
        self.gradients = Gradients(self)

    def __getitem__(self, path: Hashable) -> np.ndarray:
        return self.memory.host(self.tensors[path])

    def __contains__(self, path: object) -> bool:
        return path in self.tensors

    def __iter__(self) -> Iterator[Hashable]:
        return iter(self.tensors)

    def __len__(self) -> int:
        return len(self.tensors)

    @property
    def trainable(self) -> Collection[Hashable]:
        return self.spans.keys()

    def copies(self) -> dict[Hashable, np.ndarray]:
        """A snapshot of every array."""
        return {path: self[path] for path in self.tensors}

    def restore(self, arrays: Mapping[Hashable, Any]) -> None:
        """Write a snapshot (or any arrays by path) back."""
        for path, value in arrays.items():
            self.tensors[path].copy_(self.memory.placed(np.asarray(value, self.dtype)))
