"""Reading values out of texts: SyntaxQ, SyntaxLength, and what Interpreter does."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from wlmini.builtins.dates import date_object, moment
from wlmini.expr import FALSE, NULL, TRUE, Association, Expr, S, boolean, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.syntax.failure import SyntaxFailure
from wlmini.syntax.parse import Reader

MESSAGES = {
    "string": "A string is expected at position `1` in `2`.",
    "form": "The form `1` is not built in; there are `2`, lists of texts, and delimited sequences of these.",
    "online": "The meaning of free text is looked up on a server; nothing here reaches one. "
    "ToExpression reads text in the language, Interpreter numbers and dates.",
}


def trouble(text: str) -> SyntaxFailure | None:
    """What keeps a text from being read as expressions."""
    try:
        for _ in Reader(text, lambda name: NULL):
            pass
    except SyntaxFailure as failure:
        return failure
    return None


@builtin("SyntaxQ[text]", "SyntaxQ[text, form]", messages=MESSAGES)
def syntax_q(kernel: Any, text: Any, form: Any = S.InputForm) -> Any:
    """tells whether a string can be read as input.

    >>> SyntaxQ /@ {"1 + 1", "1 +"}
    {True, False}
    """
    if not isinstance(text, str):
        raise Failure("string", 1, S.SyntaxQ(text), value=None)
    return boolean(trouble(text) is None)


@builtin("SyntaxLength[text]", messages=MESSAGES)
def syntax_length(kernel: Any, text: Any) -> Any:
    """gives how many characters begin an input; one more than all where more are needed.

    >>> SyntaxLength /@ {"a+b", "a+)", "(a"}
    {3, 2, 3}
    """
    if not isinstance(text, str):
        raise Failure("string", 1, S.SyntaxLength(text), value=None)
    failure = trouble(text)
    if failure is None:
        return len(text)
    return len(text) + 1 if failure.at_end else min(failure.offset, len(text))


NUMBER = re.compile(r"[-+]?(?:\d[\d,]*\.?\d*|\.\d+)(?:(?:[eE]|\*\^)[-+]?\d+)?")
TRUTHS = {
    "true": TRUE,
    "yes": TRUE,
    "on": TRUE,
    "1": TRUE,
    "false": FALSE,
    "no": FALSE,
    "off": FALSE,
    "0": FALSE,
}


def number(text: str) -> Any:
    """The integer or real number that a text spells."""
    plain = text.strip().replace(",", "")
    if not NUMBER.fullmatch(text.strip()):
        raise ValueError
    return int(plain) if plain.lstrip("+-").isdigit() else float(plain.replace("*^", "e"))


def integer(text: str) -> Any:
    value = number(text)
    if isinstance(value, float):
        if not value.is_integer():
            raise ValueError
        return int(value)
    return value


def percent(text: str) -> Any:
    return number(text.strip().removesuffix("%")) / 100


def truth(text: str) -> Any:
    if text.strip().lower() not in TRUTHS:
        raise ValueError
    return TRUTHS[text.strip().lower()]


def date(text: str) -> Any:
    found = moment(text)
    return date_object(found.time, min(found.given, 3))


def date_time(text: str) -> Any:
    found = moment(text)
    return date_object(found.time, found.given)


INTERPRETERS: dict[str, Callable[[str], Any]] = {
    "Number": number,
    "Real": lambda text: float(number(text)),
    "Integer": integer,
    "SemanticNumber": number,
    "ComputedNumber": number,
    "Percent": percent,
    "Boolean": truth,
    "String": lambda text: text,
    "Date": date,
    "DateTime": date_time,
    "Time": date_time,
}


@builtin("$Interpret[form, text]", messages=MESSAGES)
def interpret(kernel: Any, form: Any, text: Any) -> Any:
    """reads a text as a value of a form, for Interpreter.

    >>> $Interpret["Integer", "12"]
    12
    """
    if is_list(text):
        return make_list([interpret(kernel, form, each) for each in text.parts])
    if not isinstance(text, str):
        text = kernel.show(text)
    reader = reader_of(form)
    try:
        return reader(text)
    except (ValueError, Failure):
        return failure(form, text)


def reader_of(form: Any) -> Callable[[str], Any]:
    """The function that reads texts of a form."""
    if isinstance(form, str) and form in INTERPRETERS:
        return INTERPRETERS[form]
    if is_list(form):
        choices = {str(each).lower(): each for each in form.parts}
        return lambda text: choice(choices, text)
    if isinstance(form, Expr) and form.head is S.DelimitedSequence and form.parts:
        return sequence_reader(reader_of(form.parts[0]), form.parts[1:])
    raise Failure("form", form, make_list(INTERPRETERS), owner=S.Interpreter, value=None)


def choice(choices: dict[str, Any], text: str) -> Any:
    if text.strip().lower() not in choices:
        raise ValueError
    return choices[text.strip().lower()]


def sequence_reader(reader: Callable[[str], Any], given: tuple[Any, ...]) -> Callable[[str], Any]:
    """The reader of several values with something between them."""
    separator = given[0] if given and isinstance(given[0], str) else None
    split = re.compile(r"[\s,;]+" if separator is None else re.escape(separator))
    return lambda text: make_list([reader(part) for part in split.split(text.strip()) if part])


def failure(form: Any, text: str) -> Any:
    about = [
        ("MessageTemplate", "`Input` could not be interpreted as `Type`."),
        ("MessageParameters", Association.of([("Input", text), ("Type", form)])),
        ("Input", text),
        ("Type", form),
    ]
    return Expr(S.Failure, ("InterpretationFailure", Association.of(about)))


@builtin("SemanticInterpretation[text]", "SemanticInterpretation[text, pattern]", messages=MESSAGES)
def semantic_interpretation(kernel: Any, text: Any, pattern: Any = None) -> Any:
    """would give the expression that free text means; this is asked of a server that is not reached.

    >>> Quiet[SemanticInterpretation["two plus two"]]
    $Failed
    """
    raise Failure("online")
