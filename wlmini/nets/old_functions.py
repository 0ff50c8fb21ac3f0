"""Functions of nets under the names they had before."""

from __future__ import annotations

from typing import Any

from ..expr import S
from ..kernel.declare import builtin
from .elements import checked_net
from .texts import TEXTS


@builtin(
    "NetInformation[net]",
    "NetInformation[net, property]",
    messages=TEXTS.with_own(
        oldname="NetInformation is the name of version 11; Information[net, property] gives the same.",
    ),
)
def net_information(kernel: Any, net: Any, *prop: Any) -> Any:
    """gives what Information[net, property] gives, and says so.

    >>> Quiet[NetInformation[NetChain[{2, Ramp}], "LayersCount"]]
    2
    """
    checked_net(net, S.NetInformation)
    kernel.message(S.NetInformation, "oldname")
    return kernel.evaluate(S.Information(net, *prop))
