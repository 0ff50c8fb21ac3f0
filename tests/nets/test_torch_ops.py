"""Ops and layers by PyTorch against the NumPy engine: values, gradients, and what is said of wrong data."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from wlmini.nets.engines import torch_devices
from wlmini.nets.engines.choice import Engine
from wlmini.nets.engines.gradient import ancestors
from wlmini.nets.engines.torch import TorchProgram
from wlmini.nets.ir import DataError, Graph, Node, Op, declared_ops, same
from wlmini.nets.lowering import planned
from wlmini.nets.ops import lengths, loss
from wlmini.nets.ops.convolution import convolution
from wlmini.nets.ops.ctc import ctc_loss
from wlmini.nets.ops.gather import flat_position
from wlmini.nets.ops.normalization import batch_norm_train
from wlmini.nets.ops.recurrent import recurrent
from wlmini.nets.ops.shape import reshape
from wlmini.nets.ops.steps import last_row, leading, linear_steps
from wlmini.nets.ports import Misfit

from . import array_cases, layer_cases, op_cases, sequence_cases
from .op_cases import Case, Trial
from .op_tables import CASES
from .torch_device import torch_here, use_torch

LEAVES = {"input", "parameter", "constant"}
# Ops that only rules of gradients make, besides those whose names say so.
ONLY_BACKWARDS = {"cofactors", "max_share", "spread_along", "steps_total", "trigamma"}
BATCH = 3


def is_forward(case: Case) -> bool:
    return case.name != "steps_weight_gradient"


def is_random(node: Node) -> bool:
    return any(each.op.random for each in ancestors([node]))


FORWARD = [case for case in CASES if is_forward(case)]
CERTAIN = [case for case in FORWARD if not is_random(Trial(case, BATCH).node)]
RANDOM = [case for case in FORWARD if case not in CERTAIN]


def agree(found: Any, expected: Any) -> None:
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-9)


def test_every_op_has_a_form_or_is_made_by_gradients_alone() -> None:
    lacking = {name for name, each in declared_ops().items() if each.torch is None} - LEAVES
    assert {name for name in lacking if not name.endswith("_gradient")} == ONLY_BACKWARDS


def test_no_op_of_a_case_lacks_a_form() -> None:
    met = {each.op for case in FORWARD for each in ancestors([Trial(case, BATCH).node])}
    assert [each.name for each in met if each.torch is None and each.name not in LEAVES] == []


@pytest.mark.parametrize("case", CERTAIN, ids=str)
def test_an_op_and_its_gradients(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    trial = Trial(case, BATCH)
    expected = trial.run()["Output"], trial.gradients()
    use_torch(monkeypatch, op_cases)
    agree(trial.run()["Output"], expected[0])
    found = trial.gradients()
    assert found.keys() == expected[1].keys()
    for index, gradient in expected[1].items():
        agree(found[index], gradient)


@pytest.mark.parametrize("case", RANDOM, ids=str)
def test_a_seed_gives_the_same_draws(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    use_torch(monkeypatch, op_cases)
    trial = Trial(case, BATCH)
    first, again = trial.run()["Output"], Trial(case, BATCH).run()["Output"]
    np.testing.assert_array_equal(first, again)
    plan = op_cases.make_plan(trial.graph, BATCH, mode=case.mode, dtype=np.float64)
    other = plan.run(trial.inputs(), trial.store(), np.random.default_rng(6))["Output"]
    assert (first != other).any()


# -- what a captured run may do -------------------------------------------------------------------------


def test_a_run_stays_on_its_device(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is copied from the processor, or asked for there: of tensors without data nothing can be."""
    torch = torch_here()
    monkeypatch.setattr(torch_devices.Torch, "generator", lambda self: None)
    mode = pytest.importorskip("torch.utils._python_dispatch").TorchDispatchMode

    class Watch(mode):  # type: ignore[misc, valid-type]
        def __torch_dispatch__(self, function: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
            found = function(*args, **(kwargs or {}))
            kinds.update(each.device.type for each in pytree.tree_leaves((args, found)) if is_tensor(each))
            return found

    kinds: set[str] = set()
    is_tensor, pytree = torch.is_tensor, torch.utils._pytree
    engine = Engine("float64", "meta")
    for case in [each for each in FORWARD if each.name != "BinomialDistribution"]:  # which has no such kernel
        trial = Trial(case, BATCH)
        names = [trial.names[i] for i in trial.differentiable()]
        plan = engine.plan(trial.graph, BATCH, mode=case.mode, gradients_of=names, loss=[("Loss", 1.0)])
        program = plan.program(engine.store(trial.arrays(), trial.arrays()), training=True)
        program.compute()  # makes the constants
        kinds.clear()
        with Watch():
            program.compute()
        assert kinds == {"meta"}, case


@pytest.mark.parametrize("case", FORWARD, ids=str)
def test_an_op_takes_values_in_half_precision(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    torch = torch_here()

    def halved(self: TorchProgram, steps: Any, known: Any) -> Any:
        def changed(node: Node, value: Any) -> Any:
            real = self.home.mixed and node.op.name == "input" and value.dtype == torch.float32
            return value.bfloat16() if real else value

        return evaluated(self, steps, {node: changed(node, value) for node, value in known.items()})

    evaluated = TorchProgram.evaluated
    monkeypatch.setattr(TorchProgram, "evaluated", halved)
    trial, results = Trial(case, BATCH, np.float32), []
    names = [trial.names[i] for i in trial.differentiable()]
    for engine in (Engine(device="cpu"), Engine(device="cpu", mixed=True)):
        plan = engine.plan(trial.graph, BATCH, mode=case.mode, gradients_of=names, loss=[("Loss", 1.0)])
        store = engine.store(trial.arrays(), trial.arrays())
        results.append(plan.forward_backward(trial.inputs(), store, np.random.default_rng(5))["Output"])
    assert results[1].dtype == np.float32
    np.testing.assert_allclose(results[1], results[0], rtol=0.1, atol=0.1)


# -- patterns -----------------------------------------------------------------------------------------------


def ops_of(node: Node, graph: Graph, **asked: Any) -> list[str]:
    graph.output("y", node)
    plan = Engine("float64", "cpu").plan(graph, BATCH, **asked)
    return [each.op.name for each in ancestors([*plan.outputs.values(), *plan.updates.values()])]


@pytest.mark.parametrize("biased", [False, True])
def test_normalization_by_the_batch_is_one_op(biased: bool) -> None:
    torch_here()
    graph = Graph()
    x, s, b, moving = graph.input("x", (2, 5)), *(graph.parameter(name, (2,)) for name in "sbm")
    if biased:
        x = convolution(x, graph.parameter("w", (2, 2, 1)), graph.parameter("v", (2,)))
    y, mean, variance = batch_norm_train(x, s, b)
    graph.update("m", moving * 0.9 + mean * 0.1)
    graph.output("variance", variance)
    names = ops_of(y, graph, mode="train")
    assert names.count("batch_norm_of_batch") == 1
    assert not {"scale", "channel_mean", "channel_variance"} & set(names)


def test_normalization_by_the_last_level_keeps_its_parts() -> None:
    torch_here()
    graph = Graph()
    s, b = (graph.parameter(name, (5,)) for name in "sb")
    names = ops_of(batch_norm_train(graph.input("x", (2, 5)), s, b, axis=-1)[0], graph, mode="train")
    assert "scale" in names


@pytest.mark.parametrize("ends, count", [(False, 2), (True, 3)])
def test_a_recurrence_needs_no_lengths_where_no_end_is_wanted(ends: bool, count: int) -> None:
    torch_here()
    graph, (t, n) = Graph(), (4, 2)
    x, length = graph.input("x", (t, 4 * n)), graph.input("l", (), "integer")
    w = graph.parameter("w", (4 * n, n))
    y = recurrent("long_short_term_memory", x, w, Length=length)
    if ends:
        graph.output("end", last_row(y))
    graph.output("y", leading(y, count=t))
    random, engines = np.random.default_rng(3), (Engine("float64"), Engine("float64", "cpu"))
    inputs = {"x": random.normal(size=(BATCH, t, 4 * n)), "l": np.array([1, 4, 2])}
    plans = [each.plan(graph, BATCH) for each in engines]
    arrays = {"w": random.normal(size=(4 * n, n))}
    one, two = (plan.run(inputs, each.store(arrays)) for plan, each in zip(plans, engines, strict=True))
    for name, value in one.items():
        agree(two[name], value)
    (run,) = [each for each in ancestors(plans[1].outputs.values()) if each.op.name.endswith("_pass")]
    assert len(run.inputs) == count


RECURRENCES = [("basic_recurrent", 1), ("gated_recurrent", 3), ("long_short_term_memory", 4)]


@pytest.mark.parametrize("biased", [False, True])
@pytest.mark.parametrize("given", [(), ("State",), ("State", "Mask")])
@pytest.mark.parametrize("name, gates", RECURRENCES)
def test_a_recurrence_and_its_input_weights_are_one_op(
    name: str, gates: int, given: tuple[str, ...], biased: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    t, n, k = 4, 2, 3
    extra = [op_cases.x(n) for _ in given]
    arrays = [op_cases.w(gates * n, k), op_cases.w(gates * n, n), *([op_cases.w(gates * n)] * biased)]

    def make(x: Node, weights: Node, w: Node, *rest: Node) -> Node:
        more = dict(zip(given, rest[biased:], strict=True))
        return recurrent(name, linear_steps(x, weights, *rest[:biased]), w, **more)

    masks = {i for i, each in enumerate(given, 3 + biased) if each == "Mask"}
    case = Case(f"{name} of inputs", make, [op_cases.x(t, k), *arrays, *extra], skips=masks)
    test_an_op_and_its_gradients(case, monkeypatch)
    trial = Trial(case, BATCH)
    names = ops_of(trial.node, trial.graph)
    assert ("recurrent_layer" in names) == ("Mask" not in given)
    assert ("linear_steps" in names) == ("Mask" in given)


# -- layers -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", layer_cases.TORCH, ids=str)
def test_a_layer_in_training(case: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = layer_cases.our_gradients(case)
    use_torch(monkeypatch, layer_cases)
    found = layer_cases.our_gradients(case)
    assert found.keys() == expected.keys()
    for name, gradient in expected.items():
        agree(found[name], gradient)


@pytest.mark.parametrize(
    "module, case",
    [(module, case) for module in (sequence_cases, array_cases) for case in module.CASES],
    ids=lambda value: getattr(value, "name", None),
)
def test_a_layer_of_arrays_or_sequences(module: Any, case: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = module.our_values(case, np.float64)
    use_torch(monkeypatch, sequence_cases)
    found = module.our_values(case, np.float64)
    assert found.keys() == expected.keys()
    for name, value in expected.items():
        agree(found[name], value)


# -- wrong data ---------------------------------------------------------------------------------------------


def run(node: Node, graph: Graph, engine: Engine, **inputs: Any) -> Any:
    graph.output("y", node)
    return engine.plan(graph, len(next(iter(inputs.values())))).run(inputs, engine.store({}))


def cross_entropy(graph: Graph, classes: int = 3) -> Node:
    return loss.cross_entropy_index(graph.input("p", (classes,)), graph.input("t", (), "integer"))


def logits(graph: Graph) -> Node:
    x = loss.softmax(graph.input("p", (3,)))
    return loss.cross_entropy_index(x, graph.input("t", (), "integer"))


def position(graph: Graph) -> Node:
    return flat_position(reshape(graph.input("t", (), "integer"), shape=(1,)), sizes=(3,))


def own_position(graph: Graph) -> Node:
    at = reshape(graph.input("t", (), "integer"), shape=(1,))
    return flat_position(at, graph.input("l", (), "integer"), sizes=(3,), ragged=(0,))


def length(graph: Graph) -> Node:
    return lengths.checked_length(graph.input("t", (), "integer"), least=2)


def agreement(graph: Graph) -> Node:
    one, two = graph.input("t", (), "integer"), graph.input("l", (), "integer")
    return lengths.agreed_length(one, two, size=9)


def alignment(graph: Graph) -> Node:
    return ctc_loss(graph.input("q", (4, 3)), graph.input("s", (2,), "integer"))


P = np.full((2, 3), 1 / 3)
WRONG = [
    (cross_entropy, {"p": P, "t": [1, 4]}),
    (cross_entropy, {"p": P, "t": [1, 0]}),
    (logits, {"p": P, "t": [-1, 2]}),
    (position, {"t": [3, 4]}),
    (position, {"t": [0, -3]}),
    (own_position, {"t": [1, 3], "l": [3, 2]}),
    (length, {"t": [2, 1]}),
    (agreement, {"t": [4, 5], "l": [4, 6]}),
    (alignment, {"q": np.full((2, 4, 3), 0.3), "s": [[1, 2], [3, 1]]}),
]


@pytest.mark.parametrize("make, inputs", WRONG)
def test_wrong_data_are_told_in_the_same_words(make: Any, inputs: dict[str, Any]) -> None:
    torch_here()
    said = []
    for device in ("", "cpu"):
        graph = Graph()
        with pytest.raises(ValueError) as caught:  # noqa: PT011 - the words are compared below
            run(make(graph), graph, Engine("float64", device), **inputs)
        said.append(str(caught.value))
    assert said[0] == said[1]


def test_a_plan_goes_on_after_wrong_data() -> None:
    torch_here()
    graph, engine = Graph(), Engine("float64", "cpu")
    graph.output("y", cross_entropy(graph))
    plan, store = engine.plan(graph, 2), engine.store({})
    with pytest.raises(DataError):
        plan.run({"p": P, "t": [1, 9]}, store)
    agree(plan.run({"p": P, "t": [1, 3]}, store)["y"], np.log(3.0) * np.ones(2))


def test_an_op_without_a_form_is_named() -> None:
    torch_here()
    graph = Graph()
    graph.output("y", Op("unheard", shape=same)(graph.input("x", (2,))))
    with pytest.raises(Misfit) as caught:
        planned("net", Engine(device="cpu"), graph, 1)
    assert caught.value.tag == "notongpu"
    assert caught.value.arguments == ("unheard", "net")


BAD_INPUTS = [
    ({}, "the input x is missing"),
    ({"x": np.zeros((2, 3))}, r"the input x has dimensions \(2, 3\), the plan expects \(2, 2\)"),
]


@pytest.mark.parametrize("inputs, text", BAD_INPUTS)
def test_inputs_that_do_not_fit(inputs: dict[str, Any], text: str) -> None:
    torch_here()
    graph, engine = Graph(), Engine(device="cpu")
    graph.output("y", graph.input("x", (2,)) + 1.0)
    with pytest.raises(ValueError, match=text):
        engine.plan(graph, 2).run(inputs, engine.store({}))


def test_arrays_that_do_not_fit() -> None:
    torch_here()
    graph, engine = Graph(), Engine(device="cpu")
    graph.output("y", graph.input("x", (2,)) + graph.parameter("w", (2,)))
    inputs = {"x": np.zeros((1, 2))}
    with pytest.raises(KeyError, match="the array w is missing"):
        engine.plan(graph, 1).run(inputs, engine.store({}))
    with pytest.raises(ValueError, match=r"dimensions \(3,\), the graph expects \(2,\)"):
        engine.plan(graph, 1).run(inputs, engine.store({"w": np.zeros(3)}))
    with pytest.raises(ValueError, match="the arrays are float64, the plan is float32"):
        engine.plan(graph, 1).run(inputs, Engine("float64", "cpu").store({"w": np.zeros(2)}))
