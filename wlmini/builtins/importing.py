"""Import, Export and their relatives for strings: choosing the format, reading and writing whole files."""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from wlmini.builtins.commands import command_in, printed_by
from wlmini.builtins.file_names import file_name
from wlmini.expr import S, Symbol, is_list, make_list
from wlmini.kernel.byte_array import ByteArray
from wlmini.kernel.declare import builtin, variable
from wlmini.kernel.formats import FileFormat, by_extension, by_name, every_format
from wlmini.kernel.messages import Failure
from wlmini.kernel.permissions import ask
from wlmini.kernel.rules import rule_parts
from wlmini.kernel.whole_files import named_path, write_whole

MESSAGES = {
    "nffil": "File `1` not found.",
    "noopen": "Cannot open `1`: `2`.",
    "infer": 'The format of `1` cannot be told from its name; name it as in Import[file, "CSV"].',
    "fmtnosup": "The format `1` is not built yet; there are `2`.",
    "oneway": "The format `1` cannot be `2` yet.",
    "noelem": "The element `1` of the format `2` is not built yet; there are `3`.",
    "erropts": "The format `1` has no option `2` that works here yet; there are `3`.",
    "url": "Reading from the web address `1` is not built yet.",
    "fmterr": "The data cannot be read as `1`: `2`",
    "value": "The value cannot be written as `1`: `2`",
    "file": "`1` is no name of a file: a string or File[...] is expected.",
    "format": "`1` names no format: a string or a list {format, element, ...} is expected; there are `2`.",
    "noformat": "No format is named where the text or the bytes have no file name; there are `1`.",
    "nonopt": "`1` stands where only options are expected.",
    "string": "A string to be read is expected in place of `1`.",
    "bytes": "A ByteArray to be read is expected in place of `1`.",
}


def format_names() -> Any:
    """The names of all formats."""
    return make_list([each.name for each in every_format()])


def split_arguments(arguments: tuple[Any, ...]) -> tuple[list[Any], dict[str, Any]]:
    """Arguments and options, by name."""
    plain: list[Any] = []
    options: dict[str, Any] = {}
    for argument in arguments:
        rule = rule_parts(argument)
        if rule is None:
            plain.append(argument)
        else:
            key = rule[0]
            options.setdefault(key.short if isinstance(key, Symbol) else str(key), rule[1])
    return plain, options


def chosen_format(spec: Any, name: str | None) -> tuple[FileFormat, str, tuple[Any, ...]]:
    """The format, element and parts that Import's second argument or the file's extension name."""
    names = list(spec.parts) if is_list(spec) else [] if spec is None else [spec]
    if names and not isinstance(names[0], str):
        raise Failure("format", spec, format_names())
    found = by_name(names[0]) if names else None
    if found is not None:
        names = names[1:]
    elif name is not None:
        found = by_extension(Path(name).suffix[1:])
        if found is None or (names and names[0] not in (*found.elements, "Elements")):
            raise unknown(names, name, found)
    else:
        raise Failure("fmtnosup", names[0], format_names()) if names else Failure("noformat", format_names())
    if names[:1] == ["Elements"]:
        return found, "Elements", ()
    element = names[0] if names and isinstance(names[0], str) else found.elements[0]
    if element not in found.elements:
        raise Failure("noelem", element, found.name, make_list(found.elements))
    parts = tuple(names[1:] if names and isinstance(names[0], str) else names)
    return found, found.holding.get(element, element) if parts else element, parts


def from_archive(name: str, data: bytes, spec: Any) -> tuple[str, bytes, Any]:
    """Name, bytes and further specification of the file in an archive that Import's second argument names."""
    names = list(spec.parts) if is_list(spec) else [] if spec is None else [spec]
    archive = by_name(names[0]) if names and isinstance(names[0], str) else None
    if archive is not None and archive.inside:
        names = names[1:]
    elif archive is None:
        archive = by_extension(Path(name).suffix[1:])
    if archive is None or archive.inside is None or not names or not isinstance(names[0], str):
        return name, data, spec
    try:
        found = archive.inside(data, names[0])
    except ValueError as error:
        raise Failure("fmterr", archive.name, str(error)) from None
    return (name, data, spec) if found is None else (names[0], found, make_list(names[1:]))


class Wrapper(NamedTuple):
    """A way to write the bytes of another format, as in {"Base64", "PNG"}."""

    unwrap: Callable[[bytes], bytes]
    wrap: Callable[[bytes], bytes]


def gzipped(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=31)
    return packer.compress(data) + packer.flush()


def from_base_64(data: bytes) -> bytes:
    try:
        return b64decode(b"".join(data.split()), validate=True)
    except ValueError as error:
        raise Failure("fmterr", "Base64", str(error)) from None


