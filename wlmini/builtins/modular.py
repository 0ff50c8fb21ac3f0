"""Matrices of integers modulo a number."""

from __future__ import annotations

from typing import Any

from wlmini.builtins import exact_matrices as exact
from wlmini.expr import S, make_list
from wlmini.kernel.messages import Failure

MESSAGES = {
    "modulus": "Modulus -> `1` is neither 0 nor an integer above 1.",
    "modint": "The elements of `1` are no integers, so that there is nothing modulo `2`.",
}


OPTIONS = {"Method": S.Automatic, "Modulus": 0}
REDUCTIONS = ("CofactorExpansion", "DivisionFreeRowReduction", "Modular", "OneStepRowReduction")


def modulus_of(options: dict[str, Any], matrix: Any, rows: Any) -> int:
    """The modulus, 0 where there is none."""
    modulus, method = options["Modulus"], options["Method"]
    if method is not S.Automatic and method not in REDUCTIONS:  # there is one result, whatever the method
        raise Failure("method", method, make_list(REDUCTIONS), value=None)
    if type(modulus) is not int or modulus < 0 or modulus == 1:
        raise Failure("modulus", modulus, value=None)
    if modulus and not all(type(each) is int for row in rows for each in row):
        raise Failure("modint", matrix, modulus, value=None)
    return modulus


def inverse(kernel: Any, matrix: Any, rows: Any, modulus: int) -> Any:
    """The adjugate matrix times the inverse of the determinant."""
    found = exact.inverse(rows)
    size = kernel.evaluate(S.Det(matrix))
    try:
        unit = pow(size, -1, modulus)
    except ValueError:
        raise Failure("sing", matrix, value=None) from None
    assert found is not None
    return make_list([make_list([int(size * each) * unit % modulus for each in row]) for row in found])
