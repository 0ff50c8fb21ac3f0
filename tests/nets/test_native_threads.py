"""Threads of the kernels: calls side by side, and arrays that go into a program and out of it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import numpy as np
import pytest

from wlmini.nets.engines import emission
from wlmini.nets.engines.numpy import ParameterStore, gradient_key, make_plan, set_threads, threads
from wlmini.nets.engines.passage import LARGE
from wlmini.nets.engines.threads import quota
from wlmini.nets.ir import Graph
from wlmini.nets.native import calls, library
from wlmini.nets.native.calls import NativeCall, call, merged, side_by_side
from wlmini.nets.ops.elementwise import ramp, square
from wlmini.nets.ops.normalization import batch_norm_train
from wlmini.nets.ops.shape import reduce_sum

if library.lib is None:
    pytest.skip("the kernels are not compiled here", allow_module_level=True)


@pytest.fixture(autouse=True)
def several() -> Iterator[None]:
    active, before = library.active(), threads()
    library.use(True)
    set_threads(3)
    yield
    library.use(active)
    set_threads(before)


def adding(out: np.ndarray, a: np.ndarray, b: np.ndarray) -> list[NativeCall]:
    made = call("add", out, a, b, sizes=[1, 1, 1, out.size, *[0, 0, 0, 1] * 3], strided=True)
    assert made is not None
    return made


def test_what_follows_waits_for_all_threads() -> None:
    """Each stage doubles what the other thread made in the stage before."""
    size, stages = 5000, 40
    x = np.ones((2, size))
    stages_made = []
    for stage in range(stages):
        own, other = (0, 1) if stage % 2 else (1, 0)
        lists = [adding(x[own], x[own], x[other]), []]
        lists = [lists[0], adding(np.empty(size), x[other], x[other])]
        made = side_by_side(lists)
        assert made is not None
        stages_made += [made, *adding(x[other], x[own], x[own])]
    (whole,) = merged(stages_made)
    for _ in range(50):
        x[...] = 1
        whole()
        expected = np.ones(2)
        for stage in range(stages):
            own, other = (0, 1) if stage % 2 else (1, 0)
            expected[own] += expected[other]
            expected[other] = 2 * expected[own]
        assert (x == expected[:, None]).all()


def test_a_list_with_other_calls_is_left_to_python() -> None:
    x = np.ones(3)
    assert side_by_side([adding(x, x, x), [print]]) is None


def large() -> tuple[Graph, np.ndarray]:
    graph = Graph()
    graph.output("Output", ramp(graph.input("Input", (50, 60)) + graph.parameter("b", (50, 60))))
    return graph, np.random.default_rng(0).standard_normal((24, 50, 60))


@pytest.mark.parametrize("form", ["plain", "other type", "strided", "reversed"])
def test_large_arrays_go_in_and_out(form: str) -> None:
    graph, x = large()
    assert x.size > LARGE
    given = {
        "plain": x.astype(np.float32),
        "other type": x,
        "strided": np.repeat(x.astype(np.float32), 2, axis=1)[:, ::2],
        "reversed": x.astype(np.float32)[::-1],
    }[form]
    b = np.random.default_rng(1).standard_normal((50, 60)).astype(np.float32)
    plan = make_plan(graph, 24)
    store = ParameterStore({"b": b})
    first = plan.run({"Input": given}, store)["Output"]
    kept = first.copy()
    second = plan.run({"Input": 0 * given}, store)["Output"]
    assert (first == kept).all()  # the second run has an array of its own
    assert (first == np.maximum(given.astype(np.float32) + b, 0)).all()
    assert (second == np.maximum(b, 0)).all()


def test_several_python_threads_run_plans_at_once() -> None:
    graph, x = large()
    store = ParameterStore({"b": np.zeros((50, 60))})
    wrong: list[bool] = []

    def work(factor: float) -> None:
        plan = make_plan(graph, 24)
        for _ in range(30):
            result = plan.run({"Input": factor * x}, store)["Output"]
            wrong.append(not np.array_equal(result, np.maximum((factor * x).astype(np.float32), 0)))

    running = [Thread(target=work, args=(factor,)) for factor in (1.0, 2.0, 3.0)]
    for each in running:
        each.start()
    for each in running:
        each.join()
    assert len(wrong) == 90
    assert not any(wrong)


FORKED = """
import os, sys
import numpy as np
from wlmini.nets.engines.numpy import ParameterStore, make_plan, set_threads
from wlmini.nets.ir import Graph
from wlmini.nets.ops.elementwise import ramp
set_threads(3)
graph = Graph()
graph.output("Output", ramp(graph.input("Input", (500, 60))))
x = np.ones((24, 500, 60), np.float32)
def total():
    return float(make_plan(graph, 24).run({"Input": x}, ParameterStore({}))["Output"].sum())
