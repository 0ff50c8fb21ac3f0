"""Dates and times of day: DateObject, DateString, DateList, absolute time, and reckoning with them."""

from __future__ import annotations

import calendar
import math
import re
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from wlmini.builtins.date_words import MESSAGES as WORD_MESSAGES
from wlmini.builtins.date_words import check_language, word
from wlmini.expr import S, boolean, head_of, is_list, make_list
from wlmini.kernel.declare import builtin, variable
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_real, to_float

EPOCH = datetime(1900, 1, 1)
UNIX_SHIFT = 2208988800  # seconds from 1900 to 1970
MESSAGES = {
    "arg": "`1` is no date; {year, month, ...}, seconds since 1900, a text or a DateObject is expected.",
    "str": "The text `1` cannot be read as a date.",
    "elem": "The date element `1` is not built in.",
    "zone": "The time zone `1` is not known; a number of hours or a name like Europe/Berlin is expected.",
    "step": "`1` should be a number of days, or {n, unit} with one of the units `2`.",
}
UNITS = ("Year", "Month", "Day", "Hour", "Minute", "Second")
GRANULARITIES = ("Year", "Month", "Day", "Hour", "Minute", "Instant")


class Moment(NamedTuple):
    """A point in time, how many of year, month, ... second were given, and the seconds as they were."""

    time: datetime
    given: int


def now() -> datetime:
    return datetime.now()


# -- reading dates ---------------------------------------------------------------------------------


def moment(spec: Any) -> Moment:
    """The point in time that a date means: a list, a number of seconds since 1900, a text, a DateObject."""
    if head_of(spec) is S.DateObject and len(spec):
        found = moment(spec.parts[0])
        if found.given > 3 and len(spec) == 4:
            return found._replace(time=found.time + timedelta(hours=zone() - offset(spec.parts[3])))
        return found
    if is_list(spec) and len(spec) == 2 and isinstance(spec.parts[0], str):
        return read_by_elements(spec)
    if isinstance(spec, str):
        return read_text(spec)
    if is_real(spec):
        return from_seconds(spec)
    if is_list(spec) and 1 <= len(spec) <= 6 and all(is_real(part) for part in spec.parts):
        return from_numbers([part if isinstance(part, int) else to_float(part) for part in spec.parts], spec)
    raise Failure("arg", spec, value=None)


def from_seconds(seconds: Any) -> Moment:
    """The point in time so many seconds after the beginning of 1900."""
    try:
        return Moment(EPOCH + timedelta(seconds=to_float(seconds)), 6)
    except (OverflowError, ValueError):  # too far away, or not a number
        raise Failure("arg", seconds, value=None) from None


def from_numbers(numbers: list[Any], spec: Any) -> Moment:
    """{year, month, day, ...}, where months and the rest may run over."""
    filled: list[Any] = [*numbers, *(1, 1, 0, 0, 0)[len(numbers) - 1 :]]
    year, month, day, hour, minute, second = filled
    years, months = divmod(math.floor(month) - 1, 12)
    try:
        start = datetime(math.floor(year) + years, months + 1, 1)
        return Moment(
            start + timedelta(days=day - 1, hours=hour, minutes=minute, seconds=second), len(numbers)
        )
    except (ValueError, OverflowError):
        raise Failure("arg", spec, value=None) from None


DIRECTIVES = {
    "Year": "%Y", "YearShort": "%y", "Month": "%m", "MonthShort": "%m", "MonthName": "%B", "Day": "%d",
    "MonthNameShort": "%b", "DayShort": "%d", "DayName": "%A", "DayNameShort": "%a", "Hour": "%H",
    "HourShort": "%H", "Hour24": "%H", "Hour12": "%I", "Hour12Short": "%I", "AMPM": "%p", "Minute": "%M",
    "Second": "%S",
}  # fmt: skip
FINEST = {
    "Second": 6,
    "Minute": 5,
    "Hour": 4,
    "Hour12": 4,
    "Hour24": 4,
    "HourShort": 4,
    "Day": 3,
    "DayShort": 3,
}


