"""Names of options that several topics share."""

from __future__ import annotations

from wlmini.kernel.declare import inert

inert("AspectRatio", documentation="is an option that gives the ratio of height to width of a picture.")
inert("Background", documentation="is an option that gives the colour behind what is shown.")
inert("BinaryFormat", documentation="is an option that says whether a stream is read and written as bytes.")
inert("ByteOrdering", documentation="is an option that gives the order of the bytes of a number.")
inert("ColorSpace", documentation="is an option that names the colour space of an image.")
inert("DistanceFunction", documentation="is an option that gives the function that measures distances.")
inert("Interleaving", documentation="is an option that says whether the channels of a pixel stand together.")
inert("InterpolationOrder", documentation="is an option that gives the degree of the curves between points.")
inert("Padding", documentation="is an option that says what is put around an array.")
inert("PaddingSize", documentation="is an option that says how much is put around an array.")
inert("Path", documentation="is an option that gives the folders in which a file is looked for.")
inert("Resampling", documentation="is an option that says how values between pixels are found.")
inert("Weights", documentation="is an option that gives the weights of a layer or of data.")
