"""Interrupts from outside, by Ctrl-C or an alarm, and stretches of the evaluation that they have to wait for.

They come as signals, which Python handles between any two of its instructions. Code that puts things back
as they were runs within `held()`; what came meanwhile is raised at its end.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from wlmini.kernel.control import Abort

IMPORTING = "<frozen importlib._bootstrap>"
GLANCE = 0.005  # seconds until the next look, where an interrupt cannot be let in yet
PATIENCE = 60  # looks, after which it comes all the same
TRANSLATED = "<translated>"  # the file name of translated code
EVALUATING = frozenset({"evaluate", "apply_builtin"})  # they handle exceptions, and leave nothing half done
HERE = os.path.dirname(__file__)


class Notice:
    """Whether Ctrl-C was pressed, for long work that then comes to an end in good order."""

    asked = False
    insisted = False  # whether it was pressed again, at a moment when nothing could be raised


class Interrupts:
    """What waits, and whether it has to."""

    def __init__(self) -> None:
        self.holding = 0
        self.waiting: list[BaseException] = []
        self.put_off = 0  # how often the one that is to come had to wait for a better moment
        self.notice: Notice | None = None
        self.open = False  # while an evaluation is there to be interrupted
        self.lock = threading.Lock()

    def again(self, number: int) -> None:
        """Send a signal that was put off once more, unless the evaluation has ended."""
        with self.lock:
            if self.open:
                signal.raise_signal(number)

    def arrive(self, interrupt: BaseException) -> None:
        """Raise the interrupt, now or as soon as may be."""
        if self.holding:
            self.waiting.append(interrupt)
        else:
            raise interrupt

    def note(self) -> bool:
        """Whether a notice is up that takes this first Ctrl-C."""
        if self.notice is None or self.notice.asked:
            return False
        self.notice.asked = True
        return True

    def release(self) -> None:
        """Raise what waits, where nothing holds it any more; of several the first."""
        if self.waiting and not self.holding:
            first = self.waiting[0]
            self.waiting.clear()
            raise first


INTERRUPTS = Interrupts()  # signals belong to the process


@contextmanager
def held() -> Iterator[None]:
    """Within the block interrupts wait."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    INTERRUPTS.holding += 1
    try:
        yield
    finally:
        INTERRUPTS.holding -= 1
    INTERRUPTS.release()


@contextmanager
def let_in() -> Iterator[None]:
    """Within the block interrupts do not wait, whatever holds outside; none of before is let in."""
    before, INTERRUPTS.holding = INTERRUPTS.holding, 0
    waiting, INTERRUPTS.waiting = INTERRUPTS.waiting, []
    try:
        yield
    finally:
        INTERRUPTS.holding, INTERRUPTS.waiting = before, waiting


@contextmanager
def noticed() -> Iterator[Notice]:
    """Within the block the first Ctrl-C only sets `asked` of the notice; the next one interrupts."""
    before, INTERRUPTS.notice = INTERRUPTS.notice, Notice()
    try:
        yield INTERRUPTS.notice
    finally:
        INTERRUPTS.notice = before


def is_importing(frame: Any) -> bool:
    """Whether a module is being imported: left half done, NumPy cannot be imported again."""
    while frame is not None:
        if frame.f_code.co_filename == IMPORTING:
            return True
        frame = frame.f_back
    return False


def is_tidying(frame: Any) -> bool:
    """Whether code that may be putting things back is at work: a function with `finally`, or one it calls.

    What the evaluator or translated code has called is not, up to the first function that handles exceptions.
    """
    inner = None
    while frame is not None:
        code = frame.f_code
        if code.co_filename == TRANSLATED:
            return False
        if code.co_exceptiontable:
            return not (
                inner is not None and code.co_name in EVALUATING and code.co_filename.startswith(HERE)
            )
        inner, frame = frame, frame.f_back
    return False


def can_come(frame: Any) -> bool:
    """Whether an interrupt may be raised in a frame now; one that was put off often enough may anywhere."""
    if is_importing(frame):
        return False
    if is_tidying(frame) and INTERRUPTS.put_off < PATIENCE:
        INTERRUPTS.put_off += 1
        return False
    INTERRUPTS.put_off = 0
    return True


def on_signal(number: int, frame: Any) -> None:
    """Ctrl-C. To note it is harmless at any moment; when the evaluation is over it finds nothing to end."""
    if not INTERRUPTS.open or INTERRUPTS.note():
        return
    if can_come(frame):
        INTERRUPTS.arrive(KeyboardInterrupt())
    else:
        if INTERRUPTS.notice is not None:
            INTERRUPTS.notice.insisted = True
        threading.Timer(GLANCE, INTERRUPTS.again, (number,)).start()


def abort() -> None:
    """Abort[], which waits like the others."""
    INTERRUPTS.arrive(Abort())


@contextmanager
def catching_interrupts() -> Iterator[None]:
    """Within the block Ctrl-C waits where it has to; at its end nothing waits any more."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.getsignal(signal.SIGINT)
    ours = before is signal.default_int_handler
    if ours:
        INTERRUPTS.open = True
        signal.signal(signal.SIGINT, on_signal)
    try:
        yield
    finally:
        if ours:
            with INTERRUPTS.lock:
                INTERRUPTS.open = False
            signal.signal(signal.SIGINT, before)
        INTERRUPTS.holding = 0
        INTERRUPTS.waiting.clear()
