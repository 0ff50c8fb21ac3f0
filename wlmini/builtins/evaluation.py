"""Holding, evaluating, printing, messages: how evaluation is steered and seen."""

from __future__ import annotations

import re
from typing import Any

from wlmini.builtins.infinities import MINUS
from wlmini.builtins.laying_out import laid_out
from wlmini.expr import NULL, Expr, S, Symbol, boolean, head_of, is_atom, is_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import GENERAL, Failure, message_name
from wlmini.syntax.characters import NAMES
from wlmini.syntax.failure import SyntaxFailure

# -- holding ---------------------------------------------------------------------------------------


@builtin("Hold[expr, ...]", attributes="HoldAll")
def hold(kernel: Any, *expressions: Any) -> Any:
    """keeps its arguments unevaluated.

    >>> Hold[1 + 1]
    Hold[1 + 1]
    """
    return None


@builtin("HoldForm[expr]", attributes="HoldAll")
def hold_form(kernel: Any, *expressions: Any) -> Any:
    """keeps its argument unevaluated and prints as the argument alone.

    >>> HoldForm[1 + 1]
    1 + 1
    """
    return None


@builtin("HoldComplete[expr, ...]", attributes="HoldAllComplete")
def hold_complete(kernel: Any, *expressions: Any) -> Any:
    """keeps its arguments unevaluated even against Evaluate, Sequence and up values.

    >>> HoldComplete[Evaluate[1 + 1]]
    HoldComplete[Evaluate[1 + 1]]
    """
    return None


@builtin("HoldPattern[expr]", attributes="HoldAll")
def hold_pattern(kernel: Any, *expressions: Any) -> Any:
    """is, as a pattern, expr kept unevaluated.

    >>> MatchQ[Hold[1 + 1], Hold[HoldPattern[1 + _]]]
    True
    """
    return None


@builtin("Unevaluated[expr]", attributes="HoldAllComplete")
def unevaluated(kernel: Any, *expressions: Any) -> Any:
    """hands its argument to a function without evaluating it.

    >>> Length[Unevaluated[1 + 2 + 3]]
    3
    """
    return None


@builtin("ReleaseHold[expr]")
def release_hold(kernel: Any, expr: Any) -> Any:
    """removes Hold, HoldForm, HoldPattern and HoldComplete from expr.

    >>> ReleaseHold[{Hold[1 + 1], 3}]
    {2, 3}
    """
    return released(expr)


HOLDS = (S.Hold, S.HoldForm, S.HoldPattern, S.HoldComplete)


def released(expr: Any) -> Any:
    if not isinstance(expr, Expr) or is_atom(expr):
        return expr
    if expr.head in HOLDS:
        return expr.parts[0] if len(expr.parts) == 1 else Expr(S.Sequence, expr.parts)
    return Expr(released(expr.head), [released(p) for p in expr.parts])


@builtin("Evaluate[expr]")
def evaluate_(kernel: Any, *expressions: Any) -> Any:
    """evaluates its argument even where it stands in a function that holds it.

    >>> Hold[Evaluate[1 + 1]]
    Hold[2]
    """
    return expressions[0] if len(expressions) == 1 else Expr(S.Sequence, expressions)


# -- what an expression is -------------------------------------------------------------------------


@builtin("Head[expr]", "Head[expr, h]")
def head(kernel: Any, expr: Any, h: Any = None) -> Any:
    """gives the head of expr.

    >>> {Head[a + b], Head[3], Head["s"]}
    {Plus, Integer, String}
    """
    found = head_of(expr)
    if found is S.Times and expr == MINUS:
        found = S.DirectedInfinity
    return found if h is None else Expr(h, (found,))


@builtin("AtomQ[expr]")
def atom_q(kernel: Any, expr: Any) -> Any:
    """is True where expr has no parts.

    >>> {AtomQ[x], AtomQ[f[x]]}
    {True, False}
    """
    return boolean(is_atom(expr) and expr is not S.Infinity)


@builtin(
    'Symbol["name"]',
    attributes="Locked",
    messages={
        "symname": "`1` cannot be the name of a symbol.",
        "string": "A string is expected at position 1 in `1`.",
    },
)
def symbol_(kernel: Any, name: Any) -> Any:
    """gives the symbol of that name.

    >>> Symbol["x"]
    x
    """
    if not isinstance(name, str):
        raise Failure("string", S.Symbol(name), value=None)
    if not all(re.fullmatch(r"(?!\d)[\w$]+", part) for part in name.lstrip("`").split("`")):
        raise Failure("symname", name, value=None)
    return kernel.contexts.lookup(name)


NAMING = {"ssle": "A symbol or the name of one, a string, is expected in place of `1`."}


