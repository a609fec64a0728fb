package dev.hone.bench;

import java.nio.ByteBuffer;

/** How a GGUF file stores the values of a tensor; the numbers are those of ggml's {@code ggml_type}. */
enum GgufEncoding {
    /** Four bytes a value. */
    F32(0) {
        @Override
        long bytes(long values) {
            return values * Float.BYTES;
        }

        @Override
        void put(float[] values, ByteBuffer into) {
            into.asFloatBuffer().put(values);
            into.position(into.position() + Math.toIntExact(bytes(values.length)));
        }
    },
    /** Blocks of 32 values: their largest magnitude over 127 as a 16-bit float, then each value over that, rounded. */
    Q8_0(8) {
        @Override
        long bytes(long values) {
            return values / BLOCK * (Short.BYTES + BLOCK);
        }

        @Override
        void put(float[] values, ByteBuffer into) {
            for (int first = 0; first < values.length; first += BLOCK) {
                float largest = 0;
                for (int i = first; i < first + BLOCK; i++) {
                    largest = Math.max(largest, Math.abs(values[i]));
                }
                float scale = largest / Byte.MAX_VALUE;
                into.putShort(Float.floatToFloat16(scale));
                for (int i = first; i < first + BLOCK; i++) {
                    into.put((byte) (scale == 0 ? 0 : Math.round(values[i] / scale)));
                }
            }
        }
    };

    /** Values that share a scale; the rows of an encoded matrix are whole numbers of them. */
    static final int BLOCK = 32;

    private final int type;

    GgufEncoding(int type) {
        this.type = type;
    }

    int type() {
        return type;
    }

    /** Size of so many values, in bytes. */
    abstract long bytes(long values);

    /** Appends the values, little-endian as {@code into} must be. */
    abstract void put(float[] values, ByteBuffer into);
}
