"""The command line: words in, a `Request` out; the options are those of `wolframscript`."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from typing import NamedTuple

HELP = """\
usage: wlmini [option ...] [script.wl [argument ...]]

With no script and no code wlmini starts the REPL where standard input is a terminal; else it runs
standard input as a script. A script prints what it Prints, and values only with -print. The input cells
of a notebook (.nb) and the code blocks of a Markdown file (.md) run in their order.

  -f, -file, -script FILE
                       run the script; what follows the options is its arguments ('-' is standard input)
  -c, -code CODE       evaluate the code and print its value; may be given more than once
  -fun, -function F    apply the function to the arguments and print its value
  -a, -args ARG ...    the arguments, up to the next option: strings, unless -signature says otherwise
  -s, -signature TYPE ...
                       what the arguments of the function are, in their order: String, Integer, Number,
                       Boolean, Date or another type of Interpreter
  -linewise            evaluate the code, or apply the function, for each line of standard input, which
                       is in $ScriptInputString
  -print [all]         print the last value, or with `all` that of every top-level expression
  -format FORM         how values are printed: OutputForm (default), InputForm, FullForm or JSON
  -sandbox             let the program change nothing outside of itself: no files are written, no programs
                       started, no network reached, no environment variables seen; files are read only
                       in the current folder and the script's, and below them
  -h, -help            show this text
  -v, -version         show the version
  --                   the options end here

The exit status is 0, the n of Exit[n], 1 where a script could not be read, 2 for a wrong option.
"""

FORMS = ("OutputForm", "InputForm", "FullForm", "JSON")


class UsageError(Exception):
    """A command line that asks for nothing we can do; the text says why."""


class Request(NamedTuple):
    """What the command line asks for; `printing` is "" (code only), "last" or "all"."""

    information: str = ""
    file: str | None = None
    codes: tuple[str, ...] = ()
    arguments: tuple[str, ...] = ()
    printing: str = ""
    form: str = FORMS[0]
    sandbox: bool = False
    function: str | None = None
    signature: tuple[str, ...] = ()
    linewise: bool = False


def parse(words: Iterable[str]) -> Request:
    """The request that the words of a command line (without its first) make; raises UsageError."""
    request, waiting = Request(), deque(words)
    while waiting:
        word = waiting.popleft()
        if word == "--":
            return with_operands(request, waiting)
        if word == "-" or not word.startswith("-"):
            return with_operands(request, [word, *waiting])
        read = OPTIONS.get(word[1:] if word.startswith("--") else word)
        if read is None:
            raise UsageError(f"there is no option {word}")
        request = read(request, word, waiting)
    return with_operands(request)


def with_operands(request: Request, words: Iterable[str] = ()) -> Request:
    """The words after the options: the script, unless one was named, and its arguments."""
    operands = tuple(words)
    asked = [name for name, given in sources_of(request) if given]
    if len(asked) > 1:
        raise UsageError(f"{' and '.join(asked)} cannot go together")
    if request.signature and request.function is None:
        raise UsageError("-signature is for the arguments of a -function")
    if operands and not asked:
        request, operands = request._replace(file=operands[0]), operands[1:]
    if request.linewise and not request.codes and request.function is None:
        raise UsageError("-linewise needs a -code or a -function")
    return request._replace(arguments=(*request.arguments, *operands))


def sources_of(request: Request) -> tuple[tuple[str, bool], ...]:
    """The ways to say what is to be run, and whether each was used."""
    return (
        ("-file", request.file is not None),
        ("-code", bool(request.codes)),
        ("-function", request.function is not None),
    )


def value_of(word: str, waiting: deque[str]) -> str:
    if not waiting:
        raise UsageError(f"{word} needs a value")
    return waiting.popleft()


def read_file(request: Request, word: str, waiting: deque[str]) -> Request:
    if request.file is not None:
        raise UsageError(f"{word} is given twice; one script can be run at a time")
    return request._replace(file=value_of(word, waiting))


def read_code(request: Request, word: str, waiting: deque[str]) -> Request:
    return request._replace(codes=(*request.codes, value_of(word, waiting)))


def read_function(request: Request, word: str, waiting: deque[str]) -> Request:
    if request.function is not None:
        raise UsageError(f"{word} is given twice; one function can be applied at a time")
    return request._replace(function=value_of(word, waiting))


def read_arguments(request: Request, word: str, waiting: deque[str]) -> Request:
    return request._replace(arguments=(*request.arguments, *until_option(waiting)))


def read_signature(request: Request, word: str, waiting: deque[str]) -> Request:
    types = until_option(waiting)
    if not types:
        raise UsageError(f"{word} needs a value")
    return request._replace(signature=types)


def until_option(waiting: deque[str]) -> tuple[str, ...]:
    """The words up to the next option."""
    found: list[str] = []
    while waiting and waiting[0] != "--" and waiting[0].replace("--", "-", 1) not in OPTIONS:
        found.append(waiting.popleft())
    return tuple(found)


def read_linewise(request: Request, word: str, waiting: deque[str]) -> Request:
    return request._replace(linewise=True)


def read_print(request: Request, word: str, waiting: deque[str]) -> Request:
    if waiting and waiting[0].lower() == "all":
        return request._replace(printing=waiting.popleft().lower())
    return request._replace(printing="last")


def read_format(request: Request, word: str, waiting: deque[str]) -> Request:
    form = value_of(word, waiting)
    if form not in FORMS:
        raise UsageError(f"{word} knows no {form}; there are {', '.join(FORMS)}")
    return request._replace(form=form)


def read_sandbox(request: Request, word: str, waiting: deque[str]) -> Request:
    return request._replace(sandbox=True)


def read_help(request: Request, word: str, waiting: deque[str]) -> Request:
    return request._replace(information="help")


def read_version(request: Request, word: str, waiting: deque[str]) -> Request:
    return request._replace(information="version")


OPTIONS: dict[str, Callable[[Request, str, deque[str]], Request]] = {
    "-a": read_arguments,
    "-args": read_arguments,
    "-c": read_code,
    "-code": read_code,
    "-f": read_file,
    "-file": read_file,
    "-format": read_format,
    "-fun": read_function,
    "-function": read_function,
    "-h": read_help,
    "-help": read_help,
    "-linewise": read_linewise,
    "-print": read_print,
    "-s": read_signature,
    "-sandbox": read_sandbox,
    "-script": read_file,
    "-signature": read_signature,
    "-v": read_version,
    "-version": read_version,
}
