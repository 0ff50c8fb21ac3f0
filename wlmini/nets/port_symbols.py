"""The symbols that name ports."""

from __future__ import annotations

from ..kernel.declare import inert

inert(
    'NetPort["port"]',
    'NetPort[{layer, ..., "port"}]',
    documentation="""names a port of a net or of a layer inside of it, in edges of NetGraph and as a property.

    >>> NetChain[{Ramp, ElementwiseLayer[2 # &]}][{-1, 3}, NetPort[{1, "Output"}]]
    {0., 3.}
    """,
)
inert(
    'NetPortGradient["port"]',
    'NetPortGradient[{layer, ..., "array"}]',
    "NetPortGradient[All]",
    documentation="""names the gradient of the sum of the outputs of a net by an input or an array.

    >>> ElementwiseLayer[#^2 &, "Input" -> 2][{1, 3}, NetPortGradient["Input"]]
    {2., 6.}
    """,
)
