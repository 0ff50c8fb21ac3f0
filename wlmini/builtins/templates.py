"""Templates: texts with slots, expressions, choices and repetitions, and what fills them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from wlmini.builtins.strings import wording
from wlmini.expr import TRUE, Association, Atom, Expr, S, is_list
from wlmini.kernel.declare import builtin, inert
from wlmini.kernel.messages import Failure
from wlmini.kernel.permissions import ask
from wlmini.kernel.rules import rule_parts
from wlmini.syntax.failure import SyntaxFailure
from wlmini.syntax.parse import parse

MESSAGES = {
    "syntax": "The expression in the template cannot be read: `1`",
    "file": "The file `1` of the template cannot be read.",
}
OPTIONS = {"InsertionFunction": S.TextString, "CombinerFunction": S.StringJoin}
SLOT = re.compile(r"``|`([^`\n]*)`|<\*(.*?)\*>", re.DOTALL)
ELEMENT = re.compile(
    r"<wolfram:slot\s+id\s*=\s*['\"]([^'\"]*)['\"]\s*(?:/>|>\s*</wolfram:slot>)"
    r"|<wolfram:expr>(.*?)</wolfram:expr>",
    re.DOTALL,
)


class Template(Atom):
    """What StringTemplate makes of a text: strings, TemplateSlot[...] and TemplateExpression[...]."""

    __slots__ = ("insert", "join", "parts", "text")
    head = S.TemplateObject

    def __init__(self, text: str, parts: tuple[Any, ...], options: dict[str, Any] = OPTIONS) -> None:
        self.text = text
        self.parts = parts
        self.insert = options["InsertionFunction"]
        self.join = options["CombinerFunction"]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Template) and (self.text, self.insert) == (other.text, other.insert)

    def __hash__(self) -> int:
        return hash(self.text)

    def apply(self, kernel: Any, arguments: tuple[Any, ...]) -> Any:
        """The text with the arguments in the slots."""
        return filled(kernel, self, arguments)

    def input_form(self) -> Any:
        return S.StringTemplate(self.text)


def template(kernel: Any, text: str, options: dict[str, Any] = OPTIONS) -> Template:
    """The template that a text spells: `1` or `name` or `` for slots, <* expr *> for expressions."""
    last = 0

    def part(found: re.Match[str]) -> Any:
        nonlocal last
        if found[2] is not None:
            return S.TemplateExpression(expression(kernel, found[2]))
        name = found[1]
        if not name or name.isdigit():
            last = int(name) if name else last + 1
            return S.TemplateSlot(last)
        return S.TemplateSlot(name)

    return Template(text, pieces(text, SLOT, part), options)


def xml_template(kernel: Any, text: str, options: dict[str, Any]) -> Template:
    """The template that a text with elements <wolfram:slot id="..."/> and <wolfram:expr> spells."""

    def part(found: re.Match[str]) -> Any:
        if found[2] is not None:
            return S.TemplateExpression(expression(kernel, found[2]))
        return S.TemplateSlot(int(found[1]) if found[1].isdigit() else found[1])

    return Template(text, pieces(text, ELEMENT, part), options)


def pieces(text: str, pattern: re.Pattern[str], part: Callable[[re.Match[str]], Any]) -> tuple[Any, ...]:
    """The strings of a text and what stands for the places between them."""
    parts: list[Any] = []
    position = 0
    for found in pattern.finditer(text):
        parts += (text[position : found.start()], part(found))
        position = found.end()
    parts.append(text[position:])
    return tuple(part for part in parts if part != "")


def expression(kernel: Any, text: str) -> Any:
    """The expression between <* and *>."""
    try:
        return parse(text, kernel.contexts.lookup)
    except SyntaxFailure as failure:
        raise Failure("syntax", str(failure), value=None) from None


# -- filling ---------------------------------------------------------------------------------------


def filled(kernel: Any, shape: Template, arguments: tuple[Any, ...]) -> Any:
    """The text of a template with its slots filled in."""
    parts = [inserted(kernel, shape.insert, part, arguments) for part in shape.parts]
    if shape.join is S.StringJoin and all(isinstance(part, str) for part in parts):
        return "".join(parts)
    return Expr(shape.join, parts)


def inserted(kernel: Any, insert: Any, part: Any, arguments: tuple[Any, ...]) -> Any:
    """A part of a template as it goes into the text: what is no string passes through InsertionFunction."""
    if isinstance(part, str):
        return part
    value = kernel.evaluate(with_slots(kernel, part, arguments))
    if insert is S.TextString:
        return wording(kernel, value)
    made = kernel.call(insert, value)
    return made if isinstance(made, str) else wording(kernel, made)


def with_slots(kernel: Any, expr: Any, arguments: tuple[Any, ...]) -> Any:
    """An expression with the values in place of #, #name and the parts of templates."""
    if not isinstance(expr, Expr) or expr.head is S.Function:
        return expr
    filler = FILLERS.get(expr.head)
    if filler is not None and expr.parts:
        return filler(kernel, expr.parts, arguments)
    inner = [with_slots(kernel, part, arguments) for part in expr.parts]
    return Expr(with_slots(kernel, expr.head, arguments), inner)


