#!/usr/bin/env python3
"""Strings that try a tokenizer: words, digits, runs of white space, many scripts, emoji, code, controls, the empty string.

Run, it writes fixtures/strings.json, the 1,000 strings of all tokenizer fixtures.
"""

import json
import pathlib
import random

WORDS = """the a Once upon time there was little girl named Lily she he it they said went to play with big red ball in park
and day mother house don't can't it's we're I'll they've you'd O'Brien naïve café Zürich façade coöperate über straße
internationalization antidisestablishmentarianism supercalifragilistic HTTPServer snake_case camelCase kebab-case e-mail
3.14 1,000,000 42 007 0x1F 2024-01-31 12:34:56 $9.99 50% №7 ½ ² ∑ π ≈ µ Ω""".split()

FIXED = [
    "", " ", "  ", "   ", "    ", "\n", "\n\n", "\t", "\r\n", " a", "a ", " a ", "a  b", "a   b", "a    b", "a\tb", "\ta",
    "Once upon a time", "Hello, world!", "Hello,world!", "I don't know what you're talking about.",
    "if (x == 0) {\n    return y[i++];\n}\n", "def f(x):\n\treturn x**2  # square\n", "<b>bold</b> & <i>italic</i>",
    "https://example.org/a/b?c=d&e=f#g", "name@example.org", "C:\\Users\\me\\file.txt", "a\\nb", "{{ 7*7 }}", "{% raw %}",
    "日本語のテキスト", "中文文本,没有空格。", "한국어 텍스트", "Русский текст", "Ελληνικά", "עברית", "العربية", "हिन्दी", "ไทย", "Tiếng Việt",
    "😀", "😀😀", "👩‍👩‍👧‍👦", "🇩🇪🇯🇵", "👍🏽", "e\u0301 é", "\u200b\u200d\ufeff", "ﬁ ﬂ", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢", "\u0000", "\u0001\u007f\u0080", "\ufffd",
    "aaaaaaaaaaaaaaaa", "                ", "\n\n\n\n\n\n\n\n", "........", "--------", "================", "!?!?!?",
    "0123456789", "00000000", "1 2 3 4 5", "١٢٣", "Ⅷ", "\u00a0\u00a0", "\u3000", "\u2028x\u2029", "ＡＢＣ",
]

SCRIPTS = [
    (0x41, 0x5A), (0x61, 0x7A), (0x30, 0x39), (0x21, 0x2F), (0x3A, 0x40), (0xA1, 0x17F), (0x370, 0x3FF), (0x400, 0x4FF),
    (0x5D0, 0x5EA), (0x620, 0x64A), (0x905, 0x939), (0xE01, 0xE2E), (0x3041, 0x3096), (0x30A1, 0x30FA), (0x4E00, 0x9FA5),
    (0xAC00, 0xD7A3), (0x2190, 0x22FF), (0x1F300, 0x1F64F), (0x1F680, 0x1F6C5), (0x10000, 0x1005D), (0x300, 0x36F),
]


def characters(rng, most):
    low, high = rng.choice(SCRIPTS)
    return "".join(chr(rng.randint(low, high)) for _ in range(rng.randint(1, most)))


def spaces(rng):
    return rng.choice([" ", " ", " ", " ", "  ", "   ", "\n", "\n\n", "\t", " \n", "\r\n", " " * rng.randint(1, 40)])


def part(rng):
    kind = rng.random()
    if kind < 0.5:
        word = rng.choice(WORDS)
        return rng.choice([word, word, word, word.upper(), word.capitalize(), word + rng.choice(".,;:!?…)\"'")])
    if kind < 0.62:
        return str(rng.randint(0, 10 ** rng.randint(1, 12)))
    if kind < 0.9:
        return characters(rng, 8)
    return "".join(characters(rng, 1) for _ in range(rng.randint(1, 10)))


def varied_strings(n, seed=1):
    """n different strings without U+2581, which SentencePiece takes for a space, and without special tokens' names."""
    rng = random.Random(seed)
    strings = dict.fromkeys(FIXED)
    while len(strings) < n:
        parts = []
        for _ in range(rng.randint(1, 12)):
            parts.append(part(rng))
            if rng.random() < 0.8:
                parts.append(spaces(rng))
        strings["".join(parts)] = None
    return list(strings)[:n]


def write(path, rows):
    """A JSON array with a line for each row."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    path.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    write(pathlib.Path(__file__).parent.parent / "resources/fixtures/strings.json", varied_strings(1000))
