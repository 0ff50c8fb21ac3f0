"""Formats of text: Text, String, Lines, List, Table, CSV, TSV, JSON, RawJSON and the language itself."""

from __future__ import annotations

import csv
import io
import json
import re
from fractions import Fraction
from typing import Any

from wlmini.builtins.bytes.encodings import CODECS as ENCODINGS
from wlmini.builtins.dataset import Dataset
from wlmini.builtins.strings import wording
from wlmini.expr import FALSE, NULL, TRUE, Association, Atom, Packed, S, Symbol, is_list, make_list
from wlmini.kernel.byte_array import ByteArray
from wlmini.kernel.formats import file_format
from wlmini.kernel.rules import is_rules, rule_parts
from wlmini.syntax.failure import SyntaxFailure
from wlmini.syntax.write import input_form

ENCODING = {"CharacterEncoding": "UTF8"}
CODECS = {**ENCODINGS, "UTF8": "utf-8-sig", "UTF-8": "utf-8-sig", "Unicode": "utf-16"}


def decoded(data: bytes, options: dict[str, Any]) -> str:
    """The text of a file, its line ends as \\n."""
    name = options.get("CharacterEncoding", "UTF8")
    name = "UTF8" if name is S.Automatic else name
    if name not in CODECS:
        raise ValueError(f"the character encoding {name} is not built in")
    return data.decode(CODECS[name]).replace("\r\n", "\n").replace("\r", "\n")


def encoded(text: str, options: dict[str, Any]) -> bytes:
    """The bytes of a text, without a byte order mark where UTF-8 is written."""
    name = options.get("CharacterEncoding", "UTF8")
    if name not in CODECS:
        raise ValueError(f"the character encoding {name} is not built in")
    return text.encode(CODECS[name].removesuffix("-sig"))


# -- plain text ------------------------------------------------------------------------------------


def read_text(kernel: Any, data: bytes, element: str, options: dict[str, Any]) -> Any:
    """The text of a file, or a list of its lines, words or characters."""
    text = decoded(data, options)
    return TEXT_ELEMENTS[element](text.removesuffix("\n"))


TEXT_ELEMENTS = {
    "Plaintext": lambda text: text,
    "String": lambda text: text,
    "Data": lambda text: text,
    "Lines": lambda text: make_list(text.split("\n") if text else []),
    "Words": lambda text: make_list(text.split()),
    "Characters": make_list,
}


def write_text(kernel: Any, value: Any, element: str, options: dict[str, Any]) -> bytes:
    """A string as it is, the elements of a list on lines of their own."""
    if element == "Words" and is_list(value):
        return encoded(" ".join([wording(kernel, part) for part in value.parts]), options)
    if isinstance(value, ByteArray):
        return value.data
    parts = value.parts if is_list(value) else (value,)
    return encoded("\n".join([wording(kernel, part) for part in parts]), options)


def read_string(kernel: Any, data: bytes, element: str, options: dict[str, Any]) -> Any:
    """The bytes of a file as the characters with these codes."""
    return data.decode("latin-1")


def write_string(kernel: Any, value: Any, element: str, options: dict[str, Any]) -> bytes:
    text = wording(kernel, value)
    return text.encode("latin-1") if all(ord(c) < 256 for c in text) else text.encode("utf-8")


def read_lines(kernel: Any, data: bytes, element: str, options: dict[str, Any]) -> Any:
    return TEXT_ELEMENTS["Lines"](decoded(data, options).removesuffix("\n"))


def read_list(kernel: Any, data: bytes, element: str, options: dict[str, Any]) -> Any:
    """The lines of a file, numbers where they are numbers."""
    return make_list([number_or_text(line) for line in decoded(data, options).removesuffix("\n").split("\n")])