assert total() == x.size
child = os.fork()
if child == 0:
    os._exit(0 if total() == x.size else 1)
_, status = os.waitpid(child, 0)
sys.exit(os.waitstatus_to_exitcode(status) or total() != x.size)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes do not fork here")
def test_a_forked_process_has_threads_of_its_own() -> None:
    subprocess.run([sys.executable, "-W", "ignore", "-c", FORKED], check=True, timeout=60)


def test_results_that_are_read_late_go_past_the_caches(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same numbers as otherwise, also where rows do not begin on lines of a cache."""
    found = []
    for roomy in (1 << 30, 0):
        monkeypatch.setattr(emission, "ROOMY", roomy)
        graph = Graph()
        x = graph.input("Input", (6, 37, 11))
        arrays = [graph.parameter(name, (6,)) for name in ("Scaling", "Biases")]
        y, _, _ = batch_norm_train(x, *arrays)
        graph.output("Output", y)
        graph.output("Loss", reduce_sum(square(y) * x, axes=(0, 1, 2)))
        given = {"Input": np.random.default_rng(2).standard_normal((7, 6, 37, 11)).astype(np.float32)}
        store = ParameterStore({"Scaling": np.ones(6), "Biases": np.zeros(6)}, ["Scaling"])
        wanted = {"gradients_of": ["Input", "Scaling"], "loss": [("Loss", 1.0)], "outputs": ["Output"]}
        plan = make_plan(graph, 7, mode="train", **wanted)
        results = plan.forward_backward(given, store)
        found.append([results["Output"], results[gradient_key("Input")], store.gradients["Scaling"].copy()])
    for near, far in zip(*found, strict=True):
        assert (near == far).all()


@pytest.mark.parametrize(
    "files, cores",
    [
        ({"cpu.max": "200000 100000\n"}, 2.0),
        ({"cpu.max": "max 100000\n"}, np.inf),
        ({"cpu/cpu.cfs_quota_us": "50000\n", "cpu/cpu.cfs_period_us": "100000\n"}, 0.5),
        ({"cpu/cpu.cfs_quota_us": "-1\n", "cpu/cpu.cfs_period_us": "100000\n"}, np.inf),
        ({}, np.inf),
    ],
)
def test_the_time_that_a_container_allows(tmp_path: Path, files: dict[str, str], cores: float) -> None:
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    assert quota(str(tmp_path)) == cores


def test_lists_of_different_numbers_of_threads() -> None:
    x = np.zeros((6, 700))
    whole = [side_by_side([adding(x[i], x[i], np.ones(700)) for i in range(count)]) for count in (6, 2, 5, 3)]
    for _ in range(300):
        for made in whole:
            assert made is not None
            made()
    assert (x[:, 0] == [1200, 1200, 900, 600, 600, 300]).all()


def test_where_threads_are_held_up_one_does_everything_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    x = np.zeros((2, 50))
    made = side_by_side([adding(x[i], x[i], np.ones(50)) for i in range(2)])
    assert made is not None
    found: list[int] = []

    def run(address: object, count: int, threads: int) -> int:
        """As if together took ten times as long as alone, and the threads late."""
        found.append(threads)
        time.sleep(0.001 if threads == 1 else 0.01)
        return 0 if threads == 1 else -1

    made._run = run
    monkeypatch.setattr(calls, "AWHILE", 0.02)
    while found.count(2) < 4:
        made()
    assert found[:4] == [2, 1, 2, 1]
    assert found[4:].count(1) > found[4:].count(2)
