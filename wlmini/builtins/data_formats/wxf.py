"""The format WXF: serialized expressions in files."""

from __future__ import annotations

from typing import Any

from wlmini.kernel.formats import file_format
from wlmini.kernel.wxf import deserialize, serialize


def read_wxf(kernel: Any, data: bytes, element: str, options: dict[str, Any]) -> Any:
    return kernel.evaluate(deserialize(data))


def write_wxf(kernel: Any, value: Any, element: str, options: dict[str, Any]) -> bytes:
    return serialize(value)


file_format("WXF", extensions=("wxf",), read=read_wxf, write=write_wxf, elements=("Expression",), binary=True)
