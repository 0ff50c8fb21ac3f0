"""$MessageList: the messages that the present input has given."""

from __future__ import annotations

import pytest

from wlmini.session import Session


@pytest.mark.parametrize(
    "code, expected",
    [
        ("1/0; $MessageList", "{Power::infy}"),
        ("1/0; 0^0; $MessageList", "{Power::infy, Power::indet}"),
        ("Quiet[1/0]; $MessageList", "{}"),
    ],
)
def test_message_list(code: str, expected: str) -> None:
    session = Session(messenger=lambda text: None, printer=lambda text: None)
    results = [session.evaluate(reading.expr) for reading in session.read(code, "code")]
    assert session.show(results[-1]) == expected


def test_each_input_starts_anew() -> None:
    session = Session(messenger=lambda text: None, printer=lambda text: None)
    for line in ("1/0", "$MessageList"):
        result = [session.evaluate(reading.expr) for reading in session.read(line, "code")][-1]
    assert session.show(result) == "{}"
