"""Compiled kernels against their NumPy twins: the same graphs run both ways, in both precisions."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from wlmini.nets.engines.numpy import ParameterStore
from wlmini.nets.native import calls, library, panels, strided
from wlmini.nets.optimizers import METHODS, Optimizer

from .op_cases import Case, Trial
from .op_tables import CASES

if library.lib is None:
    pytest.skip("the kernels are not compiled here", allow_module_level=True)


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    before = library.active()
    yield
    library.use(before)


def both(case: Case, batch: int, dtype: type) -> list[list[np.ndarray]]:
    """The result and the gradients of a case with compiled kernels and with NumPy."""
    found = []
    for wanted in (True, False):
        library.use(wanted)
        trial = Trial(case, batch, dtype)
        found.append([trial.run()["Output"], *trial.gradients().values()])
    return found


@pytest.mark.parametrize("dtype, tolerance", [(np.float32, 5e-6), (np.float64, 1e-13)])
@pytest.mark.parametrize("batch", [1, 70])
@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_kernel_computes_what_its_twin_does(case: Case, batch: int, dtype: type, tolerance: float) -> None:
    for compiled, plain in zip(*both(case, batch, dtype), strict=True):
        scale = max(1.0, float(np.abs(plain).max()))
        np.testing.assert_allclose(compiled, plain, rtol=0, atol=tolerance * scale)


def test_large_results_come_out_with_the_batch_first() -> None:
    library.use(True)
    for shape in ((1, 30000), (37, 501), (64, 5, 7, 80)):
        x = np.arange(np.prod(shape), dtype=np.float32).reshape(*shape[1:], shape[0])
        out = strided.brought_first(np.moveaxis(x, -1, 0))
        assert out is not None
        assert out.flags.c_contiguous
        assert (out == np.moveaxis(x, -1, 0)).all()
    assert strided.brought_first(np.zeros((3, 4))) is None


def test_every_kernel_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    library.use(True)
    found, called = calls._find, set()

    def find(name: str) -> int:
        called.add(name)
        return found(name)

    monkeypatch.setattr(calls, "_find", find)
    for dtype in (np.float32, np.float64):
        for case in CASES:
            Trial(case, 64, dtype).gradients()
        for method in METHODS:
            Optimizer(ParameterStore({"w": [1.0]}, ["w"], dtype), method)
        strided.brought_first(np.zeros((3, 2), dtype).T)
    table = (Path(calls.__file__).parent / "names.h").read_text()
    unused = set() if library.level_name in panels.LIMITS else {"matrix_product"}
    if library.level_name == "portable C":
        unused |= {"pack_windows", "convolve", "window_gradient"}
        unused |= {"pack_winograd", "winograd", "winograd_gradient"}
    names = set(re.findall(r"BOTH\((\w+)\)", table)) - unused
    kernels = {f"{name}_{kind}" for name in names for kind in ("f32", "f64")}
    assert kernels <= called
    assert all(found(name) for name in kernels)


POINTWISE = {
    "erf": math.erf, "exp": math.exp, "sigmoid": lambda x: 1 / (1 + math.exp(-x)), "tanh": math.tanh,
    "gelu": lambda x: x * (0.5 + 0.5 * math.erf(x * math.sqrt(0.5))),
}  # fmt: skip


@pytest.mark.parametrize("name", POINTWISE)
@pytest.mark.parametrize("dtype, error", [(np.float32, 3e-7), (np.float64, 1e-15)])
def test_functions_are_right_to_the_last_digits(name: str, dtype: type, error: float) -> None:
    """The error is absolute up to 1 and relative beyond."""
    library.use(True)
    x = np.concatenate([np.linspace(-20, 20, 40001), np.linspace(-1e-3, 1e-3, 2001)]).astype(dtype)
    out = np.empty_like(x)
    made = calls.call(name, out, x, sizes=[x.size, 1])
    assert made
    made[0]()
    exact = np.array([POINTWISE[name](float(each)) for each in x])
    assert (np.abs(out - exact) / np.maximum(1, np.abs(exact))).max() < error


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name, limits", [
    ("erf", [-1, 1]), ("exp", [0, np.inf]), ("sigmoid", [0, 1]), ("tanh", [-1, 1]), ("gelu", [0, np.inf]),
    ("ramp", [0, np.inf]),
])  # fmt: skip
def test_functions_have_limits_and_keep_what_is_no_number(name: str, limits: list, dtype: type) -> None:
    library.use(True)
    x = np.array([-1e30, 1e30, np.nan] if name == "gelu" else [-np.inf, np.inf, np.nan], dtype)
    out = np.empty_like(x)
    made = calls.call(name, out, x, sizes=[x.size, 1])
    assert made
    made[0]()
    if name == "gelu":
        assert abs(out[0]) < 1e-20
        assert out[1] == x[1]
    else:
        assert np.abs(out[0] - limits[0]) < 1e-30
        assert out[1] == limits[1]
    assert np.isnan(out[2])


def test_runs_of_calls_are_merged_in_their_order() -> None:
    library.use(True)
    x, y, done = np.ones(3), np.full(3, 2.0), []

    def multiplied(out: np.ndarray, a: np.ndarray, b: np.ndarray) -> list:
        return strided.broadcast("multiply", out, a, b) or []

    run = calls.merged([
        *multiplied(x, x, y), *multiplied(x, x, x), lambda: done.append(x.tolist()), *multiplied(y, x, x),
    ])  # fmt: skip
    assert [isinstance(each, calls.NativeCall) for each in run] == [True, False, True]
    for each in run:
        each()
    assert done == [[4.0] * 3]
    assert y.tolist() == [16.0] * 3


def test_what_a_kernel_refuses_is_explained_by_the_call_that_knows() -> None:
    library.use(True)
    x, wrong = np.zeros((2, 1)), np.array([3])

    def explain() -> None:
        raise ValueError(f"there is no class {wrong[0]}")

    fine = calls.call("fill", x, sizes=[2], numbers=[1.0]) or []
    made = calls.call(
        "softmax_cross_entropy_index", np.zeros(1), x, wrong, sizes=[1, 2, 1], mixed=True, check=explain
    )
    (run,) = calls.merged([*fine, *(made or [])])
    with pytest.raises(ValueError, match="there is no class 3"):
        run()
    assert x.tolist() == [[1.0], [1.0]]


def test_kernels_decline_what_they_cannot_read() -> None:
    library.use(True)
    x = np.zeros((4, 4), np.float32)
    assert calls.call("ramp", x, x, sizes=[16])
    assert calls.call("ramp", x[:, ::2], x[:, ::2], sizes=[8]) is None
    assert calls.call("ramp", x, x.astype(np.float64), sizes=[16]) is None
    assert calls.call("ramp", x.astype(np.int64), x, sizes=[16]) is None
    assert calls.call("no such kernel", x) is None
    library.use(False)
    assert calls.call("ramp", x, x, sizes=[16]) is None
    assert library.describe() == "NumPy kernels"


def test_strides_are_counted_out() -> None:
    library.use(True)
    rng = np.random.default_rng(0)
    x = rng.standard_normal((3, 4, 5, 6))
    out = np.zeros((6, 3, 5, 4))
    row = np.broadcast_to(x[:1, :1, :1].T, out.shape)
    for view in (x.transpose(3, 0, 2, 1), row, x[::-1].transpose(3, 0, 2, 1)):
        for made in (strided.move("copy", out, view), strided.move("accumulate", out, view)):
            assert made
            made[0]()
        assert (out == 2 * view).all()
    target = np.zeros((6, 5))
    made = strided.broadcast("subtract", target[::2], x[0, 0, :, :3].T, x[0, 0, :, 5])
    assert made
    made[0]()
    assert (target[::2] == x[0, 0, :, :3].T - x[0, 0, :, 5]).all()
    assert (target[1::2] == 0).all()
