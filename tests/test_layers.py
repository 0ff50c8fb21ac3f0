"""Every layer against values known from elsewhere and, where installed, against PyTorch in both modes."""

from __future__ import annotations

from contextlib import nullcontext
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from wlmini.expr import Association, S, Symbol
from wlmini.nets.functions import NAMED, VARIABLE
from wlmini.nets.initialize import initialize, read_method
from wlmini.nets.layer import LAYERS, make_layer
from wlmini.nets.lowering import lower
from wlmini.nets.ports import Misfit, complete

from .nets.layer_cases import (
    LOSSES,
    MODES,
    RULE,
    TORCH,
    all_layer_values,
    apply,
    as_expr,
    data_of,
    filled,
    make,
    net_of,
    our_gradients,
    our_loss,
)

# -- values from closed formulas and the fact sheets ------------------------------------------------

ELEMENTWISE_AT = [
    # function, argument, value to seven digits
    ("Ramp", -1, 0), ("Ramp", 2, 2), ("GELU", 1, 0.8413447), ("Mish", 1, 0.8650984), ("Swish", 1, 0.7310586),
    ("SoftPlus", 1, 1.3132617), ("HardSwish", 1, 0.6666667), ("SELU", -1, -1.1113307),
    ("ELU", -1, -0.6321206),
    ("SoftSign", 3, 0.75), ("HardTanh", 2, 1), ("HardSigmoid", 0.5, 0.75), ("Sigmoid", 0, 0.5),
    ("ReLU", -3, 0),
    ("Gamma", 4.5, 11.6317284), ("LogGamma", 10, 12.8018275), ("Erf", 0.5, 0.5204999),
    ("InverseErf", 0.5, 0.4769363),
    ("Gudermannian", 1, 0.8657695), ("Haversine", 1, 0.2298488), ("ArcCoth", 2, 0.5493061),
    ("KroneckerDelta", 0, 1),
    ("Unitize", 0.1, 1), ("CubeRoot", -8, -2), ("Round", 2.5, 2), ("IntegerPart", -2.7, -2),
    ("FractionalPart", -2.75, -0.75), ("Sign", -3, -1), ("Sech", 1, 0.6480543),
    ("InverseGudermannian", 0.5, 0.5222381),
]  # fmt: skip


@pytest.mark.parametrize("name,x,expected", ELEMENTWISE_AT)
def test_elementwise_value(name, x, expected):
    function = name if name in NAMED else S[name]
    layer = make("ElementwiseLayer", function)
    assert apply(layer, [float(x)]) == pytest.approx([expected], rel=2e-6, abs=1e-7)


V = VARIABLE

BODIES = [
    # (body of a function of x, the same in Python)
    (lambda x: S.Plus(S.Power(x, 2), 1), lambda x: x**2 + 1),
    (lambda x: S.Power(S.E, S.Times(-1, x)), lambda x: np.exp(-x)),
    (lambda x: S.Clip(x), lambda x: np.clip(x, -1, 1)),
    (lambda x: S.Clip(x, S.List(0, 2)), lambda x: np.clip(x, 0, 2)),
    (lambda x: S.If(S.Greater(x, 0), x, S.Times(0.5, x)), lambda x: np.where(x > 0, x, 0.5 * x)),
    (lambda x: S.Which(S.Less(x, -1), -1, S.Less(x, 1), x, S["True"], 1), lambda x: np.clip(x, -1, 1)),
    (
        lambda x: S.Piecewise(S.List(S.List(S.Plus(x, 1), S.Less(-1, x, 1))), 3),
        lambda x: np.where(abs(x) < 1, x + 1, 3),
    ),
    (lambda x: S.Inequality(-1, S.LessEqual, x, S.Less, 1), lambda x: (x >= -1) & (x < 1)),
    (lambda x: S.Max(S.Min(x, 1), -2), lambda x: np.clip(x, -2, 1)),
    (lambda x: S.Mod(x, 2), lambda x: np.mod(x, 2)),
    (lambda x: S.Surd(x, 3), np.cbrt),
    (lambda x: S.Boole(S.And(S.Positive(x), S.Less(x, 1))), lambda x: (x > 0) & (x < 1)),
    (lambda x: S.ArcTan(2, x), lambda x: np.arctan2(x, 2)),
    (lambda x: S.Log(2, S.Abs(x)), lambda x: np.log2(abs(x))),
    (lambda x: S.Threshold(x, 1), lambda x: np.where(abs(x) > 1, x, 0)),
    (lambda x: S.Power(2, x), lambda x: 2.0**x),
    (lambda x: S.Power(S.Plus(x, 4), Fraction(1, 2)), lambda x: np.sqrt(x + 4)),
    (lambda x: S.Power(S.Plus(x, 4), Fraction(-1, 2)), lambda x: 1 / np.sqrt(x + 4)),
    (lambda x: 3, lambda x: np.full_like(x, 3)),
]  # fmt: skip


