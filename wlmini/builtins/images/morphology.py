"""Shapes in images: Erosion, Dilation, MorphologicalComponents, ComponentMeasurements, DistanceTransform."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.builtins.images.arguments import MESSAGES, is_image, need_image, need_number, real
from wlmini.builtins.images.pointwise import bits, levels_of
from wlmini.expr import FALSE, TRUE, Association, S, head_of, is_list, make_list
from wlmini.images.picture import Image, from_reals
from wlmini.kernel.declare import builtin
from wlmini.kernel.extras import library
from wlmini.kernel.messages import Failure

Array = Any
LARGEST = 10_000  # radius of a neighbourhood
MESSAGES = {
    **MESSAGES,
    "shape": "`1` is no radius, and no matrix of zeros and ones.",
    "prop": "`1` is no measurement of components; there are `2`.",
}


def structure(spec: Any) -> Array:
    """The neighbours that count: a square for a radius, or those where a matrix has ones."""
    number = real(spec)
    if number is not None and 0 <= number <= LARGEST:
        return np.ones((2 * int(number) + 1,) * 2, bool)
    matrix = to_array(spec)
    if matrix is None or matrix.ndim != 2 or matrix.dtype.kind == "c":
        raise Failure("shape", spec, value=None)
    return matrix > 0.5


def over_levels(kernel: Any, data: Any, spec: Any, *names: str) -> Any:
    """Grey morphology by SciPy of each channel of an image, or of a matrix."""
    footprint = structure(spec)
    ndimage = library("scipy.ndimage")

    def run(plane: Array) -> Array:
        for name in names:
            plane = getattr(ndimage, name)(plane, footprint=footprint, mode="nearest")
        return plane

    if not is_image(data) and is_list(data):
        matrix = to_array(data)
        if matrix is not None and matrix.ndim == 2:
            return pack(run(matrix))
    picture = need_image(kernel, data)
    planes = [run(picture.array[..., at]) for at in range(picture.channels)]
    return picture.with_array(np.stack(planes, axis=-1))


@builtin("Erosion[image, r]", "Erosion[image, matrix]", messages=MESSAGES)
def erosion(kernel: Any, image: Any, r: Any) -> Any:
    """gives an image with each pixel replaced by the least of those around it.

    >>> Erosion[{{1, 1, 1}, {1, 1, 1}, {1, 1, 0}}, 1]
    {{1, 1, 1}, {1, 0, 0}, {1, 0, 0}}
    """
    return over_levels(kernel, image, r, "grey_erosion")


@builtin("Dilation[image, r]", "Dilation[image, matrix]", messages=MESSAGES)
def dilation(kernel: Any, image: Any, r: Any) -> Any:
    """gives an image with each pixel replaced by the largest of those around it.

    >>> Dilation[{{0, 0, 0}, {0, 0, 0}, {1, 0, 0}}, 1]
    {{0, 0, 0}, {1, 1, 0}, {1, 1, 0}}
    """
    return over_levels(kernel, image, r, "grey_dilation")


@builtin("Opening[image, r]", "Opening[image, matrix]", messages=MESSAGES)
def opening(kernel: Any, image: Any, r: Any) -> Any:
    """gives the dilation of the erosion of an image: bright spots that are smaller go.

    >>> Max[Opening[{{0, 0, 0}, {0, 1, 0}, {0, 0, 0}}, 1]]
    0
    """
    return over_levels(kernel, image, r, "grey_erosion", "grey_dilation")


@builtin("Closing[image, r]", "Closing[image, matrix]", messages=MESSAGES)
def closing(kernel: Any, image: Any, r: Any) -> Any:
    """gives the erosion of the dilation of an image: dark spots that are smaller go.

    >>> Min[Closing[{{1, 1, 1}, {1, 0, 1}, {1, 1, 1}}, 1]]
    1
    """
    return over_levels(kernel, image, r, "grey_dilation", "grey_erosion")


# -- foreground ----------------------------------------------------------------------------------------


def foreground(kernel: Any, data: Any, t: Any = 0) -> Array:
    """Where an image, or a matrix, is above a threshold."""
    limit = need_number(t, "a number")
    if not is_image(data) and is_list(data):
        matrix = to_array(data)
        if matrix is not None and matrix.ndim == 2:
            return matrix > limit
    return levels_of(need_image(kernel, data)) > limit + 1e-7


def as_given(data: Any, mask: Array) -> Any:
    """A mask as an image of bits, or as a matrix where one was given."""
    return bits(data, mask) if is_image(data) else pack(mask.astype(np.int64))


CROSS, SQUARE = np.array([[0, 1, 0], [1, 1, 1], [0, 1, 0]], bool), np.ones((3, 3), bool)


def neighbours(corners: Any) -> Array:
    return CROSS if corners is FALSE else SQUARE


CORNERS = {"CornerNeighbors": TRUE}


@builtin(
    "MorphologicalPerimeter[image]",
    "MorphologicalPerimeter[image, t]",
    options={**CORNERS, "Padding": 0},
    messages=MESSAGES,
)
def morphological_perimeter(kernel: Any, image: Any, t: Any = 0, *, options: dict[str, Any]) -> Any:
    """gives the pixels of shapes above a threshold that have others beside them which are not.

    >>> MorphologicalPerimeter[ArrayPad[ConstantArray[1, {3, 3}], 1]][[3]]
    {0, 1, 0, 1, 0}
    """
    mask = foreground(kernel, image, t)
    outside = need_number(options["Padding"], "a number") > 0  # whether what lies around is foreground
    inner = library("scipy.ndimage").binary_erosion(
        mask, neighbours(options["CornerNeighbors"]), border_value=int(outside)
    )
    return as_given(image, mask & ~inner)


@builtin("DistanceTransform[image]", "DistanceTransform[image, t]",
         options={"DistanceFunction": S.EuclideanDistance}, messages=MESSAGES)  # fmt: skip
def distance_transform(kernel: Any, image: Any, t: Any = 0, *, options: dict[str, Any]) -> Any:
    """gives how far each pixel above a threshold is from the nearest one that is not.

    >>> ImageData[DistanceTransform[Image[{{0, 1, 1, 1, 0}}]]]
    {{0., 1., 2., 1., 0.}}
    """
    picture = need_image(kernel, image)
    mask = foreground(kernel, picture, t)
    ndimage = library("scipy.ndimage")
    metric = METRICS.get(options["DistanceFunction"])
    if metric is None:
        raise Failure("arg", options["DistanceFunction"], "EuclideanDistance, ManhattanDistance or "
                      "ChessboardDistance is expected", value=None)  # fmt: skip
    if mask.all():
        found = np.full(mask.shape, float(np.hypot(*mask.shape)))
    elif metric == "euclidean":
        found = ndimage.distance_transform_edt(mask)
    else:
        found = ndimage.distance_transform_cdt(mask, metric).astype(float)
    return Image(from_reals(found, "Real32"), "Real32", "Grayscale")


METRICS = {
    S.EuclideanDistance: "euclidean", S.ManhattanDistance: "taxicab", S.ChessboardDistance: "chessboard",
}  # fmt: skip


@builtin(
    "MorphologicalComponents[image]", "MorphologicalComponents[image, t]", options=CORNERS, messages=MESSAGES
)
def morphological_components(kernel: Any, image: Any, t: Any = 0, *, options: dict[str, Any]) -> Any:
    """gives the matrix of the numbers of the connected shapes that the pixels belong to, 0 outside of all.

    >>> MorphologicalComponents[{{1, 0, 1}, {1, 0, 1}}]
    {{1, 0, 2}, {1, 0, 2}}
    """
    mask = foreground(kernel, image, t)
    labels, _ = library("scipy.ndimage").label(mask, neighbours(options["CornerNeighbors"]))
    return pack(labels)


def labelled(kernel: Any, data: Any, corners: Any = TRUE) -> Array:
    """The matrix of components: as given, or those of an image."""
    if not is_image(data) and is_list(data):
        matrix = to_array(data)
        if matrix is not None and matrix.ndim == 2 and matrix.dtype.kind == "i":
            return matrix
    return library("scipy.ndimage").label(foreground(kernel, data), neighbours(corners))[0]


def numbers_of(labels: Array) -> list[int]:
    return [int(each) for each in np.unique(labels) if each > 0]


@builtin(
    "DeleteSmallComponents[image]", "DeleteSmallComponents[image, n]", options=CORNERS, messages=MESSAGES
)
def delete_small_components(kernel: Any, image: Any, n: Any = S.Automatic, *, options: dict[str, Any]) -> Any:
    """gives an image without the connected shapes that have n pixels or fewer.

    >>> DeleteSmallComponents[{{1, 0, 1}, {0, 0, 1}, {0, 0, 1}}, 1]
    {{0, 0, 1}, {0, 0, 1}, {0, 0, 1}}
    """
    labels = components_of_all(kernel, image, options["CornerNeighbors"])
    numbers, sizes = np.unique(labels[labels > 0], return_counts=True)
    limit = (
        sizes.mean()
        if n is S.Automatic and len(sizes)
        else need_number(0 if n is S.Automatic else n, "a number")
    )
    return with_only(
        kernel, image, labels, [number for number, size in zip(numbers, sizes, strict=True) if size > limit]
    )


def components_of_all(kernel: Any, data: Any, corners: Any) -> Array:
    """The components of an image, or of a matrix whose nonzero elements are the shapes."""
    if is_image(data) or len(numbers_of(labelled(kernel, data))) < 2:
        return library("scipy.ndimage").label(foreground(kernel, data), neighbours(corners))[0]
    return labelled(kernel, data)


def with_only(kernel: Any, data: Any, labels: Array, kept: list[Any]) -> Any:
    """The image, or matrix, that is 0 outside of the components that are kept."""
    mask = np.isin(labels, kept)
    if not is_image(data) and is_list(data):
        return pack(np.asarray(to_array(data)) * mask)
    picture = need_image(kernel, data)
    return picture.with_array(picture.array * mask[..., None].astype(picture.array.dtype))


# -- measurements --------------------------------------------------------------------------------------


class Shape:
    """One component: where its pixels are, the place of each and the image they come from."""

    def __init__(self, labels: Array, number: int, levels: Array | None) -> None:
        self.mask = labels == number
        self.number = number
        self.height, self.width = labels.shape
        rows, columns = np.nonzero(self.mask)
        self.points = np.column_stack([columns + 0.5, self.height - rows - 0.5])
        self.rows, self.columns = rows, columns
        self.levels = None if levels is None else levels[self.mask]

    @property
    def centroid(self) -> Array:
        return self.points.mean(axis=0)

    def moments(self) -> tuple[Array, Array]:
        """The eigenvalues, largest first, and eigenvectors of the spread of the pixels, unit squares."""
        offsets = self.points - self.centroid
        spread = offsets.T @ offsets / len(offsets) + np.eye(2) / 12
        values, vectors = np.linalg.eigh(spread)
        return values[::-1], vectors[:, ::-1]

    def axes(self) -> tuple[float, float]:
        """The lengths of the axes of the ellipse with the same spread."""
        first, second = 4 * np.sqrt(self.moments()[0])
        return float(first), float(second)

    def orientation(self) -> float:
        vector = self.moments()[1][:, 0]
        angle = float(np.arctan2(vector[1], vector[0]))
        return (angle + np.pi / 2) % np.pi - np.pi / 2

    def box(self) -> Any:
        left, right = int(self.columns.min()), int(self.columns.max()) + 1
        low, high = self.height - int(self.rows.max()) - 1, self.height - int(self.rows.min())
        return make_list([make_list((float(left), float(low))), make_list((float(right), float(high)))])

    def part(self) -> Array:
        return self.mask[self.rows.min() : self.rows.max() + 1, self.columns.min() : self.columns.max() + 1]

    def perimeter_count(self) -> int:
        inner = library("scipy.ndimage").binary_erosion(self.mask, SQUARE)
        return int((self.mask & ~inner).sum())

    def perimeter(self) -> float:
        """The length of the border polygon: sides of pixels that face outside."""
        wide = np.pad(self.mask, 1)
        return float(
            np.abs(np.diff(wide.astype(int), axis=0)).sum() + np.abs(np.diff(wide.astype(int), axis=1)).sum()
        )

    def eccentricity(self) -> float:
        first, second = self.axes()
        return float(np.sqrt(1 - (second / first) ** 2))

    def filled(self) -> int:
        return int(library("scipy.ndimage").binary_fill_holes(self.mask).sum())

    def holes(self) -> int:
        return int(library("scipy.ndimage").label(~np.pad(self.mask, 1))[1]) - 1

    def level(self, function: Callable[[Array], Any]) -> Any:
        return S.Missing("NotAvailable") if self.levels is None else float(function(self.levels))


SHAPE_MEASURES: dict[str, Callable[[Shape], Any]] = {
    "Count": lambda shape: len(shape.points),
    "Area": lambda shape: float(len(shape.points)),
    "Label": lambda shape: shape.number,
    "Centroid": lambda shape: pack(shape.centroid),
    "BoundingBox": Shape.box,
    "BoundingBoxArea": lambda shape: float(shape.part().size),
    "Mask": lambda shape: pack(shape.mask.astype(np.int64)),
    "Image": lambda shape: Image(shape.part().astype(np.uint8), "Bit", "Grayscale"),
    "PerimeterCount": Shape.perimeter_count,
    "PerimeterLength": Shape.perimeter,
    "PolygonalLength": Shape.perimeter,
    "Length": lambda shape: shape.axes()[0],
    "Width": lambda shape: shape.axes()[1],
    "SemiAxes": lambda shape: make_list([each / 2 for each in shape.axes()]),
    "Elongation": lambda shape: 1 - shape.axes()[1] / shape.axes()[0],
    "Eccentricity": Shape.eccentricity,
    "Orientation": Shape.orientation,
    "EquivalentDiskRadius": lambda shape: float(np.sqrt(len(shape.points) / np.pi)),
    "Rectangularity": lambda shape: len(shape.points) / shape.part().size,
    "FilledCount": Shape.filled,
    "Holes": Shape.holes,
    "EulerNumber": lambda shape: 1 - shape.holes(),
    "Mean": lambda shape: shape.level(np.mean),
    "Min": lambda shape: shape.level(np.min),
    "Max": lambda shape: shape.level(np.max),
    "Median": lambda shape: shape.level(np.median),
    "Total": lambda shape: shape.level(np.sum),
    "StandardDeviation": lambda shape: shape.level(lambda values: values.std(ddof=1)),
    "MeanIntensity": lambda shape: shape.level(np.mean),
    "MinIntensity": lambda shape: shape.level(np.min),
    "MaxIntensity": lambda shape: shape.level(np.max),
    "TotalIntensity": lambda shape: shape.level(np.sum),
}


def shapes_in(kernel: Any, data: Any) -> list[Shape]:
    """The components of a matrix, an image, or {matrix, image}."""
    levels = None
    if is_list(data) and len(data) == 2 and is_image(data.parts[1]):
        levels = levels_of(data.parts[1])
        data = data.parts[0]
    labels = labelled(kernel, data)
    if levels is None and is_image(data):
        levels = levels_of(data)
    if levels is not None and levels.shape != labels.shape:
        raise Failure("dims", make_list(labels.shape[::-1]), make_list(levels.shape[::-1]), value=None)
    return [Shape(labels, number, levels) for number in numbers_of(labels)]


@builtin(
    'ComponentMeasurements[matrix, "prop"]', 'ComponentMeasurements[{matrix, image}, "prop"]',
    'ComponentMeasurements[image, "prop", crit]', 'ComponentMeasurements[image, "prop", crit, "format"]',
    messages=MESSAGES,
)  # fmt: skip
def component_measurements(
    kernel: Any, image: Any, prop: Any, crit: Any = S.All, form: Any = "RuleList"
) -> Any:
    """gives a measurement of each connected shape, {number -> value, ...}, of those where crit holds.

    >>> ComponentMeasurements[{{1, 0, 2}, {1, 0, 2}}, "Count"]
    {1 -> 2, 2 -> 2}
    """
    shapes = [each for each in shapes_in(kernel, image) if crit is S.All or holds(kernel, each, crit)]
    values = [measured(each, prop) for each in shapes]
    pairs = list(zip([each.number for each in shapes], values, strict=True))
    if form == "Association":
        return Association.of(pairs)
    return make_list([S.Rule(*pair) for pair in pairs])


def measured(shape: Shape, prop: Any) -> Any:
    if is_list(prop):
        return make_list([measured(shape, each) for each in prop.parts])
    if prop not in SHAPE_MEASURES:
        raise Failure("prop", prop, make_list(SHAPE_MEASURES), value=None)
    return SHAPE_MEASURES[prop](shape)


def holds(kernel: Any, shape: Shape, crit: Any) -> bool:
    """Whether a criterion such as #Count > 10 & holds for a shape."""
    names = {each.parts[0] for each in slots(crit)}
    known = Association.of([(name, measured(shape, name)) for name in names])
    return kernel.call(crit, known) is TRUE


def slots(expr: Any) -> list[Any]:
    """The named slots, #name, in an expression."""
    if head_of(expr) is S.Slot:
        return [expr] if isinstance(expr.parts[0], str) else []
    return [found for part in getattr(expr, "parts", ()) for found in slots(part)]


@builtin("SelectComponents[image, crit]", 'SelectComponents[image, "prop", n]', messages=MESSAGES)
def select_components(kernel: Any, image: Any, crit: Any, n: Any = None) -> Any:
    """gives an image, or matrix, with those connected shapes only where crit holds, or the n largest by prop.

    >>> SelectComponents[{{1, 0, 2}, {0, 0, 2}}, #Count > 1 &]
    {{0, 0, 2}, {0, 0, 2}}
    """
    labels = labelled(kernel, image)
    shapes = shapes_in(kernel, image)
    if n is None:
        kept = [each.number for each in shapes if holds(kernel, each, crit)]
    elif isinstance(n, int):
        ordered = sorted(
            shapes, key=lambda each: need_number(measured(each, crit), "a measurement that is a number")
        )
        kept = [each.number for each in (ordered[-n:] if n > 0 else ordered[:-n])]
    else:
        raise Failure("value", n, "an integer", value=None)
    return with_only(kernel, image, labels, kept)
