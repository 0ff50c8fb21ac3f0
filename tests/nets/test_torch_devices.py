"""How computations are captured and replayed, on a stand-in for CUDA, and what is restored after a run."""

from __future__ import annotations

from contextlib import contextmanager, nullcontext, suppress
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest

from wlmini.nets.engines import torch_devices
from wlmini.nets.engines.torch_devices import WARM, Runner, Torch, exactly

from .torch_device import torch_here


class Graph:
    """A captured computation: it notes what happens to it."""

    made: ClassVar[list[Graph]] = []

    def __init__(self) -> None:
        self.replays, self.generators = 0, []  # type: tuple[int, list[Any]]
        self.made.append(self)

    def register_generator_state(self, generator: Any) -> None:
        self.generators.append(generator)

    def replay(self) -> None:
        self.replays += 1


def home(*, capturable: bool = True) -> Any:
    """PyTorch at work on a GPU, as far as a runner sees it."""
    Graph.made = []

    @contextmanager
    def graph(made: Graph, pool: Any, stream: Any) -> Any:
        yield
        if not capturable:
            raise RuntimeError("operation not permitted when stream is capturing")

    cuda = SimpleNamespace(CUDAGraph=Graph, graph=graph, synchronize=lambda device: None)
    return SimpleNamespace(
        torch=SimpleNamespace(cuda=cuda), device="cuda:0", is_cuda=True, stream=None, pool=None,
        exactly=nullcontext, generator=lambda: SimpleNamespace(manual_seed=seeds.append),
    )  # fmt: skip


seeds: list[int] = []


def counted(home: Any, runs: int) -> tuple[Runner, int, list[Any]]:
    """(the runner after some runs, how often it computed, what it gave)."""
    calls: list[int] = []

    def compute() -> int:
        calls.append(0)
        return len(calls)

    runner = Runner(home, compute)
    found = [runner.run(each) for each in range(runs)]
    return runner, len(calls), found


def test_after_some_runs_a_computation_is_captured_and_replayed() -> None:
    seeds.clear()
    runner, computed, found = counted(home(), WARM + 4)
    (graph,) = Graph.made
    assert computed == WARM + 1
    assert graph.replays == 4
    assert found == [*range(1, WARM + 1), *[WARM + 1] * 4]
    assert graph.generators == [runner.generator]
    assert seeds == list(range(WARM + 4))
    assert runner.refusal is None


def test_few_runs_capture_nothing() -> None:
    _, computed, _ = counted(home(), WARM)
    assert computed == WARM
    assert Graph.made == []


def test_what_cannot_be_captured_goes_on_as_before() -> None:
    runner, computed, found = counted(home(capturable=False), WARM + 4)
    assert found[WARM:] == [WARM + 2, WARM + 3, WARM + 4, WARM + 5]  # one more than runs: the vain capture
    assert computed == WARM + 5
    assert [each.replays for each in Graph.made] == [0]
    assert runner.generator is not Graph.made[0].generators[0]
    assert runner.refusal is not None


def test_a_processor_captures_nothing() -> None:
    torch_here()
    runner, computed, _ = counted(Torch("cpu"), WARM + 4)
    assert computed == WARM + 4
    assert runner.graph is None


def switches(torch: Any) -> list[Any]:
    backends = torch.backends
    return [
        torch.are_deterministic_algorithms_enabled(), torch.is_deterministic_algorithms_warn_only_enabled(),
        torch.utils.deterministic.fill_uninitialized_memory, backends.cuda.matmul.allow_tf32,
        backends.cudnn.allow_tf32, backends.cudnn.deterministic, backends.cudnn.benchmark,
    ]  # fmt: skip


def test_the_switches_of_pytorch_are_restored() -> None:
    torch = torch_here()
    before = switches(torch)
    with suppress(ZeroDivisionError), exactly(torch):
        during = switches(torch)
        raise ZeroDivisionError
    assert during == [True, True, False, False, False, True, False]
    assert switches(torch) == before


def test_the_newer_switches_of_precision_are_restored() -> None:
    torch = torch_here()
    conv = torch.backends.cudnn.conv if hasattr(torch.backends.cudnn, "conv") else None
    if conv is None:
        pytest.skip("this PyTorch has none")
    before = conv.fp32_precision
    conv.fp32_precision = "ieee"  # from here on the older ones cannot be read
    try:
        with exactly(torch):
            assert torch.backends.cudnn.rnn.fp32_precision == "ieee"
        assert torch.backends.cudnn.rnn.fp32_precision != "ieee"
    finally:
        conv.fp32_precision = before


def test_without_a_gpu_there_is_none() -> None:
    torch = torch_here()
    if torch.cuda.is_available():
        pytest.skip("there is one")
    assert torch_devices.gpus() == []
    assert torch_devices.has_bfloat16("cpu")
