"""What graphs are rewritten to before they are planned: fused ops, folded biases, computations made once."""

from __future__ import annotations

import numpy as np
import pytest

from wlmini.nets.engines import fusion
from wlmini.nets.engines.gradient import ancestors
from wlmini.nets.engines.numpy import ParameterStore, make_plan
from wlmini.nets.ir import Graph, Node, constant
from wlmini.nets.ops import elementwise as el
from wlmini.nets.ops import loss, pooling, shape
from wlmini.nets.ops.linear import linear
from wlmini.nets.ops.normalization import batch_norm_test, batch_norm_train

from .test_engine import plan_of


def names(node: Node) -> list[str]:
    return [each.op.name for each in ancestors([fusion.rewrite([node])[node]]) if each.inputs]


def test_patterns_are_rewritten() -> None:
    graph = Graph()
    x, t = graph.input("x", (2, 4)), graph.input("t", (2,), "integer")
    q = graph.input("q", (2, 4))
    pool = {"kernel": (2,), "stride": 2}
    assert names(loss.cross_entropy_index(loss.softmax(x), t)) == ["softmax_cross_entropy_index"]
    assert "log_softmax" in names(loss.cross_entropy_probabilities(loss.softmax(x), q))
    assert "softplus" in names(loss.binary_negative_log(el.sigmoid(x), q))
    assert names(pooling.pool_max(el.ramp(x), **pool)) == ["pool_max", "ramp"]
    # and where a pattern does not hold, nothing happens
    assert names(loss.cross_entropy_index(loss.softmax(x, axis=0), t)) == ["softmax", "cross_entropy_index"]
    assert names(pooling.pool_max(el.ramp(x), padding=1, **pool)) == ["ramp", "pool_max"]
    assert names(pooling.pool_mean(el.ramp(x), **pool)) == ["ramp", "pool_mean"]
    shared = el.ramp(x)
    assert names(shared + pooling.pool_max(shared, kernel=(1,))) == ["ramp", "pool_max", "add"]


def test_biases_before_a_batch_normalization_go_into_its_mean() -> None:
    graph = Graph()
    x = linear(graph.input("x", (3,)), graph.parameter("w", (2, 3)), graph.parameter("b", (2,)))
    y, mean, _ = batch_norm_train(x, graph.parameter("s", (2,)), graph.parameter("c", (2,)))
    graph.output("y", y)
    graph.output("mean", mean)
    plan = make_plan(graph, 4, mode="train", dtype=np.float64)
    (product,) = (node for node in ancestors(plan.outputs.values()) if node.op.name == "linear")
    assert len(product.inputs) == 2
    rng = np.random.default_rng(0)
    arrays = {"w": rng.standard_normal((2, 3)), "b": [5.0, -5.0], "s": [1.0, 2.0], "c": [0.0, 1.0]}
    given = rng.standard_normal((4, 3))
    found = plan.run({"x": given}, ParameterStore(arrays, dtype=np.float64))
    before = given @ arrays["w"].T + arrays["b"]
    expected = (before - before.mean(0)) / np.sqrt(before.var(0) + 0.001) * arrays["s"] + arrays["c"]
    np.testing.assert_allclose(found["y"], expected, rtol=1e-10)
    np.testing.assert_allclose(found["mean"][0], before.mean(0), rtol=1e-12)


def folded(batch: int) -> tuple[list[str], np.ndarray, np.ndarray]:
    """A linear layer and a normalisation with fixed statistics: ops in use, result, and what it should be."""
    graph, rng = Graph(), np.random.default_rng(0)
    x = linear(graph.input("x", (3,)), graph.parameter("w", (2, 3)), graph.parameter("b", (2,)))
    y = batch_norm_test(x, *(graph.parameter(name, (2,)) for name in "scmv"))
    plan = plan_of(y, graph, batch, dtype=np.float64)
    arrays = {name: rng.uniform(0.5, 2, graph.parameters[name].shape) for name in "wbscmv"}
    given = rng.standard_normal((batch, 3))
    before = given @ arrays["w"].T + arrays["b"]
    expected = (before - arrays["m"]) / np.sqrt(arrays["v"] + 0.001) * arrays["s"] + arrays["c"]
    found = plan.run({"x": given}, ParameterStore(arrays, dtype=np.float64))["Output"]
    return [each.op.name for each in ancestors(plan.outputs.values())], found, expected


@pytest.mark.parametrize("batch, folds", [(1, False), (3, True)])
def test_fixed_normalization_goes_into_weights_that_are_few(batch: int, folds: bool) -> None:
    names, found, expected = folded(batch)
    assert ("channel_affine" not in names) == folds
    np.testing.assert_allclose(found, expected, rtol=1e-12)


def test_what_others_read_is_not_folded() -> None:
    graph = Graph()
    x = linear(graph.input("x", (3,)), graph.parameter("w", (2, 3)))
    y = batch_norm_test(x, *(graph.parameter(name, (2,)) for name in "scmv"))
    plan = plan_of(y + x, graph, 8)
    assert "channel_affine" in [each.op.name for each in ancestors(plan.outputs.values())]


@pytest.mark.parametrize("number, left", [(1.0, []), (2.0, ["multiply"])])
def test_a_product_with_one_number_makes_no_array_of_it(number: float, left: list[str]) -> None:
    x = Graph().input("x", (3,))
    for made in (repeated(number) * x, x * repeated(number)):
        node = fusion.share([made])[made]
        assert [each.op.name for each in ancestors([node]) if each.inputs] == left
    both = repeated(number) * repeated(3.0)  # neither has the values of examples: nothing can go
    assert "broadcast_to" in [each.op.name for each in ancestors([fusion.share([both])[both]])]


def repeated(number: float) -> Node:
    return shape.broadcast_to(constant(number), shape=(3,), batch=True)


def test_equal_computations_are_made_once() -> None:
    graph = Graph()
    x = graph.input("x", (3,))
    plan = plan_of(el.tanh(x) + el.tanh(x), graph)
    assert sum(node.op.name == "tanh" for node in ancestors(plan.outputs.values())) == 1
