"""Examples as rows of numbers: numbers, names and texts, in vectors or under names, some perhaps missing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from wlmini.arrays import to_array
from wlmini.builtins.learning.examples import plain
from wlmini.expr import FALSE, TRUE, Association, Expr, Packed, S, as_key, head_of, is_list, make_list
from wlmini.kernel.extras import library
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_real, to_float

Rows = np.ndarray[Any, Any]
TEXT_SHARE = 0.5  # of strings with more than one word: beyond it they are texts, below it names


def is_missing(value: Any) -> bool:
    return head_of(value) is S.Missing


@dataclass
class Column:
    """One feature: its name, its type, and what is needed to turn its values into numbers."""

    name: Any
    kind: str
    mean: float = 0.0
    width: float = 1.0
    places: dict[Any, int] = field(default_factory=dict)
    vectorizer: Any = None

    @classmethod
    def fitted(cls, name: Any, values: list[Any], kind: str | None = None) -> Column:
        known = [v for v in values if not is_missing(v)]
        column = cls(name, kind or kind_of(known))
        if column.kind == "Numerical":
            numbers = np.array([to_float(v) for v in known if is_real(v)] or [0.0])
            column.mean, column.width = float(numbers.mean()), float(numbers.std()) or 1.0
        elif column.kind == "Text":
            text = library("sklearn.feature_extraction.text")
            column.vectorizer = text.TfidfVectorizer(token_pattern=r"(?u)\b\w+\b").fit(known)
        else:
            for value in known:
                column.places.setdefault(as_key(value), len(column.places))
        return column

    def encode(self, values: list[Any]) -> Rows:
        """A block of columns of numbers; what is missing or unknown is the mean, or no category."""
        if self.kind == "Numerical":
            return np.array([[self.number(v)] for v in values])
        if self.kind == "Text":
            dense: Rows = self.vectorizer.transform(
                [v if isinstance(v, str) else "" for v in values]
            ).toarray()
            return dense
        block = np.zeros((len(values), len(self.places)))
        for row, value in enumerate(values):
            place = self.places.get(as_key(value))
            if place is not None:
                block[row, place] = 1
        return block

    def number(self, value: Any) -> float:
        """A number in units of the spread; 0 for what is missing."""
        if is_missing(value):
            return 0.0
        if not is_real(value):
            raise Failure("mlincfttp", value, self.kind, value=None)
        return (to_float(value) - self.mean) / self.width


def kind_of(values: list[Any]) -> str:
    """The type of a feature by its values."""
    if all(is_real(v) for v in values):
        return "Numerical"
    if all(v is TRUE or v is FALSE for v in values):
        return "Boolean"
    if all(isinstance(v, str) for v in values):
        several_words = sum(" " in v.strip() for v in values)
        return "Text" if several_words > TEXT_SHARE * len(values) else "Nominal"
    return "Nominal"


class Reader:
    """What turns examples of the form seen in training into rows of numbers."""

    def __init__(self, examples: list[Any], names: Any = S.Automatic, types: Any = S.Automatic) -> None:
        first = plain(examples[0])
        self.shape: str = "association" if isinstance(first, Association) else "atom"
        self.shape = "list" if self.shape == "atom" and is_vector(first) else self.shape
        self.keys = self.keys_of(examples)
        rows = [self.values(example) for example in examples]
        told = told_kinds(types, self.keys)
        shown = names.parts if is_list(names) and len(names) == len(self.keys) else self.keys
        self.columns = [
            Column.fitted(name, [row[n] for row in rows], told[n]) for n, name in enumerate(shown)
        ]

    def keys_of(self, examples: list[Any]) -> list[Any]:
        """The names of the features: those of associations, else f1, f2, ..."""
        if self.shape == "association":
            found = {as_key(k): k for e in examples if isinstance(e, Association) for k, _ in e.items()}
            return list(found.values())
        return [f"f{n + 1}" for n in range(len(flat(examples[0])))]

    def values(self, example: Any) -> list[Any]:
        """One value for each feature."""
        example = plain(example)
        if self.shape == "association":
            if not isinstance(example, Association):
                raise Failure("mlincfttp", example, "an association", value=None)
            return [example.get(key, S.Missing()) for key in self.keys]
        row = flat(example)
        if is_missing(example) and len(self.keys) > 1:
            return [example] * len(self.keys)
        if len(row) != len(self.keys):
            form = f"a list of {len(self.keys)} values" if self.shape == "list" else "a single value"
            raise Failure("mlincfttp", example, form, value=None)
        return row

    def encode(self, examples: list[Any]) -> Rows:
        rows = [self.values(example) for example in examples]
        blocks = [c.encode([row[n] for row in rows]) for n, c in enumerate(self.columns)]
        return np.concatenate(blocks, axis=1) if blocks and examples else np.zeros((len(examples), 0))

    def is_one(self, argument: Any) -> bool:
        """Whether an argument is one example, not a list of them."""
        argument = plain(argument)
        if self.shape == "association":
            return not is_list(argument)
        if self.shape == "list":
            if not is_list(argument) or not len(argument):
                return not is_list(argument)
            inner = argument.parts[0]
            return not (is_vector(inner) or head_of(inner) is S.Missing and depth(argument))
        return not is_list(argument)

    @property
    def kinds(self) -> Expr:
        return make_list(column.kind for column in self.columns)

    @property
    def input_type(self) -> str:
        """A word or two on what the examples are."""
        found = {column.kind for column in self.columns}
        if len(found) > 1:
            return f"Mixed (number: {len(self.columns)})"
        kind = found.pop() if found else "Numerical"
        if self.shape == "list" and kind == "Numerical":
            return f"NumericalVector (length: {len(self.columns)})"
        return kind if len(self.columns) == 1 else f"{kind} (number: {len(self.columns)})"


def depth(argument: Any) -> bool:
    return all(is_vector(part) or is_missing(part) for part in argument.parts)


def is_vector(example: Any) -> bool:
    return is_list(example) or hasattr(example, "array") and not isinstance(example, Packed)


def flat(example: Any) -> list[Any]:
    """The values of an example in one row, whatever lists they are in."""
    if isinstance(example, Packed) or hasattr(example, "array"):
        array = to_array(example) if isinstance(example, Packed) else example.array
        return list(np.asarray(array).reshape(-1).tolist())
    if is_list(example):
        return [value for part in example.parts for value in flat(part)]
    return [example]


KINDS = {"Numerical", "Nominal", "Text", "Boolean"}


def told_kinds(types: Any, keys: list[Any]) -> list[str | None]:
    """The types that the option FeatureTypes gives, None where it leaves one open."""
    if types is S.Automatic:
        return [None] * len(keys)
    if isinstance(types, str):
        given: list[Any] = [types] * len(keys)
    elif isinstance(types, Association):
        given = [types.get(key) for key in keys]
    else:
        given = list(types.parts) if is_list(types) else []
    given += [None] * (len(keys) - len(given))
    return [kind if kind in KINDS else None for kind in given]
