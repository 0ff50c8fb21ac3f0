"""Files of graphics: PNG, JPEG, PDF, SVG and EPS."""

from __future__ import annotations

from typing import Any

from wlmini.drawing.render import is_drawable, picture
from wlmini.drawing.settings import Settings
from wlmini.expr import Atom, S
from wlmini.kernel.formats import file_format

OPTIONS = {"ImageSize": S.Automatic, "ImageResolution": S.Automatic, "Background": S.Automatic}


def writer(format: str, always: bool = False) -> Any:
    """A writer of graphics; one of any expression as text where `always`."""

    def write(kernel: Any, value: Any, element: str, options: dict[str, Any]) -> bytes | None:
        if not is_drawable(value) and (not always or isinstance(value, Atom)):
            return None
        resolution = Settings(kernel, ()).real(options.get("ImageResolution")) or 72.0
        background = options.get("Background", S.Automatic)
        size = options.get("ImageSize", S.Automatic)
        return picture(
            kernel, value, format, size, resolution, None if background is S.Automatic else background
        )

    return write


file_format("PNG", extensions=("png",), write=writer("png", True), elements=("Graphics",), options=OPTIONS)
file_format(
    "JPEG", extensions=("jpg", "jpeg"), write=writer("jpg", True), elements=("Graphics",), options=OPTIONS
)
file_format("PDF", extensions=("pdf",), write=writer("pdf", True), elements=("Graphics",), options=OPTIONS)
file_format("SVG", extensions=("svg",), write=writer("svg", True), elements=("Graphics",), options=OPTIONS)
file_format("EPS", extensions=("eps",), write=writer("eps", True), elements=("Graphics",), options=OPTIONS)
