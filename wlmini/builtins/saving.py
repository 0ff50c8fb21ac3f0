"""Expressions kept in files as input that reads back: Put, PutAppend, FilePrint."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wlmini.builtins.file_names import need_name
from wlmini.builtins.files import FILE_MESSAGES, path_of
from wlmini.builtins.streams import MESSAGES, open_target
from wlmini.expr import NULL, S
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

PUT_MESSAGES = {**FILE_MESSAGES, **MESSAGES}


def put_into(kernel: Any, exprs: Sequence[Any], name: Any, mode: str) -> Any:
    """Write each expression on lines of its own, as InputForm."""
    file = open_target(need_name(name), mode)
    try:
        file.write("".join([kernel.show(each, "InputForm") + "\n" for each in exprs]))
    finally:
        file.close()
    return NULL


@builtin('Put[expr, "file"]', 'Put[expr1, expr2, ..., "file"]', messages=PUT_MESSAGES)
def put(kernel: Any, *exprs_and_file: Any) -> Any:
    """writes expressions to a file, in the place of what is in it, written expr >> file.

    >>> file = CreateFile[]; Put[{1, x^2, "s"}, file]; Get[file]
    {1, x^2, s}
    """
    *exprs, file = exprs_and_file or (None,)
    return None if file is None else put_into(kernel, exprs, file, "wb")


@builtin(
    'PutAppend[expr, "file"]', 'PutAppend[expr1, expr2, ..., "file"]', messages={**FILE_MESSAGES, **MESSAGES}
)
def put_append(kernel: Any, *exprs_and_file: Any) -> Any:
    """writes expressions at the end of a file, written expr >>> file.

    >>> file = CreateFile[]; PutAppend[a, file]; PutAppend[b, file]; ReadList[file]
    {a, b}
    """
    *exprs, file = exprs_and_file or (None,)
    return None if file is None else put_into(kernel, exprs, file, "ab")


@builtin('FilePrint["file"]', messages=FILE_MESSAGES)
def file_print(kernel: Any, name: Any) -> Any:
    """prints the text of a file.

    >>> file = CreateFile[]; Put[a + b, file]; FilePrint[file]
    a + b
    """
    try:
        text = path_of(name).read_text(encoding="utf-8", errors="replace")
    except OSError:
        raise Failure("nffil", name) from None
    kernel.evaluate(S.Print(text.removesuffix("\n")))
    return NULL
