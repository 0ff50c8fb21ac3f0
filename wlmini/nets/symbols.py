"""The functions that work on nets, as symbols: where the language and the nets meet."""

from __future__ import annotations

from typing import Any

from ..expr import Atom, S, is_list, make_list
from ..kernel.declare import builtin
from .coders.coder import Coder
from .elements import checked_net, is_net
from .initialize import initialize, read_method
from .measurements import measure
from .parameters import is_rule
from .ports import Misfit
from .replacement import replace_parts
from .results import check_property
from .seeding import generator
from .stored_arrays import file_of
from .surgery import extract_spec
from .texts import TEXTS
from .train import train
from .training_options import OPTIONS, read_options

TEXTS.declare(
    notloss="`1` stands where NetTrain[net, data, loss, property] has its loss, but is no net.",
    coderule='`1` does not say which parameter of `2` to replace; give "parameter" -> value.',
    second="The second argument `1` of NetInitialize is not All.",
)


@builtin(
    "NetInitialize[net]",
    "NetInitialize[net, All]",
    options={"Method": S.Automatic, "RandomSeeding": 1234},
    messages=TEXTS,
    strict=True,
)
def net_initialize(kernel: Any, net: Any, which: Any = None, *, options: Any) -> Any:
    """gives a net whose arrays have values: random weights, zero biases, where there are none; All for all.

    >>> NetExtract[NetInitialize[LinearLayer[2, "Input" -> 3]], "Biases"] // Normal
    {0., 0.}
    """
    if is_list(net):
        return make_list(net_initialize(kernel, each, which, options=options) for each in net.parts)
    samplers = read_method(options["Method"], generator(options["RandomSeeding"], kernel))
    if which not in (None, S.All):
        raise Misfit("second", which, owner=S.NetInitialize)
    return initialize(checked_net(net, S.NetInitialize), samplers, everything=which is S.All)


@builtin("NetExtract[net, part]", "NetExtract[net, {part1, part2, ...}]", messages=TEXTS)
def net_extract(kernel: Any, net: Any, part: Any) -> Any:
    """gives a layer, an array, a parameter or a port of a net, or a parameter of an encoder or decoder.

    >>> NetExtract[NetChain[{LinearLayer[3], Ramp}], {1, "Weights"}]
    Automatic
    """
    if not isinstance(net, Atom) or not hasattr(net, "member"):
        raise Misfit("nonet", net, owner=S.NetExtract)
    return extract_spec(net, part)


@builtin("NetReplacePart[net, part -> new]", "NetReplacePart[net, {part1 -> new1, ...}]", messages=TEXTS)
def net_replace_part(kernel: Any, net: Any, rules: Any) -> Any:
    """gives the net with layers, arrays, parameters or ports replaced.

    >>> NetExtract[NetReplacePart[LinearLayer[1, "Input" -> 2], "Weights" -> {{1, 2}}], "Weights"] // Normal
    {{1., 2.}}
    """
    if isinstance(net, Coder):
        listed = rules.parts if is_list(rules) else (rules,)
        return net.replaced([pair_of(rule, net) for rule in listed], kernel)
    return replace_parts(checked_net(net, S.NetReplacePart), rules, kernel)


def pair_of(rule: Any, coder: Coder) -> tuple[Any, Any]:
    """The parameter that a rule replaces, and its new value."""
    if not is_rule(rule) or is_list(rule.parts[0]) and len(rule.parts[0]) != 1:
        raise Misfit("coderule", rule, coder, owner=S.NetReplacePart)
    name, value = rule.parts
    return (name.parts[0] if is_list(name) else name), value


@builtin(
    "NetTrain[net, data]",
    "NetTrain[net, data, property]",
    'NetTrain[File["checkpoint.wlnet"], data]',
    options={name: option.default for name, option in OPTIONS.items()},
    messages=TEXTS,
    strict=True,
)
def net_train(
    kernel: Any, net: Any, data: Any, prop: Any = "TrainedNet", later: Any = None, *, options: Any
) -> Any:
    """trains a net on examples by stochastic gradient descent and gives the trained net, or a property.

    Examples are rules {input -> target, ...}, lists {inputs} -> {targets}, an association of ports, a Dataset, the
    name of a data set, arrays in a File, or a function that makes batches. Given the file of a checkpoint,
    it goes on with the training that wrote it.

    >>> Round[NetTrain[LinearLayer[{}], Table[x -> 2 x + 1, {x, 0, 1, 0.1}], MaxTrainingRounds -> 2000, LearningRate -> 0.05, TrainingProgressReporting -> None][10]]
    21
    >>> NetTrain[LinearLayer[{}], {1 -> 2, 2 -> 3}, {"TrainingExamples", "TotalRounds"}, MaxTrainingRounds -> 3, TrainingProgressReporting -> None]
    {2, 3}
    >>> make = Function[Table[x -> x^2, {x, RandomReal[1, #BatchSize]}]]; NetTrain[LinearLayer[{}], {make, "RoundLength" -> 100}, "BatchesPerRound", BatchSize -> 20, MaxTrainingRounds -> 1, TrainingProgressReporting -> None]
    5
    """  # noqa: E501
    if is_net(prop):  # in version 11 the loss stood here, and the property after it
        options, prop = {**options, "LossFunction": prop}, later or "TrainedNet"
    elif later is not None:
        raise Misfit("notloss", prop, owner=S.NetTrain)
    settings = read_options(options, S.NetTrain)
    check_property(prop, S.NetTrain)
    start = net if file_of(net) is not None else checked_net(net, S.NetTrain)
    return train(start, data, settings, kernel).get(prop, S.NetTrain, kernel)


@builtin('NetTrainResultsObject[...]["property"]', messages=TEXTS)
def net_train_results_object(kernel: Any, *parts: Any) -> None:
    """holds all that NetTrain[net, data, All] found out; "Properties" lists what it can be asked for.

    >>> NetTrain[LinearLayer[{}], {1 -> 2}, All, MaxTrainingRounds -> 2, TrainingProgressReporting -> None][{"BatchSize", "TotalRounds"}]
    {1, 2}
    >>> Head[NetTrain[LinearLayer[{}], {1 -> 2}, All, MaxTrainingRounds -> 2, TrainingProgressReporting -> None]["LossPlot"]]
    Legended
    """  # noqa: E501


@builtin(
    "NetMeasurements[net, data, measurement]",
    options={
        "BatchSize": S.Automatic,
        "LossFunction": S.Automatic,
        "NetEvaluationMode": "Test",
        "TargetDevice": "CPU",
        "WorkingPrecision": S.Automatic,
    },
    messages=TEXTS,
    strict=True,
)
def net_measurements(kernel: Any, net: Any, data: Any, measurement: Any, *, options: Any) -> Any:
    """gives how well a net does on data: its "Loss", "Accuracy", "ErrorRate", "ConfusionMatrix" and others.

    >>> NetMeasurements[ElementwiseLayer[Ramp, "Input" -> 2], {{1, -1} -> {1, 2}}, "Loss"]
    2.
    """
    return measure(checked_net(net, S.NetMeasurements), data, measurement, options, kernel)
