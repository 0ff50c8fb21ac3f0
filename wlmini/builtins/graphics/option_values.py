"""Which values the options of graphics take: a wrong one is said, and the usual one holds instead."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wlmini.builtins.approximation import number_value
from wlmini.drawing.colors import rgba
from wlmini.drawing.settings import is_name
from wlmini.expr import Complex, Expr, S, Symbol, is_list
from wlmini.kernel.numbers import is_real, to_float

Test = Callable[[Any, Any], bool]  # of the kernel and a value
LAYOUTS = ("Grouped", "Overlapped", "Stacked", "Percentile", "Stepped")
SIZES = ("Tiny", "Small", "Medium", "Large")


def named(*names: str) -> Test:
    return lambda kernel, value: value in names if isinstance(value, str) else is_name(value, *names)


def number(least: float = float("-inf")) -> Test:
    def test(kernel: Any, value: Any) -> bool:
        found = number_value(kernel, value) if not isinstance(value, (str, Complex)) else None
        return is_real(found) and to_float(found) >= least

    return test


def whole(least: int) -> Test:
    return lambda kernel, value: type(value) is int and value >= least


def headed(*heads: str) -> Test:
    return lambda kernel, value: isinstance(value, Expr) and getattr(value.head, "short", "") in heads


def either(*tests: Test) -> Test:
    return lambda kernel, value: any(test(kernel, value) for test in tests)


def one_or_list(*tests: Test) -> Test:
    """A value that passes, or any list: what is in it is for the axes, functions or data sets."""
    return lambda kernel, value: is_list(value) or any(test(kernel, value) for test in tests)


def is_color(kernel: Any, value: Any) -> bool:
    return is_name(value, "None", "Automatic") or is_list(value) or rgba(value) is not None


def is_no_word(kernel: Any, value: Any) -> bool:
    """Whether a value is neither a symbol without a meaning nor a text."""
    return not isinstance(value, (Symbol, str))


TRUTH = named("True", "False", "Automatic", "None")
VALUES: dict[str, tuple[Test, str]] = {
    "AspectRatio": (
        either(named("Automatic", "Full", "None"), number(0)),
        "Automatic, Full or a positive number",
    ),
    "Axes": (one_or_list(TRUTH), "True, False or a list of them"),
    "Background": (is_color, "a color, None or Automatic"),
    "BarOrigin": (named("Bottom", "Top", "Left", "Right"), "Bottom, Top, Left or Right"),
    "BarSpacing": (
        one_or_list(named("Automatic", "None", *SIZES), number()),
        "a number, a pair of numbers, or Small and the like",
    ),
    "ChartLayout": (named("Automatic", *LAYOUTS), f"Automatic or one of {', '.join(LAYOUTS)}"),
    "ColorFunctionScaling": (one_or_list(TRUTH), "True or False"),
    "ClipPlanes": (
        one_or_list(named("None", "Automatic"), headed("InfinitePlane", "Hyperplane")),
        "None, {a, b, c, d}, an InfinitePlane or a list of planes",
    ),
    "FaceGrids": (one_or_list(named("None", "All", "Automatic")), "None, All or a list of sides"),
    "ImageMargins": (one_or_list(number(0)), "a number of points or {{left, right}, {bottom, top}}"),
    "Lighting": (
        one_or_list(
            named("Automatic", "None", "Neutral"),
            headed("AmbientLight", "DirectionalLight", "PointLight", "SpotLight"),
        ),
        'Automatic, None, "Neutral" or a list of lights',
    ),
    "MaxPlotPoints": (
        one_or_list(named("Automatic", "None", "Infinity"), whole(1), headed("DirectedInfinity")),
        "a positive integer or Infinity",
    ),
    "ViewAngle": (either(named("Automatic", "All"), number(0)), "Automatic or an angle"),
    "ViewCenter": (one_or_list(named("Automatic")), "Automatic or {x, y, z} in the box"),
    "ViewVector": (one_or_list(named("Automatic")), "Automatic, a place or {place, place looked at}"),
    "Filling": (
        one_or_list(is_no_word, named("None", "Automatic", "Axis", "Bottom", "Top")),
        "None, Axis, Bottom, Top, a number or a list of rules",
    ),
    "Frame": (one_or_list(TRUTH, named("All")), "True, False, All or a list of sides"),
    "GridLines": (
        one_or_list(is_no_word, named("None", "Automatic", "Full", "All")),
        "None, Automatic, or a list for each axis",
    ),
    "ImageSize": (
        one_or_list(
            named("Automatic", "All", "Full", *SIZES), number(0), headed("UpTo", "Scaled", "Automatic")
        ),
        "a number, a pair of numbers, or Large and the like",
    ),
    "InterpolationOrder": (
        either(named("None", "Automatic"), whole(0)),
        "None, Automatic or a nonnegative integer",
    ),
    "Joined": (one_or_list(TRUTH), "True, False or a list of them"),
    "MaxRecursion": (either(named("Automatic"), whole(0)), "Automatic or a nonnegative integer"),
    "Mesh": (
        one_or_list(named("None", "Automatic", "All", "Full", "True", "False"), whole(0)),
        "None, All, Full or a number of points",
    ),
    "PlotPoints": (
        one_or_list(named("Automatic"), whole(2)),
        "Automatic, an integer above 1 or a list of them",
    ),
    "PlotRange": (
        one_or_list(named("Automatic", "All", "Full", "None"), number(0), headed("Scaled")),
        "All, Full, Automatic, a number or a list of ranges",
    ),
    "PlotRangeClipping": (TRUTH, "True or False"),
    "RotateLabel": (TRUTH, "True or False"),
}


def mend(kernel: Any, head: Symbol, options: dict[str, Any]) -> None:
    """Say which values are wrong, and put the usual ones in their places."""
    usual = kernel.definitions[head].builtin.options
    for name, (test, expected) in VALUES.items():
        if name in options and options[name] is not usual[name] and not test(kernel, options[name]):
            kernel.message(head, "optval", S[name], options[name], expected)
            options[name] = usual[name]
