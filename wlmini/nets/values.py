"""What every net value is: an immutable atom with ports, arrays, and a way down to a graph of ops."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ..arrays import NumericArray
from ..expr import Association, Atom, Expr, S, is_list
from .lowering import Place
from .ports import Misfit, Port, Shape, complete
from .shared_arrays import is_shared

__all__ = ["Net", "Slot", "inner_values", "member_slots", "shared_member"]


@dataclass(frozen=True)
class Slot:
    """One array of a net: its shape as far as known, how it begins, whether it is trained, its value."""

    shape: Shape
    initial: str = "weights"
    trainable: bool = True
    value: np.ndarray | None = None
    method: Any = None  # of its own, by which it begins

    @property
    def is_open(self) -> bool:
        """Whether it has no value yet."""
        return self.value is None

    @property
    def sized(self) -> bool:
        """Whether all its sizes are known."""
        return complete(self.shape)


class Net(Atom):
    """A layer, or a container of layers; subclasses say what its members and arrays are."""

    __slots__ = ("cache", "inputs", "outputs")
    inputs: Mapping[str, Port]
    outputs: Mapping[str, Port]
    cache: dict[Any, Any]

    # What a subclass tells

    def slots(self) -> Iterator[tuple[tuple[Any, ...], Slot]]:
        """(path, slot) of every array, outer to inner, first to last."""
        raise NotImplementedError

    def with_arrays(self, values: Mapping[tuple[Any, ...], Any]) -> Net:
        """The same net with the arrays at these paths replaced (None: made uninitialised)."""
        raise NotImplementedError

    def with_shared(self, names: Mapping[tuple[Any, ...], str]) -> Net:
        """The same net with the arrays at these paths shared under these names."""
        return self

    @property
    def shares(self) -> bool:
        """Whether it has arrays that others may have in common with it."""
        return False

    def forgetful(self) -> Net:
        """The same net with its ports as they were given, all that followed from neighbours forgotten."""
        return self

    def refined(self, inputs: Mapping[str, Port], outputs: Mapping[str, Port] | None = None) -> Net:
        """The same net with ports that agree with these too; `Misfit` where they cannot."""
        raise NotImplementedError

    def with_ports(self, ports: Mapping[str, Port]) -> Net:
        """The same net with these ports as they stand, in place of the present ones."""
        raise NotImplementedError

    def lower(self, place: Place, inputs: Mapping[str, Any]) -> dict[str, Any]:
        """Compose the net from ops in the place's graph: nodes of the input ports to nodes of the outputs."""
        raise NotImplementedError

    def member(self, key: Any) -> Any:
        """What NetExtract finds under a key: a layer, array, parameter or port; None if nothing."""
        raise NotImplementedError

    def member_names(self) -> list[Any]:
        """The keys under which members stand, as NetExtract[net, All] lists them."""
        raise NotImplementedError

    def multiplier_rules(self) -> Any:
        """The LearningRateMultipliers given at construction."""
        return S.Automatic

    def is_named(self) -> bool:
        """Whether members have names, so that Normal gives an association."""
        return True

    def construction(self) -> Expr:
        """The expression that makes an equal net."""
        raise NotImplementedError

    def check_values(self, training: bool) -> None:
        """`Misfit` where the values of arrays make an evaluation impossible."""
        raise NotImplementedError

    @property
    def is_undecided(self) -> bool:
        """Whether the number of inputs is still open."""
        return False

    def with_input_count(self, count: int) -> Net:
        """The net with that many inputs, where their number is open."""
        raise Misfit("inputcount", self.head, len(self.inputs), count)

    @property
    def takes_list(self) -> bool:
        """Whether a list of as many elements as there are inputs gives one element to each."""
        return False

    def takes_empty(self, name: str) -> bool:
        """Whether the sequence at this input port may be one without elements."""
        return False

    def recurrent_states(self) -> dict[tuple[Any, ...], Shape]:
        """The states that are fed from nowhere else, by path."""
        return {}

    def leaf_layers(self) -> Iterator[Net]:
        """The layers it is made of, itself if it is one."""
        yield self

    @property
    def draws(self) -> bool:
        """Whether its values are random also outside of training."""
        return False

    @property
    def further_outputs(self) -> tuple[str, ...]:
        """Values inside that NetPort can ask for although they are no outputs."""
        return ()

    # What follows

    def tap(self, spec: Any) -> tuple[Any, ...]:
        """The path of the output that NetPort[spec] names; a layer alone means its only output."""
        keys = list(spec.parts) if is_list(spec) else [spec]
        net: Any = self
        path: tuple[Any, ...] = ()
        for number, key in enumerate(keys):
            known = (*net.outputs, *net.further_outputs)
            if number == len(keys) - 1 and (key in known or (key,) in net.recurrent_states()):
                return (*path, key)
            found = net.key_of(key)
            if found is None:
                raise Misfit("noport", spec, self, ", ".join(map(str, (*net.member_names(), *net.outputs))))
            net, path = net.member(found), (*path, found)
        if len(net.outputs) != 1:
            raise Misfit("noport", spec, self, ", ".join(net.outputs))
        return (*path, next(iter(net.outputs)))

    def descend(self, keys: Sequence[Any]) -> tuple[tuple[Any, ...], Net]:
        """(path, net): as far as keys lead from net to net, by name or number, and the last of the nets."""
        net: Net = self
        path: list[Any] = []
        for key in keys:
            found = net.key_of(key)
            inner = None if found is None else net.member(found)
            if not isinstance(inner, Net):
                break
            path.append(found)
            net = inner
        return tuple(path), net

    def key_of(self, key: Any) -> Any:
        """The key of the member net that a user calls by name or number; None where there is none."""
        return None

    @property
    def ports(self) -> dict[str, Port]:
        """All ports by name, inputs first."""
        return {**self.inputs, **self.outputs}

    @property
    def is_open(self) -> bool:
        """Whether some array has no value yet."""
        return any(slot.is_open for _, slot in self.slots())

    def __eq__(self, other: object) -> bool:
        return self is other or (
            type(other) is type(self)
            and isinstance(other, Net)
            and self.head is other.head
            and self.construction() == other.construction()
        )

    def __hash__(self) -> int:
        return hash((self.head, *self.inputs, *self.outputs))

    def summary(self, write: Any) -> str:
        """The table that a front end shows for the net; `write` gives the text of an expression."""
        raise NotImplementedError

    def input_form(self) -> Any:
        """The construction form."""
        return self.construction()


