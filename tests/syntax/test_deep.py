"""Texts nested as deep as nobody writes them are read, evaluated and shown, or refused with a message."""

import os
import subprocess
import sys

import pytest

N = 100_000 if os.environ.get("WLMINI_FUZZ") else 10_000
LONG = 100 * N
TEXTS = {
    "calls": "f[" * N + "x" + "]" * N,
    "parentheses": "(" * N + "x" + ")" * N,
    "braces": "{" * N + "}" * N,
    "associations": "<|a->" * N + "1" + "|>" * N,
    "signs": "- " * N + "x",
    "not": "!" * N + "x",
    "powers": "^".join("x" * N),
    "rules": "->".join("x" * N),
    "sum": "+".join("x" * N),
    "primes": "f" + "'" * N,
    "factorials": "x" + "!" * N,
    "functions": "x" + "&" * N,
    "spans": ";;" * N,
    "messages": "a" + "::b" * N,
    "comments": "(*" * N + "*)" * N,
    "never closed": "f[{(" * N,
    "never closed comment": "(*" * N,
    "closed only": "]" * N,
    "a long string": '"' + "a" * LONG + '"',
    "a string without end": '"' + "a" * LONG,
    "a long name": "x" * LONG,
    "digits": "9" * (10 * N),
    "digits after the point": "0." + "3" * (10 * N),
    "a huge exponent": "{1*^99999999999, 1.*^-99999999999}",
    "NUL": "\0" * 1000,
    "names of no character": "\\[Nope]" * 1000,
}


@pytest.mark.parametrize("name", TEXTS)
def test_deep_texts(tmp_path, name):
    """In a process of its own: a crash must not take the tests with it."""
    script = tmp_path / "deep.wl"
    script.write_text(TEXTS[name], encoding="utf-8")
    words = [sys.executable, "-m", "wlmini", "-print", str(script)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode in (0, 1), done.stderr[-500:]
    assert "Traceback" not in done.stderr
    assert "nternal fault" not in done.stderr
