"""Layers of version 11.0 take types of ports, as layers do."""

from __future__ import annotations

from wlmini.arrays import to_array

from .talk import Talk


def test_types_of_ports():
    talk = Talk()
    found = to_array(talk('ScalarTimesLayer[2, "Input" -> 2][{{1, 2}, {3, 4}}]'))
    assert found.tolist() == [[2, 4], [6, 8]]
    found = to_array(talk('UpsampleLayer[2, "Input" -> {1, 1, 2}][{{{1, 2}}}]'))
    assert found.tolist() == [[[1, 1, 2, 2], [1, 1, 2, 2]]]
    talk("ScalarPlusLayer[2, 3]")
    assert talk.said[0].startswith("ScalarPlusLayer::argforms")