def inner_values(values: Mapping[tuple[Any, ...], Any], key: Any) -> dict[tuple[Any, ...], Any]:
    """What concerns the member under a key, by paths inside of it; what is shared concerns all."""
    found = {path[1:]: value for path, value in values.items() if path[0] == key}
    found.update({path: value for path, value in values.items() if is_shared(path)})
    return found


def member_slots(members: Mapping[Any, Net]) -> Iterator[tuple[tuple[Any, ...], Slot]]:
    """(path, slot) of the arrays of several nets by key; what they share comes once, under its own path."""
    found: dict[tuple[Any, ...], Slot] = {}
    for key, net in members.items():
        for path, slot in net.slots():
            place = path if is_shared(path) else (key, *path)
            known = found.setdefault(place, slot)
            if known.method is None and slot.method is not None:  # one of those who share it may say how
                found[place] = replace(known, method=slot.method)
    yield from found.items()


def shared_member(net: Net, key: Expr) -> Any:
    """The shared array NetArray["name"] of a net, or NetArray[All] for all of them; None if there is none."""
    arrays = {path[0]: slot.value for path, slot in net.slots() if is_shared(path)}
    shown = {name: S.Automatic if value is None else NumericArray(value) for name, value in arrays.items()}
    if key.head is S.NetArray and key.parts == (S.All,):
        return Association.of((name.parts[0], value) for name, value in shown.items())
    return shown.get(key)
