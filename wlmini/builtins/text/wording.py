"""Names of integers, of characters; texts in other letters; sentences and things found in texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from wlmini.builtins.characters import ROMAN
from wlmini.builtins.characters import counted as in_order_of_number
from wlmini.builtins.string_lists import over_texts
from wlmini.builtins.string_search import count_limit, take
from wlmini.builtins.string_splitting import words
from wlmini.expr import Association, S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.syntax.characters import NAMES

MESSAGES = {
    "int": "An integer is expected at position 1 in `1`.",
    "strse": "A string or a list of strings is expected at position `1` in `2`.",
    "form": "The form `1` is not built in; there are `2`.",
    "posint": "The number of results, `1`, should be a positive integer or Infinity.",
    "roman": "`1` is no Roman numeral.",
    "list": "The list of words that this needs does not come along; Select with a test of your own does it.",
}  # fmt: skip
HYPHEN = "\u2010"
SMALL_NAMES = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen"""
TENS_NAMES = "zero ten twenty thirty forty fifty sixty seventy eighty ninety"
GROUP_NAMES = """
    thousand million billion trillion quadrillion quintillion sextillion septillion octillion nonillion
    decillion undecillion duodecillion tredecillion quattuordecillion quindecillion sexdecillion
    septendecillion octodecillion novemdecillion vigintillion"""
SMALL, TENS, GROUPS = SMALL_NAMES.split(), TENS_NAMES.split(), ["", *GROUP_NAMES.split()]
ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip


# -- integers --------------------------------------------------------------------------------------


def below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    parts = [f"{SMALL[hundreds]} hundred"] if hundreds else []
    if rest >= 20:
        tens, units = divmod(rest, 10)
        parts.append(TENS[tens] + (HYPHEN + SMALL[units] if units else ""))
    elif rest or not hundreds:
        parts.append(SMALL[rest])
    return " ".join(parts)


def named(number: int, small: Callable[[int], str]) -> str:
    """The name by groups of three digits, each written by `small`."""
    if number < 0:
        return "negative " + named(-number, small)
    parts: list[str] = []
    for name in GROUPS:
        number, group = divmod(number, 1000)
        if group or not (number or parts):
            parts.append(f"{small(group)} {name}".strip())
        if not number:
            return " ".join(reversed(parts))
    raise OverflowError


def cardinal(number: int) -> str:
    return named(number, below_thousand)


def ordinal(number: int) -> str:
    """The name with its last word as an ordinal."""
    name = cardinal(number)
    start = max(name.rfind(" "), name.rfind(HYPHEN)) + 1
    last = name[start:]
    changed = ORDINALS.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
    return name[:start] + changed


def digits_ordinal(number: int) -> str:
    tens = abs(number) % 100
    ending = "th" if 10 <= tens <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(tens % 10, "th")
    return f"{number}{ending}"


FORMS: dict[str, Callable[[int], str]] = {
    "Words": cardinal,
    "Cardinal": cardinal,
    "DigitsWords": lambda number: named(number, str),
    "Ordinal": ordinal,
    "DigitsOrdinal": digits_ordinal,
}


@builtin("IntegerName[n]", 'IntegerName[n, "form"]', attributes="Listable", messages=MESSAGES)
def integer_name(kernel: Any, n: Any, form: Any = S.Automatic) -> Any:
    """gives the English name of an integer, in words, or from a thousand on with digits and words.

    >>> IntegerName[7]
    seven
    >>> IntegerName[1234567]
    1 million 234 thousand 567
    >>> IntegerName[21, "Ordinal"] == "twenty\\[Hyphen]first"
    True
    """
    if not isinstance(n, int):
        raise Failure("int", S.IntegerName(n), value=None)
    parts = form.parts if is_list(form) else (form,)
    wanted = [part for part in parts if part not in ("English", S.Automatic)]
    if len(wanted) > 1 or (wanted and wanted[0] not in FORMS):
        raise Failure("form", form, make_list(FORMS), value=None)
    name = wanted[0] if wanted else "Words" if abs(n) < 1000 else "DigitsWords"
    try:
        return FORMS[name](n)
    except OverflowError:
        return None


@builtin("FromRomanNumeral[text]", attributes="Listable", messages=MESSAGES)
def from_roman_numeral(kernel: Any, text: Any) -> Any:
    """gives the integer that a Roman numeral means.

    >>> FromRomanNumeral["MCMXCIV"]
    1994
    """
    if not isinstance(text, str):
        return None
    value, rest = 0, text.strip().upper()
    for amount, letters in ROMAN:
        while rest.startswith(letters):
            value, rest = value + amount, rest[len(letters) :]
    if rest not in ("", "N"):
        raise Failure("roman", text, value=None)
    return value


# -- characters ------------------------------------------------------------------------------------


@builtin("CharacterName[text]", 'CharacterName[text, "type"]', messages=MESSAGES)
def character_name(kernel: Any, text: Any, kind: Any = "WolframLanguage") -> Any:
    """gives the names of the characters of a string, those used in \\\\[Name] or those of Unicode.

    >>> CharacterName["\\[Alpha]"]
    Alpha
    >>> CharacterName["a", "Unicode"]
    latin small letter a
    """
    if kind not in ("WolframLanguage", "Unicode"):
        raise Failure("form", kind, make_list(("WolframLanguage", "Unicode")), value=None)

    def name(character: str) -> str:
        official = unicodedata.name(character, f"character {ord(character):x}").lower()
        if kind == "Unicode":
            return official
        return NAMES.get(character) or re.sub(r"[^A-Za-z0-9]+", "", official.title())

    def of_text(each: str) -> Any:
        names = [name(character) for character in each]
        return names[0] if len(names) == 1 else make_list(names)

    return over_texts(of_text, text, S.CharacterName)


