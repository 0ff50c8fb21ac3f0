"""Applying a net: data to batches, through a plan, and back to values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ..arrays import NumericArray, pack
from ..expr import Association, Expr, Packed, S, is_list, make_list
from .coders import families
from .coders.coder import Decoder
from .evaluation import Given, Outcome, refusing, run_gradients, run_taps, usable
from .evaluation_options import Settings, is_options, read_settings
from .examples import (
    Datum,
    check_numbers,
    fixed_shape,
    in_training,
    inputs_of,
    is_empty,
    numbers,
    read_port,
)
from .lowering import remembered
from .ports import Misfit, Port, shape_words
from .repeated import repeated
from .requests import Request, Wanted, is_all_states, read_request
from .seeding import generator
from .texts import TEXTS

__all__ = ["apply_and_ask", "apply_net", "with_shapes"]

TEXTS.declare(
    nostate="There is no recurrent state `1` in `2`; its states are `3`.",
    seedalone="A gradient is given for an output of `1`, but no NetPortGradient is asked for.",
    netargs="`1` is applied to `2` arguments; give data, at most one property, and options.",
    oneormany="`1` is given one example for `2`, a list of examples for `3`; give one or a list for all.",
    ragged="The lists given for the ports of `1` have different lengths: `2`.",
    outprop="The output port `1` has no decoder, so it has no property `2`.",
)

assert families  # names of coders at ports need all of them


def apply_net(net: Any, kernel: Any, arguments: tuple[Any, ...]) -> Any:
    """The value of net[data, property, options]."""
    alone = len(arguments) == 1
    known = net.cache.get("repeated") if alone else None
    value = None if known is None else known.apply(arguments[0])
    if value is None:
        value = apply_and_ask(net, kernel, arguments)[0]
        if alone and "repeated" not in net.cache:
            net.cache["repeated"] = repeated(net)
    return value


def apply_and_ask(
    net: Any, kernel: Any, arguments: tuple[Any, ...], also: Any = None
) -> tuple[Any, Association]:
    """The value of net[data, property, options], and what one run of the net gives for another property."""
    least = 1 if net.inputs or net.is_undecided else 0
    count = next((i for i, each in enumerate(arguments) if i >= least and is_options(each)), len(arguments))
    if net.is_undecided and count:
        net = with_counted_inputs(net, arguments[0])
    if not least <= count <= 2 or not all(map(is_options, arguments[count:])):
        raise Misfit("netargs", net, count)
    given = [each.parts if is_list(each) else (each,) for each in arguments[count:]]
    settings = read_settings([rule for rules in given for rule in rules], net)
    prop = arguments[1] if count == 2 else S.Automatic
    data = arguments[0] if count else Association.of([])
    request = read_request(net, prop)
    others = {} if also is None else read_request(net, also).wanted
    together = Request({**others, **request.wanted}, single=False)
    values = evaluate_net(net, kernel, data, together, settings, asked=prop is not S.Automatic)
    if values is None:
        return make_list([]), Association.of([])
    found = [(key, values[key]) for key in request.wanted]
    value = found[0][1] if request.single else Association.of(found)
    return value, Association.of((key, values[key]) for key in others)


def with_counted_inputs(net: Any, data: Any) -> Any:
    """A layer of any number of inputs, with as many as the data has."""
    if is_list(data) or isinstance(data, Association | Packed):
        return net.with_input_count(len(data))
    raise Misfit("ports", net, make_list([]), data)


# -- in ------------------------------------------------------------------------------------------------


def evaluate_net(
    net: Any, kernel: Any, data: Any, request: Request, settings: Settings, *, asked: bool
) -> dict[Any, Any] | None:
    """The values of a request by key; None where there are no examples. `asked`: it says what of a result."""
    data, extra = apart(data)
    given = inputs_of(net, data)
    if any(is_empty(expr) and not net.takes_empty(name) for name, expr in given.items()):
        return None
    random = generator(settings.seeding, kernel) if settings.training else None
    ports = {name: in_training(port, random) for name, port in net.inputs.items()}
    read = {name: read_port(name, ports[name], expr, net, kernel) for name, expr in given.items()}
    one = check_counts(net, read)
    ready = usable(fitted(net, read), training=settings.training)
    for name, datum in read.items():
        check_numbers(name, ready.inputs[name], datum.array, net)
    if random is None and (asked or draws(ready)):
        random = generator(settings.seeding, kernel)
    count = max((len(datum.batch) for datum in read.values()), default=1)
    inputs = Given(
        {name: datum.batch for name, datum in read.items()},
        read_states(ready, extra, kernel, count, one=one),
        read_seeds(ready, extra, kernel, count, one=one),
        count,
    )
    numeric = any(datum.numeric for datum in read.values())
    with refusing(net):
        return results(ready, request, inputs, settings, random, one=one, numeric=numeric)


def draws(net: Any) -> bool:
    """Whether an evaluation draws random numbers also outside of training."""
    return any(each.draws for each in net.leaf_layers())


def apart(data: Any) -> tuple[Any, dict[Any, Any]]:
    """The data of ports, and what stands beside it under NetPort[...] and NetPortGradient[...]."""
    if not isinstance(data, Association):
        return data, {}
    extra = {key: value for key, value in data.items() if is_extra(key)}
    if not extra:
        return data, {}
    return Association.of((k, v) for k, v in data.items() if not is_extra(k)), extra


def is_extra(key: Any) -> bool:
    return isinstance(key, Expr) and key.head in (S.NetPort, S.NetPortGradient)


def check_counts(net: Any, read: Mapping[str, Datum]) -> bool:
    """Whether the data is one example; `Misfit` where the ports got different numbers of them."""
    counts = {len(datum.batch) for datum in read.values()}
    ones = [name for name, datum in read.items() if datum.one]
    if 0 < len(ones) < len(read):
        many = [name for name in read if name not in ones]
        raise Misfit("oneormany", net, make_list(ones), make_list(many))
    if len(counts) > 1:
        raise Misfit("ragged", net, make_list([len(datum.batch) for datum in read.values()]))
    return next((datum.one for datum in read.values()), True)


def read_states(
    net: Any, extra: Mapping[Any, Any], kernel: Any, count: int, *, one: bool
) -> dict[tuple[Any, ...], np.ndarray]:
    """The initial recurrent states that are given, by path."""
    known = net.recurrent_states() if extra else {}
    given: dict[tuple[Any, ...], Any] = {}
    for key, value in extra.items():
        if key.head is S.NetPort and is_all_states(key):
            pairs = value.items() if isinstance(value, Association) else ()
            given.update((tuple(k.parts) if is_list(k) else (k,), v) for k, v in pairs)
        elif key.head is S.NetPort:
            spec = key.parts[0] if len(key.parts) == 1 else make_list(key.parts)
            given[tuple(spec.parts) if is_list(spec) else (spec,)] = value
    for path in given:
        if path not in known:
            raise Misfit("nostate", make_list(path), net, make_list(make_list(each) for each in known))
    return {
        path: example_array(str(path[-1]), Port(known[path]), value, net, kernel, count, one=one)
        for path, value in given.items()
    }


def read_seeds(
    net: Any, extra: Mapping[Any, Any], kernel: Any, count: int, *, one: bool
) -> dict[str, np.ndarray]:
    """The gradients given at outputs, by the name of the output."""
    found: dict[str, np.ndarray] = {}
    for key, value in extra.items():
        if key.head is S.NetPortGradient:
            name = key.parts[0] if len(key.parts) == 1 else None
            if not isinstance(name, str) or name not in net.outputs:
                raise Misfit("noport", key, net, ", ".join(net.outputs))
            port = Port(net.outputs[name].shape)
            found[name] = example_array(name, port, value, net, kernel, count, one=one)
    return found


def example_array(
    name: str, port: Port, expr: Any, net: Any, kernel: Any, count: int, *, one: bool
) -> np.ndarray:
    """An array of one value for every example."""
    array = numbers(expr, kernel)
    wanted = None if array is None else array.ndim - (not one)
    if array is None or wanted != port.rank or not one and len(array) != count:
        raise Misfit("data", name, net, port.words(), expr if array is None else shape_words(array.shape))
    batch = array[None] if one else array
    check_numbers(name, port, batch, net)
    return batch


def fitted(net: Any, data: Mapping[str, Datum]) -> Any:
    """The net with its input sizes as in the data, from the cache of the net."""
    shapes = {name: fixed_shape(net.inputs[name], datum.array.shape[1:]) for name, datum in data.items()}
    return remembered(net.cache, ("fitted", *shapes.values()), lambda: with_shapes(net, shapes))


def with_shapes(net: Any, shapes: Mapping[str, Any]) -> Any:
    """The net with these shapes at its inputs; a later one that an earlier one excludes is to blame."""
    for name, shape in shapes.items():
        try:
            met = Port(shape).merge(net.inputs[name].bare())
        except Misfit:
            raise Misfit("data", name, net, net.inputs[name].words(), shape_words(shape)) from None
        net = net.refined({name: Port(met.shape)})
    return net


# -- out -----------------------------------------------------------------------------------------------


def results(
    net: Any, request: Request, given: Given, settings: Settings, random: Any, *, one: bool, numeric: bool
) -> dict[Any, Any]:
    """The values asked for, as a user sees them."""
    if given.seeds and not request.gradients:
        raise Misfit("seedalone", net)
    taps = iter(run_taps(net, request.taps, given, settings, random) if request.taps else ())
    by = request.gradients
    gradients = iter(run_gradients(net, by, given, settings, random) if by else ())
    values = {}
    for key, wanted in request.wanted.items():
        if wanted.gradient is None:
            values[key] = decoded(net, wanted, next(taps), random, one=one, numeric=numeric)
        else:
            found = next(gradients)
            single = one and isinstance(wanted.gradient, str)
            values[key] = shown(found[0] if single else found, numeric)
    return values


def decoded(net: Any, wanted: Wanted, outcome: Outcome, random: Any, *, one: bool, numeric: bool) -> Any:
    """The value a user sees for what came out at a tap."""
    tap, how = wanted.tap, wanted.how
    port = net.outputs.get(tap[0]) if len(tap) == 1 else None
    coder = port.coder if port else None
    if isinstance(coder, Decoder) and how is not S["None"]:
        arrays: Any = outcome  # decoders of sequences also take a list of arrays
        values = coder.decode(arrays, how, random)
        return values[0] if one else make_list(values)
    if how is not S.Automatic and how is not S["None"]:
        raise Misfit("outprop", tap[-1], how)
    return shown(outcome[0] if one else outcome, numeric)


def shown(outcome: Outcome, numeric: bool) -> Any:
    """An array as a list, or as a NumericArray where the data came as one."""
    if isinstance(outcome, list):
        return make_list([shown(each, numeric) for each in outcome])
    return NumericArray(np.array(outcome)) if numeric and outcome.ndim else pack(outcome)
