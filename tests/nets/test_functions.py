"""Layers made from functions, against NumPy's formulas and finite differences."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from wlmini.nets.engines.numpy import ParameterStore, gradient_key, make_plan
from wlmini.nets.lowering import lower
from wlmini.nets.ops.shape import reduce_sum
from wlmini.nets.ports import Port
from wlmini.session import Session

from .function_cases import CASES, Case

BATCH = 2


def evaluated(source: str) -> tuple[Any, list[str]]:
    """The value of a text and the messages that came."""
    heard: list[str] = []
    session = Session(messenger=heard.append)
    return session.evaluate(session.parse(source)), heard


class Trial:
    """A net on random data, in double precision; its loss is a weighted sum of all outputs."""

    def __init__(self, net: Any, shapes: Any, low: float = -2.0, high: float = 2.0, seed: int = 0) -> None:
        rng = np.random.default_rng(seed)
        count = len(shapes)
        net = net.with_input_count(count) if net.is_undecided else net
        ports = zip(net.inputs, shapes, strict=True)
        self.net = net.refined({name: Port(tuple(shape)) for name, shape in ports})
        self.inputs = {
            name: rng.uniform(low, high, (BATCH, *shape))
            for name, shape in zip(net.inputs, shapes, strict=True)
        }
        self.arrays = {
            path: rng.uniform(low, high, slot.shape)
            for path, slot in self.net.slots()
            if slot.shape is not None
        }
        self.graph, outputs, _ = lower(self.net, training=False)
        parts = []
        for name, node in outputs.items():
            self.graph.output(name, node)
            parts.append(reduce_sum(node * rng.uniform(0.5, 1.5, node.shape), axes=range(len(node.shape))))
        self.graph.output("sum", sum(parts[1:], parts[0]))
        self.names = list(outputs)

    def run(self) -> dict[str, np.ndarray]:
        plan = make_plan(self.graph, BATCH, dtype=np.float64)
        return plan.run(self.inputs, ParameterStore(self.arrays, (), np.float64))

    def gradients(self) -> dict[Any, np.ndarray]:
        wanted = [*self.inputs, *self.arrays]
        loss = [("sum", float(BATCH))]
        plan = make_plan(self.graph, BATCH, mode="train", dtype=np.float64, gradients_of=wanted, loss=loss)
        store = ParameterStore(self.arrays, tuple(self.arrays), np.float64)
        found = plan.forward_backward(self.inputs, store)
        return {**{n: found[gradient_key(n)] for n in self.inputs}, **store.gradients}

    def differences(self, step: float = 1e-5) -> dict[Any, np.ndarray]:
        plan = make_plan(self.graph, BATCH, dtype=np.float64, outputs=["sum"])

        def total() -> float:
            store = ParameterStore(self.arrays, (), np.float64)
            return float(plan.run(self.inputs, store)["sum"].sum())

        found = {}
        for name, array in {**self.inputs, **self.arrays}.items():
            found[name] = np.zeros(array.shape)
            for index in np.ndindex(*array.shape):
                before = array[index]
                array[index] = before + step
                more = total()
                array[index] = before - step
                found[name][index] = (more - total()) / (2 * step)
                array[index] = before
        return found

    def check_gradients(self) -> None:
        expected = self.differences()
        for name, gradient in self.gradients().items():
            np.testing.assert_allclose(gradient, expected[name], rtol=1e-5, atol=1e-7, err_msg=str(name))


def trial(case: Case) -> Trial:
    net, heard = evaluated(case.source)
    assert heard == []
    return Trial(net, case.shapes, case.low, case.high)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_values_are_those_of_the_formula(case: Case) -> None:
    made = trial(case)
    found = made.run()
    for example in range(BATCH):
        expected = case.formula(*(array[example] for array in made.inputs.values()))
        expected = expected if isinstance(expected, dict) else {"Output": expected}
        assert list(expected) == made.names
        for name, value in expected.items():
            assert made.net.outputs[name].shape == np.shape(value)
            np.testing.assert_allclose(found[name][example], value, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("case", [case for case in CASES if not case.flat], ids=str)
def test_gradients_are_those_of_finite_differences(case: Case) -> None:
    trial(case).check_gradients()
