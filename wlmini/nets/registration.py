"""The heads of net values as symbols of the language, and the texts of the messages they share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ..expr import Association, Atom, Expr, Symbol, is_list, symbol
from ..kernel.declare import DECLARED, Builtin, symbol_of
from ..kernel.messages import GENERAL, Failure, fill

__all__ = ["TEXTS", "listed", "net_builtin", "option_key", "plain_text", "register"]

TEXTS = {
    # making a net
    "argforms": "`1` cannot be made from `2` argument(s); its forms are `3`.",
    "param": "The value `1` given for parameter `2` of `3` is not `4`.",
    "arrayfit": "The array given for `1` of `2` is `4`; expected is `3`.",
    "sharefit": "The shared array `1` would be `2` in one place and `3` in another.",
    "sharevalues": "The shared array `1` has different values in different places.",
    "noshare": "The array `1` of `2` follows the batches during training and cannot be shared.",
    "porttype": 'The port `1` cannot be of the type `2`; give a size, a list of sizes, "Real", "Integer", '
    'Restricted["Integer", n], a NetEncoder (inputs) or a NetDecoder (outputs).',
    "codside": "`1` cannot stand at the port `2`: encoders belong to inputs, decoders to outputs.",
    "barecoder": "`1` alone is no type for the port `2`; give a whole NetEncoder or NetDecoder.",
    "noport": "There is no port `1` in `2`; its ports are `3`.",
    "notbuilt": "Not built yet: `1`.",
    # devices
    "notorch": "TargetDevice -> `1` needs the Python package torch, which is not installed: "
    "pip install 'wlmini[gpu]' brings it.",
    "badtorch": "TargetDevice -> `1` needs the Python package torch, which cannot be loaded (`2`); "
    "install it anew.",
    "nocuda": "TargetDevice -> `1` needs a GPU that PyTorch can use (by CUDA), but finds none here; "
    'TargetDevice -> "CPU" computes without one.',
    "nogpu": "There is no GPU `1`; the number of GPUs here is `2`.",
    "manygpus": "TargetDevice -> `1` names several GPUs, which cannot work together yet; give one of them, "
    'as {"GPU", 1} does.',
    "mixedcpu": 'WorkingPrecision -> "Mixed" needs TargetDevice -> "GPU"; the processor computes in "Real32" '
    'or "Real64".',
    "nobfloat": 'TargetDevice -> `1` has no hardware for WorkingPrecision -> "Mixed"; use "Real32".',
    "notongpu": 'The operation `1` of `2` cannot run on a GPU; TargetDevice -> "CPU" runs it.',
    "notlayer": "Element `1` of the net, `2`, is not a layer, a size, a function or a list of such.",
    "layernotbuilt": "Element `1` of the net is `2`[...], a layer that is not built yet.",
    "doublename": "The name `1` is given to more than one layer.",
    "notlist": "`1` is no list or association of layers.",
    "emptychain": "A net needs at least one layer.",
    "nofunction": "`1` cannot be computed inside a net; a function of a layer is made of numbers, elementary "
    "functions, comparisons, If, Which and Piecewise.",
    # several inputs
    "threadarity": "The function `1` of ThreadingLayer takes `2` arguments, but there are `3` inputs.",
    "ranks": "The inputs of `1` have `2` levels; they need the same number, or a level at which missing ones "
    "are inserted, as in ThreadingLayer[f, -1].",
    "inputrank": "The inputs of `1` have `2` levels, but its output has `3`.",
    "broadcast": "Level `1` of `2` has the sizes `3`; they must be equal or 1.",
    "insertlevel": "Levels cannot be inserted at `1` into `2`, an input of `3`.",
    "speccount": "`1` lists `2` specifications for `3` inputs.",
    "dotranks": "The inputs of DotLayer must be arrays, but input `1` is a number.",
    "dotspec": "The transposition `1` does not fit `2`, input `3` of DotLayer.",
    "dotfit": "DotLayer cannot multiply input `1`, whose last level has the size `2`, with input `3`, whose "
    "first level has the size `4` (after transposition).",
    "catenatelevel": "CatenateLayer needs arrays with a level `1`, but the lowest rank of its inputs is `2`.",
    "catenatefit": "CatenateLayer joins arrays along level `1`, whose other dimensions agree; given are `2`.",
    # functions of arrays
    "notcompiled": "`1` cannot be computed inside a net.",
    "inprogram": "`1` cannot be computed inside a net: `2`.",
    "endless": "The calls inside of `1` do not come to an end before data are known.",
    "conditional": "The definition of `1` has a condition, which cannot be decided before data are known.",
    "notlocal": "`1` is given a value inside the function of a layer, but is no local variable of it.",
    "innernet": "`1`, inside the function of a layer, does not make a net.",
    "netarray": '`1` is no array of a net; give NetArray a name, or an association with "Name", "Array" '
    '(numbers, or a method of NetInitialize or a distribution to begin with) and "Dimensions".',
    "arraysize": 'The dimensions of NetArray["`1`"] are not known; give them: '
    'NetArray[<|"Name" -> "`1`", "Dimensions" -> {...}|>].',
    "arrayname": "An array inside of a function cannot be called `1`; choose another name of letters "
    "and digits.",
    "outputs": "The function `1` gives `2` where `3` is expected.",
    "gradarguments": "The gradient function `1` must take two arguments, the input and the gradient of the "
    "output, or three, the output as well.",
    "gradshape": "The gradient function gives `1` for an input that is `2`.",
    "undifferentiated": "CompiledLayer[`1`, None] has no gradient, so nothing before it can be trained.",
    "compilednets": "`1` of CompiledLayer contains layers or NetArray, which only FunctionLayer can.",
    "compiledrank": "The function of CompiledLayer takes an array of rank `1`, the input is `2`.",
    # shapes
    "nolevel": "The level `1` of `2` is not in an array of rank `3`.",
    "flatlevels": "The levels `1` of FlattenLayer do not fit an array of rank `2`.",
    "needchannel": "The input of `1` must have at least one level, the channels, but it is a number.",
    "shortsequence": "The input of `1` must have at least `2` elements.",
    "fewelements": "`1` takes `2` elements, but its input has only `3`.",
    "partrank": "PartLayer has specifications of `1` levels, but its input has only `2`.",
    "nosuchpart": "The part `1` of PartLayer is not in a level of length `2`, or is empty.",
    "partends": "The part `1` of a level of varying length cannot begin at its end and end at its beginning.",
    "extractdepth": "ExtractLayer is given positions of `1` integers, but its input has only `2` level(s).",
    "classes": "The input of `1` must be integers from 1 to `2`, but its port has those of `3`.",
    "placeholder": "PlaceholderLayer only keeps a place and computes nothing; put another layer there.",
    "padlevels": "PaddingLayer pads `1` levels, but its input has only `2`.",
    "resizelevels": "ResizeLayer with `1` sizes needs an input of `2` levels, one of them the channels, "
    "but it is `3`.",
    "nearest": 'Resampling -> "Nearest" is possible for sizes Scaled[n] with an integer n only, not for `1`.',
    "crop": "ImageAugmentationLayer[`1`] cannot cut that out of an image with the spatial sizes `2`.",
    "nodistribution": "RandomArrayLayer does not draw from `1`; it knows `2`.",
    "lawcount": "The distribution `1` of RandomArrayLayer has `2` parameter(s), but `3` are given.",
    "lawvalue": "The parameter `1` of `2` in RandomArrayLayer is not `3`.",
    "flatvarying": "A level of varying length can only be merged with levels behind it.",
    "reshape": "An array of dimensions `2` cannot take the dimensions `1` of ReshapeLayer.",
    "copies": "ReplicateLayer[Automatic] needs the number of copies; give it the shape of its output, "
    'as in "Output" -> {...}.',
    "copiesrank": "ReplicateLayer makes `1` new level(s), but its output has only `2`.",
    "groupcount": 'The "GroupNumber" of NormalizationLayer lists `1` numbers for `2` levels.',
    "groupsize": "A level of size `1` cannot be cut into `2` groups of the same size.",
    "fewchannels": "The input of LocalResponseNormalizationLayer has `1` channels; "
    '"ChannelWindowSize" -> `2` needs at least `3`.',
    "needvector": 'The input of `1`["Index"] must be a vector of probabilities, but it is a number.',
    "convlists": "The parameters of `1` list values for different numbers of spatial levels.",
    "toosmall": "The window of `1` with sizes `2` does not fit an input with the spatial sizes `3`.",
    "needkernel": '`1` needs the size of its kernel, or an array of "Weights".',
    "groups": "The `1` channel groups of `2` do not divide its `3` `4` channels.",
    "cropped": "PaddingSize of DeconvolutionLayer cuts everything off the result for the spatial sizes `1`.",
    "varyingchannels": "The number of channels of `1` cannot vary; with Interleaving -> True they are "
    "the last level.",
    "convrank": "The input of `1` must have `2` levels, a channel and `3`, but it is `4`.",
    "fit": "The shapes do not agree: expected is `1`, given is `2`.",
    "portfit": "The port `1` of `2` must be `3`, but it is given `4`.",
    "novarying": "The input of `1` must have a fixed size, not a varying one; NetMapOperator[`1`[...]] maps "
    "a layer over a sequence of any length.",
    "selffit": "The ports and parameters of `1` do not agree: `2` against `3`.",
    "chainfit": "Layer `1` gives `2`, but layer `3` expects `4` at its port `5`.",
    "coderfit": "The port `2` of layer `1` is for `3`, but `4` stands there, which is for `5`.",
    "memberfit": "In layer `1`: `2`",
    "layershape": "`1`: `2`.",
    "edge": "`1` is no edge; an edge is a rule between layers (by name or number) and NetPort[...].",
    "novertex": "There is no layer `1` in the graph; its layers are `2`.",
    "twofeeds": "More than one edge leads to the port `1` of `2`.",
    "ambiguous": "It is not clear which port of layer `1` an edge means; give one of `2` as NetPort[{layer, "
    '"port"}].',
    "toomanyedges": "`1` edges lead to layer `2`, which has `3` free inputs; its inputs are `4`.",
    "undecided": "The number of inputs of layer `1` is open; connect it, or give InputPorts.",
    "nooutput": "The graph has no output.",
    "needsequence": "`1` works on a sequence of elements, but its input or output is a single number.",
    "oneport": "`1` needs a net with one input and one output; the ports of `2` are `3`.",
    "nosequence": "Every input of `2` in `1` is fed back or constant; one must take the "
    "elements of a sequence.",
    "nostateshape": "The size of the state `1` of `2` is not known; give the net inside the shape of "
    "its ports.",
    "varyingstate": "The state `1` of `2` is `3`: a fold cannot begin it "
    "with zeros, nor carry one that grows; apply the net inside step by step.",
    "mapdepth": "The input `1` of `2` must have at least `3` levels, those it is mapped over.",
    "catenatevectors": "`1` with Catenate joins vectors, but a net inside gives single numbers.",
    "notscalar": "The discriminator of `1` (`2`) must give a single number.",
    "cycle": "The edges go round in a circle through `1`; a graph must have a beginning.",
    "chainports": "Layer `1` inside a chain must have one input and one output; its ports are `2`.",
    "inputcount": "`1` has `2` inputs, but `3` are connected or given.",
    "scoring": "The net that scores for `1` must have the inputs Input and Query and the output Output; its "
    "inputs are `2`, its outputs `3`.",
    "noweights": '`1` has "Weights" only where its keys are scored by "Bilinear".',
    "attnrank": "The port `1` of `2` must have at least `3` levels, vectors`4` at positions, but it is `5`.",
    "causalrank": 'The port `1` of `2` with "Mask" -> "Causal" must have `3` levels, but it is `4`.',
    "ctcblank": "The input of CTCLossLayer must have at least two columns: labels, and last the blank.",
    "ctclength": "The target of CTCLossLayer has length `1`, which is more than the length `2` of its input.",
    # using a net
    "nonet": "`1` is not a net.",
    "nostates": "`1` has no recurrent states.",
    "nostate": "There is no recurrent state `1` in `2`; its states are `3`.",
    "wholegradient": "The port `1` of `2` takes whole numbers, so there is no gradient by it.",
    "nogradient": "There is no input port and no array `1` in `2`; there are `3`.",
    "seedalone": "A gradient is given for an output of `1`, but no NetPortGradient is asked for.",
    "netargs": "`1` is applied to `2` arguments; give data, at most one property, and options.",
    "optval": "The value `1` of the option `2` is not `3`.",
    "uninit": "`1` has no values yet for `2`; give it values with NetInitialize or NetTrain first.",
    "noshape": "The size of the array `1` of `2` is not known; give the net the shape of its ports, "
    'as in "Input" -> {...}.',
    "toolarge": "The array `1` of dimensions `2` does not fit into memory.",
    "varyingarray": "The array `1` of `2` cannot have a level of varying length; give `2` other levels.",
    "unsized": '`1` cannot be used while the shape of its port `2` is not known; give it: "`2`" -> {...}.',
    "data": "The value given for the port `1` of `2` is `4`; expected is `3`.",
    "ports": "`1` needs a value for each of its ports `2`; given is `3`.",
    "baddata": "`1` cannot be evaluated on this data: `2`.",
    "oneormany": "`1` is given one example for `2`, a list of examples for `3`; give one or a list for all.",
    "ragged": "The lists given for the ports of `1` have different lengths: `2`.",
    "negvar": 'The array "MovingVariance" of `1` is negative (`2`), so the output is no number.',
    "whichoutput": '`1` has the outputs `2`; say with "port" -> `3` of which one a property is asked for.',
    "prop": "`1` is no property of the output `2`; the properties are `3`.",
    "proplist": "`1` lists properties that do not say which output they are of; give NetPort[...] or rules "
    "port -> property with the output ports `2`.",
    "noarray": "The rule `1` of `2` leads to no layer and no array of `3`, whose parts are `4`.",
    "outprop": "The output port `1` has no decoder, so it has no property `2`.",
    "nopart": "`1` has no part `2`; its parts are `3`.",
}


def register(
    name: str,
    usages: tuple[str, ...],
    make: Callable[..., Any],
    *,
    documentation: str,
    options: Mapping[str, Any] | None = None,
    messages: Mapping[str, str] | None = None,
    aliases: tuple[str, ...] = (),
) -> None:
    """Declare a symbol whose evaluation makes a net value from any arguments; options are read by `make`."""
    declared = Builtin(
        name=name,
        usages=usages,
        function=make,
        documentation=documentation,
        options={declared_key(name): value for name, value in (options or {}).items()},
        messages={**TEXTS, **(messages or {})},
        arity=(0, None),
        reads_options=True,
    )
    for each in (name, *aliases):
        DECLARED[each] = declared


def net_builtin(
    *usages: str, options: Mapping[str, Any] | None = None, messages: Mapping[str, str] | None = None
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare the decorated function as the maker of the net value that the first usage names."""

    def declare(make: Callable[..., Any]) -> Callable[..., Any]:
        documentation = make.__doc__ or ""
        register(
            symbol_of(usages[0]),
            usages,
            make,
            documentation=documentation,
            options=options,
            messages=messages,
        )
        return make

    return declare


