"""How the elements of dates look in texts, as regular expressions."""

from __future__ import annotations

DATE_PARTS = {
    "Year": "[0-9]{4}", "YearShort": "[0-9]{2}", "Month": "(?:0[1-9]|1[0-2])",
    "MonthShort": "(?:1[0-2]|[1-9])", "Day": "(?:0[1-9]|[12][0-9]|3[01])",
    "DayShort": "(?:[12][0-9]|3[01]|[1-9])", "Hour": "(?:[01][0-9]|2[0-3])", "Hour24": "(?:[01][0-9]|2[0-3])",
    "Hour12": "(?:0[1-9]|1[0-2])", "HourShort": "(?:1[0-9]|2[0-3]|[0-9])", "Hour12Short": "(?:1[0-2]|[1-9])",
    "Minute": "[0-5][0-9]", "MinuteShort": "[1-5]?[0-9]", "Second": "[0-5][0-9]",
    "SecondShort": "[1-5]?[0-9]", "Millisecond": "[0-9]{3}", "AMPM": "[AaPp][Mm]",
    "MonthName": "(?:January|February|March|April|May|June|July|August|September|October|November|December)",
    "MonthNameShort": "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)",
    "DayName": "(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)",
    "DayNameShort": "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)",
}  # fmt: skip
DATE_SEPARATOR = r"[-/\s:.,]+"
