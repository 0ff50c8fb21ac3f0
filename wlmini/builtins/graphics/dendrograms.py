"""Trees of how near elements are to each other: Dendrogram."""

from __future__ import annotations

from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.builtins.graphics.options import AUTO, GRAPHICS, MESSAGES, NONE, passed_on, table
from wlmini.builtins.graphics.sampling import real_value
from wlmini.drawing.settings import is_name
from wlmini.expr import Expr, S, Symbol, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

Array = Any
LINKS = ("Average", "Complete", "Single", "Ward", "WeightedAverage")
SIDES = ("Bottom", "Left", "Right", "Top")


class Branch:
    """A cluster: where its stem stands, at which distance its parts joined, and the leaves in it."""

    def __init__(self, place: float, height: float, members: list[int]) -> None:
        self.place, self.height, self.members = place, height, members


@builtin("Dendrogram[{e1, e2, ...}]", "Dendrogram[{e1 -> v1, e2 -> v2, ...}]",
         "Dendrogram[{e1, e2, ...} -> {v1, v2, ...}]", "Dendrogram[data, orientation]",
         options=table(GRAPHICS, AspectRatio=S.Power(S.GoldenRatio, -1), ClusterDissimilarityFunction=AUTO,
                       DistanceFunction=AUTO, PlotStyle=AUTO),
         messages={**MESSAGES, "side": "`1` is no side of the root of a tree; there are `2`."})  # fmt: skip
def dendrogram(kernel: Any, data: Any, side: Any = S.Top, *, options: dict[str, Any]) -> Any:
    """gives the tree of elements that are joined with the nearest ones, at heights of their distances.

    >>> Dendrogram[{1, 2, 10, 12}]
    -Graphics-
    >>> Length[Cases[Dendrogram[{1, 2, 10, 12}], _Line, Infinity]]
    3
    """
    if not is_name(side, *SIDES):
        raise Failure("side", side, make_list(SIDES), value=None)
    elements, labels = elements_of(data)
    link = options["ClusterDissimilarityFunction"]
    link = "Single" if is_name(link, "Automatic") else link
    if link not in LINKS:
        raise Failure("optval", S.ClusterDissimilarityFunction, link, ", ".join(LINKS), value=None)
    joins, order = joined(distances(kernel, elements, options["DistanceFunction"]), link)
    top = max((join[2] for join in joins), default=1.0) or 1.0
    branches = {n: Branch(order.index(n) + 1.0, 0.0, [n]) for n in range(len(elements))}
    made = []
    for number, (a, b, height) in enumerate(joins, start=len(elements)):
        left, right = sorted((branches[a], branches[b]), key=lambda branch: branch.place)
        bow = [
            (left.place, left.height),
            (left.place, height),
            (right.place, height),
            (right.place, right.height),
        ]
        made.append(S.Line(pack(np.array([turned(side, x, y) for x, y in bow]))))
        middle = (left.place + right.place) / 2
        branches[number] = Branch(middle, height, [*left.members, *right.members])
    texts = [leaf_text(side, branches[n].place, label) for n, label in enumerate(labels)]
    style = options["PlotStyle"]
    look = S.Directive(S.AbsoluteThickness(1.3), S.RGBColor(0.26, 0.39, 0.66))
    look = look if is_name(style, "Automatic") else S.Directive(look, style)
    return tree_graphic(options, side, [S.List(look, *made), *texts], (len(elements), top))


def tree_graphic(options: dict[str, Any], side: Any, made: list[Any], size: tuple[int, float]) -> Any:
    corners = np.array([turned(side, 0.5, 0.0), turned(side, size[0] + 0.5, 1.03 * size[1])])
    low, high = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
    span = S.List(S.List(low[0], high[0]), S.List(low[1], high[1]))
    rules = [
        r for r in passed_on(options, AspectRatio=options["AspectRatio"]) if r.parts[0] is not S.PlotRange
    ]
    return S.Graphics(make_list(made), *rules, S.Rule(S.PlotRange, span))


