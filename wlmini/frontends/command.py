"""The command `wlmini`: what the command line asks for is done, and becomes an exit status."""

from __future__ import annotations

import atexit
import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from types import FrameType
from typing import Any

from wlmini.expr import NULL, Expr, S
from wlmini.frontends.arguments import HELP, Request, UsageError, parse
from wlmini.frontends.script import DOCUMENTS, PRINTERS, Unreadable, load, print_all, values
from wlmini.kernel.control import Exit
from wlmini.kernel.interrupts import INTERRUPTS
from wlmini.session import Session
from wlmini.syntax.failure import SyntaxFailure
from wlmini.version import __version__

COLLECTING = 50_000, 20, 20  # expressions hold no cycles: Python's default looks for them at 5 % of all time
FAILED, MISUSED, INTERRUPTED, PIPE_CLOSED = 1, 2, 130, 141


def version() -> str:
    """The version, and what the nets compute with."""
    from wlmini.nets.native.library import describe

    return f"wlmini {__version__}, {describe()}"


INFORMATION = {"help": HELP.rstrip, "version": version}


def process() -> None:
    """Be the process of the command, which ends as soon as all is written.

    Python would take its values apart one by one: that takes 5 ms, after work on many a tenth of all time.
    """
    gc.set_threshold(*COLLECTING)
    statuses: list[int] = []
    atexit.register(end_at_once, statuses)  # what is registered first is called last
    statuses.append(main())
    sys.exit(statuses[0])


def end_at_once(statuses: Sequence[int]) -> None:
    """End with a status, where there is one already."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        return
    for status in statuses:
        os._exit(status)


def main(words: Sequence[str] | None = None) -> int:
    """Run the command with these words (default: the process's own) and give its exit status."""
    prepare_streams()
    words = sys.argv[1:] if words is None else words
    try:
        status = perform(parse(words), words)
        sys.stdout.flush()
        return status
    except UsageError as error:
        return complain(f"{error} (wlmini -help shows what there is)", MISUSED)
    except Unreadable as error:
        return complain(str(error), FAILED)
    except SyntaxFailure as error:
        print(error, file=sys.stderr)
        return FAILED
    except Exit as leaving:
        return leave(leaving.code)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone; the flush at the end of the process shall not complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except Exception as fault:
        return complain(fault_line(fault), FAILED)


def fault_line(fault: Exception) -> str:
    """What a user is told of a fault of ours; with WLMINI_TRACEBACK set a developer sees the rest."""
    if os.environ.get("WLMINI_TRACEBACK"):
        raise fault
    return f"internal fault, please report: {type(fault).__name__}: {fault}"


def prepare_streams() -> None:
    """Streams that were closed lead nowhere; a terminal that lacks a character shows its code."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - open to the end
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def complain(text: str, status: int) -> int:
    print(f"wlmini: {text}", file=sys.stderr)
    return status


def leave(code: int) -> int:
    """The status of `Exit[code]`: what the process can hand on of it."""
    sys.stdout.flush()
    return code % 256


def perform(request: Request, words: Sequence[str]) -> int:
    """Do what is asked for; the status is 0 unless something else is raised."""
    if request.information:
        print(INFORMATION[request.information]())
    elif request.codes or request.function is not None:
        option = "-code" if request.codes else "-function"
        session = open_session(request, words, (option, *request.arguments))
        with interrupts_ending():
            for line in lines_of_input(session) if request.linewise else (None,):
                run_codes(request, session)
                run_function(request, session, line)
    elif request.file is not None:
        run_script(request, request.file, words)
    elif not sys.stdin.isatty():
        run_script(request, "-", words)
    else:
        return converse(open_session(request, words))
    return 0


def sandbox(folders: Sequence[str]) -> Any:
    """A sandbox in which files are read below these folders."""
    from wlmini.kernel.sandbox import Sandbox

    return Sandbox(folders)


def open_session(request: Request, words: Sequence[str], arguments: Sequence[str] = ()) -> Session:
    """A session whose $CommandLine holds the words, and whose $ScriptCommandLine the arguments."""
    folders = [".", os.path.dirname(request.file or "") or "."]
    session = Session(arguments, sandbox=sandbox(folders) if request.sandbox else None)
    session.kernel.state["command line"] = ("wlmini", *words)
    return session


def run_script(request: Request, file: str, words: Sequence[str]) -> None:
    """Run a script file, or standard input for "-"; values are printed as -print says."""
    text = load(file)
    session = open_session(request, words, (file, *request.arguments))
    session.kernel.state["file"] = "" if file == "-" else os.path.abspath(file)
    with interrupts_ending():
        found = reader_of(file)(session, text, file)
        PRINTERS[request.printing](found, partial(show, session, request.form))


def reader_of(file: str) -> Callable[[Session, str, str], Iterator[Any]]:
    """What evaluates the expressions of a file: notebooks and Markdown hold them in pieces."""
    if file.lower().endswith(DOCUMENTS):
        from wlmini.frontends import notebook

        return notebook.values
    return values


def run_codes(request: Request, session: Session) -> None:
    """Evaluate each -code in one session and print its last value, or all of them."""
    print_values = PRINTERS[request.printing or "last"]
    for code in request.codes:
        print_values(values(session, code, "-code"), partial(show, session, request.form))


def lines_of_input(session: Session) -> Iterator[str]:
    """Each line of standard input, which $ScriptInputString has while it is worked on."""
    for line in sys.stdin:
        text = session.kernel.state["script input"] = line.rstrip("\n")
        yield text


def run_function(request: Request, session: Session, line: str | None) -> None:
    """Apply the -function to the line of input, or else to the arguments, and print its value."""
    if request.function is None:
        return
    *_, function = [NULL, *(reading.expr for reading in session.read(request.function, "-function"))]
    given = request.arguments if line is None else (*request.arguments, line)
    types = dict(enumerate(request.signature))
    applied = Expr(function, [interpreted(word, types.get(place)) for place, word in enumerate(given)])
    print_all([session.evaluate(applied)], partial(show, session, request.form))


def interpreted(word: str, kind: str | None) -> Any:
    """An argument as a -signature says: a string, or what Interpreter makes of it."""
    return word if kind in (None, "String") else Expr(S.Interpreter(kind), (word,))


def converse(session: Session) -> int:
    """Hold the REPL; its room is entered only here, since prompt_toolkit takes longer to load than we do."""
    from wlmini.frontends.repl import loop

    return loop.run(session)


def show(session: Session, form: str, value: Any) -> str:
    return session.show_result(value, form)


@contextmanager
def interrupts_ending() -> Iterator[None]:
    """Within the block Ctrl-C ends the process: in a script $Aborted would only be one more value.

    Long work that takes the first Ctrl-C as the wish to come to an end, as training does, is let do so.
    """

    def end(number: int, frame: FrameType | None) -> None:
        if not INTERRUPTS.note():
            raise SystemExit(INTERRUPTED)

    previous = signal.signal(signal.SIGINT, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, previous)
