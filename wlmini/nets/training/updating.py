"""Which arrays a step changes, and by how much: TrainingUpdateSchedule and LearningRateSchedule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...expr import Expr, S, is_list
from ..methods import make_optimizer
from ..multipliers import covers, positions
from ..objective import LOSS_PLACE
from ..optimizers import Optimizer
from ..ports import Misfit
from ..registration import listed
from ..values import Net

__all__ = ["Updater", "read_schedule"]

OWNER = S.NetTrain


@dataclass(frozen=True)
class Phase:
    """A group of arrays, None for all, and for how many steps it has its turn."""

    group: Any
    steps: int = 1


def read_schedule(spec: Any) -> list[Phase]:
    """The phases of TrainingUpdateSchedule -> spec."""
    if spec is S.Automatic:
        return [Phase(None)]
    if not is_list(spec) or not len(spec):
        raise Misfit("optval", spec, S.TrainingUpdateSchedule, "Automatic or a list of groups", owner=OWNER)
    return [read_phase(each, spec) for each in spec.parts]


def read_phase(group: Any, spec: Any) -> Phase:
    if isinstance(group, Expr) and group.head is S.Rule:
        steps = group.parts[1]
        if type(steps) is not int or steps < 1:
            raise Misfit("optval", spec, S.TrainingUpdateSchedule, "group -> number of steps", owner=OWNER)
        return Phase(group.parts[0], steps)
    return Phase(group)


class Updater:
    """The optimizers of a training: one for all arrays, or one for every run of arrays with equal turns."""

    def __init__(
        self,
        net: Net,
        settings: Any,
        store: Any,
        multipliers: Any,
    ) -> None:
        self.phases = read_schedule(settings.updates)
        self.turns = [number for number, phase in enumerate(self.phases) for _ in range(phase.steps)]
        self.optimizers: list[tuple[Optimizer, frozenset[int]]] = []
        for start, stop, members in runs(net, store, self.phases):
            part = store.part(start, stop)
            scale = None if multipliers is None else multipliers[start:stop]
            made = make_optimizer(settings.method, net, settings.suboptions, part, scale)
            self.optimizers.append((made, members))

    def step(self, number: int, rate: float) -> None:
        """Step `number`, from 0 on, with this learning rate."""
        turn = self.turns[number % len(self.turns)]
        for optimizer, members in self.optimizers:
            if turn in members:
                optimizer.step(rate)

    def state(self) -> list[dict[str, Any]]:
        """What a continued training needs to know."""
        return [
            {"steps": each.steps, "states": [each.store.memory.host(state) for state in each.states]}
            for each, _ in self.optimizers
        ]

    def restore(self, state: Sequence[Mapping[str, Any]]) -> None:
        """Go on where another training was."""
        for (optimizer, _), saved in zip(self.optimizers, state, strict=True):
            optimizer.steps = saved["steps"]
            for own, other in zip(optimizer.states, saved["states"], strict=True):
                own[...] = optimizer.store.memory.placed(other)


def runs(net: Net, store: Any, phases: Sequence[Phase]) -> list[tuple[int, int, frozenset[int]]]:
    """(start, stop, phases) of the stretches of the flat vector whose arrays have their turns together."""
    for phase in phases:
        if phase.group is not None and not any(within(net, phase.group, path) for path in store):
            raise Misfit(
                "noarray", phase.group, S.TrainingUpdateSchedule, net, listed(net.member_names()), owner=OWNER
            )
    found: list[tuple[int, int, frozenset[int]]] = []
    for path, span in store.spans.items():
        members = frozenset(
            number
            for number, phase in enumerate(phases)
            if phase.group is None or within(net, phase.group, path)
        )
        if found and found[-1][2] == members:
            found[-1] = (found[-1][0], span.stop, members)
        else:
            found.append((span.start, span.stop, members))
    whole = [(0, len(store.vector), members) for _, _, members in found]
    return whole[:1] if len(found) == 1 else found


def within(net: Net, group: Any, path: Any) -> bool:
    """Whether the array at a path belongs to a group."""
    if isinstance(path[0], str) and path[0] == LOSS_PLACE and path[0] not in net.member_names():
        return False  # arrays of nets that compute losses are in no group
    alternatives = isinstance(group, Expr) and group.head is S.Alternatives
    if alternatives or is_list(group) and not leads(net, group.parts):
        return any(within(net, each, path) for each in group.parts)
    return any(covers(net, group, place) for place in (path, *positions(net, path)))


def leads(net: Net, keys: Sequence[Any]) -> bool:
    """Whether a list, read as one position from the outside inwards, leads to a layer or an array."""
    if not keys:
        return False
    path, inner = net.descend(keys[:-1])
    if len(path) < len(keys) - 1:
        return False
    last = keys[-1]
    found = inner.key_of(last) if isinstance(last, str | int) else last
    return found is not None or isinstance(last, str) and any(path[-1] == last for path, _ in inner.slots())
