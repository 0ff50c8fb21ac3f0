"""Write the reference values that the tests of the ops compare with; run it where PyTorch is installed.

    python scripts/torch_reference.py [--check]

With --check nothing is written; the exit status says whether the committed values are still PyTorch's.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
import torch

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.nets.torch_values import all_values  # noqa: E402

TARGET = ROOT / "tests" / "nets" / "reference" / "torch.npz"


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
    values = all_values(torch)
    if not parser.parse_args().check:
        np.savez_compressed(TARGET, **values)
        print(f"{len(values)} arrays, {TARGET.stat().st_size} bytes")
        return 0
    wrong = differing(dict(np.load(TARGET)), values)
    print("\n".join(wrong) or "all values are PyTorch's")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
