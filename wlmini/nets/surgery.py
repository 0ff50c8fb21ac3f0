"""Taking nets apart: NetExtract and Normal on anything that has members under keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..expr import Association, Expr, Packed, S, is_list, make_list
from .ports import Misfit
from .registration import listed
from .texts import TEXTS

__all__ = ["extract", "extract_spec", "normal", "walk"]

TEXTS.declare(
    nopart="`1` has no part `2`; its parts are `3`.",
)


def normal(net: Any) -> Any:
    """All members: a list where they are numbered, else an association."""
    pairs = [(name, net.member(name)) for name in net.member_names()]
    return Association.of(pairs) if net.is_named() else make_list(value for _, value in pairs)


def walk(value: Any, key: Any) -> Any:
    """The member under one key; `Misfit` where there is none."""
    found = value.member(key) if hasattr(value, "member") else None
    if found is None:
        names = value.member_names() if hasattr(value, "member_names") else []
        raise Misfit("nopart", value, key, listed(names), owner=S.NetExtract)
    return found


def extract(value: Any, keys: Sequence[Any]) -> Any:
    """What stands under the keys, one after the other; All maps over the members."""
    if not keys:
        return value
    first, rest = keys[0], keys[1:]
    if first is S.All:
        return extract_all(value, rest)
    return extract(walk(value, first), rest)


def extract_all(value: Any, rest: Sequence[Any]) -> Any:
    """An association of what stands under the rest of the keys in every member that has it."""
    if not hasattr(value, "member_names"):
        raise Misfit("nopart", value, S.All, listed([]), owner=S.NetExtract)
    if not rest:
        return normal(value)
    found = {}
    for name in value.member_names():
        try:
            found[name] = extract(value.member(name), rest)
        except Misfit:
            continue
    return Association.of(found.items())


def extract_spec(value: Any, spec: Any) -> Any:
    """NetExtract: one key, a list of keys that leads inwards, or a list of such lists."""
    parts = spec.parts if is_list(spec) or isinstance(spec, Packed) else None
    if parts is None:
        return extract(value, (spec,))
    if parts and all(is_list(part) for part in parts):
        return make_list(extract(value, part.parts) for part in parts)
    if any(isinstance(part, Expr) and is_list(part) for part in parts):
        raise Misfit("nopart", value, spec, listed(value.member_names()), owner=S.NetExtract)
    return extract(value, parts)
