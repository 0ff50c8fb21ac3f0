"""Expressions nested as deep as Python's own stack are shown whole, or in part with a message."""

import pytest

from wlmini.session import Session

DEPTH = 20_000


@pytest.mark.parametrize("form", ["OutputForm", "InputForm", "FullForm"])
def test_what_is_too_deep_is_shown_in_part(form):
    said: list[str] = []
    session = Session(messenger=said.append)
    text = session.show(session.evaluate_text(f"Nest[f, x, {DEPTH}]"), form)
    if text != "f[" * DEPTH + "x" + "]" * DEPTH:
        assert text.startswith("f[f[f[")
        assert "<<1>>" in text or "Skeleton[1]" in text
        assert any(message.startswith("General::deep") for message in said)


def test_deep_expressions_are_compared_and_hashed_or_aborted():
    session = Session(messenger=lambda text: None)
    shown = session.show(
        session.evaluate_text(f"a = Nest[f, x, {DEPTH}]; {{a === a, Length[Union[{{a, a}}]]}}")
    )
    assert shown in ("{True, 1}", "$Aborted")
    assert session.show(session.evaluate_text("1 + 1")) == "2"
