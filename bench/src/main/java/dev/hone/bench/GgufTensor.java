package dev.hone.bench;

import java.util.Arrays;

/**
 * A tensor of a GGUF file.
 *
 * @param shape rows before columns; the file names them the other way round
 * @param values in row-major order
 */
@SuppressWarnings("ArrayRecordComponent") // two tensors are never compared
record GgufTensor(String name, GgufEncoding encoding, float[] values, long... shape) {
    GgufTensor {
        long size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        if (size != values.length) {
            throw new IllegalArgumentException(
                    name + " has " + values.length + " values for the shape " + Arrays.toString(shape));
        }
        if (encoding == GgufEncoding.Q8_0 && shape[shape.length - 1] % GgufEncoding.BLOCK != 0) {
            throw new IllegalArgumentException(name + " has rows that are no whole number of blocks");
        }
    }

    long bytes() {
        return encoding.bytes(values.length);
    }
}
