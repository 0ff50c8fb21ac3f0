"""Reading one input from the terminal: the parts put together."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from prompt_toolkit import PromptSession

from wlmini.frontends.repl.history import open_history
from wlmini.frontends.repl.keys import key_bindings
from wlmini.frontends.repl.validate import needs_more


class Prompt:
    """A prompt that names the number of the input; `incomplete` says whether a text needs more lines."""

    def __init__(self, number: Callable[[], int], incomplete: Callable[[str], bool], history: Path) -> None:
        self.number = number
        self.input: PromptSession[str] = PromptSession(
            history=open_history(history),
            key_bindings=key_bindings(partial(needs_more, incomplete=incomplete)),
            multiline=True,
            prompt_continuation=lambda width, line, wrapped: " " * width,
        )

    def read(self) -> str:
        """The next input; raises KeyboardInterrupt where it was thrown away and EOFError at its end."""
        return self.input.prompt(f"In[{self.number()}]:= ")
