"""The workloads of `nets` against torch.compile, where that works; compiling takes a minute for each."""

from __future__ import annotations

import pkgutil
import sys

from benchmarks.nets import MODES, ROOT, WORKLOADS, compare

NAME = "compiled"


def run(rounds: int) -> list[dict[str, str]]:
    """The rows of the workloads that torch.compile takes."""
    sys.path.insert(0, str(ROOT))
    rows = []
    for each in pkgutil.iter_modules([str(WORKLOADS)]):
        for mode in MODES:
            try:
                rows += compare(each.name, mode, rounds, ("wlmini", "PyTorch compiled"))
            except ChildProcessError:
                print(f"{each.name}, {mode}: torch.compile fails", file=sys.stderr)
    return rows
