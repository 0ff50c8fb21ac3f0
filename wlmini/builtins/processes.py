"""Programs that run beside the session: started, written to, read from and ended."""

from __future__ import annotations

import codecs
import os
import select
import subprocess
import weakref
from contextlib import suppress
from typing import Any

from wlmini.builtins.channels import Target
from wlmini.builtins.environment import settings
from wlmini.builtins.streams import add
from wlmini.builtins.text_sources import Awaited
from wlmini.expr import NULL, Association, Atom, Expr, S, boolean, is_list, make_list
from wlmini.kernel.declare import builtin, inert
from wlmini.kernel.messages import Failure
from wlmini.kernel.permissions import ask

MESSAGES = {
    "command": "The command `1` is neither a string nor a list of strings.",
    "pnfd": "The program `1` cannot be started.",
    "proc": "`1` is no process; StartProcess gives one.",
    "ended": "The process takes no more input.",
    "status": "`1` is no status of a process; there are `2`.",
    "stream": "`1` is no stream of a process; there are `2`.",
}
STREAMS = ("StandardInput", "StandardOutput", "StandardError")
STATUSES = ("Running", "Finished")
CHUNK = 65536


class Pipe(Awaited):
    """The output of a program, read as it comes."""

    def __init__(self, name: str, file: Any) -> None:
        super().__init__(name, "")
        self.file = file
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.ended = False

    def fill(self) -> None:
        """Wait for some more text, or for the end."""
        data = os.read(self.file.fileno(), CHUNK)
        self.text += self.decoder.decode(data, final=not data)
        self.ended = not data

    def more(self) -> bool:
        if not self.ended:
            self.fill()
        return not self.ended

    def ready(self) -> str:
        """What has come so far, without waiting."""
        while not self.ended and select.select([self.file], [], [], 0)[0]:
            self.fill()
        text, self.position = self.unread(), len(self.text)
        return text

    def close(self) -> None:
        self.ended = True


class Feed(Target):
    """The input of a program."""

    def __init__(self, file: Any) -> None:
        self.name, self.codec, self.file = "stdin", "utf-8", file

    def write_bytes(self, data: bytes) -> None:
        self.put(data)

    def put(self, data: bytes) -> None:
        try:
            self.file.write(data)
            self.file.flush()
        except (BrokenPipeError, ValueError):
            raise Failure("ended", value=None) from None


class Process(Atom):
    """A program that was started."""

    head = S.ProcessObject

    def __init__(self, words: list[str], running: subprocess.Popen[bytes]) -> None:
        self.words, self.running = words, running
        self.reader = Pipe("stdout", running.stdout)
        self.errors = Pipe("stderr", running.stderr)
        self.feed = Feed(running.stdin)
        weakref.finalize(self, end, running)

    def write(self, text: str) -> None:
        self.feed.write(text)

    def write_bytes(self, data: bytes) -> None:
        self.feed.put(data)

    def input_form(self) -> Any:
        return Expr(S.ProcessObject, (make_list(self.words), self.running.pid))

    def output_form(self) -> Any:
        return f"ProcessObject[<{self.words[0]}, {self.running.pid}>]"


def end(running: subprocess.Popen[bytes]) -> None:
    """Let go of a program that nobody can reach any more."""
    if running.poll() is None:
        running.kill()
        running.wait()
    for pipe in (running.stdin, running.stdout, running.stderr):
        if pipe is not None:
            with suppress(BrokenPipeError):
                pipe.close()


def need_process(expr: Any) -> Process:
    if not isinstance(expr, Process):
        raise Failure("proc", expr, value=None)
    return expr


@builtin(
    "StartProcess[command]", "StartProcess[{command, arg1, ...}]",
    options={"ProcessDirectory": S.Inherited, "ProcessEnvironment": S.Inherited}, messages=MESSAGES,
)  # fmt: skip
def start_process(kernel: Any, command: Any, *, options: dict[str, Any]) -> Any:
    """starts a program that runs beside the session; ReadLine, WriteLine and the like talk with it.

    >>> p = StartProcess["cat"]; WriteLine[p, "hello"]; ReadLine[p]
    hello
    """
    words = list(command.parts) if is_list(command) else [command]
    if not words or not all(isinstance(word, str) for word in words):
        raise Failure("command", command, value=None)
    ask("launch", words[0])
    folder, variables = options["ProcessDirectory"], options["ProcessEnvironment"]
    changes = {} if variables is S.Inherited else settings(variables)
    pipe = subprocess.PIPE
    try:
        running = subprocess.Popen(
            words, stdin=pipe, stdout=pipe, stderr=pipe, cwd=folder if isinstance(folder, str) else None,
            env={k: v for k, v in {**os.environ, **changes}.items() if v is not None},
        )  # fmt: skip
    except (OSError, ValueError):
        raise Failure("pnfd", words[0]) from None
    return Process(words, running)


inert("ProcessObject[...]", documentation="""is a program running beside the session: what StartProcess gives.

    >>> p = StartProcess["cat"]; {Head[p], KillProcess[p]}
    {ProcessObject, Null}
    """)  # fmt: skip
inert(
    "EndOfBuffer",
    documentation="stands for the end of what can be read now: ReadString[process, EndOfBuffer].",
)


@builtin("KillProcess[process]", messages=MESSAGES)
def kill_process(kernel: Any, process: Any) -> Any:
    """ends a program that StartProcess started.

    >>> p = StartProcess["cat"]; KillProcess[p]; ProcessStatus[p]
    Finished
    """
    running = need_process(process).running
    running.kill()
    running.wait()
    return NULL


@builtin("ProcessStatus[process]", 'ProcessStatus[process, "status"]', messages=MESSAGES)
def process_status(kernel: Any, process: Any, status: Any = None) -> Any:
    """gives "Running" or "Finished", or whether the process has that status.

    >>> p = StartProcess["cat"]; {ProcessStatus[p], ProcessStatus[p, "Finished"]}
    {Running, False}
    """
    found = "Running" if need_process(process).running.poll() is None else "Finished"
    if status is None:
        return found
    if status not in STATUSES:
        raise Failure("status", status, make_list(STATUSES), value=None)
    return boolean(status == found)


@builtin("ProcessInformation[process]", 'ProcessInformation[process, "property"]', messages=MESSAGES)
def process_information(kernel: Any, process: Any, wanted: Any = None) -> Any:
    """gives what is known of a process: its "ExitCode", once it has ended, and its "PID".

    >>> p = StartProcess["true"]; While[ProcessStatus[p] === "Running"]; ProcessInformation[p, "ExitCode"]
    0
    """
    found = need_process(process)
    code = found.running.poll()
    known: dict[Any, Any] = {
        "ExitCode": S["None"] if code is None else code,
        "PID": found.running.pid,
        "Program": found.words[0],
    }
    if wanted is None:
        return Association(known)
    return known.get(wanted, S.Missing("UnknownProperty", wanted))


@builtin('ProcessConnection[process, "stream"]', messages=MESSAGES)
def process_connection(kernel: Any, process: Any, name: Any) -> Any:
    """gives the stream that a process reads, "StandardInput", or writes, "StandardOutput" or "StandardError".

    >>> p = StartProcess["cat"]; WriteLine[p, "a"]; ReadLine[ProcessConnection[p, "StandardOutput"]]
    a
    """
    found = need_process(process)
    if name not in STREAMS:
        raise Failure("stream", name, make_list(STREAMS), value=None)
    if name == "StandardInput":
        return add(kernel, found.feed, S.OutputStream)
    return add(kernel, found.reader if name == "StandardOutput" else found.errors, S.InputStream)
