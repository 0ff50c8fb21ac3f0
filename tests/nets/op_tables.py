"""All cases of ops, from the files that hold them by family."""

from __future__ import annotations

from . import op_cases, statistics_cases

CASES = [*op_cases.CASES, *statistics_cases.MORE_CASES]
