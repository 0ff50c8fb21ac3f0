"""Every layer and operator, as its own documentation makes it, comes back from a file as it was."""

from __future__ import annotations

import re

import numpy as np
import pytest

from wlmini.expr import symbol
from wlmini.kernel.declare import DECLARED
from wlmini.kernel.sources import index, load
from wlmini.nets.formats.wlnet import from_bytes, read_net, to_bytes
from wlmini.nets.layer import LAYERS
from wlmini.nets.layer_net import LayerNet

from .talk import Talk

EXAMPLE = re.compile(r"^\s*>>> (.+)$", re.MULTILINE)
NAMES = sorted(
    name
    for name, place in index().items()
    if place.startswith(("wlmini.nets.layers", "wlmini.nets.operators"))
)
for each in NAMES:
    load(symbol(each))


def test_the_layers_are_found():
    assert set(LAYERS) <= set(NAMES)
    assert len(NAMES) > 40


@pytest.mark.parametrize("name", NAMES)
def test_layers_come_back(name, monkeypatch):
    made = []
    begin = LayerNet.__init__

    def watched(self, *arguments, **options):
        begin(self, *arguments, **options)
        made.append(self)

    monkeypatch.setattr(LayerNet, "__init__", watched)
    talk = Talk()
    for text in EXAMPLE.findall(DECLARED[name].documentation):
        talk(text)
    monkeypatch.undo()
    own = [net for net in made if net.declared.name == name or name not in LAYERS]
    assert own
    for net in own:
        back = read_net(from_bytes(to_bytes(net)), talk.session.kernel)
        assert back == net, (back.construction(), net.construction())
        values = {path: slot.value for path, slot in net.slots()}
        for path, slot in back.slots():
            np.testing.assert_array_equal(slot.value, values[path])
