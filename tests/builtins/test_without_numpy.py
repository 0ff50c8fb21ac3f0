"""Short scripts do not wait for NumPy: what most of them use works on plain lists without reading it in."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
from wlmini.session import Session
session = Session()
for text in sys.argv[1:]:
    session.evaluate_text(text)
    assert "numpy" not in sys.modules, text
"""
TEXTS = [
    "Total[Map[#^2 + 1 &, Range[10^4]]]", "Flatten[{{1, {2}}, {3}}]", "Max[1, {2, 3}]", "Min[4, 5.]",
    "Transpose[{{1, 2}, {3, 4}}]", "Thread[{1, 2} -> {3, 4}]", "Partition[Range[10], 2]", "Sort[{3, 1, 2}]",
    "Table[i j, {i, 3}, {j, 3}]", "Select[Range[20], PrimeQ]", "StringReplace[\"abc\", \"a\" -> \"b\"]",
    "Counts[{a, b, a}]", "GroupBy[Range[5], EvenQ]", "Fold[Plus, 0, Range[5]]",
    "Solve[x + 1 == 0, x]", "D[x^2, x]", "Cases[{1, a, 2}, _Integer]", "Print[1]", "1/3 + 2.5",
    "{{1, 2}, {3, 4}} . {5, 6}", "{1., 2.} . {3, 4.5}", "{{a, 1/2}, {3, 4}} . {{0, 1}, {1, 0}}",
    "Mean[{1, 2, 4}]", "Mean[{1.5, 2.5}]", "Mean[{{1, 2}, {3, 4}}]",
]  # fmt: skip


def test_common_programs_do_not_read_numpy_in() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *TEXTS], capture_output=True, text=True, check=False, timeout=100
    )
    assert done.returncode == 0, done.stderr
