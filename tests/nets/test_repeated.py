"""The second application of a net to an example takes a shorter way: it gives what the first gave."""

from __future__ import annotations

import pytest

from .talk import Talk

NETS = {
    "vector": ('NetChain[{LinearLayer[3], Ramp, SoftmaxLayer[]}, "Input" -> 2]', "{1, 2.5}"),
    "matrix": ("NetChain[{FlattenLayer[], 2}, \"Input\" -> {2, 3}]", "{{1, 2, 3}, {4, 5, 1/2}}"),
    "decoder": (
        'NetChain[{3, SoftmaxLayer[]}, "Input" -> 2, "Output" -> NetDecoder[{"Class", {"a", "b", "c"}}]]',
        "{0.3, -1}",
    ),
    "number": ('NetChain[{1, FlattenLayer[], SummationLayer[]}, "Input" -> 4]', "N[Range[4]]"),
}  # fmt: skip
OTHERS = ["{{1, 2.5}, {3, 4}}", "NumericArray[{1., 2.}, \"Real32\"]", "{a, 2}", "{1, 2, 3}", "{}", "5",
          "<|\"Input\" -> {1, 2}|>", "{Pi, 1/3}", "{1, I}"]  # fmt: skip


def answered(net: str, data: str, before: str) -> tuple[str, list[str]]:
    """What a net says to data, after other data or at once."""
    talk = Talk()
    talk(f"SeedRandom[1]; net = NetInitialize[{net}];")
    if before:
        talk(f"net[{before}]; net[{before}];")
    return str(talk(f"ToString[net[{data}], InputForm]")), talk.said


@pytest.mark.parametrize("name", NETS)
def test_it_says_the_same_again(name: str) -> None:
    net, data = NETS[name]
    first, again = answered(net, data, ""), answered(net, data, data)
    assert first == again
    assert "net[" not in first[0]
    assert not first[1]


@pytest.mark.parametrize("data", OTHERS)
def test_other_data_are_taken_as_ever(data: str) -> None:
    net, known = NETS["vector"]
    assert answered(net, data, "") == answered(net, data, known)


def test_what_is_drawn_is_drawn_anew() -> None:
    net = 'NetChain[{RandomArrayLayer[NormalDistribution[], "Output" -> 3]}]'
    talk = Talk()
    talk(f"net = NetInitialize[{net}];")
    values = {str(talk("ToString[net[]]")) for _ in range(3)}
    assert len(values) == 3


def test_a_changed_net_is_another() -> None:
    talk = Talk()
    net = 'NetChain[{LinearLayer[1, "Weights" -> {{2}}, "Biases" -> {0}]}, "Input" -> 1]'
    talk(f"net = NetInitialize[{net}]; net[{{3}}]; net[{{3}}];")
    text = 'other = NetReplacePart[net, {1, "Weights"} -> {{5}}]; {other[{3}], other[{3}], net[{3}]}'
    assert str(talk(f"({text}) === {{{{15.}}, {{15.}}, {{6.}}}}")) == "True"
