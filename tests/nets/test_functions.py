"""Layers made from functions, against NumPy's formulas and finite differences."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from wlmini.arrays import to_array
from wlmini.expr import S
from wlmini.nets.engines.gradient import ancestors
from wlmini.nets.engines.numpy import ParameterStore, gradient_key, make_plan
from wlmini.nets.lowering import Extent, length_name, lower
from wlmini.nets.ops.shape import reduce_sum, reshape
from wlmini.nets.ports import Port
from wlmini.session import Session

from .function_cases import CASES, Case

BATCH = 2


def evaluated(source: str) -> tuple[Any, list[str]]:
    """The value of a text and the messages that came."""
    heard: list[str] = []
    session = Session(messenger=heard.append)
    return session.evaluate(session.parse(source)), heard


class Trial:
    """A net on random data, in double precision; its loss is a weighted sum of all outputs."""

    def __init__(self, net: Any, shapes: Any, low: float = -2.0, high: float = 2.0, seed: int = 0) -> None:
        rng = np.random.default_rng(seed)
        count = len(shapes)
        net = net.with_input_count(count) if net.is_undecided else net
        ports = zip(net.inputs, shapes, strict=True)
        self.net = net.refined({name: Port(tuple(shape)) for name, shape in ports})
        self.inputs = {
            name: rng.uniform(low, high, (BATCH, *shape))
            for name, shape in zip(net.inputs, shapes, strict=True)
        }
        self.arrays = {
            path: rng.uniform(low, high, slot.shape)
            for path, slot in self.net.slots()
            if slot.shape is not None
        }
        self.graph, outputs, _ = lower(self.net, training=False)
        parts = []
        for name, node in outputs.items():
            self.graph.output(name, node)
            parts.append(reduce_sum(node * rng.uniform(0.5, 1.5, node.shape), axes=range(len(node.shape))))
        self.graph.output("sum", sum(parts[1:], parts[0]))
        self.names = list(outputs)

    def run(self) -> dict[str, np.ndarray]:
        plan = make_plan(self.graph, BATCH, dtype=np.float64)
        return plan.run(self.inputs, ParameterStore(self.arrays, (), np.float64))

    def gradients(self) -> dict[Any, np.ndarray]:
        wanted = [*self.inputs, *self.arrays]
        loss = [("sum", float(BATCH))]
        plan = make_plan(self.graph, BATCH, mode="train", dtype=np.float64, gradients_of=wanted, loss=loss)
        store = ParameterStore(self.arrays, tuple(self.arrays), np.float64)
        found = plan.forward_backward(self.inputs, store)
        return {**{n: found[gradient_key(n)] for n in self.inputs}, **store.gradients}

    def differences(self, step: float = 1e-5) -> dict[Any, np.ndarray]:
        plan = make_plan(self.graph, BATCH, dtype=np.float64, outputs=["sum"])

        def total() -> float:
            store = ParameterStore(self.arrays, (), np.float64)
            return float(plan.run(self.inputs, store)["sum"].sum())

        found = {}
        for name, array in {**self.inputs, **self.arrays}.items():
            found[name] = np.zeros(array.shape)
            for index in np.ndindex(*array.shape):
                before = array[index]
                array[index] = before + step
                more = total()
                array[index] = before - step
                found[name][index] = (more - total()) / (2 * step)
                array[index] = before
        return found

    def check_gradients(self) -> None:
        expected = self.differences()
        for name, gradient in self.gradients().items():
            np.testing.assert_allclose(gradient, expected[name], rtol=1e-5, atol=1e-7, err_msg=str(name))


def trial(case: Case) -> Trial:
    net, heard = evaluated(case.source)
    assert heard == []
    return Trial(net, case.shapes, case.low, case.high)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_values_are_those_of_the_formula(case: Case) -> None:
    made = trial(case)
    found = made.run()
    for example in range(BATCH):
        expected = case.formula(*(array[example] for array in made.inputs.values()))
        expected = expected if isinstance(expected, dict) else {"Output": expected}
        assert list(expected) == made.names
        for name, value in expected.items():
            assert made.net.outputs[name].shape == np.shape(value)
            np.testing.assert_allclose(found[name][example], value, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("case", [case for case in CASES if not case.flat], ids=str)
def test_gradients_are_those_of_finite_differences(case: Case) -> None:
    trial(case).check_gradients()


# Layers and arrays inside of functions


@pytest.mark.parametrize(
    "source, shapes, arrays",
    [
        ("FunctionLayer[LinearLayer[2][#] . # &]", [(2,)], {("Net1", "Weights"), ("Net1", "Biases")}),
        ("FunctionLayer[LinearLayer[2] /@ # &]", [(3, 4)], {("Net1", "Weights"), ("Net1", "Biases")}),
        (
            'FunctionLayer[NetArray[<|"Name" -> "W", "Dimensions" -> {2, 3}|>] . # + NetArray["b"] &]',
            [(3,)],
            {(S.NetArray("W"),), (S.NetArray("b"),)},
        ),
        ('FunctionLayer[NetArray["s"] # + NetArray["s"]^2 &]', [(3,)], {(S.NetArray("s"),)}),
        (
            "FunctionLayer[With[{l = NetChain[{2, Tanh}]}, l[#a] - l[#b]] &]",
            [(3,), (3,)],
            {("Net1", 1, "Weights"), ("Net1", 1, "Biases")},
        ),
        ("FunctionLayer[ThreadingLayer[Times][#x, #y] + TotalLayer[][{#x, #y}] &]", [(2,), (2,)], set()),
    ],
)
def test_layers_and_arrays_inside_of_functions_are_differentiated(
    source: str, shapes: Any, arrays: set[Any]
) -> None:
    net, heard = evaluated(source)
    assert heard == []
    made = Trial(net, shapes)
    assert set(made.arrays) == arrays
    made.check_gradients()


def test_a_function_mapped_over_a_level_is_computed_for_all_at_once() -> None:
    net, _ = evaluated("FunctionLayer[LinearLayer[2] /@ # &]")
    made = Trial(net, [(50, 4)])
    assert sum(node.op.name == "linear" for node in ancestors(list(made.graph.outputs.values()))) == 1
    weights, biases = made.arrays["Net1", "Weights"], made.arrays["Net1", "Biases"]
    expected = made.inputs["Input"] @ weights.T + biases
    np.testing.assert_allclose(made.run()["Output"], expected, rtol=1e-10)


def test_the_gradient_of_a_compiled_layer_is_the_one_told() -> None:
    net, _ = evaluated("CompiledLayer[#^2 &, Function[{x, g, y}, g x + y]]")
    made = Trial(net, [(3,)])
    weights = {name: node for name, node in made.graph.outputs.items() if name == "sum"}
    assert weights
    x = made.inputs["Input"]
    plain = Trial(evaluated("CompiledLayer[#^2 &]")[0], [(3,)])
    plain.check_gradients()
    g = plain.gradients()["Input"] / (2 * x)
    np.testing.assert_allclose(made.gradients()["Input"], g * x + x**2, rtol=1e-10)


# Lengths that vary


@pytest.mark.parametrize(
    "source, formula",
    [
        ("Total", lambda x: x.sum(0)),
        ("Mean", lambda x: x.mean(0)),
        ("Variance", lambda x: x.var(0, ddof=1)),
        ("Median", lambda x: np.median(x, axis=0)),
        ("Max", np.max),
        ("Min", np.min),
        ('Norm[#, "Frobenius"] &', np.linalg.norm),
        ("# / Length[#] &", lambda x: x / len(x)),
        ("Accumulate", lambda x: x.cumsum(0)),
        ("Map[#[[1]] * # &, #] &", lambda x: x[:, :1] * x),
        ("# . {1, 2} &", lambda x: x @ [1, 2]),
        ("Function[m, Map[# * Mean[m] &, m]]", lambda x: x * x.mean(0)),
        ("Function[m, Map[Function[v, Map[# . v &, m]], m]]", lambda x: x @ x.T),
        ("Transpose[#] . # &", lambda x: x.T @ x),
        ("Total[#, {2}] &", lambda x: x.sum(1)),
        ("Standardize", lambda x: (x - x.mean(0)) / x.std(0, ddof=1)),
        ("First[#] + Mean[2 #] &", lambda x: x[0] + 2 * x.mean(0)),
        ("EuclideanDistance[#, 2 #] &", np.linalg.norm),
    ],
)
def test_padding_does_not_count(source: str, formula: Any) -> None:
    rng = np.random.default_rng(0)
    examples = [rng.uniform(-2, 2, (length, 2)) for length in (4, 2, 3)]
    data = "{" + ", ".join(str(x.tolist()).replace("[", "{").replace("]", "}") for x in examples) + "}"
    layer = f'FunctionLayer[{source}, "Input" -> {{"Varying", 2}}]'
    found, heard = evaluated(f'{layer}[{data}, WorkingPrecision -> "Real64"]')
    assert heard == []
    for value, x in zip(found.parts, examples, strict=True):
        np.testing.assert_allclose(to_array(value), formula(x), rtol=1e-9)


REFUSED = [
    "Last", "Sort[Total /@ #] &", "Differences", "#[[2]] &", "Reverse", "Rest", "Fold[Plus, #] &",
    "Plus @@ # &", "Table[v, {v, #}] &", "Module[{a, b}, {a, b} = #; a] &",
]  # fmt: skip


@pytest.mark.parametrize("source", REFUSED)
def test_what_would_take_padding_for_data_is_refused(source: str) -> None:
    found, heard = evaluated(f'FunctionLayer[{source}, "Input" -> {{"Varying", 2}}]')
    assert found is S["$Failed"]
    assert "varying length" in heard[0]


# What cannot be


@pytest.mark.parametrize(
    "source, parts",
    [
        ("FunctionLayer[1 + Foo[#] &, \"Input\" -> 3]", ["notcompiled", "Foo[#1]"]),
        ("FunctionLayer[StringLength[#] &, \"Input\" -> 3]", ["StringLength[#1]"]),
        ("FunctionLayer[# . {1, 2} &, \"Input\" -> 3]", ["#1 . {1, 2}", "(3,)"]),
        ("FunctionLayer[#[[5]] &, \"Input\" -> 3]", ["there is no part 5 among 3"]),
        ("FunctionLayer[(x = #; x) &, \"Input\" -> 3]", ["notlocal", "x"]),
        ("FunctionLayer[While[Total[#] > 0, 1] &, \"Input\" -> 3]", ["test of a loop"]),
        ("FunctionLayer[Table[#, {i, #[[1]]}] &, \"Input\" -> 3]", ["bounds of an iterator"]),
        ("FunctionLayer[Function[x, x^2, Listable], \"Input\" -> 3]", ["notcompiled", "Listable"]),
        ("FunctionLayer[(Print[1]; #) &, \"Input\" -> 3]", ["Print[1]"]),
        ("FunctionLayer[RandomReal[] # &, \"Input\" -> 3]", ["RandomReal[]"]),
        ("f[x_] := If[Total[x] > 0, f[x - 1], x]; FunctionLayer[f, \"Input\" -> 3]", ["endless"]),
        ("g[x_] := 1 /; Length[x] > 2; FunctionLayer[g, \"Input\" -> 3]", ["conditional", "g"]),
        ("FunctionLayer[NetArray[\"w\"] . # &, \"Input\" -> 3]", ["arraysize", "w"]),
        ("FunctionLayer[NetArray[7] # &]", ["netarray"]),
        ('FunctionLayer[NetArray["b"] + # &, "Input" -> {"Varying", 2}]', ["arraysize", "b"]),
        ("FunctionLayer[LinearLayer[-1][#] &]", ["innernet", "LinearLayer[-1]"]),
        ("FunctionLayer[Transpose, \"Input\" -> 3]", ["less than two levels"]),
        ("FunctionLayer[{#, 1} &, \"Input\" -> 3]", ["make no array"]),
        ("FunctionLayer[Total, \"Input\" -> 3, \"Output\" -> 2]", ["FunctionLayer"]),
        ("FunctionLayer[#a + #b &, \"Input\" -> 3]", ["optx", "Input"]),
        ("ThreadingLayer[Plus, InputPorts -> {2, 3}]", ["broadcast", "2, 3"]),
        ("ThreadingLayer[Plus, InputPorts -> {2, {2, 3}}]", ["ranks"]),
        ('ThreadingLayer[Plus, 1, InputPorts -> {2, {2, 3}}, "Output" -> 3]', ["inputrank", "1, 2"]),
        ("ThreadingLayer[Plus, 5, InputPorts -> {2, {2, 3}}]", ["insertlevel"]),
        ("ThreadingLayer[Plus, {1, 1}, InputPorts -> 3]", ["inputcount"]),
        ("ThreadingLayer[#1 - #2 &, InputPorts -> 3]", ["inputcount"]),
        ("ThreadingLayer[Foo]", ["param", "Foo"]),
        ("ThreadingLayer[Plus, Foo]", ["param", "Broadcasting"]),
        ("TotalLayer[InputPorts -> {2, 3}]", ["TotalLayer"]),
        ("DotLayer[InputPorts -> {{2, 3}, {2, 3}}]", ["dotfit"]),
        ("DotLayer[{1 <-> 3, None}, InputPorts -> {{2, 3}, 2}]", ["dotspec"]),
        ("DotLayer[{7}]", ["param"]),
        ("DotLayer[][{}]", ["inputcount", "one or more"]),
        ("CatenateLayer[][{}]", ["inputcount", "one or more"]),
        ("CatenateLayer[InputPorts -> {{2, 3}, {2, 4}}]", ["catenatefit"]),
        ("CatenateLayer[2, InputPorts -> {2, 3}]", ["catenatelevel"]),
        ("CatenateLayer[0]", ["param"]),
        ("CompiledLayer[LinearLayer[3][#] &]", ["compilednets"]),
        ("CompiledLayer[#^2 &, 3 &]", ["gradarguments"]),
        ("CompiledLayer[#^2 &, Total[#2] &, \"Input\" -> 3]", ["gradshape"]),
        ('NetChain[{2, CompiledLayer[#^2 &, None]}, "Input" -> 2] // NetInitialize // '
         '#[{1, 2}, NetPortGradient["Input"]] &', ["undifferentiated"]),
    ],
)  # fmt: skip
def test_wrong_uses_are_named(source: str, parts: list[str]) -> None:
    found, heard = evaluated(source)
    assert found is S["$Failed"]
    assert len(heard) == (2 if "innernet" in parts else 1)  # an inner layer says why, too
    for part in parts:
        assert part in heard[-1]


@pytest.mark.parametrize(
    "source",
    [
        "FunctionLayer[Tanh[LinearLayer[2] /@ #] + NetArray[\"b\"] &, \"Input\" -> {3, 2}]",
        "FunctionLayer[net[#] + 1 &]",
        "FunctionLayer[With[{m = NetArray[<|\"Name\" -> \"w\", \"Dimensions\" -> {2, 2}|>]}, m . # - 1] &]",
        "ThreadingLayer[#a - #b &, {1, None}]",
        "DotLayer[{{1 <-> 2}, None}]",
        "CatenateLayer[2, InputPorts -> {\"x\", \"y\"}]",
        "CompiledLayer[#^2 &, Function[{x, g}, g x]]",
    ],
)  # fmt: skip
def test_what_is_printed_makes_the_same_layer(source: str) -> None:
    text = f'net = NetInitialize[LinearLayer[2, "Input" -> 2]]; layer = NetInitialize[{source}];'
    found, heard = evaluated(f"{text} net =.; ToExpression[ToString[layer, InputForm]] === layer")
    assert heard == []
    assert found is S["True"]


# Gradients where examples have lengths of their own


@pytest.mark.parametrize(
    "source",
    [
        'CatenateLayer[InputPorts -> {{"Varying", 2}, {"Varying", 2}}]',
        'DotLayer[{1 <-> 2, None}, InputPorts -> {{"Varying", 2}, {"Varying", 2}}]',
        'ThreadingLayer[Times, InputPorts -> {{"Varying", 2}, {"Varying", 2}}]',
        'FunctionLayer[StandardDeviation[#a] . Mean[#b] &, "a" -> {"Varying", 2}, "b" -> {"Varying", 2}]',
        'FunctionLayer[(Tanh @* Total /@ #a) . #a Total[#b] &, "a" -> {"Varying", 2}, "b" -> {"Varying", 2}]',
        'FunctionLayer[Function[m, Map[Function[v, Total[Map[# . v &, m]]], m]], "Input" -> {"Varying", 2}]',
    ],
)
def test_gradients_of_ragged_batches(source: str) -> None:
    net, heard = evaluated(source)
    assert heard == []
    rng = np.random.default_rng(1)
    lengths = np.array([4, 2, 3])
    size, names = 4, list(net.inputs)
    inputs: dict[str, Any] = {name: rng.uniform(0.5, 1.5, (3, size, 2)) for name in names}
    inputs |= {length_name(name, 0): lengths for name in names}
    extents = {name: Extent((size, 2), (0,)) for name in names}
    graph, outputs, place = lower(net, training=False, extents=extents)
    (node,) = outputs.values()
    mask = place.mask(node)
    weighted = node * rng.uniform(0.5, 1.5, node.shape)
    if mask is not None:
        weighted = weighted * reshape(mask, shape=(*mask.shape, *(1,) * (len(node.shape) - 1)))
    graph.output("sum", reduce_sum(weighted, axes=range(len(node.shape))))
    plan = make_plan(
        graph, 3, mode="train", dtype=np.float64, gradients_of=names, loss=[("sum", 3.0)], outputs=["sum"]
    )
    nothing = ParameterStore({}, (), np.float64)
    found = {name: plan.forward_backward(inputs, nothing)[gradient_key(name)].copy() for name in names}
    for name in names:
        for index in np.ndindex(3, size, 2):
            ends = []
            for step in (1e-6, -1e-6):
                moved = {**inputs, name: inputs[name].copy()}
                moved[name][index] += step
                ends.append(plan.run(moved, nothing)["sum"].sum())
            expected = (ends[0] - ends[1]) / 2e-6
            assert found[name][index] == pytest.approx(expected, rel=1e-5, abs=1e-7)
            assert index[1] < lengths[index[0]] or expected == 0  # padding counts for nothing
