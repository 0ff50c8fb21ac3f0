"""Applying a net: data to arrays, through a plan, and back to values.

Whether data is one example or a batch is decided by rank: an array one level deeper than the port is
a batch, and so is a list of what the port's encoder takes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..arrays import NumericArray, pack, to_array
from ..expr import Association, Expr, Packed, S, Symbol, is_list, make_list
from .coders import families
from .coders.coder import Decoder, Encoder
from .lowering import Query, plan_for, remembered, store_of
from .ports import Misfit, Port, complete, shape_words
from .seeding import generator

__all__ = [
    "Settings", "apply_net", "numbers", "read_port", "read_settings", "run_batches", "usable",
    "with_shapes",
]  # fmt: skip

assert families  # names of coders at ports need all of them
SHOWN = 6  # elements of something long that a message shows
PIECE = 256  # examples that go through a plan at once where BatchSize is Automatic


@dataclass(frozen=True)
class Settings:
    """The options of an evaluation."""

    batch_size: int | None = None
    training: bool = False
    seeding: Any = S.Automatic
    dtype: str = "float32"


@dataclass(frozen=True)
class Datum:
    """What came in through one port, as an array with a leading axis of examples."""

    array: np.ndarray
    one: bool
    numeric: bool = False


def apply_net(net: Any, kernel: Any, arguments: tuple[Any, ...]) -> Any:
    """The value of net[data, property, options]."""
    count = next((i for i, each in enumerate(arguments) if i and is_options(each)), len(arguments))
    if not 1 <= count <= 2 or not all(map(is_options, arguments[count:])):
        raise Misfit("netargs", net, count)
    given = [each.parts if is_list(each) else (each,) for each in arguments[count:]]
    settings = read_settings([rule for rules in given for rule in rules], net)
    prop = current_form(arguments[1]) if count == 2 else S.Automatic
    return evaluate_net(net, kernel, arguments[0], prop, settings)


def is_options(expr: Any) -> bool:
    """Whether an argument is an option, or a list of options; the ports of properties are strings."""
    if is_list(expr):
        return len(expr) > 0 and all(map(is_options, expr.parts))
    return isinstance(expr, Expr) and expr.head is S.Rule and isinstance(expr.parts[0], Symbol)


# -- options -----------------------------------------------------------------------------------------


def read_settings(rules: Sequence[Expr], net: Any) -> Settings:
    """The settings that option rules describe."""
    values: dict[str, Any] = {}
    for rule in reversed(rules):  # of two rules for one option the first counts
        name, value = rule.parts
        if name.short not in SETTINGS:
            raise Misfit("optx", name, net)
        found = SETTINGS[name.short](value)
        if found is None:
            raise Misfit("optval", value, name, ALLOWED[name.short])
        values.update(found)
    return Settings(**values)


def read_batch_size(value: Any) -> dict[str, Any] | None:
    if value is S.Automatic:
        return {}
    return {"batch_size": value} if type(value) is int and value > 0 else None


def read_device(value: Any) -> dict[str, Any] | None:
    if value == "GPU" or is_list(value) and len(value) and value.parts[0] == "GPU":
        raise Misfit("notbuilt", 'TargetDevice -> "GPU"')
    return {} if value == "CPU" else None


def read_precision(value: Any) -> dict[str, Any] | None:
    if value == "Mixed":
        raise Misfit("notbuilt", 'WorkingPrecision -> "Mixed"')
    names = {"Real32": "float32", "Real64": "float64"}
    if value is S.Automatic:
        return {}
    return {"dtype": names[value]} if isinstance(value, str) and value in names else None


def read_mode(value: Any) -> dict[str, Any] | None:
    return {"training": value == "Train"} if value in ("Test", "Train") else None


def read_seeding(value: Any) -> dict[str, Any] | None:
    known = value is S.Automatic or value is S.Inherited or isinstance(value, int | str)
    return {"seeding": value} if known else None


SETTINGS = {
    "BatchSize": read_batch_size,
    "NetEvaluationMode": read_mode,
    "RandomSeeding": read_seeding,
    "TargetDevice": read_device,
    "WorkingPrecision": read_precision,
}
ALLOWED = {
    "BatchSize": "Automatic or a positive integer",
    "NetEvaluationMode": '"Test" or "Train"',
    "RandomSeeding": "Automatic, Inherited, an integer or a string",
    "TargetDevice": '"CPU"',
    "WorkingPrecision": '"Real32", "Real64" or Automatic',
}


# -- data in -----------------------------------------------------------------------------------------


def inputs_of(net: Any, data: Any) -> dict[str, Any]:
    """The data of every input port."""
    names = list(net.inputs)
    if isinstance(data, Association) and (len(names) != 1 or names[0] in data.keys()):  # noqa: SIM118
        keys = list(data.keys())
        if set(keys) != set(names):
            raise Misfit("ports", net, make_list(names), make_list(keys))
        return {name: data.get(name) for name in names}
    if len(names) != 1 or isinstance(data, Association):
        given = make_list(list(data.keys())) if isinstance(data, Association) else data
        raise Misfit("ports", net, make_list(names), given)
    return {names[0]: data}


def read_port(name: str, port: Port, expr: Any, net: Any, kernel: Any, *, batch: bool = False) -> Datum:
    """The array of what is given for a port; with `batch` it can only be a list of examples."""
    if isinstance(port.coder, Encoder):
        return read_encoded(name, port.coder, expr, net, batch)
    array = numbers(expr, kernel)
    if array is None:
        raise Misfit("data", name, net, port.words(), given_words(expr))
    rank = port.rank
    one = not batch and (rank is None or array.ndim == rank)
    if rank is not None and array.ndim != rank + (not one) or (not array.ndim and not one):
        example = array[0] if batch and array.ndim and len(array) else array
        raise Misfit("data", name, net, port.words(), given_words(value_of(example, expr), example))
    datum = Datum(array[None] if one else array, one, isinstance(expr, NumericArray))
    check_numbers(name, port, datum.array, net)
    return datum


def numbers(expr: Any, kernel: Any) -> np.ndarray | None:
    """The array of an expression that is one, if need be after N."""
    array = to_array(expr)
    if array is None and kernel is not None and not isinstance(expr, str) and numeric_list(expr):
        array = to_array(kernel.evaluate(S.N(expr)))
    return None if array is None or array.dtype.kind == "c" else array


def numeric_list(expr: Any) -> bool:
    return isinstance(expr, Symbol) or (isinstance(expr, Expr) and not isinstance(expr, Association | Packed))


def value_of(array: np.ndarray, expr: Any) -> Any:
    """The number that a message shows where the array is one; else what was given."""
    return expr if array.ndim or not isinstance(expr, NumericArray) else array.item()


def given_words(expr: Any, array: np.ndarray | None = None) -> Any:
    """What is given: a shape where it is an array, a few words where it is long."""
    if array is not None and array.ndim:
        return shape_words(array.shape)
    if is_list(expr) and len(expr) > SHOWN:
        return f"a list of {len(expr)} elements that is no array of numbers"
    return expr


def check_numbers(name: str, port: Port, array: np.ndarray, net: Any) -> None:
    """Sizes, none of them 0, and for ports of integers that they are whole and within bounds."""
    if 0 in array.shape[1:]:
        raise Misfit("data", name, net, port.words(), f"{shape_words(array.shape[1:])}, which is empty")
    try:
        port.with_shape(array.shape[1:])
    except Misfit:
        raise Misfit("data", name, net, port.words(), shape_words(array.shape[1:])) from None
    if port.kind != "integer" or not array.size:
        return
    low, high = port.bounds or (-(2**31), 2**31)
    if (array != np.floor(array)).any() or array.min() < low or array.max() > high:
        wrong = (array != np.floor(array)) | (array < low) | (array > high)
        raise Misfit("data", name, net, port.words(), array[wrong][0].item())


def read_encoded(name: str, coder: Encoder, expr: Any, net: Any, batch: bool) -> Datum:
    one = not batch and coder.is_one(expr)
    if not one and not is_list(expr):
        raise Misfit("data", name, net, coder.words(), expr)
    try:
        return Datum(coder.encode([expr] if one else expr.parts), one)
    except Misfit as misfit:
        raise Misfit("data", name, net, coder.words(), misfit.arguments[0]) from None


# -- through the net ---------------------------------------------------------------------------------


def evaluate_net(net: Any, kernel: Any, data: Any, prop: Any, settings: Settings) -> Any:
    given = inputs_of(net, data)
    wanted = wanted_outputs(net, prop)
    if any(is_list(expr) and not len(expr) for expr in given.values()):
        return make_list([])
    data_in = {name: read_port(name, net.inputs[name], expr, net, kernel) for name, expr in given.items()}
    if (
        len({datum.one for datum in data_in.values()}) > 1
        or len({len(d.array) for d in data_in.values()}) > 1
    ):
        lengths = [len(datum.array) for datum in data_in.values()]
        raise Misfit("ragged", net, make_list(lengths))
    ready = usable(fitted(net, data_in), training=settings.training)
    for name, datum in data_in.items():
        check_numbers(name, ready.inputs[name], datum.array, net)
    random = generator(settings.seeding, kernel) if settings.training or prop is not S.Automatic else None
    taps = tuple(tap for tap, _ in wanted.values())
    arrays = {name: datum.array for name, datum in data_in.items()}
    results = run_batches(ready, taps, arrays, settings, random)
    one = next(iter(data_in.values())).one
    numeric = any(datum.numeric for datum in data_in.values())
    values = {
        key: decoded(ready, tap, array, how, random, one=one, numeric=numeric)
        for (key, (tap, how)), array in zip(wanted.items(), results, strict=True)
    }
    single = not is_list(prop) and not isinstance(prop, Association) and len(values) == 1
    return next(iter(values.values())) if single else Association.of(values.items())


def fitted(net: Any, data: Mapping[str, Datum]) -> Any:
    """The net with its input sizes as in the data, from the cache of the net."""
    shapes = {name: datum.array.shape[1:] for name, datum in data.items()}
    return remembered(net.cache, ("fitted", *shapes.values()), lambda: with_shapes(net, shapes))


def with_shapes(net: Any, shapes: Mapping[str, tuple[int, ...]]) -> Any:
    """The net with these shapes at its inputs; a later one that an earlier one excludes is to blame."""
    for name, shape in shapes.items():
        try:
            met = Port(shape).merge(net.inputs[name].bare())
        except Misfit:
            raise Misfit("data", name, net, net.inputs[name].words(), shape_words(shape)) from None
        net = net.refined({name: Port(met.shape)})
    return net


def usable(net: Any, *, training: bool = False) -> Any:
    """The net, if it can be run: its arrays have values that make sense, its shapes are known."""
    key = ("usable", training)
    if net.cache.get(key):
        return net
    missing = [path_text(path) for path, slot in net.slots() if slot.is_open]
    if missing:
        raise Misfit("uninit", net, ", ".join(missing[:SHOWN] + ["..."] * (len(missing) > SHOWN)))
    for name, port in net.inputs.items():
        if not complete(port.shape):
            raise Misfit("unsized", net, name)
    net.check_values(training)
    net.cache[key] = True
    return net


def path_text(path: tuple[Any, ...]) -> str:
    shown = [f'"{key}"' if isinstance(key, str) else str(key) for key in path]
    return shown[0] if len(shown) == 1 else "{" + ", ".join(shown) + "}"


def run_batches(
    net: Any,
    taps: tuple[tuple[Any, ...], ...],
    arrays: Mapping[str, np.ndarray],
    settings: Settings,
    random: np.random.Generator | None,
) -> list[np.ndarray]:
    """The arrays at the taps for all examples, run in pieces; batch statistics are those of a piece."""
    total = len(next(iter(arrays.values())))
    piece = settings.batch_size or (total if settings.training else min(total, PIECE))
    query = Query(taps, settings.training, settings.dtype)
    store = store_of(net, settings.dtype)
    dtypes = {
        name: np.int64 if port.kind == "integer" else settings.dtype for name, port in net.inputs.items()
    }
    found: list[list[np.ndarray]] = [[] for _ in taps]
    for start in range(0, total, piece):
        part = {k: np.ascontiguousarray(a[start : start + piece], dtype=dtypes[k]) for k, a in arrays.items()}
        plan = plan_for(net, query, len(next(iter(part.values()))))
        results = plan.run(part, store, random)
        for number, pieces in enumerate(found):
            pieces.append(np.array(results[str(number)]))
    return [pieces[0] if len(pieces) == 1 else np.concatenate(pieces) for pieces in found]


# -- data out ----------------------------------------------------------------------------------------


def wanted_outputs(net: Any, prop: Any) -> dict[Any, tuple[tuple[Any, ...], Any]]:
    """The outputs a property asks for: key of the result -> (path of the output, decoder property)."""
    if is_list(prop) or isinstance(prop, Association):
        if not all(map(names_output, prop.parts)):
            raise Misfit("proplist", prop, make_list(list(net.outputs)))
        found: dict[Any, tuple[tuple[Any, ...], Any]] = {}
        for each in prop.parts:
            found.update(wanted_outputs(net, each))
        return found
    if isinstance(prop, Expr) and prop.head is S.NetPort:
        return {prop: (net.tap(prop.parts[0] if len(prop.parts) == 1 else make_list(prop.parts)), S["None"])}
    if isinstance(prop, Expr) and prop.head is S.NetPortGradient:
        raise Misfit("notbuilt", "NetPortGradient")
    if isinstance(prop, Expr) and prop.head is S.Rule and prop.parts[0] in net.outputs:
        return {prop.parts[0]: ((prop.parts[0],), prop.parts[1])}
    if prop is S.Automatic or prop is S["None"]:
        return {name: ((name,), prop) for name in net.outputs}
    if len(net.outputs) != 1:
        raise Misfit("prop", prop, make_list(list(net.outputs)), make_list([]))
    name = next(iter(net.outputs))
    return {name: ((name,), prop)}


def current_form(prop: Any) -> Any:
    """The property {"TopProbabilities", n} of version 11 as "TopProbabilities" -> n."""
    old = is_list(prop) and len(prop) == 2 and isinstance(prop.parts[0], str)
    return S.Rule(*prop.parts) if old and isinstance(prop.parts[1], int | float) else prop


def names_output(expr: Any) -> bool:
    """Whether a property says which output it is of, so that it can be one of several."""
    return isinstance(expr, Expr) and expr.head in (S.NetPort, S.NetPortGradient, S.Rule)


def decoded(
    net: Any, tap: tuple[Any, ...], array: np.ndarray, how: Any, random: Any, *, one: bool, numeric: bool
) -> Any:
    """The value a user sees for the array at an output."""
    port = net.outputs.get(tap[0]) if len(tap) == 1 else None
    coder = port.coder if port else None
    if isinstance(coder, Decoder) and how is not S["None"]:
        values = coder.decode(array, how, random)
        return values[0] if one else make_list(values)
    if how is not S.Automatic and how is not S["None"]:
        raise Misfit("outprop", tap[-1], how)
    result = array[0] if one else array
    return NumericArray(np.asarray(result, dtype=array.dtype)) if numeric and result.ndim else pack(result)
