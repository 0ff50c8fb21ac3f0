"""What training makes small: the losses attached to the outputs of a net, and the targets they need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property, partial
from typing import Any

import numpy as np

from ..expr import Expr, S, is_list
from .application import with_shapes
from .coders.boolean import BooleanDecoder, BooleanEncoder
from .coders.class_labels import ClassDecoder, ClassEncoder
from .coders.coder import Decoder, Encoder
from .coders.making import make_coder
from .columns import LARGE, column_values
from .containers import Container
from .data import Column, column_array, decoder_labels, labels_of
from .elements import is_net, layer_of
from .examples import in_training
from .inferred import are_booleans, are_pictures, brought_encoder
from .layer import LayerNet
from .ports import Misfit, Port, shape_words
from .texts import TEXTS
from .values import Net

__all__ = ["Problem", "Term", "encode_examples", "looked_at", "loss_key", "output_key", "pose"]

TEXTS.declare(
    missing="The data has no values for the port `1`; it has `2`.",
    missingtarget="The data has no targets for the output `1`; it has `2`. Give them, or say by "
    "LossFunction which outputs are trained.",
    lossport='`1` has the outputs `2`; say with "port" -> losslayer which one the loss belongs to.',
    single="The port `1` of `2` gives a vector of length 1, but its targets are single numbers or "
    "Booleans; LinearLayer[{}] as the last linear layer gives a number.",
    lossfit="The loss `1` does not fit the output port `2`, which gives `3`; it expects `4`.",
    classcount="The targets have `1` different classes, but the net gives probabilities of `2`.",
)

ENOUGH = 1024  # examples that are enough to see whether targets are probabilities


ANYTHING = Port()


@dataclass(frozen=True)
class Term:
    """One loss: the output it looks at, the net that computes it (None: the output is it), its weight.

    `target` is the name under which the examples of its Target port go into the graph, `source` that of
    the data they come from, `port` the type they have; `extras` are further inputs of the loss, which have
    data of their own name.
    """

    output: str
    net: Any  # a Net, or None
    weight: float = 1.0
    target: str | None = None
    source: str | None = None
    port: Port = ANYTHING
    extras: tuple[str, ...] = ()

    @cached_property
    def form(self) -> Any:
        """The form of a cross-entropy loss, None for other losses."""
        declared = getattr(self.net, "declared", None)
        known = declared is not None and declared.name == "CrossEntropyLossLayer"
        return self.net.layer.Form if known else None

    @property
    def is_classification(self) -> bool:
        """Whether the loss compares probabilities of classes with what is true."""
        return self.form is not None and self.target is not None


@dataclass(frozen=True)
class Problem:
    """A net whose shapes fit the data, its losses, and the encoded data."""

    net: Net
    terms: tuple[Term, ...]
    arrays: Mapping[str, Any]

    @property
    def count(self) -> int:
        """The number of examples."""
        return len(next(iter(self.arrays.values())))

    @cached_property
    def measured(self) -> Term:
        """The loss that measurements speak of: the classification, or the one with targets."""
        return next(
            (term for term in self.terms if term.is_classification),
            next((term for term in self.terms if term.target is not None), self.terms[0]),
        )


def output_key(name: str) -> str:
    """The name under which an output of the net comes out of the graph of a problem."""
    return f"output {name}"


def loss_key(number: int, name: str = "") -> str:
    """The name under which an output of a loss comes out; without one, what all of that loss begin with."""
    return f"loss {number} {name}"


def pose(
    net: Net,
    columns: Mapping[str, Column],
    loss: Any,
    kernel: Any,
    owner: Any,
    limit: float = LARGE,
    random: Any = None,
) -> Problem:
    """Fit the net to the data, attach losses and decoders, and encode the data.

    With random numbers the encoders of the inputs vary the examples, as they do in training.
    """
    need_columns(net.inputs, columns, owner)
    encode = partial(column_values, kernel=kernel, limit=limit)
    arrays, net = read_inputs(net, columns, encode, kernel, random)
    terms: list[Term] = []
    for output, spec, weight in read_losses(loss, net, owner):
        net, term, target = attach(net, output, spec, weight, columns, encode, owner)
        if term.target is not None:
            key = unused(output, arrays)
            term, arrays[key] = replace(term, target=key), target
        terms.append(with_extras(term, arrays, columns, encode, owner))
    return Problem(net, tuple(terms), arrays)


def unused(name: str, arrays: Mapping[str, Any]) -> str:
    """The name, or the first of "name (2)", "name (3)", ... that no data has yet."""
    found, number = name, 2
    while found in arrays:
        found, number = f"{name} ({number})", number + 1
    return found


def need_columns(names: Iterable[str], columns: Mapping[str, Column], owner: Any) -> None:
    missing = [name for name in names if name not in columns]
    if missing:
        raise Misfit("missing", ", ".join(missing), ", ".join(columns), owner=owner)


def encode_examples(
    problem: Problem, columns: Mapping[str, Column], kernel: Any, owner: Any, random: Any = None
) -> Problem:
    """The same problem for other examples, which have to be of the kind that it was posed for."""
    inputs = problem.net.inputs.items()
    ports: dict[str, tuple[str, Port]] = {name: (name, in_training(port, random)) for name, port in inputs}
    for term in problem.terms:
        if term.target is not None and term.source is not None:
            ports[term.target] = (term.source, term.port)
        ports.update({name: (name, term.net.inputs[name]) for name in term.extras})
    need_columns([source for source, _ in ports.values()], columns, owner)
    arrays = {
        name: column_values(source, port, columns[source], problem.net, kernel)
        for name, (source, port) in ports.items()
    }
    return Problem(problem.net, problem.terms, arrays)


def read_inputs(
    net: Net, columns: Mapping[str, Column], encode: Any, kernel: Any, random: Any
) -> tuple[dict[str, Any], Any]:
    """(arrays of the inputs, the net with their shapes); Booleans and pictures bring their encoder."""
    for name, port in net.inputs.items():
        encoder = brought_encoder(port, columns[name])
        if encoder is not None:
            net = net.with_ports({name: Port(encoder.port.shape, coder=encoder)})
        learned = port.coder.learned(columns[name], kernel) if isinstance(port.coder, Encoder) else None
        if learned is not None:
            net = net.with_ports({name: replace(port, coder=learned)})
    inputs = {name: in_training(port, random) for name, port in net.inputs.items()}
    arrays = {name: encode(name, port, columns[name], net) for name, port in inputs.items()}
    return arrays, with_shapes(net, {name: array.shape[1:] for name, array in arrays.items()})


def with_extras(
    term: Term, arrays: dict[str, Any], columns: Mapping[str, Column], encode: Any, owner: Any
) -> Term:
    """The term whose loss has its further inputs fitted to the data of their names."""
    names = [] if term.net is None else [name for name in term.net.inputs if name not in looked_at(term.net)]
    need_columns(names, columns, owner)
    for name in names:
        if name not in arrays:
            arrays[name] = encode(name, term.net.inputs[name], columns[name], term.net)
    shapes = {name: arrays[name].shape[1:] for name in names}
    return replace(term, net=with_shapes(term.net, shapes), extras=tuple(names)) if names else term


def looked_at(loss: Any) -> tuple[str, str]:
    """The input of a loss that the output of the net goes to, and the one for its target."""
    return ("Input" if "Input" in loss.inputs else next(iter(loss.inputs))), "Target"


# -- LossFunction --------------------------------------------------------------------------------------


def read_losses(spec: Any, net: Net, owner: Any) -> list[tuple[str, Any, float]]:
    """(output, loss net or Automatic or None, weight) of every loss that LossFunction -> spec means."""
    if spec is S.Automatic:
        return [(name, S.Automatic, 1.0) for name in net.outputs if not is_byproduct(net, name)]
    if is_list(spec) and len(spec):
        return [each for part in spec.parts for each in read_losses(part, net, owner)]
    if isinstance(spec, Expr) and spec.head is S.Rule:
        return read_rule(spec, net, owner)
    if isinstance(spec, str):
        check_output(spec, net, owner)
        return [(spec, None, 1.0)]
    if is_net(spec):
        if len(net.outputs) != 1:
            raise Misfit("lossport", net, list_text(net.outputs), owner=owner)
        return [(next(iter(net.outputs)), spec, 1.0)]
    raise Misfit(
        "optval", spec, S.LossFunction, "Automatic, an output port, a loss layer, or rules", owner=owner
    )


def is_byproduct(net: Net, output: str) -> bool:
    """Whether a layer gives an output beside its losses, as NetGANOperator does."""
    layer, port = last_place(net, output)
    return port not in getattr(layer.layer, "loss_outputs", (port,))


def read_rule(spec: Expr, net: Net, owner: Any) -> list[tuple[str, Any, float]]:
    left, right = spec.parts
    if isinstance(right, Expr) and right.head is S.Rule:  # "port" -> loss -> Scaled[r], read from the right
        left, right = S.Rule(left, right.parts[0]), right.parts[1]
    if isinstance(right, Expr) and right.head is S.Scaled:
        scale = right.parts[0] if len(right.parts) == 1 else None
        if not isinstance(scale, int | float | Fraction):
            raise Misfit("optval", spec, S.LossFunction, "loss -> Scaled[number]", owner=owner)
        return [(name, each, weight * float(scale)) for name, each, weight in read_losses(left, net, owner)]
    check_output(left, net, owner)
    if right is S.Automatic or is_net(right):
        return [(left, right, 1.0)]
    raise Misfit("optval", right, S.LossFunction, "Automatic or a loss layer", owner=owner)


def check_output(name: Any, net: Net, owner: Any) -> None:
    if name not in net.outputs:
        raise Misfit("noport", name, net, ", ".join(net.outputs), owner=owner)


def list_text(names: Any) -> str:
    return ", ".join(f'"{name}"' for name in names)


# -- attaching -----------------------------------------------------------------------------------------


def last_place(net: Net, output: str) -> tuple[LayerNet, str]:
    """The layer and port that an output of the net comes from; nets mapped over sequences are looked into."""
    while not isinstance(net, LayerNet) or net.declared.name == "NetMapOperator":
        if isinstance(net, LayerNet):
            net = net.member("Net")
            output = next(iter(net.outputs))
            continue
        assert isinstance(net, Container)
        *keys, output = net.wiring.outputs[output]
        for key in keys:
            net = net.member(key)
    return net, output


def is_sigmoid(layer: LayerNet) -> bool:
    return layer.declared.name == "ElementwiseLayer" and layer.layer.Function in (
        S.LogisticSigmoid,
        "Sigmoid",
    )


def attach(
    net: Net, output: str, spec: Any, weight: float, columns: Mapping[str, Column], encode: Any, owner: Any
) -> tuple[Any, Term, Any]:
    """(net with what the targets tell it, the term, the encoded targets)."""
    layer, port_name = last_place(net, output)
    losses = getattr(layer.layer, "loss_outputs", ())
    given = output == "Loss" or layer.declared.name.endswith("LossLayer") or port_name in losses
    if spec is None or spec is S.Automatic and given:
        return net, Term(output, None, weight), None
    if spec is not S.Automatic and "Target" not in spec.inputs:
        return net, Term(output, fit_loss(spec, output, net.outputs[output], owner), weight), None
    if output not in columns:
        raise Misfit("missingtarget", output, ", ".join(columns), owner=owner)
    column = columns[output]
    if spec is S.Automatic:
        spec = automatic_loss(layer, net.outputs[output], column)
    check_single(net, output, column, owner)
    encoder = spec.inputs["Target"].coder
    if encoder is None:
        net, encoder = target_coder(net, output, spec, column)
    shape = net.outputs[output].shape
    fitted = fit_loss(spec, output, Port(shape), owner)
    port = fitted.inputs["Target"] if encoder is None else Port(coder=encoder)
    target = encode(output, port, column, net)
    fitted = fit_target(fitted, net, output, target, owner)
    if shape is None or None in shape:
        net = net.refined({}, {output: Port(fitted.inputs["Input"].shape)})
    port = fitted.inputs["Target"] if encoder is None else port
    return net, Term(output, fitted, weight, output, output, port), target


def fit_loss(spec: Any, output: str, port: Port, owner: Any) -> Any:
    """The loss told what the output gives; it looks at the output by "Input" or its only input."""
    name = looked_at(spec)[0]
    try:
        return spec.refined({name: Port(port.shape)})
    except Misfit:
        expected = spec.inputs[name].words()
        raise Misfit("lossfit", spec, output, shape_words(port.shape), expected, owner=owner) from None


def check_single(net: Net, output: str, column: Column, owner: Any) -> None:
    """A vector of length 1 is no number: say so where the targets are numbers or Booleans."""
    port, array = net.outputs[output], column_array(column)
    numbers = are_booleans(column) if array is None else array.ndim == 1
    if port.coder is None and port.shape == (1,) and numbers:
        raise Misfit("single", output, net, owner=owner)


def fit_target(loss: Any, net: Net, output: str, target: Any, owner: Any) -> Any:
    try:
        return loss.refined({"Target": Port(target.shape[1:])})
    except Misfit:
        expected, given = loss.inputs["Target"].words(), shape_words(target.shape[1:])
        raise Misfit("data", output, net, expected, given, owner=owner) from None


def automatic_loss(layer: LayerNet, port: Port, column: Column) -> LayerNet:
    """The loss that goes with the layer before an output and the kind of its targets."""
    if layer.declared.name == "SoftmaxLayer":
        form = "Probabilities" if are_probabilities(port, column) else "Index"
        return layer_of("CrossEntropyLossLayer", None, Form=form)
    if is_sigmoid(layer):
        return layer_of("CrossEntropyLossLayer", None, Form="Binary")
    if layer.declared.name == "NetPairEmbeddingOperator":
        return layer_of("ContrastiveLossLayer", None)
    return layer_of("MeanSquaredLossLayer", None)


def are_probabilities(port: Port, column: Column) -> bool:
    """Whether targets are as deep as the output: vectors of probabilities, not classes."""
    array = column_array(column)
    labels = decoder_labels(port)
    if array is None or labels is not None and any(is_list(label) for label in labels):
        return False
    if port.rank is not None:
        return array.ndim - 1 == port.rank
    some = array[:ENOUGH]
    return array.ndim == 2 and bool(np.allclose(some.sum(axis=1), 1, atol=1e-3))


def target_coder(net: Net, output: str, loss: Any, column: Column) -> tuple[Any, Any]:
    """(net, encoder of the targets): from the decoder at the output, or one made for labels and Booleans."""
    port = net.outputs[output]
    form = getattr(getattr(loss, "layer", None), "Form", None)
    if isinstance(port.coder, ClassDecoder):
        classes = port.shape[-1] if port.shape else None
        known = port.coder.labels or (range(1, classes + 1) if classes else labels_of(column))
        return net, ClassEncoder(tuple(known), "Index" if form == "Index" else "IndicatorVector")
    if isinstance(port.coder, BooleanDecoder):
        return net, BooleanEncoder(tuple(port.shape or ()))
    if isinstance(port.coder, Decoder):
        return net, port.coder.targets(form == "Index", port.shape)
    named = form == "Index" or form == "Probabilities" and column_array(column) is None
    if named and (labels := needs_labels(port, column)) is not None:
        net = net.with_ports(
            {output: Port(port.shape, coder=ClassDecoder(labels)).merge(Port((len(labels),)))}
        )
        return net, ClassEncoder(labels, "Index" if form == "Index" else "IndicatorVector")
    if form == "Binary" and are_booleans(column):
        return net.with_ports({output: Port((), coder=BooleanDecoder()).merge(port)}), BooleanEncoder()
    encoder = brought_encoder(port, column) if are_pictures(column) else None
    if encoder is not None:
        decoder = make_coder(S.NetDecoder, encoder)
        net = net.with_ports({output: Port(encoder.port.shape, coder=decoder)})
    return net, encoder


def needs_labels(port: Port, column: Column) -> list[Any] | None:
    """The labels of targets that are no class indices 1, 2, ...; None where they are."""
    if port.rank not in (None, 1):
        return None
    array = column_array(column)
    classes = port.shape[-1] if port.shape else None
    if array is not None and array.ndim > 1:
        return None
    whole = array is not None and array.dtype.kind in "iu" and classes is not None
    if whole and all(1 <= value <= classes for value in labels_of(column)):
        return None
    labels = labels_of(column)
    if classes is not None and len(labels) != classes:
        raise Misfit("classcount", len(labels), classes)
    return labels
