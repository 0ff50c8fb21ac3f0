"""TargetDevice and WorkingPrecision: from their values to the engine that they ask for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..expr import S, is_list
from ..kernel.permissions import importing
from .engines import torch_devices
from .engines.choice import Engine
from .ports import Misfit
from .texts import TEXTS

__all__ = [
    "DEVICE_WORDS", "PRECISION_WORDS", "PROCESSOR", "Target", "engine_of", "is_precision", "read_device",
]  # fmt: skip

TEXTS.declare(
    notorch="TargetDevice -> `1` needs the Python package torch, which is not installed: "
    "pip install 'wlmini[gpu]' brings it.",
    badtorch="TargetDevice -> `1` needs the Python package torch, which cannot be loaded (`2`); "
    "install it anew.",
    nocuda="TargetDevice -> `1` needs a GPU that PyTorch can use (by CUDA), but finds none here; "
    'TargetDevice -> "CPU" computes without one.',
    nogpu="There is no GPU `1`; the number of GPUs here is `2`.",
    manygpus="TargetDevice -> `1` names several GPUs, which cannot work together yet; give one of them, "
    'as {"GPU", 1} does.',
    mixedcpu='WorkingPrecision -> "Mixed" needs TargetDevice -> "GPU"; the processor computes in "Real32" '
    'or "Real64".',
    nobfloat='TargetDevice -> `1` has no hardware for WorkingPrecision -> "Mixed"; use "Real32".',
)

PRECISIONS: dict[Any, str] = {
    S.Automatic: "float32",
    "Mixed": "float32",  # of arrays; products are in half precision
    "Real32": "float32",
    "Real64": "float64",
}
DEVICE_WORDS = '"CPU", "GPU" or {"GPU", n}'
PRECISION_WORDS = 'Automatic, "Real32", "Real64" or, on a GPU, "Mixed"'


@dataclass(frozen=True)
class Target:
    """A device as it was asked for, and the name that PyTorch has for it; none for the processor."""

    spec: Any = "CPU"
    device: str = ""


PROCESSOR = Target()


def is_precision(value: Any) -> bool:
    """Whether a value is one of WorkingPrecision."""
    return (value is S.Automatic or isinstance(value, str)) and value in PRECISIONS


def read_device(value: Any, owner: Any = None) -> Target | None:
    """What a value of TargetDevice stands for, None where it is none; `Misfit` where there is no such GPU."""
    if value == "CPU":
        return PROCESSOR
    which = wished(value)
    if which is None:
        return None
    known = known_gpus(value, owner)
    numbers = list(range(1, len(known) + 1)) if which is S.All else which
    for number in numbers:
        if not 1 <= number <= len(known):
            raise Misfit("nogpu", number, len(known), owner=owner)
    if len(set(numbers)) > 1:
        raise Misfit("manygpus", value, owner=owner)
    return Target(value, known[numbers[0] - 1])


def wished(value: Any) -> Any:
    """The numbers of the GPUs that are asked for, or All; None where the value is no such thing."""
    if value == "GPU":
        return [1]
    if not is_list(value) or len(value) != 2 or value.parts[0] != "GPU":
        return None
    which = value.parts[1]
    if which is S.All:
        return which
    numbers = list(which.parts) if is_list(which) else [which]
    return numbers if numbers and all(type(each) is int for each in numbers) else None


def known_gpus(value: Any, owner: Any) -> list[str]:
    """The GPUs of this machine; `Misfit` where there are none, or no PyTorch to use them."""
    with importing():
        try:
            if torch_devices.library() is None:
                raise Misfit("notorch", value, owner=owner)
        except (ImportError, OSError) as error:
            raise Misfit("badtorch", value, str(error), owner=owner) from None
        found = torch_devices.gpus()
    if not found:
        raise Misfit("nocuda", value, owner=owner)
    return found


def engine_of(target: Target, precision: Any, owner: Any = None) -> Engine:
    """The engine for a device and a precision; `Misfit` where they do not go together."""
    if precision != "Mixed":
        return Engine(PRECISIONS[precision], target.device)
    if not target.device:
        raise Misfit("mixedcpu", owner=owner)
    if not torch_devices.has_bfloat16(target.device):
        raise Misfit("nobfloat", target.spec, owner=owner)
    return Engine(PRECISIONS[precision], target.device, mixed=True)
