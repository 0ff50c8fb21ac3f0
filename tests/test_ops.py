"""Derived from the declarations of ops: finite differences, both precisions, any batch and threads."""

from __future__ import annotations

import numpy as np
import pytest

from wlmini.nets.engines import threads
from wlmini.nets.engines.gradient import ancestors
from wlmini.nets.engines.numpy import ParameterStore, make_plan
from wlmini.nets.ir import Graph, declared_ops

from .nets.op_cases import Case, Trial
from .nets.op_tables import CASES


@pytest.mark.parametrize("case", CASES, ids=str)
@pytest.mark.parametrize("batch", [1, 3])
def test_gradients_are_those_of_finite_differences(case: Case, batch: int) -> None:
    trial = Trial(case, batch)
    found = trial.gradients()
    for index in trial.differentiable():
        expected = trial.differences(index)
        np.testing.assert_allclose(
            found[index], expected, rtol=2e-5, atol=2e-7, err_msg=f"operand {index + 1}"
        )


def test_every_op_with_a_gradient_has_a_case() -> None:
    reached = {node.op.name for case in CASES for node in ancestors([Trial(case, 2).node])}
    missing = {name for name, op in declared_ops().items() if op.vjp is not None and name not in reached}
    own_rule = {"_real", "reverse_gradient"}  # whose gradient is not that of the value, on purpose
    assert missing <= own_rule, "ops that no case of tests/nets/op_tables.py calls"


@pytest.mark.parametrize("case", CASES, ids=str)
def test_single_precision_agrees_with_double(case: Case) -> None:
    single, double = Trial(case, 2, np.float32), Trial(case, 2, np.float64)
    assert single.run()["Output"].dtype == np.float32
    np.testing.assert_allclose(single.run()["Output"], double.run()["Output"], rtol=2e-4, atol=2e-5)
    expected = double.gradients()
    for index, gradient in single.gradients().items():
        scale = np.abs(expected[index]).max() + 1e-3
        np.testing.assert_allclose(gradient, expected[index], atol=3e-4 * scale)


@pytest.mark.parametrize("case", [c for c in CASES if c.mode == "test"], ids=str)
def test_an_example_does_not_depend_on_its_batch(case: Case) -> None:
    trial = Trial(case, 3, np.float64)
    if not trial.node.batched:
        pytest.skip("a value of the whole batch")
    together = trial.run()["Output"]
    one = Trial(case, 1, np.float64)
    for k in range(3):
        for i, operand in enumerate(case.operands):
            one.values[i] = trial.values[i][k : k + 1] if operand.batched else trial.values[i]
        np.testing.assert_allclose(one.run()["Output"][0], together[k], rtol=1e-12, atol=1e-14)


def cut_small_arrays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Arrays of a few elements are worth threads."""
    from wlmini.nets.engines import emission, schedule

    for module, name in ((schedule, "PIECE"), (schedule, "HANDOVER"), (emission, "HANDOVER")):
        monkeypatch.setattr(module, name, 20)


@pytest.mark.parametrize(
    "name",
    [
        "convolution 2D", "linear wide", "batch_norm_train", "pool_max 2D", "linear_steps",
        "long_short_term_memory State CellState 4", "attention causal", "attention masked", "ctc",
    ],
)  # fmt: skip
def test_results_do_not_depend_on_the_number_of_threads(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    cut_small_arrays(monkeypatch)
    case = next(c for c in CASES if c.name == name)
    size = threads.pool().size
    results = []
    for count in (1, 2, 3):
        threads.set_threads(count)
        trial = Trial(case, 4, np.float32)
        results.append([trial.run()["Output"], *trial.gradients().values()])
    threads.set_threads(size)
    for other in results[1:]:
        for a, b in zip(results[0], other, strict=True):
            assert a.tobytes() == b.tobytes()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_rows_cut_apart_give_what_the_whole_gives(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    def everything() -> list[np.ndarray]:
        trial = Trial(case, 4)
        return [trial.run()["Output"], *trial.gradients().values()]

    whole = everything()
    cut_small_arrays(monkeypatch)
    for a, b in zip(whole, everything(), strict=True):
        np.testing.assert_allclose(b, a, rtol=1e-9, atol=1e-12)


def test_unbatched_operands_are_checked() -> None:
    graph = Graph()
    vector = graph.input("Input", (3,))
    matrix = graph.input("Other", (2, 3))
    with pytest.raises(ValueError, match="must not depend on the example"):
        declared_ops()["linear"](vector, matrix)


BAD_SHAPES = [
    ("linear", [(4,), (3, 5)], {}, "do not fit an input vector"),
    ("linear", [(4,), (3, 4), (2,)], {}, "biases"),
    ("matmul", [(2, 3), (2, 3)], {}, "no matrix product"),
    ("add", [(2,), (3,)], {}, "do not fit elementwise"),
    ("reshape", [(2, 3)], {"shape": (4,)}, "6 elements"),
    ("transpose", [(2, 3)], {"axes": (0, 0)}, "permutation"),
    ("concat", [(2, 3), (3, 3)], {"axis": 1}, "do not join"),
    ("take", [(4,)], {"axis": 0, "start": 2, "stop": 5}, "positions 3 to 5"),
    ("convolution", [(1, 4, 4), (2, 1, 5, 5)], {}, "does not fit an input of spatial"),
    ("convolution", [(3, 4, 4), (2, 2, 1, 1)], {}, "3 channels"),
    ("convolution", [(3, 4), (2, 3, 1, 1)], {}, "do not convolve"),
    ("pool_max", [(1, 2, 2)], {"kernel": (3, 3)}, "larger than the input"),
    ("cross_entropy_index", [(3,), (2,)], {}, "targets"),
    ("softmax", [(3,)], {"axis": 1}, "no level 2"),
    ("channel_mean", [()], {}, "no channel level"),
]


@pytest.mark.parametrize("name, shapes, attrs, text", BAD_SHAPES)
def test_shape_rules_say_what_does_not_fit(name: str, shapes: list, attrs: dict, text: str) -> None:
    graph = Graph()
    op = declared_ops()[name]
    nodes = [
        graph.parameter((i,), s) if i in op.unbatched else graph.input(str(i), s)
        for i, s in enumerate(shapes)
    ]
    with pytest.raises(ValueError, match=text):
        op(*nodes, **attrs)


@pytest.mark.parametrize("index", [0, 4, -1])
def test_a_class_index_out_of_range_is_refused(index: int) -> None:
    graph = Graph()
    p, t = graph.input("p", (3,)), graph.input("t", (), "integer")
    graph.output("Loss", declared_ops()["cross_entropy_index"](p, t))
    plan = make_plan(graph, 2)
    with pytest.raises(ValueError, match=f"class index {index} is not between 1 and 3"):
        plan.run({"p": np.full((2, 3), 1 / 3), "t": np.array([1, index])}, ParameterStore({}))
