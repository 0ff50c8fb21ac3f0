"""Whatever coders are given, they answer with a value or a message; nothing goes wrong inside."""

from __future__ import annotations

import pytest

from wlmini.expr import Expr, S, make_list
from wlmini.nets.coders.coder import Coder, Decoder
from wlmini.session import Session

from .test_families import CODERS, IDS, made

VALUES = [
    "1", "0", "-1", "1.5", "1/2", "Pi", "True", "None", "Automatic", "All", '"a"', '""', "{}", "{1}",
    "{1, 2}",
    "{{1, 2}, {3, 4}}", "{{1, 2}, {3}}", '{"a", "b"}', '{{"a"}}', "<||>", '<|"a" -> 1|>', "x", "x -> y",
    "Image[{{0, 1}}]", "Image3D[{{{0, 1}}}]", "Image[{{{0.1, 0.2, 0.3, 0.4, 0.5}}}]", "Audio[{0., 1.}]",
    'File["x"]', "File[]", "File[1]", "1 + I", "{1 + I}", "{Infinity, 1.}", "Indeterminate", "{0.3, 0.7}",
    "{0., 0.}", "{{0.3, 0.7, 0.}}", "{{0.3, 0.3, 0.4}, {0., 0., 0.}}", "ConstantArray[0.5, {3, 2, 2}]",
    'NumericArray[{1, 2}, "Real32"]', "f[x]", "#&", "GrayLevel[1]", "1 ;; 2", "_", '{_, "a"}', "10^30",
    "{{}, {}}", "ByteArray[{1, 2}]", "TextElement[]", "TextElement[{TextElement[1]}]", "Missing[]",
]  # fmt: skip
PROPERTIES = [
    '"TopDecisions" -> 0', '"TopDecisions" -> x', '"TopProbabilities" -> 1.5', '"Probability"',
    '"RandomSample"',
    '"RandomSample" -> 0', '"RandomSample" -> 1/2', '"RandomSample" -> {1, 2}', '"TopDecodings" -> 0',
    '"RandomSample" -> {"TopProbabilities" -> 1.5}', '"RandomSample" -> <|"TotalProbabilityCutoff" -> 0.5|>',
    '"Image" -> 1', '{"TopProbabilities", 2}', '{"Decision"}', "x", "{}", "Automatic",
]  # fmt: skip
ARRAYS = ["{0.3, 0.7}", "{0.2, 0.3, 0.5}", "{{0.2, 0.3, 0.5}, {0., 0., 0.}}", "0.3", "{0., 0.}"]


@pytest.mark.parametrize("family", CODERS, ids=IDS)
def test_no_faults(family: type[Coder]) -> None:
    session = Session(printer=lambda text: None, messenger=lambda text: None)
    coder = made(family)
    values = [session.evaluate_text(text) for text in VALUES]
    for value in values:
        for given in (value, make_list([value])):
            found = session.evaluate(S.Construct(coder, given))
            assert not (isinstance(found, Expr) and found.head is S.Construct)
        for each in family.declared:
            session.evaluate(S.NetReplacePart(coder, S.Rule(each.name, value)))
        session.evaluate(family.head(make_list([family.name, value])))
        session.evaluate(S.NetExtract(coder, value))
        session.evaluate(family.head(value))
    if isinstance(coder, Decoder):
        for array in map(session.evaluate_text, ARRAYS):
            for prop in map(session.evaluate_text, PROPERTIES):
                session.evaluate(S.Construct(coder, array, prop))
    assert not session.kernel.faults
