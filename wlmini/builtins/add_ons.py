"""The standard add-on packages of the language: which of them have become part of it, which are not built."""

from __future__ import annotations

from typing import Any

from wlmini.expr import S
from wlmini.kernel.messages import Failure

# The beginnings of contexts whose functions later versions have in the language itself.
ABSORBED = (
    "ANOVA`", "Algebra`", "BarCharts`", "Calculus`", "DescriptiveStatistics`", "DiscreteMath`",
    "ErrorBarPlots`", "FourierSeries`", "Geometry`", "Graphics`", "Histograms`", "LinearAlgebra`",
    "LinearRegression`", "MultivariateStatistics`", "NonlinearRegression`", "NumberTheory`",
    "NumericalMath`", "PhysicalConstants`", "PieCharts`", "PlotLegends`", "RegressionCommon`", "Splines`",
    "StatisticalPlots`", "Statistics`", "Units`", "Utilities`", "VectorAnalysis`", "VectorFieldPlots`",
    "WorldPlot`",
)  # fmt: skip
# Those whose functions are found nowhere else.
SEPARATE = (
    "Audio`", "BlackBodyRadiation`", "CCodeGenerator`", "CCompilerDriver`", "CUDALink`", "Calendar`",
    "CodeFormatter`", "CodeInspector`", "CodeParser`", "Combinatorica`", "ComputationalGeometry`",
    "ComputerArithmetic`", "DatabaseLink`", "DifferentialEquations`", "EquationTrekker`", "Experimental`",
    "ExternalEvaluate`", "FiniteFields`", "FunctionApproximations`", "GPUTools`", "GUIKit`",
    "GeneralUtilities`", "Geodesy`", "GraphUtilities`", "HTTPClient`", "HypothesisTesting`", "JLink`",
    "LibraryLink`", "MUnit`", "MachineLearning`", "Microcontroller`", "Music`", "NDSolve`FEM`", "NETLink`",
    "NeuralNetworks`", "Notation`", "NumericalCalculus`", "OpenCLLink`", "PacletManager`", "PacletTools`",
    "ParallelTools`", "Parallel`", "Polytopes`", "PrimalityProving`", "Quaternions`", "RLink`",
    "ResonanceAbsorptionLines`", "Security`", "ServiceConnections`", "StandardAtmosphere`", "SubKernels`",
    "SymbolicC`", "SystemModeler`", "TetGenLink`", "TriangleLink`", "VariationalMethods`", "WSMLink`",
    "WebServices`", "Wolfram`", "XML`",
)  # fmt: skip


def is_add_on(name: Any) -> bool:
    """Whether a context is one of an add-on that comes with the language."""
    return isinstance(name, str) and name.endswith("`") and name.startswith((*ABSORBED, *SEPARATE))


def refuse_add_on(kernel: Any, name: Any) -> None:
    """Say of a standard add-on, which no file was found for, what is the matter with it."""
    if is_add_on(name):
        raise Failure("absorbed" if name.startswith(ABSORBED) else "addon", name, owner=S.Get)
