"""Characters: their classes, codes and case; alphabets; numbers as strings; distances between strings."""

from __future__ import annotations

import re
import string as ascii_letters
import unicodedata
from collections.abc import Callable
from typing import Any

from wlmini.builtins.string_lists import over_texts
from wlmini.expr import Association, Expr, S, boolean, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

MESSAGES = {
    "intp": "Positive integer expected at position `1` in `2`.",
    "string": "A string is expected at position `1` in `2`.",
    "strse": "A string or a list of strings is expected at position `1` in `2`.",
    "notunicode": "`1` is no character code; these are integers from 0 to 1114111.",
    "code": "`1` is no code of a character in this encoding; these are integers from 0 to 255.",
    "range": "`1` and `2` should both be single characters or both be character codes.",
    "alph": "The alphabet `1` is not built in; there are `2`.",
    "base": "The base `1` should be an integer from 2 to 36.",
    "int": "An integer is expected at position 1 in `1`.",
    "chenc": 'The character encoding `1` is not built in; "Unicode", "UTF8", "ASCII", "ISOLatin1" are.',
}


# -- tests -----------------------------------------------------------------------------------------


@builtin("StringQ[expr]")
def string_q(kernel: Any, expr: Any) -> Any:
    """tells whether an expression is a string.

    >>> StringQ["a"]
    True
    >>> StringQ[a]
    False
    """
    return boolean(isinstance(expr, str))


@builtin("LetterQ[text]")
def letter_q(kernel: Any, text: Any) -> Any:
    """tells whether all characters of a string are letters.

    >>> LetterQ /@ {"ab", "a1"}
    {True, False}
    """
    return passes(text, str.isalpha)


@builtin("DigitQ[text]")
def digit_q(kernel: Any, text: Any) -> Any:
    """tells whether all characters of a string are digits from 0 to 9.

    >>> DigitQ /@ {"2024", "1.5"}
    {True, False}
    """
    return passes(text, ascii_letters.digits.__contains__)


@builtin("UpperCaseQ[text]")
def upper_case_q(kernel: Any, text: Any) -> Any:
    """tells whether all characters of a string are upper-case letters.

    >>> UpperCaseQ /@ {"AB", "Ab"}
    {True, False}
    """
    return passes(text, str.isupper)


@builtin("LowerCaseQ[text]")
def lower_case_q(kernel: Any, text: Any) -> Any:
    """tells whether all characters of a string are lower-case letters.

    >>> LowerCaseQ /@ {"ab", "Ab"}
    {True, False}
    """
    return passes(text, str.islower)


@builtin("PrintableASCIIQ[text]")
def printable_ascii_q(kernel: Any, text: Any) -> Any:
    """tells whether all characters of a string are printable ones of ASCII.

    >>> PrintableASCIIQ["a b"]
    True
    """
    return passes(text, lambda character: " " <= character <= "~")


def passes(text: Any, holds: Callable[[str], bool]) -> Any:
    """Whether the text is a string all of whose characters pass."""
    return boolean(isinstance(text, str) and all(holds(character) for character in text))


# -- case ------------------------------------------------------------------------------------------


def text_of(text: Any, head: Any) -> str:
    """The text, which has to be a string."""
    if not isinstance(text, str):
        raise Failure("string", 1, Expr(head, (text,)), value=None)
    return text


@builtin("ToUpperCase[text]", attributes="Listable", messages=MESSAGES)
def to_upper_case(kernel: Any, text: Any) -> Any:
    """gives a string with all letters in upper case.

    >>> ToUpperCase["relu"]
    RELU
    """
    return text_of(text, S.ToUpperCase).upper()


@builtin("ToLowerCase[text]", attributes="Listable", messages=MESSAGES)
def to_lower_case(kernel: Any, text: Any) -> Any:
    """gives a string with all letters in lower case.

    >>> ToLowerCase["LSTM"]
    lstm
    """
    return text_of(text, S.ToLowerCase).lower()


# in lower case in a title, except at its beginning
SMALL_WORDS = re.compile("an?|and|as|at|but|by|for|from|if|in|into|nor|off?|on|onto|or|over|so|the|to|up|via")


@builtin(
    "Capitalize[text]",
    "Capitalize[text, scheme]",
    messages={**MESSAGES, "scheme": 'The scheme `1` is unknown; there are "AllWords" and "TitleCase".'},
)
def capitalize(kernel: Any, text: Any, scheme: Any = None) -> Any:
    """gives a string with its first character, or that of all words, or of the longer ones, in upper case.

    >>> Capitalize["deep learning"]
    Deep learning
    >>> {Capitalize["end of run", "AllWords"], Capitalize["end of run", "TitleCase"]}
    {End Of Run, End of Run}
    """
    if scheme not in (None, "AllWords", "TitleCase"):
        raise Failure("scheme", scheme, value=None)
    if scheme is None:
        return over_texts(lambda each: each[:1].upper() + each[1:], text, S.Capitalize)

    def words(each: str) -> str:
        found = [(word.start(), word[0]) for word in re.finditer(r"\S+", each)]
        small = [start for start, word in found if start and SMALL_WORDS.fullmatch(word)]
        starts = {start for start, _ in found}.difference(small if scheme == "TitleCase" else ())
        return "".join([c.upper() if i in starts else c for i, c in enumerate(each)])

    return over_texts(words, text, S.Capitalize, scheme)