@builtin("SymbolName[symbol]")
def symbol_name(kernel: Any, symbol: Any) -> Any:
    """gives the name of a symbol as a string.

    >>> StringLength[SymbolName[abc]]
    3
    """
    if not isinstance(symbol, Symbol):
        raise Failure("sym", symbol, 1, value=None)
    return symbol.short


@builtin("Context[]", "Context[symbol]", attributes="HoldFirst", messages=NAMING)
def context(kernel: Any, symbol: Any = None) -> Any:
    """gives the current context, or that of a symbol.

    >>> Context[Plus]
    System`
    """
    if symbol is None:
        return kernel.contexts.current
    if not isinstance(symbol, (Symbol, str)):
        symbol = kernel.evaluate(symbol)
    if isinstance(symbol, str):
        symbol = kernel.contexts.lookup(symbol)
    if not isinstance(symbol, Symbol):
        raise Failure("ssle", symbol, value=None)
    return symbol.context


# -- output ----------------------------------------------------------------------------------------


@builtin("Print[expr1, expr2, ...]")
def print_(kernel: Any, *expressions: Any) -> Any:
    """prints its arguments one after the other on a line of its own.

    >>> Print["x = ", 5]
    x = 5
    """
    kernel.printer("".join([kernel.show(e) for e in expressions]))
    return NULL


@builtin("Echo[expr]", "Echo[expr, label]", "Echo[expr, label, f]")
def echo(kernel: Any, expr: Any, label: Any = "", f: Any = None) -> Any:
    """prints expr and gives it.

    >>> Echo[1 + 1] + 1
    >> 2
    3
    """
    shown = expr if f is None else kernel.call(f, expr)
    text = kernel.show(label)
    kernel.printer(f">> {text} {kernel.show(shown)}" if text else f">> {kernel.show(shown)}")
    return expr


FORMS = (
    "OutputForm", "InputForm", "FullForm", "StandardForm", "TraditionalForm", "TeXForm", "CForm",
    "FortranForm", "TreeForm", "TextForm",
)  # fmt: skip


WRAPPERS = ("MatrixForm", "TableForm", "ColumnForm", "NumberForm", "ScientificForm", "EngineeringForm")


@builtin(
    "ToString[expr]",
    "ToString[expr, form]",
    options={
        "PageWidth": S.Infinity,
        "PageHeight": S.Infinity,
        "TotalWidth": S.Infinity,
        "TotalHeight": S.Infinity,
        "CharacterEncoding": S.Automatic,
        "NumberMarks": S.Automatic,
        "FormatType": S.OutputForm,
    },
    messages={"fmtval": "`1` is no form of output that is built in."},
    noted=("PageHeight",),
)
def to_string(kernel: Any, expr: Any, form: Any = None, *, options: dict[str, Any]) -> Any:
    """gives the text that expr prints as.

    >>> StringLength[ToString[1/3 + x]]
    7
    """
    form = options["FormatType"] if form is None else form
    name = form.short if isinstance(form, Symbol) else form
    if name in WRAPPERS:
        expr, name = S[name](expr), "OutputForm"
    elif name not in FORMS:
        raise Failure("fmtval", form, value=None)
    text = laid_out(str(kernel.show(expr, name)), name, options)
    return plain_ascii(text) if options["CharacterEncoding"] in ("ASCII", "PrintableASCII") else text


def plain_ascii(text: str) -> str:
    """The text with \\[Name] or \\:hex for characters beyond ASCII."""
    return "".join([c if ord(c) < 128 else escaped(c) for c in text])


def escaped(character: str) -> str:
    if character in NAMES:
        return f"\\[{NAMES[character]}]"
    code = ord(character)
    return f"\\:{code:04x}" if code < 0x10000 else f"\\|{code:06x}"


@builtin(
    "ToExpression[input]",
    "ToExpression[input, form]",
    "ToExpression[input, form, h]",
    attributes="Listable",
    messages={
        "sntx": "`1`",
        "sntxi": "`1`",
        "form": "Reading of `1` is not built; InputForm and StandardForm are read.",
    },
)
def to_expression(kernel: Any, text: Any, form: Any = S.InputForm, h: Any = None) -> Any:
    """reads a string as input and evaluates it.

    >>> ToExpression["1 + 1"]
    2
    """
    if form in (S.TeXForm, S.MathMLForm):
        raise Failure("form", form)
    if isinstance(text, Expr) and getattr(text.head, "short", "").endswith("Box"):
        held = kernel.evaluate(S.MakeExpression(text, form))
        if isinstance(held, Expr) and held.head is S.HoldComplete and len(held.parts) == 1:
            return held.parts[0] if h is None else Expr(h, held.parts)
        return held
    if not isinstance(text, str):
        return text if h is None else Expr(h, (text,))
    value: Any = NULL
    try:
        for reading in kernel.read(text):
            value = Expr(h, (reading.expr,)) if h is not None else kernel.evaluate(reading.expr)
    except SyntaxFailure as error:
        raise Failure("sntxi" if error.at_end else "sntx", str(error)) from None
    return value


