"""Layers of fixed ports with PyTorch's functions beside them: values, and gradients by inputs and arrays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from wlmini.expr import S

from .layer_cases import filled, make
from .sequence_cases import Run, Values, weights

BATCH = 3


@dataclass(frozen=True)
class Classes:
    """An input of whole numbers from 1 to a count."""

    count: int
    shape: tuple[int, ...] = ()


@dataclass(frozen=True)
class ArrayCase:
    """A layer, its inputs by shape, and PyTorch's function of (torch, inputs, arrays by name)."""

    name: str
    positional: list[Any]
    inputs: Mapping[str, tuple[int, ...] | Classes]
    torch: Callable[..., Any]
    options: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.name}{self.positional}{self.options}{[*self.inputs.values()]}"

    def net(self) -> Any:
        shapes = {n: each.shape if isinstance(each, Classes) else each for n, each in self.inputs.items()}
        ports = {name: list(shape) for name, shape in shapes.items()}
        return filled(make(self.name, *self.positional, **ports, **self.options))

    def data(self) -> Values:
        random = np.random.default_rng(7)
        return {
            name: random.integers(1, each.count + 1, (BATCH, *each.shape))
            if isinstance(each, Classes)
            else random.normal(size=(BATCH, *each))
            for name, each in self.inputs.items()
        }


def our_values(case: ArrayCase, dtype: Any) -> Values:
    """Results and gradients, by name."""
    return Run(case.net(), case.data()).values(dtype)


def torch_values(torch: Any, case: ArrayCase) -> Values:
    """PyTorch's results and gradients, under the same names."""
    data = {
        name: torch.tensor(value, requires_grad=value.dtype.kind == "f")
        for name, value in case.data().items()
    }
    arrays = {
        path[0]: torch.tensor(slot.value, dtype=torch.float64, requires_grad=True)
        for path, slot in case.net().slots()
    }
    y = case.torch(torch, data, arrays)
    (y.double() * torch.tensor(weights("Output", y.shape[1:]))).sum().backward()
    leaves = {name: each for name, each in {**data, **arrays}.items() if each.requires_grad}
    gradients = {f"gradient {name}": each.grad for name, each in leaves.items()}
    return {
        "Output": y.detach().numpy(),
        **{
            name: np.zeros(leaves[name[9:]].shape) if each is None else each.numpy()
            for name, each in gradients.items()
        },
    }


def one(
    name: str, positional: list[Any], shape: tuple[int, ...], torch: Callable[..., Any], **options: Any
) -> ArrayCase:
    """A case of one real input, whose function in PyTorch gets (torch, input, arrays)."""
    return ArrayCase(name, positional, {"Input": shape}, lambda t, d, a: torch(t, d["Input"], a), options)


# -- normalization ------------------------------------------------------------------------------------


def scaled(y: Any, arrays: Mapping[str, Any], shape: tuple[int, ...]) -> Any:
    """The normalized values with the arrays of the layer, brought to a shape."""
    y = y * arrays["Scaling"].reshape(shape) if "Scaling" in arrays else y
    return y + arrays["Biases"].reshape(shape) if "Biases" in arrays else y


def instance_norm(t: Any, x: Any, a: Any) -> Any:
    return t.nn.functional.instance_norm(x, weight=a["Scaling"], bias=a["Biases"], eps=0.001)


def layer_norm(t: Any, x: Any, a: Any) -> Any:
    return t.nn.functional.layer_norm(x, x.shape[-1:], a["Scaling"], a["Biases"], 0.001)


def group_norm(t: Any, x: Any, a: Any) -> Any:
    return t.nn.functional.group_norm(x, 2, a["Scaling"], a["Biases"], 0.001)


def rms_norm(t: Any, x: Any, a: Any) -> Any:
    return t.nn.functional.rms_norm(x, x.shape[-1:], a["Scaling"], 0.001) + a["Biases"]


def unbiased(t: Any, x: Any, a: Any) -> Any:
    return scaled((x - x.mean(2, True)) / (x.var(2, keepdim=True) + 0.001).sqrt(), a, (-1, 1))


def first_level(t: Any, x: Any, a: Any) -> Any:
    return scaled((x - x.mean(1, True)) / (x.var(1, keepdim=True, correction=0) + 0.5).sqrt(), a, (1, -1))


def local_response(size: int, alpha: float, beta: float, k: float) -> Callable[..., Any]:
    return lambda t, x, a: t.nn.functional.local_response_norm(x, size, alpha, beta, k)


