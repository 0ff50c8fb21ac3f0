"""Calls of compiled kernels: one is bound to its arrays once, and runs of them are merged into one.

Calls that threads make side by side are one call, too, and merge with what is made before and after them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from math import inf
from time import perf_counter
from typing import Any

import numpy as np

from . import library

__all__ = ["NativeCall", "call", "merged", "side_by_side"]

# A `wl_call` of kernels.c.
FIELDS = ("kernel", "u8"), ("p", "u8", 10), ("n", "i8", 20), ("x", "f8", 4), ("thread", "i4"), ("wait", "i4")
RECORD = np.dtype([*FIELDS])
SUFFIXES = {np.dtype(np.float32): "f32", np.dtype(np.float64): "f64"}


AWHILE = 0.1  # seconds without other threads after a run in which these were held up by other processes


class NativeCall:
    """Calls of kernels that run one after the other, or by `threads`, without coming back to Python.

    Threads that have to share their cores with other processes wait for each other more than they work; where
    that shows, one thread does everything for a while. The results are the same.
    """

    __slots__ = (
        "_address",
        "_count",
        "_run",
        "_time_alone",
        "_until",
        "arrays",
        "checks",
        "records",
        "threads",
    )

    def __init__(
        self, records: np.ndarray, arrays: Sequence[Any], checks: Sequence[Any], threads: int = 1
    ) -> None:
        self.records, self.checks, self.threads = records, checks, threads
        self.arrays = arrays  # only their addresses are in the records: they must not be freed
        self._address = library.ffi.cast("wl_call *", records.ctypes.data)
        self._count, self._run = len(records), library.lib.wl_run
        self._until, self._time_alone = 0.0, 0.0  # until when it is alone, and how long that takes

    def __call__(self) -> None:
        start = perf_counter()
        alone = start < self._until
        failed = self._run(self._address, self._count, 1 if alone else self.threads)
        if failed > 0:
            self.checks[failed - 1]()
            raise AssertionError(f"kernel {failed} refused its arguments")
        if failed < 0 or alone:
            self._compare(start, perf_counter(), alone=alone)

    def _compare(self, start: float, end: float, *, alone: bool) -> None:
        """After a run alone, or one in which threads were late: whether the next ones are alone."""
        seconds = end - start
        if alone:
            self._time_alone = min(seconds, self._time_alone or seconds)
            self._until = 0.0 if self._until == inf else self._until
        elif not self._time_alone:
            self._until = inf  # of the next run the time is taken
        elif seconds > self._time_alone:
            self._until = end + AWHILE


def call(
    name: str,
    *arrays: np.ndarray | None,
    sizes: Iterable[int] = (),
    numbers: Iterable[float] = (),
    strided: bool = False,
    mixed: bool = False,
    check: Callable[[], Any] | None = None,
) -> list[NativeCall] | None:
    """The call of a kernel in the precision of its first array, or None where NumPy has to do the work.

    Arrays are contiguous unless the kernel gets their strides (`strided`), and of one precision unless some
    are integers or numbers of a step (`mixed`). A kernel that refuses is explained by `check`.
    """
    first = arrays[0]
    if not library.active() or first is None or first.dtype not in SUFFIXES:
        return None
    given = [each for each in arrays if each is not None]
    if not all(mixed or each.dtype == first.dtype for each in given):
        return None
    if not all(strided or each.flags.c_contiguous for each in given):
        return None
    kernel = _find(f"{name}_{SUFFIXES[first.dtype]}")
    if not kernel:
        return None
    record = np.zeros(1, RECORD)
    record["kernel"] = kernel
    for number, array in enumerate(arrays):
        record["p"][0, number] = 0 if array is None else array.__array_interface__["data"][0]
    _fill(record["n"][0], sizes)
    _fill(record["x"][0], numbers)
    return [NativeCall(record, arrays, [check])]


@cache
def _find(name: str) -> int:
    return int(library.lib.wl_find(name.encode(), library.level))


def _fill(row: np.ndarray, values: Iterable[float]) -> None:
    for number, value in enumerate(values):
        row[number] = value


def merged(calls: Iterable[Callable[[], Any]]) -> list[Callable[[], Any]]:
    """The same calls in the same order, neighbours of ours made one: 0.3 us less for each."""
    found: list[Callable[[], Any]] = []
    run: list[NativeCall] = []
    for each in (*calls, None):
        if isinstance(each, NativeCall):
            run.append(each)
            continue
        if run:
            found.append(run[0] if len(run) == 1 else _joined(run))
            run = []
        if each is not None:
            found.append(each)
    return found


def _joined(run: Sequence[NativeCall]) -> NativeCall:
    records = np.concatenate([each.records for each in run])
    end = 0
    for each in run[:-1]:
        end += len(each.records)
        if each.threads > 1:
            records["wait"][end] = 1
    return NativeCall(
        records,
        [array for each in run for array in each.arrays],
        [check for each in run for check in each.checks],
        max(each.threads for each in run),
    )


def side_by_side(lists: Sequence[Sequence[Callable[[], Any]]]) -> NativeCall | None:
    """Lists of calls, each made by a thread of its own, as one call; None where not all are of kernels."""
    calls = [[each for each in made if isinstance(each, NativeCall) and each.threads == 1] for made in lists]
    if any(len(own) < len(made) for own, made in zip(calls, lists, strict=True)):
        return None
    joined = _joined([each for own in calls for each in own])
    joined.records["thread"] = [
        thread for thread, own in enumerate(calls) for each in own for _ in each.records
    ]
    joined.records["wait"][0] = 1  # for what is done before
    joined.threads = len(lists)
    return joined