def read_by_elements(spec: Any) -> Moment:
    """{"17/05/2024", {"Day", "Month", "Year"}}: a text and the elements it is made of."""
    text, elements = spec.parts
    names = elements.parts if is_list(elements) else (elements,)
    between = any(name not in DIRECTIVES for name in names)
    form = ("" if between else " ").join([DIRECTIVES.get(name, str(name)) for name in names])
    plain = text if between else " ".join(re.split(r"[^\w]+", text.strip()))
    try:
        return Moment(datetime.strptime(plain, form), max([FINEST.get(name, 2) for name in names], default=3))
    except ValueError:
        raise Failure("str", text, value=None) from None


def offset(spec: Any) -> float:
    """Hours that a time zone, given by a number or a name such as "Europe/Berlin", is ahead of Greenwich."""
    if is_real(spec):
        return to_float(spec)
    if spec is S.Automatic or spec is S["$TimeZone"]:
        return zone()
    try:
        ahead = datetime.now(ZoneInfo(spec)).utcoffset() if isinstance(spec, str) else None
    except (ZoneInfoNotFoundError, ValueError):
        ahead = None
    if ahead is None:
        raise Failure("zone", spec, value=None)
    return ahead.total_seconds() / 3600


def moment_in(spec: Any, options: dict[str, Any]) -> Moment:
    """The point in time that a date means, as clocks show it in the time zone of the options."""
    wanted = options["TimeZone"]
    found = Moment(now(), 6) if spec is None else moment(spec)
    if wanted is S.Automatic or not (spec is None or head_of(spec) is S.DateObject) or found.given <= 3:
        return found
    return found._replace(time=found.time + timedelta(hours=offset(wanted) - zone()))


ZONE = {"TimeZone": S.Automatic}
CALENDAR = {**ZONE, "CalendarType": "Gregorian"}
TEXT_FORMS = (
    ("%Y-%m-%d", 3), ("%Y/%m/%d", 3), ("%Y%m%d", 3), ("%Y-%m", 2), ("%Y", 1), ("%m/%d/%Y", 3),
    ("%m/%d/%y", 3), ("%d.%m.%Y", 3), ("%d %b %Y", 3), ("%d %B %Y", 3), ("%b %d %Y", 3), ("%B %d %Y", 3),
    ("%b %Y", 2), ("%B %Y", 2), ("%d-%b-%Y", 3),
)  # fmt: skip
CLOCK = re.compile(r"[T ]?\s*(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?\s*([AaPp][Mm])?\s*(Z|[-+]\d\d:?\d\d)?$")
WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)


def read_text(text: str) -> Moment:
    """A date in one of the usual forms, and perhaps a time of day after it."""
    plain = WEEKDAY.sub("", text.strip())
    clock = CLOCK.search(plain)
    day_text = (plain[: clock.start()] if clock else plain).strip().rstrip(",")
    day_text = re.sub(r"(\d)(?:st|nd|rd|th)\b", r"\1", day_text).replace(",", " ")
    day_text = " ".join(day_text.split())
    for form, given in TEXT_FORMS:
        try:
            day = datetime.strptime(day_text, form)
        except ValueError:
            continue
        return add_clock(day, clock) if clock else Moment(day, given)
    if clock and not day_text:
        return add_clock(now().replace(hour=0, minute=0, second=0, microsecond=0), clock)
    raise Failure("str", text, value=None)


def add_clock(day: datetime, clock: re.Match[str]) -> Moment:
    """The day with a time like 10:20, 10:20:30.5 or 10:20 PM; one with a time zone as local time."""
    hour = int(clock[1])
    if clock[4]:
        hour = hour % 12 + (12 if clock[4].lower() == "pm" else 0)
    whole = day + timedelta(hours=hour, minutes=int(clock[2]), seconds=float(clock[3] or 0))
    if clock[5]:
        offset = clock[5].replace(":", "").replace("Z", "+0000")
        shift = timedelta(hours=int(offset[1:3]), minutes=int(offset[3:5])) * (-1 if offset[0] == "-" else 1)
        whole = whole.replace(tzinfo=timezone(shift)).astimezone().replace(tzinfo=None)
    return Moment(whole, 6 if clock[3] else 5)


# -- writing dates ---------------------------------------------------------------------------------


def exact_seconds(when: datetime) -> int | float:
    return when.second if when.microsecond == 0 else when.second + when.microsecond / 10**6


def date_list(when: datetime) -> list[Any]:
    """Year, month, day, hour, minute, and seconds as a real."""
    return [when.year, when.month, when.day, when.hour, when.minute, when.second + when.microsecond / 10**6]


