"""One pool of threads for all plans, with BLAS held to one thread of its own.

NumPy and BLAS release the interpreter's lock, so Python threads are enough; a second pool (BLAS's or
OpenMP's) beside this one would fight it for the cores.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any

import numpy as np
import threadpoolctl

from ..native import library

__all__ = ["Pool", "pool", "set_threads"]

Calls = Sequence[Callable[[], Any]]


def available() -> int:
    """The number of cores this process may use, or WLMINI_THREADS where that is set."""
    wish = os.environ.get("WLMINI_THREADS", "")
    if wish.isdigit() and int(wish) > 0:
        return int(wish)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, math.ceil(min(cores, quota())))


def quota(folder: str = "/sys/fs/cgroup") -> float:
    """How many cores' time the container allows: more threads than that would be held up again and again."""
    for names in (("cpu.max",), ("cpu/cpu.cfs_quota_us", "cpu/cpu.cfs_period_us")):
        with suppress(OSError, ValueError):
            most, period = " ".join(Path(folder, name).read_text() for name in names).split()
            return float(most) / float(period) if float(most) > 0 else math.inf
    return math.inf


Done = SimpleQueue[BaseException | None]
Job = tuple[Calls, Done]


def _work(jobs: SimpleQueue[Job | None]) -> None:
    """The life of a thread: make the calls of a job, report what they raised, take the next."""
    with np.errstate(all="ignore"):
        while (job := jobs.get()) is not None:
            calls, done = job
            failure = None
            try:
                for call in calls:
                    call()
            except BaseException as error:
                failure = error
            done.put(failure)


def _wait(done: Done, count: int) -> list[BaseException]:
    """What went wrong in the threads; a further interrupt waits with us until they are idle."""
    failures: list[BaseException] = []
    while count:
        try:
            failure = done.get()
        except KeyboardInterrupt as interrupt:
            failures.append(interrupt)
            continue
        count -= 1
        if failure is not None:
            failures.append(failure)
    return failures


class Pool:
    """Runs lists of calls side by side; the calling thread takes the first list itself."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._jobs: list[SimpleQueue[Job | None]] = []
        self._busy = Lock()
        threadpoolctl.threadpool_limits(1, user_api="blas")

    def _start(self) -> None:
        for number in range(1, self.size):
            jobs: SimpleQueue[Job | None] = SimpleQueue()
            self._jobs.append(jobs)
            Thread(target=_work, args=(jobs,), name=f"net engine {number}", daemon=True).start()

    def run(self, lists: Sequence[Calls]) -> None:
        """Run every list, in order within a list; returns when all are done, raises what one raised."""
        done: Done = SimpleQueue()
        failures: list[BaseException] = []
        if library.lib is not None:
            library.lib.wl_rest()
        with self._busy:
            if not self._jobs:
                self._start()
            sent = 0
            try:
                for jobs, calls in zip(self._jobs, lists[1:], strict=False):
                    jobs.put((calls, done))
                    sent += 1
                for call in lists[0]:
                    call()
            finally:  # an interrupt must not leave threads writing into buffers
                failures = _wait(done, sent)
        for failure in failures:
            raise failure

    def close(self) -> None:
        """End the threads once they are idle."""
        for jobs in self._jobs:
            jobs.put(None)
        self._jobs.clear()


_pool: Pool | None = None


def pool() -> Pool:
    """The pool of the process, made on first use."""
    global _pool
    if _pool is None:
        _pool = Pool(available())
    return _pool


def set_threads(count: int) -> None:
    """Use this many threads for plans made from now on."""
    global _pool
    if _pool is not None and _pool.size != count:
        _pool.close()
    _pool = Pool(count)


def _forget() -> None:
    global _pool
    _pool = None  # threads do not survive a fork


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
