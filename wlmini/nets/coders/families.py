"""Coders that ports mean by a name alone."""

from __future__ import annotations

from typing import Any

from ...expr import S, Symbol
from .. import ports
from ..ports import Misfit
from ..texts import TEXTS
from .coder import REQUIRED
from .making import KINDS, OLD_NAMES, family_of, make_coder
from .places import known

__all__ = ["coder_at_port"]

TEXTS.declare(
    barecoder="`1` alone is no type for the port `2`; give a whole NetEncoder or NetDecoder.",
    notbuilt="Not built yet: `1`.",
)


def coder_at_port(head: Symbol, port: str, spec: Any) -> Any:
    """The coder that a name, or a feature extractor, at a port stands for; None where it stands for none.

    Without arguments a family must work as it is; ports do not know the session, which reads files of sound.
    """
    if not isinstance(spec, str):
        extracts = family_of(S.NetEncoder, "FeatureExtractor")
        return extracts(spec) if extracts and head is S.NetEncoder else None
    name = OLD_NAMES.get(spec, spec)
    if not any(name in known(kind) for kind in KINDS.values()):
        return None
    family = family_of(head, name)
    if family is None and name in known(KINDS[head.short]):
        raise Misfit("notbuilt", f'the coder "{name}"')
    if family is None or any(each.default is REQUIRED for each in family.declared):
        raise Misfit("barecoder", spec, port)
    return make_coder(head, spec)


ports.CODER_AT_PORT.append(coder_at_port)
