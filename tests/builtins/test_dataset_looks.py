"""How a Dataset is shown as text; what it is stays the same."""

import pytest

from wlmini.session import Session

DATA = '{<|"a" -> 1, "b" -> "xx"|>, <|"a" -> 22, "b" -> "y"|>, <|"a" -> 3, "b" -> "z"|>}'


def words(options: str) -> list[list[str]]:
    """The words of each line."""
    session = Session()
    shown = session.show(session.evaluate_text(f"Dataset[{DATA}, {options}]"))
    return [line.split() for line in shown.splitlines() if line.strip()]


SHOWN = [
    ("MaxItems -> 1", [["a", "b"], ["1", "xx"], ["...", "..."]]),
    ("MaxItems -> {2, 1}", [["a", "..."], ["1", "..."], ["22", "..."], ["...", "..."]]),
    ('HiddenItems -> {{All, "b"}}', [["a"], ["1"], ["22"], ["3"]]),
    ("HiddenItems -> {1, 3}", [["a", "b"], ["22", "y"]]),
    ("ItemDisplayFunction -> (f[#] &), MaxItems -> {1, 1}", [["a", "..."], ["f[1]", "..."], ["...", "..."]]),
    ("HeaderDisplayFunction -> ToUpperCase, HiddenItems -> {2, 3}", [["A", "B"], ["1", "xx"]]),
]


@pytest.mark.parametrize("options, expected", SHOWN)
def test_what_is_shown(options: str, expected: list[list[str]]) -> None:
    assert words(options) == expected


def test_alignment() -> None:
    session = Session()
    shown = session.show(session.evaluate_text(f"Dataset[{DATA}, Alignment -> Right]")).splitlines()
    assert len({len(line.rstrip()) for line in shown if line.strip()}) == 1


def test_looks_are_no_part_of_the_data() -> None:
    session = Session()
    same = session.evaluate_text(f'Dataset[{DATA}, HiddenItems -> {{{{All, "a"}}}}] === Dataset[{DATA}]')
    assert session.show(same) == "True"
    assert session.show(session.evaluate_text(f'Dataset[{DATA}, MaxItems -> 1][Total, "a"]')) == "26"


def test_a_wrong_limit_is_refused() -> None:
    said: list[str] = []
    Session(messenger=said.append).evaluate_text(f"Dataset[{DATA}, MaxItems -> 0]")
    assert said[0].startswith("Dataset::optval: MaxItems -> 0")
