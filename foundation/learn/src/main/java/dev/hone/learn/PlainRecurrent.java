package dev.hone.learn;

import dev.hone.tensor.Safetensors;
import dev.hone.tensor.TensorData;
import java.util.Arrays;
import java.util.Map;

/**
 * A {@link RecurrentNetwork} in plain Java, one step at a time, for acting: microseconds, no native call, no allocation. Matrices
 * are kept [in][out], so that the inner loop runs over neighbours. Not safe for two threads.
 */
public final class PlainRecurrent {
    private static final int[] MATRICES = {0, 2, 3, 6};

    private final RecurrentNetwork.Shape shape;
    private final float[][] values;
    private final float[] seen;
    private final float[] state;
    private final float[] fromSeen;
    private final float[] fromState;
    private final float[] out;

    /** All weights 0, at the beginning of an episode. */
    PlainRecurrent(RecurrentNetwork.Shape shape) {
        this.shape = shape;
        values = new float[RecurrentNetwork.tensors()][];
        int[] sizes = shape.sizes();
        for (int i = 0; i < values.length; i++) {
            values[i] = new float[sizes[i]];
        }
        seen = new float[shape.width()];
        state = new float[shape.width()];
        fromSeen = new float[3 * shape.width()];
        fromState = new float[3 * shape.width()];
        out = new float[shape.out()];
    }

    RecurrentNetwork.Shape shape() {
        return shape;
    }

    private static boolean matrix(int tensor) {
        return Arrays.stream(MATRICES).anyMatch(each -> each == tensor);
    }

    private int rows(int tensor) {
        return switch (tensor) {
            case 0 -> shape.width();
            case 6 -> shape.out();
            default -> 3 * shape.width();
        };
    }

    /** Sets a tensor; matrices come row-major [out, in]. */
    void set(int tensor, float[] given) {
        if (given.length != values[tensor].length) {
            throw new IllegalArgumentException(RecurrentNetwork.name(tensor) + " has " + given.length + " values where "
                    + values[tensor].length + " are needed");
        }
        values[tensor] = matrix(tensor) ? transposed(given, rows(tensor)) : given.clone();
    }

    private static float[] transposed(float[] given, int rows) {
        int columns = given.length / rows;
        float[] turned = new float[given.length];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                turned[c * rows + r] = given[r * columns + c];
            }
        }
        return turned;
    }

    void save(Map<String, TensorData> to) {
        for (int i = 0; i < values.length; i++) {
            float[] given = matrix(i) ? transposed(values[i], values[i].length / rows(i)) : values[i].clone();
            to.put(RecurrentNetwork.name(i), TensorData.of(given, given.length));
        }
    }

    void load(Safetensors file) {
        for (int i = 0; i < values.length; i++) {
            set(i, file.floats(RecurrentNetwork.name(i)));
        }
    }

    /** Forgets: a new episode begins. */
    public void begin() {
        Arrays.fill(state, 0);
    }

    /** The output after one more step; valid until the next call. */
    public float[] forward(float[] inputs) {
        linear(inputs, values[0], values[1], seen);
        for (int i = 0; i < seen.length; i++) {
            seen[i] = Math.max(seen[i], 0);
        }
        linear(seen, values[2], values[4], fromSeen);
        linear(state, values[3], values[5], fromState);
        int width = state.length;
        for (int i = 0; i < width; i++) {
            double reset = sigmoid(fromSeen[i] + fromState[i]);
            double update = sigmoid(fromSeen[width + i] + fromState[width + i]);
            double candidate = Math.tanh(fromSeen[2 * width + i] + reset * fromState[2 * width + i]);
            state[i] = (float) ((1 - update) * candidate + update * state[i]);
        }
        linear(state, values[6], values[7], out);
        return out;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static void linear(float[] x, float[] weight, float[] bias, float[] y) {
        System.arraycopy(bias, 0, y, 0, y.length);
        for (int i = 0; i < x.length; i++) {
            float scale = x[i];
            if (scale != 0) { // most of what a grid shows is
                int from = i * y.length;
                for (int o = 0; o < y.length; o++) {
                    y[o] += scale * weight[from + o];
                }
            }
        }
    }
}
