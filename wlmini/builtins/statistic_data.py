"""What statistics are taken of: lists, the values of associations, columns of matrices, distributions.

Nothing here reads NumPy in, so that the mean of a short list does not wait for it.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from wlmini.builtins.distribution_families.family import DERIVED, FAMILIES
from wlmini.builtins.packing import arrays, is_numeric_array
from wlmini.expr import Association, Expr, Packed, S, Symbol, is_list, make_list
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import add, is_number

MESSAGES = {
    "rectt": "A nonempty list, or a rectangular list of lists, is expected instead of `1`.",
    "shlen": "`1` should have at least `2` elements.",
    "rectn": "A list, or a rectangular list of lists, of real numbers is expected instead of `1`.",
    "vctmat": "`1` and `2` should be lists, or matrices with as many rows, of the same length above 1.",
    "qmeth": "The parameters `1` of a quantile are no {{a, b}, {c, d}}.",
    "nquan": "The quantile `1` is no number between 0 and 1.",
}


def elements(expr: Any) -> Any:
    """The list that statistics are taken of, the values of an association; None for anything else."""
    if type(expr) is Association:
        return make_list(expr.values())
    if is_numeric_array(expr):
        return expr.normal()
    return expr if is_list(expr) else None


def data_of(expr: Any, least: int = 1) -> Any:
    """The list, where it has enough elements; None where it is none."""
    data = elements(expr)
    if data is None and isinstance(expr, (int, float, complex, Fraction, str)):
        raise Failure("rectt", expr, value=None)
    if data is None:
        return None
    if len(data) < least:
        raise Failure("rectt" if least == 1 else "shlen", expr, *(() if least == 1 else (least,)), value=None)
    return data


def is_reals(data: Any) -> bool:
    """Whether NumPy's answer is the language's: a packed array of reals."""
    return type(data) is Packed and data.array.dtype.kind == "f"


def is_distribution(expr: Any) -> bool:
    if not isinstance(expr, Expr) or not isinstance(expr.head, Symbol):
        return False
    return expr.head.short in FAMILIES or expr.head.short in DERIVED


def columns(data: Any) -> list[Any] | None:
    """The columns of a matrix; None for a vector."""
    if type(data) is Packed:
        return (
            None if data.array.ndim == 1 else [arrays().pack(column) for column in data.array.swapaxes(0, 1)]
        )
    if not all(is_list(row) for row in data.parts) or len({len(row) for row in data.parts}) != 1:
        return None
    return [make_list(column) for column in zip(*[row.parts for row in data.parts], strict=True)]


def by_column(head: Symbol, data: Any, *rest: Any) -> Any:
    """The statistic of every column, unevaluated; None for a vector."""
    found = columns(data)
    return None if found is None else make_list([Expr(head, (column, *rest)) for column in found])


def total(values: Any) -> Any:
    """The sum of expressions; of numbers at once."""
    if all(map(is_number, values)):
        value: Any = 0
        if all(type(v) is float for v in values):
            return math.fsum(values)
        for each in values:
            value = add(value, each)
        return value
    return Expr(S.Plus, values)


def over(value: Any, divisor: Any) -> Any:
    return S.Times(value, S.Power(divisor, -1))