class Returns:
    """Stands for a kernel: applying any function gives one body."""

    messages = SimpleNamespace(hushed=nullcontext)

    def __init__(self, body):
        self.body = body

    def evaluate(self, expr):
        return self.body


@pytest.mark.parametrize("body,python", BODIES)
def test_elementwise_body(body, python):
    x = np.array([-2.5, -0.5, 0.3, 1.7, 2.0], dtype=np.float32)
    layer = make_layer(LAYERS["ElementwiseLayer"], Returns(body(V)), (S.Function(S.Slot(1)),))
    np.testing.assert_allclose(apply(layer, x), python(x).astype(float), rtol=2e-6, atol=1e-6)


def test_elementwise_refuses_what_ops_cannot_say():
    with pytest.raises(Misfit, match="nofunction"):
        make_layer(LAYERS["ElementwiseLayer"], Returns(S.StringLength(V)), (S.Function(S.Slot(1)),))


def test_softmax_values():
    assert apply(make("SoftmaxLayer"), [1.0, 2.0, 3.0]) == pytest.approx(
        [0.0900306, 0.2447285, 0.6652410], rel=1e-6
    )


def test_batch_normalization_values():
    net = initialize(
        make("BatchNormalizationLayer", Input=3), read_method("Kaiming", np.random.default_rng())
    )
    assert apply(net, [1, 2, 3]) == pytest.approx([0.9995004, 1.9990007, 2.9985011], rel=1e-6)
    train = RULE(S.NetEvaluationMode, "Train")
    assert apply(net, [[1, 2, 3], [3, 4, 5]], train) == pytest.approx(
        np.outer([-1, 1], [0.9995004] * 3), rel=1e-6
    )


def test_cross_entropy_value():
    layer = make("CrossEntropyLossLayer", "Index")
    data = Association.of([("Input", as_expr([0.7, 0.2, 0.1])), ("Target", 1)])
    assert layer.apply(None, (data,)) == pytest.approx(0.3566749, rel=1e-6)


SIZES = [
    # layer, input, output: the sizes are those of the fact sheets
    (("ConvolutionLayer", [3, 5], {}), (1, 28, 28), (3, 24, 24)),
    (("ConvolutionLayer", [3, 7], {"PaddingSize": 3, "Stride": 2}), (3, 224, 224), (3, 112, 112)),
    (("ConvolutionLayer", [1, [3]], {"Dilation": 2}), (1, 10), (1, 6)),
    (("ConvolutionLayer", [2, 3], {"PaddingSize": "Same", "Stride": 2}), (1, 7, 8), (2, 4, 4)),
    (("ConvolutionLayer", [2, [2, 3, 4]], {}), (1, 5, 6, 7), (2, 4, 4, 4)),
    (("ConvolutionLayer", [2, 3], {"PaddingSize": [[1, 0], [0, 2]]}), (1, 5, 5), (2, 4, 5)),
    (("ConvolutionLayer", [2, 3], {"Interleaving": True}), (8, 9, 3), (6, 7, 2)),
    (("PoolingLayer", [2], {}), (3, 5, 5), (3, 4, 4)),
    (("PoolingLayer", [2, 2], {}), (3, 5, 5), (3, 2, 2)),
    (("PoolingLayer", [3, 2], {"PaddingSize": "Same"}), (3, 7, 8), (3, 4, 4)),
    (("PoolingLayer", [[2]], {"Stride": 2}), (3, 8), (3, 4)),
    (("LinearLayer", [4], {}), (2, 3), (4,)),
    (("LinearLayer", [[2, 2]], {}), (5,), (2, 2)),
    (("LinearLayer", [[]], {}), (5,), ()),
    (("FlattenLayer", [], {}), (2, 3, 4), (24,)),
    (("FlattenLayer", [1], {}), (2, 3, 4), (6, 4)),
    (("FlattenLayer", [-1], {}), (2, 3, 4), (2, 12)),
    (("FlattenLayer", [[[3], [1, 2]]], {}), (2, 3, 4), (4, 6)),
    (("SoftmaxLayer", [1], {}), (2, 3), (2, 3)),
    (("DropoutLayer", [0.3], {}), (2, 3), (2, 3)),
]  # fmt: skip


