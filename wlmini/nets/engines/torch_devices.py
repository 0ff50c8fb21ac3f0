"""The devices of PyTorch: which there are, how plans behave on them, and their captured computations."""

from __future__ import annotations

import gc
import os
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

__all__ = ["Runner", "Torch", "gpus", "has_bfloat16", "library"]

WARM = 2  # runs before a computation is captured, in which libraries prepare themselves


def library() -> Any:
    """PyTorch, or None where it is not installed."""
    try:
        import torch
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] != "torch":
            raise
        return None
    return torch


def gpus() -> list[str]:
    """The names of the devices that are GPUs; CUDA is told to compute reproducibly before it starts."""
    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")
    torch = library()
    if torch is None or not torch.cuda.is_available():
        return []
    return [f"cuda:{number}" for number in range(torch.cuda.device_count())]


def has_bfloat16(device: str) -> bool:
    """Whether the hardware computes in half precision of the range of single precision."""
    torch = library()
    return not device.startswith("cuda") or torch.cuda.get_device_capability(device) >= (8, 0)


class Torch:
    """PyTorch at work on a device."""

    def __init__(self, device: str, *, mixed: bool = False) -> None:
        self.torch, self.device, self.mixed = library(), device, mixed
        self.is_cuda = device.startswith("cuda")
        self.stream = self.torch.cuda.Stream(device) if self.is_cuda else None
        # One pool for all captured computations: they run one after the other, and results are read at once.
        self.pool = self.torch.cuda.graph_pool_handle() if self.is_cuda else None

    def generator(self) -> Any:
        """A generator of random numbers of the device."""
        return self.torch.Generator(self.device)

    def precision(self) -> Any:
        """Around what is computed: in mixed precision products take bfloat16, everything else float32."""
        if not self.mixed:
            return nullcontext()
        kind = self.device.partition(":")[0]
        return self.torch.autocast(kind, dtype=self.torch.bfloat16, cache_enabled=False)

    @contextmanager
    def working(self) -> Iterator[None]:
        """Around a run: a stream of its own, and memory that is used up is told as such."""
        try:
            if self.stream is None:
                yield
                return
            outer = self.torch.cuda.current_stream(self.device)
            self.stream.wait_stream(outer)
            with self.torch.cuda.device(self.device), self.torch.cuda.stream(self.stream):
                yield
            outer.wait_stream(self.stream)
        except self.torch.cuda.OutOfMemoryError as error:
            raise MemoryError(str(error)) from None

    def exactly(self) -> Any:
        """Around what is computed or captured: the same numbers every time, and none of fewer digits."""
        return exactly(self.torch) if self.is_cuda else nullcontext()


@contextmanager
def nothing_freed() -> Iterator[None]:
    """Without the garbage collector: freeing a captured computation spoils one that is being captured."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextmanager
def exactly(torch: Any) -> Iterator[None]:
    """Deterministic kernels and no TF32, where PyTorch has them; restored afterwards."""
    strict = torch.are_deterministic_algorithms_enabled()
    warn = torch.is_deterministic_algorithms_warn_only_enabled()
    filling, cudnn = torch.utils.deterministic.fill_uninitialized_memory, torch.backends.cudnn
    deterministic, benchmark = cudnn.deterministic, cudnn.benchmark
    with warnings.catch_warnings(), single_precision(torch):
        warnings.simplefilter("ignore")  # of kernels that have no deterministic twin
        torch.use_deterministic_algorithms(True, warn_only=True)
        torch.utils.deterministic.fill_uninitialized_memory = False
        cudnn.deterministic, cudnn.benchmark = True, False
        try:
            yield
        finally:
            torch.use_deterministic_algorithms(strict, warn_only=warn)
            torch.utils.deterministic.fill_uninitialized_memory = filling
            cudnn.deterministic, cudnn.benchmark = deterministic, benchmark


@contextmanager
def single_precision(torch: Any) -> Iterator[None]:
    """No TF32. Where the newer switches were touched, PyTorch refuses to read the older ones."""
    backends = torch.backends
    try:
        switches = [(backends.cuda.matmul, "allow_tf32"), (backends.cudnn, "allow_tf32")]
        before: list[Any] = [getattr(*each) for each in switches]
        value: Any = False
    except RuntimeError:
        places = (backends.cuda.matmul, backends.cudnn.conv, backends.cudnn.rnn)
        switches = [(place, "fp32_precision") for place in places]
        before, value = [getattr(*each) for each in switches], "ieee"
    for place, name in switches:
        setattr(place, name, value)
    try:
        yield
    finally:
        for (place, name), old in zip(switches, before, strict=True):
            setattr(place, name, old)


class Runner:
    """Runs a computation of fixed shapes and memory: on a GPU it is captured once and then replayed."""

    def __init__(self, home: Torch, compute: Callable[[], Any]) -> None:
        self.home, self.compute = home, compute
        self.generator = home.generator()
        self.runs = 0
        self.graph: Any = None
        self.results: Any = None
        self.refusal: str | None = None  # why the computation could not be captured

    def run(self, seed: int | None) -> Any:
        """The results of the computation; those of a captured one are overwritten by its next run.

        With a seed, the same one gives the same random numbers.
        """
        self.runs += 1
        if self.home.is_cuda and self.runs == WARM + 1:
            self.capture()
        if seed is not None:
            self.generator.manual_seed(seed)
        if self.graph is not None:
            self.graph.replay()
            return self.results
        with self.home.exactly():
            return self.compute()

    def capture(self) -> None:
        """Capture the computation; one that PyTorch cannot capture goes on as it did."""
        torch = self.home.torch
        graph = torch.cuda.CUDAGraph()
        graph.register_generator_state(self.generator)
        torch.cuda.synchronize(self.home.device)
        recording = torch.cuda.graph(graph, self.home.pool, self.home.stream)
        try:
            with nothing_freed(), self.home.exactly(), recording:
                self.results = self.compute()
        except RuntimeError as error:
            self.refusal = str(error)
            torch.cuda.synchronize(self.home.device)
            self.home.pool = torch.cuda.graph_pool_handle()  # the old one is in the middle of what failed
            self.results, self.generator = None, self.home.generator()
        else:
            self.graph = graph
