"""What the specs in the language cannot say: packing, agreement with Python's itertools, shared values."""

import itertools

import numpy as np
import pytest

from wlmini.expr import Expr, Packed, S, make_list, same
from wlmini.session import Session

PACKED = [
    "Range[2000]",
    "Range[0., 10., .005]",
    "Table[1. i, {i, 2000}]",
    "Table[i j, {i, 3}, {j, 1000}]",
    "Map[# + 1 &, Range[2000]]",
    "ConstantArray[0., {30, 40}]",
    "Take[Range[2000], 5]",
    "Rest[Range[2000]]",
    "Reverse[Range[2000]]",
    "Partition[Range[2000], 2]",
    "Transpose[Partition[Range[2000], 2]]",
    "Partition[Range[2000], 2][[All, 1]]",
    "Accumulate[Range[2000]]",
    "Sort[Range[2000, 1, -1]]",
]


@pytest.fixture
def session() -> Session:
    return Session(messenger=lambda text: None, printer=lambda text: None)


def plain(value):
    """The value with every packed array as nested lists."""
    return make_list([plain(p) for p in value.parts]) if isinstance(value, Packed) else value


@pytest.mark.parametrize("text", PACKED)
def test_long_lists_of_numbers_are_packed(session: Session, text: str) -> None:
    assert isinstance(session.evaluate_text(text), Packed)


@pytest.mark.parametrize("text", ["Range[5]", "Table[i, {i, 20}]", "Table[If[i == 3, x, i], {i, 2000}]"])
def test_short_and_mixed_lists_are_not(session: Session, text: str) -> None:
    assert type(session.evaluate_text(text)) is Expr


CALLS = [
    "Part[m, 2]", "Part[m, -1, 2]", "Part[m, All, 1]", "Part[m, 2 ;; 3]", "Part[m, {3, 1}, {2, 1}]",
    "Part[m, ;; ;; -1, 2 ;;]", "Take[m, 2, -1]", "Drop[m, 1]", "Reverse[m, 2]", "Transpose[m]", "Flatten[m]",
    "Flatten[m, 1]", "Total[m]", "Total[m, 2]", "Total[m, {2}]", "Accumulate[m]", "Max[m]", "MinMax[m]",
    "Sort[m]", "Join[m, m, 2]", "Partition[m, 2]", "RotateLeft[m, {1, 1}]", "Map[f, m, {2}]", "f @@@ m",
    "MapIndexed[f, m]", "ArrayReshape[m, {2, 6}]", "PadRight[m, {5, 4}]", "Dimensions[m]", "Depth[m]",
    "LeafCount[m]", "Union[m, m]", "DeleteDuplicates[Join[m, m]]", "ReplacePart[m, {1, 1} -> x]",
    "Insert[m, 0, 2]", "Delete[m, {2, 1}]", "MapAt[f, m, {All, 2}]", "Tally[Flatten[m]]", "First[m]",
    "Most[m]", "Select[m, First[#] > 2 &]", "Ordering[Flatten[m]]", "Outer[Times, m, {1, 2}]",
    "Transpose[m, {1, 1}]", "ArrayPad[m, 1]", "Level[m, {-1}]", "MatrixQ[m, IntegerQ]", "Position[m, 3]",
]  # fmt: skip


@pytest.mark.parametrize("text", CALLS)
def test_packed_and_plain_lists_give_the_same(session: Session, text: str) -> None:
    matrix = np.arange(12).reshape(4, 3) % 7
    variable = session.parse("m")
    found = []
    for value in (Packed(matrix), plain(Packed(matrix))):
        session.kernel.set_own(variable, value)
        found.append(session.evaluate_text(text))
    assert same(plain(found[0]), plain(found[1]))


@pytest.mark.parametrize("size", range(5))
def test_permutations_and_subsets_as_in_itertools(session: Session, size: int) -> None:
    items = make_list(range(4))
    for owner, expected in (
        (S.Permutations, itertools.permutations(range(4), size)),
        (S.Subsets, itertools.combinations(range(4), size)),
        (S.Tuples, itertools.product(range(4), repeat=size)),
    ):
        size_spec = size if owner is S.Tuples else make_list([size])
        found = session.kernel.evaluate(owner(items, size_spec))
        assert same(found, make_list([make_list(e) for e in expected])), owner


@pytest.mark.parametrize("step", [1, 2, 3, -1, -2])
def test_spans_select_what_a_slice_does(session: Session, step: int) -> None:
    size = 5
    items = make_list(range(1, size + 1))
    for first, last in itertools.product(range(1, size + 1), repeat=2):
        if (last - first) * step < 0:
            continue
        found = session.kernel.evaluate(S.Part(items, S.Span(first, last, step)))
        stop = last + 1 if step > 0 else last - 1
        assert same(found, make_list(range(first, stop, step))), (first, last, step)


def test_assigning_a_part_leaves_other_holders_of_the_list_alone(session: Session) -> None:
    assert session.show(session.evaluate_text("x = {1, {2, 3}}; y = x; x[[2, 1]] = 9; {x, y}")) == (
        "{{1, {9, 3}}, {1, {2, 3}}}"
    )


def test_deep_sorting_by_a_slow_order_does_not_recurse_through_python_callbacks(session: Session) -> None:
    text = "f[0] = 0; f[n_] := First[Sort[{f[n - 1], 1}, Less]]; f[150]"
    assert session.evaluate_text(text) == 0


def test_sums_of_large_packed_integers_do_not_overflow(session: Session) -> None:
    value = session.evaluate_text("Total[ConstantArray[2^61, 2000] + Range[2000]]")
    assert value == 2000 * 2**61 + 2000 * 2001 // 2
