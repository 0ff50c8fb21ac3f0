"""Messages: `Symbol::tag: text` with the arguments filled in, counted, and quiet where asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from wlmini.expr import Expr, Packed, S, Symbol, is_list
from wlmini.kernel.control import Unsaid
from wlmini.kernel.shortening import middle_out, shortened, skeleton

GENERAL = {
    "argx": "`1` called with `2` arguments; 1 argument is expected.",
    "argr": "`1` called with 1 argument; `2` arguments are expected.",
    "argrx": "`1` called with `2` arguments; `3` arguments are expected.",
    "argt": "`1` called with `2` arguments; `3` or `4` arguments are expected.",
    "argtu": "`1` called with 1 argument; `2` or `3` arguments are expected.",
    "argb": "`1` called with `2` arguments; between `3` and `4` arguments are expected.",
    "argbu": "`1` called with 1 argument; between `2` and `3` arguments are expected.",
    "argm": "`1` called with `2` arguments; `3` or more arguments are expected.",
    "argmu": "`1` called with 1 argument; `2` or more arguments are expected.",
    "optx": "Unknown option `1` in `2`.",
    "optnb": "`1` has no option `2` that works here yet; leave it out, or see ?`1` for those that do.",
    "ioppf": "The value of the option `1` is to be a positive integer or Infinity, not `2`.",
    "nyi": "`1` is not built yet.",
    "extra": "The Python package `1` is needed and not installed: pip install 'wlmini[`2`]' brings it.",
    "partw": "Part `1` of `2` does not exist.",
    "shutdown": "`1`",
    "tdlen": "The lists in `1` have unequal lengths and cannot be combined element by element.",
    "reclim": "Evaluation went deeper than $RecursionLimit (`1`) levels.",
    "reclim2": "Evaluation went deeper than $RecursionLimit (`1`) levels, at `2`.",
    "itlim2": "Evaluation took more than $IterationLimit (`1`) steps, the last one to `2`.",
    "fpct": "The parameters `1` of `2` need more arguments than the `3` given.",
    "flpar": "The parameters `1` of `2` are to be a symbol or a list of symbols.",
    "slotn": "Slot number `1` of `2` cannot be filled from `3`.",
    "slota": "Slot `1` needs an association as the first argument in `2`.",
    "wrsym": "Symbol `1` is Protected.",
    "locked": "Symbol `1` is locked.",
    "write": "Tag `1` in `2` is Protected.",
    "argct": "`1` called with `2` arguments; tests and values are to come in pairs.",
    "options": "`2` is no list of rules for `1`.",
    "noctx": "There is no context to go back to.",
    "cxt": "`1` is no context: a string that ends in a backquote.",
    "nocatch": "`1` was not caught by any Catch.",
    "deep": "The expression is nested too deeply to be shown whole; what lies below level `1` is left out.",
    "nomem": "There is not enough memory for this evaluation.",
    "ssym": "`1` is neither a symbol nor a string.",
    "sym": "A symbol is expected at position `2`, not `1`.",
    "precset": "The precision of numbers is not limited by settings: `1` cannot be set, only `2`.",
    "setnum": "Infinity or a number that is not negative is expected in place of `1`.",
    "limset": "A limit is Infinity or an integer of at least 20, not `1`.",
    "cut": "The result is too large to be shown whole; <<n>> stands for n elements, digits or letters.",
    "indet": "Indeterminate expression `1` encountered.",
    "unfl": "Underflow occurred in computation.",
    "ovfl": "Overflow occurred in computation.",
    "stop": "Further output of `1` will be suppressed during this calculation.",
    "sandbox": "The sandbox does not allow `1`.",
    "interr": "Internal fault in `1`: `2`. The expression is left as it was; please report this.",
}
WIDTH, LEVELS, LETTERS = 12, 12, 400  # how many parts, levels and letters of an argument a message shows
LIMIT = 3  # of the same message in one evaluation
SLOT = r"``|`(\d*)`"


class Failure(Exception):
    """A message to issue and the value to return: raised by builtins, caught where they are called.

    `owner` is the symbol the message belongs to (the builtin called, where None); `value` is the result.
    With `value=None` the call is left as it stands.
    """

    def __init__(
        self, tag: str, *arguments: Any, owner: Symbol | None = None, value: Any = S["$Failed"]
    ) -> None:
        super().__init__(tag, *arguments)
        self.tag = tag
        self.arguments = arguments
        self.owner = owner
        self.value = value


class Messages:
    """Where messages go; knows which are off, quiet, or have been said too often."""

    def __init__(self, kernel: Any) -> None:
        self.kernel = kernel
        self.off: set[tuple[Symbol, str]] = {(S.General, "newsym"), (S.Assert, "asrtf")}
        self.quiet: list[Any] = []
        self.watching: list[tuple[int, list[tuple[Symbol, str]]]] = []  # (how many Quiets are around, heard)
        self.hush = 0
        self.unsaid = False  # while translated code asks a builtin
        self.counts: dict[tuple[Symbol, str], int] = {}
        self.said: list[tuple[Symbol, str]] = []  # during the present top-level evaluation

    def start(self) -> None:
        """A new top-level evaluation counts anew."""
        self.counts.clear()
        self.said.clear()
        self.quiet.clear()
        self.watching.clear()
        self.hush = 0

    def template(self, owner: Symbol, tag: str) -> Any | None:
        """The text of a message: the symbol's own, else General's."""
        for symbol in (owner, S.General):
            definition = self.kernel.definitions[symbol]
            if tag in definition.messages:
                return definition.messages[tag]
            if definition.builtin and tag in definition.builtin.messages:
                return definition.builtin.messages[tag]
        return GENERAL.get(tag)

    def issue(self, owner: Symbol, tag: str, *arguments: Any) -> None:
        """Say the message, unless it is off, quiet or has been said too often."""
        if self.unsaid:
            raise Unsaid
        key = (owner, tag)
        if key in self.off:
            return
        quiet = [depth for depth, spec in enumerate(self.quiet) if covers(spec, key)]
        for depth, watch in self.watching:  # a Quiet around a Check does not hide messages from it
            if not quiet or quiet[-1] < depth:
                watch.append(key)
        if self.hush or quiet:
            return
        self.said.append(key)
        if tag == "extra":  # the package that is missing is named once, whatever functions ask for it
            key = (S.General, f"{tag} {arguments[0]}")
            if key in self.counts:
                return
        count = self.counts[key] = self.counts.get(key, 0) + 1
        if count > LIMIT:
            return
        self.write(owner, tag, self.text(owner, tag, arguments))
        if count == LIMIT:
            shown = f"{self.kernel.name_of(owner)}::{tag}"
            self.write(S.General, "stop", GENERAL["stop"].replace("`1`", shown))

    def write(self, owner: Symbol, tag: str, text: str) -> None:
        self.kernel.messenger(f"{self.kernel.name_of(owner)}::{tag}: {text}")

    def text(self, owner: Symbol, tag: str, arguments: tuple[Any, ...]) -> str:
        """The message's text with its arguments filled in."""
        template = self.template(owner, tag)
        if template is None:
            return "-- Message text not found --" + "".join(f" ({self.kernel.show(a)})" for a in arguments)
        shown = [shortened(abbreviated(argument), LETTERS) for argument in arguments]
        text = template if isinstance(template, str) else self.kernel.show(template)
        return fill(text, self.kernel.show, shown)

    @contextmanager
    def quietly(self, spec: Any) -> Iterator[None]:
        """Within the block, the messages that `spec` covers are not said."""
        depth = len(self.quiet)
        self.quiet.append(spec)
        try:
            yield
        finally:
            del self.quiet[depth:]

    @contextmanager
    def watched(self) -> Iterator[list[tuple[Symbol, str]]]:
        """Within the block, the messages said are collected in the list."""
        heard: list[tuple[Symbol, str]] = []
        depth = len(self.watching)
        self.watching.append((len(self.quiet), heard))
        try:
            yield heard
        finally:
            del self.watching[depth:]

    @contextmanager
    def hushed(self) -> Iterator[list[tuple[Symbol, str]]]:
        """Within the block, messages are collected in the list and nothing is written."""
        self.hush += 1
        try:
            with self.watched() as heard:
                yield heard
        finally:
            self.hush -= 1