@pytest.mark.parametrize("layer,given,expected", SIZES)
def test_declared_shapes_are_those_of_the_ops(layer, given, expected):
    name, positional, options = layer
    net = filled(make(name, *positional, Input=list(given), **options))
    assert net.outputs["Output"].shape == expected
    _, outputs, _ = lower(net, training=False)
    assert outputs["Output"].shape == expected


BACKWARDS = [
    (("ConvolutionLayer", [3, 5], {}), (3, 24, 24), (None, 28, 28)),
    (("ConvolutionLayer", [3, 5], {"Stride": 2}), (3, 24, 24), (None, None, None)),
    (("PoolingLayer", [2], {}), (3, 4, 4), (3, 5, 5)),
    (("SoftmaxLayer", [], {}), (4,), (4,)),
    (("LinearLayer", [], {}), (4,), None),
    (("BatchNormalizationLayer", [], {}), (4, 2), (4, 2)),
]


@pytest.mark.parametrize("layer,output,expected", BACKWARDS)
def test_shapes_go_backwards_where_they_can(layer, output, expected):
    name, positional, options = layer
    assert make(name, *positional, Output=list(output), **options).inputs["Input"].shape == expected


MISFITS = [
    (lambda: make("LinearLayer", -1), "param"),
    (lambda: make("LinearLayer", 2, Foo=1), "optx"),
    (lambda: make("LinearLayer", 2, 3), "argforms"),
    (lambda: make("LinearLayer", 2, Weights=[[1, 2]]), "arrayfit"),
    (lambda: make("LinearLayer", 2, Weights="a"), "param"),
    (lambda: make("LinearLayer", 2, Input="Nonsense"), "porttype"),
    (lambda: make("LinearLayer", 2, Output=3), "portfit"),
    (lambda: make("LinearLayer", 2, Input="Varying"), "novarying"),
    (lambda: make("LinearLayer", 2, Weights=S.NetArray(1)), "netarray"),
    (lambda: make("ConvolutionLayer", 2), "needkernel"),
    (lambda: make("ConvolutionLayer", 2, 3, Input=[4]), "convrank"),
    (lambda: make("ConvolutionLayer", 2, 3, Input=[1, 2, 2]), "toosmall"),
    (lambda: make("ConvolutionLayer", 2, [3], Input=[1, 5, 5]), "convrank"),
    (lambda: make("ConvolutionLayer", 2, [3, 3], Stride=[1, 1, 1]), "convlists"),
    (lambda: make("ConvolutionLayer", 3, 1, ChannelGroups=2, Input=[2, 5]), "groups"),
    (lambda: make("PoolingLayer", 0), "param"),
    (lambda: make("PoolingLayer", 2, Function=S.Min), "param"),
    (lambda: make("DropoutLayer", 1), "param"),
    (lambda: make("SoftmaxLayer", 3, Input=[2, 2]), "nolevel"),
    (lambda: make("SoftmaxLayer", 0), "param"),
    (lambda: make("FlattenLayer", [[1], [1]], Input=[2, 2]), "flatlevels"),
    (lambda: make("CrossEntropyLossLayer", "Foo"), "param"),
    (lambda: make("CrossEntropyLossLayer"), "argforms"),
    (lambda: make("ElementwiseLayer", S.Foo), "param"),
    (lambda: make("BatchNormalizationLayer", Momentum=2), "param"),
    (lambda: make("BatchNormalizationLayer", Input=[]), "needchannel"),
    (lambda: make("BatchNormalizationLayer", Input=[2], Output=[3]), "selffit"),
]


