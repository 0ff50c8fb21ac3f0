"""AbsoluteOptions: the options of a picture with the values that drawing it settles."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.graphics.options import GRAPHICS
from wlmini.drawing.panel import Panel
from wlmini.drawing.settings import aspect
from wlmini.expr import Expr, S, is_list, make_list
from wlmini.kernel.apply import option_name
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

MESSAGES = {"optnf": "`1` is no option of `2`."}


@builtin("AbsoluteOptions[expr]", "AbsoluteOptions[expr, name]", "AbsoluteOptions[expr, {name1, name2, ...}]",
         messages=MESSAGES)  # fmt: skip
def absolute_options(kernel: Any, expr: Any, names: Any = None) -> Any:
    """gives the options of a picture, range, ratio and size as numbers where they were automatic.

    >>> AbsoluteOptions[Graphics[Line[{{0, 0}, {2, 1}}]], {PlotRange, AspectRatio}]
    {PlotRange -> {{0., 2.}, {0., 1.}}, AspectRatio -> 0.5}
    """
    if not isinstance(expr, Expr) or expr.head is not S.Graphics:
        return S.Options(expr, *(() if names is None else (names,)))
    known = settled_options(kernel, expr)
    if names is None:
        return make_list([S.Rule(S[name], value) for name, value in sorted(known.items())])
    wanted = names.parts if is_list(names) else (names,)
    for name in wanted:
        if option_name(name) not in known:
            raise Failure("optnf", name, S.Graphics, value=None)
    return make_list([S.Rule(name, known[option_name(name)]) for name in wanted])


def settled_options(kernel: Any, expr: Expr) -> dict[str, Any]:
    """All options of a Graphics: as given, else as drawn, else by default."""
    panel = Panel(kernel, expr)
    given = {name: value for name, value in panel.settings.given.items() if value is not None}
    (x0, x1), (y0, y1) = panel.inner
    ratio = aspect(panel.settings, panel.inner)
    drawn: dict[str, Any] = {
        "PlotRange": S.List(S.List(float(x0), float(x1)), S.List(float(y0), float(y1))),
        "ImageSize": S.List(panel.width, panel.height),
    }
    if ratio is not None:
        drawn["AspectRatio"] = float(ratio)
    return {**GRAPHICS, **given, **drawn}
