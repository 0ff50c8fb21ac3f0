"""Functions on packed arrays: the values of the elements, and no answer where those would differ."""

from fractions import Fraction

import numpy as np
import pytest

from wlmini.arrays import pack, to_array
from wlmini.builtins.vectorized import OPERATIONS, vectorized
from wlmini.expr import Packed, S, make_list
from wlmini.session import Session

REALS = np.array([0.3, 1.5, 2.5, 7.25])
SIGNED = np.array([-2.5, -0.5, 0.0, 0.5, 3.5])
INTEGERS = np.array([-3, -1, 0, 2, 5])
SMALL = np.array([-0.75, 0.0, 0.25, 0.5])

CASES = [
    *((head, (REALS,)) for head in (S.Sqrt, S.Exp, S.Log, S.Log2, S.Log10, S.Sin, S.Cos, S.Tan, S.ArcTan)),
    *(
        (head, (SIGNED,))
        for head in (S.Abs, S.Sign, S.Floor, S.Ceiling, S.Round, S.IntegerPart, S.FractionalPart)
    ),
    *((head, (SIGNED,)) for head in (S.Ramp, S.UnitStep, S.Unitize, S.LogisticSigmoid, S.Tanh, S.Minus)),
    *((head, (INTEGERS,)) for head in (S.Abs, S.Sign, S.Floor, S.Ramp, S.UnitStep, S.Unitize, S.Minus)),
    *((head, (SMALL,)) for head in (S.ArcSin, S.ArcCos, S.ArcTanh, S.Sinh, S.Cosh)),
    (S.Plus, (SIGNED, INTEGERS)),
    (S.Plus, (INTEGERS, 4)),
    (S.Plus, (SIGNED, Fraction(1, 2))),
    (S.Times, (SIGNED, 2.5, SIGNED)),
    (S.Times, (INTEGERS, INTEGERS)),
    (S.Subtract, (SIGNED, INTEGERS)),
    (S.Divide, (SIGNED, 4)),
    (S.Power, (SIGNED, 2)),
    (S.Power, (REALS, -1)),
    (S.Power, (REALS, 0.5)),
    (S.Power, (2.0, SIGNED)),
    (S.Power, (INTEGERS, 3)),
    (S.Mod, (SIGNED, 2)),
    (S.Mod, (INTEGERS, 3)),
    (S.Mod, (INTEGERS, -3)),
    (S.Quotient, (INTEGERS, 2)),
    (S.ArcTan, (SIGNED, SIGNED + 1.0)),
    (S.BitAnd, (INTEGERS, 6)),
    (S.BitXor, (INTEGERS, INTEGERS[::-1])),
]


def listed(value):
    return make_list(value.tolist()) if isinstance(value, np.ndarray) else value


@pytest.mark.parametrize("head, arguments", CASES, ids=lambda case: str(case)[:40])
def test_the_whole_array_is_the_elements(head, arguments):
    found = vectorized(head, [pack(a) if isinstance(a, np.ndarray) else a for a in arguments])
    assert isinstance(found, Packed)
    expected = Session().kernel.evaluate(head(*map(listed, arguments)))
    array = to_array(expected)
    assert array is not None
    assert found.array.dtype.kind == array.dtype.kind
    np.testing.assert_allclose(found.array, array, rtol=1e-14, atol=1e-15)


@pytest.mark.parametrize(
    "head, arguments",
    [
        (S.Sin, (INTEGERS,)),  # stays symbolic
        (S.Log, (SIGNED,)),  # complex, and -Infinity
        (S.Sqrt, (SIGNED,)),
        (S.ArcSin, (REALS,)),
        (S.Power, (SIGNED, -1)),  # 1/0
        (S.Power, (INTEGERS, 0)),
        (S.Power, (INTEGERS, -1)),  # fractions
        (S.Power, (INTEGERS, Fraction(1, 2))),
        (S.Divide, (INTEGERS, 2)),
        (S.Plus, (INTEGERS, Fraction(1, 2))),
        (S.Times, (SIGNED, 0)),  # exact zeros
        (S.Times, (np.array([2**40, 1]), np.array([2**40, 1]))),  # too large for 64 bits
        (S.Plus, (np.array([2**61]), np.array([2**61]))),
        (S.Power, (np.array([10]), 30)),
        (S.Exp, (np.array([1000.0]),)),
        (S.Mod, (SIGNED, 0)),
        (S.Plus, (SIGNED, np.array([1.0, 2.0]))),  # of unequal lengths
        (S.Plus, (SIGNED, S.x)),
        (S.Factorial, (INTEGERS,)),
    ],
    ids=lambda case: str(case)[:40],
)
def test_it_declines_where_the_elements_have_other_values(head, arguments):
    assert vectorized(head, [pack(a) if isinstance(a, np.ndarray) else a for a in arguments]) is None


def test_rows_of_matrices():
    matrix = REALS.reshape(2, 2)
    assert np.array_equal(vectorized(S.Times, (pack(matrix), 2)).array, 2 * matrix)


def test_every_operation_is_listable():
    kernel = Session().kernel
    assert [head for head in OPERATIONS if "Listable" not in kernel.attributes_of(head)] == []