def span(first: int, last: int) -> Any:
    return S.Span(first, last)


NORMALIZATIONS = [
    one("NormalizationLayer", [], (3, 4, 5), instance_norm),
    one("NormalizationLayer", [2, "Same"], (3, 4), layer_norm),
    one("NormalizationLayer", [span(1, 3), 1], (4, 3, 2), group_norm, GroupNumber=[2, 1, 1]),
    one("NormalizationLayer", [2, "Same"], (3, 4), rms_norm, Method="RMS"),
    one("NormalizationLayer", [], (3, 5), unbiased, Unbiased=True),
    one("NormalizationLayer", [1], (4, 3), first_level, Epsilon=0.5),
    one("NormalizationLayer", [], (2, 4), lambda t, x, a: t.nn.functional.instance_norm(x, eps=0.001),
        Scaling=S["None"], Biases=S["None"]),
    one("NormalizationLayer", [], (3, 5), instance_norm),
    one("LocalResponseNormalizationLayer", [], (6, 2, 2), local_response(5, 1.0, 0.5, 1.0)),
    one("LocalResponseNormalizationLayer", [], (4, 3, 1), local_response(3, 0.3, 0.75, 2.0),
        Alpha=0.3, Beta=0.75, Bias=2, ChannelWindowSize=1),
]  # fmt: skip


# -- convolution, resizing, padding -------------------------------------------------------------------


def deconvolution(dims: int, crop: Any = None, last: bool = False, **settings: Any) -> Callable[..., Any]:
    """The transposed convolution, with (before, after) cut off its last level."""

    def run(t: Any, x: Any, a: Any) -> Any:
        x = x.movedim(-1, 1) if last else x
        y = getattr(t.nn.functional, f"conv_transpose{dims}d")(x, a["Weights"], a.get("Biases"), **settings)
        y = y if crop is None else y[..., crop[0] : y.shape[-1] - crop[1]]
        return y.movedim(1, -1) if last else y

    return run


def convolution(dims: int, pad: Any = None, **settings: Any) -> Callable[..., Any]:
    def run(t: Any, x: Any, a: Any) -> Any:
        x = x if pad is None else t.nn.functional.pad(x, pad)
        return getattr(t.nn.functional, f"conv{dims}d")(x, a["Weights"], a.get("Biases"), **settings)

    return run


def padded(pad: list[int], **settings: Any) -> Callable[..., Any]:
    return lambda t, x, a: t.nn.functional.pad(x, pad, **settings)


def resized(size: Any, mode: str, **settings: Any) -> Callable[..., Any]:
    return lambda t, x, a: t.nn.functional.interpolate(x, size, mode=mode, **settings)


def transformed(height: int, width: int) -> Callable[..., Any]:
    def run(t: Any, data: Mapping[str, Any], a: Any) -> Any:
        x, theta = data["Input"], data["Parameters"].reshape(-1, 2, 3)
        f = t.nn.functional
        grid = f.affine_grid(theta, [x.shape[0], x.shape[1], height, width], align_corners=True)
        return f.grid_sample(x, grid, align_corners=True)

    return run


