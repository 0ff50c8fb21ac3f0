"""Graphics and what is done with them: Show, rows and grids of graphics, pictures of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from wlmini.arrays import NumericArray
from wlmini.builtins.graphics.option_values import mend
from wlmini.builtins.graphics.options import GRAPHICS, table
from wlmini.drawing.panel import box_of
from wlmini.drawing.render import is_drawable, pixels
from wlmini.drawing.settings import Settings, image_size, is_name
from wlmini.expr import Expr, S, is_list, make_list
from wlmini.kernel.apply import option_name, option_rules
from wlmini.kernel.arguments import is_option
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

MESSAGES = {
    "gtype": "`1` is no graphic, and cannot be shown together with others.",
    "gcomb": "Graphics and Graphics3D cannot be combined in `1`.",
    "list": "A list of graphics is expected instead of `1`.",
    "type": "`1` is no form of a picture that is built in; there are `2`.",
}
GRAPHICS_3D = table(
    GRAPHICS, Boxed=S["True"], BoxRatios=S.Automatic, BoxStyle=S.List(), Lighting=S.Automatic,
    ViewPoint=S.List(1.3, -2.4, 2.0), ViewVertical=S.List(0.0, 0.0, 1.0), ViewAngle=S.Automatic,
    ViewCenter=S.Automatic, ViewProjection=S.Automatic, ViewVector=S.Automatic, ViewRange=S.All,
    AxesEdge=S.Automatic,
    FaceGrids=S["None"], SphericalRegion=S["False"], RotationAction="Fit", ClipPlanes=S["None"],
)  # fmt: skip


PRIMITIVE = {
    "gprim": "`1` is no primitive or directive that can be drawn.",
    "optval": "`1` -> `2` is not taken here; what is: `3`.",
}


@builtin(
    "Graphics[primitives]",
    "Graphics[primitives, options]",
    options=GRAPHICS,
    messages=PRIMITIVE,
    noted=("Method",),
)
def graphics(kernel: Any, *primitives: Any, options: dict[str, Any]) -> Any:
    """is a picture in the plane made of primitives and directives.

    >>> Graphics[{Red, Disk[]}]
    -Graphics-
    >>> Cases[Graphics[{Red, Disk[], Circle[]}], _Circle, Infinity]
    {Circle[]}
    """
    mend(kernel, S.Graphics, options)
    return None


@builtin(
    "Graphics3D[primitives]",
    "Graphics3D[primitives, options]",
    options=GRAPHICS_3D,
    messages=PRIMITIVE,
    noted=("Method",),
)
def graphics_3d(kernel: Any, *primitives: Any, options: dict[str, Any]) -> Any:
    """is a picture of objects in space made of primitives and directives.

    >>> Graphics3D[{Blue, Sphere[]}]
    -Graphics3D-
    """
    mend(kernel, S.Graphics3D, options)
    return None


# -- together ----------------------------------------------------------------------------------------


@builtin("Show[graphics]", "Show[graphics, options]", "Show[g1, g2, ...]", messages=MESSAGES)
def show(kernel: Any, *arguments: Any) -> Any:
    """puts graphics on top of each other; options given, and then those of the first, count.

    >>> Show[Graphics[Disk[]], Graphics[Circle[]], PlotRange -> 2]
    -Graphics-
    >>> First[Show[Graphics[Disk[]], Graphics[Circle[]]]]
    {Disk[], Circle[]}
    """
    given = [a for a in arguments if is_option(a) and not is_graphics_list(a)]
    shown = [g for a in arguments if a not in given for g in (a.parts if is_list(a) else (a,))]
    if not shown:
        return None
    legends = []
    plain = []
    for graphic in shown:
        while isinstance(graphic, Expr) and graphic.head is S.Legended and len(graphic.parts) == 2:
            legends.append(graphic.parts[1])
            graphic = graphic.parts[0]
        tells = getattr(graphic, "graphics", None)  # a Graph
        plain.append(graphic if tells is None else tells(kernel))
    heads = {getattr(g, "head", None) for g in plain}
    if len(plain) == 1 and not heads & {S.Graphics, S.Graphics3D} and is_drawable(plain[0]):
        return plain[0]
    for graphic in plain:
        if getattr(graphic, "head", None) not in (S.Graphics, S.Graphics3D):
            raise Failure("gtype", graphic, value=None)
    if len(heads) > 1:
        raise Failure("gcomb", make_list(plain), value=None)
    made = merged(plain, given)
    for legend in legends:
        made = S.Legended(made, legend)
    return made


def is_graphics_list(expr: Any) -> bool:
    return is_list(expr) and (not expr.parts or any(getattr(p, "head", None) in SHOWN for p in expr.parts))


SHOWN = {S.Graphics, S.Graphics3D, S.Legended}


def merged(graphics: Sequence[Expr], given: Sequence[Any]) -> Expr:
    """One graphic with the primitives of all, Epilogs together, and the options of the first."""
    contents = [g.parts[0] for g in graphics if g.parts]
    content = contents[0] if len(graphics) == 1 else make_list(contents)
    rules: dict[str, Any] = {}
    for rule in [*given, *(r for g in graphics for r in g.parts[1:])]:
        for each in option_rules((rule,)):
            rules.setdefault(option_name(each.parts[0]), each)
    if len(graphics) > 1:
        ranges = combined_range(graphics, rules.get("PlotRange"))
        if ranges is not None and not any(
            option_name(r.parts[0]) == "PlotRange" for r in option_rules(tuple(given))
        ):
            rules["PlotRange"] = ranges
    return Expr(graphics[0].head, [content, *rules.values()])


def combined_range(graphics: Sequence[Expr], first: Any) -> Any:
    """The first range; that of a plot widened by no other, as the language has it."""
    return first


# -- rows and grids ----------------------------------------------------------------------------------

LAYOUT = table(
    GRAPHICS, Spacings=S.Automatic, Alignment=S.Center, Dividers=S["None"], ItemAspectRatio=S.Automatic
)
GAP = 12.0


def tiles(kernel: Any, rows: list[list[Any]], options: dict[str, Any]) -> Expr:
    """A Graphics with others inset in rows and columns; coordinates are points."""
    settings = Settings(kernel, ())
    boxes = [[tile(kernel, settings, cell, options["ItemAspectRatio"]) for cell in line] for line in rows]
    count = max(map(len, boxes))
    widths = [max((line[i].width for line in boxes if i < len(line)), default=1.0) for i in range(count)]
    heights = [max((box.height for box in line), default=1.0) for line in boxes]
    gaps = [settings.real(p) for p in spread(options["Spacings"])]
    across, up = (GAP if g is None else abs(g) for g in gaps)
    lefts = [sum(widths[:i]) + across * i for i in range(count)]
    tops = [sum(heights[:i]) + up * i for i in range(len(heights))]
    whole = sum(widths) + across * (count - 1), sum(heights) + up * (len(heights) - 1)
    shares = room_shares(options["Alignment"])
    insets = []
    for line, cells, height, top in zip(boxes, rows, heights, tops, strict=True):
        for box, cell, width, left in zip(line, cells, widths, lefts, strict=False):
            x = left + box.width / 2 + shares[0] * (width - box.width)
            y = top + height - box.height / 2 - shares[1] * (height - box.height)
            insets.append(S.Inset(cell, S.List(x, -y), S.Center, S.List(box.width, box.height)))
    edges = [[at - across / 2 for at in lefts] + [whole[0] + across / 2],
             [-(at - up / 2) for at in tops] + [-whole[1] - up / 2]]  # fmt: skip
    lines = dividers(options["Dividers"], edges)
    margin = (across / 2 + 1.0, up / 2 + 1.0) if lines else (0.0, 0.0)
    rules = [
        S.Rule(S[name], value)
        for name, value in options.items()
        if name in GRAPHICS and value is not GRAPHICS[name] and name not in ("ImageSize", "PlotRange")
    ]
    if options["FrameTicks"] is S.Automatic:
        rules.append(S.Rule(S.FrameTicks, S["None"]))
    size = options["ImageSize"]
    total = whole[0] + 2 * margin[0]
    wanted = total if size is S.Automatic else image_size(settings, size)[0] or total
    span = S.List(S.List(-margin[0], whole[0] + margin[0]), S.List(-whole[1] - margin[1], margin[1]))
    rules += [
        S.Rule(S.PlotRange, span),
        S.Rule(S.ImageSize, min(wanted, 1200.0) if size is S.Automatic else wanted),
    ]
    return S.Graphics(make_list([*lines, *insets]), *rules)


def tile(kernel: Any, settings: Settings, cell: Any, ratio: Any) -> Any:
    """The box of an item, as high as ItemAspectRatio says for its width."""
    box = box_of(kernel, cell)
    share = settings.real(ratio)
    return box if share is None or share <= 0 else box_of(kernel, cell, (box.width, share * box.width))


def room_shares(value: Any) -> tuple[float, float]:
    """Which shares of the free room are left of and below an item."""
    first, second = value.parts if is_list(value) and len(value.parts) == 2 else (value, value)
    names = {
        "Left": 0.0,
        "Center": 0.5,
        "Right": 1.0,
        "Bottom": 0.0,
        "Top": 1.0,
        "Axis": 0.5,
        "Baseline": 0.0,
    }
    across = 0.5 if is_name(first, "Top", "Bottom") else names.get(getattr(first, "short", ""), 0.5)
    up = 0.5 if is_name(second, "Left", "Right") else names.get(getattr(second, "short", ""), 0.5)
    return across, up


def dividers(value: Any, edges: list[list[float]]) -> list[Any]:
    """Lines between the columns and the rows, and around them for All; {columns, rows} says which."""
    specs = value.parts if is_list(value) and len(value.parts) == 2 else (value, value)
    made: list[Any] = []
    for axis, (spec, places) in enumerate(zip(specs, edges, strict=True)):
        other = edges[1 - axis]
        for index, place in enumerate(places):
            style = divider_at(spec, index, len(places))
            if style is None:
                continue
            ends = [(place, end) if axis == 0 else (end, place) for end in (other[0], other[-1])]
            own = [] if is_name(style, "True") else [style]
            look = S.Directive(S.GrayLevel(0.4), S.AbsoluteThickness(0.7), *own)
            made.append(S.List(look, S.Line(S.List(*(S.List(*end) for end in ends)))))
    return made


def divider_at(spec: Any, index: int, count: int) -> Any:
    """The style of one of the lines, None for no line."""
    if is_list(spec):
        spec = spec.parts[index] if index < len(spec.parts) else S["None"]
        return None if is_name(spec, "None", "False") else spec
    if is_name(spec, "None", "False"):
        return None
    if is_name(spec, "Center"):
        return S["True"] if 0 < index < count - 1 else None
    return S["True"] if is_name(spec, "All", "True", "Automatic") else spec


def spread(value: Any) -> tuple[Any, Any]:
    """Spacings for the two directions."""
    return (value.parts[0], value.parts[1]) if is_list(value) and len(value.parts) == 2 else (value, value)


def need_list(expr: Any) -> list[Any]:
    if not is_list(expr) or not expr.parts:
        raise Failure("list", expr, value=None)
    return list(expr.parts)


@builtin(
    "GraphicsRow[{g1, g2, ...}]",
    "GraphicsRow[{g1, g2, ...}, spacing]",
    options=LAYOUT,
    messages=MESSAGES,
    noted=("Method",),
)
def graphics_row(kernel: Any, items: Any, spacing: Any = None, *, options: dict[str, Any]) -> Any:
    """gives a graphic in which others stand side by side.

    >>> GraphicsRow[{Graphics[Disk[]], Graphics[Circle[]]}]
    -Graphics-
    """
    return tiles(kernel, [need_list(items)], with_spacing(options, spacing))


def with_spacing(options: dict[str, Any], spacing: Any) -> dict[str, Any]:
    return options if spacing is None else {**options, "Spacings": spacing}


@builtin("GraphicsColumn[{g1, g2, ...}]", "GraphicsColumn[{g1, g2, ...}, alignment]",
         "GraphicsColumn[{g1, g2, ...}, alignment, spacing]", options=LAYOUT, messages=MESSAGES,
         noted=("Method",),
)  # fmt: skip
def graphics_column(kernel: Any, items: Any, alignment: Any = None, spacing: Any = None, *,
                    options: dict[str, Any]) -> Any:  # fmt: skip
    """gives a graphic in which others stand below each other.

    >>> GraphicsColumn[{Graphics[Disk[]], Graphics[Circle[]]}]
    -Graphics-
    """
    if alignment is not None:
        options = {**options, "Alignment": alignment}
    return tiles(kernel, [[item] for item in need_list(items)], with_spacing(options, spacing))


@builtin("GraphicsGrid[{{g11, g12, ...}, ...}]", options=LAYOUT, messages=MESSAGES, noted=("Method",))
def graphics_grid(kernel: Any, rows: Any, *, options: dict[str, Any]) -> Any:
    """gives a graphic in which others stand in rows and columns.

    >>> GraphicsGrid[{{Graphics[Disk[]], Graphics[Circle[]]}, {Graphics[Point[{0, 0}]]}}]
    -Graphics-
    """
    lines = [need_list(line) for line in need_list(rows)]
    return tiles(kernel, lines, options)


# -- dots --------------------------------------------------------------------------------------------

RASTER = {
    "Background": S.Automatic, "ImageFormattingWidth": S.Infinity, "ImageResolution": S.Automatic,
    "ImageSize": S.Automatic, "RasterSize": S.Automatic,
}  # fmt: skip
NAMES = ("Image", "Data", "RasterSize", "BoundingBox")


@builtin(
    "Rasterize[expr]",
    "Rasterize[expr, element]",
    options=RASTER,
    messages=MESSAGES,
    noted=("ImageFormattingWidth",),
)
def rasterize(kernel: Any, expr: Any, element: Any = "Image", *, options: dict[str, Any]) -> Any:
    """gives an image of a graphic, or of any expression as text.

    >>> Rasterize[Graphics[Disk[]], "RasterSize", ImageSize -> 100]
    {100, 100}
    >>> Dimensions[Rasterize[Graphics[Disk[]], "Data", ImageSize -> {40, 30}]]
    {30, 40, 3}
    """
    if element not in NAMES:
        raise Failure("type", element, make_list(NAMES), value=None)
    settings = Settings(kernel, ())
    resolution = settings.real(options["ImageResolution"]) or 72.0
    size = options["RasterSize"] if options["RasterSize"] is not S.Automatic else options["ImageSize"]
    background = options["Background"]
    dots = pixels(kernel, expr, size, resolution, None if background is S.Automatic else background)
    if element in ("RasterSize", "BoundingBox"):
        return S.List(dots.shape[1], dots.shape[0], *([dots.shape[0]] if element == "BoundingBox" else []))
    opaque = NumericArray(np.ascontiguousarray(dots[..., :3]))
    if element == "Data":
        return opaque
    return kernel.evaluate(S.Image(opaque, "Byte", S.Rule(S.ColorSpace, "RGB")))
