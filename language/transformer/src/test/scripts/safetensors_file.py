"""Writes safetensors files: header length, JSON header, one buffer. The same tensors give the same bytes."""

import json
import struct

import numpy as np

DTYPES = {"F32": "<f4", "F16": "<f2", "I64": "<i8"}


def to_bytes(array, dtype):
    if dtype == "BF16":
        return bfloat16_bits(array).astype("<u2").tobytes()
    return np.ascontiguousarray(array).astype(DTYPES[dtype]).tobytes()


def bfloat16_bits(array):
    """The upper half of a float32, rounded to nearest, ties to even."""
    bits = np.ascontiguousarray(array, dtype=np.float32).view(np.uint32)
    return ((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16).astype(np.uint16)


def rounded(array, dtype):
    """The float32 values that a reader of the file gets."""
    if dtype == "BF16":
        return (bfloat16_bits(array).astype(np.uint32) << 16).view(np.float32).reshape(np.shape(array))
    return array.astype(DTYPES[dtype]).astype(np.float32)


def write(path, tensors):
    """tensors: name -> (array, dtype); returns how many bytes of tensors there are."""
    header, parts, at = {"__metadata__": {"format": "pt"}}, [], 0
    for name in sorted(tensors):
        array, dtype = tensors[name]
        part = to_bytes(array, dtype)
        header[name] = {"dtype": dtype, "shape": list(np.shape(array)), "data_offsets": [at, at + len(part)]}
        parts.append(part)
        at += len(part)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(parts))
    return at
