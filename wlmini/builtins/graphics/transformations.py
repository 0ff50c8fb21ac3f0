"""Transformations of the plane and of space as functions: rotations, translations, scalings, reflections."""

from __future__ import annotations

from typing import Any

from wlmini.expr import S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

MESSAGES = {"vec": "A vector of two or three coordinates is expected instead of `1`."}


def affine(kernel: Any, linear: list[list[Any]], about: Any = None, shift: Any = None) -> Any:
    """TransformationFunction of a matrix that acts about a point, and a shift."""
    size = len(linear)
    moved: list[Any] = list(shift.parts) if shift is not None else [0] * size
    if about is not None:
        turned = [S.Plus(*(S.Times(m, p) for m, p in zip(row, about.parts, strict=True))) for row in linear]
        moved = [S.Plus(p, S.Times(-1, t)) for p, t in zip(about.parts, turned, strict=True)]
    rows = [make_list([*row, last]) for row, last in zip(linear, moved, strict=True)]
    bottom = make_list([*([0] * size), 1])
    return kernel.evaluate(S.TransformationFunction(make_list([*rows, bottom])))


def need_vector(expr: Any) -> Any:
    if not is_list(expr) or len(expr.parts) not in (2, 3):
        raise Failure("vec", expr, value=None)
    return expr


def identity(size: int) -> list[list[Any]]:
    return [[1 if i == j else 0 for j in range(size)] for i in range(size)]


@builtin("TransformationFunction[m, point]", "TransformationFunction[m][point]", messages=MESSAGES)
def transformation_function(kernel: Any, m: Any, point: Any = None) -> Any:
    """is a transformation with a matrix of one row and column more than points have coordinates.

    >>> TranslationTransform[{1, 2}][{x, y}]
    {1 + x, 2 + y}
    """
    if point is None or not is_list(m) or not m.parts or not is_list(point):
        return None
    if point.parts and all(map(is_list, point.parts)):
        return make_list([transformed(kernel, m, p) for p in point.parts])
    return transformed(kernel, m, point)


def transformed(kernel: Any, m: Any, point: Any) -> Any:
    """The image of one point."""
    if len(point.parts) + 1 != len(m.parts):
        raise Failure("vec", point, value=None)
    extended = [*point.parts, 1]
    images = [S.Plus(*(S.Times(a, p) for a, p in zip(row.parts, extended, strict=True))) for row in m.parts]
    below = kernel.evaluate(images[-1])
    plain = images[:-1] if below == 1 else [S.Divide(image, below) for image in images[:-1]]
    return kernel.evaluate(make_list(plain))


@builtin("TranslationTransform[v]", messages=MESSAGES)
def translation_transform(kernel: Any, v: Any) -> Any:
    """gives the transformation that moves points by a vector.

    >>> TranslationTransform[{1, 2}][{0, 0}]
    {1, 2}
    """
    return affine(kernel, identity(len(need_vector(v).parts)), shift=v)


@builtin(
    "RotationTransform[angle]",
    "RotationTransform[angle, point]",
    "RotationTransform[angle, axis]",
    messages=MESSAGES,
)
def rotation_transform(kernel: Any, angle: Any, about: Any = None) -> Any:
    """gives the rotation by an angle, about the origin or a point, or about an axis in space.

    >>> RotationTransform[Pi/2][{1, 0}]
    {0, 1}
    >>> RotationTransform[Pi, {1, 1}][{0, 0}]
    {2, 2}
    """
    cos, sin = S.Cos(angle), S.Sin(angle)
    if about is not None and len(need_vector(about).parts) == 3:
        return affine(kernel, about_axis(kernel, cos, sin, about))
    return affine(kernel, [[cos, S.Times(-1, sin)], [sin, cos]], about=about)


def about_axis(kernel: Any, cos: Any, sin: Any, axis: Any) -> list[list[Any]]:
    """The matrix of a rotation about an axis, by the formula of Rodrigues."""
    x, y, z = kernel.evaluate(S.Normalize(axis)).parts
    rest = S.Plus(1, S.Times(-1, cos))
    cross = [[0, S.Times(-1, z), y], [z, 0, S.Times(-1, x)], [S.Times(-1, y), x, 0]]
    unit = (x, y, z)
    return [
        [
            S.Plus(cos if i == j else 0, S.Times(sin, cross[i][j]), S.Times(rest, unit[i], unit[j]))
            for j in range(3)
        ]
        for i in range(3)
    ]


@builtin("ScalingTransform[{sx, sy}]", "ScalingTransform[{sx, sy}, point]", messages=MESSAGES)
def scaling_transform(kernel: Any, factors: Any, about: Any = None) -> Any:
    """gives the transformation that scales coordinates by factors, about the origin or a point.

    >>> ScalingTransform[{2, 3}][{1, 1}]
    {2, 3}
    """
    values = need_vector(factors).parts
    linear = [[values[i] if i == j else 0 for j in range(len(values))] for i in range(len(values))]
    return affine(kernel, linear, about=None if about is None else need_vector(about))


@builtin("ReflectionTransform[v]", "ReflectionTransform[v, point]", messages=MESSAGES)
def reflection_transform(kernel: Any, v: Any, about: Any = None) -> Any:
    """gives the reflection in a line, or plane, at right angles to a vector.

    >>> ReflectionTransform[{1, 0}][{2, 3}]
    {-2, 3}
    """
    parts = need_vector(v).parts
    square = S.Plus(*(S.Power(p, 2) for p in parts))
    linear = [
        [S.Plus(int(i == j), S.Times(-2, a, b, S.Power(square, -1))) for j, b in enumerate(parts)]
        for i, a in enumerate(parts)
    ]
    return affine(kernel, linear, about=None if about is None else need_vector(about))
