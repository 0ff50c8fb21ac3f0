"""Numbers for arrays by rules on their positions: LearningRateMultipliers and the like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from ..expr import Expr, S, is_list
from .ports import Misfit
from .registration import listed
from .shared_arrays import is_shared
from .texts import TEXTS

__all__ = ["multipliers", "per_array"]

TEXTS.declare(
    noarray="The rule `1` of `2` leads to no layer and no array of `3`, whose parts are `4`.",
)


def multipliers(net: Any, spec: Any = S.Automatic) -> dict[Any, float]:
    """The multiplier of every array: what `spec` says, else what the nets around it were given."""
    check_rules(net, spec)
    return {path: multiplier(net, spec, path) for path, _ in net.slots()}


def multiplier(net: Any, spec: Any, path: tuple[Any, ...]) -> float:
    """The multiplier of an array; of a shared one the smallest that its places have, so that 0 freezes it."""
    said = []
    for place in [path, *positions(net, path)]:
        value = match(net, spec, place)
        if value is not None or not is_shared(place):
            said.append(inherited(net, place) if value is None else value)
    return min(said, key=abs, default=1.0)


def positions(net: Any, path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """Where in a net a shared array stands; nothing for an array that is not shared."""
    if not is_shared(path):
        return
    for name, value in getattr(net, "values", {}).items():
        if getattr(value, "path", None) == path:
            yield (name,)
    for key, inner in (getattr(net, "members", None) or getattr(net, "nets", {})).items():
        yield from ((key, *rest) for rest in positions(inner, path))


def check_rules(net: Any, spec: Any, option: Any = S.LearningRateMultipliers) -> None:
    """`Misfit` for a rule whose position leads to nothing, most likely a name written wrongly."""
    for rule in spec.parts if is_list(spec) else [spec]:
        if isinstance(rule, Expr) and rule.head is S.Rule and not leads_somewhere(net, rule.parts[0]):
            raise Misfit("noarray", rule, option, net, listed(net.member_names()))


def leads_somewhere(net: Any, position: Any) -> bool:
    """Whether a position of names and numbers is that of a layer or an array; patterns are left to match."""
    for key in position.parts if is_list(position) else (position,):
        if not isinstance(key, str | int):
            return True
        net = net.member(key) if hasattr(net, "member_names") else None
        if net is None:
            return False
    return True


def per_array(net: Any, spec: Any, rest: float, option: Any) -> dict[Any, float]:
    """The number that the rules of an option give to every array, `rest` where nothing matches."""
    check_rules(net, spec, option)
    found = {}
    for path, _ in net.slots():
        said = (match(net, spec, place) for place in [path, *positions(net, path)])
        found[path] = next((value for value in said if value is not None), rest)
    return found


def inherited(net: Any, path: Sequence[Any]) -> float:
    """The product of the multipliers given at construction, from the outermost container to the layer."""
    value = 1.0
    for depth in range(len(path)):
        own = match(net, net.multiplier_rules(), path[depth:])
        value *= 1.0 if own is None else own
        if depth < len(path) - 1:
            net = net.member(path[depth])
    return value


def match(net: Any, spec: Any, path: Sequence[Any]) -> float | None:
    """What a specification says of the array at a path, None if nothing."""
    if spec is S.Automatic:
        return None
    if not is_list(spec) and not (isinstance(spec, Expr) and spec.head is S.Rule):
        return number(spec)
    for rule in spec.parts if is_list(spec) else [spec]:
        if not isinstance(rule, Expr) or rule.head is not S.Rule:
            raise Misfit("optval", spec, S.LearningRateMultipliers, "a number, None, or a list of rules")
        if covers(net, rule.parts[0], path):
            return number(rule.parts[1])
    return None


def number(value: Any) -> float | None:
    if value is S["None"]:
        return 0.0
    if isinstance(value, int | float | Fraction):
        return float(value)
    if value is S.Automatic:
        return None
    raise Misfit("optval", value, S.LearningRateMultipliers, "a number or None")


def covers(net: Any, position: Any, path: Sequence[Any]) -> bool:
    """Whether a position, one key or a list of keys, leads to the array or to a net around it."""
    keys = position.parts if is_list(position) else (position,)
    if len(keys) > len(path):
        return False
    for key, element in zip(keys, path, strict=False):
        if not fits(net, key, element):
            return False
        net = net.member(element)
    return True


def fits(net: Any, key: Any, element: Any) -> bool:
    if key is S.All or isinstance(key, Expr) and key.head is S.Blank:
        return True
    if isinstance(key, Expr) and key.head is S.Alternatives:
        return any(fits(net, each, element) for each in key.parts)
    if isinstance(key, Expr) and key.head is S.Span:
        names = net.member_names()
        low, high = (end(each, len(names)) for each in key.parts[:2])
        return low <= names.index(element) + 1 <= high
    declared = getattr(net, "declared", None)
    if declared is not None:
        key = declared.old_options.get(key, key)
    found = net.key_of(key)
    return (key if found is None else found) == element


def end(value: Any, count: int) -> int:
    if value is S.All:
        return count
    return int(value) if value > 0 else count + int(value) + 1
