"""What the system says about its own symbols: ?name, usage messages, Names of builtins."""

from __future__ import annotations

import operator
from functools import partial
from typing import Any

from wlmini.builtins.reports import Report, properties_of
from wlmini.expr import NULL, Association, Atom, Expr, S, Symbol, is_list, make_list
from wlmini.kernel import sources
from wlmini.kernel.declare import builtin
from wlmini.kernel.definitions import UNSET, Definition
from wlmini.kernel.messages import Failure


@builtin(
    "Information[symbol]",
    'Information["name"]',
    "Information[object, property]",
    attributes="HoldFirst",
    options={"LongForm": S["False"]},
    messages={"notfound": "There is no symbol `1`.", "noprop": "`1` has no property `2`; it has `3`."},
)
def information(kernel: Any, subject: Any, *properties: Any, options: dict[str, Any]) -> Any:
    """prints what is known about a symbol, written ?symbol; of a net and the like it gives properties.

    >>> Information["Definition"]
    Definition[symbol] prints as the definitions of a symbol.
    Definition[symbol1, symbol2, ...]
    """
    if not isinstance(subject, (Symbol, str)):
        subject = kernel.evaluate(subject)
    elif isinstance(subject, Symbol):
        own = kernel.definitions[subject].own
        subject = own if isinstance(own, Atom) or properties and is_list(own) else subject
    if isinstance(subject, Atom):
        return atom_information(kernel, subject, properties)
    if is_list(subject) and properties and all(hasattr(part, "information") for part in subject.parts):
        return make_list(atom_information(kernel, part, properties) for part in subject.parts)
    found = [kernel.contexts.lookup(subject)] if isinstance(subject, str) else [subject]
    if isinstance(subject, str) and "*" in subject:
        found = [S[name] for name in matching(subject)]
        kernel.printer("  ".join(symbol.short for symbol in found))
        return NULL
    if not isinstance(found[0], Symbol):
        return None
    if properties:
        return properties_of(found[0], symbol_facts(kernel, found[0]), properties[0])
    kernel.printer(description(kernel, found[0], options["LongForm"] is S["True"]))
    return NULL


def matching(pattern: str) -> list[str]:
    """The system's own symbols whose names match a pattern with * in it."""
    start, _, end = pattern.partition("*")
    return sorted(
        n for n, place in sources.index().items() if place and n.startswith(start) and n.endswith(end)
    )


def atom_information(kernel: Any, value: Atom, properties: tuple[Any, ...]) -> Any:
    """Information[net, "property"]: what the value's own `information` offers."""
    offered = getattr(value, "information", None)
    if offered is None:
        return None
    known: dict[str, Any] = offered(kernel)
    if not properties and hasattr(value, "summary"):
        return Report(kernel, value, known)
    if not properties:
        return Association.of((name, make() if callable(make) else make) for name, make in known.items())
    return properties_of(value, known, properties[0])


VALUES = ("OwnValues", "DownValues", "UpValues", "SubValues", "DefaultValues", "FormatValues")


def symbol_facts(kernel: Any, symbol: Symbol) -> dict[str, Any]:
    """The properties that Information has of a symbol, by name."""
    asked = {n: partial(kernel.call, S[n], symbol) for n in (*VALUES, "Attributes", "Options")}
    usage = usage_of(kernel, symbol)
    named = {"Name": symbol.short, "FullName": symbol.name, "Usage": S["None"] if usage is None else usage}
    return {**asked, **named}


def usage_of(kernel: Any, symbol: Symbol) -> Any:
    definition: Definition = kernel.definitions[symbol]
    usage = definition.messages.get("usage")
    return definition.builtin.usage if usage is None and definition.builtin is not None else usage


def description(kernel: Any, symbol: Symbol, long: bool) -> str:
    """Usage, then, in the long form or where there is no usage, the definitions."""
    definition: Definition = kernel.definitions[symbol]
    usage = usage_of(kernel, symbol)
    lines = [usage if isinstance(usage, str) else kernel.show(usage)] if usage is not None else []
    if long or usage is None:
        lines += definition_lines(kernel, definition)
    return "\n".join(lines) or kernel.name_of(symbol)


def definition_lines(kernel: Any, definition: Definition) -> list[str]:
    """What the symbol is made of, as the assignments that would make it."""
    symbol = definition.symbol
    made = []
    if definition.attributes:
        names = make_list(S[name] for name in sorted(definition.attributes))
        made.append(S.Set(S.Attributes(symbol), names))
    if definition.own is not UNSET:
        made.append(S.Set(definition.symbol, definition.own))
    for rules in (definition.down, definition.sub, definition.up):
        made += [(S.SetDelayed if r.delayed else S.Set)(r.lhs, r.rhs) for r in rules]
    made += [S.Set(S.Default(symbol, *([i] if i else ())), v) for i, v in definition.defaults.items()]
    options = kernel.call(S.Options, symbol)
    if is_list(options) and len(options):
        made.append(S.Set(S.Options(symbol), options))
    return [kernel.show(line, "InputForm") for line in made]


def told_definitions(kernel: Any, expr: Expr) -> str:
    """What Definition[symbol] prints as."""
    found = [definition_lines(kernel, kernel.definitions[each]) for each in expr.parts]
    return BETWEEN.join([line for lines in found for line in lines]) or "Null"


BETWEEN = "\n \n"  # definitions


@builtin("Definition[symbol]", "Definition[symbol1, symbol2, ...]", attributes="HoldAll",
         messages={"ssym": "`1` is neither a symbol nor the name of one."})  # fmt: skip
def definition_(kernel: Any, *symbols: Any) -> Any:
    """prints as the definitions of a symbol.

    >>> sq[x_] := x^2; Definition[sq]
    sq[x_] := x^2
    >>> sq[x_] := x^2; StringLength[ToString[Definition[sq]]]
    13
    """
    return printing_as(kernel, S.Definition, symbols, told_definitions)


def printing_as(kernel: Any, head: Symbol, symbols: tuple[Any, ...], told: Any) -> Any:
    """The call as it stands, which prints as what is told; names become symbols."""
    kernel.state["formats"].told[head] = told
    named = [kernel.contexts.lookup(each) if isinstance(each, str) else each for each in symbols]
    wrong = next((each for each in named if not isinstance(each, Symbol)), None)
    if wrong is not None or not named:
        raise Failure("ssym", wrong, value=None) if named else Failure("argm", head, 0, 1, value=None)
    return None if all(map(operator.is_, named, symbols)) else Expr(head, named)
