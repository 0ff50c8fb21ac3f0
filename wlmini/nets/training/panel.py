"""Progress on a terminal as a live display: a bar, figures and a curve of the losses, drawn by rich."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from ...kernel.extras import library
from .intervals import Interval, Timer
from .loop import Training, Watcher
from .record import Record, latest
from .rows import clock, closing, figure, header, means

__all__ = ["BarWatcher", "PanelWatcher", "curve"]

WIDTH, HEIGHT = 60, 8  # of the curve, in characters
DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))  # of a braille character, by row and column
BLANK = 0x2800


def curve(lines: Sequence[Sequence[float]], width: int = WIDTH, height: int = HEIGHT) -> list[list[int]]:
    """Rows of braille characters with the lines drawn over each other, on a logarithmic scale if all are
    positive.
    """
    columns = [shrunk(line, 2 * width) for line in lines]
    finite = [value for line in columns for value in line if math.isfinite(value)]
    cells = [[BLANK] * width for _ in range(height)]
    if not finite:
        return cells
    scale = math.log if min(finite) > 0 else float
    low, high = scale(min(finite)), scale(max(finite))
    for line in columns:
        before = None
        for x, value in enumerate(line):
            if not math.isfinite(value):
                continue
            share = (scale(value) - low) / (high - low) if high > low else 0.5
            y = round((1 - share) * (4 * height - 1))
            for each in joining(before, y):
                cells[each // 4][x // 2] |= DOTS[each % 4][x % 2]
            before = y
    return cells


def shrunk(line: Sequence[float], count: int) -> list[float]:
    """So many values: means of stretches of the line, or its values repeated where it is shorter."""
    if not line:
        return []
    cuts = [i * len(line) // count for i in range(count + 1)]
    return [sum(part) / len(part) for a, b in pairwise(cuts) if (part := line[a : max(b, a + 1)])]


def joining(before: int | None, y: int) -> range:
    """The heights from the middle of the way since the last one."""
    middle = y if before is None else (before + y) // 2
    return range(min(middle, y), max(middle, y) + 1)


def drawn(record: Record) -> list[str]:
    """The curve of the losses as lines of text."""
    losses = record.round_losses if len(record.round_losses) > 2 else record.batch_losses
    return ["".join(map(chr, row)) for row in curve([losses, record.validation_losses])]


class BarWatcher(Watcher):
    """A bar with the percentage, redrawn in its place."""

    def __init__(self, interval: Interval) -> None:
        self.timer = Timer(interval)
        self.live: Any = library("rich.live").Live(auto_refresh=False)

    def begin(self, training: Training) -> None:
        self.live.start()

    def batch(self, training: Training) -> str | None:
        if self.timer.due(training.record):
            self.live.update(self.picture(training), refresh=True)
        return None

    def end(self, training: Training) -> None:
        self.live.update(self.picture(training), refresh=True)
        self.live.stop()

    def picture(self, training: Training) -> Any:
        """What is shown."""
        record = training.record
        grid = library("rich.table").Table.grid(padding=(0, 1))
        bar = library("rich.progress_bar").ProgressBar(total=1.0, completed=record.fraction, width=40)
        text = (
            f"{100 * record.fraction:3.0f}%  {clock(record.elapsed)} elapsed, {clock(record.remaining)} left"
        )
        grid.add_row(bar, closing(record) if record.reason else text)
        return grid


class PanelWatcher(BarWatcher):
    """The bar with figures and the curve of the losses below it."""

    def picture(self, training: Training) -> Any:
        record = training.record
        table = library("rich.table").Table.grid(padding=(0, 2))
        for pair in self.figures(record):
            table.add_row(*pair)
        text = library("rich.text").Text("\n".join(drawn(record)))
        parts = [super().picture(training), table, text]
        group = library("rich.console").Group(*parts)
        return library("rich.panel").Panel(group, title=header(record), expand=False)

    def figures(self, record: Record) -> list[tuple[str, str]]:
        """The rows of the table."""
        rows = [
            ("round", f"{record.round} of {record.rounds}, batch {record.batch} of {record.batches}"),
            ("speed", f"{record.examples_per_second:.0f} examples/s"),
            ("learning rate", figure(record.current_rate)),
            ("loss", f"batch {figure(record.batch_loss)}  round {figure(record.round_loss) or '-'}"),
        ]
        rows += [(name, figure(value)) for name, value in means(latest(record.round_measurements)).items()]
        if record.validation_losses:
            best = "" if record.best_round is None else f", best in round {record.best_round}"
            rows.append(("validation loss", figure(record.validation_loss) + best))
            values = means(latest(record.validation_measurements))
            rows += [(f"validation {name}", figure(value)) for name, value in values.items()]
        return rows
