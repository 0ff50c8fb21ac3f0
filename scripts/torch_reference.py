"""Write the reference values that the tests of ops and layers compare with; run it where PyTorch is.

    python scripts/torch_reference.py [--check] [file ...]

Files are those of tests/nets/reference, by default all. With --check nothing is written; the exit status
says whether the committed values are still PyTorch's.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
import torch

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.nets.array_cases import all_array_values  # noqa: E402
from tests.nets.layer_cases import all_layer_values  # noqa: E402
from tests.nets.sequence_cases import all_sequence_values  # noqa: E402
from tests.nets.torch_values import all_values  # noqa: E402

FOLDER = ROOT / "tests" / "nets" / "reference"
FILES = {
    "torch.npz": all_values,
    "layers.npz": all_layer_values,
    "sequences.npz": all_sequence_values,
    "arrays.npz": all_array_values,
}


def differing(old: dict[str, np.ndarray], new: dict[str, np.ndarray]) -> list[str]:
    """Names whose values are missing on one side or differ by more than rounding."""
    both = old.keys() & new.keys()
    wrong = {
        name for name in both if not np.allclose(old[name], new[name], rtol=1e-9, atol=1e-12, equal_nan=True)
    }
    return sorted(wrong | (old.keys() ^ new.keys()))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("files", nargs="*", metavar="file", choices=[*FILES, []], default=[])
    given = parser.parse_args()
    check = given.check
    wrong: list[str] = []
    for name in given.files or FILES:
        target, values = FOLDER / name, FILES[name](torch)
        if check:
            wrong += [f"{name}: {each}" for each in differing(dict(np.load(target)), values)]
        else:
            np.savez_compressed(target, **values)
            print(f"{name}: {len(values)} arrays, {target.stat().st_size} bytes")
    if check:
        print("\n".join(wrong) or "all values are PyTorch's")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
