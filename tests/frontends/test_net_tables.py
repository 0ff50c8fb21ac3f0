"""Nets as tables: ports with coders, one row a layer, what is uninitialised, edges of graphs."""

import pytest

from wlmini.session import Session

CHAIN = (
    'NetChain[<|"fc" -> 3, "act" -> Ramp, "out" -> 2, "soft" -> SoftmaxLayer[]|>, "Input" -> 4, '
    '"Output" -> NetDecoder[{"Class", {"a", "b"}}]]'
)


@pytest.fixture(scope="module")
def session():
    return Session(printer=lambda text: None, messenger=lambda text: None)


def lines(session, text):
    return session.show_result(session.evaluate_text(text)).splitlines()


def test_a_chain_has_a_row_for_each_layer_and_port(session):
    found = lines(session, CHAIN)
    assert found[0] == "NetChain: 4 arrays, 23 parameters, uninitialized"
    assert [line.split()[0] for line in found[1:]] == ["Input", "fc", "act", "out", "soft", "Output"]
    assert found[2].split() == ["fc", "LinearLayer", "3", "3", "(uninitialized)"]
    assert found[3].split() == ["act", "ElementwiseLayer", "Ramp", "3"]
    assert found[-1].endswith("NetDecoder[<Class>]")


def test_an_initialised_chain_says_so(session):
    assert lines(session, f"NetInitialize[{CHAIN}]")[0] == "NetChain: 4 arrays, 23 parameters"


def test_a_graph_shows_its_edges(session):
    text = 'NetGraph[<|"a" -> 3, "b" -> Tanh, "c" -> TotalLayer[]|>, {"a" -> "b", {"a", "b"} -> "c"}]'
    found = {line.split()[0]: line.split("<- ")[-1] for line in lines(session, text) if "<-" in line}
    assert found == {"a": "Input", "b": "a", "c": "a, b"}


def test_a_layer_shows_parameters_arrays_and_ports(session):
    found = lines(session, 'LinearLayer[2, "Input" -> 3, "Biases" -> None]')
    assert found[0] == "LinearLayer: 1 array, 6 parameters, uninitialized"
    assert "Weights           2x3 matrix (uninitialized)" in [line.strip() for line in found]


def test_long_nets_are_cut_in_the_middle(session):
    found = lines(session, "NetChain[ConstantArray[Ramp, 200]]")
    assert len(found) < 80
    assert any("more" in line for line in found)


def test_printing_gives_the_stub(session):
    assert session.show(session.evaluate_text(CHAIN)) == "NetChain[<4, uninitialized>]"