def wrapped(spec: Any) -> tuple[Wrapper | None, Any]:
    """The wrapper that a list of formats begins with, and the rest of it."""
    names = list(spec.parts) if is_list(spec) else []
    if len(names) > 1 and names[0] in WRAPPERS and isinstance(names[1], str) and by_name(names[1]):
        return WRAPPERS[names[0]], make_list(names[1:])
    return None, spec


def unknown(names: list[Any], name: str, found: FileFormat | None) -> Failure:
    """What is wrong where neither the name given nor the extension leads to a format."""
    if found is not None:
        return Failure("noelem", names[0], found.name, make_list(found.elements))
    if names:
        return Failure("fmtnosup", names[0], format_names())
    extension = Path(name).suffix[1:]
    return Failure("fmtnosup", extension.upper(), format_names()) if extension else Failure("infer", name)


def checked_options(chosen: FileFormat, options: dict[str, Any]) -> dict[str, Any]:
    """The format's options with those given over the defaults."""
    for name in options:
        if name not in chosen.options:
            raise Failure("erropts", chosen.name, name, make_list(chosen.options))
    return {**chosen.options, **options}


# -- reading ---------------------------------------------------------------------------------------


@builtin(
    "Import[file]",
    "Import[file, format]",
    "Import[file, {format, element}]",
    attributes="ReadProtected",
    messages=MESSAGES,
)
def import_(kernel: Any, file: Any, *further: Any) -> Any:
    """reads a file in the format that its extension says, or in the one named.

    >>> Import[Export[FileNameJoin[{$TemporaryDirectory, "wlmini-example.csv"}], {{1, 2.5}, {3, "x"}}]]
    {{1, 2.5}, {3, x}}
    >>> Import[Export[FileNameJoin[{$TemporaryDirectory, "wlmini-example.txt"}], {1, 2}], "Lines"]
    {1, 2}
    """
    name = file_name(file)
    if name is None:
        raise Failure("file", file)
    plain, options = split_arguments(further)
    if command_in(name) and not plain:
        raise Failure("infer", name)
    if len(plain) > 1:
        raise Failure("nonopt", plain[1])
    data = contents_of(name)
    path = Path(name)
    wrapper, spec = wrapped(plain[0] if plain else None)
    data = wrapper.unwrap(data) if wrapper else data
    if path.suffix == ".gz" and data.startswith(GZIP) and (not plain or plain[0] != "GZIP"):
        name, data = name.removesuffix(".gz"), unpacked(data)
    name, data, spec = from_archive(name, data, spec)
    chosen, element, parts = chosen_format(spec, None if command_in(name) else name)
    return with_parts(kernel, value_in(kernel, data, chosen, element, options), parts)


def contents_of(name: str) -> bytes:
    """The bytes of a file, or those that "!command" prints."""
    command, path = command_in(name), named_path(name)
    if command is not None:
        return printed_by(command)
    if "://" in name:
        raise Failure("url", name)
    ask("read", str(path))
    if not path.is_file():
        raise Failure("nffil", name)
    try:
        return path.read_bytes()
    except OSError as error:
        raise Failure("noopen", name, error.strerror or "") from None


WRAPPERS = {"Base64": Wrapper(from_base_64, b64encode), "GZIP": Wrapper(lambda data: unpacked(data), gzipped)}
GZIP = b"\x1f\x8b"  # what files packed by gzip begin with


def unpacked(data: bytes) -> bytes:
    try:
        return zlib.decompress(data, wbits=31)
    except zlib.error as error:
        raise Failure("fmterr", "GZIP", str(error)) from None


@builtin("ImportString[text, format]", "ImportString[text, {format, element}]", messages=MESSAGES)
def import_string(kernel: Any, text: Any, *further: Any) -> Any:
    """reads a string as if it were a file of a format.

    >>> ImportString["1,2\\n3,4", "CSV"]
    {{1, 2}, {3, 4}}
    >>> ImportString["[1, true, {\\"a\\": null}]", "RawJSON"]
    {1, True, <|a -> Null|>}
    """
    plain, options = split_arguments(further)
    if not isinstance(text, str):
        raise Failure("string", text, value=None)
    if len(plain) > 1:
        raise Failure("nonopt", plain[1], value=None)
    wrapper, spec = wrapped(plain[0] if plain else "String")
    chosen, element, parts = chosen_format(spec, None)
    if wrapper:
        data = wrapper.unwrap(text.encode("latin-1", "replace"))
        return with_parts(kernel, value_in(kernel, data, chosen, element, options), parts)
    data = text.encode("latin-1" if chosen.binary and max(map(ord, text), default=0) < 256 else "utf-8")
    return with_parts(kernel, value_in(kernel, data, chosen, element, options), parts)


