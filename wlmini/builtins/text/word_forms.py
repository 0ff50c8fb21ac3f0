"""Forms of English words: WordStem by Porter's algorithm, Pluralize by rules and a list of exceptions."""

from __future__ import annotations

import re
from typing import Any

from wlmini.builtins.string_lists import over_texts
from wlmini.expr import S, is_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_number

MESSAGES = {
    "strse": "A string or a list of strings is expected at position `1` in `2`.",
    "pair": "`1` is neither a string nor a pair of the forms for one and for several.",
    "count": "The number of things, `1`, is no number.",
}

# -- stems -------------------------------------------------------------------------------------------

VOWEL = re.compile(r"[aeiou]|(?<=[^aeiou])y")
SEQUENCE = re.compile(r"v+c+")
Rule = tuple[str, str]
STEP_2: tuple[Rule, ...] = (
    ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"),
    ("abli", "able"), ("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"),
    ("ation", "ate"), ("ator", "ate"), ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"),
    ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"),
)  # fmt: skip
STEP_3: tuple[Rule, ...] = (
    ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""),
    ("ness", ""),
)  # fmt: skip
STEP_4 = (
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism",
    "ate", "iti", "ous", "ive", "ize",
)  # fmt: skip


def shape(word: str) -> str:
    """The word's letters as c, for a consonant, and v."""
    vowels = {found.start() for found in VOWEL.finditer(word)}
    return "".join(["v" if i in vowels else "c" for i in range(len(word))])


def measure(stem: str) -> int:
    """How often vowels are followed by consonants."""
    return len(SEQUENCE.findall(shape(stem)))


def has_vowel(stem: str) -> bool:
    return "v" in shape(stem)


def ends_short(stem: str) -> bool:
    """Whether it ends as hop and fil do: consonant, vowel, consonant other than w, x and y."""
    return shape(stem).endswith("cvc") and stem[-1] not in "wxy"


def stem(word: str) -> str:
    """The stem, by the algorithm of M. F. Porter, An algorithm for suffix stripping, 1980."""
    if len(word) < 3:
        return word
    for step in (plurals, past_forms, final_y, longer_endings, endings, last_endings, final_letters):
        word = step(word)
    return word


def plurals(word: str) -> str:
    for ending, instead in (("sses", "ss"), ("ies", "i"), ("ss", "ss"), ("s", "")):
        if word.endswith(ending):
            return word.removesuffix(ending) + instead
    return word


