"""A small byte-level BPE tokenizer for the random-weight fixtures: 256 bytes, a few merges, three special tokens."""

MERGES = [
    "Ġ t", "h e", "Ġt he", "i n", "e r", "a n", "Ġ a", "o n", "r e", "an d", "Ġ s", "e n", "Ġ w", "o u", "i t", "Ġt o",
    "1 2", "3 4", "Ċ Ċ", "Ġ Ġ", "ĠĠ ĠĠ", "Ã ©", "in g", "er s",
]
SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
SIZE = 256 + len(MERGES) + len(SPECIAL)


def byte_letters():
    """GPT-2's letter for each byte: itself where it prints, else the next free one from U+0100 on."""
    printing = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    letters, free = {}, 0x100
    for byte in range(256):
        if byte in printing:
            letters[byte] = chr(byte)
        else:
            letters[byte] = chr(free)
            free += 1
    return letters


def tokenizer(merges=MERGES, special=SPECIAL, pattern=None, normalizer=None):
    """The content of tokenizer.json; pattern: how to cut words, GPT-2's own if None."""
    vocabulary = {letter: id for id, letter in enumerate(sorted(byte_letters().values()))}
    for merge in merges:
        vocabulary[merge.replace(" ", "")] = len(vocabulary)
    byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": False, "use_regex": pattern is None}
    split = {"type": "Split", "pattern": {"Regex": pattern}, "behavior": "Isolated", "invert": False}
    flags = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [{"id": len(vocabulary) + i, "content": name, **flags} for i, name in enumerate(special)],
        "normalizer": normalizer,
        "pre_tokenizer": byte_level if pattern is None else {"type": "Sequence", "pretokenizers": [split, byte_level]},
        "post_processor": byte_level,
        "decoder": byte_level,
        "model": {
            "type": "BPE",
            "dropout": None,
            "unk_token": None,
            "continuing_subword_prefix": "",
            "end_of_word_suffix": "",
            "fuse_unk": False,
            "byte_fallback": False,
            "ignore_merges": False,
            "vocab": vocabulary,
            "merges": merges,
        },
    }
