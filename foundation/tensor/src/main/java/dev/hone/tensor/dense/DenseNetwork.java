package dev.hone.tensor.dense;

import dev.hone.tensor.Activation;
import java.util.Arrays;
import java.util.List;

/**
 * Linear layers with an activation between them, computed and differentiated in plain Java. Rows of a batch never mix: an output
 * has the same bits alone and among others, with vector instructions of any width and without them. After the first batch of
 * a size nothing is allocated. Not safe for two threads.
 *
 * <p>With h0 the inputs, {@code z[l] = h[l] W[l] + b[l]} and {@code h[l + 1] = f(z[l])}; f is not applied to the last z, which are
 * the outputs. With g[l] the loss's gradient by z[l]:
 *
 * <pre>
 * by W[l]:   h[l]^T g[l]
 * by b[l]:   the sum of the rows of g[l]
 * g[l - 1] = (g[l] W[l]^T) f'(z[l - 1])
 * </pre>
 */
public final class DenseNetwork {
    /** Where first weights come from. */
    @FunctionalInterface
    public interface FirstWeights {
        /** Row-major [out, in]. */
        float[] of(String name, int out, int in, boolean last);
    }

    private static final float[] ONE = {1};

    private final FlatParameters parameters;
    private final Activation activation;
    private final Kernels kernels;
    private final int[] widths;
    private final int[] columns;
    private final int[] weightAt;
    private final int[] biasAt;
    private final float[][] transposed;
    private final float[][] z;
    private final float[][] g;
    private float[] inputGradients = new float[0];
    private float[] inputs = new float[0];
    private int inputsAt;
    private int rows;

    /**
     * Adds parameters {@code NAME.0.weight}, {@code NAME.0.bias} and so on; biases are 0.
     *
     * @param widths of the input, each hidden layer and the output
     * @param activation TANH or RELU
     */
    public DenseNetwork(
            FlatParameters parameters, String name, List<Integer> widths, Activation activation, FirstWeights first) {
        this(parameters, name, widths, activation, first, Kernels.best());
    }

    DenseNetwork(
            FlatParameters parameters,
            String name,
            List<Integer> widths,
            Activation activation,
            FirstWeights first,
            Kernels kernels) {
        if (widths.size() < 2 || !(activation == Activation.TANH || activation == Activation.RELU)) {
            throw new IllegalArgumentException(
                    "a plain network has at least one layer, and TANH or RELU, not " + widths + " and " + activation);
        }
        this.parameters = parameters;
        this.activation = activation;
        this.kernels = kernels;
        this.widths = widths.stream().mapToInt(Integer::intValue).toArray();
        int layers = widths.size() - 1;
        columns = new int[layers];
        weightAt = new int[layers];
        biasAt = new int[layers];
        transposed = new float[layers][0];
        z = new float[layers][0];
        g = new float[layers][0];
        for (int l = 0; l < layers; l++) {
            int in = widths.get(l);
            int out = widths.get(l + 1);
            columns[l] = Kernels.padded(out);
            String weight = name + "." + l + ".weight";
            weightAt[l] = parameters.addMatrix(weight, first.of(weight, out, in, l == layers - 1), out, in);
            biasAt[l] = parameters.addVector(name + "." + l + ".bias", new float[out]);
        }
    }

    public List<Integer> widths() {
        return Arrays.stream(widths).boxed().toList();
    }

    public Activation activation() {
        return activation;
    }

    /** Floats from one row of outputs to the next; those beyond the last width mean nothing. */
    public int outputStride() {
        return columns[columns.length - 1];
    }

    /** Floats from one row of input gradients to the next. */
    public int inputGradientStride() {
        return Kernels.padded(widths[0]);
    }

