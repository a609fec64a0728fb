#!/usr/bin/env python3
"""Makes fixtures/tokenizers/*: small byte-level BPE tokenizers in the way of three families, and ids of 1,000 strings.

    pip install regex
    python3 make_tokenizers.py
    npm install @huggingface/tokenizers@0.2.0 && node check_tokenizers.mjs

Merges are trained here on strings like those of the test. Ids are computed by the encoder below, which shares nothing with
Hugging Face's library but the definition of the format; the second script compares them with Hugging Face's JavaScript
tokenizers.
"""

import collections
import json
import pathlib
import unicodedata

import regex

import small_tokenizer
from varied_strings import varied_strings, write

OUT = pathlib.Path(__file__).parent.parent / "resources/fixtures/tokenizers"
MERGES = 500
GPT2 = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"
QWEN = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
LLAMA3 = QWEN.replace(r"|\p{N}|", r"|\p{N}{1,3}|")

LETTERS = small_tokenizer.byte_letters()


def words(text, pattern):
    return ["".join(LETTERS[b] for b in word.encode()) for word in regex.findall(pattern, text)]


def train(texts, pattern):
    """The usual training: join the most frequent adjacent pair, over and over; ties by the pair itself."""
    counts = collections.Counter(word for text in texts for word in words(text, pattern))
    split = {word: list(word) for word in counts}
    merges = []
    while len(merges) < MERGES:
        pairs = collections.Counter()
        for word, parts in split.items():
            for pair in zip(parts, parts[1:]):
                pairs[pair] += counts[word]
        left, right = min(pairs, key=lambda pair: (-pairs[pair], pair))
        merges.append(f"{left} {right}")
        for parts in split.values():
            join(parts, left, right)
    return merges


def join(parts, left, right):
    i = 0
    while i < len(parts) - 1:
        if parts[i] == left and parts[i + 1] == right:
            parts[i : i + 2] = [left + right]
        i += 1


class Encoder:
    def __init__(self, tokenizer, pattern, nfc, whole_words):
        self.vocabulary = tokenizer["model"]["vocab"]
        self.ranks = {tuple(merge.split(" ")): rank for rank, merge in enumerate(tokenizer["model"]["merges"])}
        self.pattern, self.nfc, self.whole_words = pattern, nfc, whole_words

    def encode(self, text):
        text = unicodedata.normalize("NFC", text) if self.nfc else text
        return [self.vocabulary[part] for word in words(text, self.pattern) for part in self.parts(word)]

    def parts(self, word):
        if self.whole_words and word in self.vocabulary:
            return [word]
        parts = list(word)
        while True:
            ranked = [pair for pair in zip(parts, parts[1:]) if pair in self.ranks]
            if not ranked:
                return parts
            join(parts, *min(ranked, key=self.ranks.get))


def main():
    corpus = varied_strings(3000, seed=2)
    for name, pattern, nfc in (("gpt2", GPT2, False), ("qwen2", QWEN, True), ("llama3", LLAMA3, False)):
        tokenizer = small_tokenizer.tokenizer(
            merges=train(corpus, pattern),
            special={"gpt2": ["<|endoftext|>"], "qwen2": small_tokenizer.SPECIAL, "llama3": ["<|begin_of_text|>", "<|end_of_text|>"]}[name],
            pattern=None if name == "gpt2" else pattern,
            normalizer={"type": "NFC"} if nfc else None,
        )
        if name == "llama3":
            tokenizer["model"]["ignore_merges"] = True
            add_whole_word(tokenizer, "Ġinternationalization")
            begin = next(t for t in tokenizer["added_tokens"] if t["content"] == "<|begin_of_text|>")
            tokenizer["post_processor"] = beginning(tokenizer["post_processor"], begin)
        folder = OUT / name
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":"))
        (folder / "tokenizer.json").write_text(text + "\n", encoding="utf-8")
        encoder = Encoder(tokenizer, pattern, nfc, name == "llama3")
        write(folder / "ids.json", map(encoder.encode, varied_strings(1000)))


def add_whole_word(tokenizer, word):
    """A token that no merges reach, to be found only by looking up whole words first; special tokens move up by one."""
    assert word not in tokenizer["model"]["vocab"]
    tokenizer["model"]["vocab"][word] = len(tokenizer["model"]["vocab"])
    for added in tokenizer["added_tokens"]:
        added["id"] += 1


def beginning(byte_level, token):
    """A post-processor that puts a token before a text."""
    special = {"SpecialToken": {"id": token["content"], "type_id": 0}}
    template = {
        "type": "TemplateProcessing",
        "single": [special, {"Sequence": {"id": "A", "type_id": 0}}],
        "pair": [special, {"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
        "special_tokens": {token["content"]: {"id": token["content"], "ids": [token["id"]], "tokens": [token["content"]]}},
    }
    return {"type": "Sequence", "processors": [byte_level, template]}


if __name__ == "__main__":
    main()
