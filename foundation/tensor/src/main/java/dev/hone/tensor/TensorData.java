package dev.hone.tensor;

import java.util.Arrays;

/**
 * A tensor as plain Java values, on its way to a file: what {@link Safetensors#write} takes. Values are in row-major order.
 * The arrays are not copied, so leave them alone until they are written.
 */
public final class TensorData {
    private final DType type;
    private final long[] shape;
    private final float[] floats;
    private final long[] longs;

    private TensorData(DType type, long[] shape, float[] floats, long[] longs) {
        this.type = type;
        this.shape = shape.clone();
        this.floats = floats;
        this.longs = longs;
        long count = count(shape);
        int length = type == DType.I64 ? longs.length : floats.length;
        if (count != length) {
            throw new IllegalArgumentException(length + " values for the shape " + Arrays.toString(shape));
        }
    }

    /** Float values stored as {@link DType#F32}. */
    public static TensorData of(float[] values, long... shape) {
        return new TensorData(DType.F32, shape, values, new long[0]);
    }

    /** Integer values stored as {@link DType#I64}. */
    public static TensorData of(long[] values, long... shape) {
        return new TensorData(DType.I64, shape, new float[0], values);
    }

    /** The same floats, rounded to the nearest value of a narrower type when written; F32, F16 or BF16. */
    public TensorData as(DType narrower) {
        if (this.type == DType.I64 || !(narrower == DType.F32 || narrower == DType.F16 || narrower == DType.BF16)) {
            throw new IllegalArgumentException("cannot store " + this.type + " as " + narrower);
        }
        return new TensorData(narrower, shape, floats, longs);
    }

    public DType type() {
        return type;
    }

    public long[] shape() {
        return shape.clone();
    }

    /** The floating-point values, none for whole numbers; the array itself. */
    public float[] floats() {
        return floats;
    }

    long[] longs() {
        return longs;
    }

    /** Bytes of all values in a file. */
    long bytes() {
        return count(shape) * type.bytes();
    }

    private static long count(long[] shape) {
        long count = 1;
        for (long size : shape) {
            if (size < 0) {
                throw new IllegalArgumentException("negative size in " + Arrays.toString(shape));
            }
            count = Math.multiplyExact(count, size);
        }
        return count;
    }
}
