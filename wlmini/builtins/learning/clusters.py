"""Groups of similar elements: FindClusters, ClusteringComponents, ClusterClassify."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.builtins.learning.classify import CLASSIFY_OPTIONS, learn
from wlmini.builtins.learning.examples import DATA, Examples, method_of, plain
from wlmini.builtins.learning.features import Reader, is_missing
from wlmini.builtins.learning.methods import as_number, seed_of, unwarned
from wlmini.expr import Association, Expr, S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.extras import library
from wlmini.kernel.messages import Failure

Rows = np.ndarray[Any, Any]
Labels = np.ndarray[Any, Any]
MOST = 10  # clusters, where their number is to be found
CLOSE = 0.15  # a silhouette less than the best by this is as good
FEW = 3000  # elements, up to which all distances are compared
CLUSTERS = {
    **DATA,
    "xnum": "`1` is no number of clusters from 1 to `2`.",
    "lvl": "`1` is no level of the array.",
}
OPTIONS: dict[str, Any] = {
    "CriterionFunction": S.Automatic, "DistanceFunction": S.Automatic, "FeatureExtractor": S.Identity,
    "FeatureNames": S.Automatic, "FeatureTypes": S.Automatic, "Method": S.Automatic,
    "MissingValueSynthesis": S.Automatic, "PerformanceGoal": S.Automatic, "RandomSeeding": 1234,
    "Weights": S.Automatic,
}  # fmt: skip


# -- methods ---------------------------------------------------------------------------------------


def k_means(rows: Rows, count: int, seed: int, own: dict[str, Any]) -> Labels:
    cluster = library("sklearn.cluster")
    found: Labels = cluster.KMeans(count, n_init=10, random_state=seed).fit_predict(rows)
    return found


def agglomerated(rows: Rows, count: int, seed: int, own: dict[str, Any]) -> Labels:
    link = {"Ward": "ward", "Complete": "complete", "Average": "average", "Single": "single"}
    how = link.get(own.get("ClusterDissimilarityFunction", "Ward"), "ward")
    found: Labels = library("sklearn.cluster").AgglomerativeClustering(count, linkage=how).fit_predict(rows)
    return found


def spectral(rows: Rows, count: int, seed: int, own: dict[str, Any]) -> Labels:
    near = min(10, len(rows))
    made = library("sklearn.cluster").SpectralClustering(
        count, random_state=seed, affinity="nearest_neighbors", n_neighbors=near
    )
    found: Labels = made.fit_predict(rows)
    return found


def mixture(rows: Rows, count: int, seed: int, own: dict[str, Any]) -> Labels:
    made = library("sklearn.mixture").GaussianMixture(count, random_state=seed, reg_covar=1e-4)
    found: Labels = made.fit_predict(rows)
    return found


def density(rows: Rows, count: int | None, seed: int, own: dict[str, Any]) -> Labels:
    """Dense places; elements far from all of them are a cluster each."""
    radius = as_number(own.get("NeighborhoodRadius")) or typical_distance(rows)
    least = own.get("NeighborsNumber", 3)
    labels: Labels = library("sklearn.cluster").DBSCAN(radius, min_samples=int(least)).fit_predict(rows)
    return alone(labels)


def alone(labels: Labels) -> Labels:
    labels = labels.copy()
    outside = np.nonzero(labels < 0)[0]
    labels[outside] = labels.max() + 1 + np.arange(len(outside))
    return labels


def mean_shift(rows: Rows, count: int | None, seed: int, own: dict[str, Any]) -> Labels:
    radius = as_number(own.get("NeighborhoodRadius")) or typical_distance(rows)
    found: Labels = library("sklearn.cluster").MeanShift(bandwidth=radius).fit_predict(rows)
    return found


def typical_distance(rows: Rows) -> float:
    """Half the mean distance between elements."""
    apart = np.sqrt(np.maximum(((rows[:, None] - rows[None]) ** 2).sum(axis=2), 0))
    return max(float(apart.mean()) / 2, 1e-9)


COUNTED: dict[str, Callable[[Rows, int, int, dict[str, Any]], Labels]] = {
    "Agglomerate": agglomerated,
    "GaussianMixture": mixture,
    "KMeans": k_means,
    "KMedoids": k_means,
    "Spectral": spectral,
}
FREE: dict[str, Callable[[Rows, int | None, int, dict[str, Any]], Labels]] = {
    "DBSCAN": density,
    "MeanShift": mean_shift,
}


def labels_of(kernel: Any, rows: Rows, count: Any, options: dict[str, Any]) -> Labels:
    """The number of the cluster of each row, from 0 in the order they first come."""
    name, own = method_of(options["Method"], None)
    if name is S.Automatic:
        name = "Agglomerate" if len(rows) <= FEW else "KMeans"
    seed = seed_of(options["RandomSeeding"])
    distinct = len(np.unique(rows, axis=0))
    with unwarned():
        if name in FREE:
            return in_order(FREE[name](rows, None, seed, own))
        if name not in COUNTED:
            raise Failure("mlmpty", name, make_list(sorted({*COUNTED, *FREE})), value=None)
        method = COUNTED[name]
        limit, exact = wanted_count(count, len(rows))
        if exact:
            return in_order(
                one_cluster(rows) if limit == 1 else method(rows, min(limit, len(rows)), seed, own)
            )
        return in_order(best(rows, method, min(limit, distinct), seed, own))


def one_cluster(rows: Rows) -> Labels:
    return np.zeros(len(rows), dtype=int)


def wanted_count(count: Any, size: int) -> tuple[int, bool]:
    """(number, whether it is exact) of n, UpTo[n] or Automatic."""
    if count is S.Automatic or count is None:
        return MOST, False
    if isinstance(count, Expr) and count.head is S.UpTo and type(count.parts[0]) is int:
        return count.parts[0], False
    if type(count) is not int or not 1 <= count <= size:
        raise Failure("xnum", count, size, value=None)
    return count, True


def best(rows: Rows, method: Any, most: int, seed: int, own: dict[str, Any]) -> Labels:
    """The fewest clusters whose silhouette is about the best; one where none stands out."""
    if most < 2 or len(rows) < 3:
        return one_cluster(rows)
    score = library("sklearn.metrics").silhouette_score
    found = {n: method(rows, n, seed, own) for n in range(2, min(most, len(rows) - 1) + 1)}
    scores = {n: score(rows, labels) for n, labels in found.items() if 1 < len(set(labels)) < len(rows)}
    top = max(scores.values(), default=0)
    if top < 0.5:
        return one_cluster(rows)
    return found[min(n for n, value in scores.items() if value > top - CLOSE)]


def in_order(labels: Labels) -> Labels:
    """The same clusters, numbered in the order in which they first come."""
    places: dict[int, int] = {}
    return np.array([places.setdefault(int(label), len(places)) for label in labels], dtype=int)


# -- what is clustered -----------------------------------------------------------------------------


def features(kernel: Any, elements: list[Any], options: dict[str, Any]) -> Rows:
    """Rows such that near ones are alike: numbers as they are, else features, else places by distance."""
    distance = options["DistanceFunction"]
    if distance not in (S.Automatic, S.EuclideanDistance):
        return places_by_distance(kernel, elements, distance)
    if options["FeatureExtractor"] not in (S.Identity, S.Automatic):
        elements = [kernel.call(options["FeatureExtractor"], e) for e in elements]
    if all(isinstance(e, str) for e in elements):
        return places_by_distance(kernel, elements, S.EditDistance)
    numbers = to_array(make_list(elements))
    if numbers is not None and numbers.dtype.kind != "c":
        return np.asarray(numbers, dtype=float).reshape(len(elements), -1)
    if numbers is not None:
        return np.stack([numbers.real, numbers.imag], axis=-1).reshape(len(elements), -1)
    return Reader(elements, options["FeatureNames"], options["FeatureTypes"]).encode(elements)


def places_by_distance(kernel: Any, elements: list[Any], distance: Any) -> Rows:
    """Points as far from each other as the elements are by a distance (classical scaling)."""
    size = len(elements)
    apart = np.zeros((size, size))
    for i in range(size):
        for j in range(i):
            value = as_number(kernel.evaluate(S.N(Expr(distance, (elements[i], elements[j])))))
            if value is None:
                raise Failure("optnb", S.FindClusters, S.Rule(S.DistanceFunction, distance), value=None)
            apart[i, j] = apart[j, i] = value
    middle = np.eye(size) - 1 / size
    values, vectors = np.linalg.eigh(-0.5 * middle @ apart**2 @ middle)
    kept = values > 1e-9 * max(1.0, values.max(initial=0))
    found: Rows = vectors[:, kept] * np.sqrt(values[kept]) if kept.any() else np.zeros((size, 1))
    return found


def clustered(kernel: Any, elements: list[Any], count: Any, options: dict[str, Any]) -> Labels:
    if not elements:
        raise Failure("nodat", make_list(elements), value=None)
    for name in ("CriterionFunction", "Weights"):
        if options[name] is not S.Automatic:
            raise Failure("optnb", S.FindClusters, S.Rule(S[name], options[name]), value=None)
    if any(map(is_missing, elements)):
        raise Failure("bdfmt", make_list(elements), value=None)
    return labels_of(kernel, features(kernel, elements, options), count, options)


def read_elements(data: Any) -> tuple[list[Any], list[Any]]:
    """(what is compared, what is shown) of a list, rules, lists -> lists or an association."""
    data = plain(data)
    if isinstance(data, Association):
        return list(data.values()), list(data.keys())
    if isinstance(data, Expr) and data.head is S.Rule and len(data) == 2 and all(map(is_list, data.parts)):
        left, right = data.parts
        if len(left) == len(right):
            return list(left.parts), list(right.parts)
    if not is_list(data):
        raise Failure("bdfmt", data, value=None)
    if len(data) and all(isinstance(r, Expr) and r.head is S.Rule and len(r) == 2 for r in data.parts):
        return [r.parts[0] for r in data.parts], [r.parts[1] for r in data.parts]
    return list(data.parts), list(data.parts)


def gathered(labels: Labels, shown: list[Any]) -> Expr:
    groups: dict[int, list[Any]] = {}
    for label, element in zip(labels.tolist(), shown, strict=True):
        groups.setdefault(label, []).append(element)
    return make_list(map(make_list, groups.values()))


@builtin(
    "FindClusters[list]",
    "FindClusters[list, n]",
    options=OPTIONS,
    messages=CLUSTERS,
    noted=("MissingValueSynthesis",),
)
def find_clusters(kernel: Any, data: Any, count: Any = S.Automatic, *, options: dict[str, Any]) -> Any:
    """gives the elements of the list in groups of similar ones; n groups where that is told.

    >>> FindClusters[{1, 2, 3, 20, 21, 22}]
    {{1, 2, 3}, {20, 21, 22}}
    >>> FindClusters[{1, 2, 10, 12, 3, 1, 13, 25}, 3]
    {{1, 2, 3, 1}, {10, 12, 13}, {25}}
    """
    compared, shown = read_elements(data)
    return gathered(clustered(kernel, compared, count, options), shown)


@builtin(
    "ClusteringComponents[array]", "ClusteringComponents[array, n]", "ClusteringComponents[array, n, level]",
    options=OPTIONS, messages=CLUSTERS,
    noted=("MissingValueSynthesis",),
)  # fmt: skip
def clustering_components(
    kernel: Any, array: Any, count: Any = S.Automatic, level: Any = None, *, options: dict[str, Any]
) -> Any:
    """gives the array with the number of its cluster for each element at the level, by default the last.

    >>> ClusteringComponents[{1, 2, 30, 31, 3}, 2]
    {1, 1, 2, 2, 1}
    """
    values = to_array(array)
    if values is None or not values.size or not values.ndim:
        if not is_list(array) or not len(array):
            raise Failure("bdfmt", array, value=None)
        return pack(clustered(kernel, list(array.parts), count, options) + 1)
    depth = values.ndim if level is None else level
    if type(depth) is not int or not 1 <= depth <= values.ndim:
        raise Failure("lvl", level, value=None)
    shape = values.shape[:depth]
    rows = values.astype(float).reshape(int(np.prod(shape)), -1)
    labels = labels_of(kernel, rows, count, options)
    return pack(labels.reshape(shape) + 1)


@builtin(
    "ClusterClassify[data]",
    "ClusterClassify[data, n]",
    options=OPTIONS,
    messages=CLUSTERS,
    noted=("MissingValueSynthesis",),
)
def cluster_classify(kernel: Any, data: Any, count: Any = S.Automatic, *, options: dict[str, Any]) -> Any:
    """gives a classifier that tells which of the clusters of the data an element belongs to.

    >>> c = ClusterClassify[{1, 2, 3, 30, 31, 32}, 2]; c[{2, 29}]
    {1, 2}
    """
    compared, _ = read_elements(data)
    labels = (clustered(kernel, compared, count, options) + 1).tolist()
    settings = {**CLASSIFY_OPTIONS, "Method": "NearestNeighbors"}
    return learn(kernel, Examples(compared, labels), settings)
