"""Fewer dimensions and features: principal components, reducers, extractors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.builtins.learning.examples import DATA, method_of, plain
from wlmini.builtins.learning.features import Reader
from wlmini.builtins.learning.methods import seed_of, unwarned
from wlmini.expr import Atom, S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.extras import library
from wlmini.kernel.messages import Failure

Rows = np.ndarray[Any, Any]
REDUCTION = {
    **DATA,
    "mldim": "`1` is no number of dimensions from 1 to `2`.",
    "rctnln": "A matrix of numbers is expected, not `1`.",
}


@builtin("PrincipalComponents[matrix]", options={"Method": S.Automatic}, messages=REDUCTION)
def principal_components(kernel: Any, matrix: Any, *, options: dict[str, Any]) -> Any:
    """gives the rows of the matrix in the coordinates along which they vary most, largest first.

    >>> Abs[PrincipalComponents[{{1., 1.}, {2., 2.}, {3., 3.}}]][[All, 1]]
    {1.41421, 0., 1.41421}
    """
    rows = to_array(kernel.evaluate(S.N(matrix)))
    if rows is None or rows.ndim != 2 or rows.dtype.kind == "c":
        raise Failure("rctnln", matrix, value=None)
    centered = rows - rows.mean(axis=0)
    method = options["Method"]
    if method == "Correlation":
        centered = centered / np.maximum(rows.std(axis=0, ddof=1), 1e-300)
    elif method not in (S.Automatic, "Covariance"):
        raise Failure("optnb", S.PrincipalComponents, S.Rule(S.Method, method), value=None)
    axes = np.linalg.svd(centered, full_matrices=False)[2]
    return pack(centered @ axes.T)


# -- reducers --------------------------------------------------------------------------------------


def linear(rows: Rows, count: int, seed: int) -> Any:
    return library("sklearn.decomposition").PCA(count, random_state=seed).fit(rows)


def semantic(rows: Rows, count: int, seed: int) -> Any:
    count = min(count, max(1, rows.shape[1] - 1))
    return library("sklearn.decomposition").TruncatedSVD(count, random_state=seed).fit(rows)


def neighbors_of(rows: Rows) -> int:
    return max(1, min(10, len(rows) - 1))


def isomap(rows: Rows, count: int, seed: int) -> Any:
    return library("sklearn.manifold").Isomap(n_neighbors=neighbors_of(rows), n_components=count).fit(rows)


def locally_linear(rows: Rows, count: int, seed: int) -> Any:
    manifold = library("sklearn.manifold")
    return manifold.LocallyLinearEmbedding(
        n_neighbors=neighbors_of(rows), n_components=count, random_state=seed
    ).fit(rows)


def neighbor_embedding(rows: Rows, count: int, seed: int) -> Rows:
    manifold = library("sklearn.manifold")
    perplexity = min(30.0, max(1.0, (len(rows) - 1) / 3))
    method = "barnes_hut" if count < 4 else "exact"
    made = manifold.TSNE(count, perplexity=perplexity, random_state=seed, init="random", method=method)
    found: Rows = made.fit_transform(rows)
    return found


def scaling(rows: Rows, count: int, seed: int) -> Rows:
    """Classical multidimensional scaling: with Euclidean distances these are the principal components."""
    found: Rows = linear(rows, count, seed).transform(rows)
    return found


REDUCERS: dict[str, Callable[[Rows, int, int], Any]] = {
    "Isomap": isomap,
    "LatentSemanticAnalysis": semantic,
    "Linear": linear,
    "LLE": locally_linear,
    "MultidimensionalScaling": scaling,
    "PrincipalComponentsAnalysis": linear,
    "TSNE": neighbor_embedding,
}
REDUCE_OPTIONS: dict[str, Any] = {
    "FeatureExtractor": S.Identity, "FeatureNames": S.Automatic, "FeatureTypes": S.Automatic,
    "Method": S.Automatic, "PerformanceGoal": S.Automatic, "RandomSeeding": 1234, "TargetDevice": "CPU",
}  # fmt: skip


class Transformer(Atom):
    """What turns examples into vectors: the reader of examples and, perhaps, a reduction after it."""

    __slots__ = ("fitted", "head", "kind", "originals", "reader")

    def __init__(self, head: Any, reader: Reader, kind: str, fitted: Any, originals: Rows) -> None:
        self.head, self.reader, self.kind, self.fitted, self.originals = head, reader, kind, fitted, originals

    def vectors(self, inputs: list[Any]) -> Rows:
        rows = self.reader.encode(inputs)
        if isinstance(self.fitted, np.ndarray):  # it holds for the examples it was made of only
            near = ((rows[:, None] - self.originals[None]) ** 2).sum(axis=2).argmin(axis=1)
            return self.fitted[near]
        with unwarned():
            found: Rows = rows if self.fitted is None else self.fitted.transform(rows)
        return found

    def apply(self, kernel: Any, arguments: tuple[Any, ...]) -> Any:
        """The vector of an example, or of each of a list."""
        if not arguments or len(arguments) > 2:
            return None
        argument, wanted = arguments[0], arguments[1] if len(arguments) > 1 else None
        one = self.reader.is_one(argument)
        found = self.vectors([argument] if one else list(plain(argument).parts))
        if wanted in ("OriginalVectors", "ReconstructedData") and hasattr(self.fitted, "inverse_transform"):
            found = self.restored(found)
        elif wanted not in (None, "ReducedVectors", "ExtractedFeatures"):
            names = make_list(["ReducedVectors", "OriginalVectors"])
            raise Failure("noprop", wanted, names, value=None)
        return pack(found[0]) if one else pack(found)

    def restored(self, reduced: Rows) -> Rows:
        """The examples that reduced vectors stand for, in the units of the data."""
        rows: Rows = self.fitted.inverse_transform(reduced)
        columns = self.reader.columns
        if all(c.kind == "Numerical" for c in columns):
            return rows * np.array([c.width for c in columns]) + np.array([c.mean for c in columns])
        return rows

    def information(self, kernel: Any) -> dict[str, Any]:
        return {"Method": self.kind, "FeatureNumber": len(self.reader.columns),
                "FeatureTypes": self.reader.kinds}  # fmt: skip

    def input_form(self) -> Any:
        return f"{self.head.short}[<>]"

    def output_form(self) -> Any:
        return f"{self.head.short}[Input type: {self.reader.input_type}]"


def inputs_of(data: Any) -> list[Any]:
    """The examples of a list; rules give their left sides."""
    data = plain(data)
    if not is_list(data) or not len(data):
        raise Failure("bdfmt", data, value=None)
    return list(data.parts)


def reducer(kernel: Any, data: Any, dimension: Any, options: dict[str, Any]) -> Transformer:
    """The reduction that examples suggest; to two dimensions where no number is given."""
    inputs = inputs_of(data)
    reader = Reader(inputs, options["FeatureNames"], options["FeatureTypes"])
    for column in reader.columns:
        column.width = 1.0  # reduced vectors keep the scale of the data
    rows = reader.encode(inputs)
    most = min(rows.shape)
    count = min(2, most) if dimension is None or dimension is S.Automatic else dimension
    if type(count) is not int or not 1 <= count <= most:
        raise Failure("mldim", dimension, most, value=None)
    name, own = method_of(options["Method"], None)
    name = "Linear" if name is S.Automatic else name
    if name not in REDUCERS:
        raise Failure("mlmpty", name, make_list(sorted(REDUCERS)), value=None)
    if own:
        raise Failure("optnb", S.Method, S.Rule(*next(iter(own.items()))), value=None)
    with unwarned():
        fitted = REDUCERS[name](rows, count, seed_of(options["RandomSeeding"]))
    return Transformer(S.DimensionReducerFunction, reader, name, fitted, rows)


@builtin(
    "DimensionReduction[examples]",
    "DimensionReduction[examples, n]",
    options=REDUCE_OPTIONS,
    messages=REDUCTION,
    refused=("FeatureExtractor",),
    noted=("TargetDevice",),
)
def dimension_reduction(kernel: Any, data: Any, dimension: Any = None, *, options: dict[str, Any]) -> Any:
    """gives a function that reduces vectors such as the examples to n dimensions.

    >>> f = DimensionReduction[{{1., 2., 3.}, {2., 4., 6.}, {3., 6., 9.1}}, 1]; Length[f[{1., 2., 3.}]]
    1
    """
    return reducer(kernel, data, dimension, options)


@builtin(
    "DimensionReduce[examples]",
    "DimensionReduce[examples, n]",
    options=REDUCE_OPTIONS,
    messages=REDUCTION,
    refused=("FeatureExtractor",),
    noted=("TargetDevice",),
)
def dimension_reduce(kernel: Any, data: Any, dimension: Any = None, *, options: dict[str, Any]) -> Any:
    """gives the examples reduced to n dimensions, in which they are as different as before if they can be.

    >>> Dimensions[DimensionReduce[{{1., 2., 3.}, {2., 4., 6.}, {3., 6., 9.1}}, 2]]
    {3, 2}
    """
    return reducer(kernel, data, dimension, options).apply(kernel, (data,))


@builtin("DimensionReducerFunction[...]", messages=REDUCTION)
def dimension_reducer_function(kernel: Any, *parts: Any) -> Any:
    """is what DimensionReduction gives: applied to a vector, or a list of them, it reduces them.

    >>> Head[DimensionReduction[{{1., 2.}, {2., 4.1}, {3., 6.}}, 1]]
    DimensionReducerFunction
    """
    return None


# -- features --------------------------------------------------------------------------------------

EXTRACTORS = (S.Automatic, "StandardizedVector", "IndicatorVector", "TFIDF", "NumericVector")


def extractor(kernel: Any, data: Any, kind: Any, options: dict[str, Any]) -> Transformer:
    """Examples as vectors: numbers in units of their spread, an indicator for each name, words of texts."""
    inputs = inputs_of(data)
    if kind not in EXTRACTORS:
        raise Failure("optnb", S.FeatureExtraction, kind, value=None)
    reader = Reader(inputs, options["FeatureNames"], options["FeatureTypes"])
    if kind == "NumericVector":
        for column in reader.columns:
            column.mean, column.width = 0.0, 1.0
    return Transformer(S.FeatureExtractorFunction, reader, "Standardized", None, reader.encode(inputs))


FEATURE_OPTIONS = {k: v for k, v in REDUCE_OPTIONS.items() if k != "Method"}


@builtin(
    "FeatureExtraction[examples]", "FeatureExtraction[examples, extractor]", options=FEATURE_OPTIONS,
    messages=REDUCTION,
    refused=("FeatureExtractor",),
    noted=("RandomSeeding", "TargetDevice"),
)  # fmt: skip
def feature_extraction(kernel: Any, data: Any, kind: Any = S.Automatic, *, options: dict[str, Any]) -> Any:
    """gives a function that turns inputs such as the examples into vectors of numbers.

    >>> Length[FeatureExtraction[{{1., "a"}, {2., "b"}, {3., "a"}}][{2., "a"}]]
    3
    """
    return extractor(kernel, data, kind, options)


@builtin(
    "FeatureExtract[examples]", "FeatureExtract[examples, extractor]", options=FEATURE_OPTIONS,
    messages=REDUCTION,
    refused=("FeatureExtractor",),
    noted=("RandomSeeding", "TargetDevice"),
)  # fmt: skip
def feature_extract(kernel: Any, data: Any, kind: Any = S.Automatic, *, options: dict[str, Any]) -> Any:
    """gives the examples as vectors of numbers.

    >>> Dimensions[FeatureExtract[{{1., "a"}, {2., "b"}, {3., "a"}}]]
    {3, 3}
    """
    return extractor(kernel, data, kind, options).apply(kernel, (data,))


@builtin("FeatureExtractorFunction[...]", messages=REDUCTION)
def feature_extractor_function(kernel: Any, *parts: Any) -> Any:
    """is what FeatureExtraction gives: applied to an input, or a list of them, it gives vectors.

    >>> Head[FeatureExtraction[{1, 2, 3}]]
    FeatureExtractorFunction
    """
    return None