@pytest.mark.parametrize("attempt,tag", MISFITS)
def test_what_cannot_be_is_refused(attempt, tag):
    with pytest.raises(Misfit) as found:
        attempt()
    assert found.value.tag == tag


# -- against PyTorch -------------------------------------------------------------------------------

REFERENCE = Path(__file__).parent / "nets" / "reference" / "layers.npz"


@pytest.fixture(scope="session", params=["committed", "live"])
def theirs(request: pytest.FixtureRequest) -> Any:
    """PyTorch's values by name: those of the reference file, and what it computes now where installed."""
    if request.param == "committed":
        return dict(np.load(REFERENCE))
    return all_layer_values(pytest.importorskip("torch"))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("case", TORCH, ids=str)
def test_agrees_with_pytorch(case, mode, theirs):
    ours = apply(net_of(case), data_of(case), RULE(S.NetEvaluationMode, mode.title()))
    np.testing.assert_allclose(ours, theirs[f"{case}|{mode}"], rtol=2e-5, atol=2e-5)


@pytest.mark.parametrize("case", TORCH, ids=str)
def test_gradients_agree_with_pytorch(case, theirs):
    found = our_gradients(case)
    for name, gradient in found.items():
        np.testing.assert_allclose(gradient, theirs[f"{case}|gradient {name}"], rtol=1e-8, atol=1e-8)


@pytest.mark.parametrize("loss", LOSSES, ids=str)
def test_losses_agree_with_pytorch(loss, theirs):
    assert our_loss(loss) == pytest.approx(float(theirs[f"{loss}|loss"]), rel=1e-9)


def test_the_reference_file_holds_the_layers_of_the_table():
    names = {name.split("|")[0] for name in np.load(REFERENCE)}
    assert names == {str(case) for case in (*TORCH, *LOSSES)}


# -- dropout ---------------------------------------------------------------------------------------


def test_dropout_in_training_keeps_the_mean_and_drops_the_fraction():
    layer = make("DropoutLayer", 0.25, Input=20_000)
    seed = RULE(S.RandomSeeding, 1)
    y = apply(layer, np.ones(20_000), RULE(S.NetEvaluationMode, "Train"), seed)
    assert set(np.unique(y.round(5))) == {0.0, 1.33333}
    assert (y == 0).mean() == pytest.approx(0.25, abs=0.02)
    assert np.array_equal(y, apply(layer, np.ones(20_000), RULE(S.NetEvaluationMode, "Train"), seed))
    assert np.array_equal(apply(layer, np.ones(20_000)), np.ones(20_000))


def test_alpha_dropout_keeps_mean_and_variance():
    x = np.random.default_rng(1).normal(size=50_000)
    layer = make("DropoutLayer", 0.3, Method="AlphaDropout", Input=50_000)
    y = apply(layer, x, RULE(S.NetEvaluationMode, "Train"), RULE(S.RandomSeeding, 2))
    assert y.mean() == pytest.approx(0, abs=0.03)
    assert y.std() == pytest.approx(1, abs=0.03)


@pytest.mark.parametrize("name", sorted(LAYERS))
def test_every_layer_is_documented_with_an_example(name):
    declared = LAYERS[name]
    assert ">>>" in (declared.cls.__doc__ or "")
    assert all(usage.startswith(name + "[") for usage in declared.usages)
    assert isinstance(declared.head, Symbol)


def test_incomplete_shapes_are_open():
    assert not complete(make("ConvolutionLayer", 2, 3).outputs["Output"].shape)
