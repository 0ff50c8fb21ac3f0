"""All cases of ops, from the files that hold them by family."""

from __future__ import annotations

from . import attention_cases, ctc_cases, op_cases, recurrent_cases, statistics_cases

CASES = [
    *op_cases.CASES,
    *statistics_cases.MORE_CASES,
    *recurrent_cases.CASES,
    *attention_cases.CASES,
    *ctc_cases.CASES,
]
