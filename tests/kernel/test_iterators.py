"""Iterators: the values each specification runs through, the locality of its variable, wrong ones."""

from fractions import Fraction

import pytest

from wlmini.expr import S, make_list, same, symbol
from wlmini.kernel import sources
from wlmini.kernel.control import Break
from wlmini.kernel.definitions import UNSET
from wlmini.kernel.evaluate import Kernel
from wlmini.kernel.iterators import for_each, iterate, read, tabulate
from wlmini.kernel.messages import Failure

i, j = symbol("Global`i"), symbol("Global`j")
a = symbol("Global`a")


@pytest.fixture
def kernel() -> Kernel:
    return Kernel(load=sources.load, is_system=sources.is_system)


VALUES = [
    (3, [1, 2, 3]),
    (2.7, [1, 2]),
    (make_list([2]), [1, 2]),
    (make_list([i, 3]), [1, 2, 3]),
    (make_list([i, 0]), []),
    (make_list([i, 2, 4]), [2, 3, 4]),
    (make_list([i, 5, 1, -2]), [5, 3, 1]),
    (make_list([i, 1, 2.5]), [1, 2]),
    (make_list([i, 0, 1, Fraction(1, 2)]), [0, Fraction(1, 2), 1]),
    (make_list([i, 0.5, 2]), [0.5, 1.5]),
    (make_list([i, make_list([S.x, "s"])]), [S.x, "s"]),
    (make_list([i, S.Sequence(2, 3)]), [2, 3]),
]


@pytest.mark.parametrize("spec, expected", VALUES, ids=repr)
def test_values(kernel: Kernel, spec, expected) -> None:
    with iterate(kernel, spec) as values:
        assert same(make_list(values), make_list(expected))


def test_rounding_does_not_lose_the_last_value(kernel: Kernel) -> None:
    with iterate(kernel, make_list([i, 0.0, 0.3, 0.1])) as values:
        assert list(values) == pytest.approx([0.0, 0.1, 0.2, 0.3])


def test_symbolic_bounds(kernel: Kernel) -> None:
    with iterate(kernel, make_list([i, a, S.Plus(a, 2)])) as values:
        assert same(make_list(values), make_list([a, S.Plus(1, a), S.Plus(2, a)]))


def test_infinity_does_not_end(kernel: Kernel) -> None:
    with iterate(kernel, make_list([i, 1, S.DirectedInfinity(1)])) as values:
        assert [next(values) for _ in range(4)] == [1, 2, 3, 4]


def test_the_variable_has_the_value_and_gets_its_own_back(kernel: Kernel) -> None:
    kernel.set_own(i, 7)
    with iterate(kernel, make_list([i, 2])) as values:
        assert [(value, kernel.evaluate(i)) for value in values] == [(1, 1), (2, 2)]
    assert kernel.evaluate(i) == 7


def test_the_variable_is_restored_however_the_block_is_left(kernel: Kernel) -> None:
    def leave() -> None:
        with iterate(kernel, make_list([i, 3])) as values:
            next(values)
            raise Break

    with pytest.raises(Break):
        leave()
    assert kernel.definitions[i].own is UNSET
    assert kernel.evaluate(i) is i


def test_bounds_are_evaluated_outside(kernel: Kernel) -> None:
    kernel.set_own(i, 2)
    with iterate(kernel, make_list([i, i])) as values:
        assert list(values) == [1, 2]


def test_a_stamped_expression_is_evaluated_anew(kernel: Kernel) -> None:
    body = S.List(i, a)
    assert same(kernel.evaluate(body), body)
    with iterate(kernel, make_list([i, 2])) as values:
        seen = [kernel.evaluate(body) for _ in values]
    assert same(make_list(seen), make_list([make_list([1, a]), make_list([2, a])]))


def test_later_iterators_run_faster_and_see_earlier_variables(kernel: Kernel) -> None:
    seen = []
    specs = [make_list([i, 2]), make_list([j, i])]
    for_each(kernel, specs, lambda: seen.append((kernel.evaluate(i), kernel.evaluate(j))))
    assert seen == [(1, 1), (2, 1), (2, 2)]
    rows = tabulate(kernel, specs, S.List(i, j))
    pairs = [[(1, 1)], [(2, 1), (2, 2)]]
    assert same(rows, make_list(make_list(make_list(pair) for pair in row) for row in pairs))


WRONG = [
    (a, "nliter"),
    (make_list([3, 4]), "itraw"),
    (make_list([i, a]), "iterb"),
    (make_list([a]), "iterb"),
    (make_list([i, 1, 2, 0]), "iterb"),
    (make_list([i, 1, 2, 0.0]), "iterb"),
    (make_list([i, 1, 2, 3, 4]), "itform"),
    (make_list([]), "itform"),
]


@pytest.mark.parametrize("spec, tag", WRONG, ids=repr)
def test_wrong_specifications(kernel: Kernel, spec, tag) -> None:
    with pytest.raises(Failure) as caught:
        read(kernel, spec)
    assert caught.value.tag == tag
    assert caught.value.value is None
