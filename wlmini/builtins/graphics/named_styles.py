"""Named colours and line styles: symbols whose values are colours and directives."""

from __future__ import annotations

from typing import Any

from wlmini.drawing.colors import NAMED
from wlmini.expr import Expr, S
from wlmini.kernel.declare import variable


def color_variable(name: str) -> None:
    """Declare the symbol of a named colour."""
    values = NAMED[name]
    made = Expr(S.RGBColor if len(values) > 2 else S.GrayLevel, values)

    @variable(name, f"is the colour {made!r}.")
    def value(kernel: Any) -> Any:
        return made


def style_variable(name: str, made: Expr, what: str) -> None:
    """Declare the symbol of a named style of lines."""

    @variable(name, f"is a directive for {what} lines.")
    def value(kernel: Any) -> Any:
        return made


color_variable("Red")
color_variable("Green")
color_variable("Blue")
color_variable("Cyan")
color_variable("Magenta")
color_variable("Yellow")
color_variable("Brown")
color_variable("Orange")
color_variable("Pink")
color_variable("Purple")
color_variable("Black")
color_variable("White")
color_variable("Gray")
color_variable("LightGray")
color_variable("LightRed")
color_variable("LightGreen")
color_variable("LightBlue")
color_variable("LightCyan")
color_variable("LightMagenta")
color_variable("LightYellow")
color_variable("LightBrown")
color_variable("LightOrange")
color_variable("LightPink")
color_variable("LightPurple")
color_variable("Transparent")
style_variable("Thick", S.Thickness(S.Large), "thick")
style_variable("Thin", S.Thickness(S.Tiny), "thin")
style_variable("Dashed", S.Dashing(S.List(S.Small, S.Small)), "dashed")
style_variable("Dotted", S.Dashing(S.List(0, S.Small)), "dotted")
style_variable("DotDashed", S.Dashing(S.List(0, S.Small, S.Small, S.Small)), "dotted and dashed")
