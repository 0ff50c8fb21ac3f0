"""The options that plots share: their defaults, which of them go on to the Graphics, and styles in turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wlmini.drawing.colors import color
from wlmini.drawing.gradients import indexed
from wlmini.drawing.settings import is_name
from wlmini.expr import FALSE, TRUE, Expr, S, Symbol, is_list, make_list
from wlmini.kernel.apply import option_name, option_rules
from wlmini.kernel.arguments import is_option
from wlmini.kernel.messages import Failure

NONE, AUTO = S["None"], S.Automatic
RATIO = S.Power(S.GoldenRatio, -1)

MESSAGES = {
    "pllim": "The range `1` is not of the form {x, xmin, xmax}.",
    "plln": "The limit `1` in `2` is not a machine-sized real number.",
    "lpn": "`1` is no list of numbers or of pairs of numbers.",
    "nonopt": "Options are expected instead of `1`.",
    "data": "`1` is no data that can be shown.",
    "style": "`1` is no style.",
    "scale": "`1` is no scaling that is built in; there are `2`.",
    "optval": "`1` -> `2` is not taken here; what is: `3`.",
    "cfun": '`1` is no name of a gradient; ColorData["Gradients"] lists them.',
}

GRAPHICS: dict[str, Any] = {
    "AlignmentPoint": S.Center, "AspectRatio": AUTO, "Axes": FALSE, "AxesLabel": NONE, "AxesOrigin": AUTO,
    "AxesStyle": S.List(), "Background": NONE, "BaselinePosition": AUTO, "BaseStyle": S.List(),
    "ContentSelectable": AUTO, "CoordinatesToolOptions": AUTO, "DisplayFunction": S.Identity,
    "Epilog": S.List(),
    "FormatType": AUTO, "Frame": FALSE, "FrameLabel": NONE, "FrameStyle": S.List(), "FrameTicks": AUTO,
    "FrameTicksStyle": S.List(), "GridLines": NONE, "GridLinesStyle": S.List(), "ImageMargins": 0,
    "ImagePadding": S.All, "ImageSize": AUTO, "LabelStyle": S.List(), "Method": AUTO, "PlotLabel": NONE,
    "PlotRange": S.All, "PlotRangeClipping": FALSE, "PlotRangePadding": AUTO, "PlotRegion": AUTO,
    "PreserveImageOptions": AUTO, "Prolog": S.List(), "RotateLabel": TRUE, "Ticks": AUTO,
    "TicksStyle": S.List(),
}  # fmt: skip

PLOT: dict[str, Any] = {
    **GRAPHICS, "AspectRatio": RATIO, "Axes": TRUE, "PlotRange": AUTO, "PlotRangeClipping": TRUE,
    "PlotStyle": AUTO,
    "PlotTheme": AUTO, "PlotLegends": NONE, "PerformanceGoal": AUTO, "ColorFunction": AUTO,
    "ColorFunctionScaling": TRUE, "PlotHighlighting": AUTO,
}  # fmt: skip

WITHOUT_EFFECT = {
    "AlignmentPoint", "BaselinePosition", "ContentSelectable", "CoordinatesToolOptions", "DisplayFunction",
    "FormatType", "Method", "PreserveImageOptions", "PlotHighlighting",
}  # fmt: skip
"""Options of interaction and of the notebook, accepted since a file has neither."""


def table(*bases: Mapping[str, Any], **changed: Any) -> dict[str, Any]:
    """The defaults of several tables, the last said counts."""
    found: dict[str, Any] = {}
    for base in bases:
        found.update(base)
    found.update(changed)
    return dict(sorted(found.items()))


def settled(kernel: Any, rest: Sequence[Any], options: dict[str, Any]) -> dict[str, Any]:
    """The options with their values evaluated (plots hold arguments), those from `rest` among them."""
    found = {name: evaluated(kernel, value, name) for name, value in options.items()}
    for part in rest:
        rule = kernel.evaluate(part)
        if not is_option(rule):
            raise Failure("nonopt", rule, value=None)
        for each in option_rules((rule,)):
            name = option_name(each.parts[0])
            if name not in found:
                raise Failure("optx", each.parts[0], rule, value=None)
            found[name] = evaluated(kernel, each.parts[1], name)
    return found


def evaluated(kernel: Any, value: Any, name: str = "") -> Any:
    """The value of an option; that of a monitor is evaluated at each point."""
    if name == "EvaluationMonitor":
        return value
    return kernel.evaluate(value) if isinstance(value, (Expr, Symbol)) else value


def passed_on(options: Mapping[str, Any], **changed: Any) -> list[Any]:
    """The rules that a Graphics gets: what differs from its own defaults; changed values count over all."""
    values = {name: value for name, value in options.items() if name in GRAPHICS}
    themed(options, values)
    for name, value in changed.items():
        if name in values and not is_default(options, name):
            continue
        values[name] = value
    return [
        S.Rule(S[name], value)
        for name, value in sorted(values.items())
        if name not in WITHOUT_EFFECT and not same_value(value, GRAPHICS.get(name))
    ]


def is_default(options: Mapping[str, Any], name: str) -> bool:
    return (
        name not in options
        or options[name] is AUTO
        or same_value(options[name], PLOT.get(name, GRAPHICS.get(name)))
    )


def same_value(a: Any, b: Any) -> bool:
    return a is b or (type(a) is type(b) and bool(a == b))


FRAMED = {"Frame": TRUE, "Axes": FALSE}
THEMES: dict[str, dict[str, Any]] = {
    "Scientific": FRAMED, "Detailed": {**FRAMED, "GridLines": AUTO}, "Frame": FRAMED,
    "FullAxes": {"Frame": TRUE, "Axes": FALSE}, "Minimal": {"GridLines": AUTO},
    "Business": {"GridLines": AUTO},
    "GridLines": {"GridLines": AUTO}, "FrameGrid": {**FRAMED, "GridLines": AUTO}, "Web": {"GridLines": AUTO},
    "Monochrome": FRAMED, "Marketing": {"GridLines": AUTO}, "Classic": {}, "Default": {}, "Basic": {},
    "None": {},
}  # fmt: skip


def themed(options: Mapping[str, Any], values: dict[str, Any]) -> None:
    """Put in what PlotTheme changes, unless the call says otherwise."""
    theme: Any = options.get("PlotTheme")
    for name in theme.parts if is_list(theme) else [theme]:
        for key, value in THEMES.get(name, {}).items() if isinstance(name, str) else ():
            if is_default(options, key):
                values[key] = value


def is_monochrome(options: Mapping[str, Any]) -> bool:
    return options.get("PlotTheme") in ("Monochrome",)


# -- styles in turn ----------------------------------------------------------------------------------


def cycle(options: Mapping[str, Any], count: int, name: str = "PlotStyle") -> list[Any]:
    """A directive for each of so many curves: the default colours, with what PlotStyle adds to each."""
    spec = options.get(name, AUTO)
    given = list(spec.parts) if is_list(spec) else [spec]
    gray = is_monochrome(options)
    found = []
    for index in range(count):
        base = color(indexed(index + 1)[:3])
        if gray:
            base = S.Directive(S.GrayLevel(0), *DASHES[index % len(DASHES)])
        style = given[index % len(given)] if given else AUTO
        found.append(joined_style(base, style))
    return found


def joined_style(base: Any, style: Any) -> Any:
    """One directive of a default colour and a style that may have a colour of its own."""
    if style is AUTO or style is None:
        return base
    if is_name(style, "None"):
        return S.Directive(base, HIDDEN)
    parts = (
        list(style.parts)
        if is_list(style) or isinstance(style, Expr) and style.head is S.Directive
        else [style]
    )
    return S.Directive(base, *parts)


LINE = S.AbsoluteThickness(1.6)
HIDDEN = S.Opacity(0)  # what PlotStyle -> None puts last into a style
DASHES: list[list[Any]] = [
    [],
    *([S.AbsoluteDashing(make_list(d))] for d in ([6, 2], [2, 2], [6, 2, 2, 2], [12, 2])),
]  # of curves without colours


def is_hidden(style: Any) -> bool:
    return isinstance(style, Expr) and bool(style.parts) and style.parts[-1] is HIDDEN


def line_style(style: Any) -> Any:
    """The style of a curve: its thickness first, so that the style may change it."""
    return S.Directive(LINE, style)


def legended(kernel: Any, graphic: Any, options: Mapping[str, Any], styles: list[Any],
labels: Sequence[Any], head: Any,
             *extra: Any) -> Any:  # fmt: skip
    """The graphic with the legend that PlotLegends asks for, if any."""
    spec = options.get("PlotLegends", NONE)
    if spec is NONE and options.get("PlotTheme") == "Detailed":
        spec = AUTO
    if is_name(spec, "None", "False"):
        return graphic
    where: Any = S.After
    if isinstance(spec, Expr) and spec.head is S.Placed and len(spec.parts) >= 2:
        spec, where = spec.parts[0], spec.parts[1]
    if isinstance(spec, Expr) and spec.head in LEGENDS:
        return S.Legended(graphic, S.Placed(completed(spec, styles, labels, extra), where))
    if is_name(spec, "Automatic", "True", "All"):
        if head is S.SwatchLegend and not labels:
            return graphic
        spec = make_list(labels)
    elif spec == "Expressions" or spec == "AllExpressions":
        spec = make_list(labels)
    elif not is_list(spec):
        spec = S.List(spec)
    names = list(spec.parts)[: len(styles)]
    if not names:
        return graphic
    return S.Legended(
        graphic, S.Placed(Expr(head, (make_list(styles[: len(names)]), make_list(names), *extra)), where)
    )


LEGENDS = {S.LineLegend, S.PointLegend, S.SwatchLegend, S.BarLegend}


def completed(spec: Expr, styles: list[Any], labels: Sequence[Any], extra: tuple[Any, ...]) -> Expr:
    """A legend given as LineLegend[Automatic, labels] or LineLegend["Expressions"], its styles filled in."""
    plain = [p for p in spec.parts if not is_option(p) or is_list(p) and not p.parts]
    rules = [p for p in spec.parts if is_option(p) and p not in plain]
    if len(plain) == 1:
        plain = [AUTO, *plain] if is_list(plain[0]) or plain[0] == "Expressions" else [plain[0], AUTO]
    if not plain:
        plain = [AUTO, AUTO]
    first = make_list(styles) if plain[0] is AUTO else plain[0]
    second = make_list(labels) if plain[1] is AUTO or plain[1] == "Expressions" else plain[1]
    return Expr(spec.head, (first, second, *rules, *extra))
