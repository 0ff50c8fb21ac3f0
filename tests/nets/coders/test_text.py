"""Alphabets, bytes, tokens, and the decoders of sequences of probabilities."""

from __future__ import annotations

from itertools import product
from math import exp, log, prod

import numpy as np
import pytest

from wlmini.expr import S, make_list
from wlmini.nets.coders.alphabets import read_alphabet
from wlmini.nets.coders.sampling import Settings, draw, entropy
from wlmini.nets.coders.sequences import likeliest
from wlmini.nets.coders.text import CharactersDecoder, CharactersEncoder, UTF8Encoder
from wlmini.nets.coders.tokens import TokensDecoder, TokensEncoder
from wlmini.nets.ports import VARYING, Misfit, Port

A = S.Automatic


@pytest.mark.parametrize(
    "spec, text, codes, size",
    [
        (A, "\t\n A~a", [1, 2, 3, 36, 97, 68], 97),
        ("abc", "cab", [3, 1, 2], 3),
        (make_list(["abc", "xyz"]), "xa", [4, 1], 6),
        (make_list(["aba", "c"]), "abc", [1, 2, 3], 3),
        (make_list([S.Rule("abc", 7), "d"]), "abcd", [7, 7, 7, 8], 8),
        (make_list(["x", S.Rule("abc", A), "d"]), "xabd", [1, 2, 2, 3], 3),
        (S.Span(97, 99), "cb", [3, 2], 3),
        (make_list([S.Rule(S.Span(97, 122), 1), S.Rule(S.Span(48, 57), 2)]), "a7z", [1, 2, 1], 2),
        (S.DigitCharacter, "059", [1, 6, 10], 10),
        (S.LetterCharacter, "AZaz", [1, 26, 27, 52], 52),
        (make_list([S.WhitespaceCharacter]), "\t\n ", [1, 2, 3], 3),
        (make_list([S.Rule(S.DigitCharacter, A), S.Rule(S.LetterCharacter, A)]), "1é", [1, 2], 2),
        (make_list([S.Rule(S.PunctuationCharacter, 2), S.Rule(S.WordCharacter, 1)]), "a,b!", [1, 2, 1, 2], 2),
        (make_list(["ab", S.Blank()]), "a?é", [1, 3, 3], 3),
        (make_list(["ab", S.Rule(S.Blank(), 1)]), "b?", [2, 1], 2),
        (make_list([S.StartOfString, "ab", S.EndOfString]), "ba", [1, 3, 2, 4], 4),
    ],
)
def test_alphabets(spec: object, text: str, codes: list[int], size: int) -> None:
    coder = CharactersEncoder(spec)
    assert coder.encode([text])[0].tolist() == codes
    assert coder.port == Port((VARYING,), "integer", (1, size))


@pytest.mark.parametrize(
    "spec", [1, S.x, make_list([]), make_list(["a", 2]), S.Rule("a", 0), S.Rule("a", 1.5), S.Span(5, 2), ""]
)
def test_no_alphabets(spec: object) -> None:
    assert read_alphabet(spec) is None


def test_target_length() -> None:
    short = CharactersEncoder("abc", target=4)
    assert short.encode(["ab", "abcabc"]).tolist() == [[1, 2, 3, 3], [1, 2, 3, 1]]
    ends = CharactersEncoder(make_list([S.EndOfString, "ab"]), target=4)
    assert ends.encode(["ba"]).tolist() == [[3, 2, 1, 1]]
    assert short.port.shape == (4,)


def test_unit_vectors_and_batches_of_different_lengths() -> None:
    coder = CharactersEncoder("abc", "UnitVector")
    found = coder.encode(["ab", "c"])
    assert isinstance(found, list)
    assert [each.tolist() for each in found] == [[[1, 0, 0], [0, 1, 0]], [[0, 0, 1]]]
    assert coder.encode(["ab", "ca"]).shape == (2, 2, 3)
    assert coder.port == Port((VARYING, 3), "real")


