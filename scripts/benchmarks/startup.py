"""From the command to the value of 1+1, against an empty Python and, where it is installed, Mathics3."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

NAME = "startup"
ROOT = Path(__file__).parents[2]
# As on a user's machine: compiled modules are kept between runs.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
EMPTY = "python -c pass"


def commands() -> dict[str, list[str]]:
    """What is timed; MATHICS3 in the environment names that command where it is not on the path."""
    found = {
        EMPTY: [sys.executable, "-c", "pass"],
        "wlmini": [sys.executable, "-m", "wlmini", "-code", "1+1"],
    }
    mathics = os.environ.get("MATHICS3") or shutil.which("mathics3")
    return found | ({"Mathics3": [mathics, "-c", "1+1"]} if mathics else {})


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, check=True)
    return time.perf_counter() - start


def run(rounds: int) -> list[dict[str, str]]:
    """A row each command: its median time, and the median of its ratios to an empty Python in each round."""
    timed = commands()
    for command in timed.values():  # fills the caches of compiled modules and of the disk
        seconds(command)
    times = [{name: seconds(command) for name, command in timed.items()} for _ in range(rounds)]
    return [
        {
            "command": name,
            "median": f"{statistics.median(row[name] for row in times) * 1000:.0f} ms",
            f"x {EMPTY}": f"{statistics.median(row[name] / row[EMPTY] for row in times):.2f}",
        }
        for name in timed
    ]
