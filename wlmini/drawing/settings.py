"""What the options of a Graphics mean: ranges, paddings, sizes, pairs for directions or sides."""

from __future__ import annotations

import math
from typing import Any

from wlmini.drawing.colors import number
from wlmini.drawing.look import Look, styled
from wlmini.expr import Expr, S, Symbol, is_list
from wlmini.kernel.limits import need_shape

Pair = tuple[float, float]
Span = tuple[Pair, Pair]
SIZES = {"Tiny": 100.0, "Small": 180.0, "Medium": 360.0, "Large": 576.0, "Full": 576.0, "Automatic": 360.0}
PADDING = 0.04  # of the range on each side, where the range is found from what is drawn


class Settings:
    """The options of a graphic by name, with numbers read as such."""

    def __init__(self, kernel: Any, rules: Any) -> None:
        self.kernel = kernel
        self.given: dict[str, Any] = {}
        self.collect(rules)

    def collect(self, rules: Any) -> None:
        for rule in rules:
            if is_list(rule):
                self.collect(rule.parts)
            elif isinstance(rule, Expr) and rule.head in (S.Rule, S.RuleDelayed) and len(rule.parts) == 2:
                key, value = rule.parts
                name = key.short if isinstance(key, Symbol) else str(key)
                if name not in self.given:
                    self.given[name] = self.kernel.evaluate(value) if rule.head is S.RuleDelayed else value

    def get(self, name: str, default: Any = None) -> Any:
        """The value of an option, None where it is not given or Automatic."""
        value = self.given.get(name, default)
        return default if is_name(value, "Automatic") else value

    def real(self, value: Any) -> float | None:
        found = number(value)
        if found is None and isinstance(value, (Expr, Symbol)) and not is_list(value):
            found = number(self.kernel.evaluate(S.N(value)))
        return found if found is None or math.isfinite(found) else None

    def look(self, name: str, base: Look) -> Look:
        """The base with the directives of an option such as LabelStyle."""
        value = self.get(name)
        return base if value is None else styled(base, value)

    def pair(self, name: str) -> tuple[Any, Any]:
        """An option for x and y, or one for both."""
        value = self.get(name)
        if is_list(value) and len(value.parts) == 2:
            return value.parts[0], value.parts[1]
        return value, value


def is_name(expr: Any, *names: str) -> bool:
    return isinstance(expr, Symbol) and expr.short in names


def is_true(expr: Any) -> bool:
    return is_name(expr, "True")


def sides(value: Any) -> tuple[Any, Any, Any, Any]:
    """An option of a frame as (left, right, bottom, top): {{l, r}, {b, t}}, {x, y}, {b, l, t, r} or one."""
    if is_list(value) and len(value.parts) == 2:
        across, up = value.parts
        if is_list(across) and is_list(up) and len(across.parts) == len(up.parts) == 2:
            return across.parts[0], across.parts[1], up.parts[0], up.parts[1]
        return up, S["None"], across, S["None"]
    if is_list(value) and len(value.parts) == 4:
        bottom, left, top, right = value.parts
        return left, right, bottom, top
    return value, value, value, value


def frame_sides(value: Any) -> tuple[bool, bool, bool, bool]:
    """Which sides of the frame are drawn."""
    if value is None:
        return False, False, False, False
    if is_list(value) and len(value.parts) == 2 and not is_list(value.parts[0]):
        across, up = map(is_true, value.parts)
        return up, up, across, across
    left, right, bottom, top = map(is_true, sides(value))
    return left, right, bottom, top


# -- ranges ------------------------------------------------------------------------------------------


def plot_range(settings: Settings, extent: Span | None) -> tuple[Span, tuple[bool, bool]]:
    """The range that PlotRange means for something of that extent, and for which directions it was told."""
    found = extent or ((0.0, 1.0), (0.0, 1.0))
    value = settings.get("PlotRange")
    across: Any = None
    up: Any = None
    if is_list(value) and len(value.parts) == 2:
        first, second = value.parts
        plain = settings.real(first) is not None and settings.real(second) is not None
        across, up = (None, value) if plain else (first, second)
    elif value is not None and not isinstance(value, Symbol):
        across = up = value
    x, told_x = limits(settings, across, found[0])
    y, told_y = limits(settings, up, found[1])
    return (x, y), (told_x, told_y)


def limits(settings: Settings, spec: Any, found: Pair) -> tuple[Pair, bool]:
    """The limits in one direction; whether they are given."""
    if is_list(spec) and len(spec.parts) == 2:
        low, high = map(settings.real, spec.parts)
        told = low is not None and high is not None
        return widened((found[0] if low is None else low, found[1] if high is None else high)), told
    size = settings.real(spec)
    if size is not None:
        return widened((-size, size)), True
    return widened(found), False


def widened(pair: Pair) -> Pair:
    """Limits that are not the same."""
    low, high = pair
    if high > low:
        return pair
    if high < low:
        return high, low
    half = abs(low) * 0.5 or 1.0
    return low - half, high + half


def padded(settings: Settings, span: Span, told: tuple[bool, bool]) -> Span:
    """The range with PlotRangePadding around it."""
    value = settings.get("PlotRangePadding")
    per = value.parts if is_list(value) and len(value.parts) == 2 else (value, value)
    spans = [pad(settings, p, s, t) for p, s, t in zip(per, span, told, strict=True)]
    return spans[0], spans[1]


def pad(settings: Settings, spec: Any, span: Pair, told: bool) -> Pair:
    low, high = spec.parts if is_list(spec) and len(spec.parts) == 2 else (spec, spec)
    size = span[1] - span[0]
    return span[0] - padding(settings, low, size, told), span[1] + padding(settings, high, size, told)


def padding(settings: Settings, spec: Any, size: float, told: bool) -> float:
    if spec is None or is_name(spec, "Automatic"):
        return 0.0 if told else PADDING * size
    if isinstance(spec, Expr) and spec.head is S.Scaled and spec.parts:
        return (settings.real(spec.parts[0]) or 0.0) * size
    return settings.real(spec) or 0.0


# -- sizes -------------------------------------------------------------------------------------------


def image_size(settings: Settings, value: Any, default: float = 360.0) -> tuple[float | None, float | None]:
    """The width and height that ImageSize asks for; None where not said."""
    if value is None or is_name(value, "Automatic", "All"):
        return default, None
    if is_name(value, *SIZES):
        return SIZES[value.short], None
    if is_list(value) and len(value.parts) == 2:
        across, up = value.parts
        if is_list(across):
            across = across.parts[-1]
        return one_size(settings, across), one_size(settings, up)
    return one_size(settings, value) or default, None


def one_size(settings: Settings, value: Any) -> float | None:
    if is_name(value, *SIZES) and value.short != "Automatic":
        return SIZES[value.short]
    if isinstance(value, Expr) and value.head in (S.UpTo, S.Scaled) and value.parts:
        plain = settings.real(value.parts[0])
        return None if plain is None else bearable(plain if value.head is S.UpTo else 576 * plain)
    plain = settings.real(value)
    return bearable(plain) if plain is not None and plain > 0 else None


def bearable(size: float) -> float:
    """A size in pixels that a square picture of it may have in memory."""
    need_shape((int(size), int(size)), 4)
    return size


def aspect(settings: Settings, span: Span, default: float | None = None) -> float | None:
    """Height over width of the plot; None for Full."""
    value = settings.given.get("AspectRatio")
    if is_name(value, "Full"):
        return None
    ratio = settings.real(value)
    if ratio is not None and ratio > 0:
        return ratio
    (x0, x1), (y0, y1) = span
    return default or (y1 - y0) / (x1 - x0)
