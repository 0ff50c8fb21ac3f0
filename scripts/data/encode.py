"""Make the data files of wlmini/data from scikit-learn's copies of the two small data sets.

    pip install scikit-learn && python scripts/data/encode.py

Each class is split by a permutation with a fixed seed, so that both parts hold every class alike: of
the digits 36 of each class are test examples, of the irises 15. Within a part the order of the source stays.
"""

import csv
import gzip
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np

SEED = 2026
TARGET = Path(__file__).parents[2] / "wlmini" / "data"


def test_rows(labels: Sequence[object], per_class: int) -> np.ndarray:
    """A mask that holds for `per_class` randomly chosen rows of each class."""
    rng, labels = np.random.default_rng(SEED), np.asarray(labels)
    mask = np.zeros(len(labels), bool)
    for each in np.unique(labels):
        mask[rng.permutation(np.flatnonzero(labels == each))[:per_class]] = True
    return mask


def encode_digits(source: bytes) -> None:
    """64 pixels of 0..16 and the label a row -> four arrays of bytes."""
    rows = np.loadtxt(gzip.decompress(source).decode().splitlines(), delimiter=",").astype(np.uint8)
    inputs, labels = rows[:, :-1].reshape(-1, 8, 8), rows[:, -1]
    test = test_rows(labels, 36)
    np.savez_compressed(
        TARGET / "digits.npz",
        training_inputs=inputs[~test],
        training_labels=labels[~test],
        test_inputs=inputs[test],
        test_labels=labels[test],
    )


def encode_irises(source: str) -> None:
    """Four lengths and a class number a row -> the part, the lengths and the name of the species."""
    (_, _, *species), *rows = csv.reader(source.splitlines())
    test = test_rows([row[-1] for row in rows], 15)
    with open(TARGET / "iris.csv", "w", encoding="utf-8", newline="") as out:
        lines = csv.writer(out, lineterminator="\n")
        lines.writerow(["part", "sepal_length", "sepal_width", "petal_length", "petal_width", "species"])
        for row, is_test in zip(rows, test, strict=True):
            lines.writerow(["test" if is_test else "training", *row[:-1], species[int(row[-1])]])


if __name__ == "__main__":
    folder = files("sklearn.datasets.data")
    encode_digits(folder.joinpath("digits.csv.gz").read_bytes())
    encode_irises(folder.joinpath("iris.csv").read_text())
