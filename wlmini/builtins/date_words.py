"""The names of months and days in other languages than English."""

from __future__ import annotations

from datetime import datetime

from wlmini.expr import make_list
from wlmini.kernel.messages import Failure

MESSAGES = {
    "lang": "The names of days and months in the language `1` are not built in; there are `2`.",
    "short": "The element `1` of dates is built in for English only, not for `2`.",
}
WORDS = {  # months; days from Monday on
    "French": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre;"
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "German": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember;"
    "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "Spanish": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre;"
    "lunes martes miércoles jueves viernes sábado domingo",
    "Italian": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre"
    " dicembre;lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "Portuguese": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"
    ";segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
    "Dutch": "januari februari maart april mei juni juli augustus september oktober november december;"
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "Swedish": "januari februari mars april maj juni juli augusti september oktober november december;"
    "måndag tisdag onsdag torsdag fredag lördag söndag",
    "Danish": "januar februar marts april maj juni juli august september oktober november december;"
    "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "Norwegian": "januar februar mars april mai juni juli august september oktober november desember;"
    "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "Finnish": "tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu"
    " marraskuu joulukuu;maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai",
    "Polish": "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad"
    " grudzień;poniedziałek wtorek środa czwartek piątek sobota niedziela",
    "Russian": "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь;"
    "понедельник вторник среда четверг пятница суббота воскресенье",
    "Turkish": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık;"
    "Pazartesi Salı Çarşamba Perşembe Cuma Cumartesi Pazar",
}  # fmt: skip
SHORT = ("MonthNameShort", "DayNameShort", "DayNameInitial", "MonthNameInitial", "AMPM", "AMPMLowerCase")


def check_language(language: object) -> None:
    if language != "English" and language not in WORDS:
        raise Failure("lang", language, make_list(["English", *WORDS]), value=None)


def word(when: datetime, element: str, language: str) -> str | None:
    """The name of the month or day; None for what is written without words, and in English."""
    if language == "English":
        return None
    if element in SHORT:
        raise Failure("short", element, language, value=None)
    months, days = [names.split() for names in WORDS[language].split(";")]
    if element == "MonthName":
        return months[when.month - 1]
    return days[when.weekday()] if element == "DayName" else None