file_format(
    "Text", extensions=("txt", "text", "md", "log"), read=read_text, write=write_text,
    elements=("Plaintext", "String", "Data", "Lines", "Words", "Characters"), options=ENCODING,
)  # fmt: skip
file_format("Plaintext", read=read_text, write=write_text, elements=tuple(TEXT_ELEMENTS), options=ENCODING)
file_format("String", read=read_string, write=write_string)
file_format("Lines", read=read_lines, write=write_text, options=ENCODING)
file_format("List", read=read_list, write=write_text, options=ENCODING)


# -- tables ----------------------------------------------------------------------------------------

NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")


def number_or_text(field: str) -> Any:
    """The number that a field of a table spells, else the field."""
    stripped = field.strip()
    if not NUMBER.fullmatch(stripped):
        return field
    return int(stripped) if stripped.lstrip("+-").isdecimal() else float(stripped)


def rows_of(text: str, separator: str | None, options: dict[str, Any]) -> list[list[str]]:
    """The fields of each line; None as separator stands for any blanks."""
    if separator is None:
        return [line.split() for line in text.removesuffix("\n").split("\n")]
    quote = options["TextDelimiters"]
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=separator,
        quotechar=quote if isinstance(quote, str) else '"',
        quoting=csv.QUOTE_MINIMAL if isinstance(quote, str) else csv.QUOTE_NONE,
    )
    try:
        return list(reader)
    except csv.Error as error:
        raise ValueError(str(error)) from None


def table_reader(default: str | None) -> Any:
    """The reader of tables with a separator between fields."""

    def read(kernel: Any, data: bytes, element: str, options: dict[str, Any]) -> Any:
        separator = separator_of(options, default)
        rows = rows_of(decoded(data, options), separator, {"TextDelimiters": '"', **options})
        rows = rows[lines_of(options, "SkipLines") :]
        numeric = one_of(options, "Numeric", (TRUE, FALSE, S.Automatic))
        convert = (lambda field: field) if numeric is FALSE else number_or_text
        header = lines_of(options, "HeaderLines")
        values = [make_list([convert(field) for field in row]) for row in rows]
        return TABLE_ELEMENTS[element](values, header)

    return read


def separator_of(options: dict[str, Any], default: Any) -> Any:
    """What stands between the fields of a row."""
    given = options.get("FieldSeparators", S.Automatic)
    if given is S.Automatic:
        return default
    if not isinstance(given, str) or len(given) != 1:
        raise ValueError(f"FieldSeparators -> {input_form(given)} is no single character")
    return given


def lines_of(options: dict[str, Any], name: str) -> int:
    """A number of lines at the start."""
    value = options[name]
    if type(value) is not int or value < 0:
        raise ValueError(f"{name} -> {input_form(value)} is no number of lines")
    return value


def one_of(options: dict[str, Any], name: str, values: tuple[Any, ...]) -> Any:
    if options[name] not in values:
        raise ValueError(f"{name} -> {input_form(options[name])} is none of {input_form(make_list(values))}")
    return options[name]


def as_dataset(rows: list[Any], header: int) -> Any:
    """Rows as a Dataset of associations; the first row holds the names of the columns."""
    if not rows:
        return Dataset(make_list(()))
    names = rows[0].parts
    return Dataset(
        make_list([Association.of(zip(names, row.parts, strict=False)) for row in rows[max(header, 1) :]])
    )


TABLE_ELEMENTS = {
    "Data": lambda rows, header: make_list(rows[header:]),
    "Dataset": as_dataset,
    "ColumnLabels": lambda rows, header: rows[0] if rows else make_list(()),
    "RowCount": lambda rows, header: len(rows) - header,
    "ColumnCount": lambda rows, header: max([len(row) for row in rows], default=0),
    "Dimensions": lambda rows, header: make_list(
        (len(rows) - header, max([len(row) for row in rows], default=0))
    ),
}


