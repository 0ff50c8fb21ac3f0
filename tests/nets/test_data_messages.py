"""What messages about data that does not fit say."""

from __future__ import annotations

import pytest

from wlmini.expr import TRUE

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


ROWS = {
    "{1, 2} -> {1}": ["a vector of length 2 in example 3"],
    "{1, x, 2} -> {1}": ["no array of numbers in example 3"],
}


@pytest.mark.parametrize("row", ROWS)
def test_the_example_that_is_wrong(row):
    talk = Talk()
    talk(f'NetTrain[LinearLayer[1, "Input" -> 3], {{{{1, 2, 3}} -> {{1}}, {{1, 2, 4}} -> {{1}}, {row}}}]')
    (said,) = talk.said
    assert all(part in said for part in ROWS[row]), said


def test_the_example_that_an_encoder_refuses():
    talk = Talk()
    net = 'NetChain[{2, SoftmaxLayer[]}, "Output" -> NetDecoder[{"Class", {"a", "b"}}]]'
    talk(f'NetTrain[{net}, {{{{1}} -> "a", {{2}} -> "c"}}]')
    (said,) = talk.said
    assert '"c" in example 2' in said


def test_sparse_arrays_are_data():
    talk = Talk()
    assert talk('ElementwiseLayer[2 # &, "Input" -> 3][SparseArray[{0, 5, 0}]] == {0, 10, 0}') is TRUE


def test_coders_show_their_parameters():
    shown = Talk()('NetEncoder[{"Class", {"a", "b"}}]').summary(str)
    assert "NetEncoder: Class" in shown
    assert "Labels" in shown
    assert "Output" in shown
