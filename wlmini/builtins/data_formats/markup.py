"""Formats of marked-up text: XML as XMLElement, HTML as plain text, INI as associations, lines of JSON."""

from __future__ import annotations

import configparser
import io
import json
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from wlmini.builtins.strings import wording
from wlmini.builtins.text_formats import ENCODING, Pairs, decoded, encoded, plain_json
from wlmini.expr import FALSE, NULL, TRUE, Association, Expr, S, head_of, is_list, make_list
from wlmini.kernel.declare import inert
from wlmini.kernel.formats import file_format
from wlmini.kernel.rules import rule_parts

inert(
    "XMLElement[tag, {attribute -> value, ...}, {contents, ...}]",
    documentation="""stands for an element of a document in XML.

    >>> ExportString[XMLElement["a", {"k" -> "v"}, {"text"}], "XML"]
    <a k='v'>text</a>
    """,
)
inert(
    "XMLObject[type]",
    documentation="""stands for a part of a document in XML that is no element.

    >>> Head[ImportString["<a/>", "XML"]]
    XMLObject[Document]
    """,
)


# -- XML -----------------------------------------------------------------------------------------------


def element_of(node: Any) -> Expr:
    """The XMLElement of a node; text of blanks alone between elements is left out."""
    contents: list[Any] = [*kept(node.text)]
    for child in node:
        contents += [element_of(child), *kept(child.tail)]
    rules = [S.Rule(name_of(key), value) for key, value in node.attrib.items()]
    return S.XMLElement(name_of(node.tag), make_list(rules), make_list(contents))


QUOTE = {"'": "&apos;"}


def kept(text: str | None) -> list[str]:
    return [text] if text and text.strip() else []


def name_of(tag: str) -> Any:
    """A name, or {namespace, name}."""
    space, brace, name = tag.removeprefix("{").rpartition("}")
    return make_list((space, name)) if brace else tag


def read_xml(kernel: Any, data: bytes, element: str, options: dict[str, Any]) -> Any:
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        raise ValueError(str(error)) from None
    if element == "Plaintext":
        return " ".join("".join(root.itertext()).split())
    if element == "Tags":
        return make_list(sorted({node.tag for node in root.iter() if isinstance(node.tag, str)}))
    declared = data.lstrip().startswith(b"<?xml")
    prolog = [Expr(S.XMLObject("Declaration"), (S.Rule("Version", "1.0"),))] if declared else []
    return Expr(S.XMLObject("Document"), (make_list(prolog), element_of(root), make_list(())))


def write_xml(kernel: Any, value: Any, element: str, options: dict[str, Any]) -> bytes:
    if head_of(head_of(value)) is S.XMLObject and len(value) == 3:
        lines = ['<?xml version="1.0"?>'] if len(value.parts[0]) else []
        return encoded("\n".join([*lines, markup(kernel, value.parts[1])]), options)
    return encoded(markup(kernel, value), options)


def markup(kernel: Any, value: Any) -> str:
    """The text of an element and all in it."""
    if head_of(value) is not S.XMLElement:
        if isinstance(value, Expr):
            raise ValueError(f"{kernel.show(value, 'InputForm')} has no form in XML")
        return escape(wording(kernel, value))
    if len(value) != 3 or not is_list(value.parts[2]):
        raise ValueError("XMLElement has a tag, a list of attributes and a list of contents")
    tag, attributes, contents = value.parts
    name = tag.parts[-1] if is_list(tag) else tag
    given = attributes.parts if is_list(attributes) else (attributes,)
    pairs = [pair for each in given if (pair := rule_parts(each)) is not None]
    marks = "".join(
        [f" {wording(kernel, key)}='{escape(wording(kernel, part), QUOTE)}'" for key, part, *_ in pairs]
    )
    inside = "".join([markup(kernel, each) for each in contents.parts])
    return f"<{name}{marks}>{inside}</{name}>" if inside else f"<{name}{marks}/>"


file_format(
    "XML", extensions=("xml",), read=read_xml, write=write_xml, options=ENCODING,
    elements=("XMLObject", "Plaintext", "Tags"),
)  # fmt: skip


# -- HTML ----------------------------------------------------------------------------------------------

BREAKS = {"p", "br", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "title"}
HIDDEN = {"script", "style", "head", "template"}


class Page(HTMLParser):
    """Collects the text, the title and the links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.title = ""
        self.links: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BREAKS:
            self.text.append("\n")
        if tag in HIDDEN or tag == "title":
            self.inside.append(tag)
        if tag == "a":
            self.links += [value for name, value in attrs if name == "href" and value]

    def handle_endtag(self, tag: str) -> None:
        if tag in self.inside:
            self.inside.remove(tag)
        if tag in BREAKS:
            self.text.append("\n")

    def handle_data(self, data: str) -> None:
        if "title" in self.inside:
            self.title += data
        elif not self.inside:
            self.text.append(data)


def read_html(kernel: Any, data: bytes, element: str, options: dict[str, Any]) -> Any:
    page = Page()
    page.feed(decoded(data, options))
    if element == "Title":
        return page.title.strip()
    if element == "Hyperlinks":
        return make_list(page.links)
    lines = [" ".join(line.split()) for line in "".join(page.text).split("\n")]
    return "\n".join([line for line in lines if line])


file_format(
    "HTML", extensions=("html", "htm"), read=read_html, elements=("Plaintext", "Title", "Hyperlinks"),
    options=ENCODING,
)  # fmt: skip


# -- settings ------------------------------------------------------------------------------------------


def read_ini(kernel: Any, data: bytes, element: str, options: dict[str, Any]) -> Any:
    parser = configparser.RawConfigParser(strict=False, allow_no_value=True)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    try:
        parser.read_string(decoded(data, options))
    except configparser.Error as error:
        raise ValueError(str(error)) from None
    sections = [(name, Association.of(parser.items(name))) for name in parser.sections()]
    return Association.of(sections)


def write_ini(kernel: Any, value: Any, element: str, options: dict[str, Any]) -> bytes:
    if not isinstance(value, Association) or not all(
        isinstance(part, Association) for part in value.values()
    ):
        raise ValueError("an association of sections, each an association, is expected")
    into = io.StringIO()
    for name, section in value.items():
        into.write(f"[{wording(kernel, name)}]\n")
        for key, part in section.items():
            into.write(f"{wording(kernel, key)}={wording(kernel, part)}\n")
    return encoded(into.getvalue(), options)


file_format("INI", extensions=("ini",), read=read_ini, write=write_ini, options=ENCODING)


# -- lines of JSON -------------------------------------------------------------------------------------


def from_json(found: Any) -> Any:
    if isinstance(found, Pairs):
        return Association.of([(key, from_json(part)) for key, part in found])
    if isinstance(found, list):
        return make_list([from_json(part) for part in found])
    if isinstance(found, bool):
        return TRUE if found else FALSE
    return NULL if found is None else found


def read_lines(kernel: Any, data: bytes, element: str, options: dict[str, Any]) -> Any:
    lines = [line for line in decoded(data, options).split("\n") if line.strip()]
    return make_list([from_json(json.loads(line, object_pairs_hook=Pairs)) for line in lines])


def write_lines(kernel: Any, value: Any, element: str, options: dict[str, Any]) -> bytes:
    if not is_list(value):
        raise ValueError("a list is expected, each element for a line")
    lines = [
        json.dumps(plain_json(kernel, part), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        for part in value.parts
    ]
    return encoded("".join([f"{line}\n" for line in lines]), options)


file_format("JSONLines", extensions=("jsonl", "ndjson"), read=read_lines, write=write_lines, options=ENCODING)
