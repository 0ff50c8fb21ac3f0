"""The machine and the program: what they are, environment variables, other processes."""

from __future__ import annotations

import os
import platform
import socket
import subprocess
import sys
import uuid
from typing import Any

from wlmini.expr import NULL, Association, S, is_list, make_list
from wlmini.kernel.declare import builtin, variable
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import MACHINE_PRECISION
from wlmini.kernel.permissions import ask
from wlmini.kernel.rules import is_rules
from wlmini.version import __version__

try:
    import resource
except ImportError:  # Windows has none
    resource = None  # type: ignore[assignment]

FAILED = S["$Failed"]
MESSAGES = {
    "nomem": "This system does not say how much memory is used.",
    "string": "A string is expected in place of `1`.",
    "setenv": 'Rules of strings "name" -> "value" are expected in place of `1`.',
    "pnfd": "The program `1` was not found or may not be run.",
    "command": "A program, or a list of it and its arguments, all strings, is expected in place of `1`.",
    "prop": "There is no property `1` of a process; there are `2`.",
}
SYSTEMS = {"linux": ("Unix", "Linux"), "darwin": ("MacOSX", "MacOSX"), "win32": ("Windows", "Windows")}


def system() -> tuple[str, str]:
    """The kind of operating system, and its name in $SystemID."""
    return SYSTEMS.get(sys.platform, ("Unix", sys.platform.capitalize()))


def processor() -> str:
    """The processor as $SystemID spells it."""
    machine = platform.machine().lower()
    return {"x86_64": "x86-64", "amd64": "x86-64", "arm64": "ARM64", "aarch64": "ARM64"}.get(machine, machine)


# -- what runs here --------------------------------------------------------------------------------


@variable("$Version", "is a text that names the program, its version and the system it runs on.")
def version(kernel: Any) -> Any:
    return f"wlmini {__version__} (language version 14.0) for {system()[1]} {processor()}"


@variable("$VersionNumber", "is the version of the language that is built here.")
def version_number(kernel: Any) -> Any:
    return 14.0


@variable("$ReleaseNumber", "is the release of the language version.")
def release_number(kernel: Any) -> Any:
    return 0


@variable("$OperatingSystem", 'is the kind of operating system: "Unix", "MacOSX" or "Windows".')
def operating_system(kernel: Any) -> Any:
    return system()[0]


@variable("$SystemID", "is a text for the system and its processor.")
def system_id(kernel: Any) -> Any:
    return f"{system()[1]}-{processor()}"


@variable("$System", "is a text that describes the system.")
def system_text(kernel: Any) -> Any:
    return f"{system()[1]} {processor()} ({system_word_length(kernel)}-bit)"


@variable("$ProcessorType", "is the kind of processor.")
def processor_type(kernel: Any) -> Any:
    return processor()


@variable("$SystemWordLength", "is the number of bits of an address.")
def system_word_length(kernel: Any) -> Any:
    return sys.maxsize.bit_length() + 1


@variable("$MachineName", "is the name of the machine in its network.")
def machine_name(kernel: Any) -> Any:
    return socket.gethostname().partition(".")[0]


@variable("$ProcessorCount", "is the number of processor cores that this process may use.")
def processor_count(kernel: Any) -> Any:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@variable("$ProcessID", "is the number of this process.")
def process_id(kernel: Any) -> Any:
    return os.getpid()


@variable("$ParentProcessID", "is the number of the process that started this one.")
def parent_process_id(kernel: Any) -> Any:
    return os.getppid()


@variable("$Username", "is the name of the user.")
def username(kernel: Any) -> Any:
    return os.environ.get("USER") or os.environ.get("USERNAME") or ""


@variable("$CharacterEncoding", "is the encoding of text that is read and written.")
def character_encoding(kernel: Any) -> Any:
    return "UTF-8"


@variable("$Language", "is the language of messages.")
def language(kernel: Any) -> Any:
    return "English"


# -- memory ----------------------------------------------------------------------------------------


@builtin("MemoryInUse[]", messages=MESSAGES)
def memory_in_use(kernel: Any) -> Any:
    """gives the number of bytes of memory that the process uses now.

    >>> MemoryInUse[] > 10^6
    True
    """
    return memory_used()


@builtin("MaxMemoryUsed[]", messages=MESSAGES)
def max_memory_used(kernel: Any) -> Any:
    """gives the number of bytes of memory that the process used at most.

    >>> MaxMemoryUsed[] > 10^6
    True
    """
    return most_memory()


def memory_used() -> int:
    """Resident memory in bytes now; where the system does not say, the most that there was."""
    try:
        with open("/proc/self/statm", encoding="ascii") as status:
            return int(status.read().split()[1]) * resource.getpagesize()
    except OSError:
        return most_memory()


def most_memory() -> int:
    """Peak resident memory in bytes; getrusage counts in kilobytes, on a Mac in bytes."""
    if resource is None:
        raise Failure("nomem")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


@builtin("CreateUUID[]", "CreateUUID[prefix]", messages=MESSAGES)
def create_uuid(kernel: Any, prefix: Any = "") -> Any:
    """gives a random identifier that no other is equal to.

    >>> StringLength[CreateUUID[]]
    36
    """
    if not isinstance(prefix, str):
        raise Failure("string", prefix, value=None)
    return prefix + str(uuid.uuid4())


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
    parts = rules.parts if rules.head in (S.List, S.Association) else (rules,)
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


# -- machine reals ----------------------------------------------------------------------------------


@variable("$MachinePrecision", "is the number of decimal digits of machine reals.")
def machine_precision(kernel: Any) -> Any:
    return MACHINE_PRECISION


@variable("$MachineEpsilon", "is the distance from 1. to the next machine real.")
def machine_epsilon(kernel: Any) -> Any:
    return sys.float_info.epsilon


@variable("$MaxMachineNumber", "is the largest machine real.")
def max_machine_number(kernel: Any) -> Any:
    return sys.float_info.max


@variable("$MinMachineNumber", "is the smallest positive machine real of full precision.")
def min_machine_number(kernel: Any) -> Any:
    return sys.float_info.min