def test_ignoring_case() -> None:
    assert CharactersEncoder(A, ignore_case=True).encode(["Aa"])[0].tolist() == [68, 68]
    assert CharactersEncoder("ABC", ignore_case=True).encode(["abC"])[0].tolist() == [1, 2, 3]


def test_unknown_characters_are_named() -> None:
    with pytest.raises(Misfit) as found:
        CharactersEncoder("ab").encode(["ab", "axyb"])
    assert found.value.tag == "encode"
    assert '"x", "y"' in found.value.arguments[1]


@pytest.mark.parametrize("text", ["", "A", "é", "∫x", "日本", "🙂 ok"])
def test_bytes(text: str) -> None:
    """Every code is a byte of UTF-8 plus 1."""
    assert UTF8Encoder().encode([text])[0].tolist() == [each + 1 for each in text.encode()]


def test_tokens() -> None:
    coder = TokensEncoder(("The", "cat", "."))
    assert coder.encode(["the Cat... "])[0].tolist() == [1, 2, 4]  # "..." is one piece between words
    assert coder.encode(["the cat ."])[0].tolist() == [1, 2, 3]
    assert TokensEncoder(("The",), ignore_case=False).encode(["the The"])[0].tolist() == [2, 1]
    assert TokensEncoder(("a", "b"), target=3).encode(["b", "a b a b"]).tolist() == [[2, 3, 3], [1, 2, 1]]
    assert TokensEncoder(("A", "a", "b")).encode(["b"])[0].tolist() == [2]
    assert coder.port == Port((VARYING,), "integer", (1, 4))


def test_decoders_undo_encoders() -> None:
    """Unit vectors are certain probabilities."""
    for encoder, decoder, text in (
        (CharactersEncoder(A, "UnitVector"), CharactersDecoder(), "Hello, world!"),
        (TokensEncoder(("the", "cat"), "UnitVector"), TokensDecoder(("the", "cat")), "the cat the"),
    ):
        assert decoder.decode(encoder.encode([text]), A, None) == [text]


P = np.array([[0.5, 0.3, 0.2], [0.1, 0.6, 0.3], [0.25, 0.25, 0.5]])


def test_the_likeliest_sequences() -> None:
    """Against all sequences, in the order of the products of their probabilities."""
    every = [(list(path), prod(P[t][c] for t, c in enumerate(path))) for path in product(range(3), repeat=3)]
    every.sort(key=lambda pair: -pair[1])
    found = likeliest(P, 27)
    assert np.allclose([exp(score) for _, score in found], [p for _, p in every])
    assert {tuple(path) for path, _ in likeliest(P, 1)} == {tuple(every[0][0])}
    for path, score in found:
        assert np.isclose(exp(score), prod(P[t][c] for t, c in enumerate(path)))


def test_impossible_sequences_are_left_out() -> None:
    assert likeliest(np.array([[1.0, 0.0], [0.5, 0.5]]), 4) == [([0, 0], log(0.5)), ([0, 1], log(0.5))]


def test_entropy() -> None:
    assert np.isclose(entropy(np.full(8, 1 / 8)), log(8))
    assert entropy(np.array([1.0, 0.0])) == 0


@pytest.mark.parametrize(
    "settings, expected",
    [
        (Settings(), [0.5, 0.3, 0.2]),
        (Settings(0.5), [25 / 38, 9 / 38, 4 / 38]),  # squares, over their sum
        (Settings(most=2), [5 / 8, 3 / 8, 0]),
        (Settings(cut=0.6), [5 / 8, 3 / 8, 0]),
        (Settings(cut=0.4), [1, 0, 0]),
    ],
)
def test_samples_follow_the_settings(settings: Settings, expected: list[float]) -> None:
    random, count = np.random.default_rng(5), 4000
    drawn = np.bincount([draw(P[0], settings, random) or 0 for _ in range(count)], minlength=3) / count
    assert np.allclose(drawn, expected, atol=4 * 0.5 / count**0.5)


def test_no_probabilities_give_no_sample() -> None:
    random = np.random.default_rng(1)
    for bad in ([0.0, 0.0], [np.nan, 1.0], [-1.0, 2.0]):
        assert draw(np.array(bad), Settings(), random) is None
