"""Nearest elements, and matrices of distances."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from wlmini.arrays import to_array
from wlmini.expr import Association, Atom, Expr, S, head_of, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_number, is_real, machine, to_float

MESSAGES = {
    "near1": "`1` is no nonempty list, association or set of rules to look for nearest elements in.",
    "neard": "The distance function gave `1`, which is no real number.",
    "nsel": "`1` is no number of elements n, All, nor a pair {n, radius}.",
    "method": "The method `1` is none of `2`.",
    "amtd": "No distance between `1` and `2` is known; give a DistanceFunction.",
}
MINKOWSKI: dict[Any, Callable[[Any], Any]] = {
    S.EuclideanDistance: lambda d: np.sqrt((np.abs(d) ** 2).sum(axis=-1)),
    S.SquaredEuclideanDistance: lambda d: (np.abs(d) ** 2).sum(axis=-1),
    S.ManhattanDistance: lambda d: np.abs(d).sum(axis=-1),
    S.ChessboardDistance: lambda d: np.abs(d).max(axis=-1),
}
PROPERTIES = ("Element", "Index", "Distance")


WAYS = (S.Automatic, "KDTree", "Octree", "Scan")


class NearestData(Atom):
    """Keys to compare with, what to give for each, and how far apart things are."""

    __slots__ = ("array", "distance", "keys", "labels")
    head = S.NearestFunction

    def __init__(self, keys: list[Any], labels: list[Any], distance: Any) -> None:
        self.keys = keys
        self.labels = labels
        self.distance = distance
        array = to_array(make_list(keys))
        self.array = array if array is not None and array.ndim <= 2 and array.dtype.kind in "fic" else None

    def apply(self, kernel: Any, arguments: tuple[Any, ...]) -> Any | None:
        if not 1 <= len(arguments) <= 2:
            return None
        return found_for(kernel, self, arguments[0], arguments[1] if len(arguments) == 2 else None)

    def distances(self, kernel: Any, x: Any) -> Any:
        """The distances of a value from all keys."""
        point = to_array(x) if is_list(x) else np.array(machine(x)) if is_number(x) else None
        metric = MINKOWSKI.get(S.EuclideanDistance if self.distance is S.Automatic else self.distance)
        if self.array is not None and metric and point is not None and point.shape == self.array.shape[1:]:
            gaps = self.array - point
            return metric(gaps if self.array.ndim == 2 else gaps[:, None])
        return np.array([distance(kernel, self.distance, x, key) for key in self.keys])

    def input_form(self) -> Any:
        return S.NearestFunction(S.Skeleton(len(self.keys)))

    def output_form(self) -> Any:
        return S.NearestFunction(S.List(len(self.keys)), "<>")


def distance(kernel: Any, function: Any, x: Any, y: Any) -> float:
    """How far apart two values are, as a machine real."""
    if function is S.Automatic:
        function = usual_distance(x, y)
    value = kernel.evaluate(S.N(kernel.call(function, x, y)))
    if not is_real(value):
        raise Failure("neard", value, owner=S.Nearest, value=None)
    return to_float(value)


def by_size(difference: Any) -> Any:
    """The function of #1 and #2 that gives the absolute value of their difference."""
    return S.Function(S.Abs(difference))


ONE, OTHER = S.Slot(1), S.Slot(2)
BY_HEAD: dict[Any, Any] = {  # what two values of one head are compared by
    S.DateObject: by_size(S.Subtract(S.AbsoluteTime(ONE), S.AbsoluteTime(OTHER))),
    S.Quantity: by_size(
        S.Subtract(S.QuantityMagnitude(ONE), S.QuantityMagnitude(OTHER, S.QuantityUnit(ONE)))
    ),
    S.Image: S.ImageDistance,
    **dict.fromkeys((S.RGBColor, S.GrayLevel, S.Hue, S.CMYKColor, S.LABColor, S.XYZColor), S.ColorDistance),
}


def usual_distance(x: Any, y: Any) -> Any:
    """The distance for values of a kind."""
    if isinstance(x, str) and isinstance(y, str):
        return S.EditDistance
    if not is_number(x) and head_of(x) in BY_HEAD and head_of(y) in BY_HEAD:
        return BY_HEAD[head_of(x)]
    if x in TRUTHS and y in TRUTHS:
        return S.Function(S.Boole(S.UnsameQ(ONE, OTHER)))
    if is_list(x) and len(x) and all(p in TRUTHS for p in x.parts):
        return S.JaccardDissimilarity
    if is_list(x) == is_list(y):
        return S.EuclideanDistance
    raise Failure("amtd", x, y, value=None)


TRUTHS = (S["True"], S["False"])


def is_rule(expr: Any) -> bool:
    return isinstance(expr, Expr) and expr.head is S.Rule and len(expr.parts) == 2


def data_for(source: Any, function: Any) -> NearestData:
    """The keys and labels that a list, rules or an association state."""
    if isinstance(source, Association):
        return NearestData(list(source.values()), list(source.keys()), function)
    if is_rule(source):
        return keyed(source.parts[0], source.parts[1], function)
    if not is_list(source) or not len(source):
        raise Failure("near1", source, value=None)
    parts = list(source.parts)
    if all(map(is_rule, parts)):
        return NearestData([p.parts[0] for p in parts], [p.parts[1] for p in parts], function)
    return NearestData(parts, parts, function)


