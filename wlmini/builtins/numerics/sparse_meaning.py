"""What functions mean for sparse arrays: arithmetic, products, and the detour through the list."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.numerics.sparse_values import Position, Sparse, from_list
from wlmini.expr import Expr, S, is_list, make_list
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_number

KEEPING = {  # through the list and back to a sparse array
    S[n] for n in (
        "Take", "Drop", "Reverse", "Join", "Flatten", "KroneckerProduct", "UpperTriangularize",
        "LowerTriangularize", "RotateLeft", "RotateRight", "PadLeft", "PadRight", "ArrayFlatten",
        "Append", "Prepend", "Rest", "Most", "MatrixPower", "Chop", "Rationalize",
        "Diagonal", "Accumulate", "Partition",
        "ArrayReshape", "Cross", "Outer", "TensorProduct", "Insert", "Delete", "ReplacePart",
        "ArrayPad", "Riffle", "SortBy", "ReverseSort", "ReverseSortBy", "MapAt", "Standardize", "Rescale",
    )
}  # fmt: skip
THROUGH_LIST = {  # the value for the list
    S[n] for n in (
        "Det", "Inverse", "LinearSolve", "LeastSquares", "Eigenvalues", "Eigenvectors",
        "Eigensystem", "Norm", "Tr", "MatrixRank", "NullSpace", "RowReduce", "PseudoInverse",
        "Mean", "Max", "Min", "MinMax", "First", "Last", "Variance", "StandardDeviation", "Median",
        "SingularValueDecomposition", "SingularValueList", "QRDecomposition", "LUDecomposition",
        "CholeskyDecomposition", "MatrixExp", "SymmetricMatrixQ", "HermitianMatrixQ",
        "PositiveDefiniteMatrixQ", "SquareMatrixQ", "MatrixQ", "VectorQ", "ArrayQ", "Equal",
        "Position", "Count", "MemberQ", "Cases", "Select", "Sort", "Scan", "MapIndexed", "Apply",
        "MapThread", "Map", "Thread", "CharacteristicPolynomial", "Projection", "Normalize",
        "EuclideanDistance", "MatrixForm", "TableForm", "MatrixPlot", "ArrayPlot", "ListPlot",
        "ListLinePlot", "Tally", "Union", "Fold", "Total", "Extract", "FreeQ", "Fit", "Nearest",
        "NumericArray", "Export", "ExportString", "Compress", "N", "Differences", "Split",
        "Orthogonalize", "JordanDecomposition", "SchurDecomposition", "Inner", "ConjugateTranspose",
        "UpperTriangularMatrixQ", "LowerTriangularMatrixQ", "DiagonalMatrixQ",
        "DeleteDuplicates", "DeleteDuplicatesBy", "DeleteCases", "Counts", "CountsBy", "Commonest",
        "GroupBy", "Gather", "GatherBy", "SplitBy", "Pick", "Ordering", "TakeLargest", "TakeSmallest",
        "MaximalBy", "MinimalBy", "FirstCase", "FirstPosition", "SelectFirst", "AllTrue", "AnyTrue",
        "NoneTrue", "FoldList", "Complement", "Intersection", "PositionIndex", "Quantile", "Quartiles",
        "Correlation", "Covariance", "RandomChoice", "RandomSample", "Histogram", "ListConvolve",
        "ListCorrelate", "MovingAverage", "BlockMap", "TakeList", "TakeDrop", "AssociationThread",
        "AssociationMap", "ReplaceAt", "Fourier", "InverseFourier",
    )
}  # fmt: skip


def meaning(kernel: Any, expr: Expr) -> Any:
    """The value of a call with sparse arrays among its arguments, None where it is left to the function."""
    head, parts = expr.head, expr.parts
    first = parts[0]
    own = OWN.get(head) if isinstance(first, Sparse) else None
    if own is not None:
        value = own(kernel, *parts)
        if value is not None:
            return value
    if head is S.Dot:
        return dot(kernel, parts)
    if head in (S.Rule, S.Set, S.SetDelayed, S.List, S.SparseArray, S.SameQ, S.Part, S.ArrayRules, S.Head):
        return None
    if "Listable" in kernel.attributes_of(head):
        return elementwise(kernel, head, parts)
    if head in KEEPING:
        value = kernel.evaluate(Expr(head, [p.normal() if isinstance(p, Sparse) else p for p in parts]))
        return (
            from_list(value, None, first.default if isinstance(first, Sparse) else 0)
            if is_list(value)
            else value
        )
    if head in THROUGH_LIST:
        return Expr(head, [p.normal() if isinstance(p, Sparse) else p for p in parts])
    return None


def elementwise(kernel: Any, head: Any, parts: Any) -> Any:
    """A Listable function element by element: its value at the defaults is the new default."""
    arrays = [p for p in parts if isinstance(p, Sparse)]
    if not arrays:
        return None  # SparseArray[...] of something that makes no array
    shape = arrays[0].shape
    if any(a.shape != shape for a in arrays):
        kernel.message(S.Thread, "tdlen", Expr(head, parts))
        return None
    if head is S.Times and any(is_number(p) and p == 0 for p in parts):
        return Sparse(shape, {}, 0)

    def value(position: Position | None) -> Any:
        row = [
            (p.default if position is None else p.at(position)) if isinstance(p, Sparse) else p for p in parts
        ]
        return kernel.evaluate(Expr(head, row))

    positions = dict.fromkeys(p for a in arrays for p in a.entries)
    return Sparse(shape, {p: value(p) for p in positions}, value(None))


def dot(kernel: Any, parts: Any) -> Any:
    """The product of two at a time, from what is not 0."""
    value = parts[0]
    for factor in parts[1:]:
        value = product(kernel, value, factor)
        if value is None:
            return None
    return value


def product(kernel: Any, a: Any, b: Any) -> Any:
    keep = isinstance(a, Sparse) or isinstance(b, Sparse)
    a, b = (x if isinstance(x, Sparse) else from_list(x, None, 0) if is_list(x) else None for x in (a, b))
    if a is None or b is None or not keep:
        return None
    if a.shape[-1] != b.shape[0]:
        raise Failure("dotsh", a.normal(), b.normal(), owner=S.Dot, value=None)
    if not (is_zero(a.default) and is_zero(b.default)):
        return S.Dot(a.normal(), b.normal())
    by_row: dict[int, list[tuple[Position, Any]]] = {}
    for position, value in b.entries.items():
        by_row.setdefault(position[0], []).append((position[1:], value))
    sums: dict[Position, list[Any]] = {}
    for position, value in a.entries.items():
        for rest, other in by_row.get(position[-1], ()):
            sums.setdefault((*position[:-1], *rest), []).append(S.Times(value, other))
    shape = (*a.shape[:-1], *b.shape[1:])
    entries = {p: kernel.evaluate(S.Plus(*terms)) for p, terms in sums.items()}
    return Sparse(shape, entries, 0) if shape else entries.get((), 0)


def is_zero(value: Any) -> bool:
    return is_number(value) and value == 0


def transposed(kernel: Any, array: Sparse, order: Any = None) -> Any:
    count = len(array.shape)
    if order is None:
        moved = [1, 0, *range(2, count)] if count > 1 else [0]
    else:
        targets = [p - 1 for p in order.parts]
        moved = [targets.index(k) for k in range(count)]
    entries = {tuple(p[k] for k in moved): v for p, v in array.entries.items()}
    return Sparse(tuple(array.shape[k] for k in moved), entries, array.default)


def approximated(kernel: Any, array: Sparse, *digits: Any) -> Any:
    entries = {p: kernel.evaluate(S.N(v, *digits)) for p, v in array.entries.items()}
    return Sparse(array.shape, entries, kernel.evaluate(S.N(array.default, *digits)))


OWN: dict[Any, Any] = {
    S.Normal: lambda k, a, *rest: a.normal(),
    S.Dimensions: lambda k, a, *rest: make_list(a.shape) if not rest else None,
    S.Length: lambda k, a: a.shape[0],
    S.ArrayDepth: lambda k, a: len(a.shape),
    S.TensorRank: lambda k, a: len(a.shape),
    S.Transpose: transposed,
    S.N: approximated,
    S.ArrayQ: lambda k, a, *rest: S["True"] if not rest else None,
    S.VectorQ: lambda k, a, *rest: S[str(len(a.shape) == 1)] if not rest else None,
    S.MatrixQ: lambda k, a, *rest: S[str(len(a.shape) == 2)] if not rest else None,
    S.ListQ: lambda k, a: S["False"],
}
