"""The NumPy engine: plans, memory that is used again, updates, threads, and what bad input gets."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from wlmini.nets.engines import threads
from wlmini.nets.engines.buffers import Arena
from wlmini.nets.engines.gradient import NoGradientError
from wlmini.nets.engines.numpy import ParameterStore, gradient_key, make_plan
from wlmini.nets.engines.placement import Placement
from wlmini.nets.ir import Graph, Node, ShapeError
from wlmini.nets.ops import elementwise as el
from wlmini.nets.ops import loss, pooling, shape
from wlmini.nets.ops.convolution import convolution
from wlmini.nets.ops.linear import linear
from wlmini.nets.ops.normalization import batch_norm_train, channel_mean
from wlmini.nets.ops.randomness import dropout

from . import small_net

NOTHING = ParameterStore({})


def plan_of(node: Node, graph: Graph, batch: int = 2, **options: Any) -> Any:
    graph.output("Output", node)
    return make_plan(graph, batch, **options)


# Memory


def random_graph(seed: int) -> tuple[Graph, list[Node]]:
    """A graph of row-wise, cut and whole ops in which intermediate values die early, late, or are shared."""
    rng = np.random.default_rng(seed)
    graph = Graph()
    nodes: list[Node] = [graph.input("a", (4, 6)), graph.input("b", (4, 6)), graph.parameter("w", (4, 6))]
    unary = [el.ramp, el.sigmoid, el.tanh, el.square, loss.softmax, _turned, _pooled, _centred]
    binary = [el.add, el.multiply, el.subtract, el.maximum]
    for _ in range(14):
        picked = [nodes[i] for i in rng.integers(max(0, len(nodes) - 5), len(nodes), 2)]
        kind = rng.integers(0, 12)
        nodes.append(unary[kind](picked[0]) if kind < len(unary) else binary[kind - 8](*picked))
    return graph, nodes


def _turned(x: Node) -> Node:
    return shape.reshape(shape.transpose(x, axes=(1, 0)), shape=(4, 6))


def _pooled(x: Node) -> Node:
    return pooling.pool_max(shape.pad(x, widths=((0, 0), (1, 1))), kernel=(3,))


def _centred(x: Node) -> Node:
    return x - shape.reshape(shape.reduce_mean(x, axes=(1,)), shape=(4, 1))


@pytest.mark.parametrize("seed", range(25))
def test_memory_that_is_used_again_does_not_change_values(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wlmini.nets.engines.schedule.PIECE", 50)
    graph, nodes = random_graph(seed)
    rng = np.random.default_rng(100 + seed)
    inputs = {"a": rng.standard_normal((3, 4, 6)), "b": rng.standard_normal((3, 4, 6))}
    store = ParameterStore({"w": rng.standard_normal((4, 6))}, ["w"], np.float64)
    graph.output("last", nodes[-1])
    graph.output("loss", shape.reduce_sum(nodes[-1], axes=(0, 1)))
    options: dict[str, Any] = {"dtype": np.float64, "gradients_of": ["w", "a"], "loss": [("loss", 1.0)]}
    lean = make_plan(graph, 3, outputs=["last"], **options)
    first = lean.forward_backward(inputs, store)
    gradient = store.gradient.copy()
    second = lean.forward_backward(inputs, store)
    for number, node in enumerate(nodes):
        graph.output(f"kept {number}", node)  # whatever is an output keeps memory of its own
    monkeypatch.setattr(Placement, "replaceable", lambda *_: [])
    monkeypatch.setattr(Arena, "give", lambda *_: None)
    plain = make_plan(graph, 3, **options).forward_backward(inputs, store)
    for name in ("last", gradient_key("a")):
        assert first[name].tobytes() == second[name].tobytes()
        np.testing.assert_allclose(first[name], plain[name], rtol=1e-12, atol=1e-300)
    np.testing.assert_allclose(gradient, store.gradient, rtol=1e-12, atol=1e-300)


def test_results_are_copies() -> None:
    graph = Graph()
    plan = plan_of(el.ramp(graph.input("x", (3,))), graph)
    first = plan.run({"x": np.ones((2, 3))}, NOTHING)["Output"]
    plan.run({"x": np.zeros((2, 3))}, NOTHING)
    assert first.tolist() == [[1, 1, 1], [1, 1, 1]]


def test_a_plan_serves_one_store_after_the_other() -> None:
    graph = Graph()
    plan = plan_of(graph.input("x", (2,)) * graph.parameter("w", (2,)), graph, batch=1)
    for value in (2.0, 3.0):
        store = ParameterStore({"w": np.full(2, value)})
        assert plan.run({"x": [[1.0, 10.0]]}, store)["Output"].tolist() == [[value, 10 * value]]


def test_a_value_that_does_not_depend_on_the_example_is_repeated() -> None:
    graph = Graph()
    plan = plan_of(graph.parameter("w", (2,)) * 2.0, graph, batch=3)
    found = plan.run({}, ParameterStore({"w": [1.0, 2.0]}))["Output"]
    assert found.tolist() == [[2.0, 4.0]] * 3


# Training


def test_updates_are_made_by_training_steps_only() -> None:
    x, t = small_net.batches()[0]
    inputs, store = {"Input": x, "Target": t}, small_net.store()
    plan = make_plan(small_net.graph(training=True), small_net.BATCH, mode="train", dtype=np.float64)
    trained = plan.run(inputs, store)["Output"]
    assert store["2.MovingMean"].tolist() == [0.0] * 4
    np.testing.assert_allclose(plan.forward_backward(inputs, store)["Output"], trained, rtol=1e-12)
    kernel, biases = store["1.Weights"], store["1.Biases"]
    windows = np.lib.stride_tricks.sliding_window_view(x, (3, 3), axis=(2, 3))
    before = np.einsum("ncxykl,ockl->onxy", windows, kernel) + biases[:, None, None, None]
    np.testing.assert_allclose(store["2.MovingMean"], 0.1 * before.mean((1, 2, 3)), rtol=1e-10)
    np.testing.assert_allclose(store["2.MovingVariance"], 0.9 + 0.1 * before.var((1, 2, 3)), rtol=1e-10)


def test_a_plan_for_evaluation_refuses_ops_for_training() -> None:
    with pytest.raises(ValueError, match="channel_mean is for training"):
        make_plan(small_net.graph(training=True), 2)
    graph = Graph()
    graph.output("Output", dropout(graph.input("x", (3,))))
    with pytest.raises(ValueError, match="random_keep is for training"):
        make_plan(graph, 2)


def test_evaluation_uses_the_moving_statistics_alone() -> None:
    graph = small_net.graph(training=False)
    x, t = small_net.batches()[0]
    store = small_net.store()
    together = make_plan(graph, small_net.BATCH, dtype=np.float64).run({"Input": x, "Target": t}, store)
    alone = make_plan(graph, 1, dtype=np.float64).run({"Input": x[:1], "Target": t[:1]}, store)
    np.testing.assert_allclose(alone["Output"][0], together["Output"][0], rtol=1e-12)


def test_training_lowers_the_loss_and_repeats_itself() -> None:
    first, losses = small_net.train("ADAM", np.float32)
    second, _ = small_net.train("ADAM", np.float32)
    assert losses[-1] != losses[0]
    assert first.vector.tobytes() == second.vector.tobytes()


def test_the_last_batch_may_be_smaller() -> None:
    graph = small_net.graph(training=True)
    x, t = small_net.batches()[0]
    store = small_net.store()
    options: dict[str, Any] = {"mode": "train", "dtype": np.float64, "gradients_of": ["5.Weights"]}
    for size in (small_net.BATCH, 1, 4):
        plan = make_plan(graph, size, loss=[("Loss", 1.0)], **options)
        assert plan.forward_backward({"Input": x[:size], "Target": t[:size]}, store)["Loss"].shape == (size,)
        assert np.isfinite(store.gradient).all()


def test_the_gradient_is_that_of_the_batch_mean_of_weighted_losses() -> None:
    graph = Graph()
    x, w = graph.input("x", (2,)), graph.parameter("w", (2,))
    graph.output("sum", x * w)
    graph.output("scalar", shape.reduce_sum(x * x * w, axes=(0,)))
    plan = make_plan(graph, 2, gradients_of=["w", "x"], loss=[("sum", 2.0), ("scalar", 1.0)])
    store = ParameterStore({"w": [1.0, 1.0]}, ["w"])
    given = np.array([[1.0, 2.0], [3.0, 4.0]])
    found = plan.forward_backward({"x": given}, store)
    assert store.gradients["w"].tolist() == (2 * given.mean(0) + (given**2).mean(0)).tolist()
    assert found[gradient_key("x")].tolist() == ((2 + 2 * given) / 2).tolist()


def test_what_no_loss_depends_on_has_gradient_zero() -> None:
    graph = Graph()
    graph.output("Loss", shape.reduce_sum(graph.input("x", (2,)) * graph.parameter("w", (2,)), axes=(0,)))
    graph.parameter("idle", (3,))
    store = ParameterStore({"w": [1.0, 1.0], "idle": [1.0] * 3}, ["w", "idle"])
    store.gradient.fill(7)
    plan = make_plan(graph, 1, gradients_of=["w", "idle"], loss=[("Loss", 1.0)])
    plan.forward_backward({"x": [[5.0, 6.0]]}, store)
    assert store.gradients["idle"].tolist() == [0, 0, 0]
    assert store.gradients["w"].tolist() == [5, 6]


def test_a_shared_array_gets_the_sum_of_its_gradients() -> None:
    graph = Graph()
    x, w = graph.input("x", (2,)), graph.parameter("w", (2, 2))
    graph.output("Loss", shape.reduce_sum(linear(linear(x, w), w), axes=(0,)))
    store = ParameterStore({"w": np.array([[1.0, 2.0], [3.0, 4.0]])}, ["w"], np.float64)
    make_plan(graph, 1, dtype=np.float64, gradients_of=["w"], loss=[("Loss", 1.0)]).forward_backward(
        {"x": [[1.0, 1.0]]}, store
    )
    # d/dw of 1.w.w.x is 1 (w.x)^T + (w^T.1) x^T
    assert store.gradients["w"].tolist() == [[3.0 + 4.0, 7.0 + 4.0], [3.0 + 6.0, 7.0 + 6.0]]


def test_an_op_without_gradient_is_named() -> None:
    graph = Graph()
    x = graph.input("x", (2,))
    graph.output("Loss", shape.reduce_sum(channel_mean(x) * x, axes=(0,)))
    with pytest.raises(NoGradientError, match="channel_mean has no gradient"):
        make_plan(graph, 2, mode="train", gradients_of=["x"], loss=[("Loss", 1.0)])


# Random numbers and threads


def test_dropout_follows_the_generator_of_the_run() -> None:
    graph = Graph()
    plan = plan_of(dropout(graph.input("x", (1000,)), rate=0.25), graph, batch=4, mode="train")
    ones = np.ones((4, 1000))

    def draw(seed: int) -> np.ndarray:
        return plan.run({"x": ones}, NOTHING, np.random.default_rng(seed))["Output"]

    assert draw(1).tobytes() == draw(1).tobytes()
    assert draw(1).tobytes() != draw(2).tobytes()
    np.testing.assert_allclose(np.unique(draw(1)), [0, 1 / 0.75], rtol=1e-6)
    assert abs((draw(1) == 0).mean() - 0.25) < 0.03  # 4000 draws: standard deviation 0.007


def test_two_dropouts_draw_apart() -> None:
    graph = Graph()
    x = graph.input("x", (50,))
    plan = plan_of(dropout(x) - dropout(x), graph, mode="train")
    assert np.any(plan.run({"x": np.ones((2, 50))}, NOTHING)["Output"])


def big_step(count: int) -> bytes:
    """One training step of a net large enough to be cut into pieces."""
    size = threads.pool().size
    threads.set_threads(count)
    try:
        graph, rng = Graph(), np.random.default_rng(0)
        w = graph.parameter("w", (12, 3, 5, 5))
        x = convolution(graph.input("x", (3, 24, 24)), w, graph.parameter("b", (12,)))
        x, mean, _ = batch_norm_train(x, graph.parameter("s", (12,)), graph.parameter("c", (12,)))
        x = shape.flatten(pooling.pool_max(el.ramp(x), kernel=(2, 2), stride=2))
        graph.output(
            "Loss",
            loss.cross_entropy_index(
                loss.softmax(linear(x, graph.parameter("v", (10, 1200)))), graph.input("t", (), "integer")
            ),
        )
        graph.update("c", mean)
        names = ["w", "b", "s", "c", "v"]
        arrays = {name: rng.standard_normal(graph.parameters[name].shape) for name in names}
        store = ParameterStore(arrays, names)
        plan = make_plan(graph, 32, mode="train", gradients_of=[*names, "x"], loss=[("Loss", 1.0)])
        found = plan.forward_backward(
            {"x": rng.standard_normal((32, 3, 24, 24)), "t": rng.integers(1, 11, 32)}, store
        )
        return b"".join(
            [*(each.tobytes() for each in found.values()), store.gradient.tobytes(), store["c"].tobytes()]
        )
    finally:
        threads.set_threads(size)


def test_a_training_step_does_not_depend_on_the_number_of_threads() -> None:
    assert big_step(1) == big_step(2) == big_step(5)


def test_a_failure_in_a_thread_is_raised_and_the_pool_lives_on() -> None:
    pool = threads.Pool(2)

    def fail() -> None:
        raise OverflowError("in a thread")

    for lists in ([[lambda: None], [fail]], [[fail], [lambda: None]]):
        with pytest.raises(OverflowError, match="in a thread"):
            pool.run(lists)
    done: list[int] = []
    pool.run([[lambda: done.append(1)], [lambda: done.append(2)]])
    assert sorted(done) == [1, 2]
    pool.close()


def test_the_number_of_threads_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WLMINI_THREADS", "3")
    assert threads.available() == 3
    monkeypatch.setenv("WLMINI_THREADS", "none")
    assert threads.available() >= 1


# Extreme values


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_certain_wrong_answer_has_a_finite_loss_and_a_gradient(dtype: Any) -> None:
    graph = Graph()
    x, t = graph.input("x", (2,)), graph.input("t", (), "integer")
    graph.output("Output", loss.softmax(x))
    graph.output("Loss", loss.cross_entropy_index(graph.outputs["Output"], t))
    plan = make_plan(graph, 1, dtype=dtype, gradients_of=["x"], loss=[("Loss", 1.0)])
    found = plan.forward_backward({"x": [[5000.0, -5000.0]], "t": [2]}, ParameterStore({}, dtype=dtype))
    assert found["Loss"].tolist() == [10000.0]
    assert found[gradient_key("x")].tolist() == [[1.0, -1.0]]
    assert found["Output"][0, 0] == 1.0
    assert found["Output"][0, 1] < 1e-30


def test_a_probability_of_zero_has_a_finite_loss() -> None:
    graph = Graph()
    p, t = graph.input("p", (2,)), graph.input("t", (), "integer")
    graph.output("Loss", loss.cross_entropy_index(p, t))
    plan = make_plan(graph, 1, gradients_of=["p"], loss=[("Loss", 1.0)])
    found = plan.forward_backward({"p": [[0.0, 1.0]], "t": [1]}, NOTHING)
    assert np.isfinite(found["Loss"]).all()
    assert np.isfinite(found[gradient_key("p")]).all()


@pytest.mark.parametrize(
    "function", [el.sigmoid, el.softplus, el.tanh, el.FUNCTIONS["elu"], el.FUNCTIONS["mish"]]
)
def test_large_arguments_do_not_overflow(function: Any) -> None:
    graph = Graph()
    x = graph.input("x", (2,))
    graph.output("Loss", function(x))
    plan = make_plan(graph, 1, gradients_of=["x"], loss=[("Loss", 1.0)])
    found = plan.forward_backward({"x": [[-1e4, 1e4]]}, NOTHING)
    assert np.isfinite(found["Loss"]).all()
    assert np.isfinite(found[gradient_key("x")]).all()


def test_not_a_number_stays_visible() -> None:
    graph = Graph()
    x = graph.input("x", (1, 4))
    graph.output("ramp", el.ramp(x))
    graph.output("pool", pooling.pool_max(x, kernel=(2,)))
    graph.output("softmax", loss.softmax(x))
    found = make_plan(graph, 1).run({"x": [[[np.nan, 1.0, 2.0, 3.0]]]}, NOTHING)
    assert all(np.isnan(each).any() for each in found.values())


def test_a_softmax_never_makes_subnormal_numbers() -> None:
    graph = Graph()
    plan = plan_of(loss.softmax(graph.input("x", (3,))), graph, batch=1)
    found = plan.run({"x": [[0.0, -95.0, -1000.0]]}, NOTHING)["Output"][0]
    assert found[1] >= np.finfo(np.float32).tiny
    assert found[2] >= np.finfo(np.float32).tiny


def test_a_negative_variance_gives_no_number_and_no_warning() -> None:
    store = small_net.store()
    store.restore({"2.MovingVariance": np.full(4, -1.0)})
    x, t = small_net.batches()[0]
    plan = make_plan(small_net.graph(training=False), small_net.BATCH, dtype=np.float64)
    assert np.isnan(plan.run({"Input": x, "Target": t}, store)["Output"]).all()


# Bad input


def test_bad_input_is_refused_with_what_was_expected() -> None:
    graph = Graph()
    plan = plan_of(graph.input("x", (3,)) * graph.parameter("w", (3,)), graph)
    store = ParameterStore({"w": [1.0, 2.0, 3.0]})
    with pytest.raises(ValueError, match="a batch has at least one example, not 0"):
        make_plan(graph, 0)
    with pytest.raises(ValueError, match='the mode is "test" or "train"'):
        make_plan(graph, 1, mode="Test")
    with pytest.raises(ValueError, match="the input x is missing"):
        plan.run({}, store)
    with pytest.raises(ValueError, match=r"the input x has dimensions \(2, 4\), the plan expects \(2, 3\)"):
        plan.run({"x": np.ones((2, 4))}, store)
    with pytest.raises(KeyError, match="the array w is missing"):
        plan.run({"x": np.ones((2, 3))}, NOTHING)
    with pytest.raises(ValueError, match=r"the array w has dimensions \(2,\), the graph expects \(3,\)"):
        plan.run({"x": np.ones((2, 3))}, ParameterStore({"w": [1.0, 2.0]}))
    with pytest.raises(ValueError, match="the arrays are float64, the plan is float32"):
        plan.run({"x": np.ones((2, 3))}, ParameterStore({"w": [1.0, 2.0, 3.0]}, dtype=np.float64))


def test_graphs_check_arrays_and_updates() -> None:
    graph = Graph()
    w = graph.parameter("w", (3,))
    assert graph.parameter("w", (3,)) is w
    with pytest.raises(ShapeError, match="dimensions"):
        graph.parameter("w", (2,))
    with pytest.raises(ShapeError, match="cannot be updated"):
        graph.update("w", graph.input("x", (3,)))
    with pytest.raises(ShapeError, match="at least 1"):
        graph.input("empty", (3, 0))


# The store


def test_the_store_holds_trainable_arrays_in_one_vector() -> None:
    store = ParameterStore({"a": np.ones((2, 3)), "b": [1.0, 2.0], "c": [9.0]}, ["a", "b"])
    assert store.vector.dtype == np.float32
    assert len(store) == 3
    assert set(store.trainable) == {"a", "b"}
    store.vector += 1
    assert store["a"].tolist() == [[2.0] * 3] * 2
    assert store["b"].tolist() == [2.0, 3.0]
    assert store["c"].tolist() == [9.0]
    kept = store.copies()
    store["b"][...] = 0
    store.restore(kept)
    assert store["b"].tolist() == [2.0, 3.0]


def test_numbers_by_array_become_a_vector() -> None:
    store = ParameterStore({"a": np.ones((2, 3)), "b": [1.0, 2.0]}, ["a", "b"])
    assert store.spread({"a": 1.0}) is None
    vector = store.spread({"b": 0.5})
    assert vector is not None
    assert vector[store.spans["a"]].tolist() == [1.0] * 6
    assert vector[store.spans["b"]].tolist() == [0.5] * 2
