"""Asking the person at the terminal: Input and InputString."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.streams import LINE, standard_input
from wlmini.expr import NULL, S
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.syntax.failure import SyntaxFailure


def line(kernel: Any, prompt: Any) -> str | None:
    """A line of standard input, after a prompt; None at its end."""
    kernel.printer(prompt if isinstance(prompt, str) else kernel.show(prompt))
    return standard_input(kernel).take(LINE)


@builtin("InputString[]", "InputString[prompt]", "InputString[prompt, initial]")
def input_string(kernel: Any, prompt: Any = "? ", initial: Any = None) -> Any:
    """asks for a line of text on standard input.

    >>> Head[Hold[InputString["name: "]]]
    Hold
    """
    text = line(kernel, prompt)
    return S.EndOfFile if text is None else text


@builtin("Input[]", "Input[prompt]", "Input[prompt, initial]", messages={"sntx": "`1`"})
def input_(kernel: Any, prompt: Any = "? ", initial: Any = None) -> Any:
    """asks for an expression on standard input and gives its value.

    >>> Head[Hold[Input["n: "]]]
    Hold
    """
    text = line(kernel, prompt)
    if text is None:
        return S.EndOfFile
    value: Any = NULL
    try:
        for reading in kernel.read(text):
            value = kernel.evaluate(reading.expr)
    except SyntaxFailure as failure:
        raise Failure("sntx", str(failure)) from None
    return value