def keyed(keys: Any, labels: Any, function: Any) -> NearestData:
    """{e1, e2, ...} -> {v1, v2, ...}, -> Automatic, -> "Index" and their relatives."""
    names = list(keys.keys()) if isinstance(keys, Association) else None
    elements = (
        list(keys.values()) if isinstance(keys, Association) else list(keys.parts) if is_list(keys) else []
    )
    if not elements:
        raise Failure("near1", S.Rule(keys, labels), value=None)
    whole = list(range(1, len(elements) + 1))
    if labels is S.Automatic or labels == "Index":
        return NearestData(elements, names or whole, function)
    if labels == "Element":
        return NearestData(elements, elements, function)
    wanted = list(labels.parts) if is_list(labels) else [labels]
    if labels == "Distance" or (labels is S.All) or all(p in PROPERTIES for p in wanted):
        return NearestData(
            elements, [Several(labels, e, i) for e, i in zip(elements, whole, strict=True)], function
        )
    if len(wanted) != len(elements):
        raise Failure("near1", S.Rule(keys, labels), value=None)
    return NearestData(elements, wanted, function)


class Several:
    """What to give for an element when its distance is asked for too."""

    def __init__(self, spec: Any, element: Any, index: int) -> None:
        self.spec, self.values = spec, {"Element": element, "Index": index}

    def filled(self, distance: float) -> Any:
        values = {**self.values, "Distance": distance}
        if self.spec is S.All:
            return Association.of(values.items())
        if is_list(self.spec):
            return make_list([values[p] for p in self.spec.parts])
        return values[self.spec]


def found_for(kernel: Any, data: NearestData, x: Any, spec: Any) -> Any:
    """The nearest elements to x, or to each element of a list of values."""
    if is_many(data, x):
        return make_list([found_for(kernel, data, each, spec) for each in x.parts])
    count, radius = selection(kernel, spec)
    distances = data.distances(kernel, x)
    order = np.argsort(distances, kind="stable").tolist()
    if count is None:
        order = [i for i in order if distances[i] <= distances[order[0]]]
    else:
        order = [i for i in order if distances[i] <= radius][: None if count == math.inf else int(count)]
    labels = [data.labels[i] for i in order]
    return make_list(
        [
            v.filled(float(distances[i])) if isinstance(v, Several) else v
            for i, v in zip(order, labels, strict=True)
        ]
    )


def is_many(data: NearestData, x: Any) -> bool:
    """Whether a list is one of values to look for, not a value itself."""
    if not is_list(x) or not len(x):
        return False
    return depth(x) > depth(data.keys[0])


def depth(expr: Any) -> int:
    return 1 + depth(expr.parts[0]) if is_list(expr) and len(expr) else 0


def selection(kernel: Any, spec: Any) -> tuple[float | None, float]:
    """(how many, within which distance); (None, ...) for all those that are nearest."""
    if spec is None:
        return None, math.inf
    pair = spec.parts if is_list(spec) else (spec, S.Infinity)
    if len(pair) != 2:
        raise Failure("nsel", spec, value=None)
    count = math.inf if pair[0] is S.All or pair[0] is S.Infinity or is_infinite(pair[0]) else pair[0]
    radius = kernel.evaluate(S.N(pair[1]))
    radius = to_float(radius) if is_real(radius) else math.inf
    if not isinstance(count, (int, float)) or count < 1:
        raise Failure("nsel", spec, value=None)
    return count, radius


def is_infinite(expr: Any) -> bool:
    return isinstance(expr, Expr) and expr.head is S.DirectedInfinity


@builtin(
    "Nearest[list, x]",
    "Nearest[list, x, n]",
    "Nearest[list, x, {n, r}]",
    "Nearest[{e1 -> v1, ...}, x]",
    "Nearest[{e1, ...} -> {v1, ...}, x]",
    "Nearest[list]",
    options={"DistanceFunction": S.Automatic, "WorkingPrecision": S.Automatic, "Method": S.Automatic},
    messages=MESSAGES,
    refused=("WorkingPrecision",),
)
def nearest(kernel: Any, source: Any, *arguments: Any, options: dict[str, Any]) -> Any:
    """gives the elements of list nearest to x: all those equally near, or the n nearest, within radius r.

    >>> {Nearest[{1, 2, 3, 5, 7}, 4], Nearest[{1, 2, 4}, 3.4, 2], Nearest[{1, 9} -> {a, b}, 7]}
    {{3, 5}, {4, 2}, {b}}
    """
    if len(arguments) > 2:
        return None
    if options["Method"] not in WAYS:  # of finding the same elements
        raise Failure("method", options["Method"], make_list(WAYS), value=None)
    data = data_for(source, options["DistanceFunction"])
    return Expr(data, arguments) if arguments else data


@builtin("NearestFunction[data]")
def nearest_function(kernel: Any, *data: Any) -> None:
    """represents a function that gives nearest elements; Nearest[list] makes one.

    >>> Nearest[{1, 5, 9}][6]
    {5}
    """


@builtin(
    "DistanceMatrix[u]", "DistanceMatrix[u, v]", options={"DistanceFunction": S.Automatic}, messages=MESSAGES
)
def distance_matrix(kernel: Any, u: Any, v: Any = None, *, options: dict[str, Any]) -> Any:
    """gives the matrix of the distances between the elements of u, or from those of u to those of v.

    >>> DistanceMatrix[{1, 4, 6}]
    {{0, 3, 5}, {3, 0, 2}, {5, 2, 0}}
    """
    others = u if v is None else v
    if not is_list(u) or not is_list(others) or not len(u) or not len(others):
        return None
    function = options["DistanceFunction"]
    rows = []
    for x in u.parts:
        heads = [usual_distance(x, y) if function is S.Automatic else function for y in others.parts]
        rows.append(make_list([Expr(h, (x, y)) for h, y in zip(heads, others.parts, strict=True)]))
    return make_list(rows)
