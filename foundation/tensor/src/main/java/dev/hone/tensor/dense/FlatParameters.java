package dev.hone.tensor.dense;

import dev.hone.core.HoneException;
import dev.hone.tensor.Safetensors;
import dev.hone.tensor.TensorData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The trained numbers of plain networks, all in one array, their gradients in another. Files name and shape them as
 * {@link dev.hone.tensor.Parameters} does, so that either reads what the other wrote. Not safe for two threads.
 *
 * <p>A matrix [out, in] lies as [in][columns], a vector as [columns], columns being out rounded up to whole panels. What is left
 * over is 0 and stays 0, since nothing ever gives it a gradient.
 */
public final class FlatParameters {
    /** A part of the array; a vector has one row. */
    private record Block(String name, int at, int rows, int out, boolean matrix) {
        long[] shape() {
            return matrix ? new long[] {out, rows} : new long[] {out};
        }
    }

    private static final double TINY = 1e-6;

    private final List<Block> blocks = new ArrayList<>();
    private float[] values = new float[0];
    private float[] gradients = new float[0];

    /**
     * Adds a vector.
     *
     * @return where it begins
     */
    public int addVector(String name, float[] first) {
        return add(new Block(name, values.length, 1, first.length, false), first);
    }

    /**
     * Adds a matrix.
     *
     * @param first row-major [out, in]
     * @return where it begins
     */
    int addMatrix(String name, float[] first, int out, int in) {
        return add(new Block(name, values.length, in, out, true), first);
    }

    private int add(Block block, float[] first) {
        if (blocks.stream().anyMatch(other -> other.name().equals(block.name()))) {
            throw new IllegalArgumentException("there is a parameter '" + block.name() + "' already");
        }
        int size = values.length + block.rows() * Kernels.padded(block.out());
        values = Arrays.copyOf(values, size);
        gradients = Arrays.copyOf(gradients, size);
        blocks.add(block);
        put(block, first, values);
        return block.at();
    }

    /** Every number; the array stays the same until something is added. */
    public float[] values() {
        return values;
    }

    /** The gradient of every number; the array stays the same until something is added. */
    public float[] gradients() {
        return gradients;
    }

    public void zeroGradients() {
        Arrays.fill(gradients, 0);
    }

    /**
     * Scales all gradients so that their common Euclidean norm is at most {@code most}.
     *
     * @return the norm before
     */
    public double clipGradients(double most) {
        double norm = Math.sqrt(squares(gradients));
        float scale = (float) (most / (norm + TINY));
        if (scale < 1) {
            for (int i = 0; i < gradients.length; i++) {
                gradients[i] *= scale;
            }
        }
        return norm;
    }

    /** Four sums, each of every fourth number, in order: one alone would wait for itself. The length is a multiple of 16. */
    private static double squares(float[] x) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        for (int i = 0; i < x.length; i += 4) {
            a += (double) x[i] * x[i];
            b += (double) x[i + 1] * x[i + 1];
            c += (double) x[i + 2] * x[i + 2];
            d += (double) x[i + 3] * x[i + 3];
        }
        return a + b + (c + d);
    }

    /** Moves every number the share {@code tau} of the way to that of a network of the same shape (Polyak averaging). */
    public void follow(FlatParameters leader, double tau) {
        float share = (float) tau;
        float[] led = leader.values;
        for (int i = 0; i < values.length; i++) {
            values[i] += share * (led[i] - values[i]);
        }
    }

    /** Copies of the values, for {@link Safetensors#write}. */
    public SequencedMap<String, TensorData> save() {
        return save(values, "");
    }

    /**
     * Sets every parameter from the tensor of its name.
     *
     * @throws HoneException if one is missing or has another shape
     */
    public void load(Safetensors file) {
        load(file, values, "");
    }

    /** Names and shapes an array that lies as the values do. */
    SequencedMap<String, TensorData> save(float[] from, String suffix) {
        var copies = new LinkedHashMap<String, TensorData>();
        for (Block block : blocks) {
            copies.put(block.name() + suffix, TensorData.of(get(block, from), block.shape()));
        }
        return copies;
    }

    void load(Safetensors file, float[] to, String suffix) {
        for (Block block : blocks) {
            String name = block.name() + suffix;
            if (!Arrays.equals(file.shape(name), block.shape())) {
                throw new HoneException(
                        "The tensor '" + name + "' has the shape " + Arrays.toString(file.shape(name)) + " where "
                                + Arrays.toString(block.shape()) + " is needed.",
                        "it belongs to a model of another size");
            }
            put(block, file.floats(name), to);
        }
    }

    private static float[] get(Block block, float[] from) {
        int columns = Kernels.padded(block.out());
        float[] taken = new float[block.out() * block.rows()];
        for (int o = 0; o < block.out(); o++) {
            for (int i = 0; i < block.rows(); i++) {
                taken[o * block.rows() + i] = from[block.at() + i * columns + o];
            }
        }
        return taken;
    }

    private static void put(Block block, float[] given, float[] to) {
        int columns = Kernels.padded(block.out());
        if (given.length != block.out() * block.rows()) {
            throw new IllegalArgumentException(
                    given.length + " values for '" + block.name() + "' of " + Arrays.toString(block.shape()));
        }
        for (int o = 0; o < block.out(); o++) {
            for (int i = 0; i < block.rows(); i++) {
                to[block.at() + i * columns + o] = given[o * block.rows() + i];
            }
        }
    }
}
