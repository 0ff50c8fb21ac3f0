"""No text makes the interpreter crash, hang or show a fault of Python.

WLMINI_FUZZ=600 looks for so many seconds at texts that nobody has seen, in place of the same few each time;
WLMINI_FUZZ_SEED=7 makes them the same ones again.
"""

from __future__ import annotations

import os
import time
from random import Random

import pytest

from tests.fuzz.attempt import defects
from tests.fuzz.generate import CALLED, call, garbage, mutated, sentence

SECONDS = float(os.environ.get("WLMINI_FUZZ", "0"))
SEED = os.environ.get("WLMINI_FUZZ_SEED")
KINDS = {
    "calls": lambda random: call(random, random.choice(CALLED)),
    "examples": lambda random: mutated(random, random.choice(CALLED)),
    "sentences": sentence,
    "garbage": garbage,
}


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def report(texts) -> list[str]:
    return [f"{text!r}: {wrong}" for text in texts for wrong in defects(text)]


@pytest.mark.filterwarnings("ignore")
def test_every_builtin_takes_any_arguments():
    random = Random(1)
    assert report(make(random, builtin) for builtin in CALLED for make in (call, call, mutated)) == []


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("kind", ["sentences", "garbage"])
def test_any_text_is_read(kind):
    random = Random(1)
    assert report(KINDS[kind](random) for _ in range(500)) == []


@pytest.mark.skipif(not SECONDS, reason="WLMINI_FUZZ asks for a long run")
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("kind", KINDS)
def test_a_long_run(kind):
    random, end = Random(SEED), time.monotonic() + SECONDS / len(KINDS)
    found: list[str] = []
    while time.monotonic() < end:
        found += report([KINDS[kind](random)])
    assert found == []