@builtin("Decapitalize[text]", messages=MESSAGES)
def decapitalize(kernel: Any, text: Any) -> Any:
    """gives a string with its first character in lower case.

    >>> Decapitalize["Layer"]
    layer
    """
    return over_texts(lambda each: each[:1].lower() + each[1:], text, S.Decapitalize)


@builtin("RemoveDiacritics[text]", messages=MESSAGES)
def remove_diacritics(kernel: Any, text: Any) -> Any:
    """gives a string without the accents on its letters.

    >>> RemoveDiacritics["na\\[IDoubleDot]ve"]
    naive
    """

    def plain(each: str) -> str:
        parts = unicodedata.normalize("NFD", each)
        return unicodedata.normalize("NFC", "".join([c for c in parts if not unicodedata.combining(c)]))

    return over_texts(plain, text, S.RemoveDiacritics)


# -- codes -----------------------------------------------------------------------------------------

ENCODINGS = {
    "Unicode": None,
    "UTF8": "utf-8",
    "UTF-8": "utf-8",
    "ASCII": "ascii",
    "ISOLatin1": "latin-1",
    "ISO8859-1": "latin-1",
}


def codec(encoding: Any) -> str | None:
    """Python's name of a character encoding; None for plain code points."""
    if encoding not in ENCODINGS:
        raise Failure("chenc", encoding, value=None)
    return ENCODINGS[encoding]


@builtin("ToCharacterCode[text]", "ToCharacterCode[text, encoding]", messages=MESSAGES)
def to_character_code(kernel: Any, text: Any, encoding: Any = "Unicode") -> Any:
    """gives the list of the codes of the characters of a string, or of its bytes in an encoding.

    >>> ToCharacterCode["abc"]
    {97, 98, 99}
    """
    name = codec(encoding)

    def codes(each: str) -> Any:
        if name is None:
            return make_list([ord(character) for character in each])
        if name == "utf-8":
            return make_list(each.encode(name))
        most = 127 if name == "ascii" else 255
        return make_list([ord(c) if ord(c) <= most else S.Null for c in each])

    return over_texts(codes, text, S.ToCharacterCode)


@builtin("FromCharacterCode[codes]", "FromCharacterCode[codes, encoding]", messages=MESSAGES)
def from_character_code(kernel: Any, codes: Any, encoding: Any = "Unicode") -> Any:
    """gives the string of the characters with the codes.

    >>> FromCharacterCode[{119, 108}]
    wl
    >>> FromCharacterCode[97]
    a
    """
    name = codec(encoding)
    if is_list(codes) and codes.parts and all(is_list(part) for part in codes.parts):
        return make_list([from_character_code(kernel, part, encoding) for part in codes.parts])
    numbers = codes.parts if is_list(codes) else (codes,)
    for number in numbers:
        if not isinstance(number, int) or not 0 <= number <= 0x10FFFF:
            raise Failure("notunicode", number, value=None)
    if name is None:
        return "".join([chr(number) for number in numbers])
    if max(numbers, default=0) > 255:
        raise Failure("code", max(numbers), value=None)
    return bytes(numbers).decode(name, errors="replace")


@builtin("CharacterRange[first, last]", messages=MESSAGES)
def character_range(kernel: Any, first: Any, last: Any) -> Any:
    """gives the list of the characters from one to another.

    >>> CharacterRange["a", "e"]
    {a, b, c, d, e}
    """
    if all(isinstance(each, str) and len(each) == 1 for each in (first, last)):
        first, last = ord(first), ord(last)
    if not all(isinstance(each, int) and 0 <= each <= 0x10FFFF for each in (first, last)):
        raise Failure("range", first, last, value=None)
    return make_list([chr(code) for code in range(first, last + 1)])


ALPHABETS = {
    "English": "abcdefghijklmnopqrstuvwxyz",
    "Greek": "αβγδεζηθικλμνξοπρστυφχψω",
    "Russian": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "German": "aäbcdefghijklmnoöpqrsßtuüvwxyz",
    "Spanish": "abcdefghijklmnñopqrstuvwxyz",
    "French": "abcdefghijklmnopqrstuvwxyz",
    "Hebrew": "אבגדהוזחטיכלמנסעפצקרשת",
}


@builtin("Alphabet[]", "Alphabet[language]", messages=MESSAGES)
def alphabet(kernel: Any, language: Any = "English") -> Any:
    """gives the list of the letters of an alphabet in lower case.

    >>> Take[Alphabet[], 3]
    {a, b, c}
    """
    if language not in ALPHABETS:
        raise Failure("alph", language, make_list(ALPHABETS), value=None)
    return make_list(ALPHABETS[language])


