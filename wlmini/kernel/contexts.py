"""Contexts: which symbol a name means, and how a symbol's name is shown."""

from __future__ import annotations

from collections.abc import Callable

from wlmini.expr import Symbol, symbol


class Contexts:
    """The current context, the search path and the names that each context holds."""

    def __init__(self, is_system: Callable[[str], bool]) -> None:
        self.current = "Global`"
        self.path = ["System`", "Global`"]
        self.names: dict[str, dict[str, Symbol]] = {"Global`": {}}
        self.is_system = is_system
        self.packages: list[str] = []
        self.aliases: dict[str, str] = {}  # short names of contexts -> the contexts
        self.saved: list[tuple[str, list[str]]] = []

    def lookup(self, name: str) -> Symbol:
        """The symbol that a name, as written, means here; a new name goes into the current context."""
        if "`" in name:
            return self.absolute(self.current + name[1:] if name.startswith("`") else self.unaliased(name))
        for context in (self.current, *self.path):
            found = self.find(context, name)
            if found is not None:
                return found
        return self.absolute(self.current + name)

    def unaliased(self, name: str) -> str:
        """A full name whose context may have been written by its alias."""
        found = (alias for alias in self.aliases if name.startswith(alias))
        alias = max(found, key=len, default="")
        return self.aliases[alias] + name[len(alias) :] if alias else name

    def find(self, context: str, name: str) -> Symbol | None:
        """The symbol of that name in a context, where it exists."""
        if context == "System`" and self.is_system(name):
            return symbol("System`" + name)
        return self.names.get(context, {}).get(name)

    def absolute(self, full_name: str) -> Symbol:
        """The symbol of a full name, noted in its context."""
        found = symbol(full_name)
        if found.context != "System`" or not self.is_system(found.short):
            self.names.setdefault(found.context, {})[found.short] = found
        return found

    def remove(self, removed: Symbol) -> None:
        self.names.get(removed.context, {}).pop(removed.short, None)

    def shown(self, shown: Symbol) -> str:
        """The shortest name that means the symbol here."""
        if shown.context == "Prelude`":  # names that definitions of the language itself use among themselves
            return shown.short
        if shown.context in ("System`", "Global`") and shown.context in (*self.path, self.current):
            return shown.short
        for context in (self.current, *self.path):
            if self.find(context, shown.short) is not None:
                return shown.short if context == shown.context else shown.name
        return shown.name

    def begin(self, context: str) -> None:
        self.saved.append((self.current, list(self.path)))
        self.current = self.current[:-1] + context if context.startswith("`") else context
        self.names.setdefault(self.current, {})

    def end(self) -> str | None:
        """Leave the context entered last; the context left, or None where there was none."""
        if not self.saved:
            return None
        left = self.current
        self.current, _ = self.saved.pop()
        return left

    def begin_package(self, context: str, needed: tuple[str, ...] = ()) -> None:
        self.saved.append((self.current, list(self.path)))
        self.current = context
        self.path = [context, *needed, "System`"]
        self.names.setdefault(context, {})
        if context not in self.packages:
            self.packages.insert(0, context)

    def end_package(self) -> str | None:
        """Leave a package: its context goes to the front of the search path."""
        if not self.saved:
            return None
        left = self.current
        self.current, path = self.saved.pop()
        self.path = [left, *(c for c in path if c != left)]
        return left
