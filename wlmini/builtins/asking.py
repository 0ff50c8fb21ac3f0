"""Asking the person at the terminal: Input and InputString."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.streams import STANDARD, opened, read_piece
from wlmini.expr import NULL, S
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.syntax.failure import SyntaxFailure


def line(kernel: Any, prompt: Any) -> Any:
    """A line of standard input, which goes on after the prompt; EndOfFile at its end."""
    streams = opened(kernel)
    streams[STANDARD["stdout"]].write(prompt if isinstance(prompt, str) else kernel.show(prompt))
    return read_piece(kernel, streams[STANDARD["stdin"]], S.String)


@builtin("InputString[]", "InputString[prompt]", "InputString[prompt, initial]")
def input_string(kernel: Any, prompt: Any = "? ", initial: Any = None) -> Any:
    """asks for a line of text on standard input.

    >>> Head[Hold[InputString["name: "]]]
    Hold
    """
    return line(kernel, prompt)


@builtin("Input[]", "Input[prompt]", "Input[prompt, initial]", messages={"sntx": "`1`"})
def input_(kernel: Any, prompt: Any = "? ", initial: Any = None) -> Any:
    """asks for an expression on standard input and gives its value.

    >>> Head[Hold[Input["n: "]]]
    Hold
    """
    text = line(kernel, prompt)
    if text is S.EndOfFile:
        return text
    value: Any = NULL
    try:
        for reading in kernel.read(text):
            value = kernel.evaluate(reading.expr)
    except SyntaxFailure as failure:
        raise Failure("sntx", str(failure)) from None
    return value
