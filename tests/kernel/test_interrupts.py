"""Ctrl-C at any moment: the evaluation ends, and what it had changed for a while is as before."""

import os
import signal
import threading
from random import Random

import pytest

from wlmini.session import Session

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is no SIGINT to send")
ROUNDS = 12
# Evaluations that do not end by themselves, and what must still be true when they were interrupted.
ENDLESS = {
    "Block[{x = 2, y}, While[True, x++; y = x]]": "{x, ValueQ[y]} === {1, False}",
    "Do[Block[{x = i}, f[x]], {i, Infinity}]": "x === 1",
    "While[True, Block[{x = {x}}, Block[{x = {x}}, Length[x]]]]": "x === 1",
    "Table[Block[{x = k}, x], {k, 10^9}]": "{x, ValueQ[k]} === {1, False}",
    "Module[{z = 0}, While[True, z = z + Sin[1.] - Block[{x = z}, x]]]": "x === 1",
    "While[True, Quiet[Check[Block[{x = 3}, 1/0], x]]]": "{x, Check[1/0, c]} === {1, c}",
    "While[True, Block[{$RecursionLimit = 50}, g[20]]]": "$RecursionLimit === 1024",
    "While[True, Reap[Sow[Block[{x = 5}, x]]]]": "{x, Reap[Sow[1]]} === {1, {1, {{1}}}}",
    "Block[{Plus = Times}, While[True, 2 + 3]]": "2 + 3 === 5",
    "While[True, Catch[Block[{x = 7}, Throw[x]]]]": "x === 1",
}


class Interrupted:
    """A session in which what follows Print[seconds] is interrupted after so long."""

    def __init__(self) -> None:
        self.session = Session(messenger=lambda line: None, printer=self.arm)
        self.timer = threading.Timer(0, lambda: None)

    def arm(self, seconds: str) -> None:
        self.timer = threading.Timer(float(seconds), signal.raise_signal, (signal.SIGINT,))
        self.timer.start()

    def value(self, text: str) -> str:
        try:
            return self.session.show(self.session.evaluate_text(text))
        finally:
            self.timer.cancel()


@pytest.mark.parametrize("text", ENDLESS)
def test_values_are_as_before(text):
    tried, random = Interrupted(), Random(1)
    tried.value("x = 1; f[u_] := u; g[0] = 0; g[n_] := g[n - 1]")
    for _ in range(ROUNDS):
        assert tried.value(f"Print[{random.uniform(0.001, 0.03):.6f}]; {text}") == "$Aborted"
        assert tried.value(ENDLESS[text]) == "True"
    assert not tried.session.kernel.faults


def test_an_interrupt_leaves_tables_whole():
    tried, random = Interrupted(), Random(2)
    for _ in range(ROUNDS):
        tried.value("a = <||>; n = 0")
        tried.value(f"Print[{random.uniform(0.001, 0.02):.6f}]; While[True, a[n] = n; n++]")
        assert tried.value("Keys[a] === Values[a] === Range[0, Length[a] - 1]") == "True"
        assert tried.value("MemberQ[{0, -1}, n - Length[a]]") == "True"
