"""Nets written in the language, as parts of a workload's graph."""

from __future__ import annotations

from typing import Any

from wlmini.nets.ir import Graph, Node
from wlmini.nets.lowering import Place
from wlmini.session import Session

__all__ = ["arrays", "lowered", "net"]


def net(text: str) -> Any:
    """The initialised net that an expression describes."""
    return Session().evaluate_text(f"NetInitialize[{text}]")


def arrays(value: Any, *path: Any) -> dict[Any, tuple[int, ...]]:
    """The dimensions of its arrays, with the path before their names."""
    return {(*path, *keys): slot.value.shape for keys, slot in value.slots()}


def lowered(value: Any, graph: Graph, x: Node, training: bool, *path: Any) -> Node:
    """Its output for an input."""
    return value.lower(Place(graph, training, path), {"Input": x})["Output"]
