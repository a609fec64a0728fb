package dev.hone.learn;

import dev.hone.tensor.Activation;
import dev.hone.tensor.Safetensors;
import dev.hone.tensor.TensorData;
import dev.hone.tensor.dense.DenseNetwork;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A network in plain Java, for acting: one observation costs microseconds, no native call and no allocation. Weights are kept
 * [in][out], so that the inner loop runs over neighbours and becomes vector instructions. Not safe for two threads.
 */
public final class PlainNetwork {
    private final Activation activation;
    private final int[] widths;
    private final float[][] weights;
    private final float[][] biases;
    private final float[][] values;

    /**
     * All weights 0.
     *
     * @param widths of the input, each hidden layer and the output
     */
    public PlainNetwork(List<Integer> widths, Activation activation) {
        if (activation == Activation.GELU) {
            throw new IllegalArgumentException("acting with GELU is not known, only TANH, RELU and SILU");
        }
        this.activation = activation;
        this.widths = widths.stream().mapToInt(Integer::intValue).toArray();
        int layers = widths.size() - 1;
        weights = new float[layers][];
        biases = new float[layers][];
        values = new float[layers][];
        for (int l = 0; l < layers; l++) {
            weights[l] = new float[this.widths[l] * this.widths[l + 1]];
            biases[l] = new float[this.widths[l + 1]];
            values[l] = new float[this.widths[l + 1]];
        }
    }

    /** Sets a layer; the weight comes row-major [out, in]. */
    void set(int layer, float[] weight, float[] bias) {
        int in = widths[layer];
        int out = widths[layer + 1];
        for (int o = 0; o < out; o++) {
            for (int i = 0; i < in; i++) {
                weights[layer][i * out + o] = weight[o * in + i];
            }
        }
        System.arraycopy(bias, 0, biases[layer], 0, out);
    }

    /** Takes the weights of now of a network of the same shape. */
    public void take(DenseNetwork network) {
        for (int l = 0; l < weights.length; l++) {
            network.copy(l, weights[l], biases[l]);
        }
    }

    /** Adds its tensors, named as {@link Network} names parameters, without the network's name. */
    public void save(Map<String, TensorData> to) {
        for (int l = 0; l < weights.length; l++) {
            int in = widths[l];
            int out = widths[l + 1];
            float[] weight = new float[out * in];
            for (int o = 0; o < out; o++) {
                for (int i = 0; i < in; i++) {
                    weight[o * in + i] = weights[l][i * out + o];
                }
            }
            to.put(l + ".weight", TensorData.of(weight, out, in));
            to.put(l + ".bias", TensorData.of(biases[l].clone(), out));
        }
    }

    /**
     * Takes up what {@link #save} gave.
     *
     * @throws IllegalArgumentException if a tensor has another size
     */
    public void load(Safetensors file) {
        load(file::floats);
    }

    /**
     * The same from row-major values by name.
     *
     * @throws IllegalArgumentException if a tensor has another size
     */
    public void load(Function<String, float[]> tensors) {
        for (int l = 0; l < weights.length; l++) {
            float[] weight = tensors.apply(l + ".weight");
            float[] bias = tensors.apply(l + ".bias");
            if (weight.length != weights[l].length || bias.length != biases[l].length) {
                throw new IllegalArgumentException(
                        "layer " + l + " has " + weight.length + " weights where " + weights[l].length + " are needed");
            }
            set(l, weight, bias);
        }
    }

    public List<Integer> widths() {
        return Arrays.stream(widths).boxed().toList();
    }

    public Activation activation() {
        return activation;
    }

    /** The output for the input that begins at {@code from}; valid until the next call. */
    public float[] forward(float[] inputs, int from) {
        float[] x = inputs;
        int at = from;
        for (int l = 0; l < weights.length; l++) {
            float[] y = values[l];
            System.arraycopy(biases[l], 0, y, 0, y.length);
            for (int i = 0; i < widths[l]; i++) {
                addScaled(y, x[at + i], weights[l], i * y.length);
            }
            if (l + 1 < weights.length) {
                activate(y);
            }
            x = y;
            at = 0;
        }
        return x;
    }

    private static void addScaled(float[] y, float scale, float[] w, int from) {
        for (int o = 0; o < y.length; o++) {
            y[o] += scale * w[from + o];
        }
    }

    private void activate(float[] y) {
        switch (activation) {
            case TANH -> {
                for (int o = 0; o < y.length; o++) {
                    y[o] = (float) Math.tanh(y[o]);
                }
            }
            case SILU -> {
                for (int o = 0; o < y.length; o++) {
                    y[o] /= 1 + (float) Math.exp(-y[o]);
                }
            }
            default -> {
                for (int o = 0; o < y.length; o++) {
                    y[o] = Math.max(y[o], 0);
                }
            }
        }
    }
}