@builtin("ImportByteArray[bytes]", "ImportByteArray[bytes, format]", messages=MESSAGES)
def import_byte_array(kernel: Any, data: Any, *further: Any) -> Any:
    """reads the bytes of a ByteArray as if they were those in a file of a format.

    >>> ImportByteArray[ByteArray[{49, 44, 50}], "CSV"]
    {{1, 2}}
    """
    plain, options = split_arguments(further)
    if not isinstance(data, ByteArray):
        raise Failure("bytes", data, value=None)
    if len(plain) > 1:
        raise Failure("nonopt", plain[1], value=None)
    wrapper, spec = wrapped(plain[0] if plain else "Byte")
    chosen, element, parts = chosen_format(spec, None)
    given = wrapper.unwrap(data.data) if wrapper else data.data
    return with_parts(kernel, value_in(kernel, given, chosen, element, options), parts)


def value_in(kernel: Any, data: bytes, chosen: FileFormat, element: str, options: dict[str, Any]) -> Any:
    """What the bytes of a file mean."""
    if element == "Elements":
        return make_list(sorted(chosen.elements))
    if not chosen.readers:
        raise Failure("oneway", chosen.name, "read")
    try:
        return chosen.readers[0](kernel, data, element, checked_options(chosen, options))
    except ValueError as error:
        raise Failure("fmterr", chosen.name, str(error)) from None


def with_parts(kernel: Any, value: Any, parts: tuple[Any, ...]) -> Any:
    """The parts of the value that {format, element, part, ...} asks for."""
    return kernel.call(S.Part, value, *parts) if parts else value


# -- writing ---------------------------------------------------------------------------------------


@builtin("Export[file, expr]", "Export[file, expr, format]", attributes="ReadProtected", messages=MESSAGES)
def export(kernel: Any, file: Any, expr: Any, *further: Any) -> Any:
    """writes an expression to a file in the format of its extension, or in the one named, and gives the file.

    >>> file = FileNameJoin[{$TemporaryDirectory, "wlmini-example.json"}]; Export[file, <|"a" -> 1|>] === file
    True
    """
    name = file_name(file)
    if name is None:
        raise Failure("file", file)
    plain, options = export_arguments(further)
    wrapper, plain = wrapped(plain)
    chosen, element, _ = chosen_format(plain, name)
    data = bytes_of(kernel, expr, chosen, element, options)
    save_file(name, wrapper.wrap(data) if wrapper else data)
    return file


@builtin("ExportString[expr, format]", messages=MESSAGES)
def export_string(kernel: Any, expr: Any, *further: Any) -> Any:
    """gives the text that Export would write.

    >>> ExportString[{{1, 2}, {3, 4}}, "CSV"]
    1,2
    3,4
    >>> ExportString[<|"a" -> {1, True}|>, "JSON", "Compact" -> True]
    {"a":[1,true]}
    """
    plain, options = export_arguments(further)
    wrapper, plain = wrapped(plain)
    chosen, element, _ = chosen_format(plain, None)
    data = bytes_of(kernel, expr, chosen, element, options)
    data = wrapper.wrap(data) if wrapper else data
    if chosen.binary or wrapper:
        return data.decode("latin-1")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


@builtin("ExportByteArray[expr, format]", messages=MESSAGES)
def export_byte_array(kernel: Any, expr: Any, *further: Any) -> Any:
    """gives the bytes that Export would write, as a ByteArray.

    >>> Normal[ExportByteArray["abc", "Text"]]
    {97, 98, 99}
    """
    plain, options = export_arguments(further)
    wrapper, plain = wrapped(plain)
    chosen, element, _ = chosen_format(plain, None)
    data = bytes_of(kernel, expr, chosen, element, options)
    return ByteArray(wrapper.wrap(data) if wrapper else data)


def export_arguments(further: tuple[Any, ...]) -> tuple[Any, dict[str, Any]]:
    """The format and the options among the arguments after the expression."""
    plain, options = split_arguments(further)
    if len(plain) > 1:
        raise Failure("nonopt", plain[1])
    return (plain[0] if plain else None), options


def bytes_of(kernel: Any, expr: Any, chosen: FileFormat, element: str, options: dict[str, Any]) -> bytes:
    """What a file with the value holds."""
    if not chosen.writers:
        raise Failure("oneway", chosen.name, "written")
    checked = checked_options(chosen, options)
    try:
        written = (write(kernel, expr, element, checked) for write in chosen.writers)
        data = next((each for each in written if each is not None), None)
    except ValueError as error:
        raise Failure("value", chosen.name, str(error)) from None
    if data is None:
        raise Failure("value", chosen.name, f"no writer takes {kernel.show(expr, 'InputForm')[:40]}")
    return data


def save_file(name: str, data: bytes) -> None:
    """Write a file so that it is there whole, or as it was before."""
    try:
        write_whole(named_path(name), data)
    except OSError as error:
        raise Failure("noopen", name, error.strerror or "") from None


@variable("$ImportFormats", "is the list of the formats that Import reads.")
def import_formats(kernel: Any) -> Any:
    return make_list([each.name for each in every_format() if each.readers])


@variable("$ExportFormats", "is the list of the formats that Export writes.")
def export_formats(kernel: Any) -> Any:
    return make_list([each.name for each in every_format() if each.writers])
