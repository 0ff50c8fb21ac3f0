"""A message that is about one call is said once, though the call stays as it stands."""

from __future__ import annotations

import pytest

from wlmini.session import Session


@pytest.mark.parametrize(
    "text, said",
    [
        ('LinearModelFit[{{0, 1}, {1, 3}, {2, 6}}, x, x]["Colour"]', "FittedModel::noprop"),
        ('m = LinearModelFit[{{0, 1}, {1, 3}, {2, 6}}, x, x]; f[m["Colour"]]', "FittedModel::noprop"),
        ('Quantity[1, "Meters"] + Quantity[2, "Seconds"]', "Quantity::compat"),
        ('f[Quantity[2, "Seconds"] - Quantity[1, "Meters"]]', "Quantity::compat"),
    ],
)
def test_a_message_is_said_once(text: str, said: str) -> None:
    messages: list[str] = []
    Session(messenger=messages.append).evaluate_text(text)
    assert [m.partition(": ")[0] for m in messages] == [said]
