"""Where tick marks stand and what is written at them: linear, logarithmic, reversed and of dates."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from wlmini.drawing.colors import number
from wlmini.expr import Expr, Symbol, is_list, symbol

SCALED_TICKS = symbol("Charting`ScaledTicks")
DATE_TICKS = symbol("Charting`DateTicks")
EPOCH = datetime(1900, 1, 1)
MINUTE, HOUR, DAY = 60, 3600, 86400


class Tick(NamedTuple):
    """One mark: its place, the text (an expression or a finished text) and whether it is a long one."""

    place: float
    label: Any = ""
    major: bool = True


def spread(low: float, high: float, wanted: int) -> tuple[float, int]:
    """A step of 1, 2 or 5 times a power of ten for about so many ticks, and how many parts it has."""
    size = (high - low) / max(1, wanted)
    if not size or not math.isfinite(size):
        return 1.0, 5
    power = 10.0 ** math.floor(math.log10(size))
    for factor, parts, most in ((1, 5, 1.4), (2, 4, 3.2), (5, 5, 7.0), (10, 5, 10.1)):
        if size <= most * power:
            return factor * power, parts
    return 10 * power, 5


def multiples(low: float, high: float, step: float) -> list[int]:
    """The whole numbers k with k step between the limits."""
    slack = 1e-9 * (high - low) / step
    return list(range(math.ceil(low / step - slack), math.floor(high / step + slack) + 1))


def linear(low: float, high: float, wanted: int) -> list[Tick]:
    """Even ticks with numbers, short ones between them."""
    step, parts = spread(low, high, wanted)
    long = multiples(low, high, step)
    texts = labels([k * step for k in long], step)
    marks = [Tick(k * step, text) for k, text in zip(long, texts, strict=True)]
    small = step / parts
    return marks + [Tick(k * small, "", False) for k in multiples(low, high, small) if k % parts]


def labels(values: list[float], step: float) -> list[str]:
    """The numbers with as many decimals as their step asks for; powers of ten beyond a million."""
    largest = max(map(abs, values), default=0.0)
    if largest >= 1e6 or (largest and largest < 1e-4):
        return [scientific(v, largest) for v in values]
    places = max(0, -math.floor(math.log10(step) + 1e-9)) if step else 0
    return [f"{v:.{places}f}".replace("-", "−") if v else f"{0:.{places}f}" for v in values]


def scientific(value: float, largest: float) -> str:
    if not value:
        return "0"
    power = math.floor(math.log10(abs(value)) + 1e-9)
    mantissa = f"{value / 10.0**power:.3g}".replace("-", "−")
    return (
        rf"${mantissa}\times 10^{{{power}}}$"
        if mantissa not in ("1", "−1")
        else (rf"${mantissa.replace('1', '')}10^{{{power}}}$")
    )


def logarithmic(low: float, high: float, wanted: int, base: float = math.e) -> list[Tick]:
    """Ticks at powers of ten, and between them where there are few, for coordinates that are logarithms."""
    scale = math.log(base)
    first, last = low * scale / math.log(10), high * scale / math.log(10)
    decades = last - first
    if decades < 1:
        return log_few(10.0**first, 10.0**last, wanted, scale)
    stride = max(1, math.ceil(decades / max(wanted, 2)))
    marks: list[Tick] = []
    for k in range(math.floor(first), math.ceil(last) + 1):
        for digit in (1, 2, 3, 4, 5, 6, 7, 8, 9):
            place = (math.log10(digit) + k) * math.log(10) / scale
            if not low - 1e-9 <= place <= high + 1e-9:
                continue
            major = digit == 1 and k % stride == 0 or digit in (2, 5) and decades <= 2.2
            if digit == 1 or stride == 1:
                marks.append(Tick(place, power_label(digit, k) if major else "", major))
    return marks


def log_few(low: float, high: float, wanted: int, scale: float) -> list[Tick]:
    """Ticks at round numbers where less than a decade is seen."""
    return [t._replace(place=math.log(t.place) / scale) for t in linear(low, high, wanted) if t.place > 0]


def power_label(digit: int, power: int) -> str:
    if -3 <= power <= 4:
        return f"{digit * 10.0**power:.{max(0, -power)}f}"
    return rf"${'' if digit == 1 else f'{digit}' + chr(92) + 'times '}10^{{{power}}}$"


# -- dates -------------------------------------------------------------------------------------------

CLOCK = [1, 2, 5, 10, 15, 30, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR,
         2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 5 * DAY, 7 * DAY, 14 * DAY]  # fmt: skip
MONTHS = [1, 2, 3, 6]


def dates(low: float, high: float, wanted: int) -> list[Tick]:
    """Ticks at the beginnings of seconds, hours, days, months or years; places are seconds since 1900."""
    size = (high - low) / max(1, wanted)
    if size <= 15 * DAY:
        step = next((s for s in CLOCK if s >= size), CLOCK[-1])
        form = "%H:%M:%S" if step < MINUTE else "%H:%M" if step < DAY else "%b %d"
        return [
            Tick(k * step, (EPOCH + timedelta(seconds=k * step)).strftime(form))
            for k in multiples(low, high, step)
        ]
    if size <= 190 * DAY:
        stride = next((m for m in MONTHS if m * 30.5 * DAY >= size), 6)
        return months(low, high, stride, "%b %Y" if high - low > 300 * DAY else "%b")
    years, _ = spread(low / (365.25 * DAY), high / (365.25 * DAY), wanted)
    return months(low, high, 12 * max(1, round(years)), "%Y")


def months(low: float, high: float, stride: int, form: str) -> list[Tick]:
    start = EPOCH + timedelta(seconds=low)
    month = (start.year * 12 + start.month - 1) // stride * stride
    marks: list[Tick] = []
    while True:
        when = datetime(month // 12, month % 12 + 1, 1)
        place = (when - EPOCH).total_seconds()
        if place > high:
            return marks
        if place >= low:
            marks.append(Tick(place, when.strftime(form)))
        month += stride


# -- what options say --------------------------------------------------------------------------------


def scaled(spec: Expr) -> Callable[[float, float, int], list[Tick]]:
    """The ticks of Charting`ScaledTicks[name]."""
    name = spec.parts[0] if spec.parts else ""
    if name == "Reverse":
        return lambda low, high, wanted: [t._replace(place=-t.place) for t in linear(-high, -low, wanted)]
    if name == "SignedLog":
        return signed_log
    if name == "SquareRoot":
        return squares
    return logarithmic


def signed_log(low: float, high: float, wanted: int) -> list[Tick]:
    def value(y: float) -> float:
        return math.copysign(math.expm1(abs(y)), y)

    def back(v: float) -> float:
        return math.copysign(math.log1p(abs(v)), v)

    powers = [s * 10.0**k for s in (-1, 1) for k in range(0, 16)]
    found = [0.0, *(p for p in powers if value(low) <= p <= value(high))]
    return [Tick(back(p), labels([p], abs(p) or 1)[0]) for p in found]


def squares(low: float, high: float, wanted: int) -> list[Tick]:
    top = max(high, 0.0) ** 2
    return [
        t._replace(place=math.sqrt(t.place)) for t in linear(max(low, 0.0) ** 2, top, wanted) if t.place >= 0
    ]


def chosen(kernel: Any, spec: Any, low: float, high: float, wanted: int) -> list[Tick]:
    """The ticks that Automatic, None, All, a list, or a function of the limits means."""
    if isinstance(spec, Symbol):
        return [] if spec.short in ("None", "False") else linear(low, high, wanted)
    if isinstance(spec, Expr) and spec.head is SCALED_TICKS:
        return scaled(spec)(low, high, wanted)
    if isinstance(spec, Expr) and spec.head is DATE_TICKS:
        return dates(low, high, wanted)
    if is_list(spec):
        return [t for t in (listed(kernel, part) for part in spec.parts) if t is not None]
    if isinstance(spec, Expr):
        found = kernel.evaluate(Expr(spec, (low, high)))
        return chosen(kernel, found, low, high, wanted) if is_list(found) else linear(low, high, wanted)
    return linear(low, high, wanted)


def listed(kernel: Any, part: Any) -> Tick | None:
    """A tick given as a place, or as {place, label, ...}."""
    place = part.parts[0] if is_list(part) and part.parts else part
    value = number(place)
    if value is None:
        value = number(kernel.evaluate(Expr(symbol("N"), (place,))))
    if value is None:
        return None
    label = part.parts[1] if is_list(part) and len(part.parts) > 1 else place
    return Tick(value, label, not (isinstance(label, str) and not label))
