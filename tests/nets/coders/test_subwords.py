"""Pieces of words against SentencePiece and Hugging Face's tokenizers (`pieces_values.py`)."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from wlmini.expr import S, make_list
from wlmini.nets.coders.making import make_coder
from wlmini.nets.coders.sentencepiece import read_model
from wlmini.session import Session

VALUES = json.loads(Path(__file__).with_name("pieces.json").read_text(encoding="utf-8"))
MODELS = sorted(VALUES["models"])


def path_of(name: str, folder: Path) -> Path:
    path = folder / "a.model"
    path.write_bytes(base64.b64decode(VALUES["models"][name]["model"]))
    return path


def coder_of(*parts: Any) -> Any:
    return make_coder(S.NetEncoder, make_list(["SubwordTokens", *parts]))


@pytest.mark.parametrize("name", MODELS)
def test_models(name: str, tmp_path: Path) -> None:
    coder = coder_of(S.File(str(path_of(name, tmp_path))))
    for text, codes in zip(VALUES["texts"], VALUES["models"][name]["codes"], strict=True):
        assert coder.encode([text])[0].tolist() == codes, text


@pytest.mark.parametrize("name", ["bpe", "unigram"])
def test_decoding_undoes_encoding(name: str, tmp_path: Path) -> None:
    encoder = coder_of(S.File(str(path_of(name, tmp_path))))
    decoder = make_coder(S.NetDecoder, encoder)
    for text in ("the cat sat on the mat", "dogs and catalogs"):
        codes = encoder.encode([text])[0]
        p = [[float(code == place) for place in range(1, encoder.size + 1)] for code in codes]
        session = Session()
        expr = make_list(map(make_list, p))
        assert session.evaluate(S.Construct(decoder, expr)) == text


def test_terminal_tokens(tmp_path: Path) -> None:
    """The pieces <s> and </s> of a model are its second and third."""
    file = S.File(str(path_of("bpe", tmp_path)))
    plain = coder_of(file).encode(["a"])[0].tolist()
    assert coder_of(file, S.Rule("IncludeTerminalTokens", S["True"])).encode(["a"])[0].tolist() == [
        2,
        *plain,
        3,
    ]


def test_what_a_file_says(tmp_path: Path) -> None:
    model = read_model(base64.b64decode(VALUES["models"]["bpe bytes"]["model"]))
    assert model.method == "BPE"
    assert model.normalizer == "identity"
    assert (model.leading_space, model.combine_spaces) == (True, True)
    assert [piece.kind for piece in model.pieces[:4]] == ["unknown", "control", "control", "byte"]
    assert model.pieces[3].text == "<0x00>"
    plain = read_model(base64.b64decode(VALUES["models"]["unigram plain"]["model"]))
    assert (plain.method, plain.leading_space, plain.combine_spaces) == ("Unigram", False, False)


@pytest.mark.parametrize("data", [b"", b"text", b"\x0a\xff", b"\x0a\x02\x0a\x09", b"\x08\x01", b"\x80"])
def test_damaged_files_are_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "b.model"
    path.write_bytes(data)
    said: list[str] = []
    session = Session(messenger=said.append)
    spec = make_list(["SubwordTokens", S.File(str(path))])
    assert session.evaluate(S.NetEncoder(spec)) is S["$Failed"]
    assert said[0].startswith("NetEncoder::coderarg")
    assert not session.kernel.faults


def test_word_pieces() -> None:
    """The vocabulary of BERT marks pieces that do not begin a word, ours those that do."""
    tokens = [
        S.Blank() if each == "[UNK]" else each[2:] if each.startswith("##") else " " + each
        for each in VALUES["vocabulary"]
    ]
    coder = coder_of(make_list(tokens), S.Rule(S.Method, "WordPiece"))
    for text, codes in zip(VALUES["texts"], VALUES["word pieces"], strict=True):
        assert coder.encode([text])[0].tolist() == codes, text


@pytest.mark.parametrize("name, known", [("InputType", "String"), ("OutputProperties", "VocabularyIndex")])
@pytest.mark.parametrize("value", ['"Nonsense"', "7", '{"String", 7}', "None", "{}", "x"])
def test_other_inputs_and_outputs_are_refused(name: str, known: str, value: str) -> None:
    said: list[str] = []
    session = Session(messenger=said.append)
    made = 'NetEncoder[{{"SubwordTokens", {{"a", _}}, "{}" -> {}}}]'
    assert session.evaluate_text(made.format(name, value)) is S["$Failed"]
    assert said[0].startswith("NetEncoder::coderarg")
    assert name in said[0]
    assert f'"{known}"' in said[0]
    assert session.evaluate_text(made.format(name, f'"{known}"') + '["ab"]') == make_list([1, 2])
    assert len(said) == 1
