"""What measurements are made of: sums over examples that can be added up batch by batch."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from .batches import Batch
from .losses import Problem, Term, loss_key, output_key

__all__ = ["Gather", "Sample", "Totals", "gather"]


class Sample:
    """What went into the graph for some examples, and what came out."""

    def __init__(
        self,
        problem: Problem,
        weights: Mapping[str, float],
        arrays: Mapping[str, Any],
        results: Mapping[str, Any],
    ) -> None:
        self.problem, self.weights, self.arrays, self.results = problem, weights, arrays, results
        self.count = len(next(iter(arrays.values())))

    @cached_property
    def losses(self) -> np.ndarray:
        """The weighted loss of every example."""
        total: Any = np.zeros(self.count)
        for key, weight in self.weights.items():
            total = total + weight * self.of_each(key)
        return np.asarray(total, np.float64)

    def of_each(self, key: str) -> np.ndarray:
        """The sum of what a loss gives for each example."""
        part = np.asarray(self.results[key], np.float64)
        return part if part.ndim == 1 else part.reshape(len(part), -1).sum(1)

    @property
    def term(self) -> Term:
        """The loss that measurements speak of."""
        return self.problem.measured

    @cached_property
    def probabilities(self) -> np.ndarray:
        """One row of the probabilities of the classes for every thing that is classified."""
        output = np.asarray(self.results[output_key(self.term.output)], np.float64)
        if self.term.form == "Binary":
            own = self.own(output)
            return np.stack([1 - own, own], 1)
        return self.rows(output)

    @cached_property
    def truth(self) -> np.ndarray:
        """The true classes, from 0 on."""
        target = plain(self.arrays[str(self.term.target)])
        if self.term.form == "Binary":
            return (self.own(target) > 0.5).astype(np.int64)
        if self.term.form == "Probabilities":
            return np.asarray(self.rows(target).argmax(-1))
        return self.own(target).astype(np.int64) - 1

    @cached_property
    def mask(self) -> np.ndarray | None:
        """Which elements of the targets belong to the examples; None where all do."""
        target = self.arrays[str(self.term.target)]
        return target.mask() if isinstance(target, Batch) and target.lengths else None

    def own(self, array: np.ndarray) -> np.ndarray:
        """The elements of an array like the targets, without what was padded."""
        return array.ravel() if self.mask is None else array[self.mask]

    def rows(self, array: np.ndarray) -> np.ndarray:
        """The vectors on the last level of an array, without those that were padded."""
        rows = array.reshape(-1, array.shape[-1])
        if self.mask is None:
            return rows
        mask = self.mask if self.mask.ndim < array.ndim else self.mask[..., 0]
        return rows[mask.ravel()]

    @cached_property
    def predicted(self) -> np.ndarray:
        """The likeliest classes, from 0 on."""
        return self.probabilities.argmax(-1)

    @cached_property
    def targets(self) -> np.ndarray:
        """What a regression should have given."""
        return self.without_padding(plain(self.arrays[str(self.term.target)]))

    def without_padding(self, array: np.ndarray) -> np.ndarray:
        """An array like the targets; those of different lengths as one example of all elements."""
        return np.asarray(array if self.mask is None else array[self.mask][:, None], np.float64)

    @cached_property
    def residuals(self) -> np.ndarray:
        """What a regression gave, less what it should have given."""
        output = np.asarray(self.results[output_key(self.term.output)])
        return self.without_padding(output) - self.targets


def plain(values: Any) -> np.ndarray:
    """The array of a batch, padding included."""
    return np.asarray(values.array if isinstance(values, Batch) else values)


@dataclass(frozen=True)
class Gather:
    """Something that adds up over the examples: numbers, arrays, or lists that grow."""

    key: Hashable
    take: Callable[[Sample], Any]

    def __hash__(self) -> int:
        return hash(self.key)


def gather(take: Callable[[Sample], Any]) -> Gather:
    """Declare the decorated function as what a sample adds under its name."""
    return Gather(take.__name__, take)


class Totals:
    """The sums of what was gathered."""

    def __init__(self, gathers: Iterable[Gather]) -> None:
        self.gathers = tuple({each.key: each for each in gathers}.values())
        self.sums: dict[Hashable, Any] = {}

    def add(self, sample: Sample) -> Totals:
        """Take another sample in; gives what it alone adds."""
        single = Totals(())
        for each in self.gathers:
            found = single.sums[each.key] = each.take(sample)
            self.sums[each.key] = self.sums[each.key] + found if each.key in self.sums else found
        return single

    def __getitem__(self, what: Gather) -> Any:
        return self.sums[what.key]

    def clear(self) -> None:
        """Begin anew."""
        self.sums.clear()


@gather
def count(sample: Sample) -> int:
    """Examples."""
    return sample.count


@gather
def loss(sample: Sample) -> float:
    """The weighted loss."""
    return float(sample.losses.sum())


@gather
def entropy(sample: Sample) -> float:
    """The cross-entropy of the classification, without its weight."""
    number = sample.problem.terms.index(sample.term)
    key = next(key for key in sample.weights if key.startswith(loss_key(number)))
    return float(sample.of_each(key).sum())


@gather
def classified(sample: Sample) -> int:
    """Things that were classified."""
    return len(sample.truth)


@gather
def hits(sample: Sample) -> int:
    """Right classes."""
    return int((sample.predicted == sample.truth).sum())


@gather
def ranks(sample: Sample) -> np.ndarray:
    """How often the true class was the likeliest, the second, ...; of equally likely ones the first leads."""
    p, truth = sample.probabilities, sample.truth[:, None]
    own = np.take_along_axis(p, truth, 1)
    before = (p > own) | (p == own) & (np.arange(p.shape[1]) < truth)
    return np.bincount(before.sum(1), minlength=p.shape[1])


@gather
def confusion(sample: Sample) -> np.ndarray:
    """c_ij: how often class i was classified as j."""
    classes = sample.probabilities.shape[1]
    pairs = sample.truth * classes + sample.predicted
    return np.bincount(pairs, minlength=classes * classes).reshape(classes, classes)


@gather
def scores(sample: Sample) -> list[tuple[np.ndarray, np.ndarray]]:
    """Probabilities and true classes as they are, for what depends on all thresholds."""
    return [(sample.probabilities, sample.truth)]


@gather
def places(sample: Sample) -> int:
    """Targets whose mean is taken: examples, or their elements where they have different lengths."""
    return len(sample.targets)


@gather
def elements(sample: Sample) -> int:
    """Numbers that a regression gave."""
    return int(sample.residuals.size)


@gather
def squares(sample: Sample) -> float:
    """Squared residuals."""
    return float(np.square(sample.residuals).sum())


@gather
def deviations(sample: Sample) -> float:
    """Absolute residuals."""
    return float(np.abs(sample.residuals).sum())


def shifted(sample: Sample) -> np.ndarray:
    """The targets less those of one example, so that their squares stay small where they lie far from 0."""
    stored = plain(sample.problem.arrays[str(sample.term.target)][0:1])
    beginning = stored if sample.mask is None else stored.ravel()[:1]
    return sample.targets - np.asarray(beginning, np.float64)


@gather
def target_sums(sample: Sample) -> np.ndarray:
    """The sum of the shifted targets, element by element."""
    return np.asarray(shifted(sample).sum(0))


@gather
def target_squares(sample: Sample) -> float:
    """The squares of the shifted targets."""
    return float(np.square(shifted(sample)).sum())


@gather
def overlaps(sample: Sample) -> float:
    """The areas common to boxes {{x1, y1}, {x2, y2}} and their targets, as parts of what both cover."""
    found, true = (sample.residuals + sample.targets).reshape(-1, 2, 2), sample.targets.reshape(-1, 2, 2)
    low = np.maximum(found.min(1), true.min(1))
    common = np.prod(np.maximum(np.minimum(found.max(1), true.max(1)) - low, 0), 1)
    area = [np.prod(each.max(1) - each.min(1), 1) for each in (found, true)]
    with np.errstate(all="ignore"):
        return float(np.nan_to_num(common / (area[0] + area[1] - common)).sum())


@gather
def boxes(sample: Sample) -> int:
    """Boxes."""
    return int(sample.targets.size // 4)
