"""Cylindrical decomposition against the inequalities themselves, at points of a grid."""

import random
from fractions import Fraction

import pytest

from wlmini.expr import FALSE, TRUE, S, make_list
from wlmini.session import Session

pytest.importorskip("sympy")

HEADS = ("<", "<=", ">", ">=", "==", "!=")
GRID = [Fraction(n, 2) for n in range(-4, 5)]


def polynomial(chance: random.Random, degree: int) -> str:
    terms = [f"{chance.randint(-3, 3)} x^{i} y^{j}" for i in range(degree + 1) for j in range(degree + 1 - i)]
    return " + ".join(f"({t})" for t in terms)


@pytest.mark.parametrize("seed", range(12))
def test_region_is_where_the_inequalities_hold(seed: int) -> None:
    chance = random.Random(seed)
    relations = [f"{polynomial(chance, 2)} {chance.choice(HEADS)} 0" for _ in range(1 + seed % 2)]
    condition = chance.choice((" && ", " || ")).join(f"({r})" for r in relations)
    session = Session()
    given = session.evaluate_text(condition)
    region = session.evaluate_text(f"CylindricalDecomposition[{condition}, {{x, y}}]")
    x, y = session.parse("x"), session.parse("y")
    for a in GRID:
        for b in GRID:
            at = make_list([S.Rule(x, a), S.Rule(y, b)])
            wanted, found = [session.kernel.evaluate(S.Quiet(S.ReplaceAll(c, at))) for c in (given, region)]
            assert found is wanted, (condition, session.show(region), a, b)


@pytest.mark.parametrize("seed", range(6))
def test_no_points_without_a_solution(seed: int) -> None:
    """What Exists says is what FindInstance finds."""
    chance = random.Random(100 + seed)
    condition = f"({polynomial(chance, 2)} < 0) && ({polynomial(chance, 1)} == 0)"
    session = Session()
    exists = session.evaluate_text(f"Resolve[Exists[{{x, y}}, {condition}], Reals]")
    found = session.evaluate_text(f"FindInstance[{condition}, {{x, y}}, Reals]")
    assert exists is (TRUE if found.parts else FALSE), condition
    if found.parts:
        checked = session.evaluate_text(
            f"Simplify[({condition}) /. First[FindInstance[{condition}, {{x, y}}, Reals]]]"
        )
        assert checked is TRUE, condition
