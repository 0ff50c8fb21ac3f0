"""The format WLNet: every layer comes back as it was; damaged files and files of another kind are refused."""

from __future__ import annotations

import struct

import numpy as np
import pytest

from wlmini.arrays import to_array
from wlmini.expr import S
from wlmini.kernel.wxf import deserialize, serialize
from wlmini.nets.formats.wlnet import HEADER, LAYOUT, MARK, from_bytes, frozen, read_net, thawed, to_bytes
from wlmini.nets.initialize import initialize, read_method

from .talk import Talk

SIMPLE = 'NetInitialize[NetChain[<|"a" -> LinearLayer[2], "b" -> Ramp|>, "Input" -> 3]]'
NETS = [
    "LinearLayer[3]",
    'LinearLayer[3, "Biases" -> None, "Input" -> 2, LearningRateMultipliers -> 0.5]',
    'NetChain[{3, Tanh, {2, Ramp}}, "Input" -> 2]',
    'NetChain[{BatchNormalizationLayer[], DropoutLayer[0.3], SoftmaxLayer[]}, "Input" -> 4]',
    'NetChain[{ConvolutionLayer[2, 3], PoolingLayer[2, 2], FlattenLayer[]}, "Input" -> {1, 8, 8}]',
    'NetChain[{2, SoftmaxLayer[]}, "Input" -> NetEncoder[{"Class", {"x", "y"}, "IndicatorVector"}], '
    '"Output" -> NetDecoder[{"Class", {1, "b"}}]]',
    'NetChain[{ElementwiseLayer[#^2 + 1/3 &]}, "Input" -> 2]',
    'NetGraph[<|"x" -> LinearLayer[2], "y" -> LinearLayer[1]|>, {"x" -> "y", "x" -> NetPort["z"]}, '
    '"Input" -> 3]',
    'NetChain[{LinearLayer[3, "Weights" -> NetArray["w"]], LinearLayer[3, "Weights" -> NetArray["w"]]}, '
    '"Input" -> 3]',
    'NetGraph[{LongShortTermMemoryLayer[4], NetMapOperator[LinearLayer[2]]}, {1 -> 2}, '
    '"Input" -> {"Varying", 3}]',
    'CrossEntropyLossLayer["Index", "Input" -> 3]',
]  # fmt: skip


@pytest.fixture
def talk():
    return Talk()


@pytest.mark.parametrize("text", NETS)
@pytest.mark.parametrize("wanted", ["values", "none"])
def test_nets_come_back(talk, text, wanted):
    net = talk(text)
    if wanted == "values" and all(slot.sized for _, slot in net.slots()):
        net = initialize(net, read_method("Kaiming", np.random.default_rng(3)))
    back = read_net(from_bytes(to_bytes(net)), talk.session.kernel)
    assert back == net
    assert back.construction() == net.construction()
    arrays = {path: slot.value for path, slot in net.slots()}
    for path, slot in back.slots():
        np.testing.assert_array_equal(slot.value, arrays[path])
    assert talk.said == []


def test_elements(talk, tmp_path):
    file = f"{tmp_path}/net.wlnet"
    talk(f'net = {SIMPLE}; file = "{file}"')
    assert talk("Export[file, net]") == file
    assert talk("Import[file] === net") is S["True"]
    assert talk('Import[file, "Net"] === Import[file, {"WLNet", "Net"}]') is S["True"]
    assert talk('Import[file, "Elements"]').parts == (
        "ArrayAssociation", "ArrayList", "Net", "Rules", "Summary", "UninitializedNet", "WLVersion",
    )  # fmt: skip
    assert talk('Import[file, "ArrayAssociation"] === Information[net, "Arrays"]') is S["True"]
    assert talk('Import[file, "ArrayList"] === Information[net, "ArraysList"]') is S["True"]
    assert talk('NetExtract[Import[file, "UninitializedNet"], {"a", "Weights"}]') is S.Automatic
    assert talk('Keys[Import[file, "Rules"]]').parts == (
        "Net", "ArrayAssociation", "ArrayList", "Summary", "UninitializedNet", "WLVersion",
    )  # fmt: skip
    assert talk('Import[file, "Summary"]') == "NetChain[<2, uninitialized>]: 2 arrays with 8 numbers"
    assert talk('StringQ[Import[file, "WLVersion"]]') is S["True"]
    assert talk('ImportByteArray[ExportByteArray[net, "WLNet"], "WLNet"] === net') is S["True"]
    assert talk('ImportString[ExportString[net, "WLNet"], "WLNet"] === net') is S["True"]
    assert talk.said == []


CHANGES = {
    "empty": lambda data: b"",
    "cut": lambda data: data[:-1],
    "header only": lambda data: data[: HEADER.size],
    "longer": lambda data: data + b"x",
    "one bit": lambda data: data[:-5] + bytes([data[-5] ^ 1]) + data[-4:],
    "another kind": lambda data: b"\x89PNG" + data,
    "a later layout": lambda data: struct.pack("<6sH", MARK, LAYOUT + 1) + data[8:],
}


@pytest.mark.parametrize("change", CHANGES)
def test_damaged_files_are_refused(talk, tmp_path, change):
    file = tmp_path / "net.wlnet"
    talk(f'Export["{file}", {SIMPLE}]')
    file.write_bytes(bytes(CHANGES[change](file.read_bytes())))
    assert talk(f'Import["{file}"]') is S["$Failed"]
    assert talk.said[0].startswith("Import::fmterr: ")


def test_only_nets_are_written(talk, tmp_path):
    file = tmp_path / "net.wlnet"
    assert talk(f'Export["{file}", {{1, 2}}]') is S["$Failed"]
    assert not file.exists()
    assert talk.said[0].startswith("Export::value: ")


def test_the_header_tells_layout_and_length(talk):
    data = to_bytes(talk(SIMPLE))
    mark, layout, length, _ = HEADER.unpack_from(data)
    assert (mark, layout, length) == (b"WLNet\x00", 1, len(data) - HEADER.size)


PLAIN = [
    None, True, False, 3, 2**127, 1.5, float("inf"), "text", [], [1.0, 2.5], [1, 2], [1.0, None], (1, "a"),
    {},
    {"a": [{}, ()], ("b", 2): {"c": None}}, np.arange(6, dtype=np.float32).reshape(2, 3), np.zeros((2, 0)),
    np.array(3.5), np.float64(2.5), [np.ones(2), "x"], S.Rule("ErrorRate", 2), {S.Rule("a", 1): [1.0]},
]  # fmt: skip


@pytest.mark.parametrize("value", PLAIN, ids=repr)
def test_plain_values_come_back(value):
    found = thawed(deserialize(serialize(frozen(value))))
    assert_same(found, value)


def assert_same(found, value):
    if isinstance(value, np.ndarray):
        assert found.dtype == value.dtype
        np.testing.assert_array_equal(found, value)
    elif isinstance(value, list | tuple):
        assert type(found) is type(value)
        assert len(found) == len(value)
        for a, b in zip(found, value, strict=True):
            assert_same(a, b)
    elif isinstance(value, dict):
        assert list(found) == list(value)
        for key in value:
            assert_same(found[key], value[key])
    else:
        assert found == value
        assert type(found) is type(value) or isinstance(value, np.generic)


def test_arrays_are_those_of_the_net(talk):
    net = talk(SIMPLE)
    stored = from_bytes(to_bytes(net))
    assert list(stored.arrays) == [path for path, _ in net.slots()]
    assert to_array(net.member("a").member("Weights")).tolist() == stored.arrays["a", "Weights"].tolist()
