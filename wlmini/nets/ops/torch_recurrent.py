"""The PyTorch forms of recurrent layers: its fused ones where they compute the same, else step by step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..ir import TorchSite

__all__ = ["at_length", "is_plain", "layer", "recurrent_states"]

# For every gate in PyTorch's order: its block in the products of the inputs, and in the state weights.
ORDERS: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {
    "basic_recurrent": ((0,), (0,)),
    "gated_recurrent": ((2, 1, 0), (1, 0, 2)),
    "long_short_term_memory": ((1, 2, 0, 3), (1, 2, 0, 3)),
}


def recurrent_states(name: str) -> Callable[..., Any]:
    """The form of the pass forwards of a cell. Of what it keeps only the results are wanted by anyone."""

    def form(torch: Any, at: TorchSite, x: Any, w: Any, *rest: Any, given: Sequence[str] = ()) -> Any:
        extra = dict(zip(given, rest, strict=True))
        if is_plain(name, given):
            return fused(torch, at, name, x, w, extra)
        return STEPPED[name](torch, x, w, extra)

    return form


def gate_places(order: Sequence[int], n: int) -> np.ndarray:
    """The matrix that brings blocks of n numbers into an order."""
    return np.kron(np.eye(len(order))[list(order)], np.eye(n))


def is_plain(name: str, given: Sequence[str]) -> bool:
    """Whether PyTorch's function computes the same: no dropout, and no second state at ends that differ."""
    unlike = {"Mask", "Update"} | ({"Length"} if name == "long_short_term_memory" else set())
    return not unlike & set(given)


def start(torch: Any, x: Any, w: Any, state: Any) -> Any:
    """The state before the first step."""
    if state is not None:
        return state
    return torch.zeros(x.shape[0], w.shape[1], dtype=w.dtype, device=x.device)


def fused(torch: Any, at: TorchSite, name: str, x: Any, w: Any, extra: dict[str, Any]) -> Any:
    """One call for all steps. The products with the input weights are made: they only change places here."""
    of_inputs, n = ORDERS[name][0], w.shape[1]
    places = at.constant(("gates", name, n), lambda: gate_places(of_inputs, n))
    return all_steps(torch, name, x, [places, ordered(torch, w, ORDERS[name][1])], extra)


def layer(
    torch: Any, at: TorchSite, x: Any, input_weights: Any, w: Any, *rest: Any,
    name: str, biased: bool, given: Sequence[str],
) -> Any:  # fmt: skip
    """The products with the input weights and all steps in one call; biases are the first of the rest."""
    of_inputs, of_states = ORDERS[name]
    weights = [ordered(torch, input_weights, of_inputs), ordered(torch, w, of_states)]
    if biased:
        biases = ordered(torch, rest[0], of_inputs)
        weights += [biases, torch.zeros_like(biases)]
    return all_steps(torch, name, x, weights, dict(zip(given, rest[biased:], strict=True)))


def ordered(torch: Any, weights: Any, order: Sequence[int]) -> Any:
    """The blocks of the gates in an order."""
    blocks = weights.chunk(len(order))
    return weights if len(order) == 1 else torch.cat([blocks[i] for i in order])


def all_steps(torch: Any, name: str, x: Any, weights: list[Any], extra: dict[str, Any]) -> Any:
    states = (start(torch, x, weights[1], extra.get(each)) for each in ("State", "CellState"))
    given = (x, *(each.unsqueeze(0).contiguous() for each in states), *weights)
    kind = x.device.type
    if not (torch.amp.is_autocast_available(kind) and torch.is_autocast_enabled(kind)):
        return called(torch, name, *given)
    half = torch.get_autocast_dtype(
        kind
    )  # by hand: PyTorch's own way rearranges weights that are not its own
    with torch.autocast(kind, enabled=False):
        return called(torch, name, *(each.to(half) for each in given))


def called(torch: Any, name: str, x: Any, state: Any, cell: Any, *weights: Any) -> Any:
    """PyTorch's function of all steps."""
    settings = (weights, len(weights) > 2, 1, 0.0, True, False, True)
    if name == "basic_recurrent":
        return torch.rnn_tanh(x, state, *settings)[0]
    if name == "gated_recurrent":
        return torch.gru(x, state, *settings)[0]
    states, _, last = torch.lstm(x, (state, cell), *settings)
    return torch.cat([states, last[0].unsqueeze(1)], 1)


def product(torch: Any, state: Any, w: Any, extra: dict[str, Any]) -> Any:
    """The products of the state weights and the state before, some of it dropped."""
    kept = state * extra["Mask"].detach() if "Mask" in extra else state
    return torch.nn.functional.linear(kept, w)


def renewed(new: Any, t: int, extra: dict[str, Any]) -> Any:
    """New contents after dropout."""
    return new * extra["Update"][:, t].detach() if "Update" in extra else new


def basic(torch: Any, x: Any, w: Any, extra: dict[str, Any]) -> Any:
    """s = Tanh[x + w.s']."""
    state, states = start(torch, x, w, extra.get("State")), []
    for t in range(x.shape[1]):
        state = torch.tanh(x[:, t] + product(torch, state, w, extra))
        states.append(state)
    return torch.stack(states, 1)


def gated(torch: Any, x: Any, w: Any, extra: dict[str, Any]) -> Any:
    """s = (1 - i) m + i s' with m = Tanh[x + r q]."""
    n = w.shape[1]
    state, states = start(torch, x, w, extra.get("State")), []
    for t in range(x.shape[1]):
        products = product(torch, state, w, extra)
        gates = torch.sigmoid(x[:, t, n:] + products[:, : 2 * n])
        memory = torch.tanh(x[:, t, :n] + gates[:, n:] * products[:, 2 * n :])
        new = renewed(memory, t, extra)
        state = new + gates[:, :n] * (state - new)
        states.append(state)
    return torch.stack(states, 1)


def long_short_term(torch: Any, x: Any, w: Any, extra: dict[str, Any]) -> Any:
    """c = f c' + i m, s = o Tanh[c]; behind the states the cell state after the last step that counts."""
    n = w.shape[1]
    state, cell = (start(torch, x, w, extra.get(each)) for each in ("State", "CellState"))
    states, cells = [], []
    for t in range(x.shape[1]):
        arguments = x[:, t] + product(torch, state, w, extra)
        memory, gates = torch.tanh(arguments[:, :n]), torch.sigmoid(arguments[:, n:])
        cell = gates[:, n : 2 * n] * cell + gates[:, :n] * renewed(memory, t, extra)
        state = gates[:, 2 * n :] * torch.tanh(cell)
        states.append(state)
        cells.append(cell)
    last = cell if "Length" not in extra else at_length(torch, torch.stack(cells, 1), extra["Length"])
    return torch.stack([*states, last], 1)


def at_length(torch: Any, x: Any, length: Any) -> Any:
    """The step at the length of each example: chosen by a mask, since sums give the same bits every time."""
    steps = torch.arange(x.shape[1], device=x.device)
    chosen = steps == (length - 1).clamp(0, x.shape[1] - 1).unsqueeze(-1)
    return torch.where(chosen.reshape(*chosen.shape, *(1,) * (x.ndim - 2)), x, 0.0).sum(1)


STEPPED = {"basic_recurrent": basic, "gated_recurrent": gated, "long_short_term_memory": long_short_term}
