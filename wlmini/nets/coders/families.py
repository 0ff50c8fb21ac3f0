"""All families of coders, found by walking this folder, and coders that ports mean by a name alone."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from pathlib import Path
from typing import Any

from ...expr import S, Symbol
from .. import ports
from ..ports import Misfit
from .coder import FAMILIES, OLD_NAMES, REQUIRED, make_coder

__all__ = ["coder_at_port"]

for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
    if module.name not in ("families", "symbols"):
        import_module(f"{__package__}.{module.name}")


def coder_at_port(head: Symbol, port: str, spec: Any) -> Any:
    """The coder that a name, or a feature extractor, at a port stands for; None where it stands for none.

    Without arguments a family must work as it is, and without the session, which a port does not know.
    """
    if not isinstance(spec, str):
        table, _ = FAMILIES["NetEncoder"]
        return table["FeatureExtractor"](spec) if head is S.NetEncoder else None
    name = OLD_NAMES.get(spec, spec)
    if not any(name in known.split() for _, known in FAMILIES.values()):
        return None
    table, known = FAMILIES[head.short]
    family = table.get(name)
    if name in known.split() and family is None:
        raise Misfit("notbuilt", f'the coder "{name}"')
    if family is None or family.asks_session or any(each.default is REQUIRED for each in family.declared):
        raise Misfit("barecoder", spec, port)
    return make_coder(head, spec)


ports.CODER_AT_PORT.append(coder_at_port)
