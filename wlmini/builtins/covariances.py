"""How two lists vary together: Covariance and Correlation, of vectors and of the columns of matrices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wlmini.builtins.statistic_data import MESSAGES, columns, elements, over
from wlmini.builtins.statistics import covariance_of
from wlmini.expr import Expr, S, Symbol, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure


def two_way(head: Symbol, of_vectors: Callable[[Any, Any, Any], Any]) -> Callable[[Any, Any, Any], Any]:
    """A statistic of two vectors, or of every column of one matrix with every column of another."""

    def function(kernel: Any, a: Any, b: Any = None) -> Any:
        first = elements(a)
        second = first if b is None else elements(b)
        if first is None or second is None:
            return None
        if len(first) != len(second) or len(first) < 2:
            raise Failure("vctmat", a, a if b is None else b, value=None)
        mine, theirs = columns(first), columns(second)
        if mine is None or theirs is None:
            return None if b is None else of_vectors(kernel, first, second)
        return make_list([make_list([Expr(head, (x, y)) for y in theirs]) for x in mine])

    return function


def correlation_of(kernel: Any, a: Any, b: Any) -> Any:
    spread = S.Times(S.StandardDeviation(a), S.StandardDeviation(b))
    return over(S.Covariance(a, b), spread)


COVARIANCE = two_way(S.Covariance, covariance_of)
CORRELATION = two_way(S.Correlation, correlation_of)


@builtin("Covariance[v, w]", "Covariance[m]", "Covariance[m1, m2]", messages=MESSAGES)
def covariance(kernel: Any, a: Any, b: Any = None) -> Any:
    """gives the covariance of two lists, or the matrix of those of the columns of m (and of m2).

    >>> {Covariance[{1, 2, 3}, {2, 4, 9}], Covariance[{{1, 2}, {3, 6}}]}
    {7/2, {{2, 4}, {4, 8}}}
    """
    return COVARIANCE(kernel, a, b)


@builtin("Correlation[v, w]", "Correlation[m]", "Correlation[m1, m2]", messages=MESSAGES)
def correlation(kernel: Any, a: Any, b: Any = None) -> Any:
    """gives the correlation of two lists, or the matrix of those of the columns of m (and of m2).

    >>> {Correlation[{1, 2, 3}, {2, 4, 6}], Correlation[{1., 2., 3.}, {1., 3., 2.}]}
    {1, 0.5}
    """
    return CORRELATION(kernel, a, b)