def fill(template: str, show: Any, arguments: Sequence[Any]) -> str:
    """Put the arguments, shown, for `1`, `2` and `` in the text."""
    following = iter(range(len(arguments)))

    def value(found: re.Match[str]) -> str:
        index = int(found[1]) - 1 if found[1] else next(following, len(arguments))
        if not 0 <= index < len(arguments):
            return found[0]
        argument = arguments[index]
        return argument if isinstance(argument, str) else str(show(argument))

    return re.sub(SLOT, value, template)


def abbreviated(expr: Any, size: int = WIDTH, levels: int = LEVELS) -> Any:
    """The expression with the middle of long sequences left out as <<n>>, for messages to be readable."""
    if isinstance(expr, str) and len(expr) > LETTERS:
        return middle_out(expr, LETTERS)
    if not isinstance(expr, Expr):
        return expr
    if not levels:
        return skeleton(1)
    count, inner = len(expr), (max(2, size // 3), levels - 1)
    if isinstance(expr, Packed):
        parts = [expr.array[i] for i in kept_positions(count, size)]
        shown = [abbreviated(Packed(p) if getattr(p, "ndim", 0) else p.item(), *inner) for p in parts]
    else:
        shown = [abbreviated(expr.parts[i], *inner) for i in kept_positions(count, size)]
    if count > size:
        shown.insert(len(shown) - 1, skeleton(count - len(shown)))
    return Expr(expr.head, shown)


def kept_positions(count: int, size: int) -> list[int]:
    """The first positions and the last one, where there are more than `size`."""
    return list(range(count)) if count <= size else [*range(size - 1), count - 1]


def message_name(expr: Any) -> tuple[Symbol, str] | None:
    """(symbol, tag) of symbol::tag."""
    if isinstance(expr, Expr) and expr.head is S.MessageName and len(expr.parts) >= 2:
        owner, tag = expr.parts[0], expr.parts[1]
        if isinstance(owner, str):
            owner = S[owner]
        if isinstance(owner, Symbol) and isinstance(tag, str):
            return owner, tag
    return None


def covers(spec: Any, key: tuple[Symbol, str]) -> bool:
    """Whether a specification (All, symbol::tag, or a list of them) covers a message."""
    if spec is S.All:
        return True
    if is_list(spec):
        return any(covers(part, key) for part in spec.parts)
    if isinstance(spec, Expr) and spec.head is S.Except:  # Except[those that stay on, those that are off]
        return covers(spec.parts[1], key) and not covers(spec.parts[0], key)
    named = message_name(spec)
    return named is not None and named[1] == key[1] and named[0] in (key[0], S.General)