SYMBOL_OPTIONS = {  # of layers and coders; the names of all others are strings
    "Alignment", "ColorSpace", "Initialization", "InputPorts", "Interleaving", "LearningRateMultipliers",
    "Method", "Padding", "PaddingSize", "Resampling", "SaveDefinitions",
}  # fmt: skip


def option_key(name: str) -> Any:
    """How the name of an option is written: a few are symbols, the others strings."""
    return symbol(name) if name in SYMBOL_OPTIONS else name


def declared_key(name: str) -> str:
    """How a declaration tells options that are strings from those that are symbols: by quotes."""
    return name if name in SYMBOL_OPTIONS else f'"{name}"'


def plain_text(failure: Failure) -> str:
    """The text of a message with its arguments filled in, to be quoted in another message."""
    template = TEXTS.get(failure.tag) or GENERAL.get(failure.tag) or failure.tag
    return fill(template, show, failure.arguments)


def listed(names: Iterable[Any]) -> str:
    """All the names, which a message would cut short if they were a list."""
    return "{" + ", ".join(name.short if isinstance(name, Symbol) else str(name) for name in names) + "}"


def show(value: Any) -> str:
    if is_list(value):
        return "{" + ", ".join(map(show, value.parts)) + "}"
    if isinstance(value, Atom):
        return str(value.output_form())
    if not isinstance(value, Expr) or isinstance(value, Association):
        return value.short if isinstance(value, Symbol) else repr(value)
    parts = (f'"{part}"' if isinstance(part, str) else show(part) for part in value.parts)
    return f"{show(value.head)}[{', '.join(parts)}]"
