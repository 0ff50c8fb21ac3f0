"""NetStateObject: a net that remembers its recurrent states."""

from __future__ import annotations

from typing import Any

from ..expr import Association, Atom, S, Symbol
from ..kernel.declare import builtin
from .application import apply_and_ask
from .elements import checked_net
from .examples import read_port
from .ports import Misfit
from .texts import TEXTS
from .values import Net

ALL_STATES = S.NetPort(S.All, "States")


class StateObject(Atom):
    """A net and its current states; every application changes them."""

    __slots__ = ("net", "states")
    head = S.NetStateObject

    def __init__(self, net: Net, states: dict[Any, Any]) -> None:
        self.net, self.states = net, states

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def apply(self, kernel: Any, arguments: tuple[Any, ...]) -> Any | None:
        """The value for the data, with the states left by the last application."""
        if not arguments:
            raise Misfit("netargs", self, 0)
        data = arguments[0]
        name = next(iter(self.net.inputs))
        inputs = data if isinstance(data, Association) else Association.of([(name, data)])
        self.check_single(inputs, kernel)
        if self.states:
            pairs = [*inputs.items(), (ALL_STATES, Association.of(self.states.items()))]
            inputs = Association.of(pairs)
        value, states = apply_and_ask(self.net, kernel, (inputs, *arguments[1:]), ALL_STATES)
        self.states = dict(states.items())
        return value

    def check_single(self, inputs: Association, kernel: Any) -> None:
        """`Misfit` where the data are several sequences, which would each leave states of their own."""
        for name, port in self.net.inputs.items():
            given = inputs.get(name)
            if given is not None and not read_port(name, port, given, self.net, kernel).one:
                raise Misfit("nobatch", owner=S.NetStateObject)

    def member(self, key: Any) -> Any:
        """The states, the net, or a part of the net."""
        if key == "States":
            return Association.of(self.states.items())
        return self.net if key == "Net" else self.net.member(key)

    def member_names(self) -> list[Any]:
        return ["States", *self.net.member_names()]

    def is_named(self) -> bool:
        return True

    def input_form(self) -> Any:
        return S.NetStateObject(self.net.construction(), Association.of(self.states.items()))

    def output_form(self) -> str:
        """A stub with that of the net."""
        return f"NetStateObject[<{self.net.output_form()}>]"


@builtin(
    "NetStateObject[net]",
    "NetStateObject[net, states]",
    messages=TEXTS.with_own(
        seed="`1` gives no states; give an association from the positions of states to vectors.",
        nobatch="A NetStateObject takes one sequence at a time, since it carries the states of one.",
    ),
)
def net_state_object(kernel: Any, net: Any, seed: Any = None) -> Any:
    """stands for a recurrent net that begins each application with the states that the last one left.

    >>> NetStateObject[BasicRecurrentLayer[2]]
    NetStateObject[<BasicRecurrentLayer[<?x? -> ?x2, uninitialized>]>]
    """
    whole = recurrent_net(net, S.NetStateObject)
    if seed is not None and not isinstance(seed, Association):
        raise Misfit("seed", seed, owner=S.NetStateObject)
    return StateObject(whole, {} if seed is None else dict(seed.items()))


def recurrent_net(value: Any, owner: Symbol) -> Net:
    """The value, if it is a net with recurrent states."""
    net = checked_net(value, owner)
    if not net.recurrent_states():
        raise Misfit("nostates", net, owner=owner)
    return net
