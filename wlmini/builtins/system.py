"""The machine and the program: what they are."""

from __future__ import annotations

import os
import platform
import sys
import uuid
from typing import Any

from wlmini.kernel.declare import builtin, variable
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import MACHINE_PRECISION
from wlmini.version import __version__

MESSAGES = {"string": "A string is expected in place of `1`."}
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
    return platform.node().partition(".")[0]


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


# -- names -------------------------------------------------------------------------------------------


@builtin("CreateUUID[]", "CreateUUID[prefix]", messages=MESSAGES)
def create_uuid(kernel: Any, prefix: Any = "") -> Any:
    """gives a random identifier that no other is equal to.

    >>> StringLength[CreateUUID[]]
    36
    """
    if not isinstance(prefix, str):
        raise Failure("string", prefix, value=None)
    return prefix + str(uuid.uuid4())


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
