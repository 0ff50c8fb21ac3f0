"""Graphics as boxes and back: GraphicsBox[DiskBox[...]] for Graphics[Disk[...]]."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from wlmini.expr import Association, Expr, Packed, S, Symbol, is_list

KEPT = (
    "Arrow", "BezierCurve", "BSplineCurve", "Circle", "Cone", "Cuboid", "Cylinder", "Disk", "FilledCurve",
    "GeometricTransformation", "GraphicsComplex", "GraphicsGroup", "Inset", "JoinedCurve", "Line", "Point",
    "Polygon", "Raster", "Raster3D", "Rectangle", "Sphere", "Style", "Tooltip", "Tube",
)  # fmt: skip
SPACE = ("Arrow", "Inset", "Line", "Point", "Polygon")  # what has a box of its own in space: Line3DBox
BOXES = {S[name]: S[f"{name}Box"] for name in KEPT} | {S.Text: S.InsetBox}
SOLID = BOXES | {S[name]: S[f"{name}3DBox"] for name in SPACE} | {S.Text: S.Inset3DBox}
GRAPHICS = {S.Graphics: S.GraphicsBox, S.Graphics3D: S.Graphics3DBox}
MEANT = {S[f"{name}Box"]: S[name] for name in KEPT} | {S[f"{name}3DBox"]: S[name] for name in SPACE}
MEANT |= {box: head for head, box in GRAPHICS.items()}
LABELS = frozenset((S.InsetBox, S.Inset3DBox))


def graphics_box(label: Callable[[Any], Any], expr: Expr) -> Expr:
    """The box of Graphics[...]; `label` makes those of the texts in it."""
    table = BOXES if expr.head is S.Graphics else SOLID
    return Expr(GRAPHICS[expr.head], (primitives(label, table, expr.parts[0]), *expr.parts[1:]))


def primitives(label: Callable[[Any], Any], table: Mapping[Symbol, Symbol], part: Any) -> Any:
    """A primitive, a directive or a list of such, with the box of each primitive in place of it."""
    if not isinstance(part, Expr) or isinstance(part, (Packed, Association)):
        return part
    if is_list(part):
        return Expr(S.List, [primitives(label, table, each) for each in part.parts])
    box = table.get(part.head)
    if box is None or not part.parts:
        return part
    if box in LABELS:
        return box(label(part.parts[0]), *part.parts[1:])
    nested = part.head in (S.GraphicsComplex, S.GeometricTransformation, S.GraphicsGroup, S.Style, S.Tooltip)
    inner = [primitives(label, table, each) for each in part.parts] if nested else part.parts
    return Expr(box, inner)


def meant(box: Any) -> Any:
    """The graphic that boxes stand for."""
    if not isinstance(box, Expr) or isinstance(box, (Packed, Association)):
        return box
    if box.head in LABELS and box.parts:
        return S.Inset(S.RawBoxes(box.parts[0]), *[meant(each) for each in box.parts[1:]])
    head = MEANT.get(box.head, box.head) if isinstance(box.head, Symbol) else box.head
    return Expr(head, [meant(each) for each in box.parts])
