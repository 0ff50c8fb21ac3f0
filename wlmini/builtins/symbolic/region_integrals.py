"""Integrals over regions and over where a condition holds; the cells are found in prelude/regions.wl."""

from __future__ import annotations

from typing import Any

from wlmini.expr import S, head_of, is_list, make_list
from wlmini.kernel.messages import Failure


def over_region(kernel: Any, function: Any, point: Any, region: Any) -> Any:
    """The integral over a region, {x, y} \\[Element] Disk[]."""
    if not is_list(point):
        raise Failure("ilim", S.Element(point, region), value=None)
    found = kernel.evaluate(S["$RegionIntegral"](function, point, region))
    return None if found is S["$Failed"] else found


def over_condition(kernel: Any, function: Any, ranges: tuple[Any, ...]) -> Any:
    """The integral of f Boole[cond] over several ranges, None where it is none or cannot be found."""
    factors = function.parts if head_of(function) is S.Times else (function,)
    booles = [f.parts[0] for f in factors if head_of(f) is S.Boole]
    if not booles or len(ranges) < 2 or not all(is_list(r) for r in ranges):
        return None
    rest = S.Times(*[f for f in factors if head_of(f) is not S.Boole])
    found = kernel.evaluate(S["$ConditionIntegral"](rest, S.And(*booles), make_list(ranges)))
    return None if found is S["$Failed"] else found