@builtin("LetterNumber[letter]", "LetterNumber[letter, language]", messages=MESSAGES)
def letter_number(kernel: Any, letter: Any, language: Any = "English") -> Any:
    """gives the place of a letter in the alphabet, 0 for other characters.

    >>> LetterNumber["c"]
    3
    >>> LetterNumber["aBc"]
    {1, 2, 3}
    """
    if language not in ALPHABETS:
        raise Failure("alph", language, make_list(ALPHABETS), value=None)

    def numbers(each: str) -> Any:
        places = [ALPHABETS[language].find(character.lower()) + 1 for character in each]
        return places[0] if len(places) == 1 else make_list(places)

    return over_texts(numbers, letter, S.LetterNumber)


@builtin("FromLetterNumber[n]", "FromLetterNumber[n, language]", attributes="Listable", messages=MESSAGES)
def from_letter_number(kernel: Any, n: Any, language: Any = "English") -> Any:
    """gives the letter at a place in the alphabet.

    >>> FromLetterNumber[{1, 3, -1}]
    {a, c, z}
    """
    if language not in ALPHABETS:
        raise Failure("alph", language, make_list(ALPHABETS), value=None)
    letters = ALPHABETS[language]
    if not isinstance(n, int):
        raise Failure("int", S.FromLetterNumber(n), value=None)
    if not 1 <= abs(n) <= len(letters):
        return S.Missing("NotApplicable") if n else " "
    return letters[n - 1 if n > 0 else n]


@builtin("CharacterCounts[text]", "CharacterCounts[text, n]", messages=MESSAGES)
def character_counts(kernel: Any, text: Any, n: Any = 1) -> Any:
    """gives an association of the characters of a string, or of its runs of n, and how often each occurs.

    >>> {CharacterCounts["banana"], CharacterCounts["aaab", 2]}
    {<|a -> 3, n -> 2, b -> 1|>, <|aa -> 2, ab -> 1|>}
    """
    size = need_size(n, S.CharacterCounts(text, n))
    return over_texts(lambda each: counted(runs(each, size)), text, S.CharacterCounts)


@builtin("LetterCounts[text]", "LetterCounts[text, n]", messages=MESSAGES)
def letter_counts(kernel: Any, text: Any, n: Any = 1) -> Any:
    """gives an association of the letters of a string, or of its runs of n, and how often each occurs.

    >>> {LetterCounts["b-a-n-a-n-a"], LetterCounts["aaa b", 2]}
    {<|a -> 3, n -> 2, b -> 1|>, <|aa -> 2|>}
    """
    size = need_size(n, S.LetterCounts(text, n))
    return over_texts(
        lambda each: counted([r for r in runs(each, size) if r.isalpha()]), text, S.LetterCounts
    )


def need_size(n: Any, call: Any) -> int:
    if type(n) is int and n > 0:
        return n
    raise Failure("intp", 2, call, owner=call.head, value=None)


def runs(text: str, size: int) -> list[str]:
    return [text[i : i + size] for i in range(len(text) - size + 1)]


def counted(items: list[str]) -> Association:
    """Items and their numbers, the most frequent first, else in order of appearance."""
    counts: dict[Any, int] = {}
    for item in items:
        counts[item] = counts.get(item, 0) + 1
    order = sorted(counts, key=counts.__getitem__, reverse=True)
    return Association({item: counts[item] for item in order})


# -- numbers ---------------------------------------------------------------------------------------

DIGITS = ascii_letters.digits + ascii_letters.ascii_lowercase


@builtin(
    "IntegerString[n]",
    "IntegerString[n, base]",
    "IntegerString[n, base, length]",
    attributes="Listable",
    messages=MESSAGES,
)
def integer_string(kernel: Any, n: Any, base: Any = 10, length: Any = None) -> Any:
    """gives the digits of an integer as a string, in a base, padded with zeros or cut to a length.

    >>> IntegerString[255, 16]
    ff
    >>> IntegerString[7, 10, 3]
    007
    """
    if not isinstance(n, int):
        raise Failure("int", S.IntegerString(n), value=None)
    if base == "Roman":
        return roman(n)
    if not isinstance(base, int) or not 2 <= base <= 36:
        raise Failure("base", base, value=None)
    digits = in_base(abs(n), base)
    if not isinstance(length, int) or length < 0:
        return digits if length is None else None
    return digits.rjust(length, "0")[len(digits.rjust(length, "0")) - length :]


def in_base(number: int, base: int) -> str:
    if base == 10:
        return str(number)
    digits = []
    while number:
        number, digit = divmod(number, base)
        digits.append(DIGITS[digit])
    return "".join(reversed(digits)) or "0"


@builtin("RomanNumeral[n]", attributes="Listable", messages=MESSAGES)
def roman_numeral(kernel: Any, n: Any) -> Any:
    """gives an integer in Roman numerals.

    >>> RomanNumeral[1994]
    MCMXCIV
    """
    if not isinstance(n, int):
        raise Failure("int", S.RomanNumeral(n), value=None)
    return roman(n)


ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def roman(number: int) -> str | None:
    """The Roman numeral of 0 to 4999; None beyond."""
    if not 0 <= number < 5000:
        return None
    written = ""
    for value, letters in ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written or "N"
