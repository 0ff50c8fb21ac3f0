"""Distances between numbers and vectors, and angles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wlmini.expr import Expr, S, Symbol, is_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

MESSAGES = {"shape": "The arguments `1` and `2` are no numbers, or vectors of the same length."}


def distance_builtin(usage: str, documentation: str, formula: Callable[[Any, Any], Any]) -> None:
    """Declare a distance of two vectors, or of two numbers taken as vectors of length 1."""

    def function(kernel: Any, u: Any, v: Any) -> Any:
        if is_list(u) != is_list(v) or (is_list(u) and len(u) != len(v)):
            raise Failure("shape", u, v, value=None)
        if not is_list(u):
            u, v = S.List(u), S.List(v)
        return formula(u, v)

    function.__doc__ = documentation
    builtin(usage, messages=MESSAGES)(function)


def difference(u: Any, v: Any) -> Any:
    return S.Plus(u, S.Times(-1, v))


def total(head: Symbol, *arguments: Any) -> Any:
    return S.Total(Expr(head, arguments))


def product(u: Any, v: Any) -> Any:
    return S.Dot(u, S.Conjugate(v))


def cosine(u: Any, v: Any) -> Any:
    return S.Times(product(u, v), S.Power(S.Norm(u), -1), S.Power(S.Norm(v), -1))


def from_mean(u: Any) -> Any:
    return difference(u, S.Mean(u))


distance_builtin(
    "EuclideanDistance[u, v]",
    """gives the length of the straight line from u to v.

    >>> {EuclideanDistance[{1, 2}, {4, 6}], EuclideanDistance[3, 5.5]}
    {5, 2.5}
    """,
    lambda u, v: S.Norm(difference(u, v)),
)
distance_builtin(
    "SquaredEuclideanDistance[u, v]",
    """gives the square of the length of the straight line from u to v.

    >>> SquaredEuclideanDistance[{1, 2}, {4, 6}]
    25
    """,
    lambda u, v: total(S.Power, S.Abs(difference(u, v)), 2),
)
distance_builtin(
    "ManhattanDistance[u, v]",
    """gives the sum of the distances along the coordinates.

    >>> ManhattanDistance[{1, 2}, {4, 6}]
    7
    """,
    lambda u, v: total(S.Abs, difference(u, v)),
)
distance_builtin(
    "ChessboardDistance[u, v]",
    """gives the largest of the distances along the coordinates.

    >>> ChessboardDistance[{1, 2}, {4, 6}]
    4
    """,
    lambda u, v: S.Max(S.Abs(difference(u, v))),
)
distance_builtin(
    "BrayCurtisDistance[u, v]",
    """gives the sum of the distances over the sum of the sizes of the sums, along the coordinates.

    >>> BrayCurtisDistance[{1, 2}, {3, 4}]
    2/5
    """,
    lambda u, v: S.Times(total(S.Abs, difference(u, v)), S.Power(total(S.Abs, S.Plus(u, v)), -1)),
)
distance_builtin(
    "CanberraDistance[u, v]",
    """gives the sum over the coordinates of the distance over the sum of the sizes.

    >>> CanberraDistance[{1, 2}, {3, 4}]
    5/6
    """,
    lambda u, v: total(S.Times, S.Abs(difference(u, v)), S.Power(S.Plus(S.Abs(u), S.Abs(v)), -1)),
)
distance_builtin(
    "CosineDistance[u, v]",
    """gives 1 less the cosine of the angle between u and v.

    >>> {CosineDistance[{1, 0}, {0, 2}], CosineDistance[{1., 1.}, {1., 0.}]}
    {1, 0.292893}
    """,
    lambda u, v: S.Plus(1, S.Times(-1, cosine(u, v))),
)
distance_builtin(
    "CorrelationDistance[u, v]",
    """gives 1 less the cosine of the angle between u and v, each taken from its mean.

    >>> CorrelationDistance[{1, 2, 3}, {2, 4, 6}]
    0
    """,
    lambda u, v: S.Plus(1, S.Times(-1, cosine(from_mean(u), from_mean(v)))),
)
distance_builtin(
    "VectorAngle[u, v]",
    """gives the angle between the vectors u and v.

    >>> {VectorAngle[{1, 0}, {0, 1}], VectorAngle[{1, 0}, {1, 1}]}
    {Pi/2, Pi/4}
    """,
    lambda u, v: S.ArcCos(cosine(u, v)),
)
distance_builtin(
    "Projection[u, v]",
    """gives the projection of the vector u onto v.

    >>> Projection[{5, 6}, {1, 0}]
    {5, 0}
    """,
    lambda u, v: S.Times(product(u, v), S.Power(product(v, v), -1), v),
)
