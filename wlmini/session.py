"""A session: the one object a user holds; it joins reading, evaluating and writing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from wlmini.builtins.packing import packed_lists
from wlmini.expr import NULL, TRUE, Expr, Packed, S, Symbol
from wlmini.kernel import sources
from wlmini.kernel.apply import report_fault
from wlmini.kernel.control import Abort, Break, Continue, Exit, Flow, Goto, Return, ReturnFrom, Throw
from wlmini.kernel.definitions import UNSET
from wlmini.kernel.evaluate import Kernel
from wlmini.kernel.formatting import FormatRules
from wlmini.kernel.interrupts import catching_interrupts, held
from wlmini.kernel.shortening import shortened
from wlmini.syntax.parse import Reader, incomplete, parse
from wlmini.syntax.write import Writer

ABORTED = S["$Aborted"]
HISTORY = 1000  # results kept for % and Out[n]
SHOWN = 10**6  # characters of a value that are printed; more is of no use to anybody
PRINTED_LEVELS = 100  # of an expression too deep to be written whole


def pruned(expr: Any, levels: int) -> Any:
    """The expression with what lies deeper than so many levels left out as <<1>>."""
    if not isinstance(expr, Expr):
        return expr
    if not levels:
        return S.Skeleton(1)
    return Expr(pruned(expr.head, levels - 1), [pruned(part, levels - 1) for part in expr.parts])


def to_stderr(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def to_stdout(text: str) -> None:
    print(text, flush=True)


def vectorize(head: Symbol, parts: tuple[Any, ...]) -> Any:
    """A Listable function of packed arrays, or of lists so long that reading NumPy in for them pays."""
    if not any(type(part) is Packed for part in parts):
        parts = packed_lists(parts)
        if not any(type(part) is Packed for part in parts):
            return None
    from wlmini.builtins.vectorized import vectorized

    return vectorized(head, parts)


class Session:
    """A kernel with text in and out.

    `arguments` is the command line that scripts see; printed text goes to `printer`, messages to `messenger`.
    With a `sandbox` (of `kernel.sandbox`) no evaluation changes anything outside of the session.
    """

    def __init__(
        self,
        arguments: Iterable[str] = (),
        *,
        printer: Callable[[str], None] = to_stdout,
        messenger: Callable[[str], None] = to_stderr,
        sandbox: Any = None,
    ) -> None:
        self.sandbox = sandbox
        self.kernel = Kernel(
            load=self.load,
            is_system=sources.is_system,
            show=self.show,
            vectorize=vectorize,
            messenger=messenger,
            printer=printer,
        )
        self.preludes: set[str] = set()
        self.formats = self.kernel.state["formats"] = FormatRules(self.kernel)
        self.writer = Writer(self.kernel.name_of, self.kernel.call, self.formats)
        self.kernel.read = self.read
        self.kernel.state["arguments"] = tuple(arguments)
        self.kernel.state["stdout"] = printer is to_stdout
        self.kernel.state["line"] = 1
        self.kernel.state["history"] = HISTORY
        self.kernel.state["results"] = {}
        self.kernel.state["inputs"] = {}

    # -- reading -----------------------------------------------------------------------------------

    def read(self, text: str, name: str = "") -> Iterable[Any]:
        """The expressions of a text, one after the other; names are resolved when each is read."""
        return Reader(text, self.kernel.contexts.lookup, name)

    def parse(self, text: str) -> Any:
        """The one expression that the text is."""
        return parse(text, self.kernel.contexts.lookup)

    def incomplete(self, text: str) -> bool:
        """Whether the text is the beginning of an expression that goes on."""
        return incomplete(text)

    def load(self, symbol: Symbol) -> None:
        """Import what declares a symbol, or read the prelude file that does."""
        prelude = sources.load(symbol)
        if prelude is not None and prelude not in self.preludes:
            self.preludes.add(prelude)  # before reading: the file's own symbols are met while it is read
            with held():
                self.read_prelude(prelude)

    def read_prelude(self, path: str) -> None:
        """Definitions written in the language; what they name that is no symbol of it stays out of sight."""
        contexts = self.kernel.contexts
        saved = contexts.current, contexts.path
        contexts.current, contexts.path = "Prelude`", ["System`"]
        try:
            with open(path, encoding="utf-8") as file:
                for reading in Reader(file.read(), contexts.lookup, path):
                    self.kernel.evaluate(reading.expr)
            self.protect(sources.declared_in(path))
        finally:
            contexts.current, contexts.path = saved

    def protect(self, names: Iterable[str]) -> None:
        """Keep what a prelude defines from being defined anew, but for settings and Derivative, where the
        derivatives of a user's functions are stored."""
        for name in names:
            if not name.startswith("$") and name != "Derivative":
                known = self.kernel.definitions[S[name]]
                known.set_attributes(known.attributes | {"Protected"})

    # -- evaluating --------------------------------------------------------------------------------

    def confined(self) -> AbstractContextManager[None]:
        """Within the block the process is in the session's sandbox, where it has one."""
        return nullcontext() if self.sandbox is None else self.sandbox.closed()

    def evaluate(self, expr: Any) -> Any:
        """One top-level evaluation: sets In, Out and %; an interrupt gives $Aborted; Exit passes."""
        with self.confined(), catching_interrupts():
            return self.evaluated(expr)

    def evaluated(self, expr: Any) -> Any:
        kernel = self.kernel
        kernel.messages.start()
        kernel.depth = 0
        line = kernel.state["line"]
        kernel.state["inputs"][line] = expr
        try:
            value = self.caught(self.around("$Pre", expr))
            after = self.around("$Post", value)
            value = value if after is value else self.caught(after)
        except Exit:
            raise
        except (Abort, KeyboardInterrupt):
            value = ABORTED
        finally:
            kernel.depth = 0
        kernel.state["results"][line] = value
        forgotten = line - kernel.state["history"]
        kernel.state["results"].pop(forgotten, None)
        kernel.state["inputs"].pop(forgotten, None)
        kernel.state["line"] = line + 1
        return value

    def around(self, name: str, expr: Any) -> Any:
        """The expression with the function around it that $Pre, $Post or $PrePrint holds, where one does."""
        own = self.kernel.definitions[S[name]].own
        return expr if own is UNSET else Expr(S[name], (expr,))

    def caught(self, expr: Any) -> Any:
        """The value, where nothing that should have been caught further down escapes."""
        kernel = self.kernel
        try:
            return kernel.evaluate(expr)
        except Throw as thrown:
            if thrown.uncaught is not None:
                return self.caught(Expr(thrown.uncaught, (thrown.value, thrown.tag)))
            kernel.message(
                S.Throw,
                "nocatch",
                S.Throw(thrown.value) if thrown.tag is None else S.Throw(thrown.value, thrown.tag),
            )
            return S.Hold(S.Throw(thrown.value))
        except Return as end:
            return end.value
        except ReturnFrom as end:
            return S.Return(end.value, end.head)
        except Goto as jump:
            kernel.message(S.Goto, "nolabel", jump.tag)
            return NULL
        except (Break, Continue) as stray:
            head = S.Break if isinstance(stray, Break) else S.Continue
            kernel.message(head, "nofwd", head())
            return S.Hold(head())
        except RecursionError:
            kernel.message(S["$RecursionLimit"], "reclim", int(min(kernel.recursion_limit, 10**9)))
            return ABORTED
        except MemoryError:
            kernel.message(S.General, "nomem")
            return ABORTED
        except (Flow, BrokenPipeError):
            raise
        except Exception as fault:
            report_fault(kernel, S.Evaluate, fault)
            return S["$Failed"]

    def evaluate_text(self, text: str, name: str = "") -> Any:
        """Evaluate every expression of a text in turn; the value of the last one."""
        value: Any = NULL
        for reading in self.read(text, name):
            value = self.evaluate(reading.expr)
        return value

    # -- writing -----------------------------------------------------------------------------------

    def show_result(self, value: Any, form: str = "OutputForm", room: int = SHOWN) -> str:
        """The text of a value that is printed because it was evaluated: $PrePrint acts on it first."""
        shown = self.around("$PrePrint", value)
        if shown is value and form == "OutputForm" and hasattr(value, "summary"):
            return str(value.summary(self.writer.input_form))
        return self.display(value if shown is value else self.caught(shown), form, room)

    def show(self, expr: Any, form: str = "OutputForm") -> str:
        """The text of an expression in OutputForm, InputForm, FullForm or JSON."""
        try:
            with self.confined():
                return self.written(expr, form)
        except RecursionError:
            self.kernel.message(S.General, "deep", PRINTED_LEVELS)
            return self.written(pruned(expr, PRINTED_LEVELS), form)

    def display(self, expr: Any, form: str = "OutputForm", room: int = SHOWN) -> str:
        """The text that a person is shown of a value: what is enormous is cut, and a message says so."""
        part = shortened(expr, room)
        if part is not expr:
            self.kernel.message(S.General, "cut")
        return self.show(part, form)

    def written(self, expr: Any, form: str) -> str:
        """The text, where the expression is not nested too deeply to be written."""
        return self.json(expr) if form == "JSON" else self.writer.write(expr, form)

    def json(self, expr: Any) -> str:
        """The JSON of a value, or $Failed, with a message, where it has none."""
        text = self.kernel.evaluate(S.ExportString(expr, "JSON", S.Rule("Compact", TRUE)))
        return text if isinstance(text, str) else self.writer.output_form(text)
