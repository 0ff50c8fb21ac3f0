"""Training steps and inference against PyTorch, eager and tuned, each with its best number of threads.

Every contender has a process of its own, and they take turns: two thread pools in one process disturb each
other, and figures taken one after the other drift with the machine. A round is a turn of each.
A workload is a module in workloads/, found by walking.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import pkgutil
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Collection
from pathlib import Path
from types import ModuleType
from typing import Any

NAME = "nets"
MODES = ("training", "inference")
CONTENDERS = ("wlmini", "PyTorch eager", "PyTorch tuned")
ROOT = Path(__file__).resolve().parents[2]
WORKLOADS = Path(__file__).parent / "workloads"
WARM_UP = 8
LEAST, SECONDS = 6, 0.3  # of a turn: steps at least, and as many as take this time
SETTLED = 0.3  # seconds: threads of OpenMP stay awake for 0.2 s after their work, in the way of others
AWAKE = 0.15  # seconds of steps that are not timed, in which threads wake up


def _workload(name: str) -> ModuleType:
    return importlib.import_module(f"benchmarks.workloads.{name}")


class Contender:
    """A process that makes steps when told to and says how long each took."""

    def __init__(self, workload: str, mode: str, name: str) -> None:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "scripts")])}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.nets", workload, mode, name],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT,
        )  # fmt: skip

    def steps(self, count: int = 0) -> dict[str, Any]:
        """So many steps, or a turn: the seconds of each, the loss after them, and MB of memory at most."""
        assert self.process.stdin
        assert self.process.stdout
        time.sleep(SETTLED)
        print(count, file=self.process.stdin, flush=True)
        line = self.process.stdout.readline()
        if not line:
            raise ChildProcessError("the contender ended")
        return json.loads(line)

    def end(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


def serve(workload: str, mode: str, name: str) -> None:
    """The process of a contender: counts of steps come in, times go out."""
    step = _workload(workload).contenders(mode)[name]()
    for line in sys.stdin:
        times, loss = timed(step, int(line))
        memory = megabytes(resource.getrusage(resource.RUSAGE_SELF))
        print(json.dumps({"times": times, "loss": loss, "memory": memory}), flush=True)


def timed(step: Callable[[], float], count: int) -> tuple[list[float], float]:
    """The seconds of so many steps, or of those of a turn, and the last loss."""
    times: list[float] = []
    loss, begin = 0.0, time.perf_counter() + (0.0 if count else AWAKE)
    while time.perf_counter() < begin:
        loss = step()
    while len(times) < count or not count and (len(times) < LEAST or time.perf_counter() < begin + SECONDS):
        start = time.perf_counter()
        loss = step()
        times.append(time.perf_counter() - start)
    return times, loss


def megabytes(usage: resource.struct_rusage) -> float:
    """What a process has held at most; Linux counts in kB, macOS in bytes."""
    return usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def compare(workload: str, mode: str, rounds: int, wanted: Collection[str]) -> list[dict[str, str]]:
    """A row a contender: median time of a step, median and quartiles of its ratios to ours by round."""
    module = _workload(workload)
    peers = importlib.util.find_spec("torch") is not None
    names = [name for name in module.contenders(mode) if name in wanted]
    names = [name for name in names if peers or not name.startswith("PyTorch")]
    contenders, losses = {}, {}
    for name in names:  # one after the other, so that each finds its best number of threads undisturbed
        contenders[name] = Contender(workload, mode, name)
        losses[name] = contenders[name].steps(WARM_UP)["loss"]
    times: dict[str, list[float]] = {name: [] for name in contenders}
    memory: dict[str, float] = {}
    for _ in range(rounds):
        for name, each in contenders.items():
            made = each.steps()
            times[name].append(statistics.median(made["times"]))
            memory[name] = made["memory"]
    for each in contenders.values():
        each.end()
    first = next(iter(times))
    title = f"{module.TITLE}, {mode}"
    return [_row(title, name, times[name], times[first], losses[name], memory[name]) for name in times]


def _row(
    title: str, name: str, times: list[float], ours: list[float], loss: float, memory: float
) -> dict[str, str]:
    ratios = [theirs / mine for theirs, mine in zip(times, ours, strict=True)]
    low, middle, high = statistics.quantiles(ratios, n=4) if len(ratios) > 1 else ratios * 3
    return {
        "workload": title,
        "contender": name,
        "median": f"{1000 * statistics.median(times):.3g} ms",
        "time / ours": f"{middle:.2f}",
        "quartiles": f"{low:.2f} to {high:.2f}",
        "peak of the process": f"{memory:.0f} MB",
        f"loss or first output after {WARM_UP} steps": f"{loss:.5f}",
    }


def run(rounds: int) -> list[dict[str, str]]:
    """The rows of all workloads; only ours where PyTorch is not installed."""
    sys.path.insert(0, str(ROOT))
    found = pkgutil.iter_modules([str(WORKLOADS)])
    return [row for each in found for mode in MODES for row in compare(each.name, mode, rounds, CONTENDERS)]


if __name__ == "__main__":
    serve(*sys.argv[1:])
