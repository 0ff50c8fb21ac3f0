"""The ops of sequences with the operands they are tried with: part of the table of `op_cases`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wlmini.nets.ir import Node, constant
from wlmini.nets.ops import steps as st
from wlmini.nets.ops.recurrent import RECURRENT, recurrent

from .op_tables import Case, Operand, classes, w, x

N = 3  # states of the cases
GATES = {"basic_recurrent": 1, "gated_recurrent": 3, "long_short_term_memory": 4}
EXTRAS: list[tuple[str, ...]] = [
    (), ("State",), ("State", "Mask"), ("Mask", "Update"), ("State", "Update"), ("Length",), ("State", "Length"),
]  # fmt: skip
CELL_EXTRAS: list[tuple[str, ...]] = [
    ("State", "CellState"), ("CellState",), ("State", "CellState", "Mask", "Update", "Length"),
]  # fmt: skip
