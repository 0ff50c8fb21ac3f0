"""From a specification to a coder: NetEncoder[spec], NetDecoder[spec], and a coder from the other one."""

from __future__ import annotations

from typing import Any

from ...expr import S, Symbol, is_list, make_list
from ..parameters import is_rule
from ..ports import Misfit
from ..texts import TEXTS
from .coder import DECODERS, ENCODERS, Coder
from .places import bring, known

__all__ = ["KINDS", "OLD_NAMES", "family_of", "make_coder"]

TEXTS.declare(
    unknown='There is no coder "`1`"; the names are `2`.',
    coderform="`1` does not describe a coder; give a name, or a list {name, arguments, options}.",
    convert="`1` cannot be turned into a `2`.",
)

KINDS = {"NetEncoder": "encoder", "NetDecoder": "decoder"}
OLD_NAMES = {"BPESubwordTokens": "SubwordTokens"}


def make_coder(head: Symbol, spec: Any, kernel: Any = None) -> Any:
    """The coder that NetEncoder[spec] or NetDecoder[spec] describes."""
    if isinstance(spec, Coder):
        return convert(head, spec)
    parts: list[Any] = [spec] if isinstance(spec, str) else list(spec.parts) if is_list(spec) else []
    if not parts or not isinstance(parts[0], str):
        raise Misfit("coderform", spec, owner=head)
    name = OLD_NAMES.get(parts[0], parts[0])
    family = family_of(head, name)
    if family is None:
        names = known(KINDS[head.short])
        if name in names:
            raise Misfit("notbuilt", name, owner=head)
        raise Misfit("unknown", name, make_list(names), owner=head)
    options: dict[Any, Any] = {}
    arguments: list[Any] = []
    for part in parts[1:]:
        if is_rule(part):
            key, value = part.parts
            options[key.short if isinstance(key, Symbol) else key] = value
        else:
            arguments.append(part)
    return family.make(arguments, options, kernel)


def family_of(head: Symbol, name: str) -> type[Coder] | None:
    """The class of the encoders or decoders of a name; its file is imported for it."""
    table, kind = (ENCODERS, "encoder") if head is S.NetEncoder else (DECODERS, "decoder")
    if name not in table:
        bring(kind, name)
    return table.get(name)


def convert(head: Symbol, coder: Coder) -> Any:
    if coder.head is head:
        return coder
    family = family_of(head, coder.name)
    made = family.converted(coder) if family else None
    if made is None:
        raise Misfit("convert", coder, head, owner=head)
    return made