SPATIAL = [
    one("DeconvolutionLayer", [3, [3]], (2, 4), deconvolution(1)),
    one("DeconvolutionLayer", [3, 3], (2, 4, 3), deconvolution(2, stride=2, padding=1), Stride=2,
        PaddingSize=1),
    one("DeconvolutionLayer", [4, [2]], (2, 4), deconvolution(1, groups=2, dilation=2),
        ChannelGroups=2, Dilation=2),
    one("DeconvolutionLayer", [2, [3]], (2, 4), deconvolution(1, (1, 0), stride=2),
        Stride=2, PaddingSize=[[1, 0]]),
    one("DeconvolutionLayer", [2, [4]], (2, 3), deconvolution(1, stride=2, padding=1),
        Stride=2, PaddingSize="Same"),
    one("DeconvolutionLayer", [2, [1]], (2, 3), deconvolution(1, stride=2, output_padding=1),
        Stride=2, PaddingSize="Same"),
    one("DeconvolutionLayer", [2, 2], (3, 4, 2), deconvolution(2, last=True),
        Interleaving=True, Biases=S["None"]),
    one("ConvolutionLayer", [2, [2, 1, 3]], (2, 3, 4, 5), convolution(3, stride=(1, 2, 2)),
        Stride=[1, 2, 2]),
    one("ConvolutionLayer", [2, [3]], (2, 7), convolution(1, (1, 1), stride=2), Stride=2, PaddingSize="Same"),
    one("PaddingLayer", [[[1, 2]]], (3, 2), padded([0, 0, 1, 2])),
    one("PaddingLayer", [[[1, 0], [0, 2]]], (2, 3), padded([0, 2, 1, 0], value=1.5), Padding=1.5),
    one("PaddingLayer", [[[0, 0], [2, 1]]], (2, 3), padded([2, 1], mode="replicate"), Padding="Fixed"),
    one("PaddingLayer", [[[0, 0], [1, 2], [2, 1]]], (2, 3, 4), padded([2, 1, 1, 2], mode="reflect"),
        Padding="Reflected"),
    one("ResizeLayer", [[5]], (2, 3), resized(5, "linear", align_corners=True)),
    one("ResizeLayer", [[3]], (2, 7), resized(3, "linear", align_corners=True)),
    one("ResizeLayer", [[4, 7]], (2, 3, 5), resized((4, 7), "bilinear", align_corners=False), Scheme="Bin"),
    one("ResizeLayer", [[2, 5]], (1, 4, 5), resized((2, 5), "bilinear", align_corners=True)),
    one("ResizeLayer", [[S.Scaled(2), S.Scaled(3)]], (2, 2, 3), resized((4, 9), "nearest"),
        Resampling="Nearest"),
    one("ResizeLayer", [[S.All, 4]], (1, 2, 2), resized((2, 4), "bilinear", align_corners=True)),
    one("ImageAugmentationLayer", [[2, 3]], (2, 5, 4), lambda t, x, a: x[:, :, 1:3, 0:3]),
    ArrayCase("SpatialTransformationLayer", [[3, 4]], {"Input": (2, 4, 5), "Parameters": (6,)},
              transformed(3, 4)),
]  # fmt: skip


# -- the same elements elsewhere ----------------------------------------------------------------------


def two_way(*pairs: tuple[int, int]) -> list[Any]:
    return [S.TwoWayRule(a, b) for a, b in pairs]


ARRANGEMENTS = [
    one("ReshapeLayer", [[2, 3]], (6,), lambda t, x, a: x.reshape(-1, 2, 3)),
    one("ReshapeLayer", [[S.Inherited, S.Automatic]], (2, 3, 2), lambda t, x, a: x.flatten(2)),
    one("ReshapeLayer", [[3, 2, S.All]], (6, 2, 2), lambda t, x, a: x.reshape(-1, 3, 2, 2, 2)),
    ArrayCase("ReshapeLayer", ["ReferenceShape"], {"Input": (6,), "ReferenceShape": (3, 2)},
              lambda t, d, a: d["Input"].reshape(-1, 3, 2)),
    one("TransposeLayer", [], (2, 3, 2), lambda t, x, a: x.transpose(1, 2)),
    one("TransposeLayer", [two_way((1, 3), (1, 2))], (2, 3, 4),
        lambda t, x, a: x.transpose(1, 3).transpose(1, 2)),
    one("TransposeLayer", [[2, 3, 1]], (2, 3, 4), lambda t, x, a: x.permute(0, 3, 1, 2)),
    one("ReplicateLayer", [3], (2, 2), lambda t, x, a: x[:, None].expand(-1, 3, -1, -1)),
    one("ReplicateLayer", [[2, 3], 2], (2,), lambda t, x, a: x[:, :, None, None].expand(-1, -1, 2, 3)),
    one("ReplicateLayer", [3, -1], (2, 2), lambda t, x, a: x[..., None].expand(-1, -1, -1, 3)),
    one("PartLayer", [2], (3, 2), lambda t, x, a: x[:, 1]),
    one("PartLayer", [S.Span(2, -2)], (5,), lambda t, x, a: x[:, 1:4]),
    one("PartLayer", [S.Span(1, -1, 2)], (6, 2), lambda t, x, a: x[:, ::2]),
    one("PartLayer", [[S.All, -1]], (3, 2), lambda t, x, a: x[:, :, -1]),
    one("PartLayer", [[S.Span(-2, -1), 1, S.Span(2, 3)]], (3, 2, 4), lambda t, x, a: x[:, 1:, 0, 1:3]),
    ArrayCase("ExtractLayer", [], {"Input": (5, 2), "Position": Classes(5)},
              lambda t, d, a: d["Input"][t.arange(3), d["Position"] - 1]),
    ArrayCase("ExtractLayer", [], {"Input": (3, 4), "Position": Classes(3, (5, 2))},
              lambda t, d, a: d["Input"][t.arange(3)[:, None], d["Position"][..., 0] - 1,
                                         d["Position"][..., 1] - 1]),
    ArrayCase("ExtractLayer", [], {"Input": (3, 4, 2), "Position": Classes(3, (2, 2, 1))},
              lambda t, d, a: d["Input"][t.arange(3)[:, None, None], d["Position"][..., 0] - 1]),
    ArrayCase("AppendLayer", [], {"Input": (3, 2), "Element": (2,)},
              lambda t, d, a: t.cat([d["Input"], d["Element"][:, None]], 1)),
    ArrayCase("PrependLayer", [], {"Input": (3,), "Element": ()},
              lambda t, d, a: t.cat([d["Element"][:, None], d["Input"]], 1)),
    one("SequenceLastLayer", [], (4, 2), lambda t, x, a: x[:, -1]),
    one("SequenceMostLayer", [], (4, 2), lambda t, x, a: x[:, :-1]),
    one("SequenceRestLayer", [], (4, 2), lambda t, x, a: x[:, 1:]),
    one("SequenceReverseLayer", [], (4, 2), lambda t, x, a: x.flip(1)),
]  # fmt: skip