def elements_of(data: Any) -> tuple[list[Any], list[Any]]:
    """The elements and what is written at their leaves."""
    if isinstance(data, Expr) and data.head is S.Rule and all(map(is_list, data.parts)):
        elements, labels = (list(part.parts) for part in data.parts)
        if len(elements) == len(labels) and len(elements) > 1:
            return elements, labels
    if not is_list(data) or len(data.parts) < 2:
        raise Failure("data", data, value=None)
    if all(isinstance(p, Expr) and p.head is S.Rule for p in data.parts):
        return [p.parts[0] for p in data.parts], [p.parts[1] for p in data.parts]
    return list(data.parts), list(data.parts)


def distances(kernel: Any, elements: list[Any], function: Any) -> Array:
    """The distance between any two elements: of numbers and vectors by Euclid, of texts by their edits."""
    points = to_array(make_list(elements))
    if (
        is_name(function, "Automatic")
        and points is not None
        and points.dtype.kind in "fi"
        and points.ndim < 3
    ):
        flat = np.asarray(points, dtype=float).reshape(len(elements), -1)
        return np.asarray(np.linalg.norm(flat[:, None] - flat[None], axis=2))
    if is_name(function, "Automatic"):
        function = S.EditDistance if all(isinstance(e, str) for e in elements) else S.EuclideanDistance
    found = np.zeros((len(elements), len(elements)))
    for i, first in enumerate(elements):
        for j in range(i):
            found[i, j] = found[j, i] = real_value(kernel, kernel.call(function, first, elements[j]))
    if not np.isfinite(found).all():
        raise Failure("data", make_list(elements), value=None)
    return found


def joined(apart: Array, link: str) -> tuple[list[tuple[int, int, float]], list[int]]:
    """(one cluster, another, their distance) of each join in turn, and the leaves in the order of the tree.

    Distances to a new cluster follow from those to its parts by the rule of Lance and Williams.
    """
    count = len(apart)
    squared = link == "Ward"
    gaps = {(i, j): float(apart[i, j]) ** (2 if squared else 1) for i in range(count) for j in range(i)}
    sizes = dict.fromkeys(range(count), 1)
    leaves = {n: [n] for n in range(count)}
    joins = []
    for number in range(count, 2 * count - 1):
        (i, j), gap = min(gaps.items(), key=lambda item: (item[1], item[0]))
        joins.append((i, j, gap**0.5 if squared else gap))
        for k in sizes:
            if k not in (i, j):
                a, b = gaps.pop((max(i, k), min(i, k))), gaps.pop((max(j, k), min(j, k)))
                gaps[number, k] = updated(link, a, b, gap, sizes[i], sizes[j], sizes[k])
        del gaps[i, j]
        sizes[number] = sizes.pop(i) + sizes.pop(j)
        leaves[number] = leaves.pop(j) + leaves.pop(i)
    return joins, leaves[2 * count - 2]


def updated(link: str, a: float, b: float, gap: float, one: int, other: int, third: int) -> float:
    """The distance from a cluster to the union of two others, from those to each."""
    if link == "Single":
        return min(a, b)
    if link == "Complete":
        return max(a, b)
    if link == "WeightedAverage":
        return (a + b) / 2
    if link == "Average":
        return (one * a + other * b) / (one + other)
    return ((one + third) * a + (other + third) * b - third * gap) / (one + other + third)


def turned(side: Symbol, along: float, height: float) -> tuple[float, float]:
    """A place in a tree whose root is at a side."""
    up = -height if is_name(side, "Bottom", "Left") else height
    return (up, along) if is_name(side, "Left", "Right") else (along, up)


def leaf_text(side: Symbol, place: float, label: Any) -> Any:
    """The label of a leaf, away from the root."""
    shift, anchor = {
        "Top": ((0, -4), (0, 1)), "Bottom": ((0, 4), (0, -1)), "Right": ((-4, 0), (1, 0)),
        "Left": ((4, 0), (-1, 0)),
    }[side.short]  # fmt: skip
    at = S.List(*turned(side, place, 0.0))
    return S.Text(S.Style(label, S.GrayLevel(0.1)), S.Offset(S.List(*shift), at), S.List(*anchor))


__all__ = ["NONE", "dendrogram"]
