"""NetEncoder and NetDecoder as symbols of the language."""

from __future__ import annotations

from typing import Any

from ...expr import S
from ...kernel.declare import builtin
from .coder import CODER_TEXTS
from .making import make_coder


@builtin("NetEncoder[name]", "NetEncoder[{name, arguments}]", "NetEncoder[decoder]", messages=CODER_TEXTS)
def net_encoder(kernel: Any, spec: Any) -> Any:
    """stands for an encoder, which turns what a user has (labels, text, pictures) into arrays for a net.

    The names are "Audio", "AudioMFCC", "AudioMelSpectrogram", "AudioSTFT", "AudioSpectrogram", "Boolean",
    "Characters", "Class", "FeatureExtractor", "Function", "Image", "Image3D", "Scalar", "SubwordTokens",
    "Tokens" and "UTF8". NetExtract[encoder, "name"] gives a parameter, and
    NetReplacePart[encoder, "name" -> value] an encoder with another one.

    >>> NetEncoder[{"Class", {"cat", "dog"}}]["dog"]
    2
    >>> NetEncoder[{"Class", {"cat", "dog"}, "IndicatorVector"}][{"dog", "cat"}]
    {{0., 1.}, {1., 0.}}
    """
    return make_coder(S.NetEncoder, spec, kernel)


@builtin("NetDecoder[name]", "NetDecoder[{name, arguments}]", "NetDecoder[encoder]", messages=CODER_TEXTS)
def net_decoder(kernel: Any, spec: Any) -> Any:
    """stands for a decoder, which turns the array a net puts out into a value for its user.

    The names are "Boolean", "CTCBeamSearch", "Characters", "Class", "Function", "Image", "Image3D", "Scalar",
    "SubwordTokens" and "Tokens". decoder[array, property] gives a property out of decoder["Properties"].

    >>> NetDecoder[{"Class", {"cat", "dog"}}][{0.25, 0.75}]
    dog
    >>> NetDecoder[{"Class", {"cat", "dog"}}][{0.25, 0.75}, "Probabilities"]
    <|cat -> 0.25, dog -> 0.75|>
    """
    return make_coder(S.NetDecoder, spec, kernel)
