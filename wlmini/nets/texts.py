"""The texts of the messages of nets: each stands beside what raises it, and all symbols of nets share them.

A layer that does not fit is found where a chain is made, a net is applied or trained, or a part is replaced:
so whoever is called can say what any of them raises.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping

__all__ = ["TEXTS"]


class Texts(dict[str, str]):
    """Texts by tag; modules add theirs when they are imported, hence before they can raise them."""

    def declare(self, **texts: str) -> None:
        """Add messages that any symbol of nets may say."""
        for tag, text in texts.items():
            assert self.setdefault(tag, text) == text, f"{tag} has another text already"

    def with_own(self, **texts: str) -> Mapping[str, str]:
        """The messages of one symbol: its own, and those of all, declared later ones too."""
        return ChainMap(texts, self)


TEXTS = Texts()

TEXTS.declare(
    argforms="`1` cannot be made from `2` argument(s); its forms are `3`.",
    param="The value `1` given for parameter `2` of `3` is not `4`.",
    arrayfit="The array given for `1` of `2` is `4`; expected is `3`.",
    noport="There is no port `1` in `2`; its ports are `3`.",
    varyingchannels="The number of channels of `1` cannot vary; with Interleaving -> True they are "
    "the last level.",
    novarying="The input of `1` must have a fixed size, not a varying one; NetMapOperator[`1`[...]] maps "
    "a layer over a sequence of any length.",
    undecided="The number of inputs of layer `1` is open; connect it, or give InputPorts.",
    needsequence="`1` works on a sequence of elements, but its input or output is a single number.",
    inputcount="`1` has `2` inputs, but `3` are connected or given.",
    optval="The value `1` of the option `2` is not `3`.",
    noshape="The size of the array `1` of `2` is not known; give the net the shape of its ports, "
    'as in "Input" -> {...}.',
)
