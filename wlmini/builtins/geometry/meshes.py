"""Hulls, triangulations and cells of points, by SciPy."""

from __future__ import annotations

from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.expr import Atom, S, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.extras import library
from wlmini.kernel.messages import Failure

MESH = {"pts": "`1` is no list of at least `2` points of the plane or of space, not all on a line or plane."}
CELLS = {2: S.Line, 3: S.Polygon, 4: S.Tetrahedron}


def points_of(kernel: Any, points: Any) -> Any:
    """The points as an array; a message where they are too few or no points."""
    array = to_array(kernel.evaluate(S.N(points)))
    if array is None or array.ndim != 2 or array.shape[1] not in (2, 3) or len(array) <= array.shape[1]:
        raise Failure("pts", points, 3, value=None)
    return array


def built(kernel: Any, points: Any, name: str, array: Any) -> Any:
    """Qhull's structure of the points; a message where they lie in a line or plane."""
    spatial = library("scipy.spatial")
    try:
        return getattr(spatial, name)(array)
    except spatial.QhullError:
        raise Failure("pts", points, array.shape[1] + 1, value=None) from None


def ring(hull: Any) -> list[int]:
    """The numbers of the corners of a hull in the plane, counterclockwise."""
    return [int(n) for n in hull.vertices]


class Mesh(Atom):
    """Points and the cells between them, each a list of numbers of points."""

    __slots__ = ("cells", "head", "points")

    def __init__(self, head: Any, points: Any, cells: list[list[int]]) -> None:
        self.head, self.points, self.cells = head, points, cells

    def expression(self) -> Any:
        """Points and cells as the language writes them."""
        kinds = [CELLS[len(c)] if self.points.shape[1] == 3 or len(c) == 2 else S.Polygon for c in self.cells]
        cells = [kind(make_list(n + 1 for n in c)) for kind, c in zip(kinds, self.cells, strict=True)]
        return make_list(cells)

    @property
    def measure(self) -> float:
        """The area or volume of what the cells fill or enclose."""
        if self.head is S.BoundaryMeshRegion:
            return float(
                abs(sum(np.linalg.det(self.points[c]) for c in self.cells)) / (2 if self.flat else 6)
            )
        return sum(cell_measure(self.points[c]) for c in self.cells)

    @property
    def flat(self) -> bool:
        return bool(self.points.shape[1] == 2)

    def input_form(self) -> Any:
        return self.head(pack(self.points), self.expression())

    def output_form(self) -> Any:
        return f"{self.head.short}[<{len(self.points)} points, {len(self.cells)} cells>]"


def cell_measure(corners: Any) -> float:
    """The area of a polygon or the volume of a tetrahedron."""
    if corners.shape[1] == 3:
        return abs(float(np.linalg.det(corners[1:] - corners[0]))) / 6
    x, y = corners.T
    return abs(float((x * np.roll(y, -1) - y * np.roll(x, -1)).sum())) / 2


@builtin("ConvexHullMesh[points]", messages=MESH)
def convex_hull_mesh(kernel: Any, points: Any) -> Any:
    """gives the boundary of the smallest convex region that has all the points in it.

    >>> Length[MeshCoordinates[ConvexHullMesh[{{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0.5, 0.5}}]]]
    4
    """
    array = points_of(kernel, points)
    hull = built(kernel, points, "ConvexHull", array)
    if array.shape[1] == 2:
        corners = ring(hull)
        count = len(corners)
        return Mesh(S.BoundaryMeshRegion, array[corners], [[n, (n + 1) % count] for n in range(count)])
    used = sorted({int(n) for n in hull.vertices})
    places = {n: k for k, n in enumerate(used)}
    facets = zip(hull.simplices, hull.equations, strict=True)
    cells = [[places[int(n)] for n in outward(array, simplex, plane)] for simplex, plane in facets]
    return Mesh(S.BoundaryMeshRegion, array[used], cells)


def outward(array: Any, simplex: Any, plane: Any) -> Any:
    """The corners of a facet in the order that makes its normal point outward."""
    a, b, c = array[simplex]
    return simplex if np.cross(b - a, c - a) @ plane[:3] > 0 else simplex[::-1]


