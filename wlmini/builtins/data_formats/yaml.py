"""The format YAML: mappings as associations, sequences as lists, dates as DateObjects."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from wlmini.builtins.dataset import Dataset
from wlmini.builtins.text_formats import decoded, encoded, plain_json
from wlmini.expr import FALSE, NULL, TRUE, Association, S, is_list, make_list
from wlmini.kernel.byte_array import ByteArray
from wlmini.kernel.extras import library
from wlmini.kernel.formats import file_format


def read_yaml(kernel: Any, data: bytes, element: str, options: dict[str, Any]) -> Any:
    """The value of the only document, or a list of those of several."""
    yaml = library("yaml")
    try:
        documents = list(yaml.safe_load_all(decoded(data, options)))
    except yaml.YAMLError as error:
        raise ValueError(" ".join(str(error).split())) from None
    found = [value_of(each) for each in documents]
    made = found[0] if len(found) == 1 else make_list(found) if found else NULL
    return kernel.evaluate(Dataset(made) if element == "Dataset" else made)


def value_of(found: Any) -> Any:
    match found:
        case bool():
            return TRUE if found else FALSE
        case None:
            return NULL
        case int() | float() | str():
            return found
        case dict():
            return Association.of((value_of(key), value_of(value)) for key, value in found.items())
        case list() | set() | tuple():
            return make_list([value_of(each) for each in found])
        case bytes():
            return ByteArray(found)
        case datetime():
            parts = (found.year, found.month, found.day, found.hour, found.minute)
            return S.DateObject(make_list([*parts, found.second + found.microsecond / 10**6]))
        case date():
            return S.DateObject(make_list([found.year, found.month, found.day]))
    raise ValueError(f"there is no expression for {found!r}")


def write_yaml(kernel: Any, value: Any, element: str, options: dict[str, Any]) -> bytes:
    yaml = library("yaml")
    try:
        plain = plain_json(kernel, dated(kernel, value))
    except ValueError as error:
        raise ValueError(str(error).replace("JSON", "YAML")) from None
    text = yaml.safe_dump(plain, sort_keys=False, allow_unicode=True, default_flow_style=False)
    return encoded(text.removesuffix("...\n"), options)


def dated(kernel: Any, value: Any) -> Any:
    """The value with dates as texts in ISO form."""
    if getattr(value, "head", None) is S.DateObject:
        return kernel.evaluate(S.DateString(value, "ISODateTime" if len(value.parts[0]) > 3 else "ISODate"))
    if isinstance(value, Association):
        return Association.of((key, dated(kernel, each)) for key, each in value.items())
    return make_list([dated(kernel, each) for each in value.parts]) if is_list(value) else value


file_format(
    "YAML", extensions=("yaml", "yml"), read=read_yaml, write=write_yaml,
    elements=("Data", "Dataset"), options={"CharacterEncoding": "UTF8"},
)  # fmt: skip
