"""StringTemplate: texts with slots, and what fills them."""

from __future__ import annotations

import re
from typing import Any

from wlmini.builtins.strings import wording
from wlmini.expr import Association, Atom, Expr, S, is_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.syntax.parse import SyntaxFailure, parse

MESSAGES = {
    "syntax": "The expression in the template cannot be read: `1`",
}
SLOT = re.compile(r"``|`([^`\n]*)`|<\*(.*?)\*>", re.DOTALL)


class Template(Atom):
    """What StringTemplate makes of a text: strings, TemplateSlot[...] and TemplateExpression[...]."""

    __slots__ = ("parts", "text")
    head = S.TemplateObject

    def __init__(self, text: str, parts: tuple[Any, ...]) -> None:
        self.text = text
        self.parts = parts

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Template) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    def apply(self, kernel: Any, arguments: tuple[Any, ...]) -> Any:
        """The text with the arguments in the slots."""
        return filled(kernel, self, arguments)

    def input_form(self) -> Any:
        return S.StringTemplate(self.text)


def template(kernel: Any, text: str) -> Template:
    """The template that a text spells: `1` or `name` or `` for slots, <* expr *> for expressions."""
    parts: list[Any] = []
    position, last = 0, 0
    for found in SLOT.finditer(text):
        parts.append(text[position : found.start()])
        position = found.end()
        if found[2] is not None:
            parts.append(S.TemplateExpression(expression(kernel, found[2])))
            continue
        name = found[1]
        if not name or name.isdigit():
            last = int(name) if name else last + 1
        parts.append(S.TemplateSlot(last if not name or name.isdigit() else name))
    parts.append(text[position:])
    return Template(text, tuple(part for part in parts if part != ""))


def expression(kernel: Any, text: str) -> Any:
    """The expression between <* and *>."""
    try:
        return parse(text, kernel.contexts.lookup)
    except SyntaxFailure as failure:
        raise Failure("syntax", str(failure), value=None) from None


def filled(kernel: Any, shape: Template, arguments: tuple[Any, ...]) -> Any:
    """The text of a template with its slots filled in."""
    return "".join([wording(kernel, fill(kernel, part, arguments)) for part in shape.parts])


def fill(kernel: Any, part: Any, arguments: tuple[Any, ...]) -> Any:
    """The value of one part of a template."""
    if isinstance(part, str):
        return part
    if part.head is S.TemplateSlot:
        return slot_value(part.parts[0], arguments)
    return kernel.evaluate(with_slots(part.parts[0], arguments))


def with_slots(expr: Any, arguments: tuple[Any, ...]) -> Any:
    """An expression with the values in place of #, #2, #name and TemplateSlot[...]."""
    if not isinstance(expr, Expr) or expr.head is S.Function:
        return expr
    if expr.head in (S.Slot, S.TemplateSlot) and len(expr.parts) == 1:
        return slot_value(expr.parts[0], arguments)
    return Expr(with_slots(expr.head, arguments), [with_slots(part, arguments) for part in expr.parts])


def slot_value(name: Any, arguments: tuple[Any, ...]) -> Any:
    """What is given for a slot: by position, or by name in an association."""
    for argument in arguments:
        if isinstance(argument, Association):
            value = argument.get(name)
            if value is not None:
                return value
    if isinstance(name, int) and 1 <= name <= len(arguments):
        return arguments[name - 1]
    return S.Missing("SlotAbsent", name)


@builtin("StringTemplate[text]", messages=MESSAGES)
def string_template(kernel: Any, text: Any) -> Any:
    """is a text with slots `1` or `name` that get values when it is applied.

    >>> StringTemplate["`1` of `2`"][3, 10]
    3 of 10
    >>> StringTemplate["epoch `n`: loss `loss`"][<|"n" -> 2, "loss" -> 0.5|>]
    epoch 2: loss 0.5
    """
    return template(kernel, text) if isinstance(text, str) else None


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
    return kernel.evaluate(with_slots(shape, arguments))


@builtin("TemplateSlot[name]")
def template_slot(kernel: Any, name: Any) -> Any:
    """is a place in a template that gets a value when it is applied.

    >>> TemplateApply[{1, TemplateSlot["x"]}, <|"x" -> 7|>]
    {1, 7}
    """
    return None


@builtin("TemplateExpression[expr]", attributes="HoldFirst")
def template_expression(kernel: Any, expr: Any) -> Any:
    """is an expression in a template that is evaluated when it is applied.

    >>> Head[TemplateExpression[1 + 1]]
    TemplateExpression
    """
    return None
