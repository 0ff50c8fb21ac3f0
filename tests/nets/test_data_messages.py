"""What messages about data that does not fit say."""

from __future__ import annotations

import pytest

from .talk import Talk

NET = 'ElementwiseLayer[Ramp, "Input" -> 4]'
SAID = {
    '"a"': ['"a"', "encoder", '"Characters"', "a vector of length 4"],
    '{"a", "b"}': ["a list that begins with", "encoder"],
    "True": ["True", '"Boolean"'],
    "Image[{{0, 1}}]": ["an Image object", '"Image"'],
    "{{1, 2, 3, 4}, {3, 2, 1}}": ["element 2", "a vector of length 3"],
    "{{1, 2, 3, 4}, {1, x, 2, 3}}": ["element 2", "no array of numbers"],
}


@pytest.mark.parametrize("data", SAID)
def test_what_is_wrong_with_data(data):
    talk = Talk()
    talk(f"{NET}[{data}]")
    (said,) = talk.said
    assert all(part in said for part in SAID[data]), said


def test_coders_show_their_parameters():
    shown = Talk()('NetEncoder[{"Class", {"a", "b"}}]').summary(str)
    assert "NetEncoder: Class" in shown
    assert "Labels" in shown
    assert "Output" in shown