# -- messages --------------------------------------------------------------------------------------


@builtin(
    "Message[symbol::tag, e1, e2, ...]",
    attributes="HoldFirst",
    messages={"name": "`1` is no message name of the form symbol::tag."},
)
def message(kernel: Any, name: Any, *arguments: Any) -> Any:
    """issues the message symbol::tag with the arguments filled in.

    >>> f::bad = "Bad value `1`."; Quiet[Message[f::bad, 3]]
    Null
    """
    named = message_name(name)
    if named is None:
        raise Failure("name", name, value=None)
    kernel.message(*named, *[a.parts[0] if head_of(a) is S.HoldForm else a for a in arguments])
    return NULL


@builtin('MessageName[symbol, "tag"]', attributes="HoldFirst")
def message_name_(kernel: Any, owner: Any, *tags: Any) -> Any:
    """is the name symbol::tag of a message, and gives its text where there is one.

    >>> f::bad = "Bad value `1`."; f::bad
    Bad value `1`.
    """
    named = message_name(S.MessageName(owner, *tags))
    if named is None:
        return None
    symbol, tag = named
    definition = kernel.definitions[symbol]
    if tag == "usage" and "usage" not in definition.messages and definition.builtin is not None:
        return definition.builtin.usage
    if tag in definition.messages:
        return definition.messages[tag]
    if symbol is S.General:
        return GENERAL.get(tag)
    return definition.builtin.messages.get(tag) if definition.builtin else None


@builtin("Quiet[expr]", "Quiet[expr, messages]", "Quiet[expr, off, on]", attributes="HoldAll")
def quiet(kernel: Any, expr: Any, off: Any = S.All, on: Any = None) -> Any:
    """evaluates expr without showing messages.

    >>> Quiet[1/0]
    ComplexInfinity
    """
    spec = off if on is None else S.Except(on, off)
    with kernel.messages.quietly(spec):  # message names as given: evaluated, they would be their texts
        return kernel.evaluate(expr)


@builtin("Check[expr, failexpr]", "Check[expr, failexpr, s1::t1, ...]", attributes="HoldAll")
def check(kernel: Any, expr: Any, failexpr: Any, *names: Any) -> Any:
    """gives failexpr where messages were issued while expr was evaluated, and its value otherwise.

    >>> Check[Quiet[1/0], failed]
    ComplexInfinity
    """
    wanted = [named for named in map(message_name, listed(names)) if named]
    with kernel.messages.watched() as heard:
        value = kernel.evaluate(expr)
    if any(not wanted or key in wanted for key in heard):
        return kernel.evaluate(failexpr)
    return value


def listed(names: tuple[Any, ...]) -> list[Any]:
    return [n for name in names for n in (name.parts if is_list(name) else (name,))]


def switch(name: Any) -> tuple[Symbol, str] | None:
    """The message that On and Off mean; Assert by itself means its own."""
    return (S.Assert, "asrtf") if name is S.Assert else message_name(name)


@builtin("Off[symbol::tag, ...]", attributes="HoldAll")
def off(kernel: Any, *names: Any) -> Any:
    """switches messages off.

    >>> Off[Power::infy]; 1/0
    ComplexInfinity
    """
    kernel.messages.off.update(n for n in map(switch, listed(names)) if n)
    return NULL


@builtin("On[symbol::tag, ...]", attributes="HoldAll")
def on(kernel: Any, *names: Any) -> Any:
    """switches messages on again.

    >>> On[Power::infy]
    Null
    """
    kernel.messages.off.difference_update(n for n in map(switch, listed(names)) if n)
    return NULL


@builtin(
    "Assert[test]",
    "Assert[test, tag]",
    attributes="HoldAllComplete",
    messages={"asrtf": "Assertion `1` does not hold.", "asrttf": "Assertion `1` does not hold (`2`)."},
)
def assert_(kernel: Any, test: Any, tag: Any = None) -> Any:
    """issues a message where test is not True, after On[Assert].

    >>> Assert[1 < 2]
    Null
    """
    if (S.Assert, "asrtf") not in kernel.messages.off and not kernel.is_true(test):
        kernel.message(
            S.Assert, *(("asrtf", test) if tag is None else ("asrttf", test, kernel.evaluate(tag)))
        )
        return None
    return NULL