def fill_slot(kernel: Any, parts: tuple[Any, ...], arguments: tuple[Any, ...]) -> Any:
    """TemplateSlot[name, DefaultValue -> value, InsertionFunction -> f]."""
    rules = [rule for rule in map(rule_parts, parts[1:]) if rule]
    options = {getattr(rule[0], "short", rule[0]): rule[1] for rule in rules}
    value = slot_value(parts[0], arguments, options.get("DefaultValue"))
    insert = options.get("InsertionFunction")
    return value if insert is None else Expr(insert, (value,))


def fill_choice(kernel: Any, parts: tuple[Any, ...], arguments: tuple[Any, ...]) -> Any:
    """TemplateIf[condition, t, f]."""
    test = kernel.evaluate(with_slots(kernel, parts[0], arguments))
    chosen = parts[1:2] if test is TRUE else parts[2:3]
    return with_slots(kernel, chosen[0], arguments) if chosen else ""


def fill_sequence(kernel: Any, parts: tuple[Any, ...], arguments: tuple[Any, ...]) -> Any:
    """TemplateSequence[body, values]: the body for each value in turn."""
    values = kernel.evaluate(with_slots(kernel, parts[1], arguments)) if len(parts) > 1 else None
    if not is_list(values):
        return ""
    texts = [kernel.evaluate(with_slots(kernel, parts[0], (each,))) for each in getattr(values, "parts", ())]
    return "".join([wording(kernel, text) for text in texts])


def fill_with(kernel: Any, parts: tuple[Any, ...], arguments: tuple[Any, ...]) -> Any:
    """TemplateWith["name" -> value, body]."""
    given = [parts[0]] if rule_parts(parts[0]) else parts[0].parts
    rules = [rule for rule in map(rule_parts, given) if rule]
    pairs = [(rule[0], kernel.evaluate(with_slots(kernel, rule[1], arguments))) for rule in rules]
    return with_slots(kernel, parts[-1], (Association.of(pairs), *arguments))


def fill_object(kernel: Any, parts: tuple[Any, ...], arguments: tuple[Any, ...]) -> Any:
    """TemplateObject[{part, ...}]: the parts, joined."""
    items = parts[0].parts if is_list(parts[0]) else (parts[0],)
    return filled(kernel, Template("", tuple(items)), arguments)


FILLERS: dict[Any, Callable[[Any, tuple[Any, ...], tuple[Any, ...]], Any]] = {
    S.Slot: fill_slot,
    S.TemplateSlot: fill_slot,
    S.TemplateExpression: lambda kernel, parts, arguments: with_slots(kernel, parts[0], arguments),
    S.TemplateIf: fill_choice,
    S.TemplateSequence: fill_sequence,
    S.TemplateWith: fill_with,
    S.TemplateObject: fill_object,
}


def slot_value(name: Any, arguments: tuple[Any, ...], default: Any = None) -> Any:
    """What is given for a slot: by position, or by name in an association."""
    for argument in arguments:
        if isinstance(argument, Association):
            value = argument.get(name)
            if value is not None:
                return value
    if isinstance(name, int) and 1 <= name <= len(arguments):
        return arguments[name - 1]
    return S.Missing("SlotAbsent", name) if default is None else default


# -- builtins --------------------------------------------------------------------------------------


def text_in(kernel: Any, source: Any) -> Any:
    """A text, or that of the file that File[...] names."""
    if isinstance(source, Expr) and source.head is S.File and len(source.parts) == 1:
        return file_text(source.parts[0])
    return source


def file_text(path: Any) -> str:
    if not isinstance(path, str):
        raise Failure("file", path)
    ask("read", path)
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except (OSError, ValueError):
        raise Failure("file", path) from None