def past_forms(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if measure(word[:-3]) > 0 else word
    for ending in ("ed", "ing"):
        base = word.removesuffix(ending)
        if base != word and has_vowel(base):
            return mended(base)
    return word


def mended(base: str) -> str:
    """What is left of -ed and -ing, with the e that they may have taken the place of."""
    if base.endswith(("at", "bl", "iz")):
        return base + "e"
    if len(base) > 1 and base[-1] == base[-2] and shape(base)[-1] == "c" and base[-1] not in "lsz":
        return base[:-1]
    return base + "e" if measure(base) == 1 and ends_short(base) else base


def final_y(word: str) -> str:
    return word[:-1] + "i" if word.endswith("y") and has_vowel(word[:-1]) else word


def replaced(word: str, rules: tuple[Rule, ...]) -> str:
    """The longest ending of the rules replaced, where what is before it is long enough."""
    found = [rule for rule in rules if word.endswith(rule[0])]
    if not found:
        return word
    ending, instead = max(found, key=lambda rule: len(rule[0]))
    base = word.removesuffix(ending)
    return base + instead if measure(base) > 0 else word


def longer_endings(word: str) -> str:
    return replaced(word, STEP_2)


def endings(word: str) -> str:
    return replaced(word, STEP_3)


def last_endings(word: str) -> str:
    found = [ending for ending in STEP_4 if word.endswith(ending)]
    if not found:
        return word
    ending = max(found, key=len)
    base = word.removesuffix(ending)
    fits = measure(base) > 1 and (ending != "ion" or base.endswith(("s", "t")))
    return base if fits else word


def final_letters(word: str) -> str:
    if word.endswith("e"):
        base = word[:-1]
        long = measure(base)
        word = base if long > 1 or long == 1 and not ends_short(base) else word
    return word[:-1] if word.endswith("ll") and measure(word[:-1]) > 1 else word


@builtin("WordStem[word]", "WordStem[{word1, word2, ...}]", messages=MESSAGES)
def word_stem(kernel: Any, words: Any) -> Any:
    """gives the stem of an English word, which its forms share, by Porter's algorithm.

    >>> {WordStem["running"], WordStem[{"cats", "hopeful"}]}
    {run, {cat, hope}}
    """
    return over_texts(lambda word: stem(word.lower()), words, S.WordStem)


# -- plurals -----------------------------------------------------------------------------------------

IRREGULAR_PAIRS = """
    man:men woman:women child:children person:people foot:feet tooth:teeth goose:geese mouse:mice louse:lice
    ox:oxen die:dice penny:pennies datum:data medium:media bacterium:bacteria curriculum:curricula
    memorandum:memoranda stratum:strata erratum:errata addendum:addenda criterion:criteria
    phenomenon:phenomena index:indices vertex:vertices matrix:matrices appendix:appendices axis:axes
    alumnus:alumni cactus:cacti focus:foci fungus:fungi nucleus:nuclei radius:radii stimulus:stimuli
    syllabus:syllabi locus:loci formula:formulas alga:algae larva:larvae vertebra:vertebrae genus:genera
    corpus:corpora leaf:leaves loaf:loaves wolf:wolves knife:knives life:lives wife:wives half:halves
    calf:calves shelf:shelves thief:thieves elf:elves self:selves sheaf:sheaves hoof:hooves scarf:scarves
    potato:potatoes tomato:tomatoes hero:heroes echo:echoes veto:vetoes torpedo:torpedoes embargo:embargoes
    quiz:quizzes this:these that:those is:are was:were has:have"""
IRREGULAR = dict(pair.split(":") for pair in IRREGULAR_PAIRS.split())
SAME_FORMS = "sheep fish deer series species aircraft moose bison salmon trout swine offspring spacecraft"
SAME = frozenset(SAME_FORMS.split())
WITH_MAN = ("human", "german", "roman", "shaman", "talisman", "norman", "ottoman")
SUFFIXES = (  # the first that fits
    (r"(?<=[^aeiou])y$", "ies"), (r"(?<=qu)y$", "ies"), (r"(?<=[sx])is$", "es"),
    (r"(?:(?<=s)|(?<=x)|(?<=z)|(?<=ch)|(?<=sh))$", "es"), (r"$", "s"),
)  # fmt: skip


def plural(text: str) -> str:
    """The plural of the last word of a text."""
    start = max(text.rfind(" "), text.rfind("-")) + 1
    word = text[start:]
    return text[:start] + like(word, plural_of(word.lower()))


def plural_of(word: str) -> str:
    if word in SAME or not word:
        return word
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word.endswith("man") and word not in WITH_MAN:
        return word[:-2] + "en"
    pattern, instead = next(pair for pair in SUFFIXES if re.search(pair[0], word))
    return re.sub(pattern, instead, word, count=1)


def like(word: str, changed: str) -> str:
    """The changed word with capitals as the word has them."""
    if word.isupper() and len(word) > 1:
        return changed.upper()
    return changed.capitalize() if word[:1].isupper() else changed


@builtin(
    'Pluralize["word"]', 'Pluralize["word", n]', 'Pluralize[{"one", "several"}, n]', messages=MESSAGES
)  # fmt: skip
def pluralize(kernel: Any, word: Any, count: Any = None) -> Any:
    """gives the plural of an English word, or the form that goes with the number n.

    >>> {Pluralize["box"], Pluralize["child"], Pluralize["city", 1], Pluralize["city", 3]}
    {boxes, children, city, cities}
    >>> Pluralize[{"is", "are"}, 2]
    are
    """
    pair = list(word.parts) if is_list(word) else [word, None]
    if len(pair) != 2 or not isinstance(pair[0], str) or not isinstance(pair[1], str | None):
        raise Failure("pair", word, value=None)
    if is_list(word) and count is None:
        return pair[1]
    if is_list(count):
        return S.List(*[S.Pluralize(word, each) for each in count.parts])
    if count is not None and not is_number(count):
        raise Failure("count", count, value=None)
    if count in (1, -1):
        return pair[0]
    return plural(pair[0]) if pair[1] is None else pair[1]
