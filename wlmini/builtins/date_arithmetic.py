"""Reckoning with dates: steps and differences, the parts of a date, the days of the week."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from wlmini.builtins.dates import (
    ELEMENTS,
    MESSAGES,
    date_list,
    date_object,
    date_string,
    exact_seconds,
    moment,
    now,
    plain_seconds,
)  # fmt: skip
from wlmini.expr import S, boolean, head_of, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_real, to_float

LENGTHS = {"Week": 604800, "Day": 86400, "Hour": 3600, "Minute": 60, "Second": 1}


def unit_name(unit: Any) -> str:
    """ "Day" for "Day", "Days" and "days"."""
    name = unit.rstrip("s").capitalize() if isinstance(unit, str) else ""
    if name not in LENGTHS and name not in ("Year", "Month", "Quarter"):
        raise Failure("step", unit, make_list(("Year", "Quarter", "Month", *LENGTHS)), value=None)
    return name


def moved(when: datetime, count: Any, unit: Any) -> datetime:
    """The point in time so many units later; the end of a month is the last day it has."""
    name = unit_name(unit)
    if name in LENGTHS:
        return when + timedelta(seconds=to_float(count) * LENGTHS[name])
    if not isinstance(count, int):
        raise Failure("step", make_list((count, unit)), make_list(LENGTHS), value=None)
    months = {"Year": 12, "Quarter": 3, "Month": 1}[name] * count + when.year * 12 + when.month - 1
    year, month = divmod(months, 12)
    return when.replace(
        year=year, month=month + 1, day=min(when.day, calendar.monthrange(year, month + 1)[1])
    )


@builtin("DatePlus[date, n]", "DatePlus[date, {n, unit}]", "DatePlus[n]", messages=MESSAGES)
def date_plus(kernel: Any, date: Any, step: Any = None) -> Any:
    """gives the date n days, or n of a unit, after a date, in the form of that date.

    >>> DatePlus[{2024, 2, 28}, 2]
    {2024, 3, 1}
    >>> DatePlus[{2024, 1, 31}, {1, "Month"}]
    {2024, 2, 29}
    """
    if step is None:
        date, step = date_object(now(), 3), date
    found = moment(date)
    steps = step.parts if is_list(step) and all(is_list(each) for each in step.parts) else (step,)
    when = found.time
    for each in steps:
        when = moved(when, *step_parts(each))
    if is_list(date):
        return make_list(date_list(when)[: found.given])
    if isinstance(date, str):
        return date_string(kernel, make_list(date_list(when)), "Date")
    return date_object(when, found.given)


def step_parts(step: Any) -> tuple[Any, Any]:
    """Count and unit of n, {n, unit} and Quantity[n, unit]."""
    if is_real(step):
        return step, "Day"
    if head_of(step) in (S.List, S.Quantity) and len(step) == 2 and is_real(step.parts[0]):
        return step.parts
    raise Failure("step", step, make_list(("Year", "Quarter", "Month", *LENGTHS)), value=None)


@builtin("DateDifference[date1, date2]", "DateDifference[date1, date2, unit]", messages=MESSAGES)
def date_difference(kernel: Any, date1: Any, date2: Any, unit: Any = "Day") -> Any:
    """gives the quantity of days, or of another unit, from a date to another.

    >>> DateDifference[{2024, 1, 1}, {2024, 3, 1}][[1]]
    60
    """
    if is_list(unit):
        return mixed_difference(
            moment(date1).time, moment(date2).time, [unit_name(each) for each in unit.parts]
        )
    name = unit_name(unit)
    took = (moment(date2).time - moment(date1).time).total_seconds()
    if name not in LENGTHS:
        return S.Quantity(months_between(moment(date1).time, moment(date2).time, name), name + "s")
    return S.Quantity(plain_seconds(took / LENGTHS[name]), name + "s")


def mixed_difference(start: datetime, end: datetime, names: list[str]) -> Any:
    """The time between as whole numbers of each unit, the rest in the last one."""
    counts: list[Any] = []
    for name in names:
        if name in LENGTHS:
            exact: int | float = plain_seconds((end - start).total_seconds() / LENGTHS[name])
        else:
            exact = months_between(start, end, name)
        counts.append(exact if name is names[-1] else int(exact))
        start = moved(start, int(exact), name)
    units = make_list([name + "s" for name in names])
    return S.Quantity(S.MixedMagnitude(make_list(counts)), S.MixedUnit(units))


def months_between(start: datetime, end: datetime, name: str) -> int | float:
    """Months or years between two points in time; the last one as the fraction that is over."""
    if end < start:
        return -months_between(end, start, name)
    whole = (end.year - start.year) * 12 + end.month - start.month
    if moved(start, whole, "Month") > end:
        whole -= 1
    before, after = moved(start, whole, "Month"), moved(start, whole + 1, "Month")
    size = {"Year": 12, "Quarter": 3, "Month": 1}[name]
    return plain_seconds((whole + (end - before) / (after - before)) / size)


@builtin("DayName[]", "DayName[date]", messages=MESSAGES)
def day_name(kernel: Any, date: Any = None) -> Any:
    """gives the symbol of the day of the week.

    >>> DayName[{2024, 5, 17}]
    Friday
    """
    return DAYS[(now() if date is None else moment(date).time).weekday()]


DAYS = (S.Monday, S.Tuesday, S.Wednesday, S.Thursday, S.Friday, S.Saturday, S.Sunday)


VALUES: dict[str, Callable[[datetime], Any]] = {
    "Year": lambda t: t.year,
    "Quarter": lambda t: (t.month + 2) // 3,
    "Month": lambda t: t.month,
    "Week": lambda t: t.isocalendar()[1],
    "Day": lambda t: t.day,
    "DayOfYear": lambda t: t.timetuple().tm_yday,
    "Hour": lambda t: t.hour,
    "Minute": lambda t: t.minute,
    "Second": exact_seconds,
}


@builtin("DateValue[part]", "DateValue[date, part]", messages=MESSAGES)
def date_value(kernel: Any, date: Any, part: Any = None) -> Any:
    """gives a part of a date, or of the current one, as a number; others as DateString has them.

    >>> DateValue[{2024, 5, 17}, "Month"]
    5
    >>> DateValue[{2024, 5, 17}, {"Year", "MonthName"}]
    {2024, May}
    """
    when = now() if part is None else moment(date).time
    wanted = date if part is None else part
    if is_list(wanted):
        return make_list([value_part(when, each) for each in wanted.parts])
    return value_part(when, wanted)


def value_part(when: datetime, name: Any) -> Any:
    if name in VALUES:
        return VALUES[name](when)
    if name in ELEMENTS:
        return ELEMENTS[name](when)
    raise Failure("elem", name, value=None)


@builtin("LeapYearQ[date]", messages=MESSAGES)
def leap_year_q(kernel: Any, date: Any) -> Any:
    """tells whether the year of a date has 366 days.

    >>> LeapYearQ[{2024}]
    True
    """
    return boolean(calendar.isleap(moment(date).time.year))


@builtin("DayCount[date1, date2]", messages=MESSAGES)
def day_count(kernel: Any, date1: Any, date2: Any) -> Any:
    """gives the number of days from a date to another.

    >>> DayCount[{2024, 1, 1}, {2024, 3, 1}]
    60
    """
    return (moment(date2).time.date() - moment(date1).time.date()).days


MOST_DATES = 1_000_000


@builtin("DateRange[start, end]", "DateRange[start, end, step]", messages=MESSAGES)
def date_range(kernel: Any, start: Any, end: Any, step: Any = 1) -> Any:
    """gives the dates from start to end, a day or another step apart, in the form of the start.

    >>> DateRange[{2024, 2, 28}, {2024, 3, 1}]
    {{2024, 2, 28}, {2024, 2, 29}, {2024, 3, 1}}
    >>> DateRange[{2024, 1, 31}, {2024, 4, 1}, "Month"]
    {{2024, 1, 31}, {2024, 2, 29}, {2024, 3, 31}}
    """
    count, unit = (1, step) if isinstance(step, str) else step_parts(step)
    first, last = moment(start), moment(end).time
    if to_float(count) <= 0:
        return None
    found: list[Any] = []
    when = first.time
    while when <= last and len(found) < MOST_DATES:
        found.append(
            make_list(date_list(when)[: first.given]) if is_list(start) else date_object(when, first.given)
        )
        # Steps are counted from the start: months after the 31st shall not stay at the 29th of February.
        when = moved(first.time, count * len(found), unit)
    return make_list(found)
