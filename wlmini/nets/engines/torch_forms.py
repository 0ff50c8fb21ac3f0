"""How the PyTorch form of an op is called: named functions on aligned tensors, others example by example."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from ..ir import Node, Whole

__all__ = ["NoFormError", "bound"]

Run = Callable[..., Any]


class NoFormError(ValueError):
    """An op that PyTorch cannot run, by its name."""


def bound(torch: Any, at: Any, node: Node) -> Run:
    """The function from the tensors of the operands to that of the node; the batch is the first axis."""
    form = node.op.torch
    if form is None:
        raise NoFormError(node.op.name)
    if isinstance(form, str):
        return aligned(node, at.dtype, named(torch, form))
    if isinstance(form, Whole):
        return of_all(node, at.dtype, partial(form.form, torch, at, **node.attrs))
    function = partial(form, torch, at, **node.attrs)
    axes = tuple(0 if each.batched else None for each in node.inputs)
    return torch.vmap(function, axes) if any(axis == 0 for axis in axes) else function


def named(torch: Any, name: str) -> Run:
    """The function of PyTorch of this name."""
    places = (torch, torch.nn.functional)
    return next(getattr(place, name) for place in places if hasattr(place, name))


def aligned(node: Node, dtype: Any, function: Run) -> Run:
    """The function of real operands of one rank: levels of length 1 come between the batch and their own."""
    rank = max(len(each.shape) for each in (node, *node.inputs))
    short = [bool(each.batched) and len(each.shape) < rank for each in node.inputs]
    whole = [each.dtype != "real" for each in node.inputs]
    if not any((*short, *whole)):
        return function

    def run(*operands: Any) -> Any:
        shaped = [
            x.reshape(x.shape[0], *(1,) * (rank + 1 - x.ndim), *x.shape[1:]) if lacking else x
            for x, lacking in zip(operands, short, strict=True)
        ]
        return function(*(x.to(dtype) if is_whole else x for x, is_whole in zip(shaped, whole, strict=True)))

    return run


def of_all(node: Node, dtype: Any, function: Run) -> Run:
    """The function of all examples; an op that always has a batch axis gets one of length 1 where all are
    the same for every example."""
    if node.op.aligned:
        return aligned(node, dtype, function)
    constant = not any(each.batched for each in node.inputs)
    if not (node.op.examples and constant):
        return function
    single = node.op.batched is None

    def run(*operands: Any) -> Any:
        found = function(*(x if i in node.op.unbatched else x.unsqueeze(0) for i, x in enumerate(operands)))
        return found[0] if single else found

    return run
