"""Workload e: a long short-term memory of width 64 over 50 steps."""

from __future__ import annotations

from typing import Any

from benchmarks.contenders import Workload
from benchmarks.contenders import contenders as of
from benchmarks.language_nets import arrays, lowered, net
from wlmini.nets.ir import Graph, Node

STEPS, WIDTH = 50, 64
NET = net(f'LongShortTermMemoryLayer[{WIDTH}, "Input" -> {{{STEPS}, {WIDTH}}}]')


def output(graph: Graph, training: bool) -> Node:
    return lowered(NET, graph, graph.input("Input", (STEPS, WIDTH)), training)


def network(nn: Any) -> Any:
    class States(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.memory = nn.LSTM(WIDTH, WIDTH, batch_first=True)

        def forward(self, x: Any) -> Any:
            return self.memory(x)[0]

    return States()


WORKLOAD = Workload("e: LSTM 64, length 50, batch 32", 32, (STEPS, WIDTH), 0, arrays(NET), output, network)
TITLE, contenders = WORKLOAD.title, of(WORKLOAD)
