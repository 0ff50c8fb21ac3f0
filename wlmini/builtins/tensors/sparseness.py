"""Arrays of mostly zeros, which the language gives as SparseArray."""

from __future__ import annotations

from typing import Any

from wlmini.expr import S
from wlmini.kernel import sources


def as_sparse(kernel: Any, rows: Any) -> Any:
    """A SparseArray of the nested lists, or these themselves where no module declares SparseArray."""
    built = sources.index().get("SparseArray") != sources.UNBUILT
    return kernel.evaluate(S.SparseArray(rows) if built else rows)
