"""What the README says is so: its commands are the ones that run, its tour shows what a session answers."""

import re
from pathlib import Path

import pytest

from wlmini.session import Session

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
LINE = re.compile(r"^(In|Out)\[(\d+)\](?::=|=) (.*?)(?=^In\[|^Out\[|^```)", re.MULTILINE | re.DOTALL)


def tour():
    """(number, input, output or None) of each step of the tour."""
    found = LINE.findall(README)
    outputs = {int(number): text.strip() for kind, number, text in found if kind == "Out"}
    return [
        (int(number), text.strip(), outputs.get(int(number))) for kind, number, text in found if kind == "In"
    ]


def test_the_tour_shows_what_a_session_answers():
    session = Session()
    assert len(tour()) >= 8
    for number, text, output in tour():
        (value,) = [session.evaluate(reading.expr) for reading in session.read(text, f"In[{number}]")]
        assert output is None or session.show_result(value) == output


def test_the_first_two_commands_install_run_and_test():
    first, second = re.findall(r"^    (.+)$", README, re.MULTILINE)[:2]
    assert first.startswith("python3 -m venv ")
    assert first.endswith("wlmini scripts/digits.wl")
    assert second.endswith("pytest")


@pytest.mark.parametrize("file", ["LICENSE", "scripts/digits.wl", "wlmini/data/SOURCES.md"])
def test_files_the_readme_names_are_there(file):
    assert file in README
    assert (ROOT / file).is_file()
