"""Space: views, lights, grids and planes that cut; surfaces with meshes, edges and fillings."""

import numpy as np
import pytest

from tests.drawing.reading import all_of, arrays, evaluated, lines
from wlmini.arrays import to_array
from wlmini.drawing.panel import blank, box_of
from wlmini.drawing.space import Dots3D, Faces, Path3D
from wlmini.expr import S
from wlmini.session import Session

pytest.importorskip("matplotlib")
SQUARE = "{x, -1, 1}, {y, -1, 1}"


@pytest.fixture(scope="module")
def session() -> Session:
    return Session(messenger=lambda text: None, printer=lambda text: None)


def solid(session: Session, text: str):
    return box_of(session.kernel, evaluated(session, text))


def painted(box):
    figure = blank(box.width, box.height)
    box.paint(figure, 0, 0)
    return figure.axes[0]


def face_colors(session: Session, text: str) -> np.ndarray:
    """The colours of the faces as they are drawn."""
    axes = painted(solid(session, text))
    return np.vstack([c.get_facecolor() for c in axes.collections if len(c.get_facecolor())])


# -- views -------------------------------------------------------------------------------------------


def test_the_center_of_the_view_is_in_the_middle(session):
    box = solid(session, "Graphics3D[Cuboid[], ViewCenter -> {1, 0, 0}]")
    flat, _ = box.camera.project(np.array([1.0, 0.0, 0.0]))
    assert flat[0] == pytest.approx([0, 0])
    low, high = box.paper
    assert low == pytest.approx(-high)


def test_an_angle_of_view_says_how_much_is_seen(session):
    box = solid(
        session, "Graphics3D[Cuboid[], ViewPoint -> {0, -4, 0}, ViewAngle -> 0.5, ImageSize -> {200, 100}]"
    )
    low, high = box.paper
    assert high[1] - low[1] == pytest.approx(2 * 4 * np.tan(0.25))
    assert high[0] - low[0] == pytest.approx(2 * (high[1] - low[1]))


def test_a_view_vector_is_in_the_coordinates_of_space(session):
    text = "Graphics3D[Cuboid[{0, 0, 0}, {2, 2, 2}], ViewVector -> {{11, 1, 1}, {1, 1, 1}}]"
    camera = solid(session, text).camera
    assert camera.distance == pytest.approx(5)  # the longest side of the box counts 1
    assert camera.place(np.array([[2.0, 1.0, 1.0]]))[0] == pytest.approx([0, 0, 0.5])


def test_a_range_of_the_view_hides_what_is_near_or_far(session):
    text = "Graphics3D[{Cuboid[{0, 0, 0}], Cuboid[{0, 5, 0}]}, ViewVector -> {{0.5, -20, 0.5}, {0.5, 3, 0.5}}"
    whole = len(face_colors(session, text + "]"))
    near = len(face_colors(session, text + ", ViewRange -> {0, 3.7}]"))
    assert (whole, near) == (12, 6)


def test_the_ball_around_the_box_fits(session):
    low, high = solid(session, "Graphics3D[Cuboid[], SphericalRegion -> True, ImageSize -> {100, 100}]").paper
    assert high - low == pytest.approx([np.sqrt(3)] * 2)


def test_axes_stand_on_the_edges_that_are_asked_for(session):
    box = solid(session, "Graphics3D[Cuboid[], Axes -> True, AxesEdge -> {{1, -1}, {-1, 1}, {1, 1}}]")
    corners = box.corners()
    ends = [corners[list(box.axis_edge(k))] for k in range(3)]
    assert [e.mean(axis=0).tolist() for e in ends] == [[0.5, 1, 0], [0, 0.5, 1], [1, 1, 0.5]]


def test_grids_on_the_sides_of_the_box(session):
    bare = len(painted(solid(session, "Graphics3D[Cuboid[]]")).lines)
    one = "Graphics3D[Cuboid[], FaceGrids -> {{{0, 0, -1}, {{0.25, 0.5}, {0.75}}}}]"
    assert len(painted(solid(session, one)).lines) == bare + 3
    every = len(painted(solid(session, "Graphics3D[Cuboid[], FaceGrids -> All]")).lines)
    assert every > bare + 12


# -- lights ------------------------------------------------------------------------------------------


def test_white_light_from_everywhere_shows_colours_as_they_are(session):
    text = 'Graphics3D[{RGBColor[0.2, 0.4, 0.6], Sphere[]}, Lighting -> {{"Ambient", White}}]'
    found = face_colors(session, text)[:, :3]
    assert found == pytest.approx(np.tile([0.2, 0.4, 0.6], (len(found), 1)), abs=1e-6)


