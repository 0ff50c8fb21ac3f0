"""Functions of layers with NumPy's formulas beside them: dimensions of the inputs, source, formula."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Case:
    """A layer as it is written, the dimensions of its inputs, and what it gives for one example."""

    source: str
    shapes: tuple[tuple[int, ...], ...]
    formula: Callable[..., Any]
    low: float = -2.0
    high: float = 2.0
    flat: bool = False  # the gradient is 0 or jumps nearly everywhere, so that differences say nothing

    def __str__(self) -> str:
        return self.source


def f(body: str, shape: tuple[int, ...], formula: Callable[..., Any], **facts: Any) -> Case:
    return Case(f"FunctionLayer[{body}]", (shape,), formula, **facts)


def two(body: str, a: tuple[int, ...], b: tuple[int, ...], formula: Callable[..., Any], **facts: Any) -> Case:
    return Case(f"FunctionLayer[Apply[{body}]]", (a, b), formula, **facts)


def erf(x: Any) -> Any:
    return np.vectorize(math.erf)(x)


def unit(x: Any) -> Any:
    return x / np.linalg.norm(x)


def nested(x: Any, count: int) -> list[Any]:
    values = [x]
    for _ in range(count):
        values.append(np.sin(values[-1]) + x)
    return values


def windows(x: Any, size: int, step: int) -> Any:
    return np.stack([x[i : i + size] for i in range(0, len(x) - size + 1, step)])


ARITHMETIC = [
    f("3 #^2 - 2/(# + 5) &", (2, 3), lambda x: 3 * x**2 - 2 / (x + 5)),
    f("Sqrt[2] # + Pi Exp[-#] &", (3,), lambda x: math.sqrt(2) * x + math.pi * np.exp(-x)),
    f("Clip[#, {-1, 1/2}] &", (6,), lambda x: np.clip(x, -1, 0.5)),
    f("Tanh", (2, 2), np.tanh),
    f("Erf[0, #] + Log[2, # + 3] &", (3,), lambda x: erf(x) + np.log2(x + 3)),
    f("ArcTan[#, 2] &", (3,), lambda x: np.arctan2(2, x), low=0.3),
    f("# . # * # &", (3,), lambda x: (x @ x) * x),
    f('"GELU"[#] &', (3,), lambda x: 0.5 * x * (1 + erf(x / math.sqrt(2)))),
    f("#^{1, 2, 3} &", (3,), lambda x: x ** np.array([1, 2, 3]), low=0.5),
    f("Mod[#, 1] &", (3,), lambda x: np.mod(x, 1), low=0.1, high=0.9),
    f("Subtract[#, Reverse[#]] &", (4,), lambda x: x - x[::-1]),
    two("Plus", (2, 3), (2,), lambda a, b: a + b[:, None]),
    two("#1^#2 &", (3,), (3,), lambda a, b: a**b, low=0.5),
    two("{a, b} |-> a b + b", (2, 2), (), lambda a, b: a * b + b),
    two("Max[#1, #2] &", (3,), (2,), lambda a, b: max(a.max(), b.max())),
]

STATISTICS = [
    f("Total", (3, 2), lambda x: x.sum(0)),
    f("Total[#, 2] &", (3, 2), lambda x: x.sum()),
    f("Total[#, {2}] &", (3, 2), lambda x: x.sum(1)),
    f("Total[#, Infinity] &", (2, 3, 2), lambda x: x.sum()),
    f("Total[#, -1] &", (2, 3), lambda x: x.sum()),
    f("Mean", (3, 2), lambda x: x.mean(0)),
    f("Variance", (4, 2), lambda x: x.var(0, ddof=1)),
    f("StandardDeviation", (4,), lambda x: x.std(ddof=1)),
    f("Median", (5,), np.median),
    f("Median", (4, 2), lambda x: np.median(x, axis=0)),
    f("MeanDeviation", (4,), lambda x: np.abs(x - x.mean()).mean()),
    f("RootMeanSquare", (4,), lambda x: math.sqrt((x**2).mean())),
    f("GeometricMean", (4,), lambda x: x.prod() ** 0.25, low=0.5),
    f("HarmonicMean", (4,), lambda x: 1 / (1 / x).mean(), low=0.5),
    f("Standardize", (4,), lambda x: (x - x.mean()) / x.std(ddof=1)),
    f("Max", (2, 3), np.max),
    f("Min", (2, 3), np.min),
    f("Max[#] - Min[#] &", (5,), lambda x: x.max() - x.min()),
    f("Norm", (3,), np.linalg.norm),
    f("Norm[#, 1] &", (3,), lambda x: np.abs(x).sum()),
    f("Norm[#, 3] &", (3,), lambda x: (np.abs(x) ** 3).sum() ** (1 / 3)),
    f("Norm[#, Infinity] &", (3,), lambda x: np.abs(x).max()),
    f('Norm[#, "Frobenius"] &', (3, 2), np.linalg.norm),
    f("Normalize", (3,), unit),
    f("Normalize[#, Total] &", (3,), lambda x: x / x.sum(), low=0.5),
    f("Accumulate", (3, 2), lambda x: x.cumsum(0)),
    f("Differences", (4,), np.diff),
    f("Differences[#, 2] &", (5,), lambda x: np.diff(x, 2)),
    f("Sort", (4,), np.sort),
    f("ReverseSort", (4,), lambda x: np.sort(x)[::-1]),
    f("Ordering", (4,), lambda x: np.argsort(x) + 1, flat=True),
    f("Ordering[#, -2] &", (4,), lambda x: np.argsort(x)[-2:] + 1, flat=True),
    two("EuclideanDistance", (3,), (3,), lambda a, b: np.linalg.norm(a - b)),
    two("SquaredEuclideanDistance", (3,), (3,), lambda a, b: ((a - b) ** 2).sum()),
    two("ManhattanDistance", (3,), (3,), lambda a, b: np.abs(a - b).sum()),
    two("ChessboardDistance", (3,), (3,), lambda a, b: np.abs(a - b).max()),
    two("CosineDistance", (3,), (3,), lambda a, b: 1 - unit(a) @ unit(b)),
    two("BrayCurtisDistance", (3,), (3,), lambda a, b: np.abs(a - b).sum() / np.abs(a + b).sum()),
    two("CanberraDistance", (3,), (3,), lambda a, b: (np.abs(a - b) / (np.abs(a) + np.abs(b))).sum()),
    two("HammingDistance[Round[#1], Round[#2]] &", (5,), (5,),
        lambda a, b: (np.rint(a) != np.rint(b)).sum(), flat=True),
]  # fmt: skip

ALGEBRA = [
    f("# . # &", (2, 2), lambda x: x @ x),
    two("Dot", (2, 3), (3,), lambda a, b: a @ b),
    two("Dot", (2, 3, 2), (2, 2), lambda a, b: a @ b),
    two("Dot", (2, 3), (3, 2, 2), lambda a, b: np.tensordot(a, b, 1)),
    f("Transpose", (2, 3), np.transpose),
    f("Transpose[#, {2, 3, 1}] &", (2, 3, 4), lambda x: x.transpose(2, 0, 1)),
    f("Transpose[#, 1 <-> 3] &", (2, 3, 4), lambda x: x.transpose(2, 1, 0)),
    f("Det", (3, 3), np.linalg.det),
    f("Inverse", (3, 3), np.linalg.inv),
    f("LinearSolve[#, {1, 2}] &", (2, 2), lambda x: np.linalg.solve(x, [1, 2])),
    f("MatrixPower[#, 3] &", (2, 2), lambda x: x @ x @ x),
    f("Tr", (3, 3), np.trace),
    f("Diagonal", (2, 3), np.diagonal),
    f("DiagonalMatrix", (3,), np.diag),
    f("Outer[Times, #, #] &", (3,), lambda x: np.outer(x, x)),
    f("Outer[#1 + 2 #2 &, #, {1, 2}] &", (3,), lambda x: x[:, None] + np.array([2, 4])),
    two("Cross", (3,), (3,), np.cross),
    two("KroneckerProduct", (2, 2), (1, 3), np.kron),
]

LISTS = [
    f("#[[2]] &", (3, 2), lambda x: x[1]),
    f("#[[-1, 1]] &", (3, 2), lambda x: x[-1, 0]),
    f("#[[All, 2]] &", (3, 2), lambda x: x[:, 1]),
    f("#[[2 ;; 3]] &", (4,), lambda x: x[1:3]),
    f("#[[;; ;; 2, {2, 1, 2}]] &", (4, 2), lambda x: x[::2][:, [1, 0, 1]]),
    f("#[[-1 ;; 1 ;; -1]] &", (4,), lambda x: x[::-1]),
    f("First[#] + Last[#] &", (3,), lambda x: x[0] + x[-1]),
    f("Rest[#] - Most[#] &", (4,), np.diff),
    f("Take[#, 2, -1] &", (3, 2), lambda x: x[:2, -1:]),
    f("Take[#, {2, 6, 2}] &", (6,), lambda x: x[1:6:2]),
    f("Drop[#, {2}] &", (4,), lambda x: x[[0, 2, 3]]),
    f("Reverse[#, 2] &", (2, 3), lambda x: x[:, ::-1]),
    f("RotateLeft[#, 2] &", (5,), lambda x: np.roll(x, -2)),
    f("RotateRight[#, {1, 1}] &", (3, 2), lambda x: np.roll(x, (1, 1), (0, 1))),
    f("Join[#, {1., 2.}, #] &", (2,), lambda x: np.concatenate([x, [1, 2], x])),
    f("Join[#, #^2, 2] &", (2, 3), lambda x: np.concatenate([x, x**2], 1)),
    f("Flatten", (2, 3), np.ravel),
    f("Flatten[#, 1] &", (2, 3, 2), lambda x: x.reshape(6, 2)),
    f("ArrayReshape[#, {3, 2}] &", (2, 3), lambda x: x.reshape(3, 2)),
    f("Partition[#, 2] &", (5,), lambda x: x[:4].reshape(2, 2)),
    f("Partition[#, 3, 1] &", (5,), lambda x: windows(x, 3, 1)),
    f("Partition[#, {2, 2}] &", (4, 4), lambda x: x.reshape(2, 2, 2, 2).transpose(0, 2, 1, 3)),
    f("BlockMap[Total, #, 2] &", (4,), lambda x: x.reshape(2, 2).sum(1)),
    f("{10, 20, 30}[[Round[Abs[#]] + 1]] &", (2,),
      lambda x: np.array([10, 20, 30])[np.rint(np.abs(x)).astype(int)], flat=True),
    two("#1[[All, Round[Abs[#2]] + 1]] &", (2, 3), (), lambda a, i: a[:, int(np.rint(abs(i)))]),
    f("Append[#, Total[#]] &", (3,), lambda x: np.append(x, x.sum())),
    f("Prepend[#, 7] &", (3,), lambda x: np.append(7, x)),
    f("PadRight[#, 5, 1] &", (3,), lambda x: np.append(x, [1, 1])),
    f("PadLeft[#, 2] &", (3,), lambda x: x[1:]),
    f("ArrayPad[#, {{1, 0}, {0, 2}}, 3] &", (2, 2),
      lambda x: np.pad(x, ((1, 0), (0, 2)), constant_values=3)),
    f("ArrayFlatten[{{#, 2 #}, {#, #}}] &", (2, 2), lambda x: np.block([[x, 2 * x], [x, x]])),
    f("ConstantArray[Total[#], {2, 3}] &", (2,), lambda x: np.full((2, 3), x.sum())),
    f("{#[[1]], 2 #[[2]], 3} &", (2,), lambda x: np.array([x[0], 2 * x[1], 3])),
    f("# Length[#] + Total[Dimensions[{#, #}]] &", (3,), lambda x: 3 * x + 5),
    f("{#, Range[3], {0, 1/2, 0}} &", (3,), lambda x: np.stack([x, [1, 2, 3], [0, 0.5, 0]])),
]  # fmt: skip

FUNCTIONAL = [
    f("Map[Total]", (3, 2), lambda x: x.sum(1)),
    f("Map[#^2 + 1 &, #] &", (3,), lambda x: x**2 + 1),
    f("Function[v, Map[# . v &, {v, 2 v}]]", (3,), lambda v: np.array([v @ v, 2 * v @ v])),
    f("Function[m, Map[# . m[[1]] &, m]]", (3, 2), lambda m: m @ m[0]),
    f("Map[Total, #, {2}] &", (2, 3, 2), lambda x: x.sum(2)),
    f("Normalize /@ # &", (2, 3), lambda x: np.stack(list(map(unit, x)))),
    f("MapThread[#1 + 10 #2 &, {#, Reverse[#]}] &", (3,), lambda x: x + 10 * x[::-1]),
    f("MapIndexed[#1 #2[[1]] &, #] &", (3,), lambda x: x * [1, 2, 3]),
    f("Plus @@ # &", (3, 2), lambda x: x.sum(0)),
    f("Times @@@ # &", (3, 2), lambda x: x.prod(1)),
    f("Nest[Sin[#] / 2 &, #, 3] &", (2,), lambda x: np.sin(np.sin(np.sin(x) / 2) / 2) / 2),
    f("Function[x, NestList[Sin[#] + x &, x, 2]]", (2,), lambda x: np.stack(nested(x, 2))),
    f("Fold[#1 #2 + 1 &, 1, #] &", (3,), lambda x: ((x[0] + 1) * x[1] + 1) * x[2] + 1),
    f("FoldList[#1/2 + #2 &, #] &", (3,),
      lambda x: np.array([x[0], x[0] / 2 + x[1], x[0] / 4 + x[1] / 2 + x[2]])),
    f("Table[#[[i]] #[[j]], {i, 2}, {j, i, i + 2, 2}] &", (4,),
      lambda x: np.array([[x[0] * x[0], x[0] * x[2]], [x[1] * x[1], x[1] * x[3]]])),
    f("Table[i #^i, {i, {1, 3}}] &", (2,), lambda x: np.stack([x, 3 * x**3])),
    f("Sum[#[[i]]^i, {i, Length[#]}] &", (3,), lambda x: x[0] + x[1] ** 2 + x[2] ** 3),
    f("Product[# + i, {i, 2}] &", (2,), lambda x: (x + 1) * (x + 2)),
    f("Array[a |-> a^2, 3] + # &", (3,), lambda x: x + np.array([1, 4, 9])),
    f("Composition[Total, Map[Exp]]", (3,), lambda x: np.exp(x).sum()),
    f("Exp /* Total", (3,), lambda x: np.exp(x).sum()),
    f("With[{m = Mean[#]}, # - m] &", (3,), lambda x: x - x.mean()),
    f("Module[{s = 0, m}, m = Max[#]; Do[s += (# - m)^i, {i, 3}]; s] &", (3,),
      lambda x: sum((x - x.max()) ** i for i in (1, 2, 3))),
    f("Block[{i = 0, s = #}, While[i < 3, s = s^2/2; i++]; s] &", (2,),
      lambda x: ((x**2 / 2) ** 2 / 2) ** 2 / 2),
    f("Module[{x = #}, x[[2]] = 0; x] &", (3,), lambda x: x * [1, 0, 1]),
    f("Module[{a, b}, {a, b} = #; a^2 - b] &", (2,), lambda x: x[0] ** 2 - x[1]),
    f("If[Total[#] > 0, #, -2 #] &", (3,), lambda x: x if x.sum() > 0 else -2 * x),
    f("If[Length[#] > 2, First[#], Foo[#]] &", (3,), lambda x: x[0]),
    f("Which[#[[1]] > 1, 1, #[[1]] > 0, #[[2]], True, 3 #[[2]]] &", (2,),
      lambda x: 1 if x[0] > 1 else x[1] if x[0] > 0 else 3 * x[1]),
    f("Piecewise[{{#^2, Norm[#] < 1.5}}, #] &", (2,), lambda x: x**2 if np.linalg.norm(x) < 1.5 else x),
    f("Boole[#[[1]] > 0 && #[[2]] > 0] Total[#] &", (2,), lambda x: x.sum() * (x > 0).all()),
    f("UnitStep[#] #^2 &", (4,), lambda x: (x >= 0) * x**2),
    f('<|"a" -> Total[#], "b" -> #^2|> &', (3,), lambda x: {"a": x.sum(), "b": x**2}),
    f('Module[{v = <|"k" -> #|>}, v["k"] + v[["k"]]] &', (2,), lambda x: 2 * x),
    Case("FunctionLayer[#x . #y + #x[[1]] &]", ((3,), (3,)), lambda x, y: x @ y + x[0]),
]  # fmt: skip

THREADING = [
    Case("ThreadingLayer[Subtract]", ((2, 3), (2, 3)), lambda a, b: a - b),
    Case("ThreadingLayer[Divide, None]", ((3,), (3,)), lambda a, b: a / b, low=0.5),
    Case("ThreadingLayer[Times]", ((2, 1), (1, 3)), lambda a, b: a * b),
    Case("ThreadingLayer[Plus, 1]", ((3,), (2, 3)), lambda a, b: a + b),
    Case("ThreadingLayer[Plus, 2]", ((2, 4), (2, 3, 4)), lambda a, b: a[:, None] + b),
    Case("ThreadingLayer[Plus, -1]", ((2,), (2, 3)), lambda a, b: a[:, None] + b),
    Case("ThreadingLayer[Plus, -2]", ((2, 4), (2, 3, 4)), lambda a, b: a[:, None] + b),
    Case("ThreadingLayer[Plus, {1, -1, None}]", ((3,), (2,), (2, 3)), lambda a, b, c: a + b[:, None] + c),
    Case("ThreadingLayer[Power]", ((3,), (3,)), lambda a, b: a**b, low=0.5),
    Case("ThreadingLayer[ArcTan]", ((3,), (3,)), lambda a, b: np.arctan2(b, a), low=0.5),
    Case("ThreadingLayer[Erf[#1, #2] &]", ((3,), (3,)), lambda a, b: erf(b) - erf(a)),
    Case("ThreadingLayer[Clip[#1, {-#2, #2}] &]", ((3,), (3,)), lambda a, b: np.clip(a, -b, b), low=0.5),
    Case("ThreadingLayer[Max]", ((3,), (3,), (3,)), lambda a, b, c: np.maximum(np.maximum(a, b), c)),
    Case('ThreadingLayer[If[#1 > #2, "Swish"[#1], Surd[#2, 3]] &]', ((4,), (4,)),
         lambda a, b: np.where(a > b, a / (1 + np.exp(-a)), np.cbrt(b))),
    Case("ThreadingLayer[#b - 2 #a &]", ((3,), (3,)), lambda b, a: b - 2 * a),
    Case("ThreadingLayer[Function[{x, y}, x Exp[y]]]", ((3,), (3,)), lambda x, y: x * np.exp(y)),
    Case("ThreadingLayer[7 & , InputPorts -> 2]", ((2,), (2,)), lambda a, b: np.full(2, 7.0)),
    Case("TotalLayer[]", ((2, 2), (2, 2), (2, 2)), lambda a, b, c: a + b + c),
    Case("DotLayer[]", ((2, 3), (3, 2)), np.dot),
    Case("DotLayer[]", ((3,), (3,)), np.dot),
    Case("DotLayer[]", ((2, 2), (2, 2), (2,)), lambda a, b, c: a @ b @ c),
    Case("DotLayer[]", ((2, 3, 2), (2, 2, 3)), lambda a, b: np.tensordot(a, b, 1)),
    Case("DotLayer[{1 <-> 2, None}]", ((3, 2), (3,)), lambda a, b: a.T @ b),
    Case("DotLayer[{{1 <-> 3, 1 <-> 2}, {2, 1}}]", ((2, 3, 4), (5, 2)),
         lambda a, b: np.tensordot(a.transpose(1, 2, 0), b.T, 1)),
    Case("CatenateLayer[]", ((2, 3), (1, 3)), lambda a, b: np.concatenate([a, b])),
    Case("CatenateLayer[2]", ((2, 3), (2, 2)), lambda a, b: np.concatenate([a, b], 1)),
    Case("CatenateLayer[-1]", ((2, 1, 3), (2, 1, 2)), lambda a, b: np.concatenate([a, b], 2)),
    Case("CatenateLayer[]", ((3,), (2, 3), (2, 2, 3)),
         lambda a, b, c: np.concatenate([np.tile(a, (2, 2, 1)), np.tile(b, (2, 1, 1)), c], 2)),
]  # fmt: skip


def e(body: str, formula: Callable[..., Any], **facts: Any) -> Case:
    return Case(f"ElementwiseLayer[{body}]", ((4,),), formula, **facts)


ELEMENTWISE = [
    e("Subtract[#, 2] &", lambda x: x - 2),
    e("Divide[1, # + 3] &", lambda x: 1 / (x + 3)),
    e("#^2 - 1/#^2 + Sqrt[#] + 1/Sqrt[#] + 2^# &", lambda x: x**2 - x**-2 + x**0.5 + x**-0.5 + 2**x, low=0.5),
    e("Surd[#, 3] + Surd[#, -5] &", lambda x: np.cbrt(x) + np.sign(x) * np.abs(x) ** -0.2),
    e("Surd[#, 4] &", lambda x: x**0.25, low=0.5),
    e("CubeRoot", np.cbrt),
    e("Log[3, #] + Log2[#] + Log10[#] &",
      lambda x: np.log(x) / np.log(3) + np.log2(x) + np.log10(x), low=0.5),
    e("Min[#, 1, Max[-1, 2 #]] &", lambda x: np.minimum(np.minimum(x, 1), np.maximum(-1, 2 * x))),
    e("Clip", lambda x: np.clip(x, -1, 1)),
    e("Clip[#, {-1, 1}, {-5, 5}] &", lambda x: np.where(x < -1, -5, np.where(x > 1, 5, x))),
    e("Mod[#, 3, 1] &", lambda x: np.mod(x - 1, 3) + 1),
    e("Quotient[#, 0.7] &", lambda x: np.floor(x / 0.7)),
    e("Round[#, 0.5] + Floor[#, 2] + Ceiling[#] &",
      lambda x: np.rint(x * 2) / 2 + np.floor(x / 2) * 2 + np.ceil(x)),
    e("Threshold[#, 1] &", lambda x: np.where(np.abs(x) <= 1, 0, x)),
    e('Threshold[#, {"Soft", 0.5}] &', lambda x: np.sign(x) * np.maximum(np.abs(x) - 0.5, 0)),
    e("Chop[#, 1] &", lambda x: np.where(np.abs(x) < 1, 0, x)),
    e("ArcTan[#, 3] &", lambda x: np.arctan2(3, x)),
    e("Erf[#, 1] &", lambda x: erf(1.0) - erf(x)),
    e("Sinc", lambda x: np.sin(x) / x),
    e("Rescale[#, {-2, 2}, {0, 10}] &", lambda x: (x + 2) * 2.5),
    e("Boole[# > 0] # + Boole[Not[# > 1]] &", lambda x: (x > 0) * x + (x <= 1)),
    e("If[-1 < # <= 1 || # > 1.5, #^2, -#] &",
      lambda x: np.where(((x > -1) & (x <= 1)) | (x > 1.5), x**2, -x)),
    e("If[Xor[# > 0, # > 1], 3 #, #] &", lambda x: np.where((x > 0) & (x <= 1), 3 * x, x)),
    e("Which[Positive[# - 1], 1, Negative[#], -#, True, #^3] &",
      lambda x: np.where(x > 1, 1, np.where(x < 0, -x, x**3))),
    e("Piecewise[{{Sin[#], # < 0 && # != -1}, {#, NonNegative[#] && # != 5}}] &",
      lambda x: np.where(x < 0, np.sin(x), x)),
    e("KroneckerDelta[Round[#], 1] + PossibleZeroQ[# - #] &", lambda x: (np.rint(x) == 1) + 1.0),
    e("UnitStep[#] Haversine[#] &", lambda x: (x >= 0) * np.sin(x / 2) ** 2),
    e("Pi # + E^# + GoldenRatio Degree &", lambda x: np.pi * x + np.exp(x) + 1.618033988749895 * np.pi / 180),
]  # fmt: skip

CASES = [*ELEMENTWISE, *ARITHMETIC, *STATISTICS, *ALGEBRA, *LISTS, *FUNCTIONAL, *THREADING]
