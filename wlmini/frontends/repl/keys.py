"""The keys that differ from those of every prompt."""

from __future__ import annotations

from collections.abc import Callable

from prompt_toolkit.document import Document
from prompt_toolkit.enums import DEFAULT_BUFFER
from prompt_toolkit.filters import has_focus
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent


def key_bindings(needs_more: Callable[[Document], bool]) -> KeyBindings:
    """Enter ends a finished input and else begins a line; Alt-Enter always begins a line."""
    bindings = KeyBindings()

    @bindings.add("enter", filter=has_focus(DEFAULT_BUFFER))
    def end_or_go_on(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if needs_more(buffer.document):
            buffer.newline(copy_margin=True)
        else:
            buffer.validate_and_handle()

    @bindings.add("escape", "enter", filter=has_focus(DEFAULT_BUFFER))
    def go_on(event: KeyPressEvent) -> None:
        event.current_buffer.newline(copy_margin=True)

    return bindings
