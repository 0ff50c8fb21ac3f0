"""ExampleData and ResourceData: the data sets of wlmini/data as lists of rules input -> label."""

from __future__ import annotations

from typing import Any

from wlmini.arrays import pack
from wlmini.data.catalog import DATA_SETS, PARTS, DataSet, MissingPackage
from wlmini.expr import Expr, S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

COLLECTION = "MachineLearning"
MESSAGES = {
    "name": "there is no data set `1`; there are `2`.",
    "prop": "`1` is no property of the data set `2`; the properties are `3`.",
    "package": "the data set `1` comes in a package that is not installed; `2` installs it.",
}


@builtin(
    "ExampleData[]",
    'ExampleData["MachineLearning"]',
    'ExampleData[{"MachineLearning", "name"}]',
    'ExampleData[{"MachineLearning", "name"}, "property"]',
    messages=MESSAGES,
)
def example_data(kernel: Any, spec: Any = None, prop: Any = "Data") -> Any:
    """gives a data set as a list of rules input -> label, the parts "TrainingData" and "TestData" of it, or a fact about it.

    >>> ExampleData["MachineLearning"]
    {{MachineLearning, Digits}, {MachineLearning, FisherIris}, {MachineLearning, MNIST}}
    >>> First[ExampleData[{"MachineLearning", "FisherIris"}, "TrainingData"]]
    {5.1, 3.5, 1.4, 0.2} -> setosa
    >>> Length[ExampleData[{"MachineLearning", "Digits"}, "TestData"]]
    360
    >>> Dimensions[First[First[ExampleData[{"MachineLearning", "Digits"}, "TrainingData"]]]]
    {1, 8, 8}
    """  # noqa: E501
    if spec is None:
        return make_list([COLLECTION])
    if spec == COLLECTION:
        return make_list(make_list([COLLECTION, name]) for name in DATA_SETS)
    if not (is_list(spec) and len(spec) == 2 and spec.parts[0] == COLLECTION):
        raise Failure("name", spec, known_names())
    return look_up(spec.parts[1], prop)


@builtin("ResourceData[name]", "ResourceData[name, element]", messages=MESSAGES)
def resource_data(kernel: Any, name: Any, element: Any = "TrainingData") -> Any:
    """gives the training data of a named data set as a list of rules input -> label, or its element "TestData" or "Data".

    >>> ResourceData["FisherIris", "TestData"] === ExampleData[{"MachineLearning", "FisherIris"}, "TestData"]
    True
    """  # noqa: E501
    return look_up(name, element)


def look_up(name: Any, prop: Any) -> Any:
    """A property of the data set of this name; a wrong name or property fails with the right ones."""
    found = DATA_SETS.get(name) if isinstance(name, str) else None
    if found is None:
        raise Failure("name", name, known_names())
    if prop == "Properties":
        return make_list(found.properties)
    if isinstance(prop, str) and prop in found.facts:
        return found.facts[prop]
    if prop not in PARTS:
        raise Failure("prop", prop, name, make_list(found.properties))
    return rules(found, prop)


def rules(found: DataSet, part: str) -> Expr:
    """The examples of a part as rules; the input arrays are views of one array."""
    try:
        inputs, labels = found.examples(part)
    except MissingPackage as missing:
        raise Failure("package", found.name, missing.install) from None
    return make_list(S.Rule(row, label) for row, label in zip(pack(inputs).parts, labels, strict=True))


def known_names() -> Expr:
    return make_list(DATA_SETS)
