"""How primitives look: the style in force, and the directives that change it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from wlmini.drawing.colors import RGBA, number, rgba
from wlmini.expr import Expr, S, Symbol, is_list

BLACK: RGBA = (0.0, 0.0, 0.0, 1.0)
WIDTHS = {"Tiny": 0.25, "Small": 0.5, "Medium": 1.0, "Large": 2.0}  # of lines, in points
DOTS = {"Tiny": 1.5, "Small": 3.0, "Medium": 5.0, "Large": 8.0}  # diameters of points, in points
DASHES = {"Tiny": 1.0, "Small": 4.0, "Medium": 8.0, "Large": 12.0}
FONTS = {"Tiny": 6.0, "Small": 9.0, "Medium": 12.0, "Large": 24.0, "Smaller": 8.0, "Larger": 12.0}
HEADS = {"Tiny": 5.0, "Small": 8.0, "Medium": 12.0, "Large": 18.0}

Length = tuple[str, float]
"""("points", p) or ("width", share of the plot's width)."""


@dataclass(frozen=True)
class Edge:
    """The line around a filled shape."""

    color: RGBA | None = None
    opacity: float | None = None
    width: Length | None = None
    dashes: tuple[Length, ...] = ()


@dataclass(frozen=True)
class Look:
    """Everything that directives set."""

    color: RGBA = BLACK
    opacity: float | None = None
    width: Length = ("points", 1.0)
    dashes: tuple[Length, ...] = ()
    dot: Length = ("width", 0.0128)
    edge: Edge | None = None
    face: RGBA | None = None
    filled: bool = True
    cap: str = "butt"
    join: str = "round"
    font: str | None = None
    size: float = 10.0
    bold: bool = False
    slanted: bool = False
    text_color: RGBA | None = None
    background: RGBA | None = None
    heads: tuple[tuple[float, float], ...] | None = None  # (size in points, place from 0 to 1)
    glow: bool = False

    @property
    def stroke(self) -> RGBA:
        """The colour of lines, points and text."""
        return with_opacity(self.color, self.opacity)

    @property
    def fill(self) -> RGBA:
        return with_opacity(self.face or self.color, self.opacity)

    @property
    def ink(self) -> RGBA:
        return with_opacity(self.text_color or self.color, self.opacity)


def with_opacity(color: RGBA, opacity: float | None) -> RGBA:
    return color if opacity is None else (*color[:3], opacity)


def length(value: Any, names: dict[str, float], relative: bool) -> Length | None:
    """A thickness or size: a name such as Small, or a number of points or of shares of the width."""
    if isinstance(value, Symbol) and value.short in names:
        return "points", names[value.short]
    if isinstance(value, Expr) and value.head is S.Scaled and value.parts:
        plain = number(value.parts[0])
        return None if plain is None else ("width", plain)
    plain = number(value)
    return None if plain is None else ("width" if relative else "points", plain)


# -- directives --------------------------------------------------------------------------------------


def thickness(look: Look, expr: Expr) -> Look:
    found = length(expr.parts[0], WIDTHS, expr.head is S.Thickness) if expr.parts else None
    return look if found is None else replace(look, width=found)


def point_size(look: Look, expr: Expr) -> Look:
    found = length(expr.parts[0], DOTS, expr.head is S.PointSize) if expr.parts else None
    return look if found is None else replace(look, dot=found)


def dashing(look: Look, expr: Expr) -> Look:
    spec: Any = expr.parts[0] if expr.parts else S["None"]
    items = (
        spec.parts
        if is_list(spec)
        else ()
        if isinstance(spec, Symbol) and spec.short == "None"
        else (spec, spec)
    )
    relative = expr.head is S.Dashing
    found = [length(item, DASHES, relative) for item in items]
    return replace(look, dashes=tuple(f for f in found if f is not None))


def opacity(look: Look, expr: Expr) -> Look:
    level = number(expr.parts[0]) if expr.parts else None
    color = rgba(expr.parts[1]) if len(expr.parts) > 1 else None
    look = look if color is None else replace(look, color=color, face=None)
    return look if level is None else replace(look, opacity=level)


def edge_form(look: Look, expr: Expr) -> Look:
    """EdgeForm[] draws no edge, EdgeForm[directives] one that looks so."""
    parts = [p for p in expr.parts if not (isinstance(p, Symbol) and p.short == "None")]
    if not parts:
        return replace(look, edge=None)
    plain = Look(width=("points", 0.5))
    styled = directed(plain, parts)
    return replace(look, edge=Edge(styled.color, styled.opacity, styled.width, styled.dashes))


def face_form(look: Look, expr: Expr) -> Look:
    parts = [p for p in expr.parts if not (isinstance(p, Symbol) and p.short == "None")]
    if not parts:
        return replace(look, filled=False)
    first = parts[0]
    styled = directed(look, first.parts if is_list(first) else [first])
    return replace(look, filled=True, face=with_opacity(styled.color, styled.opacity))


def cap_form(look: Look, expr: Expr) -> Look:
    name: Any = expr.parts[0] if expr.parts else None
    return replace(look, cap={"Round": "round", "Square": "projecting"}.get(str(name), "butt"))


def join_form(look: Look, expr: Expr) -> Look:
    name: Any = expr.parts[0] if expr.parts else None
    name = name.parts[0] if is_list(name) else name
    return replace(look, join={"Miter": "miter", "Bevel": "bevel"}.get(str(name), "round"))


def arrowheads(look: Look, expr: Expr) -> Look:
    """Arrowheads[size], Arrowheads[{s1, s2, ...}] and Arrowheads[{{s1, place}, ...}]."""
    spec: Any = expr.parts[0] if expr.parts else None
    items = list(spec.parts) if is_list(spec) else [spec]
    places = [i / (len(items) - 1) for i in range(len(items))] if len(items) > 1 else [1.0]
    found = []
    for item, place in zip(items, places, strict=True):
        if is_list(item) and len(item.parts) >= 2:
            place = number(item.parts[1]) or 0.0
            item = item.parts[0]
        size = length(item, HEADS, True)
        if size is not None:
            found.append((size[1] * 360 if size[0] == "width" else size[1], place))
    return replace(look, heads=tuple(found))


def several(look: Look, expr: Expr) -> Look:
    return directed(look, expr.parts)


def glow(look: Look, expr: Expr) -> Look:
    color = rgba(expr.parts[0]) if expr.parts else None
    return replace(look, glow=True, color=color or look.color)


DIRECTIVES: dict[Symbol, Callable[[Look, Expr], Look]] = {
    S.Thickness: thickness, S.AbsoluteThickness: thickness, S.PointSize: point_size,
    S.AbsolutePointSize: point_size, S.Dashing: dashing, S.AbsoluteDashing: dashing, S.Opacity: opacity,
    S.EdgeForm: edge_form, S.FaceForm: face_form, S.CapForm: cap_form, S.JoinForm: join_form,
    S.Arrowheads: arrowheads, S.Directive: several, S.Glow: glow,
    S.Specularity: lambda look, expr: look, S.Lighting: lambda look, expr: look,
}  # fmt: skip
WEIGHTS = {"Bold": ("bold", True), "Plain": ("bold", False), "Italic": ("slanted", True)}


def direct(look: Look, expr: Any) -> Look | None:
    """The look after a directive; None where the expression is none."""
    color = rgba(expr)
    if color is not None:
        keep = look.opacity if color[3] >= 1 else None
        return replace(look, color=color, face=None, opacity=keep)
    if isinstance(expr, Symbol):
        return by_symbol(look, expr.short)
    if isinstance(expr, Expr) and expr.head in DIRECTIVES:
        return DIRECTIVES[expr.head](look, expr)
    if isinstance(expr, Expr) and expr.head in (S.Rule, S.RuleDelayed) and len(expr.parts) == 2:
        return by_option(look, str(expr.parts[0]), expr.parts[1])
    return None


def by_symbol(look: Look, name: str) -> Look | None:
    if name in WEIGHTS:
        field, value = WEIGHTS[name]
        return replace(look, **{field: value})  # type: ignore[arg-type]
    if name in FONTS:
        return replace(look, size=FONTS[name])
    return look if name in ("Automatic", "Underlined") else None


def by_option(look: Look, name: str, value: Any) -> Look:
    """FontSize -> 12 and its like."""
    if name == "FontSize":
        size = FONTS.get(value.short) if isinstance(value, Symbol) else number(value)
        return replace(look, size=size or look.size)
    if name == "FontFamily" and isinstance(value, str):
        return replace(look, font=value)
    if name == "FontWeight":
        return replace(look, bold=str(value) in ("Bold", "Heavy", "SemiBold"))
    if name == "FontSlant":
        return replace(look, slanted=str(value) in ("Italic", "Oblique"))
    if name == "FontColor":
        return replace(look, text_color=rgba(value))
    if name == "Background":
        return replace(look, background=rgba(value))
    return look


def directed(look: Look, parts: Sequence[Any]) -> Look:
    """The look after several directives, some of them perhaps in lists; anything else is passed over."""
    for part in parts:
        if is_list(part):
            look = directed(look, part.parts)
        elif isinstance(part, (int, float)) and not isinstance(part, bool):
            look = replace(look, size=float(part))  # Style[text, 14]
        else:
            look = direct(look, part) or look
    return look


def styled(look: Look, spec: Any) -> Look:
    """The look after a directive, a Directive[...] or a list of them."""
    return directed(look, spec.parts if is_list(spec) else (spec,))
