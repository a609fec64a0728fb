#!/usr/bin/env python3
"""Makes the random-weight models of fixtures/ and what Hugging Face's own code computes with them.

    pip install torch transformers
    python3 make_fixtures.py [--out ../resources/fixtures]

Every folder is a Hugging Face folder with expected.safetensors beside it: for the sequences a, b and c, `a.ids` [tokens] I64,
`a.logits` [tokens, vocabulary] F32 and `a.hidden` [tokens, hidden] F32, the last hidden states after the final norm. Values
come from the modelling code of transformers with eager attention in float32, on the values that a reader of the weights
gets (F16 and BF16 rounded). Made with transformers 5.10.0.dev0 and torch 2.13.0 on a CPU.
"""

import argparse
import json
import pathlib

import numpy as np
import torch
from transformers import (
    GPT2Config,
    GPT2LMHeadModel,
    LlamaConfig,
    LlamaForCausalLM,
    Qwen2Config,
    Qwen2ForCausalLM,
    Qwen3Config,
    Qwen3ForCausalLM,
)

import safetensors_file
import small_tokenizer

HERE = pathlib.Path(__file__).parent
LENGTHS = {"a": 1, "b": 7, "c": 24}
END = small_tokenizer.SIZE - len(small_tokenizer.SPECIAL)  # <|endoftext|>
CHATML = (
    "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n'}}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}"
)


def llama(**changes):
    return {
        "architectures": ["LlamaForCausalLM"],
        "model_type": "llama",
        "vocab_size": small_tokenizer.SIZE,
        "hidden_size": 48,
        "intermediate_size": 88,
        "num_hidden_layers": 2,
        "num_attention_heads": 4,
        "num_key_value_heads": 2,
        "max_position_embeddings": 64,
        "hidden_act": "silu",
        "rms_norm_eps": 1e-05,
        "rope_theta": 10000.0,
        "rope_scaling": None,
        "attention_bias": False,
        "mlp_bias": False,
        "tie_word_embeddings": False,
        "bos_token_id": END,
        "eos_token_id": END,
        **changes,
    }


def qwen(family, **changes):
    config = llama(architectures=[f"{family.capitalize()}ForCausalLM"], model_type=family, rms_norm_eps=1e-06)
    for absent in ("rope_scaling", "mlp_bias"):
        del config[absent]
    if family == "qwen2":
        del config["attention_bias"]
        config["use_sliding_window"] = False
    return {**config, **changes}


def gpt2(**changes):
    return {
        "architectures": ["GPT2LMHeadModel"],
        "model_type": "gpt2",
        "vocab_size": small_tokenizer.SIZE,
        "n_positions": 64,
        "n_embd": 40,
        "n_layer": 2,
        "n_head": 4,
        "n_inner": None,
        "activation_function": "gelu_new",
        "layer_norm_epsilon": 1e-05,
        "bos_token_id": END,
        "eos_token_id": END,
        **changes,
    }


LLAMA3_SCALING = {
    "rope_type": "llama3",
    "factor": 8.0,
    "low_freq_factor": 1.0,
    "high_freq_factor": 4.0,
    "original_max_position_embeddings": 64,
}

# name -> (model class, config class, config.json, dtype, options)
FIXTURES = {
    "llama/gqa": (LlamaForCausalLM, LlamaConfig, llama(), "F32", {}),
    "llama/linear": (
        LlamaForCausalLM,
        LlamaConfig,
        llama(rope_scaling={"type": "linear", "factor": 4.0}, tie_word_embeddings=True, eos_token_id=[END, END + 2]),
        "BF16",
        {"generation": False},
    ),
    "llama/llama3": (
        LlamaForCausalLM,
        LlamaConfig,
        llama(
            rope_scaling=LLAMA3_SCALING,
            rope_theta=500000.0,
            max_position_embeddings=512,
            head_dim=20,
            hidden_size=32,
            num_key_value_heads=1,
        ),
        "F16",
        {},
    ),
    "llama/bias-sharded": (
        LlamaForCausalLM,
        LlamaConfig,
        llama(attention_bias=True, mlp_bias=True, num_key_value_heads=4, hidden_size=32, intermediate_size=56),
        "F32",
        {"shards": 2},
    ),
    "qwen2/tied": (
        Qwen2ForCausalLM,
        Qwen2Config,
        qwen("qwen2", tie_word_embeddings=True, rope_theta=1000000.0, num_hidden_layers=3, vocab_size=small_tokenizer.SIZE + 5),
        "F32",
        {"generation": {"eos_token_id": [END + 2, END], "bos_token_id": END}},
    ),
    "qwen3/norms": (
        Qwen3ForCausalLM,
        Qwen3Config,
        qwen("qwen3", head_dim=24, rope_theta=1000000.0, vocab_size=small_tokenizer.SIZE + 5),
        "F32",
        {"template": True},
    ),
    "qwen3/parameters": (
        Qwen3ForCausalLM,
        Qwen3Config,
        {k: v for k, v in qwen("qwen3", head_dim=8, tie_word_embeddings=True).items() if k != "rope_theta"}
        | {"rope_parameters": {"rope_type": "linear", "factor": 2.0, "rope_theta": 5000.0}, "hidden_size": 32},
        "BF16",
        {},
    ),
    "gpt2/prefixed": (GPT2LMHeadModel, GPT2Config, gpt2(), "F32", {"prefix": "transformer."}),
    "gpt2/hub": (GPT2LMHeadModel, GPT2Config, gpt2(n_embd=32, n_inner=72), "F16", {"prefix": "", "masks": True}),
}


