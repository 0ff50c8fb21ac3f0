"""Days of the calendar: ranges of days, days of work, Julian dates, dates within others, times of day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from wlmini.builtins.date_arithmetic import DAYS, MOST_DATES, moved
from wlmini.builtins.dates import (
    GRANULARITIES,
    MESSAGES,
    Moment,
    date_list,
    date_object,
    moment,
    now,
    offset,
    zone,
)
from wlmini.expr import S, Symbol, boolean, head_of, is_list, make_list
from wlmini.kernel.declare import builtin, inert
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_real, to_float

TEXTS = {
    **MESSAGES,
    "day": "`1` is no kind of day: a name such as Monday, Weekday, Weekend, BusinessDay or All is expected.",
}
JULIAN = datetime(2000, 1, 1, 12), 2451545.0
KINDS: dict[str, Callable[[datetime], bool]] = {
    "All": lambda day: True,
    "Weekday": lambda day: day.weekday() < 5,
    "Weekend": lambda day: day.weekday() >= 5,
    "BusinessDay": lambda day: day.weekday() < 5,
    "EndOfMonth": lambda day: (day + timedelta(days=1)).day == 1,
    "BeginningOfMonth": lambda day: day.day == 1,
}


def kind_of_day(spec: Any) -> Callable[[datetime], bool]:
    """Whether a day is of a kind."""
    name = spec.short if isinstance(spec, Symbol) else spec
    if name in KINDS:
        return KINDS[name]
    names = [day.short for day in DAYS]
    if name not in names:
        raise Failure("day", spec, value=None)
    return lambda day: day.weekday() == names.index(name)


def like(spec: Any, when: datetime) -> Any:
    """A date in the form of another: a list for a list, else a DateObject."""
    return make_list(date_list(when)[:3]) if is_list(spec) else date_object(when, 3)


@builtin("DayRange[start, end]", "DayRange[start, end, daytype]", messages=TEXTS)
def day_range(kernel: Any, start: Any, end: Any, kind: Any = "All") -> Any:
    """gives the days of a kind from start to end.

    >>> DayRange[{2024, 5, 1}, {2024, 5, 14}, Monday]
    {{2024, 5, 6}, {2024, 5, 13}}
    """
    fits, day, last = kind_of_day(kind), moment(start).time, moment(end).time
    found: list[Any] = []
    while day <= last and len(found) < MOST_DATES:
        if fits(day):
            found.append(like(start, day))
        day += timedelta(days=1)
    return make_list(found)


@builtin("DayPlus[date, n]", "DayPlus[date, n, daytype]", messages=TEXTS)
def day_plus(kernel: Any, date: Any, n: Any, kind: Any = "All") -> Any:
    """gives the n-th day of a kind after a date.

    >>> DayPlus[{2024, 5, 17}, 1, "BusinessDay"]
    {2024, 5, 20}
    """
    if not isinstance(n, int):
        return None
    fits, day = kind_of_day(kind), moment(date).time
    step = timedelta(days=1 if n > 0 else -1)
    for _ in range(min(abs(n), MOST_DATES)):
        day += step
        while not fits(day):
            day += step
    return like(date, day)


@builtin("DayMatchQ[date, daytype]", messages=TEXTS)
def day_match_q(kernel: Any, date: Any, kind: Any) -> Any:
    """tells whether a day is of a kind.

    >>> DayMatchQ[{2024, 5, 17}, Friday]
    True
    """
    return boolean(kind_of_day(kind)(moment(date).time))


@builtin("BusinessDayQ[date]", messages=TEXTS)
def business_day_q(kernel: Any, date: Any) -> Any:
    """tells whether a day is one from Monday to Friday; holidays are not known.

    >>> BusinessDayQ[{2024, 5, 18}]
    False
    """
    return boolean(moment(date).time.weekday() < 5)


@builtin("JulianDate[]", "JulianDate[date]", messages=TEXTS)
def julian_date(kernel: Any, date: Any = None) -> Any:
    """gives the number of days since noon of the first day of 4713 BC.

    >>> JulianDate[{2000, 1, 2, 12}] - 2451545
    1.
    """
    start, number = JULIAN
    return number + ((now() if date is None else moment(date).time) - start) / timedelta(days=1)


@builtin("FromJulianDate[n]", messages=TEXTS)
def from_julian_date(kernel: Any, n: Any) -> Any:
    """gives the DateObject of a Julian date.

    >>> DateList[FromJulianDate[2451545]]
    {2000, 1, 1, 12, 0, 0.}
    """
    if not is_real(n):
        raise Failure("arg", n, value=None)
    start, number = JULIAN
    try:
        return date_object(start + timedelta(days=to_float(n) - number), 6)
    except OverflowError:
        raise Failure("arg", n, value=None) from None


def span(date: Any) -> tuple[datetime, datetime]:
    """The beginning of a date and the beginning of what follows it."""
    found = moment(date)
    if found.given == 6:
        return found.time, found.time
    return found.time, moved(found.time, 1, GRANULARITIES[found.given - 1])


@builtin("DateWithinQ[date1, date2]", messages=TEXTS)
def date_within_q(kernel: Any, date1: Any, date2: Any) -> Any:
    """tells whether the whole of a date lies within another.

    >>> DateWithinQ[DateObject[{2024}], DateObject[{2024, 5, 17}]]
    True
    """
    (start, end), (first, last) = span(date1), span(date2)
    return boolean(start <= first and last <= end)


@builtin("DateOverlapsQ[date1, date2]", messages=TEXTS)
def date_overlaps_q(kernel: Any, date1: Any, date2: Any) -> Any:
    """tells whether two dates have a time in common.

    >>> DateOverlapsQ[DateObject[{2024, 5}], DateObject[{2024, 5, 17}]]
    True
    """
    (start, end), (first, last) = span(date1), span(date2)
    return boolean(start < last and first < end or start == first)


@builtin("DateBounds[{date1, date2, ...}]", messages=TEXTS)
def date_bounds(kernel: Any, dates: Any) -> Any:
    """gives the first and the last of a list of dates.

    >>> DateBounds[{{2024, 5, 17}, {2023, 1, 1}, {2024, 1, 1}}]
    {DateObject[{2023, 1, 1}, Day], DateObject[{2024, 5, 17}, Day]}
    """
    if not is_list(dates) or not dates.parts:
        return None
    found: list[Moment] = sorted([moment(each) for each in dates.parts])
    return make_list([date_object(each.time, each.given) for each in (found[0], found[-1])])


@builtin("CurrentDate[]", "CurrentDate[granularity]", messages=TEXTS)
def current_date(kernel: Any, granularity: Any = "Instant") -> Any:
    """gives the current date, known up to a granularity such as "Day" or "Month".

    >>> CurrentDate["Day"] === Today
    True
    """
    if granularity not in GRANULARITIES:
        raise Failure("elem", granularity, value=None)
    return date_object(now(), GRANULARITIES.index(granularity) + 1)


@builtin("TimeZoneConvert[date, zone]", "TimeZoneConvert[date]", messages=TEXTS)
def time_zone_convert(kernel: Any, date: Any, wanted: Any = S.Automatic) -> Any:
    """gives the same point in time as clocks in another zone show it.

    >>> TimeZoneConvert[DateObject[{2024, 5, 17, 8, 0, 0}, TimeZone -> 0], 2][[1, 4]]
    10
    """
    found = moment(date)
    shown = found.time + timedelta(hours=offset(wanted) - zone())
    made = date_object(shown, found.given)
    return S.DateObject(*made.parts[:3], offset(wanted)) if found.given > 3 else made


@builtin("TimeZoneOffset[zone]", "TimeZoneOffset[zone, zone0]", messages=TEXTS)
def time_zone_offset(kernel: Any, wanted: Any, reference: Any = 0) -> Any:
    """gives the hours that a time zone is ahead of Greenwich, or of another zone.

    >>> TimeZoneOffset[2]
    2.
    """
    return offset(wanted) - offset(reference)


@builtin("TimeObject[{hour, minute, second}]", "TimeObject[]", "TimeObject[date]", messages=TEXTS)
def time_object(kernel: Any, time: Any = None, *rest: Any) -> Any:
    """stands for a time of day.

    >>> TimeObject[{8, 30}]
    TimeObject[{8, 30}]
    """
    if time is None or head_of(time) is S.DateObject or isinstance(time, str):
        when = now() if time is None else moment(time).time
        return S.TimeObject(make_list(date_list(when)[3:]), *rest)
    return None


inert(
    "TimeZone",
    documentation="""is an option of functions of dates: a number of hours or a name such as "Europe/Berlin".

    >>> UnixTime[{1970, 1, 2}, TimeZone -> 0]
    86400
    """,
)
