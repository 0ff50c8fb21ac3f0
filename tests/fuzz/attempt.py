"""Doing what a generated text says, inside a sandbox, and looking at what may never happen."""

from __future__ import annotations

import time
import traceback

from wlmini.kernel.sandbox import Sandbox
from wlmini.session import Session
from wlmini.syntax.failure import SyntaxFailure

SECONDS = 1.0  # that an evaluation may take; one that does not stop then is a defect
PATIENCE = 40.0  # seconds, for a loaded machine too: what takes longer does not stop when it should
FORMS = ("InputForm", "FullForm", "OutputForm")


def session() -> Session:
    quiet = [].append
    return Session(printer=quiet, messenger=quiet, sandbox=Sandbox(["."]))


def defects(text: str) -> list[str]:
    """What is wrong with how a text is read, evaluated and shown; empty where all is well."""
    made = session()
    began = time.monotonic()
    try:
        value = made.evaluate_text(f"TimeConstrained[({text}), {SECONDS}]")
        shown = [made.display(value, form, 5000) for form in FORMS]
    except SyntaxFailure:
        return []
    except Exception as fault:
        return [place(fault)]
    took = time.monotonic() - began
    wrong = [place(fault) for fault in made.kernel.faults]
    if took > PATIENCE:
        wrong.append(f"it took {took:.1f} s")
    return wrong + unreadable(made, shown)


def unreadable(made: Session, shown: list[str]) -> list[str]:
    """The forms that are to read back and do not."""
    wrong = []
    for form, text in zip(FORMS[:2], shown, strict=False):
        try:
            again = made.display(made.parse(text), form, 5000)
        except SyntaxFailure as failure:
            wrong.append(f"{form} does not read: {str(failure).splitlines()[0]}")
        else:
            if form == "FullForm" and "Skeleton[" in again:
                continue  # a form that was shortened is shortened again
            if form == "FullForm" and again != text and made.display(made.parse(again), form, 5000) != again:
                wrong.append(f"{form} reads differently")
    return wrong


def place(fault: BaseException) -> str:
    """A fault of Python in a line: what, and where in our sources."""
    frames = [f for f in traceback.extract_tb(fault.__traceback__) if "wlmini" in f.filename]
    where = f"{frames[-1].filename.rpartition('wlmini/')[2]}:{frames[-1].lineno}" if frames else "?"
    return f"{where} {type(fault).__name__}: {str(fault)[:100]}"