GREEK = (
    "α a β b γ g δ d ε e ζ z η e θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ ph χ ch ψ ps ω o"
)
CYRILLIC = """
    а a б b в v г g д d е e ё e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch
    ш sh щ shch ъ '' ы y ь ' э e ю yu я ya"""
LATIN = "ß ss æ ae ø o œ oe ł l đ d þ th ð d"
PAIRS = f"{GREEK} {CYRILLIC} {LATIN}".split()
LETTERS = dict(zip(PAIRS[::2], PAIRS[1::2], strict=True))


@builtin("Transliterate[text]", messages=MESSAGES)
def transliterate(kernel: Any, text: Any) -> Any:
    """gives a text in plain Latin letters; Greek and Cyrillic letters are known besides those with accents.

    >>> Transliterate["\\[Alpha]\\[Beta]"]
    ab
    """

    def letter(character: str) -> str:
        small = character.lower()
        if small in LETTERS:
            return LETTERS[small] if small == character else LETTERS[small].capitalize()
        return "".join([c for c in unicodedata.normalize("NFD", character) if not unicodedata.combining(c)])

    return over_texts(lambda each: "".join(map(letter, each)), text, S.Transliterate)


# -- texts -----------------------------------------------------------------------------------------

SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])")
ABBREVIATION = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|vs|etc|e\.g|i\.e|Fig|No)|\b[A-Z])\.$")


def sentences(text: str) -> list[str]:
    """The sentences of a text; a point after an abbreviation ends none."""
    found: list[str] = []
    for piece in SENTENCE_END.split(text.strip()):
        if found and ABBREVIATION.search(found[-1]):
            found[-1] += " " + piece
        elif piece:
            found.append(" ".join(piece.split()))
    return found


@builtin("TextSentences[text]", "TextSentences[text, n]", messages=MESSAGES)
def text_sentences(kernel: Any, text: Any, n: Any = S.Infinity) -> Any:
    """gives the sentences of a text.

    >>> TextSentences["It works. Does it? Yes!"]
    {It works., Does it?, Yes!}
    """
    limit = count_limit(n)
    return over_texts(lambda each: make_list(take(sentences(each), limit)), text, S.TextSentences)


FOUND: dict[str, str] = {
    "Number": r"[-+]?\d+(?:\.\d+)?",
    "URL": r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)]",
    "EmailAddress": r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    "TwitterHandle": r"(?<!\w)@\w+",
    "Hashtag": r"(?<!\w)#\w+",
    "PhoneNumber": r"\+?\d[\d ()-]{6,}\d",
    "Date": r"\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{2,4}|\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4}",
}


@builtin("TextCases[text, form]", "TextCases[text, form, n]", "TextCases[form][text]", messages=MESSAGES)
def text_cases(kernel: Any, text: Any, form: Any, n: Any = S.Infinity) -> Any:
    """gives the parts of a text that are of a kind, such as "Word", "Sentence", "Number", "URL" or "Date".

    >>> TextCases["From 3 to 12.", "Number"]
    {3, 12}
    """
    limit = count_limit(n)

    def cases(each: str) -> Any:
        if form == "Word":
            return make_list(take(words(kernel, each), limit))
        if form == "Sentence":
            return make_list(take(sentences(each), limit))
        return make_list(take([found[0] for found in re.finditer(FOUND[form], each)], limit))

    if form not in FOUND and form not in ("Word", "Sentence"):
        raise Failure("form", form, make_list(("Word", "Sentence", *FOUND)), value=None)
    return over_texts(cases, text, S.TextCases, form)


@builtin("WordCounts[text]", "WordCounts[text, n]", messages=MESSAGES)
def word_counts(kernel: Any, text: Any, n: Any = 1) -> Any:
    """gives an association of the words of a text, or runs of n words, and how often each occurs.

    >>> WordCounts["to be or not to be"]
    <|to -> 2, be -> 2, or -> 1, not -> 1|>
    """
    if not isinstance(n, int) or n < 1:
        raise Failure("posint", n, value=None)

    def counts(each: str) -> Association:
        found = words(kernel, each)
        if n == 1:
            return in_order_of_number(found)
        items = [make_list(found[i : i + n]) for i in range(len(found) - n + 1)]
        return in_order_of_number(items)  # type: ignore[arg-type]

    return over_texts(counts, text, S.WordCounts)


@builtin("DeleteStopwords[text]", messages=MESSAGES)
def delete_stopwords(kernel: Any, text: Any) -> Any:
    """would give a text without words such as "the"; the list of these does not come along.

    >>> Quiet[Head[DeleteStopwords["the cat"]]]
    DeleteStopwords
    """
    raise Failure("list", value=None)


@builtin("WordList[]", 'WordList["type"]', messages=MESSAGES)
def word_list(kernel: Any, kind: Any = None) -> Any:
    """would give a list of English words; it does not come along.

    >>> Quiet[Head[WordList[]]]
    WordList
    """
    raise Failure("list", value=None)