@builtin("StringTemplate[text]", "StringTemplate[File[file]]", options=OPTIONS, messages=MESSAGES)
def string_template(kernel: Any, text: Any, *, options: dict[str, Any]) -> Any:
    """is a text with slots `1` or `name` that get values when it is applied.

    >>> StringTemplate["`1` of `2`"][3, 10]
    3 of 10
    >>> StringTemplate["epoch `n`: loss `loss`"][<|"n" -> 2, "loss" -> 0.5|>]
    epoch 2: loss 0.5
    """
    text = text_in(kernel, text)
    return template(kernel, text, options) if isinstance(text, str) else None


@builtin("FileTemplate[file]", options=OPTIONS, messages=MESSAGES)
def file_template(kernel: Any, file: Any, *, options: dict[str, Any]) -> Any:
    """is the template that the text of a file is.

    >>> Quiet[FileTemplate["no such file"]]
    $Failed
    """
    inside = isinstance(file, Expr) and file.head is S.File
    return template(kernel, file_text(file.parts[0] if inside else file), options)


@builtin("XMLTemplate[text]", "XMLTemplate[File[file]]", options=OPTIONS, messages=MESSAGES)
def xml_template_(kernel: Any, text: Any, *, options: dict[str, Any]) -> Any:
    """is a text with elements <wolfram:slot id="..."/> and <wolfram:expr> that are filled when it is applied.

    >>> XMLTemplate["<b><wolfram:slot id='x'/></b>"][<|"x" -> 3|>]
    <b>3</b>
    """
    text = text_in(kernel, text)
    return xml_template(kernel, text, options) if isinstance(text, str) else None


@builtin("TemplateApply[template]", "TemplateApply[template, values]", messages=MESSAGES)
def template_apply(kernel: Any, shape: Any, values: Any = None) -> Any:
    """gives a template with values in its slots: a list of them, or an association.

    >>> TemplateApply["`a` + `b`", <|"a" -> 1, "b" -> 2|>]
    1 + 2
    >>> TemplateApply[StringTemplate["`1`, <* #1^2 *>"], {5}]
    5, 25
    """
    if isinstance(shape, str):
        shape = template(kernel, shape)
    arguments = tuple(values.parts) if is_list(values) else () if values is None else (values,)
    if isinstance(shape, Template):
        return filled(kernel, shape, arguments)
    return kernel.evaluate(with_slots(kernel, shape, arguments))


inert(
    "TemplateSlot[name]",
    "TemplateSlot[name, DefaultValue -> value]",
    documentation="""is a place in a template that gets a value when it is applied.

    >>> TemplateApply[{1, TemplateSlot["x"]}, <|"x" -> 7|>]
    {1, 7}
    """,
)
inert(
    "TemplateExpression[expr]",
    attributes="HoldFirst",
    documentation="""is an expression in a template that is evaluated when it is applied.

    >>> Head[TemplateExpression[1 + 1]]
    TemplateExpression
    """,
)
inert(
    "TemplateIf[condition, t]",
    "TemplateIf[condition, t, f]",
    attributes="HoldAll",
    documentation="""is, in a template, t where the condition is True and f where it is not.

    >>> TemplateApply[TemplateIf[TemplateSlot["a"], "yes", "no"], <|"a" -> True|>]
    yes
    """,
)
inert(
    "TemplateSequence[body, list]",
    attributes="HoldFirst",
    documentation="""is, in a template, the body once for each element of the list.

    >>> TemplateApply[TemplateSequence[TemplateObject[{"<", TemplateSlot[1], ">"}], {1, 2}]]
    <1><2>
    """,
)
inert(
    'TemplateWith["name" -> value, body]',
    attributes="HoldAll",
    documentation="""is, in a template, the body with a slot that has a value.

    >>> TemplateApply[TemplateWith["x" -> 5, TemplateSlot["x"]]]
    5
    """,
)
inert(
    "TemplateObject[{part1, part2, ...}]",
    documentation="""is a template of strings and slots.

    >>> TemplateApply[TemplateObject[{"x = ", TemplateSlot["x"]}], <|"x" -> 3|>]
    x = 3
    """,
)
inert(
    "InsertionFunction",
    documentation="""is an option of templates: what is done with values before they go into the text.

    >>> StringTemplate["`1`", InsertionFunction -> (ToString[#, InputForm] &)]["a"]
    "a"
    """,
)
inert(
    "CombinerFunction",
    documentation="""is an option of templates: the function that the parts are put together by.

    >>> StringTemplate["a`1`", CombinerFunction -> List]["b"]
    {a, b}
    """,
)
