"""Definitions kept in files: Save as text, DumpSave as bytes; FullDefinition with all that is needed."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.file_names import need_name
from wlmini.builtins.help import printing_as, told_definitions
from wlmini.builtins.importing import save_file
from wlmini.builtins.saving import PUT_MESSAGES
from wlmini.builtins.streams import open_target
from wlmini.expr import NULL, Expr, S, Symbol, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.statements import is_defined, needed, statements
from wlmini.kernel.wxf import serialize

MESSAGES = {
    **PUT_MESSAGES,
    "nosym": "There are no symbols to be saved: `1` is no symbol, no context and no list of these.",
    "value": "The definitions cannot be written: `1`.",
}


def symbols_named(kernel: Any, spec: Any) -> list[Symbol]:
    """The symbols that a symbol, a name, a context or a list of these stands for."""
    if isinstance(spec, Symbol):
        return [spec]
    if is_list(spec):
        return [found for each in spec.parts for found in symbols_named(kernel, each)]
    if isinstance(spec, str) and spec.endswith("`"):
        table = kernel.definitions.table
        return [each for each in list(table) if each.context.startswith(spec) and is_defined(table[each])]
    if isinstance(spec, str):
        return [kernel.contexts.lookup(spec)]
    raise Failure("nosym", spec)


@builtin("FullDefinition[symbol]", "FullDefinition[symbol1, symbol2, ...]", attributes="HoldAll",
         messages={"ssym": "`1` is neither a symbol nor the name of one."})  # fmt: skip
def full_definition(kernel: Any, *symbols: Any) -> Any:
    """prints as the definitions of symbols and of all symbols that these refer to.

    >>> sq[x_] := x^p; p = 2; StringSplit[ToString[FullDefinition[sq]], "\\n \\n"]
    {sq[x_] := x^p, p = 2}
    """
    return printing_as(kernel, S.FullDefinition, symbols, told_with_all)


def told_with_all(kernel: Any, expr: Expr) -> str:
    """What FullDefinition[symbol] prints as."""
    return told_definitions(kernel, S.Definition(*needed(kernel, list(expr.parts))))


# -- as text -------------------------------------------------------------------------------------------


@builtin('Save["file", symbol]', 'Save["file", {symbol1, symbol2, ...}]', 'Save["file", "context`"]',
         attributes="HoldRest", messages=MESSAGES)  # fmt: skip
def save(kernel: Any, file: Any, spec: Any) -> Any:
    """writes the definitions of symbols, and of those they refer to, at the end of a file that Get reads.

    >>> sq[x_] := x^2; file = CreateFile[]; Save[file, sq]; Clear[sq]; Get[file]; sq[5]
    25
    """
    found = needed(kernel, symbols_named(kernel, spec))
    texts = [
        kernel.show(each, "InputForm") for symbol in found for each in statements(kernel.definitions[symbol])
    ]
    target = open_target(need_name(file), "ab")
    try:
        target.write("".join([f"{text}\n \n" for text in texts]))
    finally:
        target.close()
    return NULL


# -- as bytes ------------------------------------------------------------------------------------------


@builtin('DumpSave["file.mx", symbol]', 'DumpSave["file.mx", {symbol1, symbol2, ...}]',
         'DumpSave["file.mx", "context`"]',
         attributes="HoldRest", messages=MESSAGES)  # fmt: skip
def dump_save(kernel: Any, file: Any, spec: Any) -> Any:
    """writes the definitions of symbols as bytes, in WXF, to a file that Get reads; gives the symbols.

    >>> sq[x_] := x^2; file = CreateFile[]; DumpSave[file, sq]; Clear[sq]; Get[file]; sq[5]
    25
    """
    found = symbols_named(kernel, spec)
    lines = [S.HoldComplete(each) for symbol in found for each in statements(kernel.definitions[symbol])]
    try:
        data = serialize(make_list(lines), compress=True)
    except ValueError as error:
        raise Failure("value", str(error)) from None
    save_file(need_name(file), data)
    return make_list(found)