def table_writer(default: str) -> Any:
    """The writer of tables with a separator between fields; quotes stand where a field needs them."""

    def write(kernel: Any, value: Any, element: str, options: dict[str, Any]) -> bytes:
        separator = separator_of(options, default)
        header = options.get("TableHeadings", S.Automatic)
        rows = table_rows(value)
        if is_list(header):
            rows.insert(0, list(header.parts))
        elif header not in (S.Automatic, S["None"]):
            raise ValueError(f"TableHeadings -> {input_form(header)} is no list")
        text = io.StringIO(newline="")
        quote = options.get("TextDelimiters", '"')
        if isinstance(quote, str) and len(quote) == 1 and default != " ":
            csv.writer(text, delimiter=separator, quotechar=quote, lineterminator="\n").writerows(
                [[field_text(kernel, field) for field in row] for row in rows]
            )
            return encoded(text.getvalue(), options)
        lines = [separator.join([field_text(kernel, field) for field in row]) for row in rows]
        return encoded("\n".join(lines), options)

    return write


def table_rows(value: Any) -> list[list[Any]]:
    """The rows of a matrix, a list, a list of associations with a row of their keys, or of a Dataset."""
    if isinstance(value, Dataset):
        value = value.data
    if isinstance(value, Association):
        return [[key, *(part.parts if is_list(part) else (part,))] for key, part in value.items()]
    if not is_list(value):
        return [[value]]
    if value.parts and all(isinstance(part, Association) for part in value.parts):
        names = list(dict.fromkeys([key for part in value.parts for key, _ in part.items()]))
        return [names, *[[part.get(name, "") for name in names] for part in value.parts]]
    return [list(part.parts) if is_list(part) else [part] for part in value.parts]


def field_text(kernel: Any, field: Any) -> str:
    """A field as a table holds it: reals with all their digits."""
    if isinstance(field, str):
        return field
    if isinstance(field, float):
        return repr(field).removesuffix("0") if repr(field).endswith(".0") else repr(field)
    if isinstance(field, Fraction):
        return repr(float(field))
    return "" if field is NULL else wording(kernel, field)


TABLE_OPTIONS = {
    "CharacterEncoding": "UTF8", "HeaderLines": 0, "SkipLines": 0, "Numeric": S.Automatic,
    "FieldSeparators": S.Automatic, "TextDelimiters": '"', "TableHeadings": S.Automatic,
}  # fmt: skip
file_format(
    "CSV", extensions=("csv",), read=table_reader(","), write=table_writer(","),
    elements=tuple(TABLE_ELEMENTS), options=TABLE_OPTIONS,
)  # fmt: skip
file_format(
    "TSV", extensions=("tsv", "tab"), read=table_reader("\t"), write=table_writer("\t"),
    elements=tuple(TABLE_ELEMENTS), options=TABLE_OPTIONS,
)  # fmt: skip
file_format(
    "Table", extensions=("dat",), read=table_reader(None), write=table_writer(" "),
    elements=tuple(TABLE_ELEMENTS), options=TABLE_OPTIONS,
)  # fmt: skip


# -- JSON ------------------------------------------------------------------------------------------


def json_reader(objects: Any) -> Any:
    """The reader of JSON that makes objects of pairs in its own way."""

    def value(found: Any) -> Any:
        if isinstance(found, Pairs):
            return objects([(key, value(part)) for key, part in found])
        if isinstance(found, list):
            return make_list([value(part) for part in found])
        if isinstance(found, bool):
            return TRUE if found else FALSE
        return NULL if found is None else found

    def read(kernel: Any, data: bytes, element: str, options: dict[str, Any]) -> Any:
        text = decoded(data, options)
        made = value(json.loads(text, object_pairs_hook=Pairs, parse_constant=no_constant))
        return Dataset(made) if element == "Dataset" else made

    return read


class Pairs(list[Any]):
    """The members of a JSON object, in order."""


def no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def as_rules(pairs: list[tuple[str, Any]]) -> Any:
    return make_list([S.Rule(key, value) for key, value in pairs])


