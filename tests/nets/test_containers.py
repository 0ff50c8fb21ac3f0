"""Chains of any make: shapes settle, whatever is written reads back, surgery keeps the rest."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wlmini.arrays import pack, to_array
from wlmini.expr import S
from wlmini.nets.initialize import initialize, read_method
from wlmini.nets.ports import Misfit, Port, complete
from wlmini.nets.replacement import replace_parts
from wlmini.session import Session

LAYERS = [
    "3", "Ramp", "#^2 + 1 &", '"GELU"', "SoftmaxLayer[]", "BatchNormalizationLayer[]", "DropoutLayer[0.2]",
    "FlattenLayer[]", "LinearLayer[{2, 3}]", 'LinearLayer[2, "Biases" -> None]', "{Tanh, 2}",
    '<|"a" -> 2, "b" -> Ramp|>', 'BatchNormalizationLayer["Momentum" -> 0.5, "Beta" -> Automatic]',
]  # fmt: skip
SESSION = Session(printer=lambda text: None, messenger=lambda text: None)
KAIMING = read_method("Kaiming", np.random.default_rng(0))

chains = st.lists(st.sampled_from(LAYERS), min_size=1, max_size=5).map(
    lambda each: "{" + ", ".join(each) + "}"
)
inputs = st.sampled_from(["", ', "Input" -> 4', ', "Input" -> {2, 3}'])
again = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def net_of(text):
    return SESSION.evaluate_text(text)


@again
@given(chains, inputs)
def test_what_is_written_reads_back(layers, port):
    net = net_of(f"NetChain[{layers}{port}]")
    assert net.head is S.NetChain
    assert net_of(SESSION.show(net, "InputForm")) == net


@again
@given(chains)
def test_shapes_settle_and_data_goes_through(layers):
    net = initialize(net_of(f'NetChain[{layers}, "Input" -> {{2, 3}}]'), KAIMING)
    shape = net.outputs["Output"].shape
    assert complete(shape)
    data = np.random.default_rng(1).normal(size=(5, 2, 3))
    assert to_array(net.apply(None, (pack(data),))).shape == (5, *shape)
    one = np.asarray(to_array(net.apply(None, (pack(data[0]),))))
    batch = to_array(net.apply(None, (pack(data),)))
    np.testing.assert_allclose(one, batch[0], rtol=1e-4, atol=1e-5)


@again
@given(chains)
def test_initialized_arrays_are_written_exactly(layers):
    net = initialize(net_of(f'NetChain[{layers}, "Input" -> 3]'), KAIMING)
    assert net_of(SESSION.show(net, "InputForm")) == net


def test_settling_does_not_depend_on_where_a_size_is_given():
    first = net_of('NetChain[{ConvolutionLayer[2, 3, "Input" -> {1, 8, 8}], Ramp, FlattenLayer[], 3}]')
    second = net_of('NetChain[{ConvolutionLayer[2, 3], Ramp, FlattenLayer[], 3}, "Input" -> {1, 8, 8}]')
    assert first.member(4) == second.member(4)


def test_nets_are_immutable():
    net = net_of('NetChain[{3, BatchNormalizationLayer[]}, "Input" -> 2]')
    filled = initialize(net, KAIMING)
    assert net.is_open
    assert not filled.is_open
    filled.apply(None, (pack(np.ones(2)), S.Rule(S.NetEvaluationMode, "Train")))
    refined = filled.refined({"Input": Port((2,))})
    assert refined is filled
    with pytest.raises(Misfit, match="portfit"):
        filled.refined({"Input": Port((5,))})


def test_plans_are_kept_with_the_net():
    net = initialize(net_of('NetChain[{3, Ramp}, "Input" -> 2]'), KAIMING)
    net.apply(None, (pack(np.ones(2)),))
    size = len(net.cache)
    net.apply(None, (pack(np.zeros(2)),))
    assert len(net.cache) == size


def test_replacing_several_parts_at_once():
    net = initialize(net_of('NetChain[<|"a" -> 3, "b" -> 2|>, "Input" -> 2]'), KAIMING)
    rules = net_of('{"b" -> LinearLayer[5], "Output" -> NetDecoder[{"Class", Range[5]}]}')
    changed = replace_parts(net, rules, SESSION.kernel)
    assert changed.outputs["Output"].shape == (5,)
    assert changed.member("a") == net.member("a")
    with pytest.raises(Misfit):
        replace_parts(net, net_of('{"Output" -> NetDecoder[{"Class", Range[5]}]}'), SESSION.kernel)


def test_a_shape_that_a_decoder_changes_reaches_the_layers():
    net = net_of(
        'NetChain[{LinearLayer[], SoftmaxLayer[]}, "Input" -> 2, "Output" -> NetDecoder[{"Class", {a, b}}]]'
    )
    assert net.member(1).outputs["Output"].shape == (2,)