def random_weights(model, seed):
    """Weights that make attention sharp and logits of a few units: a wrong detail must show."""
    rng = np.random.default_rng(seed)
    weights = {}
    for name, tensor in model.state_dict().items():
        if name == "lm_head.weight" and model.config.tie_word_embeddings:
            continue
        shape = tuple(tensor.shape)
        values = rng.standard_normal(shape)
        norm = "norm" in name or ".ln_" in name
        if name.endswith("bias"):
            values *= 0.3
        elif norm:
            values = 1 + 0.3 * values
        elif "embed" in name or "wte" in name or "wpe" in name:
            values *= 0.7
        else:
            fan_in = shape[0] if "c_" in name else shape[1]
            values *= 1.4 / np.sqrt(fan_in)
        weights[name] = values.astype(np.float32)
    return weights


def write_json(path, value):
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def write_weights(folder, weights, dtype, options, layers):
    renamed = {}
    for name, array in weights.items():
        renamed[name.replace("transformer.", options["prefix"], 1) if "prefix" in options else name] = (array, dtype)
    if options.get("masks"):
        for layer in range(layers):  # buffers that old GPT-2 files carry
            renamed[f"h.{layer}.attn.bias"] = (np.tril(np.ones((1, 1, 8, 8))), dtype)
            renamed[f"h.{layer}.attn.masked_bias"] = (np.array(-1e4), dtype)
    shards = options.get("shards", 1)
    if shards == 1:
        safetensors_file.write(folder / "model.safetensors", renamed)
        return
    names, index, total = sorted(renamed), {}, 0
    for shard in range(shards):
        file = f"model-{shard + 1:05d}-of-{shards:05d}.safetensors"
        part = {name: renamed[name] for name in names[shard::shards]}
        total += safetensors_file.write(folder / file, part)
        index |= dict.fromkeys(part, file)
    write_json(folder / "model.safetensors.index.json", {"metadata": {"total_size": total}, "weight_map": index})


def expected(model, vocabulary, seed):
    rng = np.random.default_rng(seed)
    tensors = {}
    for name, length in LENGTHS.items():
        ids = rng.integers(0, vocabulary, length)
        with torch.no_grad():
            batch = torch.tensor(ids)[None]
            hidden = model.base_model(batch).last_hidden_state
            logits = model(batch).logits
        tensors[f"{name}.ids"] = (ids, "I64")
        tensors[f"{name}.hidden"] = (hidden[0].numpy(), "F32")
        tensors[f"{name}.logits"] = (logits[0].numpy(), "F32")
    return tensors


def make(out, name, seed):
    model_class, config_class, config, dtype, options = FIXTURES[name]
    folder = out / name
    folder.mkdir(parents=True, exist_ok=True)
    write_json(folder / "config.json", {**config, "torch_dtype": {"F32": "float32", "F16": "float16", "BF16": "bfloat16"}[dtype]})
    loaded = config_class(**json.loads(json.dumps(config)))
    loaded._attn_implementation = "eager"
    model = model_class(loaded).float().eval()
    weights = {k: safetensors_file.rounded(v, dtype) for k, v in random_weights(model, seed).items()}
    missing, unexpected = model.load_state_dict({k: torch.tensor(v) for k, v in weights.items()}, strict=False)
    assert not unexpected and set(missing) <= {"lm_head.weight"}, (missing, unexpected)
    model.tie_weights()
    write_weights(folder, weights, dtype, options, loaded.num_hidden_layers)
    generation = options.get("generation", {"bos_token_id": END, "eos_token_id": END})
    if generation:
        write_json(folder / "generation_config.json", generation)
    (folder / "tokenizer.json").write_text(
        json.dumps(small_tokenizer.tokenizer(), ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )
    template = {"chat_template": CHATML} if options.get("template") else {}
    write_json(folder / "tokenizer_config.json", {"eos_token": "<|endoftext|>", **template})
    values = expected(model, small_tokenizer.SIZE, seed + 1)
    safetensors_file.write(folder / "expected.safetensors", values)
    largest = max(float(np.abs(values[f"{s}.logits"][0]).max()) for s in LENGTHS)
    print(f"{name}: {sum(f.stat().st_size for f in folder.iterdir())} bytes, logits up to {largest:.1f}")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--out", type=pathlib.Path, default=HERE.parent / "resources/fixtures")
    options = arguments.parse_args()
    torch.set_num_threads(1)
    for seed, name in enumerate(FIXTURES):
        make(options.out, name, 100 * (seed + 1))


if __name__ == "__main__":
    main()
