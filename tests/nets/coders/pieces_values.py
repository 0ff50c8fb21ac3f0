"""Makes `pieces.json`: what SentencePiece and Hugging Face's tokenizers cut texts into.

    pip install sentencepiece tokenizers; python tests/nets/coders/pieces_values.py

Small models are trained here, so that the file holds nothing but them, the texts and the codes.
"""

from __future__ import annotations

import base64
import io
import json
from pathlib import Path
from typing import Any

WORDS = "the cat sat on a mat and the dog that ran to the catalog then sang songs of running dogs and cats"
CORPUS = [WORDS, WORDS[::-1], "the runner ran and the singer sang", "cats and dogs running on mats"] * 20
TEXTS = [
    "the cat sat on the mat", "dogs and catalogs", "running", "", "a  b   c", " the end ", "singing runners",
    "tacks & tics", "Zoë ran", "the\tcat", "no,that's 7",
]  # fmt: skip
SETTINGS: dict[str, dict[str, Any]] = {
    "bpe": {"model_type": "bpe", "vocab_size": 60},
    "unigram": {"model_type": "unigram", "vocab_size": 50},
    "bpe bytes": {"model_type": "bpe", "vocab_size": 320, "byte_fallback": True},
    "unigram plain": {
        "model_type": "unigram", "vocab_size": 50, "add_dummy_prefix": False,
        "remove_extra_whitespaces": False,
    },
}  # fmt: skip
VOCABULARY = ["[UNK]", "the", "cat", "##s", "##alog", "run", "##n", "##ing", ",", "&", "dog", "a", "##a", "s"]


def trained(settings: dict[str, Any]) -> dict[str, Any]:
    import sentencepiece

    into = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(CORPUS), model_writer=into, normalization_rule_name="identity",
        hard_vocab_limit=False, minloglevel=2, **settings,
    )  # fmt: skip
    reader = sentencepiece.SentencePieceProcessor(model_proto=into.getvalue())
    codes = [[each + 1 for each in reader.encode(text)] for text in TEXTS]
    return {"model": base64.b64encode(into.getvalue()).decode(), "codes": codes}


def word_pieces() -> list[list[int]]:
    import tokenizers

    model = tokenizers.models.WordPiece({v: i for i, v in enumerate(VOCABULARY)}, unk_token="[UNK]")
    made = tokenizers.Tokenizer(model)
    made.pre_tokenizer = tokenizers.pre_tokenizers.BertPreTokenizer()
    return [[each + 1 for each in made.encode(text).ids] for text in TEXTS]


if __name__ == "__main__":
    found = {name: trained(settings) for name, settings in SETTINGS.items()}
    values = {"texts": TEXTS, "models": found, "vocabulary": VOCABULARY, "word pieces": word_pieces()}
    text = json.dumps(values, ensure_ascii=False)
    Path(__file__).with_name("pieces.json").write_text(text, encoding="utf-8")