@builtin("ConvexHullRegion[points]", messages=MESH)
def convex_hull_region(kernel: Any, points: Any) -> Any:
    """gives the smallest convex polygon that has all the points of the plane in it.

    >>> Area[ConvexHullRegion[{{0, 0}, {2, 0}, {2, 2}, {0, 2}, {1, 1}}]]
    4
    """
    array = points_of(kernel, points)
    if array.shape[1] != 2:
        return None
    hull = built(kernel, points, "ConvexHull", array)
    return S.Polygon(make_list(points.parts[n] for n in ring(hull)))


@builtin("DelaunayMesh[points]", messages=MESH)
def delaunay_mesh(kernel: Any, points: Any) -> Any:
    """gives triangles between the points such that no circle around one has another point in it.

    >>> Length[MeshCells[DelaunayMesh[{{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0.4, 0.6}}], 2]]
    4
    """
    array = points_of(kernel, points)
    found = built(kernel, points, "Delaunay", array)
    return Mesh(S.MeshRegion, array, [[int(n) for n in simplex] for simplex in found.simplices])


@builtin("VoronoiMesh[points]", messages=MESH)
def voronoi_mesh(kernel: Any, points: Any) -> Any:
    """gives for each point of the plane the cell of what is nearest to it, within a box around all points.

    >>> Length[MeshCells[VoronoiMesh[{{0, 0}, {1, 0}, {0.5, 1}}], 2]]
    3
    """
    array = points_of(kernel, points)
    if array.shape[1] != 2:
        return None
    low, high = array.min(axis=0), array.max(axis=0)
    margin = 0.3 * float((high - low).max())
    box = np.array([low - margin, high + margin])
    mirrored = [array, *(reflected(array, box, axis, side) for axis in (0, 1) for side in (0, 1))]
    found = built(kernel, points, "Voronoi", np.concatenate(mirrored))
    regions = [found.regions[r] for r in found.point_region[: len(array)]]
    used = sorted({n for region in regions for n in region})
    places = {n: k for k, n in enumerate(used)}
    return Mesh(S.MeshRegion, found.vertices[used], [[places[n] for n in region] for region in regions])


def reflected(array: Any, box: Any, axis: int, side: int) -> Any:
    """The points mirrored at a side of the box: that side is then a border of cells."""
    image = array.copy()
    image[:, axis] = 2 * box[side, axis] - image[:, axis]
    return image


@builtin("MeshCoordinates[mesh]", messages={"mesh": "`1` is no mesh."})
def mesh_coordinates(kernel: Any, mesh: Any) -> Any:
    """gives the points of a mesh.

    >>> Length[MeshCoordinates[DelaunayMesh[{{0, 0}, {1, 0}, {0, 1}}]]]
    3
    """
    if not isinstance(mesh, Mesh):
        raise Failure("mesh", mesh, value=None)
    return pack(mesh.points)


@builtin("MeshCells[mesh, d]", messages={"mesh": "`1` is no mesh."})
def mesh_cells(kernel: Any, mesh: Any, dimension: Any) -> Any:
    """gives the cells of dimension d of a mesh, as Point, Line, Polygon or Tetrahedron of numbers of points.

    >>> MeshCells[DelaunayMesh[{{0, 0}, {1, 0}, {0, 1}}], 0]
    {Point[1], Point[2], Point[3]}
    """
    if not isinstance(mesh, Mesh):
        raise Failure("mesh", mesh, value=None)
    if dimension == 0:
        return make_list(S.Point(n + 1) for n in range(len(mesh.points)))
    own = (
        3
        if not mesh.flat and mesh.head is S.MeshRegion
        else 2
        if not (mesh.flat and len(mesh.cells[0]) == 2)
        else 1
    )
    if dimension == own:
        return mesh.expression()
    if dimension == 1:
        pairs = {(min(a, b), max(a, b)) for c in mesh.cells for a, b in zip(c, [*c[1:], c[0]], strict=True)}
        return make_list(S.Line(make_list([a + 1, b + 1])) for a, b in sorted(pairs))
    if dimension == 2 and own == 1:
        return make_list([S.Polygon(make_list(range(1, len(mesh.points) + 1)))])
    return None
