"""Port types: what a user may write, how two of them are brought together, how they are said and shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wlmini.expr import S
from wlmini.nets.coders.class_labels import ClassDecoder, ClassEncoder
from wlmini.nets.ports import Misfit, Port, complete, element_count, parse_port, shape_words, unify

UNIFIED = [
    (None, None, None),
    (None, (3,), (3,)),
    ((3,), None, (3,)),
    ((), (), ()),
    ((None, 3), (2, None), (2, 3)),
    ((None,), (None,), (None,)),
]
CLASHES = [((3,), (4,)), ((3,), ()), ((None, 3), (2, 4)), ((1, 2), (1, 2, 3))]


@pytest.mark.parametrize("a,b,expected", UNIFIED)
def test_unify(a, b, expected):
    assert unify(a, b) == expected
    assert unify(b, a) == expected


@pytest.mark.parametrize("a,b", CLASHES)
def test_shapes_that_clash(a, b):
    with pytest.raises(Misfit) as found:
        unify(a, b)
    assert found.value.tag == "fit"


shapes = st.none() | st.lists(st.none() | st.integers(1, 3), max_size=3).map(tuple)


@given(shapes, shapes, shapes)
def test_unify_does_not_depend_on_order(a, b, c):
    def both(x, y):
        try:
            return unify(x, y)
        except Misfit:
            return "clash"

    def three(x, y, z):
        first = both(x, y)
        return first if first == "clash" else both(first, z)

    assert both(a, b) == both(b, a)
    assert both(a, a) == a
    assert three(a, b, c) == three(b, c, a) == three(c, a, b)


TYPES = [
    # what is written, the port, its words
    ("Real", Port((), "real"), "a number"),
    ("Scalar", Port((), "real"), "a number"),
    ("Integer", Port((), "integer"), "an integer"),
    (S.Restricted("Integer", 5), Port((), "integer", (1, 5)), "an integer from 1 to 5"),
    (S.Restricted("Integer", S.List(2, 5)), Port((), "integer", (2, 5)), "an integer from 2 to 5"),
    (3, Port((3,)), "a vector of length 3"),
    (S.List(2, 3), Port((2, 3)), "a 2x3 matrix"),
    (S.List(2, S.Automatic, 4), Port((2, None, 4)), "a 2x?x4 array"),
    (S.List(), Port((), "real"), "a number"),
    (S.Automatic, Port(), "a number or an array of numbers"),
]


@pytest.mark.parametrize("spec,port,words", TYPES, ids=repr)
def test_types(spec, port, words):
    assert parse_port("Input", spec) == port
    assert port.words() == words
    assert parse_port("Input", port.show()).merge(port) == port


@pytest.mark.parametrize("spec", ["Foo", 0, -1, 1.5, S.List(0), S.List(S.x), S.Restricted("Integer", 0), S.x])
def test_no_types(spec):
    with pytest.raises(Misfit) as found:
        parse_port("Input", spec)
    assert found.value.tag == "porttype"


def test_coders_tell_the_type():
    decoder, encoder = ClassDecoder(["a", "b"]), ClassEncoder(["a", "b"])
    assert parse_port("Output", decoder) == Port((2,), "real", coder=decoder)
    assert parse_port("Input", encoder) == Port((), "integer", (1, 2), encoder)
    for name, coder in (("Input", decoder), ("Output", encoder)):
        with pytest.raises(Misfit, match="codside"):
            parse_port(name, coder)


def test_small_questions():
    assert complete((1, 2))
    assert not complete((1, None))
    assert not complete(None)
    assert [element_count(each) for each in ((2, 3), (2, None), ())] == [6, None, 1]
    assert [shape_words(()), shape_words((None,))] == ["a number", "a vector"]
