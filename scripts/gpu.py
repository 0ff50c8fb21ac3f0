"""Steps of training on a GPU: ours beside PyTorch's own, and a training in the language on both devices.

    python scripts/gpu.py [--rounds N] [--device cuda:0]

A figure is the median time of a step, and the ratio of PyTorch's to ours, taken in turns. Ours gets its batch
from the memory of the processor at every step; PyTorch's data lie on the device already.
"""

from __future__ import annotations

import argparse
import importlib
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from benchmarks.contenders import ours, theirs

from wlmini.nets.engines import torch_devices
from wlmini.nets.engines.choice import Engine
from wlmini.nets.engines.torch_devices import Runner
from wlmini.session import Session

WORKLOADS = ("c_lenet", "e_memory", "f_transformer")
WARM_UP, STEPS = 6, 20

LENET = """
SeedRandom[1];
pictures = RandomReal[1, {1024, 1, 28, 28}];
data = Thread[pictures -> (1 + Mod[Round[10 #[[1, 5, 5]] + 10 #[[1, 20, 9]]], 10] & /@ pictures)];
net = NetInitialize[NetChain[{ConvolutionLayer[20, 5], BatchNormalizationLayer[], Ramp, PoolingLayer[2, 2],
  ConvolutionLayer[50, 5], BatchNormalizationLayer[], Ramp, PoolingLayer[2, 2], 500, Ramp, 10,
  SoftmaxLayer[]}, "Input" -> {1, 28, 28}, "Output" -> NetDecoder[{"Class", Range[10]}]], RandomSeeding -> 1];
train[options___] := NetTrain[net, data, All, MaxTrainingRounds -> 4, BatchSize -> 64, RandomSeeding -> 1,
  TrainingProgressReporting -> None, options]["RoundLossList"]
"""
TRAININGS = (
    "",
    'TargetDevice -> "GPU"',
    'TargetDevice -> "GPU", WorkingPrecision -> "Mixed"',
)


def timed(step: Callable[[], float], count: int) -> float:
    """The median of the seconds of some steps."""
    times = []
    for _ in range(count):
        start = time.perf_counter()
        step()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def contenders(name: str, mode: str, device: str) -> dict[str, Callable[[], float]]:
    work = importlib.import_module(f"benchmarks.workloads.{name}").WORKLOAD
    return {
        "wlmini": ours(work, mode, Engine(device=device)),
        "wlmini Mixed": ours(work, mode, Engine(device=device, mixed=True)),
        "PyTorch eager": theirs(work, mode, tuned=False, device=device),
        "PyTorch tuned": theirs(work, mode, tuned=True, device=device),
    }


def compare(name: str, mode: str, device: str, rounds: int) -> None:
    """Print a line for every contender."""
    steps = contenders(name, mode, device)
    losses = {who: [step() for _ in range(WARM_UP)][-1] for who, step in steps.items()}
    times: dict[str, list[float]] = {who: [] for who in steps}
    for _ in range(rounds):
        for who, step in steps.items():
            times[who].append(timed(step, STEPS))
    for who, found in times.items():
        ratio = statistics.median(a / b for a, b in zip(found, times["wlmini"], strict=True))
        median = 1000 * statistics.median(found)
        print(f"{name:14} {mode:10} {who:14} {median:8.3f} ms  {ratio:6.2f} of ours  {losses[who]:.5f}")


def tell_refusals() -> None:
    """Say of a computation that PyTorch cannot capture why it cannot."""
    capture = Runner.capture

    def told(self: Runner) -> None:
        capture(self)
        if self.refusal is not None:
            print("not captured:", self.refusal.partition("\n")[0])

    Runner.capture = told  # type: ignore[method-assign]


def train() -> None:
    """Print the losses of the rounds of a training in the language, and its seconds."""
    session = Session()
    session.evaluate_text(LENET)
    for options in TRAININGS:
        start = time.perf_counter()
        losses: Any = session.evaluate_text(f"train[{options}]")
        print(f"NetTrain {options or 'on the processor':60} {time.perf_counter() - start:6.2f} s  {losses}")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--device", default="cuda:0")
    options = parser.parse_args()
    if options.device != "cpu" and not torch_devices.gpus():
        parser.error("there is no GPU that PyTorch can use")
    tell_refusals()
    for name in WORKLOADS:
        for mode in ("training", "inference"):
            compare(name, mode, options.device, options.rounds)
    if options.device != "cpu":
        train()
    return 0


if __name__ == "__main__":
    sys.exit(main())
