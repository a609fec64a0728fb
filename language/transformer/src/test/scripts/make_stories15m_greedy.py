#!/usr/bin/env python3
"""Writes fixtures/stories15m/greedy.json and logits.safetensors: what stories15m says greedily, by Hugging Face's own Llama in float32.

    pip install torch transformers
    python3 make_stories15m_greedy.py

Weights are the F16 values of the embedded folder's model.safetensors. For each prompt: its ids with the beginning-of-sequence
token, the 200 ids that follow (an end of text does not stop it), their text in context, the step of the first end of text (-1
if none), and the smallest lead of a chosen token over the next best, in logits: an engine that adds in another order may
differ by far less than that. The second file holds the logits after the last token of the last prompt, [vocabulary].
"""

import json
import pathlib
import struct
import sys

import numpy as np
import torch
from transformers import LlamaConfig, LlamaForCausalLM

import safetensors_file

HERE = pathlib.Path(__file__).parent
sys.path[:0] = [str(HERE.parents[3] / "embedded/scripts")]

from make_stories15m import FIRST_BYTE, LAST_BYTE, RESOURCE

PROMPTS = [
    "",
    "Once upon a time",
    "Lily and Tom found a big red ball in the park.",
    "The dog was happy again. The boy hugged his dog and they went home.",
]
STEPS = 200
ENDS = (1, 2)


def read_weights(path):
    data = path.read_bytes()
    (length,) = struct.unpack_from("<Q", data)
    header = json.loads(data[8 : 8 + length])
    header.pop("__metadata__")
    weights = {}
    for name, entry in header.items():
        start, end = entry["data_offsets"]
        values = np.frombuffer(data[8 + length + start : 8 + length + end], dtype="<f2")
        weights[name] = torch.tensor(values.astype(np.float32).reshape(entry["shape"]))
    return weights


def decode(pieces, ids):
    raw = b""
    for id in ids:
        raw += bytes([id - FIRST_BYTE]) if FIRST_BYTE <= id <= LAST_BYTE else b"" if id < FIRST_BYTE else pieces[id].encode()
    return raw.decode("utf-8", "replace").replace("\u2581", " ")


def encode(tokenizer, text):
    """By the merges of tokenizer.json; enough for plain English."""
    rank = {tuple(merge): i for i, merge in enumerate(tokenizer["model"]["merges"])}
    pieces = list(("\u2581" + text).replace(" ", "\u2581")) if text else []
    while True:
        known = [(rank[pair], i) for i, pair in enumerate(zip(pieces, pieces[1:])) if pair in rank]
        if not known:
            return [1] + [tokenizer["model"]["vocab"][piece] for piece in pieces]
        _, i = min(known)
        pieces[i : i + 2] = ["".join(pieces[i : i + 2])]


def main():
    torch.set_num_threads(1)
    config = LlamaConfig(**json.loads((RESOURCE / "config.json").read_text()))
    config._attn_implementation = "eager"
    model = LlamaForCausalLM(config).float().eval()
    missing, unexpected = model.load_state_dict(read_weights(RESOURCE / "model.safetensors"), strict=False)
    assert not unexpected and missing == ["lm_head.weight"], (missing, unexpected)
    model.tie_weights()
    tokenizer = json.loads((RESOURCE / "tokenizer.json").read_text())
    pieces = {id: piece for piece, id in tokenizer["model"]["vocab"].items()}
    result = []
    for prompt in PROMPTS:
        start = encode(tokenizer, prompt)
        ids, lead = list(start), float("inf")
        for _ in range(STEPS):
            with torch.no_grad():
                logits = model(torch.tensor([ids])).logits[0, -1].numpy()
            second, first = np.argsort(logits)[-2:]
            lead = min(lead, float(logits[first] - logits[second]))
            ids.append(int(first))
        after = ids[len(start) :]
        text = decode(pieces, ids)[len(decode(pieces, start)) :]
        if not prompt:
            text = text.removeprefix(" ")
        stop = next((i for i, id in enumerate(after) if id in ENDS), -1)
        result.append({"prompt": prompt, "promptIds": start, "ids": after, "text": text, "firstEnd": stop, "smallestLead": lead})
        print(f"{prompt!r}: first end {stop}, smallest lead {lead:.4f}: {text[:100]!r}")
    out = HERE.parent / "resources/fixtures/stories15m"
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in result)
    (out / "greedy.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    with torch.no_grad():
        logits = model(torch.tensor([result[-1]["promptIds"]])).logits[0, -1].numpy()
    ids = np.array(result[-1]["promptIds"])
    safetensors_file.write(out / "logits.safetensors", {"ids": (ids, "I64"), "logits": (logits, "F32")})


if __name__ == "__main__":
    main()
