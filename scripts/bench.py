"""Speed figures, ours and the peers' side by side in one run, as ratios.

    python scripts/bench.py [NAME ...] [--rounds N]

Every module in scripts/benchmarks with a NAME is a benchmark: `run(rounds)` gives rows for the table.
Nothing else should run on the machine meanwhile.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
from pathlib import Path
from types import ModuleType

sys.path.insert(0, str(Path(__file__).resolve().parent))

import benchmarks


def found() -> dict[str, ModuleType]:
    """The benchmarks by name."""
    names = [each.name for each in pkgutil.iter_modules(benchmarks.__path__)]
    modules = [importlib.import_module(f"benchmarks.{name}") for name in names]
    return {module.NAME: module for module in modules if hasattr(module, "NAME")}


def table(rows: list[dict[str, str]]) -> str:
    """Rows of the same keys as aligned text."""
    if not rows:
        return "nothing to compare"
    keys = list(rows[0])
    widths = [max(len(key), *(len(str(row[key])) for row in rows)) for key in keys]
    lines = [keys, ["-" * width for width in widths], *([str(row[key]) for key in keys] for row in rows)]
    return "\n".join(
        "  ".join(cell.ljust(w) for cell, w in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def main() -> int:
    modules = found()
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"of {', '.join(modules)}; all where none is given"
    )
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    unknown = [name for name in options.names if name not in modules]
    if unknown:
        parser.error(f"there is no benchmark {unknown[0]}; there are {', '.join(modules)}")
    for name in options.names or modules:
        print(f"{name}\n{table(modules[name].run(options.rounds))}\n", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
