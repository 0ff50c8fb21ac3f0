"""A list means the same whether its numbers lie in an array or are expressions of their own."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wlmini.expr import Expr, Packed, S
from wlmini.session import Session

SESSION = Session(printer=lambda text: None, messenger=lambda text: None)
again = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])

# Functions of one list x of numbers (and of a matrix m), as a user calls them.
VECTORS = [
    "Total[x]", "Mean[x]", "Max[x]", "Min[x]", "MinMax[x]", "Sort[x]", "Reverse[x]", "Accumulate[x]",
    "Differences[x]", "x + 1", "2 x", "x^2", "x - x", "-x", "1.5 x", "x/2", "Abs[x]", "Sign[x]",
    "Floor[x/3]", "Mod[x, 3]", "Round[x]", "Length[x]", "Dimensions[x]", "First[x]", "Last[x]", "Rest[x]",
    "Most[x]", "Take[x, 1]", "Drop[x, 1]", "x[[1]]", "x[[-1]]", "x[[{1, -1}]]", "x[[;; ;; 2]]",
    "Append[x, 7]", "Prepend[x, a]", "Join[x, {1, b}]", "Partition[x, 2]", "Union[x]", "Tally[x]",
    "Counts[x]", "DeleteDuplicates[x]", "Ordering[x]", "Position[x, 1]", "Count[x, _?Positive]",
    "Select[x, # > 0 &]", "Map[f, x]", "Map[#^2 &, x]", "Fold[Plus, 0, x]", "FoldList[Plus, x]",
    "Outer[Times, x, x]", "x . x", "Dot[x, x]", "Norm[x]", "Times @@ x", "Plus @@ x", "Cases[x, _Integer]",
    "Cases[x, n_ /; n > 1]", "x /. 1 -> one", "MemberQ[x, 1]", "FreeQ[x, 2]", "Clip[x, {-1, 2}]",
    "UnitStep[x]", "Boole[Thread[x > 0]]", "Thread[x == 1]", "MapIndexed[List, x]", "Riffle[x, 0]",
    "RotateLeft[x]", "PadRight[x, 6]", "ArrayReshape[x, {2, 2}]", "Flatten[{x, x}]", "Transpose[{x, x}]",
    "GatherBy[x, Sign]", "GroupBy[x, EvenQ]", "SplitBy[x, Positive]", "Split[x]", "MovingAverage[x, 1]",
    "Variance[x]", "Median[x]", "Quantile[x, 1/2]", "Rescale[x]", "Head[x]", "x === x",
    "Hash[x] === Hash[x + 0]", "StringJoin[ToString /@ x]", "ToString[x]", "ToString[x, InputForm]",
    "Sin[x]", "Exp[x/4]", "Sqrt[Abs[x]]", "N[x]", "Rationalize[x]", "IntegerPart[x]", "Table[i, {i, x}]",
    "Do[c = i, {i, x}]; c", "AssociationThread[Range[Length[x]] -> x]", "Nest[Reverse, x, 3]",
    "ConstantArray[x, 2]", "Replace[x, 1 -> 2, {1}]", "x /; True", "MaximalBy[x, Abs]", "TakeLargest[x, 1]",
    "SortBy[x, Minus]", "Scan[f, x]", "Apply[g, x]", "Level[x, {1}]", "Depth[x]", "NumberQ /@ x",
    "VectorQ[x]", "VectorQ[x, NumberQ]", "ArrayQ[x]", "ListQ[x]", "AllTrue[x, Positive]",
    "AnyTrue[x, Positive]", "BinCounts[x, {-10, 10, 5}]",
]  # fmt: skip

integers = st.lists(st.integers(-9, 9), min_size=2, max_size=5).map(np.array)
reals = st.lists(st.sampled_from([-2.5, -1.0, 0.0, 0.5, 1.0, 3.25]), min_size=2, max_size=5).map(np.array)
NUMBERS = st.one_of(integers, reals)


def value(text: str, numbers: Any) -> Any:
    """What the text gives where x is these numbers."""
    SESSION.evaluate_text("ClearAll[x, c]")
    SESSION.evaluate(S.Set(S.x, numbers))
    return SESSION.show(SESSION.evaluate_text(text), "FullForm")


def unpacked(array: np.ndarray) -> Expr:
    return Expr(S.List, array.tolist())


@pytest.mark.parametrize("text", VECTORS)
def test_a_packed_list_gives_what_a_plain_one_gives(text: str) -> None:
    @again
    @given(NUMBERS)
    def held(array: np.ndarray) -> None:
        assert value(text, Packed(array)) == value(text, unpacked(array))

    held()
