"""The loop of the REPL: read, evaluate, print; this part alone knows the session."""

from __future__ import annotations

import sys

from wlmini.expr import NULL
from wlmini.frontends.repl.history import history_file
from wlmini.frontends.repl.prompt import Prompt
from wlmini.kernel.control import Exit
from wlmini.session import Session
from wlmini.syntax.failure import SyntaxFailure
from wlmini.version import __version__

SHOWN = 50_000  # characters of a value
BANNER = f"wlmini {__version__}, an open interpreter for the Wolfram Language. Ctrl-D leaves.\n"


def run(session: Session) -> int:
    """Converse until Ctrl-D or Exit[n]; the value is the exit status."""
    prompt = Prompt(lambda: number(session), session.incomplete, history_file())
    print(BANNER)
    while True:
        try:
            answer(session, prompt.read())
        except KeyboardInterrupt:
            continue  # at the prompt: the input is thrown away and its number stays
        except EOFError:
            return 0
        except Exit as leaving:
            return leaving.code % 256
        except Exception as fault:  # of ours: it must not cost the user the session
            print(f"wlmini: internal fault, please report: {type(fault).__name__}: {fault}", file=sys.stderr)


def number(session: Session) -> int:
    """The number of the next input."""
    return int(session.kernel.state["line"])


def answer(session: Session, text: str) -> None:
    """Evaluate each expression of the input and print the values; a wrong one is reported at its place."""
    try:
        for reading in session.read(text, f"In[{number(session)}]"):
            line = number(session)
            value = session.evaluate(reading.expr)
            print("" if value is NULL else f"\nOut[{line}]= {session.show_result(value, room=SHOWN)}\n")
    except SyntaxFailure as error:
        print(error, end="\n\n", file=sys.stderr)
