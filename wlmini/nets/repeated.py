"""A net applied again and again to single examples: what is always the same is found out once."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..arrays import NumericArray, pack, real_array
from ..expr import Packed, S, is_list
from .coders.coder import Decoder
from .evaluation import refusing
from .evaluation_options import Settings
from .lowering import Query, plan_for, store_of

__all__ = ["Repeated", "repeated"]


class Repeated:
    """The way of an array through a net with one input of known dimensions, and one output."""

    def __init__(self, net: Any) -> None:
        self.net = net
        ((self.input, port),) = net.inputs.items()
        ((output, made),) = net.outputs.items()
        self.shape = port.shape
        self.decoder = made.coder if isinstance(made.coder, Decoder) else None
        engine = Settings().engine
        self.plan = plan_for(net, Query(taps=((output,),), engine=engine), 1)
        self.store = store_of(net, engine)

    def apply(self, data: Any) -> Any | None:
        """The value for one example; None for all that is not a list of numbers of the right dimensions."""
        if not isinstance(data, Packed) and (isinstance(data, NumericArray) or not is_list(data)):
            return None
        array = real_array(data)
        if array is None or array.shape != self.shape:
            return None
        with refusing(self.net):
            (result,) = self.plan.run({self.input: array[None]}, self.store).values()
        if self.decoder is not None:
            return self.decoder.decode(result, S.Automatic, None)[0]
        return pack(np.array(result[0]))


def repeated(net: Any) -> Repeated | None:
    """The way for a net that has been applied already; None where more has to be looked at each time."""
    ports = [*net.inputs.values(), *net.outputs.values()]
    known = all(port.shape is not None and all(type(size) is int for size in port.shape) for port in ports)
    single = len(net.inputs) == len(net.outputs) == 1 and not net.is_undecided
    if not (single and known) or any(each.draws for each in net.leaf_layers()):
        return None
    (port,) = net.inputs.values()
    return Repeated(net) if port.coder is None and port.kind in (None, "real") and port.shape else None
