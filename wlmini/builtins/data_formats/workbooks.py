"""XLSX: workbooks of sheets, read and written as the zip archives of XML that they are."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from wlmini.builtins.text_formats import field_text, table_rows
from wlmini.expr import FALSE, TRUE, Association, Expr, S, Symbol, head_of, is_list, make_list
from wlmini.kernel.formats import file_format
from wlmini.kernel.numbers import is_real, to_float
from wlmini.kernel.rules import rule_parts

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGED = "http://schemas.openxmlformats.org/package/2006/relationships"
EPOCH = datetime(1899, 12, 30)  # the day 0 of serial dates
DATED = {*range(14, 23), *range(45, 48)}  # numbers of the built-in formats for dates and times
Sheets = dict[str, list[list[Any]]]


# -- reading -------------------------------------------------------------------------------------------


def tag(name: str) -> str:
    return f"{{{MAIN}}}{name}"


class Workbook:
    """What the parts of an archive say."""

    def __init__(self, data: bytes) -> None:
        try:
            self.archive = zipfile.ZipFile(BytesIO(data))
            self.book = self.part("xl/workbook.xml")
        except (zipfile.BadZipFile, KeyError, ElementTree.ParseError) as error:
            raise ValueError(f"this is no workbook: {error}") from None
        self.strings = [text_of(each) for each in self.items("xl/sharedStrings.xml", "si")]
        self.dated = self.dated_styles()

    def part(self, name: str) -> Any:
        return ElementTree.fromstring(self.archive.read(name))

    def items(self, name: str, child: str) -> list[Any]:
        """The children of that name in a part that need not be there."""
        return self.part(name).findall(tag(child)) if name in self.archive.namelist() else []

    def dated_styles(self) -> set[int]:
        """The styles of cells whose numbers are dates."""
        if "xl/styles.xml" not in self.archive.namelist():
            return set()
        styles = self.part("xl/styles.xml")
        dated = set(DATED)
        for each in styles.iter(tag("numFmt")):
            code = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", each.get("formatCode", "")).lower()
            if any(letter in code for letter in "ymdhs") and "general" not in code:
                dated.add(int(each.get("numFmtId", "0")))
        cells = styles.find(tag("cellXfs"))
        found = enumerate([] if cells is None else cells)
        return {place for place, each in found if int(each.get("numFmtId", "0")) in dated}

    def sheets(self) -> Sheets:
        linked = self.part("xl/_rels/workbook.xml.rels").iter(f"{{{PACKAGED}}}Relationship")
        targets = {each.get("Id"): each.get("Target", "") for each in linked}
        found: Sheets = {}
        for sheet in self.book.iter(tag("sheet")):
            target = targets.get(sheet.get(f"{{{RELATED}}}id"), "")
            name = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            found[sheet.get("name", "")] = self.rows(self.part(name))
        return found

    def rows(self, sheet: Any) -> list[list[Any]]:
        """All rows down to the last one that is used, all as long as the longest."""
        grid: dict[tuple[int, int], Any] = {}
        for number, row in enumerate(sheet.iter(tag("row")), 1):
            at = int(row.get("r", number))
            for place, cell in enumerate(row.iter(tag("c")), 1):
                grid[at, column_of(cell.get("r", ""), place)] = self.value(cell)
        height = max((row for row, _ in grid), default=0)
        width = max((column for _, column in grid), default=0)
        return [
            [grid.get((row, column), "") for column in range(1, width + 1)] for row in range(1, height + 1)
        ]

    def value(self, cell: Any) -> Any:
        kind, held = cell.get("t", "n"), cell.find(tag("v"))
        if kind == "inlineStr":
            return text_of(cell.find(tag("is")))
        if held is None or held.text is None:
            return ""
        if kind == "s":
            return self.strings[int(held.text)]
        if kind == "b":
            return TRUE if held.text == "1" else FALSE
        if kind in ("str", "e", "d"):
            return held.text
        number = float(held.text)
        return date_of(number) if int(cell.get("s", "0")) in self.dated else number


def text_of(item: Any) -> str:
    """The text of a string, whose parts may have looks of their own."""
    return "" if item is None else "".join(each.text or "" for each in item.iter(tag("t")))


def column_of(reference: str, place: int) -> int:
    """2 for B7; the place in the row where a cell does not say."""
    letters = re.match("[A-Z]+", reference)
    if not letters:
        return place
    found = 0
    for letter in letters.group():
        found = found * 26 + ord(letter) - 64
    return found


def date_of(serial: float) -> Any:
    moment = EPOCH + timedelta(days=serial)
    parts = [moment.year, moment.month, moment.day]
    if serial % 1:
        parts += [moment.hour, moment.minute, moment.second]
    return S.DateObject(make_list(parts))


def read_workbook(kernel: Any, data: bytes, element: str, options: dict[str, Any]) -> Any:
    sheets = Workbook(data).sheets()
    if element in ("Sheets", "SheetNames"):
        return make_list(sheets)
    if element == "SheetCount":
        return len(sheets)
    tables = [(name, make_list([make_list(row) for row in rows])) for name, rows in sheets.items()]
    if element == "Dimensions":
        return Association.of(
            [(name, make_list((len(rows), len(rows[0]) if rows else 0))) for name, rows in sheets.items()]
        )
    return Association.of(tables) if element == "SheetData" else make_list([table for _, table in tables])


# -- writing -------------------------------------------------------------------------------------------

HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
LOOK = 'numFmtId="{}" fontId="0" fillId="0" borderId="0"'
STYLES = (
    f'{HEADER}<styleSheet xmlns="{MAIN}">'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    f'<cellStyleXfs count="1"><xf {LOOK.format(0)}/></cellStyleXfs><cellXfs count="2">'
    f'<xf {LOOK.format(0)} xfId="0"/><xf {LOOK.format(22)} xfId="0" applyNumberFormat="1"/>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


def sheets_of(value: Any) -> Iterator[tuple[str, list[list[Any]]]]:
    """The names and rows of the sheets: of named data, of a list of matrices, or of one table."""
    named = [rule_parts(each) for each in value.parts] if is_list(value) and value.parts else []
    if isinstance(value, Association) and all(is_list(each) for each in value.values()):
        yield from ((str(name), table_rows(data)) for name, data in value.items())
    elif named and all(each is not None and isinstance(each[0], str) for each in named):
        yield from ((each[0], table_rows(each[1])) for each in named if each is not None)
    elif is_list(value) and value.parts and all(is_matrix(each) for each in value.parts):
        yield from ((f"Sheet{place}", table_rows(each)) for place, each in enumerate(value.parts, 1))
    else:
        yield "Sheet1", table_rows(value)


def is_matrix(value: Any) -> bool:
    return is_list(value) and bool(value.parts) and all(is_list(row) for row in value.parts)


def letters_of(column: int) -> str:
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def cell_text(kernel: Any, value: Any, row: int, column: int) -> str:
    """A cell as XML; an empty text where nothing stands in it."""
    place = f'r="{letters_of(column)}{row}"'
    if value is TRUE or value is FALSE:
        return f'<c {place} t="b"><v>{int(value is TRUE)}</v></c>'
    if is_real(value):
        return f"<c {place}><v>{to_float(value) if not isinstance(value, int) else value}</v></c>"
    if head_of(value) is S.DateObject:
        return f'<c {place} s="1"><v>{serial_of(kernel, value)}</v></c>'
    text = "" if isinstance(value, Symbol) and value is S.Null else field_text(kernel, value)
    held = f'<is><t xml:space="preserve">{escape(text)}</t></is>'
    return f'<c {place} t="inlineStr">{held}</c>' if text else ""


def serial_of(kernel: Any, date: Any) -> float:
    parts = kernel.evaluate(S.N(S.DateList(date)))
    if not isinstance(parts, Expr) or len(parts.parts) != 6:
        raise ValueError(f"{kernel.show(date, 'InputForm')} is no date")
    *days, seconds = (to_float(part) for part in parts.parts)
    year, month, day, hour, minute = map(int, days)
    moment = datetime(year, month, day, hour, minute) + timedelta(seconds=seconds)
    return (moment - EPOCH) / timedelta(days=1)


def sheet_text(kernel: Any, rows: list[list[Any]]) -> str:
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(cell_text(kernel, value, number, place) for place, value in enumerate(row, 1))
        lines.append(f'<row r="{number}">{cells}</row>')
    return f'{HEADER}<worksheet xmlns="{MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>'


def write_workbook(kernel: Any, value: Any, element: str, options: dict[str, Any]) -> bytes:
    sheets = list(sheets_of(value))
    links, entries, kinds = [], [], []
    for place, (name, _) in enumerate(sheets, 1):
        links.append(
            f'<Relationship Id="r{place}" Type="{RELATED}/worksheet" Target="worksheets/sheet{place}.xml"/>'
        )
        entries.append(f'<sheet name={quoteattr(name)} sheetId="{place}" r:id="r{place}"/>')
        kinds.append(
            f'<Override PartName="/xl/worksheets/sheet{place}.xml" ContentType="{TYPES}.worksheet+xml"/>'
        )
    links.append(f'<Relationship Id="styles" Type="{RELATED}/styles" Target="styles.xml"/>')
    parts = {
        "[Content_Types].xml": f'{HEADER}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{"".join(kinds)}'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{TYPES}.styles+xml"/></Types>',
        "_rels/.rels": f'{HEADER}<Relationships xmlns="{PACKAGED}"><Relationship Id="book" '
        f'Type="{RELATED}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEADER}<workbook xmlns="{MAIN}" xmlns:r="{RELATED}">'
        f"<sheets>{''.join(entries)}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{HEADER}<Relationships xmlns="{PACKAGED}">'
        f"{''.join(links)}</Relationships>",
        "xl/styles.xml": STYLES,
    } | {
        f"xl/worksheets/sheet{place}.xml": sheet_text(kernel, rows)
        for place, (_, rows) in enumerate(sheets, 1)
    }
    into = BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return into.getvalue()


file_format(
    "XLSX", extensions=("xlsx",), read=read_workbook, write=write_workbook, binary=True,
    elements=("Data", "Sheets", "SheetNames", "SheetCount", "SheetData", "Dimensions"),
    holding={"Sheets": "SheetData"},
)  # fmt: skip