def write_json(kernel: Any, value: Any, element: str, options: dict[str, Any]) -> bytes:
    """JSON with an element on each line and tabs, or all on one line where Compact is True."""
    plain = plain_json(kernel, value)
    compact = one_of({"Compact": FALSE, **options}, "Compact", (TRUE, FALSE)) is TRUE
    text = json.dumps(
        plain, ensure_ascii=False, allow_nan=False, indent=None if compact else "\t", separators=(",", ":")
    )
    return encoded(text, options)


def plain_json(kernel: Any, value: Any) -> Any:
    """Python's lists, dicts and scalars for an expression; ValueError where JSON has no such thing."""
    if isinstance(value, (str, int, float)):
        return value
    if isinstance(value, Symbol) and value in JSON_SYMBOLS:
        return JSON_SYMBOLS[value]
    if isinstance(value, Packed):
        return value.array.tolist()
    if isinstance(value, Association) or (is_list(value) and value.parts and is_rules(value)):
        return {wording(kernel, key): plain_json(kernel, part) for key, part in pairs_of(value)}
    if is_list(value):
        return [plain_json(kernel, part) for part in value.parts]
    if isinstance(value, Atom) and value.normal() is not None:
        return plain_json(kernel, value.normal())
    raise ValueError(f"{kernel.show(value, 'InputForm')} has no form in JSON")


JSON_SYMBOLS: dict[Any, Any] = {TRUE: True, FALSE: False, NULL: None}


def pairs_of(value: Any) -> list[tuple[Any, Any]]:
    if isinstance(value, Association):
        return list(value.items())
    return [rule_parts(part)[:2] for part in value.parts]  # type: ignore[index]


JSON_OPTIONS = {"CharacterEncoding": "UTF8", "Compact": FALSE}
file_format(
    "JSON", extensions=("json",), read=json_reader(as_rules), write=write_json,
    elements=("Data", "Dataset"), options=JSON_OPTIONS,
)  # fmt: skip
file_format(
    "RawJSON", read=json_reader(Association.of), write=write_json,
    elements=("Data", "Dataset"), options=JSON_OPTIONS,
)  # fmt: skip


# -- the language ----------------------------------------------------------------------------------


def read_package(kernel: Any, data: bytes, element: str, options: dict[str, Any]) -> Any:
    """The value of the last expression of the text, all of them evaluated; or all of them in HoldComplete."""
    value: Any = NULL
    if element == "Text":
        return decoded(data, options)
    try:
        if element == "HeldExpressions":
            return make_list([S.HoldComplete(each.expr) for each in kernel.read(decoded(data, options))])
        for reading in kernel.read(decoded(data, options)):
            value = kernel.evaluate(reading.expr)
    except SyntaxFailure as failure:
        raise ValueError(str(failure)) from None
    return value


def write_package(kernel: Any, value: Any, element: str, options: dict[str, Any]) -> bytes:
    return encoded(kernel.show(value, "InputForm") + "\n", options)


file_format(
    "Package", extensions=("wl", "m"), read=read_package, write=write_package,
    elements=("Expression", "HeldExpressions", "Text"), options=ENCODING,
)  # fmt: skip
file_format(
    "WL", read=read_package, write=write_package, elements=("Expression", "HeldExpressions", "Text"),
    options=ENCODING,
)  # fmt: skip


# -- bytes -----------------------------------------------------------------------------------------


def read_bytes(kernel: Any, data: bytes, element: str, options: dict[str, Any]) -> Any:
    return make_list(data)


def write_bytes(kernel: Any, value: Any, element: str, options: dict[str, Any]) -> bytes:
    if isinstance(value, ByteArray):
        return value.data
    return bytes(value.parts) if is_list(value) else write_string(kernel, value, element, options)


file_format("Byte", read=read_bytes, write=write_bytes)
file_format("Binary", extensions=("bin",), read=read_bytes, write=write_bytes)
