"""The "SubwordTokens" coders: text as a sequence of pieces of words.

Tokens that begin a word begin with a space. A list of tokens has _ for what none of them is, and may have
StartOfString and EndOfString. In byte-pair encoding the place in the list is the priority of a merger, as it
is in the models of SentencePiece, whose files are read too.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from ...expr import TRUE, Expr, S, Symbol, is_list
from ...kernel.permissions import ask
from ...kernel.whole_files import named_path
from .coder import Coder, argument, decoder, encoder, option
from .pieces import Vocabulary
from .reading import REFUSED, anything, choice, flag, items, optional
from .sentencepiece import Model, read_model
from .sequences import SequenceDecoder
from .text import TARGET_LENGTH, SequenceEncoder, input_depth

__all__ = ["SubwordTokensDecoder", "SubwordTokensEncoder"]

MARKS = (S.StartOfString, S.EndOfString)
FORMS = ("NFC", "NFD", "NFKC", "NFKD")
UNKNOWN = "\ufffd"
BPE = {"CombineWhitespace": S["False"], "WhitespacePadding": S["None"]}


def is_unknown(token: Any) -> bool:
    return isinstance(token, Expr) and token.head is S.Blank and not token.parts


def is_token(token: Any) -> bool:
    return isinstance(token, str) and token != "" or is_unknown(token) or token in MARKS


def token_list(expr: Any) -> Any:
    """A list of tokens with _ among them, or File["model"]."""
    if isinstance(expr, Expr) and expr.head is S.File and len(expr) == 1 and isinstance(expr.parts[0], str):
        return expr
    found = items(expr)
    if not found or not all(map(is_token, found)) or len(set(found)) < len(found):
        return REFUSED
    return found if any(map(is_unknown, found)) else REFUSED


def method(expr: Any) -> Any:
    """A method as its name, or {name, suboptions}."""
    name, *rest = expr.parts if is_list(expr) and expr.parts else (expr,)
    known = set(BPE) if name == "BPE" else set()
    rules = [each.parts for each in rest if isinstance(each, Expr) and each.head is S.Rule]
    if name not in ("BPE", "WordPiece") or len(rules) < len(rest) or not {k for k, _ in rules} <= known:
        return REFUSED
    settings = dict(rules)
    if settings.get("CombineWhitespace", TRUE) not in (TRUE, S["False"]):
        return REFUSED
    if settings.get("WhitespacePadding", S["None"]) not in (S["None"], S.Left, S.Right):
        return REFUSED
    return expr if rest else name


TOKENS = argument(
    "tokens", "Tokens", "a list of different strings with _ for all others, or File[...] of a model of "
    "SentencePiece", token_list,
)  # fmt: skip
NORMALIZATION = option(
    "normalization", "UnicodeNormalization", 'None, "NFC", "NFD", "NFKC" or "NFKD"',
    optional(choice(*FORMS)), None,
)  # fmt: skip
METHOD = option(
    "method", "Method", '"BPE", {"BPE", "CombineWhitespace" -> ..., "WhitespacePadding" -> ...} or '
    '"WordPiece"', method, "BPE",
)  # fmt: skip
INPUT = '"String" (join the words of a list with StringRiffle first)'
OUTPUT = '"VocabularyIndex" (the text of a piece is the part of the parameter "Tokens" at this place)'


@lru_cache(maxsize=8)
def model_at(path: str, stamp: float) -> Model:
    return read_model(Path(path).read_bytes())


def model_of(coder: Coder, file: Expr) -> Model:
    """The model in a file; a message where it cannot be read."""
    path = named_path(file.parts[0])
    ask("read", str(path))
    try:
        return model_at(str(path), path.stat().st_mtime)
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or str(fault)
        raise coder.refuse(file, "Tokens", f"a readable model of SentencePiece: {reason}") from None


def known_tokens(coder: Any) -> tuple[Any, ...]:
    """The tokens of a coder; control pieces of a model stand as StartOfString, EndOfString or names."""
    if not isinstance(coder.tokens, Expr) or is_list(coder.tokens):
        return tuple(coder.tokens)
    marks: dict[str, Any] = {"<s>": S.StartOfString, "</s>": S.EndOfString}
    return tuple(
        S.Blank() if piece.kind == "unknown" else marks.get(piece.text, piece.text)
        for piece in model_of(coder, coder.tokens).pieces
    )


@encoder(
    "SubwordTokens",
    TOKENS,
    METHOD,
    option("ignore_case", "IgnoreCase", "True or False", flag, default=False),
    option("terminal", "IncludeTerminalTokens", "True or False", flag, default=False),
    option("kind", "InputType", INPUT, choice("String"), "String"),
    option("output", "OutputProperties", OUTPUT, choice("VocabularyIndex"), "VocabularyIndex"),
    TARGET_LENGTH,
    option("preprocessing", "TextPreprocessing", "None or a function of strings", anything, S["None"]),
    NORMALIZATION,
)
class SubwordTokensEncoder(SequenceEncoder):
    """NetEncoder[{"SubwordTokens", tokens}]: the places in the list of the pieces of a text.

    >>> NetEncoder[{"SubwordTokens", {"a", "b", "ab", " ", _}}]["ab ba?"]
    {3, 4, 2, 1, 5}
    >>> NetEncoder[{"SubwordTokens", {" play", "ing", "ed", _}, Method -> "WordPiece"}]["playing played"]
    {1, 2, 1, 3}
    """

    tokens: Any
    method: Any
    ignore_case: bool
    terminal: bool
    preprocessing: Any
    normalization: Any
    form = "Index"

    def prepare(self) -> None:
        listed = known_tokens(self)
        self.normal_form, self.lowers = self.normalization, self.ignore_case
        self.spaces = r"\s+"
        self.size = len(listed)
        self.marks = {token: place for place, token in enumerate(listed, 1) if isinstance(token, Symbol)}
        unknown = next((place for place, token in enumerate(listed, 1) if is_unknown(token)), 0)
        self.filler = self.marks.get(S.EndOfString, unknown or self.size)
        name, *rules = self.method.parts if is_list(self.method) else (self.method,)
        self.settings = {**BPE, **dict(rule.parts for rule in rules)}
        if self.terminal and not self.marks:
            expected = "False where the tokens have neither StartOfString nor EndOfString"
            raise self.refuse(TRUE, "IncludeTerminalTokens", expected)
        places = {token: place for place, token in enumerate(listed, 1) if isinstance(token, str)}
        self.vocabulary = self.from_model(unknown) or Vocabulary(places, unknown, name)
        self.prepare_port()

    def from_model(self, unknown: int) -> Vocabulary | None:
        """The vocabulary of a model's file, with its way of cutting and of treating spaces."""
        if is_list(self.tokens) or isinstance(self.tokens, tuple):
            return None
        model = model_of(self, self.tokens)
        if model.method not in ("Unigram", "BPE"):
            raise self.unbuilt(model.method, "Tokens", "a model of the kind unigram or BPE")
        if model.leading_space:
            self.settings["WhitespacePadding"] = S.Left
        if model.combine_spaces:
            self.settings["CombineWhitespace"] = TRUE
            self.spaces = r"\s+" if "nfkc" in model.normalizer else " +"  # only NFKC makes tabs spaces
        if "nfkc" in model.normalizer:
            self.normal_form = self.normal_form or "NFKC"
        self.lowers = self.lowers or model.normalizer.endswith("_cf")
        usable = [(i, p) for i, p in enumerate(model.pieces, 1) if p.kind in ("normal", "user", "byte")]
        places = {piece.text: place for place, piece in usable}
        scores = {piece.text: piece.score for _, piece in usable if piece.kind != "byte"}
        return Vocabulary(places, unknown, model.method, scores)

    def words(self) -> str:
        return "a string"

    def codes(self, expr: Any) -> np.ndarray | None:
        text = self.prepared(expr)
        if text is None:
            return None
        found = self.vocabulary.encode(text)
        if found is None:
            raise self.misfit(expr, "a string that the pieces of the model make up")
        if self.terminal:
            start, end = ([self.marks[mark]] if mark in self.marks else [] for mark in MARKS)
            found = [*start, *found, *end]
        return np.array(found, dtype=np.int64)

    def prepared(self, text: str) -> str | None:
        """The text after preprocessing, with its case and its spaces as the settings want them."""
        if self.preprocessing is not S["None"]:
            found = self.kernel.evaluate(Expr(self.preprocessing, (text,)))
            if not isinstance(found, str):
                return None
            text = found
        if self.normal_form:
            text = unicodedata.normalize(self.normal_form, text)
        if self.lowers:
            text = text.lower()
        if self.settings["CombineWhitespace"] is TRUE:
            text = re.sub(self.spaces, " ", text).strip(" ")
        padding = self.settings["WhitespacePadding"]
        if padding is S.Left and text and not text.startswith(" "):
            text = " " + text
        return text + " " if padding is S.Right and text and not text.endswith(" ") else text


@decoder("SubwordTokens", TOKENS, input_depth())
class SubwordTokensDecoder(SequenceDecoder):
    """NetDecoder[{"SubwordTokens", tokens}]: the string of the most likely pieces.

    >>> NetDecoder[{"SubwordTokens", {" play", "ing", _}}][{{0.75, 0.25, 0.}, {0.25, 0.75, 0.}}]
    playing
    """

    tokens: Any

    def prepare(self) -> None:
        self.texts = [
            token if isinstance(token, str) else UNKNOWN if is_unknown(token) else ""
            for token in known_tokens(self)
        ]
        self.prepare_port()

    def joined(self, texts: list[str]) -> str:
        return "".join(texts).removeprefix(" ")