def test_a_coloured_light_leaves_its_colour_only(session):
    text = "Graphics3D[Sphere[], Lighting -> {AmbientLight[Red]}]"
    found = face_colors(session, text)
    assert found[:, 1:3] == pytest.approx(0)
    assert (found[:, 0] > 0.5).all()


def test_light_from_a_side_falls_on_that_side(session):
    light = '{{"Directional", White, ImageScaled[{1, 0, 0}]}}'
    axes = painted(solid(session, f"Graphics3D[Sphere[], ViewPoint -> {{0, -9, 0}}, Lighting -> {light}]"))
    faces = [
        (path.vertices[:-1, 0].mean(), shade[0])
        for group in axes.collections
        for path, shade in zip(group.get_paths(), group.get_facecolor(), strict=True)
    ]
    places, shades = np.array(faces[len(faces) // 2 :]).T  # the nearer half is drawn last
    assert shades[places < -0.05] == pytest.approx(0)
    assert (shades[places > 0.05] > 0).all()
    assert np.corrcoef(places[places > 0.05], shades[places > 0.05])[0, 1] > 0.95


def test_without_light_coloured_corners_are_seen_as_they_are(session):
    text = f"Plot3D[x, {SQUARE}, Mesh -> None, Lighting -> None, ColorFunction -> (RGBColor[1, 0, 0] &)]"
    found = face_colors(session, text)[:, :3]
    assert found == pytest.approx(np.tile([1.0, 0.0, 0.0], (len(found), 1)))


# -- cutting -----------------------------------------------------------------------------------------


def test_planes_cut_faces_lines_and_points(session):
    things = "Cuboid[{-1, -1, -1}, {1, 1, 1}], Line[{{-1, 0, 0}, {1, 0, 0}}], Point[{{-1, 0, 0}, {1, 1, 1}}]"
    text = f"Graphics3D[{{{things}}}, ClipPlanes -> {{1, 0, 0, 0}}]"
    items = solid(session, text).space.items
    faces = np.vstack([p for item in items if isinstance(item, Faces) for p in item.polygons])
    (line,) = [item.points for item in items if isinstance(item, Path3D)]
    (dots,) = [item.points for item in items if isinstance(item, Dots3D)]
    assert faces[:, 0].min() == pytest.approx(0)
    assert line.tolist() == [[0, 0, 0], [1, 0, 0]]
    assert dots.tolist() == [[1, 1, 1]]


def test_a_plane_through_points(session):
    text = "Graphics3D[Cuboid[], ClipPlanes -> InfinitePlane[{{0, 0, 0.5}, {1, 0, 0.5}, {0, 1, 0.5}}]]"
    (faces,) = [item for item in solid(session, text).space.items if isinstance(item, Faces)]
    assert np.vstack(faces.polygons)[:, 2].min() == pytest.approx(0.5)


# -- surfaces ----------------------------------------------------------------------------------------


def test_surfaces_end_exactly_at_the_edge_of_their_region(session):
    region = "RegionFunction -> (#1^2 + #2^2 < 0.5 &)"
    plot = f"Plot3D[x + y, {SQUARE}, Mesh -> None, BoundaryStyle -> Red, {region}]"
    (edge,) = lines(session, plot)
    assert np.hypot(edge[:, 0], edge[:, 1]) == pytest.approx(np.sqrt(0.5), abs=1e-3)
    assert edge[:, 2] == pytest.approx(edge[:, 0] + edge[:, 1])


def test_mesh_lines_lie_at_the_levels_of_their_functions(session):
    mesh = "Mesh -> {{0.25, 0.5}}, MeshFunctions -> {#3 &}"
    plot = f"Plot3D[x^2 + y^2, {SQUARE}, BoundaryStyle -> None, {mesh}]"
    heights = sorted(round(float(line[:, 2].mean()), 6) for line in lines(session, plot))
    assert heights == [0.25, 0.5]
    for line in lines(session, plot):
        assert line[:, 2] == pytest.approx(line[0, 2])
        assert (line[:, :2] ** 2).sum(axis=1) == pytest.approx(line[0, 2], abs=3e-3)


def test_meshes_of_parameters(session):
    plot = "ParametricPlot3D[{u, v, 0}, {u, 0, 1}, {v, 0, 1}, BoundaryStyle -> None, Mesh -> {{0.5}, None}]"
    (line,) = lines(session, plot)
    assert line[:, 0] == pytest.approx(0.5)


def test_what_is_clipped_is_left_out_flat_or_styled(session):
    base = f"Plot3D[3 x, {SQUARE}, PlotRange -> {{-1, 1}}, Mesh -> None, "
    none = all_of(evaluated(session, base + "ClippingStyle -> None]"), S.GraphicsComplex)
    points = to_array(none[0].parts[0])
    assert (points[:, 2].min(), points[:, 2].max()) == pytest.approx((-1, 1), abs=1e-3)
    red = all_of(evaluated(session, base + "ClippingStyle -> Red]"), S.GraphicsComplex)
    assert [set(to_array(g.parts[0])[:, 2].tolist()) for g in red[1:]] == [{-1}, {1}]


def test_fillings_of_surfaces_and_points(session):
    plot = f"Plot3D[1, {SQUARE}, Mesh -> None, Filling -> 0, PlotRange -> {{0, 2}}]"
    walls = [w for w in arrays(evaluated(session, plot), S.Polygon) if len(w) == 4]
    assert set(np.vstack(walls)[:, 2].tolist()) == {0, 1}
    assert len(walls) == 4 * 48  # the surface has so many steps along each side
    stems = lines(session, "ListPointPlot3D[{{0, 0, 1}, {1, 1, 2}}, Filling -> Bottom]")
    assert [stem[:, 2].tolist()[0] for stem in stems] == [1, 2]
    assert len({stem[1, 2] for stem in stems}) == 1


def test_colours_of_points_and_curves_in_space(session):
    points = evaluated(
        session, "ListPointPlot3D[{{0, 0, 0}, {1, 1, 1}}, ColorFunction -> (RGBColor[#3, 0, 0] &)]"
    )
    (rule,) = all_of(points, S.Point)[0].parts[1:]
    ends = [float(c.parts[0]) for c in rule.parts[1].parts]
    assert ends[0] < 0.05
    assert ends[1] > 0.95
    curve = evaluated(session, "ParametricPlot3D[{t, 0, 0}, {t, 0, 1}, ColorFunction -> (GrayLevel[#1] &)]")
    shades = [float(c.parts[0]) for c in all_of(curve, S.RGBColor)]
    assert shades[-300:] == sorted(shades[-300:])


def test_normals_of_surfaces_given_by_equations(session):
    ball = "ContourPlot3D[x^2 + y^2 + z^2 == 1, {x, -1.2, 1.2}, {y, -1.2, 1.2}, {z, -1.2, 1.2}]"
    (surface,) = all_of(evaluated(session, ball), S.GraphicsComplex)
    points = to_array(surface.parts[0])
    normals = to_array(next(r.parts[1] for r in surface.parts[2:] if r.parts[0] is S.VertexNormals))
    assert np.abs((points * normals).sum(axis=1)).min() > 0.97
    assert len(set(np.sign((points * normals).sum(axis=1)))) == 1


def test_smooth_surfaces_through_lists(session):
    rough = all_of(evaluated(session, "ListPlot3D[{{0, 1, 0}, {0, 1, 0}}]"), S.GraphicsComplex)[0]
    smooth = all_of(
        evaluated(session, "ListPlot3D[{{0, 1, 0}, {0, 1, 0}}, InterpolationOrder -> 3]"), S.GraphicsComplex
    )[0]
    assert len(to_array(rough.parts[0])) == 6
    assert len(to_array(smooth.parts[0])) > 100


def test_surfaces_that_turn(session):
    cone = to_array(
        all_of(evaluated(session, "RevolutionPlot3D[t, {t, 0, 1}]"), S.GraphicsComplex)[0].parts[0]
    )
    assert np.hypot(cone[:, 0], cone[:, 1]) == pytest.approx(cone[:, 2])
    ball = to_array(all_of(evaluated(session, "SphericalPlot3D[2, u, v]"), S.GraphicsComplex)[0].parts[0])
    assert np.linalg.norm(ball, axis=1) == pytest.approx(2)


def test_a_bar_of_colours_for_a_function_of_colours(session):
    plot = f'Plot3D[x, {SQUARE}, ColorFunction -> "Rainbow", PlotLegends -> Automatic]'
    (bar,) = all_of(evaluated(session, plot), S.BarLegend)
    assert [float(v) for v in bar.parts[0].parts[1].parts] == pytest.approx([-1, 1])
