"""Environment variables, and programs that are run to their end."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

from wlmini.expr import NULL, Association, S, is_list, make_list
from wlmini.kernel.apply import option_rules
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.permissions import ask
from wlmini.kernel.rules import is_rules

FAILED = S["$Failed"]
MESSAGES = {
    "string": "A string is expected in place of `1`.",
    "setenv": 'Rules of strings "name" -> "value" are expected in place of `1`.',
    "pnfd": "The program `1` was not found or may not be run.",
    "command": "A program, or a list of it and its arguments, all strings, is expected in place of `1`.",
    "prop": "There is no property `1` of a process; there are `2`.",
}

# -- environment -----------------------------------------------------------------------------------


@builtin("Environment[name]", messages=MESSAGES)
def environment(kernel: Any, name: Any) -> Any:
    """gives the value of a variable of the operating system, $Failed where there is none.

    >>> Environment["NO_SUCH_VARIABLE"]
    $Failed
    """
    if not isinstance(name, str):
        raise Failure("string", name, value=None)
    ask("environment", name)
    return os.environ.get(name, FAILED)


@builtin("GetEnvironment[]", "GetEnvironment[name]", messages=MESSAGES)
def get_environment(kernel: Any, name: Any = None) -> Any:
    """gives the rule name -> value of a variable of the operating system, or those of all of them.

    >>> GetEnvironment["NO_SUCH_VARIABLE"]
    NO_SUCH_VARIABLE -> None
    """
    ask("environment", name if isinstance(name, str) else "")
    if name is None:
        return make_list([S.Rule(key, value) for key, value in sorted(os.environ.items())])
    if is_list(name):
        return make_list([get_environment(kernel, each) for each in name.parts])
    if not isinstance(name, str):
        raise Failure("string", name, value=None)
    return S.Rule(name, os.environ.get(name, S["None"]))


@builtin("SetEnvironment[name -> value]", messages=MESSAGES)
def set_environment(kernel: Any, rules: Any) -> Any:
    """sets variables of the operating system for this process and those it starts; None removes one.

    >>> SetEnvironment["WLMINI_EXAMPLE" -> "on"]; Environment["WLMINI_EXAMPLE"]
    on
    >>> SetEnvironment["WLMINI_EXAMPLE" -> None]; Environment["WLMINI_EXAMPLE"]
    $Failed
    """
    for name, value in settings(rules).items():
        ask("environment", name)
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
    return NULL


def settings(rules: Any) -> dict[str, str | None]:
    """Names and values of rules, a list or an association of them."""
    if not is_rules(rules):
        raise Failure("setenv", rules, value=None)
    parts = rules.parts if isinstance(rules, Association) else option_rules([rules])
    found: dict[str, str | None] = {}
    for name, value in [rule.parts for rule in parts]:
        if not isinstance(name, str) or not (isinstance(value, str) or value is S["None"]):
            raise Failure("setenv", rules, value=None)
        found[name] = value if isinstance(value, str) else None
    return found


# -- other programs --------------------------------------------------------------------------------

PROPERTIES = {"ExitCode": "returncode", "StandardOutput": "stdout", "StandardError": "stderr"}


@builtin(
    "RunProcess[command]",
    "RunProcess[command, property]",
    "RunProcess[command, property, input]",
    options={"ProcessDirectory": S.Inherited, "ProcessEnvironment": S.Inherited},
    messages=MESSAGES,
)
def run_process(
    kernel: Any, command: Any, property: Any = S.All, input: Any = "", *, options: dict[str, Any]
) -> Any:
    """runs a program and gives an association of its exit code, output and error output, or one of these.

    >>> RunProcess[{"echo", "hello"}, "StandardOutput"]
    hello
    >>> RunProcess["true"]["ExitCode"]
    0
    """
    words = list(command.parts) if is_list(command) else [command]
    if not words or not all(isinstance(word, str) for word in words):
        raise Failure("command", command, value=None)
    ask("launch", words[0])
    if property is not S.All and property not in PROPERTIES:
        raise Failure("prop", property, make_list(PROPERTIES), value=None)
    folder, variables = options["ProcessDirectory"], options["ProcessEnvironment"]
    changes = {} if variables is S.Inherited else settings(variables)
    try:
        done = subprocess.run(
            words,
            input=input if isinstance(input, str) else kernel.show(input),
            capture_output=True,
            text=True,
            check=False,
            cwd=folder if isinstance(folder, str) else None,
            env={k: v for k, v in {**os.environ, **changes}.items() if v is not None},
        )
    except (OSError, ValueError):
        raise Failure("pnfd", words[0]) from None
    if property is not S.All:
        return getattr(done, PROPERTIES[property])
    return Association({name: getattr(done, field) for name, field in PROPERTIES.items()})


@builtin("Run[command, ...]")
def run(kernel: Any, *words: Any) -> Any:
    """runs a command of the operating system's shell and gives its exit code.

    >>> Run["exit 3"]
    3
    """
    ask("launch", kernel.show(words[0]) if words else "")
    sys.stdout.flush()
    command = " ".join([word if isinstance(word, str) else kernel.show(word) for word in words])
    return subprocess.run(command, shell=True, check=False).returncode