# -- fewer numbers, slopes, constants, whole numbers --------------------------------------------------


def statistic(name: str, *args: Any, **settings: Any) -> Callable[..., Any]:
    return lambda t, x, a: getattr(t, name)(x, *args, **settings)


OTHERS = [
    one("AggregationLayer", [S.Mean], (2, 3, 2), statistic("mean", (2, 3))),
    one("AggregationLayer", [S.Total, 1], (3, 2), statistic("sum", 1)),
    one("AggregationLayer", [S.Max, S.All], (3, 2), statistic("amax", (1, 2))),
    one("AggregationLayer", [S.Min, [1, 3]], (2, 3, 2), statistic("amin", (1, 3))),
    one("AggregationLayer", [S.Times, -1], (3, 4), statistic("prod", 2)),
    one("AggregationLayer", [S.Variance], (3, 4), statistic("var", 2)),
    one("AggregationLayer", [S.StandardDeviation, 1], (4, 2), statistic("std", 1)),
    one("AggregationLayer", [S.Median], (2, 4), statistic("quantile", 0.5, dim=2)),
    one("AggregationLayer", [S.MeanDeviation], (2, 4),
        lambda t, x, a: (x - x.mean(2, True)).abs().mean(2)),
    one("SummationLayer", [], (2, 3), statistic("sum", (1, 2))),
    one("ParametricRampLayer", [], (3, 2), lambda t, x, a: t.nn.functional.prelu(x, a["Slope"])),
    one("ParametricRampLayer", [[]], (3, 2), lambda t, x, a: t.nn.functional.prelu(x, a["Slope"][None])),
    one("ParametricRampLayer", [[3, 1]], (2, 1, 3),
        lambda t, x, a: t.where(x < 0, x * a["Slope"].T[:, None], x)),
    ArrayCase("EmbeddingLayer", [4, 6], {"Input": Classes(6, (5,))},
              lambda t, d, a: t.nn.functional.embedding(d["Input"] - 1, a["Weights"])),
    ArrayCase("EmbeddingLayer", [4, 3], {"Input": Classes(3, (2, 5))},
              lambda t, d, a: t.nn.functional.embedding(d["Input"] - 1, a["Weights"])),
    ArrayCase("EmbeddingLayer", [2, 3], {"Input": Classes(3)},
              lambda t, d, a: t.nn.functional.embedding(d["Input"] - 1, a["Weights"])),
    one("SoftmaxLayer", [2], (2, 3, 2), statistic("softmax", 2)),
    one("LinearLayer", [[2, 2]], (3, 2),
        lambda t, x, a: t.nn.functional.linear(x.flatten(1), a["Weights"], a["Biases"]).reshape(-1, 2, 2)),
    one("LinearLayer", [[]], (3,), lambda t, x, a: (x @ a["Weights"].T + a["Biases"])[:, 0]),
    one("FlattenLayer", [-1], (2, 3, 2), lambda t, x, a: x.flatten(2)),
]  # fmt: skip

CASES = [*NORMALIZATIONS, *SPATIAL, *ARRANGEMENTS, *OTHERS]


def all_array_values(torch: Any) -> Values:
    """Everything that the reference file of these layers holds."""
    return {f"{case}|{name}": value for case in CASES for name, value in torch_values(torch, case).items()}
