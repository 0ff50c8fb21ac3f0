"""Measurements as users ask for them: reading the specifications, and NetMeasurements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ..arrays import pack
from ..expr import Association, Expr, S, is_list, make_list
from . import samples
from .data import read_columns
from .evaluation import usable
from .evaluation_options import read_settings
from .inspection import PROPERTIES
from .losses import Problem, encode_examples, loss_key, output_key, pose
from .measurement_table import MEASUREMENTS, View
from .objective import PIECE, Assessor, array_paths, tap_key
from .ports import Misfit
from .samples import Gather, Sample, Totals
from .texts import TEXTS
from .training.intervals import Interval, read_amount
from .training.supplies import read_generator

__all__ = ["Asked", "better_of", "measure", "measured_in_training", "simple_error"]

TEXTS.declare(
    measurement="`1` is no measurement of this net; the measurements are `2`.",
    measurekey='`1` is no key of the measurement `2`; the keys are "Measurement", "Key", '
    '"ClassAveraging", "Aggregation" and "Interval".',
    measurefunction="The measurement `1` gives no number for a batch but `2`.",
)

OWNER = S.NetMeasurements
AVERAGES = ("Macro", "Micro")
AGGREGATES: dict[str, Any] = {
    "Mean": np.mean, "Total": np.sum, "Min": np.min, "Max": np.max, "StandardDeviation": np.std,
    "RootMeanSquare": lambda array: np.sqrt(np.square(array).mean()),
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """One measurement that was asked for: its key among the others, and where its value comes from."""

    key: Any
    name: str
    argument: Any = None
    averaging: Any = None
    aggregation: Any = None
    gathers: tuple[Gather, ...] = ()
    tap: tuple[Any, ...] | None = None
    array: tuple[Any, ...] | None = None
    interval: Interval | None = None  # in training; None: every batch

    def value(
        self, totals: Totals, problem: Problem, arrays: Any, kernel: Any = None, owner: Any = OWNER
    ) -> Any:
        """The value, from what was gathered and the arrays of the net."""
        if self.array is not None:
            return self.aggregated(np.array(arrays[self.array]))
        if self.name in MEASUREMENTS:
            view = View(totals, problem, self.argument, self.averaging, owner, kernel)
            return MEASUREMENTS[self.name].value(view)
        if self.gathers:
            mean = totals[self.gathers[0]] / totals[self.gathers[1]]
            return self.aggregated(np.asarray(mean)) if self.name != "Function" else float(mean)
        return PROPERTIES[self.name](problem.net)

    @property
    def is_number(self) -> bool:
        """Whether the value is one number, cheap enough to be had for every batch."""
        if self.name not in MEASUREMENTS:
            return bool(self.gathers) and self.aggregation is not None
        declared = MEASUREMENTS[self.name]
        return declared.better != 0 and (not declared.by_class or self.averaging is not None)

    def aggregated(self, array: np.ndarray) -> Any:
        return pack(array) if self.aggregation is None else float(AGGREGATES[self.aggregation](array))


def possible_names(problem: Problem) -> list[str]:
    """The measurements that make sense for the losses of a problem."""
    classes = sum(term.is_classification for term in problem.terms)
    targets = sum(term.target is not None for term in problem.terms)
    kinds = {"any", *(["class"] if classes == 1 else ["number"] if targets == 1 and not classes else [])}
    return [name for name, each in MEASUREMENTS.items() if each.kind in kinds]


def simple_error(problem: Problem) -> Asked | None:
    """The error rate, for a net that is trained by one classification loss."""
    if len(problem.terms) != 1 or not problem.terms[0].is_classification:
        return None
    return Asked("ErrorRate", "ErrorRate", gathers=MEASUREMENTS["ErrorRate"].gathers)


def measured_in_training(spec: Any, problem: Problem, kernel: Any, owner: Any) -> list[Asked]:
    """Each of several losses by itself, and what a setting of TrainingProgressMeasurements names."""
    asked = read_measurements(spec, problem, kernel, owner)
    names = [term.output for term in problem.terms]
    parts = [single_loss(name, number) for number, name in enumerate(names) if names.count(name) == 1]
    known = [each.key for each in asked]
    return [*(each for each in parts if len(parts) > 1 and each.key not in known), *asked]


def single_loss(name: str, number: int) -> Asked:
    """One of several losses, under the name of the output it looks at."""
    return Asked(name, "Port", gathers=(loss_of(number), samples.count), aggregation="Mean")


def read_measurements(spec: Any, problem: Problem, kernel: Any, owner: Any = OWNER) -> list[Asked]:
    """The measurements that a setting of TrainingProgressMeasurements names."""
    if spec is S.Automatic:
        error = simple_error(problem)
        return [] if error is None else [error]
    if spec is S["None"]:
        return []
    if isinstance(spec, Association) and "Measurement" not in list(spec.keys()):
        found = [(key, read_measurement(each, problem, kernel, owner)) for key, each in spec.items()]
        return [replace(each, key=key) for key, each in found]
    parts = spec.parts if is_list(spec) else (spec,)
    return [read_measurement(each, problem, kernel, owner) for each in parts]


def read_measurement(spec: Any, problem: Problem, kernel: Any, owner: Any) -> Asked:
    """One measurement: a name, name -> argument, NetPort[...], or an association with "Measurement"."""
    if isinstance(spec, Association):
        return read_association(spec, problem, kernel, owner)
    if isinstance(spec, Expr) and spec.head is S.NetPort and any(map(names_something, spec.parts)):
        return read_port(spec, problem, owner)
    if isinstance(spec, Expr) and spec.head is S.Function:
        return read_function(spec, problem, kernel, owner)
    name, argument = spec, None
    if isinstance(spec, Expr) and spec.head is S.Rule:
        name, argument = spec.parts
    names = possible_names(problem)
    if isinstance(name, str) and name in names:
        return Asked(spec, name, argument, gathers=MEASUREMENTS[name].needed(argument))
    number = next((i for i, term in enumerate(problem.terms) if term.output == name), None)
    if isinstance(name, str) and name in problem.net.outputs and number is not None and argument is None:
        return single_loss(name, number)
    if isinstance(name, str) and name in PROPERTIES and argument is None:
        return Asked(spec, name)
    raise Misfit("measurement", spec, ", ".join(names), owner=owner)


def names_something(part: Any) -> bool:
    """Whether a part of NetPort[...] is a key, or a list of keys that is not empty."""
    return len(part) > 0 if is_list(part) else isinstance(part, str | int)


def read_association(spec: Association, problem: Problem, kernel: Any, owner: Any) -> Asked:
    settings = dict(spec.items())
    asked = read_measurement(settings.pop("Measurement", None), problem, kernel, owner)
    key = settings.pop("Key", asked.key)
    averaging, aggregation = settings.pop("ClassAveraging", None), settings.pop("Aggregation", None)
    averaging = None if averaging is S["None"] else averaging
    given = settings.pop("Interval", S.Automatic)
    interval = None if given is S.Automatic else read_amount(given, "Rounds")
    if given is not S.Automatic and interval is None:
        raise Misfit("optval", given, "Interval", "Automatic, a number of rounds or a Quantity", owner=owner)
    if settings:
        raise Misfit("measurekey", next(iter(settings)), spec, owner=owner)
    if averaging is not None and averaging not in AVERAGES:
        raise Misfit("optval", averaging, "ClassAveraging", '"Macro", "Micro" or None', owner=owner)
    if aggregation is not None and aggregation not in AGGREGATES:
        raise Misfit("optval", aggregation, "Aggregation", ", ".join(AGGREGATES), owner=owner)
    aggregation = aggregation or asked.aggregation
    return replace(asked, key=key, averaging=averaging, aggregation=aggregation, interval=interval)


def loss_of(number: int) -> Gather:
    """The sum of one of several losses, without its weight."""

    def take(sample: Sample) -> float:
        keys = [key for key in sample.weights if key.startswith(loss_key(number))]
        return float(sum(sample.of_each(key).sum() for key in keys))

    return Gather(("loss", number), take)


def read_port(spec: Expr, problem: Problem, owner: Any) -> Asked:
    """NetPort["output"], NetPort[{layer, "output"}], NetPort[{layer, "array"}], NetPort["input"]."""
    place = spec.parts[0] if len(spec.parts) == 1 else make_list(spec.parts)
    keys = tuple(place.parts) if is_list(place) else (place,)
    if keys[-1] == "TrainingData":
        keys = keys[:-1]
    found = array_at(problem, keys)
    if found is not None:
        return Asked(spec, "Array", array=found)
    if len(keys) == 1 and keys[0] in problem.arrays and keys[0] not in problem.net.outputs:
        name = str(keys[0])
        return Asked(spec, "Port", gathers=(summed(("data", name), lambda s: s.arrays[name]), samples.count))
    try:
        tap = problem.net.tap(place)
    except Misfit as misfit:
        raise Misfit(misfit.tag, *misfit.arguments, owner=owner) from None
    return Asked(
        spec, "Port", gathers=(summed(tap, lambda s: s.results[tap_key(tap)]), samples.count), tap=tap
    )


def array_at(problem: Problem, keys: Sequence[Any]) -> tuple[Any, ...] | None:
    """The path of the array at a position of names and numbers."""
    path, _ = problem.net.descend(keys[:-1])
    whole = (*path, keys[-1])
    return whole if len(whole) == len(keys) and whole in dict(problem.net.slots()) else None


def summed(key: Any, take: Any) -> Gather:
    """The sum over the examples of what is found in a sample."""
    return Gather(("sum", key), lambda sample: np.asarray(take(sample), np.float64).sum(0))


def read_function(spec: Expr, problem: Problem, kernel: Any, owner: Any) -> Asked:
    """A function of <|port -> values|> for a batch that gives a number, averaged over the examples."""

    def take(sample: Sample) -> float:
        outputs = {name: sample.results[output_key(name)] for name in problem.net.outputs}
        inputs = {name: array for name, array in sample.arrays.items() if name not in outputs}
        targets = [("Target", sample.arrays[t.target]) for t in problem.terms if t.target in outputs]
        arrays = [*inputs.items(), *targets, *outputs.items()]
        given = [(name, pack(array)) for name, array in arrays]
        value = kernel.evaluate(S.N(Expr(spec, (Association.of(given),))))
        if not isinstance(value, int | float):
            raise Misfit("measurefunction", spec, value, owner=owner)
        return float(value) * sample.count

    return Asked(spec, "Function", gathers=(Gather(("function", spec), take), samples.count))


def better_of(asked: Asked) -> int:
    """1 where more of it is better, -1 where less is."""
    return (MEASUREMENTS[asked.name].better if asked.name in MEASUREMENTS else -1) or -1


def measure(net: Any, data: Any, spec: Any, options: Mapping[str, Any], kernel: Any) -> Any:
    """The value of one measurement, or the list of several."""
    rules = [S.Rule(S[name], value) for name, value in options.items() if name != "LossFunction"]
    settings = read_settings(rules, net)
    generator, size = read_generator(data, kernel, OWNER), settings.batch_size or PIECE
    columns = (
        read_columns(data, net, OWNER, kernel, part="TestData")
        if generator is None
        else generator.columns(net, size, 1)
    )
    random = np.random.default_rng()
    varying = random if settings.training else None
    problem = pose(net, columns, options["LossFunction"], kernel, OWNER, random=varying)
    usable(problem.net, training=settings.training)
    asked = read_measurements(make_list(spec.parts if is_list(spec) else [spec]), problem, kernel)
    assessor = Assessor(
        problem,
        settings.engine,
        [*(gather for each in asked for gather in each.gathers), samples.count],
        size,
        taps={each.tap for each in asked if each.tap is not None},
        training=settings.training,
    )
    arrays: dict[Any, Any] = {path: slot.value for path, slot in array_paths(problem).items()}
    store = settings.engine.store(arrays)
    totals = assessor.run(store, random)
    for _ in range(generator.calls(size) - 1 if generator else 0):
        fresh = generator.columns(net, size, 1)  # type: ignore[union-attr]
        more = encode_examples(problem, fresh, kernel, OWNER, varying)
        assessor.take(assessor.arrays_of(more), store, random)
    values = [each.value(totals, problem, arrays, kernel) for each in asked]
    return make_list(values) if is_list(spec) else values[0]