    /**
     * Computes {@code n} rows of inputs that begin at {@code from}, [n][in].
     *
     * @return the outputs, [n][{@link #outputStride}]; valid until the next call
     */
    public float[] forward(float[] from, int at, int n) {
        inputs = from;
        inputsAt = at;
        rows = n;
        float[] values = parameters.values();
        for (int l = 0; l < z.length; l++) {
            z[l] = ensure(z[l], n * columns[l]);
            for (int r = 0; r < n; r++) {
                System.arraycopy(values, biasAt[l], z[l], r * columns[l], columns[l]);
            }
            kernels.addProduct(
                    layerInputs(l),
                    layerInputsAt(l),
                    layerInputStride(l),
                    1,
                    values,
                    weightAt[l],
                    z[l],
                    0,
                    n,
                    widths[l],
                    columns[l]);
            if (l + 1 < z.length) {
                Activations.apply(activation, z[l], n * columns[l]);
            }
        }
        return z[z.length - 1];
    }

    private float[] layerInputs(int l) {
        return l == 0 ? inputs : z[l - 1];
    }

    private int layerInputsAt(int l) {
        return l == 0 ? inputsAt : 0;
    }

    private int layerInputStride(int l) {
        return l == 0 ? widths[0] : columns[l - 1];
    }

    /** Where to write the loss's gradient by the outputs of the last {@link #forward}, [n][{@link #outputStride}]. */
    public float[] outputGradients() {
        int last = z.length - 1;
        g[last] = ensure(g[last], rows * columns[last]);
        return g[last];
    }

    /** Adds the loss's gradient by the weights and biases to that of the parameters. */
    public void backward() {
        float[] gradients = parameters.gradients();
        for (int l = z.length - 1; l >= 0; l--) {
            float[] in = layerInputs(l);
            int at = layerInputsAt(l);
            int stride = layerInputStride(l);
            kernels.addProduct(in, at, 1, stride, g[l], 0, gradients, weightAt[l], widths[l], rows, columns[l]);
            // a bias is the weight of an input that is always 1
            kernels.addProduct(ONE, 0, 0, 0, g[l], 0, gradients, biasAt[l], 1, rows, columns[l]);
            if (l > 0) {
                through(l);
            }
        }
    }

    /**
     * Computes the loss's gradient by the inputs, from that by the outputs; the parameters' stay as they are.
     *
     * @return [n][{@link #inputGradientStride}]; valid until the next call
     */
    public float[] backwardToInputs() {
        for (int l = z.length - 1; l > 0; l--) {
            through(l);
        }
        inputGradients = ensure(inputGradients, rows * inputGradientStride());
        return timesTransposed(0, inputGradients, inputGradientStride());
    }

    /** g[l - 1] from g[l]. */
    private void through(int l) {
        g[l - 1] = timesTransposed(l, ensure(g[l - 1], rows * columns[l - 1]), columns[l - 1]);
        Activations.differentiate(activation, z[l - 1], g[l - 1], rows * columns[l - 1]);
    }

    /** g[l] W[l]^T, [n][stride]. */
    private float[] timesTransposed(int l, float[] to, int stride) {
        transposed[l] = ensure(transposed[l], widths[l + 1] * stride);
        float[] w = transposed[l];
        float[] values = parameters.values();
        for (int i = 0; i < widths[l]; i++) {
            int from = weightAt[l] + i * columns[l];
            for (int o = 0; o < widths[l + 1]; o++) {
                w[o * stride + i] = values[from + o];
            }
        }
        Arrays.fill(to, 0, rows * stride, 0);
        kernels.addProduct(g[l], 0, columns[l], 1, w, 0, to, 0, rows, widths[l + 1], stride);
        return to;
    }

    private static float[] ensure(float[] buffer, int size) {
        return buffer.length >= size ? buffer : new float[size];
    }

    /** Copies a layer, without what fills up its panels: weights to [in][out], biases to [out]. */
    public void copy(int layer, float[] weights, float[] biases) {
        int out = widths[layer + 1];
        for (int i = 0; i < widths[layer]; i++) {
            System.arraycopy(parameters.values(), weightAt[layer] + i * columns[layer], weights, i * out, out);
        }
        System.arraycopy(parameters.values(), biasAt[layer], biases, 0, out);
    }
}