def date_object(when: datetime, given: int, ahead: float | None = None) -> Any:
    """The DateObject of a point in time that is known up to years, months, ... or the instant."""
    parts = date_list(when)[:given]
    granularity = GRANULARITIES[given - 1]
    if given > 3:
        return S.DateObject(make_list(parts), granularity, "Gregorian", zone() if ahead is None else ahead)
    return S.DateObject(make_list(parts), granularity)


def zone() -> float:
    """Hours between local time and Greenwich now."""
    offset = datetime.now().astimezone().utcoffset()
    return offset.total_seconds() / 3600 if offset is not None else 0.0


def hour12(when: datetime) -> int:
    return when.hour % 12 or 12


def millisecond(when: datetime) -> int:
    return when.microsecond // 1000


ELEMENTS: dict[str, Callable[[datetime], Any]] = {
    "Year": lambda t: f"{t.year:04d}",
    "YearShort": lambda t: f"{t.year % 100:02d}",
    "Quarter": lambda t: str((t.month + 2) // 3),
    "QuarterName": lambda t: f"Quarter {(t.month + 2) // 3}",
    "QuarterNameShort": lambda t: f"Q{(t.month + 2) // 3}",
    "Week": lambda t: f"{t.isocalendar()[1]:02d}",
    "WeekShort": lambda t: str(t.isocalendar()[1]),
    "Month": lambda t: f"{t.month:02d}",
    "MonthShort": lambda t: str(t.month),
    "MonthName": lambda t: calendar.month_name[t.month],
    "MonthNameShort": lambda t: calendar.month_abbr[t.month],
    "MonthNameInitial": lambda t: calendar.month_name[t.month][0],
    "Day": lambda t: f"{t.day:02d}",
    "DayShort": lambda t: str(t.day),
    "DayName": lambda t: calendar.day_name[t.weekday()],
    "DayNameShort": lambda t: calendar.day_abbr[t.weekday()],
    "DayNameInitial": lambda t: calendar.day_name[t.weekday()][0],
    "DayOfYear": lambda t: f"{t.timetuple().tm_yday:03d}",
    "ISOWeek": lambda t: f"{t.isocalendar()[1]:02d}",
    "ISOWeekDate": lambda t: "{}-W{:02d}-{}".format(*t.isocalendar()),
    "ISOYearDay": lambda t: f"{t.year:04d}-{t.timetuple().tm_yday:03d}",
    "Hour": lambda t: f"{t.hour:02d}",
    "HourShort": lambda t: str(t.hour),
    "Hour24": lambda t: f"{t.hour:02d}",
    "Hour24Short": lambda t: str(t.hour),
    "Hour12": lambda t: f"{hour12(t):02d}",
    "Hour12Short": lambda t: str(hour12(t)),
    "Minute": lambda t: f"{t.minute:02d}",
    "MinuteShort": lambda t: str(t.minute),
    "Second": lambda t: f"{t.second:02d}",
    "SecondShort": lambda t: str(t.second),
    "SecondExact": lambda t: f"{t.second + t.microsecond / 10**6:09.6f}".rstrip("0"),
    "Millisecond": lambda t: f"{millisecond(t):03d}",
    "MillisecondShort": lambda t: str(millisecond(t)),
    "AMPM": lambda t: "AM" if t.hour < 12 else "PM",
    "AMPMLowerCase": lambda t: "am" if t.hour < 12 else "pm",
    "TimeZone": lambda t: str(zone()),
}
COMPOUNDS: dict[str, tuple[str, ...]] = {
    "DateTime": ("DayNameShort", " ", "DayShort", " ", "MonthNameShort", " ", "Year", " ", "Time"),
    "DateTimeShort": ("DayShort", " ", "MonthNameShort", " ", "Year", " ", "Time"),
    "Date": ("DayNameShort", " ", "DayShort", " ", "MonthNameShort", " ", "Year"),
    "DateShort": ("DayShort", " ", "MonthNameShort", " ", "Year"),
    "Time": ("Hour", ":", "Minute", ":", "Second"),
    "ISODate": ("Year", "-", "Month", "-", "Day"),
    "ISODateTime": ("ISODate", "T", "Time"),
    "ISODateTimeMillisecond": ("ISODate", "T", "Time", ".", "Millisecond"),
}


def element_text(when: datetime, element: Any, language: str = "English") -> str:
    """What an element of DateString stands for; a string that is none stands for itself."""
    if is_list(element):
        return list_element(when, element)
    if not isinstance(element, str):
        raise Failure("elem", element, value=None)
    if element in COMPOUNDS:
        return "".join([element_text(when, part, language) for part in COMPOUNDS[element]])
    named = word(when, element, language)
    if named is not None:
        return named
    return str(ELEMENTS[element](when)) if element in ELEMENTS else element


def list_element(when: datetime, element: Any) -> str:
    """{"Element", n}: the element cut or padded to n characters."""
    if len(element) == 2 and element.parts[0] in ELEMENTS and isinstance(element.parts[1], int):
        text, size = element_text(when, element.parts[0]), element.parts[1]
        return text.rjust(size)[len(text.rjust(size)) - size :]
    raise Failure("elem", element, value=None)


def is_format(spec: Any) -> bool:
    """Whether an argument of DateString says how to write and not which date."""
    if isinstance(spec, str):
        return spec in ELEMENTS or spec in COMPOUNDS
    return is_list(spec) and any(isinstance(part, str) or is_list(part) for part in spec.parts)


@builtin(
    "DateString[]",
    "DateString[date]",
    "DateString[date, elements]",
    "DateString[elements]",
    options={**CALENDAR, "Language": "English"},
    messages={**MESSAGES, **WORD_MESSAGES},
    refused=("CalendarType",),
)
def date_string(
    kernel: Any, date: Any = None, elements: Any = None, *, options: dict[str, Any] = ZONE
) -> Any:
    """gives a date, the current one where none is given, as a text made of elements.

    >>> DateString[{2024, 5, 17, 8, 5, 0}]
    Fri 17 May 2024 08:05:00
    >>> DateString[{2024, 5, 17}, {"Year", "-", "Month", "-", "Day"}]
    2024-05-17
    >>> DateString[{2024, 5, 17}, "ISODate"]
    2024-05-17
    """
    language = options.get("Language", "English")
    check_language(language)
    if elements is None and date is not None and is_format(date):
        date, elements = None, date
    found = moment_in(date, options)
    if elements is None:
        elements = "DateTime" if found.given > 3 or not isinstance_date(date) else "Date"
    parts = elements.parts if is_list(elements) and not is_list_element(elements) else (elements,)
    return "".join([element_text(found.time, part, language) for part in parts])


def isinstance_date(spec: Any) -> bool:
    """Whether a date carries its own precision, as DateObject and texts do; lists stand for instants."""
    return head_of(spec) is S.DateObject or isinstance(spec, str)


def is_list_element(elements: Any) -> bool:
    return len(elements) == 2 and elements.parts[0] in ELEMENTS and isinstance(elements.parts[1], int)


@builtin("DateList[]", "DateList[date]", options=ZONE, messages=MESSAGES)
def date_list_(kernel: Any, date: Any = None, *, options: dict[str, Any]) -> Any:
    """gives a date as {year, month, day, hour, minute, second}.

    >>> DateList["2024-05-17"]
    {2024, 5, 17, 0, 0, 0.}
    >>> DateList[{2024, 14, 1}]
    {2025, 2, 1, 0, 0, 0.}
    """
    return make_list(date_list(moment_in(date, options).time))


@builtin(
    "DateObject[]",
    "DateObject[date]",
    "DateObject[{year, month, ...}, granularity]",
    "DateObject[date, TimeObject[{hour, minute, second}]]",
    options=CALENDAR,
    messages=MESSAGES,
    refused=("CalendarType",),
)
def date_object_(
    kernel: Any, date: Any = None, granularity: Any = None, *rest: Any, options: dict[str, Any]
) -> Any:
    """stands for a date or a point in time, by default the current one.

    >>> DateObject[{2024, 5, 17}]
    DateObject[{2024, 5, 17}, Day]
    >>> DateObject["17 May 2024"] === DateObject[{2024, 5, 17}]
    True
    """
    if not kernel.state.get("date rules"):
        kernel.state["date rules"] = True
        kernel.evaluate(S["$DateRules"])
    if date is None:
        return date_object(now(), 6)
    timed = granularity is not None and head_of(granularity) is S.TimeObject and granularity.parts
    if timed and is_list(granularity.parts[0]):
        day = date_list(moment_in(date, options).time)[:3]
        return S.DateObject(make_list([*day, *granularity.parts[0].parts]), *rest)
    zoned = options["TimeZone"] is not S.Automatic
    if head_of(date) is S.DateObject and granularity is None and not zoned:
        return date
    fits = (
        granularity in GRANULARITIES and is_list(date) and len(date) == GRANULARITIES.index(granularity) + 1
    )
    if fits and len(rest) != 1 and not zoned:
        return None
    found = moment_in(date, options)
    given = GRANULARITIES.index(granularity) + 1 if granularity in GRANULARITIES else found.given
    made = date_object(found.time, given)
    if zoned and given > 3:
        return S.DateObject(*made.parts[:3], offset(options["TimeZone"]))
    return made


@variable("Now", "is the current date and time.")
def now_(kernel: Any) -> Any:
    return date_object(now(), 6)


@variable("Today", "is the current date.")
def today(kernel: Any) -> Any:
    return date_object(now(), 3)


@variable("Yesterday", "is the date of the day before the current one.")
def yesterday(kernel: Any) -> Any:
    return date_object(now() - timedelta(days=1), 3)


@variable("Tomorrow", "is the date of the day after the current one.")
def tomorrow(kernel: Any) -> Any:
    return date_object(now() + timedelta(days=1), 3)


@variable("$TimeZone", "is the number of hours that local time is ahead of Greenwich.")
def time_zone(kernel: Any) -> Any:
    return zone()


@builtin("DateObjectQ[expr]")
def date_object_q(kernel: Any, expr: Any) -> Any:
    """tells whether an expression is a DateObject that means a date.

    >>> DateObjectQ[Today]
    True
    """
    if head_of(expr) is not S.DateObject:
        return boolean(False)
    try:
        return boolean(moment(expr) is not None)
    except Failure:
        return boolean(False)


# -- seconds ---------------------------------------------------------------------------------------


def plain_seconds(value: float) -> int | float:
    return int(value) if value == int(value) else value


@builtin("AbsoluteTime[]", "AbsoluteTime[date]", options=ZONE, messages=MESSAGES)
def absolute_time(kernel: Any, date: Any = None, *, options: dict[str, Any]) -> Any:
    """gives the seconds from the beginning of 1900, in local time, to a date or to now.

    >>> AbsoluteTime[{1900, 1, 2}]
    86400
    """
    if date is None:
        return (moment_in(None, options).time - EPOCH).total_seconds()
    return plain_seconds((moment_in(date, options).time - EPOCH).total_seconds())


@builtin("UnixTime[]", "UnixTime[date]", options=ZONE, messages=MESSAGES)
def unix_time(kernel: Any, date: Any = None, *, options: dict[str, Any]) -> Any:
    """gives the whole seconds from the beginning of 1970, at Greenwich, to a date or to now.

    >>> UnixTime[FromUnixTime[10^9]]
    1000000000
    """
    if date is None:
        return int(time.time())
    found = moment(date).time
    if options["TimeZone"] is S.Automatic or head_of(date) is S.DateObject:
        return int(found.timestamp())
    return int(found.replace(tzinfo=timezone(timedelta(hours=offset(options["TimeZone"])))).timestamp())


@builtin("FromUnixTime[n]", options=ZONE, messages=MESSAGES)
def from_unix_time(kernel: Any, n: Any, *, options: dict[str, Any]) -> Any:
    """gives the DateObject of a number of seconds from the beginning of 1970.

    >>> UnixTime[FromUnixTime[0]]
    0
    >>> Take[First[FromUnixTime[3600, TimeZone -> 2]], 5]
    {1970, 1, 1, 3, 0}
    """
    if not is_real(n):
        raise Failure("arg", n, value=None)
    given = options["TimeZone"]
    hours = zone() if given is S.Automatic else offset(given)
    try:
        when = datetime.fromtimestamp(to_float(n), timezone(timedelta(hours=hours)))
        return date_object(when.replace(tzinfo=None), 6, hours)
    except (OverflowError, ValueError, OSError):
        raise Failure("arg", n, value=None) from None


@builtin("FromAbsoluteTime[n]", messages=MESSAGES)
def from_absolute_time(kernel: Any, n: Any) -> Any:
    """gives the DateObject of a number of seconds from the beginning of 1900.

    >>> DateString[FromAbsoluteTime[86400], "ISODate"]
    1900-01-02
    """
    if not is_real(n):
        raise Failure("arg", n, value=None)
    return date_object(moment(n).time, 6)
