"""Checkpoints: files from which a training goes on as if it had never been interrupted."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ...expr import S, is_list
from ...kernel.permissions import ask
from ...kernel.whole_files import named_path, write_whole
from ..formats.wlnet import Stored, from_bytes, to_bytes
from ..ports import Misfit
from ..stored_arrays import file_of
from ..texts import TEXTS
from .intervals import EVERY_ROUND, Interval, Timer, with_intervals

__all__ = ["Checkpoint", "load_checkpoint", "read_checkpointing"]

TEXTS.declare(
    nofolder="There is no folder `1`, which `2` wants to write to.",
)

OWNER = S.NetTrain
EXPECTED = 'None, {"File", "name.wlnet"}, {"Directory", "name"}, or a list of such'


@dataclass
class Checkpoint:
    """Where checkpoints go: one file that is replaced, or a folder of files."""

    kind: str
    path: Path
    interval: Interval = EVERY_ROUND

    def __post_init__(self) -> None:
        self.timer = Timer(self.interval)
        self.counter = 0
        self.started = time.strftime("%Y-%m-%dT%H_%M_%S")

    def check(self) -> None:
        """`Misfit` where there is no folder to write to, before time is spent on a training."""
        folder = self.path.parent if self.kind == "File" else self.path
        ask("write", str(self.path))
        if not folder.is_dir():
            raise Misfit("nofolder", str(folder), S.TrainingProgressCheckpointing, owner=OWNER)

    def target(self, record: Any) -> Path:
        """The file of the next checkpoint."""
        if self.kind == "File":
            return self.path
        self.counter += 1
        losses = [f"{record.batch_loss:.3e}"]
        losses += [] if record.validation_loss is None else [f"{record.validation_loss:.3e}"]
        parts = [self.started, self.counter, record.round, record.batch, *losses]
        return self.path / ("_".join(map(str, parts)) + ".wlnet")

    def write(self, net: Any, training: dict[str, Any], record: Any) -> Path:
        """Write a checkpoint, whole or not at all; raises OSError."""
        path = self.target(record)
        write_whole(path, to_bytes(net, training))
        return path


def read_checkpointing(spec: Any) -> list[Checkpoint]:
    """The checkpoints that TrainingProgressCheckpointing -> spec asks for."""
    if spec is S["None"] or is_list(spec) and not len(spec):
        return []
    if is_list(spec) and is_list(spec.parts[0]):
        return [each for part in spec.parts for each in read_checkpointing(part)]
    kind = spec.parts[0] if is_list(spec) and len(spec) > 1 else None
    name = spec.parts[1] if kind in ("File", "Directory") else None
    name = file_of(name) or name
    if not isinstance(name, str) or not isinstance(kind, str):
        raise Misfit("optval", spec, S.TrainingProgressCheckpointing, EXPECTED, owner=OWNER)
    rules = S.List(name, *spec.parts[2:])
    _, interval, further = with_intervals(rules, EVERY_ROUND, S.TrainingProgressCheckpointing)
    if further or len(spec) > 2 and interval is EVERY_ROUND:
        raise Misfit("optval", spec, S.TrainingProgressCheckpointing, EXPECTED, owner=OWNER)
    made = Checkpoint(kind, named_path(name), interval)
    made.check()
    return [made]


def load_checkpoint(name: str) -> Stored:
    """What the file of a net holds; `Misfit` where it cannot be read."""
    path = named_path(name)
    ask("read", str(path))
    if not path.is_file():
        raise Misfit("nofile", name, owner=OWNER)
    try:
        return from_bytes(path.read_bytes())
    except (OSError, ValueError) as error:
        raise Misfit("badfile", name, str(error), owner=OWNER) from None


def snapshot(random: np.random.Generator) -> dict[str, Any]:
    """The state of a generator of random numbers."""
    return dict(random.bit_generator.state)
