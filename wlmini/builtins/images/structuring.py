"""Matrices that filters use: BoxMatrix, DiskMatrix, CrossMatrix, DiamondMatrix, GaussianMatrix."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from wlmini.arrays import pack
from wlmini.builtins.images.arguments import MESSAGES, radii
from wlmini.builtins.images.filtering import bessel_weights
from wlmini.expr import S, is_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.limits import need_shape
from wlmini.kernel.messages import Failure

Array = Any
LARGEST = 10**8  # elements of a matrix


def offsets(r: Any, size: Any = None) -> tuple[list[Array], list[float]]:
    """The distances from the centre along rows and columns, and the radii."""
    given = list(r.parts) if is_list(r) else [r, r]
    wide = radii(S.List(*given), len(given))
    counts = [int(each) for each in wide]
    if size is not None:
        sizes = [int(each) for each in radii(size)]
        counts = [(each - 1) // 2 for each in sizes]
    if not wide or len(counts) != len(wide) or math.prod(2 * count + 1 for count in counts) > LARGEST:
        raise Failure("size", r if size is None else size, value=None)
    return list(np.ogrid[tuple(slice(-count, count + 1) for count in counts)]), wide


def bits(mask: Array) -> Any:
    return pack(np.asarray(mask).astype(np.int64))


@builtin("BoxMatrix[r]", "BoxMatrix[{r1, r2, ...}]", "BoxMatrix[r, w]", messages=MESSAGES)
def box_matrix(kernel: Any, r: Any, w: Any = None) -> Any:
    """gives a matrix of ones of radius r, within one of width w filled up by zeros where that is given.

    >>> BoxMatrix[1]
    {{1, 1, 1}, {1, 1, 1}, {1, 1, 1}}
    >>> BoxMatrix[0, 3]
    {{0, 0, 0}, {0, 1, 0}, {0, 0, 0}}
    """
    at, wide = offsets(r, w)
    return bits(
        np.logical_and.reduce(np.broadcast_arrays(*[abs(x) <= n for x, n in zip(at, wide, strict=True)]))
    )


@builtin("DiskMatrix[r]", "DiskMatrix[{r1, r2, ...}]", "DiskMatrix[r, w]", messages=MESSAGES)
def disk_matrix(kernel: Any, r: Any, w: Any = None) -> Any:
    """gives a matrix of ones within a disk of radius r, and zeros around.

    >>> DiskMatrix[1]
    {{1, 1, 1}, {1, 1, 1}, {1, 1, 1}}
    >>> DiskMatrix[2][[1]]
    {0, 1, 1, 1, 0}
    """
    at, wide = offsets(r, w)
    return bits(sum((x / (n + 0.5)) ** 2 for x, n in zip(at, wide, strict=True)) <= 1)


@builtin("CrossMatrix[r]", "CrossMatrix[{r1, r2, ...}]", "CrossMatrix[r, w]", messages=MESSAGES)
def cross_matrix(kernel: Any, r: Any, w: Any = None) -> Any:
    """gives a matrix with ones along the row and the column of the centre.

    >>> CrossMatrix[1]
    {{0, 1, 0}, {1, 1, 1}, {0, 1, 0}}
    """
    at, wide = offsets(r, w)
    inside = np.logical_and.reduce(np.broadcast_arrays(*[abs(x) <= n for x, n in zip(at, wide, strict=True)]))
    return bits(inside & (sum((x != 0).astype(int) for x in at) <= 1))


@builtin("DiamondMatrix[r]", "DiamondMatrix[{r1, r2, ...}]", "DiamondMatrix[r, w]", messages=MESSAGES)
def diamond_matrix(kernel: Any, r: Any, w: Any = None) -> Any:
    """gives a matrix of ones within a diamond of radius r, and zeros around.

    >>> DiamondMatrix[1]
    {{0, 1, 0}, {1, 1, 1}, {0, 1, 0}}
    """
    at, wide = offsets(r, w)
    return bits(sum(abs(x) / (n + 0.5) for x, n in zip(at, wide, strict=True)) <= 1)


@builtin("GaussianMatrix[r]", "GaussianMatrix[{r, sigma}]", "GaussianMatrix[r, {n1, n2}]",
         options={"Method": "Bessel"}, messages=MESSAGES)  # fmt: skip
def gaussian_matrix(kernel: Any, r: Any, orders: Any = None, *, options: dict[str, Any]) -> Any:
    """gives the matrix of a Gaussian of radius r and standard deviation r/2, or of its derivatives.

    >>> Total[GaussianMatrix[2], 2]
    1.
    >>> Dimensions[GaussianMatrix[2]]
    {5, 5}
    """
    radius, sigma = radii(r) if is_list(r) else (radii(r)[0], radii(r)[0] / 2)
    need_shape((2 * int(radius) + 1,) * 2, 8)
    down, across = (int(each) for each in radii(orders)) if orders is not None else (0, 0)
    if options["Method"] == "Gaussian":
        at = np.arange(-int(radius), int(radius) + 1)
        weights = np.exp(-(at**2) / (2 * max(sigma, 1e-9) ** 2))
        first = second = weights / weights.sum()
    elif options["Method"] == "Bessel":
        first, second = (bessel_weights(radius, order, sigma) for order in (down, across))
    else:
        raise Failure("arg", options["Method"], 'Method is "Bessel" or "Gaussian"', value=None)
    return pack(np.outer(first, second))
