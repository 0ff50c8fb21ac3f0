"""Determinants and inverses modulo a number, and the options that ask for them."""

from __future__ import annotations

import math
from typing import Any

from wlmini.builtins import exact_matrices as exact
from wlmini.expr import S, make_list
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import multiply

MODULAR = {"Method": S.Automatic, "Modulus": 0}
REDUCTIONS = ("CofactorExpansion", "DivisionFreeRowReduction", "Modular", "OneStepRowReduction")


def modulus_of(options: dict[str, Any]) -> int:
    """The modulus; a method that is none complains, for the others there is but one result."""
    method, modulus = options["Method"], options["Modulus"]
    if method is not S.Automatic and method not in REDUCTIONS:
        raise Failure("method", method, make_list(REDUCTIONS), value=None)
    if type(modulus) is not int or modulus < 0:
        raise Failure("modulus", modulus, value=None)
    return modulus


def modular_inverse(matrix: Any, rows: Any, size: Any, modulus: int) -> Any:
    """The inverse modulo m: the adjugate times the inverse of the determinant, `size`."""
    found = exact.inverse(rows) if exact.all_exact(rows) else None
    if found is None or type(size) is not int or math.gcd(size, modulus) != 1:
        raise Failure("sing", matrix, value=None)
    factor = size * pow(size, -1, modulus)
    return exact.matrix_expr([[multiply(factor, x) % modulus for x in row] for row in found])
